//! How files are written: whole or not at all, and never through a link or in the place of a device.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::Report;
use crate::workspace::problems::{NotAFile, Special, WouldOverwrite};

use super::files::{Files, LARGEST_FILE, LARGEST_WORD_FILE};
use super::project::Project;

/// How the name of a file begins that is not whole yet.
pub(super) const UNFINISHED: &str = ".blankett-";

impl Project {
    /// Writes a text file anew, with the line ends and the byte order mark that it has.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or written is a problem in `report`.
    pub fn rewrite(&self, path: &Path, text: &str, report: &mut Report) -> bool {
        let Some(old) = self.read_bytes(path, LARGEST_FILE, report) else { return false };
        let mut text = text.to_owned();
        if old.windows(2).any(|pair| pair == b"\r\n") {
            text = text.replace('\n', "\r\n");
        }
        if old.starts_with(b"\xEF\xBB\xBF") {
            text.insert(0, '\u{FEFF}');
        }
        if !self.is_writable(path, report) {
            return false;
        }
        // A link stays one: what it leads to is written anew.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.write(&target, text.as_bytes(), report)
    }

    /// Writes a file whole or not at all: under another name first, renamed when it is complete.
    /// `path` is from the project's folder. A file is not written through a link, and no link, pipe or
    /// device is replaced; the folders above it may be links.
    ///
    /// # Errors
    ///
    /// A file that cannot be written is a problem in `report`.
    pub fn write(&self, path: &Path, bytes: &[u8], report: &mut Report) -> bool {
        let full = self.root.join(path);
        if !self.refuse_special(path, report) {
            return false;
        }
        if !self.is_writable(&full, report) {
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

    pub(super) fn is_on_disk(&self) -> bool {
        matches!(self.files, Files::Disk)
    }

    /// Whether anything can be written: a project in memory only is read.
    pub(super) fn is_writable(&self, full: &Path, report: &mut Report) -> bool {
        if !self.is_on_disk() {
            let error = io::ErrorKind::ReadOnlyFilesystem.into();
            report.error_nowhere(self.cannot_write(full, &error));
        }
        self.is_on_disk()
    }

    /// Whether neither a link, a pipe nor a device stands at a path, which is from the project's folder.
    ///
    /// # Errors
    ///
    /// One of them is an error in `report`.
    pub fn refuse_special(&self, path: &Path, report: &mut Report) -> bool {
        let full = self.root.join(path);
        let Some(kind) = special(&full).filter(|_| self.is_on_disk()) else { return true };
        report.error_nowhere(NotAFile { path: self.shown(&full), kind });
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
        if !self.is_writable(&full, report) {
            return false;
        }
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
    /// A file that differs or cannot be written is a problem in `report`.
    pub fn write_new(&self, path: &Path, bytes: &[u8], report: &mut Report) -> bool {
        let full = self.root.join(path);
        if self.is_file(path) {
            let same = self
                .read_bytes(&full, LARGEST_WORD_FILE, report)
                .is_some_and(|there| there == bytes);
            if !same {
                report.error_nowhere(WouldOverwrite { path: self.shown(&full) });
            }
            return same;
        }
        self.write(path, bytes, report)
    }
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
pub(super) fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // A temporary file is its owner's alone by default; this one becomes an ordinary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// What stands at a path that is neither an ordinary file nor a folder, if something does. A link is
/// one, whatever it leads to.
pub(super) fn special(path: &Path) -> Option<Special> {
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
