//! What of an answer's layout a case has no place for, so that it is told.

use crate::form::Kind;

use super::WordFile;
use super::atoms::Atom;
use super::spot::Spot;

/// Something whose words are kept and whose layout is not.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Flat {
    /// Lines where one was asked for.
    Lines,
    /// A table in a cell.
    InnerTable,
    /// Paragraphs in a cell.
    CellParagraphs,
    /// Cells that are one over several rows or columns.
    MergedCells,
    /// A list that counts with letters, or from another number than one.
    Numbers,
}

impl Flat {
    /// What an answer at a spot has of that.
    pub(super) fn of(file: &WordFile, spot: Spot, kind: &Kind) -> Vec<Flat> {
        let Some(range) = file.range_of(spot) else { return Vec::new() };
        let atoms = &file.atoms;
        let mut found = Vec::new();
        let (mut tables, mut paragraphs, mut has_text) = (0_usize, 0_usize, false);
        let mut lists: Vec<&str> = Vec::new();
        for atom in &atoms.row[range] {
            match atom {
                Atom::Table => {
                    tables += 1;
                    if tables > 1 {
                        found.push(Flat::InnerTable);
                    }
                }
                Atom::TableEnd => tables = tables.saturating_sub(1),
                Atom::Cell { span, is_merged } => {
                    paragraphs = 0;
                    if *span > 1 || *is_merged {
                        found.push(Flat::MergedCells);
                    }
                }
                Atom::Paragraph(paragraph) => {
                    has_text = false;
                    if let (Some(item), 0, Kind::Text) =
                        (&atoms.paragraphs[*paragraph].list, tables, kind)
                        && !lists.contains(&item.id.as_str())
                    {
                        lists.push(&item.id);
                        if item.has_other_numbers {
                            found.push(Flat::Numbers);
                        }
                    }
                }
                Atom::Text(text, _) => has_text |= !crate::text::is_blank(text),
                Atom::ParagraphEnd if tables > 0 && has_text => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        found.push(Flat::CellParagraphs);
                    }
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
