//! What was read out of a Word file, validated by its form.

use std::sync::Arc;

use crate::answers::{self, Answer, Answers};
use crate::diagnostic::{Report, Severity};
use crate::word::{self, WordFile};
use crate::write::{Format, Shape};

use super::returned::Returned;

/// What of a Word file fits its form.
#[derive(Debug)]
pub struct Validated {
    /// The answers that could be read.
    pub answers: Answers,
    /// Whether none of those has an error.
    pub is_good: bool,
    /// Whether something stands outside of the form's fields.
    pub has_more: bool,
}

impl Returned {
    /// Validates what was read. What is not answered is no fault of a Word file. `ours` is what the
    /// case has, if there is one.
    ///
    /// # Errors
    ///
    /// Answers that do not fit the form, and text that has no place in a case, go to `report`.
    pub fn validate(&self, ours: Option<&Answers>, report: &mut Report) -> Validated {
        let Returned { file, form, extracted } = self;
        let case = extracted.case(&form.form, file);
        let mut faults = Report::new();
        let answers = answers::read_unfinished(&form.form, &case, &[], &mut faults).readable();
        let is_good = !faults.has_errors();
        // What nobody touched was read as it was built.
        let is_touched = |key: &str| {
            let answer = answers.answers(&form.form).find(|(field, _)| field.key == key);
            let digest = answer.and_then(|(_, answer)| answer.map(Answer::digest));
            digest.as_ref() != extracted.built.get(key)
        };
        for fault in faults.diagnostics().iter().chain(&extracted.many_ways) {
            let is_old = fault.question.as_ref().is_some_and(|question| !is_touched(&question.key));
            if fault.severity == Severity::Error || !is_old {
                report.add_diagnostic(fault.clone());
            }
        }
        let has_more = self.report_leftovers(&answers, ours, report);
        Validated { answers, is_good, has_more }
    }

    /// Reports what stands outside of the form's fields; whether anything does.
    fn report_leftovers(
        &self,
        answers: &Answers,
        ours: Option<&Answers>,
        report: &mut Report,
    ) -> bool {
        let form = &self.form;
        // Text of the form may hang on answers that the person changed: on those of the case, or on any.
        let samples = form.samples();
        let (mut seen, first) = (Vec::new(), 1 + usize::from(ours.is_some()));
        let all = std::iter::once(answers).chain(ours).chain(&samples).enumerate();
        // It may be a public copy.
        let all = all.flat_map(|(at, answers)| [(at, answers, false), (at, answers, true)]);
        let built = all.filter_map(|(at, answers, is_public)| {
            let mut report = Report::new();
            let rendered = if is_public {
                form.render_public(answers, &mut report)?
            } else {
                form.render(answers, &mut report)?
            };
            let is_known = |other: &Arc<Shape>| **rendered.shape == ***other;
            if at >= first && seen.iter().any(is_known) {
                return None;
            }
            seen.push(Arc::clone(&rendered.shape));
            let output = rendered.write(Format::Docx, &form.form.place, &mut report)?;
            WordFile::read("", &output.written.bytes, &mut report)
        });
        word::leftovers(&self.file, built, &form.form, report)
    }
}
