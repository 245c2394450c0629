//! Legacy form fields (ISO/IEC 29500-1, 17.16.17): what docx-rs has no type for.

use crate::document::{Shown, Slot, SlotKind};
use crate::xml::element::{Element, Node};

/// What Word shows in an empty text field: five en spaces (U+2002).
const EMPTY_FIELD: &str = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";
/// The most entries of a drop-down list, and the longest, that Word's own dialogue makes.
const MOST_ENTRIES: usize = 25;
const LONGEST_ENTRY: usize = 50;
/// The greatest limit that Word sets to a text field.
const LONGEST_INPUT: usize = 32767;
/// The longest status text of a form field (ISO/IEC 29500-1, 17.18.31).
const LONGEST_STATUS: usize = 138;

/// What stands before and after what a field shows, its bookmark's beginning and end included.
/// `data` is the hole for what its data say, where it shows them.
pub(super) fn field(slot: &Slot, bookmark: usize, data: usize) -> (Vec<Node>, Vec<Node>) {
    let id = bookmark.to_string();
    let run = |child: Element| Node::Element(Element::new("w:r", &[]).with(child));
    let character = |kind: &str| Element::new("w:fldChar", &[("w:fldCharType", kind)]);
    let name = [("w:id", id.as_str()), ("w:name", &slot.name)];
    let instruction =
        Element::new("w:instrText", &[("xml:space", "preserve")]).with_text(instruction(slot));
    let opening = vec![
        Node::Element(Element::new("w:bookmarkStart", &name)),
        run(character("begin").with(field_data(slot, data))),
        run(instruction),
        run(character("separate")),
    ];
    let end = Element::new("w:bookmarkEnd", &[("w:id", &id)]);
    (opening, vec![run(character("end")), Node::Element(end)])
}

/// The field's instruction.
fn instruction(slot: &Slot) -> &'static str {
    match &slot.kind {
        SlotKind::Tick => " FORMCHECKBOX ",
        _ if drop_down(slot).is_some() => " FORMDROPDOWN ",
        _ => " FORMTEXT ",
    }
}

/// Whether the field shows what its data say rather than text of its own.
pub(super) fn shows_data(slot: &Slot) -> bool {
    slot.kind == SlotKind::Tick || drop_down(slot).is_some()
}

/// What the data of a field say that shows them: whether it is ticked, or which entry is chosen.
pub(super) fn shown_data(slot: &Slot, shown: Shown<'_>) -> String {
    if slot.kind == SlotKind::Tick {
        let ticked = u8::from(shown == Shown::Tick(true));
        // Word goes by `checked`; indexers built on Apache POI read `default` alone.
        return format!("<w:default w:val=\"{ticked}\"/><w:checked w:val=\"{ticked}\"/>");
    }
    // The first entry means that nothing is chosen.
    let chosen = match shown {
        Shown::Choice { nth: Some(nth), .. } => nth + 1,
        _ => 0,
    };
    format!("<w:result w:val=\"{chosen}\"/>")
}

/// What an unanswered field shows.
pub(super) fn empty_text(slot: &Slot) -> &str {
    slot.placeholder.as_deref().unwrap_or(EMPTY_FIELD)
}

/// The entries of a choice that Word can show as a drop-down list, the first of which means that
/// nothing is chosen; `None` where there are too many or too long ones, so that it is a text field.
fn drop_down(slot: &Slot) -> Option<Vec<&str>> {
    let SlotKind::Choice(options) = &slot.kind else { return None };
    let entries: Vec<&str> =
        std::iter::once(empty_text(slot)).chain(options.iter().map(String::as_str)).collect();
    let fits = entries.len() <= MOST_ENTRIES
        && entries.iter().all(|entry| entry.encode_utf16().count() <= LONGEST_ENTRY);
    fits.then_some(entries)
}

/// `w:ffData`: what the field is called and what can stand in it.
fn field_data(slot: &Slot, hole: usize) -> Element {
    let value = |name: &str, value: &str| Element::new(name, &[("w:val", value)]);
    let text =
        |name: &str, value: &str| Element::new(name, &[("w:type", "text"), ("w:val", value)]);
    let mut data = Element::new("w:ffData", &[])
        .with(value("w:name", &slot.name))
        .with(Element::new("w:enabled", &[]))
        .with(value("w:calcOnExit", "0"));
    // The question stands above the field already.
    if let Some(help) = &slot.help {
        data = data.with(text("w:helpText", help));
        data = data.with(text("w:statusText", &shortened(help, LONGEST_STATUS)));
    }
    if slot.kind == SlotKind::Tick {
        let size = Element::new("w:sizeAuto", &[]);
        return data.with(Element::new("w:checkBox", &[]).with(size).with_hole(hole));
    }
    if let Some(entries) = drop_down(slot) {
        let list = Element::new("w:ddList", &[]).with_hole(hole);
        let list = entries.iter().fold(list, |list, entry| list.with(value("w:listEntry", entry)));
        return data.with(list);
    }
    let mut input = Element::new("w:textInput", &[]);
    // Word then reads dates as they are typed, and writes them in the one way.
    if slot.kind == SlotKind::Date && slot.placeholder.is_none() {
        input = input.with(value("w:type", "date"));
    }
    if let Some(placeholder) = &slot.placeholder {
        input = input.with(value("w:default", placeholder));
    }
    if let Some(longest) = slot.longest.filter(|longest| *longest <= LONGEST_INPUT) {
        input = input.with(value("w:maxLength", &longest.to_string()));
    }
    if slot.kind == SlotKind::Date && slot.placeholder.is_none() {
        input = input.with(value("w:format", "yyyy-MM-dd"));
    }
    data.with(input)
}

/// A text cut at a limit that Word counts in UTF-16.
fn shortened(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut length = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length < limit
        })
        .collect();
    format!("{kept}…")
}
