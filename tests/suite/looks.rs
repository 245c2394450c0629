//! What an authority sends out: whose a document is, whether it is a draft, and who decided it.

use std::path::Path;

use blankett::answers::Answers;
use blankett::diagnostic::{Place, Report, Source};
use blankett::document::problems::PictureFault;
use blankett::document::{Document, Picture, Typeface};
use blankett::form::Part;
use blankett::generate::Blankett;
use blankett::word::WordFile;
use blankett::write::{Format, is_typeface};
use proptest::prelude::*;

use crate::support::{
    blank, blankett, copy, document, form_in, of_answers, project_of_cases, root, word, write,
};

const DECIDED: &str = "status = \"beslutad\"\nbeslutad_av = \"Prova Beslutsson\"\n\
                       beslutsdatum = 2026-03-02\n";

fn everything() -> Blankett {
    form_in(&root().join("tests/golden/allt"), "allt", "1")
}

fn case(about: &str) -> String {
    format!("form = \"allt\"\nversion = \"1\"\n\n[case]\n{about}\n[answers]\nnamn = \"Anna\"\n")
}

/// What all of a file's text says, in a format.
fn text(format: Format, document: &Document, filling: &blankett::document::Filling) -> String {
    let bytes = write(format, document, filling);
    match format {
        Format::Docx => {
            word::part(&bytes, "word/header1.xml") + &word::part(&bytes, "word/document.xml")
        }
        _ => String::from_utf8(bytes).unwrap(),
    }
}

const FORMATS: [Format; 3] = [Format::Docx, Format::Markdown, Format::Html];

#[test]
fn a_draft_says_so_until_it_is_decided() {
    let form = everything();
    for (about, is_draft) in
        [("", true), ("status = \"utkast\"\n", true), (DECIDED, false), ("dnr = \"1\"\n", true)]
    {
        let (document, filling) = document(&form, &case(about));
        for format in FORMATS {
            let text = text(format, &document, &filling);
            assert_eq!(text.contains("Utkast"), is_draft, "{format:?} {about}");
            assert_eq!(text.contains("Prova Beslutsson"), !is_draft, "{format:?} {about}");
        }
    }
    // A form that nobody answers is nobody's draft.
    let (document, filling) = blank(&form);
    for format in FORMATS {
        assert!(!text(format, &document, &filling).contains("Utkast"), "{format:?}");
    }
}

#[test]
fn whose_a_document_is_stands_in_every_format() {
    let (document, filling) = blank(&everything());
    for format in FORMATS {
        let text = text(format, &document, &filling);
        let name = if format == Format::Markdown {
            "Prov & Myndigheten"
        } else {
            "Prov &amp; Myndigheten"
        };
        assert!(text.contains(name), "{format:?}");
    }
    let html = text(Format::Html, &document, &filling);
    assert!(html.contains("alt=\"Provmyndighetens &lt;vapen&gt;\" width=\"91\" height=\"30\""));
    let docx = write(Format::Docx, &document, &filling);
    let logo = std::fs::read(root().join("tests/golden/allt/templates/allt/1/logo.png")).unwrap();
    let logo: String = Picture::read(&logo).unwrap().png.into_iter().map(char::from).collect();
    assert!(word::part(&docx, "word/media/logo.png") == logo);
    let header = word::part(&docx, "word/header1.xml");
    assert!(header.contains("descr=\"Provmyndighetens &lt;vapen&gt;\""), "{header}");
    // 8 mm, and three times as wide.
    assert!(header.contains("cx=\"864000\" cy=\"288000\""), "{header}");
}

/// A draft in a Word file of the authority's own says so before all else, the proof names what was put
/// there, and whoever reads it back is told nothing of it.
#[test]
fn a_draft_in_a_filled_original_says_so() {
    let project = project_of_cases();
    let path = project.path();
    std::fs::remove_dir_all(path.join("cases/metadata")).unwrap();
    let form = path.join("templates/teknik/2017");
    copy(&root().join("templates/teknik/2017"), &form);
    let blank = ["blank", "teknik", "--out", "templates/teknik/2017/original.docx"];
    assert!(blankett(path, &blank).status.success());
    let style = std::fs::read_to_string(form.join("style.toml")).unwrap();
    std::fs::write(form.join("style.toml"), style + "\n[draft]\nmark = \"Utkast\"\n").unwrap();
    let case = path.join("cases/kontor-oppettider.toml");
    let decided = std::fs::read_to_string(&case).unwrap();
    let built = |path: &Path| {
        let arguments = ["build", "--proof", "--format", "docx", "cases/kontor-oppettider.toml"];
        let output = blankett(path, &arguments);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        let bytes = std::fs::read(path.join("output/kontor-oppettider.docx")).unwrap();
        let file = WordFile::read("", &bytes, &mut Report::new()).unwrap();
        (said, file.source().text().lines().next().unwrap().to_owned())
    };
    let (said, first) = built(path);
    assert!(!said.contains("draft_mark") && first != "Utkast", "{said}");
    std::fs::write(&case, decided.replace("status = \"publicerad\"", "status = \"utkast\""))
        .unwrap();
    let (said, first) = built(path);
    assert!(said.contains("draft_mark: 0 → "), "{said}");
    assert_eq!(first, "Utkast");
    let before = std::fs::read(&case).unwrap();
    let arguments =
        ["extract", "output/kontor-oppettider.docx", "--into", "cases/kontor-oppettider.toml"];
    let output = blankett(path, &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("left-over"), "{said}");
    assert!(std::fs::read(&case).unwrap() == before);
}

/// Archives take no transparency: it lies on white.
#[test]
fn pictures_are_read_as_they_look() {
    let png = |colour: png::ColorType, pixels: &[u8]| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(pixels).unwrap();
        Picture::read(&bytes).unwrap()
    };
    let rgba = png(png::ColorType::Rgba, &[10, 20, 30, 255, 0, 0, 0, 0]);
    assert_eq!(rgba.pixels, [10, 20, 30, 255, 255, 255]);
    assert_eq!((rgba.width, rgba.height), (2, 1));
    let half = png(png::ColorType::GrayscaleAlpha, &[0, 128, 200, 255]);
    assert_eq!(half.pixels, [127, 127, 127, 200, 200, 200]);
    let grey = png(png::ColorType::Grayscale, &[0, 9]);
    assert_eq!(grey.pixels, [0, 0, 0, 9, 9, 9]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the bytes of a logo are, they are a picture or a fault.
    #[test]
    fn any_bytes_can_be_read_as_a_picture(kind in 0..3_usize, rest in prop::collection::vec(any::<u8>(), 0..200)) {
        let begin: &[u8] = [&b""[..], &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x06\0\0\0"[..], &[0xFF, 0xD8, 0xFF]][kind];
        let read = Picture::read(&[begin, &rest].concat());
        if let Ok(Picture { width, height, pixels, .. }) = read {
            prop_assert_eq!(pixels.len(), 3 * width as usize * height as usize);
        }
    }

    /// Nothing is printed for the last parts of a record that are absent, and it is read back the same.
    #[test]
    fn no_dash_is_left_of_a_missing_part(there in prop::collection::vec(any::<bool>(), 3)) {
        let form = form_in(root(), "teknik", "2017");
        let field = form.form.fields.iter().find(|field| field.key == "kontaktperson").unwrap();
        let names: Vec<&str> = field.kind.record_parts().iter().map(|Part { key, .. }| key.as_str()).collect();
        let values = ["Örjan Låtsas", "08-000 00 55", "orjan@example.se"];
        let said = || names.iter().zip(values).zip(&there).filter(|(_, there)| **there);
        prop_assume!(said().next().is_some());
        let parts: Vec<String> = said().map(|((name, value), _)| format!("{name} = \"{value}\"")).collect();
        let toml = format!("form = \"teknik\"\nversion = \"2017\"\n\n[answers]\nkontaktperson = {{ {} }}\n", parts.join(", "));
        let (shape, filling) = document(&form, &toml);
        let markdown = String::from_utf8(write(Format::Markdown, &shape, &filling)).unwrap();
        let last = said().next_back().unwrap().0.1;
        let line = markdown.lines().find(|line| line.contains(last)).unwrap();
        prop_assert!(line.ends_with(last), "{line}");
        let back = crate::support::read_back(&form, &write(Format::Docx, &shape, &filling));
        for part in &parts {
            prop_assert!(back.contains(part.as_str()), "{back}");
        }
    }
}

/// The empty form has room to write in by hand.
#[test]
fn an_empty_form_has_room() {
    let form = everything();
    let spaced =
        |bytes: &[u8]| word::part(bytes, "word/document.xml").matches("w:after=\"1200\"").count();
    let (shape, filling) = blank(&form);
    assert_eq!(spaced(&write(Format::Docx, &shape, &filling)), 2);
    let (shape, filling) = of_answers(&form, &Answers::blank(&form.form));
    assert_eq!(spaced(&write(Format::Docx, &shape, &filling)), 2);
    let (shape, filling) = document(&form, &case(""));
    assert_eq!(spaced(&write(Format::Docx, &shape, &filling)), 0);
}

/// What a picture says of who took it, and where, gets into no document: its pixels alone do.
#[test]
fn pictures_have_no_notes() {
    let has = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    let photo = std::fs::read(root().join("tests/pictures/photo.jpg")).unwrap();
    assert!(has(&photo, b"Hemlig") && has(&photo, b"Exif"));
    // Its note says that the camera was turned, which nobody may miss.
    assert_eq!(Picture::read(&photo).err(), Some(PictureFault::Turned));
    let at = photo.windows(8).position(|part| part == [1, 0x12, 0, 3, 0, 0, 0, 1]).unwrap_or_else(
        || photo.windows(8).position(|part| part == [0x12, 1, 3, 0, 1, 0, 0, 0]).unwrap(),
    );
    let mut upright = photo.clone();
    for byte in &mut upright[at + 8..at + 12] {
        *byte = u8::from(*byte == 6);
    }
    let read = Picture::read(&upright).unwrap();
    assert_eq!((read.width, read.height, read.pixels.len()), (24, 16, 24 * 16 * 3));
    assert!(!has(&read.png, b"Hemlig") && !has(&read.png, b"Exif"));
    let pieces = |png: &[u8]| {
        let (mut at, mut kinds) = (8, Vec::new());
        while at < png.len() {
            let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
            kinds.push(String::from_utf8(png[at + 4..at + 8].to_vec()).unwrap());
            at += 12 + length;
        }
        kinds.dedup();
        kinds
    };
    assert_eq!(pieces(&read.png), ["IHDR", "IDAT", "IEND"]);
    // Written anew, it is what it was.
    let again = Picture::read(&read.png).unwrap();
    assert!(again == read);
    assert!(Picture::read(&upright[..upright.len() / 2]).is_err());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Author".into(), "Hemlig Person".into()).unwrap();
    encoder.write_header().unwrap().write_image_data(&[1, 2, 3]).unwrap();
    bytes.extend(b"Hemligt slut");
    let read = Picture::read(&bytes).unwrap();
    assert!(has(&bytes, b"Hemlig") && !has(&read.png, b"Hemlig"));
    assert_eq!((pieces(&read.png).len(), read.pixels), (3, vec![1, 2, 3]));
    assert!(Picture::read(&bytes[..bytes.len() / 2]).is_err());
}

/// A typeface is one that lets itself be embedded, all of whose characters can be written.
#[test]
fn typefaces_are_sound() {
    let (name, bytes) = blankett::write::fonts()[4];
    let typeface = |bytes: &[u8]| Typeface {
        name: name.to_owned(),
        bytes: bytes.into(),
        place: Place::new(&Source::new("style.toml", ""), 0..0),
    };
    assert!(is_typeface(&typeface(bytes)));
    let at = bytes.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let table = u32::from_be_bytes(bytes[at + 8..at + 12].try_into().unwrap()) as usize;
    let says = |rights: u16| {
        let mut bytes = bytes.to_vec();
        bytes[table + 8..table + 10].copy_from_slice(&rights.to_be_bytes());
        is_typeface(&typeface(&bytes))
    };
    // Restricted; whole only; pictures only; for printing; for editing.
    let rights = [0x0002, 0x0100, 0x0200, 0x0004, 0x0008].map(says);
    assert_eq!(rights, [false, false, false, true, true]);
    for end in [0, 11, 400, bytes.len() / 3] {
        assert!(!is_typeface(&typeface(&bytes[..end])), "{end}");
    }
    assert!(!is_typeface(&typeface(b"ttcf\0\x01\0\0")));
}
