//! `catalog`: the decided cases as a catalogue of open data.

use blankett::catalog::{Catalog, CatalogFormat, is_catalog};
use blankett::diagnostic::Report;
use blankett::workspace::{CaseFile, CaseReport, Chosen, Project, Workspace};

use super::args::{CatalogArgs, RdfFormat, STDOUT};
use super::batch::for_each_case;
use super::print::Printer;

/// Writes the catalogue, if nothing that must be in it is missing.
pub(super) fn run(project: &Project, args: &CatalogArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    let out = args.out.as_ref().filter(|out| out.as_os_str() != STDOUT);
    if out.is_none() {
        printer.gives_data();
    }
    let mut report = Report::new();
    let catalog = Catalog::open(&workspace, &mut report);
    printer.report(&report);
    let Some(catalog) = catalog else { return };
    let work = |case: &CaseFile, report: &mut CaseReport| catalog.dataset(&workspace, case, report);
    let chosen = Chosen { given: &args.cases, ..Chosen::default() };
    let mut datasets = Vec::new();
    let summary = for_each_case(&workspace, chosen, printer, work, |_, outcome| {
        datasets.extend(outcome.made.flatten());
    });
    printer.ended(&summary);
    // What is wrong is told; a catalogue that lacks something is none.
    if printer.has_errors() || summary.not_begun > 0 {
        return;
    }
    let format = match args.format() {
        RdfFormat::Turtle => CatalogFormat::Turtle,
        RdfFormat::Rdf => CatalogFormat::Rdf,
    };
    let mut report = Report::new();
    if let Some(text) = catalog.write(datasets, format, &mut report) {
        match out {
            Some(path) => {
                if project.write_named(path, text.as_bytes(), is_catalog, &mut report) {
                    printer.file_written(path);
                }
            }
            None => printer.data(text.as_bytes()),
        }
    }
    printer.report(&report);
}
