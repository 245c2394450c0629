//! Whatever zip somebody gives as a package, there are problems or none, and nothing breaks.

#![no_main]

use blankett::archive::{unzip, verify};
use blankett::diagnostic::Report;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((folder, files)) = unzip(bytes) {
        let _ = verify("paket", &folder, files, &mut Report::new());
    }
});
