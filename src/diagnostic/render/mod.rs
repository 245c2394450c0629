//! Diagnostics as text: for people, for programs, for reviewers. One file a format.

mod annotation;
mod github;
mod human;
mod json;
mod sarif;
mod short;

pub use github::github;
pub use human::{full, hang, list, unanswered};
pub use json::json;
pub use sarif::Log;
pub use short::short;
