//! Cases one by one: each is read and checked on its own, whatever became of the others, and on
//! several threads at once; told in their order.

use std::borrow::Cow;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

use blankett::answers::{self, Answers};
use blankett::case::{self, Case, Shared};
use blankett::diagnostic::{Place, Problem, Report, Source};
use blankett::document::{Attachment, Filling};
use blankett::project::{CaseFile, Project};
use blankett::table::Table;
use blankett::word::Filled;
use blankett::write::{Format, Part, Profile, Shape, Unprinted};

use super::forms::{Forms, LoadedForm};
use super::jobs;
use super::print::{Printer, Summary};
use super::shared::SharedFiles;
use super::told::Told;

/// A case that was checked and has no error.
pub(super) struct Checked {
    pub(super) source: Arc<Source>,
    case: Case,
    shared: Vec<Arc<Shared>>,
    pub(super) form: Arc<LoadedForm>,
    pub(super) answers: Answers,
    /// Whether something personal stands where a public copy would show it.
    pub(super) exposes_persons: bool,
    /// Whether it is for a public copy.
    is_public: bool,
}

/// A case with what it needs, not checked yet.
pub(super) struct Prepared {
    pub(super) case: Case,
    pub(super) form: Arc<LoadedForm>,
    /// The shared files that serve it, the nearest first.
    pub(super) shared: Vec<Arc<Shared>>,
    /// Whether none of those has a fault.
    pub(super) is_good: bool,
}

/// What the cases of one command need, each read once.
pub(super) struct Batch<'a> {
    pub(super) project: &'a Project,
    pub(super) forms: Forms<'a>,
    pub(super) shared: SharedFiles<'a>,
}

/// Which cases, and how many at once.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'a> {
    /// Cases and folders of cases; the project's own if there are none.
    pub(super) given: &'a [PathBuf],
    /// Of the cases, every so manieth, from which on.
    pub(super) shard: Option<(usize, usize)>,
    /// The number of threads; as many as there are processors if none is given.
    pub(super) jobs: Option<NonZero<usize>>,
}

/// Does something with each case, and something with what became of it, in the order of the cases,
/// and whether it failed: a case fails if nothing became of it, or if it has an error.
pub(super) fn for_each_case<T: Send>(
    project: &Project,
    chosen: Chosen<'_>,
    printer: &mut Printer,
    work: impl Fn(&Batch<'_>, &CaseFile, &mut Told) -> Option<T> + Sync,
    mut each: impl FnMut(&mut Printer, &CaseFile, Option<T>, bool),
) -> Summary {
    let mut report = Report::new();
    let mut cases = project.cases(chosen.given, &mut report);
    printer.report(&report);
    if let Some((which, of)) = chosen.shard {
        let mut nth = 0..;
        cases.retain(|_| nth.next().is_some_and(|nth: usize| nth % of == which - 1));
    }
    let batch = Batch { project, forms: Forms::new(project), shared: SharedFiles::new(project) };
    let mut summary = Summary { cases: cases.len(), ..Summary::default() };
    printer.begin(cases.len());
    let one = |nth: usize| {
        let mut told = Told::default();
        let became = work(&batch, &cases[nth], &mut told);
        (told, became)
    };
    let done = jobs::in_order(cases.len(), chosen.jobs, one, |nth, (told, became)| {
        for report in &told.before {
            printer.report(report);
        }
        let is_failed = became.is_none() || told.report.has_errors();
        summary.failed += usize::from(is_failed);
        printer.report(&told.report);
        each(printer, &cases[nth], became, is_failed);
        printer.advance();
    });
    summary.not_begun = cases.len() - done;
    summary
}

impl Batch<'_> {
    /// Reads a case and checks it.
    pub(super) fn checked(&self, file: &CaseFile, told: &mut Told) -> Option<Checked> {
        let source = self.project.read(&file.path, &mut told.report)?;
        self.check(file, source, told)
    }

    /// Checks a case that was read.
    pub(super) fn check(
        &self,
        file: &CaseFile,
        source: Arc<Source>,
        told: &mut Told,
    ) -> Option<Checked> {
        let Prepared { case, form, shared, is_good } = self.prepare(file, &source, told)?;
        let serving: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        // A case is checked all the same when a file that serves it has a fault.
        let reading = answers::read(form.form(), &case, &serving, &mut told.report);
        let exposes_persons = reading.exposes_persons();
        let answers = reading.accepted().filter(|_| is_good)?;
        Some(Checked { source, case, shared, form, answers, exposes_persons, is_public: false })
    }

    /// Reads what a case says, and loads what it needs.
    pub(super) fn prepare(
        &self,
        file: &CaseFile,
        source: &Arc<Source>,
        told: &mut Told,
    ) -> Option<Prepared> {
        let case = case::parse(source, &mut told.report)?;
        let loaded = self.forms.of_case(&case, &mut told.report)?;
        told.before.push(loaded.report);
        let form = loaded.form?;
        let (shared, is_good) = self.shared.of_case(file, &self.forms, told);
        Some(Prepared { case, form, shared, is_good })
    }
}

impl Checked {
    /// The document in a format, with what the case itself cannot tell: what goes with it, and
    /// where characters stand that it cannot print.
    pub(super) fn write(
        &self,
        format: Format,
        document: &Shape,
        filling: &Filling,
        report: &mut Report,
    ) -> Option<(Vec<u8>, Option<Filled>)> {
        let place = self.place();
        let mut filling = Cow::Borrowed(filling);
        if format == Format::Pdf(Profile::A3a) {
            let made = (document, &*filling);
            let (word, _) = self.form.write(Format::Docx, made, &place, report)?;
            // The case itself says what a public copy must not.
            let toml = (!self.is_public).then(|| self.toml());
            let attachments = toml.into_iter().chain([word_file(word.bytes)]);
            filling.to_mut().attachments = attachments.collect();
        }
        let (written, filled) = self.form.write(format, (document, &filling), &place, report)?;
        self.tell_unprinted(document, &written.unprinted, report);
        Some((written.bytes, filled))
    }

    /// Goes on without what is personal, as public copies do.
    pub(super) fn leave_out_personal(&mut self) {
        self.answers = self.answers.without_personal(self.form.form());
        self.is_public = true;
    }

    /// The beginning of the case.
    pub(super) fn place(&self) -> Place {
        Place::new(&self.source, 0..0)
    }

    /// Where something kept about the case stands, else where all of that does.
    pub(super) fn place_of_fact(&self, key: Option<&String>) -> Place {
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

    fn tell_unprinted(&self, document: &Shape, unprinted: &[Unprinted], report: &mut Report) {
        for Unprinted { part, characters } in unprinted {
            let place = characters.iter().find_map(|&c| self.place_of(document, *part, c));
            let problem = Problem::NoGlyph { characters: characters.clone() };
            report.warning(problem, place.unwrap_or_else(|| self.form.form().place.clone()));
        }
    }

    /// Where somebody typed a character that stands in a part of the document.
    fn place_of(&self, document: &Shape, part: Part, character: char) -> Option<Place> {
        let shared = self.shared.iter().map(AsRef::as_ref);
        let key = match part {
            Part::Form => return self.form.blankett.place_of_character(character),
            // `field.x`, `part.x.y`
            Part::Slot(slot) => document.slots[slot].place.split('.').nth(1),
            Part::Printed(_) => None,
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
