//! What was built, and of what: so that only what changed is built anew.
//!
//! Digests decide, never dates of files. A record may be lost without harm: then everything is
//! built, and what comes out the same stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use std::sync::Arc;

use serde_json::json;

use crate::digest::sha256;

/// The first line of a record; another means that it is not for this program.
const HEADER: &str = "\"blankett 2\"";

/// A line of a record, as JSON: path, case, form with version, and the digests in hexadecimal.
type Line = (String, String, (String, String), Option<String>, String);

/// What stands in a folder of documents, by paths from there.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BuildRecord {
    /// The documents.
    pub files: BTreeMap<String, BuiltFile>,
}

/// How a document came to be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BuiltFile {
    /// Everything that it was made of, together; `None` where something was to be told of the
    /// case, which must be told again.
    pub inputs: Option<Digest>,
    /// The document itself.
    pub output: Digest,
    /// The form and its version.
    pub form: Arc<(String, String)>,
    /// The case, by its path from the project's folder.
    pub case: String,
}

/// Forms with their versions, each held once: a hundred thousand documents are made of a few.
#[derive(Debug, Default)]
pub(super) struct FormNames(BTreeSet<Arc<(String, String)>>);

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
        // One that was cut short is none.
        let is_whole = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u128::from_str_radix(digits, 16).ok().filter(|_| is_whole).map(Digest)
    }
}

impl FormNames {
    /// The same name, held once.
    pub(super) fn share(&mut self, name: Arc<(String, String)>) -> Arc<(String, String)> {
        let held = self.0.get(&name).cloned();
        held.unwrap_or_else(|| {
            self.0.insert(name.clone());
            name
        })
    }
}

impl BuildRecord {
    /// Reads a record. What cannot be read is left out: it is built anew.
    pub fn parse(text: &str) -> BuildRecord {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return BuildRecord::default();
        }
        let mut names = FormNames::default();
        let files = lines.filter_map(|line| {
            let (path, case, form, inputs, output): Line = serde_json::from_str(line).ok()?;
            let inputs = match inputs {
                Some(inputs) => Some(Digest::parse(&inputs)?),
                None => None,
            };
            let (output, form) = (Digest::parse(&output)?, names.share(form.into()));
            is_plain(&path).then_some((path, BuiltFile { inputs, output, form, case }))
        });
        BuildRecord { files: files.collect() }
    }

    /// The lines of the record, each with its end.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        let lines = self.files.iter().map(|(path, made)| made.line(path));
        std::iter::once(BuildRecord::beginning()).chain(lines)
    }

    /// The line that begins a record. What follows it may be written line by line.
    pub fn beginning() -> String {
        format!("{HEADER}\n")
    }
}

impl BuiltFile {
    /// The line of a document, by its path.
    pub fn line(&self, path: &str) -> String {
        let digits = |Digest(digest)| format!("{digest:032x}");
        let line =
            json!([path, self.case, *self.form, self.inputs.map(digits), digits(self.output)]);
        format!("{line}\n")
    }
}

/// A path that leads nowhere else: what stands in a record may be removed.
fn is_plain(path: &str) -> bool {
    let is_name = |part: Component<'_>| matches!(part, Component::Normal(_));
    // The drive of a record that was written elsewhere: `C:`.
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    !path.is_empty() && !has_drive && Path::new(path).components().all(is_name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{BuildRecord, BuiltFile, Digest};

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let made = |inputs| BuiltFile {
            inputs,
            output: Digest::of(b"b"),
            form: Arc::new(("f".into(), "1".into())),
            case: "cases/å b.toml".into(),
        };
        let mut record = BuildRecord::default();
        record.files.insert("å b.docx".into(), made(Some(Digest::of(b"a"))));
        record.files.insert("c/d.md".into(), made(None));
        record.files.insert("a\tb\\n\n.md".into(), made(None));
        // A colon is a character like others where files may have it.
        record.files.insert("mål 1:2.md".into(), made(None));
        assert_eq!(BuildRecord::parse(&record.lines().collect::<String>()), record);
        // Another program's, and one that was cut short.
        assert_eq!(BuildRecord::parse("\"blankett 3\"\n"), BuildRecord::default());
        let text: String = record.lines().collect();
        let shorter = BuildRecord::parse(&text[..text.len() - 40]);
        assert_eq!(shorter.files.len(), 3);
        // What leads out of the folder is not ours to remove.
        for path in ["../x.md", "/x.md", "a/../../x.md", "C:/x.md"] {
            let line = made(None).line(path);
            assert!(
                BuildRecord::parse(&format!("{}{line}", BuildRecord::beginning())).files.is_empty()
            );
        }
    }
}
