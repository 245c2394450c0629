//! `number`: a decimal number.

use serde_json::{Value as Json, json};

use crate::diagnostic::Report;
use crate::form::AnswerWords;
use crate::form::problems::{BadUnit, NotWhole, TooManyDecimals};
use crate::scalar::{Number, Scalar};
use crate::table::{Table, Value};

use super::{Keys, OF_WORDS};

/// What stands between groups of three digits and before a unit: a blank that no line ends at.
const NARROW: char = '\u{a0}';
/// The sign of numbers below zero.
const MINUS: char = '\u{2212}';

/// Words beside a number that leave it the number that it is.
const HARMLESS: [&str; 12] = [
    "c:a", "ca", "cirka", "kr", "kronor", "omkring", "runt", "sek", "st", "stycken", "totalt",
    "ungefär",
];

pub(super) const KEYS: &[Keys] = &[OF_WORDS, &["decimals", "unit", "min", "max"]];
pub(super) const EXAMPLE: &str = "12.5";

/// What numbers a field takes and how they are printed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NumberKind {
    /// The most decimals it may have.
    pub decimals: Option<usize>,
    /// What is printed behind it.
    pub unit: Option<String>,
}

impl NumberKind {
    /// Reads what `form.toml` says of the numbers of a field.
    pub(in crate::form) fn parse(table: &Table, report: &mut Report) -> NumberKind {
        let decimals = table.get("decimals").and_then(|entry| {
            let decimals = entry.value.number(0.0, 15.0, report)?;
            if decimals.fract() != 0.0 {
                report.error(NotWhole, entry.value.place.clone());
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 15")]
            let decimals = decimals as usize;
            Some(decimals)
        });
        let unit = table.text("unit", report).map(|(unit, place)| {
            // What is read back as a unit may hold nothing that is read as a number.
            if unit.trim().is_empty() || unit.contains(|c: char| c.is_ascii_digit() || c == '\n') {
                report.error(BadUnit, place.clone());
            }
            unit.trim().to_owned()
        });
        NumberKind { decimals, unit }
    }

    pub(super) fn read(&self, value: &Value, report: &mut Report) -> Option<Scalar> {
        let number = Number::check(value, report)?;
        let count = number.count_decimals();
        if let Some(most) = self.decimals.filter(|most| count > *most) {
            report.error(TooManyDecimals { count, most }, value.place.clone());
            return None;
        }
        Some(Scalar::Number(number))
    }

    pub(super) fn expected(&self, words: &AnswerWords) -> String {
        match &self.unit {
            Some(unit) => format!("{}, {unit}", words.a_number),
            None => words.a_number.to_owned(),
        }
    }

    /// Numbers of five digits and more are grouped; a year is not.
    pub(super) fn print(&self, number: &Number, language: &str) -> String {
        let (point, group) = signs(language);
        let (whole, decimals) = number.digits();
        let mut printed = String::new();
        if number.is_negative() {
            printed.push(MINUS);
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
                printed.push(group);
            }
            printed.push(digit);
        }
        if !decimals.is_empty() {
            printed.push(point);
            printed.push_str(decimals);
        }
        if let Some(unit) = &self.unit {
            printed.push(NARROW);
            printed.push_str(unit);
        }
        printed
    }

    /// The one number among some words, with the others.
    pub(super) fn written(&self, text: &str, language: &str) -> Option<(Number, String)> {
        let is_digit = |c: char| c.is_ascii_digit();
        let (start, end) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
        let sign = text[..start].chars().next_back().filter(|c| matches!(*c, '-' | MINUS));
        let start = start - sign.map_or(0, char::len_utf8);
        let number = self.read_back(&text[start..end], language)?;
        let unit = self.unit.as_deref().unwrap_or_default();
        let rest = text[end..].trim();
        let rest = rest.strip_prefix(unit).unwrap_or(rest);
        // What stands close to a number, or any other word, may make another of it.
        let is_apart =
            rest.is_empty() || text[end..].starts_with(char::is_whitespace) || !unit.is_empty();
        let rest = format!("{} {}", text[..start].trim(), rest.trim());
        let is_harmless =
            |word: &str| HARMLESS.contains(&word.trim_matches(['.', ',']).to_lowercase().as_str());
        let is_number = is_apart && rest.split_whitespace().all(is_harmless);
        is_number.then(|| (number, rest.trim().to_owned()))
    }

    pub(super) fn read_back(&self, text: &str, language: &str) -> Option<Number> {
        let (point, group) = signs(language);
        let text = text.trim();
        let text =
            self.unit.as_ref().and_then(|unit| text.strip_suffix(unit.as_str())).unwrap_or(text);
        // Two numbers beside each other are not one.
        let groups: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == group).collect();
        let whole = |digits: &str| digits.split(point).next().unwrap_or_default().len();
        if groups.len() > 1 && groups.iter().skip(1).any(|digits| whole(digits) != 3) {
            return None;
        }
        let digits: String = text
            .chars()
            .filter(|&c| !c.is_whitespace() && c != group)
            .map(|c| match c {
                MINUS | '\u{2013}' => '-',
                c if c == point => '.',
                c => c,
            })
            .collect();
        Number::parse(&digits)
    }
}

/// Whether a point among digits may part groups of three as well as decimals.
pub(super) fn may_group(text: &str) -> bool {
    let mut groups = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    groups.any(|digits| digits.split_once('.').is_some_and(|(_, after)| after.len() == 3))
}

/// The value that a condition compares with: of any number of decimals.
pub(super) fn literal(value: &Value, report: &mut Report) -> Option<Scalar> {
    Number::check(value, report).map(Scalar::Number)
}

/// In quotes, a number is meant well.
pub(super) fn schema() -> Json {
    json!({ "type": ["number", "string"], "pattern": r"^\s*[+-]?\d[\d_]*(\.\d+)?\s*$" })
}

pub(super) fn samples(words: &[String]) -> Vec<Scalar> {
    let numbers = ["12", "0", "-1000000000", "1000000000"].into_iter();
    let numbers = numbers.chain(words.iter().map(String::as_str));
    numbers.filter_map(Number::parse).map(Scalar::Number).collect()
}

/// The sign between a number's digits and its decimals, and that between groups of three digits.
fn signs(language: &str) -> (char, char) {
    if language.starts_with("en") { ('.', ',') } else { (',', NARROW) }
}
