//! The document of a case, on its way into a file.

use std::sync::Arc;

use crate::diagnostic::{AnyProblem, Place, Report};
use crate::document::Filling;
use crate::generate::problems::{NoDate, NotOwnPages, NotTypeset};
use crate::word::{self, FilledFile};
use crate::write::{Format, Profile, Shape, WriteError, WrittenFile};

use super::Blankett;

/// The document of a case: what all cases of its kind share, what fills it, and the form that it is
/// of. Files are written through this, so that a form with a Word file of its own is filled into
/// that file, whoever asks.
#[derive(Clone, Debug)]
pub struct Rendered<'a> {
    form: &'a Blankett,
    /// What the case has in common with others.
    pub shape: Arc<Shape>,
    /// What is the case's own.
    pub filling: Filling,
}

/// A file, and what was done to the authority's own Word file to make it.
#[derive(Debug)]
pub struct Output {
    /// The file, and what it could not hold.
    pub written: WrittenFile,
    /// The changes to the authority's own Word file, where it was filled.
    pub filled: Option<FilledFile>,
}

impl<'a> Rendered<'a> {
    pub(super) fn new(form: &'a Blankett, shape: Arc<Shape>, filling: Filling) -> Rendered<'a> {
        Rendered { form, shape, filling }
    }

    /// Writes the document. `place` stands for the whole of it in errors.
    ///
    /// # Errors
    ///
    /// What a format or the authority's own Word file cannot hold is an error in `report`.
    pub fn write(&self, format: Format, place: &Place, report: &mut Report) -> Option<Output> {
        if let (Some(original), Format::Docx) = (self.form.original(), format) {
            let mut filled = word::fill(original, &self.shape, &self.filling, report)?;
            let bytes = std::mem::take(&mut filled.bytes);
            let written = WrittenFile { bytes, ..WrittenFile::default() };
            return Some(Output { written, filled: Some(filled) });
        }
        if self.form.original().is_some() && matches!(format, Format::Pdf(_)) {
            report.warning(NotOwnPages, place.clone());
        }
        match self.shape.write(format, &self.filling) {
            Ok(written) => Some(Output { written, filled: None }),
            Err(fault) => {
                report.error(
                    match fault {
                        WriteError::NoDate => AnyProblem::from(NoDate),
                        WriteError::Typesetter(words) => NotTypeset { words }.into(),
                    },
                    place.clone(),
                );
                None
            }
        }
    }

    /// All text that a file of the document holds which was just written: the words as a reader sees them,
    /// without markup within them, and whatever the file says of itself.
    ///
    /// `None` where that cannot be read, so that nobody knows.
    pub fn text_of(&self, format: Format, bytes: &[u8]) -> Option<String> {
        match format {
            Format::Docx => word::all_text(bytes),
            Format::Markdown => {
                let text = std::str::from_utf8(bytes).ok()?;
                // Escapes, and strong and emphasised parts of a word.
                Some(text.replace(['\\', '*'], "") + "\n" + text)
            }
            Format::Html => Some(of_page(std::str::from_utf8(bytes).ok()?)),
            // Its pages and properties are those of the web page, word for word; with it goes a Word file.
            Format::Pdf(profile) => {
                let page = self.shape.write(Format::Html, &self.filling).ok()?;
                let mut text = of_page(std::str::from_utf8(&page.bytes).ok()?);
                if profile == Profile::A3a {
                    let place = &self.form.form.place;
                    let word = self.write(Format::Docx, place, &mut Report::new())?;
                    text += &word::all_text(&word.written.bytes)?;
                }
                Some(text)
            }
        }
    }
}

/// The words of a web page, and its source.
fn of_page(page: &str) -> String {
    const WITHIN_WORDS: [&str; 5] = ["a", "em", "span", "strong", "sup"];
    let mut text = String::with_capacity(2 * page.len());
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if !WITHIN_WORDS.contains(&name) {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    text.push('\n');
    text.push_str(page);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign))
}
