//! What is wrong, where, and what to do: problems as data, in no language.
//!
//! A [`Diagnostic`] carries values, never sentences: those stand with each problem, in the room that it
//! is about. The layouts stand in [`render`].

mod problem;
pub mod problems;
pub mod render;
mod report;
mod source;
mod words;

pub(crate) use problem::declare_problems;
pub use problem::{AnyProblem, Explanation, Mend, Problem};
pub use report::{Diagnostic, Question, Report, Severity};
pub use source::{Place, Position, Source};
pub use words::Words;

use crate::text::without_accent;

/// A language that sentences exist in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English.
    English,
    /// Swedish.
    Swedish,
}

impl Language {
    /// What is said in the language, of what is said in each.
    pub fn choose<T>(self, english: T, swedish: T) -> T {
        match self {
            Language::English => english,
            Language::Swedish => swedish,
        }
    }

    /// The language of a text whose BCP 47 tag is given: Swedish, else English.
    pub fn of_tag(tag: &str) -> Language {
        match tag.split('-').next() {
            Some("sv") => Language::Swedish,
            _ => Language::English,
        }
    }
}

/// Words in a row as a person writes them: `a, b or c`.
pub(crate) fn list_of(words: &[String], or: &str) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|word| format!("`{word}`")).collect();
            format!("{} {or} `{last}`", most.join(", "))
        }
    }
}

/// The question whether a word was meant, where one is near ([`nearest`]).
pub(crate) fn did_you_mean(suggestion: Option<&String>, language: Language) -> Option<String> {
    suggestion.map(|suggestion| match language {
        Language::English => format!("did you mean `{suggestion}`?"),
        Language::Swedish => format!("menade du `{suggestion}`?"),
    })
}

/// The known word that somebody most likely meant, if any is near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Swedish keys are typed with å, ä and ö, and in capitals, before anything else goes wrong.
    let plain = |word: &str| -> String {
        let mut plain = String::new();
        for c in word.to_lowercase().chars() {
            match without_accent(c) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(if matches!(c, ' ' | '-') { '_' } else { c }),
            }
        }
        plain
    };
    let wrong = plain(wrong);
    known
        .into_iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&wrong, &plain(word)), word))
        .filter(|(likeness, word)| {
            *likeness >= 0.6 || (wrong.len() >= 4 && plain(word).contains(&wrong))
        })
        // The first of equals wins, so that the order of the form decides.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, word)| word.to_owned())
}

/// A record as a person writes it: `{ a = "…", b = "…" }`.
pub(crate) fn record_of(parts: &[String]) -> String {
    let is_bare = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let key = |part: &str| if is_bare(part) { part.to_owned() } else { format!("\"{part}\"") };
    let parts: Vec<String> = parts.iter().map(|part| format!("{} = \"…\"", key(part))).collect();
    format!("{{ {} }}", parts.join(", "))
}
