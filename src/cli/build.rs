//! `build` and `check`: the documents of cases, and their faults.

use std::path::{Path, PathBuf};

use blankett::project::{CaseFile, Project};
use blankett::write::Format;

use super::args::{Build, Check};
use super::cases::for_each_case;
use super::print::Printer;

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
    let mut proofs = Vec::new();
    let mut summary = for_each_case(project, &args.cases, printer, |case, checked, report| {
        let Some((document, mut filling)) =
            checked.form.blankett.document(&checked.answers, report)
        else {
            return Vec::new();
        };
        filling.date.clone_from(&day);
        let mut paths = Vec::new();
        for &format in &formats {
            let written = checked.write(format, &document, &filling, report);
            let path = output(&args.out, case, format);
            if let Some((bytes, filled)) = written
                && project.write(&path, &bytes, report)
            {
                proofs.extend(filled.filter(|_| args.proof).map(|filled| (path.clone(), filled)));
                paths.push(path);
            }
        }
        paths
    });
    for (path, filled) in &proofs {
        printer.proof(path, filled);
    }
    summary.folder = Some(args.out.to_string_lossy().into_owned());
    printer.summary(&summary);
}

/// Checks all cases given.
pub(super) fn check(project: &Project, args: &Check, printer: &mut Printer) {
    let summary = for_each_case(project, &args.cases, printer, |_, checked, report| {
        // A template can fail on answers that are valid.
        if let Some((document, filling)) = checked.form.blankett.document(&checked.answers, report)
        {
            // So can the authority's own Word file.
            checked.write(Format::Docx, &document, &filling, report);
        }
        Vec::new()
    });
    printer.summary(&summary);
}

/// The file that a case is written to.
fn output(folder: &Path, case: &CaseFile, format: Format) -> PathBuf {
    let mut path = folder.join(&case.output).into_os_string();
    path.push(".");
    path.push(format.extension());
    PathBuf::from(path)
}
