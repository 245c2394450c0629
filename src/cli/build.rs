//! `build` and `check`: every case on its own, whatever became of the others.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use blankett::answers::{self, Answers};
use blankett::case::{self, Shared};
use blankett::diagnostic::Report;
use blankett::project::{CaseFile, Project};
use blankett::write::Format;

use super::args::{Build, Check};
use super::forms::{Forms, LoadedForm};
use super::print::{Printer, Summary};
use super::shared::SharedFiles;

/// Writes the documents of all cases given.
pub(super) fn run(project: &Project, args: &Build, printer: &mut Printer) {
    let mut formats: Vec<Format> = args.format.iter().map(|&format| format.into()).collect();
    formats.sort_unstable();
    formats.dedup();
    let mut proofs = Vec::new();
    let mut summary =
        for_each_case(project, &args.cases, printer, |case, form, answers, report| {
            let Some((document, filling)) = form.blankett.document(answers, report) else {
                return Vec::new();
            };
            let mut paths = Vec::new();
            for &format in &formats {
                let written = form.write(format, &document, &filling, report);
                let path = output(&args.out, case, format);
                if let Some((bytes, filled)) = written
                    && project.write(&path, &bytes, report)
                {
                    proofs
                        .extend(filled.filter(|_| args.proof).map(|filled| (path.clone(), filled)));
                    paths.push(path);
                }
            }
            paths
        });
    for (path, filled) in &proofs {
        printer.proof(path, filled);
    }
    summary.folder = Some(args.out.to_string_lossy().into_owned());
    printer.summary(&summary);
}

/// Checks all cases given.
pub(super) fn check(project: &Project, args: &Check, printer: &mut Printer) {
    let summary = for_each_case(project, &args.cases, printer, |_, form, answers, report| {
        // A template can fail on answers that are valid.
        if let Some((document, filling)) = form.blankett.document(answers, report) {
            // So can the authority's own Word file.
            form.write(Format::Docx, &document, &filling, report);
        }
        Vec::new()
    });
    printer.summary(&summary);
}

/// Checks each case and does something with those that are good; that says which files it wrote.
fn for_each_case(
    project: &Project,
    given: &[PathBuf],
    printer: &mut Printer,
    mut work: impl FnMut(&CaseFile, &LoadedForm, &Answers, &mut Report) -> Vec<PathBuf>,
) -> Summary {
    let mut report = Report::new();
    let cases = project.cases(given, &mut report);
    printer.report(&report);
    let (mut forms, mut shared) = (Forms::new(project), SharedFiles::new(project));
    let mut summary = Summary { cases: cases.len(), ..Summary::default() };
    for case in &cases {
        let mut report = Report::new();
        let checked = checked(project, case, &mut forms, &mut shared, &mut report, printer);
        if let Some((form, answers)) = &checked {
            for path in work(case, form, answers, &mut report) {
                printer.written(&path);
                summary.files += 1;
            }
        }
        if checked.is_none() || report.has_errors() {
            summary.failed += 1;
        }
        printer.report(&report);
    }
    summary
}

/// A case's form and its answers, if it has no error.
fn checked(
    project: &Project,
    file: &CaseFile,
    forms: &mut Forms<'_>,
    shared: &mut SharedFiles<'_>,
    report: &mut Report,
    printer: &mut Printer,
) -> Option<(Rc<LoadedForm>, Answers)> {
    let source = project.read(&file.path, report)?;
    let case = case::parse(&source, report)?;
    let form = forms.of_case(&case, report, printer)?;
    let (shared, is_good) = shared.of_case(file, forms, printer);
    let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
    // A case is checked all the same when a file that serves it has a fault.
    let answers = answers::check(form.form(), &case, &shared, report).filter(|_| is_good)?;
    Some((form, answers))
}

/// The file that a case is written to.
fn output(folder: &Path, case: &CaseFile, format: Format) -> PathBuf {
    let mut path = folder.join(&case.output).into_os_string();
    path.push(".");
    path.push(format.extension());
    PathBuf::from(path)
}
