//! What is wrong with a case and can be put right beyond doubt is: in the file as its owner laid it out.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use crate::answers::{self, check_shared};
use crate::case::{self, Case, Shared};
use crate::diagnostic::{Diagnostic, Mend, Place, Question, Report, Severity, Source};
use crate::table;
use crate::table::problems::UnknownKey;

use super::batch::{Checked, Prepared};
use super::case_report::CaseReport;
use super::disk::Lock;
use super::forms::{Workspace, definitions};
use super::project::{CaseFile, Project};

/// How many of the cases that a shared file serves are asked what is wrong with it.
const MOST_SERVED: usize = 50;
/// The most that is put right in one file: each is checked by itself.
const MOST_MENDS: usize = 10_000;

/// What is told of a text.
type Problems<'a> = &'a dyn Fn(&str) -> Vec<Diagnostic>;
/// How many errors there are with one, those of what it needs too.
type Errors<'a> = &'a dyn Fn(&str) -> usize;

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
        self.lock_at(&case.path, report)
    }

    /// As [`Project::lock_of`], for any file.
    fn lock_at(&self, path: &Path, report: &mut Report) -> Option<Lock> {
        let folder = path.parent().unwrap_or(Path::new(""));
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
        let problems = |text: &str| self.problems_of(file, text);
        let errors = |text: &str| self.errors_of(file, text);
        self.mend_file(&file.path, (&problems, &errors), is_dry, report)
    }

    /// As [`Workspace::mend`], for a shared file, by what is told of it in the cases that it serves.
    ///
    /// # Errors
    ///
    /// As for [`Workspace::mend`].
    pub fn mend_shared(
        &self,
        path: &Path,
        served: &[&CaseFile],
        is_dry: bool,
        report: &mut Report,
    ) -> Option<Mending> {
        let problems = |text: &str| self.problems_of_shared(path, served, text);
        let errors = |text: &str| {
            let found = self.problems_of_shared(path, served, text);
            found.iter().filter(|one| one.severity == Severity::Error).count()
        };
        self.mend_file(path, (&problems, &errors), is_dry, report)
    }

    fn mend_file(
        &self,
        path: &Path,
        (problems, errors): (Problems<'_>, Errors<'_>),
        is_dry: bool,
        report: &mut Report,
    ) -> Option<Mending> {
        let source = self.project.read(path, report)?;
        let (text, mended) = mended(source.text(), problems);
        if mended.is_empty() || is_dry {
            return Some(Mending { left: errors(&text), mended });
        }
        let _lock = self.project.lock_at(path, report)?;
        // What was read before it could be held may have been changed.
        let held = self.project.read(path, report)?;
        let (text, mended) = if held.text() == source.text() {
            (text, mended)
        } else {
            self::mended(held.text(), problems)
        };
        let is_written = self.project.rewrite(path, &held, &text, report);
        is_written.then(|| Mending { left: errors(&text), mended })
    }

    /// The problems of a shared file's own text, in its order: its own, and those that its cases have with it.
    fn problems_of_shared(&self, path: &Path, served: &[&CaseFile], text: &str) -> Vec<Diagnostic> {
        let name = self.project.shown(path);
        let source = Source::new(name.clone(), text);
        let mut of_itself = Report::new();
        let shared = case::parse_shared(&source, &mut of_itself);
        check_shared(&shared, &definitions(&self.all_forms()), &mut of_itself);
        // What a word was meant for, the forms of its cases know.
        let mut report = Report::new();
        let mut forms: BTreeSet<(String, String)> = BTreeSet::new();
        for file in served.iter().take(MOST_SERVED) {
            let mut unheard = CaseReport::default();
            let source_of_case = self.project.read(&file.path, &mut unheard.own);
            let prepared = source_of_case.and_then(|one| self.prepare(file, &one, &mut unheard));
            let Some(Prepared { case, form, .. }) = prepared else { continue };
            if !forms.insert((case.form.0.clone(), case.version.0.clone())) {
                continue;
            }
            let mut found = Report::new();
            let Shared { facts, answers } = case::parse_shared(&source, &mut found);
            let as_case = Case { pages: None, allowed: Vec::new(), facts, answers, ..case };
            answers::read_unfinished(&form.form, &as_case, &[], &mut found);
            // A key that one form does not know is another's.
            let known = found
                .diagnostics()
                .iter()
                .filter(|one| one.problem.downcast::<UnknownKey>().is_none());
            for one in known {
                if !report.diagnostics().iter().any(|other| other.primary == one.primary) {
                    report.add_diagnostic(one.clone());
                }
            }
        }
        for one in of_itself.diagnostics() {
            if !report.diagnostics().iter().any(|other| other.primary == one.primary) {
                report.add_diagnostic(one.clone());
            }
        }
        of_file(&report, &name)
    }

    /// How many errors there are with a case of a text, those of what it needs too.
    fn errors_of(&self, file: &CaseFile, text: &str) -> usize {
        let mut report = CaseReport::default();
        let _: Option<Checked> =
            self.check(file, Source::new(file.name.clone(), text), &mut report);
        report.into_whole().errors()
    }

    /// The problems of a case's own text, in its order.
    pub(crate) fn problems_of(&self, file: &CaseFile, text: &str) -> Vec<Diagnostic> {
        let source = Source::new(file.name.clone(), text);
        let mut report = CaseReport::default();
        let _: Option<Checked> = self.check(file, source, &mut report);
        of_file(&report.own, &file.name)
    }
}

/// A text with all that can be put right, each change where it helps; `problems` are those of a text.
fn mended(text: &str, problems: Problems<'_>) -> (String, Vec<Mended>) {
    let mut text = text.to_owned();
    let mut mended = Vec::new();
    let mut found = problems(&text);
    let mut next = 0;
    while mended.len() < MOST_MENDS {
        // Those before `next` are there to stay.
        let Some((at, mend)) = next_mend(&found, next, &text) else { break };
        let mut changed = text.clone();
        changed.replace_range(mend.span.clone(), &mend.text);
        let after = problems(&changed);
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

/// What is told of a file, in its order.
fn of_file(report: &Report, name: &str) -> Vec<Diagnostic> {
    let is_own = |place: &Place| place.source().name() == name;
    let own = report.diagnostics().iter();
    let mut own: Vec<Diagnostic> =
        own.filter(|one| one.primary.as_ref().is_some_and(is_own)).cloned().collect();
    own.sort_by_key(start);
    own
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
