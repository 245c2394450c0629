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
use crate::text::{of_address, visible, visible_lines};
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
    /// `ActiveX` controls, and add-ins of the web.
    Controls,
    /// Parts that cannot be read, so that nobody knows what they do.
    Unread,
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
    pub const ALL: [ActiveKind; 9] = [
        ActiveKind::Macros,
        ActiveKind::Dde,
        ActiveKind::Includes,
        ActiveKind::Chunks,
        ActiveKind::Objects,
        ActiveKind::Links,
        ActiveKind::Template,
        ActiveKind::Controls,
        ActiveKind::Unread,
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
            ActiveKind::Unread => "unread",
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
            let Some(tree) = package.tree(part) else {
                if package.is_unread(part) {
                    let what = package.bytes_of(part).map(|bytes| sha256(&bytes));
                    let what = what.unwrap_or_default();
                    found.insert(Active { kind: ActiveKind::Unread, part: part.clone(), what });
                }
                continue;
            };
            if let Some(owner) = owner(part) {
                found.extend(of_relationships(package, &tree, &owner));
            } else if part.eq_ignore_ascii_case("[Content_Types].xml") {
                found.extend(of_types(&tree, package, part));
            } else {
                // Whichever branch a reader takes of two.
                for other in ["mc:Choice", "mc:Fallback"] {
                    found.extend(of_fields(&tree, &without(&tree, other), part));
                }
                found.extend(of_elements(&tree, part));
            }
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

/// The part that a part with relationships is of: `""` for the package. Names of parts are the same in
/// capitals.
fn owner(part: &str) -> Option<String> {
    let (folder, name) = part.rsplit_once('/')?;
    let strip = |text: &str, end: &str| {
        let at = text.len().checked_sub(end.len())?;
        let is_end = text.is_char_boundary(at) && text[at..].eq_ignore_ascii_case(end);
        is_end.then(|| text[..at].to_owned())
    };
    Some(strip(folder, "_rels")? + &strip(name, ".rels")?)
}

/// Macros that only the types of parts tell of: of parts that are there, for many programs list types of
/// others too.
fn of_types(tree: &Tree<'_>, package: &Package, part: &str) -> Option<Active> {
    let value = |node, name: &str| tree.attribute(node, name).unwrap_or_default().to_lowercase();
    let is_there = |node| {
        let (name, extension) = (value(node, "PartName"), value(node, "Extension"));
        let names = package.names().iter().map(|name| name.to_lowercase());
        names.into_iter().any(|there| {
            there == name.trim_start_matches('/')
                || !extension.is_empty() && there.ends_with(&format!(".{extension}"))
        })
    };
    let mut macros = tree.all().filter(|&node| {
        let kind = value(node, "ContentType");
        (kind.contains("macroenabled") || kind.contains("vbaproject")) && is_there(node)
    });
    let what = tree.attribute(macros.next()?, "ContentType")?.to_owned();
    Some(Active { kind: ActiveKind::Macros, part: part.to_owned(), what })
}

fn of_relationships(package: &Package, tree: &Tree<'_>, owner: &str) -> Vec<Active> {
    let source = package.tree(owner);
    let root = source.as_ref().map(|source| source.local_name(Tree::ROOT).to_owned());
    let is_chart = root.is_some_and(|root| ["chartSpace", "dataModel"].contains(&root.as_str()));
    // A link that a click follows, by what it is used for and not by what it is called.
    let is_clicked = |id: &str| {
        source.as_ref().is_none_or(|source| {
            let mut users = source.all().filter(|&node| {
                let names = ["r:id", "r:embed", "r:link", "r:href", "r:pict"];
                names.iter().any(|name| source.attribute(node, name) == Some(id))
            });
            users.all(|node| {
                let name = source.local_name(node).to_lowercase();
                name == "hyperlink" || name.starts_with("hlink")
            })
        })
    };
    let all = tree.all().filter(|&node| tree.local_name(node) == "Relationship");
    all.filter_map(|node| {
        let value = |name: &str| tree.attribute(node, name).unwrap_or_default();
        let is_external = value("TargetMode").trim().eq_ignore_ascii_case("External");
        let target = value("Target").trim();
        let kind = value("Type").trim().trim_end_matches('/').to_lowercase();
        let kind = match (kind.rsplit('/').next().unwrap_or_default(), is_external) {
            ("hyperlink", true) if !is_clicked(value("Id")) => Some(ActiveKind::Links),
            ("hyperlink", _) => None,
            ("vbaproject" | "wordvbadata" | "keymapcustomizations" | "extensibility", _) => {
                Some(ActiveKind::Macros)
            }
            ("afchunk", _) => Some(ActiveKind::Chunks),
            ("control" | "activexcontrolbinary" | "attachedtoolbars", _) => {
                Some(ActiveKind::Controls)
            }
            // The workbook that a chart was drawn from is data.
            ("package", false) if is_chart => None,
            ("oleobject" | "package", _) => Some(ActiveKind::Objects),
            // The path of a template on its author's own disk leads nowhere on another's.
            ("attachedtemplate", true) => is_elsewhere(target).then_some(ActiveKind::Template),
            ("subdocument", _) | (_, true) => Some(ActiveKind::Links),
            (_, false) => None,
        };
        let digest = || {
            let part =
                super::package::resolve(owner.rsplit_once('/').map_or("", |(f, _)| f), target);
            let bytes = package.bytes_of(&part);
            let digest = bytes.map(|bytes| sha256(&bytes)).unwrap_or_default();
            format!("{part} {digest}").trim_end().to_owned()
        };
        let kind = kind?;
        let what = if is_external { target.to_owned() } else { digest() };
        let part = if owner.is_empty() { "_rels/.rels" } else { owner };
        Some(Active { kind, part: part.to_owned(), what })
    })
    .collect()
}

/// Whether an address is of another machine: of whatever is no path of a disk, and no name beside the file.
fn is_elsewhere(address: &str) -> bool {
    let address = String::from_utf8_lossy(&of_address(address)).trim().to_lowercase();
    let address = address.replace('\\', "/");
    let is_of_a_disk = |path: &str| {
        let bytes = path.as_bytes();
        bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1..3) == Some(b":/")
    };
    // A share of the machine itself is of none other.
    let host = address.trim_start_matches("file:").trim_start_matches('/').split('/').next();
    if host == Some("localhost") && !address.starts_with("http") {
        return false;
    }
    match address.strip_prefix("file:") {
        Some(path) => {
            let slashes = path.len() - path.trim_start_matches('/').len();
            slashes > 3 || !is_of_a_disk(path.trim_start_matches('/'))
        }
        None => !is_of_a_disk(&address) && (address.contains(':') || address.starts_with("//")),
    }
}

/// Which elements of a part do not stand in one of a name.
fn without(tree: &Tree<'_>, name: &str) -> Vec<bool> {
    let mut is_kept: Vec<bool> = Vec::new();
    for node in tree.all() {
        let above = tree.parent(node).is_none_or(|parent| is_kept[parent]);
        is_kept.push(above && tree.name(node) != name);
    }
    is_kept
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
fn of_fields(tree: &Tree<'_>, is_kept: &[bool], part: &str) -> Vec<Active> {
    let mut found = Vec::new();
    let mut open: Vec<Code> = Vec::new();
    let mut end = |code: &Code| found.extend(of_code(&code.text, code.is_computed, part));
    for node in tree.all().filter(|&node| is_kept[node]) {
        match tree.name(node) {
            "w:fldSimple" => {
                let inner = open.last_mut().filter(|code| !code.is_over);
                if let Some(around) = inner {
                    around.is_computed |= !has_name(&around.text);
                }
                let text = tree.attribute(node, "w:instr").unwrap_or_default().to_owned();
                end(&Code { text, ..Code::default() });
            }
            "w:instrText" | "w:t" => {
                if let Some(code) = open.last_mut().filter(|code| !code.is_over) {
                    code.text.push_str(&tree.text(node));
                }
            }
            "w:tab" | "w:br" | "w:cr" | "w:p" => {
                if let Some(code) = open.last_mut().filter(|code| !code.is_over) {
                    code.text.push(' ');
                }
            }
            "w:fldChar" => match tree.attribute(node, "w:fldCharType") {
                Some("begin") => {
                    if let Some(around) = open.last_mut().filter(|code| !code.is_over) {
                        around.is_computed |= !has_name(&around.text);
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

/// Whether the name of a field is whole, so that what follows is no part of it. `=` is one by itself.
fn has_name(code: &str) -> bool {
    let code = code.trim_start();
    code.starts_with('=') || code.contains([' ', '\t', '\n', '"', '\\'])
}

fn of_code(code: &str, is_computed: bool, part: &str) -> Option<Active> {
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = code.split([' ', '"', '\\']).next().unwrap_or_default().to_uppercase();
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
    let asks =
        |name: &str| ["w:connectString", "w:query", "w:udl", "w:saveThroughXslt"].contains(&name);
    let nodes = tree.all().filter(|&node| asks(tree.name(node)));
    let what = |node| tree.val(node).unwrap_or_default().to_owned();
    nodes
        .map(|node| Active { kind: ActiveKind::Links, part: part.to_owned(), what: what(node) })
        .filter(|active| !active.what.is_empty())
        .chain(of_pictures(tree, part))
        .chain(of_add_ins(tree, part))
        .collect()
}

/// Add-ins of the web that come from another machine ([MS-OWEXML], 2.2.4). Those of a store are only offered,
/// and many forms name the one that they were made with.
fn of_add_ins(tree: &Tree<'_>, part: &str) -> Vec<Active> {
    let references = tree.all().filter(|&node| tree.attribute(node, "storeType").is_some());
    let stores = references.filter_map(|node| tree.attribute(node, "store"));
    let elsewhere = stores.filter(|store| is_elsewhere(store));
    let active = |what: &str| Active {
        kind: ActiveKind::Controls,
        part: part.to_owned(),
        what: what.to_owned(),
    };
    elsewhere.map(active).collect()
}

/// Pictures of the older markup (VML), whose address can stand in the element itself.
fn of_pictures(tree: &Tree<'_>, part: &str) -> Vec<Active> {
    let pictures =
        tree.all().filter(|&node| ["imagedata", "fill"].contains(&tree.local_name(node)));
    let addresses = pictures.flat_map(|node| {
        ["src", "o:href", "href"].into_iter().filter_map(move |name| tree.attribute(node, name))
    });
    let elsewhere = addresses.filter(|address| is_elsewhere(address));
    let active = |what: &str| Active {
        kind: ActiveKind::Links,
        part: part.to_owned(),
        what: what.to_owned(),
    };
    elsewhere.map(active).collect()
}
