//! A register of cases: how far each has come, and what is left to be done.

mod html;
mod json;
mod markdown;
pub mod problems;
mod spreadsheet;
mod table;
mod words;
mod workbook;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use crate::answers::{Answer, Reading, State};
use crate::diagnostic::{Language, Question, Report};
use crate::form::{CaseTable, Subject};
use crate::register::problems::SameNumber;
use crate::scalar::{Date, Scalar};
use crate::table::{Data, Value};
use crate::text::is_unsafe;

pub use words::followed_up;

/// A case in a register.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Row {
    /// The file, as shown to people.
    pub case: String,
    /// Its form and version, as the case has them: `teknik/2017`.
    pub form: String,
    /// What the authority files it under.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// How far it has come.
    pub status: String,
    /// How many questions are answered.
    pub answered: usize,
    /// How many questions there are for this case: those to which something is given, and those that must
    /// be answered.
    pub asked: usize,
    /// The questions that must be answered and are not, and what must be known about the case.
    pub missing: Vec<Question>,
    /// When it is to be looked through next.
    pub review: Option<Date>,
    /// Whether that day has passed.
    pub is_overdue: bool,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
    /// What is to be done with it.
    pub standing: Standing,
    /// Its documents: what they are called, and where they are from the register.
    pub documents: Vec<(&'static str, String)>,
}

/// What is to be done with a case, the most urgent first.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Standing {
    /// Its review is overdue.
    Overdue,
    /// It has errors.
    #[default]
    Faulty,
    /// Answers are missing.
    Incomplete,
    /// It has all answers, and is not decided yet.
    Complete,
    /// It is decided.
    Decided,
    /// Nothing is left to be done.
    Closed,
}

/// Where a register is shown, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// How many columns a line of a terminal has.
    pub width: usize,
    /// Whether what is strong or bad is to look so there.
    pub is_styled: bool,
    /// The authority, or nothing.
    pub authority: &'a str,
}

/// How a register is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RegisterFormat {
    /// A table for a terminal.
    Table,
    /// A table of GitHub's Markdown.
    Markdown,
    /// Values between semicolons, as a Swedish spreadsheet opens them.
    Csv,
    /// A workbook.
    Xlsx,
    /// A JSON object a line.
    Json,
    /// A page.
    Html,
}

/// What a case is filed under, or nothing.
pub fn number(reading: &Reading<'_>) -> String {
    line(reading, reading.form().register.number.as_ref())
}

fn line(reading: &Reading<'_>, subject: Option<&Subject>) -> String {
    match subject.and_then(|subject| reading.state(subject.field).value()) {
        Some(Value { data: Data::Text(text), .. }) => shown(text),
        _ => String::new(),
    }
}

impl Row {
    /// What a register says of a case in a file. `report` is what reading it told; `today` decides
    /// what is overdue.
    pub fn new(case: &str, reading: &Reading<'_>, report: &Report, today: Date) -> Row {
        let form = reading.form();
        let state = |subject: &Subject| reading.state(subject.field);
        let text = |subject: Option<&Subject>| line(reading, subject);
        let status = form.status_field().map(|field| Subject { field, part: None });
        let status = text(status.as_ref());
        let review = match form.register.review.as_ref().and_then(|review| state(review).answer()) {
            Some(Answer::One(Scalar::Date(date))) => Some(*date),
            _ => None,
        };
        let missing = reading.missing().iter().map(|missing| {
            let field = form.field_at(missing.field);
            field.question()
        });
        let missing: Vec<Question> = missing.collect();
        let count =
            |is: fn(&State<'_>) -> bool| reading.answers().iter().filter(|state| is(state)).count();
        let answered = count(|state| matches!(state, State::Answered(..)));
        let broken = count(|state| matches!(state, State::Broken(_)));
        let unanswered = reading
            .missing()
            .iter()
            .filter(|missing| missing.field.table == CaseTable::Answers)
            .count();
        let (errors, warnings) = (report.errors(), report.warnings());
        let is_closed = form.is_closed(Some(&status));
        let is_overdue = !is_closed && review.is_some_and(|review| review < today);
        let is_decided = form.decided().is_some_and(|decided| decided.contains(&status));
        let standing = if is_overdue {
            Standing::Overdue
        } else if errors > 0 {
            Standing::Faulty
        } else if is_closed {
            Standing::Closed
        } else if !missing.is_empty() {
            Standing::Incomplete
        } else if is_decided {
            Standing::Decided
        } else {
            Standing::Complete
        };
        Row {
            case: case.to_owned(),
            form: format!("{}/{}", form.id, form.version),
            number: text(form.register.number.as_ref()),
            title: text(form.register.title.as_ref()),
            status,
            answered,
            asked: answered + broken + unanswered,
            missing,
            review,
            is_overdue,
            errors,
            warnings,
            standing,
            documents: Vec::new(),
        }
    }

    /// A case that cannot be read.
    pub fn unreadable(case: &str, report: &Report) -> Row {
        Row { case: case.to_owned(), errors: report.errors().max(1), ..Row::default() }
    }

    /// Whether somebody must do something by now: it has errors, lacks what its status asks for, or
    /// its review is overdue.
    pub fn is_urgent(&self) -> bool {
        self.errors > 0 || self.is_overdue
    }

    /// Whether answers are missing that somebody will still give.
    pub fn is_incomplete(&self) -> bool {
        self.standing != Standing::Closed && !self.missing.is_empty()
    }

    /// How many of how many questions are answered; nothing where the form is not known.
    fn progress(&self) -> String {
        if self.form.is_empty() {
            String::new()
        } else {
            format!("{}/{}", self.answered, self.asked)
        }
    }

    /// What is left to be done, in words.
    pub fn to_do(&self, language: Language) -> String {
        words::to_do(language, self.is_overdue, self.errors, &self.missing_words(language))
    }

    /// The questions that are not answered, in their words; the first few, and how many more.
    fn missing_words(&self, language: Language) -> String {
        let missing = self.missing.iter().filter(|_| self.is_incomplete());
        let missing: Vec<String> = missing.map(|question| in_short(&question.label)).collect();
        words::some(language, &missing)
    }
}

/// A question as it is named among others.
fn in_short(label: &str) -> String {
    /// The longest question that is named whole.
    const LONGEST: usize = 40;
    table::shortened(shown(label).trim_end_matches([':', '?', ' ']), LONGEST)
}

/// A text on one line, without characters that would do something to whatever shows them.
fn shown(text: &str) -> String {
    let plain: String = text.chars().map(|c| if is_unsafe(c) { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a file is a register in a format, in whichever language, so that another can take its
/// place.
pub fn is_register(format: RegisterFormat, bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let begins = |language: Language| match format {
        RegisterFormat::Json => text.is_empty() || text.starts_with("{\"case\":"),
        RegisterFormat::Html => {
            text.contains(&format!("<main>\n<h1>{}", words::RegisterWords::of(language).register))
        }
        RegisterFormat::Table => {
            let words = words::RegisterWords::of(language);
            let first = text.lines().next().unwrap_or_default();
            first.starts_with(words.register)
                && first.contains(&format!(", {} ", words.as_of.to_lowercase()))
        }
        RegisterFormat::Markdown => {
            text.starts_with(&format!("# {}\n\n", words::RegisterWords::of(language).register))
        }
        RegisterFormat::Csv => text.starts_with(&spreadsheet::write(&[], language)),
        RegisterFormat::Xlsx => workbook::is_register(bytes),
    };
    [Language::Swedish, Language::English].into_iter().any(begins)
}

/// The numbers that several cases of a form have, whatever its version.
pub fn same_numbers(rows: &[Row]) -> Vec<SameNumber> {
    let mut cases: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.number.is_empty()) {
        let form = row.form.split('/').next().unwrap_or_default();
        cases.entry((&row.number, form)).or_default().push(row.case.clone());
    }
    let several = cases.into_iter().filter(|(_, cases)| cases.len() > 1);
    several
        .map(|((number, _), mut cases)| {
            cases.sort();
            SameNumber { number: number.to_owned(), cases }
        })
        .collect()
}

/// Puts cases in the order of what is to be done: the most urgent first, then what is due first,
/// then by title as a Swedish reader looks it up (å, ä and ö after z).
pub fn sort(rows: &mut [Row]) {
    let collator = swedish();
    rows.sort_by(|one, other| {
        let standing = one.standing.cmp(&other.standing);
        let due = |row: &Row| (row.review.is_none(), row.review);
        let by_title = |one: &str, other: &str| -> Ordering { collator.compare(one, other) };
        standing
            .then_with(|| due(one).cmp(&due(other)))
            .then_with(|| by_title(&one.title, &other.title))
            .then_with(|| by_title(&one.number, &other.number))
            .then_with(|| one.case.cmp(&other.case))
    });
}

fn swedish() -> CollatorBorrowed<'static> {
    let preferences = locale!("sv-u-kn").into();
    Collator::try_new(preferences, CollatorOptions::default())
        .expect("the program has the orders of all languages")
}

/// Writes a register. What is read by people says which day it is of, and whose it is.
pub fn write(
    format: RegisterFormat,
    rows: &[Row],
    today: Date,
    look: Look<'_>,
    language: Language,
) -> Vec<u8> {
    let text = match format {
        RegisterFormat::Table => table::write(rows, today, look, language),
        RegisterFormat::Markdown => markdown::write(rows, today, language),
        RegisterFormat::Csv => spreadsheet::write(rows, language),
        RegisterFormat::Xlsx => return workbook::write(rows, language),
        RegisterFormat::Json => json::write(rows),
        RegisterFormat::Html => html::write(rows, today, look.authority, language),
    };
    text.into_bytes()
}
