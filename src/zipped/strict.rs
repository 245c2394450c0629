//! Whether a zip says one thing only, whoever reads it: some programs believe its directory, and some go from entry to
//! entry. APPNOTE.TXT 6.3.10 has the clauses.

use std::collections::{BTreeMap, BTreeSet};

/// Why two programs might find different files in a zip, or somebody more than they should.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ZipFault {
    /// It ends too early, or its directory is not where it says.
    NoDirectory,
    /// Something stands before its entries, between them, or behind its end.
    Hidden,
    /// Two entries have one name, or names that some disks take for one.
    Twice(String),
    /// An entry says of itself something else than the directory says of it.
    TwoMinds(String),
    /// A name leads out of the folder, or is none on some systems.
    Name(String),
    /// An entry is a link or a device.
    Special(String),
    /// An entry is encrypted, or packed in a way that not all programs know.
    Packing(String),
    /// An entry says more of itself than when it was changed and who owned it.
    Extra(String),
}

/// The end of the directory (4.3.16).
const END: &[u8; 4] = b"PK\x05\x06";
/// An entry of the directory (4.3.12).
const ENTRY: &[u8; 4] = b"PK\x01\x02";
/// What stands before an entry's bytes (4.3.7).
const LOCAL: &[u8; 4] = b"PK\x03\x04";
/// What may stand behind them (4.3.9).
const DESCRIPTOR: &[u8; 4] = b"PK\x07\x08";
/// Flags: sizes stand behind the bytes; the name is UTF-8 (4.4.4).
const FLAGS: [u16; 2] = [1 << 3, 1 << 11];
/// Stored and deflated (4.4.5).
const METHODS: [u16; 2] = [0, 8];
/// Extra fields of Info-ZIP, with the lengths that they have: when an entry was changed, and who owned it.
const EXTRAS: [(u16, &[u16]); 2] = [(0x5455, &[5, 9, 13]), (0x7875, &[11])];
/// What only zips have that are larger than any package (4.3.14, 4.3.15), and some programs look for.
const OF_LARGE_ZIPS: [&[u8; 4]; 2] = [b"PK\x06\x06", b"PK\x06\x07"];
/// How far before the end those are looked for.
const LONGEST_END: usize = 76;
/// The kinds of Unix files: links and others stand between.
const KIND: u32 = 0o170_000;
const FILE: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(number).ok()
}

/// What the directory and the entry itself say of it, each.
struct Said<'z> {
    flags: u16,
    name: &'z [u8],
    /// Time and day.
    moment: Option<usize>,
    /// Method, checksum, sizes.
    how: [usize; 4],
    extra: &'z [u8],
}

/// What is strange in a zip; nothing where all programs read the same out of it.
pub fn faults(bytes: &[u8]) -> Vec<ZipFault> {
    read(bytes).unwrap_or_else(|| vec![ZipFault::NoDirectory])
}

fn read(bytes: &[u8]) -> Option<Vec<ZipFault>> {
    let mut faults = Vec::new();
    let end = bytes.windows(END.len()).rposition(|part| part == END)?;
    let count = usize::from(two(bytes, end + 10)?);
    let (size, start) = (four(bytes, end + 12)?, four(bytes, end + 16)?);
    // One disk, and no comment.
    if [4, 6, 20].iter().any(|at| two(bytes, end + at) != Some(0))
        || two(bytes, end + 8) != two(bytes, end + 10)
        || bytes.len() != end + 22
        || start.checked_add(size)? != end
    {
        faults.push(ZipFault::Hidden);
    }
    let before = &bytes[end.saturating_sub(LONGEST_END)..end];
    if before.windows(4).any(|part| OF_LARGE_ZIPS.iter().any(|sign| *sign == part)) {
        faults.push(ZipFault::Hidden);
    }
    let mut at = start;
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut names = BTreeSet::new();
    let mut all = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at + 4)? != ENTRY {
            return None;
        }
        let lengths = [28, 30, 32].map(|offset| two(bytes, at + offset).map(usize::from));
        let [name, extra, comment] = [lengths[0]?, lengths[1]?, lengths[2]?];
        let attributes = u32::try_from(four(bytes, at + 38)?).ok()?;
        let is_of_unix = bytes.get(at + 5)? == &3;
        let said = Said {
            flags: two(bytes, at + 8)?,
            name: bytes.get(at + 46..at + 46 + name)?,
            how: [
                usize::from(two(bytes, at + 10)?),
                four(bytes, at + 16)?,
                four(bytes, at + 20)?,
                four(bytes, at + 24)?,
            ],
            moment: four(bytes, at + 12),
            extra: bytes.get(at + 46 + name..at + 46 + name + extra)?,
        };
        let shown = String::from_utf8_lossy(said.name).into_owned();
        all.push(shown.clone());
        if !names.insert(shown.trim_end_matches('/').to_lowercase()) {
            faults.push(ZipFault::Twice(shown.clone()));
        }
        let kind = (attributes >> 16) & KIND;
        let is_folder = said.name.ends_with(b"/");
        // A folder holds nothing itself.
        if is_folder && said.how[1..] != [0; 3] {
            faults.push(ZipFault::Hidden);
        }
        let is_plain = !is_of_unix || kind == 0 || kind == if is_folder { FOLDER } else { FILE };
        if !is_plain {
            faults.push(ZipFault::Special(shown.clone()));
        }
        if comment > 0 || two(bytes, at + 34)? != 0 {
            faults.push(ZipFault::Hidden);
        }
        judge(&said, &shown, &mut faults);
        let place = four(bytes, at + 42)?;
        match local(bytes, place, &said) {
            Some(behind) => drop(places.insert(place, behind)),
            None => faults.push(ZipFault::TwoMinds(shown)),
        }
        at += 46 + name + extra + comment;
    }
    // A folder is above a file: else its name is told nowhere.
    let files: Vec<&String> = all.iter().filter(|name| !name.ends_with('/')).collect();
    for folder in all.iter().filter(|name| name.ends_with('/')) {
        if !files.iter().any(|file| file.starts_with(folder.as_str())) {
            faults.push(ZipFault::Name(folder.clone()));
        }
    }
    // Each entry begins where the last one ends, and the directory behind them all.
    let mut next = 0;
    let mut is_whole = at == end;
    for (place, behind) in places {
        is_whole &= place == next;
        next = behind;
    }
    if (!is_whole || next != start) && !faults.contains(&ZipFault::Hidden) {
        faults.push(ZipFault::Hidden);
    }
    Some(faults)
}

/// Judges what is said of an entry.
fn judge(said: &Said<'_>, shown: &str, faults: &mut Vec<ZipFault>) {
    let known = FLAGS.iter().fold(0, |all, flag| all | flag);
    let is_packed = METHODS.iter().any(|method| usize::from(*method) == said.how[0]);
    if said.flags & !known != 0 || !is_packed {
        faults.push(ZipFault::Packing(shown.to_owned()));
    }
    let path = shown.strip_suffix('/').unwrap_or(shown);
    let is_within = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    // What is not ASCII is UTF-8, and says so.
    let is_known = said.name.is_ascii() || said.flags & FLAGS[1] != 0;
    let is_text = std::str::from_utf8(said.name).is_ok() && !shown.contains(char::is_control);
    let is_text = is_text && is_known;
    if !is_within || !is_text || shown.contains(['\\', ':']) {
        faults.push(ZipFault::Name(shown.to_owned()));
    }
    if !has_known(said.extra) {
        faults.push(ZipFault::Extra(shown.to_owned()));
    }
}

fn has_known(mut extra: &[u8]) -> bool {
    let mut known: Vec<u16> = Vec::new();
    while !extra.is_empty() {
        let (Some(kind), Some(length)) = (two(extra, 0), two(extra, 2)) else { return false };
        let Some(rest) = extra.get(4 + usize::from(length)..) else { return false };
        let is_known =
            EXTRAS.iter().any(|(other, lengths)| *other == kind && lengths.contains(&length));
        if !is_known || known.contains(&kind) {
            return false;
        }
        known.push(kind);
        extra = rest;
    }
    true
}

/// Where an entry ends, if it says of itself what the directory does.
fn local(bytes: &[u8], at: usize, directory: &Said<'_>) -> Option<usize> {
    if bytes.get(at..at + 4)? != LOCAL {
        return None;
    }
    let [name, extra] = [26, 28].map(|offset| two(bytes, at + offset).map(usize::from));
    let (name, extra) = (name?, extra?);
    let (flags, method) = (two(bytes, at + 6)?, usize::from(two(bytes, at + 8)?));
    let start = at + 30 + name + extra;
    let behind = start.checked_add(directory.how[2])?;
    bytes.get(start..behind)?;
    let is_same = flags == directory.flags
        && four(bytes, at + 10) == directory.moment
        && method == directory.how[0]
        && bytes.get(at + 30..at + 30 + name)? == directory.name
        && has_known(bytes.get(at + 30 + name..start)?);
    let stands_behind = flags & FLAGS[0] != 0;
    let sizes = |at: usize| Some([four(bytes, at)?, four(bytes, at + 4)?, four(bytes, at + 8)?]);
    let (found, end) = if stands_behind {
        let signed = bytes.get(behind..behind + 4)? == DESCRIPTOR;
        let end = if signed { behind + 4 } else { behind };
        // The sizes before the bytes are not known then, or the same.
        let before = sizes(at + 14)?;
        if before != [0; 3] && before != directory.how[1..] {
            return None;
        }
        (sizes(end)?, end + 12)
    } else {
        (sizes(at + 14)?, behind)
    };
    (is_same && found == directory.how[1..]).then_some(end)
}
