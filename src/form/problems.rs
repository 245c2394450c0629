//! What can be wrong with a form.

use crate::diagnostic::{Language, declare_problems, did_you_mean, list_of};

declare_problems! {
    /// A property that what is described does not have.
    UnknownMeaning("unknown-meaning") {
        /// What `means` says.
        name: String,
        /// What may have been meant.
        suggestion: Option<String>,
        /// The properties that there are.
        known: Vec<String>,
    } => {
        en: {
            if known.is_empty() {
                format!("`{name}` is a property of nothing here: what the form or the question around it means is not said")
            } else {
                format!("`{name}` is no property of what is described here")
            }
        },
        sv: {
            if known.is_empty() {
                format!("`{name}` är en egenskap hos ingenting här: det sägs inte vad formuläret eller frågan runt omkring betyder")
            } else {
                format!("`{name}` är ingen egenskap hos det som beskrivs här")
            }
        },
        help: {
            en: {
                if known.is_empty() {
                    "write `means = \"dcat:Dataset\"` at the top of `form.toml`, and a property for the question".to_owned()
                } else {
                    did_you_mean(suggestion.as_ref(), Language::English)
                        .unwrap_or_else(|| format!("these are: {}", list_of(known, "and")))
                }
            },
            sv: {
                if known.is_empty() {
                    "skriv `means = \"dcat:Dataset\"` överst i `form.toml`, och en egenskap för frågan".to_owned()
                } else {
                    did_you_mean(suggestion.as_ref(), Language::Swedish)
                        .unwrap_or_else(|| format!("de här finns: {}", list_of(known, "och")))
                }
            },
        },
        meaning: {
            en: "`means` says what a form, a question or a part of it is in a catalogue of open data (DCAT-AP-SE 3). A form is a data set, its questions are properties of that, and the parts of a record or the columns of a table are properties of the thing that the question is about, such as a publisher or a file. The property that is named here is none of those.",
            sv: "`means` säger vad ett formulär, en fråga eller en del av den är i en katalog över öppna data (DCAT-AP-SE 3). Ett formulär är en datamängd, dess frågor är egenskaper hos den, och delarna i en post eller kolumnerna i en tabell är egenskaper hos det som frågan handlar om, till exempel en utgivare eller en fil. Egenskapen som står här är ingen av dem.",
        },
    }

    /// A property that no answer of the kind can be.
    MeaningOfOtherKind("meaning-of-other-kind") {
        /// The property.
        name: &'static str,
        /// The kind.
        kind: &'static str,
    } => {
        en: "`{name}` takes other values than answers of the kind `{kind}`",
        sv: "`{name}` tar andra värden än svar av slaget `{kind}`",
        help: {
            en: "give the meaning to a question of a kind that fits: a date to a date, an address to a line, a thing with properties to a record or a table",
            sv: "ge betydelsen till en fråga av ett slag som passar: ett datum till ett datum, en adress till en rad, en sak med egenskaper till en post eller tabell",
        },
        meaning: {
            en: "In a catalogue each property takes values of one sort: text, a day, a web address, a term of a vocabulary, or a thing that has properties of its own, once or several times. No answer of this question's kind can be such a value, so it would be missing or wrong in every catalogue.",
            sv: "I en katalog tar varje egenskap värden av ett slag: text, en dag, en webbadress, en term i en vokabulär eller en sak med egna egenskaper, en eller flera gånger. Inget svar av frågans slag kan vara ett sådant värde, så det skulle saknas eller vara fel i varje katalog.",
        },
    }

    /// What belongs to a person is to be published.
    PersonalMeaning("personal-meaning") => {
        en: "what is marked as personal cannot stand in a catalogue",
        sv: "det som är märkt som personuppgift kan inte stå i en katalog",
        help: {
            en: "take `means` away, or ask for a function instead of a person and take `personal` away",
            sv: "ta bort `means`, eller fråga efter en funktion i stället för en person och ta bort `personal`",
        },
        meaning: {
            en: "A catalogue is published as it is, so nothing that the form marks as personal may stand in it. This question or part has both `personal` and `means`. Ask for the mailbox of a function, for example, and publish that.",
            sv: "En katalog publiceras som den är, så inget som formuläret märker som personuppgift får stå i den. Den här frågan eller delen har både `personal` och `means`. Fråga till exempel efter en funktionsbrevlåda och publicera den.",
        },
    }

    /// A line break in an answer of one line.
    LineBreak("line-break") => {
        en: "the answer must be one line",
        sv: "svaret ska vara en enda rad",
        help: {
            en: "write the answer on one line",
            sv: "skriv svaret på en rad",
        },
        meaning: {
            en: "The text has a line break, but this is a place for a single line, such as a name or a heading. Write it on one line. If an answer needs several lines, the form must ask for text instead.",
            sv: "Texten har en radbrytning, men här ryms bara en rad, till exempel ett namn eller en rubrik. Skriv den på en rad. Behöver svaret flera rader måste formuläret fråga efter text i stället.",
        },
    }

    /// A table with more columns than Word takes.
    TooManyColumns("too-many-columns") {
        /// How many it has.
        columns: usize,
        /// How many Word takes.
        limit: usize,
    } => {
        en: "a table has {columns} columns; Word takes {limit}",
        sv: "en tabell har {columns} kolumner; Word tar högst {limit}",
        help: {
            en: "make two tables of it, or turn it round",
            sv: "gör två tabeller av den, eller vänd på den",
        },
        meaning: {
            en: "A table has more columns than Word can show, which is 63. A Word file with it could not be opened properly. Divide the table into two, or swap its rows and columns.",
            sv: "En tabell har fler kolumner än Word klarar, 63. En sådan Wordfil går inte att öppna som den ska. Dela upp tabellen i två, eller byt plats på rader och kolumner.",
        },
    }

    /// A key that is not lower-case ASCII.
    InvalidKey("invalid-key") {
        /// The key.
        key: String,
    } => {
        en: "`{key}` cannot be a key",
        sv: "`{key}` kan inte vara en nyckel",
        help: {
            en: "write a to z, 0 to 9 and `_`, a letter first",
            sv: "skriv a till z, 0 till 9 och `_`, med en bokstav först",
        },
        meaning: {
            en: "The key of a question or a part in the form cannot be used as a name in cases and templates. Use only a to z, digits and `_`, with a letter first; å, ä and ö belong in `label`.",
            sv: "Nyckeln till en fråga eller en del i formuläret kan inte användas som namn i ärenden och mallar. Använd bara a till z, siffror och `_`, med en bokstav först; å, ä och ö hör hemma i `label`.",
        },
    }

    /// A key that means something else in conditions.
    ReservedKey("reserved-key") {
        /// The key.
        key: String,
    } => {
        en: "`{key}` has a meaning of its own in conditions",
        sv: "`{key}` betyder något annat i villkor",
        help: {
            en: "choose another key",
            sv: "välj en annan nyckel",
        },
        meaning: {
            en: "The form has a question called `case` or `not`, words that already have a meaning in conditions. A condition with that name could be read in two ways. Give the question another key.",
            sv: "Formuläret har en fråga med nyckeln `case` eller `not`, ord som redan betyder något i villkor. Ett villkor med det namnet skulle kunna läsas på två sätt. Ge frågan en annan nyckel.",
        },
    }

    /// A field that stands nowhere and has a bookmark all the same.
    UnplacedWithBookmark("unplaced-with-bookmark") => {
        en: "a field that is not placed has no bookmark",
        sv: "ett fält som inte är placerat har inget bokmärke",
        help: {
            en: "leave out `bookmark`, or `unplaced`",
            sv: "utelämna `bookmark`, eller `unplaced`",
        },
        meaning: {
            en: "The form says that the answer is not printed anywhere in the document (`unplaced`), and gives it a `bookmark` in Word all the same. Both cannot be right. Remove one of the two keys.",
            sv: "Formuläret säger att svaret inte ska stå någonstans i dokumentet (`unplaced`) men ger det ändå ett bokmärke i Word (`bookmark`). Båda kan inte gälla. Ta bort den ena nyckeln.",
        },
    }

    /// What stands in a place is said to be two things.
    DefaultAndEmptied("default-and-emptied") => {
        en: "what stands in the place is the default, or nothing, not both",
        sv: "det som står i platsen är standardsvaret eller ingenting, inte båda",
        help: {
            en: "leave out `emptied`, or `default`",
            sv: "utelämna `emptied` eller `default`",
        },
        meaning: {
            en: "The form says that the words in the place of the Word file are no part of it (`emptied`), and gives an answer for cases that have none (`default`). A place with a default is always emptied of what stood there, so `emptied` says nothing more. Remove one of the two keys.",
            sv: "Formuläret säger att orden i Wordfilens plats inte hör till det (`emptied`) och ger samtidigt ett svar för ärenden utan eget (`default`). En plats med standardsvar töms alltid på det som stod där, så `emptied` säger inget mer. Ta bort den ena nyckeln.",
        },
    }

    /// A condition without a comparison.
    EmptyCondition("empty-condition") => {
        en: "nothing is compared here",
        sv: "här jämförs ingenting",
        help: {
            en: "write what must be, for example `{{ key = true }}` or `{{ key = {{ present = true }} }}`",
            sv: "skriv vad som ska gälla, till exempel `{{ nyckel = true }}` eller `{{ nyckel = {{ present = true }} }}`",
        },
        meaning: {
            en: "A condition in the form compares nothing, so it cannot be decided when it applies. Write which answer it is about and what the answer must be, or remove the condition.",
            sv: "Ett villkor i formuläret jämför ingenting, så det går inte att avgöra när det gäller. Skriv vilket svar det handlar om och vad svaret ska vara, eller ta bort villkoret.",
        },
    }

    /// A comparison that the kind of field does not have.
    NotComparable("not-comparable") {
        /// The field's kind.
        kind: &'static str,
    } => {
        en: "an answer of the kind `{kind}` cannot be compared so",
        sv: "ett svar av slaget `{kind}` går inte att jämföra så",
        help: {
            en: "dates and numbers have an order, with their own kind; of records, lists and tables only `present` can be asked",
            sv: "datum och tal har en ordning, var för sig; om poster, listor och tabeller går bara `present` att fråga",
        },
        meaning: {
            en: "A condition in the form compares an answer in a way that its kind does not allow, for example whether a text is later than a date. The condition could never hold. Choose another comparison, or another question to compare with.",
            sv: "Ett villkor i formuläret jämför ett svar på ett sätt som inte går för det slaget, till exempel om en text är senare än ett datum. Villkoret skulle aldrig kunna uppfyllas. Välj en annan jämförelse, eller en annan fråga att jämföra med.",
        },
    }

    /// A regular expression that cannot be read.
    InvalidExpression("invalid-expression") {
        /// What is wrong with it, in English.
        description: String,
    } => {
        en: "not a regular expression: {description}",
        sv: "inget reguljärt uttryck: {description}",
        help: {
            en: "put it between `'` and `'`, so that TOML leaves its backslashes alone",
            sv: "sätt det mellan `'` och `'`, så att TOML låter dess omvända snedstreck vara",
        },
        meaning: {
            en: "A `pattern` or `not_pattern` in the form is not a valid regular expression, so no answer can be checked by it. Often a bracket is not closed, or TOML has read the backslashes. Put the expression between single straight quotes and correct it.",
            sv: "En `pattern` eller `not_pattern` i formuläret är inget giltigt reguljärt uttryck, så inget svar kan kontrolleras med det. Ofta är en parentes inte stängd, eller så har TOML tolkat de omvända snedstrecken. Sätt uttrycket inom enkla raka citattecken och rätta det.",
        },
    }

    /// Text that names no language.
    NotALanguage("not-a-language") {
        /// The text.
        text: String,
    } => {
        en: "`{text}` names no language",
        sv: "`{text}` är inget språk",
        help: {
            en: "write its tag, for example `sv-SE` or `en`",
            sv: "skriv dess kod, till exempel `sv-SE` eller `en`",
        },
        meaning: {
            en: "`language` in the form is not a language tag. The tag decides how dates and numbers are printed and how a screen reader pronounces the text. Write for example `sv-SE`, not the name of the language.",
            sv: "`language` i formuläret är ingen språkkod. Koden styr hur datum och tal skrivs ut och hur en skärmläsare uttalar texten. Skriv till exempel `sv-SE`, inte språkets namn.",
        },
    }

    /// Limits that no answer can keep at once.
    Contradiction("contradiction") => {
        en: "no answer can keep these rules at once",
        sv: "inget svar kan följa de här reglerna på en gång",
        meaning: {
            en: "Rules of one question in the form exclude each other, for example a least length that is greater than the greatest. No answer could ever be accepted. Correct one of the limits in `form.toml`.",
            sv: "Reglerna för en fråga i formuläret utesluter varandra, till exempel en minsta längd som är större än den största. Inget svar skulle någonsin bli godkänt. Rätta en av gränserna i `form.toml`.",
        },
    }

    /// A number with decimals where something is counted.
    NotWhole("not-whole") => {
        en: "the number must be whole",
        sv: "talet ska vara ett heltal",
        meaning: {
            en: "The form gives a number with decimals where characters, items or decimals are counted. Write a whole number.",
            sv: "Formuläret anger ett tal med decimaler där något räknas, till exempel tecken, poster eller antal decimaler. Skriv ett heltal.",
        },
    }

    /// A unit that could not be told from the number before it.
    BadUnit("bad-unit") => {
        en: "a unit has no digits, and is not blank",
        sv: "en enhet har inga siffror och är inte tom",
        meaning: {
            en: "The `unit` of a number in the form is blank, or has a digit or a line break in it. When a Word file is read back, the number could not be separated from its unit. Write a unit without digits, for example `kr`.",
            sv: "Enheten för ett tal i formuläret (`unit`) är tom, eller innehåller en siffra eller en radbrytning. När en Wordfil läses tillbaka går talet då inte att skilja från enheten. Skriv en enhet utan siffror, till exempel `kr`.",
        },
    }

    /// An option that no answer can be.
    BadOption("bad-option") {
        /// The option.
        option: String,
    } => {
        en: "no answer can be `{option}`",
        sv: "inget svar kan vara `{option}`",
        help: {
            en: "write one line, with no blanks around it",
            sv: "skriv en rad, utan blanktecken i kanterna",
        },
        meaning: {
            en: "One of the form's `options` is blank, has several lines, or has blanks at its edges, so that nobody could give it as an answer. Write each option on one line without blanks around it.",
            sv: "Ett av valen i formulärets `options` är tomt, har flera rader eller har blanktecken i kanterna, så att ingen kan svara just så. Skriv varje val på en rad utan blanktecken runt om.",
        },
    }

    /// No options, or too many.
    OptionCount("option-count") {
        /// How many there are.
        count: usize,
        /// The most.
        most: usize,
    } => {
        en: "there are {count} options; a form can have 1 to {most}",
        sv: "här är {count} val; ett formulär kan ha 1 till {most}",
        meaning: {
            en: "A question with choices has no options at all, or more than the program takes, which is 200. Without options it cannot be answered, and a very long list is of no use in Word. Change the number of `options`, or ask for a line of text instead.",
            sv: "En fråga med val har inga val alls, eller fler än programmet tar, 200. Utan val går den inte att besvara, och en mycket lång lista fungerar dåligt i Word. Ändra antalet `options`, eller fråga efter en rad text i stället.",
        },
    }

    /// A key that the kind of field does not have.
    KeyOfOtherKind("key-of-other-kind") {
        /// The key.
        key: String,
        /// The field's kind.
        kind: &'static str,
    } => {
        en: "a field of the kind `{kind}` has no `{key}`",
        sv: "ett fält av slaget `{kind}` har ingen nyckel `{key}`",
        meaning: {
            en: "The form gives a question a key that only other kinds of questions have, for example `decimals` on a question with text. It would have no effect. Remove the key, or change the question's `kind`.",
            sv: "Formuläret ger en fråga en nyckel som bara andra slags frågor har, till exempel `decimals` på en textfråga. Nyckeln skulle inte ha någon verkan. Ta bort den, eller ändra frågans `kind`.",
        },
    }

    /// A pattern that records cannot be printed by and read back from.
    InvalidPrint("invalid-print") {
        /// What it is.
        fault: PatternProblem,
    } => {
        en: {
            match fault {
                PatternProblem::UnknownPart(part) => format!("the record has no part `{part}`"),
                PatternProblem::PartNotOnce(part) => format!("`{{{part}}}` must stand exactly once"),
                PatternProblem::NoSeparator => "nothing stands between two parts".to_owned(),
                PatternProblem::Unbalanced => "a brace has no partner".to_owned(),
            }
        },
        sv: {
            match fault {
                PatternProblem::UnknownPart(part) => format!("posten har ingen del `{part}`"),
                PatternProblem::PartNotOnce(part) => format!("`{{{part}}}` ska stå exakt en gång"),
                PatternProblem::NoSeparator => "ingenting står mellan två delar".to_owned(),
                PatternProblem::Unbalanced => "en klammer saknar sin motsvarighet".to_owned(),
            }
        },
        help: {
            en: {
                match fault {
                    PatternProblem::NoSeparator => Some("put a sign between them, so that they can be read back: `{name}, {role}`".to_owned()),
                    _ => None,
                }
            },
            sv: {
                match fault {
                    PatternProblem::NoSeparator => Some("sätt ett tecken mellan dem, så att de går att läsa tillbaka: `{namn}, {roll}`".to_owned()),
                    _ => None,
                }
            },
        },
        meaning: {
            en: "The pattern in `print` cannot be used both to print a record on one line and to read it back from Word. A part is missing, repeated or unknown, there is nothing between two parts, or a brace is not closed. Write each part once in braces, with a sign between them, for example `{name}, {role}`.",
            sv: "Mönstret i `print` går inte att använda både för att skriva ut en post på en rad och för att läsa tillbaka den från Word. En del saknas, upprepas eller är okänd, två delar står utan tecken emellan, eller en klammer är inte stängd. Skriv varje del en gång inom klamrar, med ett tecken emellan, till exempel `{namn}, {roll}`.",
        },
    }

    /// Text longer than Word takes.
    TooLong("too-long") {
        /// The longest that Word takes, in characters.
        limit: usize,
        /// Its length in characters.
        length: usize,
    } => {
        en: "the text has {length} characters; Word takes {limit}",
        sv: "texten har {length} tecken; Word tar högst {limit}",
        meaning: {
            en: "A question's `help` or `placeholder` in the form is longer than Word can store with a form field. Word would refuse the file or cut the text off. Shorten it to the length that the message gives.",
            sv: "En frågas `help` eller `placeholder` i formuläret är längre än Word kan lagra i ett formulärfält. Word skulle kapa texten eller inte öppna filen. Korta den till den längd som meddelandet anger.",
        },
    }

    /// An answer with nothing but blanks.
    BlankAnswer("blank-answer") => {
        en: "the item is blank",
        sv: "raden är tom",
        help: {
            en: "remove it",
            sv: "ta bort den",
        },
        meaning: {
            en: "An item of a list or a record in the case has no content but blanks, and would appear as an empty line or row in the document. Remove it, or write something in it.",
            sv: "En rad i en lista eller en post i ärendet innehåller bara blanktecken och skulle bli en tom rad i dokumentet. Ta bort den, eller fyll i den.",
        },
    }

    /// A number with more decimals than the form takes.
    TooManyDecimals("too-many-decimals") {
        /// How many it has.
        count: usize,
        /// How many it may have.
        most: usize,
    } => {
        en: {
            let noun = if *count == 1 { "decimal" } else { "decimals" };
            format!("the number has {count} {noun}; the form takes {most} at most")
        },
        sv: {
            let noun = if *count == 1 { "decimal" } else { "decimaler" };
            format!("talet har {count} {noun}; formuläret tar högst {most}")
        },
        help: {
            en: "write fewer digits after the point",
            sv: "skriv färre siffror efter punkten",
        },
        meaning: {
            en: "The number has more decimals than the form allows. The program does not round, since that would change the answer. Write the number with fewer decimals.",
            sv: "Talet har fler decimaler än formuläret tillåter. Programmet avrundar inte, eftersom svaret då skulle ändras. Skriv talet med färre decimaler.",
        },
    }

    /// An answer that is too long for one.
    AnswerTooLong("answer-too-long") {
        /// Its length in characters.
        length: usize,
        /// The most characters.
        most: usize,
    } => {
        en: "the answer has {length} characters; an answer can have {most}",
        sv: "svaret har {length} tecken; ett svar kan ha högst {most}",
        help: {
            en: "put it in an enclosure, and say here where that is",
            sv: "lägg det i en bilaga och skriv här var den finns",
        },
        meaning: {
            en: "The answer is longer than the program takes in one answer, which is a million characters. As a rule something has been pasted in by mistake. Shorten it, or put the text in an enclosure and say in the answer where it is.",
            sv: "Svaret är längre än vad programmet tar i ett enda svar, en miljon tecken. Oftast har något klistrats in av misstag. Korta det, eller lägg texten i en bilaga och skriv i svaret var den finns.",
        },
    }

    /// A list or a table with too many items or rows.
    TooManyItems("too-many-items") {
        /// How many it has.
        count: usize,
        /// The most.
        most: usize,
    } => {
        en: "there are {count} items or rows; an answer can have {most}",
        sv: "här är {count} poster eller rader; ett svar kan ha högst {most}",
        help: {
            en: "put it in an enclosure, and say here where that is",
            sv: "lägg det i en bilaga och skriv här var den finns",
        },
        meaning: {
            en: "A list or a table in an answer has more items or rows than the program takes, which is ten thousand. A document of that length is of no use to a reader. Put the list in an enclosure and refer to it in the answer.",
            sv: "En lista eller tabell i ett svar har fler poster eller rader än programmet tar, tio tusen. Ett så långt dokument har ingen läsare nytta av. Lägg listan i en bilaga och hänvisa till den i svaret.",
        },
    }

    /// The placeholder of a field as its answer.
    PlaceholderLeft("placeholder-left") {
        /// The placeholder.
        text: String,
    } => {
        en: "`{text}` is no answer but the placeholder",
        sv: "`{text}` är inget svar utan platshållaren",
        help: {
            en: "write the answer, or leave the key out while the question is unanswered",
            sv: "skriv svaret, eller utelämna nyckeln så länge frågan är obesvarad",
        },
        meaning: {
            en: "The answer is the form's own placeholder, so nobody has answered the question yet. In the document it would look like an answer. Replace it with the answer, or remove the key until there is one.",
            sv: "Som svar står formulärets egen platshållare, så frågan är inte besvarad än. I dokumentet skulle det se ut som ett svar. Ersätt den med svaret, eller ta bort nyckeln tills det finns ett.",
        },
    }

    /// A record that could not be read back: a part has the sign that stands between parts.
    Ambiguous("ambiguous-record") {
        /// The record as it would be printed.
        printed: String,
        /// The pattern it is printed by.
        pattern: String,
    } => {
        en: "printed as `{printed}`, the parts could not be told apart",
        sv: "utskrivet som `{printed}` går delarna inte att skilja åt",
        help: {
            en: "the record is printed as `{pattern}`; the signs between its parts cannot stand in a part",
            sv: "posten skrivs ut som `{pattern}`; tecknen mellan delarna kan inte stå i en del",
        },
        meaning: {
            en: "The parts of the record are printed on one line with signs between them, and one of the parts contains such a sign itself. When the Word file comes back, the program could not see where one part ends and the next begins. Rewrite the part without that sign.",
            sv: "Postens delar skrivs ut på en rad med tecken emellan, och en av delarna innehåller själv ett sådant tecken. När Wordfilen kommer tillbaka går det då inte att se var en del slutar och nästa börjar. Skriv om delen utan det tecknet.",
        },
    }

    /// A part of a record that says what is printed where the part is absent.
    SaysAbsent("says-absent") {
        /// The part's key.
        part: String,
        /// What it says.
        text: String,
    } => {
        en: "`{text}` means that `{part}` is absent",
        sv: "`{text}` betyder att `{part}` saknas",
        help: {
            en: "leave `{part}` out",
            sv: "utelämna `{part}`",
        },
        meaning: {
            en: "A part of the record is given the very words that the form prints when the part is left out. Read back from Word, the two could not be separated. Leave the part out; the document looks the same.",
            sv: "En del av posten har fått just de ord som formuläret skriver ut när delen utelämnas. När Wordfilen läses tillbaka går de två inte att skilja åt. Utelämna delen; dokumentet ser likadant ut.",
        },
    }
}

/// Why a record cannot be printed by a pattern.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PatternProblem {
    /// A part is named that the record does not have.
    UnknownPart(String),
    /// A part of the record is not named exactly once.
    PartNotOnce(String),
    /// Nothing stands between two parts.
    NoSeparator,
    /// A brace has no partner.
    Unbalanced,
}
