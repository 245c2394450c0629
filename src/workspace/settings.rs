//! What a project says of itself: `blankett.toml` → [`Settings`].

use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source};
use crate::form::is_language;
use crate::form::problems::NotALanguage;
use crate::reference::known;
use crate::table::problems::{BlankText, Duplicate};
use crate::table::{self, Table};
use crate::text::is_web_address;
use crate::workspace::problems::{NoCatalog, NoOrganisation, NotWebAddress};

use super::project::Project;

/// What packages say of the commit that they are of: its name, or that with the objects that prove it.
const COMMITS: [&str; 2] = ["id", "proof"];

/// What a project says of itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings {
    /// Who the records belong to, and who delivers them.
    pub organisation: Organisation,
    /// The agreement that deliveries to the archive follow.
    pub agreement: Option<String>,
    /// Whether packages prove which commit their case is of, and not only say it.
    pub is_commit_proved: bool,
}

/// An organisation, as an archive wants to know it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// What it is known by: in Sweden its organisation number.
    pub identity: String,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// Whom an archive can ask.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Contact {
    /// The person or the function.
    pub name: String,
    /// Telephone.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// What a project says of its catalogue of open data: `[catalog]`.
#[derive(Clone, Debug)]
pub struct CatalogSettings {
    /// What the addresses of all in it begin with; it ends in `/`.
    pub base: String,
    /// What it is called.
    pub title: String,
    /// What is in it.
    pub description: String,
    /// Who publishes it.
    pub publisher: String,
    /// What kind of publisher that is.
    pub publisher_type: Option<String>,
    /// The licence of the catalogue itself.
    pub licence: String,
    /// Its page for people.
    pub homepage: Option<String>,
    /// The language of its title and description.
    pub language: String,
    /// Where its licence and the kind of its publisher stand.
    pub places: [Place; 2],
    /// Where it stands.
    pub place: Place,
}

impl CatalogSettings {
    /// Reads `[catalog]` of `blankett.toml`.
    ///
    /// # Errors
    ///
    /// What is missing is one error in `report`, which names it all; what is wrong is one each.
    pub fn parse(source: Option<&Arc<Source>>, report: &mut Report) -> Option<CatalogSettings> {
        const REQUIRED: [&str; 5] = ["base", "title", "description", "publisher", "licence"];
        let named = |keys: &[&str]| keys.iter().map(|key| format!("catalog.{key}")).collect();
        let Some(source) = source else {
            report.error_nowhere(NoCatalog { missing: named(&REQUIRED) });
            return None;
        };
        let faults = report.errors();
        let root = table::parse(source, report);
        Parts::of(&root, &mut Report::new());
        root.refuse_unknown(&known("settings"), report);
        let catalog = root.table("catalog", report);
        if report.errors() > faults {
            return None;
        }
        let Some(catalog) = catalog else {
            report.error(NoCatalog { missing: named(&REQUIRED) }, root.place());
            return None;
        };
        catalog.refuse_unknown(&known("settings.catalog"), report);
        let licence = if catalog.get("license").is_some() { "license" } else { "licence" };
        let keys = REQUIRED.map(|key| if key == "licence" { licence } else { key });
        let missing: Vec<&str> =
            keys.into_iter().filter(|key| catalog.get(key).is_none()).collect();
        if !missing.is_empty() {
            report.error(NoCatalog { missing: named(&missing) }, catalog.place());
        }
        let [base, title, description, publisher, licence] =
            keys.map(|key| text(catalog, key, report));
        for key in ["base", "homepage"] {
            let Some((address, place)) = catalog.text(key, &mut Report::new()) else { continue };
            // What is put behind it would not be a part of its path.
            let is_whole = key != "base" || !address.contains(['?', '#']);
            if !is_web_address(address) || !is_whole {
                report.error(NotWebAddress { text: address.to_owned() }, place.clone());
            }
        }
        let publisher_type = text(catalog, "publisher_type", report);
        let homepage = text(catalog, "homepage", report);
        let language = text(catalog, "language", report);
        if let (Some(tag), Some(entry)) = (&language, catalog.get("language"))
            && !is_language(tag)
        {
            report.error(NotALanguage { text: tag.clone() }, entry.value.place.clone());
        }
        if let (Some(one), Some(_)) = (catalog.get("license"), catalog.get("licence")) {
            report.error(Duplicate { name: "license".to_owned() }, one.key_place.clone());
        }
        let place_of = |key: &str| {
            let entry = catalog.get(key);
            entry.map_or_else(|| catalog.place(), |entry| entry.value.place.clone())
        };
        let places = [place_of(keys[4]), place_of("publisher_type")];
        if report.errors() > faults {
            return None;
        }
        let base = base?;
        Some(CatalogSettings {
            base: format!("{}/", base.trim_end_matches('/')),
            title: title?,
            description: description?,
            publisher: publisher?,
            publisher_type,
            licence: licence?,
            homepage,
            language: language.unwrap_or_else(|| "sv".to_owned()),
            places,
            place: catalog.place(),
        })
    }
}

/// What public copies of a project may show, whatever the form: `public` in `blankett.toml`.
///
/// # Errors
///
/// What is wrong with the file or with that key is a problem in `report`.
pub(super) fn public(source: &Arc<Source>, report: &mut Report) -> Vec<String> {
    let root = table::parse(source, report);
    Parts::of(&root, report);
    let texts = root.texts("public", report).into_iter();
    texts.map(|(text, _)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

impl Project {
    /// Whose project it is, if it says so. What is wrong with its settings is told where they are needed.
    pub fn authority(&self) -> Option<String> {
        let mut unheard = Report::new();
        let root = table::parse(&self.settings(&mut unheard)?, &mut unheard);
        let (name, _) = root.table("organisation", &mut unheard)?.text("name", &mut unheard)?;
        Some(name.trim().to_owned())
    }
}

impl Settings {
    /// Reads `blankett.toml`; without it there is nothing to read.
    ///
    /// # Errors
    ///
    /// All problems go to `report`; what an archive must know and is not there is one problem that
    /// names it all.
    pub fn parse(source: Option<&Arc<Source>>, report: &mut Report) -> Option<Settings> {
        let Some(source) = source else {
            let missing = vec!["organisation.name".into(), "organisation.identity".into()];
            report.error_nowhere(NoOrganisation { missing });
            return None;
        };
        let faults = report.errors();
        let root = table::parse(source, report);
        // After a problem of syntax nobody knows what is missing.
        if report.errors() > faults {
            return None;
        }
        let parts = Parts::of(&root, report);
        if !parts.missing.is_empty() {
            report.error(NoOrganisation { missing: parts.missing }, root.place());
        }
        if report.errors() > faults {
            return None;
        }
        let Parts { name, identity, contact, agreement, is_commit_proved, .. } = parts;
        let organisation = Organisation { name: name?, identity: identity?, contact };
        Some(Settings { organisation, agreement, is_commit_proved })
    }
}

/// What stands in `blankett.toml` for an archive, as far as it is there.
struct Parts {
    name: Option<String>,
    identity: Option<String>,
    contact: Option<Contact>,
    agreement: Option<String>,
    is_commit_proved: bool,
    /// The keys that an archive must know and that are not there.
    missing: Vec<String>,
}

impl Parts {
    /// Whatever is wrong with a key that is there is a problem, whoever reads the file.
    fn of(root: &Table, report: &mut Report) -> Parts {
        root.refuse_unknown(&known("settings"), report);
        let mut missing: Vec<String> = Vec::new();
        let organisation = root.table("organisation", report);
        if let Some(organisation) = organisation {
            organisation.refuse_unknown(&known("settings.organisation"), report);
        }
        let mut required = |key: &str, report: &mut Report| {
            let there = organisation.filter(|table| table.get(key).is_some());
            if there.is_none() {
                missing.push(format!("organisation.{key}"));
            }
            text(there?, key, report)
        };
        let name = required("name", report);
        let identity = required("identity", report);
        let contact = organisation.and_then(|table| table.table("contact", report));
        let contact = contact.and_then(|contact| {
            contact.refuse_unknown(&known("settings.contact"), report);
            if contact.get("name").is_none() {
                contact.required_text("name", report);
            }
            let telephone = text(contact, "telephone", report);
            let email = text(contact, "email", report);
            Some(Contact { name: text(contact, "name", report)?, telephone, email })
        });
        let archive = root.table("archive", report);
        let agreement = archive.and_then(|archive| {
            archive.refuse_unknown(&known("settings.archive"), report);
            text(archive, "agreement", report)
        });
        let commit = archive.and_then(|archive| archive.choice("commit", &COMMITS, report));
        let is_commit_proved = commit == Some(COMMITS[1]);
        Parts { name, identity, contact, agreement, is_commit_proved, missing }
    }
}

/// The text at a key, which must not be blank.
fn text(table: &Table, key: &str, report: &mut Report) -> Option<String> {
    let (text, place) = table.text(key, report)?;
    if text.trim().is_empty() {
        report.error(BlankText, place.clone());
        return None;
    }
    Some(text.to_owned())
}
