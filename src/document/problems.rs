//! What can be wrong with the text of a form.

use crate::diagnostic::{Language, declare_problems, did_you_mean};

declare_problems! {
    /// Text that is no colour.
    NotAColor("not-a-color") {
        /// The text.
        text: String,
    } => {
        en: "`{text}` is not a colour",
        sv: "`{text}` är ingen färg",
        help: {
            en: "write six hexadecimal digits, for example `1F3A5F`",
            sv: "skriv sex hexadecimala siffror, till exempel `1F3A5F`",
        },
        meaning: {
            en: "A colour in `style.toml` is not written in the way that Word and web pages need. Write six hexadecimal digits without `#`, for example `1F3A5F`.",
            sv: "En färg i `style.toml` är inte skriven så som Word och webbsidor behöver. Skriv sex hexadecimala siffror utan `#`, till exempel `1F3A5F`.",
        },
    }

    /// A file that a form names and that does not lie beside its other files.
    NoAsset("not-beside") {
        /// The file's name.
        name: String,
    } => {
        en: "there is no file `{name}` beside `style.toml`",
        sv: "det finns ingen fil `{name}` bredvid `style.toml`",
        help: {
            en: "put it into the form's folder, and write its name without a path",
            sv: "lägg den i formulärets mapp, och skriv dess namn utan sökväg",
        },
        meaning: {
            en: "`style.toml` names a picture or a typeface that is not in the form's folder. Such files belong to the form, and lie beside its other files, so that they are kept and archived with it. Put the file there, and write its name alone, without a path.",
            sv: "`style.toml` nämner en bild eller ett typsnitt som inte finns i formulärets mapp. Sådana filer hör till formuläret och ligger bredvid dess andra filer, så att de sparas och arkiveras med det. Lägg filen där, och skriv bara dess namn, utan sökväg.",
        },
    }

    /// A picture that not all formats can show.
    NotAPicture("not-a-picture") {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        fault: PictureFault,
    } => {
        en: { format!("`{name}` cannot be shown: {}", fault.en()) },
        sv: { format!("`{name}` går inte att visa: {}", fault.sv()) },
        help: {
            en: "save it as a PNG in sRGB, upright, from a drawing program",
            sv: "spara den som PNG i sRGB, upprätt, från ett ritprogram",
        },
        meaning: {
            en: "A logo stands in Word files, on web pages and in archival copies alike, and these take PNG and JPEG in screen colours. The file is something else, is damaged, or has more pixels or bytes than a page needs. Save it anew from a drawing program.",
            sv: "En logotyp ska stå i Wordfiler, på webbsidor och i arkivexemplar, och de tar PNG och JPEG i skärmens färger. Filen är något annat, är skadad eller har fler bildpunkter eller byte än en sida behöver. Spara den på nytt från ett ritprogram.",
        },
    }

    /// A line of the letterhead that is more than one.
    LongLine("long-line") {
        /// How many characters it may have.
        most: usize,
    } => {
        en: "this is more than one line of up to {most} characters",
        sv: "det här är mer än en rad på högst {most} tecken",
        help: {
            en: "write one short line",
            sv: "skriv en kort rad",
        },
        meaning: {
            en: "The authority's name, the mark on drafts and what a logo says stand above the text of every page. Text of several lines, or a very long one, would leave no page for the document. Write what is needed on one line.",
            sv: "Myndighetens namn, märket på utkast och det en logotyp säger står ovanför texten på varje sida. Text på flera rader, eller en mycket lång, skulle inte lämna någon sida åt dokumentet. Skriv det som behövs på en rad.",
        },
    }

    /// A key about a logo where there is none.
    NoLogo("no-logo") {
        /// The key.
        key: String,
    } => {
        en: "`{key}` stands here, but no `logo`",
        sv: "här står `{key}`, men ingen `logo`",
        help: {
            en: "write `logo = \"…\"` too, or leave `{key}` out",
            sv: "skriv också `logo = \"…\"`, eller utelämna `{key}`",
        },
        meaning: {
            en: "A key says something of the logo, but `[header]` names no logo, so it would have no effect. Add the `logo`, or remove the key.",
            sv: "En nyckel säger något om logotypen, men `[header]` nämner ingen logotyp, så nyckeln skulle inte betyda något. Lägg till `logo`, eller ta bort nyckeln.",
        },
    }

    /// A template with something that no document can hold.
    UnsupportedMarkup("unsupported-markup") {
        /// What it is.
        markup: RefusedMarkup,
    } => {
        en: {
            format!("{} cannot stand in a form", markup.en())
        },
        sv: {
            format!("{} kan inte stå i ett formulär", markup.sv())
        },
        help: {
            en: "a form has headings, paragraphs, lists, tables, links, strong and emphasised text",
            sv: "ett formulär har rubriker, stycken, listor, tabeller, länkar, fet och betonad text",
        },
        meaning: {
            en: "The form's text has something that not all documents can show, such as a picture, HTML, code, or a field in a header. It would be lost in some of the formats. Rewrite the passage with headings, paragraphs, lists, tables and links.",
            sv: "Formulärets text har något som inte alla dokument kan visa, till exempel en bild, HTML, kod eller ett fält i ett sidhuvud. Det skulle gå förlorat i något av formaten. Skriv om stället med rubriker, stycken, listor, tabeller och länkar.",
        },
    }

    /// Cells of a table that cannot be one.
    JoinedCells("joined-cells") => {
        en: "these cells cannot be one",
        sv: "de här cellerna kan inte vara en",
        help: {
            en: "join a whole rectangle: `<` in each cell to the right of its first, `^` in each below; write `\\<` or `\\^` for the sign itself",
            sv: "förena en hel rektangel: `<` i varje cell till höger om den första, `^` i varje cell under; skriv `\\<` eller `\\^` för själva tecknet",
        },
        meaning: {
            en: "In a table of `document.md`, a cell with `<` alone is one with the cell to its left, and a cell with `^` alone with the cell above. There is no such cell here, or the cells that are joined make no rectangle. Write the sign in every cell of the rectangle but the first, or `\\<` and `\\^` where the signs themselves are meant.",
            sv: "I en tabell i `document.md` är en cell med bara `<` ett med cellen till vänster, och en cell med bara `^` ett med cellen ovanför. Här finns ingen sådan cell, eller så bildar cellerna ingen rektangel. Skriv tecknet i alla celler i rektangeln utom den första, eller `\\<` och `\\^` om själva tecknen avses.",
        },
    }

    /// A field is placed more than once.
    PlacedTwice("placed-twice") {
        /// The name of its place in templates.
        name: String,
    } => {
        en: "the field `{name}` is placed more than once",
        sv: "fältet `{name}` är placerat mer än en gång",
        help: {
            en: "leave one of them",
            sv: "låt en av dem stå",
        },
        meaning: {
            en: "The template puts the same field in two places, but a bookmark and a form field can only be in one place in Word. Keep one of them; to show the answer once more, print its value with `answers`.",
            sv: "Mallen placerar samma fält på två ställen, men ett bokmärke och ett formulärfält kan bara finnas på ett ställe i Word. Behåll ett av dem; ska svaret visas en gång till skriver du ut dess värde med `answers`.",
        },
    }

    /// A field is not placed, whatever is answered or for some answers.
    NotPlaced("not-placed") {
        /// The name of its place in templates: `field.x`, `part.x.yes`.
        name: String,
        /// Whether the templates place it for other answers.
        is_sometimes: bool,
    } => {
        en: {
            match is_sometimes {
                false => format!("the field `{name}` is not placed"),
                true => format!("the field `{name}` is placed for some answers only"),
            }
        },
        sv: {
            match is_sometimes {
                false => format!("fältet `{name}` är inte placerat"),
                true => format!("fältet `{name}` är placerat bara för vissa svar"),
            }
        },
        help: {
            en: {
                match is_sometimes {
                    false => Some(format!("write `{{{{ {name} }}}}` where its answer stands")),
                    true => Some("place it outside of conditions, or once in every branch".to_owned()),
                }
            },
            sv: {
                match is_sometimes {
                    false => Some(format!("skriv `{{{{ {name} }}}}` där svaret ska stå")),
                    true => Some("placera det utanför villkor, eller en gång i varje gren".to_owned()),
                }
            },
        },
        meaning: {
            en: "The form asks a question whose answer is nowhere in the document, or only in some branches of the template. What somebody has answered would then be missing without notice. Place the field in `document.md` outside conditions or in every branch; if it is not to be printed, write `unplaced = true`.",
            sv: "Formuläret ställer en fråga vars svar inte finns någonstans i dokumentet, eller bara i vissa grenar av mallen. Det som någon svarat skulle då saknas utan att det märks. Placera fältet i `document.md` utanför villkor eller i varje gren; ska svaret inte skrivas ut anger du `unplaced = true`.",
        },
    }

    /// A field of several lines stands within other text.
    NotAlone("not-alone") {
        /// The name of its place in templates.
        name: String,
    } => {
        en: "the field `{name}` must stand alone in its paragraph",
        sv: "fältet `{name}` ska stå ensamt i sitt stycke",
        meaning: {
            en: "A field whose answer may have several paragraphs, a list or a table is put in the middle of other text, where it does not fit. Give it a paragraph of its own in `document.md`, with an empty line before and after.",
            sv: "Ett fält vars svar kan ha flera stycken, en lista eller en tabell står mitt i annan text, där det inte ryms. Ge det ett eget stycke i `document.md`, med en tom rad före och efter.",
        },
    }

    /// A reference to a bookmark that no numbered heading has.
    UnknownReference("unknown-reference") {
        /// The bookmark.
        name: String,
        /// The bookmark most like it.
        suggestion: Option<String>,
    } => {
        en: "no numbered heading has the bookmark `{name}`",
        sv: "ingen numrerad rubrik har bokmärket `{name}`",
        help: {
            en: { did_you_mean(suggestion.as_ref(), Language::English) },
            sv: { did_you_mean(suggestion.as_ref(), Language::Swedish) },
        },
        meaning: {
            en: "The template refers to a numbered heading by a bookmark that no such heading has, so the document would show a reference to nothing. Correct the name in `reference`, or put `bookmark` in the heading.",
            sv: "Mallen hänvisar till en numrerad rubrik med ett bokmärke som ingen sådan rubrik har, så hänvisningen skulle inte leda någonstans. Rätta namnet i `reference`, eller sätt `bookmark` i rubriken.",
        },
    }

    /// A name that Word takes for no bookmark.
    InvalidBookmark("invalid-bookmark") {
        /// The name.
        name: String,
        /// How many characters it may have.
        limit: usize,
    } => {
        en: "`{name}` cannot be the name of a bookmark in Word",
        sv: "`{name}` kan inte vara namn på ett bokmärke i Word",
        help: {
            en: "write letters, digits and `_`, a letter or `_` first, {limit} characters at most",
            sv: "skriv bokstäver, siffror och `_`, en bokstav eller `_` först, högst {limit} tecken",
        },
        meaning: {
            en: "Word does not accept this name for a bookmark: it is too long, begins with a digit, or has a character that is not allowed. With such a name Word would drop the bookmark, or refuse the file. Write letters, digits and `_`, and keep it short.",
            sv: "Word godtar inte namnet på ett bokmärke: det är för långt, börjar med en siffra eller har ett tecken som inte är tillåtet. Med ett sådant namn skulle Word tappa bokmärket eller inte öppna filen. Skriv bokstäver, siffror och `_`, och håll namnet kort.",
        },
    }
}

/// Markup that no document can hold.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum RefusedMarkup {
    /// HTML.
    Html,
    /// A picture.
    Image,
    /// Code, fenced or between grave accents.
    Code,
    /// A quotation.
    Quote,
    /// A rule across the page.
    Rule,
    /// More than a paragraph in a list item.
    BlockInList,
    /// A heading below the third level, or a second title.
    DeepHeading,
    /// Strong and emphasised text and links too deep in one another.
    Deep,
    /// A contents list or a page break beside other text, or a bookmark or a signature line where
    /// none can stand.
    Beside,
    /// A link that leads neither to the web nor to a mailbox.
    Address,
    /// A character reference to what no document can hold.
    Character,
    /// A field in a header, a footer or a property.
    FieldInBand,
    /// A field or a printed value where only plain text can stand: in a link's address, say.
    Place,
}

impl RefusedMarkup {
    fn en(self) -> &'static str {
        match self {
            RefusedMarkup::Html => "HTML",
            RefusedMarkup::Image => "a picture",
            RefusedMarkup::Code => "code",
            RefusedMarkup::Quote => "a quotation",
            RefusedMarkup::Rule => "a rule",
            RefusedMarkup::BlockInList => "more than one paragraph in a list item",
            RefusedMarkup::DeepHeading => "a second title or a heading below the third level",
            RefusedMarkup::Deep => "markup so deep in markup",
            RefusedMarkup::Beside => {
                "a contents list or page break beside other text, or a bookmark or signature line in a list, table or header,"
            }
            RefusedMarkup::Address => "a link that is not `https://`, `http://` or `mailto:`",
            RefusedMarkup::Character => "a character that no document can hold",
            RefusedMarkup::FieldInBand => "a field in a header, a footer or a property",
            RefusedMarkup::Place => "a field or a value in a link's address or in code",
        }
    }

    fn sv(self) -> &'static str {
        match self {
            RefusedMarkup::Html => "HTML",
            RefusedMarkup::Image => "en bild",
            RefusedMarkup::Code => "kod",
            RefusedMarkup::Quote => "ett citat",
            RefusedMarkup::Rule => "en linje",
            RefusedMarkup::BlockInList => "mer än ett stycke i en listpunkt",
            RefusedMarkup::DeepHeading => "en andra titel eller en rubrik under tredje nivån",
            RefusedMarkup::Deep => "uppmärkning så djupt i uppmärkning",
            RefusedMarkup::Beside => {
                "en innehållslista eller sidbrytning intill annan text, eller ett bokmärke eller en underskriftsrad i en lista, en tabell eller ett sidhuvud,"
            }
            RefusedMarkup::Address => "en länk som inte är `https://`, `http://` eller `mailto:`",
            RefusedMarkup::Character => "ett tecken som inget dokument kan ha",
            RefusedMarkup::FieldInBand => "ett fält i ett sidhuvud, en sidfot eller en egenskap",
            RefusedMarkup::Place => "ett fält eller ett värde i en länkadress eller i kod",
        }
    }
}

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PictureFault {
    /// It is neither PNG nor JPEG.
    Unknown,
    /// It cannot be read to its end.
    Damaged,
    /// It has more pixels than anybody sees.
    TooLarge,
    /// Each document would be as large as it is.
    TooHeavy,
    /// Its colours are those of a press.
    Colours,
    /// Its colours are those of another profile than screens have.
    Profile,
    /// It is turned by a note, which not all programs follow.
    Turned,
}

impl PictureFault {
    fn en(self) -> &'static str {
        match self {
            PictureFault::Unknown => "it is neither PNG nor JPEG",
            PictureFault::Damaged => "it is damaged",
            PictureFault::TooLarge => "it has more than 16 million pixels",
            PictureFault::TooHeavy => "it takes more than 2 MB, and each document would",
            PictureFault::Profile => "its colours are of another profile than sRGB",
            PictureFault::Turned => "a note in it turns it, which not all programs follow",
            PictureFault::Colours => "its colours are those of a press (CMYK)",
        }
    }

    fn sv(self) -> &'static str {
        match self {
            PictureFault::Unknown => "den är varken PNG eller JPEG",
            PictureFault::Damaged => "den är skadad",
            PictureFault::TooLarge => "den har fler än 16 miljoner bildpunkter",
            PictureFault::TooHeavy => "den tar mer än 2 MB, och varje dokument skulle göra det",
            PictureFault::Profile => "dess färger har en annan profil än sRGB",
            PictureFault::Turned => {
                "en anteckning i den vrider den, och inte alla program följer den"
            }
            PictureFault::Colours => "dess färger är till för tryckpressar (CMYK)",
        }
    }
}
