//! What differs from case to case in the parts of a Word file, and what fills it for one case.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Filled, Inline, SlotKind};

use super::super::columns::columns;
use super::answer::{AnswerMarkup, Looks, runs};
use super::look::Look;
use super::section::{self, Sections};
use super::{field, package, table};

/// What differs from case to case.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Hole {
    /// What stands in a slot within a paragraph.
    Line(usize),
    /// The properties of the first paragraph of a slot for blocks; the rest is the next hole.
    First(usize),
    /// What stands in a slot for blocks, but for those.
    Rest(usize),
    /// Whether a box is ticked, or which entry of a drop-down list is chosen.
    Data(usize),
    /// A value that the template prints, by its index.
    Printed(usize, Look),
    /// A line of the contents list: its number, and its heading's text.
    Contents(String, Vec<Inline>),
    /// The width of a column of one of the form's own tables, in its grid.
    GridColumn { table: usize, column: usize },
    /// The width of a cell of one of the form's own tables.
    CellWidth { table: usize, columns: Range<usize> },
    /// The relationships of the links in slots.
    Links,
    /// The definitions of the numbered lists in slots.
    Lists,
    /// The instances of those.
    Instances,
    /// Whether the file is protected for filling in.
    Protection,
    /// The end of a section that is protected with the file, and whether it is the first.
    Section(bool),
    /// How the last section begins.
    LastSection,
    /// What the file says of itself.
    Properties,
    /// Where the document comes from.
    Provenance,
}

/// What fills the holes for one case.
pub(super) struct HoleFiller<'a> {
    filled: &'a Filled<'a>,
    answers: Vec<AnswerMarkup>,
    /// The sections of a file that is protected.
    sections: Option<&'a Sections>,
    /// The widths of the columns of the form's own tables.
    widths: Vec<Vec<usize>>,
}

impl<'a> HoleFiller<'a> {
    pub(super) fn new(looks: &'a Looks, filled: &'a Filled<'a>) -> HoleFiller<'a> {
        let document = filled.document;
        let sections = looks.sections.as_ref().filter(|_| filled.filling.protected);
        let answers = document.slots.iter().enumerate().map(|(number, slot)| match slot.kind {
            _ if field::shows_data(slot) => AnswerMarkup::default(),
            SlotKind::Block => {
                let mut answer = AnswerMarkup::blocks(looks, filled, number);
                if let Some(sections) = sections {
                    answer.end_section(&sections.free);
                }
                answer
            }
            _ => AnswerMarkup::line(looks, filled, number),
        });
        let tables = table::of_form(document).map(|table| {
            if !table::is_open(table) {
                return Vec::new();
            }
            let columns = columns(table, |cell| filled.plain(cell));
            table::widths(&document.style, &columns, 0)
        });
        HoleFiller { filled, answers: answers.collect(), sections, widths: tables.collect() }
    }

    pub(super) fn fill(&self, hole: &Hole) -> Cow<'_, str> {
        let Filled { document, filling, .. } = *self.filled;
        let of_all = |part: fn(&AnswerMarkup) -> &str| -> Cow<'_, str> {
            self.answers.iter().map(part).collect::<String>().into()
        };
        match hole {
            Hole::Line(slot) | Hole::Rest(slot) => Cow::Borrowed(&self.answers[*slot].rest),
            Hole::First(slot) => Cow::Borrowed(&self.answers[*slot].first),
            Hole::Data(slot) => {
                field::shown_data(&document.slots[*slot], self.filled.shown(*slot)).into()
            }
            Hole::Printed(index, look) => {
                let (run, mut out) = (look.run(), String::new());
                for (nth, line) in filling.printed[*index].split('\n').enumerate() {
                    if nth > 0 {
                        out.push_str(&run);
                        out.push_str("<w:br w:type=\"textWrapping\"/></w:r>");
                    }
                    runs(&run, line, &mut out);
                }
                out.into()
            }
            Hole::Contents(number, heading) => {
                let mut out = String::new();
                let text = format!("{number}  {}", self.filled.plain(heading));
                runs(&Look::default().link().run(), &text, &mut out);
                out.into()
            }
            Hole::GridColumn { table, column } => {
                format!("<w:gridCol w:w=\"{}\"/>", self.widths[*table][*column]).into()
            }
            Hole::CellWidth { table, columns } => {
                let width: usize = self.widths[*table][columns.clone()].iter().sum();
                format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>").into()
            }
            Hole::Links => of_all(|answer| &answer.links),
            Hole::Lists => of_all(|answer| &answer.lists),
            Hole::Instances => of_all(|answer| &answer.instances),
            Hole::Protection if filling.protected => {
                "<w:documentProtection w:edit=\"forms\" w:enforcement=\"1\"/>".into()
            }
            Hole::Section(is_first) => match &self.sections {
                Some(sections) if *is_first => Cow::Borrowed(&sections.first),
                Some(sections) => Cow::Borrowed(&sections.protected),
                None => "".into(),
            },
            Hole::LastSection if self.sections.is_some() => section::CONTINUOUS.into(),
            Hole::Protection | Hole::LastSection => "".into(),
            Hole::Properties => {
                let properties = document.properties.map(|content| self.filled.plain(content));
                package::core_properties(&properties, &document.language).into()
            }
            Hole::Provenance => package::custom_properties(&filling.provenance).into(),
        }
    }
}
