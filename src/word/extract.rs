//! A filled-in Word file → what a case holds: the only road back.

use std::collections::BTreeMap;

use crate::case::{Case, Entries, Written};
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Question, Report, Source};
use crate::document::{Block, Text, characters};
use crate::form::{Address, Field as Asked, Form, Kind, Part, Pattern};
use crate::scalar::Scalar;
use crate::table::{self, Data, Value};
use crate::text::{is_blank, normal_characters};
use crate::word::problems::{
    BothTicked, CommentFound, FieldMissing, ManyWays, NoneTicked, TrackedChanges, UnclearBox,
};

use super::WordFile;
use super::atoms::{Atom, ControlKind, FieldKind};
use super::content::{Piece, plain, typed};
use super::spot::{Spot, spot};

/// What a Word file answers.
#[derive(Debug, Default)]
pub struct Extracted {
    /// What is kept about the case.
    pub facts: Entries,
    /// The answers, in the order of the form.
    pub answers: Entries,
    /// The keys of questions whose fields are not in the file, so that nothing is known of them.
    pub unknown: Vec<String>,
    /// The digests of the answers as the file was built, by key.
    pub built: BTreeMap<String, String>,
    /// Whether the file says what it was built from.
    pub has_provenance: bool,
    /// Warnings of lines that can be read in several ways, each with its question; of no use where
    /// the answer is as it was built.
    pub many_ways: Vec<Diagnostic>,
    /// Where each answer stands in the file's text.
    places: BTreeMap<String, Place>,
}

impl Extracted {
    /// Where the answer to a question stands in the file's text, by its key.
    pub fn place_of(&self, key: &str, file: &WordFile) -> Place {
        self.places.get(key).cloned().unwrap_or_else(|| Place::new(file.source(), 0..0))
    }

    /// All that was found, as a case of a form.
    pub fn case(&self, form: &Form, file: &WordFile) -> Case {
        let whole = Place::new(file.source(), 0..0);
        let place_of = |key: &str| self.place_of(key, file);
        Case::found((&form.id, &form.version), &self.facts, &self.answers, &whole, place_of)
    }
}

/// The form that a file was made from, among those given: as the file says, or else the one whose
/// fields it has. `None` if neither tells.
pub fn form_of<'a>(file: &WordFile, forms: &[&'a Form]) -> Option<&'a Form> {
    let said = |name: &str| file.provenance.get(name);
    if let (Some(id), Some(version)) = (said("blankett.form"), said("blankett.version")) {
        return forms.iter().copied().find(|form| form.id == id && form.version == version);
    }
    // Of each form, how many of its addresses are in the file; of those alike, the newest.
    let mut best: Option<(usize, &Form)> = None;
    for form in forms {
        let names: Vec<&String> = form.fields.iter().flat_map(names).collect();
        let found = names.iter().filter(|name| spot(file, name).is_some()).count();
        let enough = found > 0 && 2 * found >= names.len();
        if enough && best.is_none_or(|(most, _)| found >= most) {
            best = Some((found, form));
        }
    }
    best.map(|(_, form)| form)
}

fn names(field: &Asked) -> &[String] {
    field.address.as_ref().map_or(&[], Address::names)
}

/// Reads the answers of a form out of a file. What is an item of a list in the form's own
/// `original` is not one because of its answer.
///
/// # Errors
///
/// What cannot be read, or can be read in two ways, is a problem in `report`; all else is read all
/// the same.
pub fn extract(
    file: &WordFile,
    original: Option<&WordFile>,
    form: &Form,
    report: &mut Report,
) -> Extracted {
    let mut extracted = Extracted {
        has_provenance: file.provenance.get("blankett.form").is_some(),
        ..Extracted::default()
    };
    for field in &form.case_fields {
        if let Some(stored) = file.provenance.get(&format!("case.{}", field.key)) {
            extracted.facts.push((field.key.clone(), read_stored(&field.kind, stored)));
        }
    }
    let reader = FieldReader { file, original, language: &form.language };
    for field in &form.fields {
        if let Some(digest) = file.provenance.get(&format!("answer.{}.sha256", field.key)) {
            extracted.built.insert(field.key.clone(), digest.to_owned());
        }
        let mut faults = Report::new();
        let was_answered = extracted.built.contains_key(&field.key);
        let read = reader.read(field, was_answered, &mut faults);
        for fault in faults.diagnostics_mut() {
            let (key, label) = (field.key.clone(), field.label.clone());
            fault.question = Some(Question { key, label });
        }
        report.append(faults);
        if let Some(name) = names(field).first()
            && let Some(spot) = spot(file, name)
        {
            extracted.places.insert(field.key.clone(), file.place_of(spot));
        }
        for (spot, problem) in reader.many_ways(field) {
            let (key, label) = (field.key.clone(), field.label.clone());
            let mut faults = Report::new();
            faults.warning(problem, file.place_of(spot)).question = Some(Question { key, label });
            extracted.many_ways.extend(faults.diagnostics().iter().cloned());
        }
        match read {
            Read::Unknown => extracted.unknown.push(field.key.clone()),
            Read::Unanswered => {}
            Read::Answered(value) => extracted.answers.push((field.key.clone(), value)),
        }
    }
    let beginning = Place::new(file.source(), 0..0);
    if file.atoms.tracked > 0 {
        let problem = TrackedChanges { count: file.atoms.tracked };
        report.warning(problem, beginning.clone());
    }
    for (author, text) in &file.atoms.comments {
        let problem = CommentFound { author: author.clone(), text: text.clone() };
        report.warning(problem, beginning.clone());
    }
    extracted
}

/// What was found of a question.
enum Read {
    /// Its field is not there.
    Unknown,
    Unanswered,
    Answered(Written),
}

struct FieldReader<'a> {
    file: &'a WordFile,
    original: Option<&'a WordFile>,
    language: &'a str,
}

impl FieldReader<'_> {
    /// The blocks at a spot.
    fn pieces(&self, spot: Spot) -> Vec<Piece> {
        let atoms = &self.file.atoms;
        let find = |wanted: Atom| atoms.row.iter().position(|atom| *atom == wanted);
        let range = match spot {
            Spot::Field(field) => find(Atom::FieldResult(field)).zip(find(Atom::FieldEnd(field))),
            Spot::Control(control) => {
                find(Atom::ControlStart(control)).zip(find(Atom::ControlEnd(control)))
            }
            Spot::Bookmark(start, end) => Some((start, end)),
        };
        range.map_or_else(Vec::new, |(start, end)| atoms.pieces_between(start + 1, end))
    }

    /// Whether the box at a spot is ticked; `None` if there is no box.
    fn tick(&self, spot: Spot) -> Option<bool> {
        let box_at = match spot {
            Spot::Field(field) if self.file.atoms.fields[field].is_bare => None,
            Spot::Field(field) => match &self.file.atoms.fields[field].data.as_ref()?.kind {
                FieldKind::Tick(is_ticked) => Some(*is_ticked),
                _ => None,
            },
            Spot::Control(control) => match &self.file.atoms.controls[control].kind {
                ControlKind::Tick(is_ticked) => Some(*is_ticked),
                _ => None,
            },
            // A bookmark around a box alone.
            Spot::Bookmark(start, end) => {
                self.file.atoms.row[start..end].iter().find_map(|atom| match atom {
                    Atom::FieldStart(field) => self.tick(Spot::Field(*field)),
                    Atom::ControlStart(control) => self.tick(Spot::Control(*control)),
                    _ => None,
                })
            }
        };
        // Some programs make characters of boxes; in a box, somebody may have put one.
        match (box_at, drawn_tick(&plain(&self.pieces(spot)))) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    }

    /// Whether what was an answer can be gone from a spot: a bookmark that holds nothing is what
    /// programs leave where a field was, unless the form's own `original` has such a bookmark. A field
    /// without an end may hold anything.
    fn can_be_empty(&self, name: &str, found: Spot) -> bool {
        if let Spot::Field(field) = found {
            return self.file.atoms.row.contains(&Atom::FieldEnd(field));
        }
        let is_bookmark = |spot| matches!(spot, Spot::Bookmark(..));
        let original = || spot(self.original?, name);
        !is_bookmark(found) || original().is_some_and(is_bookmark)
    }

    fn read(&self, field: &Asked, was_answered: bool, report: &mut Report) -> Read {
        let Some(address) = &field.address else {
            let stored = self.file.provenance.get(&format!("answer.{}", field.key));
            return stored.map_or(Read::Unanswered, |stored| {
                Read::Answered(read_stored(&field.kind, stored))
            });
        };
        let names = address.names();
        let spots: Vec<Option<Spot>> = names.iter().map(|name| spot(self.file, name)).collect();
        // Without its box, nothing tells whether it is ticked.
        let is_box = matches!(field.kind, Kind::YesNo | Kind::Choices(_));
        let is_there = |name: &str, spot: Spot| {
            if is_box {
                return self.tick(spot).is_some();
            }
            !was_answered || self.line(spot, None).is_some() || self.can_be_empty(name, spot)
        };
        let mut found: Vec<Spot> = Vec::new();
        for (name, spot) in names.iter().zip(spots) {
            let name = name.clone();
            match spot {
                Some(spot) if is_there(&name, spot) => found.push(spot),
                Some(spot @ (Spot::Field(_) | Spot::Control(_))) if is_box => {
                    report.error(UnclearBox { name }, self.file.place_of(spot));
                }
                _ => {
                    let beginning = Place::new(self.file.source(), 0..0);
                    report.error(FieldMissing { name }, beginning);
                }
            }
        }
        if found.len() < names.len() {
            return Read::Unknown;
        }
        let spots = found;
        match (&field.kind, address) {
            (Kind::YesNo, _) => {
                let ticks: Vec<bool> =
                    spots.iter().map(|spot| self.tick(*spot).unwrap_or_default()).collect();
                match ticks.as_slice() {
                    [true, false] => Read::Answered(Written::Literal("true".into())),
                    [false, true] => Read::Answered(Written::Literal("false".into())),
                    [true, ..] => {
                        report.error(BothTicked, self.file.place_of(spots[0]));
                        Read::Unknown
                    }
                    _ => {
                        if was_answered {
                            report.warning(NoneTicked, self.file.place_of(spots[0]));
                        }
                        Read::Unanswered
                    }
                }
            }
            (Kind::Choices(options), _) => {
                let ticked = options.iter().zip(&spots);
                let words: Vec<Written> = ticked
                    .filter(|(_, spot)| self.tick(**spot) == Some(true))
                    .map(|(option, _)| Written::Text(option.clone()))
                    .collect();
                answered(words, Written::List)
            }
            (Kind::Record(record), Address::Parts(_)) => {
                let parts = record.parts.iter().zip(&spots).filter_map(|(part, spot)| {
                    let text = self.line(*spot, None)?;
                    Some((part.key.clone(), self.scalar(&part.kind, &text)))
                });
                answered(parts.collect(), Written::Record)
            }
            (kind, _) => self.whole(field, kind, spots[0], self.is_item_of_form(&names[0])),
        }
    }

    /// The text at a spot if it is an answer: neither blank nor the placeholder.
    fn line(&self, spot: Spot, placeholder: Option<&str>) -> Option<String> {
        let chosen = match spot {
            Spot::Field(field) => match &self.file.atoms.fields[field].data {
                Some(data) => match &data.kind {
                    FieldKind::List { entries, chosen } => Some(entries.get(*chosen).cloned()?),
                    _ => None,
                },
                None => None,
            },
            Spot::Control(control) if self.file.atoms.controls[control].is_empty => return None,
            _ => None,
        };
        let text = chosen.unwrap_or_else(|| plain(&self.pieces(spot)));
        let text = normal_characters(&text);
        (!is_blank(&text) && Some(text.as_str()) != placeholder).then_some(text)
    }

    /// Whether the form itself has what an address leads to in an item of a list.
    fn is_item_of_form(&self, address: &str) -> bool {
        let Some(original) = self.original else { return false };
        let paragraph = spot(original, address).and_then(|spot| original.paragraph_of(spot));
        paragraph.is_some_and(|paragraph| original.atoms.paragraphs[paragraph].list.is_some())
    }

    /// An answer that stands in one place.
    fn whole(&self, field: &Asked, kind: &Kind, spot: Spot, is_item_of_form: bool) -> Read {
        let mut pieces = self.pieces(spot);
        if let (true, Some(Piece::Paragraph(_, item))) = (is_item_of_form, pieces.first_mut()) {
            *item = None;
        }
        // As an item of a list, the placeholder or an accepted word is an item that somebody typed.
        let is_item = matches!(pieces.as_slice(), [Piece::Paragraph(_, Some(_))]);
        let placeholder = field.placeholder.as_deref().filter(|_| !is_item);
        let Some(text) = self.line(spot, placeholder) else { return Read::Unanswered };
        if field.rules.accepts.contains(&text) && !is_item {
            return Read::Answered(Written::Text(text));
        }
        let value = match kind {
            Kind::Text => Written::Text(typed(&pieces)),
            Kind::Record(record) => self.record(&record.parts, record.print.as_ref(), &text),
            Kind::List(record) => {
                let items = items(&pieces);
                let item = |line: String| match record {
                    None => Written::Text(line),
                    Some(record) => self.record(&record.parts, record.print.as_ref(), &line),
                };
                Written::List(items.into_iter().map(item).collect())
            }
            Kind::Table(columns) => self.table(columns, &pieces, text),
            kind => self.scalar(kind, &text),
        };
        Read::Answered(value)
    }

    /// A value of one line; as text, if the kind does not have it, so that the check says so.
    fn scalar(&self, kind: &Kind, text: &str) -> Written {
        match kind.read_back(text, self.language) {
            Some(Scalar::Text(text)) => Written::Text(text),
            Some(other) => Written::Literal(other.to_string()),
            None => Written::Text(text.to_owned()),
        }
    }

    /// The lines of a field that its pattern fits in several ways.
    fn many_ways(&self, field: &Asked) -> Vec<(Spot, AnyProblem)> {
        let (Kind::Record(record) | Kind::List(Some(record)), Some(Address::One(name))) =
            (&field.kind, &field.address)
        else {
            return Vec::new();
        };
        let Some((pattern, spot)) = record.print.as_ref().zip(spot(self.file, name)) else {
            return Vec::new();
        };
        let lines = match &field.kind {
            Kind::List(_) => items(&self.pieces(spot)),
            _ => self.line(spot, field.placeholder.as_deref()).into_iter().collect(),
        };
        let ambiguous = lines
            .into_iter()
            .filter(|line| pattern.is_ambiguous(&record.parts, line, self.language));
        let told = ambiguous.filter_map(|line| {
            let values = pattern.read(&record.parts, &line, self.language)?;
            let read = record.parts.iter().zip(values);
            let read =
                read.filter_map(|(part, value)| Some((part.key.clone(), value?.to_string())));
            Some((spot, ManyWays { line, read: read.collect() }.into()))
        });
        told.collect()
    }

    fn record(&self, parts: &[Part], print: Option<&Pattern>, line: &str) -> Written {
        let Some(values) = print.and_then(|print| print.read(parts, line, self.language)) else {
            return Written::Text(line.to_owned());
        };
        let parts = parts.iter().zip(values).filter_map(|(part, value)| {
            let value = match value? {
                Scalar::Text(text) => Written::Text(text),
                other => Written::Literal(other.to_string()),
            };
            Some((part.key.clone(), value))
        });
        Written::Record(parts.collect())
    }

    fn table(&self, columns: &[Part], pieces: &[Piece], text: String) -> Written {
        // A table that was typed with bars is one too.
        let typed = Text::parse(&typed(pieces));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for block in &typed.blocks {
            let Block::Table(table) = block else { return Written::Text(text) };
            let mut cells =
                table.rows().map(|row| row.iter().map(|cell| characters(cell)).collect());
            let header: Vec<String> = cells.next().unwrap_or_default();
            let is_header = header.len() >= columns.len()
                && columns.iter().zip(&header).all(|(column, cell)| column.label == cell.trim());
            rows.extend((!is_header).then_some(header));
            rows.extend(cells);
        }
        // What is wider than the table has nowhere to go.
        if rows.iter().any(|row| row.iter().skip(columns.len()).any(|cell| !cell.is_empty())) {
            return Written::Text(text);
        }
        let records = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
        let records = records.map(|row| {
            let cells = columns.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
            let cells =
                cells.map(|(column, cell)| (column.key.clone(), self.scalar(&column.kind, cell)));
            Written::Record(cells.collect())
        });
        Written::List(records.collect())
    }
}

fn answered<T>(values: Vec<T>, make: fn(Vec<T>) -> Written) -> Read {
    if values.is_empty() { Read::Unanswered } else { Read::Answered(make(values)) }
}

/// Whether a character that looks like a box, or stands for one, is ticked.
fn drawn_tick(text: &str) -> Option<bool> {
    if matches!(text.trim(), "x" | "X") {
        return Some(true);
    }
    match text.trim_start().chars().next()? {
        '☒' | '☑' | '✓' | '✔' | '✗' | '✘' | '■' | '●' | '🗹' | '🗷' | '⊠' | '✅' => {
            Some(true)
        }
        '☐' | '□' | '▢' | '◻' | '○' | '⬜' => Some(false),
        _ => None,
    }
}

/// The items of a list: its bullets, or lines that somebody typed.
fn items(pieces: &[Piece]) -> Vec<String> {
    let mut items = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph(lines, Some(_)) => items.push(lines.join("\n")),
            Piece::Paragraph(lines, None) => {
                let lines = lines.iter().map(|line| line.strip_prefix("- ").unwrap_or(line));
                items.extend(lines.filter(|line| !line.trim().is_empty()).map(str::to_owned));
            }
            Piece::Table(table) => {
                for row in table.rows() {
                    let cells: Vec<String> = row.iter().map(|cell| characters(cell)).collect();
                    items.push(cells.join(", "));
                }
            }
        }
    }
    items.into_iter().map(|item| normal_characters(&item)).filter(|item| !item.is_empty()).collect()
}

/// A value as [`crate::answers::Answer::stored`] keeps it.
fn read_stored(kind: &Kind, stored: &str) -> Written {
    let is_plain = kind.record_parts().is_empty() && !kind.is_several();
    if is_plain {
        return match kind {
            Kind::Date | Kind::Number(_) | Kind::YesNo => {
                let is_word =
                    table::parse(&Source::new("", format!("value = {stored}")), &mut Report::new())
                        .get("value")
                        .is_none_or(|entry| matches!(entry.value.data, Data::Broken));
                let text = stored.to_owned();
                if is_word { Written::Text(text) } else { Written::Literal(text) }
            }
            _ => Written::Text(stored.to_owned()),
        };
    }
    let table = table::parse(&Source::new("", format!("value = {stored}")), &mut Report::new());
    table
        .get("value")
        .and_then(|entry| of_value(&entry.value))
        .unwrap_or(Written::Text(stored.to_owned()))
}

fn of_value(value: &Value) -> Option<Written> {
    Some(match &value.data {
        Data::Text(text) => Written::Text(text.clone()),
        Data::Number(_) | Data::Boolean(_) | Data::Datetime(_) => {
            Written::Literal(value.written().to_owned())
        }
        Data::List(items) => Written::List(items.iter().map(of_value).collect::<Option<_>>()?),
        Data::Table(table) => {
            let parts = table.entries().iter();
            let parts = parts.map(|entry| Some((entry.key.clone(), of_value(&entry.value)?)));
            Written::Record(parts.collect::<Option<_>>()?)
        }
        Data::Broken => return None,
    })
}
