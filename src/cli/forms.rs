//! Forms by name, each loaded once and its faults told once.

use std::collections::BTreeMap;
use std::rc::Rc;

use blankett::case::Case;
use blankett::diagnostic::{Problem, Report, nearest};
use blankett::generate::Blankett;
use blankett::project::Project;

use super::print::Printer;

/// The forms that were asked for so far.
pub(super) struct Forms<'a> {
    project: &'a Project,
    known: BTreeMap<String, Vec<String>>,
    loaded: BTreeMap<(String, String), Option<Rc<Blankett>>>,
}

impl<'a> Forms<'a> {
    pub(super) fn new(project: &'a Project) -> Forms<'a> {
        Forms { project, known: project.forms(), loaded: BTreeMap::new() }
    }

    /// The form that a case answers. That there is none is a fault in `report`; a form's own
    /// faults are printed when it is first asked for.
    pub(super) fn of_case(
        &mut self,
        case: &Case,
        report: &mut Report,
        printer: &mut Printer,
    ) -> Option<Rc<Blankett>> {
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
        self.load(form, version, printer)
    }

    /// The form of a name: `teknik`, its newest version, or `teknik/2017`.
    pub(super) fn named(&mut self, name: &str, printer: &mut Printer) -> Option<Rc<Blankett>> {
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
    pub(super) fn all(&self) -> Vec<Blankett> {
        let mut report = Report::new();
        let versions = self
            .known
            .iter()
            .flat_map(|(form, versions)| versions.iter().map(move |version| (form, version)));
        versions
            .filter_map(|(form, version)| {
                let files = self.project.form_files(form, version, &mut report);
                Blankett::load(form, version, &files, &mut Report::new())
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

    /// A version of a form; its faults are printed when it is first asked for.
    pub(super) fn load(
        &mut self,
        form: &str,
        version: &str,
        printer: &mut Printer,
    ) -> Option<Rc<Blankett>> {
        let project = self.project;
        self.loaded
            .entry((form.to_owned(), version.to_owned()))
            .or_insert_with(|| {
                let mut report = Report::new();
                let files = project.form_files(form, version, &mut report);
                let loaded = Blankett::load(form, version, &files, &mut report).map(Rc::new);
                printer.report(&report);
                loaded
            })
            .clone()
    }
}
