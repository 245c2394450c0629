//! What a person has made of an earlier version of a form, or of the same: it stays when the Word file is imported
//! again, as far as its places are there.

use std::collections::BTreeSet;

use crate::form::{Address, Form};
use crate::table::quoted;
use crate::word::WordFile;
use crate::word::spot::{Spot, spot};

use super::blanks::{Blank, is_blank_address};
use super::prepared::named;
use super::sheet::{PlaceKind, Sheet};
use super::wording::part_mark;

/// A form whose questions are kept.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its `form.toml`.
    pub text: &'a str,
}

/// What was kept of a form.
#[derive(Default)]
pub(super) struct Kept {
    /// The places that its questions have.
    pub(super) places: BTreeSet<usize>,
    /// Addresses that are others now.
    pub(super) moved: Vec<(String, String)>,
    /// The questions that have no place any more: where each begins in `form.toml`, and its label.
    pub(super) gone: Vec<(usize, String)>,
    /// What stands in the template for places.
    pub(super) marks: Vec<(usize, String)>,
    /// The keys of its questions.
    pub(super) keys: Vec<String>,
    /// Their addresses.
    pub(super) taken: Vec<String>,
    /// What it passes over, of fields and controls.
    pub(super) passed_over: Vec<String>,
}

impl Base<'_> {
    /// Whether the form passes over a blank.
    pub(super) fn passes_over(&self, blanks: &[Blank], blank: &Blank) -> bool {
        self.form.passed_over.iter().any(|(name, _)| leads_to(blanks, name, blank))
    }

    /// The questions whose places are all there.
    pub(super) fn kept(&self, file: &WordFile, sheet: &Sheet<'_>, blanks: &[Blank]) -> Kept {
        let mut kept = Kept::default();
        let place_named = |name: &String| {
            let spot = spot(file, name);
            sheet.places.iter().position(|place| match &place.kind {
                PlaceKind::Field(field) => spot == Some(Spot::Field(*field)),
                PlaceKind::Control(control) => spot == Some(Spot::Control(*control)),
                PlaceKind::Blank(blank) => leads_to(blanks, name, blank),
            })
        };
        for (name, _) in &self.form.passed_over {
            if let Some(place) = place_named(name) {
                kept.places.insert(place);
                kept.passed_over.push(name.clone());
            }
        }
        for field in &self.form.fields {
            let names = field.names();
            let places: Vec<usize> = names.iter().filter_map(place_named).collect();
            if places.len() < names.len() {
                kept.gone.push((field.place.span().start, field.label.clone()));
                continue;
            }
            kept.keys.push(field.key.clone());
            let is_one = matches!(field.address, Some(Address::One(_)));
            let parts = field.kind.parts();
            for (nth, (place, name)) in places.into_iter().zip(names).enumerate() {
                let mark = match parts.get(nth) {
                    Some(part) if !is_one => part_mark(&field.key, part),
                    _ => format!("{{{{ field.{} }}}}", field.key),
                };
                kept.marks.push((place, mark));
                kept.places.insert(place);
                kept.taken.push(name.clone());
                if let PlaceKind::Blank(blank) = &sheet.places[place].kind
                    && blank.address != *name
                {
                    kept.moved.push((name.clone(), blank.address.clone()));
                }
            }
        }
        kept
    }
}

/// Whether an address leads to a blank among others.
fn leads_to(blanks: &[Blank], name: &str, blank: &Blank) -> bool {
    name == blank.address
        || (is_blank_address(name)
            && named(blanks, name).is_some_and(|other| other.address == blank.address))
}

/// The text of a form with what is new: its own lines stay, those of questions without a place become comments.
pub(super) fn merged(base: Base<'_>, kept: &Kept, passed_over: &str, questions: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut is_gone = false;
    let mut is_list = false;
    let has_list = base.text.lines().any(|line| line.starts_with("passed_over"));
    for line in base.text.split_inclusive('\n') {
        let starts_table = line.starts_with('[');
        if starts_table {
            is_gone = kept.gone.iter().any(|(start, _)| *start == at);
        }
        at += line.len();
        if line.starts_with("passed_over") {
            text.push_str(passed_over);
            is_list = !line.contains(']');
            continue;
        }
        if is_list {
            is_list = !line.trim_start().starts_with(']');
            continue;
        }
        if is_gone && !line.trim().is_empty() {
            text.push_str("# ");
        }
        text.push_str(line);
        if !has_list && line.starts_with("language") {
            text.push_str(passed_over);
        }
    }
    for (old, new) in &kept.moved {
        text = text.replace(&quoted(old), &quoted(new));
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text + questions
}
