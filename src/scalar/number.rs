//! Decimal numbers of any length, kept as their digits: no rounding, and no digit lost.

use std::cmp::Ordering;
use std::fmt;

use crate::diagnostic::{AnyProblem, Report};
use crate::scalar::problems::NotANumber;
use crate::table::problems::WantedType;
use crate::table::{Data, Value};

/// A decimal number. Zeros at the end of its decimals are kept: `12.50` is an amount.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number {
    is_negative: bool,
    /// The digits before the point, at least one, without needless zeros.
    whole: String,
    /// The digits after the point.
    decimals: String,
}

impl Number {
    /// Reads digits with at most one point among them and a sign before them.
    pub fn parse(text: &str) -> Option<Number> {
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) => (&text[..1], digits),
            None => ("", text),
        };
        let (whole, decimals) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(decimals) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let is_zero = whole.is_empty() && decimals.bytes().all(|b| b == b'0');
        Some(Number {
            is_negative: sign == "-" && !is_zero,
            whole: if whole.is_empty() { "0".into() } else { whole.to_owned() },
            decimals: decimals.to_owned(),
        })
    }

    /// The number that a value of TOML is, or a problem.
    pub(crate) fn check(value: &Value, report: &mut Report) -> Option<Number> {
        let (text, number) = match &value.data {
            Data::Number(written) => (written, Number::parse(&written.replace('_', ""))),
            // A number in quotes is meant well and has one meaning.
            Data::Text(text) => (text, Number::parse(text.trim())),
            _ => return value.wrong_type(WantedType::Number, report),
        };
        if number.is_none() {
            report.error(Number::fault(text), value.place.clone());
        }
        number
    }

    /// The problem of text that is no number, with the number that it meant.
    pub(crate) fn fault(text: &str) -> AnyProblem {
        let meant = meant(text).map(|number| number.to_string());
        NotANumber { text: text.to_owned(), meant }.into()
    }

    /// The order by value: `1.5` and `1.50` are equal.
    pub fn compare(&self, other: &Number) -> Ordering {
        let size = |number: &Number| {
            let decimals = number.decimals.trim_end_matches('0').to_owned();
            (number.whole.len(), number.whole.clone(), decimals)
        };
        match (self.is_negative, other.is_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => size(self).cmp(&size(other)),
            (true, true) => size(other).cmp(&size(self)),
        }
    }

    /// How many decimals it has.
    pub fn count_decimals(&self) -> usize {
        self.decimals.len()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// The digits before and after the point.
    pub fn digits(&self) -> (&str, &str) {
        (&self.whole, &self.decimals)
    }
}

/// The way TOML writes it.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        let point = if self.decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{}{point}{}", self.whole, self.decimals)
    }
}

/// What a number written otherwise meant, if that is beyond doubt: blanks between its digits, a
/// decimal comma, a unit behind it.
fn meant(text: &str) -> Option<Number> {
    let text = text.trim().replace('\u{2212}', "-");
    let text = text.trim_end_matches(|c: char| c.is_alphabetic() || "%. ".contains(c));
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    let points = digits.matches(['.', ',']).count();
    Number::parse(&digits.replace(',', ".")).filter(|_| points <= 1)
}

#[cfg(test)]
mod tests {
    use super::{Number, meant};
    use std::cmp::Ordering;

    #[test]
    fn numbers_keep_their_digits() {
        for (written, normal) in [
            ("007", "7"),
            ("-0.0", "0.0"),
            ("+1.50", "1.50"),
            ("123456789012345678901", "123456789012345678901"),
        ] {
            assert_eq!(Number::parse(written).unwrap().to_string(), normal);
        }
        for written in ["", "-", "1.", ".5", "1e3", "0x1F", "1,5", "inf"] {
            assert_eq!(Number::parse(written), None, "{written}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let number = |text| Number::parse(text).unwrap();
        for (one, other, order) in [
            ("9", "10", Ordering::Less),
            ("-9", "-10", Ordering::Greater),
            ("-1", "0", Ordering::Less),
            ("1.5", "1.50", Ordering::Equal),
            ("1.5", "1.45", Ordering::Greater),
        ] {
            assert_eq!(number(one).compare(&number(other)), order, "{one} {other}");
        }
    }

    #[test]
    fn numbers_beyond_doubt_are_understood() {
        for (text, number) in [
            ("1 250,50", "1250.50"),
            ("38\u{a0}000 kr", "38000"),
            ("12,5 %", "12.5"),
            ("\u{2212}4", "-4"),
            ("12", "12"),
            ("1.250,50", ""),
            ("många", ""),
            ("1e3", ""),
        ] {
            assert_eq!(meant(text).map(|n| n.to_string()).unwrap_or_default(), number, "{text}");
        }
    }
}
