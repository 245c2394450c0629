//! Proves a form: whatever way answers take through its templates, there is a document.

use std::collections::BTreeSet;

use crate::answers::{self, Answers, samples};
use crate::diagnostic::{AnyProblem, Diagnostic, Report, Severity};
use crate::word::problems::{NothingPassedOver, PlaceUnclaimed, Prefilled, SameWords};
use crate::word::{self, FoundPlace, PrefilledPlace, Verdict};
use crate::write::{Format, Profile};

use super::{Blankett, Rendered};

/// The day of pages that nobody sees.
const SOME_DAY: &str = "2000-01-01";

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
        answers::defaults(&self.form, report);
        let mut shapes = BTreeSet::new();
        let mut told: Vec<(AnyProblem, Option<usize>)> = Vec::new();
        for answers in self.samples() {
            let mut faults = Report::new();
            if let Some(rendered) = self.template.render(&self.form, &answers, &mut faults) {
                let created = !rendered.markup.properties.created.is_empty();
                // One shape is read once; only the date of creation depends on values.
                let is_new = shapes.insert(format!("{:?}", rendered.markup));
                if (is_new || created)
                    && let Some(rendered) = self.render(&answers, &mut faults)
                    && is_new
                {
                    self.prove_pages(rendered, &mut faults);
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

    /// Reports what keeps a document from being pages for an archive. Where the form has a Word file of the authority's
    /// own, its pages can be made of that, so that nothing stands in the way.
    fn prove_pages(&self, mut rendered: Rendered<'_>, report: &mut Report) {
        rendered.filling.date.get_or_insert_with(|| SOME_DAY.to_owned());
        let mut faults = Report::new();
        rendered.write(Format::Pdf(Profile::A2a), &self.form.place, &mut faults);
        for fault in faults.diagnostics().iter().filter(|fault| fault.severity == Severity::Error) {
            let severity =
                if self.original.is_some() { Severity::Warning } else { Severity::Error };
            report.add_diagnostic(Diagnostic { severity, ..fault.clone() });
        }
    }

    /// Reports what nobody has decided yet of a form that was made of a Word file: places that no question has and
    /// that are not passed over, words that stand in places, questions with the same words.
    ///
    /// # Errors
    ///
    /// Each is an error in `report`.
    pub fn prove_adopted(&self, report: &mut Report) {
        let Some(original) = &self.original else { return };
        for found in
            self.places().into_iter().filter(|found| matches!(found.verdict, Verdict::Open(_)))
        {
            let FoundPlace { address, words, place, .. } = found;
            let words = if words.is_empty() { "–".to_owned() } else { words };
            report.error(PlaceUnclaimed { address, words }, place);
        }
        for (address, place) in &self.form.passed_over {
            let is_claimed = self.form.fields.iter().any(|field| field.names().contains(address));
            if is_claimed || !word::leads_somewhere(&original.file, address) {
                let problem = NothingPassedOver { address: address.clone(), is_claimed };
                report.error(problem, place.clone());
            }
        }
        for PrefilledPlace { key, words, place } in &original.prefilled {
            let Some(field) = self.form.field(key) else { continue };
            if field.default.is_none() && !field.emptied {
                let fault = report.error(Prefilled { text: words.clone() }, place.clone());
                fault.question = Some(field.question());
            }
        }
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for field in &self.form.fields {
            if !seen.insert(field.label.trim_end_matches(':').to_lowercase()) {
                report.error(SameWords { label: field.label.clone() }, field.place.clone());
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
