//! What a problem of syntax means to the person who made it. The parser says what it could not read;
//! people leave out quotes, type `:` for `=`, and forget to close what they opened.

use std::ops::Range;

use toml::de::{DeTable, Error};

use crate::diagnostic::AnyProblem;
use crate::table::problems::{
    BareWord, CURLY_QUOTES, Colon, CurlyQuote, Duplicate, ForbiddenCharacter, GitConflict,
    ImpossibleDate, NotADate, TomlSyntax,
};

/// A problem of syntax.
pub(super) struct SyntaxProblem {
    /// What it is.
    pub(super) problem: AnyProblem,
    /// Where to look.
    pub(super) span: Range<usize>,
    /// Another place that explains it.
    pub(super) other: Option<Range<usize>>,
    /// What cannot be relied on because of it.
    pub(super) broken: Range<usize>,
}

/// The problems of a text: one a line, without those that only follow from another.
pub(super) fn faults(text: &str, errors: &[Error]) -> Vec<SyntaxProblem> {
    if let Some(conflict) = conflict(text).filter(|_| !errors.is_empty()) {
        return vec![conflict];
    }
    let mut errors: Vec<(&str, Range<usize>)> = errors
        .iter()
        .map(|error| {
            (error.message(), on_characters(text, error.span().unwrap_or(text.len()..text.len())))
        })
        .collect();
    errors.sort_by_key(|(_, span)| span.start);
    let unclosed = unclosed(text, &errors);
    let end = unclosed.as_ref().map_or(usize::MAX, |fault| fault.span.start);
    let mut faults: Vec<SyntaxProblem> = Vec::new();
    let mut last_line = None;
    for (description, span) in errors.iter().filter(|(_, span)| span.start < end) {
        let line = text[..span.start].rfind('\n');
        if last_line.replace(line) != Some(line) {
            faults.push(fault(text, description, span.clone()));
        }
    }
    faults.extend(unclosed);
    faults
}

/// The parser counts bytes, and looks beyond the last line end; people see characters.
fn on_characters(text: &str, span: Range<usize>) -> Range<usize> {
    let at_end = span.start >= text.len() && text.ends_with('\n');
    let start = text.floor_char_boundary(if at_end { text.len() - 1 } else { span.start });
    start..text.ceil_char_boundary(span.end.max(start)).max(start)
}

/// A merge that git left to be done by hand.
fn conflict(text: &str) -> Option<SyntaxProblem> {
    let start = if text.starts_with("<<<<<<< ") { 0 } else { text.find("\n<<<<<<< ")? + 1 };
    let end = start + text[start..].lines().next().unwrap_or_default().len();
    Some(SyntaxProblem {
        problem: GitConflict.into(),
        span: start..end,
        other: None,
        broken: start..text.len(),
    })
}

/// A list or a table in braces that is never closed makes nonsense of all that follows.
fn unclosed(text: &str, errors: &[(&str, Range<usize>)]) -> Option<SyntaxProblem> {
    let open = errors.iter().find_map(|(description, _)| match *description {
        d if d.starts_with("unclosed array, ") || d == "unclosed array" => Some('['),
        d if d.starts_with("unclosed inline table") => Some('{'),
        _ => None,
    })?;
    let (_, first) = errors.iter().find(|(description, _)| {
        ["array", "inline table", "missing comma"].iter().any(|word| description.contains(word))
    })?;
    let at = text[..first.start].rfind(open)?;
    let description = if open == '[' { "unclosed array" } else { "unclosed inline table" };
    let problem = TomlSyntax { description: description.into() }.into();
    let other = (text[at..first.start].contains('\n')).then(|| first.clone());
    Some(SyntaxProblem { problem, span: at..at + 1, other, broken: at..text.len() })
}

fn fault(text: &str, description: &str, span: Range<usize>) -> SyntaxProblem {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let (problem, span, other) = control_character(text, &span)
        .or_else(|| unclosed_text(text, description, &span))
        .or_else(|| closed_by_curly_quote(text, line_start, description))
        .or_else(|| colon(text, line_start))
        .or_else(|| duplicate(text, description, &span))
        .or_else(|| unquoted(text, line_start, description, &span))
        .unwrap_or_else(|| (TomlSyntax { description: description.into() }.into(), span, None));
    SyntaxProblem { problem, other, broken: span.clone(), span }
}

type Meaning = (AnyProblem, Range<usize>, Option<Range<usize>>);

fn control_character(text: &str, span: &Range<usize>) -> Option<Meaning> {
    let character = text[span.start..].chars().next()?;
    let is_control = character.is_control() && !['\n', '\r', '\t'].contains(&character);
    let end = span.start + character.len_utf8();
    is_control.then_some((ForbiddenCharacter { character }.into(), span.start..end, None))
}

/// Text over several lines runs to the end of the file; what helps is where it begins.
fn unclosed_text(text: &str, description: &str, fault: &Range<usize>) -> Option<Meaning> {
    let quotes = match description {
        d if d.starts_with("invalid multi-line basic string, ") => "\"\"\"",
        d if d.starts_with("invalid multi-line literal string, ") => "'''",
        _ => return None,
    };
    let at = text[..fault.start].rfind(quotes)?;
    Some((TomlSyntax { description: description.into() }.into(), at..at + quotes.len(), None))
}

/// `"text”`, as a word processor writes it.
fn closed_by_curly_quote(text: &str, line_start: usize, description: &str) -> Option<Meaning> {
    let line = text[line_start..].lines().next().unwrap_or_default().trim_end();
    let character = line.chars().next_back().filter(|c| CURLY_QUOTES.contains(*c))?;
    let end = line_start + line.len();
    let place = end - character.len_utf8()..end;
    description.starts_with("invalid basic string").then_some((
        CurlyQuote { character }.into(),
        place,
        None,
    ))
}

/// `key: value`, as in other formats.
fn colon(text: &str, line_start: usize) -> Option<Meaning> {
    let line = text[line_start..].lines().next().unwrap_or_default();
    let is_key = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let after_key = line.trim_start().trim_start_matches(is_key);
    let has_key = after_key.len() < line.trim_start().len();
    let colon = after_key.trim_start();
    let at = line_start + line.len() - colon.len();
    (has_key && colon.starts_with(':')).then(|| (Colon.into(), at..at + 1, None))
}

/// A value without quotes; what the parser makes of it depends on its first sign.
fn unquoted(
    text: &str,
    line_start: usize,
    description: &str,
    span: &Range<usize>,
) -> Option<Meaning> {
    if description.contains("string, expected") || description.starts_with("missing escaped") {
        return None;
    }
    let before = &text[line_start..span.end.min(text.len())];
    let start = line_start + before.rfind('=')? + 1;
    let line = text[start..].lines().next().unwrap_or_default();
    let start = start + (line.len() - line.trim_start().len());
    let nested = before.contains(['{', '[']);
    let line = line.trim_start();
    let line = if nested { line.split([',', '}', ']']).next().unwrap_or_default() } else { line };
    let word = line.split('#').next().unwrap_or_default().trim_end();
    let place = start..start + word.len();
    let first = word.chars().next();
    if word.is_empty() {
        let problem = TomlSyntax { description: "missing value for key".into() };
        return Some((problem.into(), span.clone(), None));
    }
    if let Some(character) = first.filter(|c| CURLY_QUOTES.contains(*c)) {
        return Some((CurlyQuote { character }.into(), start..start + character.len_utf8(), None));
    }
    if first.is_some_and(char::is_alphabetic) && line.contains('=') {
        let problem = TomlSyntax { description: "missing inline table opening".into() };
        return Some((problem.into(), start..start, None));
    }
    if !first.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '+')
        || word.contains(['"', '\'', '='])
    {
        return None;
    }
    let shape: String = word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let text = word.to_owned();
    let problem: AnyProblem =
        if shape == "0000-00-00" && DeTable::parse(&format!("date = {word}")).is_err() {
            ImpossibleDate { text }.into()
        } else if shape.split('-').count() == 3
            && shape.split('-').all(|part| part.bytes().all(|b| b == b'0'))
        {
            NotADate { text, meant: None }.into()
        } else {
            BareWord { word: text }.into()
        };
    Some((problem, place, None))
}

/// A key that is there already.
fn duplicate(text: &str, description: &str, span: &Range<usize>) -> Option<Meaning> {
    if description != "duplicate key" {
        return None;
    }
    let name = text[span.clone()].to_owned();
    let other =
        text[..span.start].rfind(&format!("\n{name}")).map(|at| at + 1..at + 1 + name.len());
    Some((Duplicate { name }.into(), span.clone(), other))
}
