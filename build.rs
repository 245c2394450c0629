//! Gives the program a name for itself that changes with its sources: what another program built
//! is not what this one would.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn main() {
    let mut files = Vec::new();
    for place in ["src", "templates", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={place}");
        gather(Path::new(place), &mut files);
    }
    files.sort_by_key(|file| shown(file));
    // As `sha256sum` writes it of each file in the order of the paths, and of that in turn: packages say which
    // program made them, and whoever has its sources can see that they are those.
    let lines: String =
        files.iter().map(|file| format!("{}  {}\n", sha256(file), shown(file))).collect();
    println!("cargo:rustc-env=BLANKETT_SOURCES={}", hex(&Sha256::digest(lines)));
    println!("cargo:rustc-env=BLANKETT_LOCK={}", sha256(Path::new("Cargo.lock")));
    println!("cargo:rerun-if-env-changed=BLANKETT_COMMIT");
}

#[expect(clippy::disallowed_methods, reason = "it builds the program, and is no part of it")]
fn sha256(file: &Path) -> String {
    hex(&Sha256::digest(std::fs::read(file).unwrap_or_default()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn shown(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}

fn gather(place: &Path, files: &mut Vec<PathBuf>) {
    match place.read_dir() {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) => files.push(place.to_owned()),
    }
}
