//! What somebody typed right beside the bookmark of a blank: where nothing stands in one, Word puts what is typed
//! before or behind it.

use super::WordFile;
use super::adopt::is_blank_address;
use super::atoms::Atom;
use super::places::Places;
use super::spot::{Point, Spot, Words, spot};
use crate::text::is_blank;

/// The text of a stretch of a paragraph, with the point of each character and of the end.
struct Stretch {
    text: String,
    points: Vec<(Point, Point)>,
}

impl Places {
    /// Widens the blanks of a form by what the paragraph has around them that the form's own has not.
    pub(super) fn widen(&mut self, file: &WordFile, original: &WordFile) {
        let names: Vec<String> =
            self.names().filter(|name| is_blank_address(name)).cloned().collect();
        for name in names {
            // One that was drawn over others is around their words too.
            if self.holds_others(file, &name) {
                self.forget(&name);
                continue;
            }
            let (Some(Spot::Bookmark(start, end)), Some(Spot::Bookmark(from, to))) =
                (self.get(&name), spot(original, &name))
            else {
                continue;
            };
            if let Some(words) = words(file, (start, end), original, (from, to), &name) {
                self.replace(name, Spot::Words(words));
            }
        }
    }
}

impl Places {
    /// Whether another place begins within one.
    fn holds_others(&self, file: &WordFile, name: &str) -> bool {
        let own = self.get(name).and_then(|spot| file.range_of(spot));
        let Some(own) = own else { return false };
        self.names().filter(|other| *other != name).any(|other| {
            let other = self.get(other).and_then(|spot| file.range_of(spot));
            other.is_some_and(|other| own.start < other.start && other.start < own.end)
        })
    }
}

fn words(
    file: &WordFile,
    (start, end): (usize, usize),
    original: &WordFile,
    (from, to): (usize, usize),
    name: &str,
) -> Option<Words> {
    let (before, own_before) = (before(file, start), before(original, from));
    let (after, own_after) = (after(file, end), after(original, to));
    let more_before = before.text.strip_prefix(&own_before.text);
    let more_after = after.text.strip_suffix(&own_after.text);
    let more_before = more_before.filter(|more| !is_blank(more));
    let more_after = more_after.filter(|more| !is_blank(more));
    // Paragraphs that somebody added to a cell that has nothing there.
    let is_cell = name.starts_with("cell_");
    let added = if is_cell && rest_of_cell(original, to).is_none() {
        rest_of_cell(file, end)
    } else {
        None
    };
    if more_before.is_none() && more_after.is_none() && added.is_none() {
        return None;
    }
    let first = more_before.and_then(|more| {
        let skipped = before.text.chars().count() - more.chars().count();
        before.points.get(skipped).map(|(point, _)| *point)
    });
    let last = more_after.and_then(|more| {
        let count = more.chars().count();
        after.points.get(count.checked_sub(1)?).map(|(_, point)| *point)
    });
    Some(Words { start: first.unwrap_or((start, 0)), end: added.or(last).unwrap_or((end + 1, 0)) })
}

/// The text of a paragraph before an atom, as far as another place or the paragraph begins.
fn before(file: &WordFile, at: usize) -> Stretch {
    let row = &file.atoms.row;
    let is_end = |atom: &Atom| {
        matches!(atom, Atom::Paragraph(_) | Atom::Break | Atom::ControlEnd(_) | Atom::FieldEnd(_))
            || matches!(atom, Atom::BookmarkEnd(name) if is_blank_address(name))
    };
    let first = row[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    stretch(file, first, at)
}

/// The text of a paragraph after an atom, as far as another place begins or the paragraph ends.
fn after(file: &WordFile, at: usize) -> Stretch {
    let row = &file.atoms.row;
    let is_end = |atom: &Atom| {
        matches!(
            atom,
            Atom::ParagraphEnd | Atom::Break | Atom::ControlStart(_) | Atom::FieldStart(_)
        ) || matches!(atom, Atom::BookmarkStart(name) if is_blank_address(name))
    };
    let last = row[at + 1..].iter().position(is_end).map_or(row.len(), |length| at + 1 + length);
    stretch(file, at + 1, last)
}

fn stretch(file: &WordFile, first: usize, last: usize) -> Stretch {
    let mut stretch = Stretch { text: String::new(), points: Vec::new() };
    for (at, atom) in file.atoms.row[first..last].iter().enumerate() {
        if let Atom::Text(text, _) = atom {
            for (byte, c) in text.char_indices() {
                stretch.text.push(c);
                stretch.points.push(((first + at, byte), (first + at, byte + c.len_utf8())));
            }
        }
    }
    stretch
}

/// The end of the last text in the paragraphs of a cell after the one that an atom stands in.
fn rest_of_cell(file: &WordFile, at: usize) -> Option<Point> {
    let row = &file.atoms.row;
    let end = at + row[at..].iter().position(|atom| *atom == Atom::ParagraphEnd)?;
    let mut last = None;
    for (length, atom) in row[end..].iter().enumerate() {
        match atom {
            Atom::CellEnd => return last,
            Atom::Table => return None,
            Atom::Text(text, _) if !is_blank(text) => last = Some((end + length, text.len())),
            _ => {}
        }
    }
    None
}
