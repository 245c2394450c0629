//! `schema`: forms as JSON Schemas of their cases.

use blankett::diagnostic::Report;
use blankett::workspace::{Project, Workspace};

use super::args::SchemaArgs;
use super::print::Printer;

/// Prints a schema.
pub(super) fn run(project: &Project, args: &SchemaArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let workspace = Workspace::open(project.clone());
    let schema = match &args.form {
        Some(name) => workspace.form(name, &mut report).map(|form| workspace.schema(&form.form)),
        None => workspace.any_schema(&mut report),
    };
    printer.report(&report);
    if let Some(schema) = schema {
        printer.data(schema.as_bytes());
    }
}
