//! How wide the columns of a table are, by what stands in them: paper's question, whatever the
//! format.

/// What a column holds, in characters.
#[derive(Clone, Copy, Default)]
pub(super) struct Column {
    /// Its longest word, which should not be broken.
    word: usize,
    /// Its longest cell, up to where it wraps well.
    cell: usize,
}

/// What the cells of a table, row by row, make of its columns.
pub(super) fn columns<'c, T: 'c>(
    cells: impl Iterator<Item = &'c T>,
    count: usize,
    plain: impl Fn(&T) -> String,
) -> Vec<Column> {
    let mut columns = vec![Column::default(); count];
    for (nth, cell) in cells.enumerate() {
        let plain = plain(cell);
        let column = &mut columns[nth % count];
        let word =
            plain.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or_default();
        column.word = column.word.max(word + 1);
        column.cell = column.cell.max(plain.chars().count().min(40));
    }
    columns
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
