//! What a Word file says of where it comes from: `docProps/custom.xml`.

use std::collections::BTreeMap;

use super::edit::Edit;
use super::package::Package;
use crate::xml::tree::{Tree, escaped};

const PART: &str = "docProps/custom.xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
/// The custom properties that people and programs may set (ISO/IEC 29500-1, 22.3.2.2).
const USER_PROPERTIES: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// The custom properties of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Provenance {
    properties: BTreeMap<String, String>,
}

impl Provenance {
    /// Reads them; none where there are none.
    pub(super) fn read(package: &Package) -> Provenance {
        let part = package.related("", "custom-properties");
        let Some(tree) = part.as_deref().and_then(|part| package.tree(part)) else {
            return Provenance::default();
        };
        let properties = tree.elements(Tree::ROOT).filter_map(|node| {
            let name = tree.attribute(node, "name")?.to_owned();
            Some((name, tree.text(node)))
        });
        Provenance { properties: properties.collect() }
    }

    /// A property.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.properties.get(name).map(String::as_str)
    }

    /// The digests of the answers that a file was built with, by the questions' keys.
    pub(super) fn answers(&self) -> BTreeMap<String, String> {
        let digests = self.properties.iter().filter_map(|(name, digest)| {
            let key = name.strip_prefix("answer.")?.strip_suffix(".sha256")?;
            Some((key.to_owned(), digest.clone()))
        });
        digests.collect()
    }
}

/// Adds properties to a package: to the part that it has for them, or with a new one. Those of the
/// same names go.
pub(super) fn add(
    package: &Package,
    properties: &[(String, String)],
    edits: &mut BTreeMap<String, Vec<Edit>>,
    added: &mut BTreeMap<String, Vec<u8>>,
) {
    let part = package.related("", "custom-properties");
    let written = |first: usize, declare: bool| -> String {
        let spaces = if declare {
            format!(" xmlns=\"{PROPERTIES}\" xmlns:vt=\"{VALUES}\"")
        } else {
            String::new()
        };
        properties
            .iter()
            .enumerate()
            .map(|(nth, (name, value))| {
                format!(
                    "<property{spaces} fmtid=\"{USER_PROPERTIES}\" pid=\"{}\" name=\"{}\">\
                     <vt:lpwstr>{}</vt:lpwstr></property>",
                    first + nth,
                    escaped(name),
                    escaped(value)
                )
            })
            .collect()
    };
    let edit =
        |range: std::ops::Range<usize>, text: String| Edit { name: PART.to_owned(), range, text };
    if let Some((part, tree)) = part.as_ref().and_then(|part| Some((part, package.tree(part)?))) {
        let mut changes = Vec::new();
        let mut last = 1;
        for node in tree.elements(Tree::ROOT) {
            let pid = tree.attribute(node, "pid").and_then(|pid| pid.parse().ok());
            last = last.max(pid.unwrap_or(1));
            let name = tree.attribute(node, "name").unwrap_or_default();
            if name.starts_with("blankett.") || properties.iter().any(|(other, _)| other == name) {
                changes.push(edit(tree.outer(node), String::new()));
            }
        }
        let root = tree.outer(Tree::ROOT);
        let end = tree.inner(Tree::ROOT).end;
        if end < root.end {
            changes.push(edit(end..end, written(last + 1, true)));
        } else {
            // One tag alone, as pandoc writes it: it is opened.
            let tag = tree.written(Tree::ROOT).trim_end_matches("/>").trim_end().to_owned();
            let name = tag.trim_start_matches('<').split_whitespace().next().unwrap_or_default();
            let opened = format!("{tag}>{}</{name}>", written(last + 1, true));
            changes.push(edit(root, opened));
        }
        edits.entry(part.clone()).or_default().extend(changes);
        return;
    }
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Properties xmlns=\"{PROPERTIES}\" xmlns:vt=\"{VALUES}\">{}</Properties>",
        written(2, false)
    );
    added.insert(PART.to_owned(), xml.into_bytes());
    for (part, element) in [
        ("[Content_Types].xml", format!("<Override PartName=\"/{PART}\" ContentType=\"{TYPE}\"/>")),
        (
            "_rels/.rels",
            format!("<Relationship Id=\"rIdBlankett\" Type=\"{RELATIONSHIP}\" Target=\"{PART}\"/>"),
        ),
    ] {
        if let Some(tree) = package.tree(part) {
            let end = tree.inner(Tree::ROOT).end;
            edits.entry(part.to_owned()).or_default().push(edit(end..end, element));
        }
    }
}
