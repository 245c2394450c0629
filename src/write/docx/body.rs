//! The document tree → docx-rs's tree, with placeholders for what that has no type for.

use docx_rs::{
    AbstractNumbering, BreakType, Docx, FieldCharType, Footer, Header, Hyperlink, HyperlinkData,
    HyperlinkType, IndentLevel, InstrText, Numbering, NumberingId, Paragraph, ParagraphChild, Run,
};

use crate::document::{
    self, Area, Band, Block, ContentsEntry, Document, Filling, Inline, List, Role, is_open,
};
use crate::text::link_target;
use crate::xml::element::{Element, Node};

use super::super::columns::columns;
use super::field;
use super::finish::PLACEHOLDER;
use super::hole::Hole;
use super::look::Look;
use super::styles::{self, id, list_id, number};
use super::table::{cell_paragraph, table};

/// Builds the parts that hold text, and gathers what they refer to.
pub(super) struct BodyBuilder<'a> {
    document: &'a Document,
    /// What placeholders stand for.
    pub(super) raw: Vec<Vec<Node>>,
    /// What differs from case to case.
    pub(super) holes: Vec<Hole>,
    /// The targets of links, with the ids of their relationships.
    pub(super) links: Vec<(String, String)>,
    /// The numbered lists.
    pub(super) numberings: Vec<(AbstractNumbering, Numbering)>,
    next_bookmark: usize,
    form_links: usize,
}

impl<'a> BodyBuilder<'a> {
    pub(super) fn new(document: &'a Document) -> BodyBuilder<'a> {
        BodyBuilder {
            document,
            raw: Vec::new(),
            holes: Vec::new(),
            links: Vec::new(),
            numberings: Vec::new(),
            // 0 is the placeholders'.
            next_bookmark: 1,
            form_links: 0,
        }
    }

    /// Adds the text of the document.
    pub(super) fn body(&mut self, mut docx: Docx) -> Docx {
        for block in &self.document.blocks {
            docx = self.block(block, docx);
        }
        docx
    }

    /// The number of a hole.
    pub(super) fn hole(&mut self, hole: Hole) -> usize {
        self.holes.push(hole);
        self.holes.len() - 1
    }

    /// The name of a bookmark that stands for something.
    fn placeholder(&mut self, raw: Vec<Node>) -> String {
        self.raw.push(raw);
        format!("{PLACEHOLDER}{}", self.raw.len() - 1)
    }

    fn block(&mut self, block: &Block, docx: Docx) -> Docx {
        match block {
            Block::Title(title) => docx.add_paragraph(self.paragraph(
                id::TITLE,
                &title.bookmarks,
                &title.content,
                false,
            )),
            Block::Heading(heading) => {
                let style = id::HEADINGS[usize::from(heading.level) - 1];
                docx.add_paragraph(self.paragraph(
                    style,
                    &heading.bookmarks,
                    &heading.content,
                    false,
                ))
            }
            Block::Paragraph(document::Paragraph { role, bookmarks, content, with_next }) => {
                let style = match role {
                    Role::Text | Role::Typed => "Normal",
                    Role::Question => id::QUESTION,
                    Role::Answer => id::ANSWER,
                    Role::Signature => id::SIGNATURE,
                };
                // A paragraph of its own, so that the bookmarks stand at the name.
                let docx = match role {
                    Role::Signature => {
                        let line = styled(id::SIGNATURE_LINE).add_run(Run::new().add_tab());
                        docx.add_paragraph(line)
                    }
                    _ => docx,
                };
                // The style of questions is strong already.
                let content = match (role, content.as_slice()) {
                    (Role::Question, [Inline::Strong(content)]) => content,
                    _ => content,
                };
                docx.add_paragraph(self.paragraph(style, bookmarks, content, *with_next))
            }
            Block::List(list) => self.list(list, 0, true, docx),
            Block::Table(of_form) => {
                // Where the table is open, its widths are holes: see `super::open_tables`.
                let columns = columns(of_form, plain);
                let rows = of_form.grid().into_iter().enumerate().map(|(row, areas)| {
                    let paragraph = |area: Area| {
                        let is_first = area.rows.start == row;
                        let content = if is_first { of_form.content(&area) } else { &[] };
                        let look = cell_paragraph(row, of_form.leaves_header());
                        (self.inlines(look, content), area)
                    };
                    areas.into_iter().map(paragraph).collect()
                });
                let rows: Vec<Vec<(Paragraph, Area)>> = rows.collect();
                let style = &self.document.style;
                docx.add_table(table(style, &of_form.alignment, &columns, rows, 0))
                    .add_paragraph(styled(id::ANSWER_EDGE))
            }
            Block::Slot(slot) => {
                let name = self.block_slot(*slot);
                docx.add_bookmark_start(0, name)
            }
            Block::Contents(entries) => {
                entries.iter().fold(docx, |docx, entry| docx.add_paragraph(self.contents(entry)))
            }
            Block::PageBreak => docx.add_paragraph(
                styled(id::ANSWER_EDGE).add_run(Run::new().add_break(BreakType::Page)),
            ),
        }
    }

    /// A list that stands in `level` others; whether its last item ends them all.
    fn list(&mut self, list: &List, level: usize, is_last: bool, mut docx: Docx) -> Docx {
        let numbering = match list.first {
            Some(first) => {
                let ordinal = self.numberings.len();
                let number = list_id(self.document, self.document.slots.len(), ordinal);
                self.numberings.push(styles::numbered_list(number, level, first));
                number
            }
            None => number::BULLETS,
        };
        for (nth, item) in list.items.iter().enumerate() {
            let is_last = is_last && nth + 1 == list.items.len();
            let mut paragraph =
                styled(id::LIST).numbering(NumberingId::new(numbering), IndentLevel::new(level));
            if is_last && item.lists.is_empty() {
                paragraph = paragraph.line_spacing(styles::list_end());
            }
            docx = docx.add_paragraph(self.inlines(paragraph, &item.content));
            for (nth, inner) in item.lists.iter().enumerate() {
                docx = self.list(inner, level + 1, is_last && nth + 1 == item.lists.len(), docx);
            }
        }
        docx
    }

    fn contents(&mut self, entry: &ContentsEntry) -> Paragraph {
        let mut link = Hyperlink::new(&entry.bookmark, HyperlinkType::Anchor);
        if is_open(&entry.content) {
            let hole = self.hole(Hole::Contents(entry.number.clone(), entry.content.clone()));
            let name = self.placeholder(vec![Node::Hole(hole)]);
            link.children = Paragraph::new().add_bookmark_start(0, name).children;
        } else {
            let text = format!("{}  {}", entry.number, plain(&entry.content));
            link = link.add_run(Look::default().link().of(Run::new()).add_text(text));
        }
        styled(id::CONTENTS[usize::from(entry.level) - 1]).add_hyperlink(link)
    }

    fn paragraph(
        &mut self,
        style: &str,
        bookmarks: &[String],
        content: &[Inline],
        with_next: bool,
    ) -> Paragraph {
        let mut paragraph = styled(style);
        if with_next {
            paragraph = paragraph.keep_next(true);
        }
        let ids: Vec<usize> = bookmarks.iter().map(|_| self.bookmark()).collect();
        for (id, name) in ids.iter().zip(bookmarks) {
            paragraph = paragraph.add_bookmark_start(*id, name);
        }
        paragraph = self.inlines(paragraph, content);
        for id in ids {
            paragraph = paragraph.add_bookmark_end(id);
        }
        paragraph
    }

    fn bookmark(&mut self) -> usize {
        self.next_bookmark += 1;
        self.next_bookmark - 1
    }

    fn inlines(&mut self, mut paragraph: Paragraph, content: &[Inline]) -> Paragraph {
        let mut children = Vec::new();
        self.children(content, Look::default(), &mut children);
        paragraph.children.extend(children);
        paragraph
    }

    fn children(&mut self, content: &[Inline], look: Look, out: &mut Vec<ParagraphChild>) {
        for piece in content {
            match piece {
                Inline::Text(text) | Inline::Typed(text) => push_text(text, look, out),
                Inline::Strong(content) => self.children(content, look.strong(), out),
                Inline::Emphasis(content) => self.children(content, look.emphasised(), out),
                Inline::Link { address, content } => {
                    self.form_links += 1;
                    let rid = format!("rIdForm{}", self.form_links);
                    self.links.push((rid.clone(), link_target(address)));
                    let mut inner = Vec::new();
                    self.children(content, look.link(), &mut inner);
                    out.push(link(rid, inner));
                }
                Inline::Break => push(look.of(Run::new()).add_break(BreakType::TextWrapping), out),
                Inline::Slot(slot) => {
                    let field = self.inline_slot(*slot);
                    self.push_raw(field, out);
                }
                Inline::Printed(index) => {
                    let hole = self.hole(Hole::Printed(*index, look));
                    self.push_raw(vec![Node::Hole(hole)], out);
                }
                Inline::Reference { bookmark, number } => {
                    // \r: the heading's number; \h: a link to it (ISO/IEC 29500-1, 17.16.5.51).
                    push_field(&format!(" REF {bookmark} \\r \\h "), number, look, out);
                }
                // See `Role::Signature`.
                Inline::SignatureLine => {}
                Inline::PageNumber => push_field(" PAGE ", "1", look, out),
                Inline::PageCount => push_field(" NUMPAGES ", "1", look, out),
            }
        }
    }

    fn push_raw(&mut self, raw: Vec<Node>, out: &mut Vec<ParagraphChild>) {
        let name = self.placeholder(raw);
        out.extend(Paragraph::new().add_bookmark_start(0, name).children);
    }

    /// A legacy form field within its bookmark.
    fn inline_slot(&mut self, index: usize) -> Vec<Node> {
        let slot = &self.document.slots[index];
        let (bookmark, data) = (self.bookmark(), self.hole(Hole::Data(index)));
        let (mut field, closing) = field::field(slot, bookmark, data);
        if !field::shows_data(slot) {
            field.push(Node::Hole(self.hole(Hole::Line(index))));
        }
        field.extend(closing);
        field
    }

    /// A field around paragraphs, lists and tables: it begins in the first and ends in the last.
    fn block_slot(&mut self, index: usize) -> String {
        let slot = &self.document.slots[index];
        let (bookmark, data) = (self.bookmark(), self.hole(Hole::Data(index)));
        let (opening, closing) = field::field(slot, bookmark, data);
        let mut paragraph = Element::new("w:p", &[]).with_hole(self.hole(Hole::First(index)));
        paragraph.children.extend(opening);
        paragraph.children.push(Node::Hole(self.hole(Hole::Rest(index))));
        paragraph.children.extend(closing);
        self.placeholder(vec![Node::Element(paragraph)])
    }

    /// The top of each page.
    pub(super) fn header(&mut self) -> Header {
        let band = &self.document.header;
        Header::new().add_paragraph(self.band(band, id::HEADER))
    }

    /// The foot of each page.
    pub(super) fn footer(&mut self) -> Footer {
        let band = &self.document.footer;
        Footer::new().add_paragraph(self.band(band, id::FOOTER))
    }

    fn band(&mut self, band: &Band, style: &str) -> Paragraph {
        let mut content = band.left.clone();
        if !band.right.is_empty() {
            content.push(Inline::Text("\t".into()));
            content.extend(band.right.iter().cloned());
        }
        self.inlines(styled(style), &content)
    }
}

/// The characters of the form's own text; of what is open, nothing is known yet.
fn plain(content: &[Inline]) -> String {
    if is_open(content) { String::new() } else { Filling::default().plain(content) }
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

fn push(run: Run, out: &mut Vec<ParagraphChild>) {
    out.push(ParagraphChild::Run(Box::new(run)));
}

fn push_text(text: &str, look: Look, out: &mut Vec<ParagraphChild>) {
    for (nth, text) in text.split('\t').enumerate() {
        if nth > 0 {
            push(look.of(Run::new()).add_tab(), out);
        }
        if !text.is_empty() {
            push(look.of(Run::new()).add_text(text), out);
        }
    }
}

fn push_field(instruction: &str, result: &str, look: Look, out: &mut Vec<ParagraphChild>) {
    push(look.of(Run::new()).add_field_char(FieldCharType::Begin, false), out);
    push(look.of(Run::new()).add_instr_text(InstrText::Unsupported(instruction.into())), out);
    push(look.of(Run::new()).add_field_char(FieldCharType::Separate, false), out);
    push(look.of(Run::new()).add_text(result), out);
    push(look.of(Run::new()).add_field_char(FieldCharType::End, false), out);
}

fn link(rid: String, children: Vec<ParagraphChild>) -> ParagraphChild {
    // The path is written into the relationship, which is ours: see `package`.
    let link = HyperlinkData::External { rid, path: String::new() };
    ParagraphChild::Hyperlink(Hyperlink { link, history: Some(1), children })
}
