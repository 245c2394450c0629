//! The few words that a writer adds to a document, in the document's language.

use crate::document::Document;

/// Phrases of one language.
pub(super) struct Phrases {
    /// Says of a box that it is ticked.
    pub(super) ticked: &'static str,
    /// Says of a box that it is not ticked.
    pub(super) not_ticked: &'static str,
    /// Names a list of headings.
    pub(super) contents: &'static str,
    /// Names a table.
    pub(super) table: &'static str,
}

const SWEDISH: Phrases = Phrases {
    ticked: "ikryssad",
    not_ticked: "inte ikryssad",
    contents: "Innehåll",
    table: "Tabell",
};

const ENGLISH: Phrases =
    Phrases { ticked: "ticked", not_ticked: "not ticked", contents: "Contents", table: "Table" };

/// The words of a document's language: Swedish, else English.
pub(super) fn of(document: &Document) -> &'static Phrases {
    if document.language.starts_with("sv") { &SWEDISH } else { &ENGLISH }
}
