//! Which packages were delivered: `archive/deliveries.toml`. What stands there is never made again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::problems::{AlreadyDelivered, NoDeliveryDate, OtherDelivered};
use crate::diagnostic::{Report, Source};
use crate::reference::known;
use crate::table::{self, Table, quoted};
use crate::workspace::Project;

use super::inputs::Replaced;
use super::proof::{Rebuild, verify_package};

/// The file, from the project's folder: one for all packages, wherever they are written.
const FILE: &str = "archive/deliveries.toml";

const HEAD: &str = "# What was delivered to an archive, written by `blankett archive --delivered`. It is kept in git: by it the program\n\
                    # knows what not to make again, and what a new package takes the place of.\n";

/// All deliveries, in the order in which they were written down.
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    /// The file as it stands, whose comments and order stay.
    text: String,
    entries: Vec<Delivery>,
}

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
    /// The digest of the pages that another program made.
    pub pages: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The agreement that it follows.
    pub agreement: Option<String>,
    /// What the archive answered.
    pub receipt: Option<String>,
    /// Where the name of the package ends in the file.
    end: Option<usize>,
}

impl Deliveries {
    /// Reads the file; where there is none, nothing was delivered.
    ///
    /// # Errors
    ///
    /// All problems go to `report`.
    pub fn read(project: &Project, report: &mut Report) -> Option<Deliveries> {
        let path = Path::new(FILE);
        if !project.is_there(path) {
            return Some(Deliveries::default());
        }
        let source = project.read(&project.full(path), report)?;
        Deliveries::parse(&source, report)
    }

    fn parse(source: &Arc<Source>, report: &mut Report) -> Option<Deliveries> {
        let before = report.errors();
        let root = table::parse(source, report);
        root.refuse_unknown(&known("deliveries"), report);
        let entries = root.tables("delivery", report);
        let entries: Vec<_> =
            entries.into_iter().map(|entry| Delivery::read(entry, report)).collect();
        let entries = entries.into_iter().flatten().collect();
        let text = source.text().to_owned();
        (report.errors() == before).then_some(Deliveries { text, entries })
    }

    /// The last version of a package that was delivered, by what its first one is called.
    pub fn newest(&self, id: &str) -> Option<&Delivery> {
        let versions = self
            .entries
            .iter()
            .filter_map(|delivery| Some((Replaced::version(id, &delivery.package)?, delivery)));
        versions.max_by_key(|(version, _)| *version).map(|(_, delivery)| delivery)
    }

    /// Writes a delivery down, behind all others.
    fn add(&mut self, delivery: Delivery) {
        if self.text.is_empty() {
            self.text.push_str(HEAD);
        }
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str("\n[[delivery]]\n");
        let Delivery { package, case, sha256, content, pages, date, agreement, receipt, .. } =
            &delivery;
        for (key, value) in [
            ("package", Some(package)),
            ("case", case.as_ref()),
            ("sha256", Some(sha256)),
            ("content", content.as_ref()),
            ("pages", pages.as_ref()),
            ("date", Some(date)),
            ("agreement", agreement.as_ref()),
            ("receipt", receipt.as_ref()),
        ] {
            self.text.extend(value.map(|value| format!("{key} = {}\n", quoted(value))));
        }
        self.entries.push(delivery);
    }

    /// Writes down what the archive answered to a delivery, below its first line.
    fn answer(&mut self, at: usize, receipt: &str) {
        let Some(end) = self.entries[at].end.take() else { return };
        let end = self.text[end..].find('\n').map_or(self.text.len(), |line| end + line);
        self.text.insert_str(end, &format!("\nreceipt = {}", quoted(receipt)));
        self.entries[at].receipt = Some(receipt.to_owned());
        // What stands behind it has moved.
        self.entries.iter_mut().for_each(|entry| {
            let moved = entry.end.filter(|place| *place > end);
            if let Some(place) = moved {
                entry.end = Some(place + quoted(receipt).len() + "\nreceipt = ".len());
            }
        });
    }
}

/// Writes down that packages were delivered: on a day, by an agreement, with what the archive answered. A package that is
/// written down already gets the answer alone. The path of the file is returned where it was written.
///
/// # Errors
///
/// All errors go to `report`: a package that is not what it says, a day that is missing, and what contradicts what is
/// written down already. Then nothing is written.
pub fn deliver(
    project: &Project,
    mut deliveries: Deliveries,
    packages: &[PathBuf],
    (day, agreement, receipt): (Option<&str>, Option<&str>, Option<&str>),
    report: &mut Report,
) -> Option<PathBuf> {
    let before = deliveries.text.clone();
    for path in packages {
        let Some(verified) = verify_package(project, path, Rebuild::Ours, report) else { continue };
        let package = verified.id;
        let at = deliveries.entries.iter().position(|there| there.package == package);
        let Some(at) = at else {
            let Some(date) = day.map(str::to_owned) else {
                report.error_nowhere(NoDeliveryDate);
                return None;
            };
            deliveries.add(Delivery {
                package,
                case: Some(verified.case),
                sha256: verified.digest,
                content: verified.content,
                pages: verified.pages,
                date,
                agreement: agreement.map(str::to_owned),
                receipt: receipt.map(str::to_owned),
                end: None,
            });
            continue;
        };
        let there = &deliveries.entries[at];
        let is_other = |given: Option<&str>, known: &str| given.is_some_and(|given| given != known);
        let known = there.receipt.as_deref();
        if there.sha256 != verified.digest {
            report.error_nowhere(OtherDelivered { package });
        } else if is_other(day, &there.date) || known.is_some_and(|known| is_other(receipt, known))
        {
            let (date, receipt) = (there.date.clone(), there.receipt.clone());
            report.error_nowhere(AlreadyDelivered { package, date, receipt });
        } else if let (None, Some(receipt)) = (known, receipt) {
            deliveries.answer(at, receipt);
        }
    }
    let path = PathBuf::from(FILE);
    let is_new = !report.has_errors() && deliveries.text != before;
    let old = Some(before.as_bytes()).filter(|before| !before.is_empty());
    let is_written = is_new && project.write(&path, deliveries.text.as_bytes(), old, report);
    is_written.then_some(path)
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
        let end = entry.text("package", report).map(|(_, place)| place.span().end);
        Some(Delivery {
            end,
            case: text("case", report),
            content: text("content", report),
            pages: text("pages", report),
            agreement: text("agreement", report),
            receipt: text("receipt", report),
            package: needed("package", report)?,
            sha256: needed("sha256", report)?,
            date: needed("date", report)?,
        })
    }
}
