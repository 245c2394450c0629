//! `extract` and `text`: what a Word file says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blankett::case;
use blankett::diagnostic::{Place, Problem, Report};
use blankett::project::Project;
use blankett::word::{self, WordFile};

use super::args::Extract;
use super::forms::{Forms, LoadedForm};
use super::merge::Merge;
use super::print::Printer;
use super::validate::validate;

/// Prints a Word file as text.
pub(super) fn text(project: &Project, path: &Path, printer: &mut Printer) {
    let mut report = Report::new();
    if let Some(file) = read(project, path, &mut report) {
        printer.data(file.source().text().as_bytes());
    }
    printer.report(&report);
}

/// Reads a Word file.
pub(super) fn read(project: &Project, path: &Path, report: &mut Report) -> Option<WordFile> {
    let (name, bytes) = project.read_word(path, report)?;
    WordFile::read(&name, &bytes, report)
}

/// Reads answers out of Word files.
pub(super) fn run(project: &Project, args: &Extract, printer: &mut Printer) {
    let forms = Forms::new(project);
    for path in &args.files {
        let mut report = Report::new();
        let file = read(project, path, &mut report);
        let form = file
            .as_ref()
            .and_then(|file| form_of(file, args.form.as_deref(), &forms, &mut report, printer));
        let (Some(file), Some(form)) = (&file, &form) else {
            printer.report(&report);
            continue;
        };
        let extracted = word::extract(file, form.original(), form.form(), &mut report);
        let mut merged = None;
        if let Some(into) = &args.into {
            let work = Merge { project, form, file, extracted: &extracted };
            merged = work.run(into, &forms, &mut report, printer);
        } else {
            validate(file, form, &extracted, None, &mut report);
            let (id, version) = (&form.form().id, &form.form().version);
            let toml = case::write(id, version, &extracted.facts, &extracted.answers);
            new_case(project, args, path, &toml, &mut report, printer);
        }
        printer.report(&report);
        if let Some((count, case)) = merged {
            printer.taken_over(count, &case);
        }
    }
}

/// Writes a new case, or prints it.
fn new_case(
    project: &Project,
    args: &Extract,
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
    let path = folder.join(file.file_stem().unwrap_or_default()).with_extension("toml");
    if project.write_new(&path, toml.as_bytes(), report) {
        printer.file_written(&path);
    }
}

/// The form of a file: the one that was named, or as the file tells.
fn form_of(
    file: &WordFile,
    named: Option<&str>,
    forms: &Forms<'_>,
    report: &mut Report,
    printer: &mut Printer,
) -> Option<Arc<LoadedForm>> {
    if let Some(name) = named {
        return forms.named(name, printer);
    }
    let all = forms.all();
    let all: Vec<_> = all.iter().map(LoadedForm::form).collect();
    if let Some(form) = word::form_of(file, &all) {
        return forms.load(&form.id, &form.version, printer);
    }
    let known = all.iter().map(|form| format!("{}/{}", form.id, form.version)).collect();
    let place = Place::new(file.source(), 0..0);
    report.error(Problem::FormNotTold { known }, place);
    None
}
