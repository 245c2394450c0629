//! What git knows of some files, read so that nothing in the folder can start a program.
//!
//! A project may come from a stranger, and so may the configuration of its repository. Only plumbing
//! is called that reads objects: it refreshes no index (no file system monitor, no filters), verifies no signature,
//! runs no hook, and asks no other machine for objects. Whether files are as in the commit is decided
//! here, from their bytes.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::digest::git_blob;

use super::project::{ORIGINAL, Project, SETTINGS, plain};

/// The last commit of some files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Commit {
    /// Its name.
    pub id: String,
    /// The day that it was made, `YYYY-MM-DD`.
    pub date: String,
    /// Whether the files are as in the commit, byte for byte but for line ends.
    pub is_clean: bool,
    /// The names of the blobs of all files that it was asked for.
    blobs: BTreeMap<PathBuf, String>,
}

impl Commit {
    /// The bytes of a file as the commit has them, where the file is as in it but for line ends: a checkout
    /// may have CRLF for LF.
    pub fn bytes(&self, path: &Path, bytes: Vec<u8>) -> Vec<u8> {
        match self.blobs.get(path) {
            Some(blob) if git_blob(&bytes, blob.len()) != *blob => {
                let plain = with_line_feeds(&bytes);
                if git_blob(&plain, blob.len()) == *blob { plain } else { bytes }
            }
            _ => bytes,
        }
    }
}

impl Project {
    /// The last commit that touched some files, what is in some folders or `blankett.toml`, as git has
    /// it; `None` where there is none.
    ///
    /// # Errors
    ///
    /// There is no git to ask.
    pub fn commit(&self, paths: &[PathBuf]) -> io::Result<Option<Commit>> {
        if self.disk().is_none() {
            return Ok(None);
        }
        let settings = Some(self.root.join(SETTINGS)).filter(|path| self.is_file(path));
        let paths: Vec<PathBuf> = paths.iter().cloned().chain(settings).collect();
        let Some(log) = self.git(&["rev-list", "-1", "--format=%cs", "HEAD"], &paths)? else {
            return Ok(None);
        };
        // The day as whoever committed had it.
        let mut lines = log.lines();
        let id = lines.next().and_then(|line| line.strip_prefix("commit "));
        let (Some(id), Some(date)) = (id, lines.next()) else { return Ok(None) };
        let Some(tree) = self.git(&["ls-tree", "-r", "-z", id], &paths)? else { return Ok(None) };
        let blobs = self.blobs(&tree);
        let files: Vec<PathBuf> = paths.iter().flat_map(|path| self.files_at(path)).collect();
        let is_clean = files.iter().all(|file| blobs.contains_key(file))
            && blobs.iter().all(|(file, blob)| self.is_blob(file, blob));
        Ok(Some(Commit { id: id.to_owned(), date: date.to_owned(), is_clean, blobs }))
    }

    /// What git writes to an order; `None` where it fails.
    fn git(&self, order: &[&str], paths: &[PathBuf]) -> io::Result<Option<String>> {
        let mut git = Command::new("git");
        git.args([
            "--no-pager",
            "-c",
            "safe.bareRepository=explicit",
            "-c",
            "core.fsmonitor=false",
        ])
        .arg("-C")
        .arg(&self.root)
        .args(order)
        .arg("--")
        .args(paths)
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        // Of a partial clone, nothing is fetched: fetching starts programs.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0");
        let output = git.stdin(Stdio::null()).output()?;
        let text = String::from_utf8(output.stdout).ok();
        Ok(text.filter(|_| output.status.success()))
    }

    /// The names of blobs by their paths, out of what `ls-tree -z` writes. What is no ordinary file in
    /// the commit has no blob that a file can be.
    fn blobs(&self, tree: &str) -> BTreeMap<PathBuf, String> {
        let entries = tree.split('\0').filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, _, blob) = (about.next()?, about.next()?, about.next()?);
            let blob = if mode.starts_with("100") { blob } else { "" };
            Some((plain(&self.root.join(path)), blob.to_owned()))
        });
        entries.collect()
    }

    /// The files that a path stands for: itself, or what of a folder of a form is read.
    fn files_at(&self, path: &Path) -> Vec<PathBuf> {
        if !self.is_folder(path) {
            return vec![plain(path)];
        }
        let files = self.files.list(path, 1, false).into_iter().filter_map(Result::ok);
        let files = files.map(|file| plain(&file.path));
        files
            .filter(|file| {
                let extension = file.extension().unwrap_or_default();
                extension == "toml" || extension == "md" || file.ends_with(ORIGINAL)
            })
            .collect()
    }

    /// Whether a file is a blob; a link is none.
    fn is_blob(&self, file: &Path, blob: &str) -> bool {
        self.bytes_of(file).is_some_and(|bytes| is_blob(&bytes, blob))
    }
}

/// The documents in a folder as they are in the last commit.
#[derive(Debug, Default)]
pub(super) struct Committed(BTreeMap<PathBuf, String>);

impl Committed {
    /// What git knows of a folder; nothing where there is no git.
    pub(super) fn of(project: &Project, folder: &Path) -> Committed {
        let folder = project.full(folder);
        let tree = project
            .disk()
            .and_then(|_| project.git(&["ls-tree", "-r", "-z", "HEAD"], &[folder]).ok().flatten());
        Committed(tree.map(|tree| project.blobs(&tree)).unwrap_or_default())
    }

    /// Whether a document is as in the commit, so that it can be had again.
    pub(super) fn has(&self, path: &Path, bytes: &[u8]) -> bool {
        self.0.get(path).is_some_and(|blob| is_blob(bytes, blob))
    }
}

/// Whether bytes are a blob. On Windows, a checkout has CRLF for the blob's LF.
fn is_blob(bytes: &[u8], blob: &str) -> bool {
    git_blob(bytes, blob.len()) == blob || git_blob(&with_line_feeds(bytes), blob.len()) == blob
}

fn with_line_feeds(bytes: &[u8]) -> Vec<u8> {
    let is_of_line_end = |at: &usize| bytes[*at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !is_of_line_end(at)).map(|at| bytes[at]).collect()
}
