//! Words of a language that say how questions are answered.

use crate::diagnostic::Language;

/// Words that say how questions are answered.
#[derive(Debug)]
pub struct AnswerWords {
    /// Says in a new case how a question is answered.
    pub how_to_answer: &'static str,
    /// One line.
    pub a_line: &'static str,
    /// Text of several paragraphs.
    pub a_text: &'static str,
    /// A date, with how it is written.
    pub a_date: &'static str,
    /// A number.
    pub a_number: &'static str,
    /// Yes or no, with how they are written.
    pub yes_or_no: &'static str,
    /// Heads words of which one is chosen.
    pub one_of: &'static str,
    /// Heads words of which some are chosen.
    pub some_of: &'static str,
    /// Several lines.
    pub lines: &'static str,
    /// Stands before words that are an answer too.
    pub or_else: &'static str,
    /// Says that there must be an answer.
    pub required: &'static str,
    /// Says from which status on there must be an answer; the status follows.
    pub required_from_then_on: &'static str,
    /// Heads the keys of what shared files say.
    pub known_from_shared: &'static str,
    /// Heads what is kept about a case.
    pub about_the_case: &'static str,
    /// Says what the key `pages` is.
    pub pages: &'static str,
    /// Says what the key `allow` is.
    pub allow: &'static str,
}

impl AnswerWords {
    /// Those of a language.
    pub fn of(language: Language) -> &'static AnswerWords {
        language.choose(&ENGLISH, &SWEDISH)
    }
}

static ENGLISH: AnswerWords = AnswerWords {
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
    about_the_case: "About the case",
    pages: "The decided PDF/A, by its path from the case's folder; its archival package has it",
    allow: "Codes of warnings that may stay, each with the reason",
};

static SWEDISH: AnswerWords = AnswerWords {
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
    about_the_case: "Om ärendet",
    pages: "Den beslutade PDF/A-filen, med sökväg från ärendets mapp; arkivpaketet får den",
    allow: "Koder på varningar som får stå kvar, var och en med skälet",
};

/// What a public copy says of itself, unless the form says it in other words.
pub(super) fn public_notice(language: Language) -> &'static str {
    match language {
        Language::Swedish => "Kopia där personuppgifter har ersatts av roller",
        Language::English => "Copy in which personal data are replaced by roles",
    }
}
