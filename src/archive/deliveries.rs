//! Which packages were delivered: `deliveries.toml` beside them. What stands there is never made again.

use std::fmt::Write;
use std::sync::Arc;

use crate::diagnostic::{Report, Source};
use crate::reference::known;
use crate::table::{self, Table, quoted};

use super::Replaced;

/// The name of the file.
pub const DELIVERIES: &str = "deliveries.toml";

const HEAD: &str = "# What was delivered to an archive, written by `blankett archive --delivered`. It is kept in git: by it the program\n\
                    # knows what not to make again, and what a new package takes the place of.\n";

/// All deliveries, in the order in which they were written down.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Deliveries(pub Vec<Delivery>);

/// A package that was delivered.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Delivery {
    /// What it calls itself.
    pub package: String,
    /// The case, by its path in the package.
    pub case: Option<String>,
    /// The digest that holds it all (SHA-256): of its METS.xml, of a bag's tag manifest, or of a zip.
    pub sha256: String,
    /// The digest of what its case says and what its form is.
    pub content: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The agreement that it follows.
    pub agreement: Option<String>,
    /// What the archive answered.
    pub receipt: Option<String>,
}

impl Deliveries {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// All problems go to `report`.
    pub fn parse(source: &Arc<Source>, report: &mut Report) -> Option<Deliveries> {
        let before = report.errors();
        let root = table::parse(source, report);
        root.refuse_unknown(&known("deliveries"), report);
        let entries = root.tables("delivery", report);
        let entries: Vec<_> =
            entries.into_iter().map(|entry| Delivery::read(entry, report)).collect();
        (report.errors() == before).then(|| Deliveries(entries.into_iter().flatten().collect()))
    }

    /// Writes the file.
    pub fn to_toml(&self) -> String {
        let mut toml = HEAD.to_owned();
        for delivery in &self.0 {
            toml.push_str("\n[[delivery]]\n");
            let Delivery { package, case, sha256, content, date, agreement, receipt } = delivery;
            let mut line = |key: &str, value: Option<&String>| {
                if let Some(value) = value {
                    writeln!(toml, "{key} = {}", quoted(value)).expect("a String takes everything");
                }
            };
            line("package", Some(package));
            line("case", case.as_ref());
            line("sha256", Some(sha256));
            line("content", content.as_ref());
            line("date", Some(date));
            line("agreement", agreement.as_ref());
            line("receipt", receipt.as_ref());
        }
        toml
    }

    /// The last version of a package that was delivered, by what its first one is called.
    pub fn newest(&self, id: &str) -> Option<&Delivery> {
        let versions = self
            .0
            .iter()
            .filter_map(|delivery| Some((Replaced::version(id, &delivery.package)?, delivery)));
        versions.max_by_key(|(version, _)| *version).map(|(_, delivery)| delivery)
    }

    /// Writes a delivery down. One that is there already gets the receipt; `None` where another package of that name
    /// was delivered.
    pub fn add(&mut self, delivery: Delivery) -> Option<()> {
        let Some(there) = self.0.iter_mut().find(|there| there.package == delivery.package) else {
            self.0.push(delivery);
            return Some(());
        };
        if there.sha256 != delivery.sha256 {
            return None;
        }
        there.receipt = delivery.receipt.or(there.receipt.take());
        Some(())
    }
}

impl Delivery {
    fn read(entry: &Table, report: &mut Report) -> Option<Delivery> {
        entry.refuse_unknown(&known("deliveries.delivery"), report);
        let text = |key: &str, report: &mut Report| {
            entry.text(key, report).map(|(text, _)| text.to_owned())
        };
        let needed = |key: &str, report: &mut Report| {
            entry.required_text(key, report).map(|(text, _)| text.to_owned())
        };
        Some(Delivery {
            case: text("case", report),
            content: text("content", report),
            agreement: text("agreement", report),
            receipt: text("receipt", report),
            package: needed("package", report)?,
            sha256: needed("sha256", report)?,
            date: needed("date", report)?,
        })
    }
}
