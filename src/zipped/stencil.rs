//! Fixed text with holes, compressed once; what fills the holes is compressed each time.
//!
//! No library does this: compressors take a text whole, or cut it where nothing before the cut can
//! be referred to, which makes the file of a form half as large again. Here the fixed text is
//! read for repetitions once. A repetition that reaches back across a hole is kept as such, and
//! its distance is known when the hole is filled. All of it is one block of deflate (RFC 1951)
//! with one pair of prefix codes, which fits the fixed text and what letters to expect in holes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::PackedFile;

/// The farthest back that a repetition reaches, the shortest and the longest.
const WINDOW: usize = 32768;
const SHORTEST: usize = 4;
const LONGEST: usize = 258;
/// How many earlier places are tried for a repetition in the fixed text, and in a hole.
const TRIES: usize = 256;
/// How far apart repetitions are looked for at most, in what fills a hole.
const MOST_STEP: usize = 20;
/// The end of the block among literals and lengths.
const END: usize = 256;
/// Bits of the hashes of four bytes: of the fixed text, and of what fills its holes.
const HASH_BITS: u32 = 12;
const SEEN_BITS: u32 = 10;
/// The base and the extra bits of each length code from 257 on (RFC 1951, 3.2.5).
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
/// The base and the extra bits of each distance code.
const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];
/// The order of the lengths of code lengths (RFC 1951, 3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Fixed text with holes.
#[derive(Debug)]
pub struct Stencil {
    /// The fixed pieces one after the other; a hole is between two of them.
    fixed: Vec<u8>,
    /// Where each piece ends.
    ends: Vec<usize>,
    /// What is written for each piece.
    steps: Vec<Vec<Step>>,
    /// Where four bytes stand in the fixed text, by their hash. Places count from one: zero is none.
    places: Vec<u32>,
    tables: Tables,
}

/// A step of writing a fixed piece.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Bits that are always the same.
    Bits { bits: u64, count: u8 },
    /// A repetition of what stands in an earlier piece; the distance without the holes.
    Back { at: u32, length: u16, distance: u32, piece: u32 },
}

/// The codes, laid out for writing.
#[derive(Debug)]
struct Tables {
    literals: Vec<Code>,
    /// For each length: its bits, the extra ones included.
    lengths: Vec<(u32, u8)>,
    distances: Vec<Code>,
}

impl Stencil {
    /// Compresses fixed pieces, between each two of which is a hole. `expected` is text of the
    /// kind that the holes will have.
    pub fn new(pieces: &[String], expected: &str) -> Stencil {
        let mut fixed = Vec::new();
        let ends: Vec<usize> = pieces
            .iter()
            .map(|piece| {
                fixed.extend_from_slice(piece.as_bytes());
                fixed.len()
            })
            .collect();
        let found = repetitions(&fixed, &ends);
        let tables = Tables::new(&fixed, &found, expected);
        let mut steps: Vec<Vec<Step>> = Vec::new();
        let (mut at, mut found) = (0, found.into_iter().peekable());
        for (nth, &end) in ends.iter().enumerate() {
            let mut writer = StepWriter::default();
            if nth == 0 {
                tables.write_header(&mut |bits, count| writer.push(bits, count));
            }
            while at < end {
                match found.next_if(|repetition| repetition.at == at) {
                    Some(repetition) if repetition.piece == nth => {
                        let mut push = |bits, count| writer.push(bits, count);
                        tables.back(repetition.length, repetition.distance, &mut push);
                        at += repetition.length;
                    }
                    Some(Repetition { length, distance, piece, .. }) => {
                        writer.back(at, length, distance, piece);
                        at += length;
                    }
                    None => {
                        let code = tables.literals[usize::from(fixed[at])];
                        writer.push(code.bits.into(), code.length);
                        at += 1;
                    }
                }
            }
            steps.push(writer.steps);
        }
        let mut places = vec![0; 1 << HASH_BITS];
        let mut start = 0;
        for &end in &ends {
            for at in start..(end + 1).saturating_sub(SHORTEST).max(start) {
                places[hash(four(&fixed, at))] = narrow(at + 1);
            }
            start = end;
        }
        Stencil { fixed, ends, steps, places, tables }
    }

    /// The text with its holes filled, compressed.
    ///
    /// # Panics
    ///
    /// Where there is not one text less than pieces.
    pub fn fill(&self, holes: &[impl AsRef<str>]) -> PackedFile {
        assert_eq!(holes.len() + 1, self.ends.len(), "a hole stands between each two pieces");
        let hole = |nth: usize| holes.get(nth).map_or("", AsRef::as_ref);
        let mut text = Vec::with_capacity(self.fixed.len() + holes.len() * 64);
        // How far each piece is moved by the holes before it.
        let mut moved = Vec::with_capacity(self.ends.len());
        let mut start = 0;
        for (nth, &end) in self.ends.iter().enumerate() {
            moved.push(text.len() - start);
            text.extend_from_slice(&self.fixed[start..end]);
            text.extend_from_slice(hole(nth).as_bytes());
            start = end;
        }
        let mut out = BitWriter::with_capacity(text.len() / 4 + 64);
        let mut seen = [0_u32; 1 << SEEN_BITS];
        for (nth, steps) in self.steps.iter().enumerate() {
            for &step in steps {
                match step {
                    Step::Bits { bits, count } => out.push(bits, count),
                    Step::Back { at, length, distance, piece } => {
                        let (at, length) = (at as usize, usize::from(length));
                        let distance = distance as usize + moved[nth] - moved[piece as usize];
                        if distance <= WINDOW {
                            self.tables.back(length, distance, &mut |b, c| out.push(b, c));
                        } else {
                            self.literals(&self.fixed[at..at + length], &mut out);
                        }
                    }
                }
            }
            let start = self.ends[nth] + moved[nth];
            self.hole(&text, start..start + hole(nth).len(), &moved[..=nth], &mut seen, &mut out);
        }
        let end = self.tables.literals[END];
        out.push(end.bits.into(), end.length);
        PackedFile { crc: crc32fast::hash(&text), size: text.len(), deflated: out.finish() }
    }

    fn literals(&self, bytes: &[u8], out: &mut BitWriter) {
        // Three of 15 bits at most fit into one push.
        for three in bytes.chunks(3) {
            let (mut bits, mut count) = (0, 0);
            for &byte in three {
                let code = self.tables.literals[usize::from(byte)];
                bits |= u64::from(code.bits) << count;
                count += code.length;
            }
            out.push(bits, count);
        }
    }

    /// Writes what fills a hole: repetitions of fixed text before it and of earlier holes.
    fn hole(
        &self,
        text: &[u8],
        range: std::ops::Range<usize>,
        moved: &[usize],
        seen: &mut [u32],
        out: &mut BitWriter,
    ) {
        let (mut at, mut plain, mut misses) = (range.start, range.start, 0);
        while at + SHORTEST <= range.end {
            let here = four(text, at);
            let bucket = hash(here);
            let limit = (range.end - at).min(LONGEST);
            let (mut length, mut from) = (0, 0);
            let mut look = |candidate: usize| {
                if at - candidate <= WINDOW {
                    let found = same(&text[candidate..], &text[at..at + limit]);
                    if found > length {
                        (length, from) = (found, candidate);
                    }
                }
            };
            let place = self.places[bucket] as usize;
            if place > 0 && four(&self.fixed, place - 1) == here {
                let piece = self.ends.partition_point(|&end| end < place);
                if let Some(moved) = moved.get(piece) {
                    look(place - 1 + moved);
                }
            }
            let place =
                std::mem::replace(&mut seen[bucket >> (HASH_BITS - SEEN_BITS)], narrow(at + 1))
                    as usize;
            if place > 0 && four(text, place - 1) == here {
                look(place - 1);
            }
            if length >= SHORTEST {
                // It may have begun where nobody looked.
                let before = text[plain..at].iter().rev().zip(text[..from].iter().rev());
                let more = before.take_while(|(a, b)| a == b).count().min(LONGEST - length);
                (at, from, length) = (at - more, from - more, length + more);
                self.literals(&text[plain..at], out);
                self.tables.back(length, at - from, &mut |b, c| out.push(b, c));
                at += length;
                plain = at;
                misses = 0;
            } else {
                // Where nothing was repeated for long, it is looked for less often.
                at += (1 + misses).min(MOST_STEP);
                misses += 1;
            }
        }
        self.literals(&text[plain..range.end], out);
    }
}

/// A repetition in the fixed text: where, how long, how far back without the holes, and the piece
/// that is repeated.
struct Repetition {
    at: usize,
    length: usize,
    distance: usize,
    piece: usize,
}

/// Finds repetitions, none of which spans a hole on either side.
fn repetitions(fixed: &[u8], ends: &[usize]) -> Vec<Repetition> {
    let mut heads = vec![usize::MAX; 1 << HASH_BITS];
    let mut previous = vec![usize::MAX; fixed.len()];
    let mut found: Vec<Repetition> = Vec::new();
    let piece_of = |at: usize| ends.partition_point(|&end| end <= at);
    let longest = |at: usize, heads: &[usize], previous: &[usize]| {
        let end = ends[piece_of(at)];
        if at + SHORTEST > end {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        let mut from = heads[hash(four(fixed, at))];
        for _ in 0..TRIES {
            if from == usize::MAX || at - from > WINDOW {
                break;
            }
            let most = (ends[piece_of(from)] - from).min(end - at).min(LONGEST);
            let length = same(&fixed[from..], &fixed[at..at + most]);
            if length >= SHORTEST && best.is_none_or(|(best, _)| length > best) {
                best = Some((length, from));
            }
            from = previous[from];
        }
        best
    };
    let mut at = 0;
    let mut next = None;
    while at < fixed.len() {
        let insert = |at: usize, heads: &mut [usize], previous: &mut [usize]| {
            if at + SHORTEST <= fixed.len() {
                previous[at] = std::mem::replace(&mut heads[hash(four(fixed, at))], at);
            }
        };
        let here = next.take().unwrap_or_else(|| longest(at, &heads, &previous));
        insert(at, &mut heads, &mut previous);
        let Some((length, from)) = here else {
            at += 1;
            continue;
        };
        // One byte later there may be a longer one.
        let later = (at + 1 < fixed.len()).then(|| longest(at + 1, &heads, &previous)).flatten();
        if later.is_some_and(|(later, _)| later > length) {
            next = Some(later);
            at += 1;
            continue;
        }
        found.push(Repetition { at, length, distance: at - from, piece: piece_of(from) });
        for inner in at + 1..at + length {
            insert(inner, &mut heads, &mut previous);
        }
        at += length;
    }
    found
}

impl Tables {
    fn new(fixed: &[u8], found: &[Repetition], expected: &str) -> Tables {
        // Every symbol has a code: holes may need any.
        let mut literals = vec![1_u32; END + 1 + LENGTHS.len()];
        let mut distances = vec![1_u32; DISTANCES.len()];
        let mut at = 0;
        for repetition in found {
            for &byte in &fixed[at..repetition.at] {
                literals[usize::from(byte)] += 4;
            }
            literals[END + 1 + code_of(&LENGTHS, repetition.length)] += 4;
            distances[code_of(&DISTANCES, repetition.distance)] += 4;
            at = repetition.at + repetition.length;
        }
        for &byte in &fixed[at..] {
            literals[usize::from(byte)] += 4;
        }
        for byte in expected.bytes() {
            literals[usize::from(byte)] += 1;
        }
        let literals = codes(&literals, 15);
        let lengths = (0..=LONGEST)
            .map(|length| {
                if length < 3 {
                    return (0, 0);
                }
                let at = code_of(&LENGTHS, length);
                let (base, extra) = LENGTHS[at];
                let code = literals[END + 1 + at];
                let more = narrow(length - usize::from(base));
                (u32::from(code.bits) | more << code.length, code.length + extra)
            })
            .collect();
        Tables { literals, lengths, distances: codes(&distances, 15) }
    }

    /// Writes the beginning of the one block: its kind and its codes (RFC 1951, 3.2.7).
    fn write_header(&self, push: &mut impl FnMut(u64, u8)) {
        let lengths = || self.literals.iter().chain(&self.distances).map(|code| code.length);
        let mut frequencies = [0_u32; 19];
        for length in lengths() {
            frequencies[usize::from(length)] += 1;
        }
        let of_lengths = codes(&frequencies, 7);
        // The last block; prefix codes of its own.
        push(0b1 | 0b10 << 1, 3);
        push((self.literals.len() - 257) as u64, 5);
        push((self.distances.len() - 1) as u64, 5);
        push((ORDER.len() - 4) as u64, 4);
        for symbol in ORDER {
            push(of_lengths[symbol].length.into(), 3);
        }
        for length in lengths() {
            let code = of_lengths[usize::from(length)];
            push(code.bits.into(), code.length);
        }
    }

    /// Writes a repetition.
    fn back(&self, length: usize, distance: usize, push: &mut impl FnMut(u64, u8)) {
        let (bits, count) = self.lengths[length];
        let at = code_of(&DISTANCES, distance);
        let (base, extra) = DISTANCES[at];
        let code = self.distances[at];
        let more = (distance - usize::from(base)) as u64;
        let bits = u64::from(bits) | u64::from(code.bits) << count | more << (count + code.length);
        push(bits, count + code.length + extra);
    }
}

/// The code of a length or a distance.
fn code_of(codes: &[(u16, u8)], value: usize) -> usize {
    codes.partition_point(|(base, _)| usize::from(*base) <= value) - 1
}

/// The steps of a piece; bits that follow one another are put together.
#[derive(Default)]
struct StepWriter {
    steps: Vec<Step>,
}

impl StepWriter {
    fn push(&mut self, bits: u64, count: u8) {
        match self.steps.last_mut() {
            Some(Step::Bits { bits: before, count: had }) if *had + count <= BitWriter::MOST => {
                *before |= bits << *had;
                *had += count;
            }
            _ => self.steps.push(Step::Bits { bits, count }),
        }
    }

    fn back(&mut self, at: usize, length: usize, distance: usize, piece: usize) {
        let length = u16::try_from(length).expect("258 at most");
        let (at, distance, piece) = (narrow(at), narrow(distance), narrow(piece));
        self.steps.push(Step::Back { at, length, distance, piece });
    }
}

/// Writes bits, the lowest first (RFC 1951, 3.1.1).
struct BitWriter {
    bytes: Vec<u8>,
    bits: u64,
    count: u8,
}

impl BitWriter {
    /// The most bits that are pushed at once.
    const MOST: u8 = 56;

    fn with_capacity(bytes: usize) -> BitWriter {
        BitWriter { bytes: Vec::with_capacity(bytes), bits: 0, count: 0 }
    }

    fn push(&mut self, bits: u64, count: u8) {
        self.bits |= bits << self.count;
        self.count += count;
        // At most 7 bits stay, so that the next 56 find room.
        let whole = self.count / 8;
        self.bytes.extend_from_slice(&self.bits.to_le_bytes());
        self.bytes.truncate(self.bytes.len() - 8 + usize::from(whole));
        self.bits >>= whole * 8;
        self.count %= 8;
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.bits.to_le_bytes()[0]);
        }
        self.bytes
    }
}

/// How many bytes two texts have in common at their beginning, up to all of `b`.
fn same(a: &[u8], b: &[u8]) -> usize {
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (chunks, _) = b.as_chunks();
    for (nth, (a, b)) in a.as_chunks().0.iter().zip(chunks).enumerate() {
        let differ = eight(a) ^ eight(b);
        if differ != 0 {
            return 8 * nth + differ.trailing_zeros() as usize / 8;
        }
    }
    let whole = a.len().min(b.len()) / 8 * 8;
    whole + a[whole..].iter().zip(&b[whole..]).take_while(|(a, b)| a == b).count()
}

/// The four bytes at a place.
fn four(text: &[u8], at: usize) -> u32 {
    let bytes = &text[at..at + SHORTEST];
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// A hash of four bytes (Knuth's multiplicative one).
fn hash(four: u32) -> usize {
    (four.wrapping_mul(2_654_435_761) >> (32 - HASH_BITS)) as usize
}

/// Texts are read from files of some megabytes.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).expect("no text has 4 GiB")
}

/// A symbol's code, its first bit lowest, and how many bits it has.
#[derive(Clone, Copy, Debug, Default)]
struct Code {
    bits: u16,
    length: u8,
}

/// The best codes for symbols that occur so often, none longer than `longest` bits. A symbol that
/// does not occur has none.
fn codes(frequencies: &[u32], longest: u8) -> Vec<Code> {
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
