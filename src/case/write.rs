//! A case as text: laid out as a careful person writes it.

use std::fmt::Write;

use crate::diagnostic::Place;
use crate::table::{Data, Table, Value, quoted};

/// The longest line that records and lists are kept on.
const LONGEST_LINE: usize = 100;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// Text, of one line or several.
    Text(String),
    /// A date, a number, `true` or `false`, as TOML has it.
    Literal(String),
    /// A list.
    List(Vec<Written>),
    /// A record: keys and values.
    Record(Vec<(String, Written)>),
}

/// What stands under the tables of a case, in its order: keys and values.
pub type Entries = Vec<(String, Written)>;

/// Writes a case.
pub fn write(form: &str, version: &str, facts: &Entries, answers: &Entries) -> String {
    let mut toml = format!("form = {}\nversion = {}\n", quoted(form), quoted(version));
    for (name, entries) in [("case", facts), ("answers", answers)] {
        if entries.is_empty() && name == "case" {
            continue;
        }
        write!(toml, "\n[{name}]\n").expect("a String takes everything");
        for (key, value) in entries {
            writeln!(toml, "{key} = {}", value.to_toml()).expect("a String takes everything");
        }
    }
    toml
}

impl Written {
    /// A date, a number, `true` or `false`; a whole number that is longer than 64 bits, which TOML does not have
    /// (TOML 1.0.0, Integer), stands in quotation marks.
    pub fn literal(literal: String) -> Written {
        let digits = literal.strip_prefix('-').unwrap_or(&literal);
        let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole && literal.parse::<i64>().is_err() {
            Written::Text(literal)
        } else {
            Written::Literal(literal)
        }
    }

    /// The value as if it had been read from TOML, at a place.
    pub(crate) fn to_value(&self, place: &Place) -> Value {
        let data = match self {
            Written::Text(text) => Data::Text(text.clone()),
            Written::Literal(literal) => Data::of_literal(literal),
            Written::List(items) => {
                Data::List(items.iter().map(|item| item.to_value(place)).collect())
            }
            Written::Record(parts) => {
                let parts = parts.iter().map(|(key, part)| (key.clone(), part.to_value(place)));
                Data::Table(Table::found(place, parts))
            }
        };
        Value { data, place: place.clone() }
    }

    /// The value as TOML has it: several lines between `'''` and `'''`, several records below one
    /// another.
    pub fn to_toml(&self) -> String {
        match self {
            Written::Text(text) if text.contains('\n') => block(text),
            Written::Text(text) => line(text),
            Written::Literal(literal) => literal.clone(),
            Written::List(items) => {
                let items: Vec<String> = items.iter().map(Written::on_one_line).collect();
                let short = format!("[{}]", items.join(", "));
                let has_records = self.has_records();
                if short.chars().count() <= LONGEST_LINE && !(has_records && items.len() > 1) {
                    return short;
                }
                let lines: String = items.iter().map(|item| format!("    {item},\n")).collect();
                format!("[\n{lines}]")
            }
            Written::Record(_) => self.on_one_line(),
        }
    }

    fn has_records(&self) -> bool {
        matches!(self, Written::List(items) if matches!(items.first(), Some(Written::Record(_))))
    }

    pub(super) fn on_one_line(&self) -> String {
        match self {
            Written::Text(text) => line(text),
            Written::Literal(literal) => literal.clone(),
            Written::List(items) => {
                let items: Vec<String> = items.iter().map(Written::on_one_line).collect();
                format!("[{}]", items.join(", "))
            }
            Written::Record(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(key, value)| format!("{key} = {}", value.on_one_line()))
                    .collect();
                format!("{{ {} }}", parts.join(", "))
            }
        }
    }
}

/// Text on one line: between `'` where that saves escapes.
fn line(text: &str) -> String {
    let is_plain = !text.contains('\'') && !text.chars().any(char::is_control);
    if is_plain && text.contains(['"', '\\']) { format!("'{text}'") } else { quoted(text) }
}

/// Text of several lines. Nothing means anything between `'''`; where that cannot be, `"""`.
fn block(text: &str) -> String {
    let has_control = text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    if !text.contains("'''") && !text.ends_with('\'') && !has_control {
        return format!("'''\n{text}\n'''");
    }
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let quoted = quoted(line);
            quoted[1..quoted.len() - 1].to_owned()
        })
        .collect();
    format!("\"\"\"\n{}\n\"\"\"", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn texts_are_written_as_people_write_them() {
        for (text, toml) in [
            ("rak", "\"rak\""),
            ("C:\\mapp \"x\"", "'C:\\mapp \"x\"'"),
            ("d'où \"x\"", "\"d'où \\\"x\\\"\""),
            ("a\nb", "'''\na\nb\n'''"),
            ("a '''\nb\\", "\"\"\"\na '''\nb\\\\\n\"\"\""),
        ] {
            assert_eq!(Written::Text(text.into()).to_toml(), toml);
        }
    }
}
