//! A case as written: which form it answers, and what stands in it, judged by nobody yet.

pub(crate) mod layout;
mod merge;
pub mod problems;
mod write;

use std::sync::Arc;

use crate::case::problems::{EmptyCase, OutsideTable};
use crate::diagnostic::{Place, Report, Source, nearest};
use crate::table::problems::UnknownKey;
use crate::table::{self, Allowed, Data, Entry, Table};

pub use merge::{Changes, merge};
pub use write::{Entries, Written, write};

/// A case file.
#[derive(Clone, Debug)]
pub struct Case {
    /// The form that it answers, with its place.
    pub form: (String, Place),
    /// The form's version, with its place.
    pub version: (String, Place),
    /// The PDF that was decided, by its path from the case's folder.
    pub pages: Option<(String, Place)>,
    /// The warnings that somebody has looked at, each with why it may stay.
    pub allowed: Vec<Allowed>,
    /// What is kept about the case: the table `[case]`.
    pub facts: Table,
    /// The table `[answers]`.
    pub answers: Table,
}

impl Case {
    /// A case that was found elsewhere than in TOML, in a Word file say: its values stand where
    /// `place_of` says of their keys, and `whole` is the beginning of the file that they are from.
    pub fn found(
        (form, version): (&str, &str),
        facts: &Entries,
        answers: &Entries,
        whole: &Place,
        place_of: impl Fn(&str) -> Place,
    ) -> Case {
        let table = |entries: &Entries| {
            let values =
                entries.iter().map(|(key, value)| (key.clone(), value.to_value(&place_of(key))));
            Table::found(whole, values)
        };
        let (form, version) =
            ((form.to_owned(), whole.clone()), (version.to_owned(), whole.clone()));
        let allowed = Vec::new();
        Case { form, version, pages: None, allowed, facts: table(facts), answers: table(answers) }
    }
}

/// Reads a case.
///
/// # Errors
///
/// All problems go to `report`. There is a case as soon as its form and version are known, so that
/// its answers can be checked even where the file has problems of syntax.
pub fn parse(source: &Arc<Source>, report: &mut Report) -> Option<Case> {
    if source.text().trim().is_empty() {
        report.error(EmptyCase, Place::new(source, 0..0));
        return None;
    }
    let root = table::parse(source, report);
    refuse_strays(&root, report);
    let mut required =
        |key| root.required_text(key, report).map(|(text, place)| (text.to_owned(), place.clone()));
    let (form, version) = (required("form"), required("version"));
    let mut part = |key| root.table(key, report).cloned().unwrap_or_else(|| Table::empty(source));
    let (facts, answers) = (part("case"), part("answers"));
    let pages = root.text("pages", report).map(|(text, place)| (text.to_owned(), place.clone()));
    let allowed = table::allowed(&root, report);
    Some(Case { form: form?, version: version?, pages, allowed, facts, answers })
}

/// A shared file: what it holds serves every case in its folder and beneath that.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What is kept about the cases: the table `[case]`.
    pub facts: Table,
    /// The table `[answers]`.
    pub answers: Table,
}

/// Reads a shared file.
///
/// # Errors
///
/// All problems go to `report`; what could be read is returned all the same.
pub fn parse_shared(source: &Arc<Source>, report: &mut Report) -> Shared {
    let root = table::parse(source, report);
    root.refuse_unknown(&["case", "answers"], report);
    let mut part = |key| root.table(key, report).cloned().unwrap_or_else(|| Table::empty(source));
    let (facts, answers) = (part("case"), part("answers"));
    Shared { facts, answers }
}

/// Reports what does not belong at the top of a case. Where `[answers]` is missing, that is one
/// problem, however many keys stand outside of it or whatever it is called instead.
fn refuse_strays(root: &Table, report: &mut Report) {
    const KEYS: [&str; 6] = ["form", "version", "pages", "allow", "case", "answers"];
    // After a problem of syntax, keys may belong to a table that was not recognised.
    let places = report.diagnostics().iter().filter_map(|d| d.primary.as_ref());
    let first_fault = places.map(|place| place.span().start).min();
    if first_fault.is_none() && root.get("answers").is_none() {
        let is_table = |entry: &Entry| matches!(entry.value.data, Data::Table(_));
        let mut strays = root
            .entries()
            .iter()
            .filter(|entry| !KEYS.contains(&entry.key.as_str()))
            .filter(|entry| nearest(&entry.key, KEYS).is_none());
        if let Some(entry) = strays.clone().find(|entry| is_table(entry)) {
            let known = KEYS.map(str::to_owned).to_vec();
            let (key, suggestion) = (entry.key.clone(), Some("answers".to_owned()));
            report.error(UnknownKey { key, suggestion, known }, entry.key_place.clone());
            return;
        }
        if let Some(entry) = strays.next() {
            report.error(OutsideTable { key: entry.key.clone() }, entry.key_place.clone());
            return;
        }
    }
    root.refuse_unknown_before(first_fault, &KEYS, report);
}
