//! A sheet of ours as a grid: the columns of its heads, wherever somebody moved them.

use std::collections::BTreeMap;

use crate::diagnostic::Report;
use crate::exchange::problems::{BadRow, RowFault};
use crate::sheet::{Cell, ReadSheet, Workbook, reference};

use super::cells::{Found, Origin};
use super::layout::{Layout, folded};

/// How many rows from the top the heads are looked for in.
const HEAD_ROWS: usize = 20;
/// How many columns are named that belong to no question.
const MOST_TOLD: usize = 20;

/// The cells of a row by their columns.
pub(super) type Row<'a> = BTreeMap<usize, Found<'a>>;

/// A sheet with the columns that were looked for.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a ReadSheet,
    /// The row of heads.
    pub(super) head: usize,
    /// The column under each head that was looked for, where it is.
    pub(super) columns: Vec<Option<usize>>,
    /// The other heads.
    pub(super) others: Vec<String>,
    /// The columns whose head was looked for and stands twice, so that nobody knows which is meant.
    twice: Vec<usize>,
}

impl<'a> Grid<'a> {
    /// The sheet of a name, or else that with the most of some heads, and where they are. `layout` says which sheets are
    /// another question's.
    pub(super) fn find(
        book: &'a Workbook,
        name: &str,
        heads: &[&str],
        layout: &Layout,
    ) -> Option<Grid<'a>> {
        let is_anothers = |sheet: &ReadSheet| {
            sheet.name != name
                && (sheet.name == layout.sheet
                    || layout.lists.iter().any(|list| list.sheet == sheet.name))
        };
        let seen = book.sheets.iter().filter(|sheet| !sheet.name.starts_with('~'));
        let seen = seen.filter(|sheet| !is_anothers(sheet));
        let grids: Vec<Grid<'a>> = seen.filter_map(|sheet| Grid::of(sheet, heads)).collect();
        let count = |grid: &Grid<'_>| grid.columns.iter().flatten().count();
        let named = grids.iter().position(|grid| grid.sheet.name == name && count(grid) > 1);
        // A sheet that was called otherwise has most of its heads all the same; of several, nobody knows which it is.
        let most = grids.iter().map(count).max().filter(|most| most * 2 > heads.len());
        let mut best = (0..grids.len()).filter(|at| Some(count(&grids[*at])) == most);
        let only = best.next().filter(|_| best.next().is_none());
        grids.into_iter().nth(named.or(only)?)
    }

    /// Where heads are in a sheet.
    fn of(sheet: &'a ReadSheet, heads: &[&str]) -> Option<Grid<'a>> {
        let wanted: Vec<String> = heads.iter().map(|head| folded(head)).collect();
        let matched = |cells: &[(usize, Cell)]| -> Vec<Option<usize>> {
            let there: Vec<(usize, String)> =
                cells.iter().map(|(column, cell)| (*column, folded(&cell.text()))).collect();
            let column = |head: &String| {
                let mut columns = there.iter().filter(|(_, text)| text == head);
                columns.next().filter(|_| columns.next().is_none())
            };
            wanted.iter().map(|head| column(head).map(|(column, _)| *column)).collect()
        };
        let rows = sheet.rows.iter().take(HEAD_ROWS);
        let rows = rows.map(|(row, cells)| (row, cells, matched(cells)));
        let count = |columns: &[Option<usize>]| columns.iter().flatten().count();
        let rows: Vec<_> = rows.collect();
        let (head, cells, columns) =
            rows.into_iter().rev().max_by_key(|(_, _, columns)| count(columns))?;
        let is_head = |cell: &Cell| wanted.contains(&folded(&cell.text()));
        let known: Vec<usize> =
            cells.iter().filter(|(_, cell)| is_head(cell)).map(|(column, _)| *column).collect();
        let twice = known.iter().copied().filter(|at| !columns.contains(&Some(*at))).collect();
        // A column without a head holds something all the same.
        let mut others: BTreeMap<usize, String> = BTreeMap::new();
        for (row, below) in sheet.rows.iter().filter(|(row, _)| *row >= *head) {
            for (column, _) in below.iter().filter(|(_, cell)| !cell.is_empty()) {
                if known.contains(column) || others.contains_key(column) {
                    continue;
                }
                let named = cells.iter().find(|(at, cell)| at == column && !cell.is_empty());
                let name = named.map_or_else(
                    || reference(*row, *column),
                    |(_, cell)| cell.text().split_whitespace().collect::<Vec<_>>().join(" "),
                );
                others.insert(*column, name);
            }
        }
        let (head, others) = (*head, others.into_values().take(MOST_TOLD).collect());
        Some(Grid { sheet, head, columns, others, twice })
    }

    /// The rows below the heads in which something stands.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, Row<'a>)> {
        let below = self.sheet.rows.iter().filter(|(row, _)| *row > self.head);
        let rows = below.map(|(row, cells)| {
            let cells = cells.iter().filter(|(_, cell)| !cell.is_blank());
            let cells =
                cells.map(|(column, cell)| (*column, Found { cell, row: *row, column: *column }));
            (*row, cells.collect::<Row<'a>>())
        });
        rows.filter(|(_, cells)| !cells.is_empty())
    }

    /// The heads that were looked for and are not there.
    pub(super) fn gone(&self, heads: &[&str]) -> Vec<String> {
        let is_twice = |head: &str| {
            let cells = self.sheet.rows.iter().filter(|(row, _)| *row == self.head);
            let mut cells = cells.flat_map(|(_, cells)| cells);
            cells.any(|(at, cell)| self.twice.contains(at) && folded(&cell.text()) == folded(head))
        };
        let gone = heads.iter().zip(&self.columns).filter(|(_, column)| column.is_none());
        gone.map(|(head, _)| (*head).to_owned()).filter(|head| !is_twice(head)).collect()
    }

    /// Reports the heads that stand twice.
    pub(super) fn tell_of_twice(&self, origin: &Origin, report: &mut Report) {
        for column in &self.twice {
            let place = origin.place_of(&self.sheet.name, self.head, *column, "");
            report.error(BadRow { fault: RowFault::HeadTwice }, place);
        }
    }

    /// What stands under a head that was looked for.
    pub(super) fn under(&self, head: usize, row: &Row<'a>) -> Option<Found<'a>> {
        row.get(&self.columns[head].as_ref().copied()?).copied()
    }
}
