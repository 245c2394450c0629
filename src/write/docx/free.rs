//! Where sections end, so that answers are free to edit: see [`super::section`].

use crate::xml::element::{Element, Node};

use super::body::BodyBuilder;
use super::hole::Hole;
use super::section::{CONTINUOUS, Sections};

/// Puts the ends of sections before answers, as holes; what fills them is returned.
pub(super) fn open(body: &mut Element, builder: &mut BodyBuilder<'_>) -> Option<Sections> {
    let text = body.child_mut("w:body")?;
    let is_answer = |node: &Node, builder: &BodyBuilder<'_>| {
        let Node::Element(paragraph) = node else { return false };
        paragraph.children.iter().any(|child| match child {
            Node::Hole(hole) => matches!(builder.holes[*hole], Hole::First(_)),
            _ => false,
        })
    };
    let mut is_first = true;
    for at in 1..text.children.len() {
        if !is_answer(&text.children[at], builder) {
            continue;
        }
        let Node::Element(before) = &mut text.children[at - 1] else { continue };
        let hole = builder.hole(Hole::Section(std::mem::take(&mut is_first)));
        before.child_or_new("w:pPr").children.push(Node::Hole(hole));
    }
    let last = text.child_mut("w:sectPr")?;
    let is_reference = |node: &Node| match node {
        Node::Element(child) => {
            matches!(child.name.as_str(), "w:headerReference" | "w:footerReference")
        }
        _ => false,
    };
    let (first, size): (Vec<Node>, Vec<Node>) =
        last.children.iter().cloned().partition(is_reference);
    let section = |references: &[Node], kind: &str, protection: Option<&str>| {
        let mut children = references.to_vec();
        children.extend(size.iter().cloned());
        if let Some(value) = protection {
            // Behind the columns, as the schema wants.
            let is_columns =
                |node: &Node| matches!(node, Node::Element(child) if child.name == "w:cols");
            let at = children.iter().position(is_columns).map_or(children.len(), |at| at + 1);
            let element = Element::new("w:formProt", &[("w:val", value)]);
            children.insert(at, Node::Element(element));
        }
        let written: String = children
            .iter()
            .map(|child| match child {
                Node::Element(child) if child.name == "w:pgSz" => {
                    format!("{kind}{}", child.to_text())
                }
                Node::Element(child) => child.to_text(),
                _ => String::new(),
            })
            .collect();
        format!("<w:sectPr>{written}</w:sectPr>")
    };
    let sections = Sections {
        first: section(&first, "", None),
        protected: section(&[], CONTINUOUS, None),
        free: section(&[], CONTINUOUS, Some("0")),
    };
    let hole = builder.hole(Hole::LastSection);
    last.children.insert(first.len(), Node::Hole(hole));
    Some(sections)
}
