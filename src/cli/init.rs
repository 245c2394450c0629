//! `init`: a project that builds at once.

use std::path::{Path, PathBuf};

use blankett::case::Entries;
use blankett::diagnostic::{Language, Report};
use blankett::workspace::{NewCase, Project, Workspace};

use super::args::InitArgs;
use super::print::Printer;

/// The files of a new project that are the same in each.
const FILES: [(&str, &str); 7] = [
    (".gitignore", include_str!("init/gitignore")),
    (".gitattributes", include_str!("init/gitattributes")),
    (".taplo.toml", include_str!("init/taplo.toml")),
    (".vscode/extensions.json", include_str!("init/extensions.json")),
    (".pre-commit-config.yaml", include_str!("init/pre-commit-config.yaml")),
    (".github/workflows/blankett.yml", include_str!("init/workflow.yml")),
    ("blankett.toml", include_str!("init/blankett.toml")),
];

/// Makes a project.
pub(super) fn run(project: &Project, args: &InitArgs, printer: &mut Printer) {
    let inner = args.folder.as_ref().map(|folder| project.within(folder));
    let project = inner.as_ref().unwrap_or(project);
    let workspace = Workspace::open(project.clone());
    let mut report = Report::new();
    let first = || project.forms().into_keys().next();
    let Some(form) = args.form.clone().or_else(first) else { return };
    let Some(form) = workspace.form(&form, &mut report) else {
        printer.report(&report);
        return;
    };
    let mut written = Vec::new();
    for (path, text) in FILES {
        let path = Path::new(path);
        if !project.is_file(path) && project.write(path, text.as_bytes(), None, &mut report) {
            written.push(path.to_owned());
        }
    }
    // What is wrong with forms and shared files that are there does not stop it.
    let mut of_others = Report::new();
    // A project that has cases needs no first one.
    let has_cases = !project.cases(&[], &mut Report::new()).is_empty();
    if !report.has_errors() && !has_cases {
        let name = match Language::of_tag(&form.form.language) {
            Language::Swedish => "exempel.toml",
            Language::English => "example.toml",
        };
        let new = NewCase { form: &form, facts: Entries::new(), answers: Entries::new() };
        let new = new.write(&workspace, Path::new(name), &mut of_others, &mut report);
        written.extend(new.into_iter().flatten());
    }
    if !report.has_errors() {
        written.extend(workspace.write_any_schema(&mut of_others, &mut report));
    }
    let folder = args.folder.clone().unwrap_or_default();
    for path in written {
        printer.file_written(&folder.join::<PathBuf>(path));
    }
    printer.report(&of_others);
    printer.report(&report);
    if !report.has_errors() {
        printer.initialised(args.folder.as_deref());
    }
}
