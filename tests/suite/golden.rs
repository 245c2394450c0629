//! What the shipped form and cases become, against what is written down.
//!
//! `SNAPSHOTS=overwrite cargo test` writes it down anew.

use std::collections::BTreeSet;
use std::path::PathBuf;

use blankett::write::Format;
use snapbox::{Data, assert_data_eq};

use crate::support::{blank, cases, document, form_in, metadata, root, teknik, word, write};

fn golden(name: &str) -> PathBuf {
    root().join("tests/golden").join(name)
}

/// Lines without blanks at their ends, and without empty ones.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_blank_form_is_the_official_text() {
    let form = teknik();
    let (document, filling) = blank(&form);
    let file = write(Format::Docx, &document, &filling);
    let mut printed = word::tika(&word::part(&file, "word/document.xml")).join("\n");
    for ours in &form.form.added_bookmarks {
        let mark = format!("[bookmark: {ours}]");
        assert_eq!(printed.matches(&mark).count(), 1, "{ours} is there");
        printed = printed.replace(&mark, "");
    }
    let official = std::fs::read_to_string(golden("official-form.txt")).unwrap();
    // Tika prints an empty field's five en spaces, which are blanks to `trim`.
    let shown =
        |text: &str| text.replace("\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}", "<empty field>");
    assert_data_eq!(lines(&shown(&printed)).join("\n"), lines(&shown(&official)).join("\n"));
    assert_eq!(official.matches("[bookmark: ").count(), 25);
}

#[test]
fn references_have_the_number_of_their_heading() {
    let form = teknik();
    let (document, filling) = blank(&form);
    let xml = word::part(&write(Format::Docx, &document, &filling), "word/document.xml");
    let at = xml.find("REF _Ref493604353 \\r \\h").expect("a live reference");
    let result = &xml[at..at + 300];
    assert!(result.contains(r#"<w:t xml:space="preserve">5</w:t>"#), "{result}");
    // The fifth of the numbered headings has the bookmark.
    let before = &xml[..xml.find(r#"w:name="_Ref493604353""#).unwrap()];
    assert_eq!(before.matches(r#"<w:pStyle w:val="Heading1"/>"#).count(), 5);
}

#[test]
fn cases_become_what_is_written_down() {
    let form = teknik();
    let mut files =
        BTreeSet::from(["official-form.txt", "hostile.toml", "allt"].map(str::to_owned));
    let mut check = |name: String, text: String| {
        assert_data_eq!(
            text,
            Data::read_from(&golden(&name), Some(snapbox::data::DataFormat::Text)).raw()
        );
        files.insert(name);
    };
    let mut documents: Vec<_> =
        cases().into_iter().map(|(name, toml)| (name, document(&form, &toml))).collect();
    documents.push(("blank".into(), blank(&form)));
    documents.extend(metadata());
    // A form with everything that a form can have.
    let everything = form_in(&golden("allt"), "allt", "1");
    for name in ["allt", "allt-tomt"] {
        let toml = std::fs::read_to_string(golden("allt/cases").join(name).with_extension("toml"))
            .unwrap();
        documents.push((name.to_owned(), document(&everything, &toml)));
    }
    for (name, (document, filling)) in documents {
        let markdown = String::from_utf8(write(Format::Markdown, &document, &filling)).unwrap();
        check(format!("{name}.md"), markdown);
        if ["hostile", "allt", "allt-tomt"].contains(&name.as_str()) {
            let html = String::from_utf8(write(Format::Html, &document, &filling)).unwrap();
            let (_, body) = html.split_once("</style>").expect("the looks are all pages'");
            check(format!("{name}.html.txt"), body.to_owned());
        }
        let docx = write(Format::Docx, &document, &filling);
        word::assert_whole(&docx);
        // The parts that cases can change; the others are written down once.
        let of_every_case =
            ["word/document.xml", "word/_rels/document.xml.rels", "docProps/custom.xml"];
        let parts = word::parts(&docx).into_iter();
        let parts: String = parts
            .filter(|(part, _)| {
                ["hostile", "allt"].contains(&name.as_str())
                    || of_every_case.contains(&part.as_str())
            })
            .map(|(part, xml)| format!("=== {part}\n{}\n", xml.replace("><", ">\n<")))
            .collect();
        check(format!("{name}.docx.txt"), parts);
    }
    let there: BTreeSet<String> = root()
        .join("tests/golden")
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, files, "a file that no case becomes is left over");
}
