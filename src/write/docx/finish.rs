//! The finishing pass over docx-rs's parts: puts in what it cannot write, and in the order that
//! the schema (ISO/IEC 29500-1, Annex A) wants.

use crate::xml::element::{Element, Node};

/// Begins the name of a bookmark that stands for what docx-rs cannot write. No bookmark can have a
/// colon in its name.
pub(super) const PLACEHOLDER: &str = "raw:";
/// The bookmark that makes the table row it stands in a header row.
pub(super) const HEADER_ROW: &str = "header:row";

/// Mends a part. `raw` is what the placeholders stand for.
pub(super) fn finish(mut part: Element, raw: &[Vec<Node>]) -> Element {
    mend(&mut part, raw);
    part
}

fn mend(element: &mut Element, raw: &[Vec<Node>]) {
    let mut is_header_row = false;
    let mut children = Vec::with_capacity(element.children.len());
    for child in std::mem::take(&mut element.children) {
        let Node::Element(mut child) = child else {
            children.push(child);
            continue;
        };
        if child.name == "w:bookmarkStart" {
            let name = child.attribute("w:name").unwrap_or_default();
            if let Some(index) = name.strip_prefix(PLACEHOLDER) {
                let index: usize = index.parse().expect("placeholders are numbered");
                children.extend(raw[index].iter().cloned());
                continue;
            }
        }
        mend(&mut child, raw);
        // What says nothing, the schema wants not to be there.
        let says_nothing = child.children.is_empty()
            && child.attributes.is_empty()
            && matches!(child.name.as_str(), "w:rPr" | "w:pPr" | "w:trPr" | "w:tcPr");
        if !says_nothing {
            children.push(Node::Element(child));
        }
    }
    element.children = children;
    match element.name.as_str() {
        "w:tr" => is_header_row = take_header_mark(element),
        "w:p" => element.attributes.retain(|(name, _)| name != "w14:paraId"),
        "w:fldChar" => element.attributes.retain(|(name, _)| name != "w:dirty"),
        "w:gridCol" => element.attributes.retain(|(name, _)| name != "w:type"),
        "w:instrText" => element.attributes.push(("xml:space".into(), "preserve".into())),
        _ => {}
    }
    if is_header_row {
        element
            .child_or_new("w:trPr")
            .children
            .push(Node::Element(Element::new("w:tblHeader", &[])));
    }
    if let Some(order) = order(&element.name) {
        let rank = |node: &Node| match node {
            Node::Element(child) => {
                order.iter().position(|name| child.name.strip_prefix("w:") == Some(name))
            }
            Node::Text(_) | Node::Hole(_) => None,
        };
        element.children.sort_by_key(|child| rank(child).unwrap_or(order.len()));
    }
}

/// Takes the mark of a header row out of a row's cells; whether there was one.
fn take_header_mark(element: &mut Element) -> bool {
    let before = element.children.len();
    element.children.retain(|child| {
        !matches!(child, Node::Element(child)
            if child.name == "w:bookmarkStart" && child.attribute("w:name") == Some(HEADER_ROW))
    });
    let mut found = element.children.len() < before;
    for child in &mut element.children {
        if let Node::Element(child) = child
            && matches!(child.name.as_str(), "w:tc" | "w:p")
        {
            found |= take_header_mark(child);
        }
    }
    found
}

/// The children of an element in the order of the schema.
#[expect(clippy::too_many_lines, reason = "one table")]
fn order(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
            "suppressLineNumbers",
            "pBdr",
            "shd",
            "tabs",
            "suppressAutoHyphens",
            "bidi",
            "adjustRightInd",
            "snapToGrid",
            "spacing",
            "ind",
            "contextualSpacing",
            "jc",
            "textAlignment",
            "outlineLvl",
            "rPr",
            "sectPr",
        ],
        "w:rPr" => &[
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "strike",
            "dstrike",
            "noProof",
            "vanish",
            "color",
            "spacing",
            "w",
            "sz",
            "szCs",
            "highlight",
            "u",
            "bdr",
            "shd",
            "fitText",
            "vertAlign",
            "lang",
        ],
        "w:sectPr" => &[
            "headerReference",
            "footerReference",
            "type",
            "pgSz",
            "pgMar",
            "pgNumType",
            "cols",
            "formProt",
            "titlePg",
            "docGrid",
        ],
        "w:tblPr" => &[
            "tblStyle",
            "tblW",
            "jc",
            "tblInd",
            "tblBorders",
            "shd",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
        ],
        "w:trPr" => &["cantSplit", "trHeight", "tblHeader"],
        "w:tcPr" => &["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign"],
        "w:pBdr" | "w:tblBorders" | "w:tcBorders" | "w:tblCellMar" => {
            &["top", "left", "bottom", "right", "insideH", "insideV", "between", "bar"]
        }
        "w:numPr" => &["ilvl", "numId"],
        "w:lvl" => &[
            "start",
            "numFmt",
            "lvlRestart",
            "pStyle",
            "isLgl",
            "suff",
            "lvlText",
            "lvlJc",
            "pPr",
            "rPr",
        ],
        "w:abstractNum" => &["multiLevelType", "styleLink", "numStyleLink", "lvl"],
        "w:style" => &[
            "name",
            "basedOn",
            "next",
            "link",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "pPr",
            "rPr",
            "tblPr",
            "tcPr",
        ],
        "w:docDefaults" => &["rPrDefault", "pPrDefault"],
        _ => return None,
    })
}
