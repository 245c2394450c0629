//! A filled-in Word file → what a case holds: the only road back.

use std::collections::BTreeMap;

use crate::case::{Case, Entries, Written};
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Report, Source};
use crate::document::{Block, Text, characters};
use crate::form::people::{self, Understood};
use crate::form::{Address, Field as Asked, Form, Kind, Part, Pattern};
use crate::scalar::Scalar;
use crate::table::{self, Data, Value};
use crate::text::{is_blank, normal_characters};
use crate::word::problems::{
    BothTicked, FieldMissing, FieldsGone, Flattened, ManyWays, NoneTicked, NotClean, RestLeft,
    UnclearBox,
};

use super::WordFile;
use super::adopt::is_rule;
use super::atoms::{Atom, FieldKind};
use super::content::{Piece, plain, typed};
use super::flat::Flat;
use super::marks::MarkKind;
use super::places::Places;
use super::spot::{Spot, spot};

/// What a Word file answers.
#[derive(Clone, Debug, Default)]
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
    /// Warnings of what can be read in several ways, each with its question; of no use where the
    /// answer is as it was built.
    pub many_ways: Vec<Diagnostic>,
    /// The lines of some answers, by key: people and the program may write alike and mean something else.
    pub lines: BTreeMap<String, Vec<Line>>,
    /// The words of the answers whose fields some program made text of, by key, line by line: it may have
    /// dropped their layout too.
    pub flattened: BTreeMap<String, String>,
    /// Where each answer stands in the file's text.
    text_places: BTreeMap<String, Place>,
    /// Where they stand in the file.
    pub(super) places: Places,
}

/// A line that can be read in two ways: a record or several, or a text in brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The line.
    pub text: String,
    /// The answer that the program would have printed so.
    pub printed: Option<Written>,
    /// The answers that somebody most likely meant; `None` where the line is none.
    pub meant: Option<Vec<Written>>,
}

impl Extracted {
    /// Where the answer to a question stands in the file's text, by its key.
    pub fn place_of(&self, key: &str, file: &WordFile) -> Place {
        self.text_places.get(key).cloned().unwrap_or_else(|| Place::new(file.source(), 0..0))
    }

    /// Takes the lines that `is_known` for what the program printed, which somebody else would mean otherwise.
    pub fn take_printed(&mut self, is_known: impl Fn(&str, &str) -> bool) {
        for (key, lines) in &self.lines {
            let Some((_, answer)) = self.answers.iter_mut().find(|(other, _)| other == key) else {
                continue;
            };
            let known = |line: &Line| line.printed.clone().filter(|_| is_known(key, &line.text));
            if lines.iter().all(|line| known(line).is_none()) {
                continue;
            }
            match answer {
                Written::List(items) => {
                    *items = lines.iter().flat_map(|line| line.read(known(line))).collect();
                }
                answer => {
                    let mut records = lines.iter().flat_map(|line| line.read(known(line)));
                    if let Some(record) = records.next() {
                        *answer = record;
                    }
                }
            }
        }
    }

    /// All that was found, as a case of a form.
    pub fn case(&self, form: &Form, file: &WordFile) -> Case {
        let whole = Place::new(file.source(), 0..0);
        let place_of = |key: &str| self.place_of(key, file);
        Case::found((&form.id, &form.version), &self.facts, &self.answers, &whole, place_of)
    }
}

impl Line {
    /// The records of the line, or its words.
    fn read(&self, known: Option<Written>) -> Vec<Written> {
        let meant = || self.meant.clone().unwrap_or_else(|| vec![Written::Text(self.text.clone())]);
        known.map_or_else(meant, |known| vec![known])
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
        let names: Vec<&String> = form.fields.iter().flat_map(Asked::names).collect();
        let found = names.iter().filter(|name| spot(file, name).is_some()).count();
        let enough = found > 0 && 2 * found >= names.len();
        if enough && best.is_none_or(|(most, _)| found >= most) {
            best = Some((found, form));
        }
    }
    best.map(|(_, form)| form)
}

/// Reads the answers of a form out of a file. What is an item of a list in the form's own
/// `original` is not one because of its answer; `layout` makes the form's empty document, if some of its places
/// are not found by their addresses.
///
/// # Errors
///
/// What cannot be read, or can be read in two ways, is a problem in `report`; all else is read all
/// the same.
pub fn extract(
    file: &WordFile,
    original: Option<&WordFile>,
    layout: impl FnOnce() -> Option<WordFile>,
    form: &Form,
    report: &mut Report,
) -> Extracted {
    let mut extracted = Extracted {
        has_provenance: file.provenance.get("blankett.form").is_some(),
        built: file.built_answers(),
        places: Places::find(file, form, layout),
        ..Extracted::default()
    };
    if let Some(original) = original {
        extracted.places.widen(file, original);
    }
    for field in &form.case_fields {
        if let Some(stored) = file.provenance.get(&format!("case.{}", field.key)) {
            extracted.facts.push((field.key.clone(), read_stored(&field.kind, stored)));
        }
    }
    let places = std::mem::take(&mut extracted.places);
    let reader = FieldReader { file, original, places: &places, language: &form.language };
    let mut by_question = 0;
    for field in &form.fields {
        let was_answered = extracted.built.contains_key(&field.key);
        let mut found = Found::default();
        let read = reader.read(field, was_answered, &mut found);
        let question = || Some(field.question());
        let asked = |mut faults: Report| {
            for fault in faults.diagnostics_mut() {
                fault.question = question();
            }
            faults
        };
        report.append(asked(found.faults));
        extracted.many_ways.extend(asked(found.doubts).diagnostics().iter().cloned());
        if !found.lines.is_empty() {
            extracted.lines.insert(field.key.clone(), found.lines);
        }
        let spots: Vec<Spot> = field.names().iter().filter_map(|name| places.get(name)).collect();
        if let Some(spot) = spots.first() {
            extracted.text_places.insert(field.key.clone(), file.place_of(*spot));
        }
        let is_by_question = field.names().iter().any(|name| places.is_by_question(name));
        let is_answered = matches!(read, Read::Answered(_));
        by_question += usize::from(is_by_question && is_answered);
        let is_text = |name: &String| match places.get(name) {
            Some(Spot::Words(_)) => true,
            Some(Spot::Bookmark(..)) => !reader.is_bookmark_of_form(name),
            // Some programs drop line breaks in those.
            Some(Spot::Control(control)) => {
                field.kind.is_block() && !file.is_around_paragraphs(control)
            }
            _ => false,
        };
        if is_answered && field.names().iter().any(is_text) {
            let words = spots.iter().map(|spot| plain(&file.pieces(*spot)));
            let words = words.collect::<Vec<_>>().join("\n");
            extracted.flattened.insert(field.key.clone(), words);
        }
        match read {
            Read::Unknown => extracted.unknown.push(field.key.clone()),
            Read::Unanswered => {}
            Read::Answered(value) => extracted.answers.push((field.key.clone(), value)),
        }
    }
    extracted.places = places;
    if by_question > 0 {
        let beginning = Place::new(file.source(), 0..0);
        report.warning(FieldsGone { count: by_question }, beginning);
    }
    super::told::report_marks(file, original, form, &extracted.places, report);
    extracted
}

/// What was found of a question.
enum Read {
    /// Its field is not there.
    Unknown,
    Unanswered,
    Answered(Written),
}

/// What there is to say of a question.
#[derive(Default)]
struct Found {
    faults: Report,
    /// What matters only where the answer was changed.
    doubts: Report,
    lines: Vec<Line>,
}

struct FieldReader<'a> {
    file: &'a WordFile,
    original: Option<&'a WordFile>,
    places: &'a Places,
    language: &'a str,
}

impl FieldReader<'_> {
    /// Whether what was an answer can be gone from a spot: a bookmark that holds nothing is what
    /// programs leave where a field was, unless the form's own `original` has such a bookmark. A field
    /// without an end may hold anything, and so may the words around which no field stands any more.
    fn can_be_empty(&self, name: &str, found: Spot) -> bool {
        match found {
            Spot::Field(field) => self.file.atoms.row.contains(&Atom::FieldEnd(field)),
            Spot::Control(_) => true,
            Spot::Words(_) => false,
            Spot::Bookmark(..) => self.is_bookmark_of_form(name),
        }
    }

    /// Whether the form itself has a bookmark there, and no field.
    fn is_bookmark_of_form(&self, name: &str) -> bool {
        let original = self.original.and_then(|original| spot(original, name));
        matches!(original, Some(Spot::Bookmark(..)))
    }

    /// Whether there is a box at a spot, or somebody wrote something where one was.
    fn has_box_or_words(&self, spot: Spot) -> bool {
        matches!(spot, Spot::Field(_) | Spot::Control(_))
            || !is_blank(&plain(&self.file.pieces(spot)))
    }

    /// What stands at a spot beside an answer's characters: nothing, where the field is clean empty.
    fn is_clean(&self, spot: Spot) -> bool {
        let Some(range) = self.file.range_of(spot) else { return false };
        self.file.atoms.row[range].iter().all(|atom| match atom {
            Atom::Object | Atom::Note(..) => false,
            Atom::Mark(mark) => {
                !matches!(self.file.atoms.marks[*mark].kind, MarkKind::Struck | MarkKind::Hidden)
            }
            _ => true,
        })
    }

    fn read(&self, field: &Asked, was_answered: bool, found: &mut Found) -> Read {
        let Some(address) = &field.address else {
            let stored = self.file.provenance.get(&format!("answer.{}", field.key));
            return stored.map_or(Read::Unanswered, |stored| {
                Read::Answered(read_stored(&field.kind, stored))
            });
        };
        let names = address.names();
        let is_box = matches!(field.kind, Kind::YesNo | Kind::Choices(_));
        let words = box_words(&field.kind);
        let ticks: Vec<Option<bool>> = names
            .iter()
            .zip(words)
            .map(|(name, words)| self.file.tick(self.places.get(name)?, words))
            .collect();
        // Without its box, nothing tells whether it is ticked.
        let is_there = |nth: usize, name: &str, spot: Spot| {
            if is_box {
                return ticks[nth].is_some();
            }
            !was_answered || self.line(spot, None).is_some() || self.can_be_empty(name, spot)
        };
        // One that is ticked says enough, even where somebody has taken the other away.
        if let (Kind::YesNo, [Some(true), None] | [None, Some(true)]) =
            (&field.kind, ticks.as_slice())
        {
            let yes = ticks[0].is_some();
            return Read::Answered(Written::Literal(yes.to_string()));
        }
        let mut spots: Vec<Spot> = Vec::new();
        for (nth, name) in names.iter().enumerate() {
            let owned = || name.clone();
            match self.places.get(name) {
                Some(spot) if is_there(nth, name, spot) => spots.push(spot),
                // Of one question's boxes, one says enough.
                _ if is_box && found.faults.has_errors() => {}
                Some(spot) if is_box && self.has_box_or_words(spot) => {
                    let place = self.file.place_of(spot);
                    let words = plain(&self.file.pieces(spot)).trim().to_owned();
                    found.faults.error(UnclearBox { name: owned(), words }, place);
                }
                _ => {
                    let beginning = Place::new(self.file.source(), 0..0);
                    found.faults.error(FieldMissing { name: owned() }, beginning);
                }
            }
        }
        if spots.len() < names.len() {
            return Read::Unknown;
        }
        let read = match (&field.kind, address) {
            (Kind::YesNo, _) => match ticks.as_slice() {
                [Some(true), Some(false)] => Read::Answered(Written::Literal("true".into())),
                [Some(false), Some(true)] => Read::Answered(Written::Literal("false".into())),
                [Some(true), ..] => {
                    found.faults.error(BothTicked, self.file.place_of(spots[0]));
                    return Read::Unknown;
                }
                _ => {
                    if was_answered {
                        found.faults.warning(NoneTicked, self.file.place_of(spots[0]));
                    }
                    Read::Unanswered
                }
            },
            (Kind::Choices(options), _) => {
                let ticked = options.iter().zip(&ticks);
                let words: Vec<Written> = ticked
                    .filter(|(_, tick)| **tick == Some(true))
                    .map(|(option, _)| Written::Text(option.clone()))
                    .collect();
                answered(words, Written::List)
            }
            (Kind::Record(record), Address::Parts(_)) => {
                let mut parts = Vec::new();
                for (part, spot) in record.parts.iter().zip(&spots) {
                    if let Some(text) = self.line(*spot, None) {
                        parts
                            .push((part.key.clone(), self.scalar(&part.kind, &text, *spot, found)));
                    }
                }
                answered(parts, Written::Record)
            }
            (kind, _) => self.whole(field, kind, spots[0], self.is_item_of_form(&names[0]), found),
        };
        match read {
            Read::Unanswered
                if was_answered && !is_box && !spots.iter().all(|spot| self.is_clean(*spot)) =>
            {
                found.faults.error(NotClean, self.file.place_of(spots[0]));
                Read::Unknown
            }
            read => read,
        }
    }

    /// The text at a spot if it is an answer: neither blank nor the placeholder, and without what is left of
    /// the placeholder around it.
    fn line(&self, spot: Spot, placeholder: Option<&str>) -> Option<String> {
        let chosen = match spot {
            Spot::Field(field) => match &self.file.atoms.fields[field].data {
                Some(data) => match &data.kind {
                    FieldKind::List { entries, chosen } => Some(entries.get(*chosen).cloned()?),
                    _ => None,
                },
                None => None,
            },
            Spot::Control(control) if self.shows_placeholder(control) => return None,
            _ => None,
        };
        let text = chosen.unwrap_or_else(|| plain(&self.file.pieces(spot)));
        // What a person wrote between the ends of a line to write on.
        let text = match spot {
            Spot::Bookmark(..) | Spot::Words(_) if is_rule(&text) => return None,
            Spot::Bookmark(..) | Spot::Words(_) => text.trim().trim_matches('_').trim().to_owned(),
            _ => text,
        };
        // A prompt may be set with other blanks.
        let words = || text.split_whitespace().collect::<Vec<_>>().join(" ");
        if placeholder.is_some_and(|placeholder| words() == placeholder) {
            return None;
        }
        let text = without_prompt(&normal_characters(&text), placeholder);
        (!is_blank(&text)).then_some(text)
    }

    /// Whether a control says that it shows its placeholder, and does: programs that put an answer in may leave
    /// the sign standing.
    fn shows_placeholder(&self, control: usize) -> bool {
        let about = &self.file.atoms.controls[control];
        let Some(original) = self.original.filter(|_| about.is_empty) else {
            return about.is_empty;
        };
        let shown = plain(&self.file.pieces(Spot::Control(control)));
        let mut placeholders = original.atoms.controls.iter().enumerate().filter(|(_, other)| {
            other.is_empty && (&other.tag, &other.alias) == (&about.tag, &about.alias)
        });
        placeholders.any(|(other, _)| plain(&original.pieces(Spot::Control(other))) == shown)
    }

    /// Whether the form itself has what an address leads to in an item of a list.
    fn is_item_of_form(&self, address: &str) -> bool {
        let Some(original) = self.original else { return false };
        let paragraph = spot(original, address).and_then(|spot| original.paragraph_of(spot));
        paragraph.is_some_and(|paragraph| original.atoms.paragraphs[paragraph].list.is_some())
    }

    /// An answer that stands in one place.
    fn whole(
        &self,
        field: &Asked,
        kind: &Kind,
        spot: Spot,
        is_item_of_form: bool,
        found: &mut Found,
    ) -> Read {
        let mut pieces = self.file.pieces(spot);
        if let (true, Some(Piece::Paragraph(_, item))) = (is_item_of_form, pieces.first_mut()) {
            *item = None;
        }
        // As an item of a list, the placeholder or an accepted word is an item that somebody typed.
        let is_item = matches!(pieces.as_slice(), [Piece::Paragraph(_, Some(_))]);
        let placeholder = field.placeholder.as_deref().filter(|_| !is_item);
        let Some(text) = self.line(spot, placeholder) else { return Read::Unanswered };
        // The program itself prints what stands in brackets in the place of persons.
        let whole = self.line(spot, None).unwrap_or_default();
        if field.stand_in().is_some_and(|role| role == whole) {
            return Read::Answered(Written::Text(whole));
        }
        if !is_item && let Some(word) = accepted(field, &text) {
            return Read::Answered(Written::Text(word));
        }
        without_prompt_in(&mut pieces, placeholder);
        let place = || self.file.place_of(spot);
        for what in Flat::of(self.file, spot, kind) {
            found.faults.warning(Flattened { what }, place());
        }
        let value = match kind {
            Kind::Text => Written::Text(typed(&pieces)),
            Kind::Record(record) => {
                let mut line =
                    self.read_line(&record.parts, record.print.as_ref(), &text, false, spot, found);
                if whole != text {
                    let printed = self.printed(&record.parts, record.print.as_ref(), &whole);
                    line.printed = printed.or_else(|| Some(Written::Text(whole.clone())));
                    line.text.clone_from(&whole);
                }
                let first = line.read(None).into_iter().next();
                found.lines.push(line);
                first.unwrap_or_else(|| Written::Text(text.clone()))
            }
            Kind::List(None) => {
                Written::List(items(&pieces).into_iter().map(Written::Text).collect())
            }
            Kind::List(Some(record)) => {
                let mut all = Vec::new();
                for line in items(&pieces) {
                    let line = self.read_line(
                        &record.parts,
                        record.print.as_ref(),
                        &line,
                        true,
                        spot,
                        found,
                    );
                    all.extend(line.read(None));
                    found.lines.push(line);
                }
                Written::List(all)
            }
            Kind::Table(columns) => self.table(columns, &pieces, text.clone(), spot, found),
            Kind::Line if text.contains('\n') => {
                found.faults.warning(Flattened { what: Flat::Lines }, place());
                let lines: Vec<&str> =
                    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                Written::Text(lines.join(" "))
            }
            kind => self.scalar(kind, &text, spot, found),
        };
        if let (Written::Text(_), true, Kind::Text | Kind::Line) = (&value, whole != text, kind) {
            let (printed, meant) = (Some(Written::Text(whole.clone())), Some(vec![value.clone()]));
            found.lines.push(Line { text: whole, printed, meant });
        }
        Read::Answered(value)
    }

    /// The record that the program would have printed so.
    fn printed(&self, parts: &[Part], print: Option<&Pattern>, line: &str) -> Option<Written> {
        let values = print.and_then(|print| print.read(parts, line, self.language));
        values.map(|values| record(parts, values))
    }

    /// A value of one line; as text, if the kind does not have it, so that the check says so.
    fn scalar(&self, kind: &Kind, text: &str, spot: Spot, found: &mut Found) -> Written {
        let Some(read) = kind.read_written(text, self.language) else {
            return Written::Text(text.to_owned());
        };
        let value = read.value.to_string();
        if !read.rest.is_empty() {
            let problem = RestLeft { taken: value.clone(), rest: read.rest };
            found.faults.error(problem, self.file.place_of(spot));
        }
        if !read.is_sure {
            let read = vec![(String::new(), value)];
            found
                .doubts
                .warning(ManyWays { line: text.to_owned(), read }, self.file.place_of(spot));
        }
        written(read.value)
    }

    /// A line of a record, or of several where it stands in a list.
    fn read_line(
        &self,
        parts: &[Part],
        print: Option<&Pattern>,
        line: &str,
        is_of_list: bool,
        spot: Spot,
        found: &mut Found,
    ) -> Line {
        let lines = [line.to_owned()];
        let meant = if is_of_list {
            people::records(parts, print, &lines, self.language)
        } else {
            people::record(parts, print, line, self.language).map(|one| vec![one])
        };
        if let Some(doubtful) = meant.as_ref().filter(|all| all.iter().any(|one| !one.is_sure)) {
            let problem = many_ways(parts, line, doubtful);
            found.doubts.warning(problem, self.file.place_of(spot));
        }
        Line {
            text: line.to_owned(),
            printed: self.printed(parts, print, line),
            meant: meant.map(|all| all.into_iter().map(|one| record(parts, one.values)).collect()),
        }
    }

    fn table(
        &self,
        columns: &[Part],
        pieces: &[Piece],
        text: String,
        spot: Spot,
        found: &mut Found,
    ) -> Written {
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
        let mut all = Vec::new();
        for row in records {
            let cells = columns.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
            let cells = cells.map(|(column, cell)| {
                (column.key.clone(), self.scalar(&column.kind, cell, spot, found))
            });
            all.push(Written::Record(cells.collect()));
        }
        Written::List(all)
    }
}

/// The words that say yes to each box of a kind.
fn box_words(kind: &Kind) -> Vec<&'static [&'static str]> {
    match kind {
        Kind::YesNo => vec![&["ja", "yes"], &["nej", "no"]],
        kind => vec![&[]; kind.parts().len().max(1)],
    }
}

/// The word that a form accepts, in whatever case it is written.
fn accepted(field: &Asked, text: &str) -> Option<String> {
    let folded = |word: &str| word.trim_end_matches('.').to_lowercase();
    let words = &field.rules.accepts;
    let exact = words.iter().find(|word| *word == text);
    exact.or_else(|| words.iter().find(|word| folded(word) == folded(text))).cloned()
}

/// A text without the placeholder beside it, or the placeholder's own brackets around it.
fn without_prompt(text: &str, placeholder: Option<&str>) -> String {
    let Some(placeholder) = placeholder.filter(|placeholder| !placeholder.is_empty()) else {
        return text.to_owned();
    };
    let text = without_first(without_last(text, placeholder), placeholder).trim();
    let Some((open, close)) = brackets_of(placeholder) else { return text.to_owned() };
    let inner = text.strip_prefix(open).unwrap_or(text);
    let inner = inner.strip_suffix(close).unwrap_or(inner);
    if inner.contains([open, close]) { text.to_owned() } else { inner.trim().to_owned() }
}

/// A text without a placeholder that it begins with, as words of its own.
fn without_first<'t>(text: &'t str, placeholder: &str) -> &'t str {
    let is_word = placeholder.ends_with(char::is_alphanumeric);
    let rest = text.strip_prefix(placeholder);
    rest.filter(|rest| !(is_word && rest.starts_with(char::is_alphanumeric))).unwrap_or(text)
}

/// A text without a placeholder that it ends with, as words of its own.
fn without_last<'t>(text: &'t str, placeholder: &str) -> &'t str {
    let is_word = placeholder.starts_with(char::is_alphanumeric);
    let rest = text.strip_suffix(placeholder);
    rest.filter(|rest| !(is_word && rest.ends_with(char::is_alphanumeric))).unwrap_or(text)
}

fn brackets_of(placeholder: &str) -> Option<(char, char)> {
    let known = [('[', ']'), ('<', '>'), ('(', ')'), ('{', '}')];
    known
        .into_iter()
        .find(|(open, close)| placeholder.starts_with(*open) && placeholder.ends_with(*close))
}

/// As [`without_prompt`], of the first line and the last of several.
fn without_prompt_in(pieces: &mut [Piece], placeholder: Option<&str>) {
    let whole = plain(pieces);
    let bare = without_prompt(&normal_characters(&whole), placeholder);
    if placeholder.is_none() || bare == normal_characters(&whole) {
        return;
    }
    if let [Piece::Paragraph(lines, _)] = pieces {
        *lines = bare.lines().map(str::to_owned).collect();
        return;
    }
    let Some(placeholder) = placeholder else { return };
    if let Some(Piece::Paragraph(lines, _)) = pieces.first_mut()
        && let Some(line) = lines.first_mut()
    {
        *line = without_first(line, placeholder).trim_start().to_owned();
    }
    if let Some(Piece::Paragraph(lines, _)) = pieces.last_mut()
        && let Some(line) = lines.last_mut()
    {
        *line = without_last(line, placeholder).trim_end().to_owned();
    }
}

fn written(value: Scalar) -> Written {
    match value {
        Scalar::Text(text) => Written::Text(text),
        other => Written::literal(other.to_string()),
    }
}

fn record(parts: &[Part], values: Vec<Option<Scalar>>) -> Written {
    let parts = parts.iter().zip(values);
    Written::Record(
        parts.filter_map(|(part, value)| Some((part.key.clone(), written(value?)))).collect(),
    )
}

/// That a line can be understood in several ways, and how it was.
fn many_ways(parts: &[Part], line: &str, understood: &[Understood]) -> AnyProblem {
    let of_one = |one: &Understood| -> Vec<(String, String)> {
        let parts = parts.iter().zip(&one.values);
        parts
            .filter_map(|(part, value)| Some((part.label.clone(), value.as_ref()?.to_string())))
            .collect()
    };
    let read = understood.iter().flat_map(of_one).collect();
    ManyWays { line: line.to_owned(), read }.into()
}

fn answered<T>(values: Vec<T>, make: fn(Vec<T>) -> Written) -> Read {
    if values.is_empty() { Read::Unanswered } else { Read::Answered(make(values)) }
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
