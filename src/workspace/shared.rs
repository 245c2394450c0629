//! Shared files, each read and checked once.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use crate::answers::check_shared;
use crate::case::{self, Shared};
use crate::diagnostic::Report;
use crate::digest::sha256;

use super::case_report::CaseReport;
use super::forms::{LoadedShared, Workspace, definitions};
use super::project::CaseFile;

impl Workspace {
    /// The shared files that serve a case, the nearest first, and whether none of them has an error.
    pub fn shared_of(&self, case: &CaseFile, report: &mut CaseReport) -> (Vec<Arc<Shared>>, bool) {
        let (mut files, mut are_good) = (Vec::new(), true);
        for path in &case.shared {
            let loaded = self.shared_file(path);
            are_good &= !loaded.report.has_errors();
            files.extend(loaded.shared);
            report.needed.push(loaded.report);
        }
        (files, are_good)
    }

    /// The digests of the shared files that serve a case; none where there is anything to report of
    /// one of them.
    pub(super) fn shared_digests(&self, case: &CaseFile) -> Option<String> {
        let mut digests = String::new();
        for path in &case.shared {
            let loaded = self.shared_file(path);
            if !loaded.report.diagnostics().is_empty() {
                return None;
            }
            digests += &loaded.digest;
            digests += "\n";
        }
        Some(digests)
    }

    fn shared_file(&self, path: &PathBuf) -> LoadedShared {
        let mut all_loaded = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = all_loaded.get(path) {
            return loaded.clone();
        }
        let mut report = Report::new();
        let source = self.project.read(path, &mut report);
        let digest = source.as_ref().map(|source| sha256(source.text().as_bytes()));
        let shared = source.map(|source| {
            let shared = case::parse_shared(&source, &mut report);
            // Which forms its cases answer may differ from one command to the next.
            check_shared(&shared, &definitions(&self.all_forms()), &mut report);
            Arc::new(shared)
        });
        let (digest, report) = (digest.unwrap_or_default(), Arc::new(report));
        let loaded = LoadedShared { shared, digest, report };
        all_loaded.insert(path.clone(), loaded.clone());
        loaded
    }
}
