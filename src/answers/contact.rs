//! Telephone numbers and e-mail addresses, however people write them.

use std::ops::{Range, RangeInclusive};

/// The most characters between the groups of a number.
const LONGEST_GAP: usize = 3;
/// How many digits a telephone number has.
const DIGITS: RangeInclusive<usize> = 6..=14;
/// The fewest that it has within its town.
pub(super) const LOCAL_DIGITS: usize = 5;

/// The telephone numbers that a value may be made of.
pub(super) fn telephones(value: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    // Most values have no number.
    if value.bytes().filter(u8::is_ascii_digit).count() < *DIGITS.start() {
        return numbers;
    }
    // Several stand on lines of their own, or between commas.
    for part in value.split(['\n', ',', ';']) {
        for groups in groups_of_digits(part) {
            let (first, last) = (groups.first(), groups.last());
            let whole =
                first.zip(last).and_then(|(first, last)| number(part, first.start..last.end));
            if whole.is_some() {
                numbers.extend(whole);
                continue;
            }
            // Beside other digits: whatever may be one.
            for (from, first) in groups.iter().enumerate() {
                let begins =
                    part[first.start..].starts_with('0') || part[..first.start].ends_with('+');
                let ranges = groups[from..].iter().map(|last| first.start..last.end);
                numbers.extend(ranges.filter(|_| begins).filter_map(|range| number(part, range)));
            }
        }
    }
    numbers
}

/// Where one of the telephone numbers that are wanted stands in a text, by itself or among other digits.
pub(super) fn telephones_in(text: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    for groups in groups_of_digits(text) {
        // Most numbers are none of a telephone.
        if groups.iter().map(Range::len).sum::<usize>() < LOCAL_DIGITS {
            continue;
        }
        for (from, first) in groups.iter().enumerate() {
            let ranges = groups[from..].iter().map(|last| first.start..last.end);
            let numbers = ranges.take(*DIGITS.end()).filter_map(|range| {
                let number = number_of(text, range.clone(), LOCAL_DIGITS)?;
                is_wanted(&number).then_some(range)
            });
            // The longest tells the others.
            found.extend(numbers.last());
        }
    }
    let with_plus = found.into_iter().map(|range: Range<usize>| {
        let has_plus = text[..range.start].ends_with('+');
        &text[range.start - usize::from(has_plus)..range.end]
    });
    with_plus.collect()
}

/// The digits of a telephone number, as within the country; `None` for what has too few or too many.
fn number(text: &str, range: Range<usize>) -> Option<String> {
    number_of(text, range, *DIGITS.start())
}

fn number_of(text: &str, range: Range<usize>, fewest: usize) -> Option<String> {
    let digits: String = text[range.clone()].chars().filter(char::is_ascii_digit).collect();
    let has_plus = text[..range.start].ends_with('+');
    (fewest..=*DIGITS.end()).contains(&digits.len()).then(|| within_country(&digits, has_plus))
}

/// The groups of digits in a text, those together that one number may be made of.
fn groups_of_digits(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut all: Vec<Vec<Range<usize>>> = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    let digit = |from: usize| bytes[from..].iter().position(u8::is_ascii_digit);
    while let Some(start) = digit(at).map(|start| at + start) {
        let length = bytes[start..].iter().position(|byte| !byte.is_ascii_digit());
        let end = length.map_or(text.len(), |length| start + length);
        let goes_on = all.last().and_then(|groups| groups.last()).is_some_and(|last| {
            let gap = &text[last.end..start];
            gap.chars().count() <= LONGEST_GAP && !gap.contains(char::is_alphanumeric)
        });
        match all.last_mut().filter(|_| goes_on) {
            Some(groups) => groups.push(start..end),
            None => all.push(std::iter::once(start..end).collect()),
        }
        at = end;
    }
    all
}

fn within_country(digits: &str, has_plus: bool) -> String {
    let abroad = digits.strip_prefix("0046").or_else(|| digits.strip_prefix("46"));
    let abroad = abroad.filter(|rest| has_plus || digits.starts_with("00") || rest.len() >= 7);
    match abroad {
        Some(number) => format!("0{}", number.trim_start_matches('0')),
        None => digits.to_owned(),
    }
}

/// The e-mail addresses in a value, squeezed.
pub(super) fn mail_addresses(value: &str) -> Vec<String> {
    if !may_have_addresses(value) {
        return Vec::new();
    }
    let in_words = value.contains('@');
    let words = value.split(|c: char| in_words && (c.is_whitespace() || "<>,;".contains(c)));
    let squeezed = words.map(Squeezed::new);
    let addresses = squeezed.flat_map(|squeezed| -> Vec<String> {
        squeezed.addresses().map(|range| squeezed.text[range].to_owned()).collect()
    });
    let addresses = addresses.map(|address| address.trim_matches(['.', '-']).to_owned());
    addresses.filter(|address| address.len() > 2).collect()
}

/// Whether a text has what stands in every e-mail address, as people write it.
pub(super) fn may_have_addresses(text: &str) -> bool {
    ["@", "(at)", "[at]"].iter().any(|at| text.contains(at))
}

/// A text in small letters without what people and line breaks put into e-mail addresses.
pub(super) struct Squeezed {
    pub(super) text: String,
    /// What each byte of it was made of in the text.
    origins: Vec<Range<usize>>,
}

impl Squeezed {
    pub(super) fn new(text: &str) -> Squeezed {
        let mut squeezed = Squeezed { text: String::new(), origins: Vec::new() };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let sign = ["(at)", "[at]", "(@)", "[@]"].iter().find(|sign| rest.starts_with(**sign));
            let end = at + sign.map_or(c.len_utf8(), |sign| sign.len());
            // A line that was broken at a hyphen.
            let is_break = rest.starts_with("-\n");
            if sign.is_some() {
                squeezed.push('@', at..end);
            } else if !c.is_whitespace() && !is_break {
                folded(c).for_each(|c| squeezed.push(c, at..end));
            }
            at = end;
        }
        squeezed
    }

    fn push(&mut self, c: char, origin: Range<usize>) {
        self.text.push(c);
        self.origins.resize(self.text.len(), origin);
    }

    /// Its e-mail addresses.
    fn addresses(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let is_local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        self.text.match_indices('@').map(move |(at, _)| {
            let start = self.text[..at].trim_end_matches(is_local).len();
            let rest = self.text[at + 1..].trim_start_matches(is_local);
            start..self.text.len() - rest.len()
        })
    }

    /// Where an address stands in the text, if not within another.
    pub(super) fn find(&self, address: &str) -> Option<Range<usize>> {
        // What was squeezed out parts words.
        let is_joined = |at: usize| {
            let (before, after) = self.text.split_at(at);
            let are_letters =
                before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
            are_letters && self.origins[at].start <= self.origins[at - 1].end
        };
        let mut places = self.text.match_indices(address).map(|(at, _)| at..at + address.len());
        let range = places
            .find(|range| !range.is_empty() && !is_joined(range.start) && !is_joined(range.end))?;
        Some(self.origins[range.start].start..self.origins[range.end - 1].end)
    }
}

/// E-mail addresses whose local part is two names: `anna.andersson@example.se`.
pub(super) fn persons_addresses(text: &str) -> impl Iterator<Item = &str> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text[..at]
            .rfind(|c| !is_local(c))
            .map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
        let after =
            text[at + 1..].find(|c: char| !is_local(c)).map_or(text.len(), |end| at + 1 + end);
        let address = text[before..after].trim_end_matches('.');
        let (local, domain) = address.split_once('@')?;
        let names: Vec<&str> = local.split('.').collect();
        let is_name =
            |name: &&str| name.len() > 1 && name.chars().all(|c| c.is_alphabetic() || c == '-');
        let is_persons = names.len() > 1 && names.iter().all(is_name) && domain.contains('.');
        is_persons.then_some(address)
    })
}

/// A character in small letters: those of words that are written in capitals too.
pub(super) fn folded(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' | 'ẞ' => ('s', Some('s')),
        'ς' => ('σ', None),
        'ı' => ('i', None),
        c => (c, None),
    };
    // What is left of a capital I with a dot.
    first.to_lowercase().filter(|c| *c != '\u{307}').chain(second)
}
