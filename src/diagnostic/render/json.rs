//! For programs: one JSON object a line.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Language, Severity};

#[derive(Serialize)]
struct DiagnosticObject<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<&'a str>,
    key: Option<&'a str>,
    help: Option<String>,
}

/// The object of a diagnostic, with its line end. Lines and columns count from 1, columns in
/// characters; what is in no text has none, and of a document its heading tells more.
#[expect(clippy::missing_panics_doc, reason = "strings and numbers have JSON")]
pub fn json(diagnostic: &Diagnostic, language: Language) -> String {
    let start = diagnostic.primary.as_ref().and_then(crate::diagnostic::Place::start);
    let object = DiagnosticObject {
        code: diagnostic.problem.code(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: diagnostic.problem.message(language),
        file: diagnostic
            .primary
            .as_ref()
            .map(|place| place.source().name())
            .or(diagnostic.problem.path()),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        heading: diagnostic.primary.as_ref().and_then(crate::diagnostic::Place::heading),
        key: diagnostic.question.as_ref().map(|question| question.key.as_str()),
        help: diagnostic.problem.help(language),
    };
    let mut json = serde_json::to_string(&object).expect("strings and numbers have JSON");
    json.push('\n');
    json
}
