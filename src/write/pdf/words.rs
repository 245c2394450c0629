//! Words and lines: how much room they take, where they break, and from which side they are read.

use super::fonts::FONTS;

/// How wide the longest word is, in the size of its type.
pub(super) fn longest_word(text: &str) -> f64 {
    text.split(char::is_whitespace).map(width_of).fold(0.0, f64::max)
}

/// How wide text on one line is, in the size of its type.
pub(super) fn width_of(text: &str) -> f64 {
    text.trim_end().chars().map(|c| FONTS.width(c)).sum()
}

/// A word that is longer than its line, in parts that have room: as it is written of itself, and
/// where that is not enough, letter by letter.
pub(super) fn parts_of_word(word: &str, width: f64) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in word.split_inclusive(|c| "/-?&=._".contains(c)) {
        if width_of(part) <= width {
            parts.push(part.to_owned());
            continue;
        }
        for c in part.chars() {
            match parts.last_mut() {
                // An accent belongs to its letter.
                Some(part) if FONTS.width(c) == 0.0 || c.is_whitespace() => part.push(c),
                _ => parts.push(c.to_string()),
            }
        }
    }
    parts
}

/// Whether the first letter of a line belongs to a script that is written from the right (Unicode
/// Standard Annex 9, rule P2, by the blocks that such scripts stand in).
pub(super) fn is_rtl(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}
