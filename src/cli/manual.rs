//! `man` and `completions`: what shells and `man` know of the program, made of its own arguments.

use std::path::Path;

use blankett::diagnostic::{Language, Report};
use blankett::workspace::Project;
use clap::Command;
use clap_mangen::Man;

use super::args::{CompletionsArgs, ManualArgs, english};
use super::print::Printer;
use super::swedish;

/// Prints the page of the program or of a command, or writes all pages.
pub(super) fn man(project: &Project, args: &ManualArgs, printer: &mut Printer) {
    let mut all = Vec::new();
    let mut program = commands(printer);
    program.build();
    pages(&program, program.get_name(), printer.language(), &mut all);
    let Some(folder) = &args.out else {
        let wanted = std::iter::once(program.get_name()).chain(args.of.iter().map(String::as_str));
        let wanted = format!("{}.1", wanted.collect::<Vec<_>>().join("-"));
        let Some((_, page)) = all.iter().find(|(name, _)| *name == wanted) else {
            return printer.no_command(&args.of.join(" "));
        };
        printer.data(page);
        return;
    };
    let mut report = Report::new();
    for (name, page) in all {
        let path = Path::new(folder).join(name);
        if project.write(&path, &page, project.bytes_of(&path).as_deref(), &mut report) {
            printer.file_written(&path);
        }
    }
    printer.report(&report);
}

/// The program's commands, in the language of messages.
fn commands(printer: &Printer) -> Command {
    match printer.language() {
        Language::Swedish => swedish::command(),
        Language::English => english(),
    }
}

/// The pages of a command and of those below it: their files' names and what is in them.
fn pages(command: &Command, name: &str, language: Language, all: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    Man::new(command.clone()).title(name).render(&mut page).expect("memory takes everything");
    if language == Language::Swedish {
        page = swedish::page(&page);
    }
    all.push((format!("{name}.1"), page));
    let inner = command.get_subcommands().filter(|inner| inner.get_name() != "help");
    for inner in inner {
        pages(inner, &format!("{name}-{}", inner.get_name()), language, all);
    }
}

/// Prints what a shell completes by.
pub(super) fn completions(args: &CompletionsArgs, printer: &mut Printer) {
    let mut script = Vec::new();
    let mut program = commands(printer);
    let name = program.get_name().to_owned();
    clap_complete::generate(args.shell, &mut program, name, &mut script);
    printer.data(&script);
}
