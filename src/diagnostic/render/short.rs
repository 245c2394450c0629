//! One line a diagnostic, as compilers write it.

use crate::diagnostic::Words;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::text::visible;

/// One line: `file:line:column: error[code]: message; help`.
pub fn short(diagnostic: &Diagnostic, language: Language) -> String {
    let mut line = String::new();
    if let Some(primary) = &diagnostic.primary {
        let name = visible(primary.source().name());
        line = match (primary.start(), primary.heading()) {
            (Some(start), _) => format!("{name}:{}:{}: ", start.line, start.column),
            (None, Some(heading)) => format!("{name} ({}): ", visible(heading)),
            (None, None) => format!("{name}: "),
        };
    }
    line += &severity_and_code(diagnostic, language);
    line += ": ";
    line += &said(diagnostic, language);
    if let Some(help) = help(diagnostic, language) {
        line += &format!("; {help}");
    }
    line + "\n"
}

pub(super) fn severity_and_code(diagnostic: &Diagnostic, language: Language) -> String {
    let words = Words::of(language);
    let severity = match diagnostic.severity {
        Severity::Error => words.error,
        Severity::Warning => words.warning,
    };
    format!("{severity}[{}]", diagnostic.problem.code())
}

/// The question and what is wrong.
pub(super) fn said(diagnostic: &Diagnostic, language: Language) -> String {
    let mut said = String::new();
    if let Some(question) = &diagnostic.question {
        let colon = if question.label.ends_with([':', '?']) { "" } else { ":" };
        said += &format!("{}{colon} ", visible(&question.label));
    }
    said + &message(diagnostic, language)
}

/// What is wrong, on one line, as it may go to a terminal: whatever stands in a file or in its name.
pub(super) fn message(diagnostic: &Diagnostic, language: Language) -> String {
    on_one_line(&diagnostic.problem.message(language))
}

/// What to do, in the same way.
pub(super) fn help(diagnostic: &Diagnostic, language: Language) -> Option<String> {
    diagnostic.problem.help(language).map(|help| on_one_line(&help))
}

fn on_one_line(text: &str) -> String {
    visible(text).into_owned()
}
