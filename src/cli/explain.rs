//! `explain`: what a code means.

use blankett::codes::{UnknownCode, explanations};
use blankett::diagnostic::{Report, nearest, render};

use super::args::ExplainArgs;
use super::print::Printer;

/// The columns of an explanation, on a terminal that has as many: longer lines are hard to read.
const WIDEST: usize = 80;

/// Prints the explanation of a code, or a list of all codes.
pub(super) fn run(args: &ExplainArgs, printer: &mut Printer) {
    let explanations = explanations();
    let Some(code) = &args.code else {
        let lines = explanations.iter().map(|explanation| format!("{}\n", explanation.code));
        printer.data(lines.collect::<String>().as_bytes());
        return;
    };
    // As it stands in a message, brackets and all.
    let plain = code.rsplit('[').next().unwrap_or(code).trim_end_matches([']', ':']);
    if let Some(explanation) = explanations.iter().find(|explanation| explanation.code == plain) {
        let width = printer.width().min(WIDEST);
        let text = render::hang("", explanation.text(printer.language()), 0, width);
        printer.data(format!("{plain}\n\n{text}").as_bytes());
        return;
    }
    let mut report = Report::new();
    let codes = explanations.iter().map(|explanation| explanation.code);
    let suggestion = nearest(plain, codes);
    report.error_nowhere(UnknownCode { code: plain.to_owned(), suggestion });
    printer.report(&report);
}
