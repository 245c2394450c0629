//! A catalogue as RDF/XML (W3C, RDF 1.1 XML Syntax).

use crate::xml::tree::escaped;

use super::{MADE_BY, Object, PREFIXES, Thing, in_order};

/// Writes things in their order.
pub(super) fn write(things: &[(String, Thing)]) -> String {
    let mut text =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {MADE_BY} -->\n<rdf:RDF");
    for (prefix, namespace) in PREFIXES.iter().filter(|(prefix, _)| *prefix != "xsd") {
        text += &format!("\n    xmlns:{prefix}=\"{namespace}\"");
    }
    text += ">\n";
    for (address, thing) in things {
        let class = thing.class.name();
        text += &format!("  <{class} rdf:about=\"{}\">\n", escaped(address));
        for (property, object) in in_order(thing) {
            text += &match object {
                Object::Iri(address) => {
                    format!("    <{property} rdf:resource=\"{}\"/>\n", escaped(address))
                }
                Object::Text(text, language) => format!(
                    "    <{property} xml:lang=\"{language}\">{}</{property}>\n",
                    escaped(text)
                ),
                Object::Literal(text) => {
                    format!("    <{property}>{}</{property}>\n", escaped(text))
                }
                Object::Date(day) => format!(
                    "    <{property} rdf:datatype=\"http://www.w3.org/2001/XMLSchema#date\">{day}</{property}>\n"
                ),
            };
        }
        text += &format!("  </{class}>\n");
    }
    text + "</rdf:RDF>\n"
}
