//! What can be wrong in any TOML file.

use std::ops::Range;

use crate::diagnostic::{Language, Mend, declare_problems, did_you_mean, list_of};
use crate::text::code_point;

use super::quoted;

/// Quotes that are none to TOML.
pub(super) const CURLY_QUOTES: &str = "“”„‟‘’‚‛«»´`";

declare_problems! {
    /// A warning that may stay, nobody knows why.
    AllowedWithoutReason("allowed-without-reason") => {
        en: "nothing says why this warning may stay",
        sv: "det framgår inte varför den här varningen får stå kvar",
        help: {
            en: "write why, for whoever reads the case later",
            sv: "skriv varför, för den som läser ärendet senare",
        },
        meaning: {
            en: "`[allow]` names warnings that somebody has looked at and that may stay, each with the reason. A warning that is silenced without one tells nobody that it was looked at. Write the reason behind the code.",
            sv: "`[allow]` nämner varningar som någon har tittat på och som får stå kvar, var och en med ett skäl. En varning som tystas utan skäl visar inte att någon har tittat på den. Skriv skälet efter koden.",
        },
    }

    /// A warning that may stay, and that there is not.
    AllowsNothing("allows-nothing") {
        /// The code as written.
        code: String,
        /// The code most like it, of the warnings that there are.
        suggestion: Option<String>,
    } => {
        en: "checking this case gives no warning with the code `{code}`",
        sv: "kontrollen av ärendet ger ingen varning med koden `{code}`",
        help: {
            en: { did_you_mean(suggestion.as_ref(), Language::English) },
            sv: { did_you_mean(suggestion.as_ref(), Language::Swedish) },
        },
        meaning: {
            en: "`[allow]` in a case names warnings of `blankett check` that may stay, and there is none with this code: it is misspelt, or what it was about has been put right. An error cannot be allowed, nor what is told of a document when it is built. Correct the code, or remove the line.",
            sv: "`[allow]` i ett ärende nämner varningar från `blankett check` som får stå kvar, och det finns ingen med den koden: den är felstavad, eller så är det som den gällde rättat. Ett fel går inte att tillåta, och inte heller det som sägs om ett dokument när det byggs. Rätta koden, eller ta bort raden.",
        },
    }

    /// TOML that cannot be read.
    TomlSyntax("toml-syntax") {
        /// The parser's phrase, in English.
        description: String,
    } => {
        en: "not TOML: {description}",
        sv: { format!("inte TOML: {}", toml_sv(description)) },
        help: {
            en: {
                let known = SYNTAX_EN.iter().find(|(phrase, _)| description.starts_with(phrase));
                (*known?.1).to_owned()
            },
            sv: {
                let known = SYNTAX_SV.iter().find(|(phrase, _)| description.starts_with(phrase));
                (*known?.1).to_owned()
            },
        },
        meaning: {
            en: "The line breaks the rules of TOML, the format of cases and forms, so nothing on it can be read with certainty. The usual causes are a quote, a bracket or a comma that is missing or one too many. Correct the place that the message points to; the cause is sometimes on the line above.",
            sv: "Raden följer inte reglerna för TOML, som ärenden och formulär skrivs i, och går därför inte att läsa säkert. Oftast saknas ett citattecken, en klammer eller ett komma, eller så finns det ett för mycket. Rätta stället som meddelandet pekar på; ibland sitter felet på raden ovanför.",
        },
    }

    /// The marks that git leaves where a merge is to be done by hand.
    GitConflict("git-conflict") => {
        en: "a merge in git is not finished here",
        sv: "en sammanslagning i git är inte färdig här",
        help: {
            en: "choose what is to stand, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
            sv: "välj vad som ska stå, och ta bort raderna med `<<<<<<<`, `=======` och `>>>>>>>`",
        },
        meaning: {
            en: "Two people changed the same lines, and git has left both versions in the file for somebody to choose between. Until that is done, nobody can know which answer is right. Keep the lines that are right, and delete the other version and git's marks.",
            sv: "Två personer har ändrat samma rader, och git har lämnat båda versionerna i filen så att någon kan välja. Innan det är gjort går det inte att veta vilket svar som är rätt. Behåll de rader som ska gälla och ta bort den andra versionen och gits markeringar.",
        },
    }

    /// `:` after a key.
    Colon("colon") => {
        en: "`:` gives a key no value",
        sv: "`:` ger inte en nyckel dess värde",
        help: {
            en: "write `=`",
            sv: "skriv `=`",
        },
        meaning: {
            en: "A key is followed by `:`, as in other formats, but in TOML a value comes after `=`. Write `=` instead of `:`.",
            sv: "Efter nyckeln står `:`, som i en del andra format, men i TOML skrivs värdet efter `=`. Byt `:` mot `=`.",
        },
    }

    /// A quote that is not one of TOML's.
    CurlyQuote("curly-quote") {
        /// The quote.
        character: char,
    } => {
        en: "`{character}` is no quote to TOML",
        sv: "`{character}` är inget citattecken i TOML",
        help: {
            en: "write straight quotes: `\"…\"`",
            sv: "skriv raka citattecken: `\"…\"`",
        },
        mend: CurlyQuote::mended,
        meaning: {
            en: "The value is in typographic quotes, which Word and some editors put in by themselves. TOML knows only straight quotes, so it cannot see where the text begins and ends. Replace them with straight ones.",
            sv: "Värdet står inom typografiska citattecken, som Word och vissa redigerare sätter in av sig själva. TOML känner bara till raka citattecken och ser därför inte var texten börjar och slutar. Byt ut dem mot raka.",
        },
    }

    /// A word where a value should stand.
    BareWord("bare-word") {
        /// The word.
        word: String,
    } => {
        en: "`{word}` is not in quotes",
        sv: "`{word}` saknar citattecken",
        help: {
            en: {
                match as_boolean(word) {
                    Some(meant) => format!("write `{meant}` to a yes-or-no question, else `\"{word}\"`"),
                    None => "put text in quotes: `\"…\"`, or between `'''` and `'''` if it has several lines".to_owned(),
                }
            },
            sv: {
                match as_boolean(word) {
                    Some(meant) => format!("skriv `{meant}` på en ja- eller nej-fråga, annars `\"{word}\"`"),
                    None => "skriv text inom citattecken: `\"…\"`, eller mellan `'''` och `'''` om den har flera rader".to_owned(),
                }
            },
        },
        meaning: {
            en: "A word is written as a value without quotes, which TOML cannot read. Put text in quotes. If the question takes yes or no, write `true` or `false` without quotes.",
            sv: "Ett ord är skrivet som värde utan citattecken, vilket TOML inte kan läsa. Sätt text inom citattecken. Är det en ja- eller nej-fråga skrivs `true` eller `false` utan citattecken.",
        },
    }

    /// A key that must be there is not.
    MissingKey("missing-key") {
        /// The key.
        key: String,
    } => {
        en: "`{key}` is missing",
        sv: "`{key}` saknas",
        help: {
            en: {
                match key.as_str() {
                    "form" => "write which form the case answers, for example `form = \"teknik\"`".to_owned(),
                    "version" => "write which version of the form, for example `version = \"2017\"`".to_owned(),
                    _ => return None,
                }
            },
            sv: {
                match key.as_str() {
                    "form" => "skriv vilket formulär ärendet svarar på, till exempel `form = \"teknik\"`".to_owned(),
                    "version" => "skriv vilken version av formuläret, till exempel `version = \"2017\"`".to_owned(),
                    _ => return None,
                }
            },
        },
        meaning: {
            en: "A key that the file must have is not there, for example `form` or `version` in a case, or `label` in a form. Without it the rest cannot be understood. Add the key where the message points.",
            sv: "En nyckel som måste finnas saknas, till exempel `form` eller `version` i ett ärende, eller `label` i ett formulär. Utan den går resten inte att tolka. Lägg till nyckeln där meddelandet pekar.",
        },
    }

    /// A key that nobody knows.
    UnknownKey("unknown-key") {
        /// The key as written.
        key: String,
        /// The known key most like it.
        suggestion: Option<String>,
        /// All keys that may stand there.
        known: Vec<String>,
    } => {
        en: "there is no `{key}` here",
        sv: "här finns ingen nyckel `{key}`",
        help: {
            en: {
                let all = || format!("these may stand here: {}", list_of(known, "and"));
                did_you_mean(suggestion.as_ref(), Language::English).or_else(|| (!known.is_empty()).then(all))
            },
            sv: {
                let all = || format!("här får stå: {}", list_of(known, "och"));
                did_you_mean(suggestion.as_ref(), Language::Swedish).or_else(|| (!known.is_empty()).then(all))
            },
        },
        meaning: {
            en: "The program knows no key of this name at this place, most often because of a misspelling. If it were let through, the answer would be missing from the document without anybody noticing. Correct the name, or remove the line; `blankett form show` lists the keys of a form.",
            sv: "Programmet känner inte till någon sådan nyckel på det här stället; oftast är den felstavad. Om den släpptes igenom skulle svaret saknas i dokumentet utan att någon märkte det. Rätta namnet eller ta bort raden; `blankett form show` visar formulärets nycklar.",
        },
    }

    /// A key or an option that the form calls something else now.
    RenamedKey("renamed-key") {
        /// The key as written.
        key: String,
        /// What it is called now.
        now: String,
        /// How that is written in its place.
        written: String,
    } => {
        en: "`{key}` is called `{now}` now",
        sv: "`{key}` heter numera `{now}`",
        help: {
            en: "`blankett fix` renames it",
            sv: "`blankett fix` byter namnet",
        },
        mend: |problem: &RenamedKey, _: &str, span| {
            Some(Mend { span, text: problem.written.clone() })
        },
        meaning: {
            en: "The form has given a question another key, or an option another name, and says so under `renamed_from`. What is written is not read under the old name. Let `blankett fix` rename it, or write the new name yourself.",
            sv: "Formuläret har gett en fråga en annan nyckel eller ett val ett annat namn, och säger det under `renamed_from`. Under det gamla namnet läses svaret inte. Låt `blankett fix` byta namnet, eller skriv det nya själv.",
        },
    }

    /// A value of another type than wanted.
    WrongType("wrong-type") {
        /// What should stand there.
        wanted: WantedType,
        /// What stands there.
        found: FoundType,
        /// The value as text, where it is text.
        text: Option<String>,
    } => {
        en: {
            format!("{} should stand here, not {}", wanted.en(), found.en())
        },
        sv: {
            format!("här ska stå {}, inte {}", wanted.sv(), found.sv())
        },
        help: {
            en: {
                match (wanted, text.as_deref()) {
                    (WantedType::Boolean, Some(text)) => match as_boolean(text) {
                        Some(meant) => format!("write `{meant}`, without quotes"),
                        None => "write `true` for yes or `false` for no, without quotes".to_owned(),
                    },
                    (WantedType::Boolean, None) => "write `true` for yes or `false` for no".to_owned(),
                    (WantedType::Date, _) => "write YYYY-MM-DD without quotes, for example `2026-03-03`".to_owned(),
                    (WantedType::Text, _) if *found != FoundType::List && *found != FoundType::Table => "put the value in quotes".to_owned(),
                    (WantedType::Text, _) => "write one text; for several lines, put it between `'''` and `'''`".to_owned(),
                    (WantedType::TextList, _) => "write a list of texts: `[\"one\", \"two\"]`".to_owned(),
                    (WantedType::TableList, _) => "write a list of tables: `[{ … }, { … }]`, or headers in double brackets: `[[…]]`".to_owned(),
                    (WantedType::Table, _) => "write a table: `{ key = \"value\" }`".to_owned(),
                    (WantedType::Record(example), _) => format!("write `{example}`"),
                    (WantedType::RecordList(example), _) => format!("write `[{example}, …]`"),
                    (WantedType::Number, _) => return None,
                }
            },
            sv: {
                match (wanted, text.as_deref()) {
                    (WantedType::Boolean, Some(text)) => match as_boolean(text) {
                        Some(meant) => format!("skriv `{meant}`, utan citattecken"),
                        None => "skriv `true` för ja eller `false` för nej, utan citattecken".to_owned(),
                    },
                    (WantedType::Boolean, None) => "skriv `true` för ja eller `false` för nej".to_owned(),
                    (WantedType::Date, _) => "skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`".to_owned(),
                    (WantedType::Text, _) if *found != FoundType::List && *found != FoundType::Table => "skriv värdet inom citattecken".to_owned(),
                    (WantedType::Text, _) => "skriv en enda text; flera rader skrivs mellan `'''` och `'''`".to_owned(),
                    (WantedType::TextList, _) => "skriv en lista av texter: `[\"ett\", \"två\"]`".to_owned(),
                    (WantedType::TableList, _) => "skriv en lista av tabeller: `[{ … }, { … }]`, eller rubriker i dubbla klamrar: `[[…]]`".to_owned(),
                    (WantedType::Table, _) => "skriv en tabell: `{ nyckel = \"värde\" }`".to_owned(),
                    (WantedType::Record(example), _) => format!("skriv `{example}`"),
                    (WantedType::RecordList(example), _) => format!("skriv `[{example}, …]`"),
                    (WantedType::Number, _) => return None,
                }
            },
        },
        mend: WrongType::mended,
        meaning: {
            en: "The value is of another type than the key takes, for example text where a date or `true` is expected. Often quotes are missing or one pair too many. Write the value in the way that the help shows.",
            sv: "Värdet är av ett annat slag än nyckeln tar, till exempel text där det ska vara ett datum eller `true`. Ofta saknas citattecken, eller så står de där de inte ska. Skriv värdet så som hjälpen visar.",
        },
    }

    /// A word that is none of those allowed.
    NotAChoice("not-a-choice") {
        /// The word as written.
        value: String,
        /// The allowed word most like it.
        suggestion: Option<String>,
        /// All words allowed.
        allowed: Vec<String>,
    } => {
        en: "`{value}` is not one of the choices",
        sv: "`{value}` är inget av valen",
        help: {
            en: {
                let known = || format!("write {}", list_of(allowed, "or"));
                did_you_mean(suggestion.as_ref(), Language::English).or_else(|| (!allowed.is_empty()).then(known))
            },
            sv: {
                let known = || format!("skriv {}", list_of(allowed, "eller"));
                did_you_mean(suggestion.as_ref(), Language::Swedish).or_else(|| (!allowed.is_empty()).then(known))
            },
        },
        mend: NotAChoice::mended,
        meaning: {
            en: "Only certain words are allowed here, and this is not one of them. Spelling and capitals must be exact, since the word is shown as it is or chosen from a list in Word. Write one of the allowed words.",
            sv: "Här är bara vissa ord tillåtna, och det här är inget av dem. Stavning och stora bokstäver måste stämma, eftersom ordet skrivs ut som det är eller väljs i en lista i Word. Skriv ett av de tillåtna orden.",
        },
    }

    /// Text that is no date in the one way to write it.
    NotADate("not-a-date") {
        /// The text as written.
        text: String,
        /// The date that it meant, if that is beyond doubt.
        meant: Option<String>,
    } => {
        en: "`{text}` is not a date",
        sv: "`{text}` är inget datum",
        help: {
            en: {
                match meant {
                    Some(meant) => Some(format!("did you mean `{meant}`? write it so, without quotes")),
                    _ => Some("write YYYY-MM-DD without quotes, for example `2026-03-03`".to_owned()),
                }
            },
            sv: {
                match meant {
                    Some(meant) => Some(format!("menade du `{meant}`? skriv så, utan citattecken")),
                    _ => Some("skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`".to_owned()),
                }
            },
        },
        mend: NotADate::mended,
        meaning: {
            en: "A date is expected here, and what is written cannot be read as one with certainty: `3/4` may be in March or in April. Write year, month and day without quotes, for example `2026-03-03`.",
            sv: "Här ska stå ett datum, och det som står går inte säkert att läsa som ett: `3/4` kan vara i mars eller april. Skriv år, månad och dag utan citattecken, till exempel `2026-03-03`.",
        },
    }

    /// A date that no calendar has.
    ImpossibleDate("impossible-date") {
        /// The date as written.
        text: String,
    } => {
        en: "no calendar has the date `{text}`",
        sv: "datumet `{text}` finns inte i kalendern",
        help: {
            en: "write YYYY-MM-DD without quotes, for example `2026-03-03`",
            sv: "skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`",
        },
        meaning: {
            en: "The date is written in the right way, but there is no such day, for example 30 February. It is most likely a slip of the keyboard. Check the date in the records and correct it.",
            sv: "Datumet är skrivet på rätt sätt, men dagen finns inte, till exempel den 30 februari. Troligen är det ett skrivfel. Kontrollera datumet i handlingarna och rätta det.",
        },
    }

    /// A character that no document can hold.
    ForbiddenCharacter("forbidden-character") {
        /// The character.
        character: char,
    } => {
        en: {
            format!("the character {} cannot stand in a document", code_point(*character))
        },
        sv: {
            format!("tecknet {} kan inte stå i ett dokument", code_point(*character))
        },
        help: {
            en: "delete it; it may have come along when text was pasted",
            sv: "ta bort det; det kan ha följt med när text klistrades in",
        },
        meaning: {
            en: "The text contains an invisible control character that a Word file or a web page cannot contain. It has usually come along when text was pasted. Delete it at the place that the message points to; it may be easiest to type the word again.",
            sv: "Texten innehåller ett osynligt styrtecken som varken en Wordfil eller en webbsida kan innehålla. Det har oftast följt med när text klistrades in. Ta bort det på stället som meddelandet pekar på; enklast kan vara att skriva ordet på nytt.",
        },
    }

    /// Something that may be there only once.
    Duplicate("duplicate") {
        /// The key or name.
        name: String,
    } => {
        en: "`{name}` is there already",
        sv: "`{name}` finns redan",
        meaning: {
            en: "A key, a name or a choice occurs twice where it may occur once, so it is not clear which of them applies. Word makes no difference between capitals and small letters in bookmarks. Remove or rename one of them; the message shows both places where it can.",
            sv: "En nyckel, ett namn eller ett val finns två gånger där det bara får finnas en, så det är oklart vilket som gäller. I bokmärken skiljer Word inte på stora och små bokstäver. Ta bort eller döp om det ena; meddelandet visar båda ställena när det går.",
        },
    }

    /// Text with nothing but blanks where words must stand.
    BlankText("blank-text") => {
        en: "nothing stands here but blanks",
        sv: "här står bara blanktecken",
        help: {
            en: "write something, or leave the key out",
            sv: "skriv något, eller utelämna nyckeln",
        },
        meaning: {
            en: "A key in a form or in `blankett.toml` is there but has no words in it, where something has to be shown or used. Write the text, or leave the key out.",
            sv: "En nyckel i ett formulär eller i `blankett.toml` finns men är tom, fast den ska visas eller användas. Skriv texten, eller utelämna nyckeln.",
        },
    }

    /// A number outside its bounds.
    OutOfBounds("out-of-bounds") {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    } => {
        en: "the number must be from {least} to {most}",
        sv: "talet ska vara från {least} till {most}",
        meaning: {
            en: "A number in the form or its look is outside the values that the program can use, for example a margin or a type size. The pages would be unusable or the rule meaningless. Write a number between the limits in the message.",
            sv: "Ett tal i formuläret eller dess utseende ligger utanför vad programmet kan använda, till exempel en marginal eller en textstorlek. Sidorna skulle bli oanvändbara eller regeln meningslös. Skriv ett tal inom gränserna i meddelandet.",
        },
    }
}

/// What should stand at a place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WantedType {
    /// Text.
    Text,
    /// A date.
    Date,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A table, in braces or under a header.
    Table,
    /// A list of texts.
    TextList,
    /// A list of tables.
    TableList,
    /// A record, written so.
    Record(String),
    /// A list of records, of which one is written so.
    RecordList(String),
}

impl WantedType {
    fn en(&self) -> &'static str {
        match self {
            WantedType::Text => "text",
            WantedType::Date => "a date",
            WantedType::Boolean => "`true` or `false`",
            WantedType::Number => "a number",
            WantedType::Table => "a table",
            WantedType::TextList => "a list of texts",
            WantedType::TableList => "a list of tables",
            WantedType::Record(_) => "a record",
            WantedType::RecordList(_) => "a list of records",
        }
    }

    fn sv(&self) -> &'static str {
        match self {
            WantedType::Text => "text",
            WantedType::Date => "ett datum",
            WantedType::Boolean => "`true` eller `false`",
            WantedType::Number => "ett tal",
            WantedType::Table => "en tabell",
            WantedType::TextList => "en lista av texter",
            WantedType::TableList => "en lista av tabeller",
            WantedType::Record(_) => "en post",
            WantedType::RecordList(_) => "en lista av poster",
        }
    }
}

/// What a value is in TOML.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FoundType {
    /// A string.
    Text,
    /// An integer or a float.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date.
    Date,
    /// A time.
    Time,
    /// A date with a time.
    Datetime,
    /// An array.
    List,
    /// A table.
    Table,
}

impl FoundType {
    fn en(self) -> &'static str {
        match self {
            FoundType::Text => "text",
            FoundType::Number => "a number",
            FoundType::Boolean => "`true` or `false`",
            FoundType::Date => "a date",
            FoundType::Time => "a time",
            FoundType::Datetime => "a date with a time",
            FoundType::List => "a list",
            FoundType::Table => "a table",
        }
    }

    fn sv(self) -> &'static str {
        match self {
            FoundType::Text => "text",
            FoundType::Number => "ett tal",
            FoundType::Boolean => "`true` eller `false`",
            FoundType::Date => "ett datum",
            FoundType::Time => "ett klockslag",
            FoundType::Datetime => "ett datum med klockslag",
            FoundType::List => "en lista",
            FoundType::Table => "en tabell",
        }
    }
}

/// What to do about problems of syntax, by how the parser's phrase begins.
const SYNTAX_EN: [(&str, &str); 10] = [
    ("unclosed array", "close the list with `]`"),
    ("missing inline table opening", "write the table between `{` and `}`"),
    ("unclosed inline table", "close the table with `}`, on the line it begins on"),
    (
        "unexpected key or value",
        "a value ends where its quotes end: text with `\"` in it stands between `'` and `'`, and a comment begins with `#`",
    ),
    ("missing comma", "write `,` between them"),
    ("missing value", "write the answer, or leave the key out while the question is unanswered"),
    ("key with no value", "write `key = \"value\"`"),
    (
        "missing escaped value",
        "between `\"` and `\"` a backslash begins an escape: put the text between `'` and `'`, or `'''` and `'''`",
    ),
    (
        "invalid multi-line",
        "the text goes on to the end of the file: close it with the three quotes it began with",
    ),
    (
        "invalid basic string",
        "text between `\"` and `\"` is one line; put several between `'''` and `'''`",
    ),
];

/// What to do about problems of syntax, by how the parser's phrase begins.
const SYNTAX_SV: [(&str, &str); 10] = [
    ("unclosed array", "stäng listan med `]`"),
    ("missing inline table opening", "skriv tabellen mellan `{` och `}`"),
    ("unclosed inline table", "stäng tabellen med `}`, på raden där den börjar"),
    (
        "unexpected key or value",
        "ett värde slutar där citattecknen slutar: text med `\"` i sig står mellan `'` och `'`, och en kommentar börjar med `#`",
    ),
    ("missing comma", "skriv `,` mellan dem"),
    ("missing value", "skriv svaret, eller utelämna nyckeln så länge frågan är obesvarad"),
    ("key with no value", "skriv `nyckel = \"värde\"`"),
    (
        "missing escaped value",
        "mellan `\"` och `\"` inleder omvänt snedstreck en kod: sätt texten mellan `'` och `'`, eller `'''` och `'''`",
    ),
    (
        "invalid multi-line",
        "texten går till filens slut: stäng den med de tre citattecken som den började med",
    ),
    (
        "invalid basic string",
        "text mellan `\"` och `\"` är en rad; sätt flera mellan `'''` och `'''`",
    ),
];

/// The TOML parser's phrases; one that is not here stays in English rather than be guessed.
fn toml_sv(description: &str) -> String {
    let (phrase, expected) = match description.split_once(", expected ") {
        Some((phrase, expected)) => (phrase, Some(expected)),
        None => (description, None),
    };
    let phrase = match phrase {
        "duplicate key" => "nyckeln finns redan",
        "string values must be quoted" => "text ska stå inom citattecken",
        "key with no value" => "nyckeln har inget värde",
        "missing value" | "missing value for key" => "värde saknas",
        "invalid value" => "värdet går inte att tolka",
        "invalid key-value pair" => "raden är inte en nyckel med ett värde",
        "invalid unquoted key" => "nyckeln har tecken som kräver citattecken",
        "unquoted keys cannot be empty" => "en nyckel kan inte vara tom utan citattecken",
        "missing assignment between key-value pairs" => "`=` saknas",
        "extra assignment between key-value pairs" | "extra `=`" => "ett `=` för mycket",
        "unclosed array" => "listan är inte stängd",
        "unclosed inline table" => "tabellen är inte stängd",
        "unclosed table" | "unclosed array table" => "tabellrubriken är inte stängd",
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            "komma saknas"
        }
        "extra comma in array" | "extra comma in inline table" => "ett komma för mycket",
        "invalid boolean" => "här ska stå `true` eller `false`",
        "missing opening quote" => "det första citattecknet saknas",
        "unexpected `=` in array" => "ett `=` i en lista",
        "missing inline table opening" => "`{` saknas",
        "invalid basic string" | "invalid literal string" => "texten är inte stängd",
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            "texten över flera rader är inte stängd"
        }
        "missing escaped value" => "efter omvänt snedstreck väntas en av dess koder",
        "too few unicode value digits" => "teckenkoden har för få siffror",
        "unexpected leading zero" | "redundant integer number prefix" => {
            "talet börjar med en onödig nolla"
        }
        "carriage return must be followed by newline" => "vagnretur utan radbyte",
        "invalid comment character" => "otillåtet tecken i en kommentar",
        "cannot recurse further; max recursion depth met" | "recursion limit" => {
            "för djupt nästlat"
        }
        "unexpected key or value" | "unexpected content" => "här väntades ingenting mer",
        "invalid datetime" | "invalid date" | "invalid local date" => "datumet går inte att tolka",
        "invalid float" | "invalid integer" | "invalid decimal integer" => {
            "talet går inte att tolka"
        }
        other => other,
    };
    let Some(expected) = expected.filter(|_| {
        !["här väntades ingenting mer", "text ska stå inom citattecken"].contains(&phrase)
    }) else {
        return phrase.to_owned();
    };
    let expected = match expected {
        "newline" => "radslut",
        "nothing" => "ingenting",
        "key" => "en nyckel",
        "value" => "ett värde",
        "letters, numbers, `-`, `_`" => "bokstäver, siffror, `-` eller `_`",
        other => other,
    };
    format!("{phrase}, väntade {expected}")
}

impl CurlyQuote {
    /// Straight quotes around all that stands between curly ones, up to the end of the line; not where a comment or
    /// another text follows.
    fn mended(_: &CurlyQuote, text: &str, span: Range<usize>) -> Option<Mend> {
        let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next()?;
        let start = line_start + line.find('=')? + 1;
        let value = text[start..line_start + line.len()].trim();
        let at = start + text[start..].find(value)?;
        let is_quote = |c: char| c == '"' || CURLY_QUOTES.contains(c);
        let inner = value.strip_prefix(is_quote)?.strip_suffix(is_quote)?;
        // A quote within may end one text and begin another: single ones are part of words too.
        let is_double = |c: char| "“”„‟«»\"".contains(c);
        let is_plain = !inner.contains(['\\', '#']) && !inner.contains(is_double);
        is_plain.then(|| Mend { span: at..at + value.len(), text: quoted(inner) })
    }
}

impl WrongType {
    /// `true` or `false` for a word that says so.
    fn mended(&self, _: &str, span: Range<usize>) -> Option<Mend> {
        let meant =
            as_boolean(self.text.as_deref()?).filter(|_| self.wanted == WantedType::Boolean)?;
        Some(Mend { span, text: meant.to_string() })
    }
}

impl NotADate {
    fn mended(&self, _: &str, span: Range<usize>) -> Option<Mend> {
        Some(Mend { span, text: self.meant.clone()? })
    }
}

impl NotAChoice {
    /// The choice that differs in capitals and blanks alone.
    fn mended(&self, _: &str, span: Range<usize>) -> Option<Mend> {
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let same = self.allowed.iter().filter(|choice| plain(choice) == plain(&self.value));
        let mut same = same.collect::<Vec<_>>().into_iter();
        let only = same.next().filter(|_| same.next().is_none())?;
        Some(Mend { span, text: quoted(only) })
    }
}

/// What a word meant where `true` or `false` should stand.
fn as_boolean(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "sant" | "x" => Some(true),
        "nej" | "n" | "no" | "false" | "falskt" => Some(false),
        _ => None,
    }
}
