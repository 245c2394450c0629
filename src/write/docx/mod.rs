//! Word: ISO/IEC 29500, transitional.
//!
//! docx-rs builds the parts that hold text, styles and numbering. A finishing pass ([`finish`])
//! then puts in what it cannot write and mends what it writes against the schema; the package
//! around the parts is ours ([`package`]). A document is made in this long way once, and cut into
//! a [`Skeleton`] that is filled case by case.

mod body;
mod field;
mod finish;
mod package;
mod skeleton;
mod styles;
mod table;
mod typed;

use docx_rs::{Docx, PageMargin};

use crate::document::{Document, Filling};
use crate::xml::element::{Element, Node};
use body::{Builder, Piecewise};
use styles::twips;

pub(super) use skeleton::Skeleton;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Around the number of a mark in a skeleton: noncharacters that no text of a document can have.
const MARK: (char, char) = ('\u{FDD6}', '\u{FDD7}');

/// The parts of a Word file, made the long way.
pub(super) fn parts(document: &Document, filling: &Filling) -> Vec<(String, String)> {
    let mut builder = Builder::new(document, filling);
    let pieces = builder.body();
    let document_links = std::mem::take(&mut builder.links);
    let header = builder.header();
    let header_links = std::mem::take(&mut builder.links);
    let footer = builder.footer();
    let footer_links = std::mem::take(&mut builder.links);

    let margins = &document.style.margins;
    let mut docx = Docx::new()
        .styles(styles::styles(&document.style, &document.language))
        .page_size(styles::PAGE_WIDTH, styles::PAGE_HEIGHT)
        .page_margin(PageMargin {
            top: twips(margins.top),
            left: twips(margins.left),
            bottom: twips(margins.bottom),
            right: twips(margins.right),
            header: twips(margins.top / 2.0),
            footer: twips(margins.bottom / 2.0),
            gutter: 0,
        })
        .header(header)
        .footer(footer);
    for piece in pieces {
        docx = match piece {
            Piecewise::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Piecewise::Table(table) => docx.add_table(*table),
        };
    }
    for (list, instance) in styles::shared_numberings().into_iter().chain(builder.numberings) {
        docx = docx.add_abstract_numbering(list).add_numbering(instance);
    }
    let parts = docx.build();

    let raw = builder.raw;
    let part = |bytes: &[u8]| finish::finish(Element::parse(bytes), &raw).to_part();
    let properties = document.properties.map(|content| filling.plain(content));
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), package::content_types().to_part()),
        ("_rels/.rels".to_owned(), package::package_relationships().to_part()),
        ("word/document.xml".to_owned(), part(&parts.document)),
        (
            "word/_rels/document.xml.rels".to_owned(),
            package::document_relationships(&document_links).to_part(),
        ),
        (
            "word/styles.xml".to_owned(),
            finished_styles(&parts.styles, &document.language).to_part(),
        ),
        ("word/settings.xml".to_owned(), settings(&document.language, filling.protected).to_part()),
        ("word/fontTable.xml".to_owned(), font_table(document).to_part()),
        ("word/numbering.xml".to_owned(), finished_numbering(&parts.numberings).to_part()),
        ("word/header1.xml".to_owned(), part(&parts.headers[0])),
        ("word/footer1.xml".to_owned(), part(&parts.footers[0])),
    ];
    for (name, links) in [("header1", header_links), ("footer1", footer_links)] {
        if let Some(relationships) = package::band_relationships(&links) {
            files.push((format!("word/_rels/{name}.xml.rels"), relationships.to_part()));
        }
    }
    files.extend([
        (
            "docProps/core.xml".to_owned(),
            package::core_properties(&properties, &document.language).to_part(),
        ),
        ("docProps/app.xml".to_owned(), package::application_properties().to_part()),
        (
            "docProps/custom.xml".to_owned(),
            package::custom_properties(&filling.provenance).to_part(),
        ),
    ]);
    files
}

/// The styles with what docx-rs cannot say: the language, and which style is the default.
fn finished_styles(part: &[u8], language: &str) -> Element {
    let mut styles = finish::finish(Element::parse(part), &[]);
    let defaults =
        styles.child_or_new("w:docDefaults").child_or_new("w:rPrDefault").child_or_new("w:rPr");
    let attributes = [("w:val", language), ("w:eastAsia", language), ("w:bidi", "ar-SA")];
    defaults.children.push(Node::Element(Element::new("w:lang", &attributes)));
    for child in &mut styles.children {
        if let Node::Element(style) = child
            && style.attribute("w:styleId") == Some("Normal")
        {
            style.attributes.push(("w:default".into(), "1".into()));
        }
    }
    styles
}

/// The numbering without the list that docx-rs puts into every file.
fn finished_numbering(part: &[u8]) -> Element {
    let mut numbering = finish::finish(Element::parse(part), &[]);
    numbering.children.retain(|child| match child {
        Node::Element(element) => {
            element.attribute("w:numId") != Some("1")
                && element.attribute("w:abstractNumId") != Some("1")
        }
        Node::Text(_) => true,
    });
    numbering
}

/// `word/settings.xml`.
fn settings(language: &str, protected: bool) -> Element {
    let value = |name: &str, value: &str| Element::new(name, &[("w:val", value)]);
    let mut settings = Element::new("w:settings", &[("xmlns:w", MAIN)])
        .with(Element::new("w:zoom", &[("w:percent", "100")]));
    if protected {
        let protection = [("w:edit", "forms"), ("w:enforcement", "1")];
        settings = settings.with(Element::new("w:documentProtection", &protection));
    }
    let mode = [
        ("w:name", "compatibilityMode"),
        ("w:uri", "http://schemas.microsoft.com/office/word"),
        // Word 2013 and later; a lower mode opens as «Compatibility Mode».
        ("w:val", "15"),
    ];
    settings
        .with(value("w:defaultTabStop", "1304"))
        .with(value("w:characterSpacingControl", "doNotCompress"))
        .with(Element::new("w:compat", &[]).with(Element::new("w:compatSetting", &mode)))
        .with(value("w:themeFontLang", language))
}

/// `word/fontTable.xml`: the typefaces that the styles name.
fn font_table(document: &Document) -> Element {
    let fonts = &document.style.fonts;
    let mut names = vec![fonts.text.as_str(), fonts.headings.as_str()];
    names.dedup();
    names.into_iter().fold(Element::new("w:fonts", &[("xmlns:w", MAIN)]), |table, name| {
        table.with(Element::new("w:font", &[("w:name", name)]))
    })
}
