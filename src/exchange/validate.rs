//! What was read out of a Word file, validated by its form.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::answers::{self, Answer, Answers, State};
use crate::diagnostic::{Report, Severity};
use crate::exchange::problems::{LayoutDropped, NotTaken, Wanted};
use crate::word::{self, WordFile};
use crate::write::{Format, Shape};

use super::returned::Returned;

/// What of a Word file fits its form.
#[derive(Debug)]
pub struct Validated {
    /// The answers that could be read.
    pub answers: Answers,
    /// The keys of those that cannot be taken: each is an error in the report.
    pub refused: BTreeSet<String>,
    /// The keys of those whose words are the case's, but for a layout that some program dropped.
    pub kept: BTreeSet<String>,
    /// Whether something stands outside of the form's fields.
    pub has_more: bool,
}

impl Returned {
    /// Validates what was read. What is not answered is no fault of a Word file. `ours` is what the
    /// case has, if there is one.
    ///
    /// # Errors
    ///
    /// Answers that do not fit the form, and text that has no place in a case, go to `report`, in words for
    /// somebody who has the Word file before them.
    pub fn validate(&self, ours: Option<&Answers>, report: &mut Report) -> Validated {
        let Returned { file, form, extracted } = self;
        let case = extracted.case(&form.form, file);
        let mut faults = Report::new();
        let reading = answers::read_document(&form.form, &case, &mut faults);
        let answers = reading.readable();
        let (mut refused, mut kept) = (BTreeSet::new(), BTreeSet::new());
        for (field, answer) in ours.into_iter().flat_map(|ours| ours.answers(&form.form)) {
            let found = extracted.flattened.get(&field.key);
            let own = answer.map(|answer| field.kind.lines(answer, &form.form.language));
            let is_same = || {
                let theirs = answers.answers(&form.form).find(|(other, _)| other.key == field.key);
                theirs.and_then(|(_, theirs)| theirs) == answer
            };
            if let (Some(found), Some(own)) = (found, own)
                && letters(found) == letters(&own.join("\n"))
                && !is_same()
            {
                kept.insert(field.key.clone());
                let place = extracted.place_of(&field.key, file);
                let question = field.question();
                report.warning(LayoutDropped, place).question = Some(question);
            }
        }
        let fields = form.form.fields.iter().zip(reading.answers());
        for (field, state) in fields {
            let wanted = Wanted::of(&field.kind).filter(|_| !kept.contains(&field.key));
            let Some(wanted) = wanted else { continue };
            // What a kind says of a value is about TOML.
            if let State::Broken(Some(_)) = state {
                refused.insert(field.key.clone());
                let place = extracted.place_of(&field.key, file);
                let text = place.text().split_whitespace().collect::<Vec<_>>().join(" ");
                let question = field.question();
                report.error(NotTaken { text, wanted }, place).question = Some(question);
            }
        }
        // What nobody touched was read as it was built.
        let touched = answers.answers(&form.form).filter(|(field, answer)| {
            answer.map(Answer::digest).as_ref() != extracted.built.get(&field.key)
        });
        let touched: BTreeSet<&str> = touched.map(|(field, _)| field.key.as_str()).collect();
        for fault in faults.diagnostics().iter().chain(&extracted.many_ways) {
            let key = fault.question.as_ref().map(|question| question.key.as_str());
            if key.is_some_and(|key| refused.contains(key) || kept.contains(key)) {
                continue;
            }
            let is_old = key.is_some_and(|key| !touched.contains(key));
            if fault.severity == Severity::Error || !is_old {
                report.add_diagnostic(fault.clone());
            }
        }
        let errors = faults.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
        refused.extend(errors.filter_map(|fault| Some(fault.question.as_ref()?.key.clone())));
        let has_more = self.report_leftovers(&answers, ours, report);
        refused.retain(|key| !kept.contains(key));
        Validated { answers, refused, kept, has_more }
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
        word::leftovers(&self.file, &self.extracted, built, &form.form, report)
    }
}

/// The letters and digits of a text, without the signs of lists.
fn letters(text: &str) -> String {
    let without_sign = |line: &str| {
        let line = line.trim_start();
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = digits.len() < line.len() && digits.starts_with(". ");
        if is_number { digits.to_owned() } else { line.to_owned() }
    };
    let lines = text.lines().map(without_sign);
    lines
        .flat_map(|line| line.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>())
        .collect()
}
