//! The text of a part as a flat row of atoms, with the fields, bookmarks and controls among them.
//!
//! A field may begin in one paragraph and end in another, within a table or around it, so a row is
//! what it can be cut out of. Changes that wait for a decision are taken as made: what was inserted
//! is there, what was deleted is not.

use std::collections::BTreeMap;

use super::package::Package;
use crate::text::DEEPEST_LIST;
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
    /// A cell that takes the room of so many.
    Cell(usize),
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
    /// How many insertions and deletions wait for a decision.
    pub(super) tracked: usize,
    /// Who comments, and what.
    pub(super) comments: Vec<(String, String)>,
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
            atoms: Atoms::default(),
            open_fields: Vec::new(),
            open_bookmarks: Vec::new(),
            boxes: Vec::new(),
            in_paragraph: false,
            joins_next: false,
        };
        reader.elements(Tree::ROOT, RunLook::default());
        reader.atoms.comments = comments(package, part);
        reader.atoms
    }
}

struct AtomReader<'a> {
    tree: &'a Tree<'a>,
    styles: Styles,
    /// Whether a list's level counts, by its number and level.
    lists: Levels,
    links: BTreeMap<String, String>,
    atoms: Atoms,
    /// The fields that have begun: their index, and whether their result has.
    open_fields: Vec<(usize, bool)>,
    /// Ids and names.
    open_bookmarks: Vec<(String, String)>,
    /// Text boxes in the paragraph that is read, to be read after it.
    boxes: Vec<Node>,
    in_paragraph: bool,
    /// Whether the mark between this paragraph and the next is deleted.
    joins_next: bool,
}

impl AtomReader<'_> {
    fn push(&mut self, atom: Atom, node: Node) {
        self.atoms.row.push(atom);
        self.atoms.nodes.push(node);
    }

    fn elements(&mut self, parent: Node, look: RunLook) {
        let tree = self.tree;
        for node in tree.elements(parent) {
            self.element(node, look);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one table of elements")]
    fn element(&mut self, node: Node, look: RunLook) {
        let tree = self.tree;
        match tree.name(node) {
            "w:p" => self.paragraph(node),
            "w:tbl" => {
                self.push(Atom::Table, node);
                self.elements(node, look);
                self.push(Atom::TableEnd, node);
            }
            "w:tr" => {
                // A row whose deletion waits for a decision.
                if tree.descend(node, &["w:trPr", "w:del"]).is_some() {
                    self.atoms.tracked += 1;
                    return;
                }
                self.push(Atom::Row, node);
                self.elements(node, look);
                self.push(Atom::RowEnd, node);
            }
            "w:tc" => {
                let span = tree.descend(node, &["w:tcPr", "w:gridSpan"]);
                let span = span.and_then(|span| tree.val(span)?.parse().ok()).unwrap_or(1);
                self.push(Atom::Cell(span), node);
                self.elements(node, look);
                self.push(Atom::CellEnd, node);
            }
            "w:r" => {
                let look = tree.child(node, "w:rPr").map_or(look, |properties| RunLook {
                    bold: tree.child(properties, "w:b").is_some_and(|b| tree.is_on(b)),
                    italic: tree.child(properties, "w:i").is_some_and(|i| tree.is_on(i)),
                });
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
                    self.push(Atom::Text(text.replace(['\n', '\r'], " "), look), node);
                }
            }
            "w:tab" | "w:ptab" => self.push(Atom::Text("\t".into(), look), node),
            "w:noBreakHyphen" => self.push(Atom::Text("\u{2011}".into(), look), node),
            "w:sym" => {
                let code = tree.attribute(node, "w:char").unwrap_or_default();
                let font = tree.attribute(node, "w:font").unwrap_or_default();
                let c = u32::from_str_radix(code, 16).ok().and_then(|code| symbol(font, code));
                if let Some(c) = c.filter(|c| !crate::text::is_forbidden(*c)) {
                    self.push(Atom::Text(c.to_string(), look), node);
                }
            }
            "w:br" | "w:cr" => match tree.attribute(node, "w:type") {
                Some("page") => self.push(Atom::PageBreak, node),
                Some("column") => {}
                _ => self.push(Atom::Break, node),
            },
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
                self.open_bookmarks.push((id, name.clone()));
                self.push(Atom::BookmarkStart(name), node);
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
            "w:ins" | "w:moveTo" => {
                self.atoms.tracked += 1;
                self.elements(node, look);
            }
            "w:del" | "w:moveFrom" => self.atoms.tracked += 1,
            "mc:AlternateContent" => {
                // The same content twice, for newer and older programs.
                if let Some(choice) = tree.elements(node).next() {
                    self.elements(choice, look);
                }
            }
            "w:drawing" | "w:pict" | "w:object" | "w:altChunk" => {
                let boxes = self.boxes.len();
                self.elements(node, look);
                // A text box says what it has to say.
                if self.boxes.len() == boxes {
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

    fn paragraph(&mut self, node: Node) {
        let tree = self.tree;
        let properties = tree.child(node, "w:pPr");
        let joins_next = properties
            .and_then(|properties| tree.descend(properties, &["w:rPr", "w:del"]))
            .is_some();
        if !std::mem::take(&mut self.joins_next) {
            let paragraph = self.describe(properties);
            self.atoms.paragraphs.push(paragraph);
            self.push(Atom::Paragraph(self.atoms.paragraphs.len() - 1), node);
        }
        let was_in_paragraph = std::mem::replace(&mut self.in_paragraph, true);
        let boxes = std::mem::take(&mut self.boxes);
        self.elements(node, RunLook::default());
        let boxes = std::mem::replace(&mut self.boxes, boxes);
        self.in_paragraph = was_in_paragraph;
        self.joins_next = joins_next;
        if joins_next {
            self.atoms.tracked += 1;
        } else {
            self.push(Atom::ParagraphEnd, node);
        }
        for content in boxes {
            self.elements(content, RunLook::default());
        }
    }

    fn describe(&self, properties: Option<Node>) -> WordParagraph {
        let tree = self.tree;
        let value = |path: &[&str]| {
            properties.and_then(|properties| tree.val(tree.descend(properties, path)?))
        };
        let style = value(&["w:pStyle"]).unwrap_or_default();
        let style = self.styles.get(style);
        let outline = value(&["w:outlineLvl"]).and_then(|level| level.parse::<u8>().ok());
        let heading = outline.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
        let list = value(&["w:numPr", "w:numId"]).map(str::to_owned).or(style.list);
        let level = value(&["w:numPr", "w:ilvl"]).unwrap_or("0").to_owned();
        let list = list.filter(|id| id != "0" && heading.is_none()).map(|id| ListItem {
            level: level.parse::<usize>().unwrap_or_default().min(DEEPEST_LIST - 1),
            first: self.lists.get(&(id.clone(), level)).copied().flatten(),
            id,
        });
        let alignment = value(&["w:jc"]).map(str::to_owned);
        WordParagraph { heading, list, alignment, is_bold: style.is_bold }
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
                if let Some((field, _)) = self.open_fields.pop() {
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
        let entries = tree.elements(list).filter(|&entry| tree.name(entry) == "w:listItem");
        let texts = entries.map(|entry| {
            let value = tree.attribute(entry, "w:value").unwrap_or_default();
            let shown = tree.attribute(entry, "w:displayText").unwrap_or(value);
            (shown.to_owned(), value.to_owned())
        });
        ControlKind::List(texts.collect())
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
    Control { tag: value("w:tag"), alias: value("w:alias"), kind, is_empty, holds_lines, node }
}

/// The character of a symbol: fonts made before Unicode have theirs at U+F000 and up, and what those
/// are is told by the font (ISO/IEC 29500-1, 17.3.3.30). One that is not known stays as it is.
fn symbol(font: &str, code: u32) -> Option<char> {
    let known = match font {
        "Symbol" => match code & 0xFF {
            0x6D => 'μ',
            0x57 => 'Ω',
            0xA3 => '≤',
            0xA5 => '∞',
            0xAB => '↔',
            0xAC => '←',
            0xAE => '→',
            0xB0 => '°',
            0xB1 => '±',
            0xB3 => '≥',
            0xB4 => '×',
            0xB7 => '•',
            0xB8 => '÷',
            0xB9 => '≠',
            0xBB => '≈',
            0xD6 => '√',
            0xDE => '⇒',
            _ => return char::from_u32(code),
        },
        "Wingdings" => match code & 0xFF {
            0x6C => '●',
            0x6E => '■',
            0x6F | 0xA8 => '☐',
            0x78 | 0xFD => '☒',
            0xA7 => '▪',
            0xE0 => '→',
            0xFB => '✗',
            0xFC => '✓',
            0xFE => '☑',
            _ => return char::from_u32(code),
        },
        _ => return char::from_u32(code),
    };
    Some(known)
}

/// What a style makes of a paragraph.
#[derive(Clone, Debug, Default)]
struct ParagraphStyle {
    heading: Option<u8>,
    list: Option<String>,
    is_bold: bool,
}

/// The paragraph styles of a file.
#[derive(Default)]
struct Styles {
    styles: BTreeMap<String, ParagraphStyle>,
    default: ParagraphStyle,
}

impl Styles {
    fn get(&self, id: &str) -> ParagraphStyle {
        self.styles.get(id).unwrap_or(&self.default).clone()
    }

    fn read(package: &Package, part: &str) -> Styles {
        let name = package.related(part, "styles");
        let Some(tree) = name.as_deref().and_then(|name| package.tree(name)) else {
            return Styles::default();
        };
        let mut read: BTreeMap<String, (ParagraphStyle, Option<String>)> = BTreeMap::new();
        for node in tree.elements(Tree::ROOT).filter(|&node| tree.name(node) == "w:style") {
            let value = |path: &[&str]| tree.descend(node, path).and_then(|node| tree.val(node));
            let name = value(&["w:name"]).unwrap_or_default().to_lowercase();
            let outline = value(&["w:pPr", "w:outlineLvl"]).and_then(|level| level.parse().ok());
            let heading = match name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
                Some(level) => Some(level),
                None if name == "title" => Some(0),
                None => outline.filter(|level: &u8| *level < 9).map(|level| level + 1),
            };
            let list = value(&["w:pPr", "w:numPr", "w:numId"]).map(str::to_owned);
            let bold = tree.descend(node, &["w:rPr", "w:b"]);
            let is_bold = bold.is_some_and(|bold| tree.is_on(bold));
            let based_on = value(&["w:basedOn"]).map(str::to_owned);
            let id = tree.attribute(node, "w:styleId").unwrap_or_default().to_owned();
            read.insert(id, (ParagraphStyle { heading, list, is_bold }, based_on));
        }
        let resolved = |id: &String| {
            let (mut style, mut next) = read[id].clone();
            // A style may be based on itself by mistake, so the way up is bounded.
            for _ in 0..16 {
                let Some((above, further)) = next.as_ref().and_then(|id| read.get(id)) else {
                    break;
                };
                style.heading = style.heading.or(above.heading);
                style.list = style.list.or_else(|| above.list.clone());
                style.is_bold |= above.is_bold;
                next.clone_from(further);
            }
            style
        };
        let styles = read.keys().map(|id| (id.clone(), resolved(id))).collect();
        Styles { styles, default: ParagraphStyle::default() }
    }
}

/// Markdown has no greater numbers (CommonMark 0.31.2, 5.2).
const GREATEST_NUMBER: usize = 999_999_999;

/// The levels of the lists of a file, by list and level: the number that each begins at, if it counts.
type Levels = BTreeMap<(String, String), Option<usize>>;

fn lists(package: &Package, part: &str) -> Levels {
    let name = package.related(part, "numbering");
    let Some(tree) = name.as_deref().and_then(|name| package.tree(name)) else {
        return BTreeMap::new();
    };
    let attribute = |node: Node, name: &str| tree.attribute(node, name).unwrap_or_default();
    let number = |node: Node, name: &str| {
        let value = tree.child(node, name).and_then(|node| tree.val(node));
        value
            .and_then(|value| value.parse::<usize>().ok())
            .filter(|number| *number < GREATEST_NUMBER)
    };
    let mut definitions: BTreeMap<&str, BTreeMap<&str, Option<usize>>> = BTreeMap::new();
    for definition in tree.find_all(Tree::ROOT, "w:abstractNum") {
        for level in tree.find_all(definition, "w:lvl") {
            let format = tree.child(level, "w:numFmt").and_then(|format| tree.val(format));
            let counts = !matches!(format, Some("bullet" | "none"));
            let first = counts.then(|| number(level, "w:start").unwrap_or(1));
            let levels = definitions.entry(attribute(definition, "w:abstractNumId")).or_default();
            levels.insert(attribute(level, "w:ilvl"), first);
        }
    }
    let mut lists = BTreeMap::new();
    for list in tree.find_all(Tree::ROOT, "w:num") {
        let definition = tree.child(list, "w:abstractNumId").and_then(|node| tree.val(node));
        let own: BTreeMap<&str, usize> = tree
            .find_all(list, "w:lvlOverride")
            .filter_map(|level| {
                Some((attribute(level, "w:ilvl"), number(level, "w:startOverride")?))
            })
            .collect();
        let levels = definition.and_then(|definition| definitions.get(definition));
        for (level, first) in levels.into_iter().flatten() {
            let id = attribute(list, "w:numId").to_owned();
            let first = first.map(|first| own.get(level).copied().unwrap_or(first));
            lists.insert((id, (*level).to_owned()), first);
        }
    }
    lists
}

/// Who comments on a part, and what they say.
fn comments(package: &Package, part: &str) -> Vec<(String, String)> {
    let name = package.related(part, "comments");
    let Some(tree) = name.as_deref().and_then(|name| package.tree(name)) else {
        return Vec::new();
    };
    tree.find_all(Tree::ROOT, "w:comment")
        .map(|comment| {
            let author = tree.attribute(comment, "w:author").unwrap_or_default().to_owned();
            let texts: Vec<String> =
                tree.find_all(comment, "w:t").map(|text| tree.text(text)).collect();
            (author, texts.concat())
        })
        .collect()
}
