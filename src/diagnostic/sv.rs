//! Meningarna på svenska. Stil: en fras, ingen punkt, det som skrivs ordagrant inom grava accenter.

use std::io::ErrorKind;

use super::{Encoding, FoundType, Markup, PrintFault, Problem, Wanted, Words, list_of};

pub(super) const WORDS: Words = Words {
    error: "fel",
    warning: "varning",
    help: "hjälp",
    question: "fråga",
    other_place: "här",
};

pub(super) fn message(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 { encoding: Encoding::Utf16 } => "filen är UTF-16, inte UTF-8".into(),
        Problem::NotUtf8 { encoding: Encoding::Binary } => "filen är ingen text".into(),
        Problem::NotUtf8 { encoding: Encoding::Windows1252 } => "filen är inte UTF-8".into(),
        Problem::EmptyCase => "ärendet är tomt".into(),
        Problem::TomlSyntax { description } => format!("inte TOML: {}", toml(description)),
        Problem::GitConflict => "en sammanslagning i git är inte färdig här".into(),
        Problem::Colon => "`:` ger inte en nyckel dess värde".into(),
        Problem::CurlyQuote { character } => format!("`{character}` är inget citattecken i TOML"),
        Problem::OutsideTable { key } => format!("`{key}` står utanför `[answers]` och `[case]`"),
        Problem::OtherTable { key, table } => format!("`{key}` hör hemma i `[{table}]`"),
        Problem::BareWord { word } => format!("`{word}` saknar citattecken"),
        Problem::MissingKey { key } => format!("`{key}` saknas"),
        Problem::UnknownKey { key, .. } => format!("här finns ingen nyckel `{key}`"),
        Problem::WrongType { wanted, found, .. } => {
            format!("här ska stå {}, inte {}", self::wanted(wanted), self::found(*found))
        }
        Problem::NotAChoice { value, .. } => format!("`{value}` är inget av valen"),
        Problem::UnknownForm { name, .. } => format!("det finns inget formulär `{name}`"),
        Problem::UnknownVersion { form, version, .. } => {
            format!("formuläret `{form}` har ingen version `{version}`")
        }
        Problem::BlankAnswer => "svaret är tomt".into(),
        Problem::NotADate { text, .. } => format!("`{text}` är inget datum"),
        Problem::ImpossibleDate { text } => format!("datumet `{text}` finns inte i kalendern"),
        Problem::ForbiddenCharacter { character } => {
            format!("tecknet U+{:04X} kan inte stå i ett dokument", u32::from(*character))
        }
        Problem::LineBreak => "svaret ska vara en enda rad".into(),
        Problem::TooManyColumns { columns, limit } => {
            format!("en tabell har {columns} kolumner; Word tar högst {limit}")
        }
        Problem::Ambiguous { printed, .. } => {
            format!("utskrivet som `{printed}` går delarna inte att skilja åt")
        }
        Problem::SaysAbsent { part, text } => format!("`{text}` betyder att `{part}` saknas"),
        Problem::InvalidKey { key } => format!("`{key}` kan inte vara en nyckel"),
        Problem::InvalidBookmark { name, .. } => {
            format!("`{name}` kan inte vara namn på ett bokmärke i Word")
        }
        Problem::Duplicate { name } => format!("`{name}` finns redan"),
        Problem::KeyOfOtherKind { key, kind } => {
            format!("ett fält av slaget `{kind}` har ingen nyckel `{key}`")
        }
        Problem::InvalidPrint(PrintFault::UnknownPart(part)) => {
            format!("posten har ingen del `{part}`")
        }
        Problem::InvalidPrint(PrintFault::PartNotOnce(part)) => {
            format!("`{{{part}}}` ska stå exakt en gång")
        }
        Problem::InvalidPrint(PrintFault::NoSeparator) => "ingenting står mellan två delar".into(),
        Problem::InvalidPrint(PrintFault::Unbalanced) => {
            "en klammer saknar sin motsvarighet".into()
        }
        Problem::TooLong { limit, length } => {
            format!("texten har {length} tecken; Word tar högst {limit}")
        }
        Problem::BlankText => "här står bara blanktecken".into(),
        Problem::OutOfBounds { least, most } => format!("talet ska vara från {least} till {most}"),
        Problem::NotAColor { text } => format!("`{text}` är ingen färg"),
        Problem::MissingFile { name } => format!("formuläret saknar filen `{name}`"),
        Problem::Template { description } => format!("mallen går inte att använda: {description}"),
        Problem::UnsupportedMarkup { markup } => {
            format!("{} kan inte stå i ett formulär", self::markup(*markup))
        }
        Problem::PlacedTwice { name } => format!("fältet `{name}` är placerat mer än en gång"),
        Problem::NotPlaced { name } => format!("fältet `{name}` är inte placerat"),
        Problem::NotAlone { name } => format!("fältet `{name}` ska stå ensamt i sitt stycke"),
        Problem::UnknownReference { name, .. } => {
            format!("ingen numrerad rubrik har bokmärket `{name}`")
        }
        Problem::NoCases { path } => format!("det finns inga ärenden i `{path}`"),
        Problem::NoCasesFolder { path } => format!("det finns ingen mapp `cases` i `{path}`"),
        Problem::NotFound { path, .. } => format!("det finns ingen fil eller mapp `{path}`"),
        Problem::CannotRead { path, cause, words } => {
            format!("`{path}` går inte att läsa: {}", self::cause(*cause, words))
        }
        Problem::CannotWrite { path, cause, words } => {
            format!("`{path}` går inte att skriva: {}", self::cause(*cause, words))
        }
        Problem::SameOutput { path, other, output } => {
            format!("`{path}` och `{other}` skulle båda skrivas till `{output}`")
        }
        Problem::WouldOverwrite { path } => format!("`{path}` finns redan och är annorlunda"),
    }
}

/// What to do about faults of syntax, by how the parser's phrase begins.
const SYNTAX: [(&str, &str); 10] = [
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

#[expect(clippy::too_many_lines, reason = "one table of sentences")]
pub(super) fn help(problem: &Problem) -> Option<String> {
    Some(match problem {
        Problem::TomlSyntax { description } => {
            let known = SYNTAX.iter().find(|(phrase, _)| description.starts_with(phrase));
            (*known?.1).to_owned()
        }
        Problem::NotUtf8 { encoding: Encoding::Utf16 } => {
            "spara den som UTF-8 (inte som ”Unicode” i Anteckningar)".into()
        }
        Problem::NotUtf8 { encoding: Encoding::Windows1252 } => {
            "den ser ut att vara Windows-1252 (”ANSI”); spara den som UTF-8".into()
        }
        Problem::EmptyCase => {
            "börja med formuläret och dess version: `form = \"teknik\"` och `version = \"2017\"`"
                .into()
        }
        Problem::GitConflict => {
            "välj vad som ska stå, och ta bort raderna med `<<<<<<<`, `=======` och `>>>>>>>`".into()
        }
        Problem::Colon => "skriv `=`".into(),
        Problem::CurlyQuote { .. } => "skriv raka citattecken: `\"…\"`".into(),
        Problem::OutsideTable { .. } => {
            "skriv `[answers]` (eller `[case]`) på en egen rad före den första av dess nycklar".into()
        }
        Problem::OtherTable { table, .. } => format!("flytta den till `[{table}]`"),
        Problem::PlacedTwice { .. } => "låt en av dem stå".into(),
        Problem::NoCasesFolder { .. } => "`-C DIR` anger projektets mapp, den som har `cases` i sig".into(),
        Problem::BareWord { word } => match super::as_boolean(word) {
            Some(meant) => format!("skriv `{meant}` på en ja- eller nej-fråga, annars `\"{word}\"`"),
            None => "skriv text inom citattecken: `\"…\"`, eller mellan `'''` och `'''` om den har flera rader".into(),
        },
        Problem::MissingKey { key } => match key.as_str() {
            "form" => {
                "skriv vilket formulär ärendet svarar på, till exempel `form = \"teknik\"`".into()
            }
            "version" => {
                "skriv vilken version av formuläret, till exempel `version = \"2017\"`".into()
            }
            _ => return None,
        },
        Problem::UnknownKey { suggestion: Some(suggestion), .. }
        | Problem::NotFound { suggestion: Some(suggestion), .. }
        | Problem::NotAChoice { suggestion: Some(suggestion), .. }
        | Problem::UnknownForm { suggestion: Some(suggestion), .. }
        | Problem::UnknownReference { suggestion: Some(suggestion), .. } => format!("menade du `{suggestion}`?"),
        Problem::UnknownKey { known, .. } if !known.is_empty() => {
            format!("här får stå: {}", list_of(known, "och"))
        }
        Problem::WrongType { wanted, text, found } => match (wanted, text.as_deref()) {
            (Wanted::Boolean, Some(text)) => match super::as_boolean(text) {
                Some(meant) => format!("skriv `{meant}`, utan citattecken"),
                None => "skriv `true` för ja eller `false` för nej, utan citattecken".into(),
            },
            (Wanted::Boolean, None) => "skriv `true` för ja eller `false` för nej".into(),
            (Wanted::Date, _) => {
                "skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`".into()
            }
            (Wanted::Text, _) if *found != FoundType::List && *found != FoundType::Table => {
                "skriv värdet inom citattecken".into()
            }
            (Wanted::Text, _) => {
                "skriv en enda text; flera rader skrivs mellan `'''` och `'''`".into()
            }
            (Wanted::TextList, _) => "skriv en lista av texter: `[\"ett\", \"två\"]`".into(),
            (Wanted::TableList, _) => "skriv en lista av tabeller: `[{ … }, { … }]`".into(),
            (Wanted::Table, _) => "skriv en tabell: `{ nyckel = \"värde\" }`".into(),
            (Wanted::Record(parts), _) => format!("skriv `{}`", super::record_of(parts)),
            (Wanted::RecordList(parts), _) => format!("skriv `[{}, …]`", super::record_of(parts)),
            (Wanted::Number, _) => return None,
        },
        Problem::NotAChoice { allowed, .. } => format!("skriv {}", list_of(allowed, "eller")),
        Problem::UnknownForm { known, .. } => format!("kända formulär: {}", list_of(known, "och")),
        Problem::UnknownVersion { known, .. } => format!("kända versioner: {}", list_of(known, "och")),
        Problem::BlankAnswer => "utelämna nyckeln så länge frågan är obesvarad".into(),
        Problem::NotADate { meant: Some(meant), .. } => format!("menade du `{meant}`? skriv så, utan citattecken"),
        Problem::NotADate { .. } | Problem::ImpossibleDate { .. } => {
            "skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`".into()
        }
        Problem::ForbiddenCharacter { .. } => {
            "ta bort det; det kan ha följt med när text klistrades in".into()
        }
        Problem::LineBreak => "skriv svaret på en rad".into(),
        Problem::TooManyColumns { .. } => "gör två tabeller av den, eller vänd på den".into(),
        Problem::Ambiguous { pattern, .. } => {
            format!(
                "posten skrivs ut som `{pattern}`; tecknen mellan delarna kan inte stå i en del")
        }
        Problem::SaysAbsent { part, .. } => format!("utelämna `{part}`"),
        Problem::BlankText => "skriv något, eller utelämna nyckeln".into(),
        Problem::InvalidKey { .. } => {
            "skriv a till z, 0 till 9 och `_`, med en bokstav först".into()
        }
        Problem::InvalidBookmark { limit, .. } => {
            format!(
                "skriv bokstäver, siffror och `_`, en bokstav eller `_` först, högst {limit} tecken"
            )
        }
        Problem::InvalidPrint(PrintFault::NoSeparator) => {
            "sätt ett tecken mellan dem, så att de går att läsa tillbaka: `{namn}, {roll}`".into()
        }
        Problem::NotAColor { .. } => "skriv sex hexadecimala siffror, till exempel `1F3A5F`".into(),
        Problem::UnsupportedMarkup { .. } => {
            "ett formulär har rubriker, stycken, listor, tabeller, länkar, fet och betonad text"
                .into()
        }
        Problem::NotPlaced { name } => format!("skriv `{{{{ {name} }}}}` där svaret ska stå"),
        Problem::NoCases { .. } => "ett ärende är en fil vars namn slutar på `.toml`".into(),
        Problem::SameOutput { other, .. } => format!("bara `{other}` byggs; byt namn på ett av dem"),
        Problem::WouldOverwrite { .. } => {
            "någon kan ha fyllt i den: flytta undan den, eller välj ett annat namn med `--out`"
                .into()
        }
        _ => return None,
    })
}

fn wanted(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "text",
        Wanted::Date => "ett datum",
        Wanted::Boolean => "`true` eller `false`",
        Wanted::Number => "ett tal",
        Wanted::Table => "en tabell",
        Wanted::TextList => "en lista av texter",
        Wanted::TableList => "en lista av tabeller",
        Wanted::Record(_) => "en post",
        Wanted::RecordList(_) => "en lista av poster",
    }
}

fn found(found: FoundType) -> &'static str {
    match found {
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

fn markup(markup: Markup) -> &'static str {
    match markup {
        Markup::Html => "HTML",
        Markup::Image => "en bild",
        Markup::Code => "kod",
        Markup::Quote => "ett citat",
        Markup::Rule => "en linje",
        Markup::NestedList => "en lista i en lista",
        Markup::BlockInList => "mer än ett stycke i en listpunkt",
        Markup::DeepHeading => "en andra titel eller en rubrik under tredje nivån",
        Markup::Beside => {
            "en innehållslista eller sidbrytning intill annan text, eller ett bokmärke eller en underskriftsrad i en lista, en tabell eller ett sidhuvud,"
        }
        Markup::Address => "en länk som inte är `https://`, `http://` eller `mailto:`",
        Markup::Character => "ett tecken som inget dokument kan ha",
        Markup::FieldInBand => "ett fält i ett sidhuvud, en sidfot eller en egenskap",
        Markup::Place => "ett fält eller ett värde i en länkadress eller i kod",
    }
}

fn cause(cause: ErrorKind, words: &str) -> &str {
    match cause {
        ErrorKind::NotFound => "den finns inte",
        ErrorKind::PermissionDenied => "behörighet saknas",
        ErrorKind::IsADirectory => "det är en mapp",
        ErrorKind::NotADirectory => "något på vägen är ingen mapp",
        ErrorKind::AlreadyExists => "en del av sökvägen är en fil, inte en mapp",
        ErrorKind::StorageFull => "disken är full",
        ErrorKind::ReadOnlyFilesystem => "disken är skrivskyddad",
        _ => words,
    }
}

/// The TOML parser's phrases; one that is not here stays in English rather than be guessed.
fn toml(description: &str) -> String {
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
