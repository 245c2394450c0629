//! What a package is found by: simple Dublin Core (DCMES 1.1).

use crate::xml::element::Element;

use super::{Contents, Told};

/// Where it stands in a package.
pub(super) const PATH: &str = "metadata/descriptive/dc.xml";

/// The record, in the container that the Dublin Core Metadata Initiative's schema of 2002-12-12 has for applications. It and
/// what is in it are of no namespace, as that schema has it where nothing else includes it, and archives as RODA hold it against.
pub(super) fn dublin_core(contents: &Contents) -> Element {
    let Contents { told, settings, language, .. } = contents;
    let is_swedish = language.starts_with("sv");
    let word = |sv: &'static str, en: &'static str| if is_swedish { sv } else { en };
    let told_as = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{name}: {value}")).unwrap_or_default()
    };
    let Told { classification, decided_on, decided_by, secrecy, status, .. } = told;
    let personal = (!told.personal.is_empty()).then(|| told.personal.join("; "));
    let texts = [
        ("title", contents.title.clone()),
        ("creator", told.author.clone()),
        ("subject", told_as(word("Klassificering", "Classification"), classification)),
        ("description", told_as(word("Status", "Status"), status)),
        ("description", told_as(word("Beslutsdatum", "Decided on"), decided_on)),
        ("description", told_as(word("Beslutad av", "Decided by"), decided_by)),
        ("publisher", settings.organisation.name.clone()),
        ("contributor", decided_by.clone().unwrap_or_default()),
        // The day of the decision is what records are searched by; else that of the document.
        ("date", decided_on.clone().unwrap_or_else(|| told.created.clone())),
        ("type", "Text".to_owned()),
        ("identifier", told.number.clone()),
        ("identifier", contents.id.clone()),
        ("source", format!("{} ({})", told.form_title, told.form)),
        ("language", language.clone()),
        ("rights", told_as(word("Sekretess", "Secrecy"), secrecy)),
        ("rights", told_as(word("Personuppgifter i", "Personal data in"), &personal)),
    ];
    let record = Element::new("simpledc", &[]);
    texts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .fold(record, |record, (name, text)| record.with(Element::new(name, &[]).with_text(text)))
}
