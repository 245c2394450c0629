//! Legacy form fields (ISO/IEC 29500-1, 17.16.17): what docx-rs has no type for.

use docx_rs::Run;

use crate::document::{Content, Slot, SlotKind};

use super::xml::Element;

/// What Word shows in an empty text field: five en spaces (U+2002).
const EMPTY_FIELD: &str = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";
/// The longest status text of a form field (ISO/IEC 29500-1, 17.18.31).
const LONGEST_STATUS: usize = 138;

/// The run that begins a field, with its name and what can stand in it.
pub(super) fn begin(slot: &Slot, content: Option<&Content>) -> Element {
    let begin = Element::new("w:fldChar", &[("w:fldCharType", "begin")]);
    Element::new("w:r", &[]).with(begin.with(field_data(slot, content)))
}

/// The field's instruction.
pub(super) fn instruction(slot: &Slot) -> &'static str {
    if slot.kind == SlotKind::Tick { " FORMCHECKBOX " } else { " FORMTEXT " }
}

/// What an unanswered field shows.
pub(super) fn empty(slot: &Slot) -> Run {
    match &slot.placeholder {
        Some(placeholder) => Run::new().add_text(placeholder),
        None => Run::new().add_text(EMPTY_FIELD),
    }
}

/// `w:ffData`: what the field is called and what can stand in it.
fn field_data(slot: &Slot, content: Option<&Content>) -> Element {
    let value = |name: &str, value: &str| Element::new(name, &[("w:val", value)]);
    let text =
        |name: &str, value: &str| Element::new(name, &[("w:type", "text"), ("w:val", value)]);
    let mut data = Element::new("w:ffData", &[])
        .with(value("w:name", &slot.name))
        .with(Element::new("w:enabled", &[]))
        .with(value("w:calcOnExit", "0"));
    if let Some(help) = &slot.help {
        data = data.with(text("w:helpText", help));
    }
    data = data.with(text("w:statusText", &shortened(&slot.label, LONGEST_STATUS)));
    if slot.kind == SlotKind::Tick {
        let ticked = if content == Some(&Content::Tick(true)) { "1" } else { "0" };
        // Word goes by `checked`; indexers built on Apache POI read `default` alone.
        return data.with(
            Element::new("w:checkBox", &[])
                .with(Element::new("w:sizeAuto", &[]))
                .with(value("w:default", ticked))
                .with(value("w:checked", ticked)),
        );
    }
    let mut input = Element::new("w:textInput", &[]);
    if let Some(placeholder) = &slot.placeholder {
        input = input.with(value("w:default", placeholder));
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
