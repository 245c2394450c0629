//! TOML as written: tables, keys and values with their places, in the order of the file.
//!
//! Everything else reads TOML through here, so that every problem knows its place and all of a
//! file's problems are told at once.

mod allow;
pub mod problems;
mod syntax;

pub use allow::Allowed;
pub(crate) use allow::{allow, allowed};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::diagnostic::{AnyProblem, Place, Report, Source, nearest};
use crate::table::problems::{
    ForbiddenCharacter, FoundType, MissingKey, NotAChoice, OutOfBounds, TomlSyntax, UnknownKey,
    WantedType, WrongType,
};
use crate::text::{self, forbidden};

/// How many keys back the one is looked for that a place lies in.
const MOST_OPEN: usize = 32;

/// For how many unknown keys of a table one is looked for that was meant: nobody reads of more.
pub(crate) const MOST_SUGGESTIONS: usize = 200;

/// A table of a TOML file.
#[derive(Clone, Debug)]
pub struct Table {
    source: Arc<Source>,
    span: Range<usize>,
    entries: Vec<Entry>,
}

/// A key of a table with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_place: Place,
    /// The value.
    pub value: Value,
}

impl Entry {
    /// Whether a place lies within the key or its value.
    pub(crate) fn contains(&self, place: &Place) -> bool {
        let (start, end) = (self.key_place.span().start, self.value.place.span().end);
        self.key_place.source() == place.source() && (start..=end).contains(&place.span().start)
    }
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Where it stands.
    pub place: Place,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Data {
    /// A string.
    Text(String),
    /// An integer or a float, as written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time, or both, as written; the parser has seen that the calendar has it.
    Datetime(Datetime),
    /// An array.
    List(Vec<Value>),
    /// A table.
    Table(Table),
    /// Something with a problem of syntax that is reported already.
    Broken,
}

impl Data {
    /// The value that TOML has for a literal: `true`, a date, else a number.
    pub(crate) fn of_literal(literal: &str) -> Data {
        match (literal.parse(), literal.parse()) {
            (Ok(boolean), _) => Data::Boolean(boolean),
            (_, Ok(moment)) => Data::Datetime(moment),
            _ => Data::Number(literal.to_owned()),
        }
    }
}

/// Reads a TOML file. Problems of syntax go to `report`; what could be read is returned all the same.
pub fn parse(source: &Arc<Source>, report: &mut Report) -> Table {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mut broken = Vec::new();
    for fault in syntax::faults(source.text(), &errors) {
        let diagnostic = report.error(fault.problem, Place::new(source, fault.span));
        diagnostic.secondary = fault.other.map(|other| Place::new(source, other));
        broken.push(fault.broken);
    }
    convert_table(source, table.span(), table.get_ref(), &broken)
}

fn convert_table(
    source: &Arc<Source>,
    span: Range<usize>,
    table: &DeTable<'_>,
    broken: &[Range<usize>],
) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        // A key without letters or quotes is where the parser went on after a problem.
        .filter(|(key, _)| !key.span().is_empty())
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_place: Place::new(source, key.span()),
            value: convert(source, value.span(), value.get_ref(), broken),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_place.span().start);
    Table { source: Arc::clone(source), span, entries }
}

fn convert(
    source: &Arc<Source>,
    span: Range<usize>,
    value: &DeValue<'_>,
    broken: &[Range<usize>],
) -> Value {
    let place = Place::new(source, span.clone());
    let is_broken =
        || broken.iter().any(|fault| fault.start <= span.end && fault.end >= span.start);
    let is_covered = broken.iter().any(|fault| fault.start <= span.start && fault.end >= span.end);
    let data = match value {
        // What the parser makes up where it goes on after a problem has no place.
        _ if is_covered || span.is_empty() => Data::Broken,
        DeValue::Table(table) => Data::Table(convert_table(source, span.clone(), table, broken)),
        DeValue::Array(array) => Data::List(
            array.iter().map(|item| convert(source, item.span(), item.get_ref(), broken)).collect(),
        ),
        _ if is_broken() => Data::Broken,
        DeValue::String(text) => Data::Text(text.to_string()),
        // As written: the parser's own text of `0x29` has lost that it is no 29.
        DeValue::Integer(_) | DeValue::Float(_) => Data::Number(source.text()[span].to_owned()),
        DeValue::Boolean(value) => Data::Boolean(*value),
        DeValue::Datetime(datetime) => Data::Datetime(*datetime),
    };
    Value { data, place }
}

impl Table {
    /// A table without entries at the end of a file, to stand for one that is missing.
    pub(crate) fn empty(source: &Arc<Source>) -> Table {
        let end = source.text().len();
        Table { source: Arc::clone(source), span: end..end, entries: Vec::new() }
    }

    /// A table whose values were found elsewhere than in TOML, at a place in the file that they are from.
    pub(crate) fn found(place: &Place, values: impl IntoIterator<Item = (String, Value)>) -> Table {
        let entries = values.into_iter().map(|(key, value)| {
            let key_place = value.place.clone();
            Entry { key, key_place, value }
        });
        Table { source: Arc::clone(place.source()), span: place.span(), entries: entries.collect() }
    }

    /// The file.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Where the table stands.
    pub fn place(&self) -> Place {
        Place::new(&self.source, self.span.clone())
    }

    /// The entries in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Reports every key that is not among `known`, with the one most like it.
    pub(crate) fn refuse_unknown(&self, known: &[&str], report: &mut Report) {
        self.refuse_unknown_before(None, known, report);
    }

    /// The entry that a place lies in. Keys stand in the order of the file, each with its value behind it.
    pub(crate) fn entry_at(&self, place: &Place) -> Option<&Entry> {
        let begins_before = |entry: &Entry| entry.key_place.span().start <= place.span().start;
        let before = &self.entries[..self.entries.partition_point(begins_before)];
        // Of a table under several headers, parts stand between other entries.
        before
            .last()
            .filter(|entry| entry.contains(place))
            .or_else(|| before.iter().rev().take(MOST_OPEN).find(|entry| entry.contains(place)))
    }

    /// As [`Table::refuse_unknown`], for the keys that stand before an offset.
    pub(crate) fn refuse_unknown_before(
        &self,
        end: Option<usize>,
        known: &[&str],
        report: &mut Report,
    ) {
        // A key that is there already cannot be what was meant. Looked for once: there may be thousands
        // of unknown ones.
        let there: BTreeSet<&str> = self.entries.iter().map(|entry| entry.key.as_str()).collect();
        let free: Vec<&str> = known.iter().copied().filter(|key| !there.contains(key)).collect();
        let mut told = 0;
        for entry in &self.entries {
            if end.is_some_and(|end| entry.key_place.span().start > end) {
                continue;
            }
            if !known.contains(&entry.key.as_str()) {
                let problem = UnknownKey {
                    key: entry.key.clone(),
                    suggestion: if told < MOST_SUGGESTIONS {
                        nearest(&entry.key, free.iter().copied())
                    } else {
                        None
                    },
                    known: known.iter().map(|&key| key.to_owned()).collect(),
                };
                told += 1;
                report.error(problem, entry.key_place.clone());
            }
        }
    }

    /// The text at a key, if there is one.
    pub(crate) fn text(&self, key: &str, report: &mut Report) -> Option<(&str, &Place)> {
        let value = &self.get(key)?.value;
        value.text(report).map(|text| (text, &value.place))
    }

    /// The text at a key that must be there.
    pub(crate) fn required_text(&self, key: &str, report: &mut Report) -> Option<(&str, &Place)> {
        // What is known by its own name is no misspelling of another.
        let is_told = |entry: &Entry| {
            let place = Some(&entry.key_place);
            report.diagnostics().iter().any(|told| told.primary.as_ref() == place)
        };
        let misspelt = |entry: &Entry| nearest(&entry.key, [key]).is_some() && is_told(entry);
        if self.get(key).is_none() && !self.entries.iter().any(misspelt) {
            // A table's span is its header or its braces; a file's is all of it.
            let end = if self.span.start == 0 { 0 } else { self.span.end };
            let place = Place::new(&self.source, self.span.start..end);
            report.error(MissingKey { key: key.to_owned() }, place);
        }
        self.text(key, report)
    }

    /// The table at a key, if there is one.
    pub(crate) fn table(&self, key: &str, report: &mut Report) -> Option<&Table> {
        let value = &self.get(key)?.value;
        value.table(report)
    }

    /// The tables in the list at a key; none where the key is absent.
    pub(crate) fn tables(&self, key: &str, report: &mut Report) -> Vec<&Table> {
        let Some(entry) = self.get(key) else { return Vec::new() };
        if let Data::List(items) = &entry.value.data {
            items.iter().filter_map(|item| item.table(report)).collect()
        } else {
            entry.value.wrong_type::<()>(WantedType::TableList, report);
            Vec::new()
        }
    }

    /// The texts in the list at a key; none where the key is absent.
    pub(crate) fn texts(&self, key: &str, report: &mut Report) -> Vec<(&str, &Place)> {
        let Some(entry) = self.get(key) else { return Vec::new() };
        if let Data::List(items) = &entry.value.data {
            items
                .iter()
                .filter_map(|item| item.text(report).map(|text| (text, &item.place)))
                .collect()
        } else {
            entry.value.wrong_type::<()>(WantedType::TextList, report);
            Vec::new()
        }
    }

    /// The text at a key, which must be one of `allowed`.
    pub(crate) fn choice(&self, key: &str, allowed: &[&str], report: &mut Report) -> Option<&str> {
        let (text, place) = self.text(key, report)?;
        if allowed.contains(&text) {
            return Some(text);
        }
        report.error(not_a_choice(text, allowed.iter().copied()), place.clone());
        None
    }

    /// What stands at a key: `true` or `false`.
    pub(crate) fn boolean(&self, key: &str, report: &mut Report) -> Option<bool> {
        let value = &self.get(key)?.value;
        match value.data {
            Data::Boolean(boolean) => Some(boolean),
            _ => value.wrong_type(WantedType::Boolean, report),
        }
    }

    /// The number at a key, which must lie within bounds.
    pub(crate) fn number(
        &self,
        key: &str,
        least: f64,
        most: f64,
        report: &mut Report,
    ) -> Option<f64> {
        self.get(key)?.value.number(least, most, report)
    }
}

impl Value {
    /// Whether it is text that shows nothing.
    pub(crate) fn is_blank_text(&self) -> bool {
        matches!(&self.data, Data::Text(text) if text::is_blank(text))
    }

    /// The value as the file writes it.
    pub fn written(&self) -> &str {
        &self.place.source().text()[self.place.span()]
    }

    /// Where a character stands in its texts, however it is written there.
    pub fn place_of(&self, character: char) -> Option<Place> {
        match &self.data {
            Data::Text(text) => text.contains(character).then(|| place_of(character, &self.place)),
            Data::List(values) => values.iter().find_map(|value| value.place_of(character)),
            Data::Table(table) => {
                table.entries.iter().find_map(|entry| entry.value.place_of(character))
            }
            _ => None,
        }
    }

    /// The text, or problems: it is none, or has characters that no document can hold.
    pub(crate) fn text(&self, report: &mut Report) -> Option<&str> {
        let Data::Text(text) = &self.data else {
            return self.wrong_type(WantedType::Text, report);
        };
        let forbidden = forbidden(text);
        for &character in &forbidden {
            let place = place_of(character, &self.place);
            report.error(ForbiddenCharacter { character }, place);
        }
        forbidden.is_empty().then_some(text)
    }

    /// The number, which must lie within bounds.
    pub(crate) fn number(&self, least: f64, most: f64, report: &mut Report) -> Option<f64> {
        let Data::Number(written) = &self.data else {
            return self.wrong_type(WantedType::Number, report);
        };
        let number =
            written.replace('_', "").parse::<f64>().ok().filter(|n| (least..=most).contains(n));
        if number.is_none() {
            report.error(OutOfBounds { least, most }, self.place.clone());
        }
        number
    }

    /// The table, or a problem.
    pub(crate) fn table(&self, report: &mut Report) -> Option<&Table> {
        match &self.data {
            Data::Table(table) => Some(table),
            _ => self.wrong_type(WantedType::Table, report),
        }
    }

    /// Reports that something else should stand here. Says nothing of a broken value: that is
    /// reported already.
    pub(crate) fn wrong_type<T>(&self, wanted: WantedType, report: &mut Report) -> Option<T> {
        let (found, text) = match &self.data {
            Data::Broken => return None,
            Data::Text(text) => (FoundType::Text, Some(text.clone())),
            Data::Number(_) => (FoundType::Number, None),
            Data::Boolean(_) => (FoundType::Boolean, None),
            Data::Datetime(datetime) if datetime.time.is_none() => (FoundType::Date, None),
            Data::Datetime(datetime) if datetime.date.is_some() => (FoundType::Datetime, None),
            Data::Datetime(_) => (FoundType::Time, None),
            Data::List(_) => (FoundType::List, None),
            Data::Table(_) => (FoundType::Table, None),
        };
        report.error(WrongType { wanted, found, text }, self.place.clone());
        None
    }
}

/// Where a character stands in a value: itself or its escape, else the whole value.
fn place_of(character: char, value: &Place) -> Place {
    let written = &value.source().text()[value.span()];
    let code = u32::from(character);
    let mut spellings = vec![
        character.to_string(),
        format!("\\u{code:04X}"),
        format!("\\u{code:04x}"),
        format!("\\U{code:08X}"),
        format!("\\U{code:08x}"),
        format!("\\x{code:02X}"),
        format!("\\x{code:02x}"),
    ];
    let short = [('\u{8}', "\\b"), ('\u{C}', "\\f"), ('\u{1B}', "\\e")];
    spellings.extend(
        short.iter().filter(|(c, _)| *c == character).map(|(_, escape)| (*escape).to_owned()),
    );
    match spellings.iter().find_map(|spelling| Some((written.find(spelling)?, spelling.len()))) {
        Some((at, length)) => {
            let start = value.span().start + at;
            Place::new(value.source(), start..start + length)
        }
        None => value.clone(),
    }
}

/// A text as TOML has it between `"` and `"`.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The problem of a word that is none of those allowed.
pub(crate) fn not_a_choice<'a>(
    value: &str,
    allowed: impl Iterator<Item = &'a str> + Clone,
) -> AnyProblem {
    NotAChoice {
        value: value.to_owned(),
        suggestion: nearest(value, allowed.clone()),
        allowed: allowed.map(str::to_owned).collect(),
    }
    .into()
}

/// Puts the problems of a file in the order of their places, those of `first` before those of other
/// files, and each once: a key that is unknown because of its letters is an error of syntax too.
pub(crate) fn settle(report: &mut Report, first: &Source) {
    let unknown = report.diagnostics().iter();
    let unknown = unknown.filter(|d| d.problem.downcast::<UnknownKey>().is_some());
    // Keys lie apart: where each ends, by the file and the place where it begins.
    let unknown: BTreeMap<(String, usize), usize> = unknown
        .filter_map(|d| d.primary.as_ref())
        .map(|key| ((key.source().name().to_owned(), key.span().start), key.span().end))
        .collect();
    report.retain(|d| match &d.primary {
        Some(place) if d.problem.downcast::<TomlSyntax>().is_some() => {
            let (name, start) = (place.source().name().to_owned(), place.span().start);
            let before = unknown.range((name.clone(), 0)..=(name, start)).next_back();
            before.is_none_or(|(_, end)| start >= *end)
        }
        _ => true,
    });
    report.sort(first);
}
