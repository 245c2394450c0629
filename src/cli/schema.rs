//! `schema`: forms as JSON Schemas of their cases.

use std::path::{Path, PathBuf};

use blankett::case::{self, Shared};
use blankett::diagnostic::Report;
use blankett::editor::{self, Known, MADE_BY};
use blankett::form::Form;
use blankett::project::Project;
use serde_json::Value;

use super::args::Schema;
use super::forms::Forms;
use super::print::Printer;

/// The folder of schemas.
const FOLDER: &str = "schemas";
/// The schema of the cases of all forms.
const ANY: &str = "schemas/case.json";

/// Prints a schema.
pub(super) fn run(project: &Project, args: &Schema, printer: &mut Printer) {
    let forms = Forms::new(project);
    let schema = match &args.form {
        Some(name) => forms.named(name, printer).map(|form| schema(project, form.form())),
        None => any(project, &forms, printer),
    };
    if let Some(schema) = schema {
        printer.data(text(&schema).as_bytes());
    }
}

/// Where the schema of a form stands in a project.
pub(super) fn path(form: &Form) -> String {
    format!("{FOLDER}/{}-{}.json", form.id, form.version)
}

/// Writes the schema of a form, where it is not there as it should be.
pub(super) fn write(project: &Project, form: &Form, report: &mut Report) -> Option<PathBuf> {
    put(project, Path::new(&path(form)), &schema(project, form), report)
}

/// Writes the schema of the cases of all forms.
pub(super) fn write_any(
    project: &Project,
    forms: &Forms<'_>,
    printer: &mut Printer,
    report: &mut Report,
) -> Option<PathBuf> {
    let schema = any(project, forms, printer)?;
    put(project, Path::new(ANY), &schema, report)
}

/// A file that somebody else made is never replaced.
fn put(project: &Project, path: &Path, schema: &Value, report: &mut Report) -> Option<PathBuf> {
    let (text, there) = (text(schema), project.bytes_of(path));
    if there.as_deref() == Some(text.as_bytes()) {
        return None;
    }
    let is_ours = there.is_none_or(|there| String::from_utf8_lossy(&there).contains(MADE_BY));
    let write = if is_ours { Project::write } else { Project::write_new };
    write(project, path, text.as_bytes(), report).then(|| path.to_owned())
}

fn any(project: &Project, forms: &Forms<'_>, printer: &mut Printer) -> Option<Value> {
    let versions = forms.versions(None, printer)?;
    let loaded = versions.iter().filter_map(|(id, version)| forms.load(id, version, printer));
    let schemas: Vec<Value> = loaded.map(|form| schema(project, form.form())).collect();
    Some(editor::any_schema(&schemas))
}

/// The schema of a form: what any shared file says, no case need say.
fn schema(project: &Project, form: &Form) -> Value {
    // Faults of shared files are told with the cases that they serve.
    let mut report = Report::new();
    let files = project.shared_files();
    let sources = files.iter().filter_map(|path| project.read(path, &mut report));
    let sources: Vec<_> = sources.collect();
    let shared: Vec<Shared> =
        sources.iter().map(|source| case::parse_shared(source, &mut Report::new())).collect();
    editor::schema(form, &Known::of(&shared.iter().collect::<Vec<_>>()))
}

fn text(schema: &Value) -> String {
    let text = serde_json::to_string_pretty(schema).expect("a value has JSON");
    text + "\n"
}
