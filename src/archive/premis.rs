//! PREMIS 3.0: what the files are, and how they came to be.

use crate::xml::element::Element;

use super::{Contents, File, fixity, format_of, moment};

/// Where it stands, in a package and in each representation.
pub(super) const PATH: &str = "metadata/preservation/premis.xml";
/// What separates a name from its value in the detail of an event.
pub(super) const IS: &str = ": ";

/// The package as a whole: what it is, the event that made it, and who was behind that.
pub(super) fn of_package(contents: &Contents) -> Element {
    let entity = Element::new("object", &[("xsi:type", "intellectualEntity")])
        .with(identifier("object", "local", &contents.id))
        .with(text_in("originalName", &contents.title));
    let mut event = Element::new("event", &[])
        .with(identifier("event", "local", "creation"))
        .with(text_in("eventType", "creation"))
        .with(text_in("eventDateTime", &moment(contents)));
    for (name, value) in &contents.provenance {
        let detail = text_in("eventDetail", &format!("{name}{IS}{value}"));
        event = event.with(Element::new("eventDetailInformation", &[]).with(detail));
    }
    let organisation = &contents.settings.organisation;
    let event = event
        .with(identifier("linkingAgent", "local", "blankett"))
        .with(identifier("linkingAgent", "identity", &organisation.identity))
        .with(identifier("linkingObject", "local", &contents.id));
    let agent = |kind: &str, id: &str, name: &str, what: &str| {
        Element::new("agent", &[])
            .with(identifier("agent", kind, id))
            .with(text_in("agentName", name))
            .with(text_in("agentType", what))
    };
    let package = premis()
        .with(entity)
        .with(event)
        .with(
            agent("local", "blankett", "blankett", "software")
                .with(text_in("agentVersion", env!("CARGO_PKG_VERSION"))),
        )
        .with(agent("identity", &organisation.identity, &organisation.name, "organization"));
    match &organisation.contact {
        None => package,
        Some(contact) => {
            let ways = [("telephone", &contact.telephone), ("email", &contact.email)];
            let ways = ways.into_iter().filter_map(|(name, way)| Some((name, way.as_ref()?)));
            package.with(
                ways.map(|(name, way)| text_in("agentNote", &format!("{name}{IS}{way}")))
                    .fold(agent("local", "contact", &contact.name, "person"), Element::with),
            )
        }
    }
}

/// The files of a representation: how large they are, their digests and their formats.
pub(super) fn of_files(contents: &Contents, files: &[File]) -> Element {
    files.iter().fold(premis(), |premis, (path, bytes)| {
        let (size, digest) = fixity(bytes);
        let (_, name, key) = format_of(path, contents);
        let mut format = Element::new("format", &[])
            .with(Element::new("formatDesignation", &[]).with(text_in("formatName", name)));
        if let Some(key) = key {
            let registry = Element::new("formatRegistry", &[])
                .with(text_in("formatRegistryName", "PRONOM"))
                .with(text_in("formatRegistryKey", key));
            format = format.with(registry);
        }
        let characteristics = Element::new("objectCharacteristics", &[])
            .with(
                Element::new("fixity", &[])
                    .with(text_in("messageDigestAlgorithm", "SHA-256"))
                    .with(text_in("messageDigest", &digest)),
            )
            .with(text_in("size", &size))
            .with(format);
        let object = Element::new("object", &[("xsi:type", "file")])
            .with(identifier("object", "local", path))
            .with(characteristics);
        premis.with(object)
    })
}

fn premis() -> Element {
    Element::new(
        "premis",
        &[
            ("xmlns", "http://www.loc.gov/premis/v3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("version", "3.0"),
        ],
    )
}

fn identifier(of: &str, kind: &str, value: &str) -> Element {
    Element::new(&format!("{of}Identifier"), &[])
        .with(text_in(&format!("{of}IdentifierType"), kind))
        .with(text_in(&format!("{of}IdentifierValue"), value))
}

fn text_in(name: &str, text: &str) -> Element {
    Element::new(name, &[]).with_text(text)
}
