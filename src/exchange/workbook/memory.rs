//! What a workbook remembers, on a sheet that nobody sees: of which form it is, where its questions stand, and what
//! was sent of each case.

use std::collections::BTreeMap;

use crate::exchange::answers::name_of;
use crate::exchange::offer::Base;
use crate::form::{CaseTable, FieldId, Form, Kind};
use crate::sheet::{Cell, Column, LONGEST_TEXT, Page, ReadSheet, Shown};

use super::layout::{AnswerColumn, ColumnPart, Layout, ListSheet, fields};

/// The name of the sheet.
pub(super) const SHEET: &str = "~blankett";
/// Which way of remembering it is.
const VERSION: &str = "1";
/// How many characters of a digest are remembered: 64 bits tell all answers of a case apart.
const DIGEST: usize = 16;

/// The most cells of a row that are read.
const MOST_CELLS: usize = 1000;

/// The folder that cases are named from.
const CASES: &str = "cases/";

/// What a case is called in a workbook: its path under the folder of cases, without what all files end with.
pub(super) fn case_name(path: &str) -> &str {
    let name = path.strip_prefix(CASES).unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// The case of a name in a workbook, by its path from the project's folder.
pub(super) fn case_path(name: &str) -> String {
    format!("{CASES}{name}.toml")
}

/// What was sent of a question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Token {
    /// It was not answered.
    Nothing,
    /// An answer of such a digest, whose numbers have so many decimals.
    Answer(String, usize),
    /// Only that it cannot be shown.
    Notice(String),
}

impl Token {
    pub(super) fn answer(digest: &str, decimals: usize) -> Token {
        Token::Answer(digest.chars().take(DIGEST).collect(), decimals)
    }

    pub(super) fn notice(digest: &str) -> Token {
        Token::Notice(digest.chars().take(DIGEST).collect())
    }

    /// What a change is merged by.
    pub(super) fn base(&self) -> Base {
        match self {
            Token::Nothing => None,
            Token::Answer(digest, _) | Token::Notice(digest) => Some(digest.clone()),
        }
    }

    /// How many decimals numbers have.
    pub(super) fn decimals(&self) -> usize {
        match self {
            Token::Answer(_, decimals) => *decimals,
            Token::Nothing | Token::Notice(_) => 0,
        }
    }

    fn written(&self) -> String {
        match self {
            Token::Nothing => "-".to_owned(),
            Token::Answer(digest, 0) => digest.clone(),
            Token::Answer(digest, decimals) => format!("{digest}:{decimals}"),
            Token::Notice(digest) => format!("!{digest}"),
        }
    }

    fn read(text: &str) -> Option<Token> {
        let is_digest =
            |text: &str| text.len() == DIGEST && text.bytes().all(|b| b.is_ascii_hexdigit());
        if text == "-" {
            return Some(Token::Nothing);
        }
        if let Some(digest) = text.strip_prefix('!') {
            return is_digest(digest).then(|| Token::Notice(digest.to_owned()));
        }
        let (digest, decimals) = text.split_once(':').unwrap_or((text, "0"));
        let decimals = decimals.parse().ok().filter(|decimals| *decimals <= 100)?;
        is_digest(digest).then(|| Token::Answer(digest.to_owned(), decimals))
    }
}

/// What is to be remembered.
#[derive(Debug)]
pub(super) struct Memory {
    rows: Vec<Vec<String>>,
}

impl Memory {
    pub(super) fn new(form: &Form, layout: &Layout) -> Memory {
        let names: Vec<String> = fields(form).map(|(field, of)| name_of(field.table, of)).collect();
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let mut rows: Vec<Vec<String>> = vec![
            row(&["form", &form.id, &form.version]),
            std::iter::once("keys".to_owned()).chain(in_cells(&names, '\n')).collect(),
            row(&["sheet", &layout.sheet]),
        ];
        let name = |field| keys_of(form, field);
        for column in &layout.columns {
            let part = match (column.part, &form.field_at(column.field).kind) {
                (ColumnPart::Option(at), Kind::Choices(options)) => {
                    format!("option {}", options[at])
                }
                (ColumnPart::Word, _) => "word".to_owned(),
                _ => String::new(),
            };
            rows.push(row(&["column", &column.head, &name(column.field), &part]));
        }
        for list in &layout.lists {
            rows.push(row(&["list", &list.sheet, &name(list.field)]));
            let parts = form.field_at(list.field).kind.record_parts();
            for (at, head) in list.heads.iter().enumerate() {
                let part = parts.get(at).map_or("", |part| part.key.as_str());
                rows.push(row(&["part", head, part]));
            }
        }
        Memory { rows }
    }

    /// Remembers what was sent of a case.
    pub(super) fn add(&mut self, case: &str, tokens: &[Token]) {
        let tokens: Vec<String> = tokens.iter().map(Token::written).collect();
        let row = ["case".to_owned(), case.to_owned()].into_iter();
        self.rows.push(row.chain(in_cells(&tokens, ' ')).collect());
    }

    pub(super) fn into_page(self) -> Page {
        let column = |head: &str| Column { head: head.to_owned(), width: 20, ..Column::default() };
        let shown =
            |text| Some(Shown { cell: Cell::Text(text), is_locked: true, is_notice: false });
        let rows = self.rows.into_iter().map(|row| row.into_iter().map(shown).collect());
        Page {
            name: SHEET.to_owned(),
            is_hidden: true,
            is_protected: true,
            columns: vec![column("blankett"), column(VERSION)],
            rows: rows.collect(),
        }
    }
}

/// Words in as few cells as hold them.
fn in_cells(words: &[String], between: char) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for word in words {
        match cells.last_mut() {
            Some(last) if last.len() + word.len() < LONGEST_TEXT => {
                last.push(between);
                last.push_str(word);
            }
            _ => cells.push(word.clone()),
        }
    }
    cells
}

fn keys_of(form: &Form, field: FieldId) -> String {
    name_of(field.table, form.field_at(field))
}

/// What a workbook remembered.
#[derive(Debug)]
pub(super) struct Sent {
    /// Its form and version.
    pub(super) form: (String, String),
    /// Its questions, by their names from anywhere.
    keys: Vec<String>,
    rows: Vec<Vec<String>>,
    /// What was sent of each case, by its path from the project's folder.
    pub(super) cases: BTreeMap<String, Vec<Token>>,
}

impl Sent {
    /// What stands on the sheet; nothing where that is none of ours, or of another time.
    pub(super) fn read(sheet: &ReadSheet) -> Option<Sent> {
        let rows = sheet.rows.iter().map(|(_, cells)| {
            let last = cells.last().map_or(0, |(column, _)| *column);
            let mut row = vec![String::new(); (last + 1).min(MOST_CELLS)];
            for (column, cell) in cells {
                if let Some(place) = row.get_mut(*column) {
                    *place = cell.text();
                }
            }
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let head = rows.first()?;
        (head.first()? == "blankett" && head.get(1)? == VERSION).then_some(())?;
        let find = |name: &str| rows.iter().find(|row| row.first().is_some_and(|one| one == name));
        let form = find("form")?;
        let keys = find("keys")?.iter().skip(1).flat_map(|cell| cell.lines());
        let keys = keys.map(str::to_owned).collect();
        let cases = rows.iter().filter(|row| row.first().is_some_and(|one| one == "case"));
        let cases = cases.map(|row| {
            let tokens = row.iter().skip(2).flat_map(|cell| cell.split_whitespace());
            let tokens: Option<Vec<Token>> = tokens.map(Token::read).collect();
            Some((row.get(1)?.clone(), tokens?))
        });
        let cases = cases.collect::<Option<BTreeMap<_, _>>>()?;
        let form = (form.get(1)?.clone(), form.get(2)?.clone());
        Some(Sent { form, keys, rows, cases })
    }

    /// The name of a case that was sent, however a name is written: in other capitals, say, or between blanks; else
    /// that name.
    pub(super) fn name(&self, written: &str) -> String {
        let folded = |name: &str| name.trim().to_lowercase();
        if self.cases.contains_key(&case_path(written)) {
            return written.to_owned();
        }
        let mut like = self
            .cases
            .keys()
            .map(|path| case_name(path))
            .filter(|name| folded(name) == folded(written));
        match (like.next(), like.next()) {
            (Some(name), None) => name.to_owned(),
            _ => written.trim().to_owned(),
        }
    }

    /// What was sent of a question of a case.
    pub(super) fn token(&self, tokens: &[Token], name: &str) -> Token {
        let at = self.keys.iter().position(|key| key == name);
        at.and_then(|at| tokens.get(at)).cloned().unwrap_or(Token::Nothing)
    }

    /// How the answers lie; what the form does not have any more is left out.
    pub(super) fn layout(&self, form: &Form) -> Option<Layout> {
        let mut layout = Layout { sheet: String::new(), columns: Vec::new(), lists: Vec::new() };
        let mut list = None;
        for row in &self.rows {
            let cell = |at: usize| row.get(at).map_or("", String::as_str);
            let field = |name: &str| {
                let (table, key) = CaseTable::of_name(name);
                form.find(table, key)
            };
            match cell(0) {
                "sheet" => cell(1).clone_into(&mut layout.sheet),
                "column" => {
                    let Some(field) = field(cell(2)) else { continue };
                    let part = match (cell(3), &form.field_at(field).kind) {
                        ("", _) => Some(ColumnPart::Whole),
                        ("word", _) => Some(ColumnPart::Word),
                        (option, Kind::Choices(options)) => {
                            let option = option.strip_prefix("option ");
                            let at = options.iter().position(|one| Some(one.as_str()) == option);
                            at.map(ColumnPart::Option)
                        }
                        _ => None,
                    };
                    let Some(part) = part else { continue };
                    layout.columns.push(AnswerColumn { field, part, head: cell(1).to_owned() });
                }
                "list" => {
                    list = field(cell(2)).map(|field| {
                        let parts = form.field_at(field).kind.record_parts().len().max(1);
                        let (sheet, heads) = (cell(1).to_owned(), vec![String::new(); parts]);
                        layout.lists.push(ListSheet { field, sheet, heads });
                        layout.lists.len() - 1
                    });
                }
                "part" => {
                    let Some(list) = list.and_then(|at: usize| layout.lists.get_mut(at)) else {
                        continue;
                    };
                    let parts = form.field_at(list.field).kind.record_parts();
                    let at = parts.iter().position(|part| part.key == cell(2));
                    let at = at.or_else(|| parts.is_empty().then_some(0));
                    if let Some(head) = at.and_then(|at| list.heads.get_mut(at)) {
                        cell(1).clone_into(head);
                    }
                }
                _ => {}
            }
        }
        (!layout.sheet.is_empty()).then_some(layout)
    }
}
