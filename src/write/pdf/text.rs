//! Text on lines. The only user of `parley`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use krilla::tagging::Tag;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::style::{
    FontFamily, FontFamilyName, FontFeatures, FontStyle, FontWeight, OverflowWrap, StyleProperty,
};
use parley::{AlignmentOptions, FontContext, Layout, LayoutContext};

use crate::document::Alignment;
use crate::text::code_point;

use super::super::language::is_mark;
use super::super::{TextSource, Unprinted};
use super::fonts::{Fonts, steers};
use super::model::Piece;
use super::tags::{Element, Leaf, Tags};

/// How much smaller the code of a character is than what it stands among.
const CODE_SCALE: f32 = 0.8;
/// The most marks above and below one letter; more are shown as codes.
const MOST_MARKS: usize = 12;
/// The longest line that is laid out in one piece, in bytes: the typesetter counts to 65,535, and what is
/// shown by codes or tabs is at most four times as long.
const LONGEST: usize = 16_000;
/// What a piece of a line takes of that beside its text, so that there are not too many either.
const PIECE: usize = 8;
/// The most times that text is laid out to find what cannot be drawn.
const MOST_TIMES: usize = 6;

/// The most texts that are kept as they were laid out.
const MOST_KEPT: usize = 2_000;

/// A colour: red, green, blue.
pub(super) type Colour = [u8; 3];

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// In points.
    pub(super) size: f32,
    pub(super) is_strong: bool,
    pub(super) colour: Colour,
}

/// Text of one look that belongs to one place in what is read aloud.
#[derive(Clone, Debug)]
pub(super) struct Span {
    range: Range<usize>,
    look: Look,
    is_emphasis: bool,
    is_underlined: bool,
    /// Whether it is set in the second typeface.
    is_sign: bool,
    /// None for what is read to nobody.
    pub(super) leaf: Option<Leaf>,
    /// The element of a sign, which says where it stands.
    pub(super) figure: Option<Element>,
    /// The link that it belongs to.
    pub(super) link: Option<usize>,
    part: TextSource,
}

/// A link: where it leads, and what is read aloud of it.
pub(super) struct Link {
    pub(super) target: LinkTarget,
    /// In words.
    pub(super) words: String,
    /// The place of the area that can be clicked.
    pub(super) area: Leaf,
}

pub(super) enum LinkTarget {
    Address(String),
    Label(usize),
}

/// Text that is laid out.
pub(super) struct SetText {
    typefaces: Arc<Fonts>,
    text: String,
    spans: Vec<Span>,
    /// Places in the text that have a label.
    marks: Vec<(usize, usize)>,
    laid: Rc<LaidText>,
}

/// The lines of a text, whatever it belongs to: what the form itself says is laid out once for all
/// documents.
struct LaidText {
    layout: Layout<u16>,
    /// The glyphs of each line, once they were asked for.
    stretches: Vec<OnceCell<Vec<Stretch>>>,
}

/// All that the lines of a text depend on, but for the typefaces.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct LayoutKey {
    text: String,
    /// Of each span its end, the bits of its size, and whether it is strong, emphasised, a sign.
    spans: Vec<(usize, u32, [bool; 3])>,
    /// The bits of the width and how lines are set; none of what is only measured.
    lines: Option<(u32, Alignment)>,
}

/// Glyphs of one typeface on one line, one behind the other.
pub(super) struct Stretch {
    pub(super) span: usize,
    pub(super) font: Font,
    pub(super) size: f32,
    /// From the left of the lines.
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// What is kept from text to text: the typefaces as they are looked up, and plans of how they shape.
pub(super) struct Typesetter {
    typefaces: Arc<Fonts>,
    fonts: FontContext,
    layouts: LayoutContext<u16>,
    /// The form's own texts, as they were laid out last.
    laid: BTreeMap<LayoutKey, Rc<LaidText>>,
}

/// Sets text, and remembers what belongs to it.
pub(super) struct Setter<'t> {
    typesetter: &'t mut Typesetter,
    pub(super) tags: Tags,
    pub(super) links: Vec<Link>,
    pub(super) unprinted: Vec<Unprinted>,
    muted: Colour,
    linked: Colour,
}

/// What text is set for.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) look: Look,
    /// What it is read aloud as; nothing at the top and the foot of pages.
    pub(super) element: Option<Element>,
    /// The number of the page, and how many there are.
    pub(super) page: Option<(usize, usize)>,
}

/// Text while it is gathered.
struct Gathered {
    text: String,
    spans: Vec<Span>,
    marks: Vec<(usize, usize)>,
    page: Option<(usize, usize)>,
}

impl Typesetter {
    pub(super) fn new(typefaces: Arc<Fonts>) -> Typesetter {
        let mut fonts = FontContext::new();
        fonts.collection = typefaces.collection.clone();
        Typesetter { typefaces, fonts, layouts: LayoutContext::new(), laid: BTreeMap::new() }
    }

    /// Keeps the lines of a text.
    fn keep(&mut self, key: LayoutKey, laid: &Rc<LaidText>) {
        // A form has some hundreds of them; what is made of values may be many more.
        if self.laid.len() >= MOST_KEPT {
            self.laid.clear();
        }
        self.laid.insert(key, Rc::clone(laid));
    }

    /// Whether it sets in some typefaces.
    pub(super) fn has(&self, typefaces: &Arc<Fonts>) -> bool {
        Arc::ptr_eq(&self.typefaces, typefaces)
    }
}

impl<'t> Setter<'t> {
    pub(super) fn new(typesetter: &'t mut Typesetter, muted: Colour, linked: Colour) -> Setter<'t> {
        Setter {
            typesetter,
            tags: Tags::default(),
            links: Vec::new(),
            unprinted: Vec::new(),
            muted,
            linked,
        }
    }

    /// Sets pieces on lines of a width.
    pub(super) fn set(
        &mut self,
        pieces: &[Piece],
        place: Place,
        width: f32,
        alignment: Alignment,
    ) -> SetText {
        self.set_lines(pieces, place, Some((width, alignment)))
    }

    /// Sets pieces on one line, to see how wide they are.
    pub(super) fn measured(&mut self, pieces: &[Piece], place: Place) -> SetText {
        self.set_lines(pieces, place, None)
    }

    fn set_lines(
        &mut self,
        pieces: &[Piece],
        place: Place,
        lines: Option<(f32, Alignment)>,
    ) -> SetText {
        let mut gathered = Gathered {
            text: String::new(),
            spans: Vec::new(),
            marks: Vec::new(),
            page: place.page,
        };
        let span = Span {
            range: 0..0,
            look: place.look,
            is_emphasis: false,
            is_underlined: false,
            is_sign: false,
            leaf: None,
            figure: None,
            link: None,
            part: TextSource::Form,
        };
        self.gather(pieces, place.element, &span, &mut gathered);
        self.lay_out(gathered, lines)
    }

    /// Sets an entry of the contents, which leads to a label.
    pub(super) fn set_entry(
        &mut self,
        pieces: &[Piece],
        place: Place,
        label: usize,
        width: f32,
    ) -> SetText {
        let element = place.element.map(|element| self.tags.add(Some(element), Tag::Link));
        let number = self.links.len();
        if let Some(element) = element {
            let area = self.tags.leaf(element);
            let words = plain(pieces);
            self.links.push(Link { target: LinkTarget::Label(label), words, area });
        }
        let mut set = self.set(pieces, Place { element, ..place }, width, Alignment::Left);
        set.spans.iter_mut().for_each(|span| span.link = span.link.or(element.map(|_| number)));
        set
    }

    /// The height of a line, as Word's: 1.1 times what the typeface asks for.
    pub(super) fn pitch(size: f32) -> f32 {
        size * 1.149 * 1.1
    }

    fn gather(
        &mut self,
        pieces: &[Piece],
        element: Option<Element>,
        span: &Span,
        gathered: &mut Gathered,
    ) {
        for piece in pieces {
            match piece {
                Piece::Text(text, part) => {
                    let leaf = element.map(|element| self.tags.leaf(element));
                    self.push(text, &Span { leaf, part: *part, ..span.clone() }, gathered);
                }
                Piece::Strong(content) => {
                    let look = Look { is_strong: true, ..span.look };
                    let span = Span { look, ..span.clone() };
                    let element = element.map(|element| self.tags.add(Some(element), Tag::Strong));
                    self.gather(content, element, &span, gathered);
                }
                Piece::Emphasis(content) => {
                    let span = Span { is_emphasis: true, ..span.clone() };
                    let element = element.map(|element| self.tags.add(Some(element), Tag::Em));
                    self.gather(content, element, &span, gathered);
                }
                Piece::Muted(content) => {
                    let look = Look { colour: self.muted, ..span.look };
                    self.gather(content, element, &Span { look, ..span.clone() }, gathered);
                }
                Piece::Link { address, content } => {
                    let target = LinkTarget::Address(address.clone());
                    self.link(content, target, address.clone(), element, span, gathered);
                }
                Piece::Reference { label, number } => {
                    let content = [Piece::Text(number.clone(), TextSource::Form)];
                    let target = LinkTarget::Label(*label);
                    self.link(&content, target, number.clone(), element, span, gathered);
                }
                Piece::Break => {
                    let leaf = element.map(|element| self.tags.leaf(element));
                    self.push("\n", &Span { leaf, ..span.clone() }, gathered);
                }
                Piece::Mark(label) => gathered.marks.push((gathered.text.len(), *label)),
                Piece::Tick { sign, alt } => {
                    let figure = element.map(|element| {
                        self.tags.add(Some(element), Tag::Figure(Some((*alt).to_owned())))
                    });
                    let leaf = figure.map(|figure| self.tags.leaf(figure));
                    let span = Span { is_sign: true, figure, leaf, ..span.clone() };
                    self.push(sign, &span, gathered);
                }
                Piece::PageNumber | Piece::PageCount => {
                    let (number, count) = gathered.page.unwrap_or_default();
                    let shown = if matches!(piece, Piece::PageNumber) { number } else { count };
                    self.push(&shown.to_string(), span, gathered);
                }
            }
        }
    }

    fn link(
        &mut self,
        content: &[Piece],
        target: LinkTarget,
        words: String,
        element: Option<Element>,
        span: &Span,
        gathered: &mut Gathered,
    ) {
        // What stands at the top or the foot of a page is read to nobody, so no link may hide there.
        let Some(element) = element else { return self.gather(content, None, span, gathered) };
        let is_address = matches!(target, LinkTarget::Address(_));
        let link = self.tags.add(Some(element), Tag::Link);
        let area = self.tags.leaf(link);
        let number = self.links.len();
        self.links.push(Link { target, words, area });
        let colour = if is_address { self.linked } else { span.look.colour };
        let look = Look { colour, ..span.look };
        let span = Span { look, is_underlined: is_address, link: Some(number), ..span.clone() };
        self.gather(content, Some(link), &span, gathered);
    }

    /// Adds text; what no typeface has is shown by its code.
    fn push(&mut self, text: &str, span: &Span, gathered: &mut Gathered) {
        let mut marks = 0;
        let mut start = gathered.text.len();
        let mut codes: Vec<char> = Vec::new();
        for c in text.chars() {
            marks = if is_mark(c) || steers(c) { marks + 1 } else { 0 };
            // A tab has no picture, and no stops here.
            if c == '\t' || self.typesetter.typefaces.can_print(c) && marks <= MOST_MARKS {
                if !codes.is_empty() {
                    self.push_codes(&std::mem::take(&mut codes), span, gathered);
                    start = gathered.text.len();
                }
                match c {
                    '\t' => gathered.text.push_str("    "),
                    c => gathered.text.push(c),
                }
                continue;
            }
            gathered.end_span(start, span);
            codes.push(c);
        }
        if codes.is_empty() {
            gathered.end_span(start, span);
        } else {
            self.push_codes(&codes, span, gathered);
        }
    }

    fn push_codes(&mut self, codes: &[char], span: &Span, gathered: &mut Gathered) {
        let start = gathered.text.len();
        gathered.text.push_str(&self.code(codes, span.part));
        gathered.end_span(start, &self.coded(span));
    }

    /// The code of characters, which are remembered.
    fn code(&mut self, characters: &[char], part: TextSource) -> String {
        for &c in characters {
            match self.unprinted.iter_mut().find(|other| other.part == part) {
                Some(other) if other.characters.contains(&c) => {}
                Some(other) => other.characters.push(c),
                None => self.unprinted.push(Unprinted { part, characters: vec![c] }),
            }
        }
        let codes = characters.iter().map(|&c| code_point(c));
        format!("[{}]", codes.collect::<Vec<_>>().join(" "))
    }

    fn coded(&self, span: &Span) -> Span {
        let look = Look { size: span.look.size * CODE_SCALE, colour: self.muted, ..span.look };
        Span { look, ..span.clone() }
    }

    /// Lays text out, as it was laid out before where it is the form's own. What turns out not to be drawn,
    /// as an accent that the typeface of its letter does not have, is shown by its code.
    fn lay_out(&mut self, gathered: Gathered, lines: Option<(f32, Alignment)>) -> SetText {
        let Gathered { mut text, mut spans, mut marks, .. } = gathered;
        let typefaces = Arc::clone(&self.typesetter.typefaces);
        let is_form = spans.iter().all(|span| span.part == TextSource::Form);
        let key = is_form.then(|| LayoutKey::new(&text, &spans, lines));
        if let Some(laid) = key.as_ref().and_then(|key| self.typesetter.laid.get(key)) {
            return SetText { typefaces, text, spans, marks, laid: Rc::clone(laid) };
        }
        for nth in 0..MOST_TIMES {
            let layout = self.layout(&text, &spans, lines);
            let missing = missing(&layout, &text);
            if missing.is_empty() {
                let laid = Rc::new(LaidText::new(layout));
                // What was shown by codes is told of each document.
                if let Some(key) = key.filter(|_| nth == 0) {
                    self.typesetter.keep(key, &laid);
                }
                return SetText { typefaces, text, spans, marks, laid };
            }
            for range in missing.into_iter().rev() {
                self.show_by_code(&range, &mut text, &mut spans, &mut marks);
            }
            spans.retain(|span| !span.range.is_empty());
        }
        // What is left stands as codes, all of it.
        let characters: Vec<char> = text.chars().collect();
        let span = spans.first().cloned();
        let part = span.as_ref().map_or(TextSource::Form, |span| span.part);
        let text = self.code(&characters, part);
        let span = span.map(|span| Span { range: 0..text.len(), ..span });
        let spans: Vec<Span> = span.into_iter().collect();
        let laid = Rc::new(LaidText::new(self.layout(&text, &spans, lines)));
        SetText { typefaces, text, spans, marks: Vec::new(), laid }
    }

    /// Puts the code of what is not drawn in its place.
    fn show_by_code(
        &mut self,
        range: &Range<usize>,
        text: &mut String,
        spans: &mut Vec<Span>,
        marks: &mut [(usize, usize)],
    ) {
        let Some(at) = spans.iter().position(|span| span.range.contains(&range.start)) else {
            return;
        };
        let characters: Vec<char> = text[range.clone()].chars().collect();
        let code = self.code(&characters, spans[at].part);
        let moved = |place: usize| {
            if place >= range.end { place - range.len() + code.len() } else { place }
        };
        for (place, _) in marks {
            *place = moved(*place);
        }
        for span in &mut spans[at + 1..] {
            span.range = moved(span.range.start)..moved(span.range.end);
        }
        let before = spans[at].clone();
        let coded = Span { range: range.start..range.start + code.len(), ..self.coded(&before) };
        let after = Span {
            range: moved(range.end)..moved(before.range.end.max(range.end)),
            ..before.clone()
        };
        spans[at].range.end = range.start;
        spans.splice(at + 1..=at, [coded, after]);
        text.replace_range(range.clone(), &code);
    }

    fn layout(
        &mut self,
        text: &str,
        spans: &[Span],
        lines: Option<(f32, Alignment)>,
    ) -> Layout<u16> {
        let Typesetter { typefaces, fonts, layouts, .. } = &mut *self.typesetter;
        let names: Vec<FontFamilyName<'_>> =
            typefaces.families.iter().map(|family| FontFamilyName::named(family)).collect();
        let mut signs = names.clone();
        signs.swap(0, 1);
        let mut builder = layouts.ranged_builder(fonts, text, 1.0, false);
        builder.push_default(FontFamily::List(Cow::Borrowed(&names)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        // Word has neither, unless somebody asks for them, and lines are to end where its lines do.
        builder.push_default(FontFeatures::from("\"kern\" 0, \"liga\" 0, \"clig\" 0"));
        for (nth, span) in spans.iter().enumerate() {
            let range = || span.range.clone();
            let nth = u16::try_from(nth).unwrap_or(u16::MAX);
            builder.push(StyleProperty::Brush(nth), range());
            builder.push(StyleProperty::FontSize(span.look.size), range());
            if span.look.is_strong {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range());
            }
            if span.is_emphasis {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range());
            }
            if span.is_sign {
                builder.push(FontFamily::List(Cow::Borrowed(&signs)), range());
            }
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(lines.map(|(width, _)| width));
        if let Some((_, alignment)) = lines {
            use parley::Alignment as Aligned;
            let alignment = match alignment {
                Alignment::Default => Aligned::Start,
                Alignment::Left => Aligned::Left,
                Alignment::Center => Aligned::Center,
                Alignment::Right => Aligned::Right,
            };
            layout.align(alignment, AlignmentOptions::default());
        }
        layout
    }
}

impl Gathered {
    /// What was added since `start` has one look.
    fn end_span(&mut self, start: usize, span: &Span) {
        let end = self.text.len();
        let from = self.spans.last().map_or(0, |span| span.range.end).max(start);
        if from < end {
            self.spans.push(Span { range: from..end, ..span.clone() });
        }
    }
}

impl SetText {
    /// How wide its longest word is, in points.
    pub(super) fn longest_word(&self) -> f32 {
        self.laid.layout.calculate_content_widths().min
    }

    /// How wide it is on one line, in points.
    pub(super) fn width(&self) -> f32 {
        self.laid.layout.full_width()
    }

    /// How many lines it has: none where there is no text.
    pub(super) fn lines(&self) -> usize {
        if self.text.is_empty() { 0 } else { self.laid.layout.len() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text that glyphs show.
    pub(super) fn text_of(&self, stretch: &Stretch) -> &str {
        let ranges = || stretch.glyphs.iter().map(|glyph| &glyph.text_range);
        let start = ranges().map(|range| range.start).min().unwrap_or_default();
        let end = ranges().map(|range| range.end).max().unwrap_or_default();
        &self.text[start..end]
    }

    pub(super) fn span(&self, nth: usize) -> &Span {
        &self.spans[nth]
    }

    /// The labels of what stands on a line.
    pub(super) fn labels(&self, line: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.laid.layout.get(line).map(|line| line.text_range());
        let is_last = line + 1 >= self.lines();
        let stands = move |place: usize| match &range {
            Some(range) => {
                range.contains(&place)
                    || (is_last && place >= range.end)
                    || (line == 0 && place < range.start)
            }
            None => true,
        };
        self.marks.iter().filter(move |(place, _)| stands(*place)).map(|(_, label)| *label)
    }

    /// The glyphs of a line, in the order in which they are read.
    pub(super) fn stretches(&self, line: usize) -> &[Stretch] {
        let Some(cell) = self.laid.stretches.get(line) else { return &[] };
        cell.get_or_init(|| self.laid.stretches_of(line, &self.text, &self.typefaces))
    }
}

impl LayoutKey {
    fn new(text: &str, spans: &[Span], lines: Option<(f32, Alignment)>) -> LayoutKey {
        let looks = spans.iter().map(|span| {
            let signs = [span.look.is_strong, span.is_emphasis, span.is_sign];
            (span.range.end, span.look.size.to_bits(), signs)
        });
        let lines = lines.map(|(width, alignment)| (width.to_bits(), alignment));
        LayoutKey { text: text.to_owned(), spans: looks.collect(), lines }
    }
}

impl LaidText {
    fn new(layout: Layout<u16>) -> LaidText {
        let stretches = (0..layout.len()).map(|_| OnceCell::new()).collect();
        LaidText { layout, stretches }
    }

    fn stretches_of(&self, line: usize, text: &str, typefaces: &Fonts) -> Vec<Stretch> {
        let Some(line) = self.layout.get(line) else { return Vec::new() };
        let mut x = line.metrics().offset + line.metrics().inline_min_coord;
        let mut stretches: Vec<(usize, Stretch)> = Vec::new();
        for run in line.runs() {
            let Some(font) = typefaces.drawn(run.font().data.id()) else { continue };
            let size = run.font_size();
            // Letters that one glyph shows stand for all of their text; in the order of the text.
            let mut wholes: Vec<Range<usize>> = Vec::new();
            for cluster in run.clusters() {
                let range = cluster.text_range();
                match wholes.last_mut() {
                    Some(whole) if cluster.is_ligature_continuation() => whole.end = range.end,
                    _ => wholes.push(range),
                }
            }
            let mut last = None;
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                if is_unseen(&text[range.clone()]) {
                    continue;
                }
                let span = usize::from(cluster.style().brush);
                let whole = wholes.binary_search_by_key(&range.start, |whole| whole.start);
                let whole = whole.map_or(range, |at| wholes[at].clone());
                for glyph in cluster.glyphs() {
                    if last != Some(span) {
                        last = Some(span);
                        let (font, glyphs) = (font.clone(), Vec::new());
                        let stretch = Stretch { span, font, size, x, width: 0.0, glyphs };
                        stretches.push((whole.start, stretch));
                    }
                    let Some((start, stretch)) = stretches.last_mut() else { continue };
                    *start = whole.start.min(*start);
                    stretch.glyphs.push(KrillaGlyph {
                        glyph_id: GlyphId::new(glyph.id),
                        text_range: whole.clone(),
                        x_advance: glyph.advance / size,
                        x_offset: glyph.x / size,
                        y_offset: -glyph.y / size,
                        y_advance: 0.0,
                        location: None,
                    });
                    stretch.width += glyph.advance;
                    x += glyph.advance;
                }
            }
        }
        stretches.sort_by_key(|(start, _)| *start);
        stretches.into_iter().map(|(_, stretch)| stretch).collect()
    }
}

impl Span {
    pub(super) fn colour(&self) -> Colour {
        self.look.colour
    }

    pub(super) fn is_underlined(&self) -> bool {
        self.is_underlined
    }
}

/// The text of pieces that is the form's own.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text, _) => text.clone(),
        Piece::Strong(content)
        | Piece::Emphasis(content)
        | Piece::Muted(content)
        | Piece::Link { content, .. } => plain(content),
        Piece::Reference { number, .. } => number.clone(),
        Piece::Break => " ".to_owned(),
        _ => String::new(),
    };
    pieces.iter().map(text).collect()
}

/// What the glyphs of a text leave out.
fn missing(layout: &Layout<u16>, text: &str) -> Vec<Range<usize>> {
    let mut missing: Vec<Range<usize>> = Vec::new();
    for line in layout.lines() {
        for run in line.runs() {
            for cluster in run.clusters() {
                let range = cluster.text_range();
                if cluster.glyphs().any(|glyph| glyph.id == 0) && !is_unseen(&text[range.clone()]) {
                    missing.push(range);
                }
            }
        }
    }
    missing.sort_by_key(|range| range.start);
    missing
}

/// Whether nothing of a text is drawn: the end of a line, and what only steers others.
fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || steers(c))
}

/// The pieces of a line, each short enough to be laid out at once.
pub(super) fn short_lines(line: &[Piece]) -> Vec<Cow<'_, [Piece]>> {
    if line.iter().map(length).sum::<usize>() <= LONGEST {
        return vec![Cow::Borrowed(line)];
    }
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut taken = 0;
    for piece in line.iter().flat_map(short_pieces) {
        let length = length(&piece);
        if taken + length > LONGEST {
            lines.push(Vec::new());
            taken = 0;
        }
        taken += length;
        lines.last_mut().expect("there is a line").push(piece);
    }
    lines.into_iter().map(Cow::Owned).collect()
}

/// A piece in parts that are short enough.
fn short_pieces(piece: &Piece) -> Vec<Piece> {
    if length(piece) <= LONGEST {
        return vec![piece.clone()];
    }
    let within = |content: &[Piece], around: &dyn Fn(Vec<Piece>) -> Piece| -> Vec<Piece> {
        short_lines(content).into_iter().map(|line| around(line.into_owned())).collect()
    };
    match piece {
        Piece::Text(text, part) => {
            let mut pieces = Vec::new();
            let mut rest = text.as_str();
            while rest.len() > LONGEST - PIECE {
                let end = rest.floor_char_boundary(LONGEST - PIECE);
                let end = rest[..end].rfind(' ').map_or(end, |blank| blank + 1);
                pieces.push(Piece::Text(rest[..end].to_owned(), *part));
                rest = &rest[end..];
            }
            pieces.push(Piece::Text(rest.to_owned(), *part));
            pieces
        }
        Piece::Strong(content) => within(content, &Piece::Strong),
        Piece::Emphasis(content) => within(content, &Piece::Emphasis),
        Piece::Muted(content) => within(content, &Piece::Muted),
        Piece::Link { address, content } => {
            within(content, &|content| Piece::Link { address: address.clone(), content })
        }
        piece => vec![piece.clone()],
    }
}

/// How much a piece takes of a line.
fn length(piece: &Piece) -> usize {
    PIECE
        + match piece {
            Piece::Text(text, _) => text.len(),
            Piece::Strong(content)
            | Piece::Emphasis(content)
            | Piece::Muted(content)
            | Piece::Link { content, .. } => content.iter().map(length).sum(),
            _ => 0,
        }
}
