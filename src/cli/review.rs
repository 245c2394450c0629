//! For reviewers: faults at their lines in a pull request, as GitHub's annotations and as SARIF 2.1.0.

use std::path::{Component, Path};

use blankett::diagnostic::{Diagnostic, Language, Severity};
use blankett::text::address;
use serde::Serialize;

/// How a fault's file is called from the repository: the project may be a folder of it.
fn file(diagnostic: &Diagnostic, project: &Path) -> Option<String> {
    let name = match &diagnostic.primary {
        // A form that is part of the program is in no repository.
        Some(place) if place.source.name().starts_with("built-in/") => return None,
        Some(place) => place.source.name(),
        None => diagnostic.problem.path()?,
    };
    let mut parts: Vec<String> = Vec::new();
    for part in project.join(name).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::RootDir => parts.push(String::new()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    Some(parts.join("/"))
}

/// What is wrong, which question it breaks, and what to do.
fn words(diagnostic: &Diagnostic, language: Language) -> String {
    let words = language.words();
    let question = diagnostic.question.as_ref();
    let question = question.map(|question| format!("{}: {}", words.question, question.label));
    let help = language.help(&diagnostic.problem).map(|help| format!("{}: {help}", words.help));
    let message = language.message(&diagnostic.problem);
    std::iter::once(message).chain(question).chain(help).collect::<Vec<_>>().join("\n")
}

/// A workflow command of GitHub, which shows the fault at its line, with its line end.
pub(super) fn github(diagnostic: &Diagnostic, language: Language, project: &Path) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(file) = file(diagnostic, project) {
        properties.push(format!("file={}", property(&file)));
        if let Some(start) = diagnostic.primary.as_ref().map(blankett::diagnostic::Place::start) {
            properties.push(format!("line={},col={}", start.line, start.column));
        }
    }
    properties.push(format!("title={}", property(diagnostic.problem.code())));
    format!("::{command} {}::{}\n", properties.join(","), data(&words(diagnostic, language)))
}

/// What stands behind a workflow command, on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A log of one run (SARIF 2.1.0, OASIS Standard).
#[derive(Debug, Default)]
pub(super) struct Log {
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

#[derive(Serialize)]
struct Rule {
    id: &'static str,
}

impl Log {
    /// Adds a fault.
    pub(super) fn add(&mut self, diagnostic: &Diagnostic, language: Language, project: &Path) {
        let start = diagnostic.primary.as_ref().map(blankett::diagnostic::Place::start);
        let region =
            start.map(|start| Region { start_line: start.line, start_column: start.column });
        let uri = file(diagnostic, project).map(|file| address(&file));
        let location = uri.map(|uri| Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri },
                region,
            },
        });
        self.results.push(SarifResult {
            rule_id: diagnostic.problem.code(),
            level: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: Message { text: words(diagnostic, language) },
            locations: location.into_iter().collect(),
        });
    }

    /// Forgets what was told.
    pub(super) fn clear(&mut self) {
        self.results.clear();
    }

    /// The log, with its line end: of a run without faults too.
    pub(super) fn to_json(&self) -> String {
        let mut rules: Vec<&'static str> =
            self.results.iter().map(|result| result.rule_id).collect();
        rules.sort_unstable();
        rules.dedup();
        let rules: Vec<Rule> = rules.into_iter().map(|id| Rule { id }).collect();
        let log = serde_json::json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        serde_json::to_string_pretty(&log).expect("strings and numbers have JSON") + "\n"
    }
}
