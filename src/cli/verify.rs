//! `verify`: whether packages are what they say.

use std::path::PathBuf;

use blankett::archive::verify_package;
use blankett::diagnostic::Report;
use blankett::workspace::Project;

use super::print::Printer;

/// Verifies packages: folders, bags and zips.
pub(super) fn run(project: &Project, packages: &[PathBuf], printer: &mut Printer) {
    for path in packages.iter().flat_map(|path| project.packages(path)) {
        let mut report = Report::new();
        if let Some(verified) = verify_package(project, &path, &mut report) {
            printer.verified(&verified.name, verified.files);
        }
        printer.report(&report);
    }
}
