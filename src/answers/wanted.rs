//! Looks for persons in a text: each marked value whole, and each word of a marked name by itself.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::text::{has_byte, has_no_width, of_address};

use super::contact::{
    LOCAL_DIGITS, Squeezed, folded, mail_addresses, may_have_addresses, persons_addresses,
    telephones, telephones_in,
};

/// A word of fewer letters is many other words in small letters (Ek, Ny, Dag): it is a person's where
/// it begins with a capital.
const SHORT: usize = 4;
/// The shortest line of a value of several lines that is looked for by itself.
const SHORTEST_LINE: usize = 4;
/// The most words in small letters, such as titles, that stand beside a name; with more of them, a
/// value is prose, in which only what is written as a name is one.
const MOST_TITLES: usize = 2;
/// The most words of a name that was typed in small letters.
const MOST_SMALL: usize = 3;
/// The most line ends that break one word.
const MOST_BREAKS: usize = 4;
/// The most characters between the words of a value.
const LONGEST_GAP: usize = 3;
/// Words of names that are words of the language too, so that they tell nobody by themselves.
const PARTICLES: [&str; 25] = [
    "af", "al", "av", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le",
    "och", "ten", "ter", "till", "van", "vom", "von", "y", "zu", "zur",
];

/// What is looked for in other answers.
pub(super) struct Wanted {
    /// In the order of their first words.
    entries: Vec<Term>,
    /// Which bytes the first words begin with, in either case.
    first_bytes: [bool; 256],
    /// Which four bytes of ASCII the first words begin with.
    beginnings: Beginnings,
    /// Telephone numbers, as digits from the first 0 on.
    numbers: Vec<String>,
    /// E-mail addresses, squeezed.
    addresses: Vec<String>,
    /// Words of scripts without capitals, which need no blanks between words either.
    uncased: Vec<String>,
    /// Whether any person's address counts, marked or not.
    has_strangers: bool,
}

/// A value or a word of one.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Term {
    /// Its first word, in small letters.
    first: String,
    /// What follows that word, in small letters; empty for a single word.
    rest: String,
    case: LetterCase,
}

/// How a word must be written to count.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum LetterCase {
    /// In any way.
    Any,
    /// With a capital first, as names are.
    Name,
    /// Without one, as it was typed.
    Small,
}

impl LetterCase {
    fn counts(self, is_capital: bool) -> bool {
        match self {
            LetterCase::Any => true,
            LetterCase::Name => is_capital,
            LetterCase::Small => !is_capital,
        }
    }
}

/// Which words may be among some, by their first four bytes: of a letter of ASCII, and of one from À to þ,
/// the last five bits of each byte are the same in either case.
struct Beginnings {
    /// By the first two, which bytes may come third.
    thirds: [u32; 1024],
    /// By the first three, of which several share a row, which bytes may come fourth.
    fourths: [u32; 1024],
}

impl Beginnings {
    const NONE: Beginnings = Beginnings { thirds: [0; 1024], fourths: [0; 1024] };

    /// Adds a word in small letters.
    fn add(&mut self, word: &[u8]) {
        // Others may be written with other bytes.
        let plain = |at: usize| plain(word, at);
        let Some(first) = plain(0) else { return };
        let Some(second) = plain(1) else {
            let row = usize::from(first) << 5;
            self.thirds[row..row + 32].fill(u32::MAX);
            self.fourths.fill(u32::MAX);
            return;
        };
        let row = Beginnings::row(first, second);
        let Some(third) = plain(2) else {
            self.thirds[row] = u32::MAX;
            (0..32).for_each(|third| self.fourths[Beginnings::shared_row(row, third)] = u32::MAX);
            return;
        };
        self.thirds[row] |= 1 << third;
        let fourths = plain(3).map_or(u32::MAX, |fourth| 1 << fourth);
        self.fourths[Beginnings::shared_row(row, third)] |= fourths;
    }

    /// Whether a text may begin with one of the words.
    fn may_have(&self, text: &[u8]) -> bool {
        // A word may be broken over two lines.
        let plain = |at: usize| plain(text, at).filter(|_| text[at] != b'-');
        let (Some(first), Some(second)) = (plain(0), plain(1)) else { return true };
        let row = Beginnings::row(first, second);
        let Some(third) = plain(2) else { return self.thirds[row] != 0 };
        let fourths = self.fourths[Beginnings::shared_row(row, third)];
        self.thirds[row] >> third & 1 == 1
            && plain(3).is_none_or(|fourth| fourths >> fourth & 1 == 1)
    }

    fn row(first: u8, second: u8) -> usize {
        usize::from(first) << 5 | usize::from(second)
    }

    fn shared_row(row: usize, third: u8) -> usize {
        (row ^ (usize::from(third) * 33)) & 1023
    }
}

/// The last five bits of a byte of a word, if they are those of the letter in either case.
fn plain(word: &[u8], at: usize) -> Option<u8> {
    let byte = *word.get(at)?;
    let is_plain = match byte {
        0..0x80 => true,
        // ß is two letters in capitals, and ÿ another.
        0xC3 => !matches!(word.get(at + 1), Some(0x9F | 0xBF)),
        0x9F | 0xBF => false,
        0x80..0xC0 => at > 0 && word[at - 1] == 0xC3,
        _ => false,
    };
    is_plain.then_some(byte & 31)
}

impl Wanted {
    /// Values whole, each word of a name by itself, and whatever is a person's address.
    pub(super) fn new(values: &[String]) -> Wanted {
        Wanted::of(values, true, true)
    }

    /// Values whole, and nothing else.
    pub(super) fn values(values: &[String]) -> Wanted {
        Wanted::of(values, false, false)
    }

    /// As [`Wanted::new`], where nothing is written with capitals: in names of files.
    pub(super) fn words_in_any_case(values: &[String]) -> Wanted {
        let mut wanted = Wanted::of(values, true, false);
        for entry in &mut wanted.entries {
            if entry.first.chars().count() >= SHORT || !entry.rest.is_empty() {
                entry.case = LetterCase::Any;
            }
        }
        wanted
    }

    fn of(values: &[String], has_words: bool, has_strangers: bool) -> Wanted {
        let (mut entries, mut numbers) = (Vec::new(), Vec::new());
        let (mut addresses, mut uncased) = (Vec::new(), Vec::new());
        for value in values {
            let value = seen(value);
            let value = value.trim();
            numbers.extend(telephones(value));
            addresses.extend(mail_addresses(value));
            let words = words(value).map(|range| &value[range]);
            uncased.extend(words.filter(|word| word.contains(is_uncased)).map(str::to_owned));
            // A few digits are many other numbers too.
            let is_number = value.chars().all(|c| c.is_ascii_digit());
            if has_words || !is_number || value.len() >= LOCAL_DIGITS {
                entries.extend(Term::whole(value));
            }
            // Of several lines, each may stand somewhere else by itself.
            for line in value.lines().map(|line| line.trim_start_matches(['-', ' ']).trim()) {
                if line.chars().count() >= SHORTEST_LINE && (has_words || line.contains(' ')) {
                    entries.extend(Term::whole(line));
                }
                for part in parts(line).filter(|_| has_words) {
                    names(part, part.len() == value.len(), &mut entries);
                }
            }
        }
        entries.sort_unstable();
        entries.dedup();
        for texts in [&mut numbers, &mut addresses, &mut uncased] {
            texts.sort_unstable();
            texts.dedup();
        }
        let mut first_bytes = [false; 256];
        for c in entries.iter().filter_map(|entry| entry.first.chars().next()) {
            // A capital may begin with another byte.
            for c in c.to_uppercase().chain([c]) {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes);
                first_bytes[usize::from(bytes[0])] = true;
            }
        }
        let mut beginnings = Beginnings::NONE;
        for entry in &entries {
            beginnings.add(entry.first.as_bytes());
        }
        // Some letters become others in capitals.
        first_bytes[0xC3] |= entries.iter().any(|entry| entry.first.starts_with("ss"));
        first_bytes[0xC4] |= entries.iter().any(|entry| entry.first.starts_with('i'));
        Wanted { entries, first_bytes, beginnings, numbers, addresses, uncased, has_strangers }
    }

    /// What of it is in a text, as the text has it (composed and decoded). What stands in something else
    /// that was found is left out.
    pub(super) fn find(&self, text: &str) -> Vec<String> {
        let mut found = self.find_as_written(text);
        if let Some(decoded) = decoded(text) {
            found.extend(self.find_as_written(&decoded));
        }
        let mut once: Vec<String> = Vec::new();
        for found in found {
            if !once.iter().any(|before| before.contains(&found)) {
                once.push(found);
            }
        }
        once
    }

    fn find_as_written(&self, text: &str) -> Vec<String> {
        let text = &*seen(text);
        let mut found: Vec<&str> = Vec::new();
        // Addresses first: one of their words may be a name.
        if !self.addresses.is_empty() && may_have_addresses(text) {
            let squeezed = Squeezed::new(text);
            let addresses = self.addresses.iter();
            found.extend(addresses.filter_map(|address| Some(&text[squeezed.find(address)?])));
        }
        if self.has_strangers {
            found.extend(persons_addresses(text));
        }
        let (mut lower, mut from) = (String::new(), 0);
        while let Some(start) = self.next_start(text, from) {
            let Some(word) = words(&text[start..]).next() else { break };
            let word = start + word.start..start + word.end;
            let end = self.end_at(text, &word, &mut lower);
            let end = end.or_else(|| self.end_of_broken(text, &word, &mut lower));
            // What is found already is told with the whole that it belongs to.
            from = end.unwrap_or(word.start + 1);
            found.extend(end.map(|end| &text[word.start..end]));
        }
        found.extend(self.uncased.iter().filter(|word| text.contains(*word)).map(String::as_str));
        if !self.numbers.is_empty() {
            found.extend(telephones_in(text, |number| self.is_wanted(number)));
        }
        found.into_iter().map(str::to_owned).collect()
    }

    /// Where a word ends that was broken at the ends of lines, if it is wanted.
    fn end_of_broken(&self, text: &str, word: &Range<usize>, lower: &mut String) -> Option<usize> {
        if !text[word.end..].starts_with('-') {
            return None;
        }
        lower.clear();
        push_lower(&text[word.clone()], lower);
        let mut end = word.end;
        for _ in 0..MOST_BREAKS {
            let next = words(&text[end..]).next()?;
            if !text[end..].starts_with('-') || text[end..end + next.start].trim_end() != "-" {
                return None;
            }
            push_lower(&text[end + next.start..end + next.end], lower);
            end += next.end;
            let is_wanted =
                |word: &str| self.entries_of(word).iter().any(|entry| entry.rest.is_empty());
            // In the genitive too.
            if is_wanted(lower) || lower.strip_suffix('s').is_some_and(is_wanted) {
                return Some(end);
            }
        }
        None
    }

    /// Where the next word begins that may be the first of something wanted, by its first bytes.
    fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut was_in_word = from > 0 && bytes[from - 1].is_ascii_alphabetic();
        for (at, &byte) in bytes.iter().enumerate().skip(from) {
            // Most letters stand behind another; nothing else is asked of them.
            let is_in_word = byte.is_ascii_alphabetic();
            let goes_on = was_in_word & is_in_word;
            was_in_word = is_in_word;
            if !goes_on & self.first_bytes[usize::from(byte)] && self.may_begin(text, at) {
                return Some(at);
            }
        }
        None
    }

    /// Whether a word begins at a byte that may be the first of something wanted.
    fn may_begin(&self, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        if !self.beginnings.may_have(&bytes[at..]) || !text.is_char_boundary(at) {
            return false;
        }
        // Nearly all letters are of ASCII or of these; one behind another stands within a word.
        let is_latin = |at: usize| {
            bytes[at].is_ascii_alphabetic()
                || (bytes[at] == 0xC3 && !matches!(bytes[at + 1], 0x97 | 0xB7))
        };
        let before = at.checked_sub(1).map(|before| {
            if bytes[before] & 0xC0 == 0x80 { before.saturating_sub(1) } else { before }
        });
        if before.is_some_and(is_latin) && is_latin(at) {
            return false;
        }
        let Some(first) = text[at..].chars().next() else { return false };
        let is_same =
            |before: char| before.is_alphanumeric() && before.is_numeric() == first.is_numeric();
        first.is_alphanumeric() && !text[..at].chars().next_back().is_some_and(is_same)
    }

    /// Whether a telephone number is one that is looked for. Within a town, its first digits are left
    /// out.
    fn is_wanted(&self, number: &str) -> bool {
        let end = number.trim_start_matches('0');
        end.len() >= LOCAL_DIGITS && self.numbers.iter().any(|wanted| wanted.ends_with(end))
    }

    /// Where the longest value or word ends that begins at a word of a text.
    fn end_at(&self, text: &str, word: &Range<usize>, lower: &mut String) -> Option<usize> {
        let typed = &text[word.clone()];
        lower.clear();
        push_lower(typed, lower);
        let is_capital = typed.starts_with(char::is_uppercase);
        let counts = |entry: &&Term| entry.case.counts(is_capital);
        let whole = self.entries_of(lower).iter().filter(counts);
        let whole = whole.filter_map(|entry| end_of(&text[word.end..], &entry.rest)).max();
        let genitive = || {
            // The letter itself: others become it in capitals.
            let stem = lower.strip_suffix('s').filter(|_| typed.ends_with(['s', 'S']))?;
            let mut entries = self.entries_of(stem).iter().filter(counts);
            entries.any(|entry| entry.rest.is_empty()).then(|| word.end - 1)
        };
        whole.map(|length| word.end + length).or_else(genitive)
    }

    /// What begins with a word.
    fn entries_of(&self, first: &str) -> &[Term] {
        let start = self.entries.partition_point(|entry| entry.first.as_str() < first);
        let length = self.entries[start..].iter().take_while(|entry| entry.first == first).count();
        &self.entries[start..start + length]
    }
}

impl Term {
    /// A whole value.
    fn whole(value: &str) -> Option<Term> {
        let value = value.trim_matches(|c: char| !c.is_alphanumeric());
        let first = words(value).next()?;
        let is_short = value.chars().count() < SHORT;
        let case = match value.starts_with(char::is_lowercase) {
            _ if !is_short || !value.starts_with(char::is_alphabetic) => LetterCase::Any,
            true => LetterCase::Small,
            false => LetterCase::Name,
        };
        let mut lower = String::new();
        push_lower(&value[first.end..], &mut lower);
        let rest = lower.split_whitespace().collect::<Vec<_>>().join(" ");
        // A blank before the rest belongs to it.
        let rest = if lower.starts_with(char::is_whitespace) { format!(" {rest}") } else { rest };
        Some(Term { rest, ..Term::word(&value[first], case) })
    }

    fn word(word: &str, case: LetterCase) -> Term {
        let mut first = String::new();
        push_lower(word, &mut first);
        Term { first, rest: String::new(), case }
    }
}

/// A text without what is not seen, in one spelling (Unicode NFKC), with plain hyphens, apostrophes and
/// blanks.
fn seen(text: &str) -> Cow<'_, str> {
    // ASCII, and the letters from À to ÿ, which most texts are made of: there is nothing to be done.
    let is_other = |byte: u8| byte >= 0xC0 && byte != 0xC3;
    if !has_byte(text, is_other) {
        return Cow::Borrowed(text);
    }
    let mut others = text.bytes().enumerate().filter(|(_, byte)| is_other(*byte));
    // So have dashes, quotation marks and bullets.
    let is_plain = |(at, _): (usize, u8)| {
        text[at..].starts_with(['\u{2013}', '\u{2014}', '\u{201C}', '\u{201D}', '\u{2022}'])
    };
    if others.all(is_plain) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2B9}' | '\u{2BC}' | '’' => '\'',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => ' ',
        c => c,
    };
    // A soft hyphen at the end of a line is a hyphen.
    let text = if text.contains("\u{AD}\n") {
        Cow::Owned(text.replace("\u{AD}\n", "-\n"))
    } else {
        text.into()
    };
    let text = if text.chars().any(|c| has_no_width(c) || plain(c) != c) {
        Cow::Owned(text.chars().filter(|c| !has_no_width(*c)).map(plain).collect())
    } else {
        text
    };
    let composer = ComposingNormalizerBorrowed::new_nfkc();
    match text {
        Cow::Borrowed(text) => composer.normalize(text),
        Cow::Owned(text) => Cow::Owned(composer.normalize(&text).into_owned()),
    }
}

/// What the percent signs of web addresses in a text stand for, if there are any.
fn decoded(text: &str) -> Option<String> {
    text.contains('%').then_some(())?;
    let decoded = String::from_utf8_lossy(&of_address(text)).into_owned();
    (decoded != text).then_some(decoded)
}

/// The words of a text: letters in a row, or digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let is_digit = text[start..].starts_with(char::is_numeric);
        let is_same = |c: char| c.is_alphanumeric() && c.is_numeric() == is_digit;
        let length = text[start..].find(|c: char| !is_same(c));
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// Whether a character is a letter of a script that has no capitals.
fn is_uncased(c: char) -> bool {
    // Before that letter, all have capitals.
    c >= '\u{1BB}' && c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()
}

/// Adds a text in small letters, in which one word has one spelling.
fn push_lower(text: &str, lower: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
        } else {
            folded(c).for_each(|c| lower.push(c));
        }
    }
}

/// Where in a text the rest of a value ends that it begins with, whatever the letters and what stands
/// between words, if the value ends there as a word does.
fn end_of(text: &str, rest: &str) -> Option<usize> {
    let mut wanted = rest.chars().peekable();
    let mut end = 0;
    let mut typed = text.char_indices().peekable();
    while let Some(&wanted_now) = wanted.peek() {
        let (at, c) = *typed.peek()?;
        if wanted_now == ' ' {
            let before = end;
            while let Some((at, c)) = typed.next_if(|(_, c)| !c.is_alphanumeric()) {
                end = at + c.len_utf8();
            }
            let gap = &text[before..end];
            let is_short =
                gap.chars().count() <= LONGEST_GAP || gap.chars().all(char::is_whitespace);
            if gap.is_empty() || !is_short {
                return None;
            }
            wanted.next();
            continue;
        }
        typed.next();
        for lower in folded(c) {
            wanted.next_if_eq(&lower)?;
        }
        end = at + c.len_utf8();
    }
    let after = &text[end..];
    let after = after.strip_prefix(['s', 'S']).filter(|_| end > 0).unwrap_or(after);
    let last = rest.chars().next_back().unwrap_or(' ');
    let goes_on = if last.is_numeric() {
        after.starts_with(char::is_numeric)
    } else {
        last.is_alphabetic() && after.starts_with(char::is_alphabetic)
    };
    (!goes_on).then_some(end)
}

/// The parts of a line that may each be a name: what separators and brackets part.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let is_separator = |c: char| ",;:/()[]<>\"|&".contains(c);
    let parts = line.split(is_separator).flat_map(|part| part.split(" och "));
    let parts = parts.flat_map(|part| part.split(" – ")).flat_map(|part| part.split(" - "));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The words of the names in a part of a value; `is_all` for a part that is the whole value.
fn names(part: &str, is_all: bool, entries: &mut Vec<Term>) {
    let is_particle =
        |word: &str| PARTICLES.iter().any(|particle| particle.eq_ignore_ascii_case(word));
    let is_number = |word: &str| word.len() > 1 && word.bytes().all(|byte| b"IVX".contains(&byte));
    let all: Vec<&str> = part.split_whitespace().collect();
    // An address is looked for as a whole.
    let all: Vec<&str> =
        all.into_iter().filter(|word| !is_number(word) && !word.contains('@')).collect();
    // The last word is a name, whatever else it is.
    let last = all.len().saturating_sub(1);
    let others = all.iter().enumerate().filter(|(at, word)| *at == last || !is_particle(word));
    let others: Vec<&str> = others.map(|(_, word)| *word).collect();
    let has_capital = |word: &&str| word.contains(char::is_uppercase);
    // Somebody may have typed a name in small letters.
    let is_typed_small = is_all && others.len() <= MOST_SMALL && !others.iter().any(has_capital);
    let is_name =
        |at: usize| others.get(at).is_some_and(|word| is_typed_small || has_capital(word));
    let titles = (0..others.len()).filter(|at| !is_name(*at)).count();
    let is_prose = titles > MOST_TITLES;
    for (at, word) in others.iter().enumerate().filter(|(at, _)| is_name(*at)) {
        // In prose, a sentence begins with a capital too.
        let is_beside_another = is_name(at + 1) || at.checked_sub(1).is_some_and(is_name);
        if is_prose && !is_beside_another {
            continue;
        }
        for piece in words(word).map(|range| &word[range]) {
            let letters = piece.chars().count();
            // An initial tells nobody.
            let is_initial = letters < 2 && (at + 1 < others.len() || word.ends_with('.'));
            if is_initial || piece.contains(char::is_numeric) {
                continue;
            }
            let is_sure = !is_prose && !is_typed_small && (is_all || all.len() > 1);
            let case = if is_sure && letters >= SHORT { LetterCase::Any } else { LetterCase::Name };
            entries.push(Term::word(piece, case));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Wanted, words};

    proptest! {
        /// Where words may begin is found without looking at each letter of the others.
        #[test]
        fn words_begin_where_they_do(
            value in "[abABåÅßÿŸ1²一]{1,5}( [a-cA-CåÅ]{1,3})?",
            text in "[abABåÅßsSÿŸ12²一 .,\u{301}-]{0,40}",
        ) {
            let wanted = Wanted::new(std::slice::from_ref(&value));
            let next = |from| wanted.next_start(&text, from);
            let starts: Vec<usize> =
                std::iter::successors(next(0), |start| next(start + 1)).collect();
            prop_assert!(starts.iter().all(|at| words(&text).any(|word| word.start == *at)));
            let mut lower = String::new();
            for word in words(&text) {
                let is_wanted = wanted.end_at(&text, &word, &mut lower).is_some();
                prop_assert!(!is_wanted || starts.contains(&word.start), "{word:?}");
            }
        }

        /// Letters that are longer or shorter in the other case, what parts words, and what addresses
        /// and numbers are made of: whatever is found is a part of the text as it is seen.
        #[test]
        fn no_text_is_cut_within_a_letter(
            value in "([sSßẞſİıiǆΣςaÅ@.(t)%0-9C3 \n\u{30A}\u{AD}-]|\\(at\\)|ss){0,12}",
            text in "([sSßẞſİıiǆΣςaÅ@.(t)%0-9C3 \n\u{30A}\u{AD}-]|\\(at\\)|ss){0,30}",
        ) {
            let wanted = Wanted::new(std::slice::from_ref(&value));
            for found in wanted.find(&text).iter().chain(&wanted.find(&value)) {
                prop_assert!(!found.is_empty());
            }
        }
    }

    fn found(values: &[&str], text: &str) -> Vec<String> {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        Wanted::new(&values).find(text)
    }

    #[test]
    fn persons_are_found_however_they_are_written() {
        let values = ["Eva Åkesson-Lindström", "070-123 45 67", "eva@example.se"];
        for (text, expected) in [
            ("Fråga Eva Åkesson-Lindström.", "Eva Åkesson-Lindström"),
            ("EVA ÅKESSON", "EVA"),
            ("Eva rättar", "Eva"),
            ("enligt lindströms förslag", "lindström"),
            ("Åkesson\u{2011}Lindström", "Åkesson"),
            ("Lind-\nström", "Lind-\nström"),
            ("Lind-\nströms förslag", "Lind-\nströms"),
            ("A\u{30A}kesson", "Åkesson"),
            ("ring 070 123 45 67", "070 123 45 67"),
            ("ring +46 70-123 45 67.", "+46 70-123 45 67"),
            ("0701234567", "0701234567"),
            ("070/1234567", "070/1234567"),
            ("123 45 67", "123 45 67"),
            ("2026-01-01 070-123 45 67 2", "070-123 45 67"),
            ("070.123.45.67", "070.123.45.67"),
            ("070 123\n45 67", "070 123\n45 67"),
            ("070−123−45−67", "070−123−45−67"),
            ("46701234567", "46701234567"),
            ("０７０-１２３ ４５ ６７", "070-123 45 67"),
            ("eva@\nexample.se", "eva@\nexample.se"),
            ("eva (at) example.se", "eva (at) example.se"),
            ("https://x.se/%C3%85kesson", "Åkesson"),
            ("EVA@example.se", "EVA@example.se"),
            ("någon.annan@example.se", "någon.annan@example.se"),
        ] {
            let found = found(&values, text);
            assert_eq!(found.first().map(String::as_str), Some(expected), "{text}");
        }
        for text in [
            "Lindströmmen",
            "2026-03-03",
            "oppnadata@example.se",
            "000 00 67",
            "1 250 000",
            "evakuering",
            "Evans",
            "neva@example.se",
            "eva@example.sea",
        ] {
            assert_eq!(found(&values, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn short_names_are_names_where_they_are_written_as_such() {
        for (value, text, expected) in [
            ("Åsa Ek", "Åsa Ek ansvarar.", "Åsa Ek"),
            ("Åsa Ek", "ÅSA EK", "ÅSA EK"),
            ("Åsa Ek", "åsa ek", "åsa ek"),
            ("Åsa Ek", "Åsa\n  Ek", "Åsa\n  Ek"),
            ("Åsa Ek", "enligt Eks mall", "Ek"),
            ("Åsa Ek", "(Ek)", "Ek"),
            ("Åsa Ek", "Ek:s mall", "Ek"),
            ("Ek, Åsa", "Fråga Åsa", "Åsa"),
            ("handläggare Åsa Ek", "Fråga Ek", "Ek"),
            ("Åsa Ek (jurist)", "Fråga Ek", "Ek"),
            ("Dr. Li Yu", "Fråga Yu", "Yu"),
            ("Carl von Essen", "von Essen", "Essen"),
            ("Yu", "Fråga Yu", "Yu"),
            ("Zoë d’Arc", "Zoë svarar", "Zoë"),
            ("Bob Von", "Beslut av Von", "Von"),
            ("Malcolm X", "X beslutar", "X"),
            ("ek li", "Fråga Ek", "Ek"),
            ("李伟", "请问李伟", "李伟"),
            ("محمد علي", "قال محمد", "محمد"),
            ("Li Ek", "E\u{34F}k vet", "Ek"),
            ("Eva Ek <eva@example.se>", "Fråga Ek", "Ek"),
            ("Eva Ek eva@example.se.", "mejla eva@example.se", "eva@example.se"),
            ("070-123 45 67, 08-123 456 78", "ring 070 1234567", "070 1234567"),
            ("070-123 45 67\n08-123 456 78", "ring 08-12345678", "08-12345678"),
            ("Claus Gros", "Gros", "Gros"),
            ("Eva Ek", "50 %de https://x.se/%45k", "Ek"),
            ("Li Ek", "ＥＫ vet", "EK"),
            ("Li Ek", "Ek2", "Ek"),
            ("Li Ek", "https://x.se/li-ek", "li-ek"),
            ("Σίσυφος Β", "ΣΊΣΥΦΟΣ", "ΣΊΣΥΦΟΣ"),
            ("Eva Straße", "STRASSE", "STRASSE"),
            ("Eva İlker", "ilker", "ilker"),
            ("Storgatan 1", "på storgatan 1.", "storgatan 1"),
            ("17", "nummer 17", "17"),
            ("Vem som helst kan ringa Åsa Ek om allt", "Ek vet", "Ek"),
        ] {
            let found = found(&[value], text);
            assert_eq!(found.first().map(String::as_str), Some(expected), "{value}: {text}");
        }
        for (value, text) in [
            ("Åsa Ek", "en ek, och ekar"),
            ("Åsa Ek", "Ekonomi"),
            ("Carl von Essen", "von den"),
            ("A. Ek", "bilaga A"),
            ("17", "2017"),
            ("Karl Berg II", "Kapitel II"),
            ("Claus Gros", "groß"),
            ("Ja", "ja"),
            ("Registret har uppgifter om alla", "Registret förs"),
        ] {
            assert_eq!(found(&[value], text), [""; 0], "{value}: {text}");
        }
    }
}
