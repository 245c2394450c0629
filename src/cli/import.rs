//! `import`: a Word file that is a form becomes a form of ours.

use std::path::Path;

use blankett::diagnostic::{Place, Report, Source};
use blankett::generate::{Blankett, FormFiles};
use blankett::word::problems::{BadFormName, NotImported};
use blankett::word::{self, WordFile};
use blankett::workspace::Project;

use super::args::ImportArgs;
use super::print::Printer;

/// Makes a form of a Word file.
pub(super) fn run(project: &Project, args: &ImportArgs, printer: &mut Printer) {
    let mut report = Report::new();
    if let Some((folder, form)) = import(project, args, &mut report) {
        printer.report(&report);
        printer.places(&form);
        printer.imported(&folder, form.form.fields.len());
    } else {
        printer.report(&report);
    }
}

fn import(
    project: &Project,
    args: &ImportArgs,
    report: &mut Report,
) -> Option<(std::path::PathBuf, Blankett)> {
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
    file.report_active(project.allowed(), true, report);
    let mut faults = Report::new();
    let files = FormFiles::of(&sources).with_original(Some((&name, &bytes)));
    let form = Blankett::load(id, version, files, &mut faults);
    if let Some(form) = &form {
        form.prove(&mut faults);
        form.prove_adopted(&mut faults);
    }
    report.append(faults);
    form.map(|form| (folder, form))
}
