//! The words around a problem, in each language.

use super::Language;

/// Words that every layout of a problem needs.
#[derive(Debug)]
pub struct Words {
    /// The severity *error*.
    pub error: &'static str,
    /// The severity *warning*.
    pub warning: &'static str,
    /// Heads the advice.
    pub help: &'static str,
    /// Heads the question that a problem belongs to.
    pub question: &'static str,
    /// Heads the words that stand in a document.
    pub there: &'static str,
    /// Marks the second place that a problem points at.
    pub other_place: &'static str,
}

impl Words {
    /// Those of a language.
    pub fn of(language: Language) -> &'static Words {
        language.choose(&ENGLISH, &SWEDISH)
    }
}

static ENGLISH: Words = Words {
    error: "error",
    warning: "warning",
    help: "help",
    question: "question",
    there: "there",
    other_place: "here",
};

static SWEDISH: Words = Words {
    error: "fel",
    warning: "varning",
    help: "hjälp",
    question: "fråga",
    there: "där står",
    other_place: "här",
};

/// Heads the questions of a case that are not answered.
pub(crate) fn unanswered(language: Language, count: usize) -> String {
    match language {
        Language::English => {
            format!("{count} questions are not answered")
        }
        Language::Swedish => {
            format!("{count} frågor är inte besvarade")
        }
    }
}
