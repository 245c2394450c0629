//! Proves a form: whatever way answers take through its templates, there is a document.

use std::collections::BTreeSet;

use crate::answers::{Answers, samples};
use crate::diagnostic::{AnyProblem, Report};
use crate::write::Format;

use super::Blankett;

impl Blankett {
    /// Answers that lead through the form's templates.
    pub fn samples(&self) -> Vec<Answers> {
        samples(&self.form, self.template.mentions(), self.template.words())
    }

    /// Renders the form's templates for no answers, for all, and for answers that lead through
    /// every condition, and reports what fails in any of them, each problem once. What loading
    /// reports is not reported again.
    ///
    /// # Errors
    ///
    /// All problems go to `report`.
    pub fn prove(&self, report: &mut Report) {
        let mut shapes = BTreeSet::new();
        let mut told: Vec<(AnyProblem, Option<usize>)> = Vec::new();
        for answers in self.samples() {
            let mut faults = Report::new();
            if let Some(rendered) = self.template.render(&self.form, &answers, &mut faults) {
                let created = !rendered.markup.properties.created.is_empty();
                // One shape is read once; only the date of creation depends on values.
                if shapes.insert(format!("{:?}", rendered.markup)) || created {
                    self.render(&answers, &mut faults);
                }
            }
            for fault in faults.diagnostics() {
                let place = fault.primary.as_ref().map(|place| place.span().start);
                let key = (fault.problem.clone(), place);
                if !told.contains(&key) {
                    told.push(key);
                    report.add_diagnostic(fault.clone());
                }
            }
        }
    }

    /// Reports fields that the authority's own Word file does not have or that cannot be filled
    /// there, whatever is answered. Without one there is nothing to report.
    ///
    /// # Errors
    ///
    /// All errors go to `report`, each once.
    pub fn prove_original(&self, report: &mut Report) {
        if self.original.is_none() {
            return;
        }
        for answers in self.samples() {
            let mut faults = Report::new();
            if let Some(rendered) = self.render(&answers, &mut Report::new()) {
                rendered.write(Format::Docx, &self.form.place, &mut faults);
            }
            for fault in faults.diagnostics() {
                if !report.diagnostics().contains(fault) {
                    report.add_diagnostic(fault.clone());
                }
            }
        }
    }
}
