//! The documents that were built: what is known of them, what is kept of them, what is removed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Problem, Report};
use crate::record::{Made, Record};

use super::{LARGEST_WORD_FILE, Project, UNFINISHED, read_ordinary};

/// What is known of the documents in a folder.
const RECORD: &str = ".blankett";

impl Project {
    /// What is known of the documents in a folder.
    pub fn record(&self, folder: &Path) -> Record {
        let path = self.root.join(folder).join(RECORD);
        let text = read_ordinary(&path, u64::MAX).ok().and_then(Result::ok);
        text.and_then(|text| String::from_utf8(text).ok())
            .map(|text| Record::parse(&text))
            .unwrap_or_default()
    }

    /// The record of a folder, to put documents into as they are written. `is_known` says whether
    /// there is one to go on with.
    pub fn journal(&self, folder: &Path, is_known: bool) -> Journal {
        let path = self.root.join(folder).join(RECORD);
        let length = if is_known { length(&path) } else { 0 };
        Journal { path, is_known, length, file: None }
    }

    /// Puts documents into the record of their folder, which was `old`, and takes some out. What
    /// another build has put there meanwhile stays.
    ///
    /// # Errors
    ///
    /// A record that cannot be written is a fault in `report`.
    pub fn change_record(
        &self,
        folder: &Path,
        old: Record,
        new: BTreeMap<String, Made>,
        gone: &[String],
        journal: &Journal,
        report: &mut Report,
    ) {
        if new.is_empty() && gone.is_empty() {
            return;
        }
        // Of a hundred thousand documents, one record in memory is enough.
        let is_alone = length(&journal.path) == journal.length;
        let mut record = if is_alone {
            old
        } else {
            drop(old);
            self.record(folder)
        };
        // What was put there line by line is brought into order.
        let mut is_changed = journal.file.is_some();
        for (path, made) in new {
            is_changed |= record.files.get(&path) != Some(&made);
            record.files.insert(path, made);
        }
        for path in gone {
            is_changed |= record.files.remove(path).is_some();
        }
        if is_changed {
            self.write(&folder.join(RECORD), record.write().as_bytes(), report);
        }
    }

    /// The bytes of a document, where there is one that can be read.
    pub fn bytes_of(&self, path: &Path) -> Option<Vec<u8>> {
        read_ordinary(&self.root.join(path), LARGEST_WORD_FILE).ok()?.ok()
    }

    /// Keeps what a document held, under a name beside it that is free; returns where.
    ///
    /// # Errors
    ///
    /// A file that cannot be written is a fault in `report`.
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
                None if self.root.join(&kept).exists() => {}
                None => return self.write(&kept, bytes, report).then_some(kept),
            }
        }
        None
    }

    /// Removes a document, and the folder that is empty without it.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed is a fault in `report`.
    #[expect(clippy::disallowed_methods, reason = "the owner of the disk")]
    pub fn remove(&self, path: &Path, report: &mut Report) -> bool {
        let full = self.root.join(path);
        if let Err(error) = std::fs::remove_file(&full) {
            let (path, cause) = (self.shown(&full), error.kind());
            report.error_nowhere(Problem::CannotWrite { path, cause, words: error.to_string() });
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
    /// A file that cannot be removed is a fault in `report`.
    pub fn remove_leftovers(&self, folder: &Path, report: &mut Report) {
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
    is_known: bool,
    /// How long the record is if nobody else writes it.
    length: u64,
    file: Option<std::fs::File>,
}

impl Journal {
    /// Adds a document. That it cannot be added is no fault: a record may be lost.
    pub fn add(&mut self, path: &str, made: &Made) {
        if self.file.is_none() {
            let mut options = std::fs::File::options();
            options.create(true).write(true).append(self.is_known).truncate(!self.is_known);
            let Ok(mut file) = options.open(&self.path) else { return };
            let beginning = Record::beginning();
            if !self.is_known && file.write_all(beginning.as_bytes()).is_err() {
                return;
            }
            self.length += if self.is_known { 0 } else { beginning.len() as u64 };
            self.file = Some(file);
        }
        let line = made.line(path);
        if let Some(file) = &mut self.file
            && file.write_all(line.as_bytes()).is_ok()
        {
            self.length += line.len() as u64;
        }
    }
}

/// How long a file is; one that is not there is empty.
fn length(path: &Path) -> u64 {
    path.metadata().map_or(0, |about| about.len())
}
