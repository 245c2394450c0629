//! A case as written: which form it answers, and what stands in it, judged by nobody yet.

use std::sync::Arc;

use crate::diagnostic::{Place, Problem, Report, Source, nearest};
use crate::table::{self, Data, Entry, Table};

/// A case file.
#[derive(Clone, Debug)]
pub struct Case {
    /// The form that it answers, with its place.
    pub form: (String, Place),
    /// The form's version, with its place.
    pub version: (String, Place),
    /// What is kept about the case: the table `[case]`.
    pub facts: Table,
    /// The table `[answers]`.
    pub answers: Table,
}

/// Reads a case.
///
/// # Errors
///
/// All faults go to `report`. There is a case as soon as its form and version are known, so that
/// its answers can be checked even where the file has faults of syntax.
pub fn parse(source: &Arc<Source>, report: &mut Report) -> Option<Case> {
    if source.text().trim().is_empty() {
        report.error(Problem::EmptyCase, Place::new(source, 0..0));
        return None;
    }
    let root = table::parse(source, report);
    refuse_strays(&root, report);
    let mut required =
        |key| root.required_text(key, report).map(|(text, place)| (text.to_owned(), place.clone()));
    let (form, version) = (required("form"), required("version"));
    let mut part = |key| root.table(key, report).cloned().unwrap_or_else(|| Table::empty(source));
    let (facts, answers) = (part("case"), part("answers"));
    Some(Case { form: form?, version: version?, facts, answers })
}

/// Reports what stands outside of all tables: a table of another name, or keys whose table's header
/// is missing, which is one fault however many keys there are.
fn refuse_strays(root: &Table, report: &mut Report) {
    const KEYS: [&str; 4] = ["form", "version", "case", "answers"];
    // After a fault of syntax they may belong to a table that was not recognised.
    let is_first = !report.has_errors();
    let is_stray =
        |entry: &&Entry| !KEYS.contains(&entry.key.as_str()) && nearest(&entry.key, KEYS).is_none();
    if is_first
        && root.get("answers").is_none()
        && let Some(entry) = root
            .entries()
            .iter()
            .find(|entry| is_stray(entry) && matches!(entry.value.data, Data::Table(_)))
    {
        let known = KEYS.map(str::to_owned).to_vec();
        let (key, suggestion) = (entry.key.clone(), Some("answers".to_owned()));
        report.error(Problem::UnknownKey { key, suggestion, known }, entry.key_place.clone());
        return;
    }
    let has_table = |entry: &Entry| matches!(entry.value.data, Data::Table(_) | Data::List(_));
    let stray = root.entries().iter().filter(|entry| !has_table(entry)).find(is_stray);
    match stray.filter(|_| is_first && root.get("answers").is_none()) {
        Some(entry) => {
            report.error(Problem::OutsideTable { key: entry.key.clone() }, entry.key_place.clone());
        }
        None if is_first => root.refuse_unknown(&KEYS, report),
        None => {
            let first = report.diagnostics().iter().filter_map(|d| d.primary.as_ref());
            let first = first.map(|place| place.span.start).min();
            root.refuse_unknown_before(first, &KEYS, report);
        }
    }
}
