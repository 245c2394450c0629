//! Lists of values as text: read in whatever way programs write them, written as a Swedish spreadsheet opens them.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What may stand between two values, the likeliest first: a comma stands within values too.
const SEPARATORS: [u8; 4] = [b';', b'\t', b'|', b','];
/// How many records tell what stands between values.
const ENOUGH_RECORDS: usize = 50;

/// A list of values.
#[derive(Debug)]
pub(crate) struct List {
    /// The text.
    pub(crate) text: String,
    /// Each record with the byte of the text that it begins at.
    pub(crate) records: Vec<(usize, Vec<String>)>,
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

/// Reads a list, whatever its encoding and whatever stands between its values; nothing where it is UTF-8 with bytes
/// in it that are not.
pub(crate) fn read(bytes: &[u8]) -> Option<List> {
    let text = decoded(bytes)?.replace("\r\n", "\n");
    let records = |separator: u8, most: usize| -> Vec<(usize, Vec<String>)> {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(separator).has_headers(false).flexible(true);
        let mut reader = builder.from_reader(text.as_bytes());
        let (mut records, mut record) = (Vec::new(), ByteRecord::new());
        while records.len() < most && reader.read_byte_record(&mut record).unwrap_or_default() {
            let start = record.position().map_or(0, csv::Position::byte);
            let values = record.iter().map(|value| String::from_utf8_lossy(value).into_owned());
            let start = usize::try_from(start).unwrap_or(usize::MAX).min(text.len());
            records.push((start, values.collect()));
        }
        records
    };
    // The one that makes as many values of the most records; one value is none.
    let score = |separator: u8| {
        let some = records(separator, ENOUGH_RECORDS);
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, values) in some.iter().filter(|(_, values)| values.len() > 1) {
            *counts.entry(values.len()).or_default() += 1;
        }
        counts.into_values().max().unwrap_or_default()
    };
    let separator = SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator));
    let records = records(separator.unwrap_or(b';'), usize::MAX);
    Some(List { text, records })
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
        _ => WINDOWS_1252,
    };
    // Excel says what it writes between: `sep=;`.
    let text = encoding.decode_with_bom_removal(bytes).0.into_owned();
    Some(match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("sep=") => rest.to_owned(),
        _ => text,
    })
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
        ] {
            let values: Vec<_> =
                read(bytes).unwrap().records.into_iter().map(|(_, values)| values).collect();
            assert_eq!(values, wanted);
        }
        assert!(read("å;ö\n".bytes().chain(*b"\xE5;x").collect::<Vec<_>>().as_slice()).is_none());
        assert_eq!(read("x\ny;z\n".as_bytes()).unwrap().records[1].0, 2);
    }
}
