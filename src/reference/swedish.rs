//! The Swedish of the reference, by its English.

pub(super) const SWEDISH: &[(&str, &str)] = &[
    (
        "What its cases are in a catalogue of open data (`blankett catalog`): `\"dcat:Dataset\"`.",
        "Vad dess ärenden är i en katalog över öppna data (`blankett catalog`): `\"dcat:Dataset\"`.",
    ),
    (
        "What it is in a catalogue of open data: a property of DCAT-AP-SE (`dcterms:title`).",
        "Vad det är i en katalog över öppna data: en egenskap i DCAT-AP-SE (`dcterms:title`).",
    ),
    (
        "What it is in a catalogue: a web address, or a media type (`text/csv`).",
        "Vad det är i en katalog: en webbadress, eller en medietyp (`text/csv`).",
    ),
    (
        "Options that have another name now or a meaning, in `options`",
        "Val som har ett nytt namn eller en betydelse, i `options`",
    ),
    (
        "`[catalog]`: the catalogue of open data (`blankett catalog`).",
        "`[catalog]`: katalogen över öppna data (`blankett catalog`).",
    ),
    (
        "The web address that the addresses of all in it begin with; it must stay.",
        "Webbadressen som adresserna till allt i katalogen börjar med; den måste bestå.",
    ),
    ("What the catalogue is called.", "Vad katalogen heter."),
    ("What is in it.", "Vad som finns i den."),
    ("Who publishes it.", "Vem som ger ut den."),
    (
        "What kind of publisher that is, as `dcterms:type`: `NationalAuthority`, `RegionalAuthority`, `LocalAuthority` …; without it, as a case says of a publisher of that name.",
        "Vilket slags utgivare det är, som `dcterms:type`: `NationalAuthority`, `RegionalAuthority`, `LocalAuthority` …; utan det som ett ärende säger om en utgivare med det namnet.",
    ),
    (
        "The licence of the catalogue itself: `CC0 1.0`, or a web address.",
        "Licensen för själva katalogen: `CC0 1.0`, eller en webbadress.",
    ),
    ("The same, spelt otherwise.", "Detsamma, stavat på annat sätt."),
    ("Its page for people.", "Dess sida för människor."),
    (
        "The language of its title and description [`sv`].",
        "Språket i dess titel och beskrivning [`sv`].",
    ),
    ("The title as printed.", "Titeln så som den skrivs ut."),
    (
        "The language of the form, as a BCP 47 tag: `sv-SE`.",
        "Formulärets språk, som en kod enligt BCP 47: `sv-SE`.",
    ),
    (
        "When Word protects the form for filling in, so that a click ticks a box and Tab goes from field to field: `blank` (only while nothing is answered), `until-decided` (until the case is decided; answers of several paragraphs stay free to edit), `always` or `never`.",
        "När Word skyddar formuläret för ifyllning, så att ett klick kryssar i en ruta och Tabb går från fält till fält: `blank` (bara medan inget är besvarat), `until-decided` (tills ärendet är beslutat; svar med flera stycken går ändå att redigera fritt), `always` (alltid) eller `never` (aldrig).",
    ),
    (
        "What stands for an answer that is not there, where no field shows it.",
        "Det som står i stället för ett svar som saknas, där inget fält visar det.",
    ),
    (
        "What public copies may show though it stands in a personal answer: `[\"oppnadata@example.se\"]`.",
        "Det som offentliga kopior får visa fast det står i ett svar som är märkt som personuppgift: `[\"oppnadata@example.se\"]`.",
    ),
    (
        "What a public copy says of itself on its first page.",
        "Vad en offentlig kopia säger om sig själv på första sidan.",
    ),
    (
        "The bookmarks that the official form does not have.",
        "De bokmärken som den officiella blanketten inte har.",
    ),
    (
        "The addresses of what looks like a place in `original.docx` and is not to be filled in.",
        "Adresserna till det i `original.docx` som ser ut som en plats men inte ska fyllas i.",
    ),
    ("`[[field]]`: a question.", "`[[field]]`: en fråga."),
    (
        "`[[case.field]]`: something kept about a case; as a question, without a place in Word.",
        "`[[case.field]]`: en uppgift om ärendet; skrivs som en fråga, men har ingen plats i Word.",
    ),
    ("`[status]`: how far a case can come.", "`[status]`: hur långt ett ärende kan komma."),
    (
        "`[register]`: what `blankett status` shows of each case.",
        "`[register]`: vad `blankett status` visar om varje ärende.",
    ),
    (
        "`[archive]`: what an archive is told of each case.",
        "`[archive]`: vad ett arkiv får veta om varje ärende.",
    ),
    (
        "`[[rule]]`: what answers require of one another.",
        "`[[rule]]`: vad svaren kräver av varandra.",
    ),
    (
        "`[allow]`: codes of warnings that may stay in each of its cases, each with the reason; in a case, of that one.",
        "`[allow]`: koder på varningar som får stå kvar i alla ärenden med formuläret, var och en med skälet; i ett ärende gäller de bara det ärendet.",
    ),
    ("Kinds of questions", "Slag av frågor"),
    ("One line.", "En rad."),
    ("Paragraphs, lists and tables.", "Stycken, listor och tabeller."),
    ("A date: `2026-03-03`.", "Ett datum: `2026-03-03`."),
    ("A decimal number: `1250.50`.", "Ett decimaltal: `1250.50`."),
    ("`true` or `false`; two tick boxes in Word.", "`true` eller `false`; två kryssrutor i Word."),
    (
        "One of the `options`; a drop-down list in Word.",
        "Ett av valen i `options`; en listruta i Word.",
    ),
    (
        "Some of the `options`; a tick box each in Word.",
        "Ett eller flera av valen i `options`; en kryssruta för varje val i Word.",
    ),
    ("Named parts: `{ name = \"…\" }`.", "Delar med namn: `{ namn = \"…\" }`."),
    ("A list of lines, or of records.", "En lista med rader, eller med poster."),
    ("A list of records, printed as a table.", "En lista med poster, som skrivs ut som en tabell."),
    ("`[[field]]` and `[[case.field]]`", "`[[field]]` och `[[case.field]]`"),
    (
        "The name in cases and templates: a–z, 0–9 and `_`.",
        "Namnet i ärenden och mallar: a–z, 0–9 och `_`.",
    ),
    ("The question as printed.", "Frågan så som den skrivs ut."),
    (
        "Advice on how to answer (255 characters); help text in Word.",
        "Råd om hur man svarar (högst 255 tecken); hjälptext i Word.",
    ),
    ("What kind of answer it takes.", "Vilket slags svar frågan tar."),
    ("The words of a `choice` or `choices`.", "Valen i ett `choice` eller `choices`."),
    (
        "The parts of a `record` or of the records of a `list`.",
        "Delarna i en `record`, eller i posterna i en `list`.",
    ),
    ("The columns of a `table`.", "Kolumnerna i en `table`."),
    (
        "How a record is printed and read back: `\"{name}, {role}\"`.",
        "Hur en post skrivs ut och läses tillbaka: `\"{namn}, {roll}\"`.",
    ),
    ("The most decimals of a `number`.", "Det högsta antalet decimaler i ett `number`."),
    ("What is printed behind a `number`.", "Det som skrivs ut efter ett `number`."),
    (
        "The answer belongs to a person: `true`, or the role that stands in public copies instead of the label.",
        "Svaret är en personuppgift: `true`, eller den roll som offentliga kopior visar i stället för frågans text.",
    ),
    (
        "The key that it had in an earlier version of the form.",
        "Nyckeln i en tidigare version av formuläret.",
    ),
    ("`[[field]]` alone", "Bara i `[[field]]`"),
    (
        "The name of the bookmark and form field in Word (20 characters), or a table of them: `{ yes = \"…\", no = \"…\" }`.",
        "Namnet på bokmärket och formulärfältet i Word (högst 20 tecken), eller en tabell med sådana namn: `{ yes = \"…\", no = \"…\" }`.",
    ),
    (
        "What stands in the field while it is unanswered.",
        "Det som står i fältet så länge frågan är obesvarad.",
    ),
    (
        "The answer of every case that gives none, as a case would give it.",
        "Svaret i alla ärenden som inte ger ett eget, skrivet som i ett ärende.",
    ),
    (
        "`true`: what stands in its place in `original.docx` is no part of the form, and is in no document.",
        "`true`: det som står på frågans plats i `original.docx` hör inte till formuläret och kommer inte med i något dokument.",
    ),
    (
        "`true`: the answer stands nowhere in the document.",
        "`true`: svaret står ingenstans i dokumentet.",
    ),
    ("Parts and columns", "Delar och kolumner"),
    ("The name in cases and templates.", "Namnet i ärenden och mallar."),
    (
        "The name as people read it; the heading of a column.",
        "Namnet så som läsaren ser det; i en kolumn är det rubriken.",
    ),
    (
        "What is printed where the part is left out; without it, `–` between other parts and nothing behind them. Not of columns.",
        "Det som skrivs ut där delen är utelämnad. Om inget anges skrivs `–` mellan andra delar och ingenting efter dem. Gäller inte kolumner.",
    ),
    (
        "`line` (which it is without one), `date`, `number` or `choice`.",
        "`line` (om inget anges), `date`, `number` eller `choice`.",
    ),
    ("The words of a `choice`.", "Valen i ett `choice`."),
    (
        "The value belongs to a person: `true`, or the role that stands in public copies.",
        "Värdet är en personuppgift: `true`, eller den roll som offentliga kopior visar.",
    ),
    ("The option.", "Valet."),
    (
        "What it was called in an earlier version of the form.",
        "Vad det hette i en tidigare version av formuläret.",
    ),
    ("Rules of questions, parts and columns", "Regler för frågor, delar och kolumner"),
    (
        "`true`, or a table: it must be answered.",
        "`true`, eller en tabell: det måste finnas ett svar.",
    ),
    (
        "A condition: it must be answered where that holds.",
        "Ett villkor: när det är uppfyllt måste det finnas ett svar.",
    ),
    (
        "Words that are an answer although they are not of the kind.",
        "Ord som är ett svar fast de inte är av rätt slag.",
    ),
    (
        "A regular expression that must match somewhere in the answer.",
        "Ett reguljärt uttryck som måste stämma någonstans i svaret.",
    ),
    (
        "A regular expression that must match nowhere in it.",
        "Ett reguljärt uttryck som inte får stämma någonstans i svaret.",
    ),
    ("The words that it may be.", "De ord som svaret får vara."),
    ("The fewest characters.", "Det minsta antalet tecken."),
    ("The most characters.", "Det högsta antalet tecken."),
    ("The fewest items or rows.", "Det minsta antalet poster eller rader."),
    ("The most items or rows.", "Det högsta antalet poster eller rader."),
    ("The least number.", "Det minsta talet."),
    ("The greatest number.", "Det största talet."),
    ("The first day.", "Den första dagen."),
    ("The last day.", "Den sista dagen."),
    (
        "`true`: no two items are alike; of records, the part that tells them apart.",
        "`true`: inget i listan får stå två gånger; för poster anges den del som skiljer dem åt.",
    ),
    ("A rule as a table", "En regel som tabell"),
    ("What the rule alone would be.", "Det som regeln skulle vara utan tabell."),
    ("`error`, or `warning`.", "`error` (fel) eller `warning` (varning)."),
    ("The form's own words for it.", "Formulärets egna ord för det."),
    ("`required` as a table", "`required` som tabell"),
    ("A condition.", "Ett villkor."),
    (
        "`error`, or `warning`; without it, the status of the case decides.",
        "`error` (fel) eller `warning` (varning); om inget anges avgör ärendets status.",
    ),
    ("The condition under which it applies.", "Villkoret för att regeln ska gälla."),
    ("The conditions that must hold then.", "De villkor som då måste vara uppfyllda."),
    ("Comparisons in conditions", "Jämförelser i villkor"),
    (
        "`true`: it is answered; `false`: it is not.",
        "`true`: frågan är besvarad; `false`: den är obesvarad.",
    ),
    (
        "It is this, or one of these; what stands without a table means the same.",
        "Svaret är detta, eller ett av dessa; ett värde utan tabell betyder samma sak.",
    ),
    ("It is neither this nor one of these.", "Svaret är varken detta eller något av dessa."),
    (
        "It is so great, or so late, or more: a value, or the name of another answer.",
        "Svaret är minst så stort, eller minst så sent: ett värde, eller namnet på ett annat svar.",
    ),
    ("It is so great, or so late, or less.", "Svaret är högst så stort, eller inte senare."),
    ("It is later, or greater.", "Svaret är senare, eller större."),
    ("It is earlier, or less.", "Svaret är tidigare, eller mindre."),
    ("A regular expression matches in it.", "Ett reguljärt uttryck stämmer någonstans i svaret."),
    (
        "The key of the `[[case.field]]` that tells how far a case has come: a `choice` whose options stand in their order.",
        "Nyckeln till det `[[case.field]]` som säger hur långt ett ärende har kommit: ett `choice` vars val står i ordning.",
    ),
    (
        "The option from which on missing answers are errors, not warnings.",
        "Det val från och med vilket svar som saknas är fel, inte varningar.",
    ),
    (
        "The option from which on a case is decided, so that it can be archived.",
        "Det val från och med vilket ett ärende är beslutat, så att det kan arkiveras.",
    ),
    (
        "The option from which on nothing is left to be done.",
        "Det val från och med vilket inget är kvar att göra.",
    ),
    (
        "Its class in the authority's records, as an archive is told it: the name of a field, with `case.` before it if it is kept about the case.",
        "Ärendets klassificering hos myndigheten, så som ett arkiv får veta den: namnet på ett fält, med `case.` före om det är en uppgift om ärendet.",
    ),
    (
        "The day that it was decided: the name of a `date`.",
        "Dagen för beslutet: namnet på ett fält av slaget `date`.",
    ),
    ("Who decided it: the name of a field.", "Vem som fattade beslutet: namnet på ett fält."),
    (
        "What of it is secret, and why: the name of a field.",
        "Vad i ärendet som omfattas av sekretess, och varför: namnet på ett fält.",
    ),
    (
        "What the authority files a case under: the name of a `line`, with `case.` before it if it is kept about the case.",
        "Det som myndigheten har registrerat ärendet under: namnet på ett fält av slaget `line`, med `case.` före om det är en uppgift om ärendet.",
    ),
    (
        "What a case is about: the name of a `line`.",
        "Vad ärendet handlar om: namnet på ett fält av slaget `line`.",
    ),
    (
        "When a case is to be looked through next: the name of a `date`.",
        "När ärendet ska ses över nästa gång: namnet på ett fält av slaget `date`.",
    ),
    (
        "`[[delivery]]`: a package that was delivered to an archive.",
        "`[[delivery]]`: ett paket som har levererats till ett arkiv.",
    ),
    ("What the package calls itself.", "Det namn som paketet själv anger."),
    ("The case, by its path in the package.", "Ärendet, med sökväg i paketet."),
    (
        "The digest that holds it: of its METS.xml, of a bag's tag manifest, or of a zip.",
        "Den kontrollsumma som gäller för hela paketet: av dess METS.xml, av taggmanifestet i en väska (BagIt), eller av en zip.",
    ),
    (
        "The digest of what its case says and what its form is.",
        "Kontrollsumman av det som ärendet säger och av formuläret som det är.",
    ),
    (
        "The digest of its pages, where another program made them.",
        "Kontrollsumman av sidorna, om ett annat program har gjort dem.",
    ),
    ("The day that it was delivered.", "Dagen då paketet levererades."),
    ("The agreement that it follows.", "Den överenskommelse som leveransen följer."),
    ("What the archive answered.", "Vad arkivet svarade."),
    ("`document.md`: names", "`document.md`: namn"),
    (
        "`{{ field.KEY }}` is the place of an answer.",
        "`{{ field.NYCKEL }}` är platsen för ett svar.",
    ),
    (
        "`{{ part.KEY.NAME }}` is the place of a part; `.yes` and `.no` of tick boxes, `[\"option\"]` of an option.",
        "`{{ part.NYCKEL.NAMN }}` är platsen för en del; `.yes` och `.no` är för kryssrutor, `[\"val\"]` för ett val.",
    ),
    (
        "`answers.KEY` is the value of an answer, null or `[]` while it is absent: to print, and for conditions.",
        "`answers.NYCKEL` är värdet av ett svar, null eller `[]` så länge det saknas: att skriva ut, och för villkor.",
    ),
    (
        "`case.KEY` is the value of something kept about the case.",
        "`case.NYCKEL` är värdet av en uppgift om ärendet.",
    ),
    ("`form.id`, `form.version`, `form.title`.", "`form.id`, `form.version`, `form.title`."),
    ("`document.md`: tags", "`document.md`: taggar"),
    (
        "What follows stands only where a condition holds.",
        "Det som följer kommer bara med när ett villkor är uppfyllt.",
    ),
    ("Else, where another one holds.", "Annars, när ett annat villkor är uppfyllt."),
    ("Else.", "Annars."),
    ("Ends `if`.", "Avslutar `if`."),
    (
        "What follows stands once for each item: `{% for row in answers.rows %}`.",
        "Det som följer kommer med en gång för varje post: `{% for rad in answers.rader %}`.",
    ),
    ("Ends `for`.", "Avslutar `for`."),
    ("Ends a loop early.", "Avslutar en upprepning i förtid."),
    ("Goes on with the next item.", "Går vidare till nästa post."),
    (
        "Another file of the form stands here: `{% include \"part.md\" %}`.",
        "Här kommer en annan av formulärets filer: `{% include \"avsnitt.md\" %}`.",
    ),
    ("What follows is no template.", "Det som följer är ingen mall."),
    ("Ends `raw`.", "Avslutar `raw`."),
    ("`document.md`: functions", "`document.md`: funktioner"),
    (
        "`bookmark(name=\"…\")` marks the heading or paragraph that it stands in.",
        "`bookmark(name=\"…\")` sätter ett bokmärke på den rubrik eller det stycke där den står.",
    ),
    (
        "`reference(name=\"…\")` is the number of a marked heading, as a link to it.",
        "`reference(name=\"…\")` är numret på en rubrik som har ett bokmärke, som länk till den.",
    ),
    ("`contents()` is a list of the headings.", "`contents()` är en lista över rubrikerna."),
    ("`page_break()` begins a new page.", "`page_break()` börjar en ny sida."),
    (
        "`signature_line()` is a line to sign on.",
        "`signature_line()` är en rad att skriva under på.",
    ),
    (
        "`page()` is the number of the page, in headers and footers.",
        "`page()` är sidans nummer, i sidhuvuden och sidfötter.",
    ),
    (
        "`pages()` is the number of pages, in headers and footers.",
        "`pages()` är antalet sidor, i sidhuvuden och sidfötter.",
    ),
    ("`document.md`: filters beside Tera's", "`document.md`: filter utöver Teras"),
    ("`answers.day | date` is a date in words.", "`answers.dag | date` är ett datum i ord."),
    (
        "`answers.count | number` is a number as the language has it.",
        "`answers.antal | number` är ett tal så som språket skriver det.",
    ),
    ("The typefaces.", "Typsnitten."),
    ("The colours, as `RRGGBB`.", "Färgerna, som `RRGGBB`."),
    ("The margins of the page, in millimetres.", "Sidans marginaler, i millimeter."),
    (
        "What stands at the top of each page: templates, and whose the document is.",
        "Det som står högst upp på varje sida: mallar, och vilken myndighet dokumentet kommer från.",
    ),
    (
        "What stands at the foot of each page: templates.",
        "Det som står längst ner på varje sida: mallar.",
    ),
    (
        "What a document says of itself until it is decided.",
        "Vad ett dokument säger om sig självt tills det är beslutat.",
    ),
    ("What the file says of itself: templates.", "Vad filen säger om sig själv: mallar."),
    ("The typeface of running text.", "Typsnittet i löpande text."),
    ("That of the title and the headings.", "Typsnittet i titeln och rubrikerna."),
    (
        "The size of running text, in points: 6 to 24.",
        "Storleken på löpande text, i punkter: 6 till 24.",
    ),
    (
        "Typefaces beside `style.toml` (TrueType, OpenType), for PDF: what the program's own have no picture of is set in these.",
        "Typsnitt bredvid `style.toml` (TrueType, OpenType), för PDF: tecken som inte finns i programmets egna sätts i dem.",
    ),
    ("Of the title and the headings.", "Färgen på titeln och rubrikerna."),
    (
        "Of the bar beside answers and the rules of tables.",
        "Färgen på strecket bredvid svar och på linjerna i tabeller.",
    ),
    (
        "Of the header, the footer and unanswered fields.",
        "Färgen på sidhuvudet, sidfoten och obesvarade fält.",
    ),
    ("Of links.", "Färgen på länkar."),
    ("Above the text: 5 to 80.", "Ovanför texten: 5 till 80."),
    ("Below the text.", "Under texten."),
    ("Left of the text.", "Till vänster om texten."),
    ("Right of the text.", "Till höger om texten."),
    ("What stands at the left margin.", "Det som står vid vänster marginal."),
    ("What stands at the right margin.", "Det som står vid höger marginal."),
    ("The authority's name, above that.", "Myndighetens namn, ovanför det andra."),
    (
        "Its logo, before its name: a PNG or JPEG file beside `style.toml`.",
        "Myndighetens logotyp, före namnet: en PNG- eller JPEG-fil bredvid `style.toml`.",
    ),
    (
        "What the logo says, for whoever does not see it; needed with `logo`.",
        "Vad logotypen säger, för den som inte ser den; krävs med `logo`.",
    ),
    (
        "How high the logo is, in millimetres: 5 to 40, else 12.",
        "Logotypens höjd, i millimeter: 5 till 40, eller 12 om inget anges.",
    ),
    (
        "What stands on each page until the status `decided_from` of the form, as `Utkast`.",
        "Det som står på varje sida tills ärendet når den status som formuläret anger i `decided_from`, till exempel `Utkast`.",
    ),
    ("The title of the document.", "Dokumentets titel."),
    ("Who made it.", "Vem som har gjort det."),
    ("What it is about.", "Vad det handlar om."),
    ("Words to find it by.", "Ord att hitta det med."),
    ("What the authority files it under.", "Det som myndigheten har registrerat det under."),
    (
        "The day that it was made: it must print a date, or nothing.",
        "Dagen då det gjordes: det som skrivs ut måste vara ett datum, eller ingenting.",
    ),
    ("Whose the records are.", "Vilken myndighet handlingarna hör till."),
    ("What else an archive must know.", "Vad ett arkiv måste veta utöver det."),
    (
        "What public copies may show, as `public` in `form.toml`, of all forms.",
        "Det som offentliga kopior får visa, som `public` i `form.toml` men för alla formulär.",
    ),
    ("The name of the authority.", "Myndighetens namn."),
    ("Its organisation number.", "Myndighetens organisationsnummer."),
    (
        "`[organisation.contact]`: whom an archive can ask.",
        "`[organisation.contact]`: vem ett arkiv kan fråga.",
    ),
    ("The person, or better the function.", "Personen, eller hellre funktionen."),
    ("Telephone.", "Telefon."),
    ("E-mail.", "E-post."),
    (
        "The submission agreement that deliveries follow.",
        "Den leveransöverenskommelse som leveranserna följer.",
    ),
    (
        "`\"id\"`: packages name the commit that they are of; `\"proof\"`: they have it and its trees too, by which anybody sees that the case is of it. Trees name the files beside the case, so the default is `\"id\"`.",
        "`\"id\"`: paketen anger vilken commit de hör till; `\"proof\"`: de har även med committen och dess träd, så att vem som helst ser att ärendet hör till den. Träden nämner filerna bredvid ärendet, så förvalet är `\"id\"`.",
    ),
];
