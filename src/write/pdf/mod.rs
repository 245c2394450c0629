//! PDF/A: pages that look like the Word file's, for archives (ISO 19005), which programs can read
//! aloud in the right order (ISO 14289-1, PDF/UA-1).
//!
//! Typst sets the pages. Its layout is one fixed file, `pages.typ`; a document reaches it as data
//! ([`model`]), so nothing that a person typed is ever read as Typst's markup.

mod fonts;
mod model;
mod words;

use std::sync::LazyLock;

use typst::comemo::{self, Track};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoString;
use typst::foundations::{Bytes, Content, Datetime, Duration, Label, Smart};
use typst::introspection::{Introspector, Location};
use typst::model::LateLinkResolver;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Filled;

use super::{Profile, WriteError, WrittenFile};
use fonts::FONTS;
use model::Model;

/// The layout.
const LAYOUT: &str = include_str!("pages.typ");
/// What the layout calls the document's data.
const DATA: &str = "document.json";

/// Writes a document as PDF/A.
pub(super) fn write(profile: Profile, filled: &Filled<'_>) -> Result<WrittenFile, WriteError> {
    if model::date(filled.document, filled.filling).is_none() {
        return Err(WriteError::NoDate);
    }
    let model = Model::new(profile, filled);
    let bytes = typeset(profile, &model);
    // What it remembers of earlier documents would grow without end.
    comemo::evict(1);
    Ok(WrittenFile { bytes: bytes.map_err(WriteError::Typesetter)?, unprinted: model.unprinted })
}

/// The files of the typefaces that documents are set in: their names and their bytes.
pub(super) fn fonts() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    fonts::files()
}

fn typeset(profile: Profile, model: &Model) -> Result<Vec<u8>, String> {
    let json = serde_json::to_vec(&model.pages).map_err(|error| error.to_string())?;
    let desk = Desk { data: Bytes::new(json), model };
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|faults| words(&faults))?;
    let introspector = pages.introspector();
    let links = LateLinkResolver::new(None, introspector.as_ref());
    let standards = match profile {
        Profile::A1a => vec![PdfStandard::A_1a],
        Profile::A2a => vec![PdfStandard::A_2a, PdfStandard::Ua_1],
        Profile::A3a => vec![PdfStandard::A_3a, PdfStandard::Ua_1],
    };
    let options = PdfOptions {
        ident: Smart::Custom(model.ident.clone()),
        // Not its version: an upgrade that changes nothing must change no byte.
        creator: Smart::Custom(Some("blankett".to_owned())),
        standards: PdfStandards::new(&standards).map_err(|fault| fault.message().to_string())?,
        ..PdfOptions::default()
    };
    let anchors = anchors(introspector.as_ref(), &model.anchors);
    let mut bytes = typst_pdf::pdf_in_bundle(&pages, &options, &anchors, links.track())
        .map_err(|faults| words(&faults))?;
    // A signature is put behind the end, and PDF/A wants a line of its own for what begins there
    // (ISO 19005-2, 6.1.9).
    bytes.push(b'\n');
    Ok(bytes)
}

/// Where on the pages each bookmark is. `names` has labels of the layout, each with the bookmarks
/// that stand there.
fn anchors(
    introspector: &dyn Introspector,
    names: &[(String, Vec<String>)],
) -> Vec<(Location, EcoString)> {
    let mut anchors = Vec::new();
    for (label, names) in names {
        let place = Label::new(PicoStr::intern(label))
            .and_then(|label| introspector.query_label(label).ok())
            .and_then(Content::location);
        if let Some(place) = place {
            anchors.extend(names.iter().map(|name| (place, EcoString::from(name))));
        }
    }
    anchors
}

fn words(faults: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    messages.join("; ")
}

/// What Typst asks for: files that are in memory, and neither a disk nor a clock.
struct Desk<'a> {
    data: Bytes,
    model: &'a Model,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static MAIN: LazyLock<Source> =
    LazyLock::new(|| Source::new(file_id("pages.typ"), LAYOUT.to_owned()));

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("our own names are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        MAIN.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == MAIN.id() { Ok(MAIN.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        if name == DATA {
            return Ok(self.data.clone());
        }
        let attached = self.model.attached.iter().find(|(path, _)| path == name);
        attached.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
