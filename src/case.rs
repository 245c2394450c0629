//! A case as written: which form it answers, and what stands in it, judged by nobody yet.

use std::sync::Arc;

use crate::diagnostic::{Place, Problem, Report, Source};
use crate::table::{self, Table};

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
    // After a fault of syntax, what stands outside of all tables may belong to one that was not
    // recognised.
    let first_fault = report
        .diagnostics()
        .iter()
        .filter_map(|d| d.primary.as_ref())
        .map(|place| place.span.start)
        .min();
    root.refuse_unknown_before(first_fault, &["form", "version", "case", "answers"], report);
    let mut required =
        |key| root.required_text(key, report).map(|(text, place)| (text.to_owned(), place.clone()));
    let (form, version) = (required("form"), required("version"));
    let mut part = |key| root.table(key, report).cloned().unwrap_or_else(|| Table::empty(source));
    let (facts, answers) = (part("case"), part("answers"));
    Some(Case { form: form?, version: version?, facts, answers })
}
