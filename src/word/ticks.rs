//! Boxes, and whether they are ticked: as fields, as controls, and as characters that somebody drew.

use super::WordFile;
use super::atoms::{Atom, ControlKind, FieldKind};
use super::content::plain;
use super::spot::Spot;

impl WordFile {
    /// Whether the box at a spot is ticked, as its field says; `None` if there is no box.
    pub(super) fn box_at(&self, spot: Spot) -> Option<bool> {
        match spot {
            Spot::Field(field) if self.atoms.fields[field].is_bare => None,
            Spot::Field(field) => match &self.atoms.fields[field].data.as_ref()?.kind {
                FieldKind::Tick(is_ticked) => Some(*is_ticked),
                _ => None,
            },
            Spot::Control(control) => match &self.atoms.controls[control].kind {
                ControlKind::Tick(is_ticked) => Some(*is_ticked),
                _ => None,
            },
            // A bookmark around a box alone.
            Spot::Bookmark(start, end) => {
                self.atoms.row[start..end].iter().find_map(|atom| match atom {
                    Atom::FieldStart(field) => self.box_at(Spot::Field(*field)),
                    Atom::ControlStart(control) => self.box_at(Spot::Control(*control)),
                    _ => None,
                })
            }
            Spot::Words(_) => None,
        }
    }

    /// Whether a box stands at a spot: one of Word's own, or a character that looks like one.
    pub(super) fn has_box(&self, spot: Spot) -> bool {
        let is_drawn = || drawn_tick(&plain(&self.pieces(spot)), &[]).is_some();
        self.box_at(spot).is_some() || (matches!(spot, Spot::Bookmark(..)) && is_drawn())
    }

    /// Whether the box at a spot is ticked. Some programs make characters of boxes; in a box, somebody may
    /// have put one. Where the two do not say the same, nothing does. `words` are those that say yes to it.
    pub(super) fn tick(&self, spot: Spot, words: &[&str]) -> Option<bool> {
        let shown = plain(&self.pieces(spot));
        // A box that is a character, and what somebody typed beside it.
        if let Spot::Words(_) = spot {
            let mut signs = shown.chars().filter(|c| !c.is_whitespace());
            let sign = signs.next().map(String::from).unwrap_or_default();
            let rest: String = signs.collect();
            if drawn_tick(&sign, words) == Some(false) && !rest.is_empty() {
                return drawn_tick(&rest, words).filter(|is_ticked| *is_ticked);
            }
        }
        match (self.box_at(spot), drawn_tick(&shown, words)) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    }
}

/// Whether a character that looks like a box, or stands for one, is ticked.
pub(super) fn drawn_tick(text: &str, words: &[&str]) -> Option<bool> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || crate::text::has_no_width(c));
    let bare = text.trim_matches(['[', ']', '(', ')']);
    let is_bracketed = bare.len() < text.len();
    let mark = bare.trim().trim_end_matches(['!', '.']).to_lowercase();
    if matches!(mark.as_str(), "x" | "v" | "√" | "ok") || words.contains(&mark.as_str()) {
        return Some(true);
    }
    if is_bracketed && bare.trim().is_empty() {
        return Some(false);
    }
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    match signs.next()? {
        '☒' | '☑' | '✓' | '✔' | '✗' | '✘' | '✕' | '✖' | '×' | '■' | '▣' | '◼' | '⬛' | '●'
        | '◉' | '🗹' | '🗷' | '🗵' | '🗸' | '🗶' | '⊠' | '⊗' | '⌧' | '✅' | '❎' | '❌' | '⮽' | '⯀' => {
            Some(true)
        }
        '☐' | '□' | '▢' | '◻' | '◽' | '▫' | '○' | '◯' | '⬜' | '❏' | '❑' | '❒' | '❐' | '🔲'
        | '🞎' | '🞏' => Some(false),
        _ => None,
    }
}
