//! How a form looks: `style.toml` → [`Style`].

use std::sync::Arc;

use crate::diagnostic::{Report, Source};
use crate::document::problems::NotAColor;
use crate::reference::known;
use crate::table::problems::BlankText;
use crate::table::{self, Table};

/// How a document looks. What `style.toml` does not say is as in [`Style::default`].
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The typefaces.
    pub fonts: Fonts,
    /// The colours.
    pub colors: Colors,
    /// The margins of the page (A4).
    pub margins: Margins,
}

/// The typefaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Fonts {
    /// Of running text.
    pub text: String,
    /// Of the title and the headings.
    pub headings: String,
    /// The size of running text in points.
    pub size: f64,
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
            fonts: Fonts { text: "Arial".into(), headings: "Arial".into(), size: 10.5 },
            colors: Colors {
                headings: "1F3A5F".into(),
                accent: "8FA6C1".into(),
                // The palest grey that keeps 4.5:1 on white (WCAG 2.1, 1.4.3).
                muted: "595959".into(),
                links: "0B5394".into(),
            },
            margins: Margins { top: 27.0, bottom: 25.0, left: 27.0, right: 25.0 },
        }
    }
}

impl Style {
    /// Reads the look out of `style.toml`. The templates in it (`[header]`, `[footer]`,
    /// `[properties]`) are others' to read.
    ///
    /// # Errors
    ///
    /// All problems go to `report`.
    pub fn parse(source: &Arc<Source>, report: &mut Report) -> Style {
        let root = table::parse(source, report);
        root.refuse_unknown(&known("style"), report);
        let mut style = Style::default();
        if let Some(fonts) = root.table("fonts", report) {
            fonts.refuse_unknown(&known("style.fonts"), report);
            set_text(&mut style.fonts.text, fonts, "text", report);
            set_text(&mut style.fonts.headings, fonts, "headings", report);
            set_number(&mut style.fonts.size, fonts, "size", 6.0..=24.0, report);
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
        style
    }
}

fn set_text(target: &mut String, table: &Table, key: &str, report: &mut Report) {
    if let Some((text, place)) = table.text(key, report) {
        if text.trim().is_empty() {
            report.error(BlankText, place.clone());
        }
        text.clone_into(target);
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
