//! `seal`: what is to be time-stamped or signed of a package, and the answer kept beside it.

use std::path::Path;

use blankett::archive::problems::NotASeal;
use blankett::archive::seal::Seal;
use blankett::archive::{Rebuild, Verified, verify_package};
use blankett::diagnostic::Report;
use blankett::workspace::Project;

use super::args::SealArgs;
use super::print::Printer;

/// Prints the digest of a package, or keeps a seal of it.
pub(super) fn run(project: &Project, args: &SealArgs, printer: &mut Printer) {
    let mut report = Report::new();
    let verified = verify_package(project, &args.package, Rebuild::Ours, &mut report);
    if let Some(verified) = verified {
        match &args.token {
            None => {
                let holder = verified.holder.to_string_lossy().replace('\\', "/");
                printer.text(&format!("{}  {holder}\n", verified.digest));
                printer.to_be_sealed(&verified.digest, &args.package);
            }
            Some(token) => keep(project, &args.package, &verified, token, printer, &mut report),
        }
    }
    printer.report(&report);
}

/// Keeps a seal beside a package, if it is of it.
fn keep(
    project: &Project,
    package: &Path,
    verified: &Verified,
    token: &Path,
    printer: &Printer,
    report: &mut Report,
) {
    let Some(bytes) = project.read_whole(&project.full(token), report) else { return };
    let Some(seal) = Seal::of(&bytes, &verified.digest) else {
        let path = token.to_string_lossy().into_owned();
        report.error_nowhere(NotASeal { path });
        return;
    };
    let path = seal.path(&project.full(package));
    // The same seal may be given again.
    let is_there = project.is_there(&path)
        && project.read_whole(&path, report).is_some_and(|there| there == bytes);
    // A newer one takes the place of an older.
    let old = project.is_there(&path).then(|| project.read_whole(&path, report));
    if is_there || project.write(&path, &bytes, old.flatten().as_deref(), report) {
        printer.file_written(&seal.path(package));
        printer.sealed(seal, &seal.path(package), &verified.holder);
    }
}
