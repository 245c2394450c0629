//! A workbook that came back → its cases, merged three ways: what nobody changed changes nothing.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answers::{self, Answer};
use crate::case::{Entries, Written};
use crate::diagnostic::{AnyProblem, Language, Place, Report};
use crate::exchange::answers::name_of;
use crate::exchange::offer::{self, Offer, Target, Wish};
use crate::exchange::problems::{
    BadRow, Brought, NoColumns, OtherForm, RowFault, RowRemoved, UnknownCase, UnmatchedColumns,
};
use crate::exchange::ways::{Merged, Taken};
use crate::form::{CaseTable, Field, FieldId, Form, Kind};
use crate::generate::Blankett;
use crate::sheet::{Cell, ReadSheet, Workbook, reference};
use crate::table::{Data, Table, Value};
use crate::workspace::problems::CaseExists;
use crate::workspace::{CaseFile, CaseReport, NewCase, Workspace};

use super::cells::{Found, Origin, Reader};
use super::gather::{CaseCells, Gathered, Gatherer, Index};
use super::layout::{Layout, SheetWords, fields, folded};
use super::memory::{Sent, Token};
use super::out::{case_name, case_path};
use super::{Merging, RowOutcome};

/// How many rows from the top the heads are looked for in.
const HEAD_ROWS: usize = 20;
/// How many columns are named that belong to no question.
const MOST_TOLD: usize = 20;

/// The cells of a row by their columns.
type Row<'a> = BTreeMap<usize, Found<'a>>;

/// A sheet with the columns that were looked for.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a ReadSheet,
    /// The row of heads.
    head: usize,
    /// The column under each head that was looked for, where it is.
    pub(super) columns: Vec<Option<usize>>,
    /// The other heads.
    pub(super) others: Vec<String>,
}

impl<'a> Grid<'a> {
    /// The sheet of a name, or else that with the most of some heads, and where they are.
    fn find(book: &'a Workbook, name: &str, heads: &[&str]) -> Option<Grid<'a>> {
        let seen = book.sheets.iter().filter(|sheet| !sheet.name.starts_with('~'));
        let grids: Vec<Grid<'a>> = seen.filter_map(|sheet| Grid::of(sheet, heads)).collect();
        let count = |grid: &Grid<'_>| grid.columns.iter().flatten().count();
        let named = grids.iter().position(|grid| grid.sheet.name == name && count(grid) > 1);
        // A sheet that was called otherwise has most of its heads all the same.
        let best = (0..grids.len()).max_by_key(|at| (count(&grids[*at]), std::cmp::Reverse(*at)));
        let best = best.filter(|at| count(&grids[*at]) * 2 > heads.len());
        grids.into_iter().nth(named.or(best)?)
    }

    /// Where heads are in a sheet.
    fn of(sheet: &'a ReadSheet, heads: &[&str]) -> Option<Grid<'a>> {
        let wanted: Vec<String> = heads.iter().map(|head| folded(head)).collect();
        let matched = |cells: &[(usize, Cell)]| -> Vec<Option<usize>> {
            let there: Vec<(usize, String)> =
                cells.iter().map(|(column, cell)| (*column, folded(&cell.text()))).collect();
            let column = |head: &String| there.iter().find(|(_, text)| text == head);
            wanted.iter().map(|head| column(head).map(|(column, _)| *column)).collect()
        };
        let rows = sheet.rows.iter().take(HEAD_ROWS);
        let rows = rows.map(|(row, cells)| (row, cells, matched(cells)));
        let count = |columns: &[Option<usize>]| columns.iter().flatten().count();
        let rows: Vec<_> = rows.collect();
        let (head, cells, columns) =
            rows.into_iter().rev().max_by_key(|(_, _, columns)| count(columns))?;
        // A column without a head holds something all the same.
        let mut others: BTreeMap<usize, String> = BTreeMap::new();
        for (row, below) in sheet.rows.iter().filter(|(row, _)| *row >= *head) {
            for (column, _) in below.iter().filter(|(_, cell)| !cell.is_blank()) {
                if columns.contains(&Some(*column)) || others.contains_key(column) {
                    continue;
                }
                let named = cells.iter().find(|(at, cell)| at == column && !cell.is_blank());
                let name = named.map_or_else(
                    || reference(*row, *column),
                    |(_, cell)| cell.text().split_whitespace().collect::<Vec<_>>().join(" "),
                );
                others.insert(*column, name);
            }
        }
        let (head, others) = (*head, others.into_values().take(MOST_TOLD).collect());
        Some(Grid { sheet, head, columns, others })
    }

    /// The rows below the heads in which something stands.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, Row<'a>)> {
        let below = self.sheet.rows.iter().filter(|(row, _)| *row > self.head);
        let rows = below.map(|(row, cells)| {
            let cells = cells.iter().filter(|(_, cell)| !cell.is_blank());
            let cells =
                cells.map(|(column, cell)| (*column, Found { cell, row: *row, column: *column }));
            (*row, cells.collect::<Row<'a>>())
        });
        rows.filter(|(_, cells)| !cells.is_empty())
    }

    /// What stands under a head that was looked for.
    fn under(&self, head: usize, row: &Row<'a>) -> Option<Found<'a>> {
        row.get(&self.columns[head].as_ref().copied()?).copied()
    }
}

/// A workbook of ours that came back.
pub(super) struct Returned<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) book: &'a Workbook,
    pub(super) sent: Sent,
    pub(super) origin: Origin,
    pub(super) merging: Merging,
    /// The cases of the project by their paths, once they are asked for.
    pub(super) cases: OnceCell<BTreeMap<String, CaseFile>>,
}

/// The items of a case: by list sheet, each with its number and its cells.
type Items<'a> = Vec<Vec<(Option<f64>, Vec<Option<Found<'a>>>)>>;

impl Returned<'_> {
    /// Merges every row into its case; of each, what became of it.
    ///
    /// # Errors
    ///
    /// What concerns the workbook as a whole is in `report`, what concerns a row is told with it.
    pub(super) fn merge(self, report: &mut Report) -> Vec<RowOutcome> {
        let (id, version) = &self.sent.form;
        let Some(blankett) = self.workspace.form(&format!("{id}/{version}"), report) else {
            return Vec::new();
        };
        let form = &blankett.form;
        let words = SheetWords::of(Language::of_tag(&form.language));
        let Some(layout) = self.sent.layout(form) else {
            report.error(NoColumns, self.origin.place_of("~blankett", 0, 0, ""));
            return Vec::new();
        };
        let heads: Vec<&str> = std::iter::once(words.case)
            .chain(layout.columns.iter().map(|column| column.head.as_str()))
            .collect();
        let Some(grid) = Grid::find(self.book, &layout.sheet, &heads) else {
            report.error(NoColumns, self.origin.place_of(&layout.sheet, 0, 0, ""));
            return Vec::new();
        };
        if grid.columns[0].is_none() {
            let place = self.origin.place_of(&grid.sheet.name, grid.head, 0, "");
            report.error(BadRow { fault: RowFault::NoNames }, place);
            return Vec::new();
        }
        let index = Index::of(&layout);
        let reader = Reader { origin: &self.origin, language: &form.language, is_ours: true };
        let gatherer = Gatherer { form, layout: &layout, index: &index, reader: &reader, words };
        let mut missing: Vec<String> = heads
            .iter()
            .zip(&grid.columns)
            .filter(|(_, column)| column.is_none())
            .map(|(head, _)| (*head).to_owned())
            .collect();
        let mut unknown = grid.others.clone();
        let (mut items, lists) =
            self.items(&layout, words, (&grid, &mut unknown, &mut missing), report);
        if !missing.is_empty() || !unknown.is_empty() {
            let problem = UnmatchedColumns { unknown, missing };
            report.warning(problem, self.origin.place_of(&grid.sheet.name, grid.head, 0, ""));
        }
        let present = |field: FieldId| -> bool {
            let mut columns = layout.columns.iter().enumerate();
            let is_there =
                columns.all(|(at, column)| column.field != field || grid.columns[at + 1].is_some());
            let mut sheets = layout.lists.iter().zip(&lists);
            is_there && sheets.all(|(list, is_there)| list.field != field || *is_there)
        };
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let cells = grid.rows().filter_map(|(_, cells)| grid.under(0, &cells));
        for name in cells.map(|found| found.cell.text().trim().to_lowercase()) {
            *seen.entry(name).or_default() += 1;
        }
        let mut outcomes = Vec::new();
        let known = Rows { blankett: &blankett, gatherer: &gatherer, grid: &grid, seen: &seen };
        for (row, cells) in grid.rows() {
            let mut own = Report::new();
            let outcome = self.row(&known, (row, &cells), &mut items, &present, &mut own);
            let outcome = outcome.unwrap_or_default();
            if outcome.is_any() || !own.diagnostics().is_empty() {
                outcomes.push(RowOutcome { report: own, ..outcome });
            }
        }
        self.tell_of_rest(items, &layout, &seen, report);
        outcomes
    }

    fn all_cases(&self) -> BTreeMap<String, CaseFile> {
        let all = self.workspace.project.cases(&[], &mut Report::new());
        all.into_iter().map(|file| (file.name.clone(), file)).collect()
    }

    /// What becomes of a row.
    fn row<'a>(
        &self,
        known: &Rows<'_, 'a>,
        (row, cells): (usize, &Row<'a>),
        items: &mut BTreeMap<String, Items<'a>>,
        present: &dyn Fn(FieldId) -> bool,
        own: &mut Report,
    ) -> Option<RowOutcome> {
        let Rows { blankett, gatherer, grid, seen } = known;
        let (layout, sheet) = (gatherer.layout, grid.sheet.name.as_str());
        let name = grid.under(0, cells);
        // A name that a formula gives is none.
        if let Err((problem, place)) =
            gatherer.reader.value(&Kind::Line, sheet, name, 0, &mut |_, _| {})
        {
            own.error(problem, place);
            return None;
        }
        let named = name.map(|found| found.cell.text().trim().to_owned());
        let columns = (0..layout.columns.len()).map(|at| grid.under(at + 1, cells)).collect();
        let mut cells = CaseCells { columns, lists: vec![Vec::new(); layout.lists.len()] };
        let Some(name) = named else {
            // Its items have the name that it will have.
            let name = self.name_of(gatherer, &cells);
            cells.lists = in_order(name.and_then(|name| items.remove(&name)));
            return self.new_row(blankett, (None, sheet, row), gatherer, &cells, own);
        };
        if seen.get(&name.to_lowercase()).is_some_and(|rows| *rows > 1) {
            let column = grid.columns[0].unwrap_or_default();
            let place = self.origin.place_of(sheet, row, column, "");
            own.error(BadRow { fault: RowFault::Twice }, place);
            return None;
        }
        cells.lists = in_order(items.remove(&name));
        let path = case_path(&name);
        match self.sent.cases.get(&path) {
            Some(tokens) => {
                let known = Known { path: &path, columns: &grid.columns, tokens, row, sheet };
                self.known(known, gatherer, &cells, present, own)
            }
            None => self.new_row(blankett, (Some(&name), sheet, row), gatherer, &cells, own),
        }
    }

    /// Tells of items that belong to no row, and of cases whose row is gone.
    fn tell_of_rest(
        &self,
        items: BTreeMap<String, Items<'_>>,
        layout: &Layout,
        seen: &BTreeMap<String, usize>,
        report: &mut Report,
    ) {
        for (name, items) in items {
            // Those of a case whose row is gone are told with it.
            if self.sent.cases.contains_key(&case_path(&name)) {
                continue;
            }
            for (list, items) in layout.lists.iter().zip(items) {
                let cells = items.into_iter().flat_map(|(_, cells)| cells).flatten();
                if let Some(found) = cells.into_iter().next() {
                    let place = self.origin.place_of(&list.sheet, found.row, 0, &name);
                    report.error(BadRow { fault: RowFault::OfNoCase }, place);
                }
            }
        }
        for case in self.sent.cases.keys() {
            if !seen.contains_key(&case_name(case).to_lowercase()) {
                report.warning_nowhere(RowRemoved { case: case.clone() });
            }
        }
    }

    /// The items of all cases, and which of the list sheets are there.
    fn items(
        &self,
        layout: &Layout,
        words: &SheetWords,
        (main, unknown, missing): (&Grid<'_>, &mut Vec<String>, &mut Vec<String>),
        report: &mut Report,
    ) -> (BTreeMap<String, Items<'_>>, Vec<bool>) {
        let mut seen = vec![main.sheet.name.as_str()];
        let mut items: BTreeMap<String, Items<'_>> = BTreeMap::new();
        let mut there = Vec::new();
        for (at, list) in layout.lists.iter().enumerate() {
            let heads: Vec<&str> = [words.case, words.number]
                .into_iter()
                .chain(list.heads.iter().map(String::as_str))
                .collect();
            let grid = Grid::find(self.book, &list.sheet, &heads);
            let Some(grid) = grid.filter(|grid| grid.columns[0].is_some()) else {
                missing.push(list.sheet.clone());
                there.push(false);
                continue;
            };
            seen.push(&grid.sheet.name);
            unknown.extend(grid.others.iter().map(|head| format!("{}: {head}", grid.sheet.name)));
            let is_whole = grid.columns[2..].iter().all(Option::is_some);
            if !is_whole {
                let gone = list.heads.iter().zip(&grid.columns[2..]).filter(|(_, at)| at.is_none());
                missing.extend(gone.map(|(head, _)| format!("{}: {head}", list.sheet)));
            }
            there.push(is_whole);
            for (row, cells) in grid.rows() {
                let values: Vec<Option<Found<'_>>> =
                    (2..heads.len()).map(|head| grid.under(head, &cells)).collect();
                if values.iter().all(Option::is_none) {
                    continue;
                }
                let Some(name) = grid.under(0, &cells) else {
                    let place = self.origin.place_of(&grid.sheet.name, row, 0, "");
                    report.error(BadRow { fault: RowFault::OfNoCase }, place);
                    continue;
                };
                let number = grid.under(1, &cells).and_then(|found| found.cell.text().parse().ok());
                let of_case = items
                    .entry(name.cell.text().trim().to_owned())
                    .or_insert_with(|| vec![Vec::new(); layout.lists.len()]);
                of_case[at].push((number, values));
            }
        }
        // What somebody wrote on a sheet of their own is read by nobody.
        let own = self.book.sheets.iter().filter(|sheet| {
            let has_any =
                sheet.rows.iter().flat_map(|(_, cells)| cells).any(|(_, cell)| !cell.is_blank());
            has_any && !sheet.name.starts_with('~') && !seen.contains(&sheet.name.as_str())
        });
        unknown.extend(own.map(|sheet| sheet.name.clone()));
        (items, there)
    }

    /// Merges a row into the case that it was sent of.
    fn known(
        &self,
        known: Known<'_>,
        gatherer: &Gatherer<'_>,
        cells: &CaseCells<'_>,
        present: &dyn Fn(FieldId) -> bool,
        own: &mut Report,
    ) -> Option<RowOutcome> {
        let Known { path, tokens, row, sheet, columns } = known;
        let mut offers = Vec::new();
        for field in gatherer.index.fields().filter(|field| present(*field)) {
            let of = gatherer.form.field_at(field);
            let token = self.sent.token(tokens, &name_of(field.table, of));
            let mut warnings: Vec<(AnyProblem, Place)> = Vec::new();
            let mut warn = |problem, place| warnings.push((problem, place));
            let column = gatherer.layout.columns.iter().position(|column| column.field == field);
            let column = column.and_then(|at| columns[at + 1]).or(columns[0]).unwrap_or_default();
            let place = || self.origin.place_of(sheet, row, column, "");
            let found = match gatherer.gather(field, cells, token.decimals(), &mut warn) {
                Ok(found) => found,
                Err(faults) => {
                    for (problem, place) in faults {
                        own.error(problem, place).question = Some(of.question());
                    }
                    continue;
                }
            };
            let wish = match found {
                Gathered::Nothing if token == Token::Nothing => continue,
                Gathered::Nothing => Wish::Emptied(place()),
                Gathered::Notice if matches!(token, Token::Notice(_)) => continue,
                Gathered::Notice => {
                    let question = Some(of.question());
                    own.error(BadRow { fault: RowFault::Notice }, place()).question = question;
                    continue;
                }
                Gathered::Answer(value) => {
                    let read = answers::read_value(gatherer.form, of, &value, &mut Report::new())
                        .flatten();
                    let digest = read.as_ref().map(Answer::digest);
                    let is_sent = digest.zip(token.base()).is_some_and(|(digest, base)| {
                        digest.starts_with(&base) && !matches!(token, Token::Notice(_))
                    });
                    if is_sent {
                        continue;
                    }
                    Wish::Answer(tidy(of, value))
                }
            };
            for (problem, place) in warnings {
                own.warning(problem, place).question = Some(of.question());
            }
            offers.push(Offer { field, wish, base: Some(token.base()) });
        }
        if own.has_errors() || offers.is_empty() {
            return None;
        }
        // A workbook may say anything: only what is found among the cases is one.
        let Some(file) = self.cases.get_or_init(|| self.all_cases()).get(path) else {
            let problem = UnknownCase { name: path.to_owned(), suggestion: None };
            let column = columns[0].unwrap_or_default();
            own.error(problem, self.origin.place_of(sheet, row, column, ""));
            return None;
        };
        let is_dry = self.merging.is_dry;
        let _lock = if is_dry { None } else { Some(self.workspace.project.lock_of(file, own)?) };
        let target = Target::open(self.workspace, file, own)?;
        let form = target.form();
        if (&form.id, &form.version) != (&self.sent.form.0, &self.sent.form.1) {
            let problem = OtherForm {
                file: format!("{}/{}", self.sent.form.0, self.sent.form.1),
                case: format!("{}/{}", form.id, form.version),
            };
            own.error(problem, target.place_of_form().clone());
            return None;
        }
        let changed = target.change(offers, (self.merging.take, Brought::Workbook), own);
        // A case with a conflict, or with a value that is none, is left.
        if own.has_errors() || !changed.is_any() {
            return None;
        }
        let changed = [changed];
        if !is_dry && !offer::write_all(self.workspace, &changed, own) {
            return None;
        }
        let [changed] = changed;
        changed.judge(self.workspace, own);
        Some(RowOutcome { merged: Some(changed.into_merged()), ..RowOutcome::default() })
    }

    /// What a new case without a name is called.
    fn name_of(&self, gatherer: &Gatherer<'_>, cells: &CaseCells<'_>) -> Option<String> {
        let values = gatherer.index.fields().filter_map(|field| {
            match gatherer.gather(field, cells, 0, &mut |_, _| {}) {
                Ok(Gathered::Answer(value)) => Some((field, value)),
                _ => None,
            }
        });
        let title = title_of(gatherer.form, &values.collect::<Vec<_>>())?;
        let path = NewCase::path(&title)?;
        let file = self.workspace.project.new_case(&path);
        Some(case_name(&file.name).to_owned())
    }

    fn new_row(
        &self,
        blankett: &Arc<Blankett>,
        (name, sheet, row): (Option<&str>, &str, usize),
        gatherer: &Gatherer<'_>,
        cells: &CaseCells<'_>,
        own: &mut Report,
    ) -> Option<RowOutcome> {
        let mut values = Vec::new();
        for field in gatherer.index.fields() {
            let of = gatherer.form.field_at(field);
            let mut warnings: Vec<(AnyProblem, Place)> = Vec::new();
            let mut warn = |problem, place| warnings.push((problem, place));
            match gatherer.gather(field, cells, 0, &mut warn) {
                Ok(Gathered::Answer(value)) => values.push((field, tidy(of, value))),
                Ok(Gathered::Nothing) => {}
                Ok(Gathered::Notice) => {
                    let place = self.origin.place_of(sheet, row, 0, "");
                    own.error(BadRow { fault: RowFault::Notice }, place).question =
                        Some(of.question());
                }
                Err(faults) => {
                    for (problem, place) in faults {
                        own.error(problem, place).question = Some(of.question());
                    }
                }
            }
            for (problem, place) in warnings {
                own.warning(problem, place).question = Some(of.question());
            }
        }
        let place = self.origin.place_of(sheet, row, 0, "");
        new_case(self.workspace, blankett, (name, place), &values, self.merging, own)
    }
}

/// What all rows are read by.
struct Rows<'r, 'a> {
    blankett: &'r Arc<Blankett>,
    gatherer: &'r Gatherer<'r>,
    grid: &'r Grid<'a>,
    /// How many rows have a name, in small letters.
    seen: &'r BTreeMap<String, usize>,
}

/// A row of a case that was sent.
#[derive(Clone, Copy)]
struct Known<'a> {
    path: &'a str,
    /// The columns of the names and of the layout.
    columns: &'a [Option<usize>],
    tokens: &'a [Token],
    row: usize,
    sheet: &'a str,
}

/// The items of a case by their numbers; those without one last, as they stand.
fn in_order(items: Option<Items<'_>>) -> Vec<Vec<Vec<Option<Found<'_>>>>> {
    let lists = items.unwrap_or_default().into_iter().map(|mut items| {
        items.sort_by(|(one, _), (other, _)| {
            let key = |number: &Option<f64>| number.unwrap_or(f64::INFINITY);
            key(one).total_cmp(&key(other))
        });
        items.into_iter().map(|(_, cells)| cells).collect()
    });
    lists.collect()
}

/// Makes a case of values that were found for its questions. Where it is there already with these very answers,
/// nothing is to be done.
///
/// # Errors
///
/// Values that are no answers, a row that no name can be made for, and a case that is there and says something else
/// are errors in `own`.
pub(super) fn new_case(
    workspace: &Workspace,
    blankett: &Arc<Blankett>,
    (name, place): (Option<&str>, Place),
    values: &[(FieldId, Value)],
    merging: Merging,
    own: &mut Report,
) -> Option<RowOutcome> {
    let form = &blankett.form;
    let mut found: Vec<(FieldId, Answer)> = Vec::new();
    for (field, value) in values {
        let of = form.field_at(*field);
        if let Some(Some(answer)) = offer::read_cell(form, of, value, own) {
            found.push((*field, answer));
        }
    }
    if own.has_errors() || (found.is_empty() && name.is_none()) {
        return None;
    }
    let title = || title_of(form, values);
    let path = name.map(str::to_owned).or_else(title).and_then(|name| NewCase::path(&name));
    let Some(path) = path else {
        own.error(BadRow { fault: RowFault::WithoutName }, place);
        return None;
    };
    let file = workspace.project.new_case(&path);
    if workspace.project.is_file(&file.path) {
        let is_same = is_there(workspace, &file, form, &found);
        if !is_same {
            own.error(CaseExists { path: file.name }, place);
        }
        return None;
    }
    let entries = |table: CaseTable| -> Entries {
        let of_table = found.iter().filter(|(field, _)| field.table == table);
        let entry = |(field, answer): &(FieldId, Answer)| -> (String, Written) {
            let of = form.field_at(*field);
            (of.key.clone(), answer.written(&of.kind))
        };
        of_table.map(entry).collect()
    };
    let taken = found.iter().map(|(field, answer)| {
        let of = form.field_at(*field);
        let to = of.kind.lines(answer, &form.language);
        Taken { question: of.question(), from: Vec::new(), to }
    });
    let merged = Merged {
        taken: taken.collect(),
        conflicts: 0,
        left: 0,
        declined: 0,
        case: file.name.clone(),
    };
    let outcome = RowOutcome { merged: Some(merged), is_new: true, ..RowOutcome::default() };
    if merging.is_dry {
        return Some(outcome);
    }
    let (facts, answers) = (entries(CaseTable::Case), entries(CaseTable::Answers));
    let case = NewCase { form: blankett, facts, answers };
    case.write_alone(workspace, &path, &mut Report::new(), own)?;
    let mut judged = CaseReport::default();
    workspace.checked(&file, &mut judged);
    own.append(judged.own);
    Some(outcome)
}

/// Whether a case is there with some answers.
fn is_there(
    workspace: &Workspace,
    file: &CaseFile,
    form: &Form,
    found: &[(FieldId, Answer)],
) -> bool {
    let mut unheard = CaseReport::default();
    let source = workspace.project.read(&file.path, &mut unheard.own);
    let prepared = source.and_then(|source| workspace.prepare(file, &source, &mut unheard));
    let Some(prepared) = prepared else { return false };
    let own = &prepared.form.form;
    if (&own.id, &own.version) != (&form.id, &form.version) {
        return false;
    }
    let serving = prepared.serving();
    let reading = answers::read_unfinished(own, &prepared.case, &serving, &mut unheard.own);
    let answered =
        fields(own).filter(|(field, _)| reading.state(*field).answer().is_some()).count();
    let is_same =
        |(field, answer): &(FieldId, Answer)| reading.state(*field).answer() == Some(answer);
    // What shared files answer is not in the row.
    answered >= found.len() && found.iter().all(is_same)
}

/// A value that somebody typed in a cell, without the blanks around a line that nobody sees there.
fn tidy(field: &Field, value: Value) -> Value {
    if field.kind == Kind::Text {
        return value;
    }
    let Value { data, place } = value;
    let data = match data {
        Data::Text(text) => Data::Text(text.trim().to_owned()),
        Data::List(items) => Data::List(items.into_iter().map(|item| tidy(field, item)).collect()),
        Data::Table(table) => {
            let parts = table.entries().iter();
            let parts = parts.map(|entry| (entry.key.clone(), tidy(field, entry.value.clone())));
            Data::Table(Table::found(&place, parts.collect::<Vec<_>>()))
        }
        data => data,
    };
    Value { data, place }
}

/// What a new case is called after: its title, else its number.
fn title_of(form: &Form, values: &[(FieldId, Value)]) -> Option<String> {
    let subjects = [&form.register.title, &form.register.number];
    let mut texts = subjects.into_iter().flatten().filter_map(|subject| {
        let (_, value) = values.iter().find(|(field, _)| *field == subject.field)?;
        match &value.data {
            // A slash would be a folder.
            Data::Text(text) => Some(text.replace('/', "-")),
            _ => None,
        }
    });
    texts.next()
}
