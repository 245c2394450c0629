//! PREMIS 3.0: what the files are, and how they came to be.

use crate::xml::element::Element;

use super::inputs::{PagesOf, named, said};
use super::{Contents, File, PAGES, SOURCES, fixity, format_of, moment};

/// Where it stands, in a package and in each representation.
pub(super) const PATH: &str = "metadata/preservation/premis.xml";
/// What separates a name from its value in the detail of an event.
pub(super) const IS: &str = ": ";

/// The identifier of the event that made a package.
pub(super) const CREATION: &str = "creation";
/// The identifier of the event by which the case got into git.
const RECORDING: &str = "recording";

/// The package as a whole: what it is, what represents it, the events that made it, and who was behind those.
pub(super) fn of_package(contents: &Contents) -> Element {
    let Contents { id, inputs, .. } = contents;
    let mut entity =
        object("intellectualEntity", id).with(text_in("originalName", &contents.title));
    if let Some(replaced) = &inputs.replaces {
        let relation = relationship("replacement", "supersedes", &[&replaced.id]);
        entity = entity.with(relation);
    }
    let entity = entity.with(linking("Event", CREATION));
    let [pages, sources] = [PAGES, SOURCES].map(|name| format!("{id}/{name}"));
    let representation = |name: &str| {
        object("representation", name).with(relationship("structural", "represents", &[id]))
    };
    let premis = premis()
        .with(entity)
        .with(representation(&pages).with(relationship("derivation", "has source", &[&sources])))
        .with(representation(&sources));
    events(contents).into_iter().chain(agents(contents)).fold(premis, Element::with)
}

/// What happened to what a package holds.
fn events(contents: &Contents) -> Vec<Element> {
    let Contents { id, inputs, settings, .. } = contents;
    let event = |name: &str, kind: &str| {
        Element::new("event", &[])
            .with(identifier("event", "local", name))
            .with(text_in("eventType", kind))
            .with(text_in("eventDateTime", &moment(contents)))
    };
    let detail = |name: &str, value: &str| {
        let detail = text_in("eventDetail", &format!("{name}{IS}{value}"));
        Element::new("eventDetailInformation", &[]).with(detail)
    };
    let details = contents.provenance.iter().map(|(name, value)| detail(name, value));
    let creation = details
        .fold(event(CREATION, "information package creation"), Element::with)
        .with(agent_of("local", PROGRAM, "executing program"))
        .with(agent_of("identity", &settings.organisation.identity, "implementer"))
        .with(linking("Object", id));
    let recording = inputs.commit.people.as_ref().map(|_| {
        event(RECORDING, "modification")
            .with(detail(named::COMMIT, &inputs.commit.id))
            .with(agent_of("local", AUTHOR, "implementer"))
            .with(agent_of("local", COMMITTER, "authorizer"))
            .with(linking("Object", &format!("{id}/{SOURCES}")))
    });
    std::iter::once(creation).chain(recording).collect()
}

/// The identifiers of agents.
const PROGRAM: &str = "blankett";
const AUTHOR: &str = "author";
const COMMITTER: &str = "committer";

/// Who and what made a package.
fn agents(contents: &Contents) -> Vec<Element> {
    let Contents { inputs, settings, .. } = contents;
    let organisation = &settings.organisation;
    let agent = |kind: &str, id: &str, name: &str, what: &str| {
        Element::new("agent", &[])
            .with(identifier("agent", kind, id))
            .with(text_in("agentName", name))
            .with(text_in("agentType", what))
    };
    let mut agents = vec![
        agent("local", PROGRAM, PROGRAM, "software")
            .with(text_in("agentVersion", &inputs.program.version)),
        agent("identity", &organisation.identity, &organisation.name, "organization"),
    ];
    if let Some(contact) = &organisation.contact {
        let ways = [("telephone", &contact.telephone), ("email", &contact.email)];
        let ways = ways.into_iter().filter_map(|(name, way)| Some((name, way.as_ref()?)));
        let notes = ways.map(|(name, way)| text_in("agentNote", &format!("{name}{IS}{way}")));
        agents.push(notes.fold(agent("local", "contact", &contact.name, "person"), Element::with));
    }
    if let Some((author, committer)) = &inputs.commit.people {
        agents.push(agent("local", AUTHOR, author, "person"));
        agents.push(agent("local", COMMITTER, committer, "person"));
    }
    agents
}

/// The files of a representation: how large they are, their digests and their formats, and what made those that
/// were made. What is made `of` others is derived from them.
pub(super) fn of_files(contents: &Contents, files: &[File], of: &[&str]) -> Element {
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
        let mut characteristics = Element::new("objectCharacteristics", &[])
            .with(
                Element::new("fixity", &[])
                    .with(text_in("messageDigestAlgorithm", "SHA-256"))
                    .with(text_in("messageDigest", &digest)),
            )
            .with(text_in("size", &size))
            .with(format);
        if let Some((maker, version)) = maker(contents, path, !of.is_empty()) {
            let mut application = Element::new("creatingApplication", &[])
                .with(text_in("creatingApplicationName", maker));
            if let Some(version) = version {
                application = application.with(text_in("creatingApplicationVersion", version));
            }
            characteristics = characteristics.with(application);
        }
        let mut object = object("file", path).with(characteristics);
        if !of.is_empty() {
            object = object.with(relationship("derivation", "has source", of));
        }
        premis.with(object)
    })
}

/// What made a file, and its version, where that is known: the program, or what pages of another say.
fn maker<'a>(
    contents: &'a Contents,
    path: &str,
    is_of_pages: bool,
) -> Option<(&'a str, Option<&'a str>)> {
    let told = |name: &str| said(&contents.provenance, name);
    match contents.inputs.pages {
        PagesOf::Given { is_signed: false, .. } if is_of_pages => {
            Some((told(named::PRODUCER)?, None))
        }
        _ if is_of_pages || path.starts_with("data/output/") => {
            Some((PROGRAM, Some(&contents.inputs.program.version)))
        }
        _ => None,
    }
}

fn object(kind: &str, id: &str) -> Element {
    Element::new("object", &[("xsi:type", kind)]).with(identifier("object", "local", id))
}

/// What an object is to others.
fn relationship(kind: &str, what: &str, others: &[&str]) -> Element {
    let relation = Element::new("relationship", &[])
        .with(text_in("relationshipType", kind))
        .with(text_in("relationshipSubType", what));
    others
        .iter()
        .map(|other| identifier("relatedObject", "local", other))
        .fold(relation, Element::with)
}

/// A reference to an event or an object.
fn linking(what: &str, id: &str) -> Element {
    identifier(&format!("linking{what}"), "local", id)
}

/// A reference to an agent, with its part in an event.
fn agent_of(kind: &str, id: &str, role: &str) -> Element {
    identifier("linkingAgent", kind, id).with(text_in("linkingAgentRole", role))
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
