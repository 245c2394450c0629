//! `[allow]`: warnings that somebody has looked at, and that may stay.

use crate::diagnostic::{Place, Report, Severity, nearest};
use crate::table::problems::{AllowedWithoutReason, AllowsNothing};

use super::Table;

/// A warning that may stay.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// Its code.
    pub code: String,
    /// Why it may.
    pub why: String,
    /// Where that is said.
    pub place: Place,
}

/// The warnings that a file allows, by their codes, each with a reason.
///
/// # Errors
///
/// A code without a reason is an error in `report`.
pub(crate) fn allowed(root: &Table, report: &mut Report) -> Vec<Allowed> {
    let Some(table) = root.table("allow", report) else { return Vec::new() };
    let entries = table.entries().iter().filter_map(|entry| {
        let why = entry.value.text(report)?.trim().to_owned();
        if why.is_empty() {
            report.error(AllowedWithoutReason, entry.value.place.clone());
        }
        Some(Allowed { code: entry.key.clone(), why, place: entry.key_place.clone() })
    });
    entries.collect()
}

/// Takes the warnings out of a report that a case or its form allows, and tells where a case allows what there is not.
pub(crate) fn allow(of_case: &[Allowed], of_form: &[Allowed], report: &mut Report) {
    let codes: Vec<&'static str> = report
        .diagnostics()
        .iter()
        .filter(|one| one.severity == Severity::Warning)
        .map(|one| one.problem.code())
        .collect();
    let has_errors = report.has_errors();
    // What is wrong with a case may hide what else there is to tell.
    let idle =
        of_case.iter().filter(|allowed| !has_errors && !codes.contains(&allowed.code.as_str()));
    for Allowed { code, place, .. } in idle {
        let suggestion = nearest(code, codes.iter().copied());
        let problem = AllowsNothing { code: code.clone(), suggestion };
        report.warning(problem, place.clone());
    }
    let all: Vec<&Allowed> = of_case.iter().chain(of_form).collect();
    report.retain(|one| {
        let is_allowed = all.iter().any(|allowed| allowed.code == one.problem.code());
        one.severity == Severity::Error || !is_allowed
    });
}
