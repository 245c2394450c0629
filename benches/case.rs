//! One case on its way to a Word file, in one process, beside the least that any program could do:
//! reading the case, compressing what must be compressed of each case, and writing the file.
//!
//! `cargo bench --bench case`; GROUND names the folder to write to (a tmpfs, so that no disk is
//! measured).

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark may fail")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blankett::answers::{self, Answers};
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::document::Filling;
use blankett::generate::Blankett;
use blankett::project::Project;
use blankett::write::{Format, Shape};
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
    Blankett::load("teknik", "2017", &files, None, &mut report).unwrap()
}

fn answers(form: &Blankett, text: &str) -> Answers {
    let mut report = Report::new();
    let case = case::parse(&Source::new("case.toml", text), &mut report).unwrap();
    answers::read(&form.form, &case, &[], &mut report).accepted().unwrap()
}

fn made(form: &Blankett, name: &str) -> (Arc<Shape>, Filling) {
    let answers = answers(form, &std::fs::read_to_string(case_file(name)).unwrap());
    form.document(&answers, &mut Report::new()).unwrap()
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
        let (shape, filling) = form.document(&answers, &mut Report::new()).unwrap();
        let file = shape.write(Format::Docx, &filling).unwrap().bytes;
        assert!(project.write(Path::new("blankett-bench.docx"), &file, &mut Report::new()));
    });
}

#[divan::bench(args = CASES)]
fn least(bencher: Bencher<'_, '_>, name: &str) {
    let (form, project) = (form(), ground());
    let (shape, filling) = made(&form, name);
    let file = shape.write(Format::Docx, &filling).unwrap().bytes;
    // What of the parts is not the form's: as many bytes as the case has more than the empty form,
    // and where it comes from.
    let part = |shape: &Shape, filling: &Filling, wanted: &str| {
        let parts = shape.write_long_way(Format::Docx, filling);
        parts.into_iter().find(|(name, _)| name == wanted).unwrap().1
    };
    let blank = form.document(&Answers::blank(&form.form), &mut Report::new()).unwrap();
    let fixed = part(&blank.0, &blank.1, "word/document.xml").len();
    let text = part(&shape, &filling, "word/document.xml");
    let from = text.floor_char_boundary(fixed);
    let own = text[from..].to_owned() + &part(&shape, &filling, "docProps/custom.xml");
    bencher.bench_local(|| {
        let text = std::fs::read_to_string(case_file(name)).unwrap();
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(own.as_bytes()).unwrap();
        let compressed = encoder.finish().unwrap();
        assert!(project.write(Path::new("blankett-bench.docx"), &file, &mut Report::new()));
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
    bencher.bench_local(|| form.document(&answers, &mut Report::new()));
}

#[divan::bench(args = CASES)]
fn joined(bencher: Bencher<'_, '_>, name: &str) {
    let (shape, filling) = made(&form(), name);
    bencher.bench_local(|| shape.write(Format::Docx, &filling));
}

#[divan::bench(args = CASES)]
fn the_long_way(bencher: Bencher<'_, '_>, name: &str) {
    let (shape, filling) = made(&form(), name);
    bencher.bench_local(|| shape.write_long_way(Format::Docx, &filling));
}
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
