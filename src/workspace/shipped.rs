//! The forms that are part of the program, and the order of versions.

/// A file's name and text.
type ShippedFile = (&'static str, &'static str);
/// The forms that are part of the program, so that it works in an empty folder.
pub(super) const SHIPPED: [(&str, &str, &[ShippedFile]); 2] = [
    (
        "teknik",
        "2017",
        &[
            ("document.md", include_str!("../../templates/teknik/2017/document.md")),
            ("form.toml", include_str!("../../templates/teknik/2017/form.toml")),
            ("style.toml", include_str!("../../templates/teknik/2017/style.toml")),
        ],
    ),
    (
        "teknisk-metadata",
        "1",
        &[
            ("document.md", include_str!("../../templates/teknisk-metadata/1/document.md")),
            ("form.toml", include_str!("../../templates/teknisk-metadata/1/form.toml")),
            ("omfattning.md", include_str!("../../templates/teknisk-metadata/1/omfattning.md")),
            ("style.toml", include_str!("../../templates/teknisk-metadata/1/style.toml")),
        ],
    ),
];

/// A version in the order of numbers: `9` before `10`, `2017` before `2017b`.
#[derive(Eq, PartialEq)]
pub(super) struct Version {
    pub(super) written: String,
    key: Vec<(u64, String)>,
}

impl Version {
    pub(super) fn new(written: &str) -> Version {
        let mut key = Vec::new();
        let mut rest = written;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let number = rest[..digits].parse().unwrap_or_default();
            rest = &rest[digits..];
            let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            key.push((number, rest[..words].to_owned()));
            rest = &rest[words..];
        }
        Version { written: written.to_owned(), key }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> std::cmp::Ordering {
        (&self.key, &self.written).cmp(&(&other.key, &other.written))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
