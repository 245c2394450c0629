//! What the README shows is run, and shows what happens.

use crate::support::{project_of_cases, root, without_seconds};

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of a language in the README.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let opening = format!("```{language}\n");
    let mut blocks = Vec::new();
    let mut rest = readme.as_str();
    while let Some(at) = rest.find(&opening) {
        let block = &rest[at + opening.len()..];
        let end = block.find("\n```").expect("blocks are closed");
        blocks.push(block[..=end].to_owned());
        rest = &block[end..];
    }
    blocks
}

/// The console blocks, in a copy of the project.
#[test]
fn console_blocks_show_what_happens() {
    let project = project_of_cases();
    std::fs::copy(root().join("blankett.toml"), project.path().join("blankett.toml")).unwrap();
    let mut commands = 0;
    for block in blocks("console") {
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let command =
                line.strip_prefix("$ blankett ").unwrap_or_else(|| panic!("not a command: {line}"));
            let mut shown = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown += line;
                shown += "\n";
            }
            let arguments: Vec<&str> = command.split(' ').collect();
            let output = crate::support::blankett(project.path(), &arguments);
            let said = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
            let shown = without_seconds(&shown);
            snapbox::assert_data_eq!(said.trim_end(), shown.trim_end().to_owned());
            commands += 1;
        }
    }
    assert!(commands > 3, "there are console blocks");
}

/// The shell blocks are what `.ci/run` runs on a clean checkout.
#[test]
fn shell_blocks_are_run_by_ci() {
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    let mut commands = 0;
    for line in
        blocks("sh").iter().flat_map(|block| block.lines()).filter(|line| !line.starts_with('#'))
    {
        let command = line.split(" #").next().unwrap().trim();
        assert!(ci.lines().any(|line| line.trim() == command), "{command}");
        commands += 1;
    }
    assert!(commands > 2, "there are shell blocks");
}

/// The case that the README shows is one that builds.
#[test]
fn the_case_shown_builds() {
    let form = crate::support::teknik();
    let cases: Vec<String> =
        blocks("toml").into_iter().filter(|block| block.starts_with("form = ")).collect();
    assert!(!cases.is_empty());
    for case in cases {
        crate::support::document(&form, &case);
    }
}
