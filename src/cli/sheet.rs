//! `sheet`: workbooks that go round the house, and lists that somebody else made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use blankett::diagnostic::Report;
use blankett::exchange::{Merging, SheetReading, SheetRow, Sheets, Take, Wanted};
use blankett::workspace::problems::NoneOfForm;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Workspace};

use super::args::{SheetArgs, WhoseSheet};
use super::batch::for_each_case;
use super::print::Printer;

/// Writes a workbook, or reads one.
pub(super) fn run(project: &Project, args: &SheetArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    match args {
        SheetArgs::Out { form, out: path, cases } => out(&workspace, form, path, cases, printer),
        SheetArgs::In { file, form, map, take, dry_run } => {
            let take = match take {
                None => Take::Neither,
                Some(WhoseSheet::Sheet) => Take::Theirs,
                Some(WhoseSheet::Case) => Take::Case,
            };
            let merging = Merging { take, is_dry: *dry_run };
            let reading = SheetReading { form: form.as_deref(), map: map.as_deref(), merging };
            let mut report = Report::new();
            let read = workspace.sheet_in(file, reading, &mut report);
            printer.report(&report);
            if let Some(read) = read {
                printer.sheet_read(&read, *dry_run);
            }
        }
    }
}

/// Writes the cases of a form, a workbook for each version of it.
fn out(workspace: &Workspace, form: &str, path: &Path, given: &[PathBuf], printer: &mut Printer) {
    let wanted = Wanted { form: Some(form.to_owned()), ..Wanted::default() };
    let mut report = Report::new();
    let is_good = wanted.check(workspace, &mut report);
    printer.report(&report);
    if !is_good {
        return;
    }
    let known = workspace.versions(Some(form), &mut Report::new()).unwrap_or_default();
    let sheets = Sheets::new(workspace, &known);
    let work = |case: &CaseFile, report: &mut CaseReport| {
        Some(workspace.answers_of(case, &wanted, report)?.and_then(|case| sheets.row(&case)))
    };
    let chosen = Chosen { given, ..Chosen::default() };
    let mut versions: BTreeMap<(String, String), Vec<SheetRow>> = BTreeMap::new();
    let summary = for_each_case(workspace, chosen, printer, work, |_, outcome| {
        if let Some(row) = outcome.made.flatten() {
            versions.entry(row.form.clone()).or_default().push(row);
        }
    });
    printer.ended(&summary);
    // What was named and is not there is an error already.
    if summary.not_begun > 0 || (summary.cases == 0 && !given.is_empty()) {
        return;
    }
    let mut report = Report::new();
    // What was named answers other forms.
    if let (true, Some(path)) = (versions.is_empty(), given.first()) {
        let path = path.to_string_lossy().into_owned();
        report.error_nowhere(NoneOfForm { form: form.to_owned(), path });
        printer.report(&report);
        return;
    }
    // Without cases there is one to be filled in, of the newest version.
    if let (true, Some(newest)) = (versions.is_empty(), known.last()) {
        versions.insert(newest.clone(), Vec::new());
    }
    let is_one = versions.len() == 1;
    for (version, rows) in versions {
        let path = if is_one { path.to_owned() } else { of_version_path(path, &version.1) };
        let Some(bytes) = sheets.workbook(&version, rows, &mut report) else { continue };
        // Somebody may have typed in one that is there.
        if workspace.project.write_new(&path, &bytes, &mut report) {
            printer.file_written(&path);
        }
    }
    printer.report(&report);
}

/// The file of one version among several: `svar-2017.xlsx`.
fn of_version_path(path: &Path, version: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}-{version}.{}", extension.to_string_lossy()),
        None => format!("{stem}-{version}"),
    };
    path.with_file_name(name)
}
