//! How files are written: whole or not at all, in the place of what was read, and never through a link.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Report, Source};
use crate::workspace::problems::{ChangedMeanwhile, NotAFile, WouldOverwrite};

use super::disk::Disk;
use super::files::{LARGEST_FILE, LARGEST_WORD_FILE};
use super::folder::Replaced;
use super::project::Project;

impl Project {
    /// Writes a text file anew that was `old` when it was read. Lines that stay keep their line ends, and
    /// the file its byte order mark, its mode and its marks.
    ///
    /// # Errors
    ///
    /// A file that somebody saved meanwhile, or that cannot be written, is a problem in `report`.
    pub fn rewrite(&self, path: &Path, old: &Source, text: &str, report: &mut Report) -> bool {
        let Some(bytes) = self.read_bytes(path, LARGEST_FILE, report) else { return false };
        let Some(before) = Source::decode(old.name(), &bytes, report) else { return false };
        if before.text() != old.text() {
            let path = self.shown(path);
            report.error_nowhere(ChangedMeanwhile { path });
            return false;
        }
        let mut new = with_line_ends(&String::from_utf8_lossy(&bytes), text);
        if bytes.starts_with(b"\xEF\xBB\xBF") && !new.starts_with('\u{FEFF}') {
            new.insert(0, '\u{FEFF}');
        }
        self.write(path, new.as_bytes(), Some(&bytes), report)
    }

    /// Writes a file whole or not at all: under another name first, which is given up when it is
    /// complete and on the disk. `path` is from the project's folder. What is written takes the place of what was read
    /// there, and of nothing else. No file is written through a link, and no link, pipe or device is
    /// replaced.
    ///
    /// # Errors
    ///
    /// A file that somebody saved meanwhile, or that cannot be written, is a problem in `report`.
    pub fn write(
        &self,
        path: &Path,
        bytes: &[u8],
        read: Option<&[u8]>,
        report: &mut Report,
    ) -> bool {
        let written = self.replace(path, bytes, read, true, report);
        self.is_done(path, written, report)
    }

    /// Writes what somebody typed to where nothing stands, so that it is on the disk before it counts; only
    /// whoever may read the file `like` may read it.
    ///
    /// # Errors
    ///
    /// A file that stands there, or that cannot be written, is a problem in `report`.
    pub(super) fn write_kept(
        &self,
        path: &Path,
        bytes: &[u8],
        like: &Path,
        report: &mut Report,
    ) -> bool {
        let written = self.replace_like(path, bytes, None, true, Some(like), report);
        self.is_done(path, written, report)
    }

    fn is_done(&self, path: &Path, written: Option<Replaced>, report: &mut Report) -> bool {
        match written {
            Some(Replaced::Done) => true,
            Some(Replaced::Other) => {
                let path = self.shown(&self.full(path));
                report.error_nowhere(ChangedMeanwhile { path });
                false
            }
            None => false,
        }
    }

    /// Replaces what was read, or finds what stands there instead.
    pub(super) fn replace(
        &self,
        path: &Path,
        bytes: &[u8],
        read: Option<&[u8]>,
        lasts: bool,
        report: &mut Report,
    ) -> Option<Replaced> {
        self.replace_like(path, bytes, read, lasts, None, report)
    }

    fn replace_like(
        &self,
        path: &Path,
        bytes: &[u8],
        read: Option<&[u8]>,
        lasts: bool,
        like: Option<&Path>,
        report: &mut Report,
    ) -> Option<Replaced> {
        let full = self.full(path);
        let like = like.map(|like| self.full(like));
        let disk = self.writable(&full, report)?;
        match disk.replace(&full, bytes, read, lasts, like.as_deref()) {
            Ok(replaced) => Some(replaced),
            Err(error) => {
                report.error_nowhere(self.cannot_write(&full, &error));
                None
            }
        }
    }

    /// The disk, where anything can be written: a project in memory only is read.
    pub(super) fn writable(&self, full: &Path, report: &mut Report) -> Option<&Arc<Disk>> {
        if self.disk().is_none() {
            let error = io::ErrorKind::ReadOnlyFilesystem.into();
            report.error_nowhere(self.cannot_write(full, &error));
        }
        self.disk()
    }

    /// Whether neither a link, a pipe nor a device stands at a path, which is from the project's folder.
    ///
    /// # Errors
    ///
    /// One of them is an error in `report`.
    pub fn refuse_special(&self, path: &Path, report: &mut Report) -> bool {
        let full = self.full(path);
        let Some(kind) = self.disk().and_then(|disk| disk.special(&full)) else { return true };
        report.error_nowhere(NotAFile { path: self.shown(&full), kind });
        false
    }

    /// Writes a file that somebody named on the command line. One that is there gives way if `is_ours` says of its
    /// bytes that the same command wrote them, and else is somebody's, as for [`Project::write_new`]. A character
    /// device (`/dev/null`, `/dev/stdout` on a terminal) is written to, and stays.
    ///
    /// # Errors
    ///
    /// Somebody's file, a link to anything but a device, a pipe, and what cannot be written are errors in `report`.
    pub fn write_named(
        &self,
        path: &Path,
        bytes: &[u8],
        is_ours: impl FnOnce(&[u8]) -> bool,
        report: &mut Report,
    ) -> bool {
        let there = self.bytes_of(path);
        if there.as_deref().is_some_and(|there| !is_ours(there)) {
            return self.write_new(path, bytes, report);
        }
        let full = self.full(path);
        let Some(disk) = self.writable(&full, report) else { return false };
        match disk.write_to_device(&full, bytes) {
            None => self.write(path, bytes, there.as_deref(), report),
            Some(Ok(())) => true,
            Some(Err(error)) => {
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
    /// A file that differs or cannot be written is a problem in `report`.
    pub fn write_new(&self, path: &Path, bytes: &[u8], report: &mut Report) -> bool {
        let full = self.full(path);
        if !self.refuse_special(path, report) {
            return false;
        }
        if self.is_file(path) {
            let same = self
                .read_bytes(&full, LARGEST_WORD_FILE, report)
                .is_some_and(|there| there == bytes);
            if !same {
                report.error_nowhere(WouldOverwrite { path: self.shown(&full) });
            }
            return same;
        }
        self.write(path, bytes, None, report)
    }
}

/// A text with the line ends of the one that it replaces: those of each line that stays, and of the line
/// before for each that is new. `text` has line feeds alone.
fn with_line_ends(old: &str, text: &str) -> String {
    let old: Vec<&str> =
        old.strip_prefix('\u{FEFF}').unwrap_or(old).split_inclusive('\n').collect();
    let bare: Vec<&str> = old.iter().map(|line| line.trim_end_matches(['\r', '\n'])).collect();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let new: Vec<&str> = lines.iter().map(|line| line.trim_end_matches(['\r', '\n'])).collect();
    let end = |line: &str| if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    let mut ends: Vec<Option<&str>> = vec![None; lines.len()];
    for change in similar::capture_diff_slices(similar::Algorithm::Myers, &bare, &new) {
        let (tag, before, after) = change.as_tag_tuple();
        // A line in another's place has its end.
        let has_place = matches!(tag, similar::DiffTag::Equal | similar::DiffTag::Replace);
        for (old_at, new_at) in before.zip(after).filter(|_| has_place) {
            // The last line may have none to give.
            let is_ended = |line: &&&str| line.ends_with('\n');
            ends[new_at] = old.get(old_at).filter(is_ended).map(|line| end(line));
        }
    }
    let mut last = old.first().map_or("\n", |line| end(line));
    let mut written = String::with_capacity(text.len());
    for (line, (bare, end)) in lines.iter().zip(new.iter().zip(ends)) {
        last = end.unwrap_or(last);
        written.push_str(bare);
        if line.ends_with('\n') {
            written.push_str(last);
        }
    }
    written
}
