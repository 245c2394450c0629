//! The package reader: any bytes are a Word file or a problem.
#![no_main]

use blankett::diagnostic::Report;
use blankett::word::WordFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut report = Report::new();
    let file = WordFile::read("x.docx", bytes, &mut report);
    assert_eq!(file.is_none(), report.has_errors());
});
