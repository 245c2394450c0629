//! Shared files, each read once and its faults told once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use blankett::answers::check_shared;
use blankett::case::{self, Shared};
use blankett::diagnostic::Report;
use blankett::digest::sha256;
use blankett::project::{CaseFile, Project};

use super::forms::{Forms, LoadedForm};
use super::told::Told;

/// The shared files that were asked for so far.
pub(super) struct SharedFiles<'a> {
    project: &'a Project,
    loaded: Mutex<BTreeMap<PathBuf, Loaded>>,
}

/// What of a shared file could be read, whether it has no fault, and what is to be told of it.
#[derive(Clone)]
struct Loaded {
    shared: Option<Arc<Shared>>,
    is_good: bool,
    digest: String,
    report: Arc<Report>,
}

impl<'a> SharedFiles<'a> {
    pub(super) fn new(project: &'a Project) -> SharedFiles<'a> {
        SharedFiles { project, loaded: Mutex::default() }
    }

    /// The shared files that serve a case, the nearest first, and whether none of them has a fault.
    pub(super) fn of_case(
        &self,
        case: &CaseFile,
        forms: &Forms<'_>,
        told: &mut Told,
    ) -> (Vec<Arc<Shared>>, bool) {
        let (mut files, mut are_good) = (Vec::new(), true);
        for path in &case.shared {
            let loaded = self.load(path, forms);
            are_good &= loaded.is_good;
            files.extend(loaded.shared);
            told.before.push(loaded.report);
        }
        (files, are_good)
    }

    /// The digests of the shared files that serve a case; none where one of them has anything to
    /// be told.
    pub(super) fn digests(&self, case: &CaseFile, forms: &Forms<'_>) -> Option<String> {
        let mut digests = String::new();
        for path in &case.shared {
            let loaded = self.load(path, forms);
            if !loaded.report.diagnostics().is_empty() {
                return None;
            }
            digests += &loaded.digest;
            digests += "\n";
        }
        Some(digests)
    }

    fn load(&self, path: &PathBuf, forms: &Forms<'_>) -> Loaded {
        let mut all_loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = all_loaded.get(path) {
            return loaded.clone();
        }
        let mut report = Report::new();
        let source = self.project.read(path, &mut report);
        let digest = source.as_ref().map(|source| sha256(source.text().as_bytes()));
        let shared = source.map(|source| {
            let shared = case::parse_shared(&source, &mut report);
            // Which forms its cases answer may differ from one command to the next.
            let all = forms.all();
            let all: Vec<_> = all.iter().map(LoadedForm::form).collect();
            check_shared(&shared, &all, &mut report);
            Arc::new(shared)
        });
        let loaded = Loaded {
            shared,
            is_good: !report.has_errors(),
            digest: digest.unwrap_or_default(),
            report: Arc::new(report),
        };
        all_loaded.insert(path.clone(), loaded.clone());
        loaded
    }
}
