//! Seals that other programs made: a time stamp (RFC 3161) or a signature (CMS, RFC 5652) of the digest that holds a
//! package, kept beside it. Here it is only seen what a seal is of; who made it, and when, `openssl` checks.

use std::path::{Path, PathBuf};

use crate::archive::problems::{AlreadySealed, NotASeal};
use crate::diagnostic::Report;
use crate::workspace::Project;
use crate::workspace::problems::{BadPackage, PackageProblem};

/// What a seal is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Seal {
    /// A reply of a time stamping authority, or the token in it.
    TimeStamp,
    /// A detached signature.
    Signature,
}

/// The object identifiers that tell seals apart and say what they are of, in DER (ITU-T X.690).
const TIME_STAMP: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04";
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const MESSAGE_DIGEST: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04\x31\x22";
const SHA_256: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const NULL: &[u8] = b"\x05\x00";
/// What 32 bytes stand behind.
const DIGEST: &[u8] = b"\x04\x20";

impl Seal {
    /// Both, in the order in which they are looked for.
    pub const ALL: [Seal; 2] = [Seal::TimeStamp, Seal::Signature];

    /// What some bytes are of a digest: none where they are no seal of it in DER. A signature may have a time stamp of
    /// its own in it.
    pub fn of(bytes: &[u8], digest: &str) -> Option<Seal> {
        Seal::ALL.into_iter().find(|seal| seal.is_of(bytes, digest))
    }

    /// Whether a seal is of a digest (SHA-256, as hexadecimal digits): of a time stamp the imprint (RFC 3161, 2.4.2), of a
    /// signature the attribute that it signs (RFC 5652, 11.2).
    fn is_of(self, bytes: &[u8], digest: &str) -> bool {
        let digits = digest.as_bytes().chunks_exact(2);
        let digest: Option<Vec<u8>> = digits
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        let Some(digest) = digest.filter(|digest| digest.len() == 32) else { return false };
        let (kind, befores): (_, &[&[&[u8]]]) = match self {
            Seal::TimeStamp => (TIME_STAMP, &[&[SHA_256, NULL], &[SHA_256]]),
            Seal::Signature => (SIGNED_DATA, &[&[MESSAGE_DIGEST]]),
        };
        if !is_whole(bytes) || !holds(bytes, kind) {
            return false;
        }
        befores.iter().any(|before| holds(bytes, &[&before.concat(), DIGEST, &digest].concat()))
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Seal::TimeStamp => "tsr",
            Seal::Signature => "p7s",
        }
    }

    /// Where the seal of a package lies: beside it.
    pub fn path(self, package: &Path) -> PathBuf {
        // Without a slash at its end.
        let mut path = package.components().collect::<PathBuf>().into_os_string();
        path.push(".");
        path.push(self.extension());
        path.into()
    }
}

/// Whether bytes are one sequence in DER, to their end (ITU-T X.690, 8.1.3).
fn is_whole(bytes: &[u8]) -> bool {
    let (Some(0x30), Some(&first)) = (bytes.first(), bytes.get(1)) else { return false };
    let count = usize::from(first & 0x7F);
    if first < 0x80 {
        return bytes.len() == 2 + count;
    }
    let Some(digits) = bytes.get(2..2 + count).filter(|_| (1..=4).contains(&count)) else {
        return false;
    };
    let length = digits.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
    bytes.len() == 2 + count + length
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The seals beside a package, which is `shown` so; one that is not of it is an error.
pub(super) fn beside(
    project: &Project,
    package: &Path,
    shown: &Path,
    digest: &str,
    report: &mut Report,
) -> Vec<(Seal, PathBuf)> {
    let mut seals = Vec::new();
    for seal in Seal::ALL {
        let path = seal.path(&project.full(package));
        if !project.is_there(&path) {
            continue;
        }
        let Some(bytes) = project.read_whole(&project.full(&path), report) else { continue };
        if Seal::of(&bytes, digest) == Some(seal) {
            seals.push((seal, seal.path(shown)));
        } else {
            let file = seal.path(shown).to_string_lossy().into_owned();
            let path = shown.to_string_lossy().into_owned();
            report.error_nowhere(BadPackage { path, fault: PackageProblem::OtherSeal { file } });
        }
    }
    seals
}

/// Keeps a seal that another program made beside a package, if it is of the package's digest: what it is, where it is
/// there now.
///
/// # Errors
///
/// A seal of something else, another that is there, and what cannot be read or written, are problems in `report`.
pub fn keep(
    project: &Project,
    package: &Path,
    digest: &str,
    token: &Path,
    report: &mut Report,
) -> Option<Seal> {
    let bytes = project.read_whole(&project.full(token), report)?;
    let Some(seal) = Seal::of(&bytes, digest) else {
        report.error_nowhere(NotASeal { path: token.to_string_lossy().into_owned() });
        return None;
    };
    let path = seal.path(&project.full(package));
    match project.read_if_there(&path, report)? {
        Some(there) if there == bytes => Some(seal),
        Some(_) => {
            let path = seal.path(package).to_string_lossy().into_owned();
            report.error_nowhere(AlreadySealed { path });
            None
        }
        None => project.write(&path, &bytes, None, report).then_some(seal),
    }
}
