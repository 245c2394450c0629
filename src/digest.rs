//! Digests (FIPS 180-4), as lower-case hexadecimal where nothing else is said.

use std::io::{self, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

/// The SHA-256 of some bytes, 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// As [`sha256`], of what is read, which is never held as a whole.
///
/// # Errors
///
/// It cannot be read.
pub fn sha256_of(mut read: impl Read) -> io::Result<String> {
    let (mut digest, mut buffer) = (Sha256::new(), [0; 1 << 14]);
    loop {
        match read.read(&mut buffer)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            length => digest.update(&buffer[..length]),
        }
    }
}

/// The SHA-256 of some bytes as base64 (RFC 4648), as policies of web pages have it.
pub fn sha256_base64(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

/// The SHA-512 of some bytes, 128 hexadecimal digits.
pub fn sha512(bytes: &[u8]) -> String {
    hexadecimal(&Sha512::digest(bytes))
}

/// The name that git gives to a file's bytes: SHA-1, 40 hexadecimal digits, or SHA-256 where names in the
/// repository have 64 (`git help hash-function-transition`).
pub fn git_blob(bytes: &[u8], digits: usize) -> String {
    git_object("blob", bytes, digits)
}

/// As [`git_blob`], of an object of any kind: `blob`, `tree`, `commit`.
pub fn git_object(kind: &str, bytes: &[u8], digits: usize) -> String {
    fn digest<D: Digest>(kind: &str, bytes: &[u8]) -> String {
        let header = format!("{kind} {}\0", bytes.len());
        hexadecimal(&D::new().chain_update(header).chain_update(bytes).finalize())
    }
    if digits == 64 { digest::<Sha256>(kind, bytes) } else { digest::<Sha1>(kind, bytes) }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    hexadecimal(bytes)
}

fn hexadecimal(digest: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).expect("four bits are a digit");
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
