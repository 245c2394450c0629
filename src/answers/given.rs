//! What stands in a case for its form: its own values, and behind them those of shared files.

use crate::case::{Case, Shared};
use crate::diagnostic::Place;
use crate::form::{Field, Form};
use crate::table::{Entry, Table};

/// The tables of a case and of the shared files that serve it, the nearest first.
pub(super) struct Given<'a> {
    form: &'a Form,
    case: &'a Case,
    shared: &'a [&'a Shared],
}

impl<'a> Given<'a> {
    pub(super) fn new(form: &'a Form, case: &'a Case, shared: &'a [&'a Shared]) -> Given<'a> {
        Given { form, case, shared }
    }

    /// The form.
    pub(super) fn form(&self) -> &'a Form {
        self.form
    }

    /// The fields of the form: those about the case, or the questions.
    pub(super) fn fields(&self, is_fact: bool) -> &'a [Field] {
        if is_fact { &self.form.case_fields } else { &self.form.fields }
    }

    /// The case's own table.
    pub(super) fn own(&self, is_fact: bool) -> &'a Table {
        if is_fact { &self.case.facts } else { &self.case.answers }
    }

    /// What is given for a field: the case's own value wins.
    pub(super) fn entry(&self, is_fact: bool, field: &Field) -> Option<&'a Entry> {
        let shared =
            self.shared.iter().map(|shared| if is_fact { &shared.facts } else { &shared.answers });
        std::iter::once(self.own(is_fact)).chain(shared).find_map(|table| table.get(&field.key))
    }

    /// Where something is missing: the table's header.
    pub(super) fn place_of_missing(&self, is_fact: bool) -> Place {
        let table = self.own(is_fact);
        let place = table.place();
        // A table in braces is shown where it begins; one that is missing has no header.
        let header = place.source.text()[place.span.clone()].starts_with('[');
        if header { place } else { Place::new(&place.source, place.span.start..place.span.start) }
    }

    /// The name of a table of cases.
    pub(super) fn name(is_fact: bool) -> &'static str {
        if is_fact { "case" } else { "answers" }
    }
}
