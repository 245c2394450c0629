//! The register for spreadsheets: as a Swedish Excel opens it with a click.

use crate::diagnostic::Language;
use crate::sheet::{harmless, list};
use crate::text::visible;

use super::words::RegisterWords;
use super::{Row, shown};

/// Writes the register as a list of values.
pub(super) fn write(rows: &[Row], language: Language) -> String {
    let words = RegisterWords::of(language);
    let head = [
        words.number,
        words.title,
        words.status,
        words.answers,
        words.questions,
        words.missing,
        words.review,
        words.is_overdue,
        words.errors,
        words.warnings,
        words.form,
        words.case,
    ];
    let rows = rows.iter().map(|row| {
        let missing = row.missing.iter().map(|question| shown(&question.label));
        let missing: Vec<String> =
            missing.map(|label| label.trim_end_matches([':', ' ']).to_owned()).collect();
        [
            harmless(&row.number),
            harmless(&row.title),
            harmless(&row.status),
            row.answered.to_string(),
            row.asked.to_string(),
            harmless(&missing.join("; ")),
            row.review.map(|day| day.to_string()).unwrap_or_default(),
            if row.is_overdue { words.yes } else { words.no }.to_owned(),
            row.errors.to_string(),
            row.warnings.to_string(),
            harmless(&row.form),
            harmless(&visible(&row.case)),
        ]
    });
    let head = head.map(str::to_owned);
    let rows: Vec<[String; 12]> = std::iter::once(head).chain(rows).collect();
    list::write(rows.iter().map(<[String; 12]>::as_slice))
}
