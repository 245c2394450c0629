//! The only door to standard output and standard error.
//!
//! Standard output carries data, standard error everything else.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::AutoStream;
use blankett::diagnostic::{Language, Problem, Report, Severity};

use super::args::{Args, Color, MessageFormat};
use super::{human, json};

/// Prints, in one language and one format, and remembers how bad it was.
pub(super) struct Printer {
    language: Language,
    format: MessageFormat,
    color: anstream::ColorChoice,
    quiet: bool,
    verbose: bool,
    code: u8,
    /// Faults told so far, on one line each: a template's would be told for every case.
    told: BTreeSet<String>,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// How many cases there were.
    pub(super) cases: usize,
    /// How many of them have errors.
    pub(super) failed: usize,
    /// How many files were written.
    pub(super) files: usize,
    /// Where; `None` where nothing was to be written.
    pub(super) folder: Option<String>,
}

impl Printer {
    pub(super) fn new(args: &Args, language: Language) -> Printer {
        let color = match args.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Printer {
            language,
            format: args.message_format,
            color,
            quiet: args.quiet,
            verbose: args.verbose,
            code: 0,
            told: BTreeSet::new(),
        }
    }

    /// Tells all faults of a report, each once.
    pub(super) fn report(&mut self, report: &Report) {
        for diagnostic in report.diagnostics() {
            if diagnostic.severity == Severity::Error {
                self.code = self.code.max(if diagnostic.problem.is_operational() { 2 } else { 1 });
            }
            let short = human::short(diagnostic, self.language);
            if !self.told.insert(short.clone()) {
                continue;
            }
            match self.format {
                MessageFormat::Human => self.to_stderr(&human::full(diagnostic, self.language)),
                MessageFormat::Short => self.to_stderr(&short),
                MessageFormat::Json => self.data(json::line(diagnostic, self.language).as_bytes()),
            }
        }
    }

    /// Names a file that was written.
    pub(super) fn written(&self, path: &Path) {
        if self.verbose {
            self.to_stderr(&format!("{}\n", path.display()));
        }
    }

    /// Names the empty form that was written.
    pub(super) fn blank_written(&self, path: &Path) {
        if !self.quiet {
            let path = path.display();
            self.to_stderr(&match self.language {
                Language::English => format!("wrote {path}\n"),
                Language::Swedish => format!("skrev {path}\n"),
            });
        }
    }

    /// Tells what became of a batch.
    pub(super) fn summary(&self, summary: &Summary) {
        let Summary { cases, failed, files, folder } = summary;
        // Without cases there was a fault, which says more.
        if self.quiet || *cases == 0 {
            return;
        }
        let plural = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        let line = match self.language {
            Language::English => {
                let cases = plural(*cases, "case", "cases");
                let faults = match failed {
                    0 if self.code > 0 => String::new(),
                    0 => ", no errors".into(),
                    _ => format!(", {failed} with errors"),
                };
                match folder {
                    Some(folder) => format!(
                        "{cases}{faults}; {} written to {folder}",
                        plural(*files, "file", "files")
                    ),
                    None => format!("{cases}{faults}"),
                }
            }
            Language::Swedish => {
                let cases = plural(*cases, "ärende", "ärenden");
                let faults = match failed {
                    0 if self.code > 0 => String::new(),
                    0 => ", inga fel".into(),
                    _ => format!(", {failed} med fel"),
                };
                match folder {
                    Some(folder) => format!(
                        "{cases}{faults}; {} i {folder}",
                        plural(*files, "fil skriven", "filer skrivna")
                    ),
                    None => format!("{cases}{faults}"),
                }
            }
        };
        self.to_stderr(&format!("{line}\n"));
    }

    /// Writes data to standard output.
    pub(super) fn data(&mut self, bytes: &[u8]) {
        let mut out = io::stdout().lock();
        // Whoever closes the pipe has seen enough.
        if let Err(error) = out.write_all(bytes).and_then(|()| out.flush())
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            let mut report = Report::new();
            let (cause, words) = (error.kind(), error.to_string());
            report.error_nowhere(Problem::CannotWrite { path: "-".into(), cause, words });
            self.report(&report);
        }
    }

    fn to_stderr(&self, text: &str) {
        // There is nowhere left to tell that standard error is gone.
        let _ = AutoStream::new(io::stderr(), self.color).write_all(text.as_bytes());
    }

    /// How bad it was: 0 all is well, 1 the files have faults, 2 it could not run.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}
