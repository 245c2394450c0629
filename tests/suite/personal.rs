//! Public copies: nothing of what a form marks as personal is anywhere in them.

use std::path::Path;
use std::sync::LazyLock;

use blankett::answers::{self, Answer};
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::form::Personal;
use blankett::generate::Blankett;
use blankett::word::WordFile;

use proptest::prelude::*;

use crate::support::{blankett, files, project_of_cases, record, root, teknik, temporary, word};

/// All that is in a file: its bytes, and of a Word file its parts.
fn contents(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "docx") {
        return word::parts(&bytes).into_iter().map(|(name, text)| name + &text).collect();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn build(project: &Path, arguments: &[&str]) {
    let arguments = [&["build", "--quiet", "--format", "docx,md,html"], arguments].concat();
    let output = blankett(project, &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
}

/// What is personal in a case, and its digests.
fn secrets(name: &str) -> (Vec<String>, Vec<String>) {
    let form = teknik();
    let path = root().join("cases").join(format!("{name}.toml"));
    let toml = std::fs::read_to_string(path).unwrap();
    let mut report = Report::new();
    let case = case::parse(&Source::new("", &*toml), &mut report).unwrap();
    let answers = answers::read(&form.form, &case, &[], &mut report).accepted().unwrap();
    let (mut values, mut digests) = (Vec::new(), vec![answers.digest(&form.form)]);
    for (field, answer) in answers.answers(&form.form) {
        let records = match answer {
            Some(Answer::Record(record)) => vec![record.clone()],
            Some(Answer::Records(records)) => records.clone(),
            _ => continue,
        };
        for record in records {
            for (part, value) in field.kind.record_parts().iter().zip(record) {
                if part.personal != Personal::No {
                    values.extend(value.map(|value| value.to_string()));
                    digests.extend(answer.map(Answer::digest));
                }
            }
        }
    }
    assert!(values.len() > 4, "{values:?}");
    (values, digests)
}

#[test]
fn no_byte_of_a_public_copy_tells_what_was_taken_out() {
    let project = project_of_cases();
    build(project.path(), &[]);
    build(project.path(), &["--without-personal"]);
    // Again, over what is there.
    build(project.path(), &["--without-personal"]);
    let public = project.path().join("public");
    let names = files(&public);
    assert_eq!(names.len(), 15);
    for case in ["exekutiva-forsaljningar", "kontor-oppettider", "leverantorsreskontra"] {
        let (values, digests) = secrets(case);
        // Those of the case's own documents; the search must be able to find them.
        for name in ["docx", "md", "html"].map(|extension| format!("{case}.{extension}")) {
            let text = contents(&project.path().join("output").join(&name)).replace('\\', "");
            for value in &values {
                assert!(text.contains(value), "{value} is in the ordinary {name}");
            }
        }
        let ordinary = contents(&project.path().join("output").join(format!("{case}.docx")));
        assert!(digests.iter().all(|digest| ordinary.contains(digest)));
        let bytes = std::fs::read(root().join("cases").join(format!("{case}.toml"))).unwrap();
        let of_case = blankett::digest::sha256(&bytes);
        for name in &names {
            let text = contents(&public.join(name));
            for value in &values {
                assert!(!text.replace('\\', "").contains(value), "{value} is in {name}");
            }
            for digest in digests.iter().chain([&of_case]) {
                assert!(!text.contains(&digest[..32]), "{digest} is in {name}");
            }
        }
        let markdown = contents(&public.join(format!("{case}.md")));
        assert!(markdown.contains("\\[Deltagare 1\\], "), "{markdown}");
        assert!(markdown.contains("> \\[Kontaktperson i verksamheten\\]"), "{markdown}");
    }
    let public = contents(&record(&public));
    let ordinary = contents(&record(&project.path().join("output")));
    assert!(public.lines().count() > 14);
    // The record of an ordinary build knows of what each document was made.
    for line in ordinary.lines().filter(|line| line.contains("kontor")) {
        let digests = line.split_whitespace().filter(|word| word.len() >= 32);
        for digest in digests {
            assert!(!public.contains(digest), "{digest}");
        }
    }
}

/// What the form or the project calls public stays, is named by the run, and hides nothing else; the copy
/// says on its first page what it is.
#[test]
fn what_is_public_is_let_through_by_name() {
    let project = project_of_cases();
    let case = project.path().join("cases/kontor-oppettider.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    let name = |text: &str| -> Vec<String> {
        let names = text.split("namn = \"").skip(1);
        names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let names = name(&text);
    let public = &names[0];
    let others: Vec<&String> = names.iter().filter(|name| *name != public).collect();
    std::fs::write(project.path().join("blankett.toml"), format!("public = [\"{public}\"]\n"))
        .unwrap();
    let build = |arguments: &[&str]| {
        let given = ["build", "--without-personal", "--force", "cases/kontor-oppettider.toml"];
        let output = blankett(project.path(), &[&given, arguments].concat());
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let (code, said) = build(&["--format", "docx,md,html"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("let through as public: {public}\n")), "{said}");
    let markdown = contents(&project.path().join("public/kontor-oppettider.md"));
    assert!(markdown.contains(public.as_str()), "{markdown}");
    assert!(
        !others.is_empty() && others.iter().all(|other| !markdown.contains(*other)),
        "{markdown}"
    );
    let document = project.path().join("public/kontor-oppettider.docx");
    let mut report = Report::new();
    let file = WordFile::read("", &std::fs::read(document).unwrap(), &mut report).unwrap();
    let notice = "Kopia där personuppgifter har ersatts av roller";
    for text in [file.source().text(), &markdown] {
        let at = text.find(notice).unwrap_or_else(|| panic!("{text}"));
        assert!(text[..at].lines().filter(|line| !line.is_empty()).count() < 4, "{text}");
    }
    let (_, said) = build(&["--message-format", "json"]);
    assert!(said.contains("\"let_through\":["), "{said}");
    assert!(said.contains("\"replaced\":[") && said.contains("\"deltagare[2].namn\""), "{said}");
}

/// What is public is a whole word: it hides nobody whose name begins so.
#[test]
fn what_is_public_hides_nobody_else() {
    for (public, name, text) in [
        ("Bo Ek", "Bo Eklund", "Bo Eklund svarar på frågor om underhållet av systemet."),
        ("Berg", "Anna Bergström", "Fråga Bergström om underhållet av hela systemet."),
        ("ö", "Karl Åström", "Fråga Åström om underhållet av hela systemet."),
        ("r", "Karl Åström", "Fråga Karl Åström om underhållet av hela systemet."),
    ] {
        let project = temporary();
        let path = project.path();
        std::fs::create_dir(path.join("cases")).unwrap();
        std::fs::write(path.join("blankett.toml"), format!("public = [\"{public}\"]\n")).unwrap();
        let answers = format!(
            "deltagare = [{{ namn = \"{name}\", roll = \"r\" }}]\nunderhall = \"{text}\"\n"
        );
        let case = format!("form = \"teknik\"\nversion = \"2017\"\n\n[answers]\n{answers}");
        std::fs::write(path.join("cases/a.toml"), &case).unwrap();
        let output = blankett(path, &["build", "--without-personal"]);
        assert_eq!(output.status.code(), Some(1), "{public} {name}");
        assert!(!path.join("public/a.md").exists());
    }
    // Names of files have small letters, and none but those of ASCII.
    for (name, file) in
        [("Karl Åkesson", "akesson"), ("Karl Öberg", "öberg"), ("Bo Lindqvist", "2026-lindqvist")]
    {
        let project = temporary();
        let path = project.path();
        std::fs::create_dir(path.join("cases")).unwrap();
        let answers = format!("deltagare = [{{ namn = \"{name}\", roll = \"r\" }}]\n");
        let case = format!("form = \"teknik\"\nversion = \"2017\"\n\n[answers]\n{answers}");
        std::fs::write(path.join(format!("cases/{file}.toml")), case).unwrap();
        let output = blankett(path, &["build", "--without-personal"]);
        assert_eq!(output.status.code(), Some(1), "{name} {file}");
    }
}

/// In a Word file of the authority's own, too, the copy says so before all else, and the proof names what
/// was put there; what the file itself says of a marked person stops it.
#[test]
fn a_filled_original_says_what_it_is() {
    let project = project_of_cases();
    let path = project.path();
    std::fs::remove_dir_all(path.join("cases/metadata")).unwrap();
    let form = path.join("templates/teknik/2017");
    crate::support::copy(&root().join("templates/teknik/2017"), &form);
    let blank = ["blank", "teknik", "--out", "templates/teknik/2017/original.docx"];
    assert!(blankett(path, &blank).status.success());
    let build = |case: &str| {
        let arguments = ["build", "--without-personal", "--proof", "--format", "docx", case];
        let output = blankett(path, &arguments);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code(), said)
    };
    let (code, said) = build("cases/kontor-oppettider.toml");
    assert!(code == Some(0) && said.contains("public_notice: 0 → "), "{said}");
    let bytes = std::fs::read(path.join("public/kontor-oppettider.docx")).unwrap();
    let file = WordFile::read("", &bytes, &mut Report::new()).unwrap();
    let first = file.source().text().lines().next().unwrap().to_owned();
    assert_eq!(first, "Kopia där personuppgifter har ersatts av roller");
    // The form itself names who decided it.
    let case = path.join("cases/leverantorsreskontra.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    let name = text.split("namn = \"").nth(1).unwrap().split('"').next().unwrap();
    std::fs::write(&case, text.replace(name, "Arwid Andersson")).unwrap();
    let (code, said) = build("cases/leverantorsreskontra.toml");
    assert!(code == Some(1) && said.contains("personal-in-copy"), "{said}");
    assert!(!path.join("public/leverantorsreskontra.docx").exists());
}

/// Whoever reads a public copy back into the case loses nothing there.
#[test]
fn a_public_copy_read_back_changes_nothing() {
    let project = project_of_cases();
    build(project.path(), &["--without-personal"]);
    let path = project.path().join("cases/kontor-oppettider.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    let arguments =
        ["extract", "public/kontor-oppettider.docx", "--into", "cases/kontor-oppettider.toml"];
    let output = blankett(project.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
}

/// Where a name stands in other words too, no copy is made that would show it.
#[test]
fn what_would_be_left_is_not_written() {
    let project = temporary();
    let folder = root().join("tests/faults/personal-left");
    crate::support::copy(&folder, project.path());
    let output = blankett(project.path(), &["build", "--without-personal"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(files(project.path()).iter().all(|file| !file.starts_with("public/a")));
}

/// What an ordinary build left in a folder of public copies is neither kept there nor lost.
#[test]
fn an_ordinary_copy_does_not_stay_among_public_ones() {
    let project = project_of_cases();
    build(project.path(), &["--out", "public"]);
    std::fs::remove_file(record(&project.path().join("public"))).unwrap();
    let before = files(&project.path().join("public"));
    let arguments = ["build", "--without-personal", "--message-format", "short"];
    let output = blankett(project.path(), &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("would-overwrite"), "{said}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(&project.path().join("public")), before);
}

static TEKNIK: LazyLock<Blankett> = LazyLock::new(teknik);

/// A name of one to three words, as people have them: long and short, double, with particles.
fn person() -> impl Strategy<Value = String> {
    let word = "[A-ZÅÄÖÉ][a-zåäöé]{1,8}(-[A-ZÅÄÖ][a-zåäö]{1,8})?";
    let particle = prop::sample::select(vec!["", "", "von ", "de la ", "af "]);
    (word, particle, word).prop_map(|(first, particle, last)| format!("{first} {particle}{last}"))
}

proptest! {
    /// However a marked name stands in an answer that is not marked, whole or a word of it, the
    /// check says so, and so there is no public copy.
    #[test]
    fn no_name_stands_elsewhere_untold(
        person in person(),
        way in 0_usize..9,
        is_decomposed in any::<bool>(),
    ) {
        // Words of the language, which tell nobody unless they stand last.
        let is_word = |word: &str| {
            [
                "Af", "Al", "Av", "Bin", "Da", "De", "Del", "Den", "Der", "Di", "Du", "El", "Ibn",
                "La", "Le", "Och", "Ten", "Ter", "Till", "Van", "Vom", "Von", "Zu", "Zur",
            ]
            .contains(&word)
        };
        let parts: Vec<&str> = person.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).collect();
        prop_assume!(!parts.iter().any(|word| is_word(word) || word.len() < 2));
        let last = parts[parts.len() - 1];
        let text = match way {
            0 => format!("{person} ansvarar"),
            1 => format!("enligt {last}s mall"),
            2 => person.to_uppercase(),
            3 => format!("Fråga {} (helst)", parts[0]),
            4 => format!("tf. chef {person}, Kansliet"),
            5 => format!("mejla {}", person.replace(' ', "\u{A0}")),
            6 => person.to_lowercase(),
            7 => format!("“{last}”:s anteckning"),
            _ => format!("rad\n- {}\n- rad", person.replace(' ', "  ")),
        };
        let text = if is_decomposed { decomposed(&text) } else { text };
        let toml = format!(
            "form = 'teknik'\nversion = '2017'\nanswers.deltagare = [{{ namn = '{person}' }}]\n\
             answers.underhall = '''{text}'''\n"
        );
        let mut report = Report::new();
        let case = case::parse(&Source::new("", &*toml), &mut report).unwrap();
        answers::read(&TEKNIK.form, &case, &[], &mut report);
        let is_told = report.diagnostics().iter().any(|fault| fault.problem.code() == "personal-elsewhere");
        prop_assert!(is_told, "{toml}");
    }
}

/// Letters and their accents as two characters each, as macOS and some keyboards write them.
fn decomposed(text: &str) -> String {
    let pairs = [('å', "a\u{30A}"), ('ä', "a\u{308}"), ('ö', "o\u{308}"), ('é', "e\u{301}")];
    let capitals = [('Å', "A\u{30A}"), ('Ä', "A\u{308}"), ('Ö', "O\u{308}"), ('É', "E\u{301}")];
    pairs
        .iter()
        .chain(&capitals)
        .fold(text.to_owned(), |text, (whole, apart)| text.replace(*whole, apart))
}
