//! What stands above the header of each page: the logo, whose document it is, and whether it is a draft.

use crate::document::{Document, Logo};
use crate::xml::element::{Element, Node};

use super::super::BELOW_HEADER;
use super::styles::{half_points, id};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const GRAPHICS: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// English Metric Units in a millimetre.
const UNITS_PER_MM: f64 = 36_000.0;
/// Twentieths of a point in a millimetre.
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// The space between a logo and the name beside it, in twentieths of a point.
const BESIDE: i64 = 120;
/// The relationship of the logo.
pub(super) const LOGO: &str = "rIdLogo";

/// Puts it above what else stands at the top of each page, with space between that and the text.
pub(super) fn put_above(document: &Document, header: &mut Element) {
    let Some(paragraph) = letterhead(document) else { return };
    if let Some(last) = header.child_mut("w:p") {
        let after = (BELOW_HEADER * 20.0).to_string();
        let spacing = Element::new("w:spacing", &[("w:after", after.as_str())]);
        let properties = &mut last.child_or_new("w:pPr").children;
        // Behind the name of its style.
        properties.insert(properties.len().min(1), Node::Element(spacing));
    }
    header.children.insert(0, Node::Element(paragraph));
}

/// The paragraph, where anything stands in it.
fn letterhead(document: &Document) -> Option<Element> {
    if !document.has_letterhead() {
        return None;
    }
    let style = &document.style;
    let letterhead = &style.letterhead;
    let value = |name: &str, value: &str| Element::new(name, &[("w:val", value)]);
    let spacing = [("w:before", "0"), ("w:after", "80"), ("w:line", "240"), ("w:lineRule", "auto")];
    let mut properties = Element::new("w:pPr", &[])
        .with(value("w:pStyle", id::HEADER))
        .with(Element::new("w:spacing", &spacing));
    if let Some(logo) = &letterhead.logo {
        // What does not stand on one line goes on beside the logo.
        #[expect(clippy::cast_possible_truncation, reason = "a logo is at most 40 mm high")]
        let beside = ((logo.size.0 * TWIPS_PER_MM) as i64 + BESIDE).to_string();
        let indent = [("w:left", beside.as_str()), ("w:hanging", beside.as_str())];
        properties = properties.with(Element::new("w:ind", &indent));
    }
    let mut paragraph = Element::new("w:p", &[]).with(properties);
    if let Some(logo) = &letterhead.logo {
        paragraph = paragraph.with(Element::new("w:r", &[]).with(picture(logo)));
    }
    let strong = |text: &str| {
        let size = half_points(style.fonts.size).to_string();
        let look = Element::new("w:rPr", &[])
            .with(Element::new("w:b", &[]))
            .with(Element::new("w:bCs", &[]))
            .with(value("w:color", &style.colors.headings))
            .with(value("w:sz", &size))
            .with(value("w:szCs", &size));
        let text = Element::new("w:t", &[("xml:space", "preserve")]).with_text(text);
        Element::new("w:r", &[]).with(look).with(text)
    };
    if !letterhead.authority.is_empty() {
        let between = if letterhead.logo.is_some() { "  " } else { "" };
        paragraph = paragraph.with(strong(&format!("{between}{}", letterhead.authority)));
    }
    if let Some(mark) = &document.draft_mark {
        paragraph = paragraph
            .with(Element::new("w:r", &[]).with(Element::new("w:tab", &[])))
            .with(strong(mark));
    }
    Some(paragraph)
}

/// A picture in a line (ISO/IEC 29500-1, 20.4.2.8).
fn picture(logo: &Logo) -> Element {
    #[expect(clippy::cast_possible_truncation, reason = "a logo is at most 40 mm high")]
    let units = |millimetres: f64| ((millimetres * UNITS_PER_MM) as i64).to_string();
    let (width, height) = (units(logo.size.0), units(logo.size.1));
    let size = |name: &str| Element::new(name, &[("cx", width.as_str()), ("cy", height.as_str())]);
    let about = [("id", "1"), ("name", logo.name.as_str()), ("descr", logo.alternative.as_str())];
    let blip = Element::new("a:blip", &[("xmlns:r", RELATIONSHIPS), ("r:embed", LOGO)]);
    let fill = Element::new("pic:blipFill", &[])
        .with(blip)
        .with(Element::new("a:stretch", &[]).with(Element::new("a:fillRect", &[])));
    let shape = Element::new("pic:spPr", &[])
        .with(
            Element::new("a:xfrm", &[])
                .with(Element::new("a:off", &[("x", "0"), ("y", "0")]))
                .with(size("a:ext")),
        )
        .with(Element::new("a:prstGeom", &[("prst", "rect")]).with(Element::new("a:avLst", &[])));
    let picture = Element::new("pic:pic", &[("xmlns:pic", PICTURE)])
        .with(
            Element::new("pic:nvPicPr", &[])
                .with(Element::new("pic:cNvPr", &about))
                .with(Element::new("pic:cNvPicPr", &[])),
        )
        .with(fill)
        .with(shape);
    let graphic = Element::new("a:graphic", &[("xmlns:a", GRAPHICS)])
        .with(Element::new("a:graphicData", &[("uri", PICTURE)]).with(picture));
    let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    let inline = Element::new("wp:inline", &[("xmlns:wp", DRAWING)])
        .with_attributes(&none)
        .with(size("wp:extent"))
        .with(Element::new("wp:docPr", &about))
        .with(graphic);
    Element::new("w:drawing", &[]).with(inline)
}
