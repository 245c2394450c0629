//! `import`: a Word file that is a form becomes a form of ours.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blankett::diagnostic::{Place, Report, Source};
use blankett::generate::{Blankett, FormFiles};
use blankett::word::problems::{BadFormName, NotImported};
use blankett::word::{self, Base, WordFile};
use blankett::workspace::{Project, Workspace};

use super::args::ImportArgs;
use super::print::Printer;

/// Makes a form of a Word file.
pub(super) fn run(project: &Project, args: &ImportArgs, printer: &mut Printer) {
    let mut report = Report::new();
    if let Some((folder, form)) = import(project, args, &mut report) {
        if let (Some(path), Some(page)) = (&args.report, form.adoption_page(printer.language()))
            && project.write(path, page.as_bytes(), None, &mut report)
        {
            printer.file_written(path);
        }
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
) -> Option<(PathBuf, Arc<Blankett>)> {
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
    let workspace = Workspace::open(project.clone());
    let base = base_of(&workspace, id, version);
    if let Some((form, _)) = base.as_ref().filter(|(form, _)| form.form.version == version)
        && form.is_made_of(&bytes)
    {
        // The same file again: what a person has made of it stays.
        let mut faults = Report::new();
        form.prove(&mut faults);
        form.prove_adopted(&mut faults);
        report.append(faults);
        return Some((Path::new("templates").join(id).join(version), Arc::clone(form)));
    }
    let kept = base.as_ref().map(|(form, text)| Base { form: &form.form, text });
    let imported = word::import(&file, &stem, kept);
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
    form.map(|form| (folder, Arc::new(form)))
}

/// The same version of a form of the project that was made of a Word file, or else its newest.
fn base_of(workspace: &Workspace, id: &str, version: &str) -> Option<(Arc<Blankett>, String)> {
    let versions = workspace.versions(Some(id), &mut Report::new())?;
    let same = versions.iter().find(|(_, other)| other == version).or(versions.last());
    let (id, version) = same?;
    let form = workspace.version(id, version).form?;
    let text = form.form.place.source().text().to_owned();
    form.original().is_some().then_some((form, text))
}
