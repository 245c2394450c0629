//! The register on a terminal: what is to be done first, each case on as many lines as the terminal needs.

use crate::diagnostic::Language;
use crate::scalar::Date;
use crate::text::{visible, width};

use super::words::RegisterWords;
use super::{Look, Row, words};

/// The longest number and status that are shown whole.
const LONGEST_NUMBER: usize = 24;
const LONGEST_STATUS: usize = 14;
/// The least that is left to a title.
const LEAST_TITLE: usize = 16;
const INDENT: &str = "  ";

/// Writes the register, with the codes of terminals for what is strong, weak or bad (ECMA-48, 8.3.117).
pub(super) fn write(rows: &[Row], today: Date, look: Look<'_>, language: Language) -> String {
    let words = RegisterWords::of(language);
    let mut text = format!("{}\n", heading(look.authority, today, language));
    let widest = |of: fn(&Row) -> &str, most: usize| {
        let widths = rows.iter().map(|row| width(&visible(of(row))).min(most));
        widths.max().unwrap_or_default()
    };
    let number = widest(|row| &row.number, LONGEST_NUMBER);
    let status = widest(|row| &row.status, LONGEST_STATUS);
    let progress = rows.iter().map(|row| width(&row.progress())).max().unwrap_or_default();
    let day = "2026-01-01".len();
    let fixed = INDENT.len() + number + status + progress + day + 4 * 2;
    let room = look.width.saturating_sub(fixed).max(LEAST_TITLE);
    let title = widest(|row| &row.title, room);
    let beside = INDENT.len() + number + 2;
    let mut standing = None;
    for row in rows {
        if standing.replace(row.standing) != Some(row.standing) {
            let count = rows.iter().filter(|other| other.standing == row.standing).count();
            let name = words::standing(language, row.standing);
            text += &format!("\n{}\n", look.strong(&format!("{name} ({count})")));
        }
        let review = row.review.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            padded(&shortened(&visible(&row.number), number), number),
            padded(&shortened(&visible(&row.title), title), title),
            padded(&shortened(&visible(&row.status), status), status),
            padded(&row.progress(), progress),
        ];
        let review = if row.is_overdue { look.bad(&review) } else { review };
        let line = format!("{INDENT}{}  {review}", cells.join("  "));
        text += &format!("{}\n", line.trim_end());
        let below = " ".repeat(beside);
        let room = look.width.saturating_sub(beside).max(LEAST_TITLE);
        text += &format!("{below}{}\n", look.weak(&visible(&row.case)));
        if row.errors > 0 {
            text += &format!("{below}{}\n", look.bad(&words::errors(language, row.errors)));
        }
        let missing = row.missing_words(language);
        if !missing.is_empty() {
            let missing = format!("{}: {}", words.missing.to_lowercase(), missing);
            for line in wrapped(&visible(&missing), room) {
                text += &format!("{below}{line}\n");
            }
        }
    }
    text
}

/// What stands above a register: what it is, whose, and of which day.
pub(super) fn heading(authority: &str, today: Date, language: Language) -> String {
    let words = RegisterWords::of(language);
    let authority = visible(authority);
    let whose = if authority.is_empty() { String::new() } else { format!(" – {authority}") };
    format!("{}{whose}, {} {today}", words.register, words.as_of.to_lowercase())
}

fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// A text of so many characters at most, which ends between two words.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept) > most.saturating_sub(1) {
            kept.pop();
            break;
        }
    }
    let is_within_word = !text[kept.len()..].starts_with(char::is_whitespace);
    let end = kept.rfind(' ').filter(|end| is_within_word && *end > most / 2);
    format!("{}…", kept[..end.unwrap_or(kept.len())].trim_end())
}

/// A text in lines of so many characters, none of which ends within a word that has room in one.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is a line");
        if !last.is_empty() && width(last) + 1 + width(word) > room {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

impl Look<'_> {
    fn strong(self, text: &str) -> String {
        self.coded(text, "1")
    }

    fn weak(self, text: &str) -> String {
        self.coded(text, "2")
    }

    fn bad(self, text: &str) -> String {
        self.coded(text, "31")
    }

    fn coded(self, text: &str, code: &str) -> String {
        if !self.is_styled || text.is_empty() {
            return text.to_owned();
        }
        format!("\u{1B}[{code}m{text}\u{1B}[0m")
    }
}
