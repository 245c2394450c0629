//! What a Word form asks: of each of its places the words that ask for it, and which boxes answer one question.

use std::collections::{BTreeMap, BTreeSet};

use super::blanks::BlankKind;
use super::sheet::{PlaceKind, Sheet};
use super::wording::LONGEST_LABEL;

/// The longest words for a part of the form that tell questions apart.
const LONGEST_SECTION: usize = 40;

/// A question as it is read off a page.
#[derive(Debug)]
pub(super) struct Question {
    /// The words that ask; `None` where there are none.
    pub(super) label: Option<String>,
    pub(super) answer: Answer,
}

/// The places of a question, by their indices.
#[derive(Debug)]
pub(super) enum Answer {
    /// What is written or chosen at one place.
    One(usize),
    /// Two boxes.
    YesNo { yes: usize, no: usize },
    /// Boxes with their options.
    Boxes(Vec<(String, usize)>),
}

impl Sheet<'_> {
    /// All questions in the order of the form.
    pub(super) fn questions(&self) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        let groups = self.groups();
        let mut done: BTreeSet<usize> = BTreeSet::new();
        for place in 0..self.places.len() {
            if done.contains(&place) {
                continue;
            }
            if !self.places[place].is_box {
                let answer = Answer::One(place);
                questions.push(Question { label: self.asked(place), answer });
                continue;
            }
            let group = groups.iter().find(|group| group.contains(&place));
            let group = group.cloned().unwrap_or_else(|| vec![place]);
            done.extend(group.iter().copied());
            questions.push(self.boxes(&group));
        }
        self.tell_apart(&mut questions);
        questions
    }

    /// Questions with the same words are told apart by what their places say, by the part of the form that they
    /// stand in, or else by their number.
    fn tell_apart(&self, questions: &mut [Question]) {
        let place = |question: &Question| match &question.answer {
            Answer::One(place) | Answer::YesNo { yes: place, .. } => *place,
            Answer::Boxes(boxes) => boxes[0].1,
        };
        let said = |question: &Question| {
            let said = self.said(place(question));
            said.filter(|said| {
                said.chars().count() <= LONGEST_SECTION
                    && said.chars().all(|c| c.is_alphanumeric() || c == ' ')
            })
        };
        let is_name = |question: &Question| {
            let about = &self.places[place(question)].kind;
            matches!(about, PlaceKind::Blank(blank) if blank.kind == BlankKind::Name)
        };
        let section = |question: &Question| {
            // The same name is the same thing wherever it stands.
            let section = self.section(place(question)).filter(|_| !is_name(question));
            section.filter(|section| section.chars().count() <= LONGEST_SECTION)
        };
        for before in [true, false] {
            for all in shared(questions) {
                let words: Vec<Option<String>> = all
                    .iter()
                    .map(|at| {
                        let question = &questions[*at];
                        let words = if before { said(question) } else { section(question) };
                        words.filter(|words| Some(words) != question.label.as_ref())
                    })
                    .collect();
                let distinct: BTreeSet<&Option<String>> = words.iter().collect();
                if distinct.len() < 2 {
                    continue;
                }
                for (at, words) in all.into_iter().zip(&words) {
                    let (Some(words), Some(own)) = (words, &questions[at].label) else { continue };
                    let words = words.trim_end_matches(':');
                    let bare = own.trim_end_matches(':');
                    let joined =
                        if before { format!("{bare}: {words}") } else { format!("{words}: {own}") };
                    if joined.chars().count() <= LONGEST_LABEL {
                        questions[at].label = Some(joined);
                    }
                }
            }
        }
        for all in shared(questions) {
            for (nth, at) in all.into_iter().enumerate().skip(1) {
                if let Some(own) = &questions[at].label {
                    questions[at].label =
                        Some(format!("{} {}", own.trim_end_matches(':'), nth + 1));
                }
            }
        }
    }
}
/// Questions with the same words, in the order of the form.
fn shared(questions: &[Question]) -> Vec<Vec<usize>> {
    let mut shared: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, question) in questions.iter().enumerate() {
        if let Some(label) = &question.label {
            shared.entry(label.trim_end_matches(':').to_lowercase()).or_default().push(at);
        }
    }
    shared.into_values().filter(|all| all.len() > 1).collect()
}
