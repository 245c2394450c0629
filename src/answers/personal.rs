//! What belongs to persons: found where it should not stand, and taken out for public copies.

use crate::diagnostic::{Problem, Report};
use crate::form::{Field, Form, Kind, Part, Personal};
use crate::scalar::Scalar;
use crate::table::{Data, Value};

use super::check::question;
use super::given::Given;
use super::hints::{stands_alone, within};
use super::{Answer, Answers};

/// The shortest value that is looked for elsewhere: shorter ones stand in many words.
const SHORTEST: usize = 4;

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

pub(super) fn replaced(field: &Field, answer: &Answer) -> Answer {
    let parts = field.kind.record_parts();
    let is_all = field.personal != Personal::No;
    if is_all {
        return match answer {
            Answer::Record(values) if has_places(&field.kind) => {
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
            if !has_places(&field.kind) && there.all(|part| part.personal != Personal::No) {
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

/// Whether each part has a place of its own.
fn has_places(kind: &Kind) -> bool {
    matches!(kind, Kind::Record(record) if record.print.is_none())
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
/// last name of whoever they name, and e-mail addresses that are made of a person's name.
pub(super) fn look(given: &Given<'_>, report: &mut Report) {
    let all = || {
        [true, false]
            .into_iter()
            .flat_map(|is_fact| given.fields(is_fact).iter().map(move |field| (is_fact, field)))
    };
    if !all().any(|(_, field)| is_marked(field)) {
        return;
    }
    let mut values: Vec<String> = Vec::new();
    let mut others: Vec<(&Field, &Value)> = Vec::new();
    for (is_fact, field) in all() {
        let Some(entry) = given.entry(is_fact, field) else { continue };
        gather(field, None, &entry.value, &mut values, &mut others);
    }
    let names: Vec<String> = values.iter().filter_map(|value| last_name(value)).collect();
    values.extend(names);
    values.retain(|value| value.chars().count() >= SHORTEST);
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    for (field, value) in others {
        let Data::Text(text) = &value.data else { continue };
        let known = values.iter().find(|value| stands_alone(text, value));
        let found = known.cloned().or_else(|| persons_address(text));
        if let Some(found) = found {
            let problem =
                Problem::PersonalElsewhere { text: found.clone(), is_known: known.is_some() };
            let place = within(&value.place, &found);
            report.warning(problem, place).question = Some(question(field));
        }
    }
}

/// Sorts the texts of an answer into those that are personal and all others.
fn gather<'a>(
    field: &'a Field,
    part: Option<&Part>,
    value: &'a Value,
    personal: &mut Vec<String>,
    others: &mut Vec<(&'a Field, &'a Value)>,
) {
    match &value.data {
        Data::Text(text) => {
            let is_personal = field.personal != Personal::No
                || part.is_some_and(|part| part.personal != Personal::No);
            if is_personal {
                personal.push(text.trim().to_owned());
            } else {
                others.push((field, value));
            }
        }
        Data::List(items) => {
            for item in items {
                gather(field, part, item, personal, others);
            }
        }
        Data::Table(table) => {
            for entry in table.entries() {
                let part = field.kind.record_parts().iter().find(|part| part.key == entry.key);
                gather(field, part, &entry.value, personal, others);
            }
        }
        _ => {}
    }
}

/// The last of a person's names, where a value is one: two words or more, of letters alone.
fn last_name(value: &str) -> Option<String> {
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '’' || c == '\'')
    };
    let words: Vec<&str> = value.split_whitespace().collect();
    let last = words.last().filter(|_| words.len() > 1)?;
    words.iter().all(|word| is_name(word)).then(|| (*last).to_owned())
}

/// An e-mail address whose local part is two names: `anna.andersson@example.se`.
fn persons_address(text: &str) -> Option<String> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    text.match_indices('@').find_map(|(at, _)| {
        let before = text[..at]
            .rfind(|c| !is_local(c))
            .map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
        let after =
            text[at + 1..].find(|c: char| !is_local(c)).map_or(text.len(), |end| at + 1 + end);
        let (local, domain) = (&text[before..at], text[at + 1..after].trim_end_matches('.'));
        let names: Vec<&str> = local.split('.').collect();
        let is_name =
            |name: &&str| name.len() > 1 && name.chars().all(|c| c.is_alphabetic() || c == '-');
        let is_persons = names.len() > 1 && names.iter().all(is_name) && domain.contains('.');
        is_persons.then(|| format!("{local}@{domain}"))
    })
}
