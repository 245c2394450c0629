//! What a person wrote beside the fields of a form, so that nothing typed is lost unseen.

use std::collections::BTreeSet;
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostic::{Place, Report};
use crate::form::{Address, Form};
use crate::word::problems::{LeftOver, PicturesLeft};

use super::WordFile;
use super::atoms::{Atom, Atoms, ControlKind, WordField};
use super::spot::{Spot, spot};

/// The largest comparison, in paragraphs times paragraphs; beyond it, paragraphs are only looked
/// up.
const LARGEST: usize = 40_000_000;

/// Reports text that stands outside of the form's fields in a file and is not the form's own: what
/// the file has and none of `expected` has. The first of those is made from the answers read out of
/// the file; the others are for text that depends on answers which a person then changed.
///
/// # Errors
///
/// Each stretch of such text is a problem in `report`, with its heading; so are pictures. Whether there is
/// any.
pub fn leftovers(
    file: &WordFile,
    expected: impl IntoIterator<Item = WordFile>,
    form: &Form,
    report: &mut Report,
) -> bool {
    let mut is_any = false;
    let mut left: Option<Vec<Left>> = None;
    for expected in expected {
        let more = pictures(file).into_iter().zip(pictures(&expected));
        let more = more.map(|(found, expected)| found.saturating_sub(expected)).max();
        let more = more.unwrap_or_default();
        if left.is_none() && more > 0 {
            let place = Place::new(file.source(), 0..0);
            report.error(PicturesLeft { count: more }, place);
            is_any = true;
        }
        let beside = beside(file, &expected, form);
        match &mut left {
            None => left = Some(beside),
            Some(left) => {
                let beside: BTreeSet<_> = beside.iter().map(Left::key).collect();
                left.retain(|one| beside.contains(&one.key()));
            }
        }
        if left.as_ref().is_some_and(Vec::is_empty) {
            return is_any;
        }
    }
    // Paragraphs one after the other, as the cells of a table, are one thing.
    let mut told: Vec<(Left, usize)> = Vec::new();
    for left in left.into_iter().flatten() {
        let place = left.paragraph.unwrap_or_default();
        match told.last_mut() {
            Some((before, last)) if left.paragraph == Some(*last + 1) => {
                before.words += " / ";
                before.words += &left.words;
                *last = place;
            }
            _ => told.push((left, place)),
        }
    }
    for (left, _) in told {
        let place = left.paragraph.map_or_else(
            || Place::new(file.source(), 0..0),
            |paragraph| file.text.paragraph(paragraph),
        );
        report.error(LeftOver { text: left.words, heading: left.heading }, place);
        is_any = true;
    }
    is_any
}

/// How many pictures a file has, and how many objects stand in its text: of the latter, some have no
/// picture of their own.
fn pictures(file: &WordFile) -> [usize; 2] {
    let media = file.package.names().iter().filter(|name| name.contains("/media/")).count();
    let parts = std::iter::once(&file.atoms).chain(file.others.iter().map(|(_, atoms)| atoms));
    let objects = parts.flat_map(|atoms| &atoms.row).filter(|atom| **atom == Atom::Object).count();
    [media, objects]
}

/// Text that stands beside the form.
struct Left {
    /// Where in the document; headers, footers and notes have no place in it.
    paragraph: Option<usize>,
    words: String,
    heading: Option<String>,
}

impl Left {
    /// What tells it from others: where it stands, or without a place its words.
    fn key(&self) -> (Option<usize>, &str) {
        (self.paragraph, if self.paragraph.is_some() { "" } else { &self.words })
    }
}

/// What a file has and another has not.
fn beside(file: &WordFile, expected: &WordFile, form: &Form) -> Vec<Left> {
    let mut left = Vec::new();
    let main = |file: &WordFile| outside(&file.atoms, &asked(file, form));
    compare(&main(file), &main(expected), |found, words| {
        let (paragraph, heading) = (Some(found.paragraph), found.heading.clone());
        left.push(Left { paragraph, words, heading });
    });
    // Headers, footers and notes have the form's text in some order, and no answers.
    let others = |file: &WordFile| -> Vec<Outside> {
        file.others.iter().flat_map(|(_, atoms)| outside(atoms, &[])).collect()
    };
    compare(&others(file), &others(expected), |_, words| {
        left.push(Left { paragraph: None, words, heading: None });
    });
    left
}

/// Where the answers of a form stand.
fn asked(file: &WordFile, form: &Form) -> Vec<Spot> {
    let names = form.fields.iter().filter_map(|field| field.address.as_ref());
    names.flat_map(Address::names).filter_map(|name| spot(file, name)).collect()
}

/// What of a paragraph stands outside of the form's fields.
#[derive(Debug)]
struct Outside {
    paragraph: usize,
    words: Vec<String>,
    heading: Option<String>,
}

fn outside(atoms: &Atoms, asked: &[Spot]) -> Vec<Outside> {
    let mut paragraphs: Vec<Outside> = Vec::new();
    let (mut text, mut paragraph) = (String::new(), 0);
    // The last heading, and the one that is being read.
    let (mut heading, mut own_heading) = (None, None);
    // What is read as an answer, and what Word works out by itself.
    let mut hidden = 0_usize;
    let is_answer = |spot: Spot| asked.contains(&spot);
    let hides_field =
        |field: usize| is_answer(Spot::Field(field)) || is_worked_out(&atoms.fields[field]);
    let hides_control = |control: usize| {
        is_answer(Spot::Control(control)) || atoms.controls[control].kind == ControlKind::Made
    };
    let bookmarks = asked.iter().filter_map(|spot| match spot {
        Spot::Bookmark(start, end) => Some((*start, *end)),
        _ => None,
    });
    let (starts, ends): (Vec<usize>, Vec<usize>) = bookmarks.unzip();
    for (at, atom) in atoms.row.iter().enumerate() {
        hidden += starts.iter().filter(|start| **start == at).count();
        hidden -= ends.iter().filter(|end| **end == at).count();
        match atom {
            Atom::Paragraph(next) => {
                paragraph = *next;
                let is_heading = atoms.paragraphs[*next].heading.is_some();
                own_heading = is_heading.then(|| atoms.paragraph_text(at));
            }
            Atom::ParagraphEnd => {
                let words = words(&std::mem::take(&mut text));
                if !words.is_empty() {
                    paragraphs.push(Outside { paragraph, words, heading: heading.clone() });
                }
                if let Some(text) = own_heading.take() {
                    heading = text;
                }
            }
            Atom::FieldStart(field) if hides_field(*field) => hidden += 1,
            Atom::FieldEnd(field) if hides_field(*field) => {
                hidden -= 1;
                text.push(' ');
            }
            Atom::ControlStart(control) if hides_control(*control) => hidden += 1,
            Atom::ControlEnd(control) if hides_control(*control) => hidden -= 1,
            Atom::Text(characters, _) if hidden == 0 => text.push_str(characters),
            Atom::Break if hidden == 0 => text.push(' '),
            _ => {}
        }
    }
    paragraphs
}

/// Whether Word makes a field's text: a number of a page or a heading.
fn is_worked_out(field: &WordField) -> bool {
    let instruction = field.instruction.trim_start().to_uppercase();
    field.data.is_none() && !instruction.starts_with("HYPERLINK")
}

/// Words as they are compared: Word makes curly quotes of straight ones, and long dashes.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| {
            word.chars()
                .map(|c| match c {
                    '“' | '”' | '„' | '«' | '»' => '"',
                    '‘' | '’' | '‚' => '\'',
                    '–' | '—' | '\u{2011}' => '-',
                    other => other,
                })
                .collect()
        })
        .collect()
}

/// Calls `tell` for what `found` has and `expected` has not.
fn compare(found: &[Outside], expected: &[Outside], mut tell: impl FnMut(&Outside, String)) {
    let same = |one: &Outside, other: &Outside| one.words == other.words;
    // The beginnings and ends that are alike need no comparison.
    let head = found.iter().zip(expected).take_while(|(one, other)| same(one, other)).count();
    let (found, expected) = (&found[head..], &expected[head..]);
    let tail = found.iter().rev().zip(expected.iter().rev());
    let tail = tail.take_while(|(one, other)| same(one, other)).count();
    let (found, expected) = (&found[..found.len() - tail], &expected[..expected.len() - tail]);
    let words = |all: &'_ [Outside]| -> Vec<Vec<String>> {
        all.iter().map(|paragraph| paragraph.words.clone()).collect()
    };
    let pairs = common(&words(found), &words(expected));
    let mut next_expected = 0;
    let mut pairs = pairs.into_iter().peekable();
    for (at, paragraph) in found.iter().enumerate() {
        if let Some((_, other)) = pairs.next_if(|(one, _)| *one == at) {
            next_expected = other + 1;
            continue;
        }
        // A paragraph of the form with words added: the nearest one before the next that is alike.
        let until = pairs.peek().map_or(expected.len(), |(_, other)| *other);
        let kept = |other: &Outside| common(&paragraph.words, &other.words);
        // Half of the form's words must be there: of most paragraphs, their number tells that they are not.
        let may_be = |other: &usize| {
            let words = &expected[*other].words;
            2 * paragraph.words.len() >= words.len()
                && words.iter().any(|word| paragraph.words.contains(word))
        };
        let like = (next_expected..until)
            .filter(may_be)
            .map(|other| (other, kept(&expected[other])))
            .filter(|(other, kept)| 2 * kept.len() >= expected[*other].words.len())
            .max_by_key(|(_, kept)| kept.len());
        let kept: Vec<usize> = match like {
            Some((other, kept)) => {
                next_expected = other + 1;
                kept.into_iter().map(|(one, _)| one).collect()
            }
            None => Vec::new(),
        };
        let added: Vec<&str> = paragraph
            .words
            .iter()
            .enumerate()
            .filter(|(at, _)| !kept.contains(at))
            .map(|(_, word)| word.as_str())
            .collect();
        if !added.is_empty() {
            tell(paragraph, added.join(" "));
        }
    }
}

/// What two rows have in common, in their order, as pairs of indices: nothing, where they are so long
/// and so different that finding it would take a machine away.
pub fn common<T: Eq + Hash + Ord>(ones: &[T], others: &[T]) -> Vec<(usize, usize)> {
    if ones.len().saturating_mul(others.len()) > LARGEST {
        return Vec::new();
    }
    let operations = capture_diff_slices(Algorithm::Myers, ones, others);
    let pairs = operations.into_iter().flat_map(|operation| match operation {
        DiffOp::Equal { old_index, new_index, len } => {
            (old_index..old_index + len).zip(new_index..new_index + len)
        }
        _ => (0..0).zip(0..0),
    });
    pairs.collect()
}
