//! BagIt 1.0 (RFC 8493): a folder whose manifests hold every byte.

use crate::digest::{sha256, sha512};

use super::{Contents, File};

/// Says that a folder is a bag, and how its own files are written.
pub(super) const DECLARATION: &str = "bagit.txt";
/// What that says.
pub(super) const VERSION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// What the first line is of the versions that are read (RFC 8493, and what came before it).
pub(super) const VERSIONS: [&str; 2] = ["BagIt-Version: 1.0", "BagIt-Version: 0.97"];
/// How a digest is made, as hexadecimal digits.
pub(super) type Digest = fn(&[u8]) -> String;

/// How each digest is called in the names of manifests, and made: the strongest first.
pub(super) const DIGESTS: [(&str, Digest); 2] = [("sha512", sha512), ("sha256", sha256)];
/// What a bag says of itself.
pub(super) const INFORMATION: &str = "bag-info.txt";

/// The file with the digests of what is kept, or of the bag's own files, which are made in some way.
pub(super) fn manifest_name(is_payload: bool, digest: &str) -> String {
    format!("{}manifest-{digest}.txt", if is_payload { "" } else { "tag" })
}

/// A bag around a package.
pub fn bag(contents: &Contents, files: &[File]) -> Vec<File> {
    let payload: Vec<File> = files
        .iter()
        .map(|(path, bytes)| (format!("data/{}/{path}", contents.id), bytes.clone()))
        .collect();
    let octets: usize = payload.iter().map(|(_, bytes)| bytes.len()).sum();
    let organisation = &contents.settings.organisation;
    let told = [
        ("Source-Organization", organisation.name.clone()),
        ("External-Identifier", contents.told.number.clone()),
        ("External-Description", contents.title.clone()),
        ("Bagging-Date", contents.inputs.day.clone()),
        ("Payload-Oxum", format!("{octets}.{}", payload.len())),
    ];
    let mut information: String = told
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| line(name, value))
        .collect();
    for (name, value) in &contents.provenance {
        information += &line(&format!("Blankett-{name}"), value);
    }
    let tags = [
        (INFORMATION.to_owned(), information.into_bytes()),
        (DECLARATION.to_owned(), VERSION.as_bytes().to_vec()),
        (manifest_name(true, DIGESTS[0].0), manifest(&payload).into_bytes()),
    ];
    let tag_manifest = (manifest_name(false, DIGESTS[0].0), manifest(&tags).into_bytes());
    tags.into_iter().chain([tag_manifest]).chain(payload).collect()
}

fn line(name: &str, value: &str) -> String {
    format!("{name}: {}\n", value.replace(['\n', '\r'], " "))
}

fn manifest(files: &[File]) -> String {
    files.iter().map(|(path, bytes)| format!("{}  {}\n", sha512(bytes), encoded(path))).collect()
}

/// A path as manifests write it (RFC 8493, 2.1.3).
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The path and the digest of each line of a manifest; `None` for a line that is none.
pub(super) fn entries(manifest: &str) -> Vec<Option<(String, String)>> {
    manifest
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (digest, path) = line.split_once([' ', '\t'])?;
            let path = path.trim_start_matches([' ', '\t', '*']);
            let path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
            Some((path, digest.to_lowercase()))
        })
        .collect()
}
