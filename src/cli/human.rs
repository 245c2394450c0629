//! Diagnostics for people: with the lines at fault, or one line each.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use blankett::diagnostic::{Diagnostic, Language, Severity};

/// With the lines at fault. Always styled: the printer takes the styles out where no colour is
/// wanted.
pub(super) fn full(diagnostic: &Diagnostic, language: Language) -> String {
    let words = language.words();
    let message = language.message(&diagnostic.problem);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
    };
    let mut group = level
        .primary_title(message)
        .id(diagnostic.problem.code())
        .elements(Vec::<Origin<'_>>::new());
    if let Some(primary) = &diagnostic.primary {
        let snippet = |source: &blankett::diagnostic::Source| {
            Snippet::source(source.text().to_owned()).path(source.name().to_owned()).line_start(1)
        };
        let mut first =
            snippet(&primary.source).annotation(AnnotationKind::Primary.span(primary.span.clone()));
        match &diagnostic.secondary {
            Some(place) if place.source == primary.source => {
                first = first.annotation(
                    AnnotationKind::Context.span(place.span.clone()).label(words.other_place),
                );
                group = group.element(first);
            }
            Some(place) => {
                let annotation =
                    AnnotationKind::Context.span(place.span.clone()).label(words.other_place);
                group = group.element(first).element(snippet(&place.source).annotation(annotation));
            }
            None => group = group.element(first),
        }
    }
    if let Some(question) = &diagnostic.question {
        group =
            group.element(Level::NOTE.with_name(words.question).message(question.label.clone()));
    }
    if let Some(help) = language.help(&diagnostic.problem) {
        group = group.element(Level::HELP.with_name(words.help).message(help));
    }
    format!("{}\n\n", Renderer::styled().render(&[group]))
}

/// One line: `file:line:column: error[code]: message; help`.
pub(super) fn short(diagnostic: &Diagnostic, language: Language) -> String {
    let words = language.words();
    let severity = match diagnostic.severity {
        Severity::Error => words.error,
        Severity::Warning => words.warning,
    };
    let mut line = String::new();
    if let Some(primary) = &diagnostic.primary {
        let start = primary.start();
        line = format!("{}:{}:{}: ", primary.source.name(), start.line, start.column);
    }
    line += &format!("{severity}[{}]: ", diagnostic.problem.code());
    if let Some(question) = &diagnostic.question {
        let colon = if question.label.ends_with([':', '?']) { "" } else { ":" };
        line += &format!("{}{colon} ", question.label);
    }
    line += &language.message(&diagnostic.problem);
    if let Some(help) = language.help(&diagnostic.problem) {
        line += &format!("; {help}");
    }
    line.replace('\n', " ") + "\n"
}
