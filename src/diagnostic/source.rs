//! Files as read, and places in them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Report;
use super::problems::{Encoding, NotUtf8};

/// A text file as read: its name as shown to people, and its text.
///
/// The text has no byte order mark and its lines end in LF, whatever the file had, so that
/// nothing later has to know of either; lines and columns are those of the file.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Where lines start. Only who has something to say of a place asks for it.
    line_starts: OnceLock<Vec<usize>>,
    /// Where headings stand, of a document whose lines nobody sees.
    headings: Option<Vec<(usize, String)>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        std::ptr::eq(self, other) || (self.name == other.name && self.text == other.text)
    }
}

impl Eq for Source {}

impl Source {
    /// A source out of text that is at hand.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        let mut text: String = text.into();
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
            // The line ends of an old Macintosh.
            if !text.contains('\n') {
                text = text.replace('\r', "\n");
            }
        }
        let line_starts = OnceLock::new();
        Arc::new(Source { name: name.into(), text, line_starts, headings: None })
    }

    /// A document as text: whoever has it open sees pages and headings, and no lines. `headings` are those of
    /// the text, by the byte that each begins at, in order.
    pub fn document(
        name: impl Into<String>,
        text: impl Into<String>,
        headings: Vec<(usize, String)>,
    ) -> Arc<Source> {
        let (name, text, line_starts) = (name.into(), text.into(), OnceLock::new());
        Arc::new(Source { name, text, line_starts, headings: Some(headings) })
    }

    /// Whether it is a document without lines.
    pub fn is_document(&self) -> bool {
        self.headings.is_some()
    }

    /// A source out of the bytes of a file.
    ///
    /// # Errors
    ///
    /// Bytes that are not UTF-8 are one problem in `report`, at the first of them, with the
    /// encoding that the file most likely has; there is no source then.
    pub fn decode(
        name: impl Into<String>,
        bytes: &[u8],
        report: &mut Report,
    ) -> Option<Arc<Source>> {
        let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(Source::new(name, text)),
            Err(error) => {
                // Shown as Windows-1252 would show it (0x80 to 0x9F apart), so that the line is
                // readable around the problem; an offset in bytes is one in characters there.
                let shown: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                let at: usize = shown.chars().take(error.valid_up_to()).map(char::len_utf8).sum();
                let end = at + shown[at..].chars().next().map_or(0, char::len_utf8);
                let encoding = match bytes {
                    _ if utf16 => Encoding::Utf16,
                    bytes if bytes.contains(&0) => Encoding::Binary,
                    _ => Encoding::Windows1252,
                };
                let removed = shown[..at].matches("\r\n").count();
                let source = Source::new(name, shown);
                let place = Place::new(&source, at - removed..end - removed);
                report.error(NotUtf8 { encoding }, place);
                None
            }
        }
    }

    /// The file's name as shown to people: a path from the project's folder, with `/`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Line and column of an offset in bytes.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line_starts = self.line_starts();
        let line = line_starts.partition_point(|&start| start <= offset);
        let start = line_starts[line - 1];
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The offset in bytes of a line (from 1) and a column (characters, from 1); the end of the
    /// line or of the text where there is no such column or line.
    pub fn offset(&self, position: Position) -> usize {
        let Some(&start) = self.line_starts().get(position.line.saturating_sub(1)) else {
            return self.text.len();
        };
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        line.char_indices()
            .nth(position.column.saturating_sub(1))
            .map_or(start + line.len(), |(at, _)| start + at)
    }
}

/// A line and a column, both from 1; columns are characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A stretch of a source: always one that it has, whatever it was made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    source: Arc<Source>,
    span: Range<usize>,
}

impl Place {
    /// A place in `source`, by the bytes of its text. What lies beyond the text is its end, and what
    /// ends before it begins is empty; a part of a character is all of it.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Place {
        let text = source.text();
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
        Place { source: Arc::clone(source), span: start..end }
    }

    /// The file.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The bytes of its text.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where the place begins; `None` in a document, of which nobody sees lines.
    pub fn start(&self) -> Option<Position> {
        (!self.source.is_document()).then(|| self.source.position(self.span.start))
    }

    /// The heading of a document that the place stands under.
    pub fn heading(&self) -> Option<&str> {
        let headings = self.source.headings.as_ref()?;
        let before = headings.partition_point(|(start, _)| *start <= self.span.start);
        Some(headings.get(before.checked_sub(1)?)?.1.as_str())
    }

    /// The characters of the place.
    pub fn text(&self) -> &str {
        &self.source.text()[self.span.clone()]
    }
}
