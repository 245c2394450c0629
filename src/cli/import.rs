//! `import`: a Word file that is a form becomes a form of ours.

use std::path::PathBuf;

use blankett::diagnostic::Report;
use blankett::workspace::{Project, Workspace};

use super::args::ImportArgs;
use super::print::Printer;

/// Makes a form of a Word file.
pub(super) fn run(project: &Project, args: &ImportArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let workspace = Workspace::open(project.clone());
    let takes_page = |path: &PathBuf| workspace.takes_adoption_page(path, &mut report);
    if !args.report.as_ref().is_none_or(takes_page) {
        return printer.report(&report);
    }
    let Some((folder, form)) = workspace.adopt(&args.file, &args.id, &mut report) else {
        return printer.report(&report);
    };
    if let Some(path) = &args.report
        && workspace.write_adoption_page(path, &form, printer.language(), &mut report)
    {
        printer.file_written(path);
    }
    printer.report(&report);
    printer.places(&form);
    printer.imported(&folder, form.form.fields.len());
}
