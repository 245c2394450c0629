//! The one door to the disk: a jail.
//!
//! What lies in a project may come from a stranger: a link in it can name any file that whoever runs the
//! program may read or write. So each file is opened through a capability (cap-std, `openat2` on Linux)
//! for the project's folder, or for a path that was named on the command line: a path that leads out of
//! it is refused by the system, not by us. walkdir only lists names. Nothing is written through a link,
//! not even through one that stays within.
//!
//! A file is replaced only if it still is what was read: it is exchanged for the new one in one step, and
//! what came out is compared.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, FileType, OpenOptions};
use walkdir::WalkDir;

use crate::workspace::problems::Special;

/// How the name of a file begins that is not whole yet.
const UNFINISHED: &str = ".blankett-";
/// The file that whoever writes into a folder of documents holds.
const LOCK: &str = ".blankett.lock";

/// The disk, as far as a project may reach it.
#[derive(Debug)]
pub(super) struct Disk {
    /// The project's folder, which need not be there yet.
    root: PathBuf,
    /// What was named on the command line, from the root of the disk.
    named: Vec<PathBuf>,
    /// Whether links may lead out.
    follows_links: bool,
    project: OnceLock<Arc<Dir>>,
}

/// What the jail refuses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Refused {
    /// A link that leads out of the project.
    LeadsOut(PathBuf),
    /// A link, pipe or device where something would be written, or a link above it.
    Special(PathBuf, Special),
    /// A file that somebody protected.
    WriteProtected,
    /// No ordinary file: reading it may never end.
    NotAFile,
}

/// What became of a file that was to be replaced.
#[derive(Debug)]
pub(super) enum Replaced {
    /// The new bytes stand there.
    Done,
    /// Something else stood there than what was read, and stands there still.
    Other,
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

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Refused::LeadsOut(_) => "a link leads out of the project",
            Refused::Special(..) => "there is a link, a pipe or a device",
            Refused::WriteProtected => "it is write-protected",
            Refused::NotAFile => "not an ordinary file",
        })
    }
}

impl std::error::Error for Refused {}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> io::Error {
        let kind = match refused {
            Refused::NotAFile => io::ErrorKind::Unsupported,
            _ => io::ErrorKind::PermissionDenied,
        };
        io::Error::new(kind, refused)
    }
}

impl Disk {
    /// The disk below a folder, and what was named on the command line.
    pub(super) fn new(root: PathBuf, named: Vec<PathBuf>, follows_links: bool) -> Disk {
        Disk { root, named, follows_links, project: OnceLock::new() }
    }

    /// The same disk, for a project in another folder.
    pub(super) fn within(&self, root: PathBuf) -> Disk {
        Disk::new(root, self.named.clone(), self.follows_links)
    }

    /// What stands at a path, links followed.
    pub(super) fn kind(&self, path: &Path) -> Option<FileKind> {
        // Of what lies outside, and was not named, nothing is known.
        let (dir, within) = match self.place(path) {
            Err(error)
                if error
                    .get_ref()
                    .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Refused>) =>
            {
                return None;
            }
            Err(error) if is_absent(&error) => return None,
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
    /// disk before it counts.
    pub(super) fn replace(
        &self,
        path: &Path,
        bytes: &[u8],
        read: Option<&[u8]>,
        lasts: bool,
    ) -> io::Result<Replaced> {
        let (dir, name) = self.folder_of(path, true)?;
        let replaced = replace_in(&dir, Path::new(&name), bytes, read, lasts);
        replaced.map_err(|error| match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(Refused::Special(_, kind)) => Refused::Special(path.to_owned(), *kind).into(),
            _ => error,
        })
    }

    /// Writes to a device that was named on the command line; `None` where none stands there.
    pub(super) fn write_to_device(&self, path: &Path, bytes: &[u8]) -> Option<io::Result<()>> {
        // A link in the project is a stranger's; `/dev/stdout` is the system's.
        if path.starts_with(&self.root) && self.special(path) == Some(Special::Link) {
            return None;
        }
        let target = std::fs::canonicalize(path).ok()?;
        if !is_character_device(&target) {
            return None;
        }
        let device = std::fs::File::options().write(true).open(target);
        Some(device.and_then(|mut device| device.write_all(bytes)))
    }

    /// Writes a folder under another name, renamed when all of it is there and on the disk.
    pub(super) fn write_folder(&self, path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
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
            move_to_free(&home, Path::new(&unfinished), Path::new(&name))?;
            sync(&home)
        };
        let written = write();
        if written.is_err() {
            // What cannot be removed either is removed by --prune.
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
            let there = dir.symlink_metadata(&name).ok();
            if let Some(special) = there.and_then(|about| special(about.file_type())) {
                return Err(Refused::Special(folder.join(LOCK), special).into());
            }
            let mut options = OpenOptions::new();
            options.write(true).create(true).nonblock(true).follow(FollowSymlinks::No);
            Ok(dir.open_with(&name, &options)?.into_std())
        });
        let file = match opened {
            Err(error)
                if error
                    .get_ref()
                    .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Refused>) =>
            {
                return Err(error);
            }
            Err(_) => return Ok(Some(Lock { _file: None })),
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
        if self.follows_links
            || (!path.starts_with(&self.root) && self.named.contains(&path.into()))
        {
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
        if let Ok(within) = path.strip_prefix(&self.root) {
            if let Some(dir) = self.project.get() {
                return Ok((dir.clone(), relative(within)));
            }
            let dir = Arc::new(Dir::open_ambient_dir(&self.root, ambient_authority())?);
            return Ok((self.project.get_or_init(|| dir).clone(), relative(within)));
        }
        let base = self.named_above(path).ok_or_else(|| Refused::LeadsOut(path.to_owned()))?;
        let dir = Dir::open_ambient_dir(base, ambient_authority())?;
        Ok((Arc::new(dir), relative(path.strip_prefix(base).unwrap_or(path))))
    }

    /// What was named on the command line that a path lies in: a folder, or the folder of a file.
    fn named_above(&self, path: &Path) -> Option<&Path> {
        self.named.iter().find_map(|named| {
            let folder = if named.is_dir() { named } else { named.parent()? };
            let is_beside = path.parent() == named.parent();
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
        let base = if path.starts_with(&self.root) {
            &self.root
        } else {
            self.named_above(path).ok_or_else(|| Refused::LeadsOut(path.to_owned()))?
        };
        let open = || Dir::open_ambient_dir(base, ambient_authority());
        let dir = match open() {
            Err(error) if is_made && error.kind() == io::ErrorKind::NotFound => {
                make_folder(base)?;
                open()?
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

fn special(kind: FileType) -> Option<Special> {
    if kind.is_file() || kind.is_dir() {
        return None;
    }
    #[cfg(unix)]
    {
        use cap_fs_ext::FileTypeExt;
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

fn read_in(
    dir: &Dir,
    path: &Path,
    most: u64,
    follow: FollowSymlinks,
) -> io::Result<Result<Vec<u8>, u64>> {
    let mut options = OpenOptions::new();
    // A pipe that nobody writes to would never be opened.
    options.read(true).nonblock(true).follow(follow);
    let mut file = dir.open_with(path, &options)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(Refused::NotAFile.into());
    }
    if about.len() > most {
        return Ok(Err(about.len()));
    }
    let size = usize::try_from(about.len()).unwrap_or(usize::MAX - 1);
    // In one go, unless it grew meanwhile.
    let mut bytes = vec![0; size + 1];
    let read = file.read(&mut bytes)?;
    bytes.truncate(read);
    if read != size {
        file.take(most).read_to_end(&mut bytes)?;
    }
    Ok(Ok(bytes))
}

/// As [`Disk::replace`], in a folder that is open.
pub(super) fn replace_in(
    dir: &Dir,
    name: &Path,
    bytes: &[u8],
    read: Option<&[u8]>,
    lasts: bool,
) -> io::Result<Replaced> {
    let there = dir.symlink_metadata(name).ok();
    if let Some(special) = there.as_ref().and_then(|about| special(about.file_type())) {
        return Err(Refused::Special(name.to_owned(), special).into());
    }
    if there.as_ref().is_some_and(cap_std::fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let permissions = there.map(|about| about.permissions());
    if permissions.as_ref().is_some_and(cap_std::fs::Permissions::readonly) {
        return Err(Refused::WriteProtected.into());
    }
    let (mut file, unfinished) = new_file_in(dir)?;
    let write = || {
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        if lasts {
            file.sync_all()?;
        }
        // Windows renames no file that is open.
        drop(file);
        match read {
            None => move_unless_taken(dir, &unfinished, name),
            Some(read) => exchange(dir, &unfinished, name, bytes, read),
        }
    };
    let replaced = write();
    match &replaced {
        Ok(Replaced::Done) => {
            if lasts {
                sync(dir)?;
            }
        }
        // What cannot be removed either is removed by --prune.
        _ => drop(dir.remove_file(&unfinished)),
    }
    replaced
}

/// A new file that is not whole yet, and its name.
fn new_file_in(dir: &Dir) -> io::Result<(File, PathBuf)> {
    loop {
        let name = unfinished_name();
        match dir.open_with(&name, OpenOptions::new().write(true).create_new(true)) {
            Ok(file) => return Ok((file, name)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// A name that no other thread has, and no other process that lives.
fn unfinished_name() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let nth = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{UNFINISHED}{}-{nth}", std::process::id()).into()
}

/// Whether a file is one that a write left which was stopped.
fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let numbers = name.strip_prefix(UNFINISHED).and_then(|rest| rest.split_once('-'));
    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    numbers.is_some_and(|(process, nth)| is_number(process) && is_number(nth))
}

/// Gives a file its name where nothing has it.
fn move_unless_taken(dir: &Dir, unfinished: &Path, name: &Path) -> io::Result<Replaced> {
    match move_to_free(dir, unfinished, name) {
        Ok(()) => Ok(Replaced::Done),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Replaced::Other),
        Err(error) => Err(error),
    }
}

fn read_all(dir: &Dir, name: &Path) -> io::Result<Vec<u8>> {
    let read = read_in(dir, name, u64::MAX, FollowSymlinks::No)?;
    Ok(read.unwrap_or_default())
}

/// Puts a file in another's place if that is what was read.
fn exchange(dir: &Dir, new: &Path, name: &Path, bytes: &[u8], read: &[u8]) -> io::Result<Replaced> {
    match exchange_names(dir, new, name) {
        Ok(()) => {}
        // Somebody removed it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return move_unless_taken(dir, new, name);
        }
        Err(_) => return exchange_by_moving(dir, new, name, read),
    }
    let old = read_all(dir, new)?;
    if old == read {
        dir.remove_file(new)?;
        return Ok(Replaced::Done);
    }
    exchange_names(dir, new, name)?;
    if read_all(dir, new)? != bytes {
        // Somebody saved in that moment too: what they saved last stands.
        exchange_names(dir, new, name)?;
    }
    Ok(Replaced::Other)
}

/// As [`exchange`], where the system has no exchange: what is there is moved aside, compared, and put
/// back unless it is what was read.
fn exchange_by_moving(dir: &Dir, new: &Path, name: &Path, read: &[u8]) -> io::Result<Replaced> {
    let aside = unfinished_name();
    dir.rename(name, dir, &aside)?;
    let old = read_all(dir, &aside)?;
    if old == read
        && let Replaced::Done = move_unless_taken(dir, new, name)?
    {
        dir.remove_file(&aside)?;
        return Ok(Replaced::Done);
    }
    match move_to_free(dir, &aside, name) {
        // Somebody has written there meanwhile: both are kept, and theirs is told.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if old == read {
                dir.remove_file(&aside)?;
            }
            Ok(Replaced::Other)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(Replaced::Other),
    }
}

/// Exchanges two names in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange_names(dir: &Dir, a: &Path, b: &Path) -> io::Result<()> {
    Ok(rustix::fs::renameat_with(dir, a, dir, b, rustix::fs::RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange_names(_: &Dir, _: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Gives a name to a file or a folder if nothing has it.
fn move_to_free(dir: &Dir, from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    match rustix::fs::renameat_with(dir, from, dir, to, rustix::fs::RenameFlags::NOREPLACE) {
        // A disk that cannot.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
        moved => return Ok(moved?),
    }
    if dir.symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    dir.rename(from, dir, to)
}

/// What was written into a folder is on the disk.
fn sync(dir: &Dir) -> io::Result<()> {
    #[cfg(unix)]
    dir.open(".")?.sync_all()?;
    // Windows has it there when the file is.
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}
