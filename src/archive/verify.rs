//! Whether a package is what it says: every file is there as it was, and no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Report;
use crate::digest::{sha256, sha512};
use crate::workspace::problems::{BadPackage, PackageProblem};
use crate::xml::tree::Tree;

use super::inputs::{named, said};
use super::{File, PAGES, SOURCES, bag, mets, premis};

/// A package that was verified.
#[derive(Clone, Debug, Default)]
pub struct PackageParts {
    /// The pages: a path and its bytes.
    pub pages: Vec<File>,
    /// What they were made from, as a project.
    pub sources: Vec<File>,
    /// What the package calls itself.
    pub id: String,
    /// All files, by their paths from the package's folder.
    pub files: Vec<File>,
    /// The files of a bag around it, but for what the bag keeps.
    pub tags: Vec<File>,
    /// The day that it says it was made, `YYYY-MM-DD`.
    pub day: String,
    /// How the package says that it came to be.
    pub provenance: Vec<(String, String)>,
}

impl PackageParts {
    /// What the package says of itself under a name.
    pub fn told(&self, name: &str) -> Option<&str> {
        said(&self.provenance, name)
    }

    /// The case, by its path in what the pages were made from.
    pub fn case(&self) -> &str {
        self.told(named::CASE).unwrap_or_default()
    }
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
        let kept = verifier.files.keys().filter_map(|path| path.strip_prefix("data/"));
        let kept: BTreeSet<&str> =
            kept.map(|path| path.split('/').next().unwrap_or(path)).collect();
        let Some(first) = kept.first().map(|kept| (*kept).to_owned()) else {
            verifier.fault(PackageProblem::NoMets);
            return PackageParts::default();
        };
        // One package, and nothing beside it.
        let others: Vec<String> =
            kept.iter().skip(1).map(|other| format!("data/{other}")).collect();
        for file in others {
            verifier.fault(PackageProblem::Unlisted { file });
        }
        let name = folder.strip_suffix(".bag").unwrap_or(&folder).to_owned();
        if name != first {
            verifier.fault(PackageProblem::OtherName { stated: first.clone(), folder });
        }
        (prefix, folder) = (format!("data/{first}/"), first);
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

    /// Holds a bag of this program's or another's against what its manifests say.
    fn bag(&mut self) {
        let text = |files: &BTreeMap<String, Vec<u8>>, name: &str| {
            files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        let declaration = text(&self.files, bag::DECLARATION).unwrap_or_default();
        let mut lines = declaration.lines();
        if !lines.next().is_some_and(|version| bag::VERSIONS.contains(&version.trim_end()))
            || lines.next().map(str::trim_end) != bag::VERSION.lines().nth(1)
        {
            self.fault(PackageProblem::NotABag);
        }
        // What is to be fetched is not there, whoever has it.
        if self.files.contains_key("fetch.txt") {
            self.fault(PackageProblem::Unlisted { file: "fetch.txt".to_owned() });
        }
        for is_payload in [true, false] {
            let mut is_held = false;
            for (name, digest_of) in bag::DIGESTS {
                let manifest = bag::manifest_name(is_payload, name);
                let Some(text) = text(&self.files, &manifest) else { continue };
                is_held = true;
                self.manifest(&manifest, &text, digest_of, is_payload);
            }
            if !is_held {
                let file = bag::manifest_name(is_payload, bag::DIGESTS[0].0);
                self.fault(PackageProblem::Missing { file });
            }
        }
        self.bag_info(&text(&self.files, bag::INFORMATION).unwrap_or_default());
    }

    /// Holds files against a manifest, which names them all.
    fn manifest(&mut self, manifest: &str, text: &str, digest_of: bag::Digest, is_payload: bool) {
        let mut listed = BTreeSet::new();
        for entry in bag::entries(text) {
            let Some((path, digest)) = entry else {
                self.fault(PackageProblem::BadManifest { file: manifest.to_owned() });
                continue;
            };
            match self.files.get(&path).map(|bytes| digest_of(bytes) == digest) {
                Some(true) => {}
                Some(false) => self.fault(PackageProblem::Changed { file: path.clone() }),
                None => self.fault(PackageProblem::Missing { file: path.clone() }),
            }
            if !listed.insert(path.clone()) {
                self.fault(PackageProblem::ListedTwice { file: path });
            }
        }
        // A tag manifest names no tag manifest (RFC 8493, 2.2.1).
        let tag_manifests = bag::DIGESTS.map(|(name, _)| bag::manifest_name(false, name));
        let is_listed_here = |path: &&String| {
            !tag_manifests.contains(path) && path.starts_with("data/") == is_payload
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

    /// Holds what a bag says of how much it keeps against what it does (RFC 8493, 2.2.2).
    fn bag_info(&mut self, text: &str) {
        let stated = text.lines().find_map(|line| line.strip_prefix("Payload-Oxum:"));
        let Some(stated) = stated.map(str::trim) else { return };
        let kept = || self.files.iter().filter(|(path, _)| path.starts_with("data/"));
        let octets: usize = kept().map(|(_, bytes)| bytes.len()).sum();
        let found = format!("{octets}.{}", kept().count());
        if stated != found {
            let (file, stated) = (bag::INFORMATION.to_owned(), stated.to_owned());
            self.fault(PackageProblem::OtherSize { file, stated, found });
        }
    }

    fn sip(&mut self, prefix: &str, folder: &str) -> PackageParts {
        let mut package = PackageParts::default();
        let root = format!("{prefix}{}", mets::PATH);
        let Some(references) = self.references(&root) else { return package };
        let id = self.attribute(&root, "OBJID").unwrap_or_default();
        package.id.clone_from(&id);
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
        (package.day, package.provenance) = self.provenance(&format!("{prefix}{}", premis::PATH));
        let outside = self.files.iter().filter(|(path, _)| !path.starts_with(prefix));
        package.tags = outside.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        let within = self.files.iter();
        let within = within.filter_map(|(path, bytes)| Some((path.strip_prefix(prefix)?, bytes)));
        package.files = within.map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect();
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

    /// The day of the event that made the package, and its details.
    fn provenance(&mut self, path: &str) -> (String, Vec<(String, String)>) {
        let told = self.with_tree(path, |tree| {
            let of = |node, name: &str| -> Vec<String> {
                tree.find_all(node, name).map(|node| tree.text(node)).collect()
            };
            let mut events = tree.find_all(Tree::ROOT, "premis:event");
            let event = events.find(|&event| {
                of(event, "premis:eventIdentifierValue").iter().any(|id| id == premis::CREATION)
            });
            let event = event.unwrap_or(Tree::ROOT);
            (of(event, "premis:eventDateTime"), of(event, "premis:eventDetail"))
        });
        let (moment, details) = told.unwrap_or_default();
        let day = moment.first().and_then(|moment| moment.split('T').next()).unwrap_or_default();
        let named = |detail: &String| {
            let (name, value) = detail.split_once(premis::IS)?;
            Some((name.to_owned(), value.to_owned()))
        };
        (day.to_owned(), details.iter().filter_map(named).collect())
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
