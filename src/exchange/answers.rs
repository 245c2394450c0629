//! The answers of cases as data: a JSON object a case.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use crate::answers::{self, Answer, State};
use crate::diagnostic::{Diagnostic, Report, Severity, nearest};
use crate::form::{CaseTable, Field, FieldId, Form, Kind};
use crate::generate::Blankett;
use crate::scalar::Scalar;
use crate::table::problems::{NotAChoice, UnknownKey};
use crate::text::with_codes;
use crate::workspace::{CaseFile, CaseReport, Workspace};

/// Which answers are wanted: of all cases and questions, where nothing else is said.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Cases of this form: `teknik`, or `teknik/2017`.
    pub form: Option<String>,
    /// Cases that have come so far.
    pub status: Option<String>,
    /// Questions by their keys, `case.key` for what is kept about a case.
    pub questions: Vec<String>,
}

/// The answers of a case.
#[derive(Clone, Debug)]
pub struct CaseAnswers {
    /// The form.
    pub form: Arc<Blankett>,
    /// The case, by its path from the project's folder.
    pub case: String,
    /// What is kept about the case, and each question, in the form's order.
    pub entries: Vec<AnswerEntry>,
}

/// A question with what became of it.
#[derive(Clone, Debug)]
pub struct AnswerEntry {
    /// Its key, `case.key` for what is kept about the case.
    pub name: String,
    /// The field.
    pub field: FieldId,
    /// Its answer, where it has one that can be read.
    pub answer: Option<Answer>,
    /// What became of it, in a word.
    pub state: &'static str,
    /// The digest by which a change is known.
    pub base: Option<String>,
}

impl Wanted {
    /// Whether there is a form, a status and questions of such names.
    ///
    /// # Errors
    ///
    /// What no form has is an error in `report`.
    pub fn check(&self, workspace: &Workspace, report: &mut Report) -> bool {
        let forms = match &self.form {
            Some(name) => {
                let Some(versions) = workspace.versions(Some(name), report) else { return false };
                let versions = versions.iter();
                versions.filter_map(|(id, version)| workspace.version(id, version).form).collect()
            }
            None => workspace.all_forms(),
        };
        let before = report.errors();
        for key in &self.questions {
            let mut known: Vec<String> = forms.iter().flat_map(|form| names(&form.form)).collect();
            known.sort();
            known.dedup();
            if !known.contains(key) {
                let suggestion = nearest(key, known.iter().map(String::as_str));
                report.error_nowhere(UnknownKey { key: key.clone(), suggestion, known });
            }
        }
        if let Some(status) = &self.status {
            let mut known: Vec<String> =
                forms.iter().flat_map(|form| statuses(&form.form)).cloned().collect();
            known.sort();
            known.dedup();
            if !known.contains(status) {
                let suggestion = nearest(status, known.iter().map(String::as_str));
                let value = status.clone();
                report.error_nowhere(NotAChoice { value, suggestion, allowed: known });
            }
        }
        report.errors() == before
    }

    /// Whether a question is wanted, by its name from anywhere.
    pub(super) fn has(&self, name: &str) -> bool {
        self.questions.is_empty() || self.questions.iter().any(|one| one == name)
    }

    /// Whether cases of a form are wanted.
    pub(super) fn is_of(&self, form: &Form) -> bool {
        self.form
            .as_ref()
            .is_none_or(|name| *name == form.id || *name == format!("{}/{}", form.id, form.version))
    }
}

/// The statuses that a form knows.
fn statuses(form: &Form) -> &[String] {
    match form.status_field().map(|field| &form.field_at(field).kind) {
        Some(Kind::Choice(options)) => options,
        _ => &[],
    }
}

impl Workspace {
    /// The answers of a case, if they are wanted.
    ///
    /// # Errors
    ///
    /// What cannot be read of the case, and so is not among its answers, is an error in `report`; what breaks a rule
    /// is `check`'s to say.
    pub fn answers_of(
        &self,
        file: &CaseFile,
        wanted: &Wanted,
        report: &mut CaseReport,
    ) -> Option<Option<CaseAnswers>> {
        let source = self.project.read(&file.path, &mut report.own)?;
        let mut read = CaseReport::default();
        let prepared = self.prepare(file, &source, &mut read);
        let Some(prepared) = prepared else {
            report.append(read);
            return None;
        };
        let form = &prepared.form.form;
        if !wanted.is_of(form) {
            return Some(None);
        }
        let serving = prepared.serving();
        let mut faults = read.own;
        let reading = answers::read_unfinished(form, &prepared.case, &serving, &mut faults);
        if wanted
            .status
            .as_deref()
            .is_some_and(|wanted| reading.readable().status(form) != Some(wanted))
        {
            return Some(None);
        }
        let mut entries = Vec::new();
        for table in CaseTable::ALL {
            let own = table.choose(&prepared.case.facts, &prepared.case.answers);
            for (at, field) in form.fields_of(table).iter().enumerate() {
                let id = FieldId { table, at };
                let state = reading.state(id);
                let is_own = own.get(&field.key).is_some();
                entries.push(AnswerEntry {
                    name: name_of(table, field),
                    field: id,
                    answer: state.answer().cloned(),
                    state: word(field, state, is_own),
                    base: state.digest(),
                });
            }
        }
        // What is not among the answers is told; what a rule says of them is not.
        let is_lost = |one: &&Diagnostic| {
            let key = one.question.as_ref().map(|question| question.key.as_str());
            let is_broken = |entry: &AnswerEntry| {
                let field = form.field_at(entry.field);
                entry.state == BROKEN && key.is_none_or(|key| key == field.key)
            };
            let is_problem = one.severity == Severity::Error;
            is_problem && (key.is_none() || entries.iter().any(is_broken))
        };
        for fault in faults.diagnostics().iter().filter(is_lost) {
            report.own.add_diagnostic(fault.clone());
        }
        entries.retain(|entry| wanted.has(&entry.name));
        let (form, case) = (Arc::clone(&prepared.form), file.name.clone());
        Some(Some(CaseAnswers { form, case, entries }))
    }
}

/// What a question is called from anywhere.
pub(super) fn name_of(table: CaseTable, field: &Field) -> String {
    table.choose(format!("case.{}", field.key), field.key.clone())
}

/// What all questions are called from anywhere, in the form's order.
pub(super) fn names(form: &Form) -> impl Iterator<Item = String> {
    CaseTable::ALL
        .into_iter()
        .flat_map(|table| form.fields_of(table).iter().map(move |field| name_of(table, field)))
}

/// The state of a question whose answer is none.
pub(super) const BROKEN: &str = "broken";

/// What became of a question, in a word.
fn word(field: &Field, state: &State<'_>, is_own: bool) -> &'static str {
    match state {
        State::Absent => "absent",
        State::Blank(_) => "blank",
        State::Broken(_) => BROKEN,
        State::Answered(..) if is_own => "answered",
        State::Answered(_, value) => {
            let default = field.default.as_ref().map(|entry| &entry.value.place);
            if default == Some(&value.place) { "default" } else { "shared" }
        }
    }
}

impl CaseAnswers {
    /// The case as a JSON object on a line: its answers as typed values (dates and texts as strings), the digest of
    /// each, by which a patch of it is merged, and what became of each question: `answered`, `shared` (by a shared
    /// file), `default`, `blank`, `broken` or `absent`.
    ///
    /// # Panics
    ///
    /// Never: all of it has JSON.
    pub fn to_json(&self) -> String {
        // Some programs end a line at other characters than a line feed.
        let json = serde_json::to_string(self).expect("strings and numbers have JSON");
        format!("{}\n", with_codes(&json))
    }
}

impl Serialize for CaseAnswers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Entries<'a, T>(&'a [AnswerEntry], fn(&'a AnswerEntry) -> T);
        impl<T: Serialize> Serialize for Entries<'_, T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|entry| (&entry.name, self.1(entry))))
            }
        }
        let form = &self.form.form;
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("form", &form.id)?;
        map.serialize_entry("version", &form.version)?;
        map.serialize_entry("case", &self.case)?;
        let answers = TypedAnswers { form, entries: &self.entries };
        map.serialize_entry("answers", &answers)?;
        map.serialize_entry("base", &Entries(&self.entries, |entry| &entry.base))?;
        map.serialize_entry("states", &Entries(&self.entries, |entry| entry.state))?;
        map.end()
    }
}

/// Answers by their questions.
struct TypedAnswers<'a> {
    form: &'a Form,
    entries: &'a [AnswerEntry],
}

impl Serialize for TypedAnswers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answers = self.entries.iter().filter_map(|entry| {
            let kind = &self.form.field_at(entry.field).kind;
            Some((&entry.name, TypedAnswer { answer: entry.answer.as_ref()?, kind }))
        });
        serializer.collect_map(answers)
    }
}

/// An answer as JSON has it.
struct TypedAnswer<'a> {
    answer: &'a Answer,
    kind: &'a Kind,
}

impl Serialize for TypedAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.answer {
            Answer::One(value) => Typed(value).serialize(serializer),
            Answer::Word(word) => serializer.serialize_str(word),
            Answer::Text(text) => serializer.serialize_str(&text.to_string()),
            Answer::Words(words) | Answer::Lines(words) => words.serialize(serializer),
            Answer::Record(values) => TypedRecord(self.kind, values).serialize(serializer),
            Answer::Records(records) => {
                let mut list = serializer.serialize_seq(Some(records.len()))?;
                for values in records {
                    list.serialize_element(&TypedRecord(self.kind, values))?;
                }
                list.end()
            }
        }
    }
}

struct Typed<'a>(&'a Scalar);

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Scalar::Text(text) => serializer.serialize_str(text),
            Scalar::Date(date) => serializer.collect_str(date),
            Scalar::Boolean(yes) => serializer.serialize_bool(*yes),
            // All of its digits, and no others.
            Scalar::Number(number) => RawValue::from_string(number.to_string())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}

struct TypedRecord<'a>(&'a Kind, &'a [Option<Scalar>]);

impl Serialize for TypedRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (part, value) in self.0.record_parts().iter().zip(self.1) {
            if let Some(value) = value {
                map.serialize_entry(&part.key, &Typed(value))?;
            }
        }
        map.end()
    }
}
