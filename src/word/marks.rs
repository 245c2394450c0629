//! What stands in a Word file and is no part of its text, or not yet: comments, changes that nobody has
//! decided on, words that are struck out or hidden.

use std::collections::BTreeMap;
use std::ops::Range;

use super::package::Package;
use crate::xml::tree::{Node, Tree};

/// Something that people see beside the text, or do not see in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    /// Who made it; empty where the file does not say.
    pub(super) author: String,
    pub(super) words: String,
    /// The atoms that it is about.
    pub(super) range: Range<usize>,
    /// The paragraph that it stands in, or the one before.
    pub(super) paragraph: usize,
}

/// What stands in a Word file and is no part of its text, or not yet.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum MarkKind {
    /// Put in, and not accepted yet: part of the text.
    Inserted,
    /// Taken out, and not accepted yet: no part of the text.
    Deleted,
    /// Struck out: no part of the text.
    Struck,
    /// Hidden: no part of the text.
    Hidden,
    /// A comment.
    Comment,
    /// Characters above or below the line that Unicode has no such characters for: part of the text.
    Shifted,
}

impl MarkKind {
    /// What it is called where a file is compared as text.
    pub(super) fn name(self) -> &'static str {
        match self {
            MarkKind::Inserted => "inserted",
            MarkKind::Deleted => "deleted",
            MarkKind::Struck => "struck out",
            MarkKind::Hidden => "hidden",
            MarkKind::Comment => "comment",
            MarkKind::Shifted => "above or below the line",
        }
    }

    /// Whether the words of the mark are no part of the text around it.
    pub(super) fn is_left_out(self) -> bool {
        matches!(self, MarkKind::Deleted | MarkKind::Struck | MarkKind::Hidden)
    }
}

/// Where characters stand on their line (`w:vertAlign`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Position {
    #[default]
    Normal,
    Raised,
    Lowered,
}

/// What stands for the end of a paragraph among the words of a change.
pub(super) const PARAGRAPH_SIGN: &str = "¶";

/// All words in an element, whatever shows them, with a blank between each two.
pub(super) fn words_in(tree: &Tree<'_>, node: Node) -> String {
    all_words(tree, node).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All words in an element with their blanks, so that those of the next can be put behind them.
pub(super) fn all_words(tree: &Tree<'_>, node: Node) -> String {
    let mut words = String::new();
    add_words(tree, node, &mut words);
    words
}

fn add_words(tree: &Tree<'_>, node: Node, words: &mut String) {
    match tree.name(node) {
        "w:t" | "w:delText" | "m:t" => words.push_str(&tree.text(node)),
        "w:tab" | "w:br" | "w:cr" => words.push(' '),
        "w:noBreakHyphen" => words.push('\u{2011}'),
        "w:rPr" | "w:pPr" | "w:tblPr" | "w:trPr" | "w:tcPr" => {}
        name => {
            tree.elements(node).for_each(|child| add_words(tree, child, words));
            if matches!(name, "w:p" | "w:tc" | "w:tr") {
                words.push(' ');
            }
        }
    }
}

/// The comments of a part: who makes them and what they say, by their ids.
pub(super) fn comments(package: &Package, part: &str) -> BTreeMap<String, (String, String)> {
    let name = package.related(part, "comments");
    let Some(tree) = name.as_deref().and_then(|name| package.tree(name)) else {
        return BTreeMap::new();
    };
    let attribute =
        |node, name: &str| tree.attribute(node, name).map(str::to_owned).unwrap_or_default();
    let comments = tree.find_all(Tree::ROOT, "w:comment");
    comments
        .map(|node| (attribute(node, "w:id"), (attribute(node, "w:author"), words_in(&tree, node))))
        .collect()
}
