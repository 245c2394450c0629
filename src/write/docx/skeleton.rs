//! A document as a Word file whose slots are filled case by case: made the long way once, with
//! marks for everything that differs from case to case, and cut at the marks.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{
    Band, Block, Content, Document, Filling, Inline, Properties, Slot, SlotKind,
};
use crate::text::{self, Alignment, List, Table, Text};
use crate::xml::element::escape;
use crate::zipped::{Entry, Stencil, join};

use super::super::columns::columns;
use super::body::list_id;
use super::typed::{self, Patterns, RUN, TEXT, Typed, Writer};
use super::{MARK, field, parts, table};

/// A link after each mark of a slot, so that the places of what links bring are marked too.
const LINK: &str = "http://a.b";
/// What stands in the properties is mostly digests.
const HEXADECIMAL: &str = "0123456789abcdef";
const PROPERTIES_END: &str = "</w:pPr>";
/// What fills a part without holes.
const NOTHING: &[&str] = &[];

/// A document compiled for Word.
#[derive(Debug)]
pub(in super::super) struct Skeleton {
    patterns: Patterns,
    parts: Vec<Part>,
}

/// A part of the file.
#[derive(Debug)]
struct Part {
    name: String,
    content: Cut,
}

#[derive(Debug)]
enum Cut {
    /// The same for every case.
    Fixed(Entry),
    /// One of two, by whether the file is protected.
    Protected { no: Entry, yes: Entry },
    /// With holes.
    Holes { stencil: Stencil, holes: Vec<Hole> },
}

/// What differs from case to case.
#[derive(Clone, Debug)]
enum Hole {
    /// What stands in a slot within a paragraph.
    Line(usize),
    /// The properties of the first paragraph of a slot for blocks; the rest is the next hole.
    First(usize),
    /// What stands in a slot for blocks, but for those.
    Rest(usize),
    /// Whether a box is ticked, or which entry of a drop-down list is chosen.
    Data(usize),
    /// A value that the template prints, in runs that begin so.
    Printed(usize, String),
    /// A printed value or what stands in a slot, as characters on one line.
    Plain(Inline),
    /// The relationships of a slot's links.
    Links(usize),
    /// The definitions of a slot's numbered lists, of one of two kinds.
    Numberings(usize, usize),
    /// The width of a column of one of the form's own tables.
    Width { table: usize, column: usize },
    /// Where the document comes from.
    Provenance(Vec<String>),
}

impl Skeleton {
    pub(in super::super) fn new(document: &Document) -> Skeleton {
        let filling = marks(document);
        let cutter = Cutter { document, patterns: Patterns::of(document) };
        let protected = parts(document, &Filling { protected: true, ..filling.clone() });
        let parts = parts(document, &filling).into_iter().zip(protected);
        let parts = parts.map(|((name, text), (_, protected))| {
            let content = if protected == text {
                cutter.cut(&name, &text)
            } else {
                let entry = |text: String| Stencil::new(&[text], "").fill(NOTHING);
                Cut::Protected { no: entry(text), yes: entry(protected) }
            };
            Part { name, content }
        });
        let parts = parts.collect();
        Skeleton { patterns: cutter.patterns, parts }
    }

    /// The file of a filling.
    pub(in super::super) fn join(&self, document: &Document, filling: &Filling) -> Vec<u8> {
        let filler = Filler::new(&self.patterns, document, filling);
        let entries: Vec<(&str, Cow<'_, Entry>)> = self
            .parts
            .iter()
            .map(|part| {
                let entry = match &part.content {
                    Cut::Fixed(entry) => Cow::Borrowed(entry),
                    Cut::Protected { yes, .. } if filling.protected => Cow::Borrowed(yes),
                    Cut::Protected { no, .. } => Cow::Borrowed(no),
                    Cut::Holes { stencil, holes } => {
                        let texts: Vec<Cow<'_, str>> =
                            holes.iter().map(|hole| filler.fill(hole)).collect();
                        Cow::Owned(stencil.fill(&texts))
                    }
                };
                (part.name.as_str(), entry)
            })
            .collect();
        let files: Vec<(&str, &Entry)> =
            entries.iter().map(|(name, entry)| (*name, &**entry)).collect();
        join(&files)
    }
}

/// What fills the holes for one case.
struct Filler<'a> {
    document: &'a Document,
    filling: &'a Filling,
    typed: Vec<Typed>,
    /// The widths of the columns of the form's own tables.
    widths: Vec<Vec<usize>>,
}

impl<'a> Filler<'a> {
    fn new(patterns: &'a Patterns, document: &'a Document, filling: &'a Filling) -> Filler<'a> {
        let typed = document.slots.iter().enumerate().map(|(number, slot)| {
            let content = filling.slots[number].as_ref();
            let writer = Writer::new(patterns, document, number);
            match slot.kind {
                _ if field::shows_data(slot) => Typed::default(),
                SlotKind::Block => writer.blocks(content),
                _ => writer.line(content),
            }
        });
        let typed = typed.collect();
        let widths = document.blocks.iter().filter_map(|block| match block {
            Block::Table { header, rows, .. } => {
                let cells = header.iter().chain(rows.iter().flatten());
                let columns = columns(cells, header.len(), |cell| filling.plain(cell));
                Some(table::widths(&document.style, &columns, 0))
            }
            _ => None,
        });
        let widths = widths.collect();
        Filler { document, filling, typed, widths }
    }

    fn fill(&self, hole: &Hole) -> Cow<'_, str> {
        let escaped = |text: &str| {
            let mut out = String::new();
            escape(text, &mut out);
            Cow::Owned(out)
        };
        match hole {
            Hole::Line(slot) | Hole::Rest(slot) => Cow::Borrowed(&self.typed[*slot].rest),
            Hole::First(slot) => Cow::Borrowed(&self.typed[*slot].first),
            Hole::Links(slot) => Cow::Borrowed(&self.typed[*slot].links),
            Hole::Numberings(slot, kind) => Cow::Borrowed(&self.typed[*slot].numberings[*kind]),
            Hole::Data(slot) => {
                let content = self.filling.slots[*slot].as_ref();
                field::shown_data(&self.document.slots[*slot], content).into()
            }
            Hole::Printed(index, run) => {
                let mut out = String::new();
                typed::printed(run, &self.filling.printed[*index], &mut out);
                Cow::Owned(out)
            }
            Hole::Plain(piece) => escaped(&self.filling.plain(std::slice::from_ref(piece))),
            Hole::Width { table, column } => self.widths[*table][*column].to_string().into(),
            Hole::Provenance(pattern) => {
                let [before, name_before, value_before, after] = pattern.as_slice() else {
                    unreachable!("a property has an id, a name and a value");
                };
                let mut out = String::new();
                for (nth, (name, value)) in self.filling.provenance.iter().enumerate() {
                    out.push_str(before);
                    out.push_str(&super::package::property_id(nth));
                    out.push_str(name_before);
                    escape(name, &mut out);
                    out.push_str(value_before);
                    escape(value, &mut out);
                    out.push_str(after);
                }
                Cow::Owned(out)
            }
        }
    }
}

/// A filling whose contents are marks.
fn marks(document: &Document) -> Filling {
    let printed = document.count_printed();
    let mark = |kind: char, number: usize| format!("{}{kind}{number}{}", MARK.0, MARK.1);
    let slot = |(number, slot): (usize, &Slot)| {
        let marked = mark('s', number);
        Some(match slot.kind {
            _ if field::shows_data(slot) => Content::Line(marked),
            SlotKind::Block => {
                let list = vec![vec![mark('e', number)]];
                let blocks = vec![
                    text::Block::Paragraph(vec![marked + LINK]),
                    text::Block::List(List { ordered: true, items: list }),
                ];
                Content::Text(Text { blocks })
            }
            _ => Content::Line(marked + LINK),
        })
    };
    Filling {
        slots: document.slots.iter().enumerate().map(slot).collect(),
        printed: (0..printed).map(|number| mark('p', number)).collect(),
        provenance: vec![(mark('k', 0), mark('v', 0))],
        ..Filling::default()
    }
}

/// Cuts parts at their marks.
struct Cutter<'a> {
    document: &'a Document,
    patterns: Patterns,
}

impl Cutter<'_> {
    fn cut(&self, name: &str, text: &str) -> Cut {
        let mut cuts = match name {
            "docProps/custom.xml" => provenance(text),
            "word/_rels/document.xml.rels" => self.links(text),
            "word/numbering.xml" => self.numberings(text),
            _ => self.marks(text),
        };
        if name == "word/document.xml" {
            cuts.extend(self.widths(text));
            cuts.sort_by_key(|(range, _)| range.start);
        }
        let mut pieces = Vec::new();
        let mut at = 0;
        for (range, _) in &cuts {
            pieces.push(text[at..range.start].to_owned());
            at = range.end;
        }
        pieces.push(text[at..].to_owned());
        if cuts.is_empty() {
            return Cut::Fixed(Stencil::new(&pieces, "").fill(NOTHING));
        }
        let expected =
            if name.starts_with("word") { letters(text) } else { HEXADECIMAL.repeat(40) };
        let holes = cuts.into_iter().map(|(_, hole)| hole).collect();
        Cut::Holes { stencil: Stencil::new(&pieces, &expected), holes }
    }

    /// The marks of slots and printed values.
    fn marks(&self, text: &str) -> Vec<(Range<usize>, Hole)> {
        const RUN_END: &str = "</w:t></w:r>";
        let mut cuts = Vec::new();
        for (at, _) in text.match_indices(MARK.0) {
            let inner = &text[at + MARK.0.len_utf8()..];
            let (inner, _) = inner.split_once(MARK.1).expect("marks are whole");
            let end = at + MARK.0.len_utf8() + inner.len() + MARK.1.len_utf8();
            let number = inner[1..].parse().expect("marks are numbered");
            let is_in_run = text[..at].ends_with(TEXT) && text[end..].starts_with(RUN_END);
            let is_slot = inner.starts_with('s');
            if inner.starts_with('e') {
                // The end of what stands in a slot for blocks.
                continue;
            }
            let run = text[..at].rfind(RUN).filter(|_| is_in_run);
            let Some(start) = run else {
                cuts.push(match &self.document.slots.get(number) {
                    _ if !is_slot => (at..end, Hole::Plain(Inline::Printed(number))),
                    Some(slot) if field::shows_data(slot) && text[..at].ends_with("w:val=\"") => {
                        (at..end, Hole::Data(number))
                    }
                    Some(slot) if field::shows_data(slot) => {
                        (at..end, Hole::Plain(Inline::Slot(number)))
                    }
                    _ => (at..end + LINK.len(), Hole::Plain(Inline::Slot(number))),
                });
                continue;
            };
            if !is_slot {
                let form = text[start..at - TEXT.len()].to_owned();
                cuts.push((start..end + RUN_END.len(), Hole::Printed(number, form)));
                continue;
            }
            let last = format!("{}e{number}{}{RUN_END}", MARK.0, MARK.1);
            if let Some(last) = text[end..].find(&last).map(|found| end + found + last.len()) {
                let first = text[..start].rfind("<w:pPr>").expect("answers have a style");
                let first_end = first + text[first..].find(PROPERTIES_END).expect("it ends");
                cuts.push((first..first_end + PROPERTIES_END.len(), Hole::First(number)));
                cuts.push((start..last, Hole::Rest(number)));
            } else {
                const LINK_END: &str = "</w:hyperlink>";
                let last = text[end..].find(LINK_END).expect("a link stands after the mark");
                cuts.push((start..end + last + LINK_END.len(), Hole::Line(number)));
            }
        }
        cuts
    }

    /// The relationships of slots' links.
    fn links(&self, text: &str) -> Vec<(Range<usize>, Hole)> {
        let cut = |slot: usize| {
            let at = text.find(&format!(" Id=\"rIdSlot{slot}_1\""))?;
            let (start, end) = (text[..at].rfind('<')?, at + text[at..].find("/>")? + 2);
            Some((start..end, Hole::Links(slot)))
        };
        let mut cuts: Vec<_> = (0..self.document.slots.len()).filter_map(cut).collect();
        cuts.sort_by_key(|(range, _)| range.start);
        cuts
    }

    /// The definitions of slots' numbered lists.
    fn numberings(&self, text: &str) -> Vec<(Range<usize>, Hole)> {
        let slots = 0..self.document.slots.len();
        let mut cuts: Vec<_> = slots
            .flat_map(|slot| {
                let found = numberings(text, list_id(self.document, slot, 0));
                found
                    .into_iter()
                    .enumerate()
                    .filter_map(move |(kind, range)| Some((range?, Hole::Numberings(slot, kind))))
            })
            .collect();
        cuts.sort_by_key(|(range, _)| range.start);
        cuts
    }

    /// The widths of the columns of the form's own tables, which depend on what stands in them.
    fn widths(&self, text: &str) -> Vec<(Range<usize>, Hole)> {
        let tables = self.document.blocks.iter().filter_map(|block| match block {
            Block::Table { header, .. } => Some(header.len()),
            _ => None,
        });
        let mut cuts = Vec::new();
        let mut at = 0;
        for (table, columns) in tables.enumerate() {
            let start = at + text[at..].find("<w:tblGrid>").expect("each table has a grid");
            let end = start + text[start..].find("</w:tbl>").expect("each table ends");
            let elements = ["<w:gridCol w:w=\"", "<w:tcW w:w=\""];
            let mut found: Vec<usize> = elements
                .iter()
                .flat_map(|element| {
                    let found = text[start..end].match_indices(element);
                    found.map(|(found, element)| start + found + element.len())
                })
                .collect();
            found.sort_unstable();
            for (nth, from) in found.into_iter().enumerate() {
                let length = text[from..].find('"').expect("attributes end");
                cuts.push((from..from + length, Hole::Width { table, column: nth % columns }));
            }
            at = end;
        }
        cuts
    }
}

impl Patterns {
    /// Cuts the patterns out of a document with one answer that has everything.
    fn of(document: &Document) -> Patterns {
        let slot = Slot {
            place: String::new(),
            name: "A".to_owned(),
            kind: SlotKind::Block,
            label: String::new(),
            help: None,
            placeholder: None,
            longest: None,
        };
        let sample = Document {
            slots: vec![slot],
            blocks: vec![Block::Slot(0)],
            header: Band::default(),
            footer: Band::default(),
            properties: Properties::default(),
            ..document.clone()
        };
        let cells = || vec![String::new()];
        let answer = vec![
            text::Block::List(List { ordered: true, items: vec![vec![LINK.to_owned()]] }),
            text::Block::Table(Table {
                alignment: vec![Alignment::Default],
                header: cells(),
                rows: vec![cells()],
            }),
        ];
        let slots = vec![Some(Content::Text(Text { blocks: answer }))];
        let parts = parts(&sample, &Filling { slots, ..Filling::default() });
        let part = |wanted: &str| {
            let found = parts.iter().find(|(name, _)| name == wanted);
            found.map(|(_, text)| text.as_str()).expect("each file has this part")
        };
        let between = |text: &str, before: &str, after: &str| {
            let (_, text) = text.split_once(before).expect("the sample has it");
            text.split_once(after).expect("the sample has it").0.to_owned()
        };
        let cut = |text: &str, at: &str| text.split(at).map(str::to_owned).collect::<Vec<_>>();
        let id = list_id(&sample, 0, 0);
        let numbering = part("word/numbering.xml");
        let relationships = part("word/_rels/document.xml.rels");
        let link = relationships.rfind("<Relationship ").expect("the sample has a link");
        let link = relationships[link..].trim_end_matches("</Relationships>");
        let document = part("word/document.xml");
        Patterns {
            table: format!("<w:tbl>{}<w:tblGrid>", between(document, "<w:tbl>", "<w:tblGrid>")),
            list_end: between(document, "</w:numPr>", PROPERTIES_END),
            numberings: numberings(numbering, id).map(|range| {
                let text = &numbering[range.expect("the sample has a numbered list")];
                cut(text, &format!("\"{id}\""))
            }),
            link: cut(&link.replace("rIdSlot0_1", LINK), LINK),
        }
    }
}

/// The two definitions of a numbered list.
fn numberings(text: &str, id: usize) -> [Option<Range<usize>>; 2] {
    let range = |start: String, end: &str| {
        let start = text.find(&start)?;
        Some(start..start + text[start..].find(end)? + end.len())
    };
    [
        range(format!("<w:abstractNum w:abstractNumId=\"{id}\""), "</w:abstractNum>"),
        range(format!("<w:num w:numId=\"{id}\""), "</w:num>"),
    ]
}

/// The properties that tell where the document comes from.
fn provenance(text: &str) -> Vec<(Range<usize>, Hole)> {
    let start = text.find("<property ").expect("there is a property");
    let end = text.rfind("</Properties>").expect("it has a root");
    let first = format!("\"{}\"", super::package::property_id(0));
    let (before, rest) = text[start..end].split_once(&first).expect("properties have ids");
    let pieces = rest.split([MARK.0, MARK.1]).step_by(2).map(str::to_owned);
    let mut pattern = vec![format!("{before}\"")];
    pattern.extend(pieces);
    pattern[1].insert(0, '"');
    vec![(start..end, Hole::Provenance(pattern))]
}

/// The text of a part without its markup: what letters to expect in its holes.
fn letters(text: &str) -> String {
    text.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect()
}
