//! Form + case → [`Reading`]: what became of every question, and every problem at once.

use std::collections::BTreeSet;

use crate::answers::problems::OtherTable;
use crate::case::{self, Case, Shared};
use crate::diagnostic::{AnyProblem, Place, Report, Severity, Source, nearest};
use crate::form::{CaseTable, Field, FieldId, Form, Kind};
use crate::scalar::{Date, Number};
use crate::table::problems::{
    BareWord, FoundType, NotAChoice, NotADate, RenamedKey, UnknownKey, WantedType, WrongType,
};
use crate::table::{self, Table, quoted};

use super::check::{self, AnswerReader};
use super::given::{Given, of_shared};
use super::personal::{self, Persons};
use super::state::{Missing, State};
use super::{Answer, Answers, hints, rules};

/// A case as its form reads it. Whoever asks how far a case has come asks this, never a report.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    form: &'a Form,
    facts: Vec<State<'a>>,
    answers: Vec<State<'a>>,
    missing: Vec<Missing>,
    persons: Persons,
    is_accepted: bool,
}

/// Reads a case, with the shared files that serve it (the nearest first), against the form that it
/// answers.
///
/// # Errors
///
/// All problems go to `report`; the reading has answers only if `report` has no error.
pub fn read<'a>(
    form: &'a Form,
    case: &'a Case,
    shared: &'a [&'a Shared],
    report: &mut Report,
) -> Reading<'a> {
    // After a problem of syntax, answers may be there that could not be read.
    let is_whole = !report.has_errors();
    read_given(Given::new(form, case, shared), case, is_whole, report)
}

/// As [`read()`], for a case that somebody still works on: nothing is said of what is missing.
///
/// # Errors
///
/// As for [`read()`].
pub fn read_unfinished<'a>(
    form: &'a Form,
    case: &'a Case,
    shared: &'a [&'a Shared],
    report: &mut Report,
) -> Reading<'a> {
    read_given(Given::new(form, case, shared), case, false, report)
}

/// As [`read_unfinished`], for what a document holds: what is not answered there is not, whatever the form's
/// default is.
///
/// # Errors
///
/// As for [`read()`].
pub fn read_document<'a>(form: &'a Form, case: &'a Case, report: &mut Report) -> Reading<'a> {
    read_given(Given::new(form, case, &[]).without_defaults(), case, false, report)
}

/// The answers of a case that gives none: the form's defaults.
///
/// # Errors
///
/// A default that is no answer to its question is an error in `report`, where it stands in `form.toml`.
pub fn defaults(form: &Form, report: &mut Report) -> Answers {
    if form.fields.iter().all(|field| field.default.is_none()) {
        return Answers::blank(form);
    }
    let source = Source::new("", format!("form = {:?}\nversion = {:?}\n", form.id, form.version));
    let Some(case) = case::parse(&source, &mut Report::new()) else { return Answers::blank(form) };
    let mut faults = Report::new();
    let answers = read_unfinished(form, &case, &[], &mut faults).readable();
    let is_of_form = |place: &Place| place.source() == form.place.source();
    let of_form = faults.diagnostics().iter();
    for fault in of_form.filter(|fault| fault.primary.as_ref().is_some_and(is_of_form)) {
        report.add_diagnostic(fault.clone());
    }
    answers
}

fn read_given<'a>(
    given: Given<'a>,
    case: &'a Case,
    is_whole: bool,
    report: &mut Report,
) -> Reading<'a> {
    let form = given.form();
    let facts = states(&given, CaseTable::Case, report);
    let answers = states(&given, CaseTable::Answers, report);
    name_questions(form, case, report);
    let judged = rules::Judged { given: &given, form, facts: &facts, answers: &answers, is_whole };
    // What only stands in for an answer is a missing one, of which nothing is said before it is due.
    let of_stand_ins = if is_whole { judged.severity_of_missing() } else { Severity::Warning };
    let mut has_numbers = false;
    for (field, state) in
        form.case_fields.iter().zip(&facts).chain(form.fields.iter().zip(&answers))
    {
        has_numbers |= hints::look(field, state, of_stand_ins, report);
    }
    let mut persons = personal::look(form, &facts, &answers, report);
    persons.is_exposed |= has_numbers;
    let missing = rules::judge(&judged, report);
    table::settle(report, case.answers.source());
    let is_accepted = !report.has_errors();
    Reading { form, facts, answers, missing, persons, is_accepted }
}

impl<'a> Reading<'a> {
    /// The form that the case was read by.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// What became of each question of the form, in its order.
    pub fn answers(&self) -> &[State<'a>] {
        &self.answers
    }

    /// What became of one of them.
    pub fn state(&self, field: FieldId) -> &State<'a> {
        &field.table.choose(&self.facts, &self.answers)[field.at]
    }

    /// What must be answered and is not, in the form's order.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// What of the case belongs to persons.
    pub fn into_persons(self) -> Persons {
        self.persons
    }

    /// The answers, if the case has no error.
    pub fn accepted(&self) -> Option<Answers> {
        self.is_accepted.then(|| self.readable())
    }

    /// Those answers that could be read, whatever is wrong with the rest of the case.
    pub fn readable(&self) -> Answers {
        let all = |states: &[State<'_>]| -> Vec<Option<Answer>> {
            states.iter().map(|state| state.answer().cloned()).collect()
        };
        Answers { answers: all(&self.answers), facts: all(&self.facts) }
    }
}

/// Checks what a shared file can be checked for by itself: that its keys are those of some form.
///
/// # Errors
///
/// All problems go to `report`.
pub fn check_shared(shared: &Shared, forms: &[&Form], report: &mut Report) {
    for table in CaseTable::ALL {
        let fields = forms.iter().flat_map(|form| form.fields_of(table));
        let known: BTreeSet<&str> = fields.map(|field| field.key.as_str()).collect();
        of_shared(shared, table).refuse_unknown(&known.into_iter().collect::<Vec<_>>(), report);
    }
    table::settle(report, shared.answers.source());
}

/// Problems of syntax know no question; the value that they stand in does, and with it what a word
/// without quotes was meant for.
fn name_questions(form: &Form, case: &Case, report: &mut Report) {
    for diagnostic in report.diagnostics_mut() {
        let Some(place) = diagnostic.primary.as_ref().filter(|_| diagnostic.question.is_none())
        else {
            continue;
        };
        let find = |fields: &'_ [Field], table: &Table| {
            let entry = table.entry_at(place)?;
            fields.iter().position(|field| field.key == entry.key)
        };
        let fact = find(&form.case_fields, &case.facts).map(|at| &form.case_fields[at]);
        let Some(field) =
            fact.or_else(|| find(&form.fields, &case.answers).map(|at| &form.fields[at]))
        else {
            continue;
        };
        diagnostic.question = Some(field.question());
        let problem = &diagnostic.problem;
        let word = match (problem.downcast::<BareWord>(), problem.downcast::<NotADate>()) {
            (Some(BareWord { word }), _) | (_, Some(NotADate { text: word, .. })) => word.clone(),
            _ => continue,
        };
        match field.kind {
            Kind::Date => diagnostic.problem = Date::fault(&word),
            Kind::Number(_) => diagnostic.problem = Number::fault(&word),
            Kind::YesNo => {
                let (wanted, found) = (WantedType::Boolean, FoundType::Text);
                diagnostic.problem = WrongType { wanted, found, text: Some(word) }.into();
            }
            _ => diagnostic.problem = BareWord { word }.into(),
        }
    }
}

/// An option or a part under its old name is no wrong one.
fn name_what_was_renamed(field: &Field, problem: &mut AnyProblem) {
    let parts = field.kind.record_parts();
    let renamed = if let Some(NotAChoice { value, .. }) = problem.downcast() {
        let all = std::iter::once(&field.earlier).chain(parts.iter().map(|part| &part.earlier));
        let mut options = all.flat_map(|earlier| &earlier.options);
        options.find(|(old, _)| old == value).map(|(old, now)| (old, now, quoted(now)))
    } else if let Some(UnknownKey { key, .. }) = problem.downcast() {
        let part = parts.iter().find(|part| part.earlier.key.as_ref() == Some(key));
        part.map(|part| (key, &part.key, part.key.clone()))
    } else {
        None
    };
    if let Some((key, now, written)) = renamed {
        *problem = RenamedKey { key: key.clone(), now: now.clone(), written }.into();
    }
}

/// What became of the fields of a table.
fn states<'a>(given: &Given<'a>, table: CaseTable, report: &mut Report) -> Vec<State<'a>> {
    let (fields, others) = (given.form().fields_of(table), given.form().fields_of(table.other()));
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let mut unknown = Report::new();
    given.own(table).refuse_unknown(&keys, &mut unknown);
    for fault in unknown.diagnostics_mut() {
        if let Some(UnknownKey { key, known, .. }) = fault.problem.downcast() {
            // People take the question for the key.
            let labelled = |field: &&Field| field.label.trim_end_matches([':', '?']) == *key;
            let key = key.clone();
            let renamed = |field: &&Field| field.earlier.key.as_ref() == Some(&key);
            if let Some(field) = fields.iter().find(renamed) {
                let (now, written) = (field.key.clone(), field.key.clone());
                fault.problem = RenamedKey { key, now, written }.into();
            } else if let Some(field) = fields.iter().find(labelled) {
                let (suggestion, known) = (Some(field.key.clone()), known.clone());
                fault.problem = UnknownKey { key, suggestion, known }.into();
            } else if others.iter().any(|field| field.key == key) {
                let table = table.other().name();
                fault.problem = OtherTable { key, table }.into();
            }
        }
    }
    report.append(unknown);
    let own = given.own(table).entries().iter();
    let unknown = own.filter(|entry| !keys.contains(&entry.key.as_str()));
    let meant = unknown
        .take(table::MOST_SUGGESTIONS)
        .filter_map(|entry| nearest(&entry.key, keys.iter().copied()));
    let meant: BTreeSet<String> = meant.collect();
    let misspelt = |key: &str| meant.contains(key);
    let read = |field: &'a Field| {
        let Some(entry) = given.entry(table, field) else {
            return if misspelt(&field.key) { State::Broken(None) } else { State::Absent };
        };
        let value = &entry.value;
        if check::is_blank(field, value) {
            return State::Blank(value);
        }
        let mut faults = Report::new();
        let reader = AnswerReader { field, language: &given.form().language };
        let answer = reader.answer(value, &mut faults);
        for fault in faults.diagnostics_mut() {
            fault.question = Some(field.question());
            name_what_was_renamed(field, &mut fault.problem);
        }
        report.append(faults);
        answer.map_or(State::Broken(Some(value)), |answer| State::Answered(answer, value))
    };
    fields.iter().map(read).collect()
}
