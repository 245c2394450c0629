//! What a build reads, so that it can be watched.

use std::path::{Path, PathBuf};

use super::project::{CASES, Project, SHARED, TEMPLATES, is_toml};

impl Project {
    /// The folders in which lies what cases are made of, and whether with all beneath them.
    pub fn places_to_watch(&self, given: &[PathBuf]) -> Vec<(PathBuf, bool)> {
        let given = given.iter().map(|path| self.full(path));
        let folders = given.map(|path| match path.parent() {
            Some(folder) if self.is_file(&path) => (folder.to_owned(), false),
            _ => (path, true),
        });
        let own = [CASES, TEMPLATES].map(|folder| (self.full(folder.as_ref()), true));
        let mut places: Vec<_> =
            folders.chain(own).filter(|(folder, _)| self.is_folder(folder)).collect();
        places.sort_unstable();
        places.dedup_by(|next, place| next.0 == place.0);
        places
    }

    /// Whether a file is one that builds read: no hidden one, and none that an editor keeps beside.
    pub fn is_of_a_build(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_hidden = name.starts_with('.') || name.starts_with('#') || name.ends_with('~');
        let is_form = path.starts_with(self.full(TEMPLATES.as_ref()));
        !is_hidden && (is_form || is_toml(path))
    }

    /// Whether a file that is there is a case: no shared file, and none of a form.
    pub fn is_case(&self, path: &Path) -> bool {
        let is_form = path.starts_with(self.full(TEMPLATES.as_ref()));
        self.is_file(path) && !is_form && path.file_name().is_some_and(|name| name != SHARED)
    }

    /// Whether a case is one of those given, or lies in a folder that is.
    pub fn is_chosen(&self, case: &Path, given: &[PathBuf]) -> bool {
        let default = [PathBuf::from(CASES)];
        let given = if given.is_empty() { &default[..] } else { given };
        given.iter().any(|path| case.starts_with(self.full(path)))
    }
}
