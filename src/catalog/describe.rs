//! The answers of a case → what is said of a data set, and of the things that belong to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Answer, Answers, Reading};
use crate::case::Case;
use crate::catalog::problems::{NoTerm, NotAnAddress, PropertyMissing, Recommended};
use crate::diagnostic::{Place, Question, Report};
use crate::digest::sha256;
use crate::form::meaning::{Need, Property, Range};
use crate::form::{CaseTable, Class, Field, FieldId, Form, Meaning};
use crate::scalar::Scalar;
use crate::table::Data;
use crate::text::{address, file_name, is_web_address, with_small_scheme};

use super::{Object, Thing, Things, merge, vocabulary};

/// How many characters of a digest tell things of a data set apart.
const DIGEST: usize = 12;

/// Describes a data set.
pub(super) struct Describer<'a> {
    base: &'a str,
    form: &'a Form,
    case: &'a Case,
    reading: &'a Reading<'a>,
    pub(super) things: Things,
    /// The distributions that are had at an address: theirs by that alone, and theirs by all that is said.
    had: BTreeMap<String, BTreeSet<String>>,
}

/// Where a value stands that something is said by, and its question.
#[derive(Clone)]
struct Source {
    place: Place,
    /// The places of its items.
    items: Vec<Place>,
    question: Question,
}

impl<'a> Describer<'a> {
    pub(super) fn new(
        base: &'a str,
        form: &'a Form,
        case: &'a Case,
        reading: &'a Reading<'a>,
    ) -> Describer<'a> {
        let (things, had) = (BTreeMap::new(), BTreeMap::new());
        Describer { base, form, case, reading, things, had }
    }

    /// The address of a case's data set, which stays as long as the case has its name.
    pub(super) fn address_of(&self, case: &str) -> String {
        let name = case.strip_prefix("cases/").unwrap_or(case);
        let name = name.strip_suffix(".toml").unwrap_or(name);
        format!("{}dataset/{}", self.base, address(name))
    }

    /// Says all that the answers say of the data set.
    pub(super) fn describe(
        &mut self,
        class: Class,
        iri: &str,
        answers: &Answers,
        report: &mut Report,
    ) {
        let (mut said, mut answered) = (Vec::new(), Vec::new());
        for table in CaseTable::ALL {
            for (at, field) in self.form.fields_of(table).iter().enumerate() {
                let Some((property, _)) = &field.meaning.property else { continue };
                let id = FieldId { table, at };
                let source = self.source(id, field);
                let Some(answer) = answers.answer_at(id) else { continue };
                answered.push(property.name);
                let objects = self.objects(property, field, answer, iri, &source, report);
                said.extend(objects.into_iter().map(|object| (property.name, object)));
            }
        }
        self.judge(class, &answered, None, report);
        // Of one that is alone where it is had, the address stays whatever else is said of it.
        for (short, whole) in std::mem::take(&mut self.had) {
            let (Some(whole), 1) = (whole.first(), whole.len()) else { continue };
            let Some(thing) = self.things.remove(whole) else { continue };
            self.things.insert(short.clone(), thing);
            for (_, object) in &mut said {
                if *object == Object::Iri(whole.clone()) {
                    *object = Object::Iri(short.clone());
                }
            }
        }
        let place = self.form.place.clone();
        merge(&mut self.things, iri.to_owned(), Thing { class, said }, &place, report);
    }

    fn source(&self, id: FieldId, field: &Field) -> Source {
        let value = self.reading.state(id).value();
        let table = id.table.choose(&self.case.facts, &self.case.answers);
        let place = value.map_or_else(|| table.place(), |value| value.place.clone());
        let items = match value.map(|value| &value.data) {
            Some(Data::List(items)) => items.iter().map(|item| item.place.clone()).collect(),
            _ => Vec::new(),
        };
        Source { place, items, question: field.question() }
    }

    /// What an answer says.
    fn objects(
        &mut self,
        property: &Property,
        field: &Field,
        answer: &Answer,
        iri: &str,
        source: &Source,
        report: &mut Report,
    ) -> Vec<Object> {
        let one = |value: &Scalar, report: &mut Report| {
            self.object(property, &field.meaning, value, source, report)
        };
        match (answer, property.range) {
            (Answer::One(value), _) => one(value, report).into_iter().collect(),
            (Answer::Text(text), _) => {
                one(&Scalar::Text(text.to_string()), report).into_iter().collect()
            }
            (Answer::Words(words) | Answer::Lines(words), _) => {
                let words = words.iter().cloned().map(Scalar::Text);
                words.filter_map(|word| one(&word, report)).collect()
            }
            (Answer::Record(values), Range::Thing(class)) => {
                self.thing(class, field, values, iri, source, report).into_iter().collect()
            }
            (Answer::Records(records), Range::Thing(class)) => {
                let places = source.items.iter().cloned().map(Some).chain(std::iter::repeat(None));
                let things = records.iter().zip(places).filter_map(|(values, place)| {
                    let source = source.clone();
                    let place = place.unwrap_or_else(|| source.place.clone());
                    let of_item = Source { place, ..source };
                    self.thing(class, field, values, iri, &of_item, report)
                });
                things.collect()
            }
            // A word that is no answer of the kind says nothing here.
            (Answer::Word(_) | Answer::Record(_) | Answer::Records(_), _) => Vec::new(),
        }
    }

    /// What a single value says.
    fn object(
        &self,
        property: &Property,
        meaning: &Meaning,
        value: &Scalar,
        source: &Source,
        report: &mut Report,
    ) -> Option<Object> {
        let text = value.to_string();
        let language = || self.form.language.split('-').next().unwrap_or("sv").to_owned();
        let told = meaning.terms.iter().find(|(option, _)| *option == text);
        match property.range {
            Range::Text => Some(Object::Text(text, language())),
            Range::Literal | Range::Thing(_) => Some(Object::Literal(text)),
            Range::Date => match value {
                Scalar::Date(day) => Some(Object::Date(day.to_string())),
                _ => None,
            },
            Range::Address | Range::Itself if is_web_address(&text) => {
                Some(Object::Iri(with_small_scheme(&text)))
            }
            Range::Email if text.contains('@') && is_web_address(&format!("https://x/{text}")) => {
                Some(Object::Iri(format!("mailto:{text}")))
            }
            Range::Address | Range::Itself | Range::Email => {
                let problem = NotAnAddress { property: property.name, value: text };
                let problem = report.error(problem, source.place.clone());
                problem.question = Some(source.question.clone());
                None
            }
            Range::Term(vocabulary) => {
                let term = told.map_or(&*text, |(_, term)| term.as_str());
                let found = vocabulary::term(vocabulary, term);
                if found.is_none() {
                    let problem =
                        NoTerm { property: property.name, value: text, terms: Vec::new() };
                    let place = source.place.clone();
                    let problem = if property.need == Need::Mandatory {
                        report.error(problem, place)
                    } else {
                        report.warning(problem, place)
                    };
                    problem.question = Some(source.question.clone());
                }
                found
            }
        }
    }

    /// A thing of its own, by a record: its address.
    fn thing(
        &mut self,
        class: Class,
        field: &Field,
        values: &[Option<Scalar>],
        of: &str,
        source: &Source,
        report: &mut Report,
    ) -> Option<Object> {
        let (mut said, mut answered, mut itself) = (Vec::new(), Vec::new(), None);
        for (part, value) in field.kind.record_parts().iter().zip(values) {
            let (Some((property, _)), Some(value)) = (&part.meaning.property, value) else {
                continue;
            };
            answered.push(property.name);
            let Some(object) = self.object(property, &part.meaning, value, source, report) else {
                continue;
            };
            match (property.range, object) {
                // What is the authority's own has an address already.
                (Range::Itself, Object::Iri(address)) if address.starts_with(self.base) => {
                    let problem = NotAnAddress { property: "@id", value: address };
                    report.error(problem, source.place.clone()).question =
                        Some(source.question.clone());
                }
                (Range::Itself, Object::Iri(address)) => itself = Some(address),
                (_, object) => said.push((property.name, object)),
            }
        }
        self.judge(class, &answered, Some((source, field)), report);
        if said.is_empty() && itself.is_none() {
            return None;
        }
        let words = |name: &str| {
            let found = said.iter().find(|(property, _)| *property == name);
            found.map(|(_, object)| object.words().to_owned()).unwrap_or_default()
        };
        let mut all: Vec<String> =
            said.iter().map(|(name, object)| format!("{name} {}", object.words())).collect();
        all.sort();
        let digest = |text: &str| sha256(text.as_bytes())[..DIGEST].to_owned();
        let address = itself.unwrap_or_else(|| match class {
            Class::Agent => agent_address(self.base, &words("foaf:name")),
            // The order of rows may change.
            Class::Distribution => {
                let address = |text: &str| format!("{of}/distribution/{}", digest(text));
                let (short, whole) = (address(&words("dcat:accessURL")), address(&all.join("\n")));
                self.had.entry(short).or_default().insert(whole.clone());
                whole
            }
            Class::Period => format!("{of}/period/{}", digest(&all.join("\n"))),
            Class::Contact => format!("{}contact/{}", self.base, digest(&all.join("\n"))),
            _ => format!("{}{}/{}", self.base, "standard", digest(&all.join("\n"))),
        });
        merge(&mut self.things, address.clone(), Thing { class, said }, &source.place, report);
        Some(Object::Iri(address))
    }

    /// Reports what the profile wants of a thing and no answer gives; what is wrong with one that is there is told.
    fn judge(
        &self,
        class: Class,
        answered: &[&'static str],
        of: Option<(&Source, &Field)>,
        report: &mut Report,
    ) {
        let missing = class.properties().iter().filter(|property| {
            property.need > Need::Optional && !answered.contains(&property.name)
        });
        for property in missing {
            let asked = self.asked(property, of);
            let is_mandatory = property.need == Need::Mandatory;
            // What the form does not ask is not recommended to whoever answers.
            let source = asked.or_else(|| {
                let (source, _) = of.filter(|_| is_mandatory)?;
                Some(source.clone())
            });
            let missing = PropertyMissing { property: property.name, class: class.name() };
            let Some(source) = source else {
                if is_mandatory {
                    report.error(missing, self.form.place.clone());
                }
                continue;
            };
            let problem = if is_mandatory {
                report.error(missing, source.place)
            } else {
                report.warning(
                    Recommended { property: property.name, is_setting: false },
                    source.place,
                )
            };
            problem.question = Some(source.question);
        }
    }

    /// Where the form asks for a property.
    fn asked(&self, property: &Property, of: Option<(&Source, &Field)>) -> Option<Source> {
        let is_it = |meaning: &Meaning| {
            meaning.property.as_ref().is_some_and(|(one, _)| one.name == property.name)
        };
        if let Some((source, field)) = of {
            let mut parts = field.kind.record_parts().iter();
            return parts.any(|part| is_it(&part.meaning)).then(|| source.clone());
        }
        CaseTable::ALL.into_iter().find_map(|table| {
            let mut fields = self.form.fields_of(table).iter().enumerate();
            let (at, field) = fields.find(|(_, field)| is_it(&field.meaning))?;
            Some(self.source(FieldId { table, at }, field))
        })
    }
}

/// The address of a publisher, by its name.
pub(super) fn agent_address(base: &str, name: &str) -> String {
    let slug = file_name(name);
    // Letters that a file's name does not have tell names apart all the same.
    let is_whole = slug == name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    let digest =
        if is_whole { String::new() } else { format!("-{}", &sha256(name.as_bytes())[..8]) };
    format!("{base}agent/{}", address(&format!("{slug}{digest}")))
}
