//! `yes_no`: yes or no, by two tick boxes.

use serde_json::{Value as Json, json};

use crate::diagnostic::Report;
use crate::form::AnswerWords;
use crate::scalar::Scalar;
use crate::table::problems::WantedType;
use crate::table::{Data, Value};

use super::Keys;

pub(super) const KEYS: &[Keys] = &[];
pub(super) const EXAMPLE: &str = "true";

pub(super) fn read(value: &Value, report: &mut Report) -> Option<Scalar> {
    match value.data {
        Data::Boolean(yes) => Some(Scalar::Boolean(yes)),
        _ => value.wrong_type(WantedType::Boolean, report),
    }
}

pub(super) fn schema(words: &AnswerWords) -> Json {
    json!({ "type": "boolean", "description": words.yes_or_no })
}

pub(super) fn samples() -> [Scalar; 2] {
    [true, false].map(Scalar::Boolean)
}
