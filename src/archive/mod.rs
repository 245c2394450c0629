//! Packages that an archive takes in: E-ARK CSIP and SIP 2.1.0, which is Sweden's FGS
//! Paketstruktur 2.0; around them, where wanted, a BagIt bag (RFC 8493) or a zip.
//!
//! A package holds a case twice: as pages that never change (PDF/A), and as all that they were made
//! from, laid out as a project, so that the package can be built again from itself. It is made in
//! memory: a list of files goes out, a list of files is verified.

mod bag;
mod batch;
mod contents;
mod deliveries;
mod descriptive;
mod documentation;
mod inputs;
mod mets;
mod pages;
mod premis;
pub mod problems;
mod proof;
pub mod seal;
mod verify;

use crate::digest::sha256;
use crate::text::file_name;
use crate::workspace::problems::PackageProblem;
use crate::workspace::{PackageOnDisk, Settings};
use crate::xml::element::Element;
use crate::zipped;

pub use bag::bag;
pub use batch::{Batch, Made, Named, Outcome};
pub use contents::{Archivist, Gathered, Plan};
pub use deliveries::{Deliveries, Delivery, deliver};
pub use inputs::{CommitStated, Inputs, PagesOf, Program, Replaced, Stated};
pub use pages::words_of;
pub use proof::{Proof, Rebuild, Verified, verify_package, whole};
pub use verify::{PackageParts, verify};

/// The representation that never changes.
const PAGES: &str = "arkiv";
/// The representation that the pages were made from.
const SOURCES: &str = "original";
/// A file of a package: its path from the package's folder, with `/`, and its bytes.
pub type File = (String, Vec<u8>);

/// What a package is made of.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What the package is called, which is its folder's name too: see [`name`].
    pub id: String,
    /// What the document says of itself.
    pub title: String,
    /// What the package is found by.
    pub told: Told,
    /// The key, the words and the answer of each question.
    pub questions: Vec<[String; 3]>,
    /// The JSON Schema of the form's cases.
    pub schema: String,
    /// The language of the form, as a BCP 47 tag.
    pub language: String,
    /// What it is made from beside the case and its form.
    pub inputs: Inputs,
    /// Who delivers it.
    pub settings: Settings,
    /// The PDF: its file's name and its bytes.
    pub pages: (String, Vec<u8>),
    /// The profile of PDF/A: `PDF/A-2a`, and its key in PRONOM.
    pub profile: (&'static str, &'static str),
    /// What the pages were made from, as a project.
    pub sources: Vec<File>,
    /// How the package came to be, as names and values in their order.
    pub provenance: Vec<(String, String)>,
}

/// What a package is found by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Told {
    /// Who made the document.
    pub author: String,
    /// What the authority files it under.
    pub number: String,
    /// The day that the document says it was made.
    pub created: String,
    /// The form: its name and version.
    pub form: String,
    /// The form's title.
    pub form_title: String,
    /// How far the case has come.
    pub status: Option<String>,
    /// Its class in the authority's records.
    pub classification: Option<String>,
    /// The day that it was decided.
    pub decided_on: Option<String>,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// What of it is secret, and why.
    pub secrecy: Option<String>,
    /// The questions whose answers are personal.
    pub personal: Vec<String>,
}

/// What a package is called: letters from a to z, digits, `-` and `_`, as Swedish authorities name
/// files, so that every system keeps it.
pub fn name(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| file_name(part));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "package".to_owned() } else { parts.join("_") }
}

/// The files of a package (CSIP 2.1.0, section 4), without the folder that they stand in.
pub fn sip(contents: &Contents) -> Vec<File> {
    let pages = vec![(format!("data/{}", contents.pages.0), contents.pages.1.clone())];
    let sources = contents.sources.iter();
    let sources = sources.map(|(path, bytes)| (format!("data/{path}"), bytes.clone())).collect();
    // The case and its form, by their names in the other representation.
    let is_source = |path: &&str| !path.starts_with("output/");
    let of_pages = contents.sources.iter().map(|(path, _)| path.as_str()).filter(is_source);
    let of_pages: Vec<String> = of_pages.map(|path| format!("data/{path}")).collect();
    let of_pages: Vec<&str> = of_pages.iter().map(String::as_str).collect();
    let mut files: Vec<File> = Vec::new();
    for (representation, data) in [(PAGES, pages), (SOURCES, sources)] {
        let data: Vec<File> = data;
        let of: &[&str] = if representation == PAGES { &of_pages } else { &[] };
        let about = premis::of_files(contents, &data, of).to_part().into_bytes();
        let about = (premis::PATH.to_owned(), about);
        let mets = mets::of_representation(contents, representation, &about, &data);
        let folder = format!("representations/{representation}");
        files.push((format!("{folder}/{}", mets::PATH), mets.to_part().into_bytes()));
        files.extend(
            std::iter::once(about)
                .chain(data)
                .map(|(path, bytes)| (format!("{folder}/{path}"), bytes)),
        );
    }
    let part = |path: &str, part: Element| (path.to_owned(), part.to_part().into_bytes());
    files.push(part(descriptive::PATH, descriptive::dublin_core(contents)));
    files.push(part(premis::PATH, premis::of_package(contents)));
    files.extend(contents.inputs.objects.iter().flat_map(inputs::files_of));
    files.extend(documentation::files(contents));
    let mets = mets::of_package(contents, &files);
    files.insert(0, (mets::PATH.to_owned(), mets.to_part().into_bytes()));
    files
}

/// How a package is delivered, and what it is then called: the files of its folder, of a bag around it,
/// or the one file, without a name, of a zip around either.
pub fn pack(contents: &Contents, is_bag: bool, is_zip: bool) -> (String, Vec<File>) {
    let files = sip(contents);
    let files = if is_bag { bag(contents, &files) } else { files };
    let name = file_of(&contents.id, is_bag, is_zip);
    if is_zip {
        let bytes = zip(&file_of(&contents.id, is_bag, false), files);
        return (name, vec![(String::new(), bytes)]);
    }
    (name, files)
}

/// What a package is called where it lies: see [`pack`].
pub fn file_of(id: &str, is_bag: bool, is_zip: bool) -> String {
    let (bag, zip) = (if is_bag { ".bag" } else { "" }, if is_zip { ".zip" } else { "" });
    format!("{id}{bag}{zip}")
}

/// The name of the file with the digests of all packages beside it.
const SUMS: &str = "SHA256SUMS";

/// The line of a package among the digests, as `sha256sum` writes and checks it: of the file that holds all others.
pub fn sum(name: &str, package: &PackageOnDisk) -> Option<String> {
    let (file, bytes) = proof::holder(package)?;
    let within = file.map(|file| format!("/{file}")).unwrap_or_default();
    Some(format!("{}  {name}{within}\n", sha256(bytes)))
}

/// The name of the package that a line among the digests is of.
fn package_of_sum(line: &str) -> Option<&str> {
    let (_, path) = line.split_once("  ")?;
    path.split('/').next()
}

/// One file for a package: a zip with the package's folder in it.
pub fn zip(folder: &str, files: Vec<File>) -> Vec<u8> {
    let files: Vec<File> =
        files.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect();
    zipped::pack(&files)
}

/// The files of a zip, and the name of the one folder that they stand in.
///
/// # Errors
///
/// A file that is no zip, one that is damaged, one that has more than a folder in it, and one that other programs may
/// read otherwise.
pub fn unzip(bytes: &[u8]) -> Result<(String, Vec<File>), Vec<PackageProblem>> {
    if !bytes.starts_with(b"PK") {
        return Err(vec![PackageProblem::NoZip]);
    }
    let faults: Vec<PackageProblem> =
        zipped::faults(bytes).into_iter().map(PackageProblem::StrangeZip).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let files = zipped::unpack(bytes).ok_or(vec![PackageProblem::BrokenZip])?;
    let first = files.first().and_then(|(path, _)| path.split_once('/'));
    let no_folder = || vec![PackageProblem::NoFolder];
    let folder = first.map(|(folder, _)| folder.to_owned()).ok_or_else(no_folder)?;
    let prefix = format!("{folder}/");
    let within = |(path, bytes): File| Some((path.strip_prefix(&prefix)?.to_owned(), bytes));
    let files: Option<Vec<File>> = files.into_iter().map(within).collect();
    Ok((folder, files.ok_or_else(no_folder)?))
}

/// What a file is: its media type, and its name and key in PRONOM, where that has one.
fn format_of(
    path: &str,
    contents: &Contents,
) -> (&'static str, &'static str, Option<&'static str>) {
    if path.starts_with(inputs::OBJECTS) {
        return ("application/octet-stream", "Git object", None);
    }
    match path.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "pdf" => ("application/pdf", contents.profile.0, Some(contents.profile.1)),
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Microsoft Word for Windows 2007 onwards",
            Some("fmt/412"),
        ),
        "md" => ("text/markdown", "Markdown", Some("fmt/1149")),
        // `application/toml` is too new for some archives.
        "toml" => ("text/plain", "TOML", None),
        "xml" => ("application/xml", "XML", Some("fmt/101")),
        "html" => ("text/html", "Hypertext Markup Language 5", Some("fmt/471")),
        "json" => ("application/json", "JSON Data Interchange Format", Some("fmt/817")),
        "png" => ("image/png", "Portable Network Graphics", Some("fmt/11")),
        "jpg" | "jpeg" => ("image/jpeg", "JPEG File Interchange Format", Some("fmt/43")),
        "ttf" => ("font/ttf", "TrueType Font", Some("x-fmt/453")),
        "otf" => ("font/otf", "OpenType Font File", Some("fmt/520")),
        _ => ("text/plain", "Plain text", Some("x-fmt/111")),
    }
}

/// The moment that the package is dated (xs:dateTime).
fn moment(contents: &Contents) -> String {
    format!("{}T00:00:00Z", contents.inputs.day)
}

/// What a file is held by: its size and its SHA-256.
fn fixity(bytes: &[u8]) -> (String, String) {
    (bytes.len().to_string(), sha256(bytes))
}
