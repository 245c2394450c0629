//! The law of reading: of what a program shows of a Word file, every word stands in an answer or in a
//! message; of what it does not show, nothing stands in an answer.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use blankett::diagnostic::{Language, Report};
use blankett::exchange::Returned;
use blankett::generate::Blankett;
use blankett::word::WordFile;
use blankett::write::Format;
use proptest::prelude::*;
use regex::Regex;

use crate::support::{cases, document, root, teknik, word as parts, write};

const DOCUMENT: &str = "word/document.xml";
const MATH: &str = "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

/// What somebody does in a field, with words that stand nowhere else.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Plain,
    Struck,
    Hidden,
    StyledHidden,
    Inserted,
    Deleted,
    Raised,
    Link,
    Comment,
    Box,
    PageBreak,
    ColumnBreak,
    LineBreak,
    CarriageReturn,
    Tab,
    Paragraph,
    Bullet,
    Letters,
    Table,
    InnerTable,
    Fraction,
}

const EDITS: [Edit; 21] = [
    Edit::Plain,
    Edit::Struck,
    Edit::Hidden,
    Edit::StyledHidden,
    Edit::Inserted,
    Edit::Deleted,
    Edit::Raised,
    Edit::Link,
    Edit::Comment,
    Edit::Box,
    Edit::PageBreak,
    Edit::ColumnBreak,
    Edit::LineBreak,
    Edit::CarriageReturn,
    Edit::Tab,
    Edit::Paragraph,
    Edit::Bullet,
    Edit::Letters,
    Edit::Table,
    Edit::InnerTable,
    Edit::Fraction,
];

/// Where a word is to be found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Wanted {
    /// In the answer, by itself.
    Answer,
    /// In a message, and in no answer.
    Message,
    /// In one of them.
    Anywhere,
}

/// The markup of an edit within a run, the words that it has, and the comment that it makes.
fn markup(edit: Edit, nth: usize) -> (String, Vec<(String, Wanted)>, Option<String>) {
    let word = |part: &str| format!("ord{nth}{part}x");
    let (a, b) = (word("a"), word("b"));
    let text = |word: &str| format!("<w:t xml:space=\"preserve\">{word}</w:t>");
    let run = |look: &str, word: &str| format!("<w:r><w:rPr>{look}</w:rPr>{}</w:r>", text(word));
    let apart = |inner: &str| format!("</w:r>{inner}<w:r>");
    let paragraph = |properties: &str, content: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
    };
    let broken = |sign: &str| format!("{}{sign}{}", text(&a), text(&b));
    let both = || vec![(a.clone(), Wanted::Answer), (b.clone(), Wanted::Answer)];
    let one = |wanted| vec![(a.clone(), wanted)];
    let next =
        |properties: &str| format!("</w:r></w:p><w:p><w:pPr>{properties}</w:pPr><w:r>{}", text(&a));
    let table = |inner: &str| {
        let cell = format!("<w:tc>{}{inner}</w:tc>", paragraph("", &run("", &a)));
        format!("</w:r></w:p><w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p><w:r>")
    };
    let tracked = |name: &str, inner: String| {
        apart(&format!(
            "<w:{name} w:id=\"9{nth}\" w:author=\"Kollega\"><w:r>{inner}</w:r></w:{name}>"
        ))
    };
    match edit {
        Edit::Plain => (text(&a), one(Wanted::Answer), None),
        Edit::Struck => (apart(&run("<w:strike/>", &a)), one(Wanted::Message), None),
        Edit::Hidden => (apart(&run("<w:vanish/>", &a)), one(Wanted::Message), None),
        Edit::StyledHidden => {
            (apart(&run("<w:rStyle w:val=\"Dold\"/>", &a)), one(Wanted::Message), None)
        }
        Edit::Inserted => (tracked("ins", text(&a)), one(Wanted::Answer), None),
        Edit::Deleted => {
            let gone = format!("<w:delText>{a}</w:delText>");
            (tracked("del", gone), one(Wanted::Message), None)
        }
        Edit::Raised => {
            let raised = run("<w:vertAlign w:val=\"superscript\"/>", &a);
            (apart(&raised), one(Wanted::Answer), None)
        }
        Edit::Link => {
            let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
            let code =
                format!("<w:r><w:instrText> HYPERLINK \"https://{b}.se/x\" </w:instrText></w:r>");
            let link = mark("begin") + &code + &mark("separate") + &run("", &a) + &mark("end");
            let address = (format!("https://{b}.se/x"), Wanted::Answer);
            (apart(&link), vec![(a.clone(), Wanted::Answer), address], None)
        }
        Edit::Comment => {
            let sign = format!("<w:commentReference w:id=\"{nth}\"/>");
            let comment = format!(
                "<w:comment w:id=\"{nth}\" w:author=\"Kollega\">{}</w:comment>",
                paragraph("", &run("", &a))
            );
            (sign, one(Wanted::Message), Some(comment))
        }
        Edit::Box => {
            let content = paragraph("", &run("", &a));
            let shape = format!("<w:pict><w:txbxContent>{content}</w:txbxContent></w:pict>");
            (shape, one(Wanted::Anywhere), None)
        }
        Edit::PageBreak => (broken("<w:br w:type=\"page\"/>"), both(), None),
        Edit::ColumnBreak => (broken("<w:br w:type=\"column\"/>"), both(), None),
        Edit::LineBreak => (broken("<w:br/>"), both(), None),
        Edit::CarriageReturn => (broken("<w:cr/>"), both(), None),
        Edit::Tab => (broken("<w:tab/>"), both(), None),
        Edit::Paragraph => (next(""), one(Wanted::Answer), None),
        Edit::Bullet => {
            let list = "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"4\"/></w:numPr>";
            (next(list) + &next(""), one(Wanted::Answer), None)
        }
        Edit::Letters => {
            let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"77\"/></w:numPr>";
            (next(list) + &next(""), one(Wanted::Answer), None)
        }
        Edit::Table => (table(""), one(Wanted::Answer), None),
        Edit::InnerTable => {
            let cell = format!("<w:tc>{}</w:tc>", paragraph("", &run("", &b)));
            let inner = format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p/>");
            (table(&inner), both(), None)
        }
        Edit::Fraction => {
            let of = |name: &str, word: &str| {
                format!("<m:{name}><m:r><m:t>{word}</m:t></m:r></m:{name}>")
            };
            let formula =
                format!("<m:oMath {MATH}><m:f>{}{}</m:f></m:oMath>", of("num", &a), of("den", &b));
            (apart(&formula), both(), None)
        }
    }
}

/// A built file whose answers of several paragraphs were edited, and what is to be found of that.
fn edited(file: &[u8], edits: &[Vec<Edit>]) -> (Vec<u8>, Vec<(String, Wanted, Edit)>) {
    let (mut wanted, mut comments) = (Vec::new(), String::new());
    let mut nth = 0;
    let mut document = parts::part(file, DOCUMENT);
    let fields =
        ["Text4", "Text26", "Text22", "Text24", "Text25", "Text27", "Avvikelser", "Text28"];
    for (name, edits) in fields.iter().zip(edits) {
        let mut content = String::new();
        for edit in edits {
            let (markup, words, comment) = markup(*edit, nth);
            nth += 1;
            wanted.extend(words.into_iter().map(|(word, place)| (word, place, *edit)));
            comments += &comment.unwrap_or_default();
            // Words of two edits are not one word.
            write!(content, "{markup}<w:t xml:space=\"preserve\"> </w:t>").unwrap();
        }
        let at = document.find(&format!("w:name=\"{name}\"")).unwrap();
        let separate = "<w:fldChar w:fldCharType=\"separate\"/></w:r>";
        let start = document[at..].find(separate).unwrap_or_else(|| panic!("{name}"));
        let start = at + start + separate.len();
        let end =
            start + document[start..].find("<w:r><w:fldChar w:fldCharType=\"end\"/>").unwrap();
        document.replace_range(start..end, &format!("<w:r>{content}</w:r>"));
    }
    let read = WordFile::read("x.docx", file, &mut Report::new()).unwrap();
    let style = "<w:style w:type=\"character\" w:styleId=\"Dold\"><w:name w:val=\"Dold\"/>\
                 <w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let letters = "<w:num w:numId=\"77\"><w:abstractNumId w:val=\"77\"/></w:num></w:numbering>";
    let level = "<w:abstractNum w:abstractNumId=\"77\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/>\
                 <w:numFmt w:val=\"lowerLetter\"/></w:lvl></w:abstractNum>";
    let link = "<Relationship Id=\"rIdK\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>";
    let numbering =
        parts::part(file, "word/numbering.xml").replacen("<w:num ", &format!("{level}<w:num "), 1);
    let changed = [
        (DOCUMENT, document),
        ("word/styles.xml", parts::part(file, "word/styles.xml").replace("</w:styles>", style)),
        ("word/numbering.xml", numbering.replace("</w:numbering>", letters)),
        (
            "word/_rels/document.xml.rels",
            parts::part(file, "word/_rels/document.xml.rels").replace("</Relationships>", link),
        ),
        (
            "word/comments.xml",
            format!(
                "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{comments}</w:comments>"
            ),
        ),
    ];
    let changed = changed.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    (read.package.with(&BTreeMap::from(changed)).unwrap(), wanted)
}

/// What is read out of a file: all answers as text, and all messages.
fn read(form: &Arc<Blankett>, bytes: &[u8]) -> (String, String) {
    let mut report = Report::new();
    let file = WordFile::read("x.docx", bytes, &mut report).unwrap();
    let extracted = form.extract(&file, &mut report);
    let returned = Returned { file, form: Arc::clone(form), extracted };
    returned.validate(None, &mut report);
    let mut messages = String::new();
    for fault in report.diagnostics() {
        writeln!(messages, "{}", fault.problem.message(Language::English)).unwrap();
    }
    // TOML has a sign for a tab.
    (returned.to_case().replace("\\t", " "), messages)
}

/// The word where no letter stands beside it.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

fn built(form: &Blankett) -> Vec<u8> {
    let (_, toml) = cases().into_iter().find(|(name, _)| name == "kontor-oppettider").unwrap();
    let (document, filling) = document(form, &toml);
    write(Format::Docx, &document, &filling)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Sixty files with three edits in each of eight answers are some 1,400 edits.
    #[test]
    fn every_word_is_in_an_answer_or_in_a_message(
        edits in prop::collection::vec(prop::collection::vec(prop::sample::select(&EDITS[..]), 2..5), 8),
    ) {
        let form = Arc::new(teknik());
        let (file, wanted) = edited(&built(&form), &edits);
        let (case, messages) = read(&form, &file);
        for (word, place, edit) in wanted {
            let (in_case, in_message) = (has_word(&case, &word), has_word(&messages, &word));
            let is_good = match place {
                Wanted::Answer => in_case,
                Wanted::Message => !case.contains(&word) && in_message,
                Wanted::Anywhere => in_case || in_message,
            };
            prop_assert!(is_good, "{word} {place:?} {edit:?}\n{case}\n{messages}");
        }
    }
}

/// The words of a document as its markup has them, by a reader that knows nothing of ours: those that are
/// seen, and those that are not.
fn shown(document: &str) -> (Vec<String>, Vec<String>) {
    let token = Regex::new(r"<[^>]*>|[^<]+").unwrap();
    // Characters that are written as numbers are none of a word here.
    let number = Regex::new("&#[0-9a-fA-Fx]+;").unwrap();
    let (mut seen, mut unseen) = (String::new(), String::new());
    let (mut deleted, mut is_hidden, mut is_text, mut is_deleted_text) = (0, false, false, false);
    let mut instructions: Vec<bool> = Vec::new();
    for token in token.find_iter(document).map(|found| found.as_str()) {
        let name = token.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap();
        let (is_end, is_alone) = (token.starts_with("</"), token.ends_with("/>"));
        match name {
            "w:p" | "w:tc" if is_end || is_alone => {
                seen.push(' ');
                unseen.push(' ');
            }
            "w:r" if !is_end => is_hidden = false,
            "w:vanish" | "w:strike" => is_hidden = !token.contains("\"0\""),
            "w:br" | "w:tab" | "w:cr" => seen.push(' '),
            "w:noBreakHyphen" => seen.push('\u{2011}'),
            "w:del" | "w:moveFrom" if !is_alone => deleted += if is_end { -1 } else { 1 },
            "w:t" | "m:t" => is_text = !is_end && !is_alone,
            "w:delText" => is_deleted_text = !is_end && !is_alone,
            "w:fldChar" if token.contains("begin") => instructions.push(true),
            "w:fldChar" if token.contains("separate") => {
                if let Some(last) = instructions.last_mut() {
                    *last = false;
                }
            }
            "w:fldChar" if token.contains("\"end\"") => drop(instructions.pop()),
            _ if token.starts_with('<') => {}
            _ => {
                let text = number
                    .replace_all(token, " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&");
                if is_deleted_text || (is_text && (is_hidden || deleted > 0)) {
                    unseen += &text;
                } else if is_text && !instructions.iter().any(|open| *open) {
                    seen += &text;
                }
            }
        }
    }
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<String>>()
    };
    (words(&seen), words(&unseen))
}

/// Files that people and programs made, where those are at hand: the law holds for each.
#[test]
fn no_word_of_a_file_that_came_back_is_lost() {
    let form = Arc::new(teknik());
    let folders = ["word", "word-other"].map(|name| root().join("../shared/inputs").join(name));
    let (blank, _) = shown(&parts::part(&built_blank(&form), DOCUMENT));
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let mut files: Vec<_> =
            folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "docx")) {
            let bytes = std::fs::read(path).unwrap();
            let (case, messages) = read(&form, &bytes);
            let said = format!("{case}\n{messages}").to_lowercase();
            let (seen, _) = shown(&parts::part(&bytes, DOCUMENT));
            let mut own = blank.clone();
            for word in seen {
                if let Some(at) = own.iter().position(|other| *other == word) {
                    own.swap_remove(at);
                    continue;
                }
                // A tick, a date and a number are answers in another form.
                let is_value = word.chars().all(|c| c.is_ascii_digit());
                let is_month = [
                    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov",
                    "dec",
                ]
                .iter()
                .any(|month| word.starts_with(month));
                let is_label = ["tfn", "e", "post", "den"].contains(&word.as_str());
                let is_there = has_word(&said, &word) || said.contains(&word);
                assert!(
                    is_there || is_value || is_month || is_label,
                    "{}: {word}\n{case}\n{messages}",
                    path.display()
                );
            }
        }
    }
}

fn built_blank(form: &Blankett) -> Vec<u8> {
    let (document, filling) = crate::support::blank(form);
    write(Format::Docx, &document, &filling)
}

/// A file of the form in which nothing is left, or half of it, has no answers, and whatever is left of it is
/// read.
#[test]
fn what_is_left_of_a_file_is_read() {
    let form = Arc::new(teknik());
    let file = built(&form);
    let read_file = WordFile::read("x.docx", &file, &mut Report::new()).unwrap();
    let document = parts::part(&file, DOCUMENT);
    let (head, rest) = document.split_once("<w:body>").unwrap();
    let paragraphs: Vec<&str> = rest.split_inclusive("</w:p>").collect();
    let left = [0, 1, 2, paragraphs.len() / 2].map(|count| paragraphs[..count].concat());
    for body in left.into_iter().chain(["<w:p/>".to_owned(), "<w:tbl/>".to_owned()]) {
        let document = format!("{head}<w:body>{body}</w:body></w:document>");
        let parts = BTreeMap::from([(DOCUMENT.to_owned(), document.into_bytes())]);
        let (case, messages) = read(&form, &read_file.package.with(&parts).unwrap());
        assert!(case.contains("[answers]") && !messages.is_empty(), "{body}\n{messages}");
    }
}
