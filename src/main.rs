//! `blankett`: official forms kept as data. See the library for how it works.

mod cli;

use std::process::ExitCode;

/// Cases are many small texts; the system's own takes a tenth longer over them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
