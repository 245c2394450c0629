//! The program from outside: what it writes, where, and what it depends on.

use std::process::Command;

use crate::support::{blankett, copy, copy_cases, files, project_of_cases, root, temporary, word};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

#[test]
fn it_works_in_a_folder_without_forms() {
    let project = project_of_cases();
    let output = blankett(project.path(), &["build"]);
    let said = text(&output.stderr);
    assert!(
        said.ends_with(
            "5 cases, no errors, 2 warnings (-v shows the questions); 10 files written to output\n"
        ),
        "{said}"
    );
    assert_eq!(text(&output.stdout), "", "standard output is for data");
    assert!(output.status.success());
    // The forms that are part of the program are those of the folder.
    let with_forms = project_of_cases();
    copy(&root().join("templates"), &with_forms.path().join("templates"));
    assert!(blankett(with_forms.path(), &["build"]).status.success());
    for name in [
        "leverantorsreskontra.docx",
        "leverantorsreskontra.md",
        "metadata/leverantorsreskontra.docx",
    ] {
        let read = |project: &tempfile::TempDir| {
            std::fs::read(project.path().join("output").join(name)).unwrap()
        };
        assert!(read(&project) == read(&with_forms), "{name}");
    }
}

#[test]
fn all_files_of_the_shipped_forms_are_part_of_the_program() {
    let project = temporary();
    for form in blankett::workspace::Project::new(project.path()).forms() {
        for version in form.1 {
            let mut report = blankett::diagnostic::Report::new();
            let files = |folder: &std::path::Path, report: &mut _| -> Vec<(String, String)> {
                let files =
                    blankett::workspace::Project::new(folder).form_files(&form.0, &version, report);
                let name = |name: &str| name.rsplit('/').next().unwrap().to_owned();
                files.iter().map(|file| (name(file.name()), file.text().to_owned())).collect()
            };
            assert_eq!(
                files(project.path(), &mut report),
                files(root(), &mut report),
                "{}",
                form.0
            );
        }
    }
}

#[test]
fn a_folder_in_cases_is_a_folder_in_output() {
    let project = temporary();
    copy_cases(&project.path().join("cases/2026/öppna data"));
    for arguments in [
        &["build"][..],
        &["build", "./cases/../cases/2026"],
        &["build", "cases/2026"],
        &["build", "./cases/2026/öppna data/kontor-oppettider.toml"],
    ] {
        let output = project.path().join("output");
        let _ = std::fs::remove_dir_all(&output);
        assert!(blankett(project.path(), arguments).status.success());
        assert!(output.join("2026/öppna data/kontor-oppettider.docx").is_file(), "{arguments:?}");
    }
}

#[test]
fn a_format_is_written_when_asked_for() {
    let project = project_of_cases();
    let output = blankett(
        project.path(),
        &["-v", "build", "cases/kontor-oppettider.toml", "--format", "md", "--out", "a/b"],
    );
    assert_eq!(
        text(&output.stderr),
        "a/b/kontor-oppettider.md\n1 case, no errors; 1 file written to a/b\n"
    );
    let output = blankett(project.path(), &["build", "--format", "odt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("possible values: docx, md"));
}

#[test]
fn the_blank_form_is_never_written_over() {
    let project = temporary();
    let run = |arguments: &[&str]| blankett(project.path(), arguments);
    assert_eq!(text(&run(&["blank", "teknik"]).stderr), "wrote teknik-2017.docx\n");
    let file = project.path().join("teknik-2017.docx");
    let blank = std::fs::read(&file).unwrap();
    assert_eq!(run(&["blank", "teknik/2017", "--out", "-"]).stdout, blank);
    assert!(run(&["blank", "teknik"]).status.success(), "the same again harms nobody");
    std::fs::write(&file, b"somebody's answers").unwrap();
    assert_eq!(run(&["blank", "teknik"]).status.code(), Some(1));
    assert_eq!(std::fs::read(&file).unwrap(), b"somebody's answers");
}

#[test]
fn the_blank_form_is_protected_and_a_filled_one_is_free() {
    let project = project_of_cases();
    let blank = blankett(project.path(), &["blank", "teknik", "--out", "-"]).stdout;
    let protection = r#"<w:documentProtection w:edit="forms" w:enforcement="1"/>"#;
    assert!(word::part(&blank, "word/settings.xml").contains(protection));
    assert!(blankett(project.path(), &["build"]).status.success());
    let filled = std::fs::read(project.path().join("output/kontor-oppettider.docx")).unwrap();
    assert!(!word::part(&filled, "word/settings.xml").contains("documentProtection"));
}

#[test]
fn output_depends_on_nothing_but_input() {
    let project = project_of_cases();
    let run = |out: &str, environment: &[(&str, &str)]| {
        let status = Command::new(env!("CARGO_BIN_EXE_blankett"))
            .current_dir(project.path())
            .args(["--quiet", "build", "--out", out])
            .env_clear()
            .env("XDG_STATE_HOME", crate::support::records())
            .envs(environment.iter().copied())
            .status()
            .unwrap();
        assert!(status.success());
    };
    run("a", &[("TZ", "UTC"), ("LANG", "C"), ("HOME", "/")]);
    run(
        "b",
        &[
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "sv_SE.UTF-8"),
            ("LC_ALL", "sv_SE.UTF-8"),
            ("HOME", "/tmp"),
        ],
    );
    run("c", &[("SOURCE_DATE_EPOCH", "1"), ("USER", "somebody"), ("HOSTNAME", "somewhere")]);
    for name in files(&project.path().join("a")) {
        let read = |folder: &str| std::fs::read(project.path().join(folder).join(&name)).unwrap();
        assert!(read("a") == read("b") && read("a") == read("c"), "{name}");
    }
}

#[test]
fn messages_speak_the_language_of_the_environment() {
    let project = temporary();
    let said = |environment: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_blankett"));
        command
            .current_dir(project.path())
            .arg("check")
            .env_clear()
            .envs(environment.iter().copied());
        text(&command.output().unwrap().stderr)
    };
    assert!(said(&[]).starts_with("error[no-cases-folder]"));
    assert!(said(&[("LANG", "sv_SE.UTF-8")]).starts_with("fel[no-cases-folder]"));
    assert!(
        said(&[("LANG", "en_GB"), ("LC_MESSAGES", "sv_SE")]).starts_with("fel[no-cases-folder]")
    );
    assert!(said(&[("LC_ALL", "C"), ("LANG", "sv_SE")]).starts_with("error[no-cases-folder]"));
}

#[test]
fn colour_is_for_terminals() {
    let project = temporary();
    let colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_blankett"));
        command.current_dir(project.path()).args(arguments);
        command.env_clear().envs(environment.iter().copied());
        command.output().unwrap().stderr.contains(&0x1B)
    };
    assert!(!colored(&["check"], &[]));
    assert!(!colored(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&["check", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

/// What a shared file says is in no case, and a case's own answer goes before it.
#[test]
fn a_shared_file_serves_the_cases_beneath_it() {
    let project = project_of_cases();
    assert!(blankett(project.path(), &["build", "--format", "md"]).status.success());
    let read = |name: &str| {
        std::fs::read_to_string(project.path().join("output/metadata").join(name)).unwrap()
    };
    assert!(read("leverantorsreskontra.md").contains("| Exempelmyndigheten | 202100-0000 |"));
    assert!(read("oppettider.md").contains("| Exempelmyndigheten | *Ej ifylld* |"));
    assert!(read("oppettider.md").contains("> Funktionen för öppna data (oppnadata@example.se)"));
    // The nearer of two goes before the farther.
    let nearer = project.path().join("cases/metadata/nara");
    std::fs::create_dir(&nearer).unwrap();
    let case = project.path().join("cases/metadata/oppettider.toml");
    std::fs::rename(case, nearer.join("oppettider.toml")).unwrap();
    std::fs::write(nearer.join("shared.toml"), "[answers]\natkomst = \"Vissa\"\n").unwrap();
    assert!(blankett(project.path(), &["build", "--format", "md"]).status.success());
    assert!(read("nara/oppettider.md").contains("> Vissa\n"));
    assert!(read("nara/oppettider.md").contains("(oppnadata@example.se)"));
}

/// The files of a Word file by outsiders' rules of order: what names the parts comes first.
#[test]
fn a_word_file_begins_with_its_content_types() {
    let blank = blankett(root(), &["blank", "teknik", "--out", "-"]).stdout;
    let names: Vec<String> = word::parts(&blank).into_iter().map(|(name, _)| name).collect();
    assert_eq!(&names[..3], ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
}

/// A file that is being written, or was cut short on its way.
#[test]
fn a_case_that_ends_anywhere_is_told_about() {
    let project = project_of_cases();
    let whole =
        std::fs::read_to_string(project.path().join("cases/leverantorsreskontra.toml")).unwrap();
    let file = project.path().join("cases/short.toml");
    for (end, _) in whole.char_indices().skip(1).step_by(23) {
        std::fs::write(&file, &whole[..end]).unwrap();
        let output = blankett(project.path(), &["check", "cases/short.toml", "--color", "always"]);
        let said = text(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
        assert!(said.contains("1 case"), "{said}");
    }
}

/// Two versions of a form, and a Word file of the one.
#[test]
fn the_differences_of_two_forms_are_told_with_the_cases_they_touch() {
    let project = project_of_cases();
    let version = project.path().join("templates/teknik/2018");
    copy(&root().join("templates/teknik/2017"), &version);
    let change = |file: &str, changes: &[(&str, &str)]| {
        let mut text = std::fs::read_to_string(version.join(file)).unwrap();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        std::fs::write(version.join(file), text).unwrap();
    };
    change(
        "form.toml",
        &[
            ("key = \"finns_i\"", "key = \"system\""),
            ("key = \"datum\"\nlabel = \"Datum:\"", "key = \"datum\"\nlabel = \"Mötesdag:\""),
            (
                "help = \"Format med teckenkodning och avgränsare.\"\nkind = \"text\"",
                "kind = \"line\"\nmax_length = 40",
            ),
            ("\"beslutad\", \"publicerad\"", "\"beslutad\", \"utlagd\", \"publicerad\""),
            ("bookmark = \"Text28\"", "bookmark = \"Text29\""),
        ],
    );
    change(
        "document.md",
        &[
            ("field.finns_i", "field.system"),
            ("**Datum:**", "**Mötesdag:**"),
            ("Det ska finns", "Det ska finnas"),
        ],
    );
    let run = |arguments: &[&str]| {
        let output = blankett(project.path(), arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let told = run(&["form", "diff", "teknik/2017", "teknik/2018"]);
    for line in [
        "teknik/2017 → teknik/2018",
        "~ datum  Datum: → Mötesdag:",
        "~ finns_i → system  Informationsmängden finns i:",
        "~ format  text → line",
        "~ publicering  Text28 → Text29",
        "- Datum:",
        "+ Mötesdag:",
        "cases/kontor-oppettider.toml  finns_i → system, format: line",
        // All that a form says of a question, and of its cases.
        "    - help = Format med teckenkodning och avgränsare.",
        "    + max_length = 40",
        "    + case.status: option utlagd",
    ] {
        assert!(told.lines().any(|other| other == line), "{line}\n{told}");
    }
    assert_eq!(
        run(&["form", "diff", "teknik", "teknik/2018"]),
        "teknik/2018 → teknik/2018\nno difference\n"
    );
    run(&["blank", "teknik/2017", "--out", "officiell.docx"]);
    assert_eq!(
        run(&["form", "diff", "teknik/2017", "officiell.docx"]),
        "teknik/2017 → officiell.docx\nno difference\n"
    );
    let told = run(&["form", "diff", "officiell.docx", "teknik/2018"]);
    assert!(told.contains("~ datum  Datum: → Mötesdag:"), "{told}");
}

/// The two lines that the book has, with real git.
#[test]
fn git_shows_the_text_of_word_files() {
    let project = project_of_cases();
    let book = std::fs::read_to_string(root().join("docs/src/word.md")).unwrap();
    assert!(book.contains("*.docx diff=blankett"));
    let (_, command) = book.split_once("git config diff.blankett.textconv '").unwrap();
    let command = command.split('\'').next().unwrap();
    let command =
        command.replace("blankett text", &format!("{} text", env!("CARGO_BIN_EXE_blankett")));
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .current_dir(project.path())
            .args(["-c", "user.name=Testa", "-c", "user.email=testa@example.se"])
            .args(["-c", &format!("diff.blankett.textconv={command}")])
            .args(arguments)
            .output()
            .expect("git is there");
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    std::fs::write(project.path().join(".gitattributes"), "*.docx diff=blankett\n").unwrap();
    let build = || {
        assert!(
            blankett(project.path(), &["-q", "build", "cases/kontor-oppettider.toml"])
                .status
                .success()
        );
    };
    git(&["init", "-q"]);
    build();
    git(&["add", "."]);
    git(&["commit", "-qm", "före"]);
    let case = project.path().join("cases/kontor-oppettider.toml");
    let changed =
        std::fs::read_to_string(&case).unwrap().replace("datum = 2025-11-10", "datum = 2025-11-11");
    std::fs::write(&case, changed).unwrap();
    build();
    let diff = git(&["diff", "--", "output/kontor-oppettider.docx"]);
    assert!(diff.contains("\n-2025-11-10\n+2025-11-11\n"), "{diff}");
    // What cannot be read does not stop git.
    std::fs::write(project.path().join("output/kontor-oppettider.docx"), "trasig").unwrap();
    let diff = git(&["diff", "--", "output/kontor-oppettider.docx"]);
    assert!(diff.contains("\n-2025-11-10\n"), "{diff}");
}

/// Windows ends lines with two characters, and git may put them there.
#[test]
fn line_ends_change_no_byte_of_a_document() {
    let built = |is_windows: bool| {
        let project = temporary();
        copy_cases(&project.path().join("cases"));
        copy(&root().join("templates"), &project.path().join("templates"));
        for file in files(project.path()) {
            let path = project.path().join(&file);
            if is_windows && [".toml", ".md"].iter().any(|end| file.ends_with(end)) {
                let text = std::fs::read_to_string(&path).unwrap();
                std::fs::write(&path, text.replace('\n', "\r\n")).unwrap();
            }
        }
        let build = ["build", "--format", "docx,md,html,pdf", "--date", "2026-01-02"];
        assert!(blankett(project.path(), &build).status.success());
        let output = project.path().join("output");
        let files = files(&output).into_iter().filter(|file| !file.contains(".lock"));
        files.map(|file| (std::fs::read(output.join(&file)).unwrap(), file)).collect::<Vec<_>>()
    };
    let (one, other) = (built(false), built(true));
    assert_eq!(one.len(), 20);
    assert!(one == other);
}
