//! `blank`: the empty form.

use std::path::{Path, PathBuf};

use blankett::diagnostic::Report;
use blankett::workspace::problems::NoGlyph;
use blankett::workspace::{Project, Workspace};
use blankett::write::{Format, Unprinted, WrittenFile};

use super::args::BlankArgs;
use super::print::Printer;

/// Writes the empty form.
pub(super) fn run(project: &Project, args: &BlankArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let form = Workspace::open(project.clone()).form(&args.form, &mut report);
    printer.report(&report);
    let Some(form) = form else { return };
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
    let rendered = form.render_empty(&mut report);
    let output = rendered.and_then(|mut rendered| {
        rendered.filling.date = day.map(|day| day.to_string());
        rendered.write(format, &form.form.place, &mut report)
    });
    if let Some(output) = output {
        let WrittenFile { bytes, unprinted } = output.written;
        for Unprinted { characters, .. } in unprinted {
            let place = characters.iter().find_map(|&c| form.place_of_character(c));
            let place = place.unwrap_or_else(|| form.form.place.clone());
            report.warning(NoGlyph { characters }, place);
        }
        let name = format!("{}-{}.{}", form.form.id, form.form.version, format.extension());
        let path = args.out.clone().unwrap_or_else(|| PathBuf::from(name));
        if path == Path::new("-") {
            printer.data(&bytes);
        } else if project.write_new(&path, &bytes, &mut report) {
            printer.file_written(&path);
        }
    }
    printer.report(&report);
}
