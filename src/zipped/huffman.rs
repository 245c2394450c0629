//! Prefix codes of deflate (RFC 1951, 3.2.2).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A symbol's code, its first bit lowest, and how many bits it has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Code {
    pub(super) bits: u16,
    pub(super) length: u8,
}

/// The best codes for symbols that occur so often, none longer than `longest` bits. A symbol that
/// does not occur has none.
pub(super) fn codes(frequencies: &[u32], longest: u8) -> Vec<Code> {
    let mut frequencies = frequencies.to_vec();
    let mut lengths = lengths(&frequencies);
    while lengths.iter().any(|&length| length > longest) {
        // Flatter frequencies make shorter codes; a little is lost, and rarely.
        for frequency in &mut frequencies {
            *frequency = frequency.div_ceil(2);
        }
        lengths = self::lengths(&frequencies);
    }
    let mut next = vec![0_u16; usize::from(longest) + 2];
    for length in &lengths {
        next[usize::from(*length) + 1] += 1;
    }
    next[1] = 0;
    for length in 1..next.len() {
        next[length] = (next[length] + next[length - 1]) << 1;
    }
    let code = |length: u8| {
        if length == 0 {
            return Code::default();
        }
        let next = &mut next[usize::from(length)];
        let bits = next.reverse_bits() >> (16 - length);
        *next += 1;
        Code { bits, length }
    };
    lengths.into_iter().map(code).collect()
}

/// The lengths of the codes that Huffman's algorithm makes.
fn lengths(frequencies: &[u32]) -> Vec<u8> {
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
    for (symbol, &frequency) in frequencies.iter().enumerate() {
        if frequency > 0 {
            heap.push(Reverse((frequency.into(), symbol)));
        }
    }
    // Parents come after symbols; each node knows its parent.
    let mut parents = vec![usize::MAX; frequencies.len()];
    let mut lengths = vec![0_u8; frequencies.len()];
    if let (1, Some(Reverse((_, only)))) = (heap.len(), heap.peek()) {
        lengths[*only] = 1;
        return lengths;
    }
    while let (Some(Reverse((a, left))), Some(Reverse((b, right)))) = (heap.pop(), heap.pop()) {
        let parent = parents.len();
        parents.push(usize::MAX);
        parents[left] = parent;
        parents[right] = parent;
        if heap.is_empty() {
            break;
        }
        heap.push(Reverse((a + b, parent)));
    }
    for (symbol, length) in lengths.iter_mut().enumerate().filter(|(at, _)| frequencies[*at] > 0) {
        let mut node = symbol;
        while parents[node] != usize::MAX {
            node = parents[node];
            *length += 1;
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::codes;

    /// Kraft's equation: every string of bits is read in one way, and none is wasted.
    #[test]
    fn codes_are_complete_and_short_enough() {
        let fibonacci: Vec<u32> = std::iter::successors(Some((1, 1)), |(a, b)| Some((*b, a + b)))
            .map(|pair| pair.0)
            .take(30)
            .collect();
        for (frequencies, longest) in [(fibonacci, 15), (vec![1; 286], 15), (vec![5, 0, 1, 1], 7)] {
            let codes = codes(&frequencies, longest);
            let used = codes.iter().filter(|code| code.length > 0);
            assert!(codes.iter().all(|code| code.length <= longest));
            let sum: u32 = used.map(|code| 1 << (15 - code.length)).sum();
            assert_eq!(sum, 1 << 15);
        }
    }
}
