//! `explain`: what a code means.

use blankett::diagnostic::{Explanation, Problem, Report, nearest};

use super::args::ExplainArgs;
use super::print::Printer;

/// The columns of an explanation.
const WIDTH: usize = 80;

/// Prints the explanation of a code, or a list of all codes.
pub(super) fn run(args: &ExplainArgs, printer: &mut Printer) {
    let Some(code) = &args.code else {
        let lines = Explanation::all().iter().map(|explanation| format!("{}\n", explanation.code));
        printer.data(lines.collect::<String>().as_bytes());
        return;
    };
    // As it stands in a message, brackets and all.
    let plain = code.rsplit('[').next().unwrap_or(code).trim_end_matches([']', ':']);
    if let Some(explanation) = Explanation::of(plain) {
        let text = filled(explanation.text(printer.language()));
        printer.data(format!("{plain}\n\n{text}").as_bytes());
        return;
    }
    let mut report = Report::new();
    let codes = Explanation::all().iter().map(|explanation| explanation.code);
    let suggestion = nearest(plain, codes);
    report.error_nowhere(Problem::UnknownCode { code: plain.to_owned(), suggestion });
    printer.report(&report);
}

/// A text in lines of a page.
fn filled(text: &str) -> String {
    let (mut lines, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines += word;
        column += length;
    }
    lines + "\n"
}
