//! The typefaces that are part of the program, and what they can print.

use std::fmt;
use std::sync::{Arc, LazyLock};

use krilla::text::Font;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfo};

use crate::document::Typeface;
use crate::text::has_no_width;

/// The typefaces: the first is that of all text (as wide as Arial, letter by letter), the second
/// has what the first has not. Both may be embedded and passed on.
const FAMILIES: [&str; 2] = ["Liberation Sans", "DejaVu Sans"];

/// The files: their names and their bytes. The first cut of a family has all of its characters.
const FILES: [(&str, &[u8]); 5] = [
    ("LiberationSans-Regular.ttf", include_bytes!("fonts/LiberationSans-Regular.ttf")),
    ("LiberationSans-Bold.ttf", include_bytes!("fonts/LiberationSans-Bold.ttf")),
    ("LiberationSans-Italic.ttf", include_bytes!("fonts/LiberationSans-Italic.ttf")),
    ("LiberationSans-BoldItalic.ttf", include_bytes!("fonts/LiberationSans-BoldItalic.ttf")),
    ("DejaVuSans.ttf", include_bytes!("fonts/DejaVuSans.ttf")),
];

/// The typefaces, read.
pub(in super::super) struct Fonts {
    /// The families, in the order in which they are asked for a character.
    pub(super) families: Vec<String>,
    /// To lay text out with.
    pub(super) collection: Collection,
    /// To draw with, by what the collection calls their bytes.
    drawn: Vec<(u64, Font)>,
    /// What characters are looked up in.
    characters: Vec<(FontInfo, Bytes)>,
}

/// The bytes of a typeface.
type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Read once: nothing about them ever changes.
static OF_PROGRAM: LazyLock<Arc<Fonts>> = LazyLock::new(|| {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let collection = Collection::new(options);
    let families = FAMILIES.map(str::to_owned).to_vec();
    let mut fonts = Fonts { families, collection, drawn: Vec::new(), characters: Vec::new() };
    for (name, bytes) in FILES {
        let has_all = ["LiberationSans-Regular.ttf", "DejaVuSans.ttf"].contains(&name);
        fonts.add(&(Arc::new(bytes) as Bytes), has_all);
    }
    Arc::new(fonts)
});

/// The files of the typefaces: their names and their bytes.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.into_iter()
}

/// Whether a file is one typeface that lets itself be embedded as a part.
pub(super) fn is_embeddable(bytes: &[u8]) -> bool {
    !bytes.starts_with(b"ttcf")
        && Font::new(bytes.to_vec().into(), 0).is_some()
        && embedding(bytes).is_none_or(|rights| {
            rights & RIGHTS != RESTRICTED && rights & (WHOLE_ONLY | PICTURES_ONLY) == 0
        })
}

/// What a typeface says of being embedded (`OpenType` 1.9, `OS/2`, `fsType`).
fn embedding(bytes: &[u8]) -> Option<u16> {
    let number = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let tables = bytes.get(12..)?.chunks_exact(16).take(usize::from(number(4)?));
    let table = tables.into_iter().find(|entry| entry.starts_with(b"OS/2"))?;
    let at = u32::from_be_bytes(table[8..12].try_into().ok()?);
    number(usize::try_from(at).ok()?.checked_add(8)?)
}

/// Which of the rights a typeface gives, and which it keeps.
const RIGHTS: u16 = 0x000E;
const RESTRICTED: u16 = 0x0002;
const WHOLE_ONLY: u16 = 0x0100;
const PICTURES_ONLY: u16 = 0x0200;

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.families).finish()
    }
}

impl Fonts {
    /// The typefaces of the program, and behind them those of a form: what the former do not have is set in
    /// the latter.
    pub(in super::super) fn with(files: &[Typeface]) -> Arc<Fonts> {
        let of_program = &**OF_PROGRAM;
        if files.is_empty() {
            return Arc::clone(&OF_PROGRAM);
        }
        let mut fonts = Fonts {
            families: of_program.families.clone(),
            collection: of_program.collection.clone(),
            drawn: of_program.drawn.clone(),
            characters: of_program.characters.clone(),
        };
        for Typeface { bytes, .. } in files {
            let families = fonts.add(&(Arc::new(Arc::clone(bytes)) as Bytes), true);
            for family in families {
                if !fonts.families.contains(&family) {
                    fonts.families.push(family);
                }
            }
        }
        Arc::new(fonts)
    }

    /// Whether what a form brought has a family and characters of its own.
    pub(super) fn are_more(&self) -> bool {
        self.characters.len() > OF_PROGRAM.characters.len()
    }

    /// Whether no form brought any of its own.
    pub(super) fn are_the_programs(&self) -> bool {
        self.families.len() == FAMILIES.len() && self.drawn.len() == FILES.len()
    }

    /// Adds a typeface, and says of which families it is.
    fn add(&mut self, bytes: &Bytes, has_all: bool) -> Vec<String> {
        let blob: Blob<u8> = Blob::new(Arc::clone(bytes));
        let Some(font) = Font::new((**bytes).as_ref().to_vec().into(), 0) else {
            return Vec::new();
        };
        self.drawn.push((blob.id(), font));
        let registered = self.collection.register_fonts(blob, None);
        let mut names = Vec::new();
        for (family, _) in &registered {
            names.extend(self.collection.family_name(*family).map(str::to_owned));
        }
        if has_all {
            let infos = registered.into_iter().flat_map(|(_, infos)| infos);
            self.characters.extend(infos.map(|info| (info, Arc::clone(bytes))));
        }
        names
    }

    /// The characters that a form's own typefaces have and the program's do not.
    pub(super) fn added(&self) -> impl Iterator<Item = char> {
        let of_program = Arc::clone(&OF_PROGRAM);
        let all = '\0'..=char::MAX;
        all.filter(move |&c| self.can_print(c) && !steers(c) && !of_program.has(c))
    }

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
        self.characters.iter().any(|(info, bytes)| {
            let glyph =
                info.charmap_index().charmap((**bytes).as_ref()).and_then(|charmap| charmap.map(c));
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
