//! The register as a table of GitHub's Markdown.

use crate::diagnostic::Language;
use crate::scalar::Date;
use crate::text::visible;

use super::Row;
use super::words::RegisterWords;

/// Writes the register.
pub(super) fn write(rows: &[Row], today: Date, language: Language) -> String {
    let words = RegisterWords::of(language);
    let head = [
        words.number,
        words.title,
        words.status,
        words.answers,
        words.review,
        words.to_do,
        words.case,
    ];
    let mut text = format!("# {}\n\n{} {today}.\n\n", words.register, words.as_of);
    text += &format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len()));
    for row in rows {
        let review = row.review.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            escaped(&row.number),
            escaped(&row.title),
            escaped(&row.status),
            row.progress(),
            if row.is_overdue { format!("**{review}, {}**", words.overdue) } else { review },
            escaped(&row.to_do(language)),
            escaped(&visible(&row.case)),
        ];
        text += &format!("| {} |\n", cells.join(" | "));
    }
    text
}

/// Text that is nothing but text in a cell (CommonMark 0.31.2, 2.4).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A backslash before it would not do, were there another before that.
            '|' => escaped.push_str("&#124;"),
            '-' | '/' | '.' | ',' | ':' | ';' | '(' | ')' | '+' | '%' => escaped.push(c),
            c if c.is_ascii_punctuation() => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
