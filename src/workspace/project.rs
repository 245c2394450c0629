//! A project: where its forms and cases are, by the rules of its folders, and what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{AnyProblem, Report, Source};
use crate::text::one_spelling;
use crate::word::ActiveKind;
use crate::workspace::problems::{
    CannotRead, CannotWrite, FileTooLarge, FolderAsCase, LeadsOut, LinkLoops, NoCases,
    NoCasesFolder, NotAFile, NotFound, OpenElsewhere, SameOutput, SavedAside, SharedAsCase,
    StrayFormFolder,
};

use super::disk::{Disk, FileKind, Listed, NotListed};
use super::files::{Files, LARGEST_FILE, LARGEST_WORD_FILE};
use super::folder::Refused;
use super::shipped::{SHIPPED, Version};

/// The folder of cases.
pub(super) const CASES: &str = "cases";
/// The file in a folder of cases that serves all of them.
pub(super) const SHARED: &str = "shared.toml";
/// The authority's own Word file in the folder of a form.
pub const ORIGINAL: &str = "original.docx";
/// The file in which a project says what it is.
pub const SETTINGS: &str = "blankett.toml";
/// The folder of forms.
pub(super) const TEMPLATES: &str = "templates";
/// The shared file of each folder that was looked into, if it has one.
type SharedIn = BTreeMap<PathBuf, Option<PathBuf>>;

/// A folder with cases and, if it has forms of its own, templates.
#[derive(Clone, Debug)]
pub struct Project {
    pub(super) root: PathBuf,
    pub(super) files: Files,
    /// Where it stands what was built.
    pub(super) records: Option<PathBuf>,
    /// What forms of it may do by themselves.
    pub(super) allowed: Vec<ActiveKind>,
}

/// A case on the disk.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct CaseFile {
    /// The file.
    pub path: PathBuf,
    /// Its name as shown to people: the path from the project's folder, with `/`.
    pub name: String,
    /// Where its output goes, without the extension, from the output folder.
    pub output: PathBuf,
    /// The shared files that serve it, the nearest first.
    pub shared: Vec<PathBuf>,
}

/// Where a form comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// It is part of the program.
    Program,
    /// It is a folder of the project, by its path from there.
    Folder(String),
}

impl Project {
    /// The project in a folder. Of the rest of the disk it reaches nothing.
    pub fn new(root: impl Into<PathBuf>) -> Project {
        Project::reaching(root, &[], false)
    }

    /// The project in a folder, which reaches some paths outside too: those that were named by whoever
    /// runs the program, from that folder. Whether links in it may lead anywhere is theirs to say too.
    pub fn reaching(root: impl Into<PathBuf>, named: &[PathBuf], follows_links: bool) -> Project {
        let root = plain(&root.into());
        let named = named.iter().map(|path| plain(&root.join(path))).collect();
        let disk = Disk::new(root.clone(), named, SHARED, follows_links);
        Project { root, files: Files::Disk(Arc::new(disk)), records: None, allowed: Vec::new() }
    }

    /// The project, with a folder in which stands what was built of it: outside the project, for what
    /// comes with it proves nothing. Without one, all is built each time.
    #[must_use]
    pub fn with_records(self, folder: Option<PathBuf>) -> Project {
        Project { records: folder, ..self }
    }

    /// The project, in which forms may hold such content: whoever runs the program says so, and no file.
    #[must_use]
    pub fn allowing(self, allowed: Vec<ActiveKind>) -> Project {
        Project { allowed, ..self }
    }

    /// What forms may do by themselves.
    pub fn allowed(&self) -> &[ActiveKind] {
        &self.allowed
    }

    /// A project that a package holds: files by their paths from its folder, with `/`. It has no forms
    /// but its own, and nothing can be written to it.
    pub fn in_memory(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Project {
        let root = plain(Path::new("/"));
        // What a package proves, somebody allowed who made it.
        let allowed = ActiveKind::ALL.to_vec();
        let files = files.into_iter().map(|(path, bytes)| (root.join(path), bytes)).collect();
        Project { root, files: Files::Memory(Arc::new(files)), records: None, allowed }
    }

    /// The project as it stands now: its folder may have been moved since it was opened.
    #[must_use]
    pub fn reopened(&self) -> Project {
        let files = match &self.files {
            Files::Disk(disk) => Files::Disk(Arc::new(disk.reopened())),
            Files::Memory(files) => Files::Memory(files.clone()),
        };
        Project { files, ..self.clone() }
    }

    /// A project that begins in a folder of this one's, which need not be there yet.
    #[must_use]
    pub fn within(&self, folder: &Path) -> Project {
        let root = plain(&self.root.join(folder));
        let files = match &self.files {
            Files::Disk(disk) => Files::Disk(Arc::new(disk.within(root.clone()))),
            Files::Memory(files) => Files::Memory(files.clone()),
        };
        Project { root, files, records: self.records.clone(), allowed: self.allowed.clone() }
    }

    /// All forms with their versions, oldest first: those of the folder `templates` and, on the disk,
    /// those that are part of the program.
    pub fn forms(&self) -> BTreeMap<String, Vec<String>> {
        let mut forms: BTreeMap<String, BTreeSet<Version>> = BTreeMap::new();
        if self.disk().is_some() {
            for (id, version, _) in SHIPPED {
                forms.entry(id.to_owned()).or_default().insert(Version::new(version));
            }
        }
        let files = self.files.list(&self.root.join(TEMPLATES), 3, false);
        let files = files.into_iter().filter_map(Result::ok);
        for file in files.filter(|file| file.depth == 3 && file.path.ends_with("form.toml")) {
            let names: Vec<String> = file
                .path
                .components()
                .rev()
                .skip(1)
                .take(2)
                .map(|name| name.as_os_str().to_string_lossy().into_owned())
                .collect();
            if let [version, id] = names.as_slice() {
                forms.entry(id.clone()).or_default().insert(Version::new(version));
            }
        }
        forms
            .into_iter()
            .map(|(id, versions)| {
                (id, versions.into_iter().map(|version| version.written).collect())
            })
            .collect()
    }

    /// Reports folders among the forms that are none, because `form.toml` is missing or stands one
    /// folder too high.
    ///
    /// # Errors
    ///
    /// Each is a problem in `report`.
    pub fn refuse_stray_folders(&self, report: &mut Report) {
        let entries = self.files.list(&self.root.join(TEMPLATES), 2, false);
        let entries = entries.into_iter().filter_map(Result::ok);
        for entry in entries.filter(|entry| entry.depth == 2) {
            let path = &entry.path;
            let is_stray =
                entry.kind == FileKind::Folder && !self.has_file(&path.join("form.toml"));
            if is_stray || path.ends_with("form.toml") {
                let folder = if is_stray { path } else { path.parent().unwrap_or(path) };
                let path = self.shown(folder);
                report.error_nowhere(StrayFormFolder { path });
            }
        }
    }

    /// Where a version of a form comes from.
    pub fn origin(&self, id: &str, version: &str) -> Origin {
        let folder = self.root.join(TEMPLATES).join(id).join(version);
        if self.has_file(&folder.join("form.toml")) {
            Origin::Folder(self.shown(&folder))
        } else {
            Origin::Program
        }
    }

    /// The files of a form, by name: those of its folder, else those that are part of the program.
    ///
    /// # Errors
    ///
    /// Files that cannot be read are problems in `report`.
    pub fn form_files(&self, id: &str, version: &str, report: &mut Report) -> Vec<Arc<Source>> {
        let folder = self.root.join(TEMPLATES).join(id).join(version);
        if !self.has_file(&folder.join("form.toml")) {
            let mut shipped = SHIPPED.iter().filter(|_| self.disk().is_some());
            let shipped = shipped.find(|(name, number, _)| (*name, *number) == (id, version));
            return shipped.map_or_else(Vec::new, |(_, _, files)| {
                files
                    .iter()
                    .map(|(name, text)| {
                        Source::new(format!("built-in/{id}/{version}/{name}"), *text)
                    })
                    .collect()
            });
        }
        let is_text = |path: &Path| {
            path.extension().is_some_and(|extension| extension == "toml" || extension == "md")
        };
        let mut files = Vec::new();
        for file in self.files.list(&folder, 1, false) {
            match file {
                Ok(file) => files.push(file),
                Err(NotListed { path, error: Some(error) }) => {
                    report.error_nowhere(self.cannot_read(&path, &error));
                }
                Err(NotListed { error: None, .. }) => {}
            }
        }
        files
            .into_iter()
            // What leads out is met when it is read.
            .filter(|file| file.kind != FileKind::Folder && is_text(&file.path))
            .filter_map(|file| self.read(&file.path, report))
            .collect()
    }

    /// The authority's own Word file of a form, if its folder has one: its name and its bytes.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read is a problem in `report`.
    pub fn original(
        &self,
        id: &str,
        version: &str,
        report: &mut Report,
    ) -> Option<(String, Vec<u8>)> {
        let path = self.root.join(TEMPLATES).join(id).join(version).join(ORIGINAL);
        if !self.has_file(&path) {
            return None;
        }
        let bytes = self.read_bytes(&path, LARGEST_WORD_FILE, report)?;
        Some((self.shown(&path), bytes))
    }

    /// The bytes of a file of a form that is no text, if it is there.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read is a problem in `report`.
    pub fn asset(
        &self,
        id: &str,
        version: &str,
        name: &str,
        report: &mut Report,
    ) -> Option<Vec<u8>> {
        let path = self.root.join(TEMPLATES).join(id).join(version).join(name);
        if !self.has_file(&path) {
            return None;
        }
        self.read_bytes(&path, LARGEST_WORD_FILE, report)
    }

    /// The cases among files and folders, each once, in the order of their names; without any
    /// given, all under `cases`.
    ///
    /// # Errors
    ///
    /// What is not there or cannot be read, a folder without cases, and two cases with the same
    /// output are problems in `report`.
    pub fn cases(&self, given: &[PathBuf], report: &mut Report) -> Vec<CaseFile> {
        if !self.has_folder(&self.root) {
            let path = self.root.to_string_lossy().into_owned();
            report.error_nowhere(NotFound { path, is_case: false, suggestion: None });
            return Vec::new();
        }
        let default = [PathBuf::from(CASES)];
        let given = if given.is_empty() { &default[..] } else { given };
        let mut cases: BTreeSet<CaseFile> = BTreeSet::new();
        let mut shared = SharedIn::new();
        for path in given {
            let mut full = plain(&self.root.join(path));
            // The project itself is its cases: what else is TOML there is none.
            if full == self.root && self.has_folder(&self.root.join(CASES)) {
                full.push(CASES);
            }
            if full == self.root.join(CASES) && self.files.kind(&full) == Some(FileKind::File) {
                let path = self.root.to_string_lossy().into_owned();
                report.error_nowhere(NoCasesFolder { path });
            } else if self.has_file(&full) && full.file_name().is_some_and(|name| name == SHARED) {
                report.error_nowhere(SharedAsCase { path: self.shown(&full) });
            } else if self.has_folder(&full) && is_toml(&full) {
                report.error_nowhere(FolderAsCase { path: self.shown(&full) });
            } else if self.has_file(&full) {
                let folder = full.parent().unwrap_or(&self.root);
                cases.insert(self.case_file(&full, folder, &mut shared));
            } else if self.has_folder(&full) {
                let (mut found, before) = (BTreeSet::new(), report.errors());
                self.cases_in(&full, &mut found, &mut shared, report);
                if found.is_empty() && report.errors() == before {
                    report.error_nowhere(NoCases { path: self.shown(&full) });
                }
                cases.extend(found);
            } else if path == &default[0] {
                let path = self.root.to_string_lossy().into_owned();
                report.error_nowhere(NoCasesFolder { path });
            } else {
                report.error_nowhere(NotFound {
                    path: self.shown(&full),
                    is_case: false,
                    suggestion: None,
                });
            }
        }
        // On many disks, names that differ in capitals or in the spelling of letters alone are one file.
        let mut outputs: BTreeMap<String, String> = BTreeMap::new();
        cases
            .into_iter()
            .filter(|case| {
                let folded = one_spelling(&shown(&case.output)).to_lowercase().replace('ß', "ss");
                let Some(other) = outputs.get(&folded) else {
                    outputs.insert(folded, case.name.clone());
                    return true;
                };
                let (path, other, output) = (case.name.clone(), other.clone(), shown(&case.output));
                report.error_nowhere(SameOutput { path, other, output });
                false
            })
            .collect()
    }

    fn cases_in(
        &self,
        folder: &Path,
        cases: &mut BTreeSet<CaseFile>,
        shared: &mut SharedIn,
        report: &mut Report,
    ) {
        for entry in self.listed(folder, report) {
            match entry.kind {
                _ if !is_toml(&entry.path) || entry.path.ends_with(SHARED) => {}
                FileKind::File => {
                    cases.insert(self.case_file(&entry.path, folder, shared));
                }
                FileKind::Folder => {
                    report.error_nowhere(FolderAsCase { path: self.shown(&entry.path) });
                }
                FileKind::LeadsOut | FileKind::Other => {
                    // What it is, and where it leads.
                    self.read_bytes(&entry.path, LARGEST_FILE, report);
                }
            }
        }
    }

    /// What lies in a folder and its folders, but for links that lead out and what cannot be listed, which are
    /// errors in `report`.
    fn listed(&self, folder: &Path, report: &mut Report) -> Vec<Listed> {
        let entries = self.files.list(folder, usize::MAX, true).into_iter();
        let listed = entries.filter_map(|entry| match entry {
            Ok(entry) if entry.kind == FileKind::LeadsOut => {
                report.error_nowhere(LeadsOut { path: self.shown(&entry.path) });
                None
            }
            Ok(entry) => Some(entry),
            Err(NotListed { path, error: Some(error) }) => {
                report.error_nowhere(self.cannot_read(&path, &error));
                None
            }
            Err(NotListed { path, error: None }) => {
                report.error_nowhere(LinkLoops { path: self.shown(&path) });
                None
            }
        });
        listed.collect()
    }

    /// The files that came in a folder and its folders, in the order of their names.
    ///
    /// # Errors
    ///
    /// Links that lead out, pipes and devices, and what cannot be listed are errors in `report`.
    pub fn arrived_in(&self, folder: &Path, report: &mut Report) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for entry in self.listed(&self.full(folder), report) {
            match entry.kind {
                FileKind::File => files.push(entry.path),
                FileKind::Folder => {}
                FileKind::LeadsOut | FileKind::Other => {
                    self.read_bytes(&entry.path, LARGEST_FILE, report);
                }
            }
        }
        files.sort();
        files
    }

    /// A case found in `folder`. What lies under `cases` keeps its place there in the output,
    /// however it was named; anything else its place in the folder that was named.
    fn case_file(&self, path: &Path, folder: &Path, folders_seen: &mut SharedIn) -> CaseFile {
        let place = path
            .strip_prefix(self.root.join(CASES))
            .or_else(|_| path.strip_prefix(folder))
            .unwrap_or(path);
        let folders = path.ancestors().skip(1).take(place.components().count());
        let mut shared = Vec::new();
        for folder in folders {
            let known = folders_seen.entry(folder.to_owned());
            let file = known.or_insert_with(|| {
                let file = folder.join(SHARED);
                self.has_file(&file).then_some(file)
            });
            shared.extend(file.clone());
        }
        CaseFile {
            name: self.shown(path),
            output: place.with_extension(""),
            path: path.to_owned(),
            shared,
        }
    }

    /// Reads a text file.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is not UTF-8 is a problem in `report`.
    pub fn read(&self, path: &Path, report: &mut Report) -> Option<Arc<Source>> {
        let bytes = self.read_bytes(path, LARGEST_FILE, report)?;
        Source::decode(self.shown(path), &bytes, report)
    }

    /// Reads a Word file; `path` is from the project's folder. Its name as shown to people comes
    /// with it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read is a problem in `report`.
    pub fn read_word(&self, path: &Path, report: &mut Report) -> Option<(String, Vec<u8>)> {
        let full = plain(&self.root.join(path));
        if self.files.kind(&full).is_none() {
            let path = self.shown(&full);
            report.error_nowhere(NotFound { path, is_case: false, suggestion: None });
            return None;
        }
        let bytes = self.read_bytes(&full, LARGEST_WORD_FILE, report)?;
        Some((self.shown(&full), bytes))
    }

    /// The case in a file that was named; `path` is from the project's folder.
    ///
    /// # Errors
    ///
    /// As for [`Project::cases`].
    pub fn case(&self, path: &Path, report: &mut Report) -> Option<CaseFile> {
        if self.is_folder(path) {
            report.error_nowhere(FolderAsCase { path: self.shown(&self.full(path)) });
            return None;
        }
        self.cases(&[path.to_owned()], report).pop()
    }

    /// The case that a file would be which need not be there; `path` is from the folder of cases.
    pub fn new_case(&self, path: &Path) -> CaseFile {
        let full = plain(&self.root.join(CASES).join(path));
        self.case_file(&full, &self.root.join(CASES), &mut SharedIn::new())
    }

    /// The files in a folder and its folders, by their paths from the project's; none where it is not there.
    pub(super) fn files_in(&self, folder: &Path) -> Vec<PathBuf> {
        let files = self.files.list(&self.full(folder), usize::MAX, true);
        let files = files.into_iter().filter_map(Result::ok);
        files.filter(|file| file.kind == FileKind::File).map(|file| file.path).collect()
    }

    /// All shared files among the cases, in the order of their names.
    pub fn shared_files(&self) -> Vec<PathBuf> {
        let files = self.files.list(&self.root.join(CASES), usize::MAX, false);
        let files = files.into_iter().filter_map(Result::ok).map(|file| file.path);
        files.filter(|path| path.ends_with(SHARED)).collect()
    }

    pub(super) fn read_bytes(
        &self,
        path: &Path,
        most: u64,
        report: &mut Report,
    ) -> Option<Vec<u8>> {
        match self.files.read(path, most) {
            Ok(Ok(bytes)) => Some(bytes),
            Ok(Err(size)) => {
                let path = self.shown(path);
                report.error_nowhere(FileTooLarge { path, size, most });
                None
            }
            Err(error) => {
                report.error_nowhere(self.cannot_read(path, &error));
                None
            }
        }
    }

    pub(super) fn cannot_read(&self, path: &Path, error: &io::Error) -> AnyProblem {
        if let Some(refused) = self.refused(path, error) {
            return refused;
        }
        let (path, cause) = (self.shown(path), error.kind());
        CannotRead { path, cause, words: error.to_string() }.into()
    }

    pub(super) fn cannot_write(&self, path: &Path, error: &io::Error) -> AnyProblem {
        if let Some(refused) = self.refused(path, error) {
            return refused;
        }
        let path = self.shown(path);
        if is_open_elsewhere(error) {
            return OpenElsewhere { path }.into();
        }
        CannotWrite { path, cause: error.kind(), words: error.to_string() }.into()
    }

    /// What the jail refused, by its own words.
    fn refused(&self, path: &Path, error: &io::Error) -> Option<AnyProblem> {
        match Refused::of(error)? {
            Refused::LeadsOut(link) => Some(LeadsOut { path: self.shown(link) }.into()),
            Refused::Special(path, kind) => {
                Some(NotAFile { path: self.shown(path), kind: *kind }.into())
            }
            Refused::Saved(name) => {
                let kept = self.shown(&path.with_file_name(name));
                Some(SavedAside { path: self.shown(path), kept }.into())
            }
            Refused::WriteProtected | Refused::NotAFile => None,
        }
    }

    /// The disk, if the project is there.
    pub(super) fn disk(&self) -> Option<&Arc<Disk>> {
        match &self.files {
            Files::Disk(disk) => Some(disk),
            Files::Memory(_) => None,
        }
    }

    /// The folder of the project that a folder is in: the nearest of those above, and itself, in which there are
    /// settings or cases, but not above a checkout of git. What lies among cases is no project by a folder of that name.
    pub fn above(folder: &Path) -> Option<PathBuf> {
        let folder = plain(folder);
        for above in folder.ancestors() {
            let disk = Disk::new(above.to_owned(), Vec::new(), SHARED, false);
            let kind = |name: &str| disk.kind(&above.join(name));
            let is_among_cases = above.components().any(|part| part.as_os_str() == CASES);
            let has_cases = !is_among_cases && kind(CASES) == Some(FileKind::Folder);
            if has_cases || kind(SETTINGS) == Some(FileKind::File) {
                return Some(above.to_owned());
            }
            if kind(".git").is_some() {
                return None;
            }
        }
        None
    }

    /// A path from the root of the disk.
    pub fn full(&self, path: &Path) -> PathBuf {
        plain(&self.root.join(path))
    }

    /// Whether there is a file, or something in the place of one, which is met when it is read: a pipe, a link
    /// that leads out or nowhere.
    pub fn is_file(&self, path: &Path) -> bool {
        self.has_file(&self.full(path))
    }

    /// Whether anything is there.
    pub fn is_there(&self, path: &Path) -> bool {
        self.files.kind(&self.full(path)).is_some()
    }

    /// Whether there is a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.has_folder(&self.full(path))
    }

    /// What the project says of itself, if it does: `blankett.toml`.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read is a problem in `report`.
    pub fn settings(&self, report: &mut Report) -> Option<Arc<Source>> {
        let path = self.root.join(SETTINGS);
        self.files.kind(&path)?;
        self.read(&path, report)
    }

    /// The folder of a form, where it is not part of the program.
    pub fn form_folder(&self, id: &str, version: &str) -> Option<PathBuf> {
        let folder = self.root.join(TEMPLATES).join(id).join(version);
        self.has_file(&folder.join("form.toml")).then_some(folder)
    }

    /// Whether the project has a file, and may be reached there: what lies outside of it is not looked at.
    pub fn has(&self, path: &Path) -> bool {
        let full = self.full(path);
        full.starts_with(&self.root) && self.is_file(&full)
    }

    /// The bytes of a file that need not be there; `path` is from the project's folder. `None` where it cannot be read.
    ///
    /// # Errors
    ///
    /// A file that cannot be read is a problem in `report`.
    pub fn read_if_there(&self, path: &Path, report: &mut Report) -> Option<Option<Vec<u8>>> {
        if !self.is_there(path) {
            return Some(None);
        }
        self.read_whole(&self.full(path), report).map(Some)
    }

    /// The bytes of a file, as they stand.
    ///
    /// # Errors
    ///
    /// A file that cannot be read is a problem in `report`.
    pub fn read_whole(&self, path: &Path, report: &mut Report) -> Option<Vec<u8>> {
        self.read_bytes(path, LARGEST_FILE, report)
    }

    fn has_file(&self, full: &Path) -> bool {
        // One that leads out, or is none that can be read, is met when it is read.
        let kind = self.files.kind(full);
        matches!(kind, Some(FileKind::File | FileKind::LeadsOut | FileKind::Other))
    }

    fn has_folder(&self, full: &Path) -> bool {
        self.files.kind(full) == Some(FileKind::Folder)
    }

    /// A path from the root of the disk, as shown to people: from the project's folder, with `/`.
    pub fn shown(&self, path: &Path) -> String {
        shown(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// Whether Windows says that another program has a file open and lets nobody write to it: Word does so
/// (`ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`).
fn is_open_elsewhere(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// A path from the root of the disk, without `.` and `..`, so that one file has one path.
pub(super) fn plain(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

pub(super) fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}
