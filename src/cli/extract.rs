//! `extract` and `text`: what a Word file says.

use std::path::{Path, PathBuf};

use blankett::diagnostic::Report;
use blankett::exchange::inbox::{self, Arrived, Inbox};
use blankett::exchange::{Merged, Merging, Returned, Take};
use blankett::workspace::problems::BadCaseName;
use blankett::workspace::{NewCase, Project, Workspace};

use super::args::{ExtractArgs, Whose};
use super::print::Printer;

/// Prints a Word file as text.
pub(super) fn text(project: &Project, path: &Path, printer: &mut Printer) {
    let mut report = Report::new();
    if let Some(file) = Workspace::open(project.clone()).word_file(path, &mut report) {
        printer.text(&file.as_text());
    }
    printer.report(&report);
}

/// Reads answers out of Word files, and out of those in folders.
pub(super) fn run(project: &Project, args: &ExtractArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    let extractor = Extractor { project, workspace: &workspace, args };
    for path in &args.files {
        if project.is_folder(path) {
            extractor.folder(path, printer);
        } else {
            let mut report = Report::new();
            if inbox::can_be_word(&workspace, path, &args.files, &mut report) {
                extractor.file(path, printer);
            }
            printer.report(&report);
        }
    }
}

struct Extractor<'a> {
    project: &'a Project,
    workspace: &'a Workspace,
    args: &'a ExtractArgs,
}

impl Extractor<'_> {
    fn file(&self, path: &Path, printer: &mut Printer) {
        let args = self.args;
        let mut report = Report::new();
        let mut returned = self.read(path, &mut report);
        let merged = match (&mut returned, &args.into) {
            (Some(returned), Some(into)) => {
                returned.merge(self.workspace, into, merging(args), &mut report)
            }
            (Some(returned), None) => {
                returned.validate(None, &mut report);
                let toml = returned.to_case();
                new_case(self.project, args, path, &toml, &mut report, printer);
                None
            }
            (None, _) => None,
        };
        self.reply(path, returned.as_ref(), &mut report, printer);
        printer.report(&report);
        if let Some(merged) = merged {
            printer.taken_over(&merged, args.dry_run);
        }
    }

    fn read(&self, path: &Path, report: &mut Report) -> Option<Returned> {
        Returned::read(self.workspace, path, self.args.form.as_deref(), report)
    }

    /// Each file into the case that it belongs to; at the end a table of all.
    fn folder(&self, folder: &Path, printer: &mut Printer) {
        let mut report = Report::new();
        let inbox = Inbox::open(self.workspace);
        let files = inbox::files_in(self.project, folder, &mut report);
        printer.report(&report);
        let mut rows = Vec::new();
        for path in &files {
            let mut report = Report::new();
            let name = path.strip_prefix(self.project.full(folder)).unwrap_or(path);
            let mut row = Arrived { file: shown(name), ..Arrived::default() };
            let merged = inbox::can_be_word(self.workspace, path, &files, &mut report)
                .then(|| self.sort(&inbox, path, &mut report, printer));
            let is_whole = !report.has_errors();
            printer.report(&report);
            row.left = report.errors();
            let merged = merged.flatten();
            let is_whole = is_whole && merged.is_some();
            if let Some(merged) = merged {
                printer.taken_over(&merged, self.args.dry_run);
                row.taken = merged.taken.len();
                row.conflicts = merged.conflicts;
                row.left = report.errors().saturating_sub(merged.conflicts);
                row.case = Some(merged.case);
            }
            if is_whole && self.args.move_done && !self.args.dry_run {
                let mut report = Report::new();
                self.move_away(folder, name, path, &mut report);
                printer.report(&report);
            }
            rows.push(row);
        }
        if !rows.is_empty() {
            printer.inbox(&rows);
        }
    }

    fn sort(
        &self,
        inbox: &Inbox,
        path: &Path,
        report: &mut Report,
        printer: &mut Printer,
    ) -> Option<Merged> {
        let mut returned = self.read(path, report)?;
        let known = match &self.args.into {
            Some(into) => self.workspace.case(into, report),
            None if self.args.out.is_some() => {
                inbox.case_of(&returned, path, &mut Report::new()).cloned()
            }
            None => inbox.case_of(&returned, path, report).cloned(),
        };
        let Some(case) = known else {
            if self.args.out.is_some() && !self.args.dry_run {
                returned.validate(None, report);
                let toml = returned.to_case();
                new_case(self.project, self.args, path, &toml, report, printer);
            }
            return None;
        };
        let merged = returned.merge(self.workspace, &case.path, merging(self.args), report);
        self.reply(path, Some(&returned), report, printer);
        merged
    }

    /// Writes the file back with comments, if somebody wants that.
    fn reply(
        &self,
        path: &Path,
        returned: Option<&Returned>,
        report: &mut Report,
        printer: &mut Printer,
    ) {
        let (Some(folder), Some(returned), false) = (&self.args.reply, returned, self.args.dry_run)
        else {
            return;
        };
        let Some(bytes) = returned.reply(report) else { return };
        let path = folder.join(path.file_name().unwrap_or_default());
        if self.project.write_new(&path, &bytes, report) {
            printer.file_written(&path);
        }
    }

    /// Moves a file of which all was taken to the folder for those.
    fn move_away(&self, folder: &Path, name: &Path, path: &Path, report: &mut Report) {
        let Some((_, bytes)) = self.project.read_word(path, report) else { return };
        if self.project.write_new(&folder.join(inbox::DONE).join(name), &bytes, report) {
            self.project.remove(path, report);
        }
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn merging(args: &ExtractArgs) -> Merging {
    let take = match args.take {
        None => Take::Neither,
        Some(Whose::Word) => Take::Theirs,
        Some(Whose::Case) => Take::Case,
    };
    Merging { take, is_dry: args.dry_run }
}

/// Writes a new case, or prints it.
fn new_case(
    project: &Project,
    args: &ExtractArgs,
    file: &Path,
    toml: &str,
    report: &mut Report,
    printer: &mut Printer,
) {
    let default = (args.files.len() > 1).then(|| PathBuf::from("cases"));
    let Some(folder) = args.out.clone().or(default) else {
        printer.data(toml.as_bytes());
        return;
    };
    if args.dry_run {
        return;
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let Some(name) = NewCase::own_name(&stem) else {
        report.error_nowhere(BadCaseName { name: stem.into_owned() });
        return;
    };
    let path = folder.join(name);
    if project.write_new(&path, toml.as_bytes(), report) {
        printer.file_written(&path);
    }
}
