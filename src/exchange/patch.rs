//! Answers that another program changes: a list of cases in JSON, written all or none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source, nearest};
use crate::exchange::problems::{BadPatch, Brought, OtherForm, UnknownCase, WantedInPatch};
use crate::form::{CaseTable, FieldId, Form};
use crate::table::problems::UnknownKey;
use crate::workspace::{CaseFile, Workspace};

use super::answers::{BROKEN, names};
use super::json::{self, Json, JsonData};
use super::offer::{self, Base, Changed, Offer, Target, Wish};
use super::ways::{Merged, Take};

/// The fewest characters of a digest that say which answer is meant.
const LEAST_DIGEST: usize = 16;
/// How many unknown names are told with what may have been meant.
const MOST_TOLD: usize = 100;

/// What a patch says of a case.
struct Entry {
    case: (String, Place),
    /// Its form and version, where the patch says so.
    form: Option<String>,
    version: Option<String>,
    answers: Vec<(String, Place, Json)>,
    /// The digests of what the case had, by question, with the places of their keys.
    base: BTreeMap<String, (Place, Base)>,
    /// The questions whose answers were none, where the patch says so.
    broken: BTreeSet<String>,
}

impl Workspace {
    /// Changes answers of cases as patches say: all of them, or none. `sources` are their JSON: a list of objects, or
    /// an object a line as `answers` writes them. What only breaks a rule of the form is written and reported.
    ///
    /// # Errors
    ///
    /// What is no patch, cases and questions that are not there, values of another type, answers that were changed
    /// meanwhile, and what cannot be written are errors in `report`; nothing is written then.
    pub fn patch(&self, sources: &[Arc<Source>], is_dry: bool, report: &mut Report) -> Vec<Merged> {
        let mut all = Vec::new();
        for source in sources {
            if let Some(values) = json::parse(source, report) {
                all.extend(entries(values, report));
            }
        }
        let known = self.project.cases(&[], &mut Report::new());
        let known: BTreeMap<String, CaseFile> =
            known.into_iter().map(|file| (file.name.clone(), file)).collect();
        let mut targets: BTreeMap<CaseFile, Entry> = BTreeMap::new();
        for entry in all {
            let (name, place) = entry.case.clone();
            let Some(file) = known.get(&name) else {
                let is_told = report.errors() < MOST_TOLD;
                let suggestion =
                    nearest(&name, known.keys().map(String::as_str).filter(|_| is_told));
                report.error(UnknownCase { name, suggestion }, place);
                continue;
            };
            if targets.insert(file.clone(), entry).is_some() {
                report.error(BadPatch { wanted: WantedInPatch::OneOfACase }, place);
            }
        }
        let files: Vec<CaseFile> = targets.keys().cloned().collect();
        let _locks = if is_dry { None } else { offer::hold(self, &files, report) };
        let changed: Vec<Changed> = targets
            .into_iter()
            .filter_map(|(file, entry)| {
                let target = Target::open(self, &file, report)?;
                let offers = offers(target.form(), entry, report);
                let brought = (Take::Neither, Brought::Patch);
                Some(target.change(offers, brought, report))
            })
            .collect();
        if report.has_errors() || (!is_dry && !offer::write_all(self, &changed, report)) {
            return Vec::new();
        }
        for one in &changed {
            one.judge(self, report);
        }
        let changed = changed.into_iter().filter(Changed::is_any);
        changed.map(Changed::into_merged).collect()
    }

    /// Whether a file holds lines of answers as `answers` writes them, of whatever cases, and nobody changed one since:
    /// each has the digest that is beside it.
    pub fn are_answers(&self, bytes: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        if text.is_empty() {
            return true;
        }
        let mut unheard = Report::new();
        let values = json::parse(&Source::new("", text), &mut unheard).unwrap_or_default();
        let entries = entries(values, &mut unheard);
        !unheard.has_errors() && entries.iter().all(|entry| self.is_as_written(entry))
    }

    fn is_as_written(&self, entry: &Entry) -> bool {
        let (Some(form), Some(version)) = (&entry.form, &entry.version) else { return false };
        let Some(blankett) = self.version(form, version).form else { return false };
        entry.answers.iter().all(|(name, _, value)| {
            let (table, key) = CaseTable::of_name(name);
            let Some(field) = blankett.form.find(table, key) else { return false };
            let base = entry.base.get(name).map(|(_, base)| base);
            let field = blankett.form.field_at(field);
            match (value.to_value(), base) {
                (None, Some(base)) => base.is_none() || entry.broken.contains(name),
                (Some(value), Some(Some(base))) => {
                    let mut unheard = Report::new();
                    let answer = offer::read_brought(
                        &blankett.form,
                        field,
                        &value,
                        Brought::Patch,
                        &mut unheard,
                    );
                    answer.flatten().is_some_and(|answer| answer.digest() == *base)
                }
                _ => false,
            }
        })
    }

    /// The text of a file that was named, from the project's folder.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is not UTF-8, is an error in `report`.
    pub fn text_of(&self, path: &Path, report: &mut Report) -> Option<Arc<Source>> {
        self.project.read(&self.project.full(path), report)
    }
}

/// The objects of a patch, wherever they stand in lists.
fn entries(values: Vec<Json>, report: &mut Report) -> Vec<Entry> {
    let mut entries = Vec::new();
    for value in values {
        let Json { place, data } = value;
        let objects = match data {
            JsonData::List(items) => items,
            data => vec![Json { place, data }],
        };
        entries.extend(objects.into_iter().filter_map(|object| entry(object, report)));
    }
    entries
}

fn entry(object: Json, report: &mut Report) -> Option<Entry> {
    let Json { place, data: JsonData::Object(parts) } = object else {
        report.error(BadPatch { wanted: WantedInPatch::Object }, object.place);
        return None;
    };
    // Where the object begins: the whole of it may be long.
    let head = Place::new(place.source(), place.span().start..place.span().start + 1);
    let (mut case, mut answers, mut base) = (None, None, BTreeMap::new());
    let (mut form, mut version, mut broken) = (None, None, BTreeSet::new());
    let mut is_good = true;
    for (key, key_place, value) in parts {
        let at = value.place.clone();
        let mut text = || {
            let text = value.text().map(str::to_owned);
            if text.is_none() {
                report.error(BadPatch { wanted: WantedInPatch::Text }, at.clone());
                is_good = false;
            }
            text
        };
        match key.as_str() {
            "case" => case = text().map(|name| (name, at)),
            "form" => form = text(),
            "version" => version = text(),
            "states" => broken = of_state(&value, BROKEN),
            "answers" => match value.data {
                JsonData::Object(entries) => answers = Some(entries),
                _ => is_good &= refused(WantedInPatch::Answers, at, report),
            },
            "base" => match digests(value) {
                Ok(digests) => base = digests,
                Err(at) => is_good &= refused(WantedInPatch::Base, at, report),
            },
            _ => is_good &= refused(WantedInPatch::OtherKey, key_place, report),
        }
    }
    if case.is_none() && is_good {
        refused(WantedInPatch::Case, head.clone(), report);
    }
    if answers.is_none() && is_good {
        refused(WantedInPatch::Answers, head, report);
    }
    let (case, answers) = (case?, answers?);
    is_good.then_some(Entry { case, form, version, answers, base, broken })
}

/// The questions of a state, in an object that has the state of each.
fn of_state(states: &Json, wanted: &str) -> BTreeSet<String> {
    let JsonData::Object(entries) = &states.data else { return BTreeSet::new() };
    let is_it = |value: &Json| value.text() == Some(wanted);
    entries.iter().filter(|(_, _, state)| is_it(state)).map(|(key, _, _)| key.clone()).collect()
}

/// Reports what should stand at a place; that is no good.
fn refused(wanted: WantedInPatch, at: Place, report: &mut Report) -> bool {
    report.error(BadPatch { wanted }, at);
    false
}

/// The digests of an object, or the place of what is none.
fn digests(value: Json) -> Result<BTreeMap<String, (Place, Base)>, Place> {
    let JsonData::Object(entries) = value.data else { return Err(value.place) };
    let digest = |(key, place, value): (String, Place, Json)| match &value.data {
        JsonData::Null => Ok((key, (place, None))),
        JsonData::Text(text) if text.len() >= LEAST_DIGEST => {
            Ok((key, (place, Some(text.clone()))))
        }
        _ => Err(value.place),
    };
    entries.into_iter().map(digest).collect()
}

/// What a patch brings for a case of a form.
fn offers(form: &Form, entry: Entry, report: &mut Report) -> Vec<Offer> {
    let is_other =
        |said: &Option<String>, own: &String| said.as_ref().is_some_and(|one| one != own);
    if is_other(&entry.form, &form.id) || is_other(&entry.version, &form.version) {
        let file = [entry.form, entry.version].into_iter().flatten().collect::<Vec<_>>().join("/");
        let case = format!("{}/{}", form.id, form.version);
        report.error(OtherForm { file, case }, entry.case.1);
        return Vec::new();
    }
    let find = |name: &str| {
        let (table, key) = CaseTable::of_name(name);
        form.find(table, key)
    };
    let unknown = |name: &str, place: &Place, report: &mut Report| {
        // Nobody reads of thousands, each with all that there are.
        let is_told = report.errors() < MOST_TOLD;
        let known: Vec<String> = names(form).filter(|_| is_told).collect();
        let suggestion = nearest(name, known.iter().map(String::as_str));
        report.error(UnknownKey { key: name.to_owned(), suggestion, known }, place.clone());
    };
    // A key of `base` that means nothing would protect nothing.
    for (name, (place, _)) in entry.base.iter().filter(|(name, _)| find(name).is_none()) {
        unknown(name, place, report);
    }
    let mut offers: BTreeMap<FieldId, Offer> = BTreeMap::new();
    for (name, place, value) in entry.answers {
        let Some(field) = find(&name) else {
            unknown(&name, &place, report);
            continue;
        };
        let base = entry.base.get(&name).map(|(_, base)| base.clone());
        let wish = match value.to_value() {
            Some(value) => Wish::Answer(value),
            None => Wish::Removed(value.place),
        };
        offers.insert(field, Offer { field, wish, base });
    }
    offers.into_values().collect()
}
