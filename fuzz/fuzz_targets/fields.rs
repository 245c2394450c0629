//! The field scanner: any content of a Word file can be read, imported and filled, or is a problem.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use blankett::answers::Answers;
use blankett::diagnostic::Report;
use blankett::generate::{Blankett, FormFiles};
use blankett::word::{self, WordFile};
use blankett::workspace::Project;
use blankett::write::Format;
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<(Blankett, Vec<u8>)> = LazyLock::new(|| {
    let mut report = Report::new();
    let files = Project::new("/nowhere").form_files("teknisk-metadata", "1", &mut report);
    let form = Blankett::load("teknisk-metadata", "1", FormFiles::of(&files), &mut report).unwrap();
    let blank = form.render(&Answers::blank(&form.form), &mut report).unwrap();
    let bytes = blank.write(Format::Docx, &form.form.place, &mut report).unwrap().written.bytes;
    (form, bytes)
});

fuzz_target!(|content: &str| {
    let (form, blank_form) = &*FORM;
    let mut report = Report::new();
    let blank = WordFile::read("x.docx", blank_form, &mut report).unwrap();
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{content}</w:document>"
    );
    let parts = BTreeMap::from([("word/document.xml".to_owned(), document.into_bytes())]);
    let bytes = blank.package.with(&parts).unwrap();
    let Some(file) = WordFile::read("x.docx", &bytes, &mut report) else { return };
    let extracted = form.extract(&file, &mut report);
    word::leftovers(
        &file,
        &extracted,
        WordFile::read("x.docx", blank_form, &mut Report::new()),
        &form.form,
        &mut report,
    );
    word::import(&file, "x", None);
    for answers in form.samples().into_iter().take(2) {
        if let Some(rendered) = form.render(&answers, &mut report) {
            word::fill(&file, &rendered.shape, &rendered.filling, &mut report);
        }
    }
});
