//! What is to be said of a case.

use std::sync::Arc;

use blankett::diagnostic::Report;

/// What is to be told of a case.
#[derive(Default)]
pub(super) struct Told {
    /// What is wrong with what the case needs, told before it and once for all cases.
    pub(super) before: Vec<Arc<Report>>,
    /// What is wrong with the case itself.
    pub(super) report: Report,
}
