//! The document of a case, on its way into a file.

use std::sync::Arc;

use crate::diagnostic::{AnyProblem, Place, Report};
use crate::document::Filling;
use crate::generate::problems::{NoDate, NotBuilt, NotTypeset};
use crate::word::{self, FilledFile};
use crate::write::{Format, Shape, WriteError, WrittenFile};

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
        match self.shape.write(format, &self.filling) {
            Ok(written) => Some(Output { written, filled: None }),
            Err(fault) => {
                report.error(
                    match fault {
                        WriteError::NotBuilt => AnyProblem::from(NotBuilt { feature: "pdf" }),
                        WriteError::NoDate => NoDate.into(),
                        WriteError::Typesetter(words) => NotTypeset { words }.into(),
                    },
                    place.clone(),
                );
                None
            }
        }
    }
}
