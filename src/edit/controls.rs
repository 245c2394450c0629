//! Between an answer and the controls of a page: what they show of a value, and the value of what was sent of them.

use std::collections::BTreeMap;

use crate::case::Written;
use crate::digest::sha256;
use crate::form::{Field, Kind, Part};
use crate::scalar::Scalar;
use crate::table::{Data, Table, Value};

/// The most rows of a list or a table that a page has; a case may have no more.
pub(super) const MOST_ROWS: usize = 10_000;

/// What controls hold, by their names: of one, several values where several boxes are ticked.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Sent(BTreeMap<String, Vec<String>>);

impl Sent {
    /// Those of pairs as a browser sends them.
    pub(super) fn of(pairs: impl Iterator<Item = (String, String)>) -> Sent {
        let mut sent = Sent::default();
        for (name, value) in pairs {
            sent.add(name, &value);
        }
        sent
    }

    fn add(&mut self, name: String, value: &str) {
        // Browsers end lines as mail does, whatever they were given.
        let value = value.replace("\r\n", "\n").replace('\r', "\n");
        self.0.entry(name).or_default().push(value);
    }

    /// The first value of a name; nothing where it was not sent.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.first().map(String::as_str)
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// All that people typed, without what pages say themselves.
    pub(super) fn values(&self) -> Vec<String> {
        let typed = self.0.iter().filter(|(name, _)| name.starts_with('q'));
        typed
            .flat_map(|(_, values)| values)
            .filter(|text| !text.trim().is_empty())
            .cloned()
            .collect()
    }

    /// What was typed in the controls of a question.
    pub(super) fn under(&self, name: &str) -> impl Iterator<Item = &String> {
        let begin = format!("{name}.");
        let own = self.0.iter().filter(move |(one, _)| *one == name || one.starts_with(&begin));
        own.flat_map(|(_, values)| values).filter(|text| !text.trim().is_empty())
    }

    /// Puts the controls of another in.
    pub(super) fn extend(&mut self, other: Sent) {
        self.0.extend(other.0);
    }

    /// How many rows there are under a name: `q3.r0`, `q3.r1.p0`.
    pub(super) fn rows(&self, name: &str) -> usize {
        let begin = format!("{name}.r");
        let of_rows =
            self.0.range(begin.clone()..).take_while(|(name, _)| name.starts_with(&begin));
        let rows = of_rows
            .filter_map(|(name, _)| name[begin.len()..].split('.').next()?.parse::<usize>().ok());
        rows.max().map_or(0, |last: usize| last.saturating_add(1).min(MOST_ROWS))
    }

    /// Puts the rows under a name in another order, or takes some away: `order` has the rows that stay.
    pub(super) fn reorder(&mut self, name: &str, order: &[usize]) {
        let begin = format!("{name}.r");
        let names: Vec<String> =
            self.0.keys().filter(|one| one.starts_with(&begin)).cloned().collect();
        let mut rows: BTreeMap<usize, Vec<(String, Vec<String>)>> = BTreeMap::new();
        for one in names {
            let values = self.0.remove(&one).unwrap_or_default();
            let rest = &one[begin.len()..];
            let digits = rest.find('.').unwrap_or(rest.len());
            if let Ok(row) = rest[..digits].parse() {
                rows.entry(row).or_default().push((rest[digits..].to_owned(), values));
            }
        }
        for (now, was) in order.iter().enumerate() {
            for (part, values) in rows.get(was).into_iter().flatten() {
                self.0.insert(format!("{begin}{now}{part}"), values.clone());
            }
        }
    }
}

/// What the controls of a question show; nothing where they cannot show what the case has.
pub(super) fn shown(name: &str, field: &Field, value: Option<&Value>) -> Option<Sent> {
    let mut sent = Sent::default();
    let Some(value) = value else { return Some(sent) };
    if matches!(&value.data, Data::List(items) if items.len() > MOST_ROWS) {
        return None;
    }
    let parts = field.kind.record_parts();
    let mut row = |name: &str, data: &Data| -> Option<()> {
        match data {
            Data::Table(table) => of_record(name, parts, table, &mut sent),
            data if parts.is_empty() => {
                sent.add(name.to_owned(), &of_scalar(data)?);
                Some(())
            }
            _ => None,
        }
    };
    match (&field.kind, &value.data) {
        (Kind::Choices(_), Data::List(items)) => {
            for item in items {
                sent.add(name.to_owned(), &of_scalar(&item.data)?);
            }
        }
        (Kind::List(_) | Kind::Table(_), Data::List(items)) => {
            for (nth, item) in items.iter().enumerate() {
                row(&format!("{name}.r{nth}"), &item.data)?;
            }
        }
        (Kind::Record(_), data @ Data::Table(_)) => row(name, data)?,
        (Kind::Record(_) | Kind::List(_) | Kind::Table(_), Data::Text(word)) => {
            sent.add(format!("{name}.w"), word);
        }
        (Kind::Record(_) | Kind::List(_) | Kind::Table(_), _) => return None,
        (_, data) => sent.add(name.to_owned(), &of_scalar(data)?),
    }
    // A control of one line has no breaks.
    let has_breaks = |values: &Vec<String>| values.iter().any(|value| value.contains('\n'));
    let is_broken = field.kind != Kind::Text && sent.0.values().any(has_breaks);
    (!is_broken).then_some(sent)
}

fn of_record(name: &str, parts: &[Part], table: &Table, sent: &mut Sent) -> Option<()> {
    for entry in table.entries() {
        // What has no control would be lost.
        let at = parts.iter().position(|part| part.key == entry.key)?;
        sent.add(format!("{name}.p{at}"), &of_scalar(&entry.value.data)?);
    }
    Some(())
}

fn of_scalar(data: &Data) -> Option<String> {
    match data {
        Data::Text(text) => Some(text.clone()),
        Data::Number(number) => Some(number.replace('_', "")),
        Data::Boolean(yes) => Some(yes.to_string()),
        Data::Datetime(day) => Some(day.to_string()),
        Data::List(_) | Data::Table(_) | Data::Broken => None,
    }
}

/// What was sent of a question, as it stands in a case: as its kind has it where that is beyond doubt, else as typed.
pub(super) fn typed(name: &str, field: &Field, language: &str, sent: &Sent) -> Option<Written> {
    let parts = field.kind.record_parts();
    let word = sent.one(&format!("{name}.w")).unwrap_or_default().trim();
    // A word that was chosen now takes the place of what stands in the rows.
    let is_chosen = !word.is_empty() && sent.one(&format!("{name}.o")) != Some(word);
    let word = || (!word.is_empty()).then(|| Written::Text(word.to_owned()));
    let row = |name: &str| {
        if parts.is_empty() {
            return scalar(&Kind::Line, sent.one(name)?, language);
        }
        let parts = parts.iter().enumerate().filter_map(|(at, part)| {
            let value = scalar(&part.kind, sent.one(&format!("{name}.p{at}"))?, language)?;
            Some((part.key.clone(), value))
        });
        let parts: Vec<(String, Written)> = parts.collect();
        (!parts.is_empty()).then_some(Written::Record(parts))
    };
    match &field.kind {
        Kind::Choices(options) => {
            let mut chosen: Vec<&String> = Vec::new();
            for one in sent.all(name).iter().filter(|one| !one.trim().is_empty()) {
                if !chosen.contains(&one) {
                    chosen.push(one);
                }
            }
            // As the page has them, whoever orders them otherwise.
            let place = |one: &&String| options.iter().position(|option| option == *one);
            chosen.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
            let chosen: Vec<Written> = chosen.into_iter().cloned().map(Written::Text).collect();
            (!chosen.is_empty()).then_some(Written::List(chosen))
        }
        _ if is_chosen => word(),
        Kind::Record(_) => row(name).or_else(word),
        Kind::List(_) | Kind::Table(_) => {
            let rows = (0..sent.rows(name)).filter_map(|nth| row(&format!("{name}.r{nth}")));
            let rows: Vec<Written> = rows.collect();
            if rows.is_empty() { word() } else { Some(Written::List(rows)) }
        }
        kind => scalar(kind, sent.one(name)?, language),
    }
}

/// What tells whether somebody touched the controls of a question: the digest of what they were shown with.
pub(super) fn touch(name: &str, field: &Field, language: &str, sent: &Sent) -> String {
    let typed = typed(name, field, language, sent);
    typed.map(|typed| sha256(typed.to_toml().as_bytes())[..16].to_owned()).unwrap_or_default()
}

fn scalar(kind: &Kind, text: &str, language: &str) -> Option<Written> {
    if text.trim().is_empty() {
        return None;
    }
    let yes_or_no = match (kind, text) {
        (Kind::YesNo, "true" | "false") => Some(Written::Literal(text.to_owned())),
        _ => None,
    };
    let value = yes_or_no.or_else(|| {
        Some(match kind.typed(text, language)? {
            Scalar::Text(text) => Written::Text(text),
            other => Written::literal(other.to_string()),
        })
    });
    Some(value.unwrap_or_else(|| match kind {
        Kind::Text => Written::Text(text.to_owned()),
        _ => Written::Text(text.trim().to_owned()),
    }))
}
