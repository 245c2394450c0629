//! What people see in a Word file that is no part of an answer: comments, changes that nobody has decided on,
//! words that are struck out; and what they do not see.

use std::ops::Range;

use crate::diagnostic::{AnyProblem, Question, Report};
use crate::form::Form;
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
    let asked = asked(file, form, places);
    for mark in &file.atoms.marks {
        if let Some(at) = own.iter().position(|one| *one == (mark.kind, mark.words.as_str())) {
            own.swap_remove(at);
            continue;
        }
        // What is blank says nothing, struck out or not.
        if mark.words.trim().is_empty() && mark.kind != MarkKind::Comment {
            continue;
        }
        let place = file.text.paragraph(mark.paragraph);
        let fault = report.warning(problem(mark), place);
        let range = &mark.range;
        let around = asked.iter().find(|(at, _)| at.start < range.end && range.start < at.end);
        fault.question = around.map(|(_, question)| question.clone());
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
    let words: Vec<&str> = mark.words.split_whitespace().collect();
    let (author, words) = (mark.author.clone(), words.join(" "));
    match mark.kind {
        MarkKind::Comment => CommentFound { author, text: words }.into(),
        MarkKind::Inserted => TrackedChange { author, words, is_insertion: true }.into(),
        MarkKind::Deleted => TrackedChange { author, words, is_insertion: false }.into(),
        MarkKind::Struck => StruckText { words }.into(),
        MarkKind::Hidden => HiddenText { words }.into(),
        MarkKind::Shifted => ShiftedText { words }.into(),
    }
}

/// The places of the questions, in the form's order.
fn asked(file: &WordFile, form: &Form, places: &Places) -> Vec<(Range<usize>, Question)> {
    let fields =
        form.fields.iter().flat_map(|field| field.names().iter().map(move |name| (field, name)));
    let asked = fields.filter_map(|(field, name)| {
        let range = file.range_of(places.get(name)?)?;
        Some((range, field.question()))
    });
    asked.collect()
}

impl WordFile {
    fn all_marks(&self) -> impl Iterator<Item = &Mark> {
        let others = self.others.iter().flat_map(|other| &other.atoms.marks);
        self.atoms.marks.iter().chain(others)
    }
}
