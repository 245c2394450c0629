//! What changed between two forms: two versions of one, or one and a Word file that became one.

use super::{Address, Field, Form};

/// A change from one form to another.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// A field that only the new form has.
    Added(&'a Field),
    /// A field that only the old form has.
    Removed(&'a Field),
    /// A field with another key.
    Renamed(&'a Field, &'a Field),
    /// A field of another kind, or with other options or parts.
    Retyped(&'a Field, &'a Field),
    /// A field whose question reads otherwise.
    Reworded(&'a Field, &'a Field),
    /// A field that stands somewhere else in Word.
    Moved(&'a Field, &'a Field),
    /// A field that must be answered now.
    Required(&'a Field, &'a Field),
}

impl<'a> Change<'a> {
    /// The old field, whose answers are touched.
    pub fn old(&self) -> Option<&'a Field> {
        match self {
            Change::Added(_) => None,
            Change::Removed(old)
            | Change::Renamed(old, _)
            | Change::Retyped(old, _)
            | Change::Reworded(old, _)
            | Change::Moved(old, _)
            | Change::Required(old, _) => Some(old),
        }
    }

    /// Whether an answer in a case of the old form is no answer in one of the new as it stands.
    pub fn breaks_answers(&self) -> bool {
        matches!(self, Change::Removed(_) | Change::Renamed(..) | Change::Retyped(..))
    }
}

/// Why two fields, an old and a new one, are the same.
pub(crate) type Same = fn(&Field, &Field) -> bool;

/// The new form says so.
pub(crate) const RENAMED: Same = |old, new| new.earlier.key.as_ref() == Some(&old.key);
/// They have the same key.
pub(crate) const SAME_KEY: Same = |old, new| old.key == new.key;
/// They have the same address in Word.
const SAME_ADDRESS: Same = |old, new| old.address.is_some() && old.address == new.address;
/// They ask the same.
pub(crate) const SAME_LABEL: Same = |old, new| old.label == new.label;

/// All reasons, the surest first, where forms are compared.
pub(crate) const SAME: [Same; 4] = [RENAMED, SAME_KEY, SAME_ADDRESS, SAME_LABEL];

/// The new fields, each with the old one that it is, by the first reason that holds; and the old ones that are gone.
pub(crate) fn pairs<'a>(
    old: &'a [Field],
    new: &'a [Field],
    reasons: &[Same],
) -> (Vec<(Option<&'a Field>, &'a Field)>, Vec<&'a Field>) {
    let mut left: Vec<&Field> = old.iter().collect();
    let mut pairs: Vec<(Option<&Field>, &Field)> = new.iter().map(|field| (None, field)).collect();
    for is_same in reasons {
        for (found, field) in &mut pairs {
            if found.is_none()
                && let Some(at) = left.iter().position(|other| is_same(other, field))
            {
                *found = Some(left.remove(at));
            }
        }
    }
    (pairs, left)
}

/// The changes from one form to another, in the order of the new, what is gone last.
pub fn diff<'a>(old: &'a Form, new: &'a Form) -> Vec<Change<'a>> {
    let (pairs, left) = pairs(&old.fields, &new.fields, &SAME);
    let mut changes = Vec::new();
    for (old, new) in pairs {
        let Some(old) = old else {
            changes.push(Change::Added(new));
            continue;
        };
        if old.key != new.key {
            changes.push(Change::Renamed(old, new));
        }
        if !old.kind.is_like(&new.kind) {
            changes.push(Change::Retyped(old, new));
        }
        if old.label != new.label {
            changes.push(Change::Reworded(old, new));
        }
        if old.address != new.address {
            changes.push(Change::Moved(old, new));
        }
        if old.rules.required.is_empty() && !new.rules.required.is_empty() {
            changes.push(Change::Required(old, new));
        }
    }
    changes.extend(left.into_iter().map(Change::Removed));
    changes
}

impl Address {
    /// The names on one line.
    pub fn shown(&self) -> String {
        self.names().join(", ")
    }
}
