//! Three ways between the case, what is brought, and what that was made from; and what becomes of a case.

use crate::diagnostic::Question;

/// How what is brought is merged into a case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Merging {
    /// Whose answer stands where both were changed.
    pub take: Take,
    /// Whether nothing is written.
    pub is_dry: bool,
}

/// Whose answer stands where both were changed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Take {
    /// The case's, until a person has decided: each is an error.
    #[default]
    Neither,
    /// What was brought.
    Theirs,
    /// The case's.
    Case,
}

/// A case that answers were taken over into.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Merged {
    /// The answers that were taken over.
    pub taken: Vec<Taken>,
    /// How many were changed in two ways.
    pub conflicts: usize,
    /// How many were left otherwise.
    pub left: usize,
    /// How many were changed in two ways and stay as the case has them, as was asked.
    pub declined: usize,
    /// The case, by its path from the project's folder.
    pub case: String,
}

/// An answer that was taken over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Taken {
    /// The question.
    pub question: Question,
    /// What the case had, line by line.
    pub from: Vec<String>,
    /// What it has now.
    pub to: Vec<String>,
}

/// Which of two says what counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// Both say the same, or only the case says something new.
    Stays,
    /// Only what is brought says something new.
    Taken,
    /// Both do.
    Conflict,
}

/// Three ways: what the case has, what is brought, and what both were made from, by their digests.
pub(super) fn three_ways(ours: Option<&str>, theirs: Option<&str>, base: Option<&str>) -> Way {
    let is_base = |digest: Option<&str>| match (digest, base) {
        (Some(digest), Some(base)) => digest.starts_with(base),
        (digest, base) => digest == base,
    };
    if is_base(theirs) || ours == theirs {
        Way::Stays
    } else if is_base(ours) {
        Way::Taken
    } else {
        Way::Conflict
    }
}
