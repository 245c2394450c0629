//! A part's XML as a tree whose elements know their bytes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The deepest that elements may stand in one another. Word itself goes to some thirty.
const DEEPEST: usize = 250;

/// Namespaces by the prefixes that everybody knows them by; the second of two with the same prefix
/// is that of strict documents (ISO/IEC 29500-1, Annex A and 29500-4).
const NAMESPACES: [(&str, &str); 12] = [
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
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
];

/// Why a part cannot be read.
#[derive(Clone, Debug)]
pub(crate) enum XmlError {
    /// It is not well-formed; the parser's words, in English.
    Malformed(String),
    /// It has a document type, which no part may have.
    Doctype,
    /// Elements stand too deep in one another.
    TooDeep,
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
        // The reader takes a byte order mark away and does not count it.
        let mark = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&source[mark..]);
        let mut tree = Tree { source, elements: Vec::new() };
        let mut open: Vec<Node> = Vec::new();
        let mut prefixes: Vec<Rc<BTreeMap<String, String>>> = vec![Rc::default()];
        let at = |reader: &Reader<&[u8]>| {
            mark + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
        };
        loop {
            let start = at(&reader);
            let event =
                reader.read_event().map_err(|error| XmlError::Malformed(error.to_string()))?;
            let end = at(&reader);
            match event {
                Event::Start(tag) => {
                    let scope = scope(&prefixes, &tag)?;
                    let node = tree.add(&tag, &scope, open.last().copied(), start..end)?;
                    prefixes.push(scope);
                    open.push(node);
                    if open.len() > DEEPEST {
                        return Err(XmlError::TooDeep);
                    }
                }
                Event::Empty(tag) => {
                    let scope = scope(&prefixes, &tag)?;
                    tree.add(&tag, &scope, open.last().copied(), start..end)?;
                }
                Event::End(_) => {
                    let Some(node) = open.pop() else {
                        return Err(XmlError::Malformed("an end without a start".into()));
                    };
                    prefixes.pop();
                    let element = &mut tree.elements[node];
                    element.inner.end = start;
                    element.outer.end = end;
                }
                Event::Text(text) => {
                    let text = text.decode().map_err(|e| XmlError::Malformed(e.to_string()))?;
                    tree.push_text(open.last().copied(), &text);
                }
                Event::CData(text) => {
                    let text = text.decode().map_err(|e| XmlError::Malformed(e.to_string()))?;
                    tree.push_text(open.last().copied(), &text);
                }
                Event::GeneralRef(reference) => {
                    let name =
                        reference.decode().map_err(|e| XmlError::Malformed(e.to_string()))?;
                    let text = quick_xml::escape::unescape(&format!("&{name};"))
                        .map_err(|e| XmlError::Malformed(e.to_string()))?
                        .into_owned();
                    tree.push_text(open.last().copied(), &text);
                }
                Event::DocType(_) => return Err(XmlError::Doctype),
                Event::Eof if open.is_empty() && !tree.elements.is_empty() => return Ok(tree),
                Event::Eof => return Err(XmlError::Malformed("it ends too early".into())),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }

    fn add(
        &mut self,
        tag: &BytesStart<'_>,
        scope: &BTreeMap<String, String>,
        parent: Option<Node>,
        bytes: Range<usize>,
    ) -> Result<Node, XmlError> {
        if parent.is_none() && !self.elements.is_empty() {
            return Err(XmlError::Malformed("a second root".into()));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| XmlError::Malformed(error.to_string()))?;
            let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            let value = quick_xml::escape::unescape(&value)
                .map_err(|error| XmlError::Malformed(error.to_string()))?
                .into_owned();
            // Attributes without a prefix are in no namespace.
            let name = if name.contains(':') { known_name(&name, scope) } else { name };
            attributes.push((name, value));
        }
        let name = known_name(&String::from_utf8_lossy(tag.name().as_ref()), scope);
        let node = self.elements.len();
        let inner = bytes.end..bytes.end;
        self.elements.push(Element {
            name,
            attributes,
            parent,
            children: Vec::new(),
            outer: bytes,
            inner,
        });
        if let Some(parent) = parent {
            self.elements[parent].children.push(Child::Element(node));
        }
        Ok(node)
    }

    fn push_text(&mut self, parent: Option<Node>, text: &str) {
        let Some(parent) = parent else { return };
        match self.elements[parent].children.last_mut() {
            Some(Child::Text(before)) => before.push_str(text),
            _ => self.elements[parent].children.push(Child::Text(text.to_owned())),
        }
    }

    /// The root.
    pub(crate) const ROOT: Node = 0;

    /// All elements in the order of the part.
    pub(crate) fn all(&self) -> impl Iterator<Item = Node> + use<> {
        0..self.elements.len()
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

/// The prefixes that hold within an element.
fn scope(
    open: &[Rc<BTreeMap<String, String>>],
    tag: &BytesStart<'_>,
) -> Result<Rc<BTreeMap<String, String>>, XmlError> {
    let mut scope = open.last().cloned().unwrap_or_default();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| XmlError::Malformed(error.to_string()))?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let prefix = match key.strip_prefix("xmlns") {
            Some("") => String::new(),
            Some(prefix) if prefix.starts_with(':') => prefix[1..].to_owned(),
            _ => continue,
        };
        let uri = String::from_utf8_lossy(&attribute.value).into_owned();
        let known = NAMESPACES.iter().find(|(known, _)| *known == uri);
        let known = known.map_or_else(|| prefix.clone(), |(_, known)| (*known).to_owned());
        Rc::make_mut(&mut scope).insert(prefix, known);
    }
    Ok(scope)
}

/// A name with the prefix that everybody knows its namespace by.
fn known_name(name: &str, scope: &BTreeMap<String, String>) -> String {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    match scope.get(prefix).map_or(prefix, String::as_str) {
        "" => local.to_owned(),
        known => format!("{known}:{local}"),
    }
}

/// Characters as they stand in XML, in elements and attributes alike.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
