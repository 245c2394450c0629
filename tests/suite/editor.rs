//! New cases and new projects: what `new` and `init` write is what people begin with.

use std::path::Path;

use blankett::answers::Answers;
use blankett::diagnostic::Report;
use blankett::generate::Blankett;

use crate::support::{
    answers_of, blankett, copy, files, form_in, project_of_cases, root, temporary,
};

/// Runs the program, which must have nothing to complain about.
fn done(project: &Path, arguments: &[&str]) -> String {
    let output = blankett(project, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{said}");
    said
}

fn read(project: &Path, file: &str) -> String {
    std::fs::read_to_string(project.join(file)).unwrap()
}

/// The forms that new cases are begun for: the shipped ones, and one that has every kind.
fn forms() -> Vec<(tempfile::TempDir, Blankett)> {
    let all = [("teknik", "2017"), ("teknisk-metadata", "1"), ("allt", "1")];
    let form = |(id, version)| {
        let project = temporary();
        copy(&root().join("tests/golden/allt/templates"), &project.path().join("templates"));
        let form = form_in(project.path(), id, version);
        (project, form)
    };
    all.into_iter().map(form).collect()
}

#[test]
fn a_new_case_has_every_question_and_builds() {
    for (project, form) in forms() {
        let (form, project) = (&form.form, project.path());
        done(project, &["new", &form.id, "Första ärendet"]);
        let case = read(project, "cases/forsta-arendet.toml");
        let prose = |text: &str| {
            let lines = text.lines().map(|line| line.trim_start_matches("# "));
            lines.collect::<Vec<_>>().join(" ")
        };
        let said = prose(&case);
        for field in form.fields.iter().chain(&form.case_fields) {
            assert!(case.contains(&format!("\n#{} =", field.key)) || case.contains("\nstatus = "));
            for text in std::iter::once(&field.label).chain(&field.help) {
                let text: Vec<&str> = text.split_whitespace().collect();
                assert!(said.contains(&text.join(" ")), "{text:?}\n{case}");
            }
        }
        // In the order of the form.
        let at = |key: &str| case.find(&format!("\n#{key} =")).expect("it is there");
        let order: Vec<usize> = form.fields.iter().map(|field| at(&field.key)).collect();
        assert!(order.is_sorted(), "{case}");
        // There is nothing to be said but of what is missing.
        let output = blankett(project, &["build", "--message-format", "short"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        let faults = said.lines().filter(|line| line.contains("]: "));
        for fault in faults {
            assert!(fault.contains("warning[unanswered]"), "{fault}");
        }
        assert_eq!(files(&project.join("output")).len(), 2);
    }
}

/// A question is answered by taking away the first character of its lines; one that is left empty
/// then is told.
#[test]
fn taking_the_sign_away_answers() {
    for (project, form) in forms() {
        let (form, project) = (&form.form, project.path());
        done(project, &["new", &form.id, "a"]);
        let case = read(project, "cases/a.toml");
        let check = || {
            let output = blankett(project, &["check", "--message-format", "short"]);
            let said = String::from_utf8(output.stderr).unwrap();
            let warnings = said.lines().filter(|line| line.contains("warning[")).count();
            (output.status.code(), warnings, said)
        };
        let (_, before, _) = check();
        for field in &form.fields {
            let mut is_open = false;
            let lines: Vec<&str> = case
                .lines()
                .map(|line| {
                    let Some(answer) = line.strip_prefix('#').filter(|l| !l.starts_with(':'))
                    else {
                        return line;
                    };
                    let begins = answer.starts_with(&format!("{} =", field.key));
                    is_open |= begins;
                    let is_it = is_open;
                    let opens = ["= '''", "= ["].iter().any(|sign| answer.ends_with(sign));
                    if is_open && !(begins && opens) && (begins || answer.starts_with(['\'', ']']))
                    {
                        is_open = false;
                    }
                    if is_it { answer } else { line }
                })
                .collect();
            std::fs::write(project.join("cases/a.toml"), lines.join("\n") + "\n").unwrap();
            // It is a problem, or the question is as unanswered as before.
            let (code, warnings, said) = check();
            let is_as_before = code == Some(0) && warnings == before;
            assert!(code == Some(1) || is_as_before, "{}\n{said}", field.key);
            assert!(!said.contains("unknown-key"), "{}\n{said}", field.key);
        }
    }
}

#[test]
fn a_case_that_is_there_is_never_replaced() {
    let project = temporary();
    std::fs::create_dir(project.path().join("cases")).unwrap();
    std::fs::write(project.path().join("cases/kontor.toml"), "mitt").unwrap();
    assert_eq!(blankett(project.path(), &["new", "teknik", "Kontor"]).status.code(), Some(1));
    assert_eq!(files(&project.path().join("cases")), ["kontor.toml"]);
    assert_eq!(read(project.path(), "cases/kontor.toml"), "mitt");
}

#[test]
fn names_are_made_safe() {
    for (name, file) in [
        ("Öppettider för kontor", "oppettider-for-kontor.toml"),
        ("  Åäö -- É! ", "aao-e.toml"),
        ("cases/2026/Ny.toml", "2026/ny.toml"),
        // As macOS writes it.
        ("O\u{308}l", "ol.toml"),
    ] {
        let project = temporary();
        done(project.path(), &["new", "teknik", name]);
        assert_eq!(files(&project.path().join("cases")), [file]);
    }
    for name in ["", "/", "..", "../a", "a/../b", "shared", "2026/shared.toml", "!", "Con"] {
        let project = temporary();
        let output = blankett(project.path(), &["new", "teknik", "--", name]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert_eq!(files(project.path()), [""; 0], "{name}");
    }
}

/// What shared files say is left out, and serves all the same.
#[test]
fn what_is_shared_is_left_out() {
    let project = project_of_cases();
    done(project.path(), &["new", "teknisk-metadata", "metadata/Nytt"]);
    let case = read(project.path(), "cases/metadata/nytt.toml");
    assert!(case.starts_with("#:schema ../../schemas/teknisk-metadata-1.json\n"), "{case}");
    for key in ["utgivare", "kontakt", "atkomst", "organisation"] {
        assert!(!case.contains(&format!("\n#{key} =")), "{key}\n{case}");
    }
    assert!(case.contains("utgivare, kontakt, atkomst"), "{case}");
    assert!(case.contains("\n#titel ="), "{case}");
}

/// A Word file that was filled in becomes the same case, but for what shared files say already.
#[test]
fn a_case_can_begin_with_a_word_file() {
    let project = project_of_cases();
    done(project.path(), &["build", "--quiet"]);
    for (form, id, version, name) in [
        ("teknik", "teknik", "2017", "leverantorsreskontra"),
        ("teknisk-metadata", "teknisk-metadata", "1", "metadata/oppettider"),
    ] {
        let from = format!("output/{name}.docx");
        let folder =
            name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        done(project.path(), &["new", form, &format!("{folder}från Word"), "--from", &from]);
        let new = read(project.path(), &format!("cases/{folder}fran-word.toml"));
        assert!(!new.contains("\natkomst ="), "a shared file says it\n{new}");
        let out = format!("{folder}fran-word");
        done(project.path(), &["build", "--quiet", &format!("cases/{out}.toml")]);
        let markdown = |name: &str| read(project.path(), &format!("output/{name}.md"));
        assert_eq!(markdown(&out), markdown(name));
        if folder.is_empty() {
            let form = form_in(root(), id, version);
            let answers = |toml: &str| -> Answers {
                answers_of(&form, toml, &mut Report::new()).expect("it has no errors")
            };
            let old = read(project.path(), &format!("cases/{name}.toml"));
            assert!(answers(&new) == answers(&old));
        }
    }
}

#[test]
fn a_new_project_builds_at_once_and_keeps_what_was_there() {
    let home = temporary();
    std::fs::create_dir(home.path().join("ny")).unwrap();
    std::fs::write(home.path().join("ny/.gitignore"), "mitt\n").unwrap();
    done(home.path(), &["init", "ny"]);
    let project = home.path().join("ny");
    assert_eq!(read(&project, ".gitignore"), "mitt\n");
    done(&project, &["build"]);
    assert_eq!(files(&project.join("output")), ["exempel.docx", "exempel.md"]);
    let before = files(&project);
    std::fs::remove_file(project.join(".taplo.toml")).unwrap();
    done(&project, &["init"]);
    assert_eq!(files(&project), before);
}
