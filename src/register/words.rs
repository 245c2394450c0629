//! The words of a register of cases, in each language.

use crate::diagnostic::Language;

use super::{Row, Standing};

/// Words of a register of cases.
#[derive(Debug)]
pub(super) struct RegisterWords {
    /// Names the register.
    pub(super) register: &'static str,
    /// Heads what the authority files cases under.
    pub(super) number: &'static str,
    /// Heads what cases are about.
    pub(super) title: &'static str,
    /// Heads how far cases have come.
    pub(super) status: &'static str,
    /// Heads how many questions are answered.
    pub(super) answers: &'static str,
    /// Heads how many questions there are.
    pub(super) questions: &'static str,
    /// Heads which questions are not answered.
    pub(super) missing: &'static str,
    /// Heads when cases are to be looked through next.
    pub(super) review: &'static str,
    /// Says of a review that its day has passed.
    pub(super) overdue: &'static str,
    /// Heads whether reviews are overdue.
    pub(super) is_overdue: &'static str,
    /// Heads how many errors there are.
    pub(super) errors: &'static str,
    /// Heads how many warnings there are.
    pub(super) warnings: &'static str,
    /// Heads forms.
    pub(super) form: &'static str,
    /// Heads the files of cases.
    pub(super) case: &'static str,
    /// Heads what is left to be done.
    pub(super) to_do: &'static str,
    /// Heads the documents of cases.
    pub(super) documents: &'static str,
    /// Says yes.
    pub(super) yes: &'static str,
    /// Says no.
    pub(super) no: &'static str,
    /// Names the field that a register is searched by.
    pub(super) filter: &'static str,
    /// Follows the number of rows shown of how many: `3 of 7`.
    pub(super) shown_of: &'static str,
    /// Says which day the register is of.
    pub(super) as_of: &'static str,
}

impl RegisterWords {
    /// Those of a language.
    pub(super) fn of(language: Language) -> &'static RegisterWords {
        language.choose(&ENGLISH, &SWEDISH)
    }
}

static ENGLISH: RegisterWords = RegisterWords {
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

static SWEDISH: RegisterWords = RegisterWords {
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

/// What is left to be done for a case: a review that is overdue, errors, and what is `missing`. Empty if there is
/// nothing.
pub(super) fn to_do(language: Language, is_overdue: bool, errors: usize, missing: &str) -> String {
    let mut parts = Vec::new();
    if is_overdue {
        parts.push(language.choose("the review is overdue", "översynen är försenad").to_owned());
    }
    if errors > 0 {
        parts.push(self::errors(language, errors));
    }
    if !missing.is_empty() {
        parts.push(format!("{}: {missing}", RegisterWords::of(language).missing.to_lowercase()));
    }
    parts.join("; ")
}

/// How many errors a case has.
pub(super) fn errors(language: Language, errors: usize) -> String {
    let noun = language.choose(if errors == 1 { "error" } else { "errors" }, "fel");
    format!("{errors} {noun}")
}

/// Some questions, the first few of many.
pub(super) fn some(language: Language, questions: &[String]) -> String {
    const MOST: usize = 4;
    let shown = questions[..questions.len().min(MOST)].join("; ");
    match questions.len().saturating_sub(MOST) {
        0 => shown,
        more => format!(
            "{shown} {} {more} {}",
            language.choose("and", "och"),
            language.choose("more", "till")
        ),
    }
}

/// What is to be done with cases.
pub(super) fn standing(language: Language, standing: Standing) -> &'static str {
    let (english, swedish) = match standing {
        Standing::Overdue => ("Review overdue", "Försenad översyn"),
        Standing::Faulty => ("With errors", "Med fel"),
        Standing::Incomplete => ("Answers missing", "Saknar svar"),
        Standing::Complete => ("All answers, not decided", "Alla svar, inte beslutade"),
        Standing::Decided => ("Decided", "Beslutade"),
        Standing::Closed => ("Closed", "Avslutade"),
    };
    language.choose(english, swedish)
}

/// How many cases a register has, how many of them have errors, lack answers, and are overdue.
pub fn followed_up(language: Language, rows: &[Row]) -> String {
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let (cases, faulty) = (rows.len(), count(|row| row.errors > 0));
    let (incomplete, overdue) = (count(Row::is_incomplete), count(|row| row.is_overdue));
    match language {
        Language::English => {
            let noun = if cases == 1 { "case" } else { "cases" };
            format!(
                "{cases} {noun}: {faulty} with errors, {incomplete} without all answers, {overdue} with an overdue review"
            )
        }
        Language::Swedish => {
            let noun = if cases == 1 { "ärende" } else { "ärenden" };
            format!(
                "{cases} {noun}: {faulty} med fel, {incomplete} som saknar svar, {overdue} med försenad översyn"
            )
        }
    }
}
