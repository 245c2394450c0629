//! Tera as forms have it: its functions and filters, and what it does with what it prints.

use std::io::Write;

use tera::{Kwargs, State, Tera, Value};

use crate::document::Marker;
use crate::form::{Kind, NumberKind};
use crate::reference::known;
use crate::scalar::{Date, Number, Scalar};

use super::bounds;

/// Filters that would let what a person typed be read as markup, or grow without bound.
const FORBIDDEN_FILTERS: [&str; 5] =
    ["safe", "escape_html", "escape_xml", "newlines_to_br", "indent"];
/// The longest text that `replace` makes, in bytes.
const LONGEST_REPLACED: usize = 1 << 20;
/// The months as running text has them.
const MONTHS: [(&str, [&str; 12]); 2] = [
    (
        "sv",
        [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        "en",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
];

/// An engine for a form in a language.
pub(super) fn engine(language: &str) -> Tera {
    let mut tera = Tera::new();
    // Every template is escaped, whatever its name ends in.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    for name in FORBIDDEN_FILTERS {
        tera.register_filter(
            name,
            move |_: &Value, _: Kwargs, _: &State<'_>| -> Result<Value, tera::Error> {
                Err(tera::Error::message(format!("the filter `{name}` is not for forms")))
            },
        );
    }
    tera.register_filter("replace", replace);
    let for_dates = language.to_owned();
    tera.register_filter("date", move |value: &Value, _: Kwargs, _: &State<'_>| {
        printed("date", value, |text| Date::parse(text).map(|date| long_date(date, &for_dates)))
    });
    let for_numbers = language.to_owned();
    tera.register_filter("number", move |value: &Value, _: Kwargs, _: &State<'_>| {
        let kind = Kind::Number(NumberKind::default());
        printed("number", value, |text| {
            let number = Number::parse(text)?;
            Some(kind.print(&Scalar::Number(number), &for_numbers))
        })
    });
    bounds::register(&mut tera);
    let named = |name: &'static str| {
        move |arguments: Kwargs, _: &State<'_>| -> Result<Value, tera::Error> {
            Ok(Value::from(call(name, arguments.must_get::<&str>("name")?)))
        }
    };
    for name in known("template.functions") {
        if ["bookmark", "reference"].contains(&name) {
            tera.register_function(name, named(name));
            continue;
        }
        tera.register_function(name, move |_: Kwargs, _: &State<'_>| Value::from(call(name, "")));
    }
    tera
}

/// What stands in a document for a value; nothing for an absent one.
fn printed(
    filter: &str,
    value: &Value,
    print: impl Fn(&str) -> Option<String>,
) -> Result<Value, tera::Error> {
    if value.is_none() || value.is_undefined() {
        return Ok(Value::none());
    }
    let printed = print(&value.to_string()).map(Value::from);
    printed
        .ok_or_else(|| tera::Error::message(format!("this is nothing for the filter `{filter}`")))
}

/// `3 mars 2026`; as it is written in languages that are not known.
fn long_date(date: Date, language: &str) -> String {
    let months = MONTHS.iter().find(|(known, _)| language.starts_with(known));
    match months {
        Some((_, months)) => {
            format!("{} {} {}", date.day, months[usize::from(date.month) - 1], date.year)
        }
        None => date.to_string(),
    }
}

/// Tera's own filter, but for a bound.
#[expect(clippy::needless_pass_by_value, reason = "the shape of a filter")]
fn replace(text: &str, arguments: Kwargs, _: &State<'_>) -> Result<String, tera::Error> {
    let (from, to) = (arguments.must_get::<&str>("from")?, arguments.must_get::<&str>("to")?);
    let growth = text.matches(from).count().saturating_mul(to.len());
    if text.len().saturating_add(growth) > LONGEST_REPLACED.max(text.len()) {
        return Err(tera::Error::message("`replace` would make too long a text"));
    }
    Ok(text.replace(from, to))
}

/// What a function leaves in the rendered text: its name and its argument between marks.
fn call(function: &str, argument: &str) -> String {
    let (open, close) = Marker::Call.marks();
    format!("{open}{function} {argument}{close}")
}

/// Puts marks around everything that a template prints but for markers themselves.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, end) = match Marker::first_in(rest) {
            Some((at, marker)) => {
                let close = marker.marks().1;
                let end =
                    rest[at..].find(close).map_or(rest.len(), |end| at + end + close.len_utf8());
                (at, end)
            }
            None => (rest.len(), rest.len()),
        };
        if plain > 0 {
            let (open, close) = Marker::Printed.marks();
            write!(out, "{open}{}{close}", &rest[..plain])?;
        }
        out.write_all(&rest.as_bytes()[plain..end])?;
        rest = &rest[end..];
    }
    Ok(())
}
