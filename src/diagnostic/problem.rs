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
        wanted: WantedType,
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
    /// No problem has that code.
    UnknownCode {
        /// The code as written.
        code: String,
        /// The code most like it.
        suggestion: Option<String>,
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
    /// Text or a number of TOML that is no decimal number.
    NotANumber {
        /// What was written.
        text: String,
        /// The number that it meant, if that is beyond doubt.
        meant: Option<String>,
    },
    /// A number with more decimals than the form takes.
    TooManyDecimals {
        /// How many it has.
        count: usize,
        /// How many it may have.
        most: usize,
    },
    /// An answer that is too long for one.
    AnswerTooLong {
        /// Its length in characters.
        length: usize,
        /// The most characters.
        most: usize,
    },
    /// A list or a table with too many items or rows.
    TooManyItems {
        /// How many it has.
        count: usize,
        /// The most.
        most: usize,
    },
    /// A question that must be answered is not.
    Unanswered {
        /// The field's key.
        key: String,
        /// The table of the case that it belongs in.
        table: &'static str,
        /// How an answer is written.
        example: String,
        /// The answers that make it required, if some do.
        because: Option<String>,
        /// The form's own words for it.
        message: Option<String>,
    },
    /// A part of a record that must be there is not.
    PartMissing {
        /// The part's key.
        key: String,
        /// The form's own words for it.
        message: Option<String>,
    },
    /// An answer that a rule of the form does not allow.
    RuleBroken {
        /// What cases call it; empty where that is the question itself.
        name: String,
        /// What it must be.
        requirement: Requirement,
        /// The answers that make the rule apply, if some do.
        because: Option<String>,
        /// The form's own words for it.
        message: Option<String>,
    },
    /// The placeholder of a field as its answer.
    PlaceholderLeft {
        /// The placeholder.
        text: String,
    },
    /// A note that something is to be done, or something that stands in for an answer.
    Unfinished {
        /// The note.
        word: String,
        /// Whether it is all of the answer.
        is_all: bool,
    },
    /// What Word shows in an empty field, pasted into an answer.
    EmptyFieldPasted,
    /// Something that belongs to a person stands in an answer that is not marked as personal.
    PersonalElsewhere {
        /// The value, name or address.
        text: String,
    },
    /// What is personal stands where a public copy would show it.
    PersonalLeft,
    /// Something like a personal identity number.
    PersonalNumber {
        /// It.
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
    /// A key that means something else in conditions.
    ReservedKey {
        /// The key.
        key: String,
    },
    /// A field that stands nowhere and has a bookmark all the same.
    UnplacedWithBookmark,
    /// A condition without a comparison.
    EmptyCondition,
    /// A comparison that the kind of field does not have.
    NotComparable {
        /// The field's kind.
        kind: &'static str,
    },
    /// A regular expression that cannot be read.
    InvalidExpression {
        /// What is wrong with it, in English.
        description: String,
    },
    /// Text that names no language.
    NotALanguage {
        /// The text.
        text: String,
    },
    /// Limits that no answer can keep at once.
    Contradiction,
    /// A number with decimals where something is counted.
    NotWhole,
    /// A unit that could not be told from the number before it.
    BadUnit,
    /// An option that no answer can be.
    BadOption {
        /// The option.
        option: String,
    },
    /// No options, or too many.
    OptionCount {
        /// How many there are.
        count: usize,
        /// The most.
        most: usize,
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
    /// A tag of Tera that forms do not have.
    ForbiddenTag {
        /// The tag.
        tag: String,
    },
    /// A name that templates do not know.
    UnknownName {
        /// The name as written.
        name: String,
        /// The known name most like it.
        suggestion: Option<String>,
    },
    /// A field's place as part of something else.
    FieldInExpression {
        /// The name of its place in templates.
        name: String,
    },
    /// A template that goes on and on.
    TemplateTooLong {
        /// The most steps of its loops, or the most bytes that it renders to.
        limit: usize,
        /// Which of the two.
        in_bytes: bool,
    },
    /// A template with something that no document can hold.
    UnsupportedMarkup {
        /// What it is.
        markup: RefusedMarkup,
    },
    /// A field is placed more than once.
    PlacedTwice {
        /// The name of its place in templates.
        name: String,
    },
    /// Something of a Word form that a form of ours has no word for.
    NotImported(NotImported),
    /// A name of which none can be made for a new case.
    BadCaseName {
        /// The name.
        name: String,
    },
    /// A new case would take the place of one that is there.
    CaseExists {
        /// The path.
        path: String,
    },
    /// A name that no form can have.
    BadFormName {
        /// The name.
        name: String,
    },
    /// A field is not placed, whatever is answered or for some answers.
    NotPlaced {
        /// The name of its place in templates: `field.x`, `part.x.yes`.
        name: String,
        /// Whether the templates place it for other answers.
        is_sometimes: bool,
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

    // Word files.
    /// A file that is no Word file, or one that cannot be read.
    NotWord {
        /// Why.
        fault: NotWord,
        /// The part at fault; empty where that is the file.
        part: String,
    },
    /// A field of the form is not in the file.
    FieldMissing {
        /// Its name.
        name: String,
    },
    /// An address that needs a Word file of the form, which is not there.
    NoOriginal {
        /// The address.
        name: String,
    },
    /// A field that cannot hold an answer: a bookmark over half a table, say.
    CannotFill {
        /// Its name.
        name: String,
    },
    /// Something stands in a form where only answers do.
    Prefilled {
        /// Its words.
        text: String,
    },
    /// Both boxes of a yes-or-no question are ticked.
    BothTicked,
    /// A tick box of which nothing tells whether it is ticked.
    UnclearBox {
        /// Its name.
        name: String,
    },
    /// An answer that is gone or shorter, beside text outside of the fields that may be what is missing.
    AnswerKept,
    /// The tick of a yes-or-no question was taken away.
    NoneTicked,
    /// A record's line that can be read in several ways.
    ManyWays {
        /// The line.
        line: String,
        /// How it was read: the parts' keys and values.
        read: Vec<(String, String)>,
    },
    /// Pictures that the form has not, which a case has no place for.
    PicturesLeft {
        /// How many.
        count: usize,
    },
    /// Text that stands outside of all fields and is not the form's own.
    LeftOver {
        /// The text.
        text: String,
        /// The heading that it stands under.
        heading: Option<String>,
    },
    /// Changes that wait for a decision were taken as made.
    TrackedChanges {
        /// How many.
        count: usize,
    },
    /// A comment.
    Comment {
        /// Who comments.
        author: String,
        /// What they say.
        text: String,
    },
    /// Nothing tells which form a file was made from.
    FormNotTold {
        /// All forms there are.
        known: Vec<String>,
    },
    /// An answer was changed in the Word file and in the case, in two ways.
    Conflict {
        /// What the case says.
        ours: String,
        /// What the file says.
        theirs: String,
    },
    /// The case that answers are to go into answers another form.
    OtherForm {
        /// The form and version of the Word file.
        file: String,
        /// The form and version of the case.
        case: String,
    },
    /// An answer was taken away in the Word file that the case has from a shared file.
    SharedAnswerGone,

    // The disk and the command.
    /// A file that is too large to be what it is given as.
    FileTooLarge {
        /// The path.
        path: String,
        /// Its size in bytes.
        size: u64,
        /// The most bytes.
        most: u64,
    },
    /// A link to a folder that the link stands in.
    LinkLoops {
        /// The link.
        path: String,
    },
    /// A folder whose name is that of a case.
    FolderAsCase {
        /// The folder.
        path: String,
    },
    /// A folder among the forms that holds none.
    StrayFormFolder {
        /// The folder.
        path: String,
    },
    /// A shared file given as a case.
    SharedAsCase {
        /// The file.
        path: String,
    },
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
    /// Something that is no ordinary file, where one would be written.
    NotAFile {
        /// The path.
        path: String,
        /// What it is.
        kind: Special,
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

    // Archival copies.
    /// Characters that no typeface of the program has.
    NoGlyph {
        /// The characters, each once.
        characters: Vec<char>,
    },
    /// Something that needs a feature that the program was built without.
    NotBuilt {
        /// The feature.
        feature: &'static str,
    },
    /// A document that needs a date and has none.
    NoDate,
    /// Pages that could not be set.
    NotTypeset {
        /// The typesetter's words, in English.
        words: String,
    },
    /// What an archive must know of whoever delivers, and `blankett.toml` does not say.
    NoOrganisation {
        /// The keys.
        missing: Vec<String>,
    },
    /// A case that is not decided.
    NotDecided {
        /// Its status.
        status: Option<String>,
        /// The statuses in which cases are decided; none where the form does not say.
        decided: Vec<String>,
    },
    /// Two cases whose packages would have the same name.
    SamePackage {
        /// The other case.
        other: String,
        /// The name.
        name: String,
    },
    /// A place where no package may be written: in another, or among cases or forms.
    NoPlaceForPackages {
        /// The path.
        path: String,
    },
    /// A moment in the environment that is none.
    BadEpoch {
        /// What stands there.
        text: String,
    },
    /// A document that is there and is not what a build writes.
    OutputDiffers {
        /// The path.
        path: String,
    },
    /// A document that is not there.
    OutputMissing {
        /// The path.
        path: String,
    },
    /// A document of an earlier build, whose case has an error now.
    StaleOutput {
        /// The path.
        path: String,
    },
    /// A document whose case is gone.
    OrphanOutput {
        /// The path.
        path: String,
        /// The case.
        case: String,
        /// Whether somebody changed it since it was built.
        is_changed: bool,
    },
    /// A document that somebody changed since it was built.
    OutputChanged {
        /// The path.
        path: String,
        /// Where what it held is kept.
        kept: String,
        /// Whether it is a Word file, so that answers can be read out of it.
        is_word: bool,
        /// Whether it is known what was built.
        is_known: bool,
        /// The case.
        case: String,
    },
    /// Folders that cannot be watched.
    CannotWatch {
        /// The library's words, in English.
        words: String,
    },
    /// A package that is there and differs.
    PackageDiffers {
        /// The path.
        path: String,
    },
    /// A package that is not what it says.
    BadPackage {
        /// The path.
        path: String,
        /// What is wrong.
        fault: PackageFault,
    },
}

/// What stands on a disk and is neither an ordinary file nor a folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Special {
    /// A symbolic link, whatever it leads to.
    Link,
    /// A pipe or a socket.
    Pipe,
    /// A device.
    Device,
}

/// What is wrong with a package.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PackageFault {
    /// It is a file that is no zip.
    NoZip,
    /// It is a zip that is damaged.
    BrokenZip,
    /// It is a zip in which not everything stands in one folder.
    NoFolder,
    /// A file is a link: what it leads to need not be there where the package goes.
    Link {
        /// The file.
        file: String,
    },
    /// It has no METS, and so is no package.
    NoMets,
    /// It says that it is a bag in words that are not those of the standard.
    NotABag,
    /// A manifest has a line that is none.
    BadManifest {
        /// The manifest.
        file: String,
    },
    /// A representation that every package has is missing.
    NoRepresentation {
        /// Its name.
        name: String,
    },
    /// It has another name than its folder.
    OtherName {
        /// The name that it gives.
        stated: String,
        /// The folder's.
        folder: String,
    },
    /// A file is no XML.
    NotXml {
        /// The file.
        file: String,
    },
    /// An address leads out of the package.
    LeadsOut {
        /// The address.
        address: String,
    },
    /// A file is not there.
    Missing {
        /// The file.
        file: String,
    },
    /// A file is there that nothing refers to.
    Unlisted {
        /// The file.
        file: String,
    },
    /// A file is referred to twice.
    ListedTwice {
        /// The file.
        file: String,
    },
    /// A file has another size than stated.
    OtherSize {
        /// The file.
        file: String,
        /// The bytes that it should have.
        stated: String,
        /// The bytes that it has.
        found: String,
    },
    /// A file is not as it was.
    Changed {
        /// The file.
        file: String,
    },
    /// A file has no digest that can be checked.
    NoDigest {
        /// The file.
        file: String,
    },
    /// PREMIS has another digest for a file.
    OtherFixity {
        /// The file.
        file: String,
    },
    /// A copy that every package has is missing, by the extension of its name.
    NoCopy {
        /// The extension.
        extension: &'static str,
    },
    /// A file was made from other answers than the case in the package has.
    OtherCase {
        /// The file.
        file: String,
    },
    /// The case in the package cannot be read or has errors.
    BadCase {
        /// The file.
        file: String,
    },
}

impl Problem {
    /// The stable code of the fault.
    #[expect(clippy::too_many_lines, reason = "one table of codes")]
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
            Problem::UnknownCode { .. } => "unknown-code",
            Problem::UnknownVersion { .. } => "unknown-version",
            Problem::BlankAnswer => "blank-answer",
            Problem::NotADate { .. } => "not-a-date",
            Problem::ImpossibleDate { .. } => "impossible-date",
            Problem::NotANumber { .. } => "not-a-number",
            Problem::TooManyDecimals { .. } => "too-many-decimals",
            Problem::AnswerTooLong { .. } => "answer-too-long",
            Problem::TooManyItems { .. } => "too-many-items",
            Problem::Unanswered { .. } => "unanswered",
            Problem::PartMissing { .. } => "part-missing",
            Problem::RuleBroken { .. } => "rule-broken",
            Problem::PlaceholderLeft { .. } => "placeholder-left",
            Problem::Unfinished { .. } => "unfinished",
            Problem::EmptyFieldPasted => "empty-field-pasted",
            Problem::PersonalNumber { .. } => "personal-number",
            Problem::PersonalElsewhere { .. } => "personal-elsewhere",
            Problem::PersonalLeft => "personal-left",
            Problem::ForbiddenCharacter { .. } => "forbidden-character",
            Problem::LineBreak => "line-break",
            Problem::TooManyColumns { .. } => "too-many-columns",
            Problem::Ambiguous { .. } => "ambiguous-record",
            Problem::SaysAbsent { .. } => "says-absent",
            Problem::InvalidKey { .. } => "invalid-key",
            Problem::ReservedKey { .. } => "reserved-key",
            Problem::UnplacedWithBookmark => "unplaced-with-bookmark",
            Problem::EmptyCondition => "empty-condition",
            Problem::NotComparable { .. } => "not-comparable",
            Problem::InvalidExpression { .. } => "invalid-expression",
            Problem::NotALanguage { .. } => "not-a-language",
            Problem::Contradiction => "contradiction",
            Problem::NotWhole => "not-whole",
            Problem::BadUnit => "bad-unit",
            Problem::BadOption { .. } => "bad-option",
            Problem::OptionCount { .. } => "option-count",
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
            Problem::ForbiddenTag { .. } => "forbidden-tag",
            Problem::UnknownName { .. } => "unknown-name",
            Problem::FieldInExpression { .. } => "field-in-expression",
            Problem::TemplateTooLong { .. } => "template-too-long",
            Problem::UnsupportedMarkup { .. } => "unsupported-markup",
            Problem::PlacedTwice { .. } => "placed-twice",
            Problem::NotImported(_) => "not-imported",
            Problem::BadCaseName { .. } => "bad-case-name",
            Problem::CaseExists { .. } => "case-exists",
            Problem::BadFormName { .. } => "bad-form-name",
            Problem::NotPlaced { .. } => "not-placed",
            Problem::NotAlone { .. } => "not-alone",
            Problem::UnknownReference { .. } => "unknown-reference",
            Problem::NotWord { .. } => "not-word",
            Problem::FieldMissing { .. } => "field-missing",
            Problem::NoOriginal { .. } => "no-original",
            Problem::CannotFill { .. } => "cannot-fill",
            Problem::Prefilled { .. } => "prefilled",
            Problem::BothTicked => "both-ticked",
            Problem::UnclearBox { .. } => "unclear-box",
            Problem::AnswerKept => "answer-kept",
            Problem::NoneTicked => "none-ticked",
            Problem::LeftOver { .. } => "left-over",
            Problem::ManyWays { .. } => "many-ways",
            Problem::PicturesLeft { .. } => "pictures",
            Problem::TrackedChanges { .. } => "tracked-changes",
            Problem::Comment { .. } => "comment",
            Problem::FormNotTold { .. } => "form-not-told",
            Problem::Conflict { .. } => "conflict",
            Problem::OtherForm { .. } => "other-form",
            Problem::SharedAnswerGone => "shared-answer-gone",
            Problem::FileTooLarge { .. } => "file-too-large",
            Problem::LinkLoops { .. } => "link-loops",
            Problem::FolderAsCase { .. } => "folder-as-case",
            Problem::StrayFormFolder { .. } => "stray-form-folder",
            Problem::SharedAsCase { .. } => "shared-as-case",
            Problem::NoCases { .. } => "no-cases",
            Problem::NotFound { .. } => "not-found",
            Problem::NoCasesFolder { .. } => "no-cases-folder",
            Problem::CannotRead { .. } => "cannot-read",
            Problem::CannotWrite { .. } => "cannot-write",
            Problem::NotAFile { .. } => "not-a-file",
            Problem::SameOutput { .. } => "same-output",
            Problem::WouldOverwrite { .. } => "would-overwrite",
            Problem::NoGlyph { .. } => "no-glyph",
            Problem::NotBuilt { .. } => "not-built",
            Problem::NoDate => "no-date",
            Problem::NotTypeset { .. } => "not-typeset",
            Problem::NoOrganisation { .. } => "no-organisation",
            Problem::NotDecided { .. } => "not-decided",
            Problem::SamePackage { .. } => "same-package",
            Problem::NoPlaceForPackages { .. } => "no-place-for-packages",
            Problem::BadEpoch { .. } => "bad-epoch",
            Problem::PackageDiffers { .. } => "package-differs",
            Problem::OutputDiffers { .. } => "output-differs",
            Problem::OutputMissing { .. } => "output-missing",
            Problem::StaleOutput { .. } => "stale-output",
            Problem::OrphanOutput { .. } => "orphan-output",
            Problem::OutputChanged { .. } => "output-changed",
            Problem::CannotWatch { .. } => "cannot-watch",
            Problem::BadPackage { .. } => "bad-package",
        }
    }

    /// The file or folder, where the fault is with that rather than in a text.
    pub fn path(&self) -> Option<&str> {
        match self {
            Problem::FileTooLarge { path, .. }
            | Problem::LinkLoops { path }
            | Problem::FolderAsCase { path }
            | Problem::SharedAsCase { path }
            | Problem::StrayFormFolder { path }
            | Problem::NoCases { path }
            | Problem::NotFound { path, .. }
            | Problem::NoCasesFolder { path }
            | Problem::CannotRead { path, .. }
            | Problem::CannotWrite { path, .. }
            | Problem::NotAFile { path, .. }
            | Problem::SameOutput { path, .. }
            | Problem::NoPlaceForPackages { path }
            | Problem::PackageDiffers { path }
            | Problem::OutputDiffers { path }
            | Problem::OutputMissing { path }
            | Problem::StaleOutput { path }
            | Problem::OrphanOutput { path, .. }
            | Problem::OutputChanged { path, .. }
            | Problem::BadPackage { path, .. }
            | Problem::CaseExists { path }
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
                | Problem::NotBuilt { .. }
                | Problem::CannotWatch { .. }
        )
    }
}

/// Something of a Word form that a form of ours has no word for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotImported {
    /// So many pictures.
    Pictures(usize),
    /// So many headers, footers and notes with text.
    Notes(usize),
    /// A heading below the third level, which became strong text.
    DeepHeading(String),
    /// Tables in tables.
    NestedTable,
    /// A field whose question could not be told, by the label that it was given.
    NoLabel(String),
    /// A content control that nothing leads to: without tag and title, and with no text of its own
    /// before it.
    NoAddress(String),
}

/// Why a file is no Word file that can be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotWord {
    /// It is no zip, and so no package.
    NoZip,
    /// It ends too early, or is damaged.
    Truncated,
    /// It is of Word before 2007.
    OldDocument,
    /// It is encrypted.
    Encrypted,
    /// It unpacks to more than a Word file has.
    TooLarge,
    /// An entry has a name that leads out, or that another has.
    BadName(String),
    /// No part is the document.
    NoDocument,
    /// A part is not well-formed; the parser's words, in English.
    Malformed(String),
    /// A part has a document type, which could name other files.
    Doctype,
    /// Elements stand too deep in one another.
    TooDeep,
}

/// What a rule of a form requires of an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Requirement {
    /// It must be there.
    Present,
    /// It must not be there.
    Absent,
    /// Something in it must match an expression.
    Pattern(String),
    /// Nothing in it may match an expression.
    NotPattern(String),
    /// It must be one of these.
    OneOf(Vec<String>),
    /// It must be none of these.
    NoneOf(Vec<String>),
    /// It must have some characters more.
    MinLength {
        /// How many at least.
        least: usize,
        /// How many it has.
        length: usize,
    },
    /// It must have some characters fewer.
    MaxLength {
        /// How many at most.
        most: usize,
        /// How many it has.
        length: usize,
    },
    /// It must have some items more.
    MinItems {
        /// How many at least.
        least: usize,
        /// How many it has.
        count: usize,
    },
    /// It must have some items fewer.
    MaxItems {
        /// How many at most.
        most: usize,
        /// How many it has.
        count: usize,
    },
    /// It must stand in an order to something.
    Order {
        /// In which.
        order: Order,
        /// To what: a value, or another answer with its value.
        limit: String,
        /// Whether they are dates; else numbers.
        of_dates: bool,
    },
    /// It must be there only once.
    Unique(String),
    /// Something that has no words but the form's own.
    Other,
}

/// How two values stand to one another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// Equal, or greater or later.
    AtLeast,
    /// Equal, or less or earlier.
    AtMost,
    /// Greater or later.
    After,
    /// Less or earlier.
    Before,
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
pub enum WantedType {
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
    /// A record, written so.
    Record(String),
    /// A list of records, of which one is written so.
    RecordList(String),
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
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum RefusedMarkup {
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
    /// More than a paragraph in a list item.
    BlockInList,
    /// A heading below the third level, or a second title.
    DeepHeading,
    /// Strong and emphasised text and links too deep in one another.
    Deep,
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
