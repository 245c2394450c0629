//! `text`: paragraphs, lists and tables.

use serde_json::{Value as Json, json};

use crate::diagnostic::Report;
use crate::document::{Block, Text};
use crate::form::problems::{TooManyColumns, TooManyItems};
use crate::table::Value;
use crate::text::MOST_COLUMNS;

use super::list::MOST_ITEMS;
use super::{Keys, OF_LETTERS, OF_PERSONS, OF_WORDS, line};

pub(super) const KEYS: &[Keys] = &[OF_WORDS, OF_PERSONS, OF_LETTERS];
pub(super) const EXAMPLE: &str = "'''…'''";
pub(super) const BLANK: &str = "'''\n#\n#'''";

pub(super) fn read(value: &Value, report: &mut Report) -> Option<Text> {
    let text = Text::parse(line::characters(value, report)?);
    let tables = text.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let columns = tables.clone().map(|table| table.header.len()).max().unwrap_or_default();
    if columns > MOST_COLUMNS {
        let problem = TooManyColumns { columns, limit: MOST_COLUMNS };
        report.error(problem, value.place.clone());
        return None;
    }
    let count = tables.map(|table| table.rows.len()).max().unwrap_or_default();
    if count > MOST_ITEMS {
        report.error(TooManyItems { count, most: MOST_ITEMS }, value.place.clone());
        return None;
    }
    Some(text)
}

pub(super) fn schema() -> Json {
    json!({ "type": "string", "pattern": r"\S" })
}

pub(super) fn samples(words: &[String]) -> Vec<Text> {
    line::samples(words).iter().map(|text| Text::parse(text)).collect()
}
