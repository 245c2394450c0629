//! What is wrong, where, and what to do: faults as data, in no language.
//!
//! A [`Diagnostic`] carries values, never sentences. The sentences stand in one file a
//! language ([`Language`]), the layouts for a terminal or a program in `cli`.

mod en;
mod problem;
mod report;
mod source;
mod sv;

pub use problem::{Encoding, FoundType, Markup, PrintFault, Problem, Wanted};
pub use report::{Diagnostic, Question, Report, Severity};
pub use source::{Place, Position, Source};

/// A language that sentences exist in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English.
    English,
    /// Swedish.
    Swedish,
}

impl Language {
    /// The phrase that says what is wrong, without a full stop.
    pub fn message(self, problem: &Problem) -> String {
        match self {
            Language::English => en::message(problem),
            Language::Swedish => sv::message(problem),
        }
    }

    /// What to do about it, where that can be told.
    pub fn help(self, problem: &Problem) -> Option<String> {
        match self {
            Language::English => en::help(problem),
            Language::Swedish => sv::help(problem),
        }
    }

    /// The words around a diagnostic: its severity and the headings of its notes.
    pub fn words(self) -> &'static Words {
        match self {
            Language::English => &en::WORDS,
            Language::Swedish => &sv::WORDS,
        }
    }
}

/// Fixed words of one language that every layout needs.
#[derive(Debug)]
pub struct Words {
    /// The severity *error*.
    pub error: &'static str,
    /// The severity *warning*.
    pub warning: &'static str,
    /// Heads the advice.
    pub help: &'static str,
    /// Heads the question that a fault belongs to.
    pub question: &'static str,
    /// Marks the second place that a fault points at.
    pub other_place: &'static str,
}

/// Words in a row as a person writes them: `a, b or c`.
fn list_of(words: &[String], or: &str) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|word| format!("`{word}`")).collect();
            format!("{} {or} `{last}`", most.join(", "))
        }
    }
}

/// The known word that somebody most likely meant, if any is near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Swedish keys are typed with å, ä and ö, and in capitals, before anything else goes wrong.
    let plain = |word: &str| -> String {
        word.to_lowercase()
            .chars()
            .map(|c| match c {
                'å' | 'ä' => 'a',
                'ö' => 'o',
                'é' => 'e',
                ' ' | '-' => '_',
                other => other,
            })
            .collect()
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
fn record_of(parts: &[String]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("{part} = \"…\"")).collect();
    format!("{{ {} }}", parts.join(", "))
}

/// What a word meant where `true` or `false` should stand.
fn as_boolean(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" | "sant" | "x" => Some(true),
        "nej" | "n" | "no" | "false" | "falskt" => Some(false),
        _ => None,
    }
}
