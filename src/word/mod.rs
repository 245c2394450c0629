//! A Word file as it stands, whoever made it: its parts, its text, its form fields.
//!
//! Reading goes by bytes: every element knows where it stands in its part, so that a file can be
//! changed by putting something else in the place of a few bytes and copying all others. Nothing
//! here makes a document; what a form prints is the writers' business.

mod active;
mod adopt;
mod atoms;
mod beside;
mod commented;
mod compared;
mod content;
mod edit;
mod extract;
mod fill;
mod flat;
mod leftover;
mod lists;
mod marks;
mod markup;
mod package;
mod places;
mod prefilled;
pub mod problems;
mod properties;
mod spot;
mod styles;
mod symbols;
mod text;
mod ticks;
mod told;

pub use active::{Active, ActiveKind};
pub use adopt::{
    Base, FoundPlace, Imported, PassedOver, Verdict, ViewBlock, ViewCell, ViewPart, import,
    leads_somewhere, survey, view,
};
pub use atoms::{FieldData, WordField};
pub use commented::commented;
pub use compared::common;
pub use edit::Edit;
pub use extract::{Extracted, Line, extract, form_of};
pub use fill::{FilledFile, fill};
pub use flat::Flat;
pub use leftover::leftovers;
pub use marks::MarkKind;
pub use package::Package;
pub use places::likeness;
pub use prefilled::{PrefilledPlace, prefilled};
pub use text::{WordText, all_text};

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source};

use crate::xml::tree::Tree;
use atoms::{Atom, Atoms};
use content::Piece;
use properties::Provenance;
use spot::Spot;

/// What of a Word file text stands in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// The document.
    Body,
    /// A text box in the document.
    Box,
    /// What is printed at the top of each page.
    Header,
    /// What is printed at the bottom of each page.
    Footer,
    /// Footnotes and endnotes.
    Note,
}

/// The kinds of parts that hold text beside the document's own.
const OTHER_PARTS: [(&str, Part); 4] = [
    ("/header", Part::Header),
    ("/footer", Part::Footer),
    ("/footnotes", Part::Note),
    ("/endnotes", Part::Note),
];

/// A part beside the document's own.
#[derive(Debug)]
struct Other {
    kind: Part,
    atoms: Atoms,
}

/// A Word file that has been read.
#[derive(Debug)]
pub struct WordFile {
    /// Its parts.
    pub package: Package,
    /// The name of the part that holds its text.
    main: String,
    /// Its text and form fields.
    atoms: Atoms,
    /// What its custom properties say of where it comes from.
    provenance: Provenance,
    /// Its text as lines, to show problems in.
    text: WordText,
    /// The language of its text.
    language: Option<String>,
    /// Its headers, footers and notes.
    others: Vec<Other>,
}

impl WordFile {
    /// Reads a Word file. `name` is its name as shown to people.
    ///
    /// # Errors
    ///
    /// What is no Word file, or one that cannot be read, is one problem in `report`.
    pub fn read(name: &str, bytes: &[u8], report: &mut Report) -> Option<WordFile> {
        let source = Source::new(name, "");
        let package = Package::read(&source, bytes, report)?;
        let main = package.main_part(&source, report)?;
        let tree = Tree::parse(package.text(&main)?)
            .map_err(|fault| Package::report_fault(&source, &main, fault, report))
            .ok()?;
        let atoms = Atoms::read(&tree, &package, &main);
        let provenance = Provenance::read(&package);
        let text = WordText::new(name, &atoms);
        let others = package
            .relationships(&main)
            .into_iter()
            .filter_map(|other| {
                let known = OTHER_PARTS.iter().find(|(kind, _)| other.kind.ends_with(kind));
                let (_, kind) = *known?;
                let tree = package.tree(&other.target)?;
                Some(Other { kind, atoms: Atoms::read(&tree, &package, &other.target) })
            })
            .collect();
        let language = package.related(&main, "styles").and_then(|styles| {
            let tree = package.tree(&styles)?;
            let defaults =
                tree.descend(Tree::ROOT, &["w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"])?;
            tree.val(defaults).map(str::to_owned)
        });
        Some(WordFile { package, main, atoms, provenance, text, language, others })
    }

    /// The digest of the case that the file says it was built from.
    pub fn case_digest(&self) -> Option<&str> {
        self.provenance.get("blankett.case.sha256")
    }

    /// One of its custom properties, in which it says what it was built from.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.provenance.get(name)
    }

    /// The digests of the answers that it says it was built with, by the questions' keys.
    pub fn built_answers(&self) -> BTreeMap<String, String> {
        self.provenance.answers()
    }

    /// Its form fields, in the order of the text.
    pub fn fields(&self) -> &[WordField] {
        &self.atoms.fields
    }

    /// The language of its text: by its words, else by the defaults of its styles.
    fn language(&self) -> Option<&str> {
        let words: Vec<&str> = self
            .atoms
            .row
            .iter()
            .filter_map(|atom| match atom {
                Atom::Text(text, _) => Some(text.as_str()),
                Atom::ParagraphEnd | Atom::Break => Some(" "),
                _ => None,
            })
            .collect();
        adopt::language_of(&words.concat()).or(self.language.as_deref())
    }

    /// Where something stands in its text.
    fn place_of(&self, spot: Spot) -> Place {
        match spot {
            Spot::Field(field) => self.text.field(field),
            _ => self.text.paragraph(self.paragraph_of(spot).unwrap_or_default()),
        }
    }

    /// The paragraph that a spot begins in.
    fn paragraph_of(&self, spot: Spot) -> Option<usize> {
        let row = &self.atoms.row;
        let find = |wanted: Atom| row.iter().position(|atom| *atom == wanted);
        let at = match spot {
            Spot::Field(field) => find(Atom::FieldStart(field))?,
            Spot::Control(control) => {
                let start = find(Atom::ControlStart(control))?;
                // A control around a paragraph or a cell begins before it.
                let inner = &row[start + 1..];
                let before = |atom: &&Atom| matches!(atom, Atom::Cell { .. } | Atom::Paragraph(_));
                start + 1 + inner.iter().take_while(before).count()
            }
            Spot::Bookmark(start, _) => start,
            Spot::Words(words) => words.start.0 + 1,
        };
        self.atoms.paragraph_of(at)
    }

    /// Whether a control stands around paragraphs, not within one.
    fn is_around_paragraphs(&self, control: usize) -> bool {
        let row = &self.atoms.row;
        let range = self.range_of(Spot::Control(control));
        range.is_some_and(|range| row[range].iter().any(|atom| matches!(atom, Atom::Paragraph(_))))
    }

    /// The atoms of a spot, with those that begin and end it; `None` where it has no end.
    fn range_of(&self, spot: Spot) -> Option<Range<usize>> {
        let find = |wanted: Atom| self.atoms.row.iter().position(|atom| *atom == wanted);
        let (start, end) = match spot {
            Spot::Field(field) => {
                (find(Atom::FieldStart(field))?, find(Atom::FieldEnd(field))? + 1)
            }
            Spot::Control(control) => {
                (find(Atom::ControlStart(control))?, find(Atom::ControlEnd(control))? + 1)
            }
            Spot::Bookmark(start, end) => (start, end + 1),
            Spot::Words(words) => (words.start.0, words.end.0 + usize::from(words.end.1 > 0)),
        };
        Some(start..end)
    }

    /// The blocks at a spot.
    fn pieces(&self, spot: Spot) -> Vec<Piece> {
        let atoms = &self.atoms;
        let Some(range) = self.range_of(spot) else { return Vec::new() };
        let start = match spot {
            Spot::Words(words) => return atoms.pieces_of_words(words),
            // What a field shows stands behind its instruction.
            Spot::Field(field) => {
                let result = atoms.row[range.clone()]
                    .iter()
                    .position(|atom| *atom == Atom::FieldResult(field));
                let Some(result) = result else { return Vec::new() };
                range.start + result
            }
            _ => range.start,
        };
        atoms.pieces_between(start + 1, range.end - 1)
    }

    /// Its text as lines: headings, questions, answers, ticks.
    pub fn source(&self) -> &Arc<Source> {
        self.text.source()
    }
}

/// Whether a file is called as Word files and templates are.
pub fn is_word_name(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["docx", "docm", "dotx", "dotm"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}
