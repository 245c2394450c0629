//! What there is to report of one case.

use std::sync::Arc;

use crate::diagnostic::Report;

/// What there is to report of a case.
#[derive(Debug, Default)]
pub struct CaseReport {
    /// Of what the case needs: its form and its shared files. To be printed before the case's own;
    /// other cases have the same ones.
    pub needed: Vec<Arc<Report>>,
    /// Of the case itself.
    pub own: Report,
}

impl CaseReport {
    /// Takes what another of the same case has to report.
    pub fn append(&mut self, mut other: CaseReport) {
        self.needed.append(&mut other.needed);
        self.own.append(other.own);
    }

    /// Everything, as one report.
    pub fn into_whole(self) -> Report {
        let mut whole = Report::new();
        for report in &self.needed {
            report.diagnostics().iter().for_each(|one| whole.add_diagnostic(one.clone()));
        }
        whole.append(self.own);
        whole
    }
}
