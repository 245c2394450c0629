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

use crate::diagnostic::Report;
use crate::digest::{git_blob, git_object, hex};
use crate::workspace::problems::GitFailed;

use super::project::{ORIGINAL, Project, SETTINGS, plain, shown};

/// What git says where there is no commit, or no repository that it takes for the folder's.
const NO_COMMIT: [&str; 4] = [
    "not a git repository",
    "cannot use bare repository",
    "Not a valid object name HEAD",
    "bad revision 'HEAD'",
];
/// What of the surroundings names another repository than that of a folder, or parts of one (git(1)).
const SURROUNDINGS: [&str; 11] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
];

/// The last commit of some files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Commit {
    /// Its name.
    pub id: String,
    /// The day that it was made, `YYYY-MM-DD`.
    pub date: String,
    /// Who wrote what it holds: name and address.
    pub author: String,
    /// Who put it there.
    pub committer: String,
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

/// What git has of a project as it was committed last.
#[derive(Clone, Debug)]
pub enum History {
    /// Nothing.
    None,
    /// There is no git to ask.
    Unknown,
    /// The names of the blobs of its files.
    Of(BTreeMap<PathBuf, String>),
}

/// The objects of git by which a file is of a commit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CommitObjects {
    /// The path of the file in the repository.
    pub path: String,
    /// The commit, with its signature if it has one.
    pub commit: Vec<u8>,
    /// The trees from that of the repository to that of the file's folder.
    pub trees: Vec<Vec<u8>>,
}

impl CommitObjects {
    /// Whether they show that a file of some bytes is of a commit: each object names the next by its digest
    /// (gitformat-commit, gitformat-tree).
    pub fn prove(&self, id: &str, file: &[u8]) -> bool {
        let digits = id.len();
        let mut wanted = tree_of(&self.commit);
        let mut trees = self.trees.iter();
        for part in self.path.split('/') {
            let Some(tree) = trees.next() else { return false };
            if wanted != Some(git_object("tree", tree, digits)) {
                return false;
            }
            wanted = entry_of(tree, part, digits);
        }
        trees.next().is_none()
            && git_object("commit", &self.commit, digits) == id
            && wanted == Some(git_blob(file, digits))
    }
}

impl CommitObjects {
    /// Who wrote what the commit holds, and who put it there.
    pub fn people(&self) -> Option<(String, String)> {
        let text = String::from_utf8_lossy(&self.commit);
        let person = |kind: &str| {
            let line = text.lines().take_while(|line| !line.is_empty());
            let mut line = line.filter_map(|line| line.strip_prefix(kind));
            let line = line.next()?;
            Some(line[..=line.rfind('>')?].to_owned())
        };
        person("author ").zip(person("committer "))
    }
}

/// The name of the tree that a commit is of.
fn tree_of(commit: &[u8]) -> Option<String> {
    let line = commit.split(|byte| *byte == b'\n').next()?;
    Some(std::str::from_utf8(line).ok()?.strip_prefix("tree ")?.to_owned())
}

/// The name of an entry's object in a tree, in which names have so many hexadecimal digits.
fn entry_of(tree: &[u8], name: &str, digits: usize) -> Option<String> {
    let mut rest = tree;
    while !rest.is_empty() {
        let blank = rest.iter().position(|byte| *byte == b' ')?;
        let end = rest.iter().position(|byte| *byte == 0).filter(|end| *end > blank)?;
        let object = rest.get(end + 1..end + 1 + digits / 2)?;
        if rest[blank + 1..end] == *name.as_bytes() {
            return Some(hex(object));
        }
        rest = &rest[end + 1 + digits / 2..];
    }
    None
}

impl Project {
    /// What git has of the project as it was committed last.
    ///
    /// # Errors
    ///
    /// That there is a repository, but git does not answer for it: a commit that is there is never called none.
    pub fn history(&self, report: &mut Report) -> Option<History> {
        let Some(_) = self.disk() else { return Some(History::None) };
        let mut git =
            self.command(&["ls-tree", "-r", "-z", "HEAD"], std::slice::from_ref(&self.root));
        let words = match git.output() {
            Ok(output) if output.status.success() => {
                return Some(History::Of(self.blobs(&output.stdout)));
            }
            Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            Err(_) if !self.is_there(Path::new(".git")) => return Some(History::Unknown),
            Err(error) => error.to_string(),
        };
        if NO_COMMIT.iter().any(|none| words.contains(none)) {
            return Some(History::None);
        }
        report.error_nowhere(GitFailed { words });
        None
    }

    /// The last commit that touched some files, what is in some folders or `blankett.toml`, as git has
    /// it; `None` where there is none.
    ///
    /// # Errors
    ///
    /// There is no git to ask.
    pub fn commit(&self, history: &History, paths: &[PathBuf]) -> io::Result<Option<Commit>> {
        let all = match history {
            History::None => return Ok(None),
            History::Unknown => return Err(io::ErrorKind::NotFound.into()),
            History::Of(blobs) => blobs,
        };
        let settings = Some(self.root.join(SETTINGS)).filter(|path| self.is_file(path));
        let paths: Vec<PathBuf> = paths.iter().cloned().chain(settings).collect();
        let Some(log) = self.git(
            &["rev-list", "-1", "--encoding=UTF-8", "--format=%cs%n%an <%ae>%n%cn <%ce>", "HEAD"],
            &paths,
        )?
        else {
            return Ok(None);
        };
        // The day as whoever committed had it.
        let mut lines = log.lines();
        let id = lines.next().and_then(|line| line.strip_prefix("commit "));
        let [date, author, committer] =
            [(); 3].map(|()| lines.next().unwrap_or_default().to_owned());
        let Some(id) = id else { return Ok(None) };
        // No later commit touched them, so they are in it as they are in the last.
        let mut blobs = BTreeMap::new();
        for path in paths.iter().map(|path| plain(path)) {
            let beneath = all.range(path.clone()..).take_while(|(file, _)| file.starts_with(&path));
            blobs.extend(beneath.map(|(file, blob)| (file.clone(), blob.clone())));
        }
        let files: Vec<PathBuf> = paths.iter().flat_map(|path| self.files_at(path)).collect();
        let is_clean = files.iter().all(|file| blobs.contains_key(file))
            && blobs.iter().all(|(file, blob)| self.is_blob(file, blob));
        Ok(Some(Commit { id: id.to_owned(), date, author, committer, is_clean, blobs }))
    }

    /// The objects of git by which a file is of a commit: the commit, and the trees down to the file's folder, each as git
    /// hashes it; and the file's path in the repository. `None` where the commit does not have the file.
    ///
    /// # Errors
    ///
    /// There is no git to ask.
    pub fn objects_of(&self, id: &str, path: &Path) -> io::Result<Option<CommitObjects>> {
        let Ok(within) = path.strip_prefix(&self.root) else { return Ok(None) };
        let object = |kind: &str, name: &str| self.git_bytes(&["cat-file", kind, name], &[]);
        let prefix = self.git_bytes(&["rev-parse", "--show-prefix"], &[])?;
        let prefix = prefix.and_then(|prefix| String::from_utf8(prefix).ok());
        let (Some(prefix), Some(commit)) = (prefix, object("commit", id)?) else {
            return Ok(None);
        };
        let path = format!("{}{}", prefix.trim_end(), shown(within));
        let (mut trees, mut name) = (Vec::new(), tree_of(&commit));
        for part in path.split('/') {
            let Some(tree) = name.map(|name| object("tree", &name)).transpose()?.flatten() else {
                return Ok(None);
            };
            name = entry_of(&tree, part, id.len());
            trees.push(tree);
        }
        Ok(name.map(|_| CommitObjects { path, commit, trees }))
    }

    /// What git writes to an order, as text; `None` where it fails.
    fn git(&self, order: &[&str], paths: &[PathBuf]) -> io::Result<Option<String>> {
        let written = self.git_bytes(order, paths)?;
        Ok(written.and_then(|written| String::from_utf8(written).ok()))
    }

    /// What git writes to an order; `None` where it fails.
    fn git_bytes(&self, order: &[&str], paths: &[PathBuf]) -> io::Result<Option<Vec<u8>>> {
        let output = self.command(order, paths).output()?;
        Ok(output.status.success().then_some(output.stdout))
    }

    fn command(&self, order: &[&str], paths: &[PathBuf]) -> Command {
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
        // Not every order takes it.
        .args((!paths.is_empty()).then_some("--"))
        .args(paths);
        // The project's repository, whatever the surroundings name.
        for named in SURROUNDINGS {
            git.env_remove(named);
        }
        git.env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            // Of a partial clone, nothing is fetched: fetching starts programs.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .env("GIT_TERMINAL_PROMPT", "0")
            // What it says is looked at.
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        git
    }

    /// The names of blobs by their paths, out of what `ls-tree -z` writes. What is no ordinary file in
    /// the commit has no blob that a file can be.
    /// One with a name that is no UTF-8 is nobody's here.
    fn blobs(&self, tree: &[u8]) -> BTreeMap<PathBuf, String> {
        let entries = tree.split(|byte| *byte == 0).filter_map(|entry| {
            let (about, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
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
        let tree = project.disk().and_then(|_| {
            project.git_bytes(&["ls-tree", "-r", "-z", "HEAD"], &[folder]).ok().flatten()
        });
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
