//! The documents of cases: what changed is built, and nothing that somebody typed is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

use crate::answers::problems::{CopyNotRead, PersonalInCopy, PersonalLeft};
use crate::diagnostic::{AnyProblem, Report, Source};
use crate::generate::{Blankett, Output};
use crate::word::FilledFile;
use crate::workspace::problems::{
    ChangedMeanwhile, OrphanOutput, OutputChanged, OutputDiffers, OutputMissing, SameOutput,
    StaleOutput, WouldOverwrite,
};
use crate::write::Format;

use super::batch::{CaseOutcome, Checked, Chosen};
use super::case_report::CaseReport;
use super::disk::Lock;
use super::files::LARGEST_WORD_FILE;
use super::folder::Replaced;
use super::forms::Workspace;
use super::git::Committed;
use super::outputs::Journal;
use super::project::{CASES, CaseFile, Project};
use super::record::{BuildRecord, BuiltFile, Digest, FormNames};

/// What this program is: another may make other documents of the same.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("BLANKETT_SOURCES"));

/// How often a document is looked at again that somebody saves in the moment of writing.
const MOST_TRIES: usize = 3;

/// What is built, where, and how.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Build {
    /// The formats, each once.
    pub formats: Vec<Format>,
    /// The day that documents without one are dated: `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The folder of the documents, from the project's.
    pub out: PathBuf,
    /// Whether nothing is written: what differs from what a build would make is an error.
    pub is_only_compared: bool,
    /// Whether documents are built that are there as they should be.
    pub is_forced: bool,
    /// Whether it is kept what was changed in the authority's own Word file.
    pub has_proofs: bool,
    /// Whether the documents are public copies, without what is personal.
    pub is_public: bool,
    /// Whether documents are removed whose case is gone.
    pub is_pruned: bool,
    /// Whether Word files are free to edit, whatever the form says.
    pub is_unprotected: bool,
}

/// A build that has begun.
#[derive(Debug)]
pub struct Building<'a> {
    builder: CaseBuilder<'a>,
    chosen: Chosen<'a>,
    cases: Vec<CaseFile>,
    /// None where nothing is written.
    journal: Option<Journal>,
    /// Held until all is written.
    _lock: Option<Lock>,
}

#[derive(Debug)]
struct CaseBuilder<'a> {
    build: &'a Build,
    workspace: &'a Workspace,
    project: &'a Project,
    /// What was known of the documents before.
    record: BuildRecord,
    /// The documents that are in the last commit, once somebody asks.
    committed: OnceLock<Committed>,
}

/// The documents of a case that were built.
#[derive(Debug, Default)]
pub struct BuiltCase {
    /// Those that were written.
    pub written: Vec<PathBuf>,
    /// Those that were there as they should be.
    pub unchanged: Vec<PathBuf>,
    /// What was changed in the authority's own Word file, by the documents made of it.
    pub proofs: Vec<(PathBuf, FilledFile)>,
    /// In public copies, the places of what was replaced or left out: `deltagare[2].namn`.
    pub replaced: Vec<String>,
    /// What stands in them although it is marked, since the form or the project calls it public.
    pub let_through: Vec<String>,
    /// In which formats, by their paths in the folder of documents, and how they came to be.
    made: Vec<(Format, String, BuiltFile)>,
}

/// A build that is done.
#[derive(Debug, Default)]
pub struct Built {
    /// How many cases were done, before it was stopped.
    pub done: usize,
    /// How many documents were written.
    pub written: usize,
    /// How many were there as they should be.
    pub unchanged: usize,
    /// The documents that were removed, by their paths in the folder of documents.
    pub removed: Vec<String>,
    /// What there is to report of documents without a case, and of the record.
    pub report: Report,
}

/// The documents whose case is gone, by their paths in the folder of documents.
#[derive(Default)]
struct Orphans {
    /// Those that were removed.
    removed: Vec<String>,
    /// Those that are no longer there.
    gone: Vec<String>,
}

impl Build {
    /// Finds the cases, and what is known of their documents.
    ///
    /// # Errors
    ///
    /// All errors go to `report`; nothing begins where nothing could be written, or it was stopped while
    /// it waited for another build, which `waits` is told of.
    pub fn begin<'a>(
        &'a self,
        workspace: &'a Workspace,
        chosen: Chosen<'a>,
        waits: impl FnMut(),
        report: &mut Report,
    ) -> Option<Building<'a>> {
        let project = &workspace.project;
        let cases = workspace.cases(chosen, report);
        // Where there is nothing to write and nothing to look after, no folder is made.
        let lock = if self.is_only_compared || cases.is_empty() && !project.is_folder(&self.out) {
            None
        } else {
            let is_stopped = || chosen.stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
            Some(project.lock(&self.out, waits, is_stopped, report)?)
        };
        // Whoever compares believes no record.
        let record = match lock {
            Some(_) => project.record(&self.out),
            None => BuildRecord::default(),
        };
        let journal = lock.as_ref().map(|_| project.journal(&self.out));
        let committed = OnceLock::new();
        let builder = CaseBuilder { build: self, workspace, project, record, committed };
        Some(Building { builder, chosen, cases, journal, _lock: lock })
    }
}

impl Building<'_> {
    /// How many cases there are.
    pub fn cases(&self) -> usize {
        self.cases.len()
    }

    /// Builds the cases, and hands each to `each` in their order.
    pub fn run(self, mut each: impl FnMut(CaseOutcome<'_, BuiltCase>)) -> Built {
        let Building { builder, chosen, cases, mut journal, _lock } = self;
        let mut new: BTreeMap<String, BuiltFile> = BTreeMap::new();
        let mut names = FormNames::default();
        let mut built = Built::default();
        let work = |case: &CaseFile, report: &mut CaseReport| builder.case(case, report);
        built.done = builder.workspace.for_each(&cases, chosen, work, |mut outcome| {
            if let Some(case) = &mut outcome.made {
                let made = std::mem::take(&mut case.made);
                if let Some(journal) = journal.as_mut().filter(|_| !case.written.is_empty()) {
                    for (_, path, made) in &made {
                        journal.add(path, made);
                    }
                }
                built.written += case.written.len();
                built.unchanged += case.unchanged.len();
                new.extend(made.into_iter().map(|(_, path, mut made)| {
                    made.form = names.share(made.form);
                    (path, made)
                }));
            }
            each(outcome);
        });
        let report = &mut built.report;
        // Whoever names single cases does not ask about others.
        let is_all = chosen.given.is_empty()
            || chosen.given.iter().any(|path| builder.project.is_folder(path));
        let orphans = match (is_all, builder.build.is_only_compared) {
            (false, _) => Orphans::default(),
            (true, true) => {
                builder.refuse_strays(&cases, report);
                Orphans::default()
            }
            (true, false) => builder.orphans(&new, report),
        };
        // Of a hundred thousand cases, the record needs the room.
        drop(cases);
        let CaseBuilder { project, record, .. } = builder;
        if let Some(journal) = journal {
            let gone = [&orphans.removed[..], &orphans.gone[..]].concat();
            project.change_record(record, new, &gone, journal);
        }
        built.removed = orphans.removed;
        built
    }
}

impl CaseBuilder<'_> {
    /// Builds the documents of a case, or finds that they are there.
    fn case(&self, case: &CaseFile, report: &mut CaseReport) -> Option<BuiltCase> {
        let built = self.build_case(case, report);
        if !self.build.is_only_compared && (built.is_none() || report.own.has_errors()) {
            let made: Vec<&PathBuf> = built
                .iter()
                .flat_map(|built| built.written.iter().chain(&built.unchanged))
                .collect();
            for path in self.build.formats.iter().map(|format| self.output(case, *format)) {
                if !made.contains(&&path) && self.project.bytes_of(&path).is_some() {
                    let path = path.to_string_lossy().into_owned();
                    report.own.warning_nowhere(StaleOutput { path });
                }
            }
        }
        built
    }

    fn build_case(&self, case: &CaseFile, report: &mut CaseReport) -> Option<BuiltCase> {
        let bytes = self.project.read_whole(&case.path, &mut report.own)?;
        let digest = Digest::of(&bytes);
        let is_public = self.build.is_public;
        if !(self.build.is_only_compared
            || self.build.is_forced
            || self.build.has_proofs
            || self.build.is_unprotected
            || is_public)
            && let Some(built) = self.fresh(case, digest)
        {
            return Some(built);
        }
        let source = Source::decode(case.name.clone(), &bytes, &mut report.own)?;
        drop(bytes);
        let mut checked = self.workspace.check(case, source, report)?;
        let mut built = BuiltCase::default();
        if is_public {
            make_public(&mut checked, case, &mut built, &mut report.own);
        }
        let files = self.files(case, &checked, &mut report.own)?;
        for (format, bytes, filled) in files {
            let path = self.output(case, format);
            if !self.put(&path, &bytes, &checked, &mut built, &mut report.own) {
                continue;
            }
            built.proofs.extend(
                filled.filter(|_| self.build.has_proofs).map(|filled| (path.clone(), filled)),
            );
            let form = &checked.form.form;
            let made = BuiltFile {
                inputs: None,
                output: Digest::of(&bytes),
                form: (form.id.clone(), form.version.clone()).into(),
                case: case.name.clone(),
            };
            // Another name that is not UTF-8 would be written alike.
            if case.output.to_str().is_some() {
                built.made.push((format, key(case, format), made));
            }
        }
        let is_quiet = |report: &Report| report.diagnostics().is_empty();
        // Digests of what was taken out would tell who can guess it.
        if !is_public
            && !self.build.is_unprotected
            && is_quiet(&report.own)
            && report.needed.iter().all(|report| is_quiet(report))
            && let Some(shared) = self.workspace.shared_digests(case)
        {
            for (format, _, made) in &mut built.made {
                made.inputs = Some(self.inputs(digest, &shared, &checked.form, *format));
            }
        }
        Some(built)
    }

    /// Makes the documents of a case, in memory; of a public copy none, where there is a reason against one.
    fn files(&self, case: &CaseFile, checked: &Checked, report: &mut Report) -> Option<Vec<Made>> {
        let mut rendered = checked.render(report)?;
        rendered.filling.date.clone_from(&self.build.day);
        if self.build.is_unprotected {
            rendered.filling.protected = false;
            rendered.filling.is_freed = true;
        }
        let (mut files, mut left) = (Vec::new(), BTreeSet::new());
        for &format in &self.build.formats {
            let written = checked.write(format, &rendered, report);
            let Some(Output { written, filled }) = written else { continue };
            let bytes = written.bytes;
            if self.build.is_public {
                let path = self.output(case, format).to_string_lossy().into_owned();
                let Some(text) = rendered.text_of(format, &bytes) else {
                    report.error(CopyNotRead { path }, checked.place());
                    continue;
                };
                let left_here = checked.persons.left_in(&text);
                for text in left_here.into_iter().filter(|text| left.insert(text.clone())) {
                    let problem = PersonalInCopy { text, path: path.clone(), is_in_name: false };
                    report.error(problem, checked.place());
                }
            }
            files.push((format, bytes, filled));
        }
        // All reasons are told before nothing is written.
        (!self.build.is_public || !report.has_errors()).then_some(files)
    }

    /// What is there, if all of it is what a build would make.
    fn fresh(&self, case: &CaseFile, digest: Digest) -> Option<BuiltCase> {
        let mut built = BuiltCase::default();
        let shared = self.workspace.shared_digests(case)?;
        for &format in &self.build.formats {
            let key = key(case, format);
            let made = self.record.files.get(&key)?;
            let inputs = made.inputs?;
            let form = self.workspace.quiet_form(&made.form)?;
            let path = self.output(case, format);
            if made.case != case.name
                || inputs != self.inputs(digest, &shared, &form, format)
                || self.digest_of(&path) != Some(made.output)
            {
                return None;
            }
            built.unchanged.push(path);
        }
        Some(built)
    }

    /// The digest of everything that a document is made of.
    fn inputs(&self, case: Digest, shared: &str, form: &Blankett, format: Format) -> Digest {
        let (digest, day) = (form.digest(), &self.build.day);
        // The project's part of what is public stands in no file of the form.
        let public = &form.form.public;
        let all = format!("{PROGRAM}\n{case:?}\n{digest}\n{format:?} {day:?} {public:?}\n{shared}");
        Digest::of(all.as_bytes())
    }

    /// Writes a document, unless it is there or nothing is to be written; whether it is there now.
    fn put(
        &self,
        path: &Path,
        bytes: &[u8],
        checked: &Checked,
        built: &mut BuiltCase,
        report: &mut Report,
    ) -> bool {
        let shown = || path.to_string_lossy().into_owned();
        let key = path.strip_prefix(&self.build.out).unwrap_or(path);
        let made = self.record.files.get(&key.to_string_lossy().replace('\\', "/"));
        let case = checked.source.name();
        let other =
            made.filter(|made| made.case != case && self.project.is_file(Path::new(&made.case)));
        if let Some(made) = other {
            let (path, other) = (case.to_owned(), made.case.clone());
            report.error_nowhere(SameOutput { path, other, output: shown() });
            return false;
        }
        if !self.project.refuse_special(path, report) {
            return false;
        }
        // Whoever saves in the moment of writing has it looked at again.
        for _ in 0..MOST_TRIES {
            if let Some(is_there) = self.try_to_put(path, bytes, checked, made, built, report) {
                return is_there;
            }
        }
        report.error_nowhere(ChangedMeanwhile { path: shown() });
        false
    }

    /// Writes a document; `None` where somebody saved it in that moment.
    fn try_to_put(
        &self,
        path: &Path,
        bytes: &[u8],
        checked: &Checked,
        made: Option<&BuiltFile>,
        built: &mut BuiltCase,
        report: &mut Report,
    ) -> Option<bool> {
        let shown = || path.to_string_lossy().into_owned();
        let there = self.project.bytes_of(path);
        if there.is_none() && self.project.is_file(path) {
            // Somebody may have answered in what cannot be read; what can be read now has just come.
            let full = self.project.full(path);
            let read = self.project.read_bytes(&full, LARGEST_WORD_FILE, report);
            return read.is_none().then_some(false);
        }
        if there.as_deref() == Some(bytes) {
            built.unchanged.push(path.to_owned());
            return Some(true);
        }
        if self.build.is_only_compared {
            report.error_nowhere(match there {
                Some(_) => AnyProblem::from(OutputDiffers { path: shown() }),
                None => OutputMissing { path: shown() }.into(),
            });
            return Some(false);
        }
        if let Some(there) = &there
            && made.is_none_or(|made| Digest::of(there) != made.output)
            && !self.is_committed(path, there)
        {
            if self.build.is_public {
                // What it held may be personal, so that it cannot be kept among public copies.
                report.error_nowhere(WouldOverwrite { path: shown() });
                return Some(false);
            }
            // Somebody may have answered in it: not a character is lost.
            let Some(kept) = self.project.keep(path, there, report) else { return Some(false) };
            let is_word = kept.extension().is_some_and(|extension| extension == "docx");
            let kept = kept.to_string_lossy().into_owned();
            let (path, is_known) = (shown(), made.is_some());
            let case = checked.source.name().to_owned();
            let problem = OutputChanged { path, kept, is_word, is_known, case };
            report.warning_nowhere(problem);
        }
        match self.project.replace(path, bytes, there.as_deref(), false, report) {
            Some(Replaced::Done) => {
                built.written.push(path.to_owned());
                Some(true)
            }
            Some(Replaced::Other) => None,
            None => Some(false),
        }
    }

    /// Whether a document is as in the last commit, so that it can be had again.
    fn is_committed(&self, path: &Path, bytes: &[u8]) -> bool {
        let committed = || Committed::of(self.project, &self.build.out);
        self.committed.get_or_init(committed).has(&self.project.full(path), bytes)
    }

    /// Tells of documents in the folder that no case has, without believing any record.
    fn refuse_strays(&self, cases: &[CaseFile], report: &mut Report) {
        let mut made = BTreeSet::new();
        for format in &self.build.formats {
            let outputs = cases.iter().map(|case| self.output(case, *format));
            made.extend(outputs.map(|path| self.project.full(&path)));
        }
        let out = self.project.full(&self.build.out);
        for path in self.project.files_in(&self.build.out) {
            let format = self.build.formats.iter().find(|format| {
                path.extension().is_some_and(|extension| extension == format.extension())
            });
            let stem = path.with_extension("");
            let is_kept = stem.extension().is_some_and(|kept| {
                let kept = kept.to_string_lossy();
                kept == "changed" || kept.starts_with("changed-")
            });
            let Ok(within) = stem.strip_prefix(&out) else { continue };
            let case = Path::new(CASES).join(within).with_added_extension("toml");
            if format.is_none() || is_kept || made.contains(&path) || self.project.is_file(&case) {
                continue;
            }
            let (path, case) = (self.project.shown(&path), self.project.shown(&case));
            report.error_nowhere(OrphanOutput { path, case, is_changed: false });
        }
    }

    /// Tells of documents whose case is gone, or removes them.
    fn orphans(&self, new: &BTreeMap<String, BuiltFile>, report: &mut Report) -> Orphans {
        let mut orphans = Orphans::default();
        for (key, made) in self.record.files.iter().filter(|(key, _)| !new.contains_key(*key)) {
            // Whether one outside is still there, only whoever names it can say.
            let case = Path::new(&made.case);
            if case.is_absolute() || self.project.is_file(case) {
                continue;
            }
            let path = self.build.out.join(key);
            let Some(digest) = self.digest_of(&path) else {
                orphans.gone.push(key.clone());
                continue;
            };
            let is_ours = digest == made.output;
            if self.build.is_pruned && is_ours {
                if self.project.remove(&path, report) {
                    orphans.removed.push(key.clone());
                }
                continue;
            }
            let (path, case) = (path.to_string_lossy().into_owned(), made.case.clone());
            report.warning_nowhere(OrphanOutput { path, case, is_changed: !is_ours });
        }
        if self.build.is_pruned {
            self.project.remove_leftovers(&self.build.out, report);
        }
        orphans
    }

    /// The digest of a document, where there is one.
    fn digest_of(&self, path: &Path) -> Option<Digest> {
        self.project.bytes_of(path).map(|bytes| Digest::of(&bytes))
    }

    /// The file that a case is written to.
    fn output(&self, case: &CaseFile, format: Format) -> PathBuf {
        self.build.out.join(key(case, format))
    }
}

/// A document in memory, and what was changed in the authority's own Word file to make it.
type Made = (Format, Vec<u8>, Option<FilledFile>);

/// Takes out of a case what is personal, and tells what in it stands against a public copy.
fn make_public(checked: &mut Checked, case: &CaseFile, built: &mut BuiltCase, report: &mut Report) {
    if checked.persons.is_exposed {
        report.error(PersonalLeft, checked.place());
    }
    let path = case.output.to_string_lossy().into_owned();
    for text in checked.persons.left_in_name(&path) {
        let problem = PersonalInCopy { text, path: path.clone(), is_in_name: true };
        report.error(problem, checked.place());
    }
    built.replaced = checked.answers.personal_places(&checked.form.form);
    built.let_through = checked.persons.let_through.iter().cloned().collect();
    checked.leave_out_personal();
}

/// The path of a case's document in the folder of documents.
fn key(case: &CaseFile, format: Format) -> String {
    let output = case.output.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    format!("{output}.{}", format.extension())
}
