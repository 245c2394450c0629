//! Every folder under `tests/faults` is a small project with a fault, and what the program says
//! to it in both languages. `SNAPSHOTS=overwrite cargo test` writes that down anew.
//!
//! A file `arguments` names the command, else it is `build`.

use std::path::Path;

use blankett::project::Project;
use snapbox::{Data, assert_data_eq};

use crate::support::{blankett, copy, copy_cases, root, temporary};

fn faults() -> Vec<String> {
    let entries = root().join("tests/faults").read_dir().unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What the program says in a copy of a folder: exit code, both streams, and the files it wrote.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let project = temporary();
    copy(folder, project.path());
    let before = files(project.path());
    let output = blankett(project.path(), arguments);
    let written: Vec<String> =
        files(project.path()).into_iter().filter(|file| !before.contains(file)).collect();
    let code = output.status.code().expect("the program ends by itself");
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("the program writes UTF-8");
        text.replace(&*project.path().to_string_lossy(), "/project")
    };
    let mut said = format!("$ blankett {}\n", arguments.join(" "));
    said += &text(output.stderr);
    said += &text(output.stdout);
    said += &format!("exit {code}\n");
    for file in written {
        said += &format!("wrote {file}\n");
    }
    said
}

/// The command that a folder is for.
fn arguments(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("arguments")).unwrap_or_else(|_| "build".into())
}

fn files(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| file.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn every_fault_is_met_as_written_down() {
    for name in faults() {
        let folder = root().join("tests/faults").join(&name);
        let arguments = arguments(&folder);
        for language in ["sv", "en"] {
            let mut arguments: Vec<&str> = arguments.split_whitespace().collect();
            arguments.extend(["--lang", language]);
            let expected = folder.join(format!("said.{language}.txt"));
            let expected = Data::read_from(&expected, Some(snapbox::data::DataFormat::Text)).raw();
            assert_data_eq!(said(&folder, &arguments), expected);
        }
    }
}

#[test]
fn every_fault_is_told_in_one_line_and_as_json_alike() {
    for name in faults() {
        let folder = root().join("tests/faults").join(&name);
        let arguments = arguments(&folder);
        let run = |format: &str| {
            let project = temporary();
            copy(&folder, project.path());
            let mut arguments: Vec<&str> = arguments.split_whitespace().collect();
            arguments.extend(["--quiet", "--message-format", format]);
            let output = blankett(project.path(), &arguments);
            let text = |bytes: Vec<u8>| {
                String::from_utf8(bytes).unwrap().replace(&*project.path().to_string_lossy(), "")
            };
            (output.status.code(), text(output.stderr), text(output.stdout))
        };
        let (short_code, short, nothing) = run("short");
        let (json_code, no_text, json) = run("json");
        assert_eq!((short_code, nothing.as_str(), no_text.as_str()), (json_code, "", ""), "{name}");
        assert_eq!(short.lines().count(), json.lines().count(), "{name}");
        for (line, object) in short.lines().zip(json.lines()) {
            let object: serde_json::Value = serde_json::from_str(object).unwrap();
            let text = |key: &str| object[key].as_str().unwrap_or_default();
            assert!(
                line.contains(&format!("{}[{}]", text("severity"), text("code"))),
                "{line}\n{object}"
            );
            assert!(line.contains(&text("message").replace('\n', " ")), "{line}\n{object}");
            if let Some(number) = object["line"].as_u64() {
                let place = format!("{}:{number}:{}: ", text("file"), object["column"]);
                assert!(line.starts_with(&place), "{line}\n{object}");
            }
        }
    }
}

/// A fault that nothing shows may be told wrongly, or no longer at all.
#[test]
fn every_code_is_shown_by_a_folder() {
    let source = std::fs::read_to_string(root().join("src/diagnostic/problem.rs")).unwrap();
    let codes = source.lines().filter_map(|line| {
        let (_, code) = line.split_once(" => \"")?;
        code.strip_suffix("\",")
    });
    let said: String = faults()
        .iter()
        .map(|name| {
            std::fs::read_to_string(root().join("tests/faults").join(name).join("said.en.txt"))
                .unwrap()
        })
        .collect();
    let mut count = 0;
    for code in codes {
        // A missing permission cannot be shown to root, as whom tests often run.
        assert!(
            code == "cannot-read" || said.contains(&format!("[{code}]")),
            "no folder shows {code}"
        );
        count += 1;
    }
    assert!(count > 30, "the codes were found");
}

#[test]
fn a_fault_in_one_case_never_changes_another() {
    let project = temporary();
    copy_cases(&project.path().join("cases"));
    assert_eq!(blankett(project.path(), &["build", "--out", "alone"]).status.code(), Some(0));
    std::fs::write(project.path().join("cases/a.toml"), "form = \"teknik\"\nversion = 2017\n= = [")
        .unwrap();
    std::fs::write(project.path().join("cases/z.toml"), [0xFF, 0xFE, 0x00]).unwrap();
    assert_eq!(blankett(project.path(), &["build", "--out", "beside"]).status.code(), Some(1));
    let names = files(&project.path().join("alone"));
    assert_eq!(names.len(), 6);
    assert_eq!(names, files(&project.path().join("beside")));
    for name in names {
        let read = |folder: &str| std::fs::read(project.path().join(folder).join(&name)).unwrap();
        assert!(read("alone") == read("beside"), "{name}");
    }
    assert!(Project::new(project.path()).forms().contains_key("teknik"));
}
