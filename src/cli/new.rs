//! `new`: a case with every question, ready to be answered.

use std::path::{Path, PathBuf};

use blankett::answers;
use blankett::case::{Case, Entries, Shared};
use blankett::diagnostic::{Place, Problem, Report, Source};
use blankett::editor::{Known, Scaffold};
use blankett::form::Form;
use blankett::project::Project;
use blankett::text::file_name;
use blankett::word;

use super::args::New;
use super::extract;
use super::forms::{Forms, LoadedForm};
use super::print::Printer;
use super::schema;
use super::shared::SharedFiles;
use super::told::Told;
use super::validate::validate;

/// What Windows keeps for itself, so that no such file can be checked out there.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Writes a new case.
pub(super) fn run(project: &Project, args: &New, printer: &mut Printer) {
    let forms = Forms::new(project);
    let Some(form) = forms.named(&args.form, printer) else { return };
    let mut report = Report::new();
    if !project.is_folder(Path::new("")) {
        let path = project.full(Path::new("")).to_string_lossy().into_owned();
        report.error_nowhere(Problem::NotFound { path, suggestion: None });
        printer.report(&report);
        return;
    }
    let Some(path) = path(&args.name) else {
        report.error_nowhere(Problem::BadCaseName { name: args.name.clone() });
        printer.report(&report);
        return;
    };
    let given = match &args.from {
        Some(from) => from_word(project, from, &form, &forms, &mut report),
        None => Some((Entries::new(), Entries::new())),
    };
    if let Some((facts, answers)) = given {
        let begun = Begun { project, forms: &forms, form: &form, facts, answers };
        if let Some(written) = begun.write(&path, printer, &mut report) {
            for path in written {
                printer.file_written(&path);
            }
        }
    }
    printer.report(&report);
}

/// A case that is about to be written.
pub(super) struct Begun<'a> {
    pub(super) project: &'a Project,
    pub(super) forms: &'a Forms<'a>,
    pub(super) form: &'a LoadedForm,
    /// What is known about it.
    pub(super) facts: Entries,
    /// The answers that are known.
    pub(super) answers: Entries,
}

impl Begun<'_> {
    /// Writes the case, and the schema that it names. The files that are new.
    pub(super) fn write(
        mut self,
        path: &Path,
        printer: &mut Printer,
        report: &mut Report,
    ) -> Option<Vec<PathBuf>> {
        let file = self.project.new_case(path);
        if self.project.is_file(&file.path) {
            report.error_nowhere(Problem::CaseExists { path: file.name });
            return None;
        }
        let mut told = Told::default();
        let shared_files = SharedFiles::new(self.project);
        let (shared, _) = shared_files.of_case(&file, self.forms, &mut told);
        for report in &told.before {
            printer.report(report);
        }
        let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        self.leave_out_what_is_shared(&shared);
        let folders = Path::new(&file.name).components().count() - 1;
        let schema = schema::path(self.form.form());
        let from_here = format!("{}{schema}", "../".repeat(folders));
        let scaffold = Scaffold {
            form: self.form.form(),
            outline: &self.form.blankett.outline(),
            schema: Some(&from_here),
            shared: &Known::of(&shared),
            facts: &self.facts,
            answers: &self.answers,
        };
        let toml = scaffold.write();
        let path = PathBuf::from(file.name);
        if !self.project.write_new(&path, toml.as_bytes(), report) {
            return None;
        }
        let mut written = vec![path];
        written.extend(schema::write(self.project, self.form.form(), report));
        Some(written)
    }

    /// Leaves out what shared files say in the same words.
    fn leave_out_what_is_shared(&mut self, shared: &[&Shared]) {
        let form = self.form.form();
        let nowhere = Place::new(&Source::new("", ""), 0..0);
        let found = |facts: &Entries, answers: &Entries| {
            let form = (form.id.as_str(), form.version.as_str());
            Case::found(form, facts, answers, &nowhere, |_| nowhere.clone())
        };
        let (own, empty) =
            (found(&self.facts, &self.answers), found(&Entries::new(), &Entries::new()));
        let own = answers::read_unfinished(form, &own, &[], &mut Report::new());
        let others = answers::read_unfinished(form, &empty, shared, &mut Report::new());
        let is_same = |key: &str, is_fact: bool| {
            let fields = if is_fact { &form.case_fields } else { &form.fields };
            let at = fields.iter().position(|field| field.key == key);
            at.is_some_and(|at| {
                let answer = own.state(is_fact, at).answer();
                answer.is_some() && answer == others.state(is_fact, at).answer()
            })
        };
        self.facts.retain(|(key, _)| !is_same(key, true));
        self.answers.retain(|(key, _)| !is_same(key, false));
    }
}

/// The file of a new case, from the folder of cases; none can be made of some names.
fn path(name: &str) -> Option<PathBuf> {
    let name = name.strip_prefix("cases/").unwrap_or(name);
    let name = name.strip_suffix(".toml").unwrap_or(name);
    let parts: Vec<String> = name.split('/').map(file_name).collect();
    let is_bad = parts.iter().any(|part| part.is_empty() || RESERVED.contains(&part.as_str()));
    let last = parts.last().filter(|last| !is_bad && *last != "shared")?;
    let folders: PathBuf = parts[..parts.len() - 1].iter().collect();
    Some(folders.join(format!("{last}.toml")))
}

/// What a Word file says; nothing where it cannot be read. Answers with faults come along: they are
/// told, and can be mended in the case.
fn from_word(
    project: &Project,
    from: &Path,
    form: &LoadedForm,
    forms: &Forms<'_>,
    report: &mut Report,
) -> Option<(Entries, Entries)> {
    let file = extract::read(project, from, report)?;
    let all = forms.all();
    let all: Vec<_> = all.iter().map(LoadedForm::form).collect();
    let other = word::form_of(&file, &all).filter(|found| found.id != form.form().id);
    if let Some(found) = other {
        let named = |form: &Form| format!("{}/{}", form.id, form.version);
        let (file_form, case) = (named(found), named(form.form()));
        let problem = Problem::OtherForm { file: file_form, case };
        report.error(problem, Place::new(file.source(), 0..0));
        return None;
    }
    let extracted = word::extract(&file, form.original(), form.form(), report);
    validate(&file, form, &extracted, None, report);
    Some((extracted.facts, extracted.answers))
}
