//! What became of each question of a case.

use crate::diagnostic::Severity;
use crate::digest::sha256;
use crate::form::FieldId;
use crate::table::Value;

use super::Answer;

/// What became of a question.
#[derive(Clone, Debug)]
pub enum State<'a> {
    /// Nothing is given for it.
    Absent,
    /// A blank is given: the question counts as not answered, and what a shared file says does not count
    /// for this case.
    Blank(&'a Value),
    /// What is given is no answer, which is an error in the report. A key that was most likely meant for
    /// the question has no value here.
    Broken(Option<&'a Value>),
    /// It is answered, by this value.
    Answered(Answer, &'a Value),
}

impl<'a> State<'a> {
    /// The answer, where there is one.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            State::Answered(answer, _) => Some(answer),
            _ => None,
        }
    }

    /// The digest by which a change is known: of the answer, else of what is given in its place; none where nothing
    /// is, or a blank.
    pub fn digest(&self) -> Option<String> {
        match self {
            State::Answered(answer, _) => Some(answer.digest()),
            State::Broken(value) => Some(State::digest_of_broken(value.map_or("", Value::written))),
            State::Blank(_) | State::Absent => None,
        }
    }

    /// The digest of what is given and is no answer, as TOML has it.
    pub fn digest_of_broken(written: &str) -> String {
        sha256(format!("!{written}").as_bytes())
    }

    /// What is given, answer or not.
    pub fn value(&self) -> Option<&'a Value> {
        match self {
            State::Answered(_, value) | State::Blank(value) => Some(value),
            State::Broken(value) => *value,
            State::Absent => None,
        }
    }
}

/// A question that must be answered and is not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Missing {
    /// Which field of the form.
    pub field: FieldId,
    /// How bad that is at the case's status.
    pub severity: Severity,
}
