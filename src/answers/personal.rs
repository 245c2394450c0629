//! What belongs to persons: told where it should not stand, and taken out for public copies.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::answers::problems::{PersonalElsewhere, PersonalRecord};
use crate::diagnostic::Report;
use crate::form::{Field, Form, Kind, Part, Personal};
use crate::scalar::Scalar;
use crate::table::{Data, Value};
use crate::text::without_accent;

use super::hints::within;
use super::state::State;
use super::wanted::Wanted;
use super::{Answer, Answers};

/// What of a case belongs to persons, and what a public copy of it must not show.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Persons {
    /// Whether something personal, or that looks like it, stands where nothing would replace it.
    pub is_exposed: bool,
    /// What the form or the project calls public, and what stands in the case because of that.
    pub let_through: BTreeSet<String>,
    /// What stands where nothing would replace it, as it was told already.
    found: BTreeSet<String>,
    /// The marked values, but for those.
    values: Vec<String>,
    /// What may stand in a copy.
    public: Vec<String>,
}

impl Persons {
    /// The marked values that stand in a text, as the text has them, but for what was told of the case
    /// already: those of a copy that is about to be written, its properties and the form's own words
    /// included.
    pub fn left_in(&self, text: &str) -> BTreeSet<String> {
        let left = Wanted::values(&self.values).find(&blanked(text, &self.public)).into_iter();
        left.filter(|text| !self.found.contains(text)).collect()
    }

    /// All of the case that is personal, or looks like it, and stands in a text: of what is published as it is, nothing
    /// was told before.
    pub fn all_in(&self, text: &str) -> BTreeSet<String> {
        let found = self.found.iter().filter(|found| text.contains(found.as_str()));
        found.cloned().chain(self.left_in(text)).collect()
    }

    /// The marked values, and the words of marked names, that stand in the name of a file.
    pub fn left_in_name(&self, name: &str) -> Vec<String> {
        let letter = |c: char| match c {
            '-' | '_' | '.' | '/' | '\\' => " ".to_owned(),
            c => {
                let small = c.to_lowercase().next().unwrap_or(c);
                let plain = without_accent(small).map(str::to_owned);
                // Names are told by their capitals.
                match plain {
                    Some(plain) if c.is_uppercase() => plain.to_uppercase(),
                    Some(plain) => plain,
                    None => c.to_string(),
                }
            }
        };
        let plain = |text: &str| text.chars().map(letter).collect::<String>();
        let values: Vec<String> = self.values.iter().map(|value| plain(value)).collect();
        let words = Wanted::words_in_any_case(&values);
        words.find(&plain(&blanked(name, &self.public)))
    }
}

/// A text in which something else stands for what may stand in it.
fn blanked<'t>(text: &'t str, public: &[String]) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    for public in public.iter().filter(|public| !public.is_empty()) {
        // Whole words: `Bo Ek` says nothing of Bo Eklund.
        let is_whole = |at: &usize| {
            let ends_a_word = text[..*at].ends_with(char::is_alphanumeric);
            let goes_on = text[at + public.len()..].starts_with(char::is_alphanumeric);
            let begins_within = ends_a_word && public.starts_with(char::is_alphanumeric);
            let ends_within = goes_on && public.ends_with(char::is_alphanumeric);
            !begins_within && !ends_within
        };
        let places = text.match_indices(public.as_str()).map(|(at, _)| at).filter(is_whole);
        let places: Vec<usize> = places.collect();
        if !places.is_empty() {
            let (mut left, mut done) = (String::with_capacity(text.len()), 0);
            for at in places {
                left.push_str(&text[done..at]);
                // Something that parts words and lines, and is neither.
                left.push_str(" \u{B7}\u{B7}\u{B7}\u{B7} ");
                done = at + public.len();
            }
            left.push_str(&text[done..]);
            text = Cow::Owned(left);
        }
    }
    text
}

impl Answers {
    /// The answers as a public copy has them: what the form marks as personal is replaced by the role
    /// that it stands for, in brackets. Nothing that is made of these answers, digests included, knows
    /// what was there.
    #[must_use]
    pub fn without_personal(&self, form: &Form) -> Answers {
        let replaced = |fields: &[Field], answers: &[Option<Answer>]| {
            let pairs = fields.iter().zip(answers);
            pairs
                .map(|(field, answer)| Some(replaced(field, answer.as_ref()?, &form.public)))
                .collect()
        };
        Answers {
            answers: replaced(&form.fields, &self.answers),
            facts: replaced(&form.case_fields, &self.facts),
        }
    }

    /// The places of what [`Answers::without_personal`] replaces or leaves out: `kontaktperson`,
    /// `deltagare[2].namn`, counted from 1.
    pub fn personal_places(&self, form: &Form) -> Vec<String> {
        let all =
            form.case_fields.iter().zip(&self.facts).chain(form.fields.iter().zip(&self.answers));
        let mut places = Vec::new();
        for (field, answer) in all {
            let (Some(answer), true) = (answer, is_marked(field)) else { continue };
            let of_record = |values: &[Option<Scalar>],
                             prefix: String,
                             places: &mut Vec<String>| {
                for (part, value) in field.kind.record_parts().iter().zip(values) {
                    let is_marked = part.personal != Personal::No || field.personal != Personal::No;
                    let is_there =
                        value.as_ref().is_some_and(|value| !is_public(value, &form.public));
                    if is_marked && is_there {
                        places.push(format!("{prefix}.{}", part.key));
                    }
                }
            };
            match answer {
                Answer::Record(values) => of_record(values, field.key.clone(), &mut places),
                Answer::Records(records) => {
                    for (nth, values) in records.iter().enumerate() {
                        of_record(values, format!("{}[{}]", field.key, nth + 1), &mut places);
                    }
                }
                answer if stays(answer, &form.public) => {}
                _ if field.personal != Personal::No => places.push(field.key.clone()),
                _ => {}
            }
        }
        places
    }
}

/// Whether a value may stand in public copies, whatever is marked.
fn is_public(value: &Scalar, public: &[String]) -> bool {
    matches!(value, Scalar::Text(text) if public.contains(text))
}

/// Whether a whole answer may.
fn stays(answer: &Answer, public: &[String]) -> bool {
    match answer {
        Answer::One(value) => is_public(value, public),
        Answer::Word(word) => public.contains(word),
        Answer::Lines(lines) | Answer::Words(lines) => {
            lines.iter().all(|line| public.contains(line))
        }
        _ => false,
    }
}

/// Whether an answer, or a part of it, is personal.
fn is_marked(field: &Field) -> bool {
    field.stand_in().is_some()
}

fn whole(field: &Field) -> String {
    format!("[{}]", field.role(None))
}

/// An answer as a public copy has it.
pub(super) fn replaced(field: &Field, answer: &Answer, public: &[String]) -> Answer {
    let parts = field.kind.record_parts();
    let is_all = field.personal != Personal::No;
    if stays(answer, public) {
        return answer.clone();
    }
    let has_public =
        |values: &[Option<Scalar>]| values.iter().flatten().any(|value| is_public(value, public));
    if is_all {
        return match answer {
            Answer::Record(values) if field.kind.has_places() || has_public(values) => {
                Answer::Record(record(field, parts, values, None, true, public))
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
            if !field.kind.has_places()
                && !has_public(values)
                && there.all(|part| part.personal != Personal::No)
            {
                return Answer::Word(whole(field));
            }
            Answer::Record(record(field, parts, values, None, false, public))
        }
        Answer::Records(records) => {
            let number = |nth: usize| (records.len() > 1).then_some(nth + 1);
            let records = records.iter().enumerate();
            Answer::Records(
                records
                    .map(|(nth, values)| record(field, parts, values, number(nth), false, public))
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
    public: &[String],
) -> Vec<Option<Scalar>> {
    let mut is_named = false;
    let pairs = parts.iter().zip(values);
    pairs
        .map(|(part, value)| {
            let value = value.as_ref()?;
            let is_let_through = is_public(value, public);
            if part.personal == Personal::No && !is_all || is_let_through {
                // Whoever is named needs no role.
                is_named |= is_let_through;
                return Some(value.clone());
            }
            if is_named || part.kind != Kind::Line {
                return None;
            }
            is_named = true;
            let number = number.map(|number| format!(" {number}")).unwrap_or_default();
            Some(Scalar::Text(format!("[{}{number}]", field.role(Some(part)))))
        })
        .collect()
}

/// Hints where what is personal stands in other answers: values of the fields that the form marks, the
/// names of whoever they name, and e-mail addresses that are made of a person's name; and where one
/// value names several persons, or a person where none is marked.
pub(super) fn look(
    form: &Form,
    facts: &[State<'_>],
    answers: &[State<'_>],
    report: &mut Report,
) -> Persons {
    let all = || form.case_fields.iter().zip(facts).chain(form.fields.iter().zip(answers));
    let mut persons = Persons { public: form.public.clone(), ..Persons::default() };
    if !all().any(|(field, _)| is_marked(field)) {
        return persons;
    }
    let mut texts = Gathered::default();
    for (field, state) in all() {
        if let Some(value) = state.value() {
            gather(field, None, value, &mut texts);
        }
    }
    let is_let_through = |value: &String| form.public.contains(value);
    let (public, values) = texts.personal.into_iter().partition(is_let_through);
    persons.let_through.extend::<Vec<String>>(public);
    persons.values = values;
    let wanted = Wanted::new(&persons.values);
    for (field, value) in texts.others {
        let Data::Text(text) = &value.data else { continue };
        let private = blanked(text, &form.public);
        if private != text.as_str() && wanted.find(text).len() > wanted.find(&private).len() {
            let stands =
                |public: &&String| blanked(text, std::slice::from_ref(public)) != text.as_str();
            persons.let_through.extend(form.public.iter().filter(stands).cloned());
        }
        for found in wanted.find(&private) {
            persons.is_exposed = true;
            let place = within(&value.place, &found);
            persons.found.insert(found.clone());
            let problem = PersonalElsewhere { text: found };
            report.warning(problem, place).question = Some(field.question());
        }
    }
    for (field, value, is_marked) in texts.parts {
        let Data::Text(text) = &value.data else { continue };
        let private = blanked(text, &form.public);
        let names = full_names(&private);
        if names > usize::from(is_marked) {
            persons.is_exposed = true;
            let problem = PersonalRecord { text: text.clone(), is_marked };
            report.warning(problem, value.place.clone()).question = Some(field.question());
        }
    }
    persons
}

/// The texts of a case.
#[derive(Default)]
struct Gathered<'a> {
    /// Those that are personal.
    personal: Vec<String>,
    /// All others.
    others: Vec<(&'a Field, &'a Value)>,
    /// The lines of records that have a personal part, and whether each is one.
    parts: Vec<(&'a Field, &'a Value, bool)>,
}

/// Sorts the texts of an answer.
fn gather<'a>(
    field: &'a Field,
    part: Option<&'a Part>,
    value: &'a Value,
    texts: &mut Gathered<'a>,
) {
    let is_personal =
        field.personal != Personal::No || part.is_some_and(|part| part.personal != Personal::No);
    // Words that the form itself gives to choose from tell nobody.
    let kind = part.map_or(&field.kind, |part| &part.kind);
    let is_chosen = matches!(kind, Kind::Choice(_) | Kind::Choices(_) | Kind::YesNo);
    match &value.data {
        Data::Text(_) if is_personal && is_chosen => {}
        Data::Text(text) if is_personal => texts.personal.push(text.trim().to_owned()),
        Data::Text(_) => texts.others.push((field, value)),
        Data::Number(number) if is_personal => texts.personal.push(number.clone()),
        Data::Datetime(moment) if is_personal => texts.personal.push(moment.to_string()),
        Data::List(items) => {
            for item in items {
                gather(field, part, item, texts);
            }
        }
        Data::Table(table) => {
            for entry in table.entries() {
                // What no part is called has a problem already.
                let mut parts = field.kind.record_parts().iter();
                if let Some(part) = parts.find(|part| part.key == entry.key) {
                    if is_marked(field) && part.kind == Kind::Line {
                        let is_marked =
                            field.personal != Personal::No || part.personal != Personal::No;
                        texts.parts.push((field, &entry.value, is_marked));
                    }
                    gather(field, Some(part), &entry.value, texts);
                }
            }
        }
        _ => {}
    }
}

/// How many names of persons a line seems to have: first and last name, with capitals.
fn full_names(line: &str) -> usize {
    let parts = line.split([',', ';', '/', '&', '\n', '(', ')', '+']);
    let parts = parts.flat_map(|part| part.split(" och ")).flat_map(|part| part.split(" and "));
    parts.filter(|part| is_full_name(part)).count()
}

/// Words of names of organisations and roles, by their ends.
const NO_NAMES: [&str; 28] = [
    "heten",
    "verket",
    "kommun",
    "region",
    "avdelningen",
    "styrelsen",
    "gruppen",
    "chef",
    "samordnare",
    "ledare",
    "ansvarig",
    "direktör",
    "handläggare",
    "arkitekt",
    "staben",
    "kontoret",
    "nämnden",
    "byrån",
    "departementet",
    "rådet",
    "biblioteket",
    "stad",
    "owner",
    "manager",
    "sverige",
    "stockholm",
    "utvecklare",
    "förvaltare",
];

fn is_full_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_capital = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let is_small = |word: &&str| word.chars().all(char::is_lowercase);
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    let others = words.iter().filter(|word| !is_capital(word) && !is_small(word)).count();
    let is_other = words.iter().any(|word| {
        let word = word.to_lowercase();
        NO_NAMES.iter().any(|end| word.ends_with(end))
    });
    let begins = words.first().is_some_and(&is_capital);
    let ends = words.last().is_some_and(is_capital);
    (2..=4).contains(&words.len()) && capitals >= 2 && others == 0 && begins && ends && !is_other
}
