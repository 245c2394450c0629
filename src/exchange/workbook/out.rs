//! Cases → a workbook that goes round the house, and remembers what was sent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::answers;
use crate::diagnostic::{Language, Report};
use crate::exchange::answers::{AnswerEntry, CaseAnswers, Wanted, name_of};
use crate::exchange::problems::{Beyond, BeyondSheet};
use crate::form::{Answer, Field, FieldId, Form, Kind};
use crate::generate::Blankett;
use crate::scalar::Scalar;
use crate::sheet::{self, Cell, Column, MOST_COLUMNS, MOST_ROWS, Page, Shown, kept};
use crate::workspace::Workspace;

use super::cells::{self, Found, Origin, Reader};
use super::gather::{CaseCells, Gathered, Gatherer, Index};
use super::layout::{ColumnPart, Layout, SheetWords};
use super::memory::{Memory, Token, case_name};

/// Cells by the columns of a layout.
type Columns = Vec<(usize, Cell)>;
/// The cells of items.
type Items = Vec<Vec<Option<Cell>>>;

/// How an answer lies in cells.
#[derive(Debug)]
struct Laid {
    /// By the columns of the layout that the question has.
    columns: Columns,
    /// The cells of each item.
    items: Items,
    token: Token,
}

/// The workbooks of some versions of forms: how the answers to each lie.
#[derive(Debug)]
pub struct Sheets {
    forms: BTreeMap<(String, String), SheetForm>,
}

#[derive(Debug)]
struct SheetForm {
    blankett: Arc<Blankett>,
    layout: Layout,
    index: Index,
}

/// A case as it lies in a workbook.
#[derive(Debug)]
pub struct SheetRow {
    case: String,
    /// Its form and version.
    pub form: (String, String),
    laid: Vec<(FieldId, Laid)>,
}

impl Sheets {
    /// Those of some versions of forms, each in a workbook of its own.
    pub fn new(workspace: &Workspace, versions: &[(String, String)]) -> Sheets {
        Sheets::of(workspace, versions, false, &|_| true)
    }

    /// Those of some versions of forms, all in one workbook to look at, with the questions that are wanted.
    pub fn in_one(workspace: &Workspace, versions: &[(String, String)], wanted: &Wanted) -> Sheets {
        Sheets::of(workspace, versions, true, &|name| wanted.has(name))
    }

    fn of(
        workspace: &Workspace,
        versions: &[(String, String)],
        is_one: bool,
        has: &dyn Fn(&str) -> bool,
    ) -> Sheets {
        let mut taken = BTreeSet::new();
        let forms = versions.iter().filter_map(|version| {
            let blankett = workspace.version(&version.0, &version.1).form?;
            if !is_one {
                taken.clear();
            }
            let layout = Layout::of(&blankett.form, has, &mut taken);
            let index = Index::of(&layout);
            Some((version.clone(), SheetForm { blankett, layout, index }))
        });
        Sheets { forms: forms.collect() }
    }

    /// How a case lies; nothing where its form is none of these.
    pub fn row(&self, case: &CaseAnswers) -> Option<SheetRow> {
        let form = &case.form.form;
        let form = (form.id.clone(), form.version.clone());
        let sheet = self.forms.get(&form)?;
        let (origin, language) = (Origin::Book(String::new()), &sheet.blankett.form.language);
        let reader = Reader { origin: &origin, language, is_ours: true };
        let gatherer = Gatherer {
            form: &sheet.blankett.form,
            layout: &sheet.layout,
            index: &sheet.index,
            reader: &reader,
            words: SheetWords::of(Language::of_tag(language)),
        };
        let laid = case.entries.iter().map(|entry| (entry.field, gatherer.lay(entry))).collect();
        Some(SheetRow { case: case.case.clone(), form, laid })
    }

    /// The workbook of a version, which remembers what was sent.
    ///
    /// # Errors
    ///
    /// More than a sheet has room for is an error in `report`.
    pub fn workbook(
        &self,
        version: &(String, String),
        rows: Vec<SheetRow>,
        report: &mut Report,
    ) -> Option<Vec<u8>> {
        let sheet = self.forms.get(version)?;
        let form = &sheet.blankett.form;
        let mut memory = Memory::new(form, &sheet.layout);
        let mut pages = sheet.pages(rows, &mut |case, tokens| memory.add(case, tokens));
        for page in &mut pages {
            page.is_protected = true;
        }
        pages.push(memory.into_page());
        bytes(&form.title, pages, report)
    }

    /// One workbook of cases of whatever forms, to look at.
    ///
    /// # Errors
    ///
    /// More than a sheet has room for is an error in `report`.
    pub fn to_look_at(&self, rows: Vec<SheetRow>, report: &mut Report) -> Option<Vec<u8>> {
        let mut of_forms: BTreeMap<(String, String), Vec<SheetRow>> = BTreeMap::new();
        for row in rows {
            of_forms.entry(row.form.clone()).or_default().push(row);
        }
        let pages = of_forms.into_iter().filter_map(|(version, rows)| {
            Some(self.forms.get(&version)?.pages(rows, &mut |_, _| {}))
        });
        let mut pages: Vec<Page> = pages.flatten().collect();
        if pages.is_empty() {
            pages.push(Page { name: "–".to_owned(), ..Page::default() });
        }
        bytes("", pages, report)
    }
}

fn bytes(title: &str, pages: Vec<Page>, report: &mut Report) -> Option<Vec<u8>> {
    let beyond = pages.iter().find_map(|page| match (page.rows.len(), page.columns.len()) {
        (rows, _) if rows >= MOST_ROWS => Some(Beyond::Rows(rows)),
        (_, columns) if columns > MOST_COLUMNS => Some(Beyond::Columns(columns)),
        _ => None,
    });
    // Of the rest, answers alone are held to the bounds.
    let written = beyond.map_or_else(|| sheet::write(title, pages).map_err(|_| Beyond::Text), Err);
    match written {
        Ok(bytes) => Some(bytes),
        Err(what) => {
            report.error_nowhere(BeyondSheet { what });
            None
        }
    }
}

impl SheetForm {
    /// The sheets of some cases. What was laid for each case is told by its tokens.
    fn pages(&self, cases: Vec<SheetRow>, tell: &mut dyn FnMut(&str, &[Token])) -> Vec<Page> {
        let (form, layout) = (&self.blankett.form, &self.layout);
        let words = SheetWords::of(Language::of_tag(&form.language));
        let case_column = Column {
            head: words.case.into(),
            note: words.case_note.into(),
            width: 32,
            ..Column::default()
        };
        let columns = layout.columns.iter().map(|column| column.shown(form, words));
        let mut main = Page {
            name: layout.sheet.clone(),
            columns: std::iter::once(case_column).chain(columns).collect(),
            ..Page::default()
        };
        let mut lists: Vec<Page> = layout
            .lists
            .iter()
            .map(|list| Page {
                name: list.sheet.clone(),
                columns: list.shown(form, words),
                ..Page::default()
            })
            .collect();
        for SheetRow { case, laid, .. } in cases {
            let name = Cell::Text(case_name(&case).to_owned());
            let name = Shown { cell: name, is_locked: true, is_notice: false };
            let mut row: Vec<Option<Shown>> = vec![None; layout.columns.len() + 1];
            row[0] = Some(name.clone());
            let mut tokens = Vec::new();
            for (field, laid) in laid {
                let is_notice = matches!(laid.token, Token::Notice(_));
                let shown = |cell| Some(Shown { cell, is_locked: false, is_notice });
                for (column, cell) in laid.columns {
                    row[column + 1] = shown(cell);
                }
                let list = layout.lists.iter().position(|list| list.field == field);
                for (nth, item) in laid.items.into_iter().enumerate() {
                    let Some(list) = list else { continue };
                    let mut row = vec![Some(name.clone())];
                    if layout.lists[list].has_numbers(form) {
                        row.push(shown(Cell::Number((nth + 1).to_string())));
                    }
                    row.extend(item.into_iter().map(|cell| shown(cell?)));
                    lists[list].rows.push(row);
                }
                tokens.push(laid.token);
            }
            main.rows.push(row);
            tell(&case, &tokens);
        }
        std::iter::once(main).chain(lists).collect()
    }
}

impl Gatherer<'_> {
    /// How an answer lies, so that exactly it is read back; else a notice.
    fn lay(&self, entry: &AnswerEntry) -> Laid {
        let field = self.form.field_at(entry.field);
        let Some(base) = &entry.base else {
            return Laid { columns: Vec::new(), items: Vec::new(), token: Token::Nothing };
        };
        if let Some(answer) = &entry.answer {
            let decimals = cells::decimals(answer);
            for are_digits in [false, true] {
                if let Some((columns, items)) = self.cells(entry, field, answer, are_digits)
                    && self.is_read_back(entry, &columns, &items, decimals)
                {
                    return Laid { columns, items, token: Token::answer(base, decimals) };
                }
            }
        }
        let notice = || Cell::Text(self.words.notice.to_owned());
        let is_list = self.layout.lists.iter().any(|list| list.field == entry.field);
        let column = self.layout.columns.iter().position(|column| column.field == entry.field);
        Laid {
            columns: column.filter(|_| !is_list).map(|at| (at, notice())).into_iter().collect(),
            items: if is_list { vec![vec![Some(notice())]] } else { Vec::new() },
            token: Token::notice(base),
        }
    }

    /// The cells of an answer, if cells can hold it.
    fn cells(
        &self,
        entry: &AnswerEntry,
        field: &Field,
        answer: &Answer,
        are_digits: bool,
    ) -> Option<(Columns, Items)> {
        let column = |wanted: ColumnPart| {
            let mut columns = self.layout.columns.iter();
            columns.position(|column| column.field == entry.field && column.part == wanted)
        };
        let in_column = |part, cell| Some((vec![(column(part)?, cell)], Vec::new()));
        let item = |values: &Vec<Option<Scalar>>| -> Option<Vec<Option<Cell>>> {
            let cells = values.iter().map(|value| match value {
                Some(value) => cells::shown(value, self.words, are_digits).map(Some),
                None => Some(None),
            });
            cells.collect()
        };
        match answer {
            Answer::One(value) => {
                in_column(ColumnPart::Whole, cells::shown(value, self.words, are_digits)?)
            }
            Answer::Text(text) => {
                in_column(ColumnPart::Whole, Cell::Text(cells::holdable(&text.to_string())?))
            }
            Answer::Word(word) => {
                let part = if column(ColumnPart::Word).is_some() {
                    ColumnPart::Word
                } else {
                    ColumnPart::Whole
                };
                in_column(part, Cell::Text(cells::holdable(word)?))
            }
            Answer::Words(chosen) => {
                let Kind::Choices(options) = &field.kind else { return None };
                let yes = || Cell::Text(self.words.yes_no[0].to_owned());
                let options = options.iter().enumerate();
                let chosen = options.filter(|(_, option)| chosen.contains(option));
                let cells = chosen.map(|(at, _)| Some((column(ColumnPart::Option(at))?, yes())));
                Some((cells.collect::<Option<_>>()?, Vec::new()))
            }
            Answer::Lines(lines) => {
                let items =
                    lines.iter().map(|line| Some(vec![Some(Cell::Text(cells::holdable(line)?))]));
                Some((Vec::new(), items.collect::<Option<_>>()?))
            }
            Answer::Record(values) => Some((Vec::new(), vec![item(values)?])),
            Answer::Records(records) => {
                Some((Vec::new(), records.iter().map(item).collect::<Option<_>>()?))
            }
        }
    }

    /// Whether a spreadsheet gives back the very answer.
    fn is_read_back(
        &self,
        entry: &AnswerEntry,
        columns: &[(usize, Cell)],
        items: &[Vec<Option<Cell>>],
        decimals: usize,
    ) -> bool {
        let columns: Vec<(usize, Cell)> =
            columns.iter().map(|(at, cell)| (*at, kept(cell))).collect();
        let items: Vec<Vec<Option<Cell>>> = items
            .iter()
            .map(|item| item.iter().map(|cell| cell.as_ref().map(kept)).collect())
            .collect();
        let mut cells = CaseCells {
            columns: vec![None; self.layout.columns.len()],
            lists: vec![Vec::new(); self.layout.lists.len()],
        };
        for (at, cell) in &columns {
            cells.columns[*at] = Some(Found { cell, row: 0, column: 0 });
        }
        if let Some(list) = self.layout.lists.iter().position(|list| list.field == entry.field) {
            let items = items.iter().map(|item| {
                item.iter()
                    .map(|cell| cell.as_ref().map(|cell| Found { cell, row: 0, column: 0 }))
                    .collect()
            });
            cells.lists[list] = items.collect();
        }
        let Ok(Gathered::Answer(value)) =
            self.gather(entry.field, &cells, decimals, &mut |_, _| {})
        else {
            return false;
        };
        let field = self.form.field_at(entry.field);
        let read = answers::read_value(self.form, field, &value, &mut Report::new());
        read.flatten() == entry.answer
    }
}

impl CaseAnswers {
    /// The answers of cases as a list of values: a row a case, a column a question, and of records each part.
    pub fn to_csv(all: &[CaseAnswers], language: Language) -> String {
        let words = SheetWords::of(language);
        // In the order of their forms, so that the columns of each stand together.
        let mut cases: Vec<&CaseAnswers> = all.iter().collect();
        cases.sort_by_key(|case| (&case.form.form.id, &case.form.form.version, &case.case));
        let mut head = vec![words.form.to_owned(), words.version.to_owned(), words.case.to_owned()];
        let mut columns: Vec<(String, String)> = Vec::new();
        let mut rows: Vec<FlatRow<'_>> = Vec::new();
        for CaseAnswers { form, case, entries } in cases {
            let form = &form.form;
            let mut values = Vec::new();
            for entry in entries {
                let field = form.field_at(entry.field);
                for (part, label, value) in flat(form, field, entry, words) {
                    let column = (format!("{}.{part}", name_of(entry.field.table, field)), label);
                    let at = columns.iter().position(|one| *one == column).unwrap_or_else(|| {
                        columns.push(column);
                        columns.len() - 1
                    });
                    values.push((at, value));
                }
            }
            let first = [&form.id, &form.version, case].map(|text| sheet::harmless(text)).to_vec();
            rows.push((case, first, values));
        }
        rows.sort_by_key(|(path, ..)| *path);
        head.extend(columns.iter().map(|(_, label)| sheet::harmless(label)));
        let rows = rows.into_iter().map(|(_, mut row, values)| {
            row.resize(head.len(), String::new());
            for (at, value) in values {
                row[at + 3] = value;
            }
            row
        });
        let rows: Vec<Vec<String>> = std::iter::once(head.clone()).chain(rows).collect();
        sheet::list::write(rows.iter().map(Vec::as_slice))
    }
}

/// A case in a flat list: its path, the cells that all cases have, and its values by their columns.
type FlatRow<'a> = (&'a str, Vec<String>, Vec<(usize, String)>);

/// The columns that an answer has in a flat list: the part, what stands above it, and the value.
fn flat(
    form: &Form,
    field: &Field,
    entry: &AnswerEntry,
    words: &SheetWords,
) -> Vec<(String, String, String)> {
    let label = field.label.trim_end_matches([':', ' ']).to_owned();
    let language = &form.language;
    let printed = |kind: &Kind, value: &Scalar| match value {
        Scalar::Boolean(yes) => words.yes_no[usize::from(!yes)].to_owned(),
        Scalar::Number(number) => {
            let number = number.to_string();
            if language.starts_with("en") { number } else { number.replace('.', ",") }
        }
        value => sheet::harmless(&kind.print(value, language)),
    };
    let word = match &entry.answer {
        Some(Answer::Word(word)) => Some(sheet::harmless(word)),
        _ => None,
    };
    match (&field.kind, &entry.answer) {
        (Kind::Choices(options), answer) => {
            let columns = options.iter().enumerate().map(|(at, option)| {
                let is_chosen =
                    matches!(answer, Some(Answer::Words(chosen)) if chosen.contains(option));
                let value = if is_chosen { words.yes_no[0].to_owned() } else { String::new() };
                let value = if at == 0 { word.clone().unwrap_or(value) } else { value };
                (option.clone(), format!("{label}: {option}"), value)
            });
            columns.collect()
        }
        (Kind::Record(record), answer) => {
            let columns = record.parts.iter().enumerate().map(|(at, part)| {
                let value = match answer {
                    Some(Answer::Record(values)) => values.get(at).and_then(Option::as_ref),
                    _ => None,
                };
                let value = value.map(|value| printed(&part.kind, value)).unwrap_or_default();
                let value = if at == 0 { word.clone().unwrap_or(value) } else { value };
                (part.key.clone(), format!("{label}: {}", part.label), value)
            });
            columns.collect()
        }
        (kind, Some(Answer::One(value))) => vec![(String::new(), label, printed(kind, value))],
        (kind, answer) => {
            let lines = answer.as_ref().map(|answer| kind.lines(answer, language).join("\n"));
            vec![(String::new(), label, sheet::harmless(&lines.unwrap_or_default()))]
        }
    }
}
