//! Characters that Word has other ways to write.

use super::marks::Position;

/// The character of a symbol: fonts made before Unicode have theirs at U+F000 and up, and what those
/// are is told by the font (ISO/IEC 29500-1, 17.3.3.30). One that is not known stays as it is.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let known = match font {
        "Symbol" => match code & 0xFF {
            0x6D => 'μ',
            0x57 => 'Ω',
            0xA3 => '≤',
            0xA5 => '∞',
            0xAB => '↔',
            0xAC => '←',
            0xAE => '→',
            0xB0 => '°',
            0xB1 => '±',
            0xB3 => '≥',
            0xB4 => '×',
            0xB7 => '•',
            0xB8 => '÷',
            0xB9 => '≠',
            0xBB => '≈',
            0xD6 => '√',
            0xDE => '⇒',
            _ => return char::from_u32(code),
        },
        "Wingdings" => match code & 0xFF {
            0x6C => '●',
            0x6E => '■',
            0x6F | 0xA8 => '☐',
            0x78 | 0xFD => '☒',
            0xA7 => '▪',
            0xE0 => '→',
            0xFB => '✗',
            0xFC => '✓',
            0xFE => '☑',
            _ => return char::from_u32(code),
        },
        "Wingdings 2" => match code & 0xFF {
            0x4F | 0x51 | 0x53 | 0x54 | 0x56 => '☒',
            0x50 => '✓',
            0x52 => '☑',
            0x2A | 0xA3 => '☐',
            _ => return char::from_u32(code),
        },
        "Webdings" => match code & 0xFF {
            0x61 => '✓',
            0x63 => '☐',
            0x72 => '✗',
            _ => return char::from_u32(code),
        },
        _ => return char::from_u32(code),
    };
    Some(known)
}

/// Whether what a typeface shows for letters is no letters.
pub(super) fn is_of_symbols(font: &str) -> bool {
    matches!(font, "Symbol" | "Webdings" | "Wingdings" | "Wingdings 2" | "Wingdings 3")
}

/// Characters as Unicode has them above or below the line; `None` where it lacks one of them.
pub(super) fn shifted(text: &str, position: Position) -> Option<String> {
    let (from, to) = match position {
        Position::Normal => return Some(text.to_owned()),
        Position::Raised => ("0123456789+-\u{2212}=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"),
        Position::Lowered => ("0123456789+-\u{2212}=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
    };
    let one = |c: char| {
        if c.is_whitespace() {
            return Some(c);
        }
        from.chars().zip(to.chars()).find_map(|(plain, shifted)| (plain == c).then_some(shifted))
    };
    text.chars().map(one).collect()
}
