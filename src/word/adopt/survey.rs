//! What became of each place of a Word form that looks as if it were to be filled in: a question has it, the form
//! passes over it, or nobody has said anything of it yet.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Language, Place};
use crate::form::Form;
use crate::word::WordFile;
use crate::word::spot::spot;

use super::addresses::{address_of_control, addresses};
use super::blanks::{BlankKind, Edge, PassedOver, blanks, is_blank_address};
use super::prepared::named;
use super::sheet::{PlaceKind, Sheet};

/// The most characters of the words that a place is shown with.
const LONGEST_WORDS: usize = 60;

/// A place that looks as if it were to be filled in.
#[derive(Clone, Debug)]
pub struct FoundPlace {
    /// What leads to it; of a field or control the place among all.
    pub address: String,
    /// The words of its line, or those that stand beside it.
    pub words: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Where it stands.
    pub place: Place,
    /// Where it begins and ends.
    pub(super) range: (Edge, Edge),
}

/// What became of a place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// A question of the form has it, by its index; whether there is no doubt that it is one.
    Asked(usize, bool),
    /// The form passes over it, with what the program takes it for.
    PassedOver(Option<PassedOver>),
    /// Neither; what the program takes it for.
    Open(Option<PassedOver>),
}

impl Verdict {
    /// What became of the place, in words.
    pub fn said(&self, language: Language) -> String {
        let of = |english: &'static str, swedish: &'static str| language.choose(english, swedish);
        let (said, why) = match self {
            Verdict::Asked(_, true) => (of("taken", "tagen"), &None),
            Verdict::Asked(_, false) => (of("taken, unsure", "tagen, osäker"), &None),
            Verdict::PassedOver(why) => (of("passed over", "förbigången"), why),
            Verdict::Open(why) => (of("no question", "ingen fråga"), why),
        };
        let why = why.map(|why| match why {
            PassedOver::Introduction => of("introduces what follows", "inleder det som följer"),
            PassedOver::Brackets => of("words in brackets", "ord inom klammer"),
            PassedOver::Mark => of("a mark for a program", "ett märke för ett program"),
            PassedOver::NoWords => of("no words beside it", "inga ord intill"),
            PassedOver::GoesOn => of("goes on from above", "fortsätter ovanifrån"),
            PassedOver::Printed => of("printed words", "tryckta ord"),
            PassedOver::TextBox => of("in a text box", "i en textruta"),
        });
        why.map_or_else(|| said.to_owned(), |why| format!("{said}: {why}"))
    }
}

/// All places of a file that is prepared for a form, in the order of its text.
pub fn survey(file: &WordFile, form: &Form) -> Vec<FoundPlace> {
    let found = blanks(file);
    let sheet = Sheet::read(file, &[], Vec::new());
    let claims: Vec<(usize, &str, Option<Range<usize>>)> = form
        .fields
        .iter()
        .enumerate()
        .flat_map(|(at, field)| field.names().iter().map(move |name| (at, name.as_str())))
        .map(|(at, name)| (at, name, spot(file, name).and_then(|spot| file.range_of(spot))))
        .collect();
    let overlaps = |range: &Option<Range<usize>>, other: &Range<usize>| {
        range.as_ref().is_some_and(|range| range.start < other.end && other.start < range.end)
    };
    let passed: Vec<(&str, Option<Range<usize>>)> = form
        .passed_over
        .iter()
        .map(|(name, _)| (name.as_str(), spot(file, name).and_then(|spot| file.range_of(spot))))
        .collect();
    let (of_fields, none) = (addresses(file), BTreeSet::new());
    let mut places: Vec<FoundPlace> = Vec::new();
    for place in &sheet.places {
        let claim = claims.iter().find(|(_, _, range)| overlaps(range, &place.atoms));
        let verdict = match claim {
            Some((at, ..)) => Verdict::Asked(*at, true),
            None if passed.iter().any(|(_, range)| overlaps(range, &place.atoms)) => {
                Verdict::PassedOver(None)
            }
            None => Verdict::Open(None),
        };
        let address = match &place.kind {
            PlaceKind::Field(field) => of_fields[field].clone(),
            PlaceKind::Control(control) => {
                address_of_control(file, *control, &none).unwrap_or_default()
            }
            PlaceKind::Blank(blank) => blank.address.clone(),
        };
        let line = sheet.page.line_of_or_after(place.atoms.start);
        let words = line.map(|line| sheet.lines[line].0.as_str()).unwrap_or_default();
        let range = ((place.atoms.start, 0), (place.atoms.end - 1, 1));
        let about = (address, words, verdict, range);
        places.push(of_line(file, &sheet, line, about));
    }
    // Which blank each address leads to.
    let lead = |name: &str| {
        let blank =
            named(&found, name).filter(|blank| blank.address == name || is_blank_address(name));
        blank.map(|blank| blank.address.as_str())
    };
    let claimed: BTreeMap<&str, usize> =
        claims.iter().rev().filter_map(|(at, name, _)| Some((lead(name)?, *at))).collect();
    let passed_over: BTreeSet<&str> = passed.iter().filter_map(|(name, _)| lead(name)).collect();
    for blank in &found {
        let address = blank.address.as_str();
        let range = blank.range.0.0..blank.range.1.0 + 1;
        let around = || {
            let is_own = blank.kind == BlankKind::Bookmark;
            let claim = claims.iter().find(|(.., claim)| is_own && overlaps(claim, &range));
            claim.map(|(at, ..)| *at)
        };
        let verdict = match claimed.get(address).copied().or_else(around) {
            Some(at) => Verdict::Asked(at, blank.is_sure),
            None if passed_over.contains(address) => Verdict::PassedOver(blank.passed_over),
            None => Verdict::Open(blank.passed_over),
        };
        let words = sheet.lines.get(blank.line).map(|line| line.0.as_str()).unwrap_or_default();
        let address = blank.address.clone();
        let about = (address, words, verdict, blank.range);
        places.push(of_line(file, &sheet, Some(blank.line), about));
    }
    places.sort_by_key(|place| place.range);
    places
}

/// Whether an address leads to a place of a file.
pub fn leads_somewhere(file: &WordFile, address: &str) -> bool {
    spot(file, address).is_some()
        || (is_blank_address(address) && named(&blanks(file), address).is_some())
}

fn of_line(
    file: &WordFile,
    sheet: &Sheet<'_>,
    line: Option<usize>,
    (address, words, verdict, range): (String, &str, Verdict, (Edge, Edge)),
) -> FoundPlace {
    let paragraph = line.map_or(0, |line| sheet.page.lines[line].paragraph);
    let mut words: String = super::wording::clean(words);
    if words.is_empty()
        && let Some(cell) = line.and_then(|line| sheet.page.lines[line].cell)
    {
        words = sheet.at_left(cell).0.or_else(|| Some(sheet.head(cell)?.0)).unwrap_or_default();
    }
    if words.chars().count() > LONGEST_WORDS {
        words =
            words.chars().take(LONGEST_WORDS - 1).collect::<String>().trim_end().to_owned() + "…";
    }
    FoundPlace { address, words, verdict, place: file.text.paragraph(paragraph), range }
}
