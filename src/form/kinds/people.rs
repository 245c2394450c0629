//! Records as people write them: names alone, a role in brackets, a telephone number behind `tfn`, several
//! people in one line.
//!
//! A form's `print` is how the program writes a record. Whoever types one follows no pattern, so it is read by
//! what its pieces are: an address has a sign that nothing else has, a telephone number is digits, a label
//! says what follows it, and what is left are the parts that are words, in their order.

use crate::form::{Part, Pattern, Personal, Test};
use crate::scalar::Scalar;
use crate::text::without_accent;

use super::Kind;

/// The fewest digits of a telephone number.
const FEWEST_DIGITS: usize = 5;
/// The most words of a name.
const LONGEST_NAME: usize = 4;
/// Words within names that are written in small letters.
const PARTICLES: [&str; 9] = ["af", "av", "da", "de", "del", "den", "di", "van", "von"];
/// What the names of units end in.
const UNITS: [&str; 38] = [
    "avd",
    "avdelning",
    "avdelningen",
    "biblioteket",
    "bolag",
    "bolaget",
    "byrå",
    "byrån",
    "enhet",
    "enheten",
    "förvaltning",
    "förvaltningen",
    "grupp",
    "gruppen",
    "högskola",
    "högskolan",
    "kansli",
    "kansliet",
    "kommun",
    "kommunen",
    "kontor",
    "kontoret",
    "museet",
    "myndigheten",
    "nämnd",
    "nämnden",
    "sektion",
    "sektionen",
    "skolan",
    "stab",
    "staben",
    "stad",
    "staden",
    "styrelsen",
    "universitet",
    "universitetet",
    "verk",
    "verket",
];
/// What the names of companies end in, as a word.
const COMPANIES: [&str; 4] = ["ab", "hb", "kb", "inc"];
/// What people write before a telephone number, and before an address.
const BEFORE_TELEPHONES: [&str; 9] =
    ["tfn", "tel", "tele", "telefon", "telefonnummer", "telnr", "mobil", "mob", "phone"];
const BEFORE_ADDRESSES: [&str; 7] =
    ["epost", "epostadress", "epostadr", "mejl", "mail", "mailadress", "email"];

/// A record as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The words that it was understood from.
    pub text: String,
    /// Its parts, in their order.
    pub values: Vec<Option<Scalar>>,
    /// Whether it can be understood in one way alone.
    pub is_sure: bool,
}

/// Reads one record; `text` may be several lines. `None` where it has more pieces than there are parts, or
/// one that its part does not take.
pub fn record(
    parts: &[Part],
    print: Option<&Pattern>,
    text: &str,
    language: &str,
) -> Option<Understood> {
    if let Some(understood) = by_pattern(parts, print, text, language) {
        return Some(understood);
    }
    by_pieces(parts, print, text, language)
}

/// Reads the records of a list out of its lines, of which one may have several.
pub fn records(
    parts: &[Part],
    print: Option<&Pattern>,
    lines: &[String],
    language: &str,
) -> Option<Vec<Understood>> {
    let mut all = Vec::new();
    for line in lines {
        let several = several(parts, line);
        let is_sure = several.is_sure;
        for text in several.texts {
            let mut understood = record(parts, print, &text, language)?;
            understood.is_sure &= is_sure;
            all.push(understood);
        }
    }
    Some(all)
}

/// What the pattern reads, where that is what people mean by it.
fn by_pattern(
    parts: &[Part],
    print: Option<&Pattern>,
    text: &str,
    language: &str,
) -> Option<Understood> {
    let print = print?;
    let values = print.read(parts, text, language)?;
    let is_ambiguous = print.is_ambiguous(parts, text, language);
    let is_taken = |(part, value): (&Part, &Option<Scalar>)| {
        value.as_ref().is_none_or(|value| takes(part, &value.to_string()))
    };
    // A name alone says what it is.
    let is_alone = values.iter().flatten().count() == 1
        && values[0].is_some()
        && !text.contains(|c: char| c.is_ascii_digit() || "[]<>{}:".contains(c));
    let is_good = parts.iter().zip(&values).all(is_taken)
        && !values.iter().flatten().any(|value| has_other_separators(&value.to_string()))
        && (!is_ambiguous || is_alone);
    is_good.then(|| Understood { text: text.to_owned(), values, is_sure: true })
}

/// Whether a value is more than one piece.
fn has_other_separators(value: &str) -> bool {
    let is_address = value.contains('@') && !value.trim().contains(char::is_whitespace);
    let has_sign = value.contains(['\n', '\t', ';', '|', '(', '@']) && !is_address;
    has_sign || value.contains(" – ") || value.contains(" - ")
}

fn by_pieces(
    parts: &[Part],
    print: Option<&Pattern>,
    text: &str,
    language: &str,
) -> Option<Understood> {
    let mut values: Vec<Option<String>> = vec![None; parts.len()];
    let mut plain: Vec<(String, bool)> = Vec::new();
    let mut is_sure = true;
    let find = |is_one: fn(&Part) -> bool, values: &[Option<String>]| {
        (0..parts.len()).find(|&at| values[at].is_none() && is_one(&parts[at]))
    };
    let separates = separators(print);
    for piece in pieces(text, &separates) {
        let (label, rest) = labelled(parts, &piece);
        let rest = rest.trim().to_owned();
        if rest.is_empty() {
            continue;
        }
        if let Some(at) = label.filter(|&at| values[at].is_none()) {
            values[at] = Some(rest);
            continue;
        }
        // Within a piece, an address and a number may stand beside a name.
        let (mut rest, address) = without_address(&rest);
        let (others, number) = without_number(&rest);
        if let Some(address) = address {
            let at = find(is_of_addresses, &values)?;
            values[at] = Some(address);
        }
        if let Some(number) = number
            && let Some(at) = find(is_of_telephones, &values)
        {
            values[at] = Some(number);
            rest = others;
        }
        let (_, rest) = labelled(parts, without_last_label(&rest));
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || ",;:-–".contains(c)).to_owned();
        if rest.is_empty() {
            continue;
        }
        // `Projektledare: Anna Berg`: what one is stands before who it is.
        if let Some((role, name)) = rest.split_once(": ")
            && looks_like_a_name(name.trim())
        {
            plain.push((name.trim().to_owned(), false));
            plain.push((role.trim().to_owned(), false));
            is_sure = false;
            continue;
        }
        let of_kind = (0..parts.len()).find(|&at| {
            values[at].is_none()
                && !matches!(parts[at].kind, Kind::Line)
                && parts[at].kind.read_back(&rest, language).is_some()
        });
        match of_kind {
            Some(at) => values[at] = Some(rest),
            None => plain.push((rest, false)),
        }
    }
    // A unit is none of a person's names.
    if plain.len() > 1
        && is_unit(&plain[0].0)
        && plain.iter().skip(1).any(|(piece, _)| looks_like_a_name(piece))
    {
        let unit = plain.remove(0);
        plain.push(unit);
    }
    // A unit is known by its last word, and need not come last.
    if let Some(at) = (0..parts.len()).find(|&at| values[at].is_none() && is_of_units(&parts[at]))
        && let Some((unit, is_taken)) = plain.iter_mut().skip(1).find(|(piece, _)| is_unit(piece))
    {
        values[at] = Some(std::mem::take(unit));
        *is_taken = true;
    }
    let free: Vec<usize> = (0..parts.len())
        .filter(|&at| {
            let part = &parts[at];
            let is_words = matches!(part.kind, Kind::Line)
                && !is_of_addresses(part)
                && !is_of_telephones(part);
            values[at].is_none() && is_words
        })
        .collect();
    let plain: Vec<String> =
        plain.into_iter().filter(|(_, is_taken)| !is_taken).map(|(piece, _)| piece).collect();
    if plain.len() > free.len() {
        return None;
    }
    // Fewer words than parts: they may be any of them, but for the first.
    let is_plain =
        |piece: &String| !piece.contains(|c: char| c.is_ascii_digit() || "[]<>{}".contains(c));
    is_sure &= plain.len() == free.len() || plain.len() == 1;
    is_sure &= plain.iter().all(is_plain);
    for (at, piece) in free.into_iter().zip(plain) {
        // What stands for an absent part is none.
        values[at] = Some(piece).filter(|piece| piece != parts[at].absent());
    }
    let read = |(part, value): (&Part, Option<String>)| match value {
        Some(value) => part.kind.read_back(&value, language).map(Some),
        None => Some(None),
    };
    let values: Vec<Option<Scalar>> = parts.iter().zip(values).map(read).collect::<Option<_>>()?;
    let says_something = values.iter().any(Option::is_some);
    says_something.then(|| Understood { text: text.to_owned(), values, is_sure })
}

/// Whether a part takes a value: whether the form's own patterns, where those are errors, match.
fn takes(part: &Part, value: &str) -> bool {
    part.rules.checks.iter().all(|check| match &check.test {
        Test::Pattern(pattern) => pattern.is_in(value),
        _ => true,
    })
}

/// Whether a part is for e-mail addresses: what its pattern takes, or what it is called.
fn is_of_addresses(part: &Part) -> bool {
    let has_pattern = part.rules.checks.iter().any(|check| matches!(check.test, Test::Pattern(_)));
    let is_taken = has_pattern && takes(part, "namn@example.se") && !takes(part, "Namn");
    is_taken || is_called(part, &BEFORE_ADDRESSES)
}

fn is_of_telephones(part: &Part) -> bool {
    let has_pattern = part.rules.checks.iter().any(|check| matches!(check.test, Test::Pattern(_)));
    let is_taken = has_pattern && takes(part, "08-123 45 67") && !takes(part, "Namn");
    is_taken || is_called(part, &BEFORE_TELEPHONES)
}

fn is_of_units(part: &Part) -> bool {
    is_called(part, &["enhet", "avdelning", "forvaltning", "unit", "department"])
}

fn is_called(part: &Part, names: &[&str]) -> bool {
    [&part.key, &part.label].iter().any(|name| names.contains(&folded(name).as_str()))
}

/// A word without accents, signs and capitals: `E-post:` is `epost`.
fn folded(word: &str) -> String {
    let mut folded = String::new();
    for c in word.to_lowercase().chars().filter(|c| c.is_alphanumeric()) {
        match without_accent(c) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    folded
}

fn is_unit(piece: &str) -> bool {
    let mut words = piece.split_whitespace().map(str::to_lowercase);
    let (first, last) = (words.next().unwrap_or_default(), words.next_back());
    let last = last.as_ref().unwrap_or(&first);
    UNITS.iter().any(|unit| last.ends_with(unit))
        || COMPANIES.contains(&last.as_str())
        || ["landstinget", "länsstyrelsen", "region", "regionen"].contains(&first.as_str())
}

/// What stands between two parts: what the form prints, and what people write.
fn separators(print: Option<&Pattern>) -> Vec<String> {
    let own = print.into_iter().flat_map(Pattern::separators).map(str::to_owned);
    let known = [", ", ",", ";", "\n", "\t", " – ", " — ", " - ", " | ", "(", ")", " / "];
    let own = own.filter(|separator| !separator.trim().is_empty());
    own.chain(known.map(str::to_owned)).collect()
}

fn pieces(text: &str, separators: &[String]) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = pieces.last().and_then(|piece: &String| piece.chars().next_back());
        let is_in_number = |separator: &str| match separator {
            "(" => rest[1..].starts_with(|c: char| c.is_ascii_digit()),
            ")" => before.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        let separator = separators
            .iter()
            .find(|separator| rest.starts_with(separator.as_str()) && !is_in_number(separator));
        if let Some(found) = separator {
            pieces.push(String::new());
            rest = &rest[found.len()..];
            continue;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    pieces
        .into_iter()
        .map(|piece| piece.trim().to_owned())
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The part that a piece names at its beginning, and what follows the name.
fn labelled<'t>(parts: &[Part], piece: &'t str) -> (Option<usize>, &'t str) {
    let end = piece.find(|c: char| c == ':' || c == '.' || c.is_whitespace());
    let colon = piece.find(':');
    for end in colon.into_iter().chain(end) {
        let (word, rest) = piece.split_at(end);
        let rest = rest.trim_start_matches(|c: char| c == ':' || c == '.' || c.is_whitespace());
        let has_colon = piece[end..].trim_start_matches('.').starts_with(':');
        let word = folded(word);
        let is_named = |part: &Part| {
            let own = [&part.key, &part.label].iter().any(|name| folded(name) == word);
            has_colon && own
                || is_of_telephones(part) && BEFORE_TELEPHONES.contains(&word.as_str())
                || is_of_addresses(part) && BEFORE_ADDRESSES.contains(&word.as_str())
        };
        if let Some(at) = parts.iter().position(is_named) {
            return (Some(at), rest);
        }
    }
    // A label that nothing follows.
    let word = folded(piece);
    let is_alone =
        BEFORE_TELEPHONES.contains(&word.as_str()) || BEFORE_ADDRESSES.contains(&word.as_str());
    (None, if is_alone { "" } else { piece })
}

/// A piece without the label at its end, of what was taken from behind it.
fn without_last_label(piece: &str) -> &str {
    let piece = piece.trim_end();
    let start = piece.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let word = folded(piece.get(start..).unwrap_or_default());
    let is_label =
        BEFORE_TELEPHONES.contains(&word.as_str()) || BEFORE_ADDRESSES.contains(&word.as_str());
    if is_label { piece[..start].trim_end() } else { piece }
}

/// A piece without the e-mail address in it.
fn without_address(piece: &str) -> (String, Option<String>) {
    let is_address = |word: &&str| {
        word.split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    };
    let Some(word) = piece.split_whitespace().find(is_address) else {
        return (piece.to_owned(), None);
    };
    let address = word.trim_matches(|c: char| "<>[]()\"'.,;:".contains(c));
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    (piece.replacen(word, " ", 1), Some(address.to_owned()))
}

/// A piece without the telephone number at its end.
fn without_number(piece: &str) -> (String, Option<String>) {
    let is_of_number = |c: char| c.is_ascii_digit() || " \u{a0}-–/+()".contains(c);
    let start = piece.trim_end_matches(is_of_number).len();
    let number = piece[start..].trim_matches([' ', '\u{a0}', '-', '–', '/']);
    let number = number.strip_prefix(')').unwrap_or(number);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if digits < FEWEST_DIGITS {
        return (piece.to_owned(), None);
    }
    (piece[..start].trim().to_owned(), Some(number.to_owned()))
}

/// A line as the records that it seems to have.
struct Several {
    texts: Vec<String>,
    is_sure: bool,
}

fn several(parts: &[Part], line: &str) -> Several {
    let one = || Several { texts: vec![line.to_owned()], is_sure: true };
    if parts
        .first()
        .is_none_or(|part| part.personal == Personal::No && !is_called(part, &["namn", "name"]))
    {
        return one();
    }
    // `A och B`, `A; B`, `A & B`: where each begins with a name.
    let mut texts: Vec<String> = vec![line.to_owned()];
    for separator in [";", " och ", " samt ", " & ", " and ", ", "] {
        texts = texts.iter().flat_map(|text| split_at_names(text, separator)).collect();
    }
    if texts.len() < 2 {
        return one();
    }
    // Two words in capitals may be a role or a unit too.
    let is_sure = !line.contains(',') || texts.iter().any(|text| !looks_like_a_name(text));
    Several { texts, is_sure }
}

/// A text in two or more, where a name follows the separator and each of the pieces begins with one.
fn split_at_names(text: &str, separator: &str) -> Vec<String> {
    let pieces: Vec<&str> = text.split(separator).map(str::trim).collect();
    let begins = |piece: &&str| {
        let head = piece.split([',', '(', ';']).next().unwrap_or_default();
        let head = head.split(" – ").next().unwrap_or_default();
        looks_like_a_name(head.trim())
    };
    let all = if separator == ", " {
        // Commas part a name from its role too.
        pieces.iter().all(|piece| looks_like_a_name(piece) && !is_unit(piece))
            || pieces.iter().all(|piece| begins(piece) && piece.contains('('))
    } else {
        // What is no name belongs to the one before it.
        pieces.first().is_some_and(begins) && pieces.iter().skip(1).any(begins)
    };
    if pieces.len() < 2 || !all {
        return vec![text.to_owned()];
    }
    let mut texts: Vec<String> = Vec::new();
    for piece in pieces {
        match texts.last_mut().filter(|_| !begins(&piece)) {
            Some(before) => *before += &format!("{separator}{piece}"),
            None => texts.push(piece.to_owned()),
        }
    }
    texts
}

/// Whether words look like the name of a person: two or more, in capitals.
fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    let of_name = |word: &&str| is_capital(word) || PARTICLES.contains(word);
    (2..=LONGEST_NAME).contains(&words.len())
        && words.iter().all(of_name)
        && words.first().is_some_and(is_capital)
        && words.last().is_some_and(is_capital)
}
