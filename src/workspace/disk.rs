//! The one door to the disk: a jail.
//!
//! What lies in a project may come from a stranger: a link in it can name any file that whoever runs the
//! program may read or write. So each file is opened through a capability (cap-std, `openat2` on Linux)
//! for the project's folder, or for a path that was named on the command line: a path that leads out of
//! it is refused by the system, not by us. walkdir only lists names. Nothing is written through a link,
//! not even through one that stays within.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType, OpenOptions};
use walkdir::WalkDir;

use crate::workspace::problems::Special;

use super::folder::{
    Refused, Replaced, is_leftover, move_to_free, read_in, replace_in, special, sync,
    unfinished_name,
};

/// The file that whoever writes into a folder of documents holds.
pub(super) const LOCK: &str = ".blankett.lock";

/// The disk, as far as a project may reach it.
#[derive(Debug)]
pub(super) struct Disk {
    /// The project's folder.
    root: PathBuf,
    /// What was named on the command line, from the root of the disk.
    named: Vec<PathBuf>,
    /// What is reached beside a file that was named, by its name, as a lock is.
    beside: &'static str,
    /// Whether links may lead out.
    follows_links: bool,
    /// Whether the project's folder is made where it is not there.
    is_begun: bool,
    project: OnceLock<Arc<Dir>>,
}

/// What stands at a path, links followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FileKind {
    File,
    Folder,
    /// A link that leads out of the project.
    LeadsOut,
    /// A pipe, a device, or a link that leads nowhere.
    Other,
}

/// Something in a folder.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) path: PathBuf,
    pub(super) kind: FileKind,
    /// How many folders down, from the folder that was listed.
    pub(super) depth: usize,
}

/// What could not be listed.
#[derive(Debug)]
pub(super) struct NotListed {
    pub(super) path: PathBuf,
    /// Why; a link that leads back to where it stands, if there is none.
    pub(super) error: Option<io::Error>,
}

/// The right to write into a folder of documents, until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    /// None where the folder cannot be written to at all, which each file will tell.
    _file: Option<std::fs::File>,
}

impl Disk {
    /// The disk below a folder, and what was named on the command line.
    pub(super) fn new(
        root: PathBuf,
        named: Vec<PathBuf>,
        beside: &'static str,
        follows_links: bool,
    ) -> Disk {
        Disk { root, named, beside, follows_links, is_begun: false, project: OnceLock::new() }
    }

    /// The same disk, opened anew.
    pub(super) fn reopened(&self) -> Disk {
        Disk::new(self.root.clone(), self.named.clone(), self.beside, self.follows_links)
    }

    /// The same disk, for a project that begins in another folder: it need not be there yet.
    pub(super) fn within(&self, root: PathBuf) -> Disk {
        Disk { root, is_begun: true, ..self.reopened() }
    }

    /// What stands at a path, links followed.
    pub(super) fn kind(&self, path: &Path) -> Option<FileKind> {
        // Of what lies outside, and was not named, nothing is known.
        let (dir, within) = match self.place(path) {
            Err(error) if Refused::of(&error).is_some() || is_absent(&error) => return None,
            Err(_) => return Some(FileKind::Other),
            Ok(place) => place,
        };
        match dir.metadata(within) {
            Ok(about) => Some(kind(about.file_type())),
            Err(error) if self.leads_out(&error, path).is_some() => Some(FileKind::LeadsOut),
            Err(error) if is_absent(&error) => self.is_taken(path).then_some(FileKind::Other),
            // What cannot be looked at is not nothing: reading it says why.
            Err(_) => Some(FileKind::Other),
        }
    }

    /// The bytes of a file, or its size if that is too large. A pipe or a device is no file: it may
    /// never end.
    pub(super) fn read(&self, path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
        let (dir, within) = self.place(path)?;
        read_in(&dir, &within, most, FollowSymlinks::Yes)
            .map_err(|error| self.leads_out(&error, path).map_or(error, io::Error::from))
    }

    /// The bytes of a file that is no link.
    pub(super) fn read_itself(&self, path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
        let (dir, name) = self.folder_of(path, false)?;
        read_in(&dir, Path::new(&name), most, FollowSymlinks::No)
    }

    /// What stands at a path that is neither an ordinary file nor a folder, if something does. A link
    /// is one, whatever it leads to.
    pub(super) fn special(&self, path: &Path) -> Option<Special> {
        let (dir, within) = self.place_of_itself(path).ok()?;
        special(dir.symlink_metadata(within).ok()?.file_type())
    }

    /// Whether anything stands at a path, be it a link that leads nowhere.
    pub(super) fn is_taken(&self, path: &Path) -> bool {
        let place = self.place_of_itself(path);
        place.is_ok_and(|(dir, within)| dir.symlink_metadata(within).is_ok())
    }

    /// What lies in a folder and in its folders, down to `deepest` levels, in the order of the names.
    /// Links within the project are followed, to each folder once.
    pub(super) fn list(
        self: &Arc<Self>,
        folder: &Path,
        deepest: usize,
        are_hidden_skipped: bool,
    ) -> Vec<Result<Listed, NotListed>> {
        let mut listing = Listing {
            disk: self,
            deepest,
            are_hidden_skipped,
            followed: BTreeSet::new(),
            found: Vec::new(),
        };
        listing.add(folder, 0);
        listing.found
    }

    /// Puts a file in the place of what was read there, or where nothing was. What is to last is on the
    /// disk before it counts. Where nothing is replaced, it has the permissions of the file `like`.
    pub(super) fn replace(
        &self,
        path: &Path,
        bytes: &[u8],
        read: Option<&[u8]>,
        lasts: bool,
        like: Option<&Path>,
    ) -> io::Result<Replaced> {
        let (dir, name) = self.folder_of(path, true)?;
        let like = like.and_then(|like| {
            let (dir, within) = self.place_of_itself(like).ok()?;
            dir.symlink_metadata(within).ok().map(|about| about.permissions())
        });
        let replaced = replace_in(&dir, Path::new(&name), bytes, read, lasts, like);
        replaced.map_err(|error| match Refused::of(&error) {
            Some(Refused::Special(_, kind)) => Refused::Special(path.to_owned(), *kind).into(),
            _ => error,
        })
    }

    /// Writes to a device that was named on the command line; `None` where none stands there.
    pub(super) fn write_to_device(&self, path: &Path, bytes: &[u8]) -> Option<io::Result<()>> {
        // A link in the project, or above it there, is a stranger's; `/dev/stdout` is the system's.
        let is_link = || self.special(path) == Some(Special::Link);
        if path.starts_with(&self.root) && (self.folder_of(path, false).is_err() || is_link()) {
            return None;
        }
        let target = std::fs::canonicalize(path).ok()?;
        if !is_character_device(&target) {
            return None;
        }
        let device = std::fs::File::options().write(true).open(target);
        Some(device.and_then(|mut device| device.write_all(bytes)))
    }

    /// Writes a folder under another name, renamed when all of it is there and its files are on the disk. One that is
    /// replaced is removed after that.
    pub(super) fn write_folder(
        &self,
        path: &Path,
        files: &[(String, Vec<u8>)],
        is_replaced: bool,
    ) -> io::Result<()> {
        let (home, name) = self.folder_of(path, true)?;
        let unfinished = loop {
            let unfinished = unfinished_name();
            match home.create_dir(&unfinished) {
                Ok(()) => break unfinished,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        let write = || {
            let folder = home.open_dir(&unfinished)?;
            for (name, bytes) in files {
                let path = Path::new(name);
                if let Some(above) = path.parent() {
                    folder.create_dir_all(above)?;
                }
                let mut file =
                    folder.open_with(path, OpenOptions::new().write(true).create_new(true))?;
                file.write_all(bytes)?;
                file.sync_all()?;
            }
            drop(folder);
            let (new, name) = (Path::new(&unfinished), Path::new(&name));
            if is_replaced && home.symlink_metadata(name).is_ok() {
                let old = unfinished_name();
                move_to_free(&home, name, &old)?;
                if let Err(error) = move_to_free(&home, new, name) {
                    move_to_free(&home, &old, name)?;
                    return Err(error);
                }
                sync(&home)?;
                // What cannot be removed stays under a name that says what it is: the new one stands.
                let _ = home.remove_dir_all(&old);
                return Ok(());
            }
            move_to_free(&home, new, name)?;
            sync(&home)
        };
        let written = write();
        if written.is_err() {
            // What cannot be removed stays under a name that says what it is.
            let _ = home.remove_dir_all(&unfinished);
        }
        written
    }

    /// Removes a file, and the folder that is empty without it.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        let (dir, name) = self.folder_of(path, false)?;
        dir.remove_file(&name)?;
        drop(dir);
        // One that is not empty stays.
        if let Some((above, name)) =
            path.parent().and_then(|above| self.folder_of(above, false).ok())
        {
            let _ = above.remove_dir(name);
        }
        Ok(())
    }

    /// What writes left in a folder that were stopped. No link is followed.
    pub(super) fn leftovers(&self, folder: &Path) -> Vec<PathBuf> {
        // One that leads out has nothing of ours.
        if self.folder_of(&folder.join(LOCK), false).is_err() {
            return Vec::new();
        }
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(walkdir::DirEntry::into_path).filter(|path| is_leftover(path)).collect()
    }

    /// The lock of a folder, which is made if it is not there; `None` while somebody else has it.
    pub(super) fn lock(&self, folder: &Path) -> io::Result<Option<Lock>> {
        let opened = self.folder_of(&folder.join(LOCK), true).and_then(|(dir, name)| {
            let there = dir.symlink_metadata(&name).ok().map(|about| about.file_type());
            let other = there.and_then(|kind| {
                let is_folder = kind.is_dir().then_some(Special::Folder);
                is_folder.or_else(|| special(kind))
            });
            if let Some(other) = other {
                return Err(Refused::Special(folder.join(LOCK), other).into());
            }
            let mut options = OpenOptions::new();
            options.nonblock(true).follow(FollowSymlinks::No);
            let file = match dir.open_with(&name, options.clone().write(true).create(true)) {
                // Another's, who may write to it alone, or on a disk that takes nothing; to hold it, reading
                // is enough.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                    ) =>
                {
                    dir.open_with(&name, options.read(true)).map_err(|_| error)
                }
                opened => opened,
            };
            Ok(file?.into_std())
        });
        let file = match opened {
            Err(error) if Refused::of(&error).is_some() => return Err(error),
            // Nothing can be written there at all, which each file will tell.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied
                        | io::ErrorKind::ReadOnlyFilesystem
                        | io::ErrorKind::NotADirectory
                ) && !self.is_taken(&folder.join(LOCK)) =>
            {
                return Ok(Some(Lock { _file: None }));
            }
            Err(error) => return Err(error),
            Ok(file) => file,
        };
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: Some(file) })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            // A disk that knows no locks.
            Err(std::fs::TryLockError::Error(error))
                if error.kind() == io::ErrorKind::Unsupported =>
            {
                Ok(Some(Lock { _file: Some(file) }))
            }
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// A path without links, to know a folder by.
    pub(super) fn canonical(path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    /// The folder that a path is opened in, and the path from there.
    fn place(&self, path: &Path) -> io::Result<(Arc<Dir>, PathBuf)> {
        let is_named = || self.named.iter().any(|named| named == path);
        if self.follows_links || (!path.starts_with(&self.root) && is_named()) {
            // It was named, or links were allowed: it is where it leads to.
            if let Ok(target) = std::fs::canonicalize(path) {
                return open_parent(&target);
            }
        }
        self.place_of_itself(path)
    }

    /// As [`Disk::place`], but for a link itself.
    fn place_of_itself(&self, path: &Path) -> io::Result<(Arc<Dir>, PathBuf)> {
        if self.follows_links {
            return open_parent(path);
        }
        let base = self.base_of(path)?;
        Ok((self.open(base)?, relative(path.strip_prefix(base).unwrap_or(path))))
    }

    /// The folder that a path may not leave: the project's, or what was named that it lies in.
    fn base_of(&self, path: &Path) -> Result<&Path, Refused> {
        if path.starts_with(&self.root) {
            return Ok(&self.root);
        }
        self.named_above(path).ok_or_else(|| Refused::LeadsOut(path.to_owned()))
    }

    /// A folder that paths may not leave. The project's is opened once.
    fn open(&self, base: &Path) -> io::Result<Arc<Dir>> {
        let open = || Dir::open_ambient_dir(base, ambient_authority()).map(Arc::new);
        if base != self.root {
            return open();
        }
        if let Some(dir) = self.project.get() {
            return Ok(dir.clone());
        }
        let dir = open()?;
        Ok(self.project.get_or_init(|| dir).clone())
    }

    /// What was named on the command line that a path lies in: a folder, or the folder of a file.
    fn named_above(&self, path: &Path) -> Option<&Path> {
        self.named.iter().find_map(|named| {
            let folder = if named.is_dir() { named } else { named.parent()? };
            let is_known = path.ends_with(self.beside) || path.ends_with(LOCK);
            let is_beside = path.parent() == named.parent() && is_known;
            (path.starts_with(named) || is_beside && path.starts_with(folder)).then_some(folder)
        })
    }

    /// The folder of a file that is to be written, and its name there. No link leads to it.
    fn folder_of(&self, path: &Path, is_made: bool) -> io::Result<(Dir, OsString)> {
        let not_found = || io::Error::from(io::ErrorKind::NotFound);
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(not_found());
        };
        if self.follows_links {
            if is_made {
                make_folder(folder)?;
            }
            let dir = Dir::open_ambient_dir(folder, ambient_authority())?;
            return Ok((dir, name.to_owned()));
        }
        let base = self.base_of(path)?;
        let dir = match self.open(base) {
            // The project's own folder that is not there was moved or removed since.
            Err(error)
                if is_made
                    && (base != self.root || self.is_begun)
                    && error.kind() == io::ErrorKind::NotFound =>
            {
                make_folder(base)?;
                self.open(base)?
            }
            opened => opened?,
        };
        let within = relative(folder.strip_prefix(base).unwrap_or(folder));
        let mut above = PathBuf::new();
        for part in within.components().filter(|part| *part != Component::CurDir) {
            above.push(part);
            match dir.symlink_metadata(&above) {
                Ok(about) => {
                    if let Some(special) = special(about.file_type()) {
                        return Err(Refused::Special(base.join(above), special).into());
                    }
                }
                Err(error) if is_made && error.kind() == io::ErrorKind::NotFound => {
                    // Another thread may have made it just now.
                    dir.create_dir_all(&within)?;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok((dir.open_dir(within)?, name.to_owned()))
    }

    /// The link that leads out, where an error is that one does.
    fn leads_out(&self, error: &io::Error, path: &Path) -> Option<Refused> {
        // The system has no number for it.
        let is_escape =
            error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none();
        if !is_escape || self.follows_links {
            return None;
        }
        let above: Vec<&Path> = path.ancestors().collect();
        let link = above.into_iter().rev().find(|part| self.special(part) == Some(Special::Link));
        Some(Refused::LeadsOut(link.unwrap_or(path).to_owned()))
    }
}

/// A folder that is being listed.
struct Listing<'a> {
    disk: &'a Arc<Disk>,
    deepest: usize,
    are_hidden_skipped: bool,
    /// The folders that links led to.
    followed: BTreeSet<PathBuf>,
    found: Vec<Result<Listed, NotListed>>,
}

impl Listing<'_> {
    fn add(&mut self, folder: &Path, above: usize) {
        let disk = self.disk;
        // That the folder itself can be read, and lies within, is not for walkdir to say.
        let is_open = disk.place(folder).and_then(|(dir, within)| {
            let opened = dir.read_dir(within).map(drop);
            opened.map_err(|error| disk.leads_out(&error, folder).map_or(error, io::Error::from))
        });
        if let Err(error) = is_open {
            self.found.push(Err(NotListed { path: folder.to_owned(), error: Some(error) }));
            return;
        }
        let are_hidden_skipped = self.are_hidden_skipped;
        let entries = WalkDir::new(folder)
            .min_depth(1)
            .max_depth(self.deepest.saturating_sub(above))
            .sort_by_file_name()
            .into_iter()
            .filter_entry(move |entry| {
                let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
                entry.depth() == 0 || !(are_hidden_skipped && is_hidden)
            });
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let error = error.into_io_error();
                    self.found.push(Err(NotListed { path, error }));
                    continue;
                }
            };
            let depth = above + entry.depth();
            let path = entry.path().to_owned();
            if !entry.path_is_symlink() {
                let kind = walked_kind(entry.file_type());
                self.found.push(Ok(Listed { path, kind, depth }));
                continue;
            }
            let kind = disk.kind(&path).unwrap_or(FileKind::Other);
            if kind == FileKind::Folder && depth < self.deepest {
                if self.leads_back(&path) {
                    self.found.push(Err(NotListed { path, error: None }));
                    continue;
                }
                self.found.push(Ok(Listed { path: path.clone(), kind, depth }));
                self.add(&path, depth);
            } else {
                self.found.push(Ok(Listed { path, kind, depth }));
            }
        }
    }

    /// Whether a link leads to where it stands, or to where another has led already: a few links among
    /// folders could otherwise be a million ways.
    fn leads_back(&mut self, link: &Path) -> bool {
        let (Ok(target), Some(Ok(folder))) =
            (std::fs::canonicalize(link), link.parent().map(std::fs::canonicalize))
        else {
            return true;
        };
        folder.starts_with(&target) || !self.followed.insert(target)
    }
}

fn walked_kind(kind: std::fs::FileType) -> FileKind {
    match (kind.is_file(), kind.is_dir()) {
        (true, _) => FileKind::File,
        (_, true) => FileKind::Folder,
        _ => FileKind::Other,
    }
}

fn kind(kind: FileType) -> FileKind {
    match (kind.is_file(), kind.is_dir()) {
        (true, _) => FileKind::File,
        (_, true) => FileKind::Folder,
        _ => FileKind::Other,
    }
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

/// Whether an error says that nothing is there.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// `.` for the folder itself.
fn relative(path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() }
}

fn open_parent(path: &Path) -> io::Result<(Arc<Dir>, PathBuf)> {
    let (folder, name) = match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => (folder, PathBuf::from(name)),
        _ => (path, PathBuf::from(".")),
    };
    Ok((Arc::new(Dir::open_ambient_dir(folder, ambient_authority())?), name))
}

#[expect(clippy::disallowed_methods, reason = "the owner of the disk")]
fn make_folder(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}
