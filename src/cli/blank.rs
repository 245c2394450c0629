//! `blank`: the empty form.

use std::path::{Path, PathBuf};

use blankett::answers::Answers;
use blankett::diagnostic::{Problem, Report};
use blankett::project::Project;
use blankett::write::{Format, Unprinted, Written};

use super::args::Blank;
use super::forms::Forms;
use super::print::Printer;

/// Writes the empty form.
pub(super) fn run(project: &Project, args: &Blank, printer: &mut Printer) {
    let Some(form) = Forms::new(project).named(&args.form, printer) else { return };
    let mut report = Report::new();
    let ending = args.out.as_ref().and_then(|out| out.extension()).unwrap_or_default();
    let by_name = Format::all().find(|format| ending == format.extension());
    let given = args.format.map(|format| format.format(args.pdf));
    let by_name = by_name.map(|format| match format {
        Format::Pdf(_) => Format::Pdf(args.pdf.profile.into()),
        format => format,
    });
    let format = given.or(by_name).unwrap_or(Format::Docx);
    let day = if let Format::Pdf(_) = format { printer.day(args.pdf) } else { Ok(None) };
    let Ok(day) = day else { return };
    let blank = Answers::blank(form.form());
    let made = form.blankett.document(&blank, &mut report);
    let written = made.and_then(|(document, mut filling)| {
        filling.date = day.map(|day| day.to_string());
        form.write(format, (&document, &filling), &form.form().place, &mut report)
    });
    if let Some((Written { bytes, unprinted }, _)) = written {
        for Unprinted { characters, .. } in unprinted {
            let place = characters.iter().find_map(|&c| form.blankett.place_of_character(c));
            let place = place.unwrap_or_else(|| form.form().place.clone());
            report.warning(Problem::NoGlyph { characters }, place);
        }
        let name = format!("{}-{}.{}", form.form().id, form.form().version, format.extension());
        let path = args.out.clone().unwrap_or_else(|| PathBuf::from(name));
        if path == Path::new("-") {
            printer.data(&bytes);
        } else if project.write_new(&path, &bytes, &mut report) {
            printer.file_written(&path);
        }
    }
    printer.report(&report);
}
