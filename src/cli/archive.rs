//! `archive`: a package for each case, for an archive to take in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use blankett::archive::problems::{NoDeliveryDate, OtherDelivered, PackageSealed, PagesOfOne};
use blankett::archive::seal::Seal;
use blankett::archive::{
    self, Archivist, DELIVERIES, Deliveries, Delivery, File, Rebuild, Replaced, SUMS,
    package_of_sum, sum, verify_package, whole,
};
use blankett::diagnostic::{Place, Report};
use blankett::workspace::problems::{PackageDiffers, SamePackage};
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Settings, Workspace};

use super::args::ArchiveArgs;
use super::batch::{STOP, for_each_case, stop_between};
use super::print::Printer;
use super::words::Packages;

/// What became of a case.
enum Outcome {
    /// It is not decided yet.
    NotDecided,
    /// What it says was delivered.
    Delivered,
    /// Its package is there as it would be made.
    Unchanged { id: String, place: Place },
    /// Its package, which takes the place of an older one where there is one.
    Made { id: String, place: Place, path: PathBuf, files: Vec<File>, replaced: Option<Vec<u8>> },
}

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
    let deliveries = deliveries(project, &args.out, &mut report);
    printer.report(&report);
    let Some(deliveries) = deliveries else { return };
    if !args.delivered.is_empty() {
        let mut report = Report::new();
        deliver(project, args, &settings, day, deliveries, &mut report);
        printer.report(&report);
        return;
    }
    let profile = args.pdf.profile.into();
    let archivist = Archivist {
        profile,
        settings,
        day,
        is_forced: args.force,
        history: project.history(),
        pages: args.pages.clone(),
        unread: args.pages_unread.clone(),
        is_signed: args.signed,
        is_own: args.own_pages,
    };
    let mut report = Report::new();
    let count = args.pages.as_ref().map_or(1, |_| project.cases(&args.cases, &mut report).len());
    if count > 1 {
        report.error_nowhere(PagesOfOne);
    }
    printer.report(&report);
    if count > 1 || report.has_errors() {
        return;
    }
    make(project, args, &archivist, &deliveries, printer);
}

/// Makes the packages that are not there yet, or of which the case has changed.
fn make(
    project: &Project,
    args: &ArchiveArgs,
    archivist: &Archivist,
    deliveries: &Deliveries,
    printer: &mut Printer,
) {
    let workspace = Workspace::open(project.clone());
    let given: Vec<PathBuf> = args.cases.iter().map(|path| project.full(path)).collect();
    let package = |case: &CaseFile, report: &mut CaseReport| {
        let checked = workspace.checked(case, report)?;
        let report = &mut report.own;
        // Whoever names a case is told that it is not decided.
        if !archivist.is_due(&checked) && !given.contains(&project.full(&case.path)) {
            // What is still to be answered in it is not asked here.
            *report = Report::new();
            return Some(Outcome::NotDecided);
        }
        let gathered = archivist.gather(project, case, &checked, report)?;
        let plan = gathered.plan(project, case, &checked, &archivist.settings, report)?;
        let delivered = deliveries.newest(&plan.id);
        if let Some(Delivery { package, case: Some(other), .. }) = delivered
            && *other != plan.case()
        {
            let (other, name) = (other.clone(), package.clone());
            report.error(SamePackage { other, name }, checked.place());
            return None;
        }
        if delivered.is_some_and(|delivered| delivered.content.as_ref() == Some(&plan.content)) {
            return Some(Outcome::Delivered);
        }
        let plan = plan.replacing(delivered.map(|delivered| Replaced {
            id: delivered.package.clone(),
            digest: delivered.sha256.clone(),
        }));
        let path = args.out.join(archive::file_of(&plan.name(), args.bag, args.zip));
        let mut replaced = None;
        if project.is_there(&path) {
            let there = project.read_package(&path, report)?;
            let (name, file) = (there.name.clone(), there.file.clone());
            let Some(there) = whole(there) else {
                report.error_nowhere(PackageDiffers { path: name });
                return None;
            };
            if plan.made(&there) {
                return Some(Outcome::Unchanged { id: there.id, place: checked.place() });
            }
            if let Some(other) = there.told("case").filter(|other| *other != plan.case()) {
                let (other, name) = (other.to_owned(), there.id.clone());
                report.error(SamePackage { other, name }, checked.place());
                return None;
            }
            if Seal::ALL.iter().any(|seal| project.is_there(&seal.path(&path))) {
                report.error_nowhere(PackageSealed { path: name });
                return None;
            }
            replaced = Some(file.unwrap_or_default());
        }
        let contents = plan.contents(report)?;
        let (_, files) = archive::pack(&contents, args.bag, args.zip);
        Some(Outcome::Made { id: contents.id, place: checked.place(), path, files, replaced })
    };
    let chosen =
        Chosen { given: &args.cases, jobs: args.jobs, stop: Some(&STOP), ..Chosen::default() };
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let (mut packages, mut faults) = (Packages::default(), 0);
    let mut written = BTreeSet::new();
    let mut summary = for_each_case(&workspace, chosen, printer, package, |printer, outcome| {
        let case = outcome.case;
        let Some(made) = outcome.made else { return };
        let (id, place) = match &made {
            Outcome::NotDecided => return packages.not_decided += 1,
            Outcome::Delivered => return packages.delivered += 1,
            Outcome::Unchanged { id, place } | Outcome::Made { id, place, .. } => {
                (id.clone(), place.clone())
            }
        };
        let mut report = Report::new();
        // In the order of the cases: which of two has another's name does not depend on which was first.
        if let Some(other) = names.get(&id) {
            report.error(SamePackage { other: other.clone(), name: id }, place);
        } else {
            names.insert(id, case.name.clone());
            match made {
                Outcome::Made { path, files, replaced, .. } => {
                    if project.write_package(&path, &files, replaced.as_deref(), &mut report) {
                        printer.written(&path);
                        packages.written += 1;
                        written.insert(path);
                    }
                }
                _ => packages.unchanged += 1,
            }
        }
        faults += usize::from(report.has_errors());
        printer.report(&report);
    });
    summary.failed += faults;
    let mut report = Report::new();
    write_sums(project, &args.out, &written, &mut report);
    printer.report(&report);
    packages.folder = args.out.to_string_lossy().into_owned();
    summary.packages = Some(packages);
    printer.summary(&summary);
}

/// What was delivered of the packages in a folder; nothing where nobody says.
fn deliveries(project: &Project, out: &Path, report: &mut Report) -> Option<Deliveries> {
    let path = out.join(DELIVERIES);
    if !project.is_there(&path) {
        return Some(Deliveries::default());
    }
    let source = project.read(&project.full(&path), report)?;
    Deliveries::parse(&source, report)
}

/// Writes down that packages were delivered.
fn deliver(
    project: &Project,
    args: &ArchiveArgs,
    settings: &Settings,
    day: Option<String>,
    mut deliveries: Deliveries,
    report: &mut Report,
) {
    let Some(date) = day else {
        report.error_nowhere(NoDeliveryDate);
        return;
    };
    for path in args.delivered.iter().flat_map(|path| project.packages(path)) {
        let Some(verified) = verify_package(project, &path, Rebuild::Ours, report) else {
            continue;
        };
        let package = verified.id;
        let delivery = Delivery {
            package: package.clone(),
            case: Some(verified.case),
            sha256: verified.digest,
            content: verified.content,
            date: date.clone(),
            agreement: settings.agreement.clone(),
            receipt: args.receipt.clone(),
        };
        if deliveries.add(delivery).is_none() {
            report.error_nowhere(OtherDelivered { package });
        }
    }
    if !report.has_errors() {
        write_beside(project, &args.out.join(DELIVERIES), &deliveries.to_toml(), report);
    }
}

/// Writes a file beside packages anew, unless it is as it is to be.
fn write_beside(project: &Project, path: &Path, text: &str, report: &mut Report) {
    let there = project.is_there(path).then(|| project.read_whole(&project.full(path), report));
    let there = match there {
        Some(None) => return,
        there => there.flatten(),
    };
    if there.as_deref() != Some(text.as_bytes()) {
        project.write(path, text.as_bytes(), there.as_deref(), report);
    }
}

/// Writes the digests of all packages in a folder beside them, as `sha256sum` checks them. Those of packages that were not
/// written now stand as they did, so that what somebody changes is seen.
fn write_sums(project: &Project, out: &Path, written: &BTreeSet<PathBuf>, report: &mut Report) {
    let path = out.join(SUMS);
    let old = project.is_there(&path).then(|| project.read_whole(&project.full(&path), report));
    let old = old.flatten().unwrap_or_default();
    let old = String::from_utf8_lossy(&old);
    let known: BTreeMap<&str, &str> =
        old.lines().filter_map(|line| Some((package_of_sum(line)?, line))).collect();
    let written: BTreeSet<PathBuf> = written.iter().map(|path| project.full(path)).collect();
    let mut sums = String::new();
    for path in project.packages_in(out) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(line) = known.get(name.as_str()).filter(|_| !written.contains(&path)) {
            sums.extend([line, "\n"]);
        } else {
            let package = project.read_package(&path, report);
            sums.extend(package.and_then(|package| sum(&name, &package)));
        }
    }
    if !sums.is_empty() {
        write_beside(project, &path, &sums, report);
    }
}
