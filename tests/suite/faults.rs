//! Every folder under `tests/faults` is a small project with a problem, and what the program says
//! to it in both languages. `SNAPSHOTS=overwrite cargo test` writes that down anew.
//!
//! A file `arguments` names the command, else it is `build`. A file `setup` makes what cannot be kept
//! in git: links, folders, files that are too large or that nobody may read.

use std::path::Path;

use blankett::workspace::Project;
use snapbox::{Data, assert_data_eq};

use crate::support::{blankett, copy, files, project_of_cases, root, temporary, timeless, word};

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
    let is_denied = set_up(project.path());
    let before = files(project.path());
    let output = if is_denied {
        as_nobody(project.path(), arguments)
    } else {
        blankett(project.path(), arguments)
    };
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

/// Makes what the file `setup` says; whether something is denied to the program.
fn set_up(project: &Path) -> bool {
    let setup = std::fs::read_to_string(project.join("setup")).unwrap_or_default();
    let mut is_denied = false;
    for line in setup.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let path = |word: usize| project.join(words[word]);
        match words[0] {
            "folder" => std::fs::create_dir_all(path(1)).unwrap(),
            "copy" => drop(std::fs::copy(path(1), path(2)).unwrap()),
            "link" => std::os::unix::fs::symlink(words[2], path(1)).unwrap(),
            "pipe" => {
                let made = std::process::Command::new("mkfifo").arg(path(1)).status();
                assert!(made.unwrap().success());
            }
            // A case with an answer of so many characters.
            "answer" => {
                let text = "a".repeat(words[2].parse().unwrap());
                let case = std::fs::read_to_string(path(1)).unwrap();
                std::fs::write(path(1), format!("{case}avvikelser = \"{text}\"\n")).unwrap();
            }
            // A table in so many tables.
            "nest" => {
                let depth = words[2].parse().unwrap();
                let case = std::fs::read_to_string(path(1)).unwrap();
                let (open, close) = ("[".repeat(depth), "]".repeat(depth));
                std::fs::write(path(1), format!("{case}avvikelser = {open}{close}\n")).unwrap();
            }
            // A list of so many lines.
            "lines" => {
                let case = std::fs::read_to_string(path(1)).unwrap();
                let lines = "\"x\", ".repeat(words[2].parse().unwrap());
                std::fs::write(path(1), format!("{case}rader = [{lines}]\n")).unwrap();
            }
            // So many keys that nobody knows.
            "keys" => {
                let mut case = std::fs::read_to_string(path(1)).unwrap();
                for key in 0..words[2].parse().unwrap() {
                    case += &format!("zz{key} = {key}\n");
                }
                std::fs::write(path(1), case).unwrap();
            }
            // The Word file of a case, in a folder; the empty form as a file.
            "build" => {
                let output = blankett(
                    project,
                    &["-q", "build", words[1], "--format", "docx", "--out", words[2]],
                );
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            }
            // Any command, whatever becomes of it.
            "run" => drop(blankett(project, &words[1..])),
            "blank" => {
                let output = blankett(project, &["-q", "blank", words[1], "--out", words[2]]);
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            }
            // Something else in a part of a Word file; a new part.
            "splice" => {
                let (from, to) = line.split_once(" => ").unwrap();
                let from = from.splitn(4, ' ').nth(3).unwrap();
                change_word(&path(1), words[2], |part| {
                    let part = part.expect("the part is there");
                    assert!(part.contains(from), "{from}");
                    part.replacen(from, to, 1)
                });
            }
            "part" => {
                let text = line.splitn(4, ' ').nth(3).unwrap().to_owned();
                change_word(&path(1), words[2], |_| text.clone());
            }
            "edit" => {
                let (from, to) = line.split_once(" => ").unwrap();
                let from = from.splitn(3, ' ').nth(2).unwrap();
                let text = std::fs::read_to_string(path(1)).unwrap();
                assert!(text.contains(from), "{from}");
                std::fs::write(path(1), text.replacen(from, to, 1)).unwrap();
            }
            "remove" => std::fs::remove_dir_all(path(1)).unwrap(),
            "move" => std::fs::rename(path(1), path(2)).unwrap(),
            "truncate" => {
                let bytes = std::fs::read(path(1)).unwrap();
                std::fs::write(path(1), &bytes[..bytes.len() * 2 / 3]).unwrap();
            }
            "bytes" => {
                let hex = |at: usize| u8::from_str_radix(&words[2][at..at + 2], 16).unwrap();
                let bytes: Vec<u8> = (0..words[2].len()).step_by(2).map(hex).collect();
                std::fs::write(path(1), bytes).unwrap();
            }
            // A Word file whose document unpacks to so many megabytes.
            "bomb" => {
                let size: usize = words[2].parse().unwrap();
                change_word(&path(1), "word/document.xml", |_| " ".repeat(size << 20));
            }
            "deny" => {
                is_denied = true;
                let nobody = std::os::unix::fs::PermissionsExt::from_mode(0o000);
                std::fs::set_permissions(path(1), nobody).unwrap();
            }
            other => panic!("no such step of a setup: {other}"),
        }
    }
    is_denied
}

fn change_word(path: &Path, part: &str, change: impl Fn(Option<String>) -> String) {
    let bytes = std::fs::read(path).unwrap();
    let file = blankett::word::WordFile::read("", &bytes, &mut blankett::diagnostic::Report::new());
    let there = word::parts(&bytes).into_iter().find(|(name, _)| name == part);
    let text = change(there.map(|(_, text)| text));
    let parts = std::collections::BTreeMap::from([(part.to_owned(), text.into_bytes())]);
    std::fs::write(path, file.unwrap().package.with(&parts).unwrap()).unwrap();
}

/// As [`blankett`], but as somebody who may not read everything, even if the tests run as root.
fn as_nobody(project: &Path, arguments: &[&str]) -> std::process::Output {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let is_root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(project).unwrap()) == 0;
    let mut programs = Vec::new();
    let mut command = if is_root {
        // Where root builds, others may not look.
        let folder = temporary();
        let program = folder.path().join("blankett");
        // By another process: a file that this one holds open for writing is busy where another
        // test starts a program just then.
        let mut copy = std::process::Command::new("cp");
        let copied = copy.arg(env!("CARGO_BIN_EXE_blankett")).arg(&program).status();
        assert!(copied.unwrap().success());
        for folder in [folder.path(), project] {
            std::fs::set_permissions(folder, PermissionsExt::from_mode(0o777)).unwrap();
        }
        programs.push(folder);
        let mut command = std::process::Command::new(program);
        command.uid(65534).gid(65534);
        command
    } else {
        std::process::Command::new(env!("CARGO_BIN_EXE_blankett"))
    };
    command
        .current_dir(project)
        .args(arguments)
        .env_clear()
        .env("XDG_STATE_HOME", std::env::temp_dir().join("blankett-tests"))
        .output()
        .map(timeless)
        .expect("the program runs")
}

/// The command that a folder is for.
fn arguments(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("arguments")).unwrap_or_else(|_| "build".into())
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
fn every_fault_is_told_alike_in_every_format() {
    for name in faults() {
        let folder = root().join("tests/faults").join(&name);
        let arguments = arguments(&folder);
        // To reviewers it tells what `check` tells too.
        if arguments.starts_with("status") {
            continue;
        }
        let run = |format: &str| {
            let project = temporary();
            copy(&folder, project.path());
            if set_up(project.path()) {
                return (None, String::new(), String::new());
            }
            let mut arguments: Vec<&str> = arguments.split_whitespace().collect();
            // Every warning of a draft too.
            arguments.retain(|argument| *argument != "-v");
            arguments.extend(["--verbose", "--message-format", format]);
            let output = blankett(project.path(), &arguments);
            let text = |bytes: Vec<u8>| {
                String::from_utf8(bytes).unwrap().replace(&*project.path().to_string_lossy(), "")
            };
            (output.status.code(), text(output.stderr), text(output.stdout))
        };
        // Where a command gives data, standard output is for that alone.
        let gives_data = ["answers", "catalog"].contains(&arguments.trim());
        let run = |format: &str| match run(format) {
            (code, told, _) if gives_data && format != "short" => (code, String::new(), told),
            run => run,
        };
        let (short_code, short, nothing) = run("short");
        let (json_code, no_text, json) = run("json");
        let (_, _, github) = run("github");
        let (_, _, sarif) = run("sarif");
        // What a command prints beside its problems is the same, and no JSON.
        let of_faults = |text: &str| -> String {
            text.split_inclusive('\n').filter(|line| line.starts_with("{\"code")).collect()
        };
        let json = of_faults(&json);
        let is_fault = |line: &&str| line.contains("error[") || line.contains("warning[");
        let short: String =
            short.lines().filter(is_fault).map(|line| format!("{line}\n")).collect();
        assert_eq!(short_code, json_code, "{name}");
        assert!(!no_text.lines().chain(nothing.lines()).any(|line| is_fault(&line)), "{name}");
        assert_eq!(short.lines().count(), json.lines().count(), "{name}");
        let github: Vec<&str> = github
            .lines()
            .filter(|line| line.starts_with("::error ") || line.starts_with("::warning "))
            .collect();
        assert_eq!(github.len(), json.lines().count(), "{name}");
        // What this machine cannot be made to do has no problems.
        if short_code.is_none() {
            continue;
        }
        // What a command prints beside its problems stands before the log.
        let log = sarif.find("{\n  \"$schema\"").map(|at| &sarif[at..]).unwrap_or_default();
        let log: serde_json::Value = serde_json::from_str(log).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), github.len(), "{name}");
        let told = short.lines().zip(json.lines()).zip(github.iter().zip(results));
        for ((line, object), (github, result)) in told {
            let object: serde_json::Value = serde_json::from_str(object).unwrap();
            assert!(github.starts_with(&format!("::{} ", object["severity"].as_str().unwrap())));
            assert!(github.contains(&format!("title={}::", object["code"].as_str().unwrap())));
            assert_eq!(
                (&result["level"], &result["ruleId"]),
                (&object["severity"], &object["code"])
            );
            let location = &result["locations"][0]["physicalLocation"];
            if let (Some(number), Some(_)) = (object["line"].as_u64(), location.as_object()) {
                let place = format!(",line={number},col={},", object["column"]);
                assert!(github.contains(&place), "{github}");
                assert_eq!(location["region"]["startLine"], object["line"]);
                assert_eq!(location["region"]["startColumn"], object["column"]);
            }
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

/// A problem that nothing shows may be told wrongly, or no longer at all.
#[test]
fn every_code_is_shown_by_a_folder() {
    let said: String = faults()
        .iter()
        .map(|name| {
            std::fs::read_to_string(root().join("tests/faults").join(name).join("said.en.txt"))
                .unwrap()
        })
        .collect();
    // No case or form is known that the typesetter refuses; the environment is no folder's, and
    // what cannot be watched depends on the system.
    // Nor does a folder save in the moment of writing, or make a document that cannot be read.
    let elsewhere = [
        "not-typeset",
        "bad-epoch",
        "cannot-watch",
        "changed-meanwhile",
        "copy-not-read",
        "not-merged",
        // Windows alone says so.
        "open-elsewhere",
        "saved-aside",
        // Nor does one make a seal.
        "already-sealed",
        // Nor has one a million rows.
        "beyond-sheet",
        // Nor is a port of this machine lacking.
        "cannot-serve",
        // Nor is there a terminal.
        "to-terminal",
    ];
    for code in blankett::codes::explanations().iter().map(|explanation| explanation.code) {
        let is_shown = said.contains(&format!("[{code}]"));
        assert_ne!(is_shown, elsewhere.contains(&code), "no folder shows {code}");
    }
}

#[test]
fn a_fault_in_one_case_never_changes_another() {
    let project = project_of_cases();
    assert_eq!(blankett(project.path(), &["build", "--out", "alone"]).status.code(), Some(0));
    std::fs::write(project.path().join("cases/a.toml"), "form = \"teknik\"\nversion = 2017\n= = [")
        .unwrap();
    std::fs::write(project.path().join("cases/z.toml"), [0xFF, 0xFE, 0x00]).unwrap();
    assert_eq!(blankett(project.path(), &["build", "--out", "beside"]).status.code(), Some(1));
    let names = files(&project.path().join("alone"));
    assert_eq!(names.len(), 10);
    assert_eq!(names, files(&project.path().join("beside")));
    for name in names {
        let read = |folder: &str| std::fs::read(project.path().join(folder).join(&name)).unwrap();
        assert!(read("alone") == read("beside"), "{name}");
    }
    assert!(Project::new(project.path()).forms().contains_key("teknik"));
}
