//! Many cases: each is printed in its turn, and Ctrl-C stops between two of them.

use std::sync::atomic::{AtomicBool, Ordering};

use blankett::diagnostic::Report;
use blankett::workspace::{CaseFile, CaseOutcome, CaseReport, Chosen, Workspace};

use super::print::{Printer, Summary};

/// Whether somebody wants the program to stop.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

/// From now on, Ctrl-C stops between two pieces of work rather than within one.
pub(super) fn stop_between() {
    // Where there are no signals, Ctrl-C ends the program at once; files are whole all the same.
    let _ = ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed));
}

/// Whether Ctrl-C was pressed.
pub(super) fn is_stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Does something with each case, and something with its outcome, in the order of the cases.
pub(super) fn for_each_case<T: Send>(
    workspace: &Workspace,
    chosen: Chosen<'_>,
    printer: &mut Printer,
    work: impl Fn(&CaseFile, &mut CaseReport) -> Option<T> + Sync,
    mut each: impl FnMut(&mut Printer, CaseOutcome<'_, T>),
) -> Summary {
    let mut report = Report::new();
    let cases = workspace.cases(chosen, &mut report);
    printer.report(&report);
    let mut summary = Summary { cases: cases.len(), ..Summary::default() };
    printer.begin(cases.len());
    let done = workspace.for_each(&cases, chosen, work, |outcome| {
        print_case(printer, &outcome, &mut summary);
        each(printer, outcome);
        printer.advance();
    });
    summary.not_begun = cases.len() - done;
    summary
}

/// Prints what there is to report of a case, and counts it where it failed.
pub(super) fn print_case<T>(
    printer: &mut Printer,
    outcome: &CaseOutcome<'_, T>,
    summary: &mut Summary,
) {
    for report in &outcome.report.needed {
        printer.report(report);
    }
    summary.failed += usize::from(outcome.is_failed());
    printer.case_report(&outcome.case.name, &outcome.report.own);
}
