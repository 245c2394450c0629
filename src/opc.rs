//! Packages of Office Open XML (ISO/IEC 29500-2): what their parts refer to, and what is none.

use crate::xml::tree::Tree;

/// What a compound file begins with (MS-CFB, 2.2).
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What is a compound file, and so no package.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Compound {
    /// A package that is encrypted.
    Encrypted,
    /// A file of the time before 2007.
    Old,
}

/// Whether a file is a compound file, and of which sort.
pub(crate) fn compound(bytes: &[u8]) -> Option<Compound> {
    bytes.starts_with(COMPOUND_FILE).then(|| {
        // Encrypted files have a stream of this name, in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        if is_encrypted { Compound::Encrypted } else { Compound::Old }
    })
}

/// The part in which another's relationships stand (ISO/IEC 29500-2, 6.5.4).
pub(crate) fn relationships_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    match (folder, name) {
        ("", "") => "_rels/.rels".to_owned(),
        ("", name) => format!("_rels/{name}.rels"),
        (folder, name) => format!("{folder}/_rels/{name}.rels"),
    }
}

/// What a part refers to.
#[derive(Clone, Debug)]
pub(crate) struct Relationship {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// Another part's name, or an address.
    pub(crate) target: String,
    pub(crate) is_external: bool,
}

impl Relationship {
    /// Those of a part that lies in a folder.
    pub(crate) fn all(tree: &Tree<'_>, folder: &str) -> Vec<Relationship> {
        let nodes = tree.all().filter(|&node| tree.local_name(node) == "Relationship");
        nodes
            .map(|node| {
                let value = |name: &str| tree.attribute(node, name).unwrap_or_default().trim();
                let is_external = value("TargetMode").eq_ignore_ascii_case("External");
                let target = value("Target");
                Relationship {
                    id: value("Id").to_owned(),
                    kind: value("Type").trim_end_matches('/').to_owned(),
                    target: if is_external { target.to_owned() } else { resolve(folder, target) },
                    is_external,
                }
            })
            .collect()
    }
}

/// A target as the name of a part: from the folder of the part that refers to it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
