//! `extract --into`: three ways between the case, the Word file, and what that was built from.

use std::path::Path;

use blankett::answers::{self, Answer};
use blankett::case::{self, Shared, Written};
use blankett::diagnostic::{Place, Problem, Question, Report, Severity};
use blankett::project::Project;
use blankett::word::{Extracted, WordFile};

use super::cases::Told;
use super::forms::{Forms, LoadedForm};
use super::print::Printer;
use super::shared::SharedFiles;

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
        let (shared, is_good) = shared.of_case(&target, forms, &mut told);
        for report in &told.before {
            printer.report(report);
        }
        let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        let mut faults = Report::new();
        let ours = answers::check_unfinished(form, &case, &shared, &mut faults);
        if faults.has_errors() || !is_good {
            report.append(faults);
            return None;
        }
        let ours = ours?;
        let theirs =
            super::extract::check(self.file, self.form, self.extracted, Some(&ours), report)?;
        let mut changes: Vec<(String, Option<Written>)> = Vec::new();
        let is_text_beside = report.diagnostics().iter().any(|fault| is_lost(&fault.problem));
        let pairs = ours.answers(form).zip(theirs.answers(form));
        for ((field, ours), (_, theirs)) in pairs {
            let key = &field.key;
            if self.extracted.unknown.contains(key) || field.address.is_none() {
                continue;
            }
            let question = || Question { key: key.clone(), label: field.label.clone() };
            let base = self.extracted.built.get(key).cloned();
            let (our_digest, their_digest) = (ours.map(Answer::digest), theirs.map(Answer::digest));
            let is_untouched = if self.extracted.has_provenance {
                their_digest == base
            } else {
                their_digest.is_none()
            };
            if is_untouched || our_digest == their_digest {
                continue;
            }
            if our_digest != base {
                let shown = |answer: Option<&Answer>| {
                    answer.map_or_else(|| "–".into(), |answer| answer.stored(&field.kind))
                };
                let problem = Problem::Conflict { ours: shown(ours), theirs: shown(theirs) };
                let entry = case.answers.get(key);
                let place =
                    entry.map_or_else(|| case.answers.place(), |entry| entry.value.place.clone());
                report.error(problem, place).question = Some(question());
                continue;
            }
            // What stands beside the fields may be what is missing in one.
            if is_text_beside && loses(ours, theirs) {
                let place = self.extracted.place_of(key, self.file);
                report.error(Problem::AnswerKept, place).question = Some(question());
                continue;
            }
            let value = self.extracted.answers.iter().find(|(other, _)| other == key);
            if value.is_none() && case.answers.get(key).is_none() {
                let place = Place::new(self.file.source(), 0..0);
                report.error(Problem::SharedAnswerGone, place).question = Some(question());
                continue;
            }
            changes.push((key.clone(), value.map(|(_, value)| value.clone())));
        }
        let in_the_way = report
            .diagnostics()
            .iter()
            .filter(|fault| fault.severity == Severity::Error)
            .any(|fault| !leaves_the_rest(&fault.problem));
        if in_the_way {
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

/// Whether something in the Word file has no place in a case.
fn is_lost(problem: &Problem) -> bool {
    matches!(problem, Problem::LeftOver { .. } | Problem::PicturesLeft { .. })
}

/// Whether all other answers can be taken over in spite of an error.
fn leaves_the_rest(problem: &Problem) -> bool {
    is_lost(problem) || matches!(problem, Problem::FieldMissing { .. } | Problem::AnswerKept)
}

/// Whether an answer is gone, or a part of it.
fn loses(ours: Option<&Answer>, theirs: Option<&Answer>) -> bool {
    match (ours, theirs) {
        (Some(_), None) => true,
        (Some(Answer::Record(ours)), Some(Answer::Record(theirs))) => {
            ours.iter().zip(theirs).any(|(ours, theirs)| ours.is_some() && theirs.is_none())
        }
        _ => false,
    }
}
