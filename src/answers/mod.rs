//! What was accepted: the answers of a case, valid by construction and in normal form.

mod check;
mod date;

use std::fmt::Write;

use crate::digest::sha256;
use crate::form::{Field, Form};
use crate::text::Text;

pub use check::check;
pub use date::Date;
pub(crate) use date::in_calendar;

/// The answers of a case, valid for the form that they answer. Made by [`check()`] and
/// [`Answers::blank`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    answers: Vec<Option<Answer>>,
    facts: Vec<Option<Answer>>,
}

/// An answer in normal form.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One line of text; for a choice, the word chosen.
    Line(String),
    /// Paragraphs, lists and tables.
    Text(Text),
    /// A date.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
    /// The parts of a record in the form's order.
    Record(Vec<Option<String>>),
    /// Lines.
    Lines(Vec<String>),
    /// Records.
    Records(Vec<Vec<Option<String>>>),
}

impl Answers {
    /// The answers of the empty form: none.
    pub fn blank(form: &Form) -> Answers {
        Answers {
            answers: vec![None; form.fields.len()],
            facts: vec![None; form.case_fields.len()],
        }
    }

    /// Whether this is the empty form: no answers, and nothing kept about a case.
    pub fn is_blank(&self) -> bool {
        self.answers.iter().chain(&self.facts).all(Option::is_none)
    }

    /// Whether no question is answered, whatever is kept about the case.
    pub fn is_unanswered(&self) -> bool {
        self.answers.iter().all(Option::is_none)
    }

    /// Each question of the form with its answer.
    pub fn answers<'a>(
        &'a self,
        form: &'a Form,
    ) -> impl Iterator<Item = (&'a Field, Option<&'a Answer>)> {
        form.fields.iter().zip(self.answers.iter().map(Option::as_ref))
    }

    /// Each thing kept about the case.
    pub fn facts<'a>(
        &'a self,
        form: &'a Form,
    ) -> impl Iterator<Item = (&'a Field, Option<&'a Answer>)> {
        form.case_fields.iter().zip(self.facts.iter().map(Option::as_ref))
    }

    /// The digest of the whole case: SHA-256 over all answers and facts in normal form.
    pub fn digest(&self, form: &Form) -> String {
        let mut all = format!("{}\n{}\n", form.id, form.version);
        for (field, answer) in self.facts(form).chain(self.answers(form)) {
            if let Some(answer) = answer {
                let digest = answer.digest();
                writeln!(all, "{} {digest}", field.key).expect("a String takes everything");
            }
        }
        sha256(all.as_bytes())
    }
}

impl Answer {
    /// The digest of the answer: SHA-256 over its normal form.
    ///
    /// The kind and the length of every text stand before it, so that no two answers are written
    /// alike.
    pub fn digest(&self) -> String {
        let mut normal = String::new();
        let mut add = |text: &str| {
            write!(normal, "{}:{text}", text.len()).expect("a String takes everything");
        };
        let mut add_record = |record: &[Option<String>]| {
            for part in record {
                match part {
                    Some(part) => add(&format!("={part}")),
                    None => add(""),
                }
            }
        };
        match self {
            Answer::Line(line) => add_record(&[Some(line.clone())]),
            Answer::Text(text) => add_record(&[Some(text.to_string())]),
            Answer::Date(date) => add_record(&[Some(date.to_string())]),
            Answer::YesNo(yes) => add_record(&[Some(yes.to_string())]),
            Answer::Record(record) => add_record(record),
            Answer::Lines(lines) => lines.iter().for_each(|line| add_record(&[Some(line.clone())])),
            Answer::Records(records) => records.iter().for_each(|record| add_record(record)),
        }
        sha256(normal.as_bytes())
    }
}
