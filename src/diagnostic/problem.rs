//! Everything that can be wrong, as values.

/// A fault, with the values that its sentences need.
///
/// The code of each ([`Problem::code`]) is stable: scripts may rely on it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    // Files as read.
    /// Bytes that are not UTF-8.
    NotUtf8 {
        /// What the file most likely is.
        encoding: Encoding,
    },
    /// A case file with nothing in it.
    EmptyCase,
    /// TOML that cannot be read.
    TomlSyntax {
        /// The parser's phrase, in English.
        description: String,
    },

    /// The marks that git leaves where a merge is to be done by hand.
    GitConflict,
    /// `:` after a key.
    Colon,
    /// A quote that is not one of TOML's.
    CurlyQuote {
        /// The quote.
        character: char,
    },
    /// A key of `[answers]` or `[case]` outside of its table.
    OutsideTable {
        /// The key.
        key: String,
    },
    /// A key that belongs in the other table of a case.
    OtherTable {
        /// The key.
        key: String,
        /// The table that it belongs in.
        table: &'static str,
    },
    /// A word where a value should stand.
    BareWord {
        /// The word.
        word: String,
    },

    // Keys and types, in cases and forms alike.
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A key that nobody knows.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The known key most like it.
        suggestion: Option<String>,
        /// All keys that may stand there.
        known: Vec<String>,
    },
    /// A value of another type than wanted.
    WrongType {
        /// What should stand there.
        wanted: Wanted,
        /// What stands there.
        found: FoundType,
        /// The value as text, where it is text.
        text: Option<String>,
    },
    /// A word that is none of those allowed.
    NotAChoice {
        /// The word as written.
        value: String,
        /// The allowed word most like it.
        suggestion: Option<String>,
        /// All words allowed.
        allowed: Vec<String>,
    },

    // Which form a case answers.
    /// No form of that name.
    UnknownForm {
        /// The name as written.
        name: String,
        /// The form most like it.
        suggestion: Option<String>,
        /// All forms there are.
        known: Vec<String>,
    },
    /// The form has no such version.
    UnknownVersion {
        /// The form.
        form: String,
        /// The version as written.
        version: String,
        /// All its versions.
        known: Vec<String>,
    },

    // Answers.
    /// An answer with nothing but blanks.
    BlankAnswer,
    /// Text that is no date in the one way to write it.
    NotADate {
        /// The text as written.
        text: String,
        /// The date that it meant, if that is beyond doubt.
        meant: Option<String>,
    },
    /// A date that no calendar has.
    ImpossibleDate {
        /// The date as written.
        text: String,
    },
    /// A character that no document can hold.
    ForbiddenCharacter {
        /// The character.
        character: char,
    },
    /// A line break in an answer of one line.
    LineBreak,
    /// A table with more columns than Word takes.
    TooManyColumns {
        /// How many it has.
        columns: usize,
        /// How many Word takes.
        limit: usize,
    },
    /// A record that could not be read back: a part has the sign that stands between parts.
    Ambiguous {
        /// The record as it would be printed.
        printed: String,
        /// The pattern it is printed by.
        pattern: String,
    },
    /// A part of a record that says what is printed where the part is absent.
    SaysAbsent {
        /// The part's key.
        part: String,
        /// What it says.
        text: String,
    },

    // Forms.
    /// A key that is not lower-case ASCII.
    InvalidKey {
        /// The key.
        key: String,
    },
    /// A name that Word takes for no bookmark.
    InvalidBookmark {
        /// The name.
        name: String,
        /// How many characters it may have.
        limit: usize,
    },
    /// Something that may be there only once.
    Duplicate {
        /// The key or name.
        name: String,
    },
    /// A key that the kind of field does not have.
    KeyOfOtherKind {
        /// The key.
        key: String,
        /// The field's kind.
        kind: &'static str,
    },
    /// A pattern that records cannot be printed by and read back from.
    InvalidPrint(PrintFault),
    /// Text longer than Word takes.
    TooLong {
        /// The longest that Word takes, in characters.
        limit: usize,
        /// Its length in characters.
        length: usize,
    },
    /// Text with nothing but blanks where words must stand.
    BlankText,
    /// A number outside its bounds.
    OutOfBounds {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    },
    /// Text that is no colour.
    NotAColor {
        /// The text.
        text: String,
    },
    /// A form without one of its files.
    MissingFile {
        /// The file's name.
        name: String,
    },

    // Templates.
    /// Tera cannot read or render a template.
    Template {
        /// Tera's phrase, in English.
        description: String,
    },
    /// A template with something that no document can hold.
    UnsupportedMarkup {
        /// What it is.
        markup: Markup,
    },
    /// A field is placed more than once.
    PlacedTwice {
        /// The name of its place in templates.
        name: String,
    },
    /// A field is not placed.
    NotPlaced {
        /// The name of its place in templates: `field.x`, `part.x.yes`.
        name: String,
    },
    /// A field of several lines stands within other text.
    NotAlone {
        /// The name of its place in templates.
        name: String,
    },
    /// A reference to a bookmark that no numbered heading has.
    UnknownReference {
        /// The bookmark.
        name: String,
        /// The bookmark most like it.
        suggestion: Option<String>,
    },

    // The disk and the command.
    /// A folder without cases.
    NoCases {
        /// The folder.
        path: String,
    },
    /// No such file or folder.
    NotFound {
        /// The path.
        path: String,
        /// A path that is there and was most likely meant.
        suggestion: Option<String>,
    },
    /// A project without the folder of cases.
    NoCasesFolder {
        /// The project's folder.
        path: String,
    },
    /// A file or folder that cannot be read.
    CannotRead {
        /// The path.
        path: String,
        /// What the system says.
        cause: std::io::ErrorKind,
        /// What the system says, in its words.
        words: String,
    },
    /// A file that cannot be written.
    CannotWrite {
        /// The path.
        path: String,
        /// What the system says.
        cause: std::io::ErrorKind,
        /// What the system says, in its words.
        words: String,
    },
    /// Two cases that would be written to the same files.
    SameOutput {
        /// The case that is left out.
        path: String,
        /// The case that has the files.
        other: String,
        /// The files' name, without an extension.
        output: String,
    },
    /// A file that is there and differs.
    WouldOverwrite {
        /// The path.
        path: String,
    },
}

impl Problem {
    /// The stable code of the fault.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::NotUtf8 { .. } => "not-utf8",
            Problem::EmptyCase => "empty-case",
            Problem::TomlSyntax { .. } => "toml-syntax",
            Problem::GitConflict => "git-conflict",
            Problem::Colon => "colon",
            Problem::CurlyQuote { .. } => "curly-quote",
            Problem::OutsideTable { .. } => "outside-table",
            Problem::OtherTable { .. } => "other-table",
            Problem::BareWord { .. } => "bare-word",
            Problem::MissingKey { .. } => "missing-key",
            Problem::UnknownKey { .. } => "unknown-key",
            Problem::WrongType { .. } => "wrong-type",
            Problem::NotAChoice { .. } => "not-a-choice",
            Problem::UnknownForm { .. } => "unknown-form",
            Problem::UnknownVersion { .. } => "unknown-version",
            Problem::BlankAnswer => "blank-answer",
            Problem::NotADate { .. } => "not-a-date",
            Problem::ImpossibleDate { .. } => "impossible-date",
            Problem::ForbiddenCharacter { .. } => "forbidden-character",
            Problem::LineBreak => "line-break",
            Problem::TooManyColumns { .. } => "too-many-columns",
            Problem::Ambiguous { .. } => "ambiguous-record",
            Problem::SaysAbsent { .. } => "says-absent",
            Problem::InvalidKey { .. } => "invalid-key",
            Problem::InvalidBookmark { .. } => "invalid-bookmark",
            Problem::Duplicate { .. } => "duplicate",
            Problem::KeyOfOtherKind { .. } => "key-of-other-kind",
            Problem::InvalidPrint(_) => "invalid-print",
            Problem::TooLong { .. } => "too-long",
            Problem::BlankText => "blank-text",
            Problem::OutOfBounds { .. } => "out-of-bounds",
            Problem::NotAColor { .. } => "not-a-color",
            Problem::MissingFile { .. } => "missing-file",
            Problem::Template { .. } => "template",
            Problem::UnsupportedMarkup { .. } => "unsupported-markup",
            Problem::PlacedTwice { .. } => "placed-twice",
            Problem::NotPlaced { .. } => "not-placed",
            Problem::NotAlone { .. } => "not-alone",
            Problem::UnknownReference { .. } => "unknown-reference",
            Problem::NoCases { .. } => "no-cases",
            Problem::NotFound { .. } => "not-found",
            Problem::NoCasesFolder { .. } => "no-cases-folder",
            Problem::CannotRead { .. } => "cannot-read",
            Problem::CannotWrite { .. } => "cannot-write",
            Problem::SameOutput { .. } => "same-output",
            Problem::WouldOverwrite { .. } => "would-overwrite",
        }
    }

    /// The file or folder, where the fault is with that rather than in a text.
    pub fn path(&self) -> Option<&str> {
        match self {
            Problem::NoCases { path }
            | Problem::NotFound { path, .. }
            | Problem::NoCasesFolder { path }
            | Problem::CannotRead { path, .. }
            | Problem::CannotWrite { path, .. }
            | Problem::SameOutput { path, .. }
            | Problem::WouldOverwrite { path } => Some(path),
            _ => None,
        }
    }

    /// Whether the disk or the command line is at fault rather than what the user's files say.
    pub fn is_operational(&self) -> bool {
        matches!(
            self,
            Problem::NotFound { .. }
                | Problem::NoCasesFolder { .. }
                | Problem::CannotRead { .. }
                | Problem::CannotWrite { .. }
        )
    }
}

/// What a file that is not UTF-8 most likely is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// UTF-16, Notepad's "Unicode".
    Utf16,
    /// Windows-1252, "ANSI".
    Windows1252,
    /// No text at all.
    Binary,
}

/// What should stand at a place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// Text.
    Text,
    /// A date.
    Date,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A table, in braces or under a header.
    Table,
    /// A list of texts.
    TextList,
    /// A list of tables.
    TableList,
    /// A record with these parts.
    Record(Vec<String>),
    /// A list of records with these parts.
    RecordList(Vec<String>),
}

/// What a value is in TOML.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FoundType {
    /// A string.
    Text,
    /// An integer or a float.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date.
    Date,
    /// A time.
    Time,
    /// A date with a time.
    Datetime,
    /// An array.
    List,
    /// A table.
    Table,
}

/// Why a record cannot be printed by a pattern.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PrintFault {
    /// A part is named that the record does not have.
    UnknownPart(String),
    /// A part of the record is not named exactly once.
    PartNotOnce(String),
    /// Nothing stands between two parts.
    NoSeparator,
    /// A brace has no partner.
    Unbalanced,
}

/// Markup that no document can hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Markup {
    /// HTML.
    Html,
    /// A picture.
    Image,
    /// Code, fenced or between grave accents.
    Code,
    /// A quotation.
    Quote,
    /// A rule across the page.
    Rule,
    /// A list in a list.
    NestedList,
    /// More than a paragraph in a list item.
    BlockInList,
    /// A heading below the third level, or a second title.
    DeepHeading,
    /// A contents list or a page break beside other text, or a bookmark or a signature line where
    /// none can stand.
    Beside,
    /// A link that leads neither to the web nor to a mailbox.
    Address,
    /// A character reference to what no document can hold.
    Character,
    /// A field in a header, a footer or a property.
    FieldInBand,
    /// A field or a printed value where only plain text can stand: in a link's address, say.
    Place,
}
