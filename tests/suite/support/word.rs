//! Reads a Word file the way outsiders do: parts out of the zip, events out of the parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The parts of a Word file by name, in the order of the package; of a picture, each byte is a character.
pub(crate) fn parts(file: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a Word file is a zip");
    (0..zip.len())
        .map(|nth| {
            let mut part = zip.by_index(nth).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("parts are whole");
            let text = if part.name().contains("/media/") {
                bytes.into_iter().map(char::from).collect()
            } else {
                String::from_utf8(bytes).expect("parts are UTF-8")
            };
            (part.name().to_owned(), text)
        })
        .collect()
}

/// A part.
pub(crate) fn part(file: &[u8], name: &str) -> String {
    parts(file)
        .into_iter()
        .find(|(other, _)| other == name)
        .map_or_else(|| panic!("no part {name}"), |(_, text)| text)
}

/// What a part holds, flattened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Start(String, BTreeMap<String, String>),
    End(String),
    Text(String),
}

/// The tokens of a part. A well-formed part only.
pub(crate) fn tokens(part: &str) -> Vec<Token> {
    let attributes = |start: &BytesStart<'_>, decoder: quick_xml::Decoder| {
        start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = attribute
                    .decoded_and_normalized_value(quick_xml::XmlVersion::Implicit1_0, decoder)
                    .unwrap()
                    .into_owned();
                (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value)
            })
            .collect()
    };
    let name = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = true;
    let mut tokens: Vec<Token> = Vec::new();
    let add = |tokens: &mut Vec<Token>, text: &str| match tokens.last_mut() {
        Some(Token::Text(before)) => before.push_str(text),
        _ => tokens.push(Token::Text(text.to_owned())),
    };
    loop {
        match reader.read_event().expect("parts are well-formed") {
            Event::Start(start) => tokens.push(Token::Start(
                name(start.name().as_ref()),
                attributes(&start, reader.decoder()),
            )),
            Event::Empty(start) => {
                tokens.push(Token::Start(
                    name(start.name().as_ref()),
                    attributes(&start, reader.decoder()),
                ));
                tokens.push(Token::End(name(start.name().as_ref())));
            }
            Event::End(end) => tokens.push(Token::End(name(end.name().as_ref()))),
            Event::Text(text) => add(&mut tokens, &text.decode().unwrap()),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", reference.decode().unwrap());
                add(&mut tokens, &quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::Eof => return tokens,
            _ => {}
        }
    }
}

fn value<'a>(attributes: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    attributes.get(name).map_or("", String::as_str)
}

/// Prints a document as Apache Tika's extractor does: a line a paragraph, all its bookmarks first,
/// tick boxes as `|_|` and `|X|` by their `w:default`.
pub(crate) fn tika(document: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut bookmarks, mut text) = (String::new(), String::new());
    let mut in_text = false;
    for token in tokens(document) {
        match token {
            Token::Start(name, attributes) => match name.as_str() {
                "w:p" => (bookmarks, text) = (String::new(), String::new()),
                "w:bookmarkStart" => {
                    bookmarks += &format!("[bookmark: {}]", value(&attributes, "w:name"));
                }
                "w:t" => in_text = true,
                "w:tab" => text.push('\t'),
                "w:br" => text.push('\n'),
                "w:default" if ["0", "1"].contains(&value(&attributes, "w:val")) => {
                    text += if value(&attributes, "w:val") == "1" { "|X|" } else { "|_|" };
                }
                _ => {}
            },
            Token::End(name) => match name.as_str() {
                "w:t" => in_text = false,
                "w:p" => lines.extend(format!("{bookmarks}{text}").split('\n').map(str::to_owned)),
                _ => {}
            },
            Token::Text(characters) if in_text => text += &characters,
            Token::Text(_) => {}
        }
    }
    lines
}

/// A form field as it stands in a document.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Field {
    /// Its name in `w:ffData`.
    pub(crate) name: String,
    /// The bookmarks that are open where it begins.
    pub(crate) bookmarks: Vec<String>,
    /// What stands in it: one text a paragraph, with line breaks.
    pub(crate) paragraphs: Vec<String>,
    /// Whether it is ticked, by `w:checked` and by `w:default`.
    pub(crate) ticks: Vec<bool>,
    /// The entries of a drop-down list, and which is chosen.
    pub(crate) entries: Vec<String>,
    pub(crate) chosen: usize,
}

/// A document taken apart: its form fields, and what stands outside of them.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    pub(crate) fields: Vec<Field>,
    /// Texts, bookmarks and the styles of paragraphs outside of fields.
    pub(crate) outside: Vec<String>,
}

/// Takes a document apart. Panics where fields do not balance.
#[allow(clippy::too_many_lines, reason = "one walk over the tokens")]
pub(crate) fn apart(document: &str) -> Apart {
    let mut apart = Apart::default();
    let mut open_bookmarks: BTreeMap<String, String> = BTreeMap::new();
    let mut field: Option<Field> = None;
    // Fields that are no form's (`REF`) are text like any other.
    let mut other_fields = 0;
    let (mut in_text, mut in_result, mut style, mut paragraph) =
        (false, false, String::new(), None::<String>);
    for token in tokens(document) {
        match token {
            Token::Start(name, attributes) => {
                let val = value(&attributes, "w:val").to_owned();
                match name.as_str() {
                    "w:p" => {
                        style.clear();
                        if in_result {
                            paragraph = Some(String::new());
                        }
                    }
                    "w:pStyle" => {
                        style = val;
                        if field.is_none() {
                            // An answer begins as what it begins with: a list, a table.
                            let kind = if style.starts_with("Answer") { "Answer" } else { &style };
                            apart.outside.push(format!("<{kind}>"));
                        } else if style == "AnswerEdge" {
                            paragraph = None;
                        }
                    }
                    "w:bookmarkStart" => {
                        let name = value(&attributes, "w:name").to_owned();
                        assert!(field.is_none(), "no answer opens a bookmark");
                        apart.outside.push(format!("[{name}"));
                        let again =
                            open_bookmarks.insert(value(&attributes, "w:id").to_owned(), name);
                        assert_eq!(again, None, "bookmarks have ids of their own");
                    }
                    "w:bookmarkEnd" => {
                        let name = open_bookmarks
                            .remove(value(&attributes, "w:id"))
                            .expect("it was opened");
                        apart.outside.push(format!("{name}]"));
                    }
                    "w:fldChar" => match value(&attributes, "w:fldCharType") {
                        "begin" if field.is_some() => panic!("a field in a field"),
                        "begin" => other_fields += 1,
                        "separate" if field.is_some() => {
                            in_result = true;
                            paragraph = (style != "AnswerEdge").then(String::new);
                        }
                        "end" if other_fields > 0 => other_fields -= 1,
                        "end" => {
                            let mut done = field.take().expect("a field that ends has begun");
                            done.paragraphs.extend(paragraph.take());
                            in_result = false;
                            apart.fields.push(done);
                        }
                        _ => {}
                    },
                    "w:ffData" => {
                        other_fields -= 1;
                        let bookmarks = open_bookmarks.values().cloned().collect();
                        field = Some(Field { bookmarks, ..Field::default() });
                    }
                    "w:name" => {
                        if let Some(field) = &mut field {
                            field.name = val;
                        }
                    }
                    "w:listEntry" => field.as_mut().unwrap().entries.push(val),
                    "w:result" => field.as_mut().unwrap().chosen = val.parse().unwrap(),
                    "w:checked" => field.as_mut().unwrap().ticks.push(val == "1"),
                    "w:default" if ["0", "1"].contains(&val.as_str()) => {
                        field.as_mut().unwrap().ticks.push(val == "1");
                    }
                    "w:t" => in_text = true,
                    "w:tab" | "w:br" => {
                        let sign = if name == "w:tab" { '\t' } else { '\n' };
                        match &mut paragraph {
                            Some(paragraph) => paragraph.push(sign),
                            None => apart.outside.push(sign.to_string()),
                        }
                    }
                    _ => {}
                }
            }
            Token::End(name) => match name.as_str() {
                "w:t" => in_text = false,
                "w:p" => {
                    if let Some(field) = &mut field {
                        field.paragraphs.extend(paragraph.take());
                    }
                }
                _ => {}
            },
            Token::Text(text) if in_text => match &mut paragraph {
                Some(paragraph) => paragraph.push_str(&text),
                None => apart.outside.push(text),
            },
            Token::Text(_) => {}
        }
    }
    assert!(field.is_none() && other_fields == 0, "every field ends");
    assert!(open_bookmarks.is_empty(), "every bookmark ends");
    apart
}

/// Panics where parts refer to what is not there, or two things have one id.
pub(crate) fn assert_whole(file: &[u8]) {
    let parts: BTreeMap<String, String> = parts(file).into_iter().collect();
    let starts = |part: &str| -> Vec<(String, BTreeMap<String, String>)> {
        tokens(&parts[part])
            .into_iter()
            .filter_map(|token| match token {
                Token::Start(name, attributes) => Some((name, attributes)),
                _ => None,
            })
            .collect()
    };
    let ids = |part: &str, element: &str, attribute: &str| -> Vec<String> {
        let found = starts(part).into_iter().filter(|(name, _)| name == element);
        found.filter_map(|(_, attributes)| attributes.get(attribute).cloned()).collect()
    };
    let unique = |mut ids: Vec<String>| {
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "ids are unique: {ids:?}");
        ids
    };
    let document = "word/document.xml";
    let relationships = unique(ids("word/_rels/document.xml.rels", "Relationship", "Id"));
    let used =
        [("w:hyperlink", "r:id"), ("w:headerReference", "r:id"), ("w:footerReference", "r:id")];
    for (element, attribute) in used {
        for id in ids(document, element, attribute) {
            assert!(relationships.contains(&id), "{id} has a relationship");
        }
    }
    for target in ids("word/_rels/document.xml.rels", "Relationship", "Target") {
        assert!(
            target.contains(':') || parts.contains_key(&format!("word/{target}")),
            "{target} is there"
        );
    }
    let lists = unique(ids("word/numbering.xml", "w:num", "w:numId"));
    let abstract_lists = unique(ids("word/numbering.xml", "w:abstractNum", "w:abstractNumId"));
    for id in ids("word/numbering.xml", "w:abstractNumId", "w:val") {
        assert!(abstract_lists.contains(&id), "{id} is defined");
    }
    for id in ids(document, "w:numId", "w:val") {
        assert!(lists.contains(&id), "list {id} is defined");
    }
    let styles = unique(ids("word/styles.xml", "w:style", "w:styleId"));
    for element in ["w:pStyle", "w:rStyle"] {
        for part in [document, "word/header1.xml", "word/footer1.xml"] {
            for id in ids(part, element, "w:val") {
                assert!(styles.contains(&id), "style {id} is defined");
            }
        }
    }
    unique(ids(document, "w:bookmarkStart", "w:name"));
    for name in parts.keys().filter(|name| name.starts_with("word/") && !name.contains("_rels")) {
        let types = ids("[Content_Types].xml", "Override", "PartName");
        let of_all = ids("[Content_Types].xml", "Default", "Extension");
        let extension = name.rsplit('.').next().unwrap_or_default().to_owned();
        let is_picture = name.contains("/media/") && of_all.contains(&extension);
        assert!(is_picture || types.contains(&format!("/{name}")), "{name} has a content type");
    }
}
