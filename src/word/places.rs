//! Where the answers of a form stand in a file that came back: by their addresses, and where a program has
//! dropped those, by the order of the fields, or by the questions' own words.
//!
//! Programs rename fields, drop their names, or make text of them. What they keep is how many fields there
//! are, of which kinds, and what stands between them: so a file is compared with the form's layout, its empty form.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::form::{Field, Form, Kind};

use super::WordFile;
use super::atoms::{Atom, Atoms, ControlKind, FieldKind};
use super::compared::plain_character;
use super::spot::{Point, Spot, Words, spot};

/// The largest comparison, in paragraphs of the form times characters of the file.
const LARGEST: usize = 400_000_000;
/// The fewest characters of a paragraph that says what form a file is of.
const SHORTEST_LINE: usize = 10;
/// How many characters before a field tell it from others.
const NEIGHBOURHOOD: usize = 40;

/// How much of a form's own text a file has, in hundredths of its paragraphs.
pub fn likeness(file: &WordFile, layout: &WordFile) -> usize {
    let text = |file: &WordFile| -> Vec<Vec<char>> {
        let lines = lines(&file.atoms).into_iter().map(|line| line.characters);
        lines.filter(|line| line.len() >= SHORTEST_LINE).collect()
    };
    let there: BTreeSet<Vec<char>> = text(file).into_iter().collect();
    let wanted = text(layout);
    let found = wanted.iter().filter(|line| there.contains(*line)).count();
    100 * found / wanted.len().max(1)
}

/// Where the answers of a form stand in a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    found: BTreeMap<String, Spot>,
    /// What was found by its question's words alone.
    by_question: BTreeSet<String>,
}

impl Places {
    /// Finds all that can be found. `layout` makes the form's empty document, where something is missing.
    pub(super) fn find(
        file: &WordFile,
        form: &Form,
        layout: impl FnOnce() -> Option<WordFile>,
    ) -> Places {
        let wanted = wanted(form);
        let mut places = Places::default();
        for (name, _) in &wanted {
            if let Some(spot) = spot(file, name) {
                places.found.insert((*name).to_owned(), spot);
            }
        }
        let is_found = |(name, is_box): &(&str, bool)| {
            places.found.get(*name).is_some_and(|spot| is_sure(file, *spot, *is_box))
        };
        let torn: Vec<&str> = wanted
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| places.may_be_torn(file, form, name))
            .collect();
        if wanted.iter().all(is_found) && torn.is_empty() {
            return places;
        }
        let Some(layout) = layout() else { return places };
        places.put_together(file, &layout, form, &torn);
        places.find_others(file, &layout, form, wanted);
        places
    }

    /// Whether a control within a paragraph may be all that is left of one around several.
    fn may_be_torn(&self, file: &WordFile, form: &Form, name: &str) -> bool {
        let is_inline = matches!(self.get(name), Some(Spot::Control(control))
            if !file.is_around_paragraphs(control));
        is_inline && takes_paragraphs(form, name)
    }

    /// Puts controls together of which LibreOffice keeps the first paragraph alone.
    fn put_together(&mut self, file: &WordFile, layout: &WordFile, form: &Form, torn: &[&str]) {
        let is_torn = |name: &&str| {
            matches!(spot(layout, name), Some(Spot::Control(control))
                if layout.is_around_paragraphs(control))
        };
        let torn: Vec<&str> = torn.iter().copied().filter(is_torn).collect();
        if torn.is_empty() {
            return;
        }
        for (name, whole) in by_question(file, layout, form, &self.found, &torn) {
            let own = self.get(&name).and_then(|own| file.range_of(own));
            let holds = own
                .zip(file.range_of(whole))
                .is_some_and(|(own, whole)| whole.start <= own.start && own.end <= whole.end);
            if holds {
                self.found.insert(name, whole);
            }
        }
    }

    /// Finds what no address surely leads to: by the order of the fields, else by the questions' words.
    fn find_others(
        &mut self,
        file: &WordFile,
        layout: &WordFile,
        form: &Form,
        wanted: Vec<(&str, bool)>,
    ) {
        // What a bookmark holds in the layout too is where it should be.
        let is_bookmark = |spot| matches!(spot, Some(Spot::Bookmark(..)));
        let is_missing = |(name, is_box): &(&str, bool)| {
            let found = self.get(name);
            let is_same = is_bookmark(found) && is_bookmark(spot(layout, name)) && !is_box;
            !is_same && !found.is_some_and(|spot| is_sure(file, spot, *is_box))
        };
        let missing: Vec<(&str, bool)> = wanted.into_iter().filter(is_missing).collect();
        let by_order = by_order(file, layout, &self.found, &missing);
        let mut others: Vec<&str> = Vec::new();
        for (name, is_box) in &missing {
            match by_order.get(*name).filter(|spot| is_sure_field(file, **spot, *is_box)) {
                Some(spot) => {
                    self.found.insert((*name).to_owned(), *spot);
                }
                None => others.push(name),
            }
        }
        if others.is_empty() {
            return;
        }
        for (name, spot) in by_question(file, layout, form, &self.found, &others) {
            self.by_question.insert(name.clone());
            self.found.insert(name, spot);
        }
    }

    /// The addresses that lead somewhere.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.found.keys()
    }

    /// Lets an address lead nowhere.
    pub(super) fn forget(&mut self, name: &str) {
        self.found.remove(name);
    }

    /// Lets an address lead elsewhere.
    pub(super) fn replace(&mut self, name: String, spot: Spot) {
        self.found.insert(name, spot);
    }

    /// What an address leads to.
    pub(super) fn get(&self, name: &str) -> Option<Spot> {
        self.found.get(name).copied()
    }

    pub(super) fn all(&self) -> Vec<Spot> {
        self.found.values().copied().collect()
    }

    /// Whether nothing but the words of its question led to a place.
    pub(super) fn is_by_question(&self, name: &str) -> bool {
        self.by_question.contains(name)
    }
}

/// The addresses of a form, each with whether a box stands there.
fn wanted(form: &Form) -> Vec<(&str, bool)> {
    let fields = form.fields.iter().flat_map(|field| {
        let is_box = matches!(field.kind, Kind::YesNo | Kind::Choices(_));
        field.names().iter().map(move |name| (name.as_str(), is_box))
    });
    fields.collect()
}

/// Whether what an address leads to is surely its place. An empty bookmark is what programs leave where a
/// field was.
fn is_sure(file: &WordFile, spot: Spot, is_box: bool) -> bool {
    match spot {
        Spot::Bookmark(start, end) => {
            let atoms = &file.atoms.row[start..end];
            let has_text = atoms.iter().any(|atom| {
                matches!(atom, Atom::Text(text, _) if !crate::text::is_blank(text))
                    || matches!(atom, Atom::FieldStart(_) | Atom::ControlStart(_))
            });
            // Of a box, reading tells more.
            has_text || is_box && file.box_at(spot).is_some()
        }
        spot => is_sure_field(file, spot, is_box),
    }
}

/// Whether a field is a box where one is wanted, and none where none is.
fn is_sure_field(file: &WordFile, spot: Spot, is_box: bool) -> bool {
    let kind = Class::of(file, spot);
    kind.is_none_or(|kind| (kind == Class::Box) == is_box)
}

/// What kinds of fields programs keep apart.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Class {
    Box,
    List,
    Text,
}

impl Class {
    fn of(file: &WordFile, spot: Spot) -> Option<Class> {
        match spot {
            Spot::Field(field) => match file.atoms.fields[field].data.as_ref()?.kind {
                FieldKind::Tick(_) => Some(Class::Box),
                FieldKind::List { .. } => Some(Class::List),
                FieldKind::Text { .. } => Some(Class::Text),
            },
            Spot::Control(control) => match file.atoms.controls[control].kind {
                ControlKind::Tick(_) => Some(Class::Box),
                ControlKind::List(_) => Some(Class::List),
                ControlKind::Text | ControlKind::Date => Some(Class::Text),
                ControlKind::Made | ControlKind::Around => None,
            },
            Spot::Bookmark(..) | Spot::Words(_) => None,
        }
    }
}

/// A field or control that can hold an answer, in the order of the text.
struct Fillable {
    spot: Spot,
    class: Class,
    /// What stands before it, since the field before it.
    before: String,
}

fn fillable(file: &WordFile) -> Vec<Fillable> {
    let mut all = Vec::new();
    let mut before = String::new();
    let mut open = 0_usize;
    for atom in &file.atoms.row {
        let spot = match atom {
            Atom::Text(text, _) if open == 0 => {
                before.extend(text.chars().filter(|c| !c.is_whitespace()).map(plain_character));
                None
            }
            Atom::FieldEnd(field) if file.atoms.fields[*field].data.is_some() => {
                open = open.saturating_sub(1);
                before.clear();
                None
            }
            Atom::ControlEnd(_) => {
                before.clear();
                None
            }
            Atom::FieldStart(field) => Some(Spot::Field(*field)),
            Atom::ControlStart(control) => Some(Spot::Control(*control)),
            _ => None,
        };
        if let Some(spot) = spot
            && let Some(class) = Class::of(file, spot)
        {
            open += usize::from(matches!(spot, Spot::Field(_)));
            let from = before.char_indices().rev().take(NEIGHBOURHOOD).last();
            let label = before[from.map_or(0, |(at, _)| at)..].to_owned();
            all.push(Fillable { spot, class, before: label });
        }
    }
    all
}

/// Pairs the fields of a file with those of the layout: those that are known by name, and between two of
/// them all others, where there are as many of each kind in the same order, or the same words before them.
fn by_order(
    file: &WordFile,
    layout: &WordFile,
    named: &BTreeMap<String, Spot>,
    missing: &[(&str, bool)],
) -> BTreeMap<String, Spot> {
    let (ours, theirs) = (fillable(layout), fillable(file));
    let at = |all: &[Fillable], spot: Spot| all.iter().position(|one| one.spot == spot);
    let is_missing = |name: &str| missing.iter().any(|(other, _)| *other == name);
    let mut known: BTreeMap<usize, &str> = BTreeMap::new();
    for (name, _) in missing {
        if let Some(place) = spot(layout, name).and_then(|spot| at(&ours, spot)) {
            known.insert(place, name);
        }
    }
    let anchors = named
        .iter()
        .filter(|(name, _)| !is_missing(name))
        .filter_map(|(name, found)| Some((at(&ours, spot(layout, name)?)?, at(&theirs, *found)?)));
    let mut pairs: Vec<(usize, usize)> = anchors.collect();
    pairs.extend(by_words(&ours, &theirs, &pairs));
    pairs.sort_unstable();
    // A field that somebody moved says nothing of the others.
    let mut in_order: Vec<(usize, usize)> = Vec::new();
    for (one, other) in &pairs {
        if in_order.last().is_none_or(|last| last.0 < *one && last.1 < *other) {
            in_order.push((*one, *other));
        }
    }
    in_order.push((ours.len(), theirs.len()));
    let (mut one, mut other) = (0, 0);
    for (next, next_other) in in_order {
        pairs.extend(by_place(&ours, &theirs, &pairs, one..next, other..next_other));
        (one, other) = (next + 1, next_other + 1);
    }
    let found = pairs
        .into_iter()
        .filter_map(|(our, their)| Some(((*known.get(&our)?).to_owned(), theirs[their].spot)));
    found.collect()
}

fn is_same(one: &Fillable, other: &Fillable) -> bool {
    one.class == other.class && one.before == other.before && !one.before.is_empty()
}

/// Pairs the fields that have the same words before them and are the only ones: a question that somebody
/// moved is still the same question.
fn by_words(
    ours: &[Fillable],
    theirs: &[Fillable],
    pairs: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let only = |all: &[Fillable], one: &Fillable| {
        let mut same = (0..all.len()).filter(|at| is_same(&all[*at], one));
        same.next().filter(|_| same.next().is_none())
    };
    let is_free =
        |one: usize, other: usize| pairs.iter().all(|pair| pair.0 != one && pair.1 != other);
    let found = (0..ours.len()).filter_map(|at| {
        let other = only(theirs, &ours[at])?;
        (only(ours, &theirs[other]) == Some(at) && is_free(at, other)).then_some((at, other))
    });
    found.collect()
}

/// Pairs the fields between two that are known, where there are as many of each kind in the same order.
fn by_place(
    ours: &[Fillable],
    theirs: &[Fillable],
    pairs: &[(usize, usize)],
    one: Range<usize>,
    other: Range<usize>,
) -> Vec<(usize, usize)> {
    let left: Vec<usize> = one.filter(|at| pairs.iter().all(|pair| pair.0 != *at)).collect();
    let others: Vec<usize> = other.filter(|at| pairs.iter().all(|pair| pair.1 != *at)).collect();
    let classes = |all: &[Fillable], at: &[usize]| -> Vec<Class> {
        at.iter().map(|at| all[*at].class).collect()
    };
    if classes(ours, &left) != classes(theirs, &others) {
        return Vec::new();
    }
    // What stands behind another's question is that one's, twice.
    let is_anothers = |one: usize, other: usize| {
        !is_same(&ours[one], &theirs[other]) && ours.iter().any(|our| is_same(our, &theirs[other]))
    };
    left.into_iter().zip(others).filter(|(one, other)| !is_anothers(*one, *other)).collect()
}

/// A paragraph as it is compared: its characters without blanks, with where each stands.
struct Line {
    characters: Vec<char>,
    points: Vec<(Point, Point)>,
    /// From its first atom to its last.
    atoms: Range<usize>,
}

fn lines(atoms: &Atoms) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut is_open = false;
    for (at, atom) in atoms.row.iter().enumerate() {
        match atom {
            Atom::Paragraph(_) => {
                lines.push(Line { characters: Vec::new(), points: Vec::new(), atoms: at..at + 1 });
                is_open = true;
            }
            Atom::ParagraphEnd => is_open = false,
            _ => {}
        }
        let Some(line) = lines.last_mut().filter(|_| is_open) else { continue };
        line.atoms.end = at + 1;
        let shown = match atom {
            Atom::Text(text, _) => text.clone(),
            Atom::FieldEnd(field) => atoms.shown(*field).unwrap_or_default(),
            _ => continue,
        };
        let is_text = matches!(atom, Atom::Text(..));
        for (offset, c) in shown.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let point = |offset: usize| if is_text { (at, offset) } else { (at, 0) };
            line.characters.push(plain_character(c));
            line.points.push((point(offset), point(offset + c.len_utf8())));
        }
    }
    lines
}

/// A paragraph of the layout: its fixed characters, and the places between them.
#[derive(Debug)]
enum Step<'n> {
    Fixed(Vec<char>),
    Place(&'n str),
}

/// The paragraphs of the layout that have fixed text or a place, in order.
fn patterns<'n>(layout: &WordFile, names: &'n [String]) -> Vec<Vec<Step<'n>>> {
    let mut places: BTreeMap<usize, (&'n str, usize)> = BTreeMap::new();
    for name in names {
        let range = spot(layout, name).and_then(|spot| layout.range_of(spot));
        if let Some(range) = range {
            places.insert(range.start, (name, range.end));
        }
    }
    let mut patterns: Vec<Vec<Step<'n>>> = Vec::new();
    let mut until = 0;
    for (at, atom) in layout.atoms.row.iter().enumerate() {
        if let Atom::Paragraph(_) = atom
            && at >= until
        {
            patterns.push(Vec::new());
        }
        if let Some((name, end)) = places.get(&at).filter(|_| at >= until) {
            if patterns.is_empty() {
                patterns.push(Vec::new());
            }
            // A control may stand around its paragraph.
            if let Some(last) = patterns.last_mut() {
                last.push(Step::Place(name));
            }
            until = *end;
        }
        if at < until {
            continue;
        }
        let shown = match atom {
            Atom::Text(text, _) => text.clone(),
            Atom::FieldEnd(field) if at > until => layout.atoms.shown(*field).unwrap_or_default(),
            _ => continue,
        };
        let characters = shown.chars().filter(|c| !c.is_whitespace()).map(plain_character);
        let Some(pattern) = patterns.last_mut() else { continue };
        match pattern.last_mut() {
            Some(Step::Fixed(fixed)) => fixed.extend(characters),
            _ => pattern.push(Step::Fixed(characters.collect())),
        }
    }
    for pattern in &mut patterns {
        pattern.retain(|step| !matches!(step, Step::Fixed(fixed) if fixed.is_empty()));
    }
    patterns.retain(|pattern| !pattern.is_empty());
    patterns
}

/// Where the places of a pattern stand among characters, if those are of it.
fn fit(pattern: &[Step<'_>], characters: &[char]) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let (mut at, mut open) = (0, None);
    for (nth, step) in pattern.iter().enumerate() {
        let Step::Fixed(fixed) = step else {
            open = Some(at);
            continue;
        };
        let rest = &characters[at..];
        let place = match open {
            None => rest.starts_with(fixed).then_some(0),
            // What ends the paragraph, ends it.
            Some(_) if nth + 1 == pattern.len() => {
                rest.ends_with(fixed).then(|| rest.len() - fixed.len())
            }
            Some(_) => rest.windows(fixed.len()).position(|window| window == fixed.as_slice()),
        }?;
        if let Some(start) = open.take() {
            found.push(start..at + place);
        }
        at += place + fixed.len();
    }
    match open {
        Some(start) => found.push(start..characters.len()),
        None if at < characters.len() => return None,
        None => {}
    }
    Some(found)
}

fn weight(pattern: &[Step<'_>]) -> usize {
    pattern
        .iter()
        .map(|step| match step {
            Step::Fixed(fixed) => fixed.len(),
            Step::Place(_) => 0,
        })
        .sum()
}

/// Finds places by what the form prints around them.
fn by_question(
    file: &WordFile,
    layout: &WordFile,
    form: &Form,
    found: &BTreeMap<String, Spot>,
    missing: &[&str],
) -> Vec<(String, Spot)> {
    let names: Vec<String> = form.fields.iter().flat_map(Field::names).cloned().collect();
    let patterns = patterns(layout, &names);
    let lines: Vec<Line> = lines(&file.atoms);
    let characters: usize = lines.iter().map(|line| line.characters.len() + 1).sum();
    if patterns.len().saturating_mul(characters) > LARGEST {
        return Vec::new();
    }
    let matched = align(&patterns, &lines);
    // What stands in places that are known.
    let known: Vec<Range<usize>> = found
        .iter()
        .filter(|(name, _)| !missing.contains(&name.as_str()))
        .filter_map(|(_, spot)| file.range_of(*spot))
        .collect();
    let is_known = |line: &Line| {
        known.iter().any(|range| range.start <= line.atoms.end && line.atoms.start < range.end)
    };
    let is_free = |line: &Line| !is_known(line) && !line.characters.is_empty();
    let is_missing = |name: &str| missing.contains(&name);
    let mut spots = Vec::new();
    // From one pattern that fits to the next, and from the beginning to the first.
    let fitting = (0..patterns.len()).filter(|at| matched[*at].is_some());
    let anchors: Vec<Option<usize>> = std::iter::once(None).chain(fitting.map(Some)).collect();
    let line_of = |nth: usize| anchors.get(nth).copied().flatten().and_then(|at| matched[at]);
    // Whether what the form prints there stands there twice: an answer may quote a question.
    let is_quoted = |nth: usize| {
        let Some((pattern, line)) = anchors.get(nth).copied().flatten().zip(line_of(nth)) else {
            return false;
        };
        let start = nth.checked_sub(1).and_then(line_of).map_or(0, |line| line + 1);
        let end = line_of(nth + 1).unwrap_or(lines.len());
        let fits = |at: &usize| fit(&patterns[pattern], &lines[*at].characters).is_some();
        (start..end).filter(|at| *at != line).any(|at| fits(&at))
    };
    for (nth, anchor) in anchors.iter().enumerate() {
        if is_quoted(nth) || is_quoted(nth + 1) {
            continue;
        }
        let line = anchor.and_then(|anchor| matched[anchor]);
        // The patterns that follow and fit nowhere, and the lines up to the next that fits.
        let until = anchors.get(nth + 1).copied().flatten();
        let end = until.and_then(|other| matched[other]).unwrap_or(lines.len());
        let first = line.map_or(0, |line| line + 1);
        let between: Vec<&Line> = lines[first..end].iter().filter(|line| is_free(line)).collect();
        let next = anchor.map_or(0, |anchor| anchor + 1);
        let whole: Vec<&str> = patterns[next..until.unwrap_or(patterns.len())]
            .iter()
            .filter_map(|pattern| match pattern.as_slice() {
                [Step::Place(name)] if is_missing(name) => Some(*name),
                _ => None,
            })
            .collect();
        if let Some((pattern, line)) = anchor.zip(line) {
            let (pattern, line) = (&patterns[pattern], &lines[line]);
            let ranges = fit(pattern, &line.characters).unwrap_or_default();
            let own = pattern.iter().filter_map(|step| match step {
                Step::Place(name) => Some(*name),
                Step::Fixed(_) => None,
            });
            let own: Vec<(&str, Range<usize>)> = own.zip(ranges).collect();
            for (nth, (name, range)) in own.iter().enumerate() {
                let is_last = nth + 1 == own.len() && range.end == line.characters.len();
                let goes_on = is_last && whole.is_empty() && takes_paragraphs(form, name);
                let more = between.last().filter(|_| goes_on);
                if is_missing(name) {
                    let words = words_of(line, range.clone(), more.copied());
                    spots.push(((*name).to_owned(), Spot::Words(words)));
                }
            }
        }
        let one_each = whole.len() == between.len();
        let all = |first: &Line, last: &Line| {
            let (start, end) = ((first.atoms.start, 0), (last.atoms.end, 0));
            Spot::Words(Words { start, end })
        };
        match (whole.as_slice(), between.as_slice()) {
            (names, []) => {
                // Nothing stands where they were.
                let at = (line.map_or(0, |line| lines[line].atoms.end), 0);
                let nothing = Spot::Words(Words { start: at, end: at });
                spots.extend(names.iter().map(|name| ((*name).to_owned(), nothing)));
            }
            ([name], [first, .., last]) => spots.push(((*name).to_owned(), all(first, last))),
            (names, lines) if one_each => {
                let pairs = names.iter().zip(lines);
                spots.extend(pairs.map(|(name, line)| ((*name).to_owned(), all(line, line))));
            }
            _ => {}
        }
    }
    spots
}

/// Whether the answer at an address may be several paragraphs.
fn takes_paragraphs(form: &Form, name: &str) -> bool {
    let has = |field: &&Field| field.names().iter().any(|other| other == name);
    form.fields.iter().find(has).is_some_and(|field| field.kind.is_block())
}

/// The words of a range of a line, and of the lines up to another.
fn words_of(line: &Line, range: Range<usize>, last: Option<&Line>) -> Words {
    let nothing = (line.atoms.end, 0);
    let own = line.points.get(range).filter(|points| !points.is_empty());
    // Nothing may stand on the line itself.
    let start = own.map_or(nothing, |points| points[0].0);
    let end = last.map(|last| (last.atoms.end, 0));
    let end = end.or_else(|| Some(own?.last()?.1)).unwrap_or(nothing);
    Words { start, end }
}

/// The line that each pattern fits, in order, so that as many characters as can be are those of the form.
fn align(patterns: &[Vec<Step<'_>>], lines: &[Line]) -> Vec<Option<usize>> {
    let width = lines.len() + 1;
    let mut best = vec![0_usize; (patterns.len() + 1) * width];
    let mut fits = vec![false; patterns.len() * lines.len()];
    for (one, pattern) in patterns.iter().enumerate().rev() {
        let weight = weight(pattern);
        for (other, line) in lines.iter().enumerate().rev() {
            let skipped = best[(one + 1) * width + other].max(best[one * width + other + 1]);
            let is_fit = weight > 0 && fit(pattern, &line.characters).is_some();
            fits[one * lines.len() + other] = is_fit;
            let taken = best[(one + 1) * width + other + 1] + weight;
            best[one * width + other] = if is_fit { skipped.max(taken) } else { skipped };
        }
    }
    let mut matched = vec![None; patterns.len()];
    let (mut one, mut other) = (0, 0);
    while one < patterns.len() && other < lines.len() {
        let here = best[one * width + other];
        let taken = best[(one + 1) * width + other + 1] + weight(&patterns[one]);
        if fits[one * lines.len() + other] && here == taken {
            matched[one] = Some(other);
            (one, other) = (one + 1, other + 1);
        } else if here == best[(one + 1) * width + other] {
            one += 1;
        } else {
            other += 1;
        }
    }
    matched
}
