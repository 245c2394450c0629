//! The case reader: any text is a case or problems in places.
#![no_main]

use std::sync::LazyLock;

use blankett::diagnostic::{Report, Source};
use blankett::generate::{Blankett, FormFiles};
use blankett::workspace::Project;
use blankett::{answers, case};
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<Blankett> = LazyLock::new(|| {
    let mut report = Report::new();
    let files = Project::new("/nowhere").form_files("teknisk-metadata", "1", &mut report);
    Blankett::load("teknisk-metadata", "1", FormFiles::of(&files), &mut report).unwrap()
});

fuzz_target!(|text: &str| {
    let mut report = Report::new();
    let source = Source::new("x.toml", text);
    if let Some(case) = case::parse(&source, &mut report)
        && let Some(answers) = answers::read(&FORM.form, &case, &[], &mut report).accepted()
    {
        FORM.render(&answers, &mut report).expect("a proved form renders every case");
    }
    for fault in report.diagnostics() {
        for place in fault.primary.iter().chain(&fault.secondary) {
            assert!(place.source().text().get(place.span()).is_some());
        }
    }
});
