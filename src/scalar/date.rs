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

    /// The date that somebody wrote, as people write dates in a language, with what of the text is none of it;
    /// `None` where nothing surely is a date, or several things are.
    pub fn written(text: &str, language: &str) -> Option<Written> {
        let text = text.trim();
        if let Some(date) = Date::parse(text).or_else(|| meant(text)) {
            return Some(Written { date, rest: String::new(), is_sure: true });
        }
        // A day of the week says nothing more, if it is the date's.
        let words: Vec<&str> = text.split_whitespace().collect();
        let longest = words.len().min(MOST_WORDS);
        for length in (1..=longest).rev() {
            for (at, some) in words.windows(length).enumerate() {
                let Some((date, is_sure)) = read_date(&some.join(" "), language) else { continue };
                let others: Vec<&str> =
                    words[..at].iter().chain(&words[at + length..]).copied().collect();
                // Of two dates, nobody knows which is meant.
                let is_another = (1..=others.len().min(MOST_WORDS)).any(|length| {
                    others
                        .windows(length)
                        .any(|some| read_date(&some.join(" "), language).is_some())
                });
                if is_another {
                    return None;
                }
                let is_said =
                    |word: &&&str| !is_weekday_of(word, date) && !["den", "the"].contains(*word);
                let rest: Vec<&str> = others.iter().filter(is_said).copied().collect();
                return Some(Written { date, rest: rest.join(" "), is_sure });
            }
        }
        None
    }

    fn weekday(self) -> Option<civil::Weekday> {
        let part = |number: u8| i8::try_from(number).ok();
        let year = i16::try_from(self.year).ok()?;
        Some(civil::Date::new(year, part(self.month)?, part(self.day)?).ok()?.weekday())
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

/// The months in Swedish and English, each with what it is shortened to.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb", "febr"],
    &["mars", "march", "mar"],
    &["april", "apr"],
    &["maj", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augusti", "august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// A date as somebody wrote it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Written {
    /// The date.
    pub date: Date,
    /// The words that are none of it.
    pub rest: String,
    /// Whether it can be read in one way alone.
    pub is_sure: bool,
}

/// The most words that a date has: `den 3 mars 2026`.
const MOST_WORDS: usize = 4;

/// The days of the week in Swedish and English, from Monday.
const WEEKDAYS: [&[&str]; 7] = [
    &["måndag", "mån", "monday", "mon"],
    &["tisdag", "tis", "tuesday", "tue"],
    &["onsdag", "ons", "wednesday", "wed"],
    &["torsdag", "tors", "tor", "thursday", "thu"],
    &["fredag", "fre", "friday", "fri"],
    &["lördag", "lör", "saturday", "sat"],
    &["söndag", "sön", "sunday", "sun"],
];

fn is_weekday_of(word: &str, date: Date) -> bool {
    let word = word.trim_matches(['.', ',']).to_lowercase();
    let day = WEEKDAYS.iter().position(|names| {
        names.iter().any(|name| *name == word || word.strip_suffix("en") == Some(*name))
    });
    let own = date.weekday().map(civil::Weekday::to_monday_zero_offset);
    day.is_some() && day.and_then(|day| i8::try_from(day).ok()) == own
}

/// A date and whether its words can be read in one way alone.
fn read_date(text: &str, language: &str) -> Option<(Date, bool)> {
    let text = text.trim_matches([',', '.', ';', ':', '(', ')']);
    if let Some(date) = Date::parse(text).or_else(|| meant(text)) {
        return Some((date, true));
    }
    if !language.starts_with("sv") {
        return None;
    }
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || "/-. ".contains(c));
    let of = |year: &str, month: &str, day: &str| {
        let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
        let (month, day) = (month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
        Date::parse(&format!("{year}-{month:02}-{day:02}"))
    };
    match numbers.as_slice() {
        // Swedes write the day before the month, and the year before both.
        [day, month, year] if is_plain && day.len() <= 2 && month.len() <= 2 && year.len() == 4 => {
            let date = of(year, month, day)?;
            // Programs of other countries put the month first, with one of these signs twice.
            let may_be_theirs = ['/', '-'].iter().any(|sign| text.matches(*sign).count() == 2);
            let is_otherwise = date.day <= 12 && date.day != date.month;
            Some((date, !(may_be_theirs && is_otherwise)))
        }
        [day, month, year]
            if is_plain
                && text.contains('/')
                && day.len() <= 2
                && month.len() <= 2
                && year.len() == 2 =>
        {
            Some((of(year, month, day)?, false))
        }
        [year, month, day]
            if is_plain
                && text.contains('-')
                && [year, month, day].iter().all(|one| one.len() == 2) =>
        {
            Some((of(year, month, day)?, false))
        }
        [compact] if compact.len() == 6 && compact.len() == text.len() => {
            Some((of(&compact[..2], &compact[2..4], &compact[4..])?, false))
        }
        _ => None,
    }
}

/// What a date written otherwise meant, if that is beyond doubt: the year has four digits, and
/// the month is a word or cannot be the day.
fn meant(text: &str) -> Option<Date> {
    let mut numbers: Vec<&str> = Vec::new();
    let mut month = None;
    // Any other sign changes what is meant.
    let separates =
        |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '-' | '/' | ':' | '\u{2011}' | '–');
    for word in text.split(separates).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        let digits = lower.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.is_empty() {
            numbers.push(word);
        } else if digits.len() < lower.len() && ["st", "nd", "rd", "th"].contains(&digits) {
            numbers.push(&word[..word.len() - digits.len()]);
        } else if let Some(named) = MONTHS.iter().position(|names| names.contains(&lower.as_str()))
        {
            if month.is_some() {
                return None;
            }
            month = Some(named + 1);
        } else if !["den", "the", "of", "e", "a"].contains(&lower.as_str()) {
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
    fn dates_are_read_as_swedes_write_them() {
        let read = |text: &str| {
            Date::written(text, "sv-SE")
                .map(|read| (read.date.to_string(), read.rest, read.is_sure))
        };
        let is = |date: &str, rest: &str, sure| Some((date.to_owned(), rest.to_owned(), sure));
        for (text, date, rest, sure) in [
            ("12/11 2026", "2026-11-12", "", true),
            ("1.4.2026", "2026-04-01", "", true),
            ("3/4/2026", "2026-04-03", "", false),
            ("01-02-2026", "2026-02-01", "", false),
            ("4/4/2026", "2026-04-04", "", true),
            ("31-12-2026", "2026-12-31", "", true),
            ("torsdag 12 november 2026", "2026-11-12", "", true),
            ("Torsdagen den 12 november 2026", "2026-11-12", "", true),
            // It is a Thursday.
            ("fredag 12 november 2026", "2026-11-12", "fredag", true),
            ("2026-11-12 kl. 10", "2026-11-12", "kl. 10", true),
            ("den 3:e mars 2026", "2026-03-03", "", true),
            ("260507", "2026-05-07", "", false),
            ("12/11-26", "2026-11-12", "", false),
        ] {
            assert_eq!(read(text), is(date, rest, sure), "{text}");
        }
        for text in
            ["2026-11-12 eller 2026-11-13", "v. 46", "123456789", "12/11", "13/13 2026", "991399"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(Date::written("4/3 2026", "en-GB"), None);
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
