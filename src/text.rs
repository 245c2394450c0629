//! Characters: which show nothing, which no document can hold, which are a web address; and names of
//! files that are made of them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The most columns of a table in Word; it takes a file with more for damaged.
pub const MOST_COLUMNS: usize = 63;
/// How deep lists stand in one another at most: Word has no more levels.
pub const DEEPEST_LIST: usize = 9;
/// The longest name of a file that is made of a text, in bytes: every file system takes two of
/// these with what stands after them.
const LONGEST_FILE_NAME: usize = 80;

/// Whether a text shows nothing: blanks of any width, and characters of none.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || has_no_width(c))
}

/// Whether a character is not seen by itself (Unicode's `Default_Ignorable_Code_Point`).
pub fn has_no_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{3164}')
        || matches!(c, '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{FEFF}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FFA0}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}')
        || matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

/// An address that holds a file itself (RFC 2397).
pub fn data_address(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

/// How many columns of a terminal a text takes (Unicode Standard Annex 11).
pub fn width(text: &str) -> usize {
    text.width()
}

/// What Unicode calls a character: `U+00AD`.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Whether a character does something to the text around it instead of being seen: control characters
/// (terminals obey them), line separators, and what changes the direction of writing (Unicode Technical
/// Report 36, 2.5).
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}')
}

/// A text as it may go to a terminal on one line: what does something to others is written as its code.
pub fn visible(text: &str) -> Cow<'_, str> {
    mapped(text, is_unsafe, push_code)
}

/// As [`visible`], for a text of several lines, with tabs.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    mapped(text, |c| is_unsafe(c) && !matches!(c, '\n' | '\t'), push_code)
}

/// As [`visible_lines`], with a sign of as many bytes for each, so that places in the text stay, but for
/// the control characters of ASCII, for which whoever shows lines has signs.
pub fn masked(text: &str) -> Cow<'_, str> {
    mapped(text, is_unsafe_beyond_ascii, |c, masked| {
        masked.push(match c.len_utf8() {
            1 | 2 => '¿',
            3 => '\u{FFFD}',
            _ => '\u{1F7AA}',
        });
    })
}

/// JSON in which no character stands that a terminal obeys, but for those that JSON has codes for anyway
/// (RFC 8259, 7).
pub fn with_codes(json: &str) -> Cow<'_, str> {
    mapped(json, is_unsafe_beyond_ascii, |c, coded| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            coded.push_str(&format!("\\u{unit:04x}"));
        }
    })
}

fn is_unsafe_beyond_ascii(c: char) -> bool {
    !c.is_ascii() && is_unsafe(c)
}

fn push_code(c: char, text: &mut String) {
    text.push_str(&format!("\\u{{{:X}}}", u32::from(c)));
}

/// A text in which something else stands for some characters.
fn mapped(
    text: &str,
    is_bad: impl Fn(char) -> bool,
    push: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    if !text.chars().any(&is_bad) {
        return Cow::Borrowed(text);
    }
    let mut mapped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_bad(c) {
            push(c, &mut mapped);
        } else {
            mapped.push(c);
        }
    }
    Cow::Owned(mapped)
}

/// The characters of a text that are not seen and mean something to programs alone, each once. What joins
/// letters of other scripts or the parts of an emoji is no such character there.
pub fn unseen(text: &str) -> BTreeSet<char> {
    let may_begin_one = |byte: u8| {
        byte < b' ' && byte != b'\n'
            || matches!(byte, 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF | 0xF3)
    };
    let mut unseen = BTreeSet::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| may_begin_one(*byte)) {
        let Some(c) = text[at..].chars().next() else { break };
        let before = text[..at].chars().next_back();
        let joins = matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
            || matches!(c, '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180F}');
        let is_allowed = matches!(c, '\n' | '\t' | '\r' | '\u{B}')
            || joins && before.is_some_and(|before: char| u32::from(before) > 0x2FF);
        // What no document can hold at all is an error elsewhere.
        if (is_unsafe(c) || has_no_width(c)) && !is_allowed && !is_forbidden(c) {
            unseen.insert(c);
        }
    }
    unseen
}

/// Characters in normal form: composed (Unicode NFC); LF for every line break, a vertical tab (Word's soft
/// line break) included; blanks of any width at the ends of lines and of the whole trimmed, and empty lines
/// at the outside.
pub fn normal_characters(typed: &str) -> String {
    if has_byte(typed, |byte| matches!(byte, b'\r' | 0xB)) {
        return normal_characters(&typed.replace("\r\n", "\n").replace(['\r', '\u{B}'], "\n"));
    }
    // Nothing is composed of what stands below U+0300.
    let typed =
        if has_byte(typed, |byte| byte >= 0xCC) { one_spelling(typed) } else { typed.into() };
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    // Most texts are trimmed. A byte that no ASCII character has may be the end of a blank.
    let ends_blank = |byte: u8| matches!(byte, b' ' | b'\t') || byte >= 0x80;
    let bytes = typed.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_untrimmed =
        pairs.fold(false, |found, (byte, next)| found | (ends_blank(*byte) && *next == b'\n'));
    let begins_blank = |c: char| c == '\n' || is_blank(c) && !c.is_ascii();
    if !is_untrimmed && !typed.starts_with(begins_blank) && !typed.ends_with(char::is_whitespace) {
        return typed.into_owned();
    }
    let mut normal = String::with_capacity(typed.len());
    for (nth, line) in typed.split('\n').enumerate() {
        if nth > 0 {
            normal.push('\n');
        }
        normal.push_str(line.trim_end_matches(is_blank));
    }
    normal.truncate(normal.trim_end_matches('\n').len());
    let outside = normal.len() - normal.trim_start_matches('\n').len();
    normal.drain(..outside);
    // Blanks that one types before a text mean how deep an item stands; other blanks mean nothing.
    let blank = normal.len() - normal.trim_start_matches(is_blank).len();
    if !normal[..blank].is_ascii() {
        normal.drain(..blank);
    }
    normal
}

/// The characters of a text that no document can hold, each once.
pub fn forbidden(text: &str) -> BTreeSet<char> {
    // Nearly no text has a byte that one of them begins with.
    let may_begin_one = |byte: u8| (byte < b' ' && !matches!(byte, b'\n' | b'\t')) || byte == 0xEF;
    if !has_byte(text, may_begin_one) {
        return BTreeSet::new();
    }
    text.chars().filter(|&c| is_forbidden(c)).collect()
}

/// Whether a text has such a byte. Many are looked at in one step, so that `is_one` should not branch.
pub(crate) fn has_byte(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    text.as_bytes()
        .chunks(64)
        .any(|bytes| bytes.iter().fold(false, |found, &byte| found | is_one(byte)))
}

/// Whether no document can hold a character: XML 1.0 (production 2) has no place for it, or it is
/// one of the noncharacters U+FDD0 to U+FDEF, which stand for slots while a document is made. A
/// vertical tab is let through: it becomes a line break.
pub fn is_forbidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{C}'
            | '\u{E}'..='\u{1F}'
            | '\u{FDD0}'..='\u{FDEF}'
            | '\u{FFFE}'
            | '\u{FFFF}'
    )
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Piece<'a> {
    /// Characters.
    Plain(&'a str),
    /// A bare web address.
    Link(&'a str),
}

/// A line as plain characters and bare web addresses, in order; together they are the line.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut searched = 0;
    while let Some(found) = rest[searched..].find("http") {
        let start = searched + found;
        let before = rest[..start].chars().next_back();
        match address_length(&rest[start..]).filter(|_| !before.is_some_and(char::is_alphanumeric))
        {
            Some(length) => {
                if start > 0 {
                    pieces.push(Piece::Plain(&rest[..start]));
                }
                pieces.push(Piece::Link(&rest[start..start + length]));
                rest = &rest[start + length..];
                searched = 0;
            }
            None => searched = start + "http".len(),
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    pieces
}

/// The length of the web address that the text begins with.
///
/// Strict on purpose: Word takes a file for damaged if a link's target is no URI (RFC 3986), so
/// what is not surely one stays plain text.
fn address_length(text: &str) -> Option<usize> {
    let after_scheme = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let scheme = text.len() - after_scheme.len();
    let host = after_scheme
        .find(|c: char| !is_host_letter(c) && c != '-' && c != '.')
        .unwrap_or(after_scheme.len());
    let host = after_scheme[..host].trim_end_matches('.').len();
    let labels_fit = after_scheme[..host].split('.').all(|label| {
        !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    });
    if host == 0 || !labels_fit {
        return None;
    }
    let mut end = scheme + host;
    if let Some(port) = text[end..].strip_prefix(':') {
        let digits = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
        if port[..digits].parse::<u16>().is_ok() {
            end += 1 + digits;
        }
    }
    // A user's name before the host is a trick, and a host followed by more letters none.
    if text[end..].starts_with(|c: char| c == '@' || c == '_' || c.is_alphanumeric()) {
        return None;
    }
    if text[end..].starts_with(['/', '?', '#']) {
        let tail = &text[end..];
        let stop = tail
            .find(|c: char| {
                c.is_whitespace()
                    || c.is_control()
                    || "<>\"|\\^`{}[]”“’‘»«".contains(c)
                    || !c.is_ascii() && !c.is_alphanumeric()
            })
            .unwrap_or(tail.len());
        end += trimmed_tail(&tail[..stop]).len();
    }
    Some(end)
}

/// Letters of host names: those of ASCII and of the languages of Europe (`räksmörgås.se`).
fn is_host_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, 'ß'..='ö' | 'ø'..='ÿ' | 'À'..='Ö' | 'Ø'..='Þ' | 'Ā'..='ž')
}

/// A path without the punctuation of the sentence around it.
fn trimmed_tail(mut tail: &str) -> &str {
    loop {
        let unpaired = tail.ends_with(')') && tail.matches(')').count() > tail.matches('(').count();
        if unpaired || tail.ends_with(['.', ',', ':', ';', '!', '?', '\'', '*', '_', '~']) {
            tail = &tail[..tail.len() - 1];
        } else {
            return tail;
        }
    }
}

/// Whether a text is a web address, with no character that none has (RFC 3987).
pub fn is_web_address(text: &str) -> bool {
    let rest = rest_of_address(text);
    let is_bad = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    // A name and a password before the host are nobody's to see.
    let has_user = |rest: &str| rest.split('/').next().is_some_and(|host| host.contains('@'));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(is_bad) && !has_user(rest)
    })
}

/// What follows upon the scheme of a web address, in letters of any size, as Word makes them (RFC 3986, 3.1).
fn rest_of_address(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let begin = text.get(..scheme.len())?;
        begin.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
    })
}

/// A web address with its scheme in small letters: programs compare addresses by their characters.
pub fn with_small_scheme(address: &str) -> String {
    let scheme = address.len() - rest_of_address(address).map_or(address.len(), str::len);
    address[..scheme].to_ascii_lowercase() + &address[scheme..]
}

/// The target of a link: the address with everything percent-encoded that RFC 3986 does not let
/// stand, but for letters in the host, which stand as they are (RFC 3987).
pub fn link_target(address: &str) -> String {
    let host_starts = address.find("://").map_or(0, |at| at + "://".len());
    let host_ends = address[host_starts..]
        .find(['/', '?', '#'])
        .map_or(address.len(), |length| host_starts + length);
    let fragment = address.find('#');
    let bytes = address.as_bytes();
    let mut target = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let stands = c.is_ascii_alphanumeric()
            || "-._~:/?@!$&'()*+,;=".contains(c)
            || Some(at) == fragment
            || (at < host_ends && is_host_letter(c));
        let escape = c == '%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        if stands || escape {
            target.push(c);
        } else {
            target.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
        }
    }
    target
}

/// A path with `/` as an address from where it is referred to (RFC 3986): everything but what surely
/// stands for itself is percent-encoded.
pub fn address(path: &str) -> String {
    const ENCODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, ENCODED).to_string()
}

/// The bytes that an address names, percent-encoded or not.
pub fn of_address(address: &str) -> Cow<'_, [u8]> {
    percent_decode_str(address).into()
}

/// A name in the one spelling of composed letters (Unicode NFC): `ö` is not two characters.
pub fn one_spelling(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return name.into();
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(name)
}

/// The characters that a letter with marks is made of (UAX 15, NFKD).
pub fn decomposed(letter: char) -> impl Iterator<Item = char> {
    DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(std::iter::once(letter))
}

/// What a small letter of Swedish and its neighbours is where only those of ASCII may stand.
pub fn without_accent(letter: char) -> Option<&'static str> {
    Some(match letter {
        'å' | 'ä' | 'à' | 'á' => "a",
        'æ' => "ae",
        'é' | 'è' | 'ë' => "e",
        'ö' | 'ø' | 'ó' | 'ô' => "o",
        'ü' => "u",
        _ => return None,
    })
}

/// A text as the name of a file: letters from a to z, digits and `-`, as Swedish authorities name
/// files, so that every system keeps it. Empty if nothing in it can be named.
pub fn file_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => name.push(c),
            c if without_accent(c).is_some() => name.extend(without_accent(c)),
            // The accent of a letter that stands before it.
            '\u{300}'..='\u{36F}' => {}
            // Every name has a letter, and two that differ stay two.
            c if c.is_alphanumeric() => name.push_str(&format!("u{:x}", u32::from(c))),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    name.truncate(LONGEST_FILE_NAME);
    name.trim_end_matches('-').to_owned()
}

/// A text without what differs where the same words are set by another program: blanks and line ends, hyphens,
/// characters that are not seen, ligatures and other forms of one letter (UAX 15, NFKC).
pub fn squeezed(text: &str) -> String {
    let normal = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let is_kept = |c: &char| {
        !(c.is_whitespace()
            || has_no_width(*c)
            || matches!(c, '-' | '\u{AD}' | '\u{2010}'..='\u{2015}'))
    };
    normal.chars().filter(is_kept).collect()
}

/// The first thing that looks like a Swedish personal identity number (Folkbokföringslagen
/// 1991:481, 18 §), or like the number of a sole trader's business, which is the same; as it is seen, whatever
/// characters without width are in it.
///
/// `NNNNNN-NNNN` counts whatever its digits, but for the organisation numbers of legal persons,
/// whose third digit is 2 or more; ten or twelve digits in a row only where they begin with a date; with blanks in
/// between only where the last digit is that of the others, too.
pub fn personal_number(text: &str) -> Option<Range<usize>> {
    let is_sign = |c: char| matches!(c, '-' | '+' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－');
    let is_part = |c: char| c.is_alphanumeric() || is_sign(c) || c == '_';
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    let seen: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !has_no_width(*c)).collect();
    let at = |at: usize| seen.get(at).map(|(_, c)| *c);
    let digits = |from: usize| -> Vec<u8> {
        seen[from..].iter().map_while(|(_, c)| digit_of(*c)).take(13).collect()
    };
    for begin in 0..seen.len() {
        if at(begin).and_then(digit_of).is_none() || begin > 0 && at(begin - 1).is_some_and(is_part)
        {
            continue;
        }
        let mut number = digits(begin);
        let mut end = begin + number.len();
        let is_split = matches!(number.len(), 6 | 8);
        let (mut has_sign, mut has_blank) = (false, false);
        if is_split {
            let between = seen[end..].iter().take_while(|(_, c)| is_sign(*c) || is_blank(*c));
            let between: Vec<char> = between.map(|(_, c)| *c).take(6).collect();
            let signs = between.iter().filter(|c| is_sign(**c)).count();
            (has_sign, has_blank) = (signs == 1, between.len() > signs);
            let last = digits(end + between.len());
            if signs > 1 || between.len() > 5 || last.len() != 4 {
                continue;
            }
            end += between.len() + last.len();
            number.extend(last);
        }
        if at(end).is_some_and(is_part) || !matches!(number.len(), 10 | 12) {
            continue;
        }
        let century = number.len() - 10;
        if century > 0 && !matches!(number[..2], [1, 8 | 9] | [2, 0]) {
            continue;
        }
        let ten = &number[century..];
        let (month, day) = (ten[2] * 10 + ten[3], ten[4] * 10 + ten[5]);
        // 60 is added to the day in a coordination number.
        let is_date = (1..=12).contains(&month) && matches!(day, 1..=31 | 61..=91);
        let is_number = if has_blank {
            is_date && has_check_digit(ten)
        } else {
            is_date || (has_sign && month < 20)
        };
        if is_number {
            let (last, c) = seen[end - 1];
            return Some(seen[begin].0..last + c.len_utf8());
        }
    }
    None
}

/// The digit that a character shows: those of European scripts, and the wide ones of others.
pub fn digit_of(c: char) -> Option<u8> {
    let wide = u32::from(c).checked_sub(u32::from('０')).filter(|digit| *digit < 10);
    c.to_digit(10).or(wide).and_then(|digit| u8::try_from(digit).ok())
}

/// Whether the last of ten digits is the check digit of the nine before (ISO/IEC 7812-1, annex B).
fn has_check_digit(digits: &[u8]) -> bool {
    let sum = digits.iter().enumerate().map(|(at, digit)| match (at % 2, digit * 2) {
        (0, twice) => twice / 10 + twice % 10,
        _ => *digit,
    });
    sum.sum::<u8>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::{Piece, link_target, pieces};

    /// The links of a line and what they lead to.
    #[track_caller]
    fn check(line: &str, links: &[(&str, &str)]) {
        let found: Vec<(&str, String)> = pieces(line)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Link(address) => Some((address, link_target(address))),
                Piece::Plain(_) => None,
            })
            .collect();
        let wanted: Vec<_> =
            links.iter().map(|&(link, target)| (link, target.to_owned())).collect();
        assert_eq!(found, wanted, "{line}");
    }

    #[test]
    fn addresses_end_where_people_end_them() {
        let same = |address| (address, address);
        check("se https://example.se.", &[same("https://example.se")]);
        check("(https://example.se/a_(b))", &[same("https://example.se/a_(b)")]);
        check(
            "https://a.se, http://b.se:80/x?y#z!",
            &[same("https://a.se"), same("http://b.se:80/x?y#z")],
        );
        check("”https://example.se/x”", &[same("https://example.se/x")]);
    }

    #[test]
    fn targets_are_addresses() {
        check(
            "https://räksmörgås.se/å b",
            &[("https://räksmörgås.se/å", "https://räksmörgås.se/%C3%A5")],
        );
        check(
            "https://a.se/%20%zz#a#b",
            &[("https://a.se/%20%zz#a#b", "https://a.se/%20%25zz#a%23b")],
        );
    }

    #[test]
    fn what_is_surely_no_address_is_text() {
        for line in [
            "http://",
            "https://-a.se",
            "https://a..se",
            "https://user@a.se",
            "xhttps://a.se",
            "https://日本.jp",
        ] {
            check(line, &[]);
        }
    }
}
