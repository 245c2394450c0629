//! New cases, in which every question stands.

use std::path::{Path, PathBuf};

use crate::answers;
use crate::case::{self, Case, Entries, Shared, Written};
use crate::diagnostic::{Place, Report, Source};
use crate::editor::{Known, Scaffold};
use crate::form::{CaseTable, Field, Kind};
use crate::generate::Blankett;
use crate::text::{file_name, is_unsafe, one_spelling};
use crate::workspace::problems::CaseExists;

use super::case_report::CaseReport;
use super::forms::Workspace;
use super::schemas;

/// What Windows keeps for itself, so that no such file can be checked out there.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A case that is about to be written.
#[derive(Debug)]
pub struct NewCase<'a> {
    /// The form that it answers.
    pub form: &'a Blankett,
    /// What is known about it.
    pub facts: Entries,
    /// The answers that are known.
    pub answers: Entries,
}

impl NewCase<'_> {
    /// What is kept about a case that its document gives as the day that it was made, if that is asked.
    pub fn created_from(form: &Blankett) -> Option<&Field> {
        const DAY: &str = "2001-02-03";
        let dates = form.form.case_fields.iter().filter(|field| matches!(field.kind, Kind::Date));
        dates.into_iter().find(|field| {
            let facts = vec![(field.key.clone(), Written::Literal(DAY.to_owned()))];
            let (id, version) = (&form.form.id, &form.form.version);
            let text = case::write(id, version, &facts, &Entries::new());
            let mut unheard = Report::new();
            let case = case::parse(&Source::new("", text), &mut unheard);
            let answers = case.map(|case| {
                answers::read_unfinished(&form.form, &case, &[], &mut unheard).readable()
            });
            let rendered = answers.and_then(|answers| form.render(&answers, &mut Report::new()));
            rendered.is_some_and(|rendered| {
                rendered.filling.plain(&rendered.shape.properties.created) == DAY
            })
        })
    }

    /// The file of a new case, from the folder of cases; none can be made of some names.
    pub fn path(name: &str) -> Option<PathBuf> {
        let name = name.strip_prefix("cases/").unwrap_or(name);
        let name = name.strip_suffix(".toml").unwrap_or(name);
        let parts: Vec<String> = name.split('/').map(file_name).collect();
        let is_bad = parts.iter().any(|part| part.is_empty() || RESERVED.contains(&part.as_str()));
        let last = parts.last().filter(|last| !is_bad && *last != "shared")?;
        let folders: PathBuf = parts[..parts.len() - 1].iter().collect();
        Some(folders.join(format!("{last}.toml")))
    }

    /// The file of a case that is called as somebody else called a file, who may have meant no good: in its
    /// folder, visible, in one spelling, and no shared file. None can be made of some names.
    pub fn own_name(name: &str) -> Option<String> {
        let plain: String = one_spelling(name)
            .chars()
            .map(|c| if is_unsafe(c) || "/\\:*?\"<>|".contains(c) { '-' } else { c })
            .collect();
        let plain = plain.trim_matches(['.', ' ', '-']);
        let small = plain.to_lowercase();
        let is_taken = small == "shared" || RESERVED.contains(&small.as_str());
        (!plain.is_empty() && !is_taken).then(|| format!("{plain}.toml"))
    }

    /// Writes the case, and the schema that it names; `path` is from the folder of cases. The files
    /// that are new. What there is to report of shared files, which the case is written without, goes
    /// to `of_shared`.
    ///
    /// # Errors
    ///
    /// A case that is there, and files that cannot be written, are errors in `report`.
    pub fn write(
        self,
        workspace: &Workspace,
        path: &Path,
        of_shared: &mut Report,
        report: &mut Report,
    ) -> Option<Vec<PathBuf>> {
        let form = &self.form.form;
        let mut written = vec![self.write_alone(workspace, path, of_shared, report)?];
        written.extend(workspace.write_schema(form, report));
        Some(written)
    }

    /// As [`NewCase::write`], without the schema: of many cases, it is written once. The file.
    ///
    /// # Errors
    ///
    /// As for [`NewCase::write`].
    pub fn write_alone(
        mut self,
        workspace: &Workspace,
        path: &Path,
        of_shared: &mut Report,
        report: &mut Report,
    ) -> Option<PathBuf> {
        let file = workspace.project.new_case(path);
        if workspace.project.is_file(&file.path) {
            report.error_nowhere(CaseExists { path: file.name });
            return None;
        }
        let mut needed = CaseReport::default();
        let (shared, _) = workspace.shared_of(&file, &mut needed);
        of_shared.append(needed.into_whole());
        let shared: Vec<&Shared> = shared.iter().map(AsRef::as_ref).collect();
        self.leave_out_what_is_shared(&shared);
        let form = &self.form.form;
        let folders = Path::new(&file.name).components().count() - 1;
        let from_here = format!("{}{}", "../".repeat(folders), schemas::path(form));
        let scaffold = Scaffold {
            form,
            outline: &self.form.outline(),
            schema: Some(&from_here),
            shared: &Known::of(&shared),
            facts: &self.facts,
            answers: &self.answers,
        };
        let toml = scaffold.write();
        let path = PathBuf::from(file.name);
        workspace.project.write_new(&path, toml.as_bytes(), report).then_some(path)
    }

    /// Leaves out what shared files say in the same words.
    fn leave_out_what_is_shared(&mut self, shared: &[&Shared]) {
        let form = &self.form.form;
        let nowhere = Place::new(&Source::new("", ""), 0..0);
        let found = |facts: &Entries, answers: &Entries| {
            let form = (form.id.as_str(), form.version.as_str());
            Case::found(form, facts, answers, &nowhere, |_| nowhere.clone())
        };
        let (own, empty) =
            (found(&self.facts, &self.answers), found(&Entries::new(), &Entries::new()));
        let own = answers::read_unfinished(form, &own, &[], &mut Report::new());
        let others = answers::read_unfinished(form, &empty, shared, &mut Report::new());
        let is_same = |key: &str, table: CaseTable| {
            form.find(table, key).is_some_and(|field| {
                let answer = own.state(field).answer();
                answer.is_some() && answer == others.state(field).answer()
            })
        };
        self.facts.retain(|(key, _)| !is_same(key, CaseTable::Case));
        self.answers.retain(|(key, _)| !is_same(key, CaseTable::Answers));
    }
}
