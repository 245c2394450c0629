//! HTML: one page in one file, to be read in any browser, aloud, and on paper.

use crate::document::{
    Alignment, Band, Block, Filled, Inline, List, Paragraph, Role, Shown, Table,
};
use crate::page::{Page, escaped};
use crate::text::{self, Piece, pieces};

use super::phrases;

/// Writes a document as HTML.
pub(super) fn write(filled: &Filled<'_>) -> String {
    let document = filled.document;
    let writer = HtmlWriter { filled };
    let header = writer.band(&document.header);
    let footer = writer.band(&without_page_numbers(&document.footer));
    let mut body = String::new();
    if !header.is_empty() {
        body += &format!("<header class=\"band\">\n{header}\n</header>\n");
    }
    body += "<main>\n";
    body += &writer.blocks(&document.blocks);
    body += "</main>\n";
    if !footer.is_empty() {
        body += &format!("<footer class=\"band\">\n{footer}\n</footer>\n");
    }
    let properties = document.properties.map(|content| filled.plain(content));
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

/// A band without the sides that only count paper.
fn without_page_numbers(band: &Band) -> Band {
    let counts = |piece: &Inline| matches!(piece, Inline::PageNumber | Inline::PageCount);
    let side = |side: &Vec<Inline>| if side.iter().any(counts) { Vec::new() } else { side.clone() };
    Band { left: side(&band.left), right: side(&band.right) }
}

struct HtmlWriter<'a> {
    filled: &'a Filled<'a>,
}

impl HtmlWriter<'_> {
    fn words(&self) -> &'static phrases::Phrases {
        phrases::of(self.filled.document)
    }

    fn band(&self, band: &Band) -> String {
        let sides = [&band.left, &band.right].map(|side| self.inline(side));
        let sides = sides.iter().filter(|side| !side.trim().is_empty());
        sides.map(|side| format!("<span>{side}</span>")).collect::<Vec<_>>().join("\n")
    }

    fn blocks(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
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
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Slot(slot) => {
                let id = id(&self.filled.document.slots[*slot].name);
                let content = match self.filled.shown(*slot) {
                    Shown::Blocks(blocks) => self.blocks(blocks),
                    shown => format!("<p>{}</p>\n", self.shown(shown, false)),
                };
                format!("<div class=\"answer\"{id}>\n{content}</div>\n")
            }
            Block::Contents(entries) => {
                let lines: String = entries
                    .iter()
                    .map(|entry| {
                        let text = self.pieces(&entry.content, true);
                        let text = format!("{}. {text}", entry.number);
                        format!("<li><a href=\"#{}\">{text}</a></li>\n", escaped(&entry.bookmark))
                    })
                    .collect();
                let label = self.words().contents;
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
        let class = match paragraph.role {
            Role::Question => " class=\"question\"",
            Role::Answer => " class=\"answer\"",
            Role::Typed => " dir=\"auto\"",
            Role::Text | Role::Signature => "",
        };
        let text = match (paragraph.role, paragraph.content.as_slice()) {
            // It is strong by what it is.
            (Role::Question, [Inline::Strong(content)]) => self.inline(content),
            (_, content) => self.inline(content),
        };
        format!("<p{class}{id}>{more}{text}</p>\n")
    }

    fn list(&self, list: &List) -> String {
        let name = if list.first.is_some() { "ol" } else { "ul" };
        let start = list.first.filter(|first| *first != 1);
        let start = start.map(|first| format!(" start=\"{first}\"")).unwrap_or_default();
        let items: String = list
            .items
            .iter()
            .map(|item| {
                let lists: String = item.lists.iter().map(|list| self.list(list)).collect();
                let before = if lists.is_empty() { "" } else { "\n" };
                format!("<li>{}{before}{lists}</li>\n", self.inline(&item.content))
            })
            .collect();
        format!("<{name}{start}>\n{items}</{name}>\n")
    }

    /// A table that can be scrolled by keyboard where it is wider than the page.
    fn table(&self, table: &Table) -> String {
        let class = |nth: usize| match table.alignment.get(nth) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Default) | None => "",
        };
        let cells = |element: &str, scope: &str, cells: &[Vec<Inline>]| -> String {
            let cells = cells.iter().map(|cell| self.inline(cell)).enumerate();
            cells
                .map(|(nth, cell)| {
                    // A heading of nothing heads nothing.
                    let (element, scope) =
                        if cell.is_empty() { ("td", "") } else { (element, scope) };
                    format!("<{element}{scope}{}>{cell}</{element}>", class(nth))
                })
                .collect()
        };
        let head = cells("th", " scope=\"col\"", &table.header);
        let rows = table.rows.iter().map(|row| format!("<tr>{}</tr>\n", cells("td", "", row)));
        let (rows, label) = (rows.collect::<String>(), self.words().table);
        format!(
            "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n\
             <thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )
    }

    fn inline(&self, content: &[Inline]) -> String {
        self.pieces(content, false)
    }

    /// Pieces of a line. Where they stand in a link, no web address in them is another.
    fn pieces(&self, content: &[Inline], in_link: bool) -> String {
        let line = |typed: &str| line(typed, in_link);
        let mut html = String::new();
        let mut pieces = content.iter();
        while let Some(piece) = pieces.next() {
            match piece {
                Inline::Text(plain) => html += &escaped(plain),
                Inline::Typed(typed) => html += &line(typed),
                Inline::Strong(content) => {
                    html += &format!("<strong>{}</strong>", self.pieces(content, in_link));
                }
                Inline::Emphasis(content) => {
                    html += &format!("<em>{}</em>", self.pieces(content, in_link));
                }
                Inline::Link { address, content } => {
                    let target = escaped(&text::link_target(address));
                    html += &format!("<a href=\"{target}\">{}</a>", self.pieces(content, true));
                }
                Inline::Break => html += "<br>\n",
                Inline::Slot(slot) => {
                    let id = id(&self.filled.document.slots[*slot].name);
                    let shown = self.shown(self.filled.shown(*slot), in_link);
                    html += &format!("<span{id}>{shown}</span>");
                }
                Inline::Printed(index) => {
                    let lines = self.filled.filling.printed[*index].split('\n').map(line);
                    html += &lines.collect::<Vec<_>>().join("<br>\n");
                }
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
                    html +=
                        &format!("<span class=\"sign\">{}</span>\n", self.pieces(&rest, in_link));
                }
                Inline::PageNumber | Inline::PageCount => {}
            }
        }
        html
    }

    /// What a slot shows on one line.
    fn shown(&self, shown: Shown<'_>, in_link: bool) -> String {
        let words = self.words();
        let tick = |sign: char, word: &str| {
            format!("<span aria-hidden=\"true\">{sign}</span><span class=\"unseen\">{word}</span>")
        };
        let muted = |text: &str| format!("<span class=\"unanswered\">{}</span>", escaped(text));
        match shown {
            Shown::Line(text) | Shown::Choice { word: text, .. } => line(text, in_link),
            Shown::Tick(true) => tick('☒', words.ticked),
            Shown::Tick(false) => tick('☐', words.not_ticked),
            Shown::Placeholder(placeholder) => muted(placeholder),
            Shown::Unanswered => muted(&self.filled.document.unanswered),
            // Blocks stand alone in their paragraph: see `Block::Slot`.
            Shown::Blocks(_) => String::new(),
        }
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

/// A typed line: its web addresses as links, where it stands in none, everything else literal, blanks in
/// a row too.
fn line(line: &str, in_link: bool) -> String {
    let html: String = pieces(line)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(plain) => escaped(plain),
            Piece::Link(address) if in_link => escaped(address),
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
