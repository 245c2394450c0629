//! What stands above the header of each page: the logo, whose document it is, and whether it is a draft.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::tagging::Tag;

use crate::document::{Alignment, Document, Logo, Picture};

use super::super::{TextSource, WriteError};
use super::POINTS_PER_MM;
use super::flow::colour;
use super::model::Piece;
use super::tags::{Element, Leaf};
use super::text::{Look, Place, SetText, Setter};

/// The space between a logo and the name beside it.
const BESIDE: f32 = 6.0;
/// The space below: as in the Word file.
const BELOW: f32 = 4.0;

/// A letterhead that is set. Lengths are in points.
pub(super) struct SetLetterhead {
    pub(super) logo: Option<SetLogo>,
    /// What stands beside it, and how far from the left margin.
    pub(super) texts: Vec<(SetText, f32)>,
    pub(super) size: f32,
    pub(super) pitch: f32,
    /// From its top to the baseline of its text.
    pub(super) line: f32,
}

pub(super) struct SetLogo {
    pub(super) image: Image,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) figure: Element,
    pub(super) leaf: Leaf,
}

impl SetLetterhead {
    /// How high it is, with the space below it.
    pub(super) fn height(&self) -> f32 {
        // Below its baseline, what letters hang down.
        self.line + 0.212 * self.size + BELOW
    }
}

/// Sets what stands above the header, if anything does.
pub(super) fn set(
    document: &Document,
    setter: &mut Setter<'_>,
    width: f32,
) -> Result<Option<SetLetterhead>, WriteError> {
    if !document.has_letterhead() {
        return Ok(None);
    }
    let style = &document.style;
    let logo = style.letterhead.logo.as_ref().map(|logo| set_logo(logo, setter)).transpose()?;
    #[expect(clippy::cast_possible_truncation, reason = "type is 6 to 24 points high")]
    let size = style.fonts.size as f32;
    let look = Look { size, is_strong: true, colour: colour(&style.colors.headings) };
    let beside = logo.as_ref().map_or(0.0, |logo| logo.width + BESIDE);
    let authority = (!style.letterhead.authority.is_empty()).then_some((
        style.letterhead.authority.as_str(),
        beside,
        Alignment::Left,
    ));
    let mark = document.draft_mark.as_deref().map(|mark| (mark, 0.0, Alignment::Right));
    let texts = authority.into_iter().chain(mark).map(|(text, x, alignment)| {
        let element = setter.tags.add(None, Tag::P);
        let place = Place { look, element: Some(element), page: None };
        let piece = Piece::Text(text.to_owned(), TextSource::Form);
        (setter.set(&[piece], place, width - x, alignment), x)
    });
    let texts = texts.collect();
    let line = logo.as_ref().map_or(0.905 * size, |logo| logo.height);
    Ok(Some(SetLetterhead { logo, texts, size, pitch: Setter::pitch(size), line }))
}

fn set_logo(logo: &Logo, setter: &mut Setter<'_>) -> Result<SetLogo, WriteError> {
    let image = if logo.picture.flat.is_some() {
        Image::from_custom(Flat(Arc::clone(&logo.picture)), false)
    } else {
        Image::from_jpeg(logo.picture.bytes.clone().into(), false)
    };
    let image = image.map_err(WriteError::Typesetter)?;
    #[expect(clippy::cast_possible_truncation, reason = "a logo is at most 40 mm high")]
    let points = |millimetres: f64| (millimetres * POINTS_PER_MM) as f32;
    let height = points(logo.height);
    let width = points(logo.picture.width_for(logo.height));
    let figure = setter.tags.add(None, Tag::Figure(Some(logo.alternative.clone())));
    let leaf = setter.tags.leaf(figure);
    Ok(SetLogo { image, width, height, figure, leaf })
}

/// A PNG on white.
#[derive(Clone)]
struct Flat(Arc<Picture>);

impl Hash for Flat {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.bytes.hash(state);
    }
}

impl CustomImage for Flat {
    fn color_channel(&self) -> &[u8] {
        self.0.flat.as_deref().unwrap_or_default()
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.0.width, self.0.height)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Rgb
    }
}
