//! Cases one by one: each is read and checked on its own, whatever became of the others, and on
//! several threads at once; reported in their order.

use std::borrow::Cow;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::answers::{self, Answers, Persons};
use crate::case::{self, Case, Shared};
use crate::diagnostic::{Place, Report, Source};
use crate::document::{Attachment, Document};
use crate::generate::{Blankett, Output, Rendered};
use crate::register::Row;
use crate::scalar::Date;
use crate::table::{self, Table};
use crate::workspace::problems::NoGlyph;
use crate::write::{Format, Profile, TextSource, Unprinted};

use super::case_report::CaseReport;
use super::forms::Workspace;
use super::jobs;
use super::project::CaseFile;

/// A case that was checked and has no error.
#[derive(Debug)]
pub struct Checked {
    /// The case as it was written.
    pub source: Arc<Source>,
    case: Case,
    shared: Vec<Arc<Shared>>,
    /// The form that it answers.
    pub form: Arc<Blankett>,
    /// Its answers.
    pub answers: Answers,
    /// What of it belongs to persons.
    pub persons: Persons,
    /// Whether it is for a public copy.
    is_public: bool,
}

/// A case with what it needs, not checked yet.
#[derive(Debug)]
pub struct Prepared {
    /// The case.
    pub case: Case,
    /// The form that it answers.
    pub form: Arc<Blankett>,
    /// The shared files that serve it, the nearest first.
    pub shared: Vec<Arc<Shared>>,
    /// Whether none of those has an error.
    pub is_good: bool,
}

/// Which cases, and how many at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen<'a> {
    /// Cases and folders of cases; the project's own if there are none.
    pub given: &'a [PathBuf],
    /// (k, n): the kth of n parts, k from 1.
    pub shard: Option<(usize, usize)>,
    /// The number of threads; as many as there are processors if none is given.
    pub jobs: Option<NonZero<usize>>,
    /// Set from elsewhere to stop between two cases.
    pub stop: Option<&'a AtomicBool>,
}

/// A case that was worked on.
#[derive(Debug)]
pub struct CaseOutcome<'a, T> {
    /// The case.
    pub case: &'a CaseFile,
    /// What there is to report of it.
    pub report: CaseReport,
    /// What was made of it; nothing where that failed.
    pub made: Option<T>,
}

impl<T> CaseOutcome<'_, T> {
    /// Whether nothing was made of the case, or it has an error.
    pub fn is_failed(&self) -> bool {
        self.made.is_none() || self.report.own.has_errors()
    }
}

impl Workspace {
    /// The cases chosen.
    ///
    /// # Errors
    ///
    /// As for [`super::Project::cases`] and [`Workspace::named`].
    pub fn cases(&self, chosen: Chosen<'_>, report: &mut Report) -> Vec<CaseFile> {
        let named = self.named(chosen.given, report);
        if named.is_empty() && !chosen.given.is_empty() {
            return Vec::new();
        }
        let mut cases = self.project.cases(&named, report);
        if let Some((which, of)) = chosen.shard {
            let mut nth = 0..;
            cases.retain(|_| nth.next().is_some_and(|nth: usize| nth % of.max(1) + 1 == which));
        }
        cases
    }

    /// Does `work` for each case, on several threads, and hands what was made to `each` on this one,
    /// in the order of the cases. Returns how many were done before it was stopped.
    pub fn for_each<T: Send>(
        &self,
        cases: &[CaseFile],
        chosen: Chosen<'_>,
        work: impl Fn(&CaseFile, &mut CaseReport) -> Option<T> + Sync,
        mut each: impl FnMut(CaseOutcome<'_, T>),
    ) -> usize {
        let one = |nth: usize| {
            let mut report = CaseReport::default();
            let made = work(&cases[nth], &mut report);
            (report, made)
        };
        jobs::in_order(cases.len(), chosen.jobs, chosen.stop, one, |nth, (report, made)| {
            each(CaseOutcome { case: &cases[nth], report, made });
        })
    }

    /// Reads a case and checks it.
    pub fn checked(&self, file: &CaseFile, report: &mut CaseReport) -> Option<Checked> {
        let source = self.project.read(&file.path, &mut report.own)?;
        self.check(file, source, report)
    }

    /// Checks a case that was read.
    pub fn check(
        &self,
        file: &CaseFile,
        source: Arc<Source>,
        report: &mut CaseReport,
    ) -> Option<Checked> {
        let prepared = self.prepare(file, &source, report)?;
        // A case is checked all the same when a file that serves it has an error.
        let serving = prepared.serving();
        let reading = answers::read(&prepared.form.form, &prepared.case, &serving, &mut report.own);
        let answers = reading.accepted();
        prepared.allow(&mut report.own);
        let persons = reading.into_persons();
        let Prepared { case, form, shared, is_good } = prepared;
        let answers = answers.filter(|_| is_good)?;
        Some(Checked { source, case, shared, form, answers, persons, is_public: false })
    }

    /// What a register says of a case, on a day.
    pub fn row(&self, file: &CaseFile, today: Date, report: &mut CaseReport) -> Row {
        let source = self.project.read(&file.path, &mut report.own);
        let prepared = source.and_then(|source| self.prepare(file, &source, report));
        let Some(prepared) = prepared else { return Row::unreadable(&file.name, &report.own) };
        let (form, serving) = (&prepared.form.form, prepared.serving());
        let reading = answers::read(form, &prepared.case, &serving, &mut report.own);
        prepared.allow(&mut report.own);
        let mut row = Row::new(&file.name, &reading, &report.own, today);
        row.errors += usize::from(!prepared.is_good);
        row
    }

    /// Reads what a case says, and loads what it needs.
    pub fn prepare(
        &self,
        file: &CaseFile,
        source: &Arc<Source>,
        report: &mut CaseReport,
    ) -> Option<Prepared> {
        let case = case::parse(source, &mut report.own)?;
        let loaded = self.form_of(&case, &mut report.own)?;
        report.needed.push(loaded.report);
        let form = loaded.form?;
        let (shared, is_good) = self.shared_of(file, report);
        Some(Prepared { case, form, shared, is_good })
    }
}

impl Prepared {
    /// Takes the warnings that the case or its form allows out of what reading it told.
    pub fn allow(&self, report: &mut Report) {
        table::allow(&self.case.allowed, &self.form.form.allowed, report);
    }

    /// The shared files that serve the case, as [`answers::read`] takes them.
    pub fn serving(&self) -> Vec<&Shared> {
        self.shared.iter().map(AsRef::as_ref).collect()
    }
}

impl Checked {
    /// The document of the case.
    ///
    /// # Errors
    ///
    /// As for [`Blankett::render`].
    pub fn render(&self, report: &mut Report) -> Option<Rendered<'_>> {
        if self.is_public {
            return self.form.render_public(&self.answers, report);
        }
        self.form.render(&self.answers, report)
    }

    /// Whether the case can be built: a template can fail on answers that are valid, and so can the
    /// authority's own Word file; a file of our own making can always be written.
    ///
    /// # Errors
    ///
    /// As for [`Checked::render`] and [`Checked::write`].
    pub fn can_be_built(&self, report: &mut Report) -> bool {
        if self.form.original().is_none() {
            return self.form.render_unsigned(&self.answers, false, report).is_some();
        }
        let rendered = self.render(report);
        rendered.is_some_and(|rendered| self.write(Format::Docx, &rendered, report).is_some())
    }

    /// The document in a format, with what the case itself cannot tell: what goes with it, and
    /// where characters stand that it cannot print.
    ///
    /// # Errors
    ///
    /// As for [`Rendered::write`].
    pub fn write(
        &self,
        format: Format,
        rendered: &Rendered<'_>,
        report: &mut Report,
    ) -> Option<Output> {
        let place = self.place();
        let mut rendered = Cow::Borrowed(rendered);
        if format == Format::Pdf(Profile::A3a) {
            let word = rendered.write(Format::Docx, &place, report)?;
            // The case itself says what a public copy must not.
            let toml = (!self.is_public).then(|| self.toml());
            let attachments = toml.into_iter().chain([word_file(word.written.bytes)]);
            rendered.to_mut().filling.attachments = attachments.collect();
        }
        let output = rendered.write(format, &place, report)?;
        self.report_unprinted(&rendered.shape, &output.written.unprinted, report);
        Some(output)
    }

    /// Goes on without what is personal, as public copies do.
    pub fn leave_out_personal(&mut self) {
        self.answers = self.answers.without_personal(&self.form.form);
        self.is_public = true;
    }

    /// The beginning of the case.
    pub fn place(&self) -> Place {
        Place::new(&self.source, 0..0)
    }

    /// The PDF that was decided, as the case names it.
    pub fn pages(&self) -> Option<&(String, Place)> {
        self.case.pages.as_ref()
    }

    /// Where something kept about the case stands, else where all of that does.
    pub fn place_of_fact(&self, key: Option<&String>) -> Place {
        let facts = &self.case.facts;
        let entry = key.and_then(|key| facts.get(key));
        entry.map_or_else(|| facts.place(), |entry| entry.value.place.clone())
    }

    fn toml(&self) -> Attachment {
        Attachment {
            name: "case.toml".into(),
            media_type: "application/toml".into(),
            description: "The answers that the document was made from, as TOML".into(),
            is_source: true,
            bytes: self.source.text().as_bytes().to_vec(),
        }
    }

    fn report_unprinted(&self, document: &Document, unprinted: &[Unprinted], report: &mut Report) {
        for Unprinted { part, characters } in unprinted {
            let place = characters.iter().find_map(|&c| self.place_of(document, *part, c));
            let problem = NoGlyph { characters: characters.clone() };
            report.warning(problem, place.unwrap_or_else(|| self.form.form.place.clone()));
        }
    }

    /// Where somebody typed a character that stands in a part of the document.
    fn place_of(&self, document: &Document, part: TextSource, character: char) -> Option<Place> {
        let shared = self.shared.iter().map(AsRef::as_ref);
        let key = match part {
            TextSource::Form => return self.form.place_of_character(character),
            // `field.x`, `part.x.y`
            TextSource::Slot(slot) => document.slots[slot].place.split('.').nth(1),
            TextSource::Printed(_) => None,
        };
        let answers = std::iter::once(&self.case.answers).chain(shared.clone().map(|s| &s.answers));
        let facts = std::iter::once(&self.case.facts).chain(shared.map(|s| &s.facts));
        let tables = answers.chain(facts.filter(|_| key.is_none()));
        let entries = tables.flat_map(Table::entries);
        let mut asked = entries.filter(|entry| key.is_none_or(|key| entry.key == key));
        asked.find_map(|entry| entry.value.place_of(character))
    }
}

fn word_file(bytes: Vec<u8>) -> Attachment {
    Attachment {
        name: "document.docx".into(),
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            .into(),
        description: "The same document as a Word file".into(),
        is_source: false,
        bytes,
    }
}
