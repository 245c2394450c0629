//! `form list`, `form show`, `form check`.

use blankett::catalog;
use blankett::codes;
use blankett::diagnostic::Report;
use blankett::form::{self, AnswerWords, Field, Kind};
use blankett::generate::Blankett;
use blankett::text::visible;
use blankett::workspace::{Origin, Project, Workspace};

use super::args::FormArgs;
use super::print::Printer;
use super::words::CliWords;

/// Does what was asked with forms.
pub(super) fn run(project: &Project, args: &FormArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    match args {
        FormArgs::List => list(&workspace, printer),
        FormArgs::Show { form } => {
            let mut report = Report::new();
            let form = workspace.form(form, &mut report);
            printer.report(&report);
            if let Some(form) = form {
                let origin = project.origin(&form.form.id, &form.form.version);
                let text = show(&form, &origin, printer);
                printer.text(&text);
            }
        }
        FormArgs::Migrate { from, to, cases, dry_run } => {
            super::fix::migrate(&workspace, (from, to), cases, *dry_run, printer);
        }
        FormArgs::Diff { a, b } => {
            super::diff::run(&workspace, &a.to_string_lossy(), &b.to_string_lossy(), printer);
        }
        FormArgs::Check { form } => check(&workspace, form.as_deref(), printer),
    }
}

/// Proves forms: whatever is answered, there is a document.
fn check(workspace: &Workspace, form: Option<&str>, printer: &mut Printer) {
    let mut report = Report::new();
    let versions = workspace.versions(form, &mut report);
    if form.is_none() {
        workspace.project.refuse_stray_folders(&mut report);
    }
    printer.report(&report);
    let Some(versions) = versions else { return };
    let mut failed = 0;
    for (id, version) in &versions {
        let loaded = workspace.version(id, version);
        printer.report(&loaded.report);
        let mut report = Report::new();
        if let Some(form) = &loaded.form {
            form.prove(&mut report);
            form.prove_original(&mut report);
            form.prove_adopted(&mut report);
            catalog::prove(&form.form, &mut report);
            codes::refuse_unknown(&form.form.allowed, &mut report);
            printer.report(&report);
            printer.places(form);
        }
        failed += usize::from(loaded.form.is_none() || report.has_errors());
    }
    printer.forms_proved(versions.len(), failed);
}

/// One line a version: its name, where it comes from, its title.
fn list(workspace: &Workspace, printer: &mut Printer) {
    let mut report = Report::new();
    let versions = workspace.versions(None, &mut report).unwrap_or_default();
    let mut rows: Vec<[String; 3]> = Vec::new();
    for (id, version) in versions {
        let title = match workspace.version(&id, &version).reported(&mut report) {
            Some(form) => visible(&form.form.title).into_owned(),
            None => CliWords::of(printer.language()).faulty_form.to_owned(),
        };
        let origin = shown(&workspace.project.origin(&id, &version), printer);
        rows.push([visible(&format!("{id}/{version}")).into_owned(), origin, title]);
    }
    printer.report(&report);
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let (name, origin) = (width(0), width(1));
    let lines: String = rows
        .iter()
        .map(|row| format!("{:name$}  {:origin$}  {}\n", row[0], row[1], row[2]))
        .collect();
    printer.text(&lines);
}

fn shown(origin: &Origin, printer: &Printer) -> String {
    match origin {
        Origin::Program => CliWords::of(printer.language()).built_in.to_owned(),
        Origin::Folder(path) => visible(path).into_owned(),
    }
}

/// A form as its author wants to see it: under the headings that its fields stand below, each
/// field with its kind, its address and its rules, these as `form.toml` writes them.
fn show(form: &Blankett, origin: &Origin, printer: &Printer) -> String {
    let words = CliWords::of(printer.language());
    let about_the_case = AnswerWords::of(printer.language()).about_the_case;
    let definition = &form.form;
    let mut text = format!(
        "{}/{}  {}\n{}  {}\n",
        definition.id,
        definition.version,
        definition.title,
        definition.language,
        shown(origin, printer)
    );
    let mut last = None;
    for (heading, field) in form.outline() {
        if last.as_ref() != Some(&heading) {
            text += &format!("\n{}\n", heading.as_deref().unwrap_or(words.before_headings));
            last = Some(heading);
        }
        text += &field.described();
    }
    let unplaced: Vec<&Field> =
        definition.fields.iter().filter(|field| field.address.is_none()).collect();
    for (heading, fields) in
        [(words.unplaced, unplaced), (about_the_case, definition.case_fields.iter().collect())]
    {
        if !fields.is_empty() {
            text += &format!("\n{heading}\n");
            text += &fields.into_iter().map(Field::described).collect::<String>();
        }
    }
    if let Some(status) = &definition.status {
        let field = &definition.case_fields[status.field];
        let Kind::Choice(options) = &field.kind else { return text };
        let from = &options[status.required_from];
        text += &format!("\n{}: {} ≥ {from}\n", words.required_from, field.key);
        if let Some(from) = status.decided_from {
            text += &format!("{}: {} ≥ {}\n", words.decided_from, field.key, options[from]);
        }
    }
    for (nth, rule) in definition.rules.iter().enumerate() {
        text += &format!("\n{} {}\n", words.rule, nth + 1);
        text += &form::described(&rule.written, 2);
    }
    text
}
