//! A form's fields as text, for whoever writes forms.

use super::{Address, Field, Kind, Part};

impl Field {
    /// The field as its author wants to see it: its kind, its address and its rules, these as `form.toml`
    /// writes them, set in by two blanks.
    pub fn described(&self) -> String {
        describe(self)
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
