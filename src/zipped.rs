//! Zips: packed so that the same files give the same bytes, and unpacked within bounds, since they
//! may come from anywhere.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The most entries that are unpacked.
const MOST_ENTRIES: usize = 10_000;
/// The most bytes that all entries unpack to.
const MOST_BYTES: u64 = 512 << 20;

/// Packs files, in their order, without dates.
pub(crate) fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
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

/// The files of a zip by their names, in their order; `None` where it is none, is damaged, or is
/// larger than anything that was packed here. Whether names lead out is for others to judge:
/// nothing is ever unpacked to the disk.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
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
