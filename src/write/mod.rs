//! A document and a filling → the bytes of a file.
//!
//! Writers know the tree and nothing before it: no form, no case, no template, and no other
//! writer. Each is one function of the same signature, in one table. What a document is made of
//! and what fills it are apart, so that a writer compiles the former once ([`Shape`]) and joins the
//! latter to it case by case.

mod columns;
mod docx;
mod html;
mod language;
mod markdown;
mod pdf;
mod phrases;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::document::{Document, Filled, Filling, Typeface};

/// The space between what stands at the top of a page and its text, in points, where whose document it is
/// stands there too.
const BELOW_HEADER: f64 = 12.0;

/// A format that documents are written in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Format {
    /// Word (ISO/IEC 29500, transitional).
    Docx,
    /// Markdown (CommonMark with GitHub's tables).
    Markdown,
    /// HTML: one accessible page in one file, in which nothing runs.
    Html,
    /// PDF/A.
    Pdf(Profile),
}

/// A profile of PDF/A. All are tagged throughout, so that they can be read aloud and searched; all
/// need a date.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Profile {
    /// PDF/A-1a (ISO 19005-1): for archives that take nothing newer.
    A1a,
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one.
    A2a,
    /// PDF/A-3a (ISO 19005-3) and PDF/UA-1, with the attachments of the filling.
    A3a,
}

/// A file, and what it could not hold.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct WrittenFile {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The characters that are shown as their codes, because no typeface has them.
    pub unprinted: Vec<Unprinted>,
}

/// The characters in one place that no typeface has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unprinted {
    /// Where they stand.
    pub part: TextSource,
    /// The characters, each once.
    pub characters: Vec<char>,
}

/// A part of a filled document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TextSource {
    /// The form's own text.
    Form,
    /// A slot, by its index.
    Slot(usize),
    /// A value that the template prints, by its index.
    Printed(usize),
}

/// Why a document could not be written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WriteError {
    /// The format needs a date, and the document has none.
    NoDate,
    /// The typesetter's own words.
    Typesetter(String),
}

/// A document in one shape, with what the writers make of it once for all its fillings.
#[derive(Debug)]
pub struct Shape {
    document: Document,
    docx: OnceLock<docx::Skeleton>,
    typefaces: OnceLock<Arc<pdf::Fonts>>,
}

type Writer = fn(&Shape, &Filled<'_>) -> Result<WrittenFile, WriteError>;

/// Every format with its name on the command line, which is its file extension, and its writer.
const FORMATS: [(Format, &str, Writer); 6] = [
    (Format::Docx, "docx", |shape, filled| Ok(whole(shape.docx().join(filled)))),
    (Format::Markdown, "md", |_, filled| Ok(whole(markdown::write(filled).into_bytes()))),
    (Format::Html, "html", |_, filled| Ok(whole(html::write(filled).into_bytes()))),
    (Format::Pdf(Profile::A1a), "pdf", |shape, filled| {
        pdf::write(Profile::A1a, shape.typefaces(), filled)
    }),
    (Format::Pdf(Profile::A2a), "pdf", |shape, filled| {
        pdf::write(Profile::A2a, shape.typefaces(), filled)
    }),
    (Format::Pdf(Profile::A3a), "pdf", |shape, filled| {
        pdf::write(Profile::A3a, shape.typefaces(), filled)
    }),
];

impl Shape {
    /// A document that nothing was made of yet.
    pub fn new(document: Document) -> Shape {
        Shape { document, docx: OnceLock::new(), typefaces: OnceLock::new() }
    }

    /// Writes the document with its slots filled. The same input gives the same bytes.
    ///
    /// `filling` must be made for this document: one content a slot, one value a printed place.
    ///
    /// # Errors
    ///
    /// Word, Markdown and HTML can always be written; PDF as [`WriteError`] says.
    pub(crate) fn write(
        &self,
        format: Format,
        filling: &Filling,
    ) -> Result<WrittenFile, WriteError> {
        (format.entry().2)(self, &Filled::new(&self.document, filling))
    }

    fn docx(&self) -> &docx::Skeleton {
        self.docx.get_or_init(|| docx::Skeleton::new(&self.document))
    }

    fn typefaces(&self) -> &Arc<pdf::Fonts> {
        self.typefaces.get_or_init(|| pdf::Fonts::with(&self.document.style.fonts.files))
    }
}

impl Deref for Shape {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

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

/// Writes a tree. The documents of a form are written through [`crate::generate::Rendered`], which
/// knows of a Word file of the authority's own.
///
/// # Errors
///
/// Word, Markdown and HTML can always be written; PDF as [`WriteError`] says.
pub fn write(
    format: Format,
    document: &Document,
    filling: &Filling,
) -> Result<WrittenFile, WriteError> {
    Shape::new(document.clone()).write(format, filling)
}

/// The files of the typefaces that PDF is set in: their names and their bytes.
pub fn fonts() -> Vec<(&'static str, &'static [u8])> {
    pdf::fonts().collect()
}

/// Whether a file is a typeface that PDF can be set in, which all of its characters are written to prove.
pub fn is_typeface(file: &Typeface) -> bool {
    pdf::is_typeface(file)
}

fn whole(bytes: Vec<u8>) -> WrittenFile {
    WrittenFile { bytes, unprinted: Vec::new() }
}
