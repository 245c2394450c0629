//! A table that is set: how high its rows are, and which lines of a cell stand in which of them.

use std::ops::Range;

use crate::document::Area;

use super::text::SetText;

/// The space beside the text of a cell.
pub(super) const CELL_INSET: f32 = 4.25;
/// The space above and below the text of a cell, half the line between rows with it.
pub(super) const CELL_SPACE: f32 = 2.75;

/// A table that is set. Lengths are in points.
pub(super) struct Grid {
    /// How wide its columns are.
    pub(super) widths: Vec<f32>,
    /// The space beside the text of a cell.
    pub(super) inset: f32,
    /// From line to line.
    pub(super) pitch: f32,
    /// Whether its header can be repeated on each page.
    is_header_apart: bool,
    /// Whether the lines of a cell over several rows follow one another as if there were no rows. No page may end
    /// between such rows, so where they take more than half of one, each line stands in one of the rows instead.
    is_flowing: bool,
    cells: Vec<GridCell>,
    rows: Vec<GridRow>,
}

/// A cell that is set.
pub(super) struct GridCell {
    pub(super) area: Area,
    pub(super) set: SetText,
}

#[derive(Default)]
struct GridRow {
    /// Its cells, from left to right, those that began above too.
    cells: Vec<usize>,
    /// How many lines stand in it.
    lines: usize,
}

impl Grid {
    /// Cells in the order of the text, for pages of a height. The last row of one over several is as high as what has
    /// no room above.
    pub(super) fn new(
        widths: Vec<f32>,
        (inset, pitch): (f32, f32),
        is_header_apart: bool,
        cells: Vec<GridCell>,
        page: f32,
    ) -> Grid {
        let height = cells.iter().map(|cell| cell.area.rows.end).max().unwrap_or_default();
        let mut rows: Vec<GridRow> = Vec::new();
        rows.resize_with(height, GridRow::default);
        for (nth, cell) in cells.iter().enumerate() {
            rows[cell.area.rows.clone()].iter_mut().for_each(|row| row.cells.push(nth));
        }
        for row in &mut rows {
            row.cells.sort_by_key(|cell| cells[*cell].area.columns.start);
        }
        let is_flowing = true;
        let mut grid = Grid { widths, inset, pitch, is_header_apart, is_flowing, cells, rows };
        grid.measure();
        let header = grid.repeated(page).unwrap_or_default();
        // With them stands what leads over to the table.
        if grid.highest_together() + header > page / 2.0 {
            grid.is_flowing = false;
            grid.measure();
        }
        grid
    }

    /// Gives each row its lines.
    fn measure(&mut self) {
        for row in 0..self.rows.len() {
            let ends = self.rows[row].cells.iter().map(|cell| &self.cells[*cell]);
            let ends = ends.filter(|cell| cell.area.rows.end == row + 1);
            let lines = ends.map(|cell| {
                if self.is_flowing {
                    return self.line_at(cell.set.lines(), self.above(cell, row));
                }
                cell.set.lines().saturating_sub(self.lines_above(cell, row))
            });
            self.rows[row].lines = lines.max().unwrap_or_default();
        }
    }

    /// How high the rows are, at most, between which no page may end.
    fn highest_together(&self) -> f32 {
        let (mut highest, mut together) = (0.0_f32, 0.0);
        for row in self.seen_rows() {
            together += self.height(&(0..self.lines(row)));
            highest = highest.max(together);
            if !self.goes_on(row) {
                together = 0.0;
            }
        }
        highest
    }

    /// How many lines of a cell stand in its rows above a row.
    fn lines_above(&self, cell: &GridCell, row: usize) -> usize {
        (cell.area.rows.start..row).map(|row| self.rows[row].lines).sum()
    }

    /// The rows in which anything is.
    pub(super) fn seen_rows(&self) -> impl Iterator<Item = usize> + use<> {
        let is_seen = |(row, about): (usize, &GridRow)| (!about.cells.is_empty()).then_some(row);
        self.rows.iter().enumerate().filter_map(is_seen).collect::<Vec<_>>().into_iter()
    }

    /// The cells of a row, each with its lines that stand in a part of the row, and how far below the top of that part
    /// the first of them does.
    pub(super) fn cells(
        &self,
        row: usize,
        part: &Range<usize>,
    ) -> impl Iterator<Item = (&GridCell, Range<usize>, f32)> {
        let ends_row = part.end == self.lines(row);
        self.rows[row].cells.iter().map(move |cell| {
            let cell = &self.cells[*cell];
            if !self.is_flowing {
                let above = self.lines_above(cell, row);
                let most = cell.set.lines();
                let shown = (above + part.start).min(most)..(above + part.end).min(most);
                return (cell, shown, CELL_SPACE);
            }
            let above = self.above(cell, row);
            // Where the next row begins, if the cell goes on in it: the same sum as is made there.
            let below = (cell.area.rows.end > row + 1).then(|| self.above(cell, row + 1));
            let is_here = |line: &usize| {
                let top = self.height_of(*line) + CELL_SPACE;
                let place = self.line_at(*line, above);
                top >= above
                    && below.is_none_or(|below| top < below)
                    && place >= part.start
                    && (place < part.end || ends_row)
            };
            let mut lines = (0..cell.set.lines()).filter(is_here);
            let first = lines.next();
            let shown = first.map_or(0..0, |first| first..first + 1 + lines.count());
            let y = self.height_of(shown.start) - above - self.height_of(part.start) + CELL_SPACE;
            (cell, shown, y)
        })
    }

    /// How high the rows of a cell above a row are.
    fn above(&self, cell: &GridCell, row: usize) -> f32 {
        (cell.area.rows.start..row).map(|row| self.height(&(0..self.lines(row)))).sum()
    }

    /// Which line of its row a line of a cell is, or the number of lines where that is the end, whose first row begins
    /// so far above.
    fn line_at(&self, line: usize, above: f32) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a page has few lines"
        )]
        let line = ((self.height_of(line) - above) / self.pitch - 0.01).ceil().max(0.0) as usize;
        line
    }

    fn height_of(&self, lines: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
        let lines = lines as f32;
        lines * self.pitch
    }

    /// Whether a cell of a row goes on below it, so that no page may end there.
    pub(super) fn goes_on(&self, row: usize) -> bool {
        self.is_flowing
            && self.rows[row].cells.iter().any(|cell| self.cells[*cell].area.rows.end > row + 1)
    }

    /// How high some lines of a row are.
    pub(super) fn height(&self, lines: &Range<usize>) -> f32 {
        self.height_of(lines.len().max(1)) + 2.0 * CELL_SPACE
    }

    /// How many lines stand in a row.
    pub(super) fn lines(&self, row: usize) -> usize {
        self.rows[row].lines
    }

    /// How high the header is.
    pub(super) fn header(&self) -> f32 {
        self.height(&(0..self.lines(0)))
    }

    /// How high the header is that is repeated on each page of a height: none where it would take more than half.
    pub(super) fn repeated(&self, page: f32) -> Option<f32> {
        let is_repeated = self.is_header_apart && !self.rows.is_empty();
        is_repeated.then(|| self.header()).filter(|header| *header <= page / 2.0)
    }
}
