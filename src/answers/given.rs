//! What stands in a case for its form: its own values, and behind them those of shared files.

use crate::case::{Case, Shared};
use crate::diagnostic::Place;
use crate::form::{CaseTable, Field, Form};
use crate::table::{Entry, Table};

/// The tables of a case and of the shared files that serve it, the nearest first.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    form: &'a Form,
    case: &'a Case,
    shared: &'a [&'a Shared],
    /// Whether the form's defaults stand behind them.
    has_defaults: bool,
}

impl<'a> Given<'a> {
    pub(super) fn new(form: &'a Form, case: &'a Case, shared: &'a [&'a Shared]) -> Given<'a> {
        Given { form, case, shared, has_defaults: true }
    }

    /// The same without the form's defaults.
    pub(super) fn without_defaults(self) -> Given<'a> {
        Given { has_defaults: false, ..self }
    }

    /// The form.
    pub(super) fn form(&self) -> &'a Form {
        self.form
    }

    /// The case's own table.
    pub(super) fn own(&self, of: CaseTable) -> &'a Table {
        of.choose(&self.case.facts, &self.case.answers)
    }

    /// What is given for a field: the case's own value wins, and the form's default is what nobody else gives.
    pub(super) fn entry(&self, of: CaseTable, field: &'a Field) -> Option<&'a Entry> {
        let shared = self.shared.iter().map(|shared| of_shared(shared, of));
        let mut given = std::iter::once(self.own(of)).chain(shared);
        let default = || field.default.as_ref().filter(|_| self.has_defaults);
        given.find_map(|table| table.get(&field.key)).or_else(default)
    }

    /// Where something is missing: the table's header.
    pub(super) fn place_of_missing(&self, of: CaseTable) -> Place {
        let table = self.own(of);
        let place = table.place();
        // A table in braces is shown where it begins; one that is missing has no header.
        let header = place.source().text()[place.span()].starts_with('[');
        if header {
            place
        } else {
            Place::new(place.source(), place.span().start..place.span().start)
        }
    }
}

/// A table of a shared file.
pub(super) fn of_shared(shared: &Shared, table: CaseTable) -> &Table {
    table.choose(&shared.facts, &shared.answers)
}
