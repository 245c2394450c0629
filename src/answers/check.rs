//! Form + case → [`Answers`]: every fault at once, with the question that it breaks.

use crate::case::Case;
use crate::diagnostic::{FoundType, Problem, Question, Report, Wanted};
use crate::form::{Field, Form, Kind, Part, Record};
use crate::table::{self, Data, Table, Value};
use crate::text::{Block, Text, normal_characters};

use super::{Answer, Answers, date};

/// The most columns of a table in Word; it takes a file with more for damaged.
const MOST_COLUMNS: usize = 63;

/// Checks a case against the form that it answers.
///
/// # Errors
///
/// All faults go to `report`; there are answers only if `report` has no error.
pub fn check(form: &Form, case: &Case, report: &mut Report) -> Option<Answers> {
    let facts = check_table(&form.case_fields, &case.facts, ("answers", &form.fields), report);
    let answers = check_table(&form.fields, &case.answers, ("case", &form.case_fields), report);
    name_questions(form, case, report);
    report.settle();
    (!report.has_errors()).then_some(Answers { answers, facts })
}

/// Faults of syntax know no question; the value that they stand in does, and with it what a word
/// without quotes was meant for.
fn name_questions(form: &Form, case: &Case, report: &mut Report) {
    for diagnostic in report.diagnostics_mut() {
        let Some(place) = diagnostic.primary.as_ref().filter(|_| diagnostic.question.is_none())
        else {
            continue;
        };
        let find = |fields: &'_ [Field], table: &Table| {
            let entry = table.entries().iter().find(|entry| entry.contains(place))?;
            fields.iter().position(|field| field.key == entry.key)
        };
        let fact = find(&form.case_fields, &case.facts).map(|at| &form.case_fields[at]);
        let Some(field) =
            fact.or_else(|| find(&form.fields, &case.answers).map(|at| &form.fields[at]))
        else {
            continue;
        };
        diagnostic.question = Some(question(field));
        let word = match &diagnostic.problem {
            Problem::BareWord { word } | Problem::NotADate { text: word, .. } => word.clone(),
            _ => continue,
        };
        match field.kind {
            Kind::Date => diagnostic.problem = date::not_a_date(&word),
            Kind::YesNo => {
                let (wanted, found) = (Wanted::Boolean, FoundType::Text);
                diagnostic.problem = Problem::WrongType { wanted, found, text: Some(word) };
            }
            _ => diagnostic.problem = Problem::BareWord { word },
        }
    }
}

fn question(field: &Field) -> Question {
    Question { key: field.key.clone(), label: field.label.clone() }
}

fn check_table(
    fields: &[Field],
    table: &Table,
    other: (&'static str, &[Field]),
    report: &mut Report,
) -> Vec<Option<Answer>> {
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let mut unknown = Report::new();
    table.refuse_unknown(&keys, &mut unknown);
    for fault in unknown.diagnostics_mut() {
        if let Problem::UnknownKey { key, suggestion, .. } = &mut fault.problem {
            // People take the question for the key.
            let labelled = |field: &&Field| field.label.trim_end_matches([':', '?']) == key;
            if let Some(field) = fields.iter().find(labelled) {
                *suggestion = Some(field.key.clone());
            } else if other.1.iter().any(|field| field.key == *key) {
                fault.problem = Problem::OtherTable { key: key.clone(), table: other.0 };
            }
        }
    }
    report.append(unknown);
    fields
        .iter()
        .map(|field| {
            let entry = table.get(&field.key)?;
            let mut faults = Report::new();
            let answer = answer(&field.kind, &entry.value, &mut faults);
            for fault in faults.diagnostics_mut() {
                fault.question = Some(question(field));
            }
            report.append(faults);
            answer
        })
        .collect()
}

fn answer(kind: &Kind, value: &Value, report: &mut Report) -> Option<Answer> {
    match kind {
        Kind::Line => line(value, report).map(Answer::Line),
        Kind::Text => {
            let typed = characters(value, report)?;
            let text = Text::parse(typed);
            let columns = text.blocks.iter().map(|block| match block {
                Block::Table(table) => table.header.len(),
                _ => 0,
            });
            let columns = columns.max().unwrap_or_default();
            if columns > MOST_COLUMNS {
                let problem = Problem::TooManyColumns { columns, limit: MOST_COLUMNS };
                report.error(problem, value.place.clone());
                return None;
            }
            Some(Answer::Text(text))
        }
        Kind::Date => date::check(value, report).map(Answer::Date),
        Kind::YesNo => match value.data {
            Data::Boolean(yes) => Some(Answer::YesNo(yes)),
            _ => value.wrong_type(Wanted::Boolean, report),
        },
        Kind::Choice(options) => {
            let word = line(value, report)?;
            if !options.contains(&word) {
                let allowed = options.iter().map(String::as_str);
                report.error(table::not_a_choice(&word, allowed), value.place.clone());
                return None;
            }
            Some(Answer::Line(word))
        }
        Kind::Record(definition) => record(definition, value, report).map(Answer::Record),
        Kind::List(None) => {
            let items = list(value, Wanted::TextList, report)?;
            let lines: Vec<_> = items.iter().map(|item| line(item, report)).collect();
            lines.into_iter().collect::<Option<_>>().map(Answer::Lines)
        }
        Kind::List(Some(definition)) => {
            let items = list(value, Wanted::RecordList(part_keys(definition)), report)?;
            let records: Vec<_> =
                items.iter().map(|item| record(definition, item, report)).collect();
            records.into_iter().collect::<Option<_>>().map(Answer::Records)
        }
    }
}

fn list<'a>(value: &'a Value, wanted: Wanted, report: &mut Report) -> Option<&'a [Value]> {
    match &value.data {
        Data::List(items) if items.is_empty() => {
            report.error(Problem::BlankAnswer, value.place.clone());
            None
        }
        Data::List(items) => Some(items),
        _ => value.wrong_type(wanted, report),
    }
}

fn record(definition: &Record, value: &Value, report: &mut Report) -> Option<Vec<Option<String>>> {
    let faults_before = report.errors();
    let Data::Table(table) = &value.data else {
        return value.wrong_type(Wanted::Record(part_keys(definition)), report);
    };
    let keys: Vec<&str> = definition.parts.iter().map(|part| part.key.as_str()).collect();
    table.refuse_unknown(&keys, report);
    let parts: Vec<Option<String>> = keys
        .iter()
        .map(|key| table.get(key).and_then(|entry| line(&entry.value, report)))
        .collect();
    if report.errors() > faults_before {
        return None;
    }
    if parts.iter().all(Option::is_none) {
        report.error(Problem::BlankAnswer, value.place.clone());
        return None;
    }
    let says_absent = |(part, value): (&Part, &Option<String>)| {
        (value.as_ref() == Some(&part.absent)).then(|| (part.key.clone(), part.absent.clone()))
    };
    if let Some((part, text)) = definition.parts.iter().zip(&parts).find_map(says_absent) {
        let place =
            table.get(&part).map_or_else(|| value.place.clone(), |entry| entry.value.place.clone());
        report.error(Problem::SaysAbsent { part, text }, place);
        return None;
    }
    let printed = definition.print.print(&definition.parts, &parts);
    if definition.print.read(&definition.parts, &printed).as_ref() != Some(&parts) {
        let pattern = definition.print.as_str().to_owned();
        report.error(Problem::Ambiguous { printed, pattern }, value.place.clone());
        return None;
    }
    Some(parts)
}

fn part_keys(definition: &Record) -> Vec<String> {
    definition.parts.iter().map(|part| part.key.clone()).collect()
}

fn line(value: &Value, report: &mut Report) -> Option<String> {
    let line = normal_characters(characters(value, report)?);
    match line.find('\n') {
        Some(_) => {
            report.error(Problem::LineBreak, value.place.clone());
            None
        }
        None => Some(line),
    }
}

/// Text that is not blank.
fn characters<'a>(value: &'a Value, report: &mut Report) -> Option<&'a str> {
    let text = value.text(report)?;
    if text.trim().is_empty() {
        report.error(Problem::BlankAnswer, value.place.clone());
        return None;
    }
    Some(text)
}
