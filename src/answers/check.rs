//! The value of a field → an [`Answer`], if it is one of the field's kind.

use crate::answers::problems::{
    Ambiguous, AnswerTooLong, BlankAnswer, PlaceholderLeft, SaysAbsent, TooManyDecimals,
    TooManyItems,
};
use crate::diagnostic::{Report, nearest};
use crate::document::{Block, Inline, Text};
use crate::form::problems::{LineBreak, TooManyColumns};
use crate::form::{Field, Kind, NumberKind, Part, Pattern, Record, example_of};
use crate::scalar::{Date, Number, Scalar};
use crate::table::problems::{Duplicate, WantedType};
use crate::table::{self, Data, Value};
use crate::text::{self, MOST_COLUMNS, normal_characters};

use super::{Answer, personal};

/// The longest answer, in characters: some three hundred pages. What is longer is no answer to a
/// question in a form but an enclosure, and Word becomes slow with it.
const LONGEST_ANSWER: usize = 1_000_000;
/// The most items of a list and rows of a table.
const MOST_ITEMS: usize = 10_000;

/// Reads the value of a field.
pub(super) struct AnswerReader<'a> {
    pub(super) field: &'a Field,
    pub(super) language: &'a str,
}

/// Whether a value says nothing: a text of blanks, or of nothing but list signs before blanks, and
/// a list or record of nothing but such. In Word it is an empty field.
pub(super) fn is_blank(field: &Field, value: &Value) -> bool {
    let kind = &field.kind;
    match &value.data {
        Data::Text(text) if *kind == Kind::Text => {
            // Nothing else begins a list.
            let may_be_list =
                text.trim_start().starts_with(|c: char| c == '-' || c.is_ascii_digit());
            let is_list = || Text::parse(text).blocks.iter().all(is_list_of_blanks);
            text::is_blank(text) || (may_be_list && is_list())
        }
        Data::List(items) if kind.is_several() => {
            items.iter().all(|item| is_blank_text(item) || is_blank_record(kind, item))
        }
        _ => is_blank_text(value) || (!kind.is_several() && is_blank_record(kind, value)),
    }
}

fn is_blank_text(value: &Value) -> bool {
    matches!(&value.data, Data::Text(text) if text::is_blank(text))
}

/// Whether a value is a record whose parts say nothing.
fn is_blank_record(kind: &Kind, value: &Value) -> bool {
    let (Data::Table(table), parts) = (&value.data, kind.record_parts()) else { return false };
    let is_part = |key: &str| parts.iter().any(|part| part.key == key);
    let mut entries = table.entries().iter();
    !parts.is_empty() && entries.all(|entry| is_part(&entry.key) && is_blank_text(&entry.value))
}

impl AnswerReader<'_> {
    pub(super) fn answer(&self, value: &Value, report: &mut Report) -> Option<Answer> {
        if let Data::Text(text) = &value.data {
            let word = normal_characters(text);
            let is_public = || personal::stand_in(self.field).is_some_and(|role| role == word);
            if self.field.rules.accepts.contains(&word) || is_public() {
                return Some(Answer::Word(word));
            }
            // Nearly one of the accepted words, where no text can stand.
            let accepts = || self.field.rules.accepts.iter().map(String::as_str);
            let takes_text = matches!(self.field.kind, Kind::Line | Kind::Text);
            if !takes_text && nearest(&word, accepts()).is_some() {
                report.error(table::not_a_choice(&word, accepts()), value.place.clone());
                return None;
            }
            if self.field.placeholder.as_ref() == Some(&word) {
                report.error(PlaceholderLeft { text: word }, value.place.clone());
                return None;
            }
        }
        let answer = match &self.field.kind {
            Kind::Text => {
                let typed = characters(value, report)?;
                let text = Text::parse(typed);
                let tables = text.blocks.iter().filter_map(|block| match block {
                    Block::Table(table) => Some(table),
                    _ => None,
                });
                let columns =
                    tables.clone().map(|table| table.header.len()).max().unwrap_or_default();
                if columns > MOST_COLUMNS {
                    let problem = TooManyColumns { columns, limit: MOST_COLUMNS };
                    report.error(problem, value.place.clone());
                    return None;
                }
                let count = tables.map(|table| table.rows.len()).max().unwrap_or_default();
                if count > MOST_ITEMS {
                    let problem = TooManyItems { count, most: MOST_ITEMS };
                    report.error(problem, value.place.clone());
                    return None;
                }
                Answer::Text(text)
            }
            Kind::YesNo => match value.data {
                Data::Boolean(yes) => Answer::One(Scalar::Boolean(yes)),
                _ => return value.wrong_type(WantedType::Boolean, report),
            },
            Kind::Choices(options) => Answer::Words(words(options, value, report)?),
            Kind::Record(Record { parts, print }) => {
                let record = self.record(parts, print.as_ref(), value, report)?;
                // A record that is printed as an accepted word is read back as that.
                match print.as_ref().map(|print| print.print(parts, &record, self.language)) {
                    Some(line) if self.field.rules.accepts.contains(&line) => Answer::Word(line),
                    _ => Answer::Record(record),
                }
            }
            Kind::List(None) => {
                let items = list(value, WantedType::TextList, report)?;
                let lines: Vec<_> = items.iter().map(|item| self.item(item, report)).collect();
                Answer::Lines(lines.into_iter().collect::<Option<_>>()?)
            }
            Kind::List(Some(Record { parts, print })) => {
                Answer::Records(self.records(parts, print.as_ref(), value, report)?)
            }
            Kind::Table(columns) => Answer::Records(self.records(columns, None, value, report)?),
            kind => Answer::One(scalar(kind, value, report)?),
        };
        Some(answer)
    }

    /// A line of a list.
    fn item(&self, item: &Value, report: &mut Report) -> Option<String> {
        let line = line(item, report)?;
        if self.field.placeholder.as_ref() == Some(&line) {
            report.error(PlaceholderLeft { text: line }, item.place.clone());
            return None;
        }
        Some(line)
    }

    fn records(
        &self,
        parts: &[Part],
        print: Option<&Pattern>,
        value: &Value,
        report: &mut Report,
    ) -> Option<Vec<Vec<Option<Scalar>>>> {
        let items = list(value, WantedType::RecordList(example_of(parts)), report)?;
        let records: Vec<_> =
            items.iter().map(|item| self.record(parts, print, item, report)).collect();
        records.into_iter().collect()
    }

    fn record(
        &self,
        parts: &[Part],
        print: Option<&Pattern>,
        value: &Value,
        report: &mut Report,
    ) -> Option<Vec<Option<Scalar>>> {
        let faults_before = report.errors();
        let Data::Table(table) = &value.data else {
            return value.wrong_type(WantedType::Record(example_of(parts)), report);
        };
        let keys: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
        table.refuse_unknown(&keys, report);
        let mut record = Vec::new();
        for part in parts {
            let entry = table.get(&part.key).filter(|entry| !is_blank_text(&entry.value));
            record.push(entry.and_then(|entry| scalar(&part.kind, &entry.value, report)));
            if let (Some(Some(Scalar::Text(text))), Some(entry)) = (record.last(), entry)
                && self.field.placeholder.as_ref() == Some(text)
            {
                let problem = PlaceholderLeft { text: text.clone() };
                report.error(problem, entry.value.place.clone());
            }
        }
        let is_broken = table.entries().iter().any(|e| matches!(e.value.data, Data::Broken));
        if report.errors() > faults_before || is_broken {
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
                && value.to_string() == part.absent
            {
                let (part, text) = (part.key.clone(), part.absent.clone());
                report.error(SaysAbsent { part, text }, entry.value.place.clone());
                return None;
            }
        }
        let printed = pattern.print(parts, &record, self.language);
        if pattern.read(parts, &printed, self.language).as_ref() != Some(&record) {
            let pattern = pattern.as_str().to_owned();
            report.error(Ambiguous { printed, pattern }, value.place.clone());
            return None;
        }
        Some(record)
    }
}

fn is_list_of_blanks(block: &Block) -> bool {
    match block {
        Block::List(list) => {
            let mut is_blank = true;
            let piece = |piece: &Inline| match piece {
                Inline::Typed(line) => text::is_blank(line),
                _ => true,
            };
            list.each_line(&mut |content| is_blank &= content.iter().all(piece));
            is_blank
        }
        _ => false,
    }
}

/// A value of one of the kinds of a single line.
fn scalar(kind: &Kind, value: &Value, report: &mut Report) -> Option<Scalar> {
    match kind {
        Kind::Date => Date::check(value, report).map(Scalar::Date),
        Kind::Number(NumberKind { decimals, .. }) => {
            let number = Number::check(value, report)?;
            if let Some(most) = decimals.filter(|most| number.count_decimals() > *most) {
                let count = number.count_decimals();
                report.error(TooManyDecimals { count, most }, value.place.clone());
                return None;
            }
            Some(Scalar::Number(number))
        }
        Kind::Choice(options) => one_of(options, value, report).map(Scalar::Text),
        _ => line(value, report).map(Scalar::Text),
    }
}

fn one_of(options: &[String], value: &Value, report: &mut Report) -> Option<String> {
    let word = line(value, report)?;
    if !options.contains(&word) {
        let allowed = options.iter().map(String::as_str);
        report.error(table::not_a_choice(&word, allowed), value.place.clone());
        return None;
    }
    Some(word)
}

/// Some of the options, each once.
fn words(options: &[String], value: &Value, report: &mut Report) -> Option<Vec<String>> {
    let faults_before = report.errors();
    let items = list(value, WantedType::TextList, report)?;
    let mut chosen: Vec<String> = Vec::new();
    for item in items {
        let Some(word) = one_of(options, item, report) else { continue };
        if chosen.contains(&word) {
            report.error(Duplicate { name: word.clone() }, item.place.clone());
        }
        chosen.push(word);
    }
    chosen.sort_by_key(|word| options.iter().position(|option| option == word));
    (report.errors() == faults_before).then_some(chosen)
}

fn list<'a>(value: &'a Value, wanted: WantedType, report: &mut Report) -> Option<&'a [Value]> {
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

fn line(value: &Value, report: &mut Report) -> Option<String> {
    let line = normal_characters(characters(value, report)?);
    match line.find('\n') {
        Some(_) => {
            report.error(LineBreak, value.place.clone());
            None
        }
        None => Some(line),
    }
}

/// Text that is not blank, and not too long.
fn characters<'a>(value: &'a Value, report: &mut Report) -> Option<&'a str> {
    let text = value.text(report)?;
    if text::is_blank(text) {
        report.error(BlankAnswer, value.place.clone());
        return None;
    }
    // Bytes are counted first: most answers have fewer than the characters that they may have.
    if text.len() > LONGEST_ANSWER {
        let length = text.chars().count();
        if length > LONGEST_ANSWER {
            let problem = AnswerTooLong { length, most: LONGEST_ANSWER };
            report.error(problem, value.place.clone());
            return None;
        }
    }
    Some(text)
}
