//! `init`: a project that builds at once.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blankett::case::{Entries, Written};
use blankett::diagnostic::{Language, Report};
use blankett::generate::Blankett;
use blankett::text::file_name;
use blankett::word::is_word_name;
use blankett::workspace::{NewCase, Project, SETTINGS, Workspace};

use super::args::InitArgs;
use super::print::{self, Printer};
use super::words;

/// A file of a new project that is the same in each: its path, and what it says in English and in Swedish.
type ProjectFile = (&'static str, &'static str, &'static str);

/// A file of a new project, from the folders of both languages.
macro_rules! file {
    ($path:literal, $file:literal) => {
        ($path, include_str!(concat!("init/en/", $file)), include_str!(concat!("init/sv/", $file)))
    };
}

const FILES: [ProjectFile; 6] = [
    file!(".gitignore", "gitignore"),
    file!(".gitattributes", "gitattributes"),
    file!(".taplo.toml", "taplo.toml"),
    file!(".vscode/extensions.json", "extensions.json"),
    file!(".pre-commit-config.yaml", "pre-commit-config.yaml"),
    file!(".github/workflows/blankett.yml", "workflow.yml"),
];

/// The file of a project that publishes a catalogue.
const CATALOG: ProjectFile = file!(".github/workflows/catalog.yml", "catalog.yml");

/// Makes a project.
pub(super) fn run(outer: &Project, args: &InitArgs, printer: &mut Printer) {
    let inner = args.folder.as_ref().map(|folder| outer.within(folder));
    let project = inner.as_ref().unwrap_or(outer);
    let language = printer.language();
    let organisation = args.organisation.as_deref().filter(|name| !name.trim().is_empty());
    let workspace = Workspace::open(project.clone());
    let folder = args.folder.clone().unwrap_or_default();
    let mut report = Report::new();
    let form = match &args.form {
        Some(file) if is_word_name(file) => adopt(outer, &workspace, file, &folder, printer),
        Some(name) => workspace.form(&name.to_string_lossy(), &mut report),
        None => {
            let first = project.forms().into_keys().next();
            first.and_then(|first| workspace.form(&first, &mut report))
        }
    };
    let Some(form) = form else { return printer.report(&report) };
    // A form that was just made is known from here on.
    let workspace = Workspace::open(project.clone());
    let name = format!("{}/{}", form.form.id, form.form.version);
    let form = workspace.form(&name, &mut Report::new()).unwrap_or(form);
    let created = NewCase::created_from(&form).map(|field| field.key.clone());
    let is_dated = created.is_some();
    let mut written = Vec::new();
    let mut settings = words::settings(language, organisation);
    if args.catalog {
        settings += words::catalog_settings(language);
    }
    let settings = (SETTINGS, Cow::from(settings));
    let files = FILES.iter().chain(args.catalog.then_some(&CATALOG));
    let files = files.map(|(path, english, swedish)| {
        let text = language.choose(*english, *swedish);
        (*path, Cow::from(text.replace("VERSION", env!("CARGO_PKG_VERSION"))))
    });
    // What is there stays, whatever was asked for now.
    let is_other = |name: &str| project.authority().as_deref() != Some(name.trim());
    if project.is_file(Path::new(SETTINGS)) && (organisation.is_some_and(is_other) || args.catalog)
    {
        printer.settings_stay();
    }
    for (path, text) in files.chain([settings]) {
        let path = Path::new(path);
        if !project.is_file(path) && project.write(path, text.as_bytes(), None, &mut report) {
            written.push(path.to_owned());
        }
    }
    // What is wrong with forms and shared files that are there does not stop it.
    let mut of_others = Report::new();
    // A project that has cases needs no first one.
    let has_cases = !project.cases(&[], &mut Report::new()).is_empty();
    if !report.has_errors() && !has_cases {
        let name = match Language::of_tag(&form.form.language) {
            Language::Swedish => "exempel.toml",
            Language::English => "example.toml",
        };
        // A document needs a date, and this is when it began.
        let today = printer.today().map(|today| today.to_string());
        let created = created.zip(today);
        let facts = created.map(|(key, today)| (key, Written::Literal(today)));
        let new =
            NewCase { form: &form, facts: facts.into_iter().collect(), answers: Entries::new() };
        let new = new.write(&workspace, Path::new(name), &mut of_others, &mut report);
        written.extend(new.into_iter().flatten());
    }
    if !report.has_errors() {
        written.extend(workspace.write_any_schema(&mut of_others, &mut report));
    }
    for path in written {
        printer.file_written(&folder.join::<PathBuf>(path));
    }
    printer.report(&of_others);
    printer.report(&report);
    if !report.has_errors() {
        let is_in_git = project.is_there(Path::new(".git")) || outer.is_there(Path::new(".git"));
        printer.initialised(args.folder.as_deref(), is_in_git, is_dated);
    }
}

/// A Word file becomes the form of the project.
fn adopt(
    outer: &Project,
    workspace: &Workspace,
    file: &Path,
    folder: &Path,
    printer: &mut Printer,
) -> Option<Arc<Blankett>> {
    let mut report = Report::new();
    let stem = file_name(&file.file_stem().unwrap_or_default().to_string_lossy());
    let id = if stem.is_empty() { "blankett" } else { stem.trim_end_matches('-') };
    let read = outer.read_word(file, &mut report);
    let adopted = read.and_then(|read| workspace.adopt_file(&read, file, id, &mut report));
    printer.report(&report);
    let (templates, form) = adopted?;
    printer.places(&form);
    printer.imported(&folder.join(templates), form.form.fields.len());
    Some(form)
}

/// Asks at the terminal for what nobody said, if there is anybody to ask.
pub(super) fn ask(args: &mut InitArgs, language: Language) {
    if args.form.is_some() || args.organisation.is_some() || !print::is_conversation() {
        return;
    }
    let [form, organisation] = words::questions_of_init(language).map(|question| {
        print::prompt(question);
        let mut line = String::new();
        let read = io::stdin().read_line(&mut line);
        Some(line.trim().to_owned()).filter(|line| read.is_ok() && !line.is_empty())
    });
    args.form = form.map(PathBuf::from);
    args.organisation = organisation;
}
