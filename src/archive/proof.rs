//! Whether a package is what it says: the case and the form in it make every other file of it, byte by byte. A package
//! that another program made is read back instead: the Word file and the pages are of the case's answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::answers;
use crate::case;
use crate::diagnostic::{Report, Source};
use crate::digest::sha256;
use crate::word::WordFile;
use crate::workspace::problems::{BadPackage, PackageProblem};
use crate::workspace::{CaseReport, Checked, PackageOnDisk, Project, Settings, Workspace};
use crate::write::{Format, Profile};

use super::contents::{content_digest, placed_answers};
use super::inputs::{CLEAN, Inputs, PagesOf, Program, Stated, named, objects_in};
use super::pages::Pages;
use super::seal::{self, Seal};
use super::verify::{PackageParts, verify};
use super::{File, Gathered, SUMS, bag, mets, package_of_sum, premis, sip, unzip};

/// A package that is what it says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verified {
    /// Its path as shown to people.
    pub name: String,
    /// What it calls itself.
    pub id: String,
    /// The file that holds all others, by its path.
    pub holder: PathBuf,
    /// The seals that are of it.
    pub seals: Vec<(Seal, PathBuf)>,
    /// The digest that holds it all: see [`Delivery`](super::Delivery).
    pub digest: String,
    /// The case, by its path in the package.
    pub case: String,
    /// The digest of the pages that another program made, where it has such.
    pub pages: Option<String>,
    /// The digest of what its case says and what its form is, where it states one.
    pub content: Option<String>,
    /// How many files it has.
    pub files: usize,
    /// What is proved of them beside that they are as stated.
    pub proof: Proof,
}

/// Whether a package is made again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rebuild {
    /// It is, and must come out the same.
    Always,
    /// If this program made it.
    Ours,
    /// It is not.
    Never,
}

/// What is proved of a package whose files are as it states.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Proof {
    /// The case and the form in it make all the rest. What they do not make is only stated.
    Rebuilt(Vec<Stated>),
    /// Its Word file and its pages are of the case's answers. All else is only stated.
    ReadBack(Vec<Stated>),
}

/// Verifies a package on the disk: a folder, a bag or a zip. `path` is from the project's folder. Where it is not made again
/// from the case and the form in it, its documents are read back.
///
/// # Errors
///
/// Whatever is not as the package says goes to `report`, and that it could not be made again.
pub fn verify_package(
    project: &Project,
    path: &Path,
    rebuild: Rebuild,
    report: &mut Report,
) -> Option<Verified> {
    let before = report.errors();
    let given = project.read_package(path, report)?;
    let name = given.name.clone();
    let Some((within, bytes)) = holder(&given) else {
        tell(&name, PackageProblem::NoMets, report);
        return None;
    };
    let digest = sha256(bytes);
    let shown = PathBuf::from(&name);
    let holder = within.map_or_else(|| shown.clone(), |file| shown.join(file));
    let seals = seal::beside(project, path, &shown, &digest, report);
    let found = opened(given);
    let (folder, files) = match found {
        Ok(found) => found,
        Err(faults) => {
            for fault in faults {
                tell(&name, fault, report);
            }
            return None;
        }
    };
    let count = files.len();
    let place = project.full(path);
    let sums = place.parent().map(|folder| folder.join(SUMS)).filter(|sums| project.has(sums));
    if let Some(sums) = sums {
        let sums = project.read_whole(&sums, report)?;
        let told = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sums = String::from_utf8_lossy(&sums).into_owned();
        let line = sums.lines().find(|line| package_of_sum(line) == Some(told.as_str()));
        if line.is_some_and(|line| !line.starts_with(&digest)) {
            tell(&name, PackageProblem::OtherSum, report);
        }
    }
    let package = verify(&name, &folder, files, report);
    if report.errors() > before {
        return None;
    }
    let content = package.told(named::CONTENT_DIGEST).map(str::to_owned);
    let mut prover = Prover { name: &name, package: &package, report };
    let proof = prover.prove(rebuild);
    (report.errors() == before).then(|| {
        let id = package.id.clone();
        let case = package.case().to_owned();
        let pages = package.told(named::PAGES_DIGEST).map(str::to_owned);
        Verified { name, id, case, pages, holder, seals, digest, content, files: count, proof }
    })
}

/// The files of a package on the disk, and the name of its folder.
fn opened(package: PackageOnDisk) -> Result<(String, Vec<File>), Vec<PackageProblem>> {
    match package.file {
        Some(bytes) => unzip(&bytes),
        None => Ok((package.folder, package.files)),
    }
}

/// The file of a package that holds all others, by its path in the folder, which there is none of where it is one file;
/// its bytes.
pub(super) fn holder(package: &PackageOnDisk) -> Option<(Option<String>, &[u8])> {
    if let Some(bytes) = &package.file {
        return Some((None, bytes));
    }
    // Where a bag does not hold its own files, which is told of it, what holds the rest.
    let manifests = [false, true]
        .map(|is_payload| bag::DIGESTS.map(|(name, _)| bag::manifest_name(is_payload, name)));
    manifests.into_iter().flatten().chain([mets::PATH.to_owned()]).find_map(|name| {
        let (_, bytes) = package.files.iter().find(|(path, _)| *path == name)?;
        Some((Some(name), bytes.as_slice()))
    })
}

/// What a package on the disk holds, if it is as it states.
pub fn whole(package: PackageOnDisk) -> Option<PackageParts> {
    let mut report = Report::new();
    let (folder, files) = opened(package).ok()?;
    let parts = verify("", &folder, files, &mut report);
    (!report.has_errors()).then_some(parts)
}

/// The day of pages that nobody sees.
const SOME_DAY: &str = "2000-01-01";

struct Prover<'a> {
    name: &'a str,
    package: &'a PackageParts,
    report: &'a mut Report,
}

fn tell(name: &str, fault: PackageProblem, report: &mut Report) {
    report.error_nowhere(BadPackage { path: name.to_owned(), fault });
}

impl Prover<'_> {
    fn fault(&mut self, fault: PackageProblem) {
        tell(self.name, fault, self.report);
    }

    fn told(&self, name: &str) -> &str {
        self.package.told(name).unwrap_or_default()
    }

    fn prove(&mut self, wanted: Rebuild) -> Proof {
        let mut inputs = Inputs::stated(&self.package.day, &self.package.provenance);
        let is_ours =
            inputs.as_ref().is_some_and(|inputs| inputs.program.sources == Program::this().sources);
        let objects = objects_in(&self.package.files, self.package.told(named::PATH));
        if let Some(objects) = &objects {
            let case = self.package.sources.iter().find(|(path, _)| path == self.told(named::CASE));
            let id = self.told(named::COMMIT);
            if !case.is_some_and(|(_, case)| objects.prove(id, case)) {
                self.fault(PackageProblem::OtherCommit);
            }
        }
        let is_rebuilt = match wanted {
            Rebuild::Always => true,
            Rebuild::Ours => is_ours,
            Rebuild::Never => false,
        };
        if let Some(inputs) = &mut inputs {
            // What can be known is not only stated.
            if let Some(objects) = &objects {
                inputs.commit.people = objects.people();
                inputs.commit.state = Some(CLEAN.to_owned());
            }
            if is_ours {
                let commit = inputs.program.commit.take();
                inputs.program = Program { commit, ..Program::this() };
            }
            inputs.objects = objects;
        }
        let stated = inputs.as_ref().map(Inputs::unproved).unwrap_or_default();
        if let Some(inputs) = inputs.filter(|_| is_rebuilt) {
            let mut unproved = stated.clone();
            let rebuilt = self.rebuilt(inputs);
            match rebuilt.map(|(files, organisation)| (self.others(&files), organisation)) {
                Some((files, organisation)) if files.is_empty() => {
                    if !self.package.tags.is_empty() {
                        unproved.push(Stated::Bag);
                    }
                    unproved.push(Stated::Organisation(organisation));
                    return Proof::Rebuilt(unproved);
                }
                // What this very program does not make is not made of what is there.
                Some((files, _)) if is_ours => {
                    for file in files {
                        self.fault(PackageProblem::NotRebuilt { file });
                    }
                }
                None if is_ours => self.fault(PackageProblem::CannotRebuild),
                _ => {}
            }
        }
        if is_rebuilt && !is_ours {
            let program = self.told(named::PROGRAM).to_owned();
            self.fault(PackageProblem::OtherProgram { program });
        }
        self.read_back();
        Proof::ReadBack(stated)
    }

    /// The files of the package as they are made of the case and the form in it, and whose it then is.
    fn rebuilt(&self, mut inputs: Inputs) -> Option<(Vec<File>, String)> {
        let (workspace, checked) = self.case()?;
        inputs.is_forced = !checked.answers.is_decided(&checked.form.form);
        let mut report = Report::new();
        let file = workspace.project.case(&PathBuf::from(self.told(named::CASE)), &mut report)?;
        let settings = workspace.project.settings(&mut report);
        let settings = Settings::parse(settings.as_ref(), &mut report)?;
        let pages = matches!(inputs.pages, PagesOf::Given { .. });
        let pages = pages.then(|| self.package.pages.first().map(|(_, bytes)| bytes.clone()));
        let gathered = Gathered::stated(inputs, pages.flatten());
        let plan = gathered.plan(&workspace.project, &file, &checked, &settings, &mut report)?;
        let files = sip(&plan.contents(&mut report)?);
        Some((files, settings.organisation.name))
    }

    /// The case in the package, checked.
    fn case(&self) -> Option<(Workspace, Checked)> {
        let workspace = Workspace::open(Project::in_memory(self.package.sources.clone()));
        let mut report = CaseReport::default();
        let file =
            workspace.project.case(&PathBuf::from(self.told(named::CASE)), &mut report.own)?;
        let checked = workspace.checked(&file, &mut report)?;
        Some((workspace, checked))
    }

    /// The files that are not as they were made again: of those that hold the digests of others, only where these
    /// are as they should be.
    fn others(&self, rebuilt: &[File]) -> Vec<String> {
        let found: BTreeMap<&str, &[u8]> =
            self.package.files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
        let made: BTreeMap<&str, &[u8]> =
            rebuilt.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
        let paths: BTreeSet<&str> = found.keys().chain(made.keys()).copied().collect();
        let others = paths.into_iter().filter(|path| found.get(path) != made.get(path));
        let (holders, data): (Vec<&str>, Vec<&str>) =
            others.partition(|path| path.ends_with(mets::PATH) || path.ends_with(premis::PATH));
        let told = if data.is_empty() { holders } else { data };
        told.into_iter().map(str::to_owned).collect()
    }

    /// Whether the pages, the Word file and the case are of the same answers.
    fn read_back(&mut self) {
        let case = self.told(named::CASE).to_owned();
        let Some((_, checked)) = self.case() else {
            self.fault(PackageProblem::BadCase { file: case });
            return;
        };
        let (form, answers) = (&checked.form.form, &checked.answers);
        // Documents of a case in which nothing stands have no digest.
        let digest = if answers.is_blank() { String::new() } else { answers.digest(form) };
        if self.told(named::ANSWERS_DIGEST) != digest {
            let file = premis::PATH.to_owned();
            self.fault(PackageProblem::OtherCase { file });
        }
        let package = self.package;
        let content = content_digest(&package.sources);
        if package.told(named::CONTENT_DIGEST).is_some_and(|stated| stated != content) {
            let file = premis::PATH.to_owned();
            self.fault(PackageProblem::OtherCase { file });
        }
        let stem = case.strip_prefix("cases/").and_then(|path| path.strip_suffix(".toml"));
        let word = stem.map(|stem| format!("output/{stem}.docx"));
        match package.sources.iter().find(|(path, _)| Some(path) == word.as_ref()) {
            Some((path, bytes)) if !is_of(&checked, path, bytes, &digest) => {
                self.fault(PackageProblem::OtherCase { file: path.clone() });
            }
            Some(_) => {}
            None => self.fault(PackageProblem::NoCopy { extension: "docx" }),
        }
        let pages = stem.map(|stem| format!("{}.pdf", stem.rsplit('/').next().unwrap_or(stem)));
        match package.pages.iter().find(|(path, _)| Some(path) == pages.as_ref()) {
            Some((path, bytes)) => {
                // What no typeface has is shown by its code: which that is, is seen anew and not believed.
                let codes = unprinted(&checked);
                let is_coded = |word: &str| word.chars().any(|c| codes.contains(&c));
                let answers = placed_answers(form, &checked);
                let words = answers.iter().flat_map(|answer| answer.split_whitespace());
                let words: Vec<&str> = words.filter(|word| !is_coded(word)).collect();
                let belongs = Pages::read(bytes).is_ok_and(|pages| {
                    let is_unread = pages.is_unread() && self.package.told(named::UNREAD).is_some();
                    is_unread || pages.lacks(words.into_iter()).is_empty()
                });
                if !belongs {
                    self.fault(PackageProblem::OtherCase { file: path.clone() });
                }
            }
            None => self.fault(PackageProblem::NoCopy { extension: "pdf" }),
        }
    }
}

/// What the program's own pages of a case show by codes.
fn unprinted(checked: &Checked) -> BTreeSet<char> {
    let mut report = Report::new();
    let pages = checked.render(&mut report).and_then(|mut rendered| {
        rendered.filling.date.get_or_insert_with(|| SOME_DAY.to_owned());
        checked.write(Format::Pdf(Profile::A2a), &rendered, &mut report)
    });
    let told = pages.map(|pages| pages.written.unprinted).unwrap_or_default();
    told.into_iter().flat_map(|unprinted| unprinted.characters).collect()
}

/// Whether a Word file says that it is of a case, and what stands in it is.
fn is_of(checked: &Checked, path: &str, bytes: &[u8], digest: &str) -> bool {
    let mut report = Report::new();
    let Some(file) = WordFile::read(path, bytes, &mut report) else { return false };
    let form = &checked.form.form;
    let extracted = checked.form.extract(&file, &mut report);
    let toml = case::write(&form.id, &form.version, &extracted.facts, &extracted.answers);
    let read = case::parse(&Source::new(path, &toml), &mut report).and_then(|case| {
        let answers = answers::read(form, &case, &[], &mut report).accepted()?;
        Some(if answers.is_blank() { String::new() } else { answers.digest(form) })
    });
    file.case_digest().unwrap_or_default() == digest && read.as_deref() == Some(digest)
}
