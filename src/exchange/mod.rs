//! What came back in a Word file, and the case that it belongs to: which answers it has, what of it has
//! no place in a case, and how it is merged into one; and two forms beside each other.

mod compare;
pub mod inbox;
mod merge;
mod migrate;
pub mod problems;
mod reply;
mod returned;
mod validate;

pub use compare::Comparison;
pub use merge::{Merged, Merging, Take, Taken};
pub use migrate::Migrated;
pub use returned::Returned;
pub use validate::Validated;
