//! What looks as if it was left by mistake: a note to finish the answer, an empty field pasted out
//! of Word, something like a personal identity number. Hints, since no rule says what was meant.

use crate::answers::problems::{EmptyFieldPasted, PersonalNumber, Unfinished, UnseenCharacters};
use crate::diagnostic::{Place, Report, Severity};
use crate::form::{Field, Personal};
use crate::table::{Data, Value};
use crate::text::{self, personal_number};

use super::state::State;

/// Words that people leave where an answer is to be finished. In capitals, as they are written;
/// in small letters some are words of a language.
const NOTES: [&str; 6] = ["TODO", "FIXME", "TBD", "XXX", "???", "Lorem ipsum"];
/// What stands for an answer that is not there yet, as all of it.
const STAND_INS: [&str; 9] = ["todo", "fixme", "tbd", "xxx", "?", "??", "???", "...", "…"];
/// The most bytes that one of them has.
const LONGEST_STAND_IN: usize = 5;
/// What Word shows in an empty field.
const EMPTY_FIELD: &str = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";

/// Looks at all text that is given for a field; whether something in it looks like a personal identity
/// number and would not be replaced in a public copy. `of_stand_ins` is how bad it is that something only stands in for an answer.
pub(super) fn look(
    field: &Field,
    state: &State<'_>,
    of_stand_ins: Severity,
    report: &mut Report,
) -> bool {
    if let State::Blank(_) = state {
        return false;
    }
    let Some(value) = state.value() else { return false };
    let mut looker = Looker { field, of_stand_ins, has_numbers: false, report: Report::new() };
    looker.value(value, field.personal != Personal::No);
    for fault in looker.report.diagnostics_mut() {
        fault.question = Some(field.question());
    }
    report.append(looker.report);
    looker.has_numbers
}

struct Looker<'a> {
    field: &'a Field,
    of_stand_ins: Severity,
    has_numbers: bool,
    report: Report,
}

impl Looker<'_> {
    fn value(&mut self, value: &Value, is_personal: bool) {
        match &value.data {
            Data::Text(text) => self.text(text, &value.place, is_personal),
            Data::List(items) => items.iter().for_each(|item| self.value(item, is_personal)),
            Data::Table(table) => {
                for entry in table.entries() {
                    let mut parts = self.field.kind.record_parts().iter();
                    let part = parts.find(|part| part.key == entry.key);
                    let is_marked = part.is_some_and(|part| part.personal != Personal::No);
                    self.value(&entry.value, is_personal || is_marked);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, place: &Place, is_personal: bool) {
        // A placeholder that was left is an error already.
        if self.field.placeholder.as_deref() == Some(text.trim()) {
            return;
        }
        let signs = Signs::of(text);
        let all = text.trim();
        let is_bracketed = all.starts_with('[')
            && all.ends_with(']')
            && all.matches(['[', ']', '\n']).count() == 2;
        let is_short = all.len() <= LONGEST_STAND_IN;
        if (is_short && STAND_INS.contains(&all.to_lowercase().as_str())) || is_bracketed {
            let problem = Unfinished { word: all.to_owned(), is_all: true };
            self.report.add(problem, self.of_stand_ins, place.clone());
        } else if signs.has_note
            && let Some(note) = NOTES.iter().find(|note| stands_alone(text, note))
        {
            let problem = Unfinished { word: (*note).to_owned(), is_all: false };
            self.report.warning(problem, within(place, note));
        }
        if signs.has_empty_field {
            self.report.warning(EmptyFieldPasted, within(place, EMPTY_FIELD));
        }
        if signs.may_have_unseen {
            let characters: Vec<char> = text::unseen(text).into_iter().collect();
            if let Some(first) = characters.first() {
                let place = within(place, &first.to_string());
                self.report.warning(UnseenCharacters { characters }, place);
            }
        }
        // Most answers have too few digits in a row, which is seen sooner.
        if signs.has_date_of_birth
            && let Some(range) = personal_number(text)
        {
            let number = &text[range];
            self.has_numbers |= !is_personal;
            let problem = PersonalNumber { text: number.to_owned() };
            self.report.warning(problem, within(place, number));
        }
    }
}

/// What a text has of all that hints are about.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
struct Signs {
    /// Whether it has as many digits in a row as a date of birth, and enough for a number in all.
    has_date_of_birth: bool,
    has_note: bool,
    has_empty_field: bool,
    /// Whether it has a byte that a character begins with which is not seen.
    may_have_unseen: bool,
}

impl Signs {
    fn of(text: &str) -> Signs {
        let bytes = text.as_bytes();
        let (mut may_have_note, mut may_have_empty_field, mut may_have_unseen) = (0, 0, 0);
        for &byte in bytes {
            // All letters of Swedish begin with less or with 0xC3.
            may_have_unseen |= u8::from(byte > 0xC3) | u8::from(byte == 0xC2);
            may_have_unseen |= u8::from(byte == 0x7F) | u8::from(byte < b' ' && byte != b'\n');
        }
        // Without a branch, so that many bytes are looked at in one step.
        for (&one, &next) in bytes.iter().zip(bytes.get(1..).unwrap_or_default()) {
            let begins = |word: &str| {
                let word = word.as_bytes();
                u8::from(one == word[0]) & u8::from(next == word[1])
            };
            may_have_note |= NOTES.iter().fold(0, |found, note| found | begins(note));
            may_have_empty_field |= begins(EMPTY_FIELD);
        }
        let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
        let mut rows = bytes.split(|byte| !byte.is_ascii_digit());
        Signs {
            has_date_of_birth: digits >= 10 && rows.any(|row| row.len() >= 6)
                // Digits may be wide, and have characters between them that are not seen.
                || may_have_unseen > 0 && text.chars().filter_map(text::digit_of).count() >= 10,
            has_note: may_have_note > 0 && NOTES.iter().any(|note| text.contains(note)),
            may_have_unseen: may_have_unseen > 0,
            has_empty_field: may_have_empty_field > 0 && text.contains(EMPTY_FIELD),
        }
    }
}

/// Whether a word is in a text, with no letter or digit beside it.
fn stands_alone(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Where a part of a value stands in the file; the whole value if it is written with escapes.
pub(super) fn within(place: &Place, part: &str) -> Place {
    let written = &place.source().text()[place.span()];
    written.find(part).map_or_else(
        || place.clone(),
        |at| {
            let start = place.span().start + at;
            Place::new(place.source(), start..start + part.len())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_seen() {
        for text in [
            "Kontrollera mot 000000-0000",
            "(850101-1234)",
            "19850101-1234.",
            "198501011234",
            "8501611234",
            "850101+1234",
            "850101\u{2013}1234",
            "850101\u{2212}1234",
            "19811218 9876",
            "811218\u{A0}-\u{A0}9876",
            "811218 - 9876",
            "８１１２１８-９８７６",
            "8112\u{200B}18-\u{2060}9876",
        ] {
            assert!(personal_number(text).is_some(), "{text}");
        }
        for text in [
            "organisationsnummer 202100-1234",
            "08-000 00 11",
            "0700000011",
            "EXM 2026/00117",
            "0231-2026",
            "2026-03-03",
            "978-91-0000-000-0",
            "a850101-1234",
            "1234567890",
            "20260303 1500",
            "811218 98765",
            "811218 - - 9876",
            "811218\n9876",
            "2026-03-03 1234-5678",
        ] {
            assert!(personal_number(text).is_none(), "{text}");
        }
    }
}
