//! A Word form that somebody else made → a form of ours: `form.toml` and `document.md`, with the
//! file itself as `original.docx`.
//!
//! What its places are and what asks for them is read in `blanks` and `questions`; here it is written down. What
//! cannot be read is told, so that a person looks at it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::diagnostic::Language;
use crate::document::Inline;
use crate::form::{RESERVED, is_language};
use crate::table::quoted;
use crate::text::{is_forbidden, personal_number, without_accent};
use crate::word::problems::WordOnly;

use crate::xml::tree::Tree;

use super::addresses::{address_of_control, addresses};
use super::base::{Base, Kept};
use super::blanks::{Blank, BlankKind, PassedOver, blanks};
use super::grid::{self, GridCell};
use super::questions::{Answer, Question};
use super::sheet::{PlaceKind, Sheet};
use super::wording::{clean, in_ascii, is_prompt, part_mark};
use crate::word::WordFile;
use crate::word::atoms::{Atom, ControlKind, FieldKind, RunLook};
use crate::word::lists::Lists;

/// A form read out of a Word file.
#[derive(Debug)]
pub struct Imported {
    /// `form.toml`.
    pub definition: String,
    /// `document.md`.
    pub template: String,
    /// What a form has no word for.
    pub left: Vec<WordOnly>,
    /// The language of the form's text, as a BCP 47 tag.
    pub language: String,
    /// The key of the first question that takes a line, if there is one.
    pub first_line: Option<String>,
}

/// The most words of a question and of what stands behind it, where that may be somebody's answer.
const MOST_ASKED_WORDS: usize = 4;
const MOST_ANSWERED_WORDS: usize = 6;
/// The longest title that is no heading.
const LONGEST_TITLE: usize = 80;
/// The longest key.
const LONGEST_KEY: usize = 32;
/// The most characters of the words that tell which place is passed over.
const LONGEST_COMMENT: usize = 60;
/// The longest placeholder and advice that a form takes.
const LONGEST_TEXT: usize = 255;

/// Reads a form out of a file. `stem` is what it is called if it has no title; what a person has made of `base`
/// stays, as far as its places are there.
pub fn import(file: &WordFile, stem: &str, base: Option<Base<'_>>) -> Imported {
    let all = blanks(file);
    let is_passed = |blank: &Blank| {
        blank.passed_over.is_some() || base.is_some_and(|base| base.passes_over(&all, blank))
    };
    let (left, taken): (Vec<Blank>, Vec<Blank>) =
        all.iter().cloned().partition(|blank| is_passed(blank));
    let marks = left.iter().filter(|blank| blank.passed_over == Some(PassedOver::Mark));
    let marks = marks.map(|blank| blank.words.clone()).collect();
    let passed_over =
        left.iter().map(|blank| (blank.address.clone(), blank.around.clone())).collect();
    let prepared = file.prepared(&taken);
    let file = prepared.as_ref().unwrap_or(file);
    let sheet = Sheet::read(file, &taken, marks);
    let mut passed_over: Vec<(String, String)> = passed_over;
    let is_there = |blank: &Blank| {
        sheet.places.iter().any(|place| matches!(&place.kind, PlaceKind::Blank(other) if other.address == blank.address))
    };
    let out_of_reach = taken.iter().filter(|blank| !is_there(blank));
    passed_over.extend(out_of_reach.map(|blank| (blank.address.clone(), blank.around.clone())));
    let addresses = addresses(file);
    let mut importer = Importer {
        file,
        sheet: &sheet,
        tree: file.package.tree(&file.main),
        taken: addresses.values().map(|address| address.to_lowercase()).collect(),
        addresses,
        fields: Vec::new(),
        keys: BTreeSet::new(),
        marks: BTreeMap::new(),
        bookmarks: BTreeSet::new(),
        left: Vec::new(),
        title: None,
        first_heading: None,
        first_strong: None,
        has_places: false,
        passed_over,
        kept: base.map(|base| base.kept(file, &sheet, &taken)).unwrap_or_default(),
    };
    importer.keep();
    for question in sheet.questions() {
        importer.question(question);
    }
    let template = importer.document();
    importer.look_for_what_is_left();
    let title = importer.title.clone().or_else(|| importer.first_heading.clone());
    let title = title.or_else(|| importer.first_strong.clone());
    let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| stem.to_owned());
    let definition = importer.definition(&title, base);
    let is_line = |field: &&Made| matches!(field.kind, MadeKind::One("line", _));
    let first_line = importer.fields.iter().find(is_line).map(|field| field.key.clone());
    let language = importer.language().to_owned();
    Imported { definition, template, left: importer.left, language, first_line }
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
    sheet: &'a Sheet<'a>,
    /// The tree of the document.
    tree: Option<Tree<'a>>,
    /// The address of each form field.
    addresses: BTreeMap<usize, String>,
    /// All that are given, in small letters.
    taken: BTreeSet<String>,
    fields: Vec<Made>,
    keys: BTreeSet<String>,
    /// What stands in the template for each place, by the atom that begins it, and the atom after it.
    marks: BTreeMap<usize, (String, usize)>,
    bookmarks: BTreeSet<String>,
    left: Vec<WordOnly>,
    title: Option<String>,
    first_heading: Option<String>,
    /// The first line that is all strong, before any place.
    first_strong: Option<String>,
    /// Whether a place has been written into the template.
    has_places: bool,
    /// What is no place, or none that can be filled, with the words beside it.
    passed_over: Vec<(String, String)>,
    /// What was kept of an earlier form.
    kept: Kept,
}

/// A paragraph as it is read.
#[derive(Default)]
struct ImportedLine {
    /// Its Markdown.
    markdown: String,
    /// Its plain text.
    plain: String,
    /// Bookmarks on it.
    bookmarks: String,
    /// Whether it holds one place and nothing else.
    is_place_alone: bool,
    /// Whether all its text is strong.
    is_strong: bool,
    /// The atom after it.
    end: usize,
}

impl Importer<'_> {
    /// Takes over what is kept of an earlier form.
    fn keep(&mut self) {
        let Kept { marks, keys, taken, passed_over, gone, .. } = &self.kept;
        self.keys.extend(keys.iter().cloned());
        self.taken.extend(taken.iter().map(|name| name.to_lowercase()));
        self.passed_over.extend(passed_over.iter().map(|name| (name.clone(), String::new())));
        self.left.extend(gone.iter().map(|(_, label)| WordOnly::Gone(label.clone())));
        for (place, mark) in marks.clone() {
            self.mark(place, mark);
        }
    }

    /// Adds a question, with what stands in the template for its places.
    fn question(&mut self, question: Question) {
        let Question { label, mut answer } = question;
        let sheet = self.sheet;
        let is_kept = |place: &usize| self.kept.places.contains(place);
        let is_done = match &mut answer {
            Answer::One(place) => is_kept(place),
            Answer::YesNo { yes, no } => is_kept(yes) || is_kept(no),
            Answer::Boxes(boxes) => {
                boxes.retain(|(_, place)| !is_kept(place));
                boxes.is_empty()
            }
        };
        if is_done {
            return;
        }
        match answer {
            Answer::One(place) => {
                let about = &sheet.places[place];
                let Some(address) = self.address(&about.kind) else { return };
                let (kind, help, placeholder, longest) = self.one(place, address, label.as_deref());
                let key = self.add(kind, label, help, placeholder, longest);
                self.mark(place, format!("{{{{ field.{key} }}}}"));
            }
            Answer::YesNo { yes, no } => {
                let addresses = [yes, no].map(|place| self.address(&sheet.places[place].kind));
                let [Some(of_yes), Some(of_no)] = addresses else { return };
                let key = self.add(MadeKind::YesNo(of_yes, of_no), label, None, None, None);
                self.mark(yes, format!("{{{{ part.{key}.yes }}}}"));
                self.mark(no, format!("{{{{ part.{key}.no }}}}"));
            }
            Answer::Boxes(boxes) => {
                let addressed = boxes.into_iter().filter_map(|(option, place)| {
                    Some((option, self.address(&sheet.places[place].kind)?, place))
                });
                let boxes: Vec<(String, String, usize)> = addressed.collect();
                let options =
                    boxes.iter().map(|(option, address, _)| (option.clone(), address.clone()));
                let key = self.add(MadeKind::Choices(options.collect()), label, None, None, None);
                for (option, _, place) in boxes {
                    let mark = part_mark(&key, &option);
                    self.mark(place, mark);
                }
            }
        }
    }

    fn mark(&mut self, place: usize, mark: String) {
        let atoms = &self.sheet.places[place].atoms;
        self.marks.insert(atoms.start, (mark, atoms.end));
    }

    /// What leads to a place.
    fn address(&mut self, kind: &PlaceKind) -> Option<String> {
        let address = match kind {
            PlaceKind::Field(field) => self.addresses[field].clone(),
            PlaceKind::Control(control) => address_of_control(self.file, *control, &self.taken)?,
            PlaceKind::Blank(blank) => blank.address.clone(),
        };
        if !self.tree.as_ref().is_some_and(|tree| self.file.can_fill(tree, &address)) {
            self.passed_over.push((address.clone(), String::new()));
            self.left.push(WordOnly::CannotFill(address));
            return None;
        }
        self.taken.insert(address.to_lowercase());
        Some(address)
    }

    /// The kind of what is written or chosen at one place, with advice, placeholder and the most characters.
    fn one(
        &self,
        place: usize,
        address: String,
        label: Option<&str>,
    ) -> (MadeKind, Option<String>, Option<String>, Option<usize>) {
        let about = &self.sheet.places[place];
        let atoms = &self.file.atoms;
        let is_item = self.sheet.page.line_of_or_after(about.atoms.start).is_some_and(|line| {
            let paragraph = &atoms.paragraphs[self.sheet.page.lines[line].paragraph];
            paragraph.list.is_some() || paragraph.heading.is_some()
        });
        // A cell, a heading and an item of a list hold one line.
        let holds_text = about.is_alone && about.cell.is_none() && !is_item;
        let by_words =
            |usual: &'static str| if label.is_some_and(asks_for_a_day) { "date" } else { usual };
        match &about.kind {
            PlaceKind::Field(field) => {
                let data = atoms.fields[*field].data.clone().unwrap_or_default();
                let help = data.help.filter(|help| !help.trim().is_empty());
                match data.kind {
                    FieldKind::List { entries, .. } => {
                        let (placeholder, options) = options(&entries);
                        (MadeKind::Choice(address, options), help, placeholder, None)
                    }
                    FieldKind::Text { kind, default, longest } => {
                        let is_short = longest.is_some_and(|longest| longest <= 255);
                        let is_day = longest.is_none_or(|longest| longest >= DAY);
                        let kind = match kind.as_str() {
                            "date" => "date",
                            _ if holds_text && !is_short => "text",
                            "regular" if is_day => by_words("line"),
                            _ => "line",
                        };
                        let shown = default.filter(|default| is_prompt(default));
                        let shown = shown.or_else(|| Some(self.sheet.shown(place)));
                        let placeholder = shown.filter(|shown| is_prompt(shown));
                        (MadeKind::One(kind, address), help, placeholder, longest)
                    }
                    FieldKind::Tick(_) => (MadeKind::One("line", address), help, None, None),
                }
            }
            PlaceKind::Control(control) => {
                let about = &atoms.controls[*control];
                match &about.kind {
                    ControlKind::Date => (MadeKind::One("date", address), None, None, None),
                    ControlKind::List(entries) => {
                        let entries: Vec<String> =
                            entries.iter().map(|(shown, _)| shown.clone()).collect();
                        let (placeholder, options) = options(&entries);
                        (MadeKind::Choice(address, options), None, placeholder, None)
                    }
                    _ => {
                        let usual = if holds_text && about.holds_lines { "text" } else { "line" };
                        // A control that shows its prompt as Word does has none of its own.
                        let shown = self.sheet.shown(place);
                        let placeholder =
                            Some(shown).filter(|shown| !about.is_empty && is_prompt(shown));
                        let (_, offers) = options(&about.offers);
                        let language = Language::of_tag(self.language());
                        let lead = language.choose("Choose or write", "Välj eller skriv");
                        let help = format!("{lead}: {}", offers.join(", "));
                        let help = Some(help).filter(|_| !about.offers.is_empty());
                        (MadeKind::One(by_words(usual), address), help, placeholder, None)
                    }
                }
            }
            PlaceKind::Blank(blank) => {
                let says =
                    matches!(blank.kind, BlankKind::Prompt | BlankKind::Name | BlankKind::Bookmark);
                let placeholder =
                    Some(clean(&blank.words)).filter(|words| says && !words.is_empty());
                (MadeKind::One(by_words("line"), address), None, placeholder, None)
            }
        }
    }

    fn document(&mut self) -> String {
        let mut blocks: Vec<String> = Vec::new();
        let mut lists = Lists::as_shown();
        let mut at = 0;
        let row = &self.file.atoms.row;
        while at < row.len() {
            if let Some((mark, end)) = self.marks.get(&at) {
                blocks.extend(lists.end().map(|list| list.to_string()));
                blocks.push(mark.clone());
                at = *end;
                self.has_places = true;
                continue;
            }
            match &row[at] {
                Atom::Table => {
                    blocks.extend(lists.end().map(|list| list.to_string()));
                    let end = self.file.atoms.end_of_table(at);
                    let table = self.table(at, end);
                    blocks.extend((!table.is_empty()).then_some(table));
                    at = end;
                }
                Atom::Paragraph(paragraph) => {
                    let about = self.file.atoms.paragraphs[*paragraph].clone();
                    let is_strong = about.is_bold || about.heading.is_some();
                    let mut line = self.line(at, is_strong, false);
                    at = line.end;
                    if about.list.is_some() {
                        // An item of a list can have none.
                        line.bookmarks.clear();
                    }
                    match self.block(&line, about.heading, about.list.is_some()) {
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
                    continue;
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

    /// What a paragraph becomes.
    fn block(&mut self, line: &ImportedLine, heading: Option<u8>, is_item: bool) -> Option<String> {
        let text = line.markdown.trim().to_owned();
        let is_short = line.plain.trim().chars().count() <= LONGEST_TITLE;
        if line.is_strong && is_short && !self.has_places && !line.plain.trim().ends_with(':') {
            self.first_strong.get_or_insert_with(|| line.plain.trim().to_owned());
        }
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
                if self.title.is_none() && self.first_heading.is_none() && !self.has_places {
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

    /// A table, as the grid that is seen.
    fn table(&mut self, start: usize, end: usize) -> String {
        let row = &self.file.atoms.row;
        let mut cells: Vec<GridCell> = Vec::new();
        let mut at = start + 1;
        // What stands for a control around the cell that comes next, and where that ends.
        let mut around: Option<(String, usize)> = None;
        let mut in_cell = false;
        while at < end {
            if let Some((mark, stop)) = self.marks.get(&at) {
                if let (Some(cell), true) = (cells.last_mut(), in_cell) {
                    cell.put(mark);
                    at = *stop;
                    continue;
                }
                around = Some((mark.clone(), *stop));
            }
            match &row[at] {
                Atom::Cell { .. } => {
                    let of_page = self.sheet.page.cell_at(at);
                    cells.extend(of_page.map(|cell| GridCell::new(&self.sheet.page.cells[cell])));
                    in_cell = of_page.is_some();
                    if let Some((mark, stop)) = around.take() {
                        cells.last_mut().into_iter().for_each(|cell| cell.put(&mark));
                        at = stop;
                        in_cell = false;
                        continue;
                    }
                }
                Atom::CellEnd => in_cell = false,
                Atom::Table => {
                    if !self.left.contains(&WordOnly::NestedTable) {
                        self.left.push(WordOnly::NestedTable);
                    }
                    at = self.nested(at, &mut |text| {
                        cells.last_mut().into_iter().for_each(|cell| cell.put(text));
                    });
                    continue;
                }
                Atom::Paragraph(_) if in_cell => {
                    let line = self.line(at, false, true);
                    cells.last_mut().into_iter().for_each(|cell| cell.put(&line.markdown));
                    at = line.end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        grid::markdown(cells)
    }

    /// A table in a cell: its lines, one after the other. The atom after it.
    fn nested(&mut self, start: usize, put: &mut dyn FnMut(&str)) -> usize {
        let end = self.file.atoms.end_of_table(start);
        let mut at = start + 1;
        while at < end {
            if let Some((mark, stop)) = self.marks.get(&at) {
                put(mark);
                at = *stop;
            } else if matches!(self.file.atoms.row[at], Atom::Paragraph(_)) {
                let line = self.line(at, false, true);
                put(&line.markdown);
                at = line.end;
            } else {
                at += 1;
            }
        }
        end + 1
    }

    /// Reads the paragraph that begins at an atom.
    fn line(&mut self, start: usize, is_strong: bool, in_cell: bool) -> ImportedLine {
        let end = self.end_of_paragraph(start);
        let atoms = &self.file.atoms;
        let mut line = ImportedLine { is_strong: true, end: end + 1, ..ImportedLine::default() };
        let mut places = 0;
        let mut open_link: Option<(String, usize)> = None;
        let mut at = start;
        while at < end {
            if let Some((mark, stop)) = self.marks.get(&at) {
                line.markdown.push_str(mark);
                places += 1;
                at = *stop;
                self.has_places = true;
                if at > end {
                    // A place over several paragraphs is one.
                    let rest = self.end_of_paragraph(at.saturating_sub(1));
                    line.end = line.end.max(rest + 1);
                    break;
                }
                continue;
            }
            match &atoms.row[at] {
                Atom::Text(text, look) => {
                    let look = if is_strong { RunLook::default() } else { *look };
                    line.is_strong &= is_strong || look.bold || text.trim().is_empty();
                    push_text(&mut line.markdown, text, in_cell);
                    line.plain.push_str(text);
                }
                Atom::Break => {
                    line.markdown.push_str("\\\n");
                    line.plain.push(' ');
                }
                Atom::LinkStart(target) => open_link = Some((target.clone(), line.markdown.len())),
                Atom::LinkEnd => {
                    if let Some((target, from)) = open_link.take()
                        && is_link(&target)
                        && !line.markdown[from..].trim().is_empty()
                        && !line.markdown[from..].contains("{{")
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
                Atom::BookmarkStart(name) if !in_cell => self.bookmark(name, &mut line),
                Atom::FieldStart(field) => {
                    if let Some(target) = reference(&atoms.fields[*field].instruction)
                        && let Some(stop) = atoms.end_of(at, &Atom::FieldEnd(*field))
                        && self.is_numbered_heading(&target)
                        && stop < end
                    {
                        write!(line.markdown, "{{{{ reference(name=\"{target}\") }}}}")
                            .expect("a String");
                        let shown = atoms.pieces_between(at + 1, stop);
                        line.plain.push_str(&crate::word::content::plain(&shown));
                        at = stop;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        line.is_strong &= !line.plain.trim().is_empty();
        line.is_place_alone = places == 1 && line.plain.trim().is_empty();
        line
    }

    /// A bookmark of the form's own that no place is.
    fn bookmark(&mut self, name: &str, line: &mut ImportedLine) {
        let is_field = self.file.atoms.fields.iter().any(|field| {
            field.data.as_ref().is_some_and(|data| data.name == *name)
                || (field.data.is_some() && field.bookmarks.iter().any(|other| other == name))
        });
        let fits = !name.is_empty()
            && name.encode_utf16().count() <= 40
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_numeric());
        let is_place = self.taken.contains(&name.to_lowercase());
        if !is_field && !is_place && fits && self.bookmarks.insert(name.to_lowercase()) {
            write!(line.bookmarks, "{{{{ bookmark(name=\"{name}\") }}}}").expect("a String");
        }
    }

    /// Whether a bookmark stands on a heading, whose number a reference can show.
    fn is_numbered_heading(&self, name: &str) -> bool {
        let atoms = &self.file.atoms;
        let at = atoms.row.iter().position(|atom| *atom == Atom::BookmarkStart(name.to_owned()));
        let paragraph = at.and_then(|at| atoms.paragraph_of(at));
        paragraph.is_some_and(|at| matches!(atoms.paragraphs[at].heading, Some(1..=3)))
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
        let help = help.filter(fits).filter(|help| *help != label);
        let placeholder = placeholder.filter(fits);
        self.fields.push(Made { key: key.clone(), label, kind, help, placeholder, longest });
        key
    }

    fn look_for_what_is_left(&mut self) {
        // Words that look as if somebody had answered, where no field tells them from the form's own.
        let is_asked_with_colon = self.fields.iter().any(|field| field.label.ends_with(':'));
        let lines = self.sheet.lines.iter().filter(|(_, places)| *places == 0);
        let answered = lines.map(|(words, _)| clean(words)).filter(|words| {
            personal_number(words).is_some() || (is_asked_with_colon && looks_answered(words))
        });
        self.left.extend(answered.map(WordOnly::LooksAnswered));
        let package = &self.file.package;
        let pictures = package.names().iter().filter(|name| name.contains("media/")).count();
        if pictures > 0 {
            self.left.push(WordOnly::Pictures(pictures));
        }
        let has_text = |atoms: &crate::word::atoms::Atoms| {
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

    fn definition(&self, title: &str, base: Option<Base<'_>>) -> String {
        let mut passed_over = String::new();
        if !self.passed_over.is_empty() {
            passed_over.push_str("passed_over = [\n");
            for (address, words) in &self.passed_over {
                let words: String = clean(words).chars().take(LONGEST_COMMENT).collect();
                let comment = if words.is_empty() { String::new() } else { format!("  # {words}") };
                writeln!(passed_over, "  {},{comment}", quoted(address)).expect("a String");
            }
            passed_over.push_str("]\n");
        }
        let questions = self.tables();
        if let Some(base) = base {
            return super::base::merged(base, &self.kept, &passed_over, &questions);
        }
        let language = self.language();
        let title = quoted(&clean(title));
        format!("title = {title}\nlanguage = {}\n{passed_over}{questions}", quoted(language))
    }

    /// The language of the text, which is Swedish where it does not say.
    fn language(&self) -> &str {
        self.file.language().filter(|tag| is_language(tag)).unwrap_or("sv-SE")
    }

    /// The tables of the questions.
    fn tables(&self) -> String {
        let mut toml = String::new();
        for field in &self.fields {
            write!(
                toml,
                "\n[[field]]\nkey = {}\nlabel = {}\n",
                quoted(&field.key),
                quoted(&field.label)
            )
            .expect("a String");
            if asks_for_a_person(&field.label) {
                toml.push_str("personal = true\n");
            }
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

/// How many characters a day has: `2026-03-07`.
const DAY: usize = 10;

/// Whether a line is a short question with a colon and words behind it.
fn looks_answered(line: &str) -> bool {
    let Some((asked, answer)) = line.split_once(": ") else { return false };
    let count = |text: &str| text.split_whitespace().count();
    let is_asked = asked.chars().any(char::is_alphabetic) && count(asked) <= MOST_ASKED_WORDS;
    is_asked && answer.chars().any(char::is_alphanumeric) && count(answer) <= MOST_ANSWERED_WORDS
}

/// Words with which a question asks for more than a day: a place, an hour or a signature.
const BESIDE_A_DAY: [&str; 11] =
    ["och", "eller", "and", "or", "und", "oder", "et", "ou", "ort", "underskrift", "signature"];

/// Whether a question asks for a day: its last word is that, or it begins with it.
fn asks_for_a_day(label: &str) -> bool {
    let lower = label.to_lowercase();
    let others =
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| BESIDE_A_DAY.contains(&word));
    if others || asks_for_a_person(label) {
        return false;
    }
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_day = |word: &str| {
        matches!(word, "date" | "fecha" | "dato" | "datum" | "today" | "pvm" | "дата")
            || ["datum", "dato"].iter().any(|end| word.len() > end.len() + 3 && word.ends_with(end))
    };
    let first = words.clone().next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    let last = if last.chars().all(|c| c.is_ascii_digit()) {
        words.next_back().unwrap_or(last)
    } else {
        last
    };
    is_day(first) || is_day(last)
}

/// Whether a question asks for the number that a person has.
fn asks_for_a_person(label: &str) -> bool {
    let lower = label.to_lowercase();
    ["personnummer", "personnr", "samordningsnummer", "personal identity number", "social security"]
        .iter()
        .any(|word| lower.contains(word))
}

/// A key made of a label: small letters, digits and underscores, whole words as far as they fit.
fn key(label: &str) -> String {
    let mut key = String::new();
    for word in label.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        let mut plain = String::new();
        for c in word.chars() {
            match without_accent(c) {
                Some(letters) => plain.push_str(letters),
                None => plain.push_str(&in_ascii(c)),
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
