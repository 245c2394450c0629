//! `archive`: a package for each case, for an archive to take in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use blankett::archive::problems::PagesOfOne;
use blankett::archive::{Archivist, Batch, Deliveries, Outcome, deliver};
use blankett::diagnostic::Report;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Settings, Workspace};

use super::args::ArchiveArgs;
use super::batch::{STOP, for_each_case, stop_between};
use super::print::Printer;
use super::words::Packages;

/// Writes a package for every case given, or writes down that packages were delivered.
pub(super) fn run(project: &Project, args: &ArchiveArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let settings = project.settings(&mut report);
    let settings = Settings::parse(settings.as_ref(), &mut report);
    let is_place = project.is_place_for_packages(&args.out, &mut report);
    printer.report(&report);
    let Some(settings) = settings.filter(|_| is_place) else { return };
    let Ok(day) = printer.day(args.pdf) else { return };
    let day = day.map(|day| day.to_string());
    stop_between();
    let is_stopped = || STOP.load(Ordering::Relaxed);
    let mut report = Report::new();
    let lock = project.lock(&args.out, || printer.waits(&args.out), is_stopped, &mut report);
    printer.report(&report);
    let Some(_lock) = lock else { return };
    let mut report = Report::new();
    let deliveries = Deliveries::read(project, &mut report);
    printer.report(&report);
    let Some(deliveries) = deliveries else { return };
    if !args.delivered.is_empty() {
        let mut report = Report::new();
        let packages = args.delivered.iter().flat_map(|path| project.packages(path));
        let packages: Vec<PathBuf> = packages.collect();
        let (agreement, receipt) = (settings.agreement.as_deref(), args.receipt.as_deref());
        let written = deliver(
            project,
            deliveries,
            &packages,
            (day.as_deref(), agreement, receipt),
            &mut report,
        );
        printer.report(&report);
        if let Some(path) = written {
            printer.file_written(&path);
        }
        return;
    }
    let mut report = Report::new();
    let history = project.history(&mut report);
    printer.report(&report);
    let Some(history) = history else { return };
    let archivist = Archivist {
        profile: args.pdf.profile.into(),
        settings,
        day,
        is_forced: args.force,
        history,
        pages: args.pages.clone(),
        unread: args.pages_unread.clone(),
        is_signed: args.signed,
        is_own: args.own_pages,
    };
    let mut report = Report::new();
    let workspace = Workspace::open(project.clone());
    // Named cases have paths from here on: which of them are named decides what is told of them.
    let given = workspace.named(&args.cases, &mut report);
    if report.has_errors() {
        return printer.report(&report);
    }
    let count = args.pages.as_ref().map_or(1, |_| project.cases(&given, &mut report).len());
    if count > 1 {
        report.error_nowhere(PagesOfOne);
    }
    printer.report(&report);
    if report.has_errors() {
        return;
    }
    let batch = Batch {
        project,
        archivist: &archivist,
        deliveries: &deliveries,
        out: &args.out,
        is_bag: args.bag,
        is_zip: args.zip,
    };
    make(&workspace, &batch, &given, args, printer);
}

/// Makes the packages that are not there yet, or of which the case has changed.
fn make(
    workspace: &Workspace,
    batch: &Batch<'_>,
    given: &[PathBuf],
    args: &ArchiveArgs,
    printer: &mut Printer,
) {
    let project = batch.project;
    let asked_for: Vec<PathBuf> = given.iter().map(|path| project.full(path)).collect();
    let work = |case: &CaseFile, report: &mut CaseReport| {
        let is_named = asked_for.contains(&project.full(&case.path));
        batch.outcome(workspace, case, is_named, report)
    };
    let chosen = Chosen { given, jobs: args.jobs, stop: Some(&STOP), ..Chosen::default() };
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let (mut packages, mut faults) = (Packages::default(), 0);
    let mut written = BTreeSet::new();
    let mut summary = for_each_case(workspace, chosen, printer, work, |printer, outcome| {
        let case = outcome.case;
        let (package, made) = match outcome.made {
            None => return,
            Some(Outcome::NotDecided) => return packages.not_decided += 1,
            Some(Outcome::Delivered) => return packages.delivered += 1,
            Some(Outcome::Unchanged(package)) => (package, None),
            Some(Outcome::Made(package, made)) => (package, Some(made)),
        };
        let mut report = Report::new();
        // In the order of the cases: which of two has another's name does not depend on which was first.
        if let Some(other) = names.get(&package.id) {
            package.refuse(other, &mut report);
        } else {
            names.insert(package.id, case.name.clone());
            match made {
                None => packages.unchanged += 1,
                Some(made) if batch.write(&made, &mut report) => {
                    printer.written(&made.path);
                    packages.written += 1;
                    written.insert(made.path);
                }
                Some(_) => {}
            }
        }
        faults += usize::from(report.has_errors());
        printer.report(&report);
    });
    summary.failed += faults;
    let mut report = Report::new();
    batch.write_sums(&written, true, &mut report);
    printer.report(&report);
    packages.folder = args.out.to_string_lossy().into_owned();
    summary.packages = Some(packages);
    printer.summary(&summary);
}
