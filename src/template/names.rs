//! The tags and names of a template, held against its form.

use crate::diagnostic::{AnyProblem, Place, Report, nearest};
use crate::form::{CaseTable, Field, FieldId, Form, Kind, Part};
use crate::template::problems::{FieldInExpression, ForbiddenTag, UnknownName};

use crate::reference::known;

use super::places::{shown, slots};
use super::scan::{Name, Tag};

/// What is known of the form itself.
const FORM_NAMES: [&str; 3] = ["id", "version", "title"];

/// Reports tags that no form has: with no others, what a template can do is plain to see, and it
/// ends. `place` gives the place of some bytes.
pub(super) fn refuse_tags(
    tags: &[Tag],
    place: &impl Fn(&std::ops::Range<usize>) -> Place,
    report: &mut Report,
) {
    for (word, span) in tags.iter().filter_map(|tag| tag.word.as_ref()) {
        if !known("template.tags").contains(&word.as_str()) {
            report.error(ForbiddenTag { tag: word.clone() }, place(span));
        }
    }
}

/// Reports names that the form does not have.
pub(super) fn refuse_unknown(
    form: &Form,
    tags: &[Tag],
    place: &impl Fn(&std::ops::Range<usize>) -> Place,
    report: &mut Report,
) {
    for tag in tags {
        for name in &tag.names {
            if let Some(problem) = fault(form, tag, name) {
                report.error(problem, place(&name.span));
            }
        }
    }
}

fn fault(form: &Form, tag: &Tag, name: &Name) -> Option<AnyProblem> {
    let path: Vec<&str> = name.path.iter().map(String::as_str).collect();
    let shown = || shown(&path);
    let unknown = |known: Vec<String>| {
        let suggestion = nearest(&shown(), known.iter().map(String::as_str));
        Some(UnknownName { name: shown(), suggestion }.into())
    };
    match path.as_slice() {
        ["field" | "part", ..] => {
            let places: Vec<String> = slots(form).into_iter().map(|slot| slot.place).collect();
            if !places.contains(&shown()) {
                return unknown(places);
            }
            (!tag.is_name_alone).then(|| FieldInExpression { name: shown() }.into())
        }
        [table @ ("answers" | "case"), key, rest @ ..] => {
            let fields = fields(form, table);
            let names = |fields: &[Field]| {
                fields.iter().map(|field| format!("{table}.{}", field.key)).collect()
            };
            let Some(field) = fields.iter().find(|field| field.key == *key) else {
                return unknown(names(fields));
            };
            let parts = match &field.kind {
                Kind::Record(record) => &record.parts,
                _ => return None,
            };
            match rest {
                [part, ..] if !parts.iter().any(|known| known.key == *part) => {
                    let part = |part: &Part| format!("{table}.{key}.{}", part.key);
                    unknown(parts.iter().map(part).collect())
                }
                _ => None,
            }
        }
        ["form", known, ..] if !FORM_NAMES.contains(known) => {
            unknown(FORM_NAMES.iter().map(|name| format!("form.{name}")).collect())
        }
        _ => None,
    }
}

/// Reports names that stand for nothing: neither what forms have nor what a loop gives.
/// `variables` is what the template needs from outside.
pub(super) fn refuse_variables<'a>(
    variables: impl Iterator<Item = &'a str>,
    tags: &[Tag],
    place: &impl Fn(&std::ops::Range<usize>) -> Place,
    report: &mut Report,
) {
    let roots = known("template.names");
    let mut unknown: Vec<&str> = variables.filter(|name| !roots.contains(name)).collect();
    unknown.sort_unstable();
    for variable in unknown {
        let names = tags.iter().flat_map(|tag| &tag.names);
        let Some(name) = names.into_iter().find(|name| name.path[0] == variable) else { continue };
        let suggestion = nearest(variable, roots.iter().copied());
        let problem = UnknownName { name: variable.to_owned(), suggestion };
        report.error(problem, place(&name.span));
    }
}

/// The fields that tags speak of as values.
pub(super) fn mentions(form: &Form, tags: &[Tag]) -> Vec<FieldId> {
    let mut mentions: Vec<FieldId> = tags
        .iter()
        .flat_map(|tag| &tag.names)
        .filter_map(|name| {
            let table = CaseTable::named(&name.path[0])?;
            form.find(table, name.path.get(1)?)
        })
        .collect();
    mentions.sort_unstable();
    mentions.dedup();
    mentions
}

/// Whether a tag speaks of any answer, or of anything kept about the case.
pub(super) fn reads_any(tag: &Tag) -> bool {
    tag.names.iter().any(is_of_case)
}

/// Whether a tag speaks of all of them at once, or of one that only rendering knows.
pub(super) fn reads_all(tag: &Tag) -> bool {
    tag.names.iter().any(|name| is_of_case(name) && name.path.len() == 1)
}

/// Whether a tag puts another template in its place.
pub(super) fn includes(tag: &Tag) -> bool {
    tag.word.as_ref().is_some_and(|(word, _)| word == "include")
}

fn is_of_case(name: &Name) -> bool {
    name.path.first().is_some_and(|table| CaseTable::named(table).is_some())
}

fn fields<'a>(form: &'a Form, table: &str) -> &'a [Field] {
    CaseTable::named(table).map_or(&[], |table| form.fields_of(table))
}
