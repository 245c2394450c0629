//! Three ways between the case, the Word file, and what that was built from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::answers::{self, Answer, Reading, State};
use crate::case::{self, Case, Changes, Shared, Written};
use crate::diagnostic::{AnyProblem, Place, Report};
use crate::exchange::problems::{
    AnswerKept, Brought, Conflict, NoBase, NotMerged, OtherCase, OtherForm,
};
use crate::form::{CaseTable, Field};
use crate::word::WordFile;
use crate::workspace::{CaseFile, CaseReport, Digest, Workspace};

use super::returned::{Returned, number_key, number_of};
use super::validate::Validated;
use super::ways::{Merged, Merging, Take, Way, conflict, emptied, is_shared, taken, three_ways};

/// Where documents are built, if nobody says otherwise.
const DOCUMENTS: &str = "output";

/// What becomes of an answer of the case.
enum Outcome {
    /// It stays, since nobody touched it in Word or it is the same.
    Stays,
    /// It stays, as was asked for where both were changed.
    Declined,
    /// What stands in Word takes its place; nothing, where it was removed there.
    Taken(Option<Written>),
    /// It stays, and a person must see why.
    Reported { problem: AnyProblem, place: Place },
}

impl Returned {
    /// Takes answers that were changed in Word over into a case, which is written anew as its owner laid
    /// it out; each by itself, so that one that cannot be taken holds back no other. `into` is the case's
    /// file, from the project's folder.
    ///
    /// # Errors
    ///
    /// Conflicts, answers that do not fit the form, and what cannot be read or written are errors in
    /// `report`.
    pub fn merge(
        &mut self,
        workspace: &Workspace,
        into: &Path,
        merging: Merging,
        report: &mut Report,
    ) -> Option<Merged> {
        let blankett = Arc::clone(&self.form);
        let form = &blankett.form;
        let target = workspace.case(into, report)?;
        // From what is read until it is written, the case is nobody else's.
        let _lock =
            if merging.is_dry { None } else { Some(workspace.project.lock_of(&target, report)?) };
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
        if !self.extracted.has_provenance {
            match last_built(workspace, &target) {
                Some(built) => self.extracted.built = built,
                None => {
                    report.warning(NoBase, Place::new(self.file.source(), 0..0));
                }
            }
        }
        let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        // What else is wrong with the case is `check`'s to say.
        let ours = answers::read_unfinished(form, &case, &shared, &mut Report::new());
        let number = number_of(form, &ours.readable());
        if let (Some(file), Some(case_number)) = (self.number(), &number)
            && merging.take == Take::Neither
            && file != case_number
        {
            let key = number_key(form).unwrap_or_default();
            let place = case.facts.get(key).map(|entry| entry.value.place.clone());
            let problem = OtherCase { file: file.to_owned(), case: case_number.clone() };
            report.error(problem, place.unwrap_or_else(|| case.form.1.clone()));
            return None;
        }
        self.settle_with(&ours.readable());
        let mut merged = Merged {
            taken: Vec::new(),
            conflicts: 0,
            left: 0,
            declined: 0,
            case: target.name.clone(),
        };
        let changes = self.changes((&case, &shared), &ours, merging.take, &mut merged, report);
        if !changes.is_empty() && !merging.is_dry {
            let keys: Vec<&str> = form.fields.iter().map(|field| field.key.as_str()).collect();
            let table = CaseTable::Answers.name();
            let changes = [Changes { table, keys: &keys, values: &changes }];
            let Some(text) = case::merge(source.text(), &changes) else {
                report.error(NotMerged, case.form.1.clone());
                return None;
            };
            if !workspace.project.rewrite(&target.path, &source, &text, report) {
                return None;
            }
        }
        Some(merged)
    }

    /// The answers of a case that change, with what they become.
    fn changes(
        &self,
        (case, shared): (&Case, &[&Shared]),
        ours: &Reading<'_>,
        take: Take,
        merged: &mut Merged,
        report: &mut Report,
    ) -> Vec<(String, Option<Written>)> {
        let form = &self.form.form;
        let theirs = self.validate(Some(&ours.readable()), report);
        let mut changes = Vec::new();
        for (state, (field, answer)) in ours.answers().iter().zip(theirs.answers.answers(form)) {
            // Why is an error already.
            if theirs.refused.contains(&field.key) || self.extracted.unknown.contains(&field.key) {
                merged.left += 1;
                continue;
            }
            if theirs.kept.contains(&field.key) {
                continue;
            }
            let question = field.question();
            match self.decide((case, shared), field, state, answer, &theirs, take) {
                Outcome::Stays => {}
                Outcome::Declined => merged.declined += 1,
                Outcome::Taken(value) => {
                    merged.taken.push(taken(field, state, answer, &form.language));
                    changes.push((field.key.clone(), value));
                }
                Outcome::Reported { problem, place } => {
                    let is_conflict = problem.downcast::<Conflict>().is_some();
                    merged.conflicts += usize::from(is_conflict);
                    merged.left += usize::from(!is_conflict);
                    report.error(problem, place).question = Some(question);
                }
            }
        }
        changes
    }

    fn decide(
        &self,
        (case, shared): (&Case, &[&Shared]),
        field: &Field,
        ours: &State<'_>,
        theirs: Option<&Answer>,
        validated: &Validated,
        take: Take,
    ) -> Outcome {
        let Returned { file, extracted, .. } = self;
        let key = &field.key;
        if field.address.is_none() {
            return Outcome::Stays;
        }
        let (our_digest, their_digest) = (ours.digest(), theirs.map(Answer::digest));
        let base = extracted.built.get(key).map(String::as_str);
        let own = case.answers.get(key);
        match three_ways(our_digest.as_deref(), their_digest.as_deref(), base, take) {
            Way::Stays => return Outcome::Stays,
            Way::Declined => return Outcome::Declined,
            Way::Conflict => {
                let problem = conflict(field, ours, theirs, Brought::Word).into();
                let place = own.map_or_else(|| case.answers.place(), |own| own.value.place.clone());
                return Outcome::Reported { problem, place };
            }
            Way::Taken => {}
        }
        // What stands beside the fields may be what is missing in one.
        if validated.has_more && loses(ours.answer(), theirs) {
            let place = extracted.place_of(key, file);
            return Outcome::Reported { problem: AnswerKept.into(), place };
        }
        if let Some((_, value)) = extracted.answers.iter().find(|(other, _)| other == key) {
            return Outcome::Taken(Some(value.clone()));
        }
        match emptied(field, own, is_shared(shared, CaseTable::Answers, key)) {
            Ok(value) => Outcome::Taken(value),
            Err(problem) => {
                let place = Place::new(file.source(), 0..0);
                Outcome::Reported { problem: problem.into(), place }
            }
        }
    }
}

/// The digests of the answers that a case had when its Word file was last built, if that is still there
/// as it was built.
fn last_built(workspace: &Workspace, case: &CaseFile) -> Option<BTreeMap<String, String>> {
    let folder = Path::new(DOCUMENTS);
    let path = case.output.with_extension("docx");
    let path = case.output.with_file_name(path.file_name()?);
    let name = path.to_string_lossy().replace('\\', "/");
    let record = workspace.project.record(folder);
    let built = record.files.get(&name)?;
    let bytes = workspace.project.bytes_of(&folder.join(&path))?;
    if built.output != Digest::of(&bytes) {
        return None;
    }
    let file = WordFile::read(&name, &bytes, &mut Report::new())?;
    Some(file.built_answers())
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
