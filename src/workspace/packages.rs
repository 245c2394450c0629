//! Packages for archives: written whole or not at all, and read.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::Report;
use crate::workspace::problems::{
    BadPackage, NoPlaceForPackages, NotFound, PackageDiffers, PackageProblem,
};

use super::files::LARGEST_WORD_FILE;
use super::project::{CASES, Project, TEMPLATES, plain, shown};
use super::writing::UNFINISHED;

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
        let full = plain(&self.root.join(path));
        if !self.is_writable(&full, report) {
            return false;
        }
        let is_package =
            |folder: &Path| PACKAGE_SIGNS.iter().any(|sign| folder.join(sign).is_file());
        let is_taken =
            full.ancestors().skip(1).take_while(|above| *above != self.root).any(is_package);
        if is_taken
            || [CASES, TEMPLATES].iter().any(|taken| full.starts_with(self.root.join(taken)))
        {
            report.error_nowhere(NoPlaceForPackages { path: self.shown(&full) });
            return false;
        }
        if full.symlink_metadata().is_ok() {
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
            [(name, bytes)] if name.is_empty() => self.write(path, bytes, report),
            files => match write_folder(&full, files) {
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
        let full = plain(&self.root.join(path));
        let is_package = |path: &Path| PACKAGE_SIGNS.iter().any(|sign| path.join(sign).is_file());
        if !self.is_on_disk() || is_package(&full) {
            return vec![path.to_owned()];
        }
        let beneath = WalkDir::new(&full).min_depth(1).max_depth(1).sort_by_file_name();
        let beneath = beneath.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let is_zip = |path: &Path| path.extension().is_some_and(|extension| extension == "zip");
        let packages: Vec<PathBuf> =
            beneath.filter(|path| is_package(path) || is_zip(path)).collect();
        if packages.is_empty() { vec![path.to_owned()] } else { packages }
    }

    /// Reads a package: a folder with all that is in it, or a file.
    ///
    /// # Errors
    ///
    /// What cannot be read is a problem in `report`.
    pub fn read_package(&self, path: &Path, report: &mut Report) -> Option<PackageOnDisk> {
        let full = plain(&self.root.join(path));
        let name = Some(self.shown(&full)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| ".".to_owned());
        if !self.is_on_disk() || !full.exists() {
            report.error_nowhere(NotFound { path: name, suggestion: None });
            return None;
        }
        let folder = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut package = PackageOnDisk { name, folder, ..PackageOnDisk::default() };
        if !full.is_dir() {
            package.file = Some(self.read_bytes(&full, LARGEST_WORD_FILE, report)?);
            return Some(package);
        }
        for entry in WalkDir::new(&full).min_depth(1) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(&full).to_owned();
                    let error = io::Error::other(error.to_string());
                    report.error_nowhere(self.cannot_read(&path, &error));
                    continue;
                }
            };
            let within = shown(entry.path().strip_prefix(&full).unwrap_or(entry.path()));
            if entry.path_is_symlink() {
                let fault = PackageProblem::Link { file: within };
                report.error_nowhere(BadPackage { path: package.name.clone(), fault });
            } else if !entry.file_type().is_dir()
                && let Some(bytes) = self.read_bytes(entry.path(), LARGEST_WORD_FILE, report)
            {
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

/// Writes a folder under another name, renamed when all of it is there.
#[expect(clippy::disallowed_methods, reason = "the owner of the disk")]
fn write_folder(path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let home = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(home)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let folder = builder.tempdir_in(home)?;
    for (name, bytes) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap_or(home))?;
        std::fs::write(file, bytes)?;
    }
    std::fs::rename(folder.path(), path)?;
    // There is nothing left to remove.
    let _ = folder.keep();
    Ok(())
}
