//! Workbooks that an authority sends out: headings that stay, columns as wide as their words, lists to choose from, and
//! what may not be changed locked. The same pages give the same bytes.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, FormatAlign,
    FormatBorder, Formula, IgnoreError, Note, ProtectionOptions, Worksheet, XlsxError,
};

use crate::scalar::Number;

use super::{Cell, MOST_DIGITS, reference};

/// The most characters of a cell (Excel specifications and limits), as UTF-16 has them.
pub(crate) const LONGEST_TEXT: usize = 32_767;
/// The most rows of a sheet.
pub(crate) const MOST_ROWS: usize = 1_048_576;
/// The most columns of a sheet.
pub(crate) const MOST_COLUMNS: usize = 16_384;
/// How many rows beneath the last are laid out as those above, for new ones.
const NEW_ROWS: usize = 1000;
/// The sheet that the choices of lists stand on.
const CHOICES: &str = "~val";
/// The days before it differ between programs (Excel has a 29 February 1900).
const FIRST_DAY: (u16, u8, u8) = (1900, 3, 1);
/// A4 (ECMA-376-1, 18.3.1.63).
const A4: u8 = 9;
/// The widest sheet, in characters, that is printed on one page's width and can still be read.
const WIDEST_PRINT: u32 = 170;
/// The height of a line of a head, in points, and the most lines of one.
const LINE_HEIGHT: f64 = 15.0;
const MOST_HEAD_LINES: u16 = 12;
/// The width of a note, in pixels.
const NOTE_WIDTH: u32 = 320;

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What it is called.
    pub(crate) name: String,
    /// Whether nobody is to see it.
    pub(crate) is_hidden: bool,
    /// Whether what is locked in it is.
    pub(crate) is_protected: bool,
    /// Its columns, of which the first stays in sight.
    pub(crate) columns: Vec<Column>,
    /// Its rows: a cell a column, or nothing.
    pub(crate) rows: Vec<Vec<Option<Shown>>>,
}

/// A column.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// What stands above it.
    pub(crate) head: String,
    /// What is told of it to whoever points at that.
    pub(crate) note: String,
    /// How wide it is, in characters.
    pub(crate) width: u16,
    /// How new cells are taken.
    pub(crate) format: Format,
    /// What can be chosen.
    pub(crate) choices: Vec<String>,
    /// Whether nothing else can stand there.
    pub(crate) is_strict: bool,
}

/// How what is typed in a cell is taken.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Format {
    /// As the text that it is.
    #[default]
    Text,
    /// As a day.
    Date,
    /// As a number.
    Number,
}

/// A cell as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// What it holds.
    pub(crate) cell: Cell,
    /// Whether it may not be changed.
    pub(crate) is_locked: bool,
    /// Whether it says something about what stands elsewhere.
    pub(crate) is_notice: bool,
}

/// The looks of cells.
struct Looks {
    head: rust_xlsxwriter::Format,
    /// Those of each format: as it is, locked, a notice, a notice that is locked.
    cells: [[rust_xlsxwriter::Format; 4]; 3],
}

impl Looks {
    fn new() -> Looks {
        let base = rust_xlsxwriter::Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let head = base
            .clone()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00DC_E6F1))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(0x001F_3864))
            .set_num_format("@");
        let cells = [Format::Text, Format::Date, Format::Number].map(|format| {
            [(false, false), (true, false), (false, true), (true, true)]
                .map(|(is_locked, is_notice)| look(&base, format, is_locked, is_notice))
        });
        Looks { head, cells }
    }

    fn of(&self, format: Format, is_locked: bool, is_notice: bool) -> &rust_xlsxwriter::Format {
        &self.cells[format as usize][usize::from(is_locked) + 2 * usize::from(is_notice)]
    }
}

fn look(
    base: &rust_xlsxwriter::Format,
    format: Format,
    is_locked: bool,
    is_notice: bool,
) -> rust_xlsxwriter::Format {
    let base = base.clone();
    let base =
        base.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(Color::RGB(0x00A6_A6A6));
    let look = base.set_num_format(match format {
        Format::Text => "@",
        Format::Date => "yyyy-mm-dd",
        Format::Number => "General",
    });
    let look = if format == Format::Number { look } else { look.set_align(FormatAlign::Left) };
    let look = if is_locked {
        look.set_background_color(Color::RGB(0x00F2_F2F2))
    } else {
        look.set_unlocked()
    };
    if is_notice { look.set_italic().set_font_color(Color::RGB(0x0059_5959)) } else { look }
}

/// Writes a workbook. Texts have at most [`LONGEST_TEXT`] characters, pages at most [`MOST_ROWS`] rows, and their
/// names differ.
///
/// # Errors
///
/// What no workbook takes; no page that keeps these bounds has it.
pub(crate) fn write(title: &str, pages: Vec<Page>) -> Result<Vec<u8>, String> {
    written(title, pages).map_err(|error| error.to_string())
}

fn written(title: &str, pages: Vec<Page>) -> Result<Vec<u8>, XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    // No clock: it stands for nothing.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let looks = Looks::new();
    let mut choices: Vec<Vec<String>> = Vec::new();
    for page in pages {
        let sheet = book.add_worksheet();
        sheet.set_name(&page.name)?;
        lay_out(sheet, &page, &looks)?;
        for (at, column) in page.columns.iter().enumerate() {
            put_choices(sheet, &page, at, column, &mut choices)?;
        }
        // Each row is let go as soon as the book has it.
        for (nth, row) in page.rows.into_iter().enumerate() {
            for (column, shown) in row.iter().enumerate() {
                if let Some(shown) = shown {
                    put(sheet, (nth + 1, column), shown, &looks)?;
                }
            }
        }
    }
    if !choices.is_empty() {
        let sheet = book.add_worksheet();
        sheet.set_name(CHOICES)?.set_hidden(true);
        for (column, all) in choices.iter().enumerate() {
            for (row, choice) in all.iter().enumerate() {
                sheet.write_string(number(row), short(column), choice)?;
            }
        }
    }
    book.save_to_buffer()
}

/// A row's number as the crate has it: no page has more.
fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// A column's number as the crate has it.
fn short(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn lay_out(sheet: &mut Worksheet, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
    if page.is_hidden {
        sheet.set_hidden(true);
    }
    let (rows, columns) = (page.rows.len(), page.columns.len());
    for (at, column) in page.columns.iter().enumerate() {
        let place = short(at);
        sheet.set_column_width(place, f64::from(column.width.max(8)))?;
        sheet.set_column_format(place, looks.of(column.format, false, false))?;
        sheet.write_string_with_format(0, place, &column.head, &looks.head)?;
        if !column.note.is_empty() {
            let lines: usize = column.note.lines().map(|line| 1 + line.chars().count() / 50).sum();
            let note = Note::new(&column.note)
                .add_author_prefix(false)
                .set_author("blankett")
                .set_width(NOTE_WIDTH)
                .set_height(number(lines * 18 + 12));
            sheet.insert_note(0, place, &note)?;
        }
    }
    if page.is_hidden || columns == 0 {
        return Ok(());
    }
    let lines = page.columns.iter().map(|column| lines_of(&column.head, column.width.max(8)));
    let lines =
        u16::try_from(lines.max().unwrap_or(1)).unwrap_or(u16::MAX).clamp(1, MOST_HEAD_LINES);
    sheet.set_row_height(0, f64::from(lines) * LINE_HEIGHT + 4.0)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, number(rows.max(1)), short(columns - 1))?;
    sheet.set_landscape().set_paper_size(A4);
    let width: u32 = page.columns.iter().map(|column| u32::from(column.width.max(8))).sum();
    if width <= WIDEST_PRINT {
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    sheet.set_footer("&L&A&R&P (&N)");
    let last = number((rows + NEW_ROWS).min(MOST_ROWS - 1));
    sheet.ignore_error_range(0, 0, last, short(columns - 1), IgnoreError::NumberStoredAsText)?;
    if page.is_protected {
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_columns: true,
            insert_rows: true,
            delete_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        });
    }
    Ok(())
}

/// How many lines a head takes in a column of a width.
fn lines_of(head: &str, width: u16) -> usize {
    // Bold, and with an arrow of the filter beside it.
    let width = usize::from(width).saturating_sub(3).max(5);
    let (mut lines, mut at) = (1, 0);
    for word in head.split_whitespace().map(|word| word.chars().count()) {
        if at > 0 && at + 1 + word > width {
            lines += 1;
            at = 0;
        }
        at += word + usize::from(at > 0);
        lines += at.saturating_sub(1) / width;
        at = if at > width { at % width } else { at };
    }
    lines
}

fn put_choices(
    sheet: &mut Worksheet,
    page: &Page,
    at: usize,
    column: &Column,
    all: &mut Vec<Vec<String>>,
) -> Result<(), XlsxError> {
    if column.choices.is_empty() {
        return Ok(());
    }
    let list = all.iter().position(|one| *one == column.choices).unwrap_or_else(|| {
        all.push(column.choices.clone());
        all.len() - 1
    });
    let name = reference(0, list);
    let letters = name.trim_end_matches('1');
    let range = format!("='{CHOICES}'!${letters}$1:${letters}${}", column.choices.len());
    let style = if column.is_strict {
        DataValidationErrorStyle::Stop
    } else {
        DataValidationErrorStyle::Information
    };
    let validation =
        DataValidation::new().allow_list_formula(Formula::new(range)).set_error_style(style);
    let end = number((page.rows.len() + NEW_ROWS).min(MOST_ROWS - 1));
    sheet.add_data_validation(1, short(at), end, short(at), &validation)?;
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (usize, usize),
    Shown { cell, is_locked, is_notice }: &Shown,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (row, column) = (number(row), short(column));
    let look = |format| looks.of(format, *is_locked, *is_notice);
    match cell {
        Cell::Date(day) if (day.year, day.month, day.day) >= FIRST_DAY => {
            let day = ExcelDateTime::from_ymd(day.year, day.month, day.day)?;
            sheet.write_datetime_with_format(row, column, &day, look(Format::Date))?;
        }
        Cell::Number(text) => match as_number(text) {
            Some(value) => {
                sheet.write_number_with_format(row, column, value, look(Format::Number))?;
            }
            None => {
                sheet.write_string_with_format(row, column, text, look(Format::Text))?;
            }
        },
        // What stands in a column of days or numbers and is none is text all the same.
        cell => {
            sheet.write_string_with_format(row, column, cell.text(), look(Format::Text))?;
        }
    }
    Ok(())
}

/// What a cell holds once a spreadsheet has it.
pub(crate) fn kept(cell: &Cell) -> Cell {
    match cell {
        Cell::Date(day) if (day.year, day.month, day.day) < FIRST_DAY => {
            Cell::Text(day.to_string())
        }
        Cell::Number(text) => {
            as_number(text).map_or_else(|| Cell::Text(text.clone()), Cell::of_number)
        }
        cell => cell.clone(),
    }
}

/// A number, where a spreadsheet keeps it as it is.
fn as_number(text: &str) -> Option<f64> {
    let number = Number::parse(text)?;
    let (whole, decimals) = number.digits();
    let decimals = decimals.trim_end_matches('0');
    let digits = format!("{whole}{decimals}");
    let is_kept = digits.trim_start_matches('0').len() <= MOST_DIGITS;
    text.parse().ok().filter(|_| is_kept)
}
