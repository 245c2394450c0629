//! Where the keys of a case's text stand: what renames a key, or makes a comment of one, changes these bytes alone.

use std::ops::Range;

use crate::diagnostic::{Report, Source};
use crate::table::{self, Data, Table, Value};

/// A line with a key or the header of a table, and the lines that its value takes.
#[derive(Debug)]
pub(crate) struct Statement {
    /// Its bytes, from the beginning of its line to that of the next.
    pub(crate) lines: Range<usize>,
    /// The keys that lead to it from the top of the file, each with its bytes; those of the header that it stands
    /// under have none.
    pub(crate) path: Vec<(String, Range<usize>)>,
}

impl Statement {
    /// Whether it belongs to a key of a table at the top of the file.
    pub(crate) fn is_of(&self, table: &str, key: &str) -> bool {
        self.path.len() > 1 && self.path[0].0 == table && self.path[1].0 == key
    }
}

/// The statements of a text that is TOML.
pub(crate) fn statements(text: &str) -> Vec<Statement> {
    let table = table::parse(&Source::new("", text), &mut Report::new());
    let mut values = Vec::new();
    values_of(&table, text, &mut values);
    values.sort_by_key(|value| value.start);
    let mut header: Vec<String> = Vec::new();
    let mut statements = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let line = &text[at..end];
        let indent = line.len() - line.trim_start().len();
        let mut lines = at..end;
        if line.trim_start().starts_with('[') {
            let brackets = line[indent..].chars().take_while(|c| *c == '[').count();
            let path = keys(text, at + indent + brackets);
            header = path.iter().map(|(key, _)| key.clone()).collect();
            statements.push(Statement { lines: lines.clone(), path });
        } else if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            let above = header.iter().map(|key| (key.clone(), 0..0));
            let path: Vec<_> = above.chain(keys(text, at + indent)).collect();
            // The value may go on over more lines.
            let next = values.partition_point(|value: &Range<usize>| value.start < lines.start);
            let value = values.get(next).filter(|value| lines.contains(&value.start));
            if let Some(value) = value.filter(|value| value.end > lines.end) {
                let rest = text[value.end..].find('\n');
                lines.end = rest.map_or(text.len(), |rest| value.end + rest + 1);
            }
            statements.push(Statement { lines: lines.clone(), path });
        }
        at = lines.end;
    }
    statements
}

/// The values that stand behind an equals sign.
fn values_of(table: &Table, text: &str, values: &mut Vec<Range<usize>>) {
    for entry in table.entries() {
        value_of(&entry.value, text, values);
    }
}

fn value_of(value: &Value, text: &str, values: &mut Vec<Range<usize>>) {
    let span = value.place.span();
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    if text[line_start..span.start].contains('=') {
        values.push(span);
        return;
    }
    match &value.data {
        Data::Table(table) => values_of(table, text, values),
        Data::List(items) => items.iter().for_each(|item| value_of(item, text, values)),
        _ => values.push(span),
    }
}

/// The keys between dots from a place on, up to an equals sign or a bracket.
fn keys(text: &str, start: usize) -> Vec<(String, Range<usize>)> {
    let mut keys = Vec::new();
    let mut at = start;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let length = match quote {
            Some(quote) => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
            None => rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
                .unwrap_or(rest.len()),
        };
        if length == 0 {
            return keys;
        }
        let written = &rest[..length];
        let key = quote.map_or(written, |quote| written.trim_matches(quote));
        keys.push((key.to_owned(), at..at + length));
        at += length;
        let rest = text[at..].trim_start_matches([' ', '\t']);
        let Some(after) = rest.strip_prefix('.') else { return keys };
        at = text.len() - after.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_have_their_lines_and_keys() {
        let text = "form = 'x'\n# a = 1\n[answers]\na = '''\nb = 1\n'''\n  c.d = [\n  1, # e = 2\n]\n\
                    [[answers.f]]\n\"g\" = 1\n[answers . 'h']\ni = { j = 1 }\n";
        let found: Vec<(String, &str)> = statements(text)
            .iter()
            .map(|one| {
                let path: Vec<&str> = one.path.iter().map(|(key, _)| key.as_str()).collect();
                (path.join("/"), &text[one.lines.clone()])
            })
            .collect();
        let wanted = [
            ("form", "form = 'x'\n"),
            ("answers", "[answers]\n"),
            ("answers/a", "a = '''\nb = 1\n'''\n"),
            ("answers/c/d", "  c.d = [\n  1, # e = 2\n]\n"),
            ("answers/f", "[[answers.f]]\n"),
            ("answers/f/g", "\"g\" = 1\n"),
            ("answers/h", "[answers . 'h']\n"),
            ("answers/h/i", "i = { j = 1 }\n"),
        ];
        assert_eq!(found, wanted.map(|(path, lines)| (path.to_owned(), lines)));
    }
}
