//! The package around the parts (ISO/IEC 29500-2): content types, relationships, properties.

use crate::document::Properties;

use crate::xml::element::{Element, escape};

use super::letterhead::LOGO;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// The custom properties that people and programs may set (ISO/IEC 29500-1, 22.3.2.2).
const USER_PROPERTIES: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// The parts of `word/` that every file has: name, relationship, content type.
pub(super) const WORD_PARTS: [(&str, &str, &str); 6] = [
    ("styles.xml", "styles", "styles"),
    ("settings.xml", "settings", "settings"),
    ("fontTable.xml", "fontTable", "fontTable"),
    ("numbering.xml", "numbering", "numbering"),
    ("header1.xml", "header", "header"),
    ("footer1.xml", "footer", "footer"),
];

/// Where a logo stands, from the folder of the document.
const LOGO_TARGET: &str = "media/logo.png";
/// Where a logo stands in the package.
pub(super) const LOGO_PATH: &str = "word/media/logo.png";

/// `[Content_Types].xml`.
pub(super) fn content_types(has_logo: bool) -> Element {
    let default = |extension: &str, kind: &str| {
        Element::new("Default", &[("Extension", extension), ("ContentType", kind)])
    };
    let part = |name: &str, kind: &str| {
        Element::new("Override", &[("PartName", name), ("ContentType", kind)])
    };
    let mut types = Element::new(
        "Types",
        &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")],
    )
    .with(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
    .with(default("xml", "application/xml"));
    if has_logo {
        types = types.with(default("png", "image/png"));
    }
    types = types.with(part("/word/document.xml", &format!("{WORD_TYPE}.document.main+xml")));
    for (name, _, kind) in WORD_PARTS {
        types = types.with(part(&format!("/word/{name}"), &format!("{WORD_TYPE}.{kind}+xml")));
    }
    types
        .with(part(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ))
        .with(part(
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ))
        .with(part(
            "/docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        ))
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> Element {
    Element::new("Relationships", &[("xmlns", RELATIONSHIPS)])
        .with(relationship("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"))
        .with(relationship(
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ))
        .with(relationship("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"))
        .with(relationship("rId4", &format!("{OFFICE}/custom-properties"), "docProps/custom.xml"))
}

/// `word/_rels/document.xml.rels`, with a hole for the links of answers. The ids of the header and the
/// footer are docx-rs's.
pub(super) fn document_relationships(links: &[(String, String)], of_answers: usize) -> Element {
    let mut relationships = Element::new("Relationships", &[("xmlns", RELATIONSHIPS)]);
    for (nth, (name, kind, _)) in WORD_PARTS.iter().enumerate() {
        let id = match *kind {
            "header" => "rIdHeader1".to_owned(),
            "footer" => "rIdFooter1".to_owned(),
            _ => format!("rId{}", nth + 1),
        };
        relationships = relationships.with(relationship(&id, &format!("{OFFICE}/{kind}"), name));
    }
    links_after(relationships, links).with_hole(of_answers)
}

/// The relationships of a header or a footer: its links and its logo, if it has any.
pub(super) fn band_relationships(links: &[(String, String)], has_logo: bool) -> Option<Element> {
    let mut relationships = Element::new("Relationships", &[("xmlns", RELATIONSHIPS)]);
    if has_logo {
        let kind = format!("{OFFICE}/image");
        relationships = relationships.with(relationship(LOGO, &kind, LOGO_TARGET));
    }
    (has_logo || !links.is_empty()).then(|| links_after(relationships, links))
}

fn links_after(mut relationships: Element, links: &[(String, String)]) -> Element {
    for (id, target) in links {
        relationships = relationships.with(link(id, target));
    }
    relationships
}

/// The relationship of a link.
pub(super) fn link(id: &str, target: &str) -> Element {
    let mut link = relationship(id, &format!("{OFFICE}/hyperlink"), target);
    link.attributes.push(("TargetMode".into(), "External".into()));
    link
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship", &[("Id", id), ("Type", kind), ("Target", target)])
}

/// `docProps/core.xml`, with a hole for the properties.
pub(super) fn core(properties: usize) -> Element {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    Element::new("cp:coreProperties", &names).with_hole(properties)
}

/// What stands in `docProps/core.xml`.
pub(super) fn core_properties(properties: &Properties<String>, language: &str) -> String {
    let mut core = String::new();
    let mut add = |name: &str, attributes: &str, text: &str| {
        if !text.is_empty() {
            core.push_str(&format!("<{name}{attributes}>"));
            escape(text, &mut core);
            core.push_str(&format!("</{name}>"));
        }
    };
    add("dc:title", "", &properties.title);
    add("dc:subject", "", &properties.subject);
    add("dc:creator", "", &properties.author);
    add("cp:keywords", "", &properties.keywords);
    add("dc:language", "", language);
    if !properties.created.is_empty() {
        let date = format!("{}T00:00:00Z", properties.created);
        for name in ["dcterms:created", "dcterms:modified"] {
            add(name, " xsi:type=\"dcterms:W3CDTF\"", &date);
        }
    }
    core
}

/// `docProps/app.xml`. Not the tool's version: an upgrade that changes nothing must change no byte.
pub(super) fn application_properties() -> Element {
    Element::new(
        "Properties",
        &[("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")],
    )
    .with(Element::new("Application", &[]).with_text("blankett"))
}

/// `docProps/custom.xml`, with a hole for the properties.
pub(super) fn custom(properties: usize) -> Element {
    let names = [
        ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
        ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    Element::new("Properties", &names).with_hole(properties)
}

/// What stands in `docProps/custom.xml`: where the document comes from. The first two ids are reserved
/// ([MS-OLEPS] 2.18).
pub(super) fn custom_properties(provenance: &[(String, String)]) -> String {
    let mut custom = String::new();
    for (nth, (name, value)) in provenance.iter().enumerate() {
        let id = nth + 2;
        custom.push_str(&format!("<property fmtid=\"{USER_PROPERTIES}\" pid=\"{id}\" name=\""));
        escape(name, &mut custom);
        custom.push_str("\"><vt:lpwstr>");
        escape(value, &mut custom);
        custom.push_str("</vt:lpwstr></property>");
    }
    custom
}
