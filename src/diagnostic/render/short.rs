//! One line a diagnostic, as compilers write it.

use crate::diagnostic::Words;
use crate::diagnostic::{Diagnostic, Language, Severity};

/// One line: `file:line:column: error[code]: message; help`.
pub fn short(diagnostic: &Diagnostic, language: Language) -> String {
    let mut line = String::new();
    if let Some(primary) = &diagnostic.primary {
        let start = primary.start();
        line = format!("{}:{}:{}: ", primary.source.name(), start.line, start.column);
    }
    line += &severity_and_code(diagnostic, language);
    line += ": ";
    line += &said(diagnostic, language);
    if let Some(help) = diagnostic.problem.help(language) {
        line += &format!("; {help}");
    }
    line.replace('\n', " ") + "\n"
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
        said += &format!("{}{colon} ", question.label);
    }
    said + &diagnostic.problem.message(language)
}
