//! Many cases: only what changed, in parts, at once, interrupted, watched.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::{blankett, copy, files, project_of_cases, record, records, root, temporary};

/// A project with so many cases, each another.
fn project(count: usize) -> tempfile::TempDir {
    let project = temporary();
    std::fs::create_dir_all(project.path().join("cases")).unwrap();
    let case = std::fs::read_to_string(root().join("cases/kontor-oppettider.toml")).unwrap();
    for number in 0..count {
        let case = case.replace("dnr = \"", &format!("dnr = \"{number} "));
        std::fs::write(project.path().join(format!("cases/{number:04}.toml")), case).unwrap();
    }
    project
}

/// What stands under a folder: the bytes of each file, by its path.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |name: String| {
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    };
    files(folder).into_iter().map(read).collect()
}

/// Builds, and returns what was said.
fn build(project: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = blankett(project, &[&["build"], arguments].concat());
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Which files under `output` a build writes, told by their inodes: a file that is written is a
/// new one.
fn written_by(project: &Path, arguments: &[&str]) -> Vec<String> {
    std::fs::create_dir_all(project.join("output")).unwrap();
    let inodes = || -> BTreeMap<String, u64> {
        let inode = |name: &String| project.join("output").join(name).metadata().unwrap().ino();
        files(&project.join("output"))
            .into_iter()
            .map(|name| (name.clone(), inode(&name)))
            .collect()
    };
    let before = inodes();
    build(project, arguments);
    let is_new = |(name, inode): &(String, u64)| before.get(name) != Some(inode);
    inodes().into_iter().filter(is_new).map(|(name, _)| name).collect()
}

fn start(project: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_blankett"));
    command.current_dir(project).args(arguments).env_clear().stderr(Stdio::piped());
    command.env("XDG_STATE_HOME", records());
    command.spawn().expect("the program runs")
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

/// Waits until something holds; how long is no part of the test, unless it never comes.
fn until(mut holds: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it never came");
}

#[test]
fn only_what_changed_is_built() {
    let project = project_of_cases();
    let path = project.path();
    copy(&root().join("templates"), &path.join("templates"));
    let edit = |file: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(path.join(file)).unwrap();
        assert!(text.contains(from), "{file}");
        std::fs::write(path.join(file), text.replacen(from, to, 1)).unwrap();
    };
    let kontor = ["kontor-oppettider.docx", "kontor-oppettider.md"];
    let metadata = [
        "metadata/leverantorsreskontra.docx",
        "metadata/leverantorsreskontra.md",
        "metadata/oppettider.docx",
        "metadata/oppettider.md",
    ];
    assert_eq!(written_by(path, &[]).len(), 10);
    assert_eq!(written_by(path, &[]), [""; 0]);
    // Dates of files say nothing.
    let case = path.join("cases/kontor-oppettider.toml");
    let touched = std::fs::File::options().append(true).open(case).unwrap();
    touched.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(written_by(path, &[]), [""; 0]);
    edit("cases/kontor-oppettider.toml", "dnr = \"", "dnr = \"1 ");
    assert_eq!(written_by(path, &[]), kontor);
    // A comment is no answer: the file is looked at, and its documents stay.
    edit("cases/kontor-oppettider.toml", "[answers]", "# Svar\n[answers]");
    assert_eq!(written_by(path, &[]), [""; 0]);
    let shared = std::fs::read_to_string(path.join("cases/metadata/shared.toml")).unwrap();
    let organisation = shared.lines().find(|line| line.starts_with("organisation")).unwrap();
    edit("cases/metadata/shared.toml", organisation, "organisation = \"En annan\"");
    // Who answers for it stands in the properties of Word alone; so do margins in its styles.
    let word: Vec<&str> = metadata.into_iter().filter(|name| name.contains(".docx")).collect();
    assert_eq!(written_by(path, &[]), word);
    edit("templates/teknisk-metadata/1/style.toml", "[header]", "[margins]\ntop = 31\n\n[header]");
    assert_eq!(written_by(path, &[]), word);
    edit("templates/teknisk-metadata/1/document.md", "## ", "## Nya ");
    assert_eq!(written_by(path, &[]), metadata);
    edit("templates/teknik/2017/document.md", "## ", "## Nya ");
    assert_eq!(written_by(path, &[]).len(), 6);
    assert_eq!(written_by(path, &["--force"]), [""; 0]);
    // Everything is as if it were built for the first time.
    build(path, &["--out", "anew"]);
    assert_eq!(contents(&path.join("output")), contents(&path.join("anew")));
}

#[test]
fn a_record_may_be_lost_or_damaged_without_harm() {
    let project = project(3);
    let path = project.path();
    assert_eq!(written_by(path, &[]).len(), 6);
    let record = record(&path.join("output"));
    for damage in [None, Some("blankett 1\nx"), Some("\u{0}"), Some("blankett 9\n")] {
        match damage {
            None => std::fs::remove_file(&record).unwrap(),
            Some(text) => std::fs::write(&record, text).unwrap(),
        }
        assert_eq!(written_by(path, &[]), [""; 0]);
        assert!(std::fs::read_to_string(&record).unwrap().contains("0002.md"));
    }
    // One that names what is not there, or what is not so.
    let text = std::fs::read_to_string(&record).unwrap();
    std::fs::remove_file(path.join("output/0001.docx")).unwrap();
    std::fs::write(&record, text.replace("0000.docx\t", "0002.docx\t")).unwrap();
    build(path, &[]);
    build(path, &["--out", "anew"]);
    assert_eq!(contents(&path.join("output")), contents(&path.join("anew")));
}

#[test]
fn what_a_person_wrote_into_a_document_is_kept() {
    let project = project(1);
    let path = project.path();
    build(path, &[]);
    let document = path.join("output/0000.md");
    for (text, kept) in [("ett", "0000.changed.md"), ("två", "0000.changed-2.md"), ("ett", "")] {
        std::fs::write(&document, text).unwrap();
        let (code, said) = build(path, &[]);
        assert!(code == Some(0) && said.contains("output-changed"), "{said}");
        assert_ne!(std::fs::read_to_string(&document).unwrap(), text);
        if !kept.is_empty() {
            assert_eq!(std::fs::read_to_string(path.join("output").join(kept)).unwrap(), text);
        }
    }
    assert_eq!(files(&path.join("output")).len(), 4);
    // Nor is it lost where nobody knows what was built.
    std::fs::write(&document, "tre").unwrap();
    std::fs::remove_file(record(&path.join("output"))).unwrap();
    let (code, said) = build(path, &[]);
    assert!(code == Some(0) && said.contains("nobody knows of what"), "{said}");
    assert_eq!(std::fs::read(path.join("output/0000.changed-3.md")).unwrap(), "tre".as_bytes());
}

#[test]
fn strange_names_are_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = project(1);
    let path = project.path();
    let case = std::fs::read(path.join("cases/0000.toml")).unwrap();
    let names = ["a\tb", "a\nb", "a\\b", "å"].map(str::as_bytes);
    for name in names.into_iter().chain([&b"\xE4"[..]]) {
        let file = [name, b".toml"].concat();
        std::fs::write(path.join("cases").join(OsStr::from_bytes(&file)), &case).unwrap();
    }
    assert!(build(path, &["--prune"]).1.contains("12 files written"));
    let said = build(path, &["--prune"]).1;
    assert!(said.contains("12 unchanged") && !said.contains("removed"), "{said}");
    for name in names {
        let file = [name, b".toml"].concat();
        std::fs::remove_file(path.join("cases").join(OsStr::from_bytes(&file))).unwrap();
    }
    assert_eq!(build(path, &[]).1.matches("orphan-output").count(), 8);
    assert!(build(path, &["--prune"]).1.contains("8 documents removed"));
    let left = std::fs::read_dir(path.join("output")).unwrap().count();
    assert_eq!(left, 5, "two documents each, and the lock");
    // A case of another folder does not take the place of one that is there.
    let elsewhere = temporary();
    std::fs::write(elsewhere.path().join("0000.toml"), &case).unwrap();
    let (code, said) = build(path, &[&elsewhere.path().to_string_lossy()]);
    assert!(code == Some(1) && said.matches("same-output").count() == 2, "{said}");
    // A folder that is named twice is no folder without cases.
    assert_eq!(build(path, &["cases", "cases"]).0, Some(0));
}

#[test]
fn documents_without_a_case_are_removed_when_asked_for() {
    let project = project(4);
    let path = project.path();
    build(path, &[]);
    std::fs::write(path.join("output/mine.docx"), "not ours").unwrap();
    std::fs::write(path.join("output/.blankett-4711-0"), "left by a killed build").unwrap();
    std::fs::write(path.join("output/0003.md"), "changed by hand").unwrap();
    for gone in ["0001", "0003"] {
        std::fs::remove_file(path.join(format!("cases/{gone}.toml"))).unwrap();
    }
    let (code, said) = build(path, &[]);
    assert_eq!((code, said.matches("orphan-output").count()), (Some(0), 4));
    // Whoever names a case does not ask about others.
    assert!(!build(path, &["cases/0000.toml"]).1.contains("orphan-output"));
    assert_eq!(build(path, &["--check"]).0, Some(1));
    let (_, said) = build(path, &["--prune"]);
    assert_eq!(said.matches("orphan-output").count(), 1, "{said}");
    let left = ["0000.docx", "0000.md", "0002.docx", "0002.md", "0003.md", "mine.docx"];
    assert_eq!(files(&path.join("output")), left);
}

#[test]
fn check_writes_nothing_and_tells_what_differs() {
    let project = project(3);
    let path = project.path();
    assert_eq!(build(path, &["--check"]).0, Some(1));
    assert!(!path.join("output").exists());
    build(path, &[]);
    let before = contents(&path.join("output"));
    assert_eq!(build(path, &["--check"]).0, Some(0));
    // The record is not believed: whoever checks wants to know.
    std::fs::write(path.join("output/0002.md"), "x").unwrap();
    let (code, said) = build(path, &["--check"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("`output/0002.md` is not what a build writes"), "{said}");
    assert_eq!(contents(&path.join("output")).len(), before.len());
    assert_eq!(std::fs::read(path.join("output/0002.md")).unwrap(), b"x");
}

#[test]
fn parts_are_even_and_together_everything() {
    let project = project(11);
    let path = project.path();
    build(path, &["--out", "whole"]);
    let mut sizes = Vec::new();
    let mut together = BTreeMap::new();
    for part in 1..=4 {
        let out = format!("part{part}");
        assert_eq!(build(path, &["--shard", &format!("{part}/4"), "--out", &out]).0, Some(0));
        let documents = contents(&path.join(&out));
        sizes.push(documents.len() / 2);
        let before = together.len();
        together.extend(documents.clone());
        assert_eq!(together.len(), before + documents.len(), "no document is in two parts");
    }
    assert_eq!(sizes, [3, 3, 3, 2]);
    assert_eq!(together, contents(&path.join("whole")));
    // In one folder they are one build.
    for part in ["1/2", "2/2"] {
        build(path, &["--shard", part]);
    }
    assert_eq!(written_by(path, &[]), [""; 0]);
    for wrong in ["0/4", "5/4", "1", "a/b", "1/0"] {
        assert_eq!(build(path, &["--shard", wrong]).0, Some(2), "{wrong}");
    }
}

#[test]
fn threads_change_neither_documents_nor_what_is_told() {
    let project = project(40);
    let path = project.path();
    for broken in ["0003", "0017", "0039"] {
        std::fs::write(path.join(format!("cases/{broken}.toml")), "form = 1\n= [").unwrap();
    }
    let one = build(path, &["--jobs", "1", "--out", "a"]);
    let many = build(path, &["--jobs", "7", "--out", "b"]);
    assert_eq!((one.0, one.1.replace(" to a", "")), (many.0, many.1.replace(" to b", "")));
    assert_eq!(contents(&path.join("a")), contents(&path.join("b")));
    let objects = |jobs: &str, out: &str| {
        let arguments = ["build", "--message-format", "json", "--jobs", jobs, "--out", out];
        let said = String::from_utf8(blankett(path, &arguments).stdout).unwrap();
        said.replace(&format!("\"{out}/"), "\"")
    };
    let told = objects("1", "c");
    assert_eq!(told, objects("7", "d"));
    let cases = told.lines().filter(|line| line.starts_with("{\"case\""));
    let failed = cases.clone().filter(|line| line.contains("\"status\":\"failed\""));
    assert_eq!((cases.count(), failed.count()), (40, 3));
}

#[test]
fn two_builds_at_once_do_not_harm_each_other() {
    let project = project(60);
    let path = project.path();
    let builds = [start(path, &["build", "-q"]), start(path, &["build", "-q"])];
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    build(path, &["--out", "alone"]);
    assert_eq!(contents(&path.join("output")), contents(&path.join("alone")));
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_finishes() {
    let project = project(400);
    let path = project.path();
    build(path, &["--out", "whole"]);
    let whole = contents(&path.join("whole"));
    let mut killed = start(path, &["build", "-q", "--jobs", "2"]);
    until(|| path.join("output").is_dir() && files(&path.join("output")).len() > 20);
    killed.kill().unwrap();
    killed.wait().unwrap();
    for (name, bytes) in contents(&path.join("output")) {
        // What was being written has a name that nobody takes for a document.
        assert!(name.starts_with(".blankett-") || whole[&name] == bytes, "{name}");
    }
    let (code, said) = build(path, &["--prune"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(contents(&path.join("output")), whole);
}

#[test]
fn a_killed_build_leaves_word_of_what_it_wrote() {
    let project = project(400);
    let path = project.path();
    let mut killed = start(path, &["build", "-q", "--jobs", "2"]);
    until(|| path.join("output").is_dir() && files(&path.join("output")).len() > 200);
    killed.kill().unwrap();
    killed.wait().unwrap();
    for number in 0..400 {
        let case = path.join(format!("cases/{number:04}.toml"));
        let text = std::fs::read_to_string(&case).unwrap();
        std::fs::write(case, text.replace("dnr = \"", "dnr = \"ny ")).unwrap();
    }
    let (code, said) = build(path, &["--message-format", "short"]);
    assert_eq!(code, Some(0), "{said}");
    // But for what was written at that very moment.
    assert!(said.matches("output-changed").count() < 40, "{said}");
}

#[test]
fn ctrl_c_stops_between_documents_and_says_what_was_done() {
    let project = project(1500);
    let path = project.path();
    // What Slurm and Kubernetes send stops it alike.
    for (sent, out) in [("-TERM", "terminated"), ("-INT", "output")] {
        stop(path, sent, out);
    }
    let documents = files(&path.join("output")).len();
    // What was done is known.
    let (_, said) = build(path, &["--format", "md"]);
    assert!(said.contains(&format!(", {documents} unchanged")), "{said}");
}

/// Stops a build of 1500 cases.
fn stop(path: &Path, sent: &str, out: &str) {
    let stopped = start(path, &["build", "--format", "md", "--jobs", "1", "--out", out]);
    until(|| path.join(out).is_dir() && files(&path.join(out)).len() > 5);
    signal(&stopped, sent);
    let output = stopped.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let documents = contents(&path.join(out));
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains(&format!("stopped: {} cases were not begun", 1500 - documents.len())));
    assert!(said.contains(&format!("{} files written", documents.len())), "{said}");
    assert!(documents.keys().all(|name| !name.starts_with('.')));
}

#[test]
fn cases_that_go_while_a_build_runs_are_faults_of_their_own() {
    let project = project(300);
    let path = project.path();
    build(path, &["--out", "whole"]);
    let whole = contents(&path.join("whole"));
    let running = start(path, &["build", "--message-format", "short"]);
    for number in (100..300).rev() {
        std::fs::remove_file(path.join(format!("cases/{number:04}.toml"))).unwrap();
    }
    let output = running.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    // How far it had come, nobody knows.
    assert!(matches!(output.status.code(), Some(0 | 2)), "{said}");
    let documents = contents(&path.join("output"));
    assert!(documents.len() >= 200, "{}", documents.len());
    assert!(documents.iter().all(|(name, bytes)| whole[name] == *bytes));
}

#[test]
fn what_is_watched_is_built_when_it_is_saved() {
    let project = project(2);
    let path = project.path();
    copy(&root().join("templates"), &path.join("templates"));
    let mut watching = start(path, &["build", "--watch", "--format", "md", "--lang", "en"]);
    let mut said = std::io::BufReader::new(watching.stderr.take().unwrap());
    let mut hear = |wanted: &str| {
        use std::io::BufRead;
        let mut line = String::new();
        while !line.contains(wanted) {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "{wanted} was never said");
        }
    };
    hear("waiting for cases");
    let document =
        |name: &str| std::fs::read_to_string(path.join("output").join(name)).unwrap_or_default();
    let save = |file: &str, text: &str| std::fs::write(path.join(file), text).unwrap();
    let case = std::fs::read_to_string(path.join("cases/0001.toml")).unwrap();
    save("cases/0001.toml", &case.replace("dnr = \"1 ", "dnr = \"SPARAD "));
    until(|| document("0001.md").contains("SPARAD"));
    // A problem is told, and survived.
    save("cases/0001.toml", "form = ");
    hear("error[");
    save("cases/0001.toml", &case.replace("dnr = \"1 ", "dnr = \"IGEN "));
    until(|| document("0001.md").contains("IGEN"));
    // A template that is saved half-way, then whole.
    let file = "templates/teknik/2017/document.md";
    let template = std::fs::read_to_string(path.join(file)).unwrap();
    save(file, &template[..template.find("}}").unwrap()]);
    hear("error[");
    save(file, &template.replacen("## ", "## Ny ", 1));
    until(|| ["0000.md", "0001.md"].iter().all(|name| document(name).contains(". Ny ")));
    // As many editors save: another file takes the place of the first.
    save("cases/.0000.toml.new", &case.replace("dnr = \"1 ", "dnr = \"BYTT "));
    std::fs::rename(path.join("cases/.0000.toml.new"), path.join("cases/0000.toml")).unwrap();
    until(|| document("0000.md").contains("BYTT"));
    signal(&watching, "-INT");
    assert_eq!(watching.wait().unwrap().code(), Some(0));
}
