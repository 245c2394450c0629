//! One case on its way to a Word file, in one process, beside the least that any program could do:
//! reading the case, compressing what must be compressed of each case, and writing the file.
//!
//! `cargo bench --bench case`; GROUND names the folder to write to (a tmpfs, so that no disk is
//! measured).

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark may fail")]

use std::io::Write;
use std::path::{Path, PathBuf};

use blankett::answers::{self, Answers};
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::generate::{Blankett, FormFiles, Rendered};
use blankett::workspace::Project;
use blankett::write::Format;
use divan::Bencher;
use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() {
    divan::main();
}

const CASES: [&str; 3] = ["exekutiva-forsaljningar", "kontor-oppettider", "leverantorsreskontra"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn case_file(name: &str) -> PathBuf {
    root().join(format!("cases/{name}.toml"))
}

fn form() -> Blankett {
    let mut report = Report::new();
    let files = Project::new(root()).form_files("teknik", "2017", &mut report);
    Blankett::load("teknik", "2017", FormFiles::of(&files), &mut report).unwrap()
}

fn answers(form: &Blankett, text: &str) -> Answers {
    let mut report = Report::new();
    let case = case::parse(&Source::new("case.toml", text), &mut report).unwrap();
    answers::read(&form.form, &case, &[], &mut report).accepted().unwrap()
}

fn rendered_case<'a>(form: &'a Blankett, name: &str) -> Rendered<'a> {
    let answers = answers(form, &std::fs::read_to_string(case_file(name)).unwrap());
    form.render(&answers, &mut Report::new()).unwrap()
}

fn word(rendered: &Rendered<'_>, form: &Blankett) -> Vec<u8> {
    let output = rendered.write(Format::Docx, &form.form.place, &mut Report::new());
    output.unwrap().written.bytes
}

fn ground() -> Project {
    let ground = std::env::var("GROUND").unwrap_or_else(|_| "/dev/shm".into());
    Project::new(ground)
}

#[divan::bench(args = CASES)]
fn everything(bencher: Bencher<'_, '_>, name: &str) {
    let (form, project) = (form(), ground());
    bencher.bench_local(|| {
        let text = std::fs::read_to_string(case_file(name)).unwrap();
        let answers = answers(&form, &text);
        let file = word(&form.render(&answers, &mut Report::new()).unwrap(), &form);
        assert!(put(&project, &file));
    });
}

#[divan::bench(args = CASES)]
fn least(bencher: Bencher<'_, '_>, name: &str) {
    let (form, project) = (form(), ground());
    let rendered = rendered_case(&form, name);
    let file = word(&rendered, &form);
    // What of the parts is not the form's: as many bytes as the case has more than the empty form,
    // and where it comes from.
    let part = |file: &[u8], name: &str| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
        std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
    };
    let blank = form.render(&Answers::blank(&form.form), &mut Report::new()).unwrap();
    let fixed = part(&word(&blank, &form), "word/document.xml").len();
    let text = part(&file, "word/document.xml");
    let from = text.floor_char_boundary(fixed);
    let own = text[from..].to_owned() + &part(&file, "docProps/custom.xml");
    bencher.bench_local(|| {
        let text = std::fs::read_to_string(case_file(name)).unwrap();
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(own.as_bytes()).unwrap();
        let compressed = encoder.finish().unwrap();
        assert!(put(&project, &file));
        (text, compressed)
    });
}

#[divan::bench(args = CASES)]
fn checked(bencher: Bencher<'_, '_>, name: &str) {
    let form = form();
    let text = std::fs::read_to_string(case_file(name)).unwrap();
    bencher.bench_local(|| answers(&form, &text));
}

#[divan::bench(args = CASES)]
fn rendered(bencher: Bencher<'_, '_>, name: &str) {
    let form = form();
    let answers = answers(&form, &std::fs::read_to_string(case_file(name)).unwrap());
    bencher.bench_local(|| form.render(&answers, &mut Report::new()));
}

#[divan::bench(args = CASES)]
fn joined(bencher: Bencher<'_, '_>, name: &str) {
    let form = form();
    let rendered = rendered_case(&form, name);
    bencher.bench_local(|| word(&rendered, &form));
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Writes a document in the place of the last one.
fn put(project: &Project, file: &[u8]) -> bool {
    let path = Path::new("blankett-bench.docx");
    let there = project.bytes_of(path);
    project.write(path, file, there.as_deref(), &mut Report::new())
}
