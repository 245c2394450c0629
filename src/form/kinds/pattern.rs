//! Records on one line (`{namn}, {roll}, {enhet}`), printed and read back.

use crate::form::Part;
use crate::form::problems::PatternProblem;
use crate::scalar::Scalar;

/// A pattern over the parts of a record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern {
    /// The pattern as written.
    written: String,
    /// What stands before each part, with the part's index.
    steps: Vec<(String, usize)>,
    /// What stands after the last part.
    end: String,
}

impl Pattern {
    /// Reads a pattern in which every part stands once, with something between each two.
    ///
    /// # Errors
    ///
    /// The first thing that keeps records from being printed by it and read back.
    pub fn parse(written: &str, parts: &[Part]) -> Result<Pattern, PatternProblem> {
        let mut steps: Vec<(String, usize)> = Vec::new();
        let mut rest = written;
        while let Some(open) = rest.find('{') {
            let (before, after) = (&rest[..open], &rest[open + 1..]);
            let close = after.find('}').ok_or(PatternProblem::Unbalanced)?;
            let name = &after[..close];
            let part = parts
                .iter()
                .position(|part| part.key == name)
                .ok_or_else(|| PatternProblem::UnknownPart(name.to_owned()))?;
            if steps.iter().any(|(_, other)| *other == part) {
                return Err(PatternProblem::PartNotOnce(name.to_owned()));
            }
            if before.contains('}') {
                return Err(PatternProblem::Unbalanced);
            }
            if !steps.is_empty() && before.is_empty() {
                return Err(PatternProblem::NoSeparator);
            }
            steps.push((before.to_owned(), part));
            rest = &after[close + 1..];
        }
        if rest.contains('}') {
            return Err(PatternProblem::Unbalanced);
        }
        let missing = (0..parts.len()).find(|part| !steps.iter().any(|(_, step)| step == part));
        match missing {
            Some(part) => Err(PatternProblem::PartNotOnce(parts[part].key.clone())),
            None => Ok(Pattern { written: written.to_owned(), steps, end: rest.to_owned() }),
        }
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// What stands between two parts.
    pub(super) fn separators(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().skip(1).map(|(separator, _)| separator.as_str())
    }

    /// The line of a record; `values` are its parts in their order. Nothing stands for the last parts
    /// where they are absent, if it can be read back so.
    pub fn print(&self, parts: &[Part], values: &[Option<Scalar>], language: &str) -> String {
        let last = self.steps.iter().rposition(|(_, part)| values[*part].is_some());
        let count = last.map_or(1, |last| last + 1);
        if count < self.steps.len() && self.can_end_after(count, parts) {
            let line = self.print_steps(count, parts, values, language);
            if self.read(parts, &line, language).as_deref() == Some(values) {
                return line;
            }
        }
        self.print_steps(self.steps.len(), parts, values, language) + &self.end
    }

    fn print_steps(
        &self,
        count: usize,
        parts: &[Part],
        values: &[Option<Scalar>],
        language: &str,
    ) -> String {
        let mut line = String::new();
        for (before, part) in &self.steps[..count] {
            line.push_str(before);
            match &values[*part] {
                Some(value) => line.push_str(&parts[*part].kind.print(value, language)),
                None => line.push_str(parts[*part].absent()),
            }
        }
        line
    }

    /// Whether a line may end after so many parts: the form says of none of the others what stands for it,
    /// and what ends the line belongs to them and to nothing at its beginning.
    fn can_end_after(&self, count: usize, parts: &[Part]) -> bool {
        let begins_with_part = self.steps.first().is_some_and(|(before, _)| before.is_empty());
        (self.end.is_empty() || begins_with_part)
            && self.steps[count..].iter().all(|(_, part)| parts[*part].absent.is_none())
    }

    /// Whether a line could have been printed from other parts than [`Pattern::read`] finds: the last
    /// of them holds what stands between two, or the line has fewer parts, which may be any.
    pub fn is_ambiguous(&self, parts: &[Part], line: &str, language: &str) -> bool {
        let last = self.steps.last().map(|(_, part)| *part);
        let values = self.read(parts, line, language);
        let is_short = values.is_some() && self.read_all(parts, line, language).is_none();
        let last = values.zip(last).and_then(|(values, last)| values[last].clone());
        is_short
            || last.is_some_and(|last| {
                let last = last.to_string();
                self.steps.iter().skip(1).any(|(separator, _)| last.contains(separator.as_str()))
            })
    }

    /// The parts that a line was printed from, or `None` if the pattern does not fit.
    ///
    /// A separator ends a part where it first stands. The last parts may be absent, but not all.
    pub fn read(&self, parts: &[Part], line: &str, language: &str) -> Option<Vec<Option<Scalar>>> {
        let read = self.read_all(parts, line, language).or_else(|| {
            // What stands in brackets stands in for all parts: `[Kontaktperson]`.
            let within = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
            let stands_in = within.is_some_and(|within| !within.contains(['[', ']']));
            let counts = (1 + usize::from(stands_in)..self.steps.len()).rev();
            let mut counts = counts.filter(|count| self.can_end_after(*count, parts));
            // Nor is what is left of separators alone a part.
            let says_something = line.contains(char::is_alphanumeric);
            counts
                .find_map(|count| self.read_steps(count, parts, line, language))
                .filter(|_| says_something)
        });
        read.filter(|values| values.iter().any(Option::is_some))
    }

    /// The parts of a line that has all of them, or what stands for them.
    fn read_all(&self, parts: &[Part], line: &str, language: &str) -> Option<Vec<Option<Scalar>>> {
        let line = line.strip_suffix(self.end.as_str())?;
        self.read_steps(self.steps.len(), parts, line, language)
    }

    fn read_steps(
        &self,
        count: usize,
        parts: &[Part],
        line: &str,
        language: &str,
    ) -> Option<Vec<Option<Scalar>>> {
        let mut values: Vec<Option<Scalar>> = vec![None; parts.len()];
        let mut rest = line;
        let steps = &self.steps[..count];
        for (nth, (before, part)) in steps.iter().enumerate() {
            rest = rest.strip_prefix(before.as_str())?;
            let end = match steps.get(nth + 1) {
                Some((separator, _)) => rest.find(separator.as_str())?,
                None => rest.len(),
            };
            let (value, definition) = (&rest[..end], &parts[*part]);
            if value != definition.absent() && !value.trim().is_empty() {
                values[*part] = Some(definition.kind.read_back(value, language)?);
            }
            rest = &rest[end..];
        }
        Some(values)
    }
}
