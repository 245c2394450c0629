//! `list`: several lines or records, printed as a list.

use serde_json::{Value as Json, json};

use crate::diagnostic::Report;
use crate::form::problems::{PlaceholderLeft, TooManyItems};
use crate::form::{Part, Record};
use crate::scalar::Scalar;
use crate::table::problems::WantedType;
use crate::table::{Data, Value};

use super::{Keys, OF_LETTERS, OF_PERSONS, OF_SEVERAL, OF_WORDS, Pattern, Reader, line, record};

/// The most items of a list and rows of a table.
pub(super) const MOST_ITEMS: usize = 10_000;

pub(super) const KEYS_OF_LINES: &[Keys] =
    &[OF_WORDS, OF_PERSONS, OF_LETTERS, OF_SEVERAL, &["parts", "one_of", "unique"]];
pub(super) const KEYS_OF_RECORDS: &[Keys] =
    &[OF_WORDS, OF_PERSONS, OF_SEVERAL, &["parts", "print", "unique"]];

/// The items of a list.
pub(super) fn items<'a>(
    value: &'a Value,
    wanted: WantedType,
    report: &mut Report,
) -> Option<&'a [Value]> {
    match &value.data {
        Data::List(items) if items.len() > MOST_ITEMS => {
            let problem = TooManyItems { count: items.len(), most: MOST_ITEMS };
            report.error(problem, value.place.clone());
            None
        }
        Data::List(items) => Some(items),
        _ => value.wrong_type(wanted, report),
    }
}

pub(super) fn lines(value: &Value, reader: Reader<'_>, report: &mut Report) -> Option<Vec<String>> {
    let items = items(value, WantedType::TextList, report)?;
    let mut item = |item: &Value| {
        let line = line::read(item, report)?;
        if reader.placeholder == Some(line.as_str()) {
            report.error(PlaceholderLeft { text: line }, item.place.clone());
            return None;
        }
        Some(line)
    };
    // All of them, so that each error is reported.
    let lines: Vec<Option<String>> = items.iter().map(&mut item).collect();
    lines.into_iter().collect()
}

/// The records of a list, or the rows of a table.
pub(super) fn records(
    parts: &[Part],
    print: Option<&Pattern>,
    value: &Value,
    reader: Reader<'_>,
    report: &mut Report,
) -> Option<Vec<Vec<Option<Scalar>>>> {
    let items = items(value, WantedType::RecordList(record::example_of(parts)), report)?;
    let records: Vec<_> =
        items.iter().map(|item| record::read(parts, print, item, reader, report)).collect();
    records.into_iter().collect()
}

pub(super) fn example(record: Option<&Record>) -> String {
    let item = record.map(|record| record::example_of(&record.parts));
    format!("[{}]", item.as_deref().unwrap_or(line::EXAMPLE))
}

pub(super) fn blank(record: Option<&Record>) -> String {
    let item = record.map(|record| record::blank(&record.parts));
    of_items(item.as_deref().unwrap_or("\"\""))
}

/// A list that is commented out, with one item.
pub(super) fn of_items(item: &str) -> String {
    format!("[\n#    {item},\n#]")
}

pub(super) fn schema(item: &Json) -> Json {
    json!({ "type": "array", "minItems": 1, "items": item })
}

pub(super) fn samples_of_lines(words: &[String]) -> Vec<Vec<String>> {
    let lines = line::samples(words);
    (1..=3).map(|count| lines.iter().cycle().take(count).cloned().collect()).collect()
}

/// A loop goes through all rows of one answer; two that are alike may clash.
pub(super) fn samples(records: &[Vec<Option<Scalar>>]) -> Vec<Vec<Vec<Option<Scalar>>>> {
    let twice = vec![records[0].clone(); 2];
    let first = [vec![records[0].clone()], records.to_vec(), twice];
    let one_each = records.iter().skip(1).map(|record| vec![record.clone()]);
    first.into_iter().chain(one_each).collect()
}
