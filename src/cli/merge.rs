//! `extract --into`: three ways between the case, the Word file, and what that was built from.

use std::path::Path;

use blankett::answers::{self, Answer, State};
use blankett::case::{self, Shared, Written};
use blankett::diagnostic::{Place, Problem, Question, Report};
use blankett::project::Project;
use blankett::word::{Extracted, WordFile};

use super::forms::{Forms, LoadedForm};
use super::print::Printer;
use super::shared::SharedFiles;
use super::told::Told;
use super::validate::validate;

/// Takes answers over into a case.
pub(super) struct Merge<'a> {
    pub(super) project: &'a Project,
    pub(super) form: &'a LoadedForm,
    pub(super) file: &'a WordFile,
    pub(super) extracted: &'a Extracted,
}

impl Merge<'_> {
    /// How many answers were taken over, and the case's name; `None` if there was a fault.
    pub(super) fn run(
        &self,
        into: &Path,
        forms: &Forms<'_>,
        report: &mut Report,
        printer: &mut Printer,
    ) -> Option<(usize, String)> {
        let form = self.form.form();
        let target = self.project.case(into, report)?;
        let source = self.project.read(&target.path, report)?;
        let case = case::parse(&source, report)?;
        let (ours_form, ours_version) = (&case.form.0, &case.version.0);
        if (ours_form, ours_version) != (&form.id, &form.version) {
            let problem = Problem::OtherForm {
                file: format!("{}/{}", form.id, form.version),
                case: format!("{ours_form}/{ours_version}"),
            };
            report.error(problem, case.form.1.clone());
            return None;
        }
        let mut told = Told::default();
        let shared = SharedFiles::new(self.project);
        let (shared, _) = shared.of_case(&target, forms, &mut told);
        for report in &told.before {
            printer.report(report);
        }
        let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        // What else is wrong with the case is `check`'s to say.
        let ours = answers::read_unfinished(form, &case, &shared, &mut Report::new());
        let (file, extracted) = (self.file, self.extracted);
        let theirs = validate(file, self.form, extracted, Some(&ours.readable()), report);
        let mut changes: Vec<(String, Option<Written>)> = Vec::new();
        let mut is_stopped = !theirs.is_good;
        let pairs = ours.answers().iter().zip(theirs.answers.answers(form));
        for (state, (field, theirs_answer)) in pairs {
            let key = &field.key;
            if extracted.unknown.contains(key) || field.address.is_none() {
                continue;
            }
            let question = || Question { key: key.clone(), label: field.label.clone() };
            let base = extracted.built.get(key).cloned();
            let ours_answer = state.answer();
            let (our_digest, their_digest) =
                (ours_answer.map(Answer::digest), theirs_answer.map(Answer::digest));
            let is_untouched = if extracted.has_provenance {
                their_digest == base
            } else {
                their_digest.is_none()
            };
            let is_broken = matches!(state, State::Broken(_));
            if is_untouched || (our_digest == their_digest && !is_broken) {
                continue;
            }
            if our_digest != base || is_broken {
                let shown = |answer: Option<&Answer>| {
                    answer.map_or_else(|| "–".into(), |answer| answer.stored(&field.kind))
                };
                let value = state.value().filter(|_| is_broken);
                let ours = value.map_or_else(|| shown(ours_answer), |value| value.written().into());
                let problem = Problem::Conflict { ours, theirs: shown(theirs_answer) };
                let entry = case.answers.get(key);
                let place =
                    entry.map_or_else(|| case.answers.place(), |entry| entry.value.place.clone());
                report.error(problem, place).question = Some(question());
                is_stopped = true;
                continue;
            }
            // What stands beside the fields may be what is missing in one.
            if theirs.has_more && loses(ours_answer, theirs_answer) {
                let place = extracted.place_of(key, file);
                report.error(Problem::AnswerKept, place).question = Some(question());
                continue;
            }
            let value = extracted.answers.iter().find(|(other, _)| other == key);
            if value.is_none() && case.answers.get(key).is_none() {
                let place = Place::new(file.source(), 0..0);
                report.error(Problem::SharedAnswerGone, place).question = Some(question());
                is_stopped = true;
                continue;
            }
            changes.push((key.clone(), value.map(|(_, value)| value.clone())));
        }
        if is_stopped {
            return None;
        }
        if !changes.is_empty() {
            let keys: Vec<&str> = form.fields.iter().map(|field| field.key.as_str()).collect();
            let merged = case::merge(source.text(), &keys, &changes)?;
            if !self.project.rewrite(&target.path, &merged, report) {
                return None;
            }
        }
        Some((changes.len(), target.name))
    }
}

/// Whether an answer is gone, or a part, an item or a block of it.
fn loses(ours: Option<&Answer>, theirs: Option<&Answer>) -> bool {
    match (ours, theirs) {
        (Some(_), None) => true,
        (Some(Answer::Record(ours)), Some(Answer::Record(theirs))) => {
            ours.iter().zip(theirs).any(|(ours, theirs)| ours.is_some() && theirs.is_none())
        }
        (Some(ours), Some(theirs)) => count(theirs) < count(ours),
        (None, _) => false,
    }
}

/// How many items or blocks an answer has.
fn count(answer: &Answer) -> usize {
    match answer {
        Answer::Lines(items) | Answer::Words(items) => items.len(),
        Answer::Records(records) => records.len(),
        Answer::Text(text) => text.blocks.len(),
        Answer::One(_) | Answer::Word(_) | Answer::Record(_) => 1,
    }
}
