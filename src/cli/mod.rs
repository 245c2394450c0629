//! The program: one file a command, one door to the terminal.

mod answers;
mod archive;
mod args;
mod batch;
mod blank;
mod build;
mod catalog;
mod diff;
mod edit;
mod explain;
mod extract;
mod fix;
mod form;
mod import;
mod init;
mod json;
mod manual;
mod new;
mod patch;
mod print;
mod progress;
mod schema;
mod seal;
mod sheet;
mod status;
mod swedish;
mod verify;
mod watch;
mod words;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use blankett::diagnostic::Language;
use blankett::workspace::Project;
use blankett::write::{Format, Profile};
use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches, ValueEnum};

use args::{Args, Command, Lang, NamedPath, OutputFormat, Pdf, PdfProfile, STDOUT, english};
use print::Printer;

/// Reads the arguments, runs the command, and says how it went.
pub(crate) fn run() -> ExitCode {
    let parsed = english().try_get_matches().and_then(|matches| {
        let typed = typed(&matches);
        Ok((Args::from_arg_matches(&matches)?, typed))
    });
    let (mut args, typed) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return refused(&error),
    };
    let directory = directory_of(&mut args, &typed);
    let language = args.lang.map_or_else(language_of_environment, Lang::language);
    #[expect(clippy::disallowed_methods, reason = "reproducible-builds.org, SOURCE_DATE_EPOCH")]
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|epoch| !epoch.is_empty());
    if let Command::Init(init) = &mut args.command {
        init::ask(init, language);
    }
    let is_above = args.directory.is_none() && directory.starts_with("..");
    let mut printer = Printer::new(&args, directory.clone(), language, epoch);
    let named = args.command.reached();
    let project = Project::reaching(directory, &named, args.follow_links)
        .with_records(records_of_environment())
        .allowing(args.active_content);
    if is_above {
        printer.project_above(&project.full(Path::new("")));
    }
    match args.command {
        Command::Build(build) => build::run(&project, &build, &mut printer),
        Command::Check(check) => build::check(&project, &check, &mut printer),
        Command::Fix(fix) => fix::run(&project, &fix, &mut printer),
        Command::Init(init) => init::run(&project, &init, &mut printer),
        Command::New(new) => new::run(&project, &new, &mut printer),
        Command::Edit(edit) => edit::run(&project, &edit, &mut printer),
        Command::Schema(schema) => schema::run(&project, &schema, &mut printer),
        Command::Status(status) => status::run(&project, &status, &mut printer),
        Command::Answers(answers) => answers::run(&project, &answers, &mut printer),
        Command::Patch(patch) => patch::run(&project, &patch, &mut printer),
        Command::Sheet(sheet) => sheet::run(&project, &sheet, &mut printer),
        Command::Catalog(catalog) => catalog::run(&project, &catalog, &mut printer),
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

/// The names of the arguments that somebody typed, of the command that is run.
fn typed(matches: &ArgMatches) -> BTreeSet<String> {
    let mut last = matches;
    while let Some((_, matches)) = last.subcommand() {
        last = matches;
    }
    let is_typed = |id: &&str| last.value_source(id) == Some(ValueSource::CommandLine);
    // A group is no argument, and has no value of its own.
    let ids = last.ids().map(clap::Id::as_str).filter(|id| last.try_contains_id(id).is_ok());
    ids.filter(is_typed).map(str::to_owned).collect()
}

/// Says why arguments are none, or the help that was asked for: also that in the language of messages.
fn refused(error: &clap::Error) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    let is_swedish = language_of(&arguments) == Language::Swedish;
    match is_swedish.then(|| swedish::said(&arguments)).flatten() {
        Some((text, true)) => print::help(&text),
        Some((text, false)) => print::usage(&text),
        None => drop(error.print()),
    }
    code
}

/// The language of messages, where the arguments cannot be read but for this.
fn language_of(arguments: &[OsString]) -> Language {
    let named = arguments.iter().enumerate().find_map(|(nth, argument)| {
        match argument.to_str()?.strip_prefix("--lang")? {
            "" => arguments.get(nth + 1)?.to_str(),
            value => value.strip_prefix('='),
        }
    });
    let named = named.and_then(|name| Lang::from_str(name, true).ok());
    named.map_or_else(language_of_environment, Lang::language)
}

/// The project's folder: the one that was named, or the nearest that this folder is in. What was named in a folder
/// below is from there.
fn directory_of(args: &mut Args, typed: &BTreeSet<String>) -> PathBuf {
    let here = PathBuf::from(".");
    if let Some(directory) = &args.directory {
        return directory.clone();
    }
    if matches!(args.command, Command::Init(_)) {
        return here;
    }
    let (Some(project), Ok(folder)) = (Project::above(&here), std::path::absolute(&here)) else {
        return here;
    };
    let Ok(below) = folder.strip_prefix(&project) else { return here };
    if below.as_os_str().is_empty() {
        return here;
    }
    for NamedPath { path, written } in args.command.paths() {
        let is_default = written.is_some_and(|name| !typed.contains(name));
        let is_fixed = is_default || path == Path::new(STDOUT);
        let is_here =
            || Project::reaching(&here, std::slice::from_ref(&*path), false).is_there(path);
        // What has no file here is the name or the number of a case, or a path in the project.
        let is_from_here = if written.is_some() { !is_fixed } else { is_here() };
        if is_from_here {
            *path = from_below(below, path);
        }
    }
    below.components().map(|_| Component::ParentDir).collect()
}

/// A path that was typed in a folder, from the folder that it lies in. Links lead elsewhere in what was typed alone.
fn from_below(folder: &Path, typed: &Path) -> PathBuf {
    let (mut folder, mut typed) = (folder.to_path_buf(), typed.components().peekable());
    while let Some(step) =
        typed.next_if(|step| matches!(step, Component::ParentDir | Component::CurDir))
    {
        let is_up = step == Component::ParentDir;
        if is_up && (folder.ends_with("..") || !folder.pop()) {
            folder.push("..");
        }
    }
    folder.join(typed.collect::<PathBuf>())
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

impl Lang {
    fn language(self) -> Language {
        match self {
            Lang::Sv => Language::Swedish,
            Lang::En => Language::English,
        }
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
