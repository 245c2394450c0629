//! `form diff`: what changed from one form to another, and which cases it touches.

use blankett::diagnostic::Report;
use blankett::exchange::Comparison;
use blankett::form::{Address, Change, Field};
use blankett::workspace::Workspace;

use super::print::Printer;
use super::words::CliWords;

/// Prints the differences.
pub(super) fn run(workspace: &Workspace, old: &str, new: &str, printer: &mut Printer) {
    let mut report = Report::new();
    let compared = Comparison::read(workspace, old, new, &mut report);
    printer.report(&report);
    let Some(compared) = compared else { return };
    let words = CliWords::of(printer.language());
    let (changes, lines) = (compared.changes(), compared.lines());
    let (old, new) = compared.names();
    let mut text = format!("{old} → {new}\n");
    for change in &changes {
        text += &line(change, words.now_required);
    }
    let details = compared.details();
    for (name, lines) in &details {
        text += &format!("~ {name}\n");
        text += &lines.iter().map(|line| format!("    {line}")).collect::<String>();
    }
    if !lines.is_empty() {
        text += &format!("\n{}\n", words.text_changed);
        text += &lines.concat();
    }
    let cases = compared.touched(workspace, &changes);
    if !cases.is_empty() {
        text += &format!("\n{}\n", words.cases_touched);
        text += &cases.concat();
    }
    if changes.is_empty() && lines.is_empty() && details.is_empty() {
        text += &format!("{}\n", words.no_difference);
    }
    printer.text(&text);
}

fn line(change: &Change<'_>, now_required: &str) -> String {
    let field = |field: &Field| format!("{}  {}  {}", field.key, field.kind.name(), field.label);
    match change {
        Change::Added(new) => format!("+ {}\n", field(new)),
        Change::Removed(old) => format!("- {}\n", field(old)),
        Change::Renamed(old, new) => format!("~ {} → {}  {}\n", old.key, new.key, new.label),
        // Its options or parts: they are listed below.
        Change::Retyped(old, new) if old.kind.name() == new.kind.name() => String::new(),
        Change::Retyped(old, new) => {
            format!("~ {}  {} → {}\n", new.key, old.kind.name(), new.kind.name())
        }
        Change::Reworded(old, new) => format!("~ {}  {} → {}\n", new.key, old.label, new.label),
        Change::Moved(old, new) => {
            let shown = |field: &Field| {
                field.address.as_ref().map_or_else(|| "–".to_owned(), Address::shown)
            };
            format!("~ {}  {} → {}\n", new.key, shown(old), shown(new))
        }
        Change::Required(_, new) => format!("~ {}  {now_required}\n", new.key),
    }
}
