//! A document and a filling → the data that the layout reads.

use serde::Serialize;
use typst::foundations::Bytes;

use crate::document::{
    self, Alignment, Band, Document, Filled, Filling, Inline, Role, Shown, Style,
};
use crate::text::{self, link_target};

use super::super::columns::{column_widths, columns};
use super::super::phrases;
use super::super::{Profile, TextSource, Unprinted};
use super::fonts::{FAMILIES, FONTS};
use super::words::{is_rtl, longest_word, parts_of_word, width_of};

/// The width of A4, in millimetres.
const PAGE_WIDTH: f64 = 210.0;
/// Points in a millimetre.
const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// How far answers stand in from the margin, in millimetres.
const ANSWER_INDENT: f64 = 4.0;
/// How far the text of a list item stands in, at most, in points.
const LIST_INDENT: f64 = 20.0;
/// How much wider than upright letters strong ones can be.
const STRONG: f64 = 1.1;
/// The space beside the text of a cell, in points.
const CELL_INSET: f64 = 4.25;
/// The least that the type of a table can be made smaller by.
const SMALLEST_SCALE: f64 = 0.5;
/// Words for which the type would have to be smaller than this are broken instead.
const WORTH_IT: f64 = 0.65;
/// The narrowest column that text is still set in at full size, in points.
const NARROW: f64 = 36.0;

/// A document as the layout takes it, and what goes with it.
pub(super) struct Model {
    /// The data.
    pub(super) pages: Pages,
    /// Labels in the layout, each with the names of the bookmarks that stand there.
    pub(super) anchors: Vec<(String, Vec<String>)>,
    /// The files that are attached, by the names that the layout calls them by.
    pub(super) attached: Vec<(String, Bytes)>,
    /// What tells this document from others.
    pub(super) ident: String,
    /// The characters that no typeface has.
    pub(super) unprinted: Vec<Unprinted>,
}

#[derive(Serialize)]
pub(super) struct Pages {
    title: String,
    author: Vec<String>,
    description: Option<String>,
    keywords: Vec<String>,
    date: Option<(u16, u8, u8)>,
    language: String,
    region: Option<String>,
    families: [&'static str; 2],
    style: Look,
    header: Bands,
    footer: Bands,
    blocks: Vec<Block>,
    attachments: Vec<Attachment>,
}

#[derive(Serialize)]
struct Look {
    size: f64,
    headings: String,
    accent: String,
    muted: String,
    links: String,
    margins: Margins,
}

#[derive(Serialize)]
struct Margins {
    top: f64,
    bottom: f64,
    left: f64,
    right: f64,
}

#[derive(Serialize)]
struct Bands {
    left: Vec<Piece>,
    right: Vec<Piece>,
}

#[derive(Serialize)]
struct Attachment {
    path: String,
    media_type: String,
    relationship: &'static str,
    description: String,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Block {
    Title { content: Vec<Piece> },
    Heading { level: u8, number: String, label: String, content: Vec<Piece> },
    Question(Lines),
    Signature(Lines),
    Paragraph(Lines),
    List(List),
    Table(Table),
    Answer { mark: Option<String>, blocks: Vec<Block> },
    Contents {},
    PageBreak {},
}

#[derive(Serialize)]
struct List {
    /// The number of the first item; none where they have bullets.
    first: Option<usize>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    lines: Vec<Line>,
    lists: Vec<List>,
}

#[derive(Serialize)]
struct Lines {
    lines: Vec<Line>,
    sticky: bool,
}

/// A line, from the right where its first letter says so.
#[derive(Serialize)]
struct Line {
    rtl: bool,
    content: Vec<Piece>,
}

#[derive(Serialize)]
struct Table {
    /// In points.
    widths: Vec<f64>,
    /// In points.
    inset: f64,
    scale: f64,
    alignment: Vec<&'static str>,
    header: Vec<Line>,
    rows: Vec<Vec<Line>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Piece {
    Text(String),
    /// A word that may break between any two of these.
    Breakable(Vec<String>),
    /// Characters that no typeface has, by their codes.
    Code(String),
    Strong(Vec<Piece>),
    Emphasis(Vec<Piece>),
    /// What stands where nothing was answered.
    Muted(Vec<Piece>),
    Link {
        address: String,
        content: Vec<Piece>,
    },
    Reference {
        label: String,
        number: String,
    },
    Break {},
    /// A place that a bookmark names.
    Mark(String),
    Tick {
        sign: &'static str,
        alt: &'static str,
    },
    PageNumber {},
    PageCount {},
}

impl Model {
    pub(super) fn new(profile: Profile, filled: &Filled<'_>) -> Model {
        let Filled { document, filling, .. } = *filled;
        let mut builder = Builder { filled, anchors: Vec::new(), unprinted: Vec::new() };
        let blocks = builder.blocks();
        let header = builder.bands(&document.header);
        let footer = builder.bands(&document.footer);
        let properties = document.properties.map(|content| filled.plain(content));
        let (language, region) = language(&document.language);
        let mut attached = Vec::new();
        let mut attachments = Vec::new();
        let files = if profile == Profile::A3a { filling.attachments.as_slice() } else { &[] };
        for file in files {
            attached.push((file.name.clone(), Bytes::new(file.bytes.clone())));
            attachments.push(Attachment {
                path: file.name.clone(),
                media_type: file.media_type.clone(),
                relationship: if file.is_source { "source" } else { "alternative" },
                description: file.description.clone(),
            });
        }
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let keywords = properties.keywords.split(',').map(str::trim).filter_map(given);
        let pages = Pages {
            // PDF/UA-1 asks for one (ISO 14289-1, 7.1).
            title: given(&properties.title).unwrap_or_else(|| builder.title()),
            author: given(&properties.author).into_iter().collect(),
            description: given(&properties.subject),
            keywords: keywords.chain(provenance(filling)).collect(),
            date: date(document, filling),
            language,
            region,
            families: FAMILIES,
            style: look(&document.style),
            header,
            footer,
            blocks,
            attachments,
        };
        let ident: Vec<String> =
            filling.provenance.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let Builder { anchors, unprinted, .. } = builder;
        Model { pages, anchors, attached, ident: ident.join("\n"), unprinted }
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

/// Where the document comes from, as words to find it by: a PDF has no other place that people and
/// programs can read.
fn provenance(filling: &Filling) -> impl Iterator<Item = String> {
    let is_told = |name: &str| name.starts_with("blankett.");
    let told = filling.provenance.iter().filter(move |(name, _)| is_told(name));
    told.map(|(name, value)| format!("{name}={value}"))
}

/// The language and the region of a BCP 47 tag.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_lowercase();
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    (language, parts.find(is_region).map(str::to_uppercase))
}

fn look(style: &Style) -> Look {
    let Style { fonts, colors, margins } = style;
    Look {
        size: fonts.size,
        headings: colors.headings.clone(),
        accent: colors.accent.clone(),
        muted: colors.muted.clone(),
        links: colors.links.clone(),
        margins: Margins {
            top: margins.top,
            bottom: margins.bottom,
            left: margins.left,
            right: margins.right,
        },
    }
}

/// Where blocks stand: what they belong to, and how wide they may be, in points.
#[derive(Clone, Copy)]
struct Frame {
    part: TextSource,
    width: f64,
}

/// Where text stands: what it belongs to, and how wide a line is in the size of its type.
#[derive(Clone, Copy)]
struct Stand {
    part: TextSource,
    width: f64,
}

struct Builder<'a> {
    filled: &'a Filled<'a>,
    anchors: Vec<(String, Vec<String>)>,
    unprinted: Vec<Unprinted>,
}

impl<'a> Builder<'a> {
    fn document(&self) -> &'a Document {
        self.filled.document
    }

    /// The width of the text between the margins, in points.
    fn text_width(&self) -> f64 {
        let margins = &self.document().style.margins;
        (PAGE_WIDTH - margins.left - margins.right) * POINTS_PER_MM
    }

    fn form(&self) -> Frame {
        Frame { part: TextSource::Form, width: self.text_width() }
    }

    fn answer(&self, slot: usize) -> Frame {
        let width = self.text_width() - ANSWER_INDENT * POINTS_PER_MM;
        Frame { part: TextSource::Slot(slot), width }
    }

    /// A line of a list is the narrowest.
    fn stand(&self, frame: Frame) -> Stand {
        let width = (frame.width - LIST_INDENT) / self.document().style.fonts.size / STRONG;
        Stand { part: frame.part, width }
    }

    fn title(&self) -> String {
        let title = self.document().blocks.iter().find_map(|block| match block {
            document::Block::Title(title) => Some(self.filled.plain(&title.content)),
            _ => None,
        });
        title.unwrap_or_else(|| "blankett".to_owned())
    }

    fn bands(&mut self, band: &Band) -> Bands {
        let stand = self.stand(self.form());
        let mut side = |content: &[Inline]| without_links(self.inline(content, stand));
        Bands { left: side(&band.left), right: side(&band.right) }
    }

    /// A label of the layout for bookmarks that stand in one place.
    fn label(&mut self, names: &[String]) -> String {
        let label = format!("mark-{}", self.anchors.len());
        self.anchors.push((label.clone(), names.to_vec()));
        label
    }

    fn blocks(&mut self) -> Vec<Block> {
        // References lead to headings that may come later, so these have their labels first.
        let document = self.document();
        let labels: Vec<Option<String>> = document
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

    fn block(&mut self, block: &document::Block, label: Option<String>, frame: Frame) -> Block {
        let stand = self.stand(frame);
        match block {
            document::Block::Title(title) => {
                let mut content = self.marks(&title.bookmarks);
                content.extend(self.inline(&title.content, stand));
                Block::Title { content }
            }
            document::Block::Heading(heading) => Block::Heading {
                level: heading.level,
                number: heading.number.clone(),
                label: label.unwrap_or_default(),
                content: self.inline(&heading.content, stand),
            },
            document::Block::Paragraph(paragraph) => {
                let marks = self.marks(&paragraph.bookmarks);
                let mut lines = self.lines(&paragraph.content, stand);
                lines[0].content.splice(0..0, marks);
                // A typed paragraph may be long, and pages end within it.
                let sticky = paragraph.with_next && paragraph.role != Role::Typed;
                let lines = Lines { lines, sticky };
                match paragraph.role {
                    Role::Text | Role::Typed => Block::Paragraph(lines),
                    Role::Question => Block::Question(Lines { sticky: true, ..lines }),
                    Role::Answer => {
                        Block::Answer { mark: None, blocks: vec![Block::Paragraph(lines)] }
                    }
                    Role::Signature => Block::Signature(lines),
                }
            }
            document::Block::List(list) => Block::List(self.list(list, stand)),
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
                        let stand = self.stand(frame);
                        let rtl = matches!(shown, Shown::Line(line) if is_rtl(line));
                        let line = Line { rtl, content: self.shown(shown, stand) };
                        vec![Block::Paragraph(Lines { lines: vec![line], sticky: false })]
                    }
                };
                Block::Answer { mark, blocks }
            }
            document::Block::Contents(_) => Block::Contents {},
            document::Block::PageBreak => Block::PageBreak {},
        }
    }

    fn list(&mut self, list: &document::List, stand: Stand) -> List {
        let indent = LIST_INDENT / self.document().style.fonts.size / STRONG;
        let inner = Stand { width: stand.width - indent, ..stand };
        let items = list.items.iter().map(|item| Item {
            lines: self.lines(&item.content, stand),
            lists: item.lists.iter().map(|list| self.list(list, inner)).collect(),
        });
        List { items: items.collect(), first: list.first }
    }

    fn table(&mut self, table: &document::Table, frame: Frame) -> Table {
        let filled = self.filled;
        let Frame { part, width } = frame;
        let shape = columns(table.cells(), table.header.len(), |cell| filled.plain(cell));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a page is a few thousand twips wide"
        )]
        let widths: Vec<f64> = column_widths(&shape, (width * 20.0) as usize)
            .into_iter()
            .map(|twips| twips as f64 / 20.0)
            .collect();
        let narrowest = widths.iter().copied().fold(width, f64::min);
        let inset = CELL_INSET.min(narrowest / 6.0);
        let size = self.document().style.fonts.size - 1.0;
        // Many columns are set smaller, and so are words that have room then.
        let words = table.cells().zip(widths.iter().cycle());
        let room = words.map(|(cell, width)| {
            (width - 2.0 * inset) / (longest_word(&filled.plain(cell)) * size * STRONG).max(1.0)
        });
        let room = room.fold(1.0, f64::min);
        let scale = if room < WORTH_IT { narrowest / NARROW } else { room };
        let scale = scale.clamp(SMALLEST_SCALE, 1.0);
        let size = size * scale;
        let stands: Vec<Stand> = widths
            .iter()
            .map(|width| Stand { part, width: (width - 2.0 * inset) / size / STRONG })
            .collect();
        let mut row = |cells: &[Vec<Inline>]| -> Vec<Line> {
            cells.iter().zip(&stands).map(|(cell, stand)| self.line(cell, *stand)).collect()
        };
        Table {
            inset,
            scale,
            alignment: table
                .alignment
                .iter()
                .map(|alignment| match alignment {
                    Alignment::Default => "start",
                    Alignment::Left => "left",
                    Alignment::Center => "center",
                    Alignment::Right => "right",
                })
                .collect(),
            header: row(&table.header),
            rows: table.rows.iter().map(|cells| row(cells)).collect(),
            widths,
        }
    }

    fn marks(&mut self, names: &[String]) -> Vec<Piece> {
        if names.is_empty() { Vec::new() } else { vec![Piece::Mark(self.label(names))] }
    }

    fn line(&mut self, content: &[Inline], stand: Stand) -> Line {
        Line { rtl: is_rtl(&self.filled.plain(content)), content: self.inline(content, stand) }
    }

    /// The lines that pieces are broken into; at least one.
    fn lines(&mut self, content: &[Inline], stand: Stand) -> Vec<Line> {
        let lines = content.split(|piece| *piece == Inline::Break);
        lines.map(|line| self.line(line, stand)).collect()
    }

    fn inline(&mut self, content: &[Inline], stand: Stand) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for piece in content {
            match piece {
                Inline::Text(text) => self.push_text(text, stand, &mut pieces),
                Inline::Typed(line) => self.push_line(line, stand, &mut pieces),
                Inline::Strong(content) => pieces.push(Piece::Strong(self.inline(content, stand))),
                Inline::Emphasis(content) => {
                    pieces.push(Piece::Emphasis(self.inline(content, stand)));
                }
                Inline::Link { address, content } => pieces.push(Piece::Link {
                    address: link_target(address),
                    content: self.inline(content, stand),
                }),
                Inline::Break => pieces.push(Piece::Break {}),
                Inline::Slot(slot) => {
                    let name = &self.document().slots[*slot].name;
                    pieces.push(Piece::Mark(self.label(std::slice::from_ref(name))));
                    let stand = Stand { part: TextSource::Slot(*slot), ..stand };
                    pieces.extend(self.shown(self.filled.shown(*slot), stand));
                }
                Inline::Printed(index) => {
                    let stand = Stand { part: TextSource::Printed(*index), ..stand };
                    for (nth, line) in self.filled.filling.printed[*index].split('\n').enumerate() {
                        if nth > 0 {
                            pieces.push(Piece::Break {});
                        }
                        self.push_text(line, stand, &mut pieces);
                    }
                }
                Inline::Reference { bookmark, number } => {
                    let mut labels = self.anchors.iter();
                    let found = labels.find(|(_, names)| names.contains(bookmark));
                    match found {
                        Some((label, _)) => pieces.push(Piece::Reference {
                            label: label.clone(),
                            number: number.clone(),
                        }),
                        None => self.push_text(number, stand, &mut pieces),
                    }
                }
                // See `Role::Signature`.
                Inline::SignatureLine => {}
                Inline::PageNumber => pieces.push(Piece::PageNumber {}),
                Inline::PageCount => pieces.push(Piece::PageCount {}),
            }
        }
        pieces
    }

    /// What a slot shows on one line: of a form that nobody answered yet, room to write in.
    fn shown(&mut self, shown: Shown<'_>, stand: Stand) -> Vec<Piece> {
        let words = phrases::of(self.document());
        let mut pieces = Vec::new();
        let muted = match shown {
            Shown::Line(line) | Shown::Choice { word: line, .. } => {
                self.push_line(line, stand, &mut pieces);
                return pieces;
            }
            Shown::Tick(true) => return vec![Piece::Tick { sign: "☒", alt: words.ticked }],
            Shown::Tick(false) => return vec![Piece::Tick { sign: "☐", alt: words.not_ticked }],
            // Blocks stand alone in their paragraph: see `Block::Slot`.
            Shown::Blocks(_) => return pieces,
            Shown::Placeholder(placeholder) => placeholder,
            Shown::Unanswered if self.filled.is_blank() => {
                "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}"
            }
            Shown::Unanswered => &self.filled.document.unanswered,
        };
        // It is the form's, wherever it stands.
        self.push_text(muted, self.stand(self.form()), &mut pieces);
        vec![Piece::Muted(pieces)]
    }

    /// A typed line: its web addresses as links.
    fn push_line(&mut self, line: &str, stand: Stand, pieces: &mut Vec<Piece>) {
        for piece in text::pieces(line) {
            match piece {
                text::Piece::Plain(plain) => self.push_text(plain, stand, pieces),
                text::Piece::Link(address) => {
                    let mut content = Vec::new();
                    self.push_text(address, stand, &mut content);
                    pieces.push(Piece::Link { address: link_target(address), content });
                }
            }
        }
    }

    /// Text, with what cannot be printed as codes, and with breaks in words that are longer than
    /// their line.
    fn push_text(&mut self, text: &str, stand: Stand, pieces: &mut Vec<Piece>) {
        let mut plain = String::new();
        let mut codes: Vec<String> = Vec::new();
        for c in text.chars() {
            if FONTS.can_print(c) {
                if !codes.is_empty() {
                    pieces.push(Piece::Code(std::mem::take(&mut codes).join(" ")));
                }
                match c {
                    // It has no picture, and no stops here.
                    '\t' => plain.push_str("    "),
                    c => plain.push(c),
                }
            } else {
                push_plain(&std::mem::take(&mut plain), stand.width, pieces);
                codes.push(format!("U+{:04X}", u32::from(c)));
                self.remember(c, stand.part);
            }
        }
        push_plain(&plain, stand.width, pieces);
        if !codes.is_empty() {
            pieces.push(Piece::Code(codes.join(" ")));
        }
    }

    fn remember(&mut self, character: char, part: TextSource) {
        match self.unprinted.iter_mut().find(|other| other.part == part) {
            Some(other) if other.characters.contains(&character) => {}
            Some(other) => other.characters.push(character),
            None => self.unprinted.push(Unprinted { part, characters: vec![character] }),
        }
    }
}

/// What stands at the top or the foot of every page is read to nobody, so no link may hide there
/// (ISO 14289-1, 7.18.5): its text stands without it.
fn without_links(pieces: Vec<Piece>) -> Vec<Piece> {
    let plain = |piece| match piece {
        Piece::Link { content, .. } => without_links(content),
        Piece::Reference { number, .. } => vec![Piece::Text(number)],
        Piece::Strong(content) => vec![Piece::Strong(without_links(content))],
        Piece::Emphasis(content) => vec![Piece::Emphasis(without_links(content))],
        piece => vec![piece],
    };
    pieces.into_iter().flat_map(plain).collect()
}

/// Text that can be printed; `width` is that of a line.
fn push_plain(text: &str, width: f64, pieces: &mut Vec<Piece>) {
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if width_of(word) <= width {
            plain.push_str(word);
            continue;
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Breakable(parts_of_word(word, width)));
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
}
