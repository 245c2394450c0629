//! The guide is done, step by step, and the reference is what the program knows.

use std::process::Command;

use blankett::codes::explanations;
use blankett::diagnostic::Language;

use crate::support::{root, temporary, timeless};

/// Files are written, commands run and what they say compared, chapter by chapter in the order of the book. With
/// `SNAPSHOTS=overwrite` what they say is written down anew.
#[test]
fn every_step_of_the_guide_does_what_it_says() {
    let book = root().join("docs/src");
    let summary = std::fs::read_to_string(book.join("SUMMARY.md")).unwrap();
    let links = summary.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let chapters = links.filter(|link| link.starts_with("handledning/"));
    let project = temporary();
    let mut commands = 0;
    for chapter in chapters {
        let path = book.join(chapter);
        let guide = std::fs::read_to_string(&path).unwrap();
        let done = follow(&guide, project.path(), &mut commands);
        snapbox::assert_data_eq!(done, snapbox::Data::read_from(&path, None).raw());
    }
    assert!(commands >= 30, "{commands}");
}

/// Does what a chapter says, and gives it back with what was said.
fn follow(guide: &str, project: &std::path::Path, commands: &mut usize) -> String {
    let mut done = String::new();
    let mut lines = guide.lines().peekable();
    while let Some(line) = lines.next() {
        done += &format!("{line}\n");
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let mut block = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("```")) {
            block.push(line);
        }
        match kind.split_once(' ').unwrap_or((kind, "")) {
            ("toml", file) => {
                std::fs::write(project.join(file), block.join("\n") + "\n").unwrap();
                done += &format!("{}\n", block.join("\n"));
            }
            ("console", _) => {
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    let said = run(project, command);
                    done += &format!("$ {command}\n{said}");
                    *commands += 1;
                }
            }
            ("text", _) => done += &format!("{}\n", block.join("\n")),
            (kind, _) => panic!("what is to be done with {kind}?"),
        }
        done += &format!("{}\n", lines.next().expect("blocks are closed"));
    }
    done
}

fn run(project: &std::path::Path, command: &str) -> String {
    let arguments: Vec<String> = command
        .strip_prefix("blankett ")
        .expect("a command of the program")
        .split('"')
        .enumerate()
        .flat_map(|(nth, part)| match nth % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect();
    let output = Command::new(env!("CARGO_BIN_EXE_blankett"))
        .current_dir(project)
        .args(&arguments)
        .env_clear()
        .env("LANG", "sv_SE.UTF-8")
        .env("XDG_STATE_HOME", crate::support::records())
        .output()
        .map(timeless)
        .unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{command}");
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let lines = said.lines().map(|line| format!("{}\n", line.trim_end()));
    lines.collect::<String>().trim_end().to_owned() + if said.trim().is_empty() { "" } else { "\n" }
}

/// The reference, in both languages, is made of what the program knows: the names that its readers take, and every
/// code with what it means.
#[test]
fn the_reference_is_what_the_program_knows() {
    for language in [Language::English, Language::Swedish] {
        let mut text = language
            .choose(
                "# Reference\n\nWhat the files of forms and projects take, and what every code means. Made of the \
                 program itself by\n`SNAPSHOTS=overwrite cargo test`; do not edit it.\n",
                "# Referens\n\nVad filerna i formulär och projekt tar, och vad varje kod betyder. Sidan görs av \
                 programmet självt med\n`SNAPSHOTS=overwrite cargo test`; ändra den inte för hand.\n",
            )
            .to_owned();
        text += &blankett::reference::markdown(language);
        text += language.choose(
            "\n## Codes of errors and warnings\n\n`blankett explain CODE` prints these in the terminal.\n",
            "\n## Koder på fel och varningar\n\n`blankett explain KOD` visar dem i terminalen.\n",
        );
        for explanation in explanations() {
            text += &format!("\n### `{}`\n\n{}\n", explanation.code, explanation.text(language));
        }
        let path = root().join(language.choose("docs/src/reference.md", "docs/src/referens.md"));
        let format = Some(snapbox::data::DataFormat::Text);
        snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, format).raw());
    }
}

/// Every code is listed, once, whichever room declares it, and its explanation is prose.
#[test]
fn every_code_is_explained() {
    let files = crate::support::files(&root().join("src"));
    let texts = files.iter().filter(|path| path.contains(".rs"));
    let texts = texts.map(|path| std::fs::read_to_string(root().join("src").join(path)).unwrap());
    let declared: String = texts.filter(|text| text.contains("\ndeclare_problems! {\n")).collect();
    let codes: Vec<&str> = explanations().iter().map(|one| one.code).collect();
    assert_eq!(declared.matches("        meaning: {\n").count(), codes.len());
    assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
    for explanation in explanations() {
        for language in [Language::English, Language::Swedish] {
            let text = explanation.text(language);
            assert!(text.len() > 60 && text.ends_with('.') && !text.contains('\n'), "{text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
        }
    }
}

/// Every command has its page, and every shell its completions.
#[test]
fn manuals_and_completions_are_whole() {
    let project = temporary();
    run(project.path(), "blankett man --out man");
    let pages = crate::support::files(&project.path().join("man"));
    for name in ["blankett.1", "blankett-build.1", "blankett-form-check.1", "blankett-status.1"] {
        assert!(pages.iter().any(|page| page == name), "{pages:?}");
    }
    for page in &pages {
        let text = std::fs::read_to_string(project.path().join("man").join(page)).unwrap();
        let about = text.split(".SH NAMN\n").nth(1).and_then(|rest| rest.lines().next()).unwrap();
        assert!(
            about.split(" \\- ").nth(1).is_some_and(|about| about.len() > 10),
            "{page}: {about}"
        );
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(project.path(), &format!("blankett completions {shell}"));
        assert!(script.contains("without-personal") && script.contains("status"), "{shell}");
    }
}
