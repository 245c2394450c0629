//! What of a Word file does something by itself, or fetches something from elsewhere.
//!
//! A form is filled in by colleagues and sent on with the authority's name; a form that runs programs or
//! asks other machines should not get there unseen. What Word offers of the kind is known by its
//! relationships (ISO/IEC 29500-1, 15.2 and annex A; [MS-OFFMACRO2] for macros) and by the codes of fields
//! (ISO/IEC 29500-1, 17.16.5).

use std::collections::BTreeSet;
use std::fmt;

use crate::diagnostic::{Place, Report, Source};
use crate::text::of_address;
use crate::word::problems::ActiveContent;
use crate::xml::tree::Tree;

use super::WordFile;
use super::package::Package;
use crate::opc::Relationship;

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
    /// What it is, in the file's own words: an address, a code, the name of another part; empty where the
    /// part itself is it.
    pub what: String,
    /// The digest of what it is, where that is a part: two files may differ in it alone.
    pub digest: String,
}

impl Active {
    fn new(kind: ActiveKind, part: &str, what: &str) -> Active {
        Active { kind, part: part.to_owned(), what: what.to_owned(), digest: String::new() }
    }

    /// A part that is active itself, or that another refers to.
    fn of_part(kind: ActiveKind, part: &str, what: &str, package: &Package) -> Active {
        let digest = package.digest_of(if what.is_empty() { part } else { what });
        Active { digest: digest.unwrap_or_default(), ..Active::new(kind, part, what) }
    }
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
                found.insert(Active::of_part(ActiveKind::Macros, part, "", package));
            }
            let Some(tree) = package.tree(part) else {
                if package.is_unread(part) {
                    found.insert(Active::of_part(ActiveKind::Unread, part, "", package));
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
                    found.extend(of_fields(&tree, &outside_of(&tree, other), part));
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
        for Active { kind, part, what, .. } in self.active() {
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
    let names: BTreeSet<String> = package.names().iter().map(|name| name.to_lowercase()).collect();
    let extensions: BTreeSet<&str> =
        names.iter().filter_map(|name| name.rsplit_once('.')).map(|(_, end)| end).collect();
    let is_there = |node| {
        names.contains(value(node, "PartName").trim_start_matches('/'))
            || extensions.contains(value(node, "Extension").as_str())
    };
    let mut macros = tree.all().filter(|&node| {
        let kind = value(node, "ContentType");
        (kind.contains("macroenabled") || kind.contains("vbaproject")) && is_there(node)
    });
    let what = tree.attribute(macros.next()?, "ContentType")?;
    Some(Active::new(ActiveKind::Macros, part, what))
}

fn of_relationships(package: &Package, tree: &Tree<'_>, owner: &str) -> Vec<Active> {
    let source = package.tree(owner);
    let root = source.as_ref().map(|source| source.local_name(Tree::ROOT));
    let is_chart = root.is_some_and(|root| ["chartSpace", "dataModel"].contains(&root));
    let fetched = source.as_ref().map(fetched).unwrap_or_default();
    let folder = owner.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = if owner.is_empty() { "_rels/.rels" } else { owner };
    let active = |relationship: Relationship| {
        let Relationship { id, kind, target, is_external } = relationship;
        let kind = kind.to_lowercase();
        let kind = match (kind.rsplit('/').next().unwrap_or_default(), is_external) {
            // A link that a click follows, by what it is used for and not by what it is called.
            ("hyperlink", true) if fetched.contains(id.as_str()) => ActiveKind::Links,
            ("vbaproject" | "wordvbadata" | "keymapcustomizations" | "extensibility", _) => {
                ActiveKind::Macros
            }
            ("afchunk", _) => ActiveKind::Chunks,
            ("control" | "activexcontrolbinary" | "attachedtoolbars", _) => ActiveKind::Controls,
            // The workbook that a chart was drawn from is data.
            ("package", false) if is_chart => return None,
            ("oleobject" | "package", _) => ActiveKind::Objects,
            // The path of a template on its author's own disk leads nowhere on another's.
            ("attachedtemplate", true) if is_elsewhere(&target) => ActiveKind::Template,
            ("hyperlink", _) | ("attachedtemplate", true) => return None,
            ("subdocument", _) | (_, true) => ActiveKind::Links,
            (_, false) => return None,
        };
        Some(if is_external {
            Active::new(kind, part, &target)
        } else {
            Active::of_part(kind, part, &target, package)
        })
    };
    Relationship::all(tree, folder).into_iter().filter_map(active).collect()
}

/// The names of the relationships that a part uses for something else than to be clicked.
fn fetched<'t>(tree: &'t Tree<'_>) -> BTreeSet<&'t str> {
    let is_clicked = |name: &str| name == "hyperlink" || name.starts_with("hlink");
    let users = tree.all().filter(|&node| !is_clicked(&tree.local_name(node).to_lowercase()));
    let names = ["r:id", "r:embed", "r:link", "r:href", "r:pict"];
    users.flat_map(|node| names.iter().filter_map(move |name| tree.attribute(node, name))).collect()
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

/// Which elements of a part stand in none of a name.
fn outside_of(tree: &Tree<'_>, name: &str) -> Vec<bool> {
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
    Some(Active::new(kind, part, &code))
}

/// What is said in elements alone: where the data of a mail merge comes from.
fn of_elements(tree: &Tree<'_>, part: &str) -> Vec<Active> {
    let asks =
        |name: &str| ["w:connectString", "w:query", "w:udl", "w:saveThroughXslt"].contains(&name);
    let nodes = tree.all().filter(|&node| asks(tree.name(node)));
    nodes
        .filter_map(|node| tree.val(node).filter(|what| !what.is_empty()))
        .map(|what| Active::new(ActiveKind::Links, part, what))
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
    elsewhere.map(|what| Active::new(ActiveKind::Controls, part, what)).collect()
}

/// Pictures of the older markup (VML), whose address can stand in the element itself.
fn of_pictures(tree: &Tree<'_>, part: &str) -> Vec<Active> {
    let pictures =
        tree.all().filter(|&node| ["imagedata", "fill"].contains(&tree.local_name(node)));
    let addresses = pictures.flat_map(|node| {
        ["src", "o:href", "href"].into_iter().filter_map(move |name| tree.attribute(node, name))
    });
    let elsewhere = addresses.filter(|address| is_elsewhere(address));
    elsewhere.map(|what| Active::new(ActiveKind::Links, part, what)).collect()
}
