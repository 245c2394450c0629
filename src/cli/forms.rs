//! Forms by name, each loaded once and its faults told once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use blankett::case::Case;
use blankett::diagnostic::{Place, Problem, Report, nearest};
use blankett::document::Filling;
use blankett::form::Form;
use blankett::generate::Blankett;
use blankett::project::Project;
use blankett::word::{self, Filled, WordFile};
use blankett::write::{Fault, Format, Shape, Written};

use super::print::Printer;

/// A form that is ready, with the authority's own Word file where it has one.
pub(super) struct LoadedForm {
    pub(super) blankett: Blankett,
    original: Option<WordFile>,
}

impl LoadedForm {
    fn load(project: &Project, id: &str, version: &str, report: &mut Report) -> Option<LoadedForm> {
        let files = project.form_files(id, version, report);
        let original = project.original(id, version, report);
        let bytes = original.as_ref().map(|(_, bytes)| bytes.as_slice());
        let blankett = Blankett::load(id, version, &files, bytes, report);
        let original = original.and_then(|(name, bytes)| WordFile::read(&name, &bytes, report));
        blankett.filter(|_| !report.has_errors()).map(|blankett| LoadedForm { blankett, original })
    }

    /// The digest of everything that the form is made of.
    pub(super) fn digest(&self) -> String {
        self.blankett.digest()
    }

    /// What the form asks.
    pub(super) fn form(&self) -> &Form {
        &self.blankett.form
    }

    /// The authority's own Word file.
    pub(super) fn original(&self) -> Option<&WordFile> {
        self.original.as_ref()
    }

    /// Writes a document. Where the authority has its own Word file, that is filled, and what was
    /// done to it comes along. `place` stands for the whole document in faults.
    pub(super) fn write(
        &self,
        format: Format,
        (document, filling): (&Shape, &Filling),
        place: &Place,
        report: &mut Report,
    ) -> Option<(Written, Option<Filled>)> {
        if let (Some(original), Format::Docx) = (&self.original, format) {
            let mut filled = word::fill(original, document, filling, report)?;
            let bytes = std::mem::take(&mut filled.bytes);
            return Some((Written { bytes, ..Written::default() }, Some(filled)));
        }
        let written = document.write(format, filling).map_err(|fault| {
            let problem = match fault {
                Fault::NotBuilt => Problem::NotBuilt { feature: "pdf" },
                Fault::NoDate => Problem::NoDate,
                Fault::Typesetter(words) => Problem::NotTypeset { words },
            };
            report.error(problem, place.clone());
        });
        Some((written.ok()?, None))
    }

    /// Reports fields that the authority's own Word file does not have or that cannot be filled
    /// there, whatever is answered.
    pub(super) fn prove_original(&self, report: &mut Report) {
        for answers in self.blankett.samples() {
            let made = self.blankett.document(&answers, &mut Report::new());
            let mut faults = Report::new();
            if let Some((document, filling)) = made {
                let place = &self.form().place;
                self.write(Format::Docx, (&document, &filling), place, &mut faults);
            }
            for fault in faults.diagnostics() {
                if !report.diagnostics().contains(fault) {
                    report.add_diagnostic(fault.clone());
                }
            }
            // Without an original there is nothing to fill.
            if self.original.is_none() {
                return;
            }
        }
    }
}

/// The forms that were asked for so far.
pub(super) struct Forms<'a> {
    project: &'a Project,
    known: BTreeMap<String, Vec<String>>,
    loaded: Mutex<BTreeMap<(String, String), Loaded>>,
}

/// A form that was asked for: none, where it has faults, and what is to be told of it.
#[derive(Clone)]
pub(super) struct Loaded {
    pub(super) form: Option<Arc<LoadedForm>>,
    pub(super) report: Arc<Report>,
}

impl<'a> Forms<'a> {
    pub(super) fn new(project: &'a Project) -> Forms<'a> {
        Forms { project, known: project.forms(), loaded: Mutex::default() }
    }

    /// The form that a case answers. That there is none is a fault in `report`.
    pub(super) fn of_case(&self, case: &Case, report: &mut Report) -> Option<Loaded> {
        let ((form, form_place), (version, version_place)) = (&case.form, &case.version);
        let Some(versions) = self.known.get(form) else {
            report.error(self.unknown_form(form), form_place.clone());
            return None;
        };
        if !versions.contains(version) {
            let (form, version) = (form.clone(), version.clone());
            let problem = Problem::UnknownVersion { form, version, known: versions.clone() };
            report.error(problem, version_place.clone());
            return None;
        }
        Some(self.loaded(form, version))
    }

    /// The form of a name: `teknik`, its newest version, or `teknik/2017`.
    pub(super) fn named(&self, name: &str, printer: &mut Printer) -> Option<Arc<LoadedForm>> {
        let (form, version) = self.versions(Some(name), printer)?.pop()?;
        self.load(&form, &version, printer)
    }

    /// The versions of a form, oldest first, or the one that `name/version` names; without a name
    /// those of all forms.
    pub(super) fn versions(
        &self,
        name: Option<&str>,
        printer: &mut Printer,
    ) -> Option<Vec<(String, String)>> {
        let all = |form: &str, versions: &[String]| -> Vec<(String, String)> {
            versions.iter().map(|version| (form.to_owned(), version.clone())).collect()
        };
        let Some(name) = name else {
            return Some(self.known.iter().flat_map(|(form, known)| all(form, known)).collect());
        };
        let (form, version) = match name.split_once('/') {
            Some((form, version)) => (form, Some(version)),
            None => (name, None),
        };
        let mut report = Report::new();
        let found = match (self.known.get(form), version) {
            (None, _) => Err(self.unknown_form(form)),
            (Some(versions), None) => Ok(all(form, versions)),
            (Some(versions), Some(version)) if versions.iter().any(|known| known == version) => {
                Ok(vec![(form.to_owned(), version.to_owned())])
            }
            (Some(versions), Some(version)) => Err(Problem::UnknownVersion {
                form: form.to_owned(),
                version: version.to_owned(),
                known: versions.clone(),
            }),
        };
        found
            .map_err(|problem| {
                report.error_nowhere(problem);
                printer.report(&report);
            })
            .ok()
    }

    /// All forms without faults. Nothing is told of the others: nobody asked for them.
    pub(super) fn all(&self) -> Vec<LoadedForm> {
        let versions = self
            .known
            .iter()
            .flat_map(|(form, versions)| versions.iter().map(move |version| (form, version)));
        versions
            .filter_map(|(form, version)| {
                LoadedForm::load(self.project, form, version, &mut Report::new())
            })
            .collect()
    }

    fn unknown_form(&self, name: &str) -> Problem {
        Problem::UnknownForm {
            name: name.to_owned(),
            suggestion: nearest(name, self.known.keys().map(String::as_str)),
            known: self.known.keys().cloned().collect(),
        }
    }

    /// A version of a form; its faults are printed.
    pub(super) fn load(
        &self,
        form: &str,
        version: &str,
        printer: &mut Printer,
    ) -> Option<Arc<LoadedForm>> {
        let loaded = self.loaded(form, version);
        printer.report(&loaded.report);
        loaded.form
    }

    /// A form that is there and of which there is nothing to be told.
    pub(super) fn known(&self, (form, version): &(String, String)) -> Option<Arc<LoadedForm>> {
        if !self.known.get(form)?.contains(version) {
            return None;
        }
        let loaded = self.loaded(form, version);
        loaded.form.filter(|_| loaded.report.diagnostics().is_empty())
    }

    /// A version of a form, loaded once. Others wait for it.
    pub(super) fn loaded(&self, form: &str, version: &str) -> Loaded {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = loaded.entry((form.to_owned(), version.to_owned()));
        let load = || {
            let mut report = Report::new();
            let form = LoadedForm::load(self.project, form, version, &mut report).map(Arc::new);
            Loaded { form, report: Arc::new(report) }
        };
        entry.or_insert_with(load).clone()
    }
}
