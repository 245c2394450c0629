//! The register for spreadsheets: as a Swedish Excel opens it with a click.

use csv::{Terminator, WriterBuilder};

use crate::diagnostic::Language;
use crate::text::visible;

use super::words::RegisterWords;
use super::{Row, shown};

/// Writes the register: UTF-8 with a byte order mark, by which Excel knows it; semicolons, since the
/// comma is for decimals; lines as in RFC 4180.
pub(super) fn write(rows: &[Row], language: Language) -> String {
    let words = RegisterWords::of(language);
    let mut builder = WriterBuilder::new();
    builder.delimiter(b';').terminator(Terminator::CRLF);
    let mut csv = builder.from_writer(Vec::new());
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
    csv.write_record(head).expect("memory takes everything");
    for row in rows {
        let missing = row.missing.iter().map(|question| shown(&question.label));
        let missing: Vec<String> =
            missing.map(|label| label.trim_end_matches([':', ' ']).to_owned()).collect();
        let record = [
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
        ];
        csv.write_record(&record).expect("memory takes everything");
    }
    let bytes = csv.into_inner().expect("memory takes everything");
    format!("\u{FEFF}{}", String::from_utf8(bytes).expect("text was written"))
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").
fn harmless(text: &str) -> String {
    let text = text.trim_start_matches('\u{FEFF}');
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
