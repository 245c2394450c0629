//! Forms by name, each loaded once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::case::{Case, Shared};
use crate::diagnostic::{AnyProblem, Report, nearest};
use crate::form::Form;
use crate::generate::{Blankett, FormFiles};
use crate::word::WordFile;
use crate::workspace::problems::{UnknownForm, UnknownVersion};

use super::project::Project;
use super::settings;

/// A project with its forms and shared files, each read when it is first asked for, and once. It does
/// not see what is saved later.
#[derive(Debug)]
pub struct Workspace {
    /// The files.
    pub project: Project,
    /// The versions of each form, oldest first.
    known: BTreeMap<String, Vec<String>>,
    forms: Mutex<BTreeMap<(String, String), Loaded>>,
    pub(super) shared: Mutex<BTreeMap<PathBuf, LoadedShared>>,
    public: OnceLock<(Vec<String>, Report)>,
}

/// A form that was asked for: none, where it has errors, and what there is to report of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The form.
    pub form: Option<Arc<Blankett>>,
    /// What there is to report of it.
    pub report: Arc<Report>,
}

/// What of a shared file could be read, its digest, and what there is to report of it.
#[derive(Clone, Debug)]
pub(super) struct LoadedShared {
    pub(super) shared: Option<Arc<Shared>>,
    pub(super) digest: String,
    pub(super) report: Arc<Report>,
}

impl Loaded {
    /// The form, with what there is to report of it put into `report`.
    pub fn reported(self, report: &mut Report) -> Option<Arc<Blankett>> {
        self.report.diagnostics().iter().for_each(|one| report.add_diagnostic(one.clone()));
        self.form
    }
}

impl Workspace {
    /// Opens a project. Nothing is read yet but which forms there are.
    pub fn open(project: Project) -> Workspace {
        let known = project.forms();
        Workspace {
            project,
            known,
            forms: Mutex::default(),
            shared: Mutex::default(),
            public: OnceLock::new(),
        }
    }

    /// The form that a case answers.
    ///
    /// # Errors
    ///
    /// That there is none is an error in `report`; what is wrong with the form comes with it.
    pub fn form_of(&self, case: &Case, report: &mut Report) -> Option<Loaded> {
        let ((form, form_place), (version, version_place)) = (&case.form, &case.version);
        let Some(versions) = self.known.get(form) else {
            report.error(self.unknown_form(form), form_place.clone());
            return None;
        };
        if !versions.contains(version) {
            let (form, version) = (form.clone(), version.clone());
            let problem = UnknownVersion { form, version, known: versions.clone() };
            report.error(problem, version_place.clone());
            return None;
        }
        Some(self.version(form, version))
    }

    /// The form of a name: `teknik`, its newest version, or `teknik/2017`.
    ///
    /// # Errors
    ///
    /// That there is none, and what is wrong with it, are errors in `report`.
    pub fn form(&self, name: &str, report: &mut Report) -> Option<Arc<Blankett>> {
        let (form, version) = self.versions(Some(name), report)?.pop()?;
        self.version(&form, &version).reported(report)
    }

    /// The versions of a form, oldest first, or the one that `name/version` names; without a name
    /// those of all forms.
    ///
    /// # Errors
    ///
    /// That there is no such form is an error in `report`.
    pub fn versions(
        &self,
        name: Option<&str>,
        report: &mut Report,
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
        let problem = match (self.known.get(form), version) {
            (None, _) => self.unknown_form(form),
            (Some(versions), None) => return Some(all(form, versions)),
            (Some(versions), Some(version)) if versions.iter().any(|known| known == version) => {
                return Some(vec![(form.to_owned(), version.to_owned())]);
            }
            (Some(versions), Some(version)) => UnknownVersion {
                form: form.to_owned(),
                version: version.to_owned(),
                known: versions.clone(),
            }
            .into(),
        };
        report.error_nowhere(problem);
        None
    }

    /// Reads a Word file; `path` is from the project's folder.
    ///
    /// # Errors
    ///
    /// What cannot be read or is no Word file is an error in `report`.
    pub fn word_file(&self, path: &Path, report: &mut Report) -> Option<WordFile> {
        let (name, bytes) = self.project.read_word(path, report)?;
        WordFile::read(&name, &bytes, report)
    }

    /// All forms without errors. Nothing is reported of the others: nobody asked for them.
    pub fn all_forms(&self) -> Vec<Arc<Blankett>> {
        let versions = self.known.iter();
        let versions = versions.flat_map(|(form, known)| known.iter().map(move |one| (form, one)));
        versions.filter_map(|(form, version)| self.version(form, version).form).collect()
    }

    fn unknown_form(&self, name: &str) -> AnyProblem {
        UnknownForm {
            name: name.to_owned(),
            suggestion: nearest(name, self.known.keys().map(String::as_str)),
            known: self.known.keys().cloned().collect(),
        }
        .into()
    }

    /// A form that is there and of which there is nothing to report.
    pub(super) fn quiet_form(&self, (form, version): &(String, String)) -> Option<Arc<Blankett>> {
        if !self.known.get(form)?.contains(version) {
            return None;
        }
        let loaded = self.version(form, version);
        loaded.form.filter(|_| loaded.report.diagnostics().is_empty())
    }

    /// A version of a form, loaded once. Others wait for it.
    pub fn version(&self, form: &str, version: &str) -> Loaded {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = forms.entry((form.to_owned(), version.to_owned()));
        let load = || {
            let mut report = Report::new();
            let form = self.load(form, version, &mut report).map(Arc::new);
            Loaded { form, report: Arc::new(report) }
        };
        entry.or_insert_with(load).clone()
    }

    /// What the project says is public, read once, and what there is to report of it.
    fn public(&self) -> &(Vec<String>, Report) {
        self.public.get_or_init(|| {
            let mut report = Report::new();
            let source = self.project.settings(&mut report);
            let public = source.map(|source| settings::public(&source, &mut report));
            (public.unwrap_or_default(), report)
        })
    }

    fn load(&self, id: &str, version: &str, report: &mut Report) -> Option<Blankett> {
        let files = self.project.form_files(id, version, report);
        let original = self.project.original(id, version, report);
        let original = original.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let asset = |name: &str, report: &mut Report| self.project.asset(id, version, name, report);
        let files = FormFiles { texts: &files, original, asset: &asset };
        let mut form = Blankett::load(id, version, files, report)?;
        let before = report.errors();
        let (public, of_settings) = self.public();
        of_settings.diagnostics().iter().for_each(|one| report.add_diagnostic(one.clone()));
        form.form.public.extend(public.iter().cloned());
        form.refuse_active(&self.project.allowed, report);
        (report.errors() == before).then_some(form)
    }
}

/// The definitions of some forms.
pub fn definitions(forms: &[Arc<Blankett>]) -> Vec<&Form> {
    forms.iter().map(|form| &form.form).collect()
}
