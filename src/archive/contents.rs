//! What the package of a case is made of: the pages, what they were made from, and how it all came to be.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::archive::problems::NotDecided;
use crate::diagnostic::Report;
use crate::digest::sha256;
use crate::document::Filling;
use crate::form::Form;
use crate::generate::problems::NoDate;
use crate::text::code_point;
use crate::workspace::{CaseFile, Checked, Commit, Project, Settings};
use crate::write::{self, Format, Profile, Unprinted};

use super::{CODES, Contents, File, name};

/// What a profile is called, and its key in PRONOM.
fn profile(profile: Profile) -> (&'static str, &'static str) {
    match profile {
        Profile::A1a => ("PDF/A-1a", "fmt/95"),
        Profile::A2a => ("PDF/A-2a", "fmt/476"),
        Profile::A3a => ("PDF/A-3a", "fmt/479"),
    }
}

/// How packages are made.
#[derive(Clone, Debug)]
pub struct Archivist {
    /// The profile of the PDF.
    pub profile: Profile,
    /// Who delivers it.
    pub settings: Settings,
    /// The day that packages are dated, `YYYY-MM-DD`; where there is none, that of the last commit, or
    /// of the case.
    pub day: Option<String>,
    /// Whether cases are archived that are not decided.
    pub is_forced: bool,
}

/// Whether a case is decided.
enum Decision {
    /// It is, or its form knows no decisions.
    Made,
    /// It is not, and is archived all the same: with which status.
    Forced(String),
}

impl Archivist {
    /// What the package of a case is made of.
    ///
    /// # Errors
    ///
    /// All errors go to `report`: a case that is not decided, that cannot be written, or has no date.
    pub fn contents(
        &self,
        project: &Project,
        case: &CaseFile,
        checked: &Checked,
        report: &mut Report,
    ) -> Option<Contents> {
        let form = &checked.form.form;
        let decision = self.decision(checked, report)?;
        let mut rendered = checked.render(report)?;
        let commit = commit(project, case, checked);
        let properties = rendered.shape.properties.map(|content| rendered.filling.plain(content));
        let date = self
            .day
            .clone()
            .or_else(|| commit.as_ref().ok()?.as_ref().map(|commit| commit.date.clone()))
            .or_else(|| Some(properties.created.clone()).filter(|created| !created.is_empty()));
        let Some(date) = date else {
            report.error(NoDate, checked.place());
            return None;
        };
        rendered.filling.date = Some(date.clone());
        let mut made =
            |format: Format| checked.write(format, &rendered, report).map(|output| output.written);
        let (pdf, docx, markdown) =
            (made(Format::Pdf(self.profile))?, made(Format::Docx)?, made(Format::Markdown)?);
        let output = case.output.to_string_lossy().replace('\\', "/");
        let committed = commit.as_ref().ok().and_then(Option::as_ref);
        let mut sources = sources(project, case, checked, committed, report)?;
        sources.push((format!("output/{output}.docx"), docx.bytes));
        sources.push((format!("output/{output}.md"), markdown.bytes));
        let stem = output.rsplit('/').next().unwrap_or(&output);
        let profile = profile(self.profile);
        let mut provenance = self.provenance(form, &output, &rendered.filling, decision, &commit);
        provenance.extend(shown_as_codes(&pdf.unprinted));
        Some(Contents {
            id: name(&[&properties.identifier, &output]),
            title: if properties.title.is_empty() { form.title.clone() } else { properties.title },
            author: properties.author,
            identifier: properties.identifier,
            created: properties.created,
            language: form.language.clone(),
            date,
            settings: self.settings.clone(),
            pages: (format!("{stem}.pdf"), pdf.bytes),
            profile,
            sources,
            provenance,
        })
    }

    /// How the package came to be, as names and values.
    fn provenance(
        &self,
        form: &Form,
        output: &str,
        filling: &Filling,
        decision: Decision,
        commit: &Result<Option<Commit>, io::Error>,
    ) -> Vec<(String, String)> {
        let told = |name: &str| {
            let entry = filling.provenance.iter().find(|(other, _)| other == name);
            entry.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let id = match commit {
            Ok(Some(commit)) => &commit.id,
            Ok(None) => "none: the case is not in git",
            Err(_) => "unknown: there was no git to ask",
        };
        let state = commit
            .as_ref()
            .ok()
            .and_then(Option::as_ref)
            .map(|commit| if commit.is_clean { "clean" } else { "changed since" });
        let (pdf, _) = profile(self.profile);
        let pdf = match self.profile {
            Profile::A1a => pdf.to_owned(),
            Profile::A2a | Profile::A3a => format!("{pdf}, PDF/UA-1"),
        };
        let mut entries = vec![
            ("program", format!("blankett {}", env!("CARGO_PKG_VERSION"))),
            ("form", format!("{}/{}", form.id, form.version)),
            ("form-sha256", told("blankett.form.sha256")),
            ("case", format!("cases/{output}.toml")),
            ("answers-sha256", told("blankett.case.sha256")),
        ];
        if let Decision::Forced(status) = decision {
            entries.push(("forced", status));
        }
        entries.push(("git-commit", id.to_owned()));
        entries.extend(state.map(|state| ("working-tree", state.to_owned())));
        entries.push(("pdf", pdf));
        for (name, bytes) in write::fonts() {
            entries.push(("typeface", format!("{name} {}", sha256(bytes))));
        }
        entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Whether a case may be archived.
    fn decision(&self, checked: &Checked, report: &mut Report) -> Option<Decision> {
        let form = &checked.form.form;
        if checked.answers.is_decided(form) {
            return Some(Decision::Made);
        }
        let status = checked.answers.status(form).map(str::to_owned);
        let field = form.status.as_ref().map(|status| &form.case_fields[status.field].key);
        if self.is_forced {
            let status = status.map_or("no status".to_owned(), |status| format!("status {status}"));
            return Some(Decision::Forced(status));
        }
        let problem = NotDecided { status, decided: form.decided().unwrap_or_default().to_vec() };
        report.error(problem, checked.place_of_fact(field));
        None
    }
}

/// The characters that the pages show as codes, because no typeface has them: the Word file and the
/// Markdown beside them have the characters themselves.
fn shown_as_codes(unprinted: &[Unprinted]) -> Option<(String, String)> {
    let characters: BTreeSet<char> =
        unprinted.iter().flat_map(|unprinted| unprinted.characters.iter().copied()).collect();
    let codes: Vec<String> = characters.into_iter().map(code_point).collect();
    (!codes.is_empty()).then(|| (CODES.to_owned(), codes.join(" ")))
}

/// The last commit of what the package is made from.
fn commit(
    project: &Project,
    case: &CaseFile,
    checked: &Checked,
) -> Result<Option<Commit>, io::Error> {
    let form = &checked.form.form;
    let mut paths = vec![case.path.clone()];
    paths.extend(case.shared.iter().cloned());
    paths.extend(project.form_folder(&form.id, &form.version));
    project.commit(&paths)
}

/// What the documents are made from, as a project.
fn sources(
    project: &Project,
    case: &CaseFile,
    checked: &Checked,
    commit: Option<&Commit>,
    report: &mut Report,
) -> Option<Vec<File>> {
    let form = &checked.form.form;
    let plain = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let (mut sources, before) = (Vec::new(), report.errors());
    let home = case.output.parent().unwrap_or(Path::new(""));
    let original = project.original(&form.id, &form.version, report);
    // As the commit has them, where there is one.
    let read = |path: &Path, report: &mut Report| {
        let bytes = project.read_whole(path, report)?;
        Some(match commit {
            Some(commit) => commit.bytes(path, bytes),
            None => bytes,
        })
    };
    let bytes = read(&case.path, report)?;
    sources.push((format!("cases/{}.toml", plain(&case.output)), bytes));
    for shared in &case.shared {
        let above = case.path.parent().zip(shared.parent());
        let depth = above.and_then(|(case, shared)| case.strip_prefix(shared).ok());
        let depth = depth.map_or(0, |path| path.components().count());
        let folder = home.ancestors().nth(depth).unwrap_or(Path::new(""));
        let path = PathBuf::from("cases").join(folder).join("shared.toml");
        sources.push((plain(&path), read(shared, report)?));
    }
    let folder = format!("templates/{}/{}", form.id, form.version);
    let own = project.form_folder(&form.id, &form.version);
    for file in project.form_files(&form.id, &form.version, report) {
        let name = file.name().rsplit('/').next().unwrap_or_default();
        let bytes = match &own {
            Some(own) => read(&own.join(name), report)?,
            None => file.text().as_bytes().to_vec(),
        };
        sources.push((format!("{folder}/{name}"), bytes));
    }
    for (name, bytes) in checked.form.assets() {
        let bytes = match &own {
            Some(own) => read(&own.join(name), report)?,
            None => bytes.to_vec(),
        };
        sources.push((format!("{folder}/{name}"), bytes));
    }
    if let Some((_, bytes)) = original {
        sources.push((format!("{folder}/original.docx"), bytes));
    }
    if let Some(settings) = project.settings(report) {
        let path = project.full(Path::new(settings.name()));
        sources.push(("blankett.toml".to_owned(), read(&path, report)?));
    }
    // A package that lacks what could not be read is none.
    (report.errors() == before).then_some(sources)
}
