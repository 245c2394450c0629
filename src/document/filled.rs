//! A document with its slots filled: what each of them shows, decided once for all writers.

use super::{Block, Content, Document, Filling, Inline, SlotKind};

/// A document and what fills it.
#[derive(Debug)]
pub struct Filled<'a> {
    /// The document.
    pub document: &'a Document,
    /// What fills it.
    pub filling: &'a Filling,
    shown: Vec<Shown<'a>>,
}

/// What a slot shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown<'a> {
    /// Typed blocks.
    Blocks(&'a [Block]),
    /// A typed line.
    Line(&'a str),
    /// One of the slot's words, which is the nth, where it is one of them.
    Choice {
        /// The word.
        word: &'a str,
        /// Which it is, counted from zero.
        nth: Option<usize>,
    },
    /// A box, ticked or not.
    Tick(bool),
    /// What the form says to whoever has not answered yet.
    Placeholder(&'a str),
    /// Nothing is answered, and the form says nothing of its own.
    Unanswered,
}

impl<'a> Filled<'a> {
    /// `filling` must be made for this document: one content a slot, one value a printed place.
    pub fn new(document: &'a Document, filling: &'a Filling) -> Filled<'a> {
        let shown = document.slots.iter().zip(&filling.slots).map(|(slot, content)| {
            match (&slot.kind, content) {
                (SlotKind::Tick, content) => {
                    Shown::Tick(matches!(content, Some(Content::Tick(true))))
                }
                (SlotKind::Choice(words), Some(Content::Line(word))) => {
                    Shown::Choice { word, nth: words.iter().position(|other| other == word) }
                }
                (_, Some(Content::Line(line))) => Shown::Line(line),
                (_, Some(Content::Text(text))) => Shown::Blocks(&text.blocks),
                (_, Some(Content::Tick(_)) | None) => match &slot.placeholder {
                    Some(placeholder) => Shown::Placeholder(placeholder),
                    None => Shown::Unanswered,
                },
            }
        });
        Filled { document, filling, shown: shown.collect() }
    }

    /// What a slot shows, by its index.
    pub fn shown(&self, slot: usize) -> Shown<'a> {
        self.shown[slot]
    }

    /// Whether nothing at all is answered.
    pub fn is_blank(&self) -> bool {
        self.filling.slots.iter().all(Option::is_none)
    }

    /// The characters of some pieces, without any form.
    pub fn plain(&self, content: &[Inline]) -> String {
        self.filling.plain(content)
    }
}
