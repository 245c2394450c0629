//! Markers in rendered text, and what they stand for.
//!
//! A marker is a number between two noncharacters, written as character references: a bare one
//! beside `**` would change what CommonMark takes for emphasis.

use super::Properties;

/// A form's text as the template gives it: CommonMark with markers.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Markup {
    /// The text.
    pub body: String,
    /// The left and the right of the header.
    pub header: (String, String),
    /// The left and the right of the footer.
    pub footer: (String, String),
    /// What the file says of itself.
    pub properties: Properties<String>,
    /// The functions called; a marker names one by its index.
    pub calls: Vec<Call>,
}

/// A function that places what CommonMark has no word for.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Call {
    /// A bookmark on the heading or paragraph that it stands in.
    Bookmark(String),
    /// The number of the heading that has a bookmark.
    Reference(String),
    /// The list of the headings.
    Contents,
    /// A new page.
    PageBreak,
    /// A line to sign on.
    SignatureLine,
    /// The page's number.
    PageNumber,
    /// How many pages there are.
    PageCount,
}

/// What a marker stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Marker {
    /// A slot.
    Slot,
    /// A printed value.
    Printed,
    /// A function's call.
    Call,
}

impl Marker {
    /// All of them.
    pub const ALL: [Marker; 3] = [Marker::Slot, Marker::Printed, Marker::Call];

    /// The first marker of a text and where it begins.
    pub fn first_in(text: &str) -> Option<(usize, Marker)> {
        // All of them begin with this byte, which is rare in text.
        let found = text.bytes().enumerate().filter(|(_, byte)| *byte == 0xEF);
        found.into_iter().find_map(|(at, _)| {
            let c = text[at..].chars().next()?;
            let marker = Marker::ALL.into_iter().find(|marker| marker.marks().0 == c)?;
            Some((at, marker))
        })
    }

    /// The opening and the closing noncharacter.
    pub fn marks(self) -> (char, char) {
        match self {
            Marker::Slot => ('\u{FDD0}', '\u{FDD1}'),
            Marker::Printed => ('\u{FDD2}', '\u{FDD3}'),
            Marker::Call => ('\u{FDD4}', '\u{FDD5}'),
        }
    }

    /// The marker with a number, as it stands in [`Markup`].
    pub fn write(self, number: usize) -> String {
        let (open, close) = self.marks();
        format!("&#{};{number}&#{};", u32::from(open), u32::from(close))
    }
}
