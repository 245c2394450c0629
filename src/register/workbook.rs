//! The register as a workbook, to sort and to filter.

use crate::diagnostic::Language;
use crate::sheet::{self, Cell, Column, Format, MOST_ROWS, Page, Shown};

use super::words::RegisterWords;
use super::{Row, shown};

/// Writes the register. Of more cases than a sheet has rows, the most urgent are there.
pub(super) fn write(rows: &[Row], language: Language) -> Vec<u8> {
    let words = RegisterWords::of(language);
    let column = |head: &str, width, format| Column {
        head: head.to_owned(),
        width,
        format,
        ..Column::default()
    };
    let (text, number) = (Format::Text, Format::Number);
    let columns = vec![
        column(words.number, 20, text),
        column(words.title, 50, text),
        column(words.status, 16, text),
        column(words.answers, 10, number),
        column(words.questions, 10, number),
        column(words.missing, 50, text),
        column(words.review, 16, Format::Date),
        column(words.is_overdue, 12, text),
        column(words.errors, 8, number),
        column(words.warnings, 10, number),
        column(words.form, 22, text),
        column(words.case, 40, text),
    ];
    let rows = rows.iter().take(MOST_ROWS - 1).map(|row| {
        let text = |text: &str| Some(Cell::Text(shown(text))).filter(|cell| !cell.is_blank());
        let count = |count: usize| Some(Cell::Number(count.to_string()));
        let missing = row.missing.iter().map(|question| shown(&question.label));
        let missing: Vec<String> =
            missing.map(|label| label.trim_end_matches([':', ' ']).to_owned()).collect();
        let cells = [
            text(&row.number),
            text(&row.title),
            text(&row.status),
            count(row.answered),
            count(row.asked),
            text(&missing.join("; ")),
            row.review.map(Cell::Date),
            text(if row.is_overdue { words.yes } else { words.no }),
            count(row.errors),
            count(row.warnings),
            text(&row.form),
            text(&row.case),
        ];
        let cells = cells
            .map(|cell| Some(Shown { cell: fitting(cell?), is_locked: true, is_notice: false }));
        cells.to_vec()
    });
    let page = Page {
        name: words.register.to_owned(),
        is_protected: true,
        columns,
        rows: rows.collect(),
        ..Page::default()
    };
    sheet::write(words.register, vec![page]).expect("the register keeps the bounds of workbooks")
}

/// A cell that is no longer than cells are.
fn fitting(cell: Cell) -> Cell {
    match cell {
        Cell::Text(text) if text.encode_utf16().count() > sheet::LONGEST_TEXT => {
            Cell::Text(text.chars().take(sheet::LONGEST_TEXT / 2 - 1).chain(['…']).collect())
        }
        cell => cell,
    }
}

/// Whether bytes are a register in either language.
pub(super) fn is_register(bytes: &[u8]) -> bool {
    let Ok(book) = sheet::read(bytes) else { return false };
    let Some(first) = book.sheets.first() else { return false };
    [Language::Swedish, Language::English].into_iter().map(RegisterWords::of).any(|words| {
        let heads = first.rows.first().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        let is_head =
            |at: usize, head: &str| heads.get(at).is_some_and(|(_, cell)| cell.text() == head);
        first.name == words.register && is_head(0, words.number) && is_head(11, words.case)
    })
}
