//! What a person wrote beside the fields of a form, so that nothing typed is lost unseen.

use crate::diagnostic::{Place, Problem, Report};

use super::WordFile;
use super::atoms::{Atom, Atoms, ControlKind};

/// The largest comparison, in paragraphs times paragraphs; beyond it, paragraphs are only looked
/// up.
const LARGEST: usize = 40_000_000;

/// Reports text that stands outside of the fields of a file and is not the form's own: what a file
/// has that `expected`, made from the answers read out of it, has not.
///
/// # Errors
///
/// Each stretch of such text is a fault in `report`, with its heading.
pub fn leftovers(file: &WordFile, expected: &WordFile, report: &mut Report) {
    compare(&outside(&file.atoms), &outside(&expected.atoms), |found, words| {
        let problem = Problem::LeftOver { text: words, heading: found.heading.clone() };
        report.error(problem, file.text.paragraph(found.paragraph));
    });
    // Headers, footers and notes have the form's text in some order.
    let others = |file: &WordFile| -> Vec<Outside> {
        file.others.iter().flat_map(|(_, atoms)| outside(atoms)).collect()
    };
    compare(&others(file), &others(expected), |_, words| {
        let problem = Problem::LeftOver { text: words, heading: None };
        report.error(problem, Place::new(file.source(), 0..0));
    });
}

/// What of a paragraph stands outside of form fields.
#[derive(Debug)]
struct Outside {
    paragraph: usize,
    words: Vec<String>,
    heading: Option<String>,
}

fn outside(atoms: &Atoms) -> Vec<Outside> {
    let mut paragraphs: Vec<Outside> = Vec::new();
    let (mut text, mut paragraph, mut start) = (String::new(), 0, 0);
    // What stands in form fields, and what Word works out by itself.
    let mut hidden = 0_usize;
    for (at, atom) in atoms.row.iter().enumerate() {
        match atom {
            Atom::Paragraph(next) => (paragraph, start) = (*next, at),
            Atom::ParagraphEnd => {
                let words = words(&std::mem::take(&mut text));
                if !words.is_empty() {
                    let heading = atoms.heading_before(start);
                    paragraphs.push(Outside { paragraph, words, heading });
                }
            }
            Atom::FieldStart(field) if is_hidden(atoms, *field) => hidden += 1,
            Atom::FieldEnd(field) if is_hidden(atoms, *field) => {
                hidden -= 1;
                text.push(' ');
            }
            Atom::ControlStart(control) if holds_answers(atoms, *control) => hidden += 1,
            Atom::ControlEnd(control) if holds_answers(atoms, *control) => hidden -= 1,
            Atom::Text(characters, _) if hidden == 0 => text.push_str(characters),
            Atom::Break if hidden == 0 => text.push(' '),
            _ => {}
        }
    }
    paragraphs
}

/// Whether what stands in a control is an answer or Word's own: not what only has others in it.
fn holds_answers(atoms: &Atoms, control: usize) -> bool {
    atoms.controls[control].kind != ControlKind::Around
}

fn is_hidden(atoms: &Atoms, field: usize) -> bool {
    let field = &atoms.fields[field];
    let instruction = field.instruction.trim_start().to_uppercase();
    field.data.is_some() || !instruction.starts_with("HYPERLINK")
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
    let pairs = if found.len().saturating_mul(expected.len()) <= LARGEST {
        common(found.len(), expected.len(), |one, other| same(&found[one], &expected[other]))
    } else {
        Vec::new()
    };
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
            common(paragraph.words.len(), other.words.len(), |one, word| {
                paragraph.words[one] == other.words[word]
            })
        };
        let like = (next_expected..until)
            .map(|other| (other, kept(&expected[other])))
            .max_by_key(|(_, kept)| kept.len())
            .filter(|(other, kept)| 2 * kept.len() >= expected[*other].words.len());
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

/// The longest common subsequence of two rows, as pairs of indices.
pub fn common(
    ones: usize,
    others: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let width = others + 1;
    let mut longest = vec![0_u32; (ones + 1) * width];
    for one in (0..ones).rev() {
        for other in (0..others).rev() {
            longest[one * width + other] = if same(one, other) {
                longest[(one + 1) * width + other + 1] + 1
            } else {
                longest[(one + 1) * width + other].max(longest[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < ones && other < others {
        if same(one, other) {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if longest[(one + 1) * width + other] >= longest[one * width + other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}
