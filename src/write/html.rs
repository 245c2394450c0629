//! HTML: one page in one file, to be read in any browser, aloud, and on paper.

use crate::document::{Block, Content, Document, Filling, Inline, Paragraph, Role, SlotKind};
use crate::page::{Page, escaped};
use crate::text::{self, Alignment, Piece, Text, pieces};

use super::phrases;

/// Writes a document as HTML.
pub(super) fn write(document: &Document, filling: &Filling) -> String {
    let writer = Writer { document, filling };
    let band = |band: &crate::document::Band| {
        let sides = [writer.inline(&band.left), writer.inline(&band.right)];
        let sides: Vec<String> = sides
            .into_iter()
            .filter(|side| !side.trim().is_empty())
            .map(|side| format!("<span>{side}</span>"))
            .collect();
        sides.join("\n")
    };
    let (header, footer) = (band(&document.header), writer.footer());
    let mut body = String::new();
    if !header.is_empty() {
        body += &format!("<header class=\"band\">\n{header}\n</header>\n");
    }
    body += "<main>\n";
    for block in &document.blocks {
        body += &writer.block(block);
    }
    body += "</main>\n";
    if !footer.is_empty() {
        body += &format!("<footer class=\"band\">\n{footer}\n</footer>\n");
    }
    let properties = document.properties.map(|content| filling.plain(content));
    let about = vec![
        ("author", properties.author),
        ("description", properties.subject),
        ("keywords", properties.keywords),
        ("dcterms.identifier", properties.identifier),
        ("dcterms.created", properties.created),
    ];
    let (language, title) = (document.language.clone(), properties.title);
    Page { language, title, about, body, script: "", is_wide: false }.to_html()
}

struct Writer<'a> {
    document: &'a Document,
    filling: &'a Filling,
}

impl Writer<'_> {
    /// The foot of the page, without what only counts paper.
    fn footer(&self) -> String {
        let sides = [&self.document.footer.left, &self.document.footer.right];
        let sides = sides.into_iter().filter(|side| {
            !side.iter().any(|piece| matches!(piece, Inline::PageNumber | Inline::PageCount))
        });
        let sides = sides.map(|side| self.inline(side)).filter(|side| !side.trim().is_empty());
        sides.map(|side| format!("<span>{side}</span>")).collect::<Vec<_>>().join("\n")
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Title(title) => {
                let (id, more) = anchors(&title.bookmarks);
                format!("<h1{id}>{more}{}</h1>\n", self.inline(&title.content))
            }
            Block::Heading(heading) => {
                let level = heading.level + 1;
                let (id, more) = anchors(&heading.bookmarks);
                let text = self.inline(&heading.content);
                format!("<h{level}{id}>{more}{}. {text}</h{level}>\n", escaped(&heading.number))
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List { ordered, items } => {
                let items: Vec<String> = items.iter().map(|item| self.inline(item)).collect();
                list(*ordered, &items)
            }
            Block::Table { alignment, header, rows } => {
                let row = |cells: &[Vec<Inline>]| -> Vec<String> {
                    cells.iter().map(|cell| self.inline(cell)).collect()
                };
                let rows: Vec<Vec<String>> = rows.iter().map(|cells| row(cells)).collect();
                table(alignment, &row(header), &rows, phrases::of(self.document).table)
            }
            Block::Slot(slot) => {
                let id = id(&self.document.slots[*slot].name);
                let content = match &self.filling.slots[*slot] {
                    Some(Content::Text(text)) => blocks(text, phrases::of(self.document).table),
                    Some(Content::Line(line)) => format!("<p>{}</p>\n", self::line(line)),
                    Some(Content::Tick(_)) | None => format!("<p>{}</p>\n", self.unanswered(*slot)),
                };
                format!("<div class=\"answer\"{id}>\n{content}</div>\n")
            }
            Block::Contents(entries) => {
                let lines: String = entries
                    .iter()
                    .map(|entry| {
                        let text = format!("{}. {}", entry.number, self.inline(&entry.content));
                        format!("<li><a href=\"#{}\">{text}</a></li>\n", escaped(&entry.bookmark))
                    })
                    .collect();
                let label = phrases::of(self.document).contents;
                format!(
                    "<nav aria-label=\"{label}\">\n<ul class=\"contents\">\n{lines}</ul>\n</nav>\n"
                )
            }
            // Pages are paper's.
            Block::PageBreak => String::new(),
        }
    }

    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let (id, more) = anchors(&paragraph.bookmarks);
        let text = self.inline(&paragraph.content);
        match paragraph.role {
            Role::Question => {
                // It is strong by what it is.
                let text = match paragraph.content.as_slice() {
                    [Inline::Strong(content)] => self.inline(content),
                    _ => text,
                };
                format!("<p class=\"question\"{id}>{more}{text}</p>\n")
            }
            Role::Answer => format!("<p class=\"answer\"{id}>{more}{text}</p>\n"),
            Role::Text | Role::Signature => format!("<p{id}>{more}{text}</p>\n"),
        }
    }

    fn inline(&self, content: &[Inline]) -> String {
        let mut html = String::new();
        let mut pieces = content.iter();
        while let Some(piece) = pieces.next() {
            match piece {
                Inline::Text(plain) => html += &escaped(plain),
                Inline::Strong(content) => {
                    html += &format!("<strong>{}</strong>", self.inline(content));
                }
                Inline::Emphasis(content) => {
                    html += &format!("<em>{}</em>", self.inline(content));
                }
                Inline::Link { address, content } => {
                    let target = escaped(&text::link_target(address));
                    html += &format!("<a href=\"{target}\">{}</a>", self.inline(content));
                }
                Inline::Break => html += "<br>\n",
                Inline::Slot(slot) => html += &self.slot(*slot),
                Inline::Printed(index) => html += &lines(self.filling.printed[*index].split('\n')),
                Inline::Reference { bookmark, number } => {
                    let (bookmark, number) = (escaped(bookmark), escaped(number));
                    html += &format!("<a href=\"#{bookmark}\">{number}</a>");
                }
                Inline::SignatureLine => {
                    // What follows stands below the line, until the next one.
                    let rest: Vec<Inline> = pieces
                        .clone()
                        .take_while(|piece| !matches!(piece, Inline::SignatureLine))
                        .cloned()
                        .collect();
                    for _ in &rest {
                        pieces.next();
                    }
                    html += &format!("<span class=\"sign\">{}</span>\n", self.inline(&rest));
                }
                Inline::PageNumber | Inline::PageCount => {}
            }
        }
        html
    }

    /// A slot within a line.
    fn slot(&self, slot: usize) -> String {
        let about = &self.document.slots[slot];
        let id = id(&about.name);
        let words = phrases::of(self.document);
        let tick = |sign: char, word: &str| {
            format!(
                "<span{id}><span aria-hidden=\"true\">{sign}</span><span class=\"unseen\">{word}</span></span>"
            )
        };
        match &self.filling.slots[slot] {
            Some(Content::Line(line)) => format!("<span{id}>{}</span>", self::line(line)),
            Some(Content::Tick(true)) => tick('☒', words.ticked),
            Some(Content::Tick(false)) => tick('☐', words.not_ticked),
            // Blocks stand alone in their paragraph: see `Block::Slot`.
            Some(Content::Text(_)) => String::new(),
            None if about.kind == SlotKind::Tick => tick('☐', words.not_ticked),
            None => format!("<span{id}>{}</span>", self.unanswered(slot)),
        }
    }

    fn unanswered(&self, slot: usize) -> String {
        let placeholder = self.document.slots[slot].placeholder.as_ref();
        let text = escaped(placeholder.unwrap_or(&self.document.unanswered));
        format!("<span class=\"unanswered\">{text}</span>")
    }
}

/// The first bookmark as the element's own name, and places for the others.
fn anchors(bookmarks: &[String]) -> (String, String) {
    let mut all = bookmarks.iter();
    let first = all.next().map(|name| id(name)).unwrap_or_default();
    (first, all.map(|name| format!("<span{}></span>", id(name))).collect())
}

/// The name of an element; a name with blanks can be none.
fn id(name: &str) -> String {
    if name.is_empty() || name.contains(char::is_whitespace) {
        return String::new();
    }
    format!(" id=\"{}\"", escaped(name))
}

/// What a person typed, as blocks.
fn blocks(text: &Text, table_label: &str) -> String {
    let block = |block: &text::Block| match block {
        text::Block::Paragraph(typed) => {
            format!("<p dir=\"auto\">{}</p>\n", lines(typed.iter().map(String::as_str)))
        }
        text::Block::List(typed) => {
            let items = typed.items.iter().map(|item| lines(item.iter().map(String::as_str)));
            list(typed.ordered, &items.collect::<Vec<_>>())
        }
        text::Block::Table(typed) => {
            let row = |cells: &[String]| cells.iter().map(|cell| line(cell)).collect::<Vec<_>>();
            let rows: Vec<Vec<String>> = typed.rows.iter().map(|cells| row(cells)).collect();
            table(&typed.alignment, &row(&typed.header), &rows, table_label)
        }
    };
    text.blocks.iter().map(block).collect()
}

fn lines<'a>(typed: impl Iterator<Item = &'a str>) -> String {
    typed.map(line).collect::<Vec<_>>().join("<br>\n")
}

/// A typed line: its web addresses as links, everything else literal, blanks in a row too.
fn line(line: &str) -> String {
    let html: String = pieces(line)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(plain) => escaped(plain),
            Piece::Link(address) => {
                let target = escaped(&text::link_target(address));
                format!("<a href=\"{target}\">{}</a>", escaped(address))
            }
        })
        .collect();
    let has_blanks =
        line.starts_with(' ') || line.ends_with(' ') || line.contains("  ") || line.contains('\t');
    if has_blanks { format!("<span class=\"keep\">{html}</span>") } else { html }
}

fn list(ordered: bool, items: &[String]) -> String {
    let name = if ordered { "ol" } else { "ul" };
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("<{name}>\n{items}</{name}>\n")
}

/// A table that can be scrolled by keyboard where it is wider than the page.
fn table(alignment: &[Alignment], header: &[String], rows: &[Vec<String>], label: &str) -> String {
    let class = |nth: usize| match alignment.get(nth) {
        Some(Alignment::Left) => " class=\"left\"",
        Some(Alignment::Center) => " class=\"center\"",
        Some(Alignment::Right) => " class=\"right\"",
        Some(Alignment::Default) | None => "",
    };
    let cells = |element: &str, scope: &str, cells: &[String]| -> String {
        let cells = cells.iter().enumerate();
        cells
            .map(|(nth, cell)| {
                // A heading of nothing heads nothing.
                let (element, scope) = if cell.is_empty() { ("td", "") } else { (element, scope) };
                format!("<{element}{scope}{}>{cell}</{element}>", class(nth))
            })
            .collect()
    };
    let head = cells("th", " scope=\"col\"", header);
    let rows: String =
        rows.iter().map(|row| format!("<tr>{}</tr>\n", cells("td", "", row))).collect();
    format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n\
         <thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}
