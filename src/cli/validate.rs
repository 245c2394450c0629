//! What was read out of a Word file, held to its form.

use std::sync::Arc;

use blankett::answers::{self, Answer, Answers};
use blankett::diagnostic::{Report, Severity};
use blankett::word::{self, Extracted, WordFile};
use blankett::write::{Format, Shape};

use super::forms::LoadedForm;

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
pub(super) fn validate(
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
