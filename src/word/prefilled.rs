//! What stands in the places of a form that should be empty: a copy that somebody has filled in is no
//! form.

use crate::case::Written;
use crate::diagnostic::{Place, Report};
use crate::form::{Form, Kind};

use super::{WordFile, extract};

/// What stands in a place of a form as an answer does.
#[derive(Clone, Debug)]
pub struct PrefilledPlace {
    /// The key of its question.
    pub key: String,
    /// Its words.
    pub words: String,
    /// Where it stands.
    pub place: Place,
}

/// What would be read out of a file as answers, although nobody has answered: it would stand in every document
/// whose case leaves that question unanswered, and be read back out of it.
pub fn prefilled(file: &WordFile, form: &Form) -> Vec<PrefilledPlace> {
    let read = extract(file, None, || None, form, &mut Report::new());
    let answers = read.answers.iter().filter_map(|(key, value)| {
        let field = form.field(key)?;
        let words = words(value, &field.kind, &form.language);
        Some(PrefilledPlace { key: key.clone(), words, place: read.place_of(key, file) })
    });
    answers.collect()
}

/// A value as it stands on the page.
fn words(value: &Written, kind: &Kind, language: &str) -> String {
    let all = |values: &mut dyn Iterator<Item = &Written>| {
        values.map(|value| words(value, kind, language)).collect::<Vec<_>>().join(", ")
    };
    match value {
        Written::Text(text) => {
            text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" / ")
        }
        Written::Literal(literal) if *kind == Kind::YesNo => {
            let word = match (literal.as_str(), language.starts_with("sv")) {
                ("true", true) => "Ja",
                ("true", false) => "Yes",
                (_, true) => "Nej",
                (_, false) => "No",
            };
            format!("☒ {word}")
        }
        Written::Literal(literal) => literal.clone(),
        Written::List(values) => all(&mut values.iter()),
        Written::Record(parts) => all(&mut parts.iter().map(|(_, value)| value)),
    }
}
