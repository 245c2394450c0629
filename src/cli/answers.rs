//! `answers`: the answers of all cases as data.

use blankett::diagnostic::Report;
use blankett::exchange::{CaseAnswers, SheetRow, Sheets, Wanted};
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Workspace};

use super::args::{AnswersArgs, AnswersFormat, STDOUT};
use super::batch::for_each_case;
use super::print::Printer;

/// Writes the answers of all cases that are wanted.
pub(super) fn run(project: &Project, args: &AnswersArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    let out = args.out.as_ref().filter(|out| out.as_os_str() != STDOUT);
    if out.is_none() {
        printer.gives_data();
    }
    let wanted = Wanted {
        form: args.form.clone(),
        status: args.status.clone(),
        questions: args.question.clone(),
    };
    let mut report = Report::new();
    let is_good = wanted.check(&workspace, &mut report);
    printer.report(&report);
    if !is_good {
        return;
    }
    let versions = workspace.versions(args.form.as_deref(), &mut report).unwrap_or_default();
    // Of each case is kept what is written of it.
    let sheets = Sheets::in_one(&workspace, &versions, &wanted);
    let work = |case: &CaseFile, report: &mut CaseReport| {
        let answers = workspace.answers_of(case, &wanted, report)?;
        let made = answers.map(|answers| match args.format() {
            AnswersFormat::Json => Some(Made::Line(answers.to_json())),
            AnswersFormat::Csv => Some(Made::Answers(answers)),
            AnswersFormat::Xlsx => sheets.row(&answers).map(Made::Row),
        });
        Some(made.flatten())
    };
    let chosen = Chosen { given: &args.cases, ..Chosen::default() };
    let (mut lines, mut rows, mut all) = (String::new(), Vec::new(), Vec::new());
    let summary = for_each_case(&workspace, chosen, printer, work, |_, outcome| {
        match outcome.made.flatten() {
            Some(Made::Line(line)) => lines += &line,
            Some(Made::Row(row)) => rows.push(row),
            Some(Made::Answers(answers)) => all.push(answers),
            None => {}
        }
    });
    printer.ended(&summary);
    if summary.not_begun > 0 {
        return;
    }
    let bytes = match args.format() {
        AnswersFormat::Json => Some(lines.into_bytes()),
        AnswersFormat::Csv => Some(CaseAnswers::to_csv(&all, printer.language()).into_bytes()),
        AnswersFormat::Xlsx => sheets.to_look_at(rows, &mut report),
    };
    let Some(bytes) = bytes else {
        printer.report(&report);
        return;
    };
    match out {
        Some(path) => {
            // Somebody may have typed in a workbook or a list.
            let is_json = args.format() == AnswersFormat::Json;
            let may_go = |there: &[u8]| is_json && workspace.are_answers(there);
            if project.write_named(path, &bytes, may_go, &mut report) {
                printer.file_written(path);
            }
        }
        None if args.format() == AnswersFormat::Xlsx => printer.workbook(&bytes),
        None => printer.data(&bytes),
    }
    printer.report(&report);
}

/// What is kept of a case.
enum Made {
    Line(String),
    Row(SheetRow),
    Answers(CaseAnswers),
}
