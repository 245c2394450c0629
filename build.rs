//! Gives the program a name for itself that changes with its sources: what another program built
//! is not what this one would.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "it builds the program, and is no part of it")]
fn main() {
    let mut files = Vec::new();
    for place in ["src", "templates", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={place}");
        gather(Path::new(place), &mut files);
    }
    files.sort();
    // Its keys are fixed, and the value is compared with none that another Rust has made.
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo:rustc-env=BLANKETT_SOURCES={:016x}", hasher.finish());
}

fn gather(place: &Path, files: &mut Vec<PathBuf>) {
    match place.read_dir() {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) => files.push(place.to_owned()),
    }
}
