//! Cases by what people call them: a path, the name of the file, or the number that the authority files the case under.

use std::path::{Path, PathBuf};

use crate::answers;
use crate::diagnostic::{Report, nearest};
use crate::register;
use crate::text::one_spelling;
use crate::workspace::problems::{NotFound, SeveralCases};

use super::case_report::CaseReport;
use super::forms::Workspace;
use super::project::CaseFile;

/// The most cases that a message names.
const MOST_NAMED: usize = 5;

impl Workspace {
    /// The one case that somebody named.
    ///
    /// # Errors
    ///
    /// As for [`Workspace::named`] and [`super::Project::case`].
    pub fn case(&self, named: &Path, report: &mut Report) -> Option<CaseFile> {
        let found = self.named(&[named.to_owned()], report);
        self.project.case(found.first()?, report)
    }

    /// The paths of what was named. What is no path is the name of a case's file, with or without its folders and its
    /// extension, or else its number, whole or from a word on: `2026/00117` of `EXM 2026/00117`. Capitals and small
    /// letters are the same.
    ///
    /// # Errors
    ///
    /// What is nothing of all that, or several cases, is an error in `report`.
    pub fn named(&self, given: &[PathBuf], report: &mut Report) -> Vec<PathBuf> {
        // Where there is no project, all that is to be told is that.
        if !self.project.is_folder(Path::new("")) {
            return given.to_vec();
        }
        let mut all = None;
        let mut found = Vec::new();
        for path in given {
            if self.project.is_there(path) || self.project.is_file(path) {
                found.push(path.clone());
                continue;
            }
            let all: &Vec<(CaseFile, String)> = all.get_or_insert_with(|| {
                let files = self.project.cases(&[], &mut Report::new()).into_iter();
                let numbered = files.map(|case| {
                    let number = folded(&self.number(&case));
                    (case, number)
                });
                numbered.collect()
            });
            let wanted = folded(&path.to_string_lossy());
            // A file may be called what another case is numbered: that does not say which is meant.
            let cases: Vec<&CaseFile> = all
                .iter()
                .filter(|(case, number)| is_name(case, &wanted) || is_number(number, &wanted))
                .map(|(case, _)| case)
                .collect();
            match cases[..] {
                [case] => found.push(PathBuf::from(&case.name)),
                [] => {
                    let names = all.iter().map(|(case, _)| case.name.as_str());
                    let stems = all.iter().filter_map(|(case, _)| case.output.to_str());
                    let numbers = all.iter().map(|(_, number)| number.as_str());
                    let known = names.chain(stems).chain(numbers);
                    let suggestion = nearest(&path.to_string_lossy(), known);
                    let path = path.to_string_lossy().into_owned();
                    report.error_nowhere(NotFound { path, is_case: true, suggestion });
                }
                _ => {
                    let named = path.to_string_lossy().into_owned();
                    let cases = cases.iter().take(MOST_NAMED).map(|case| case.name.clone());
                    report.error_nowhere(SeveralCases { named, cases: cases.collect() });
                }
            }
        }
        found
    }

    /// The number of a case as far as it can be read.
    fn number(&self, case: &CaseFile) -> String {
        let mut unheard = CaseReport::default();
        let source = self.project.read(&case.path, &mut unheard.own);
        let prepared = source.and_then(|source| self.prepare(case, &source, &mut unheard));
        prepared.map_or_else(String::new, |prepared| {
            let form = &prepared.form.form;
            let serving = prepared.serving();
            register::number(&answers::read(form, &prepared.case, &serving, &mut unheard.own))
        })
    }
}

/// Words as they are compared: one blank between them, one spelling, small letters.
fn folded(text: &str) -> String {
    let text = text.replace(std::path::MAIN_SEPARATOR, "/");
    one_spelling(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_lowercase()
}

/// Whether a case is called so: `kontor`, `2026/kontor`, `cases/2026/kontor`, with or without `.toml`.
fn is_name(case: &CaseFile, wanted: &str) -> bool {
    let wanted = wanted.strip_suffix(".toml").unwrap_or(wanted);
    let name = folded(&case.name);
    let name = name.strip_suffix(".toml").unwrap_or(&name);
    name.strip_suffix(wanted).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn is_number(number: &str, wanted: &str) -> bool {
    !wanted.is_empty()
        && number
            .strip_suffix(wanted)
            .is_some_and(|before| before.is_empty() || before.ends_with(' '))
}
