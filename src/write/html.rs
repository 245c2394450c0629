//! HTML: one page in one file, to be read in any browser, aloud, and on paper.

use maud::{Markup, PreEscaped, html};

use crate::document::{
    Alignment, Band, Block, Document, Filled, Inline, List, Paragraph, Role, Shown, Table,
};
use crate::page::{LINE, Page};
use crate::text::{self, Piece, pieces};

use super::{language, phrases};

/// CSS pixels in a millimetre.
const PIXELS_PER_MM: f64 = 96.0 / 25.4;

/// Writes a document as HTML.
pub(super) fn write(filled: &Filled<'_>) -> String {
    let document = filled.document;
    let writer = HtmlWriter { filled };
    let body = html! {
        @let band = writer.band(&document.header);
        @if document.has_letterhead() {
            header { (LINE)
                (letterhead(document))
                @if let Some(band) = band { div.band { (LINE) (band) (LINE) } (LINE) }
            } (LINE)
        } @else if let Some(band) = band {
            header.band { (LINE) (band) (LINE) } (LINE)
        }
        main { (LINE) (writer.blocks(&document.blocks)) } (LINE)
        @if let Some(footer) = writer.band(&without_page_numbers(&document.footer)) {
            footer.band { (LINE) (footer) (LINE) } (LINE)
        }
    };
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

/// Whose document it is, and whether it is a draft.
fn letterhead(document: &Document) -> Markup {
    let letterhead = &document.style.letterhead;
    let about = letterhead.logo.as_ref().map(|logo| {
        let picture = &logo.picture;
        let source = text::data_address("image/png", &picture.png);
        let pixels = |millimetres: f64| format!("{:.0}", millimetres * PIXELS_PER_MM);
        let (width, height) = (pixels(logo.size.0), pixels(logo.size.1));
        (source, logo.alternative.as_str(), width, height)
    });
    html! {
        div.letterhead { (LINE)
            @if let Some((source, alternative, width, height)) = about {
                img src=(source) alt=(alternative) width=(width) height=(height); (LINE)
            }
            @if !letterhead.authority.is_empty() { span { (letterhead.authority) } (LINE) }
            @if let Some(mark) = &document.draft_mark { span.mark { (mark) } (LINE) }
        } (LINE)
    }
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

    /// The sides of a band that hold anything.
    fn band(&self, band: &Band) -> Option<Markup> {
        let sides = [&band.left, &band.right].map(|side| self.inline(side));
        let sides = sides.iter().filter(|side| !side.0.trim().is_empty());
        let sides: Vec<Markup> = sides.map(|side| html! { span { (side) } }).collect();
        (!sides.is_empty()).then(|| joined(&sides, LINE))
    }

    fn blocks(&self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } }
    }

    fn block(&self, block: &Block) -> Markup {
        match block {
            Block::Title(title) => {
                let (id, more) = anchors(&title.bookmarks);
                html! { h1 id=[id] { (more) (self.inline(&title.content)) } (LINE) }
            }
            Block::Heading(heading) => {
                let (id, more) = anchors(&heading.bookmarks);
                let text = html! { (more) (heading.number) ". " (self.inline(&heading.content)) };
                html! {
                    @match heading.level {
                        1 => h2 id=[id] { (text) },
                        2 => h3 id=[id] { (text) },
                        _ => h4 id=[id] { (text) },
                    }
                    (LINE)
                }
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Slot(slot) => html! {
                div.answer id=[id(&self.filled.document.slots[*slot].name)] { (LINE)
                    @match self.filled.shown(*slot) {
                        Shown::Blocks(blocks) => (self.blocks(blocks)),
                        shown => { p { (self.shown(shown, false)) } (LINE) }
                    }
                } (LINE)
            },
            Block::Contents(entries) => html! {
                nav aria-label=(self.words().contents) { (LINE)
                    ul.contents { (LINE)
                        @for entry in entries {
                            li {
                                a href={ "#" (entry.bookmark) } {
                                    (entry.number) ". " (self.pieces(&entry.content, true))
                                }
                            } (LINE)
                        }
                    } (LINE)
                } (LINE)
            },
            // Pages are paper's.
            Block::PageBreak => Markup::default(),
        }
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Markup {
        let (id, more) = anchors(&paragraph.bookmarks);
        let class = match paragraph.role {
            Role::Question => Some("question"),
            Role::Answer => Some("answer"),
            Role::Typed | Role::Text | Role::Signature => None,
        };
        let direction = matches!(paragraph.role, Role::Typed).then_some("auto");
        let content = match (paragraph.role, paragraph.content.as_slice()) {
            // It is strong by what it is.
            (Role::Question, [Inline::Strong(content)]) => content,
            (_, content) => content,
        };
        html! { p class=[class] dir=[direction] id=[id] { (more) (self.inline(content)) } (LINE) }
    }

    fn list(&self, list: &List) -> Markup {
        let items = html! {
            (LINE)
            @for item in &list.items {
                li {
                    (self.inline(&item.content))
                    @if !item.lists.is_empty() { (LINE) }
                    @for list in &item.lists { (self.list(list)) }
                } (LINE)
            }
        };
        html! {
            @if let Some(first) = list.first {
                ol start=[(first != 1).then_some(first)] { (items) }
            } @else {
                ul { (items) }
            }
            (LINE)
        }
    }

    /// A table that can be scrolled by keyboard where it is wider than the page.
    fn table(&self, table: &Table) -> Markup {
        let class = |nth: usize| match table.alignment.get(nth) {
            Some(Alignment::Left) => Some("left"),
            Some(Alignment::Center) => Some("center"),
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::Default) | None => None,
        };
        let grid = table.grid();
        let row = |row: usize| {
            let cells = grid[row].iter().filter(|area| area.rows.start == row);
            let cells = cells.map(|area| (area, self.inline(table.content(area))));
            html! {
                tr {
                    @for (area, cell) in cells {
                        @let (class, columns) = (class(area.columns.start), area.columns.len());
                        @let columns = (columns > 1).then_some(columns);
                        @let rows = (area.rows.len() > 1).then_some(area.rows.len());
                        // A heading of nothing heads nothing.
                        @if row == 0 && !cell.0.is_empty() {
                            @let scope = if columns.is_some() { "colgroup" } else { "col" };
                            th scope=(scope) class=[class] colspan=[columns] rowspan=[rows] { (cell) }
                        } @else {
                            td class=[class] colspan=[columns] rowspan=[rows] { (cell) }
                        }
                    }
                }
            }
        };
        // A cell of the header that goes on below it ends with the header, were that apart.
        let has_head = table.has_header() && !table.leaves_header();
        let first = usize::from(has_head || !table.has_header());
        html! {
            div.scroll role="group" tabindex="0" aria-label=(self.words().table) { (LINE)
                table { (LINE)
                    @if has_head { thead { (row(0)) } (LINE) }
                    tbody { (LINE)
                        @for nth in first..grid.len() { (row(nth)) (LINE) }
                    } (LINE)
                } (LINE)
            } (LINE)
        }
    }

    fn inline(&self, content: &[Inline]) -> Markup {
        self.pieces(content, false)
    }

    /// Pieces of a line. Where they stand in a link, no web address in them is another.
    fn pieces(&self, content: &[Inline], in_link: bool) -> Markup {
        let mut written = Vec::new();
        let mut rest = content;
        while let [piece, after @ ..] = rest {
            rest = after;
            written.push(match piece {
                Inline::SignatureLine => {
                    // What follows stands below the line, until the next one.
                    let is_next = |piece: &Inline| matches!(piece, Inline::SignatureLine);
                    let below = rest.iter().position(is_next).unwrap_or(rest.len());
                    let (signed, after) = rest.split_at(below);
                    rest = after;
                    html! { span.sign { (self.pieces(signed, in_link)) } (LINE) }
                }
                piece => self.piece(piece, in_link),
            });
        }
        joined(&written, PreEscaped(""))
    }

    fn piece(&self, piece: &Inline, in_link: bool) -> Markup {
        match piece {
            Inline::Text(plain) => html! { (plain) },
            Inline::Typed(typed) => self.line(typed, in_link),
            Inline::Strong(content) => html! { strong { (self.pieces(content, in_link)) } },
            Inline::Emphasis(content) => html! { em { (self.pieces(content, in_link)) } },
            Inline::Link { address, content } => {
                html! { a href=(text::link_target(address)) { (self.pieces(content, true)) } }
            }
            Inline::Break => html! { br; (LINE) },
            Inline::Slot(slot) => html! {
                span id=[id(&self.filled.document.slots[*slot].name)] {
                    (self.shown(self.filled.shown(*slot), in_link))
                }
            },
            Inline::Printed(index) => {
                let lines = self.filled.filling.printed[*index].split('\n');
                let lines: Vec<Markup> = lines.map(|typed| self.line(typed, in_link)).collect();
                joined(&lines, PreEscaped("<br>\n"))
            }
            Inline::Reference { bookmark, number } => {
                html! { a href={ "#" (bookmark) } { (number) } }
            }
            Inline::SignatureLine | Inline::PageNumber | Inline::PageCount => Markup::default(),
        }
    }

    /// What a slot shows on one line.
    fn shown(&self, shown: Shown<'_>, in_link: bool) -> Markup {
        let words = self.words();
        let tick = |sign: char, word: &str| {
            html! { span aria-hidden="true" { (sign) } span.unseen { (word) } }
        };
        let muted = |text: &str| html! { span.unanswered { (text) } };
        match shown {
            Shown::Line(text) | Shown::Choice { word: text, .. } => self.line(text, in_link),
            Shown::Tick(true) => tick('☒', words.ticked),
            Shown::Tick(false) => tick('☐', words.not_ticked),
            Shown::Placeholder(placeholder) => muted(placeholder),
            Shown::Unanswered => muted(&self.filled.document.unanswered),
            // Blocks stand alone in their paragraph: see `Block::Slot`.
            Shown::Blocks(_) => Markup::default(),
        }
    }
    /// A typed line: its web addresses as links, where it stands in none, everything else literal, blanks
    /// in a row too.
    fn line(&self, line: &str, in_link: bool) -> Markup {
        let html = html! {
            @for piece in pieces(line) {
                @match piece {
                    Piece::Link(address) if !in_link => {
                        a href=(text::link_target(address)) { (address) }
                    }
                    Piece::Plain(text) | Piece::Link(text) => (self.spoken(text)),
                }
            }
        };
        let has_blanks = line.starts_with(' ')
            || line.ends_with(' ')
            || line.contains("  ")
            || line.contains('\t');
        html! { @if has_blanks { span.keep { (html) } } @else { (html) } }
    }

    /// Typed text, with the language of what is in another.
    fn spoken(&self, text: &str) -> Markup {
        html! {
            @for (language, part) in language::parts(text, &self.filled.document.language) {
                @match language {
                    Some(language) => span lang=(language) { (part) },
                    None => (part),
                }
            }
        }
    }
}

/// Parts with something between them.
fn joined(parts: &[Markup], between: PreEscaped<&str>) -> Markup {
    html! {
        @for (nth, part) in parts.iter().enumerate() {
            @if nth > 0 { (between) }
            (part)
        }
    }
}

/// The first bookmark as the element's own name, and places for the others.
fn anchors(bookmarks: &[String]) -> (Option<&str>, Markup) {
    let mut all = bookmarks.iter();
    let first = all.next().and_then(|name| id(name));
    (first, html! { @for name in all { span id=[id(name)] {} } })
}

/// The name of an element; a name with blanks can be none.
fn id(name: &str) -> Option<&str> {
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
}
