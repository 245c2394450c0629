//! A Word form in which each blank that a form asks for has a bookmark around it, so that from there on it is a
//! place like any other: filled, read back, and found again when other programs have saved the file.
//!
//! The received file stays as it is; bookmarks are not seen in Word (ISO/IEC 29500-1, 17.13.6).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Report;
use crate::xml::tree::{Node, Tree, escaped};

use crate::word::WordFile;
use crate::word::atoms::Atom;
use crate::word::edit::{Edit, apply};
use crate::word::markup::WordMarkup;
use crate::word::spot::spot;

use super::blanks::{Blank, BlankKind, Edge, blanks, is_blank_address};

/// The highest id of a bookmark that leaves room for others.
const HIGHEST_ID: u32 = 0x3FFF_FFFF;

/// What is put where.
struct Mark {
    name: String,
    id: u32,
    /// Whether it begins the bookmark.
    is_start: bool,
}

impl WordFile {
    /// The file with bookmarks around the blanks among some addresses; `None` where there are none.
    pub fn with_places(&self, addresses: &[&str]) -> Option<WordFile> {
        let is_wanted =
            |address: &&&str| is_blank_address(address) && spot(self, address).is_none();
        let wanted: Vec<&str> = addresses.iter().filter(is_wanted).copied().collect();
        if wanted.is_empty() {
            return None;
        }
        let found = blanks(self);
        let named = wanted.into_iter().filter_map(|address| {
            let blank = named(&found, address)?.clone();
            Some(Blank { address: address.to_owned(), ..blank })
        });
        self.prepared(&named.collect::<Vec<_>>())
    }

    /// The file with bookmarks around some blanks.
    pub(super) fn prepared(&self, blanks: &[Blank]) -> Option<WordFile> {
        let tree = self.package.tree(&self.main)?;
        let edits = edits(self, &tree, blanks);
        let text = apply(self.package.text(&self.main)?, &edits)?;
        let parts = BTreeMap::from([(self.main.clone(), text.into_bytes())]);
        let bytes = self.package.with(&parts)?;
        WordFile::read(self.text.source().name(), &bytes, &mut Report::new())
    }
}

/// The blank that an address leads to: where it says, or the only one that has the same words around it.
pub(super) fn named<'a>(blanks: &'a [Blank], address: &str) -> Option<&'a Blank> {
    let exact = blanks.iter().find(|blank| blank.address == address);
    exact.or_else(|| {
        let kind = address.split('_').next();
        let digest = address.rsplit('_').next();
        let mut alike = blanks.iter().filter(|blank| {
            blank.address.rsplit('_').next() == digest && blank.address.split('_').next() == kind
        });
        let first = alike.next()?;
        alike.next().is_none().then_some(first)
    })
}

/// The changes that put bookmarks around blanks. One that stands over more than the text of a paragraph is left.
fn edits(file: &WordFile, tree: &Tree<'_>, blanks: &[Blank]) -> Vec<Edit> {
    let atoms = &file.atoms;
    let used = ["w:bookmarkStart", "w:bookmarkEnd"].into_iter().flat_map(|name| {
        let marks = tree.find_all(Tree::ROOT, name);
        marks.filter_map(|mark| tree.attribute(mark, "w:id")?.parse::<u32>().ok())
    });
    let used: BTreeSet<u32> = used.collect();
    // Above all that are there, unless there is no room: they are 32 bits wide with a sign.
    let highest =
        used.iter().next_back().copied().filter(|id| *id < HIGHEST_ID).unwrap_or_default();
    let mut ids = (highest + 1..=HIGHEST_ID).filter(|id| !used.contains(id));
    let mut runs: BTreeMap<Node, Vec<(Node, usize, Mark)>> = BTreeMap::new();
    let mut edits: Vec<Edit> = Vec::new();
    let wrapped = blanks.iter().filter(|blank| blank.kind != BlankKind::Bookmark);
    for blank in wrapped {
        let (start, end) = blank.range;
        let (Some(from), Some(to)) = (anchor(file, tree, start), anchor(file, tree, end)) else {
            continue;
        };
        if parent_of(tree, &from) != parent_of(tree, &to) {
            continue;
        }
        // What an answer takes the place of is text alone: a picture, a comment's mark or what somebody has deleted
        // would be gone with it.
        let between = (file.atoms.nodes[start.0], file.atoms.nodes[end.0]);
        let (first, last) = (tree.outer(between.0).start, tree.outer(between.1).end);
        if start != end && !tree.within(&(first..last)).all(|node| is_text(tree, node)) {
            continue;
        }
        let Some(id) = ids.next() else { break };
        let mark = |is_start: bool| Mark { name: blank.address.clone(), id, is_start };
        for (anchor, mark) in [(from, mark(true)), (to, mark(false))] {
            match anchor {
                Anchor::Run(run, child, characters) => {
                    runs.entry(run).or_default().push((child, characters, mark));
                }
                Anchor::Before(node) => {
                    let at = tree.outer(node).start;
                    edits.push(put(tree, node, at, &mark));
                }
                Anchor::After(node) => {
                    let at = tree.outer(node).end;
                    edits.push(put(tree, node, at, &mark));
                }
                Anchor::EndOf(paragraph) => {
                    let inner = tree.inner(paragraph);
                    if inner.end < tree.outer(paragraph).end {
                        edits.push(put(tree, paragraph, inner.end, &mark));
                    } else if mark.is_start {
                        edits.push(opened(tree, paragraph, &mark));
                    }
                }
            }
        }
    }
    let shown: BTreeMap<Node, usize> = atoms
        .row
        .iter()
        .zip(&atoms.nodes)
        .filter_map(|(atom, node)| match atom {
            Atom::Text(text, _) => Some((*node, text.chars().count())),
            _ => None,
        })
        .collect();
    for (run, marks) in runs {
        let range = tree.outer(run);
        let text = parted(tree, run, &marks, &shown);
        edits.push(Edit { name: String::new(), range, text });
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

/// Whether an element is no more than text, or how that looks.
fn is_text(tree: &Tree<'_>, node: Node) -> bool {
    const TEXT: [&str; 17] = [
        "w:r",
        "w:t",
        "w:tab",
        "w:sym",
        "w:br",
        "w:cr",
        "w:noBreakHyphen",
        "w:softHyphen",
        "w:proofErr",
        "w:lastRenderedPageBreak",
        "w:fldChar",
        "w:instrText",
        "w:fldSimple",
        "w:bookmarkStart",
        "w:bookmarkEnd",
        "w:ffData",
        "w:rPr",
    ];
    let mut above = Some(node);
    while let Some(node) = above {
        if tree.name(node) == "w:rPr" || tree.name(node) == "w:ffData" {
            return true;
        }
        above = tree.parent(node).filter(|parent| tree.name(*parent) != "w:p");
    }
    TEXT.contains(&tree.name(node))
}

/// What a point of the text is in the part.
enum Anchor {
    /// In a run: its element, and how many characters of it.
    Run(Node, Node, usize),
    Before(Node),
    After(Node),
    EndOf(Node),
}

fn anchor(file: &WordFile, tree: &Tree<'_>, (at, characters): Edge) -> Option<Anchor> {
    let node = *file.atoms.nodes.get(at)?;
    if matches!(file.atoms.row[at], Atom::ParagraphEnd) {
        return (tree.name(node) == "w:p").then_some(Anchor::EndOf(node));
    }
    let run = tree.parent(node)?;
    if tree.name(run) == "w:r" {
        return Some(Anchor::Run(run, node, characters));
    }
    let anchor = if characters == 0 { Anchor::Before(node) } else { Anchor::After(node) };
    matches!(tree.name(node), "w:fldSimple" | "w:sdt").then_some(anchor)
}

/// The element that an anchor's bookmark stands in.
fn parent_of(tree: &Tree<'_>, anchor: &Anchor) -> Option<Node> {
    match anchor {
        Anchor::Run(run, ..) => tree.parent(*run),
        Anchor::Before(node) | Anchor::After(node) => tree.parent(*node),
        Anchor::EndOf(paragraph) => Some(*paragraph),
    }
}

fn written(markup: WordMarkup<'_>, mark: &Mark) -> String {
    let Mark { name, id, is_start } = mark;
    let (of_id, of_name) = (markup.named("id"), markup.named("name"));
    if *is_start {
        format!("<{} {of_id}=\"{id}\" {of_name}=\"{name}\"/>", markup.named("bookmarkStart"))
    } else {
        format!("<{} {of_id}=\"{id}\"/>", markup.named("bookmarkEnd"))
    }
}

fn put(tree: &Tree<'_>, near: Node, at: usize, mark: &Mark) -> Edit {
    Edit {
        name: mark.name.clone(),
        range: at..at,
        text: written(WordMarkup::near(tree, near), mark),
    }
}

/// A paragraph that was one tag, with both ends of a bookmark in it.
fn opened(tree: &Tree<'_>, paragraph: Node, mark: &Mark) -> Edit {
    let markup = WordMarkup::near(tree, paragraph);
    let tag = tree.written(paragraph);
    let end = Mark { name: mark.name.clone(), id: mark.id, is_start: false };
    let own = markup.named("p");
    let text = format!(
        "{}>{}{}</{own}>",
        tag.trim_end_matches("/>").trim_end(),
        written(markup, mark),
        written(markup, &end)
    );
    Edit { name: mark.name.clone(), range: tree.outer(paragraph), text }
}

/// A run in as many as there must be for bookmarks between.
fn parted(
    tree: &Tree<'_>,
    run: Node,
    marks: &[(Node, usize, Mark)],
    shown: &BTreeMap<Node, usize>,
) -> String {
    let markup = WordMarkup::near(tree, run);
    let source = tree.written(run);
    let tag = &source[..tree.inner(run).start - tree.outer(run).start];
    let (own_run, own_text) = (markup.named("r"), markup.named("t"));
    let look = tree.child(run, "w:rPr").map(|look| tree.written(look)).unwrap_or_default();
    let (mut text, mut content) = (String::new(), String::new());
    let end_run = |content: &mut String, text: &mut String| {
        if !content.is_empty() {
            *text += &format!("{tag}{look}{content}</{own_run}>");
            content.clear();
        }
    };
    for child in tree.elements(run).filter(|child| tree.name(*child) != "w:rPr") {
        let mut here: Vec<&(Node, usize, Mark)> =
            marks.iter().filter(|(node, ..)| *node == child).collect();
        // What ends stands before what begins at the same character, but not before its own beginning.
        here.sort_by_key(|(_, characters, mark)| (*characters, mark.id, !mark.is_start));
        if here.is_empty() {
            content.push_str(tree.written(child));
            continue;
        }
        let whole = tree.text(child);
        let is_text = tree.name(child) == "w:t" && shown.contains_key(&child);
        let characters: Vec<char> = whole.chars().collect();
        let is_kept = tree.attribute(child, "xml:space") == Some("preserve");
        let is_trimmed = |c: &&char| matches!(**c, ' ' | '\n' | '\r' | '\t');
        let leading = if is_kept { 0 } else { characters.iter().take_while(is_trimmed).count() };
        let end = if is_kept {
            characters.len()
        } else {
            characters.len() - characters[leading..].iter().rev().take_while(is_trimmed).count()
        };
        let piece = |range: std::ops::Range<usize>| {
            let text: String = characters.get(range).unwrap_or_default().iter().collect();
            match text.as_str() {
                "" => String::new(),
                text => {
                    format!("<{own_text} xml:space=\"preserve\">{}</{own_text}>", escaped(text))
                }
            }
        };
        let mut done = leading;
        let mut is_put = false;
        for (_, at, mark) in here {
            if is_text {
                let at = (leading + at).min(end);
                content += &piece(done..at);
                done = at;
            } else if *at > 0 && !is_put {
                content += tree.written(child);
                is_put = true;
            }
            end_run(&mut content, &mut text);
            text += &written(markup, mark);
        }
        if is_text {
            content += &piece(done..end);
        } else if !is_put {
            content += tree.written(child);
        }
    }
    end_run(&mut content, &mut text);
    text
}
