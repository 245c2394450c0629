//! Looks for persons in a text: each marked value whole, and each word of a marked name by itself.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// A word of fewer letters is many other words in small letters (Ek, Ny, Dag): it is a person's where
/// it begins with a capital.
const SHORT: usize = 4;
/// The shortest line of a value of several lines that is looked for by itself.
const SHORTEST_LINE: usize = 4;
/// The most words in small letters, such as titles, that stand beside a name; with more of them, a
/// value is prose, in which only what is written as a name is one.
const MOST_TITLES: usize = 2;
/// Words of names that are words of the language too, so that they tell nobody by themselves.
const PARTICLES: [&str; 25] = [
    "af", "al", "av", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le",
    "och", "ten", "ter", "till", "van", "vom", "von", "y", "zu", "zur",
];

/// What is looked for in other answers.
pub(super) struct Wanted {
    /// In the order of their first words.
    entries: Vec<Entry>,
    /// Which bytes the first words begin with, in either case.
    first_bytes: [bool; 256],
    /// Telephone numbers, as digits from the first 0 on.
    numbers: Vec<String>,
}

/// A value or a word of one.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Entry {
    /// Its first word, in small letters.
    first: String,
    /// What follows that word, in small letters; empty for a single word.
    rest: String,
    case: Case,
}

/// How a word must be written to count.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Case {
    /// In any way.
    Any,
    /// With a capital first, as names are.
    Name,
    /// Without one, as it was typed.
    Small,
}

impl Case {
    fn counts(self, is_capital: bool) -> bool {
        match self {
            Case::Any => true,
            Case::Name => is_capital,
            Case::Small => !is_capital,
        }
    }
}

impl Wanted {
    pub(super) fn new(values: &[String]) -> Wanted {
        let (mut entries, mut numbers) = (Vec::new(), Vec::new());
        for value in values {
            let value = seen(value);
            if let Some(number) = telephone(value.trim()) {
                numbers.push(number);
                continue;
            }
            entries.extend(Entry::whole(&value));
            // Of several lines, each may stand somewhere else by itself.
            for line in value.lines().map(|line| line.trim_start_matches(['-', ' ']).trim()) {
                if let Some(number) = telephone(line) {
                    numbers.push(number);
                } else if line.chars().count() >= SHORTEST_LINE {
                    entries.extend(Entry::whole(line));
                }
                for part in parts(line) {
                    names(part, part.len() == value.trim().len(), &mut entries);
                }
            }
        }
        entries.sort_unstable();
        entries.dedup();
        numbers.sort_unstable();
        numbers.dedup();
        let mut first_bytes = [false; 256];
        for entry in &entries {
            for c in entry.first.chars().take(1) {
                // A capital that is written otherwise than with one character begins with another byte.
                for c in c.to_uppercase().chain([c]) {
                    let mut bytes = [0; 4];
                    c.encode_utf8(&mut bytes);
                    first_bytes[usize::from(bytes[0])] = true;
                }
            }
        }
        Wanted { entries, first_bytes, numbers }
    }

    /// What of it is in a text, each once, as it is written there.
    pub(super) fn find(&self, text: &str) -> Vec<String> {
        let text = &*seen(text);
        let mut found: Vec<&str> = Vec::new();
        let (mut lower, mut end_of_last) = (String::new(), 0);
        let mut words = words(text).peekable();
        while let Some(word) = words.next() {
            // What is found already is told with the whole that it belongs to.
            if word.start < end_of_last {
                continue;
            }
            let mut end = self.end_at(text, &word, &mut lower);
            // A word that was broken over two lines.
            if end.is_none()
                && let Some(next) = words.peek()
                && text[word.end..next.start].trim_end() == "-"
                && self.first_bytes[usize::from(text.as_bytes()[word.start])]
            {
                lower.clear();
                push_lower(&text[word.clone()], &mut lower);
                push_lower(&text[next.clone()], &mut lower);
                let is_wanted = self.entries_of(&lower).iter().any(|entry| entry.rest.is_empty());
                end = is_wanted.then_some(next.end);
            }
            if let Some(end) = end {
                found.push(&text[word.start..end]);
                end_of_last = end;
            }
        }
        found.extend(self.number_in(text));
        found.extend(persons_addresses(text));
        let mut once: Vec<String> = Vec::new();
        for found in found {
            // An address may have been found by a word of it.
            if !once.iter().any(|before| before.contains(found)) {
                once.push(found.to_owned());
            }
        }
        once
    }

    /// Where the longest value or word ends that begins at a word of a text.
    fn end_at(
        &self,
        text: &str,
        word: &std::ops::Range<usize>,
        lower: &mut String,
    ) -> Option<usize> {
        if !self.first_bytes[usize::from(text.as_bytes()[word.start])] {
            return None;
        }
        let typed = &text[word.clone()];
        lower.clear();
        push_lower(typed, lower);
        let is_capital = typed.starts_with(char::is_uppercase);
        let counts = |entry: &&Entry| entry.case.counts(is_capital);
        let whole = self.entries_of(lower).iter().filter(counts);
        let whole = whole.filter_map(|entry| end_of(&text[word.end..], &entry.rest)).max();
        let genitive = || {
            let stem = lower.strip_suffix('s').filter(|stem| !stem.is_empty())?;
            let mut entries = self.entries_of(stem).iter().filter(counts);
            entries.any(|entry| entry.rest.is_empty()).then(|| word.end - 1)
        };
        whole.map(|length| word.end + length).or_else(genitive)
    }

    /// What begins with a word.
    fn entries_of(&self, first: &str) -> &[Entry] {
        let start = self.entries.partition_point(|entry| entry.first.as_str() < first);
        let length = self.entries[start..].iter().take_while(|entry| entry.first == first).count();
        &self.entries[start..start + length]
    }

    fn number_in<'a>(&self, text: &'a str) -> Option<&'a str> {
        if self.numbers.is_empty() {
            return None;
        }
        let runs = text.split(|c| !is_of_number(c)).map(str::trim);
        let mut runs = runs.filter(|run| run.len() > 5);
        runs.find(|run| {
            telephone(run).is_some_and(|number| {
                // Within a town, its first digits are left out.
                let end = number.trim_start_matches('0');
                end.len() >= SHORT && self.numbers.iter().any(|wanted| wanted.ends_with(end))
            })
        })
    }
}

impl Entry {
    /// A whole value.
    fn whole(value: &str) -> Option<Entry> {
        let value = value.trim_matches(|c: char| !c.is_alphanumeric());
        let first = words(value).next()?;
        let is_short = value.chars().count() < SHORT;
        let case = match value.starts_with(char::is_lowercase) {
            _ if !is_short || !value.starts_with(char::is_alphabetic) => Case::Any,
            true => Case::Small,
            false => Case::Name,
        };
        let mut lower = String::new();
        push_lower(&value[first.end..], &mut lower);
        let rest = lower.split_whitespace().collect::<Vec<_>>().join(" ");
        // A blank before the rest belongs to it.
        let rest = if lower.starts_with(char::is_whitespace) { format!(" {rest}") } else { rest };
        Some(Entry { rest, ..Entry::word(&value[first], case) })
    }

    fn word(word: &str, case: Case) -> Entry {
        let mut first = String::new();
        push_lower(word, &mut first);
        Entry { first, rest: String::new(), case }
    }
}

/// A text without what is not seen, composed (Unicode NFC), with plain hyphens and blanks.
fn seen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let is_hidden = |c: char| {
        matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            || matches!(c, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let plain = |c: char| match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => ' ',
        c => c,
    };
    let text = if text.chars().any(|c| is_hidden(c) || plain(c) != c) {
        Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).map(plain).collect())
    } else {
        Cow::Borrowed(text)
    };
    let composer = ComposingNormalizerBorrowed::new_nfc();
    match text {
        Cow::Borrowed(text) => composer.normalize(text),
        Cow::Owned(text) => Cow::Owned(composer.normalize(&text).into_owned()),
    }
}

/// The words of a text: letters and digits in a row.
fn words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

fn push_lower(text: &str, lower: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
        } else {
            lower.extend(c.to_lowercase());
        }
    }
}

/// Where in a text the rest of a value ends that it begins with, whatever the letters and blanks, if
/// the value ends there as a word does.
fn end_of(text: &str, rest: &str) -> Option<usize> {
    let mut wanted = rest.chars().peekable();
    let mut end = 0;
    let mut typed = text.char_indices().peekable();
    while let Some(&wanted_now) = wanted.peek() {
        let (at, c) = *typed.peek()?;
        if wanted_now == ' ' {
            if !c.is_whitespace() {
                return None;
            }
            while typed.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            wanted.next();
            continue;
        }
        typed.next();
        for lower in c.to_lowercase() {
            wanted.next_if_eq(&lower)?;
        }
        end = at + c.len_utf8();
    }
    let after = &text[end..];
    let after = after.strip_prefix(['s', 'S']).filter(|_| end > 0).unwrap_or(after);
    let is_whole =
        !rest.ends_with(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric);
    is_whole.then_some(end)
}

/// The parts of a line that may each be a name: what separators and brackets part.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let is_separator =
        |c: char| matches!(c, ',' | ';' | ':' | '/' | '(' | ')' | '[' | ']' | '"' | '|' | '&');
    let parts = line.split(is_separator).flat_map(|part| part.split(" och "));
    let parts = parts.flat_map(|part| part.split(" – ")).flat_map(|part| part.split(" - "));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The words of the names in a part of a value; `is_all` for a part that is the whole value.
fn names(part: &str, is_all: bool, entries: &mut Vec<Entry>) {
    // An address is looked for as a whole.
    if part.contains('@') {
        return;
    }
    let is_particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    let all: Vec<&str> = part.split_whitespace().collect();
    let mut others: Vec<&str> = all.clone();
    others.retain(|word| !is_particle(word));
    let is_name = |at: usize| others.get(at).is_some_and(|word| word.contains(char::is_uppercase));
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
            if letters < 2 || piece.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let is_sure = !is_prose && (is_all || all.len() > 1);
            let case = if is_sure && letters >= SHORT { Case::Any } else { Case::Name };
            entries.push(Entry::word(piece, case));
        }
    }
}

/// Whether a character can stand in a telephone number, as people write them.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || "+-/() \u{2013}".contains(c)
}

/// The digits of a telephone number, as within the country; `None` for what is none.
fn telephone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !text.chars().all(is_of_number) || !(6..=14).contains(&digits.len()) {
        return None;
    }
    let abroad = digits.strip_prefix("0046").or_else(|| digits.strip_prefix("46"));
    let abroad = abroad.filter(|_| text.contains('+') || digits.starts_with("00"));
    Some(match abroad {
        Some(number) => format!("0{}", number.trim_start_matches('0')),
        None => digits,
    })
}

/// E-mail addresses whose local part is two names: `anna.andersson@example.se`.
fn persons_addresses(text: &str) -> impl Iterator<Item = &str> {
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

#[cfg(test)]
mod tests {
    use super::Wanted;

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
            ("A\u{30A}kesson", "Åkesson"),
            ("ring 070 123 45 67", "070 123 45 67"),
            ("ring +46 70-123 45 67.", "+46 70-123 45 67"),
            ("0701234567", "0701234567"),
            ("070/1234567", "070/1234567"),
            ("123 45 67", "123 45 67"),
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
            ("Ja", "ja"),
            ("Registret har uppgifter om alla", "Registret förs"),
        ] {
            assert_eq!(found(&[value], text), [""; 0], "{value}: {text}");
        }
    }
}
