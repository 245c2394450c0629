//! Where the files of a project are: on the disk, or in memory, as those of a package.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, FileKind, Listed, NotListed};

/// The largest file that is read, in bytes. A case of that size has a million words.
pub(super) const LARGEST_FILE: u64 = 16 << 20;
/// The largest Word file that is read, in bytes: one with many pictures.
pub(super) const LARGEST_WORD_FILE: u64 = 256 << 20;

/// Files by their paths from the root of the disk.
#[derive(Clone, Debug)]
pub(super) enum Files {
    Disk(Arc<Disk>),
    Memory(Arc<BTreeMap<PathBuf, Vec<u8>>>),
}

impl Files {
    pub(super) fn kind(&self, path: &Path) -> Option<FileKind> {
        match self {
            Files::Disk(disk) => disk.kind(path),
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
            Files::Disk(disk) => disk.read(path, most),
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
    ) -> Vec<Result<Listed, NotListed>> {
        let is_kept = move |name: &std::ffi::OsStr| {
            !(are_hidden_skipped && name.to_string_lossy().starts_with('.'))
        };
        match self {
            Files::Disk(disk) => disk.list(folder, deepest, are_hidden_skipped),
            Files::Memory(files) => {
                let mut entries: BTreeSet<PathBuf> = BTreeSet::new();
                for file in files.keys() {
                    let Ok(within) = file.strip_prefix(folder) else { continue };
                    if within.iter().all(is_kept) {
                        let above = within.ancestors().filter(|path| path.iter().next().is_some());
                        entries.extend(above.map(|path| folder.join(path)));
                    }
                }
                let entries = entries
                    .into_iter()
                    .map(|path| {
                        let depth = path.iter().count() - folder.iter().count();
                        let is_file = files.contains_key(&path);
                        let kind = if is_file { FileKind::File } else { FileKind::Folder };
                        Listed { path, kind, depth }
                    })
                    .filter(|entry| entry.depth <= deepest);
                entries.map(Ok).collect()
            }
        }
    }
}
