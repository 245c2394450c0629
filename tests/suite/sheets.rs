//! Answers that go out as data and come back: what nobody changed changes no byte, and what somebody changed is there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};

use blankett::diagnostic::{Report, Source};
use blankett::exchange::{Merging, SheetRead, SheetReading, Sheets, Take, Wanted};
use blankett::workspace::{CaseReport, Project, Workspace};
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use proptest::strategy::Union;

use crate::support::{blankett, project_of_cases, temporary};

/// A form with a question of every kind.
const FORM: &str = r#"
title = "Allt: om [formulär] och frågor som är långa"
language = "sv-SE"

[status]
field = "status"
required_from = "klar"

[register]
title = "rad"

[[case.field]]
key = "status"
label = "Status"
kind = "choice"
options = ["utkast", "klar"]

[[field]]
key = "rad"
label = "Rad:"
kind = "line"
help = "En rad"
bookmark = "Rad"

[[field]]
key = "text"
label = "Text"
kind = "text"
bookmark = "Text"

[[field]]
key = "datum"
label = "Datum"
kind = "date"
accepts = ["ej bestämt"]
bookmark = "Datum"

[[field]]
key = "tal"
label = "Tal"
kind = "number"
bookmark = "Tal"

[[field]]
key = "ja"
label = "Ja eller nej?"
kind = "yes_no"
bookmark = { yes = "Ja", no = "Nej" }

[[field]]
key = "val"
label = "Val"
kind = "choice"
options = ["ett", "två", "1", "Ja"]
bookmark = "Val"

[[field]]
key = "flera"
label = "Flera"
kind = "choices"
options = ["a, b", "c", "d"]
bookmark = { "a, b" = "Flera1", c = "Flera2", d = "Flera3" }

[[field]]
key = "person"
label = "Person"
kind = "record"
parts = [{ key = "namn", label = "Namn" }, { key = "tal", label = "Tal", kind = "number" }]
print = "{namn}, {tal}"
accepts = ["ingen"]
bookmark = "Person"

[[field]]
key = "rader"
label = "Rader"
kind = "list"
bookmark = "Rader"

[[field]]
key = "tabell"
label = "Tabell"
kind = "table"
columns = [
    { key = "vad", label = "Vad" },
    { key = "dag", label = "Dag", kind = "date" },
    { key = "belopp", label = "Belopp", kind = "number" },
]
bookmark = "Tabell"
"#;

const DOCUMENT: &str = "# Allt\n\n{{ field.rad }}\n\n{{ field.text }}\n\n{{ field.datum }}\n\n{{ field.tal }}\n\n\
    {{ part.ja.yes }} ja {{ part.ja.no }} nej\n\n{{ field.val }}\n\n\
    {{ part.flera['a, b'] }} {{ part.flera['c'] }} {{ part.flera['d'] }}\n\n{{ field.person }}\n\n\
    {{ field.rader }}\n\n{{ field.tabell }}\n";

/// Lines that people type, and that spreadsheets spoil.
fn line() -> impl Strategy<Value = String> {
    let lines = [
        "vanlig",
        "0012",
        "1-2",
        "=1+1",
        "+46 8",
        "-",
        "@x",
        "'citat",
        "2026-01-02",
        "1234567890123456789",
        "_x0041_",
        "_x000D_",
        "<b>&amp;",
        "å\u{308} 🎈",
        "TRUE",
        "Ja",
        "  inskjuten",
        "x  y",
        "1e5",
        "#REF!",
        "a;b",
        "a, b",
        "\"q\"",
        "12,5",
        "\u{a0}hårt",
        "(visas inte)",
    ];
    prop::sample::select(lines.to_vec()).prop_map(str::to_owned)
}

/// The answers of a case, as TOML.
pub(crate) fn answers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let quoted = |text: String| blankett::table::quoted(&text);
    let number = || {
        // Longer than a whole number of TOML.
        let long = "\"9223372036854775808\"";
        let numbers =
            ["0", "12", "12.50", "-3.10", "0.1", "123456789012345678", long, "1000000", "7.000"];
        prop::sample::select(numbers.to_vec()).prop_map(str::to_owned)
    };
    let date = || {
        let dates = ["2026-01-02", "1850-12-31", "1900-02-28", "1900-03-01", "9999-12-31"];
        prop::sample::select(dates.to_vec()).prop_map(str::to_owned)
    };
    let text = prop::collection::vec(line(), 1..4).prop_map(|lines| lines.join("\n\n- "));
    let long = Just("lång ".repeat(7000));
    let cell = move || Union::new([line().prop_map(quoted).boxed()]);
    let row = (cell(), prop::option::of(date()), prop::option::of(number())).prop_map(
        |(what, day, sum)| {
            let day = day.map(|day| format!(", dag = {day}")).unwrap_or_default();
            let sum = sum.map(|sum| format!(", belopp = {sum}")).unwrap_or_default();
            format!("{{ vad = {what}{day}{sum} }}")
        },
    );
    let rows = prop::collection::vec(row, 1..4).prop_map(|rows| format!("[{}]", rows.join(", ")));
    let lines =
        prop::collection::vec(cell(), 1..4).prop_map(|lines| format!("[{}]", lines.join(", ")));
    let names = prop::sample::select(vec!["Anna", "Bo", "Cy (x)"]).prop_map(str::to_owned);
    let person = prop_oneof![
        3 => (names, number()).prop_map(|(name, tal)| format!("{{ namn = \"{name}\", tal = {tal} }}")),
        1 => Just("\"ingen\"".to_owned()),
    ];
    let some = prop::sample::subsequence(vec!["\"a, b\"", "\"c\"", "\"d\""], 1..=3);
    (
        prop::option::of(cell()),
        prop::option::of(prop_oneof![8 => text, 1 => long].prop_map(quoted)),
        prop::option::of(prop_oneof![3 => date(), 1 => Just("\"ej bestämt\"".to_owned()), 1 => Just("\"igår\"".to_owned())]),
        prop::option::of(number()),
        prop::option::of(any::<bool>().prop_map(|yes| yes.to_string())),
        prop::option::of(prop::sample::select(vec!["\"ett\"", "\"1\"", "\"Ja\"", "\"\""]).prop_map(str::to_owned)),
        prop::option::of(some.prop_map(|some| format!("[{}]", some.join(", ")))),
        prop::option::of(person),
        prop::option::of(lines),
        prop::option::of(rows),
    )
        .prop_map(|(rad, text, datum, tal, ja, val, flera, person, rader, tabell)| {
            let all = [
                ("rad", rad),
                ("text", text),
                ("datum", datum),
                ("tal", tal),
                ("ja", ja),
                ("val", val),
                ("flera", flera),
                ("person", person),
                ("rader", rader),
                ("tabell", tabell),
            ];
            all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
        })
}

fn case(answers: &[(&str, String)]) -> String {
    let mut toml = "form = \"allt\"\nversion = \"1\"\n\n[case]\nstatus = \"utkast\" # så länge\n\n# svaren\n[answers]\n".to_owned();
    for (key, value) in answers {
        toml += &format!("{key} = {value} # vid {key}\n");
    }
    toml
}

/// A project with a form of every kind, and cases.
pub(crate) fn project(cases: &[Vec<(&'static str, String)>]) -> tempfile::TempDir {
    let folder = temporary();
    let form = folder.path().join("templates/allt/1");
    std::fs::create_dir_all(&form).unwrap();
    std::fs::create_dir_all(folder.path().join("cases/under")).unwrap();
    std::fs::write(form.join("form.toml"), FORM).unwrap();
    std::fs::write(form.join("document.md"), DOCUMENT).unwrap();
    write_cases(folder.path(), cases);
    folder
}

pub(crate) fn path_of(nth: usize) -> String {
    if nth.is_multiple_of(2) {
        format!("cases/fall-{nth}.toml")
    } else {
        format!("cases/under/fall-{nth}.toml")
    }
}

pub(crate) fn write_cases(folder: &Path, cases: &[Vec<(&'static str, String)>]) {
    for (nth, answers) in cases.iter().enumerate() {
        std::fs::write(folder.join(path_of(nth)), case(answers)).unwrap();
    }
}

pub(crate) fn texts(folder: &Path, count: usize) -> Vec<String> {
    (0..count).map(|nth| std::fs::read_to_string(folder.join(path_of(nth))).unwrap()).collect()
}

fn workspace(folder: &Path) -> Workspace {
    Workspace::open(Project::new(folder))
}

/// The workbook of all cases.
fn workbook(folder: &Path) -> Vec<u8> {
    let workspace = workspace(folder);
    let version = ("allt".to_owned(), "1".to_owned());
    let sheets = Sheets::new(&workspace, std::slice::from_ref(&version));
    let files = workspace.project.cases(&[], &mut Report::new());
    let rows = files.iter().map(|file| {
        let mut report = CaseReport::default();
        let answers = workspace.answers_of(file, &Wanted::default(), &mut report).unwrap().unwrap();
        sheets.row(&answers).unwrap()
    });
    sheets.workbook(&version, rows.collect(), &mut Report::new()).unwrap()
}

/// The answers of all cases as a line of JSON each.
pub(crate) fn json(folder: &Path) -> String {
    let workspace = workspace(folder);
    let files = workspace.project.cases(&[], &mut Report::new());
    let lines = files.iter().map(|file| {
        let mut report = CaseReport::default();
        workspace.answers_of(file, &Wanted::default(), &mut report).unwrap().unwrap().to_json()
    });
    lines.collect()
}

fn read(folder: &Path, bytes: &[u8], take: Take) -> (SheetRead, Report) {
    std::fs::write(folder.join("x.xlsx"), bytes).unwrap();
    let mut report = Report::new();
    let merging = Merging { take, is_dry: false };
    let reading = SheetReading { merging, ..SheetReading::default() };
    let read = workspace(folder).sheet_in(Path::new("x.xlsx"), reading, &mut report);
    (read.unwrap_or_default(), report)
}

/// The sheets of one workbook with what another one remembers, as another program saves them.
fn resaved(seen: &[u8], remembered: &[u8]) -> Vec<u8> {
    resaved_with(seen, remembered, &|_, _| ())
}

/// As [`resaved`], with what somebody did to a sheet of a name before.
fn resaved_with(
    seen: &[u8],
    remembered: &[u8],
    change: &dyn Fn(&str, &mut rust_xlsxwriter::Worksheet),
) -> Vec<u8> {
    let open = |bytes: &[u8]| Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let (mut seen, mut remembered) = (open(seen), open(remembered));
    let mut book = rust_xlsxwriter::Workbook::new();
    let names = seen.sheet_names();
    let visible: Vec<String> = names.into_iter().filter(|name| !name.starts_with('~')).collect();
    let mut sheets: Vec<(String, calamine::Range<Data>)> =
        visible.iter().map(|name| (name.clone(), seen.worksheet_range(name).unwrap())).collect();
    sheets.push(("~blankett".into(), remembered.worksheet_range("~blankett").unwrap()));
    for (name, range) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(&name).unwrap();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            match value {
                Data::String(text) => sheet.write_string(row, column, text).unwrap(),
                Data::Float(number) => sheet.write_number(row, column, *number).unwrap(),
                Data::Bool(yes) => sheet.write_boolean(row, column, *yes).unwrap(),
                Data::DateTime(moment) => {
                    let format = rust_xlsxwriter::Format::new().set_num_format("d/m/yy");
                    sheet.write_number_with_format(row, column, moment.as_f64(), &format).unwrap()
                }
                other => panic!("{other:?}"),
            };
        }
        change(&name, sheet);
    }
    book.save_to_buffer().unwrap()
}

/// A value without zeros at the end of decimals, of which a spreadsheet knows nothing, and without blanks around a
/// line, which nobody sees there.
pub(crate) fn plain(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::String(text) if !text.contains('\n') => text.trim().into(),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), plain(value))).collect()
        }
        other => other.clone(),
    }
}

/// What `check` says of all cases, wherever it stands in them.
pub(crate) fn judged(folder: &Path) -> Vec<(String, &'static str, Option<String>)> {
    let workspace = workspace(folder);
    let mut all = Vec::new();
    for file in workspace.project.cases(&[], &mut Report::new()) {
        let mut report = CaseReport::default();
        workspace.checked(&file, &mut report);
        all.extend(report.own.diagnostics().iter().map(|one| {
            let question = one.question.as_ref().map(|question| question.key.clone());
            (file.name.clone(), one.problem.code(), question)
        }));
    }
    all.sort();
    all
}

fn faults(read: &SheetRead, report: &Report) -> Vec<&'static str> {
    let of_rows = read.rows.iter().flat_map(|row| row.report.diagnostics());
    let errors = report.diagnostics().iter().chain(of_rows);
    errors
        .filter(|one| one.severity == blankett::diagnostic::Severity::Error)
        .map(|one| one.problem.code())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What nobody changed changes no byte: not in a workbook, however it was saved, and not in a patch.
    #[test]
    fn what_comes_back_as_it_went_out_changes_nothing(cases in prop::collection::vec(answers(), 1..4)) {
        let folder = project(&cases);
        let before = texts(folder.path(), cases.len());
        let sent = workbook(folder.path());
        prop_assert_eq!(&sent, &workbook(folder.path()));
        for bytes in [sent.clone(), resaved(&sent, &sent)] {
            let (read, report) = read(folder.path(), &bytes, Take::Neither);
            prop_assert_eq!(faults(&read, &report), Vec::<&str>::new());
            prop_assert_eq!(&texts(folder.path(), cases.len()), &before);
            prop_assert!(read.rows.is_empty());
        }
        let mut report = Report::new();
        prop_assert!(workspace(folder.path()).are_answers(json(folder.path()).as_bytes()));
        let patch = Source::new("-", json(folder.path()));
        let merged = workspace(folder.path()).patch(&[patch], false, &mut report);
        prop_assert!(merged.is_empty() && !report.has_errors(), "{:?}", report.diagnostics());
        prop_assert_eq!(&texts(folder.path(), cases.len()), &before);
    }

    /// What was changed in a workbook or a patch is what the case says afterwards, and comments stay.
    #[test]
    fn what_was_changed_is_there(
        (old, new) in (1_usize..4).prop_flat_map(|count| {
            let some = || prop::collection::vec(answers(), count..=count);
            (some(), some())
        }),
    ) {
        let count = old.len();
        // What cannot be read comes back as that.
        let is_readable = |cases: &Vec<Vec<(&str, String)>>| {
            let bad = |(_, value): &(&str, String)| value.contains("igår") || value.contains("lång lång");
            !cases.iter().flatten().any(bad)
        };
        prop_assume!(is_readable(&new));
        let (there, wanted) = (project(&old), project(&new));
        let (remembered, seen) = (workbook(there.path()), workbook(wanted.path()));
        let (found, report) = read(there.path(), &resaved(&seen, &remembered), Take::Neither);
        prop_assert_eq!(faults(&found, &report), Vec::<&str>::new());
        let said = |folder: &Path| -> Vec<serde_json::Value> {
            let lines = json(folder);
            let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            lines.map(|line| plain(&line["answers"])).collect()
        };
        prop_assert_eq!(said(there.path()), said(wanted.path()));
        for text in texts(there.path(), count) {
            prop_assert!(text.contains("# svaren") && text.contains("# så länge"), "{text}");
        }
        // Once more, and nothing is to be done.
        let before = texts(there.path(), count);
        let (again, _) = read(there.path(), &resaved(&seen, &remembered), Take::Neither);
        prop_assert!(again.rows.is_empty());
        prop_assert_eq!(&texts(there.path(), count), &before);

        // The same by a patch.
        write_cases(there.path(), &old);
        let mut patch = Vec::new();
        for line in json(wanted.path()).lines() {
            let mut object: serde_json::Value = serde_json::from_str(line).unwrap();
            let states = object["states"].as_object().unwrap().clone();
            for (key, state) in states {
                if state == "absent" || state == "blank" {
                    object["answers"][key] = serde_json::Value::Null;
                }
            }
            patch.push(serde_json::json!({ "case": object["case"], "answers": object["answers"] }));
        }
        let mut report = Report::new();
        let patch = Source::new("-", serde_json::to_string(&patch).unwrap());
        workspace(there.path()).patch(&[patch], false, &mut report);
        prop_assert_eq!(said(there.path()), said(wanted.path()));
        // `check` judges the case as if it had been typed.
        prop_assert_eq!(judged(there.path()), judged(wanted.path()));
    }

    /// Of an answer that was changed in both, none is lost: the case stays as it is, and both are shown.
    #[test]
    fn conflicts_lose_nothing(texts_of in prop::collection::vec("[a-z]{1,8}", 3)) {
        let [old, ours, theirs] = &texts_of[..] else { unreachable!() };
        prop_assume!(old != ours && old != theirs && ours != theirs);
        let of = |text: &String| vec![vec![("rad", format!("{text:?}"))]];
        let (there, wanted) = (project(&of(old)), project(&of(theirs)));
        let bytes = resaved(&workbook(wanted.path()), &workbook(there.path()));
        write_cases(there.path(), &of(ours));
        let before = texts(there.path(), 1);
        let (found, report) = read(there.path(), &bytes, Take::Neither);
        prop_assert_eq!(faults(&found, &report), ["conflict"]);
        prop_assert_eq!(&texts(there.path(), 1), &before);
        let shown = blankett::diagnostic::render::short(
            &found.rows[0].report.diagnostics()[0],
            blankett::diagnostic::Language::English,
        );
        prop_assert!(shown.contains(&format!("`{ours}`")) && shown.contains(&format!("`{theirs}`")), "{shown}");
        let (found, report) = read(there.path(), &bytes, Take::Theirs);
        prop_assert_eq!(faults(&found, &report), Vec::<&str>::new());
        let after = &texts(there.path(), 1)[0];
        prop_assert!(after.contains(&format!("rad = {theirs:?}")), "{after}");
    }
}

/// Whoever patches answers gets all of them or none.
#[test]
fn a_patch_is_written_whole_or_not_at_all() {
    let folder = project_of_cases();
    let before: BTreeMap<PathBuf, Vec<u8>> = contents(folder.path());
    for (patch, code) in [
        (
            r#"[{"case": "cases/kontor-oppettider.toml", "answers": {"datum": "2026-01-02"}}, {"case": "cases/x.toml", "answers": {}}]"#,
            "unknown-case",
        ),
        (
            r#"[{"case": "cases/../cases/kontor-oppettider.toml", "answers": {"datum": "2026-01-02"}}]"#,
            "unknown-case",
        ),
        (
            r#"[{"case": "cases/kontor-oppettider.toml", "answers": {"datum": "2026-01-02", "dattum": 1}}]"#,
            "unknown-key",
        ),
        (r#"[{"case": "cases/kontor-oppettider.toml", "answers": {"datum": true}}]"#, "not-taken"),
        (
            r#"[{"case": "cases/kontor-oppettider.toml", "answers": {"datum": null}, "base": {"datum": "0000000000000000"}}]"#,
            "conflict",
        ),
        (
            r#"[{"case": "cases/kontor-oppettider.toml", "answers": {"datum": null}, "base": {"datum": ""}}]"#,
            "bad-patch",
        ),
        (r#"[{"case": "cases/kontor-oppettider.toml"}]"#, "bad-patch"),
        (r#"[{"case": "cases/kontor-oppettider.toml", "answers": {}}"#, "not-json"),
    ] {
        std::fs::write(folder.path().join("p.json"), patch).unwrap();
        let output = blankett(folder.path(), &["--message-format", "short", "patch", "p.json"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(&format!("[{code}]")), "{patch}\n{told}");
        assert_eq!(output.status.code(), Some(1), "{patch}");
        assert_eq!(contents(folder.path()), before, "{patch}");
    }
    // What only breaks a rule is written, and reported.
    let patch = r#"[{"case": "cases/kontor-oppettider.toml", "answers": {"case.dnr": "x", "deltagare": null}}]"#;
    std::fs::write(folder.path().join("p.json"), patch).unwrap();
    let output = blankett(folder.path(), &["--message-format", "short", "patch", "p.json"]);
    assert_eq!(output.status.code(), Some(1));
    let text = std::fs::read_to_string(folder.path().join("cases/kontor-oppettider.toml")).unwrap();
    assert!(text.contains("dnr = \"x\"") && !text.contains("deltagare"), "{text}");
}

/// Answers as JSON are written anew over those that nobody touched, and over nothing that somebody did.
#[test]
fn answers_give_way_to_answers_that_nobody_changed() {
    let folder = project_of_cases();
    let answers = |format: &str, out: &str| {
        blankett(folder.path(), &["answers", "--format", format, "--out", out]).status.code()
    };
    for (format, out, gives_way) in
        [("json", "svar.jsonl", true), ("csv", "svar.csv", false), ("xlsx", "svar.xlsx", false)]
    {
        assert_eq!(answers(format, out), Some(0));
        assert_eq!(answers(format, out), Some(0), "the same again");
        let case = folder.path().join("cases/kontor-oppettider.toml");
        let before = std::fs::read_to_string(&case).unwrap();
        let changed = before.replacen("datum = 2025-11-10", "datum = 2025-11-11", 1);
        assert_ne!(changed, before);
        std::fs::write(&case, changed).unwrap();
        assert_eq!(answers(format, out) == Some(0), gives_way, "{format}");
        std::fs::write(&case, before).unwrap();
    }
    assert_eq!(answers("json", "svar.jsonl"), Some(0));
    let out = folder.path().join("svar.jsonl");
    let written = std::fs::read_to_string(&out).unwrap();
    for (from, to) in [
        ("\"2025-11-10\"", "\"2025-11-12\""),
        ("\"datum\":\"2025-11-10\"", "\"datum\":null"),
        ("\"answers\":{", "\"answers\":{\"x\":1,"),
        ("{\"form\"", "# min\n{\"form\""),
    ] {
        let typed = written.replacen(from, to, 1);
        assert_ne!(typed, written, "{from}");
        std::fs::write(&out, &typed).unwrap();
        assert_eq!(answers("json", "svar.jsonl"), Some(1), "{to}");
        assert_eq!(std::fs::read_to_string(&out).unwrap(), typed);
    }
}

/// What a program reads of answers or a catalogue is that alone, whatever is wrong and however that is told.
#[test]
fn data_and_problems_are_never_mixed() {
    let folder = project_of_cases();
    std::fs::write(folder.path().join("cases/fel.toml"), "form = \"teknik\"\nversion = 2017\n= =")
        .unwrap();
    for format in ["json", "github", "sarif", "short", "human"] {
        let output = blankett(folder.path(), &["--message-format", format, "answers"]);
        assert_eq!(output.status.code(), Some(1));
        let data = String::from_utf8(output.stdout).unwrap();
        assert!(!data.is_empty());
        for line in data.lines() {
            assert!(line.starts_with("{\"form\":"), "{format}: {line}");
        }
        assert!(String::from_utf8(output.stderr).unwrap().contains("fel.toml"), "{format}");
    }
}

/// Several patches are one: what is wrong with one holds back the others.
#[test]
fn several_patches_are_one() {
    let folder = project_of_cases();
    let before = contents(folder.path());
    let patch = |key: &str| {
        format!(
            "[{{\"case\": \"cases/kontor-oppettider.toml\", \"answers\": {{\"{key}\": \"x\"}}}}]"
        )
    };
    std::fs::write(folder.path().join("p.json"), patch("format")).unwrap();
    std::fs::write(folder.path().join("q.json"), patch("nope")).unwrap();
    let output = blankett(folder.path(), &["patch", "p.json", "q.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(contents(folder.path()), before);
}

/// A sheet of a workbook that somebody made with bad intent, or by chance.
fn made_up(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// What a workbook says of itself is believed no further than it can be seen: nothing outside of the cases is reached,
/// and what is no workbook, or unpacks to too much, is refused.
#[test]
fn hostile_workbooks_reach_nothing() {
    let folder = project(&[vec![("rad", "\"x\"".to_owned())]]);
    std::fs::write(folder.path().join("utanför.toml"), "form = \"allt\"\nversion = \"1\"\n")
        .unwrap();
    let before = texts(folder.path(), 1);
    let memory: Vec<&[&str]> = vec![
        &["blankett", "1"],
        &["form", "allt", "1"],
        &["keys", "rad"],
        &["sheet", "Blad"],
        &["column", "Rad", "rad", ""],
        &["case", "cases/../utanför.toml", "-"],
        &["case", "/etc/passwd", "-"],
    ];
    let main: Vec<&[&str]> = vec![
        &["Ärende", "Rad"],
        &["../utanför", "ändrad"],
        &["/etc/passwd", "ändrad"],
        &["con", "y"],
    ];
    let forged = made_up(&[("Blad", &main), ("~blankett", &memory)]);
    let (found, report) = read(folder.path(), &forged, Take::Theirs);
    assert!(!faults(&found, &report).is_empty());
    assert_eq!(texts(folder.path(), 1), before);
    let outside = std::fs::read_to_string(folder.path().join("utanför.toml")).unwrap();
    assert!(!outside.contains("ändrad"));

    let parts = |sheet: String| {
        let workbook = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
            xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
            <sheet name=\"Blad\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
        let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
            <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
            Target=\"worksheets/sheet1.xml\"/></Relationships>";
        let files = [
            ("xl/workbook.xml", workbook.to_owned()),
            ("xl/_rels/workbook.xml.rels", relations.to_owned()),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.into_bytes()));
        blankett::zipped::pack(&files)
    };
    let sheet = |cells: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData>\
             </worksheet>"
        )
    };
    let far = {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write_string(1_048_575, 16_383, "x").unwrap();
        book.save_to_buffer().unwrap()
    };
    let beyond = sheet("<row r=\"99999999999\"><c r=\"ZZZZZZZ99999999999\"><v>1</v></c></row>");
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>".to_owned()
        + &sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row>");
    let bomb = " ".repeat(300 << 20);
    let row = sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    // As many texts as nobody has memory for.
    let texts_of = |count: u32| {
        let texts = format!("<sst count=\"{count}\" uniqueCount=\"{count}\"/>");
        with_part(&parts(row.clone()), "xl/sharedStrings.xml", &texts)
    };
    // Programs take the first part of a name, or the last.
    let twice = with_part(&parts(row.clone()), "xl/worksheets/sheet2.xml", &sheet(""));
    let twice: Vec<u8> = {
        let (name, other) = (b"worksheets/sheet2.xml", b"worksheets/sheet1.xml");
        let mut bytes = twice;
        while let Some(at) = bytes.windows(name.len()).position(|window| window == name) {
            bytes[at..at + name.len()].copy_from_slice(other);
        }
        bytes
    };
    let row_twice = sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>");
    for (bytes, codes) in [
        (texts_of(u32::MAX), &["not-a-workbook", "list-needs-form"][..]),
        (twice, &["not-a-workbook"]),
        (parts(row_twice), &["not-a-workbook"]),
        (far, &["list-needs-form"]),
        (parts(beyond), &["not-a-workbook"]),
        (parts(entities), &["not-a-workbook", "list-needs-form"]),
        (parts(bomb), &["not-a-workbook"]),
        (b"PK\x03\x04".to_vec(), &["not-a-workbook"]),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0], &["not-a-workbook"]),
    ] {
        let (found, report) = read(folder.path(), &bytes, Take::Neither);
        let found = faults(&found, &report);
        assert!(found.len() == 1 && codes.contains(&found[0]), "{found:?}, not {codes:?}");
    }
}

/// A workbook with another part.
fn with_part(workbook: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut files: Vec<(String, Vec<u8>)> = crate::support::word::parts(workbook)
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    files.push((name.to_owned(), text.as_bytes().to_vec()));
    blankett::zipped::pack(&files)
}

/// What is done to which sheet, the problems that it makes, and the cases that change.
type Change<'a> =
    (&'a str, &'a dyn Fn(&mut rust_xlsxwriter::Worksheet), &'a [&'a str], &'a [usize]);

/// What people do to a workbook beside answering is told where it stands, and takes no answer along.
#[test]
fn what_people_do_to_a_workbook_is_told() {
    use rust_xlsxwriter::{Format, Note};
    let answers = || vec![("rad", "\"a\"".to_owned()), ("rader", "[\"x\", \"y\"]".to_owned())];
    let folder = project(&[answers(), answers()]);
    let (before, sent) = (texts(folder.path(), 2), workbook(folder.path()));
    let mut book = Xlsx::new(Cursor::new(sent.clone())).unwrap();
    let main = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&main).unwrap();
    let heads: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let column = |head: &str| {
        let at = heads.iter().position(|one| one == head);
        u16::try_from(at.unwrap_or_else(|| panic!("{heads:?}"))).unwrap()
    };
    let (rad, width) = (column("Rad"), u16::try_from(heads.len()).unwrap());
    let name = range.get_value((1, 0)).unwrap().to_string();
    let list = book.worksheet_range("Rader").unwrap();
    let next = u32::try_from(list.height()).unwrap();
    let all: &[Change<'_>] = &[
        (
            &main,
            &|sheet| {
                sheet.merge_range(1, rad, 1, rad + 1, "b", &Format::new()).unwrap();
            },
            &["spoilt-cell"],
            &[],
        ),
        // One that says more than a cell is told, and the answer beneath it taken.
        (
            &main,
            &|sheet| {
                sheet.insert_note(1, rad, &Note::new("Är det så?")).unwrap();
                sheet.write_string(1, rad, "b").unwrap();
            },
            &["comment"],
            &[0],
        ),
        // Of two columns of a question, nobody knows which counts.
        (
            &main,
            &|sheet| {
                sheet.write_string(0, width, "Rad").unwrap();
                sheet.write_string(1, width, "b").unwrap();
            },
            &["bad-row"],
            &[],
        ),
        // Blanks and capitals make no other case.
        (
            &main,
            &|sheet| {
                sheet.write_string(1, 0, format!(" {}", name.to_uppercase())).unwrap();
                sheet.write_string(1, rad, "b").unwrap();
            },
            &[],
            &[0],
        ),
        // An item of a case that nobody knows may be anyone's.
        (
            "Rader",
            &|sheet| {
                sheet.write_string(next, 0, "arende-o").unwrap();
                sheet.write_number(next, 1, 1).unwrap();
                sheet.write_string(next, 2, "z").unwrap();
                sheet.write_string(next - 1, 2, "ändrad").unwrap();
            },
            &["bad-row"],
            &[],
        ),
        (
            "Rader",
            &|sheet| {
                sheet.write_string(next, 0, name.as_str()).unwrap();
                sheet.write_number(next, 1, 3).unwrap();
                sheet.write_string(next, 2, "z").unwrap();
            },
            &[],
            &[0],
        ),
    ];
    for (nth, (wanted, change, codes, cases)) in all.iter().enumerate() {
        write_cases(folder.path(), &[answers(), answers()]);
        let bytes = resaved_with(&sent, &sent, &|name, sheet| {
            if name == *wanted {
                change(sheet);
            }
        });
        let (found, report) = read(folder.path(), &bytes, Take::Neither);
        let rows = found.rows.iter().flat_map(|row| row.report.diagnostics());
        let told: BTreeSet<&str> =
            report.diagnostics().iter().chain(rows).map(|one| one.problem.code()).collect();
        assert_eq!(told, codes.iter().copied().collect(), "{nth}");
        let after = texts(folder.path(), 2);
        let changed: Vec<usize> = (0..2).filter(|&at| after[at] != before[at]).collect();
        assert_eq!(changed, *cases, "{nth}");
        assert_eq!(contents(folder.path()).len(), 2, "{nth}");
    }
}

/// A row belongs to its case by its name alone: without names, or with one twice, nothing is guessed.
#[test]
fn rows_without_their_names_change_nothing() {
    let folder = project(&[vec![("rad", "\"a\"".to_owned())], vec![("rad", "\"b\"".to_owned())]]);
    let before = texts(folder.path(), 2);
    let sent = workbook(folder.path());
    let changed = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
        let mut book = Xlsx::new(Cursor::new(sent.clone())).unwrap();
        let names = book.sheet_names();
        let sheets: Vec<(String, Vec<Vec<String>>)> = names
            .into_iter()
            .filter(|name| !name.starts_with("~val"))
            .map(|name| {
                let range = book.worksheet_range(&name).unwrap();
                let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect());
                (name, rows.collect())
            })
            .collect();
        let mut sheets = sheets;
        change(&mut sheets[0].1);
        let rows: Vec<(String, Vec<Vec<&str>>)> = sheets
            .iter()
            .map(|(name, rows)| {
                (
                    name.clone(),
                    rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect(),
                )
            })
            .collect();
        let slices: Vec<(&str, Vec<&[&str]>)> = rows
            .iter()
            .map(|(name, rows)| (name.as_str(), rows.iter().map(Vec::as_slice).collect()))
            .collect();
        let slices: Vec<(&str, &[&[&str]])> =
            slices.iter().map(|(name, rows)| (*name, rows.as_slice())).collect();
        read(folder.path(), &made_up(&slices), Take::Neither)
    };
    let (found, report) = changed(&|rows| rows[0][0] = "Fall".to_owned());
    assert_eq!(faults(&found, &report), ["bad-row"]);
    let (found, report) = changed(&|rows| {
        let name = rows[1][0].clone();
        rows[2][0] = name;
        rows[2][2] = "c".to_owned();
    });
    assert_eq!(faults(&found, &report), ["bad-row", "bad-row"]);
    assert_eq!(texts(folder.path(), 2), before);
    assert_eq!(contents(folder.path()).len(), 2);
}

/// The files under `cases`, but for locks.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.join("cases")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                files.insert(path.clone(), std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
