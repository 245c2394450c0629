//! An answer → the cells that show it, and cells → the value that a case would have.

use std::sync::Arc;

use crate::diagnostic::{AnyProblem, Place, Source};
use crate::exchange::problems::{BadRow, NumberForText, RowFault, Spoilt, SpoiltCell};
use crate::form::{Answer, Field, Kind};
use crate::scalar::Scalar;
use crate::sheet::{Cell, LONGEST_TEXT, reference};
use crate::table::{Data, Table, Value};

use super::layout::SheetWords;

/// A cell with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) cell: &'a Cell,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// A file whose cells are read.
#[derive(Debug)]
pub(super) enum Origin {
    /// A workbook: its name.
    Book(String),
    /// A list: its text, of which each record is a place, with the bytes that records begin at.
    List(Arc<Source>, Vec<usize>),
}

impl Origin {
    /// The whole of the file.
    pub(super) fn whole(&self) -> Place {
        match self {
            Origin::Book(name) => Place::new(&Source::new(name.as_str(), ""), 0..0),
            Origin::List(source, _) => Place::new(source, 0..0),
        }
    }

    /// The place of a cell: `list.xlsx: Blad1!C7`, or the line of a list.
    pub(super) fn place(&self, sheet: &str, found: Found<'_>) -> Place {
        self.place_of(sheet, found.row, found.column, &found.cell.text())
    }

    /// The place of a cell with some words.
    pub(super) fn place_of(&self, sheet: &str, row: usize, column: usize, words: &str) -> Place {
        match self {
            Origin::Book(name) => {
                let heading = format!("{sheet}!{}", reference(row, column));
                // An empty cell has a place too.
                let text = if words.is_empty() { " " } else { words };
                let source = Source::document(name.as_str(), text, vec![(0, heading)]);
                Place::new(&source, 0..words.len())
            }
            Origin::List(source, starts) => {
                let start = starts.get(row).copied().unwrap_or_default();
                let end = starts.get(row + 1).copied().unwrap_or(source.text().len());
                let record = &source.text()[start..end];
                let at = if words.is_empty() { None } else { record.find(words) };
                let line = record.lines().next().map_or(0, str::len);
                let span =
                    at.map_or(start..start + line, |at| start + at..start + at + words.len());
                Place::new(source, span)
            }
        }
    }
}

/// Where cells are from, and how they are to be read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) origin: &'a Origin,
    /// The language of the form.
    pub(super) language: &'a str,
    /// Whether it is a workbook of ours: what stands in it otherwise than we wrote it was spoilt.
    pub(super) is_ours: bool,
}

/// A value of a cell, or what is wrong with it.
type Read = Result<Option<Value>, (AnyProblem, Place)>;

impl Reader<'_> {
    /// The value of a cell for a kind of a single value, or for text. Numbers have at least so many decimals.
    pub(super) fn value(
        &self,
        kind: &Kind,
        sheet: &str,
        found: Option<Found<'_>>,
        decimals: usize,
        warn: &mut dyn FnMut(AnyProblem, Place),
    ) -> Read {
        let Some(found) = found else { return Ok(None) };
        let place = self.origin.place(sheet, found);
        let spoilt = |what: Spoilt| Err(self.spoilt(what, sheet, found));
        if let Some(what) = spoilt_for_all(found.cell) {
            return spoilt(what);
        }
        let text = |text: &str| Data::Text(text.to_owned());
        let data = match (kind, found.cell) {
            (Kind::Line | Kind::Text, Cell::Boolean(_)) => return spoilt(Spoilt::BooleanForText),
            (_, Cell::Text(words)) if words.trim().is_empty() => return Ok(None),
            (Kind::Date, Cell::Date(day)) => text(&day.to_string()),
            (Kind::Date, Cell::Number(_)) => return spoilt(Spoilt::NumberForDate),
            (Kind::Date, Cell::Moment(moment)) if !self.is_ours => {
                // Registers often have the time of a day too.
                let day = moment.split(' ').next().unwrap_or(moment);
                text(day)
            }
            (Kind::Number(_), Cell::Number(number)) => Data::Number(padded(number, decimals)),
            (Kind::Number(_), Cell::Date(_) | Cell::Moment(_)) => {
                return spoilt(Spoilt::DateForNumber);
            }
            (Kind::YesNo, Cell::Boolean(yes)) => Data::Boolean(*yes),
            (Kind::YesNo, cell) => {
                yes_or_no(&cell.text()).map_or_else(|| text(&cell.text()), Data::Boolean)
            }
            (_, Cell::Text(words)) => self.typed(kind, words),
            (Kind::Choice(_), cell) => self.typed(kind, &cell.text()),
            (Kind::Date, cell) => text(&cell.text()),
            (_, Cell::Number(number)) => {
                warn(NumberForText { text: number.clone() }.into(), place.clone());
                text(number)
            }
            (_, Cell::Date(_) | Cell::Moment(_)) if self.is_ours => {
                return spoilt(Spoilt::DateForText);
            }
            (_, cell) => text(&cell.text()),
        };
        Ok(Some(Value { data, place }))
    }

    /// Whether an option is chosen: a yes, or the option itself, which some write.
    ///
    /// # Errors
    ///
    /// What is neither yes nor no, and what is spoilt.
    pub(super) fn is_chosen(
        &self,
        option: &str,
        sheet: &str,
        found: Found<'_>,
    ) -> Result<bool, (AnyProblem, Place)> {
        if let Some(what) = spoilt_for_all(found.cell) {
            return Err(self.spoilt(what, sheet, found));
        }
        let text = found.cell.text();
        let chosen = match found.cell {
            Cell::Boolean(yes) => Some(*yes),
            _ if text.trim().is_empty() => Some(false),
            _ => yes_or_no(&text).or_else(|| (option == text.trim()).then_some(true)),
        };
        chosen.ok_or_else(|| {
            (BadRow { fault: RowFault::NotYes }.into(), self.origin.place(sheet, found))
        })
    }

    fn spoilt(&self, what: Spoilt, sheet: &str, found: Found<'_>) -> (AnyProblem, Place) {
        let problem = SpoiltCell { what, text: found.cell.text() };
        (problem.into(), self.origin.place(sheet, found))
    }

    /// What somebody typed, as the kind has it where that is beyond doubt.
    fn typed(&self, kind: &Kind, words: &str) -> Data {
        match kind.typed(words, self.language) {
            Some(Scalar::Number(number)) => Data::Number(number.to_string()),
            Some(value) => Data::Text(value.to_string()),
            None => Data::Text(words.to_owned()),
        }
    }

    /// The value of an item: a line, or a record of cells in the order of its parts; nothing where all are empty.
    pub(super) fn item(
        &self,
        field: &Field,
        sheet: &str,
        cells: &[Option<Found<'_>>],
        decimals: usize,
        warn: &mut dyn FnMut(AnyProblem, Place),
    ) -> Read {
        let parts = field.kind.record_parts();
        if parts.is_empty() {
            return self.value(
                &Kind::Line,
                sheet,
                cells.first().copied().flatten(),
                decimals,
                warn,
            );
        }
        let mut values = Vec::new();
        for (part, cell) in parts.iter().zip(cells) {
            if let Some(value) = self.value(&part.kind, sheet, *cell, decimals, warn)? {
                values.push((part.key.clone(), value));
            }
        }
        let Some((_, first)) = values.first() else { return Ok(None) };
        let place = first.place.clone();
        Ok(Some(Value { data: Data::Table(Table::found(&place, values)), place }))
    }
}

/// What is wrong with a cell whatever is asked for there.
fn spoilt_for_all(cell: &Cell) -> Option<Spoilt> {
    match cell {
        Cell::Formula(_) => Some(Spoilt::Formula),
        Cell::Error(_) => Some(Spoilt::Error),
        Cell::Rounded(_) => Some(Spoilt::Rounded),
        Cell::NoDay(_) => Some(Spoilt::NoDay),
        Cell::Merged => Some(Spoilt::Merged),
        _ => None,
    }
}

/// Digits with at least so many decimals.
fn padded(number: &str, decimals: usize) -> String {
    let there = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if there >= decimals {
        return number.to_owned();
    }
    let point = if there == 0 { "." } else { "" };
    format!("{number}{point}{}", "0".repeat(decimals - there))
}

/// What people write for yes and no.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "x" | "true" | "sant" | "1" => Some(true),
        "nej" | "n" | "no" | "false" | "falskt" | "0" => Some(false),
        _ => None,
    }
}

/// The cell of a single value; nothing where a cell cannot hold it.
pub(super) fn shown(value: &Scalar, words: &SheetWords, are_digits: bool) -> Option<Cell> {
    Some(match value {
        Scalar::Date(day) => Cell::Date(*day),
        Scalar::Number(number) if are_digits => Cell::Text(number.to_string()),
        Scalar::Number(number) => Cell::Number(number.to_string()),
        Scalar::Boolean(yes) => Cell::Text(words.yes_no[usize::from(!yes)].to_owned()),
        Scalar::Text(text) => Cell::Text(holdable(text)?),
    })
}

/// A text that a cell can hold.
pub(super) fn holdable(text: &str) -> Option<String> {
    (text.encode_utf16().count() <= LONGEST_TEXT).then(|| text.to_owned())
}

/// The decimals that all numbers of an answer have.
pub(super) fn decimals(answer: &Answer) -> usize {
    let of = |value: &Scalar| match value {
        Scalar::Number(number) => number.count_decimals(),
        _ => 0,
    };
    match answer {
        Answer::One(value) => of(value),
        Answer::Record(values) => values.iter().flatten().map(of).max().unwrap_or_default(),
        Answer::Records(records) => {
            records.iter().flatten().flatten().map(of).max().unwrap_or_default()
        }
        _ => 0,
    }
}
