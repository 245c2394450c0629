//! The documents that were built: what is known of them, what is kept of them, what is removed.
//!
//! What is known stands outside the project: what came with a checkout may be a stranger's, and would
//! keep a document from being built, or have one removed.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};

use crate::diagnostic::Report;
use crate::digest::sha256;

use super::disk::{Disk, Lock};
use super::files::LARGEST_WORD_FILE;
use super::folder::{Refused, put_in, text_in};
use super::project::Project;
use super::record::{BuildRecord, BuiltFile};

/// How often it is asked whether a folder is free.
const PATIENCE: Duration = Duration::from_millis(50);

impl Project {
    /// The right to write into a folder of documents, which is made if it is not there. Where somebody
    /// else has it, `waits` is called once, and then it is waited for until `is_stopped`.
    ///
    /// # Errors
    ///
    /// A folder that cannot be written to is a problem in `report`.
    pub fn lock(
        &self,
        folder: &Path,
        mut waits: impl FnMut(),
        is_stopped: impl Fn() -> bool,
        report: &mut Report,
    ) -> Option<Lock> {
        let full = self.full(folder);
        let disk = self.writable(&full, report)?;
        let mut is_told = false;
        while !is_stopped() {
            match disk.lock(&full) {
                Ok(Some(lock)) => return Some(lock),
                Ok(None) => {
                    if !std::mem::replace(&mut is_told, true) {
                        waits();
                    }
                    std::thread::sleep(PATIENCE);
                }
                Err(error) => {
                    report.error_nowhere(self.cannot_write(&full, &error));
                    return None;
                }
            }
        }
        None
    }

    /// What is known of the documents in a folder; nothing where there is no record.
    pub fn record(&self, folder: &Path) -> BuildRecord {
        let text = self.record_place(folder).and_then(|(dir, name)| text_in(&dir, &name));
        text.map_or_else(BuildRecord::default, |text| BuildRecord::parse(whole_lines(&text)))
    }

    /// The record of a folder, to put documents into as they are written.
    pub fn journal(&self, folder: &Path) -> Journal {
        Journal { place: self.record_place(folder), file: None }
    }

    /// Puts documents into the record of their folder, which was `old`, and takes some out. A record may
    /// be lost: that it cannot be written is no problem.
    pub fn change_record(
        &self,
        old: BuildRecord,
        mut new: BTreeMap<String, BuiltFile>,
        gone: &[String],
        journal: Journal,
    ) {
        let is_as_before = journal.file.is_none()
            && new.iter().all(|(path, made)| old.files.get(path) == Some(made))
            && !gone.iter().any(|path| old.files.contains_key(path));
        let Some((dir, name)) = journal.place.filter(|_| !is_as_before) else { return };
        // Windows replaces no file that is open.
        drop(journal.file);
        // Of a hundred thousand documents, one record in memory is enough.
        let mut record = old;
        record.files.append(&mut new);
        for path in gone {
            record.files.remove(path);
        }
        let _ = put_in(&dir, Path::new(&name), record.lines());
    }

    /// Where the record of a folder stands.
    fn record_place(&self, folder: &Path) -> Option<(Dir, String)> {
        self.disk()?;
        let records = self.records.as_ref()?;
        let folder = Disk::canonical(&self.full(folder)).ok()?;
        let name = sha256(folder.as_os_str().as_encoded_bytes());
        Dir::create_ambient_dir_all(records, ambient_authority()).ok()?;
        let dir = Dir::open_ambient_dir(records, ambient_authority()).ok()?;
        Some((dir, format!("{}.jsonl", &name[..32])))
    }

    /// The bytes of a document, where there is one that can be read. A link is none.
    pub fn bytes_of(&self, path: &Path) -> Option<Vec<u8>> {
        let full = self.full(path);
        match self.disk() {
            Some(disk) => disk.read_itself(&full, LARGEST_WORD_FILE).ok()?.ok(),
            None => self.files.read(&full, LARGEST_WORD_FILE).ok()?.ok(),
        }
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
        let disk = self.writable(&self.full(path), report)?;
        for name in names {
            let kept = path.with_extension(name);
            match self.bytes_of(&kept) {
                Some(there) if there == bytes => return Some(kept),
                Some(_) => {}
                None if disk.is_taken(&self.full(&kept)) => {}
                None => return self.write_kept(&kept, bytes, path, report).then_some(kept),
            }
        }
        None
    }

    /// Removes a document, and the folder that is empty without it.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed is a problem in `report`.
    pub fn remove(&self, path: &Path, report: &mut Report) -> bool {
        let full = self.full(path);
        let Some(disk) = self.writable(&full, report) else { return false };
        if let Err(error) = disk.remove(&full) {
            report.error_nowhere(self.cannot_write(&full, &error));
            return false;
        }
        true
    }

    /// Removes what builds left that were stopped while they wrote.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed is a problem in `report`.
    pub fn remove_leftovers(&self, folder: &Path, report: &mut Report) {
        let Some(disk) = self.disk() else { return };
        for path in disk.leftovers(&self.full(folder)) {
            self.remove(&path, report);
        }
    }
}

/// A record that grows while documents are written, so that a build which is killed leaves word of
/// what it wrote.
#[derive(Debug)]
pub struct Journal {
    place: Option<(Dir, String)>,
    file: Option<File>,
}

impl Journal {
    /// Adds a document. That it cannot be added is no problem: a record may be lost.
    pub fn add(&mut self, path: &str, made: &BuiltFile) {
        if self.file.is_none() {
            self.file = self.begin().ok();
        }
        if let Some(file) = &mut self.file {
            let _ = file.write_all(made.line(path).as_bytes());
        }
    }

    /// Opens the record to write on at its end; one that is not this program's begins anew.
    fn begin(&self) -> io::Result<File> {
        let (dir, name) = self.place.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let beginning = BuildRecord::beginning();
        // A pipe that nobody reads from would never be opened.
        if dir.symlink_metadata(name).is_ok_and(|about| !about.is_file()) {
            return Err(Refused::NotAFile.into());
        }
        if !is_whole(dir, name, &beginning).unwrap_or(false) {
            let there = text_in(dir, name).unwrap_or_default();
            let kept = Some(whole_lines(&there)).filter(|kept| kept.starts_with(&beginning));
            dir.write(name, kept.unwrap_or(&beginning))?;
        }
        dir.open_with(name, OpenOptions::new().append(true))
    }
}

/// Whether a record begins and ends as a whole one does.
fn is_whole(dir: &Dir, name: &str, beginning: &str) -> io::Result<bool> {
    let mut file = dir.open(name)?;
    let mut first = vec![0; beginning.len()];
    file.read_exact(&mut first)?;
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(first == beginning.as_bytes() && last == *b"\n")
}

/// A record without the beginning of a line that a build may have left which was killed.
fn whole_lines(text: &str) -> &str {
    &text[..text.rfind('\n').map_or(0, |end| end + 1)]
}
