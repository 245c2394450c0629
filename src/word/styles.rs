//! What styles and list definitions make of paragraphs and characters.

use std::collections::BTreeMap;

use super::marks::{MarkKind, Position};
use super::package::Package;
use crate::xml::tree::{Node, Tree};

/// What a style makes of a paragraph, or of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) heading: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) is_bold: bool,
    pub(super) marks: RunMarks,
}

/// What the properties of a run say of how it is shown; nothing, where they leave it as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RunMarks {
    is_struck: Option<bool>,
    is_hidden: Option<bool>,
    position: Option<Position>,
}

impl RunMarks {
    /// Reads a `w:rPr` (ISO/IEC 29500-1, 17.3.2).
    pub(super) fn read(tree: &Tree<'_>, properties: Node) -> RunMarks {
        let is_on = |name: &str| tree.child(properties, name).map(|node| tree.is_on(node));
        let position = tree.child(properties, "w:vertAlign").and_then(|node| tree.val(node));
        RunMarks {
            is_struck: match (is_on("w:strike"), is_on("w:dstrike")) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (one, other) => one.or(other),
            },
            is_hidden: is_on("w:vanish"),
            position: position.map(|position| match position {
                "superscript" => Position::Raised,
                "subscript" => Position::Lowered,
                _ => Position::Normal,
            }),
        }
    }

    /// These, and where they leave something as it is, what is said above them.
    pub(super) fn or(self, above: RunMarks) -> RunMarks {
        RunMarks {
            is_struck: self.is_struck.or(above.is_struck),
            is_hidden: self.is_hidden.or(above.is_hidden),
            position: self.position.or(above.position),
        }
    }

    /// Why the run is no part of the text, if it is none.
    pub(super) fn left_out(self) -> Option<MarkKind> {
        match self {
            RunMarks { is_hidden: Some(true), .. } => Some(MarkKind::Hidden),
            RunMarks { is_struck: Some(true), .. } => Some(MarkKind::Struck),
            _ => None,
        }
    }

    pub(super) fn position(self) -> Position {
        self.position.unwrap_or_default()
    }
}

/// The styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// That of paragraphs which name none.
    default: Style,
    /// What the document says of all characters.
    of_all: RunMarks,
}

impl Styles {
    /// The style of a paragraph.
    pub(super) fn of_paragraph(&self, id: &str) -> Style {
        let mut style = self.by_id.get(id).unwrap_or(&self.default).clone();
        style.marks = style.marks.or(self.of_all);
        style
    }

    /// What a style of characters says of a run.
    pub(super) fn of_run(&self, id: &str) -> RunMarks {
        self.by_id.get(id).map(|style| style.marks).unwrap_or_default()
    }

    pub(super) fn read(package: &Package, part: &str) -> Styles {
        let name = package.related(part, "styles");
        let Some(tree) = name.as_deref().and_then(|name| package.tree(name)) else {
            return Styles::default();
        };
        let mut read: BTreeMap<String, (Style, Option<String>)> = BTreeMap::new();
        let mut default_id: Option<String> = None;
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
            if tree.attribute(node, "w:type") == Some("paragraph")
                && matches!(tree.attribute(node, "w:default"), Some("1" | "true" | "on"))
            {
                default_id = tree.attribute(node, "w:styleId").map(str::to_owned);
            }
            let marks = tree.child(node, "w:rPr");
            let marks = marks.map(|node| RunMarks::read(&tree, node)).unwrap_or_default();
            read.insert(id, (Style { heading, list, is_bold, marks }, based_on));
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
                style.marks = style.marks.or(above.marks);
                next.clone_from(further);
            }
            style
        };
        let by_id: BTreeMap<String, Style> =
            read.keys().map(|id| (id.clone(), resolved(id))).collect();
        let of_all = tree.descend(Tree::ROOT, &["w:docDefaults", "w:rPrDefault", "w:rPr"]);
        let of_all = of_all.map(|node| RunMarks::read(&tree, node)).unwrap_or_default();
        let default = default_id.and_then(|id| by_id.get(&id)).cloned().unwrap_or_default();
        Styles { by_id, default, of_all }
    }
}

/// Markdown has no greater numbers (CommonMark 0.31.2, 5.2).
const GREATEST_NUMBER: usize = 999_999_999;

/// A level of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Level {
    /// The number that it begins at, if it counts.
    pub(super) first: Option<usize>,
    /// Whether it counts otherwise than in digits.
    pub(super) is_lettered: bool,
}

/// The levels of the lists of a file, by list and level.
pub(super) type Levels = BTreeMap<(String, String), Level>;

pub(super) fn lists(package: &Package, part: &str) -> Levels {
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
    let mut definitions: BTreeMap<&str, BTreeMap<&str, Level>> = BTreeMap::new();
    for definition in tree.find_all(Tree::ROOT, "w:abstractNum") {
        for level in tree.find_all(definition, "w:lvl") {
            let format = tree.child(level, "w:numFmt").and_then(|format| tree.val(format));
            let counts = !matches!(format, Some("bullet" | "none"));
            let first = counts.then(|| number(level, "w:start").unwrap_or(1));
            let levels = definitions.entry(attribute(definition, "w:abstractNumId")).or_default();
            // What stands beside the number is seen too.
            let text = tree.child(level, "w:lvlText").and_then(|text| tree.val(text));
            let text = text.unwrap_or_default();
            let is_number =
                text.trim_start_matches(|c: char| c == '%' || c.is_ascii_digit() || c == '.');
            let is_sign =
                text.chars().count() <= 1 && !text.contains(['☐', '☒', '☑', '✓', '✔', '✗']);
            let is_plain = if counts { matches!(is_number, "" | ")") } else { is_sign };
            let is_lettered =
                !is_plain || counts && !matches!(format, None | Some("decimal" | "decimalZero"));
            levels.insert(attribute(level, "w:ilvl"), Level { first, is_lettered });
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
        for (level, about) in levels.into_iter().flatten() {
            let id = attribute(list, "w:numId").to_owned();
            let first = about.first.map(|first| own.get(level).copied().unwrap_or(first));
            lists.insert((id, (*level).to_owned()), Level { first, ..*about });
        }
    }
    lists
}
