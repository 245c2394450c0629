//! What templates are given: markers for places, and answers as typed values.

use tera::{Context, Map, Value};

use crate::answers::Answer;
use crate::document::Marker;
use crate::form::{Field, Form, Part};
use crate::scalar::{Number, Scalar};

use super::places::slots;

/// What is the same for every case: the markers of the slots and the form's own names.
pub(super) fn fixed_context(form: &Form) -> Context {
    let (open, close) = Marker::Slot.marks();
    let (mut field, mut part) = (Map::new(), Map::new());
    let mut parts = Map::new();
    let slots = slots(form);
    for (number, slot) in slots.iter().enumerate() {
        let marker = Value::from(format!("{open}{number}{close}"));
        let key = || slot.field.key.clone().into();
        match slot.part {
            None => {
                field.insert(key(), marker);
            }
            Some(at) => {
                parts.insert(slot.field.kind.parts()[at].to_owned().into(), marker);
                if at + 1 == slot.field.kind.parts().len() {
                    part.insert(key(), std::mem::take(&mut parts).into());
                }
            }
        }
    }
    let names = [("id", &form.id), ("version", &form.version), ("title", &form.title)];
    let names: Map =
        names.into_iter().map(|(key, name)| (key.into(), Value::from(name.clone()))).collect();
    let mut context = Context::new();
    context.insert_value("field", field.into());
    context.insert_value("part", part.into());
    context.insert_value("form", names.into());
    context
}

/// Answers as typed values, for conditions and for printing. Absent ones are null, lists empty.
pub(super) fn values<'a>(answers: impl Iterator<Item = (&'a Field, Option<&'a Answer>)>) -> Value {
    let map: Map =
        answers.map(|(field, answer)| (field.key.clone().into(), value(field, answer))).collect();
    map.into()
}

fn value(field: &Field, answer: Option<&Answer>) -> Value {
    let parts = field.kind.record_parts();
    let texts = |texts: &[String]| {
        Value::from(texts.iter().map(|text| Value::from(text.as_str())).collect::<Vec<_>>())
    };
    match answer {
        None if field.kind.is_several() => Value::from(Vec::<Value>::new()),
        None => Value::none(),
        Some(Answer::One(value)) => scalar(value),
        Some(Answer::Word(word)) if field.kind.is_several() => texts(std::slice::from_ref(word)),
        Some(Answer::Word(word)) => Value::from(word.as_str()),
        Some(Answer::Text(text)) => Value::from(text.to_string()),
        Some(Answer::Words(words) | Answer::Lines(words)) => texts(words),
        Some(Answer::Record(values)) => record(parts, values),
        Some(Answer::Records(records)) => {
            Value::from(records.iter().map(|values| record(parts, values)).collect::<Vec<_>>())
        }
    }
}

fn record(parts: &[Part], values: &[Option<Scalar>]) -> Value {
    let map: Map = parts
        .iter()
        .zip(values)
        .map(|(part, value)| {
            (part.key.clone().into(), value.as_ref().map_or_else(Value::none, scalar))
        })
        .collect();
    map.into()
}

/// Dates are text, which sorts as they do; numbers are numbers, for comparisons.
fn scalar(value: &Scalar) -> Value {
    match value {
        Scalar::Text(text) => Value::from(text.as_str()),
        Scalar::Date(date) => Value::from(date.to_string()),
        Scalar::Boolean(yes) => Value::from(*yes),
        Scalar::Number(number) => self::number(number),
    }
}

fn number(number: &Number) -> Value {
    let written = number.to_string();
    match (written.parse::<i64>(), written.parse::<f64>()) {
        (Ok(whole), _) => Value::from(whole),
        (_, Ok(float)) => Value::from(float),
        _ => Value::from(written),
    }
}
