//! A Word form as it is seen: its lines and tables, with its places in them.

use std::ops::Range;

use crate::word::WordFile;
use crate::word::atoms::Atom;

use super::blanks::Edge;
use super::page::Page;
use super::survey::FoundPlace;

/// A block of a form.
#[derive(Clone, Debug)]
pub enum ViewBlock {
    /// A paragraph, and whether it is a heading.
    Line(Vec<ViewPart>, bool),
    /// The rows of a table.
    Table(Vec<Vec<ViewCell>>),
}

/// A cell as it is seen.
#[derive(Clone, Debug)]
pub struct ViewCell {
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// What stands in it.
    pub blocks: Vec<ViewBlock>,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub enum ViewPart {
    /// Characters, and whether they are bold.
    Text(String, bool),
    /// A line break.
    Break,
    /// A place, by its index, with what stands in it.
    Place(usize, String),
}

/// A file as it is seen, with these places in it.
pub fn view(file: &WordFile, places: &[FoundPlace]) -> Vec<ViewBlock> {
    let page = Page::read(&file.atoms);
    let mut viewer = Viewer { file, page: &page, places, next: 0, open: None };
    viewer.blocks(0..file.atoms.row.len())
}

struct Viewer<'a> {
    file: &'a WordFile,
    page: &'a Page,
    places: &'a [FoundPlace],
    /// The next place.
    next: usize,
    /// The place that has begun, with what stands in it so far.
    open: Option<(usize, String)>,
}

impl Viewer<'_> {
    fn blocks(&mut self, range: Range<usize>) -> Vec<ViewBlock> {
        let atoms = &self.file.atoms;
        let mut blocks = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match &atoms.row[at] {
                Atom::Table => {
                    let end = atoms.end_of_table(at);
                    blocks.push(ViewBlock::Table(self.rows(at + 1..end)));
                    at = end;
                }
                Atom::Paragraph(paragraph) => {
                    let end = atoms.end_of(at, &Atom::ParagraphEnd).unwrap_or(range.end - 1);
                    let is_heading = atoms.paragraphs[*paragraph].heading.is_some();
                    blocks.push(ViewBlock::Line(self.line(at, end), is_heading));
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
        blocks
    }

    fn rows(&mut self, range: Range<usize>) -> Vec<Vec<ViewCell>> {
        let mut rows: Vec<Vec<ViewCell>> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.file.atoms.row[at] {
                Atom::Row => rows.push(Vec::new()),
                Atom::Cell { .. } => {
                    let Some(cell) = self.page.cell_at(at).map(|cell| &self.page.cells[cell])
                    else {
                        at += 1;
                        continue;
                    };
                    let end = cell.atoms.end.max(at + 1);
                    let (is_merged, rows_of) = (cell.is_merged, cell.rows.len());
                    let (first, columns) = (cell.columns.start, cell.columns.len());
                    let blocks = self.blocks(at + 1..end - 1);
                    let seen: usize =
                        rows.last().map_or(0, |row| row.iter().map(|cell| cell.columns).sum());
                    let is_first = rows.last().is_some_and(Vec::is_empty);
                    if let (Some(row), true) = (rows.last_mut(), is_first && first > seen) {
                        // The grid begins before the row does.
                        row.push(ViewCell { rows: 1, columns: first, blocks: Vec::new() });
                    }
                    if let (Some(row), false) = (rows.last_mut(), is_merged) {
                        row.push(ViewCell { rows: rows_of, columns, blocks });
                    }
                    at = end - 1;
                }
                _ => {}
            }
            at += 1;
        }
        rows
    }

    fn line(&mut self, start: usize, end: usize) -> Vec<ViewPart> {
        let mut parts: Vec<ViewPart> = Vec::new();
        for at in start..=end {
            self.meet((at, 0), &mut parts);
            match &self.file.atoms.row[at] {
                Atom::Text(text, look) => {
                    for (nth, c) in text.chars().enumerate() {
                        self.meet((at, nth), &mut parts);
                        match (&mut self.open, parts.last_mut()) {
                            (Some((_, words)), _) => words.push(c),
                            (None, Some(ViewPart::Text(text, bold))) if *bold == look.bold => {
                                text.push(c);
                            }
                            _ => parts.push(ViewPart::Text(c.into(), look.bold)),
                        }
                    }
                    self.meet((at, text.chars().count()), &mut parts);
                }
                Atom::Break if self.open.is_none() => parts.push(ViewPart::Break),
                _ => self.meet((at, 1), &mut parts),
            }
        }
        if let Some((place, words)) = self.open.take() {
            parts.push(ViewPart::Place(place, words));
        }
        parts
    }

    /// Begins and ends the places that do so at a point.
    fn meet(&mut self, point: Edge, parts: &mut Vec<ViewPart>) {
        loop {
            if let Some((place, _)) = &self.open
                && self.places[*place].range.1 <= point
            {
                parts.extend(self.open.take().map(|(place, words)| ViewPart::Place(place, words)));
            }
            let begins = self.places.get(self.next).is_some_and(|place| place.range.0 <= point);
            if !begins || self.open.is_some() {
                return;
            }
            self.open = Some((self.next, String::new()));
            self.next += 1;
        }
    }
}
