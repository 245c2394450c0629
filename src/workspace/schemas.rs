//! The JSON Schemas of a project's forms, and where they stand in it.

use std::path::{Path, PathBuf};

use crate::case::{self, Shared};
use crate::diagnostic::Report;
use crate::editor::{self, Known, MADE_BY};
use crate::form::Form;

use super::forms::Workspace;

/// The folder of schemas.
const FOLDER: &str = "schemas";
/// The schema of the cases of all forms.
const ANY: &str = "schemas/case.json";

/// Where the schema of a form stands in a project.
pub(crate) fn path(form: &Form) -> String {
    format!("{FOLDER}/{}-{}.json", form.id, form.version)
}

impl Workspace {
    /// The schema of a form's cases, as JSON. What a shared file of the project answers, no case need.
    pub fn schema(&self, form: &Form) -> String {
        editor::schema(form, &self.known()).to_text()
    }

    /// The schema of the cases of all forms, as JSON.
    ///
    /// # Errors
    ///
    /// What is wrong with a form goes to `report`; it is left out.
    pub fn any_schema(&self, report: &mut Report) -> Option<String> {
        let known = self.known();
        let versions = self.versions(None, report)?;
        let forms = versions.iter().filter_map(|(id, version)| {
            let form = self.version(id, version).reported(report)?;
            Some(editor::schema(&form.form, &known))
        });
        let schemas: Vec<_> = forms.collect();
        Some(editor::any_schema(&schemas).to_text())
    }

    /// Writes the schema of a form; `None` where it is there as it should be.
    ///
    /// # Errors
    ///
    /// A file that somebody else made, and one that cannot be written, is an error in `report`.
    pub fn write_schema(&self, form: &Form, report: &mut Report) -> Option<PathBuf> {
        self.put(Path::new(&path(form)), &self.schema(form), report)
    }

    /// Writes the schema of the cases of all forms, as [`Workspace::write_schema`]. What there is to
    /// report of forms goes to `of_forms`.
    ///
    /// # Errors
    ///
    /// As for [`Workspace::write_schema`] and [`Workspace::any_schema`].
    pub fn write_any_schema(&self, of_forms: &mut Report, report: &mut Report) -> Option<PathBuf> {
        let schema = self.any_schema(of_forms)?;
        self.put(Path::new(ANY), &schema, report)
    }

    /// What the shared files say. Errors in them are reported with the cases that they serve.
    fn known(&self) -> Known {
        let mut report = Report::new();
        let files = self.project.shared_files();
        let sources = files.iter().filter_map(|path| self.project.read(path, &mut report));
        let sources: Vec<_> = sources.collect();
        let shared: Vec<Shared> =
            sources.iter().map(|source| case::parse_shared(source, &mut Report::new())).collect();
        Known::of(&shared.iter().collect::<Vec<_>>())
    }

    /// A file that somebody else made is never replaced.
    fn put(&self, path: &Path, text: &str, report: &mut Report) -> Option<PathBuf> {
        let there = self.project.bytes_of(path);
        if there.as_deref() == Some(text.as_bytes()) {
            return None;
        }
        let is_ours =
            there.as_ref().is_none_or(|there| String::from_utf8_lossy(there).contains(MADE_BY));
        let is_written = if is_ours {
            self.project.write(path, text.as_bytes(), there.as_deref(), report)
        } else {
            self.project.write_new(path, text.as_bytes(), report)
        };
        is_written.then(|| path.to_owned())
    }
}
