//! Three ways between the case, what is brought, and what that was made from; and what becomes of a case.

use crate::answers::{Answer, State};
use crate::case::{Shared, Written};
use crate::diagnostic::Question;
use crate::form::{CaseTable, Field};
use crate::table::Entry;

use super::problems::{Brought, Conflict, SharedAnswerGone};

/// How what is brought is merged into a case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Merging {
    /// Whose answer stands where both were changed.
    pub take: Take,
    /// Whether nothing is written.
    pub is_dry: bool,
}

/// Whose answer stands where both were changed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Take {
    /// The case's, until a person has decided: each is an error.
    #[default]
    Neither,
    /// What was brought.
    Theirs,
    /// The case's.
    Case,
}

/// A case that answers were taken over into.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Merged {
    /// The answers that were taken over.
    pub taken: Vec<Taken>,
    /// How many were changed in two ways.
    pub conflicts: usize,
    /// How many were left otherwise.
    pub left: usize,
    /// How many were changed in two ways and stay as the case has them, as was asked.
    pub declined: usize,
    /// The case, by its path from the project's folder.
    pub case: String,
}

/// An answer that was taken over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Taken {
    /// The question.
    pub question: Question,
    /// What the case had, line by line.
    pub from: Vec<String>,
    /// What it has now.
    pub to: Vec<String>,
}

/// Which of two says what counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// Both say the same, or only the case says something new.
    Stays,
    /// Only what is brought says something new.
    Taken,
    /// Both do, and a person must decide.
    Conflict,
    /// Both do, and the case's stays, as was asked.
    Declined,
}

/// Three ways: what the case has, what is brought, and what both were made from, by their digests; and whose answer
/// stands where both changed it.
pub(super) fn three_ways(
    ours: Option<&str>,
    theirs: Option<&str>,
    base: Option<&str>,
    take: Take,
) -> Way {
    let is_base = |digest: Option<&str>| match (digest, base) {
        (Some(digest), Some(base)) => digest.starts_with(base),
        (digest, base) => digest == base,
    };
    if is_base(theirs) || ours == theirs {
        Way::Stays
    } else if is_base(ours) {
        Way::Taken
    } else {
        match take {
            Take::Neither => Way::Conflict,
            Take::Theirs => Way::Taken,
            Take::Case => Way::Declined,
        }
    }
}

/// An answer that was changed in two ways, as both have it.
pub(super) fn conflict(
    field: &Field,
    ours: &State<'_>,
    theirs: Option<&Answer>,
    source: Brought,
) -> Conflict {
    let ours = match ours {
        State::Broken(Some(value)) => value.written().to_owned(),
        state => shown(field, state.answer()),
    };
    Conflict { ours, theirs: shown(field, theirs), source }
}

/// An answer on a line.
fn shown(field: &Field, answer: Option<&Answer>) -> String {
    answer.map_or_else(|| "–".into(), |answer| answer.stored(&field.kind))
}

/// A change of an answer, as it is told.
pub(super) fn taken(
    field: &Field,
    ours: &State<'_>,
    theirs: Option<&Answer>,
    language: &str,
) -> Taken {
    let lines = |answer: Option<&Answer>| {
        answer.map(|answer| field.kind.lines(answer, language)).unwrap_or_default()
    };
    let from = match ours {
        State::Broken(Some(value)) => vec![value.written().to_owned()],
        state => lines(state.answer()),
    };
    Taken { question: field.question(), from, to: lines(theirs) }
}

/// Whether a shared file answers a question.
pub(super) fn is_shared(serving: &[&Shared], table: CaseTable, key: &str) -> bool {
    serving.iter().any(|shared| table.choose(&shared.facts, &shared.answers).get(key).is_some())
}

/// What a case says of a question whose answer was emptied, where it has a word of its own, or none.
///
/// # Errors
///
/// The answer is a shared file's, which serves other cases too.
pub(super) fn emptied(
    field: &Field,
    own: Option<&Entry>,
    is_shared: bool,
) -> Result<Option<Written>, SharedAnswerGone> {
    if own.is_none() && is_shared {
        return Err(SharedAnswerGone);
    }
    // Without a word of its own, the case would have the answer of the form or of the shared file again.
    let is_answered_otherwise = is_shared || field.default.is_some();
    Ok(is_answered_otherwise.then(|| Written::Text(String::new())))
}
