//! `import`: a Word file that is a form becomes a form of ours.

use std::path::Path;

use blankett::diagnostic::{Place, Report, Source};
use blankett::form;
use blankett::generate::{Blankett, FormFiles};
use blankett::word::problems::{BadFormName, NotImported};
use blankett::word::{self, WordFile};
use blankett::workspace::Project;

use super::args::ImportArgs;
use super::print::Printer;

/// Makes a form of a Word file.
pub(super) fn run(project: &Project, args: &ImportArgs, printer: &mut Printer) {
    let mut report = Report::new();
    if let Some((folder, fields)) = import(project, args, &mut report) {
        printer.report(&report);
        printer.imported(&folder, fields);
    } else {
        printer.report(&report);
    }
}

fn import(
    project: &Project,
    args: &ImportArgs,
    report: &mut Report,
) -> Option<(std::path::PathBuf, usize)> {
    let (id, version) = args.id.split_once('/').unwrap_or((&args.id, "1"));
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if !is_name(id) || !is_name(version) {
        report.error_nowhere(BadFormName { name: args.id.clone() });
        return None;
    }
    let (name, bytes) = project.read_word(&args.file, report)?;
    let file = WordFile::read(&name, &bytes, report)?;
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let imported = word::import(&file, &stem);
    // What is left is told of the file as a whole.
    let whole = Source::new(&*name, "");
    for left in &imported.left {
        let place = Place::new(&whole, 0..0);
        report.warning(NotImported { fault: left.clone() }, place);
    }
    let folder = Path::new("templates").join(id).join(version);
    let files = [
        ("form.toml", imported.definition.as_bytes()),
        ("document.md", imported.template.as_bytes()),
        ("original.docx", bytes.as_slice()),
    ];
    for (name, bytes) in files {
        if !project.write_new(&folder.join(name), bytes, report) {
            return None;
        }
    }
    let sources = [("form.toml", &imported.definition), ("document.md", &imported.template)].map(
        |(name, text)| {
            Source::new(folder.join(name).to_string_lossy().replace('\\', "/"), text.clone())
        },
    );
    // What stands in the file is the form, however else the form may be at fault.
    if let Some(form) = form::parse(id, version, &sources[0], true, &mut Report::new()) {
        let names: Vec<&str> =
            form.fields.iter().flat_map(form::Field::names).map(String::as_str).collect();
        let places = file.with_places(&names);
        word::refuse_prefilled(places.as_ref().unwrap_or(&file), &form, report);
    }
    file.report_active(project.allowed(), true, report);
    let mut faults = Report::new();
    let files = FormFiles::of(&sources).with_original(Some((&name, &bytes)));
    let form = Blankett::load(id, version, files, &mut faults);
    if let Some(form) = &form {
        form.prove(&mut faults);
    }
    report.append(faults);
    form.map(|form| (folder, form.form.fields.len()))
}
