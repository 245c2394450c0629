//! Workbooks that go round the house, and lists that somebody else made.

mod back;
mod cells;
mod gather;
mod grid;
mod layout;
mod list;
mod memory;
mod out;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Place, Report, Source};
use crate::exchange::problems::{ListNeedsForm, NotAWorkbook, OpenQuote, WorkbookLinks};
use crate::exchange::ways::{Merged, Merging};
use crate::sheet::{self, Cell, ReadSheet, Workbook};
use crate::word::problems::CommentFound;
use crate::workspace::Workspace;
use crate::workspace::problems::FileTooLarge;

use back::NewRows;
use cells::Origin;
use list::{List, Map};
use memory::Sent;

pub use out::{SheetRow, Sheets};

/// The largest workbook or list that is read, in bytes.
const LARGEST_SHEET: u64 = 64 << 20;

/// A row of which there is something to tell.
#[derive(Debug)]
pub struct RowOutcome {
    /// What there is to report of it.
    pub report: Report,
    /// What became of it.
    pub became: Became,
}

/// What became of a row.
#[derive(Debug, Default)]
pub enum Became {
    /// Nothing: it says what its case says, or something is wrong with it.
    #[default]
    Nothing,
    /// Its answers were taken over into its case; of those that were changed there too, none where the case was to
    /// keep its own.
    Changed(Merged),
    /// A new case.
    New(Merged),
    /// Nothing, since its new case is there already with these very answers.
    There,
    /// Nothing, since something is wrong with one of its answers: how many others of its case are changed.
    Held {
        /// The case.
        case: String,
        /// How many others.
        others: usize,
    },
}

impl RowOutcome {
    /// What became of a row; nothing where there is nothing to tell.
    fn of(became: Option<Became>, report: Report) -> Option<RowOutcome> {
        let became = became.unwrap_or_default();
        let is_any = !matches!(became, Became::Nothing) || !report.diagnostics().is_empty();
        is_any.then_some(RowOutcome { report, became })
    }
}

/// A column of a list, and the question that it was matched to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Matched {
    /// What stands above it.
    pub head: String,
    /// The question; nothing where the column is left out.
    pub question: Option<String>,
}

/// What became of a workbook or a list.
#[derive(Debug, Default)]
pub struct SheetRead {
    /// The columns of a list that somebody else made.
    pub matched: Vec<Matched>,
    /// The rows of which there is something to tell.
    pub rows: Vec<RowOutcome>,
    /// The schema of the new cases, where it was not there.
    pub schema: Option<PathBuf>,
}

/// How a workbook or a list is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct SheetReading<'a> {
    /// The form of the cases that a list becomes.
    pub form: Option<&'a str>,
    /// A file that says what the columns of a list hold.
    pub map: Option<&'a Path>,
    /// How answers are merged.
    pub merging: Merging,
}

impl Workspace {
    /// Reads a workbook that came back, or a list that somebody else made; `path` is from the project's folder. Cases
    /// are written, unless nothing is to be.
    ///
    /// # Errors
    ///
    /// What cannot be read is an error in `report`; what is wrong with a row is told with it, and stops no other.
    pub fn sheet_in(
        &self,
        path: &Path,
        reading: SheetReading<'_>,
        report: &mut Report,
    ) -> Option<SheetRead> {
        let (name, bytes) = self.project.read_word(path, report)?;
        let size = bytes.len() as u64;
        if size > LARGEST_SHEET {
            report.error_nowhere(FileTooLarge { path: name, size, most: LARGEST_SHEET });
            return None;
        }
        let is_text = !bytes.starts_with(b"PK") && !bytes.starts_with(&[0xD0, 0xCF]);
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        let is_list =
            ["csv", "tsv", "txt"].iter().any(|one| extension.as_deref() == Some((*one).as_ref()));
        let (book, origin) = if is_text && is_list {
            of_list(name, &bytes, report)?
        } else {
            let book = match sheet::read(&bytes) {
                Ok(book) => book,
                Err(fault) => {
                    report.error(NotAWorkbook { fault }, Place::new(&Source::new(name, ""), 0..0));
                    return None;
                }
            };
            (book, Origin::Book(name))
        };
        if book.has_links {
            report.warning(WorkbookLinks, origin.whole());
        }
        let memory = book.sheets.iter().find(|sheet| sheet.name == memory::SHEET);
        if let Some(sent) = memory.and_then(Sent::read).filter(|_| reading.form.is_none()) {
            let merging = reading.merging;
            let form = format!("{}/{}", sent.form.0, sent.form.1);
            let rows = NewRows::new(self, merging);
            let returned =
                back::Returned { workspace: self, book: &book, sent, origin, merging, rows };
            let rows = returned.merge(report);
            let schema = self.schema_of_new(&form, &rows, merging, report);
            return Some(SheetRead { matched: Vec::new(), rows, schema });
        }
        let Some(form) = reading.form else {
            report.error(ListNeedsForm, origin.whole());
            return None;
        };
        let blankett = self.form(form, report)?;
        let map = match reading.map {
            Some(map) => {
                let source = self.text_of(map, report)?;
                let before = report.errors();
                let map = Map::read(&source, &blankett.form, report);
                if report.errors() > before {
                    return None;
                }
                Some(map)
            }
            None => None,
        };
        let list = List::find(&book, &blankett.form, map.as_ref(), &origin, report)?;
        tell_of_comments(&book, &origin, &|_| false, report);
        let rows = list.cases(&NewRows::new(self, reading.merging), &blankett, &origin);
        let schema = self.schema_of_new(form, &rows, reading.merging, report);
        Some(SheetRead { matched: list.matched, rows, schema })
    }

    /// Writes the schema that new cases name.
    fn schema_of_new(
        &self,
        form: &str,
        rows: &[RowOutcome],
        merging: Merging,
        report: &mut Report,
    ) -> Option<PathBuf> {
        let has_new =
            rows.iter().any(|row| matches!(row.became, Became::New(_))) && !merging.is_dry;
        let form = self.form(form, &mut Report::new()).filter(|_| has_new)?;
        self.write_schema(&form.form, report)
    }
}

/// Reports what people said of cells, but for what is ours: none of it is an answer.
fn tell_of_comments(
    book: &Workbook,
    origin: &Origin,
    is_ours: &dyn Fn(&str) -> bool,
    report: &mut Report,
) {
    for sheet in &book.sheets {
        for comment in sheet.comments.iter().filter(|comment| !is_ours(&comment.text)) {
            let (row, column) = comment.place;
            let place = origin.place_of(&sheet.name, row, column, "");
            let (author, text) = (comment.author.clone(), in_short(&comment.text));
            report.warning(CommentFound { author, text }, place);
        }
    }
}

/// A comment on one line. Excel puts threads into comments for older programs, behind words on what those cannot do.
fn in_short(text: &str) -> String {
    let thread = text.split_once("linkid=870924").and_then(|(_, rest)| rest.split_once(':'));
    let said = thread.map_or(text, |(_, said)| said);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list of values as the one sheet of a workbook.
///
/// # Errors
///
/// Bytes that are of no encoding that the rest is in are an error in `report`.
fn of_list(name: String, bytes: &[u8], report: &mut Report) -> Option<(Workbook, Origin)> {
    let Some(list) = sheet::list::read(&name, bytes) else {
        Source::decode(name, bytes, report);
        return None;
    };
    if let Some(start) = list.open {
        let quote = list.source.text()[start..].find('"').map_or(start, |at| start + at);
        report.error(OpenQuote, Place::new(&list.source, quote..quote + 1));
        return None;
    }
    let starts = list.records.iter().map(|(start, _)| *start).collect();
    let rows = list.records.into_iter().enumerate().map(|(row, (_, values))| {
        let cells = values.into_iter().map(Cell::Text).enumerate();
        (row, cells.collect())
    });
    let (name, rows) = (String::new(), rows.collect());
    let sheet = ReadSheet { name, is_hidden: false, rows, comments: Vec::new() };
    Some((Workbook { sheets: vec![sheet], has_links: false }, Origin::List(list.source, starts)))
}
