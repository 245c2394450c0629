//! The decided cases as a catalogue: goldens, and what must never be in one.

use std::path::Path;

use snapbox::{Data, assert_data_eq};

use crate::support::{blankett, project_with_settings, root, temporary};

fn catalog(project: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = blankett(project, &[&["catalog"], arguments].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_shipped_case_is_a_data_set() {
    let project = project_with_settings();
    for (format, name) in [("turtle", "katalog.ttl"), ("rdf", "katalog.rdf")] {
        let (code, text, told) = catalog(project.path(), &["--format", format]);
        assert_eq!((code, told.as_str()), (Some(0), ""));
        let golden = root().join("tests/suite/catalog").join(name);
        assert_data_eq!(
            text,
            Data::read_from(&golden, Some(snapbox::data::DataFormat::Text)).raw()
        );
    }
    // A draft is never published.
    let (_, text, _) = catalog(project.path(), &[]);
    assert!(!text.contains("oppettider"), "{text}");
}

/// A file that is there stays where anything that must be said is missing, and where somebody else wrote it.
#[test]
fn no_catalogue_is_half_written() {
    let project = project_with_settings();
    let out = project.path().join("katalog.ttl");
    assert_eq!(catalog(project.path(), &["--out", "katalog.ttl"]).0, Some(0));
    let before = std::fs::read_to_string(&out).unwrap();
    let case = project.path().join("cases/metadata/leverantorsreskontra.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    let without = text.replace("titel = \"Leverantörsreskontra\"\n", "");
    std::fs::write(&case, without).unwrap();
    let (code, _, told) = catalog(project.path(), &["--out", "katalog.ttl"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("cases/metadata/leverantorsreskontra.toml"), "{told}");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), before);
    // Made anew by whoever made it, and by nobody else.
    std::fs::write(
        &case,
        text.replace("184_000", "185_000").replace("Leverantörsreskontra\"\nbe", "Reskontra\"\nbe"),
    )
    .unwrap();
    assert_eq!(catalog(project.path(), &["--out", "katalog.ttl"]).0, Some(0));
    assert_ne!(std::fs::read_to_string(&out).unwrap(), before);
    std::fs::write(&out, "mine").unwrap();
    assert_eq!(catalog(project.path(), &["--out", "katalog.ttl"]).0, Some(1));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
}

/// A case is left out where it is a draft, and never because nobody can tell.
#[test]
fn a_status_that_is_none_is_told() {
    let project = project_with_settings();
    let case = project.path().join("cases/metadata/leverantorsreskontra.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    for (status, is_told) in [("\"publicerat\"", true), ("1", true), ("\"utkast\"", false)] {
        let line = text.lines().find(|line| line.starts_with("status = ")).unwrap();
        std::fs::write(&case, text.replace(line, &format!("status = {status}"))).unwrap();
        let (code, _, told) = catalog(project.path(), &[]);
        assert_eq!(code, Some(1), "{told}");
        assert_eq!(told.contains("metadata/leverantorsreskontra.toml"), is_told, "{told}");
    }
}

/// Two files at one address are two, whatever the order of their rows.
#[test]
fn the_order_of_rows_changes_no_address() {
    let project = project_with_settings();
    let case = project.path().join("cases/metadata/leverantorsreskontra.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    let begin = text.find("distributioner = [").unwrap();
    let end = begin + text[begin..].find("]\n").unwrap();
    let rows = ["CSV", "XLSX", "API"].map(|format| {
        format!("{{ adress = \"https://data.example.se/x\", format = \"{format}\" }}")
    });
    let with = |rows: &[String]| {
        let rows = rows.join(", ");
        std::fs::write(
            &case,
            format!("{}distributioner = [{rows}{}", &text[..begin], &text[end..]),
        )
        .unwrap();
        let (code, text, told) = catalog(project.path(), &[]);
        assert_eq!(code, Some(0), "{told}");
        text
    };
    let first = with(&rows);
    assert_eq!(first.matches("a dcat:Distribution").count(), 3, "{first}");
    assert!(first.contains("<https://data.example.se/x>"), "{first}");
    let [csv, json, pdf] = rows;
    assert_eq!(with(&[pdf, csv, json]), first);
}

/// What is marked as personal is in no catalogue, wherever else it was typed.
#[test]
fn nothing_personal_is_published() {
    let project = temporary();
    let form = project.path().join("templates/data/1");
    std::fs::create_dir_all(&form).unwrap();
    std::fs::create_dir(project.path().join("cases")).unwrap();
    std::fs::copy(root().join("blankett.toml"), project.path().join("blankett.toml")).unwrap();
    let faults = root().join("tests/faults/catalog-answers/templates/data/1");
    let toml = std::fs::read_to_string(faults.join("form.toml")).unwrap();
    let toml = toml
        + "\n[[field]]\nkey = \"namn\"\nlabel = \"Vem svarade?\"\nkind = \"line\"\npersonal = true\nbookmark = \"Namn\"\n";
    std::fs::write(form.join("form.toml"), toml).unwrap();
    let text = std::fs::read_to_string(faults.join("document.md")).unwrap();
    std::fs::write(form.join("document.md"), text + "\n{{ field.namn }}\n").unwrap();
    let case = |description: &str| {
        let text = format!(
            "form = \"data\"\nversion = \"1\"\n\n[answers]\ntitel = \"Bad\"\nbeskrivning = \"{description}\"\n\
             utgivare = {{ namn = \"Exempelmyndigheten\" }}\nnamn = \"Testa Exempelsson\"\n"
        );
        std::fs::write(project.path().join("cases/bad.toml"), text).unwrap();
        catalog(project.path(), &[])
    };
    let (code, text, told) = case("Prover av badvatten");
    assert_eq!(code, Some(0), "{told}");
    assert!(text.contains("Prover av badvatten") && !text.contains("Exempelsson"), "{text}");
    let (code, text, told) = case("Prover som Testa Exempelsson har tagit");
    assert_eq!((code, text.as_str()), (Some(1), ""), "{told}");
    assert!(told.contains("Testa Exempelsson"), "{told}");
    let (code, text, told) = case("Prover för 19811218-9876");
    assert_eq!((code, text.as_str()), (Some(1), ""), "{told}");
}
