//! What several tests use: the pipeline in one call, and readers that nobody in `src` wrote for.

pub(crate) mod markdown;
pub(crate) mod word;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use blankett::answers::{self, Answers};
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::document::{Document, Filling};
use blankett::generate::Blankett;
use blankett::project::Project;

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The official form.
pub(crate) fn teknik() -> Blankett {
    form_in(root(), "teknik", "2017")
}

/// A form of a project, which must be without faults.
pub(crate) fn form_in(project: &Path, id: &str, version: &str) -> Blankett {
    let mut report = Report::new();
    let files = Project::new(project).form_files(id, version, &mut report);
    let form = Blankett::load(id, version, &files, &mut report);
    form.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()))
}

/// The document of a case, which must be without faults.
pub(crate) fn document(form: &Blankett, toml: &str) -> (Document, Filling) {
    let mut report = Report::new();
    let made = try_document(form, toml, &mut report);
    made.unwrap_or_else(|| panic!("{:#?}\n{toml}", report.diagnostics()))
}

/// The document of a case, if it has no faults.
pub(crate) fn try_document(
    form: &Blankett,
    toml: &str,
    report: &mut Report,
) -> Option<(Document, Filling)> {
    let case = case::parse(&Source::new("case.toml", toml), report)?;
    let answers = answers::check(&form.form, &case, &[], report)?;
    form.document(&answers, report)
}

/// The document of the empty form.
pub(crate) fn blank(form: &Blankett) -> (Document, Filling) {
    let mut report = Report::new();
    form.document(&Answers::blank(&form.form), &mut report).expect("the shipped form has no faults")
}

/// The cases that are shipped. Whoever lives in this folder has others beside them.
const SHIPPED: [&str; 3] = ["exekutiva-forsaljningar", "kontor-oppettider", "leverantorsreskontra"];

/// The shipped files that answer or serve the second form.
const METADATA: [&str; 3] =
    ["metadata/leverantorsreskontra", "metadata/oppettider", "metadata/shared"];

/// Copies the shipped cases into a folder.
pub(crate) fn copy_cases(folder: &Path) {
    std::fs::create_dir_all(folder.join("metadata")).unwrap();
    for name in SHIPPED.iter().chain(&METADATA) {
        let file = format!("{name}.toml");
        std::fs::copy(root().join("cases").join(&file), folder.join(&file)).unwrap();
    }
}

/// The documents of the second form: its shipped cases with what their shared file adds, and the
/// empty form.
pub(crate) fn metadata() -> Vec<(String, (Document, Filling))> {
    let form = form_in(root(), "teknisk-metadata", "1");
    let mut report = Report::new();
    let mut source = |name: &str| {
        let path = root().join("cases").join(format!("{name}.toml"));
        Project::new(root()).read(&path, &mut report).expect("it is shipped")
    };
    let shared = source(METADATA[2]);
    let cases = [source(METADATA[0]), source(METADATA[1])];
    let shared = case::parse_shared(&shared, &mut report);
    let mut documents: Vec<_> = cases
        .iter()
        .map(|source| {
            let case = case::parse(source, &mut report).expect("it is shipped");
            let answers = answers::check(&form.form, &case, &[&shared], &mut report);
            let made = form.document(&answers.expect("it is shipped"), &mut report);
            let name = source.name().trim_start_matches("cases/").trim_end_matches(".toml");
            (name.replace('/', "-"), made.expect("it is shipped"))
        })
        .collect();
    documents.push(("metadata-blank".into(), blank(&form)));
    documents
}

/// The shipped cases and the hostile one: name and text.
pub(crate) fn cases() -> Vec<(String, String)> {
    let read = |folder: &str, name: &str| {
        let file = root().join(folder).join(format!("{name}.toml"));
        (name.to_owned(), std::fs::read_to_string(file).unwrap())
    };
    let mut cases: Vec<_> = SHIPPED.iter().map(|name| read("cases", name)).collect();
    cases.push(read("tests/golden", "hostile"));
    cases
}

/// The program, in a folder, with nothing of the environment that could change what it says.
pub(crate) fn blankett(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_blankett"))
        .current_dir(folder)
        .args(arguments)
        .env_clear()
        .output()
        .expect("the program runs")
}

/// The files under a folder, by their paths from there.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| file.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned())
        .collect()
}

/// A folder that is gone at the end.
pub(crate) fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

/// Copies a folder and everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target: PathBuf = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
