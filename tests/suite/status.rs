//! The register: what it says, in which order, and in every format.

use std::path::Path;

use crate::support::{blankett, project_of_cases};

const TODAY: [&str; 2] = ["--today", "2026-12-01"];

fn status(project: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let arguments = [&["status"], &TODAY[..], arguments].concat();
    let output = blankett(project, &arguments);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A project with the shipped cases, and those that are given.
fn project(cases: &[(&str, &str)]) -> tempfile::TempDir {
    let project = project_of_cases();
    for (name, text) in cases {
        std::fs::write(project.path().join("cases").join(name), text).unwrap();
    }
    project
}

fn case(dnr: &str, title: &str, facts: &str) -> String {
    format!(
        "form = 'teknik'\nversion = '2017'\n[case]\ndnr = '{dnr}'\n{facts}\n[answers]\ninformationsmangd = '{title}'\n"
    )
}

fn rows(json: &str) -> Vec<serde_json::Value> {
    json.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What is no answer is not counted as one, and neither is a blank.
#[test]
fn only_answers_count_as_answered() {
    let whole = include_str!("../../cases/leverantorsreskontra.toml");
    let replaced = |from: &str, to: &str| {
        assert!(whole.contains(from));
        whole.replacen(from, to, 1)
    };
    let broken = replaced("datum = 2026-05-05", "datum = \"igår\"");
    let blank = replaced("datum = 2026-05-05", "datum = \"\u{2002}\u{2002} \"");
    let project =
        project(&[("a-whole.toml", whole), ("b-broken.toml", &broken), ("c-blank.toml", &blank)]);
    let given =
        ["--format", "json", "cases/a-whole.toml", "cases/b-broken.toml", "cases/c-blank.toml"];
    let (_, json, _) = status(project.path(), &given);
    let mut rows = rows(&json);
    rows.sort_by_key(|row| row["case"].as_str().unwrap().to_owned());
    let number = |row: usize, key: &str| rows[row][key].as_u64().unwrap();
    let asked = number(0, "asked");
    assert_eq!((number(0, "answered"), number(0, "errors")), (asked, 0));
    for (row, missing) in [(1, 0), (2, 1)] {
        assert_eq!((number(row, "answered"), number(row, "asked")), (asked - 1, asked));
        // A decided case lacks nothing.
        assert_eq!(number(row, "errors"), 1);
        assert_eq!(rows[row]["missing"].as_array().unwrap().len(), missing);
    }
}

#[test]
fn what_is_urgent_stands_first() {
    let decided = |review: &str| {
        let text = include_str!("../../cases/leverantorsreskontra.toml");
        assert!(text.contains("2027-05-28"));
        text.replace("2027-05-28", review)
    };
    let cases = [
        ("trasig.toml", "form = 'teknik'\nversion = ".to_owned()),
        ("fel.toml", case("1", "Fel", "status = 'granskning'")),
        ("utkast.toml", case("2", "Utkast", "status = 'utkast'")),
        ("forsenad.toml", decided("2026-11-30")),
        // On the day itself it is not overdue.
        ("idag.toml", decided("2026-12-01")),
        (
            "avslutad.toml",
            decided("2026-01-01")
                .replace("\"beslutad\"", "\"avslutad\"")
                .replace("[answers]", "publiceringsdatum = 2026-08-01\n[answers]"),
        ),
    ];
    let project = project(&cases.each_ref().map(|(name, text)| (*name, text.as_str())));
    let (code, json, said) = status(project.path(), &["--format", "json"]);
    let rows = rows(&json);
    let order: Vec<&str> = rows.iter().map(|row| row["case"].as_str().unwrap()).collect();
    let expected = [
        "kontor-oppettider",
        "forsenad",
        "trasig",
        "fel",
        "metadata/oppettider",
        "utkast",
        "idag",
        "exekutiva-forsaljningar",
        "leverantorsreskontra",
        "metadata/leverantorsreskontra",
        "avslutad",
    ];
    assert_eq!(order, expected.map(|name| format!("cases/{name}.toml")));
    let of =
        |name: &str| rows.iter().find(|row| row["case"] == format!("cases/{name}.toml")).unwrap();
    assert_eq!(of("forsenad")["overdue"], true);
    assert_eq!(of("idag")["overdue"], false);
    assert_eq!(of("avslutad")["overdue"], false);
    let draft = of("utkast");
    assert_eq!((&draft["answered"], &draft["asked"]), (&1.into(), &14.into()));
    let missing = draft["missing"].as_array().unwrap();
    assert_eq!(missing.len(), 13);
    assert_eq!(missing[0]["key"], "datum");
    assert_eq!(missing[0]["question"], "Datum:");
    // What shared files answer is answered.
    assert_eq!(of("metadata/oppettider")["answered"], 10);
    assert_eq!(code, Some(1));
    assert!(
        said.ends_with(
            "11 cases: 2 with errors, 3 without all answers, 2 with an overdue review\n"
        ),
        "{said}"
    );
    // As many errors and warnings as `check` tells.
    let check = blankett(project.path(), &["check", "--message-format", "json"]);
    let faults = String::from_utf8(check.stdout).unwrap();
    for row in &rows {
        for (count, severity) in [("errors", "error"), ("warnings", "warning")] {
            let told = faults.lines().map(|line| serde_json::from_str(line).unwrap());
            let told = told.filter(|fault: &serde_json::Value| {
                fault["file"] == row["case"] && fault["severity"] == severity
            });
            assert_eq!(row[count], told.count(), "{row}");
        }
    }
}

/// Cron is to be silent while nothing is wrong, and the day decides.
#[test]
fn the_exit_code_and_the_day() {
    let project = project(&[]);
    let run = |today: &str| {
        let arguments = ["status", "--quiet", "--today", today];
        blankett(project.path(), &arguments).status.code()
    };
    assert_eq!(run("2026-11-21"), Some(0));
    assert_eq!(run("2026-11-22"), Some(1));
    // Without a day, today is one.
    let output = blankett(project.path(), &["status", "--format", "md"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let day = text.split("As of ").nth(1).and_then(|text| text.split('.').next()).unwrap();
    assert!(blankett::scalar::Date::parse(day).is_some_and(|date| date.year >= 2026), "{day}");
}

#[test]
fn titles_are_sorted_as_swedes_look_them_up() {
    let titles = ["Ål", "Zebra", "ö", "Ärt", "apa", "Över", "2 kap", "10 kap", "Éclair", "Ek"];
    let texts: Vec<String> = titles.iter().map(|title| case("1", title, "")).collect();
    let names: Vec<String> = (0..titles.len()).map(|nth| format!("{nth}.toml")).collect();
    let cases: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let project = project(&cases);
    let (_, json, _) = status(project.path(), &["--format", "json"]);
    let sorted: Vec<String> = rows(&json)
        .iter()
        .map(|row| row["title"].as_str().unwrap().to_owned())
        .filter(|title| titles.contains(&title.as_str()))
        .collect();
    let expected = ["2 kap", "10 kap", "apa", "Éclair", "Ek", "Zebra", "Ål", "Ärt", "ö", "Över"];
    assert_eq!(sorted, expected);
}

#[test]
fn a_spreadsheet_has_cells_and_no_formulas() {
    let hostile = ["=1+1", "+46", "-1", "@SUM(A1)", "a;b", "säg \"hej\"", "＝1"];
    let texts: Vec<String> = hostile.iter().map(|text| case(text, text, "")).collect();
    let names: Vec<String> = (0..hostile.len()).map(|nth| format!("{nth}.toml")).collect();
    let cases: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let project = project(&cases);
    let (_, csv, _) = status(project.path(), &["--format", "csv", "--lang", "sv"]);
    let csv = csv.strip_prefix('\u{FEFF}').expect("Excel knows UTF-8 by it");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "Dnr;Titel;Status;Besvarade;Frågor;Saknas;Översyn;Försenad;Fel;Varningar;Formulär;Ärende"
    );
    assert_eq!(lines.len(), 1 + 5 + hostile.len() + 1);
    for line in &lines {
        let cells = line.split(';').map(|cell| cell.trim_start_matches('"'));
        for cell in cells {
            assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{line}");
        }
    }
    assert!(csv.contains("'=1+1;'=1+1;"), "{csv}");
    assert!(csv.contains("\"a;b\";\"a;b\";"), "{csv}");
    assert!(csv.contains("\"säg \"\"hej\"\"\""), "{csv}");
}

#[test]
fn a_page_links_to_what_is_there() {
    let hostile = case("<b>", "<script>alert(1)</script>", "");
    let project = project(&[("å ö.toml", &hostile)]);
    let built = blankett(project.path(), &["build", "--quiet", "--format", "docx,html"]);
    assert_eq!(built.status.code(), Some(0));
    let page = |arguments: &[&str]| {
        let (_, page, _) = status(project.path(), &[&["--format", "html"], arguments].concat());
        page
    };
    let printed = page(&[]);
    for link in ["kontor-oppettider.docx", "metadata/oppettider.html", "%C3%A5%20%C3%B6.docx"] {
        assert!(printed.contains(&format!("href=\"{link}\"")), "{link}\n{printed}");
    }
    assert!(!printed.contains(".md\"") && !printed.contains(".pdf\""), "they were not made");
    assert!(printed.contains("&lt;script&gt;alert(1)"), "{printed}");
    assert_eq!(printed.matches("<script>").count(), 1, "its own");
    assert!(page(&["--out", "www/register/index.html"]).is_empty());
    let page = std::fs::read_to_string(project.path().join("www/register/index.html")).unwrap();
    assert!(page.contains("href=\"../../output/kontor-oppettider.docx\""), "{page}");
}

#[test]
fn tables_are_what_is_written_down() {
    let hostile = case("a|b", "*stark* | \\ <b> [x](y) `c`", "status = 'utkast'");
    let project = project(&[("ond.toml", &hostile)]);
    let (_, table, _) = status(project.path(), &["--lang", "sv"]);
    snapbox::assert_data_eq!(table, snapbox::file!["status/table.txt": Text].raw());
    let (_, markdown, _) = status(project.path(), &["--lang", "sv", "--format", "md"]);
    snapbox::assert_data_eq!(markdown, snapbox::file!["status/register.md": Text].raw());
}

#[test]
fn a_register_takes_the_place_of_registers_alone() {
    let project = project(&[]);
    let path = project.path().join("register");
    for format in ["table", "md", "csv", "json", "html"] {
        std::fs::remove_file(&path).ok();
        let write = |language| {
            status(project.path(), &["--format", format, "--out", "register", "--lang", language]).2
        };
        write("sv");
        let before = std::fs::read_to_string(&path).unwrap();
        let said = write("en");
        assert!(!said.contains("would-overwrite"), "{format}: {said}");
        assert!(format == "json" || std::fs::read_to_string(&path).unwrap() != before, "{format}");
    }
    let case = project.path().join("cases/kontor-oppettider.toml");
    let before = std::fs::read_to_string(&case).unwrap();
    for format in ["table", "md", "csv", "json", "html"] {
        let (_, _, said) =
            status(project.path(), &["--format", format, "--out", "cases/kontor-oppettider.toml"]);
        assert!(said.contains("would-overwrite"), "{format}: {said}");
        assert_eq!(std::fs::read_to_string(&case).unwrap(), before);
    }
}

#[test]
fn nothing_in_a_title_does_anything_to_a_terminal() {
    let title = case("1", "x", "").replace("'x'", "\"\\u001b[31mröd\\ttab \\u202Eom\"");
    let project = project(&[("ond.toml", &title)]);
    for format in ["table", "md", "csv", "json", "html"] {
        let (_, text, _) = status(project.path(), &["--format", format]);
        assert!(text.contains("röd"), "{text}");
        assert!(!text.contains(['\u{1B}', '\u{202E}', '\t']), "{format}");
    }
}

/// Reviewers get problems alone.
#[test]
fn a_log_is_a_log() {
    let project = project(&[("trasig.toml", "form = 'teknik'\nversion = ")]);
    let (code, log, _) = status(project.path(), &["--message-format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert!(!log["runs"][0]["results"].as_array().unwrap().is_empty());
    assert_eq!(code, Some(1));
}
