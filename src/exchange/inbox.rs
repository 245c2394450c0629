//! A folder of files that came back: which of them are Word files, and which case each belongs to.

use std::path::{Path, PathBuf};

use crate::answers;
use crate::case;
use crate::diagnostic::{Place, Report};
use crate::exchange::problems::{CaseAsWord, CaseNotTold, EmptyInbox, OpenInWord, OtherFormat};
use crate::text::file_name;
use crate::workspace::{CaseFile, Project, Workspace};

use super::returned::{Returned, number_of};

/// The folder that files go to which were taken.
pub const DONE: &str = "DONE";

/// How the names of other programs' files end that people send instead of a Word file.
const OTHERS: [&str; 12] =
    ["fodt", "htm", "html", "msg", "odt", "ott", "pages", "pdf", "rtf", "txt", "xls", "xlsx"];

/// What became of a file that came.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Arrived {
    /// The file, by its path in the folder.
    pub file: String,
    /// The case that it went to.
    pub case: Option<String>,
    /// How many answers were taken.
    pub taken: usize,
    /// How many were changed in two ways.
    pub conflicts: usize,
    /// How many things were left otherwise.
    pub left: usize,
}

/// What tells the cases of a project apart.
#[derive(Debug)]
pub struct Inbox {
    cases: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    file: CaseFile,
    /// The form and its version.
    form: (String, String),
    /// The digest of the whole case.
    digest: String,
    /// What the authority files it under.
    number: Option<String>,
}

impl Inbox {
    /// Looks at all cases of a project.
    pub fn open(workspace: &Workspace) -> Inbox {
        // What is wrong with cases is `check`'s to say.
        let files = workspace.project.cases(&[], &mut Report::new());
        Inbox { cases: files.into_iter().filter_map(|file| known(workspace, file)).collect() }
    }

    /// The case that a file belongs to: the one whose state it was built from, else that of its
    /// number, else that of its name.
    ///
    /// # Errors
    ///
    /// None or several are an error in `report`.
    pub fn case_of(
        &self,
        returned: &Returned,
        path: &Path,
        report: &mut Report,
    ) -> Option<&CaseFile> {
        let Returned { file, form, .. } = returned;
        let form = &form.form;
        let of_form: Vec<&Known> = self
            .cases
            .iter()
            .filter(|case| (&case.form.0, &case.form.1) == (&form.id, &form.version))
            .collect();
        let number = returned.number();
        let name = file_name(&path.file_stem()?.to_string_lossy());
        let by_digest = |case: &Known| file.case_digest() == Some(case.digest.as_str());
        let by_number = |case: &Known| case.number.is_some() && case.number.as_deref() == number;
        let by_name = |case: &Known| {
            let own = case.file.output.file_name().map(|own| file_name(&own.to_string_lossy()));
            let is_other = case.number.is_some() && number.is_some() && !by_number(case);
            !is_other && own.is_some_and(|own| is_name_of(&name, &own))
        };
        let ways: [&dyn Fn(&Known) -> bool; 3] = [&by_digest, &by_number, &by_name];
        let mut candidates: Vec<&Known> = Vec::new();
        for is_one in ways {
            let found: Vec<&Known> = of_form.iter().filter(|case| is_one(case)).copied().collect();
            if let [one] = found.as_slice() {
                return Some(&one.file);
            }
            if candidates.is_empty() {
                candidates = found;
            }
        }
        let known = candidates.iter().map(|case| case.file.name.clone()).collect();
        report.error(CaseNotTold { known }, Place::new(file.source(), 0..0));
        None
    }
}

fn known(workspace: &Workspace, file: CaseFile) -> Option<Known> {
    let report = &mut Report::new();
    let source = workspace.project.read(&file.path, report)?;
    let case = case::parse(&source, report)?;
    let blankett = workspace.version(&case.form.0, &case.version.0).reported(report)?;
    let form = &blankett.form;
    let answers = answers::read_unfinished(form, &case, &[], report).readable();
    let number = number_of(form, &answers);
    let form = (form.id.clone(), form.version.clone());
    Some(Known { form, digest: answers.digest(&blankett.form), number, file })
}

/// Whether a file's name is that of a document, or has something behind it: `kontor (1)`, `kontor-asa`.
fn is_name_of(name: &str, own: &str) -> bool {
    !own.is_empty()
        && name.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// What came in a folder, in the order of names, but for what was taken before; `folder` is from the
/// project's.
///
/// # Errors
///
/// A folder without files, links that lead out and what is no file are errors in `report`.
pub fn files_in(project: &Project, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
    let before = report.errors();
    let files = project.arrived_in(folder, report);
    let is_shown = |path: &PathBuf| {
        let inner = path.strip_prefix(project.full(folder)).unwrap_or(path);
        !inner.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            part == DONE || part.starts_with('.')
        })
    };
    let files: Vec<PathBuf> = files.into_iter().filter(is_shown).collect();
    if files.is_empty() && report.errors() == before {
        report.error_nowhere(EmptyInbox { path: folder.to_string_lossy().into_owned() });
    }
    files
}

/// Whether a file can be a Word file, by its name.
///
/// # Errors
///
/// What another program made is an error in `report`, with what to do; Word's own note that somebody
/// has a file open, one of the `others` there, is a warning.
pub fn can_be_word(
    workspace: &Workspace,
    path: &Path,
    others: &[PathBuf],
    report: &mut Report,
) -> bool {
    let name_of = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = name_of(path);
    if let Some(rest) = name.strip_prefix("~$") {
        // In place of the name's first two letters, or before them.
        let is_it = |other: &String| !other.starts_with("~$") && other.ends_with(rest);
        let open = others.iter().map(|other| name_of(other)).find(is_it);
        report.warning_nowhere(OpenInWord { name: open.unwrap_or_else(|| rest.to_owned()) });
        return false;
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_named_so =
        || !workspace.project.is_there(path) && workspace.case(path, &mut Report::new()).is_some();
    if extension == "toml" || is_named_so() {
        report.error_nowhere(CaseAsWord { name: path.to_string_lossy().into_owned() });
        return false;
    }
    if OTHERS.contains(&extension.as_str()) {
        report.error_nowhere(OtherFormat { name, extension });
        return false;
    }
    true
}
