//! Lists of values as text: read in whatever way programs write them, written as a Swedish spreadsheet opens them.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::Source;

/// What may stand between two values, the likeliest first: a comma stands within values too.
const SEPARATORS: [u8; 4] = [b';', b'\t', b'|', b','];
/// How many records tell what stands between values.
const ENOUGH_RECORDS: usize = 50;

/// Records, each with the byte that it begins at.
type Records = Vec<(usize, Vec<String>)>;

/// A list of values.
#[derive(Debug)]
pub(crate) struct List {
    /// The text.
    pub(crate) source: Arc<Source>,
    /// Each record with the byte of the text that it begins at.
    pub(crate) records: Records,
    /// Where the record begins in which a quotation mark opens and none closes it: the rest is one value.
    pub(crate) open: Option<usize>,
}

/// Writes rows: UTF-8 with a byte order mark, by which Excel knows it; semicolons, since the comma is for
/// decimals; lines as in RFC 4180. Texts are made harmless by whoever gives them.
pub(crate) fn write<'a>(rows: impl Iterator<Item = &'a [String]>) -> String {
    let mut builder = WriterBuilder::new();
    builder.delimiter(b';').terminator(Terminator::CRLF).flexible(true);
    let mut csv = builder.from_writer(Vec::new());
    for row in rows {
        csv.write_record(row).expect("memory takes everything");
    }
    let bytes = csv.into_inner().expect("memory takes everything");
    format!("\u{FEFF}{}", String::from_utf8(bytes).expect("text was written"))
}

/// Reads a list of a name, whatever its encoding and whatever stands between its values; nothing where it is in no
/// encoding, or in one that none of its bytes tell.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Option<List> {
    /// Stands behind the last record, as a record of its own.
    const END: &str = "\n\u{1}";
    // Records are at the bytes of the text that is shown.
    let source = Source::new(name, decoded(bytes)?);
    let text = source.text();
    // Excel says what it writes between.
    let said = text.split('\n').next().and_then(|line| line.trim_end().strip_prefix("sep="));
    let begin = said.map_or(0, |_| text.find('\n').map_or(text.len(), |at| at + 1));
    let ended = format!("{}{END}", &text[begin..]);
    let records = |separator: u8, most: usize| -> (Records, Option<usize>) {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(separator).has_headers(false).flexible(true);
        let mut reader = builder.from_reader(ended.as_bytes());
        let (mut records, mut record) = (Records::new(), ByteRecord::new());
        while records.len() < most && reader.read_byte_record(&mut record).unwrap_or_default() {
            let start = record.position().map_or(0, csv::Position::byte);
            let values = record.iter().map(|value| String::from_utf8_lossy(value).into_owned());
            let start = begin + usize::try_from(start).unwrap_or(usize::MAX).min(ended.len());
            records.push((start, values.collect()));
        }
        // The end is no record where a quotation mark took it in.
        let last = records.pop_if(|_| reader.is_done());
        let open = last.filter(|(_, values)| *values != [&END[1..]]).map(|(start, _)| start);
        (records, open)
    };
    // The one that makes as many values of the most records, in a thousand; one value is none, and where a quotation
    // mark stays open, another is likelier.
    let score = |separator: u8| {
        let (some, open) = records(separator, ENOUGH_RECORDS);
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, values) in some.iter().filter(|(_, values)| values.len() > 1) {
            *counts.entry(values.len()).or_default() += 1;
        }
        let alike = counts.into_values().max().unwrap_or_default() * 1000 / some.len().max(1);
        if open.is_some() { alike / 2 } else { alike }
    };
    let said = said.and_then(|said| said.bytes().next());
    let best = || SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator));
    let (records, open) = records(said.or_else(best).unwrap_or(b';'), usize::MAX);
    Some(List { source, records, open })
}

/// The text of bytes: as their mark says, else UTF-8, else as Windows wrote it in Europe's west.
fn decoded(bytes: &[u8]) -> Option<String> {
    let is_utf_8 = std::str::from_utf8(bytes).is_ok();
    let nulls = |offset: usize| {
        bytes.iter().skip(offset).step_by(2).take(100).filter(|byte| **byte == 0).count()
    };
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ if nulls(1) > 20 => UTF_16LE,
        _ if nulls(0) > 20 => UTF_16BE,
        _ if is_utf_8 => UTF_8,
        // In Windows-1252, no two letters of a word are one of UTF-8.
        _ if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) => return None,
        _ if is_of_older_systems(bytes) => return None,
        _ => WINDOWS_1252,
    };
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    (!is_damaged).then(|| text.to_owned())
}

/// Whether the letters of words are those of DOS (code page 850) or of an old Macintosh: in Windows-1252 their bytes are
/// signs that stand within no word, and it has its own Swedish letters beyond 0xC0.
fn is_of_older_systems(bytes: &[u8]) -> bool {
    /// å, ä and ö, small and large, in either.
    const LETTERS: [u8; 10] = [0x81, 0x84, 0x86, 0x8A, 0x8C, 0x8E, 0x8F, 0x94, 0x99, 0x9A];
    let within = |two: &[u8]| LETTERS.contains(&two[0]) && two[1].is_ascii_lowercase();
    bytes.windows(2).any(within) && !bytes.iter().any(|byte| *byte >= 0xC0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_programs_write_them() {
        let utf_16: Vec<u8> =
            "\u{FEFF}a\tö\n1\t2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, wanted) in [
            (&b"a;\"b;c\"\r\n1,5;2\r\n"[..], [["a", "b;c"], ["1,5", "2"]]),
            ("sep=,\na,\"b\n,c\"\n1,2".as_bytes(), [["a", "b\n,c"], ["1", "2"]]),
            (b"\xEF\xBB\xBFa|b\n1|2", [["a", "b"], ["1", "2"]]),
            (b"\xE5;\xF6\n1;2", [["å", "ö"], ["1", "2"]]),
            (b"a;b, ca\n1;1,5", [["a", "b, ca"], ["1", "1,5"]]),
            (&utf_16, [["a", "ö"], ["1", "2"]]),
            (
                "a,\"| x | y |\n| - | - |\n| 1 | 2 |\"\nb,\"| 3 |\"".as_bytes(),
                [["a", "| x | y |\n| - | - |\n| 1 | 2 |"], ["b", "| 3 |"]],
            ),
            (
                "sep=;\r\r\na;\"x, y\n1, 2\n3, 4\"\r\r\nb;c".as_bytes(),
                [["a", "x, y\n1, 2\n3, 4"], ["b", "c"]],
            ),
        ] {
            let values: Vec<_> = read("a.csv", bytes)
                .unwrap()
                .records
                .into_iter()
                .map(|(_, values)| values)
                .collect();
            assert_eq!(values, wanted);
        }
        assert!(
            read("a.csv", "å;ö\n".bytes().chain(*b"\xE5;x").collect::<Vec<_>>().as_slice())
                .is_none()
        );
        assert_eq!(read("a.csv", "x\ny;z\n".as_bytes()).unwrap().records[1].0, 2);
    }
}
