//! Packages that an archive takes in: E-ARK CSIP and SIP 2.1.0, which is Sweden's FGS
//! Paketstruktur 2.0; around them, where wanted, a BagIt bag (RFC 8493) or a zip.
//!
//! A package holds a case twice: as pages that never change (PDF/A), and as all that they were made
//! from, laid out as a project, so that the package can be built again from itself. It is made in
//! memory: a list of files goes out, a list of files is verified.

mod bag;
mod belongs;
mod contents;
mod mets;
mod premis;
pub mod problems;
mod readme;
mod verify;

use crate::digest::sha256;
use crate::text::file_name;
use crate::workspace::Settings;
use crate::workspace::problems::PackageProblem;
use crate::xml::element::Element;
use crate::zipped;

pub use bag::bag;
pub use belongs::{Verified, verify_package};
pub use contents::Archivist;
pub use verify::{PackageParts, verify};

/// The representation that never changes.
const PAGES: &str = "arkiv";
/// The representation that the pages were made from.
const SOURCES: &str = "original";
/// What the provenance calls the characters that the pages show as codes.
const CODES: &str = "shown-as-codes";
/// The schemas of our own that the metadata follows, beside those that METS and PREMIS have.
const SCHEMAS: [(&str, &str); 2] = [
    ("dc.xsd", include_str!("schemas/dc.xsd")),
    ("oai_dc.xsd", include_str!("schemas/oai_dc.xsd")),
];

/// A file of a package: its path from the package's folder, with `/`, and its bytes.
pub type File = (String, Vec<u8>);

/// What a package is made of.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What the package is called, which is its folder's name too: see [`name`].
    pub id: String,
    /// What the document says of itself.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// What the authority files it under.
    pub identifier: String,
    /// The day that the document says it was made.
    pub created: String,
    /// The language of the form, as a BCP 47 tag.
    pub language: String,
    /// The day that the package is dated: `YYYY-MM-DD`.
    pub date: String,
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
    let mut files: Vec<File> = Vec::new();
    for (representation, data) in [(PAGES, pages), (SOURCES, sources)] {
        let data: Vec<File> = data;
        let about =
            (premis::PATH.to_owned(), premis::of_files(contents, &data).to_part().into_bytes());
        let mets = mets::of_representation(contents, representation, &about, &data);
        let folder = format!("representations/{representation}");
        files.push((format!("{folder}/{}", mets::PATH), mets.to_part().into_bytes()));
        files.extend(
            std::iter::once(about)
                .chain(data)
                .map(|(path, bytes)| (format!("{folder}/{path}"), bytes)),
        );
    }
    let descriptive =
        ("metadata/descriptive/dc.xml".to_owned(), dublin_core(contents).to_part().into_bytes());
    let preservation =
        (premis::PATH.to_owned(), premis::of_package(contents).to_part().into_bytes());
    let readme = ("documentation/README.txt".to_owned(), readme::readme(contents).into_bytes());
    let schemas: Vec<File> = SCHEMAS
        .iter()
        .map(|(name, text)| (format!("schemas/{name}"), text.as_bytes().to_vec()))
        .collect();
    files.extend([descriptive, preservation, readme]);
    files.extend(schemas);
    let mets = mets::of_package(contents, &files);
    files.insert(0, (mets::PATH.to_owned(), mets.to_part().into_bytes()));
    files
}

/// How a package is delivered, and what it is then called: the files of its folder, of a bag around it,
/// or the one file, without a name, of a zip around either.
pub fn pack(contents: &Contents, is_bag: bool, is_zip: bool) -> (String, Vec<File>) {
    let files = sip(contents);
    let (name, files) = if is_bag {
        (format!("{}.bag", contents.id), bag(contents, &files))
    } else {
        (contents.id.clone(), files)
    };
    if is_zip {
        let bytes = zip(&name, files);
        return (format!("{name}.zip"), vec![(String::new(), bytes)]);
    }
    (name, files)
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
/// A file that is no zip, one that is damaged, and one with more than a folder in it.
pub fn unzip(bytes: &[u8]) -> Result<(String, Vec<File>), PackageProblem> {
    if !bytes.starts_with(b"PK") {
        return Err(PackageProblem::NoZip);
    }
    let files = zipped::unpack(bytes).ok_or(PackageProblem::BrokenZip)?;
    let first = files.first().and_then(|(path, _)| path.split_once('/'));
    let folder = first.map(|(folder, _)| folder.to_owned()).ok_or(PackageProblem::NoFolder)?;
    let prefix = format!("{folder}/");
    let within = |(path, bytes): File| Some((path.strip_prefix(&prefix)?.to_owned(), bytes));
    let files: Option<Vec<File>> = files.into_iter().map(within).collect();
    Ok((folder, files.ok_or(PackageProblem::NoFolder)?))
}

/// Simple Dublin Core (DCMES 1.1), in the wrapper that OAI-PMH 2.0 gives it.
fn dublin_core(contents: &Contents) -> Element {
    let mut record = Element::new(
        "oai_dc:dc",
        &[
            ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    let organisation = &contents.settings.organisation;
    let texts = [
        ("dc:title", contents.title.as_str()),
        ("dc:creator", &contents.author),
        ("dc:publisher", &organisation.name),
        ("dc:date", &contents.created),
        ("dc:type", "Text"),
        ("dc:identifier", &contents.identifier),
        ("dc:language", &contents.language),
    ];
    for (name, text) in texts {
        if !text.is_empty() {
            record = record.with(Element::new(name, &[]).with_text(text));
        }
    }
    record
}

/// What a file is: its media type, and its name and key in PRONOM, where that has one.
fn format_of(
    path: &str,
    contents: &Contents,
) -> (&'static str, &'static str, Option<&'static str>) {
    match path.rsplit('.').next().unwrap_or_default() {
        "pdf" => ("application/pdf", contents.profile.0, Some(contents.profile.1)),
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Microsoft Word for Windows 2007 onwards",
            Some("fmt/412"),
        ),
        "md" => ("text/markdown", "Markdown", Some("fmt/1149")),
        // `application/toml` is too new for some archives.
        "toml" => ("text/plain", "TOML", None),
        "xml" | "xsd" => ("application/xml", "XML", Some("fmt/101")),
        _ => ("text/plain", "Plain text", Some("x-fmt/111")),
    }
}

/// The moment that the package is dated (xs:dateTime).
fn moment(contents: &Contents) -> String {
    format!("{}T00:00:00Z", contents.date)
}

/// What a file is held by: its size and its SHA-256.
fn fixity(bytes: &[u8]) -> (String, String) {
    (bytes.len().to_string(), sha256(bytes))
}
