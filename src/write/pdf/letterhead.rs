//! What stands above the header of each page: the logo, whose document it is, and whether it is a draft.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::tagging::Tag;

use crate::document::{Alignment, Document, Logo, Picture};

use super::super::{TextSource, WriteError};
use super::POINTS_PER_MM;
use super::bands::shared;
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
    /// From its top to the baseline of the first line of its text.
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
        let lines = self.texts.iter().map(|(set, _)| set.lines()).max().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "they are few lines")]
        let more = lines.saturating_sub(1) as f32 * self.pitch;
        // Below its last baseline, what letters hang down.
        self.line + more + 0.212 * self.size + BELOW
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
    let room = width - beside;
    let said = [style.letterhead.authority.as_str(), document.draft_mark.as_deref().unwrap_or("")];
    let piece = |text: &str| [Piece::Text(text.to_owned(), TextSource::Form)];
    let measured = Place { look, element: None, page: None };
    let widths = shared(room, said.map(|text| setter.measured(&piece(text), measured).width()));
    let mut texts = Vec::new();
    for (text, width, x, alignment) in [
        (said[0], widths[0], beside, Alignment::Left),
        (said[1], widths[1], beside + room - widths[1], Alignment::Right),
    ] {
        if !text.is_empty() {
            let element = setter.tags.add(None, Tag::P);
            let place = Place { element: Some(element), ..measured };
            texts.push((setter.set(&piece(text), place, width, alignment), x));
        }
    }
    let line = logo.as_ref().map_or(0.905 * size, |logo| logo.height);
    Ok(Some(SetLetterhead { logo, texts, size, pitch: Setter::pitch(size), line }))
}

fn set_logo(logo: &Logo, setter: &mut Setter<'_>) -> Result<SetLogo, WriteError> {
    let image = Image::from_custom(Flat(Arc::clone(&logo.picture)), false);
    let image = image.map_err(WriteError::Typesetter)?;
    #[expect(clippy::cast_possible_truncation, reason = "a logo is at most 40 mm high")]
    let points = |millimetres: f64| (millimetres * POINTS_PER_MM) as f32;
    let (width, height) = (points(logo.size.0), points(logo.size.1));
    let figure = setter.tags.add(None, Tag::Figure(Some(logo.alternative.clone())));
    let leaf = setter.tags.leaf(figure);
    Ok(SetLogo { image, width, height, figure, leaf })
}

/// The pixels of a picture.
#[derive(Clone)]
struct Flat(Arc<Picture>);

impl Hash for Flat {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.png.hash(state);
    }
}

impl CustomImage for Flat {
    fn color_channel(&self) -> &[u8] {
        &self.0.pixels
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
