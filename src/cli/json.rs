//! For programs: one JSON object a line, for each fault and for each case that was built.

use std::path::PathBuf;

use blankett::diagnostic::{Diagnostic, Language, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    key: Option<&'a str>,
    help: Option<String>,
}

/// The object of a diagnostic, with its line end. Lines and columns count from 1, columns in
/// characters; what is in no text has none.
pub(super) fn line(diagnostic: &Diagnostic, language: Language) -> String {
    let start = diagnostic.primary.as_ref().map(blankett::diagnostic::Place::start);
    let object = Object {
        code: diagnostic.problem.code(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: language.message(&diagnostic.problem),
        file: diagnostic
            .primary
            .as_ref()
            .map(|place| place.source.name())
            .or(diagnostic.problem.path()),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        key: diagnostic.question.as_ref().map(|question| question.key.as_str()),
        help: language.help(&diagnostic.problem),
    };
    let mut json = serde_json::to_string(&object).expect("strings and numbers have JSON");
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Built<'a> {
    case: &'a str,
    status: &'a str,
    written: Vec<String>,
    unchanged: Vec<String>,
}

/// The object of a case, with its line end: what was written of it, and what was there already.
pub(super) fn case(
    case: &str,
    is_failed: bool,
    written: &[PathBuf],
    unchanged: &[PathBuf],
) -> String {
    let shown = |paths: &[PathBuf]| {
        paths.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    };
    let status = match written {
        _ if is_failed => "failed",
        [] => "unchanged",
        _ => "written",
    };
    let object = Built { case, status, written: shown(written), unchanged: shown(unchanged) };
    let mut json = serde_json::to_string(&object).expect("strings have JSON");
    json.push('\n');
    json
}
