//! What a form asks: its fields, their kinds, and their addresses in Word.
//!
//! A form is read from `form.toml` by [`parse()`]. How it reads on paper stands in its template.

mod parse;
mod print;

use crate::diagnostic::Place;

pub use parse::parse;
pub use print::Pattern;

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
    /// Bookmarks that the tool's form adds to the official one.
    pub added_bookmarks: Vec<String>,
    /// Its definition: the beginning of `form.toml`.
    pub place: Place,
}

/// When a Word file is protected so that only its fields can be changed (without a password).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Protect {
    /// Only a form without answers, where a click then ticks a box; a filled one is free to edit.
    #[default]
    Blank,
    /// Every file.
    Always,
    /// None.
    Never,
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
    /// Its address in Word; `None` for what stands in no field.
    pub address: Option<Address>,
    /// What stands in the field while it is unanswered; read back, it means unanswered.
    pub placeholder: Option<String>,
    /// Where `form.toml` defines it.
    pub place: Place,
}

/// Where an answer stands in Word: the names of bookmarks, which are the form fields' names too.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Address {
    /// One field.
    One(String),
    /// The tick boxes of a yes-or-no question.
    YesNo {
        /// The box for yes.
        yes: String,
        /// The box for no.
        no: String,
    },
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
    /// Yes or no.
    YesNo,
    /// One word of several.
    Choice(Vec<String>),
    /// Named parts, printed on one line.
    Record(Record),
    /// Several lines or records, printed as a list.
    List(Option<Record>),
}

impl Kind {
    /// The kind's name in `form.toml`.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Line => "line",
            Kind::Text => "text",
            Kind::Date => "date",
            Kind::YesNo => "yes_no",
            Kind::Choice(_) => "choice",
            Kind::Record(_) => "record",
            Kind::List(_) => "list",
        }
    }

    /// Whether an answer can take several paragraphs, so that it must stand alone in its own.
    pub fn is_block(&self) -> bool {
        matches!(self, Kind::Text | Kind::List(_))
    }
}

/// The named parts of an answer and how they are printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The parts, in the order of `form.toml`.
    pub parts: Vec<Part>,
    /// How a record is printed and read back.
    pub print: Pattern,
}

/// A part of a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// Its name in cases and templates.
    pub key: String,
    /// Its name as people read it.
    pub label: String,
    /// What is printed where the part is absent, so that the record can be read back.
    pub absent: String,
}

impl Form {
    /// The question with a key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}
