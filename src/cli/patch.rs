//! `patch`: answers that another program changes.

use std::path::Path;

use blankett::diagnostic::{Report, Source};
use blankett::workspace::{Project, Workspace};

use super::args::{PatchArgs, STDOUT};
use super::print::{self, Printer};

/// Changes answers as each patch says.
pub(super) fn run(project: &Project, args: &PatchArgs, printer: &mut Printer) {
    let workspace = Workspace::open(project.clone());
    let mut report = Report::new();
    let mut sources = Vec::new();
    for path in &args.files {
        let source = if path == Path::new(STDOUT) {
            print::input(&mut report).and_then(|bytes| Source::decode(STDOUT, &bytes, &mut report))
        } else {
            workspace.text_of(path, &mut report)
        };
        sources.extend(source);
    }
    // All patches are one: what cannot be read of one holds back the others.
    let merged = if report.has_errors() {
        Vec::new()
    } else {
        workspace.patch(&sources, args.dry_run, &mut report)
    };
    printer.report(&report);
    printer.patched(&merged, report.has_errors(), args.dry_run);
}
