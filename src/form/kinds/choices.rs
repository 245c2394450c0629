//! `choices`: some words of several, by a tick box each.

use serde_json::Value as Json;

use crate::diagnostic::Report;
use crate::table::Value;
use crate::table::problems::{Duplicate, WantedType};

use super::{Keys, OF_SEVERAL, choice, list};

pub(super) const KEYS: &[Keys] = &[OF_SEVERAL, &["options"]];

/// Some of the options, each once, in the form's order.
pub(super) fn read(options: &[String], value: &Value, report: &mut Report) -> Option<Vec<String>> {
    let errors_before = report.errors();
    let items = list::items(value, WantedType::TextList, report)?;
    let mut chosen: Vec<String> = Vec::new();
    for item in items {
        let Some(word) = choice::read(options, item, report) else { continue };
        if chosen.contains(&word) {
            report.error(Duplicate { name: word.clone() }, item.place.clone());
        }
        chosen.push(word);
    }
    chosen.sort_by_key(|word| options.iter().position(|option| option == word));
    (report.errors() == errors_before).then_some(chosen)
}

pub(super) fn schema(options: &[String]) -> Json {
    let mut schema = list::schema(&choice::schema(options));
    schema["uniqueItems"] = true.into();
    schema
}

pub(super) fn samples(options: &[String]) -> Vec<Vec<String>> {
    let all = std::iter::once(options.to_vec());
    let each = options.iter().map(|option| vec![option.clone()]);
    let pairs = options.windows(2).map(<[String]>::to_vec);
    all.chain(each).chain(pairs).collect()
}
