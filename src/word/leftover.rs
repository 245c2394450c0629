//! What a person wrote beside the fields of a form, so that nothing typed is lost unseen.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Place, Report};
use crate::form::{Field, Form};
use crate::word::problems::{LeftOver, PicturesLeft};

use super::atoms::{Atom, Atoms, WordField};
use super::compared::{common, plain_character};
use super::spot::{Spot, Words, spot};
use super::{Extracted, Part, WordFile};

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
    extracted: &Extracted,
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
        let beside = beside(file, extracted, &expected, form);
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
            Some((before, last))
                if left.paragraph == Some(*last + 1) && left.part == before.part =>
            {
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
        let (text, heading, part) = (left.words, left.heading, left.part);
        report.error(LeftOver { text, heading, part }, place);
        is_any = true;
    }
    is_any
}

/// How many pictures a file has, and how many objects stand in its text: of the latter, some have no
/// picture of their own.
fn pictures(file: &WordFile) -> [usize; 2] {
    let media = file.package.names().iter().filter(|name| name.contains("/media/")).count();
    let parts = std::iter::once(&file.atoms).chain(file.others.iter().map(|other| &other.atoms));
    let objects = parts.flat_map(|atoms| &atoms.row).filter(|atom| **atom == Atom::Object).count();
    [media, objects]
}

/// Text that stands beside the form.
struct Left {
    /// Where in the document; headers, footers and notes have no place in it.
    paragraph: Option<usize>,
    words: String,
    heading: Option<String>,
    part: Part,
    /// Which paragraph of that part it is.
    at: usize,
}

impl Left {
    /// What tells it from others: where it stands.
    fn key(&self) -> (Part, usize) {
        (self.part, self.at)
    }
}

/// What a file has and another has not.
fn beside(file: &WordFile, extracted: &Extracted, expected: &WordFile, form: &Form) -> Vec<Left> {
    let mut left = Vec::new();
    let own = outside(&file.atoms, &extracted.places.all());
    compare(&own, &outside(&expected.atoms, &asked(expected, form)), |found, words| {
        let (paragraph, heading) = (Some(found.paragraph), found.heading.clone());
        let in_box = file.atoms.paragraphs[found.paragraph].in_box;
        let part = if in_box { Part::Box } else { Part::Body };
        left.push(Left { paragraph, words, heading, part, at: found.paragraph });
    });
    let signs = file.atoms.row.iter().enumerate().filter_map(|(at, atom)| match atom {
        Atom::Note(id, is_end) => Some(((id.as_str(), *is_end), at)),
        _ => None,
    });
    let signs: BTreeMap<(&str, bool), usize> = signs.collect();
    // Headers, footers and notes have the form's text in some order, and no answers.
    for part in [Part::Header, Part::Footer, Part::Note] {
        let others = |file: &WordFile| -> Vec<Outside> {
            let others = file.others.iter().filter(|other| other.kind == part);
            let all = others.flat_map(|other| outside(&other.atoms, &[])).enumerate();
            all.map(|(nth, found)| Outside { nth, ..found }).collect()
        };
        compare(&others(file), &others(expected), |found, words| {
            // A note is where its sign stands.
            let note = found.note.as_ref();
            let sign = note.and_then(|(id, is_end)| signs.get(&(id.as_str(), *is_end)));
            let paragraph = sign.and_then(|at| file.atoms.paragraph_of(*at));
            left.push(Left { paragraph, words, heading: None, part, at: found.nth });
        });
    }
    left
}

/// Where the answers of a form stand.
fn asked(file: &WordFile, form: &Form) -> Vec<Spot> {
    let names = form.fields.iter().flat_map(Field::names);
    names.filter_map(|name| spot(file, name)).collect()
}

/// What of a paragraph stands outside of the form's fields.
#[derive(Debug)]
struct Outside {
    paragraph: usize,
    /// Its place among those of several parts.
    nth: usize,
    words: Vec<String>,
    /// The same with what Word works out: a program may have made text of that.
    all_words: Vec<String>,
    heading: Option<String>,
    /// The note that it stands in.
    note: Option<(String, bool)>,
}

fn outside(atoms: &Atoms, asked: &[Spot]) -> Vec<Outside> {
    let mut paragraphs: Vec<Outside> = Vec::new();
    let (mut text, mut whole, mut paragraph) = (String::new(), String::new(), 0);
    // The last heading, and the one that is being read.
    let (mut heading, mut own_heading, mut note) = (None, None, None);
    // What is read as an answer, and what Word works out by itself.
    let (mut hidden, mut worked_out) = (0_usize, 0_usize);
    let is_answer = |spot: Spot| asked.contains(&spot);
    let hides_field =
        |field: usize| is_answer(Spot::Field(field)) || is_worked_out(&atoms.fields[field]);
    let hides_control = |control: usize| is_answer(Spot::Control(control));
    let bookmarks = asked.iter().filter_map(|spot| match spot {
        Spot::Bookmark(start, end) => Some((*start, *end)),
        _ => None,
    });
    let (starts, ends): (Vec<usize>, Vec<usize>) = bookmarks.unzip();
    let free = asked.iter().filter_map(|spot| match spot {
        Spot::Words(words) => Some(*words),
        _ => None,
    });
    let free: Vec<Words> = free.collect();
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
                let all_words = words(&std::mem::take(&mut whole));
                let words = words(&std::mem::take(&mut text));
                if !words.is_empty() {
                    let (heading, note) = (heading.clone(), note.clone());
                    paragraphs.push(Outside { paragraph, nth: 0, words, all_words, heading, note });
                }
                if let Some(text) = own_heading.take() {
                    heading = text;
                }
            }
            Atom::FieldStart(field) if hides_field(*field) => {
                hidden += 1;
                worked_out += usize::from(is_worked_out(&atoms.fields[*field]));
            }
            Atom::FieldEnd(field) if hides_field(*field) => {
                hidden -= 1;
                worked_out -= usize::from(is_worked_out(&atoms.fields[*field]));
                text.push(' ');
            }
            // A box or a list of somebody's own.
            Atom::FieldEnd(field) if hidden == 0 => {
                if let Some(shown) = atoms.shown(*field) {
                    text.push_str(&shown);
                    whole.push_str(&shown);
                }
            }
            Atom::ControlStart(control) if hides_control(*control) => hidden += 1,
            Atom::ControlEnd(control) if hides_control(*control) => hidden -= 1,
            Atom::Text(characters, _) if hidden == worked_out => {
                let characters = without(at, characters, &free);
                if hidden == 0 {
                    text.push_str(&characters);
                }
                whole.push_str(&characters);
            }
            Atom::Note(id, is_end) => note = Some((id.clone(), *is_end)),
            Atom::Break | Atom::PageBreak if hidden == 0 => {
                text.push(' ');
                whole.push(' ');
            }
            _ => {}
        }
    }
    paragraphs
}

/// The characters of an atom without those that are answers around which no field stands.
fn without(at: usize, characters: &str, answers: &[Words]) -> String {
    let mut kept = characters.to_owned();
    for Words { start, end } in answers {
        if at < start.0 || at > end.0 || (at == end.0 && end.1 == 0) {
            continue;
        }
        let from = if at == start.0 { start.1.min(kept.len()) } else { 0 };
        let until = if at == end.0 { end.1.min(kept.len()) } else { kept.len() };
        if from < until {
            // As many bytes stay, so that other places in them stay too.
            kept.replace_range(from..until, &" ".repeat(until - from));
        }
    }
    kept
}

/// The fields whose text Word makes of the document itself (ISO/IEC 29500-1, 17.16.5).
const WORKED_OUT: [&str; 21] = [
    "AUTONUM",
    "CREATEDATE",
    "DATE",
    "FILENAME",
    "INDEX",
    "NOTEREF",
    "NUMCHARS",
    "NUMPAGES",
    "NUMWORDS",
    "PAGE",
    "PAGEREF",
    "PRINTDATE",
    "REF",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "STYLEREF",
    "TC",
    "TIME",
    "TOC",
];

/// Whether Word makes a field's text: a number of a page or a heading.
fn is_worked_out(field: &WordField) -> bool {
    let code = field.instruction.split_whitespace().next().unwrap_or_default().to_uppercase();
    field.data.is_none() && WORKED_OUT.contains(&code.as_str())
}

/// Words as they are compared: Word makes curly quotes of straight ones, and long dashes.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| word.chars().map(plain_character).collect()).collect()
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
        let kept = |other: &Outside| {
            let as_fields = common(&paragraph.words, &other.words);
            let as_text = common(&paragraph.words, &other.all_words);
            if as_text.len() > as_fields.len() { as_text } else { as_fields }
        };
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
