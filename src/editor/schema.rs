//! A form as a JSON Schema (draft 7, which editors of TOML know) of its cases.
//!
//! What the schema refuses, `check` refuses too; what depends on more than one file, or only warns,
//! is left to `check`. To a schema, TOML's dates are strings, so that it passes one where text
//! should stand.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Language, Severity};
use crate::form::{
    CaseTable, Check, Condition, Expected, Field, FieldId, Form, Kind, Part, Required, Rules,
    Subject, Test,
};
use crate::scalar::Scalar;

use super::Known;
use crate::form::AnswerWords;

/// Texts that show nothing: those of [`crate::text::is_blank`] that people may type.
const BLANK: &str = r"^[\s\u0085\u00AD\u200B-\u200F\u2060-\u206F\uFEFF]*$";
/// Stands in every schema, so that nobody's own is taken for one of these.
pub const MADE_BY: &str = "Made by blankett schema, from the form";

/// A JSON Schema.
#[derive(Clone, Debug)]
pub struct Schema(Value);

impl Schema {
    /// The schema as JSON, over several lines.
    pub fn to_text(&self) -> String {
        format!("{:#}\n", self.0)
    }
}

/// The schema of the cases of a form. `shared` is what shared files may say, which no case need
/// say then.
pub fn schema(form: &Form, shared: &Known) -> Schema {
    let words = AnswerWords::of(Language::of_tag(&form.language));
    let maker = Maker { form, shared, words };
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": MADE_BY,
        "title": form.title,
        "type": "object",
        "required": ["form", "version"],
        "additionalProperties": false,
        "properties": {
            "form": { "const": form.id },
            "version": { "const": form.version },
            "pages": { "type": "string", "description": words.pages },
            "allow": {
                "type": "object",
                "additionalProperties": { "type": "string", "minLength": 1 },
                "description": words.allow,
            },
            "case": maker.table(&form.case_fields, words.about_the_case),
            "answers": maker.table(&form.fields, &form.title),
        },
    });
    let conditions = maker.conditions();
    if !conditions.is_empty() {
        schema["allOf"] = Value::Array(conditions);
    }
    Schema(schema)
}

/// One schema for the cases of several forms: that of the form which a case names.
pub fn any_schema(schemas: &[Schema]) -> Schema {
    let of = |schema: &Value, key: &str| schema["properties"][key]["const"].clone();
    let mut forms: Vec<Value> = schemas.iter().map(|Schema(schema)| of(schema, "form")).collect();
    forms.dedup();
    let mut versions: Vec<Value> = Vec::new();
    for Schema(schema) in schemas {
        let version = of(schema, "version");
        if !versions.contains(&version) {
            versions.push(version);
        }
    }
    let branches: Vec<Value> = schemas
        .iter()
        .map(|Schema(schema)| {
            let named = json!({ "form": { "const": of(schema, "form") }, "version": { "const": of(schema, "version") } });
            let mut then = schema.clone();
            if let Some(then) = then.as_object_mut() {
                then.shift_remove("$schema");
                then.shift_remove("$comment");
            }
            json!({ "if": { "properties": named, "required": ["form", "version"] }, "then": then })
        })
        .collect();
    Schema(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": MADE_BY,
        "type": "object",
        "required": ["form", "version"],
        "properties": { "form": { "enum": forms }, "version": { "enum": versions } },
        "allOf": branches,
    }))
}

struct Maker<'a> {
    form: &'a Form,
    shared: &'a Known,
    words: &'static AnswerWords,
}

impl Maker<'_> {
    fn table(&self, fields: &[Field], title: &str) -> Value {
        let properties: Map<String, Value> =
            fields.iter().map(|field| (field.key.clone(), self.field(field))).collect();
        json!({
            "title": title,
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
        })
    }

    fn field(&self, field: &Field) -> Value {
        let Field { kind, rules, .. } = field;
        let mut schema = kind.schema(self.words, |parts| self.record(parts));
        match kind {
            // The rules of a list of lines are those of each line.
            Kind::List(None) => {
                schema["items"] = limited(schema["items"].take(), &Kind::Line, rules);
            }
            kind if kind.is_several() || !kind.record_parts().is_empty() => {}
            kind => schema = limited(schema, kind, rules),
        }
        if kind.is_several() {
            for check in errors(rules) {
                match check {
                    Test::MinItems(least) => schema["minItems"] = (*least).into(),
                    Test::MaxItems(most) => schema["maxItems"] = (*most).into(),
                    _ => {}
                }
            }
        }
        if !rules.accepts.is_empty() && !matches!(kind, Kind::Line | Kind::Text) {
            schema = json!({ "anyOf": [schema, { "enum": rules.accepts }] });
        }
        let schema = or_blank(schema, kind);
        let mut described = Map::new();
        described.insert("title".into(), field.label.clone().into());
        let help = field.help.iter().cloned();
        let accepts = &rules.accepts;
        let accepts = (!accepts.is_empty())
            .then(|| format!("{} {}.", self.words.or_else, accepts.join(", ")));
        let description: Vec<String> = help.chain(accepts).collect();
        if !description.is_empty() {
            described.insert("description".into(), description.join(" ").into());
        }
        if let Value::Object(schema) = schema {
            described.extend(schema);
        }
        Value::Object(described)
    }

    fn record(&self, parts: &[Part]) -> Value {
        let properties: Map<String, Value> = parts
            .iter()
            .map(|part| {
                let mut schema = limited(
                    part.kind.schema(self.words, |parts| self.record(parts)),
                    &part.kind,
                    &part.rules,
                );
                if !part.rules.accepts.is_empty() && part.kind != Kind::Line {
                    schema = json!({ "anyOf": [schema, { "enum": part.rules.accepts }] });
                }
                let mut schema = or_blank(schema, &part.kind);
                schema["title"] = part.label.clone().into();
                (part.key.clone(), schema)
            })
            .collect();
        let always = |required: &Required| {
            let severity = required.severity.unwrap_or_else(|| self.form.severity_of_missing(None));
            required.when.is_none() && severity == Severity::Error
        };
        let required: Vec<&str> = parts
            .iter()
            .filter(|part| part.rules.required.iter().any(always))
            .map(|part| part.key.as_str())
            .collect();
        let mut schema = json!({
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": properties,
        });
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        schema
    }

    /// What must be there when.
    fn conditions(&self) -> Vec<Value> {
        let mut conditions = Vec::new();
        for table in CaseTable::ALL {
            let all = self.form.fields_of(table).iter().enumerate().flat_map(|(at, field)| {
                field.rules.required.iter().map(move |required| (at, required))
            });
            // One condition for each way to be required, with all that it requires.
            let mut ways: Vec<(Vec<Value>, Vec<Value>)> = Vec::new();
            for (at, required) in all {
                let subject = Subject { field: FieldId { table, at }, part: None };
                if let Some(way) = self.when(required.when.as_ref(), required.severity, true)
                    && let Some(has) = self.missed(&subject)
                {
                    match ways.iter_mut().find(|(other, _)| *other == way) {
                        Some((_, all)) => all.push(has),
                        None => ways.push((way, vec![has])),
                    }
                }
            }
            conditions.extend(ways.into_iter().map(|(way, all)| conditional(way, all)));
        }
        for rule in &self.form.rules {
            for required in &rule.require {
                let is_presence =
                    matches!(required, Condition::Compare(_, Expected::Present(true)));
                let Some(when) = self.when(rule.when.as_ref(), rule.severity, is_presence) else {
                    continue;
                };
                let then = match required {
                    Condition::Compare(subject, Expected::Present(true)) => self.missed(subject),
                    other => self.judged(other, false).map(|held| not(&held)),
                };
                conditions.extend(then.map(|then| conditional(when, vec![then])));
            }
        }
        conditions
    }

    /// When something that is required counts as an error: where all of these hold. `None` for
    /// never, as far as a schema can tell.
    fn when(
        &self,
        when: Option<&Condition>,
        severity: Option<Severity>,
        is_presence: bool,
    ) -> Option<Vec<Value>> {
        let mut all = Vec::new();
        if let Some(when) = when {
            all.push(self.judged(when, true)?);
        }
        match severity {
            Some(Severity::Warning) => return None,
            None if is_presence => all.extend(self.is_far_enough()),
            _ => {}
        }
        Some(all)
    }

    /// That the case has come so far that missing answers are errors.
    fn is_far_enough(&self) -> Option<Value> {
        let status = self.form.status.as_ref()?;
        let Kind::Choice(options) = &self.form.case_fields[status.field].kind else { return None };
        let subject = Subject { field: self.form.status_field()?, part: None };
        Some(self.with(&subject, json!({ "enum": options[status.required_from..] })))
    }

    /// That something is there, unless a shared file may say it.
    fn missed(&self, subject: &Subject) -> Option<Value> {
        let key = &self.form.subject(subject).0.key;
        let shared = self.shared.keys(subject.field.table);
        (!shared.contains(key)).then(|| self.has(subject))
    }

    fn has(&self, subject: &Subject) -> Value {
        let (field, part) = self.form.subject(subject);
        let table = subject.field.table.name();
        let mut inner = json!({ "required": [field.key] });
        if let Some(part) = part {
            let key = &field.key;
            inner["properties"] = json!({ key: { "required": [part.key] } });
        }
        json!({ "required": [table], "properties": { table: inner } })
    }

    /// That something is there and of a schema.
    fn with(&self, subject: &Subject, schema: Value) -> Value {
        let (field, part) = self.form.subject(subject);
        let table = subject.field.table.name();
        let key = &field.key;
        let schema = match part {
            Some(part) => {
                let part = &part.key;
                json!({ "required": [part], "properties": { part: schema } })
            }
            None => schema,
        };
        let inner = json!({ "required": [key], "properties": { key: schema } });
        json!({ "required": [table], "properties": { table: inner } })
    }

    /// That a condition holds, or that it does not: in either case nothing that it speaks of is
    /// absent. `None` for what a schema cannot tell.
    fn judged(&self, condition: &Condition, holds: bool) -> Option<Value> {
        match condition {
            Condition::Not(inner) => self.judged(inner, !holds),
            Condition::All(conditions) => {
                let all: Option<Vec<Value>> =
                    conditions.iter().map(|inner| self.judged(inner, holds)).collect();
                let all = all?;
                Some(if holds { all_of(all) } else { json!({ "anyOf": all }) })
            }
            Condition::Compare(subject, expected) => match expected {
                Expected::Present(present) => {
                    let has = self.has(subject);
                    Some(if *present == holds { has } else { not(&has) })
                }
                Expected::OneOf(values) | Expected::NoneOf(values) => {
                    let (field, part) = self.form.subject(subject);
                    let kind = part.map_or(&field.kind, |part| &part.kind);
                    if !matches!(kind, Kind::YesNo | Kind::Choice(_) | Kind::Choices(_)) {
                        return None;
                    }
                    let values: Vec<Value> = values.iter().map(literal).collect::<Option<_>>()?;
                    let is_several = kind.is_several();
                    let one_of = json!({ "enum": values });
                    let one_of = if is_several { json!({ "contains": one_of }) } else { one_of };
                    let is_wanted = matches!(expected, Expected::OneOf(_)) == holds;
                    Some(self.with(subject, if is_wanted { one_of } else { not(&one_of) }))
                }
                _ => None,
            },
        }
    }
}

fn conditional(when: Vec<Value>, then: Vec<Value>) -> Value {
    if when.is_empty() {
        return all_of(then);
    }
    json!({ "if": all_of(when), "then": all_of(then) })
}

fn all_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "allOf": schemas }),
    }
}

fn not(schema: &Value) -> Value {
    json!({ "not": schema })
}

/// A schema that a blank passes too: what is not answered yet.
fn or_blank(schema: Value, kind: &Kind) -> Value {
    let blank = json!({ "type": "string", "pattern": BLANK });
    let record = json!({ "type": "object", "additionalProperties": blank });
    let has_parts = !kind.record_parts().is_empty();
    let mut all = vec![schema, blank];
    if kind.is_several() {
        let item = if has_parts { record } else { all[1].clone() };
        all.push(json!({ "type": "array", "items": item }));
    } else if has_parts {
        all.push(record);
    }
    json!({ "anyOf": all })
}

/// A literal of a condition, where it is written in one way only.
fn literal(value: &Scalar) -> Option<Value> {
    match value {
        Scalar::Boolean(yes) => Some((*yes).into()),
        Scalar::Text(text) => Some(text.clone().into()),
        _ => None,
    }
}

/// What an answer is held against with an error.
fn errors(rules: &Rules) -> impl Iterator<Item = &Test> {
    let errors = rules.checks.iter().filter(|check| check.severity == Severity::Error);
    errors.map(|Check { test, .. }| test)
}

/// A schema of one line with the rules that it can tell.
fn limited(schema: Value, kind: &Kind, rules: &Rules) -> Value {
    let is_line = matches!(kind, Kind::Line);
    let mut all = vec![schema];
    for test in errors(rules) {
        all.extend(match test {
            // An accepted word is held against nothing, and neither is what only Rust can match.
            Test::Pattern(pattern)
                if is_line && rules.accepts.is_empty() && !pattern.as_str().contains("(?") =>
            {
                Some(json!({ "pattern": pattern.as_str() }))
            }
            Test::OneOf(words) if is_line => Some(json!({ "enum": words })),
            Test::Min(least) => bound("minimum", &least.to_string()),
            Test::Max(most) => bound("maximum", &most.to_string()),
            _ => None,
        });
    }
    all_of(all)
}

fn bound(name: &str, number: &str) -> Option<Value> {
    let number: serde_json::Number = number.parse().ok()?;
    Some(json!({ name: number }))
}
