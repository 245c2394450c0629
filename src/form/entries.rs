//! Entries of `form.toml` that several readers read in the same way.

use std::collections::BTreeMap;

use crate::diagnostic::{Place, Report};
use crate::form::problems::{InvalidKey, LineBreak, ReservedKey, TooLong};
use crate::table::Table;
use crate::table::problems::{BlankText, Duplicate};

use super::condition::RESERVED;

/// The names used so far, with the places where they stand.
pub(super) type Taken = BTreeMap<String, Place>;

pub(super) fn key(table: &Table, taken: &mut Taken, report: &mut Report) -> Option<String> {
    let (key, place) = table.required_text("key", report)?;
    let fits = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !fits {
        report.error(InvalidKey { key: key.to_owned() }, place.clone());
    } else if RESERVED.contains(&key) {
        report.error(ReservedKey { key: key.to_owned() }, place.clone());
    }
    refuse_taken(key, place, taken, report);
    Some(key.to_owned())
}

pub(super) fn refuse_taken(name: &str, place: &Place, taken: &mut Taken, report: &mut Report) {
    if let Some(first) = taken.get(name) {
        report.error(Duplicate { name: name.to_owned() }, place.clone()).secondary =
            Some(first.clone());
    } else {
        taken.insert(name.to_owned(), place.clone());
    }
}

/// Text that must be there, and be one line that is not blank.
pub(super) fn required_line(table: &Table, key: &str, report: &mut Report) -> Option<String> {
    let (text, place) = table.required_text(key, report)?;
    refuse_lines(text, place, report);
    if text.trim().is_empty() {
        report.error(BlankText, place.clone());
    }
    Some(text.to_owned())
}

pub(super) fn refuse_lines(text: &str, place: &Place, report: &mut Report) {
    if text.contains('\n') {
        report.error(LineBreak, place.clone());
    }
}

pub(super) fn refuse_long(text: &str, limit: usize, place: &Place, report: &mut Report) {
    // Word counts in UTF-16.
    let length = text.encode_utf16().count();
    if length > limit {
        report.error(TooLong { limit, length }, place.clone());
    }
}
