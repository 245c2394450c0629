//! A Word file with comments of ours: what could not be read, where its author sees it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::WordFile;
use super::atoms::Atom;
use super::edit::{Edit, apply};
use super::fill::unprotected;
use crate::diagnostic::Place;
use crate::opc::relationships_of;
use crate::xml::tree::{Node, Tree, escaped};

const PART: &str = "word/comments.xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
/// The namespaces of Word's elements, as most files have them and as the strict ones do.
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const STRICT_RELATIONSHIP: &str =
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const TYPES: &str = "[Content_Types].xml";

/// Puts comments at places of a file's text, and takes the protection of its fields away: whoever gets it
/// back is to write where they want. Everything else stays, byte by byte. `None` where the file has no room
/// for a comment.
///
/// Comments as ISO/IEC 29500-1, 17.13.4, has them: a range around a paragraph, and a part with the words.
pub fn commented(file: &WordFile, comments: &[(Place, String)], author: &str) -> Option<Vec<u8>> {
    let package = &file.package;
    let tree = package.tree(&file.main)?;
    let part = package.related(&file.main, "comments");
    let there = part.as_deref().and_then(|part| package.tree(part));
    let ids = there.iter().flat_map(|tree| {
        tree.find_all(Tree::ROOT, "w:comment")
            .filter_map(|node| tree.attribute(node, "w:id")?.parse::<usize>().ok())
            .collect::<Vec<_>>()
    });
    let first = ids.max().map_or(0, |last| last + 1);
    // What is put in says itself what it is: a part may have any prefix for Word's elements, or none.
    let space = if package.text(&file.main)?.contains(STRICT) { STRICT } else { TRANSITIONAL };
    let mut edits = Edits::default();
    let mut written = String::new();
    let paragraphs = paragraphs(file, &tree);
    for (nth, (place, words)) in comments.iter().enumerate() {
        let id = first + nth;
        let paragraph = paragraph_at(&paragraphs, place)?;
        let properties = tree.child(paragraph, "w:pPr");
        let start = properties.map_or(tree.inner(paragraph).start, |node| tree.outer(node).end);
        let mark = |name: &str| format!("<w:{name} xmlns:w=\"{space}\" w:id=\"{id}\"/>");
        edits.put(&file.main, start..start, mark("commentRangeStart"));
        let sign = format!("<w:r xmlns:w=\"{space}\"><w:commentReference w:id=\"{id}\"/></w:r>");
        let end = tree.inner(paragraph).end;
        edits.put(&file.main, end..end, mark("commentRangeEnd") + &sign);
        written += &comment(id, space, author, words);
    }
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let whole = format!("<w:comments xmlns:w=\"{space}\">{written}</w:comments>");
    match (part, there) {
        (Some(part), Some(tree)) => {
            let (inner, outer) = (tree.inner(Tree::ROOT), tree.outer(Tree::ROOT));
            if inner.end < outer.end {
                edits.put(&part, inner.end..inner.end, written);
            } else {
                edits.put(&part, outer, whole);
            }
        }
        (Some(_), None) => return None,
        (None, _) => {
            let xml =
                format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{whole}");
            parts.insert(PART.to_owned(), xml.into_bytes());
            let end = package.tree(TYPES)?.inner(Tree::ROOT).end;
            let text = format!("<Override PartName=\"/{PART}\" ContentType=\"{TYPE}\"/>");
            edits.put(TYPES, end..end, text);
            let links = relationships_of(&file.main);
            let tree = package.tree(&links)?;
            let end = tree.inner(Tree::ROOT).end;
            let kind = if space == STRICT { STRICT_RELATIONSHIP } else { RELATIONSHIP };
            let text = format!(
                "<Relationship Id=\"rIdBlankettComments\" Type=\"{kind}\" Target=\"/{PART}\"/>"
            );
            edits.put(&links, end..end, text);
        }
    }
    let mut edits = edits.0;
    edits.extend(unprotected(file));
    for (part, mut edits) in edits {
        edits.sort_by_key(|edit| edit.range.start);
        parts.insert(part.clone(), apply(package.text(&part)?, &edits)?.into_bytes());
    }
    package.with(&parts)
}

/// Changes, by the part that each is in.
#[derive(Default)]
struct Edits(BTreeMap<String, Vec<Edit>>);

impl Edits {
    fn put(&mut self, part: &str, range: Range<usize>, text: String) {
        let edit = Edit { name: "comment".into(), range, text };
        self.0.entry(part.to_owned()).or_default().push(edit);
    }
}

/// The paragraphs that have room for a comment, by where each begins in the text.
fn paragraphs(file: &WordFile, tree: &Tree<'_>) -> Vec<(usize, Node)> {
    let atoms = &file.atoms;
    let paragraphs = atoms.row.iter().zip(&atoms.nodes).filter_map(|(atom, node)| match atom {
        Atom::Paragraph(at) => Some((file.text.paragraph(*at).span().start, *node)),
        _ => None,
    });
    let has_room = |&(_, node): &(usize, Node)| tree.inner(node).end < tree.outer(node).end;
    let mut paragraphs: Vec<(usize, Node)> = paragraphs.filter(has_room).collect();
    paragraphs.sort_by_key(|(start, _)| *start);
    paragraphs
}

/// The paragraph at a place of the text, or the nearest before it.
fn paragraph_at(paragraphs: &[(usize, Node)], place: &Place) -> Option<Node> {
    let at = place.span().start;
    let after = paragraphs.partition_point(|(start, _)| *start <= at);
    Some(paragraphs.get(after.saturating_sub(1))?.1)
}

fn comment(id: usize, space: &str, author: &str, words: &str) -> String {
    let paragraphs: String = words
        .lines()
        .map(|line| {
            format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line))
        })
        .collect();
    let author = escaped(author);
    format!(
        "<w:comment xmlns:w=\"{space}\" w:id=\"{id}\" w:author=\"{author}\" w:initials=\"{author}\">{paragraphs}</w:comment>"
    )
}
