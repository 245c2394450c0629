//! The styles and the numbering of a Word file.

use docx_rs::{
    AbstractNumbering, BorderType, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    LineSpacingType, NumberFormat, Numbering, NumberingId, NumberingProperty, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, RunFonts, SpecialIndentType, Start,
    Style as WordStyle, StyleType, Styles, Tab, TabLeaderType, TabValueType,
};

use crate::document::{Document, Style};
use crate::text::DEEPEST_LIST;

/// Twentieths of a point in a millimetre.
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;
/// The width of A4, in twips.
pub(super) const PAGE_WIDTH: u32 = 11906;
/// The height of A4, in twips.
pub(super) const PAGE_HEIGHT: u32 = 16838;
/// How far answers stand in from the margin, in twips: 4 mm.
pub(super) const ANSWER_INDENT: i32 = 227;
/// How far the text of a list item stands in from its sign.
const LIST_INDENT: i32 = 340;
/// How long a line to sign on is: 8 cm.
const SIGNATURE_LINE: usize = 4536;

/// The ids of styles.
pub(super) mod id {
    pub(crate) const TITLE: &str = "Title";
    pub(crate) const HEADINGS: [&str; 3] = ["Heading1", "Heading2", "Heading3"];
    pub(crate) const QUESTION: &str = "Question";
    pub(crate) const ANSWER: &str = "Answer";
    pub(crate) const ANSWER_LIST: &str = "AnswerList";
    pub(crate) const ANSWER_EDGE: &str = "AnswerEdge";
    pub(crate) const TABLE_TEXT: &str = "TableText";
    pub(crate) const TABLE_HEADER: &str = "TableHeader";
    pub(crate) const LIST: &str = "ListParagraph";
    pub(crate) const CONTENTS: [&str; 3] = ["Contents1", "Contents2", "Contents3"];
    pub(crate) const SIGNATURE: &str = "Signature";
    pub(crate) const SIGNATURE_LINE: &str = "SignatureLine";
    pub(crate) const HEADER: &str = "Header";
    pub(crate) const FOOTER: &str = "Footer";
    pub(crate) const LINK: &str = "Hyperlink";
}

/// The ids of numbered lists begin here; those of headings and bullets are below.
const FIRST_LIST: usize = 10;

/// The ids of numberings. docx-rs writes one of its own with the id 1.
pub(super) mod number {
    pub(crate) const HEADINGS: usize = 2;
    pub(crate) const BULLETS: usize = 3;
    pub(crate) const ANSWER_BULLETS: usize = 4;
}

/// Millimetres in twips.
pub(super) fn twips(millimetres: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "margins are 5 to 80 mm")]
    let twips = (millimetres * TWIPS_PER_MM).round() as i32;
    twips
}

/// The width of the text, in twips.
pub(super) fn text_width(style: &Style) -> i32 {
    PAGE_WIDTH.cast_signed() - twips(style.margins.left) - twips(style.margins.right)
}

/// Points as Word counts them in a paragraph: twentieths.
fn points(points: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few points")]
    let twips = (points * 20.0).round() as u32;
    twips
}

/// Spacing of a paragraph, in points.
fn spacing(before: f64, after: f64) -> LineSpacing {
    // The rule must be said: LibreOffice prints a title of two lines over itself without it.
    LineSpacing::new()
        .before(points(before))
        .after(points(after))
        .line(264)
        .line_rule(LineSpacingType::Auto)
}

/// The spacing of a list's last item, which sets off what follows.
pub(super) fn list_end() -> LineSpacing {
    spacing(0.0, 6.0)
}

/// The bar beside an answer, which stands at the same place beside a list within an item. Word draws
/// it no farther away than 31 points.
pub(super) fn bar(style: &Style, level: usize) -> ParagraphBorders {
    const FARTHEST: usize = 31;
    let step = usize::try_from(LIST_INDENT / 20).unwrap_or_default();
    ParagraphBorders::with_empty().set(
        ParagraphBorder::new(ParagraphBorderPosition::Left)
            .val(BorderType::Single)
            .size(12)
            .space((6 + level * step).min(FARTHEST))
            .color(&style.colors.accent),
    )
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

/// Half points, as Word counts the size of type.
pub(super) fn half_points(points: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "6 to 50 points")]
    let size = (points * 2.0).round() as usize;
    size
}

/// All styles.
#[expect(clippy::too_many_lines, reason = "one list of styles")]
pub(super) fn styles(style: &Style, language: &str) -> Styles {
    let size = style.fonts.size;
    // The names that Word shows to the people who fill in the form.
    let [question, answer, answer_list_name, answer_edge] = if language.starts_with("sv") {
        ["Fråga", "Svar", "Svarslista", "Svarskant"]
    } else {
        ["Question", "Answer", "Answer List", "Answer Edge"]
    };
    let paragraph = |id: &str, name: &str| {
        WordStyle::new(id, StyleType::Paragraph).name(name).based_on("Normal")
    };
    let heading = |id: &str, name: &str, scale: f64, before: f64| {
        let mut heading = paragraph(id, name)
            .next("Normal")
            .bold()
            .fonts(fonts(&style.fonts.headings))
            .color(&style.colors.headings)
            .size(half_points(size * scale))
            .line_spacing(spacing(before, 4.0));
        heading.paragraph_property = heading.paragraph_property.keep_next(true).keep_lines(true);
        heading
    };
    let numbered_heading = |level: usize, scale: f64, before: f64| {
        let mut heading =
            heading(id::HEADINGS[level], &format!("heading {}", level + 1), scale, before)
                .outline_lvl(level);
        heading.paragraph_property.numbering_property = Some(
            NumberingProperty::new()
                .add_num(NumberingId::new(number::HEADINGS), IndentLevel::new(level)),
        );
        heading
    };
    let mut answer_style = paragraph(id::ANSWER, answer)
        .indent(Some(ANSWER_INDENT), None, None, None)
        .line_spacing(spacing(0.0, 4.0));
    answer_style.paragraph_property = answer_style.paragraph_property.set_borders(bar(style, 0));
    let mut answer_list = WordStyle::new(id::ANSWER_LIST, StyleType::Paragraph)
        .name(answer_list_name)
        .based_on(id::ANSWER)
        .line_spacing(spacing(0.0, 2.0));
    answer_list.paragraph_property = answer_list.paragraph_property.keep_lines(true);
    // The least that there is: it only carries the field's beginning or end beside a table.
    let edge = paragraph(id::ANSWER_EDGE, answer_edge).size(2).line_spacing(
        LineSpacing::new().before(0).after(60).line(20).line_rule(LineSpacingType::AtLeast),
    );
    let mut question_style =
        paragraph(id::QUESTION, question).next(id::ANSWER).bold().line_spacing(spacing(9.0, 2.0));
    question_style.paragraph_property =
        question_style.paragraph_property.keep_next(true).keep_lines(true);
    let table_text = paragraph(id::TABLE_TEXT, "Table Text")
        .size(half_points(size - 1.0))
        .line_spacing(spacing(1.5, 1.5));
    let table_header = WordStyle::new(id::TABLE_HEADER, StyleType::Paragraph)
        .name("Table Header")
        .based_on(id::TABLE_TEXT)
        .bold();
    let signature = paragraph(id::SIGNATURE, "Signature").line_spacing(spacing(0.0, 0.0));
    let mut signature_line = paragraph(id::SIGNATURE_LINE, "Signature Line")
        .next(id::SIGNATURE)
        .line_spacing(spacing(36.0, 0.0));
    signature_line.paragraph_property = signature_line.paragraph_property.keep_next(true).add_tab(
        Tab::new().val(TabValueType::Left).leader(TabLeaderType::Underscore).pos(SIGNATURE_LINE),
    );
    #[expect(clippy::cast_sign_loss, reason = "a page is wider than its margins")]
    let right_edge = text_width(style) as usize;
    let band = |id: &str, name: &str| {
        let mut band = paragraph(id, name)
            .size(half_points(size - 2.0))
            .color(&style.colors.muted)
            .line_spacing(spacing(0.0, 0.0));
        band.paragraph_property =
            band.paragraph_property.add_tab(Tab::new().val(TabValueType::Right).pos(right_edge));
        band
    };
    let contents = |level: usize| {
        paragraph(id::CONTENTS[level], &format!("Contents {}", level + 1))
            .indent(Some(i32::try_from(level).unwrap_or_default() * LIST_INDENT), None, None, None)
            .line_spacing(spacing(0.0, 2.0))
    };

    let mut styles = Styles::new()
        .default_size(half_points(size))
        .default_fonts(fonts(&style.fonts.text))
        .default_line_spacing(spacing(0.0, 6.0));
    // docx-rs adds `Normal` itself.
    let all = vec![
        heading(id::TITLE, "Title", 1.7, 0.0).line_spacing(spacing(0.0, 10.0)),
        numbered_heading(0, 1.3, 18.0),
        numbered_heading(1, 1.15, 14.0),
        numbered_heading(2, 1.0, 12.0),
        question_style,
        answer_style,
        answer_list,
        edge,
        table_text,
        table_header,
        paragraph(id::LIST, "List Paragraph").line_spacing(spacing(0.0, 2.0)),
        contents(0),
        contents(1),
        contents(2),
        signature,
        signature_line,
        band(id::HEADER, "header"),
        band(id::FOOTER, "footer"),
        WordStyle::new(id::LINK, StyleType::Character)
            .name("Hyperlink")
            .color(&style.colors.links)
            .underline("single"),
    ];
    for style in all {
        styles = styles.add_style(style);
    }
    styles
}

/// The headings' numbers and the bullets, which all documents have.
pub(super) fn shared_numberings() -> Vec<(AbstractNumbering, Numbering)> {
    let headings = ["%1", "%1.%2", "%1.%2.%3"].iter().enumerate().fold(
        AbstractNumbering::new(number::HEADINGS),
        |numbering, (at, text)| {
            numbering.add_level(
                level(at, ("decimal", text, 1), 567, 567).paragraph_style(id::HEADINGS[at]),
            )
        },
    );
    let bullets = list(number::BULLETS, DEEPEST_LIST, 0, bullet);
    let answer_bullets = list(number::ANSWER_BULLETS, DEEPEST_LIST, ANSWER_INDENT, bullet);
    [headings, bullets, answer_bullets]
        .map(|list| (list.clone(), Numbering::new(list.id, list.id)))
        .to_vec()
}

/// A numbered list of its own, whose items stand in `level` lists besides, and begin at `first`.
pub(super) fn numbered_list(
    id: usize,
    level: usize,
    first: usize,
) -> (AbstractNumbering, Numbering) {
    let sign = |at| number(at, if at == level { first } else { 1 });
    (list(id, level + 1, 0, sign), Numbering::new(id, id))
}

/// The levels of a numbered list in an answer.
pub(super) fn answer_levels(id: usize) -> AbstractNumbering {
    list(id, DEEPEST_LIST, ANSWER_INDENT, |at| number(at, 1))
}

/// The id of a slot's numbered list, so that no other answer can move it; the form's own text
/// counts as one slot more. Small, because Word is known to take small ones.
pub(super) fn list_id(document: &Document, slot: usize, ordinal: usize) -> usize {
    FIRST_LIST + ordinal * (document.slots.len() + 1) + slot
}

fn bullet(_: usize) -> (&'static str, String, usize) {
    ("bullet", "•".to_owned(), 1)
}

fn number(level: usize, first: usize) -> (&'static str, String, usize) {
    ("decimal", format!("%{}.", level + 1), first)
}

fn level(
    level: usize,
    (format, text, first): (&str, &str, usize),
    left: i32,
    hanging: i32,
) -> Level {
    Level::new(
        level,
        Start::new(first),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    )
    .indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None)
}

/// A list of so many levels, each of which has a format, a sign and a number to begin at.
fn list(
    id: usize,
    levels: usize,
    left: i32,
    sign: impl Fn(usize) -> (&'static str, String, usize),
) -> AbstractNumbering {
    (0..levels).zip(1..).fold(AbstractNumbering::new(id), |list, (at, depth)| {
        let (format, text, first) = sign(at);
        let left = left + depth * LIST_INDENT;
        list.add_level(level(at, (format, &text, first), left, LIST_INDENT))
    })
}
