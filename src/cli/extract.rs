//! `extract` and `text`: what a Word file says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blankett::answers::{self, Answer, Answers};
use blankett::case;
use blankett::diagnostic::{Place, Problem, Report, Severity};
use blankett::project::Project;
use blankett::word::{self, Extracted, WordFile};
use blankett::write::{Format, Shape};

use super::args::Extract;
use super::forms::{Forms, LoadedForm};
use super::merge::Merge;
use super::print::Printer;

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
            check(file, form, &extracted, None, &mut report);
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

/// What of a Word file fits its form.
pub(super) struct Validated {
    /// The answers that could be read.
    pub(super) answers: Answers,
    /// Whether none of those has an error.
    pub(super) is_good: bool,
    /// Whether something stands outside of the form's fields.
    pub(super) has_more: bool,
}

/// Validates what was read: reports errors of answers, and text that has no place in a case.
/// What is not answered is no fault of a Word file. `ours` is what the case has, if there is one.
pub(super) fn check(
    file: &WordFile,
    form: &LoadedForm,
    extracted: &Extracted,
    ours: Option<&Answers>,
    report: &mut Report,
) -> Validated {
    let case = extracted.case(form.form(), file);
    let mut faults = Report::new();
    let answers = answers::read_unfinished(form.form(), &case, &[], &mut faults).readable();
    let is_good = !faults.has_errors();
    // What nobody touched was read as it was built.
    let is_touched = |key: &str| {
        let answer = answers.answers(form.form()).find(|(field, _)| field.key == key);
        let digest = answer.and_then(|(_, answer)| answer.map(Answer::digest));
        digest.as_ref() != extracted.built.get(key)
    };
    for fault in faults.diagnostics().iter().chain(&extracted.many_ways) {
        let is_old = fault.question.as_ref().is_some_and(|question| !is_touched(&question.key));
        if fault.severity == Severity::Error || !is_old {
            report.add_diagnostic(fault.clone());
        }
    }
    // Text of the form may hang on answers that the person changed: on those of the case, or on any.
    let samples = form.blankett.samples();
    let (mut seen, first) = (Vec::new(), 1 + usize::from(ours.is_some()));
    let all = std::iter::once(&answers).chain(ours).chain(&samples).enumerate();
    let made = all.filter_map(|(at, answers)| {
        let mut report = Report::new();
        let (document, filling) = form.blankett.document(answers, &mut report)?;
        let is_known = |other: &Arc<Shape>| **document == ***other;
        if at >= first && seen.iter().any(is_known) {
            return None;
        }
        seen.push(Arc::clone(&document));
        let (written, _) =
            form.write(Format::Docx, (&document, &filling), &form.form().place, &mut report)?;
        WordFile::read("", &written.bytes, &mut report)
    });
    let has_more = word::leftovers(file, made, form.form(), report);
    Validated { answers, is_good, has_more }
}
