//! `edit`: cases as pages in the browser, on this machine alone.

use std::fmt::Write;
use std::net::{Ipv4Addr, TcpListener};

use blankett::diagnostic::Report;
use blankett::edit::{Editor, Keys, serve};
use blankett::workspace::problems::CannotServe;
use blankett::workspace::{Project, Workspace};

use super::args::EditArgs;
use super::print::Printer;

/// How many bytes of chance are in a key.
const KEY: usize = 32;

/// Serves the cases until Ctrl-C.
pub(super) fn run(project: &Project, args: &EditArgs, printer: &mut Printer) {
    let Some(today) = printer.today() else { return };
    let mut report = Report::new();
    let chosen = Workspace::open(project.clone()).named(&args.cases, &mut report);
    // What was named must be there; what is wrong in a case its page says.
    if report.has_errors() || (!args.cases.is_empty() && chosen.is_empty()) {
        printer.report(&report);
        return;
    }
    let began = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| Ok((listener.local_addr()?, listener)))
        .and_then(|begun| Ok((begun, Keys { token: key()?, cookie: key()? })));
    let ((address, listener), keys) = match began {
        Ok(all) => all,
        Err(error) => {
            report.error_nowhere(CannotServe { words: error.to_string() });
            printer.report(&report);
            return;
        }
    };
    let about = (printer.language(), today);
    let editor = Editor::new(project.clone(), chosen, about, address.to_string(), keys);
    let first = editor.first_address();
    printer.data(format!("{first}\n").as_bytes());
    printer.editing();
    if !args.no_open {
        // The address is printed for whoever has no browser here.
        drop(open::that_detached(&first));
    }
    if let Err(error) = serve(editor, listener) {
        report.error_nowhere(CannotServe { words: error.to_string() });
        printer.report(&report);
    }
}

/// A key that nobody can guess.
fn key() -> std::io::Result<String> {
    let mut bytes = [0; KEY];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    let mut key = String::new();
    for byte in bytes {
        write!(key, "{byte:02x}").map_err(std::io::Error::other)?;
    }
    Ok(key)
}
