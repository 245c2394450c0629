//! Markdown: CommonMark with GitHub's tables, made to be read on a forge and as it stands.
//!
//! Questions are strong, answers are quotations. What a person typed is escaped where, and only
//! where, it would be read as markup.

use crate::document::{Alignment, Block, Document, Filled, Inline, List, Role, Shown, Table};
use crate::text::{self, Piece, pieces};

/// Writes a document as Markdown.
pub(super) fn write(filled: &Filled<'_>) -> String {
    let writer = MarkdownWriter { filled };
    // What is at the top of each page stands under the title here.
    let Document { style, draft_mark, header, blocks, .. } = filled.document;
    let authority = Inline::Text(style.letterhead.authority.clone());
    let mark = draft_mark.iter().map(|mark| Inline::Strong(vec![Inline::Text(mark.clone())]));
    let top = [vec![authority], mark.collect(), header.right.clone()];
    let mut top: Vec<String> = top.iter().map(|line| writer.inline(line)).collect();
    top.retain(|line| !line.is_empty());
    let top = top.join("\n\n");
    let has_title = blocks.iter().any(|block| matches!(block, Block::Title(_)));
    let text = writer.blocks(blocks, if has_title { &top } else { "" });
    let mut text =
        if has_title || draft_mark.is_none() { text } else { format!("{top}\n\n{text}") };
    text.push('\n');
    text
}

struct MarkdownWriter<'a> {
    filled: &'a Filled<'a>,
}

impl MarkdownWriter<'_> {
    fn blocks(&self, blocks: &[Block], under_title: &str) -> String {
        let mut written: Vec<String> = Vec::new();
        let mut signs = ListSigns::default();
        for block in blocks {
            let other_sign = signs.is_other(match block {
                Block::List(list) => Some(list.first.is_some()),
                _ => None,
            });
            written.extend(self.block(block, other_sign));
            if matches!(block, Block::Title(_)) && !under_title.is_empty() {
                written.push(under_title.to_owned());
            }
        }
        written.join("\n\n")
    }

    fn block(&self, block: &Block, other_sign: bool) -> Option<String> {
        Some(match block {
            Block::Title(title) => {
                format!("# {}{}", anchors(&title.bookmarks), self.heading(&title.content))
            }
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level) + 1);
                let text = self.heading(&heading.content);
                format!("{marks} {}{}. {text}", anchors(&heading.bookmarks), heading.number)
            }
            Block::Paragraph(paragraph) => {
                let text =
                    format!("{}{}", anchors(&paragraph.bookmarks), self.inline(&paragraph.content));
                // A line to sign on with no name below it ends the paragraph.
                let text = text.strip_suffix("\\\n").map_or(text.clone(), str::to_owned);
                if paragraph.role == Role::Answer { quotation(&text) } else { text }
            }
            Block::List(list) => self.list(list, other_sign),
            Block::Table(table) => self.table(table),
            Block::Slot(slot) => quotation(&match self.filled.shown(*slot) {
                Shown::Blocks(blocks) => self.blocks(blocks, ""),
                shown => self.shown(shown, false),
            }),
            Block::Contents(entries) => {
                let lines: Vec<String> = entries
                    .iter()
                    .map(|entry| {
                        let indent = "  ".repeat(usize::from(entry.level) - 1);
                        let text = self.pieces(&entry.content, true).replace("\\\n", " ");
                        format!("{indent}- [{}. {text}](#{})", entry.number, entry.bookmark)
                    })
                    .collect();
                lines.join("\n")
            }
            // Pages are paper's.
            Block::PageBreak => return None,
        })
    }

    fn list(&self, list: &List, other_sign: bool) -> String {
        let items: Vec<String> = list
            .items
            .iter()
            .enumerate()
            .map(|(nth, item)| {
                let sign = match (list.first, other_sign) {
                    (None, false) => "- ".to_owned(),
                    (None, true) => "* ".to_owned(),
                    (Some(first), false) => format!("{}. ", first.saturating_add(nth)),
                    (Some(first), true) => format!("{}) ", first.saturating_add(nth)),
                };
                let mut signs = ListSigns::default();
                let mut text = self.inline(&item.content);
                for list in &item.lists {
                    // A list that does not begin at 1 ends no paragraph.
                    let is_apart = list.first.is_some_and(|first| first != 1) && !text.is_empty();
                    text += if is_apart { "\n\n" } else { "\n" };
                    text += &self.list(list, signs.is_other(Some(list.first.is_some())));
                }
                format!("{sign}{}", set_in(&text, &" ".repeat(sign.len())))
            })
            .collect();
        items.join("\n")
    }

    /// A table; where cells are one, with the elements that Markdown takes from HTML: it has no such cells, and what
    /// takes their place would be columns that nobody sees in the form.
    fn table(&self, table: &Table) -> String {
        if !table.merged.is_empty() {
            return self.grid(table);
        }
        let row = |cells: &Vec<Vec<Inline>>| {
            let cells = cells.iter().map(|cell| self.one_line(cell).replace("\\|", BAR));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = table.alignment.iter().map(|alignment| match alignment {
            Alignment::Default => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let mut lines = vec![row(&table.header), rule];
        lines.extend(table.rows.iter().map(row));
        lines.join("\n")
    }

    /// A table of HTML with cells of Markdown: an empty line lets it begin (CommonMark 0.31.2, 4.6).
    fn grid(&self, table: &Table) -> String {
        let mut lines = vec!["<table>".to_owned()];
        for (row, cells) in table.grid().iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
            lines.push("<tr>".to_owned());
            for area in cells.iter().filter(|area| area.rows.start == row) {
                let name = if row == 0 { "th" } else { "td" };
                let span = |name: &str, count: usize| match count {
                    1 => String::new(),
                    _ => format!(" {name}=\"{count}\""),
                };
                let columns = span("colspan", area.columns.len());
                let rows = span("rowspan", area.rows.len());
                let align = match table.alignment[area.columns.start] {
                    Alignment::Default => "",
                    Alignment::Left => " align=\"left\"",
                    Alignment::Center => " align=\"center\"",
                    Alignment::Right => " align=\"right\"",
                };
                let tag = format!("<{name}{columns}{rows}{align}>");
                match self.inline(table.content(area)) {
                    text if text.is_empty() => lines.push(format!("{tag}</{name}>")),
                    text => lines.extend([
                        tag,
                        String::new(),
                        text,
                        String::new(),
                        format!("</{name}>"),
                    ]),
                }
            }
            lines.push("</tr>".to_owned());
        }
        lines.push("</table>".to_owned());
        lines.join("\n")
    }

    /// Headings and cells end where their line does.
    fn one_line(&self, content: &[Inline]) -> String {
        self.inline(content).replace("\\\n", " ")
    }

    /// A heading, whose last signs are no end of its markup.
    fn heading(&self, content: &[Inline]) -> String {
        let mut text = self.one_line(content);
        if text.ends_with('#') && !text.ends_with("\\#") {
            text.insert(text.len() - 1, '\\');
        }
        text
    }

    fn inline(&self, content: &[Inline]) -> String {
        self.pieces(content, false)
    }

    /// Pieces of a line. Where they stand in a link, no web address in them is another.
    fn pieces(&self, content: &[Inline], in_link: bool) -> String {
        let line = |typed: &str| typed_line(typed, in_link);
        let mut text = String::new();
        for piece in content {
            match piece {
                Inline::Text(plain) => {
                    // Digits that were printed before make a list of what stands after them.
                    let line = text.rsplit('\n').next().unwrap_or_default();
                    let line_starts = line.bytes().all(|byte| byte.is_ascii_digit());
                    text.push_str(&escaped(plain, line_starts));
                }
                Inline::Typed(typed) => text.push_str(&line(typed)),
                Inline::Strong(content) => {
                    text.push_str(&format!("**{}**", self.pieces(content, in_link)));
                }
                Inline::Emphasis(content) => {
                    text.push_str(&format!("*{}*", self.pieces(content, in_link)));
                }
                Inline::Link { address, content } => {
                    let shown = self.filled.plain(content);
                    if shown == *address || format!("mailto:{shown}") == *address {
                        text.push_str(&format!("<{shown}>"));
                    } else {
                        let target = text::link_target(address);
                        text.push_str(&format!("[{}](<{target}>)", self.pieces(content, true)));
                    }
                }
                Inline::Break => text.push_str("\\\n"),
                Inline::Slot(slot) => {
                    text.push_str(&self.shown(self.filled.shown(*slot), in_link));
                }
                Inline::Printed(index) => {
                    let lines = self.filled.filling.printed[*index].split('\n').map(line);
                    text.push_str(&lines.collect::<Vec<_>>().join("\\\n"));
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

    /// What a slot shows on one line. What is not answered is in emphasis, which nothing typed can have.
    fn shown(&self, shown: Shown<'_>, in_link: bool) -> String {
        let muted = |text: &str| format!("*{}*", escaped(text, false));
        match shown {
            Shown::Line(line) | Shown::Choice { word: line, .. } => typed_line(line, in_link),
            Shown::Tick(true) => "☒".to_owned(),
            Shown::Tick(false) => "☐".to_owned(),
            Shown::Placeholder(placeholder) => muted(placeholder),
            Shown::Unanswered => muted(&self.filled.document.unanswered),
            // Blocks stand alone in their paragraph: see `Block::Slot`.
            Shown::Blocks(_) => String::new(),
        }
    }
}

/// An answer is a quotation.
fn quotation(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Text whose lines after the first are set in.
fn set_in(text: &str, indent: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(nth, line)| match (nth, line) {
        (0, line) => line.to_owned(),
        (_, "") => String::new(),
        (_, line) => format!("{indent}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn anchors(bookmarks: &[String]) -> String {
    bookmarks.iter().map(|name| format!("<a id=\"{name}\"></a>")).collect()
}

/// A bar in a table's cell: `\|` would do, were there no backslash before it.
const BAR: &str = "&#124;";

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

/// A typed line: its web addresses as links, where it stands in none, everything else literal.
fn typed_line(line: &str, in_link: bool) -> String {
    if in_link {
        return escaped(line, true);
    }
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
