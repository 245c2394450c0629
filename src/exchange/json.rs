//! JSON as written: values with their places, in the order of the text, numbers with the digits that they were written
//! with.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::{Place, Report, Source};
use crate::exchange::problems::{JsonFault, NotJson};
use crate::table::{Data, Table, Value};

/// How many values may stand in one another: of an answer, three do.
const DEEPEST: usize = 32;

/// A value and its place.
#[derive(Debug)]
pub(super) struct Json {
    pub(super) place: Place,
    pub(super) data: JsonData,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum JsonData {
    Null,
    Boolean(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// Keys with their places, and values; no key stands twice.
    Object(Vec<(String, Place, Json)>),
}

/// Reads the values of a text: most have one, some a line for each.
///
/// # Errors
///
/// A text that is no JSON is an error in `report`, at the place where it ceases to be.
pub(super) fn parse(source: &Arc<Source>, report: &mut Report) -> Option<Vec<Json>> {
    let mut values = Vec::new();
    for raw in serde_json::Deserializer::from_str(source.text()).into_iter::<&RawValue>() {
        let raw = raw.map_err(|error| Broken::of(source.text(), 0, &error));
        match raw.and_then(|raw| value(source, raw, DEEPEST)) {
            Ok(value) => values.push(value),
            Err(Broken { fault, at }) => {
                report.error(NotJson { fault }, Place::new(source, at..at + 1));
                return None;
            }
        }
    }
    if values.is_empty() {
        report.error(NotJson { fault: JsonFault::Empty }, Place::new(source, 0..0));
        return None;
    }
    Some(values)
}

/// Where a text ceases to be JSON, in bytes, and why.
struct Broken {
    fault: JsonFault,
    at: usize,
}

impl Broken {
    /// An error in a text that begins at a byte of its source.
    fn of(text: &str, start: usize, error: &serde_json::Error) -> Broken {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line: usize = lines.map(str::len).sum();
        // Its columns are bytes, from 1.
        let within = (line + error.column()).saturating_sub(1).min(text.len());
        let within = text.floor_char_boundary(within);
        // It tells of a comma too many at what follows.
        let before = text[..within].trim_end();
        let is_end = text[within..].starts_with(['}', ']']);
        if let Some(comma) = before.strip_suffix(',').filter(|_| is_end) {
            return Broken { fault: JsonFault::Comma, at: start + comma.len() };
        }
        // The library has no names for its errors.
        let words = error.to_string();
        let fault = if error.is_eof() {
            JsonFault::Cut
        } else if words.starts_with("control character") {
            JsonFault::LineBreak
        } else if words.starts_with("key must be a string") {
            JsonFault::Key
        } else {
            JsonFault::NoJson
        };
        // It counts the character in a string that may not be there, or the one before.
        let rest = text[within..].find(|c: char| c.is_ascii_control());
        let further = rest.filter(|_| fault == JsonFault::LineBreak).unwrap_or_default();
        Broken { fault, at: start + within + further }
    }
}

/// What stands in a piece of the text of `source`, where no value goes deeper than so many.
fn value(source: &Arc<Source>, raw: &RawValue, deepest: usize) -> Result<Json, Broken> {
    let text = raw.get();
    let start = start_of(source, raw);
    let broken = |error| Broken::of(text, start, &error);
    let Some(deepest) = deepest.checked_sub(1) else {
        return Err(Broken { fault: JsonFault::TooDeep, at: start });
    };
    let data = match text.as_bytes().first() {
        Some(b'n') => JsonData::Null,
        Some(b't' | b'f') => JsonData::Boolean(text == "true"),
        Some(b'"') => {
            let text: String = serde_json::from_str(text).map_err(broken)?;
            // Other programs have other line ends.
            JsonData::Text(text.replace("\r\n", "\n"))
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).map_err(broken)?;
            let list = items.into_iter().map(|item| value(source, item, deepest));
            JsonData::List(list.collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let mut entries = serde_json::Deserializer::from_str(text);
            let entries = entries.deserialize_map(Entries).map_err(broken)?;
            let (mut object, mut from) = (Vec::with_capacity(entries.len()), start);
            let mut seen = BTreeSet::new();
            for (key, raw) in entries {
                let at = start_of(source, raw);
                let place = place_of_key(source, &key, from..at);
                from = at + raw.get().len();
                // Programs take one of two, and not all the same one (RFC 8259, 4).
                if !seen.insert(key.clone()) {
                    return Err(Broken { fault: JsonFault::Twice, at: place.span().start });
                }
                object.push((key, place, value(source, raw, deepest)?));
            }
            JsonData::Object(object)
        }
        _ => JsonData::Number(text.to_owned()),
    };
    Ok(Json { place: Place::new(source, start..start + text.len()), data })
}

/// Where a piece of the text of `source` begins.
fn start_of(source: &Source, raw: &RawValue) -> usize {
    raw.get().as_ptr() as usize - source.text().as_ptr() as usize
}

/// Where a key stands between two values; with escapes in it, all between them.
fn place_of_key(source: &Arc<Source>, key: &str, between: Range<usize>) -> Place {
    let at = source.text()[between.clone()].find(&format!("\"{key}\""));
    match at.map(|at| between.start + at) {
        Some(start) => Place::new(source, start..start + key.len() + 2),
        None => Place::new(source, between),
    }
}

/// The entries of an object, in their order.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

impl Json {
    /// The value as a case would have it: nothing for null, which parts and items may be.
    pub(super) fn to_value(&self) -> Option<Value> {
        let data = match &self.data {
            JsonData::Null => return None,
            JsonData::Boolean(boolean) => Data::Boolean(*boolean),
            JsonData::Number(number) => Data::Number(number.clone()),
            JsonData::Text(text) => Data::Text(text.clone()),
            JsonData::List(items) => Data::List(items.iter().filter_map(Json::to_value).collect()),
            JsonData::Object(entries) => {
                let entries = entries.iter();
                let entries =
                    entries.filter_map(|(key, _, value)| Some((key.clone(), value.to_value()?)));
                Data::Table(Table::found(&self.place, entries))
            }
        };
        Some(Value { data, place: self.place.clone() })
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.data {
            JsonData::Text(text) => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places_and_their_digits() {
        let source =
            Source::new("x", "[{\"a\": 12.50, \"c\": null}]\n{\"b\": [\"å\\r\\nä\", true]}");
        let values = parse(&source, &mut Report::new()).unwrap();
        let [Json { data: JsonData::List(items), .. }, second] = &values[..] else { panic!() };
        let JsonData::Object(entries) = &items[0].data else { panic!() };
        assert_eq!(entries[0].2.place.text(), "12.50");
        assert!(matches!(&entries[0].2.data, JsonData::Number(number) if number == "12.50"));
        assert!(matches!(entries[1].2.data, JsonData::Null));
        assert_eq!(second.place.start().unwrap().line, 2);
        let JsonData::Object(entries) = &second.data else { panic!() };
        let JsonData::List(items) = &entries[0].2.data else { panic!() };
        assert_eq!(items[0].text(), Some("å\nä"));
    }

    #[test]
    fn what_is_no_json_is_told_where_it_ceases_to_be() {
        let deep = "[".repeat(50_000) + &"]".repeat(50_000);
        for (text, line, column, fault) in [
            ("[\n{\"å\": 1,}]", 2, 8, JsonFault::Comma),
            ("[1,\n2", 2, 1, JsonFault::Cut),
            ("[\"åäö\", {a: 1}]", 1, 10, JsonFault::Key),
            ("[\"åäö\", \"a\nb\"]", 1, 11, JsonFault::LineBreak),
            ("[1, 2026-03-03]", 1, 9, JsonFault::NoJson),
            (" \n", 1, 1, JsonFault::Empty),
            ("[{\"å\": {\"b\": 1, \"c\": 2,\n\"b\": 1}}]", 2, 1, JsonFault::Twice),
            ("[1,\n{\"å\": \"\\ud800\"}]", 2, 14, JsonFault::NoJson),
            (&*deep, 1, 33, JsonFault::TooDeep),
        ] {
            let mut report = Report::new();
            assert!(parse(&Source::new("x", text), &mut report).is_none());
            let problem = &report.diagnostics()[0];
            let start = problem.primary.as_ref().unwrap().start().unwrap();
            let found = problem.problem.downcast::<NotJson>().unwrap().fault;
            assert_eq!((start.line, start.column, found), (line, column, fault), "{text:.40}");
        }
    }
}
