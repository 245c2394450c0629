//! Sections of answers that are free to edit while the rest of the file is protected for filling in
//! (ISO/IEC 29500-1, 17.6.6).
//!
//! A section ends with its last paragraph, whose properties say how it begins: so the paragraph before an
//! answer ends what is protected, and the answer's own last paragraph ends what is free. All of them go on where
//! the one before ends, on the same page, with the same headers.

/// A section that begins on the page that the one before ends on.
pub(super) const CONTINUOUS: &str = "<w:type w:val=\"continuous\"/>";

/// The ends of sections.
#[derive(Debug)]
pub(super) struct Sections {
    /// Of the first, which has the headers that the others take over.
    pub(super) first: String,
    /// Of another that is protected with the file.
    pub(super) protected: String,
    /// Of an answer.
    pub(super) free: String,
}
