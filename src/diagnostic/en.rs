//! The sentences in English. STYLE: one phrase, no full stop, literals in grave accents.

use super::{RegisterWords, Words};

pub(super) const WORDS: Words = Words {
    error: "error",
    warning: "warning",
    help: "help",
    question: "question",
    other_place: "here",
    built_in: "built in",
    faulty_form: "(has faults)",
    before_headings: "Before the first heading",
    unplaced: "Not in the document",
    about_the_case: "About the case",
    required_from: "Missing answers are errors from",
    decided_from: "Decided from",
    changed: "only this was changed (byte, field: bytes gone → bytes new)",
    text_changed: "Text",
    cases_touched: "Cases",
    no_difference: "no difference",
    now_required: "must be answered now",
    how_to_answer: "Take away the # at the beginning of a line to answer; a question without an answer stays as it is.",
    a_line: "one line",
    a_text: "paragraphs, lists (- or 1.) and tables (| a | b |)",
    a_date: "a date, YYYY-MM-DD",
    a_number: "a number, with a decimal point",
    yes_or_no: "true for yes, false for no",
    one_of: "one of",
    some_of: "one or more of",
    lines: "one or more lines",
    or_else: "or",
    required: "must be answered",
    required_from_then_on: "must be answered from then on:",
    known_from_shared: "Stands in a shared file already (shared.toml)",
    added: "added",
    rule: "Rule",
};

pub(super) const REGISTER: RegisterWords = RegisterWords {
    register: "Register",
    number: "Number",
    title: "Title",
    status: "Status",
    answers: "Answered",
    questions: "Questions",
    missing: "Missing",
    review: "Review",
    overdue: "overdue",
    is_overdue: "Overdue",
    errors: "Errors",
    warnings: "Warnings",
    form: "Form",
    case: "Case",
    to_do: "To do",
    documents: "Documents",
    yes: "yes",
    no: "no",
    filter: "Search the register",
    shown_of: "cases shown, of",
    as_of: "As of",
};

pub(super) fn to_do(is_overdue: bool, errors: usize, parts: &mut Vec<String>) {
    if is_overdue {
        parts.push("the review is overdue".into());
    }
    match errors {
        0 => {}
        1 => parts.push("1 error".into()),
        _ => parts.push(format!("{errors} errors")),
    }
}

pub(super) fn followed_up(
    cases: usize,
    faulty: usize,
    incomplete: usize,
    overdue: usize,
) -> String {
    let noun = if cases == 1 { "case" } else { "cases" };
    format!(
        "{cases} {noun}: {faulty} with errors, {incomplete} without all answers, {overdue} with an overdue review"
    )
}

pub(super) fn summary(cases: usize, failed: usize, errors: usize, warnings: usize) -> String {
    let plural = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let mut line = plural(cases, "case", "cases");
    match failed {
        0 if errors == 0 => line += ", no errors",
        // They belong to no case: of the disk, say.
        0 => line += &format!(", {}", plural(errors, "error", "errors")),
        _ => line += &format!(", {failed} with errors"),
    }
    if warnings > 0 {
        line += &format!(", {}", plural(warnings, "warning", "warnings"));
    }
    line
}

pub(super) fn forms_proved(forms: usize, failed: usize) -> String {
    let noun = if forms == 1 { "form" } else { "forms" };
    match failed {
        0 => format!("{forms} {noun}, no errors"),
        _ => format!("{forms} {noun}, {failed} with errors"),
    }
}

pub(super) fn files_written(files: usize, unchanged: usize, folder: &str) -> String {
    let noun = if files == 1 { "file" } else { "files" };
    let line = format!("; {files} {noun} written to {folder}");
    if unchanged == 0 { line } else { format!("{line}, {unchanged} unchanged") }
}

pub(super) fn seconds(seconds: f64) -> String {
    format!(" in {seconds:.1} s")
}

pub(super) fn not_begun(count: usize) -> String {
    let noun = if count == 1 { "case was" } else { "cases were" };
    format!("stopped: {count} {noun} not begun")
}

pub(super) fn removed(count: usize) -> String {
    let noun = if count == 1 { "document" } else { "documents" };
    format!("{count} {noun} removed, whose cases are gone")
}

pub(super) fn watching() -> &'static str {
    "waiting for cases and forms to be saved; Ctrl-C ends it"
}

pub(super) fn packages_written(packages: usize, folder: &str) -> String {
    let noun = if packages == 1 { "package" } else { "packages" };
    format!("; {packages} {noun} in {folder}")
}

pub(super) fn more_faults(count: usize, codes: &str) -> String {
    format!("… and {count} more: {codes}; `--message-format short` tells them all")
}

pub(super) fn unanswered(count: usize) -> String {
    format!("{count} questions are not answered")
}

pub(super) fn taken_over(count: usize, path: &str) -> String {
    match count {
        0 => format!("no answer was changed in Word; {path} stays as it is"),
        1 => format!("1 answer taken over into {path}"),
        _ => format!("{count} answers taken over into {path}"),
    }
}

pub(super) fn same_parts(count: usize) -> String {
    format!("{count} other parts are the same, byte for byte")
}

pub(super) fn imported(folder: &str, fields: usize) -> String {
    let noun = if fields == 1 { "field" } else { "fields" };
    format!("{fields} {noun}; wrote {folder}")
}

pub(super) fn verified(path: &str, files: usize) -> String {
    format!("{path}: all {files} files are as stated, and belong together")
}

pub(super) fn initialised(folder: Option<&str>) -> String {
    let first = folder.map(|folder| format!("cd {folder}; ")).unwrap_or_default();
    format!("the project is ready; next: {first}blankett build, and blankett new for more cases")
}

pub(super) fn wrote(path: &str) -> String {
    format!("wrote {path}")
}
