//! The value of a field → an [`Answer`], if it is one of the field's kind.

use crate::diagnostic::{Report, nearest};
use crate::form::problems::PlaceholderLeft;
use crate::form::{Answer, Field, Kind, Reader};
use crate::table::{self, Data, Value};
use crate::text::{self, normal_characters};

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
            // Most texts show that by their first line.
            text.lines().all(|line| text::is_blank(line) || is_item_of_blanks(line))
        }
        Data::List(items) if kind.is_several() => {
            items.iter().all(|item| item.is_blank_text() || is_blank_record(kind, item))
        }
        _ => value.is_blank_text() || (!kind.is_several() && is_blank_record(kind, value)),
    }
}

/// Whether a value is a record whose parts say nothing.
fn is_blank_record(kind: &Kind, value: &Value) -> bool {
    let (Data::Table(table), parts) = (&value.data, kind.record_parts()) else { return false };
    let is_part = |key: &str| parts.iter().any(|part| part.key == key);
    let mut entries = table.entries().iter();
    !parts.is_empty() && entries.all(|entry| is_part(&entry.key) && entry.value.is_blank_text())
}

impl AnswerReader<'_> {
    pub(super) fn answer(&self, value: &Value, report: &mut Report) -> Option<Answer> {
        if let Data::Text(text) = &value.data {
            let word = normal_characters(text);
            let is_public = || self.field.stand_in().is_some_and(|role| role == word);
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
        let reader = Reader {
            placeholder: self.field.placeholder.as_deref(),
            accepts: &self.field.rules.accepts,
            language: self.language,
        };
        self.field.kind.read(value, reader, report)
    }
}

/// Whether a line is an item of a list of which nobody sees more than its sign.
fn is_item_of_blanks(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match digits.strip_prefix('.') {
        Some(rest) if digits.len() < line.len() => Some(rest),
        _ => line.strip_prefix('-'),
    };
    rest.is_some_and(|rest| text::is_blank(rest) && !rest.is_ascii())
}
