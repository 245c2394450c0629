//! Workbooks that came: their cells, one by one, within bounds. Formulas are seen and not followed, links to other
//! workbooks are named.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};

use crate::guard::guarded;
use crate::opc::{Compound, Relationship, compound, relationships_of};
use crate::scalar::Date;
use crate::xml::tree::Tree;
use crate::zipped;

use super::{Cell, MOST_COLUMNS, MOST_ROWS, place_of};

/// The most bytes that a workbook unpacks to.
const MOST_BYTES: u64 = 192 << 20;
/// The most entries of its package.
const MOST_ENTRIES: usize = 10_000;
/// The most sheets.
const MOST_SHEETS: usize = 1000;
/// The first and last day that a spreadsheet has, as numbers: 1 January 1900 and 31 December 9999.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;
/// 29 February 1900, which there never was.
const NO_DAY: f64 = 60.0;
/// The most cells that hold something.
const MOST_CELLS: usize = 2_000_000;
/// The most cells, with those that are only laid out.
const MOST_LAID_OUT: usize = 20_000_000;
/// The most texts that many cells may share.
const MOST_SHARED: usize = 10_000_000;
/// How far into a part its first element is looked for, in bytes.
const HEAD: u64 = 64 << 10;
/// The most bytes of a part that says what others are, or what was said of cells.
const LARGEST_PART: u64 = 16 << 20;
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
    /// What was said of cells.
    pub(crate) comments: Vec<Comment>,
}

/// What somebody said of a cell (ECMA-376-1, 18.7.3).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Comment {
    /// The cell's row and column, from 0.
    pub(crate) place: (usize, usize),
    pub(crate) author: String,
    pub(crate) text: String,
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
    match compound(bytes) {
        Some(Compound::Encrypted) => return Err(SheetFault::Encrypted),
        Some(Compound::Old) => return Err(SheetFault::OtherKind),
        None if !bytes.starts_with(b"PK") => return Err(SheetFault::NotOne),
        None => {}
    }
    let names = match zipped::measured(bytes, MOST_ENTRIES, MOST_BYTES) {
        Some(Ok(names)) => names,
        Some(Err(())) => return Err(SheetFault::TooLarge),
        None => return Err(SheetFault::Damaged),
    };
    let main = names.iter().find(|name| name.eq_ignore_ascii_case("xl/workbook.xml"));
    let Some(main) = main else {
        let is_other = names.iter().any(|name| name == "content.xml" || name == "xl/workbook.bin");
        return Err(if is_other { SheetFault::OtherKind } else { SheetFault::NotOne });
    };
    // Room is made for as many texts as it says, before there is one.
    for name in names.iter().filter(|name| name.to_lowercase().ends_with("sharedstrings.xml")) {
        if shared_texts(bytes, name).ok_or(SheetFault::Damaged)? > MOST_SHARED {
            return Err(SheetFault::TooLarge);
        }
    }
    let parts = parts_of_sheets(bytes, main);
    // Each would be read as often as it is named.
    let different: BTreeSet<&String> = parts.iter().map(|(_, part)| part).collect();
    if different.len() < parts.len() {
        return Err(SheetFault::Damaged);
    }
    // What its authors did not think of is damage.
    let mut sheets = guarded(|| sheets(bytes)).ok_or(SheetFault::Damaged)??;
    for sheet in &mut sheets {
        let part = parts.iter().find(|(name, _)| *name == sheet.name).map(|(_, part)| part);
        sheet.comments = part.map(|part| comments(bytes, part)).unwrap_or_default();
    }
    let has_links = names.iter().any(|name| name.starts_with("xl/externalLinks/"));
    Ok(Workbook { sheets, has_links })
}

/// How many texts a part of shared ones says that it has; nothing where it does not begin.
fn shared_texts(bytes: &[u8], name: &str) -> Option<usize> {
    let head = zipped::head(bytes, name, HEAD)?;
    let head = String::from_utf8_lossy(&head);
    let start = head.find("<sst").or_else(|| head.find(":sst"))?;
    let tag = head[start..].split_once('>')?.0;
    let Some((_, count)) = tag.split_once("uniqueCount") else { return Some(0) };
    let count = count.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
    let digits = count.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    Some(if digits.is_empty() { 0 } else { digits.parse().unwrap_or(usize::MAX) })
}

/// The text of a part that is not large.
fn text_of(bytes: &[u8], part: &str) -> Option<String> {
    let unpacked = zipped::head(bytes, part, LARGEST_PART + 1)?;
    let text = String::from_utf8(unpacked).ok();
    text.filter(|text| text.len() as u64 <= LARGEST_PART)
}

/// What a part refers to.
fn relationships(bytes: &[u8], part: &str) -> Vec<Relationship> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let text = text_of(bytes, &relationships_of(part)).unwrap_or_default();
    Tree::parse(&text).map(|tree| Relationship::all(&tree, folder)).unwrap_or_default()
}

/// The names of sheets, with the parts that hold them.
fn parts_of_sheets(bytes: &[u8], main: &str) -> Vec<(String, String)> {
    let all = relationships(bytes, main);
    let text = text_of(bytes, main).unwrap_or_default();
    let Ok(tree) = Tree::parse(&text) else { return Vec::new() };
    let sheets = tree.all().filter(|&node| tree.local_name(node) == "sheet");
    let parts = sheets.filter_map(|node| {
        let name = tree.attribute(node, "name")?.to_owned();
        // Its prefix may be any.
        let id = tree.attribute(node, "r:id").or_else(|| tree.values(node).last())?;
        let part = all.iter().find(|one| one.id == id && !one.is_external)?;
        Some((name, part.target.clone()))
    });
    parts.collect()
}

/// What was said of the cells of a sheet that a part holds. Answers to it stand in the same text.
fn comments(bytes: &[u8], part: &str) -> Vec<Comment> {
    let of_sheet = relationships(bytes, part).into_iter();
    let Some(part) = of_sheet.into_iter().find(|one| one.kind.ends_with("/comments")) else {
        return Vec::new();
    };
    let text = text_of(bytes, &part.target).unwrap_or_default();
    let Ok(tree) = Tree::parse(&text) else { return Vec::new() };
    let named = |name: &'static str| {
        let tree = &tree;
        tree.all().filter(move |&node| tree.local_name(node) == name)
    };
    let authors: Vec<String> = named("author").map(|node| tree.text(node)).collect();
    let all = named("comment").filter_map(|node| {
        let place = place_of(tree.attribute(node, "ref")?)?;
        let author = tree.attribute(node, "authorId").and_then(|at| at.parse::<usize>().ok());
        let author = author.and_then(|at| authors.get(at)).cloned().unwrap_or_default();
        // Beside the text, programs say how its box looks.
        let text = tree.elements(node).find(|&child| tree.local_name(child) == "text")?;
        let text = tree.text(text).trim().to_owned();
        Some(Comment { place, author, text })
    });
    all.filter(|comment| !comment.text.is_empty()).collect()
}

/// How much may still be read.
struct Room {
    laid_out: usize,
    cells: usize,
    /// Bytes of text.
    text: usize,
}

impl Room {
    /// Takes room for a cell, if there is any.
    fn take(&mut self, cell: Option<&Cell>) -> Result<(), SheetFault> {
        let length = match cell {
            Some(Cell::Text(text) | Cell::Formula(text)) => text.len(),
            _ => 0,
        };
        let take = |room: &mut usize, wanted: usize| {
            *room = room.checked_sub(wanted).ok_or(SheetFault::TooLarge)?;
            Ok(())
        };
        take(&mut self.laid_out, 1)?;
        take(&mut self.cells, usize::from(cell.is_some()))?;
        take(&mut self.text, length)
    }
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
    let mut room = Room { laid_out: MOST_LAID_OUT, cells: MOST_CELLS, text: MOST_TEXT };
    let mut sheets = Vec::new();
    for (name, is_hidden) in all {
        let mut rows = rows(&mut xlsx, &name, &mut room)?;
        merge(&mut xlsx, &name, &mut rows, &mut room)?;
        sheets.push(ReadSheet { name, is_hidden, rows, comments: Vec::new() });
    }
    Ok(sheets)
}

type Rows = Vec<(usize, Vec<(usize, Cell)>)>;

fn rows(xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<Rows, SheetFault> {
    let mut rows: Rows = Vec::new();
    let mut reader = match xlsx.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // Of charts there are no cells.
        Err(XlsxError::WorksheetNotFound(_)) => return Ok(rows),
        Err(_) => return Err(SheetFault::Damaged),
    };
    while let Some(found) = reader.next_cell_with_formula().map_err(|_| SheetFault::Damaged)? {
        let cell = cell(&found.value, found.formula.as_deref());
        room.take(cell.as_ref())?;
        let Some(cell) = cell else { continue };
        let (row, column) = (found.pos.0 as usize, found.pos.1 as usize);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(SheetFault::Damaged);
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
    let is_row_twice = rows.windows(2).any(|two| two[0].0 == two[1].0);
    let mut cells = rows.iter().flat_map(|(_, cells)| cells.windows(2));
    // Programs would differ in which of two they show.
    if is_row_twice || cells.any(|two| two[0].0 == two[1].0) {
        return Err(SheetFault::Damaged);
    }
    Ok(rows)
}

/// Marks the cells of a sheet that were merged into others.
fn merge(
    xlsx: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    rows: &mut Rows,
    room: &mut Room,
) -> Result<(), SheetFault> {
    let areas = match xlsx.merge_cells_by_sheet_name(name) {
        Ok(areas) => areas,
        Err(XlsxError::WorksheetNotFound(_)) => return Ok(()),
        Err(_) => return Err(SheetFault::Damaged),
    };
    let last = rows.iter().filter_map(|(_, cells)| cells.last()).map(|(column, _)| *column).max();
    for area in areas {
        let at = |(row, column): (u32, u32)| (row as usize, column as usize);
        let (first, end) = (at(area.start), at(area.end));
        // Beyond what anything stands in nobody looks.
        let columns = first.1..=end.1.min(last.unwrap_or_default());
        let start = rows.partition_point(|(row, _)| *row < first.0);
        for (row, cells) in rows[start..].iter_mut().take_while(|(row, _)| *row <= end.0) {
            for column in columns.clone().filter(|column| (*row, *column) != first) {
                room.take(Some(&Cell::Merged))?;
                match cells.binary_search_by_key(&column, |(column, _)| *column) {
                    Ok(there) => cells[there].1 = Cell::Merged,
                    Err(place) => cells.insert(place, (column, Cell::Merged)),
                }
            }
        }
    }
    Ok(())
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
                _ => Cell::Moment(text.replacen('T', " ", 1)),
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
        Some(date) if !is_time && (hour, minute, second, milli) == (0, 0, 0, 0) => Cell::Date(date),
        Some(date) if !is_time => Cell::Moment(format!("{date} {hour:02}:{minute:02}:{second:02}")),
        _ => Cell::Moment(format!("{hour:02}:{minute:02}:{second:02}")),
    }
}
