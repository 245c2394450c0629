//! Packages for archives: written whole or not at all, and read.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Report;
use crate::workspace::problems::{
    BadPackage, FileTooLarge, NoPlaceForPackages, NotFound, PackageDiffers, PackageProblem,
};

use super::disk::{FileKind, LOCK, NotListed};
use super::files::LARGEST_WORD_FILE;
use super::project::{CASES, Project, TEMPLATES, shown};

/// The most that the files of a package may have together, in bytes.
const LARGEST_PACKAGE: u64 = 1 << 30;

/// What only packages have at their root.
const PACKAGE_SIGNS: [&str; 2] = ["METS.xml", "bagit.txt"];

impl Project {
    /// Writes a package whole or not at all: a folder of files, or one file, which has no name within. `path` is from the
    /// project's folder. What is there stays, and is an error, unless it is to be replaced: then `replaced` has the bytes
    /// that one file had when it was read.
    ///
    /// # Errors
    ///
    /// What is there already, and files that cannot be written, are problems in `report`.
    pub fn write_package(
        &self,
        path: &Path,
        files: &[(String, Vec<u8>)],
        replaced: Option<&[u8]>,
        report: &mut Report,
    ) -> bool {
        let full = self.full(path);
        let Some(disk) = self.writable(&full, report) else { return false };
        if !self.is_place_for_packages(full.parent().unwrap_or(&full), report) {
            return false;
        }
        if disk.is_taken(&full) && replaced.is_none() {
            report.error_nowhere(PackageDiffers { path: self.shown(&full) });
            return false;
        }
        match files {
            [(name, bytes)] if name.is_empty() => self.write(path, bytes, replaced, report),
            files => match disk.write_folder(&full, files, replaced.is_some()) {
                Ok(()) => true,
                Err(error) => {
                    report.error_nowhere(self.cannot_write(&full, &error));
                    false
                }
            },
        }
    }

    /// Whether packages may be written into a folder: into no other package, and not among cases or forms.
    ///
    /// # Errors
    ///
    /// That they may not is an error in `report`.
    pub fn is_place_for_packages(&self, folder: &Path, report: &mut Report) -> bool {
        let full = self.full(folder);
        let above = full.ancestors().take_while(|above| *above != self.root);
        let is_taken = above.into_iter().any(|above| self.is_package(above))
            || [CASES, TEMPLATES].iter().any(|taken| full.starts_with(self.root.join(taken)));
        if is_taken {
            report.error_nowhere(NoPlaceForPackages { path: self.shown(&full) });
        }
        !is_taken
    }

    /// The packages at a path: itself, or where it is a folder that is none, all that may be one in it, so that one
    /// that lacks what it is known by is missed.
    pub fn packages(&self, path: &Path) -> Vec<PathBuf> {
        let full = self.full(path);
        if self.is_package(&full) {
            return vec![path.to_owned()];
        }
        let beneath = self.beneath(&full);
        let folders = beneath.iter().filter(|path| self.is_folder(path) || is_zip(path));
        let there = beneath.iter().any(|path| self.is_package(path) || is_zip(path));
        if there { folders.cloned().collect() } else { vec![path.to_owned()] }
    }

    /// The packages in a folder, in the order of their names.
    pub fn packages_in(&self, path: &Path) -> Vec<PathBuf> {
        let beneath = self.beneath(&self.full(path)).into_iter();
        beneath.filter(|path| self.is_package(path) || is_zip(path)).collect()
    }

    /// What lies in a folder and is not hidden, as what a killed run left is.
    fn beneath(&self, folder: &Path) -> Vec<PathBuf> {
        let entries = self.files.list(folder, 1, false).into_iter().filter_map(Result::ok);
        let is_seen = |path: &PathBuf| {
            path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'))
        };
        entries.map(|entry| entry.path).filter(is_seen).collect()
    }

    /// Whether a folder has what only packages have.
    fn is_package(&self, folder: &Path) -> bool {
        PACKAGE_SIGNS.iter().any(|sign| self.is_file(&folder.join(sign)))
    }

    /// Reads a package: a folder with all that is in it, or a file.
    ///
    /// # Errors
    ///
    /// What cannot be read is a problem in `report`.
    pub fn read_package(&self, path: &Path, report: &mut Report) -> Option<PackageOnDisk> {
        let full = self.full(path);
        let name = Some(self.shown(&full)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| ".".to_owned());
        if self.disk().is_none() || !self.is_there(path) {
            report.error_nowhere(NotFound { path: name, is_case: false, suggestion: None });
            return None;
        }
        let folder = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut package = PackageOnDisk { name, folder, ..PackageOnDisk::default() };
        if !self.is_folder(path) {
            package.file = Some(self.read_bytes(&full, LARGEST_WORD_FILE, report)?);
            return Some(package);
        }
        let (mut size, mut folders) = (0, Vec::new());
        for entry in self.files.list(&full, usize::MAX, false) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(NotListed { path, error }) => {
                    let error = error.unwrap_or_else(|| io::ErrorKind::InvalidInput.into());
                    report.error_nowhere(self.cannot_read(&path, &error));
                    continue;
                }
            };
            let within = shown(entry.path.strip_prefix(&full).unwrap_or(&entry.path));
            let special = self.disk().and_then(|disk| disk.special(&entry.path));
            if special.is_some() || entry.kind == FileKind::LeadsOut {
                let fault = PackageProblem::Link { file: within };
                report.error_nowhere(BadPackage { path: package.name.clone(), fault });
            } else if entry.kind == FileKind::Folder {
                folders.push(within);
            } else {
                let Some(bytes) = self.read_bytes(&entry.path, LARGEST_WORD_FILE, report) else {
                    continue;
                };
                // What a build within it left to keep others out is none of its files.
                if bytes.is_empty() && entry.path.ends_with(LOCK) {
                    continue;
                }
                size += bytes.len() as u64;
                if size > LARGEST_PACKAGE {
                    let (path, most) = (package.name, LARGEST_PACKAGE);
                    report.error_nowhere(FileTooLarge { path, size, most });
                    return None;
                }
                package.files.push((within, bytes));
            }
        }
        package.files.sort_unstable();
        // A name is something too: a folder without files has one that nothing refers to.
        for folder in folders {
            let prefix = format!("{folder}/");
            if !package.files.iter().any(|(path, _)| path.starts_with(&prefix)) {
                let fault = PackageProblem::Unlisted { file: prefix };
                report.error_nowhere(BadPackage { path: package.name.clone(), fault });
            }
        }
        Some(package)
    }
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// A package as it stands on the disk.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PackageOnDisk {
    /// Its path as shown to people.
    pub name: String,
    /// The name of its folder.
    pub folder: String,
    /// The files of the folder, in the order of their paths.
    pub files: Vec<(String, Vec<u8>)>,
    /// The bytes of a package that is one file.
    pub file: Option<Vec<u8>>,
}
