//! PDF/A: pages that look like the Word file's, for archives (ISO 19005), which programs can read
//! aloud in the right order (ISO 14289-1, PDF/UA-1).
//!
//! A document and its filling become blocks ([`model`]), blocks become rows ([`flow`]) of text that
//! parley sets ([`text`]), rows are put on pages, and pages are drawn ([`draw`]). krilla writes the
//! file, and refuses one that is not what its profile says.

mod bands;
mod draw;
mod flow;
mod fonts;
mod grid;
mod letterhead;
mod model;
mod tags;
mod text;

pub(super) use fonts::Fonts;

use std::cell::RefCell;
use std::slice;
use std::sync::Arc;

use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document, SerializeSettings};

use crate::document::{Attachment, Filled, Typeface};
use crate::guard;

use super::{BELOW_HEADER, Profile, WriteError, WrittenFile};
use bands::SetBands;
use draw::{Drawing, Margins, PAGE};
use flow::{Flow, colour, paginate};
use model::Model;
use text::{Setter, Typesetter};

/// The number of the page that headers are measured for, and of all pages: as wide as any.
const MANY_PAGES: (usize, usize) = (888, 888);
/// The most of a page that a margin takes, whatever stands in it.
const MOST_MARGIN: f32 = 0.4;
/// How many characters of a typeface are proved on a page.
const CHARACTERS_A_PAGE: usize = 400;

/// Points in a millimetre.
const POINTS_PER_MM: f64 = 72.0 / 25.4;

thread_local! {
    /// That of the last document: most are of one form, and looking typefaces up takes time.
    static TYPESETTER: RefCell<Option<Typesetter>> = const { RefCell::new(None) };
}

/// Whether a file is a typeface that can be set in and put into files: all of its characters are.
pub(super) fn is_typeface(file: &Typeface) -> bool {
    let is_written = || {
        let typefaces = Fonts::with(slice::from_ref(file));
        if !typefaces.are_more() {
            return Err(WriteError::Typesetter("no typeface".to_owned()));
        }
        let characters: Vec<char> = typefaces.added().collect();
        let mut typesetter = Typesetter::new(typefaces);
        let mut setter = Setter::new(&mut typesetter, [0; 3], [0; 3]);
        let settings =
            SerializeSettings { configuration: configuration(Profile::A1a)?, ..Default::default() };
        let mut document = Document::new_with(settings);
        for characters in characters.chunks(CHARACTERS_A_PAGE) {
            draw::draw_sample(&mut document, &mut setter, characters.iter().collect());
        }
        let day = DateTime::new(2000).month(1).day(1);
        document.set_metadata(Metadata::new().language("und".to_owned()).creation_date(day));
        document.set_tag_tree(setter.tags.tree("und"));
        document.finish().map_err(|error| WriteError::Typesetter(words(&error)))
    };
    fonts::is_embeddable(&file.bytes) && guarded(is_written).is_ok()
}

/// What a typeface is read with may give up on a damaged one: that is an error as others are.
fn guarded<T>(work: impl FnOnce() -> Result<T, WriteError>) -> Result<T, WriteError> {
    let gave_up = || Err(WriteError::Typesetter("damaged typeface".to_owned()));
    guard::guarded(work).unwrap_or_else(gave_up)
}

/// Writes a document as PDF/A.
pub(super) fn write(
    profile: Profile,
    typefaces: &Arc<Fonts>,
    filled: &Filled<'_>,
) -> Result<WrittenFile, WriteError> {
    let work = || {
        TYPESETTER.with_borrow_mut(|last| {
            let is_other = |typesetter: &mut Typesetter| !typesetter.has(typefaces);
            drop(last.take_if(is_other));
            let new = || Typesetter::new(Arc::clone(typefaces));
            typeset(last.get_or_insert_with(new), profile, filled)
        })
    };
    if typefaces.are_the_programs() { work() } else { guarded(work) }
}

fn typeset(
    typesetter: &mut Typesetter,
    profile: Profile,
    filled: &Filled<'_>,
) -> Result<WrittenFile, WriteError> {
    let date = model::date(filled.document, filled.filling).ok_or(WriteError::NoDate)?;
    let style = &filled.document.style;
    #[expect(clippy::cast_possible_truncation, reason = "margins are 5 to 80 mm")]
    let points = |millimetres: f64| (millimetres * POINTS_PER_MM) as f32;
    let mut margins = Margins {
        header: points(style.margins.top / 2.0),
        top: points(style.margins.top),
        bottom: points(style.margins.bottom),
        footer: points(style.margins.bottom / 2.0),
        left: points(style.margins.left),
        right: points(style.margins.right),
    };
    let width = PAGE.0 - margins.left - margins.right;
    let model = Model::new(filled, width);
    let colors = &style.colors;
    let mut setter = Setter::new(typesetter, colour(&colors.muted), colour(&colors.links));
    let letterhead = letterhead::set(filled.document, &mut setter, width)?;
    // As in Word, the text begins below what stands at the top, and ends above what stands at the foot.
    let mut high = |bands| SetBands::new(&mut setter, bands, style, width, MANY_PAGES).height();
    let mut header = high(&model.header);
    let footer = high(&model.footer);
    if let Some(letterhead) = &letterhead {
        #[expect(clippy::cast_possible_truncation, reason = "a few points")]
        let space = BELOW_HEADER as f32;
        header += letterhead.height() + space;
    }
    margins.top = margins.top.max(margins.header + header).min(MOST_MARGIN * PAGE.1);
    margins.bottom = margins.bottom.max(margins.footer + footer).min(MOST_MARGIN * PAGE.1);
    let height = PAGE.1 - margins.top - margins.bottom;
    let rows = Flow::new(&mut setter, style, width, height).rows(&model.blocks);
    let pages = paginate(&rows, height);
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration(profile)?,
        ..SerializeSettings::default()
    });
    let (language, anchors) = (filled.document.language.as_str(), model.anchors.as_slice());
    let mut drawing =
        Drawing { setter: &mut setter, style, language, margins, anchors, letterhead: &letterhead };
    drawing.draw(&mut document, &rows, &pages, &model.header, &model.footer);
    let Setter { tags, unprinted, .. } = setter;
    document.set_tag_tree(tags.tree(&filled.document.language));
    document.set_metadata(metadata(filled, date));
    if profile == Profile::A3a {
        for file in &filled.filling.attachments {
            let twice = || WriteError::Typesetter(format!("two attachments named {}", file.name));
            document.embed_file(embedded(file, date)).ok_or_else(twice)?;
        }
    }
    let mut bytes = document.finish().map_err(|error| WriteError::Typesetter(words(&error)))?;
    // A signature is put behind the end, and PDF/A wants a line of its own for what begins there
    // (ISO 19005-2, 6.1.9).
    if bytes.last() != Some(&b'\n') {
        bytes.push(b'\n');
    }
    Ok(WrittenFile { bytes, unprinted })
}

/// The files of the typefaces that documents are set in: their names and their bytes.
pub(super) fn fonts() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    fonts::files()
}

fn configuration(profile: Profile) -> Result<Configuration, WriteError> {
    let builder = ConfigurationBuilder::new();
    let builder = match profile {
        Profile::A1a => builder.with_archival_validator(Archival::A1_A),
        Profile::A2a => builder
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1),
        Profile::A3a => builder
            .with_archival_validator(Archival::A3_A)
            .with_accessibility_validator(Accessibility::UA1),
    };
    builder.finish().map_err(|error| WriteError::Typesetter(format!("{error:?}")))
}

fn metadata(filled: &Filled<'_>, (year, month, day): (u16, u8, u8)) -> Metadata {
    let Filled { document, filling, .. } = *filled;
    let properties = document.properties.map(|content| filled.plain(content));
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let keywords = properties.keywords.split(',').map(str::trim).filter_map(given);
    // Where the document comes from, as words to find it by: a PDF has no other place that people and
    // programs can read.
    let told = filling.provenance.iter().filter(|(name, _)| name.starts_with("blankett."));
    let told = told.map(|(name, value)| format!("{name}={value}"));
    let ident: Vec<String> =
        filling.provenance.iter().map(|(name, value)| format!("{name}={value}")).collect();
    // PDF/UA-1 asks for one (ISO 14289-1, 7.1).
    let title = given(&properties.title).unwrap_or_else(|| model::title(filled));
    Metadata::new()
        .title(title)
        // Not its version: an upgrade that changes nothing must change no byte.
        .creator("blankett".to_owned())
        .authors(given(&properties.author).into_iter().collect())
        .description(properties.subject.clone())
        .keywords(keywords.chain(told).collect())
        .language(document.language.clone())
        .creation_date(DateTime::new(year).month(month).day(day))
        .document_id(ident.join("\n"))
}

fn embedded(file: &Attachment, (year, month, day): (u16, u8, u8)) -> EmbeddedFile {
    EmbeddedFile {
        path: file.name.clone(),
        mime_type: MimeType::new(&file.media_type),
        description: Some(file.description.clone()),
        association_kind: if file.is_source {
            AssociationKind::Source
        } else {
            AssociationKind::Alternative
        },
        data: file.bytes.clone().into(),
        modification_date: Some(DateTime::new(year).month(month).day(day)),
        compress: None,
        location: None,
    }
}

fn words(error: &KrillaError) -> String {
    format!("{error:?}")
}
