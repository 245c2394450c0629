//! `extract` and `text`: what a Word file says.

use std::path::{Path, PathBuf};

use blankett::diagnostic::Report;
use blankett::exchange::{Merging, Returned, Take};
use blankett::workspace::problems::BadCaseName;
use blankett::workspace::{NewCase, Project, Workspace};

use super::args::{ExtractArgs, Whose};
use super::print::Printer;

/// Prints a Word file as text.
pub(super) fn text(project: &Project, path: &Path, printer: &mut Printer) {
    let mut report = Report::new();
    if let Some(file) = Workspace::open(project.clone()).word_file(path, &mut report) {
        printer.text(&file.as_text());
    }
    printer.report(&report);
}

/// Reads answers out of Word files.
pub(super) fn run(project: &Project, args: &ExtractArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    for path in &args.files {
        let mut report = Report::new();
        let mut returned = Returned::read(&workspace, path, args.form.as_deref(), &mut report);
        let merged = match (&mut returned, &args.into) {
            (Some(returned), Some(into)) => {
                returned.merge(&workspace, into, merging(args), &mut report)
            }
            (Some(returned), None) => {
                returned.validate(None, &mut report);
                new_case(project, args, path, &returned.to_case(), &mut report, printer);
                None
            }
            (None, _) => None,
        };
        printer.report(&report);
        if let Some(merged) = merged {
            printer.taken_over(&merged, args.dry_run);
        }
    }
}

fn merging(args: &ExtractArgs) -> Merging {
    let take = match args.take {
        None => Take::Neither,
        Some(Whose::Word) => Take::Word,
        Some(Whose::Case) => Take::Case,
    };
    Merging { take, is_dry: args.dry_run }
}

/// Writes a new case, or prints it.
fn new_case(
    project: &Project,
    args: &ExtractArgs,
    file: &Path,
    toml: &str,
    report: &mut Report,
    printer: &mut Printer,
) {
    let default = (args.files.len() > 1).then(|| PathBuf::from("cases"));
    let Some(folder) = args.out.clone().or(default) else {
        printer.data(toml.as_bytes());
        return;
    };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let Some(name) = NewCase::own_name(&stem) else {
        report.error_nowhere(BadCaseName { name: stem.into_owned() });
        return;
    };
    let path = folder.join(name);
    if project.write_new(&path, toml.as_bytes(), report) {
        printer.file_written(&path);
    }
}
