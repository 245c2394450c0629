//! `new`: a case with every question, ready to be answered.

use std::path::{Path, PathBuf};

use blankett::case::Entries;
use blankett::diagnostic::Report;
use blankett::exchange::Returned;
use blankett::workspace::problems::{BadCaseName, FormComesFirst, NotFound};
use blankett::workspace::{NewCase, Project, Workspace};

use super::args::NewArgs;
use super::print::Printer;

/// Writes a new case.
pub(super) fn run(project: &Project, args: &NewArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let written = write(project, args, &mut report);
    for path in written.unwrap_or_default() {
        printer.file_written(&path);
    }
    printer.report(&report);
}

fn write(project: &Project, args: &NewArgs, report: &mut Report) -> Option<Vec<PathBuf>> {
    let workspace = Workspace::open(project.clone());
    let mut of_form = Report::new();
    let form = workspace.form(&args.form, &mut of_form);
    if form.is_none() && workspace.form(&args.name, &mut Report::new()).is_some() {
        let (form, name) = (args.name.clone(), args.form.clone());
        report.error_nowhere(FormComesFirst { form, name });
        return None;
    }
    report.append(of_form);
    let form = form?;
    if !project.is_folder(Path::new("")) {
        let path = project.full(Path::new("")).to_string_lossy().into_owned();
        report.error_nowhere(NotFound { path, is_case: false, suggestion: None });
        return None;
    }
    let Some(path) = NewCase::path(&args.name) else {
        report.error_nowhere(BadCaseName { name: args.name.clone() });
        return None;
    };
    let (facts, answers) = match &args.from {
        Some(from) => {
            let returned = Returned::read_as(&workspace, from, &form, report)?;
            // Answers with errors come along: they are reported, and can be mended in the case.
            returned.validate(None, report);
            returned.into_entries()
        }
        None => (Entries::new(), Entries::new()),
    };
    let mut of_shared = Report::new();
    let new = NewCase { form: &form, facts, answers };
    let written = new.write(&workspace, &path, &mut of_shared, report);
    report.append(of_shared);
    written
}
