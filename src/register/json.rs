//! The register for programs: one JSON object a line for each case.

use serde::Serialize;

use super::Row;

#[derive(Serialize)]
struct Object<'a> {
    case: &'a str,
    form: Option<&'a str>,
    number: Option<&'a str>,
    title: Option<&'a str>,
    status: Option<&'a str>,
    answered: usize,
    asked: usize,
    missing: Vec<MissingObject<'a>>,
    review: Option<String>,
    overdue: bool,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct MissingObject<'a> {
    key: &'a str,
    question: &'a str,
}

/// Writes the register.
pub(super) fn write(rows: &[Row]) -> String {
    let some = |text: &'_ String| -> bool { !text.is_empty() };
    rows.iter()
        .map(|row| {
            let missing = row.missing.iter();
            let object = Object {
                case: &row.case,
                form: Some(&row.form).filter(|text| some(text)).map(String::as_str),
                number: Some(&row.number).filter(|text| some(text)).map(String::as_str),
                title: Some(&row.title).filter(|text| some(text)).map(String::as_str),
                status: Some(&row.status).filter(|text| some(text)).map(String::as_str),
                answered: row.answered,
                asked: row.asked,
                missing: missing
                    .map(|question| MissingObject { key: &question.key, question: &question.label })
                    .collect(),
                review: row.review.map(|day| day.to_string()),
                overdue: row.is_overdue,
                errors: row.errors,
                warnings: row.warnings,
            };
            serde_json::to_string(&object).expect("strings and numbers have JSON") + "\n"
        })
        .collect()
}
