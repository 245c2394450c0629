//! Blocks → rows, the least that stands on one page. Sizes and spaces are those of the Word file
//! (`write/docx/styles.rs`).

use std::num::{NonZeroU16, NonZeroU32};
use std::ops::Range;
use std::rc::Rc;

use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagId, TagKind};

use crate::document::{Alignment, Area, Style};

use super::super::TextSource;
use super::grid::{CELL_INSET, CELL_SPACE, Grid, GridCell};
use super::model::{ANSWER_INDENT, Block, Line, LineBlock, List, Piece, Table};
use super::tags::{Element, Leaf};
use super::text::{Colour, Look, Place, SetText, Setter, plain, short_lines};

/// How far the text of a list item stands in from its sign.
const LIST_INDENT: f32 = 17.0;
/// How far the text of a heading stands in from its number: 1 cm.
const HEADING_INDENT: f32 = 28.35;
/// How long a line to sign on is: 8 cm.
pub(super) const SIGNATURE_LINE: f32 = 226.8;
/// How high a line is that somebody writes on by hand: 8 mm.
const HAND: f32 = 22.7;
/// The least that the type of a table can be made smaller by.
const SMALLEST_SCALE: f32 = 0.5;
/// Words for which the type would have to be smaller than this are broken instead.
const WORTH_IT: f32 = 0.65;
/// The narrowest column that text is still set in at full size.
const NARROW: f32 = 36.0;

/// What stands on one page, whole. Lengths are in points.
pub(super) struct Row {
    pub(super) content: Content,
    /// From the left margin.
    pub(super) x: f32,
    /// The space above it, but at the top of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    /// Whether it stands on one page with the next row.
    pub(super) is_kept: bool,
    /// Whether a page begins with it.
    pub(super) begins_page: bool,
    /// The answer that it is of, which has a bar beside it.
    pub(super) answer: Option<usize>,
    /// The labels of what begins here.
    pub(super) labels: Vec<usize>,
    /// The heading that begins here.
    pub(super) heading: Option<Heading>,
    /// Whether there is a line at its foot, to write on.
    pub(super) is_ruled: bool,
}

/// A heading, as the outline has it.
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
}

pub(super) enum Content {
    /// A line of text, with its sign before it.
    Line { set: Rc<SetText>, nth: usize, sign: Option<Rc<SetText>>, sign_x: f32 },
    /// A row of a table, or as many lines of it as a page has room for.
    Cells { grid: Rc<Grid>, row: usize, lines: Range<usize> },
    /// A line to sign on.
    Rule,
    /// An entry of the contents: what it says, where it leads, and the place of the number of its page.
    Entry { set: Rc<SetText>, nth: usize, label: usize, leaf: Leaf, size: f32 },
    /// Nothing: a place that has a label.
    Nothing,
}

/// Makes rows of blocks.
pub(super) struct Flow<'s, 't> {
    setter: &'s mut Setter<'t>,
    rows: Vec<Row>,
    look: Look,
    headings: Colour,
    /// The width between the margins.
    width: f32,
    /// The height between them.
    height: f32,
    /// The space that the last row wants below it.
    after: f32,
    answers: usize,
    tables: usize,
    /// The level of the last heading, as it is read aloud.
    level: u16,
}

/// Where blocks stand.
#[derive(Clone, Copy)]
struct Frame {
    x: f32,
    answer: Option<usize>,
    /// The space below a paragraph.
    after: f32,
}

impl<'s, 't> Flow<'s, 't> {
    pub(super) fn new(
        setter: &'s mut Setter<'t>,
        style: &Style,
        width: f32,
        height: f32,
    ) -> Flow<'s, 't> {
        #[expect(clippy::cast_possible_truncation, reason = "type is 6 to 20 points high")]
        let size = style.fonts.size as f32;
        let look = Look { size, is_strong: false, colour: [0; 3] };
        let headings = colour(&style.colors.headings);
        let (rows, after) = (Vec::new(), 0.0);
        Flow { setter, rows, look, headings, width, height, after, answers: 0, tables: 0, level: 0 }
    }

    /// The rows of all blocks.
    pub(super) fn rows(mut self, blocks: &[Block]) -> Vec<Row> {
        let frame = Frame { x: 0.0, answer: None, after: 6.0 };
        let contents: Vec<(u8, &str, usize, &[Piece])> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, number, label, content } => {
                    Some((*level, number.as_str(), *label, content.as_slice()))
                }
                _ => None,
            })
            .collect();
        let mut section = None;
        for (nth, block) in blocks.iter().enumerate() {
            match block {
                // What is asked and what is answered are read as one, and asked with a heading, by which
                // whoever listens goes from question to question.
                Block::Question(_) => {
                    let is_answered = is_answered(&blocks[nth + 1..]);
                    section = is_answered.then(|| self.setter.tags.add(None, Tag::Section));
                }
                Block::Title { .. } | Block::Heading { .. } | Block::Contents => section = None,
                _ => {}
            }
            self.block(block, frame, section, &contents);
        }
        self.rows
    }

    fn block(
        &mut self,
        block: &Block,
        frame: Frame,
        parent: Option<Element>,
        contents: &[(u8, &str, usize, &[Piece])],
    ) {
        match block {
            Block::Title { content } => self.title(content),
            Block::Heading { level, number, label, content } => {
                self.heading(*level, number, *label, content);
            }
            Block::Question(lines) => {
                let look = Look { is_strong: true, ..self.look };
                self.before(9.0);
                let tag: TagKind = match parent {
                    Some(_) => {
                        Tag::Hn(level(self.level + 1), Some(plain(&lines.lines.concat()))).into()
                    }
                    None => Tag::P.into(),
                };
                self.paragraph_as(tag, lines, look, frame, parent, true);
                self.after = 2.0;
            }
            Block::Signature(lines) => {
                self.before(36.0 + Setter::pitch(self.look.size));
                self.push(Content::Rule, 3.0, frame);
                self.last_is_kept();
                self.paragraph(lines, self.look, frame, parent, false);
                self.after = 0.0;
            }
            Block::Paragraph(lines) => {
                self.paragraph(lines, self.look, frame, parent, lines.sticky);
            }
            Block::List(list) => {
                self.list(list, frame, parent);
                self.after = 6.0;
            }
            Block::Table(table) => self.table(table, frame, parent),
            Block::Answer { mark, blocks } => {
                let answer = self.answers;
                self.answers += 1;
                let frame = Frame { x: frame.x + ANSWER_INDENT, answer: Some(answer), after: 4.0 };
                let first = self.rows.len();
                for block in blocks {
                    self.block(block, frame, parent, contents);
                }
                if self.rows.len() == first {
                    self.push(Content::Nothing, 0.0, frame);
                }
                self.rows[first].labels.extend(*mark);
            }
            Block::Contents => self.contents(contents, frame),
            Block::PageBreak => self.after = f32::INFINITY,
        }
    }

    /// The next row wants this space above it; of two spaces the larger counts, as in Word.
    fn before(&mut self, space: f32) {
        self.after = self.after.max(space);
    }

    fn push(&mut self, content: Content, height: f32, frame: Frame) {
        let begins_page = self.after.is_infinite() && !self.rows.is_empty();
        let before = if self.rows.is_empty() || begins_page { 0.0 } else { self.after };
        self.after = 0.0;
        self.rows.push(Row {
            content,
            x: frame.x,
            before: if before.is_finite() { before } else { 0.0 },
            height,
            is_kept: false,
            begins_page,
            answer: frame.answer,
            labels: Vec::new(),
            heading: None,
            is_ruled: false,
        });
    }

    fn last_is_kept(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.is_kept = true;
        }
    }

    /// The lines of a text, with a sign before the first.
    fn lines(&mut self, set: SetText, pitch: f32, frame: Frame, sign: Option<(SetText, f32)>) {
        let count = set.lines().max(1);
        let set = Rc::new(set);
        let mut sign = sign.map(|(sign, x)| (Rc::new(sign), x));
        for nth in 0..count {
            let (sign, sign_x) = sign.take().map_or((None, 0.0), |(sign, x)| (Some(sign), x));
            self.push(Content::Line { set: set.clone(), nth, sign, sign_x }, pitch, frame);
        }
    }

    /// Neither the first line of a paragraph nor its last stands on a page alone.
    fn hold_together(&mut self, first: usize) {
        let count = self.rows.len() - first;
        if count > 1 {
            self.rows[first].is_kept = true;
            self.rows[first + count - 2].is_kept = true;
        }
    }

    fn paragraph(
        &mut self,
        lines: &LineBlock,
        look: Look,
        frame: Frame,
        parent: Option<Element>,
        is_kept: bool,
    ) {
        self.paragraph_as(Tag::P.into(), lines, look, frame, parent, is_kept);
    }

    fn paragraph_as(
        &mut self,
        tag: TagKind,
        lines: &LineBlock,
        look: Look,
        frame: Frame,
        parent: Option<Element>,
        is_kept: bool,
    ) {
        let element = self.setter.tags.add(parent, tag);
        let first = self.rows.len();
        self.typed_lines(&lines.lines, look, frame, element, None);
        for nth in 0..lines.room {
            if nth > 0 {
                self.push(Content::Nothing, HAND, frame);
            }
            if let Some(row) = self.rows.last_mut() {
                (row.height, row.is_ruled) = (HAND, true);
            }
        }
        self.hold_together(first);
        if is_kept {
            self.rows[first..].iter_mut().for_each(|row| row.is_kept = true);
        }
        self.after = frame.after;
    }

    fn typed_lines(
        &mut self,
        lines: &[Line],
        look: Look,
        frame: Frame,
        element: Element,
        mut sign: Option<(SetText, f32)>,
    ) {
        let place = Place { look, element: Some(element), page: None };
        let width = self.width - frame.x;
        for line in lines.iter().flat_map(|line| short_lines(line)) {
            let set = self.setter.set(&line, place, width, Alignment::Default);
            self.lines(set, Setter::pitch(look.size), frame, sign.take());
        }
    }

    fn title(&mut self, content: &[Piece]) {
        let look = Look { size: self.look.size * 1.7, is_strong: true, colour: self.headings };
        self.level = 1;
        let element = self.setter.tags.add(None, Tag::Hn(level(1), Some(plain(content))));
        let frame = Frame { x: 0.0, answer: None, after: 10.0 };
        let first = self.rows.len();
        self.typed_lines(&[content.to_vec()], look, frame, element, None);
        self.rows[first..].iter_mut().for_each(|row| row.is_kept = true);
        self.after = frame.after;
    }

    fn heading(&mut self, depth: u8, number: &str, label: usize, content: &[Piece]) {
        let nth = usize::from(depth.clamp(1, 3)) - 1;
        let size = self.look.size * [1.3, 1.15, 1.0][nth];
        let look = Look { size, is_strong: true, colour: self.headings };
        self.before([18.0, 14.0, 12.0][nth]);
        let text = format!("{number} {}", plain(content));
        // The title is the first; none is left out on the way down (ISO 14289-1, 7.4.2).
        self.level = (u16::from(depth) + 1).min(self.level + 1);
        let tag = Tag::Hn(level(self.level), Some(text.clone()));
        let element = self.setter.tags.add(None, tag);
        let place = Place { look, element: Some(element), page: None };
        let number_text = Piece::Text(format!("{number} "), TextSource::Form);
        let sign = self.setter.set(&[number_text], place, self.width, Alignment::Left);
        let first = self.rows.len();
        let x = HEADING_INDENT.max(sign.width());
        let frame = Frame { x, answer: None, after: 4.0 };
        self.typed_lines(&[content.to_vec()], look, frame, element, Some((sign, -x)));
        self.rows[first..].iter_mut().for_each(|row| row.is_kept = true);
        self.rows[first].labels.push(label);
        self.rows[first].heading = Some(Heading { level: depth, text });
        self.after = frame.after;
    }

    fn list(&mut self, list: &List, frame: Frame, parent: Option<Element>) {
        let numbering =
            if list.first.is_some() { ListNumbering::Decimal } else { ListNumbering::Disc };
        let element = self.setter.tags.add(parent, Tag::L(numbering));
        for (nth, item) in list.items.iter().enumerate() {
            let sign = list.first.map_or("•".to_owned(), |first| format!("{}.", first + nth));
            let of_item = self.setter.tags.add(Some(element), Tag::LI);
            let label = self.setter.tags.add(Some(of_item), Tag::Lbl);
            let place = Place { look: self.look, element: Some(label), page: None };
            let sign = [Piece::Text(sign, TextSource::Form)];
            let sign = self.setter.set(&sign, place, self.width, Alignment::Left);
            let body = self.setter.tags.add(Some(of_item), Tag::LBody);
            let indent = LIST_INDENT.max(sign.width() + 4.0);
            let inner = Frame { x: frame.x + indent, after: 2.0, ..frame };
            let first = self.rows.len();
            self.typed_lines(&item.lines, self.look, inner, body, Some((sign, -indent)));
            self.hold_together(first);
            self.after = inner.after;
            for list in &item.lists {
                self.list(list, inner, Some(body));
            }
        }
    }

    fn table(&mut self, table: &Table, frame: Frame, parent: Option<Element>) {
        let widths = &table.widths;
        let narrowest = widths.iter().copied().fold(self.width, f32::min);
        let inset = CELL_INSET.min(narrowest / 6.0);
        let full = self.look.size - 1.0;
        let width = |area: &Area| widths[area.columns.clone()].iter().sum::<f32>() - 2.0 * inset;
        // Many columns are set smaller, and so are words that have room then.
        let mut least: f32 = 1.0;
        for (nth, cells) in table.rows.iter().enumerate() {
            let look = Look { size: full, is_strong: nth == 0, ..self.look };
            for (area, cell) in cells {
                let place = Place { look, element: None, page: None };
                let longest = self.setter.measured(cell, place).longest_word().max(1.0);
                least = least.min(width(area) / longest);
            }
        }
        let scale = if least < WORTH_IT { narrowest / NARROW } else { least };
        let size = full * scale.clamp(SMALLEST_SCALE, 1.0);
        let tags = self.table_tags(table, parent);
        let mut cells = Vec::new();
        for ((area, cell), element) in table.rows.iter().flatten().zip(tags) {
            let look = Look { size, is_strong: area.rows.start == 0, ..self.look };
            let place = Place { look, element: Some(element), page: None };
            let alignment = table.alignment[area.columns.start];
            let set = self.setter.set(cell, place, width(area), alignment);
            cells.push(GridCell { area: area.clone(), set });
        }
        let pitch = Setter::pitch(size);
        let sizes = (inset, pitch);
        let grid = Grid::new(widths.clone(), sizes, table.is_header_apart, cells, self.height);
        let grid = Rc::new(grid);
        self.before(5.0);
        for row in grid.seen_rows() {
            self.grid_row(&grid, row, frame);
        }
        self.after = 6.0;
    }

    /// What each cell of a table is to whoever hears it read, in the order of the text: a cell below the headers of its
    /// columns, or, in a table that has no header and is there for the look, a paragraph.
    fn table_tags(&mut self, table: &Table, parent: Option<Element>) -> Vec<Element> {
        let number = self.tables;
        self.tables += 1;
        let header = table.rows.first().map(Vec::as_slice).unwrap_or_default();
        if header.is_empty() {
            let element = self.setter.tags.add(parent, Tag::Div);
            let cells = table.rows.iter().flatten();
            return cells.map(|_| self.setter.tags.add(Some(element), Tag::P)).collect();
        }
        let element = self.setter.tags.add(parent, Tag::Table);
        let id =
            |area: &Area| TagId::from(format!("t{number}c{}", area.columns.start).into_bytes());
        // A table that has a header has a body too (ISO 14289-1, 7.2).
        let [head, body] = if table.rows.len() == 1 || !table.is_header_apart {
            [element; 2]
        } else {
            let head = self.setter.tags.add(Some(element), Tag::THead);
            [head, self.setter.tags.add(Some(element), Tag::TBody)]
        };
        let span = |cells: &Range<usize>| {
            let count = u32::try_from(cells.len()).ok().filter(|count| *count > 1);
            count.and_then(NonZeroU32::new)
        };
        let mut tags = Vec::new();
        for (nth, cells) in table.rows.iter().enumerate() {
            let of_row = self.setter.tags.add(Some(if nth == 0 { head } else { body }), Tag::TR);
            for (area, _) in cells {
                let (rows, columns) = (span(&area.rows), span(&area.columns));
                let tag: TagKind = if nth == 0 {
                    let tag = Tag::TH(TableHeaderScope::Column).with_id(Some(id(area)));
                    tag.with_row_span(rows).with_col_span(columns).into()
                } else {
                    let is_above = |(header, _): &&(Area, Line)| {
                        header.columns.start < area.columns.end
                            && area.columns.start < header.columns.end
                    };
                    let headers = header.iter().filter(is_above).map(|(area, _)| id(area));
                    let tag = Tag::TD.with_headers(Some(headers));
                    tag.with_row_span(rows).with_col_span(columns).into()
                };
                tags.push(self.setter.tags.add(Some(of_row), tag));
            }
        }
        tags
    }

    /// A row of a table, in as many parts as it takes pages.
    fn grid_row(&mut self, grid: &Rc<Grid>, row: usize, frame: Frame) {
        let count = grid.lines(row);
        let above = if row == 0 { None } else { grid.repeated(self.height) };
        let room = self.height - above.unwrap_or_default() - 2.0 * CELL_SPACE;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a page has few lines"
        )]
        let most = ((room / grid.pitch) as usize).max(1);
        let mut from = 0;
        loop {
            let lines = from..count.min(from + most);
            let height = grid.height(&lines);
            from = lines.end;
            self.push(Content::Cells { grid: grid.clone(), row, lines }, height, frame);
            if row == 0 || grid.goes_on(row) {
                self.last_is_kept();
            }
            if from >= count {
                break;
            }
        }
    }

    fn contents(&mut self, contents: &[(u8, &str, usize, &[Piece])], frame: Frame) {
        let element = self.setter.tags.add(None, Tag::TOC);
        for (depth, number, label, content) in contents {
            let item = self.setter.tags.add(Some(element), Tag::TOCI);
            let mut pieces = vec![Piece::Text(format!("{number} "), TextSource::Form)];
            pieces.extend(content.iter().filter(|piece| !matches!(piece, Piece::Mark(_))).cloned());
            let place = Place { look: self.look, element: Some(item), page: None };
            let x = f32::from(depth.saturating_sub(1)) * LIST_INDENT;
            let set = self.setter.set_entry(&pieces, place, *label, self.width - x - 40.0);
            let leaf = self.setter.tags.leaf(item);
            let count = set.lines().max(1);
            let set = Rc::new(set);
            for nth in 0..count {
                let size = self.look.size;
                let content = Content::Entry { set: set.clone(), nth, label: *label, leaf, size };
                self.push(content, Setter::pitch(size), Frame { x, ..frame });
            }
            self.after = 2.0;
        }
        self.after = 6.0;
    }
}

/// Whether what follows a question has its answer, before something else is asked.
fn is_answered(rest: &[Block]) -> bool {
    let ends = |block: &&Block| {
        matches!(block, Block::Question(_) | Block::Title { .. } | Block::Heading { .. })
    };
    rest.iter().take_while(|block| !ends(block)).any(|block| matches!(block, Block::Answer { .. }))
}

fn level(level: u16) -> NonZeroU16 {
    NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN)
}

/// A colour from six digits.
pub(super) fn colour(digits: &str) -> Colour {
    let part = |at: usize| {
        digits
            .get(at..at + 2)
            .and_then(|part| u8::from_str_radix(part, 16).ok())
            .unwrap_or_default()
    };
    [part(0), part(2), part(4)]
}

/// Where a row stands on its page, from the top margin.
pub(super) struct Placed {
    /// Its place among all rows.
    pub(super) row: usize,
    pub(super) y: f32,
}

/// A page.
#[derive(Default)]
pub(super) struct Page {
    /// The header of a table that goes on here: the row that it is repeated before.
    pub(super) header: Option<usize>,
    pub(super) rows: Vec<Placed>,
}

/// Puts rows on pages of a height: what belongs together stands together, as far as a page has room.
pub(super) fn paginate(rows: &[Row], height: f32) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut first = 0;
    while first < rows.len() {
        let header = repeated(&rows[first], height);
        let top = header.unwrap_or_default();
        let mut y = top;
        let mut end = first;
        let mut placed = Vec::new();
        while end < rows.len() {
            let row = &rows[end];
            if end > first && row.begins_page {
                break;
            }
            let before = if end == first { 0.0 } else { row.before };
            if end > first && y + before + row.height > height {
                break;
            }
            placed.push(Placed { row: end, y: y + before });
            y += before + row.height;
            end += 1;
        }
        // Back to where a page may end.
        if end < rows.len() && !rows[end].begins_page {
            let fits = (first + 1..=end).rev().find(|end| !rows[end - 1].is_kept);
            end = fits.unwrap_or(end);
        }
        placed.truncate(end - first);
        pages.push(Page { header: header.map(|_| first), rows: placed });
        first = end;
    }
    if pages.is_empty() {
        pages.push(Page::default());
    }
    pages
}

/// How high the header is that is repeated before a row at the top of a page of a height.
fn repeated(row: &Row, page: f32) -> Option<f32> {
    match &row.content {
        Content::Cells { grid, row, .. } if *row > 0 => grid.repeated(page),
        _ => None,
    }
}
