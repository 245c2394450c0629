//! What fills the slots of a skeleton: the markup of typed text, written as it stands in a part.
//!
//! The same markup as [`super::body`] and [`super::finish`] make, without a tree: a test holds the
//! two against each other.

use crate::document::{Content, Document, Slot};
use crate::text::{self, Alignment, Piece, Text, link_target, pieces};
use crate::xml::element::escape;

use super::super::columns::columns;
use super::body::list_id;
use super::field;
use super::styles::{ANSWER_INDENT, id, number};
use super::table::{HEADER_SHADE, widths};

/// A run without any form.
pub(super) const RUN: &str = "<w:r>";
/// The text of a run.
pub(super) const TEXT: &str = "<w:t xml:space=\"preserve\">";

/// The markup that depends on the look of a document, cut out of one that was made the long way.
#[derive(Debug)]
pub(super) struct Patterns {
    /// A table up to its columns.
    pub(super) table: String,
    /// The spacing of a list's last item.
    pub(super) list_end: String,
    /// The two definitions of a numbered list, cut where its id stands.
    pub(super) numberings: [Vec<String>; 2],
    /// The relationship of a link, cut where its id and its target stand.
    pub(super) link: Vec<String>,
}

/// The markup of what stands in one slot.
#[derive(Default)]
pub(super) struct Typed {
    /// The properties of the first paragraph, where the slot is for blocks.
    pub(super) first: String,
    /// The rest, up to where the field ends.
    pub(super) rest: String,
    /// The relationships of links.
    pub(super) links: String,
    /// The definitions of numbered lists, of both kinds.
    pub(super) numberings: [String; 2],
}

/// Writes what stands in one slot.
pub(super) struct Writer<'a> {
    patterns: &'a Patterns,
    document: &'a Document,
    slot: usize,
    link: usize,
    list: usize,
    typed: Typed,
}

impl<'a> Writer<'a> {
    pub(super) fn new(patterns: &'a Patterns, document: &'a Document, slot: usize) -> Writer<'a> {
        Writer { patterns, document, slot, link: 0, list: 0, typed: Typed::default() }
    }

    /// What stands in a slot within a paragraph.
    pub(super) fn line(mut self, content: Option<&Content>) -> Typed {
        let slot = self.slot();
        match content {
            Some(Content::Line(line)) => self.typed_line(line),
            Some(Content::Text(_) | Content::Tick(_)) => {}
            None => runs(RUN, field::empty_text(slot), &mut self.typed.rest),
        }
        self.typed
    }

    /// What stands in a slot for blocks.
    pub(super) fn blocks(mut self, content: Option<&Content>) -> Typed {
        match content {
            Some(Content::Text(text)) => self.text(text),
            Some(Content::Line(line)) => {
                self.paragraph(id::ANSWER, "");
                self.typed_line(line);
            }
            Some(Content::Tick(_)) | None => {
                self.paragraph(id::ANSWER, "");
                runs(RUN, field::empty_text(self.slot()), &mut self.typed.rest);
            }
        }
        self.typed
    }

    fn slot(&self) -> &'a Slot {
        &self.document.slots[self.slot]
    }

    /// Begins a paragraph, which the next one ends.
    fn paragraph(&mut self, style: &str, more: &str) {
        let properties = format!("<w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>");
        if self.typed.first.is_empty() {
            self.typed.first = properties;
        } else {
            let rest = &mut self.typed.rest;
            // A table ends its own.
            if !rest.ends_with("</w:tbl>") {
                rest.push_str("</w:p>");
            }
            rest.push_str("<w:p>");
            rest.push_str(&properties);
        }
    }

    fn text(&mut self, text: &Text) {
        if matches!(text.blocks.first(), Some(text::Block::Table(_))) {
            self.paragraph(id::ANSWER_EDGE, "<w:keepNext/>");
        }
        for (nth, block) in text.blocks.iter().enumerate() {
            let next = text.blocks.get(nth + 1);
            match block {
                text::Block::Paragraph(lines) => {
                    let leads = matches!(next, Some(text::Block::List(_) | text::Block::Table(_)));
                    self.paragraph(id::ANSWER, if leads { "<w:keepNext/>" } else { "" });
                    self.typed_lines(lines);
                }
                text::Block::List(list) => self.list(list),
                text::Block::Table(table) => {
                    self.table(table);
                    // Also for the field to end in.
                    self.paragraph(id::ANSWER_EDGE, "");
                }
            }
        }
    }

    fn list(&mut self, list: &text::List) {
        let id = if list.ordered {
            let id = list_id(self.document, self.slot, self.list);
            self.list += 1;
            for (out, pattern) in self.typed.numberings.iter_mut().zip(&self.patterns.numberings) {
                out.push_str(&pattern.join(&format!("\"{id}\"")));
            }
            id
        } else {
            number::ANSWER_BULLETS
        };
        let numbered = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr>");
        let ending = format!("{numbered}{}", self.patterns.list_end);
        for (nth, lines) in list.items.iter().enumerate() {
            let is_last = nth + 1 == list.items.len();
            self.paragraph(id::ANSWER_LIST, if is_last { &ending } else { &numbered });
            self.typed_lines(lines);
        }
    }

    fn table(&mut self, table: &text::Table) {
        let rows: Vec<&Vec<String>> = std::iter::once(&table.header).chain(&table.rows).collect();
        let columns = columns(rows.iter().copied().flatten(), table.header.len(), String::clone);
        let widths = widths(&self.document.style, &columns, ANSWER_INDENT);
        let shown_widths: Vec<String> = widths.iter().map(usize::to_string).collect();
        let cell = |shade: &str, style, more| {
            format!("{shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}")
        };
        let shade = format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{HEADER_SHADE}\"/>");
        let header = cell(&shade, id::TABLE_HEADER, "<w:keepNext/>");
        let text = cell("", id::TABLE_TEXT, "");
        let patterns = self.patterns;
        self.push("</w:p>");
        self.push(&patterns.table);
        for width in &shown_widths {
            self.push(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.push("</w:tblGrid>");
        for (row, cells) in rows.into_iter().enumerate() {
            self.push("<w:tr><w:trPr><w:cantSplit/>");
            self.push(if row == 0 { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
            for (column, cell) in cells.iter().enumerate() {
                self.push("<w:tc><w:tcPr><w:tcW w:w=\"");
                self.push(&shown_widths[column]);
                self.push("\" w:type=\"dxa\"/>");
                self.push(if row == 0 { &header } else { &text });
                self.push(match table.alignment[column] {
                    Alignment::Default => "",
                    Alignment::Left => "<w:jc w:val=\"left\"/>",
                    Alignment::Center => "<w:jc w:val=\"center\"/>",
                    Alignment::Right => "<w:jc w:val=\"right\"/>",
                });
                self.push("</w:pPr>");
                self.typed_line(cell);
                self.push("</w:p></w:tc>");
            }
            self.push("</w:tr>");
        }
        self.push("</w:tbl>");
    }

    fn push(&mut self, markup: &str) {
        self.typed.rest.push_str(markup);
    }

    fn typed_lines(&mut self, lines: &[String]) {
        for (nth, line) in lines.iter().enumerate() {
            if nth > 0 {
                self.push("<w:r><w:br w:type=\"textWrapping\"/></w:r>");
            }
            self.typed_line(line);
        }
    }

    fn typed_line(&mut self, line: &str) {
        for piece in pieces(line) {
            match piece {
                Piece::Plain(text) => runs(RUN, text, &mut self.typed.rest),
                Piece::Link(address) => {
                    self.link += 1;
                    let id = format!("rIdSlot{}_{}", self.slot, self.link);
                    let [before, between, after] = self.patterns.link.as_slice() else {
                        unreachable!("a relationship has one id and one target");
                    };
                    let links = &mut self.typed.links;
                    links.push_str(before);
                    links.push_str(&id);
                    links.push_str(between);
                    escape(&link_target(address), links);
                    links.push_str(after);
                    self.push(&format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">"));
                    let run = format!("<w:r><w:rPr><w:rStyle w:val=\"{}\"/></w:rPr>", id::LINK);
                    runs(&run, address, &mut self.typed.rest);
                    self.push("</w:hyperlink>");
                }
            }
        }
    }
}

/// Lines that the template prints, in runs of a form.
pub(super) fn printed(run: &str, text: &str, out: &mut String) {
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            out.push_str(run);
            out.push_str("<w:br w:type=\"textWrapping\"/></w:r>");
        }
        runs(run, line, out);
    }
}

/// One line in runs of a form, which `run` begins.
fn runs(run: &str, text: &str, out: &mut String) {
    for (nth, text) in text.split('\t').enumerate() {
        if nth > 0 {
            out.push_str(run);
            out.push_str("<w:tab/></w:r>");
        }
        if !text.is_empty() {
            out.push_str(run);
            out.push_str(TEXT);
            escape(text, out);
            out.push_str("</w:t></w:r>");
        }
    }
}
