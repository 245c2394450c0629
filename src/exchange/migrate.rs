//! Cases of one form → cases of another, most often its next version: in the file as its owner laid it out.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::case::layout::statements;
use crate::case::{self, Case};
use crate::diagnostic::{Diagnostic, Report, Severity, Source};
use crate::exchange::problems::{LeftAsComment, NotMigrated};
use crate::form::{CaseTable, RENAMED, SAME_KEY, SAME_LABEL, pairs};
use crate::generate::Blankett;
use crate::table::problems::RenamedKey;
use crate::table::quoted;
use crate::workspace::{CaseFile, Workspace, schemas};

/// A case that was moved to another form.
#[derive(Debug)]
pub struct Migrated {
    /// What is called something else now: the old key or option, and the new.
    pub renamed: Vec<(String, String)>,
    /// The keys of what has no place in the new form, and is a comment now.
    pub left: Vec<String>,
}

impl Workspace {
    /// Moves a case to another form: its form and version, keys that the new form calls otherwise (as it says, or as
    /// its questions show), parts and options as it says. What has no place there is made a comment. Nothing is
    /// written where `is_dry`. `None` for a case of another form.
    ///
    /// # Errors
    ///
    /// A case that cannot be read or written, and each answer that became a comment, is an error in `report`.
    pub fn migrate(
        &self,
        (from, to): (&Blankett, &Blankett),
        file: &CaseFile,
        is_dry: bool,
        report: &mut Report,
    ) -> Option<Migrated> {
        let mut read = Report::new();
        let source = self.project.read(&file.path, report)?;
        let case = case::parse(&source, &mut read);
        let is_of_old =
            |case: &Case| (&case.form.0, &case.version.0) == (&from.form.id, &from.form.version);
        if !case.as_ref().is_some_and(is_of_old) {
            return None;
        }
        if read.has_errors() {
            report.append(read);
            return None;
        }
        let lock = if is_dry { None } else { Some(self.project.lock_of(file, report)?) };
        // What was read before it could be held may have been changed.
        let source = self.project.read(&file.path, report)?;
        let case = case::parse(&source, &mut read).filter(is_of_old)?;
        let (text, renamed) = renamed_in(source.text(), &case, from, to);
        let (text, mended) = self.mended(file, &text, is_renamed);
        let mut migrated = Migrated { renamed, left: Vec::new() };
        migrated.renamed.extend(mended.into_iter().map(|mended| (mended.from, mended.to)));
        let before: BTreeSet<(CaseTable, String)> =
            broken(&self.problems_of(file, source.text()), &case).collect();
        let (text, left) = self.without_homeless(file, text, to, &before);
        if !is_whole(&case, &text, &migrated, &left) {
            report.error(NotMigrated, case.form.1.clone());
            return None;
        }
        for (table, key) in left {
            let entry = table.choose(&case.facts, &case.answers).get(&key);
            let place = entry.map_or_else(|| case.form.1.clone(), |entry| entry.key_place.clone());
            let form = format!("{}/{}", to.form.id, to.form.version);
            report.error(LeftAsComment { key: key.clone(), form }, place);
            migrated.left.push(key);
        }
        if !is_dry && !self.project.rewrite(&file.path, &source, &text, report) {
            return None;
        }
        drop(lock);
        Some(migrated)
    }

    /// The text of a case without what is no answer to the form, each of that made a comment; with its keys.
    fn without_homeless(
        &self,
        file: &CaseFile,
        mut text: String,
        to: &Blankett,
        before: &BTreeSet<(CaseTable, String)>,
    ) -> (String, Vec<(CaseTable, String)>) {
        let source = Source::new(file.name.clone(), text.clone());
        let Some(case) = case::parse(&source, &mut Report::new()) else {
            return (text, Vec::new());
        };
        let found = self.problems_of(file, &text);
        // What was wrong before is its owner's to put right, but for what the form has no question for.
        let is_known = |table: CaseTable, key: &str| {
            to.form.fields_of(table).iter().any(|field| field.key == key)
        };
        let left: BTreeSet<(CaseTable, String)> = broken(&found, &case)
            .filter(|(table, key)| {
                !is_known(*table, key) || !before.contains(&(*table, key.clone()))
            })
            .collect();
        let mut lines: Vec<Range<usize>> = Vec::new();
        for one in statements(&text) {
            if left.iter().any(|(table, key)| one.is_of(table.name(), key)) {
                lines.push(one.lines);
            }
        }
        for lines in lines.into_iter().rev() {
            let commented: String =
                text[lines.clone()].split_inclusive('\n').map(|line| format!("# {line}")).collect();
            text.replace_range(lines, &commented);
        }
        (text, left.into_iter().collect())
    }
}

fn is_renamed(diagnostic: &Diagnostic) -> bool {
    diagnostic.problem.downcast::<RenamedKey>().is_some()
}

/// The entries of a case that have an error.
fn broken<'a>(
    found: &'a [Diagnostic],
    case: &'a Case,
) -> impl Iterator<Item = (CaseTable, String)> + 'a {
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    errors.filter_map(|one| {
        let start = one.primary.as_ref()?.span().start;
        CaseTable::ALL.into_iter().find_map(|table| {
            let entries = table.choose(&case.facts, &case.answers).entries().iter();
            let is_here = |entry: &&crate::table::Entry| {
                let key = entry.key_place.span();
                (key.start..entry.value.place.span().end.max(key.end)).contains(&start)
            };
            entries.into_iter().find(is_here).map(|entry| (table, entry.key.clone()))
        })
    })
}

/// The text of a case with the form, the version and the keys of another form, and what was renamed.
fn renamed_in(
    text: &str,
    case: &Case,
    from: &Blankett,
    to: &Blankett,
) -> (String, Vec<(String, String)>) {
    let mut edits: Vec<(Range<usize>, String)> = vec![
        (case.form.1.span(), quoted(&to.form.id)),
        (case.version.1.span(), quoted(&to.form.version)),
    ];
    let [old, new] = [from, to].map(|form| schemas::path(&form.form));
    let schema = text.lines().next().filter(|line| line.starts_with("#:schema"));
    if let Some(at) = schema.and_then(|line| line.find(&old)) {
        edits.push((at..at + old.len(), new));
    }
    let statements = statements(text);
    let mut renamed = Vec::new();
    for table in CaseTable::ALL {
        let (old, new) = (from.form.fields_of(table), to.form.fields_of(table));
        let (same, _) = pairs(old, new, &[RENAMED, SAME_KEY, SAME_LABEL]);
        let entries = table.choose(&case.facts, &case.answers);
        for (old, new) in same.into_iter().filter_map(|(old, new)| Some((old?, new))) {
            let Some(entry) = entries.get(&old.key).filter(|_| old.key != new.key) else {
                continue;
            };
            let keys = statements.iter().filter(|one| one.is_of(table.name(), &old.key));
            let mut places: BTreeSet<(usize, usize)> = keys
                .map(|one| (one.path[1].1.start, one.path[1].1.end))
                .filter(|(start, end)| start < end)
                .collect();
            let first = entry.key_place.span();
            places.insert((first.start, first.end));
            edits.extend(places.into_iter().map(|(start, end)| (start..end, new.key.clone())));
            renamed.push((old.key.clone(), new.key.clone()));
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = text.to_owned();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span, &new);
    }
    (text, renamed)
}

/// Whether a case has, after it was moved, all that it had: under its new name, or as a comment.
fn is_whole(before: &Case, text: &str, migrated: &Migrated, left: &[(CaseTable, String)]) -> bool {
    let mut report = Report::new();
    let Some(after) = case::parse(&Source::new("", text), &mut report) else { return false };
    let is_kept = |table: CaseTable| {
        let [old, new] = [before, &after].map(|case| table.choose(&case.facts, &case.answers));
        let now = |key: &str| {
            let renamed = migrated.renamed.iter().find(|(old, _)| old == key);
            renamed.map_or_else(|| key.to_owned(), |(_, new)| new.clone())
        };
        let is_left = |key: &str| left.contains(&(table, key.to_owned()));
        let kept = old.entries().iter().filter(|entry| !is_left(&now(&entry.key)));
        let mut kept = kept.collect::<Vec<_>>();
        kept.retain(|entry| !is_left(&entry.key));
        kept.len() == new.entries().len()
            && kept.iter().all(|entry| new.get(&now(&entry.key)).is_some())
    };
    !report.has_errors() && CaseTable::ALL.into_iter().all(is_kept)
}
