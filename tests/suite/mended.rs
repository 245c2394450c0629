//! What rewrites cases in place: what is sure is put right, cases are moved to other forms, and all else in the file
//! stays as its owner wrote it. And how cases are found by what people call them.

use std::path::Path;

use proptest::prelude::*;

use crate::support::{blankett, files, project_of_cases, root, temporary};

fn run(project: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = blankett(project, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout) + &text(output.stderr))
}

fn write(project: &Path, path: &str, text: &str) {
    let path = project.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn read(project: &Path, path: &str) -> String {
    std::fs::read_to_string(project.join(path)).unwrap()
}

/// A project with a form in two versions, of which the second says what was called otherwise.
fn two_versions() -> tempfile::TempDir {
    let project = temporary();
    let first = r#"title = "Liten"
language = "sv"
[[field]]
key = "namn"
label = "Namn:"
kind = "line"
bookmark = "Namn"
[[field]]
key = "slag"
label = "Slag:"
kind = "choices"
options = ["ett", "två", "tre"]
bookmark = { ett = "Ett", "två" = "Tva", tre = "Tre" }
[[field]]
key = "personer"
label = "Personer:"
kind = "list"
parts = [{ key = "namn", label = "Namn" }, { key = "tfn", label = "Telefon" }]
print = "{namn}, {tfn}"
bookmark = "Personer"
[[field]]
key = "ort"
label = "Ort:"
kind = "text"
bookmark = "Ort"
[[field]]
key = "borta"
label = "Borta:"
kind = "text"
bookmark = "Borta"
[[field]]
key = "antal"
label = "Antal:"
kind = "line"
bookmark = "Antal"
"#;
    let second = first
        .replace(
            "key = \"namn\"\nlabel = \"Namn:\"",
            "key = \"heter\"\nrenamed_from = \"namn\"\nlabel = \"Heter:\"",
        )
        .replace("options = [\"ett\"", "options = [{ name = \"första\", renamed_from = \"ett\" }")
        .replace("{ ett = \"Ett\"", "{ \"första\" = \"Ett\"")
        .replace("key = \"tfn\"", "key = \"telefon\", renamed_from = \"tfn\"")
        .replace("{tfn}", "{telefon}")
        .replace("key = \"ort\"", "key = \"plats\"")
        .replace("key = \"borta\"\nlabel = \"Borta:\"", "key = \"ny\"\nlabel = \"Ny:\"")
        .replace(
            "key = \"antal\"\nlabel = \"Antal:\"\nkind = \"line\"",
            "key = \"antal\"\nlabel = \"Antal:\"\nkind = \"number\"",
        );
    let template = |name: &str, first: &str, place: &str, borta: &str| {
        format!(
            "# Liten\n\n{{{{ field.{name} }}}}\n\n{{{{ part.slag[\"{first}\"] }}}} {{{{ part.slag[\"två\"] }}}} \
             {{{{ part.slag[\"tre\"] }}}}\n\n{{{{ field.personer }}}}\n\n{{{{ field.{place} }}}}\n\n\
             {{{{ field.{borta} }}}}\n\n{{{{ field.antal }}}}\n"
        )
    };
    write(project.path(), "templates/liten/1/form.toml", first);
    write(
        project.path(),
        "templates/liten/1/document.md",
        &template("namn", "ett", "ort", "borta"),
    );
    write(project.path(), "templates/liten/2/form.toml", &second);
    write(
        project.path(),
        "templates/liten/2/document.md",
        &template("heter", "första", "plats", "ny"),
    );
    let (code, said) = run(project.path(), &["form", "check"]);
    assert_eq!(code, Some(0), "{said}");
    project
}

const BEFORE: &str = r#"#:schema ../schemas/liten-1.json
form = 'liten' # formuläret
version = "1"

[answers] # svaren
# vem
namn = "Eva Ek"   # hon själv
slag = [
  "tre", # sist
  "ett",
]
"ort" = '''
antal = 1
namn = "två"
'''
borta = """
Det
här"""
antal = "många"
[[answers.personer]]
# först
namn = "Bo"
tfn = "08-1"

[[answers.personer]]
tfn = "08-2"
namn = "Åke"
"#;

const AFTER: &str = r#"#:schema ../schemas/liten-2.json
form = "liten" # formuläret
version = "2"

[answers] # svaren
# vem
heter = "Eva Ek"   # hon själv
slag = [
  "tre", # sist
  "första",
]
plats = '''
antal = 1
namn = "två"
'''
# borta = """
# Det
# här"""
# antal = "många"
[[answers.personer]]
# först
namn = "Bo"
telefon = "08-1"

[[answers.personer]]
telefon = "08-2"
namn = "Åke"
"#;

#[test]
fn a_case_is_moved_to_another_form_as_it_is_laid_out() {
    let project = two_versions();
    let path = project.path();
    write(path, "cases/a.toml", BEFORE);
    write(path, "cases/b.toml", &BEFORE.replace('\n', "\r\n"));
    write(path, "cases/c.toml", "form = \"liten\"\nversion = \"2\"\n\n[answers]\nheter = \"Bo\"\n");
    let of_c = read(path, "cases/c.toml");
    let migrate = ["form", "migrate", "liten/1", "liten/2"];
    let (code, dry) = run(path, &[&migrate[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(1), "{dry}");
    assert_eq!(read(path, "cases/a.toml"), BEFORE, "nothing is written");
    let (code, said) = run(path, &migrate);
    assert_eq!(code, Some(1), "two answers of each have no place there:\n{said}");
    assert_eq!(said.matches("[left-as-comment]").count(), 4, "{said}");
    assert!(said.contains("namn → heter") && said.contains("ort → plats"), "{said}");
    snapbox::assert_data_eq!(read(path, "cases/a.toml"), AFTER.to_owned());
    assert_eq!(read(path, "cases/b.toml"), AFTER.replace('\n', "\r\n"));
    assert_eq!(read(path, "cases/c.toml"), of_c, "it is of the other form already");
    assert!(path.join("schemas/liten-2.json").is_file());
    let (code, said) = run(path, &["check", "--quiet"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let (code, said) = run(path, &migrate);
    assert_eq!(code, Some(0), "a second run changes nothing: {said}");
    assert_eq!(read(path, "cases/a.toml"), AFTER);
}

/// A form of lines, each with a key, a question and what more it says.
fn form_of_lines(project: &Path, version: &str, fields: &[(&str, &str, &str)]) {
    let mut form = String::from("title = \"X\"\nlanguage = \"sv\"\n");
    let mut template = String::from("# X\n");
    for (key, label, more) in fields {
        let kind = if more.contains("options") { "choice" } else { "line" };
        form += &format!(
            "[[field]]\nkey = \"{key}\"\nlabel = \"{label}\"\nkind = \"{kind}\"\n{more}\n"
        );
        form += &format!("bookmark = \"B{key}\"\n");
        template += &format!("\n{{{{ field.{key} }}}}\n");
    }
    write(project, &format!("templates/x/{version}/form.toml"), &form);
    write(project, &format!("templates/x/{version}/document.md"), &template);
}

/// Names may change places, and what a key meant may be another question's.
#[test]
fn an_answer_goes_to_its_own_question() {
    let project = temporary();
    let path = project.path();
    form_of_lines(
        path,
        "1",
        &[
            ("a", "Fråga A", ""),
            ("b", "Fråga B", ""),
            ("p", "Fråga P", ""),
            ("q", "Fråga Q", ""),
            ("val", "Val", "options = [\"A\", \"B\", \"C\"]"),
        ],
    );
    form_of_lines(
        path,
        "2",
        &[
            ("b", "Annan A", "renamed_from = \"a\""),
            ("a", "Annan B", "renamed_from = \"b\""),
            ("q", "Fråga P", ""),
            ("okand", "Okänd", ""),
            (
                "val",
                "Val",
                "options = [{ name = \"B\", renamed_from = \"A\" }, { name = \"A\", renamed_from = \"B\" }, \"C\"]",
            ),
        ],
    );
    let answers = "a = \"1\"\nb = \"2\"\np = \"3\" # p\nq = \"4\"\nval = \"A\"\nokand = \"5\"\n";
    write(path, "cases/a.toml", &format!("form = \"x\"\nversion = \"1\"\n[answers]\n{answers}"));
    let (code, said) = run(path, &["form", "migrate", "x/1", "x/2"]);
    assert_eq!(code, Some(1), "{said}");
    // What the old form did not know is no answer of the new one, and a question that is gone takes no other's place.
    let moved = "b = \"1\"\na = \"2\"\nq = \"3\" # p\n# q = \"4\"\nval = \"B\"\n# okand = \"5\"\n";
    let wanted = format!("form = \"x\"\nversion = \"2\"\n[answers]\n{moved}");
    snapbox::assert_data_eq!(read(path, "cases/a.toml"), wanted);
    assert!(said.contains("`okand` has no place") && said.contains("`q` has no place"), "{said}");
    // A shared file serves cases of both, so it stays; that it does is told.
    write(path, "cases/shared.toml", "[answers]\np = \"delad\"\n");
    write(path, "cases/b.toml", "form = \"x\"\nversion = \"1\"\n[answers]\na = \"1\"\n");
    let (code, said) = run(path, &["form", "migrate", "x/1", "x/2"]);
    assert!(code == Some(1) && said.contains("[shared-not-moved]"), "{said}");
}

#[test]
fn an_old_name_is_known_and_mended() {
    let project = two_versions();
    let path = project.path();
    let old = BEFORE.replace("version = \"1\"", "version = \"2\"");
    let old =
        old.replace("antal = \"många\"\n", "").replace("borta = \"\"\"\nDet\nhär\"\"\"\n", "");
    write(path, "cases/a.toml", &old.replace("\"ort\"", "plats"));
    let (_, said) = run(path, &["check"]);
    assert!(said.contains("`namn` is called `heter` now"), "{said}");
    assert!(said.contains("`ett` is called `första` now"), "{said}");
    assert_eq!(run(path, &["fix"]).0, Some(0));
    assert_eq!(run(path, &["check", "--quiet"]), (Some(0), String::new()));
}

#[test]
fn what_is_sure_is_put_right_and_nothing_else() {
    let project = temporary();
    let path = project.path();
    for (before, after) in [
        ("datum = \"12 oktober 2026\" # ja\n", "datum = 2026-10-12 # ja\n"),
        ("datum = 12 oktober 2026\n", "datum = 2026-10-12\n"),
        ("standard_finns = \"Nej\"\n", "standard_finns = false\n"),
        ("standard_finns = ja # visst\n", "standard_finns = true # visst\n"),
        ("informationsmangd = “Lek ‘och’ mer”\n", "informationsmangd = \"Lek ‘och’ mer\"\n"),
        ("informationsmangd = \"Lek”\n", "informationsmangd = \"Lek\"\n"),
        // What may be meant in two ways, or is not known, is left.
        ("informationsmangd = “x”, “y”\n", "informationsmangd = “x”, “y”\n"),
        ("informationsmangd = ”””\nhej\n”””\n", "informationsmangd = ”””\nhej\n”””\n"),
        ("datum = \"3/4 2026\"\n", "datum = \"3/4 2026\"\n"),
        ("standard_finns = \"kanske\"\n", "standard_finns = \"kanske\"\n"),
        ("informationsmangd = “säg \"hej\"”\n", "informationsmangd = “säg \"hej\"”\n"),
        ("datun = 2026-01-01\n", "datun = 2026-01-01\n"),
    ] {
        let case = |answers: &str| {
            format!(
                "form = \"teknik\"\nversion = \"2017\"\n\n[answers]\n{answers}# ja, “så” är det\n"
            )
        };
        write(path, "cases/a.toml", &case(before));
        let is_mended = before != after;
        let (code, said) = run(path, &["fix", "--dry-run"]);
        assert_eq!(code, Some(i32::from(is_mended)), "{before}{said}");
        assert_eq!(read(path, "cases/a.toml"), case(before), "nothing is written");
        assert_eq!(run(path, &["fix"]).0, Some(0));
        assert_eq!(read(path, "cases/a.toml"), case(after));
        assert_eq!(run(path, &["fix", "--dry-run"]).0, Some(0), "{before}");
    }
    // A choice that differs in capitals alone.
    write(
        path,
        "cases/a.toml",
        "form = \"teknik\"\nversion = \"2017\"\n\n[case]\nstatus = \"Utkast\"\n\n[answers]\n",
    );
    assert_eq!(run(path, &["fix"]).0, Some(0));
    assert!(read(path, "cases/a.toml").contains("status = \"utkast\"\n"));
}

proptest! {
    // Each is a run of the program.
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever else a file holds, only the lines that are told are other ones.
    #[test]
    fn only_what_is_told_changes(
        lines in proptest::collection::vec(
            prop_oneof![
                "[a-z]{1,6} = \"[a-zåäö \"'#=\\[\\]\\\\]{0,8}\"?",
                "# .{0,10}",
                Just("datum = \"1 maj 2026\"".to_owned()),
                Just("standard_finns = \"ja\"".to_owned()),
                Just("standard_tas_fram = nej".to_owned()),
                Just("underhall = '''".to_owned()),
                Just("'''".to_owned()),
                Just("format = “csv”".to_owned()),
                Just("[answers.kontaktperson]".to_owned()),
                Just(String::new()),
            ],
            0..8,
        ),
    ) {
        let project = temporary();
        let before = format!("form = \"teknik\"\nversion = \"2017\"\n[answers]\n{}\n", lines.join("\n"));
        write(project.path(), "cases/a.toml", &before);
        let (code, said) = run(project.path(), &["fix"]);
        let after = read(project.path(), "cases/a.toml");
        prop_assert!(code.is_some_and(|code| code < 2), "{}\n{}", said, before);
        let told: Vec<usize> = said
            .lines()
            .filter_map(|line| line.strip_prefix("cases/a.toml:")?.split(':').next()?.parse().ok())
            .collect();
        prop_assert_eq!(before.lines().count(), after.lines().count());
        for (nth, (old, new)) in before.lines().zip(after.lines()).enumerate() {
            prop_assert_eq!(old != new, told.contains(&(nth + 1)), "{}\n{}\n{}", said, before, after);
        }
    }
}

#[test]
fn a_case_is_found_by_what_people_call_it() {
    let project = project_of_cases();
    let path = project.path();
    write(
        path,
        "cases/2026/Öppet.toml",
        "form = 'teknik'\nversion = '2017'\n[case]\ndnr = 'KS 2026/9'\n[answers]\n",
    );
    let checked = |name: &str| {
        let (code, said) = run(path, &["check", "--verbose", name]);
        (code, said.lines().last().unwrap_or_default().to_owned())
    };
    for name in [
        "cases/kontor-oppettider.toml",
        "cases/kontor-oppettider",
        "kontor-oppettider",
        "Kontor-Oppettider.toml",
        "EXM 2025/00871",
        "exm 2025/00871",
        "2025/00871",
        "2026/öppet",
        "O\u{308}ppet",
        "KS 2026/9",
    ] {
        let (code, last) = checked(name);
        assert!(code == Some(0) && last.starts_with("1 case"), "{name}: {last}");
    }
    // The number of one is the name of another.
    write(path, "cases/a/9.toml", "form = 'teknik'\nversion = '2017'\n[answers]\n");
    write(
        path,
        "cases/b/c.toml",
        "form = 'teknik'\nversion = '2017'\n[case]\ndnr = 'A/9'\n[answers]\n",
    );
    assert!(run(path, &["check", "a/9"]).1.contains("[several-cases]"));
    assert_eq!(run(path, &["check", ".", "--verbose"]).0, run(path, &["check", "--verbose"]).0);
    // Of both forms; and one that is misspelt.
    let (code, said) = run(path, &["check", "0231-2026"]);
    assert!(code == Some(2) && said.contains("[several-cases]"), "{said}");
    let (code, said) = run(path, &["check", "kontor-oppetider"]);
    assert!(code == Some(2) && said.contains("did you mean `kontor-oppettider`?"), "{said}");
    // A part of a number is none: 0871 is the end of it, and no word.
    assert_eq!(run(path, &["check", "0871"]).0, Some(2));
}

#[test]
fn a_project_is_found_from_below() {
    let project = project_of_cases();
    let path = project.path();
    std::fs::copy(root().join("blankett.toml"), path.join("blankett.toml")).unwrap();
    let below = path.join("cases/metadata");
    // What is named is from there, what is not is the project's; which project that is is told.
    let (code, said) = run(&below, &["build", "oppettider.toml"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("project: {}\n", path.display())), "{said}");
    assert!(path.join("output/metadata/oppettider.docx").is_file(), "{said}");
    let (code, said) = run(&below, &["build", "kontor-oppettider", "--out", "här"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(below.join("här/kontor-oppettider.docx").is_file(), "{said}");
    assert_eq!(run(&below, &["blank", "teknik", "--out", "tom.docx"]).0, Some(0));
    assert!(below.join("tom.docx").is_file());
    let word = path.join("output/metadata/oppettider.docx");
    std::fs::copy(word, below.join("retur.docx")).unwrap();
    let (code, said) = run(&below, &["extract", "retur.docx", "--into", "oppettider.toml"]);
    assert_eq!(code, Some(0), "{said}");
    // A new project begins where one stands, and a checkout ends the search.
    let inner = path.join("annat/in");
    std::fs::create_dir_all(inner.join("x")).unwrap();
    std::fs::create_dir_all(inner.join(".git")).unwrap();
    assert_eq!(run(&inner.join("x"), &["check"]).0, Some(2));
    assert_eq!(run(&inner.join("x"), &["init", "--lang", "sv"]).0, Some(0));
    assert!(files(&inner.join("x")).iter().any(|file| file == "blankett.toml"));
}

#[test]
fn a_project_begins_with_ones_own_form() {
    let project = temporary();
    let path = project.path();
    assert_eq!(run(path, &["blank", "teknisk-metadata", "--out", "Vår blankett.docx"]).0, Some(0));
    let (code, said) = run(
        path,
        &[
            "init",
            "nytt",
            "--form",
            "Vår blankett.docx",
            "--organisation",
            "Myndigheten \"M\"",
            "--lang",
            "sv",
        ],
    );
    assert_eq!(code, Some(0), "{said}");
    let nytt = path.join("nytt");
    assert!(read(&nytt, "blankett.toml").contains("name = \"Myndigheten \\\"M\\\"\""));
    assert!(nytt.join("templates/var-blankett/1/original.docx").is_file(), "{said}");
    assert!(said.contains("git init") && said.contains("pre-commit install"), "{said}");
    assert_eq!(run(&nytt, &["build", "--format", "docx,md,html,pdf"]).0, Some(0));
    // What the authority asks of every case is asked from the beginning.
    let case = read(&nytt, "cases/exempel.toml");
    assert!(case.contains("status = \"utkast\"") && case.contains("\nskapad = 2"), "{case}");
    assert!(run(&nytt, &["status", "--format", "json"]).1.contains("\"status\":\"utkast\""));
    // With the form that comes with the program, in every format.
    assert_eq!(run(path, &["init", "annat"]).0, Some(0));
    assert_eq!(run(&path.join("annat"), &["build", "--format", "docx,md,html,pdf"]).0, Some(0));
}

#[test]
fn a_warning_that_is_allowed_is_not_told() {
    let project = temporary();
    let path = project.path();
    let case = |allow: &str| {
        format!(
            "form = \"teknik\"\nversion = \"2017\"\n{allow}\n[answers]\ndatum = 2026-03-03\nformat = \"?\"\n"
        )
    };
    let told = |allow: &str| {
        write(path, "cases/a.toml", &case(allow));
        run(path, &["check", "-v"]).1
    };
    assert!(told("").contains("[unfinished]"));
    assert!(!told("[allow]\nunfinished = \"så heter det\"\n").contains("[unfinished]"));
    assert!(told("[allow]\nunfinishd = \"så heter det\"\n").contains("did you mean `unfinished`?"));
    // An error is none.
    let text = case("[allow]\nnot-a-date = \"nej\"\n").replace("2026-03-03", "\"igår\"");
    write(path, "cases/a.toml", &text);
    assert_eq!(run(path, &["check"]).0, Some(1));
}

/// A shared file is put right too, by what is told of it in the cases that it serves.
#[test]
fn shared_files_are_mended() {
    let project = project_of_cases();
    let cases = project.path().join("cases");
    let shared = cases.join("metadata/shared.toml");
    let text = std::fs::read_to_string(&shared).unwrap();
    let spoilt = text.replace(
        "atkomst = \"Alla\"",
        "atkomst = “Alla”\nutgiven = 1 september 2026\npersonuppgifter = nej",
    );
    assert_ne!(spoilt, text);
    std::fs::write(&shared, &spoilt).unwrap();
    let dry = blankett(project.path(), &["fix", "--dry-run", "cases/metadata"]);
    assert_eq!(dry.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&shared).unwrap(), spoilt);
    for named in [&["fix", "cases/metadata"][..], &["fix", "cases/metadata/shared.toml"]] {
        std::fs::write(&shared, &spoilt).unwrap();
        let output = blankett(project.path(), named);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
        let mended = text.replace(
            "atkomst = \"Alla\"",
            "atkomst = \"Alla\"\nutgiven = 2026-09-01\npersonuppgifter = false",
        );
        assert_eq!(std::fs::read_to_string(&shared).unwrap(), mended, "{told}");
    }
    assert_eq!(
        blankett(project.path(), &["fix", "--dry-run", "cases/metadata"]).status.code(),
        Some(0)
    );
}
