//! `fix` and `form migrate`: what rewrites cases as their owners laid them out.

use std::num::NonZero;
use std::path::PathBuf;

use blankett::diagnostic::Report;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Mended, Mending, Project, Workspace};

use super::args::FixArgs;
use super::batch::{STOP, for_each_case, stop_between};
use super::print::Printer;
use super::words;

/// Puts right what is sure.
pub(super) fn run(project: &Project, args: &FixArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    stop_between();
    let chosen = one_by_one(&args.cases);
    let work = |case: &CaseFile, report: &mut CaseReport| {
        workspace.mend(case, args.dry_run, &mut report.own)
    };
    let language = printer.language();
    let (mut cases, mut changes, mut left) = (0, 0, 0);
    let summary = for_each_case(&workspace, chosen, printer, work, |printer, outcome| {
        let Mending { mended, left: of_case } = outcome.made.unwrap_or_default();
        left += of_case;
        cases += usize::from(!mended.is_empty());
        changes += mended.len();
        for Mended { line, from, to, question } in mended {
            let question = question.map(|question| format!("  ({})", question.label));
            let question = question.unwrap_or_default();
            let change = format!("{}:{line}: {from} → {to}{question}", outcome.case.name);
            printer.line(&change);
        }
    });
    printer.summed_up(
        &summary,
        &words::fixed(language, (summary.cases, cases), (changes, left), args.dry_run),
    );
    if args.dry_run && changes > 0 {
        printer.is_lacking();
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
