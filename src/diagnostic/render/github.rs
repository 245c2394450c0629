//! Annotations of a pull request on GitHub: workflow commands.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::text::visible;

use super::annotation::{file, words};

/// A workflow command of GitHub, which shows the problem at its line, with its line end.
pub fn github(diagnostic: &Diagnostic, language: Language, project: &Path) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(file) = file(diagnostic, project) {
        properties.push(format!("file={}", property(&visible(&file))));
        if let Some(start) = diagnostic.primary.as_ref().and_then(crate::diagnostic::Place::start) {
            properties.push(format!("line={},col={}", start.line, start.column));
        }
    }
    properties.push(format!("title={}", property(diagnostic.problem.code())));
    format!("::{command} {}::{}\n", properties.join(","), data(&words(diagnostic, language)))
}

/// What stands behind a workflow command, on one line.
fn data(text: &str) -> String {
    // `##[` begins an older kind of command, wherever it stands.
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "#%23[")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
