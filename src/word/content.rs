//! What stands in a field, a bookmark or a control: paragraphs, list items and tables.

use crate::document::{Alignment, List, Table, Text, characters, typed_lines};
use crate::text;

use super::atoms::{Atom, Atoms, FieldKind, ListItem, WordParagraph};
use super::lists::Lists;
use super::spot::Words;

/// A block of a Word file's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A paragraph, with its line breaks, and the list that it is an item of.
    Paragraph(Vec<String>, Option<ListItem>),
    /// A table.
    Table(Table),
}

impl Atoms {
    /// The blocks among some atoms; `first` is the paragraph that the first of them stands in.
    pub(super) fn pieces(&self, atoms: &[Atom], first: Option<usize>) -> Vec<Piece> {
        let mut cutter = Cutter {
            atoms: self,
            pieces: Vec::new(),
            lines: vec![String::new()],
            link: None,
            is_after_gap: false,
        };
        let mut paragraph = first.map(|first| &self.paragraphs[first]);
        let mut at = 0;
        while at < atoms.len() {
            match &atoms[at] {
                Atom::Table => {
                    cutter.end(paragraph);
                    let end = end_of_table(atoms, at);
                    let table = self.table(&atoms[at + 1..end]);
                    cutter.pieces.extend(table.map(Piece::Table));
                    at = end;
                }
                Atom::Paragraph(next) => {
                    cutter.end(paragraph);
                    paragraph = Some(&self.paragraphs[*next]);
                }
                Atom::ParagraphEnd => {
                    cutter.end(paragraph);
                    paragraph = None;
                }
                atom => cutter.add(atom),
            }
            at += 1;
        }
        cutter.end(paragraph);
        cutter.pieces
    }

    /// Where the first of some atom stands from a place on: the end of what begins there, if it has one.
    pub(super) fn end_of(&self, at: usize, atom: &Atom) -> Option<usize> {
        Some(at + self.row[at..].iter().position(|other| other == atom)?)
    }

    /// The paragraph that an atom stands in.
    pub(super) fn paragraph_of(&self, at: usize) -> Option<usize> {
        self.row[..at.min(self.row.len())].iter().rev().find_map(|atom| match atom {
            Atom::Paragraph(paragraph) => Some(*paragraph),
            _ => None,
        })
    }

    /// The blocks between two atoms of the whole row.
    pub(super) fn pieces_between(&self, start: usize, end: usize) -> Vec<Piece> {
        let is_inside = self.row[..start]
            .iter()
            .rev()
            .find_map(|atom| match atom {
                Atom::Paragraph(_) => Some(true),
                Atom::ParagraphEnd => Some(false),
                _ => None,
            })
            .unwrap_or_default();
        let first = self.paragraph_of(start).filter(|_| is_inside);
        self.pieces(&self.row[start..end], first)
    }

    /// The blocks that some words are: of the first and the last atom, a part.
    pub(super) fn pieces_of_words(&self, words: Words) -> Vec<Piece> {
        let Words { start: (start, from), end: (end, until) } = words;
        let last = if until == 0 { end } else { end + 1 };
        let mut atoms = self.row[start..last].to_vec();
        let is_one = start + 1 == last;
        if let (true, Some(Atom::Text(text, _))) = (until > 0, atoms.last_mut()) {
            text.truncate(until);
        }
        if let (true, Some(Atom::Text(text, _))) = (from > 0, atoms.first_mut()) {
            let from = if is_one { from.min(text.len()) } else { from };
            text.drain(..from);
        }
        self.pieces(&atoms, None)
    }

    fn table(&self, atoms: &[Atom]) -> Option<Table> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut alignment: Vec<Alignment> = Vec::new();
        let mut at = 0;
        while at < atoms.len() {
            match &atoms[at] {
                Atom::Row => rows.push(Vec::new()),
                Atom::Cell { span, .. } => {
                    let end = end_of_cell(atoms, at);
                    let cell = &atoms[at + 1..end];
                    if let Some(row) = rows.last_mut() {
                        row.push(one_line(&self.pieces(cell, None)));
                        row.resize(row.len() + span.saturating_sub(1).min(63), String::new());
                    }
                    if rows.len() == 1 {
                        alignment.push(self.alignment(cell));
                        alignment.resize(rows[0].len(), Alignment::Default);
                    }
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
        let width = rows.iter().map(Vec::len).max()?;
        for row in &mut rows {
            row.resize(width, String::new());
        }
        alignment.resize(width, Alignment::Default);
        let header = rows.remove(0);
        Some(Table::typed(alignment, header, rows))
    }

    fn alignment(&self, cell: &[Atom]) -> Alignment {
        let first = cell.iter().find_map(|atom| match atom {
            Atom::Paragraph(paragraph) => self.paragraphs[*paragraph].alignment.as_deref(),
            _ => None,
        });
        match first {
            Some("left" | "start") => Alignment::Left,
            Some("center") => Alignment::Center,
            Some("right" | "end") => Alignment::Right,
            _ => Alignment::Default,
        }
    }

    /// What a field shows that has no text of its own.
    pub(super) fn shown(&self, field: usize) -> Option<String> {
        match &self.fields[field].data.as_ref()?.kind {
            FieldKind::Tick(is_ticked) => Some(if *is_ticked { "☒" } else { "☐" }.to_owned()),
            FieldKind::List { entries, chosen } => entries.get(*chosen).cloned(),
            FieldKind::Text { .. } => None,
        }
    }
}

fn end_of_table(atoms: &[Atom], start: usize) -> usize {
    end_of(atoms, start, |atom| *atom == Atom::Table, |atom| *atom == Atom::TableEnd)
}

fn end_of_cell(atoms: &[Atom], start: usize) -> usize {
    end_of(atoms, start, |atom| matches!(atom, Atom::Cell { .. }), |atom| *atom == Atom::CellEnd)
}

fn end_of(
    atoms: &[Atom],
    start: usize,
    opens: fn(&Atom) -> bool,
    closes: fn(&Atom) -> bool,
) -> usize {
    let mut open = 0_usize;
    for (at, atom) in atoms.iter().enumerate().skip(start) {
        open += usize::from(opens(atom));
        if closes(atom) {
            open -= 1;
            if open == 0 {
                return at;
            }
        }
    }
    atoms.len()
}

/// Cuts atoms into paragraphs.
struct Cutter<'a> {
    atoms: &'a Atoms,
    pieces: Vec<Piece>,
    lines: Vec<String>,
    /// The link that is open: where it leads, and its text so far.
    link: Option<(String, String)>,
    /// Whether words that are no part of the text stand before what follows.
    is_after_gap: bool,
}

impl Cutter<'_> {
    fn add(&mut self, atom: &Atom) {
        match atom {
            Atom::Text(text, _) => {
                let is_after_gap = std::mem::take(&mut self.is_after_gap);
                if let Some(line) = self.lines.last_mut() {
                    let is_doubled = is_after_gap && (line.is_empty() || line.ends_with(' '));
                    line.push_str(if is_doubled { text.trim_start_matches(' ') } else { text });
                }
                if let Some((_, shown)) = &mut self.link {
                    shown.push_str(text);
                }
            }
            Atom::LinkStart(target) => self.link = Some((target.clone(), String::new())),
            Atom::LinkEnd => self.end_link(),
            // A link that Word has as a field.
            Atom::FieldResult(field) => {
                if let Some(target) = self.atoms.fields[*field].link() {
                    self.link = Some((target, String::new()));
                }
            }
            Atom::FieldEnd(field) if self.atoms.fields[*field].link().is_some() => self.end_link(),
            Atom::Break | Atom::PageBreak => self.lines.push(String::new()),
            // Of the blanks around words that are left out, one is left.
            Atom::Mark(mark) if self.atoms.marks[*mark].kind.is_left_out() => {
                self.is_after_gap = true;
            }
            Atom::FieldEnd(field) => {
                if let (Some(shown), Some(line)) = (self.atoms.shown(*field), self.lines.last_mut())
                {
                    line.push_str(&shown);
                }
            }
            _ => {}
        }
    }

    /// Says where a link leads, if its own text does not.
    fn end_link(&mut self) {
        if let (Some((target, shown)), Some(line)) = (self.link.take(), self.lines.last_mut())
            && !tells(&shown, &target)
        {
            line.push_str(&format!(" ({})", target.trim_start_matches("mailto:")));
        }
    }

    /// Ends the paragraph that is being read; one without characters is none.
    fn end(&mut self, paragraph: Option<&WordParagraph>) {
        let lines = std::mem::replace(&mut self.lines, vec![String::new()]);
        let lines: Vec<String> = lines.into_iter().map(without_link_codes).collect();
        if lines.iter().any(|line| !line.is_empty()) {
            let list = paragraph.and_then(|paragraph| paragraph.list.clone());
            self.pieces.push(Piece::Paragraph(lines, list));
        }
    }
}

/// A line without the codes of links that some program made text of: ` HYPERLINK "https://a.se"https://a.se`.
fn without_link_codes(line: String) -> String {
    const CODE: &str = "HYPERLINK \"";
    if !line.contains(CODE) {
        return line;
    }
    let (mut plain, mut rest) = (String::with_capacity(line.len()), line.as_str());
    while let Some((before, code)) = rest.split_once(CODE) {
        let Some((target, after)) = code.split_once('"') else { break };
        plain.push_str(before.strip_suffix(' ').unwrap_or(before));
        rest = after.trim_start();
        if !rest.starts_with(target) {
            plain.push_str(target);
            plain.push(' ');
        }
    }
    plain + rest
}

/// Whether a link's text says where it leads, so that nothing is lost with the link.
fn tells(shown: &str, target: &str) -> bool {
    let shown = shown.trim().to_lowercase();
    let is_outside =
        ["http://", "https://", "mailto:"].iter().any(|start| target.starts_with(start));
    let is_address = shown.contains(['.', '@']) && !shown.contains(char::is_whitespace);
    let has_link = text::pieces(&shown).iter().any(|piece| matches!(piece, text::Piece::Link(_)));
    shown.is_empty()
        || !is_outside
        || has_link
        || (is_address && target.to_lowercase().contains(&shown))
}

/// Blocks on one line, as in a cell.
pub(super) fn one_line(pieces: &[Piece]) -> String {
    let lines: Vec<String> = pieces
        .iter()
        .flat_map(|piece| match piece {
            Piece::Paragraph(lines, _) => lines.clone(),
            Piece::Table(table) => table.cells().map(|cell| characters(cell)).collect(),
        })
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}

/// Blocks as characters: paragraphs on lines of their own.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let paragraphs: Vec<String> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Paragraph(lines, _) => lines.join("\n"),
            Piece::Table(table) => table.to_string(),
        })
        .collect();
    paragraphs.join("\n")
}

/// Blocks as a person types them in a case, to be read again as an answer's text.
pub(super) fn typed(pieces: &[Piece]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut lists = Lists::default();
    let written = |list: Option<List>| list.map(|list| list.to_string());
    for piece in pieces {
        let (ended, block) = match piece {
            Piece::Paragraph(lines, Some(item)) => {
                let content = typed_lines(lines.iter().map(String::as_str));
                (lists.add(item, content), None)
            }
            Piece::Paragraph(lines, None) => (lists.end(), Some(lines.join("\n"))),
            Piece::Table(table) => (lists.end(), Some(table.to_string())),
        };
        blocks.extend(written(ended).into_iter().chain(block));
    }
    blocks.extend(written(lists.end()));
    Text::parse(&blocks.join("\n\n")).to_string()
}
