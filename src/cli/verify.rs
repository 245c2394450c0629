//! `verify`: whether packages are what they say, and whether what is in them belongs together.

use std::path::PathBuf;
use std::sync::Arc;

use blankett::answers;
use blankett::archive::{self, File, Package};
use blankett::case::{self, Shared};
use blankett::diagnostic::{PackageFault, Problem, Report, Source};
use blankett::generate::Blankett;
use blankett::project::Project;
use blankett::word::WordFile;

use super::print::Printer;

/// Verifies packages: folders, bags and zips.
pub(super) fn run(project: &Project, packages: &[PathBuf], printer: &mut Printer) {
    for path in packages.iter().flat_map(|path| project.packages(path)) {
        let mut report = Report::new();
        if let Some(given) = project.read_package(&path, &mut report) {
            let name = given.name.clone();
            let found = match given.file {
                Some(bytes) => archive::unzip(&bytes),
                None => Ok((given.folder, given.files)),
            };
            match found {
                Ok((folder, files)) => {
                    let count = files.len();
                    let package = archive::verify(&name, &folder, files, &mut report);
                    if !report.has_errors() {
                        hold_together(&name, &package, &mut report);
                    }
                    if !report.has_errors() {
                        printer.verified(&name, count);
                    }
                }
                Err(what) => fault(&name, what, &mut report),
            }
        }
        printer.report(&report);
    }
}

fn fault(path: &str, fault: PackageFault, report: &mut Report) {
    report.error_nowhere(Problem::BadPackage { path: path.to_owned(), fault });
}

/// Whether the pages, the Word file and the case are of the same answers.
fn hold_together(name: &str, package: &Package, report: &mut Report) {
    let told = |key: &str| {
        let entry = package.provenance.iter().find(|(other, _)| other == key);
        entry.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let case = told("case");
    let Some(digest) = digest(case, &package.sources) else {
        fault(name, PackageFault::BadCase { file: case.to_owned() }, report);
        return;
    };
    if told("answers-sha256") != digest {
        let file = "metadata/preservation/premis.xml".to_owned();
        fault(name, PackageFault::OtherCase { file }, report);
    }
    let stem = case.strip_prefix("cases/").and_then(|path| path.strip_suffix(".toml"));
    let word = stem.map(|stem| format!("output/{stem}.docx"));
    match package.sources.iter().find(|(path, _)| Some(path) == word.as_ref()) {
        Some((path, bytes)) => {
            let file = WordFile::read(path, bytes, &mut Report::new());
            let stated = file.as_ref().and_then(WordFile::case_digest);
            if stated.unwrap_or_default() != digest {
                fault(name, PackageFault::OtherCase { file: path.clone() }, report);
            }
        }
        None => fault(name, PackageFault::NoCopy { extension: "docx" }, report),
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
                fault(name, PackageFault::OtherCase { file: path.clone() }, report);
            }
        }
        None => fault(name, PackageFault::NoCopy { extension: "pdf" }, report),
    }
}

/// The digest of a case in a package, read anew with the form and the shared files there; nothing
/// of a case in which nothing stands, as documents have no digest of that.
fn digest(case: &str, files: &[File]) -> Option<String> {
    let mut report = Report::new();
    let source = |path: &str| -> Option<Arc<Source>> {
        let (_, bytes) = files.iter().find(|(other, _)| other == path)?;
        Source::decode(path.to_owned(), bytes, &mut Report::new())
    };
    let parsed = case::parse(&source(case)?, &mut report)?;
    let (id, version) = (&parsed.form.0, &parsed.version.0);
    let folder = format!("templates/{id}/{version}/");
    let of_form = files.iter().filter(|(path, _)| path.starts_with(&folder));
    // The authority's own Word file is no text, and so none of these.
    let texts: Vec<Arc<Source>> = of_form.clone().filter_map(|(path, _)| source(path)).collect();
    let original = of_form.clone().find(|(path, _)| path.ends_with("/original.docx"));
    let original = original.map(|(_, bytes)| bytes.as_slice());
    let form = Blankett::load(id, version, &texts, original, &mut report)?;
    let mut folder = case;
    let mut shared: Vec<Shared> = Vec::new();
    while let Some((above, _)) = folder.rsplit_once('/') {
        let found = source(&format!("{above}/shared.toml"));
        shared.extend(found.map(|source| case::parse_shared(&source, &mut report)));
        folder = above;
    }
    let shared: Vec<&Shared> = shared.iter().collect();
    let answers = answers::read(&form.form, &parsed, &shared, &mut report).accepted()?;
    Some(if answers.is_blank() { String::new() } else { answers.digest(&form.form) })
}
