//! What somebody brings for a case, by whatever way: each question by itself, three ways between the case, what is
//! brought, and what that was made from.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::answers::{self, Answer, State};
use crate::case::{self, Changes, Written};
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Report, Source};
use crate::exchange::problems::{Brought, NotMerged, NotTaken, SharedAnswerGone, Wanted};
use crate::form::{CaseTable, Field, FieldId, Form};
use crate::table::problems::UnknownKey;
use crate::table::{Data, Value};
use crate::workspace::{CaseFile, CaseReport, Lock, Prepared, Workspace};

use super::ways::{Merged, Take, Taken, Way, conflict, emptied, is_shared, taken, three_ways};

/// What somebody brings for a question.
#[derive(Debug)]
pub(super) struct Offer {
    /// The question.
    pub(super) field: FieldId,
    /// What becomes of it.
    pub(super) wish: Wish,
    /// The digest of what the case had when that was made; `None` where whoever brings it does not say, so that it
    /// is set whatever the case has.
    pub(super) base: Option<Base>,
}

/// What is to become of a question.
#[derive(Debug)]
pub(super) enum Wish {
    /// This is its answer.
    Answer(Value),
    /// This was typed as its answer, and stands in the case whether it is one or not.
    Typed(Written),
    /// It is not answered: where the case has no say of its own, that is said.
    Emptied(Place),
    /// The case is to say nothing of it.
    Removed(Place),
}

/// What a case had: the beginning of a digest, or nothing.
pub(super) type Base = Option<String>;

/// A case that something is brought for.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) file: CaseFile,
    source: Arc<Source>,
    prepared: Prepared,
}

/// What becomes of a case.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) file: CaseFile,
    before: Arc<Source>,
    /// Its new text, where anything changes.
    text: Option<String>,
    /// The answers that change.
    pub(super) taken: Vec<Taken>,
    /// How many were changed in two ways and stay as the case has them, as was asked.
    declined: usize,
}

impl Target {
    /// Reads a case. What is wrong with it is `check`'s to say.
    ///
    /// # Errors
    ///
    /// A case that cannot be read, or has no form, is an error in `report`.
    pub(super) fn open(
        workspace: &Workspace,
        file: &CaseFile,
        report: &mut Report,
    ) -> Option<Target> {
        let source = workspace.project.read(&file.path, report)?;
        let mut read = CaseReport::default();
        let Some(prepared) = workspace.prepare(file, &source, &mut read) else {
            report.append(read.into_whole());
            return None;
        };
        // Into what is no TOML nothing can be put.
        if read.own.has_errors() && case::merge(source.text(), &[]).is_none() {
            report.append(read.own);
            return None;
        }
        Some(Target { file: file.clone(), source, prepared })
    }

    /// The form that it answers.
    pub(super) fn form(&self) -> &Form {
        &self.prepared.form.form
    }

    /// Where it says so.
    pub(super) fn place_of_form(&self) -> &Place {
        &self.prepared.case.form.1
    }

    /// What becomes of the case, by what is brought for it.
    ///
    /// # Errors
    ///
    /// What is no answer to its question, what was changed in two ways, and answers that cannot be put into the case
    /// are errors in `report`.
    pub(super) fn change(
        &self,
        offers: Vec<Offer>,
        (take, source): (Take, Brought),
        report: &mut Report,
    ) -> Changed {
        let (form, serving) = (self.form(), self.prepared.serving());
        let case = &self.prepared.case;
        let reading = answers::read_unfinished(form, case, &serving, &mut Report::new());
        let mut changed = Changed {
            file: self.file.clone(),
            before: Arc::clone(&self.source),
            text: None,
            taken: Vec::new(),
            declined: 0,
        };
        let mut values: [Vec<(String, Option<Written>)>; 2] = [Vec::new(), Vec::new()];
        for offer in offers {
            let (field, state) = (form.field_at(offer.field), reading.state(offer.field));
            let Some(new) = self.decide(&offer, state, (take, source), &mut changed, report) else {
                continue;
            };
            let mut taken = taken(field, state, new.answer.as_ref(), &form.language);
            taken.to.extend(new.broken);
            changed.taken.push(taken);
            let [facts, answers] = &mut values;
            offer.field.table.choose(facts, answers).push((field.key.clone(), new.written));
        }
        let keys = CaseTable::ALL.map(|table| {
            form.fields_of(table).iter().map(|field| field.key.as_str()).collect::<Vec<_>>()
        });
        let tables: Vec<Changes<'_>> = CaseTable::ALL
            .iter()
            .zip(keys.iter().zip(&values))
            .filter(|(_, (_, values))| !values.is_empty())
            .map(|(table, (keys, values))| Changes { table: table.name(), keys, values })
            .collect();
        if !tables.is_empty() {
            changed.text = case::merge(self.source.text(), &tables);
            if changed.text.is_none() {
                report.error(NotMerged, self.place_of_form().clone());
            }
        }
        changed
    }

    /// What an answer becomes, if it changes.
    fn decide(
        &self,
        offer: &Offer,
        state: &State<'_>,
        (take, source): (Take, Brought),
        changed: &mut Changed,
        report: &mut Report,
    ) -> Option<New> {
        let Offer { field: id, wish, base } = offer;
        let (case, field) = (&self.prepared.case, self.form().field_at(*id));
        let own = id.table.choose(&case.facts, &case.answers).get(&field.key);
        // What was typed and is no answer.
        let mut broken = None;
        let (theirs, place) = match wish {
            Wish::Answer(value) => {
                (read_brought(self.form(), field, value, source, report)?, &value.place)
            }
            Wish::Typed(written) => {
                let place = self.place_of_form();
                let value = written.to_value(place);
                let read = answers::read_value(self.form(), field, &value, &mut Report::new());
                broken = read.is_none().then(|| written.to_toml());
                (read.flatten(), place)
            }
            Wish::Emptied(place) | Wish::Removed(place) => (None, place),
        };
        let digest = broken.as_deref().map(State::digest_of_broken);
        let digest = digest.or_else(|| theirs.as_ref().map(Answer::digest));
        let ours = state.digest();
        let way = match base {
            Some(base) => three_ways(ours.as_deref(), digest.as_deref(), base.as_deref(), take),
            None if ours == digest => Way::Stays,
            None => Way::Taken,
        };
        let mut tell = |problem: AnyProblem, place: &Place| {
            report.error(problem, place.clone()).question = Some(field.question());
        };
        match way {
            Way::Stays => return None,
            Way::Declined => {
                changed.declined += 1;
                return None;
            }
            Way::Conflict => {
                let mut problem = conflict(field, state, theirs.as_ref(), source);
                problem.theirs = broken.unwrap_or(problem.theirs);
                tell(problem.into(), own.map_or(place, |entry| &entry.value.place));
                return None;
            }
            Way::Taken => {}
        }
        let is_shared = is_shared(&self.prepared.serving(), id.table, &field.key);
        let written = match wish {
            Wish::Answer(_) => Ok(Some(match &theirs {
                Some(answer) => answer.written(&field.kind),
                None => Written::Text(String::new()),
            })),
            Wish::Typed(written) => match &theirs {
                Some(answer) => Ok(Some(answer.written(&field.kind))),
                None if broken.is_some() => Ok(Some(written.clone())),
                None => emptied(field, own, is_shared),
            },
            Wish::Emptied(_) => emptied(field, own, is_shared),
            Wish::Removed(_) if own.is_some() => Ok(None),
            Wish::Removed(_) if is_shared => Err(SharedAnswerGone),
            // The case has no word of its own already.
            Wish::Removed(_) => return None,
        };
        match written {
            Ok(written) => Some(New { answer: theirs, broken, written }),
            Err(problem) => {
                tell(problem.into(), place);
                None
            }
        }
    }
}

/// What a value that somebody wrote elsewhere is to a question; what it is not is told in words for whoever has that
/// before them, and no TOML.
///
/// # Errors
///
/// As for [`answers::read_value`].
#[expect(clippy::option_option, reason = "as `answers::read_value`")]
pub(super) fn read_brought(
    form: &Form,
    field: &Field,
    value: &Value,
    source: Brought,
    report: &mut Report,
) -> Option<Option<Answer>> {
    let mut faults = Report::new();
    let answer = answers::read_value(form, field, value, &mut faults);
    let is_one = !matches!(value.data, Data::Table(_) | Data::List(_));
    let wanted = match source {
        Brought::Patch => Some(Wanted::in_json(&field.kind)),
        Brought::Workbook => Wanted::in_cell(&field.kind).filter(|_| is_one),
        Brought::Word | Brought::Page => None,
    };
    let Some(wanted) = wanted.filter(|_| answer.is_none()) else {
        report.append(faults);
        return answer;
    };
    let question = Some(field.question());
    for fault in faults.diagnostics() {
        // Of what has no place among the parts, the name says more.
        if source == Brought::Patch && fault.problem.downcast::<UnknownKey>().is_some() {
            report.add_diagnostic(fault.clone());
            continue;
        }
        let place = fault.primary.clone().filter(|_| source == Brought::Patch);
        let place = place.unwrap_or_else(|| value.place.clone());
        let text = place.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let problem = NotTaken { text, wanted: wanted.clone() };
        report.error(problem, place).question.clone_from(&question);
        if source != Brought::Patch {
            break;
        }
    }
    answer
}

/// What a question becomes.
struct New {
    answer: Option<Answer>,
    /// What it is where it is no answer.
    broken: Option<String>,
    written: Option<Written>,
}

impl Changed {
    /// Whether anything changes, or would but for what was asked.
    pub(super) fn is_any(&self) -> bool {
        self.text.is_some() || self.declined > 0
    }

    /// The text of the case before and afterwards.
    pub(super) fn texts(&self) -> (&str, &str) {
        let before = self.before.text();
        (before, self.text.as_deref().unwrap_or(before))
    }

    /// What was taken over, as it is told. A conflict is an error, and is told already.
    pub(super) fn into_merged(self) -> Merged {
        let Changed { file, taken, declined, .. } = self;
        Merged { taken, conflicts: 0, left: 0, declined, case: file.name }
    }

    /// Reports what `check` says of the case afterwards: of the questions that change, and what it did not say
    /// before.
    pub(super) fn judge(&self, workspace: &Workspace, report: &mut Report) {
        let Some(text) = &self.text else { return };
        let mut before: Vec<String> = Vec::new();
        for one in judged(workspace, &self.file, self.before.text()).diagnostics() {
            before.push(named(one));
        }
        for one in judged(workspace, &self.file, text).diagnostics() {
            let at = before.iter().position(|other| *other == named(one));
            let is_old = at.map(|at| before.swap_remove(at)).is_some();
            let question = one.question.as_ref();
            let is_touched = question
                .is_some_and(|one| self.taken.iter().any(|taken| taken.question.key == one.key));
            if is_touched || !is_old {
                report.add_diagnostic(one.clone());
            }
        }
    }
}

fn judged(workspace: &Workspace, file: &CaseFile, text: &str) -> Report {
    let mut report = CaseReport::default();
    workspace.check(file, Source::new(file.name.clone(), text), &mut report);
    report.own
}

/// A problem by what it is about, wherever it stands.
fn named(one: &Diagnostic) -> String {
    let question = one.question.as_ref().map(|question| question.key.as_str());
    let words = one.primary.as_ref().map(Place::text);
    format!("{} {question:?} {words:?}", one.problem.code())
}

/// Holds the folders of some cases, each once, in one order for everybody.
pub(super) fn hold(
    workspace: &Workspace,
    files: &[CaseFile],
    report: &mut Report,
) -> Option<Vec<Lock>> {
    let mut held: BTreeSet<PathBuf> = BTreeSet::new();
    let mut sorted: Vec<&CaseFile> = files.iter().collect();
    sorted.sort();
    let mut locks = Vec::new();
    for file in sorted {
        if held.insert(file.path.parent().map(PathBuf::from).unwrap_or_default()) {
            locks.push(workspace.project.lock_of(file, report)?);
        }
    }
    Some(locks)
}

/// Writes all cases that change, or none: where one cannot be written, those before it are as they were.
///
/// # Errors
///
/// What cannot be written is an error in `report`.
pub(super) fn write_all(workspace: &Workspace, changed: &[Changed], report: &mut Report) -> bool {
    for (nth, one) in changed.iter().enumerate() {
        let Some(text) = &one.text else { continue };
        if workspace.project.rewrite(&one.file.path, &one.before, text, report) {
            continue;
        }
        for done in &changed[..nth] {
            if let Some(text) = &done.text {
                let now = Source::new(done.file.name.clone(), text.as_str());
                workspace.project.rewrite(&done.file.path, &now, done.before.text(), report);
            }
        }
        return false;
    }
    true
}
