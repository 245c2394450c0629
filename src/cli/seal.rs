//! `seal`: what is to be time-stamped or signed of a package, and the answer kept beside it.

use std::path::Path;

use blankett::archive::{Rebuild, seal, verify_package};
use blankett::diagnostic::Report;
use blankett::workspace::Project;

use super::args::SealArgs;
use super::batch::is_stopped;
use super::print::Printer;

/// Prints the digest of a package, or keeps a seal of it.
pub(super) fn run(project: &Project, args: &SealArgs, printer: &mut Printer) {
    let package = &args.package;
    let mut report = Report::new();
    // Nobody makes it anew meanwhile.
    let full = project.full(package);
    let folder = full.parent().unwrap_or(Path::new(""));
    let lock = args
        .token
        .as_ref()
        .and_then(|_| project.lock(folder, || printer.waits(folder), is_stopped, &mut report));
    if args.token.is_some() && lock.is_none() {
        printer.report(&report);
        return;
    }
    let verified = verify_package(project, package, Rebuild::Ours, &mut report);
    match (verified, &args.token) {
        (None, _) => {}
        (Some(verified), None) => {
            let holder = verified.holder.to_string_lossy().replace('\\', "/");
            printer.text(&format!("{}  {holder}\n", verified.digest));
            printer.to_be_sealed(&verified.digest, package, &verified.holder);
        }
        (Some(verified), Some(token)) => {
            if let Some(seal) = seal::keep(project, package, &verified.digest, token, &mut report) {
                printer.file_written(&seal.path(package));
                printer.sealed(seal, &seal.path(package), &verified.holder);
            }
        }
    }
    printer.report(&report);
}
