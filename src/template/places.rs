//! Where answers stand in templates, and what templates call that.

use crate::form::{Address, Field, Form};

/// A place for an answer in a form's templates.
pub(crate) struct TemplateSlot<'a> {
    /// The question.
    pub(crate) field: &'a Field,
    /// The part of it that stands here, by its index in [`crate::form::Kind::parts`].
    pub(crate) part: Option<usize>,
    /// The name of the bookmark.
    pub(crate) bookmark: &'a str,
    /// What templates call it.
    pub(crate) place: String,
}

/// The slots of a form, in the order of their markers.
pub(crate) fn slots(form: &Form) -> Vec<TemplateSlot<'_>> {
    let mut slots = Vec::new();
    for field in &form.fields {
        match &field.address {
            Some(Address::One(bookmark)) => {
                let place = shown(&["field", &field.key]);
                slots.push(TemplateSlot { field, part: None, bookmark, place });
            }
            Some(Address::Parts(bookmarks)) => {
                for (at, (part, bookmark)) in field.kind.parts().iter().zip(bookmarks).enumerate() {
                    let place = shown(&["part", &field.key, part]);
                    slots.push(TemplateSlot { field, part: Some(at), bookmark, place });
                }
            }
            None => {}
        }
    }
    slots
}

/// A dotted name as templates write it: with brackets around what is no name.
pub(super) fn shown(path: &[&str]) -> String {
    let mut shown = String::new();
    for part in path {
        let is_name = part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !is_name && !shown.is_empty() {
            shown.push_str(&format!("[\"{}\"]", part.replace('\\', "\\\\").replace('"', "\\\"")));
            continue;
        }
        if !shown.is_empty() {
            shown.push('.');
        }
        shown.push_str(part);
    }
    shown
}
