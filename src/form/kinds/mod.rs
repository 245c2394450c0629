//! The kinds of answers, a file each: how it is read and checked, compared with, printed and read
//! back, written down as an example, asked for in a new case, described to editors, and made up.
//!
//! Whoever adds a kind adds a variant here, and the compiler asks for what differs between kinds. What
//! a spot of a Word file holds is read in `word::extract`, which has the spots.

mod choice;
mod choices;
mod date;
mod line;
mod list;
mod number;
mod pattern;
pub mod people;
mod record;
mod table;
mod text;
mod yes_no;

use serde_json::Value as Json;

use crate::diagnostic::Report;
use crate::document::{Content, Text};
use crate::form::problems::NotComparable;
use crate::scalar::{Date, Number, Scalar};
use crate::table::Value;

use super::{Part, Record};
use crate::form::AnswerWords;

pub(super) use choice::{options, renamed_options};
pub use number::NumberKind;
pub use pattern::Pattern;

/// Keys of `form.toml`, rules among them, that fields of some kinds have.
type Keys = &'static [&'static str];

/// Of an answer that has one place, which can show other words than an answer.
const OF_WORDS: Keys = &["placeholder", "accepts"];
/// Of an answer that may name a person: a role can stand in its place.
const OF_PERSONS: Keys = &["personal"];
/// Of an answer that is letters.
const OF_LETTERS: Keys = &["pattern", "not_pattern", "min_length", "max_length"];
/// Of an answer that is several.
const OF_SEVERAL: Keys = &["min_items", "max_items"];

/// Whether a key of `form.toml` is one that only fields of some kinds have.
pub(super) fn is_of_some(key: &str) -> bool {
    const ALL: [&[Keys]; 12] = [
        line::KEYS,
        text::KEYS,
        date::KEYS,
        number::KEYS,
        yes_no::KEYS,
        choice::KEYS,
        choices::KEYS,
        record::KEYS_OF_ONE_PLACE,
        record::KEYS_OF_PARTS,
        list::KEYS_OF_LINES,
        list::KEYS_OF_RECORDS,
        table::KEYS,
    ];
    ALL.iter().copied().flatten().any(|keys| keys.contains(&key))
}

/// A kind of answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One line.
    Line,
    /// Paragraphs, lists and tables.
    Text,
    /// A date.
    Date,
    /// A decimal number.
    Number(NumberKind),
    /// Yes or no, by two tick boxes.
    YesNo,
    /// One word of several.
    Choice(Vec<String>),
    /// Some words of several, by a tick box each.
    Choices(Vec<String>),
    /// Named parts, printed on one line or each in a place of its own.
    Record(Record),
    /// Several lines or records, printed as a list.
    List(Option<Record>),
    /// Several records, printed as a table; the parts are its columns.
    Table(Vec<Part>),
}

/// An answer in normal form.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A single value: a line, a date, a number, yes or no, the word chosen.
    One(Scalar),
    /// A word that the form accepts although it is not of the kind.
    Word(String),
    /// Paragraphs, lists and tables.
    Text(Text),
    /// The words chosen, in the form's order.
    Words(Vec<String>),
    /// The parts of a record in the form's order.
    Record(Vec<Option<Scalar>>),
    /// Lines.
    Lines(Vec<String>),
    /// Records: of a list, or the rows of a table.
    Records(Vec<Vec<Option<Scalar>>>),
}

/// A single value as somebody wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBack {
    /// The value.
    pub value: Scalar,
    /// The words that are none of it.
    pub rest: String,
    /// Whether it can be read in one way alone.
    pub is_sure: bool,
}

/// What a value is read by, beside its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    /// What stands in the field while it is unanswered.
    pub placeholder: Option<&'a str>,
    /// Words that are an answer although they are not of the kind.
    pub accepts: &'a [String],
    /// The language of the form, as a BCP 47 tag.
    pub language: &'a str,
}

impl Kind {
    /// The kind's name in `form.toml`.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Line => "line",
            Kind::Text => "text",
            Kind::Date => "date",
            Kind::Number(_) => "number",
            Kind::YesNo => "yes_no",
            Kind::Choice(_) => "choice",
            Kind::Choices(_) => "choices",
            Kind::Record(_) => "record",
            Kind::List(_) => "list",
            Kind::Table(_) => "table",
        }
    }

    /// Whether a key of `form.toml` that only some fields have ([`is_of_some`]) is one of this kind.
    pub(super) fn has_key(&self, key: &str) -> bool {
        let keys: &[Keys] = match self {
            Kind::Line => line::KEYS,
            Kind::Text => text::KEYS,
            Kind::Date => date::KEYS,
            Kind::Number(_) => number::KEYS,
            Kind::YesNo => yes_no::KEYS,
            Kind::Choice(_) => choice::KEYS,
            Kind::Choices(_) => choices::KEYS,
            Kind::Record(Record { print: Some(_), .. }) => record::KEYS_OF_ONE_PLACE,
            Kind::Record(Record { print: None, .. }) => record::KEYS_OF_PARTS,
            Kind::List(None) => list::KEYS_OF_LINES,
            Kind::List(Some(_)) => list::KEYS_OF_RECORDS,
            Kind::Table(_) => table::KEYS,
        };
        keys.iter().any(|keys| keys.contains(&key))
    }

    /// The answer that a value of TOML is.
    ///
    /// # Errors
    ///
    /// All that is wrong with it goes to `report`; there is an answer only if nothing is.
    pub(crate) fn read(
        &self,
        value: &Value,
        reader: Reader<'_>,
        report: &mut Report,
    ) -> Option<Answer> {
        match self {
            Kind::Text => text::read(value, report).map(Answer::Text),
            Kind::YesNo => yes_no::read(value, report).map(Answer::One),
            Kind::Choices(options) => choices::read(options, value, report).map(Answer::Words),
            Kind::Record(record) => record::answer(record, value, reader, report),
            Kind::List(None) => list::lines(value, reader, report).map(Answer::Lines),
            Kind::List(Some(record)) => {
                let print = record.print.as_ref();
                list::records(&record.parts, print, value, reader, report).map(Answer::Records)
            }
            Kind::Table(columns) => {
                list::records(columns, None, value, reader, report).map(Answer::Records)
            }
            Kind::Line | Kind::Date | Kind::Number(_) | Kind::Choice(_) => {
                self.read_scalar(value, report).map(Answer::One)
            }
        }
    }

    /// A value of one of the kinds of a single line, which parts have.
    fn read_scalar(&self, value: &Value, report: &mut Report) -> Option<Scalar> {
        match self {
            Kind::Date => date::read(value, report),
            Kind::Number(number) => number.read(value, report),
            Kind::Choice(options) => choice::read(options, value, report).map(Scalar::Text),
            _ => line::read(value, report).map(Scalar::Text),
        }
    }

    /// The value that a condition compares an answer with.
    ///
    /// # Errors
    ///
    /// A value that no answer of the kind can be, and a kind that only its presence is asked of, is
    /// an error in `report`.
    pub(super) fn literal(&self, value: &Value, report: &mut Report) -> Option<Scalar> {
        match self {
            Kind::Date => date::read(value, report),
            Kind::Number(_) => number::literal(value, report),
            Kind::YesNo => yes_no::read(value, report),
            Kind::Choice(options) | Kind::Choices(options) => {
                choice::literal(options, value, report).map(Scalar::Text)
            }
            Kind::Line | Kind::Text => value.text(report).map(|text| Scalar::Text(text.to_owned())),
            Kind::Record(_) | Kind::List(_) | Kind::Table(_) => {
                report.error(NotComparable { kind: self.name() }, value.place.clone());
                None
            }
        }
    }

    /// A single value as it stands in a document of a language.
    pub fn print(&self, value: &Scalar, language: &str) -> String {
        match (self, value) {
            (Kind::Number(kind), Scalar::Number(number)) => kind.print(number, language),
            _ => value.to_string(),
        }
    }

    /// The single value that was printed so, by [`Kind::print`] or by somebody who types as people
    /// do; `None` if the kind does not have it.
    pub fn read_back(&self, text: &str, language: &str) -> Option<Scalar> {
        match self {
            Kind::Date => date::read_back(text),
            Kind::Number(kind) => kind.read_back(text, language).map(Scalar::Number),
            Kind::Choice(options) => choice::read_back(options, text).map(Scalar::Text),
            _ => Some(Scalar::Text(text.to_owned())),
        }
    }

    /// The single value that somebody wrote as people do, with what of the words is none of it; `None` if
    /// nothing in them surely is one.
    pub fn read_written(&self, text: &str, language: &str) -> Option<ReadBack> {
        if let Some(value) = self.read_back(text, language) {
            let is_sure = match self {
                Kind::Number(_) => !number::may_group(text),
                _ => true,
            };
            return Some(ReadBack { value, rest: String::new(), is_sure });
        }
        match self {
            Kind::Date => Date::written(text, language).map(|written| ReadBack {
                value: Scalar::Date(written.date),
                rest: written.rest,
                is_sure: written.is_sure,
            }),
            Kind::Number(kind) => kind.written(text, language).map(|(number, rest)| ReadBack {
                value: Scalar::Number(number),
                rest,
                is_sure: !number::may_group(text),
            }),
            _ => None,
        }
    }

    /// What somebody typed, as the kind has it where that is beyond doubt: `12,5` is a number to a Swede, and
    /// `den 3 mars 2026` a day.
    pub(crate) fn typed(&self, words: &str, language: &str) -> Option<Scalar> {
        let trimmed = words.trim();
        let plain = match self {
            Kind::Number(_) => Number::parse(trimmed).map(Scalar::Number),
            _ => None,
        };
        plain.or_else(|| match self {
            Kind::Date | Kind::Number(_) => self
                .read_written(trimmed, language)
                .filter(|read| read.is_sure && read.rest.is_empty())
                .map(|read| read.value),
            Kind::Choice(_) => self.read_back(trimmed, language),
            _ => None,
        })
    }

    /// An answer as printed, line by line.
    pub fn lines(&self, answer: &Answer, language: &str) -> Vec<String> {
        let record = |values: &[Option<Scalar>]| match self {
            Kind::Record(record) | Kind::List(Some(record)) => record.line(values, language),
            kind => record::in_order(kind.record_parts(), values, language).join(", "),
        };
        match answer {
            Answer::One(value) => vec![self.print(value, language)],
            Answer::Word(word) => vec![word.clone()],
            Answer::Text(text) => vec![text.to_string()],
            Answer::Words(words) | Answer::Lines(words) => words.clone(),
            Answer::Record(values) => vec![record(values)],
            Answer::Records(records) => records.iter().map(|values| record(values)).collect(),
        }
    }

    /// What an answer shows in its place.
    pub fn content(&self, answer: &Answer, language: &str) -> Content {
        match (answer, self) {
            (Answer::Text(text), _) => Content::Text(text.clone()),
            (Answer::Lines(lines), _) => Content::Text(Text::of_lines(lines.iter().cloned())),
            (Answer::Records(records), Kind::Table(columns)) => {
                Content::Text(table::text(columns, records, language))
            }
            (Answer::Records(_), _) => Content::Text(Text::of_lines(self.lines(answer, language))),
            _ => Content::Line(self.lines(answer, language).join(", ")),
        }
    }

    /// How an answer is written, for those who have yet to write it.
    pub fn example(&self) -> String {
        match self {
            Kind::Line => line::EXAMPLE.into(),
            Kind::Text => text::EXAMPLE.into(),
            Kind::Date => date::EXAMPLE.into(),
            Kind::Number(_) => number::EXAMPLE.into(),
            Kind::YesNo => yes_no::EXAMPLE.into(),
            Kind::Choice(options) => choice::example(options),
            Kind::Choices(options) => format!("[{}]", choice::example(options)),
            Kind::Record(record) => record::example_of(&record.parts),
            Kind::List(record) => list::example(record.as_ref()),
            Kind::Table(columns) => format!("[{}]", record::example_of(columns)),
        }
    }

    /// What an answer can be, in words; empty where that is said of its parts.
    pub fn expected(&self, words: &AnswerWords) -> String {
        match self {
            Kind::Line => words.a_line.to_owned(),
            Kind::Text => words.a_text.to_owned(),
            Kind::Date => words.a_date.to_owned(),
            Kind::Number(number) => number.expected(words),
            Kind::YesNo => words.yes_or_no.to_owned(),
            Kind::Choice(options) => choice::expected(words.one_of, options),
            Kind::Choices(options) => choice::expected(words.some_of, options),
            Kind::List(None) => words.lines.to_owned(),
            Kind::Record(_) | Kind::List(Some(_)) | Kind::Table(_) => String::new(),
        }
    }

    /// What stands in a new case where an answer is to be written, in lines that are commented out
    /// but the first. Without quotes there is nothing: what is left as it was is an error then, not
    /// an answer.
    pub fn blank(&self) -> String {
        match self {
            Kind::Line | Kind::Choice(_) => "\"\"".into(),
            Kind::Date | Kind::Number(_) | Kind::YesNo => String::new(),
            Kind::Text => text::BLANK.into(),
            Kind::Choices(_) => "[\"\"]".into(),
            Kind::Record(record) => record::blank(&record.parts),
            Kind::List(record) => list::blank(record.as_ref()),
            Kind::Table(columns) => list::of_items(&record::blank(columns)),
        }
    }

    /// The JSON Schema of an answer that is there, without what its rules say. `record` is that of
    /// parts.
    pub(crate) fn schema(&self, words: &AnswerWords, record: impl Fn(&[Part]) -> Json) -> Json {
        match self {
            Kind::Line => line::schema(),
            Kind::Text => text::schema(),
            Kind::Date => date::schema(words),
            Kind::Number(_) => number::schema(),
            Kind::YesNo => yes_no::schema(words),
            Kind::Choice(options) => choice::schema(options),
            Kind::Choices(options) => choices::schema(options),
            Kind::Record(of) => record(&of.parts),
            Kind::List(None) => list::schema(&line::schema()),
            Kind::List(Some(of)) => list::schema(&record(&of.parts)),
            Kind::Table(columns) => list::schema(&record(columns)),
        }
    }

    /// Made-up answers that a template may tell apart. `words` are the texts, numbers and dates that
    /// it compares with.
    pub(crate) fn samples(&self, words: &[String]) -> Vec<Answer> {
        match self {
            Kind::Text => text::samples(words).into_iter().map(Answer::Text).collect(),
            Kind::YesNo => yes_no::samples().map(Answer::One).to_vec(),
            Kind::Choices(options) => {
                choices::samples(options).into_iter().map(Answer::Words).collect()
            }
            Kind::Record(record) => {
                record::samples(&record.parts, words).into_iter().map(Answer::Record).collect()
            }
            Kind::List(None) => {
                list::samples_of_lines(words).into_iter().map(Answer::Lines).collect()
            }
            Kind::List(Some(_)) | Kind::Table(_) => {
                let records = record::samples(self.record_parts(), words);
                list::samples(&records).into_iter().map(Answer::Records).collect()
            }
            Kind::Line | Kind::Date | Kind::Number(_) | Kind::Choice(_) => {
                self.scalar_samples(words).into_iter().map(Answer::One).collect()
            }
        }
    }

    fn scalar_samples(&self, words: &[String]) -> Vec<Scalar> {
        match self {
            Kind::Date => date::samples(words),
            Kind::Number(_) => number::samples(words),
            Kind::Choice(options) => options.iter().cloned().map(Scalar::Text).collect(),
            _ => line::samples(words).into_iter().map(Scalar::Text).collect(),
        }
    }

    /// Whether an answer of one kind is one of the other too.
    pub fn is_like(&self, other: &Kind) -> bool {
        let (parts, others) = (self.record_parts(), other.record_parts());
        let mut pairs = parts.iter().zip(others);
        self.name() == other.name()
            && self.options().iter().all(|option| other.options().contains(option))
            && parts.len() == others.len()
            && pairs.all(|(part, other)| part.key == other.key && part.kind.is_like(&other.kind))
    }

    /// The words that an answer is chosen from.
    fn options(&self) -> &[String] {
        match self {
            Kind::Choice(options) | Kind::Choices(options) => options,
            _ => &[],
        }
    }

    /// Whether an answer can take several paragraphs, so that it must stand alone in its own.
    pub fn is_block(&self) -> bool {
        matches!(self, Kind::Text | Kind::List(_) | Kind::Table(_))
    }

    /// Whether an answer is several values: a list to templates, and an empty one while absent.
    pub fn is_several(&self) -> bool {
        matches!(self, Kind::List(_) | Kind::Table(_) | Kind::Choices(_))
    }

    /// Whether each of [`Kind::parts`] has a place of its own.
    pub fn has_places(&self) -> bool {
        match self {
            Kind::YesNo | Kind::Choices(_) => true,
            Kind::Record(record) => record.print.is_none(),
            _ => false,
        }
    }

    /// The names of the parts that can have a place each.
    pub fn parts(&self) -> Vec<&str> {
        match self {
            Kind::YesNo => vec!["yes", "no"],
            Kind::Choices(options) => options.iter().map(String::as_str).collect(),
            Kind::Record(record) => record.parts.iter().map(|part| part.key.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The parts of a record, of the records of a list, or of the rows of a table.
    pub fn record_parts(&self) -> &[Part] {
        match self {
            Kind::Record(record) | Kind::List(Some(record)) => &record.parts,
            Kind::Table(columns) => columns,
            _ => &[],
        }
    }
}
