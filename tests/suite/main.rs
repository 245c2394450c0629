//! All tests, in one program.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests own their folders and may fail"
)]

mod architecture;
mod archive;
// What they set up (links, pipes, modes, signals) is Unix's.
#[cfg(unix)]
mod batch;
mod catalog;
mod cli;
mod docs;
mod edit;
mod edited;
mod editor;
#[cfg(unix)]
mod faults;
mod forms;
mod golden;
mod grids;
mod guide;
#[cfg(unix)]
mod hostile;
mod imported;
mod laws;
mod looks;
mod mended;
mod merged;
mod pdf;
mod personal;
mod reading;
mod round_trip;
mod sheets;
mod status;
mod support;
