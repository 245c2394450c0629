//! The sentences in English. STYLE: one phrase, no full stop, literals in grave accents.

use std::io::ErrorKind;
use std::path::Path;

use super::{
    Encoding, FoundType, NotImported, NotWord, Order, PackageFault, PrintFault, Problem,
    RefusedMarkup, RegisterWords, Requirement, Special, WantedType, Words, glyphs, list_of,
};

pub(super) const WORDS: Words = Words {
    error: "error",
    warning: "warning",
    help: "help",
    question: "question",
    other_place: "here",
    built_in: "built in",
    faulty_form: "(has faults)",
    before_headings: "Before the first heading",
    unplaced: "Not in the document",
    about_the_case: "About the case",
    required_from: "Missing answers are errors from",
    decided_from: "Decided from",
    changed: "only this was changed (byte, field: bytes gone → bytes new)",
    text_changed: "Text",
    cases_touched: "Cases",
    no_difference: "no difference",
    now_required: "must be answered now",
    how_to_answer: "Take away the # at the beginning of a line to answer; a question without an answer stays as it is.",
    a_line: "one line",
    a_text: "paragraphs, lists (- or 1.) and tables (| a | b |)",
    a_date: "a date, YYYY-MM-DD",
    a_number: "a number, with a decimal point",
    yes_or_no: "true for yes, false for no",
    one_of: "one of",
    some_of: "one or more of",
    lines: "one or more lines",
    or_else: "or",
    required: "must be answered",
    required_from_then_on: "must be answered from then on:",
    known_from_shared: "Stands in a shared file already (shared.toml)",
    added: "added",
    rule: "Rule",
};

pub(super) const REGISTER: RegisterWords = RegisterWords {
    register: "Register",
    number: "Number",
    title: "Title",
    status: "Status",
    answers: "Answered",
    questions: "Questions",
    missing: "Missing",
    review: "Review",
    overdue: "overdue",
    is_overdue: "Overdue",
    errors: "Errors",
    warnings: "Warnings",
    form: "Form",
    case: "Case",
    to_do: "To do",
    documents: "Documents",
    yes: "yes",
    no: "no",
    filter: "Search the register",
    shown_of: "cases shown, of",
    as_of: "As of",
};

pub(super) fn to_do(is_overdue: bool, errors: usize, parts: &mut Vec<String>) {
    if is_overdue {
        parts.push("the review is overdue".into());
    }
    match errors {
        0 => {}
        1 => parts.push("1 error".into()),
        _ => parts.push(format!("{errors} errors")),
    }
}

pub(super) fn followed_up(
    cases: usize,
    faulty: usize,
    incomplete: usize,
    overdue: usize,
) -> String {
    let noun = if cases == 1 { "case" } else { "cases" };
    format!(
        "{cases} {noun}: {faulty} with errors, {incomplete} without all answers, {overdue} with an overdue review"
    )
}

pub(super) fn summary(cases: usize, failed: usize, errors: usize, warnings: usize) -> String {
    let plural = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let mut line = plural(cases, "case", "cases");
    match failed {
        0 if errors == 0 => line += ", no errors",
        // They belong to no case: of the disk, say.
        0 => line += &format!(", {}", plural(errors, "error", "errors")),
        _ => line += &format!(", {failed} with errors"),
    }
    if warnings > 0 {
        line += &format!(", {}", plural(warnings, "warning", "warnings"));
    }
    line
}

pub(super) fn forms_proved(forms: usize, failed: usize) -> String {
    let noun = if forms == 1 { "form" } else { "forms" };
    match failed {
        0 => format!("{forms} {noun}, no errors"),
        _ => format!("{forms} {noun}, {failed} with errors"),
    }
}

pub(super) fn files_written(files: usize, unchanged: usize, folder: &str) -> String {
    let noun = if files == 1 { "file" } else { "files" };
    let line = format!("; {files} {noun} written to {folder}");
    if unchanged == 0 { line } else { format!("{line}, {unchanged} unchanged") }
}

pub(super) fn seconds(seconds: f64) -> String {
    format!(" in {seconds:.1} s")
}

pub(super) fn not_begun(count: usize) -> String {
    let noun = if count == 1 { "case was" } else { "cases were" };
    format!("stopped: {count} {noun} not begun")
}

pub(super) fn removed(count: usize) -> String {
    let noun = if count == 1 { "document" } else { "documents" };
    format!("{count} {noun} removed, whose cases are gone")
}

pub(super) fn watching() -> &'static str {
    "waiting for cases and forms to be saved; Ctrl-C ends it"
}

pub(super) fn packages_written(packages: usize, folder: &str) -> String {
    let noun = if packages == 1 { "package" } else { "packages" };
    format!("; {packages} {noun} in {folder}")
}

pub(super) fn more_faults(count: usize, codes: &str) -> String {
    format!("… and {count} more: {codes}; `--message-format short` tells them all")
}

pub(super) fn unanswered(count: usize) -> String {
    format!("{count} questions are not answered")
}

pub(super) fn taken_over(count: usize, path: &str) -> String {
    match count {
        0 => format!("no answer was changed in Word; {path} stays as it is"),
        1 => format!("1 answer taken over into {path}"),
        _ => format!("{count} answers taken over into {path}"),
    }
}

pub(super) fn same_parts(count: usize) -> String {
    format!("{count} other parts are the same, byte for byte")
}

pub(super) fn imported(folder: &str, fields: usize) -> String {
    let noun = if fields == 1 { "field" } else { "fields" };
    format!("{fields} {noun}; wrote {folder}")
}

pub(super) fn verified(path: &str, files: usize) -> String {
    format!("{path}: all {files} files are as stated, and belong together")
}

pub(super) fn initialised(folder: Option<&str>) -> String {
    let first = folder.map(|folder| format!("cd {folder}; ")).unwrap_or_default();
    format!("the project is ready; next: {first}blankett build, and blankett new for more cases")
}

pub(super) fn wrote(path: &str) -> String {
    format!("wrote {path}")
}

#[expect(clippy::too_many_lines, reason = "one table of sentences")]
pub(super) fn message(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 { encoding: Encoding::Utf16 } => "the file is UTF-16, not UTF-8".into(),
        Problem::NotUtf8 { encoding: Encoding::Binary } => "the file is no text".into(),
        Problem::NotUtf8 { encoding: Encoding::Windows1252 } => "the file is not UTF-8".into(),
        Problem::EmptyCase => "the case is empty".into(),
        Problem::TomlSyntax { description } => format!("not TOML: {description}"),
        Problem::GitConflict => "a merge in git is not finished here".into(),
        Problem::Colon => "`:` gives a key no value".into(),
        Problem::CurlyQuote { character } => format!("`{character}` is no quote to TOML"),
        Problem::OutsideTable { key } => {
            format!("`{key}` stands outside of `[answers]` and `[case]`")
        }
        Problem::OtherTable { key, table } => format!("`{key}` belongs in `[{table}]`"),
        Problem::BareWord { word } => format!("`{word}` is not in quotes"),
        Problem::MissingKey { key } | Problem::PartMissing { key, message: None } => {
            format!("`{key}` is missing")
        }
        Problem::UnknownKey { key, .. } => format!("there is no `{key}` here"),
        Problem::WrongType { wanted, found, .. } => {
            format!("{} should stand here, not {}", self::wanted(wanted), self::found(*found))
        }
        Problem::NotAChoice { value, .. } => format!("`{value}` is not one of the choices"),
        Problem::UnknownCode { code, .. } => format!("there is no code `{code}`"),
        Problem::UnknownForm { name, .. } => format!("there is no form `{name}`"),
        Problem::UnknownVersion { form, version, .. } => {
            format!("the form `{form}` has no version `{version}`")
        }
        Problem::BlankAnswer => "the item is blank".into(),
        Problem::NotADate { text, .. } => format!("`{text}` is not a date"),
        Problem::ImpossibleDate { text } => format!("no calendar has the date `{text}`"),
        Problem::NotANumber { text, .. } => format!("`{text}` is not a decimal number"),
        Problem::TooManyDecimals { count, most } => {
            let noun = if *count == 1 { "decimal" } else { "decimals" };
            format!("the number has {count} {noun}; the form takes {most} at most")
        }
        Problem::AnswerTooLong { length, most } => {
            format!("the answer has {length} characters; an answer can have {most}")
        }
        Problem::TooManyItems { count, most } => {
            format!("there are {count} items or rows; an answer can have {most}")
        }
        Problem::Unanswered { message: Some(message), .. }
        | Problem::PartMissing { message: Some(message), .. }
        | Problem::RuleBroken { message: Some(message), .. } => message.clone(),
        Problem::Unanswered { key, table, because, .. } => {
            let what = match *table {
                "case" => format!("`{key}` is missing"),
                _ => "the question is not answered".to_owned(),
            };
            let but = |because: &String| format!(", but `{because}` requires it");
            what + &because.as_ref().map(but).unwrap_or_default()
        }
        Problem::RuleBroken { name, requirement, because, .. } => {
            let name = if name.is_empty() { "the answer" } else { &format!("`{name}`") };
            self::requirement(name, requirement) + &since(because.as_ref())
        }
        Problem::PlaceholderLeft { text } => format!("`{text}` is no answer but the placeholder"),
        Problem::Unfinished { word, is_all: true } => {
            format!("`{word}` only stands in for an answer")
        }
        Problem::Unfinished { word, is_all: false } => {
            format!("`{word}` says that the answer is not finished")
        }
        Problem::EmptyFieldPasted => "an empty field of Word's was pasted here".into(),
        Problem::PersonalElsewhere { text } => {
            format!("`{text}` belongs to a person, but stands in an answer that is not marked so")
        }
        Problem::PersonalLeft => "personal data would be left in the public copy".into(),
        Problem::PersonalNumber { text } => {
            format!("`{text}` looks like a personal identity number")
        }
        Problem::ForbiddenCharacter { character } => {
            format!("the character U+{:04X} cannot stand in a document", u32::from(*character))
        }
        Problem::LineBreak => "the answer must be one line".into(),
        Problem::TooManyColumns { columns, limit } => {
            format!("a table has {columns} columns; Word takes {limit}")
        }
        Problem::Ambiguous { printed, .. } => {
            format!("printed as `{printed}`, the parts could not be told apart")
        }
        Problem::SaysAbsent { part, text } => format!("`{text}` means that `{part}` is absent"),
        Problem::InvalidKey { key } => format!("`{key}` cannot be a key"),
        Problem::ReservedKey { key } => format!("`{key}` has a meaning of its own in conditions"),
        Problem::UnplacedWithBookmark => "a field that is not placed has no bookmark".into(),
        Problem::EmptyCondition => "nothing is compared here".into(),
        Problem::NotComparable { kind } => {
            format!("an answer of the kind `{kind}` cannot be compared so")
        }
        Problem::InvalidExpression { description } => {
            format!("not a regular expression: {description}")
        }
        Problem::NotALanguage { text } => format!("`{text}` names no language"),
        Problem::Contradiction => "no answer can keep these rules at once".into(),
        Problem::NotWhole => "the number must be whole".into(),
        Problem::BadUnit => "a unit has no digits, and is not blank".into(),
        Problem::BadOption { option } => format!("no answer can be `{option}`"),
        Problem::OptionCount { count, most } => {
            format!("there are {count} options; a form can have 1 to {most}")
        }
        Problem::InvalidBookmark { name, .. } => {
            format!("`{name}` cannot be the name of a bookmark in Word")
        }
        Problem::Duplicate { name } => format!("`{name}` is there already"),
        Problem::KeyOfOtherKind { key, kind } => {
            format!("a field of the kind `{kind}` has no `{key}`")
        }
        Problem::InvalidPrint(PrintFault::UnknownPart(part)) => {
            format!("the record has no part `{part}`")
        }
        Problem::InvalidPrint(PrintFault::PartNotOnce(part)) => {
            format!("`{{{part}}}` must stand exactly once")
        }
        Problem::InvalidPrint(PrintFault::NoSeparator) => "nothing stands between two parts".into(),
        Problem::InvalidPrint(PrintFault::Unbalanced) => "a brace has no partner".into(),
        Problem::TooLong { limit, length } => {
            format!("the text has {length} characters; Word takes {limit}")
        }
        Problem::BlankText => "nothing stands here but blanks".into(),
        Problem::OutOfBounds { least, most } => {
            format!("the number must be from {least} to {most}")
        }
        Problem::NotAColor { text } => format!("`{text}` is not a colour"),
        Problem::MissingFile { name } => format!("the form has no file `{name}`"),
        Problem::Template { description } => format!("the template fails: {description}"),
        Problem::ForbiddenTag { tag } => format!("forms have no `{tag}`"),
        Problem::UnknownName { name, .. } => format!("templates know no `{name}`"),
        Problem::FieldInExpression { name } => format!("`{name}` is used within an expression"),
        Problem::TemplateTooLong { limit, in_bytes } => {
            let unit = if *in_bytes { "bytes" } else { "steps of its loops" };
            format!("the template goes on and on: it was stopped after {limit} {unit}")
        }
        Problem::UnsupportedMarkup { markup } => {
            format!("{} cannot stand in a form", self::markup(*markup))
        }
        Problem::PlacedTwice { name } => format!("the field `{name}` is placed more than once"),
        Problem::NotImported(NotImported::Pictures(count)) => {
            format!("in `original.docx` only: pictures ({count})")
        }
        Problem::NotImported(NotImported::Notes(count)) => {
            format!("in `original.docx` only: headers, footers or notes ({count})")
        }
        Problem::NotImported(NotImported::DeepHeading(text)) => {
            format!("the heading `{text}` is below the third level, and became strong text")
        }
        Problem::NotImported(NotImported::NestedTable) => {
            "in `original.docx` only: tables in tables".into()
        }
        Problem::NotImported(NotImported::NoLabel(label)) => {
            format!("no text asks for a field; it was called `{label}`")
        }
        Problem::NotImported(NotImported::NoAddress(label)) => {
            format!("the content control after `{label}` has neither a tag nor a title of its own")
        }
        Problem::BadCaseName { name } => format!("`{name}` cannot be the name of a case"),
        Problem::CaseExists { path } => format!("the case `{path}` is there already"),
        Problem::BadFormName { name } => format!("`{name}` cannot be the name of a form"),
        Problem::NotPlaced { name, is_sometimes: false } => {
            format!("the field `{name}` is not placed")
        }
        Problem::NotPlaced { name, is_sometimes: true } => {
            format!("the field `{name}` is placed for some answers only")
        }
        Problem::NotAlone { name } => {
            format!("the field `{name}` must stand alone in its paragraph")
        }
        Problem::UnknownReference { name, .. } => {
            format!("no numbered heading has the bookmark `{name}`")
        }
        Problem::NotWord { fault, part } => {
            let what = match fault {
                NotWord::NoZip => "this is no Word file",
                NotWord::Truncated => "the Word file is damaged or ends too early",
                NotWord::OldDocument => "this is a file of Word before 2007 (.doc)",
                NotWord::Encrypted => "the Word file is encrypted",
                NotWord::TooLarge => "the Word file unpacks to more than is reasonable",
                NotWord::BadName(name) => {
                    return format!(
                        "the Word file has an entry named `{name}`, which none can have"
                    );
                }
                NotWord::NoDocument => "the file is a package without a Word document",
                NotWord::Malformed(words) => {
                    return format!("the part `{part}` of the Word file is damaged: {words}");
                }
                NotWord::Doctype => "the Word file has a document type, which none may have",
                NotWord::TooDeep => "the Word file is nested deeper than Word nests",
            };
            what.into()
        }
        Problem::FieldMissing { name } => format!("the field `{name}` is not in the file"),
        Problem::NoOriginal { name } => {
            format!("`{name}` is an address in `original.docx`, which is not there")
        }
        Problem::CannotFill { name } => {
            format!("the field `{name}` of the original cannot hold the answer")
        }
        Problem::Prefilled { text } => {
            format!("the field is not empty: `{text}`")
        }
        Problem::BothTicked => "both boxes are ticked".into(),
        Problem::UnclearBox { name } => format!("the box `{name}` cannot be read: its state is gone, or contradicts what is drawn in it"),
        Problem::AnswerKept => {
            "the answer is gone or shorter, and something outside of the fields may be what is missing".into()
        }
        Problem::NoneTicked => "neither box is ticked any more".into(),
        Problem::ManyWays { line, read } => {
            let parts: Vec<String> =
                read.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            format!(
                "`{line}` can be read in several ways; it was read as {}",
                list_of(&parts, "and")
            )
        }
        Problem::PicturesLeft { count } => {
            format!("the file has pictures that the form has not ({count})")
        }
        Problem::LeftOver { text, heading } => {
            let heading = heading.as_ref().map(|heading| format!(" under “{heading}”"));
            format!("text{} stands outside of all fields: `{text}`", heading.unwrap_or_default())
        }
        Problem::TrackedChanges { count } => {
            format!("{count} tracked changes were taken as accepted")
        }
        Problem::Comment { author, text } => format!("{author} comments: `{text}`"),
        Problem::FormNotTold { .. } => "nothing tells which form this file was made from".into(),
        Problem::Conflict { ours, theirs } => {
            format!("changed in two ways: the case has `{ours}`, the Word file `{theirs}`")
        }
        Problem::OtherForm { file, case } => {
            format!("the Word file answers `{file}`, the case `{case}`")
        }
        Problem::SharedAnswerGone => {
            "the answer was taken away in Word, but a shared file gives it".into()
        }
        Problem::FileTooLarge { path, size, most } => {
            format!("`{path}` has {size} bytes; a file of text can have {most}")
        }
        Problem::LinkLoops { path } => format!("the link `{path}` leads back to where it stands"),
        Problem::FolderAsCase { path } => format!("`{path}` is a folder, not a case"),
        Problem::StrayFormFolder { path } => format!("the folder `{path}` holds no form"),
        Problem::SharedAsCase { path } => {
            format!("`{path}` is no case: it serves those beneath it")
        }
        Problem::NoCases { path } => format!("there are no cases in `{path}`"),
        Problem::NoCasesFolder { path } => format!("there is no folder `cases` in `{path}`"),
        Problem::NotFound { path, .. } => format!("there is no file or folder `{path}`"),
        Problem::CannotRead { path, cause, words } => {
            format!("cannot read `{path}`: {}", self::cause(*cause, words))
        }
        Problem::CannotWrite { path, cause, words } => {
            format!("cannot write `{path}`: {}", self::cause(*cause, words))
        }
        Problem::NotAFile { path, kind } => {
            format!("`{path}` is {}, and nothing is written there", special(*kind))
        }
        Problem::SameOutput { path, other, output } => {
            format!("`{path}` and `{other}` would both be written to `{output}`")
        }
        Problem::WouldOverwrite { path } | Problem::PackageDiffers { path } => {
            format!("`{path}` is there already, and differs")
        }
        Problem::OutputDiffers { path } => format!("`{path}` is not what a build writes"),
        Problem::OutputMissing { path } => format!("`{path}` is not there"),
        Problem::StaleOutput { path } => format!("`{path}` is of an earlier build"),
        Problem::OrphanOutput { path, case, .. } => {
            format!("`{path}` is of a case that is gone: `{case}`")
        }
        Problem::OutputChanged { path, is_known: false, .. } => {
            format!("`{path}` is there, and nobody knows of what; it is written anew")
        }
        Problem::OutputChanged { path, .. } => {
            format!("`{path}` was changed since it was built, and is written anew")
        }
        Problem::CannotWatch { words } => format!("folders cannot be watched: {words}"),
        Problem::NoGlyph { characters } => {
            format!("no typeface here has {}; PDF shows their codes", glyphs(characters))
        }
        Problem::NotBuilt { feature } => format!("this program was built without `{feature}`"),
        Problem::NoDate => "this needs a date, and neither case nor form gives one".into(),
        Problem::NotTypeset { words } => format!("the pages could not be set: {words}"),
        Problem::NoOrganisation { missing } => {
            format!(
                "an archive must know whose this is, but nothing gives {}",
                list_of(missing, "and")
            )
        }
        Problem::NotDecided { status: None, .. } => "the case has no status".into(),
        Problem::NotDecided { status: Some(status), .. } => {
            format!("the case is not decided: its status is `{status}`")
        }
        Problem::SamePackage { other, name } => {
            format!("this case and `{other}` would both be the package `{name}`")
        }
        Problem::NoPlaceForPackages { path } => {
            format!("no package can be written to `{path}`: a package, cases or forms stand there")
        }
        Problem::BadEpoch { text } => {
            format!("`SOURCE_DATE_EPOCH` is `{text}`, which is no number of seconds since 1970")
        }
        Problem::BadPackage { path, fault } => format!("`{path}`: {}", package_fault(fault)),
    }
}

/// What to do about faults of syntax, by how the parser's phrase begins.
const SYNTAX: [(&str, &str); 10] = [
    ("unclosed array", "close the list with `]`"),
    ("missing inline table opening", "write the table between `{` and `}`"),
    ("unclosed inline table", "close the table with `}`, on the line it begins on"),
    (
        "unexpected key or value",
        "a value ends where its quotes end: text with `\"` in it stands between `'` and `'`, and a comment begins with `#`",
    ),
    ("missing comma", "write `,` between them"),
    ("missing value", "write the answer, or leave the key out while the question is unanswered"),
    ("key with no value", "write `key = \"value\"`"),
    (
        "missing escaped value",
        "between `\"` and `\"` a backslash begins an escape: put the text between `'` and `'`, or `'''` and `'''`",
    ),
    (
        "invalid multi-line",
        "the text goes on to the end of the file: close it with the three quotes it began with",
    ),
    (
        "invalid basic string",
        "text between `\"` and `\"` is one line; put several between `'''` and `'''`",
    ),
];

#[expect(clippy::too_many_lines, reason = "one table of sentences")]
pub(super) fn help(problem: &Problem) -> Option<String> {
    Some(match problem {
        Problem::TomlSyntax { description } => {
            let known = SYNTAX.iter().find(|(phrase, _)| description.starts_with(phrase));
            (*known?.1).to_owned()
        }
        Problem::NotUtf8 { encoding: Encoding::Utf16 } => {
            "save it as UTF-8 (not as Notepad's “Unicode”)".into()
        }
        Problem::NotUtf8 { encoding: Encoding::Windows1252 } => {
            "it looks like Windows-1252 (“ANSI”); save it as UTF-8".into()
        }
        Problem::EmptyCase => {
            "begin with the form and its version: `form = \"teknik\"` and `version = \"2017\"`"
                .into()
        }
        Problem::GitConflict => {
            "choose what is to stand, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
                .into()
        }
        Problem::Colon => "write `=`".into(),
        Problem::CurlyQuote { .. } => "write straight quotes: `\"…\"`".into(),
        Problem::OutsideTable { .. } => {
            "write `[answers]` (or `[case]`) on a line of its own before the first of its keys"
                .into()
        }
        Problem::OtherTable { table, .. } => format!("move it under `[{table}]`"),
        Problem::PlacedTwice { .. } | Problem::BothTicked => "leave one of them".into(),
        Problem::NoCasesFolder { .. } => {
            "`-C DIR` names the project's folder, which has `cases` in it".into()
        }
        Problem::BareWord { word } => match super::as_boolean(word) {
            Some(meant) => format!("write `{meant}` to a yes-or-no question, else `\"{word}\"`"),
            None => {
                "put text in quotes: `\"…\"`, or between `'''` and `'''` if it has several lines"
                    .into()
            }
        },
        Problem::MissingKey { key } => match key.as_str() {
            "form" => "write which form the case answers, for example `form = \"teknik\"`".into(),
            "version" => "write which version of the form, for example `version = \"2017\"`".into(),
            _ => return None,
        },
        Problem::UnknownKey { suggestion: Some(suggestion), .. }
        | Problem::NotFound { suggestion: Some(suggestion), .. }
        | Problem::NotAChoice { suggestion: Some(suggestion), .. }
        | Problem::UnknownCode { suggestion: Some(suggestion), .. }
        | Problem::UnknownForm { suggestion: Some(suggestion), .. }
        | Problem::UnknownName { suggestion: Some(suggestion), .. }
        | Problem::UnknownReference { suggestion: Some(suggestion), .. } => {
            format!("did you mean `{suggestion}`?")
        }
        Problem::UnknownKey { known, .. } if !known.is_empty() => {
            format!("these may stand here: {}", list_of(known, "and"))
        }
        Problem::WrongType { wanted, text, found } => match (wanted, text.as_deref()) {
            (WantedType::Boolean, Some(text)) => match super::as_boolean(text) {
                Some(meant) => format!("write `{meant}`, without quotes"),
                None => "write `true` for yes or `false` for no, without quotes".into(),
            },
            (WantedType::Boolean, None) => "write `true` for yes or `false` for no".into(),
            (WantedType::Date, _) => "write YYYY-MM-DD without quotes, for example `2026-03-03`".into(),
            (WantedType::Text, _) if *found != FoundType::List && *found != FoundType::Table => {
                "put the value in quotes".into()
            }
            (WantedType::Text, _) => {
                "write one text; for several lines, put it between `'''` and `'''`".into()
            }
            (WantedType::TextList, _) => "write a list of texts: `[\"one\", \"two\"]`".into(),
            (WantedType::TableList, _) => "write a list of tables: `[{ … }, { … }]`, or headers in double brackets: `[[…]]`".into(),
            (WantedType::Table, _) => "write a table: `{ key = \"value\" }`".into(),
            (WantedType::Record(example), _) => format!("write `{example}`"),
            (WantedType::RecordList(example), _) => format!("write `[{example}, …]`"),
            (WantedType::Number, _) => return None,
        },
        Problem::NotAChoice { allowed, .. } if allowed.is_empty() => return None,
        Problem::NotAChoice { allowed, .. } => format!("write {}", list_of(allowed, "or")),
        Problem::UnknownCode { .. } => "run `blankett explain` for a list of all codes".into(),
        Problem::UnknownForm { known, .. } => format!("known forms: {}", list_of(known, "and")),
        Problem::UnknownVersion { known, .. } => {
            format!("known versions: {}", list_of(known, "and"))
        }
        Problem::BlankAnswer => "remove it".into(),
        Problem::NotADate { meant: Some(meant), .. }
        | Problem::NotANumber { meant: Some(meant), .. } => {
            format!("did you mean `{meant}`? write it so, without quotes")
        }
        Problem::NotADate { .. } | Problem::ImpossibleDate { .. } => {
            "write YYYY-MM-DD without quotes, for example `2026-03-03`".into()
        }
        Problem::NotANumber { meant: None, .. } => {
            "write digits, with a point before decimals, without quotes: `1250.50`".into()
        }
        Problem::TooManyDecimals { .. } => "write fewer digits after the point".into(),
        Problem::AnswerTooLong { .. } | Problem::TooManyItems { .. } => {
            "put it in an enclosure, and say here where that is".into()
        }
        Problem::Unanswered { key, table, example, .. } => {
            format!("write `{key} = {example}` under `[{table}]`")
        }
        Problem::RuleBroken { name, requirement, because, message: Some(_) } => {
            let name = if name.is_empty() { "the answer" } else { &format!("`{name}`") };
            // An expression says nothing to those who do not write forms.
            if matches!(
                requirement,
                Requirement::Other | Requirement::Pattern(_) | Requirement::NotPattern(_)
            ) {
                return None;
            }
            self::requirement(name, requirement) + &since(because.as_ref())
        }
        Problem::PlaceholderLeft { .. } => {
            "write the answer, or leave the key out while the question is unanswered".into()
        }
        Problem::Unfinished { is_all: true, .. } => {
            "leave the key out while the question is unanswered; a note can stand after `#`".into()
        }
        Problem::Unfinished { is_all: false, .. } => {
            "finish the answer; a note can stand after `#`, outside of the quotes".into()
        }
        Problem::EmptyFieldPasted => "delete the five blanks (U+2002), or write what they stand for".into(),
        Problem::PersonalElsewhere { .. } => "write the role, or a mailbox of a function, instead".into(),
        Problem::PersonalLeft => {
            "write roles instead, where the case's warnings point; nothing was written of it".into()
        }
        Problem::PersonalNumber { .. } => {
            "git keeps it in its history even if it is taken out later: leave it out if it is one".into()
        }
        Problem::ForbiddenCharacter { .. } => {
            "delete it; it may have come along when text was pasted".into()
        }
        Problem::LineBreak => "write the answer on one line".into(),
        Problem::TooManyColumns { .. } => "make two tables of it, or turn it round".into(),
        Problem::Ambiguous { pattern, .. } => {
            format!(
                "the record is printed as `{pattern}`; the signs between its parts cannot stand in a part"
            )
        }
        Problem::SaysAbsent { part, .. } => format!("leave `{part}` out"),
        Problem::BlankText => "write something, or leave the key out".into(),
        Problem::InvalidKey { .. } => "write a to z, 0 to 9 and `_`, a letter first".into(),
        Problem::NotALanguage { .. } => "write its tag, for example `sv-SE` or `en`".into(),
        Problem::ReservedKey { .. } => "choose another key".into(),
        Problem::UnplacedWithBookmark => "leave out `bookmark`, or `unplaced`".into(),
        Problem::EmptyCondition => {
            "write what must be, for example `{ key = true }` or `{ key = { present = true } }`".into()
        }
        Problem::NotComparable { .. } => {
            "dates and numbers have an order, with their own kind; of records, lists and tables only `present` can be asked".into()
        }
        Problem::InvalidExpression { .. } => {
            "put it between `'` and `'`, so that TOML leaves its backslashes alone".into()
        }
        Problem::BadOption { .. } => "write one line, with no blanks around it".into(),
        Problem::InvalidBookmark { limit, .. } => {
            format!(
                "write letters, digits and `_`, a letter or `_` first, {limit} characters at most"
            )
        }
        Problem::InvalidPrint(PrintFault::NoSeparator) => {
            "put a sign between them, so that they can be read back: `{name}, {role}`".into()
        }
        Problem::NotAColor { .. } => "write six hexadecimal digits, for example `1F3A5F`".into(),
        Problem::ForbiddenTag { .. } => {
            "a form's text has `if`, `elif`, `else`, `for`, `include` and `raw`".into()
        }
        Problem::UnknownName { .. } => {
            "there are `field.KEY` and `part.KEY.NAME` for places, `answers.KEY`, `case.KEY` and `form.title` for values".into()
        }
        Problem::FieldInExpression { name } => {
            let value = name.split('.').nth(1).unwrap_or_default();
            format!("write `{{{{ {name} }}}}` alone; for its value, write `answers.{value}`")
        }
        Problem::TemplateTooLong { .. } => "let it loop over answers alone".into(),
        Problem::UnsupportedMarkup { .. } => {
            "a form has headings, paragraphs, lists, tables, links, strong and emphasised text"
                .into()
        }
        Problem::NotImported(NotImported::NoLabel(_)) => "give it a `label` in `form.toml`".into(),
        Problem::NotImported(NotImported::NoAddress(_)) => {
            "give it a tag in Word (Developer, Properties), and import the file again".into()
        }
        Problem::BadCaseName { .. } => {
            "write a few words about the case, with a folder if wanted: `2026/offices`; `shared` is taken".into()
        }
        Problem::CaseExists { .. } => {
            "open it and write in it, or give the new case another name".into()
        }
        Problem::BadFormName { .. } => {
            "write a to z, 0 to 9 and `-`, and if wanted `/` and a version: `ansokan/2026`".into()
        }
        Problem::NotPlaced { name, is_sometimes: false } => {
            format!("write `{{{{ {name} }}}}` where its answer stands")
        }
        Problem::NotPlaced { is_sometimes: true, .. } => {
            "place it outside of conditions, or once in every branch".into()
        }
        Problem::NotWord { fault: NotWord::OldDocument, .. } => {
            "open it in Word and save it as .docx".into()
        }
        Problem::NotWord { fault: NotWord::Encrypted, .. } => {
            "open it in Word, take the password away (File, Info), and save it".into()
        }
        Problem::FieldMissing { .. } => {
            "somebody deleted it, or the file is of another form: its answer is left as it was".into()
        }
        Problem::NoOriginal { .. } => "put the Word file beside `form.toml`, or give the bookmark a name".into(),
        Problem::CannotFill { .. } => {
            "it stands over more than text, or is of another kind: mend the original in Word, or give another bookmark".into()
        }
        Problem::UnclearBox { .. } => "tick it again in Word; until then its answer is left as it was".into(),
        Problem::AnswerKept => "the case keeps its answer: put the text into the field in Word, or delete the answer in the case".into(),
        Problem::NoneTicked => "the question counts as not answered".into(),
        Problem::ManyWays { .. } => {
            "if that is wrong, write it in the case: there each part has a name of its own".into()
        }
        Problem::PicturesLeft { .. } => {
            "say in words what they show, and keep them with the case: an answer is text".into()
        }
        Problem::Prefilled { .. } => "what is in the field would be in every document without an answer to this question, public copies included: clear it in Word, remove the folder of the form, and import the file again".into(),
        Problem::LeftOver { .. } => "move it into a field, or keep it somewhere else: a case has no place for it".into(),
        Problem::TrackedChanges { .. } => "look whether that was meant".into(),
        Problem::FormNotTold { known } => {
            format!("name it with `--form`: {}", list_of(known, "or"))
        }
        Problem::Conflict { .. } => {
            "nothing was written: decide which is to stand, and write it in the case or in Word".into()
        }
        Problem::SharedAnswerGone => "write the case's own answer, or change the shared file".into(),
        Problem::LinkLoops { .. } => "delete the link".into(),
        Problem::FolderAsCase { path } if Path::new(path).extension().is_none() => {
            "name the file of one case".into()
        }
        Problem::FolderAsCase { .. } => "give the folder a name that does not end in `.toml`".into(),
        Problem::StrayFormFolder { .. } => "a form is `templates/FORM/VERSION/form.toml`".into(),
        Problem::SharedAsCase { .. } => "name its folder to check the cases beneath it".into(),
        Problem::NoCases { .. } => "a case is a file whose name ends in `.toml`".into(),
        Problem::SameOutput { other, .. } => format!("only `{other}` is built; rename one of them"),
        Problem::NotAFile { .. } => "remove it, or name another path".into(),
        Problem::WouldOverwrite { .. } => {
            "somebody may have filled it in: move it away, or choose another name with `--out`"
                .into()
        }
        Problem::NoGlyph { .. } => {
            "write it another way where the pages must be read; Word and Markdown have it as it is"
                .into()
        }
        Problem::NotBuilt { feature } => {
            format!("build it with `cargo install --path . --features {feature}`")
        }
        Problem::NoDate => {
            "give the day with `--date YYYY-MM-DD`; or answer what `created` in the form's \
             style.toml prints"
                .into()
        }
        Problem::NoOrganisation { .. } => {
            "write in `blankett.toml`, beside the folder `cases`, `[organisation]` with `name` and \
             `identity` (the organisation number)"
                .into()
        }
        Problem::NotDecided { decided, .. } if decided.is_empty() => {
            "the form names no status as decided (`decided_from` under `[status]`); `--force` \
             archives all the same, and says so in the package"
                .into()
        }
        Problem::NotDecided { decided, .. } => format!(
            "only a case that is {} is archived; `--force` archives all the same, and says so in \
             the package",
            list_of(decided, "or")
        ),
        Problem::NoPlaceForPackages { .. } => {
            "choose a folder for packages alone with `--out`".into()
        }
        Problem::BadEpoch { .. } => "set it right or not at all, or use `--date`".into(),
        Problem::SamePackage { .. } => "rename one of the cases".into(),
        Problem::OutputDiffers { .. } | Problem::OutputMissing { .. } => {
            "build it and commit it: `blankett build`".into()
        }
        Problem::StaleOutput { .. } => "it stays as it is until that is mended".into(),
        Problem::OrphanOutput { is_changed: false, .. } => {
            "`blankett build --prune` removes it".into()
        }
        Problem::OrphanOutput { is_changed: true, .. } => {
            "it was changed since it was built, so remove it yourself if nobody needs it".into()
        }
        Problem::OutputChanged { kept, case, is_word: true, .. } => {
            format!("what it held is kept: `blankett extract {kept} --into {case}` takes it over")
        }
        Problem::OutputChanged { kept, .. } => format!("what it held is kept in `{kept}`"),
        Problem::PackageDiffers { .. } => {
            "a package may have been delivered: move it away, or choose another folder with `--out`"
                .into()
        }
        _ => return None,
    })
}

/// What makes a rule apply, after what it requires.
fn since(because: Option<&String>) -> String {
    because.map(|because| format!(", since `{because}`")).unwrap_or_default()
}

fn requirement(name: &str, requirement: &Requirement) -> String {
    match requirement {
        Requirement::Present => format!("{name} must be there"),
        Requirement::Absent => format!("{name} must not be answered"),
        Requirement::Pattern(pattern) => format!("{name} must match `{pattern}`"),
        Requirement::NotPattern(pattern) => format!("{name} must not match `{pattern}`"),
        Requirement::OneOf(words) => format!("{name} must be {}", list_of(words, "or")),
        Requirement::NoneOf(words) => format!("{name} must not be {}", list_of(words, "or")),
        Requirement::MinLength { least, length } => {
            format!("{name} must have {least} characters at least; it has {length}")
        }
        Requirement::MaxLength { most, length } => {
            format!("{name} must have {most} characters at most; it has {length}")
        }
        Requirement::MinItems { least, count } => {
            format!("{name} must have {least} items at least; it has {count}")
        }
        Requirement::MaxItems { most, count } => {
            format!("{name} must have {most} items at most; it has {count}")
        }
        Requirement::Order { order, limit, of_dates } => {
            let how = match (order, of_dates) {
                (Order::AtLeast, true) => "no earlier than",
                (Order::AtLeast, false) => "at least",
                (Order::AtMost, true) => "no later than",
                (Order::AtMost, false) => "at most",
                (Order::After, true) => "later than",
                (Order::After, false) => "greater than",
                (Order::Before, true) => "earlier than",
                (Order::Before, false) => "less than",
            };
            format!("{name} must be {how} {limit}")
        }
        Requirement::Unique(value) => format!("`{value}` is there twice"),
        Requirement::Other => format!("{name} breaks a rule of the form"),
    }
}

fn wanted(wanted: &WantedType) -> &'static str {
    match wanted {
        WantedType::Text => "text",
        WantedType::Date => "a date",
        WantedType::Boolean => "`true` or `false`",
        WantedType::Number => "a number",
        WantedType::Table => "a table",
        WantedType::TextList => "a list of texts",
        WantedType::TableList => "a list of tables",
        WantedType::Record(_) => "a record",
        WantedType::RecordList(_) => "a list of records",
    }
}

fn found(found: FoundType) -> &'static str {
    match found {
        FoundType::Text => "text",
        FoundType::Number => "a number",
        FoundType::Boolean => "`true` or `false`",
        FoundType::Date => "a date",
        FoundType::Time => "a time",
        FoundType::Datetime => "a date with a time",
        FoundType::List => "a list",
        FoundType::Table => "a table",
    }
}

fn markup(markup: RefusedMarkup) -> &'static str {
    match markup {
        RefusedMarkup::Html => "HTML",
        RefusedMarkup::Image => "a picture",
        RefusedMarkup::Code => "code",
        RefusedMarkup::Quote => "a quotation",
        RefusedMarkup::Rule => "a rule",
        RefusedMarkup::BlockInList => "more than one paragraph in a list item",
        RefusedMarkup::DeepHeading => "a second title or a heading below the third level",
        RefusedMarkup::Deep => "markup so deep in markup",
        RefusedMarkup::Beside => {
            "a contents list or page break beside other text, or a bookmark or signature line in a list, table or header,"
        }
        RefusedMarkup::Address => "a link that is not `https://`, `http://` or `mailto:`",
        RefusedMarkup::Character => "a character that no document can hold",
        RefusedMarkup::FieldInBand => "a field in a header, a footer or a property",
        RefusedMarkup::Place => "a field or a value in a link's address or in code",
    }
}

fn cause(cause: ErrorKind, words: &str) -> &str {
    match cause {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "something on the way is not a folder",
        ErrorKind::AlreadyExists => "part of the path is a file, not a folder",
        ErrorKind::Unsupported => "it is no ordinary file",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        _ => words,
    }
}

/// What is wrong with a package.
fn package_fault(fault: &PackageFault) -> String {
    match fault {
        PackageFault::NoZip => "neither a folder nor a zip".into(),
        PackageFault::BrokenZip => "the zip is damaged or cut off".into(),
        PackageFault::NoFolder => "the zip has not one folder that everything stands in".into(),
        PackageFault::Link { file } => {
            format!("`{file}` is a link, which leads nowhere where the package goes")
        }
        PackageFault::NoMets => "there is no METS.xml, so this is no package".into(),
        PackageFault::NotABag => "`bagit.txt` is not that of BagIt 1.0".into(),
        PackageFault::BadManifest { file } => {
            format!("`{file}` has a line that is no digest and path")
        }
        PackageFault::NoRepresentation { name } => {
            format!("the representation `{name}` is not referred to")
        }
        PackageFault::OtherName { stated, folder } => {
            format!("the package calls itself `{stated}`, but its folder is `{folder}`")
        }
        PackageFault::NotXml { file } => format!("`{file}` is no XML"),
        PackageFault::LeadsOut { address } => format!("`{address}` leads out of the package"),
        PackageFault::Missing { file } => format!("`{file}` is missing"),
        PackageFault::Unlisted { file } => format!("nothing refers to `{file}`"),
        PackageFault::ListedTwice { file } => format!("`{file}` is referred to twice"),
        PackageFault::OtherSize { file, stated, found } => {
            format!("`{file}` should have {stated} bytes and has {found}")
        }
        PackageFault::Changed { file } => format!("`{file}` is not as it was: other digest"),
        PackageFault::NoDigest { file } => {
            format!("`{file}` has no SHA-256 or SHA-512 to check it by")
        }
        PackageFault::OtherFixity { file } => format!("PREMIS has another digest for `{file}`"),
        PackageFault::NoCopy { extension } => format!("there is no .{extension} of the case"),
        PackageFault::OtherCase { file } => {
            format!("`{file}` was not made from the answers in the package")
        }
        PackageFault::BadCase { file } => format!("the case `{file}` cannot be read anew"),
    }
}

fn special(kind: Special) -> &'static str {
    match kind {
        Special::Link => "a link",
        Special::Pipe => "a pipe",
        Special::Device => "a device",
    }
}
