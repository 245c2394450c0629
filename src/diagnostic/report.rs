//! Problems gathered on the way through the pipeline.

use super::{AnyProblem, Place, Source};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The document can be made, but somebody should look.
    Warning,
    /// The document cannot be made.
    Error,
}

/// The question that a problem belongs to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    /// The field's key.
    pub key: String,
    /// The question as printed in the form.
    pub label: String,
}

/// One problem: what, how bad, where, and which question it breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: AnyProblem,
    /// How bad it is.
    pub severity: Severity,
    /// Where, for problems in a text; problems of the disk carry their path in the problem.
    pub primary: Option<Place>,
    /// Another place that explains it: where a name stood first, say.
    pub secondary: Option<Place>,
    /// The question.
    pub question: Option<Question>,
}

/// All problems found so far, in the order they were found.
///
/// Every step that judges what people wrote takes one and goes on after a problem, so that all
/// problems are told at once.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Report {
        Report::default()
    }

    /// Adds an error at a place.
    pub fn error(&mut self, problem: impl Into<AnyProblem>, place: Place) -> &mut Diagnostic {
        self.push(problem, Severity::Error, Some(place))
    }

    /// Adds a warning at a place.
    pub fn warning(&mut self, problem: impl Into<AnyProblem>, place: Place) -> &mut Diagnostic {
        self.push(problem, Severity::Warning, Some(place))
    }

    /// Adds a problem that is as bad as given.
    pub fn add(
        &mut self,
        problem: impl Into<AnyProblem>,
        severity: Severity,
        place: Place,
    ) -> &mut Diagnostic {
        self.push(problem, severity, Some(place))
    }

    /// Adds an error that is in no text: of the disk, say.
    pub fn error_nowhere(&mut self, problem: impl Into<AnyProblem>) -> &mut Diagnostic {
        self.push(problem, Severity::Error, None)
    }

    /// Adds a warning that is in no text.
    pub fn warning_nowhere(&mut self, problem: impl Into<AnyProblem>) -> &mut Diagnostic {
        self.push(problem, Severity::Warning, None)
    }

    fn push(
        &mut self,
        problem: impl Into<AnyProblem>,
        severity: Severity,
        primary: Option<Place>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            problem: problem.into(),
            severity,
            primary,
            secondary: None,
            question: None,
        });
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Takes over a problem of another report.
    pub fn add_diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes over all problems of another report.
    pub fn append(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// The problems.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Drops the problems that `keep` refuses.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(keep);
    }

    /// Puts the problems in the order of their places, those of `first` before those of other files.
    pub(crate) fn sort(&mut self, first: &Source) {
        self.diagnostics.sort_by_key(|d| {
            let place = d.primary.as_ref()?;
            let other = (**place.source() != *first).then(|| place.source().name().to_owned());
            Some((other, place.span().start))
        });
    }

    /// The problems, to complete them.
    pub(crate) fn diagnostics_mut(&mut self) -> &mut [Diagnostic] {
        &mut self.diagnostics
    }

    /// How many errors there are; warnings do not count.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }

    /// Whether any error stands in the way.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }
}
