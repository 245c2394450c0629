//! Two texts beside each other.

use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The largest comparison, in paragraphs times paragraphs; beyond it, paragraphs are only looked
/// up.
const LARGEST: usize = 40_000_000;

/// A character as it is compared.
pub(super) fn plain_character(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '\u{2011}' => '-',
        other => other,
    }
}

/// What two rows have in common, in their order, as pairs of indices: nothing, where they are so long
/// and so different that finding it would take a machine away.
pub fn common<T: Eq + Hash + Ord>(ones: &[T], others: &[T]) -> Vec<(usize, usize)> {
    if ones.len().saturating_mul(others.len()) > LARGEST {
        return Vec::new();
    }
    let operations = capture_diff_slices(Algorithm::Myers, ones, others);
    let pairs = operations.into_iter().flat_map(|operation| match operation {
        DiffOp::Equal { old_index, new_index, len } => {
            (old_index..old_index + len).zip(new_index..new_index + len)
        }
        _ => (0..0).zip(0..0),
    });
    pairs.collect()
}
