//! A Word file that somebody else made becomes a form of the project.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Language, Place, Report, Source};
use crate::form::Form;
use crate::generate::{Blankett, FormFiles};
use crate::word::problems::{BadFormName, NotImported};
use crate::word::{self, Base, Imported, WordFile};

use super::forms::Workspace;
use super::problems::WouldOverwrite;
use super::project::ORIGINAL;

impl Workspace {
    /// Makes a form of a Word file: its folder and the form. `name` is a name (version 1), or name/version; `path` is
    /// from the project's folder. What a person has made of the same version, or of the newest, stays; the same file
    /// again changes nothing.
    ///
    /// # Errors
    ///
    /// What cannot be read or written, and what nobody has decided yet of the form, are errors in `report`; there is
    /// a form where its files could be written and read.
    pub fn adopt(
        &self,
        path: &Path,
        name: &str,
        report: &mut Report,
    ) -> Option<(PathBuf, Arc<Blankett>)> {
        let read = self.project.read_word(path, report)?;
        self.adopt_file(&read, path, name, report)
    }

    /// As [`Workspace::adopt`], of a file that was read: its name as shown to people, and its bytes.
    ///
    /// # Errors
    ///
    /// As for [`Workspace::adopt`].
    pub fn adopt_file(
        &self,
        (file_name, bytes): &(String, Vec<u8>),
        path: &Path,
        name: &str,
        report: &mut Report,
    ) -> Option<(PathBuf, Arc<Blankett>)> {
        let project = &self.project;
        let (id, version) = name.split_once('/').unwrap_or((name, "1"));
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !is_name(id) || !is_name(version) {
            report.error_nowhere(BadFormName { name: name.to_owned() });
            return None;
        }
        let folder = Path::new("templates").join(id).join(version);
        let file = WordFile::read(file_name, bytes, report)?;
        let base = self.base_of(id, version);
        if let Some((form, _)) = base.as_ref().filter(|(form, _)| form.form.version == version)
            && form.is_made_of(bytes)
        {
            report.append(proved(form));
            return Some((folder, Arc::clone(form)));
        }
        let kept = base.as_ref().map(|(form, text)| Base { form: &form.form, text });
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut imported = word::import(&file, &stem, kept);
        let mut style = None;
        if base.is_none() {
            let (about_cases, looks) = about_cases(&imported);
            imported.definition += &about_cases;
            style = Some(looks);
        }
        let files = [
            ("form.toml", imported.definition.as_bytes()),
            ("document.md", imported.template.as_bytes()),
            (ORIGINAL, bytes.as_slice()),
        ];
        let style = style.map(|style| ("style.toml", style.as_bytes()));
        for (name, bytes) in files.into_iter().chain(style) {
            if !project.write_new(&folder.join(name), bytes, report) {
                return None;
            }
        }
        if let Some((form, _)) = &base {
            self.take_looks(&form.form, &folder, report);
        }
        // What is left is told of the file as a whole.
        let whole = Source::new(file_name.as_str(), "");
        for left in &imported.left {
            let place = Place::new(&whole, 0..0);
            report.warning(NotImported { fault: left.clone() }, place);
        }
        let texts = [("form.toml", &imported.definition), ("document.md", &imported.template)];
        let sources = texts.map(|(name, text)| {
            let name = folder.join(name).to_string_lossy().replace('\\', "/");
            Source::new(name, text.clone())
        });
        file.report_active(project.allowed(), true, report);
        let mut faults = Report::new();
        let files = FormFiles::of(&sources).with_original(Some((file_name, bytes)));
        let form = Blankett::load(id, version, files, &mut faults);
        report.append(faults);
        let form = Arc::new(form?);
        report.append(proved(&form));
        Some((folder, form))
    }

    /// Whether the page of an adopted form can be written to a file: one that is not there, or another such page.
    ///
    /// # Errors
    ///
    /// Any other file there is an error in `report`.
    pub fn takes_adoption_page(&self, path: &Path, report: &mut Report) -> bool {
        let there = self.project.bytes_of(path);
        let is_page = |bytes: &Vec<u8>| Blankett::is_adoption_page(bytes);
        if there.as_ref().is_none_or(is_page) {
            return true;
        }
        report.error_nowhere(WouldOverwrite { path: path.to_string_lossy().into_owned() });
        false
    }

    /// Writes the page of an adopted form.
    ///
    /// # Errors
    ///
    /// As for [`Workspace::takes_adoption_page`]; what cannot be written is an error in `report` too.
    pub fn write_adoption_page(
        &self,
        path: &Path,
        form: &Blankett,
        language: Language,
        report: &mut Report,
    ) -> bool {
        let Some(page) = form.adoption_page(language) else { return false };
        let there = self.project.bytes_of(path);
        self.takes_adoption_page(path, report)
            && self.project.write(path, page.as_bytes(), there.as_deref(), report)
    }

    /// The same version of a form of the project that was made of a Word file, or else its newest, with its
    /// `form.toml`.
    fn base_of(&self, id: &str, version: &str) -> Option<(Arc<Blankett>, String)> {
        let versions = self.versions(Some(id), &mut Report::new())?;
        let same = versions.iter().find(|(_, other)| other == version).or(versions.last());
        let (id, version) = same?;
        let form = self.version(id, version).form?;
        let text = form.form.place.source().text().to_owned();
        form.original().is_some().then_some((form, text))
    }
}

/// Stands for what the register calls a case.
const TITLE: &str = "TITLE";

/// What a Word form does not say and every authority asks of its cases: a number, how far each has come, days; and the
/// day that documents give. In the form's language, with its first line as what the register calls a case.
fn about_cases(imported: &Imported) -> (String, &'static str) {
    let (cases, style) = Language::of_tag(&imported.language).choose(
        (include_str!("adopted/en.toml"), include_str!("adopted/style.en.toml")),
        (include_str!("adopted/sv.toml"), include_str!("adopted/style.sv.toml")),
    );
    let lines = cases.lines().filter(|line| imported.first_line.is_some() || !line.contains(TITLE));
    let cases: String = lines.map(|line| format!("{line}\n")).collect();
    (cases.replace(TITLE, imported.first_line.as_deref().unwrap_or_default()), style)
}

impl Workspace {
    /// Gives a new version what the last one has beside its form: how it looks, pictures, typefaces, included texts.
    fn take_looks(&self, old: &Form, folder: &Path, report: &mut Report) {
        let project = &self.project;
        let Some(from) = project.form_folder(&old.id, &old.version) else { return };
        for path in project.files_in(&from) {
            let Ok(name) = path.strip_prefix(&from) else { continue };
            let is_made =
                ["form.toml", "document.md", ORIGINAL].iter().any(|made| name == Path::new(made));
            let to = folder.join(name);
            if is_made || project.is_there(&to) {
                continue;
            }
            if let Some(bytes) = project.read_whole(&path, report) {
                project.write_new(&to, &bytes, report);
            }
        }
    }
}

/// What there is to say of a form that was adopted.
fn proved(form: &Blankett) -> Report {
    let mut faults = Report::new();
    form.prove(&mut faults);
    form.prove_adopted(&mut faults);
    faults
}
