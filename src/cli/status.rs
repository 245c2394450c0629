//! `status`: how far each case has come. The one command that knows what day it is.

use std::path::{Component, Path, PathBuf};

use blankett::diagnostic::Report;
use blankett::register::{self, Look, RegisterFormat, Row};
use blankett::text::address;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Workspace};

use super::args::{StatusArgs, StatusFormat};
use super::batch::for_each_case;
use super::print::{NO_TERMINAL, Printer};

/// What documents of a case are called, by the extensions of their files.
const DOCUMENTS: [(&str, &str); 4] =
    [("docx", "Word"), ("pdf", "PDF"), ("md", "Markdown"), ("html", "HTML")];

/// Writes the register of all cases given.
pub(super) fn run(project: &Project, args: &StatusArgs, printer: &mut Printer) {
    let Some(today) = args.today.or_else(|| printer.today()) else { return };
    let is_told = printer.is_for_reviewers();
    let workspace = Workspace::open(project.clone());
    let follow = |case: &CaseFile, report: &mut CaseReport| {
        let row = workspace.row(case, today, report);
        // What is wrong is counted here, and told by `check`, or to reviewers.
        if !is_told {
            *report = CaseReport::default();
        }
        Some(row)
    };
    let chosen = Chosen { given: &args.cases, ..Chosen::default() };
    let mut rows = Vec::new();
    let links = Links { project, args };
    for_each_case(&workspace, chosen, printer, follow, |_, outcome| {
        let documents = links.of(outcome.case);
        rows.extend(outcome.made.map(|row| Row { documents, ..row }));
    });
    register::sort(&mut rows);
    let mut report = Report::new();
    let authority = project.authority().unwrap_or_default();
    // A file is as wide whoever makes it.
    let width = if args.out.is_some() { NO_TERMINAL } else { printer.width() };
    let look = Look { width, is_styled: args.out.is_none(), authority: &authority };
    let bytes = register::write(args.format().format(), &rows, today, look, printer.language());
    for same in register::same_numbers(&rows) {
        report.warning_nowhere(same);
    }
    match &args.out {
        Some(path) => {
            let is_ours = |there: &[u8]| register::is_register(args.format().format(), there);
            if project.write_named(path, &bytes, is_ours, &mut report) {
                printer.file_written(path);
            }
        }
        None if rows.is_empty() || printer.is_for_reviewers() => {}
        None if args.format() == StatusFormat::Table => {
            printer.styled(&String::from_utf8_lossy(&bytes));
        }
        None if args.format() == StatusFormat::Md => {
            printer.text(&String::from_utf8_lossy(&bytes));
        }
        None if args.format() == StatusFormat::Xlsx => printer.workbook(&bytes),
        None => printer.data(&bytes),
    }
    printer.report(&report);
    printer.followed_up(&rows);
}

/// The links of a register to the documents of cases.
struct Links<'a> {
    project: &'a Project,
    args: &'a StatusArgs,
}

impl Links<'_> {
    /// The documents of a case that are there.
    fn of(&self, case: &CaseFile) -> Vec<(&'static str, String)> {
        if self.args.format() != StatusFormat::Html {
            return Vec::new();
        }
        // A register that is printed is taken to be kept with the documents.
        let folder = match &self.args.out {
            Some(out) => out.parent().unwrap_or(Path::new("")),
            None => &self.args.documents,
        };
        let folder = self.project.full(folder);
        let documents = DOCUMENTS.iter().filter_map(|(extension, name)| {
            let mut file = self.args.documents.join(&case.output).into_os_string();
            file.push(format!(".{extension}"));
            let file = PathBuf::from(file);
            let is_there = self.project.is_file(&file);
            is_there.then(|| (*name, address(&between(&folder, &self.project.full(&file)))))
        });
        documents.collect()
    }
}

/// The way from a folder to a file, with `/`.
fn between(folder: &Path, file: &Path) -> String {
    let (folder, file): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let same = folder.iter().zip(&file).take_while(|(one, other)| one == other).count();
    let up = folder[same..].iter().map(|_| "..".to_owned());
    let down = file[same..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

impl StatusFormat {
    fn format(self) -> RegisterFormat {
        match self {
            StatusFormat::Table => RegisterFormat::Table,
            StatusFormat::Md => RegisterFormat::Markdown,
            StatusFormat::Csv => RegisterFormat::Csv,
            StatusFormat::Xlsx => RegisterFormat::Xlsx,
            StatusFormat::Json => RegisterFormat::Json,
            StatusFormat::Html => RegisterFormat::Html,
        }
    }
}
