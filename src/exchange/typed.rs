//! Answers that somebody typed into a page → a case: as they were typed, faults and all, three ways.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::case::Written;
use crate::diagnostic::Report;
use crate::exchange::problems::Brought;
use crate::form::FieldId;
use crate::workspace::{CaseFile, Workspace};

use super::offer::{self, Base, Offer, Target, Wish};
use super::ways::{Merging, Taken};

/// What was typed for a question.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The question.
    pub field: FieldId,
    /// What was typed; nothing where it is not answered.
    pub answer: Option<Written>,
    /// The digest of what the page showed, or nothing where that was no answer.
    pub base: Base,
}

/// A case that was changed by what was typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edited {
    /// Its text before.
    pub before: String,
    /// Its text now.
    pub after: String,
    /// The answers that changed.
    pub taken: Vec<Taken>,
}

/// A line of a case that changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChangedLine<'a> {
    /// It was there.
    Gone(&'a str),
    /// It is there now.
    New(&'a str),
}

impl Edited {
    /// The lines that changed, in their order.
    pub fn lines(&self) -> Vec<ChangedLine<'_>> {
        let before: Vec<&str> = self.before.lines().collect();
        let after: Vec<&str> = self.after.lines().collect();
        let mut lines = Vec::new();
        for change in capture_diff_slices(Algorithm::Myers, &before, &after) {
            if change.tag() != DiffTag::Equal {
                lines.extend(before[change.old_range()].iter().map(|line| ChangedLine::Gone(line)));
                lines.extend(after[change.new_range()].iter().map(|line| ChangedLine::New(line)));
            }
        }
        lines
    }
}

impl Workspace {
    /// Puts what was typed into a case: what is no answer too, since a draft may have faults, which `check` tells.
    /// Only lines that change are touched.
    ///
    /// # Errors
    ///
    /// An answer that was changed in the file meanwhile and typed otherwise is an error in `report`, and nothing is
    /// written then; so is a case that cannot be read or written.
    pub fn edit(
        &self,
        file: &CaseFile,
        typed: Vec<Typed>,
        merging: Merging,
        report: &mut Report,
    ) -> Option<Edited> {
        let _locks = if merging.is_dry {
            None
        } else {
            Some(offer::hold(self, std::slice::from_ref(file), report)?)
        };
        let target = Target::open(self, file, report)?;
        let place = target.place_of_form().clone();
        let offers = typed.into_iter().map(|Typed { field, answer, base }| {
            let wish = answer.map_or_else(|| Wish::Emptied(place.clone()), Wish::Typed);
            Offer { field, wish, base: Some(base) }
        });
        let mut own = Report::new();
        let changed = target.change(offers.collect(), (merging.take, Brought::Page), &mut own);
        let is_good = !own.has_errors();
        report.append(own);
        let is_written = is_good
            && (merging.is_dry || offer::write_all(self, std::slice::from_ref(&changed), report));
        let (before, after) = changed.texts();
        let (before, after) = (before.to_owned(), after.to_owned());
        is_written.then_some(Edited { before, after, taken: changed.taken })
    }
}
