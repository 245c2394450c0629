//! Two forms beside each other: what changed from one to the other, in questions and in text, and which
//! cases it touches. Either may be a Word file.

use std::path::Path;

use crate::answers::Answers;
use crate::case;
use crate::diagnostic::{Report, Source};
use crate::form::{Change, Form, Kind, SAME, diff, pairs};
use crate::generate::{Blankett, FormFiles};
use crate::word::{self, WordFile};
use crate::workspace::Workspace;
use crate::write::{self, Format};

/// Two forms.
#[derive(Debug)]
pub struct Comparison {
    old: Side,
    new: Side,
}

/// One of them.
#[derive(Debug)]
struct Side {
    /// What it is called.
    name: String,
    form: Form,
    /// Whether it was read off a Word file, so that keys, kinds and questions are guesses.
    is_word: bool,
    /// The lines of the empty form.
    lines: Vec<String>,
}

impl Comparison {
    /// Reads both, each by the name of a form or the path of a Word file.
    ///
    /// # Errors
    ///
    /// What is no form, or cannot be read, is an error in `report`.
    pub fn read(
        workspace: &Workspace,
        old: &str,
        new: &str,
        report: &mut Report,
    ) -> Option<Comparison> {
        let (old, new) = (side(workspace, old, report), side(workspace, new, report));
        Some(Comparison { old: old?, new: new? })
    }

    /// What they are called.
    pub fn names(&self) -> (&str, &str) {
        (&self.old.name, &self.new.name)
    }

    /// What changed in what is asked; where one was read off a Word file, only what is sure.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let mut changes = diff(&self.old.form, &self.new.form);
        if self.old.is_word || self.new.is_word {
            changes.retain(is_sure);
        }
        changes
    }

    /// What else changed of each question, and of the form itself: after a name, the lines of `form.toml` that only one
    /// of them has, after `- ` or `+ `. Of a form that was read off a Word file, only what that has is compared.
    pub fn details(&self) -> Vec<(String, Vec<String>)> {
        let is_word = self.old.is_word || self.new.is_word;
        // What a Word file can say: the entries of lists, and how long an answer may be.
        let is_told = |line: &String| {
            let longest = line.strip_prefix("max_length = ");
            let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            !is_word || line.starts_with("option ") || longest.is_some_and(is_number)
        };
        let told = |lines: Vec<String>| lines.into_iter().filter(is_told).collect::<Vec<_>>();
        let (pairs, _) = pairs(&self.old.form.fields, &self.new.form.fields, &SAME);
        let mut details = Vec::new();
        for (old, new) in pairs.into_iter().filter_map(|(old, new)| Some((old?, new))) {
            let lines = changed_lines(&told(old.details()), &told(new.details()));
            details.push((new.key.clone(), lines));
        }
        if !is_word {
            let lines = changed_lines(&self.old.form.details(), &self.new.form.details());
            details.push(("form.toml".to_owned(), lines));
        }
        details.retain(|(_, lines)| !lines.is_empty());
        details
    }

    /// The lines of the empty form that only one of them has, after `- ` or `+ `.
    pub fn lines(&self) -> Vec<String> {
        changed_lines(&self.old.lines, &self.new.lines)
    }

    /// The cases of the old form whose answers are none to the new, with these.
    pub fn touched(&self, workspace: &Workspace, changes: &[Change<'_>]) -> Vec<String> {
        touched(workspace, &self.old.form, changes)
    }
}

/// A form by its name, or out of a Word file.
fn side(workspace: &Workspace, name: &str, report: &mut Report) -> Option<Side> {
    if !word::is_word_name(Path::new(name)) {
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
    let imported = word::import(&file, &stem, None);
    let sources = [
        Source::new("form.toml", imported.definition),
        Source::new("document.md", imported.template),
    ];
    Blankett::load(&stem, "", FormFiles::of(&sources).with_original(Some((&name, &bytes))), report)
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
