//! What people see in a Word file that is no part of an answer: comments, changes that nobody has decided on,
//! words that are struck out; and what they do not see.

use crate::diagnostic::{AnyProblem, Question, Report};
use crate::form::{Address, Form};
use crate::word::problems::{CommentFound, HiddenText, ShiftedText, StruckText, TrackedChange};

use super::WordFile;
use super::marks::{Mark, MarkKind};
use super::places::Places;

/// Reports each mark with its author, its words and the question that it stands at, but for those that
/// the form's own `original` has too.
pub(super) fn report_marks(
    file: &WordFile,
    original: Option<&WordFile>,
    form: &Form,
    places: &Places,
    report: &mut Report,
) {
    let mut own: Vec<(MarkKind, &str)> = Vec::new();
    for mark in original.iter().flat_map(|original| original.all_marks()) {
        own.push((mark.kind, &mark.words));
    }
    for mark in &file.atoms.marks {
        if let Some(at) = own.iter().position(|one| *one == (mark.kind, mark.words.as_str())) {
            own.swap_remove(at);
            continue;
        }
        // What is blank says nothing, struck out or not.
        if mark.words.trim().is_empty() && mark.kind != MarkKind::Comment {
            continue;
        }
        let place =
            file.text.paragraph(file.atoms.paragraph_of(mark.range.start + 1).unwrap_or_default());
        let fault = report.warning(problem(mark), place);
        fault.question = question_at(file, form, places, mark);
    }
    for other in &file.others {
        for mark in &other.atoms.marks {
            if let Some(at) = own.iter().position(|one| *one == (mark.kind, mark.words.as_str())) {
                own.swap_remove(at);
            } else if !mark.words.trim().is_empty() {
                report.warning(problem(mark), file.text.paragraph(0));
            }
        }
    }
}

fn problem(mark: &Mark) -> AnyProblem {
    let (author, words) = (mark.author.clone(), mark.words.trim().to_owned());
    match mark.kind {
        MarkKind::Comment => CommentFound { author, text: words }.into(),
        MarkKind::Inserted => TrackedChange { author, words, is_insertion: true }.into(),
        MarkKind::Deleted => TrackedChange { author, words, is_insertion: false }.into(),
        MarkKind::Struck => StruckText { words }.into(),
        MarkKind::Hidden => HiddenText { words }.into(),
        MarkKind::Shifted => ShiftedText { words }.into(),
    }
}

/// The question whose place a mark stands in, or around.
fn question_at(file: &WordFile, form: &Form, places: &Places, mark: &Mark) -> Option<Question> {
    let is_at = |name: &String| {
        let range = places.get(name).and_then(|spot| file.range_of(spot));
        range.is_some_and(|range| range.start < mark.range.end && mark.range.start < range.end)
    };
    let field = form
        .fields
        .iter()
        .find(|field| field.address.as_ref().map_or(&[][..], Address::names).iter().any(is_at))?;
    Some(Question { key: field.key.clone(), label: field.label.clone() })
}

impl WordFile {
    fn all_marks(&self) -> impl Iterator<Item = &Mark> {
        let others = self.others.iter().flat_map(|other| &other.atoms.marks);
        self.atoms.marks.iter().chain(others)
    }
}
