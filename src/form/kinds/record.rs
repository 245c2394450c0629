//! `record`: named parts, printed on one line or each in a place of its own.

use crate::diagnostic::Report;
use crate::form::problems::{Ambiguous, BlankAnswer, PlaceholderLeft, SaysAbsent};
use crate::form::{Part, Record};
use crate::scalar::Scalar;
use crate::table::problems::WantedType;
use crate::table::{Data, Value};

use super::{Answer, Keys, Kind, OF_PERSONS, OF_WORDS, Pattern, Reader};

/// The most records that are tried as rows of one answer.
const MOST_RECORDS: usize = 400;
/// The most values of a part that are tried together with those of another.
const MOST_OF_A_PAIR: usize = 6;

pub(super) const KEYS_OF_ONE_PLACE: &[Keys] = &[OF_WORDS, OF_PERSONS, &["parts", "print"]];
/// Without one place, no other words have a place either.
pub(super) const KEYS_OF_PARTS: &[Keys] = &[OF_PERSONS, &["parts", "print"]];

/// A record, or the accepted word that it is printed as: it is read back as that.
pub(super) fn answer(
    record: &Record,
    value: &Value,
    reader: Reader<'_>,
    report: &mut Report,
) -> Option<Answer> {
    let Record { parts, print } = record;
    let values = read(parts, print.as_ref(), value, reader, report)?;
    match print.as_ref().map(|print| print.print(parts, &values, reader.language)) {
        Some(line) if reader.accepts.contains(&line) => Some(Answer::Word(line)),
        _ => Some(Answer::Record(values)),
    }
}

pub(super) fn read(
    parts: &[Part],
    print: Option<&Pattern>,
    value: &Value,
    reader: Reader<'_>,
    report: &mut Report,
) -> Option<Vec<Option<Scalar>>> {
    let errors_before = report.errors();
    let Data::Table(table) = &value.data else {
        return value.wrong_type(WantedType::Record(example_of(parts)), report);
    };
    let keys: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
    table.refuse_unknown(&keys, report);
    let mut record = Vec::new();
    for part in parts {
        let entry = table.get(&part.key).filter(|entry| !entry.value.is_blank_text());
        record.push(entry.and_then(|entry| part.kind.read_scalar(&entry.value, report)));
        if let (Some(Some(Scalar::Text(text))), Some(entry)) = (record.last(), entry)
            && reader.placeholder == Some(text.as_str())
        {
            let problem = PlaceholderLeft { text: text.clone() };
            report.error(problem, entry.value.place.clone());
        }
    }
    let is_broken = table.entries().iter().any(|e| matches!(e.value.data, Data::Broken));
    if report.errors() > errors_before || is_broken {
        return None;
    }
    if record.iter().all(Option::is_none) {
        report.error(BlankAnswer, value.place.clone());
        return None;
    }
    // What follows is about printing on one line; cells and parts apart are just what they are.
    let Some(pattern) = print else { return Some(record) };
    for (part, value) in parts.iter().zip(&record) {
        if let (Some(value), Some(entry)) = (value, table.get(&part.key))
            && value.to_string() == part.absent()
        {
            let (part, text) = (part.key.clone(), part.absent().to_owned());
            report.error(SaysAbsent { part, text }, entry.value.place.clone());
            return None;
        }
    }
    let printed = pattern.print(parts, &record, reader.language);
    if pattern.read(parts, &printed, reader.language).as_ref() != Some(&record) {
        let pattern = pattern.as_str().to_owned();
        report.error(Ambiguous { printed, pattern }, value.place.clone());
        return None;
    }
    Some(record)
}

impl Record {
    /// A record on one line.
    pub(super) fn line(&self, values: &[Option<Scalar>], language: &str) -> String {
        match &self.print {
            Some(print) => print.print(&self.parts, values, language),
            None => in_order(&self.parts, values, language).join(", "),
        }
    }
}

/// The parts of a record that are there, as printed.
pub(super) fn in_order(parts: &[Part], values: &[Option<Scalar>], language: &str) -> Vec<String> {
    let printed = parts.iter().zip(values);
    printed.filter_map(|(part, value)| Some(part.kind.print(value.as_ref()?, language))).collect()
}

/// How a record is written, for those who have yet to write it.
pub(super) fn example_of(parts: &[Part]) -> String {
    braced(parts, Kind::example)
}

/// A record in a new case, to be written.
pub(super) fn blank(parts: &[Part]) -> String {
    braced(parts, Kind::blank)
}

fn braced(parts: &[Part], value: impl Fn(&Kind) -> String) -> String {
    let parts: Vec<String> =
        parts.iter().map(|part| format!("{} = {}", part.key, value(&part.kind))).collect();
    format!("{{ {} }}", parts.join(", "))
}

/// All parts, and each part absent or another.
pub(super) fn samples(parts: &[Part], words: &[String]) -> Vec<Vec<Option<Scalar>>> {
    let full: Vec<Option<Scalar>> =
        parts.iter().map(|part| part.kind.scalar_samples(&[]).into_iter().next()).collect();
    let mut records = vec![full.clone()];
    for (at, part) in parts.iter().enumerate() {
        let others = part.kind.scalar_samples(words).into_iter().skip(1).map(Some);
        let absent = (parts.len() > 1).then_some(None);
        for value in absent.into_iter().chain(others) {
            let mut record = full.clone();
            record[at] = value;
            records.push(record);
        }
    }
    // Two parts at a time, with the others there and not.
    let some = |part: &Part| -> Vec<Option<Scalar>> {
        let values = part.kind.scalar_samples(words).into_iter().take(MOST_OF_A_PAIR).map(Some);
        std::iter::once(None).chain(values).collect()
    };
    for one in 0..parts.len() {
        for other in one + 1..parts.len() {
            for base in [&full, &vec![None; parts.len()]] {
                for first in some(&parts[one]) {
                    for second in some(&parts[other]) {
                        let mut record = base.clone();
                        record[one].clone_from(&first);
                        record[other] = second;
                        records.push(record);
                    }
                }
            }
        }
    }
    records.retain(|record| record.iter().any(Option::is_some));
    records.truncate(MOST_RECORDS);
    records
}
