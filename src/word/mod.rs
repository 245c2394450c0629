//! A Word file as it stands, whoever made it: its parts, its text, its form fields.
//!
//! Reading goes by bytes: every element knows where it stands in its part, so that a file can be
//! changed by putting something else in the place of a few bytes and copying all others. Nothing
//! here makes a document; what a form prints is the writers' business.

mod active;
mod atoms;
mod content;
mod edit;
mod extract;
mod fill;
mod import;
mod leftover;
mod lists;
mod markup;
mod package;
mod prefilled;
pub mod problems;
mod properties;
mod spot;
mod text;

pub use active::{Active, ActiveKind};
pub use atoms::{FieldData, WordField};
pub use edit::Edit;
pub use extract::{Extracted, extract, form_of};
pub use fill::{FilledFile, fill};
pub use import::{Imported, import};
pub use leftover::{common, leftovers};
pub use package::Package;
pub use prefilled::refuse_prefilled;
pub use text::{WordText, all_text};

use std::sync::Arc;

use crate::diagnostic::{Place, Report, Source};

use crate::xml::tree::Tree;
use atoms::{Atom, Atoms};
use properties::Provenance;
use spot::Spot;

/// The kinds of parts that hold text beside the document's own.
const OTHER_PARTS: [&str; 4] = ["/header", "/footer", "/footnotes", "/endnotes"];

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
    /// Its headers, footers and notes, by the names of their parts.
    others: Vec<(String, Atoms)>,
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
            .filter(|other| OTHER_PARTS.iter().any(|kind| other.kind.ends_with(kind)))
            .filter_map(|other| {
                let tree = package.tree(&other.target)?;
                let atoms = Atoms::read(&tree, &package, &other.target);
                Some((other.target, atoms))
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

    /// Its form fields, in the order of the text.
    pub fn fields(&self) -> &[WordField] {
        &self.atoms.fields
    }

    /// The language of its text, by the defaults of its styles.
    fn language(&self) -> Option<&str> {
        self.language.as_deref()
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
                let before = |atom: &&Atom| matches!(atom, Atom::Cell(_) | Atom::Paragraph(_));
                start + 1 + inner.iter().take_while(before).count()
            }
            Spot::Bookmark(start, _) => start,
        };
        self.atoms.paragraph_of(at)
    }

    /// Its text as lines: headings, questions, answers, ticks.
    pub fn source(&self) -> &Arc<Source> {
        self.text.source()
    }
}
