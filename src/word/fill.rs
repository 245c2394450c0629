//! Fills a Word file that somebody else made: in its form fields, content controls and bookmarks,
//! and nowhere else. Every change is some bytes put in the place of others.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Place, Problem, Report};
use crate::document::{Content, Document, Filling};

use super::WordFile;
use super::atoms::{Atom, ControlKind, FieldKind};
use super::package::Package;
use super::properties;
use super::spot::{Spot, spot};
use super::xml::{Node, Tree, escaped};

/// A change to a part.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// What it is for: the address of the field.
    pub name: String,
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// A filled file, and what was done to make it.
#[derive(Debug)]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// The changes to each part that was there, in the order of their places.
    pub edits: BTreeMap<String, Vec<Edit>>,
    /// The parts that were added.
    pub added: Vec<String>,
    /// How many parts the original has.
    pub parts: usize,
}

/// Puts what fills a document into a Word file of the same form. What is not answered stays as it
/// stands in the file.
///
/// # Errors
///
/// A field that is not there or cannot be filled is a fault in `report`, with its place; there is a
/// file only if there was none.
pub fn fill(
    original: &WordFile,
    document: &Document,
    filling: &Filling,
    report: &mut Report,
) -> Option<Filled> {
    let main = &original.main;
    let tree = original.package.tree(main)?;
    let mut filler =
        Filler { file: original, tree: &tree, edits: BTreeMap::new(), part: main.clone() };
    let faults_before = report.errors();
    for (slot, content) in document.slots.iter().zip(&filling.slots) {
        let Some(spot) = spot(original, &slot.name) else {
            let place = Place::new(original.source(), 0..0);
            report.error(Problem::FieldMissing { name: slot.name.clone() }, place);
            continue;
        };
        let Some(content) = content else { continue };
        if filler.fill(&slot.name, spot, content).is_none() {
            let problem = Problem::CannotFill { name: slot.name.clone() };
            report.error(problem, original.place_of(spot));
        }
    }
    if report.errors() > faults_before {
        return None;
    }
    let (mut edits, mut added) = (filler.edits, BTreeMap::new());
    properties::add(&original.package, &filling.provenance, &mut edits, &mut added);
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (part, edits) in &mut edits {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let text = original.package.text(part)?;
        parts.insert(part.clone(), apply(text, edits)?.into_bytes());
    }
    let names = added.keys().cloned().collect();
    parts.extend(added);
    let bytes = original.package.with(&parts)?;
    let result = Filled { bytes, edits, added: names, parts: original.package.names().len() };
    if !nothing_else_changed(original, &result) {
        // No way to this is known; but a file that cannot be proved is not written.
        let problem = Problem::CannotFill { name: "*".into() };
        report.error(problem, Place::new(original.source(), 0..0));
        return None;
    }
    Some(result)
}

/// Whether the filled file, read anew, is the original but for the changes.
fn nothing_else_changed(original: &WordFile, filled: &Filled) -> bool {
    let Some(new) = Package::of_bytes(&filled.bytes) else { return false };
    original.package.names().iter().all(|name| match filled.edits.get(name) {
        None => original.package.bytes_of(name) == new.bytes_of(name),
        Some(edits) => original
            .package
            .text(name)
            .and_then(|text| apply(text, edits))
            .is_some_and(|text| Some(text.as_str()) == new.text(name)),
    })
}

/// A text with changes; `None` if two of them are about the same bytes.
fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let (mut changed, mut done) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        changed.push_str(text.get(done..edit.range.start)?);
        changed.push_str(&edit.text);
        done = edit.range.end;
    }
    changed.push_str(text.get(done..)?);
    Some(changed)
}

struct Filler<'a> {
    file: &'a WordFile,
    tree: &'a Tree<'a>,
    edits: BTreeMap<String, Vec<Edit>>,
    part: String,
}

impl Filler<'_> {
    fn edit(&mut self, name: &str, range: Range<usize>, text: String) {
        let edit = Edit { name: name.to_owned(), range, text };
        self.edits.entry(self.part.clone()).or_default().push(edit);
    }

    fn fill(&mut self, name: &str, spot: Spot, content: &Content) -> Option<()> {
        match (spot, content) {
            (Spot::Field(field), Content::Tick(on)) => self.tick(name, field, *on),
            (Spot::Field(field), _) => {
                let is_list = matches!(
                    self.file.atoms.fields[field].data.as_ref()?.kind,
                    FieldKind::List { .. }
                );
                if is_list {
                    self.choose(name, field, &typed(content))
                } else {
                    self.field(name, field, &typed(content))
                }
            }
            (Spot::Control(control), content) => self.control(name, control, content),
            (Spot::Bookmark(start, end), Content::Tick(on)) => {
                let field = self.file.atoms.row[start..end].iter().find_map(|atom| match atom {
                    Atom::FieldStart(field) => Some(*field),
                    _ => None,
                });
                self.tick(name, field?, *on)
            }
            (Spot::Bookmark(start, end), content) => {
                let nodes = &self.file.atoms.nodes;
                self.between(name, nodes[start], nodes[end], &typed(content), None)
            }
        }
    }

    /// The prefix that the part has for Word's own elements.
    fn prefix(&self, node: Node) -> &str {
        let tag = self.tree.written(node).trim_start_matches('<');
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0);
        tag[..end].split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// An element's name as the part writes it.
    fn named(&self, node: Node, local: &str) -> String {
        match self.prefix(node) {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
    }

    /// `<w:checked w:val="1"/>`.
    fn value(&self, node: Node, local: &str, value: &str) -> String {
        let (name, val) = (self.named(node, local), self.named(node, "val"));
        format!("<{name} {val}=\"{}\"/>", escaped(value))
    }

    fn tick(&mut self, name: &str, field: usize, on: bool) -> Option<()> {
        let begin = self.file.atoms.fields[field].begin;
        let tick = self.tree.descend(begin, &["w:ffData", "w:checkBox"])?;
        let value = if on { "1" } else { "0" };
        // Word goes by `checked`; indexers built on Apache POI read `default` alone.
        for local in ["default", "checked"] {
            let text = self.value(tick, local, value);
            let at = if let Some(old) = self.tree.child(tick, &format!("w:{local}")) {
                self.tree.outer(old)
            } else {
                let end = self.end_of(tick)?;
                end..end
            };
            self.edit(name, at, text);
        }
        Some(())
    }

    /// The end of what stands in an element that is not one tag.
    fn end_of(&self, node: Node) -> Option<usize> {
        (self.tree.inner(node).end < self.tree.outer(node).end).then(|| self.tree.inner(node).end)
    }

    fn choose(&mut self, name: &str, field: usize, word: &str) -> Option<()> {
        let FieldKind::List { entries, .. } = &self.file.atoms.fields[field].data.as_ref()?.kind
        else {
            return None;
        };
        let chosen = entries.iter().position(|entry| entry == word)?;
        let begin = self.file.atoms.fields[field].begin;
        let list = self.tree.descend(begin, &["w:ffData", "w:ddList"])?;
        let text = self.value(list, "result", &chosen.to_string());
        let at = if let Some(old) = self.tree.child(list, "w:result") {
            self.tree.outer(old)
        } else {
            let start = self.tree.inner(list).start;
            self.end_of(list)?;
            start..start
        };
        self.edit(name, at, text);
        Some(())
    }

    /// Text into a field: between the mark that separates its result and the one that ends it.
    fn field(&mut self, name: &str, field: usize, text: &str) -> Option<()> {
        let tree = self.tree;
        let find = |wanted: Atom| {
            let at = self.file.atoms.row.iter().position(|atom| *atom == wanted)?;
            Some(self.file.atoms.nodes[at])
        };
        let begin = self.file.atoms.fields[field].begin;
        if tree.name(begin) == "w:fldSimple" {
            let inner = tree.inner(begin);
            self.end_of(begin)?;
            let runs = self.runs(begin, None, text);
            self.edit(name, inner, runs);
            return Some(());
        }
        let end = find(Atom::FieldEnd(field))?;
        let Some(separate) = find(Atom::FieldResult(field)) else {
            // Without a result, one is put before the end.
            let (mark, kind) = (self.named(end, "fldChar"), self.named(end, "fldCharType"));
            let mark = format!("<{mark} {kind}=\"separate\"/>");
            let run = tree.parent(end)?;
            let is_alone =
                tree.elements(run).filter(|&node| tree.name(node) != "w:rPr").count() == 1;
            let (at, text) = if is_alone {
                let run_name = self.named(run, "r");
                let runs = self.runs(run, self.look(run), text);
                (tree.outer(run).start, format!("<{run_name}>{mark}</{run_name}>{runs}"))
            } else {
                (tree.outer(end).start, mark + &self.texts(run, text))
            };
            self.edit(name, at..at, text);
            return Some(());
        };
        if tree.parent(separate) == tree.parent(end) {
            // All marks in one run.
            let run = tree.parent(end)?;
            let range = tree.outer(separate).end..tree.outer(end).start;
            let texts = self.texts(run, text);
            self.edit(name, range, texts);
            return Some(());
        }
        let (first, last) = (tree.parent(separate)?, tree.parent(end)?);
        let look = self.look_after(first, last);
        self.between(name, first, last, text, look)
    }

    /// How the first run of a result looks.
    fn look_after(&self, first: Node, last: Node) -> Option<String> {
        let tree = self.tree;
        let within = tree.outer(first).end..tree.outer(last).start;
        let is_within =
            |&node: &Node| tree.name(node) == "w:r" && within.contains(&tree.outer(node).start);
        let run = tree.all().find(is_within);
        run.and_then(|run| self.look(run)).or_else(|| self.look(last))
    }

    /// The properties of a run as they stand.
    fn look(&self, run: Node) -> Option<String> {
        self.tree.child(run, "w:rPr").map(|properties| self.tree.written(properties).to_owned())
    }

    /// Puts text in the place of everything between two elements, which stand in one paragraph or
    /// in two paragraphs side by side. Bookmarks between them stay.
    fn between(
        &mut self,
        name: &str,
        first: Node,
        last: Node,
        text: &str,
        look: Option<String>,
    ) -> Option<()> {
        let tree = self.tree;
        let (above, below) = (tree.parent(first)?, tree.parent(last)?);
        let range = tree.outer(first).end..tree.outer(last).start;
        let look = look.or_else(|| self.look_after(first, last));
        // A bookmark stands around paragraphs, or in one; a run stands only in one.
        let is_place = |node: Node| {
            matches!(
                tree.name(node),
                "w:p" | "w:hyperlink" | "w:sdtContent" | "w:smartTag" | "w:ins" | "w:fldSimple"
            )
        };
        if !is_place(above) || !is_place(below) {
            return None;
        }
        let kept: String = tree
            .all()
            .filter(|&node| {
                matches!(tree.name(node), "w:bookmarkStart" | "w:bookmarkEnd")
                    && range.contains(&tree.outer(node).start)
            })
            .map(|node| tree.written(node))
            .collect();
        let runs = self.runs(first, look, text);
        if above == below {
            self.edit(name, range, runs + &kept);
            return Some(());
        }
        if tree.name(above) != "w:p" || tree.name(below) != "w:p" {
            return None;
        }
        if tree.parent(above) != tree.parent(below) {
            return None;
        }
        // The first paragraph keeps what stands before, the last what stands after.
        self.edit(name, range.start..self.end_of(above)?, runs + &kept);
        if tree.outer(above).end < tree.outer(below).start {
            self.edit(name, tree.outer(above).end..tree.outer(below).start, String::new());
        }
        let content = tree.child(below, "w:pPr");
        let content = content.map_or(tree.inner(below).start, |node| tree.outer(node).end);
        self.edit(name, content..range.end, String::new());
        Some(())
    }

    /// Runs with a text.
    fn runs(&self, near: Node, look: Option<String>, text: &str) -> String {
        let run = self.named(near, "r");
        format!("<{run}>{}{}</{run}>", look.unwrap_or_default(), self.texts(near, text))
    }

    /// What stands in a run for a text: its characters, line breaks and tabs.
    fn texts(&self, near: Node, text: &str) -> String {
        let (t, br, tab) = (self.named(near, "t"), self.named(near, "br"), self.named(near, "tab"));
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| {
                let parts: Vec<String> = line
                    .split('\t')
                    .map(|part| match part {
                        "" => String::new(),
                        part => format!("<{t} xml:space=\"preserve\">{}</{t}>", escaped(part)),
                    })
                    .collect();
                parts.join(&format!("<{tab}/>"))
            })
            .collect();
        lines.join(&format!("<{br}/>"))
    }

    fn control(&mut self, name: &str, control: usize, content: &Content) -> Option<()> {
        let tree = self.tree;
        let about = &self.file.atoms.controls[control];
        let properties = tree.child(about.node, "w:sdtPr")?;
        let place = tree.child(about.node, "w:sdtContent")?;
        let mut stored = typed(content);
        let shown = match (&about.kind, content) {
            (ControlKind::Tick(_), Content::Tick(on)) => {
                let tick = tree.child(properties, "w14:checkbox")?;
                let checked = tree.child(tick, "w14:checked")?;
                let (tag, val) = (self.named(checked, "checked"), self.named(checked, "val"));
                let value = if *on { "1" } else { "0" };
                self.edit(name, tree.outer(checked), format!("<{tag} {val}=\"{value}\"/>"));
                stored = on.to_string();
                if *on { "☒" } else { "☐" }.to_owned()
            }
            (ControlKind::Tick(_), _) | (_, Content::Tick(_)) => return None,
            (ControlKind::List(entries), _) => {
                let (shown, value) = entries.iter().find(|(shown, _)| *shown == stored)?;
                stored.clone_from(value);
                shown.clone()
            }
            (ControlKind::Date, _) => {
                let date = tree.child(properties, "w:date")?;
                self.set_full_date(name, date, &stored);
                stored.clone()
            }
            (ControlKind::Text, _) => stored.clone(),
        };
        if let Some(mark) = tree.child(properties, "w:showingPlcHdr") {
            self.edit(name, tree.outer(mark), String::new());
        }
        let children: Vec<Node> = tree.elements(place).collect();
        // A control around a cell or a row holds more than an answer.
        if children.iter().any(|&child| matches!(tree.name(child), "w:tc" | "w:tr" | "w:tbl")) {
            return None;
        }
        // What shows a placeholder has its look.
        let look = |run: Node| self.look(run).filter(|_| !about.is_empty);
        let paragraph = children.iter().copied().find(|&child| tree.name(child) == "w:p");
        if let Some(paragraph) = paragraph {
            let run = tree.child(paragraph, "w:r").and_then(look);
            let start = tree.child(paragraph, "w:pPr");
            let start = start.map_or(tree.inner(paragraph).start, |node| tree.outer(node).end);
            let runs = self.runs(paragraph, run, &shown);
            self.edit(name, start..self.end_of(paragraph)?, runs);
            let rest = tree.outer(paragraph).end..self.end_of(place)?;
            if !rest.is_empty() {
                self.edit(name, rest, String::new());
            }
        } else {
            let run = tree.child(place, "w:r").and_then(look);
            let runs = self.runs(about.node, run, &shown);
            self.end_of(place)?;
            self.edit(name, tree.inner(place), runs);
        }
        if let Some(binding) = tree.child(properties, "w:dataBinding") {
            self.bound(name, binding, &stored)?;
        }
        Some(())
    }

    fn set_full_date(&mut self, name: &str, date: Node, value: &str) {
        let tree = self.tree;
        let tag = tree.written(date);
        let attribute = self.named(date, "fullDate");
        let start = tree.outer(date).start;
        let opening = tag.find('>').unwrap_or(tag.len());
        let text = format!("{attribute}=\"{}T00:00:00Z\"", escaped(value));
        if let Some(at) = tag[..opening].find(&format!("{attribute}=\"")) {
            let value_starts = at + attribute.len() + 2;
            let length = tag[value_starts..].find('"').unwrap_or_default();
            let end = start + value_starts + length + 1;
            self.edit(name, start + at..end, text);
        } else {
            let after_name = start + 1 + self.named(date, "date").len();
            self.edit(name, after_name..after_name, format!(" {text}"));
        }
    }

    /// A bound control shows what its part says, so that is set too (ISO/IEC 29500-1, 17.5.2.6).
    fn bound(&mut self, name: &str, binding: Node, value: &str) -> Option<()> {
        let xpath = self.tree.attribute(binding, "w:xpath")?;
        let store = self.tree.attribute(binding, "w:storeItemID").unwrap_or_default();
        let package = &self.file.package;
        let part = store_of(package, store)?;
        let tree = package.tree(&part)?;
        let node = follow(&tree, xpath)?;
        let range = tree.inner(node);
        if tree.inner(node).end == tree.outer(node).end {
            // One tag: it is opened.
            let tag = tree.written(node);
            let word = tag.trim_start_matches('<');
            let end = word.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            let opened =
                format!("{}>{}</{}>", tag.trim_end_matches("/>"), escaped(value), &word[..end]);
            let edit = Edit { name: name.to_owned(), range: tree.outer(node), text: opened };
            self.edits.entry(part).or_default().push(edit);
            return Some(());
        }
        let edit = Edit { name: name.to_owned(), range, text: escaped(value) };
        self.edits.entry(part).or_default().push(edit);
        Some(())
    }
}

/// The part that has an id as a store of custom XML, or the core properties.
fn store_of(package: &Package, id: &str) -> Option<String> {
    /// The id that Word knows the core properties by ([MS-OI29500] 2.1.525).
    const CORE_PROPERTIES: &str = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}";
    if id.eq_ignore_ascii_case(CORE_PROPERTIES) {
        return package.related("", "core-properties");
    }
    package.names().iter().find_map(|name| {
        let properties = package.related(name, "customXmlProps")?;
        let tree = package.tree(&properties)?;
        let found = tree.all().any(|node| {
            tree.local_name(node) == "datastoreItem"
                && ["ds:itemID", "itemID"].iter().any(|attribute| {
                    let item = tree.attribute(node, attribute);
                    item.is_some_and(|item| item.eq_ignore_ascii_case(id))
                })
        });
        found.then(|| name.clone())
    })
}

/// The element that a path of names leads to: `/ns0:a[1]/ns0:b[2]`, as Word writes them.
fn follow(tree: &Tree<'_>, xpath: &str) -> Option<Node> {
    let mut steps = xpath.trim_start_matches('/').split('/').map(|step| {
        let (name, nth) = match step.split_once('[') {
            Some((name, nth)) => (name, nth.trim_end_matches(']').parse().ok()?),
            None => (step, 1_usize),
        };
        Some((name.rsplit(':').next().unwrap_or(name), nth))
    });
    let (root, _) = steps.next()??;
    if tree.local_name(Tree::ROOT) != root {
        return None;
    }
    let mut node = Tree::ROOT;
    for step in steps {
        let (name, nth) = step?;
        let mut found = tree.elements(node).filter(|&child| tree.local_name(child) == name);
        node = found.nth(nth.checked_sub(1)?)?;
    }
    Some(node)
}

/// An answer as it is typed: lists as lines with their signs, tables with bars.
fn typed(content: &Content) -> String {
    match content {
        Content::Line(line) => line.clone(),
        Content::Text(text) => text.to_string(),
        Content::Tick(_) => String::new(),
    }
}
