//! `date`: a day of the calendar.

use serde_json::{Value as Json, json};

use crate::diagnostic::Report;
use crate::form::AnswerWords;
use crate::scalar::{Date, Scalar};
use crate::table::Value;

use super::{Keys, OF_WORDS};

pub(super) const KEYS: &[Keys] = &[OF_WORDS, &["earliest", "latest"]];
pub(super) const EXAMPLE: &str = "2026-03-03";

pub(super) fn read(value: &Value, report: &mut Report) -> Option<Scalar> {
    Date::check(value, report).map(Scalar::Date)
}

/// People write dates in words; what is beyond doubt is taken.
pub(super) fn read_back(text: &str) -> Option<Scalar> {
    Date::parse(text.trim()).or_else(|| Date::meant(text)).map(Scalar::Date)
}

pub(super) fn schema(words: &AnswerWords) -> Json {
    json!({ "type": "string", "format": "date", "description": words.a_date })
}

pub(super) fn samples(words: &[String]) -> Vec<Scalar> {
    let dates = ["2026-03-03", "1900-01-01", "2999-12-31"].into_iter();
    let dates = dates.chain(words.iter().map(String::as_str));
    dates.filter_map(Date::parse).map(Scalar::Date).collect()
}
