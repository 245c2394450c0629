//! A table of a Word form → a table of ours: the grid that is seen, without columns that nobody sees.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::page::PageCell;

/// The sign of a cell that is one with the cell to the left.
const LEFT: &str = "<";
/// The sign of a cell that is one with the cell above.
const ABOVE: &str = "^";

/// A cell with what stands in it.
pub(super) struct GridCell {
    /// The rows that it takes, from 1.
    rows: Range<usize>,
    /// The columns that it takes.
    columns: Range<usize>,
    /// Whether it is the cell above it too, as one.
    is_merged: bool,
    markdown: String,
}

impl GridCell {
    pub(super) fn new(cell: &PageCell) -> GridCell {
        let PageCell { rows, columns, is_merged, .. } = cell;
        GridCell {
            rows: rows.clone(),
            columns: columns.clone(),
            is_merged: *is_merged,
            markdown: String::new(),
        }
    }

    /// Adds a line.
    pub(super) fn put(&mut self, text: &str) {
        let text = text.trim().replace("\\\n", " ").replace('|', "&#124;");
        if !self.markdown.is_empty() && !text.is_empty() {
            self.markdown.push(' ');
        }
        self.markdown.push_str(&text);
    }
}

/// A table of Markdown, as `document.md` has it. A first row in which somebody answers is no header.
pub(super) fn markdown(mut cells: Vec<GridCell>) -> String {
    let edges: BTreeSet<usize> =
        cells.iter().flat_map(|cell| [cell.columns.start, cell.columns.end]).chain([0]).collect();
    let edges: BTreeMap<usize, usize> = edges.into_iter().zip(0..).collect();
    for cell in &mut cells {
        cell.columns = edges[&cell.columns.start]..edges[&cell.columns.end];
    }
    let width = edges.len() - 1;
    let height = cells.iter().map(|cell| cell.rows.end - 1).max().unwrap_or_default();
    if width == 0 {
        return String::new();
    }
    show_hidden(&mut cells);
    // What no cell takes is one empty cell.
    let mut rows: Vec<Vec<Option<String>>> = vec![vec![None; width]; height];
    for cell in cells {
        let columns = &mut rows[cell.rows.start - 1][cell.columns];
        columns.fill(Some(LEFT.to_owned()));
        let text = if cell.is_merged { ABOVE.to_owned() } else { literal(cell.markdown) };
        if let Some(first) = columns.first_mut() {
            *first = Some(text);
        }
    }
    let mut lines: Vec<String> = Vec::new();
    // A header in which nothing stands is none.
    let first = || rows.first().into_iter().flatten().flatten();
    let has_header = !first().any(|cell| cell.contains("{{"))
        && first().any(|cell| !cell.is_empty() && cell != LEFT);
    let rule = format!("|{}", " --- |".repeat(width));
    if !has_header {
        lines.extend([format!("|{}", "  |".repeat(width)), rule.clone()]);
    }
    for row in rows {
        let mut is_free = false;
        let cells = row.into_iter().map(|cell| {
            let was_free = std::mem::replace(&mut is_free, cell.is_none());
            cell.unwrap_or_else(|| if was_free { LEFT.to_owned() } else { String::new() })
        });
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if has_header && lines.len() == 1 {
            lines.push(rule.clone());
        }
    }
    lines.join("\n")
}

/// What stands in a cell that is the one above it is not seen; it is put there.
fn show_hidden(cells: &mut [GridCell]) {
    let hidden: Vec<usize> = (0..cells.len())
        .filter(|at| cells[*at].is_merged && !cells[*at].markdown.is_empty())
        .collect();
    for at in hidden {
        let (row, column) = (cells[at].rows.start, cells[at].columns.start);
        let text = std::mem::take(&mut cells[at].markdown);
        let is_above = |cell: &&mut GridCell| {
            !cell.is_merged && cell.rows.contains(&row) && cell.columns.start == column
        };
        cells.iter_mut().find(is_above).into_iter().for_each(|cell| cell.put(&text));
    }
}

/// The text of a cell, in which no sign stands for another cell.
fn literal(text: String) -> String {
    if text == LEFT || text == ABOVE { format!("\\{text}") } else { text }
}
