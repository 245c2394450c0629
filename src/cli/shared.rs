//! Shared files, each read once and its faults told once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use blankett::answers::check_shared;
use blankett::case::{self, Shared};
use blankett::diagnostic::Report;
use blankett::project::{CaseFile, Project};

use super::forms::{Forms, LoadedForm};
use super::print::Printer;

/// The shared files that were asked for so far.
pub(super) struct SharedFiles<'a> {
    project: &'a Project,
    loaded: BTreeMap<PathBuf, Loaded>,
}

/// What of a shared file could be read, and whether it has no fault.
#[derive(Clone, Default)]
struct Loaded {
    shared: Option<Rc<Shared>>,
    is_good: bool,
}

impl<'a> SharedFiles<'a> {
    pub(super) fn new(project: &'a Project) -> SharedFiles<'a> {
        SharedFiles { project, loaded: BTreeMap::new() }
    }

    /// The shared files that serve a case, the nearest first, and whether none of them has a fault.
    pub(super) fn of_case(
        &mut self,
        case: &CaseFile,
        forms: &Forms<'_>,
        printer: &mut Printer,
    ) -> (Vec<Rc<Shared>>, bool) {
        let (mut files, mut are_good) = (Vec::new(), true);
        for path in &case.shared {
            let loaded = self.load(path, forms, printer);
            are_good &= loaded.is_good;
            files.extend(loaded.shared);
        }
        (files, are_good)
    }

    fn load(&mut self, path: &PathBuf, forms: &Forms<'_>, printer: &mut Printer) -> Loaded {
        if let Some(loaded) = self.loaded.get(path) {
            return loaded.clone();
        }
        let mut report = Report::new();
        let shared = self.project.read(path, &mut report).map(|source| {
            let shared = case::parse_shared(&source, &mut report);
            // Which forms its cases answer may differ from one command to the next.
            let all = forms.all();
            let all: Vec<_> = all.iter().map(LoadedForm::form).collect();
            check_shared(&shared, &all, &mut report);
            Rc::new(shared)
        });
        printer.report(&report);
        let loaded = Loaded { shared, is_good: !report.has_errors() };
        self.loaded.insert(path.clone(), loaded.clone());
        loaded
    }
}
