//! A list that somebody else made → new cases: its columns are matched to questions by their words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{AnyProblem, Language, Place, Report, Source, nearest};
use crate::exchange::answers::{name_of, names};

use crate::exchange::problems::{BadRow, NoColumns, RowFault, UnmatchedColumns};
use crate::form::{CaseTable, Field, FieldId, Form, Kind, people};
use crate::generate::Blankett;
use crate::scalar::Scalar;
use crate::sheet::{Cell, ReadSheet, Workbook, reference};
use crate::table::problems::{Duplicate, UnknownKey};
use crate::table::{self, Data, Table, Value};

use super::back::NewRows;
use super::cells::{Found, Origin, Reader};
use super::layout::{SheetWords, fields, folded};
use super::{Matched, RowOutcome};

/// How many rows from the top the heads are looked for in.
const HEAD_ROWS: usize = 30;
/// The most columns whose heads are read.
const MOST_COLUMNS: usize = 1000;
/// The longest head, in bytes.
const LONGEST_HEAD: usize = 1000;
/// How many columns without a head are told.
const MOST_TOLD: usize = 20;
/// What stands between the parts of an answer in one cell: Microsoft Forms ends each with a semicolon.
const BETWEEN: [char; 2] = ['\n', ';'];

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Target {
    /// The names of cases.
    Name,
    /// Answers to a question.
    Whole(FieldId),
    /// A part of its records.
    Part(FieldId, usize),
    /// Whether an option is chosen.
    Option(FieldId, usize),
}

/// What somebody says of columns: the question of each head, or that it is none.
pub(super) struct Map {
    heads: BTreeMap<String, Option<Target>>,
    /// The heads that stand for a question, with their places.
    places: Vec<(String, Place)>,
}

impl Map {
    /// Reads a file that maps heads to questions: `"Head" = "key"`, `"case.key"`, `"key.part"`, or `""` for a column
    /// that is left out.
    ///
    /// # Errors
    ///
    /// What is no TOML, and what names no question, is an error in `report`.
    pub(super) fn read(source: &Arc<Source>, form: &Form, report: &mut Report) -> Map {
        let table = table::parse(source, report);
        let (mut heads, mut places) = (BTreeMap::new(), Vec::new());
        for entry in table.entries() {
            let Some(name) = entry.value.text(report) else { continue };
            if name.is_empty() {
                heads.insert(folded(&entry.key), None);
                continue;
            }
            let Some(target) = target_of(form, name) else {
                let known: Vec<String> = names(form).collect();
                let suggestion = nearest(name, known.iter().map(String::as_str));
                let problem = UnknownKey { key: name.to_owned(), suggestion, known };
                report.error(problem, entry.value.place.clone());
                continue;
            };
            // A question is in one column.
            if heads.values().any(|other| *other == Some(target)) {
                let name = name.to_owned();
                report.error(Duplicate { name }, entry.value.place.clone());
            }
            places.push((entry.key.clone(), entry.key_place.clone()));
            // Heads that differ in blanks and capitals are one.
            if heads.insert(folded(&entry.key), Some(target)).is_some() {
                report.error(Duplicate { name: entry.key.clone() }, entry.key_place.clone());
            }
        }
        Map { heads, places }
    }
}

/// The column that a name means: `key`, `case.key`, `key.part`.
fn target_of(form: &Form, name: &str) -> Option<Target> {
    let (table, key) = CaseTable::of_name(name);
    if let Some(field) = form.find(table, key) {
        return Some(Target::Whole(field));
    }
    let (key, part) = key.rsplit_once('.')?;
    let field = form.find(table, key)?;
    let parts = form.field_at(field).kind.record_parts();
    Some(Target::Part(field, parts.iter().position(|one| one.key == part)?))
}

/// All that heads may say, with what they mean then.
fn known_heads(form: &Form, words: &SheetWords) -> Vec<(String, Target)> {
    let mut known = vec![(folded(words.case), Target::Name)];
    for (field, of) in fields(form) {
        known.push((folded(&of.label), Target::Whole(field)));
        known.push((folded(&name_of(field.table, of)), Target::Whole(field)));
        known.push((folded(&of.key), Target::Whole(field)));
        for (at, part) in of.kind.record_parts().iter().enumerate() {
            for name in [&part.label, &part.key] {
                known.push((folded(&format!("{} {name}", of.label)), Target::Part(field, at)));
                known.push((folded(&format!("{} {name}", of.key)), Target::Part(field, at)));
            }
        }
        if let Kind::Choices(options) = &of.kind {
            for (at, option) in options.iter().enumerate() {
                known.push((folded(&format!("{} {option}", of.label)), Target::Option(field, at)));
            }
        }
    }
    known
}

/// What a head means, as far as its words tell.
fn meant(head: &str, known: &[(String, Target)]) -> Option<Target> {
    /// The fewest characters that tell a question by its beginning.
    const LEAST: usize = 5;
    let head = folded(head);
    // What is longer than any question is no head.
    if head.is_empty() || head.len() > LONGEST_HEAD {
        return None;
    }
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut found = known.iter().filter(|(text, _)| is(text)).map(|(_, target)| *target);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    };
    let exact = known.iter().find(|(text, _)| *text == head).map(|(_, target)| *target);
    let begins = || {
        let is_like = |text: &str| {
            let (short, long) =
                if text.len() < head.len() { (text, &*head) } else { (&*head, text) };
            short.chars().count() >= LEAST && long.starts_with(short)
        };
        only(&is_like)
    };
    let near = || {
        let near = nearest(&head, known.iter().map(|(text, _)| text.as_str()))?;
        only(&|text| text == near)
    };
    exact.or_else(near).or_else(begins)
}

/// A list with what its columns hold.
pub(super) struct List<'a> {
    sheet: &'a ReadSheet,
    head: usize,
    columns: BTreeMap<usize, Target>,
    pub(super) matched: Vec<Matched>,
    /// How many of its heads somebody says the question of.
    said: usize,
}

impl<'a> List<'a> {
    /// The sheet whose heads mean the most questions.
    ///
    /// # Errors
    ///
    /// Sheets without any are an error in `report`.
    pub(super) fn find(
        book: &'a Workbook,
        form: &Form,
        map: Option<&Map>,
        origin: &Origin,
        report: &mut Report,
    ) -> Option<List<'a>> {
        let words = SheetWords::of(Language::of_tag(&form.language));
        let known = known_heads(form, words);
        let lists = book.sheets.iter().filter(|sheet| !sheet.is_hidden).flat_map(|sheet| {
            let rows = sheet.rows.iter().take(HEAD_ROWS);
            rows.map(|(row, cells)| List::of(sheet, *row, cells, &known, form, map))
        });
        let found: Vec<List<'a>> = lists.collect();
        let best = (0..found.len())
            .max_by_key(|at| {
                let List { said, columns, .. } = &found[*at];
                (*said, columns.len(), std::cmp::Reverse(*at))
            })
            .filter(|at| !found[*at].columns.is_empty());
        let Some(best) = best else {
            let sheet = book.sheets.first().map_or("", |sheet| sheet.name.as_str());
            report.error(NoColumns, origin.place_of(sheet, 0, 0, ""));
            return None;
        };
        let mut list = found.into_iter().nth(best)?;
        for (head, place) in map.iter().flat_map(|map| &map.places) {
            let heads = || list.matched.iter().map(|one| &one.head);
            if !heads().any(|there| folded(there) == folded(head)) {
                let known: Vec<String> = heads().cloned().collect();
                let suggestion = nearest(head, known.iter().map(String::as_str));
                report.error(UnknownKey { key: head.clone(), suggestion, known }, place.clone());
            }
        }
        list.tell_of_headless();
        let others = book.sheets.iter().filter(|sheet| {
            let mut cells = sheet.rows.iter().flat_map(|(_, cells)| cells);
            !std::ptr::eq(*sheet, list.sheet) && cells.any(|(_, cell)| !cell.is_empty())
        });
        let others = others.filter(|sheet| !sheet.name.starts_with('~'));
        let sheets: Vec<String> = others.map(|sheet| sheet.name.clone()).collect();
        if !sheets.is_empty() {
            let (unknown, missing) = (Vec::new(), Vec::new());
            report.warning(UnmatchedColumns { unknown, sheets, missing }, origin.whole());
        }
        (!report.has_errors()).then_some(list)
    }

    fn of(
        sheet: &'a ReadSheet,
        row: usize,
        cells: &[(usize, Cell)],
        known: &[(String, Target)],
        form: &Form,
        map: Option<&Map>,
    ) -> List<'a> {
        let mut list =
            List { sheet, head: row, columns: BTreeMap::new(), matched: Vec::new(), said: 0 };
        let words = |cell: &Cell| cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let heads = cells.iter().take(MOST_COLUMNS).map(|(column, cell)| (*column, words(cell)));
        let heads: Vec<(usize, String)> = heads.filter(|(_, head)| !head.is_empty()).collect();
        // Of several columns for one question, the one that says it best, and of those the first.
        let mut best: BTreeMap<Target, (std::cmp::Reverse<usize>, usize)> = BTreeMap::new();
        for (column, head) in &heads {
            let said = map.and_then(|map| map.heads.get(&folded(head)));
            list.said += usize::from(said.is_some());
            let (target, strength) = if let Some(said) = said {
                (*said, 2)
            } else {
                let is_exact = known.iter().any(|(text, _)| *text == folded(head));
                (meant(head, known), usize::from(is_exact))
            };
            let Some(target) = target else { continue };
            let found = (std::cmp::Reverse(strength), *column);
            let entry = best.entry(target).or_insert(found);
            *entry = (*entry).min(found);
        }
        list.columns = best.into_iter().map(|(target, (_, column))| (column, target)).collect();
        for (column, head) in heads {
            let question = list.columns.get(&column).map(|target| said(form, *target));
            list.matched.push(Matched { head, question });
        }
        list
    }

    /// The columns without a head in which something stands: nobody reads that.
    fn tell_of_headless(&mut self) {
        let heads: Vec<usize> = self
            .sheet
            .rows
            .iter()
            .filter(|(row, _)| *row == self.head)
            .flat_map(|(_, cells)| {
                cells.iter().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| *column)
            })
            .collect();
        let below = self.sheet.rows.iter().filter(|(row, _)| *row > self.head);
        let cells = below
            .flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, column, cell)));
        let mut told: BTreeMap<usize, String> = BTreeMap::new();
        for (row, column, _) in cells.filter(|(_, _, cell)| !cell.is_empty()) {
            if !heads.contains(column) && told.len() < MOST_TOLD {
                told.entry(*column).or_insert_with(|| reference(*row, *column));
            }
        }
        self.matched.extend(told.into_values().map(|head| Matched { head, question: None }));
    }

    /// Makes a case of each row; of each, what became of it.
    pub(super) fn cases(
        &self,
        new: &NewRows<'_>,
        blankett: &Arc<Blankett>,
        origin: &Origin,
    ) -> Vec<RowOutcome> {
        let form = &blankett.form;
        let reader = Reader { origin, language: &form.language, is_ours: false };
        let mut outcomes = Vec::new();
        for (row, cells) in self.sheet.rows.iter().filter(|(row, _)| *row > self.head) {
            let cells: BTreeMap<usize, Found<'_>> = cells
                .iter()
                .filter(|(_, cell)| !cell.is_blank())
                .map(|(column, cell)| (*column, Found { cell, row: *row, column: *column }))
                .collect();
            if !cells.keys().any(|column| self.columns.contains_key(column)) {
                continue;
            }
            let mut own = Report::new();
            let (name, values) = self.values(form, &reader, &cells, &mut own);
            let place = origin.place_of(&self.sheet.name, *row, 0, "");
            let became = new.make(blankett, (name.as_deref(), place), &values, &mut own);
            outcomes.extend(RowOutcome::of(became, own));
        }
        outcomes
    }

    /// The values of a row by their questions.
    fn values(
        &self,
        form: &Form,
        reader: &Reader<'_>,
        cells: &BTreeMap<usize, Found<'_>>,
        own: &mut Report,
    ) -> (Option<String>, Vec<(FieldId, Value)>) {
        let sheet = &self.sheet.name;
        let mut name = None;
        let mut whole: BTreeMap<FieldId, Value> = BTreeMap::new();
        let mut records: BTreeMap<FieldId, Vec<(String, Value)>> = BTreeMap::new();
        let mut chosen: BTreeMap<FieldId, Vec<Value>> = BTreeMap::new();
        for (column, target) in &self.columns {
            let Some(found) = cells.get(column).copied() else { continue };
            let mut warnings: Vec<(AnyProblem, Place)> = Vec::new();
            let mut warn = |problem, place| warnings.push((problem, place));
            let (question, fault) = match *target {
                Target::Name => {
                    // A name that a formula gives is none.
                    let read = reader.value(&Kind::Line, sheet, Some(found), 0, &mut |_, _| {});
                    name = Some(found.cell.text().trim().to_owned());
                    (None, read.err())
                }
                Target::Whole(field) => {
                    let of = form.field_at(field);
                    let read = reader.whole(of, sheet, found, &mut warn);
                    (
                        Some(of),
                        read.map(|value| value.map(|value| whole.insert(field, value))).err(),
                    )
                }
                Target::Part(field, part) => {
                    let of = form.field_at(field);
                    let part = &of.kind.record_parts()[part];
                    let read = reader.value(&part.kind, sheet, Some(found), 0, &mut warn);
                    let read = read.map(|value| {
                        let value = value.map(|value| (part.key.clone(), value));
                        records.entry(field).or_default().extend(value);
                    });
                    (Some(of), read.err())
                }
                Target::Option(field, option) => {
                    let of = form.field_at(field);
                    let Kind::Choices(options) = &of.kind else { continue };
                    let word = &options[option];
                    let read = reader.is_chosen(word, sheet, found).map(|is_chosen| {
                        if is_chosen {
                            let place = reader.origin.place(sheet, found);
                            let value = Value { data: Data::Text(word.clone()), place };
                            chosen.entry(field).or_default().push(value);
                        }
                    });
                    (Some(of), read.err())
                }
            };
            let question = question.map(Field::question);
            for (problem, place) in warnings {
                own.warning(problem, place).question.clone_from(&question);
            }
            if let Some((problem, place)) = fault {
                own.error(problem, place).question = question;
            }
        }
        let mut answers: Vec<(FieldId, Value)> = Vec::new();
        for (field, parts) in records {
            let Some((_, first)) = parts.first() else { continue };
            let place = first.place.clone();
            let record =
                Value { data: Data::Table(Table::found(&place, parts)), place: place.clone() };
            let value = if form.field_at(field).kind.is_several() {
                Value { data: Data::List(vec![record]), place }
            } else {
                record
            };
            answers.push((field, value));
        }
        for (field, words) in chosen {
            let Some(first) = words.first() else { continue };
            let place = first.place.clone();
            answers.push((field, Value { data: Data::List(words), place }));
        }
        for (field, value) in answers {
            let place = value.place.clone();
            if whole.insert(field, value).is_some() {
                let question = Some(form.field_at(field).question());
                own.error(BadRow { fault: RowFault::TwoAnswers }, place).question = question;
            }
        }
        (name, whole.into_iter().collect())
    }
}

impl Reader<'_> {
    /// The value of a cell that holds a whole answer, of whatever kind.
    fn whole(
        &self,
        field: &Field,
        sheet: &str,
        found: Found<'_>,
        warn: &mut dyn FnMut(AnyProblem, Place),
    ) -> Result<Option<Value>, (AnyProblem, Place)> {
        let place = self.origin.place(sheet, found);
        let text = found.cell.text();
        let is_text = matches!(found.cell, Cell::Text(_));
        if field.rules.accepts.contains(&text.trim().to_owned()) {
            return Ok(Some(Value { data: Data::Text(text.trim().to_owned()), place }));
        }
        let value = |data| Value { data, place: place.clone() };
        let pieces = |between: &[char]| -> Vec<String> {
            let pieces = text.split(between).map(|piece| {
                let piece = piece.trim();
                piece
                    .strip_prefix("- ")
                    .or_else(|| piece.strip_prefix("• "))
                    .unwrap_or(piece)
                    .to_owned()
            });
            pieces.filter(|piece| !piece.is_empty()).collect()
        };
        let record = |line: &str| -> Option<Value> {
            let (Kind::Record(record) | Kind::List(Some(record))) = &field.kind else {
                return None;
            };
            let read = people::record(&record.parts, record.print.as_ref(), line, self.language)?;
            let values = Some(read).filter(|read| read.is_sure)?.values;
            let parts = record.parts.iter().zip(values).filter_map(|(part, found)| {
                let data = match found? {
                    Scalar::Number(number) => Data::Number(number.to_string()),
                    other => Data::Text(other.to_string()),
                };
                Some((part.key.clone(), value(data)))
            });
            Some(value(Data::Table(Table::found(&place, parts.collect::<Vec<_>>()))))
        };
        match &field.kind {
            Kind::Choices(options) if is_text => {
                // An option may have what stands between them in itself.
                let read = |words: &[String]| -> Option<Vec<Value>> {
                    let words = words.iter().map(|word| {
                        let kind = Kind::Choice(options.clone());
                        let option = kind.read_back(word, self.language)?;
                        Some(value(Data::Text(option.to_string())))
                    });
                    words.collect()
                };
                let ways =
                    [vec![text.trim().to_owned()], pieces(&BETWEEN), pieces(&['\n', ';', ','])];
                let chosen = ways.iter().find_map(|words| read(words));
                let chosen = chosen.unwrap_or_else(|| {
                    ways[1].iter().map(|word| value(Data::Text(word.clone()))).collect()
                });
                Ok(Some(value(Data::List(chosen))))
            }
            Kind::List(None) if is_text => {
                let items = pieces(&BETWEEN).into_iter().map(|line| value(Data::Text(line)));
                Ok(Some(value(Data::List(items.collect()))))
            }
            Kind::List(Some(_)) if is_text => {
                let items = pieces(&['\n'])
                    .into_iter()
                    .map(|line| record(&line).unwrap_or_else(|| value(Data::Text(line))));
                Ok(Some(value(Data::List(items.collect()))))
            }
            Kind::Record(_) if is_text => {
                Ok(Some(record(text.trim()).unwrap_or_else(|| value(Data::Text(text.clone())))))
            }
            kind => self.value(kind, sheet, Some(found), 0, warn),
        }
    }
}

/// What a column holds, as people call it.
fn said(form: &Form, target: Target) -> String {
    let label = |field: FieldId| form.field_at(field).label.trim_end_matches([':', ' ']).to_owned();
    match target {
        Target::Name => SheetWords::of(Language::of_tag(&form.language)).case.to_owned(),
        Target::Whole(field) => label(field),
        Target::Part(field, part) => {
            format!("{}: {}", label(field), form.field_at(field).kind.record_parts()[part].label)
        }
        Target::Option(field, option) => match &form.field_at(field).kind {
            Kind::Choices(options) => format!("{}: {}", label(field), options[option]),
            _ => label(field),
        },
    }
}
