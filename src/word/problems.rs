//! What can be wrong with Word files, and what cannot be taken over from them.

use crate::diagnostic::{declare_problems, list_of};
use crate::word::{ActiveKind, Flat, Part};

declare_problems! {
    /// Something of a Word form that a form of ours has no word for.
    NotImported("not-imported") {
        /// What it is.
        fault: WordOnly,
    } => {
        en: {
            match fault {
                WordOnly::Pictures(count) => format!("in `original.docx` only: pictures ({count})"),
                WordOnly::Notes(count) => format!("in `original.docx` only: headers, footers or notes ({count})"),
                WordOnly::DeepHeading(text) => format!("the heading `{text}` is below the third level, and became strong text"),
                WordOnly::NestedTable => "in `original.docx` only: tables in tables".to_owned(),
                WordOnly::NoLabel(label) => format!("no text asks for a field; it was called `{label}`"),
                WordOnly::LooksAnswered(words) => format!("`{words}` stands in every document: where it is somebody's answer, empty it in the Word file and import it again"),
                WordOnly::Gone(label) => format!("the question `{label}` of the earlier version has no place any more; it is a comment in `form.toml`"),
                WordOnly::CannotFill(address) => format!("no answer can be put in `{address}`, so that nothing asks for it"),
            }
        },
        sv: {
            match fault {
                WordOnly::Pictures(count) => format!("finns bara i `original.docx`: bilder ({count})"),
                WordOnly::Notes(count) => format!("finns bara i `original.docx`: sidhuvuden, sidfötter eller noter ({count})"),
                WordOnly::DeepHeading(text) => format!("rubriken `{text}` är under tredje nivån och blev fet text"),
                WordOnly::NestedTable => "finns bara i `original.docx`: tabeller i tabeller".to_owned(),
                WordOnly::NoLabel(label) => format!("ingen text frågar efter ett fält; det fick heta `{label}`"),
                WordOnly::LooksAnswered(words) => format!("`{words}` står i varje dokument: är det någons svar, töm det i Wordfilen och importera den igen"),
                WordOnly::Gone(label) => format!("frågan `{label}` i den tidigare versionen har ingen plats längre; den står som kommentar i `form.toml`"),
                WordOnly::CannotFill(address) => format!("inget svar kan skrivas i `{address}`, så ingen fråga gäller det"),
            }
        },
        help: {
            en: {
                match fault {
                    WordOnly::NoLabel(_) => Some("give it a `label` in `form.toml`".to_owned()),
                    _ => None,
                }
            },
            sv: {
                match fault {
                    WordOnly::NoLabel(_) => Some("ge det en `label` i `form.toml`".to_owned()),
                    _ => None,
                }
            },
        },
        meaning: {
            en: "Something in the Word file, such as a picture, a header, a nested table or a field without a question, could not be carried over in full to `form.toml` and `document.md`. The Word documents still have it, since `original.docx` is kept as it is, but Markdown, web pages and PDF do not. Read through the imported form and complete it where needed.",
            sv: "Något i Wordfilen, till exempel en bild, ett sidhuvud, en tabell i en tabell eller ett fält utan fråga, kunde inte föras över helt till `form.toml` och `document.md`. Worddokumenten har det ändå, eftersom `original.docx` behålls som den är, men inte Markdown, webbsidor och PDF. Läs igenom det importerade formuläret och komplettera där det behövs.",
        },
    }

    /// Something in a Word file that does something by itself, or fetches something.
    ActiveContent("active-content") {
        /// Its kind.
        kind: ActiveKind,
        /// The part that has it.
        part: String,
        /// What it is, in the file's own words; empty where the part is it.
        what: String,
        /// Whether the file is a form of the project's.
        is_form: bool,
    } => {
        en: {
            format!("the Word file has {} in `{part}`{}", kind.en(), quoted(what))
        },
        sv: {
            format!("Wordfilen har {} i `{part}`{}", kind.sv(), quoted(what))
        },
        help: {
            en: {
                if *is_form {
                    Some(format!("take it out in Word; if you trust the file: --active-content {kind}"))
                } else {
                    Some("none of it was taken over; be careful when you open the file".to_owned())
                }
            },
            sv: {
                if *is_form {
                    Some(format!("ta bort det i Word; om du litar på filen: --active-content {kind}"))
                } else {
                    Some("inget av det togs över; var försiktig när du öppnar filen".to_owned())
                }
            },
        },
        meaning: {
            en: "A Word file can hold programs (macros, ActiveX), fields that start programs or fetch text (DDE, INCLUDETEXT), files and objects of other programs, and addresses that Word asks as soon as the file is opened. In a form it would be sent on to colleagues with your authority's name, so a form that has such content is not filled in. Take it out in Word. Where you know it and want it, allow its kind for your own runs: `--active-content macros,links` on the command line, or the environment variable `BLANKETT_ACTIVE_CONTENT`. No file of the project can allow it. In a file that came back it is only reported; none of it becomes an answer.",
            sv: "En Wordfil kan innehålla program (makron, ActiveX), fält som startar program eller hämtar text (DDE, INCLUDETEXT), filer och objekt från andra program, och adresser som Word frågar så snart filen öppnas. I ett formulär skulle det skickas vidare till kollegor i myndighetens namn, så ett formulär med sådant innehåll fylls inte i. Ta bort det i Word. Om du känner till det och vill ha det kan du tillåta slaget för dina egna körningar: `--active-content macros,links` på kommandoraden, eller miljövariabeln `BLANKETT_ACTIVE_CONTENT`. Ingen fil i projektet kan tillåta det. I en fil som kom tillbaka rapporteras det bara; inget av det blir ett svar.",
        },
    }

    /// A name that no form can have.
    BadFormName("bad-form-name") {
        /// The name.
        name: String,
    } => {
        en: "`{name}` cannot be the name of a form",
        sv: "`{name}` kan inte vara namn på ett formulär",
        help: {
            en: "write a to z, 0 to 9 and `-`, and if wanted `/` and a version: `ansokan/2026`",
            sv: "skriv a till z, 0 till 9 och `-`, och om så önskas `/` och en version: `ansokan/2026`",
        },
        meaning: {
            en: "The name given for the form cannot be a folder under `templates`, or could not be written in a case. Use small letters a to z, digits and `-`, and after a `/` the version if you want one.",
            sv: "Namnet på formuläret kan inte bli en mapp under `templates` eller skrivas i ett ärende. Använd små bokstäver a till z, siffror och `-`, och efter ett `/` versionen om du vill ange en.",
        },
    }

    /// A file that is no Word file, or one that cannot be read.
    NotWord("not-word") {
        /// Why.
        fault: NotWordReason,
        /// The part at fault; empty where that is the file.
        part: String,
    } => {
        en: {
            let what = match fault {
                NotWordReason::NoZip => "this is no Word file",
                NotWordReason::Truncated => "the Word file is damaged or ends too early",
                NotWordReason::OldDocument => "this is a file of Word before 2007 (.doc)",
                NotWordReason::Encrypted => "the Word file is encrypted",
                NotWordReason::TooLarge => "the Word file unpacks to more than is reasonable",
                NotWordReason::BadName(name) => {
                    return format!(
                        "the Word file has an entry named `{name}`, which none can have"
                    );
                }
                NotWordReason::NoDocument => "the file is a package without a Word document",
                NotWordReason::Malformed(words) => {
                    return format!("the part `{part}` of the Word file is damaged: {words}");
                }
                NotWordReason::Doctype => "the Word file has a document type, which none may have",
                NotWordReason::TooDeep => "the Word file is nested deeper than Word nests",
            };
            what.to_owned()
        },
        sv: {
            let what = match fault {
                NotWordReason::NoZip => "det här är ingen Wordfil",
                NotWordReason::Truncated => "Wordfilen är skadad eller slutar för tidigt",
                NotWordReason::OldDocument => "det här är en fil från Word före 2007 (.doc)",
                NotWordReason::Encrypted => "Wordfilen är krypterad",
                NotWordReason::TooLarge => "Wordfilen packas upp till mer än rimligt",
                NotWordReason::BadName(name) => {
                    return format!("Wordfilen har en post med namnet `{name}`, som ingen kan ha");
                }
                NotWordReason::NoDocument => "filen är ett paket utan Worddokument",
                NotWordReason::Malformed(words) => {
                    return format!("delen `{part}` av Wordfilen är skadad: {words}");
                }
                NotWordReason::Doctype => "Wordfilen har en dokumenttyp, vilket ingen får ha",
                NotWordReason::TooDeep => "Wordfilen är nästlad djupare än Word nästlar",
            };
            what.to_owned()
        },
        help: {
            en: {
                match fault {
                    NotWordReason::OldDocument => Some("open it in Word and save it as .docx".to_owned()),
                    NotWordReason::Encrypted => Some("open it in Word, take the password away (File, Info), and save it".to_owned()),
                    _ => None,
                }
            },
            sv: {
                match fault {
                    NotWordReason::OldDocument => Some("öppna den i Word och spara den som .docx".to_owned()),
                    NotWordReason::Encrypted => Some("öppna den i Word, ta bort lösenordet (Arkiv, Info) och spara den".to_owned()),
                    _ => None,
                }
            },
        },
        meaning: {
            en: "The file cannot be read as a Word file: it is another format, an older `.doc`, encrypted with a password, damaged, or has an inner structure that Word does not write. Open it in Word and save it again as `.docx` without a password. If Word cannot open it either, ask the sender for it again.",
            sv: "Filen går inte att läsa som en Wordfil: den har ett annat format, är en äldre `.doc`, är lösenordsskyddad eller skadad, eller är uppbyggd på ett sätt som Word inte skriver. Öppna den i Word och spara den på nytt som `.docx` utan lösenord. Kan inte heller Word öppna den får du be avsändaren skicka den igen.",
        },
    }

    /// A field of the form is not in the file.
    FieldMissing("field-missing") {
        /// Its name.
        name: String,
    } => {
        en: "the field `{name}` is not in the file",
        sv: "fältet `{name}` finns inte i filen",
        help: {
            en: "somebody deleted it, or the file is of another form: its answer is left as it was",
            sv: "någon har tagit bort det, eller så är filen av ett annat formulär: svaret lämnas som det var",
        },
        meaning: {
            en: "A field or bookmark that the form counts on is not in the Word file; somebody has deleted it, or the file was made from another form. Its answer is neither read nor written. Put the field back in Word, begin from a newly built document, or correct the `bookmark` in the form if it is the original that lacks it.",
            sv: "Ett fält eller bokmärke som formuläret räknar med finns inte i Wordfilen; någon har tagit bort det, eller så är filen gjord av ett annat formulär. Svaret varken läses eller skrivs. Lägg tillbaka fältet i Word, utgå från ett nybyggt dokument, eller rätta formulärets `bookmark` om det är originalet som saknar det.",
        },
    }

    /// A field that cannot hold an answer: a bookmark over half a table, say.
    CannotFill("cannot-fill") {
        /// Its name.
        name: String,
    } => {
        en: "the field `{name}` of the original cannot hold the answer",
        sv: "fältet `{name}` i originalet kan inte rymma svaret",
        help: {
            en: "it stands over more than text, or is of another kind: mend the original in Word, or give another bookmark",
            sv: "det omfattar mer än text, eller är av ett annat slag: rätta originalet i Word, eller ange ett annat bokmärke",
        },
        meaning: {
            en: "The field in `original.docx` cannot take the answer: it covers half a table, for example, or is a tick box where the form has text. If the program wrote there all the same, the Word file could be damaged. Correct the field in Word, or point out another one with `bookmark`.",
            sv: "Fältet i `original.docx` kan inte ta emot svaret: det sträcker sig till exempel över en halv tabell, eller är en kryssruta där formuläret har text. Om programmet ändå skrev där kunde Wordfilen skadas. Rätta fältet i Word, eller peka ut ett annat med `bookmark`.",
        },
    }

    /// Something stands in a form where only answers do.
    Prefilled("prefilled") {
        /// Its words.
        text: String,
    } => {
        en: "the field is not empty: `{text}`",
        sv: "fältet är inte tomt: `{text}`",
        help: {
            en: "it is left out of every document until `form.toml` says what it is: a prompt (`placeholder`, with these very words; not of boxes), the answer of cases that give none (`default`, written as in a case), or nothing (`emptied = true`)",
            sv: "det utelämnas ur alla dokument tills `form.toml` säger vad det är: en ledtext (`placeholder`, med just de orden; inte för rutor), svaret för ärenden utan eget svar (`default`, skrivet som i ett ärende) eller ingenting (`emptied = true`)",
        },
        meaning: {
            en: "The Word file that is the form already has words in one of its fields. If they are somebody's answer, they must not follow into other documents, so the field is emptied in everything that is built. Decide in `form.toml` what they are: `placeholder = \"…\"` with the same words if they say what to write, `default = …` if they are the answer of every case that gives none, `emptied = true` if they do not belong to the form.",
            sv: "Wordfilen som är formuläret har redan ord i något av sina fält. Om det är någons svar får det inte följa med till andra dokument, så fältet töms i allt som byggs. Bestäm i `form.toml` vad orden är: `placeholder = \"…\"` med samma ord om de säger vad som ska skrivas, `default = …` om de är svaret för ärenden utan eget svar, `emptied = true` om de inte hör till formuläret.",
        },
    }

    /// A place of the authority's own Word file that no question has.
    PlaceUnclaimed("place-unclaimed") {
        /// What leads to it.
        address: String,
        /// The words beside it; empty where there are none.
        words: String,
    } => {
        en: "no question has the place `{address}`: {words}",
        sv: "ingen fråga gäller platsen `{address}`: {words}",
        help: {
            en: "give a question `bookmark = \"{address}\"`, or write the address in `passed_over` in `form.toml`",
            sv: "ge en fråga `bookmark = \"{address}\"`, eller skriv adressen i `passed_over` i `form.toml`",
        },
        meaning: {
            en: "`original.docx` has a place that looks as if it were to be filled in, and the form neither asks for it nor says that it is passed over. Nothing that people write there would be read. Point a question at it with `bookmark`, or, where nobody is to fill it in, list its address under `passed_over`.",
            sv: "I `original.docx` finns en plats som ser ut att ska fyllas i, men formuläret frågar inte efter den och säger inte heller att den ska förbigås. Det som någon skriver där skulle inte läsas. Låt en fråga peka på den med `bookmark`, eller skriv adressen i `passed_over` om ingen ska fylla i den.",
        },
    }

    /// An address that a form passes over and that leads nowhere, or to a place that a question has.
    NothingPassedOver("nothing-passed-over") {
        /// The address.
        address: String,
        /// Whether a question has the place.
        is_claimed: bool,
    } => {
        en: {
            if *is_claimed {
                format!("`{address}` is passed over, and a question has it")
            } else {
                format!("`{address}` is passed over, and leads nowhere in the Word file")
            }
        },
        sv: {
            if *is_claimed {
                format!("`{address}` förbigås, men en fråga gäller den platsen")
            } else {
                format!("`{address}` förbigås, men leder ingenstans i Wordfilen")
            }
        },
        help: {
            en: "take the address out of `passed_over`, or correct it: the table of places has them all",
            sv: "ta bort adressen ur `passed_over`, eller rätta den: tabellen över platser visar alla",
        },
        meaning: {
            en: "`passed_over` in `form.toml` lists the places of the Word file that nobody fills in. This address is no such place: it is misspelled, the place is gone, or a question of the form has it. Correct it or remove it.",
            sv: "`passed_over` i `form.toml` räknar upp de platser i Wordfilen som ingen fyller i. Den här adressen är ingen sådan plats: den är felstavad, platsen finns inte längre, eller så gäller en av formulärets frågor den. Rätta eller ta bort den.",
        },
    }

    /// Two questions of a form that was imported have the same words.
    SameWords("same-words") {
        /// The words.
        label: String,
    } => {
        en: "several questions are called `{label}`",
        sv: "flera frågor heter `{label}`",
        help: {
            en: "say in `label` what tells them apart, as the form does on the page",
            sv: "skriv i `label` vad som skiljer dem åt, så som formuläret gör på sidan",
        },
        meaning: {
            en: "Two questions of the form have the same label, so whoever fills in a case, or reads a message about it, cannot tell which is which. Write in each `label` what the page says beside the place: the part of the form, the row or the column.",
            sv: "Två frågor i formuläret har samma etikett, så den som fyller i ett ärende eller läser ett meddelande om det kan inte veta vilken som menas. Skriv i varje `label` det som sidan säger intill platsen: formulärets del, raden eller kolumnen.",
        },
    }

    /// Both boxes of a yes-or-no question are ticked.
    BothTicked("both-ticked") => {
        en: "both boxes are ticked",
        sv: "båda rutorna är kryssade",
        help: {
            en: "leave one of them",
            sv: "låt en av dem stå",
        },
        meaning: {
            en: "In the Word file both yes and no are ticked for the same question, so its answer is unclear and is left as it was in the case. Take away one of the ticks in Word and read the file again, or write the answer in the case.",
            sv: "I Wordfilen är både ja och nej kryssade på samma fråga. Svaret är därför oklart, och ärendet behåller det som stod där. Ta bort ett av kryssen i Word och läs in filen igen, eller skriv svaret i ärendet.",
        },
    }

    /// A tick box of which nothing tells whether it is ticked.
    UnclearBox("unclear-box") {
        /// Its name.
        name: String,
        /// What stands in it or in its place.
        words: String,
    } => {
        en: {
            let words = if words.is_empty() { String::new() } else { format!(", where `{words}` stands") };
            format!("the box `{name}`{words} cannot be read: its state is gone, or contradicts what is drawn in it")
        },
        sv: {
            let words = if words.is_empty() { String::new() } else { format!(", där det står `{words}`,") };
            format!("rutan `{name}`{words} går inte att läsa: dess läge saknas, eller motsägs av vad som är ritat i den")
        },
        help: {
            en: "tick it again in Word; until then its answer is left as it was",
            sv: "kryssa den på nytt i Word; till dess är svaret som det var",
        },
        meaning: {
            en: "A tick box in the Word file has lost its state, or shows a tick while it counts as empty, or the reverse. The program does not guess, so the answer is left as it was. Untick and tick the box again in Word, save, and read the file again.",
            sv: "En kryssruta i Wordfilen har förlorat sitt läge, eller visar ett kryss fast den räknas som tom, eller tvärtom. Programmet gissar inte, så svaret lämnas som det var. Ta bort och sätt krysset på nytt i Word, spara och läs in filen igen.",
        },
    }

    /// The tick of a yes-or-no question was taken away.
    NoneTicked("none-ticked") => {
        en: "neither box is ticked any more",
        sv: "ingen av rutorna är kryssad längre",
        help: {
            en: "the question counts as not answered",
            sv: "frågan räknas som obesvarad",
        },
        meaning: {
            en: "The question had yes or no ticked when the document was built, and now neither is ticked in the Word file. The question counts as unanswered from now on. Tick a box in Word if that was not the intention.",
            sv: "Frågan var besvarad med ja eller nej när dokumentet byggdes, och nu är ingen av rutorna kryssad i Wordfilen. Frågan räknas därefter som obesvarad. Sätt ett kryss i Word om det inte var meningen.",
        },
    }

    /// An answer that can be read in several ways.
    ManyWays("many-ways") {
        /// The line.
        line: String,
        /// How it was read: the parts' names and values; of a date or a number, without a name.
        read: Vec<(String, String)>,
    } => {
        en: {
            format!("`{line}` can be read in several ways; it was read as {}", list_of(&named(read), "and"))
        },
        sv: {
            format!("`{line}` kan läsas på flera sätt; det lästes som {}", list_of(&named(read), "och"))
        },
        help: {
            en: {
                if read.iter().any(|(name, _)| !name.is_empty()) {
                    "if that is wrong, write it in the case: there each part has a name of its own"
                } else {
                    "if that is wrong, write it in the case"
                }.to_owned()
            },
            sv: {
                if read.iter().any(|(name, _)| !name.is_empty()) {
                    "är det fel, skriv det i ärendet: där har varje del ett eget namn"
                } else {
                    "är det fel, skriv det i ärendet"
                }.to_owned()
            },
        },
        meaning: {
            en: "A line in Word, such as a name with a role and a unit, has more separating signs than there are parts, so it can be divided in several ways. The program chose one of them. Check the parts in the case and move words between them if needed.",
            sv: "En rad i Word, till exempel namn med roll och enhet, har fler skiljetecken än det finns delar och kan därför delas upp på flera sätt. Programmet valde ett av dem. Kontrollera delarna i ärendet och flytta ord mellan dem om det behövs.",
        },
    }

    /// Pictures that the form has not, which a case has no place for.
    PicturesLeft("pictures") {
        /// How many.
        count: usize,
    } => {
        en: "the file has pictures that the form has not ({count})",
        sv: "filen har bilder som formuläret inte har ({count})",
        help: {
            en: "say in words what they show, and keep them with the case: an answer is text",
            sv: "skriv i ord vad de visar och spara dem vid ärendet: ett svar är text",
        },
        meaning: {
            en: "Somebody has put pictures in the Word file. A case contains only text, so the pictures are not taken over and would be gone in the next document. Save them beside the case, and write in the answer what they show.",
            sv: "Någon har lagt in bilder i Wordfilen. Ett ärende innehåller bara text, så bilderna förs inte över och skulle saknas i nästa dokument. Spara dem vid ärendet och skriv i svaret vad de visar.",
        },
    }

    /// Text that stands outside of all fields and is not the form's own.
    LeftOver("left-over") {
        /// The text.
        text: String,
        /// The heading that it stands under.
        heading: Option<String>,
        /// What of the file it stands in.
        part: Part,
    } => {
        en: {
            let part = match part {
                Part::Body => "",
                Part::Box => " in a text box",
                Part::Header => " in the header",
                Part::Footer => " in the footer",
                Part::Note => " in a note",
            };
            let heading = heading.as_ref().map(|heading| format!(" under “{heading}”"));
            let heading = heading.unwrap_or_default();
            format!("text{part}{heading} stands outside of all fields: `{text}`")
        },
        sv: {
            let part = match part {
                Part::Body => "",
                Part::Box => " i en textruta",
                Part::Header => " i sidhuvudet",
                Part::Footer => " i sidfoten",
                Part::Note => " i en not",
            };
            let heading = heading.as_ref().map(|heading| format!(" under ”{heading}”"));
            let heading = heading.unwrap_or_default();
            format!("text{part}{heading} står utanför alla fält: `{text}`")
        },
        help: {
            en: "move it into a field, or keep it somewhere else: a case has no place for it",
            sv: "flytta in den i ett fält, eller spara den någon annanstans: ett ärende har ingen plats för den",
        },
        meaning: {
            en: "Somebody has written text in the Word file outside the fields, where the program does not read answers. It is shown so that it is not lost, but it is not in the case. Move it into a field in Word and read the file again, or save it elsewhere.",
            sv: "Någon har skrivit text i Wordfilen utanför fälten, där programmet inte läser svar. Den visas för att inte gå förlorad, men den finns inte i ärendet. Flytta in den i ett fält i Word och läs in filen igen, eller spara den på annat håll.",
        },
    }

    /// A change that waits for a decision.
    TrackedChange("tracked-change") {
        /// Who made it; empty where the file does not say.
        author: String,
        /// What was put in or taken out.
        words: String,
        /// Whether it was put in.
        is_insertion: bool,
    } => {
        en: {
            let done = if *is_insertion { "inserted" } else { "deleted" };
            format!("{} {done} `{words}`; the change is read as accepted", somebody(author, "somebody"))
        },
        sv: {
            let done = if *is_insertion { "lade till" } else { "tog bort" };
            format!("{} {done} `{words}`; ändringen räknas som godkänd", somebody(author, "någon"))
        },
        help: {
            en: "if it is not to stand, reject it in Word and read the file again",
            sv: "ska den inte gälla, avvisa den i Word och läs in filen igen",
        },
        meaning: {
            en: "The Word file has tracked changes that nobody has accepted or rejected. The program reads the text as if all of them were accepted, and shows each with its author and words. Go through the answers, or decide on the changes in Word and read the file again.",
            sv: "Wordfilen har spårade ändringar som ingen har godkänt eller avvisat. Programmet läser texten som om alla vore godkända och visar var och en med upphovsperson och ord. Gå igenom svaren, eller ta ställning till ändringarna i Word och läs in filen igen.",
        },
    }

    /// Words that are struck out.
    StruckText("struck-text") {
        /// The words.
        words: String,
    } => {
        en: "struck-out text was left out: `{words}`",
        sv: "överstruken text togs inte med: `{words}`",
        help: {
            en: "if it is to stand, take the strikethrough away in Word; else delete the words",
            sv: "ska den gälla, ta bort överstrykningen i Word; radera annars orden",
        },
        meaning: {
            en: "Somebody has struck out words in the Word file. Struck-out words are seen but no longer meant, so they are not part of the answer; an answer of which nothing else is left stays as it was in the case. Delete them in Word, or take the strikethrough away.",
            sv: "Någon har strukit över ord i Wordfilen. Överstrukna ord syns men gäller inte längre, så de blir inte del av svaret; finns inget annat kvar av svaret behåller ärendet det som stod där. Radera orden i Word, eller ta bort överstrykningen.",
        },
    }

    /// Words that are hidden.
    HiddenText("hidden-text") {
        /// The words.
        words: String,
    } => {
        en: "hidden text was left out: `{words}`",
        sv: "dold text togs inte med: `{words}`",
        help: {
            en: "if it is to stand, make it visible in Word; else delete it",
            sv: "ska den gälla, gör den synlig i Word; radera den annars",
        },
        meaning: {
            en: "The Word file has text that is formatted as hidden. Nobody who opens or prints the file sees it, so it is never an answer. Word shows it with the formatting marks (¶): make it visible, or delete it.",
            sv: "Wordfilen har text som är formaterad som dold. Ingen som öppnar eller skriver ut filen ser den, så den blir aldrig ett svar. Word visar den tillsammans med formateringstecknen (¶): gör den synlig, eller radera den.",
        },
    }

    /// Characters above or below the line that there are no such characters for.
    ShiftedText("shifted-text") {
        /// The characters.
        words: String,
    } => {
        en: "`{words}` is superscript or subscript in Word, and an ordinary part of the text here",
        sv: "`{words}` är upphöjt eller nedsänkt i Word, och blir vanlig text här",
        help: {
            en: "if that changes the meaning, write it in words in the case",
            sv: "ändrar det betydelsen, skriv det med ord i ärendet",
        },
        meaning: {
            en: "An answer is text without formatting. Digits above or below the line are kept as the characters that Unicode has for them (m², CO₂); for other letters there are none, so they become ordinary letters. Check that the answer still says what was meant.",
            sv: "Ett svar är text utan formatering. Upphöjda och nedsänkta siffror behålls som de tecken som Unicode har (m², CO₂); för andra bokstäver finns inga sådana tecken, så de blir vanliga bokstäver. Kontrollera att svaret fortfarande säger det som menades.",
        },
    }

    /// An answer whose words were kept, and whose layout was not.
    Flattened("flattened") {
        /// What was lost.
        what: Flat,
    } => {
        en: {
            match what {
                Flat::Lines => "several lines were joined into one",
                Flat::InnerTable => "a table within a table became text in its cell",
                Flat::CellParagraphs => "several paragraphs in a cell were joined into one",
                Flat::MergedCells => "merged cells became cells of their own; the others are empty",
                Flat::Numbers => "a list's own numbers or letters became 1, 2, 3",
            }.to_owned()
        },
        sv: {
            match what {
                Flat::Lines => "flera rader blev en",
                Flat::InnerTable => "en tabell i en tabell blev text i sin cell",
                Flat::CellParagraphs => "flera stycken i en cell blev ett",
                Flat::MergedCells => "sammanfogade celler blev egna celler; de övriga är tomma",
                Flat::Numbers => "en listas egna siffror eller bokstäver blev 1, 2, 3",
            }.to_owned()
        },
        help: {
            en: "all words are in the answer; see whether it can be read without the layout",
            sv: "alla ord finns i svaret; se efter att det går att förstå utan uppställningen",
        },
        meaning: {
            en: "An answer can have paragraphs, lists and simple tables. What is laid out otherwise in Word keeps its words, but not its layout. Read the answer, and write it so that it is clear without the layout if needed.",
            sv: "Ett svar kan ha stycken, listor och enkla tabeller. Det som är uppställt på annat sätt i Word behåller sina ord men inte uppställningen. Läs svaret, och skriv det vid behov så att det är tydligt utan den.",
        },
    }

    /// Words beside a date or a number in its field.
    RestLeft("rest-left") {
        /// What was taken.
        taken: String,
        /// The other words.
        rest: String,
    } => {
        en: "only `{taken}` was taken; `{rest}` has no place in this answer",
        sv: "bara `{taken}` togs med; `{rest}` har ingen plats i det här svaret",
        help: {
            en: "if it matters, write it in the answer to another question",
            sv: "har det betydelse, skriv det i svaret på en annan fråga",
        },
        meaning: {
            en: "The question asks for a date or a number, and beside it somebody has written more, such as a time or a remark. Only the date or the number is taken; the other words are shown so that they are not lost. Move them to a question that takes text.",
            sv: "Frågan gäller ett datum eller ett tal, och bredvid det har någon skrivit mer, till exempel ett klockslag eller en anmärkning. Bara datumet eller talet tas med; de andra orden visas så att de inte går förlorade. Flytta dem till en fråga som tar text.",
        },
    }

    /// A field that shows no answer and is not empty.
    NotClean("not-clean") => {
        en: "the field has no answer any more, but is not empty either",
        sv: "fältet har inget svar längre, men är inte heller tomt",
        help: {
            en: "the case keeps its answer: write the new one in the field, or empty the field in Word",
            sv: "ärendet behåller sitt svar: skriv det nya i fältet, eller töm fältet i Word",
        },
        meaning: {
            en: "The answer that the field had is gone, and what is left in it is a picture, a note, or text that is struck out or hidden. An answer is only deleted where the field is empty, so the case keeps it. Write the new answer in the field, or empty the field, and read the file again.",
            sv: "Svaret som fältet hade är borta, och det som finns kvar i det är en bild, en not eller text som är överstruken eller dold. Ett svar tas bara bort när fältet är tomt, så ärendet behåller det. Skriv det nya svaret i fältet, eller töm fältet, och läs in filen igen.",
        },
    }

    /// Answers whose fields are gone, found by their questions.
    FieldsGone("fields-gone") {
        /// How many.
        count: usize,
    } => {
        en: "the file lacks the fields of some questions ({count}); their answers were found by the questions' own words",
        sv: "filen saknar fälten för en del frågor ({count}); svaren hittades med hjälp av frågornas ordalydelse",
        help: {
            en: "some programs turn form fields into text: look through what was taken",
            sv: "vissa program gör text av formulärfält: gå igenom det som togs med",
        },
        meaning: {
            en: "Some programs, Google Docs among them, turn the fields of a form into ordinary text when they save it. The questions still stand there word for word, so what stands between them is taken for the answers. Nothing is deleted from the case on that ground. Look through the answers that changed.",
            sv: "Vissa program, till exempel Google Dokument, gör vanlig text av ett formulärs fält när de sparar det. Frågorna står kvar ordagrant, så det som står mellan dem tas för svaren. Inget tas bort ur ärendet på den grunden. Gå igenom de svar som ändrades.",
        },
    }

    /// A comment.
    CommentFound("comment") {
        /// Who comments.
        author: String,
        /// What they say.
        text: String,
    } => {
        en: { format!("{} comments: `{text}`", somebody(author, "somebody")) },
        sv: { format!("{} kommenterar: `{text}`", somebody(author, "någon")) },
        meaning: {
            en: "Somebody has left a comment in the Word file. Comments are not answers and do not go into the case, so this is the only place where you see it. Read it, and change the answer if it calls for that.",
            sv: "Någon har lämnat en kommentar i Wordfilen. Kommentarer är inga svar och följer inte med in i ärendet, så det är här du ser den. Läs den, och ändra svaret om den ger anledning till det.",
        },
    }
}

/// Why a file is no Word file that can be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotWordReason {
    /// It is no zip, and so no package.
    NoZip,
    /// It ends too early, or is damaged.
    Truncated,
    /// It is of Word before 2007.
    OldDocument,
    /// It is encrypted.
    Encrypted,
    /// It unpacks to more than a Word file has.
    TooLarge,
    /// An entry has a name that leads out, or that another has.
    BadName(String),
    /// No part is the document.
    NoDocument,
    /// A part is not well-formed; the parser's words, in English.
    Malformed(String),
    /// A part has a document type, which could name other files.
    Doctype,
    /// Elements stand too deep in one another.
    TooDeep,
}

/// Something of a Word form that a form of ours has no word for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WordOnly {
    /// So many pictures.
    Pictures(usize),
    /// So many headers, footers and notes with text.
    Notes(usize),
    /// A heading below the third level, which became strong text.
    DeepHeading(String),
    /// A place that is over more than text.
    CannotFill(String),
    /// Words that may be somebody's answer.
    LooksAnswered(String),
    /// A question of an earlier version that has no place any more.
    Gone(String),
    /// Tables in tables.
    NestedTable,
    /// A field whose question could not be told, by the label that it was given.
    NoLabel(String),
}

impl ActiveKind {
    fn en(self) -> &'static str {
        match self {
            ActiveKind::Macros => "macros",
            ActiveKind::Dde => "a field that can start programs",
            ActiveKind::Includes => "a field that fetches text or pictures",
            ActiveKind::Chunks => "a file of another format",
            ActiveKind::Objects => "an object of another program",
            ActiveKind::Links => "a link to something elsewhere, which Word fetches",
            ActiveKind::Template => "a template on another machine",
            ActiveKind::Controls => "an ActiveX control or a web add-in",
            ActiveKind::Unread => {
                "something that cannot be read, so that nobody knows what it does"
            }
        }
    }

    fn sv(self) -> &'static str {
        match self {
            ActiveKind::Macros => "makron",
            ActiveKind::Dde => "ett fält som kan starta program",
            ActiveKind::Includes => "ett fält som hämtar text eller bilder",
            ActiveKind::Chunks => "en fil i ett annat format",
            ActiveKind::Objects => "ett objekt från ett annat program",
            ActiveKind::Links => "en länk till något någon annanstans, som Word hämtar",
            ActiveKind::Template => "en mall på en annan dator",
            ActiveKind::Controls => "en ActiveX-kontroll eller ett webbtillägg",
            ActiveKind::Unread => "något som inte går att läsa, så att ingen vet vad det gör",
        }
    }
}

/// Values with the names of their parts.
fn named(read: &[(String, String)]) -> Vec<String> {
    let one = |(name, value): &(String, String)| match name.as_str() {
        "" => value.clone(),
        name => format!("{name}: {value}"),
    };
    read.iter().map(one).collect()
}

/// A name, or that nobody knows it.
fn somebody<'a>(author: &'a str, nobody: &'a str) -> &'a str {
    if author.is_empty() { nobody } else { author }
}

/// What something is, behind a colon, where there is anything to say.
fn quoted(what: &str) -> String {
    if what.is_empty() { String::new() } else { format!(": `{what}`") }
}
