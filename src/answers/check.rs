//! The value of a field → an [`Answer`], if it is one of the field's kind.

use crate::diagnostic::{Report, nearest};
use crate::document::{Block, Inline, Text};
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
            // Nothing else begins a list.
            let may_be_list =
                text.trim_start().starts_with(|c: char| c == '-' || c.is_ascii_digit());
            let is_list = || Text::parse(text).blocks.iter().all(is_list_of_blanks);
            text::is_blank(text) || (may_be_list && is_list())
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
