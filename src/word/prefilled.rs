//! What stands in the places of a form that should be empty: a copy that somebody has filled in is no
//! form.

use crate::case::Written;
use crate::diagnostic::Report;
use crate::form::{Form, Kind};
use crate::word::problems::Prefilled;

use super::{WordFile, extract};

/// Reports what would be read out of a file as an answer, although nobody has answered: it would stand
/// in every document whose case leaves that question unanswered, and be read back out of it.
///
/// # Errors
///
/// Each is an error in `report`, with its question and its words; so is what cannot be read.
pub fn refuse_prefilled(file: &WordFile, form: &Form, report: &mut Report) {
    let read = extract(file, None, || None, form, report);
    for (key, value) in &read.answers {
        let Some(field) = form.field(key) else { continue };
        let text = words(value, &field.kind, &form.language);
        let fault = report.error(Prefilled { text }, read.place_of(key, file));
        fault.question = Some(field.question());
    }
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
