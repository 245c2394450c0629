//! Many cases: what becomes of the package of each, and the digests of all beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::archive::problems::{OtherPacking, PackageSealed, PagesLeft};
use crate::diagnostic::{Place, Report};
use crate::workspace::problems::{PackageDiffers, SamePackage};
use crate::workspace::{CaseFile, CaseReport, Project, Workspace};

use super::deliveries::{Deliveries, Delivery};
use super::inputs::{Replaced, named};
use super::seal::Seal;
use super::{Archivist, File, SUMS, file_of, pack, package_of_sum, proof, sum};

/// Packages that are made in one run.
#[derive(Debug)]
pub struct Batch<'a> {
    /// The project.
    pub project: &'a Project,
    /// How they are made.
    pub archivist: &'a Archivist,
    /// What was delivered of them.
    pub deliveries: &'a Deliveries,
    /// Where they are written.
    pub out: &'a Path,
    /// Whether a BagIt bag is around each.
    pub is_bag: bool,
    /// Whether each is one file.
    pub is_zip: bool,
}

/// What becomes of a case.
#[derive(Debug)]
pub enum Outcome {
    /// It is not decided yet.
    NotDecided,
    /// What it says was delivered.
    Delivered,
    /// Its package is there as it would be made.
    Unchanged(Named),
    /// Its package, to be written.
    Made(Named, Made),
}

/// What a package is called, and where its case stands.
#[derive(Clone, Debug)]
pub struct Named {
    /// What it calls itself.
    pub id: String,
    place: Place,
}

/// A package that is made.
#[derive(Debug)]
pub struct Made {
    /// Where it goes, from the project's folder.
    pub path: PathBuf,
    files: Vec<File>,
    /// What one file had that it takes the place of; nothing of a folder.
    replaced: Option<Vec<u8>>,
}

impl Batch<'_> {
    /// What becomes of a case. One that is not decided is passed over, unless it `is_named`.
    ///
    /// # Errors
    ///
    /// All errors go to `report`: what is wrong with the case, and what stands in the place of its package.
    pub fn outcome(
        &self,
        workspace: &Workspace,
        case: &CaseFile,
        is_named: bool,
        report: &mut CaseReport,
    ) -> Option<Outcome> {
        let Batch { project, archivist, deliveries, .. } = self;
        let checked = workspace.checked(case, report)?;
        let report = &mut report.own;
        if !archivist.is_due(&checked) && !is_named {
            // What is still to be answered in it is not asked here.
            *report = Report::new();
            return Some(Outcome::NotDecided);
        }
        let gathered = archivist.gather(project, case, &checked, report)?;
        let plan = gathered.plan(project, case, &checked, &archivist.settings, report)?;
        let place = checked.place();
        let same = |other: &str, name: &str| SamePackage { other: other.into(), name: name.into() };
        let delivered = deliveries.newest(&plan.id);
        if let Some(Delivery { package, case: Some(other), .. }) = delivered
            && *other != plan.case()
        {
            report.error(same(other, package), place);
            return None;
        }
        if let Some(Delivery { package, content, pages, .. }) = delivered {
            let is_same = content.as_ref() == Some(&plan.content);
            if is_same && plan.keeps(pages.as_deref()) {
                return Some(Outcome::Delivered);
            }
            if !is_same && plan.leaves(pages.as_deref()) {
                report.error(PagesLeft { path: package.clone() }, place);
                return None;
            }
        }
        let plan = plan.replacing(delivered.map(|delivered| Replaced {
            id: delivered.package.clone(),
            digest: delivered.sha256.clone(),
        }));
        let path = self.out.join(file_of(&plan.name(), self.is_bag, self.is_zip));
        let mut replaced = None;
        if project.is_there(&path) {
            let there = project.read_package(&path, report)?;
            let (shown, file) = (there.name.clone(), there.file.clone());
            let Some(there) = proof::whole(there) else {
                report.error_nowhere(PackageDiffers { path: shown });
                return None;
            };
            let decided = there.told(named::PAGES_DIGEST);
            let is_same = there.told(named::CONTENT_DIGEST) == Some(&plan.content);
            if plan.made(&there) || is_same && plan.leaves(decided) {
                return Some(Outcome::Unchanged(Named { id: there.id, place }));
            }
            if there.case() != plan.case() {
                report.error(same(there.case(), &there.id), place);
                return None;
            }
            if plan.leaves(decided) {
                report.error(PagesLeft { path: shown }, place);
                return None;
            }
            if Seal::ALL.iter().any(|seal| project.is_there(&seal.path(&path))) {
                report.error_nowhere(PackageSealed { path: shown });
                return None;
            }
            replaced = Some(file.unwrap_or_default());
        }
        for (is_bag, is_zip) in [(false, false), (false, true), (true, false), (true, true)] {
            let other = self.out.join(file_of(&plan.name(), is_bag, is_zip));
            if other != path && project.is_there(&other) {
                report.warning_nowhere(OtherPacking { path: other.to_string_lossy().into() });
            }
        }
        let contents = plan.contents(report)?;
        let (_, files) = pack(&contents, self.is_bag, self.is_zip);
        let named = Named { id: contents.id, place };
        Some(Outcome::Made(named, Made { path, files, replaced }))
    }

    /// Writes a package.
    ///
    /// # Errors
    ///
    /// What cannot be written is a problem in `report`.
    pub fn write(&self, made: &Made, report: &mut Report) -> bool {
        let Made { path, files, replaced } = made;
        if replaced.is_some() {
            // Whatever comes between: no digest stands there of what is there no more.
            self.write_sums(&BTreeSet::from([path.clone()]), false, report);
        }
        self.project.write_package(path, files, replaced.as_deref(), report)
    }

    /// Writes the digests of all packages beside them, as `sha256sum` checks them. Those of packages that were not
    /// `written` now stand as they did, so that what somebody changes is seen; those that were are made, or left out.
    ///
    /// # Errors
    ///
    /// What cannot be read or written is a problem in `report`.
    pub fn write_sums(&self, written: &BTreeSet<PathBuf>, are_made: bool, report: &mut Report) {
        let project = self.project;
        let file = self.out.join(SUMS);
        let Some(old) = project.read_if_there(&file, report) else { return };
        let text = String::from_utf8_lossy(old.as_deref().unwrap_or_default()).into_owned();
        let known: BTreeMap<&str, &str> =
            text.lines().filter_map(|line| Some((package_of_sum(line)?, line))).collect();
        let written: BTreeSet<PathBuf> = written.iter().map(|path| project.full(path)).collect();
        let mut sums = String::new();
        for path in project.packages_in(self.out) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let line = known.get(name.as_str()).filter(|_| !written.contains(&path));
            if let Some(line) = line {
                sums.extend([line, "\n"]);
            } else if are_made {
                let package = project.read_package(&path, report);
                sums.extend(package.and_then(|package| sum(&name, &package)));
            }
        }
        if sums != text {
            project.write(&file, sums.as_bytes(), old.as_deref(), report);
        }
    }
}

impl Named {
    /// Reports that another case has a package of this name.
    ///
    /// # Errors
    ///
    /// One error in `report`.
    pub fn refuse(&self, other: &str, report: &mut Report) {
        let (other, name) = (other.to_owned(), self.id.clone());
        report.error(SamePackage { other, name }, self.place.clone());
    }
}
