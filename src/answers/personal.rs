//! What belongs to persons: told where it should not stand, and taken out for public copies.

use crate::answers::problems::PersonalElsewhere;
use crate::diagnostic::Report;
use crate::form::{Field, Form, Kind, Part, Personal};
use crate::scalar::Scalar;
use crate::table::{Data, Value};

use super::hints::within;
use super::state::{State, question};
use super::wanted::Wanted;
use super::{Answer, Answers};

impl Answers {
    /// The answers as a public copy has them: what the form marks as personal is replaced by the role
    /// that it stands for, in brackets. Nothing that is made of these answers, digests included, knows
    /// what was there.
    #[must_use]
    pub fn without_personal(&self, form: &Form) -> Answers {
        let replaced = |fields: &[Field], answers: &[Option<Answer>]| {
            let pairs = fields.iter().zip(answers);
            pairs.map(|(field, answer)| Some(replaced(field, answer.as_ref()?))).collect()
        };
        Answers {
            answers: replaced(&form.fields, &self.answers),
            facts: replaced(&form.case_fields, &self.facts),
        }
    }
}

/// What stands for the whole answer of a field in public copies, if it is personal.
pub(super) fn stand_in(field: &Field) -> Option<String> {
    is_marked(field).then(|| whole(field))
}

/// Whether an answer, or a part of it, is personal.
fn is_marked(field: &Field) -> bool {
    let mut parts = field.kind.record_parts().iter();
    field.personal != Personal::No || parts.any(|part| part.personal != Personal::No)
}

fn whole(field: &Field) -> String {
    format!("[{}]", role(field, None))
}

/// The role that stands in a public copy: the field's own, else its label.
fn role(field: &Field, part: Option<&Part>) -> String {
    let of = |personal: &Personal| match personal {
        Personal::Role(role) => Some(role.clone()),
        Personal::No | Personal::Yes => None,
    };
    let role = part.and_then(|part| of(&part.personal)).or_else(|| of(&field.personal));
    role.unwrap_or_else(|| field.label.trim_end_matches([':', '?', ' ']).to_owned())
}

/// An answer as a public copy has it.
pub(super) fn replaced(field: &Field, answer: &Answer) -> Answer {
    let parts = field.kind.record_parts();
    let is_all = field.personal != Personal::No;
    if is_all {
        return match answer {
            Answer::Record(values) if field.kind.has_places() => {
                Answer::Record(record(field, parts, values, None, true))
            }
            _ => Answer::Word(whole(field)),
        };
    }
    if parts.iter().all(|part| part.personal == Personal::No) {
        return answer.clone();
    }
    match answer {
        Answer::Record(values) => {
            let values_there = parts.iter().zip(values).filter(|(_, value)| value.is_some());
            let mut there = values_there.map(|(part, _)| part);
            if !field.kind.has_places() && there.all(|part| part.personal != Personal::No) {
                return Answer::Word(whole(field));
            }
            Answer::Record(record(field, parts, values, None, false))
        }
        Answer::Records(records) => {
            let number = |nth: usize| (records.len() > 1).then_some(nth + 1);
            let records = records.iter().enumerate();
            Answer::Records(
                records
                    .map(|(nth, values)| record(field, parts, values, number(nth), false))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// A record in which the first personal part that is there has become the role, with a number where
/// there are several such records; the other personal parts are gone.
fn record(
    field: &Field,
    parts: &[Part],
    values: &[Option<Scalar>],
    number: Option<usize>,
    is_all: bool,
) -> Vec<Option<Scalar>> {
    let mut is_named = false;
    let pairs = parts.iter().zip(values);
    pairs
        .map(|(part, value)| {
            let value = value.as_ref()?;
            if part.personal == Personal::No && !is_all {
                return Some(value.clone());
            }
            if is_named || part.kind != Kind::Line {
                return None;
            }
            is_named = true;
            let number = number.map(|number| format!(" {number}")).unwrap_or_default();
            Some(Scalar::Text(format!("[{}{number}]", role(field, Some(part)))))
        })
        .collect()
}

/// Hints where what is personal stands in other answers: values of the fields that the form marks, the
/// names of whoever they name, and e-mail addresses that are made of a person's name.
///
/// Whether there is any: then no public copy can be made.
pub(super) fn look(
    form: &Form,
    facts: &[State<'_>],
    answers: &[State<'_>],
    report: &mut Report,
) -> bool {
    let all = || form.case_fields.iter().zip(facts).chain(form.fields.iter().zip(answers));
    if !all().any(|(field, _)| is_marked(field)) {
        return false;
    }
    let mut values: Vec<String> = Vec::new();
    let mut others: Vec<(&Field, &Value)> = Vec::new();
    for (field, state) in all() {
        if let Some(value) = state.value() {
            gather(field, None, value, &mut values, &mut others);
        }
    }
    let wanted = Wanted::new(&values);
    let mut is_any = false;
    for (field, value) in others {
        let Data::Text(text) = &value.data else { continue };
        for found in wanted.find(text) {
            is_any = true;
            let place = within(&value.place, &found);
            let problem = PersonalElsewhere { text: found };
            report.warning(problem, place).question = Some(question(field));
        }
    }
    is_any
}

/// Sorts the texts of an answer into those that are personal and all others.
fn gather<'a>(
    field: &'a Field,
    part: Option<&Part>,
    value: &'a Value,
    personal: &mut Vec<String>,
    others: &mut Vec<(&'a Field, &'a Value)>,
) {
    let is_personal =
        field.personal != Personal::No || part.is_some_and(|part| part.personal != Personal::No);
    match &value.data {
        Data::Text(text) if is_personal => personal.push(text.trim().to_owned()),
        Data::Text(_) => others.push((field, value)),
        Data::Number(number) if is_personal => personal.push(number.clone()),
        Data::Datetime(moment) if is_personal => personal.push(moment.to_string()),
        Data::List(items) => {
            for item in items {
                gather(field, part, item, personal, others);
            }
        }
        Data::Table(table) => {
            for entry in table.entries() {
                // What no part is called has a problem already.
                let mut parts = field.kind.record_parts().iter();
                if let Some(part) = parts.find(|part| part.key == entry.key) {
                    gather(field, Some(part), &entry.value, personal, others);
                }
            }
        }
        _ => {}
    }
}
