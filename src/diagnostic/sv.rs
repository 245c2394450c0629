//! Meningarna på svenska. Stil: en fras, ingen punkt, det som skrivs ordagrant inom grava accenter.

use super::{RegisterWords, Words};

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
