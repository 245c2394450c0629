//! A Word file as lines of text: what it says, stable enough to compare two of them line by line.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Place, Source};

use super::atoms::{Atom, Atoms};
use super::content::{Piece, typed};
use super::lists::Counter;
use super::package::Package;
use super::{Active, Part, WordFile};
use crate::text::{visible, visible_lines};
use crate::xml::tree::{Child, Node, Tree};

/// The text of a file, with the places of its fields.
#[derive(Clone, Debug)]
pub struct WordText {
    source: Arc<Source>,
    /// Where the content of each field stands.
    fields: Vec<Range<usize>>,
    /// Where each paragraph stands.
    paragraphs: Vec<Range<usize>>,
}

impl WordText {
    /// Headings as Markdown has them, list items with their signs, tables with bars, ticks as
    /// `☒` and `☐`; an empty line between paragraphs.
    pub(super) fn new(name: &str, atoms: &Atoms) -> WordText {
        let mut text = String::new();
        let mut fields = vec![0..0; atoms.fields.len()];
        let mut paragraphs = vec![0..0; atoms.paragraphs.len()];
        let mut counter = Counter::default();
        let mut current = None;
        let mut depth = 0;
        let mut headings: Vec<(usize, String)> = Vec::new();
        for (at, atom) in atoms.row.iter().enumerate() {
            match atom {
                Atom::Table => {
                    if depth == 0 {
                        let end = atoms.end_of_table(at);
                        begin_block(&mut text);
                        let start = text.len();
                        text.push_str(&typed(&atoms.pieces(&atoms.row[at..=end], None)));
                        for atom in &atoms.row[at..=end] {
                            if let Atom::Paragraph(paragraph) = atom {
                                paragraphs[*paragraph] = start..text.len();
                            }
                        }
                    }
                    depth += 1;
                }
                Atom::TableEnd => depth -= 1,
                Atom::FieldStart(field) => fields[*field].start = text.len(),
                Atom::FieldEnd(field) => {
                    if let (Some(shown), 0) = (atoms.shown(*field), depth) {
                        text.push_str(&shown);
                    }
                    let start = fields[*field].start.min(text.len());
                    fields[*field] = start..text.trim_end().len().max(start);
                }
                // A table is written as a whole.
                _ if depth > 0 => {}
                Atom::Paragraph(paragraph) => {
                    begin_block(&mut text);
                    let about = &atoms.paragraphs[*paragraph];
                    if let Some(level) = about.heading {
                        text.push_str(&"#".repeat(usize::from(level) + 1));
                        text.push(' ');
                    } else if let Some(item) = &about.list {
                        let count = counter.count(item);
                        let is_numbered = item.first.is_some();
                        let sign = if is_numbered { format!("{count}. ") } else { "- ".into() };
                        text.push_str(&"   ".repeat(item.level));
                        text.push_str(&sign);
                    }
                    paragraphs[*paragraph].start = text.len();
                    current = Some(*paragraph);
                }
                Atom::ParagraphEnd => {
                    if let Some(paragraph) = current.take() {
                        let start: usize = paragraphs[paragraph].start;
                        paragraphs[paragraph] = start..text.len();
                        let heading = text[start..].trim();
                        if atoms.paragraphs[paragraph].heading.is_some() && !heading.is_empty() {
                            headings.push((start, heading.to_owned()));
                        }
                    }
                }
                Atom::Text(characters, _) => text.push_str(characters),
                Atom::Break | Atom::PageBreak => text.push('\n'),
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        // What was trimmed may have been the end of something.
        let within = |range: Range<usize>| range.start.min(text.len())..range.end.min(text.len());
        let fields = fields.into_iter().map(within).collect();
        let paragraphs = paragraphs.into_iter().map(within).collect();
        WordText { source: Source::document(name, text, headings), fields, paragraphs }
    }

    /// The lines.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Where the content of a field stands.
    pub(super) fn field(&self, field: usize) -> Place {
        Place::new(&self.source, self.fields.get(field).cloned().unwrap_or_default())
    }

    /// Where a paragraph stands; of a file without any, its beginning.
    pub(super) fn paragraph(&self, paragraph: usize) -> Place {
        Place::new(&self.source, self.paragraphs.get(paragraph).cloned().unwrap_or_default())
    }
}

/// Sets a block off from what stands before it; empty paragraphs leave no trace.
fn begin_block(text: &mut String) {
    text.truncate(text.trim_end_matches(['\n', ' ', '\u{2002}']).len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

impl Atoms {
    /// The atom that ends the table that begins at an atom.
    pub(super) fn end_of_table(&self, start: usize) -> usize {
        let mut open = 0_usize;
        for (at, atom) in self.row.iter().enumerate().skip(start) {
            match atom {
                Atom::Table => open += 1,
                Atom::TableEnd => open -= 1,
                _ => continue,
            }
            if open == 0 {
                return at;
            }
        }
        self.row.len() - 1
    }

    /// The text of a paragraph that begins at an atom, on one line; none where it is blank.
    pub(super) fn paragraph_text(&self, start: usize) -> Option<String> {
        let end = self.end_of(start, &Atom::ParagraphEnd)?;
        match self.pieces(&self.row[start..end], None).first() {
            Some(Piece::Paragraph(lines, _)) => Some(lines.join(" ")),
            _ => None,
        }
    }
}

impl WordFile {
    /// The file as text, for comparing two of them: at its end what stands beside the text or does
    /// something, a line for each.
    pub fn as_text(&self) -> String {
        let mut text = visible_lines(self.source().text()).into_owned();
        let mut line = |kind: &str, words: &[&str]| {
            let words = words.iter().map(|word| visible(word)).filter(|word| !word.is_empty());
            text.push_str(&format!("\n[{kind}] {}\n", words.collect::<Vec<_>>().join(" ")));
        };
        for other in &self.others {
            let kind = match other.kind {
                Part::Header => "header",
                Part::Footer => "footer",
                _ => "note",
            };
            let own = WordText::new("", &other.atoms);
            for words in own.source.text().lines().filter(|words| !words.is_empty()) {
                line(kind, &[words]);
            }
        }
        let others = self.others.iter().map(|other| &other.atoms);
        for atoms in std::iter::once(&self.atoms).chain(others) {
            for mark in &atoms.marks {
                let author = if mark.author.is_empty() { "" } else { &format!("{}:", mark.author) };
                line(mark.kind.name(), &[author, &mark.words]);
            }
            for field in &atoms.fields {
                let code: Vec<&str> = field.instruction.split_whitespace().collect();
                // What an answer stands in has a place in the text.
                if field.data.is_none() && !code.is_empty() {
                    line("field", &[&code.join(" ")]);
                }
            }
        }
        for Active { kind, part, what, digest } in self.active() {
            line(&kind.to_string(), &[&part, &what, &digest]);
        }
        text
    }
}

/// All text that a Word file holds, wherever it stands: in its parts, its properties, and in what its
/// elements say of themselves. What belongs to one paragraph stands on one line.
///
/// `None` where the file cannot be read.
pub fn all_text(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let package = Package::of_bytes(bytes)?;
    for part in package.names() {
        let Some(tree) = package.tree(part) else {
            // A note, or XML that cannot be read: what of it is text. A picture may be too large to look
            // at; of anything else that is, nobody knows.
            let Some(bytes) = package.bytes_of(part) else {
                if is_picture(part) {
                    continue;
                }
                return None;
            };
            if is_text(package.is_xml(part), &bytes) {
                let latin: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                text.push_str(&String::from_utf8(bytes).unwrap_or(latin));
                text.push('\n');
            }
            continue;
        };
        add_text(&tree, Tree::ROOT, &mut text);
        for node in tree.all() {
            for value in tree.values(node) {
                text.push('\n');
                text.push_str(value);
            }
        }
        text.push('\n');
    }
    Some(text)
}

fn add_text(tree: &Tree<'_>, node: Node, text: &mut String) {
    for child in tree.children(node) {
        match child {
            Child::Text(characters) => text.push_str(characters),
            Child::Element(child) => add_text(tree, *child, text),
        }
    }
    match tree.name(node) {
        "w:tab" | "w:br" | "w:cr" => text.push(' '),
        "w:p" | "w:tc" | "w:tr" => text.push('\n'),
        name if name.starts_with("w:") || matches!(name, "a:r" | "a:t" | "a:rPr") => {}
        _ => text.push('\n'),
    }
}

/// Whether a part is a picture, by its name: the file is the authority's own.
fn is_picture(part: &str) -> bool {
    let extension = part.rsplit('.').next().unwrap_or_default().to_lowercase();
    ["bmp", "emf", "gif", "jpeg", "jpg", "png", "tif", "tiff", "wmf"].contains(&extension.as_str())
}

/// Whether the bytes of a part are to be looked at as text.
fn is_text(is_xml: bool, bytes: &[u8]) -> bool {
    is_xml || std::str::from_utf8(bytes).is_ok()
}
