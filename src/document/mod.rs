//! The document tree: what a form says, with slots where answers stand.
//!
//! A [`Document`] is the fixed text of a form in one *shape*: all cases that take the same way
//! through the template's conditions share it. What differs from case to case is a [`Filling`]:
//! the answer of each slot and each value that the template prints. Answers never pass through
//! the parser of the form's text, so none can change what a document is made of.

mod filled;
mod locate;
mod marker;
mod parse;
mod picture;
pub mod problems;
mod resolve;
mod style;
mod table;
mod typed;

pub use filled::{Filled, Shown};
pub use marker::{Call, Marker, Markup};
pub use parse::parse;
pub use picture::Picture;
pub use style::{Asset, Colors, Fonts, Letterhead, Logo, Margins, Style, Typeface};
pub use table::{Alignment, Area, Table};
pub use typed::{Text, characters, typed_lines};

/// The fixed text of a form, with slots.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// How it looks.
    pub style: Style,
    /// The slots that answers are put into.
    pub slots: Vec<Slot>,
    /// The text.
    pub blocks: Vec<Block>,
    /// What stands at the top of each page.
    pub header: Band,
    /// What stands at the foot of each page.
    pub footer: Band,
    /// What the file says of itself.
    pub properties: Properties<Vec<Inline>>,
    /// What an empty slot shows where blanks would not be seen.
    pub unanswered: String,
    /// What a public copy says of itself, before all else; it is a block of the text already.
    pub notice: Option<String>,
    /// What a document says of itself that is not decided yet, on each page.
    pub draft_mark: Option<String>,
    /// Whether answers of several paragraphs stand in sections of their own while the file is protected, so
    /// that those are free to edit.
    pub has_free_answers: bool,
}

impl Document {
    /// Whether each answer of several paragraphs has a paragraph before it, where a section can end, and none
    /// stands within something else.
    pub fn can_have_free_answers(&self) -> bool {
        let is_block = |block: &Block| match block {
            Block::Slot(slot) => self.slots[*slot].kind == SlotKind::Block,
            _ => false,
        };
        let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_) | Block::Heading(_));
        let free = self.blocks.windows(2).filter(|two| is_paragraph(&two[0]) && is_block(&two[1]));
        let wanted = self.slots.iter().filter(|slot| slot.kind == SlotKind::Block).count();
        free.count() == wanted
    }

    /// The document of a public copy, which says so on its first page.
    #[must_use]
    pub fn with_notice(mut self, notice: &str) -> Document {
        let paragraph = Paragraph {
            role: Role::Text,
            bookmarks: Vec::new(),
            content: vec![Inline::Strong(vec![Inline::Text(notice.to_owned())])],
            with_next: false,
        };
        let at = usize::from(matches!(self.blocks.first(), Some(Block::Title(_))));
        self.blocks.insert(at, Block::Paragraph(paragraph));
        self.notice = Some(notice.to_owned());
        self
    }

    /// Whether anything stands above the header of each page.
    pub fn has_letterhead(&self) -> bool {
        self.style.letterhead != Letterhead::default() || self.draft_mark.is_some()
    }
}

/// A place for an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Slot {
    /// What templates call it: `field.x`, `part.x.yes`.
    pub place: String,
    /// The name of the bookmark, which is the form field's too.
    pub name: String,
    /// What can stand in it.
    pub kind: SlotKind,
    /// The question.
    pub label: String,
    /// Advice on how to answer.
    pub help: Option<String>,
    /// What it shows while it is empty.
    pub placeholder: Option<String>,
    /// The most characters that it takes, of a line.
    pub longest: Option<usize>,
}

/// What can stand in a slot.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SlotKind {
    /// One line, within a paragraph.
    Line,
    /// A date, and nothing else, on one line.
    Date,
    /// One of these words, on one line.
    Choice(Vec<String>),
    /// Paragraphs, lists and tables, alone in its paragraph.
    Block,
    /// A tick.
    Tick,
}

/// What stands in the slots of a document for one case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filling {
    /// What stands in each slot; `None` where the question is unanswered.
    pub slots: Vec<Option<Content>>,
    /// The values that the template prints, in the order of [`Inline::Printed`].
    pub printed: Vec<String>,
    /// Names and values that tell where the document comes from, in their order.
    pub provenance: Vec<(String, String)>,
    /// Whether the file is to be protected for filling in.
    pub protected: bool,
    /// Whether the protection that somebody else's file has of itself is to be taken away.
    pub is_freed: bool,
    /// The day that a format gives which needs one, where the document's own properties have none:
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Files that go with the document, where the format takes any.
    pub attachments: Vec<Attachment>,
}

/// A file within another (ISO 19005-3, 6.8).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What it is, in words.
    pub description: String,
    /// Whether the document was made from it; else it is the same document in another format.
    pub is_source: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An answer as it stands in a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// One line.
    Line(String),
    /// Blocks.
    Text(Text),
    /// A tick or none.
    Tick(bool),
}

/// A block of text: of the form's, or of what a person typed, which is made of paragraphs, lists and
/// tables alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The title.
    Title(Paragraph),
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A slot for blocks, by its index.
    Slot(usize),
    /// A list of the headings, each with its number, text and first bookmark.
    Contents(Vec<ContentsEntry>),
    /// What follows begins on a new page.
    PageBreak,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The number of the first item; `None` where the items have bullets.
    pub first: Option<usize>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its text.
    pub content: Vec<Inline>,
    /// The lists that stand in it, after its text.
    pub lists: Vec<List>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 3; the title stands above them.
    pub level: u8,
    /// Its number: `5`, `5.1`.
    pub number: String,
    /// The bookmarks on it.
    pub bookmarks: Vec<String>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A line of the contents list.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentsEntry {
    /// The level of the heading.
    pub level: u8,
    /// The number of the heading.
    pub number: String,
    /// The heading's text.
    pub content: Vec<Inline>,
    /// The bookmark on the heading.
    pub bookmark: String,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What it is in the form.
    pub role: Role,
    /// The bookmarks on it.
    pub bookmarks: Vec<String>,
    /// Its text.
    pub content: Vec<Inline>,
    /// Whether it belongs to what follows, so that no page may end between them.
    pub with_next: bool,
}

/// What a paragraph is in the form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Text.
    Text,
    /// A question: a paragraph that is strong from end to end.
    Question,
    /// A paragraph with a slot.
    Answer,
    /// A paragraph with a line to sign on.
    Signature,
    /// A paragraph that a person typed.
    Typed,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters of the form.
    Text(String),
    /// A line that a person typed: every character is literal, and bare web addresses are links
    /// ([`crate::text::pieces`]).
    Typed(String),
    /// Strong text.
    Strong(Vec<Inline>),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Its address.
        address: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A line break.
    Break,
    /// A slot for a line or a tick, by its index.
    Slot(usize),
    /// A value that the template prints, by its index in [`Filling::printed`].
    Printed(usize),
    /// The number of a heading, as a link to it.
    Reference {
        /// A bookmark on the heading.
        bookmark: String,
        /// The heading's number.
        number: String,
    },
    /// A line to sign on, above what follows.
    SignatureLine,
    /// The page's number.
    PageNumber,
    /// How many pages there are.
    PageCount,
}

/// The top or the foot of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// What stands at the left margin.
    pub left: Vec<Inline>,
    /// What stands at the right margin.
    pub right: Vec<Inline>,
}

/// What a file says of itself (Dublin Core's terms).
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Properties<T> {
    /// The title.
    pub title: T,
    /// Who made it.
    pub author: T,
    /// What it is about.
    pub subject: T,
    /// Words to find it by.
    pub keywords: T,
    /// What the authority files it under.
    pub identifier: T,
    /// The date it was made, `YYYY-MM-DD`.
    pub created: T,
}

impl<T> Properties<T> {
    /// The same properties, each made anew by `f`.
    pub fn map<U>(&self, mut f: impl FnMut(&T) -> U) -> Properties<U> {
        Properties {
            title: f(&self.title),
            author: f(&self.author),
            subject: f(&self.subject),
            keywords: f(&self.keywords),
            identifier: f(&self.identifier),
            created: f(&self.created),
        }
    }
}

impl List {
    /// Gives the text of each item to `each`, those of lists within items too.
    pub fn each_line(&self, each: &mut dyn FnMut(&[Inline])) {
        for item in &self.items {
            each(&item.content);
            item.lists.iter().for_each(|list| list.each_line(each));
        }
    }
}

impl Document {
    /// Gives each line of the document's text, its headers and its properties to `each`.
    pub fn each_line(&self, each: &mut dyn FnMut(&[Inline])) {
        for block in &self.blocks {
            match block {
                Block::Title(paragraph) | Block::Paragraph(paragraph) => each(&paragraph.content),
                Block::Heading(heading) => each(&heading.content),
                Block::List(list) => list.each_line(each),
                Block::Table(table) => table.cells().for_each(|cell| each(cell)),
                Block::Contents(entries) => {
                    for entry in entries {
                        each(&entry.content);
                    }
                }
                Block::Slot(_) | Block::PageBreak => {}
            }
        }
        for band in [&self.header, &self.footer] {
            each(&band.left);
            each(&band.right);
        }
        self.properties.map(|content| each(content));
    }

    /// The slots in the order of the text, each with the heading that it stands under.
    pub fn slots_by_heading(&self) -> Vec<(Option<&Heading>, usize)> {
        let mut heading = None;
        let mut slots = Vec::new();
        for block in &self.blocks {
            let mut found = Vec::new();
            match block {
                Block::Heading(next) => {
                    heading = Some(next);
                    slots_of(&next.content, &mut found);
                }
                Block::Title(paragraph) | Block::Paragraph(paragraph) => {
                    slots_of(&paragraph.content, &mut found);
                }
                Block::List(list) => list.each_line(&mut |line| slots_of(line, &mut found)),
                Block::Table(table) => {
                    table.cells().for_each(|cell| slots_of(cell, &mut found));
                }
                Block::Slot(slot) => found.push(*slot),
                Block::Contents(_) | Block::PageBreak => {}
            }
            slots.extend(found.into_iter().map(|slot| (heading, slot)));
        }
        slots
    }
}

/// Whether what pieces of a line show differs from case to case.
pub fn is_open(content: &[Inline]) -> bool {
    content.iter().any(|piece| match piece {
        Inline::Slot(_) | Inline::Printed(_) => true,
        Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
            is_open(content)
        }
        _ => false,
    })
}

fn slots_of(content: &[Inline], slots: &mut Vec<usize>) {
    for piece in content {
        match piece {
            Inline::Slot(slot) => slots.push(*slot),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                slots_of(content, slots);
            }
            _ => {}
        }
    }
}

impl Filling {
    /// The characters of some pieces, without any form.
    pub fn plain(&self, content: &[Inline]) -> String {
        let mut plain = String::new();
        for piece in content {
            match piece {
                Inline::Text(text) | Inline::Typed(text) => plain.push_str(text),
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Link { content, .. } => {
                    plain.push_str(&self.plain(content));
                }
                Inline::Break => plain.push(' '),
                Inline::Printed(index) => plain.push_str(&self.printed[*index].replace('\n', " ")),
                Inline::Reference { number, .. } => plain.push_str(number),
                Inline::Slot(slot) => {
                    if let Some(Content::Line(line)) = &self.slots[*slot] {
                        plain.push_str(line);
                    }
                }
                Inline::SignatureLine | Inline::PageNumber | Inline::PageCount => {}
            }
        }
        plain
    }
}
