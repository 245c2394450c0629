//! The markup of what stands in slots, written as it stands in a part.

use crate::document::{Alignment, Block, Filled, Inline, List, Role, Shown, Table};
use crate::text::{Piece, link_target, pieces};
use crate::xml::element::escape;

use super::super::columns::columns;
use super::field;
use super::look::Look;
use super::package;
use super::section::Sections;
use super::styles::{ANSWER_INDENT, id, list_id, number};
use super::table::{HEADER_SHADE, widths};

/// The space below an answer that nobody gave yet: room to write in by hand, on paper.
const ROOM: &str = "<w:spacing w:before=\"40\" w:after=\"1200\"/>";

/// The markup that depends on the look of a document, as docx-rs writes it.
#[derive(Debug)]
pub(super) struct Looks {
    /// The properties of a table.
    pub(super) table: String,
    /// The spacing of a list's last item.
    pub(super) list_end: String,
    /// The levels of a numbered list: all that Word has, so that whoever goes on in Word can use them.
    pub(super) levels: String,
    /// The bar beside items, by the number of lists that their list stands in.
    pub(super) bars: Vec<String>,
    /// The ends of sections, where answers have some of their own.
    pub(super) sections: Option<Sections>,
}

/// The markup of what stands in one slot.
#[derive(Default)]
pub(super) struct AnswerMarkup {
    /// The properties of the first paragraph, where the slot is for blocks.
    pub(super) first: String,
    /// The rest, up to where the field ends.
    pub(super) rest: String,
    /// The relationships of links.
    pub(super) links: String,
    /// The definitions of numbered lists.
    pub(super) lists: String,
    /// The instances of those.
    pub(super) instances: String,
}

impl AnswerMarkup {
    /// Ends a section with the last paragraph.
    pub(super) fn end_section(&mut self, section: &str) {
        const END: &str = "</w:pPr>";
        // Behind a table, a paragraph of its own follows.
        let part = if self.rest.contains(END) { &mut self.rest } else { &mut self.first };
        if let Some(at) = part.rfind(END) {
            part.insert_str(at, section);
        }
    }

    /// What stands in a slot within a paragraph.
    pub(super) fn line(looks: &Looks, filled: &Filled<'_>, slot: usize) -> AnswerMarkup {
        let mut writer = AnswerWriter::new(looks, filled, slot);
        writer.shown(filled.shown(slot));
        writer.answer
    }

    /// What stands in a slot for blocks.
    pub(super) fn blocks(looks: &Looks, filled: &Filled<'_>, slot: usize) -> AnswerMarkup {
        let mut writer = AnswerWriter::new(looks, filled, slot);
        match filled.shown(slot) {
            Shown::Blocks(blocks) => writer.document(blocks),
            shown => {
                let room = if filled.is_blank() { ROOM } else { "" };
                writer.paragraph(id::ANSWER, room);
                writer.shown(shown);
            }
        }
        writer.answer
    }
}

/// Writes what stands in one slot.
struct AnswerWriter<'a> {
    looks: &'a Looks,
    filled: &'a Filled<'a>,
    slot: usize,
    /// How many links and numbered lists the slot has so far.
    link: usize,
    list: usize,
    answer: AnswerMarkup,
}

impl<'a> AnswerWriter<'a> {
    fn new(looks: &'a Looks, filled: &'a Filled<'a>, slot: usize) -> AnswerWriter<'a> {
        AnswerWriter { looks, filled, slot, link: 0, list: 0, answer: AnswerMarkup::default() }
    }

    /// What a slot shows on one line.
    fn shown(&mut self, shown: Shown<'_>) {
        let slot = &self.filled.document.slots[self.slot];
        match shown {
            Shown::Line(line) | Shown::Choice { word: line, .. } => self.line(line),
            Shown::Placeholder(_) | Shown::Unanswered => {
                runs(RUN, field::empty_text(slot), &mut self.answer.rest);
            }
            // A box is its field's data, and blocks stand alone in their paragraph.
            Shown::Tick(_) | Shown::Blocks(_) => {}
        }
    }

    /// Begins a paragraph, which the next one ends.
    fn paragraph(&mut self, style: &str, more: &str) {
        let properties = format!("<w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>");
        if self.answer.first.is_empty() {
            self.answer.first = properties;
        } else {
            // A table ends its own.
            if !self.answer.rest.ends_with("</w:tbl>") {
                self.push("</w:p>");
            }
            self.push("<w:p>");
            self.push(&properties);
        }
    }

    fn document(&mut self, blocks: &[Block]) {
        // A field begins and ends in paragraphs, so one stands before a table and one after it.
        if matches!(blocks.first(), Some(Block::Table(_))) {
            self.paragraph(id::ANSWER_EDGE, "<w:keepNext/>");
        }
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let keep = if paragraph.with_next { "<w:keepNext/>" } else { "" };
                debug_assert_eq!(paragraph.role, Role::Typed);
                self.paragraph(id::ANSWER, keep);
                self.inline(&paragraph.content);
            }
            Block::List(list) => self.list(list, 0, true),
            Block::Table(table) => {
                self.table(table);
                // Word makes one table of two in a row, and sets text close under one.
                self.paragraph(id::ANSWER_EDGE, "");
            }
            // Nothing else is ever typed.
            _ => {}
        }
    }

    /// A list that stands in `level` others; whether its last item ends them all.
    fn list(&mut self, list: &List, level: usize, is_last: bool) {
        let numbering = match list.first {
            Some(_) => self.numbered(),
            None => number::ANSWER_BULLETS,
        };
        let bar = &self.looks.bars[level];
        let numbered = format!(
            "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{numbering}\"/></w:numPr>{bar}"
        );
        for (nth, item) in list.items.iter().enumerate() {
            let is_last = is_last && nth + 1 == list.items.len();
            let end = if is_last && item.lists.is_empty() { &*self.looks.list_end } else { "" };
            self.paragraph(id::ANSWER_LIST, &format!("{numbered}{end}"));
            self.inline(&item.content);
            for (nth, inner) in item.lists.iter().enumerate() {
                self.list(inner, level + 1, is_last && nth + 1 == item.lists.len());
            }
        }
    }

    /// Defines a numbered list of its own, so that it begins at 1. Not an instance of one list with
    /// `w:startOverride`: LibreOffice starts again at the paragraph in which the form field ends.
    fn numbered(&mut self) -> usize {
        let id = list_id(self.filled.document, self.slot, self.list);
        self.list += 1;
        let levels = &self.looks.levels;
        self.answer.lists +=
            &format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>");
        self.answer.instances +=
            &format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
        id
    }

    fn table(&mut self, table: &Table) {
        let columns = columns(table, |cell| self.filled.plain(cell));
        let widths = widths(&self.filled.document.style, &columns, ANSWER_INDENT);
        let shown_widths: Vec<String> = widths.iter().map(usize::to_string).collect();
        let cell = |shade: &str, style, more| {
            format!("{shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}")
        };
        let shade = format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{HEADER_SHADE}\"/>");
        let header = cell(&shade, id::TABLE_HEADER, "<w:keepNext/>");
        let text = cell("", id::TABLE_TEXT, "");
        let looks = self.looks;
        self.push("</w:p><w:tbl>");
        self.push(&looks.table);
        self.push("<w:tblGrid>");
        for width in &shown_widths {
            self.push(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.push("</w:tblGrid>");
        for (row, cells) in table.rows().enumerate() {
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
                self.inline(cell);
                self.push("</w:p></w:tc>");
            }
            self.push("</w:tr>");
        }
        self.push("</w:tbl>");
    }

    fn inline(&mut self, content: &[Inline]) {
        for piece in content {
            match piece {
                Inline::Typed(line) => self.line(line),
                Inline::Break => self.push("<w:r><w:br w:type=\"textWrapping\"/></w:r>"),
                // Nothing else is ever typed.
                _ => {}
            }
        }
    }

    /// A typed line: its web addresses as links.
    fn line(&mut self, line: &str) {
        for piece in pieces(line) {
            match piece {
                Piece::Plain(text) => runs(RUN, text, &mut self.answer.rest),
                Piece::Link(address) => {
                    self.link += 1;
                    let id = format!("rIdSlot{}_{}", self.slot, self.link);
                    let target = link_target(address);
                    self.answer.links += &package::link(&id, &target).to_text();
                    self.push(&format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">"));
                    runs(&Look::default().link().run(), address, &mut self.answer.rest);
                    self.push("</w:hyperlink>");
                }
            }
        }
    }

    fn push(&mut self, markup: &str) {
        self.answer.rest.push_str(markup);
    }
}

/// The beginning of a run that looks as its paragraph.
const RUN: &str = "<w:r>";

/// One line in runs of a look, which `run` begins.
pub(super) fn runs(run: &str, text: &str, out: &mut String) {
    for (nth, text) in text.split('\t').enumerate() {
        if nth > 0 {
            out.push_str(run);
            out.push_str("<w:tab/></w:r>");
        }
        if !text.is_empty() {
            out.push_str(run);
            out.push_str("<w:t xml:space=\"preserve\">");
            escape(text, out);
            out.push_str("</w:t></w:r>");
        }
    }
}
