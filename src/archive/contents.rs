//! What the package of a case is made of: the pages, what they were made from, and how it all came to be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::answers::Answer;
use crate::archive::problems::{
    NeedsPages, NoPages, NotCommitted, NotDecided, NotPlainName, OwnAndGiven, PagesFault,
    PagesUnfit,
};
use crate::diagnostic::Report;
use crate::digest::sha256;
use crate::document::{Content, Filling};
use crate::editor::{Known, schema};
use crate::form::{Field, FieldId, Form, Kind, Personal};
use crate::generate::Rendered;
use crate::generate::problems::NoDate;
use crate::scalar::Scalar;
use crate::text::{code_point, file_name};
use crate::workspace::problems::NotFound;
use crate::workspace::{
    CaseFile, Checked, Commit, CommitObjects, History, ORIGINAL, Project, SETTINGS, Settings,
};
use crate::write::{self, Format, Profile, Unprinted};

use super::inputs::{
    CLEAN, CommitStated, Inputs, NO_GIT, NOT_IN_GIT, PagesOf, Program, Replaced, named, profile,
    profiles, said,
};
use super::pages::Pages;
use super::verify::PackageParts;
use super::{Contents, File, Told, name};

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
    /// What git has of the project.
    pub history: History,
    /// The PDF that was decided, from the project's folder, whatever the case names.
    pub pages: Option<PathBuf>,
    /// Why pages are taken that have no text to read.
    pub unread: Option<String>,
    /// Whether that PDF is the program's own, which somebody signed.
    pub is_signed: bool,
    /// Whether the program's pages will do for a form that has a Word file of its own.
    pub is_own: bool,
}

/// What a package is to be made from: what is stated in it, and the commit that its files are read as.
#[derive(Clone, Debug)]
pub struct Gathered {
    inputs: Inputs,
    /// The file and the bytes of the pages that another program made.
    pages: Option<(String, Vec<u8>)>,
    is_own: bool,
    commit: Option<Commit>,
}

impl Archivist {
    /// Whether a case is decided, or archived all the same.
    pub fn is_due(&self, checked: &Checked) -> bool {
        self.is_forced || checked.answers.is_decided(&checked.form.form)
    }

    /// What the package of a case is to be made from.
    ///
    /// # Errors
    ///
    /// All errors go to `report`: a case that is not decided, or has no date.
    pub fn gather(
        &self,
        project: &Project,
        case: &CaseFile,
        checked: &Checked,
        report: &mut Report,
    ) -> Option<Gathered> {
        let form = &checked.form.form;
        if !self.is_due(checked) {
            let status = checked.answers.status(form).map(str::to_owned);
            let field = form.status.as_ref().map(|status| &form.case_fields[status.field].key);
            let decided = form.decided().unwrap_or_default().to_vec();
            report.error(NotDecided { status, decided }, checked.place_of_fact(field));
            return None;
        }
        let pages = self.pages_of(project, case, checked, report)?;
        let read = pages.as_ref().and_then(|(_, bytes)| Pages::read(bytes).ok());
        // It is stated of pages without text alone.
        let is_unread = read.is_none_or(|pages| pages.unread > 0);
        let unread = self.unread.clone().filter(|_| is_unread);
        let is_signed = self.is_signed;
        let given = PagesOf::Given { unread, is_signed };
        let found = commit(project, &self.history, case, checked);
        let (commit, stated) = match found {
            Ok(Some(commit)) => {
                let state = if commit.is_clean { CLEAN } else { "changed since" };
                let people = Some((commit.author.clone(), commit.committer.clone()));
                let (id, state) = (commit.id.clone(), Some(state.to_owned()));
                (Some(commit), CommitStated { id, state, people })
            }
            Ok(None) => (None, CommitStated::none(NOT_IN_GIT)),
            Err(_) => (None, CommitStated::none(NO_GIT)),
        };
        let day = self.day.clone().or_else(|| commit.as_ref().map(|commit| commit.date.clone()));
        let Some(day) = day.or_else(|| created(checked, report)) else {
            report.error(NoDate, checked.place());
            return None;
        };
        let mut objects = None;
        if self.settings.is_commit_proved {
            let of_commit = commit.as_ref().filter(|commit| commit.is_clean);
            let found = of_commit.map(|commit| project.objects_of(&commit.id, &case.path));
            objects = found.and_then(Result::ok).flatten();
            if objects.is_none() {
                report.error(NotCommitted, checked.place());
                return None;
            }
        }
        // As the commit itself has them, where it is in the package.
        let people = objects.as_ref().and_then(CommitObjects::people);
        let stated = CommitStated { people: people.or(stated.people), ..stated };
        let inputs = Inputs {
            day,
            profile: self.profile,
            pages: pages.as_ref().map_or(PagesOf::Program, |_| given),
            is_forced: !checked.answers.is_decided(form),
            program: Program::this(),
            commit: stated,
            objects,
            replaces: None,
        };
        Some(Gathered { inputs, pages, is_own: self.is_own, commit })
    }

    /// The PDF that was decided, where there is one: its file and its bytes.
    #[expect(clippy::option_option, reason = "a fault, none, or some")]
    fn pages_of(
        &self,
        project: &Project,
        case: &CaseFile,
        checked: &Checked,
        report: &mut Report,
    ) -> Option<Option<(String, Vec<u8>)>> {
        let folder = case.path.parent().unwrap_or(Path::new(""));
        let named = checked.pages().map(|(path, _)| folder.join(path));
        if let (Some((written, place)), Some(path), None) = (checked.pages(), &named, &self.pages)
            && !project.is_file(path)
        {
            report.error(
                NotFound { path: written.clone(), is_case: false, suggestion: None },
                place.clone(),
            );
            return None;
        }
        let path = self.pages.as_ref().map(|path| project.full(path)).or(named);
        if path.is_some() && self.is_own {
            report.error(OwnAndGiven, checked.place());
            return None;
        }
        let Some(path) = path else {
            if self.is_signed || self.unread.is_some() {
                report.error(NoPages, checked.place());
                return None;
            }
            if checked.form.original().is_some() && !self.is_own {
                report.error(NeedsPages, checked.place());
                return None;
            }
            return Some(None);
        };
        Some(Some(project.read_word(&path, report)?))
    }
}

/// The day that the document of a case says it was made.
fn created(checked: &Checked, report: &mut Report) -> Option<String> {
    let rendered = checked.render(report)?;
    let created = rendered.filling.plain(&rendered.shape.properties.created);
    Some(created).filter(|created| !created.is_empty())
}

impl Gathered {
    /// Nothing but what a package states.
    pub(super) fn stated(inputs: Inputs, pages: Option<Vec<u8>>) -> Gathered {
        let pages = pages.map(|bytes| (String::new(), bytes));
        Gathered { inputs, pages, is_own: false, commit: None }
    }

    /// The package of a case before its documents are made.
    ///
    /// # Errors
    ///
    /// All errors go to `report`: a case that cannot be rendered, and files that cannot be read.
    pub fn plan<'a>(
        self,
        project: &Project,
        case: &CaseFile,
        checked: &'a Checked,
        settings: &'a Settings,
        report: &mut Report,
    ) -> Option<Plan<'a>> {
        let Gathered { inputs, pages, is_own, commit } = self;
        let rendered = checked.render(report)?;
        let number = rendered.filling.plain(&rendered.shape.properties.identifier);
        let output = plain_path(&case.output);
        let sources = sources(project, case, checked, commit.as_ref(), report)?;
        let pages_digest = pages.as_ref().map(|(_, bytes)| sha256(bytes));
        let content = content_digest(&sources);
        Some(Plan {
            id: name(&[&settings.organisation.identity, &number, &output]),
            content,
            pages_digest,
            is_own,
            inputs,
            pages,
            rendered,
            checked,
            settings,
            output,
            sources,
        })
    }
}

/// The package of a case before its documents are made.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What the first package of the case is called: by whom it is, under what, and of which case.
    pub id: String,
    /// The digest of what the case says and what its form is: whoever delivers it may change, and so may the program.
    pub content: String,
    /// The digest of the pages that another program made.
    pub pages_digest: Option<String>,
    /// Whether the program's own will do, whatever there was before.
    is_own: bool,
    inputs: Inputs,
    pages: Option<(String, Vec<u8>)>,
    rendered: Rendered<'a>,
    checked: &'a Checked,
    settings: &'a Settings,
    output: String,
    sources: Vec<File>,
}

impl Plan<'_> {
    /// The same, for a package that takes the place of a delivered one.
    #[must_use]
    pub fn replacing(mut self, replaced: Option<Replaced>) -> Self {
        self.inputs.replaces = replaced;
        self
    }

    /// Whether pages that were decided, by their digest, are those of the case as far as it says: it has the same, or
    /// names none and nobody says that the program's will do.
    pub(super) fn keeps(&self, decided: Option<&str>) -> bool {
        match (&self.pages_digest, decided) {
            (Some(now), decided) => decided == Some(now),
            (None, Some(_)) => !self.is_own,
            (None, None) => true,
        }
    }

    /// Whether pages that were decided would be left out, of which nobody says that the program's will do instead.
    pub(super) fn leaves(&self, decided: Option<&str>) -> bool {
        decided.is_some() && self.pages_digest.is_none() && !self.is_own
    }

    /// What the package is called: which version of the case's first one.
    pub fn name(&self) -> String {
        match &self.inputs.replaces {
            Some(replaced) => Replaced::next(&self.id, &replaced.id),
            None => self.id.clone(),
        }
    }

    /// The case, by its path in the package.
    pub fn case(&self) -> String {
        format!("cases/{}.toml", self.output)
    }

    /// Whether a package was made of all this, by this program.
    pub fn made(&self, package: &PackageParts) -> bool {
        // What is only known when the pages are there.
        let mut known_later = vec![named::CODES, named::AFTER];
        if matches!(self.inputs.pages, PagesOf::Given { is_signed: false, .. }) {
            known_later.extend([named::PDF, named::PRODUCER]);
        }
        let is_told = |(name, _): &&(String, String)| !known_later.contains(&name.as_str());
        let settings = |files: &[File]| {
            let file = files.iter().find(|(path, _)| path == SETTINGS);
            file.map(|(_, bytes)| bytes.clone())
        };
        package.day == self.inputs.day
            && package
                .provenance
                .iter()
                .filter(is_told)
                .eq(self.provenance().iter().filter(is_told))
            && settings(&package.sources) == settings(&self.sources)
    }

    /// What the package of the case is made of.
    ///
    /// # Errors
    ///
    /// All errors go to `report`: a case that cannot be written.
    pub fn contents(mut self, report: &mut Report) -> Option<Contents> {
        let (mut provenance, name) = (self.provenance(), self.name());
        let given = self.given(report)?;
        let Plan { checked, settings, inputs, rendered, output, sources, .. } = &mut self;
        let form = &checked.form.form;
        rendered.filling.date = Some(inputs.day.clone());
        let properties = rendered.shape.properties.map(|content| rendered.filling.plain(content));
        let mut made =
            |format: Format| checked.write(format, rendered, report).map(|output| output.written);
        let (docx, markdown) = (made(Format::Docx)?, made(Format::Markdown)?);
        // Of signed pages, the program's own are the beginning.
        let is_given = matches!(inputs.pages, PagesOf::Given { is_signed: false, .. });
        if let Some((path, _, read)) = &given
            && is_given
            && !read.is_unread()
            && !number_stands(&properties.identifier, &markdown.bytes, read)
        {
            let (path, fault) = (path.clone(), PagesFault::Lack(vec![properties.identifier]));
            report.error(PagesUnfit { path, fault }, checked.place());
            return None;
        }
        let own = if is_given { None } else { Some(made(Format::Pdf(inputs.profile))?) };
        let codes = own.as_ref().and_then(|own| shown_as_codes(&own.unprinted));
        let (bytes, followed) = match (&given, own) {
            (Some((path, bytes, read)), Some(own)) => {
                let Some(after) = bytes.strip_prefix(&*own.bytes) else {
                    let (path, fault) = (path.clone(), PagesFault::NotOurs);
                    report.error(PagesUnfit { path, fault }, checked.place());
                    return None;
                };
                provenance.push((named::AFTER.to_owned(), after.len().to_string()));
                (bytes.clone(), read.profile)
            }
            (Some((_, bytes, read)), None) => {
                let told = [
                    (named::PDF, Some(read.profile.0.to_owned())),
                    (named::PRODUCER, read.producer.clone()),
                ];
                let told =
                    told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
                provenance.retain(|(name, _)| name != named::PDF);
                provenance.extend(told);
                (bytes.clone(), read.profile)
            }
            (None, own) => (own?.bytes, profile(inputs.profile)),
        };
        sources.push((format!("output/{output}.docx"), docx.bytes));
        sources.push((format!("output/{output}.md"), markdown.bytes));
        // Wherever they were read from.
        sources.sort_unstable();
        let stem = output.rsplit('/').next().unwrap_or(output);
        Some(Contents {
            id: name,
            title: if properties.title.is_empty() { form.title.clone() } else { properties.title },
            told: told(form, checked, properties.author, properties.identifier, properties.created),
            questions: questions(form, checked),
            schema: schema(form, &Known::of(&[])).to_text(),
            language: form.language.clone(),
            settings: settings.clone(),
            pages: (format!("{stem}.pdf"), bytes),
            profile: followed,
            provenance: provenance.into_iter().chain(codes).collect(),
            inputs: self.inputs,
            sources: self.sources,
        })
    }

    /// The pages that another program made: their file, their bytes, and what was read of them.
    #[expect(clippy::option_option, reason = "a fault, none, or some")]
    fn given(&self, report: &mut Report) -> Option<Option<(String, Vec<u8>, Pages)>> {
        let Some((path, bytes)) = &self.pages else { return Some(None) };
        let PagesOf::Given { unread, is_signed } = &self.inputs.pages else { return Some(None) };
        let form = &self.checked.form.form;
        let answers = placed_answers(form, self.checked);
        let read = Pages::read(bytes).and_then(|pages| {
            // What begins with the program's own pages has their words.
            if *is_signed {
                return Ok(pages);
            }
            if pages.unread > 0 && unread.is_none() {
                return Err(PagesFault::Unread(pages.unread));
            }
            let lacking = pages.lacks(answers.iter().map(String::as_str));
            // Of pages that are all pictures, nobody here knows the words.
            if pages.is_unread() || lacking.is_empty() {
                Ok(pages)
            } else {
                Err(PagesFault::Lack(lacking))
            }
        });
        match read {
            Ok(pages) => Some(Some((path.clone(), bytes.clone(), pages))),
            Err(fault) => {
                report.error(PagesUnfit { path: path.clone(), fault }, self.checked.place());
                None
            }
        }
    }

    /// How the package came to be, as names and values.
    fn provenance(&self) -> Vec<(String, String)> {
        let Plan { inputs, checked, output, rendered, .. } = self;
        let mut entries =
            provenance(inputs, checked, output, &rendered.filling, self.content.clone());
        let digest = self.pages_digest.clone();
        entries.extend(digest.map(|digest| (named::PAGES_DIGEST.to_owned(), digest)));
        entries
    }
}

/// Whether pages have the case's number, if the document prints it.
fn number_stands(number: &str, markdown: &[u8], pages: &Pages) -> bool {
    let is_printed = String::from_utf8_lossy(markdown).contains(number);
    !is_printed || pages.says(number)
}

/// What the descriptive metadata tells.
fn told(form: &Form, checked: &Checked, author: String, number: String, created: String) -> Told {
    let said = |subject: Option<FieldId>| {
        let answer = checked.answers.answer_at(subject?)?;
        Some(printed(form.field_at(subject?), answer, &form.language))
    };
    let archive = &form.archive;
    let personal = |field: &&Field| {
        field.personal != Personal::No
            || field.kind.record_parts().iter().any(|part| part.personal != Personal::No)
    };
    let answered = checked.answers.answers(form).filter(|(_, answer)| answer.is_some());
    let kept = checked.answers.facts(form).filter(|(_, answer)| answer.is_some());
    let personal = answered.chain(kept).map(|(field, _)| field).filter(personal);
    Told {
        author,
        number,
        created,
        form: format!("{}/{}", form.id, form.version),
        form_title: form.title.clone(),
        status: checked.answers.status(form).map(str::to_owned),
        classification: said(archive.classification),
        decided_on: said(archive.decision_date),
        decided_by: said(archive.decided_by),
        secrecy: said(archive.secrecy),
        personal: personal.map(|field| field.label.trim_end_matches(':').to_owned()).collect(),
    }
}

/// Each question with its key and its answer, those about the case first.
fn questions(form: &Form, checked: &Checked) -> Vec<[String; 3]> {
    let facts = checked.answers.facts(form);
    let facts = facts.map(|(field, answer)| (format!("case.{}", field.key), field, answer));
    let answers = checked.answers.answers(form);
    let answers = answers.map(|(field, answer)| (field.key.clone(), field, answer));
    let row = |(key, field, answer): (String, &Field, Option<&Answer>)| {
        let said = answer.map(|answer| printed(field, answer, &form.language));
        [key, field.label.clone(), said.unwrap_or_default()]
    };
    facts.chain(answers).map(row).collect()
}

/// The answers that stand in the document in words: not those without a place in it, and not what is only ticked. What
/// is kept about the case need not stand there.
pub(super) fn placed_answers(form: &Form, checked: &Checked) -> Vec<String> {
    let is_in_words = |field: &Field| {
        field.address.is_some() && !matches!(field.kind, Kind::YesNo | Kind::Choices(_))
    };
    let answers = checked.answers.answers(form).filter(|(field, _)| is_in_words(field));
    answers.filter_map(|(field, answer)| Some(printed(field, answer?, &form.language))).collect()
}

/// An answer as the document prints it; yes and no in words.
fn printed(field: &Field, answer: &Answer, language: &str) -> String {
    if let Answer::One(Scalar::Boolean(yes)) = answer {
        let words = if language.starts_with("sv") { ["Nej", "Ja"] } else { ["No", "Yes"] };
        return words[usize::from(*yes)].to_owned();
    }
    match field.kind.content(answer, language) {
        Content::Line(line) => line,
        Content::Text(text) => text.to_string(),
        Content::Tick(_) => String::new(),
    }
}

/// The digest of what a case says and what its form is: whoever delivers it may change, and so may the program.
/// It is SHA-256 over what `sha256sum` writes of the files in the order of their paths.
pub(super) fn content_digest(sources: &[File]) -> String {
    let is_content = |(path, _): &&File| !path.starts_with("output/") && path != SETTINGS;
    let lines = sources.iter().filter(is_content);
    let lines: String = lines.map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect();
    sha256(lines.as_bytes())
}

/// How the package came to be, as names and values.
fn provenance(
    inputs: &Inputs,
    checked: &Checked,
    output: &str,
    filling: &Filling,
    content: String,
) -> Vec<(String, String)> {
    let form = &checked.form.form;
    let told = |name: &str| said(&filling.provenance, name).unwrap_or_default().to_owned();
    let Inputs { program, commit, replaces, .. } = inputs;
    let mut entries = vec![(named::PROGRAM, format!("blankett {}", program.version))];
    entries.extend(program.commit.clone().map(|commit| (named::COMMIT_OF_PROGRAM, commit)));
    entries.extend([
        (named::SOURCES_OF_PROGRAM, program.sources.clone()),
        (named::LOCK_OF_PROGRAM, program.lock.clone()),
        (named::FORM, format!("{}/{}", form.id, form.version)),
        (named::FORM_DIGEST, told("blankett.form.sha256")),
        (named::CASE, format!("cases/{output}.toml")),
        (named::ANSWERS_DIGEST, told("blankett.case.sha256")),
        (named::CONTENT_DIGEST, content),
    ]);
    if inputs.is_forced {
        let status = checked.answers.status(form);
        let status = status.map_or("no status".to_owned(), |status| format!("status {status}"));
        entries.push((named::FORCED, status));
    }
    entries.push((named::COMMIT, commit.id.clone()));
    entries.extend(commit.state.clone().map(|state| (named::STATE, state)));
    if let Some((author, committer)) = &commit.people {
        entries.extend([(named::AUTHOR, author.clone()), (named::COMMITTER, committer.clone())]);
    }
    entries.extend(inputs.objects.as_ref().map(|objects| (named::PATH, objects.path.clone())));
    if let Some(Replaced { id, digest }) = replaces {
        entries.extend([(named::REPLACES, id.clone()), (named::REPLACED_DIGEST, digest.clone())]);
    }
    let (pages, unread) = match &inputs.pages {
        PagesOf::Program => (named::OWN, None),
        PagesOf::Given { unread, is_signed: true } => (named::SIGNED, unread.clone()),
        PagesOf::Given { unread, is_signed: false } => (named::GIVEN, unread.clone()),
    };
    entries.push((named::PAGES, pages.to_owned()));
    entries.extend(unread.map(|why| (named::UNREAD, why)));
    entries.push((named::PDF, profiles(inputs.profile)));
    for (name, bytes) in write::fonts() {
        entries.push((named::TYPEFACE, format!("{name} {}", sha256(bytes))));
    }
    for typeface in checked.form.typefaces() {
        entries.push((named::TYPEFACE, format!("{} {}", typeface.name, sha256(&typeface.bytes))));
    }
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The characters that the pages show as codes, because no typeface has them: the Word file and the
/// Markdown beside them have the characters themselves.
fn shown_as_codes(unprinted: &[Unprinted]) -> Option<(String, String)> {
    let characters: BTreeSet<char> =
        unprinted.iter().flat_map(|unprinted| unprinted.characters.iter().copied()).collect();
    let codes: Vec<String> = characters.into_iter().map(code_point).collect();
    (!codes.is_empty()).then(|| (named::CODES.to_owned(), codes.join(" ")))
}

/// A path whose names every system keeps.
fn plain_path(path: &Path) -> String {
    let parts = path.iter().map(|part| match file_name(&part.to_string_lossy()) {
        name if name.is_empty() => "x".to_owned(),
        name => name,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The last commit of what the package is made from.
fn commit(
    project: &Project,
    history: &History,
    case: &CaseFile,
    checked: &Checked,
) -> std::io::Result<Option<Commit>> {
    let form = &checked.form.form;
    let mut paths = vec![case.path.clone()];
    paths.extend(case.shared.iter().cloned());
    if let Some(folder) = project.form_folder(&form.id, &form.version) {
        paths.extend(checked.form.assets().map(|(name, _)| folder.join(name)));
        paths.push(folder);
    }
    project.commit(history, &paths)
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
    sources.push((format!("cases/{}.toml", plain_path(&case.output)), bytes));
    for shared in &case.shared {
        let above = case.path.parent().zip(shared.parent());
        let depth = above.and_then(|(case, shared)| case.strip_prefix(shared).ok());
        let depth = depth.map_or(0, |path| path.components().count());
        let folder = home.ancestors().nth(depth).unwrap_or(Path::new(""));
        let folder = PathBuf::from("cases").join(plain_path(folder));
        let path = format!("{}/shared.toml", folder.to_string_lossy().replace('\\', "/"));
        sources.push((path.replace("//", "/"), read(shared, report)?));
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
        sources.push((format!("{folder}/{ORIGINAL}"), bytes));
    }
    if let Some(settings) = project.settings(report) {
        let path = project.full(Path::new(settings.name()));
        sources.push((SETTINGS.to_owned(), read(&path, report)?));
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    for (path, _) in sources.iter().filter(|(path, _)| !path.chars().all(is_plain)) {
        report.error_nowhere(NotPlainName { path: path.clone() });
    }
    // Wherever they were read from.
    sources.sort_unstable();
    // A package that lacks what could not be read is none.
    (report.errors() == before).then_some(sources)
}
