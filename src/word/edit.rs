//! Changes to the bytes of a part.

use std::ops::Range;

/// A change to a part.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// What it is for: the address of the field.
    pub name: String,
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// A text with changes; `None` if two of them are about the same bytes.
pub(super) fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let (mut changed, mut done) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        changed.push_str(text.get(done..edit.range.start)?);
        changed.push_str(&edit.text);
        done = edit.range.end;
    }
    changed.push_str(text.get(done..)?);
    Some(changed)
}
