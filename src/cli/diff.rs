//! `form diff`: what changed from one form to another, and which cases it touches.

use std::path::Path;

use blankett::answers::Answers;
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::form::{Address, Change, Field, Form, Kind, diff};
use blankett::generate::Blankett;
use blankett::word::{self, WordFile};
use blankett::workspace::Workspace;
use blankett::write::{self, Format};

use super::print::Printer;
use super::words::CliWords;

/// A form that is compared.
struct Side {
    name: String,
    form: Form,
    /// Whether it was read off a Word file, so that keys, kinds and questions are guesses.
    is_word: bool,
    /// The lines of the empty form.
    lines: Vec<String>,
}

/// Prints the differences.
pub(super) fn run(workspace: &Workspace, old: &str, new: &str, printer: &mut Printer) {
    let mut report = Report::new();
    let (old, new) = (side(workspace, old, &mut report), side(workspace, new, &mut report));
    printer.report(&report);
    let (Some(old), Some(new)) = (old, new) else { return };
    let words = CliWords::of(printer.language());
    let mut changes = diff(&old.form, &new.form);
    if old.is_word || new.is_word {
        changes.retain(is_sure);
    }
    let mut text = format!("{} → {}\n", old.name, new.name);
    for change in &changes {
        text += &line(change, words.now_required);
    }
    let lines = changed_lines(&old.lines, &new.lines);
    if !lines.is_empty() {
        text += &format!("\n{}\n", words.text_changed);
        text += &lines.concat();
    }
    let cases = touched(workspace, &old.form, &changes);
    if !cases.is_empty() {
        text += &format!("\n{}\n", words.cases_touched);
        text += &cases.concat();
    }
    if changes.is_empty() && lines.is_empty() {
        text += &format!("{}\n", words.no_difference);
    }
    printer.text(&text);
}

/// A form by its name, or out of a Word file.
fn side(workspace: &Workspace, name: &str, report: &mut Report) -> Option<Side> {
    let is_file = Path::new(name).extension().is_some_and(|extension| {
        ["docx", "docm", "dotx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    });
    if !is_file {
        let form = workspace.form(name, report)?;
        let lines = lines(&form);
        let name = format!("{}/{}", form.form.id, form.form.version);
        return Some(Side { name, form: form.form.clone(), is_word: false, lines });
    }
    let mut of_file = Report::new();
    let form = from_word(workspace, Path::new(name), &mut of_file);
    report.append(of_file);
    let form = form?;
    let lines = lines(&form);
    Some(Side { name: name.to_owned(), form: form.form, is_word: true, lines })
}

/// Whether a change is one even where a form was read off a Word file.
fn is_sure(change: &Change<'_>) -> bool {
    let shown = |kind: &Kind| match kind {
        Kind::YesNo | Kind::Choices(_) => 0,
        Kind::Choice(_) => 1,
        _ => 2,
    };
    match change {
        Change::Renamed(..) | Change::Required(..) => false,
        Change::Retyped(old, new) => shown(&old.kind) != shown(&new.kind),
        Change::Reworded(old, new) => {
            !old.label.contains(&new.label) && !new.label.contains(&old.label)
        }
        Change::Added(_) | Change::Removed(_) | Change::Moved(..) => true,
    }
}

fn from_word(workspace: &Workspace, path: &Path, report: &mut Report) -> Option<Blankett> {
    let (name, bytes) = workspace.project.read_word(path, report)?;
    let file = WordFile::read(&name, &bytes, report)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let imported = word::import(&file, &stem);
    let sources = [
        Source::new("form.toml", imported.definition),
        Source::new("document.md", imported.template),
    ];
    Blankett::load(&stem, "", &sources, Some((&name, &bytes)), report)
}

/// The text of an empty form, line by line.
fn lines(form: &Blankett) -> Vec<String> {
    let blank = Answers::blank(&form.form);
    let rendered = form.render(&blank, &mut Report::new());
    let text = rendered.and_then(|rendered| {
        // Not the authority's own file: the texts of both sides are laid out alike.
        let written = write::write(Format::Docx, &rendered.shape, &rendered.filling).ok()?;
        let file = WordFile::read("", &written.bytes, &mut Report::new())?;
        Some(file.source().text().to_owned())
    });
    let text = text.unwrap_or_default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn line(change: &Change<'_>, now_required: &str) -> String {
    let field = |field: &Field| format!("{}  {}  {}", field.key, field.kind.name(), field.label);
    match change {
        Change::Added(new) => format!("+ {}\n", field(new)),
        Change::Removed(old) => format!("- {}\n", field(old)),
        Change::Renamed(old, new) => format!("~ {} → {}  {}\n", old.key, new.key, new.label),
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

/// The lines that only one of two texts has, in the order of the texts.
fn changed_lines(old: &[String], new: &[String]) -> Vec<String> {
    let pairs = word::common(old, new);
    let mut lines = Vec::new();
    let (mut one, mut other) = (0, 0);
    for (next, next_other) in pairs.into_iter().chain(std::iter::once((old.len(), new.len()))) {
        lines.extend(old[one..next].iter().map(|line| format!("- {line}\n")));
        lines.extend(new[other..next_other].iter().map(|line| format!("+ {line}\n")));
        (one, other) = (next + 1, next_other + 1);
    }
    lines
}

/// The cases of the old form, with their answers that are none to the new.
fn touched(workspace: &Workspace, old: &Form, changes: &[Change<'_>]) -> Vec<String> {
    let mut report = Report::new();
    let cases = workspace.project.cases(&[], &mut report);
    cases
        .iter()
        .filter_map(|file| {
            let source = workspace.project.read(&file.path, &mut Report::new())?;
            let case = case::parse(&source, &mut Report::new())?;
            if (&case.form.0, &case.version.0) != (&old.id, &old.version) {
                return None;
            }
            let broken: Vec<String> = changes
                .iter()
                .filter(|change| change.breaks_answers())
                .filter_map(|change| {
                    let key = &change.old()?.key;
                    case.answers.get(key)?;
                    Some(match change {
                        Change::Renamed(_, new) => format!("{key} → {}", new.key),
                        Change::Retyped(_, new) => format!("{key}: {}", new.kind.name()),
                        _ => format!("- {key}"),
                    })
                })
                .collect();
            let missing = changes.iter().filter_map(|change| match change {
                Change::Added(new) if !new.rules.required.is_empty() => {
                    Some(format!("+ {}", new.key))
                }
                Change::Required(old, new) => {
                    case.answers.get(&old.key).is_none().then(|| format!("+ {}", new.key))
                }
                _ => None,
            });
            let all: Vec<String> = broken.into_iter().chain(missing).collect();
            (!all.is_empty()).then(|| format!("{}  {}\n", file.name, all.join(", ")))
        })
        .collect()
}
