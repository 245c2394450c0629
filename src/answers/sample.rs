//! Made-up answers, to prove that a form's templates hold for whatever is answered.

use crate::document::Text;
use crate::form::{Field, Form, Kind, Part};
use crate::scalar::{Date, Number, Scalar};

use super::{Answer, Answers, personal};

/// A field that a template speaks of.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Mention {
    /// Whether it is kept about the case rather than an answer.
    pub is_fact: bool,
    /// Its index.
    pub field: usize,
}

/// The most samples: a template with more ways through it is tried in all pairs, not wholly.
const MOST_SAMPLES: usize = 4000;
/// The most samples for which every combination is tried.
const MOST_COMBINATIONS: usize = 2000;
/// The most answers that are tried for one field.
const MOST_VARIANTS: usize = 16;
/// The most records that are tried as rows of one answer.
const MOST_RECORDS: usize = 400;
/// The most values of a part that are tried together with those of another.
const MOST_OF_A_PAIR: usize = 6;

/// Answers that lead through the ways of a form's templates: none, all, and the fields that the
/// templates speak of in combination with one another. `words` are the texts, numbers and dates
/// that the templates compare with.
pub fn samples(form: &Form, mentions: &[Mention], words: &[String]) -> Vec<Answers> {
    let full = |fields: &[Field]| -> Vec<Option<Answer>> {
        fields.iter().map(|field| variants(field, &[]).into_iter().flatten().next()).collect()
    };
    let bases = [
        Answers::blank(form),
        Answers { answers: full(&form.fields), facts: full(&form.case_fields) },
    ];
    let ways: Vec<(Mention, Vec<Option<Answer>>)> = mentions
        .iter()
        .map(|&mention| {
            let fields = if mention.is_fact { &form.case_fields } else { &form.fields };
            (mention, variants(&fields[mention.field], words))
        })
        .collect();
    let with = |base: &Answers, chosen: &[(Mention, &Option<Answer>)]| -> Answers {
        let mut answers = base.clone();
        for (mention, answer) in chosen {
            let all = if mention.is_fact { &mut answers.facts } else { &mut answers.answers };
            all[mention.field].clone_from(answer);
        }
        answers
    };
    let mut samples = bases.to_vec();
    let combinations = ways
        .iter()
        .try_fold(1_usize, |all, (_, variants)| all.checked_mul(variants.len()))
        .filter(|all| *all <= MOST_COMBINATIONS);
    if let Some(combinations) = combinations {
        for base in &bases {
            for mut nth in 0..combinations {
                let mut chosen = Vec::new();
                for (mention, variants) in &ways {
                    chosen.push((*mention, &variants[nth % variants.len()]));
                    nth /= variants.len();
                }
                samples.push(with(base, &chosen));
            }
        }
        return samples;
    }
    for base in &bases {
        for (mention, variants) in &ways {
            samples.extend(variants.iter().map(|answer| with(base, &[(*mention, answer)])));
        }
    }
    for (at, (one, variants)) in ways.iter().enumerate() {
        for (other, other_variants) in &ways[at + 1..] {
            for base in &bases {
                for answer in variants {
                    for other_answer in other_variants {
                        if samples.len() >= MOST_SAMPLES {
                            return samples;
                        }
                        samples.push(with(base, &[(*one, answer), (*other, other_answer)]));
                    }
                }
            }
        }
    }
    samples
}

/// No answer, and answers that a template may tell apart.
fn variants(field: &Field, words: &[String]) -> Vec<Option<Answer>> {
    let parts = field.kind.record_parts();
    let mut answers: Vec<Answer> = match &field.kind {
        Kind::Text => texts(words).iter().map(|text| Answer::Text(Text::parse(text))).collect(),
        Kind::YesNo => [true, false].map(|yes| Answer::One(Scalar::Boolean(yes))).to_vec(),
        Kind::Choices(options) => {
            let all = std::iter::once(options.clone());
            let each = options.iter().map(|option| vec![option.clone()]);
            let pairs = options.windows(2).map(<[String]>::to_vec);
            all.chain(each).chain(pairs).map(Answer::Words).collect()
        }
        Kind::Record(_) => records(parts, words).into_iter().map(Answer::Record).collect(),
        Kind::List(None) => (1..=3)
            .map(|count| Answer::Lines(texts(words).into_iter().cycle().take(count).collect()))
            .collect(),
        Kind::List(Some(_)) | Kind::Table(_) => {
            let records = records(parts, words);
            // A loop goes through all rows of one answer; two that are alike may clash.
            let twice = vec![records[0].clone(); 2];
            let first = [vec![records[0].clone()], records.clone(), twice];
            let one_each = records.iter().skip(1).map(|record| vec![record.clone()]);
            first.into_iter().chain(one_each).map(Answer::Records).collect()
        }
        kind => scalars(kind, words).into_iter().map(Answer::One).collect(),
    };
    answers.extend(field.rules.accepts.iter().cloned().map(Answer::Word));
    // As public copies have it.
    let public = answers.last().map(|answer| personal::replaced(field, answer));
    answers.extend(public.filter(|public| !answers.contains(public)));
    answers.truncate(MOST_VARIANTS);
    std::iter::once(None).chain(answers.into_iter().map(Some)).collect()
}

/// All parts, and each part absent or another.
fn records(parts: &[Part], words: &[String]) -> Vec<Vec<Option<Scalar>>> {
    let full: Vec<Option<Scalar>> =
        parts.iter().map(|part| scalars(&part.kind, &[]).into_iter().next()).collect();
    let mut records = vec![full.clone()];
    for (at, part) in parts.iter().enumerate() {
        let others = scalars(&part.kind, words).into_iter().skip(1).map(Some);
        let absent = (parts.len() > 1).then_some(None);
        for value in absent.into_iter().chain(others) {
            let mut record = full.clone();
            record[at] = value;
            records.push(record);
        }
    }
    // Two parts at a time, with the others there and not.
    let some = |part: &Part| -> Vec<Option<Scalar>> {
        let values = scalars(&part.kind, words).into_iter().take(MOST_OF_A_PAIR).map(Some);
        std::iter::once(None).chain(values).collect()
    };
    for one in 0..parts.len() {
        for other in one + 1..parts.len() {
            for base in [&full, &vec![None; parts.len()]] {
                for first in some(&parts[one]) {
                    for second in some(&parts[other]) {
                        let mut record = base.clone();
                        record[one].clone_from(&first);
                        record[other] = second;
                        records.push(record);
                    }
                }
            }
        }
    }
    records.retain(|record| record.iter().any(Option::is_some));
    records.truncate(MOST_RECORDS);
    records
}

fn scalars(kind: &Kind, words: &[String]) -> Vec<Scalar> {
    match kind {
        Kind::Date => {
            let dates = ["2026-03-03", "1900-01-01", "2999-12-31"].into_iter();
            let dates = dates.chain(words.iter().map(String::as_str));
            dates.filter_map(Date::parse).map(Scalar::Date).collect()
        }
        Kind::Number(_) => {
            let numbers = ["12", "0", "-1000000000", "1000000000"].into_iter();
            let numbers = numbers.chain(words.iter().map(String::as_str));
            numbers.filter_map(Number::parse).map(Scalar::Number).collect()
        }
        Kind::Choice(options) => options.iter().cloned().map(Scalar::Text).collect(),
        _ => texts(words).into_iter().map(Scalar::Text).collect(),
    }
}

fn texts(words: &[String]) -> Vec<String> {
    let known = ["Exempel", "x", "Ett längre exempel, med många ord i sig"];
    known
        .map(str::to_owned)
        .into_iter()
        .chain(words.iter().filter(|word| !word.trim().is_empty() && !word.contains('\n')).cloned())
        .collect()
}
