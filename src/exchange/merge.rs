//! Three ways between the case, the Word file, and what that was built from.

use std::path::Path;
use std::sync::Arc;

use crate::answers::{self, Answer, State};
use crate::case::{self, Case, Shared, Written};
use crate::diagnostic::{AnyProblem, Place, Question, Report};
use crate::exchange::problems::{AnswerKept, Conflict, NotMerged, OtherForm, SharedAnswerGone};
use crate::form::Field;
use crate::workspace::{CaseReport, Workspace};

use super::returned::Returned;
use super::validate::Validated;

/// A case that answers were taken over into.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Merged {
    /// How many answers were taken over.
    pub answers: usize,
    /// The case, by its path from the project's folder.
    pub case: String,
}

/// What becomes of an answer of the case.
enum Outcome {
    /// It stays, since nobody touched it in Word or it is the same.
    Stays,
    /// What stands in Word takes its place; nothing, where it was removed there.
    Taken(Option<Written>),
    /// It stays, and a person must see why: at a place, and whether that stops the merge.
    Reported { problem: AnyProblem, place: Place, is_stopped: bool },
}

impl Returned {
    /// Takes answers that were changed in Word over into a case, which is written anew as its owner laid
    /// it out. `into` is the case's file, from the project's folder.
    ///
    /// # Errors
    ///
    /// Conflicts, answers that do not fit the form, and what cannot be read or written are errors in
    /// `report`; then nothing is taken over.
    pub fn merge(&self, workspace: &Workspace, into: &Path, report: &mut Report) -> Option<Merged> {
        let form = &self.form.form;
        let target = workspace.project.case(into, report)?;
        let source = workspace.project.read(&target.path, report)?;
        let case = case::parse(&source, report)?;
        if (&case.form.0, &case.version.0) != (&form.id, &form.version) {
            let problem = OtherForm {
                file: format!("{}/{}", form.id, form.version),
                case: format!("{}/{}", case.form.0, case.version.0),
            };
            report.error(problem, case.form.1.clone());
            return None;
        }
        let mut of_shared = CaseReport::default();
        let (shared, _) = workspace.shared_of(&target, &mut of_shared);
        report.append(of_shared.into_whole());
        let changes = self.changes(&case, &shared, report)?;
        if !changes.is_empty() {
            let keys: Vec<&str> = form.fields.iter().map(|field| field.key.as_str()).collect();
            let Some(merged) = case::merge(source.text(), &keys, &changes) else {
                report.error(NotMerged, case.form.1.clone());
                return None;
            };
            if !workspace.project.rewrite(&target.path, &source, &merged, report) {
                return None;
            }
        }
        Some(Merged { answers: changes.len(), case: target.name })
    }

    /// The answers of a case that change, with what they become.
    fn changes(
        &self,
        case: &Case,
        shared: &[Arc<Shared>],
        report: &mut Report,
    ) -> Option<Vec<(String, Option<Written>)>> {
        let form = &self.form.form;
        let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        // What else is wrong with the case is `check`'s to say.
        let ours = answers::read_unfinished(form, case, &shared, &mut Report::new());
        let theirs = self.validate(Some(&ours.readable()), report);
        let mut changes = Vec::new();
        let mut is_merged = theirs.is_good;
        for (state, (field, answer)) in ours.answers().iter().zip(theirs.answers.answers(form)) {
            match self.decide(case, field, state, answer, &theirs) {
                Outcome::Stays => {}
                Outcome::Taken(value) => changes.push((field.key.clone(), value)),
                Outcome::Reported { problem, place, is_stopped } => {
                    let question = Question { key: field.key.clone(), label: field.label.clone() };
                    report.error(problem, place).question = Some(question);
                    is_merged &= !is_stopped;
                }
            }
        }
        is_merged.then_some(changes)
    }

    fn decide(
        &self,
        case: &Case,
        field: &Field,
        ours: &State<'_>,
        theirs: Option<&Answer>,
        validated: &Validated,
    ) -> Outcome {
        let Returned { file, extracted, .. } = self;
        let key = &field.key;
        if extracted.unknown.contains(key) || field.address.is_none() {
            return Outcome::Stays;
        }
        let is_broken = matches!(ours, State::Broken(_));
        let our_answer = ours.answer();
        let (our_digest, their_digest) =
            (our_answer.map(Answer::digest), theirs.map(Answer::digest));
        let base = extracted.built.get(key).cloned();
        let is_untouched =
            if extracted.has_provenance { their_digest == base } else { their_digest.is_none() };
        if is_untouched || (our_digest == their_digest && !is_broken) {
            return Outcome::Stays;
        }
        if our_digest != base || is_broken {
            let shown = |answer: Option<&Answer>| {
                answer.map_or_else(|| "–".into(), |answer| answer.stored(&field.kind))
            };
            let value = ours.value().filter(|_| is_broken);
            let ours = value.map_or_else(|| shown(our_answer), |value| value.written().into());
            let problem = Conflict { ours, theirs: shown(theirs) }.into();
            let entry = case.answers.get(key);
            let place =
                entry.map_or_else(|| case.answers.place(), |entry| entry.value.place.clone());
            return Outcome::Reported { problem, place, is_stopped: true };
        }
        // What stands beside the fields may be what is missing in one.
        if validated.has_more && loses(our_answer, theirs) {
            let place = extracted.place_of(key, file);
            return Outcome::Reported { problem: AnswerKept.into(), place, is_stopped: false };
        }
        let value = extracted.answers.iter().find(|(other, _)| other == key);
        if value.is_none() && case.answers.get(key).is_none() {
            let (problem, place) = (SharedAnswerGone.into(), Place::new(file.source(), 0..0));
            return Outcome::Reported { problem, place, is_stopped: true };
        }
        Outcome::Taken(value.map(|(_, value)| value.clone()))
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
