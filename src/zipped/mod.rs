//! Zips: packed so that the same files give the same bytes, and unpacked within bounds, since they
//! may come from anywhere.

mod stencil;
mod strict;

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

pub use stencil::Stencil;
pub use strict::{ZipFault, faults};

/// The most entries that are unpacked.
const MOST_ENTRIES: usize = 10_000;
/// The most bytes that all entries unpack to.
const MOST_BYTES: u64 = 512 << 20;

/// Packs files, in their order, without dates.
///
/// # Panics
///
/// Where two files have one name, or one has 4 GiB.
pub fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).expect("names are short and differ");
        zip.write_all(bytes).expect("memory takes everything");
    }
    zip.finish().expect("memory takes everything").into_inner()
}

/// A file that is compressed already.
#[derive(Clone, Debug)]
pub struct PackedFile {
    crc: u32,
    /// How many bytes it has.
    size: usize,
    deflated: Vec<u8>,
}

impl PackedFile {
    /// A file that would not get smaller, as it is (RFC 1951, 3.2.4).
    ///
    /// # Panics
    ///
    /// Never: a block has at most 65,535 bytes.
    pub fn stored(bytes: &[u8]) -> PackedFile {
        let blocks = bytes.chunks(usize::from(u16::MAX));
        let last = blocks.len().saturating_sub(1);
        let mut deflated = Vec::with_capacity(bytes.len() + 5 * blocks.len());
        for (nth, block) in blocks.enumerate() {
            let length = u16::try_from(block.len()).expect("a block is short");
            deflated.push(u8::from(nth == last));
            deflated.extend(length.to_le_bytes());
            deflated.extend((!length).to_le_bytes());
            deflated.extend(block);
        }
        PackedFile { crc: crc32fast::hash(bytes), size: bytes.len(), deflated }
    }
}

/// Packs compressed files, in their order, without dates (APPNOTE.TXT 6.3.10, 4.3). The zip crate
/// takes none that are compressed already. Names are ASCII.
///
/// # Panics
///
/// Where a file has 4 GiB, or there are more than 65,535.
pub fn join(files: &[(&str, &PackedFile)]) -> Vec<u8> {
    /// Version 2.0, for deflate; no flags; deflate; midnight of 1 January 1980.
    const HOW: [u8; 10] = [20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
    let four = |value: usize| u32::try_from(value).expect("no document has 4 GiB").to_le_bytes();
    let two = |value: usize| u16::try_from(value).expect("a document has few parts").to_le_bytes();
    let about = |name: &str, entry: &PackedFile| {
        let sizes = [entry.crc.to_le_bytes(), four(entry.deflated.len()), four(entry.size)];
        [&HOW[..], sizes.as_flattened(), &two(name.len()), &two(0)].concat()
    };
    let room = files.iter().map(|(name, entry)| 76 + 2 * name.len() + entry.deflated.len());
    let mut zip = Vec::with_capacity(room.sum::<usize>() + 22);
    let mut directory = Vec::with_capacity(files.len() * 80);
    for (name, entry) in files {
        // Made as on Unix; an ordinary file that all may read.
        directory.extend_from_slice(b"PK\x01\x02\x14\x03");
        directory.extend(about(name, entry));
        directory.extend_from_slice(&[0; 6]);
        directory.extend_from_slice(&(0o100_644_u32 << 16).to_le_bytes());
        directory.extend_from_slice(&four(zip.len()));
        directory.extend_from_slice(name.as_bytes());
        zip.extend_from_slice(b"PK\x03\x04");
        zip.extend(about(name, entry));
        zip.extend_from_slice(name.as_bytes());
        zip.extend_from_slice(&entry.deflated);
    }
    let start = zip.len();
    zip.extend_from_slice(&directory);
    zip.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    zip.extend(two(files.len()).repeat(2));
    zip.extend_from_slice(&four(directory.len()));
    zip.extend_from_slice(&four(start));
    zip.extend_from_slice(&two(0));
    zip
}

/// A name of the directory that stands there twice, in other capitals too, or has an empty part: readers
/// would differ in what they find by it (ISO/IEC 29500-2, 6.2.2 and 7.3). The `zip` crate has merged
/// entries of one name before anybody can ask.
pub(crate) fn refused_name(bytes: &[u8], directory: u64) -> Option<String> {
    const SIGNATURE: &[u8] = b"PK\x01\x02";
    const FIXED: usize = 46;
    let mut rest = bytes.get(usize::try_from(directory).ok()?..)?;
    let mut seen = BTreeSet::new();
    while rest.starts_with(SIGNATURE) && rest.len() >= FIXED {
        let length = |at: usize| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]]));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let name = String::from_utf8_lossy(rest.get(FIXED..FIXED + name)?).into_owned();
        if name.contains("//") || name.starts_with("./") || !seen.insert(name.to_lowercase()) {
            return Some(name);
        }
        rest = rest.get(FIXED + length(28) + extra + comment..)?;
    }
    None
}

/// The names of the files of a zip of somebody else's, after each was unpacked to nowhere: it says itself how large they
/// are, and may lie. `None` where it is none, is damaged, or has two files of one name; an error where there are more
/// entries or bytes than these.
pub fn measured(
    bytes: &[u8],
    most_entries: usize,
    most_bytes: u64,
) -> Option<Result<Vec<String>, ()>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if zip.len() > most_entries {
        return Some(Err(()));
    }
    if refused_name(bytes, zip.central_directory_start()).is_some() {
        return None;
    }
    let (mut names, mut room) = (Vec::new(), most_bytes);
    for nth in 0..zip.len() {
        let entry = zip.by_index(nth).ok()?;
        names.push(entry.name().to_owned());
        let size = std::io::copy(&mut entry.take(room + 1), &mut std::io::sink()).ok()?;
        match room.checked_sub(size) {
            Some(rest) => room = rest,
            None => return Some(Err(())),
        }
    }
    Some(Ok(names))
}

/// The first bytes of a file of a zip, at most so many; `None` where it is not there or is damaged.
pub fn head(bytes: &[u8], name: &str, most: u64) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut unpacked = Vec::new();
    zip.by_name(name).ok()?.take(most).read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

/// The files of a zip by their names, in their order; `None` where it is none, is damaged, or is
/// larger than anything that was packed here. Whether names lead out is for others to judge:
/// nothing is ever unpacked to the disk.
pub fn unpack(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (mut files, mut room) = (Vec::new(), MOST_BYTES);
    if zip.len() > MOST_ENTRIES {
        return None;
    }
    for nth in 0..zip.len() {
        let entry = zip.by_index(nth).ok()?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().to_owned();
        let mut unpacked = Vec::new();
        entry.take(room + 1).read_to_end(&mut unpacked).ok()?;
        room = room.checked_sub(unpacked.len() as u64)?;
        files.push((name, unpacked));
    }
    Some(files)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Stencil, join, unpack};

    proptest! {
        /// What was filled in and packed is what the zip crate unpacks, however long the holes are.
        #[test]
        fn a_filled_stencil_unpacks(
            pieces in prop::collection::vec("[a-c<>]{0,300}", 1..6),
            holes in prop::collection::vec("([a-c]{0,9}|[åä💾]{0,40}){0,30}", 5),
            times in 0..3000_usize,
        ) {
            let stencil = Stencil::new(&pieces, "abc");
            let mut holes = holes[..pieces.len() - 1].to_vec();
            if let Some(first) = holes.first_mut() {
                // Farther than a repetition reaches.
                *first = first.repeat(times);
            }
            let text: String =
                pieces.iter().zip(holes.iter().map(String::as_str).chain([""])).map(|(piece, hole)| format!("{piece}{hole}")).collect();
            let entry = stencil.fill(&holes);
            let files = unpack(&join(&[("a.xml", &entry), ("b.xml", &entry)]));
            let expected = [("a.xml".to_owned(), text.clone().into_bytes()), ("b.xml".to_owned(), text.into_bytes())];
            prop_assert_eq!(files, Some(expected.to_vec()));
        }
    }
}
