//! All tests, in one program.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests own their folders and may fail"
)]

mod architecture;
mod archive;
mod batch;
mod cli;
mod docs;
mod edited;
mod editor;
mod faults;
mod forms;
mod golden;
mod grids;
mod guide;
mod hostile;
mod imported;
mod laws;
mod looks;
mod merged;
mod pdf;
mod personal;
mod reading;
mod round_trip;
mod status;
mod support;
