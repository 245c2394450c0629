//! Markdown: CommonMark with GitHub's tables, made to be read on a forge and as it stands.
//!
//! Questions are strong, answers are quotations. What a person typed is escaped where, and only
//! where, it would be read as markup.

mod skeleton;

use crate::document::{Block, Content, Document, Filling, Inline, Role};
use crate::text::{self, Alignment, Piece, Text, pieces};

pub(super) use skeleton::Skeleton;

/// Around the number of a mark in a skeleton: noncharacters that no text of a document can have.
const MARK: (char, char) = ('\u{FDD6}', '\u{FDD7}');

/// Writes a document as Markdown, the long way.
pub(super) fn write(document: &Document, filling: &Filling) -> String {
    let writer = Writer { document, filling };
    let mut blocks: Vec<String> = Vec::new();
    let mut signs = ListSigns::default();
    for block in &document.blocks {
        let other_sign = signs.is_other(match block {
            Block::List { ordered, .. } => Some(*ordered),
            _ => None,
        });
        blocks.extend(writer.block(block, other_sign));
        if matches!(block, Block::Title(_)) {
            let line = writer.inline(&document.header.right);
            blocks.extend((!line.is_empty()).then_some(line));
        }
    }
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

struct Writer<'a> {
    document: &'a Document,
    filling: &'a Filling,
}

impl Writer<'_> {
    fn block(&self, block: &Block, other_sign: bool) -> Option<String> {
        Some(match block {
            Block::Title(title) => {
                format!(
                    "# {}{}",
                    anchors(&title.bookmarks),
                    Wrap::OneLine.around(&self.inline(&title.content))
                )
            }
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level) + 1);
                let text = Wrap::OneLine.around(&self.inline(&heading.content));
                format!("{marks} {}{}. {text}", anchors(&heading.bookmarks), heading.number)
            }
            Block::Paragraph(paragraph) => {
                let text =
                    format!("{}{}", anchors(&paragraph.bookmarks), self.inline(&paragraph.content));
                // A line to sign on with no name below it ends the paragraph.
                let text = text.strip_suffix("\\\n").map_or(text.clone(), str::to_owned);
                if paragraph.role == Role::Answer { Wrap::Quotation.around(&text) } else { text }
            }
            Block::List { ordered, items } => {
                let items: Vec<Vec<String>> =
                    items.iter().map(|item| vec![self.inline(item)]).collect();
                list(*ordered, &items, other_sign)
            }
            Block::Table { alignment, header, rows } => {
                let row = |cells: &[Vec<Inline>]| -> Vec<String> {
                    cells
                        .iter()
                        .map(|cell| Wrap::Cell.around(&Wrap::OneLine.around(&self.inline(cell))))
                        .collect()
                };
                table(
                    alignment,
                    &row(header),
                    &rows.iter().map(|cells| row(cells)).collect::<Vec<_>>(),
                )
            }
            Block::Slot(slot) => Wrap::Quotation.around(&self.block_slot(*slot)),
            Block::Contents(entries) => {
                let lines: Vec<String> = entries
                    .iter()
                    .map(|entry| {
                        let indent = "  ".repeat(usize::from(entry.level) - 1);
                        let text = Wrap::OneLine.around(&self.inline(&entry.content));
                        format!("{indent}- [{}. {text}](#{})", entry.number, entry.bookmark)
                    })
                    .collect();
                lines.join("\n")
            }
            Block::PageBreak => return None,
        })
    }

    fn block_slot(&self, slot: usize) -> String {
        match &self.filling.slots[slot] {
            Some(Content::Text(text)) => blocks(text),
            Some(Content::Line(line)) => escaped_line(line),
            Some(Content::Tick(_)) | None => self.unanswered(slot),
        }
    }

    fn inline(&self, content: &[Inline]) -> String {
        let mut text = String::new();
        for piece in content {
            match piece {
                Inline::Text(plain) => {
                    text.push_str(&escaped(plain, text.is_empty() || text.ends_with('\n')));
                }
                Inline::Strong(content) => text.push_str(&format!("**{}**", self.inline(content))),
                Inline::Emphasis(content) => text.push_str(&format!("*{}*", self.inline(content))),
                Inline::Link { address, content } => {
                    let shown = self.filling.plain(content);
                    if shown == *address || format!("mailto:{shown}") == *address {
                        text.push_str(&format!("<{shown}>"));
                    } else {
                        let target = text::link_target(address);
                        text.push_str(&format!("[{}](<{target}>)", self.inline(content)));
                    }
                }
                Inline::Break => text.push_str("\\\n"),
                Inline::Slot(slot) => match &self.filling.slots[*slot] {
                    Some(Content::Line(line)) => text.push_str(&escaped_line(line)),
                    Some(Content::Tick(true)) => text.push('☒'),
                    Some(Content::Tick(false)) => text.push('☐'),
                    // Blocks stand alone in their paragraph: see `Block::Slot`.
                    Some(Content::Text(_)) => {}
                    None if self.is_tick(*slot) => text.push('☐'),
                    None => text.push_str(&self.unanswered(*slot)),
                },
                Inline::Printed(index) => {
                    let lines: Vec<String> =
                        self.filling.printed[*index].split('\n').map(escaped_line).collect();
                    text.push_str(&lines.join("\\\n"));
                }
                Inline::Reference { bookmark, number } => {
                    text.push_str(&format!("[{number}](#{bookmark})"));
                }
                Inline::SignatureLine => text.push_str(&format!("{}\\\n", "\\_".repeat(24))),
                // Pages are paper's.
                Inline::PageNumber | Inline::PageCount => {}
            }
        }
        text
    }

    fn is_tick(&self, slot: usize) -> bool {
        self.document.slots[slot].kind == crate::document::SlotKind::Tick
    }

    /// What an empty slot shows, in emphasis, which nothing typed can have.
    fn unanswered(&self, slot: usize) -> String {
        let placeholder = self.document.slots[slot].placeholder.as_ref();
        format!("*{}*", escaped(placeholder.unwrap_or(&self.document.unanswered), false))
    }
}

/// What is done to text on its way to its place. A mark is signed with it, so that what fills a
/// skeleton there later goes the same way.
#[derive(Clone, Copy, Debug)]
enum Wrap {
    /// Headings and cells end where their line does.
    OneLine,
    /// No bar ends a cell.
    Cell,
    /// An answer is a quotation.
    Quotation,
}

impl Wrap {
    const SIGNS: [(Wrap, char); 3] =
        [(Wrap::OneLine, '-'), (Wrap::Cell, '|'), (Wrap::Quotation, '>')];

    fn of_sign(sign: char) -> Option<Wrap> {
        Wrap::SIGNS.iter().find(|(_, other)| *other == sign).map(|(wrap, _)| *wrap)
    }

    /// Text at its place.
    fn around(self, text: &str) -> String {
        let wrapped = match self {
            Wrap::Quotation if text.is_empty() => ">".to_owned(),
            Wrap::Quotation => format!("> {}", self.within(text)),
            wrap => wrap.within(text),
        };
        if !text.contains(MARK.1) {
            return wrapped;
        }
        let (_, sign) = Wrap::SIGNS[self as usize];
        wrapped.replace(MARK.1, &format!("{sign}{}", MARK.1))
    }

    /// Text in the middle of what is wrapped.
    fn within(self, text: &str) -> String {
        match self {
            Wrap::OneLine => text.replace("\\\n", " "),
            Wrap::Cell => text.replace("\\|", BAR),
            Wrap::Quotation => {
                let mut lines = text.split('\n');
                let first = lines.next().unwrap_or_default().to_owned();
                lines.fold(first, |quoted, line| {
                    quoted + "\n>" + if line.is_empty() { "" } else { " " } + line
                })
            }
        }
    }
}

fn anchors(bookmarks: &[String]) -> String {
    bookmarks.iter().map(|name| format!("<a id=\"{name}\"></a>")).collect()
}

/// A typed answer of several blocks.
fn blocks(text: &Text) -> String {
    let mut written: Vec<String> = Vec::new();
    let mut signs = ListSigns::default();
    for block in &text.blocks {
        let ordered = match block {
            text::Block::List(list) => Some(list.ordered),
            _ => None,
        };
        let other_sign = signs.is_other(ordered);
        written.push(match block {
            text::Block::Paragraph(lines) => lines_of(lines).join("\\\n"),
            text::Block::List(items) => {
                let items: Vec<Vec<String>> =
                    items.items.iter().map(|lines| lines_of(lines)).collect();
                list(ordered == Some(true), &items, other_sign)
            }
            text::Block::Table(typed) => {
                let row = |cells: &[String]| -> Vec<String> {
                    cells.iter().map(|cell| escaped_line(cell).replace("\\|", BAR)).collect()
                };
                let rows: Vec<Vec<String>> = typed.rows.iter().map(|cells| row(cells)).collect();
                table(&typed.alignment, &row(&typed.header), &rows)
            }
        });
    }
    written.join("\n\n")
}

/// Which sign the items of a list have: two lists in a row would be one, but for another sign.
#[derive(Default)]
struct ListSigns {
    previous: Option<bool>,
    other: bool,
}

impl ListSigns {
    /// Whether the next block, if it is a list, needs the other sign. `ordered` is `None` for what
    /// is no list.
    fn is_other(&mut self, ordered: Option<bool>) -> bool {
        self.other = ordered.is_some() && self.previous == ordered && !self.other;
        self.previous = ordered;
        self.other
    }
}

fn lines_of(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| escaped_line(line)).collect()
}

fn list(ordered: bool, items: &[Vec<String>], other_sign: bool) -> String {
    let items: Vec<String> = items
        .iter()
        .enumerate()
        .map(|(nth, lines)| {
            let marker = match (ordered, other_sign) {
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
                (true, false) => format!("{}. ", nth + 1),
                (true, true) => format!("{}) ", nth + 1),
            };
            let indent = format!("\\\n{}", " ".repeat(marker.len()));
            format!("{marker}{}", lines.join(&indent))
        })
        .collect();
    items.join("\n")
}

/// A bar in a table's cell: `\|` would do, were there no backslash before it.
const BAR: &str = "&#124;";

fn table(alignment: &[Alignment], header: &[String], rows: &[Vec<String>]) -> String {
    let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rule: Vec<String> = alignment
        .iter()
        .map(|alignment| match alignment {
            Alignment::Default => "---".to_owned(),
            Alignment::Left => ":--".to_owned(),
            Alignment::Center => ":-:".to_owned(),
            Alignment::Right => "--:".to_owned(),
        })
        .collect();
    let mut lines = vec![row(header), row(&rule)];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

/// A typed line: its web addresses as links, everything else literal.
fn escaped_line(line: &str) -> String {
    let mut text = String::new();
    for piece in pieces(line) {
        match piece {
            Piece::Plain(plain) => text.push_str(&escaped(plain, text.is_empty())),
            Piece::Link(address) => text.push_str(&format!("<{address}>")),
        }
    }
    text
}

/// Characters that Markdown reads as themselves (CommonMark 0.31.2, 2.4, and GitHub's tables,
/// strikethrough and formulas).
fn escaped(plain: &str, line_starts: bool) -> String {
    let mut text = String::with_capacity(plain.len());
    let characters: Vec<char> = plain.chars().collect();
    let digits = characters.iter().take_while(|c| c.is_ascii_digit()).count();
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1).copied();
        let within_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' | '|' => true,
            '_' => !within_word,
            '&' => after.is_none_or(|after| after.is_alphanumeric() || after == '#'),
            '#' | '>' | '+' | '-' | '=' | ':' => line_starts && at == 0,
            '.' | ')' => line_starts && at == digits,
            // A link may follow, which `!` would make a picture.
            '!' => after.is_none(),
            _ => false,
        };
        match c {
            // Blanks at the beginning of a line would be eaten, or make it code.
            ' ' if line_starts && at == 0 => text.push_str("&#32;"),
            '\t' if line_starts && at == 0 => text.push_str("&#9;"),
            _ if is_markup => text.extend(['\\', c]),
            _ => text.push(c),
        }
    }
    text
}
