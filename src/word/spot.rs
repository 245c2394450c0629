//! Where an answer stands in a Word file: what addresses in forms lead to.
//!
//! An address is the name of a form field, of a bookmark around one, of a content control (its tag
//! or title), or of a plain bookmark. `Text16#2` is the second of that name, `#5` the fifth form
//! field whatever its name, `control#3` the third control, `@Datum:` the first one after that text.

use super::WordFile;
use super::atoms::{Atom, Control, ControlKind};

/// What an address leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Spot {
    Field(usize),
    Control(usize),
    /// The atoms that begin and end a bookmark.
    Bookmark(usize, usize),
    /// Words that no field is around any more.
    Words(Words),
}

/// A place in the text of a file: an atom, and how many bytes of it.
pub(super) type Point = (usize, usize);

/// Where words stand that are a field's no more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Words {
    pub(super) start: Point,
    pub(super) end: Point,
}

/// Finds what an address leads to.
pub(super) fn spot(file: &WordFile, address: &str) -> Option<Spot> {
    if let Some(label) = address.strip_prefix('@') {
        return after_label(file, label);
    }
    match address.rsplit_once('#') {
        Some(("", nth)) => {
            let nth: usize = nth.parse().ok()?;
            form_fields(file).nth(nth.checked_sub(1)?).map(Spot::Field)
        }
        // Unless something is called so.
        Some(("control", nth)) if spots(file, "control").is_empty() => {
            let nth: usize = nth.parse().ok()?;
            answerable(file).nth(nth.checked_sub(1)?).map(Spot::Control)
        }
        Some((name, nth)) => {
            spots(file, name).get(nth.parse::<usize>().ok()?.checked_sub(1)?).copied()
        }
        None => spots(file, address).first().copied(),
    }
}

fn form_fields(file: &WordFile) -> impl Iterator<Item = usize> + '_ {
    (0..file.atoms.fields.len()).filter(|field| file.atoms.fields[*field].data.is_some())
}

/// The controls that an answer can stand in.
fn answerable(file: &WordFile) -> impl Iterator<Item = usize> + '_ {
    (0..file.atoms.controls.len()).filter(|&control| {
        !matches!(file.atoms.controls[control].kind, ControlKind::Made | ControlKind::Around)
    })
}

/// Which of those a control is, from 1.
pub(super) fn ordinal(file: &WordFile, control: usize) -> Option<usize> {
    Some(answerable(file).position(|other| other == control)? + 1)
}

/// All that has a name, the likeliest kind first.
fn spots(file: &WordFile, name: &str) -> Vec<Spot> {
    let atoms = &file.atoms;
    let data = |at: usize| atoms.fields[at].data.as_ref();
    let named: Vec<Spot> = form_fields(file)
        .filter(|&at| data(at).is_some_and(|data| data.name == name && !name.is_empty()))
        .map(Spot::Field)
        .collect();
    if !named.is_empty() {
        return named;
    }
    // LibreOffice drops the names of tick boxes and adds `_Copy_1` to bookmarks.
    let is_copy = |bookmark: &str| {
        bookmark
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with("_Copy_") || rest.starts_with(" Copy "))
    };
    let marked: Vec<Spot> = form_fields(file)
        .filter(|&at| {
            let nameless = data(at).is_some_and(|data| data.name.is_empty());
            let bookmarks = &atoms.fields[at].bookmarks;
            bookmarks.iter().any(|bookmark| bookmark == name || (nameless && is_copy(bookmark)))
        })
        .map(Spot::Field)
        .collect();
    if !marked.is_empty() {
        return marked;
    }
    let is_called = |control: &Control| {
        let is_answer = !matches!(control.kind, ControlKind::Made | ControlKind::Around);
        is_answer && [&control.tag, &control.alias].iter().any(|own| own.as_deref() == Some(name))
    };
    let controls: Vec<Spot> = (0..atoms.controls.len())
        .filter(|&at| is_called(&atoms.controls[at]))
        .map(Spot::Control)
        .collect();
    if !controls.is_empty() {
        return controls;
    }
    let bookmark = atoms.bookmarks.get(name).copied();
    let start = bookmark.map(|(start, _)| start);
    // LibreOffice puts the bookmark of a tick box within the field that it was around.
    if let Some(field) = start.and_then(|start| nameless_field_around(file, start)) {
        return vec![Spot::Field(field)];
    }
    let bookmark = bookmark.filter(|(start, end)| start < end);
    bookmark.map(|(start, end)| Spot::Bookmark(start, end)).into_iter().collect()
}

/// The form field without a name that an atom stands in.
fn nameless_field_around(file: &WordFile, at: usize) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for atom in &file.atoms.row[..at] {
        match atom {
            Atom::FieldStart(field) => open.push(*field),
            Atom::FieldEnd(field) => open.retain(|other| other != field),
            _ => {}
        }
    }
    let data = |field: usize| file.atoms.fields[field].data.as_ref();
    open.into_iter().rev().find(|&field| data(field).is_some_and(|data| data.name.is_empty()))
}

/// The first form field or control after a text.
fn after_label(file: &WordFile, label: &str) -> Option<Spot> {
    let atoms = &file.atoms;
    let mut text = String::new();
    for atom in &atoms.row {
        match atom {
            Atom::Text(characters, _) => text.push_str(characters),
            Atom::Paragraph(_) => text.push('\n'),
            Atom::FieldStart(field)
                if text.contains(label) && atoms.fields[*field].data.is_some() =>
            {
                return Some(Spot::Field(*field));
            }
            Atom::ControlStart(control) if text.contains(label) => {
                return Some(Spot::Control(*control));
            }
            _ => {}
        }
    }
    None
}
