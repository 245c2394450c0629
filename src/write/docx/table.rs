//! Tables: header rows and borders.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, Shading, ShdType, Table, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VMergeType, WidthType,
};

use crate::document::{self, Alignment, Area, Block, Document, Style};

use super::super::columns::{Column, column_widths};
use super::finish::HEADER_ROW;
use super::styles::{self, id};

/// The shade of header rows: pale enough for any colour of text.
pub(super) const HEADER_SHADE: &str = "EEF2F6";

/// The form's own tables, in their order.
pub(super) fn of_form(document: &Document) -> impl Iterator<Item = &document::Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// Whether what a table holds, and so how wide its columns are, differs from case to case.
pub(super) fn is_open(table: &document::Table) -> bool {
    table.cells().any(|cell| document::is_open(cell))
}

/// A table whose first row is its header, `indent` twips from the margin.
pub(super) fn table(
    style: &Style,
    alignment: &[Alignment],
    columns: &[Column],
    rows: Vec<Vec<(Paragraph, Area)>>,
    indent: i32,
) -> Table {
    let colors = &style.colors;
    let widths = widths(style, columns, indent);
    let rows = rows
        .into_iter()
        .enumerate()
        .filter(|(_, cells)| !cells.is_empty())
        .map(|(row, cells)| {
            let cells = cells
                .into_iter()
                .map(|(paragraph, Area { rows, columns })| {
                    let paragraph = match alignment[columns.start] {
                        Alignment::Default => paragraph,
                        Alignment::Left => paragraph.align(AlignmentType::Left),
                        Alignment::Center => paragraph.align(AlignmentType::Center),
                        Alignment::Right => paragraph.align(AlignmentType::Right),
                    };
                    let width = widths[columns.clone()].iter().sum();
                    let mut cell = TableCell::new().width(width, WidthType::Dxa);
                    if columns.len() > 1 {
                        cell = cell.grid_span(columns.len());
                    }
                    if rows.len() > 1 {
                        let is_first = rows.start == row;
                        let merge =
                            if is_first { VMergeType::Restart } else { VMergeType::Continue };
                        cell = cell.vertical_merge(merge);
                    }
                    if row == 0 {
                        let shading = Shading::new()
                            .shd_type(ShdType::Clear)
                            .color("auto")
                            .fill(HEADER_SHADE);
                        cell.shading(shading).add_paragraph(paragraph)
                    } else {
                        cell.add_paragraph(paragraph)
                    }
                })
                .collect();
            TableRow::new(cells).cant_split()
        })
        .collect();
    let border = |position: TableBorderPosition| {
        TableBorder::new(position).border_type(BorderType::Single).size(4).color(&colors.accent)
    };
    let borders = [
        border(TableBorderPosition::Top),
        border(TableBorderPosition::Bottom),
        border(TableBorderPosition::Left),
        border(TableBorderPosition::Right),
        border(TableBorderPosition::InsideH),
        border(TableBorderPosition::InsideV),
    ]
    .into_iter()
    .fold(TableBorders::with_empty(), TableBorders::set);
    Table::new(rows)
        .set_grid(widths)
        .width(room(style, indent), WidthType::Dxa)
        .indent(indent)
        .layout(TableLayoutType::Fixed)
        .set_borders(borders)
        .margins(TableCellMargins::new().margin(20, 85, 20, 85))
}

/// How wide the columns of a table are, `indent` twips from the margin.
pub(super) fn widths(style: &Style, columns: &[Column], indent: i32) -> Vec<usize> {
    column_widths(columns, room(style, indent))
}

fn room(style: &Style, indent: i32) -> usize {
    usize::try_from(styles::text_width(style) - indent).unwrap_or_default()
}

/// The paragraph of a cell; in the first row it marks the row as a header, unless a cell of it goes on below: such a
/// row cannot be repeated.
pub(super) fn cell_paragraph(row: usize, leaves_header: bool) -> Paragraph {
    if row == 0 {
        let header = Paragraph::new().style(id::TABLE_HEADER).keep_next(true);
        if leaves_header { header } else { header.add_bookmark_start(0, HEADER_ROW) }
    } else {
        Paragraph::new().style(id::TABLE_TEXT)
    }
}
