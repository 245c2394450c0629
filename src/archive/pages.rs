//! The pages that were decided: a PDF/A that Word, LibreOffice or a signing service made. Whether its words are the case's,
//! and what it says that it is. The only user of `hayro_syntax` and `hayro_cmap`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::rc::Rc;

use flate2::read::DeflateDecoder;
use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Codes};
use hayro_syntax::page::{Page, Resources};

use crate::archive::problems::PagesFault;
use crate::guard::guarded;
use crate::text::squeezed;

use super::inputs::profile_of;

/// The most pages that are read.
const MOST_PAGES: usize = 5_000;
/// The most text that is read of them, in bytes.
const MOST_TEXT: usize = 64 << 20;
/// The most of a page's content, or of one form or map in it, before it is unpacked, in bytes.
const MOST_PACKED: usize = 256 << 10;
/// The longest that metadata is read of what pages claim, in bytes.
const LONGEST_CLAIM: usize = 300;
/// The longest that a name is read, in bytes.
const LONGEST_NAME: usize = 127;
/// What streams may be packed by beside Flate and the means of pictures (ISO 32000-1, 7.4), and is in no PDF/A that
/// offices make.
const OTHERS: [&[u8]; 9] = [
    b"LZWDecode",
    b"LZW",
    b"ASCIIHexDecode",
    b"AHx",
    b"ASCII85Decode",
    b"A85",
    b"RunLengthDecode",
    b"RL",
    b"Crypt",
];
/// The head of what Flate packs, in bytes (RFC 1950).
const HEAD: usize = 2;
/// What stands before the bytes of a stream.
const STREAM: &[u8] = b"stream";
/// The most that a stream unpacks to, and all together, in bytes.
const MOST_OF_ONE: u64 = 64 << 20;
const MOST_UNPACKED: u64 = 256 << 20;
/// How deep forms are read in one another.
const DEEPEST: usize = 8;
/// How many states are kept to go back to.
const MOST_SAVED: usize = 1_000;

/// Pages that somebody else made, read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Pages {
    /// The profile that they claim to follow, and its key in PRONOM.
    pub(super) profile: (&'static str, &'static str),
    /// The program that made them, as they say it.
    pub(super) producer: Option<String>,
    /// How many pages have no text: they may be pictures.
    pub(super) unread: usize,
    /// All text, without what differs from program to program.
    text: String,
}

impl Pages {
    /// Reads pages.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub(super) fn read(bytes: &[u8]) -> Result<Pages, PagesFault> {
        // The metadata of PDF/A is never compressed (ISO 19005-2, 6.6.2.1).
        let about = String::from_utf8_lossy(bytes);
        let (part, level) = (said(&about, "pdfaid:part"), said(&about, "pdfaid:conformance"));
        let claimed = format!("{}{}", part.unwrap_or_default(), level.unwrap_or_default());
        let profile = profile_of(&claimed).ok_or(PagesFault::NotPdfA)?;
        if !is_packed_plainly(bytes) || !unpacks_modestly(bytes) {
            return Err(PagesFault::Damaged);
        }
        let pages = guarded(|| text_of(bytes)).flatten().ok_or(PagesFault::Damaged)?;
        Ok(Pages {
            profile,
            producer: said(&about, "pdf:Producer").filter(|producer| !producer.is_empty()),
            unread: pages.iter().filter(|page| page.trim().is_empty()).count(),
            text: squeezed(&pages.concat()),
        })
    }

    /// Whether a text stands in it.
    pub(super) fn says(&self, text: &str) -> bool {
        self.text.contains(&squeezed(text))
    }

    /// Whether no page has any text.
    pub(super) fn is_unread(&self) -> bool {
        self.text.is_empty()
    }

    /// The words of answers that no page has, each once. Whoever reads from right to left finds letters in the order
    /// in which they are drawn.
    pub(super) fn lacks<'a>(&self, answers: impl Iterator<Item = &'a str>) -> Vec<String> {
        let mut lacking = BTreeSet::new();
        for word in answers.flat_map(str::split_whitespace) {
            let plain = squeezed(word);
            let backwards = || plain.chars().rev().collect::<String>();
            let is_word = plain.contains(char::is_alphanumeric);
            if is_word && !self.text.contains(&plain) && !self.text.contains(&backwards()) {
                lacking.insert(word.to_owned());
            }
        }
        lacking.into_iter().collect()
    }
}

/// The text of a PDF/A as it is compared with answers: without blanks, hyphens and ligatures. None where it is none.
pub fn words_of(bytes: &[u8]) -> Option<String> {
    Pages::read(bytes).ok().map(|pages| pages.text)
}

/// What the metadata says under a name, as an element or as an attribute.
fn said(about: &str, name: &str) -> Option<String> {
    about.match_indices(name).find_map(|(at, _)| {
        let end = about.floor_char_boundary(at + name.len() + LONGEST_CLAIM);
        let rest = about[at + name.len()..end].trim_start();
        let (rest, end) = if let Some(rest) = rest.strip_prefix('>') {
            (rest, '<')
        } else {
            let quoted = rest.strip_prefix('=')?.trim_start();
            let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            (&quoted[1..], quote)
        };
        Some(rest.split_once(end)?.0.trim().to_owned())
    })
}

/// Whether a PDF is packed plainly: nothing twice, nothing encrypted (ISO 19005-2, 6.1.3), and by no other means than
/// Flate and those of pictures. So [`unpacks_modestly`] sees all of it. Dictionaries of streams are never packed.
fn is_packed_plainly(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        let (name, behind) = name_at(&rest[at..]);
        rest = behind;
        let is_plain = match name.as_slice() {
            b"Encrypt" => false,
            b"Filter" => {
                let filters = filters_at(behind);
                filters.is_some_and(|names| {
                    names.len() <= 1 && !names.iter().any(|name| OTHERS.contains(&name.as_slice()))
                })
            }
            _ => true,
        };
        if !is_plain {
            return false;
        }
    }
    true
}

/// The name that bytes begin with, and what is behind it (ISO 32000-1, 7.3.5).
fn name_at(bytes: &[u8]) -> (Vec<u8>, &[u8]) {
    let end = bytes[1..]
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte));
    let (written, behind) = bytes[1..].split_at(end.unwrap_or(bytes.len() - 1).min(LONGEST_NAME));
    let mut name = Vec::new();
    let mut at = 0;
    while at < written.len() {
        let digits = written.get(at + 1..at + 3).filter(|_| written[at] == b'#');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            name.push(byte);
            at += 3;
        } else {
            name.push(written[at]);
            at += 1;
        }
    }
    (name, behind)
}

/// The names that bytes begin with, one or in brackets; none where it is anything else.
fn filters_at(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut rest = bytes.trim_ascii_start();
    let is_list = rest.first() == Some(&b'[');
    if is_list {
        rest = rest[1..].trim_ascii_start();
    }
    let mut names = Vec::new();
    while rest.first() == Some(&b'/') {
        let (name, behind) = name_at(rest);
        names.push(name);
        rest = behind.trim_ascii_start();
        if !is_list {
            return Some(names);
        }
    }
    (is_list && rest.first() == Some(&b']')).then_some(names)
}

/// Whether all that is packed in a PDF unpacks to what a document may have: what reads it has no such bounds. Each place
/// is tried where a stream may begin (ISO 32000-1, 7.3.8), with the head that it should have and without, whatever is
/// said of it.
fn unpacks_modestly(bytes: &[u8]) -> bool {
    let mut room = MOST_UNPACKED;
    for (at, _) in bytes.windows(STREAM.len()).enumerate().filter(|(_, part)| *part == STREAM) {
        let packed = &bytes[at + STREAM.len()..];
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        let most = MOST_OF_ONE.min(room);
        // What is no such stream ends at once, and so does a damaged one.
        let size = |packed: &[u8]| {
            let mut unpacked = DeflateDecoder::new(packed).take(most + 1);
            let mut size = 0;
            let mut part = [0; 1 << 14];
            while let Ok(read @ 1..) = unpacked.read(&mut part) {
                size += read as u64;
            }
            size
        };
        let size = size(packed).max(size(packed.get(HEAD..).unwrap_or_default()));
        if size > most {
            return false;
        }
        room -= size;
    }
    true
}

/// The text of each page; none where it is no PDF, or larger than any form.
fn text_of(bytes: &[u8]) -> Option<Vec<String>> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    if pdf.pages().is_empty() || pdf.pages().len() > MOST_PAGES {
        return None;
    }
    let (mut pages, mut room) = (Vec::new(), MOST_TEXT);
    for page in pdf.pages().iter() {
        if packed_size(page) > MOST_PACKED {
            return None;
        }
        let mut reader = Reader { text: String::new(), room, depth: 0, fonts: BTreeMap::new() };
        reader.read(page.typed_operations(), page.resources());
        room = reader.room;
        pages.push(reader.text);
    }
    (room > 0).then_some(pages)
}

fn is_modest(stream: &Stream<'_>) -> bool {
    stream.raw_data().len() <= MOST_PACKED
}

/// How large the content of a page is before it is unpacked, in bytes.
fn packed_size(page: &Page<'_>) -> usize {
    let size = |stream: Stream<'_>| stream.raw_data().len();
    match page.raw().get::<Object<'_>>(keys::CONTENTS) {
        Some(Object::Stream(stream)) => size(stream),
        Some(Object::Array(streams)) => streams.iter::<Stream<'_>>().map(size).sum(),
        _ => 0,
    }
}

/// Reads the text that the operators of pages show (ISO 32000-1, 9.4).
struct Reader {
    text: String,
    /// How much more text is read.
    room: usize,
    /// How deep the forms are in one another.
    depth: usize,
    /// What codes stand for, by the name of a typeface at a depth.
    fonts: BTreeMap<(usize, Vec<u8>), Rc<Letters>>,
}

/// What the codes of a typeface stand for.
struct Letters {
    to_unicode: Option<CMap>,
    /// How many bytes a code has: those of composite typefaces have two.
    length: usize,
}

impl Letters {
    fn of(font: &Dict<'_>) -> Letters {
        let is_composite =
            font.get::<Name<'_>>(keys::SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Type0");
        let stream = font.get::<Stream<'_>>(keys::TO_UNICODE);
        let stream = stream.filter(is_modest);
        let map = stream.and_then(|stream| CMap::parse(&stream.decoded_data().ok()?, |_| None));
        Letters { to_unicode: map, length: if is_composite { 2 } else { 1 } }
    }

    /// Adds what codes stand for, as far as there is room.
    fn read(&self, codes: &[u8], text: &mut String, room: usize) {
        let most = text.len() + room;
        for code in codes.chunks(self.length) {
            if text.len() > most {
                return;
            }
            let number = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
            match self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(number)) {
                Some(BfString::Char(c)) => text.push(c),
                Some(BfString::String(letters)) => text.push_str(&letters),
                // Without a map, single bytes are Latin letters, nearly.
                None if self.length == 1 && self.to_unicode.is_none() => {
                    text.extend(char::from_u32(number));
                }
                None => text.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }
}

impl Reader {
    fn read(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'_>) {
        let mut font: Option<Rc<Letters>> = None;
        let mut saved = Vec::new();
        while let Some(operator) = operators.next() {
            if self.room == 0 {
                return;
            }
            match operator {
                TypedInstruction::SaveState(_) if saved.len() < MOST_SAVED => {
                    saved.push(font.clone());
                }
                TypedInstruction::RestoreState(_) => font = saved.pop().unwrap_or(font),
                TypedInstruction::TextFont(chosen) => font = self.font(chosen.0, resources),
                TypedInstruction::ShowText(shown) => self.show(font.as_deref(), shown.0),
                TypedInstruction::NextLineAndShowText(shown) => self.show(font.as_deref(), shown.0),
                TypedInstruction::ShowTextWithParameters(shown) => {
                    self.show(font.as_deref(), shown.2);
                }
                TypedInstruction::ShowTexts(shown) => self.show_all(font.as_deref(), shown.0),
                TypedInstruction::XObject(drawn) => self.form(drawn.0, resources),
                _ => {}
            }
        }
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Option<Rc<Letters>> {
        let key = (self.depth, name.as_ref().to_vec());
        if let Some(known) = self.fonts.get(&key) {
            return Some(Rc::clone(known));
        }
        let letters = Rc::new(Letters::of(&resources.get_font(name)?));
        self.fonts.insert(key, Rc::clone(&letters));
        Some(letters)
    }

    fn show(&mut self, font: Option<&Letters>, codes: &Codes<'_>) {
        let Some(font) = font else { return };
        let before = self.text.len();
        font.read(codes.as_ref(), &mut self.text, self.room);
        self.room = self.room.saturating_sub(self.text.len() - before);
    }

    fn show_all(&mut self, font: Option<&Letters>, shown: &Array<'_>) {
        for part in shown.iter::<Object<'_>>() {
            if let Object::String(codes) = part {
                self.show(font, &codes);
            }
        }
    }

    /// What stands in a form that is drawn (ISO 32000-1, 8.10).
    fn form(&mut self, name: &Name<'_>, resources: &Resources<'_>) {
        let Some(form) = resources.get_x_object(name) else { return };
        let is_form =
            form.dict().get::<Name<'_>>(keys::SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Form");
        if !is_form || self.depth >= DEEPEST || !is_modest(&form) {
            return;
        }
        let Ok(content) = form.decoded_data() else { return };
        // However little stands in it, it is read.
        self.room = self.room.saturating_sub(1 + content.len() / 16);
        let own = form.dict().get::<Dict<'_>>(keys::RESOURCES).map(Resources::new);
        self.depth += 1;
        // Those of another form at this depth have its names.
        self.fonts.retain(|(depth, _), _| *depth < self.depth);
        self.read(TypedIter::new(content.as_ref()), own.as_ref().unwrap_or(resources));
        self.depth -= 1;
    }
}
