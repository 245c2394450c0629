//! Meningarna på svenska. Stil: en fras, ingen punkt, det som skrivs ordagrant inom grava accenter.

use std::io::ErrorKind;
use std::path::Path;

use super::{
    Encoding, FoundType, NotImported, NotWord, Order, PackageFault, PrintFault, Problem,
    RefusedMarkup, RegisterWords, Requirement, Special, WantedType, Words, glyphs, list_of,
};

pub(super) const WORDS: Words = Words {
    error: "fel",
    warning: "varning",
    help: "hjälp",
    question: "fråga",
    other_place: "här",
    built_in: "inbyggt",
    faulty_form: "(har fel)",
    before_headings: "Före första rubriken",
    unplaced: "Inte i dokumentet",
    about_the_case: "Om ärendet",
    required_from: "Svar som saknas är fel från och med",
    decided_from: "Beslutat från och med",
    changed: "bara detta är ändrat (byte, fält: byte borta → byte nya)",
    text_changed: "Text",
    cases_touched: "Ärenden",
    no_difference: "ingen skillnad",
    now_required: "ska besvaras nu",
    how_to_answer: "Ta bort # först på raden för att svara; en fråga utan svar får stå som den står.",
    a_line: "en rad",
    a_text: "stycken, listor (- eller 1.) och tabeller (| a | b |)",
    a_date: "ett datum, ÅÅÅÅ-MM-DD",
    a_number: "ett tal, med decimalpunkt",
    yes_or_no: "true för ja, false för nej",
    one_of: "ett av",
    some_of: "ett eller flera av",
    lines: "en eller flera rader",
    or_else: "eller",
    required: "ska besvaras",
    required_from_then_on: "ska besvaras från och med",
    known_from_shared: "Står redan i en gemensam fil (shared.toml)",
    added: "tillagd",
    rule: "Regel",
};

pub(super) const REGISTER: RegisterWords = RegisterWords {
    register: "Register",
    number: "Dnr",
    title: "Titel",
    status: "Status",
    answers: "Besvarade",
    questions: "Frågor",
    missing: "Saknas",
    review: "Översyn",
    overdue: "försenad",
    is_overdue: "Försenad",
    errors: "Fel",
    warnings: "Varningar",
    form: "Formulär",
    case: "Ärende",
    to_do: "Att göra",
    documents: "Dokument",
    yes: "ja",
    no: "nej",
    filter: "Sök i registret",
    shown_of: "ärenden visas, av",
    as_of: "Läget den",
};

pub(super) fn to_do(is_overdue: bool, errors: usize, parts: &mut Vec<String>) {
    if is_overdue {
        parts.push("översynen är försenad".into());
    }
    if errors > 0 {
        parts.push(format!("{errors} fel"));
    }
}

pub(super) fn followed_up(
    cases: usize,
    faulty: usize,
    incomplete: usize,
    overdue: usize,
) -> String {
    let noun = if cases == 1 { "ärende" } else { "ärenden" };
    format!(
        "{cases} {noun}: {faulty} med fel, {incomplete} som saknar svar, {overdue} med försenad översyn"
    )
}

pub(super) fn summary(cases: usize, failed: usize, errors: usize, warnings: usize) -> String {
    let plural = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let mut line = plural(cases, "ärende", "ärenden");
    match failed {
        0 if errors == 0 => line += ", inga fel",
        // They belong to no case: of the disk, say.
        0 => line += &format!(", {}", plural(errors, "fel", "fel")),
        _ => line += &format!(", {failed} med fel"),
    }
    if warnings > 0 {
        line += &format!(", {}", plural(warnings, "varning", "varningar"));
    }
    line
}

pub(super) fn forms_proved(forms: usize, failed: usize) -> String {
    match failed {
        0 => format!("{forms} formulär, inga fel"),
        _ => format!("{forms} formulär, {failed} med fel"),
    }
}

pub(super) fn files_written(files: usize, unchanged: usize, folder: &str) -> String {
    let noun = if files == 1 { "fil skriven" } else { "filer skrivna" };
    let line = format!("; {files} {noun} i {folder}");
    let noun = if unchanged == 1 { "oförändrad" } else { "oförändrade" };
    if unchanged == 0 { line } else { format!("{line}, {unchanged} {noun}") }
}

pub(super) fn seconds(seconds: f64) -> String {
    format!(" på {seconds:.1} s").replace('.', ",")
}

pub(super) fn not_begun(count: usize) -> String {
    let noun = if count == 1 { "ärende" } else { "ärenden" };
    format!("avbrutet: {count} {noun} inte påbörjade")
}

pub(super) fn removed(count: usize) -> String {
    let noun = if count == 1 { "dokument borttaget" } else { "dokument borttagna" };
    format!("{count} {noun}, vars ärenden är borta")
}

pub(super) fn watching() -> &'static str {
    "väntar på att ärenden och formulär sparas; Ctrl-C avslutar"
}

pub(super) fn packages_written(packages: usize, folder: &str) -> String {
    format!("; {packages} paket i {folder}")
}

pub(super) fn more_faults(count: usize, codes: &str) -> String {
    format!("… och {count} till: {codes}; `--message-format short` visar alla")
}

pub(super) fn unanswered(count: usize) -> String {
    format!("{count} frågor är inte besvarade")
}

pub(super) fn taken_over(count: usize, path: &str) -> String {
    match count {
        0 => format!("inget svar är ändrat i Word; {path} är som det var"),
        _ => format!("{count} svar infört i {path}"),
    }
}

pub(super) fn same_parts(count: usize) -> String {
    format!("{count} andra delar är desamma, byte för byte")
}

pub(super) fn imported(folder: &str, fields: usize) -> String {
    format!("{fields} fält; skrev {folder}")
}

pub(super) fn verified(path: &str, files: usize) -> String {
    format!("{path}: alla {files} filer är som angivet, och hör ihop")
}

pub(super) fn initialised(folder: Option<&str>) -> String {
    let first = folder.map(|folder| format!("cd {folder}; ")).unwrap_or_default();
    format!("projektet är klart; nästa: {first}blankett build, och blankett new för fler ärenden")
}

pub(super) fn wrote(path: &str) -> String {
    format!("skrev {path}")
}

#[expect(clippy::too_many_lines, reason = "one table of sentences")]
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
        Problem::MissingKey { key } | Problem::PartMissing { key, message: None } => {
            format!("`{key}` saknas")
        }
        Problem::UnknownKey { key, .. } => format!("här finns ingen nyckel `{key}`"),
        Problem::WrongType { wanted, found, .. } => {
            format!("här ska stå {}, inte {}", self::wanted(wanted), self::found(*found))
        }
        Problem::NotAChoice { value, .. } => format!("`{value}` är inget av valen"),
        Problem::UnknownCode { code, .. } => format!("det finns ingen kod `{code}`"),
        Problem::UnknownForm { name, .. } => format!("det finns inget formulär `{name}`"),
        Problem::UnknownVersion { form, version, .. } => {
            format!("formuläret `{form}` har ingen version `{version}`")
        }
        Problem::BlankAnswer => "raden är tom".into(),
        Problem::NotADate { text, .. } => format!("`{text}` är inget datum"),
        Problem::ImpossibleDate { text } => format!("datumet `{text}` finns inte i kalendern"),
        Problem::NotANumber { text, .. } => format!("`{text}` är inget decimaltal"),
        Problem::TooManyDecimals { count, most } => {
            let noun = if *count == 1 { "decimal" } else { "decimaler" };
            format!("talet har {count} {noun}; formuläret tar högst {most}")
        }
        Problem::AnswerTooLong { length, most } => {
            format!("svaret har {length} tecken; ett svar kan ha högst {most}")
        }
        Problem::TooManyItems { count, most } => {
            format!("här är {count} poster eller rader; ett svar kan ha högst {most}")
        }
        Problem::Unanswered { message: Some(message), .. }
        | Problem::PartMissing { message: Some(message), .. }
        | Problem::RuleBroken { message: Some(message), .. } => message.clone(),
        Problem::Unanswered { key, table, because, .. } => {
            let what = match *table {
                "case" => format!("`{key}` saknas"),
                _ => "frågan är inte besvarad".to_owned(),
            };
            let but = |because: &String| format!(", men `{because}` kräver det");
            what + &because.as_ref().map(but).unwrap_or_default()
        }
        Problem::RuleBroken { name, requirement, because, .. } => {
            let name = if name.is_empty() { "svaret" } else { &format!("`{name}`") };
            self::requirement(name, requirement) + &since(because.as_ref())
        }
        Problem::PlaceholderLeft { text } => {
            format!("`{text}` är inget svar utan platshållaren")
        }
        Problem::Unfinished { word, is_all: true } => {
            format!("`{word}` står bara i stället för ett svar")
        }
        Problem::Unfinished { word, is_all: false } => {
            format!("`{word}` säger att svaret inte är färdigt")
        }
        Problem::EmptyFieldPasted => "ett tomt fält från Word är inklistrat här".into(),
        Problem::PersonalElsewhere { text } => {
            format!("`{text}` hör till en person, men står i ett svar som inte är märkt så")
        }
        Problem::PersonalLeft => "personuppgifter skulle stå kvar i den offentliga kopian".into(),
        Problem::PersonalNumber { text } => format!("`{text}` ser ut som ett personnummer"),
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
        Problem::ReservedKey { key } => format!("`{key}` betyder något annat i villkor"),
        Problem::UnplacedWithBookmark => "ett fält som inte är placerat har inget bokmärke".into(),
        Problem::EmptyCondition => "här jämförs ingenting".into(),
        Problem::NotComparable { kind } => {
            format!("ett svar av slaget `{kind}` går inte att jämföra så")
        }
        Problem::InvalidExpression { description } => {
            format!("inget reguljärt uttryck: {description}")
        }
        Problem::NotALanguage { text } => format!("`{text}` är inget språk"),
        Problem::Contradiction => "inget svar kan följa de här reglerna på en gång".into(),
        Problem::NotWhole => "talet ska vara ett heltal".into(),
        Problem::BadUnit => "en enhet har inga siffror och är inte tom".into(),
        Problem::BadOption { option } => format!("inget svar kan vara `{option}`"),
        Problem::OptionCount { count, most } => {
            format!("här är {count} val; ett formulär kan ha 1 till {most}")
        }
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
        Problem::ForbiddenTag { tag } => format!("formulär har inget `{tag}`"),
        Problem::UnknownName { name, .. } => format!("mallar känner inte till `{name}`"),
        Problem::FieldInExpression { name } => format!("`{name}` används inne i ett uttryck"),
        Problem::TemplateTooLong { limit, in_bytes } => {
            let unit = if *in_bytes { "byte" } else { "varv" };
            format!("mallen tar inte slut: den stoppades efter {limit} {unit}")
        }
        Problem::UnsupportedMarkup { markup } => {
            format!("{} kan inte stå i ett formulär", self::markup(*markup))
        }
        Problem::PlacedTwice { name } => format!("fältet `{name}` är placerat mer än en gång"),
        Problem::NotImported(NotImported::Pictures(count)) => {
            format!("finns bara i `original.docx`: bilder ({count})")
        }
        Problem::NotImported(NotImported::Notes(count)) => {
            format!("finns bara i `original.docx`: sidhuvuden, sidfötter eller noter ({count})")
        }
        Problem::NotImported(NotImported::DeepHeading(text)) => {
            format!("rubriken `{text}` är under tredje nivån och blev fet text")
        }
        Problem::NotImported(NotImported::NestedTable) => {
            "finns bara i `original.docx`: tabeller i tabeller".into()
        }
        Problem::NotImported(NotImported::NoLabel(label)) => {
            format!("ingen text frågar efter ett fält; det fick heta `{label}`")
        }
        Problem::NotImported(NotImported::NoAddress(label)) => {
            format!("innehållskontrollen efter `{label}` har varken egen tagg eller egen rubrik")
        }
        Problem::BadCaseName { name } => format!("`{name}` kan inte vara namn på ett ärende"),
        Problem::CaseExists { path } => format!("ärendet `{path}` finns redan"),
        Problem::BadFormName { name } => format!("`{name}` kan inte vara namn på ett formulär"),
        Problem::NotPlaced { name, is_sometimes: false } => {
            format!("fältet `{name}` är inte placerat")
        }
        Problem::NotPlaced { name, is_sometimes: true } => {
            format!("fältet `{name}` är placerat bara för vissa svar")
        }
        Problem::NotAlone { name } => format!("fältet `{name}` ska stå ensamt i sitt stycke"),
        Problem::UnknownReference { name, .. } => {
            format!("ingen numrerad rubrik har bokmärket `{name}`")
        }
        Problem::NotWord { fault, part } => {
            let what = match fault {
                NotWord::NoZip => "det här är ingen Wordfil",
                NotWord::Truncated => "Wordfilen är skadad eller slutar för tidigt",
                NotWord::OldDocument => "det här är en fil från Word före 2007 (.doc)",
                NotWord::Encrypted => "Wordfilen är krypterad",
                NotWord::TooLarge => "Wordfilen packas upp till mer än rimligt",
                NotWord::BadName(name) => {
                    return format!("Wordfilen har en post med namnet `{name}`, som ingen kan ha");
                }
                NotWord::NoDocument => "filen är ett paket utan Worddokument",
                NotWord::Malformed(words) => {
                    return format!("delen `{part}` av Wordfilen är skadad: {words}");
                }
                NotWord::Doctype => "Wordfilen har en dokumenttyp, vilket ingen får ha",
                NotWord::TooDeep => "Wordfilen är nästlad djupare än Word nästlar",
            };
            what.into()
        }
        Problem::FieldMissing { name } => format!("fältet `{name}` finns inte i filen"),
        Problem::NoOriginal { name } => {
            format!("`{name}` är en adress i `original.docx`, som inte finns")
        }
        Problem::CannotFill { name } => {
            format!("fältet `{name}` i originalet kan inte rymma svaret")
        }
        Problem::Prefilled { text } => {
            format!("fältet är inte tomt: `{text}`")
        }
        Problem::BothTicked => "båda rutorna är kryssade".into(),
        Problem::UnclearBox { name } => format!(
            "rutan `{name}` går inte att läsa: dess läge saknas, eller motsägs av vad som är ritat i den"
        ),
        Problem::AnswerKept => {
            "svaret saknas helt eller delvis, och det som fattas kan finnas utanför fälten".into()
        }
        Problem::NoneTicked => "ingen av rutorna är kryssad längre".into(),
        Problem::ManyWays { line, read } => {
            let parts: Vec<String> =
                read.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            format!("`{line}` kan läsas på flera sätt; det lästes som {}", list_of(&parts, "och"))
        }
        Problem::PicturesLeft { count } => {
            format!("filen har bilder som formuläret inte har ({count})")
        }
        Problem::LeftOver { text, heading } => {
            let heading = heading.as_ref().map(|heading| format!(" under ”{heading}”"));
            format!("text{} står utanför alla fält: `{text}`", heading.unwrap_or_default())
        }
        Problem::TrackedChanges { count } => {
            format!("{count} spårade ändringar räknades som godkända")
        }
        Problem::Comment { author, text } => format!("{author} kommenterar: `{text}`"),
        Problem::FormNotTold { .. } => "ingenting säger vilket formulär filen är gjord av".into(),
        Problem::Conflict { ours, theirs } => {
            format!("ändrat på två sätt: ärendet har `{ours}`, Wordfilen `{theirs}`")
        }
        Problem::OtherForm { file, case } => {
            format!("Wordfilen svarar på `{file}`, ärendet på `{case}`")
        }
        Problem::SharedAnswerGone => {
            "svaret är borttaget i Word, men en gemensam fil ger det".into()
        }
        Problem::FileTooLarge { path, size, most } => {
            format!("`{path}` har {size} byte; en textfil kan ha högst {most}")
        }
        Problem::LinkLoops { path } => format!("länken `{path}` leder tillbaka dit där den står"),
        Problem::FolderAsCase { path } => format!("`{path}` är en mapp, inte ett ärende"),
        Problem::StrayFormFolder { path } => format!("mappen `{path}` innehåller inget formulär"),
        Problem::SharedAsCase { path } => {
            format!("`{path}` är inget ärende: den gäller ärendena i mappen")
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
        Problem::NotAFile { path, kind } => {
            format!("`{path}` är {}, så ingenting skrivs där", special(*kind))
        }
        Problem::SameOutput { path, other, output } => {
            format!("`{path}` och `{other}` skulle båda skrivas till `{output}`")
        }
        Problem::WouldOverwrite { path } | Problem::PackageDiffers { path } => {
            format!("`{path}` finns redan och är annorlunda")
        }
        Problem::OutputDiffers { path } => format!("`{path}` är inte vad ett bygge skriver"),
        Problem::OutputMissing { path } => format!("`{path}` finns inte"),
        Problem::StaleOutput { path } => format!("`{path}` är från ett tidigare bygge"),
        Problem::OrphanOutput { path, case, .. } => {
            format!("`{path}` hör till ett ärende som är borta: `{case}`")
        }
        Problem::OutputChanged { path, is_known: false, .. } => {
            format!("`{path}` finns, och ingen vet av vad den är byggd; den skrivs på nytt")
        }
        Problem::OutputChanged { path, .. } => {
            format!("`{path}` är ändrad sedan den byggdes, och skrivs på nytt")
        }
        Problem::CannotWatch { words } => format!("mapparna går inte att bevaka: {words}"),
        Problem::NoGlyph { characters } => {
            format!("inget typsnitt här har {}; PDF visar koderna", glyphs(characters))
        }
        Problem::NotBuilt { feature } => format!("programmet är byggt utan `{feature}`"),
        Problem::NoDate => {
            "här behövs ett datum, och varken ärende eller formulär ger något".into()
        }
        Problem::NotTypeset { words } => format!("sidorna kunde inte sättas: {words}"),
        Problem::NoOrganisation { missing } => {
            format!(
                "ett arkiv måste få veta vems detta är, men här saknas {}",
                list_of(missing, "och")
            )
        }
        Problem::NotDecided { status: None, .. } => "ärendet har ingen status".into(),
        Problem::NotDecided { status: Some(status), .. } => {
            format!("ärendet är inte beslutat: dess status är `{status}`")
        }
        Problem::SamePackage { other, name } => {
            format!("det här ärendet och `{other}` skulle båda bli paketet `{name}`")
        }
        Problem::NoPlaceForPackages { path } => format!(
            "inget paket kan skrivas till `{path}`: där finns ett paket, ärenden eller formulär"
        ),
        Problem::BadEpoch { text } => {
            format!("`SOURCE_DATE_EPOCH` är `{text}`, som inte är ett antal sekunder sedan 1970")
        }
        Problem::BadPackage { path, fault } => format!("`{path}`: {}", package_fault(fault)),
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
        Problem::PlacedTwice { .. } | Problem::BothTicked => "låt en av dem stå".into(),
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
        | Problem::UnknownCode { suggestion: Some(suggestion), .. }
        | Problem::UnknownForm { suggestion: Some(suggestion), .. }
        | Problem::UnknownName { suggestion: Some(suggestion), .. }
        | Problem::UnknownReference { suggestion: Some(suggestion), .. } => format!("menade du `{suggestion}`?"),
        Problem::UnknownKey { known, .. } if !known.is_empty() => {
            format!("här får stå: {}", list_of(known, "och"))
        }
        Problem::WrongType { wanted, text, found } => match (wanted, text.as_deref()) {
            (WantedType::Boolean, Some(text)) => match super::as_boolean(text) {
                Some(meant) => format!("skriv `{meant}`, utan citattecken"),
                None => "skriv `true` för ja eller `false` för nej, utan citattecken".into(),
            },
            (WantedType::Boolean, None) => "skriv `true` för ja eller `false` för nej".into(),
            (WantedType::Date, _) => {
                "skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`".into()
            }
            (WantedType::Text, _) if *found != FoundType::List && *found != FoundType::Table => {
                "skriv värdet inom citattecken".into()
            }
            (WantedType::Text, _) => {
                "skriv en enda text; flera rader skrivs mellan `'''` och `'''`".into()
            }
            (WantedType::TextList, _) => "skriv en lista av texter: `[\"ett\", \"två\"]`".into(),
            (WantedType::TableList, _) => "skriv en lista av tabeller: `[{ … }, { … }]`, eller rubriker i dubbla klamrar: `[[…]]`".into(),
            (WantedType::Table, _) => "skriv en tabell: `{ nyckel = \"värde\" }`".into(),
            (WantedType::Record(example), _) => format!("skriv `{example}`"),
            (WantedType::RecordList(example), _) => format!("skriv `[{example}, …]`"),
            (WantedType::Number, _) => return None,
        },
        Problem::NotAChoice { allowed, .. } if allowed.is_empty() => return None,
        Problem::NotAChoice { allowed, .. } => format!("skriv {}", list_of(allowed, "eller")),
        Problem::UnknownCode { .. } => "kör `blankett explain` för en lista över alla koder".into(),
        Problem::UnknownForm { known, .. } => format!("kända formulär: {}", list_of(known, "och")),
        Problem::UnknownVersion { known, .. } => format!("kända versioner: {}", list_of(known, "och")),
        Problem::BlankAnswer => "ta bort den".into(),
        Problem::NotADate { meant: Some(meant), .. }
        | Problem::NotANumber { meant: Some(meant), .. } => format!("menade du `{meant}`? skriv så, utan citattecken"),
        Problem::NotADate { .. } | Problem::ImpossibleDate { .. } => {
            "skriv ÅÅÅÅ-MM-DD utan citattecken, till exempel `2026-03-03`".into()
        }
        Problem::NotANumber { meant: None, .. } => {
            "skriv siffror, med punkt före decimaler, utan citattecken: `1250.50`".into()
        }
        Problem::TooManyDecimals { .. } => "skriv färre siffror efter punkten".into(),
        Problem::AnswerTooLong { .. } | Problem::TooManyItems { .. } => {
            "lägg det i en bilaga och skriv här var den finns".into()
        }
        Problem::Unanswered { key, table, example, .. } => {
            format!("skriv `{key} = {example}` under `[{table}]`")
        }
        Problem::RuleBroken { name, requirement, because, message: Some(_) } => {
            let name = if name.is_empty() { "svaret" } else { &format!("`{name}`") };
            // An expression says nothing to those who do not write forms.
            if matches!(
                requirement,
                Requirement::Other | Requirement::Pattern(_) | Requirement::NotPattern(_)
            ) {
                return None;
            }
            self::requirement(name, requirement) + &since(because.as_ref())
        }
        Problem::PlaceholderLeft { .. } => {
            "skriv svaret, eller utelämna nyckeln så länge frågan är obesvarad".into()
        }
        Problem::Unfinished { is_all: true, .. } => {
            "utelämna nyckeln så länge frågan är obesvarad; en anteckning kan stå efter `#`".into()
        }
        Problem::Unfinished { is_all: false, .. } => {
            "skriv klart svaret; en anteckning kan stå efter `#`, utanför citattecknen".into()
        }
        Problem::EmptyFieldPasted => {
            "ta bort de fem blanktecknen (U+2002), eller skriv det som de står för".into()
        }
        Problem::PersonalElsewhere { .. } => "skriv rollen eller en funktionsbrevlåda i stället".into(),
        Problem::PersonalLeft => {
            "skriv roller i stället, där varningarna för ärendet pekar; inget skrevs av det".into()
        }
        Problem::PersonalNumber { .. } => {
            "git behåller det i historiken även om det tas bort senare: utelämna det om det är ett".into()
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
        Problem::NotALanguage { .. } => "skriv dess kod, till exempel `sv-SE` eller `en`".into(),
        Problem::ReservedKey { .. } => "välj en annan nyckel".into(),
        Problem::UnplacedWithBookmark => "utelämna `bookmark`, eller `unplaced`".into(),
        Problem::EmptyCondition => {
            "skriv vad som ska gälla, till exempel `{ nyckel = true }` eller `{ nyckel = { present = true } }`".into()
        }
        Problem::NotComparable { .. } => {
            "datum och tal har en ordning, var för sig; om poster, listor och tabeller går bara `present` att fråga".into()
        }
        Problem::InvalidExpression { .. } => {
            "sätt det mellan `'` och `'`, så att TOML låter dess omvända snedstreck vara".into()
        }
        Problem::BadOption { .. } => "skriv en rad, utan blanktecken i kanterna".into(),
        Problem::InvalidBookmark { limit, .. } => {
            format!(
                "skriv bokstäver, siffror och `_`, en bokstav eller `_` först, högst {limit} tecken"
            )
        }
        Problem::InvalidPrint(PrintFault::NoSeparator) => {
            "sätt ett tecken mellan dem, så att de går att läsa tillbaka: `{namn}, {roll}`".into()
        }
        Problem::NotAColor { .. } => "skriv sex hexadecimala siffror, till exempel `1F3A5F`".into(),
        Problem::ForbiddenTag { .. } => {
            "ett formulärs text har `if`, `elif`, `else`, `for`, `include` och `raw`".into()
        }
        Problem::UnknownName { .. } => {
            "det finns `field.NYCKEL` och `part.NYCKEL.NAMN` för platser, `answers.NYCKEL`, `case.NYCKEL` och `form.title` för värden".into()
        }
        Problem::FieldInExpression { name } => {
            let value = name.split('.').nth(1).unwrap_or_default();
            format!("skriv `{{{{ {name} }}}}` för sig; för dess värde, skriv `answers.{value}`")
        }
        Problem::TemplateTooLong { .. } => "låt den upprepa över svar och inget annat".into(),
        Problem::UnsupportedMarkup { .. } => {
            "ett formulär har rubriker, stycken, listor, tabeller, länkar, fet och betonad text"
                .into()
        }
        Problem::NotImported(NotImported::NoLabel(_)) => "ge det en `label` i `form.toml`".into(),
        Problem::NotImported(NotImported::NoAddress(_)) => {
            "ge den en tagg i Word (Utvecklare, Egenskaper) och importera filen igen".into()
        }
        Problem::BadCaseName { .. } => {
            "skriv några ord om ärendet, gärna med mapp: `2026/kontor`; `shared` är upptaget".into()
        }
        Problem::CaseExists { .. } => {
            "öppna det och skriv i det, eller ge det nya ärendet ett annat namn".into()
        }
        Problem::BadFormName { .. } => {
            "skriv a till z, 0 till 9 och `-`, och om så önskas `/` och en version: `ansokan/2026`".into()
        }
        Problem::NotPlaced { name, is_sometimes: false } => {
            format!("skriv `{{{{ {name} }}}}` där svaret ska stå")
        }
        Problem::NotPlaced { is_sometimes: true, .. } => {
            "placera det utanför villkor, eller en gång i varje gren".into()
        }
        Problem::NotWord { fault: NotWord::OldDocument, .. } => {
            "öppna den i Word och spara den som .docx".into()
        }
        Problem::NotWord { fault: NotWord::Encrypted, .. } => {
            "öppna den i Word, ta bort lösenordet (Arkiv, Info) och spara den".into()
        }
        Problem::FieldMissing { .. } => {
            "någon har tagit bort det, eller så är filen av ett annat formulär: svaret lämnas som det var".into()
        }
        Problem::NoOriginal { .. } => "lägg Wordfilen bredvid `form.toml`, eller ge bokmärket ett namn".into(),
        Problem::CannotFill { .. } => {
            "det omfattar mer än text, eller är av ett annat slag: rätta originalet i Word, eller ange ett annat bokmärke".into()
        }
        Problem::UnclearBox { .. } => "kryssa den på nytt i Word; till dess är svaret som det var".into(),
        Problem::AnswerKept => "ärendets svar är kvar: flytta in texten i fältet i Word, eller ta bort svaret i ärendet".into(),
        Problem::NoneTicked => "frågan räknas som obesvarad".into(),
        Problem::ManyWays { .. } => {
            "är det fel, skriv det i ärendet: där har varje del ett eget namn".into()
        }
        Problem::PicturesLeft { .. } => {
            "skriv i ord vad de visar och spara dem vid ärendet: ett svar är text".into()
        }
        Problem::Prefilled { .. } => "det som står i fältet skulle stå i varje dokument där frågan inte är besvarad, också i offentliga kopior: töm det i Word, ta bort formulärets mapp och importera filen igen".into(),
        Problem::LeftOver { .. } => "flytta in den i ett fält, eller spara den någon annanstans: ett ärende har ingen plats för den".into(),
        Problem::TrackedChanges { .. } => "se efter om det var meningen".into(),
        Problem::FormNotTold { known } => {
            format!("ange det med `--form`: {}", list_of(known, "eller"))
        }
        Problem::Conflict { .. } => {
            "ingenting skrevs: bestäm vad som ska gälla och skriv det i ärendet eller i Word".into()
        }
        Problem::SharedAnswerGone => "skriv ett eget svar i ärendet, eller ändra den gemensamma filen".into(),
        Problem::LinkLoops { .. } => "ta bort länken".into(),
        Problem::FolderAsCase { path } if Path::new(path).extension().is_none() => {
            "ange filen för ett ärende".into()
        }
        Problem::FolderAsCase { .. } => "ge mappen ett namn som inte slutar på `.toml`".into(),
        Problem::StrayFormFolder { .. } => "ett formulär är `templates/FORMULÄR/VERSION/form.toml`".into(),
        Problem::SharedAsCase { .. } => "ange dess mapp för att granska ärendena i den".into(),
        Problem::NoCases { .. } => "ett ärende är en fil vars namn slutar på `.toml`".into(),
        Problem::SameOutput { other, .. } => format!("bara `{other}` byggs; byt namn på ett av dem"),
        Problem::NotAFile { .. } => "ta bort det som ligger där, eller ange en annan sökväg".into(),
        Problem::WouldOverwrite { .. } => {
            "någon kan ha fyllt i den: flytta undan den, eller välj ett annat namn med `--out`"
                .into()
        }
        Problem::NoGlyph { .. } => {
            "skriv det på ett annat sätt om sidorna ska gå att läsa; Word och Markdown har det som \
             det är"
                .into()
        }
        Problem::NotBuilt { feature } => {
            format!("bygg det med `cargo install --path . --features {feature}`")
        }
        Problem::NoDate => {
            "ange dagen med `--date ÅÅÅÅ-MM-DD`; eller svara på det som `created` i formulärets \
             style.toml skriver ut"
                .into()
        }
        Problem::NoOrganisation { .. } => {
            "skriv i `blankett.toml`, bredvid mappen `cases`, `[organisation]` med `name` och \
             `identity` (organisationsnumret)"
                .into()
        }
        Problem::NotDecided { decided, .. } if decided.is_empty() => {
            "formuläret säger inte från vilken status ett ärende är beslutat (`decided_from` under \
             `[status]`); `--force` arkiverar ändå, och säger det i paketet"
                .into()
        }
        Problem::NotDecided { decided, .. } => format!(
            "bara ett ärende som är {} arkiveras; `--force` arkiverar ändå, och säger det i paketet",
            list_of(decided, "eller")
        ),
        Problem::NoPlaceForPackages { .. } => {
            "välj en mapp för bara paket med `--out`".into()
        }
        Problem::BadEpoch { .. } => "sätt den rätt eller inte alls, eller använd `--date`".into(),
        Problem::SamePackage { .. } => "byt namn på ett av ärendena".into(),
        Problem::OutputDiffers { .. } | Problem::OutputMissing { .. } => {
            "bygg den och checka in den: `blankett build`".into()
        }
        Problem::StaleOutput { .. } => "den ligger kvar som den är tills det är åtgärdat".into(),
        Problem::OrphanOutput { is_changed: false, .. } => {
            "`blankett build --prune` tar bort den".into()
        }
        Problem::OrphanOutput { is_changed: true, .. } => {
            "den är ändrad sedan den byggdes, så ta själv bort den om ingen behöver den".into()
        }
        Problem::OutputChanged { kept, case, is_word: true, .. } => {
            format!("innehållet finns kvar: `blankett extract {kept} --into {case}` tar över det")
        }
        Problem::OutputChanged { kept, .. } => format!("innehållet finns kvar i `{kept}`"),
        Problem::PackageDiffers { .. } => {
            "paketet kan vara levererat: flytta undan det, eller välj en annan mapp med `--out`"
                .into()
        }
        _ => return None,
    })
}

/// What makes a rule apply, after what it requires.
fn since(because: Option<&String>) -> String {
    because.map(|because| format!(", eftersom `{because}`")).unwrap_or_default()
}

fn requirement(name: &str, requirement: &Requirement) -> String {
    match requirement {
        Requirement::Present => format!("{name} ska finnas"),
        Requirement::Absent => format!("{name} ska inte besvaras"),
        Requirement::Pattern(pattern) => format!("{name} ska passa in på `{pattern}`"),
        Requirement::NotPattern(pattern) => format!("{name} ska inte passa in på `{pattern}`"),
        Requirement::OneOf(words) => format!("{name} ska vara {}", list_of(words, "eller")),
        Requirement::NoneOf(words) => format!("{name} ska inte vara {}", list_of(words, "eller")),
        Requirement::MinLength { least, length } => {
            format!("{name} ska ha minst {least} tecken; det har {length}")
        }
        Requirement::MaxLength { most, length } => {
            format!("{name} ska ha högst {most} tecken; det har {length}")
        }
        Requirement::MinItems { least, count } => {
            format!("{name} ska ha minst {least} poster; det har {count}")
        }
        Requirement::MaxItems { most, count } => {
            format!("{name} ska ha högst {most} poster; det har {count}")
        }
        Requirement::Order { order, limit, of_dates } => {
            let how = match (order, of_dates) {
                (Order::AtLeast, true) => "tidigast",
                (Order::AtLeast, false) => "minst",
                (Order::AtMost, true) => "senast",
                (Order::AtMost, false) => "högst",
                (Order::After, true) => "senare än",
                (Order::After, false) => "större än",
                (Order::Before, true) => "tidigare än",
                (Order::Before, false) => "mindre än",
            };
            format!("{name} ska vara {how} {limit}")
        }
        Requirement::Unique(value) => format!("`{value}` finns två gånger"),
        Requirement::Other => format!("{name} bryter mot en regel i formuläret"),
    }
}

fn wanted(wanted: &WantedType) -> &'static str {
    match wanted {
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

fn markup(markup: RefusedMarkup) -> &'static str {
    match markup {
        RefusedMarkup::Html => "HTML",
        RefusedMarkup::Image => "en bild",
        RefusedMarkup::Code => "kod",
        RefusedMarkup::Quote => "ett citat",
        RefusedMarkup::Rule => "en linje",
        RefusedMarkup::BlockInList => "mer än ett stycke i en listpunkt",
        RefusedMarkup::DeepHeading => "en andra titel eller en rubrik under tredje nivån",
        RefusedMarkup::Deep => "uppmärkning så djupt i uppmärkning",
        RefusedMarkup::Beside => {
            "en innehållslista eller sidbrytning intill annan text, eller ett bokmärke eller en underskriftsrad i en lista, en tabell eller ett sidhuvud,"
        }
        RefusedMarkup::Address => "en länk som inte är `https://`, `http://` eller `mailto:`",
        RefusedMarkup::Character => "ett tecken som inget dokument kan ha",
        RefusedMarkup::FieldInBand => "ett fält i ett sidhuvud, en sidfot eller en egenskap",
        RefusedMarkup::Place => "ett fält eller ett värde i en länkadress eller i kod",
    }
}

fn cause(cause: ErrorKind, words: &str) -> &str {
    match cause {
        ErrorKind::NotFound => "den finns inte",
        ErrorKind::PermissionDenied => "behörighet saknas",
        ErrorKind::IsADirectory => "det är en mapp",
        ErrorKind::NotADirectory => "något på vägen är ingen mapp",
        ErrorKind::AlreadyExists => "en del av sökvägen är en fil, inte en mapp",
        ErrorKind::Unsupported => "det är ingen vanlig fil",
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

/// What is wrong with a package.
fn package_fault(fault: &PackageFault) -> String {
    match fault {
        PackageFault::NoZip => "varken en mapp eller en zip".into(),
        PackageFault::BrokenZip => "zip-filen är skadad eller avkortad".into(),
        PackageFault::NoFolder => "zip-filen har inte en enda mapp som allt ligger i".into(),
        PackageFault::Link { file } => {
            format!("`{file}` är en länk, som inte leder någonstans dit paketet ska")
        }
        PackageFault::NoMets => "METS.xml saknas, så detta är inget paket".into(),
        PackageFault::NotABag => "`bagit.txt` är inte den som BagIt 1.0 har".into(),
        PackageFault::BadManifest { file } => {
            format!("`{file}` har en rad som inte är en kontrollsumma och en sökväg")
        }
        PackageFault::NoRepresentation { name } => {
            format!("inget hänvisar till representationen `{name}`")
        }
        PackageFault::OtherName { stated, folder } => {
            format!("paketet kallar sig `{stated}`, men mappen heter `{folder}`")
        }
        PackageFault::NotXml { file } => format!("`{file}` är inte XML"),
        PackageFault::LeadsOut { address } => format!("`{address}` leder ut ur paketet"),
        PackageFault::Missing { file } => format!("`{file}` saknas"),
        PackageFault::Unlisted { file } => format!("inget hänvisar till `{file}`"),
        PackageFault::ListedTwice { file } => format!("två hänvisar till `{file}`"),
        PackageFault::OtherSize { file, stated, found } => {
            format!("`{file}` ska ha {stated} byte och har {found}")
        }
        PackageFault::Changed { file } => {
            format!("`{file}` är inte som den var: annan kontrollsumma")
        }
        PackageFault::NoDigest { file } => {
            format!("`{file}` har ingen SHA-256 eller SHA-512 att kontrollera mot")
        }
        PackageFault::OtherFixity { file } => {
            format!("PREMIS har en annan kontrollsumma för `{file}`")
        }
        PackageFault::NoCopy { extension } => format!("ärendet finns inte som .{extension}"),
        PackageFault::OtherCase { file } => {
            format!("`{file}` är inte gjord av svaren i paketet")
        }
        PackageFault::BadCase { file } => format!("ärendet `{file}` går inte att läsa på nytt"),
    }
}

fn special(kind: Special) -> &'static str {
    match kind {
        Special::Link => "en länk",
        Special::Pipe => "ett rör",
        Special::Device => "en enhet",
    }
}
