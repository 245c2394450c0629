//! The decided cases of forms that say what they mean → a catalogue of open data, as DCAT-AP-SE 3.0.1 has it.

mod describe;
pub mod problems;
mod rdf_xml;
mod turtle;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::problems::PersonalInCopy;
use crate::answers::{self, Answers, State};
use crate::diagnostic::{Place, Report};
use crate::form::meaning::{Need, Property, Range, Vocabulary};
use crate::form::{Class, Form, Meaning};
use crate::table::problems::Duplicate;
use crate::text::{has_no_width, of_address, personal_number};
use crate::workspace::{CaseFile, CaseReport, CatalogSettings, Workspace};

use describe::Describer;

/// How a catalogue is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CatalogFormat {
    /// Turtle (W3C, RDF 1.1 Turtle).
    Turtle,
    /// RDF/XML (W3C, RDF 1.1 XML Syntax).
    Rdf,
}

/// What is said of a thing.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Object {
    /// A web address.
    Iri(String),
    /// Text, and its language.
    Text(String, String),
    /// Text of no language.
    Literal(String),
    /// A day.
    Date(String),
}

/// A thing with all that is said of it.
#[derive(Clone, Debug)]
struct Thing {
    class: Class,
    /// Names of properties, each with what it is.
    said: Vec<(&'static str, Object)>,
}

/// Things by their addresses.
type Things = BTreeMap<String, Thing>;

/// The data set of a case: things, and the address of the first of them.
#[derive(Debug)]
pub struct Dataset {
    address: String,
    things: Things,
    /// The case.
    place: Place,
}

/// The catalogue of a project, before its data sets are in it.
#[derive(Debug)]
pub struct Catalog {
    settings: CatalogSettings,
}

impl Catalog {
    /// What `blankett.toml` says of the catalogue.
    ///
    /// # Errors
    ///
    /// What is missing there, and what is wrong with it, is an error in `report`.
    pub fn open(workspace: &Workspace, report: &mut Report) -> Option<Catalog> {
        let source = workspace.project.settings(report);
        let settings = CatalogSettings::parse(source.as_ref(), report)?;
        Some(Catalog { settings })
    }

    /// The data set of a case: nothing where it is not decided, or its form means nothing.
    ///
    /// # Errors
    ///
    /// Errors of the case, what the profile wants and is not there, answers that are no term of a vocabulary, and
    /// what belongs to a person are errors in `report`; what is recommended and missing is a warning.
    pub fn dataset(
        &self,
        workspace: &Workspace,
        file: &CaseFile,
        report: &mut CaseReport,
    ) -> Option<Option<Dataset>> {
        let source = workspace.project.read(&file.path, &mut report.own)?;
        let mut read = CaseReport::default();
        let prepared = workspace.prepare(file, &source, &mut read);
        let Some(prepared) = prepared else {
            report.append(read);
            return None;
        };
        let form = &prepared.form.form;
        let Some(class) = form.means else { return Some(None) };
        let serving = prepared.serving();
        let reading = answers::read(form, &prepared.case, &serving, &mut read.own);
        let readable = reading.readable();
        if !readable.is_decided(form) {
            // Whether it is decided, nobody knows of a status that is no answer.
            let status = form.status_field().map(|field| reading.state(field));
            if matches!(status, Some(State::Broken(_))) {
                report.append(read);
                return None;
            }
            return Some(None);
        }
        let Some(accepted) = reading.accepted().filter(|_| prepared.is_good) else {
            report.append(read);
            return None;
        };
        let public: Answers = accepted.without_personal(form);
        let mut describer = Describer::new(&self.settings.base, form, &prepared.case, &reading);
        let address = describer.address_of(&file.name);
        describer.describe(class, &address, &public, &mut report.own);
        let things = describer.things;
        let place = Place::new(&source, 0..0);
        let persons = reading.into_persons();
        let words =
            things.values().flat_map(|thing| thing.said.iter().map(|(_, object)| object.words()));
        let mut words: Vec<String> = words.map(plain).collect();
        words.extend(things.keys().map(|address| plain(address)));
        let numbers = words
            .iter()
            .filter_map(|words| Some(words[personal_number(words)?].to_owned()))
            .collect::<Vec<_>>();
        let mut found: BTreeSet<String> = persons.all_in(&words.join("\n"));
        found.extend(numbers);
        // An address has names as those of files have them.
        found.extend(things.keys().flat_map(|address| persons.left_in_name(&decoded(address))));
        for text in found {
            let problem = PersonalInCopy { text, path: "catalog".into(), is_in_name: false };
            report.own.error(problem, place.clone());
        }
        Some(Some(Dataset { address, things, place }))
    }

    /// The catalogue with its data sets.
    ///
    /// # Errors
    ///
    /// A catalogue without data sets is none, which is an error in `report`.
    pub fn write(
        &self,
        datasets: Vec<Dataset>,
        format: CatalogFormat,
        report: &mut Report,
    ) -> Option<String> {
        let CatalogSettings { base, publisher, place, .. } = &self.settings;
        if datasets.is_empty() {
            report.error(problems::NoDatasets, place.clone());
            return None;
        }
        let mut things = Things::new();
        let address = format!("{base}catalog");
        let agent = describe::agent_address(base, publisher);
        let mut said = self.own(&agent, report);
        let of_publisher = Thing { class: Class::Agent, said: self.publisher(report) };
        merge(&mut things, agent, of_publisher, place, report);
        let mut has_themes = false;
        for Dataset { address, things: of_case, place } in datasets {
            if said.contains(&("dcat:dataset", Object::Iri(address.clone()))) {
                report.error(Duplicate { name: address.clone() }, place.clone());
            }
            said.push(("dcat:dataset", Object::Iri(address)));
            for (address, thing) in of_case {
                has_themes |= thing.said.iter().any(|(property, _)| *property == "dcat:theme");
                merge(&mut things, address, thing, &place, report);
            }
        }
        if has_themes {
            let themes = vocabulary::THEMES.trim_end_matches('/').to_owned();
            said.push(("dcat:themeTaxonomy", Object::Iri(themes)));
        }
        if report.has_errors() {
            return None;
        }
        // What a publisher is, the cases may say.
        let has_type = things.values().all(|thing| {
            thing.class != Class::Agent
                || thing.said.iter().any(|(property, _)| *property == "dcterms:type")
        });
        if !has_type {
            let problem = problems::Recommended { property: "dcterms:type", is_setting: true };
            report.warning(problem, place.clone());
        }
        merge(&mut things, address.clone(), Thing { class: Class::Catalog, said }, place, report);
        // The catalogue first, then all else by its address.
        let catalog = things.remove(&address)?;
        let all: Vec<(String, Thing)> = std::iter::once((address, catalog)).chain(things).collect();
        Some(match format {
            CatalogFormat::Turtle => turtle::write(&all),
            CatalogFormat::Rdf => rdf_xml::write(&all),
        })
    }
}

impl Catalog {
    /// What the catalogue says of itself.
    fn own(&self, agent: &str, report: &mut Report) -> Vec<(&'static str, Object)> {
        let CatalogSettings { title, description, licence, homepage, language, .. } =
            &self.settings;
        let text = |text: &String| Object::Text(text.clone(), language.clone());
        let licence = self.term("dcterms:license", Vocabulary::Licence, licence, report);
        let tag = language.split('-').next().unwrap_or(language);
        let language = vocabulary::term(Vocabulary::Language, tag);
        let said = [
            ("dcterms:title", Some(text(title))),
            ("dcterms:description", Some(text(description))),
            ("dcterms:publisher", Some(Object::Iri(agent.to_owned()))),
            ("dcterms:license", licence),
            ("dcterms:language", language),
            ("foaf:homepage", homepage.clone().map(Object::Iri)),
        ];
        said.into_iter().filter_map(|(property, object)| Some((property, object?))).collect()
    }

    /// What is said of whoever publishes it.
    fn publisher(&self, report: &mut Report) -> Vec<(&'static str, Object)> {
        let CatalogSettings { publisher, publisher_type, .. } = &self.settings;
        let kind = publisher_type
            .as_ref()
            .and_then(|kind| self.term("dcterms:type", Vocabulary::Publisher, kind, report));
        let kind = kind.map(|term| ("dcterms:type", term));
        std::iter::once(("foaf:name", Object::Literal(publisher.clone()))).chain(kind).collect()
    }

    fn term(
        &self,
        property: &'static str,
        vocabulary: Vocabulary,
        value: &str,
        report: &mut Report,
    ) -> Option<Object> {
        let term = vocabulary::term(vocabulary, value);
        if term.is_none() {
            let terms = vocabulary::names(vocabulary);
            let problem = problems::NoTerm { property, value: value.to_owned(), terms };
            let [licence, publisher] = &self.settings.places;
            let place = if property == "dcterms:license" { licence } else { publisher };
            report.error(problem, place.clone());
        }
        term
    }
}

impl Object {
    /// The words of it.
    fn words(&self) -> &str {
        match self {
            Object::Iri(text)
            | Object::Text(text, _)
            | Object::Literal(text)
            | Object::Date(text) => text,
        }
    }
}

/// Words with the blanks that people see, and no characters that they do not: a name is found in them however it was
/// typed.
fn plain(text: &str) -> String {
    let seen = text.chars().filter(|c| !has_no_width(*c) && *c != '\u{AD}');
    seen.map(|c| if c.is_whitespace() && c != '\n' { ' ' } else { c }).collect()
}

/// An address with the letters that stand in it by their bytes.
fn decoded(address: &str) -> String {
    String::from_utf8_lossy(&of_address(address)).into_owned()
}

/// Adds a thing, or to one of that address what was not said of it.
///
/// # Errors
///
/// What can be said once and is said otherwise already is an error in `report`, at the place of who says it now. Two
/// names that make one address are one, and the first stays.
fn merge(things: &mut Things, address: String, thing: Thing, place: &Place, report: &mut Report) {
    let name = address.clone();
    let there =
        things.entry(address).or_insert_with(|| Thing { class: thing.class, said: Vec::new() });
    for (property, object) in thing.said {
        let is_several = there.class.property(property).is_none_or(|one| one.is_several);
        let mut others = there.said.iter().filter(|(other, _)| *other == property);
        if others.clone().any(|(_, said)| *said == object) {
            continue;
        }
        match others.next() {
            Some(_) if property == "foaf:name" => {}
            Some((_, other)) if !is_several => {
                let values = [other, &object].map(|one| one.words().to_owned());
                let problem = problems::Contradiction { property, thing: name.clone(), values };
                report.error(problem, place.clone());
            }
            _ => there.said.push((property, object)),
        }
    }
}

/// What is said of a thing, by the order of its class's properties, and of one property by its value.
fn in_order(thing: &Thing) -> Vec<(&'static str, &Object)> {
    let order = thing.class.properties();
    let rank = |name: &str| order.iter().position(|property| property.name == name);
    let mut said: Vec<(&'static str, &Object)> =
        thing.said.iter().map(|(property, object)| (*property, object)).collect();
    said.sort_by_key(|(property, object)| (rank(property), *property, *object));
    said.dedup();
    said
}

/// The namespaces of the profile, by their prefixes.
const PREFIXES: [(&str, &str); 8] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// How a file begins that was written here, in each format.
const MADE_BY: &str = "Made by blankett";
/// More than the bytes up to there.
const LONGEST_HEAD: usize = 200;

/// Reports what a form means that no catalogue can have: options that are no terms, and things without what they must
/// have.
///
/// # Errors
///
/// Each is an error in `report`.
pub fn prove(form: &Form, report: &mut Report) {
    let Some(class) = form.means else { return };
    let fields = || form.fields.iter().chain(&form.case_fields);
    let meanings: Vec<&Meaning> = fields().map(|field| &field.meaning).collect();
    prove_class(class, &meanings, &form.place, report);
    for field in fields() {
        let parts = field.kind.record_parts();
        let of_parts: Vec<&Meaning> = parts.iter().map(|part| &part.meaning).collect();
        if let Some((Property { range: Range::Thing(class), .. }, place)) = &field.meaning.property
        {
            prove_class(*class, &of_parts, place, report);
        }
        for meaning in of_parts.into_iter().chain([&field.meaning]) {
            let Some((property, place)) = &meaning.property else { continue };
            let Range::Term(vocabulary) = property.range else { continue };
            for (_, value) in &meaning.terms {
                if vocabulary::term(vocabulary, value).is_none() {
                    let (property, value) = (property.name, value.clone());
                    let problem = problems::NoTerm { property, value, terms: Vec::new() };
                    report.error(problem, place.clone());
                }
            }
        }
    }
}

/// Reports what a thing must have and no question gives.
fn prove_class(class: Class, meanings: &[&Meaning], place: &Place, report: &mut Report) {
    let mandatory = class.properties().iter().filter(|one| one.need == Need::Mandatory);
    for property in mandatory {
        let is_it = |meaning: &&&Meaning| {
            meaning.property.as_ref().is_some_and(|(one, _)| one.name == property.name)
        };
        if !meanings.iter().any(|meaning| is_it(&meaning)) {
            let problem =
                problems::PropertyMissing { property: property.name, class: class.name() };
            report.error(problem, place.clone());
        }
    }
}

/// Whether a file was written here, so that another can take its place: it begins as those do, whatever became of its
/// line ends.
pub fn is_catalog(bytes: &[u8]) -> bool {
    let begin: Vec<u8> =
        bytes.iter().take(LONGEST_HEAD).copied().filter(|byte| *byte != b'\r').collect();
    [turtle::write(&[]), rdf_xml::write(&[])].iter().any(|empty| {
        let head = empty.find(MADE_BY).map(|at| &empty.as_bytes()[..at + MADE_BY.len()]);
        head.is_some_and(|head| begin.starts_with(head))
    })
}
