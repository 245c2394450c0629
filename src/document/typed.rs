//! The text of an answer: blocks out of plain characters, and back.
//!
//! Only blocks are recognised: paragraphs, lists whose items begin with `- `, numbered lists that
//! begin at `1. ` and count up, lists within items, set in as far as the item's text, and pipe tables.
//! Every other character is literal, so nothing that a person types is ever eaten.

use std::fmt;

use crate::text::{DEEPEST_LIST, normal_characters};

use super::{Alignment, Block, Inline, Item, List, Paragraph, Role, Table};

/// Text that a person typed, as blocks: paragraphs, lists and tables of [`Inline::Typed`].
/// [`fmt::Display`] gives its normal form, in which all comparisons are made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// The blocks in order.
    pub blocks: Vec<Block>,
}

impl Text {
    /// Reads text as typed.
    pub fn parse(typed: &str) -> Text {
        let typed = normal_characters(typed);
        let lines: Vec<&str> = typed.split('\n').collect();
        let mut reader = TypedReader { lines: &lines, at: 0, depth: 0 };
        let mut blocks = reader.blocks();
        for at in 1..blocks.len() {
            let leads_over = matches!(blocks[at], Block::List(_) | Block::Table(_));
            if let Block::Paragraph(paragraph) = &mut blocks[at - 1] {
                paragraph.with_next = leads_over;
            }
        }
        Text { blocks }
    }

    /// Lines as a list with bullets.
    pub fn of_lines(lines: impl IntoIterator<Item = String>) -> Text {
        let item = |line| Item { content: vec![Inline::Typed(line)], lists: Vec::new() };
        let items = lines.into_iter().map(item).collect();
        Text { blocks: vec![Block::List(List { first: None, items })] }
    }

    /// Whether there is nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.blocks.is_empty()
    }
}

impl Table {
    /// A table of typed cells.
    pub fn typed(alignment: Vec<Alignment>, header: Vec<String>, rows: Vec<Vec<String>>) -> Table {
        let row = |cells: Vec<String>| -> Vec<Vec<Inline>> {
            let cell = |cell: String| match cell.as_str() {
                "" => Vec::new(),
                _ => vec![Inline::Typed(cell)],
            };
            cells.into_iter().map(cell).collect()
        };
        let rows = rows.into_iter().map(row).collect();
        Table { alignment, header: row(header), rows, merged: Vec::new() }
    }
}

/// Typed lines, with a break between each two.
pub fn typed_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<Inline> {
    let mut content = Vec::new();
    for line in lines {
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.push(Inline::Typed(line.to_owned()));
    }
    content
}

/// The characters of typed lines.
pub fn characters(content: &[Inline]) -> String {
    let mut characters = String::new();
    for piece in content {
        match piece {
            Inline::Typed(line) => characters.push_str(line),
            Inline::Break => characters.push('\n'),
            _ => {}
        }
    }
    characters
}

struct TypedReader<'a, 'b> {
    lines: &'b [&'a str],
    at: usize,
    /// How many lists the lines stand in.
    depth: usize,
}

impl<'a> TypedReader<'a, '_> {
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while self.at < self.lines.len() {
            if self.lines[self.at].is_empty() {
                self.at += 1;
            } else if let Some(table) = self.table() {
                blocks.push(Block::Table(table));
            } else if let Some(list) = self.list() {
                blocks.push(Block::List(list));
            } else {
                blocks.push(Block::Paragraph(self.paragraph()));
            }
        }
        blocks
    }

    fn paragraph(&mut self) -> Paragraph {
        let start = self.at;
        while self.at < self.lines.len()
            && !self.lines[self.at].is_empty()
            && (self.at == start || !self.block_begins())
        {
            self.at += 1;
        }
        Paragraph {
            role: Role::Typed,
            bookmarks: Vec::new(),
            content: typed_lines(self.lines[start..self.at].iter().copied()),
            with_next: false,
        }
    }

    fn block_begins(&self) -> bool {
        list_begins(self.lines[self.at]) || self.table_begins()
    }

    fn list(&mut self) -> Option<List> {
        let is_numbered = match self.lines[self.at] {
            line if line.starts_with("- ") => false,
            line if line.starts_with("1. ") => true,
            _ => return None,
        };
        let mut items: Vec<Vec<&'a str>> = Vec::new();
        let mut marker = String::new();
        while let Some(&line) = self.lines.get(self.at) {
            let next = if is_numbered { format!("{}. ", items.len() + 1) } else { "- ".to_owned() };
            // What of a line stands within the last item; a tab sets a list in as blanks do.
            let within = |line: &'a str| -> Option<&'a str> {
                let rest = line.strip_prefix('\t').filter(|rest| nests(rest));
                let blanks = || line.strip_prefix(&" ".repeat(marker.len()));
                rest.or_else(blanks).filter(|_| !marker.is_empty())
            };
            let after_blank = self.at > 0 && self.lines[self.at - 1].is_empty();
            if let Some(text) = line.strip_prefix(&next) {
                items.push(vec![text]);
                marker = next;
            } else if let (Some(item), Some(rest)) = (items.last_mut(), within(line))
                && (!after_blank || nests(rest))
            {
                item.push(rest);
            } else if line.is_empty() {
                // Items with empty lines between them are one list still.
                let next_line = self.lines[self.at..].iter().find(|line| !line.is_empty());
                let goes_on = next_line
                    .is_some_and(|line| line.starts_with(&next) || within(line).is_some_and(nests));
                if !goes_on {
                    break;
                }
                let empty = self.lines[self.at..].iter().take_while(|line| line.is_empty());
                self.at += empty.count() - 1;
            } else {
                break;
            }
            self.at += 1;
        }
        let depth = self.depth + 1;
        let items = items.iter().map(|lines| item(lines, depth)).collect();
        Some(List { first: is_numbered.then_some(1), items })
    }

    fn table_begins(&self) -> bool {
        let Some(header) = cells(self.lines[self.at]) else { return false };
        self.lines
            .get(self.at + 1)
            .and_then(|line| alignment(line))
            .is_some_and(|a| a.len() == header.len())
    }

    fn table(&mut self) -> Option<Table> {
        if !self.table_begins() {
            return None;
        }
        let mut header = cells(self.lines[self.at])?;
        let mut alignment = alignment(self.lines[self.at + 1])?;
        self.at += 2;
        let mut rows = Vec::new();
        while let Some(row) = self.lines.get(self.at).and_then(|line| cells(line)) {
            rows.push(row);
            self.at += 1;
        }
        // A row that is longer than the header widens the table: no cell is lost.
        let width = rows.iter().map(Vec::len).fold(header.len(), usize::max);
        header.resize(width, String::new());
        alignment.resize(width, Alignment::Default);
        for row in &mut rows {
            row.resize(width, String::new());
        }
        Some(Table::typed(alignment, header, rows))
    }
}

/// Whether a line is the first of a list.
fn list_begins(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("1. ")
}

/// Whether what stands in an item is the first line of a list, set in farther or not.
fn nests(line: &str) -> bool {
    list_begins(line.trim_start_matches(' '))
}

/// An item that stands in so many lists. Lists stand at its end: where anything follows them, its lines
/// are what they are.
fn item(lines: &[&str], depth: usize) -> Item {
    let first = lines.iter().skip(1).position(|line| nests(line)).map(|at| at + 1);
    let lists = first.filter(|_| depth < DEEPEST_LIST).and_then(|first| {
        let farther = lines[first].len() - lines[first].trim_start_matches(' ').len();
        let indent = " ".repeat(farther);
        let within: Option<Vec<&str>> =
            lines[first..].iter().map(|line| line.strip_prefix(&indent)).collect();
        let mut reader = TypedReader { lines: &within?, at: 0, depth };
        let mut lists = Vec::new();
        while reader.at < reader.lines.len() {
            lists.push(reader.list()?);
        }
        Some(lists)
    });
    let text = if lists.is_some() { first.unwrap_or(lines.len()) } else { lines.len() };
    let content = typed_lines(lines[..text].iter().copied());
    Item { content, lists: lists.unwrap_or_default() }
}

/// The cells of a table's row: a line that begins with `|`. `\|` is a bar within a cell.
fn cells(line: &str) -> Option<Vec<String>> {
    let mut rest = line.trim_matches([' ', '\t']).strip_prefix('|')?;
    let mut cells = Vec::new();
    let mut cell = String::new();
    loop {
        if let Some(after) = rest.strip_prefix("\\|") {
            cell.push('|');
            rest = after;
            continue;
        }
        let mut characters = rest.chars();
        match characters.next() {
            Some('|') => cells.push(std::mem::take(&mut cell)),
            Some(other) => cell.push(other),
            None => break,
        }
        rest = characters.as_str();
    }
    // What follows the last bar is a cell only if it is something.
    if cells.is_empty() || !cell.trim_matches([' ', '\t']).is_empty() {
        cells.push(cell);
    }
    Some(cells.iter().map(|cell| cell.trim_matches([' ', '\t']).to_owned()).collect())
}

/// The line under a table's header: `| --- | :-: | --: |`.
fn alignment(line: &str) -> Option<Vec<Alignment>> {
    cells(line)?
        .iter()
        .map(|cell| {
            let dashes = cell.trim_start_matches(':').trim_end_matches(':');
            let colons = cell.len() - dashes.len();
            if dashes.is_empty() || !dashes.bytes().all(|b| b == b'-') || colons > 2 {
                return None;
            }
            match (cell.starts_with(':'), cell.ends_with(':')) {
                (false, false) => Some(Alignment::Default),
                (true, false) if colons == 1 => Some(Alignment::Left),
                (false, true) if colons == 1 => Some(Alignment::Right),
                (true, true) => Some(Alignment::Center),
                _ => None,
            }
        })
        .collect()
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, block) in self.blocks.iter().enumerate() {
            if nth > 0 {
                f.write_str("\n\n")?;
            }
            match block {
                Block::Paragraph(paragraph) => write_lines(&paragraph.content, "", f)?,
                Block::List(list) => list.write(f, "")?,
                Block::Table(table) => table.fmt(f)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Typed lines, those after the first set in.
fn write_lines(content: &[Inline], indent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for piece in content {
        match piece {
            Inline::Typed(line) => f.write_str(line)?,
            Inline::Break => write!(f, "\n{indent}")?,
            _ => {}
        }
    }
    Ok(())
}

impl List {
    /// The sign of an item, with the blank after it.
    pub fn sign(&self, nth: usize) -> String {
        self.first
            .map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(nth)))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, indent: &str) -> fmt::Result {
        for (nth, item) in self.items.iter().enumerate() {
            if nth > 0 {
                write!(f, "\n{indent}")?;
            }
            let sign = self.sign(nth);
            let within = format!("{indent}{}", " ".repeat(sign.len()));
            f.write_str(&sign)?;
            write_lines(&item.content, &within, f)?;
            for list in &item.lists {
                // In Markdown, a list that does not begin at 1 ends no paragraph.
                let is_apart = list.first.is_some_and(|first| first != 1);
                write!(f, "{}\n{within}", if is_apart { "\n" } else { "" })?;
                list.write(f, &within)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_row(&self.header, f)?;
        f.write_str("\n|")?;
        for alignment in &self.alignment {
            f.write_str(match alignment {
                Alignment::Default => " --- |",
                Alignment::Left => " :-- |",
                Alignment::Center => " :-: |",
                Alignment::Right => " --: |",
            })?;
        }
        for cells in &self.rows {
            f.write_str("\n")?;
            write_row(cells, f)?;
        }
        Ok(())
    }
}

fn write_row(cells: &[Vec<Inline>], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("|")?;
    for cell in cells {
        let cell = characters(cell);
        f.write_str(" ")?;
        f.write_str(&cell.replace('|', "\\|"))?;
        f.write_str(if cell.is_empty() { "|" } else { " |" })?;
    }
    Ok(())
}
