//! `choice`: one word of several.

use serde_json::{Value as Json, json};

use crate::diagnostic::{Place, Report};
use crate::form::entries::{Taken, refuse_taken};
use crate::form::problems::{BadOption, OptionCount};
use crate::reference;
use crate::table::problems::MissingKey;
use crate::table::{self, Data, Table, Value, quoted};
use crate::text::normal_characters;

use super::{Keys, line};

/// The most options of a form: a list with more belongs somewhere else.
const MOST_OPTIONS: usize = 200;

pub(super) const KEYS: &[Keys] = &[&["options", "placeholder"]];

/// The options of a field, from its table in `form.toml`.
pub(in crate::form) fn options(table: &Table, report: &mut Report) -> Vec<String> {
    let options = named(table, report);
    match table.get("options") {
        None => {
            report.error(MissingKey { key: "options".into() }, table.place());
        }
        Some(entry) if options.is_empty() || options.len() > MOST_OPTIONS => {
            // What is no list is an error already.
            if matches!(entry.value.data, Data::List(_)) {
                let problem = OptionCount { count: options.len(), most: MOST_OPTIONS };
                report.error(problem, entry.value.place.clone());
            }
        }
        Some(_) => {}
    }
    let mut taken = Taken::new();
    for (option, place) in &options {
        // As an answer is: nothing at its ends, one line.
        if option.trim() != *option || option.is_empty() || option.contains('\n') {
            report.error(BadOption { option: (*option).to_owned() }, (*place).clone());
        }
        refuse_taken(option, place, &mut taken, report);
    }
    options.into_iter().map(|(option, _)| option.to_owned()).collect()
}

/// The options, each a text, or a table with its name and what it was called.
fn named<'t>(table: &'t Table, report: &mut Report) -> Vec<(&'t str, &'t Place)> {
    let Some(Data::List(items)) = table.get("options").map(|entry| &entry.value.data) else {
        return table.texts("options", report);
    };
    let name = |item: &'t Value| match &item.data {
        Data::Table(option) => {
            option.refuse_unknown(&reference::known("form.option"), report);
            option.required_text("name", report)
        }
        _ => Some((item.text(report)?, &item.place)),
    };
    items.iter().filter_map(name).collect()
}

/// The options that have another name now: the old, and the new.
pub(in crate::form) fn renamed_options(table: &Table) -> Vec<(String, String)> {
    let Some(Data::List(items)) = table.get("options").map(|entry| &entry.value.data) else {
        return Vec::new();
    };
    let mut unheard = Report::new();
    let renamed = items.iter().filter_map(|item| match &item.data {
        Data::Table(option) => {
            let old = option.text("renamed_from", &mut unheard)?.0;
            Some((old.to_owned(), option.text("name", &mut unheard)?.0.to_owned()))
        }
        _ => None,
    });
    renamed.collect()
}

pub(super) fn read(options: &[String], value: &Value, report: &mut Report) -> Option<String> {
    one_of(options, &line::read(value, report)?, value, report)
}

pub(super) fn literal(options: &[String], value: &Value, report: &mut Report) -> Option<String> {
    one_of(options, value.text(report)?, value, report)
}

fn one_of(options: &[String], word: &str, value: &Value, report: &mut Report) -> Option<String> {
    if !options.iter().any(|option| option == word) {
        let problem = table::not_a_choice(word, options.iter().map(String::as_str));
        report.error(problem, value.place.clone());
        return None;
    }
    Some(word.to_owned())
}

pub(super) fn read_back(options: &[String], text: &str) -> Option<String> {
    let folded = |text: &str| {
        let text = normal_characters(text).to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").trim_end_matches(['.', ',']).to_owned()
    };
    let exact = options.iter().find(|option| *option == text);
    // In another case, if that is one of them alone.
    let mut alike = options.iter().filter(|option| folded(option) == folded(text));
    let alike = alike.next().filter(|_| alike.next().is_none());
    exact.or(alike).cloned()
}

pub(super) fn example(options: &[String]) -> String {
    options.first().map_or_else(|| line::EXAMPLE.to_owned(), |option| quoted(option))
}

/// `head` says how many of the options are chosen.
pub(super) fn expected(head: &str, options: &[String]) -> String {
    let options: Vec<String> = options.iter().map(|option| quoted(option)).collect();
    format!("{head}: {}", options.join(", "))
}

pub(super) fn schema(options: &[String]) -> Json {
    json!({ "enum": options })
}
