//! Word files after people: what they changed is read, what they did not is as it was, and nothing
//! that they typed is lost.

use std::collections::BTreeMap;

use blankett::diagnostic::{Report, Severity};
use blankett::word::{self, WordFile};
use blankett::write::Format;
use regex::Regex;

use crate::support::{
    blankett, cases, document, project_of_cases, teknik, temporary, word as parts, write,
};

const DOCUMENT: &str = "word/document.xml";

/// The Word file of a shipped case.
fn built(name: &str) -> Vec<u8> {
    let form = teknik();
    let (_, toml) = cases().into_iter().find(|(other, _)| other == name).unwrap();
    let (document, filling) = document(&form, &toml);
    write(Format::Docx, &document, &filling)
}

/// A Word file with its document changed.
fn edited(file: &[u8], edit: impl Fn(String) -> String) -> Vec<u8> {
    let document = edit(parts::part(file, DOCUMENT));
    let read = WordFile::read("x.docx", file, &mut Report::new()).unwrap();
    read.package.with(&BTreeMap::from([(DOCUMENT.to_owned(), document.into_bytes())])).unwrap()
}

/// Replaces text that must be there, once.
fn replaced(document: &str, from: &str, to: &str) -> String {
    assert!(document.contains(from), "{from}");
    document.replacen(from, to, 1)
}

/// What is read out of a file: the case, and the codes of what is said.
fn read(file: &[u8]) -> (String, Vec<String>) {
    let form = teknik();
    let mut report = Report::new();
    let file = WordFile::read("x.docx", file, &mut report).unwrap();
    let extracted = form.extract(&file, &mut report);
    let toml = blankett::case::write("teknik", "2017", &extracted.facts, &extracted.answers);
    let said = report.diagnostics().iter().map(|fault| {
        let severity = if fault.severity == Severity::Error { "error" } else { "warning" };
        format!("{severity} {}", fault.problem.code())
    });
    (toml, said.collect())
}

/// What is read after a change, line by line where it differs from what was built.
#[track_caller]
fn check(edit: impl Fn(String) -> String, changed: &[&str], said: &[&str]) {
    let file = built("leverantorsreskontra");
    let (before, _) = read(&file);
    let (after, faults) = read(&edited(&file, edit));
    let lines: Vec<&str> =
        after.lines().filter(|line| !before.lines().any(|other| other == *line)).collect();
    assert_eq!(lines, changed);
    assert_eq!(faults, said);
}

const DATE: &str = r#"<w:t xml:space="preserve">2026-05-05</w:t>"#;

#[test]
fn runs_may_be_split_anywhere() {
    let everywhere = |document: String| {
        // Every letter of every text in a run of its own, with what Word leaves between runs.
        let mut split = String::new();
        let mut rest = document.as_str();
        while let Some(at) = rest.find("<w:t xml:space=\"preserve\">") {
            let text_starts = at + "<w:t xml:space=\"preserve\">".len();
            let text_ends = text_starts + rest[text_starts..].find("</w:t>").unwrap();
            let text = &rest[text_starts..text_ends];
            split += &rest[..at];
            // An entity is one letter.
            let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2);
            let middle = middle.filter(|_| !text.contains('&')).unwrap_or_default();
            split += &format!("<w:t xml:space=\"preserve\">{}</w:t></w:r>", &text[..middle]);
            split +=
                "<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"9999\" w:name=\"_x\"/>";
            split += "<w:bookmarkEnd w:id=\"9999\"/><w:r w:rsidR=\"00AB12CD\"><w:rPr><w:noProof/></w:rPr>";
            split += &format!(
                "<w:lastRenderedPageBreak/><w:t xml:space=\"preserve\">{}</w:t>",
                &text[middle..]
            );
            rest = &rest[text_ends + "</w:t>".len()..];
        }
        split + rest
    };
    check(everywhere, &[], &[]);
}

#[test]
fn what_people_type_is_read() {
    let date = |text: &'static str| move |document: String| replaced(&document, "2026-05-05", text);
    check(date("den 4 maj 2026"), &["datum = 2026-05-04"], &[]);
    check(date("i maj"), &["datum = \"i maj\""], &[]);
    check(date("\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}"), &[], &[]);
    // Curly quotes, hard blanks and soft breaks are what was typed.
    let answer = "Journalister har efterfrågat fakturabilder.";
    check(
        |document| replaced(&document, answer, "”Två\u{a0}ord” – klart.</w:t><w:br/><w:t>Ny rad."),
        &[
            "avvikelser = '''",
            "”Två\u{a0}ord” – klart.",
            "Ny rad. De publiceras inte utan lämnas ut på begäran som allmän handling.",
        ],
        &[],
    );
}

#[test]
fn paragraphs_and_bullets_added_in_an_answer_belong_to_it() {
    let answer = "Journalister har efterfrågat fakturabilder.";
    let with = |added: &'static str| {
        move |document: String| {
            let end = "</w:t></w:r></w:p>";
            let paragraph = "<w:p><w:pPr><w:pStyle w:val=\"Answer\"/>PROPS</w:pPr><w:r><w:t>";
            let (properties, text) = added.split_once('|').unwrap();
            let begin = paragraph.replace("PROPS", properties);
            replaced(
                &document,
                answer,
                &format!("Ett.{end}{begin}{text}{end}{}<w:t>", begin.replace("<w:t>", "")),
            )
        }
    };
    let last = "De publiceras inte utan lämnas ut på begäran som allmän handling.";
    check(with("|Två."), &["avvikelser = '''", "Ett.", "Två.", last], &[]);
    check(with("|- typed"), &["avvikelser = '''", "Ett.", "- typed", last], &[]);
    let bullet = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr>|en punkt";
    let items = [
        "avvikelser = '''",
        "Ett.",
        "- en punkt",
        "- De publiceras inte utan lämnas ut på begäran som allmän handling.",
    ];
    check(with(bullet), &items, &[]);
}

#[test]
fn ticks_are_moved_taken_away_and_doubled() {
    let tick = |document: &str, name: &str, on: bool| {
        let at = document.find(&format!("<w:name w:val=\"{name}\"/>")).unwrap();
        let (before, after) = document.split_at(at);
        let (old, new) = if on { ("0", "1") } else { ("1", "0") };
        let after = replaced(
            after,
            &format!("<w:checked w:val=\"{old}\"/>"),
            &format!("<w:checked w:val=\"{new}\"/>"),
        );
        before.to_owned() + &after
    };
    let moved = |document: String| tick(&tick(&document, "Kryss11", false), "Kryss11_Nej", true);
    check(moved, &["standard_finns = false"], &[]);
    check(|document| tick(&document, "Kryss11_Nej", true), &[], &["error both-ticked"]);
    check(|document| tick(&document, "Kryss11", false), &[], &["warning none-ticked"]);
}

#[test]
fn tracked_changes_are_taken_as_accepted_and_told() {
    let tracked = format!(
        "</w:r><w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>2026-05-05</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"A\"><w:r>{}</w:r></w:ins><w:r>",
        DATE.replace("05-05", "06-06")
    );
    check(
        |document| replaced(&document, DATE, &tracked),
        &["datum = 2026-06-06"],
        &["warning tracked-change", "warning tracked-change"],
    );
}

#[test]
fn a_field_that_was_deleted_is_told_and_not_taken_for_unanswered() {
    let gone = |document: String| {
        let start = document.find("<w:bookmarkStart w:id=\"2\" w:name=\"Text1\"/>").unwrap();
        let end = start + document[start..].find("<w:bookmarkEnd w:id=\"2\"/>").unwrap();
        document[..start].to_owned() + &document[end + "<w:bookmarkEnd w:id=\"2\"/>".len()..]
    };
    check(gone, &[], &["error field-missing"]);
}

/// Everything as the program says it, with files on the disk.
fn said(
    edit: impl Fn(String) -> String,
    case: impl Fn(String) -> String,
) -> (Option<i32>, String, String) {
    let project = project_of_cases();
    let path = project.path().join("cases/leverantorsreskontra.toml");
    let building = ["-q", "build", "--format", "docx", "cases/leverantorsreskontra.toml"];
    assert!(blankett(project.path(), &building).status.success());
    let name = project.path().join("output/leverantorsreskontra.docx");
    std::fs::write(&name, edited(&std::fs::read(&name).unwrap(), edit)).unwrap();
    let old = case(std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, &old).unwrap();
    let output = blankett(
        project.path(),
        &[
            "extract",
            "output/leverantorsreskontra.docx",
            "--into",
            "cases/leverantorsreskontra.toml",
        ],
    );
    let new = std::fs::read_to_string(&path).unwrap();
    let mut diff = String::new();
    for line in new.lines().filter(|line| !old.lines().any(|other| other == *line)) {
        diff += &format!("+{line}\n");
    }
    for line in old.lines().filter(|line| !new.lines().any(|other| other == *line)) {
        diff += &format!("-{line}\n");
    }
    (output.status.code(), String::from_utf8(output.stderr).unwrap(), diff)
}

fn as_it_is(text: String) -> String {
    text
}

#[test]
fn changes_go_into_the_case_and_nothing_else_moves() {
    let new_date = |document: String| replaced(&document, "2026-05-05", "2026-05-06");
    let (code, said_, diff) = said(new_date, as_it_is);
    assert_eq!(
        (code, diff.as_str()),
        (Some(0), "+datum = 2026-05-06\n-datum = 2026-05-05\n"),
        "{said_}"
    );
    let taken = "1 answer taken over into cases/leverantorsreskontra.toml\n";
    assert_eq!(said_, format!("{taken}  Datum:\n    2026-05-05 → 2026-05-06\n"));
    // The case has the change already.
    let (code, said_, diff) = said(new_date, |case| replaced(&case, "2026-05-05", "2026-05-06"));
    assert_eq!((code, diff.as_str()), (Some(0), ""), "{said_}");
    // Both were changed, in two ways.
    let (code, said_, diff) = said(new_date, |case| replaced(&case, "2026-05-05", "2026-05-07"));
    assert_eq!((code, diff.as_str()), (Some(1), ""), "{said_}");
    assert!(said_.contains("error[conflict]: changed in two ways: the case has `2026-05-07`, the Word file `2026-05-06`"), "{said_}");
    assert!(said_.contains("cases/leverantorsreskontra.toml:15:9"), "{said_}");
    // The case has moved on somewhere else.
    let moved_on = |case: String| replaced(&case, "avvikelser = \"", "avvikelser = \"Också: ");
    let (code, said_, diff) = said(new_date, moved_on);
    assert_eq!(
        (code, diff.as_str()),
        (Some(0), "+datum = 2026-05-06\n-datum = 2026-05-05\n"),
        "{said_}"
    );
    // What else is wrong with the case is not Word's.
    let unknown =
        |case: String| case.replace("[answers]\n", "[answers]\nzzz = 1\nstandard_vilka = 7\n");
    let unknown = |case: String| unknown(case.replace("standard_vilka =", "# standard_vilka ="));
    let (code, said_, diff) = said(new_date, unknown);
    assert_eq!(
        (code, diff.as_str()),
        (Some(0), "+datum = 2026-05-06\n-datum = 2026-05-05\n"),
        "{said_}"
    );
    // A broken answer in the case is nothing that Word's could take the place of unseen.
    let broken = |case: String| replaced(&case, "2026-05-05", "\"igår\"");
    let (code, said_, diff) = said(new_date, broken);
    assert_eq!((code, diff.as_str()), (Some(1), ""), "{said_}");
    assert!(said_.contains("the case has `\"igår\"`, the Word file `2026-05-06`"), "{said_}");
    // Nothing was changed in Word.
    let (code, said_, diff) = said(as_it_is, moved_on);
    assert_eq!((code, diff.as_str()), (Some(0), ""), "{said_}");
    assert!(said_.starts_with("no answer was changed"), "{said_}");
}

#[test]
fn answers_are_put_in_and_taken_out_in_their_places() {
    let emptied = |document: String| {
        replaced(&document, "2026-05-05", "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}")
    };
    let (code, said_, diff) = said(emptied, as_it_is);
    assert_eq!((code, diff.as_str()), (Some(0), "-datum = 2026-05-05\n"), "{said_}");
    // With the line ends and comments that the file has.
    let commented = |case: String| {
        replaced(&case, "datum = 2026-05-05", "  datum = 2026-05-05 # mötet").replace('\n', "\r\n")
    };
    let (code, said_, diff) =
        said(|document| replaced(&document, "2026-05-05", "2026-05-06"), commented);
    assert_eq!(code, Some(0), "{said_}");
    assert_eq!(diff, "+  datum = 2026-05-06 # mötet\n-  datum = 2026-05-05 # mötet\n");
}

/// A run that begins, parts or ends a field, or says what it does.
const MARK: &str = "<w:r>(<w:rPr>([^w]|w[^:]|w:[^t])*?</w:rPr>)?(<w:fldChar [^>]*/>|<w:fldChar [^>]*[^/]>.*?</w:fldChar>|<w:instrText[^>]*>[^<]*</w:instrText>)</w:r>";

/// As programs do that know no form fields: what a field shows stays, and a box becomes a character.
fn flattened(mut document: String) -> String {
    let mark = Regex::new(MARK).unwrap();
    let shown = |mark: &regex::Captures<'_>| {
        let drawn = |c: &str| format!("<w:r><w:t>{c}</w:t></w:r>");
        match &mark[0] {
            run if run.contains("<w:checked w:val=\"1\"/>") => drawn("☒"),
            run if run.contains("<w:checkBox>") => drawn("☐"),
            _ => String::new(),
        }
    };
    for (_, range) in bookmarks(&document).into_iter().rev() {
        let flat = mark.replace_all(&document[range.clone()], shown).into_owned();
        assert!(!flat.contains("fldChar"), "{flat}");
        document.replace_range(range, &flat);
    }
    assert!(document.contains('☒'));
    document
}

/// The bookmark around each field: its name, where it begins, and where it has ended.
fn bookmarks(document: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let start = Regex::new("<w:bookmarkStart w:id=\"([0-9]+)\" w:name=\"([^\"]+)\"/>").unwrap();
    let marks = start.captures_iter(document).filter_map(|mark| {
        let end = format!("<w:bookmarkEnd w:id=\"{}\"/>", &mark[1]);
        let at = mark.get(0).unwrap();
        let end = at.end() + document[at.end()..].find(&end)? + end.len();
        document[at.range().end..end]
            .contains("fldChar")
            .then(|| (mark[2].to_owned(), at.start()..end))
    });
    marks.collect()
}

/// As LibreOffice does to boxes, and to all fields: no name, and the bookmark behind the field.
fn nameless(mut document: String) -> String {
    for (name, range) in bookmarks(&document).into_iter().rev() {
        let field = &document[range.clone()];
        let (start, rest) = field.split_at(field.find("/>").unwrap() + 2);
        let (rest, end) = rest.split_at(rest.rfind("<w:bookmarkEnd").unwrap());
        let rest = replaced(rest, &format!("<w:name w:val=\"{name}\"/>"), "<w:name w:val=\"\"/>");
        let moved = format!("{rest}{start}{end}");
        document.replace_range(range, &moved);
    }
    document
}

/// What stands in fields comes to stand behind them; `which` says in which.
fn beside(mut document: String, which: impl Fn(&str) -> bool) -> String {
    let mark = Regex::new(MARK).unwrap();
    for (_, range) in bookmarks(&document).into_iter().rev().filter(|(name, _)| which(name)) {
        let field = &document[range.clone()];
        let marks: Vec<_> = mark.find_iter(field).collect();
        let (parts, ends) = (marks[marks.len() - 2], marks[marks.len() - 1]);
        assert!(parts.as_str().contains("separate") && ends.as_str().contains("\"end\""));
        let (inner, behind) = (&field[parts.end()..ends.start()], &field[ends.end()..]);
        let moved = format!("{}{}{behind}{inner}", &field[..parts.end()], ends.as_str());
        document.replace_range(range, &moved);
    }
    document
}

#[test]
fn an_answer_leaves_a_case_only_with_a_field_that_is_there_and_empty() {
    let (code, said_, diff) = said(flattened, as_it_is);
    assert_eq!((code, diff.as_str()), (Some(0), ""), "{said_}");
    // Where the names are gone, the order of the fields tells.
    let (code, said_, diff) = said(nameless, as_it_is);
    assert_eq!((code, diff.as_str()), (Some(0), ""), "{said_}");
    let (code, said_, diff) = said(|document| beside(document, |_| true), as_it_is);
    assert_eq!((code, diff.as_str()), (Some(1), ""), "{said_}");
    // One by one: a date, a list, a part of a record, a text, one with a table.
    let names: Vec<String> = bookmarks(&parts::part(&built("leverantorsreskontra"), DOCUMENT))
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let texts = names.iter().filter(|name| name.starts_with("Text")).step_by(4);
    assert!(texts.clone().count() >= 3, "{names:?}");
    for name in texts {
        let (code, said_, diff) =
            said(|document| beside(document, |other| other == name), as_it_is);
        assert_eq!((code, diff.as_str()), (Some(1), ""), "{name} {said_}");
        assert!(said_.contains("error[answer-kept]"), "{name} {said_}");
        assert!(said_.contains("error[left-over]"), "{name} {said_}");
    }
}

/// What is seen in a field and is no text, and what a damaged field shows, is never taken for nothing.
#[test]
fn what_is_no_text_is_not_nothing() {
    let run = |within: &str| format!("<w:r>{within}</w:r>");
    let date = run(DATE);
    let separate = run("<w:fldChar w:fldCharType=\"separate\"/>");
    let end = run("<w:fldChar w:fldCharType=\"end\"/>");
    let drawing = run(
        "<w:drawing><wp:inline xmlns:wp=\"x\"><wp:docPr descr=\"2026-05-05\"/></wp:inline></w:drawing>",
    );
    let picture = run("<w:pict xmlns:v=\"x\"><v:textpath string=\"2026-05-05\"/></w:pict>");
    let object = run("<w:object/>");
    for shown in [&drawing, &picture, &object] {
        let (code, said_, diff) = said(|document| replaced(&document, &date, shown), as_it_is);
        assert_eq!((code, diff.as_str()), (Some(1), ""), "{shown} {said_}");
        assert!(said_.contains("error[not-clean]"), "{shown} {said_}");
    }
    // The field's own ends are gone: what it shows is still its answer, or the field is missing.
    for (mark, code) in [(&separate, Some(0)), (&end, Some(1))] {
        let without = |document: String| {
            let at = document.find(&date).unwrap();
            let at = if mark == &separate {
                document[..at].rfind(mark.as_str())
            } else {
                document[at..].find(mark.as_str()).map(|length| at + length)
            };
            let at = at.unwrap();
            document[..at].to_owned() + &document[at + mark.len()..]
        };
        let (found, said_, diff) = said(without, as_it_is);
        assert_eq!((found, diff.as_str()), (code, ""), "{mark} {said_}");
    }
    // A box that somebody wrote into, and one whose state some program has dropped.
    let kryss = "<w:bookmarkStart w:id=\"11\" w:name=\"Kryss11\"/>";
    let field_data = Regex::new("<w:ffData>.*?</w:ffData>").unwrap();
    for (from, to) in [("<w:checked w:val=\"1\"/>", "<w:checked w:val=\"0\"/>"), ("", "")] {
        let edit = |document: String| {
            let at = document.find(kryss).unwrap();
            let (before, after) = document.split_at(at);
            let after = if from.is_empty() {
                field_data.replace(after, "").into_owned()
            } else {
                let ticked = format!("<w:r><w:t>☒</w:t></w:r>{end}");
                replaced(&replaced(after, from, to), &end, &ticked)
            };
            before.to_owned() + &after
        };
        let (code, said_, diff) = said(edit, as_it_is);
        assert_eq!((code, diff.as_str()), (Some(1), ""), "{from} {said_}");
        assert!(said_.contains("error[unclear-box]"), "{from} {said_}");
    }
    // Characters of no width are no answer.
    let (code, said_, diff) =
        said(|document| replaced(&document, "2026-05-05", "\u{200B}"), as_it_is);
    assert_eq!((code, diff.as_str()), (Some(0), "-datum = 2026-05-05\n"), "{said_}");
}

#[test]
fn text_beside_the_fields_is_told_with_its_place() {
    let beside = |document: String| {
        let paragraph = "<w:p><w:r><w:t>Obs! Ring först.</w:t></w:r></w:p>";
        let at = document
            .find("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:bookmarkStart w:id=\"9\"")
            .unwrap_or_else(|| {
                document.rfind("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/>").unwrap()
            });
        document[..at].to_owned() + paragraph + &document[at..]
    };
    let (code, said_, diff) = said(beside, as_it_is);
    assert_eq!((code, diff.as_str()), (Some(1), ""), "{said_}");
    assert!(said_.contains("stands outside of all fields: `Obs! Ring först.`"), "{said_}");
    assert!(said_.contains("under “Publicera och underhålla öppna data”"), "{said_}");
    // Words added to the form's own.
    let (code, said_, _) = said(|document| replaced(&document, "Ja ", "Ja, kanske "), as_it_is);
    assert_eq!(code, Some(1));
    assert!(said_.contains("`Ja, kanske`") || said_.contains("`kanske`"), "{said_}");
}

/// What the form says in an empty field is an answer where somebody typed it as an item of a list.
#[test]
fn a_placeholder_in_a_list_is_an_answer() {
    let project = temporary();
    crate::support::copy(&crate::support::root().join("tests/golden/allt"), project.path());
    let case = project.path().join("cases/allt.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    let (before, _) = text.split_once("text = ").unwrap();
    let text = format!("{before}text = \"- [Skriv här]\"\n");
    std::fs::write(&case, &text).unwrap();
    assert!(blankett(project.path(), &["-q", "build", "cases/allt.toml"]).status.success());
    let arguments = ["extract", "output/allt.docx", "--into", "cases/allt.toml"];
    let output = blankett(project.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_to_string(&case).unwrap(), text);
}

/// A line that lacks parts may mean any of them: what it was read as is told. One that says nothing of any part
/// is a text that somebody typed.
#[test]
fn a_short_line_of_a_record_is_read_and_told() {
    let contact = "Bokföra Låtsasdotter, 08-000 00 22, ekonomi@example.se";
    for (line, written, is_told) in [
        (
            contact,
            r#"{ namn = "Bokföra Låtsasdotter", telefon = "08-000 00 22", epost = "ekonomi@example.se" }"#,
            false,
        ),
        ("Bokföra, 08-000 00 22", r#"{ namn = "Bokföra", telefon = "08-000 00 22" }"#, false),
        ("[Ring] 08-000 [eller inte]", r#"{ namn = "[Ring] 08-000 [eller inte]" }"#, true),
        ("[Kontaktperson i verksamheten]", r#""[Kontaktperson i verksamheten]""#, false),
        (" , , ", r#"" , ,""#, false),
    ] {
        let file =
            edited(&built("leverantorsreskontra"), |document| replaced(&document, contact, line));
        let file = WordFile::read("x.docx", &file, &mut Report::new()).unwrap();
        let extracted = word::extract(&file, None, || None, &teknik().form, &mut Report::new());
        let toml = blankett::case::write("teknik", "2017", &extracted.facts, &extracted.answers);
        assert!(toml.contains(&format!("\nkontaktperson = {written}\n")), "{toml}");
        assert_eq!(!extracted.many_ways.is_empty(), is_told, "{line}");
    }
}

/// People are written down in many ways; one person's name is never another's role.
#[test]
fn people_are_read_as_people_write_them() {
    let contact = "Bokföra Låtsasdotter, 08-000 00 22, ekonomi@example.se";
    for (line, written) in [
        (
            "Åsa Ek, tfn: 040-123 45 67, e-post: asa@example.se",
            r#"{ namn = "Åsa Ek", telefon = "040-123 45 67", epost = "asa@example.se" }"#,
        ),
        (
            "Åsa Ek tel. +46 (0)40-123 45 67 asa@example.se",
            r#"{ namn = "Åsa Ek", telefon = "+46 (0)40-123 45 67", epost = "asa@example.se" }"#,
        ),
        ("asa@example.se; Åsa Ek", r#"{ namn = "Åsa Ek", epost = "asa@example.se" }"#),
        (
            "[Åsa Ek, 040-123 45 67, asa@example.se]",
            r#"{ namn = "Åsa Ek", telefon = "040-123 45 67", epost = "asa@example.se" }"#,
        ),
    ] {
        let edit = |document: String| replaced(&document, contact, line);
        let (toml, _) = read(&edited(&built("leverantorsreskontra"), edit));
        assert!(toml.contains(&format!("\nkontaktperson = {written}\n")), "{line}\n{toml}");
    }
    let participant = "Fiktiva Provlund, central samordnare för öppna data, Utvecklingsavdelningen";
    for (line, written) in [
        ("Bo Prov", &[r#"{ namn = "Bo Prov" }"#][..]),
        ("Bo Prov – jurist", &[r#"{ namn = "Bo Prov", roll = "jurist" }"#]),
        ("Bo Prov (jurist)", &[r#"{ namn = "Bo Prov", roll = "jurist" }"#]),
        ("Bo Prov, Ekonomienheten", &[r#"{ namn = "Bo Prov", enhet = "Ekonomienheten" }"#]),
        ("Ekonomienheten, Bo Prov", &[r#"{ namn = "Bo Prov", enhet = "Ekonomienheten" }"#]),
        ("Bo Prov, Region Skåne", &[r#"{ namn = "Bo Prov", enhet = "Region Skåne" }"#]),
        ("Jurist: Bo Prov", &[r#"{ namn = "Bo Prov", roll = "Jurist" }"#]),
        (
            "Bo Prov (jurist) och Åsa Ek (it)",
            &[r#"{ namn = "Bo Prov", roll = "jurist" }"#, r#"{ namn = "Åsa Ek", roll = "it" }"#],
        ),
        (
            "Bo Prov (ordf.), Åsa Ek (sekr.)",
            &[r#"{ namn = "Bo Prov", roll = "ordf." }"#, r#"{ namn = "Åsa Ek", roll = "sekr." }"#],
        ),
        (
            "Bo Prov; Åsa Ek; konsult",
            &[r#"{ namn = "Bo Prov" }"#, r#"{ namn = "Åsa Ek", roll = "konsult" }"#],
        ),
        (
            "Bo Prov, Åsa Ek, Nils von Ny",
            &[r#"{ namn = "Bo Prov" }"#, r#"{ namn = "Åsa Ek" }"#, r#"{ namn = "Nils von Ny" }"#],
        ),
    ] {
        let edit = |document: String| replaced(&document, participant, line);
        let (toml, _) = read(&edited(&built("leverantorsreskontra"), edit));
        for written in written {
            assert!(toml.contains(&format!("\n    {written},\n")), "{line}: {written}\n{toml}");
        }
    }
}

/// Where nothing but order and words tell which field is whose, a question that was moved keeps its answer.
#[test]
fn a_moved_question_keeps_its_answer() {
    let moved = |document: String| {
        let document = nameless(document);
        let question = |label: &str| {
            let at = document.find(label).unwrap();
            document[..at].rfind("<w:p>").unwrap()
        };
        let (one, other) =
            (question("Informationsmängden som berörs:"), question("Informationsmängden finns i:"));
        let end = question("Deltagare:");
        let (first, second) = (&document[one..other], &document[other..end]);
        format!("{}{second}{first}{}", &document[..one], &document[end..])
    };
    let (_, said_, diff) = said(moved, as_it_is);
    assert_eq!(diff, "", "{said_}");
}

/// Words that a colleague has Word make, ticks and headers are words that they added.
#[test]
fn nothing_that_a_colleague_adds_is_taken_for_the_forms_own() {
    let beside = |content: &'static str| {
        move |document: String| {
            let at = document.rfind("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/>").unwrap();
            format!("{}<w:p>{content}</w:p>{}", &document[..at], &document[at..])
        }
    };
    let quote =
        r#"<w:fldSimple w:instr=" QUOTE x "><w:r><w:t>Inte godkänt</w:t></w:r></w:fldSimple>"#;
    let part = "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:r><w:t>Inte godkänt</w:t></w:r></w:sdtContent></w:sdt>";
    let list = r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Egen"/><w:ddList><w:listEntry w:val="Inte godkänt"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    for content in [quote, part, list] {
        let (code, said_, diff) = said(beside(content), as_it_is);
        assert_eq!((code, diff.as_str()), (Some(1), ""), "{content} {said_}");
        assert!(said_.contains("Inte godkänt"), "{content} {said_}");
    }
    // In the header, on the line of the number.
    let file = built("leverantorsreskontra");
    let header =
        replaced(&parts::part(&file, "word/header1.xml"), "0231-2026", "0231-2026 gäller ej");
    let read = WordFile::read("x.docx", &file, &mut Report::new()).unwrap();
    let changed = BTreeMap::from([("word/header1.xml".to_owned(), header.into_bytes())]);
    let bytes = read.package.with(&changed).unwrap();
    let mut report = Report::new();
    let file = WordFile::read("x.docx", &bytes, &mut report).unwrap();
    let form = std::sync::Arc::new(teknik());
    let extracted = form.extract(&file, &mut report);
    blankett::exchange::Returned { file, form, extracted }.validate(None, &mut report);
    let left = report
        .diagnostics()
        .iter()
        .map(|fault| fault.problem.message(blankett::diagnostic::Language::English));
    let left: Vec<String> = left.collect();
    assert!(
        left.iter()
            .any(|message| message.contains("in the header") && message.contains("gäller ej")),
        "{left:?}"
    );
}

/// Where only a question's words lead to its answer, an answer that quotes a question leads nowhere.
#[test]
fn a_quoted_question_takes_no_answer() {
    let bare = |document: String| {
        let bookmark = Regex::new("<w:bookmark(Start|End) [^>]*/>").unwrap();
        bookmark.replace_all(&flattened(document), "").into_owned()
    };
    let (_, said_, diff) = said(bare, as_it_is);
    assert_eq!(diff, "", "{said_}");
    let quoted = |document: String| {
        let quote = "Hur det ska underhållas?</w:t></w:r></w:p><w:p><w:r><w:t>Beskriv eventuella avvikelser från målgruppernas behov:</w:t></w:r></w:p><w:p><w:r><w:t>Journalister";
        replaced(&bare(document), "Journalister", quote)
    };
    let (code, said_, diff) = said(quoted, as_it_is);
    assert_eq!((code, diff.as_str()), (Some(1), ""), "{said_}");
}
