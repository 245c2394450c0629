//! What must hold for all answers.

use std::fmt::Write as _;
use std::sync::Arc;

use blankett::diagnostic::Report;
use blankett::document::{
    Block, Content, Document, Filling, Inline, Role, SlotKind, Text, characters,
};
use blankett::generate::{Blankett, FormFiles};
use blankett::text::{Piece, pieces};
use blankett::write::{Format, Shape};
use proptest::prelude::*;

use crate::support::{
    blank, cases, document, form_in, html, markdown, metadata, teknik, try_document, word, write,
};

/// Pieces of what people type, and of what would harm a careless writer.
fn snippet() -> impl Strategy<Value = String> {
    let known = [
        "Källdata",
        "öppna data",
        " ",
        "  ",
        "\t",
        ".",
        "1",
        "1.",
        "12.",
        "2)",
        "- ",
        "-",
        "--",
        "---",
        "+ ",
        "* ",
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~~",
        "#",
        "# ",
        "> ",
        ">",
        "<",
        "<b>",
        "</w:t>",
        "]]>",
        "<!--",
        "&",
        "&amp;",
        "&#60;",
        "&lt",
        "[",
        "]",
        "[x](y)",
        "![x](y)",
        "|",
        "| a | b |",
        "| --- | --- |",
        "|---|",
        ":-:",
        "\\",
        "\\|",
        "\\\\",
        "'",
        "\"",
        "''",
        "{{ answers.datum }}",
        "{%",
        "{#",
        "#}",
        "$",
        "$x$",
        "=",
        "===",
        "!",
        ":",
        "https://example.se/a_b?c=1&d=*",
        "http://",
        "https://example.se.",
        "(https://example.se/(x))",
        "@",
        "\u{2002}",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{1f642}",
        "\u{10FFFF}",
        "é",
        "e\u{301}",
        "日本",
        "שלום",
        "a",
        "B",
        "0",
        "x_y",
        "A&B",
    ];
    prop_oneof![
        8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => any::<char>().prop_map(String::from),
    ]
    // What `check` refuses would make the whole case none.
    .prop_map(|snippet| {
        snippet.replace(|c: char| c.is_control() && c != '\t' && c != '\u{85}', "x")
    })
    .prop_map(|snippet| snippet.replace(['\u{FFFE}', '\u{FFFF}'], "x"))
}

/// Text that is an answer.
fn answered(text: String) -> String {
    if text.trim().is_empty() { "x".into() } else { text }
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(snippet(), 0..8).prop_map(|snippets| answered(snippets.concat()))
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => line(),
        2 => line().prop_map(|line| format!("- {line}")),
        2 => (1..4_usize, line()).prop_map(|(number, line)| format!("{number}. {line}")),
        1 => line().prop_map(|line| format!("  {line}")),
        // Lists within items: of bullets, and of numbers.
        2 => (1..4_usize, line()).prop_map(|(deep, line)| format!("{}- {line}", "  ".repeat(deep))),
        1 => (1..3_usize, line()).prop_map(|(number, line)| format!("  {number}. {line}")),
        1 => line().prop_map(|line| format!("   - {line}")),
        1 => line().prop_map(|line| format!("\t- {line}")),
        1 => prop::collection::vec(line(), 1..4).prop_map(|cells| format!("| {} |", cells.join(" | "))),
        1 => (1..4_usize).prop_map(|columns| "| --- ".repeat(columns) + "|"),
        1 => (1..4_usize, prop::collection::vec(line(), 1..12)).prop_map(|(columns, cells)| {
            let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
            let mut rows: Vec<String> = cells.chunks(columns).map(row).collect();
            rows.insert(1.min(rows.len()), "| --- ".repeat(columns.min(cells.len())) + "|");
            rows.join("\n")
        }),
        1 => Just(String::new()),
    ]
}

fn typed() -> impl Strategy<Value = String> {
    let ends = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\u{b}"]);
    prop::collection::vec((block(), ends), 1..8)
        .prop_map(|blocks| answered(blocks.into_iter().map(|(block, end)| block + end).collect()))
}

/// A case with made-up answers to some questions of each kind.
pub(crate) fn case() -> impl Strategy<Value = String> {
    let maybe = prop::option::weighted(0.7, typed());
    let texts = prop::collection::vec(maybe, 9);
    let record = || prop::collection::vec(prop::option::weighted(0.8, line()), 3);
    let lists = prop::option::weighted(0.7, prop::collection::vec(record(), 1..4));
    let ticks = prop::collection::vec(prop::option::weighted(0.7, any::<bool>()), 2);
    (
        texts,
        prop::option::of(line()),
        lists,
        prop::option::of(record()),
        ticks,
        prop::option::of(line()),
    )
        .prop_map(|(texts, line, participants, contact, ticks, dnr)| {
            let mut toml = String::from("form = \"teknik\"\nversion = \"2017\"\n");
            let keys = [
                "finns_i",
                "uppdatering",
                "format",
                "standard_vilka",
                "konvertering",
                "ytterligare_krav",
                "underhall",
                "avvikelser",
                "publicering",
            ];
            if let Some(dnr) = dnr {
                writeln!(toml, "case.dnr = {}", quoted(&dnr)).unwrap();
            }
            toml += "[answers]\ndatum = 2026-03-03\n";
            for (key, text) in keys.iter().zip(texts) {
                if let Some(text) = text {
                    writeln!(toml, "{key} = {}", quoted(&text)).unwrap();
                }
            }
            if let Some(line) = line {
                writeln!(toml, "informationsmangd = {}", quoted(&line)).unwrap();
            }
            let record = |parts: &[&str; 3], mut values: Vec<Option<String>>| {
                values[1].get_or_insert("x".into());
                // The form wants an address of this shape.
                if parts[2] == "epost" {
                    values[2] = values[2].take().map(|_| "x@example.se".into());
                }
                let parts =
                    parts.iter().zip(values).filter_map(|(part, value)| Some((part, value?)));
                let parts: Vec<String> =
                    parts.map(|(part, value)| format!("{part} = {}", quoted(&value))).collect();
                format!("{{ {} }}", parts.join(", "))
            };
            if let Some(participants) = participants {
                let records: Vec<String> = participants
                    .into_iter()
                    .map(|values| record(&["namn", "roll", "enhet"], values))
                    .collect();
                writeln!(toml, "deltagare = [{}]", records.join(", ")).unwrap();
            }
            if let Some(contact) = contact {
                writeln!(
                    toml,
                    "kontaktperson = {}",
                    record(&["namn", "telefon", "epost"], contact)
                )
                .unwrap();
            }
            for (key, tick) in ["standard_finns", "standard_tas_fram"].iter().zip(ticks) {
                if let Some(tick) = tick {
                    writeln!(toml, "{key} = {tick}").unwrap();
                }
            }
            toml
        })
}

pub(crate) fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// The documents of made-up cases; only a comma that would not come back is refused.
fn made(form: &Blankett, toml: &str) -> Option<(Arc<Shape>, Filling)> {
    try_document(form, toml, &mut Report::new())
}

/// What stands in a slot: one text a paragraph, item or cell.
fn texts(content: &Content) -> Vec<String> {
    match content {
        Content::Line(line) => vec![line.clone()],
        Content::Tick(_) => Vec::new(),
        Content::Text(text) => text
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Paragraph(paragraph) => vec![characters(&paragraph.content)],
                Block::List(list) => {
                    let mut items = Vec::new();
                    list.each_line(&mut |item| items.push(characters(item)));
                    items
                }
                Block::Table(table) => table.cells().map(|cell| characters(cell)).collect(),
                other => panic!("nobody types {other:?}"),
            })
            .collect(),
    }
}

/// Damage to a text: where (in thousandths), how many characters go, and what comes instead.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    prop::collection::vec(
        (0..1000_usize, prop::sample::select(vec![0, 0, 1, 2, 5, 40, 4000]), snippet()),
        1..4,
    )
}

fn damaged(text: &str, edits: &[(usize, usize, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, gone, instead) in edits {
        let start = characters.len() * place / 1000;
        let end = (start + gone).min(characters.len());
        characters.splice(start..end, instead.chars());
    }
    characters.into_iter().collect()
}

fn assert_places(report: &Report) {
    for diagnostic in report.diagnostics() {
        for place in diagnostic.primary.iter().chain(&diagnostic.secondary) {
            let text = place.source().text();
            assert!(text.get(place.span()).is_some(), "{diagnostic:?}");
        }
    }
}

pub(crate) fn assert_word_holds(document: &Document, filling: &Filling) {
    let file = write(Format::Docx, document, filling);
    word::assert_whole(&file);
    let apart = word::apart(&word::part(&file, "word/document.xml"));
    assert_eq!(apart.fields.len(), document.slots.len());
    for field in &apart.fields {
        let index =
            document.slots.iter().position(|slot| slot.name == field.name).expect("a slot's name");
        let slot = &document.slots[index];
        assert_eq!(
            field.bookmarks,
            std::slice::from_ref(&slot.name),
            "a field stands in its own bookmark"
        );
        match &filling.slots[index] {
            content if !field.entries.is_empty() => {
                let entries = &field.entries;
                let SlotKind::Choice(options) = &slot.kind else { panic!("a list of choices") };
                assert_eq!(&entries[1..], options);
                let shown = content.as_ref().map_or(0, |content| {
                    entries.iter().position(|entry| texts(content) == [entry.clone()]).unwrap()
                });
                assert_eq!(field.chosen, shown);
            }
            Some(Content::Tick(ticked)) => assert_eq!(field.ticks, [*ticked, *ticked]),
            None if slot.kind == SlotKind::Tick => assert_eq!(field.ticks, [false, false]),
            None => {
                let empty = slot.placeholder.clone().unwrap_or_else(|| "\u{2002}".repeat(5));
                assert_eq!(field.paragraphs, [empty]);
            }
            Some(content) => assert_eq!(field.paragraphs, texts(content), "{}", slot.place),
        }
    }
}

pub(crate) fn assert_markdown_holds(document: &Document, filling: &Filling) {
    let file = String::from_utf8(write(Format::Markdown, document, filling)).unwrap();
    let apart = markdown::apart(&file);
    let mut quotations = apart.quotations.iter();
    let unanswered = |slot: usize| {
        document.slots[slot].placeholder.as_ref().unwrap_or(&document.unanswered).clone()
    };
    for block in &document.blocks {
        let expected = match block {
            Block::Slot(slot) => {
                filling.slots[*slot].as_ref().map_or_else(|| vec![unanswered(*slot)], texts)
            }
            Block::Paragraph(paragraph) if paragraph.role == Role::Answer => {
                let pieces = paragraph.content.iter().map(|piece| match piece {
                    Inline::Text(text) => text.clone(),
                    Inline::Slot(slot) => match &filling.slots[*slot] {
                        Some(Content::Tick(true)) => "☒".into(),
                        Some(Content::Tick(false)) => "☐".into(),
                        None if document.slots[*slot].kind == SlotKind::Tick => "☐".into(),
                        Some(content) => texts(content).concat(),
                        None => unanswered(*slot),
                    },
                    other => panic!("{other:?} beside an answer"),
                });
                vec![pieces.collect::<String>()]
            }
            _ => continue,
        };
        assert_eq!(quotations.next(), Some(&expected), "{file}");
    }
    assert_eq!(quotations.next(), None);
}

/// What stands in a page is what was typed, and nothing that was typed is anything but text.
pub(crate) fn assert_html_holds(document: &Document, filling: &Filling) {
    let file = String::from_utf8(write(Format::Html, document, filling)).unwrap();
    let page = html::Page::parse(&file);
    page.assert_is_dead();
    for (slot, content) in document.slots.iter().zip(&filling.slots) {
        let expected = match content {
            Some(Content::Tick(true)) => vec!["☒ikryssad".to_owned()],
            None if slot.kind == SlotKind::Tick => vec!["☐inte ikryssad".to_owned()],
            Some(Content::Tick(false)) => vec!["☐inte ikryssad".to_owned()],
            Some(content) => texts(content),
            None => vec![slot.placeholder.as_ref().unwrap_or(&document.unanswered).clone()],
        };
        assert_eq!(page.texts_in(&slot.name), expected, "{}\n{file}", slot.name);
    }
}

/// Each value that the template prints stands in the document's text as it is, tabs and breaks apart.
fn assert_printed_holds(document: &Document, filling: &Filling) {
    let file = write(Format::Docx, document, filling);
    let parts = ["word/document.xml", "word/header1.xml", "word/footer1.xml"];
    let text: String =
        parts.iter().map(|name| word::tika(&word::part(&file, name)).concat()).collect();
    let plain = |text: &str| text.replace(['\t', '\n'], "");
    for printed in &filling.printed {
        assert!(plain(&text).contains(&plain(printed)), "{printed:?}\n{text}");
    }
}

#[test]
fn no_character_of_a_shipped_or_hostile_answer_is_lost() {
    let form = teknik();
    for (_, toml) in cases() {
        let (document, filling) = document(&form, &toml);
        assert_word_holds(&document, &filling);
        assert_markdown_holds(&document, &filling);
        assert_html_holds(&document, &filling);
    }
    for (_, (document, filling)) in metadata() {
        assert_word_holds(&document, &filling);
        assert_html_holds(&document, &filling);
    }
}

/// Laws over cases say nothing if there are none.
#[test]
fn nearly_all_made_up_cases_are_accepted() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let (form, mut runner) = (teknik(), TestRunner::deterministic());
    let accepted = (0..200)
        .filter(|_| made(&form, &case().new_tree(&mut runner).unwrap().current()).is_some())
        .count();
    assert!(accepted > 180, "{accepted} of 200");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_character_of_an_answer_is_lost(toml in case()) {
        let form = teknik();
        if let Some((document, filling)) = made(&form, &toml) {
            assert_word_holds(&document, &filling);
            assert_markdown_holds(&document, &filling);
            assert_html_holds(&document, &filling);
            }
    }

    /// In a form that has everything: values in headings, lists, tables and contents, an included
    /// part, a loop, a condition. The same shape is filled again and again.
    #[test]
    fn no_character_is_lost_in_a_form_that_has_everything(
        lines in prop::collection::vec(prop::option::weighted(0.8, line()), 3),
        slag in prop::sample::select(vec!["", "slag = \"ett\"\n", "slag = \"två\"\n"]),
        rader in prop::collection::vec(line(), 0..4),
        text in prop::option::weighted(0.8, typed()),
    ) {
        let form = form_in(&crate::support::root().join("tests/golden/allt"), "allt", "1");
        let pair = |key: &str, text: &Option<String>| {
            text.as_ref().map(|text| format!("{key} = {}\n", quoted(text))).unwrap_or_default()
        };
        let rader: Vec<String> = rader.iter().map(|line| quoted(line)).collect();
        let rader = if rader.is_empty() { String::new() } else { format!("rader = [{}]\n", rader.join(", ")) };
        let toml = format!(
            "form = \"allt\"\nversion = \"1\"\n[case]\n{}{}[answers]\n{}{slag}{rader}{}",
            pair("dnr", &lines[0]), pair("adress.ort", &lines[1].clone().or(Some("Orten".into()))), pair("namn", &lines[2]), pair("text", &text),
        );
        for toml in [toml.replace("namn =", "# namn ="), toml] {
            if let Some((document, filling)) = made(&form, &toml) {
                assert_word_holds(&document, &filling);
                assert_html_holds(&document, &filling);
                assert_printed_holds(&document, &filling);
            }
        }
    }

    #[test]
    fn no_answer_changes_what_a_document_is_made_of(toml in case()) {
        let form = teknik();
        let toml: String = toml.lines().filter(|line| !line.starts_with("case.dnr")).fold(String::new(), |all, line| all + line + "\n");
        if let Some((document, filling)) = made(&form, &toml) {
            let (empty_document, empty_filling) = blank(&form);
            prop_assert_eq!(&document.blocks, &empty_document.blocks);
            let outside = |document, filling| {
                word::apart(&word::part(&write(Format::Docx, document, filling), "word/document.xml")).outside
            };
            prop_assert_eq!(outside(&document, &filling), outside(&empty_document, &empty_filling));
            let outside = |document, filling| {
                markdown::apart(&String::from_utf8(write(Format::Markdown, document, filling)).unwrap()).outside
            };
            prop_assert_eq!(outside(&document, &filling), outside(&empty_document, &empty_filling));
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(toml in case(), other in case()) {
        // PDF has a test of its own.
        for format in [Format::Docx, Format::Markdown] {
            let bytes = |toml: &str| made(&teknik(), toml).map(|(document, filling)| write(format, &document, &filling));
            let first = bytes(&toml);
            // Whatever else is made in between.
            bytes(&other);
            prop_assert_eq!(first, bytes(&toml));
        }
    }

    /// Whatever a file holds, there are problems with places, and nothing breaks.
    #[test]
    fn a_damaged_case_has_faults_in_places(edits in edits()) {
        let form = teknik();
        for (_, toml) in cases() {
            let mut report = Report::new();
            try_document(&form, &damaged(&toml, &edits), &mut report);
            assert_places(&report);
        }
    }

    #[test]
    fn a_damaged_form_has_faults_in_places(edits in edits(), file in 0..3_usize) {
        let project = blankett::workspace::Project::new(crate::support::root());
        let mut report = Report::new();
        let mut files = project.form_files("teknik", "2017", &mut report);
        let (name, text) = (files[file].name().to_owned(), damaged(files[file].text(), &edits));
        files[file] = blankett::diagnostic::Source::new(name, text);
        if let Some(form) = Blankett::load("teknik", "2017", FormFiles::of(&files), &mut report) {
            for (_, toml) in cases() {
                try_document(&form, &toml, &mut report);
            }
        }
        assert_places(&report);
    }

    #[test]
    fn normal_form_is_stable(typed in typed()) {
        let text = Text::parse(&typed);
        let normal = text.to_string();
        prop_assert_eq!(Text::parse(&normal), text, "{}", normal);
        prop_assert_eq!(Text::parse(&normal).to_string(), normal);
    }

    #[test]
    fn the_pieces_of_a_line_are_the_line(line in line()) {
        let joined: String = pieces(&line).iter().map(|piece| match piece {
            Piece::Plain(text) | Piece::Link(text) => *text,
        }).collect();
        prop_assert_eq!(joined, line);
    }
}
