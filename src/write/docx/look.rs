//! How runs of the form's own text look, as docx-rs takes it and as it stands in a part.

use docx_rs::Run;

use super::styles::id;

/// How a run looks, beside its paragraph's style.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Look {
    is_strong: bool,
    is_emphasised: bool,
    is_link: bool,
}

impl Look {
    pub(super) fn strong(self) -> Look {
        Look { is_strong: true, ..self }
    }

    pub(super) fn emphasised(self) -> Look {
        Look { is_emphasised: true, ..self }
    }

    pub(super) fn link(self) -> Look {
        Look { is_link: true, ..self }
    }

    /// A run of docx-rs.
    pub(super) fn of(self, mut run: Run) -> Run {
        if self.is_strong {
            run = run.bold();
        }
        if self.is_emphasised {
            run = run.italic();
        }
        if self.is_link { run.style(id::LINK) } else { run }
    }

    /// The beginning of a run.
    pub(super) fn run(self) -> String {
        let mut properties = String::new();
        if self.is_link {
            properties += &format!("<w:rStyle w:val=\"{}\"/>", id::LINK);
        }
        if self.is_strong {
            properties += "<w:b/><w:bCs/>";
        }
        if self.is_emphasised {
            properties += "<w:i/><w:iCs/>";
        }
        if properties.is_empty() {
            return "<w:r>".to_owned();
        }
        format!("<w:r><w:rPr>{properties}</w:rPr>")
    }
}
