//! What stands at the top and the foot of each page: two texts that share a line.

use crate::document::{Alignment, Style};

use super::flow::colour;
use super::model::Bands;
use super::text::{Look, Place, SetText, Setter};

/// The least space between two texts beside one another.
const BETWEEN: f32 = 12.0;

/// What stands at the top or the foot of a page, set.
pub(super) struct SetBands {
    /// Each side, and how far from the left margin.
    pub(super) sides: [(SetText, f32); 2],
    pub(super) pitch: f32,
}

impl SetBands {
    /// Sets both sides, which share a width, for a page of so many.
    pub(super) fn new(
        setter: &mut Setter<'_>,
        bands: &Bands,
        style: &Style,
        width: f32,
        page: (usize, usize),
    ) -> SetBands {
        // Two points smaller than the text, as in Word.
        #[expect(clippy::cast_possible_truncation, reason = "type is 6 to 24 points high")]
        let size = style.fonts.size as f32 - 2.0;
        let look = Look { size, is_strong: false, colour: colour(&style.colors.muted) };
        let place = Place { look, element: None, page: Some(page) };
        let [left, right] = [&bands.left, &bands.right];
        let wanted = [left, right].map(|side| setter.measured(side, place).width());
        let widths = shared(width, wanted);
        let sides = [
            (setter.set(left, place, widths[0], Alignment::Left), 0.0),
            (setter.set(right, place, widths[1], Alignment::Right), width - widths[1]),
        ];
        SetBands { sides, pitch: Setter::pitch(size) }
    }

    /// How high the higher side is: a line at least, as in Word.
    pub(super) fn height(&self) -> f32 {
        let lines = self.sides.iter().map(|(side, _)| side.lines()).fold(1, usize::max);
        #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
        let lines = lines as f32;
        lines * self.pitch
    }
}

/// How wide two texts are that stand beside one another and want so much: the one that fits has what it wants,
/// and the other the rest; of two that do not fit, each has half.
pub(super) fn shared(width: f32, [left, right]: [f32; 2]) -> [f32; 2] {
    if left == 0.0 || right == 0.0 {
        return [width; 2];
    }
    let half = (width - BETWEEN) / 2.0;
    if right <= half {
        // A line that is exactly as wide as its text might be broken.
        [width - BETWEEN - right - 0.1, right + 0.1]
    } else if left <= half {
        [left + 0.1, width - BETWEEN - left - 0.1]
    } else {
        [half; 2]
    }
}
