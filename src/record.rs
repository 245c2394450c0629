//! What was built, and of what: so that only what changed is built anew.
//!
//! Digests decide, never dates of files. A record may be lost without harm: then everything is
//! built, and what comes out the same stays as it is.

use std::collections::BTreeMap;

use crate::digest::sha256;

/// The first line of a record; another means that it is not for this program.
const HEADER: &str = "blankett 1";

/// What stands in a folder of documents, by paths from there.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Record {
    /// The documents.
    pub files: BTreeMap<String, Made>,
}

/// How a document came to be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Made {
    /// Everything that it was made of, together; `None` where something was to be told of the
    /// case, which must be told again.
    pub inputs: Option<Digest>,
    /// The document itself.
    pub output: Digest,
    /// The form and its version.
    pub form: (String, String),
    /// The case, by its path from the project's folder.
    pub case: String,
}

/// The first half of a SHA-256: nobody makes collisions of his own documents, and a record of a
/// hundred thousand of them stays small.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Digest(u128);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(sha256(bytes).bytes().take(32).fold(0, |digest, digit| {
            let digit = char::from(digit).to_digit(16).unwrap_or_default();
            digest << 4 | u128::from(digit)
        }))
    }

    fn parse(digits: &str) -> Option<Digest> {
        u128::from_str_radix(digits, 16).ok().map(Digest)
    }
}

impl Record {
    /// Reads a record. What cannot be read is left out: it is built anew.
    pub fn parse(text: &str) -> Record {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Record::default();
        }
        let files = lines.filter_map(|line| {
            let mut words = line.split('\t');
            let mut word = || words.next();
            let (path, case, form, version) = (word()?, word()?, word()?, word()?);
            let inputs = word()?;
            let inputs = if inputs == "-" { None } else { Some(Digest::parse(inputs)?) };
            let output = Digest::parse(word()?)?;
            let form = (form.to_owned(), version.to_owned());
            Some((path.to_owned(), Made { inputs, output, form, case: case.to_owned() }))
        });
        Record { files: files.collect() }
    }

    /// The record as text.
    pub fn write(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, made) in &self.files {
            let (form, version) = &made.form;
            let words = [path, &made.case, form, version];
            if words.iter().any(|word| word.contains(['\t', '\n', '\r'])) {
                continue;
            }
            for word in words {
                text.push_str(word);
                text.push('\t');
            }
            let inputs =
                made.inputs.map_or("-".to_owned(), |Digest(inputs)| format!("{inputs:032x}"));
            text.push_str(&format!("{inputs}\t{:032x}\n", made.output.0));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, Made, Record};

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let made = |inputs| Made {
            inputs,
            output: Digest::of(b"b"),
            form: ("f".into(), "1".into()),
            case: "cases/å b.toml".into(),
        };
        let mut record = Record::default();
        record.files.insert("å b.docx".into(), made(Some(Digest::of(b"a"))));
        record.files.insert("c/d.md".into(), made(None));
        assert_eq!(Record::parse(&record.write()), record);
        // Another program's, and one that was cut short.
        assert_eq!(Record::parse("blankett 2\n"), Record::default());
        let text = record.write();
        let shorter = Record::parse(&text[..text.len() - 40]);
        assert_eq!(shorter.files.len(), 1);
    }
}
