//! Fills a Word file that somebody else made: in its form fields, content controls and bookmarks,
//! and nowhere else. Every change is some bytes put in the place of others.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Place, Report};
use crate::document::{Content, Document, Filling};
use crate::word::problems::{CannotFill, FieldMissing};

use super::WordFile;
use super::adopt::is_blank_address;
use super::atoms::{Atom, ControlKind, FieldKind};
use super::edit::{Edit, apply};
use super::markup::{Typed, WordMarkup, as_lines, as_paragraphs, has_table, typed};
use super::package::Package;
use super::properties;
use super::spot::{Spot, spot};
use crate::opc::relationships_of;
use crate::xml::tree::{Node, Tree, escaped};

/// A filled file, and what was done to make it.
#[derive(Debug)]
pub struct FilledFile {
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
/// A field that is not there or cannot be filled is a problem in `report`, with its place; there is a
/// file only if there was none.
pub fn fill(
    original: &WordFile,
    document: &Document,
    filling: &Filling,
    report: &mut Report,
) -> Option<FilledFile> {
    let main = &original.main;
    let tree = original.package.tree(main)?;
    let mut filler =
        FieldFiller { file: original, tree: &tree, edits: BTreeMap::new(), part: main.clone() };
    let faults_before = report.errors();
    for (slot, content) in document.slots.iter().zip(&filling.slots) {
        let Some(spot) = spot(original, &slot.name) else {
            let place = Place::new(original.source(), 0..0);
            report.error(FieldMissing { name: slot.name.clone() }, place);
            continue;
        };
        let Some(content) = content else { continue };
        if filler.fill(&slot.name, spot, content).is_none() {
            let problem = CannotFill { name: slot.name.clone() };
            report.error(problem, original.place_of(spot));
        }
    }
    if report.errors() > faults_before {
        return None;
    }
    for (name, words) in [("draft_mark", &document.draft_mark), ("public_notice", &document.notice)]
    {
        if let Some(words) = words {
            filler.put_first(name, words);
        }
    }
    let (mut edits, mut added) = (filler.edits, BTreeMap::new());
    if filling.is_freed {
        edits.extend(unprotected(original));
    }
    edits.extend(as_document(original));
    properties::add(&original.package, &filling.provenance, &mut edits, &mut added);
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (part, edits) in &mut edits {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let changed = original.package.text(part).and_then(|text| apply(text, edits));
        let Some(changed) = changed else {
            // Two answers for the same bytes.
            let twice = edits.windows(2).find(|pair| pair[1].range.start < pair[0].range.end);
            let name = twice.map_or("*", |pair| pair[1].name.as_str()).to_owned();
            report.error(CannotFill { name }, Place::new(original.source(), 0..0));
            return None;
        };
        parts.insert(part.clone(), changed.into_bytes());
    }
    let names = added.keys().cloned().collect();
    parts.extend(added);
    let Some(bytes) = original.package.with(&parts) else {
        report.error(CannotFill { name: "*".into() }, Place::new(original.source(), 0..0));
        return None;
    };
    let result = FilledFile { bytes, edits, added: names, parts: original.package.names().len() };
    if !nothing_else_changed(original, &result) {
        // No way to this is known; but a file that cannot be proved is not written.
        let problem = CannotFill { name: "*".into() };
        report.error(problem, Place::new(original.source(), 0..0));
        return None;
    }
    Some(result)
}

impl WordFile {
    /// Whether an answer can be put where an address leads; `tree` is that of the document.
    pub(super) fn can_fill(&self, tree: &Tree<'_>, address: &str) -> bool {
        let Some(spot) = spot(self, address) else { return false };
        let part = self.main.clone();
        let mut filler = FieldFiller { file: self, tree, edits: BTreeMap::new(), part };
        let content = if self.has_box(spot) {
            Content::Tick(true)
        } else {
            Content::Line(self.first_choice(spot).unwrap_or("x").to_owned())
        };
        filler.fill(address, spot, &content).is_some()
    }

    /// The file with nothing in some places; what cannot be emptied stays.
    pub fn emptied(&self, addresses: &[&str]) -> Option<WordFile> {
        let tree = self.package.tree(&self.main)?;
        let part = self.main.clone();
        let mut filler = FieldFiller { file: self, tree: &tree, edits: BTreeMap::new(), part };
        for address in addresses {
            if let Some(spot) = spot(self, address) {
                let before = filler.edits.clone();
                if filler.empty(address, spot).is_none() {
                    filler.edits = before;
                }
            }
        }
        let mut parts = BTreeMap::new();
        for (part, mut edits) in filler.edits {
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            parts.insert(part.clone(), apply(self.package.text(&part)?, &edits)?.into_bytes());
        }
        let bytes = self.package.with(&parts)?;
        WordFile::read(self.text.source().name(), &bytes, &mut Report::new())
    }

    /// The first entry of the list at a spot, if there is a list.
    fn first_choice(&self, spot: Spot) -> Option<&str> {
        match spot {
            Spot::Field(field) => match &self.atoms.fields[field].data.as_ref()?.kind {
                FieldKind::List { entries, .. } => {
                    Some(entries.first().map_or("–", String::as_str))
                }
                _ => None,
            },
            Spot::Control(control) => match &self.atoms.controls[control].kind {
                ControlKind::List(entries) => {
                    Some(entries.first().map_or("–", |(shown, _)| shown.as_str()))
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// The changes that make a document of a template or of a file with macros, which Word takes for damaged
/// under a document's name (ISO/IEC 29500-1, 11.3.10; [MS-OFFMACRO2] 2.2.1): its type, and the way to the macros.
fn as_document(file: &WordFile) -> BTreeMap<String, Vec<Edit>> {
    const DOCUMENT: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const OTHERS: [&str; 3] = [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ];
    const TYPES: &str = "[Content_Types].xml";
    let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    let mut change = |part: &str, range: Range<usize>, text: &str| {
        let edit = Edit { name: "document".into(), range, text: text.to_owned() };
        edits.entry(part.to_owned()).or_default().push(edit);
    };
    let Some(types) = file.package.text(TYPES) else { return edits };
    for other in OTHERS {
        if let Some(at) = types.find(other) {
            change(TYPES, at..at + other.len(), DOCUMENT);
        }
    }
    let links = relationships_of(&file.main);
    if let Some(tree) = file.package.tree(&links) {
        for link in tree.elements(Tree::ROOT) {
            if tree.attribute(link, "Type").is_some_and(|kind| kind.ends_with("/vbaProject")) {
                change(&links, tree.outer(link), "");
            }
        }
    }
    edits
}

/// The change that takes a file's protection away, by its part.
pub(super) fn unprotected(file: &WordFile) -> Option<(String, Vec<Edit>)> {
    let settings = file.package.related(&file.main, "settings")?;
    let tree = file.package.tree(&settings)?;
    let range = tree.outer(tree.child(Tree::ROOT, "w:documentProtection")?);
    let name = "documentProtection".to_owned();
    Some((settings, vec![Edit { name, range, text: String::new() }]))
}

/// Whether the filled file, read anew, is the original but for the changes.
fn nothing_else_changed(original: &WordFile, filled: &FilledFile) -> bool {
    let Some(new) = Package::of_bytes(&filled.bytes) else { return false };
    original.package.names().iter().all(|name| match filled.edits.get(name) {
        None => {
            let (old, new) = (original.package.digest_of(name), new.digest_of(name));
            old.is_some() && old == new
        }
        Some(edits) => original
            .package
            .text(name)
            .and_then(|text| apply(text, edits))
            .is_some_and(|text| Some(text.as_str()) == new.text(name)),
    })
}

struct FieldFiller<'a> {
    file: &'a WordFile,
    tree: &'a Tree<'a>,
    edits: BTreeMap<String, Vec<Edit>>,
    part: String,
}

impl FieldFiller<'_> {
    fn edit(&mut self, name: &str, range: Range<usize>, text: String) {
        let edit = Edit { name: name.to_owned(), range, text };
        self.edits.entry(self.part.clone()).or_default().push(edit);
    }

    /// Puts a paragraph before the first.
    fn put_first(&mut self, name: &str, words: &str) {
        let body = self.tree.child(Tree::ROOT, "w:body");
        let Some(body) = body else { return };
        let start = self.tree.inner(body).start;
        let text = format!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(words)
        );
        self.edit(name, start..start, text);
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
                    self.choose(name, field, &as_lines(&typed(content)))
                } else {
                    self.field(name, field, &typed(content))
                }
            }
            (Spot::Control(control), content) => {
                self.control(name, control, content)?;
                // Word shows the value in all that are bound to it.
                let controls = &self.file.atoms.controls;
                let Some(binding) = controls[control].binding.as_ref() else { return Some(()) };
                let twins = (0..controls.len()).filter(|other| *other != control);
                let twins =
                    twins.filter(|other| controls[*other].binding.as_ref() == Some(binding));
                for twin in twins.collect::<Vec<_>>() {
                    let before = self.edits.clone();
                    if self.shown(name, twin, content).is_none() {
                        self.edits = before;
                    }
                }
                Some(())
            }
            // Words are where somebody's answers are read, never where one is put.
            (Spot::Words(_), _) => None,
            (Spot::Bookmark(start, end), Content::Tick(on)) => {
                let field = self.file.atoms.row[start..end].iter().find_map(|atom| match atom {
                    Atom::FieldStart(field) => Some(*field),
                    _ => None,
                });
                match field {
                    Some(field) => self.tick(name, field, *on),
                    None => self.draw_tick(name, start, end, *on),
                }
            }
            (Spot::Bookmark(start, end), content) => {
                let nodes = &self.file.atoms.nodes;
                // LibreOffice loses a bookmark that begins and ends beside a table.
                let mut words = as_lines(&typed(content));
                // Between what asks and what is answered stands a blank, as whoever types puts one there.
                if is_blank_address(name) && self.follows_colon(start) {
                    words.insert(0, ' ');
                }
                let lines = [Typed::Lines(words)];
                self.between(name, nodes[start], nodes[end], &lines, None)
            }
        }
    }

    /// Takes out what stands in a place.
    fn empty(&mut self, name: &str, spot: Spot) -> Option<()> {
        if self.file.has_box(spot) {
            return self.fill(name, spot, &Content::Tick(false));
        }
        let nothing = match spot {
            Spot::Field(field) => match &self.file.atoms.fields[field].data.as_ref()?.kind {
                FieldKind::List { entries, .. } => entries.first()?.clone(),
                // What Word itself shows in an empty field.
                _ => "\u{2002}".repeat(5),
            },
            _ => " ".to_owned(),
        };
        self.fill(name, spot, &Content::Line(nothing))?;
        // What Word puts back when it empties the form itself, or remembers, is that too.
        match spot {
            Spot::Field(field) => {
                let begin = self.file.atoms.fields[field].begin;
                let holders = ["w:textInput", "w:ddList"].into_iter();
                let kept = holders.filter_map(|holder| {
                    self.tree.descend(begin, &["w:ffData", holder, "w:default"])
                });
                for node in kept.collect::<Vec<_>>() {
                    self.edit(name, self.tree.outer(node), String::new());
                }
            }
            Spot::Control(control) => {
                let control = self.file.atoms.controls[control].node;
                for list in ["w:dropDownList", "w:comboBox"] {
                    if let Some(list) = self.tree.descend(control, &["w:sdtPr", list]) {
                        self.remove_attribute(name, list, "lastValue");
                    }
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Writes as the part does around an element.
    fn markup(&self, near: Node) -> WordMarkup<'_> {
        WordMarkup::near(self.tree, near)
    }

    fn tick(&mut self, name: &str, field: usize, on: bool) -> Option<()> {
        let begin = self.file.atoms.fields[field].begin;
        let tick = self.tree.descend(begin, &["w:ffData", "w:checkBox"])?;
        let value = if on { "1" } else { "0" };
        let end = self.end_of(tick)?;
        let child = |local: &str| {
            let child = self.tree.child(tick, &format!("w:{local}"));
            child.map(|child| self.tree.outer(child))
        };
        // Word goes by `checked`; indexers built on Apache POI read `default` alone, which stands
        // before it (ECMA-376 part 1, 17.16.6).
        let checked = child("checked").unwrap_or(end..end);
        let mut places = [child("default").unwrap_or(checked.start..checked.start), checked];
        places.sort_by_key(|place| (place.start, place.end));
        for (local, at) in ["default", "checked"].into_iter().zip(places) {
            let text = self.markup(tick).value(local, value);
            self.edit(name, at, text);
        }
        Some(())
    }

    /// Whether the words right before an atom end with a colon.
    fn follows_colon(&self, at: usize) -> bool {
        let before = self.file.atoms.row[..at].iter().rev().find_map(|atom| match atom {
            Atom::Text(text, _) => Some(text.ends_with([':', '：'])),
            Atom::Paragraph(_) | Atom::Break => Some(false),
            _ => None,
        });
        before.unwrap_or_default()
    }

    /// Ticks a box that is a character, as the form draws it: in the same typeface, or in its brackets.
    fn draw_tick(&mut self, name: &str, start: usize, end: usize, on: bool) -> Option<()> {
        let row = &self.file.atoms.row[start + 1..end];
        let shown: String = row
            .iter()
            .filter_map(|atom| match atom {
                Atom::Text(text, _) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let was_on = super::ticks::drawn_tick(&shown, &[])?;
        if was_on == on {
            return Some(());
        }
        let nodes = &self.file.atoms.nodes;
        let text = row.iter().position(|atom| matches!(atom, Atom::Text(..)))? + start + 1;
        let is_symbol = self.tree.name(nodes[text]) == "w:sym"
            || !self.tree.text(nodes[text]).contains(shown.trim());
        let run = self.tree.parent(nodes[text])?;
        let brackets = ['[', '('].into_iter().zip([']', ')']);
        let brackets = brackets.clone().find(|(open, _)| shown.trim().starts_with(*open));
        let markup = self.markup(run);
        let range = self.tree.outer(nodes[start]).end..self.tree.outer(nodes[end]).start;
        let look = self.look(run).map(|look| self.tree.written(look));
        let text = match (brackets, is_symbol) {
            (Some((open, close)), _) => {
                let inner = if on { "x" } else { " " };
                markup.run(look, &format!("{open}{inner}{close}"))
            }
            (None, true) => markup.symbol_run(look, "Wingdings", if on { "F0FE" } else { "F0A8" }),
            (None, false) => markup.run(look, if on { "☒" } else { "☐" }),
        };
        self.edit(name, range, text);
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
        let text = self.markup(list).value("result", &chosen.to_string());
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
    fn field(&mut self, name: &str, field: usize, typed: &[Typed]) -> Option<()> {
        let tree = self.tree;
        let find = |wanted: Atom| {
            let at = self.file.atoms.row.iter().position(|atom| *atom == wanted)?;
            Some(self.file.atoms.nodes[at])
        };
        let begin = self.file.atoms.fields[field].begin;
        if tree.name(begin) == "w:fldSimple" {
            let inner = tree.inner(begin);
            self.end_of(begin)?;
            let run = self.markup(begin).run(None, &as_lines(typed));
            self.edit(name, inner, run);
            return Some(());
        }
        let end = find(Atom::FieldEnd(field))?;
        let Some(separate) = find(Atom::FieldResult(field)) else {
            // Without a result, one is put before the end.
            let markup = self.markup(end);
            let (mark, kind) = (markup.named("fldChar"), markup.named("fldCharType"));
            let mark = format!("<{mark} {kind}=\"separate\"/>");
            let run = tree.parent(end)?;
            let is_alone =
                tree.elements(run).filter(|&node| tree.name(node) != "w:rPr").count() == 1;
            let text = as_lines(typed);
            let (at, text) = if is_alone {
                let name = markup.named("r");
                let answer = markup.run(self.look(run).map(|look| tree.written(look)), &text);
                (tree.outer(run).start, format!("<{name}>{mark}</{name}>{answer}"))
            } else {
                (tree.outer(end).start, mark + &markup.texts(&text))
            };
            self.edit(name, at..at, text);
            return Some(());
        };
        if tree.parent(separate) == tree.parent(end) {
            // All marks in one run.
            let run = tree.parent(end)?;
            let range = tree.outer(separate).end..tree.outer(end).start;
            let texts = self.markup(run).texts(&as_lines(typed));
            self.edit(name, range, texts);
            return Some(());
        }
        let (first, last) = (tree.parent(separate)?, tree.parent(end)?);
        let look = self.look_after(first, last);
        self.between(name, first, last, typed, look)
    }

    /// How the first run of a result looks.
    fn look_after(&self, first: Node, last: Node) -> Option<Node> {
        let tree = self.tree;
        let within = tree.outer(first).end..tree.outer(last).start;
        let run = tree.within(&within).find(|&node| tree.name(node) == "w:r");
        run.and_then(|run| self.look(run))
            .or_else(|| self.look(last))
            .or_else(|| self.look_of_line(last))
    }

    /// How what is typed into the empty paragraph of an element looks, where nothing there waits for a decision.
    fn look_of_line(&self, node: Node) -> Option<Node> {
        let tree = self.tree;
        let paragraph = tree.parent(node).filter(|&parent| tree.name(parent) == "w:p")?;
        let look = tree.descend(paragraph, &["w:pPr", "w:rPr"])?;
        let is_change = |node: Node| {
            matches!(tree.name(node), "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:rPrChange")
        };
        let has_runs = tree.elements(paragraph).any(|child| tree.name(child) == "w:r");
        (!has_runs && !tree.elements(look).any(is_change)).then_some(look)
    }

    /// The properties of a run.
    fn look(&self, run: Node) -> Option<Node> {
        self.tree.child(run, "w:rPr")
    }

    /// Properties of a run as they stand, but bold.
    fn in_bold(&self, near: Node, look: Option<Node>) -> String {
        let tree = self.tree;
        let markup = self.markup(near);
        let bold = format!("<{}/>", markup.named("b"));
        let Some(look) = look.filter(|&look| self.end_of(look).is_some()) else {
            let properties = markup.named("rPr");
            return format!("<{properties}>{bold}</{properties}>");
        };
        let written = tree.written(look);
        if tree.child(look, "w:b").is_some() {
            return written.to_owned();
        }
        // The order of properties is the schema's (CT_RPr): these two come first.
        let before = ["w:rStyle", "w:rFonts"].iter().filter_map(|name| tree.child(look, name));
        let at = before.map(|node| tree.outer(node).end).max().unwrap_or(tree.inner(look).start)
            - tree.outer(look).start;
        format!("{}{bold}{}", &written[..at], &written[at..])
    }

    /// What is typed, as the end of one paragraph, whole blocks, and the beginning of another. What is one
    /// piece without a table stands in the first.
    fn split(
        &self,
        paragraph: Node,
        look: Option<Node>,
        typed: &[Typed],
    ) -> (String, String, String) {
        let (tree, markup) = (self.tree, self.markup(paragraph));
        let run = |lines: &str| match lines {
            "" => String::new(),
            lines => markup.run(look.map(|look| tree.written(look)), lines),
        };
        let has_blocks = typed.len() > 1 || has_table(typed);
        let (Some(first), Some(last), true) = (typed.first(), typed.last(), has_blocks) else {
            let look = look.map(|look| tree.written(look));
            return (markup.run(look, &as_lines(typed)), String::new(), String::new());
        };
        let ends = |typed: &Typed| match typed {
            Typed::Lines(lines) => run(lines),
            Typed::Table(_) => String::new(),
        };
        let (open, close) = self.paragraph(paragraph);
        let bold = self.in_bold(paragraph, look);
        let mut blocks = String::new();
        let mut is_after_table = false;
        for (at, block) in typed.iter().enumerate() {
            match block {
                Typed::Table(table) => {
                    if is_after_table {
                        // Word makes one table of two in a row.
                        blocks += &format!("{open}{close}");
                    }
                    blocks += &markup.table(table, look.map(|look| tree.written(look)), &bold);
                }
                Typed::Lines(lines) if at > 0 && at + 1 < typed.len() => {
                    blocks += &format!("{open}{}{close}", run(lines));
                }
                Typed::Lines(_) => {}
            }
            is_after_table = matches!(block, Typed::Table(_));
        }
        (ends(first), blocks, ends(last))
    }

    /// The beginning and end of a paragraph that is set as another is.
    fn paragraph(&self, like: Node) -> (String, String) {
        let name = self.markup(like).named("p");
        let properties = self.tree.child(like, "w:pPr");
        let properties = properties.map_or("", |properties| self.tree.written(properties));
        (format!("<{name}>{properties}"), format!("</{name}>"))
    }

    /// Whether a paragraph can be cut in two with a table between: not an item of a list, of which
    /// there would be two, nor the end of a section.
    fn takes_tables(&self, paragraph: Node) -> bool {
        let tree = self.tree;
        let holds_blocks = tree.parent(paragraph).is_some_and(|parent| {
            matches!(tree.name(parent), "w:body" | "w:tc" | "w:sdtContent" | "w:txbxContent")
        });
        let has = |name| tree.descend(paragraph, &["w:pPr", name]).is_some();
        tree.name(paragraph) == "w:p" && holds_blocks && !has("w:numPr") && !has("w:sectPr")
    }

    /// The marks among some bytes that begin or end something which may go on outside: they stay.
    fn range_marks(&self, range: Range<usize>) -> String {
        let tree = self.tree;
        let is_mark = |node: &Node| {
            matches!(
                tree.name(*node),
                "w:bookmarkStart"
                    | "w:bookmarkEnd"
                    | "w:commentRangeStart"
                    | "w:commentRangeEnd"
                    | "w:permStart"
                    | "w:permEnd"
                    | "w:moveFromRangeStart"
                    | "w:moveFromRangeEnd"
                    | "w:moveToRangeStart"
                    | "w:moveToRangeEnd"
            )
        };
        tree.within(&range).filter(is_mark).map(|node| tree.written(node)).collect()
    }

    /// Puts text in the place of everything between two elements, which stand in one paragraph or
    /// in two paragraphs side by side. Bookmarks between them stay.
    fn between(
        &mut self,
        name: &str,
        first: Node,
        last: Node,
        typed: &[Typed],
        look: Option<Node>,
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
        let kept = self.range_marks(range.clone());
        let lines = [Typed::Lines(as_lines(typed))];
        let typed =
            if self.takes_tables(above) && self.takes_tables(below) { typed } else { &lines };
        let (runs, blocks, rest) = self.split(above, look, typed);
        if above == below {
            let text = if blocks.is_empty() {
                runs + &kept
            } else {
                let (open, close) = self.paragraph(above);
                format!("{runs}{kept}{close}{blocks}{open}{rest}")
            };
            self.edit(name, range, text);
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
        let gap = tree.outer(above).end..tree.outer(below).start;
        if !gap.is_empty() || !blocks.is_empty() {
            self.edit(name, gap, blocks);
        }
        let content = tree.child(below, "w:pPr");
        let content = content.map_or(tree.inner(below).start, |node| tree.outer(node).end);
        self.edit(name, content..range.end, rest);
        Some(())
    }

    /// Puts what is answered into a control. What the store says that it is bound to, if it is.
    fn shown(&mut self, name: &str, control: usize, content: &Content) -> Option<String> {
        let tree = self.tree;
        let about = &self.file.atoms.controls[control];
        let properties = tree.child(about.node, "w:sdtPr")?;
        let place = tree.child(about.node, "w:sdtContent")?;
        let typed = typed(content);
        let mut stored = as_lines(&typed);
        let shown = match (&about.kind, content) {
            (ControlKind::Tick(_), Content::Tick(on)) => {
                let tick = tree.child(properties, "w14:checkbox")?;
                let checked = tree.child(tick, "w14:checked")?;
                let value = if *on { "1" } else { "0" };
                let text = self.markup(checked).value("checked", value);
                self.edit(name, tree.outer(checked), text);
                stored = on.to_string();
                if *on { "☒" } else { "☐" }.to_owned()
            }
            (ControlKind::Tick(_) | ControlKind::Made | ControlKind::Around, _)
            | (_, Content::Tick(_)) => return None,
            // A place that is emptied.
            (ControlKind::List(_), Content::Line(line)) if line.trim().is_empty() => line.clone(),
            (ControlKind::Date, Content::Line(line)) if line.trim().is_empty() => {
                let date = tree.child(properties, "w:date")?;
                self.remove_attribute(name, date, "fullDate");
                line.clone()
            }
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
        let mut place = place;
        let mut children: Vec<Node> = tree.elements(place).collect();
        if let [cell] = children.as_slice()
            && tree.name(*cell) == "w:tc"
        {
            place = *cell;
            children = tree.elements(place).collect();
        }
        // A control around several cells or a row holds more than an answer.
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
            // A control for plain text holds one paragraph ([ISO/IEC 29500-1] 17.5.2.44).
            let is_plain = tree.child(properties, "w:text").is_some();
            let lines = [Typed::Lines(shown)];
            let takes_tables =
                !is_plain && about.kind == ControlKind::Text && self.takes_tables(paragraph);
            // LibreOffice shows no line breaks there: paragraphs are paragraphs.
            let typed = if takes_tables { as_paragraphs(typed) } else { lines.into() };
            let (mut runs, mut blocks, rest) = self.split(paragraph, run, &typed);
            if typed.len() > 1 || !blocks.is_empty() {
                let (open, close) = self.paragraph(paragraph);
                blocks += &format!("{open}{rest}{close}");
            }
            if let Some(end) = self.end_of(paragraph) {
                runs += &self.range_marks(start..end);
                self.edit(name, start..end, runs);
            } else {
                // One tag: it is opened.
                let (_, close) = self.paragraph(paragraph);
                let tag = tree.written(paragraph).trim_end_matches("/>").trim_end();
                self.edit(name, tree.outer(paragraph), format!("{tag}>{runs}{close}"));
            }
            let after = tree.outer(paragraph).end..self.end_of(place)?;
            blocks += &self.range_marks(after.clone());
            if !after.is_empty() || !blocks.is_empty() {
                self.edit(name, after, blocks);
            }
        } else {
            let run = tree.child(place, "w:r").and_then(look);
            let mut runs = self.markup(about.node).run(run.map(|run| tree.written(run)), &shown);
            self.end_of(place)?;
            runs += &self.range_marks(tree.inner(place));
            self.edit(name, tree.inner(place), runs);
        }
        Some(stored)
    }

    fn control(&mut self, name: &str, control: usize, content: &Content) -> Option<()> {
        let stored = self.shown(name, control, content)?;
        let tree = self.tree;
        let properties = tree.child(self.file.atoms.controls[control].node, "w:sdtPr")?;
        for kind in ["w:dataBinding", "w15:dataBinding"] {
            if let Some(binding) = tree.child(properties, kind) {
                // Word passes over what leads nowhere, and shows what stands in the control.
                let _ = self.bound(name, binding, &stored);
            }
        }
        Some(())
    }

    /// Takes an attribute out of an element.
    fn remove_attribute(&mut self, name: &str, node: Node, attribute: &str) {
        let tag = self.tree.written(node);
        let attribute = format!(" {}=\"", self.markup(node).named(attribute));
        let opening = tag.find('>').unwrap_or(tag.len());
        let Some(at) = tag[..opening].find(&attribute) else { return };
        let length = tag[at + attribute.len()..].find('"').unwrap_or_default();
        let start = self.tree.outer(node).start + at;
        self.edit(name, start..start + attribute.len() + length + 1, String::new());
    }

    fn set_full_date(&mut self, name: &str, date: Node, value: &str) {
        let tree = self.tree;
        let tag = tree.written(date);
        let markup = self.markup(date);
        let attribute = markup.named("fullDate");
        let start = tree.outer(date).start;
        let opening = tag.find('>').unwrap_or(tag.len());
        let text = format!("{attribute}=\"{}T00:00:00Z\"", escaped(value));
        if let Some(at) = tag[..opening].find(&format!("{attribute}=\"")) {
            let value_starts = at + attribute.len() + 2;
            let length = tag[value_starts..].find('"').unwrap_or_default();
            let end = start + value_starts + length + 1;
            self.edit(name, start + at..end, text);
        } else {
            let after_name = start + 1 + markup.named("date").len();
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
