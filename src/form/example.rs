//! How answers are written, for those who have yet to write them.

use super::{Kind, Part};

/// How an answer of a kind is written, for those who have yet to write it.
pub fn example(kind: &Kind) -> String {
    match kind {
        Kind::Line => "\"…\"".into(),
        Kind::Text => "'''…'''".into(),
        Kind::Date => "2026-03-03".into(),
        Kind::Number(_) => "12.5".into(),
        Kind::YesNo => "true".into(),
        Kind::Choice(options) => {
            format!("\"{}\"", options.first().map_or("…", String::as_str))
        }
        Kind::Choices(options) => {
            format!("[\"{}\"]", options.first().map_or("…", String::as_str))
        }
        Kind::Record(record) => example_of(&record.parts),
        Kind::List(None) => "[\"…\"]".into(),
        Kind::List(Some(record)) => format!("[{}]", example_of(&record.parts)),
        Kind::Table(columns) => format!("[{}]", example_of(columns)),
    }
}

/// How a record is written.
pub fn example_of(parts: &[Part]) -> String {
    let parts: Vec<String> =
        parts.iter().map(|part| format!("{} = {}", part.key, example(&part.kind))).collect();
    format!("{{ {} }}", parts.join(", "))
}
