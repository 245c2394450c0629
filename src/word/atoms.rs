//! The text of a part as a flat row of atoms, with the fields, bookmarks and controls among them.
//!
//! A field may begin in one paragraph and end in another, within a table or around it, so a row is
//! what it can be cut out of. Changes that wait for a decision are taken as made: what was inserted
//! is there, what was deleted is not.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Mark, MarkKind, PARAGRAPH_SIGN, all_words, comments, words_in};
use super::package::Package;
use super::styles::{Levels, RunMarks, Styles, lists};
use super::symbols::{is_of_symbols, shifted, symbol};
use crate::text::{DEEPEST_LIST, MOST_COLUMNS};
use crate::xml::tree::{Node, Tree};

/// A piece of a part's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    /// A paragraph begins, by its index.
    Paragraph(usize),
    ParagraphEnd,
    Table,
    TableEnd,
    Row,
    RowEnd,
    /// A cell that takes the room of so many, and whether it is the one above it too.
    Cell {
        span: usize,
        is_merged: bool,
    },
    CellEnd,
    /// Characters, with how they look.
    Text(String, RunLook),
    /// A line break within a paragraph.
    Break,
    /// A picture, a shape or an embedded object: something that is seen and has no text.
    Object,
    /// A page begins.
    PageBreak,
    FieldStart(usize),
    FieldResult(usize),
    FieldEnd(usize),
    ControlStart(usize),
    ControlEnd(usize),
    BookmarkStart(String),
    BookmarkEnd(String),
    /// A link to an address outside.
    LinkStart(String),
    LinkEnd,
    /// Something that is no part of the text stands here, or what it is about begins.
    Mark(usize),
    MarkEnd(usize),
    /// A note's sign, or the note itself: its id, and whether it stands at the end of the document.
    Note(String, bool),
}

/// How characters look.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct RunLook {
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WordParagraph {
    /// Its heading's level; 0 for the title.
    pub(super) heading: Option<u8>,
    /// The list that it is an item of.
    pub(super) list: Option<ListItem>,
    /// How it is set (`w:jc`).
    pub(super) alignment: Option<String>,
    /// Whether its style is bold.
    pub(super) is_bold: bool,
    /// Whether it stands in a text box.
    pub(super) in_box: bool,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ListItem {
    /// The list's number in the file.
    pub(super) id: String,
    /// How many lists it stands in besides its own.
    pub(super) level: usize,
    /// The number that its list begins at, if it counts.
    pub(super) first: Option<usize>,
    /// Whether it counts in another way than 1, 2, 3.
    pub(super) has_other_numbers: bool,
}

/// How characters look, and whether they are part of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    run: RunLook,
    marks: RunMarks,
}

/// A field: a form field, or one that Word works out, such as a page's number.
#[derive(Clone, Debug, PartialEq)]
pub struct WordField {
    /// What can stand in it, if it is a form field.
    pub data: Option<FieldData>,
    /// Its instruction: `FORMTEXT`, `REF x \h`.
    pub instruction: String,
    /// Whether some program has dropped its data, so that it is known for a form field by its instruction
    /// alone, if it is one.
    pub is_bare: bool,
    /// The bookmarks that are open where it begins.
    pub bookmarks: Vec<String>,
    /// The `w:fldChar` that begins it, or its `w:fldSimple`.
    pub(super) begin: Node,
}

impl WordField {
    /// Where it leads, if it is a link to somewhere outside (ISO/IEC 29500-1, 17.16.5.25).
    pub(super) fn link(&self) -> Option<String> {
        let instruction = self.instruction.trim();
        let rest = instruction.get(..9).filter(|head| head.eq_ignore_ascii_case("HYPERLINK"));
        let rest = rest.map(|_| instruction[9..].trim_start())?;
        let target = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split_whitespace().next(),
        };
        target.filter(|target| !target.is_empty() && !target.starts_with('\\')).map(str::to_owned)
    }
}

/// What can stand in a form field (ISO/IEC 29500-1, 17.16.17).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldData {
    /// Its name; empty if it has none.
    pub name: String,
    /// Its kind, with what it holds.
    pub kind: FieldKind,
    /// Advice that Word shows.
    pub help: Option<String>,
}

/// A kind of form field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Text.
    Text {
        /// `regular`, `date`, `number`.
        kind: String,
        /// What stands in it at first.
        default: Option<String>,
        /// The most characters.
        longest: Option<usize>,
    },
    /// A tick box.
    Tick(bool),
    /// A drop-down list.
    List {
        /// Its entries.
        entries: Vec<String>,
        /// The entry chosen.
        chosen: usize,
    },
}

impl Default for FieldKind {
    fn default() -> FieldKind {
        FieldKind::Text { kind: "regular".into(), default: None, longest: None }
    }
}

/// A content control (ISO/IEC 29500-1, 17.5.2).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Control {
    pub(super) tag: Option<String>,
    pub(super) alias: Option<String>,
    pub(super) kind: ControlKind,
    /// Whether it shows its placeholder.
    pub(super) is_empty: bool,
    /// Whether more than one line can stand in it.
    pub(super) holds_lines: bool,
    /// What a combination box offers beside what people write.
    pub(super) offers: Vec<String>,
    /// Whether Word lets nobody change what stands in it.
    pub(super) is_locked: bool,
    /// The store that it shows a value of, and the path to that (ISO/IEC 29500-1, 17.5.2.6).
    pub(super) binding: Option<(String, String)>,
    /// The `w:sdt`.
    pub(super) node: Node,
}

/// A kind of content control.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ControlKind {
    Text,
    Date,
    /// The entries' texts, with their values.
    List(Vec<(String, String)>),
    Tick(bool),
    /// What Word makes itself: a contents list, a cover.
    Made,
    /// Others around other things: a group, a section that can be repeated, a picture.
    Around,
}

/// A part's text.
#[derive(Clone, Debug, Default)]
pub(super) struct Atoms {
    pub(super) row: Vec<Atom>,
    /// The element that each atom comes from.
    pub(super) nodes: Vec<Node>,
    pub(super) paragraphs: Vec<WordParagraph>,
    pub(super) fields: Vec<WordField>,
    pub(super) controls: Vec<Control>,
    /// What is no part of the text, or not yet, in its order.
    pub(super) marks: Vec<Mark>,
    /// The atoms that begin and end each bookmark: the first of its name.
    pub(super) bookmarks: BTreeMap<String, (usize, usize)>,
    /// How many columns of the grid stand before the first cell of a row, by the row's atom, where any do.
    pub(super) before_rows: BTreeMap<usize, usize>,
}

impl Atoms {
    /// Reads a part.
    pub(super) fn read(tree: &Tree<'_>, package: &Package, part: &str) -> Atoms {
        let mut reader = AtomReader {
            tree,
            styles: Styles::read(package, part),
            lists: lists(package, part),
            links: package
                .relationships(part)
                .into_iter()
                .filter(|relationship| relationship.is_external)
                .map(|relationship| (relationship.id, relationship.target))
                .collect(),
            comments: comments(package, part),
            unended: unended(tree),
            open_comments: BTreeMap::new(),
            atoms: Atoms::default(),
            open_fields: Vec::new(),
            open_bookmarks: Vec::new(),
            ended_bookmarks: tree
                .find_all(Tree::ROOT, "w:bookmarkEnd")
                .filter_map(|end| tree.attribute(end, "w:id").map(str::to_owned))
                .collect(),
            boxes: Vec::new(),
            in_paragraph: false,
            in_box: false,
            joins_next: false,
        };
        reader.elements(Tree::ROOT, Look::default());
        reader.end_joined(Tree::ROOT);
        // Somebody says something, if not of what.
        let comments = std::mem::take(&mut reader.comments).into_values();
        reader.atoms.marks.extend(comments.map(|(author, words)| Mark {
            kind: MarkKind::Comment,
            author,
            words,
            range: 0..0,
            paragraph: 0,
        }));
        reader.atoms.index_bookmarks();
        reader.atoms
    }

    fn index_bookmarks(&mut self) {
        let (mut starts, mut ends) = (BTreeMap::new(), BTreeMap::new());
        for (at, atom) in self.row.iter().enumerate() {
            match atom {
                Atom::BookmarkStart(name) => {
                    starts.entry(name).or_insert(at);
                }
                Atom::BookmarkEnd(name) => {
                    ends.entry(name).or_insert(at);
                }
                _ => {}
            }
        }
        let both = starts
            .into_iter()
            .filter_map(|(name, start)| Some((name.clone(), (start, *ends.get(name)?))));
        self.bookmarks = both.collect();
    }
}

struct AtomReader<'a> {
    tree: &'a Tree<'a>,
    styles: Styles,
    /// Whether a list's level counts, by its number and level.
    lists: Levels,
    links: BTreeMap<String, String>,
    /// Who makes each comment, and what it says.
    comments: BTreeMap<String, (String, String)>,
    /// The fields that begin and never end, but for form fields.
    unended: BTreeSet<Node>,
    /// The ids of comments that have begun, with their marks.
    open_comments: BTreeMap<String, usize>,
    atoms: Atoms,
    /// The fields that have begun: their index, and whether their result has.
    open_fields: Vec<(usize, bool)>,
    /// Ids and names.
    open_bookmarks: Vec<(String, String)>,
    /// The ids of those that end.
    ended_bookmarks: BTreeSet<String>,
    /// Text boxes in the paragraph that is read, to be read after it.
    boxes: Vec<Node>,
    in_paragraph: bool,
    in_box: bool,
    /// Whether the mark between this paragraph and the next is deleted.
    joins_next: bool,
}

impl AtomReader<'_> {
    fn push(&mut self, atom: Atom, node: Node) {
        self.atoms.row.push(atom);
        self.atoms.nodes.push(node);
    }

    /// Characters, where they are part of the text; else as a mark, which goes on where it just was.
    fn text(&mut self, text: &str, look: Look, node: Node) {
        if let Some(kind) = look.marks.left_out() {
            self.mark(kind, "", text, node);
            return;
        }
        let position = look.marks.position();
        let shown = shifted(text, position);
        if shown.is_none() {
            self.mark(MarkKind::Shifted, "", text, node);
        }
        self.push(Atom::Text(shown.unwrap_or_else(|| text.to_owned()), look.run), node);
    }

    /// Something that is no part of the text. What is of one kind and hand is one.
    fn mark(&mut self, kind: MarkKind, author: &str, words: &str, node: Node) {
        let at = self.atoms.row.len();
        if let (Some(Atom::Mark(last)), false) = (self.atoms.row.last(), kind == MarkKind::Comment)
        {
            let last = &mut self.atoms.marks[*last];
            if last.kind == kind && last.author == author {
                last.words.push_str(words);
                return;
            }
        }
        let (author, words) = (author.to_owned(), words.to_owned());
        let paragraph = self.atoms.paragraphs.len().saturating_sub(1);
        self.atoms.marks.push(Mark { kind, author, words, range: at..at + 1, paragraph });
        self.push(Atom::Mark(self.atoms.marks.len() - 1), node);
    }

    /// What a change takes out that nobody has accepted yet: all of `node`, with its words.
    fn taken_out(&mut self, node: Node, change: Node) {
        let words = all_words(self.tree, node);
        let author = self.tree.attribute(change, "w:author").unwrap_or_default().to_owned();
        if !words.trim().is_empty() {
            self.mark(MarkKind::Deleted, &author, &words, node);
        }
    }

    fn put_in(&mut self, node: Node, look: Look) {
        let author = self.tree.attribute(node, "w:author").unwrap_or_default().to_owned();
        let words = all_words(self.tree, node);
        if words.trim().is_empty() {
            return self.elements(node, look);
        }
        let (at, start) = (self.atoms.marks.len(), self.atoms.row.len());
        let kind = MarkKind::Inserted;
        let paragraph = self.atoms.paragraphs.len().saturating_sub(1);
        let range = start..start + 1;
        self.atoms.marks.push(Mark { kind, author, words, range, paragraph });
        self.push(Atom::Mark(at), node);
        self.elements(node, look);
        self.push(Atom::MarkEnd(at), node);
        self.atoms.marks[at].range = start..self.atoms.row.len();
    }

    /// A comment's sign: it is about what stands between its marks, or about its place.
    fn comment(&mut self, node: Node) {
        let id = self.tree.attribute(node, "w:id").unwrap_or_default().to_owned();
        let Some((author, words)) = self.comments.remove(&id) else { return };
        self.mark(MarkKind::Comment, &author, &words, node);
        self.open_comments.insert(id, self.atoms.marks.len() - 1);
    }

    fn end_comment(&mut self, node: Node) {
        let id = self.tree.attribute(node, "w:id").unwrap_or_default();
        if let Some(mark) = self.open_comments.remove(id) {
            self.atoms.marks[mark].range.end = self.atoms.row.len();
        }
    }

    fn elements(&mut self, parent: Node, look: Look) {
        let tree = self.tree;
        for node in tree.elements(parent) {
            self.element(node, look);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table of elements")]
    fn element(&mut self, node: Node, look: Look) {
        let tree = self.tree;
        if let Some(change) = taken_out_by(tree, node) {
            return self.taken_out(node, change);
        }
        match tree.name(node) {
            "w:p" => self.paragraph(node),
            "w:tbl" => {
                self.end_joined(node);
                self.push(Atom::Table, node);
                self.elements(node, look);
                self.push(Atom::TableEnd, node);
            }
            "w:tr" => {
                let before = tree.descend(node, &["w:trPr", "w:gridBefore"]);
                let before = before.and_then(|before| tree.val(before)?.parse::<usize>().ok());
                if let Some(before) = before.filter(|before| (1..=MOST_COLUMNS).contains(before)) {
                    self.atoms.before_rows.insert(self.atoms.row.len(), before);
                }
                self.push(Atom::Row, node);
                self.elements(node, look);
                self.push(Atom::RowEnd, node);
            }
            "w:tc" => {
                let span = tree.descend(node, &["w:tcPr", "w:gridSpan"]);
                let span = span.and_then(|span| tree.val(span)?.parse().ok()).unwrap_or(1);
                let merge = tree.descend(node, &["w:tcPr", "w:vMerge"]);
                let is_merged = merge.is_some_and(|merge| tree.val(merge) != Some("restart"));
                self.push(Atom::Cell { span, is_merged }, node);
                self.elements(node, look);
                self.end_joined(node);
                self.push(Atom::CellEnd, node);
            }
            "w:r" => {
                let look = self.run_look(node, look);
                self.elements(node, look);
            }
            "w:t" | "m:t" => {
                let text = tree.text(node);
                // Without `xml:space`, blanks at the ends are no part of it.
                let text = match tree.attribute(node, "xml:space") {
                    Some("preserve") => text,
                    _ => text.trim_matches([' ', '\n', '\r', '\t']).to_owned(),
                };
                self.begin_result(&text, node);
                if !self.in_instruction() && !text.is_empty() {
                    // A raw line end in a text is a blank to Word.
                    let text = text.replace(['\n', '\r'], " ");
                    self.text(&self.in_typeface(text, node), look, node);
                }
            }
            "w:tab" | "w:ptab" => self.text("\t", look, node),
            "w:noBreakHyphen" => self.text("\u{2011}", look, node),
            "w:softHyphen" => self.text("\u{AD}", look, node),
            "w:sym" => {
                let code = tree.attribute(node, "w:char").unwrap_or_default();
                let font = tree.attribute(node, "w:font").unwrap_or_default();
                let c = u32::from_str_radix(code, 16).ok().and_then(|code| symbol(font, code));
                if let Some(c) = c.filter(|c| !crate::text::is_forbidden(*c)) {
                    self.text(&c.to_string(), look, node);
                }
            }
            "w:br" | "w:cr" => match tree.attribute(node, "w:type") {
                Some("page") => self.push(Atom::PageBreak, node),
                // A line ends at both.
                _ => self.push(Atom::Break, node),
            },
            name @ ("w:footnoteReference" | "w:endnoteReference" | "w:footnote" | "w:endnote") => {
                let id = tree.attribute(node, "w:id").unwrap_or_default().to_owned();
                self.push(Atom::Note(id, name.starts_with("w:end")), node);
                self.elements(node, look);
            }
            "w:commentRangeStart" | "w:commentReference" => self.comment(node),
            "w:commentRangeEnd" => self.end_comment(node),
            "w:instrText" => {
                if let Some((field, false)) = self.open_fields.last() {
                    self.atoms.fields[*field].instruction += &tree.text(node);
                }
            }
            "w:fldChar" => self.field_mark(node),
            "w:fldSimple" => {
                let instruction = tree.attribute(node, "w:instr").unwrap_or_default().to_owned();
                let field = self.begin_field(node, tree.child(node, "w:ffData"));
                self.atoms.fields[field].instruction = instruction;
                self.push(Atom::FieldResult(field), node);
                self.open_fields.push((field, true));
                self.elements(node, look);
                self.open_fields.pop();
                self.push(Atom::FieldEnd(field), node);
            }
            "w:bookmarkStart" => {
                let id = tree.attribute(node, "w:id").unwrap_or_default().to_owned();
                let name = tree.attribute(node, "w:name").unwrap_or_default().to_owned();
                // What never ends is around nothing.
                if self.ended_bookmarks.contains(&id) {
                    self.open_bookmarks.push((id, name.clone()));
                    self.push(Atom::BookmarkStart(name), node);
                }
            }
            "w:bookmarkEnd" => {
                let id = tree.attribute(node, "w:id").unwrap_or_default();
                if let Some(at) = self.open_bookmarks.iter().rposition(|(open, _)| open == id) {
                    let (_, name) = self.open_bookmarks.remove(at);
                    self.push(Atom::BookmarkEnd(name), node);
                }
            }
            "w:hyperlink" => {
                let id = tree.attribute(node, "r:id").unwrap_or_default();
                let target = self.links.get(id).cloned();
                if let Some(target) = target {
                    self.push(Atom::LinkStart(target), node);
                    self.elements(node, look);
                    self.push(Atom::LinkEnd, node);
                } else {
                    self.elements(node, look);
                }
            }
            "w:sdt" => {
                let control = self.atoms.controls.len();
                self.atoms.controls.push(control_of(tree, node));
                self.push(Atom::ControlStart(control), node);
                if let Some(content) = tree.child(node, "w:sdtContent") {
                    self.elements(content, look);
                }
                self.push(Atom::ControlEnd(control), node);
            }
            "w:ins" | "w:moveTo" => self.put_in(node, look),
            // Mathematics on one line, as people type it (Unicode Technical Note 28).
            "m:f" => self.between(&["m:num", "m:den"], "/", node, look),
            "m:sSup" => self.between(&["m:e", "m:sup"], "^", node, look),
            "m:sSub" => self.between(&["m:e", "m:sub"], "_", node, look),
            "m:sSubSup" => {
                self.between(&["m:e", "m:sub"], "_", node, look);
                self.between(&["", "m:sup"], "^", node, look);
            }
            "m:rad" => {
                self.between(&["m:deg"], "", node, look);
                self.text("√", look, node);
                self.between(&["m:e"], "", node, look);
            }
            "m:d" => {
                let sign = |name: &str, usual: &str| {
                    let sign = tree.descend(node, &["m:dPr", name]);
                    let sign = sign.map(|sign| tree.attribute(sign, "m:val").unwrap_or_default());
                    sign.unwrap_or(usual).to_owned()
                };
                self.text(&sign("m:begChr", "("), look, node);
                self.elements(node, look);
                self.text(&sign("m:endChr", ")"), look, node);
            }
            "m:nary" => {
                let sign = tree.descend(node, &["m:naryPr", "m:chr"]);
                let sign = sign.and_then(|sign| tree.attribute(sign, "m:val")).unwrap_or("∫");
                self.text(sign, look, node);
                self.between(&["", "m:sub"], "_", node, look);
                self.between(&["", "m:sup"], "^", node, look);
                self.between(&["m:e"], "", node, look);
            }
            "m:borderBox"
                if tree.child(node, "m:borderBoxPr").is_some_and(|of| {
                    tree.elements(of).any(|child| tree.name(child).starts_with("m:strike"))
                }) =>
            {
                self.mark(MarkKind::Struck, "", &words_in(tree, node), node);
            }
            "m:bar" | "m:acc" => {
                self.elements(node, look);
                self.text("\u{305}", look, node);
            }
            "mc:AlternateContent" => {
                // The same content twice, for newer and older programs.
                if let Some(choice) = tree.elements(node).next() {
                    self.elements(choice, look);
                }
            }
            "w:drawing" | "w:pict" | "w:object" | "w:altChunk" => {
                let boxes = self.boxes.len();
                self.elements(node, look);
                // A text box says what it has to say, if it says anything.
                let is_blank = |content: &Node| words_in(tree, *content).is_empty();
                if self.boxes[boxes..].iter().all(is_blank) {
                    self.push(Atom::Object, node);
                }
            }
            "w:txbxContent" => self.boxes.push(node),
            // What says how text looks rather than what it is.
            "w:pPr" | "w:rPr" | "w:tblPr" | "w:tblGrid" | "w:trPr" | "w:tcPr" | "w:sectPr"
            | "w:sdtPr" | "w:delText" | "w:delInstrText" | "w:rPrChange" | "w:pPrChange" => {}
            _ => self.elements(node, look),
        }
    }

    /// How a run looks, with what its paragraph says of all of them.
    fn run_look(&self, node: Node, look: Look) -> Look {
        let tree = self.tree;
        let Some(properties) = tree.child(node, "w:rPr") else { return look };
        let run = RunLook {
            bold: tree.child(properties, "w:b").is_some_and(|b| tree.is_on(b)),
            italic: tree.child(properties, "w:i").is_some_and(|i| tree.is_on(i)),
        };
        let style = tree.child(properties, "w:rStyle").and_then(|style| tree.val(style));
        let style = style.map(|style| self.styles.of_run(style)).unwrap_or_default();
        Look { run, marks: RunMarks::read(tree, properties).or(style).or(look.marks) }
    }

    /// Characters of a run that is set in a typeface of symbols, as what they show.
    fn in_typeface(&self, text: String, node: Node) -> String {
        let tree = self.tree;
        let fonts = tree.parent(node).and_then(|run| tree.descend(run, &["w:rPr", "w:rFonts"]));
        let font = fonts.and_then(|fonts| tree.attribute(fonts, "w:ascii"));
        let Some(font) = font.filter(|font| is_of_symbols(font)) else { return text };
        let shown = |c: char| symbol(font, u32::from(c)).unwrap_or(c);
        text.chars().map(|c| if c.is_whitespace() { c } else { shown(c) }).collect()
    }

    /// What a field shows that has no result: its code says it.
    fn without_result(&mut self, field: usize, node: Node) {
        let instruction = self.atoms.fields[field].instruction.clone();
        let mut words = instruction.split_whitespace();
        let shown = match words.next().unwrap_or_default().to_uppercase().as_str() {
            "MACROBUTTON" | "GOTOBUTTON" => words.skip(1).collect::<Vec<_>>().join(" "),
            "SYMBOL" => {
                let code = words.next().and_then(|code| code.parse().ok());
                let font = instruction.split('"').nth(1);
                let font = font.or_else(|| instruction.split("\\f ").nth(1)).unwrap_or_default();
                let c = code.and_then(|code| symbol(font.trim(), code));
                c.map(String::from).unwrap_or_default()
            }
            "EQ" | "LISTNUM" => instruction.trim().to_owned(),
            _ => return,
        };
        self.text(&shown, Look::default(), node);
    }

    /// The parts of a formula with a sign between them, each in brackets where it is more than one character.
    fn between(&mut self, parts: &[&str], sign: &str, node: Node, look: Look) {
        for (nth, part) in parts.iter().enumerate() {
            let Some(part) = self.tree.child(node, part) else { continue };
            if nth > 0 {
                self.text(sign, look, node);
            }
            let is_one = words_in(self.tree, part).chars().count() <= 1;
            if !is_one {
                self.text("(", look, node);
            }
            self.elements(part, look);
            if !is_one {
                self.text(")", look, node);
            }
        }
    }

    /// Ends a paragraph whose mark is deleted and that nothing follows which it could be joined with.
    fn end_joined(&mut self, node: Node) {
        if std::mem::take(&mut self.joins_next) {
            self.push(Atom::ParagraphEnd, node);
        }
    }

    fn paragraph(&mut self, node: Node) {
        let tree = self.tree;
        let properties = tree.child(node, "w:pPr");
        let joined = properties.and_then(|node| tree.descend(node, &["w:rPr", "w:del"]));
        if !std::mem::take(&mut self.joins_next) {
            let paragraph = self.describe(properties);
            self.atoms.paragraphs.push(paragraph);
            self.push(Atom::Paragraph(self.atoms.paragraphs.len() - 1), node);
        }
        let was_in_paragraph = std::mem::replace(&mut self.in_paragraph, true);
        let boxes = std::mem::take(&mut self.boxes);
        let style = properties.and_then(|properties| tree.child(properties, "w:pStyle"));
        let style =
            self.styles.of_paragraph(style.and_then(|style| tree.val(style)).unwrap_or_default());
        let look = Look { run: RunLook::default(), marks: style.marks };
        self.elements(node, look);
        let boxes = std::mem::replace(&mut self.boxes, boxes);
        self.in_paragraph = was_in_paragraph;
        if let Some(change) = joined {
            let author = tree.attribute(change, "w:author").unwrap_or_default();
            self.mark(MarkKind::Deleted, author, PARAGRAPH_SIGN, node);
        } else {
            self.push(Atom::ParagraphEnd, node);
        }
        let was_in_box = std::mem::replace(&mut self.in_box, true);
        for content in boxes {
            self.elements(content, Look::default());
            self.end_joined(content);
        }
        self.in_box = was_in_box;
        self.joins_next = joined.is_some();
    }

    fn describe(&self, properties: Option<Node>) -> WordParagraph {
        let tree = self.tree;
        let value = |path: &[&str]| {
            properties.and_then(|properties| tree.val(tree.descend(properties, path)?))
        };
        let style = value(&["w:pStyle"]).unwrap_or_default();
        let style = self.styles.of_paragraph(style);
        let outline = value(&["w:outlineLvl"]).and_then(|level| level.parse::<u8>().ok());
        let heading = outline.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
        let list = value(&["w:numPr", "w:numId"]).map(str::to_owned).or(style.list);
        let level = value(&["w:numPr", "w:ilvl"]).unwrap_or("0").to_owned();
        let list = list.filter(|id| id != "0" && heading.is_none()).map(|id| {
            let about = self.lists.get(&(id.clone(), level.clone())).copied().unwrap_or_default();
            let first = about.first;
            ListItem {
                level: level.parse::<usize>().unwrap_or_default().min(DEEPEST_LIST - 1),
                first,
                has_other_numbers: about.is_lettered || first.is_some_and(|first| first != 1),
                id,
            }
        });
        let alignment = value(&["w:jc"]).map(str::to_owned);
        WordParagraph { heading, list, alignment, is_bold: style.is_bold, in_box: self.in_box }
    }

    /// Whether what is read belongs to a field's instruction.
    fn in_instruction(&self) -> bool {
        self.open_fields.iter().any(|(_, in_result)| !in_result)
    }

    /// Begins the result of a form field at its first text, where nothing else says that it has begun.
    fn begin_result(&mut self, text: &str, node: Node) {
        if let Some((field, in_result)) = self.open_fields.last_mut()
            && !*in_result
            && !text.trim().is_empty()
            && self.atoms.fields[*field].data.is_some()
        {
            *in_result = true;
            let field = *field;
            self.push(Atom::FieldResult(field), node);
        }
    }

    fn begin_field(&mut self, node: Node, data: Option<Node>) -> usize {
        let field = WordField {
            is_bare: data.is_none(),
            data: data.map(|data| field_data(self.tree, data)),
            instruction: String::new(),
            bookmarks: self.open_bookmarks.iter().map(|(_, name)| name.clone()).collect(),
            begin: node,
        };
        self.atoms.fields.push(field);
        let field = self.atoms.fields.len() - 1;
        self.push(Atom::FieldStart(field), node);
        field
    }

    fn field_mark(&mut self, node: Node) {
        match self.tree.attribute(node, "w:fldCharType") {
            // What never ends would take the rest of the text with it.
            Some("begin") if self.unended.contains(&node) => {}
            Some("begin") => {
                let field = self.begin_field(node, self.tree.child(node, "w:ffData"));
                self.open_fields.push((field, false));
            }
            Some("separate") => {
                if let Some((field, in_result)) = self.open_fields.last_mut() {
                    *in_result = true;
                    let field = *field;
                    self.push(Atom::FieldResult(field), node);
                }
            }
            Some("end") => {
                if let Some((field, has_result)) = self.open_fields.pop() {
                    if !has_result {
                        self.without_result(field, node);
                    }
                    // A form field whose data some program has dropped is still one.
                    let found = &mut self.atoms.fields[field];
                    let instruction = found.instruction.trim().to_uppercase();
                    if found.data.is_none() && instruction.starts_with("FORM") {
                        let kind = match instruction.split(' ').next() {
                            Some("FORMCHECKBOX") => FieldKind::Tick(false),
                            _ => FieldKind::default(),
                        };
                        found.data = Some(FieldData { kind, ..FieldData::default() });
                    }
                    self.push(Atom::FieldEnd(field), node);
                }
            }
            _ => {}
        }
    }
}

/// The marks that begin a field which nothing ends, and which is no form field.
fn unended(tree: &Tree<'_>) -> BTreeSet<Node> {
    let (mut open, mut left): (Vec<Node>, Vec<Node>) = (Vec::new(), vec![Tree::ROOT]);
    while let Some(node) = left.pop() {
        if taken_out_by(tree, node).is_some() {
            continue;
        }
        match tree.name(node) {
            "w:fldChar" => match tree.attribute(node, "w:fldCharType") {
                Some("begin") => open.push(node),
                Some("end") => {
                    open.pop();
                }
                _ => {}
            },
            "mc:AlternateContent" => left.extend(tree.elements(node).next()),
            _ => {
                let start = left.len();
                left.extend(tree.elements(node));
                left[start..].reverse();
            }
        }
    }
    open.into_iter().filter(|&mark| tree.child(mark, "w:ffData").is_none()).collect()
}

/// The change that takes an element out of the text, where there is one that nobody has accepted yet.
fn taken_out_by(tree: &Tree<'_>, node: Node) -> Option<Node> {
    match tree.name(node) {
        "w:del" | "w:moveFrom" => Some(node),
        "w:tr" => tree.descend(node, &["w:trPr", "w:del"]),
        "w:tc" => tree.descend(node, &["w:tcPr", "w:cellDel"]),
        _ => None,
    }
}

fn field_data(tree: &Tree<'_>, data: Node) -> FieldData {
    let value = |node: Node, name: &str| tree.child(node, name).and_then(|child| tree.val(child));
    let number = |node: Node, name: &str| value(node, name).and_then(|value| value.parse().ok());
    let kind = if let Some(input) = tree.child(data, "w:textInput") {
        FieldKind::Text {
            kind: value(input, "w:type").unwrap_or("regular").to_owned(),
            default: value(input, "w:default").map(str::to_owned),
            longest: number(input, "w:maxLength").filter(|longest| *longest > 0),
        }
    } else if let Some(tick) = tree.child(data, "w:checkBox") {
        let checked = tree.child(tick, "w:checked").or_else(|| tree.child(tick, "w:default"));
        FieldKind::Tick(checked.is_some_and(|checked| tree.is_on(checked)))
    } else if let Some(list) = tree.child(data, "w:ddList") {
        let entries = tree.elements(list).filter(|&entry| tree.name(entry) == "w:listEntry");
        FieldKind::List {
            entries: entries.map(|entry| tree.val(entry).unwrap_or_default().to_owned()).collect(),
            chosen: number(list, "w:result").or_else(|| number(list, "w:default")).unwrap_or(0),
        }
    } else {
        FieldKind::default()
    };
    let help = value(data, "w:helpText").or_else(|| value(data, "w:statusText"));
    FieldData {
        name: value(data, "w:name").unwrap_or_default().to_owned(),
        kind,
        help: help.map(str::to_owned),
    }
}

/// The entries of a list, as they are shown, with their values.
fn entries(tree: &Tree<'_>, list: Node) -> Vec<(String, String)> {
    let entries = tree.elements(list).filter(|&entry| tree.name(entry) == "w:listItem");
    let texts = entries.map(|entry| {
        let value = tree.attribute(entry, "w:value").unwrap_or_default();
        let shown = tree.attribute(entry, "w:displayText").unwrap_or(value);
        (shown.to_owned(), value.to_owned())
    });
    texts.collect()
}

fn control_of(tree: &Tree<'_>, node: Node) -> Control {
    let properties = tree.child(node, "w:sdtPr");
    let find = |name: &str| properties.and_then(|properties| tree.child(properties, name));
    let value = |name: &str| find(name).and_then(|child| tree.val(child)).map(str::to_owned);
    // Into a combination box people may type what they want.
    let list = find("w:dropDownList");
    let kind = if let Some(tick) = find("w14:checkbox") {
        let checked = tree.child(tick, "w14:checked");
        let is_on = |node| !matches!(tree.attribute(node, "w14:val"), Some("0" | "false"));
        ControlKind::Tick(checked.is_some_and(is_on))
    } else if let Some(list) = list {
        ControlKind::List(entries(tree, list))
    } else if find("w:date").is_some() {
        ControlKind::Date
    } else if ["w:docPartObj", "w:docPartList", "w:citation", "w:bibliography"]
        .iter()
        .any(|name| find(name).is_some())
    {
        ControlKind::Made
    } else if properties.is_some_and(|properties| {
        tree.elements(properties).any(|child| {
            ["group", "picture", "repeatingSection", "repeatingSectionItem"]
                .contains(&tree.local_name(child))
        })
    }) {
        ControlKind::Around
    } else {
        ControlKind::Text
    };
    let holds_lines = find("w:comboBox").is_none()
        && find("w:text").is_none_or(|text| {
            matches!(tree.attribute(text, "w:multiLine"), Some("1" | "true" | "on"))
        });
    let is_empty = find("w:showingPlcHdr").is_some_and(|shows| tree.is_on(shows));
    let lock = value("w:lock");
    let is_locked = matches!(lock.as_deref(), Some("contentLocked" | "sdtContentLocked"));
    let offers = find("w:comboBox").map(|list| entries(tree, list)).unwrap_or_default();
    let offers = offers.into_iter().map(|(shown, _)| shown).collect();
    let (tag, alias) = (value("w:tag"), value("w:alias"));
    let binding = find("w:dataBinding").or_else(|| find("w15:dataBinding")).and_then(|binding| {
        let store = tree.attribute(binding, "w:storeItemID").unwrap_or_default();
        Some((store.to_owned(), tree.attribute(binding, "w:xpath")?.to_owned()))
    });
    Control { tag, alias, kind, is_empty, holds_lines, offers, is_locked, binding, node }
}
