//! `archive`: a package for each case, for an archive to take in.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use blankett::archive::{self, Archivist};
use blankett::diagnostic::Report;
use blankett::workspace::problems::SamePackage;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Settings, Workspace};

use super::args::ArchiveArgs;
use super::batch::{STOP, for_each_case, stop_between};
use super::print::Printer;

/// Writes a package for every case given.
pub(super) fn run(project: &Project, args: &ArchiveArgs, printer: &mut Printer) {
    let profile = args.pdf.profile.into();
    let mut report = Report::new();
    let settings = project.settings(&mut report);
    let settings = Settings::parse(settings.as_ref(), &mut report);
    printer.report(&report);
    let (Some(settings), Ok(day)) = (settings, printer.day(args.pdf)) else { return };
    let day = day.map(|day| day.to_string());
    let archivist = Archivist { profile, settings, day, is_forced: args.force };
    let workspace = Workspace::open(project.clone());
    stop_between();
    let is_stopped = || STOP.load(Ordering::Relaxed);
    let mut report = Report::new();
    let lock = project.lock(&args.out, || printer.waits(&args.out), is_stopped, &mut report);
    printer.report(&report);
    let Some(_lock) = lock else { return };
    let names: Mutex<BTreeMap<String, String>> = Mutex::default();
    let package = |case: &CaseFile, report: &mut CaseReport| {
        let checked = workspace.checked(case, report)?;
        let contents = archivist.contents(project, case, &checked, &mut report.own)?;
        let mut names = names.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(other) = names.insert(contents.id.clone(), case.name.clone()) {
            let problem = SamePackage { other, name: contents.id };
            report.own.error(problem, checked.place());
            return None;
        }
        let (name, files) = archive::pack(&contents, args.bag, args.zip);
        let path = args.out.join(name);
        project.write_package(&path, &files, &mut report.own).then_some(path)
    };
    // One at a time: which of two has another's name must not depend on who is first.
    let jobs = Some(NonZero::<usize>::MIN);
    let chosen = Chosen { given: &args.cases, jobs, ..Chosen::default() };
    let mut packages = 0;
    let mut summary = for_each_case(&workspace, chosen, printer, package, |printer, outcome| {
        if let Some(path) = outcome.made {
            printer.written(&path);
            packages += 1;
        }
    });
    summary.files = packages;
    summary.are_packages = true;
    summary.folder = Some(args.out.to_string_lossy().into_owned());
    printer.summary(&summary);
}
