//! The typefaces that are part of the program, and what they can print.

use std::sync::{Arc, LazyLock};

use krilla::text::Font;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfo};

use crate::text::has_no_width;

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
    /// To lay text out with.
    pub(super) collection: Collection,
    /// To draw with, by what the collection calls their bytes.
    drawn: Vec<(u64, Font)>,
    /// One cut of each family, to look characters up in.
    upright: Vec<(FontInfo, &'static [u8])>,
}

/// Read once: nothing about them ever changes.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut collection = Collection::new(options);
    let mut drawn = Vec::new();
    let mut upright = Vec::new();
    for (name, bytes) in FILES {
        let blob: Blob<u8> = Blob::new(Arc::new(bytes));
        let font = Font::new(bytes.into(), 0).expect("a typeface of our own");
        drawn.push((blob.id(), font));
        let registered = collection.register_fonts(blob, None);
        if ["LiberationSans-Regular.ttf", "DejaVuSans.ttf"].contains(&name) {
            let infos = registered.into_iter().flat_map(|(_, infos)| infos);
            upright.extend(infos.map(|info| (info, bytes)));
        }
    }
    Fonts { collection, drawn, upright }
});

/// The files of the typefaces: their names and their bytes.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.into_iter()
}

impl Fonts {
    /// Whether a character is seen, or is one of those that only steer how others are set.
    pub(super) fn can_print(&self, c: char) -> bool {
        match c {
            ' '..='~' | '\n' => true,
            // PDF/A-2a forbids characters that mean whatever one likes (ISO 19005-2, 6.2.11.7.3),
            // although a typeface may have a picture for them, and byte order marks (6.2.11.7.2).
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FEFF}' => false,
            c => steers(c) || self.has(c),
        }
    }

    fn has(&self, c: char) -> bool {
        self.upright.iter().any(|(info, bytes)| {
            let glyph = info.charmap_index().charmap(bytes).and_then(|charmap| charmap.map(c));
            glyph.is_some_and(|glyph| glyph != 0)
        })
    }

    /// The typeface that a collection's is drawn with.
    pub(super) fn drawn(&self, blob: u64) -> Option<&Font> {
        self.drawn.iter().find(|(id, _)| *id == blob).map(|(_, font)| font)
    }
}

/// Whether a character is not seen, but steers how others are set: what joins and parts letters, the
/// direction of writing, variants. A byte order mark steers nothing.
pub(super) fn steers(c: char) -> bool {
    has_no_width(c) && c != '\u{FEFF}'
}
