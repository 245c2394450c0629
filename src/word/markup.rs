//! What is written into a Word file that somebody else made: runs with line breaks, and tables with
//! their look in themselves, as nothing is known of the file's styles.

use std::fmt::Write;

use crate::document::{Alignment, Block, Content, Inline, Table, Text, characters};

use crate::xml::tree::{Node, Tree, escaped};

/// Text width of a page in twips, about which is all that a table must know: it is set as wide as
/// there is room.
const WIDTH: usize = 9000;

/// A piece of an answer as it is put in.
pub(super) enum Typed {
    /// Paragraphs and lists, as lines with their signs.
    Lines(String),
    Table(Table),
}

/// The pieces of an answer: tables, and what stands between them.
pub(super) fn typed(content: &Content) -> Vec<Typed> {
    let text = match content {
        Content::Line(line) => return vec![Typed::Lines(line.clone())],
        Content::Tick(_) => return Vec::new(),
        Content::Text(text) => text,
    };
    let mut pieces = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    let lines = |blocks: &mut Vec<Block>, pieces: &mut Vec<Typed>| {
        if !blocks.is_empty() {
            let text = Text { blocks: std::mem::take(blocks) };
            pieces.push(Typed::Lines(text.to_string()));
        }
    };
    for block in &text.blocks {
        if let Block::Table(table) = block {
            lines(&mut blocks, &mut pieces);
            pieces.push(Typed::Table(table.clone()));
        } else {
            blocks.push(block.clone());
        }
    }
    lines(&mut blocks, &mut pieces);
    pieces
}

/// The pieces where only characters can stand: tables with bars.
pub(super) fn as_lines(typed: &[Typed]) -> String {
    let pieces: Vec<String> = typed
        .iter()
        .map(|piece| match piece {
            Typed::Lines(lines) => lines.clone(),
            Typed::Table(table) => Text { blocks: vec![Block::Table(table.clone())] }.to_string(),
        })
        .collect();
    pieces.join("\n\n")
}

/// The pieces with a piece for each paragraph, and for each item of a list where those are read back as the
/// same list.
pub(super) fn as_paragraphs(typed: Vec<Typed>) -> Vec<Typed> {
    let pieces = typed.into_iter().flat_map(|piece| {
        let Typed::Lines(text) = piece else { return vec![piece] };
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let is_same = Text::parse(&lines.join("\n\n")) == Text::parse(&text);
        let paragraphs: Vec<&str> = if is_same { lines } else { text.split("\n\n").collect() };
        paragraphs.into_iter().map(|paragraph| Typed::Lines(paragraph.to_owned())).collect()
    });
    pieces.collect()
}

/// Whether there is a table among the pieces.
pub(super) fn has_table(typed: &[Typed]) -> bool {
    typed.iter().any(|piece| matches!(piece, Typed::Table(_)))
}

/// Writes with the prefix that a part has for Word's own elements.
#[derive(Clone, Copy)]
pub(super) struct WordMarkup<'a> {
    pub(super) prefix: &'a str,
}

impl<'a> WordMarkup<'a> {
    /// Writes as a part does around an element.
    pub(super) fn near(tree: &Tree<'a>, node: Node) -> WordMarkup<'a> {
        let tag = tree.written(node).trim_start_matches('<');
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0);
        WordMarkup { prefix: tag[..end].split_once(':').map_or("", |(prefix, _)| prefix) }
    }

    /// An element's or attribute's name as the part writes it.
    pub(super) fn named(self, local: &str) -> String {
        match self.prefix {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
    }

    /// `<w:checked w:val="1"/>`.
    pub(super) fn value(self, local: &str, value: &str) -> String {
        let (name, val) = (self.named(local), self.named("val"));
        format!("<{name} {val}=\"{}\"/>", escaped(value))
    }

    /// A run with a text; `look` is its properties.
    pub(super) fn run(self, look: Option<&str>, text: &str) -> String {
        let run = self.named("r");
        format!("<{run}>{}{}</{run}>", look.unwrap_or_default(), self.texts(text))
    }

    /// A run with a character of a typeface of symbols (ISO/IEC 29500-1, 17.3.3.30).
    pub(super) fn symbol_run(self, look: Option<&str>, font: &str, code: &str) -> String {
        let (run, symbol) = (self.named("r"), self.named("sym"));
        let (of_font, of_code) = (self.named("font"), self.named("char"));
        let symbol = format!("<{symbol} {of_font}=\"{font}\" {of_code}=\"{code}\"/>");
        format!("<{run}>{}{symbol}</{run}>", look.unwrap_or_default())
    }

    /// What stands in a run for a text: its characters, line breaks and tabs.
    pub(super) fn texts(self, text: &str) -> String {
        let (t, br, tab) = (self.named("t"), self.named("br"), self.named("tab"));
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| {
                let parts: Vec<String> = line
                    .split('\t')
                    .map(|part| match part {
                        "" => String::new(),
                        part => format!("<{t} xml:space=\"preserve\">{}</{t}>", escaped(part)),
                    })
                    .collect();
                parts.join(&format!("<{tab}/>"))
            })
            .collect();
        lines.join(&format!("<{br}/>"))
    }

    /// A table with thin lines and a header row.
    pub(super) fn table(self, table: &Table, look: Option<&str>, bold: &str) -> String {
        let columns = table.header.len().max(1);
        let (w, kind, val) = (self.named("w"), self.named("type"), self.named("val"));
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .iter()
            .map(|side| {
                let size = format!("{}=\"4\" {}=\"auto\"", self.named("sz"), self.named("color"));
                format!("<{} {val}=\"single\" {size}/>", self.named(side))
            })
            .collect();
        let column = format!("<{} {w}=\"{}\"/>", self.named("gridCol"), WIDTH / columns);
        let mut xml = self.element(
            "tblPr",
            &format!(
                "<{} {w}=\"5000\" {kind}=\"pct\"/>{}",
                self.named("tblW"),
                self.element("tblBorders", &borders)
            ),
        );
        xml += &self.element("tblGrid", &column.repeat(columns));
        let (header, cant_split) = (self.named("tblHeader"), self.named("cantSplit"));
        let header = self.element("trPr", &format!("<{cant_split}/><{header}/>"));
        let mut row = |properties: String, cells: &[Vec<Inline>], look: Option<&str>| {
            let mut content = properties;
            for (cell, alignment) in cells.iter().zip(&table.alignment) {
                content += &self.cell(&characters(cell), *alignment, WIDTH / columns, look);
            }
            write!(xml, "{}", self.element("tr", &content)).expect("a String");
        };
        row(header, &table.header, Some(bold));
        for cells in &table.rows {
            row(self.element("trPr", &format!("<{cant_split}/>")), cells, look);
        }
        self.element("tbl", &xml)
    }

    fn cell(self, text: &str, alignment: Alignment, width: usize, look: Option<&str>) -> String {
        let (w, kind) = (self.named("w"), self.named("type"));
        let width = format!("<{} {w}=\"{width}\" {kind}=\"dxa\"/>", self.named("tcW"));
        let alignment = match alignment {
            Alignment::Default => String::new(),
            Alignment::Left => self.value("jc", "left"),
            Alignment::Center => self.value("jc", "center"),
            Alignment::Right => self.value("jc", "right"),
        };
        // What paragraphs have between them is too much for rows.
        let (before, after) = (self.named("before"), self.named("after"));
        let spacing = format!("<{} {before}=\"20\" {after}=\"20\"/>", self.named("spacing"));
        let properties = self.element("pPr", &(spacing + &alignment));
        let run = match text {
            "" => String::new(),
            text => self.run(look, text),
        };
        let paragraph = self.element("p", &(properties + &run));
        self.element("tc", &(self.element("tcPr", &width) + &paragraph))
    }

    fn element(self, local: &str, content: &str) -> String {
        let name = self.named(local);
        format!("<{name}>{content}</{name}>")
    }
}
