//! Whether a package is what it says: every file is there as it was, and no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Report;
use crate::digest::{sha256, sha512};
use crate::workspace::problems::{BadPackage, PackageProblem};
use crate::xml::tree::Tree;

use super::{File, PAGES, SOURCES, bag, mets, premis};

/// A package that was verified.
#[derive(Clone, Debug, Default)]
pub struct PackageParts {
    /// The pages: a path and its bytes.
    pub pages: Vec<File>,
    /// What they were made from, as a project.
    pub sources: Vec<File>,
    /// How the package says that it came to be.
    pub provenance: Vec<(String, String)>,
}

/// Verifies a package: the files of a folder, with the folder's name. A bag around it is verified
/// too. `path` is what the package is called in problems.
///
/// # Errors
///
/// All problems go to `report`; what could be found is returned all the same.
pub fn verify(path: &str, folder: &str, files: Vec<File>, report: &mut Report) -> PackageParts {
    let mut verifier = Verifier { path, files: files.into_iter().collect(), report };
    let (mut prefix, mut folder) = (String::new(), folder.to_owned());
    if verifier.files.contains_key(bag::DECLARATION) {
        verifier.bag();
        let kept = verifier.files.keys().find_map(|path| path.strip_prefix("data/"));
        let Some(kept) = kept.and_then(|path| path.split('/').next()) else {
            verifier.fault(PackageProblem::NoMets);
            return PackageParts::default();
        };
        (prefix, folder) = (format!("data/{kept}/"), kept.to_owned());
    }
    verifier.sip(&prefix, &folder)
}

struct Verifier<'a> {
    path: &'a str,
    files: BTreeMap<String, Vec<u8>>,
    report: &'a mut Report,
}

/// What a METS refers to: files with their sizes and digests.
struct Reference {
    path: Option<String>,
    written: String,
    size: String,
    digest: String,
    kind: String,
}

impl Verifier<'_> {
    fn fault(&mut self, fault: PackageProblem) {
        let path = self.path.to_owned();
        self.report.error_nowhere(BadPackage { path, fault });
    }

    fn bag(&mut self) {
        let text = |files: &BTreeMap<String, Vec<u8>>, name: &str| {
            files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        if text(&self.files, bag::DECLARATION).as_deref() != Some(bag::VERSION) {
            self.fault(PackageProblem::NotABag);
        }
        for (manifest, is_payload) in [(bag::MANIFEST, true), (bag::TAG_MANIFEST, false)] {
            let Some(text) = text(&self.files, manifest) else {
                self.fault(PackageProblem::Missing { file: manifest.to_owned() });
                continue;
            };
            let mut listed = BTreeSet::new();
            for entry in bag::entries(&text) {
                let Some((path, digest)) = entry else {
                    self.fault(PackageProblem::BadManifest { file: manifest.to_owned() });
                    continue;
                };
                match self.files.get(&path).map(|bytes| sha512(bytes) == digest) {
                    Some(true) => {}
                    Some(false) => self.fault(PackageProblem::Changed { file: path.clone() }),
                    None => self.fault(PackageProblem::Missing { file: path.clone() }),
                }
                listed.insert(path);
            }
            let is_listed_here = |path: &&String| {
                path.as_str() != bag::TAG_MANIFEST && path.starts_with("data/") == is_payload
            };
            let strays: Vec<String> = self
                .files
                .keys()
                .filter(is_listed_here)
                .filter(|path| !listed.contains(*path))
                .cloned()
                .collect();
            for file in strays {
                self.fault(PackageProblem::Unlisted { file });
            }
        }
    }

    fn sip(&mut self, prefix: &str, folder: &str) -> PackageParts {
        let mut package = PackageParts::default();
        let root = format!("{prefix}{}", mets::PATH);
        let Some(references) = self.references(&root) else { return package };
        let id = self.attribute(&root, "OBJID").unwrap_or_default();
        if id != folder {
            self.fault(PackageProblem::OtherName { stated: id, folder: folder.to_owned() });
        }
        let mut seen = BTreeSet::from([root]);
        self.hold(prefix, references, &mut seen);
        for representation in [PAGES, SOURCES] {
            let folder = format!("{prefix}representations/{representation}/");
            let path = format!("{folder}{}", mets::PATH);
            if !seen.contains(&path) {
                self.fault(PackageProblem::NoRepresentation { name: representation.to_owned() });
                continue;
            }
            let Some(references) = self.references(&path) else { continue };
            let mut within = BTreeSet::new();
            self.hold(&folder, references, &mut within);
            self.hold_premis(&folder);
            let data = format!("{folder}data/");
            let files = within.iter().filter_map(|path| {
                Some((path.strip_prefix(&data)?.to_owned(), self.files.get(path)?.clone()))
            });
            let files: Vec<File> = files.collect();
            if representation == PAGES {
                package.pages = files;
            } else {
                package.sources = files;
            }
            seen.extend(within);
        }
        let strays: Vec<String> = self
            .files
            .keys()
            .filter(|path| path.starts_with(prefix) && !seen.contains(*path))
            .cloned()
            .collect();
        for file in strays {
            self.fault(PackageProblem::Unlisted { file });
        }
        package.provenance = self.provenance(&format!("{prefix}{}", premis::PATH));
        package
    }

    /// Holds files against what refers to them.
    fn hold(&mut self, folder: &str, references: Vec<Reference>, seen: &mut BTreeSet<String>) {
        for reference in references {
            let Some(path) = reference.path.map(|path| format!("{folder}{path}")) else {
                self.fault(PackageProblem::LeadsOut { address: reference.written });
                continue;
            };
            let Some(bytes) = self.files.get(&path) else {
                self.fault(PackageProblem::Missing { file: path });
                continue;
            };
            let (found, digest) = (
                bytes.len().to_string(),
                match reference.kind.as_str() {
                    "SHA-256" => Some(sha256(bytes)),
                    "SHA-512" => Some(sha512(bytes)),
                    _ => None,
                },
            );
            if found != reference.size {
                let stated = reference.size;
                self.fault(PackageProblem::OtherSize { file: path.clone(), stated, found });
            } else if digest.is_none() {
                self.fault(PackageProblem::NoDigest { file: path.clone() });
            } else if digest != Some(reference.digest.to_lowercase()) {
                self.fault(PackageProblem::Changed { file: path.clone() });
            }
            if !seen.insert(path.clone()) {
                self.fault(PackageProblem::ListedTwice { file: path });
            }
        }
    }

    /// Holds the files of a representation against what PREMIS says of them.
    fn hold_premis(&mut self, folder: &str) {
        let path = format!("{folder}{}", premis::PATH);
        let objects: Option<Vec<(String, String)>> = self.with_tree(&path, |tree| {
            let objects = tree.find_all(Tree::ROOT, "premis:object");
            let text = |node, name: &str| {
                let found = tree.find_all(node, name).next();
                found.map(|node| tree.text(node)).unwrap_or_default()
            };
            let held = |node| {
                (text(node, "premis:objectIdentifierValue"), text(node, "premis:messageDigest"))
            };
            objects.map(held).collect()
        });
        for (file, digest) in objects.unwrap_or_default() {
            let file = format!("{folder}{file}");
            match self.files.get(&file).map(|bytes| sha256(bytes) == digest.to_lowercase()) {
                Some(true) => {}
                Some(false) => self.fault(PackageProblem::OtherFixity { file }),
                None => self.fault(PackageProblem::Missing { file }),
            }
        }
    }

    /// What a METS refers to; a METS that cannot be read is a problem.
    fn references(&mut self, path: &str) -> Option<Vec<Reference>> {
        self.with_tree(path, |tree| {
            let value =
                |node, name: &str| tree.attribute(node, name).unwrap_or_default().to_owned();
            let holders =
                tree.all().filter(|&node| ["mets:mdRef", "mets:file"].contains(&tree.name(node)));
            let reference = |node| {
                let place = tree.child(node, "mets:FLocat");
                let written = value(place.unwrap_or(node), "xlink:href");
                Reference {
                    path: mets::path(&written),
                    written,
                    size: value(node, "SIZE"),
                    digest: value(node, "CHECKSUM"),
                    kind: value(node, "CHECKSUMTYPE"),
                }
            };
            holders.map(reference).collect()
        })
    }

    fn attribute(&mut self, path: &str, name: &str) -> Option<String> {
        let found =
            self.with_tree(path, |tree| tree.attribute(Tree::ROOT, name).map(str::to_owned));
        found.flatten()
    }

    fn provenance(&mut self, path: &str) -> Vec<(String, String)> {
        let details = self.with_tree(path, |tree| {
            let details = tree.find_all(Tree::ROOT, "premis:eventDetail");
            details.map(|node| tree.text(node)).collect::<Vec<String>>()
        });
        let named = |detail: &String| {
            let (name, value) = detail.split_once(premis::IS)?;
            Some((name.to_owned(), value.to_owned()))
        };
        details.iter().flatten().filter_map(named).collect()
    }

    /// Something of a part that is XML; a problem where it is none, or is not there.
    fn with_tree<T>(&mut self, path: &str, read: impl FnOnce(&Tree<'_>) -> T) -> Option<T> {
        let Some(bytes) = self.files.get(path) else {
            self.fault(if path.ends_with(mets::PATH) {
                PackageProblem::NoMets
            } else {
                PackageProblem::Missing { file: path.to_owned() }
            });
            return None;
        };
        let read = std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| Tree::parse(text).ok().map(|tree| read(&tree)));
        if read.is_none() {
            self.fault(PackageProblem::NotXml { file: path.to_owned() });
        }
        read
    }
}
