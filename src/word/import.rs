//! A Word form that somebody else made → a form of ours: `form.toml` and `document.md`, with the
//! file itself as `original.docx`.
//!
//! What can be read off a Word file is read: which text is a heading, which text asks what a field
//! answers, which boxes belong together. What cannot is told, so that a person looks at it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::document::Inline;
use crate::form::{RESERVED, is_address_in_original};
use crate::table::quoted;
use crate::text::{is_forbidden, is_unsafe, without_accent};
use crate::word::problems::WordOnly;

use super::WordFile;
use super::atoms::{Atom, Control, ControlKind, FieldKind, RunLook};
use super::lists::Lists;
use super::spot::{Spot, ordinal, spot};

/// A form read out of a Word file.
#[derive(Debug)]
pub struct Imported {
    /// `form.toml`.
    pub definition: String,
    /// `document.md`.
    pub template: String,
    /// What a form has no word for.
    pub left: Vec<WordOnly>,
}

/// The longest label that is made of what stands before a field; further back is another thing.
const LONGEST_LABEL: usize = 200;
/// The most columns that one cell takes.
const MOST_SPAN: usize = 21;
/// The longest tag and title of a control.
const LONGEST_TAG: usize = 64;
/// The longest key.
const LONGEST_KEY: usize = 32;
/// The longest placeholder and advice that a form takes.
const LONGEST_TEXT: usize = 255;

/// Reads a form out of a file. `stem` is what it is called if it has no title.
pub fn import(file: &WordFile, stem: &str) -> Imported {
    let addresses = addresses(file);
    let mut importer = Importer {
        file,
        taken: addresses.values().map(|address| address.to_lowercase()).collect(),
        addresses,
        fields: Vec::new(),
        keys: BTreeSet::new(),
        bookmarks: BTreeSet::new(),
        left: Vec::new(),
        last_text: String::new(),
        question: None,
        is_answered: false,
        column_label: None,
        box_label: None,
        is_of_box: false,
        named: None,
        cell_label: None,
        title: None,
        first_heading: None,
        open_group: None,
    };
    let template = importer.document();
    importer.look_for_what_is_left();
    // Which boxes answer one question is known at the end of a line only.
    importer.fields.sort_by_cached_key(|field| {
        let key = &field.key;
        [format!("{{{{ field.{key} }}}}"), format!("{{{{ part.{key}.")]
            .into_iter()
            .chain([format!("{{{{ part.{key}[")])
            .filter_map(|place| template.find(&place))
            .min()
    });
    let title = importer.title.clone().or_else(|| importer.first_heading.clone());
    let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| stem.to_owned());
    let definition = importer.definition(&title);
    Imported { definition, template, left: importer.left }
}

/// A field of the form that is made.
struct Made {
    key: String,
    label: String,
    kind: MadeKind,
    help: Option<String>,
    placeholder: Option<String>,
    longest: Option<usize>,
}

enum MadeKind {
    /// One line, several, or a date, at one address.
    One(&'static str, String),
    Choice(String, Vec<String>),
    YesNo(String, String),
    /// Options with their addresses.
    Choices(Vec<(String, String)>),
}

struct Importer<'a> {
    file: &'a WordFile,
    /// The address of each form field.
    addresses: BTreeMap<usize, String>,
    /// All that are given, in small letters.
    taken: BTreeSet<String>,
    fields: Vec<Made>,
    keys: BTreeSet<String>,
    bookmarks: BTreeSet<String>,
    left: Vec<WordOnly>,
    /// The text of the last paragraph that had any.
    last_text: String,
    /// The text of the last strong paragraph that no field has answered: the question, most likely.
    question: Option<String>,
    /// Whether a field has answered the last text.
    is_answered: bool,
    /// What stands above in the column of the cell that is read.
    column_label: Option<String>,
    /// The words of the box in the cell that is read, which stand in the next.
    box_label: Option<String>,
    /// Whether the cell that is read holds the words of the box before it.
    is_of_box: bool,
    /// What the control that is read is called.
    named: Option<String>,
    /// What asks in the cell of a table that is read: the cell to its left.
    cell_label: Option<String>,
    title: Option<String>,
    first_heading: Option<String>,
    /// The question whose tick boxes stand in this and the next paragraphs, by its index.
    open_group: Option<usize>,
}

/// Names that lead to each form field: its own where nothing else has it, with a number where
/// several have it, its place where it has none.
fn addresses(file: &WordFile) -> BTreeMap<usize, String> {
    let fields = &file.atoms.fields;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for data in fields.iter().filter_map(|field| field.data.as_ref()) {
        *counts.entry(data.name.as_str()).or_default() += 1;
    }
    let (mut seen, mut ordinal) = (BTreeMap::<&str, usize>::new(), 0);
    let mut addresses = BTreeMap::new();
    for (at, field) in fields.iter().enumerate() {
        let Some(data) = &field.data else { continue };
        ordinal += 1;
        let nth = seen.entry(data.name.as_str()).or_default();
        *nth += 1;
        let is_name = data.name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && data.name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && data.name.encode_utf16().count() <= 20;
        let address = match counts.get(data.name.as_str()) {
            Some(1) if is_name => data.name.clone(),
            Some(count) if *count > 1 && is_name => format!("{}#{nth}", data.name),
            _ => format!("#{ordinal}"),
        };
        addresses.insert(at, address);
    }
    addresses
}

/// A paragraph as it is read.
#[derive(Default)]
struct ImportedLine {
    /// Its Markdown.
    markdown: String,
    /// Its plain text.
    plain: String,
    /// Its text since the last field, plain: what a field asks.
    since_field: String,
    /// Bookmarks on it.
    bookmarks: String,
    /// Its tick boxes: where their places stand in the Markdown, with the text before each.
    ticks: Vec<Tick>,
    /// Whether it holds a field's place.
    has_places: bool,
    /// Whether it holds one and nothing else.
    is_place_alone: bool,
    /// Whether all its text is strong.
    is_strong: bool,
}

/// A tick box in a paragraph.
struct Tick {
    address: String,
    before: String,
    /// The text after it, up to what comes next.
    after: Option<String>,
    /// What stands in the Markdown until it is known what question it belongs to.
    mark: String,
}

impl ImportedLine {
    /// Takes the text since the last field, which then stands after a tick box, if that was one.
    fn text_since_field(&mut self) -> String {
        let text = std::mem::take(&mut self.since_field).trim().to_owned();
        if let Some(tick) = self.ticks.last_mut() {
            tick.after.get_or_insert_with(|| text.clone());
        }
        text
    }
}

impl Importer<'_> {
    fn document(&mut self) -> String {
        let mut blocks: Vec<String> = Vec::new();
        let mut lists = Lists::as_shown();
        let mut at = 0;
        let row = &self.file.atoms.row;
        while at < row.len() {
            match &row[at] {
                Atom::ControlStart(control) => {
                    if let Some(end) = self.end_of_answer(at, *control) {
                        blocks.extend(lists.end().map(|list| list.to_string()));
                        let line = self.line_of_control(*control, false);
                        blocks.extend(self.block(line, None, false));
                        at = end;
                    }
                }
                Atom::Table => {
                    blocks.extend(lists.end().map(|list| list.to_string()));
                    let end = self.file.atoms.end_of_table(at);
                    let table = self.table(at, end);
                    blocks.extend((!table.is_empty()).then_some(table));
                    at = end;
                }
                Atom::Paragraph(paragraph) => {
                    let end = self.end_of_paragraph(at);
                    let about = self.file.atoms.paragraphs[*paragraph].clone();
                    let is_strong = about.is_bold || about.heading.is_some();
                    let mut line = self.line(at, end, is_strong, false);
                    if about.list.is_some() {
                        // An item of a list can have none.
                        line.bookmarks.clear();
                    }
                    match self.block(line, about.heading, about.list.is_some()) {
                        Some(item) if let Some(of) = &about.list => {
                            let item = item.replace("\\\n", " ").replace('\n', " ");
                            let content = vec![Inline::Typed(item)];
                            blocks.extend(lists.add(of, content).map(|list| list.to_string()));
                        }
                        Some(block) => {
                            blocks.extend(lists.end().map(|list| list.to_string()));
                            blocks.push(block);
                        }
                        None => {}
                    }
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
        blocks.extend(lists.end().map(|list| list.to_string()));
        blocks.join("\n\n") + "\n"
    }

    /// The atom that ends the paragraph that begins at an atom.
    fn end_of_paragraph(&self, start: usize) -> usize {
        let atoms = &self.file.atoms;
        atoms.end_of(start, &Atom::ParagraphEnd).unwrap_or(atoms.row.len())
    }

    /// The end of a control that stands around whole paragraphs or a cell and is for an answer; one
    /// that has other fields in it is none.
    fn end_of_answer(&self, start: usize, control: usize) -> Option<usize> {
        let atoms = &self.file.atoms;
        if matches!(atoms.controls[control].kind, ControlKind::Made | ControlKind::Around) {
            return None;
        }
        let end = atoms.end_of(start, &Atom::ControlEnd(control))?;
        let inner = &atoms.row[start + 1..end];
        let cells = inner.iter().filter(|atom| matches!(atom, Atom::Cell { .. })).count();
        let is_one_place = inner.iter().all(|atom| match atom {
            Atom::Table | Atom::Row | Atom::ControlStart(_) => false,
            Atom::FieldStart(field) => atoms.fields[*field].data.is_none(),
            _ => true,
        });
        (is_one_place && cells <= 1).then_some(end)
    }

    /// A control as a paragraph of its own.
    fn line_of_control(&mut self, control: usize, in_cell: bool) -> ImportedLine {
        let mut line =
            ImportedLine { has_places: true, is_place_alone: true, ..ImportedLine::default() };
        self.control(control, !in_cell, &mut line);
        line
    }

    /// What a paragraph becomes.
    fn block(
        &mut self,
        mut line: ImportedLine,
        heading: Option<u8>,
        is_item: bool,
    ) -> Option<String> {
        self.place_ticks(&mut line);
        let text = line.markdown.trim().to_owned();
        self.remember(&line, heading.is_some());
        if text.is_empty() && line.bookmarks.is_empty() {
            return None;
        }
        let signs = match heading {
            Some(0) if self.title.is_none() => {
                self.title = Some(line.plain.trim().to_owned());
                "# "
            }
            Some(0 | 1) => {
                // Without a title, the first heading says what the form is.
                if self.title.is_none() && self.first_heading.is_none() && self.fields.is_empty() {
                    self.first_heading = Some(line.plain.trim().to_owned());
                }
                "## "
            }
            Some(2) => "### ",
            Some(3) => "#### ",
            Some(_) => {
                self.left.push(WordOnly::DeepHeading(line.plain.trim().to_owned()));
                return Some(format!("{}**{text}**", line.bookmarks));
            }
            None => "",
        };
        if text.is_empty() {
            // A bookmark on an empty paragraph has nothing to stand in.
            return None;
        }
        let text = if signs.is_empty() { text } else { text.replace("\\\n", " ") };
        let is_question = line.is_strong && signs.is_empty() && !line.is_place_alone && !is_item;
        let text = if is_question && !text.contains("{{") { format!("**{text}**") } else { text };
        Some(format!("{signs}{}{text}", line.bookmarks))
    }

    /// Keeps what a paragraph says, for the fields after it. What stands after a field or a tick box
    /// on the line asks what comes next.
    fn remember(&mut self, line: &ImportedLine, is_heading: bool) {
        let rest = if line.has_places { &line.since_field } else { &line.plain };
        if rest.trim().is_empty() {
            return;
        }
        rest.trim().clone_into(&mut self.last_text);
        self.is_answered = false;
        if line.is_strong && !line.has_places && !is_heading {
            self.question = Some(self.last_text.clone());
        } else if is_heading || line.has_places {
            self.question = None;
        }
    }

    /// What asks for a field that no text stands before on its line.
    fn asked(&mut self) -> Option<String> {
        let question = self.question.take().or_else(|| self.cell_label.clone());
        let question = question.or_else(|| self.column_label.clone());
        question.or_else(|| label(&self.last_text))
    }

    fn table(&mut self, start: usize, end: usize) -> String {
        let row = &self.file.atoms.row;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut at = start + 1;
        let mut in_cell = false;
        // The control around the cell that comes next.
        let mut around: Option<usize> = None;
        // The last text without a place in each column, and in the cell before.
        let (mut above, mut left): (Vec<String>, String) = (Vec::new(), String::new());
        // The columns of the cell that is read.
        let mut columns = 0..0;
        while at < end {
            match &row[at] {
                Atom::Row => {
                    rows.push(Vec::new());
                    left.clear();
                }
                Atom::Cell { span, .. } => {
                    in_cell = true;
                    let first = rows.last().map_or(0, Vec::len);
                    columns = first..first + (*span).clamp(1, MOST_SPAN);
                    let header = above.get(first).cloned().filter(|text| !text.is_empty());
                    self.cell_label = label(&left);
                    self.column_label = header;
                    left.clear();
                    if let Some(cells) = rows.last_mut() {
                        cells.resize(columns.end, String::new());
                    }
                    self.is_of_box = self.box_label.is_some();
                    self.box_label = self.words_of_box(at);
                    if let Some(control) = around.take() {
                        let line = self.line_of_control(control, true);
                        self.put_in_cell(line, &mut rows, columns.start, &mut left);
                        while at + 1 < end && row[at + 1] != Atom::CellEnd {
                            at += 1;
                        }
                    }
                }
                Atom::ControlStart(control) => {
                    if let Some(stop) = self.end_of_answer(at, *control) {
                        if in_cell {
                            let line = self.line_of_control(*control, true);
                            self.put_in_cell(line, &mut rows, columns.start, &mut left);
                            at = stop;
                        } else {
                            around = Some(*control);
                        }
                    }
                }
                Atom::CellEnd => {
                    in_cell = false;
                    self.is_of_box = false;
                    if !left.is_empty() {
                        above.resize(above.len().max(columns.end), String::new());
                        above[columns.clone()].fill(left.clone());
                    }
                }
                Atom::Table => {
                    if !self.left.contains(&WordOnly::NestedTable) {
                        self.left.push(WordOnly::NestedTable);
                    }
                    at = self.file.atoms.end_of_table(at);
                }
                Atom::Paragraph(_) if in_cell => {
                    let stop = self.end_of_paragraph(at);
                    let line = self.line(at, stop, false, true);
                    self.put_in_cell(line, &mut rows, columns.start, &mut left);
                    at = stop;
                }
                _ => {}
            }
            at += 1;
        }
        self.cell_label = None;
        self.column_label = None;
        self.box_label = None;
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut lines = Vec::new();
        for (nth, mut cells) in rows.into_iter().enumerate() {
            cells.resize(width, String::new());
            lines.push(format!("| {} |", cells.join(" | ")));
            if nth == 0 {
                lines.push(format!("|{}", " --- |".repeat(width)));
            }
        }
        lines.join("\n")
    }

    /// The words of a box that stands alone in its cell: those of the next cell, if that has no field.
    fn words_of_box(&self, cell: usize) -> Option<String> {
        let atoms = &self.file.atoms;
        let end_of = |start: usize| {
            let mut depth = 0_usize;
            let ends = atoms.row[start..].iter().position(|atom| {
                match atom {
                    Atom::Cell { .. } => depth += 1,
                    Atom::CellEnd => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            ends.map(|length| start + length)
        };
        let places = |range: &[Atom]| -> Vec<bool> {
            let fields = range.iter().filter_map(|atom| match atom {
                Atom::FieldStart(field) => {
                    let data = atoms.fields[*field].data.as_ref()?;
                    Some(matches!(data.kind, FieldKind::Tick(_)))
                }
                Atom::ControlStart(control) => {
                    Some(matches!(atoms.controls[*control].kind, ControlKind::Tick(_)))
                }
                _ => None,
            });
            fields.collect()
        };
        let end = end_of(cell)?;
        let own = &atoms.row[cell..end];
        // A control may stand around the cell.
        let before = cell.checked_sub(1).map(|at| &atoms.row[at..cell]).unwrap_or_default();
        let mut open = usize::from(matches!(before, [Atom::ControlStart(_)]));
        let has_words = own.iter().any(|atom| {
            match atom {
                Atom::ControlStart(_) | Atom::FieldStart(_) => open += 1,
                Atom::ControlEnd(_) | Atom::FieldEnd(_) => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0 && matches!(atom, Atom::Text(text, _) if !text.trim().is_empty())
        });
        let own_places = [places(before), places(own)].concat();
        if has_words || own_places != [true] {
            return None;
        }
        let next = (end..atoms.row.len())
            .take_while(|at| !matches!(atoms.row[*at], Atom::RowEnd))
            .find(|at| matches!(atoms.row[*at], Atom::Cell { .. }))?;
        let next_end = end_of(next)?;
        let words = &atoms.row[next..next_end];
        if !places(&atoms.row[end..next_end]).is_empty() {
            return None;
        }
        let text: Vec<&str> = words
            .iter()
            .filter_map(|atom| match atom {
                Atom::Text(text, _) => Some(text.as_str()),
                Atom::ParagraphEnd | Atom::Break => Some(" "),
                _ => None,
            })
            .collect();
        let text = text.concat().split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// Adds a paragraph to the last cell; text without places asks what the next cell answers.
    fn put_in_cell(
        &mut self,
        mut line: ImportedLine,
        rows: &mut [Vec<String>],
        column: usize,
        left: &mut String,
    ) {
        self.place_ticks(&mut line);
        self.remember(&line, false);
        if !line.has_places {
            left.push_str(line.plain.trim());
        }
        let text = line.markdown.trim().replace("\\\n", " ").replace('|', "&#124;");
        if let Some(cell) = rows.last_mut().and_then(|cells| cells.get_mut(column)) {
            if !cell.is_empty() && !text.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&text);
        }
    }

    /// Reads a paragraph.
    fn line(&mut self, start: usize, end: usize, is_strong: bool, in_cell: bool) -> ImportedLine {
        let atoms = &self.file.atoms;
        let mut line = ImportedLine { is_strong: true, ..ImportedLine::default() };
        // A cell and an item of a list hold one line.
        let is_item = matches!(&atoms.row[start], Atom::Paragraph(paragraph)
            if atoms.paragraphs[*paragraph].list.is_some());
        let can_be_text = !in_cell && !is_item;
        let mut places = 0;
        let mut open_link: Option<(String, usize)> = None;
        let mut at = start;
        while at < end {
            match &atoms.row[at] {
                Atom::Text(text, look) => {
                    let look = if is_strong { RunLook::default() } else { *look };
                    line.is_strong &= is_strong || look.bold || text.trim().is_empty();
                    push_text(&mut line.markdown, text, in_cell);
                    line.plain.push_str(text);
                    line.since_field.push_str(text);
                }
                Atom::Break => {
                    line.markdown.push_str("\\\n");
                    line.plain.push(' ');
                    line.since_field.push(' ');
                }
                Atom::LinkStart(target) => open_link = Some((target.clone(), line.markdown.len())),
                Atom::LinkEnd => {
                    if let Some((target, from)) = open_link.take()
                        && is_link(&target)
                        && !line.markdown[from..].trim().is_empty()
                    {
                        let text = line.markdown.split_off(from);
                        // An exclamation mark before a link would make a picture of it.
                        if line.markdown.ends_with('!') {
                            line.markdown.pop();
                            line.markdown.push_str("&#33;");
                        }
                        write!(line.markdown, "[{}](<{target}>)", text.trim()).expect("a String");
                    }
                }
                Atom::BookmarkStart(name) => {
                    let is_field = atoms.fields.iter().any(|field| {
                        field.data.as_ref().is_some_and(|data| data.name == *name)
                            || (field.data.is_some() && field.bookmarks.contains(name))
                    });
                    let fits = !name.is_empty()
                        && name.encode_utf16().count() <= 40
                        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
                        && !name.starts_with(|c: char| c.is_numeric());
                    if !is_field && !in_cell && fits && self.bookmarks.insert(name.to_lowercase()) {
                        write!(line.bookmarks, "{{{{ bookmark(name=\"{name}\") }}}}")
                            .expect("a String");
                    }
                }
                Atom::FieldStart(field) => {
                    let field = *field;
                    if atoms.fields[field].data.is_some() {
                        // One that never ends is where it begins.
                        let stop = atoms.end_of(at, &Atom::FieldEnd(field)).unwrap_or(at);
                        let is_alone = can_be_text
                            && line.plain.trim().is_empty()
                            && self.nothing_follows(stop, Some(field));
                        self.field(field, is_alone, &mut line);
                        places += 1;
                        // A field over several paragraphs is one place.
                        at = stop.min(end.max(at));
                    } else if let Some(target) = reference(&atoms.fields[field].instruction)
                        && let Some(stop) = atoms.end_of(at, &Atom::FieldEnd(field))
                        && self.is_numbered_heading(&target)
                        && stop < end
                    {
                        write!(line.markdown, "{{{{ reference(name=\"{target}\") }}}}")
                            .expect("a String");
                        let shown = atoms.pieces_between(at + 1, stop);
                        line.plain.push_str(&super::content::plain(&shown));
                        at = stop;
                    }
                }
                Atom::ControlStart(control) => {
                    let control = *control;
                    let stop = atoms.end_of(at, &Atom::ControlEnd(control)).unwrap_or(at);
                    if stop < end {
                        let is_alone = can_be_text
                            && line.plain.trim().is_empty()
                            && self.nothing_follows(stop, None);
                        self.control(control, is_alone, &mut line);
                        places += 1;
                        at = stop;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        line.is_strong &= !line.plain.trim().is_empty();
        line.has_places = places > 0 || !line.ticks.is_empty();
        line.is_place_alone = places == 1 && line.plain.trim().is_empty();
        line
    }

    /// Whether the paragraph that a field ends in has nothing after it.
    fn nothing_follows(&self, stop: usize, field: Option<usize>) -> bool {
        for atom in &self.file.atoms.row[stop..] {
            match atom {
                Atom::ParagraphEnd => return true,
                Atom::Text(text, _) if !text.trim().is_empty() => return false,
                Atom::FieldStart(other) if Some(*other) != field => return false,
                Atom::ControlStart(_) => return false,
                _ => {}
            }
        }
        true
    }

    /// Whether a bookmark stands on a heading, whose number a reference can show.
    fn is_numbered_heading(&self, name: &str) -> bool {
        let atoms = &self.file.atoms;
        let at = atoms.row.iter().position(|atom| *atom == Atom::BookmarkStart(name.to_owned()));
        let paragraph = at.and_then(|at| atoms.paragraph_of(at));
        paragraph.is_some_and(|at| matches!(atoms.paragraphs[at].heading, Some(1..=3)))
    }

    /// A form field: its place in the Markdown, and what it asks.
    fn field(&mut self, field: usize, is_alone: bool, line: &mut ImportedLine) {
        let data = self.file.atoms.fields[field].data.clone().unwrap_or_default();
        let address = self.addresses[&field].clone();
        let help = data.help.filter(|help| !help.trim().is_empty());
        match data.kind {
            FieldKind::Tick(_) => Self::tick(address, line),
            FieldKind::List { entries, .. } => {
                let (placeholder, options) = options(&entries);
                self.made(MadeKind::Choice(address, options), help, placeholder, None, line);
            }
            FieldKind::Text { kind, default, longest } => {
                let is_short = longest.is_some_and(|longest| longest <= 255);
                let kind = match kind.as_str() {
                    "date" => "date",
                    _ if is_alone && !is_short => "text",
                    _ => "line",
                };
                let placeholder = default.filter(|default| !default.trim().is_empty());
                self.made(MadeKind::One(kind, address), help, placeholder, longest, line);
            }
        }
    }

    /// A content control: its place in the Markdown, and what it asks.
    fn control(&mut self, control: usize, is_alone: bool, line: &mut ImportedLine) {
        let Control { kind, holds_lines, .. } = self.file.atoms.controls[control].clone();
        let own = label(&line.since_field).or_else(|| label(&line.plain));
        let label = own.unwrap_or_else(|| self.last_text.clone());
        let about = &self.file.atoms.controls[control];
        let named = [&about.alias, &about.tag].into_iter().flatten().find_map(|name| title(name));
        let is_box = matches!(kind, ControlKind::Tick(_));
        self.named = named.filter(|_| !is_box);
        let Some(address) = self.address_of_control(control, &label) else { return };
        self.taken.insert(address.to_lowercase());
        match kind {
            ControlKind::Tick(_) => Self::tick(address, line),
            ControlKind::Date => {
                self.made(MadeKind::One("date", address), None, None, None, line);
            }
            ControlKind::Text => {
                let kind = if is_alone && holds_lines { "text" } else { "line" };
                self.made(MadeKind::One(kind, address), None, None, None, line);
            }
            ControlKind::List(entries) => {
                let entries: Vec<String> = entries.into_iter().map(|(shown, _)| shown).collect();
                let (placeholder, options) = options(&entries);
                self.made(MadeKind::Choice(address, options), None, placeholder, None, line);
            }
            ControlKind::Made | ControlKind::Around => {}
        }
    }

    /// What leads to a control: its tag or title, with a number where several have it, else the
    /// text before it, else its place; `None` where that leads to another.
    fn address_of_control(&self, control: usize, label: &str) -> Option<String> {
        let about = &self.file.atoms.controls[control];
        let is_name = |name: &&String| {
            let is_address = is_address_in_original(name);
            let is_bad = |c: char| is_forbidden(c) || is_unsafe(c);
            !name.trim().is_empty()
                && !is_address
                && !name.contains(is_bad)
                && name.encode_utf16().count() <= LONGEST_TAG
        };
        let names = [&about.tag, &about.alias].into_iter().flatten().filter(is_name);
        let numbered = names.flat_map(|name| {
            std::iter::once(name.clone()).chain((1..100).map(move |nth| format!("{name}#{nth}")))
        });
        let by_label = std::iter::once(format!("@{label}"));
        let by_place = ordinal(self.file, control).map(|nth| format!("control#{nth}"));
        let mut addresses = numbered.chain(by_label).chain(by_place);
        // A form does not tell capitals from small letters in names, as Word does not in those of fields.
        let is_free = |address: &String| !self.taken.contains(&address.to_lowercase());
        addresses.find(|address| {
            is_free(address) && spot(self.file, address) == Some(Spot::Control(control))
        })
    }

    fn tick(address: String, line: &mut ImportedLine) {
        let mark = format!("\u{FDD0}{}\u{FDD1}", line.ticks.len());
        line.markdown.push_str(&mark);
        let before = line.text_since_field();
        line.ticks.push(Tick { address, before, after: None, mark });
    }

    /// Decides what the tick boxes of a paragraph answer, and puts their places in.
    fn place_ticks(&mut self, line: &mut ImportedLine) {
        if line.ticks.is_empty() {
            if !line.plain.trim().is_empty() && !self.is_of_box {
                self.open_group = None;
            }
            return;
        }
        let ticks = std::mem::take(&mut line.ticks);
        let rest = line.since_field.trim();
        let after = |tick: &Tick| tick.after.clone().unwrap_or_else(|| rest.to_owned());
        let mut after: Vec<String> = ticks.iter().map(after).collect();
        if let (Some(words), [only]) = (self.box_label.as_ref(), after.as_mut_slice()) {
            only.clone_from(words);
        }
        let is = |text: &str, words: [&str; 2]| {
            let last = text.split_whitespace().next_back().unwrap_or_default();
            let first = text.split_whitespace().next().unwrap_or_default();
            let plain = |word: &str| word.trim_end_matches([':', '.', ',']).to_lowercase();
            words.contains(&plain(last).as_str()) || words.contains(&plain(first).as_str())
        };
        let (yes, no) = (["ja", "yes"], ["nej", "no"]);
        let are_named = |first: [&str; 2], second: [&str; 2]| {
            ticks.len() == 2
                && ((is(&ticks[0].before, first) && is(&ticks[1].before, second))
                    || (is(&after[0], first) && is(&after[1], second)))
        };
        let parts = if are_named(yes, no) {
            Some(["yes", "no"])
        } else if are_named(no, yes) {
            Some(["no", "yes"])
        } else {
            None
        };
        if let Some(parts) = parts {
            self.open_group = None;
            // The question stands before them on the line, or above.
            let before = ticks[0].before.trim();
            let named = ["Ja", "Yes", "Nej", "No"];
            let before = named.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
            let label = label(before).or_else(|| self.asked());
            let mut addresses = [ticks[0].address.clone(), ticks[1].address.clone()];
            if parts[0] == "no" {
                addresses.reverse();
            }
            let [yes, no] = addresses;
            let key = self.add(MadeKind::YesNo(yes, no), label, None, None, None);
            for (tick, part) in ticks.iter().zip(parts) {
                let place = format!("{{{{ part.{key}.{part} }}}}");
                line.markdown = line.markdown.replacen(&tick.mark, &place, 1);
            }
            return;
        }
        // Boxes that are named after: each its option. A line that begins with a box goes on with
        // the boxes of the line before.
        let goes_on = ticks[0].before.is_empty();
        let named_after = after.iter().all(|text| !text.is_empty());
        let group = if let Some(group) = self.open_group.filter(|_| goes_on && named_after) {
            group
        } else {
            let own = if named_after { label(&ticks[0].before) } else { None };
            // A box that nothing asks for asks itself.
            let itself = label(&after[0]).filter(|_| {
                self.is_answered
                    && self.question.is_none()
                    && self.cell_label.is_none()
                    && self.column_label.is_none()
            });
            let label = own.or(itself).or_else(|| self.asked());
            self.add(MadeKind::Choices(Vec::new()), label, None, None, None);
            self.fields.len() - 1
        };
        self.open_group = Some(group);
        for (at, tick) in ticks.iter().enumerate() {
            let named = if named_after { &after[at] } else { &tick.before };
            let MadeKind::Choices(options) = &mut self.fields[group].kind else { continue };
            let base = named.trim().trim_end_matches([':', ',']).trim();
            let base = if base.is_empty() { "x" } else { base };
            let base: String = base.chars().take(100).collect::<String>().trim().to_owned();
            let mut option = base.clone();
            let mut nth = 2;
            while options.iter().any(|(other, _)| *other == option) {
                option = format!("{base} {nth}");
                nth += 1;
            }
            options.push((option.clone(), tick.address.clone()));
            let key = &self.fields[group].key;
            let is_name = option.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                && option.starts_with(|c: char| c.is_ascii_alphabetic());
            let place = if is_name {
                format!("{{{{ part.{key}.{option} }}}}")
            } else {
                let option = option.replace('\\', "\\\\").replace('"', "\\\"");
                format!("{{{{ part.{key}[\"{option}\"] }}}}")
            };
            line.markdown = line.markdown.replacen(&tick.mark, &place, 1);
        }
    }

    /// A field that is told by the text before it; its place goes into the Markdown.
    fn made(
        &mut self,
        kind: MadeKind,
        help: Option<String>,
        placeholder: Option<String>,
        longest: Option<usize>,
        line: &mut ImportedLine,
    ) {
        let own = label(&line.text_since_field()).or_else(|| self.cell_label.clone());
        // What Word calls it, before what only stands above.
        let named = self.named.take();
        let label = own.or(named).or_else(|| self.asked());
        let key = self.add(kind, label, help, placeholder, longest);
        line.markdown.push_str(&format!("{{{{ field.{key} }}}}"));
    }

    /// Adds a field and gives its key.
    fn add(
        &mut self,
        kind: MadeKind,
        label: Option<String>,
        help: Option<String>,
        placeholder: Option<String>,
        longest: Option<usize>,
    ) -> String {
        let label = label.unwrap_or_else(|| {
            let label = format!("Fält {}", self.fields.len() + 1);
            self.left.push(WordOnly::NoLabel(label.clone()));
            label
        });
        let base = key(&label);
        let mut key = base.clone();
        let mut nth = 2;
        while !self.keys.insert(key.clone()) {
            key = format!("{base}_{nth}");
            nth += 1;
        }
        let fits = |text: &String| {
            text.encode_utf16().count() <= LONGEST_TEXT && !text.contains(['\n', '\r'])
        };
        self.is_answered = true;
        let help = help.filter(fits).filter(|help| *help != label);
        let placeholder = placeholder.filter(fits);
        self.fields.push(Made { key: key.clone(), label, kind, help, placeholder, longest });
        key
    }

    fn look_for_what_is_left(&mut self) {
        let package = &self.file.package;
        let pictures = package.names().iter().filter(|name| name.contains("media/")).count();
        if pictures > 0 {
            self.left.push(WordOnly::Pictures(pictures));
        }
        let has_text = |atoms: &super::atoms::Atoms| {
            atoms
                .row
                .iter()
                .any(|atom| matches!(atom, Atom::Text(text, _) if !text.trim().is_empty()))
        };
        let notes = self.file.others.iter().filter(|other| has_text(&other.atoms)).count();
        if notes > 0 {
            self.left.push(WordOnly::Notes(notes));
        }
    }

    fn definition(&self, title: &str) -> String {
        let mut toml = format!(
            "title = {}\nlanguage = {}\n",
            quoted(&clean(title)),
            quoted(self.file.language().unwrap_or("sv-SE"))
        );
        for field in &self.fields {
            write!(
                toml,
                "\n[[field]]\nkey = {}\nlabel = {}\n",
                quoted(&field.key),
                quoted(&field.label)
            )
            .expect("a String");
            if let Some(help) = &field.help {
                writeln!(toml, "help = {}", quoted(&clean(help))).expect("a String");
            }
            let list = |words: &mut dyn Iterator<Item = &String>| {
                words.map(|word| quoted(word)).collect::<Vec<_>>().join(", ")
            };
            match &field.kind {
                MadeKind::One(kind, address) => {
                    writeln!(toml, "kind = \"{kind}\"\nbookmark = {}", quoted(address))
                        .expect("a String");
                    if let (Some(longest), "line") = (field.longest, *kind) {
                        writeln!(toml, "max_length = {longest}").expect("a String");
                    }
                }
                MadeKind::Choice(address, options) => {
                    writeln!(
                        toml,
                        "kind = \"choice\"\noptions = [{}]\nbookmark = {}",
                        list(&mut options.iter()),
                        quoted(address)
                    )
                    .expect("a String");
                }
                MadeKind::YesNo(yes, no) => writeln!(
                    toml,
                    "kind = \"yes_no\"\nbookmark = {{ yes = {}, no = {} }}",
                    quoted(yes),
                    quoted(no)
                )
                .expect("a String"),
                MadeKind::Choices(options) => {
                    let bookmarks: Vec<String> = options
                        .iter()
                        .map(|(option, address)| {
                            format!("{} = {}", quoted(option), quoted(address))
                        })
                        .collect();
                    writeln!(
                        toml,
                        "kind = \"choices\"\noptions = [{}]\nbookmark = {{ {} }}",
                        list(&mut options.iter().map(|(option, _)| option)),
                        bookmarks.join(", ")
                    )
                    .expect("a String");
                }
            }
            if let Some(placeholder) = &field.placeholder {
                writeln!(toml, "placeholder = {}", quoted(&clean(placeholder))).expect("a String");
            }
        }
        toml
    }
}

/// The options of a drop-down list; a first entry that only asks to choose is its placeholder.
fn options(entries: &[String]) -> (Option<String>, Vec<String>) {
    let asks = |entry: &str| {
        let lower = entry.trim().to_lowercase();
        ["välj", "choose", "select", "[", "<", "-"].iter().any(|word| lower.starts_with(word))
    };
    let mut options: Vec<String> = Vec::new();
    let mut placeholder = None;
    for (nth, entry) in entries.iter().enumerate() {
        if nth == 0 && asks(entry) {
            placeholder = Some(entry.clone());
        } else if !entry.trim().is_empty() && entry.trim() == entry && !options.contains(entry) {
            options.push(entry.clone());
        }
    }
    if options.is_empty() {
        options.push("–".to_owned());
    }
    (placeholder, options)
}

/// What a control is called, where that are words: not what programs call it.
fn title(name: &str) -> Option<String> {
    let words: String = name.replace('_', " ").chars().filter(|c| !is_unsafe(*c)).collect();
    let is_words = words.chars().filter(|c| c.is_alphabetic()).count() > 1;
    label(&words).filter(|_| is_words && !is_address_in_original(name))
}

/// The question in a text: its last sentence or so, on one line.
fn label(text: &str) -> Option<String> {
    let line = clean(text);
    let line = line.trim();
    if line.chars().count() <= LONGEST_LABEL {
        return (!line.is_empty()).then(|| line.to_owned());
    }
    let tail: String =
        line.chars().rev().take(LONGEST_LABEL).collect::<Vec<_>>().into_iter().rev().collect();
    let start = tail.find(". ").map_or(0, |at| at + 2);
    Some(tail[start..].trim().to_owned())
}

/// Text that a form can hold, on one line.
fn clean(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A key made of a label: small letters, digits and underscores, whole words as far as they fit.
fn key(label: &str) -> String {
    let mut key = String::new();
    for word in label.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        let mut plain = String::new();
        for c in word.chars() {
            match without_accent(c) {
                Some(letters) => plain.push_str(letters),
                None => plain.extend(Some(c).filter(char::is_ascii_alphanumeric)),
            }
        }
        let word = plain;
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() && key.len() + 1 + word.len() > LONGEST_KEY {
            break;
        }
        if !key.is_empty() {
            key.push('_');
        }
        key.push_str(&word[..word.len().min(LONGEST_KEY)]);
    }
    if !key.starts_with(|c: char| c.is_ascii_lowercase()) {
        key.insert_str(0, "falt_");
    }
    let key = key.trim_end_matches('_').to_owned();
    // These have a meaning of their own in conditions.
    if RESERVED.contains(&key.as_str()) { format!("{key}_") + "falt" } else { key }
}

/// The bookmark that a field refers to by the number of its heading: `REF x \r \h`.
fn reference(instruction: &str) -> Option<String> {
    let mut words = instruction.split_whitespace();
    let is_reference = words.next()?.eq_ignore_ascii_case("REF");
    let name = words.next()?.to_owned();
    let is_number = words.any(|word| ["\\r", "\\n", "\\w"].contains(&word));
    (is_reference && is_number).then_some(name)
}

fn is_link(target: &str) -> bool {
    let is_web = target.starts_with("https://") || target.starts_with("http://");
    let is_mail = target.strip_prefix("mailto:").is_some_and(|mail| {
        mail.matches('@').count() == 1
            && mail.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_+".contains(c))
    });
    let is_plain = crate::text::pieces(target) == [crate::text::Piece::Link(target)];
    (is_web && is_plain) || is_mail
}

/// Characters as CommonMark and Tera read them as themselves.
fn push_text(markdown: &mut String, text: &str, in_cell: bool) {
    let line_starts = |markdown: &String| markdown.is_empty() || markdown.ends_with('\n');
    for c in text.chars().filter(|c| !is_forbidden(*c)) {
        match c {
            '{' => markdown.push_str("&#123;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' => {
                markdown.push('\\');
                markdown.push(c);
            }
            '#' | '+' | '-' | '=' if line_starts(markdown) => {
                markdown.push('\\');
                markdown.push(c);
            }
            '.' | ')' if is_number(markdown) => {
                markdown.push('\\');
                markdown.push(c);
            }
            '|' if in_cell => markdown.push_str("&#124;"),
            '|' => markdown.push_str("\\|"),
            '\t' | '\u{2002}' => {
                if !line_starts(markdown) {
                    markdown.push(' ');
                }
            }
            ' ' if line_starts(markdown) => {}
            c => markdown.push(c),
        }
    }
}

/// Whether a line has nothing but digits yet, so that a point would make a list of it.
fn is_number(markdown: &str) -> bool {
    let line = markdown.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}
