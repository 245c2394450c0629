//! What was accepted: the answers of a case, valid by construction and in normal form.

mod check;
mod contact;
mod given;
mod hints;
mod personal;
pub mod problems;
mod reading;
mod rules;
mod sample;
mod state;
mod wanted;

use std::fmt::Write;

use crate::case::Written;
use crate::diagnostic::Report;
use crate::digest::sha256;
use crate::form::{Field, FieldId, Form, Kind};
use crate::scalar::Scalar;
use crate::table::{Value, quoted};

pub use crate::form::Answer;
pub use personal::Persons;
pub use reading::{Reading, check_shared, defaults, read, read_document, read_unfinished};
pub use sample::samples;
pub use state::{Missing, State};

/// The answers of a case, valid for the form that they answer. Made by [`read()`],
/// [`Answers::blank`] and [`samples`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    answers: Vec<Option<Answer>>,
    facts: Vec<Option<Answer>>,
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

    /// The answer to a field.
    pub fn answer_at(&self, field: FieldId) -> Option<&Answer> {
        field.table.choose(&self.facts, &self.answers)[field.at].as_ref()
    }

    /// How far the case has come, where its form knows that and the case says it.
    pub fn status(&self, form: &Form) -> Option<&str> {
        match self.facts[form.status.as_ref()?.field].as_ref()? {
            Answer::One(Scalar::Text(status)) | Answer::Word(status) => Some(status),
            _ => None,
        }
    }

    /// Whether the case is decided; where its form knows no statuses, it is.
    pub fn is_decided(&self, form: &Form) -> bool {
        let status = self.status(form);
        form.decided().is_none_or(|decided| decided.iter().any(|one| Some(one.as_str()) == status))
    }

    /// The digest of the whole case: SHA-256 over all answers and facts in normal form.
    pub fn digest(&self, form: &Form) -> String {
        self.digests(form).0
    }

    /// The digest of the whole case and of each answer.
    pub(crate) fn digests(&self, form: &Form) -> (String, Vec<Option<String>>) {
        let mut all = format!("{}\n{}\n", form.id, form.version);
        let mut add = |field: &Field, answer: Option<&Answer>| {
            let digest = answer?.digest();
            writeln!(all, "{} {digest}", field.key).expect("a String takes everything");
            Some(digest)
        };
        for (field, fact) in self.facts(form) {
            add(field, fact);
        }
        let answers = self.answers(form).map(|(field, answer)| add(field, answer)).collect();
        (sha256(all.as_bytes()), answers)
    }
}

/// What a value is to a question, wherever it was found: nothing where it is blank.
///
/// # Errors
///
/// A value that is no answer to the question is an error in `report`, which names the question.
pub fn read_value(
    form: &Form,
    field: &Field,
    value: &Value,
    report: &mut Report,
) -> Option<Option<Answer>> {
    if check::is_blank(field, value) {
        return Some(None);
    }
    let mut faults = Report::new();
    let reader = check::AnswerReader { field, language: &form.language };
    let answer = reader.answer(value, &mut faults);
    for fault in faults.diagnostics_mut() {
        fault.question = Some(field.question());
    }
    report.append(faults);
    answer.map(Some)
}

impl Answer {
    /// The digest of the answer: SHA-256 over its normal form.
    ///
    /// The kind and the length of every text stand before it, so that no two answers are written
    /// alike.
    pub fn digest(&self) -> String {
        let mut normal = String::new();
        let mut add = |text: Option<String>| {
            let text = text.map_or_else(String::new, |text| format!("={text}"));
            write!(normal, "{}:{text}", text.len()).expect("a String takes everything");
        };
        let mut add_record = |record: &[Option<Scalar>]| {
            for part in record {
                add(part.as_ref().map(Scalar::to_string));
            }
        };
        match self {
            Answer::One(value) => add(Some(value.to_string())),
            Answer::Word(word) => add(Some(word.clone())),
            Answer::Text(text) => add(Some(text.to_string())),
            Answer::Words(words) | Answer::Lines(words) => {
                for word in words {
                    add(Some(word.clone()));
                }
            }
            Answer::Record(record) => add_record(record),
            Answer::Records(records) => {
                for record in records {
                    add_record(record);
                }
            }
        }
        sha256(normal.as_bytes())
    }

    /// The answer as one text, so that it can be kept and read again: a single value or text as it
    /// is, everything else as TOML has it.
    pub fn stored(&self, kind: &Kind) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let texts = |texts: &[String]| list(texts.iter().map(|text| quoted(text)).collect());
        let record = |values: &[Option<Scalar>]| {
            let parts: Vec<String> = kind
                .record_parts()
                .iter()
                .zip(values)
                .filter_map(|(part, value)| {
                    let value = match value.as_ref()? {
                        Scalar::Text(text) => quoted(text),
                        other => other.to_string(),
                    };
                    Some(format!("{} = {value}", part.key))
                })
                .collect();
            format!("{{ {} }}", parts.join(", "))
        };
        match self {
            Answer::One(value) => value.to_string(),
            Answer::Text(text) => text.to_string(),
            Answer::Word(word) if kind.record_parts().is_empty() && !kind.is_several() => {
                word.clone()
            }
            Answer::Word(word) => quoted(word),
            Answer::Words(words) | Answer::Lines(words) => texts(words),
            Answer::Record(values) => record(values),
            Answer::Records(records) => list(records.iter().map(|values| record(values)).collect()),
        }
    }

    /// The answer as a case is written with it.
    pub fn written(&self, kind: &Kind) -> Written {
        let scalar = |value: &Scalar| match value {
            Scalar::Text(text) => Written::Text(text.clone()),
            other => Written::literal(other.to_string()),
        };
        let texts =
            |texts: &[String]| Written::List(texts.iter().cloned().map(Written::Text).collect());
        let record = |values: &[Option<Scalar>]| {
            let parts = kind.record_parts().iter().zip(values);
            let parts =
                parts.filter_map(|(part, value)| Some((part.key.clone(), scalar(value.as_ref()?))));
            Written::Record(parts.collect())
        };
        match self {
            Answer::One(value) => scalar(value),
            Answer::Word(word) => Written::Text(word.clone()),
            Answer::Text(text) => Written::Text(text.to_string()),
            Answer::Words(words) | Answer::Lines(words) => texts(words),
            Answer::Record(values) => record(values),
            Answer::Records(records) => {
                Written::List(records.iter().map(|values| record(values)).collect())
            }
        }
    }

    /// Its values, as conditions see them; of a record, only that it is there.
    fn values(&self) -> Vec<Scalar> {
        match self {
            Answer::One(value) => vec![value.clone()],
            Answer::Word(word) => vec![Scalar::Text(word.clone())],
            Answer::Text(text) => vec![Scalar::Text(text.to_string())],
            Answer::Words(words) | Answer::Lines(words) => {
                words.iter().cloned().map(Scalar::Text).collect()
            }
            Answer::Record(_) | Answer::Records(_) => vec![Scalar::Boolean(true)],
        }
    }
}
