//! Single values: dates, decimal numbers, words, yes and no. One way to write each, and what was
//! meant by others.

mod date;
mod number;
pub mod problems;

use std::cmp::Ordering;
use std::fmt;

pub use date::{Date, Written as WrittenDate};
pub use number::Number;

/// A single value in normal form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Scalar {
    /// One line of text.
    Text(String),
    /// A date.
    Date(Date),
    /// A number.
    Number(Number),
    /// Yes or no.
    Boolean(bool),
}

impl Scalar {
    /// The order of two values of one type; `None` for what has no order.
    pub fn compare(&self, other: &Scalar) -> Option<Ordering> {
        match (self, other) {
            (Scalar::Date(one), Scalar::Date(other)) => Some(one.cmp(other)),
            (Scalar::Number(one), Scalar::Number(other)) => Some(one.compare(other)),
            _ => None,
        }
    }
}

/// The normal form.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Text(text) => f.write_str(text),
            Scalar::Date(date) => date.fmt(f),
            Scalar::Number(number) => number.fmt(f),
            Scalar::Boolean(yes) => yes.fmt(f),
        }
    }
}
