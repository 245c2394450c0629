//! A part's XML as a tree whose elements know their bytes.

use std::ops::Range;

use roxmltree::{Document, NodeType};

use super::element::escape;

/// The deepest that elements may stand in one another. Word itself goes to some thirty.
const DEEPEST: usize = 250;

/// Namespaces by the prefixes that everybody knows them by; the second of two with the same prefix
/// is that of strict documents (ISO/IEC 29500-1, Annex A and 29500-4).
const NAMESPACES: [(&str, &str); 15] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("http://schemas.microsoft.com/office/word/2012/wordml", "w15"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "op"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://www.loc.gov/METS/", "mets"),
    ("http://www.loc.gov/premis/v3", "premis"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
];

/// Stands for a known prefix that names an unknown namespace.
const OTHER: &str = "other";
/// The most attributes of an element, and the most namespaces that are named within it. Word's own
/// have some forty; the reader compares each with all others.
const MOST_NAMES: usize = 500;

/// The most elements of a part, and the most attributes. A form has some thousands, a report of a thousand
/// pages some hundred thousand; each takes some hundred bytes of memory.
const MOST_ELEMENTS: usize = 400_000;
const MOST_ATTRIBUTES: usize = 1_000_000;

/// Why a part cannot be read.
#[derive(Clone, Debug)]
pub(crate) enum XmlError {
    /// It is not well-formed; the parser's words, in English.
    Malformed(String),
    /// It has a document type, which no part may have.
    Doctype,
    /// Elements stand too deep in one another.
    TooDeep,
    /// It has more elements or attributes than are read.
    TooLarge,
}

/// An element, by its index in its tree.
pub(crate) type Node = usize;

/// A part.
#[derive(Clone, Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) source: &'a str,
    elements: Vec<Element>,
}

#[derive(Clone, Debug)]
struct Element {
    /// Its name with the prefix that everybody knows.
    name: String,
    attributes: Vec<(String, String)>,
    parent: Option<Node>,
    children: Vec<Child>,
    /// Its bytes, tags included.
    outer: Range<usize>,
    /// The bytes between its tags; empty at the end of an element that is one tag.
    inner: Range<usize>,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(crate) enum Child {
    Element(Node),
    Text(String),
}

impl<'a> Tree<'a> {
    /// Reads a part.
    pub(crate) fn parse(source: &'a str) -> Result<Tree<'a>, XmlError> {
        refuse_many_names(source)?;
        let document = Document::parse(source).map_err(|error| match error {
            roxmltree::Error::DtdDetected => XmlError::Doctype,
            error => XmlError::Malformed(error.to_string()),
        })?;
        let mut tree = Tree { source, elements: Vec::new() };
        tree.add(document.root_element(), None, 1)?;
        Ok(tree)
    }

    /// Adds an element with all that stands in it, which is so deep.
    fn add(
        &mut self,
        element: roxmltree::Node<'_, '_>,
        parent: Option<Node>,
        depth: usize,
    ) -> Result<Node, XmlError> {
        if depth > DEEPEST {
            return Err(XmlError::TooDeep);
        }
        let name = |namespace: Option<&str>, local: &str| {
            let known = |uri: &str| NAMESPACES.iter().find(|(known, _)| *known == uri);
            let prefix = namespace.map(|uri| match known(uri) {
                Some((_, known)) => known,
                // Whoever calls something else so does not mean the same.
                None => match element.lookup_prefix(uri).unwrap_or_default() {
                    prefix if NAMESPACES.iter().any(|(_, known)| *known == prefix) => OTHER,
                    prefix => prefix,
                },
            });
            match prefix {
                None | Some("") => local.to_owned(),
                Some(prefix) => format!("{prefix}:{local}"),
            }
        };
        let attributes = element.attributes();
        let attributes = attributes.map(|attribute| {
            (name(attribute.namespace(), attribute.name()), attribute.value().to_owned())
        });
        let node = self.elements.len();
        let outer = element.range();
        self.elements.push(Element {
            name: name(element.tag_name().namespace(), element.tag_name().name()),
            attributes: attributes.collect(),
            parent,
            children: Vec::new(),
            inner: inner(self.source, outer.clone()),
            outer,
        });
        for child in element.children() {
            let child = match child.node_type() {
                NodeType::Element => Child::Element(self.add(child, Some(node), depth + 1)?),
                NodeType::Text => Child::Text(child.text().unwrap_or_default().to_owned()),
                NodeType::Root | NodeType::PI | NodeType::Comment => continue,
            };
            // A comment parts a text in two.
            match (self.elements[node].children.last_mut(), child) {
                (Some(Child::Text(before)), Child::Text(text)) => before.push_str(&text),
                (_, child) => self.elements[node].children.push(child),
            }
        }
        Ok(node)
    }

    /// The root.
    pub(crate) const ROOT: Node = 0;

    /// All elements in the order of the part.
    pub(crate) fn all(&self) -> impl Iterator<Item = Node> + use<> {
        0..self.elements.len()
    }

    /// The elements that begin within some bytes, in the order of the part.
    pub(crate) fn within(&self, range: &Range<usize>) -> Range<Node> {
        let before = |at: usize| self.elements.partition_point(|element| element.outer.start < at);
        before(range.start)..before(range.end).max(before(range.start))
    }

    /// The name of an element: `w:p`.
    pub(crate) fn name(&self, node: Node) -> &str {
        &self.elements[node].name
    }

    /// The name without its prefix.
    pub(crate) fn local_name(&self, node: Node) -> &str {
        let name = self.name(node);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, node: Node, name: &str) -> Option<&str> {
        let mut attributes = self.elements[node].attributes.iter();
        attributes.find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The values of all attributes.
    pub(crate) fn values(&self, node: Node) -> impl Iterator<Item = &str> {
        self.elements[node].attributes.iter().map(|(_, value)| value.as_str())
    }

    /// `w:val`.
    pub(crate) fn val(&self, node: Node) -> Option<&str> {
        self.attribute(node, "w:val")
    }

    /// Whether an element that switches something on is there and does (ISO/IEC 29500-1, 17.17.4).
    pub(crate) fn is_on(&self, node: Node) -> bool {
        !matches!(self.val(node), Some("0" | "false" | "off"))
    }

    /// What stands in an element.
    pub(crate) fn children(&self, node: Node) -> &[Child] {
        &self.elements[node].children
    }

    /// The elements in an element.
    pub(crate) fn elements(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        self.elements[node].children.iter().filter_map(|child| match child {
            Child::Element(node) => Some(*node),
            Child::Text(_) => None,
        })
    }

    /// The first element of a name in an element.
    pub(crate) fn child(&self, node: Node, name: &str) -> Option<Node> {
        self.elements(node).find(|&child| self.name(child) == name)
    }

    /// The first element that a path of names leads to.
    pub(crate) fn descend(&self, node: Node, path: &[&str]) -> Option<Node> {
        path.iter().try_fold(node, |node, name| self.child(node, name))
    }

    /// The elements of a name anywhere in an element, itself included.
    pub(crate) fn find_all<'t>(
        &'t self,
        node: Node,
        name: &'t str,
    ) -> impl Iterator<Item = Node> + 't {
        let end = self.elements[node].outer.end;
        let within = (node..self.elements.len())
            .take_while(move |&other| self.elements[other].outer.start < end);
        within.filter(move |&other| self.name(other) == name)
    }

    /// The text in an element and all that stands in it.
    pub(crate) fn text(&self, node: Node) -> String {
        let mut text = String::new();
        for child in self.children(node) {
            match child {
                Child::Text(characters) => text.push_str(characters),
                Child::Element(child) => text.push_str(&self.text(*child)),
            }
        }
        text
    }

    /// The element that an element stands in.
    pub(crate) fn parent(&self, node: Node) -> Option<Node> {
        self.elements[node].parent
    }

    /// The bytes of an element, tags included.
    pub(crate) fn outer(&self, node: Node) -> Range<usize> {
        self.elements[node].outer.clone()
    }

    /// The bytes between the tags of an element.
    pub(crate) fn inner(&self, node: Node) -> Range<usize> {
        self.elements[node].inner.clone()
    }

    /// The bytes of an element as they stand.
    pub(crate) fn written(&self, node: Node) -> &'a str {
        &self.source[self.outer(node)]
    }
}

/// Looks over the tags of a part before it is read, for more names than a reader can bear.
fn refuse_many_names(source: &str) -> Result<(), XmlError> {
    let mut rest = source;
    // How many namespaces each open element names.
    let mut open: Vec<usize> = Vec::new();
    let (mut in_scope, mut elements, mut all_attributes) = (0, 0, 0);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let marked = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        if let Some((_, end)) = marked.iter().find(|(begin, _)| rest.starts_with(begin)) {
            rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
            continue;
        }
        let tag = &rest[..length_of_tag(rest)];
        rest = &rest[tag.len()..];
        if tag.starts_with("</") {
            in_scope -= open.pop().unwrap_or_default();
            continue;
        }
        elements += 1;
        all_attributes += tag.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count() / 2;
        if elements > MOST_ELEMENTS || all_attributes > MOST_ATTRIBUTES {
            return Err(XmlError::TooLarge);
        }
        let named = tag.matches("xmlns").count();
        if tag.matches('=').count() > MOST_NAMES && attributes(tag) > MOST_NAMES
            || in_scope + named > MOST_NAMES
        {
            return Err(XmlError::Malformed("too many attributes or namespaces".into()));
        }
        if !tag.ends_with("/>") {
            open.push(named);
            in_scope += named;
        }
    }
    Ok(())
}

/// How many attributes a tag has: texts in quotes.
fn attributes(tag: &str) -> usize {
    let (mut quote, mut count) = (None, 0);
    for byte in tag.bytes() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => (quote, count) = (None, count + 1),
            _ => {}
        }
    }
    count
}

/// How many bytes the tag has that a text begins with; one without an end is all of it.
fn length_of_tag(text: &str) -> usize {
    let mut quote = None;
    let end = text.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), byte) => {
            quote = quote.filter(|_| open != byte);
            false
        }
        _ => false,
    });
    end.map_or(text.len(), |end| end + 1)
}

/// The bytes between the tags of an element, by those of the whole element.
fn inner(source: &str, outer: Range<usize>) -> Range<usize> {
    let element = &source[outer.clone()];
    let length = length_of_tag(element);
    if element[..length].ends_with("/>") {
        return outer.end..outer.end;
    }
    let end = element.rfind("</").unwrap_or(length);
    outer.start + length..outer.start + end
}

/// Characters as they stand in XML, in elements and attributes alike.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape(text, &mut escaped);
    escaped
}
