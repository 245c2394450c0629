//! Folders and files: where forms and cases are, and how output is written. The only user of the
//! disk.

mod git;
mod outputs;
mod packages;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Problem, Report, Source, Special};

/// The folder of cases.
const CASES: &str = "cases";
/// The file in a folder of cases that serves all of them.
const SHARED: &str = "shared.toml";
/// The largest file that is read, in bytes. A case of that size has a million words.
const LARGEST_FILE: u64 = 16 << 20;
/// The largest Word file that is read, in bytes: one with many pictures.
const LARGEST_WORD_FILE: u64 = 256 << 20;
/// The authority's own Word file in the folder of a form.
const ORIGINAL: &str = "original.docx";
/// The file in which a project says what it is.
const SETTINGS: &str = "blankett.toml";
/// How the name of a file begins that is not whole yet.
const UNFINISHED: &str = ".blankett-";
/// The folder of forms.
const TEMPLATES: &str = "templates";
/// A file's name and text.
type ShippedFile = (&'static str, &'static str);
/// The forms that are part of the program, so that it works in an empty folder.
const SHIPPED: [(&str, &str, &[ShippedFile]); 2] = [
    (
        "teknik",
        "2017",
        &[
            ("document.md", include_str!("../../templates/teknik/2017/document.md")),
            ("form.toml", include_str!("../../templates/teknik/2017/form.toml")),
            ("style.toml", include_str!("../../templates/teknik/2017/style.toml")),
        ],
    ),
    (
        "teknisk-metadata",
        "1",
        &[
            ("document.md", include_str!("../../templates/teknisk-metadata/1/document.md")),
            ("form.toml", include_str!("../../templates/teknisk-metadata/1/form.toml")),
            ("omfattning.md", include_str!("../../templates/teknisk-metadata/1/omfattning.md")),
            ("style.toml", include_str!("../../templates/teknisk-metadata/1/style.toml")),
        ],
    ),
];

/// The shared file of each folder that was looked into, if it has one.
type SharedIn = BTreeMap<PathBuf, Option<PathBuf>>;

pub use git::Commit;
pub use outputs::Journal;
pub use packages::PackageOnDisk;

/// A folder with cases and, if it has forms of its own, templates.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
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
    /// The project in a folder.
    pub fn new(root: impl Into<PathBuf>) -> Project {
        Project { root: plain(&root.into()) }
    }

    /// The project in a folder of this one's.
    #[must_use]
    pub fn within(&self, folder: &Path) -> Project {
        Project::new(self.root.join(folder))
    }

    /// All forms with their versions, oldest first: those of the folder `templates` and those
    /// that are part of the program.
    pub fn forms(&self) -> BTreeMap<String, Vec<String>> {
        let mut forms: BTreeMap<String, BTreeSet<Version>> = BTreeMap::new();
        for (id, version, _) in SHIPPED {
            forms.entry(id.to_owned()).or_default().insert(Version::new(version));
        }
        let files =
            WalkDir::new(self.root.join(TEMPLATES)).follow_links(true).min_depth(3).max_depth(3);
        for file in
            files.into_iter().filter_map(Result::ok).filter(|file| file.file_name() == "form.toml")
        {
            let names: Vec<String> = file
                .path()
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
    /// Each is a fault in `report`.
    pub fn refuse_stray_folders(&self, report: &mut Report) {
        let folders = WalkDir::new(self.root.join(TEMPLATES))
            .follow_links(true)
            .min_depth(2)
            .max_depth(2)
            .sort_by_file_name();
        for entry in folders.into_iter().filter_map(Result::ok) {
            let path = entry.path();
            let is_stray = entry.file_type().is_dir() && !path.join("form.toml").is_file();
            if is_stray || entry.file_name() == "form.toml" {
                let folder = if is_stray { path } else { path.parent().unwrap_or(path) };
                let path = self.shown(folder);
                report.error_nowhere(Problem::StrayFormFolder { path });
            }
        }
    }

    /// Where a version of a form comes from.
    pub fn origin(&self, id: &str, version: &str) -> Origin {
        let folder = self.root.join(TEMPLATES).join(id).join(version);
        if folder.join("form.toml").is_file() {
            Origin::Folder(self.shown(&folder))
        } else {
            Origin::Program
        }
    }

    /// The files of a form, by name: those of its folder, else those that are part of the program.
    ///
    /// # Errors
    ///
    /// Files that cannot be read are faults in `report`.
    pub fn form_files(&self, id: &str, version: &str, report: &mut Report) -> Vec<Arc<Source>> {
        let folder = self.root.join(TEMPLATES).join(id).join(version);
        if !folder.join("form.toml").is_file() {
            let shipped =
                SHIPPED.iter().find(|(name, number, _)| (*name, *number) == (id, version));
            return shipped.map_or_else(Vec::new, |(_, _, files)| {
                files
                    .iter()
                    .map(|(name, text)| {
                        Source::new(format!("built-in/{id}/{version}/{name}"), *text)
                    })
                    .collect()
            });
        }
        let files =
            WalkDir::new(&folder).follow_links(true).min_depth(1).max_depth(1).sort_by_file_name();
        files
            .into_iter()
            .filter_map(Result::ok)
            .filter(|file| file.file_type().is_file())
            .filter(|file| {
                file.path()
                    .extension()
                    .is_some_and(|extension| extension == "toml" || extension == "md")
            })
            .filter_map(|file| self.read(file.path(), report))
            .collect()
    }

    /// The authority's own Word file of a form, if its folder has one: its name and its bytes.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read is a fault in `report`.
    pub fn original(
        &self,
        id: &str,
        version: &str,
        report: &mut Report,
    ) -> Option<(String, Vec<u8>)> {
        let path = self.root.join(TEMPLATES).join(id).join(version).join(ORIGINAL);
        if !path.is_file() {
            return None;
        }
        let bytes = self.read_bytes(&path, LARGEST_WORD_FILE, report)?;
        Some((self.shown(&path), bytes))
    }

    /// The cases among files and folders, each once, in the order of their names; without any
    /// given, all under `cases`.
    ///
    /// # Errors
    ///
    /// What is not there or cannot be read, a folder without cases, and two cases with the same
    /// output are faults in `report`.
    pub fn cases(&self, given: &[PathBuf], report: &mut Report) -> Vec<CaseFile> {
        if !self.root.is_dir() {
            let path = self.root.to_string_lossy().into_owned();
            report.error_nowhere(Problem::NotFound { path, suggestion: None });
            return Vec::new();
        }
        let default = [PathBuf::from(CASES)];
        let given = if given.is_empty() { &default[..] } else { given };
        let mut cases: BTreeSet<CaseFile> = BTreeSet::new();
        let mut shared = SharedIn::new();
        for path in given {
            let full = plain(&self.root.join(path));
            if full.is_file() && full.file_name().is_some_and(|name| name == SHARED) {
                report.error_nowhere(Problem::SharedAsCase { path: self.shown(&full) });
            } else if full.is_dir() && is_toml(&full) {
                report.error_nowhere(Problem::FolderAsCase { path: self.shown(&full) });
            } else if full.is_file() {
                let folder = full.parent().unwrap_or(&self.root);
                cases.insert(self.case_file(&full, folder, &mut shared));
            } else if full.is_dir() {
                let mut found = BTreeSet::new();
                self.cases_in(&full, &mut found, &mut shared, report);
                if found.is_empty() && !report.has_errors() {
                    report.error_nowhere(Problem::NoCases { path: self.shown(&full) });
                }
                cases.extend(found);
            } else if path == &default[0] {
                let path = self.root.to_string_lossy().into_owned();
                report.error_nowhere(Problem::NoCasesFolder { path });
            } else {
                let mut with_extension = full.clone().into_os_string();
                with_extension.push(".toml");
                let with_extension = PathBuf::from(with_extension);
                let suggestion = with_extension.is_file().then(|| self.shown(&with_extension));
                report.error_nowhere(Problem::NotFound { path: self.shown(&full), suggestion });
            }
        }
        // On many disks, names that differ in capitals alone are one file.
        let mut outputs: BTreeMap<String, String> = BTreeMap::new();
        cases
            .into_iter()
            .filter(|case| {
                let folded = shown(&case.output).to_lowercase();
                let Some(other) = outputs.get(&folded) else {
                    outputs.insert(folded, case.name.clone());
                    return true;
                };
                let (path, other, output) = (case.name.clone(), other.clone(), shown(&case.output));
                report.error_nowhere(Problem::SameOutput { path, other, output });
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
        let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let files = WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        for file in files {
            match file {
                Ok(file) if !is_toml(file.path()) || file.file_name() == SHARED => {}
                Ok(file) if file.file_type().is_file() => {
                    cases.insert(self.case_file(file.path(), folder, shared));
                }
                // The folder that was named is dealt with where it was.
                Ok(file) if file.depth() == 0 => {}
                Ok(file) if file.file_type().is_dir() => {
                    report.error_nowhere(Problem::FolderAsCase { path: self.shown(file.path()) });
                }
                Ok(file) => {
                    report.error_nowhere(self.cannot_read(file.path(), &not_a_file()));
                }
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    report.error_nowhere(match error.io_error() {
                        _ if error.loop_ancestor().is_some() => {
                            Problem::LinkLoops { path: self.shown(path) }
                        }
                        Some(error) => self.cannot_read(path, error),
                        None => self.cannot_read(path, &io::Error::other(error.to_string())),
                    });
                }
            }
        }
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
                file.is_file().then_some(file)
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
    /// A file that cannot be read or is not UTF-8 is a fault in `report`.
    pub fn read(&self, path: &Path, report: &mut Report) -> Option<Arc<Source>> {
        let bytes = self.read_bytes(path, LARGEST_FILE, report)?;
        Source::decode(self.shown(path), &bytes, report)
    }

    /// Reads a Word file; `path` is from the project's folder. Its name as shown to people comes
    /// with it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read is a fault in `report`.
    pub fn read_word(&self, path: &Path, report: &mut Report) -> Option<(String, Vec<u8>)> {
        let full = plain(&self.root.join(path));
        if !full.exists() {
            let path = self.shown(&full);
            report.error_nowhere(Problem::NotFound { path, suggestion: None });
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
        self.cases(&[path.to_owned()], report).pop()
    }

    /// The case that a file would be which need not be there; `path` is from the folder of cases.
    pub fn new_case(&self, path: &Path) -> CaseFile {
        let full = plain(&self.root.join(CASES).join(path));
        self.case_file(&full, &self.root.join(CASES), &mut SharedIn::new())
    }

    /// All shared files among the cases, in the order of their names.
    pub fn shared_files(&self) -> Vec<PathBuf> {
        let files = WalkDir::new(self.root.join(CASES)).follow_links(true).sort_by_file_name();
        let files = files.into_iter().filter_map(Result::ok);
        files.filter(|file| file.file_name() == SHARED).map(walkdir::DirEntry::into_path).collect()
    }

    /// Writes a text file anew, with the line ends and the byte order mark that it has.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or written is a fault in `report`.
    pub fn rewrite(&self, path: &Path, text: &str, report: &mut Report) -> bool {
        let Some(old) = self.read_bytes(path, LARGEST_FILE, report) else { return false };
        let mut text = text.to_owned();
        if old.windows(2).any(|pair| pair == b"\r\n") {
            text = text.replace('\n', "\r\n");
        }
        if old.starts_with(b"\xEF\xBB\xBF") {
            text.insert(0, '\u{FEFF}');
        }
        // A link stays one: what it leads to is written anew.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.write(&target, text.as_bytes(), report)
    }

    fn read_bytes(&self, path: &Path, most: u64, report: &mut Report) -> Option<Vec<u8>> {
        match read_ordinary(path, most) {
            Ok(Ok(bytes)) => Some(bytes),
            Ok(Err(size)) => {
                let path = self.shown(path);
                report.error_nowhere(Problem::FileTooLarge { path, size, most });
                None
            }
            Err(error) => {
                report.error_nowhere(self.cannot_read(path, &error));
                None
            }
        }
    }

    fn cannot_read(&self, path: &Path, error: &io::Error) -> Problem {
        let (path, cause) = (self.shown(path), error.kind());
        Problem::CannotRead { path, cause, words: error.to_string() }
    }

    fn cannot_write(&self, path: &Path, error: &io::Error) -> Problem {
        let (path, cause) = (self.shown(path), error.kind());
        Problem::CannotWrite { path, cause, words: error.to_string() }
    }

    /// Writes a file whole or not at all: under another name first, renamed when it is complete.
    /// `path` is from the project's folder. A file is not written through a link, and no link, pipe or
    /// device is replaced; the folders above it may be links.
    ///
    /// # Errors
    ///
    /// A file that cannot be written is a fault in `report`.
    pub fn write(&self, path: &Path, bytes: &[u8], report: &mut Report) -> bool {
        let full = self.root.join(path);
        if !self.refuse_special(path, report) {
            return false;
        }
        match write_whole(&full, bytes) {
            Ok(()) => true,
            Err(error) => {
                report.error_nowhere(self.cannot_write(&full, &error));
                false
            }
        }
    }

    /// Whether neither a link, a pipe nor a device stands at a path, which is from the project's folder.
    ///
    /// # Errors
    ///
    /// One of them is an error in `report`.
    pub fn refuse_special(&self, path: &Path, report: &mut Report) -> bool {
        let full = self.root.join(path);
        let Some(kind) = special(&full) else { return true };
        report.error_nowhere(Problem::NotAFile { path: self.shown(&full), kind });
        false
    }

    /// Writes a file that somebody named on the command line: as [`Project::write`], but a character
    /// device (`/dev/null`, `/dev/stdout` on a terminal) is written to, and stays.
    ///
    /// # Errors
    ///
    /// A link to anything else, a pipe, and what cannot be written are errors in `report`.
    pub fn write_named(&self, path: &Path, bytes: &[u8], report: &mut Report) -> bool {
        let full = self.full(path);
        // A link in the project is a stranger's; `/dev/stdout` is the system's.
        let is_strangers = full.starts_with(&self.root) && special(&full) == Some(Special::Link);
        let target = full.canonicalize().ok().filter(|_| !is_strangers);
        let Some(target) = target.filter(|target| is_character_device(target)) else {
            return self.write(path, bytes, report);
        };
        let device = File::options().write(true).open(&target);
        match device.and_then(|mut device| device.write_all(bytes)) {
            Ok(()) => true,
            Err(error) => {
                report.error_nowhere(self.cannot_write(&full, &error));
                false
            }
        }
    }

    /// Writes a file that must not take the place of another: one that is there already may hold
    /// answers that somebody typed.
    ///
    /// # Errors
    ///
    /// A file that differs or cannot be written is a fault in `report`.
    pub fn write_new(&self, path: &Path, bytes: &[u8], report: &mut Report) -> bool {
        let full = self.root.join(path);
        if full.is_file() {
            let same = self
                .read_bytes(&full, LARGEST_WORD_FILE, report)
                .is_some_and(|there| there == bytes);
            if !same {
                report.error_nowhere(Problem::WouldOverwrite { path: self.shown(&full) });
            }
            return same;
        }
        self.write(path, bytes, report)
    }

    /// A path from the root of the disk.
    pub fn full(&self, path: &Path) -> PathBuf {
        plain(&self.root.join(path))
    }

    /// Whether there is a file.
    pub fn is_file(&self, path: &Path) -> bool {
        self.root.join(path).is_file()
    }

    /// Whether there is a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.root.join(path).is_dir()
    }

    /// What the project says of itself, if it does: `blankett.toml`.
    ///
    /// # Errors
    ///
    /// A file that is there and cannot be read is a fault in `report`.
    pub fn settings(&self, report: &mut Report) -> Option<Arc<Source>> {
        let path = self.root.join(SETTINGS);
        if path.is_file() { self.read(&path, report) } else { None }
    }

    /// The folder of a form, where it is not part of the program.
    pub fn form_folder(&self, id: &str, version: &str) -> Option<PathBuf> {
        let folder = self.root.join(TEMPLATES).join(id).join(version);
        folder.join("form.toml").is_file().then_some(folder)
    }

    /// The bytes of a file, as they stand.
    ///
    /// # Errors
    ///
    /// A file that cannot be read is a fault in `report`.
    pub fn read_whole(&self, path: &Path, report: &mut Report) -> Option<Vec<u8>> {
        self.read_bytes(path, LARGEST_FILE, report)
    }

    /// A path as shown to people: from the project's folder, with `/`.
    fn shown(&self, path: &Path) -> String {
        shown(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// A path from the root of the disk, without `.` and `..`, so that one file has one path.
fn plain(path: &Path) -> PathBuf {
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

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

fn not_a_file() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "not an ordinary file")
}

/// The bytes of a file, or its size if that is too large. A pipe or a device is no file: it may
/// never end.
fn read_ordinary(path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(not_a_file());
    }
    if about.len() > most {
        return Ok(Err(about.len()));
    }
    let size = usize::try_from(about.len()).unwrap_or(usize::MAX - 1);
    let mut file = File::open(path)?;
    // In one go, unless it grew meanwhile.
    let mut bytes = vec![0; size + 1];
    let read = file.read(&mut bytes)?;
    bytes.truncate(read);
    if read != size {
        file.take(most).read_to_end(&mut bytes)?;
    }
    Ok(Ok(bytes))
}

#[expect(clippy::disallowed_methods, reason = "the owner of the disk")]
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = match new_file_in(folder) {
        // Another case may have made it just now.
        Err(error) if error.kind() == io::ErrorKind::NotFound || !folder.is_dir() => {
            std::fs::create_dir_all(folder)?;
            new_file_in(folder)?
        }
        file => file?,
    };
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// A new file that is not whole yet.
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // A temporary file is its owner's alone by default; this one becomes an ordinary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// What stands at a path that is neither an ordinary file nor a folder, if something does. A link is
/// one, whatever it leads to.
fn special(path: &Path) -> Option<Special> {
    let kind = path.symlink_metadata().ok()?.file_type();
    if kind.is_file() || kind.is_dir() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() || kind.is_socket() {
            return Some(Special::Pipe);
        }
        if kind.is_char_device() || kind.is_block_device() {
            return Some(Special::Device);
        }
    }
    Some(Special::Link)
}

#[cfg(unix)]
fn is_character_device(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.symlink_metadata().is_ok_and(|about| about.file_type().is_char_device())
}

#[cfg(not(unix))]
fn is_character_device(_: &Path) -> bool {
    false
}

/// A version in the order of numbers: `9` before `10`, `2017` before `2017b`.
#[derive(Eq, PartialEq)]
struct Version {
    written: String,
    key: Vec<(u64, String)>,
}

impl Version {
    fn new(written: &str) -> Version {
        let mut key = Vec::new();
        let mut rest = written;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let number = rest[..digits].parse().unwrap_or_default();
            rest = &rest[digits..];
            let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            key.push((number, rest[..words].to_owned()));
            rest = &rest[words..];
        }
        Version { written: written.to_owned(), key }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> std::cmp::Ordering {
        (&self.key, &self.written).cmp(&(&other.key, &other.written))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
