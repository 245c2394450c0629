//! The text of a Word file as it is seen: its lines, and its tables as the grid that cells which are one over
//! several rows or columns make.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::MOST_COLUMNS;
use crate::word::atoms::{Atom, Atoms};

/// The lines and cells of a part.
#[derive(Debug)]
pub(super) struct Page {
    /// Its paragraphs, in the order of the text.
    pub(super) lines: Vec<PageLine>,
    /// The cells of its tables, in the order of the text.
    pub(super) cells: Vec<PageCell>,
    /// The cells by table, row and column.
    grid: BTreeMap<(usize, usize, usize), usize>,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct PageLine {
    /// Its index among the paragraphs.
    pub(super) paragraph: usize,
    /// Its atoms, with those that begin and end it.
    pub(super) atoms: Range<usize>,
    /// The innermost cell that it stands in.
    pub(super) cell: Option<usize>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct PageCell {
    /// Its table, from 1, in the order in which tables begin.
    pub(super) table: usize,
    /// The rows that it takes, from 1.
    pub(super) rows: Range<usize>,
    /// The columns that it takes, from 0.
    pub(super) columns: Range<usize>,
    /// Which cell of its row it is, from 1.
    pub(super) nth: usize,
    /// Whether it is the cell above it too.
    pub(super) is_merged: bool,
    /// Its atoms, with those that begin and end it.
    pub(super) atoms: Range<usize>,
    /// The lines that stand in it and in no other cell within it.
    pub(super) lines: Vec<usize>,
    /// Whether a table stands in it.
    pub(super) has_table: bool,
}

/// A table that is being read.
struct Open {
    table: usize,
    row: usize,
    column: usize,
    nth: usize,
    cell: Option<usize>,
}

impl Page {
    /// Reads the atoms of a part.
    pub(super) fn read(atoms: &Atoms) -> Page {
        let mut page = Page { lines: Vec::new(), cells: Vec::new(), grid: BTreeMap::new() };
        let (mut open, mut tables): (Vec<Open>, usize) = (Vec::new(), 0);
        for (at, atom) in atoms.row.iter().enumerate() {
            match atom {
                Atom::Table => {
                    if let Some(cell) = open.last().and_then(|open| open.cell) {
                        page.cells[cell].has_table = true;
                    }
                    tables += 1;
                    open.push(Open { table: tables, row: 0, column: 0, nth: 0, cell: None });
                }
                Atom::TableEnd => {
                    open.pop();
                }
                Atom::Row => {
                    if let Some(open) = open.last_mut() {
                        let column = atoms.before_rows.get(&at).copied().unwrap_or_default();
                        *open = Open { row: open.row + 1, column, nth: 0, ..*open };
                    }
                }
                Atom::Cell { span, is_merged } => {
                    if let Some(open) = open.last_mut() {
                        let last = open.column + (*span).clamp(1, MOST_COLUMNS);
                        open.nth += 1;
                        open.cell = Some(page.cells.len());
                        page.add_cell(open, last, *is_merged, at);
                        open.column = last;
                    }
                }
                Atom::CellEnd => {
                    if let Some(cell) = open.last_mut().and_then(|open| open.cell.take()) {
                        page.cells[cell].atoms.end = at + 1;
                    }
                }
                Atom::Paragraph(paragraph) => {
                    let cell = open.iter().rev().find_map(|open| open.cell);
                    if let Some(cell) = cell {
                        page.cells[cell].lines.push(page.lines.len());
                    }
                    page.lines.push(PageLine { paragraph: *paragraph, atoms: at..at + 1, cell });
                }
                Atom::ParagraphEnd => {
                    if let Some(line) = page.lines.last_mut() {
                        line.atoms.end = at + 1;
                    }
                }
                _ => {}
            }
        }
        page
    }

    fn add_cell(&mut self, open: &Open, last: usize, is_merged: bool, at: usize) {
        let (table, row, columns) = (open.table, open.row, open.column..last);
        let new = self.cells.len();
        // What is one with the cell above makes that longer.
        let above = row.checked_sub(1).and_then(|above| self.cell(table, above, open.column));
        let above = above.filter(|above| is_merged && self.cells[*above].columns == columns);
        if let Some(above) = above {
            self.cells[above].rows.end = row + 1;
        }
        for column in columns.clone() {
            self.grid.insert((table, row, column), above.unwrap_or(new));
        }
        self.cells.push(PageCell {
            table,
            rows: row..row + 1,
            columns,
            nth: open.nth,
            is_merged: above.is_some(),
            atoms: at..at + 1,
            lines: Vec::new(),
            has_table: false,
        });
    }

    /// The cell that an atom begins.
    pub(super) fn cell_at(&self, at: usize) -> Option<usize> {
        self.cells.binary_search_by_key(&at, |cell| cell.atoms.start).ok()
    }

    /// The cell that is seen at a row and column of a table.
    pub(super) fn cell(&self, table: usize, row: usize, column: usize) -> Option<usize> {
        self.grid.get(&(table, row, column)).copied()
    }

    /// The cells that are seen in a row, from left to right.
    pub(super) fn row(&self, table: usize, row: usize) -> Vec<usize> {
        let range = self.grid.range((table, row, 0)..(table, row + 1, 0));
        let mut cells: Vec<usize> = range.map(|(_, cell)| *cell).collect();
        cells.dedup();
        cells
    }

    /// The cells to the left of a cell in its first row, the nearest first.
    pub(super) fn left_of(&self, cell: usize) -> Vec<usize> {
        let about = &self.cells[cell];
        let mut row = self.row(about.table, about.rows.start);
        row.truncate(row.iter().position(|other| *other == cell).unwrap_or_default());
        row.reverse();
        row
    }

    /// The cell to the right of a cell in its first row.
    pub(super) fn right_of(&self, cell: usize) -> Option<usize> {
        let about = &self.cells[cell];
        self.cell(about.table, about.rows.start, about.columns.end)
    }

    /// The cells above a cell in its first column, the nearest first.
    pub(super) fn above(&self, cell: usize) -> Vec<usize> {
        let about = &self.cells[cell];
        let rows = (1..about.rows.start).rev();
        let mut cells: Vec<usize> = rows
            .filter_map(|row| self.cell(about.table, row, about.columns.start))
            .filter(|other| *other != cell)
            .collect();
        cells.dedup();
        cells
    }

    /// The cell below a cell in its first column.
    pub(super) fn below(&self, cell: usize) -> Option<usize> {
        let about = &self.cells[cell];
        self.cell(about.table, about.rows.end, about.columns.start)
    }

    /// The line that an atom stands in, or the next.
    pub(super) fn line_of_or_after(&self, at: usize) -> Option<usize> {
        let line = self.lines.partition_point(|line| line.atoms.end <= at);
        (line < self.lines.len()).then_some(line)
    }

    /// The line that an atom stands in.
    pub(super) fn line_of(&self, at: usize) -> Option<usize> {
        let after = self.lines.partition_point(|line| line.atoms.start <= at);
        let line = after.checked_sub(1)?;
        (at < self.lines[line].atoms.end).then_some(line)
    }
}
