//! Building again whenever something is saved.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use blankett::diagnostic::Report;
use blankett::workspace::Project;
use blankett::workspace::problems::CannotWatch;
use notify::{EventKind, RecursiveMode, Watcher};

use super::batch::is_stopped;
use super::print::Printer;

/// Editors save in several steps; what follows this soon belongs together.
const SETTLED: Duration = Duration::from_millis(20);
/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(100);

/// Calls `build` with the cases that were `given`, and again with what was saved, until Ctrl-C: with
/// the cases that were, or with all where anything else was that they are made of.
pub(super) fn watch(
    project: &Project,
    given: &[PathBuf],
    printer: &mut Printer,
    build: impl Fn(&[PathBuf], &mut Printer),
) {
    let (sender, receiver) = mpsc::channel();
    let mut report = Report::new();
    let started = notify::recommended_watcher(sender).and_then(|mut watcher| {
        for (folder, is_deep) in project.places_to_watch(given) {
            let mode = if is_deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            watcher.watch(&folder, mode)?;
        }
        Ok(watcher)
    });
    let _watcher = match started {
        Ok(watcher) => watcher,
        Err(error) => {
            report.error_nowhere(CannotWatch { words: error.to_string() });
            printer.report(&report);
            return;
        }
    };
    // What is saved meanwhile is not missed.
    build(given, printer);
    if given.iter().any(|path| !project.is_there(path)) {
        return;
    }
    printer.watching();
    while !is_stopped() {
        let mut saved = BTreeSet::new();
        let mut gather = |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if !matches!(event.kind, EventKind::Access(_)) {
                saved.extend(event.paths);
            }
        };
        let Ok(event) = receiver.recv_timeout(LOOK) else { continue };
        gather(event);
        while let Ok(event) = receiver.recv_timeout(SETTLED) {
            gather(event);
        }
        let is_case = |path: &PathBuf| project.is_case(path);
        let matters = |path: &&PathBuf| {
            project.is_of_a_build(path) && (!is_case(path) || project.is_chosen(path, given))
        };
        let saved: Vec<PathBuf> = saved.iter().filter(matters).cloned().collect();
        if saved.is_empty() {
            continue;
        }
        printer.begin_anew();
        if saved.iter().all(is_case) {
            build(&saved, printer);
        } else {
            build(given, printer);
        }
    }
}
