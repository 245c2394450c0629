//! Workbooks and lists: what stands in each cell, written and read. Knows no form.

pub(crate) mod list;
mod read;
mod write;

use crate::scalar::Date;

pub use read::SheetFault;
pub(crate) use read::{ReadSheet, Workbook, read};
pub(crate) use write::{
    Column, Format, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, Page, Shown, kept, write,
};

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
    /// A time, or a day with one: `2026-03-03 10:00:00`.
    Moment(String),
    /// A number that is laid out as a day and is none.
    NoDay(String),
    /// Yes or no.
    Boolean(bool),
    /// A formula, as it is written: `=A1`.
    Formula(String),
    /// What somebody's formula could not come to: `#REF!`.
    Error(String),
    /// A part of several cells that were merged into one, which shows what the first of them holds (ECMA-376-1,
    /// 18.3.1.54).
    Merged,
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
            Cell::Merged => String::new(),
        }
    }

    /// Whether nobody sees anything in it. A formula is something, whatever it came to.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Cell::Text(text) if text.trim().is_empty())
    }

    /// Whether nothing was written in it, though another's may be seen there.
    pub(crate) fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
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

/// The row and column of a cell, both from 0, by its name: `C7`.
pub(crate) fn place_of(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let is_name =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
    let row = row.parse::<usize>().ok()?.checked_sub(1)?;
    let letter_of = |letter: u8| usize::from(letter - b'A') + 1;
    is_name.then(|| (row, letters.bytes().fold(0, |sum, letter| sum * 26 + letter_of(letter)) - 1))
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
        for (row, column) in [(6, 2), (0, 25), (0, 26), (9, 701), (9, 702)] {
            assert_eq!(place_of(&reference(row, column)), Some((row, column)));
        }
        for name in ["", "7", "C", "C0", "c7", "C-7", "AAAA1", "C7:D8"] {
            assert_eq!(place_of(name), None);
        }
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
