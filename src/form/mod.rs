//! What a form asks: its fields, their kinds and rules, and their addresses in Word.
//!
//! A form is read from `form.toml` by [`parse()`]. How it reads on paper stands in its template.

mod condition;
mod described;
mod diff;
mod entries;
mod expression;
mod kinds;
pub mod meaning;
mod parse;
pub mod problems;
mod rules;
mod words;

use crate::diagnostic::{Place, Question, Severity};
use crate::scalar::{Date, Number};
use crate::table::{Allowed, Entry};

pub(crate) use condition::RESERVED;
pub use condition::{Condition, Expected, Operand, Subject};
pub use described::described;
pub use diff::{Change, diff};
pub(crate) use diff::{RENAMED, SAME, SAME_KEY, SAME_LABEL, Same, pairs};
pub use expression::Expression;
pub(crate) use kinds::Reader;
pub use kinds::{Answer, Kind, NumberKind, Pattern, ReadBack, people};
pub use meaning::{Class, Meaning};
pub use parse::{is_address_in_original, is_language, parse};
pub use words::AnswerWords;

/// A form, as its `form.toml` defines it.
#[derive(Clone, Debug)]
pub struct Form {
    /// The form's name: the name of its folder.
    pub id: String,
    /// The version: the name of the folder in that.
    pub version: String,
    /// The title as printed.
    pub title: String,
    /// The language of the text, as a BCP 47 tag (`sv-SE`).
    pub language: String,
    /// When the Word file is protected for filling in.
    pub protect: Protect,
    /// What an unanswered field shows where it can show words.
    pub unanswered: String,
    /// The questions, in the order of the form.
    pub fields: Vec<Field>,
    /// What is kept about a case beside its answers, in the order of the form.
    pub case_fields: Vec<Field>,
    /// What says how far a case has come.
    pub status: Option<Status>,
    /// What a register of cases says of each.
    pub register: Register,
    /// What an archive is told of each case.
    pub archive: ArchiveFacts,
    /// What answers require of one another.
    pub rules: Vec<Rule>,
    /// What is public though it stands where the form marks what is personal: a mailbox of a function, the
    /// head of the authority.
    pub public: Vec<String>,
    /// What a public copy says of itself on its first page.
    pub public_notice: String,
    /// Bookmarks that the tool's form adds to the official one.
    pub added_bookmarks: Vec<String>,
    /// What in the authority's own Word file looks like a place and is none, by address.
    pub passed_over: Vec<(String, Place)>,
    /// The warnings that may stay in each of its cases.
    pub allowed: Vec<Allowed>,
    /// What its cases are in a catalogue.
    pub means: Option<Class>,
    /// Its definition: the beginning of `form.toml`.
    pub place: Place,
}

/// A table of a case: what its fields are asked under.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum CaseTable {
    /// `[case]`: what is kept about the case.
    Case,
    /// `[answers]`: the questions of the form.
    Answers,
}

impl CaseTable {
    /// Both, in the order of case files.
    pub const ALL: [CaseTable; 2] = [CaseTable::Case, CaseTable::Answers];

    /// What belongs to the table, of what belongs to each.
    pub fn choose<T>(self, case: T, answers: T) -> T {
        match self {
            CaseTable::Case => case,
            CaseTable::Answers => answers,
        }
    }

    /// Its name in case files.
    pub fn name(self) -> &'static str {
        self.choose("case", "answers")
    }

    /// The table with a name.
    pub(crate) fn named(name: &str) -> Option<CaseTable> {
        CaseTable::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> CaseTable {
        self.choose(CaseTable::Answers, CaseTable::Case)
    }

    /// The field that a form calls so from anywhere: `case.key` is kept about the case, `key` a
    /// question.
    pub(crate) fn of_name(name: &str) -> (CaseTable, &str) {
        match name.strip_prefix("case.") {
            Some(key) => (CaseTable::Case, key),
            None => (CaseTable::Answers, name),
        }
    }
}

/// Which field of a form.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FieldId {
    /// The table of cases that it is answered in.
    pub table: CaseTable,
    /// Its index among the fields of that table.
    pub at: usize,
}

/// When a Word file is protected so that only its fields can be changed (without a password).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Protect {
    /// Only a form without answers, where a click then ticks a box; a filled one is free to edit.
    #[default]
    Blank,
    /// Every file of a case that is not decided, and the empty form; answers of several paragraphs stand in
    /// sections of their own that are free to edit.
    UntilDecided,
    /// Every file.
    Always,
    /// None.
    Never,
}

/// How far a case can come. A case without a status has not come far.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Status {
    /// The index of the case's field that tells it: a choice whose options stand in their order.
    pub field: usize,
    /// The index of the first option from which on missing answers are errors, not warnings.
    pub required_from: usize,
    /// The index of the first option from which on a case is decided, so that it can be archived;
    /// `None` where the form does not say.
    pub decided_from: Option<usize>,
    /// The index of the first option from which on nothing is left to be done; `None` where the form
    /// does not say.
    pub closed_from: Option<usize>,
}

/// What a register of cases says of each.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Register {
    /// What the authority files it under: a line.
    pub number: Option<Subject>,
    /// What it is about: a line.
    pub title: Option<Subject>,
    /// When it is to be looked through next: a date.
    pub review: Option<Subject>,
}

/// What an archive is told of each case beside its number, its title and its status, so that it is found again.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ArchiveFacts {
    /// Its class in the authority's records.
    pub classification: Option<FieldId>,
    /// The day that it was decided.
    pub decision_date: Option<FieldId>,
    /// Who decided it.
    pub decided_by: Option<FieldId>,
    /// What of it is secret, and why.
    pub secrecy: Option<FieldId>,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in cases and templates.
    pub key: String,
    /// The question as printed.
    pub label: String,
    /// Advice on how to answer; in Word it is the field's help text (F1).
    pub help: Option<String>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// What an answer must be beside being of its kind.
    pub rules: Rules,
    /// Its address in Word; `None` for what stands in no field.
    pub address: Option<Address>,
    /// What stands in the field while it is unanswered; read back, it means unanswered.
    pub placeholder: Option<String>,
    /// The answer of cases that give none.
    pub default: Option<Entry>,
    /// Whether what stands in its place in the authority's own Word file is no part of the form.
    pub emptied: bool,
    /// Whether its answer is personal.
    pub personal: Personal,
    /// What it was called.
    pub earlier: Earlier,
    /// What it means in a catalogue.
    pub meaning: Meaning,
    /// Where `form.toml` defines it.
    pub place: Place,
}

/// What a field or a part, and its options, were called in an earlier version of the form.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Earlier {
    /// Its key.
    pub key: Option<String>,
    /// Options that have another name now: the old, and the new.
    pub options: Vec<(String, String)>,
}

impl Field {
    /// The question, as diagnostics name it.
    pub fn question(&self) -> Question {
        Question { key: self.key.clone(), label: self.label.clone() }
    }

    /// The names of its places in Word; none for what stands in no field.
    pub fn names(&self) -> &[String] {
        self.address.as_ref().map_or(&[], Address::names)
    }

    /// What stands for the whole answer in public copies, if that or a part of it is personal.
    pub fn stand_in(&self) -> Option<String> {
        let mut parts = self.kind.record_parts().iter();
        let is_marked =
            self.personal != Personal::No || parts.any(|part| part.personal != Personal::No);
        is_marked.then(|| format!("[{}]", self.role(None)))
    }

    /// The role that stands for a part, or for the whole answer, in a public copy: its own, else the label.
    pub(crate) fn role(&self, part: Option<&Part>) -> String {
        let of = |personal: &Personal| match personal {
            Personal::Role(role) => Some(role.clone()),
            Personal::No | Personal::Yes => None,
        };
        let role = part.and_then(|part| of(&part.personal)).or_else(|| of(&self.personal));
        role.unwrap_or_else(|| self.label.trim_end_matches([':', '?', ' ']).to_owned())
    }
}

/// Whether what is answered belongs to a person, so that public copies go without it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Personal {
    /// It does not.
    #[default]
    No,
    /// It does; the field's label stands in its place.
    Yes,
    /// It does; this stands in its place.
    Role(String),
}

/// Where an answer stands in Word: the names of bookmarks, which are the form fields' names too.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Address {
    /// One field.
    One(String),
    /// A field for each part of the kind, in the order of [`Kind::parts`].
    Parts(Vec<String>),
}

impl Address {
    /// The names, in the order of the kind's parts.
    pub fn names(&self) -> &[String] {
        match self {
            Address::One(name) => std::slice::from_ref(name),
            Address::Parts(names) => names,
        }
    }
}

/// The named parts of an answer and how they are printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The parts, in the order of `form.toml`.
    pub parts: Vec<Part>,
    /// How a record is printed and read back; `None` where each part has a place of its own.
    pub print: Option<Pattern>,
}

/// A part of a record or a column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name in cases and templates.
    pub key: String,
    /// Its name as people read it.
    pub label: String,
    /// What the form says is printed where the part is absent, so that the record can be read back.
    pub absent: Option<String>,
    /// What it takes: one of the kinds of a single line.
    pub kind: Kind,
    /// What its value must be beside being of its kind.
    pub rules: Rules,
    /// Whether its value is personal.
    pub personal: Personal,
    /// What it was called.
    pub earlier: Earlier,
    /// What it means in a catalogue.
    pub meaning: Meaning,
}

/// What an answer must be beside being of its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// When it must be there.
    pub required: Vec<Required>,
    /// Words that are an answer although they are not of the kind.
    pub accepts: Vec<String>,
    /// What it is held against when it is there.
    pub checks: Vec<Check>,
    /// The rules as `form.toml` writes them, each with its key.
    pub written: Vec<(String, String)>,
}

/// That an answer must be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Required {
    /// When; always without one.
    pub when: Option<Condition>,
    /// How bad it is if it is not; without one, the case's status decides.
    pub severity: Option<Severity>,
    /// The form's own words for it.
    pub message: Option<String>,
}

/// Something that an answer is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What it must be.
    pub test: Test,
    /// How bad it is if it is not.
    pub severity: Severity,
    /// The form's own words for it.
    pub message: Option<String>,
}

/// What an answer must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Something in it must match.
    Pattern(Expression),
    /// Nothing in it may match.
    NotPattern(Expression),
    /// It must be one of these words.
    OneOf(Vec<String>),
    /// It has so many characters at least.
    MinLength(usize),
    /// It has so many characters at most.
    MaxLength(usize),
    /// It has so many items or rows at least.
    MinItems(usize),
    /// It has so many items or rows at most.
    MaxItems(usize),
    /// The number is so great at least.
    Min(Number),
    /// The number is so great at most.
    Max(Number),
    /// It is that day or later.
    Earliest(Date),
    /// It is that day or earlier.
    Latest(Date),
    /// No two items are alike; of records, in the part with that index.
    Unique(Option<usize>),
}

/// What answers require of one another.
#[derive(Clone, Debug)]
pub struct Rule {
    /// When it applies; always without one.
    pub when: Option<Condition>,
    /// What must hold then, each on its own.
    pub require: Vec<Condition>,
    /// How bad it is if it does not; without one, it is an error, or for what is missing as the
    /// case's status decides.
    pub severity: Option<Severity>,
    /// The form's own words for it.
    pub message: Option<String>,
    /// The rule as `form.toml` writes it, each entry with its key.
    pub written: Vec<(String, String)>,
}

impl Form {
    /// The fields that are answered in a table of cases.
    pub fn fields_of(&self, table: CaseTable) -> &[Field] {
        table.choose(&self.case_fields, &self.fields)
    }

    /// A field.
    pub fn field_at(&self, id: FieldId) -> &Field {
        &self.fields_of(id.table)[id.at]
    }

    /// The field with a key that is answered in a table of cases.
    pub fn find(&self, table: CaseTable, key: &str) -> Option<FieldId> {
        let at = self.fields_of(table).iter().position(|field| field.key == key)?;
        Some(FieldId { table, at })
    }

    /// The field that says how far a case has come.
    pub fn status_field(&self) -> Option<FieldId> {
        Some(FieldId { table: CaseTable::Case, at: self.status.as_ref()?.field })
    }

    /// The question with a key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What a rule speaks of: the field, and its part if it means one.
    pub fn subject(&self, subject: &Subject) -> (&Field, Option<&Part>) {
        let field = self.field_at(subject.field);
        (field, subject.part.and_then(|part| field.kind.record_parts().get(part)))
    }

    /// How severe it is, by a case's status, that an answer is missing. Without statuses it is
    /// an error.
    pub fn severity_of_missing(&self, status: Option<&str>) -> Severity {
        match &self.status {
            Some(from) if !self.has_reached(from.required_from, status) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The statuses in which a case is decided; `None` where the form knows no statuses, so that
    /// nothing is ever undecided.
    pub fn decided(&self) -> Option<&[String]> {
        let Status { field, decided_from, .. } = self.status.as_ref()?;
        let Kind::Choice(options) = &self.case_fields[*field].kind else { return None };
        Some(decided_from.map_or(&[], |from| &options[from..]))
    }

    /// Whether a case with a status is closed, so that nothing is left to be done.
    pub fn is_closed(&self, status: Option<&str>) -> bool {
        let from = self.status.as_ref().and_then(|status| status.closed_from);
        from.is_some_and(|from| self.has_reached(from, status))
    }

    /// Whether a status is one of the options from one on.
    fn has_reached(&self, from: usize, status: Option<&str>) -> bool {
        let field = self.status.as_ref().map(|status| &self.case_fields[status.field].kind);
        let Some(Kind::Choice(options)) = field else { return false };
        let reached = options.iter().position(|option| Some(option.as_str()) == status);
        reached.is_some_and(|at| at >= from)
    }
}

impl Part {
    /// What is printed where the part is absent.
    pub fn absent(&self) -> &str {
        self.absent.as_deref().unwrap_or("–")
    }
}

impl Rules {
    /// The most characters it may have, where that is a rule that must be kept.
    pub fn longest(&self) -> Option<usize> {
        let limits = self.checks.iter().filter(|check| check.severity == Severity::Error);
        limits
            .filter_map(|check| match check.test {
                Test::MaxLength(most) => Some(most),
                _ => None,
            })
            .min()
    }
}
