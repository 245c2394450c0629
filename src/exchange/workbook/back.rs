//! A workbook that came back → its cases, merged three ways: what nobody changed changes nothing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::answers::{self, Answer};
use crate::case::{Entries, Written};
use crate::diagnostic::{AnyProblem, Language, Place, Report};
use crate::exchange::answers::name_of;
use crate::exchange::offer::{self, Offer, Target, Wish};
use crate::exchange::problems::{
    BadRow, Brought, CasesElsewhere, NoColumns, OtherForm, RowFault, RowRemoved, UnknownCase,
    UnmatchedColumns,
};
use crate::exchange::ways::{Merged, Taken};
use crate::form::{CaseTable, Field, FieldId, Form, Kind};
use crate::generate::Blankett;
use crate::sheet::Workbook;
use crate::table::{Data, Table, Value};
use crate::workspace::problems::CaseExists;
use crate::workspace::{CaseFile, CaseReport, NewCase, Workspace};

use super::cells::{Found, Origin, Reader};
use super::gather::{CaseCells, Gathered, Gatherer, Index};
use super::grid::{Grid, Row};
use super::layout::{Layout, SheetWords, fields};
use super::memory::{Sent, Token, case_name, case_path};
use super::{Became, Merging, RowOutcome};

/// A workbook of ours that came back.
pub(super) struct Returned<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) book: &'a Workbook,
    pub(super) sent: Sent,
    pub(super) origin: Origin,
    pub(super) merging: Merging,
    pub(super) rows: NewRows<'a>,
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
        let cases = self.workspace.project.cases(&[], &mut Report::new());
        let cases: BTreeMap<String, CaseFile> =
            cases.into_iter().map(|file| (file.name.clone(), file)).collect();
        if let Some(case) = self.sent.cases.keys().next()
            && !self.sent.cases.keys().any(|case| cases.contains_key(case))
        {
            let problem = CasesElsewhere { count: self.sent.cases.len(), case: case.clone() };
            report.error(problem, self.origin.whole());
            return Vec::new();
        }
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
        let Some(grid) = Grid::find(self.book, &layout.sheet, &heads, &layout) else {
            report.error(NoColumns, self.origin.place_of(&layout.sheet, 0, 0, ""));
            return Vec::new();
        };
        grid.tell_of_twice(&self.origin, report);
        if grid.columns[0].is_none() {
            let place = self.origin.place_of(&grid.sheet.name, grid.head, 0, "");
            report.error(BadRow { fault: RowFault::NoNames }, place);
            return Vec::new();
        }
        let index = Index::of(&layout);
        let reader = Reader { origin: &self.origin, language: &form.language, is_ours: true };
        let gatherer = Gatherer { form, layout: &layout, index: &index, reader: &reader, words };
        let mut unmatched = UnmatchedColumns {
            unknown: grid.others.clone(),
            sheets: Vec::new(),
            missing: grid.gone(&heads),
        };
        let (mut items, mut lists) = self.items(&layout, words, (&grid, &mut unmatched), report);
        if !unmatched.is_empty() {
            let place = self.origin.place_of(&grid.sheet.name, grid.head, 0, "");
            report.warning(unmatched, place);
        }
        self.tell_of_comments(&layout.notes(form, words), report);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (_, cells) in grid.rows() {
            let name = match grid.under(0, &cells) {
                Some(found) => Some(self.sent.name(&found.cell.text())),
                None => self.name_of(&gatherer, &gatherer.of_row(&grid, &cells)),
            };
            *seen.entry(name.unwrap_or_default()).or_default() += 1;
        }
        self.tell_of_strays(&items, &layout, &seen, &mut lists, report);
        let present = |field: FieldId| -> bool {
            let mut columns = layout.columns.iter().enumerate();
            let is_there =
                columns.all(|(at, column)| column.field != field || grid.columns[at + 1].is_some());
            let mut sheets = layout.lists.iter().zip(&lists);
            is_there && sheets.all(|(list, is_there)| list.field != field || *is_there)
        };
        let mut outcomes = Vec::new();
        let known = Rows {
            blankett: &blankett,
            gatherer: &gatherer,
            grid: &grid,
            seen: &seen,
            cases: &cases,
        };
        for (row, cells) in grid.rows() {
            let mut own = Report::new();
            let became = self.row(&known, (row, &cells), &mut items, &present, &mut own);
            outcomes.extend(RowOutcome::of(became, own));
        }
        for case in self.sent.cases.keys() {
            if !seen.contains_key(case_name(case)) {
                report.warning_nowhere(RowRemoved { case: case.clone() });
            }
        }
        outcomes
    }

    /// What becomes of a row.
    fn row<'a>(
        &self,
        known: &Rows<'_, 'a>,
        (row, cells): (usize, &Row<'a>),
        items: &mut BTreeMap<String, Items<'a>>,
        present: &dyn Fn(FieldId) -> bool,
        own: &mut Report,
    ) -> Option<Became> {
        let Rows { blankett, gatherer, grid, seen, cases } = known;
        let sheet = grid.sheet.name.as_str();
        let name = grid.under(0, cells);
        // A name that a formula gives is none.
        if let Err((problem, place)) =
            gatherer.reader.value(&Kind::Line, sheet, name, 0, &mut |_, _| {})
        {
            own.error(problem, place);
            return None;
        }
        let named = name.map(|found| self.sent.name(&found.cell.text()));
        let mut cells = gatherer.of_row(grid, cells);
        let Some(name) = named else {
            // Its items have the name that it will have.
            let name = self.name_of(gatherer, &cells);
            cells.lists = in_order(name.and_then(|name| items.remove(&name)));
            return self.new_row(blankett, (None, sheet, row), gatherer, &cells, own);
        };
        if seen.get(&name).is_some_and(|rows| *rows > 1) {
            let column = grid.columns[0].unwrap_or_default();
            let place = self.origin.place_of(sheet, row, column, "");
            own.error(BadRow { fault: RowFault::Twice }, place);
            return None;
        }
        cells.lists = in_order(items.remove(&name));
        let path = case_path(&name);
        match self.sent.cases.get(&path) {
            Some(tokens) => {
                let file = cases.get(&path);
                let known = Known { path: &path, file, columns: &grid.columns, tokens, row, sheet };
                self.known(known, gatherer, &cells, present, own)
            }
            None => self.new_row(blankett, (Some(&name), sheet, row), gatherer, &cells, own),
        }
    }

    /// Reports items that belong to no row. They may be some case's, so the list that they are of is none that can be
    /// read.
    fn tell_of_strays(
        &self,
        items: &BTreeMap<String, Items<'_>>,
        layout: &Layout,
        seen: &BTreeMap<String, usize>,
        lists: &mut [bool],
        report: &mut Report,
    ) {
        // Those of a case whose row is gone are told with it.
        let is_stray = |name: &String| {
            !seen.contains_key(name) && !self.sent.cases.contains_key(&case_path(name))
        };
        for (name, items) in items.iter().filter(|(name, _)| is_stray(name)) {
            for ((list, items), is_read) in layout.lists.iter().zip(items).zip(&mut *lists) {
                let cells = items.iter().flat_map(|(_, cells)| cells).flatten();
                if let Some(found) = cells.into_iter().next() {
                    let place = self.origin.place_of(&list.sheet, found.row, 0, name);
                    report.error(BadRow { fault: RowFault::OfNoCase }, place);
                    *is_read = false;
                }
            }
        }
    }

    /// Reports what people said of cells: none of it is an answer. `notes` stand above columns from the beginning.
    fn tell_of_comments(&self, notes: &[String], report: &mut Report) {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let notes: Vec<String> = notes.iter().map(|note| squeezed(note)).collect();
        let is_ours = |text: &str| notes.contains(&squeezed(text));
        super::tell_of_comments(self.book, &self.origin, &is_ours, report);
    }

    /// The items of all cases, and which of the list sheets are there.
    fn items(
        &self,
        layout: &Layout,
        words: &SheetWords,
        (main, unmatched): (&Grid<'_>, &mut UnmatchedColumns),
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
            let grid = Grid::find(self.book, &list.sheet, &heads, layout);
            let Some(grid) = grid.filter(|grid| grid.columns[0].is_some()) else {
                unmatched.missing.push(list.sheet.clone());
                there.push(false);
                continue;
            };
            seen.push(&grid.sheet.name);
            grid.tell_of_twice(&self.origin, report);
            let of_sheet = |head: &String| format!("{}: {head}", grid.sheet.name);
            unmatched.unknown.extend(grid.others.iter().map(of_sheet));
            // Without the numbers, rows are in the order in which they stand.
            let gone = grid.gone(&heads).into_iter().filter(|head| head != words.number);
            unmatched.missing.extend(gone.map(|head| of_sheet(&head)));
            let mut is_whole = grid.columns[2..].iter().all(Option::is_some);
            for (row, cells) in grid.rows() {
                let values: Vec<Option<Found<'_>>> =
                    (2..heads.len()).map(|head| grid.under(head, &cells)).collect();
                if values.iter().all(Option::is_none) {
                    continue;
                }
                let Some(name) = grid.under(0, &cells) else {
                    let place = self.origin.place_of(&grid.sheet.name, row, 0, "");
                    report.error(BadRow { fault: RowFault::OfNoCase }, place);
                    is_whole = false;
                    continue;
                };
                let number = grid.under(1, &cells).and_then(|found| found.cell.text().parse().ok());
                let of_case = items
                    .entry(self.sent.name(&name.cell.text()))
                    .or_insert_with(|| vec![Vec::new(); layout.lists.len()]);
                of_case[at].push((number, values));
            }
            there.push(is_whole);
        }
        // What somebody wrote on a sheet of their own is read by nobody.
        let own = self.book.sheets.iter().filter(|sheet| {
            let has_any =
                sheet.rows.iter().flat_map(|(_, cells)| cells).any(|(_, cell)| !cell.is_empty());
            has_any && !sheet.name.starts_with('~') && !seen.contains(&sheet.name.as_str())
        });
        unmatched.sheets.extend(own.map(|sheet| sheet.name.clone()));
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
    ) -> Option<Became> {
        let Known { path, file, tokens, row, sheet, columns } = known;
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
        if own.has_errors() {
            return Some(Became::Held { case: path.to_owned(), others: offers.len() });
        }
        if offers.is_empty() {
            return None;
        }
        // A workbook may say anything: only what is found among the cases is one.
        let Some(file) = file else {
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
        Some(Became::Changed(changed.into_merged()))
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
    ) -> Option<Became> {
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
        self.rows.make(blankett, (name, place), &values, own)
    }
}

/// What all rows are read by.
struct Rows<'r, 'a> {
    blankett: &'r Arc<Blankett>,
    gatherer: &'r Gatherer<'r>,
    grid: &'r Grid<'a>,
    /// How many rows have a name.
    seen: &'r BTreeMap<String, usize>,
    /// The cases of the project by their paths.
    cases: &'r BTreeMap<String, CaseFile>,
}

/// A row of a case that was sent.
#[derive(Clone, Copy)]
struct Known<'a> {
    path: &'a str,
    /// The case, where it is there still.
    file: Option<&'a CaseFile>,
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

/// The new cases that rows become.
#[derive(Debug)]
pub(super) struct NewRows<'a> {
    workspace: &'a Workspace,
    merging: Merging,
    /// Those that rows became, by their paths in small letters.
    made: RefCell<BTreeSet<String>>,
}

impl<'a> NewRows<'a> {
    pub(super) fn new(workspace: &'a Workspace, merging: Merging) -> NewRows<'a> {
        NewRows { workspace, merging, made: RefCell::default() }
    }

    /// Makes a case of values that were found for its questions. Where it is there already with these very answers,
    /// nothing is to be done.
    ///
    /// # Errors
    ///
    /// Values that are no answers, a row that no name can be made for, one for a case that another became, and a case
    /// that is there and says something else are errors in `own`.
    pub(super) fn make(
        &self,
        blankett: &Arc<Blankett>,
        (name, place): (Option<&str>, Place),
        values: &[(FieldId, Value)],
        own: &mut Report,
    ) -> Option<Became> {
        let form = &blankett.form;
        let mut found: Vec<(FieldId, Answer)> = Vec::new();
        for (field, value) in values {
            let of = form.field_at(*field);
            if let Some(Some(answer)) = offer::read_brought(form, of, value, Brought::Workbook, own)
            {
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
        let file = self.workspace.project.new_case(&path);
        if !self.made.borrow_mut().insert(file.name.to_lowercase()) {
            own.error(BadRow { fault: RowFault::Twice }, place);
            return None;
        }
        if self.workspace.project.is_file(&file.path) {
            let is_same = is_there(self.workspace, &file, form, &found);
            if !is_same {
                own.error(CaseExists { path: file.name }, place);
            }
            return is_same.then_some(Became::There);
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
        let outcome = Became::New(merged);
        if self.merging.is_dry {
            return Some(outcome);
        }
        let (facts, answers) = (entries(CaseTable::Case), entries(CaseTable::Answers));
        let case = NewCase { form: blankett, facts, answers };
        case.write_alone(self.workspace, &path, &mut Report::new(), own)?;
        let mut judged = CaseReport::default();
        self.workspace.checked(&file, &mut judged);
        own.append(judged.own);
        Some(outcome)
    }
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
