//! What several tests use: the pipeline in one call, and readers that nobody in `src` wrote for.

pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod word;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use blankett::answers::{self, Answers};
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::document::{Document, Filling};
use blankett::generate::{Blankett, FormFiles};
use blankett::word::{self as word_room, WordFile};
use blankett::workspace::Project;
use blankett::write::{Format, Shape};

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The official form.
pub(crate) fn teknik() -> Blankett {
    form_in(root(), "teknik", "2017")
}

/// A form of a project, which must be without problems.
pub(crate) fn form_in(project: &Path, id: &str, version: &str) -> Blankett {
    let mut report = Report::new();
    let project = Project::new(project);
    let files = project.form_files(id, version, &mut report);
    let asset = |name: &str, report: &mut Report| project.asset(id, version, name, report);
    let files = FormFiles { asset: &asset, ..FormFiles::of(&files) };
    let form = Blankett::load(id, version, files, &mut report);
    form.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()))
}

/// The document of a case, which must be without problems.
pub(crate) fn document(form: &Blankett, toml: &str) -> (Arc<Shape>, Filling) {
    let mut report = Report::new();
    let made = try_document(form, toml, &mut report);
    made.unwrap_or_else(|| panic!("{:#?}\n{toml}", report.diagnostics()))
}

/// The document of a case, if it has no problems.
pub(crate) fn try_document(
    form: &Blankett,
    toml: &str,
    report: &mut Report,
) -> Option<(Arc<Shape>, Filling)> {
    let case = case::parse(&Source::new("case.toml", toml), report)?;
    let answers = answers::read(&form.form, &case, &[], report).accepted()?;
    let rendered = form.render(&answers, report)?;
    Some((rendered.shape, rendered.filling))
}

/// The document of the empty form.
pub(crate) fn blank(form: &Blankett) -> (Arc<Shape>, Filling) {
    of_answers(form, &Answers::blank(&form.form))
}

/// The document of answers, which must be without errors.
pub(crate) fn of_answers(form: &Blankett, answers: &Answers) -> (Arc<Shape>, Filling) {
    let rendered = form.render(answers, &mut Report::new()).expect("it is without errors");
    (rendered.shape, rendered.filling)
}

/// The bytes of a document in a format.
pub(crate) fn write(format: Format, document: &Document, filling: &Filling) -> Vec<u8> {
    blankett::write::write(format, document, filling).expect("it can be written").bytes
}

/// The case that a Word file is read back into, as text; what is left over fails.
pub(crate) fn read_back(form: &Blankett, bytes: &[u8]) -> String {
    let mut report = Report::new();
    let file = WordFile::read("svar.docx", bytes, &mut report).expect("our own file");
    let found = word_room::form_of(&file, &[&form.form]).expect("it says which form it is of");
    assert_eq!((&found.id, &found.version), (&form.form.id, &form.form.version));
    let extracted = form.extract(&file, &mut report);
    assert!(report.diagnostics().is_empty(), "{:#?}", report.diagnostics());
    case::write(&form.form.id, &form.form.version, &extracted.facts, &extracted.answers)
}

/// The law of the round trip: what is read out of the Word file of a case is the case.
pub(crate) fn assert_comes_back(form: &Blankett, answers: &Answers) {
    let (document, filling) = of_answers(form, answers);
    let toml = read_back(form, &write(Format::Docx, &document, &filling));
    let mut report = Report::new();
    let case = case::parse(&Source::new("case.toml", toml.clone()), &mut report);
    let case = case.unwrap_or_else(|| panic!("{:#?}\n{toml}", report.diagnostics()));
    let back = answers::read(&form.form, &case, &[], &mut report).accepted();
    let back = back.unwrap_or_else(|| panic!("{:#?}\n{toml}", report.diagnostics()));
    assert!(back == *answers, "{answers:#?}\n{back:#?}\n{toml}");
    assert_eq!(back.digest(&form.form), answers.digest(&form.form));
}

/// The answers of a case, which must be without errors.
pub(crate) fn answers_of(form: &Blankett, toml: &str, report: &mut Report) -> Option<Answers> {
    let case = case::parse(&Source::new("case.toml", toml), report)?;
    answers::read(&form.form, &case, &[], report).accepted()
}

/// The cases that are shipped. Whoever lives in this folder has others beside them.
const SHIPPED: [&str; 3] = ["exekutiva-forsaljningar", "kontor-oppettider", "leverantorsreskontra"];

/// The shipped files that answer or serve the second form.
const METADATA: [&str; 3] =
    ["metadata/leverantorsreskontra", "metadata/oppettider", "metadata/shared"];

/// A project of the shipped cases, with nothing else.
pub(crate) fn project_of_cases() -> tempfile::TempDir {
    let project = temporary();
    copy_cases(&project.path().join("cases"));
    project
}

/// A project of the shipped cases and the shipped settings.
pub(crate) fn project_with_settings() -> tempfile::TempDir {
    let project = project_of_cases();
    std::fs::copy(root().join("blankett.toml"), project.path().join("blankett.toml")).unwrap();
    project
}

/// Copies the shipped cases into a folder.
pub(crate) fn copy_cases(folder: &Path) {
    std::fs::create_dir_all(folder.join("metadata")).unwrap();
    for name in SHIPPED.iter().chain(&METADATA) {
        let file = format!("{name}.toml");
        std::fs::copy(root().join("cases").join(&file), folder.join(&file)).unwrap();
    }
}

/// The answers of the shipped cases of the second form, with what their shared file adds.
pub(crate) fn metadata_answers(form: &Blankett) -> Vec<Answers> {
    let mut report = Report::new();
    let mut source = |name: &str| {
        let path = root().join("cases").join(format!("{name}.toml"));
        Project::new(root()).read(&path, &mut report).expect("it is shipped")
    };
    let (shared, cases) = (source(METADATA[2]), [source(METADATA[0]), source(METADATA[1])]);
    let shared = case::parse_shared(&shared, &mut report);
    let answers = cases.iter().map(|source| {
        let case = case::parse(source, &mut report).expect("it is shipped");
        answers::read(&form.form, &case, &[&shared], &mut report).accepted().expect("it is shipped")
    });
    answers.collect()
}

/// The documents of the second form: its shipped cases and the empty form.
pub(crate) fn metadata() -> Vec<(String, (Arc<Shape>, Filling))> {
    let form = form_in(root(), "teknisk-metadata", "1");
    let names = METADATA.iter().map(|name| name.replace('/', "-"));
    let documents = metadata_answers(&form).into_iter().map(|answers| of_answers(&form, &answers));
    let mut documents: Vec<_> = names.zip(documents).collect();
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
        .env("XDG_STATE_HOME", records())
        .output()
        .map(timeless)
        .expect("the program runs")
}

/// Where it stands what the programs of these tests built.
pub(crate) fn records() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("state")
}

/// The record of a folder of documents.
pub(crate) fn record(folder: &Path) -> PathBuf {
    let folder = folder.canonicalize().unwrap();
    let name = blankett::digest::sha256(folder.as_os_str().as_encoded_bytes());
    records().join("blankett/records").join(format!("{}.jsonl", &name[..32]))
}

/// What the program said, without how long it took.
pub(crate) fn timeless(mut output: Output) -> Output {
    output.stderr = without_seconds(&String::from_utf8_lossy(&output.stderr)).into_bytes();
    output
}

/// A text without the seconds that end a summary.
pub(crate) fn without_seconds(text: &str) -> String {
    let of_line = |line: &str| {
        let (line, end) = line.split_at(line.trim_end_matches('\n').len());
        let times = [" in ", " på "].iter().filter_map(|word| line.rfind(word));
        let is_time = |at: &usize| {
            let time = line[*at..].trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
            time.strip_suffix(" s").is_some_and(|time| {
                !time.is_empty() && time.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
            })
        };
        let kept = times.filter(is_time).max().map_or(line, |at| &line[..at]);
        format!("{kept}{end}")
    };
    text.split_inclusive('\n').map(of_line).collect()
}

/// The files under a folder, by their paths from there, but for the locks of folders of documents.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|file| file.file_type().is_file() && file.file_name() != ".blankett.lock")
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
