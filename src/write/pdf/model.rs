//! A document and a filling → what stands on the pages, in its order.

use crate::document::{self, Area, Band, Document, Filled, Filling, Inline, Role, Shown};
use crate::text::{self, link_target};

use super::super::TextSource;
use super::super::columns::{column_widths, columns};
use super::super::phrases;

/// How far answers stand in from the margin, in points: 4 mm.
pub(super) const ANSWER_INDENT: f32 = 11.35;
/// What an answer that nobody wrote yet shows in an empty form: room to write in.
const EMPTY: &str = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";

/// How many lines there are to write a long answer on by hand.
const ROOM: usize = 4;

/// What stands on the pages of a document.
pub(super) struct Model {
    /// What stands at the top of each page.
    pub(super) header: Bands,
    /// What stands at the foot of each page.
    pub(super) footer: Bands,
    /// The text.
    pub(super) blocks: Vec<Block>,
    /// Labels of places, each with the names of the bookmarks that stand there.
    pub(super) anchors: Vec<Vec<String>>,
}

/// The two sides of what stands at the top or the foot of a page.
pub(super) struct Bands {
    pub(super) left: Vec<Piece>,
    pub(super) right: Vec<Piece>,
}

pub(super) enum Block {
    Title { content: Vec<Piece> },
    Heading { level: u8, number: String, label: usize, content: Vec<Piece> },
    Question(LineBlock),
    Signature(LineBlock),
    Paragraph(LineBlock),
    List(List),
    Table(Table),
    Answer { mark: Option<usize>, blocks: Vec<Block> },
    Contents,
    PageBreak,
}

pub(super) struct List {
    /// The number of the first item; none where they have bullets.
    pub(super) first: Option<usize>,
    pub(super) items: Vec<Item>,
}

pub(super) struct Item {
    pub(super) lines: Vec<Line>,
    pub(super) lists: Vec<List>,
}

pub(super) struct LineBlock {
    pub(super) lines: Vec<Line>,
    /// Whether it stands on one page with what follows.
    pub(super) sticky: bool,
    /// How many lines it has to write on by hand, of a form that nobody answered yet.
    pub(super) room: usize,
}

/// A line as it was typed.
pub(super) type Line = Vec<Piece>;

pub(super) struct Table {
    /// Of the columns, in points.
    pub(super) widths: Vec<f32>,
    pub(super) alignment: Vec<document::Alignment>,
    /// The cells that begin in each row; the first is the header, of none if the table has none.
    pub(super) rows: Vec<Vec<(Area, Line)>>,
    /// Whether the header can be set apart from the rows below.
    pub(super) is_header_apart: bool,
}

#[derive(Clone)]
pub(super) enum Piece {
    Text(String, TextSource),
    Strong(Vec<Piece>),
    Emphasis(Vec<Piece>),
    /// What stands where nothing was answered.
    Muted(Vec<Piece>),
    Link {
        address: String,
        content: Vec<Piece>,
    },
    /// A link to a label.
    Reference {
        label: usize,
        number: String,
    },
    Break,
    /// A place that a bookmark names.
    Mark(usize),
    Tick {
        sign: &'static str,
        alt: &'static str,
    },
    PageNumber,
    PageCount,
}

impl Model {
    /// What stands on the pages, which have `width` points between their margins.
    pub(super) fn new(filled: &Filled<'_>, width: f32) -> Model {
        let document = filled.document;
        let mut builder = Builder { filled, width, anchors: Vec::new() };
        let blocks = builder.blocks();
        let header = builder.bands(&document.header);
        let footer = builder.bands(&document.footer);
        let anchors = builder.anchors;
        Model { header, footer, blocks, anchors }
    }
}

/// The day that the document says it was made, if it says so: year, month, day.
pub(super) fn date(document: &Document, filling: &Filling) -> Option<(u16, u8, u8)> {
    let created = filling.plain(&document.properties.created);
    let created = if created.is_empty() { filling.date.clone()? } else { created };
    let mut parts = created.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// What a document is called that says nothing of itself.
pub(super) fn title(filled: &Filled<'_>) -> String {
    let title = filled.document.blocks.iter().find_map(|block| match block {
        document::Block::Title(title) => Some(filled.plain(&title.content)),
        _ => None,
    });
    title.unwrap_or_else(|| "blankett".to_owned())
}

/// Where blocks stand: what they belong to, and how wide they may be, in points.
#[derive(Clone, Copy)]
struct Frame {
    part: TextSource,
    width: f32,
}

struct Builder<'a> {
    filled: &'a Filled<'a>,
    width: f32,
    anchors: Vec<Vec<String>>,
}

impl<'a> Builder<'a> {
    fn document(&self) -> &'a Document {
        self.filled.document
    }

    fn form(&self) -> Frame {
        Frame { part: TextSource::Form, width: self.width }
    }

    fn answer(&self, slot: usize) -> Frame {
        Frame { part: TextSource::Slot(slot), width: self.width - ANSWER_INDENT }
    }

    fn bands(&mut self, band: &Band) -> Bands {
        let mut side = |content: &[Inline]| self.inline(content, TextSource::Form);
        Bands { left: side(&band.left), right: side(&band.right) }
    }

    /// Whether a slot has room to write in by hand.
    fn is_empty(&self, slot: usize) -> bool {
        let shown = self.filled.shown(slot);
        self.filled.is_blank() && matches!(shown, Shown::Unanswered | Shown::Placeholder(_))
    }

    /// A label for bookmarks that stand in one place.
    fn label(&mut self, names: &[String]) -> usize {
        self.anchors.push(names.to_vec());
        self.anchors.len() - 1
    }

    fn blocks(&mut self) -> Vec<Block> {
        // References lead to headings that may come later, so these have their labels first.
        let document = self.document();
        let labels: Vec<Option<usize>> = document
            .blocks
            .iter()
            .map(|block| match block {
                document::Block::Heading(heading) => Some(self.label(&heading.bookmarks)),
                _ => None,
            })
            .collect();
        let mut blocks: Vec<Block> = Vec::new();
        for (block, label) in document.blocks.iter().zip(labels) {
            let block = self.block(block, label, self.form());
            // Answers in a row have one bar, as in Word.
            match (blocks.last_mut(), block) {
                (
                    Some(Block::Answer { blocks, .. }),
                    Block::Answer { mark: None, blocks: more },
                ) => blocks.extend(more),
                (_, block) => blocks.push(block),
            }
        }
        blocks
    }

    fn block(&mut self, block: &document::Block, label: Option<usize>, frame: Frame) -> Block {
        let part = frame.part;
        match block {
            document::Block::Title(title) => {
                let mut content = self.marks(&title.bookmarks);
                content.extend(self.inline(&title.content, part));
                Block::Title { content }
            }
            document::Block::Heading(heading) => Block::Heading {
                level: heading.level,
                number: heading.number.clone(),
                label: label.unwrap_or_default(),
                content: self.inline(&heading.content, part),
            },
            document::Block::Paragraph(paragraph) => {
                let marks = self.marks(&paragraph.bookmarks);
                let content = match (paragraph.role, paragraph.content.as_slice()) {
                    // It is strong by what it is.
                    (Role::Question, [Inline::Strong(content)]) => content,
                    (_, content) => content,
                };
                let mut lines = self.lines(content, part);
                lines[0].splice(0..0, marks);
                // A typed paragraph may be long, and pages end within it.
                let sticky = paragraph.with_next && paragraph.role != Role::Typed;
                let is_room = matches!(paragraph.content.as_slice(), [Inline::Slot(slot)]
                    if self.is_empty(*slot));
                let lines = LineBlock { lines, sticky, room: usize::from(is_room) };
                match paragraph.role {
                    Role::Text | Role::Typed => Block::Paragraph(lines),
                    Role::Question => Block::Question(LineBlock { sticky: true, ..lines }),
                    Role::Answer => {
                        Block::Answer { mark: None, blocks: vec![Block::Paragraph(lines)] }
                    }
                    Role::Signature => Block::Signature(lines),
                }
            }
            document::Block::List(list) => Block::List(self.list(list, part)),
            document::Block::Table(table) => Block::Table(self.table(table, frame)),
            document::Block::Slot(slot) => {
                let name = &self.document().slots[*slot].name;
                let mark = Some(self.label(std::slice::from_ref(name)));
                let frame = self.answer(*slot);
                let blocks = match self.filled.shown(*slot) {
                    Shown::Blocks(blocks) => {
                        blocks.iter().map(|block| self.block(block, None, frame)).collect()
                    }
                    shown => {
                        let lines = vec![self.shown(shown, frame.part)];
                        let room = if self.is_empty(*slot) { ROOM } else { 0 };
                        vec![Block::Paragraph(LineBlock { lines, sticky: false, room })]
                    }
                };
                Block::Answer { mark, blocks }
            }
            document::Block::Contents(_) => Block::Contents,
            document::Block::PageBreak => Block::PageBreak,
        }
    }

    fn list(&mut self, list: &document::List, part: TextSource) -> List {
        let items = list.items.iter().map(|item| Item {
            lines: self.lines(&item.content, part),
            lists: item.lists.iter().map(|list| self.list(list, part)).collect(),
        });
        List { items: items.collect(), first: list.first }
    }

    fn table(&mut self, table: &document::Table, Frame { part, width }: Frame) -> Table {
        let filled = self.filled;
        let shape = columns(table, |cell| filled.plain(cell));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a page is a few thousand twips wide"
        )]
        let widths: Vec<f32> = column_widths(&shape, (width * 20.0) as usize)
            .into_iter()
            .map(|twips| twips as f32 / 20.0)
            .collect();
        let rows = table.grid().into_iter().enumerate().map(|(row, areas)| {
            let begins = areas.into_iter().filter(|area| area.rows.start == row);
            begins
                .map(|area| {
                    let line = self.inline(table.content(&area), part);
                    (area, line)
                })
                .collect()
        });
        Table {
            rows: rows.collect(),
            is_header_apart: table.has_header() && !table.leaves_header(),
            alignment: table.alignment.clone(),
            widths,
        }
    }

    fn marks(&mut self, names: &[String]) -> Vec<Piece> {
        if names.is_empty() { Vec::new() } else { vec![Piece::Mark(self.label(names))] }
    }

    /// The lines that pieces are broken into; at least one.
    fn lines(&mut self, content: &[Inline], part: TextSource) -> Vec<Line> {
        let lines = content.split(|piece| *piece == Inline::Break);
        lines.map(|line| self.inline(line, part)).collect()
    }

    fn inline(&mut self, content: &[Inline], part: TextSource) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for piece in content {
            match piece {
                Inline::Text(text) => pieces.push(Piece::Text(text.clone(), part)),
                Inline::Typed(line) => push_line(line, part, &mut pieces),
                Inline::Strong(content) => pieces.push(Piece::Strong(self.inline(content, part))),
                Inline::Emphasis(content) => {
                    pieces.push(Piece::Emphasis(self.inline(content, part)));
                }
                Inline::Link { address, content } => pieces.push(Piece::Link {
                    address: link_target(address),
                    content: self.inline(content, part),
                }),
                Inline::Break => pieces.push(Piece::Break),
                Inline::Slot(slot) => {
                    let name = &self.document().slots[*slot].name;
                    pieces.push(Piece::Mark(self.label(std::slice::from_ref(name))));
                    pieces.extend(self.shown(self.filled.shown(*slot), TextSource::Slot(*slot)));
                }
                Inline::Printed(index) => {
                    for (nth, line) in self.filled.filling.printed[*index].split('\n').enumerate() {
                        if nth > 0 {
                            pieces.push(Piece::Break);
                        }
                        pieces.push(Piece::Text(line.to_owned(), TextSource::Printed(*index)));
                    }
                }
                Inline::Reference { bookmark, number } => {
                    let label = self.anchors.iter().position(|names| names.contains(bookmark));
                    let number = number.clone();
                    pieces.push(match label {
                        Some(label) => Piece::Reference { label, number },
                        None => Piece::Text(number, part),
                    });
                }
                // See `Role::Signature`.
                Inline::SignatureLine => {}
                Inline::PageNumber => pieces.push(Piece::PageNumber),
                Inline::PageCount => pieces.push(Piece::PageCount),
            }
        }
        pieces
    }

    /// What a slot shows on one line: of a form that nobody answered yet, room to write in.
    fn shown(&mut self, shown: Shown<'_>, part: TextSource) -> Vec<Piece> {
        let words = phrases::of(self.document());
        let mut pieces = Vec::new();
        let muted = match shown {
            Shown::Line(line) | Shown::Choice { word: line, .. } => {
                push_line(line, part, &mut pieces);
                return pieces;
            }
            Shown::Tick(true) => return vec![Piece::Tick { sign: "☒", alt: words.ticked }],
            Shown::Tick(false) => return vec![Piece::Tick { sign: "☐", alt: words.not_ticked }],
            // Blocks stand alone in their paragraph: see `Block::Slot`.
            Shown::Blocks(_) => return pieces,
            Shown::Placeholder(placeholder) => placeholder,
            Shown::Unanswered if self.filled.is_blank() => EMPTY,
            Shown::Unanswered => &self.filled.document.unanswered,
        };
        // It is the form's, wherever it stands.
        vec![Piece::Muted(vec![Piece::Text(muted.to_owned(), TextSource::Form)])]
    }
}

/// A typed line: its web addresses as links.
fn push_line(line: &str, part: TextSource, pieces: &mut Vec<Piece>) {
    for piece in text::pieces(line) {
        match piece {
            text::Piece::Plain(plain) => pieces.push(Piece::Text(plain.to_owned(), part)),
            text::Piece::Link(address) => pieces.push(Piece::Link {
                address: link_target(address),
                content: vec![Piece::Text(address.to_owned(), part)],
            }),
        }
    }
}
