//! `fix` and `form migrate`: what rewrites cases as their owners laid them out.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::PathBuf;

use blankett::diagnostic::Report;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Mended, Mending, Project, Workspace};

use super::args::FixArgs;
use super::batch::{STOP, for_each_case, stop_between};
use super::print::Printer;
use super::words;

/// The file in a folder of cases that serves all of them.
const SHARED: &str = "shared.toml";

/// Puts right what is sure, in shared files first: their cases read them.
pub(super) fn run(project: &Project, args: &FixArgs, printer: &mut Printer) {
    stop_between();
    let (shared, given): (Vec<PathBuf>, Vec<PathBuf>) =
        args.cases.iter().cloned().partition(|path| path.ends_with(SHARED));
    let mut sum = Sum::default();
    mend_shared(project, (&shared, &given), args.dry_run, &mut sum, printer);
    let language = printer.language();
    if given.is_empty() && !shared.is_empty() {
        printer.fixed(&words::fixed(
            language,
            (0, sum.files),
            (sum.changes, sum.left),
            args.dry_run,
        ));
    } else {
        let workspace = Workspace::open(project.clone());
        let work = |case: &CaseFile, report: &mut CaseReport| {
            workspace.mend(case, args.dry_run, &mut report.own)
        };
        let chosen = one_by_one(&given);
        let summary = for_each_case(&workspace, chosen, printer, work, |printer, outcome| {
            tell(&outcome.case.name, outcome.made.unwrap_or_default(), &mut sum, printer);
        });
        let (counts, changes) = ((summary.cases, sum.files), (sum.changes, sum.left));
        printer.summed_up(&summary, &words::fixed(language, counts, changes, args.dry_run));
    }
    // What is left is `check`'s to say, as the last line does.
    if args.dry_run && sum.changes > 0 {
        printer.is_lacking();
    }
}

/// How much was put right, and how much is left.
#[derive(Default)]
struct Sum {
    files: usize,
    changes: usize,
    left: usize,
}

/// Tells what was put right in a file.
fn tell(name: &str, mending: Mending, sum: &mut Sum, printer: &mut Printer) {
    let Mending { mended, left } = mending;
    sum.left += left;
    sum.files += usize::from(!mended.is_empty());
    sum.changes += mended.len();
    for Mended { line, from, to, question } in mended {
        let question = question.map(|question| format!("  ({})", question.label));
        let question = question.unwrap_or_default();
        printer.line(&format!("{name}:{line}: {from} → {to}{question}"));
    }
}

/// Puts right the shared files that were named, and those that serve the cases that were.
fn mend_shared(
    project: &Project,
    (named, given): (&[PathBuf], &[PathBuf]),
    is_dry: bool,
    sum: &mut Sum,
    printer: &mut Printer,
) {
    let workspace = Workspace::open(project.clone());
    // What is wrong with what was named is told where cases are put right.
    let all = workspace.cases(Chosen::default(), &mut Report::new());
    let mut paths: BTreeSet<PathBuf> = named.iter().map(|path| project.full(path)).collect();
    if named.is_empty() || !given.is_empty() {
        let chosen = workspace.cases(one_by_one(given), &mut Report::new());
        paths.extend(chosen.into_iter().flat_map(|case| case.shared));
    }
    for path in paths {
        let served: Vec<&CaseFile> =
            all.iter().filter(|case| case.shared.contains(&path)).collect();
        let mut report = Report::new();
        let mending = workspace.mend_shared(&path, &served, is_dry, &mut report);
        let name = project.shown(&path);
        printer.report(&report);
        if let Some(mending) = mending {
            // What is wrong with it otherwise, each of its cases tells.
            tell(&name, Mending { left: 0, ..mending }, sum, printer);
        }
    }
}

/// Moves cases to another form.
pub(super) fn migrate(
    workspace: &Workspace,
    (from, to): (&str, &str),
    given: &[PathBuf],
    is_dry: bool,
    printer: &mut Printer,
) {
    let mut report = Report::new();
    let forms = workspace.form(from, &mut report).zip(workspace.form(to, &mut report));
    printer.report(&report);
    let Some((from, to)) = forms else { return };
    stop_between();
    let chosen = one_by_one(given);
    let work = |case: &CaseFile, report: &mut CaseReport| {
        Some(workspace.migrate((&from, &to), case, is_dry, &mut report.own))
    };
    let language = printer.language();
    let mut moved = 0;
    let summary = for_each_case(workspace, chosen, printer, work, |printer, outcome| {
        let Some(migrated) = outcome.made.flatten() else { return };
        moved += 1;
        let changes: Vec<String> =
            migrated.renamed.iter().map(|(old, new)| format!("{old} → {new}")).collect();
        let changes = changes.join(", ");
        printer.line(format!("{}  {changes}", outcome.case.name).trim_end());
    });
    if moved > 0 && !is_dry {
        let mut report = Report::new();
        if let Some(path) = workspace.write_schema(&to.form, &mut report) {
            printer.file_written(&path);
        }
        printer.report(&report);
    }
    printer.summed_up(
        &summary,
        &words::migrated(language, moved, &to.form.id, &to.form.version, is_dry),
    );
}

/// Cases of one folder hold it each in its turn, so more threads would wait for one another.
fn one_by_one(given: &[PathBuf]) -> Chosen<'_> {
    Chosen { given, jobs: Some(NonZero::<usize>::MIN), stop: Some(&STOP), ..Chosen::default() }
}
