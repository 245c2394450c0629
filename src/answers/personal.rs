//! What belongs to persons: found where it should not stand, and taken out for public copies.

use crate::diagnostic::{Problem, Report};
use crate::form::{Field, Form, Kind, Part, Personal};
use crate::scalar::Scalar;
use crate::table::{Data, Value};

use super::check::question;
use super::given::Given;
use super::hints::within;
use super::{Answer, Answers};

/// The shortest value that is looked for elsewhere: shorter ones stand in many words.
const SHORTEST: usize = 4;

impl Answers {
    /// The answers as a public copy has them: what the form marks as personal is replaced by the role
    /// that it stands for, in brackets. Nothing that is made of these answers, digests included, knows
    /// what was there.
    #[must_use]
    pub fn without_personal(&self, form: &Form) -> Answers {
        let replaced = |fields: &[Field], answers: &[Option<Answer>]| {
            let pairs = fields.iter().zip(answers);
            pairs.map(|(field, answer)| Some(replaced(field, answer.as_ref()?))).collect()
        };
        Answers {
            answers: replaced(&form.fields, &self.answers),
            facts: replaced(&form.case_fields, &self.facts),
        }
    }
}

/// What stands for the whole answer of a field in public copies, if it is personal.
pub(super) fn stand_in(field: &Field) -> Option<String> {
    is_marked(field).then(|| whole(field))
}

/// Whether an answer, or a part of it, is personal.
fn is_marked(field: &Field) -> bool {
    let mut parts = field.kind.record_parts().iter();
    field.personal != Personal::No || parts.any(|part| part.personal != Personal::No)
}

fn whole(field: &Field) -> String {
    format!("[{}]", role(field, None))
}

/// The role that stands in a public copy: the field's own, else its label.
fn role(field: &Field, part: Option<&Part>) -> String {
    let of = |personal: &Personal| match personal {
        Personal::Role(role) => Some(role.clone()),
        Personal::No | Personal::Yes => None,
    };
    let role = part.and_then(|part| of(&part.personal)).or_else(|| of(&field.personal));
    role.unwrap_or_else(|| field.label.trim_end_matches([':', '?', ' ']).to_owned())
}

/// An answer as a public copy has it.
pub(super) fn replaced(field: &Field, answer: &Answer) -> Answer {
    let parts = field.kind.record_parts();
    let is_all = field.personal != Personal::No;
    if is_all {
        return match answer {
            Answer::Record(values) if has_places(&field.kind) => {
                Answer::Record(record(field, parts, values, None, true))
            }
            _ => Answer::Word(whole(field)),
        };
    }
    if parts.iter().all(|part| part.personal == Personal::No) {
        return answer.clone();
    }
    match answer {
        Answer::Record(values) => {
            let values_there = parts.iter().zip(values).filter(|(_, value)| value.is_some());
            let mut there = values_there.map(|(part, _)| part);
            if !has_places(&field.kind) && there.all(|part| part.personal != Personal::No) {
                return Answer::Word(whole(field));
            }
            Answer::Record(record(field, parts, values, None, false))
        }
        Answer::Records(records) => {
            let number = |nth: usize| (records.len() > 1).then_some(nth + 1);
            let records = records.iter().enumerate();
            Answer::Records(
                records
                    .map(|(nth, values)| record(field, parts, values, number(nth), false))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// Whether each part has a place of its own.
fn has_places(kind: &Kind) -> bool {
    matches!(kind, Kind::Record(record) if record.print.is_none())
}

/// A record in which the first personal part that is there has become the role, with a number where
/// there are several such records; the other personal parts are gone.
fn record(
    field: &Field,
    parts: &[Part],
    values: &[Option<Scalar>],
    number: Option<usize>,
    is_all: bool,
) -> Vec<Option<Scalar>> {
    let mut is_named = false;
    let pairs = parts.iter().zip(values);
    pairs
        .map(|(part, value)| {
            let value = value.as_ref()?;
            if part.personal == Personal::No && !is_all {
                return Some(value.clone());
            }
            if is_named || part.kind != Kind::Line {
                return None;
            }
            is_named = true;
            let number = number.map(|number| format!(" {number}")).unwrap_or_default();
            Some(Scalar::Text(format!("[{}{number}]", role(field, Some(part)))))
        })
        .collect()
}

/// Hints where what is personal stands in other answers: values of the fields that the form marks, the
/// last name of whoever they name, and e-mail addresses that are made of a person's name.
pub(super) fn look(given: &Given<'_>, report: &mut Report) {
    let all = || {
        [true, false]
            .into_iter()
            .flat_map(|is_fact| given.fields(is_fact).iter().map(move |field| (is_fact, field)))
    };
    if !all().any(|(_, field)| is_marked(field)) {
        return;
    }
    let mut values: Vec<String> = Vec::new();
    let mut others: Vec<(&Field, &Value)> = Vec::new();
    for (is_fact, field) in all() {
        let Some(entry) = given.entry(is_fact, field) else { continue };
        gather(field, None, &entry.value, &mut values, &mut others);
    }
    let wanted = Wanted::new(&values);
    for (field, value) in others {
        let Data::Text(text) = &value.data else { continue };
        if let Some(found) = wanted.find(text) {
            let place = within(&value.place, &found);
            let problem = Problem::PersonalElsewhere { text: found };
            report.warning(problem, place).question = Some(question(field));
        }
    }
}

/// What is looked for in other answers.
struct Wanted {
    /// Words in small letters: last names, addresses, whatever else is marked.
    words: Vec<String>,
    /// Telephone numbers, as digits from the first 0 on.
    numbers: Vec<String>,
}

impl Wanted {
    fn new(values: &[String]) -> Wanted {
        let (mut words, mut numbers) = (Vec::new(), Vec::new());
        // Of several lines, each may stand somewhere else by itself.
        for value in values.iter().flat_map(|value| value.lines()) {
            let value = value.trim_start_matches(['-', ' ']).trim();
            if let Some(number) = telephone(value) {
                numbers.push(number);
            } else if let Some(last) = last_name(value) {
                // Where a person is named in full, the last name stands too.
                words.extend(last.split('-').map(plain));
            } else {
                words.push(plain(value));
            }
        }
        words.retain(|word| word.chars().count() >= SHORTEST);
        for all in [&mut words, &mut numbers] {
            all.sort_unstable();
            all.dedup();
        }
        Wanted { words, numbers }
    }

    /// The first of them in a text, as it is written there.
    fn find(&self, text: &str) -> Option<String> {
        let has_address = text.contains('@');
        let folded = plain(text);
        let word = self.words.iter().find_map(|word| {
            let at = (has_address || !word.contains('@')).then(|| place_of(&folded, word))??;
            // As it was typed, where small letters are as long as it.
            let typed = text.get(at..at + word.len()).filter(|typed| plain(typed) == *word);
            Some(typed.unwrap_or(word).to_owned())
        });
        word.or_else(|| self.number_in(text))
            .or_else(|| has_address.then(|| persons_address(text)).flatten())
    }

    fn number_in(&self, text: &str) -> Option<String> {
        if self.numbers.is_empty() {
            return None;
        }
        let runs = text.split(|c| !is_of_number(c)).map(str::trim);
        let mut runs = runs.filter(|run| run.len() > 5);
        let is_one = |run: &&str| {
            telephone(run).is_some_and(|number| {
                // Within a town, its first digits are left out.
                let end = number.trim_start_matches('0');
                end.len() >= SHORTEST && self.numbers.iter().any(|wanted| wanted.ends_with(end))
            })
        };
        runs.find(is_one).map(str::to_owned)
    }
}

/// A text in small letters, without what is not seen and with plain hyphens and blanks.
fn plain(text: &str) -> String {
    let seen = text
        .chars()
        .filter(|c| !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'));
    let plain = seen.map(|c| match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{A0}' | '\u{202F}' => ' ',
        c => c,
    });
    plain.flat_map(char::to_lowercase).collect()
}

/// Where a word stands in a text, alone or in the genitive.
fn place_of(text: &str, word: &str) -> Option<usize> {
    let places = text.match_indices(word).map(|(at, _)| at);
    let mut places = places.filter(|at| !text[..*at].ends_with(char::is_alphanumeric));
    places.find(|at| {
        let rest = &text[at + word.len()..];
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !rest.starts_with(char::is_alphanumeric)
    })
}

/// Whether a character can stand in a telephone number, as people write them.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || "+-/() \u{A0}\u{2011}\u{2013}".contains(c)
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

/// Sorts the texts of an answer into those that are personal and all others.
fn gather<'a>(
    field: &'a Field,
    part: Option<&Part>,
    value: &'a Value,
    personal: &mut Vec<String>,
    others: &mut Vec<(&'a Field, &'a Value)>,
) {
    match &value.data {
        Data::Text(text) => {
            let is_personal = field.personal != Personal::No
                || part.is_some_and(|part| part.personal != Personal::No);
            if is_personal {
                personal.push(text.trim().to_owned());
            } else {
                others.push((field, value));
            }
        }
        Data::List(items) => {
            for item in items {
                gather(field, part, item, personal, others);
            }
        }
        Data::Table(table) => {
            for entry in table.entries() {
                let part = field.kind.record_parts().iter().find(|part| part.key == entry.key);
                gather(field, part, &entry.value, personal, others);
            }
        }
        _ => {}
    }
}

/// The last of a person's names, where a value is one: two words or more, of letters alone.
fn last_name(value: &str) -> Option<String> {
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '’' || c == '\'')
    };
    let words: Vec<&str> = value.split_whitespace().collect();
    let last = words.last().filter(|_| words.len() > 1)?;
    words.iter().all(|word| is_name(word)).then(|| (*last).to_owned())
}

/// An e-mail address whose local part is two names: `anna.andersson@example.se`.
fn persons_address(text: &str) -> Option<String> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    text.match_indices('@').find_map(|(at, _)| {
        let before = text[..at]
            .rfind(|c| !is_local(c))
            .map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
        let after =
            text[at + 1..].find(|c: char| !is_local(c)).map_or(text.len(), |end| at + 1 + end);
        let (local, domain) = (&text[before..at], text[at + 1..after].trim_end_matches('.'));
        let names: Vec<&str> = local.split('.').collect();
        let is_name =
            |name: &&str| name.len() > 1 && name.chars().all(|c| c.is_alphabetic() || c == '-');
        let is_persons = names.len() > 1 && names.iter().all(is_name) && domain.contains('.');
        is_persons.then(|| format!("{local}@{domain}"))
    })
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn persons_are_found_however_they_are_written() {
        let values = ["Eva Åkesson-Lindström", "070-123 45 67", "eva@example.se"];
        let wanted = Wanted::new(&values.map(str::to_owned));
        for (text, found) in [
            ("Fråga Eva Åkesson-Lindström.", "Lindström"),
            ("EVA ÅKESSON", "ÅKESSON"),
            ("enligt lindströms förslag", "lindström"),
            ("Åkesson\u{2011}Lindström", "lindström"),
            ("ring 070 123 45 67", "070 123 45 67"),
            ("ring +46 70-123 45 67.", "+46 70-123 45 67"),
            ("0701234567", "0701234567"),
            ("070/1234567", "070/1234567"),
            ("123 45 67", "123 45 67"),
            ("EVA@example.se", "EVA@example.se"),
            ("någon.annan@example.se", "någon.annan@example.se"),
        ] {
            assert_eq!(wanted.find(text).as_deref(), Some(found), "{text}");
        }
        for text in ["Lindströmmen", "2026-03-03", "oppnadata@example.se", "000 00 67", "1 250 000"]
        {
            assert_eq!(wanted.find(text), None, "{text}");
        }
    }
}
