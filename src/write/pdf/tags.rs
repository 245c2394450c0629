//! What is read aloud, in its order (ISO 32000-1, 14.7 and 14.8).
//!
//! The tree is made where text is set, in the order of the document. What stands on the pages is put at
//! its leaves as it is drawn, in whatever order that is: so right-to-left text, tables over several
//! pages and links over several lines are read as they were written.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, Node, TagGroup, TagKind, TagTree};

/// An element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Element(usize);

/// A place in an element for what is drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Leaf(usize);

#[derive(Default)]
pub(super) struct Tags {
    elements: Vec<(TagKind, Vec<Child>)>,
    leaves: Vec<Vec<Identifier>>,
    /// Those that belong to no other, in their order.
    outermost: Vec<Element>,
}

enum Child {
    Element(Element),
    Leaf(Leaf),
}

impl Tags {
    /// Adds an element at the end of another, or of the document.
    pub(super) fn add(&mut self, parent: Option<Element>, tag: impl Into<TagKind>) -> Element {
        let element = Element(self.elements.len());
        self.elements.push((tag.into(), Vec::new()));
        match parent {
            Some(Element(parent)) => self.elements[parent].1.push(Child::Element(element)),
            None => self.outermost.push(element),
        }
        element
    }

    /// Adds a place at the end of an element.
    pub(super) fn leaf(&mut self, Element(parent): Element) -> Leaf {
        let leaf = Leaf(self.leaves.len());
        self.leaves.push(Vec::new());
        self.elements[parent].1.push(Child::Leaf(leaf));
        leaf
    }

    /// What is drawn belongs to a place.
    pub(super) fn put(&mut self, Leaf(leaf): Leaf, drawn: Identifier) {
        self.leaves[leaf].push(drawn);
    }

    /// Where a figure stands.
    pub(super) fn place(&mut self, Element(element): Element, page: usize, area: Rect) {
        if let (TagKind::Figure(figure), _) = &mut self.elements[element] {
            *figure = figure.clone().with_bbox(Some(BBox::new(page, area)));
        }
    }

    /// The tree, once all is drawn.
    pub(super) fn tree(self, language: &str) -> TagTree {
        let Tags { elements, mut leaves, outermost } = self;
        let mut elements: Vec<Option<(TagKind, Vec<Child>)>> =
            elements.into_iter().map(Some).collect();
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for element in outermost {
            if let Some(group) = group(element, &mut elements, &mut leaves) {
                tree.push(group);
            }
        }
        tree
    }
}

fn group(
    Element(element): Element,
    elements: &mut [Option<(TagKind, Vec<Child>)>],
    leaves: &mut [Vec<Identifier>],
) -> Option<TagGroup> {
    let (tag, children) = elements[element].take()?;
    // An empty cell is a cell; an empty paragraph is nothing.
    let is_cell = matches!(tag, TagKind::TD(_) | TagKind::TH(_));
    let mut group_of = TagGroup::new(tag);
    for child in children {
        match child {
            Child::Element(child) => {
                if let Some(child) = group(child, elements, leaves) {
                    group_of.push(child);
                }
            }
            Child::Leaf(Leaf(leaf)) => {
                group_of
                    .children
                    .extend(std::mem::take(&mut leaves[leaf]).into_iter().map(Node::Leaf));
            }
        }
    }
    (is_cell || !group_of.children.is_empty()).then_some(group_of)
}
