//! `line`: one line.

use serde_json::{Value as Json, json};

use crate::diagnostic::Report;
use crate::form::problems::{AnswerTooLong, BlankAnswer, LineBreak};
use crate::table::Value;
use crate::text::{self, normal_characters};

use super::{Keys, OF_LETTERS, OF_PERSONS, OF_WORDS};

/// The longest answer, in characters: some three hundred pages. What is longer is no answer to a
/// question in a form but an enclosure, and Word becomes slow with it.
const LONGEST_ANSWER: usize = 1_000_000;

pub(super) const KEYS: &[Keys] = &[OF_WORDS, OF_PERSONS, OF_LETTERS, &["one_of"]];
pub(super) const EXAMPLE: &str = "\"…\"";

pub(super) fn read(value: &Value, report: &mut Report) -> Option<String> {
    let line = normal_characters(characters(value, report)?);
    if line.contains('\n') {
        report.error(LineBreak, value.place.clone());
        return None;
    }
    Some(line)
}

/// Text that is not blank, and not too long.
pub(super) fn characters<'a>(value: &'a Value, report: &mut Report) -> Option<&'a str> {
    let text = value.text(report)?;
    if text::is_blank(text) {
        report.error(BlankAnswer, value.place.clone());
        return None;
    }
    // Bytes are counted first: most answers have fewer than the characters that they may have.
    if text.len() > LONGEST_ANSWER {
        let length = text.chars().count();
        if length > LONGEST_ANSWER {
            let problem = AnswerTooLong { length, most: LONGEST_ANSWER };
            report.error(problem, value.place.clone());
            return None;
        }
    }
    Some(text)
}

pub(super) fn schema() -> Json {
    json!({ "type": "string", "pattern": r"^\s*\S[^\n]*\s*$" })
}

pub(super) fn samples(words: &[String]) -> Vec<String> {
    let known = ["Exempel", "x", "Ett längre exempel, med många ord i sig"].map(str::to_owned);
    let is_line = |word: &&String| !word.trim().is_empty() && !word.contains('\n');
    known.into_iter().chain(words.iter().filter(is_line).cloned()).collect()
}
