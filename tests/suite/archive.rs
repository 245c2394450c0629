//! Packages: made twice they are the same, built again they come out the same, and whatever is
//! done to one is found.

use std::path::Path;

use blankett::archive::{self, File, verify};
use blankett::diagnostic::Report;
use proptest::prelude::*;

use crate::support::{blankett, copy_cases, files, root, temporary};

/// A project with the shipped cases and the shipped settings.
fn project() -> tempfile::TempDir {
    let project = temporary();
    copy_cases(&project.path().join("cases"));
    std::fs::copy(root().join("blankett.toml"), project.path().join("blankett.toml")).unwrap();
    project
}

fn archived(project: &Path, arguments: &[&str]) -> Vec<String> {
    let all = [&["-q", "archive", "cases/kontor-oppettider.toml", "cases/metadata"], arguments];
    let output = blankett(project, &all.concat());
    // One of the shipped cases is a draft.
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not-decided"));
    files(&project.join("archive"))
}

/// A package as a list of files.
fn package(project: &Path) -> (String, Vec<File>) {
    let name = "exm-2025-00871_kontor-oppettider";
    let folder = project.join("archive").join(name);
    let read = |path: String| (path.clone(), std::fs::read(folder.join(path)).unwrap());
    (name.to_owned(), files(&folder).into_iter().map(read).collect())
}

fn faults(name: &str, files: Vec<File>) -> usize {
    let mut report = Report::new();
    verify("paket", name, files, &mut report);
    report.errors()
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (first, second) = (project(), project());
    for arguments in [&[][..], &["--bag"], &["--zip"], &["--bag", "--zip", "--pdf", "a-3a"]] {
        let names = archived(first.path(), arguments);
        assert_eq!(names, archived(second.path(), arguments));
        for name in &names {
            let read = |project: &Path| std::fs::read(project.join("archive").join(name)).unwrap();
            assert!(read(first.path()) == read(second.path()), "{name}");
        }
        // A package that is there already is the same, and so stays.
        assert_eq!(names, archived(first.path(), arguments));
        for project in [&first, &second] {
            std::fs::remove_dir_all(project.path().join("archive")).unwrap();
        }
    }
}

#[test]
fn a_package_is_built_again_from_itself() {
    let project = project();
    archived(project.path(), &[]);
    let archive = project.path().join("archive");
    let lies_there = archive.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let packages: Vec<_> = lies_there.filter(|path| !path.ends_with(".blankett.lock")).collect();
    assert_eq!(packages.len(), 2);
    for package in packages {
        let sources = package.join("representations/original/data");
        let before = files(&sources);
        let built = blankett(&sources, &["-q", "build", "--out", "again"]);
        assert!(built.status.success());
        let again = files(&sources.join("again"));
        assert_eq!(again.len(), 2);
        for name in again {
            let read = |folder: &str| std::fs::read(sources.join(folder).join(&name)).unwrap();
            assert!(read("again") == read("output"), "{name}");
        }
        assert!(before.contains(&"blankett.toml".to_owned()));
    }
}

#[test]
fn what_a_package_is_made_of_belongs_together() {
    let project = project();
    archived(project.path(), &[]);
    let verified = |path: &Path| {
        let path = path.to_string_lossy().into_owned();
        let output = blankett(project.path(), &["--lang", "en", "verify", &path]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let good = project.path().join("archive/exm-2025-00871_kontor-oppettider");
    assert_eq!(verified(&good).0, Some(0));
    // Somebody who changes an answer and every digest with it is found by what the others say.
    let mut files = package(project.path()).1;
    let case = "representations/original/data/cases/kontor-oppettider.toml";
    let (_, bytes) = files.iter_mut().find(|(path, _)| path == case).unwrap();
    let old = bytes.clone();
    *bytes = String::from_utf8(old.clone()).unwrap().replace("2025-11", "2025-12").into_bytes();
    assert!(*bytes != old && bytes.len() == old.len());
    let new = bytes.clone();
    for about in [
        "representations/original/metadata/preservation/premis.xml",
        "representations/original/METS.xml",
        "METS.xml",
    ] {
        let held = |bytes: &[u8]| blankett::digest::sha256(bytes);
        let pairs: Vec<(String, String)> = std::iter::once((held(&old), held(&new)))
            .chain(files.iter().filter(|(path, _)| path.contains(".xml")).filter_map(
                |(path, bytes)| {
                    let before = std::fs::read(good.join(path)).unwrap();
                    (before != *bytes).then(|| (held(&before), held(bytes)))
                },
            ))
            .collect();
        let (_, bytes) = files.iter_mut().find(|(path, _)| path == about).unwrap();
        let mut text = String::from_utf8(bytes.clone()).unwrap();
        for (old, new) in pairs {
            text = text.replace(&old, &new);
        }
        *bytes = text.into_bytes();
    }
    let forged = project.path().join("forged/exm-2025-00871_kontor-oppettider");
    for (path, bytes) in files {
        let path = forged.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let (code, said) = verified(&forged);
    assert_eq!(code, Some(1), "{said}");
    for file in ["premis.xml", "kontor-oppettider.docx", "kontor-oppettider.pdf"] {
        assert!(said.contains(&format!("{file}` was not made from the answers")), "{said}");
    }
}

#[test]
fn what_is_done_to_a_package_is_found() {
    let project = project();
    archived(project.path(), &[]);
    let (name, whole) = package(project.path());
    assert_eq!(faults(&name, whole.clone()), 0);
    assert_eq!(faults("annat-namn", whole.clone()), 1);
    for at in 0..whole.len() {
        let path = whole[at].0.clone();
        let mut missing = whole.clone();
        missing.remove(at);
        assert!(faults(&name, missing) > 0, "{path} is missing");
        for byte in [0, whole[at].1.len() / 2, whole[at].1.len() - 1] {
            let mut changed = whole.clone();
            changed[at].1[byte] ^= 1;
            // METS itself is held by nothing: what it says is then wrong, or is no XML, or is a
            // blank, which says nothing.
            let is_found = faults(&name, changed) > 0;
            assert!(is_found || path == "METS.xml", "{path}: byte {byte}");
        }
        let mut longer = whole.clone();
        longer[at].1.push(b' ');
        assert!(faults(&name, longer) > 0 || path == "METS.xml", "{path} is longer");
    }
    for stray in ["x", "metadata/x.xml", "representations/arkiv/data/x.pdf"] {
        let mut more = whole.clone();
        more.push((stray.to_owned(), Vec::new()));
        assert_eq!(faults(&name, more), 1, "{stray}");
    }
}

#[test]
fn what_is_done_to_a_bag_is_found() {
    let project = project();
    archived(project.path(), &["--bag"]);
    let name = "exm-2025-00871_kontor-oppettider.bag";
    let folder = project.path().join("archive").join(name);
    let read = |path: String| (path.clone(), std::fs::read(folder.join(path)).unwrap());
    let whole: Vec<File> = files(&folder).into_iter().map(read).collect();
    assert_eq!(faults(name, whole.clone()), 0);
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at].1[0] ^= 1;
        assert!(faults(name, changed) > 0, "{}", whole[at].0);
        let mut missing = whole.clone();
        missing.remove(at);
        assert!(faults(name, missing) > 0, "{}", whole[at].0);
    }
    let mut more = whole.clone();
    more.push(("data/x".to_owned(), Vec::new()));
    assert!(faults(name, more) > 0);
}

#[test]
fn an_undecided_case_is_archived_by_force_which_the_package_says() {
    let project = project();
    let arguments =
        ["-q", "archive", "cases/metadata/oppettider.toml", "--force", "--date", "2026-03-03"];
    assert_eq!(blankett(project.path(), &arguments).status.code(), Some(0));
    let name = files(&project.path().join("archive"))
        .into_iter()
        .find(|name| name.ends_with("documentation/README.txt"))
        .unwrap();
    let readme = std::fs::read_to_string(project.path().join("archive").join(name)).unwrap();
    assert!(readme.contains("forced: status utkast"), "{readme}");
    assert!(readme.lines().nth(3).unwrap().contains("inte beslutat: status utkast"), "{readme}");
}

/// Whoever opens the pages in thirty years is told what they do not show.
#[test]
fn what_the_pages_show_as_codes_the_package_says() {
    let project = project();
    let case = project.path().join("cases/kontor-oppettider.toml");
    let toml = std::fs::read_to_string(&case).unwrap();
    let typed = "finns_i = \"日本 🙂\"\n";
    let toml: Vec<&str> = toml.lines().filter(|line| !line.starts_with("finns_i")).collect();
    let toml = toml.join("\n").replace("[answers]\n", &format!("[answers]\n{typed}"));
    std::fs::write(&case, toml).unwrap();
    let arguments = ["-q", "archive", "cases/kontor-oppettider.toml", "--date", "2026-03-03"];
    let output = blankett(project.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = project.path().join("archive");
    let package = files(&folder).into_iter();
    let told: Vec<String> = package
        .filter(|name| name.ends_with("README.txt") || name.ends_with("premis.xml"))
        .filter_map(|name| std::fs::read_to_string(folder.join(name)).ok())
        .filter(|text| text.contains("shown-as-codes: U+65E5 U+672C U+1F642"))
        .collect();
    assert_eq!(told.len(), 2);
    assert!(told.iter().any(|text| text.contains("OBS: dokumentet visar dessa tecken som koder")));
}

#[test]
fn no_package_is_written_into_another() {
    let project = project();
    archived(project.path(), &[]);
    let before = files(project.path());
    let inside = "archive/exm-2025-00871_kontor-oppettider/representations";
    let output =
        blankett(project.path(), &["archive", "cases/kontor-oppettider.toml", "--out", inside]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-place-for-packages"));
    assert_eq!(before, files(project.path()));
}

#[test]
fn the_environment_gives_a_day_only_where_one_is_needed() {
    let project = project();
    let run = |epoch: &str, arguments: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_blankett"));
        program.current_dir(project.path()).env_clear().env("SOURCE_DATE_EPOCH", epoch);
        let output = program.arg("-q").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let blank = ["blank", "teknik", "--out", "blank.pdf"];
    let (code, said) = run("i går", &blank);
    assert!(code == Some(1) && said.contains("bad-epoch") && said.contains("i går"), "{said}");
    let (code, said) = run("", &blank);
    assert!(code == Some(1) && said.contains("no-date"), "{said}");
    assert_eq!(run("i går", &["blank", "teknik", "--out", "blank.docx"]).0, Some(0));
    assert_eq!(run("1772532000", &blank).0, Some(0));
    let dated = std::fs::read(project.path().join("blank.pdf")).unwrap();
    let day = b"D:20260303000000Z";
    assert!(dated.windows(day.len()).any(|window| window == day), "{said}");
}

#[test]
fn a_package_that_differs_is_never_replaced() {
    let project = project();
    archived(project.path(), &[]);
    let readme = "archive/exm-2025-00871_kontor-oppettider/documentation/README.txt";
    let readme = project.path().join(readme);
    std::fs::write(&readme, "levererat").unwrap();
    let arguments = ["archive", "cases/kontor-oppettider.toml"];
    let output = blankett(project.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("package-differs"));
    assert_eq!(std::fs::read_to_string(&readme).unwrap(), "levererat");
}

#[test]
fn git_says_which_commit_a_package_is_of() {
    let project = project();
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.current_dir(project.path()).args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.se",
        ]);
        git.env("GIT_COMMITTER_DATE", "2026-03-03T12:00:00Z");
        let output = git.args(arguments).output().expect("git is there");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "x"]);
    let id = git(&["rev-parse", "HEAD"]);
    let readme = || {
        archived(project.path(), &[]);
        let path = "archive/exm-2025-00871_kontor-oppettider/documentation/README.txt";
        let readme = std::fs::read_to_string(project.path().join(path)).unwrap();
        std::fs::remove_dir_all(project.path().join("archive")).unwrap();
        readme
    };
    let clean = readme();
    assert!(clean.contains(&format!("git-commit: {id}\n  working-tree: clean\n")), "{clean}");
    let case = project.path().join("cases/kontor-oppettider.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    std::fs::write(&case, format!("{text}\n# ändrat\n")).unwrap();
    assert!(readme().contains("working-tree: changed since"));
}

#[test]
fn names_are_such_as_every_system_keeps() {
    assert_eq!(
        archive::name(&["EXM 2026/00117", "Åtgärder för é"]),
        "exm-2026-00117_atgarder-for-e"
    );
    assert_eq!(archive::name(&["", "a/b"]), "a-b");
    assert_eq!(archive::name(&["/", "日"]), "u65e5");
    assert_eq!(archive::name(&["/", "--"]), "package");
    assert_eq!(archive::name(&[&"a".repeat(300)]).len(), 80);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a package holds, there are problems and nothing breaks.
    #[test]
    fn any_files_can_be_verified(files in prop::collection::vec(("(METS.xml|bagit.txt|manifest-sha512.txt|data/a/METS.xml|representations/arkiv/METS.xml|[a-z/.]{0,20})", "[<>/a-zA-Z =\"\\PC]{0,200}"), 0..6)) {
        let files = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        prop_assert!(faults("x", files) > 0);
    }
}
