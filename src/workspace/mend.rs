//! What is wrong with a case and can be put right beyond doubt is: in the file as its owner laid it out.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Mend, Place, Question, Report, Source};
use crate::table;

use super::batch::Checked;
use super::case_report::CaseReport;
use super::disk::Lock;
use super::forms::Workspace;
use super::project::{CaseFile, Project};

/// The most that is put right in one file: each is checked by itself.
const MOST_MENDS: usize = 10_000;

/// What was put right in a case, and how much is wrong with it, or with what it needs, that nobody can put right for
/// its owner.
#[derive(Clone, Debug, Default)]
pub struct Mending {
    /// What was put right, or would be.
    pub mended: Vec<Mended>,
    /// How many errors are left.
    pub left: usize,
}

/// Something that was put right.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The line, from 1.
    pub line: usize,
    /// What stood there.
    pub from: String,
    /// What stands there now.
    pub to: String,
    /// The question that it belongs to.
    pub question: Option<Question>,
}

impl Project {
    /// The right to write a case anew, until it is given back: whoever else wants to waits.
    ///
    /// # Errors
    ///
    /// A folder that cannot be written to is a problem in `report`.
    pub fn lock_of(&self, case: &CaseFile, report: &mut Report) -> Option<Lock> {
        let folder = case.path.parent().unwrap_or(Path::new(""));
        self.lock(folder, || {}, || false, report)
    }
}

impl Workspace {
    /// Puts right in a case what its problems say how to, and tells what. Nothing is written where `is_dry`.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or written is a problem in `report`. What is wrong with the case otherwise is
    /// `check`'s to say.
    pub fn mend(&self, file: &CaseFile, is_dry: bool, report: &mut Report) -> Option<Mending> {
        let source = self.project.read(&file.path, report)?;
        let (text, mended) = self.mended(file, source.text());
        if mended.is_empty() || is_dry {
            return Some(Mending { left: self.errors_of(file, &text), mended });
        }
        let _lock = self.project.lock_of(file, report)?;
        // What was read before it could be held may have been changed.
        let held = self.project.read(&file.path, report)?;
        let (text, mended) = if held.text() == source.text() {
            (text, mended)
        } else {
            self.mended(file, held.text())
        };
        let is_written = self.project.rewrite(&file.path, &held, &text, report);
        is_written.then(|| Mending { left: self.errors_of(file, &text), mended })
    }

    /// How many errors there are with a case of a text, those of what it needs too.
    fn errors_of(&self, file: &CaseFile, text: &str) -> usize {
        let mut report = CaseReport::default();
        let _: Option<Checked> =
            self.check(file, Source::new(file.name.clone(), text), &mut report);
        report.into_whole().errors()
    }

    /// The text of a case with all that can be put right, each change where it helps.
    fn mended(&self, file: &CaseFile, text: &str) -> (String, Vec<Mended>) {
        let mut text = text.to_owned();
        let mut mended = Vec::new();
        let mut found = self.problems_of(file, &text);
        let mut next = 0;
        while mended.len() < MOST_MENDS {
            // Those before `next` are there to stay.
            let Some((at, mend)) = next_mend(&found, next, &text) else { break };
            let mut changed = text.clone();
            changed.replace_range(mend.span.clone(), &mend.text);
            let after = self.problems_of(file, &changed);
            let code = found[at].problem.code();
            let here = |text: &str| line_at(text, mend.span.start);
            let is_gone = count(&after, &here(&changed), code) < count(&found, &here(&text), code);
            // What was hidden behind it may be told now; what cannot be read as TOML may not be more.
            if !is_gone || unreadable(&changed) > unreadable(&text) {
                next = at + 1;
                continue;
            }
            mended.push(Mended {
                line: text[..mend.span.start].matches('\n').count() + 1,
                from: text[mend.span.clone()].to_owned(),
                to: mend.text,
                question: found[at].question.clone(),
            });
            // All up to here stays as it was, but for what is put right.
            next = at.min(after.len());
            while next > 0 && start(&after[next - 1]) >= mend.span.start {
                next -= 1;
            }
            (text, found) = (changed, after);
        }
        (text, mended)
    }

    /// The problems of a case's own text, in its order.
    pub(crate) fn problems_of(&self, file: &CaseFile, text: &str) -> Vec<Diagnostic> {
        let source = Source::new(file.name.clone(), text);
        let mut report = CaseReport::default();
        let _: Option<Checked> = self.check(file, source, &mut report);
        let is_own = |place: &Place| place.source().name() == file.name;
        let own = report.own.diagnostics().iter();
        let mut own: Vec<Diagnostic> =
            own.filter(|one| one.primary.as_ref().is_some_and(is_own)).cloned().collect();
        own.sort_by_key(start);
        own
    }
}

/// The next problem that can be put right.
fn next_mend(found: &[Diagnostic], from: usize, text: &str) -> Option<(usize, Mend)> {
    let mut later = found.iter().enumerate().skip(from);
    later.find_map(|(at, one)| Some((at, mend_of(one, text)?)))
}

fn mend_of(one: &Diagnostic, text: &str) -> Option<Mend> {
    let mend = one.problem.mend(text, one.primary.as_ref()?.span())?;
    text.get(mend.span.clone()).filter(|old| *old != mend.text)?;
    Some(mend)
}

fn start(one: &Diagnostic) -> usize {
    one.primary.as_ref().map_or(0, |place| place.span().start)
}

/// The bytes of the line that a byte is in.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end + 1
}

/// How often a line has a problem.
fn count(found: &[Diagnostic], line: &Range<usize>, code: &str) -> usize {
    let is_here = |one: &&Diagnostic| line.contains(&start(one)) && one.problem.code() == code;
    found.iter().filter(is_here).count()
}

/// How much of a text is no TOML.
fn unreadable(text: &str) -> usize {
    let mut report = Report::new();
    table::parse(&Source::new("", text), &mut report);
    report.errors()
}
