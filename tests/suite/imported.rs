//! Word forms that somebody else made become forms of ours.

use std::io::{Cursor, Write};

use blankett::diagnostic::{Language, Report, Source};
use blankett::document::{Document, Filling};
use blankett::form::{Address, Form, Kind};
use blankett::generate::{Blankett, FormFiles};
use blankett::word::problems::WordOnly;
use blankett::word::{self, Base, FilledFile, Imported, Verdict, WordFile};
use blankett::write::Format;
use zip::write::SimpleFileOptions;

use proptest::prelude::*;

use crate::support::{
    answers_of, blank, form_in, of_answers, read_back, root, word as parts, write,
};

/// A Word file of a document's content alone.
fn word_file(body: &str) -> Vec<u8> {
    const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relationships),
        ("word/document.xml", &document),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn imported(bytes: &[u8]) -> Imported {
    let file = WordFile::read("x.docx", bytes, &mut Report::new()).expect("a Word file");
    word::import(&file, "x", None)
}

/// The form that an import makes, which must be proved.
fn loaded(imported: &Imported, original: Option<&[u8]>) -> Blankett {
    let sources = [
        Source::new("form.toml", imported.definition.clone()),
        Source::new("document.md", imported.template.clone()),
    ];
    let mut report = Report::new();
    let original = original.map(|bytes| ("original.docx", bytes));
    let form =
        Blankett::load("x", "1", FormFiles::of(&sources).with_original(original), &mut report);
    let form = form.unwrap_or_else(|| {
        panic!("{:#?}\n{}\n{}", report.diagnostics(), imported.definition, imported.template)
    });
    form.prove(&mut report);
    assert!(!report.has_errors(), "{:#?}\n{}", report.diagnostics(), imported.template);
    form
}

fn addresses(form: &Form) -> Vec<Address> {
    form.fields.iter().filter_map(|field| field.address.clone()).collect()
}

#[test]
fn our_own_empty_form_gives_back_its_fields_addresses_and_text() {
    for (id, version) in [("teknik", "2017"), ("teknisk-metadata", "1")] {
        let ours = form_in(root(), id, version);
        let (document, filling) = blank(&ours);
        let bytes = write(Format::Docx, &document, &filling);
        let theirs = loaded(&imported(&bytes), None);
        let names = |form: &Form| {
            let mut names: Vec<String> = addresses(form)
                .into_iter()
                .flat_map(|address| match address {
                    Address::One(name) => vec![name],
                    Address::Parts(names) => names,
                })
                .collect();
            names.sort();
            names
        };
        assert_eq!(names(&theirs.form), names(&ours.form), "{id}");
        let text = |form: &Blankett| {
            let (document, filling) = blank(form);
            let file = write(Format::Docx, &document, &filling);
            let lines = parts::tika(&parts::part(&file, "word/document.xml")).into_iter();
            let lines = lines.map(|line| line.trim().to_owned());
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        snapbox::assert_data_eq!(text(&theirs), text(&ours));
        if id == "teknik" {
            let labels = |form: &Form| -> Vec<String> {
                form.fields.iter().map(|field| field.label.clone()).collect()
            };
            let mut wanted = labels(&ours.form);
            // The official text asks for it in two lines.
            *wanted.last_mut().unwrap() = "Beskriv:".into();
            assert_eq!(labels(&theirs.form), wanted);
        }
    }
}

/// Fills a file with the answers of a case, which must come back out of it.
fn filled(form: &Blankett, original: &[u8], toml: &str) -> FilledFile {
    let mut report = Report::new();
    let answers = answers_of(form, toml, &mut report);
    let answers = answers.unwrap_or_else(|| panic!("{:#?}\n{toml}", report.diagnostics()));
    let (document, filling) = of_answers(form, &answers);
    let received = WordFile::read("original.docx", original, &mut report).unwrap();
    let original = form.original().unwrap_or(&received);
    let filled = word::fill(original, &document, &filling, &mut report);
    let filled = filled.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    let back = read_back(form, &filled.bytes);
    let again = answers_of(form, &back, &mut report);
    assert_eq!(again.as_ref(), Some(&answers), "{back}");
    filled
}

/// A paragraph of runs.
fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn t(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A form field: its data, its instruction and its result.
fn field(data: &str, instruction: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>{data}</w:ffData></w:fldChar></w:r>\
         <w:r><w:instrText> {instruction} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

fn tick(name: &str) -> String {
    let data = format!(
        "<w:name w:val=\"{name}\"/><w:checkBox><w:sizeAuto/><w:default w:val=\"0\"/></w:checkBox>"
    );
    field(&data, "FORMCHECKBOX", "")
}

fn input(name: &str, more: &str) -> String {
    field(
        &format!("<w:name w:val=\"{name}\"/><w:textInput>{more}</w:textInput>"),
        "FORMTEXT",
        &t("     "),
    )
}

/// A form as people make them.
fn someones_form() -> Vec<u8> {
    let list = "<w:name w:val=\"Lista1\"/><w:ddList><w:listEntry w:val=\"Välj…\"/><w:listEntry w:val=\"Liten\"/><w:listEntry w:val=\"Stor &amp; tung\"/></w:ddList>";
    let control = "<w:sdt><w:sdtPr><w:alias w:val=\"Ort\"/><w:tag w:val=\"ort\"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Klicka här</w:t></w:r></w:sdtContent></w:sdt>";
    let boxed = "<w:sdt><w:sdtPr><w:tag w:val=\"samtycke\"/><w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>";
    word_file(&[
        p(&t("1. Ansökan {{ om }} *allt* &amp; &lt;b&gt;")),
        p(&(t("Namn: ") + &input("Text16", "<w:maxLength w:val=\"40\"/>") + &t(" Telefon: ") + &input("Text16", ""))),
        p(&(t("Ej namngivet: ") + &input("", "<w:default w:val=\"Skriv\"/>"))),
        p(&(t("Storlek: ") + &field(list, "FORMDROPDOWN", ""))),
        p(&(t("Ort: ") + control)),
        p(&(boxed.to_owned() + &t(" Jag samtycker"))),
        p(&t("Har du sökt förut?")),
        p(&(tick("Kryss1") + &t(" Ja ") + &tick("Kryss2") + &t(" Nej"))),
        p(&t("Vad gäller det?")),
        p(&(tick("Kryss3") + &t(" Bygglov"))),
        p(&(tick("") + &t(" Annat:"))),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            p(&t("År")), p(&t("Belopp")), p(&input("Text20", "")), p(&input("Text21", ""))
        ),
        p(&t("Beskriv:")),
        p(&input("Text22", "")),
    ]
    .concat())
}

#[test]
fn a_form_as_people_make_them_becomes_one_of_ours_and_is_filled() {
    let bytes = someones_form();
    let imported = imported(&bytes);
    let form = loaded(&imported, Some(&bytes));
    let shown: Vec<String> = form
        .form
        .fields
        .iter()
        .map(|field| {
            format!("{} {} {:?} {}", field.key, field.kind.name(), field.address, field.label)
        })
        .collect();
    snapbox::assert_data_eq!(
        shown.join("\n"),
        snapbox::str![[r##"
ansokan line Some(One("blank_1_1_d9a88a")) Ansökan
namn line Some(One("Text16#1")) Namn:
telefon line Some(One("Text16#2")) Telefon:
ej_namngivet line Some(One("#3")) Ej namngivet:
storlek choice Some(One("Lista1")) Storlek:
ort line Some(One("ort")) Ort:
jag_samtycker choices Some(Parts(["samtycke"])) Jag samtycker
har_du_sokt_forut yes_no Some(Parts(["Kryss1", "Kryss2"])) Har du sökt förut?
vad_galler_det choices Some(Parts(["Kryss3", "#8"])) Vad gäller det?
ar line Some(One("Text20")) År
belopp line Some(One("Text21")) Belopp
beskriv text Some(One("Text22")) Beskriv:
"##]]
    );
    // What is typed in every field comes back out of the filled file, and nothing else changes.
    let kinds = form.form.fields.iter().map(|field| match &field.kind {
        Kind::YesNo => "false".to_owned(),
        Kind::Choice(_) => "\"Stor & tung\"".into(),
        Kind::Choices(options) => format!("[{:?}]", options[0]),
        Kind::Date => "2026-03-03".into(),
        Kind::Text => "\"Rad ett & <två>\\n\\n- en punkt\\n- en till\"".into(),
        _ => "\"A & <B>\"".into(),
    });
    let mut toml = String::from("form = \"x\"\nversion = \"1\"\n[answers]\n");
    for (field, value) in form.form.fields.iter().zip(kinds) {
        toml += &format!("{} = {value}\n", field.key);
    }
    let filled = filled(&form, &bytes, &toml);
    assert_eq!(filled.added, ["docProps/custom.xml"]);
    assert_eq!(
        filled.edits.keys().collect::<Vec<_>>(),
        ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    );
}

fn control(properties: &str, content: &str) -> String {
    format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

/// More names than a reader can bear are refused before they are compared with one another.
#[test]
fn too_many_names_are_refused() {
    let spaces =
        |count: usize| (0..count).map(|n| format!(" xmlns:a{n}=\"u{n}\"")).collect::<String>();
    let attributes = (0..600).map(|n| format!(" a{n}=\"\"")).collect::<String>();
    let is_read =
        |body: &str| WordFile::read("x.docx", &word_file(body), &mut Report::new()).is_some();
    assert!(is_read(&format!("<w:p{}><w:r a=\"> = xmlns\"/></w:p>", spaces(300))));
    assert!(!is_read(&format!("<w:p{}/>", spaces(600))));
    assert!(!is_read(&format!("<w:p{}><w:p{}/></w:p>", spaces(300), spaces(300))));
    assert!(is_read(&format!("<w:p{}/>", spaces(300)).repeat(3)));
    assert!(!is_read(&format!("<w:p{attributes}/>")));
}

/// What another vocabulary calls by Word's prefix is not Word's.
#[test]
fn a_prefix_is_no_namespace() {
    let foreign = "<w:p xmlns:w=\"urn:other\"><w:r><w:t>dold</w:t></w:r></w:p>";
    let imported = imported(&word_file(&(p(&t("synlig")) + foreign)));
    assert!(imported.template.contains("synlig") && !imported.template.contains("dold"));
}

/// A reference to a heading, a form field and a bookmark of which some program left only the beginning.
#[test]
fn what_never_ends_is_taken_for_nothing() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let separate = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let bookmark = "<w:bookmarkStart w:id=\"0\" w:name=\"_Ref1\"/>";
    let numbered = "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>";
    let heading = p(&format!("{numbered}{bookmark}{}<w:bookmarkEnd w:id=\"0\"/>", t("Bakgrund")));
    for data in ["", "<w:ffData><w:name w:val=\"Text1\"/><w:textInput/></w:ffData>"] {
        let begin = begin.replace("/>", &format!(">{data}</w:fldChar>"));
        for part in [separate, ""] {
            let line =
                format!("{}{begin}{}{part}{}", t("Se "), instruction(" REF _Ref1 \\r "), t("1"));
            let imported = imported(&word_file(&(heading.clone() + &p(&line))));
            assert!(imported.template.contains("Se"), "{}", imported.template);
        }
    }
}

#[test]
fn controls_around_paragraphs_and_cells_are_fields() {
    let tag = |tag: &str| format!("<w:tag w:val=\"{tag}\"/><w:showingPlcHdr/>");
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let hint = p(&t("Klicka här"));
    let bytes = word_file(
        &[
            control(
                "<w:docPartObj><w:docPartGallery w:val=\"x\"/></w:docPartObj>",
                &p(&t("Innehåll")),
            ),
            p(&t("Namn:")),
            control(&(tag("namn") + "<w:text/>"), &hint),
            p(&t("Skäl:")),
            control(&tag("skal"), &(hint.clone() + &hint)),
            format!(
                "<w:tbl>{}{}</w:tbl>",
                row(&(cell(&p(&t("Ort"))) + &control(&(tag("plats") + "<w:text/>"), &cell(&hint)))),
                row(&(cell(&p(&t("Land"))) + &cell(&control(&tag("plats"), &hint)))),
            ),
            control(
                "<w:tag w:val=\"grupp\"/><w:group/>",
                &(p(&t("Från:")) + &control(&(tag("") + "<w:date/>"), &hint)),
            ),
            p(&(t("Stor ") + &control(&tag(""), &t("x")) + &control(&tag(""), &t("y")))),
        ]
        .concat(),
    );
    let imported = imported(&bytes);
    assert_eq!(imported.left, []);
    let form = loaded(&imported, Some(&bytes));
    snapbox::assert_data_eq!(
        imported.template.as_str(),
        snapbox::str![[r"
Innehåll

Namn:

{{ field.namn }}

Skäl:

{{ field.skal }}

|  |  |
| --- | --- |
| Ort | {{ field.ort }} |
| Land | {{ field.land }} |

Från:

{{ field.fran }}

Stor {{ field.stor }}{{ field.stor_2 }}

"]]
    );
    let shown: Vec<String> = addresses(&form.form).iter().map(|at| format!("{at:?}")).collect();
    let one = |name: &str| format!("One({name:?})");
    let addresses = ["namn", "skal", "plats", "plats#2", "control#5", "control#6", "control#7"];
    assert_eq!(shown, addresses.map(one));
    let answers = "namn = 'A & B'\nskal = \"Ett\\n\\n| a | b |\\n| --- | --- |\\n| c | d |\\n\\n- två\"\n\
        ort = 'Ä'\nland = 'Sverige'\nfran = 2026-01-02\nstor = '<5>'\n";
    let toml = format!("form = \"x\"\nversion = \"1\"\n[answers]\n{answers}");
    let filled = filled(&form, &bytes, &toml);
    let text = parts::part(&filled.bytes, "word/document.xml");
    assert_eq!(text.matches("Klicka här").count(), 0, "{text}");
}

#[test]
fn a_table_is_a_table_where_there_is_room_for_one() {
    let rich = format!(
        "<w:sdt><w:sdtPr><w:tag w:val=\"fritt\"/></w:sdtPr><w:sdtContent>{}{}</w:sdtContent></w:sdt>",
        p(&t("Skriv här")),
        p(&t("eller här"))
    );
    let over_two = format!(
        "{}{}",
        p(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Text2\"/><w:textInput/></w:ffData></w:fldChar></w:r>\
           <w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        ),
        p(&format!("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}", t(" ... och vidare")))
    );
    let numbered = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let cell = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p(&input("Text3", "")));
    let look = "<w:rPr><w:rFonts w:ascii=\"Arial\"/><w:i/></w:rPr>";
    let body = [
        p(&format!("{}{}{}", t("Före: "), input("Text1", ""), t(" (efter)"))
            .replace("<w:r><w:t xml:space=\"preserve\">     ", &format!("<w:r>{look}<w:t>     "))),
        over_two,
        cell,
        p(&format!("{numbered}{}", input("Text4", ""))),
        rich,
        p(&format!(
            "<w:bookmarkStart w:id=\"1\" w:name=\"Plats\"/>{}<w:bookmarkEnd w:id=\"1\"/>",
            t("x")
        )),
    ]
    .concat();
    let bytes = word_file(&body);
    let places = ["Text1", "Text2", "Text3", "Text4", "fritt", "Plats"];
    let mut definition = String::from("title = \"X\"\nlanguage = \"sv-SE\"\n");
    let mut template = String::from("# X\n");
    for place in places {
        let key = place.to_lowercase();
        definition += &format!(
            "[[field]]\nkey = \"{key}\"\nlabel = \"{place}\"\nkind = \"text\"\nbookmark = \"{place}\"\n"
        );
        template += &format!("\n{place}:\n\n{{{{ field.{key} }}}}\n");
    }
    let language = "sv-SE".to_owned();
    let imported = Imported { definition, template, left: Vec::new(), language, first_line: None };
    let form = loaded(&imported, Some(&bytes));
    let table = "| a | B & <c> |\n| --- | ---: |\n| 1 | två |\n| | 4 |";
    // Where a paragraph is an item, and in a bookmark, the bars stay.
    for (answer, tables) in [
        (table.to_owned(), 1),
        (format!("först\n\n{table}\n\nsist"), 1),
        (format!("först\n\n- punkt\n\n{table}\n\nmellan\n\n{table}"), 2),
        (format!("{table}\n\n{table}\n\nsist\ntvå"), 2),
        ("utan".to_owned(), 0),
    ] {
        let mut toml = String::from("form = \"x\"\nversion = \"1\"\n[answers]\n");
        for place in places {
            toml += &format!("{} = '''\n{answer}\n'''\n", place.to_lowercase());
        }
        let filled = filled(&form, &bytes, &toml);
        let xml = parts::part(&filled.bytes, "word/document.xml");
        assert_eq!(xml.matches("<w:tblGrid>").count(), 4 * tables, "{xml}");
        assert_eq!(
            xml.matches("<w:rPr><w:rFonts w:ascii=\"Arial\"/><w:b/><w:i/></w:rPr>").count(),
            2 * tables,
            "a header looks as the field does, but bold"
        );
    }
}

/// Whatever a box says of itself before, afterwards it does so in the order that the schema has.
#[test]
fn a_ticked_box_says_what_it_is_in_order() {
    let (default, checked) = ("<w:default w:val=\"0\"/>", "<w:checked w:val=\"0\"/>");
    for before in [
        String::new(),
        default.to_owned(),
        checked.to_owned(),
        format!("{default}{checked}"),
        format!("{checked}{default}"),
        "<w:checked/>".to_owned(),
    ] {
        let tick = |name: &str| {
            let data =
                format!("<w:name w:val=\"{name}\"/><w:checkBox><w:sizeAuto/>{before}</w:checkBox>");
            field(&data, "FORMCHECKBOX", "")
        };
        let yes_no = [t("Samtycke: Nej "), tick("B1"), t(" Ja "), tick("B2")].concat();
        let file = word_file(&p(&yes_no));
        let form = loaded(&imported(&file), Some(&file));
        let toml = "form = 'x'\nversion = '1'\nanswers.samtycke = true\n";
        let document = parts::part(&filled(&form, &file, toml).bytes, "word/document.xml");
        for on in ["1", "0"] {
            let after = format!(
                "<w:sizeAuto/><w:default w:val=\"{on}\"/><w:checked w:val=\"{on}\"/></w:checkBox>"
            );
            assert_eq!(document.matches(&after).count(), 1, "{before}: {document}");
        }
    }
}

#[test]
fn tick_boxes_are_named_by_the_words_that_are_theirs() {
    let heading = "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>";
    let bytes = word_file(
        &[
            p(&(heading.to_owned() + &t("Ansökan om bidrag"))),
            p(&[
                t("Bilagor: "),
                tick("A1"),
                t(" Intyg "),
                tick("A2"),
                t(" Kvitto "),
                tick("A3"),
                t(" Övrigt, ange vad: "),
                input("A4", ""),
            ]
            .concat()),
            p(&[t("Samtycke: Nej "), tick("B1"), t(" Ja "), tick("B2")].concat()),
            p(&[t("Sekretess: "), tick("C1"), t(" Nej "), tick("C2"), t(" Ja")].concat()),
        ]
        .concat(),
    );
    let imported = imported(&bytes);
    loaded(&imported, Some(&bytes));
    snapbox::assert_data_eq!(
        imported.definition.as_str(),
        snapbox::str![[r#"
title = "Ansökan om bidrag"
language = "sv-SE"

[[field]]
key = "bilagor"
label = "Bilagor:"
kind = "choices"
options = ["Intyg", "Kvitto", "Övrigt, ange vad"]
bookmark = { "Intyg" = "A1", "Kvitto" = "A2", "Övrigt, ange vad" = "A3" }

[[field]]
key = "ovrigt_ange_vad"
label = "Övrigt, ange vad:"
kind = "line"
bookmark = "A4"

[[field]]
key = "samtycke"
label = "Samtycke:"
kind = "yes_no"
bookmark = { yes = "B2", no = "B1" }

[[field]]
key = "sekretess"
label = "Sekretess:"
kind = "yes_no"
bookmark = { yes = "C2", no = "C1" }

"#]]
    );
}

/// The words of a place stand before it, above it in any row, or behind a box that is alone in its cell.
#[test]
fn tables_are_read_as_they_are_seen() {
    let cell = |inner: &str| format!("<w:tc>{}</w:tc>", p(inner));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let wide = |span: usize, inner: &str| {
        format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/></w:tcPr>{}</w:tc>", p(inner))
    };
    let boxed = |name: &str, text: &str| row(&[cell(&tick(name)), cell(&t(text))]);
    let bytes = word_file(&format!(
        "<w:tbl>{}{}{}{}{}</w:tbl>{}<w:tbl>{}{}</w:tbl>",
        row(&[wide(3, &t("Sökande"))]),
        row(&[cell(&t("Förnamn")), cell(&t("Efternamn")), cell(&t("Ort"))]),
        row(&[cell(&input("A", "")), cell(&input("B", "")), cell(&input("C", ""))]),
        row(&[wide(2, &t("Gatuadress")), cell(&t("Postnummer"))]),
        row(&[wide(2, &input("D", "")), cell(&input("E", ""))]),
        p(&t("Bilagor:")),
        boxed("K1", "Ritning"),
        boxed("K2", "Fullmakt"),
    ));
    let imported = imported(&bytes);
    let form = loaded(&imported, Some(&bytes));
    let labels: Vec<&str> = form.form.fields.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["Förnamn", "Efternamn", "Ort", "Gatuadress", "Postnummer", "Bilagor:"]);
    let Kind::Choices(options) = &form.form.fields[5].kind else { panic!("boxes are choices") };
    assert_eq!(options, &["Ritning", "Fullmakt"]);
    assert_eq!(form.form.fields[5].address, Some(Address::Parts(vec!["K1".into(), "K2".into()])));
}

/// A form without a field: one of each place that a person fills in by hand.
fn form_of_blanks() -> Vec<u8> {
    let cell = |inner: &str| format!("<w:tc>{}</w:tc>", p(inner));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let symbol = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>";
    let merge = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> MERGEFIELD ort </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>«ort»</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    word_file(
        &[
            p(&t("Namn: ________ Telefon: ........")),
            p(&(t("Ort: ") + merge)),
            p(&t("Dear [Recipient] of {{ d.company_name }},")),
            p(&t("Ärende:")),
            p(&t("Skäl:")),
            p(""),
            p(""),
            p(&t("Är du behörig?")),
            p(&t("☐ Ja ☐ Nej")),
            p(&t("Bilagor:")),
            p(&t("[ ] Ritning")),
            p(&(symbol.to_owned() + &t(" Intyg"))),
            format!(
                "<w:tbl>{}{}{}</w:tbl>",
                row(&[cell(&t("Adress")), "<w:tc><w:p/></w:tc>".into()]),
                row(&[cell(&t("Personnummer")), cell("<w:pPr><w:rPr><w:i/></w:rPr></w:pPr>")]),
                row(&[cell(&t("Datum")), cell("")]),
            ),
        ]
        .concat(),
    )
}

/// Any place is one that an answer can stand in, the file stays as it was received, and what is not answered as
/// the form has it.
#[test]
fn places_without_fields_are_filled_as_by_hand() {
    let bytes = form_of_blanks();
    let imported = imported(&bytes);
    assert_eq!(imported.left, []);
    let form = loaded(&imported, Some(&bytes));
    let shown =
        form.form.fields.iter().map(|field| format!("{} {}", field.kind.name(), field.label));
    snapbox::assert_data_eq!(
        shown.collect::<Vec<_>>().join("\n"),
        snapbox::str![[r"
line Namn:
line Telefon:
line Ort:
line Recipient
line D company name
line Ärende:
line Skäl:
yes_no Är du behörig?
choices Bilagor:
line Adress
line Personnummer
date Datum
"]]
    );
    let answers = "namn = 'A & B'\ntelefon = '08-1'\nort = 'Ä'\nrecipient = 'R'\narende = 'X'\nskal = 'S'\n\
        ar_du_behorig = false\nbilagor = ['Ritning', 'Intyg']\nadress = 'Väg 1'\ndatum = 2026-03-07";
    let toml = format!("form = 'x'\nversion = '1'\n[answers]\n{answers}\n");
    let filled = filled(&form, &bytes, &toml);
    let document = parts::part(&filled.bytes, "word/document.xml");
    let lines = parts::tika(&document).join("\n");
    snapbox::assert_data_eq!(
        lines,
        snapbox::str![[r"
[bookmark: blank_1_1_5ceda0][bookmark: blank_1_2_70624d]Namn: A & B Telefon: 08-1
[bookmark: blank_2_1_89bf27]Ort: Ä
[bookmark: blank_3_1_c715ea][bookmark: blank_3_2_245a36]Dear R of {{ d.company_name }},
[bookmark: blank_4_1_1c4b48]Ärende: X
[bookmark: blank_5_1_5e84da]Skäl: S


Är du behörig?
[bookmark: blank_9_1_aff534][bookmark: blank_9_2_3d9695]☐ Ja ☒ Nej
Bilagor:
[bookmark: blank_11_1_d4b501][x] Ritning
[bookmark: blank_12_1_b73641] Intyg
Adress
[bookmark: cell_1_1_2_488aca]Väg 1
Personnummer
[bookmark: cell_1_2_2_2fb80b]
Datum
[bookmark: cell_1_3_2_06fd70]2026-03-07
"]]
    );
    let (document, filling) = blank(&form);
    let empty = write_filled(&form, &document, &filling);
    let of = |bytes: &[u8]| {
        let lines = parts::tika(&parts::part(bytes, "word/document.xml"));
        let bare = lines.iter().map(|line| line.rsplit("[bookmark: ").next().unwrap_or_default());
        let bare = bare.map(|line| {
            line.split_once(']')
                .filter(|(name, _)| name.contains('_'))
                .map_or(line, |(_, rest)| rest)
        });
        bare.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(of(&empty), of(&bytes), "what is not answered stands as it stood");
}

fn write_filled(form: &Blankett, document: &Document, filling: &Filling) -> Vec<u8> {
    let mut report = Report::new();
    let original = form.original().expect("a Word file of theirs");
    word::fill(original, document, filling, &mut report).expect("a filled file").bytes
}

/// What is typed right beside an empty bookmark, where Word may put it, is the answer; so are paragraphs that are
/// added to an empty cell.
#[test]
fn what_is_typed_beside_a_blank_is_its_answer() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = format!("<w:tr>{}{}</w:tr>", cell(&p(&t("Adress"))), cell("<w:p/>"));
    let bytes = word_file(
        &(format!("<w:tbl>{row}</w:tbl>") + &p(&t("Ort: ____ Land: ____")) + &p(&t("Namn:"))),
    );
    let form = loaded(&imported(&bytes), Some(&bytes));
    let (document, filling) = blank(&form);
    let empty = write_filled(&form, &document, &filling);
    let xml = parts::part(&empty, "word/document.xml");
    let name = |key: &str| form.form.field(key).unwrap().names()[0].clone();
    let mark = |key: &str| {
        let start = xml.find(&format!("w:name=\"{}\"", name(key))).unwrap();
        let start = xml[..start].rfind("<w:bookmarkStart").unwrap();
        let end = start + xml[start..].find("<w:bookmarkEnd").unwrap();
        (start, end + xml[end..].find("/>").unwrap() + 2)
    };
    let read = |xml: &str| {
        let body = &xml[xml.find("<w:body>").unwrap() + 8..xml.find("</w:body>").unwrap()];
        let file = WordFile::read("x.docx", &word_file(body), &mut Report::new()).unwrap();
        let mut report = Report::new();
        let read = form.extract(&file, &mut report);
        let answers = read.answers.iter().map(|(key, value)| format!("{key} = {value:?}"));
        answers.collect::<Vec<_>>().join("\n")
    };
    for (key, at_start) in
        [("namn", false), ("adress", true), ("adress", false), ("ort", true), ("land", false)]
    {
        let (start, end) = mark(key);
        let at = if at_start { start } else { end };
        let typed = format!("{}{}{}", &xml[..at], t("Åsa Öst"), &xml[at..]);
        assert_eq!(read(&typed), format!("{key} = Text(\"Åsa Öst\")"));
    }
    let (_, end) = mark("adress");
    let typed =
        format!("{}{}</w:p>{}<w:p>{}", &xml[..end], t("Väg 1"), p(&t("123 45")), &xml[end..]);
    assert_eq!(read(&typed), "adress = Text(\"Väg 1 123 45\")");
}

/// Somebody's answer in what is to be the empty form is in nothing that is built, and told until the form says what
/// it is; then every format says the same.
#[test]
fn the_empty_form_is_empty() {
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&t("Ombud")),
        p(&control("<w:tag w:val=\"ombud\"/><w:text/>", &t("Bo Berg")))
    );
    let date = "<w:tag w:val=\"dag\"/><w:date w:fullDate=\"2020-01-02T00:00:00Z\"/>";
    let named = |name: &str, words: &str| {
        let about = format!("<w:name w:val=\"{name}\"/><w:textInput/>");
        field(&about, "FORMTEXT", &t(words))
    };
    let bytes = word_file(
        &[
            p(&(t("Namn: ") + &named("Namn", "Anna Andersson"))),
            p(&(t("Ort: ") + &named("Ort", "[skriv ort]"))),
            p(&(t("Dag: ") + &control(date, &t("2020-01-02")))),
            p(&t("[x] Intyg")),
            table,
        ]
        .concat(),
    );
    let imported = imported(&bytes);
    let undecided = loaded(&imported, Some(&bytes));
    let mut report = Report::new();
    undecided.prove_adopted(&mut report);
    let codes: Vec<&str> = report.diagnostics().iter().map(|fault| fault.problem.code()).collect();
    assert_eq!(codes, ["prefilled"; 4]);
    let words = ["Anna", "Bo Berg", "2020", "[x]"];
    let empty = undecided.render_empty(&mut Report::new()).unwrap();
    for format in [Format::Docx, Format::Markdown, Format::Html] {
        let place = &undecided.form.place;
        let written = empty.write(format, place, &mut Report::new()).unwrap().written.bytes;
        let text = if format == Format::Docx {
            parts::part(&written, "word/document.xml")
        } else {
            String::from_utf8(written.clone()).unwrap()
        };
        assert!(words.iter().all(|word| !text.contains(word)), "{text}");
        assert!(text.contains("skriv ort"), "{text}");
        if format == Format::Docx {
            assert!(answers_in(&undecided, &written).is_empty());
        }
    }
    // One is the default, and stands everywhere; the others are nothing.
    let mut decided = imported
        .definition
        .replace("key = \"namn\"\n", "key = \"namn\"\ndefault = \"Anna Andersson\"\n");
    for key in ["dag", "ombud", "intyg"] {
        let from = format!("key = \"{key}\"\n");
        assert!(decided.contains(&from), "{decided}");
        decided = decided.replace(&from, &format!("{from}emptied = true\n"));
    }
    let form = loaded(&Imported { definition: decided, ..imported }, Some(&bytes));
    let mut report = Report::new();
    form.prove_adopted(&mut report);
    assert_eq!(report.diagnostics().len(), 0, "{:?}", report.diagnostics());
    let empty = form.render_empty(&mut Report::new()).unwrap();
    let write =
        |format| empty.write(format, &form.form.place, &mut Report::new()).unwrap().written.bytes;
    assert_eq!(answers_in(&form, &write(Format::Docx)), ["namn"]);
    assert!(String::from_utf8(write(Format::Markdown)).unwrap().contains("Anna Andersson"));
    let answers = answers_of(&form, "form = 'x'\nversion = '1'\n", &mut Report::new()).unwrap();
    assert_eq!(answers, blankett::answers::defaults(&form.form, &mut Report::new()));
}

/// What a person has made of a form stays when a new version of the file is imported: what moved is found, what is
/// new is added, and what has no place any more is told and stands as a comment.
#[test]
fn what_was_mended_stays_when_the_file_is_imported_again() {
    let table = |label: &str| {
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", p(&t(label)))
    };
    let first = word_file(&(p(&t("Namn: ____")) + &table("Adress") + &table("Ort")));
    let old = imported(&first);
    let mended =
        old.definition.replace("label = \"Adress\"", "label = \"Gatuadress\"\nrequired = true");
    let mended =
        mended.replace("\n[[field]]\nkey = \"ort\"", "\n# Orten\n[[field]]\nkey = \"ort\"");
    let form = loaded(&Imported { definition: mended.clone(), ..old }, Some(&first));
    let second = word_file(&(p(&t("Nytt: ____")) + &p(&t("Namn: ____")) + &table("Adress")));
    let file = WordFile::read("x.docx", &second, &mut Report::new()).unwrap();
    let base = Base { form: &form.form, text: &mended };
    let again = word::import(&file, "x", Some(base));
    assert_eq!(again.left, [WordOnly::Gone("Ort".into())]);
    snapbox::assert_data_eq!(
        again.definition.as_str(),
        snapbox::str![[r#"
title = "x"
language = "sv-SE"

[[field]]
key = "namn"
label = "Namn:"
kind = "line"
bookmark = "blank_2_1_dd502c"

[[field]]
key = "adress"
label = "Gatuadress"
required = true
kind = "line"
bookmark = "cell_1_1_2_488aca"

# Orten
# [[field]]
# key = "ort"
# label = "Ort"
# kind = "line"
# bookmark = "cell_2_1_2_2f1c08"

[[field]]
key = "nytt"
label = "Nytt:"
kind = "line"
bookmark = "blank_1_1_6c53f9"

"#]]
    );
    let form = loaded(&again, Some(&second));
    let page = form.adoption_page(Language::Swedish).unwrap();
    assert!(page.contains("Gatuadress") && page.contains("<code>nytt</code>"), "{page}");
    assert!(form.places().iter().all(|place| matches!(place.verdict, Verdict::Asked(_, true))));
    // The same file again changes nothing.
    let file = WordFile::read("x.docx", &first, &mut Report::new()).unwrap();
    assert_eq!(word::import(&file, "x", Some(base)).definition, mended);
}

/// The keys of what is read out of a file.
fn answers_in(form: &Blankett, bytes: &[u8]) -> Vec<String> {
    let file = WordFile::read("x.docx", bytes, &mut Report::new()).unwrap();
    let read = form.extract(&file, &mut Report::new());
    read.answers.into_iter().map(|(key, _)| key).collect()
}

/// A place is found by the words around it where others were put before it, and missed where they are others.
#[test]
fn a_place_that_moved_is_found_or_missed() {
    let table = |label: &str| {
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", p(&t(label)))
    };
    let first = word_file(&(p(&t("Namn: ____")) + &table("Adress")));
    let form = loaded(&imported(&first), Some(&first));
    let names: Vec<&str> = form
        .form
        .fields
        .iter()
        .flat_map(blankett::form::Field::names)
        .map(String::as_str)
        .collect();
    let places = |bytes: &[u8]| -> Vec<String> {
        let file = WordFile::read("x.docx", bytes, &mut Report::new()).unwrap();
        let file = file.with_places(&names).unwrap_or(file);
        let document = parts::part(file.package.bytes(), "word/document.xml");
        let is_there = |name: &&&str| document.contains(&format!("w:name=\"{name}\""));
        names.iter().filter(is_there).map(|name| (*name).to_owned()).collect()
    };
    let moved = word_file(
        &(p(&t("Nytt stycke")) + &table("Ort") + &p(&t("Namn: ____")) + &table("Adress")),
    );
    assert_eq!(places(&moved), names);
    let other = word_file(&(p(&t("Telefon: ____")) + &table("Adress")));
    assert_eq!(places(&other), names[1..]);
    let twice = word_file(&(table("Ort") + &table("Adress") + &table("Adress")));
    assert_eq!(places(&twice), [names[1]]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever controls are called, the form that is made of them is one.
    #[test]
    fn any_names_of_controls_make_a_form(
        names in prop::collection::vec("[aAöÖ_ #@1\"\\\\{}%\u{202E}\u{A0}\\-\\n]{0,8}", 1..8),
    ) {
        let attribute = |name: &str| {
            let codes = name.chars().map(|c| format!("&#{};", u32::from(c)));
            codes.collect::<String>()
        };
        let controls = names.iter().map(|name| {
            let name = attribute(name);
            let properties = format!("<w:alias w:val=\"{name}\"/><w:tag w:val=\"{name}\"/>");
            p(&control(&properties, &t(" ")))
        });
        let bytes = word_file(&controls.collect::<String>());
        let form = loaded(&imported(&bytes), Some(&bytes));
        prop_assert_eq!(form.form.fields.len(), names.len());
    }

    /// Whatever stands beside one another in a form: it becomes one of ours, what is answered comes back out of the
    /// filled file, and no printed word goes away.
    #[test]
    fn any_form_of_blanks_is_filled_and_read_back(blocks in prop::collection::vec(any_block(), 1..6)) {
        let mut nth = 0;
        let body: String = blocks.iter().map(|block| block_xml(block, &mut nth)).collect();
        let bytes = word_file(&body);
        let imported = imported(&bytes);
        let form = loaded(&imported, Some(&bytes));
        let mut toml = String::from("form = \"x\"\nversion = \"1\"\n[answers]\n");
        for (at, field) in form.form.fields.iter().enumerate() {
            let value = match &field.kind {
                Kind::YesNo => "false".to_owned(),
                Kind::Choice(options) => format!("{:?}", options[0]),
                Kind::Choices(options) => format!("[{:?}]", options[0]),
                Kind::Date => "2026-03-03".into(),
                _ => format!("\"Ö{at} & <B>\""),
            };
            toml += &format!("{} = {value}\n", field.key);
        }
        let filled = filled(&form, &bytes, &toml);
        let text = parts::tika(&parts::part(&filled.bytes, "word/document.xml")).join("\n");
        for word in (0..nth).map(|nth| format!("ord{nth}x")) {
            prop_assert_eq!(text.matches(&word).count(), 1, "{} in {}\n{}", word, text, body);
        }
    }
}

/// A block of a made-up form.
#[derive(Clone, Debug)]
enum MadeBlock {
    Line(Vec<(usize, bool)>),
    Table(Vec<Vec<Vec<(usize, bool)>>>),
}

/// What lines of forms are made of; a word stands for `W`.
const PIECES: [&str; 18] = [
    "W",
    "W ",
    " W: ",
    "W:",
    "W? ",
    "____",
    "________ ",
    " ....... ",
    "☐ ",
    "☒",
    "[ ] ",
    "( ) ",
    "[W W] ",
    "{{ a.b }}",
    "${name}",
    "<W>",
    "\t",
    "    ",
];

fn any_line() -> impl Strategy<Value = Vec<(usize, bool)>> {
    prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..7)
}

fn any_block() -> impl Strategy<Value = MadeBlock> {
    let row = prop::collection::vec(any_line(), 1..4);
    prop_oneof![
        any_line().prop_map(MadeBlock::Line),
        prop::collection::vec(row, 1..4).prop_map(MadeBlock::Table),
    ]
}

/// A line as a paragraph: each piece in the run of the one before, or in its own. Words in prompts are no printed
/// words.
fn line_xml(line: &[(usize, bool)], nth: &mut usize) -> String {
    let mut runs: Vec<String> = Vec::new();
    for (piece, is_own) in line {
        let piece = PIECES[*piece];
        let is_prompt = piece.starts_with(['[', '<']);
        let mut text = String::new();
        for c in piece.chars() {
            match c {
                'W' if is_prompt => text.push_str("ledtext"),
                'W' => {
                    text.push_str(&format!("ord{nth}x"));
                    *nth += 1;
                }
                '<' => text.push_str("&lt;"),
                c => text.push(c),
            }
        }
        match runs.last_mut() {
            Some(run) if !is_own => run.push_str(&text),
            _ => runs.push(text),
        }
    }
    p(&runs.iter().map(|run| t(run)).collect::<String>())
}

fn block_xml(block: &MadeBlock, nth: &mut usize) -> String {
    match block {
        MadeBlock::Line(line) => line_xml(line, nth),
        MadeBlock::Table(rows) => {
            let mut xml = String::from("<w:tbl>");
            for row in rows {
                xml += "<w:tr>";
                for cell in row {
                    xml += &format!("<w:tc>{}</w:tc>", line_xml(cell, nth));
                }
                xml += "</w:tr>";
            }
            xml + "</w:tbl>" + &p("")
        }
    }
}
