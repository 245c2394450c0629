//! The documents that were built: what is known of them, what is kept of them, what is removed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::Report;

use super::files::{LARGEST_WORD_FILE, read_ordinary};
use super::project::Project;
use super::record::{BuildRecord, BuiltFile};
use super::writing::{UNFINISHED, new_file_in, special};

/// What is known of the documents in a folder.
const RECORD: &str = ".blankett";

impl Project {
    /// What is known of the documents in a folder; nothing where there is no record.
    ///
    /// # Errors
    ///
    /// A record that is no ordinary file is an error in `report`, since one would have to be written
    /// in its place.
    pub fn record(&self, folder: &Path, report: &mut Report) -> Option<BuildRecord> {
        let path = folder.join(RECORD);
        if !self.refuse_special(&path, report) {
            return None;
        }
        if !self.is_on_disk() {
            return Some(BuildRecord::default());
        }
        Some(
            record_text(&self.root.join(path))
                .map_or_else(BuildRecord::default, |text| BuildRecord::parse(&text)),
        )
    }

    /// The record of a folder, to put documents into as they are written.
    pub fn journal(&self, folder: &Path) -> Journal {
        let path = self.root.join(folder).join(RECORD);
        let length = length(&path);
        Journal { path, length, is_of_base: true, file: None }
    }

    /// Puts documents into the record of their folder, which was `old`, and takes some out. What
    /// another build has put there meanwhile stays.
    ///
    /// # Errors
    ///
    /// A record that cannot be written is a problem in `report`.
    pub fn change_record(
        &self,
        folder: &Path,
        old: BuildRecord,
        mut new: BTreeMap<String, BuiltFile>,
        gone: &[String],
        journal: Journal,
        report: &mut Report,
    ) {
        let is_as_before = journal.file.is_none()
            && new.iter().all(|(path, made)| old.files.get(path) == Some(made))
            && !gone.iter().any(|path| old.files.contains_key(path));
        if is_as_before {
            return;
        }
        let is_alone = journal.is_alone();
        // Windows replaces no file that is open.
        drop(journal);
        // Of a hundred thousand documents, one record in memory is enough.
        let mut record = if is_alone {
            old
        } else {
            drop(old);
            let Some(record) = self.record(folder, report) else { return };
            record
        };
        // Into an empty record it goes without being held twice.
        record.files.append(&mut new);
        for path in gone {
            record.files.remove(path);
        }
        self.write(&folder.join(RECORD), record.write().as_bytes(), report);
    }

    /// The bytes of a document, where there is one that can be read. A link is none.
    pub fn bytes_of(&self, path: &Path) -> Option<Vec<u8>> {
        let full = self.root.join(path);
        let is_special = self.is_on_disk() && special(&full).is_some();
        if is_special { None } else { self.files.read(&full, LARGEST_WORD_FILE).ok()?.ok() }
    }

    /// Keeps what a document held, under a name beside it that is free; returns where.
    ///
    /// # Errors
    ///
    /// A file that cannot be written is a problem in `report`.
    pub fn keep(&self, path: &Path, bytes: &[u8], report: &mut Report) -> Option<PathBuf> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let names = (1..).map(|nth| match nth {
            1 => format!("changed.{extension}"),
            nth => format!("changed-{nth}.{extension}"),
        });
        for name in names {
            let kept = path.with_extension(name);
            match self.bytes_of(&kept) {
                Some(there) if there == bytes => return Some(kept),
                Some(_) => {}
                None if self.root.join(&kept).symlink_metadata().is_ok() => {}
                None => return self.write(&kept, bytes, report).then_some(kept),
            }
        }
        None
    }

    /// Removes a document, and the folder that is empty without it.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed is a problem in `report`.
    #[expect(clippy::disallowed_methods, reason = "the owner of the disk")]
    pub fn remove(&self, path: &Path, report: &mut Report) -> bool {
        let full = self.root.join(path);
        if !self.is_writable(&full, report) {
            return false;
        }
        if let Err(error) = std::fs::remove_file(&full) {
            report.error_nowhere(self.cannot_write(&full, &error));
            return false;
        }
        // One that is not empty stays.
        let _ = full.parent().map(std::fs::remove_dir);
        true
    }

    /// Removes what builds left that were stopped while they wrote.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed is a problem in `report`.
    pub fn remove_leftovers(&self, folder: &Path, report: &mut Report) {
        if !self.is_on_disk() {
            return;
        }
        let entries = WalkDir::new(self.root.join(folder)).into_iter().filter_map(Result::ok);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                self.remove(entry.path(), report);
            }
        }
    }
}

/// A record that grows while documents are written, so that a build which is killed leaves word of
/// what it wrote.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// How long the record is if nobody else writes it.
    length: u64,
    /// Whether the file begins with the record that the build read first.
    is_of_base: bool,
    /// A file that this build made: what stood in the record's place before is never written to.
    file: Option<File>,
}

impl Journal {
    /// Adds a document. That it cannot be added is no problem: a record may be lost.
    pub fn add(&mut self, path: &str, made: &BuiltFile) {
        if self.file.is_none() {
            self.file = self.begin().ok();
        }
        if let Some(file) = &mut self.file {
            let line = made.line(path);
            if file.write_all(line.as_bytes()).is_ok() {
                self.length += line.len() as u64;
            }
        }
    }

    /// Whether the record is what this build read first and what it added.
    fn is_alone(&self) -> bool {
        let is_same = self.file.as_ref().is_none_or(|file| is_same_file(file, &self.path));
        self.is_of_base && is_same && length(&self.path) == self.length
    }

    /// Puts a new file with what is known so far in the record's place.
    fn begin(&mut self) -> io::Result<File> {
        let text =
            record_text(&self.path).filter(|text| text.starts_with(&BuildRecord::beginning()));
        self.is_of_base = text.as_ref().map_or(0, |text| text.len() as u64) == self.length;
        let text = text.unwrap_or_else(BuildRecord::beginning);
        let mut file = new_file_in(self.path.parent().unwrap_or(Path::new(".")))?;
        file.write_all(text.as_bytes())?;
        self.length = text.len() as u64;
        Ok(file.persist(&self.path)?)
    }
}

/// The whole lines of a record, if an ordinary file stands there.
fn record_text(path: &Path) -> Option<String> {
    if special(path).is_some() {
        return None;
    }
    let bytes = read_ordinary(path, u64::MAX).ok()?.ok()?;
    let mut text = String::from_utf8(bytes).ok()?;
    // A build that was killed may have left the beginning of a line.
    text.truncate(text.rfind('\n').map_or(0, |end| end + 1));
    Some(text)
}

/// How long a file is; one that is not there is empty.
fn length(path: &Path) -> u64 {
    path.symlink_metadata().map_or(0, |about| about.len())
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |about: std::fs::Metadata| (about.dev(), about.ino());
    file.metadata().ok().map(id) == path.symlink_metadata().ok().map(id)
}

#[cfg(not(unix))]
fn is_same_file(_: &File, _: &Path) -> bool {
    // Nothing tells; the record is read anew.
    false
}
