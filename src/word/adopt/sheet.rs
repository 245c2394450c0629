//! The places of a Word form and what stands around each.

use std::ops::Range;

use crate::word::WordFile;
use crate::word::atoms::{Atom, Atoms, ControlKind, FieldKind};

use super::blanks::{Blank, BlankKind, end_of_answer};
use super::page::Page;
use super::wording::{LONGEST_LABEL, has_word, label, without_marks};

/// A place where an answer stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its atoms, with those that begin and end it.
    pub(super) atoms: Range<usize>,
    pub(super) kind: PlaceKind,
    /// Whether it is a box.
    pub(super) is_box: bool,
    /// Whether nothing else stands in its line, or in those that it is around.
    pub(super) is_alone: bool,
    /// The cell that it stands in.
    pub(super) cell: Option<usize>,
    pub(super) line: usize,
    /// The words of its line before it, since the place before.
    pub(super) before: String,
    /// Those after it, up to the next place.
    pub(super) after: String,
    /// Whether another place stands before it on its line.
    pub(super) is_first: bool,
}

/// What makes a place.
#[derive(Clone, Debug)]
pub(super) enum PlaceKind {
    Field(usize),
    Control(usize),
    Blank(Blank),
}

/// The places of a page, with what stands around them.
pub(super) struct Sheet<'a> {
    pub(super) file: &'a WordFile,
    pub(super) page: Page,
    pub(super) places: Vec<Place>,
    /// Of each line its words outside of places, and how many places it has.
    pub(super) lines: Vec<(String, usize)>,
    /// The words behind the last place of each line.
    pub(super) tails: Vec<String>,
    /// What only programs read.
    marks: Vec<String>,
}

impl<'a> Sheet<'a> {
    /// Reads a file that has bookmarks around these blanks.
    pub(super) fn read(file: &'a WordFile, blanks: &[Blank], marks: Vec<String>) -> Sheet<'a> {
        let page = Page::read(&file.atoms);
        let places = places(file, &page, blanks);
        let (lines, tails) = (Vec::new(), Vec::new());
        let mut sheet = Sheet { file, page, places, lines, tails, marks };
        sheet.read_lines();
        sheet
    }

    pub(super) fn atoms(&self) -> &'a Atoms {
        &self.file.atoms
    }

    /// The words of the lines, and those around each place.
    fn read_lines(&mut self) {
        let ranges: Vec<Range<usize>> =
            self.places.iter().map(|place| place.atoms.clone()).collect();
        let mut inside = ranges.into_iter().peekable();
        let mut place = 0;
        let mut open: Option<Range<usize>> = None;
        for line in &self.page.lines {
            let (mut all, mut since, mut count) = (String::new(), String::new(), 0);
            let mut at = line.atoms.start;
            if open.as_ref().is_some_and(|open| open.end <= at) {
                open = None;
            }
            while at < line.atoms.end {
                // A control may begin before its line.
                if inside.peek().is_some_and(|next| next.start <= at) {
                    let next = inside.next().unwrap_or_default();
                    let about = &mut self.places[place];
                    about.before = std::mem::take(&mut since);
                    about.is_first = count == 0;
                    if let Some(before) = place.checked_sub(1).filter(|_| count > 0) {
                        let after = self.places[place].before.clone();
                        self.places[before].after = after;
                    }
                    place += 1;
                    count += 1;
                    open = Some(next);
                }
                if let Some(end) = open.as_ref().map(|open| open.end) {
                    if end > line.atoms.end {
                        count = count.max(1);
                        at = line.atoms.end;
                        continue;
                    }
                    at = at.max(end);
                    open = None;
                    continue;
                }
                match &self.file.atoms.row[at] {
                    Atom::Text(text, _) => {
                        all.push_str(text);
                        since.push_str(text);
                    }
                    Atom::Break => {
                        all.push(' ');
                        since.push(' ');
                    }
                    _ => {}
                }
                at += 1;
            }
            if let Some(last) = place.checked_sub(1).filter(|_| count > 0) {
                self.places[last].after.clone_from(&since);
            }
            let mut all = without_marks(&all);
            for mark in &self.marks {
                all = all.replace(mark, " ");
            }
            self.lines.push((all, count));
            self.tails.push(if count > 0 { since } else { String::new() });
        }
    }

    pub(super) fn has_words(&self, line: usize) -> bool {
        has_word(&self.lines[line].0)
    }

    pub(super) fn is_label_line(&self, line: usize) -> bool {
        self.has_words(line) && self.lines[line].1 == 0
    }

    pub(super) fn is_strong(&self, line: usize) -> bool {
        let about = &self.page.lines[line];
        let paragraph = &self.atoms().paragraphs[about.paragraph];
        let mut looks =
            self.atoms().row[about.atoms.clone()].iter().filter_map(|atom| match atom {
                Atom::Text(text, look) if !text.trim().is_empty() => Some(look.bold),
                _ => None,
            });
        paragraph.heading.is_some() || paragraph.is_bold || looks.all(|bold| bold)
    }

    /// The words of a cell that has no place, on one line.
    pub(super) fn cell_label(&self, cell: usize) -> Option<String> {
        let lines = &self.page.cells[cell].lines;
        if self.cell_places(cell) > 0 || self.page.cells[cell].has_table {
            return None;
        }
        let lines = lines.iter().map(|line| self.lines[*line].0.trim());
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let first = lines.first()?;
        // What a colon leads to, or a long text, explains.
        let is_whole = lines.len() == 1 || !first.ends_with([':', '?']);
        let whole = lines.join(" ");
        let words =
            if is_whole && whole.chars().count() <= LONGEST_LABEL { &whole } else { *first };
        label(words)
    }

    /// All words of a cell that has no place.
    pub(super) fn cell_words(&self, cell: usize) -> Option<String> {
        let about = &self.page.cells[cell];
        let lines = about.lines.iter().map(|line| self.lines[*line].0.trim());
        let words = lines.collect::<Vec<_>>().join(" ");
        (self.cell_places(cell) == 0 && !about.has_table).then_some(words)
    }

    pub(super) fn cell_places(&self, cell: usize) -> usize {
        let about = &self.page.cells[cell];
        // Places stand one after the other, and never within one another.
        let first = self.places.partition_point(|place| place.atoms.end <= about.atoms.start);
        let last = self.places.partition_point(|place| place.atoms.start < about.atoms.end);
        last.saturating_sub(first)
    }

    /// Whether a cell has nothing but room.
    pub(super) fn is_room(&self, cell: usize) -> bool {
        self.page.cells[cell].lines.iter().all(|line| !self.has_words(*line))
    }

    /// What stands in a place.
    pub(super) fn shown(&self, place: usize) -> String {
        let row = &self.atoms().row[self.places[place].atoms.clone()];
        let texts = row.iter().filter_map(|atom| match atom {
            Atom::Text(text, _) => Some(text.as_str()),
            Atom::Break => Some(" "),
            _ => None,
        });
        texts.collect::<String>().trim().to_owned()
    }
}

/// The places of a file, in the order of its text.
fn places(file: &WordFile, page: &Page, blanks: &[Blank]) -> Vec<Place> {
    let atoms = &file.atoms;
    let mut places = Vec::new();
    // Controls that show the same value are one place: whoever fills in one sees it in all.
    let mut bound: Vec<&(String, String)> = Vec::new();
    let mut at = 0;
    while at < atoms.row.len() {
        let found = match &atoms.row[at] {
            Atom::FieldStart(field) => {
                let about = &atoms.fields[*field];
                let is_asked = about.data.as_ref().is_some_and(|data| match &data.kind {
                    FieldKind::Text { kind, .. } => {
                        !matches!(kind.as_str(), "calculated" | "currentDate" | "currentTime")
                    }
                    _ => true,
                });
                let end = atoms.end_of(at, &Atom::FieldEnd(*field)).unwrap_or(at);
                let is_box =
                    about.data.as_ref().is_some_and(|data| matches!(data.kind, FieldKind::Tick(_)));
                is_asked.then_some((PlaceKind::Field(*field), end, is_box))
            }
            Atom::ControlStart(control) => {
                let about = &atoms.controls[*control];
                let end = end_of_answer(atoms, at, *control);
                let is_box = matches!(about.kind, ControlKind::Tick(_));
                let is_twin = about.binding.as_ref().is_some_and(|own| bound.contains(&own));
                let end = end.filter(|_| !about.is_locked && !is_twin);
                bound.extend(about.binding.as_ref().filter(|_| end.is_some()));
                end.map(|end| (PlaceKind::Control(*control), end, is_box))
            }
            Atom::BookmarkStart(name) => {
                let blank = blanks.iter().find(|blank| blank.address == *name);
                let end = atoms.end_of(at, &Atom::BookmarkEnd(name.clone()));
                blank.zip(end).map(|(blank, end)| {
                    (PlaceKind::Blank(blank.clone()), end, blank.kind == BlankKind::Box)
                })
            }
            _ => None,
        };
        let Some((kind, end, is_box)) = found else {
            at += 1;
            continue;
        };
        if let Some(line) = page.line_of_or_after(at) {
            places.push(Place {
                is_alone: is_alone(atoms, page, line, at..end + 1),
                cell: page.lines[line].cell,
                atoms: at..end + 1,
                kind,
                is_box,
                line,
                before: String::new(),
                after: String::new(),
                is_first: true,
            });
        }
        at = end + 1;
    }
    places
}

/// Whether nothing else stands in the lines that a place is in.
fn is_alone(atoms: &Atoms, page: &Page, line: usize, place: Range<usize>) -> bool {
    let last = page.lines.partition_point(|line| line.atoms.start < place.end).max(line + 1) - 1;
    let whole = page.lines[line].atoms.start..page.lines[last].atoms.end;
    let is_outside = |at: &usize| !place.contains(at);
    whole.filter(is_outside).all(|at| match &atoms.row[at] {
        Atom::Text(text, _) => text.trim().is_empty(),
        Atom::FieldStart(_) | Atom::ControlStart(_) => false,
        _ => true,
    })
}
