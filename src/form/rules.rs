//! The rules of `form.toml`: what an answer must be, and what answers require of one another.
//!
//! Every rule is a value (`max_length = 200`) or a table with that value and more
//! (`{ value = 200, severity = "warning", message = "…" }`); a list of those is several rules.

use crate::diagnostic::{Report, Severity};
use crate::form::problems::{Contradiction, KeyOfOtherKind, NotWhole};
use crate::reference::known;
use crate::scalar::{Date, Number};
use crate::table::problems::{BlankText, MissingKey, WantedType};
use crate::table::{Data, Table, Value};
use crate::text::normal_characters;

use super::condition::{self, Names};
use super::expression::expression;
use super::kinds::is_of_some;
use super::{Check, Kind, Part, Required, Rule, Rules, Test};

/// The greatest limit that a rule can set: longer answers are refused anyway.
const GREATEST_LIMIT: f64 = 1_000_000.0;

/// Reads the rules of a field or a part. `names` is what its conditions can speak of.
pub(super) fn parse(table: &Table, kind: &Kind, names: Names<'_>, report: &mut Report) -> Rules {
    let mut rules = Rules::default();
    for name in known("form.rules") {
        let Some(entry) = table.get(name) else { continue };
        if is_of_some(name) && !kind.has_key(name) {
            let problem = KeyOfOtherKind { key: name.to_owned(), kind: kind.name() };
            report.error(problem, entry.key_place.clone());
            continue;
        }
        rules.written.push((entry.key.clone(), entry.value.written().to_owned()));
        match name {
            "required" => rules.required.extend(required(&entry.value, names, report)),
            "required_when" => {
                let condition = entry
                    .value
                    .table(report)
                    .and_then(|table| condition::parse(table, names, report));
                rules.required.extend(condition.map(|condition| Required {
                    when: Some(condition),
                    severity: None,
                    message: None,
                }));
            }
            "accepts" => {
                let words = table.texts(name, report);
                for (word, place) in &words {
                    if word.trim().is_empty() || word.contains('\n') {
                        report.error(BlankText, (*place).clone());
                    }
                }
                rules.accepts =
                    words.into_iter().map(|(word, _)| normal_characters(word)).collect();
            }
            name => rules.checks.extend(checks(name, &entry.value, kind, report)),
        }
    }
    refuse_contradictions(table, kind, &rules.checks, report);
    rules
}

/// Reports limits that no answer can keep at once.
fn refuse_contradictions(table: &Table, kind: &Kind, checks: &[Check], report: &mut Report) {
    let options = match kind {
        Kind::Choices(options) => options.len(),
        _ => usize::MAX,
    };
    for (at, one) in checks.iter().enumerate() {
        let is_apart = |other: &Check| match (&one.test, &other.test) {
            (Test::MinLength(least), Test::MaxLength(most))
            | (Test::MinItems(least), Test::MaxItems(most)) => least > most,
            (Test::Min(least), Test::Max(most)) => least.compare(most).is_gt(),
            (Test::Earliest(first), Test::Latest(last)) => first > last,
            _ => false,
        };
        let is_alone = match &one.test {
            Test::MinItems(least) => *least > options,
            Test::OneOf(words) => words.is_empty(),
            _ => false,
        };
        let others = checks.iter().enumerate().filter(|(other, _)| *other != at);
        if is_alone || others.map(|(_, other)| other).any(is_apart) {
            report.error(Contradiction, table.place());
        }
    }
}

/// `true`, or a table that says when, how bad, or in which words.
fn required(value: &Value, names: Names<'_>, report: &mut Report) -> Option<Required> {
    match &value.data {
        Data::Boolean(required) => {
            required.then_some(Required { when: None, severity: None, message: None })
        }
        Data::Table(table) => {
            table.refuse_unknown(&known("form.required"), report);
            let when = match table.table("when", report) {
                Some(when) => Some(condition::parse(when, names, report)?),
                None => None,
            };
            Some(Required {
                when,
                severity: severity(table, report),
                message: message(table, report),
            })
        }
        _ => value.wrong_type(WantedType::Boolean, report),
    }
}

/// The checks that a rule's value stands for: itself, a table with more, or a list of either.
fn checks(name: &str, value: &Value, kind: &Kind, report: &mut Report) -> Vec<Check> {
    let is_list_itself = |value: &Value| {
        name == "one_of"
            && matches!(&value.data, Data::List(items) if items.iter().all(|item| !matches!(item.data, Data::Table(_))))
    };
    match &value.data {
        Data::List(items) if !is_list_itself(value) => {
            items.iter().flat_map(|item| checks(name, item, kind, report)).collect()
        }
        Data::Table(table) => {
            table.refuse_unknown(&known("form.check"), report);
            let (severity, message) = (severity(table, report), message(table, report));
            let Some(entry) = table.get("value") else {
                report.error(MissingKey { key: "value".into() }, table.place());
                return Vec::new();
            };
            let test = test(name, &entry.value, kind, report);
            let severity = severity.unwrap_or(Severity::Error);
            test.map(|test| Check { test, severity, message }).into_iter().collect()
        }
        _ => {
            let test = test(name, value, kind, report);
            let check = |test| Check { test, severity: Severity::Error, message: None };
            test.map(check).into_iter().collect()
        }
    }
}

fn test(name: &str, value: &Value, kind: &Kind, report: &mut Report) -> Option<Test> {
    Some(match name {
        "pattern" => Test::Pattern(expression(value, report)?),
        "not_pattern" => Test::NotPattern(expression(value, report)?),
        "one_of" => {
            let Data::List(items) = &value.data else {
                return value.wrong_type(WantedType::TextList, report);
            };
            let words: Vec<Option<&str>> = items.iter().map(|item| item.text(report)).collect();
            Test::OneOf(
                words.into_iter().map(|word| word.map(str::to_owned)).collect::<Option<_>>()?,
            )
        }
        "min_length" => Test::MinLength(limit(value, report)?),
        "max_length" => Test::MaxLength(limit(value, report)?),
        "min_items" => Test::MinItems(limit(value, report)?),
        "max_items" => Test::MaxItems(limit(value, report)?),
        "min" => Test::Min(Number::check(value, report)?),
        "max" => Test::Max(Number::check(value, report)?),
        "earliest" => Test::Earliest(Date::check(value, report)?),
        "latest" => Test::Latest(Date::check(value, report)?),
        "unique" => return unique(value, kind.record_parts(), report),
        _ => unreachable!("these are all rules"),
    })
}

/// `true` for lines; for records the part that tells them apart.
fn unique(value: &Value, parts: &[Part], report: &mut Report) -> Option<Test> {
    if parts.is_empty() {
        return match value.data {
            Data::Boolean(unique) => unique.then_some(Test::Unique(None)),
            _ => value.wrong_type(WantedType::Boolean, report),
        };
    }
    let key = value.text(report)?;
    let at = parts.iter().position(|part| part.key == key);
    if at.is_none() {
        let keys = parts.iter().map(|part| part.key.as_str());
        report.error(crate::table::not_a_choice(key, keys), value.place.clone());
    }
    at.map(|at| Test::Unique(Some(at)))
}

fn limit(value: &Value, report: &mut Report) -> Option<usize> {
    let number = value.number(1.0, GREATEST_LIMIT, report)?;
    if number.fract() != 0.0 {
        report.error(NotWhole, value.place.clone());
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
    let limit = number as usize;
    Some(limit)
}

fn severity(table: &Table, report: &mut Report) -> Option<Severity> {
    match table.choice("severity", &["error", "warning"], report)? {
        "error" => Some(Severity::Error),
        _ => Some(Severity::Warning),
    }
}

fn message(table: &Table, report: &mut Report) -> Option<String> {
    let (text, place) = table.text("message", report)?;
    if text.trim().is_empty() {
        report.error(BlankText, place.clone());
    }
    Some(text.to_owned())
}

/// Reads a `[[rule]]`.
pub(super) fn rule(table: &Table, names: Names<'_>, report: &mut Report) -> Option<Rule> {
    table.refuse_unknown(&known("form.rule"), report);
    let (severity, message) = (severity(table, report), message(table, report));
    let when = table.table("when", report).map(|when| condition::parse(when, names, report));
    let Some(entry) = table.get("require") else {
        report.error(MissingKey { key: "require".into() }, table.place());
        return None;
    };
    let require = condition::entries(entry.value.table(report)?, names, report)?;
    // The facts of one `case` are required each on its own.
    let require = require
        .into_iter()
        .flat_map(|condition| match condition {
            condition::Condition::All(conditions) => conditions,
            other => vec![other],
        })
        .collect();
    let when = match when {
        Some(when) => Some(when?),
        None => None,
    };
    let entries = table.entries().iter();
    let written =
        entries.map(|entry| (entry.key.clone(), entry.value.written().to_owned())).collect();
    Some(Rule { when, require, severity, message, written })
}
