//! Word: ISO/IEC 29500, transitional.
//!
//! docx-rs builds the parts that hold text, styles and numbering, with placeholders where answers
//! stand. A finishing pass ([`finish`]) puts in what it cannot write, mends what it writes against the
//! schema, and makes holes of the placeholders; the package around the parts is ours ([`package`]). All
//! of that is compressed once, and the holes are filled case by case ([`hole`], [`answer`]).

mod answer;
mod body;
mod field;
mod finish;
mod free;
mod hole;
mod letterhead;
mod look;
mod package;
mod section;
mod styles;
mod table;

use std::borrow::Cow;

use docx_rs::{Docx, PageMargin, Paragraph};

use crate::document::{Area, Document, Filled};
use crate::text::DEEPEST_LIST;
use crate::xml::element::{Element, Node, Pieces};
use crate::zipped::{PackedFile, Stencil, join};
use answer::Looks;
use body::BodyBuilder;
use hole::{Hole, HoleFiller};
use styles::{ANSWER_INDENT, twips};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// What stands in the properties is mostly digests.
const HEXADECIMAL: &str = "0123456789abcdef";

/// A document compiled for Word: its parts, with holes for what differs from case to case.
#[derive(Debug)]
pub(super) struct Skeleton {
    looks: Looks,
    parts: Vec<FilePart>,
}

/// A part of the file.
#[derive(Debug)]
struct FilePart {
    name: String,
    content: PartContent,
}

#[derive(Debug)]
enum PartContent {
    /// The same for every case.
    Fixed(PackedFile),
    /// With a hole between each two pieces of the stencil.
    Open { stencil: Stencil, holes: Vec<Hole> },
}

impl Skeleton {
    pub(super) fn new(document: &Document) -> Skeleton {
        let mut builder = BodyBuilder::new(document);
        let docx = builder.body(page(document));
        let document_links = std::mem::take(&mut builder.links);
        let header = builder.header();
        let header_links = std::mem::take(&mut builder.links);
        let footer = builder.footer();
        let footer_links = std::mem::take(&mut builder.links);
        let mut docx = docx
            .styles(styles::styles(&document.style, &document.language))
            .header(header)
            .footer(footer);
        let numberings = std::mem::take(&mut builder.numberings);
        for (list, instance) in styles::shared_numberings().into_iter().chain(numberings) {
            docx = docx.add_abstract_numbering(list).add_numbering(instance);
        }
        let parts = docx.build();

        let raw = std::mem::take(&mut builder.raw);
        let part = |bytes: &[u8]| finish::finish(Element::parse(bytes), &raw);
        let mut body = part(&parts.document);
        open_tables(document, &mut body, &mut builder);
        let sections =
            document.has_free_answers.then(|| free::open(&mut body, &mut builder)).flatten();
        let mut hole = |hole| builder.hole(hole);
        let relationships = package::document_relationships(&document_links, hole(Hole::Links));
        let (lists, instances) = (hole(Hole::Lists), hole(Hole::Instances));
        let numbering = finished_numbering(&parts.numberings, lists, instances);
        let settings = settings(&document.language, hole(Hole::Protection));
        let mut top = part(&parts.headers[0]);
        letterhead::put_above(document, &mut top);
        let logo = document.style.letterhead.logo.as_ref().map(|logo| &*logo.picture);
        let core = package::core(hole(Hole::Properties));
        let custom = package::custom(hole(Hole::Provenance));
        let mut files = vec![
            ("[Content_Types].xml", package::content_types(logo.is_some())),
            ("_rels/.rels", package::package_relationships()),
            ("word/document.xml", body),
            ("word/_rels/document.xml.rels", relationships),
            ("word/styles.xml", finished_styles(&parts.styles, &document.language)),
            ("word/settings.xml", settings),
            ("word/fontTable.xml", font_table(document)),
            ("word/numbering.xml", numbering),
            ("word/header1.xml", top),
            ("word/footer1.xml", part(&parts.footers[0])),
        ];
        for (name, links, has_logo) in [
            ("word/_rels/header1.xml.rels", header_links, logo.is_some()),
            ("word/_rels/footer1.xml.rels", footer_links, false),
        ] {
            files.extend(package::band_relationships(&links, has_logo).map(|links| (name, links)));
        }
        files.extend([
            ("docProps/core.xml", core),
            ("docProps/app.xml", package::application_properties()),
            ("docProps/custom.xml", custom),
        ]);
        let files = files.into_iter();
        let parts = files.map(|(name, part)| FilePart {
            name: name.to_owned(),
            content: PartContent::new(name, part.to_pieces(), &builder.holes),
        });
        let logo = logo.map(|logo| FilePart {
            name: package::LOGO_PATH.to_owned(),
            content: PartContent::Fixed(PackedFile::stored(&logo.png)),
        });
        let looks = Looks { sections, ..looks(document) };
        Skeleton { parts: parts.chain(logo).collect(), looks }
    }

    /// The file of a filling.
    pub(super) fn join(&self, filled: &Filled<'_>) -> Vec<u8> {
        let of_case = HoleFiller::new(&self.looks, filled);
        let entries: Vec<(&str, Cow<'_, PackedFile>)> = self
            .parts
            .iter()
            .map(|part| {
                let entry = match &part.content {
                    PartContent::Fixed(entry) => Cow::Borrowed(entry),
                    PartContent::Open { stencil, holes } => {
                        let texts: Vec<Cow<'_, str>> =
                            holes.iter().map(|hole| of_case.fill(hole)).collect();
                        Cow::Owned(stencil.fill(&texts))
                    }
                };
                (part.name.as_str(), entry)
            })
            .collect();
        let files: Vec<(&str, &PackedFile)> =
            entries.iter().map(|(name, entry)| (*name, &**entry)).collect();
        join(&files)
    }
}

impl PartContent {
    fn new(name: &str, pieces: Pieces, holes: &[Hole]) -> PartContent {
        let Pieces { before, end } = pieces;
        let of_part = before.iter().map(|(_, number)| holes[*number].clone()).collect();
        let fixed: Vec<String> = before.into_iter().map(|(text, _)| text).chain([end]).collect();
        if fixed.len() == 1 {
            return PartContent::Fixed(Stencil::new(&fixed, "").fill(&[""; 0]));
        }
        let expected = if name.starts_with("word") {
            fixed.iter().map(|text| letters(text)).collect()
        } else {
            HEXADECIMAL.repeat(40)
        };
        PartContent::Open { stencil: Stencil::new(&fixed, &expected), holes: of_part }
    }
}

/// The text of a part without its markup: what letters to expect in its holes.
fn letters(text: &str) -> String {
    text.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect()
}

/// An empty document of the form's size.
fn page(document: &Document) -> Docx {
    let margins = &document.style.margins;
    Docx::new().page_size(styles::PAGE_WIDTH, styles::PAGE_HEIGHT).page_margin(PageMargin {
        top: twips(margins.top),
        left: twips(margins.left),
        bottom: twips(margins.bottom),
        right: twips(margins.right),
        header: twips(margins.top / 2.0),
        footer: twips(margins.bottom / 2.0),
        gutter: 0,
    })
}

/// Makes holes of the widths of the form's own tables where what they hold differs from case to case.
fn open_tables(document: &Document, body: &mut Element, builder: &mut BodyBuilder<'_>) {
    let Some(text) = body.child_mut("w:body") else { return };
    let mut tables = table::of_form(document).enumerate();
    for child in &mut text.children {
        let Node::Element(element) = child else { continue };
        if element.name != "w:tbl" {
            continue;
        }
        let Some((table, of_form)) = tables.next() else { return };
        if !table::is_open(of_form) {
            continue;
        }
        let mut open = |hole| Node::Hole(builder.hole(hole));
        let mut rows = of_form.grid().into_iter().filter(|areas| !areas.is_empty());
        for part in &mut element.children {
            let Node::Element(part) = part else { continue };
            match part.name.as_str() {
                "w:tblGrid" => {
                    let columns = part.children.iter_mut().enumerate();
                    columns.for_each(|(column, width)| {
                        *width = open(Hole::GridColumn { table, column });
                    });
                }
                "w:tr" => {
                    let cells = part.children.iter_mut().filter_map(|child| match child {
                        Node::Element(cell) if cell.name == "w:tc" => cell.child_mut("w:tcPr"),
                        _ => None,
                    });
                    for (properties, Area { columns, .. }) in
                        cells.zip(rows.next().unwrap_or_default())
                    {
                        for width in &mut properties.children {
                            if matches!(width, Node::Element(width) if width.name == "w:tcW") {
                                *width = open(Hole::CellWidth { table, columns: columns.clone() });
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// The markup of answers that depends on the look of the document, taken out of what docx-rs makes of
/// an empty table, the end of a list, and a list.
fn looks(document: &Document) -> Looks {
    let empty = table::table(&document.style, &[], &[], Vec::new(), ANSWER_INDENT);
    let end = Paragraph::new().line_spacing(styles::list_end());
    let parts = Docx::new()
        .add_table(empty)
        .add_paragraph(end)
        .add_abstract_numbering(styles::answer_levels(styles::number::ANSWER_BULLETS))
        .build();
    let find = |element: &Element, path: &[&str]| -> Element {
        path.iter().fold(element.clone(), |element, name| {
            let child = element.children_named(name).next();
            child.unwrap_or_else(|| unreachable!("docx-rs wrote {name}")).clone()
        })
    };
    let body = finish::finish(Element::parse(&parts.document), &[]);
    let bar = |level: usize| -> String {
        // The style has the first.
        if level == 0 {
            return String::new();
        }
        let mut paragraph = Paragraph::new();
        paragraph.property = paragraph.property.set_borders(styles::bar(&document.style, level));
        let parts = Docx::new().add_paragraph(paragraph).build();
        let body = finish::finish(Element::parse(&parts.document), &[]);
        find(&body, &["w:body", "w:p", "w:pPr", "w:pBdr"]).to_text()
    };
    let mut numbering = finish::finish(Element::parse(&parts.numberings), &[]);
    without_docx_rs_list(&mut numbering);
    let levels = find(&numbering, &["w:abstractNum"]);
    Looks {
        table: find(&body, &["w:body", "w:tbl", "w:tblPr"]).to_text(),
        list_end: find(&body, &["w:body", "w:p", "w:pPr", "w:spacing"]).to_text(),
        levels: levels.children_named("w:lvl").map(Element::to_text).collect(),
        bars: (0..DEEPEST_LIST).map(bar).collect(),
        sections: None,
    }
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

/// The numbering, with holes for the lists of answers: their definitions stand before all instances.
fn finished_numbering(part: &[u8], lists: usize, instances: usize) -> Element {
    let mut numbering = finish::finish(Element::parse(part), &[]);
    without_docx_rs_list(&mut numbering);
    let is_instance =
        |child: &Node| matches!(child, Node::Element(element) if element.name == "w:num");
    let first = numbering.children.iter().position(is_instance);
    numbering.children.insert(first.unwrap_or_default(), Node::Hole(lists));
    numbering.children.push(Node::Hole(instances));
    numbering
}

/// Takes the list out that docx-rs puts into every file.
fn without_docx_rs_list(numbering: &mut Element) {
    numbering.children.retain(|child| match child {
        Node::Element(element) => {
            element.attribute("w:numId") != Some("1")
                && element.attribute("w:abstractNumId") != Some("1")
        }
        Node::Text(_) | Node::Hole(_) => true,
    });
}

/// `word/settings.xml`.
fn settings(language: &str, protection: usize) -> Element {
    let value = |name: &str, value: &str| Element::new(name, &[("w:val", value)]);
    let settings = Element::new("w:settings", &[("xmlns:w", MAIN)])
        .with(Element::new("w:zoom", &[("w:percent", "100")]))
        .with_hole(protection);
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
