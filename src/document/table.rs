//! Tables: a grid of cells, some of which are one over several rows or columns.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Inline;

/// A table with one header row. All rows have as many cells as the header.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// How each column is set.
    pub alignment: Vec<Alignment>,
    /// The cells of the header; none holds anything where the table has none.
    pub header: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Cells that are one. What such a cell holds stands in its first row and column, and nothing in the others.
    pub merged: Vec<Area>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Alignment {
    /// As the page is.
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// The part of the grid that a cell takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Area {
    /// Its rows; the header's is 0.
    pub rows: Range<usize>,
    /// Its columns.
    pub columns: Range<usize>,
}

/// What a cell in a form's text is one with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Joined {
    /// The cell to the left.
    Left,
    /// The cell above.
    Above,
}

impl Joined {
    /// The sign of a cell in a form's text: `<` or `^`, as it is written.
    pub(super) fn read(source: &str) -> Option<Joined> {
        match source.trim() {
            "<" => Some(Joined::Left),
            "^" => Some(Joined::Above),
            _ => None,
        }
    }
}

impl Table {
    /// The cells, row by row, the header's first.
    pub fn cells(&self) -> impl Iterator<Item = &Vec<Inline>> {
        self.rows().flatten()
    }

    /// The rows, the header first.
    pub fn rows(&self) -> impl Iterator<Item = &Vec<Vec<Inline>>> {
        std::iter::once(&self.header).chain(&self.rows)
    }

    /// Whether anything stands in the header.
    pub fn has_header(&self) -> bool {
        self.header.iter().any(|cell| !cell.is_empty())
    }

    /// The cells that are seen in each row, from left to right: also those that began in a row above. A header in
    /// which nothing stands has none.
    pub fn grid(&self) -> Vec<Vec<Area>> {
        let is_seen = |row: usize| row > 0 || self.has_header();
        let rows = 0..=self.rows.len();
        rows.map(|row| if is_seen(row) { self.areas(row) } else { Vec::new() }).collect()
    }

    fn areas(&self, row: usize) -> Vec<Area> {
        let mut areas = Vec::new();
        let mut column = 0;
        while column < self.header.len() {
            let is_here = |area: &&Area| area.rows.contains(&row) && area.columns.start == column;
            let alone = Area { rows: row..row + 1, columns: column..column + 1 };
            let area = self.merged.iter().find(is_here).cloned().unwrap_or(alone);
            column = area.columns.end;
            areas.push(area);
        }
        areas
    }

    /// What stands in a cell.
    pub fn content(&self, area: &Area) -> &[Inline] {
        let row = area.rows.start.checked_sub(1).map_or(&self.header, |row| &self.rows[row]);
        &row[area.columns.start]
    }

    /// Whether a cell of the header goes on below it.
    pub fn leaves_header(&self) -> bool {
        self.merged.iter().any(|area| area.rows.start == 0 && area.rows.end > 1)
    }
}

/// The cells that are one, of what each cell of some rows says that it is one with.
///
/// # Errors
///
/// The row and column of a cell that is one with none, or with cells that are no rectangle.
pub(super) fn merged(joined: &[Vec<Option<Joined>>]) -> Result<Vec<Area>, (usize, usize)> {
    // The first cell of what each is part of.
    let mut first: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut areas: BTreeMap<(usize, usize), (Area, usize)> = BTreeMap::new();
    for (row, cells) in joined.iter().enumerate() {
        first.push(Vec::new());
        for (column, joined) in cells.iter().enumerate() {
            let beside = match joined {
                None => Some((row, column)),
                Some(Joined::Left) => column.checked_sub(1).map(|left| first[row][left]),
                Some(Joined::Above) => {
                    row.checked_sub(1).and_then(|above| first[above].get(column).copied())
                }
            };
            let of = beside.ok_or((row, column))?;
            first[row].push(of);
            let new = Area { rows: of.0..row + 1, columns: of.1..column + 1 };
            let (area, count) = areas.entry(of).or_insert((new, 0));
            if column < area.columns.start {
                return Err((row, column));
            }
            area.rows.end = row + 1;
            area.columns.end = area.columns.end.max(column + 1);
            *count += 1;
        }
    }
    let size = |area: &Area| area.rows.len() * area.columns.len();
    if let Some((of, _)) = areas.iter().find(|(_, (area, count))| size(area) != *count) {
        return Err(*of);
    }
    Ok(areas.into_values().map(|(area, _)| area).filter(|area| size(area) > 1).collect())
}
