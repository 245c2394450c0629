//! A small tree of XML, to mend parts in.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element. Names keep their prefixes: the parts come from one writer, which uses one prefix
/// for each namespace.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
    /// What differs from one part of a kind to the next, by a number of its writer's.
    Hole(usize),
}

/// The text of a part with holes: what stands before each hole, with its number, and the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pieces {
    pub(crate) before: Vec<(String, usize)>,
    pub(crate) end: String,
}

impl Element {
    /// An element without children.
    pub(crate) fn new(name: &str, attributes: &[(&str, &str)]) -> Element {
        let attributes =
            attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Element { name: name.to_owned(), attributes, children: Vec::new() }
    }

    /// The element with more attributes.
    pub(crate) fn with_attributes(mut self, attributes: &[(&str, impl AsRef<str>)]) -> Element {
        let owned =
            attributes.iter().map(|(name, value)| ((*name).to_owned(), value.as_ref().to_owned()));
        self.attributes.extend(owned);
        self
    }

    /// The element with one more child.
    pub(crate) fn with(mut self, child: Element) -> Element {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with a hole.
    pub(crate) fn with_hole(mut self, number: usize) -> Element {
        self.children.push(Node::Hole(number));
        self
    }

    /// The element with text.
    pub(crate) fn with_text(mut self, text: &str) -> Element {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    /// Reads a part that docx-rs has written.
    pub(crate) fn parse(part: &[u8]) -> Element {
        let text = std::str::from_utf8(part).expect("docx-rs writes UTF-8");
        let mut reader = Reader::from_str(text);
        let mut open = vec![Element::new("", &[])];
        loop {
            let event = reader.read_event().expect("docx-rs writes well-formed XML");
            let parent = open.last_mut().expect("the document itself is never closed");
            match event {
                Event::Start(start) => open.push(read_start(&start)),
                Event::Empty(start) => parent.children.push(Node::Element(read_start(&start))),
                Event::Text(text) => {
                    let text = text.decode().expect("docx-rs writes UTF-8").into_owned();
                    parent.push_text(&text);
                }
                Event::GeneralRef(reference) => {
                    let name = reference.decode().expect("docx-rs writes UTF-8");
                    let entity = format!("&{name};");
                    let text = quick_xml::escape::unescape(&entity)
                        .expect("docx-rs writes XML's own entities");
                    parent.push_text(&text);
                }
                Event::End(_) => {
                    let element = open.pop().expect("every end has a start");
                    open.last_mut()
                        .expect("the document itself is never closed")
                        .children
                        .push(Node::Element(element));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let root = open.pop().and_then(|mut document| document.children.pop());
        match root {
            Some(Node::Element(root)) => root,
            _ => unreachable!("a part has one root"),
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.children.push(Node::Text(text.to_owned())),
        }
    }

    /// The part, with an XML declaration. It has no holes.
    pub(crate) fn to_part(&self) -> String {
        let Pieces { before, end } = self.to_pieces();
        assert!(before.is_empty(), "the holes of a part are filled elsewhere");
        end
    }

    /// The part, with an XML declaration, cut at its holes.
    pub(crate) fn to_pieces(&self) -> Pieces {
        let mut pieces = Pieces {
            end: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
            ..Pieces::default()
        };
        self.write(&mut pieces);
        pieces
    }

    /// The element, without a declaration and without holes.
    pub(crate) fn to_text(&self) -> String {
        let mut pieces = Pieces::default();
        self.write(&mut pieces);
        pieces.end
    }

    fn write(&self, out: &mut Pieces) {
        let xml = &mut out.end;
        xml.push('<');
        xml.push_str(&self.name);
        for (name, value) in &self.attributes {
            xml.push(' ');
            xml.push_str(name);
            xml.push_str("=\"");
            escape(value, xml);
            xml.push('"');
        }
        if self.children.is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, &mut out.end),
                Node::Hole(number) => out.before.push((std::mem::take(&mut out.end), *number)),
            }
        }
        out.end.push_str("</");
        out.end.push_str(&self.name);
        out.end.push('>');
    }

    /// The child elements of a name, in their order.
    pub(crate) fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter_map(move |child| match child {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        })
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The first child element of a name.
    pub(crate) fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.children.iter_mut().find_map(|child| match child {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        })
    }

    /// The first child element of a name, made as the first of all if there is none.
    pub(crate) fn child_or_new(&mut self, name: &str) -> &mut Element {
        if self.child_mut(name).is_none() {
            self.children.insert(0, Node::Element(Element::new(name, &[])));
        }
        self.child_mut(name).expect("it was just made")
    }
}

fn read_start(start: &BytesStart<'_>) -> Element {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let attributes = start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.expect("docx-rs writes well-formed attributes");
            let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            let value = quick_xml::escape::unescape(&value)
                .expect("docx-rs writes XML's own entities")
                .into_owned();
            (name, value)
        })
        .collect();
    Element { name, attributes, children: Vec::new() }
}

/// Escapes for elements and attributes alike (XML 1.0, 2.4 and 3.3.3: a reader makes blanks of
/// line breaks and tabs in attributes unless they are references).
pub(crate) fn escape(text: &str, xml: &mut String) {
    const IS_ESCAPED: [bool; 256] = {
        let mut is_escaped = [false; 256];
        let (escaped, mut nth) = (*b"&<>\"\n\r\t", 0);
        while nth < escaped.len() {
            is_escaped[escaped[nth] as usize] = true;
            nth += 1;
        }
        is_escaped
    };
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !IS_ESCAPED[usize::from(byte)] {
            continue;
        }
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\n' => "&#10;",
            b'\r' => "&#13;",
            _ => "&#9;",
        };
        xml.push_str(&text[plain..at]);
        xml.push_str(reference);
        plain = at + 1;
    }
    xml.push_str(&text[plain..]);
}
