//! Conditions over answers: `{ standard_finns = true, case.status = ["beslutad", "publicerad"] }`.
//!
//! All entries of a table must hold. An entry's value is a value to be equal to, a list of values
//! to be one of, or a table of comparisons: `{ present = true }`, `{ at_least = 2026-01-01 }`. A
//! comparison with an absent answer does not apply, whatever stands around it.

use crate::diagnostic::{Report, nearest};
use crate::form::problems::{EmptyCondition, NotComparable};
use crate::reference;
use crate::scalar::Scalar;
use crate::table::problems::{UnknownKey, WantedType};
use crate::table::{self, Data, Entry, Table, Value};

use super::expression::expression;
use super::{CaseTable, Expression, Field, FieldId, Kind, Part};

/// What must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of these.
    All(Vec<Condition>),
    /// That this does not.
    Not(Box<Condition>),
    /// Something about an answer.
    Compare(Subject, Expected),
}

/// An answer that a condition speaks of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Subject {
    /// Its field.
    pub field: FieldId,
    /// The index of the record's part.
    pub part: Option<usize>,
}

/// What an answer is to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// There, or not.
    Present(bool),
    /// One of these; of several words, one at least is.
    OneOf(Vec<Scalar>),
    /// None of these.
    NoneOf(Vec<Scalar>),
    /// So great, or so late, or more.
    AtLeast(Operand),
    /// So great, or so late, or less.
    AtMost(Operand),
    /// Later or greater.
    After(Operand),
    /// Earlier or less.
    Before(Operand),
    /// Something in it matches.
    Pattern(Expression),
}

/// What an answer is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A value.
    Value(Scalar),
    /// Another answer.
    Other(Subject),
}

/// The keys that stand for something else than an answer.
pub(crate) const RESERVED: [&str; 2] = ["case", "not"];

/// What conditions of a form can speak of.
#[derive(Clone, Copy)]
pub(super) enum Names<'a> {
    /// The answers, and under `case` what is kept about the case.
    Form {
        fields: &'a [Field],
        case_fields: &'a [Field],
        /// Keys of fields with problems, of which no more is said.
        broken: &'a [&'a str],
    },
    /// The parts of one record: of the field with that index.
    Parts { parts: &'a [Part], field: FieldId },
}

/// Reads a condition; `None` if it has a problem.
pub(super) fn parse(table: &Table, names: Names<'_>, report: &mut Report) -> Option<Condition> {
    let conditions: Option<Vec<Condition>> = entries(table, names, report);
    conditions.map(Condition::All)
}

/// Reads the entries of a condition, each on its own; `None` if one has a problem.
pub(super) fn entries(
    table: &Table,
    names: Names<'_>,
    report: &mut Report,
) -> Option<Vec<Condition>> {
    if table.entries().is_empty() {
        report.error(EmptyCondition, table.place());
        return None;
    }
    let conditions: Vec<Option<Condition>> =
        table.entries().iter().map(|entry| read_entry(entry, names, report)).collect();
    conditions.into_iter().collect()
}

fn read_entry(entry: &Entry, names: Names<'_>, report: &mut Report) -> Option<Condition> {
    if entry.key == "not" {
        let inner = parse(entry.value.table(report)?, names, report)?;
        return Some(Condition::Not(Box::new(inner)));
    }
    match names {
        Names::Form { fields, case_fields, .. } => {
            if entry.key == "case" {
                let facts = entry.value.table(report)?;
                let conditions: Vec<Option<Condition>> = facts
                    .entries()
                    .iter()
                    .map(|entry| of_field(entry, case_fields, CaseTable::Case, names, report))
                    .collect();
                return conditions.into_iter().collect::<Option<_>>().map(Condition::All);
            }
            of_field(entry, fields, CaseTable::Answers, names, report)
        }
        Names::Parts { parts, field } => {
            let part = known(entry, parts.iter().map(|part| part.key.as_str()), report)?;
            let subject = Subject { field, part: Some(part) };
            compare(subject, &parts[part].kind, &entry.value, names, report)
        }
    }
}

fn of_field(
    entry: &Entry,
    fields: &[Field],
    table: CaseTable,
    names: Names<'_>,
    report: &mut Report,
) -> Option<Condition> {
    if matches!(names, Names::Form { broken, .. } if broken.contains(&entry.key.as_str())) {
        return None;
    }
    let at = known(entry, fields.iter().map(|field| field.key.as_str()), report)?;
    let kind = &fields[at].kind;
    let field = FieldId { table, at };
    let subject = Subject { field, part: None };
    // `contact.email = …` is a table whose keys are parts.
    if let (Kind::Record(record), Data::Table(inner)) = (kind, &entry.value.data)
        && !inner
            .entries()
            .iter()
            .all(|entry| reference::known("form.comparisons").contains(&entry.key.as_str()))
    {
        let parts = Names::Parts { parts: &record.parts, field };
        return parse(inner, parts, report);
    }
    compare(subject, kind, &entry.value, names, report)
}

fn known<'a>(
    entry: &Entry,
    keys: impl Iterator<Item = &'a str> + Clone,
    report: &mut Report,
) -> Option<usize> {
    let at = keys.clone().position(|key| key == entry.key);
    if at.is_none() {
        let problem = UnknownKey {
            key: entry.key.clone(),
            suggestion: nearest(&entry.key, keys.clone()),
            known: keys.map(str::to_owned).collect(),
        };
        report.error(problem, entry.key_place.clone());
    }
    at
}

fn compare(
    subject: Subject,
    kind: &Kind,
    value: &Value,
    names: Names<'_>,
    report: &mut Report,
) -> Option<Condition> {
    let Data::Table(table) = &value.data else {
        let expected = Expected::OneOf(literals(kind, value, report)?);
        return Some(Condition::Compare(subject, expected));
    };
    table.refuse_unknown(&reference::known("form.comparisons"), report);
    let mut conditions = Vec::new();
    for Entry { key, value, .. } in table.entries() {
        let mut order =
            |make: fn(Operand) -> Expected| operand(kind, value, names, report).map(make);
        let expected = match key.as_str() {
            "present" => match value.data {
                Data::Boolean(present) => Some(Expected::Present(present)),
                _ => value.wrong_type(WantedType::Boolean, report),
            },
            "is" => literals(kind, value, report).map(Expected::OneOf),
            "not" => literals(kind, value, report).map(Expected::NoneOf),
            "at_least" => order(Expected::AtLeast),
            "at_most" => order(Expected::AtMost),
            "after" => order(Expected::After),
            "before" => order(Expected::Before),
            "pattern" => expression(value, report).map(Expected::Pattern),
            // An unknown key is a problem already.
            _ => return None,
        };
        conditions.push(Condition::Compare(subject.clone(), expected?));
    }
    match conditions.len() {
        0 => {
            report.error(EmptyCondition, value.place.clone());
            None
        }
        1 => conditions.pop(),
        _ => Some(Condition::All(conditions)),
    }
}

/// The values that an answer may be equal to.
fn literals(kind: &Kind, value: &Value, report: &mut Report) -> Option<Vec<Scalar>> {
    match &value.data {
        Data::List(items) => {
            let literals: Vec<Option<Scalar>> =
                items.iter().map(|item| kind.literal(item, report)).collect();
            literals.into_iter().collect()
        }
        _ => kind.literal(value, report).map(|literal| vec![literal]),
    }
}

/// What something that has an order is compared with: a value, or the name of another answer.
fn operand(kind: &Kind, value: &Value, names: Names<'_>, report: &mut Report) -> Option<Operand> {
    if !matches!(kind, Kind::Date | Kind::Number(_)) {
        report.error(NotComparable { kind: kind.name() }, value.place.clone());
        return None;
    }
    let Data::Text(name) = &value.data else {
        return kind.literal(value, report).map(Operand::Value);
    };
    let (subject, other) = match names {
        Names::Form { fields, case_fields, .. } => {
            let (table, key) = CaseTable::of_name(name);
            let fields = table.choose(case_fields, fields);
            let at = named(key, fields.iter().map(|field| field.key.as_str()), value, report)?;
            (Subject { field: FieldId { table, at }, part: None }, &fields[at].kind)
        }
        Names::Parts { parts, field } => {
            let part = named(name, parts.iter().map(|part| part.key.as_str()), value, report)?;
            (Subject { field, part: Some(part) }, &parts[part].kind)
        }
    };
    if other.name() != kind.name() {
        report.error(NotComparable { kind: other.name() }, value.place.clone());
        return None;
    }
    Some(Operand::Other(subject))
}

fn named<'a>(
    name: &str,
    keys: impl Iterator<Item = &'a str> + Clone,
    value: &Value,
    report: &mut Report,
) -> Option<usize> {
    let at = keys.clone().position(|key| key == name);
    if at.is_none() {
        report.error(table::not_a_choice(name, keys), value.place.clone());
    }
    at
}

impl Condition {
    /// The comparisons in it, with those that are negated.
    pub fn comparisons(&self) -> Vec<(&Subject, &Expected)> {
        match self {
            Condition::All(conditions) => {
                conditions.iter().flat_map(Condition::comparisons).collect()
            }
            Condition::Not(condition) => condition.comparisons(),
            Condition::Compare(subject, expected) => vec![(subject, expected)],
        }
    }

    /// Whether it holds; `None` where it compares what is not there, and so does not apply.
    ///
    /// `value` gives the values of an answer: none where it is absent.
    pub fn holds(&self, value: &impl Fn(&Subject) -> Vec<Scalar>) -> Option<bool> {
        match self {
            Condition::All(conditions) => {
                let mut all = Some(true);
                for condition in conditions {
                    match condition.holds(value) {
                        Some(true) => {}
                        Some(false) => return Some(false),
                        None => all = None,
                    }
                }
                all
            }
            Condition::Not(condition) => condition.holds(value).map(|holds| !holds),
            Condition::Compare(subject, expected) => expected.holds(&value(subject), value),
        }
    }
}

impl Expected {
    fn holds(&self, values: &[Scalar], value: &impl Fn(&Subject) -> Vec<Scalar>) -> Option<bool> {
        let order = |operand: &Operand, fits: fn(std::cmp::Ordering) -> bool| {
            let other = match operand {
                Operand::Value(value) => value.clone(),
                Operand::Other(subject) => value(subject).first()?.clone(),
            };
            values.first()?.compare(&other).map(fits)
        };
        match self {
            Expected::Present(present) => Some(values.is_empty() != *present),
            _ if values.is_empty() => None,
            Expected::OneOf(wanted) => Some(values.iter().any(|value| equal(value, wanted))),
            Expected::NoneOf(wanted) => Some(!values.iter().any(|value| equal(value, wanted))),
            Expected::AtLeast(operand) => order(operand, std::cmp::Ordering::is_ge),
            Expected::AtMost(operand) => order(operand, std::cmp::Ordering::is_le),
            Expected::After(operand) => order(operand, std::cmp::Ordering::is_gt),
            Expected::Before(operand) => order(operand, std::cmp::Ordering::is_lt),
            Expected::Pattern(expression) => {
                Some(values.iter().any(|value| expression.is_in(&value.to_string())))
            }
        }
    }
}

fn equal(value: &Scalar, wanted: &[Scalar]) -> bool {
    wanted
        .iter()
        .any(|wanted| value == wanted || value.compare(wanted) == Some(std::cmp::Ordering::Equal))
}
