//! How wide the columns of a table are, by what stands in them: paper's question, whatever the
//! format.

use crate::document::{Area, Inline, Table};

/// A longer word is broken rather than given the whole table: an address, say.
const LONGEST_WORD: usize = 24;

/// What a column holds, in characters.
#[derive(Clone, Copy, Default)]
pub(super) struct Column {
    /// Its longest word, which should not be broken.
    word: usize,
    /// Its longest cell, up to where it wraps well.
    cell: usize,
}

/// What the cells of a table make of its columns. What a cell over several has no room for in them is shared among
/// them.
pub(super) fn columns(table: &Table, plain: impl Fn(&[Inline]) -> String) -> Vec<Column> {
    let mut columns = vec![Column::default(); table.header.len()];
    let grid = table.grid();
    let mut cells: Vec<&Area> = grid
        .iter()
        .enumerate()
        .flat_map(|(row, areas)| areas.iter().filter(move |area| area.rows.start == row))
        .collect();
    if !table.merged.is_empty() {
        cells.sort_by_key(|area| area.columns.len());
    }
    for area in cells {
        let plain = plain(table.content(area));
        let longest = words(&plain).map(|word| word.chars().count()).max().unwrap_or_default();
        let columns = &mut columns[area.columns.clone()];
        let more = |wish: usize, has: &dyn Fn(&Column) -> usize| {
            let has: usize = columns.iter().map(has).sum();
            wish.saturating_sub(has).div_ceil(area.columns.len())
        };
        let word = more(longest.min(LONGEST_WORD) + 1, &|column| column.word);
        let cell = more(plain.chars().count().min(40), &|column| column.cell);
        for column in columns {
            column.word += word;
            column.cell += cell;
        }
    }
    columns
}

/// Pieces of text that should not be broken: a hyphen ends one, but not in a date.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.split(' ').flat_map(move |word| {
        let mut start = 0;
        let ends = word.match_indices('-').map(|(at, _)| at + 1).chain([word.len()]);
        let ends =
            ends.filter(move |&end| end == word.len() || !is_digit(word[end..].chars().next()));
        ends.map(move |end| &word[std::mem::replace(&mut start, end)..end])
    })
}

/// Shares a width in twips (twentieths of a point) among columns: to each its longest word, the
/// rest by their longest cells. Where not even the words have room, all are narrower alike.
pub(super) fn column_widths(columns: &[Column], width: usize) -> Vec<usize> {
    /// A little more than a letter takes on average at this size of type, and a cell's margins.
    const LETTER: usize = 112;
    const MARGINS: usize = 200;
    let least: Vec<usize> =
        columns.iter().map(|column| column.word.max(3) * LETTER + MARGINS).collect();
    let sum: usize = least.iter().sum();
    let mut widths: Vec<usize> = if sum >= width {
        least.iter().map(|least| width * least / sum).collect()
    } else {
        let wish: Vec<usize> =
            columns.iter().map(|column| column.cell.saturating_sub(column.word) + 3).collect();
        let wishes: usize = wish.iter().sum();
        least.iter().zip(&wish).map(|(least, wish)| least + (width - sum) * wish / wishes).collect()
    };
    let rest = width.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
