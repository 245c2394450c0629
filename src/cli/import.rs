//! `import`: a Word file that is a form becomes a form of ours.

use blankett::diagnostic::Report;
use blankett::workspace::{Project, Workspace};

use super::args::ImportArgs;
use super::print::Printer;

/// Makes a form of a Word file.
pub(super) fn run(project: &Project, args: &ImportArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let workspace = Workspace::open(project.clone());
    let Some((folder, form)) = workspace.adopt(&args.file, &args.id, &mut report) else {
        return printer.report(&report);
    };
    if let (Some(path), Some(page)) = (&args.report, form.adoption_page(printer.language()))
        && project.write(path, page.as_bytes(), None, &mut report)
    {
        printer.file_written(path);
    }
    printer.report(&report);
    printer.places(&form);
    printer.imported(&folder, form.form.fields.len());
}
