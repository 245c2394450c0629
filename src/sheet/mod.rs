//! Workbooks and lists: what stands in each cell, written and read. Knows no form.

pub(crate) mod list;
mod read;
mod write;

use crate::scalar::Date;

pub use read::SheetFault;
pub(crate) use read::{ReadSheet, Workbook, read};
pub(crate) use write::{Column, Format, LONGEST_TEXT, MOST_ROWS, Page, Shown, kept, write};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Text, of one line or several.
    Text(String),
    /// A number: its digits, with a point.
    Number(String),
    /// A number of more digits than a spreadsheet keeps: the last of them may be others than were typed.
    Rounded(String),
    /// A day.
    Date(Date),
    /// A time, or a day with one, as ISO 8601 has it.
    Moment(String),
    /// A number that is laid out as a day and is none.
    NoDay(String),
    /// Yes or no.
    Boolean(bool),
    /// A formula, as it is written: `=A1`.
    Formula(String),
    /// What somebody's formula could not come to: `#REF!`.
    Error(String),
}

/// The most digits of a number that a spreadsheet keeps (ECMA-376-1, 18.3.1.96: numbers are IEEE 754 doubles).
pub(crate) const MOST_DIGITS: usize = 15;

impl Cell {
    /// The cell as text.
    pub(crate) fn text(&self) -> String {
        match self {
            Cell::Text(text)
            | Cell::Number(text)
            | Cell::Rounded(text)
            | Cell::Moment(text)
            | Cell::NoDay(text)
            | Cell::Formula(text)
            | Cell::Error(text) => text.clone(),
            Cell::Date(date) => date.to_string(),
            Cell::Boolean(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }

    /// Whether nobody sees anything in it. A formula is something, whatever it came to.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Cell::Text(text) if text.trim().is_empty())
    }

    /// The number that a spreadsheet has.
    fn of_number(number: f64) -> Cell {
        // As many digits as are kept; what is more is noise of the arithmetic.
        let shown = format!("{number:.*e}", MOST_DIGITS - 1);
        let rounded = shown.parse::<f64>().unwrap_or(number);
        let text = format!("{rounded}");
        let digits = text.trim_start_matches('-').replace('.', "");
        let digits = digits.trim_start_matches('0');
        let is_whole = !text.contains('.');
        if is_whole && digits.len() > MOST_DIGITS {
            Cell::Rounded(text)
        } else {
            Cell::Number(text)
        }
    }
}

/// The name of a cell as spreadsheets have it, from its row and column, both from 0: `C7`.
pub(crate) fn reference(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect::<String>() + &(row + 1).to_string()
}

/// A text that no spreadsheet takes for a formula (OWASP, "CSV Injection").
pub(crate) fn harmless(text: &str) -> String {
    let text = text.trim_start_matches('\u{FEFF}');
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_spreadsheets_call_them() {
        let names = [(6, 2), (0, 25), (0, 26), (9, 701), (9, 702)]
            .map(|(row, column)| reference(row, column));
        assert_eq!(names, ["C7", "Z1", "AA1", "ZZ10", "AAA10"]);
    }

    #[test]
    fn numbers_have_the_digits_that_a_spreadsheet_keeps() {
        for (number, cell) in [
            (12.5, Cell::Number("12.5".into())),
            (0.1 + 0.2, Cell::Number("0.3".into())),
            (-1234.0, Cell::Number("-1234".into())),
            (123_456_789_012_345.0, Cell::Number("123456789012345".into())),
            (1_234_567_890_123_456.0, Cell::Rounded("1234567890123460".into())),
        ] {
            assert_eq!(Cell::of_number(number), cell);
        }
    }
}
