//! `blank`: the empty form.

use std::path::{Path, PathBuf};

use blankett::answers::Answers;
use blankett::diagnostic::Report;
use blankett::project::Project;
use blankett::write::Format;

use super::args::Blank;
use super::forms::Forms;
use super::print::Printer;

/// Writes the empty form.
pub(super) fn run(project: &Project, args: &Blank, printer: &mut Printer) {
    let Some(form) = Forms::new(project).named(&args.form, printer) else { return };
    let mut report = Report::new();
    let ending = args.out.as_ref().and_then(|out| out.extension()).unwrap_or_default();
    let by_name = Format::all().find(|format| ending == format.extension());
    let format = args.format.map(Format::from).or(by_name).unwrap_or(Format::Docx);
    let blank = Answers::blank(form.form());
    let written = form
        .blankett
        .document(&blank, &mut report)
        .and_then(|(document, filling)| form.write(format, &document, &filling, &mut report));
    if let Some((bytes, _)) = written {
        let name = format!("{}-{}.{}", form.form().id, form.form().version, format.extension());
        let path = args.out.clone().unwrap_or_else(|| PathBuf::from(name));
        if path == Path::new("-") {
            printer.data(&bytes);
        } else if project.write_new(&path, &bytes, &mut report) {
            printer.file_written(&path);
        }
    }
    printer.report(&report);
}
