//! Rows on pages → the pages' content, with links and what is read aloud.

use std::collections::BTreeMap;
use std::ops::Range;

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::{Destination, NamedDestination, XyzDestination};
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use crate::document::{Alignment, Style};

use super::super::{TextSource, language};
use super::bands::SetBands;
use super::flow::{Content, Page, Row, SIGNATURE_LINE, colour};
use super::grid::{Grid, GridCell};
use super::letterhead::SetLetterhead;
use super::model::{ANSWER_INDENT, Bands, Piece};
use super::tags::Leaf;
use super::text::{Colour, LinkTarget, Look, Place, SetText, Setter, Stretch};

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// The shade of the header of a table.
const HEADER_SHADE: Colour = [0xEE, 0xF2, 0xF6];
/// How far the bar of an answer stands from its text.
const BAR_SPACE: f32 = 6.0;
const BAR_WIDTH: f32 = 1.5;
const GRID_WIDTH: f32 = 0.5;
/// How far below the baseline an address is underlined, and how thick, as parts of its size.
const UNDERLINE: (f32, f32) = (0.106, 0.073);
/// How far above the foot of its line a baseline is, as a part of the size: the descent and the gap of
/// the typeface.
const FOOT: f32 = 0.245;

/// The margins, in points.
#[derive(Clone, Copy)]
pub(super) struct Margins {
    /// Where what stands at the top begins.
    pub(super) header: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Where what stands at the foot ends, from the end of the page.
    pub(super) footer: f32,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// What is drawn on.
pub(super) struct Drawing<'a, 't> {
    pub(super) setter: &'a mut Setter<'t>,
    pub(super) style: &'a Style,
    /// The language of the document, as a BCP 47 tag.
    pub(super) language: &'a str,
    pub(super) margins: Margins,
    /// What stands above the header of each page.
    pub(super) letterhead: &'a Option<SetLetterhead>,
    /// The names of bookmarks, by label.
    pub(super) anchors: &'a [Vec<String>],
}

/// Where labels are: the page, and the point on it.
type Places = BTreeMap<usize, (usize, Point)>;

/// A page that is being drawn.
struct Sheet<'d> {
    surface: Surface<'d>,
    /// Its place among all pages.
    nth: usize,
    /// The areas of links on it, by link.
    areas: BTreeMap<usize, Vec<Rect>>,
}

/// Where something stands on a page: its upper left corner, and how high it is.
#[derive(Clone, Copy)]
struct Spot {
    corner: Point,
    height: f32,
}

/// What part of a page a row of a table is.
#[derive(Clone, Copy)]
struct Part {
    /// Whether it stands on a page before, and is read to nobody here.
    is_repeated: bool,
    is_first: bool,
    is_last: bool,
}

impl Part {
    const REPEATED: Part = Part { is_repeated: true, is_first: true, is_last: false };
}

impl Drawing<'_, '_> {
    /// Draws all pages.
    pub(super) fn draw(
        &mut self,
        document: &mut Document,
        rows: &[Row],
        pages: &[Page],
        header: &Bands,
        footer: &Bands,
    ) {
        let places = self.places(rows, pages);
        for (nth, page) in pages.iter().enumerate() {
            let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("A4 is a page");
            let mut drawn = document.start_page_with(settings);
            let areas = {
                let mut sheet = Sheet { surface: drawn.surface(), nth, areas: BTreeMap::new() };
                self.letterhead(&mut sheet);
                self.band(&mut sheet, header, pages.len(), true);
                self.rows(&mut sheet, page, rows, &places);
                self.band(&mut sheet, footer, pages.len(), false);
                sheet.surface.finish();
                sheet.areas
            };
            for (link, areas) in areas {
                let link = &self.setter.links[link];
                let Some(target) = target(&link.target, &places) else { continue };
                let corners = areas.iter().map(|area| {
                    Quadrilateral([
                        Point::from_xy(area.left(), area.bottom()),
                        Point::from_xy(area.right(), area.bottom()),
                        Point::from_xy(area.right(), area.top()),
                        Point::from_xy(area.left(), area.top()),
                    ])
                });
                let annotation = LinkAnnotation::new_with_quad_points(corners.collect(), target);
                let annotation = Annotation::new_link(annotation, Some(link.words.clone()));
                let area = link.area;
                let identifier = drawn.add_tagged_annotation(annotation);
                self.setter.tags.put(area, identifier);
            }
            drawn.finish();
        }
        for (label, names) in self.anchors.iter().enumerate() {
            for name in names {
                if let Some(destination) = named(name, label, &places) {
                    // A name that stands for two places stands for the first.
                    let _ = document.register_named_destination(destination);
                }
            }
        }
        document.set_outline(outline(rows, pages, self.margins));
    }

    /// Where each label is.
    fn places(&self, rows: &[Row], pages: &[Page]) -> Places {
        let mut places = Places::new();
        for (nth, page) in pages.iter().enumerate() {
            for placed in &page.rows {
                let row = &rows[placed.row];
                let y = self.margins.top + placed.y;
                let point = Point::from_xy(self.margins.left + row.x, y);
                let mut labels = row.labels.clone();
                match &row.content {
                    Content::Line { set, nth, .. } => labels.extend(set.labels(*nth)),
                    Content::Cells { grid, row, lines } => {
                        for (GridCell { set, area }, shown, _) in grid.cells(*row, lines) {
                            labels.extend(shown.flat_map(|line| set.labels(line)));
                            if set.lines() == 0 && lines.start == 0 && area.rows.start == *row {
                                labels.extend(set.labels(0));
                            }
                        }
                    }
                    _ => {}
                }
                for label in labels {
                    places.entry(label).or_insert((nth, point));
                }
            }
        }
        places
    }

    fn rows(&mut self, sheet: &mut Sheet<'_>, page: &Page, rows: &[Row], places: &Places) {
        let left = self.margins.left;
        if let Some(header) = page.header
            && let Content::Cells { grid, .. } = &rows[header].content
        {
            let lines = 0..grid.lines(0);
            let corner = Point::from_xy(left + rows[header].x, self.margins.top);
            let spot = Spot { corner, height: grid.header() };
            self.cells(sheet, grid, (0, lines), spot, Part::REPEATED);
        }
        let mut bars: Vec<(usize, f32, f32)> = Vec::new();
        for (nth, placed) in page.rows.iter().enumerate() {
            let row = &rows[placed.row];
            let corner = Point::from_xy(left + row.x, self.margins.top + placed.y);
            let spot = Spot { corner, height: row.height };
            if let Some(answer) = row.answer {
                let foot = corner.y + row.height;
                match bars.last_mut() {
                    Some((last, _, end)) if *last == answer => *end = foot,
                    _ => bars.push((answer, corner.y, foot)),
                }
            }
            if row.is_ruled {
                let width = PAGE.0 - self.margins.right - corner.x;
                let foot =
                    rectangle(corner.x, corner.y + row.height - GRID_WIDTH, width, GRID_WIDTH);
                ornament(&mut sheet.surface, colour(&self.style.colors.accent), foot);
            }
            match &row.content {
                Content::Line { set, nth: line, sign, sign_x } => {
                    if let Some(sign) = sign {
                        let corner = Point::from_xy(corner.x + sign_x, corner.y);
                        self.line(sheet, sign, 0, Spot { corner, ..spot }, None);
                    }
                    self.line(sheet, set, *line, spot, None);
                }
                Content::Cells { grid, row: of_grid, lines } => {
                    let part = Part {
                        is_repeated: false,
                        is_first: nth == 0,
                        is_last: nth + 1 == page.rows.len(),
                    };
                    self.cells(sheet, grid, (*of_grid, lines.clone()), spot, part);
                }
                Content::Rule => {
                    let area = rectangle(corner.x, corner.y, SIGNATURE_LINE, 0.6);
                    ornament(&mut sheet.surface, [0; 3], area);
                }
                Content::Entry { set, nth: line, label, leaf, size } => {
                    self.line(sheet, set, *line, spot, None);
                    if line + 1 == set.lines().max(1)
                        && let Some((page, _)) = places.get(label)
                    {
                        let look = Look { size: *size, is_strong: false, colour: [0; 3] };
                        let place = Place { look, element: None, page: None };
                        let number = Piece::Text((page + 1).to_string(), TextSource::Form);
                        let width = PAGE.0 - self.margins.right - corner.x;
                        let number = self.setter.set(&[number], place, width, Alignment::Right);
                        self.line(sheet, &number, 0, spot, Some(*leaf));
                    }
                }
                Content::Nothing => {}
            }
        }
        let accent = colour(&self.style.colors.accent);
        for (_, top, foot) in bars {
            let x = left + ANSWER_INDENT - BAR_SPACE - BAR_WIDTH;
            ornament(&mut sheet.surface, accent, rectangle(x, top, BAR_WIDTH, foot - top));
        }
    }

    /// A row of a table, or some lines of it.
    fn cells(
        &mut self,
        sheet: &mut Sheet<'_>,
        grid: &Grid,
        (row, lines): (usize, Range<usize>),
        Spot { corner, height }: Spot,
        part: Part,
    ) {
        let x = |column: usize| corner.x + grid.widths[..column].iter().sum::<f32>();
        if row == 0 {
            let width = x(grid.widths.len()) - corner.x;
            let area = rectangle(corner.x, corner.y, width, height);
            ornament(&mut sheet.surface, HEADER_SHADE, area);
        }
        let accent = colour(&self.style.colors.accent);
        let (mut upright, mut top, mut foot) = (vec![corner.x], Vec::new(), Vec::new());
        for (GridCell { area, set: cell }, shown, below) in grid.cells(row, &lines) {
            let (left, right) = (x(area.columns.start), x(area.columns.end));
            for (nth_line, line) in shown.enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
                let y = corner.y + below + nth_line as f32 * grid.pitch;
                let corner = Point::from_xy(left + grid.inset, y);
                let spot = Spot { corner, height: grid.pitch };
                if part.is_repeated {
                    artifact(sheet, cell, line, spot, ArtifactType::PaginationOther);
                } else {
                    self.line(sheet, cell, line, spot, None);
                }
            }
            upright.push(right);
            // What goes on in another row has no edge between, but where a page ends.
            if area.rows.start == row || lines.start > 0 || part.is_first {
                stretch(&mut top, left, right);
            }
            if area.rows.end == row + 1 || lines.end < grid.lines(row) || part.is_last {
                stretch(&mut foot, left, right);
            }
        }
        for edge in upright {
            let edge = rectangle(edge - GRID_WIDTH / 2.0, corner.y, GRID_WIDTH, height);
            ornament(&mut sheet.surface, accent, edge);
        }
        for (y, edges) in [(corner.y, top), (corner.y + height, foot)] {
            for (left, right) in edges {
                let edge = rectangle(left, y - GRID_WIDTH / 2.0, right - left, GRID_WIDTH);
                ornament(&mut sheet.surface, accent, edge);
            }
        }
    }

    /// A line of text that is read aloud; what belongs to no place of its own, at `leaf`.
    fn line(
        &mut self,
        sheet: &mut Sheet<'_>,
        set: &SetText,
        line: usize,
        spot: Spot,
        leaf: Option<Leaf>,
    ) {
        let Spot { corner, height } = spot;
        let mut underlines = Vec::new();
        for stretch in set.stretches(line) {
            let span = set.span(stretch.span);
            let Some(leaf) = span.leaf.or(leaf) else { continue };
            // Glyphs of one run are of one script.
            let mut parts = language::parts(set.text_of(stretch), self.language);
            let language = parts.find_map(|(language, _)| language);
            let span_tag = SpanTag::empty().with_lang(language.as_deref());
            let drawn = sheet.surface.start_tagged(ContentTag::Span(span_tag));
            draw_stretch(sheet, set, stretch, spot);
            sheet.surface.end_tagged();
            self.setter.tags.put(leaf, drawn);
            let x = corner.x + stretch.x;
            let area = rectangle(x, corner.y, stretch.width, height);
            if let Some(figure) = span.figure
                && let Some(area) = area
            {
                self.setter.tags.place(figure, sheet.nth, area);
            }
            if let Some(link) = span.link
                && let Some(area) = area
            {
                sheet.areas.entry(link).or_default().push(area);
            }
            if span.is_underlined() {
                let baseline = corner.y + height - FOOT * stretch.size;
                let (below, thick) = (UNDERLINE.0 * stretch.size, UNDERLINE.1 * stretch.size);
                let area = rectangle(x, baseline + below, stretch.width, thick);
                underlines.push((span.colour(), area));
            }
        }
        for (colour, area) in underlines {
            ornament(&mut sheet.surface, colour, area);
        }
    }

    /// What stands above the header: it is read on the first page, and only seen on the others.
    fn letterhead(&mut self, sheet: &mut Sheet<'_>) {
        let Some(letterhead) = self.letterhead else { return };
        let corner = Point::from_xy(self.margins.left, self.margins.header);
        let is_read = sheet.nth == 0;
        if let Some(logo) = &letterhead.logo
            && let Some(size) = Size::from_wh(logo.width, logo.height)
        {
            let surface = &mut sheet.surface;
            let drawn = surface.start_tagged(if is_read {
                ContentTag::Other
            } else {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header))
            });
            let top = corner.y + letterhead.line - logo.height;
            surface.push_transform(&Transform::from_translate(corner.x, top));
            surface.draw_image(logo.image.clone(), size);
            surface.pop();
            surface.end_tagged();
            if is_read {
                self.setter.tags.put(logo.leaf, drawn);
                if let Some(area) = rectangle(corner.x, top, logo.width, logo.height) {
                    self.setter.tags.place(logo.figure, sheet.nth, area);
                }
            }
        }
        for (set, x) in &letterhead.texts {
            let pitch = letterhead.pitch;
            // The baseline of its first line is the foot of the logo.
            let mut y = corner.y + letterhead.line - pitch + FOOT * letterhead.size;
            for line in 0..set.lines() {
                let spot = Spot { corner: Point::from_xy(corner.x + x, y), height: pitch };
                if is_read {
                    self.line(sheet, set, line, spot, None);
                } else {
                    artifact(sheet, set, line, spot, ArtifactType::Header);
                }
                y += pitch;
            }
        }
    }

    /// What stands at the top or the foot of a page.
    fn band(&mut self, sheet: &mut Sheet<'_>, bands: &Bands, pages: usize, is_header: bool) {
        let width = PAGE.0 - self.margins.left - self.margins.right;
        let set = SetBands::new(self.setter, bands, self.style, width, (sheet.nth + 1, pages));
        let top = if is_header {
            let above = self.letterhead.as_ref().map_or(0.0, SetLetterhead::height);
            self.margins.header + above
        } else {
            PAGE.1 - self.margins.footer - set.height()
        };
        let kind = if is_header { ArtifactType::Header } else { ArtifactType::Footer };
        for (side, x) in &set.sides {
            let mut y = top;
            for line in 0..side.lines() {
                let corner = Point::from_xy(self.margins.left + x, y);
                artifact(sheet, side, line, Spot { corner, height: set.pitch }, kind);
                y += set.pitch;
            }
        }
    }
}

fn target(target: &LinkTarget, places: &Places) -> Option<Target> {
    match target {
        LinkTarget::Address(address) => {
            Some(Target::Action(Action::Link(LinkAction::new(address.clone()))))
        }
        LinkTarget::Label(label) => {
            let (page, point) = places.get(label)?;
            Some(Target::Destination(Destination::Xyz(XyzDestination::new(*page, *point))))
        }
    }
}

/// The outline: the headings, each below the last one of a higher level.
fn outline(rows: &[Row], pages: &[Page], margins: Margins) -> Outline {
    let mut nodes: Vec<(u8, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    for (nth, page) in pages.iter().enumerate() {
        for placed in &page.rows {
            let Some(heading) = &rows[placed.row].heading else { continue };
            close(&mut nodes, &mut outline, heading.level);
            let point = Point::from_xy(margins.left, margins.top + placed.y);
            let destination = XyzDestination::new(nth, point);
            nodes.push((heading.level, OutlineNode::new(heading.text.clone(), destination)));
        }
    }
    close(&mut nodes, &mut outline, 0);
    outline
}

/// Gives nodes to those above them, down to a level.
fn close(nodes: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline, level: u8) {
    while let Some((_, node)) = nodes.pop_if(|(last, _)| *last >= level) {
        match nodes.last_mut() {
            Some((_, above)) => above.push_child(node),
            None => outline.push_child(node),
        }
    }
}

fn named(name: &str, label: usize, places: &Places) -> Option<NamedDestination> {
    let (page, point) = places.get(&label)?;
    Some(NamedDestination::new(name.to_owned(), XyzDestination::new(*page, *point)))
}

/// Draws text on a page of its own, read to nobody.
pub(super) fn draw_sample(document: &mut Document, setter: &mut Setter<'_>, text: String) {
    let look = Look { size: 10.0, is_strong: false, colour: [0; 3] };
    let place = Place { look, element: None, page: None };
    let piece = Piece::Text(text, TextSource::Form);
    let set = setter.set(&[piece], place, PAGE.0, Alignment::Left);
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("A4 is a page");
    let mut page = document.start_page_with(settings);
    let mut sheet = Sheet { surface: page.surface(), nth: 0, areas: BTreeMap::new() };
    let spot = Spot { corner: Point::from_xy(0.0, 0.0), height: Setter::pitch(look.size) };
    for line in 0..set.lines() {
        artifact(&mut sheet, &set, line, spot, ArtifactType::PaginationOther);
    }
    sheet.surface.finish();
}

/// A line of text that is read to nobody.
fn artifact(sheet: &mut Sheet<'_>, set: &SetText, line: usize, spot: Spot, kind: ArtifactType) {
    sheet.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    for stretch in set.stretches(line) {
        draw_stretch(sheet, set, stretch, spot);
    }
    sheet.surface.end_tagged();
}

fn draw_stretch(sheet: &mut Sheet<'_>, set: &SetText, stretch: &Stretch, spot: Spot) {
    let surface = &mut sheet.surface;
    surface.set_fill(Some(fill(set.span(stretch.span).colour())));
    let baseline = spot.corner.y + spot.height - FOOT * stretch.size;
    let start = Point::from_xy(spot.corner.x + stretch.x, baseline);
    let font = stretch.font.clone();
    surface.draw_glyphs(start, &stretch.glyphs, font, set.text(), stretch.size, false);
}

/// Draws what is only to look at.
fn ornament(surface: &mut Surface<'_>, colour: Colour, area: Option<Rect>) {
    let Some(area) = area else { return };
    let mut path = PathBuilder::new();
    path.push_rect(area);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(Some(fill(colour)));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn fill([red, green, blue]: Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}

/// Adds an edge, or makes the last one longer where it goes on.
fn stretch(edges: &mut Vec<(f32, f32)>, left: f32, right: f32) {
    match edges.last_mut() {
        Some((_, end)) if (*end - left).abs() < GRID_WIDTH => *end = right,
        _ => edges.push((left, right)),
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Rect> {
    Rect::from_xywh(x, y, width, height)
}
