//! The program: one file a command, one door to the terminal.

mod archive;
mod args;
mod batch;
mod blank;
mod build;
mod diff;
mod explain;
mod extract;
mod form;
mod import;
mod init;
mod json;
mod manual;
mod new;
mod print;
mod progress;
mod schema;
mod seal;
mod status;
mod verify;
mod watch;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use blankett::diagnostic::Language;
use blankett::workspace::Project;
use blankett::write::{Format, Profile};
use clap::Parser;

use args::{Args, Command, Lang, OutputFormat, Pdf, PdfProfile};
use print::Printer;

/// Reads the arguments, runs the command, and says how it went.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let language = match args.lang {
        Some(Lang::Sv) => Language::Swedish,
        Some(Lang::En) => Language::English,
        None => language_of_environment(),
    };
    #[expect(clippy::disallowed_methods, reason = "reproducible-builds.org, SOURCE_DATE_EPOCH")]
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|epoch| !epoch.is_empty());
    let mut printer = Printer::new(&args, language, epoch);
    let named = args.command.named();
    let project = Project::reaching(args.directory, &named, args.follow_links)
        .with_records(records_of_environment())
        .allowing(args.active_content);
    match args.command {
        Command::Build(build) => build::run(&project, &build, &mut printer),
        Command::Check(check) => build::check(&project, &check, &mut printer),
        Command::Init(init) => init::run(&project, &init, &mut printer),
        Command::New(new) => new::run(&project, &new, &mut printer),
        Command::Schema(schema) => schema::run(&project, &schema, &mut printer),
        Command::Status(status) => status::run(&project, &status, &mut printer),
        Command::Man(of) => manual::man(&project, &of, &mut printer),
        Command::Completions(of) => manual::completions(&of, &mut printer),
        Command::Blank(blank) => blank::run(&project, &blank, &mut printer),
        Command::Extract(extract) => extract::run(&project, &extract, &mut printer),
        Command::Import(import) => import::run(&project, &import, &mut printer),
        Command::Text(text) => extract::text(&project, &text.file, &mut printer),
        Command::Archive(archive) => archive::run(&project, &archive, &mut printer),
        Command::Seal(seal) => seal::run(&project, &seal, &mut printer),
        Command::Verify(verify) => verify::run(&project, &verify, &mut printer),
        Command::Explain(of) => explain::run(&of, &mut printer),
        Command::Form(form) => form::run(&project, &form, &mut printer),
    }
    printer.finish()
}

/// Where it stands what was built, as the XDG Base Directory Specification and Windows have it.
fn records_of_environment() -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "where records stand is no part of any output")]
    let folder = |name: &str| std::env::var(name).ok().map(PathBuf::from);
    let is_whole = |folder: &PathBuf| folder.is_absolute();
    let state = folder("XDG_STATE_HOME").filter(is_whole);
    let state = state.or_else(|| folder("LOCALAPPDATA").filter(is_whole));
    let of_home = || Some(folder("HOME").filter(is_whole)?.join(".local/state"));
    Some(state.or_else(of_home)?.join("blankett").join("records"))
}

/// The language of messages as POSIX has it: the first of these that is set decides.
fn language_of_environment() -> Language {
    #[expect(clippy::disallowed_methods, reason = "only messages depend on it")]
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|locale| !locale.is_empty());
    match locale {
        Some(locale) if locale.starts_with("sv") => Language::Swedish,
        _ => Language::English,
    }
}

impl OutputFormat {
    /// The format, of which there is one for each profile of PDF.
    fn format(self, pdf: Pdf) -> Format {
        match self {
            OutputFormat::Docx => Format::Docx,
            OutputFormat::Md => Format::Markdown,
            OutputFormat::Html => Format::Html,
            OutputFormat::Pdf => Format::Pdf(pdf.profile.into()),
        }
    }
}

impl From<PdfProfile> for Profile {
    fn from(profile: PdfProfile) -> Profile {
        match profile {
            PdfProfile::A1a => Profile::A1a,
            PdfProfile::A2a => Profile::A2a,
            PdfProfile::A3a => Profile::A3a,
        }
    }
}
