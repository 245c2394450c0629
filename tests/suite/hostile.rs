//! Projects from strangers: nothing in a folder is obeyed.

use std::path::{Path, PathBuf};
use std::process::Command;

use blankett::diagnostic::Report;
use blankett::workspace::{Commit, Project};

use crate::support::{blankett, copy_cases, files, root, temporary};

const HOOK: &str = "#!/bin/sh\necho what the hook has always done\n";

fn project() -> tempfile::TempDir {
    let project = temporary();
    copy_cases(&project.path().join("cases"));
    project
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[cfg(unix)]
fn link(target: impl AsRef<Path>, path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(unix)]
fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A link in the place of the record leads to a file that git runs; a build writes what cases are
/// called into its record.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_the_record_of_a_folder() {
    let hook = |project: &Path| project.join(".git/hooks/pre-commit");
    for (folder, arguments) in [("output", &[][..]), ("public", &["--without-personal"])] {
        let project = project();
        let path = project.path();
        std::fs::create_dir_all(hook(path).parent().unwrap()).unwrap();
        std::fs::write(hook(path), HOOK).unwrap();
        let case = path.join("cases/kontor-oppettider.toml");
        std::fs::rename(case, path.join("cases/$(touch PWNED).toml")).unwrap();
        let record = path.join(folder).join(".blankett");
        link("../.git/hooks/pre-commit", &record);
        let output = blankett(path, &[&["build"], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("error[not-a-file]"), "{}", said(&output));
        assert_eq!(std::fs::read_to_string(hook(path)).unwrap(), HOOK);
        assert!(record.is_symlink());
        // Nothing else is there that would have to be known of.
        assert_eq!(path.join(folder).read_dir().unwrap().count(), 1);
        // One that leads nowhere yet is followed no more.
        std::fs::remove_file(hook(path)).unwrap();
        assert_eq!(blankett(path, &[&["build"], arguments].concat()).status.code(), Some(1));
        assert!(!hook(path).exists());
    }
}

/// A pipe gives no byte until somebody writes into it, and takes none until somebody reads.
#[cfg(unix)]
#[test]
fn a_pipe_stops_nothing_for_ever() {
    use std::os::unix::fs::FileTypeExt;
    let project = project();
    let path = project.path();
    pipe(&path.join("output/.blankett"));
    pipe(&path.join("pipe.html"));
    pipe(&path.join("pipe.docx"));
    for arguments in [
        &["build"][..],
        &["build", "--check"],
        &["status", "--format", "html", "--out", "pipe.html"],
        &["blank", "teknik", "--out", "pipe.docx"],
    ] {
        let output = blankett(path, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {}", said(&output));
        assert!(said(&output).contains("not-a-file"), "{arguments:?} {}", said(&output));
    }
    for name in ["output/.blankett", "pipe.html", "pipe.docx"] {
        assert!(path.join(name).symlink_metadata().unwrap().file_type().is_fifo(), "{name}");
    }
}

/// As root, a device can be replaced by a file; nothing works afterwards that needs it.
#[cfg(unix)]
#[test]
fn a_device_stays() {
    use std::os::unix::fs::FileTypeExt;
    let project = project();
    let path = project.path();
    assert!(blankett(path, &["blank", "teknik", "--out", "b.docx"]).status.success());
    let register = &["status", "--format", "csv", "--out"];
    // Where a register is to go is what somebody said.
    let output = blankett(path, &[&register[..], &["/dev/null"]].concat());
    assert!(!said(&output).contains("error["), "{}", said(&output));
    for name in ["nothing", "cases/ny.toml", "templates/q/1/form.toml"] {
        link("/dev/null", &path.join(name));
    }
    for arguments in [
        &[&register[..], &["nothing"]].concat()[..],
        &["blank", "teknik", "--out", "/dev/null"],
        &["blank", "teknik", "--out", "nothing"],
        &["new", "teknik", "ny"],
        &["import", "b.docx", "--id", "q"],
    ] {
        let output = blankett(path, arguments);
        assert!(!output.status.success(), "{arguments:?} {}", said(&output));
        assert!(said(&output).contains("error[not-a-file]"), "{arguments:?} {}", said(&output));
    }
    assert!(Path::new("/dev/null").symlink_metadata().unwrap().file_type().is_char_device());
    for name in ["nothing", "cases/ny.toml", "templates/q/1/form.toml"] {
        assert!(path.join(name).is_symlink(), "{name}");
    }
}

/// What a link leads to is neither copied into the folder of documents nor written to.
#[cfg(unix)]
#[test]
fn a_document_is_no_link() {
    let project = project();
    let path = project.path();
    std::fs::write(path.join("secret"), "secret").unwrap();
    link("../secret", &path.join("output/kontor-oppettider.md"));
    let output = blankett(path, &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error[not-a-file]"), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(path.join("secret")).unwrap(), "secret");
    assert!(!path.join("output/kontor-oppettider.changed.md").exists());
    // The others are built.
    assert!(path.join("output/leverantorsreskontra.docx").is_file());
}

/// A repository in a folder, whose commands leave a file when they run.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// With one case, committed.
    fn new() -> Repository {
        let repository = Repository { folder: temporary() };
        let path = repository.path();
        std::fs::create_dir(path.join("cases")).unwrap();
        std::fs::copy(root().join("cases/kontor-oppettider.toml"), repository.case()).unwrap();
        repository.git(&["init", "--quiet", "."]);
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "--message", "one"]);
        repository
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn case(&self) -> PathBuf {
        self.path().join("cases/kontor-oppettider.toml")
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.path())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.se"])
            .args(arguments)
            .output()
            .expect("git is there");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn commit(&self) -> Option<Commit> {
        Project::new(self.path()).commit(&[self.case()]).unwrap()
    }

    /// A command that leaves a file of a name.
    fn trap(&self, name: &str) -> String {
        let trap = self.path().join(format!(".git/{name}.sh"));
        let mark = self.mark(name);
        std::fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\n", mark.display())).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&trap, std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .unwrap();
        trap.to_string_lossy().into_owned()
    }

    fn mark(&self, name: &str) -> PathBuf {
        self.path().join(".git").join(name)
    }
}

#[test]
fn a_case_is_as_in_its_commit_or_not() {
    let repository = Repository::new();
    let text = std::fs::read_to_string(repository.case()).unwrap();
    let is_clean = || repository.commit().unwrap().is_clean;
    assert_eq!(repository.commit().unwrap().id, repository.git(&["rev-parse", "HEAD"]));
    assert!(is_clean());
    // Whatever the index says.
    repository.git(&["update-index", "--assume-unchanged", "cases/kontor-oppettider.toml"]);
    std::fs::write(repository.case(), text.replace("dnr = \"", "dnr = \"1 ")).unwrap();
    assert!(!is_clean());
    // A checkout on Windows has other line ends.
    std::fs::write(repository.case(), text.replace('\n', "\r\n")).unwrap();
    assert!(is_clean());
    std::fs::remove_file(repository.case()).unwrap();
    assert!(!is_clean());
    // A name is a name, and no pattern.
    let pattern = repository.path().join("cases/[a-z]*.toml");
    std::fs::write(&pattern, &text).unwrap();
    assert_eq!(Project::new(repository.path()).commit(&[pattern]).unwrap(), None);
}

/// Each trap is live: what git does by itself springs it.
#[cfg(unix)]
#[test]
fn git_starts_nothing_that_a_repository_names() {
    let repository = Repository::new();
    let set = |name: &str, value: &str| repository.git(&["config", name, value]);
    set("core.fsmonitor", &repository.trap("monitor"));
    set("filter.trap.clean", &repository.trap("filter"));
    std::fs::write(repository.path().join(".gitattributes"), "*.toml filter=trap\n").unwrap();
    set("log.showSignature", "true");
    set("gpg.program", &repository.trap("signature"));
    let commit = repository.git(&["cat-file", "commit", "HEAD"]);
    let signed = commit.replacen(
        "\n\n",
        "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n",
        1,
    );
    std::fs::write(repository.mark("signed"), signed + "\n").unwrap();
    let signed = repository.git(&["hash-object", "-t", "commit", "-w", ".git/signed"]);
    repository.git(&["update-ref", "HEAD", &signed]);
    // As long as before, so that only its bytes tell.
    let text = std::fs::read_to_string(repository.case()).unwrap();
    std::fs::write(repository.case(), text.replacen('e', "a", 1)).unwrap();
    let commit = repository.commit().unwrap();
    assert_eq!((commit.id, commit.is_clean), (signed, false));
    for name in ["monitor", "filter", "signature"] {
        assert!(!repository.mark(name).exists(), "{name} ran");
    }
    repository.git(&["status", "--porcelain"]);
    repository.git(&["-c", "core.fsmonitor=false", "status", "--porcelain"]);
    repository.git(&["log", "-1"]);
    for name in ["monitor", "filter", "signature"] {
        assert!(repository.mark(name).exists(), "{name} is live");
    }
}

/// Of a partial clone, what is missing is not asked for.
#[cfg(unix)]
#[test]
fn git_asks_nobody_for_what_is_missing() {
    let repository = Repository::new();
    let blob = repository.git(&["rev-parse", "HEAD:cases"]);
    let (first, rest) = blob.split_at(2);
    std::fs::remove_file(repository.path().join(".git/objects").join(first).join(rest)).unwrap();
    let url = format!("ext::{} %S", repository.trap("fetch"));
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &url),
        ("protocol.ext.allow", "always"),
    ] {
        repository.git(&["config", name, value]);
    }
    assert_eq!(repository.commit(), None);
    assert!(!repository.mark("fetch").exists());
    repository.git(&["ls-tree", "-r", "HEAD"]);
    assert!(repository.mark("fetch").exists(), "it is live");
}

/// A folder that is a repository by itself, as one can come with a pull request.
#[cfg(unix)]
#[test]
fn an_embedded_repository_is_none() {
    let repository = Repository::new();
    let within = repository.path().join("within");
    std::fs::create_dir_all(within.join("cases")).unwrap();
    for folder in ["objects", "refs"] {
        std::fs::create_dir(within.join(folder)).unwrap();
    }
    std::fs::write(within.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    let trap = repository.trap("embedded");
    let config = format!(
        "[core]\n repositoryformatversion = 0\n bare = false\n worktree = {}\n fsmonitor = {trap}\n",
        within.display()
    );
    std::fs::write(within.join("config"), config).unwrap();
    let case = within.join("cases/a.toml");
    std::fs::copy(repository.case(), &case).unwrap();
    let commit = Project::new(&within).commit(&[case]);
    assert!(!repository.mark("embedded").exists());
    assert_eq!(commit.unwrap(), None);
    repository.git(&["-C", "within", "status", "--porcelain"]);
    assert!(repository.mark("embedded").exists(), "it is live");
}

/// A project that a package holds is read, and nothing of it reaches the disk.
#[test]
fn a_project_in_memory_leaves_the_disk_alone() {
    let folder = temporary();
    let file = folder.path().join("file.txt");
    std::fs::write(&file, "mine").unwrap();
    let from_root = |path: &Path| path.strip_prefix("/").unwrap_or(path).to_owned();
    let (there, new) = (from_root(&file), from_root(&folder.path().join("new")));
    let project = Project::in_memory([("cases/a.toml".to_owned(), b"form = 'x'".to_vec())]);
    let mut report = Report::new();
    assert!(!project.write(&new, b"theirs", &mut report));
    assert!(!project.write(&there, b"theirs", &mut report));
    assert!(!project.write_named(&there, b"theirs", &mut report));
    assert!(!project.rewrite(&there, "theirs", &mut report));
    assert!(!project.remove(&there, &mut report));
    assert!(!project.write_package(&new, &[("a".into(), Vec::new())], &mut report));
    assert_eq!(report.errors(), 6, "{:#?}", report.diagnostics());
    assert_eq!(project.bytes_of(&there), None);
    assert!(project.read_package(&there, &mut report).is_none());
    assert!(project.commit(std::slice::from_ref(&file)).unwrap().is_none());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert!(!folder.path().join("new").exists());
    assert_eq!(project.cases(&[], &mut Report::new()).len(), 1);
}

/// Answers are taken over into the case that was named, and into no other.
#[test]
fn answers_go_into_one_case_alone() {
    let project = temporary();
    copy_cases(&project.path().join("cases"));
    let case = "cases/kontor-oppettider.toml";
    assert!(blankett(project.path(), &["-q", "build", "--format", "docx", case]).status.success());
    let before = files(project.path());
    let output =
        blankett(project.path(), &["extract", "output/kontor-oppettider.docx", "--into", "cases"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("folder-as-case") && said.contains("name the file of one case"),
        "{said}"
    );
    assert_eq!(files(project.path()), before);
}

/// What is wrong with a file that is there does not keep a project from being made ready.
#[test]
fn a_project_is_made_ready_beside_faulty_files() {
    let project = temporary();
    std::fs::create_dir_all(project.path().join("cases")).unwrap();
    std::fs::write(project.path().join("cases/shared.toml"), "[case]\nnobody = 1\n").unwrap();
    std::fs::create_dir_all(project.path().join("templates/zz/1")).unwrap();
    std::fs::write(project.path().join("templates/zz/1/form.toml"), "title = 1\n").unwrap();
    let output = blankett(project.path(), &["init"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the project is ready") && said.contains("schemas/case.json"), "{said}");
    assert!(said.contains("unknown-key") && said.contains("missing-key"), "{said}");
}
