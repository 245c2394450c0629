//! Diagnostics for people: with the lines at fault, or as a list.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Language, Place, Severity, Source};
use crate::text::{is_blank, masked, visible};

use super::short::{help, message, said, severity_and_code};
use crate::diagnostic::words::{self, Words};

/// The most characters of a file that are shown with a problem, but for whole short lines.
const LONGEST_EXCERPT: usize = 2000;

/// With the lines at fault, `width` columns wide. Always styled: the printer takes the styles out
/// where no colour is wanted.
pub fn full(diagnostic: &Diagnostic, language: Language, width: usize) -> String {
    let words = Words::of(language);
    let said = message(diagnostic, language);
    let level = level(diagnostic.severity, language);
    let mut group = level
        .primary_title(said.clone())
        .id(diagnostic.problem.code())
        .elements(Vec::<Origin<'_>>::new());
    if let Some(primary) = &diagnostic.primary
        && primary.source().text().is_empty()
    {
        // Of a file that cannot be read as text there are no lines to show.
        group = group.element(Origin::path(visible(primary.source().name())));
    } else if let Some(primary) = &diagnostic.primary
        && primary.source().is_document()
    {
        group = group.element(Origin::path(in_document(primary)));
        if let Some(there) = there(primary, &said, width) {
            group = group.element(Level::NOTE.with_name(words.there).message(there));
        }
    } else if let Some(primary) = &diagnostic.primary {
        let same = diagnostic.secondary.as_ref().filter(|place| place.source() == primary.source());
        let shown = excerpt(primary.source(), &primary.span(), same.map(Place::span).as_ref());
        let mut first =
            shown.snippet().annotation(AnnotationKind::Primary.span(shown.within(&primary.span())));
        if let Some(place) = same {
            let context = AnnotationKind::Context.span(shown.within(&place.span()));
            first = first.annotation(context.label(words.other_place));
        }
        group = group.element(first);
        if let (Some(place), None) = (&diagnostic.secondary, same)
            && !place.source().is_document()
        {
            let shown = excerpt(place.source(), &place.span(), None);
            let annotation = AnnotationKind::Context.span(shown.within(&place.span()));
            group = group.element(shown.snippet().annotation(annotation.label(words.other_place)));
        }
    }
    if let Some(question) = &diagnostic.question {
        group = group.element(
            Level::NOTE.with_name(words.question).message(visible(&question.label).into_owned()),
        );
    }
    if let Some(help) = help(diagnostic, language) {
        group = group.element(Level::HELP.with_name(words.help).message(help));
    }
    format!("{}\n\n", Renderer::styled().term_width(width).render(&[group]))
}

/// Questions of a case that are not answered, as one: `all` are of one severity and one place.
pub fn unanswered(all: &[&Diagnostic], language: Language, width: usize) -> String {
    let [first, ..] = all else { return String::new() };
    let mut group = level(first.severity, language)
        .primary_title(words::unanswered(language, all.len()))
        .id(first.problem.code())
        .elements(Vec::<Origin<'_>>::new());
    if let Some(primary) = &first.primary {
        let shown = excerpt(primary.source(), &primary.span(), None);
        let annotation = AnnotationKind::Primary.span(shown.within(&primary.span()));
        group = group.element(shown.snippet().annotation(annotation));
    }
    for question in all.iter().filter_map(|diagnostic| diagnostic.question.as_ref()) {
        let line = format!("{}: {}", question.key, visible(&question.label));
        group = group.element(Level::NOTE.no_name().message(cut(&line, width.saturating_sub(6))));
    }
    format!("{}\n\n", Renderer::styled().term_width(width).render(&[group]))
}

/// A document, and the heading in it.
fn in_document(place: &Place) -> String {
    let name = visible(place.source().name());
    match place.heading() {
        Some(heading) => format!("{name}: {}", visible(heading)),
        None => name.into_owned(),
    }
}

/// The words of a document at a place, where the message does not have them.
fn there(place: &Place, message: &str, width: usize) -> Option<String> {
    let words: Vec<&str> = place.text().split_whitespace().collect();
    let words = words.join(" ");
    let is_said = is_blank(&words) || message.contains(&words);
    (!is_said).then(|| cut(&visible(&words), 2 * width))
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let words = Words::of(language);
    match severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
    }
}

/// What is shown of a file: the lines at fault, or of long ones as much as it takes.
struct Excerpt<'a> {
    source: &'a Source,
    range: Range<usize>,
}

fn excerpt<'a>(
    source: &'a Source,
    span: &Range<usize>,
    other: Option<&Range<usize>>,
) -> Excerpt<'a> {
    let text = source.text();
    let lines = |span: &Range<usize>| {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        start..end
    };
    let mut range = lines(span);
    if let Some(other) = other.map(lines) {
        range = range.start.min(other.start)..range.end.max(other.end);
    }
    // The two may stand far apart, but nobody reads a line of a megabyte.
    let longest = text[range.clone()].lines().map(str::len).max().unwrap_or_default();
    if longest > LONGEST_EXCERPT {
        let start = text.floor_char_boundary(span.start.saturating_sub(LONGEST_EXCERPT / 4));
        let end = text.ceil_char_boundary((start + LONGEST_EXCERPT).min(text.len()));
        range = start..end;
    }
    Excerpt { source, range }
}

impl<'a> Excerpt<'a> {
    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        Snippet::source(masked(&self.source.text()[self.range.clone()]))
            .path(visible(self.source.name()))
            .line_start(self.source.position(self.range.start).line)
    }

    /// A span of the file as one of the excerpt.
    fn within(&self, span: &Range<usize>) -> Range<usize> {
        let clamp = |at: usize| at.clamp(self.range.start, self.range.end) - self.range.start;
        clamp(span.start)..clamp(span.end)
    }
}

/// Many problems as a list: a heading a file, and under it a line or a few for each. The same advice
/// is given once a file.
pub fn list(diagnostics: &[&Diagnostic], language: Language, width: usize) -> String {
    let mut list = String::new();
    let mut file = None;
    let mut advice: BTreeSet<String> = BTreeSet::new();
    for diagnostic in diagnostics {
        let name = diagnostic.primary.as_ref().map(|place| place.source().name());
        if name.is_some() && file != name {
            list += &format!("{}\n", visible(name.unwrap_or_default()));
            file = name;
            advice.clear();
        }
        let place = diagnostic.primary.as_ref().and_then(Place::start);
        let place = place.map_or_else(String::new, |at| format!("{}:{}", at.line, at.column));
        let head = format!("{place:>9}  {}  ", severity_and_code(diagnostic, language));
        let mut said = said(diagnostic, language);
        if let Some(help) = help(diagnostic, language)
            && advice.insert(help.clone())
        {
            said += &format!("; {help}");
        }
        list += &hang(&head, &said, 11, width);
    }
    list + "\n"
}

/// A line broken at blanks so that it is `width` columns wide, with its line end; `head` stands before the
/// first word, and later lines are set in by `indent` columns.
pub fn hang(head: &str, text: &str, indent: usize, width: usize) -> String {
    let mut lines = head.to_owned();
    let mut column = head.chars().count();
    let mut is_first = true;
    for word in text.split(' ') {
        let length = word.chars().count();
        if !is_first && column + 1 + length > width {
            lines += &format!("\n{}", " ".repeat(indent));
            column = indent;
        } else if !is_first {
            lines.push(' ');
            column += 1;
        }
        lines += word;
        column += length;
        is_first = false;
    }
    lines + "\n"
}

/// The beginning of a text that has room in so many columns.
fn cut(text: &str, columns: usize) -> String {
    if text.chars().count() <= columns {
        return text.to_owned();
    }
    text.chars().take(columns.saturating_sub(1)).collect::<String>() + "…"
}
