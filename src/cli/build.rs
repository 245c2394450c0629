//! `build` and `check`: the documents of cases, and their faults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use blankett::diagnostic::{Problem, Report, Source};
use blankett::project::{CaseFile, Project};
use blankett::record::{Digest, Made, Record};
use blankett::word::Filled;
use blankett::write::Format;

use super::args::{Build, Check};
use super::cases::{Batch, Checked, Chosen, for_each_case};
use super::forms::LoadedForm;
use super::jobs;
use super::print::Printer;
use super::told::Told;
use super::watch;

/// What this program is: another may make other documents of the same.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("BLANKETT_SOURCES"));

/// Writes the documents of all cases given.
pub(super) fn run(project: &Project, args: &Build, printer: &mut Printer) {
    let mut formats: Vec<Format> =
        args.format.iter().map(|format| format.format(args.pdf)).collect();
    formats.sort_unstable();
    formats.dedup();
    if !printer.are_built(&formats) {
        return;
    }
    let takes_a_day = formats.iter().any(|format| matches!(format, Format::Pdf(_)));
    let day = if takes_a_day { printer.day(args.pdf) } else { Ok(None) };
    let Ok(day) = day else { return };
    let day = day.map(|day| day.to_string());
    jobs::stop_between();
    let builder = Builder { project, args, formats, day };
    let build = |cases: &[PathBuf], printer: &mut Printer| builder.build(cases, printer);
    if args.watch {
        watch::watch(project, &args.cases, printer, build);
    } else {
        build(&args.cases, printer);
    }
}

/// Checks all cases given.
pub(super) fn check(project: &Project, args: &Check, printer: &mut Printer) {
    let chosen = Chosen { given: &args.cases, shard: args.shard, jobs: args.jobs };
    let check = |batch: &Batch<'_>, case: &CaseFile, told: &mut Told| {
        let checked = batch.checked(case, told)?;
        // A template can fail on answers that are valid.
        let made = checked.form.blankett.document(&checked.answers, &mut told.report);
        if let Some((document, filling)) = made {
            // So can the authority's own Word file.
            checked.write(Format::Docx, &document, &filling, &mut told.report);
        }
        Some(())
    };
    let summary = for_each_case(project, chosen, printer, check, |_, _, _, _| {});
    printer.summary(&summary);
}

struct Builder<'a> {
    project: &'a Project,
    args: &'a Build,
    formats: Vec<Format>,
    day: Option<String>,
}

/// What became of a case.
#[derive(Default)]
struct Built {
    written: Vec<PathBuf>,
    unchanged: Vec<PathBuf>,
    proofs: Vec<(PathBuf, Filled)>,
    made: Vec<(String, Made)>,
}

/// The documents whose case is gone, by their paths in the folder of documents.
#[derive(Default)]
struct Orphans {
    /// Those that were removed.
    removed: Vec<String>,
    /// Those that are no longer there.
    gone: Vec<String>,
}

impl Builder<'_> {
    fn build(&self, given: &[PathBuf], printer: &mut Printer) {
        let mut report = Report::new();
        let Some(old) = self.project.record(&self.args.out, &mut report) else {
            printer.report(&report);
            return;
        };
        let chosen = Chosen { given, shard: self.args.shard, jobs: self.args.jobs };
        let mut new: BTreeMap<String, Made> = BTreeMap::new();
        let mut journal = self.project.journal(&self.args.out);
        let (mut written, mut unchanged) = (0, 0);
        let case = |batch: &Batch<'_>, case: &CaseFile, told: &mut Told| {
            self.case(&old, batch, case, told)
        };
        let mut summary =
            for_each_case(self.project, chosen, printer, case, |printer, case, built, failed| {
                let built = built.unwrap_or_default();
                if !built.written.is_empty() {
                    built.made.iter().for_each(|(path, made)| journal.add(path, made));
                }
                for path in &built.written {
                    printer.written(path);
                }
                for (path, filled) in &built.proofs {
                    printer.proof(path, filled);
                }
                printer.case_built(&case.name, failed, &built.written, &built.unchanged);
                written += built.written.len();
                unchanged += built.unchanged.len();
                new.extend(built.made);
            });
        summary.files = written;
        summary.unchanged = unchanged;
        // Whoever names single cases does not ask about others.
        let is_all = given.is_empty() || given.iter().any(|path| self.project.is_folder(path));
        let mut orphans = Orphans::default();
        if is_all {
            orphans = self.orphans(&old, &new, &mut report);
        }
        if !self.args.check {
            let gone = [&orphans.removed[..], &orphans.gone[..]].concat();
            self.project.change_record(&self.args.out, old, new, &gone, journal, &mut report);
        }
        printer.report(&report);
        printer.removed(&self.args.out, &orphans.removed);
        if !self.args.check {
            summary.folder = Some(self.args.out.to_string_lossy().into_owned());
        }
        printer.summary(&summary);
    }

    /// Builds the documents of a case, or finds that they are there.
    fn case(
        &self,
        old: &Record,
        batch: &Batch<'_>,
        case: &CaseFile,
        told: &mut Told,
    ) -> Option<Built> {
        let built = self.build_case(old, batch, case, told);
        if !self.args.check && (built.is_none() || told.report.has_errors()) {
            let made: Vec<&PathBuf> = built
                .iter()
                .flat_map(|built| built.written.iter().chain(&built.unchanged))
                .collect();
            for path in self.formats.iter().map(|format| self.output(case, *format)) {
                if !made.contains(&&path) && self.project.is_file(&path) {
                    let path = path.to_string_lossy().into_owned();
                    told.report.warning_nowhere(Problem::StaleOutput { path });
                }
            }
        }
        built
    }

    fn build_case(
        &self,
        old: &Record,
        batch: &Batch<'_>,
        case: &CaseFile,
        told: &mut Told,
    ) -> Option<Built> {
        let bytes = self.project.read_whole(&case.path, &mut told.report)?;
        let digest = Digest::of(&bytes);
        let is_public = self.args.without_personal;
        if !(self.args.check || self.args.force || self.args.proof || is_public)
            && let Some(built) = self.fresh(old, batch, case, digest)
        {
            return Some(built);
        }
        let source = Source::decode(case.name.clone(), &bytes, &mut told.report)?;
        drop(bytes);
        let mut checked = batch.check(case, source, told)?;
        if is_public {
            if checked.exposes_persons {
                told.report.error(Problem::PersonalLeft, checked.place());
                return None;
            }
            checked.leave_out_personal();
        }
        let (document, mut filling) =
            checked.form.blankett.document(&checked.answers, &mut told.report)?;
        filling.date.clone_from(&self.day);
        let mut built = Built::default();
        for &format in &self.formats {
            let written = checked.write(format, &document, &filling, &mut told.report);
            let Some((bytes, filled)) = written else { continue };
            let path = self.output(case, format);
            if !self.put(old, &path, &bytes, &checked, &mut built, &mut told.report) {
                continue;
            }
            built
                .proofs
                .extend(filled.filter(|_| self.args.proof).map(|filled| (path.clone(), filled)));
            let form = checked.form.form();
            let made = Made {
                inputs: None,
                output: Digest::of(&bytes),
                form: (form.id.clone(), form.version.clone()),
                case: case.name.clone(),
            };
            // Another name that is not UTF-8 would be written alike.
            if case.output.to_str().is_some() {
                built.made.push((key(case, format), made));
            }
        }
        let is_quiet = |report: &Report| report.diagnostics().is_empty();
        // Digests of what was taken out would tell who can guess it.
        if !is_public
            && is_quiet(&told.report)
            && told.before.iter().all(|report| is_quiet(report))
            && let Some(shared) = batch.shared.digests(case, &batch.forms)
        {
            for ((_, made), format) in built.made.iter_mut().zip(&self.formats) {
                made.inputs = Some(self.inputs(digest, &shared, &checked.form, *format));
            }
        }
        Some(built)
    }

    /// What is there, if all of it is what a build would make.
    fn fresh(
        &self,
        old: &Record,
        batch: &Batch<'_>,
        case: &CaseFile,
        digest: Digest,
    ) -> Option<Built> {
        let mut built = Built::default();
        for &format in &self.formats {
            let key = key(case, format);
            let made = old.files.get(&key)?;
            let inputs = made.inputs?;
            let form = batch.forms.known(&made.form)?;
            let shared = batch.shared.digests(case, &batch.forms)?;
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
    fn inputs(&self, case: Digest, shared: &str, form: &LoadedForm, format: Format) -> Digest {
        let (form, day) = (form.digest(), &self.day);
        let all = format!("{PROGRAM}\n{case:?}\n{form}\n{format:?} {day:?}\n{shared}");
        Digest::of(all.as_bytes())
    }

    /// Writes a document, unless it is there or nothing is to be written; whether it is there now.
    fn put(
        &self,
        old: &Record,
        path: &Path,
        bytes: &[u8],
        checked: &Checked,
        built: &mut Built,
        report: &mut Report,
    ) -> bool {
        let shown = || path.to_string_lossy().into_owned();
        let key = path.strip_prefix(&self.args.out).unwrap_or(path);
        let made = old.files.get(&key.to_string_lossy().replace('\\', "/"));
        let case = checked.source.name();
        let other =
            made.filter(|made| made.case != case && self.project.is_file(Path::new(&made.case)));
        if let Some(made) = other {
            let (path, other) = (case.to_owned(), made.case.clone());
            report.error_nowhere(Problem::SameOutput { path, other, output: shown() });
            return false;
        }
        if !self.project.refuse_special(path, report) {
            return false;
        }
        let there = self.project.bytes_of(path);
        if there.is_none() && self.project.is_file(path) {
            // Somebody may have answered in it.
            self.project.read_whole(&self.project.full(path), report);
            return false;
        }
        if there.as_deref() == Some(bytes) {
            built.unchanged.push(path.to_owned());
            return true;
        }
        if self.args.check {
            report.error_nowhere(match there {
                Some(_) => Problem::OutputDiffers { path: shown() },
                None => Problem::OutputMissing { path: shown() },
            });
            return false;
        }
        if let Some(there) = &there
            && made.is_none_or(|made| Digest::of(there) != made.output)
        {
            if self.args.without_personal {
                // What it held may be personal, so that it cannot be kept among public copies.
                report.error_nowhere(Problem::WouldOverwrite { path: shown() });
                return false;
            }
            // Somebody may have answered in it: not a character is lost.
            let Some(kept) = self.project.keep(path, there, report) else { return false };
            let is_word = kept.extension().is_some_and(|extension| extension == "docx");
            let kept = kept.to_string_lossy().into_owned();
            let (path, is_known) = (shown(), made.is_some());
            let case = case.to_owned();
            let problem = Problem::OutputChanged { path, kept, is_word, is_known, case };
            report.warning_nowhere(problem);
        }
        let is_written = self.project.write(path, bytes, report);
        if is_written {
            built.written.push(path.to_owned());
        }
        is_written
    }

    /// Tells of documents whose case is gone, or removes them.
    fn orphans(&self, old: &Record, new: &BTreeMap<String, Made>, report: &mut Report) -> Orphans {
        let mut orphans = Orphans::default();
        for (key, made) in old.files.iter().filter(|(key, _)| !new.contains_key(*key)) {
            if self.project.is_file(Path::new(&made.case)) {
                continue;
            }
            let path = self.args.out.join(key);
            let Some(digest) = self.digest_of(&path) else {
                orphans.gone.push(key.clone());
                continue;
            };
            let is_ours = digest == made.output;
            if self.args.prune && is_ours && !self.args.check {
                if self.project.remove(&path, report) {
                    orphans.removed.push(key.clone());
                }
                continue;
            }
            let (path, case) = (path.to_string_lossy().into_owned(), made.case.clone());
            let problem = Problem::OrphanOutput { path, case, is_changed: !is_ours };
            if self.args.check {
                report.error_nowhere(problem);
            } else {
                report.warning_nowhere(problem);
            }
        }
        if self.args.prune && !self.args.check {
            self.project.remove_leftovers(&self.args.out, report);
        }
        orphans
    }

    /// The digest of a document, where there is one.
    fn digest_of(&self, path: &Path) -> Option<Digest> {
        self.project.bytes_of(path).map(|bytes| Digest::of(&bytes))
    }

    /// The file that a case is written to.
    fn output(&self, case: &CaseFile, format: Format) -> PathBuf {
        self.args.out.join(key(case, format))
    }
}

/// The path of a case's document in the folder of documents.
fn key(case: &CaseFile, format: Format) -> String {
    let output = case.output.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    format!("{output}.{}", format.extension())
}
