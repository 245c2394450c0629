//! Where the files of a project are: on the disk, or in memory, as those of a package.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

/// The largest file that is read, in bytes. A case of that size has a million words.
pub(super) const LARGEST_FILE: u64 = 16 << 20;
/// The largest Word file that is read, in bytes: one with many pictures.
pub(super) const LARGEST_WORD_FILE: u64 = 256 << 20;

/// Files by their paths from the root of the disk.
#[derive(Clone, Debug)]
pub(super) enum Files {
    Disk,
    Memory(Arc<BTreeMap<PathBuf, Vec<u8>>>),
}

/// What stands at a path, links followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FileKind {
    File,
    Folder,
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

impl Files {
    pub(super) fn kind(&self, path: &Path) -> Option<FileKind> {
        match self {
            Files::Disk => path.metadata().ok().map(|about| kind(about.file_type())),
            Files::Memory(files) if files.contains_key(path) => Some(FileKind::File),
            Files::Memory(files) => {
                let mut beneath = files.range(path.to_owned()..);
                let has_any = beneath.next().is_some_and(|(file, _)| file.starts_with(path));
                has_any.then_some(FileKind::Folder)
            }
        }
    }

    /// The bytes of a file, or its size if that is too large.
    pub(super) fn read(&self, path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
        match self {
            Files::Disk => read_ordinary(path, most),
            Files::Memory(files) => {
                let bytes = files.get(path).ok_or(io::ErrorKind::NotFound)?;
                let size = bytes.len() as u64;
                Ok(if size > most { Err(size) } else { Ok(bytes.clone()) })
            }
        }
    }

    /// What lies in a folder and in its folders, down to `deepest` levels, in the order of the names.
    /// Links are followed. Names that begin with a dot can be skipped, with all beneath them.
    pub(super) fn list(
        &self,
        folder: &Path,
        deepest: usize,
        are_hidden_skipped: bool,
    ) -> Box<dyn Iterator<Item = walkdir::Result<Listed>>> {
        let is_kept = move |name: &std::ffi::OsStr| {
            !(are_hidden_skipped && name.to_string_lossy().starts_with('.'))
        };
        match self {
            Files::Disk => {
                let entries = WalkDir::new(folder)
                    .follow_links(true)
                    .max_depth(deepest)
                    .sort_by_file_name()
                    .into_iter()
                    .filter_entry(move |entry| entry.depth() == 0 || is_kept(entry.file_name()));
                // The folder itself is known, but that it cannot be read is an error.
                let entries =
                    entries.filter(|entry| !matches!(entry, Ok(entry) if entry.depth() == 0));
                Box::new(entries.map(|entry| {
                    let entry = entry?;
                    let (kind, depth) = (kind(entry.file_type()), entry.depth());
                    Ok(Listed { path: entry.into_path(), kind, depth })
                }))
            }
            Files::Memory(files) => {
                let mut entries: BTreeSet<PathBuf> = BTreeSet::new();
                for file in files.keys() {
                    let Ok(within) = file.strip_prefix(folder) else { continue };
                    if within.iter().all(is_kept) {
                        let above = within.ancestors().filter(|path| path.iter().next().is_some());
                        entries.extend(above.map(|path| folder.join(path)));
                    }
                }
                let entries: Vec<_> = entries
                    .into_iter()
                    .map(|path| {
                        let depth = path.iter().count() - folder.iter().count();
                        let is_file = files.contains_key(&path);
                        let kind = if is_file { FileKind::File } else { FileKind::Folder };
                        Listed { path, kind, depth }
                    })
                    .filter(|entry| entry.depth <= deepest)
                    .collect();
                Box::new(entries.into_iter().map(Ok))
            }
        }
    }
}

fn kind(kind: std::fs::FileType) -> FileKind {
    match (kind.is_file(), kind.is_dir()) {
        (true, _) => FileKind::File,
        (_, true) => FileKind::Folder,
        _ => FileKind::Other,
    }
}

pub(super) fn not_a_file() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "not an ordinary file")
}

/// The bytes of a file, or its size if that is too large. A pipe or a device is no file: it may
/// never end.
pub(super) fn read_ordinary(path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
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
