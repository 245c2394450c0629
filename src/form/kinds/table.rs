//! `table`: several records, printed as a table; the parts are its columns.

use crate::document::{Alignment, Block, Table, Text};
use crate::form::Part;
use crate::scalar::Scalar;

use super::{Keys, Kind, OF_PERSONS, OF_SEVERAL, OF_WORDS};

pub(super) const KEYS: &[Keys] = &[OF_WORDS, OF_PERSONS, OF_SEVERAL, &["columns", "unique"]];

/// Records as a table: numbers to the right, absent cells empty.
pub(super) fn text(columns: &[Part], records: &[Vec<Option<Scalar>>], language: &str) -> Text {
    let alignment = columns.iter().map(|column| match column.kind {
        Kind::Number(_) => Alignment::Right,
        _ => Alignment::Default,
    });
    let cell = |(column, value): (&Part, &Option<Scalar>)| {
        value.as_ref().map(|value| column.kind.print(value, language)).unwrap_or_default()
    };
    let table = Table::typed(
        alignment.collect(),
        columns.iter().map(|column| column.label.clone()).collect(),
        records.iter().map(|row| columns.iter().zip(row).map(cell).collect()).collect(),
    );
    Text { blocks: vec![Block::Table(table)] }
}
