//! Made-up answers, to prove that a form's templates hold for whatever is answered.

use crate::form::{Field, FieldId, Form};

use super::{Answer, Answers, personal};

/// The most samples: a template with more ways through it is tried in all pairs, not wholly.
const MOST_SAMPLES: usize = 4000;
/// The most samples for which every combination is tried.
const MOST_COMBINATIONS: usize = 2000;
/// The most answers that are tried for one field.
const MOST_VARIANTS: usize = 16;

/// Answers that lead through the ways of a form's templates: none, all, and the fields that the
/// templates speak of in combination with one another. `words` are the texts, numbers and dates
/// that the templates compare with.
pub fn samples(form: &Form, mentions: &[FieldId], words: &[String]) -> Vec<Answers> {
    let full = |fields: &[Field]| -> Vec<Option<Answer>> {
        fields.iter().map(|field| variants(field, &[]).into_iter().flatten().next()).collect()
    };
    let bases = [
        Answers::blank(form),
        Answers { answers: full(&form.fields), facts: full(&form.case_fields) },
    ];
    let ways: Vec<(FieldId, Vec<Option<Answer>>)> = mentions
        .iter()
        .map(|&mention| (mention, variants(form.field_at(mention), words)))
        .collect();
    let with = |base: &Answers, chosen: &[(FieldId, &Option<Answer>)]| -> Answers {
        let mut answers = base.clone();
        for (mention, answer) in chosen {
            let all = mention.table.choose(&mut answers.facts, &mut answers.answers);
            all[mention.at].clone_from(answer);
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
    let mut answers = field.kind.samples(words);
    answers.extend(field.rules.accepts.iter().cloned().map(Answer::Word));
    // As public copies have it.
    let public = answers.last().map(|answer| personal::replaced(field, answer, &[]));
    answers.extend(public.filter(|public| !answers.contains(public)));
    answers.truncate(MOST_VARIANTS);
    std::iter::once(None).chain(answers.into_iter().map(Some)).collect()
}
