//! CommonMark with markers → [`Document`].
//!
//! A marker stands for a slot, a printed value or a function's call. It is a number between two
//! noncharacters, written as character references: a bare one beside `**` would change what
//! CommonMark takes for emphasis.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use crate::diagnostic::{self, Place, Problem, Report, Source, nearest};
use crate::text::Alignment;

use super::{
    Band, Block, ContentsEntry, Document, Heading, Inline, Paragraph, Properties, Role, Slot,
    SlotKind, Style,
};

/// The longest name of a bookmark in Word.
const LONGEST_BOOKMARK: usize = 40;

/// A form's text as the template gives it: CommonMark with markers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markup {
    /// The text.
    pub body: String,
    /// The left and the right of the header.
    pub header: (String, String),
    /// The left and the right of the footer.
    pub footer: (String, String),
    /// What the file says of itself.
    pub properties: Properties<String>,
    /// The functions called; a marker names one by its index.
    pub calls: Vec<Call>,
}

/// A function that places what CommonMark has no word for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Call {
    /// A bookmark on the heading or paragraph that it stands in.
    Bookmark(String),
    /// The number of the heading that has a bookmark.
    Reference(String),
    /// The list of the headings.
    Contents,
    /// A new page.
    PageBreak,
    /// A line to sign on.
    SignatureLine,
    /// The page's number.
    PageNumber,
    /// How many pages there are.
    PageCount,
}

/// The noncharacters that stand around markers. No answer can hold them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Written {
    /// A slot.
    Slot,
    /// A printed value.
    Printed,
    /// A function's call.
    Call,
}

impl Written {
    /// All of them.
    pub const ALL: [Written; 3] = [Written::Slot, Written::Printed, Written::Call];

    /// The opening and the closing noncharacter.
    pub fn marks(self) -> (char, char) {
        match self {
            Written::Slot => ('\u{FDD0}', '\u{FDD1}'),
            Written::Printed => ('\u{FDD2}', '\u{FDD3}'),
            Written::Call => ('\u{FDD4}', '\u{FDD5}'),
        }
    }

    /// The marker with a number, as it stands in [`Markup`].
    pub fn marker(self, number: usize) -> String {
        let (open, close) = self.marks();
        format!("&#{};{number}&#{};", u32::from(open), u32::from(close))
    }
}

/// Reads a form's text. `template` is the file it was made from: faults are shown there.
///
/// # Errors
///
/// All faults go to `report`; there is a document only if there were none.
pub fn parse(
    markup: &Markup,
    slots: Vec<Slot>,
    style: Style,
    language: &str,
    unanswered: &str,
    template: &Arc<Source>,
    report: &mut Report,
) -> Option<Document> {
    let faults_before = report.errors();
    let mut reader = Reader {
        calls: &markup.calls,
        slots: &slots,
        template,
        report,
        numbers: [0; 3],
        placed: vec![0; slots.len()],
        has_title: false,
        text: String::new(),
    };
    let mut blocks = reader.blocks(&markup.body);
    let mut line = |text: &str| reader.line(text);
    let header = Band { left: line(&markup.header.0), right: line(&markup.header.1) };
    let footer = Band { left: line(&markup.footer.0), right: line(&markup.footer.1) };
    let properties = markup.properties.map(|text| line(text));
    reader.refuse_misplaced();
    reader.resolve(&mut blocks);
    keep_together(&mut blocks);
    (report.errors() == faults_before).then(|| Document {
        language: language.to_owned(),
        style,
        slots,
        blocks,
        header,
        footer,
        properties,
        unanswered: unanswered.to_owned(),
    })
}

struct Reader<'a> {
    calls: &'a [Call],
    slots: &'a [Slot],
    template: &'a Arc<Source>,
    report: &'a mut Report,
    /// The number of the last heading of each level.
    numbers: [usize; 3],
    /// How often each slot has been placed.
    placed: Vec<usize>,
    has_title: bool,
    /// The text being read, which faults have their ranges in.
    text: String,
}

/// What stands in a paragraph: its pieces, and what marks the paragraph as a whole.
#[derive(Default)]
struct Content {
    pieces: Vec<Inline>,
    bookmarks: Vec<String>,
    contents: bool,
    page_break: bool,
}

type Events<'a> = TextMergeWithOffset<'a, OffsetIter<'a>>;

impl Reader<'_> {
    fn blocks(&mut self, text: &str) -> Vec<Block> {
        text.clone_into(&mut self.text);
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
        let mut events: Events<'_> = TextMergeWithOffset::new(parser.into_offset_iter());
        let mut blocks = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let content = self.content(&mut events, TagEnd::Heading(level));
                    blocks.extend(self.heading(level, content, &range));
                }
                Event::Start(Tag::Paragraph) => {
                    let content = self.content(&mut events, TagEnd::Paragraph);
                    blocks.push(self.paragraph(content));
                }
                Event::Start(Tag::List(first)) => {
                    blocks.push(self.list(&mut events, first.is_some()));
                }
                Event::Start(Tag::Table(alignment)) => {
                    blocks.push(self.table(&mut events, &alignment));
                }
                Event::Rule => self.refuse(diagnostic::Markup::Rule, &range),
                Event::Start(tag) => self.refuse_tag(&tag, &range),
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.refuse(diagnostic::Markup::Html, &range);
                }
                // The ends of what was refused, and what stood in it.
                _ => {}
            }
        }
        blocks
    }

    /// One line of text, as in a header: whatever CommonMark makes of it, its pieces.
    fn line(&mut self, text: &str) -> Vec<Inline> {
        let mut pieces = Vec::new();
        for block in self.blocks(text) {
            match block {
                Block::Paragraph(Paragraph { content, .. }) => pieces.extend(content),
                _ => self.refuse(diagnostic::Markup::BlockInList, &(0..text.len())),
            }
        }
        pieces
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        content: Content,
        range: &Range<usize>,
    ) -> Option<Block> {
        let level = level as usize;
        if level == 1 && !self.has_title {
            self.has_title = true;
            return Some(Block::Title(content.pieces));
        }
        if !(2..=4).contains(&level) {
            self.refuse(diagnostic::Markup::DeepHeading, range);
            return None;
        }
        let level = level - 1;
        self.numbers[level - 1] += 1;
        self.numbers[level..].fill(0);
        let number =
            self.numbers[..level].iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        #[expect(clippy::cast_possible_truncation, reason = "1 to 3")]
        let level = level as u8;
        Some(Block::Heading(Heading {
            level,
            number,
            bookmarks: content.bookmarks,
            content: content.pieces,
        }))
    }

    fn paragraph(&mut self, content: Content) -> Block {
        if content.page_break {
            return Block::PageBreak;
        }
        if content.contents {
            return Block::Contents(Vec::new());
        }
        let is_block = |piece: &Inline| matches!(piece, Inline::Slot(slot) if self.slots[*slot].kind == SlotKind::Block);
        if let Some(Inline::Slot(slot)) = content.pieces.iter().find(|piece| is_block(piece)) {
            if content.pieces.len() > 1 || !content.bookmarks.is_empty() {
                let key = &self.slots[*slot].key;
                let place = self.place_of_field(key);
                self.report.error(Problem::NotAlone { key: key.clone() }, place);
            }
            return Block::Slot(*slot);
        }
        let role = match content.pieces.as_slice() {
            [Inline::Strong(_)] => Role::Question,
            pieces if pieces.iter().any(|piece| matches!(piece, Inline::Slot(_))) => Role::Answer,
            pieces if pieces.contains(&Inline::SignatureLine) => Role::Signature,
            _ => Role::Text,
        };
        Block::Paragraph(Paragraph {
            role,
            bookmarks: content.bookmarks,
            content: content.pieces,
            with_next: false,
        })
    }

    fn list(&mut self, events: &mut Events<'_>, ordered: bool) -> Block {
        let mut items = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => {
                    let content = self.content(events, TagEnd::Item);
                    self.refuse_block_slots(&content.pieces);
                    items.push(content.pieces);
                }
                _ => {}
            }
        }
        Block::List { ordered, items }
    }

    fn table(&mut self, events: &mut Events<'_>, alignment: &[pulldown_cmark::Alignment]) -> Block {
        let alignment = alignment
            .iter()
            .map(|alignment| match alignment {
                pulldown_cmark::Alignment::None => Alignment::Default,
                pulldown_cmark::Alignment::Left => Alignment::Left,
                pulldown_cmark::Alignment::Center => Alignment::Center,
                pulldown_cmark::Alignment::Right => Alignment::Right,
            })
            .collect();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let content = self.content(events, TagEnd::TableCell);
                    self.refuse_block_slots(&content.pieces);
                    if let Some(row) = rows.last_mut() {
                        row.push(content.pieces);
                    }
                }
                _ => {}
            }
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Block::Table { alignment, header, rows }
    }

    fn refuse_block_slots(&mut self, pieces: &[Inline]) {
        for piece in pieces {
            if let Inline::Slot(slot) = piece
                && self.slots[*slot].kind == SlotKind::Block
            {
                let key = self.slots[*slot].key.clone();
                let place = self.place_of_field(&key);
                self.report.error(Problem::NotAlone { key }, place);
            }
        }
    }

    /// The pieces up to the end of what they stand in.
    fn content(&mut self, events: &mut Events<'_>, end: TagEnd) -> Content {
        let mut content = Content::default();
        let mut paragraphs = 0;
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(text) => self.text(&text, &mut content),
                Event::SoftBreak => content.pieces.push(Inline::Text(" ".into())),
                Event::HardBreak => content.pieces.push(Inline::Break),
                Event::Start(Tag::Strong) => {
                    let inner = self.content(events, TagEnd::Strong);
                    content.take(inner, Inline::Strong);
                }
                Event::Start(Tag::Emphasis) => {
                    let inner = self.content(events, TagEnd::Emphasis);
                    content.take(inner, Inline::Emphasis);
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    if dest_url.contains(is_mark) {
                        self.refuse(diagnostic::Markup::Place, &range);
                    }
                    let address = match link_type {
                        LinkType::Email => format!("mailto:{dest_url}"),
                        _ => dest_url.to_string(),
                    };
                    let inner = self.content(events, TagEnd::Link);
                    content.take(inner, |content| Inline::Link { address, content });
                }
                Event::Start(Tag::Paragraph) => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        self.refuse(diagnostic::Markup::BlockInList, &range);
                    }
                }
                Event::Start(tag) => {
                    self.refuse_tag(&tag, &range);
                    let inner = self.content(events, tag.to_end());
                    content.pieces.extend(inner.pieces);
                }
                Event::Code(_) => self.refuse(diagnostic::Markup::Code, &range),
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.refuse(diagnostic::Markup::Html, &range);
                }
                _ => {}
            }
        }
        content
    }

    /// Characters and the markers among them.
    fn text(&mut self, text: &str, content: &mut Content) {
        let mut rest = text;
        while let Some(open) = rest.find(is_mark) {
            if open > 0 {
                content.pieces.push(Inline::Text(rest[..open].to_owned()));
            }
            let mut characters = rest[open..].chars();
            let mark = characters.next();
            let after = characters.as_str();
            let written = Written::ALL.into_iter().find(|written| Some(written.marks().0) == mark);
            let Some((number, tail)) = written.and_then(|w| after.split_once(w.marks().1)) else {
                rest = after;
                continue;
            };
            rest = tail;
            let Ok(number) = number.parse::<usize>() else { continue };
            match written {
                Some(Written::Printed) => content.pieces.push(Inline::Printed(number)),
                Some(Written::Slot) => {
                    if let Some(placed) = self.placed.get_mut(number) {
                        *placed += 1;
                        content.pieces.push(Inline::Slot(number));
                    }
                }
                Some(Written::Call) => match self.calls.get(number) {
                    Some(Call::Bookmark(name)) => content.bookmarks.push(name.clone()),
                    Some(Call::Reference(name)) => {
                        content.pieces.push(Inline::Reference {
                            bookmark: name.clone(),
                            number: String::new(),
                        });
                    }
                    Some(Call::SignatureLine) => content.pieces.push(Inline::SignatureLine),
                    Some(Call::PageNumber) => content.pieces.push(Inline::PageNumber),
                    Some(Call::PageCount) => content.pieces.push(Inline::PageCount),
                    Some(Call::Contents) => content.contents = true,
                    Some(Call::PageBreak) => content.page_break = true,
                    None => {}
                },
                None => {}
            }
        }
        if !rest.is_empty() {
            content.pieces.push(Inline::Text(rest.to_owned()));
        }
    }

    fn refuse_tag(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let markup = match tag {
            Tag::Image { .. } => diagnostic::Markup::Image,
            Tag::CodeBlock(_) => diagnostic::Markup::Code,
            Tag::BlockQuote(_) => diagnostic::Markup::Quote,
            Tag::List(_) => diagnostic::Markup::NestedList,
            // Its lines are refused one by one.
            Tag::HtmlBlock => return,
            // What else there is, the options leave off.
            _ => diagnostic::Markup::BlockInList,
        };
        self.refuse(markup, range);
    }

    fn refuse(&mut self, markup: diagnostic::Markup, range: &Range<usize>) {
        let place = self.place_of_range(range);
        self.report.error(Problem::UnsupportedMarkup { markup }, place);
    }

    /// The line of the template that a line of the rendered text came from: the one with the same
    /// characters up to the first marker, counted among those alike.
    fn place_of_range(&self, range: &Range<usize>) -> Place {
        let fixed = |line: &str| -> String {
            line.split(['&', '{']).next().unwrap_or_default().trim().to_owned()
        };
        let line_of = |at: usize| {
            let start = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
            self.text[start..].lines().next().unwrap_or_default()
        };
        let wanted = fixed(line_of(range.start));
        let before = self.text[..range.start].matches('\n').count();
        let nth = self.text.lines().take(before).filter(|line| fixed(line) == wanted).count();
        let mut start = 0;
        let mut alike = 0;
        for line in self.template.text().split_inclusive('\n') {
            if fixed(line) == wanted {
                if alike == nth {
                    return Place::new(self.template, start..start + line.trim_end().len());
                }
                alike += 1;
            }
            start += line.len();
        }
        self.place_of("")
    }

    /// Where the template says something; its beginning where that cannot be told.
    fn place_of(&self, snippet: &str) -> Place {
        let found = self.template.text().find(snippet).filter(|_| !snippet.is_empty());
        Place::new(self.template, found.map_or(0..0, |at| at..at + snippet.len()))
    }

    /// Where the template names a bookmark.
    fn place_of_name(&self, name: &str) -> Place {
        let quoted = self.place_of(&format!("\"{name}\""));
        if quoted.span.is_empty() { self.place_of(name) } else { quoted }
    }

    fn place_of_field(&self, key: &str) -> Place {
        ["field.", "part."]
            .iter()
            .map(|group| self.place_of(&format!("{group}{key}")))
            .find(|place| !place.span.is_empty())
            .unwrap_or_else(|| self.place_of(""))
    }

    fn refuse_misplaced(&mut self) {
        for (slot, placed) in self.slots.iter().zip(self.placed.clone()) {
            let place = self.place_of_field(&slot.key);
            match placed {
                0 => self.report.error(Problem::NotPlaced { key: slot.key.clone() }, place),
                1 => continue,
                _ => self.report.error(Problem::PlacedTwice { key: slot.key.clone() }, place),
            };
        }
    }

    /// Gives references their numbers and contents lists their entries; refuses bookmarks that
    /// Word would not take.
    fn resolve(&mut self, blocks: &mut [Block]) {
        let mut names: Vec<String> =
            self.slots.iter().map(|slot| slot.name.to_lowercase()).collect();
        let mut numbers: BTreeMap<String, String> = BTreeMap::new();
        let mut entries = Vec::new();
        for block in &*blocks {
            let bookmarks = match block {
                Block::Heading(heading) => {
                    numbers.extend(
                        heading.bookmarks.iter().map(|name| (name.clone(), heading.number.clone())),
                    );
                    if let Some(bookmark) = heading.bookmarks.first() {
                        entries.push(ContentsEntry {
                            level: heading.level,
                            number: heading.number.clone(),
                            content: heading.content.clone(),
                            bookmark: bookmark.clone(),
                        });
                    }
                    &heading.bookmarks
                }
                Block::Paragraph(paragraph) => &paragraph.bookmarks,
                _ => continue,
            };
            for name in bookmarks {
                self.refuse_bookmark(name, &mut names);
            }
        }
        for block in blocks {
            match block {
                Block::Contents(contents) => contents.clone_from(&entries),
                Block::Heading(Heading { content, .. })
                | Block::Paragraph(Paragraph { content, .. })
                | Block::Title(content) => self.number_references(content, &numbers),
                Block::List { items, .. } => {
                    for item in items {
                        self.number_references(item, &numbers);
                    }
                }
                Block::Table { header, rows, .. } => {
                    let cells = header.iter_mut().chain(rows.iter_mut().flatten());
                    cells.for_each(|cell| self.number_references(cell, &numbers));
                }
                Block::Slot(_) | Block::PageBreak => {}
            }
        }
    }

    fn refuse_bookmark(&mut self, name: &str, names: &mut Vec<String>) {
        let place = self.place_of_name(name);
        let fits = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && name.encode_utf16().count() <= LONGEST_BOOKMARK;
        if !fits {
            let problem =
                Problem::InvalidBookmark { name: name.to_owned(), limit: LONGEST_BOOKMARK };
            self.report.error(problem, place.clone());
        }
        // Word does not tell capitals from small letters here.
        let folded = name.to_lowercase();
        if names.contains(&folded) {
            self.report.error(Problem::Duplicate { name: name.to_owned() }, place);
        }
        names.push(folded);
    }

    fn number_references(&mut self, pieces: &mut [Inline], numbers: &BTreeMap<String, String>) {
        for piece in pieces {
            match piece {
                Inline::Reference { bookmark, number } => {
                    if let Some(found) = numbers.get(bookmark) {
                        number.clone_from(found);
                    } else {
                        let suggestion = nearest(bookmark, numbers.keys().map(String::as_str));
                        let place = self.place_of_name(bookmark);
                        self.report.error(
                            Problem::UnknownReference { name: bookmark.clone(), suggestion },
                            place,
                        );
                    }
                }
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Link { content, .. } => {
                    self.number_references(content, numbers);
                }
                _ => {}
            }
        }
    }
}

impl Content {
    /// Takes over what stood in an element, wrapped; what marks the paragraph goes to the paragraph.
    fn take(&mut self, inner: Content, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        self.pieces.push(wrap(inner.pieces));
        self.bookmarks.extend(inner.bookmarks);
        self.contents |= inner.contents;
        self.page_break |= inner.page_break;
    }
}

fn is_mark(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// Marks the paragraphs that no page may end after: a question, what explains it, and the line
/// that leads over to an answer.
fn keep_together(blocks: &mut [Block]) {
    let mut after_question = false;
    for at in 0..blocks.len() {
        let next_is_answer = matches!(
            blocks.get(at + 1),
            Some(Block::Slot(_) | Block::Paragraph(Paragraph { role: Role::Answer, .. }))
        );
        let next_is_list =
            matches!(blocks.get(at + 1), Some(Block::List { .. } | Block::Table { .. }));
        let next_is_signature = matches!(
            blocks.get(at + 1),
            Some(Block::Paragraph(Paragraph { role: Role::Signature, .. }))
        );
        match &mut blocks[at] {
            Block::Paragraph(paragraph) => {
                after_question |= paragraph.role == Role::Question;
                let only_slot = matches!(paragraph.content.as_slice(), [Inline::Slot(_)]);
                let answered = paragraph.role == Role::Answer && !next_is_answer;
                paragraph.with_next = (after_question && !answered && !only_slot)
                    || (next_is_answer && !only_slot)
                    || next_is_list
                    || next_is_signature;
                after_question &= paragraph.with_next;
            }
            _ => after_question = false,
        }
    }
}
