//! CommonMark with markers → [`Document`].

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use crate::diagnostic::{Report, Source};
use crate::document::problems::{
    JoinedCells, NotAlone, NotPlaced, PlacedTwice, RefusedMarkup, UnsupportedMarkup,
};
use crate::text::{self, DEEPEST_LIST, Piece, is_forbidden};

use super::locate::Locator;
use super::marker::{Call, Marker, Markup};
use super::resolve::{
    keep_together, mark_headings, number_references, numbers, refuse_bookmarks, resolve,
};
use super::table::{Joined, merged};
use super::{
    Alignment, Band, Block, Document, Heading, Inline, Item, List, Paragraph, Role, Slot, SlotKind,
    Style, Table,
};

/// How deep strong and emphasised text and links may stand in one another.
const DEEPEST: usize = 16;

/// Reads a form's text. `templates` are the files it was made from, the form's text
/// first: problems are shown there.
///
/// # Errors
///
/// All problems go to `report`; there is a document only if there were none.
pub fn parse(
    markup: &Markup,
    slots: Vec<Slot>,
    style: Style,
    language: &str,
    unanswered: &str,
    templates: &[Arc<Source>],
    report: &mut Report,
) -> Option<Document> {
    let faults_before = report.errors();
    let mut reader = MarkupReader {
        calls: &markup.calls,
        slots: &slots,
        locator: Locator::new(templates),
        report,
        numbers: [0; 3],
        placed: vec![0; slots.len()],
        has_title: false,
        text: String::new(),
        in_band: false,
        refused: BTreeSet::new(),
        depth: 0,
        lists: 0,
    };
    let mut blocks = reader.blocks(&markup.body);
    let mut line = |text: &str| reader.line(text);
    let mut header = Band { left: line(&markup.header.0), right: line(&markup.header.1) };
    let mut footer = Band { left: line(&markup.footer.0), right: line(&markup.footer.1) };
    let properties = markup.properties.map(|text| line(text));
    reader.refuse_misplaced();
    let locator = Locator::new(templates);
    mark_headings(&mut blocks);
    refuse_bookmarks(&blocks, &slots, locator, report);
    let numbers = numbers(&blocks);
    resolve(&mut blocks, &numbers, locator, report);
    for line in [&mut header.left, &mut header.right, &mut footer.left, &mut footer.right] {
        number_references(line, &numbers, locator, report);
    }
    keep_together(&mut blocks);
    (report.errors() == faults_before).then(|| Document {
        notice: None,
        draft_mark: None,
        has_free_answers: false,
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

struct MarkupReader<'a> {
    calls: &'a [Call],
    slots: &'a [Slot],
    locator: Locator<'a>,
    report: &'a mut Report,
    /// The number of the last heading of each level.
    numbers: [usize; 3],
    /// How often each slot has been placed.
    placed: Vec<usize>,
    has_title: bool,
    /// The text being read, which problems have their ranges in.
    text: String,
    /// Whether that is a line of a header, a footer or a property.
    in_band: bool,
    /// What has been refused, and on which line.
    refused: BTreeSet<(RefusedMarkup, Option<usize>)>,
    /// How deep in strong and emphasised text the reader is.
    depth: usize,
    /// How many lists the item stands in that is being read; none outside of items.
    lists: usize,
}

/// What stands in a paragraph: its pieces, and what marks the paragraph as a whole.
#[derive(Default)]
struct LineContent {
    pieces: Vec<Inline>,
    bookmarks: Vec<String>,
    contents: bool,
    page_break: bool,
    /// The lists in an item.
    lists: Vec<List>,
}

type Events<'a> = TextMergeWithOffset<'a, OffsetIter<'a>>;

impl MarkupReader<'_> {
    fn blocks(&mut self, text: &str) -> Vec<Block> {
        text.clone_into(&mut self.text);
        self.refused.clear();
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
        let mut events: Events<'_> = TextMergeWithOffset::new(parser.into_offset_iter());
        let mut blocks = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let mut content = self.content(&mut events, TagEnd::Heading(level));
                    content.trim();
                    blocks.extend(self.heading(level, content, &range));
                }
                Event::Start(Tag::Paragraph) => {
                    let mut content = self.content(&mut events, TagEnd::Paragraph);
                    content.trim();
                    blocks.push(self.paragraph(content, &range));
                }
                Event::Start(Tag::List(first)) => {
                    blocks.push(Block::List(self.list(&mut events, first, 1)));
                }
                Event::Start(Tag::Table(alignment)) => {
                    blocks.push(Block::Table(self.table(&mut events, &alignment)));
                }
                Event::Rule => self.refuse(RefusedMarkup::Rule, &range),
                Event::Start(tag) => self.refuse_tag(&tag, &range),
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.refuse(RefusedMarkup::Html, &range);
                }
                // The ends of what was refused, and what stood in it.
                _ => {}
            }
        }
        blocks
    }

    /// One line of text, as in a header: whatever CommonMark makes of it, its pieces.
    fn line(&mut self, text: &str) -> Vec<Inline> {
        self.in_band = true;
        let placed = self.placed.clone();
        let mut pieces = Vec::new();
        for block in self.blocks(text) {
            match block {
                Block::Paragraph(Paragraph { content, bookmarks, .. }) => {
                    if !bookmarks.is_empty() || content.contains(&Inline::SignatureLine) {
                        self.refuse(RefusedMarkup::Beside, &(0..text.len()));
                    }
                    pieces.extend(content);
                }
                Block::Slot(_) => {}
                _ => self.refuse(RefusedMarkup::BlockInList, &(0..text.len())),
            }
        }
        for (slot, (now, before)) in self.slots.iter().zip(self.placed.iter().zip(&placed)) {
            if now > before {
                let problem = UnsupportedMarkup { markup: RefusedMarkup::FieldInBand };
                self.report.error(problem, self.locator.in_last().place(&slot.place));
            }
        }
        self.placed = placed;
        self.in_band = false;
        pieces
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        content: LineContent,
        range: &Range<usize>,
    ) -> Option<Block> {
        let level = level as usize;
        self.refuse_block_slots(&content.pieces);
        let signature = content.pieces.contains(&Inline::SignatureLine);
        if content.contents || content.page_break || signature {
            self.refuse(RefusedMarkup::Beside, range);
        }
        if level == 1 && !self.has_title {
            self.has_title = true;
            return Some(Block::Title(content.into_paragraph(Role::Text)));
        }
        if !(2..=4).contains(&level) {
            self.refuse(RefusedMarkup::DeepHeading, range);
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

    fn paragraph(&mut self, content: LineContent, range: &Range<usize>) -> Block {
        if (content.page_break || content.contents) && !content.pieces.is_empty() {
            self.refuse(RefusedMarkup::Beside, range);
        }
        if content.page_break {
            return Block::PageBreak;
        }
        if content.contents {
            return Block::Contents(Vec::new());
        }
        if let [Inline::Slot(slot)] = content.pieces.as_slice()
            && self.slots[*slot].kind == SlotKind::Block
            && content.bookmarks.is_empty()
        {
            return Block::Slot(*slot);
        }
        self.refuse_block_slots(&content.pieces);
        let role = match content.pieces.as_slice() {
            [Inline::Strong(_)] => Role::Question,
            pieces if pieces.contains(&Inline::SignatureLine) => Role::Signature,
            pieces if pieces.iter().any(|piece| matches!(piece, Inline::Slot(_))) => Role::Answer,
            _ => Role::Text,
        };
        Block::Paragraph(content.into_paragraph(role))
    }

    /// A list that stands in so many lists, itself included.
    fn list(&mut self, events: &mut Events<'_>, first: Option<u64>, depth: usize) -> List {
        let mut items = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => {
                    let outer = std::mem::replace(&mut self.lists, depth);
                    let content = self.content(events, TagEnd::Item);
                    self.lists = outer;
                    self.refuse_in_cell(&content, &range);
                    items.push(Item { content: content.pieces, lists: content.lists });
                }
                _ => {}
            }
        }
        // Nobody counts further.
        let first = first.map(|first| usize::try_from(first).unwrap_or(usize::MAX >> 1));
        List { first, items }
    }

    fn table(&mut self, events: &mut Events<'_>, alignment: &[pulldown_cmark::Alignment]) -> Table {
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
        let mut joined: Vec<Vec<Option<Joined>>> = Vec::new();
        let mut ranges: Vec<Vec<Range<usize>>> = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    rows.push(Vec::new());
                    joined.push(Vec::new());
                    ranges.push(Vec::new());
                }
                Event::Start(Tag::TableCell) => {
                    let mut content = self.content(events, TagEnd::TableCell);
                    self.refuse_in_cell(&content, &range);
                    let sign = Joined::read(&self.text[range.clone()]);
                    if sign.is_some() {
                        content.pieces.clear();
                    }
                    if let (Some(row), Some(joined), Some(ranges)) =
                        (rows.last_mut(), joined.last_mut(), ranges.last_mut())
                    {
                        row.push(content.pieces);
                        joined.push(sign);
                        ranges.push(range);
                    }
                }
                _ => {}
            }
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        // A header in which nothing stands is none, so no cell of it goes on below.
        let is_headless = header.iter().all(Vec::is_empty);
        let merged = merged(&joined).and_then(|merged| {
            let mut leaving =
                merged.iter().filter(|area| area.rows.start == 0 && area.rows.end > 1);
            match leaving.next().filter(|_| is_headless) {
                Some(area) => Err((1, area.columns.start)),
                None => Ok(merged),
            }
        });
        let merged = merged.unwrap_or_else(|(row, column)| {
            let place = self.locator.line(&self.text, &ranges[row][column]);
            self.report.error(JoinedCells, place);
            Vec::new()
        });
        Table { alignment, header, rows, merged }
    }

    /// Reports what cannot stand in a list item or a cell.
    fn refuse_in_cell(&mut self, content: &LineContent, range: &Range<usize>) {
        let signature = content.pieces.contains(&Inline::SignatureLine);
        if content.contents || content.page_break || signature || !content.bookmarks.is_empty() {
            self.refuse(RefusedMarkup::Beside, range);
        }
        self.refuse_block_slots(&content.pieces);
    }

    /// Reports slots for blocks among pieces of a line, which can hold none.
    fn refuse_block_slots(&mut self, pieces: &[Inline]) {
        for piece in pieces {
            match piece {
                Inline::Slot(slot) if self.slots[*slot].kind == SlotKind::Block => {
                    let name = self.slots[*slot].place.clone();
                    let place = self.locator.place(&name);
                    self.report.error(NotAlone { name }, place);
                }
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Link { content, .. } => self.refuse_block_slots(content),
                _ => {}
            }
        }
    }

    /// The pieces up to the end of what they stand in.
    fn content(&mut self, events: &mut Events<'_>, end: TagEnd) -> LineContent {
        self.depth += 1;
        let content = self.content_below(events, end);
        self.depth -= 1;
        content
    }

    fn content_below(&mut self, events: &mut Events<'_>, end: TagEnd) -> LineContent {
        let mut content = LineContent::default();
        let mut paragraphs = 0;
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(text) => {
                    let before = content.pieces.len();
                    self.text(&text, &mut content);
                    if content.pieces[before..].iter().any(has_forbidden) {
                        self.refuse(RefusedMarkup::Character, &range);
                    }
                }
                Event::SoftBreak => content.pieces.push(Inline::Text(" ".into())),
                Event::HardBreak => content.pieces.push(Inline::Break),
                Event::Start(tag) if self.depth > DEEPEST => {
                    self.refuse(RefusedMarkup::Deep, &range);
                    skip(events, &tag);
                }
                Event::Start(Tag::Strong) => {
                    let inner = self.content(events, TagEnd::Strong);
                    content.take(inner, Inline::Strong);
                }
                Event::Start(Tag::Emphasis) => {
                    let inner = self.content(events, TagEnd::Emphasis);
                    content.take(inner, Inline::Emphasis);
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    let address = match link_type {
                        LinkType::Email => format!("mailto:{dest_url}"),
                        _ => dest_url.to_string(),
                    };
                    if Marker::first_in(&address).is_some() {
                        self.refuse(RefusedMarkup::Place, &range);
                    } else if !is_address(&address) {
                        self.refuse(RefusedMarkup::Address, &range);
                    }
                    let inner = self.content(events, TagEnd::Link);
                    content.take(inner, |content| Inline::Link { address, content });
                }
                Event::Start(Tag::Paragraph) => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        self.refuse(RefusedMarkup::BlockInList, &range);
                    }
                }
                Event::Start(tag @ Tag::List(_)) if self.lists >= DEEPEST_LIST => {
                    self.refuse(RefusedMarkup::Deep, &range);
                    skip(events, &tag);
                }
                Event::Start(Tag::List(first)) if end == TagEnd::Item => {
                    let list = self.list(events, first, self.lists + 1);
                    content.lists.push(list);
                }
                Event::Start(tag) => {
                    self.refuse_tag(&tag, &range);
                    let inner = self.content(events, tag.to_end());
                    content.pieces.extend(inner.pieces);
                }
                Event::Code(_) => self.refuse(RefusedMarkup::Code, &range),
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.refuse(RefusedMarkup::Html, &range);
                }
                _ => {}
            }
        }
        content
    }

    /// Characters and the markers among them.
    fn text(&mut self, text: &str, content: &mut LineContent) {
        let mut rest = text;
        while let Some((open, marker)) = Marker::first_in(rest) {
            if open > 0 {
                content.pieces.push(Inline::Text(rest[..open].to_owned()));
            }
            let (opening, closing) = marker.marks();
            let after = &rest[open + opening.len_utf8()..];
            let (number, tail) = after.split_once(closing).unwrap_or((after, ""));
            rest = tail;
            let Ok(number) = number.parse::<usize>() else { continue };
            match marker {
                Marker::Printed => content.pieces.push(Inline::Printed(number)),
                Marker::Slot => {
                    if let Some(placed) = self.placed.get_mut(number) {
                        *placed += 1;
                        content.pieces.push(Inline::Slot(number));
                    }
                }
                Marker::Call => match self.calls.get(number) {
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
            }
        }
        if !rest.is_empty() {
            content.pieces.push(Inline::Text(rest.to_owned()));
        }
    }

    fn refuse_tag(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let markup = match tag {
            Tag::Image { .. } => RefusedMarkup::Image,
            Tag::CodeBlock(_) => RefusedMarkup::Code,
            Tag::BlockQuote(_) => RefusedMarkup::Quote,
            // What stands in them is refused.
            Tag::HtmlBlock | Tag::Item => return,
            // What else there is, the options leave off.
            _ => RefusedMarkup::BlockInList,
        };
        self.refuse(markup, range);
    }

    /// Reports markup that no form has, once a line.
    fn refuse(&mut self, markup: RefusedMarkup, range: &Range<usize>) {
        let line = self.text[..range.start].rfind('\n');
        if !self.refused.insert((markup, line)) {
            return;
        }
        let place = if self.in_band {
            let fixed = self.text.split('&').next().unwrap_or_default().trim();
            self.locator.in_last().snippet(fixed)
        } else {
            self.locator.line(&self.text, range)
        };
        self.report.error(UnsupportedMarkup { markup }, place);
    }

    fn refuse_misplaced(&mut self) {
        for (slot, placed) in self.slots.iter().zip(self.placed.clone()) {
            let name = slot.place.clone();
            let place = self.locator.place(&name);
            match placed {
                0 => {
                    let is_sometimes = !place.span().is_empty();
                    self.report.error(NotPlaced { name, is_sometimes }, place)
                }
                1 => continue,
                _ => self.report.error(PlacedTwice { name }, place),
            };
        }
    }
}

/// Passes over what stands in an element.
fn skip(events: &mut Events<'_>, tag: &Tag<'_>) {
    let end = tag.to_end();
    let mut open = 1_usize;
    while open > 0 {
        match events.next() {
            Some((Event::Start(tag), _)) if tag.to_end() == end => open += 1,
            Some((Event::End(tag), _)) if tag == end => open -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

impl LineContent {
    /// Blanks that stood beside a marker without text are no part of the paragraph.
    fn trim(&mut self) {
        if let Some(Inline::Text(first)) = self.pieces.first_mut() {
            *first = first.trim_start_matches(' ').to_owned();
        }
        if let Some(Inline::Text(last)) = self.pieces.last_mut() {
            *last = last.trim_end_matches(' ').to_owned();
        }
        self.pieces.retain(|piece| !matches!(piece, Inline::Text(text) if text.is_empty()));
    }

    fn into_paragraph(self, role: Role) -> Paragraph {
        Paragraph { role, bookmarks: self.bookmarks, content: self.pieces, with_next: false }
    }

    /// Takes over what stood in an element, wrapped; what marks the paragraph goes to the paragraph.
    fn take(&mut self, inner: LineContent, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        self.pieces.push(wrap(inner.pieces));
        self.bookmarks.extend(inner.bookmarks);
        self.contents |= inner.contents;
        self.page_break |= inner.page_break;
    }
}

/// Whether a link can lead there: Word takes a file with other targets for damaged.
fn is_address(address: &str) -> bool {
    match address.strip_prefix("mailto:") {
        Some(mail) => {
            let is_sign = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
            mail.matches('@').count() == 1 && mail.chars().all(is_sign)
        }
        None => text::pieces(address) == [Piece::Link(address)],
    }
}

fn has_forbidden(piece: &Inline) -> bool {
    matches!(piece, Inline::Text(text) if text.contains(is_forbidden))
}
