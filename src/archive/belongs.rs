//! Whether what is in a package belongs together: the pages, the Word file and the case are of the same
//! answers.

use std::path::{Path, PathBuf};

use crate::answers;
use crate::diagnostic::Report;
use crate::word::WordFile;
use crate::workspace::problems::{BadPackage, PackageProblem};
use crate::workspace::{CaseReport, Project, Workspace};

use super::verify::{PackageParts, verify};
use super::{File, unzip};

/// A package that is what it says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verified {
    /// Its path as shown to people.
    pub name: String,
    /// How many files it has.
    pub files: usize,
}

/// Verifies a package on the disk: a folder, a bag or a zip. `path` is from the project's folder.
///
/// # Errors
///
/// Whatever is not as the package says goes to `report`.
pub fn verify_package(project: &Project, path: &Path, report: &mut Report) -> Option<Verified> {
    let before = report.errors();
    let given = project.read_package(path, report)?;
    let name = given.name;
    let found = match given.file {
        Some(bytes) => unzip(&bytes),
        None => Ok((given.folder, given.files)),
    };
    let (folder, files) = found.map_err(|error| fault(&name, error, report)).ok()?;
    let count = files.len();
    let package = verify(&name, &folder, files, report);
    if report.errors() == before {
        belongs_together(&name, &package, report);
    }
    (report.errors() == before).then_some(Verified { name, files: count })
}

/// Verifies that the pages, the Word file and the case of a package are of the same answers. `name` is what
/// the package is called in errors.
///
/// # Errors
///
/// What is of another case, and what is missing, goes to `report`.
fn belongs_together(name: &str, package: &PackageParts, report: &mut Report) {
    let told = |key: &str| {
        let entry = package.provenance.iter().find(|(other, _)| other == key);
        entry.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let case = told("case");
    let Some(digest) = digest(case, package.sources.clone()) else {
        fault(name, PackageProblem::BadCase { file: case.to_owned() }, report);
        return;
    };
    if told("answers-sha256") != digest {
        let file = "metadata/preservation/premis.xml".to_owned();
        fault(name, PackageProblem::OtherCase { file }, report);
    }
    let stem = case.strip_prefix("cases/").and_then(|path| path.strip_suffix(".toml"));
    let word = stem.map(|stem| format!("output/{stem}.docx"));
    match package.sources.iter().find(|(path, _)| Some(path) == word.as_ref()) {
        Some((path, bytes)) => {
            let file = WordFile::read(path, bytes, &mut Report::new());
            let stated = file.as_ref().and_then(WordFile::case_digest);
            if stated.unwrap_or_default() != digest {
                fault(name, PackageProblem::OtherCase { file: path.clone() }, report);
            }
        }
        None => fault(name, PackageProblem::NoCopy { extension: "docx" }, report),
    }
    let pages = stem.map(|stem| format!("{}.pdf", stem.rsplit('/').next().unwrap_or(stem)));
    match package.pages.iter().find(|(path, _)| Some(path) == pages.as_ref()) {
        Some((path, bytes)) => {
            // The metadata of PDF/A is never compressed (ISO 19005-2, 6.6.2.1).
            let name_of_digest = "blankett.case.sha256=";
            let stated = format!("{name_of_digest}{digest}");
            let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
            // A case in which nothing stands has no digest, and the pages give none.
            let belongs = if digest.is_empty() { !holds(name_of_digest) } else { holds(&stated) };
            if !belongs {
                fault(name, PackageProblem::OtherCase { file: path.clone() }, report);
            }
        }
        None => fault(name, PackageProblem::NoCopy { extension: "pdf" }, report),
    }
}

fn fault(path: &str, fault: PackageProblem, report: &mut Report) {
    report.error_nowhere(BadPackage { path: path.to_owned(), fault });
}

/// The digest of a case in a package, read anew with the form and the shared files there; nothing
/// of a case in which nothing stands, as documents have no digest of that.
fn digest(case: &str, files: Vec<File>) -> Option<String> {
    let workspace = Workspace::open(Project::in_memory(files));
    let mut report = CaseReport::default();
    let file = workspace.project.case(&PathBuf::from(case), &mut report.own)?;
    let source = workspace.project.read(&file.path, &mut report.own)?;
    let prepared = workspace.prepare(&file, &source, &mut report)?;
    let (form, serving) = (&prepared.form.form, prepared.serving());
    let answers = answers::read(form, &prepared.case, &serving, &mut report.own).accepted()?;
    let is_blank = answers.is_blank();
    Some(if is_blank { String::new() } else { answers.digest(form) })
}
