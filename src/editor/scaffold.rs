//! A new case: every question of a form, with what helps to answer it, ready to be answered.

use std::collections::BTreeSet;

use crate::case::{Entries, Shared, Written};
use crate::diagnostic::Language;
use crate::form::AnswerWords;
use crate::form::{CaseTable, Field, Form, Kind};
use crate::table::{Table, quoted};

/// The longest line of a comment.
const LONGEST_LINE: usize = 100;

/// What a new case is made of.
#[derive(Clone, Copy, Debug)]
pub struct Scaffold<'a> {
    /// The form.
    pub form: &'a Form,
    /// The questions in the order of the form as it is read, each with the heading that it stands
    /// under.
    pub outline: &'a [(Option<String>, &'a Field)],
    /// Where an editor finds the schema, from the case.
    pub schema: Option<&'a str>,
    /// What shared files say already.
    pub shared: &'a Known,
    /// What is known about the case.
    pub facts: &'a Entries,
    /// The answers that are known.
    pub answers: &'a Entries,
}

/// The keys of what is known elsewhere.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Known {
    /// Of what is kept about cases.
    pub facts: BTreeSet<String>,
    /// Of answers.
    pub answers: BTreeSet<String>,
}

impl Known {
    /// Of a table of cases.
    pub(super) fn keys(&self, table: CaseTable) -> &BTreeSet<String> {
        table.choose(&self.facts, &self.answers)
    }

    /// What shared files say.
    pub fn of(shared: &[&Shared]) -> Known {
        let keys = |table: fn(&Shared) -> &Table| {
            let entries = shared.iter().flat_map(|shared| table(shared).entries());
            entries.map(|entry| entry.key.clone()).collect()
        };
        Known { facts: keys(|shared| &shared.facts), answers: keys(|shared| &shared.answers) }
    }
}

impl Scaffold<'_> {
    /// The case, in the form's language. What is not answered is a comment: its prose stands behind
    /// `# `, and behind `#` alone what becomes an answer once that is taken away.
    pub fn write(&self) -> String {
        let form = self.form;
        let words = AnswerWords::of(Language::of_tag(&form.language));
        let mut toml = String::new();
        if let Some(schema) = self.schema {
            toml += &format!("#:schema {schema}\n");
        }
        toml += &format!("form = {}\nversion = {}\n\n", quoted(&form.id), quoted(&form.version));
        toml += &comment(&format!("{}. {}", form.title, words.how_to_answer));
        toml += "\n[case]\n";
        let status = form.status.as_ref().map(|status| status.field);
        for (at, field) in form.case_fields.iter().enumerate() {
            let first = match &field.kind {
                Kind::Choice(options) if status == Some(at) => options.first(),
                _ => None,
            };
            let first = first.map(|option| Written::Text(option.clone()));
            let given = entry(self.facts, &field.key).or(first.as_ref());
            toml += &question(field, form, given, &self.shared.facts, words);
        }
        toml += &known_elsewhere(&form.case_fields, self.facts, &self.shared.facts, words);
        toml += "\n[answers]\n";
        let mut last = None;
        let placed = self.outline.iter().map(|(heading, field)| (heading.as_ref(), *field));
        let unplaced = form.fields.iter().filter(|field| {
            let is_same = |(_, other): &(Option<String>, &Field)| other.key == field.key;
            !self.outline.iter().any(is_same)
        });
        for (heading, field) in placed.chain(unplaced.map(|field| (None, field))) {
            let text =
                question(field, form, entry(self.answers, &field.key), &self.shared.answers, words);
            if heading != last && !text.is_empty() {
                if let Some(heading) = heading {
                    toml += &format!("\n# == {heading} ==\n");
                }
                last = heading;
            }
            toml += &text;
        }
        toml + &known_elsewhere(&form.fields, self.answers, &self.shared.answers, words)
    }
}

fn entry<'a>(entries: &'a Entries, key: &str) -> Option<&'a Written> {
    entries.iter().find(|(other, _)| other == key).map(|(_, value)| value)
}

/// A question with what is known of it; nothing where a shared file answers it.
fn question(
    field: &Field,
    form: &Form,
    given: Option<&Written>,
    shared: &BTreeSet<String>,
    words: &AnswerWords,
) -> String {
    if given.is_none() && shared.contains(&field.key) {
        return String::new();
    }
    let mut text = format!("\n{}", comment(&field.label));
    if let Some(help) = &field.help {
        text += &comment(help);
    }
    let parts = field.kind.record_parts();
    for part in parts {
        let expected = expected(&part.kind, &part.rules.accepts, words);
        text += &comment(&format!("- {}: {} ({expected})", part.key, part.label));
    }
    let mut said = Vec::new();
    if parts.is_empty() {
        said.push(expected(&field.kind, &field.rules.accepts, words));
    } else if !field.rules.accepts.is_empty() {
        said.push(accepted(&field.rules.accepts, words));
    }
    if let Some(when) = required(field, form, words) {
        said.push(when);
    }
    if !said.is_empty() {
        text += &comment(&format!("({})", said.join("; ")));
    }
    match given {
        Some(value) => text + &format!("{} = {}\n", field.key, value.to_toml()),
        None => text + &blank(field),
    }
}

/// What an answer can be, in words.
fn expected(kind: &Kind, accepts: &[String], words: &AnswerWords) -> String {
    let expected = kind.expected(words);
    if accepts.is_empty() { expected } else { format!("{expected}; {}", accepted(accepts, words)) }
}

fn accepted(accepts: &[String], words: &AnswerWords) -> String {
    let accepts: Vec<String> = accepts.iter().map(|word| quoted(word)).collect();
    format!("{} {}", words.or_else, accepts.join(", "))
}

/// From when on an answer must be there, if that can be said in a word.
fn required(field: &Field, form: &Form, words: &AnswerWords) -> Option<String> {
    if !field.rules.required.iter().any(|required| required.when.is_none()) {
        return None;
    }
    let status = form.status.as_ref();
    let from = status.and_then(|status| match &form.case_fields[status.field].kind {
        Kind::Choice(options) => options.get(status.required_from),
        _ => None,
    });
    Some(match from {
        Some(from) => format!("{} {}", words.required_from_then_on, quoted(from)),
        None => words.required.to_owned(),
    })
}

/// A question without its answer, as TOML that is commented out.
fn blank(field: &Field) -> String {
    format!("{}\n", format!("#{} = {}", field.key, field.kind.blank()).trim_end())
}

/// Which questions shared files answer.
fn known_elsewhere(
    fields: &[Field],
    given: &Entries,
    shared: &BTreeSet<String>,
    words: &AnswerWords,
) -> String {
    let is_known =
        |field: &&Field| shared.contains(&field.key) && entry(given, &field.key).is_none();
    let keys: Vec<&str> = fields.iter().filter(is_known).map(|field| field.key.as_str()).collect();
    if keys.is_empty() {
        return String::new();
    }
    format!("\n{}", comment(&format!("{}: {}.", words.known_from_shared, keys.join(", "))))
}

/// Prose as a comment, in lines that can be read.
fn comment(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LONGEST_LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("# {word}")),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}
