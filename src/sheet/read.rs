//! Workbooks that came: their cells, one by one, within bounds. Formulas are seen and not followed, links to other
//! workbooks are named.

use std::io::Cursor;
use std::panic;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};

use crate::scalar::Date;
use crate::zipped;

use super::Cell;

/// The most bytes that a workbook unpacks to.
const MOST_BYTES: u64 = 192 << 20;
/// The most entries of its package.
const MOST_ENTRIES: usize = 10_000;
/// The most sheets.
const MOST_SHEETS: usize = 1000;
/// The rows and columns of a sheet (Excel specifications and limits).
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// The first and last day that a spreadsheet has, as numbers: 1 January 1900 and 31 December 9999.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;
/// 29 February 1900, which there never was.
const NO_DAY: f64 = 60.0;
/// The most cells.
const MOST_CELLS: usize = 2_000_000;
/// The most bytes of text in all cells: one text may stand in many.
const MOST_TEXT: usize = 128 << 20;

/// What a workbook holds.
#[derive(Debug)]
pub(crate) struct Workbook {
    /// Its sheets, in their order.
    pub(crate) sheets: Vec<ReadSheet>,
    /// Whether it has links to other workbooks.
    pub(crate) has_links: bool,
}

/// A sheet of a workbook.
#[derive(Debug)]
pub(crate) struct ReadSheet {
    /// What it is called.
    pub(crate) name: String,
    /// Whether nobody sees it.
    pub(crate) is_hidden: bool,
    /// Its rows that hold something, each with its number from 0 and its cells by the numbers of their columns.
    pub(crate) rows: Vec<(usize, Vec<(usize, Cell)>)>,
}

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SheetFault {
    /// It is no workbook of Office Open XML.
    NotOne,
    /// It is of the old kind, or of another program's.
    OtherKind,
    /// It is protected by a password for opening it.
    Encrypted,
    /// It is damaged.
    Damaged,
    /// It unpacks to more than is taken.
    TooLarge,
}

/// Reads a workbook (ECMA-376).
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, SheetFault> {
    // ECMA-376's packages are zips; the compound files before them are not, nor is what is encrypted.
    match bytes {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            let is_package = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
            let name: Vec<u8> =
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return Err(if is_package(&name) {
                SheetFault::Encrypted
            } else {
                SheetFault::OtherKind
            });
        }
        [b'P', b'K', ..] => {}
        _ => return Err(SheetFault::NotOne),
    }
    let names = match zipped::measured(bytes, MOST_ENTRIES, MOST_BYTES) {
        Some(Ok(names)) => names,
        Some(Err(())) => return Err(SheetFault::TooLarge),
        None => return Err(SheetFault::Damaged),
    };
    if !names.iter().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        let is_other = names.iter().any(|name| name == "content.xml" || name == "xl/workbook.bin");
        return Err(if is_other { SheetFault::OtherKind } else { SheetFault::NotOne });
    }
    // What its authors did not think of is damage.
    let read = || sheets(bytes);
    let sheets = panic::catch_unwind(read).map_err(|_| SheetFault::Damaged)??;
    let has_links = names.iter().any(|name| name.starts_with("xl/externalLinks/"));
    Ok(Workbook { sheets, has_links })
}

fn sheets(bytes: &[u8]) -> Result<Vec<ReadSheet>, SheetFault> {
    let mut xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetFault::Damaged)?;
    let all: Vec<(String, bool)> = xlsx
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if all.len() > MOST_SHEETS {
        return Err(SheetFault::TooLarge);
    }
    let (mut cells, mut text) = (MOST_CELLS, MOST_TEXT);
    let mut sheets = Vec::new();
    for (name, is_hidden) in all {
        // Of charts there are no cells.
        let Ok(rows) = rows(&mut xlsx, &name, &mut cells, &mut text) else {
            return Err(if cells == 0 || text == 0 {
                SheetFault::TooLarge
            } else {
                SheetFault::Damaged
            });
        };
        sheets.push(ReadSheet { name, is_hidden, rows });
    }
    Ok(sheets)
}

type Rows = Vec<(usize, Vec<(usize, Cell)>)>;

fn rows(
    xlsx: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    most_cells: &mut usize,
    most_text: &mut usize,
) -> Result<Rows, ()> {
    let mut rows: Rows = Vec::new();
    let mut reader = match xlsx.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::WorksheetNotFound(_)) => return Ok(rows),
        Err(_) => return Err(()),
    };
    while let Some(found) = reader.next_cell_with_formula().map_err(|_| ())? {
        let Some(cell) = cell(&found.value, found.formula.as_deref()) else { continue };
        let length = match &cell {
            Cell::Text(text) | Cell::Formula(text) => text.len(),
            _ => 0,
        };
        *most_cells = most_cells.checked_sub(1).ok_or(())?;
        let Some(rest) = most_text.checked_sub(length) else {
            *most_text = 0;
            return Err(());
        };
        *most_text = rest;
        let (row, column) = (found.pos.0 as usize, found.pos.1 as usize);
        if row >= ROWS || column >= COLUMNS {
            return Err(());
        }
        match rows.last_mut() {
            Some((last, cells)) if *last == row => cells.push((column, cell)),
            _ => rows.push((row, vec![(column, cell)])),
        }
    }
    // Some programs write rows in no order.
    rows.sort_by_key(|(row, _)| *row);
    for (_, cells) in &mut rows {
        cells.sort_by_key(|(column, _)| *column);
    }
    Ok(rows)
}

fn cell(value: &DataRef<'_>, formula: Option<&str>) -> Option<Cell> {
    let cell = match value {
        DataRef::Empty => None,
        DataRef::Int(number) => {
            let digits = number.unsigned_abs().to_string().len();
            let text = number.to_string();
            Some(if digits > super::MOST_DIGITS { Cell::Rounded(text) } else { Cell::Number(text) })
        }
        DataRef::Float(number) => Some(Cell::of_number(*number)),
        DataRef::String(text) => Some(Cell::Text(plain(text))),
        DataRef::SharedString(text) => Some(Cell::Text(plain(text))),
        DataRef::Bool(yes) => Some(Cell::Boolean(*yes)),
        DataRef::DateTime(moment) => Some(of_moment(moment)),
        DataRef::DateTimeIso(text) => {
            let day = text.split('T').next().and_then(Date::parse);
            let is_day = text.split('T').nth(1).is_none_or(|time| time.starts_with("00:00:00"));
            Some(match day {
                Some(day) if is_day => Cell::Date(day),
                _ => Cell::Moment(text.clone()),
            })
        }
        DataRef::DurationIso(text) => Some(Cell::Moment(text.clone())),
        DataRef::Error(error) => Some(Cell::Error(Data::Error(error.clone()).to_string())),
    };
    match formula {
        Some(formula) => Some(Cell::Formula(format!("={formula}"))),
        None => cell,
    }
}

/// Text with line ends as everywhere.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn of_moment(moment: &ExcelDateTime) -> Cell {
    let is_time = (0.0..1.0).contains(&moment.as_f64()) || moment.is_duration();
    if !(is_time || DAYS.contains(&moment.as_f64())) || moment.as_f64().floor() == NO_DAY {
        return Cell::NoDay(format!("{}", moment.as_f64()));
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = Date::parse(&format!("{year:04}-{month:02}-{day:02}"));
    match date {
        Some(date) if !moment.is_duration() && (hour, minute, second, milli) == (0, 0, 0, 0) => {
            Cell::Date(date)
        }
        Some(date) if !moment.is_duration() && moment.as_f64() >= 1.0 => {
            Cell::Moment(format!("{date} {hour:02}:{minute:02}:{second:02}"))
        }
        _ => Cell::Moment(format!("{hour:02}:{minute:02}:{second:02}")),
    }
}
