//! The tags of a template and the names in them, with their places: what Tera keeps to itself.
//!
//! Only as much of Tera's grammar is read as it takes to find tags, strings and dotted names.

use std::ops::Range;

/// A tag between `{{` and `}}` or `{%` and `%}`.
#[derive(Debug)]
pub(super) struct Tag {
    /// Its bytes, delimiters included.
    pub(super) span: Range<usize>,
    /// What kind of tag it is, for `{% … %}`: `if`, `endfor`.
    pub(super) word: Option<(String, Range<usize>)>,
    /// The dotted names in it.
    pub(super) names: Vec<Name>,
    /// The strings and numbers in it.
    pub(super) words: Vec<String>,
    /// Whether there is nothing but one dotted name in it.
    pub(super) is_name_alone: bool,
}

/// A dotted name: `answers.x`, `part.x["y z"]`.
#[derive(Debug)]
pub(super) struct Name {
    /// Its parts.
    pub(super) path: Vec<String>,
    /// Its bytes.
    pub(super) span: Range<usize>,
}

/// The tags of a template, in their order. What stands in comments and between `{% raw %}` and
/// `{% endraw %}` is text.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let close = match text[start..].get(1..2) {
            Some("{") => "}}",
            Some("%") => "%}",
            Some("#") => {
                at = text[start..].find("#}").map_or(text.len(), |end| start + end + 2);
                continue;
            }
            _ => {
                at = start + 1;
                continue;
            }
        };
        let Some(tag) = tag(text, start, close) else { return tags };
        at = tag.span.end;
        if tag.word.as_ref().is_some_and(|(word, _)| word == "raw") {
            let end = text[at..].match_indices("{%").find(|(open, _)| {
                let word = text[at + open + 2..].trim_start_matches(['-', ' ', '\t', '\n']);
                word.starts_with("endraw")
            });
            // The tag that ends it is read as any other.
            at = end.map_or(text.len(), |(end, _)| at + end);
        }
        tags.push(tag);
    }
    tags
}

/// Reads the tag that begins at `start`; `None` if it does not end.
fn tag(text: &str, start: usize, close: &str) -> Option<Tag> {
    let mut tag = Tag {
        span: start..start,
        word: None,
        names: Vec::new(),
        words: Vec::new(),
        is_name_alone: false,
    };
    let mut at = start + 2;
    let (mut names, mut others) = (0, 0);
    loop {
        let rest = &text[at..];
        if rest.starts_with(close) {
            tag.span.end = at + close.len();
            tag.is_name_alone = names == 1 && others == 0;
            return Some(tag);
        }
        let c = rest.chars().next()?;
        if matches!(c, '"' | '\'' | '`') {
            let (word, end) = string(text, at)?;
            tag.words.push(word);
            at = end;
            others += 1;
        } else if c.is_ascii_alphabetic() || c == '_' {
            let name = name(text, at);
            at = name.span.end;
            if close == "%}" && tag.word.is_none() {
                tag.word = Some((name.path[0].clone(), name.span));
            } else {
                names += 1;
                tag.names.push(name);
            }
        } else if c.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            tag.words.push(rest[..length].trim_end_matches('.').to_owned());
            at += length;
            others += 1;
        } else {
            // A hyphen beside a delimiter trims blanks.
            let is_trim = c == '-' && (at == start + 2 || rest[1..].starts_with(close));
            if !c.is_whitespace() && !is_trim {
                others += 1;
            }
            at += c.len_utf8();
        }
    }
}

/// The string that begins at an offset, and where it ends.
fn string(text: &str, start: usize) -> Option<(String, usize)> {
    let mut characters = text[start..].char_indices();
    let (_, quote) = characters.next()?;
    let mut word = String::new();
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            word.push(match characters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            });
        } else if c == quote {
            return Some((word, start + at + c.len_utf8()));
        } else {
            word.push(c);
        }
    }
    None
}

/// The dotted name that begins at an offset.
fn name(text: &str, start: usize) -> Name {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let word = |at: usize| at + text[at..].find(|c| !is_letter(c)).unwrap_or(text.len() - at);
    let mut end = word(start);
    let mut path = vec![text[start..end].to_owned()];
    loop {
        let rest = text[end..].strip_prefix('?').unwrap_or(&text[end..]);
        let at = text.len() - rest.len();
        if let Some(after) = rest.strip_prefix('.')
            && after.starts_with(|c: char| is_letter(c))
        {
            end = word(at + 1);
            path.push(text[at + 1..end].to_owned());
        } else if rest.starts_with("[\"") || rest.starts_with("['") {
            match string(text, at + 1) {
                Some((part, after)) if text[after..].starts_with(']') => {
                    path.push(part);
                    end = after + 1;
                }
                _ => break,
            }
        } else {
            break;
        }
    }
    Name { path, span: start..end }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[track_caller]
    fn check(text: &str, found: &[&str]) {
        let said: Vec<String> = tags(text)
            .iter()
            .map(|tag| {
                let names: Vec<String> = tag.names.iter().map(|name| name.path.join("/")).collect();
                let word = tag.word.as_ref().map_or("", |(word, _)| word);
                let alone = if tag.is_name_alone { "!" } else { "" };
                format!("{word}:{}:{}{alone}", names.join(" "), tag.words.join(" "))
            })
            .collect();
        assert_eq!(said, found, "{text}");
    }

    #[test]
    fn tags_and_names_are_found() {
        check("a {{ field.x }} b {{- part.x.yes -}}", &[":field/x:!", ":part/x/yes:!"]);
        check("{{ part.x[\"y z\"] }}", &[":part/x/y z:!"]);
        check("{{ answers.x | upper }}", &[":answers/x upper:"]);
        check(
            "{% if answers.a == \"}}\" and case.b > 12.5 %}x{%- endif -%}",
            &["if:answers/a and case/b:}} 12.5", "endif::"],
        );
        check("{# {{ field.x }} #}{{ a?.b }}", &[":a/b:!"]);
        check("{% raw %}{{ field.x }}{% endraw %}{{ b }}", &["raw::", "endraw::", ":b:!"]);
        check("{{ f(name=\"a\\\"b\") }}", &[":f name:a\"b"]);
        check("{{ unclosed", &[]);
        check("{ {{ räksmörgås }}", &[":r ksm rg s:"]);
    }
}
