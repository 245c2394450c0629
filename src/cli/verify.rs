//! `verify`: whether packages are what they say.

use blankett::archive::{Rebuild, verify_package};
use blankett::diagnostic::Report;
use blankett::workspace::Project;

use super::args::VerifyArgs;
use super::print::Printer;

/// Verifies packages: folders, bags and zips.
pub(super) fn run(project: &Project, args: &VerifyArgs, printer: &mut Printer) {
    let rebuild = if args.no_rebuild { Rebuild::Never } else { Rebuild::Always };
    for path in args.packages.iter().flat_map(|path| project.packages(path)) {
        let mut report = Report::new();
        if let Some(verified) = verify_package(project, &path, rebuild, &mut report) {
            printer.verified(&verified);
            for (seal, file) in &verified.seals {
                printer.sealed(*seal, file, &verified.holder);
            }
        }
        printer.report(&report);
    }
}
