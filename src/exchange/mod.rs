//! What came back, in a Word file, a workbook or a patch, and the case that it belongs to: which answers it has, what
//! of it has no place in a case, and how it is merged into one; answers as data; and two forms beside each other.

mod answers;
mod compare;
pub mod inbox;
mod json;
mod merge;
mod migrate;
mod offer;
mod patch;
pub mod problems;
mod reply;
mod returned;
mod typed;
mod validate;
mod ways;
mod workbook;

pub use answers::{AnswerEntry, CaseAnswers, Wanted};
pub use compare::Comparison;
pub use migrate::Migrated;
pub use returned::Returned;
pub use typed::{ChangedLine, Edited, Typed};
pub use validate::Validated;
pub use ways::{Merged, Merging, Take, Taken};
pub use workbook::{Became, Matched, RowOutcome, SheetRead, SheetReading, SheetRow, Sheets};
