//! The cells of a case → what a case would have for each question.

use std::collections::BTreeMap;

use crate::diagnostic::{AnyProblem, Place};
use crate::exchange::problems::{BadRow, RowFault};
use crate::form::{FieldId, Form, Kind};
use crate::sheet::Cell;
use crate::table::{Data, Value};

use super::cells::{Found, Reader};
use super::grid::{Grid, Row};
use super::layout::{ColumnPart, Layout, SheetWords};

/// The cells of a case.
#[derive(Debug, Default)]
pub(super) struct CaseCells<'a> {
    /// By the columns of the layout.
    pub(super) columns: Vec<Option<Found<'a>>>,
    /// By its list sheets: the cells of each item.
    pub(super) lists: Vec<Vec<Vec<Option<Found<'a>>>>>,
}

/// Where the answers to each question lie.
#[derive(Debug)]
pub(super) struct Index {
    fields: BTreeMap<FieldId, (Vec<usize>, Option<usize>)>,
}

/// What cells say of a question.
#[derive(Debug)]
pub(super) enum Gathered {
    /// Nothing: it is not answered there.
    Nothing,
    /// That they cannot show it.
    Notice,
    /// This.
    Answer(Value),
}

/// What is wrong with cells, each with its place.
pub(super) type Faults = Vec<(AnyProblem, Place)>;

impl Index {
    pub(super) fn of(layout: &Layout) -> Index {
        let mut fields: BTreeMap<FieldId, (Vec<usize>, Option<usize>)> = BTreeMap::new();
        for (at, column) in layout.columns.iter().enumerate() {
            fields.entry(column.field).or_default().0.push(at);
        }
        for (at, list) in layout.lists.iter().enumerate() {
            fields.entry(list.field).or_default().1 = Some(at);
        }
        Index { fields }
    }

    /// The questions that have a place.
    pub(super) fn fields(&self) -> impl Iterator<Item = FieldId> {
        self.fields.keys().copied()
    }
}

/// A form with its layout, and how cells are read by it.
#[derive(Debug)]
pub(super) struct Gatherer<'a> {
    pub(super) form: &'a Form,
    pub(super) layout: &'a Layout,
    pub(super) index: &'a Index,
    pub(super) reader: &'a Reader<'a>,
    pub(super) words: &'static SheetWords,
}

impl Gatherer<'_> {
    /// The cells of a row, without those of its items.
    pub(super) fn of_row<'a>(&self, grid: &Grid<'a>, row: &Row<'a>) -> CaseCells<'a> {
        let columns = (0..self.layout.columns.len()).map(|at| grid.under(at + 1, row)).collect();
        CaseCells { columns, lists: vec![Vec::new(); self.layout.lists.len()] }
    }

    /// What the cells of a case say of a question, whose numbers have at least so many decimals.
    ///
    /// # Errors
    ///
    /// All that is wrong with its cells.
    pub(super) fn gather(
        &self,
        field: FieldId,
        cells: &CaseCells<'_>,
        decimals: usize,
        warn: &mut dyn FnMut(AnyProblem, Place),
    ) -> Result<Gathered, Faults> {
        let Some((columns, list)) = self.index.fields.get(&field) else {
            return Ok(Gathered::Nothing);
        };
        let of = self.form.field_at(field);
        let mut faults = Faults::new();
        let mut whole: Option<Value> = None;
        let mut options: Option<(Vec<Value>, Place)> = None;
        let mut has_notice = false;
        let sheet = &self.layout.sheet;
        for &at in columns {
            let Some(found) = cells.columns.get(at).copied().flatten() else { continue };
            if self.is_notice(found.cell) {
                has_notice = true;
                continue;
            }
            if self.is_beside_notice(found.cell) {
                let place = self.reader.origin.place(sheet, found);
                faults.push((BadRow { fault: RowFault::Notice }.into(), place));
                continue;
            }
            let read = match self.layout.columns[at].part {
                ColumnPart::Whole => {
                    self.reader.value(&of.kind, sheet, Some(found), decimals, warn)
                }
                ColumnPart::Word => self.reader.value(&Kind::Line, sheet, Some(found), 0, warn),
                ColumnPart::Option(option) => {
                    self.option(&of.kind, option, found, &mut options).map(|()| None)
                }
            };
            match read {
                Ok(Some(value)) => whole = Some(value),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        let mut items = Vec::new();
        if let Some(list) = list {
            let name = &self.layout.lists[*list].sheet;
            for item in cells.lists.get(*list).into_iter().flatten() {
                if item.iter().flatten().any(|found| self.is_notice(found.cell)) {
                    has_notice = true;
                    continue;
                }
                match self.reader.item(of, name, item, decimals, warn) {
                    Ok(Some(value)) => items.push(value),
                    Ok(None) => {}
                    Err(fault) => faults.push(fault),
                }
            }
        }
        let chosen = options.map(|(words, place)| Value { data: Data::List(words), place });
        let listed = items.first().map(|first| first.place.clone());
        let listed = listed.map(|place| match of.kind {
            Kind::Record(_) => items.swap_remove(0),
            _ => Value { data: Data::List(std::mem::take(&mut items)), place },
        });
        // A record has one row.
        if let (Kind::Record(_), Some(second)) = (&of.kind, items.first()) {
            faults.push((BadRow { fault: RowFault::SecondRecord }.into(), second.place.clone()));
        }
        let mut answers = [whole, chosen, listed].into_iter().flatten();
        let (first, second) = (answers.next(), answers.next());
        if let Some(two) = second.as_ref().or(first.as_ref().filter(|_| has_notice)) {
            faults.push((BadRow { fault: RowFault::TwoAnswers }.into(), two.place.clone()));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(match first {
            Some(value) => Gathered::Answer(value),
            None if has_notice => Gathered::Notice,
            None => Gathered::Nothing,
        })
    }

    fn is_notice(&self, cell: &Cell) -> bool {
        matches!(cell, Cell::Text(text) if text.trim() == self.words.notice)
    }

    /// Whether somebody wrote beside the notice: the answer that it stands for is not to be replaced by that.
    fn is_beside_notice(&self, cell: &Cell) -> bool {
        matches!(cell, Cell::Text(text) if text.contains(self.words.notice))
    }

    /// Adds an option that is chosen.
    fn option(
        &self,
        kind: &Kind,
        option: usize,
        found: Found<'_>,
        chosen: &mut Option<(Vec<Value>, Place)>,
    ) -> Result<(), (AnyProblem, Place)> {
        let Kind::Choices(options) = kind else { return Ok(()) };
        let Some(word) = options.get(option) else { return Ok(()) };
        if self.reader.is_chosen(word, &self.layout.sheet, found)? {
            let place = self.reader.origin.place(&self.layout.sheet, found);
            let value = Value { data: Data::Text(word.clone()), place: place.clone() };
            chosen.get_or_insert_with(|| (Vec::new(), place)).0.push(value);
        }
        Ok(())
    }
}
