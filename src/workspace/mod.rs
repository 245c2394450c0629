//! A project as a whole: its files, on the disk or in a package; its forms and shared files, each read
//! once; its cases, one by one or many at once; what was built of them, and what git knows of them.
//! The only user of the disk.

mod adopted;
mod batch;
mod build;
mod case_report;
mod disk;
mod files;
mod find;
mod folder;
mod forms;
mod git;
mod jobs;
mod mend;
mod new_case;
mod outputs;
mod packages;
pub mod problems;
mod project;
mod record;
pub(crate) mod schemas;
mod settings;
mod shared;
mod shipped;
mod watched;
mod writing;

pub use batch::{CaseOutcome, Checked, Chosen, Prepared};
pub use build::{Build, Building, Built, BuiltCase};
pub use case_report::CaseReport;
pub use disk::Lock;
pub use forms::{Loaded, Workspace, definitions};
pub use git::{Commit, CommitObjects, History};
pub use mend::{Mended, Mending};
pub use new_case::NewCase;
pub use outputs::Journal;
pub use packages::PackageOnDisk;
pub use project::{CaseFile, ORIGINAL, Origin, Project, SETTINGS};
pub use record::{BuildRecord, BuiltFile, Digest};
pub use settings::{CatalogSettings, Contact, Organisation, Settings};
