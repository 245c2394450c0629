//! A Word file with comments of ours: what could not be read, where its author sees it.

use std::collections::BTreeMap;

use super::WordFile;
use super::atoms::Atom;
use super::edit::{Edit, apply};
use super::fill::unprotected;
use crate::diagnostic::Place;
use crate::xml::tree::{Node, Tree, escaped};

const PART: &str = "word/comments.xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const WORDPROCESSING: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

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
    let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    let mut written = String::new();
    for (nth, (place, words)) in comments.iter().enumerate() {
        let id = first + nth;
        let paragraph = paragraph_at(file, &tree, place)?;
        let properties = tree.child(paragraph, "w:pPr");
        let start = properties.map_or(tree.inner(paragraph).start, |node| tree.outer(node).end);
        let end = tree.inner(paragraph).end;
        let prefix = prefix_of(tree.written(paragraph));
        let w = |name: &str| {
            if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") }
        };
        let mut edit = |at: usize, text: String| {
            let edit = Edit { name: "comment".into(), range: at..at, text };
            edits.entry(file.main.clone()).or_default().push(edit);
        };
        let (mark, id_name) = (w("commentRangeStart"), w("id"));
        edit(start, format!("<{mark} {id_name}=\"{id}\"/>"));
        let (mark, run, sign) = (w("commentRangeEnd"), w("r"), w("commentReference"));
        edit(
            end,
            format!("<{mark} {id_name}=\"{id}\"/><{run}><{sign} {id_name}=\"{id}\"/></{run}>"),
        );
        written += &comment(id, author, words);
    }
    let add = |part: &str, at: usize, text: String, edits: &mut BTreeMap<String, Vec<Edit>>| {
        let edit = Edit { name: "comment".into(), range: at..at, text };
        edits.entry(part.to_owned()).or_default().push(edit);
    };
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    match (part, there) {
        (Some(part), Some(tree)) if tree.inner(Tree::ROOT).end < tree.outer(Tree::ROOT).end => {
            add(&part, tree.inner(Tree::ROOT).end, written, &mut edits);
        }
        _ => {
            let xml = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <w:comments xmlns:w=\"{WORDPROCESSING}\">{written}</w:comments>"
            );
            parts.insert(PART.to_owned(), xml.into_bytes());
            let types = "[Content_Types].xml";
            let end = package.tree(types)?.inner(Tree::ROOT).end;
            let text = format!("<Override PartName=\"/{PART}\" ContentType=\"{TYPE}\"/>");
            add(types, end, text, &mut edits);
            let (folder, name) = file.main.rsplit_once('/').unwrap_or(("", &file.main));
            let links = format!("{folder}/_rels/{name}.rels");
            let links = links.trim_start_matches('/');
            let text = format!(
                "<Relationship Id=\"rIdBlankettComments\" Type=\"{RELATIONSHIP}\" Target=\"/{PART}\"/>"
            );
            add(links, package.tree(links)?.inner(Tree::ROOT).end, text, &mut edits);
        }
    }
    edits.extend(unprotected(file));
    for (part, mut edits) in edits {
        edits.sort_by_key(|edit| edit.range.start);
        parts.insert(part.clone(), apply(package.text(&part)?, &edits)?.into_bytes());
    }
    package.with(&parts)
}

/// The paragraph at a place of the text, or the nearest before it that has room.
fn paragraph_at(file: &WordFile, tree: &Tree<'_>, place: &Place) -> Option<Node> {
    let atoms = &file.atoms;
    let paragraphs = atoms.row.iter().zip(&atoms.nodes).filter_map(|(atom, node)| match atom {
        Atom::Paragraph(paragraph) => Some((*paragraph, *node)),
        _ => None,
    });
    let has_room = |&(_, node): &(usize, Node)| tree.inner(node).end < tree.outer(node).end;
    let paragraphs: Vec<(usize, Node)> = paragraphs.filter(has_room).collect();
    let at = place.span().start;
    let begins_before =
        |(paragraph, _): &&(usize, Node)| file.text.paragraph(*paragraph).span().start <= at;
    let found = paragraphs.iter().rev().find(begins_before).or_else(|| paragraphs.first());
    found.map(|(_, node)| *node)
}

fn prefix_of(written: &str) -> &str {
    let name = written.trim_start_matches('<');
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0);
    name[..end].split_once(':').map_or("", |(prefix, _)| prefix)
}

fn comment(id: usize, author: &str, words: &str) -> String {
    let paragraphs: String = words
        .lines()
        .map(|line| {
            format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line))
        })
        .collect();
    let author = escaped(author);
    format!(
        "<w:comment w:id=\"{id}\" w:author=\"{author}\" w:initials=\"{author}\">{paragraphs}</w:comment>"
    )
}
