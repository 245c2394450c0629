//! The package of a Word file (ISO/IEC 29500-2): a zip, read within bounds, since it may come from
//! anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::diagnostic::{Place, Report, Source};
use crate::digest::sha256_of;
use crate::opc::{self, Compound, Relationship, relationships_of};
use crate::word::problems::{NotWord, NotWordReason};
use crate::zipped;

use crate::xml::tree::{self as xml, Tree};

/// The most entries of a package.
const MOST_ENTRIES: usize = 10_000;
/// How many bytes of a part tell whether it is XML.
const HEAD: u64 = 64;
/// The most bytes of a part that is read, unpacked.
const LARGEST_PART: u64 = 32 << 20;
/// The most bytes of an entry that is only compared, unpacked: a picture, say.
const LARGEST_ENTRY: u64 = 256 << 20;
/// The most bytes of all parts that are read, unpacked: what is made of them takes some times as much.
const LARGEST_PACKAGE: u64 = 64 << 20;

/// The parts of a Word file.
#[derive(Clone, Debug)]
pub struct Package {
    /// The file.
    bytes: Vec<u8>,
    /// The parts that are XML, by their names.
    texts: BTreeMap<String, String>,
    /// The names of all entries in their order.
    names: Vec<String>,
    /// The names of those that are XML, or begin as it does, whether they can be read or not.
    xml: BTreeSet<String>,
}

impl Package {
    /// Reads the parts of a file that are XML.
    pub(super) fn read(source: &Arc<Source>, bytes: &[u8], report: &mut Report) -> Option<Package> {
        match read(bytes) {
            Ok(package) => Some(package),
            Err(fault) => {
                let place = Place::new(source, 0..0);
                report.error(NotWord { fault, part: String::new() }, place);
                None
            }
        }
    }

    /// Reads a file that was just written.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Package> {
        read(bytes).ok()
    }

    /// The bytes of an entry, unpacked; none of one that is larger than a part may be.
    pub(super) fn bytes_of(&self, name: &str) -> Option<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(self.bytes.as_slice())).ok()?;
        let mut bytes = Vec::new();
        archive.by_name(name).ok()?.take(LARGEST_PART + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= LARGEST_PART).then_some(bytes)
    }

    /// The digest of an entry, unpacked, which is never held as a whole.
    pub(super) fn digest_of(&self, name: &str) -> Option<String> {
        let mut archive = ZipArchive::new(Cursor::new(self.bytes.as_slice())).ok()?;
        let mut entry = archive.by_name(name).ok()?.take(LARGEST_ENTRY + 1);
        let digest = sha256_of(&mut entry).ok()?;
        (entry.limit() > 0).then_some(digest)
    }

    /// The name of the part that holds the document: the one that the package's relationships name.
    pub(super) fn main_part(&self, source: &Arc<Source>, report: &mut Report) -> Option<String> {
        let target = self.relationships("").into_iter().find(|relationship| {
            relationship.kind.ends_with("/officeDocument") && !relationship.is_external
        });
        let main = target.map(|relationship| relationship.target);
        let main = main.filter(|main| self.texts.contains_key(main));
        if main.is_none() {
            let problem = NotWord { fault: NotWordReason::NoDocument, part: String::new() };
            report.error(problem, Place::new(source, 0..0));
        }
        main
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// The tree of a part that may be missing or damaged; what it holds is left out then.
    pub(super) fn tree(&self, name: &str) -> Option<Tree<'_>> {
        Tree::parse(self.text(name)?).ok()
    }

    /// Whether a part is XML and cannot be read as such.
    pub(super) fn is_unread(&self, name: &str) -> bool {
        self.xml.contains(name) && self.tree(name).is_none()
    }

    /// Whether a part is XML.
    pub(super) fn is_xml(&self, name: &str) -> bool {
        self.xml.contains(name)
    }

    /// The names of all entries.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The relationships of a part, or with `""` those of the package.
    pub(super) fn relationships(&self, part: &str) -> Vec<Relationship> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.tree(&relationships_of(part))
            .map(|tree| Relationship::all(&tree, folder))
            .unwrap_or_default()
    }

    /// The file itself.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The target of a relationship of a kind (`styles`, `numbering`).
    pub(super) fn related(&self, part: &str, kind: &str) -> Option<String> {
        let relationships = self.relationships(part).into_iter();
        let mut found = relationships.filter(|relationship| {
            !relationship.is_external && relationship.kind.rsplit('/').next() == Some(kind)
        });
        found.next().map(|relationship| relationship.target)
    }

    /// Reports that a part is no XML that can be read.
    pub(super) fn report_fault(
        source: &Arc<Source>,
        part: &str,
        fault: xml::XmlError,
        report: &mut Report,
    ) {
        let fault = match fault {
            xml::XmlError::Malformed(words) => NotWordReason::Malformed(words),
            xml::XmlError::Doctype => NotWordReason::Doctype,
            xml::XmlError::TooDeep => NotWordReason::TooDeep,
            xml::XmlError::TooLarge => NotWordReason::TooLarge,
        };
        let problem = NotWord { fault, part: part.to_owned() };
        report.error(problem, Place::new(source, 0..0));
    }

    /// The file with some parts in the place of others of the same names, and those that are not
    /// there yet added at its end. All other entries are copied as they stand.
    ///
    /// `None` where an entry that is no XML is damaged.
    pub fn with(&self, parts: &BTreeMap<String, Vec<u8>>) -> Option<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(self.bytes.as_slice())).ok()?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut written: Vec<&str> = Vec::new();
        for nth in 0..archive.len() {
            let entry = archive.by_index_raw(nth).ok()?;
            let name = entry.name().to_owned();
            match parts.get_key_value(&name) {
                Some((name, bytes)) => {
                    let date = entry.last_modified().unwrap_or_default();
                    start(&mut zip, name, date).ok()?;
                    zip.write_all(bytes).ok()?;
                    written.push(name);
                }
                None => zip.raw_copy_file(entry).ok()?,
            }
        }
        for (name, bytes) in parts {
            if !written.contains(&name.as_str()) {
                start(&mut zip, name, DateTime::default()).ok()?;
                zip.write_all(bytes).ok()?;
            }
        }
        Some(zip.finish().ok()?.into_inner())
    }
}

fn start(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, date: DateTime) -> ZipResult<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(date);
    zip.start_file(name, options)
}

fn read(bytes: &[u8]) -> Result<Package, NotWordReason> {
    match opc::compound(bytes) {
        Some(Compound::Encrypted) => return Err(NotWordReason::Encrypted),
        Some(Compound::Old) => return Err(NotWordReason::OldDocument),
        None => {}
    }
    if !bytes.starts_with(b"PK") {
        return Err(NotWordReason::NoZip);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotWordReason::Truncated)?;
    if archive.len() > MOST_ENTRIES {
        return Err(NotWordReason::TooLarge);
    }
    if let Some(name) = zipped::refused_name(bytes, archive.central_directory_start()) {
        return Err(NotWordReason::BadName(name));
    }
    let (mut texts, mut names, mut room) = (BTreeMap::new(), Vec::new(), LARGEST_PACKAGE);
    let mut xml = BTreeSet::new();
    for nth in 0..archive.len() {
        let entry = match archive.by_index(nth) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword) => {
                return Err(NotWordReason::Encrypted);
            }
            Err(_) => return Err(NotWordReason::Truncated),
        };
        let name = entry.name().to_owned();
        // Nothing is ever unpacked to the disk, but a name that leads out was made to do harm.
        if name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..")
        {
            return Err(NotWordReason::BadName(name));
        }
        let mut entry = entry;
        let mut head = Vec::new();
        let read = (&mut entry).take(HEAD).read_to_end(&mut head);
        read.map_err(|_| NotWordReason::Truncated)?;
        // Whatever it is called: a relationship can make any part a header.
        if is_xml(&name) || begins_as_xml(&head) {
            let mut bytes = head;
            let limit = LARGEST_PART.min(room);
            let rest = (limit + 1).saturating_sub(bytes.len() as u64);
            entry.take(rest).read_to_end(&mut bytes).map_err(|_| NotWordReason::Truncated)?;
            xml.insert(name.clone());
            if bytes.len() as u64 > limit {
                return Err(NotWordReason::TooLarge);
            }
            room -= bytes.len() as u64;
            if let Some(text) = decode(bytes) {
                texts.insert(name.clone(), text);
            }
        }
        names.push(name);
    }
    Ok(Package { bytes: bytes.to_vec(), texts, names, xml })
}

/// Whether a part begins as XML does, in UTF-8 or UTF-16, with a mark or without.
fn begins_as_xml(head: &[u8]) -> bool {
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let plain = marks.iter().find_map(|mark| plain.strip_prefix(*mark)).unwrap_or(&plain);
    plain.trim_ascii_start().starts_with(b"<")
}

/// Whether a part is XML, by its name; what other programs write in capitals is so too.
fn is_xml(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    ["xml", "rels"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The text of a part: UTF-8, or UTF-16 with its mark (ISO/IEC 29500-2, 9.1.4).
fn decode(bytes: Vec<u8>) -> Option<String> {
    let units = |from: fn([u8; 2]) -> u16| {
        bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect::<Vec<u16>>()
    };
    match bytes.get(..2) {
        Some([0xFF, 0xFE]) => String::from_utf16(&units(u16::from_le_bytes)).ok(),
        Some([0xFE, 0xFF]) => String::from_utf16(&units(u16::from_be_bytes)).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}
