//! Packages for archives: written whole or not at all, and read.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Report;
use crate::workspace::problems::{
    BadPackage, FileTooLarge, NoPlaceForPackages, NotFound, PackageDiffers, PackageProblem,
};

use super::disk::{FileKind, NotListed};
use super::files::LARGEST_WORD_FILE;
use super::project::{CASES, Project, TEMPLATES, shown};

/// The most that the files of a package may have together, in bytes.
const LARGEST_PACKAGE: u64 = 1 << 30;

/// What only packages have at their root.
const PACKAGE_SIGNS: [&str; 2] = ["METS.xml", "bagit.txt"];

impl Project {
    /// Writes a package whole or not at all, and never in the place of another: a folder of files,
    /// or one file, which has no name within. `path` is from the project's folder.
    ///
    /// # Errors
    ///
    /// A package that is there and differs, and files that cannot be written, are problems in
    /// `report`.
    pub fn write_package(
        &self,
        path: &Path,
        files: &[(String, Vec<u8>)],
        report: &mut Report,
    ) -> bool {
        let full = self.full(path);
        let Some(disk) = self.writable(&full, report) else { return false };
        let is_package =
            |folder: &Path| PACKAGE_SIGNS.iter().any(|sign| self.is_file(&folder.join(sign)));
        let is_taken =
            full.ancestors().skip(1).take_while(|above| *above != self.root).any(is_package);
        if is_taken
            || [CASES, TEMPLATES].iter().any(|taken| full.starts_with(self.root.join(taken)))
        {
            report.error_nowhere(NoPlaceForPackages { path: self.shown(&full) });
            return false;
        }
        if disk.is_taken(&full) {
            let there = self.read_package(path, report);
            let is_same = there.is_some_and(|there| match (there.file, files) {
                (Some(there), [(_, bytes)]) => there == *bytes,
                (None, files) => {
                    let mut files = files.to_vec();
                    files.sort_unstable();
                    there.files == files
                }
                _ => false,
            });
            if !is_same {
                report.error_nowhere(PackageDiffers { path: self.shown(&full) });
            }
            return is_same;
        }
        match files {
            [(name, bytes)] if name.is_empty() => self.write(path, bytes, None, report),
            files => match disk.write_folder(&full, files) {
                Ok(()) => true,
                Err(error) => {
                    report.error_nowhere(self.cannot_write(&full, &error));
                    false
                }
            },
        }
    }

    /// The packages at a path: itself, or where it is a folder that is none, those in it.
    pub fn packages(&self, path: &Path) -> Vec<PathBuf> {
        let full = self.full(path);
        let is_package =
            |path: &Path| PACKAGE_SIGNS.iter().any(|sign| self.is_file(&path.join(sign)));
        if is_package(&full) {
            return vec![path.to_owned()];
        }
        let is_zip = |path: &Path| path.extension().is_some_and(|extension| extension == "zip");
        let beneath = self.files.list(&full, 1, false).into_iter().filter_map(Result::ok);
        let packages: Vec<PathBuf> = beneath
            .map(|entry| entry.path)
            .filter(|path| is_package(path) || is_zip(path))
            .collect();
        if packages.is_empty() { vec![path.to_owned()] } else { packages }
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
            report.error_nowhere(NotFound { path: name, suggestion: None });
            return None;
        }
        let folder = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut package = PackageOnDisk { name, folder, ..PackageOnDisk::default() };
        if !self.is_folder(path) {
            package.file = Some(self.read_bytes(&full, LARGEST_WORD_FILE, report)?);
            return Some(package);
        }
        let mut size = 0;
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
            } else if entry.kind != FileKind::Folder {
                let Some(bytes) = self.read_bytes(&entry.path, LARGEST_WORD_FILE, report) else {
                    continue;
                };
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
        Some(package)
    }
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
