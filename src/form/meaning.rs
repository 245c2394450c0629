//! What a form, its questions and its options mean outside of it: DCAT-AP-SE 3.0.1, the Swedish profile of W3C's
//! vocabulary for data catalogues (docs.dataportal.se/dcat; cardinalities as in its bundle).

use crate::diagnostic::{Place, Report, nearest};
use crate::table::problems::Duplicate;
use crate::table::{Data, Table};

use super::problems::{MeaningOfOtherKind, PersonalMeaning, UnknownMeaning};
use super::{Field, Kind, Part, Personal};

/// What a question or a part, and its options, mean.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// The property of the profile: `dcterms:title`.
    pub property: Option<(&'static Property, Place)>,
    /// What options mean: the option, and a web address or a term.
    pub terms: Vec<(String, String)>,
}

/// What is meant is the same wherever it stands.
impl PartialEq for Meaning {
    fn eq(&self, other: &Meaning) -> bool {
        let property = |of: &Meaning| of.property.as_ref().map(|(property, _)| property.name);
        property(self) == property(other) && self.terms == other.terms
    }
}

/// A kind of thing that a catalogue describes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Class {
    /// A catalogue.
    Catalog,
    /// A data set.
    Dataset,
    /// A file or an interface that a data set can be had by.
    Distribution,
    /// Whoever publishes.
    Agent,
    /// Whom to ask.
    Contact,
    /// A time.
    Period,
    /// A specification.
    Standard,
}

/// What values a property takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Range {
    /// Text in the language of the form.
    Text,
    /// Text that is the same in all languages.
    Literal,
    /// A day.
    Date,
    /// A web address.
    Address,
    /// An address of e-mail.
    Email,
    /// A term of a vocabulary.
    Term(Vocabulary),
    /// A thing of its own.
    Thing(Class),
    /// The web address of the thing itself.
    Itself,
}

/// A vocabulary that the profile names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Vocabulary {
    /// Themes of data (EU).
    Theme,
    /// Who may have access (EU).
    AccessRight,
    /// How often something is renewed (EU).
    Frequency,
    /// Licences of Creative Commons.
    Licence,
    /// Media types (IANA).
    Format,
    /// Kinds of publishers (ADMS).
    Publisher,
    /// Languages (EU).
    Language,
    /// How long something is planned to be there (EU).
    Availability,
}

/// How much a property is wanted.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Need {
    /// It may be there.
    Optional,
    /// It is recommended.
    Recommended,
    /// It must be there.
    Mandatory,
}

/// A property of the profile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Property {
    /// Its name: `dcterms:title`.
    pub name: &'static str,
    /// What it takes.
    pub range: Range,
    /// How much it is wanted.
    pub need: Need,
    /// Whether it can be there more than once.
    pub is_several: bool,
}

impl Class {
    /// Its name in the profile.
    pub fn name(self) -> &'static str {
        match self {
            Class::Catalog => "dcat:Catalog",
            Class::Dataset => "dcat:Dataset",
            Class::Distribution => "dcat:Distribution",
            Class::Agent => "foaf:Agent",
            Class::Contact => "vcard:Organization",
            Class::Period => "dcterms:PeriodOfTime",
            Class::Standard => "dcterms:Standard",
        }
    }

    /// Its properties, as far as a form can ask for them.
    pub fn properties(self) -> &'static [Property] {
        match self {
            Class::Catalog => CATALOG,
            Class::Dataset => DATASET,
            Class::Distribution => DISTRIBUTION,
            Class::Agent => AGENT,
            Class::Contact => CONTACT,
            Class::Period => PERIOD,
            Class::Standard => STANDARD,
        }
    }

    /// The property of a name.
    pub fn property(self, name: &str) -> Option<&'static Property> {
        self.properties().iter().find(|property| property.name == name)
    }
}

const fn one(name: &'static str, range: Range, need: Need) -> Property {
    Property { name, range, need, is_several: false }
}

const fn some(name: &'static str, range: Range, need: Need) -> Property {
    Property { name, range, need, is_several: true }
}

use Need::{Mandatory, Optional, Recommended};

const CATALOG: &[Property] = &[
    some("dcterms:title", Range::Text, Mandatory),
    some("dcterms:description", Range::Text, Mandatory),
    one("dcterms:publisher", Range::Thing(Class::Agent), Mandatory),
    one("dcterms:license", Range::Term(Vocabulary::Licence), Mandatory),
    some("dcterms:language", Range::Term(Vocabulary::Language), Recommended),
    some("dcat:themeTaxonomy", Range::Address, Recommended),
    one("foaf:homepage", Range::Address, Recommended),
    one("dcterms:issued", Range::Date, Recommended),
    one("dcterms:modified", Range::Date, Recommended),
    some("dcat:dataset", Range::Thing(Class::Dataset), Mandatory),
];

const DATASET: &[Property] = &[
    some("dcterms:title", Range::Text, Mandatory),
    some("dcterms:description", Range::Text, Mandatory),
    one("dcterms:publisher", Range::Thing(Class::Agent), Mandatory),
    one("dcterms:creator", Range::Thing(Class::Agent), Optional),
    some("dcat:contactPoint", Range::Thing(Class::Contact), Recommended),
    some("dcat:keyword", Range::Text, Recommended),
    some("dcat:theme", Range::Term(Vocabulary::Theme), Recommended),
    some("dcterms:identifier", Range::Literal, Optional),
    one("dcterms:issued", Range::Date, Recommended),
    one("dcterms:modified", Range::Date, Optional),
    some("dcterms:language", Range::Term(Vocabulary::Language), Optional),
    some("dcat:landingPage", Range::Address, Optional),
    some("dcterms:conformsTo", Range::Thing(Class::Standard), Recommended),
    some("dcterms:spatial", Range::Address, Recommended),
    some("dcterms:temporal", Range::Thing(Class::Period), Recommended),
    one("dcterms:accrualPeriodicity", Range::Term(Vocabulary::Frequency), Optional),
    one("dcat:version", Range::Literal, Optional),
    one("dcterms:accessRights", Range::Term(Vocabulary::AccessRight), Recommended),
    some("foaf:page", Range::Address, Optional),
    some("dcat:distribution", Range::Thing(Class::Distribution), Optional),
];

const DISTRIBUTION: &[Property] = &[
    some("dcterms:title", Range::Text, Optional),
    some("dcterms:description", Range::Text, Recommended),
    one("dcat:accessURL", Range::Address, Mandatory),
    some("dcat:downloadURL", Range::Address, Optional),
    one("dcterms:format", Range::Term(Vocabulary::Format), Mandatory),
    one("dcterms:license", Range::Term(Vocabulary::Licence), Recommended),
    one("dcterms:issued", Range::Date, Optional),
    one("dcterms:modified", Range::Date, Optional),
    some("dcterms:language", Range::Term(Vocabulary::Language), Optional),
    one("dcatap:availability", Range::Term(Vocabulary::Availability), Recommended),
    some("foaf:page", Range::Address, Optional),
];

/// The bundle wants a type of each; the profile's own smallest example has none.
const AGENT: &[Property] = &[
    some("foaf:name", Range::Literal, Mandatory),
    one("dcterms:type", Range::Term(Vocabulary::Publisher), Recommended),
    some("dcterms:identifier", Range::Literal, Optional),
    some("foaf:homepage", Range::Address, Optional),
    some("foaf:mbox", Range::Email, Optional),
];

const CONTACT: &[Property] = &[
    some("vcard:fn", Range::Literal, Mandatory),
    some("vcard:hasEmail", Range::Email, Mandatory),
    some("vcard:hasURL", Range::Address, Optional),
];

const PERIOD: &[Property] = &[
    one("dcat:startDate", Range::Date, Recommended),
    // A time that goes on has no end, though the profile recommends one.
    one("dcat:endDate", Range::Date, Optional),
];

const STANDARD: &[Property] = &[
    one("@id", Range::Itself, Optional),
    some("dcterms:title", Range::Text, Recommended),
    some("dcterms:description", Range::Text, Recommended),
];

/// What a form is about: `means` at its top.
///
/// # Errors
///
/// What the profile does not have, or no form can be about, is an error in `report`.
pub(super) fn of_form(root: &Table, report: &mut Report) -> Option<Class> {
    let (name, _) = root.text("means", report)?;
    let is_known = name == Class::Dataset.name();
    if !is_known {
        root.choice("means", &[Class::Dataset.name()], report);
    }
    is_known.then_some(Class::Dataset)
}

/// Gives the fields of a form, and their parts and options, the meanings that their tables say.
///
/// # Errors
///
/// A property that its class does not have, and one of what belongs to a person, is an error in `report`.
pub(super) fn read(
    class: Option<Class>,
    tables: &[&Table],
    fields: &mut [Field],
    report: &mut Report,
) {
    let mut said: Vec<(&str, Place)> = Vec::new();
    for table in tables {
        let Some(field) = fields.iter_mut().find(|field| field.place == table.place()) else {
            continue;
        };
        field.meaning = meaning(class, table, report);
        refuse_other_kinds(&field.meaning, &field.kind, report);
        if let Some((property, place)) = &field.meaning.property {
            let mut told = said.iter().filter(|(other, _)| *other == property.name);
            if let (Some((_, first)), false) = (told.next(), property.is_several) {
                let name = property.name.to_owned();
                report.error(Duplicate { name }, place.clone()).secondary = Some(first.clone());
            }
            said.push((property.name, place.clone()));
        }
        refuse_personal(&field.meaning, &field.personal, report);
        let within = match field.meaning.property {
            Some((Property { range: Range::Thing(class), .. }, _)) => Some(*class),
            _ => None,
        };
        let key = if matches!(field.kind, Kind::Table(_)) { "columns" } else { "parts" };
        let part_tables = table.tables(key, &mut Report::new());
        let parts: &mut [Part] = match &mut field.kind {
            Kind::Record(record) | Kind::List(Some(record)) => &mut record.parts,
            Kind::Table(columns) => columns,
            _ => &mut [],
        };
        for part in parts {
            let of_part = |table: &&&Table| {
                table.text("key", &mut Report::new()).is_some_and(|(key, _)| key == part.key)
            };
            let Some(table) = part_tables.iter().find(of_part) else { continue };
            part.meaning = meaning(within, table, report);
            refuse_other_kinds(&part.meaning, &part.kind, report);
            refuse_personal(&part.meaning, &part.personal, report);
            refuse_personal(&part.meaning, &field.personal, report);
        }
    }
}

/// Reports a property of a question whose answers can be none of its values.
fn refuse_other_kinds(meaning: &Meaning, kind: &Kind, report: &mut Report) {
    let Some((property, place)) = &meaning.property else { return };
    let fits = match property.range {
        Range::Text => matches!(kind, Kind::Line | Kind::Text | Kind::List(None) | Kind::Choice(_)),
        Range::Literal => {
            !matches!(kind, Kind::YesNo | Kind::Record(_) | Kind::List(Some(_)) | Kind::Table(_))
        }
        Range::Date => *kind == Kind::Date,
        Range::Address | Range::Itself | Range::Email => {
            matches!(kind, Kind::Line | Kind::List(None))
        }
        Range::Term(_) => {
            matches!(kind, Kind::Line | Kind::Choice(_) | Kind::Choices(_) | Kind::List(None))
        }
        Range::Thing(_) => matches!(kind, Kind::Record(_) | Kind::List(Some(_)) | Kind::Table(_)),
    };
    let is_one =
        property.is_several || !matches!(kind, Kind::List(_) | Kind::Table(_) | Kind::Choices(_));
    if !fits || !is_one {
        let problem = MeaningOfOtherKind { name: property.name, kind: kind.name() };
        report.error(problem, place.clone());
    }
}

fn refuse_personal(meaning: &Meaning, personal: &Personal, report: &mut Report) {
    if let (Some((_, place)), true) = (&meaning.property, *personal != Personal::No) {
        report.error(PersonalMeaning, place.clone());
    }
}

fn meaning(class: Option<Class>, table: &Table, report: &mut Report) -> Meaning {
    let property = table.text("means", report).and_then(|(name, place)| {
        let property = class.and_then(|class| class.property(name));
        if property.is_none() {
            let known = class.into_iter().flat_map(Class::properties);
            let known: Vec<String> = known.map(|property| property.name.to_owned()).collect();
            let suggestion = nearest(name, known.iter().map(String::as_str));
            let problem = UnknownMeaning { name: name.to_owned(), suggestion, known };
            report.error(problem, place.clone());
        }
        Some((property?, place.clone()))
    });
    let mut terms = Vec::new();
    if let Some(Data::List(items)) = table.get("options").map(|entry| &entry.value.data) {
        for item in items {
            let Data::Table(option) = &item.data else { continue };
            let mut unheard = Report::new();
            let name = option.text("name", &mut unheard).map(|(name, _)| name.to_owned());
            let means = option.text("means", report).map(|(means, _)| means.to_owned());
            terms.extend(name.zip(means));
        }
    }
    Meaning { property, terms }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_have_properties_of_their_own() {
        let all = [
            Class::Catalog,
            Class::Dataset,
            Class::Distribution,
            Class::Agent,
            Class::Contact,
            Class::Period,
            Class::Standard,
        ];
        for class in all {
            let names: Vec<&str> = class.properties().iter().map(|one| one.name).collect();
            let mut sorted = names.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), names.len(), "{class:?}");
        }
    }
}
