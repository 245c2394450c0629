//! What of a Word file does something by itself, or fetches something from elsewhere.
//!
//! A form is filled in by colleagues and sent on with the authority's name; a form that runs programs or
//! asks other machines should not get there unseen. What Word offers of the kind is known by its
//! relationships (ISO/IEC 29500-1, 15.2 and annex A; [MS-OFFMACRO2] for macros) and by the codes of fields
//! (ISO/IEC 29500-1, 17.16.5).

use std::collections::BTreeSet;
use std::fmt;

use crate::diagnostic::{Place, Report, Source};
use crate::digest::sha256;
use crate::text::{visible, visible_lines};
use crate::word::problems::ActiveContent;
use crate::xml::tree::Tree;

use super::WordFile;
use super::package::Package;

/// A kind of content that does something.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ActiveKind {
    /// Programs in the file, and menus that call them.
    Macros,
    /// Fields that start programs, or compute what they do.
    Dde,
    /// Fields that fetch text or pictures.
    Includes,
    /// Files of another format that Word reads in.
    Chunks,
    /// Objects of other programs.
    Objects,
    /// Whatever else is fetched from elsewhere: pictures, data, frames.
    Links,
    /// A template on another machine.
    Template,
    /// `ActiveX` controls.
    Controls,
}

/// What was found in a file.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Active {
    /// Its kind.
    pub kind: ActiveKind,
    /// The part that has it.
    pub part: String,
    /// What it is, in the file's own words: an address, a code, the name of a part.
    pub what: String,
}

impl ActiveKind {
    /// All kinds.
    pub const ALL: [ActiveKind; 8] = [
        ActiveKind::Macros,
        ActiveKind::Dde,
        ActiveKind::Includes,
        ActiveKind::Chunks,
        ActiveKind::Objects,
        ActiveKind::Links,
        ActiveKind::Template,
        ActiveKind::Controls,
    ];

    /// The name that whoever allows it calls it by.
    pub fn name(self) -> &'static str {
        match self {
            ActiveKind::Macros => "macros",
            ActiveKind::Dde => "dde",
            ActiveKind::Includes => "includes",
            ActiveKind::Chunks => "chunks",
            ActiveKind::Objects => "objects",
            ActiveKind::Links => "links",
            ActiveKind::Template => "template",
            ActiveKind::Controls => "controls",
        }
    }

    /// The kind of a name.
    pub fn of_name(name: &str) -> Option<ActiveKind> {
        ActiveKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for ActiveKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl WordFile {
    /// What in the file does something, each once, in order.
    pub fn active(&self) -> Vec<Active> {
        let package = &self.package;
        let mut found = BTreeSet::new();
        for part in package.names() {
            if is_of_macros(part) {
                let what = package.bytes_of(part).map(|bytes| sha256(&bytes)).unwrap_or_default();
                found.insert(Active { kind: ActiveKind::Macros, part: part.clone(), what });
            }
            if let Some(owner) = owner(part) {
                found.extend(of_relationships(package, &owner));
            } else if let Some(tree) = package.tree(part) {
                found.extend(of_fields(&tree, part));
                found.extend(of_elements(&tree, part));
            }
        }
        if let Some(types) = package.text("[Content_Types].xml")
            && let Some(kind) = types.find("macroEnabled")
            && !found.iter().any(|active| active.kind == ActiveKind::Macros)
        {
            let what = types[kind..].split(['"', '\'']).next().unwrap_or_default().to_owned();
            found.insert(Active {
                kind: ActiveKind::Macros,
                part: "[Content_Types].xml".into(),
                what,
            });
        }
        found.into_iter().collect()
    }

    /// Reports what in the file does something, but for what is allowed: as an error where the file is a
    /// form, else as a warning.
    ///
    /// # Errors
    ///
    /// One problem in `report` for each.
    pub fn report_active(&self, allowed: &[ActiveKind], is_form: bool, report: &mut Report) {
        let whole = Source::new(self.source().name(), "");
        for Active { kind, part, what } in self.active() {
            if allowed.contains(&kind) {
                continue;
            }
            let place = Place::new(&whole, 0..0);
            let problem = ActiveContent { kind, part, what, is_form };
            if is_form {
                report.error(problem, place);
            } else {
                report.warning(problem, place);
            }
        }
    }

    /// The file as text, with what in it does something at its end: for comparing two of them.
    pub fn as_text(&self) -> String {
        let mut text = visible_lines(self.source().text()).into_owned();
        for Active { kind, part, what } in self.active() {
            text.push_str(&format!("\n[{kind}] {}: {}\n", visible(&part), visible(&what)));
        }
        text
    }
}

/// Whether a part is a program, or calls one.
fn is_of_macros(part: &str) -> bool {
    let part = part.to_lowercase();
    let name = part.rsplit('/').next().unwrap_or_default();
    name.starts_with("vbaproject")
        || name == "vbadata.xml"
        || part.starts_with("customui/") && name.starts_with("customui")
}

/// The part that a part with relationships is of: `""` for the package.
fn owner(part: &str) -> Option<String> {
    let (folder, name) = part.rsplit_once('/')?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{}", name.strip_suffix(".rels")?))
}

fn of_relationships(package: &Package, owner: &str) -> Vec<Active> {
    let is_chart = owner.to_lowercase().contains("/charts/") || owner.contains("/diagrams/");
    let relationships = package.relationships(owner).into_iter();
    relationships
        .filter_map(|relationship| {
            let last = relationship.kind.rsplit('/').next().unwrap_or_default();
            let kind = match (last, relationship.is_external) {
                ("hyperlink", _) => None,
                ("vbaProject" | "wordVbaData" | "keyMapCustomizations" | "extensibility", _) => {
                    Some(ActiveKind::Macros)
                }
                ("aFChunk", _) => Some(ActiveKind::Chunks),
                ("control" | "activeXControlBinary" | "attachedToolbars", _) => {
                    Some(ActiveKind::Controls)
                }
                // The workbook that a chart was drawn from is data.
                ("package", false) if is_chart => None,
                ("oleObject" | "package", _) => Some(ActiveKind::Objects),
                // The path of a template on its author's own disk leads nowhere on another's.
                ("attachedTemplate", true) => {
                    is_elsewhere(&relationship.target).then_some(ActiveKind::Template)
                }
                (_, true) => Some(ActiveKind::Links),
                (_, false) => None,
            };
            let what = if relationship.is_external {
                relationship.target
            } else {
                let bytes = package.bytes_of(&relationship.target);
                let digest = bytes.map(|bytes| sha256(&bytes)).unwrap_or_default();
                format!("{} {digest}", relationship.target).trim_end().to_owned()
            };
            let part = if owner.is_empty() { "_rels/.rels" } else { owner };
            Some(Active { kind: kind?, part: part.to_owned(), what })
        })
        .collect()
}

/// Whether an address is of another machine.
fn is_elsewhere(address: &str) -> bool {
    let address = address.to_lowercase().replace('\\', "/");
    let path = address.strip_prefix("file:").unwrap_or(&address);
    let is_of_a_disk = |path: &str| path.as_bytes().get(1) == Some(&b':');
    if path.len() < address.len() {
        let path = path.strip_prefix("///").unwrap_or(path);
        return path.starts_with("//") && !is_of_a_disk(path.trim_start_matches('/'));
    }
    address.contains("://") || address.starts_with("//")
}

/// A field whose code is being read.
#[derive(Default)]
struct Code {
    text: String,
    /// Whether another field stands in it before any word of its own.
    is_computed: bool,
    /// Whether its result has begun.
    is_over: bool,
}

/// The fields of a part: nested ones, and codes that are written in several pieces.
fn of_fields(tree: &Tree<'_>, part: &str) -> Vec<Active> {
    let mut found = Vec::new();
    let mut open: Vec<Code> = Vec::new();
    let mut end = |code: &Code| found.extend(of_code(&code.text, code.is_computed, part));
    for node in tree.all() {
        match tree.name(node) {
            "w:fldSimple" => {
                let text = tree.attribute(node, "w:instr").unwrap_or_default().to_owned();
                end(&Code { text, ..Code::default() });
            }
            "w:instrText" | "w:delInstrText" => {
                if let Some(code) = open.last_mut().filter(|code| !code.is_over) {
                    code.text.push_str(&tree.text(node));
                }
            }
            "w:fldChar" => match tree.attribute(node, "w:fldCharType") {
                Some("begin") => {
                    if let Some(around) = open.last_mut().filter(|code| !code.is_over) {
                        around.is_computed |= around.text.trim().is_empty();
                    }
                    open.push(Code::default());
                }
                Some("separate") => {
                    if let Some(code) = open.last_mut() {
                        code.is_over = true;
                        end(code);
                    }
                }
                Some("end") => {
                    if let Some(code) = open.pop().filter(|code| !code.is_over) {
                        end(&code);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    // Of one that never ends, Word may still read the code.
    open.iter().filter(|code| !code.is_over).for_each(end);
    found
}

fn of_code(code: &str, is_computed: bool, part: &str) -> Option<Active> {
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = code.split([' ', '"']).next().unwrap_or_default().to_uppercase();
    let kind = match name.as_str() {
        "DDE" | "DDEAUTO" => ActiveKind::Dde,
        "LINK" => ActiveKind::Objects,
        "INCLUDETEXT" | "INCLUDEPICTURE" | "INCLUDE" | "IMPORT" | "RD" | "DATABASE" => {
            ActiveKind::Includes
        }
        _ if is_computed => ActiveKind::Dde,
        _ => return None,
    };
    Some(Active { kind, part: part.to_owned(), what: code })
}

/// What is said in elements alone: where the data of a mail merge comes from.
fn of_elements(tree: &Tree<'_>, part: &str) -> Vec<Active> {
    let asks = |name: &str| ["w:connectString", "w:query"].contains(&name);
    let nodes = tree.all().filter(|&node| asks(tree.name(node)));
    let what = |node| tree.val(node).unwrap_or_default().to_owned();
    nodes
        .map(|node| Active { kind: ActiveKind::Links, part: part.to_owned(), what: what(node) })
        .filter(|active| !active.what.is_empty())
        .collect()
}
