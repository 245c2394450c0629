//! `build` and `check`: the documents of cases, and what is wrong with them.

use std::path::PathBuf;

use blankett::diagnostic::Report;
use blankett::workspace::{Build, CaseFile, CaseReport, Chosen, Project, Workspace};
use blankett::write::Format;

use super::args;
use super::batch::{STOP, for_each_case, print_case, stop_between};
use super::print::{Printer, Published, Summary};
use super::watch;

/// Writes the documents of all cases given.
pub(super) fn run(project: &Project, args: &args::BuildArgs, printer: &mut Printer) {
    let mut formats: Vec<Format> =
        args.format.iter().map(|format| format.format(args.pdf)).collect();
    formats.sort_unstable();
    formats.dedup();
    let takes_a_day = formats.iter().any(|format| matches!(format, Format::Pdf(_)));
    let day = if takes_a_day { printer.day(args.pdf) } else { Ok(None) };
    let Ok(day) = day else { return };
    stop_between();
    let build = Build {
        formats,
        day: day.map(|day| day.to_string()),
        out: args.out.clone(),
        is_only_compared: args.check,
        is_forced: args.force,
        has_proofs: args.proof,
        is_public: args.without_personal,
        is_pruned: args.prune,
        is_unprotected: args.unprotected,
    };
    let run = |given: &[PathBuf], printer: &mut Printer| {
        let chosen = Chosen { given, shard: args.shard, jobs: args.jobs, stop: Some(&STOP) };
        run_once(project, &build, chosen, printer);
    };
    if args.watch {
        // From here on by paths, which is what is saved.
        let mut report = Report::new();
        let given = Workspace::open(project.clone()).named(&args.cases, &mut report);
        printer.report(&report);
        if report.has_errors() {
            return;
        }
        watch::watch(project, &given, printer, run);
    } else {
        run(&args.cases, printer);
    }
}

fn run_once(project: &Project, build: &Build, chosen: Chosen<'_>, printer: &mut Printer) {
    let mut report = Report::new();
    let workspace = Workspace::open(project.reopened());
    let waits = || printer.waits(&build.out);
    let building = build.begin(&workspace, chosen, waits, &mut report);
    printer.report(&report);
    let Some(building) = building else { return };
    let cases = building.cases();
    let mut summary = Summary { cases, ..Summary::default() };
    printer.begin(cases);
    let mut published = Published::default();
    let result = building.run(|outcome| {
        print_case(printer, &outcome, &mut summary);
        let is_failed = outcome.is_failed();
        let documents = outcome.made.unwrap_or_default();
        for path in &documents.written {
            printer.written(path);
        }
        for (path, filled) in &documents.proofs {
            printer.proof(path, filled);
        }
        if build.is_public && !is_failed {
            published.cases += 1;
            published.replaced += documents.replaced.len();
            published.let_through.extend(documents.let_through.iter().cloned());
        }
        printer.case_built(&outcome.case.name, is_failed, build.is_public, &documents);
        printer.advance();
    });
    printer.report(&result.report);
    printer.removed(&build.out, &result.removed);
    summary.files = result.written;
    summary.unchanged = result.unchanged;
    summary.not_begun = cases - result.done;
    summary.folder = (!build.is_only_compared).then(|| build.out.to_string_lossy().into_owned());
    printer.summary(&summary);
    if published.cases > 0 {
        printer.published(&published);
    }
}

/// Checks all cases given.
pub(super) fn check(project: &Project, args: &args::CheckArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    let chosen =
        Chosen { given: &args.cases, shard: args.shard, jobs: args.jobs, stop: Some(&STOP) };
    let check = |case: &CaseFile, report: &mut CaseReport| {
        let checked = workspace.checked(case, report)?;
        checked.can_be_built(&mut report.own).then_some(())
    };
    let summary = for_each_case(&workspace, chosen, printer, check, |_, _| {});
    printer.summary(&summary);
}
