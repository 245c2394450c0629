//! Dates: one way to write them, and what was meant by others.

use std::fmt;

use jiff::{Span, Zoned, civil};

use crate::diagnostic::{AnyProblem, Report};
use crate::table::problems::{ImpossibleDate, NotADate, WantedType};
use crate::table::{Data, Value};

/// A date of the calendar.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

/// ISO 8601: `2026-03-03`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// The date of `YYYY-MM-DD`, if the calendar has it.
    pub fn parse(text: &str) -> Option<Date> {
        if !has_shape(text) {
            return None;
        }
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        civil::Date::new(year, month, day).ok().and_then(Date::of_civil)
    }

    /// The day of a moment, in UTC: `seconds` since 1970 began.
    pub fn of_moment(seconds: u64) -> Option<Date> {
        let days = Span::new().try_days(i64::try_from(seconds / 86_400).ok()?).ok()?;
        Date::of_civil(civil::date(1970, 1, 1).checked_add(days).ok()?)
    }

    /// The day that it is where the program runs: the one clock, of which only a register asks.
    pub fn today() -> Option<Date> {
        Date::of_civil(Zoned::now().date())
    }

    fn of_civil(date: civil::Date) -> Option<Date> {
        let part = |number: i8| u8::try_from(number).ok();
        let year = u16::try_from(date.year()).ok()?;
        Some(Date { year, month: part(date.month())?, day: part(date.day())? })
    }

    /// The date that a value of TOML is, in TOML's own form or that between quotes, or a problem.
    pub(crate) fn check(value: &Value, report: &mut Report) -> Option<Date> {
        let text = match &value.data {
            Data::Datetime(datetime) => {
                return match (datetime.date, datetime.time) {
                    (Some(date), None) => {
                        Some(Date { year: date.year, month: date.month, day: date.day })
                    }
                    _ => value.wrong_type(WantedType::Date, report),
                };
            }
            // A date in quotes is meant well and has one meaning.
            Data::Text(text) => text.trim(),
            _ => return value.wrong_type(WantedType::Date, report),
        };
        let date = Date::parse(text);
        if date.is_none() {
            let problem = match text {
                text if has_shape(text) => ImpossibleDate { text: text.to_owned() }.into(),
                text => Date::fault(text),
            };
            report.error(problem, value.place.clone());
        }
        date
    }

    /// The date that text in words means, if that is beyond doubt: `den 3 mars 2026`.
    pub fn meant(text: &str) -> Option<Date> {
        meant(text)
    }

    /// The problem of text that is no date, with the date that it meant.
    pub(crate) fn fault(text: &str) -> AnyProblem {
        let meant = meant(text).map(|date| date.to_string());
        NotADate { text: text.to_owned(), meant }.into()
    }
}

fn has_shape(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00"
}

/// The months by the letters that tell them apart, in Swedish and English.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar"],
    &["apr"],
    &["maj", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dec"],
];

/// What a date written otherwise meant, if that is beyond doubt: the year has four digits, and
/// the month is a word or cannot be the day.
fn meant(text: &str) -> Option<Date> {
    let mut numbers: Vec<&str> = Vec::new();
    let mut month = None;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if word.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push(word);
        } else if let Some(named) =
            MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)))
        {
            month = Some(named + 1);
        } else if !["den", "the", "of"].contains(&lower.as_str()) {
            return None;
        }
    }
    let year = numbers.iter().position(|number| number.len() == 4);
    let (year, month, day) = match (numbers.as_slice(), month, year) {
        ([compact], None, None) if compact.len() == 8 => {
            (&compact[..4], compact[4..6].parse().ok()?, &compact[6..])
        }
        ([year, day], Some(month), Some(0)) | ([day, year], Some(month), Some(1)) => {
            (*year, month, *day)
        }
        ([year, month, day], None, Some(0)) => (*year, month.parse().ok()?, *day),
        // Swedes write the day before the month; others do not.
        ([day, month, year], None, Some(2)) if day == month || day.parse::<u8>().ok()? > 12 => {
            (*year, month.parse().ok()?, *day)
        }
        _ => return None,
    };
    Date::parse(&format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Date, meant};

    #[track_caller]
    fn check(text: &str, date: &str) {
        assert_eq!(meant(text).map(|date| date.to_string()).unwrap_or_default(), date, "{text}");
    }

    #[test]
    fn moments_have_their_day() {
        let day = |moment| Date::of_moment(moment).map(|date| date.to_string());
        for (moment, date) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_709_164_800, "2024-02-29"),
            (1_709_251_200, "2024-03-01"),
            (4_107_542_400, "2100-03-01"),
            (253_402_300_799, "9999-12-31"),
        ] {
            assert_eq!(day(moment).as_deref(), Some(date));
        }
        assert_eq!(day(253_402_300_800), None);
    }

    #[test]
    fn dates_beyond_doubt_are_understood() {
        check("den 3 mars 2026", "2026-03-03");
        check("3 mars, 2026", "2026-03-03");
        check("13 December 2013", "2013-12-13");
        check("March 3, 2026", "2026-03-03");
        check("2026-3-3", "2026-03-03");
        check("2026/03/04", "2026-03-04");
        check("20260303", "2026-03-03");
        check("31.5.2026", "2026-05-31");
        check("3/3 2026", "2026-03-03");
    }

    #[test]
    fn doubtful_dates_are_not() {
        check("3/3-26", "");
        check("4/3 2026", "");
        check("mars 2026", "");
        check("i mars 2026", "");
        check("den 30 februari 2026", "");
        check("2026-03-03 kl. 10", "");
        check("99999999999999999999 mars 2026", "");
        check("", "");
    }
}
