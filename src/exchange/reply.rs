//! The Word file that came back, as a reply to whoever sent it: with comments at what could not be taken.

use crate::diagnostic::{Diagnostic, Language, Place, Report};
use crate::exchange::problems::Conflict;
use crate::word::commented;
use crate::word::problems::{CommentFound, TrackedChange};

use super::returned::Returned;

/// Who comments.
const AUTHOR: &str = "blankett";

impl Returned {
    /// The file with a comment at everything that `report` says of it, in the form's language; `None`
    /// where it says nothing that its author could put right.
    pub fn reply(&self, report: &Report) -> Option<Vec<u8>> {
        let language = Language::of_tag(&self.form.form.language);
        let comments: Vec<(Place, String)> = report
            .diagnostics()
            .iter()
            .filter_map(|diagnostic| {
                let place = self.place_of(diagnostic)?;
                Some((place, words(diagnostic, language)))
            })
            .collect();
        if comments.is_empty() {
            return None;
        }
        commented(&self.file, &comments, AUTHOR)
    }

    /// Where in the file something is said of it.
    fn place_of(&self, diagnostic: &Diagnostic) -> Option<Place> {
        let problem = &diagnostic.problem;
        // Its author sees those already.
        if problem.downcast::<CommentFound>().is_some()
            || problem.downcast::<TrackedChange>().is_some()
        {
            return None;
        }
        let own = diagnostic.primary.as_ref().filter(|place| place.source() == self.file.source());
        match &diagnostic.question {
            // What is said at the case is said of the question.
            Some(question) if own.is_none() => {
                Some(self.extracted.place_of(&question.key, &self.file))
            }
            Some(_) => own.cloned(),
            None => own.filter(|place| !place.span().is_empty()).cloned(),
        }
    }
}

/// A problem in sentences, for whoever has the Word file before them.
fn words(diagnostic: &Diagnostic, language: Language) -> String {
    let mut words = String::new();
    if let Some(question) = &diagnostic.question {
        words += &format!("{}\n", question.label);
    }
    // As sentences, and without the signs for what is typed.
    let plain = |text: String| {
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let sentence: String = first.chain(letters).collect();
        format!("{}.", sentence.replace('`', "”").trim_end_matches('.'))
    };
    if let Some(Conflict { ours, theirs, .. }) = diagnostic.problem.downcast::<Conflict>() {
        words += &language.choose(
            format!("Here stands “{theirs}”, but the answer was changed to “{ours}” meanwhile. Which one is right?"),
            format!("Här står ”{theirs}”, men svaret har under tiden ändrats till ”{ours}”. Vilket gäller?"),
        );
        return words;
    }
    words += &plain(diagnostic.problem.message(language));
    if let Some(help) = diagnostic.problem.help(language) {
        words += &format!("\n{}", plain(help));
    }
    words
}
