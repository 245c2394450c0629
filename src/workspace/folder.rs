//! The files of one folder that is open: read within bounds, written whole or not at all, exchanged.
//!
//! A file is replaced only if it still is what was read: it is exchanged for the new one in one step, and
//! what came out is compared. What somebody else saved is never removed, whatever fails.

use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::fs::{Dir, File, FileType, OpenOptions, Permissions};

use crate::workspace::problems::Special;

/// How the name of a file begins that is not whole yet.
const UNFINISHED: &str = ".blankett-";

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
    /// Somebody saved while a file was exchanged, and the system failed to give theirs its name back: it has
    /// this one, in the same folder.
    Saved(PathBuf),
}

/// What became of a file that was to be replaced.
#[derive(Debug, Clone, Copy)]
pub(super) enum Replaced {
    /// The new bytes stand there.
    Done,
    /// Something else stood there than what was read, and stands there still.
    Other,
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Refused::LeadsOut(_) => "a link leads out of the project",
            Refused::Special(..) => "there is a link, a pipe or a device",
            Refused::WriteProtected => "it is write-protected",
            Refused::NotAFile => "not an ordinary file",
            Refused::Saved(_) => "what somebody saved meanwhile has another name",
        })
    }
}

impl std::error::Error for Refused {}

impl Refused {
    /// What was refused, if an error is that something was.
    pub(super) fn of(error: &io::Error) -> Option<&Refused> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> io::Error {
        let kind = match refused {
            Refused::NotAFile => io::ErrorKind::Unsupported,
            _ => io::ErrorKind::PermissionDenied,
        };
        io::Error::new(kind, refused)
    }
}

/// What an entry of a folder is that is neither an ordinary file nor a folder.
pub(super) fn special(kind: FileType) -> Option<Special> {
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

/// The bytes of a file, or its size if that is too large.
pub(super) fn read_in(
    dir: &Dir,
    path: &Path,
    most: u64,
    follow: FollowSymlinks,
) -> io::Result<Result<Vec<u8>, u64>> {
    let mut options = OpenOptions::new();
    // A pipe that nobody writes to would never be opened.
    options.read(true).nonblock(true).follow(follow);
    let file = dir.open_with(path, &options)?;
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
    let size = usize::try_from(about.len()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size + 1);
    // It may grow meanwhile.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > most { Err(read) } else { Ok(bytes) })
}

/// What an ordinary file of a folder says, if it is text; no link is followed.
pub(super) fn text_in(dir: &Dir, name: &str) -> Option<String> {
    let read = read_in(dir, Path::new(name), u64::MAX, FollowSymlinks::No);
    String::from_utf8(read.ok()?.ok()?).ok()
}

/// Puts a file in the place of what was `read` there, or where nothing was. One that `lasts` is on the
/// disk before it counts. Where nothing is replaced, it has the permissions of `like`.
pub(super) fn replace_in(
    dir: &Dir,
    name: &Path,
    bytes: &[u8],
    read: Option<&[u8]>,
    lasts: bool,
    like: Option<Permissions>,
) -> io::Result<Replaced> {
    let there = dir.symlink_metadata(name).ok();
    if let Some(special) = there.as_ref().and_then(|about| special(about.file_type())) {
        return Err(Refused::Special(name.to_owned(), special).into());
    }
    if there.as_ref().is_some_and(cap_std::fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let permissions = there.map(|about| about.permissions());
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        return Err(Refused::WriteProtected.into());
    }
    let (mut file, unfinished) = new_file_in(dir)?;
    let write = || {
        // Before anything stands in it: others may not read what they might not.
        if let Some(permissions) = permissions.or(like) {
            file.set_permissions(permissions)?;
        }
        file.write_all(bytes)?;
        if lasts {
            file.sync_all()?;
        }
        // Windows renames no file that is open.
        drop(file);
        io::Result::Ok(())
    };
    let mut is_ours = true;
    let replaced = write().and_then(|()| match read {
        None => move_unless_taken(dir, &unfinished, name),
        Some(read) => exchange(dir, &unfinished, name, bytes, read, &mut is_ours),
    });
    match &replaced {
        Ok(Replaced::Done) if lasts => sync(dir)?,
        Ok(Replaced::Done) => {}
        // What cannot be removed stays under a name that says what it is.
        _ if is_ours => drop(dir.remove_file(&unfinished)),
        _ => return Err(keep(dir, &unfinished, name)?.into()),
    }
    replaced
}

/// Puts a file in the place of whatever file stands there: one that nobody edits, written piece by piece.
pub(super) fn put_in(
    dir: &Dir,
    name: &Path,
    mut pieces: impl Iterator<Item = String>,
) -> io::Result<()> {
    let (file, unfinished) = new_file_in(dir)?;
    let mut file = BufWriter::new(file);
    let written = pieces.try_for_each(|piece| file.write_all(piece.as_bytes()));
    let written = written.and_then(|()| file.flush());
    // Windows renames no file that is open.
    drop(file);
    let put = written.and_then(|()| dir.rename(&unfinished, dir, name));
    if put.is_err() {
        // What cannot be removed stays under a name that says what it is.
        let _ = dir.remove_file(&unfinished);
    }
    put
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

/// A name that no other thread of this process gives; another machine's may be the same.
pub(super) fn unfinished_name() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let nth = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{UNFINISHED}{}-{nth}", std::process::id()).into()
}

/// Whether a file is one that a write left which was stopped.
pub(super) fn is_leftover(path: &Path) -> bool {
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

/// Whether a file holds some bytes; one that cannot be read does not.
fn holds(dir: &Dir, name: &Path, bytes: &[u8]) -> bool {
    let read = read_in(dir, name, bytes.len() as u64, FollowSymlinks::No);
    read.is_ok_and(|read| read.is_ok_and(|there| there == bytes))
}

/// Puts a file in another's place if that is what was read. Whenever it ends, `is_ours` says whether what
/// has the unfinished name is still the new file.
fn exchange(
    dir: &Dir,
    new: &Path,
    name: &Path,
    bytes: &[u8],
    read: &[u8],
    is_ours: &mut bool,
) -> io::Result<Replaced> {
    match exchange_names(dir, new, name) {
        Ok(()) => {}
        // Somebody removed it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return move_unless_taken(dir, new, name);
        }
        Err(_) => return exchange_by_moving(dir, new, name, read),
    }
    *is_ours = false;
    if holds(dir, new, read) {
        // The new file stands: what cannot be removed stays under a name that says what it is.
        let _ = dir.remove_file(new);
        return Ok(Replaced::Done);
    }
    exchange_names(dir, new, name)?;
    *is_ours = holds(dir, new, bytes);
    if !*is_ours {
        // Somebody saved in that moment too: what they saved last stands.
        exchange_names(dir, new, name)?;
    }
    Ok(Replaced::Other)
}

/// As [`exchange`], where the system has no exchange: what is there is moved aside, compared, and put
/// back unless it is what was read.
fn exchange_by_moving(dir: &Dir, new: &Path, name: &Path, read: &[u8]) -> io::Result<Replaced> {
    let aside = loop {
        let aside = unfinished_name();
        match move_to_free(dir, name, &aside) {
            Ok(()) => break aside,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // Somebody removed it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return move_unless_taken(dir, new, name);
            }
            Err(error) => return Err(error),
        }
    };
    let is_as_read = holds(dir, &aside, read);
    let moved = if is_as_read { move_unless_taken(dir, new, name) } else { Ok(Replaced::Other) };
    if is_as_read && moved.is_ok() {
        // Nobody needs what was read: the new file stands, or what somebody else saved.
        let _ = dir.remove_file(&aside);
        return moved;
    }
    match move_to_free(dir, &aside, name) {
        Ok(()) => moved,
        // Somebody has written there too.
        Err(_) => Err(keep(dir, &aside, name)?.into()),
    }
}

/// Gives what somebody saved, and what has no name of its own any more, one that nobody removes, and says
/// which.
fn keep(dir: &Dir, saved: &Path, name: &Path) -> io::Result<Refused> {
    let mut nth = 1;
    let mut stem = name.as_os_str().to_owned();
    loop {
        let mut kept = stem.clone();
        kept.push(format!(".saved-{nth}"));
        match move_to_free(dir, saved, Path::new(&kept)) {
            Ok(()) => return Ok(Refused::Saved(kept.into())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => nth += 1,
            // The name may be too long already.
            Err(_) if stem != "blankett" => stem = "blankett".into(),
            Err(error) => return Err(error),
        }
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
pub(super) fn move_to_free(dir: &Dir, from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::io::Errno;
        match rustix::fs::renameat_with(dir, from, dir, to, rustix::fs::RenameFlags::NOREPLACE) {
            // A disk that cannot.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            // On macOS, another number.
            #[cfg(target_vendor = "apple")]
            Err(Errno::OPNOTSUPP) => {}
            moved => return Ok(moved?),
        }
    }
    // A second name is never given in the place of another; folders have no second names.
    match dir.hard_link(from, dir, to) {
        Ok(()) => return dir.remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    if dir.symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    dir.rename(from, dir, to)
}

/// The names in a folder are on the disk.
pub(super) fn sync(dir: &Dir) -> io::Result<()> {
    #[cfg(unix)]
    dir.open(".")?.sync_all()?;
    // Windows has them there when the files are.
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}
