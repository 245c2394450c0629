//! How a form looks: `style.toml` → [`Style`].

use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source};
use crate::document::problems::{LongLine, NoAsset, NoLogo, NotAColor, NotAPicture};
use crate::reference::known;
use crate::table::problems::BlankText;
use crate::table::{self, Table};

use super::picture::Picture;

/// The most characters of a line above every page.
const LONGEST_LINE: usize = 120;
/// How wide a page is, in millimetres (ISO 216, A4).
const PAGE_WIDTH: f64 = 210.0;

/// How a document looks. What `style.toml` does not say is as in [`Style::default`].
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The typefaces.
    pub fonts: Fonts,
    /// The colours.
    pub colors: Colors,
    /// The margins of the page (A4).
    pub margins: Margins,
    /// What stands above the header of each page.
    pub letterhead: Letterhead,
    /// What a document says of itself on each page until it is decided.
    pub draft_mark: Option<(String, Place)>,
}

/// Whose a document is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letterhead {
    /// The authority's logo.
    pub logo: Option<Logo>,
    /// The authority's name; empty where it stands nowhere.
    pub authority: String,
}

/// A logo.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// The name of its file.
    pub name: String,
    /// What it shows.
    pub picture: Arc<Picture>,
    /// The bytes of its file.
    pub file: Arc<[u8]>,
    /// What it says, for whoever does not see it.
    pub alternative: String,
    /// How wide and how high it stands, in millimetres: at most half as wide as the text, so that there is
    /// room beside it.
    pub size: (f64, f64),
}

/// A file of a form that is no text, by its name; what is wrong with reading it is a problem in the report.
pub type Asset<'a> = &'a dyn Fn(&str, &mut Report) -> Option<Vec<u8>>;

/// The typefaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Fonts {
    /// Of running text.
    pub text: String,
    /// Of the title and the headings.
    pub headings: String,
    /// The size of running text in points.
    pub size: f64,
    /// More typefaces, for PDF: what the program's own do not have is set in these.
    pub files: Vec<Typeface>,
}

/// A typeface that a form brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Typeface {
    /// The name of its file.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Where it is named.
    pub place: Place,
}

/// Colours, as six hexadecimal digits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Colors {
    /// Of the title and the headings.
    pub headings: String,
    /// Of the bar beside answers and the rules of tables.
    pub accent: String,
    /// Of what stands in the header, the footer and unanswered fields.
    pub muted: String,
    /// Of links.
    pub links: String,
}

/// Margins in millimetres.
#[derive(Clone, Debug, PartialEq)]
pub struct Margins {
    /// Above the text.
    pub top: f64,
    /// Below the text.
    pub bottom: f64,
    /// Left of the text.
    pub left: f64,
    /// Right of the text.
    pub right: f64,
}

impl Default for Style {
    fn default() -> Style {
        Style {
            fonts: Fonts {
                text: "Arial".into(),
                headings: "Arial".into(),
                size: 10.5,
                files: Vec::new(),
            },
            colors: Colors {
                headings: "1F3A5F".into(),
                accent: "8FA6C1".into(),
                // The palest grey that keeps 4.5:1 on white (WCAG 2.1, 1.4.3).
                muted: "595959".into(),
                links: "0B5394".into(),
            },
            margins: Margins { top: 27.0, bottom: 25.0, left: 27.0, right: 25.0 },
            letterhead: Letterhead::default(),
            draft_mark: None,
        }
    }
}

impl Margins {
    /// How wide the text between them is, in millimetres.
    fn between(&self) -> f64 {
        PAGE_WIDTH - self.left - self.right
    }
}

impl Style {
    /// Reads the look out of `style.toml`. The templates in it (`[header]`, `[footer]`,
    /// `[properties]`) are others' to read.
    ///
    /// # Errors
    ///
    /// All problems go to `report`, those of files that it names too.
    pub fn parse(source: &Arc<Source>, asset: Asset<'_>, report: &mut Report) -> Style {
        let root = table::parse(source, report);
        root.refuse_unknown(&known("style"), report);
        let mut style = Style::default();
        if let Some(fonts) = root.table("fonts", report) {
            fonts.refuse_unknown(&known("style.fonts"), report);
            set_text(&mut style.fonts.text, fonts, "text", report);
            set_text(&mut style.fonts.headings, fonts, "headings", report);
            set_number(&mut style.fonts.size, fonts, "size", 6.0..=24.0, report);
            for (name, place) in fonts.texts("files", report) {
                if style.fonts.files.iter().any(|file| file.name == name) {
                    continue;
                }
                let Some(bytes) = read_asset(name, place, asset, report) else { continue };
                let (name, bytes, place) = (name.to_owned(), Arc::from(bytes), place.clone());
                style.fonts.files.push(Typeface { name, bytes, place });
            }
        }
        if let Some(colors) = root.table("colors", report) {
            colors.refuse_unknown(&known("style.colors"), report);
            set_color(&mut style.colors.headings, colors, "headings", report);
            set_color(&mut style.colors.accent, colors, "accent", report);
            set_color(&mut style.colors.muted, colors, "muted", report);
            set_color(&mut style.colors.links, colors, "links", report);
        }
        if let Some(margins) = root.table("margins", report) {
            margins.refuse_unknown(&known("style.margins"), report);
            set_number(&mut style.margins.top, margins, "top", 5.0..=80.0, report);
            set_number(&mut style.margins.bottom, margins, "bottom", 5.0..=80.0, report);
            set_number(&mut style.margins.left, margins, "left", 5.0..=80.0, report);
            set_number(&mut style.margins.right, margins, "right", 5.0..=80.0, report);
        }
        if let Some(header) = root.table("header", report) {
            style.letterhead = Letterhead::parse(header, style.margins.between(), asset, report);
        }
        if let Some(draft) = root.table("draft", report) {
            draft.refuse_unknown(&known("style.draft"), report);
            if let Some((_, place)) = draft.required_text("mark", report) {
                let mut mark = String::new();
                set_line(&mut mark, draft, "mark", report);
                style.draft_mark = Some((mark, place.clone()));
            }
        }
        style
    }

    /// The files that it needs and that are no text: their names and bytes, as they are in the form.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let logo = self.letterhead.logo.iter();
        let logo = logo.map(|logo| (logo.name.as_str(), &*logo.file));
        logo.chain(self.fonts.files.iter().map(|file| (file.name.as_str(), &*file.bytes)))
    }
}

impl Letterhead {
    /// Reads it for text of a width in millimetres.
    fn parse(header: &Table, width: f64, asset: Asset<'_>, report: &mut Report) -> Letterhead {
        let mut authority = String::new();
        set_line(&mut authority, header, "authority", report);
        let Some((name, place)) = header.text("logo", report) else {
            for key in ["logo_alt", "logo_height"] {
                if let Some(entry) = header.get(key) {
                    report.error(NoLogo { key: key.to_owned() }, entry.key_place.clone());
                }
            }
            return Letterhead { logo: None, authority };
        };
        let height = header.number("logo_height", 5.0, 40.0, report).unwrap_or(12.0);
        let mut alternative = String::new();
        if header.required_text("logo_alt", report).is_some() {
            set_line(&mut alternative, header, "logo_alt", report);
        }
        let logo = read_asset(name, place, asset, report).and_then(|bytes| {
            let problem = |fault| NotAPicture { name: name.to_owned(), fault };
            let read = Picture::read(&bytes);
            let picture = read.map_err(|fault| report.error(problem(fault), place.clone())).ok()?;
            let of_height = height * f64::from(picture.width) / f64::from(picture.height);
            let scale = (width / 2.0 / of_height).min(1.0);
            let size = (of_height * scale, height * scale);
            let (name, picture, file) = (name.to_owned(), Arc::new(picture), Arc::from(bytes));
            Some(Logo { name, picture, file, alternative, size })
        });
        Letterhead { logo, authority }
    }
}

/// The bytes of a file beside `style.toml`.
fn read_asset(name: &str, place: &Place, asset: Asset<'_>, report: &mut Report) -> Option<Vec<u8>> {
    let before = report.errors();
    // A file of the form's own folder.
    let is_plain = !name.is_empty() && !name.contains(['/', '\\', ':']) && name != "..";
    let bytes = is_plain.then(|| asset(name, report)).flatten();
    if bytes.is_none() && report.errors() == before {
        report.error(NoAsset { name: name.to_owned() }, place.clone());
    }
    bytes
}

/// Sets a text, and says where it stands.
fn set_text<'t>(
    target: &mut String,
    table: &'t Table,
    key: &str,
    report: &mut Report,
) -> Option<&'t Place> {
    let (text, place) = table.text(key, report)?;
    if text.trim().is_empty() {
        report.error(BlankText, place.clone());
    }
    text.clone_into(target);
    Some(place)
}

/// Text that stands above every page.
fn set_line(target: &mut String, table: &Table, key: &str, report: &mut Report) {
    if let Some(place) = set_text(target, table, key, report)
        && (target.contains('\n') || target.chars().count() > LONGEST_LINE)
    {
        report.error(LongLine { most: LONGEST_LINE }, place.clone());
    }
}

fn set_number(
    target: &mut f64,
    table: &Table,
    key: &str,
    bounds: std::ops::RangeInclusive<f64>,
    report: &mut Report,
) {
    if let Some(number) = table.number(key, *bounds.start(), *bounds.end(), report) {
        *target = number;
    }
}

fn set_color(target: &mut String, table: &Table, key: &str, report: &mut Report) {
    let Some((text, place)) = table.text(key, report) else { return };
    let digits = text.strip_prefix('#').unwrap_or(text);
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        *target = digits.to_ascii_uppercase();
    } else {
        report.error(NotAColor { text: text.to_owned() }, place.clone());
    }
}
