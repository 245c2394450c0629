//! Cases of one form → cases of another, most often its next version: in the file as its owner laid it out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::case::layout::statements;
use crate::case::{self, Case};
use crate::diagnostic::{Diagnostic, Report, Severity, Source};
use crate::exchange::problems::{LeftAsComment, NotMigrated, SharedNotMoved};
use crate::form::{CaseTable, Earlier, Field, RENAMED, SAME_KEY, SAME_LABEL, Same, pairs};
use crate::generate::Blankett;
use crate::table::{Data, Entry, Table, Value, quoted};
use crate::workspace::{CaseFile, CaseReport, Workspace, schemas};

/// What makes two questions one, the surest first: a key alone may be another question's now.
const REASONS: [Same; 4] =
    [RENAMED, |old, new| SAME_KEY(old, new) && SAME_LABEL(old, new), SAME_LABEL, SAME_KEY];

/// A case that was moved to another form.
#[derive(Debug)]
pub struct Migrated {
    /// What is called something else now: the old key, part or option, and the new.
    pub renamed: Vec<(String, String)>,
    /// The keys of what has no place in the new form, and is a comment now.
    pub left: Vec<String>,
}

/// A key of a case, as the old form calls it.
type OldKey = (CaseTable, String);

/// A change to the text of a case.
struct Edit {
    span: Range<usize>,
    text: String,
    /// The key that it belongs to; it is not made where that becomes a comment.
    of: Option<OldKey>,
}

/// What a case becomes.
struct Plan<'a> {
    case: &'a Case,
    edits: Vec<Edit>,
    renamed: Vec<(OldKey, String, String)>,
    /// What each old key is called now, where the new form has it.
    now: BTreeMap<OldKey, String>,
}

impl Workspace {
    /// Moves a case to another form: its form and version, keys that the new form calls otherwise (as it says, or as
    /// its questions show), parts and options as it says. What has no place there is made a comment. Nothing is
    /// written where `is_dry`. `None` for a case of another form.
    ///
    /// # Errors
    ///
    /// A case that cannot be read or written, each answer that became a comment, and what a shared file answers
    /// under another name, is an error in `report`.
    pub fn migrate(
        &self,
        (from, to): (&Blankett, &Blankett),
        file: &CaseFile,
        is_dry: bool,
        report: &mut Report,
    ) -> Option<Migrated> {
        let is_of_old =
            |case: &Case| (&case.form.0, &case.version.0) == (&from.form.id, &from.form.version);
        let source = self.project.read(&file.path, report)?;
        case::parse(&source, &mut Report::new()).filter(is_of_old)?;
        let _lock = if is_dry { None } else { Some(self.project.lock_of(file, report)?) };
        // What was read before it could be held may have been changed.
        let source = self.project.read(&file.path, report)?;
        let mut read = Report::new();
        let case = case::parse(&source, &mut read).filter(is_of_old)?;
        if read.has_errors() {
            report.append(read);
            return None;
        }
        self.tell_of_shared((from, to), file, report);
        let plan = plan(source.text(), &case, from, to);
        let left = self.homeless(file, source.text(), &plan, to);
        let text = applied(source.text(), &plan, &left);
        if !is_whole(&plan, &text, &left) {
            report.error(NotMigrated, case.form.1.clone());
            return None;
        }
        let form = format!("{}/{}", to.form.id, to.form.version);
        for (table, key) in &left {
            let entry = table.choose(&case.facts, &case.answers).get(key);
            let place = entry.map_or_else(|| case.form.1.clone(), |entry| entry.key_place.clone());
            report.error(LeftAsComment { key: key.clone(), form: form.clone() }, place);
        }
        if !is_dry && !self.project.rewrite(&file.path, &source, &text, report) {
            return None;
        }
        let renamed = plan.renamed.into_iter().filter(|(of, ..)| !left.contains(of));
        Some(Migrated {
            renamed: renamed.map(|(_, old, new)| (old, new)).collect(),
            left: left.into_iter().map(|(_, key)| key).collect(),
        })
    }

    /// Shared files serve cases of several forms, so they stay; what they answer under a name that the new form does
    /// not have, or has for something else, is told.
    fn tell_of_shared(
        &self,
        (from, to): (&Blankett, &Blankett),
        file: &CaseFile,
        report: &mut Report,
    ) {
        let (shared, _) = self.shared_of(file, &mut CaseReport::default());
        for table in CaseTable::ALL {
            let (same, gone) =
                pairs(from.form.fields_of(table), to.form.fields_of(table), &REASONS);
            let moved = same.iter().filter_map(|(old, new)| Some(((*old)?, Some(*new))));
            let moved = moved.filter(|(old, new)| new.is_some_and(|new| new.key != old.key));
            for (old, new) in moved.chain(gone.into_iter().map(|old| (old, None))) {
                let entries =
                    shared.iter().map(|shared| table.choose(&shared.facts, &shared.answers));
                // Where it has the new name too, cases of both are served.
                let is_served =
                    |entries: &&Table| new.is_some_and(|new| entries.get(&new.key).is_some());
                let entries = entries.filter(|entries| !is_served(entries));
                for entry in entries.filter_map(|entries| entries.get(&old.key)) {
                    let form = format!("{}/{}", to.form.id, to.form.version);
                    let now = new.map(|new| new.key.clone());
                    let problem = SharedNotMoved { key: old.key.clone(), now, form };
                    report.error(problem, entry.key_place.clone());
                }
            }
        }
    }

    /// The keys of what is no answer to the new form.
    fn homeless(
        &self,
        file: &CaseFile,
        text: &str,
        plan: &Plan<'_>,
        to: &Blankett,
    ) -> BTreeSet<OldKey> {
        let mut left: BTreeSet<OldKey> = BTreeSet::new();
        for table in CaseTable::ALL {
            for entry in table.choose(&plan.case.facts, &plan.case.answers).entries() {
                let key = (table, entry.key.clone());
                if !plan.now.contains_key(&key) {
                    left.insert(key);
                }
            }
        }
        let before = broken(&self.problems_of(file, text), text);
        let moved = applied(text, plan, &left);
        let after = broken(&self.problems_of(file, &moved), &moved);
        for (key, now) in &plan.now {
            // What was wrong before is its owner's to put right.
            let is_known = to.form.fields_of(key.0).iter().any(|field| field.key == *now);
            if after.contains(&(key.0, now.clone())) && !(is_known && before.contains(key)) {
                left.insert(key.clone());
            }
        }
        left
    }
}

/// The keys, at the top of each table, of what has an error.
fn broken(found: &[Diagnostic], text: &str) -> BTreeSet<OldKey> {
    let statements = statements(text);
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    let places = errors.filter_map(|one| Some(one.primary.as_ref()?.span().start));
    let found = places.filter_map(|at| {
        let statement = statements.iter().find(|one| one.lines.contains(&at))?;
        let ((table, _), (key, _)) = (statement.path.first()?, statement.path.get(1)?);
        Some((CaseTable::named(table)?, key.clone()))
    });
    found.collect()
}

/// What changes in the text of a case, and what is called something else.
fn plan<'a>(text: &str, case: &'a Case, from: &Blankett, to: &Blankett) -> Plan<'a> {
    let mut plan = Plan { case, edits: Vec::new(), renamed: Vec::new(), now: BTreeMap::new() };
    let edit = |span, text| Edit { span, text, of: None };
    plan.edits.push(edit(case.form.1.span(), quoted(&to.form.id)));
    plan.edits.push(edit(case.version.1.span(), quoted(&to.form.version)));
    let [old, new] = [from, to].map(|form| schemas::path(&form.form));
    let schema = text.lines().next().filter(|line| line.starts_with("#:schema"));
    if let Some(at) = schema.and_then(|line| line.find(&old)) {
        plan.edits.push(edit(at..at + old.len(), new));
    }
    let statements = statements(text);
    for table in CaseTable::ALL {
        let (same, _) = pairs(from.form.fields_of(table), to.form.fields_of(table), &REASONS);
        for (old, new) in same.into_iter().filter_map(|(old, new)| Some((old?, new))) {
            let Some(entry) = table.choose(&case.facts, &case.answers).get(&old.key) else {
                continue;
            };
            let of = (table, old.key.clone());
            plan.now.insert(of.clone(), new.key.clone());
            if old.key != new.key {
                let keys = statements.iter().filter(|one| one.is_of(table.name(), &old.key));
                let keys = keys.map(|one| one.path[1].1.clone()).filter(|key| !key.is_empty());
                let places = keys.chain([entry.key_place.span()]);
                let places: BTreeSet<(usize, usize)> =
                    places.map(|place| (place.start, place.end)).collect();
                for (start, end) in places {
                    let (text, of) = (new.key.clone(), Some(of.clone()));
                    plan.edits.push(Edit { span: start..end, text, of });
                }
                plan.renamed.push((of.clone(), old.key.clone(), new.key.clone()));
            }
            plan.rename_within(&of, entry, new);
        }
    }
    plan
}

impl Plan<'_> {
    /// Renames the options and the parts of an answer.
    fn rename_within(&mut self, of: &OldKey, entry: &Entry, field: &Field) {
        self.options(of, &entry.value, &field.earlier);
        for part in field.kind.record_parts() {
            let key = part.earlier.key.as_ref().unwrap_or(&part.key);
            let records: Vec<&Value> = match &entry.value.data {
                Data::List(items) => items.iter().collect(),
                _ => vec![&entry.value],
            };
            for record in records {
                let Data::Table(record) = &record.data else { continue };
                let Some(entry) = record.get(key) else { continue };
                if *key != part.key {
                    self.rename(of, entry.key_place.span(), key, &part.key, part.key.clone());
                }
                self.options(of, &entry.value, &part.earlier);
            }
        }
    }

    fn options(&mut self, of: &OldKey, value: &Value, earlier: &Earlier) {
        match &value.data {
            Data::List(items) => items.iter().for_each(|item| self.options(of, item, earlier)),
            Data::Text(text) => {
                if let Some((old, new)) = earlier.options.iter().find(|(old, _)| old == text) {
                    self.rename(of, value.place.span(), &quoted(old), &quoted(new), quoted(new));
                }
            }
            _ => {}
        }
    }

    fn rename(&mut self, of: &OldKey, span: Range<usize>, old: &str, new: &str, text: String) {
        self.edits.push(Edit { span, text, of: Some(of.clone()) });
        let renamed = (of.clone(), old.to_owned(), new.to_owned());
        if !self.renamed.contains(&renamed) {
            self.renamed.push(renamed);
        }
    }
}

/// The text with all changes, and what is left made comments as it was written.
fn applied(text: &str, plan: &Plan<'_>, left: &BTreeSet<OldKey>) -> String {
    let is_made = |edit: &&Edit| edit.of.as_ref().is_none_or(|of| !left.contains(of));
    let edits = plan.edits.iter().filter(is_made);
    let mut edits: Vec<(Range<usize>, String)> =
        edits.map(|edit| (edit.span.clone(), edit.text.clone())).collect();
    for one in statements(text) {
        if left.iter().any(|(table, key)| one.is_of(table.name(), key)) {
            let lines = text[one.lines.clone()].split_inclusive('\n');
            let commented = lines.map(|line| format!("# {line}")).collect();
            edits.push((one.lines, commented));
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = text.to_owned();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span, &new);
    }
    text
}

/// Whether a case has, after it was moved, all that it had: under its new name, or as a comment.
fn is_whole(plan: &Plan<'_>, text: &str, left: &BTreeSet<OldKey>) -> bool {
    let mut report = Report::new();
    let Some(after) = case::parse(&Source::new("", text), &mut report) else { return false };
    let is_kept = |table: CaseTable| {
        let [old, new] = [plan.case, &after].map(|case| table.choose(&case.facts, &case.answers));
        let keys = old.entries().iter().map(|entry| (table, entry.key.clone()));
        let kept: Vec<OldKey> = keys.filter(|key| !left.contains(key)).collect();
        kept.len() == new.entries().len()
            && kept.iter().all(|key| plan.now.get(key).is_some_and(|now| new.get(now).is_some()))
    };
    !report.has_errors() && CaseTable::ALL.into_iter().all(is_kept)
}
