//! METS 1.12 as E-ARK CSIP 2.1.0 and SIP 2.1.0 profile it: what stands in a package and where.
//! The numbers of their requirements stand beside what they ask for.

use crate::text::{address, of_address};
use crate::xml::element::Element;

use super::inputs::files_of;
use super::{Contents, File, PAGES, SOURCES, fixity, format_of, moment, premis};

/// Where it stands, in a package and in each representation.
pub(super) const PATH: &str = "METS.xml";
/// Simple Dublin Core as its container of 2002-12-12 holds it.
const DC_VERSION: &str = "SimpleDC20021212";
/// CSIP4 and CSIP62: what is in the package is named by a vocabulary of E-ARK, or of one's own.
const CONTENT: [(&str, &str); 2] =
    [("csip:CONTENTINFORMATIONTYPE", "OTHER"), ("csip:OTHERCONTENTINFORMATIONTYPE", "blankett")];

/// The package.
pub(super) fn of_package(contents: &Contents, files: &[File]) -> Element {
    let of = |folder: &str| -> Vec<&File> {
        files.iter().filter(|(path, _)| path.starts_with(folder)).collect()
    };
    let mut structure = vec![
        div("metadata", "Metadata").with_attributes(&[("ADMID", "premis"), ("DMDID", "dc")]),
        div("documentation", "Documentation").with(fptr("documentation-files")),
        div("schemas", "Schemas").with(fptr("schemas-files")),
    ];
    let mut groups = vec![
        group(contents, "documentation", "Documentation", &of("documentation/")),
        // CSIP113 wants one, and CSIP66 wants something in it: the schema of the case. Those of METS and PREMIS are
        // where their namespaces say.
        group(contents, "schemas", "Schemas", &of("schemas/")),
    ];
    // CSIP101 to CSIP104: the one division of all of them, which the profile has for packages without
    // representations, and some programs want in each.
    let whole = div("representations", "Representations");
    structure.push([PAGES, SOURCES].iter().fold(whole, |division, representation| {
        division.with(fptr(&format!("{representation}-files")))
    }));
    // CSIP105 to CSIP112: each representation is a division of the package itself, by which archives
    // find it.
    for representation in [PAGES, SOURCES] {
        let path = format!("representations/{representation}/{PATH}");
        let label = format!("Representations/{representation}");
        let mets: Vec<&File> = files.iter().filter(|(other, _)| *other == path).collect();
        groups.push(group(contents, representation, &label, &mets));
        let pointer = Element::new(
            "mptr",
            &[
                ("LOCTYPE", "URL"),
                ("xlink:type", "simple"),
                ("xlink:href", &address(&path)),
                // CSIP108
                ("xlink:title", &format!("{representation}-files")),
            ],
        );
        structure.push(div(representation, &label).with(pointer));
    }
    let about = |path: &str| files.iter().find(|(other, _)| other == path);
    let mut mets = root(contents, &contents.id).with(header_of_package(contents));
    if let Some(record) = about("metadata/descriptive/dc.xml") {
        let attributes = [("ID", "dc"), ("CREATED", &moment(contents)), ("STATUS", "CURRENT")];
        // The schema of its element, by the name that archives know it by.
        let reference =
            reference(contents, record, "DC").with_attributes(&[("MDTYPEVERSION", DC_VERSION)]);
        mets = mets.with(Element::new("dmdSec", &attributes).with(reference));
    }
    if let Some(record) = about(premis::PATH) {
        let mut section = administrative(contents, record);
        let objects = contents.inputs.objects.iter().flat_map(files_of);
        for (nth, object) in objects.enumerate() {
            let id = format!("git-{}", nth + 1);
            let event = Element::new("digiprovMD", &[("ID", id.as_str()), ("STATUS", "CURRENT")]);
            let kind = [("OTHERMDTYPE", "GIT")];
            let reference = reference(contents, &object, "OTHER").with_attributes(&kind);
            section = section.with(event.with(reference));
        }
        mets = mets.with(section);
    }
    mets.with(section(groups)).with(map(&contents.id, structure))
}

/// A representation.
pub(super) fn of_representation(
    contents: &Contents,
    representation: &str,
    about: &File,
    data: &[File],
) -> Element {
    let data: Vec<&File> = data.iter().collect();
    let structure = vec![
        div("metadata", "Metadata").with_attributes(&[("ADMID", "premis")]),
        div("data", "Data").with(fptr("data-files")),
    ];
    root(contents, representation)
        .with(header(contents))
        .with(administrative(contents, about))
        .with(section(vec![group(contents, "data", "Data", &data)]))
        .with(map(representation, structure))
}

fn root(contents: &Contents, id: &str) -> Element {
    Element::new(
        "mets",
        &[
            ("xmlns", "http://www.loc.gov/METS/"),
            ("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"),
            ("xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"),
            ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
            ("OBJID", id),
            ("LABEL", &contents.title),
            // CSIP2: a word of E-ARK's vocabulary, with its en dash.
            ("TYPE", "Textual works – Digital"),
            ("PROFILE", "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"),
        ],
    )
    .with_attributes(&CONTENT)
}

/// The header without who sends what to whom.
fn header(contents: &Contents) -> Element {
    let status = if contents.inputs.replaces.is_some() { "REPLACEMENT" } else { "NEW" };
    let attributes = [
        ("CREATEDATE", moment(contents)),
        ("LASTMODDATE", moment(contents)),
        // SIP3
        ("RECORDSTATUS", status.to_owned()),
        ("csip:OAISPACKAGETYPE", "SIP".to_owned()),
    ];
    let attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_str()));
    // CSIP10 to CSIP16
    let software =
        Element::new("agent", &[("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")])
            .with(Element::new("name", &[]).with_text("blankett"))
            .with(note("SOFTWARE VERSION", &contents.inputs.program.version));
    Element::new("metsHdr", &attributes).with(software)
}

/// The header with who sends what to whom (SIP 2.1.0, section 5).
fn header_of_package(contents: &Contents) -> Element {
    let organisation = &contents.settings.organisation;
    let agent = |role: &str| {
        Element::new("agent", &[("ROLE", role), ("TYPE", "ORGANIZATION")])
            .with(Element::new("name", &[]).with_text(&organisation.name))
            .with(note("IDENTIFICATIONCODE", &organisation.identity))
    };
    // SIP10: whose the records are; SIP15 to SIP20: who delivers them, in the role that the profile's
    // example gives (metsHdrAgentExample2).
    let mut header = header(contents).with(agent("ARCHIVIST")).with(agent("CREATOR"));
    if let Some(contact) = &organisation.contact {
        // SIP21 to SIP24. How to reach them is in PREMIS: of the notes that SIP25 allows, METS 1.12 wants
        // a type, and the vocabulary has none that would fit.
        let person = Element::new("agent", &[("ROLE", "CREATOR"), ("TYPE", "INDIVIDUAL")]);
        header = header.with(person.with(Element::new("name", &[]).with_text(&contact.name)));
    }
    if let Some(agreement) = &contents.settings.agreement {
        // SIP5
        let kind = [("TYPE", "SUBMISSIONAGREEMENT")];
        header = header.with(Element::new("altRecordID", &kind).with_text(agreement));
    }
    header
}

fn note(kind: &str, text: &str) -> Element {
    Element::new("note", &[("csip:NOTETYPE", kind)]).with_text(text)
}

/// The section that refers to how the files came to be (CSIP32).
fn administrative(contents: &Contents, record: &File) -> Element {
    let event = Element::new("digiprovMD", &[("ID", "premis"), ("STATUS", "CURRENT")]);
    Element::new("amdSec", &[("ID", "administrative")])
        .with(event.with(reference(contents, record, "PREMIS")))
}

/// A reference to metadata in a file of its own.
fn reference(contents: &Contents, (path, bytes): &File, kind: &str) -> Element {
    let place = [
        ("LOCTYPE", "URL"),
        ("MDTYPE", kind),
        ("xlink:type", "simple"),
        ("xlink:href", &address(path)),
    ];
    Element::new("mdRef", &place).with_attributes(&held(contents, path, bytes))
}

/// What a file is held by.
fn held(contents: &Contents, path: &str, bytes: &[u8]) -> [(&'static str, String); 5] {
    let (media_type, ..) = format_of(path, contents);
    let (size, digest) = fixity(bytes);
    [
        ("MIMETYPE", media_type.to_owned()),
        ("SIZE", size),
        ("CREATED", moment(contents)),
        ("CHECKSUM", digest),
        ("CHECKSUMTYPE", "SHA-256".to_owned()),
    ]
}

fn section(groups: Vec<Element>) -> Element {
    let section = Element::new("fileSec", &[("ID", "files")]);
    groups.into_iter().fold(section, Element::with)
}

fn group(contents: &Contents, id: &str, purpose: &str, files: &[&File]) -> Element {
    let id = format!("{id}-files");
    let group = Element::new("fileGrp", &[("ID", &id), ("USE", purpose)]).with_attributes(&CONTENT);
    files.iter().enumerate().fold(group, |group, (nth, (path, bytes))| {
        let location =
            [("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", &address(path))];
        let file = Element::new("file", &[("ID", &format!("{id}-{}", nth + 1))])
            .with_attributes(&held(contents, path, bytes));
        group.with(file.with(Element::new("FLocat", &location)))
    })
}

/// The map that every package has (CSIP80 to CSIP112).
fn map(label: &str, structure: Vec<Element>) -> Element {
    let all = structure.into_iter().fold(div("all", label), Element::with);
    Element::new("structMap", &[("ID", "structure"), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")])
        .with(all)
}

fn div(id: &str, label: &str) -> Element {
    Element::new("div", &[("ID", &format!("{id}-part")), ("LABEL", label)])
}

fn fptr(group: &str) -> Element {
    Element::new("fptr", &[("FILEID", group)])
}

/// The path that an address refers to; `None` where it leads out of its folder.
pub(super) fn path(address: &str) -> Option<String> {
    let path = String::from_utf8(of_address(address).into_owned()).ok()?;
    let is_within = !path.is_empty()
        && !path.contains(['\\', ':'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    is_within.then_some(path)
}
