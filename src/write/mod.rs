//! A document and a filling → the bytes of a file.
//!
//! Writers know the tree and nothing before it: no form, no case, no template, and no other
//! writer. Each is one function of the same signature, in one table. What a document is made of
//! and what fills it are apart, so that a writer may compile the former once and join the latter
//! to it case by case.

mod docx;
mod markdown;

use crate::document::{Document, Filling};

/// A format that documents are written in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Format {
    /// Word (ISO/IEC 29500, transitional).
    Docx,
    /// Markdown (CommonMark with GitHub's tables).
    Markdown,
}

type Writer = fn(&Document, &Filling) -> Vec<u8>;

/// Every format with its name on the command line, which is its file extension, and its writer.
const FORMATS: [(Format, &str, Writer); 2] =
    [(Format::Docx, "docx", docx::write), (Format::Markdown, "md", markdown::write)];

impl Format {
    /// All formats.
    pub fn all() -> impl Iterator<Item = Format> {
        FORMATS.iter().map(|(format, _, _)| *format)
    }

    /// The extension of its files, which is its name on the command line.
    pub fn extension(self) -> &'static str {
        self.entry().1
    }

    fn entry(self) -> &'static (Format, &'static str, Writer) {
        FORMATS.iter().find(|(format, _, _)| *format == self).expect("the table has every format")
    }
}

/// Writes a document with its slots filled. The same input gives the same bytes.
///
/// `filling` must be made for `document`: one content a slot, one value a printed place.
pub fn write(format: Format, document: &Document, filling: &Filling) -> Vec<u8> {
    (format.entry().2)(document, filling)
}
