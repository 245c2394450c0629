//! The typefaces that are part of the program, and what they can print.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::layout::{Abs, Em};
use typst::text::{
    Font, FontBook, FontInstance, FontVariant, FontVariations, is_default_ignorable,
};
use typst::utils::LazyHash;

/// The typefaces: the first is that of all text (as wide as Arial, letter by letter), the second
/// has what the first has not. Both may be embedded and passed on.
pub(super) const FAMILIES: [&str; 2] = ["Liberation Sans", "DejaVu Sans"];

/// The files: their names and their bytes. The first cut of a family has all of its characters.
const FILES: [(&str, &[u8]); 5] = [
    ("LiberationSans-Regular.ttf", include_bytes!("fonts/LiberationSans-Regular.ttf")),
    ("LiberationSans-Bold.ttf", include_bytes!("fonts/LiberationSans-Bold.ttf")),
    ("LiberationSans-Italic.ttf", include_bytes!("fonts/LiberationSans-Italic.ttf")),
    ("LiberationSans-BoldItalic.ttf", include_bytes!("fonts/LiberationSans-BoldItalic.ttf")),
    ("DejaVuSans.ttf", include_bytes!("fonts/DejaVuSans.ttf")),
];

/// The typefaces, read.
pub(super) struct Fonts {
    pub(super) all: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    /// One cut of each family, to measure with.
    upright: Vec<FontInstance>,
}

/// Read once: nothing about them ever changes.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let all: Vec<Font> =
        FILES.iter().flat_map(|(_, bytes)| Font::iter(Bytes::new(*bytes))).collect();
    let book = FontBook::from_fonts(&all);
    let first_of =
        |family: &&str| all.iter().find(|font| font.info().family.as_str() == *family).cloned();
    let upright = FAMILIES.iter().filter_map(first_of).map(|font| {
        font.instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default())
    });
    Fonts { upright: upright.collect(), book: LazyHash::new(book), all }
});

/// The files of the typefaces: their names and their bytes.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.into_iter()
}

impl Fonts {
    /// Whether a character is seen, or is one of those that only steer how others are set.
    pub(super) fn can_print(&self, c: char) -> bool {
        match c {
            ' ' | '\t' | '\n' => true,
            // PDF/A-2a forbids characters that mean whatever one likes (ISO 19005-2, 6.2.11.7.3),
            // although a typeface may have a picture for them.
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => false,
            c => is_default_ignorable(c) || self.glyph(c).is_some(),
        }
    }

    /// How wide a character is, as a part of the size of type.
    pub(super) fn width(&self, c: char) -> f64 {
        let advance = self.glyph(c).and_then(|(font, glyph)| font.x_advance(glyph));
        advance.map_or(0.0, Em::get)
    }

    fn glyph(&self, c: char) -> Option<(&FontInstance, u16)> {
        self.upright.iter().find_map(|font| {
            let glyph = font.ttf().glyph_index(c).filter(|glyph| glyph.0 != 0)?;
            Some((font, glyph.0))
        })
    }
}
