//! A catalogue as Turtle (W3C, RDF 1.1 Turtle).

use super::{MADE_BY, Object, PREFIXES, Thing, in_order};

/// Writes things in their order.
pub(super) fn write(things: &[(String, Thing)]) -> String {
    let mut text = format!("# {MADE_BY}\n");
    let used = |prefix: &str| {
        let begins = |name: &str| name.split(':').next() == Some(prefix);
        let is_day =
            |thing: &Thing| thing.said.iter().any(|(_, object)| matches!(object, Object::Date(_)));
        things.iter().any(|(_, thing)| {
            begins(thing.class.name())
                || thing.said.iter().any(|(property, _)| begins(property))
                || (prefix == "xsd" && is_day(thing))
        })
    };
    for (prefix, namespace) in PREFIXES.iter().filter(|(prefix, _)| used(prefix)) {
        text += &format!("@prefix {prefix}: <{namespace}> .\n");
    }
    for (address, thing) in things {
        text += &format!("\n<{}> a {}", iri(address), thing.class.name());
        let mut last = "";
        for (property, object) in in_order(thing) {
            text += if property == last { " ,\n        " } else { " ;\n    " };
            if property != last {
                text += &format!("{property} ");
            }
            text += &shown(object);
            last = property;
        }
        text += " .\n";
    }
    text
}

fn shown(object: &Object) -> String {
    match object {
        Object::Iri(address) => format!("<{}>", iri(address)),
        Object::Text(text, language) => format!("{}@{language}", quoted(text)),
        Object::Literal(text) => quoted(text),
        Object::Date(day) => format!("\"{day}\"^^xsd:date"),
    }
}

/// An address (RDF 1.1 Turtle, IRIREF).
fn iri(address: &str) -> String {
    let mut iri = String::new();
    for c in address.chars() {
        if c <= ' ' || "<>\"{}|^`\\".contains(c) {
            iri.push_str(&format!("\\u{:04X}", u32::from(c)));
        } else {
            iri.push(c);
        }
    }
    iri
}

/// A text (RDF 1.1 Turtle, `STRING_LITERAL_QUOTE`).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
