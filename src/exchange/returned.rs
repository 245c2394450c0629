//! A Word file that came back, read by its form.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::answers::Answers;
use crate::case::{self, Entries};
use crate::diagnostic::{Place, Report};
use crate::exchange::problems::{FormNotTold, OtherForm};
use crate::form::{Form, Subject};
use crate::generate::Blankett;
use crate::word::{self, Extracted, WordFile};
use crate::workspace::{Workspace, definitions};

/// How much of a form's text a file must have to be of it, in hundredths.
const LEAST_LIKENESS: usize = 60;

/// A Word file that came back, with what was read out of it by its form.
#[derive(Debug)]
pub struct Returned {
    /// The file.
    pub file: WordFile,
    /// The form that it is of.
    pub form: Arc<Blankett>,
    /// What was read out of it.
    pub extracted: Extracted,
}

impl Returned {
    /// Reads a Word file by the form that is named, or that the file says it is of. `path` is from the
    /// project's folder.
    ///
    /// # Errors
    ///
    /// A file or a form that cannot be read, and fields that are missing or cannot be read for sure,
    /// are errors in `report`.
    pub fn read(
        workspace: &Workspace,
        path: &Path,
        form: Option<&str>,
        report: &mut Report,
    ) -> Option<Returned> {
        let file = workspace.word_file(path, report)?;
        file.report_active(workspace.project.allowed(), false, report);
        let form = match form {
            Some(name) => workspace.form(name, report)?,
            None => form_of(workspace, &file, report)?,
        };
        Some(Returned::by(form, file, report))
    }

    /// Reads a Word file for a new case of a form: a file of any version of it, or that does not say
    /// what it is of. `path` is from the project's folder.
    ///
    /// # Errors
    ///
    /// As for [`Returned::read`]; a file of another form is an error in `report` too.
    pub fn read_as(
        workspace: &Workspace,
        path: &Path,
        form: &Arc<Blankett>,
        report: &mut Report,
    ) -> Option<Returned> {
        let file = workspace.word_file(path, report)?;
        file.report_active(workspace.project.allowed(), false, report);
        let all = workspace.all_forms();
        let found = word::form_of(&file, &definitions(&all));
        if let Some(other) = found.filter(|found| found.id != form.form.id) {
            let named = |form: &Form| format!("{}/{}", form.id, form.version);
            let problem = OtherForm { file: named(other), case: named(&form.form) };
            report.error(problem, Place::new(file.source(), 0..0));
            return None;
        }
        Some(Returned::by(Arc::clone(form), file, report))
    }

    fn by(form: Arc<Blankett>, file: WordFile, report: &mut Report) -> Returned {
        let extracted = form.extract(&file, report);
        Returned { file, form, extracted }
    }

    /// What the case is filed under that it was built from, if it says so.
    pub(super) fn number(&self) -> Option<&str> {
        self.file.property(&format!("case.{}", number_key(&self.form.form)?))
    }

    /// Takes lines of records that are, word for word, those of a case, for what stands in it.
    pub(super) fn settle_with(&mut self, ours: &Answers) {
        let form = &self.form.form;
        let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (field, answer) in ours.answers(form) {
            if let Some(answer) = answer.filter(|_| self.extracted.lines.contains_key(&field.key)) {
                known.insert(&field.key, field.kind.lines(answer, &form.language));
            }
        }
        self.extracted.take_printed(|key, line| {
            known.get(key).is_some_and(|lines| lines.iter().any(|other| other == line))
        });
    }

    /// What it holds, as the text of a case.
    pub fn to_case(&self) -> String {
        let Form { id, version, .. } = &self.form.form;
        case::write(id, version, &self.extracted.facts, &self.extracted.answers)
    }

    /// What it holds: about the case, and answers.
    pub fn into_entries(self) -> (Entries, Entries) {
        (self.extracted.facts, self.extracted.answers)
    }
}

/// The form that a file says it is of.
fn form_of(workspace: &Workspace, file: &WordFile, report: &mut Report) -> Option<Arc<Blankett>> {
    let all = workspace.all_forms();
    if let Some(form) = word::form_of(file, &definitions(&all)) {
        return workspace.version(&form.id, &form.version).reported(report);
    }
    // Without fields and properties, its text tells; of versions that are alike, the newest.
    let mut best: Option<(usize, &Arc<Blankett>)> = None;
    for form in &all {
        let likeness = form.layout().map_or(0, |layout| word::likeness(file, &layout));
        if likeness >= LEAST_LIKENESS && best.is_none_or(|(most, _)| likeness >= most) {
            best = Some((likeness, form));
        }
    }
    if let Some((_, form)) = best {
        return Some(Arc::clone(form));
    }
    let named = |form: &Arc<Blankett>| format!("{}/{}", form.form.id, form.form.version);
    let problem = FormNotTold { known: all.iter().map(named).collect() };
    report.error(problem, Place::new(file.source(), 0..0));
    None
}

/// The key of what a form's cases are filed under.
pub(super) fn number_key(form: &Form) -> Option<&str> {
    let Subject { field, .. } = form.register.number.as_ref()?;
    form.fields_of(field.table).get(field.at).map(|field| field.key.as_str())
}

/// What a case is filed under.
pub(super) fn number_of(form: &Form, answers: &Answers) -> Option<String> {
    let key = number_key(form)?;
    let (field, fact) = answers.facts(form).find(|(field, _)| field.key == key)?;
    Some(fact?.stored(&field.kind))
}
