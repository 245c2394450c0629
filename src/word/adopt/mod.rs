//! A Word form that somebody else made becomes a form of ours: its places, with a field or without, what asks for
//! each, and `form.toml` and `document.md` made of that.
//!
//! `page` reads lines and the grids of tables, `blanks` finds places without fields, `prepared` puts bookmarks
//! around them, `sheet` has all places with what stands around them, `labels`, `boxes` and `questions` tell what they
//! ask, and `import` writes it down.

mod addresses;
mod base;
mod blanks;
mod boxes;
mod grid;
mod import;
mod labels;
mod language;
mod page;
mod prepared;
mod questions;
mod sheet;
mod survey;
mod view;
mod wording;

pub use base::Base;
pub use blanks::PassedOver;
pub use import::{Imported, import};
pub use survey::{FoundPlace, Verdict, leads_somewhere, survey};
pub use view::{ViewBlock, ViewCell, ViewPart, view};

pub(super) use blanks::{is_blank_address, is_rule};
pub(super) use language::language_of;
