//! The document tree → docx-rs's tree, with placeholders for what that has no type for.

use docx_rs::{
    AbstractNumbering, BreakType, FieldCharType, Footer, Header, Hyperlink, HyperlinkData,
    HyperlinkType, IndentLevel, InstrText, Numbering, NumberingId, Paragraph, ParagraphChild, Run,
    Table,
};

use crate::document::{self, Band, Block, Content, Document, Filling, Inline, Role, Slot};
use crate::text::{self, Piece, Text, link_target, pieces};

use super::super::columns::columns;
use super::field;
use super::finish::PLACEHOLDER;
use super::styles::{self, ANSWER_INDENT, id, number};
use super::table::{cell_paragraph, table};
use crate::xml::element::Element;

/// The ids of numbered lists begin here; those of headings and bullets are below.
const FIRST_LIST: usize = 10;

/// A paragraph or a table.
pub(super) enum Piecewise {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// Builds the parts that hold text, and gathers what they refer to.
pub(super) struct Builder<'a> {
    document: &'a Document,
    filling: &'a Filling,
    /// What placeholders stand for.
    pub(super) raw: Vec<Element>,
    /// The targets of links, with the ids of their relationships.
    pub(super) links: Vec<(String, String)>,
    /// The numbered lists.
    pub(super) numberings: Vec<(AbstractNumbering, Numbering)>,
    next_bookmark: usize,
    form_links: usize,
    form_lists: usize,
}

/// Where a run of typed lines stands, which its ids derive from.
struct Typed {
    slot: usize,
    links: usize,
    lists: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(document: &'a Document, filling: &'a Filling) -> Builder<'a> {
        Builder {
            document,
            filling,
            raw: Vec::new(),
            links: Vec::new(),
            numberings: Vec::new(),
            // 0 is the placeholders'.
            next_bookmark: 1,
            form_links: 0,
            form_lists: 0,
        }
    }

    /// The text of the document.
    pub(super) fn body(&mut self) -> Vec<Piecewise> {
        let mut pieces = Vec::new();
        for block in &self.document.blocks {
            self.block(block, &mut pieces);
        }
        pieces
    }

    fn block(&mut self, block: &Block, out: &mut Vec<Piecewise>) {
        match block {
            Block::Title(title) => {
                out.push(self.paragraph(id::TITLE, &title.bookmarks, &title.content, false));
            }
            Block::Heading(heading) => {
                let style = id::HEADINGS[usize::from(heading.level) - 1];
                out.push(self.paragraph(style, &heading.bookmarks, &heading.content, false));
            }
            Block::Paragraph(document::Paragraph { role, bookmarks, content, with_next }) => {
                let style = match role {
                    Role::Text => "Normal",
                    Role::Question => id::QUESTION,
                    Role::Answer => id::ANSWER,
                    Role::Signature => id::SIGNATURE,
                };
                if *role == Role::Signature {
                    // A paragraph of its own, so that the bookmarks stand at the name.
                    out.push(styled(id::SIGNATURE_LINE).add_run(Run::new().add_tab()).into());
                }
                // The style of questions is strong already.
                let content = match (role, content.as_slice()) {
                    (Role::Question, [Inline::Strong(content)]) => content,
                    _ => content,
                };
                out.push(self.paragraph(style, bookmarks, content, *with_next));
            }
            Block::List { ordered, items } => {
                let numbering = if *ordered {
                    let number = list_id(self.document, self.document.slots.len(), self.form_lists);
                    self.form_lists += 1;
                    self.numberings.push(styles::numbered_list(number, 0));
                    number
                } else {
                    number::BULLETS
                };
                for (nth, item) in items.iter().enumerate() {
                    let paragraph = list_item(id::LIST, numbering, nth + 1 == items.len());
                    out.push(self.inlines(paragraph, item).into());
                }
            }
            Block::Table { alignment, header, rows } => {
                let columns =
                    columns(header.iter().chain(rows.iter().flatten()), header.len(), |cell| {
                        self.filling.plain(cell)
                    });
                let rows: Vec<&[Vec<Inline>]> = std::iter::once(header.as_slice())
                    .chain(rows.iter().map(Vec::as_slice))
                    .collect();
                let cells: Vec<Vec<Paragraph>> = rows
                    .into_iter()
                    .enumerate()
                    .map(|(row, cells)| {
                        cells.iter().map(|cell| self.inlines(cell_paragraph(row), cell)).collect()
                    })
                    .collect();
                out.push(Piecewise::Table(Box::new(table(
                    &self.document.style,
                    alignment,
                    &columns,
                    cells,
                    0,
                ))));
                out.push(styled(id::ANSWER_EDGE).into());
            }
            Block::Slot(slot) => self.block_slot(*slot, out),
            Block::Contents(entries) => {
                for entry in entries {
                    let text = format!("{}  {}", entry.number, self.filling.plain(&entry.content));
                    let link = Hyperlink::new(&entry.bookmark, HyperlinkType::Anchor)
                        .add_run(Run::new().style(id::LINK).add_text(text));
                    let style = id::CONTENTS[usize::from(entry.level) - 1];
                    out.push(styled(style).add_hyperlink(link).into());
                }
            }
            Block::PageBreak => {
                out.push(
                    styled(id::ANSWER_EDGE).add_run(Run::new().add_break(BreakType::Page)).into(),
                );
            }
        }
    }

    fn paragraph(
        &mut self,
        style: &str,
        bookmarks: &[String],
        content: &[Inline],
        with_next: bool,
    ) -> Piecewise {
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
        paragraph.into()
    }

    fn bookmark(&mut self) -> usize {
        self.next_bookmark += 1;
        self.next_bookmark - 1
    }

    fn inlines(&mut self, mut paragraph: Paragraph, content: &[Inline]) -> Paragraph {
        let mut children = Vec::new();
        self.children(content, &|run| run, &mut children);
        paragraph.children.extend(children);
        paragraph
    }

    fn children(
        &mut self,
        content: &[Inline],
        form: &dyn Fn(Run) -> Run,
        out: &mut Vec<ParagraphChild>,
    ) {
        for piece in content {
            match piece {
                Inline::Text(text) => push_text(text, form, out),
                Inline::Strong(content) => self.children(content, &|run| form(run).bold(), out),
                Inline::Emphasis(content) => self.children(content, &|run| form(run).italic(), out),
                Inline::Link { address, content } => {
                    self.form_links += 1;
                    let rid = format!("rIdForm{}", self.form_links);
                    self.links.push((rid.clone(), link_target(address)));
                    let mut inner = Vec::new();
                    self.children(content, &|run| form(run).style(id::LINK), &mut inner);
                    out.push(link(rid, inner));
                }
                Inline::Break => push(form(Run::new()).add_break(BreakType::TextWrapping), out),
                Inline::Slot(slot) => self.inline_slot(*slot, out),
                Inline::Printed(index) => {
                    for (nth, line) in self.filling.printed[*index].split('\n').enumerate() {
                        if nth > 0 {
                            push(form(Run::new()).add_break(BreakType::TextWrapping), out);
                        }
                        push_text(line, form, out);
                    }
                }
                Inline::Reference { bookmark, number } => {
                    // \r: the heading's number; \h: a link to it (ISO/IEC 29500-1, 17.16.5.51).
                    push_field(&format!(" REF {bookmark} \\r \\h "), number, form, out);
                }
                // See `Role::Signature`.
                Inline::SignatureLine => {}
                Inline::PageNumber => push_field(" PAGE ", "1", form, out),
                Inline::PageCount => push_field(" NUMPAGES ", "1", form, out),
            }
        }
    }

    fn slot(&self, slot: usize) -> (&'a Slot, Option<&'a Content>) {
        (&self.document.slots[slot], self.filling.slots[slot].as_ref())
    }

    fn inline_slot(&mut self, index: usize, out: &mut Vec<ParagraphChild>) {
        let (slot, content) = self.slot(index);
        let (opening, closing) = self.field(slot, content);
        out.extend(opening);
        match content {
            _ if field::shows_data(slot) => {}
            Some(Content::Line(line)) => {
                let mut typed = Typed { slot: index, links: 0, lists: 0 };
                self.typed_line(line, &mut typed, out);
            }
            Some(Content::Text(_) | Content::Tick(_)) => {}
            None => push(field::empty(slot), out),
        }
        out.extend(closing);
    }

    fn block_slot(&mut self, index: usize, out: &mut Vec<Piecewise>) {
        let (slot, content) = self.slot(index);
        let mut pieces: Vec<Piecewise> = match content {
            Some(Content::Text(text)) => self.typed_blocks(text, index),
            Some(Content::Line(line)) => {
                let mut paragraph = styled(id::ANSWER);
                let mut typed = Typed { slot: index, links: 0, lists: 0 };
                self.typed_line(line, &mut typed, &mut paragraph.children);
                vec![paragraph.into()]
            }
            Some(Content::Tick(_)) | None => {
                vec![styled(id::ANSWER).add_run(field::empty(slot)).into()]
            }
        };
        // A field begins and ends in paragraphs, so one stands before a table and one after it.
        if matches!(pieces.first(), Some(Piecewise::Table(_))) {
            pieces.insert(0, styled(id::ANSWER_EDGE).keep_next(true).into());
        }
        if matches!(pieces.last(), Some(Piecewise::Table(_))) {
            pieces.push(styled(id::ANSWER_EDGE).into());
        }
        let (opening, closing) = self.field(slot, content);
        if let Some(Piecewise::Paragraph(first)) = pieces.first_mut() {
            first.children.splice(0..0, opening);
        }
        if let Some(Piecewise::Paragraph(last)) = pieces.last_mut() {
            last.children.extend(closing);
        }
        out.extend(pieces);
    }

    /// The beginning and the end of a legacy form field within its bookmark.
    fn field(
        &mut self,
        slot: &Slot,
        content: Option<&Content>,
    ) -> (Vec<ParagraphChild>, Vec<ParagraphChild>) {
        let bookmark = self.bookmark();
        let placeholder = format!("{PLACEHOLDER}{}", self.raw.len());
        self.raw.push(field::begin(slot, content));
        let runs = Paragraph::new()
            .add_bookmark_start(bookmark, &slot.name)
            .add_bookmark_start(0, placeholder)
            .add_run(
                Run::new().add_instr_text(InstrText::Unsupported(field::instruction(slot).into())),
            )
            .add_run(Run::new().add_field_char(FieldCharType::Separate, false));
        let end = Paragraph::new()
            .add_run(Run::new().add_field_char(FieldCharType::End, false))
            .add_bookmark_end(bookmark);
        (runs.children, end.children)
    }

    fn typed_blocks(&mut self, text: &Text, slot: usize) -> Vec<Piecewise> {
        let mut typed = Typed { slot, links: 0, lists: 0 };
        let mut pieces: Vec<Piecewise> = Vec::new();
        for (nth, block) in text.blocks.iter().enumerate() {
            let next = text.blocks.get(nth + 1);
            match block {
                text::Block::Paragraph(lines) => {
                    let mut paragraph = styled(id::ANSWER);
                    if matches!(next, Some(text::Block::List(_) | text::Block::Table(_))) {
                        paragraph = paragraph.keep_next(true);
                    }
                    pieces.push(self.typed_lines(paragraph, lines, &mut typed).into());
                }
                text::Block::List(list) => {
                    let numbering = self.list_numbering(list.ordered, &mut typed);
                    for (nth, lines) in list.items.iter().enumerate() {
                        let is_last = nth + 1 == list.items.len();
                        let paragraph = list_item(id::ANSWER_LIST, numbering, is_last);
                        pieces.push(self.typed_lines(paragraph, lines, &mut typed).into());
                    }
                }
                text::Block::Table(typed_table) => {
                    let rows: Vec<&Vec<String>> =
                        std::iter::once(&typed_table.header).chain(&typed_table.rows).collect();
                    let columns = columns(
                        rows.iter().copied().flatten(),
                        typed_table.header.len(),
                        String::clone,
                    );
                    let cells: Vec<Vec<Paragraph>> = rows
                        .iter()
                        .enumerate()
                        .map(|(row, cells)| {
                            cells
                                .iter()
                                .map(|cell| {
                                    self.typed_lines(
                                        cell_paragraph(row),
                                        std::slice::from_ref(cell),
                                        &mut typed,
                                    )
                                })
                                .collect()
                        })
                        .collect();
                    let made = table(
                        &self.document.style,
                        &typed_table.alignment,
                        &columns,
                        cells,
                        ANSWER_INDENT,
                    );
                    pieces.push(Piecewise::Table(Box::new(made)));
                    // Word makes one table of two in a row, and sets text close under one.
                    if next.is_some() {
                        pieces.push(styled(id::ANSWER_EDGE).into());
                    }
                }
            }
        }
        pieces
    }

    fn list_numbering(&mut self, ordered: bool, typed: &mut Typed) -> usize {
        if !ordered {
            return number::ANSWER_BULLETS;
        }
        let number = list_id(self.document, typed.slot, typed.lists);
        typed.lists += 1;
        self.numberings.push(styles::numbered_list(number, ANSWER_INDENT));
        number
    }

    fn typed_lines(
        &mut self,
        mut paragraph: Paragraph,
        lines: &[String],
        typed: &mut Typed,
    ) -> Paragraph {
        for (nth, line) in lines.iter().enumerate() {
            if nth > 0 {
                push(Run::new().add_break(BreakType::TextWrapping), &mut paragraph.children);
            }
            self.typed_line(line, typed, &mut paragraph.children);
        }
        paragraph
    }

    fn typed_line(&mut self, line: &str, typed: &mut Typed, out: &mut Vec<ParagraphChild>) {
        for piece in pieces(line) {
            match piece {
                Piece::Plain(text) => push_text(text, &|run| run, out),
                Piece::Link(address) => {
                    typed.links += 1;
                    let rid = format!("rIdSlot{}_{}", typed.slot, typed.links);
                    self.links.push((rid.clone(), link_target(address)));
                    let mut inner = Vec::new();
                    push_text(address, &|run| run.style(id::LINK), &mut inner);
                    out.push(link(rid, inner));
                }
            }
        }
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

impl From<Paragraph> for Piecewise {
    fn from(paragraph: Paragraph) -> Piecewise {
        Piecewise::Paragraph(Box::new(paragraph))
    }
}

/// The id of a slot's numbered list, so that no other answer can move it; the form's own text
/// counts as one slot more. Small, because Word is known to take small ones.
pub(super) fn list_id(document: &Document, slot: usize, ordinal: usize) -> usize {
    FIRST_LIST + ordinal * (document.slots.len() + 1) + slot
}

fn list_item(style: &str, numbering: usize, is_last: bool) -> Paragraph {
    let item = styled(style).numbering(NumberingId::new(numbering), IndentLevel::new(0));
    if is_last { item.line_spacing(styles::list_end()) } else { item }
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

fn push(run: Run, out: &mut Vec<ParagraphChild>) {
    out.push(ParagraphChild::Run(Box::new(run)));
}

fn push_text(text: &str, form: &dyn Fn(Run) -> Run, out: &mut Vec<ParagraphChild>) {
    for (nth, text) in text.split('\t').enumerate() {
        if nth > 0 {
            push(form(Run::new()).add_tab(), out);
        }
        if !text.is_empty() {
            push(form(Run::new()).add_text(text), out);
        }
    }
}

fn push_field(
    instruction: &str,
    result: &str,
    form: &dyn Fn(Run) -> Run,
    out: &mut Vec<ParagraphChild>,
) {
    push(form(Run::new()).add_field_char(FieldCharType::Begin, false), out);
    push(form(Run::new()).add_instr_text(InstrText::Unsupported(instruction.into())), out);
    push(form(Run::new()).add_field_char(FieldCharType::Separate, false), out);
    push(form(Run::new()).add_text(result), out);
    push(form(Run::new()).add_field_char(FieldCharType::End, false), out);
}

fn link(rid: String, children: Vec<ParagraphChild>) -> ParagraphChild {
    // The path is written into the relationship, which is ours: see `package`.
    let link = HyperlinkData::External { rid, path: String::new() };
    ParagraphChild::Hyperlink(Hyperlink { link, history: Some(1), children })
}
