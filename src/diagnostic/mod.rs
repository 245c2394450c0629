//! What is wrong, where, and what to do: problems as data, in no language.
//!
//! A [`Diagnostic`] carries values, never sentences. The sentences stand in one file a
//! language ([`Language`]), the layouts in [`render`].

mod en;
mod problem;
pub mod problems;
pub mod render;
mod report;
mod source;
mod sv;

pub(crate) use problem::declare_problems;
pub use problem::{AnyProblem, Explanation, Problem};
pub use report::{Diagnostic, Question, Report, Severity};
pub use source::{Place, Position, Source};

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
    /// The language of a text whose BCP 47 tag is given: Swedish, else English.
    pub fn of_tag(tag: &str) -> Language {
        match tag.split('-').next() {
            Some("sv") => Language::Swedish,
            _ => Language::English,
        }
    }

    /// What became of a batch of cases: how many have errors, and how many errors and warnings were
    /// told in all.
    pub fn summary(self, cases: usize, failed: usize, errors: usize, warnings: usize) -> String {
        match self {
            Language::English => en::summary(cases, failed, errors, warnings),
            Language::Swedish => sv::summary(cases, failed, errors, warnings),
        }
    }

    /// How many forms were proved, and how many of them have errors.
    pub fn forms_proved(self, forms: usize, failed: usize) -> String {
        match self {
            Language::English => en::forms_proved(forms, failed),
            Language::Swedish => sv::forms_proved(forms, failed),
        }
    }

    /// How many files were written where, and how many were there already; goes on after
    /// [`Language::summary`].
    pub fn files_written(self, files: usize, unchanged: usize, folder: &str) -> String {
        match self {
            Language::English => en::files_written(files, unchanged, folder),
            Language::Swedish => sv::files_written(files, unchanged, folder),
        }
    }

    /// How long it took; goes on after [`Language::files_written`].
    pub fn seconds(self, seconds: f64) -> String {
        match self {
            Language::English => en::seconds(seconds),
            Language::Swedish => sv::seconds(seconds),
        }
    }

    /// How many cases were left when somebody stopped the program.
    pub fn not_begun(self, count: usize) -> String {
        match self {
            Language::English => en::not_begun(count),
            Language::Swedish => sv::not_begun(count),
        }
    }

    /// How many documents were removed because their cases are gone.
    pub fn removed(self, count: usize) -> String {
        match self {
            Language::English => en::removed(count),
            Language::Swedish => sv::removed(count),
        }
    }

    /// That the program waits for files to be saved.
    pub fn watching(self) -> &'static str {
        match self {
            Language::English => en::watching(),
            Language::Swedish => sv::watching(),
        }
    }

    /// How many packages there are where now; goes on after [`Language::summary`].
    pub fn packages_written(self, packages: usize, folder: &str) -> String {
        match self {
            Language::English => en::packages_written(packages, folder),
            Language::Swedish => sv::packages_written(packages, folder),
        }
    }

    /// How many problems were not told.
    pub fn more_faults(self, count: usize, codes: &str) -> String {
        match self {
            Language::English => en::more_faults(count, codes),
            Language::Swedish => sv::more_faults(count, codes),
        }
    }

    /// Heads the questions of a case that are not answered.
    pub fn unanswered(self, count: usize) -> String {
        match self {
            Language::English => en::unanswered(count),
            Language::Swedish => sv::unanswered(count),
        }
    }

    /// How many answers of a Word file were taken over into a case.
    pub fn taken_over(self, count: usize, path: &str) -> String {
        match self {
            Language::English => en::taken_over(count, path),
            Language::Swedish => sv::taken_over(count, path),
        }
    }

    /// How many parts of a Word file are as they were.
    pub fn same_parts(self, count: usize) -> String {
        match self {
            Language::English => en::same_parts(count),
            Language::Swedish => sv::same_parts(count),
        }
    }

    /// That a form was made of a Word file.
    pub fn imported(self, folder: &str, fields: usize) -> String {
        match self {
            Language::English => en::imported(folder, fields),
            Language::Swedish => sv::imported(folder, fields),
        }
    }

    /// That a package is what it says, with so many files.
    pub fn verified(self, path: &str, files: usize) -> String {
        match self {
            Language::English => en::verified(path, files),
            Language::Swedish => sv::verified(path, files),
        }
    }

    /// What to do in a new project, which lies in a folder if one is given.
    pub fn initialised(self, folder: Option<&str>) -> String {
        match self {
            Language::English => en::initialised(folder),
            Language::Swedish => sv::initialised(folder),
        }
    }

    /// That a file was written.
    pub fn wrote(self, path: &str) -> String {
        match self {
            Language::English => en::wrote(path),
            Language::Swedish => sv::wrote(path),
        }
    }

    /// What is left to be done for a case: a review that is overdue, errors, questions by their keys;
    /// the first few, and how many more. Empty if there is nothing.
    pub fn to_do(self, is_overdue: bool, errors: usize, missing: &[&str]) -> String {
        const MOST: usize = 4;
        let shown = missing[..missing.len().min(MOST)].join(", ");
        let more = missing.len().saturating_sub(MOST);
        let mut parts = Vec::new();
        match self {
            Language::English => en::to_do(is_overdue, errors, &mut parts),
            Language::Swedish => sv::to_do(is_overdue, errors, &mut parts),
        }
        if !missing.is_empty() {
            let more = if more > 0 { format!(" (+{more})") } else { String::new() };
            parts.push(format!("{}: {shown}{more}", self.register_words().missing.to_lowercase()));
        }
        parts.join("; ")
    }

    /// How many cases a register has, how many of them have errors, lack answers, and are overdue.
    pub fn followed_up(
        self,
        cases: usize,
        faulty: usize,
        incomplete: usize,
        overdue: usize,
    ) -> String {
        match self {
            Language::English => en::followed_up(cases, faulty, incomplete, overdue),
            Language::Swedish => sv::followed_up(cases, faulty, incomplete, overdue),
        }
    }

    /// The words of a register.
    pub fn register_words(self) -> &'static RegisterWords {
        match self {
            Language::English => &en::REGISTER,
            Language::Swedish => &sv::REGISTER,
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
    /// Heads the question that a problem belongs to.
    pub question: &'static str,
    /// Marks the second place that a problem points at.
    pub other_place: &'static str,
    /// Where a form comes from that is part of the program.
    pub built_in: &'static str,
    /// Stands for the title of a form with problems.
    pub faulty_form: &'static str,
    /// Heads the fields that stand before any heading.
    pub before_headings: &'static str,
    /// Heads the fields that stand nowhere in the document.
    pub unplaced: &'static str,
    /// Heads what is kept about a case.
    pub about_the_case: &'static str,
    /// Says from which status on missing answers are errors.
    pub required_from: &'static str,
    /// Says from which status on a case is decided.
    pub decided_from: &'static str,
    /// Heads a rule.
    pub rule: &'static str,
    /// Says of a part that it was changed: what is listed, and nothing else.
    pub changed: &'static str,
    /// Says of a part that it was added.
    pub added: &'static str,
    /// Heads the lines of a form's text that changed.
    pub text_changed: &'static str,
    /// Heads the cases that a changed form touches.
    pub cases_touched: &'static str,
    /// Says that two forms are alike.
    pub no_difference: &'static str,
    /// Says of a field that it must be answered now.
    pub now_required: &'static str,
    /// Says in a new case how a question is answered.
    pub how_to_answer: &'static str,
    /// One line.
    pub a_line: &'static str,
    /// Text of several paragraphs.
    pub a_text: &'static str,
    /// A date, with how it is written.
    pub a_date: &'static str,
    /// A number.
    pub a_number: &'static str,
    /// Yes or no, with how they are written.
    pub yes_or_no: &'static str,
    /// Heads words of which one is chosen.
    pub one_of: &'static str,
    /// Heads words of which some are chosen.
    pub some_of: &'static str,
    /// Several lines.
    pub lines: &'static str,
    /// Stands before words that are an answer too.
    pub or_else: &'static str,
    /// Says that there must be an answer.
    pub required: &'static str,
    /// Says from which status on there must be an answer; the status follows.
    pub required_from_then_on: &'static str,
    /// Heads the keys of what shared files say.
    pub known_from_shared: &'static str,
}

/// Words of one language for a register of cases.
#[derive(Debug)]
pub struct RegisterWords {
    /// Names the register.
    pub register: &'static str,
    /// Heads what the authority files cases under.
    pub number: &'static str,
    /// Heads what cases are about.
    pub title: &'static str,
    /// Heads how far cases have come.
    pub status: &'static str,
    /// Heads how many questions are answered.
    pub answers: &'static str,
    /// Heads how many questions there are.
    pub questions: &'static str,
    /// Heads which questions are not answered.
    pub missing: &'static str,
    /// Heads when cases are to be looked through next.
    pub review: &'static str,
    /// Says of a review that its day has passed.
    pub overdue: &'static str,
    /// Heads whether reviews are overdue.
    pub is_overdue: &'static str,
    /// Heads how many errors there are.
    pub errors: &'static str,
    /// Heads how many warnings there are.
    pub warnings: &'static str,
    /// Heads forms.
    pub form: &'static str,
    /// Heads the files of cases.
    pub case: &'static str,
    /// Heads what is left to be done.
    pub to_do: &'static str,
    /// Heads the documents of cases.
    pub documents: &'static str,
    /// Says yes.
    pub yes: &'static str,
    /// Says no.
    pub no: &'static str,
    /// Names the field that a register is searched by.
    pub filter: &'static str,
    /// Follows the number of rows shown of how many: `3 of 7`.
    pub shown_of: &'static str,
    /// Says which day the register is of.
    pub as_of: &'static str,
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
