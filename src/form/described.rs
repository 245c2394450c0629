//! A form's fields as text, for whoever writes forms.

use super::{Address, Field, FieldId, Form, Kind, Meaning, Part, Personal, Subject};

impl Field {
    /// The field as its author wants to see it: its kind, its address and its rules, these as `form.toml`
    /// writes them, set in by two blanks.
    pub fn described(&self) -> String {
        describe(self)
    }

    /// What the form says of the field beside its key, its kind, its question and its address, line by line: options,
    /// parts, advice, rules.
    pub fn details(&self) -> Vec<String> {
        let options = match &self.kind {
            Kind::Choice(options) | Kind::Choices(options) => options.as_slice(),
            _ => &[],
        };
        let options = options.iter().map(|option| format!("option {option}"));
        let mut more = Vec::new();
        if let Some(default) = &self.default {
            more.push(format!("default = {}", default.value.written()));
        }
        match &self.personal {
            Personal::No => {}
            Personal::Yes => more.push("personal = true".to_owned()),
            Personal::Role(role) => more.push(format!("personal = {role}")),
        }
        more.extend(self.meaning.lines(""));
        for part in self.kind.record_parts() {
            more.extend(part.meaning.lines(&format!("{}.", part.key)));
        }
        let described = self.described();
        let lines = described.lines().skip(1).map(|line| line.trim().to_owned());
        let lines = lines.filter(|line| !line.starts_with("bookmark = "));
        options.chain(more).chain(lines).collect()
    }
}

impl Form {
    /// What the form says of itself and of its cases, line by line, without its questions.
    pub fn details(&self) -> Vec<String> {
        let mut lines = vec![
            format!("title = {}", self.title),
            format!("language = {}", self.language),
            format!("protect = {:?}", self.protect).to_lowercase(),
            format!("unanswered = {}", self.unanswered),
            format!("public_notice = {}", self.public_notice),
        ];
        lines.extend(self.means.map(|class| format!("means = {}", class.name())));
        lines.extend(self.public.iter().map(|public| format!("public = {public}")));
        let allowed = self.allowed.iter();
        lines.extend(allowed.map(|allowed| format!("allow.{} = {}", allowed.code, allowed.why)));
        lines.extend(self.added_bookmarks.iter().map(|name| format!("added_bookmark = {name}")));
        lines.extend(self.passed_over.iter().map(|(name, _)| format!("passed_over = {name}")));
        let named = |name: &str, field: Option<FieldId>| {
            let field = field?;
            let table = field.table.name();
            Some(format!("{name} = {table}.{}", self.field_at(field).key))
        };
        let subject = |subject: &Option<Subject>| subject.as_ref().map(|subject| subject.field);
        let Form { register, archive, .. } = self;
        for (name, field) in [
            ("register.number", subject(&register.number)),
            ("register.title", subject(&register.title)),
            ("register.review", subject(&register.review)),
            ("archive.classification", archive.classification),
            ("archive.decision_date", archive.decision_date),
            ("archive.decided_by", archive.decided_by),
            ("archive.secrecy", archive.secrecy),
        ] {
            lines.extend(named(name, field));
        }
        for field in &self.case_fields {
            lines.push(format!("case.{}  {}  {}", field.key, field.kind.name(), field.label));
            let details = field.details().into_iter();
            lines.extend(details.map(|line| format!("case.{}: {line}", field.key)));
        }
        if let Some(status) = &self.status {
            let options = match &self.case_fields[status.field].kind {
                Kind::Choice(options) => options.as_slice(),
                _ => &[],
            };
            let from = |name: &str, at: Option<usize>| {
                Some(format!("status.{name} = {}", options.get(at?)?))
            };
            lines.extend(from("required_from", Some(status.required_from)));
            lines.extend(from("decided_from", status.decided_from));
            lines.extend(from("closed_from", status.closed_from));
        }
        for rule in &self.rules {
            let written = described(&rule.written, 0);
            lines.push(format!("rule: {}", written.lines().collect::<Vec<_>>().join("; ")));
        }
        lines
    }
}

impl Meaning {
    fn lines(&self, before: &str) -> impl Iterator<Item = String> {
        let property = self.property.iter();
        let property = property.map(move |(one, _)| format!("{before}means = {}", one.name));
        let terms = self.terms.iter();
        property.chain(terms.map(move |(option, term)| format!("{before}{option} means = {term}")))
    }
}

fn describe(field: &Field) -> String {
    let mut text = format!("  {}  {}  {}\n", field.key, kind(&field.kind), field.label);
    match &field.address {
        Some(Address::One(name)) => text += &format!("      bookmark = {name}\n"),
        Some(Address::Parts(names)) => {
            let parts = field.kind.parts().into_iter().zip(names);
            let parts: Vec<String> = parts.map(|(part, name)| format!("{part} = {name}")).collect();
            text += &format!("      bookmark = {{ {} }}\n", parts.join(", "));
        }
        None => {}
    }
    if let Some(help) = &field.help {
        text += &format!("      help = {help}\n");
    }
    if let Some(placeholder) = &field.placeholder {
        text += &format!("      placeholder = {placeholder}\n");
    }
    text += &described(&field.rules.written, 6);
    for part @ Part { key, label, kind, rules, .. } in field.kind.record_parts() {
        let absent = part.absent();
        text += &format!("      {key}  {}  {label}\n", self::kind(kind));
        if !matches!(field.kind, Kind::Table(_)) {
            text += &format!("          absent = {absent}\n");
        }
        text += &described(&rules.written, 10);
    }
    text
}

/// A kind with what belongs to it.
fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Choice(options) | Kind::Choices(options) => {
            format!("{} ({})", kind.name(), options.join(" | "))
        }
        Kind::Number(number) => {
            let decimals = number.decimals.map(|most| format!("decimals = {most}"));
            let unit = number.unit.as_ref().map(|unit| format!("unit = {unit}"));
            let more: Vec<String> = decimals.into_iter().chain(unit).collect();
            let more =
                if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
            format!("number{more}")
        }
        Kind::Record(record) | Kind::List(Some(record)) => match &record.print {
            Some(print) => format!("{} \"{}\"", kind.name(), print.as_str()),
            None => kind.name().to_owned(),
        },
        _ => kind.name().to_owned(),
    }
}

/// Entries of `form.toml`; what has several lines there is set in.
pub fn described(entries: &[(String, String)], indent: usize) -> String {
    let indent = " ".repeat(indent);
    entries
        .iter()
        .map(|(key, value)| {
            let lines: Vec<&str> = value.lines().map(str::trim).collect();
            format!("{indent}{key} = {}\n", lines.join(" "))
        })
        .collect()
}
