//! A log for whoever reviews with other tools: SARIF 2.1.0 (OASIS Standard).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Explanation, Language, Severity};
use crate::text::address;

use super::annotation::{file, words};

/// A log of one run (SARIF 2.1.0, OASIS Standard).
#[derive(Debug, Default)]
pub struct Log {
    results: Vec<SarifResult>,
    /// What the codes of the results mean, by the codes.
    explanations: BTreeMap<&'static str, Explanation>,
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
#[serde(rename_all = "camelCase")]
struct SarifRule {
    id: &'static str,
    full_description: Message,
}

impl Log {
    /// Adds a problem.
    pub fn add(&mut self, diagnostic: &Diagnostic, language: Language, project: &Path) {
        let start = diagnostic.primary.as_ref().and_then(crate::diagnostic::Place::start);
        let region =
            start.map(|start| Region { start_line: start.line, start_column: start.column });
        let uri = file(diagnostic, project).map(|file| address(&file));
        let location = uri.map(|uri| Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri },
                region,
            },
        });
        let explanation = diagnostic.problem.explanation();
        self.explanations.insert(explanation.code, explanation);
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
    pub fn clear(&mut self) {
        *self = Log::default();
    }

    /// The log, with its line end: of a run without problems too.
    #[expect(clippy::missing_panics_doc, reason = "strings and numbers have JSON")]
    pub fn to_json(&self, language: Language) -> String {
        let rule = |explanation: &Explanation| SarifRule {
            id: explanation.code,
            full_description: Message { text: explanation.text(language).to_owned() },
        };
        let rules: Vec<SarifRule> = self.explanations.values().map(rule).collect();
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
