//! `blankett`: official forms kept as data. See the library for how it works.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
