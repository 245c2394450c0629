//! Cases one by one: each is read and checked on its own, whatever became of the others.

use std::borrow::Cow;
use std::path::PathBuf;
use std::rc::Rc;
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
use super::print::{Printer, Summary};
use super::shared::SharedFiles;

/// A case that was checked and has no error.
pub(super) struct Checked {
    pub(super) source: Arc<Source>,
    case: Case,
    shared: Vec<Rc<Shared>>,
    pub(super) form: Rc<LoadedForm>,
    pub(super) answers: Answers,
}

/// Checks each case and does something with those that are good; that says which files it wrote.
pub(super) fn for_each_case(
    project: &Project,
    given: &[PathBuf],
    printer: &mut Printer,
    mut work: impl FnMut(&CaseFile, &Checked, &mut Report) -> Vec<PathBuf>,
) -> Summary {
    let mut report = Report::new();
    let cases = project.cases(given, &mut report);
    printer.report(&report);
    let (mut forms, mut shared) = (Forms::new(project), SharedFiles::new(project));
    let mut summary = Summary { cases: cases.len(), ..Summary::default() };
    for case in &cases {
        let mut report = Report::new();
        let checked = checked(project, case, &mut forms, &mut shared, &mut report, printer);
        if let Some(checked) = &checked {
            for path in work(case, checked, &mut report) {
                printer.written(&path);
                summary.files += 1;
            }
        }
        if checked.is_none() || report.has_errors() {
            summary.failed += 1;
        }
        printer.report(&report);
    }
    summary
}

fn checked(
    project: &Project,
    file: &CaseFile,
    forms: &mut Forms<'_>,
    shared: &mut SharedFiles<'_>,
    report: &mut Report,
    printer: &mut Printer,
) -> Option<Checked> {
    let source = project.read(&file.path, report)?;
    let case = case::parse(&source, report)?;
    let form = forms.of_case(&case, report, printer)?;
    let (shared, is_good) = shared.of_case(file, forms, printer);
    let serving: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
    // A case is checked all the same when a file that serves it has a fault.
    let answers = answers::check(form.form(), &case, &serving, report).filter(|_| is_good)?;
    Some(Checked { source, case, shared, form, answers })
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
            filling.to_mut().attachments = vec![self.toml(), word_file(word.bytes)];
        }
        let (written, filled) = self.form.write(format, (document, &filling), &place, report)?;
        self.tell_unprinted(document, &written.unprinted, report);
        Some((written.bytes, filled))
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
