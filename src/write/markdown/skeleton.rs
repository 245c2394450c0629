//! A document as Markdown whose slots are filled case by case: written the long way once, with
//! marks for everything that differs from case to case, and cut at the marks.

use crate::document::{Content, Document, Filling, Inline, SlotKind};

use super::{MARK, Wrap, Writer, write};

/// A document compiled for Markdown.
#[derive(Debug)]
pub(in super::super) struct Skeleton {
    /// The text before each hole, and the hole.
    pieces: Vec<(String, Hole)>,
    /// The text after the last.
    end: String,
    /// Whether a link's text has holes: how it is written then depends on what fills them.
    has_open_links: bool,
}

/// What differs from case to case, and what is done to it on its way into the text.
#[derive(Debug)]
struct Hole {
    piece: Inline,
    wraps: Vec<Wrap>,
}

impl Skeleton {
    pub(in super::super) fn new(document: &Document) -> Skeleton {
        let mark = |kind, number| format!("{}{kind}{number}{}", MARK.0, MARK.1);
        let slots = 0..document.slots.len();
        let filling = Filling {
            slots: slots.map(|slot| Some(Content::Line(mark('s', slot)))).collect(),
            printed: (0..document.count_printed()).map(|index| mark('p', index)).collect(),
            ..Filling::default()
        };
        let text = write(document, &filling);
        let mut pieces = text.split(MARK.0);
        let mut before = pieces.next().unwrap_or_default().to_owned();
        let mut cut = Vec::new();
        for piece in pieces {
            let (inner, after) = piece.split_once(MARK.1).expect("marks are whole");
            let wraps = inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            let number = inner[1..inner.len() - wraps.len()].parse().expect("marks are numbered");
            let piece =
                if inner.starts_with('s') { Inline::Slot(number) } else { Inline::Printed(number) };
            let wraps = wraps.chars().filter_map(Wrap::of_sign).collect();
            cut.push((std::mem::replace(&mut before, after.to_owned()), Hole { piece, wraps }));
        }
        let mut has_open_links = false;
        document.each_line(&mut |line| has_open_links |= has_open_link(line));
        Skeleton { pieces: cut, end: before, has_open_links }
    }

    /// The text of a filling.
    pub(in super::super) fn join(&self, document: &Document, filling: &Filling) -> String {
        // What follows these is written as what begins a line is.
        let ends_a_line = |printed: &String| printed.is_empty() || printed.ends_with('\n');
        if self.has_open_links || filling.printed.iter().any(ends_a_line) {
            return write(document, filling);
        }
        let writer = Writer { document, filling };
        let mut text = String::new();
        for (before, Hole { piece, wraps }) in &self.pieces {
            text.push_str(before);
            let value = match piece {
                Inline::Slot(slot) if document.slots[*slot].kind == SlotKind::Block => {
                    writer.block_slot(*slot)
                }
                piece => writer.inline(std::slice::from_ref(piece)),
            };
            match wraps.as_slice() {
                [] => text.push_str(&value),
                wraps => {
                    let wrapped = wraps.iter().fold(value, |value, wrap| wrap.within(&value));
                    text.push_str(&wrapped);
                }
            }
        }
        text.push_str(&self.end);
        text
    }
}

fn has_open_link(line: &[Inline]) -> bool {
    let is_open = |piece: &Inline| matches!(piece, Inline::Slot(_) | Inline::Printed(_));
    line.iter().any(|piece| match piece {
        Inline::Link { content, .. } => content.iter().any(is_open) || has_open_link(content),
        Inline::Strong(content) | Inline::Emphasis(content) => has_open_link(content),
        _ => false,
    })
}
