//! SHA-256 (FIPS 180-4), as lower-case hexadecimal.

use sha2::{Digest, Sha256};

/// The digest of some bytes, 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
