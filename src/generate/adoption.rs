//! A Word form that was adopted, as a page: the form as it is seen, each place named in it, and what the program
//! has made of each, for whoever looks it over.

use maud::{Markup, html};

use crate::diagnostic::Language;
use crate::page::{LINE, Page};
use crate::word::{FoundPlace, Verdict, ViewBlock, ViewPart, view};

use super::Blankett;

/// The words of the page.
struct PageWords {
    tag: &'static str,
    title: &'static str,
    explains: &'static str,
    questions: &'static str,
    head: [&'static str; 6],
}

const ENGLISH: PageWords = PageWords {
    tag: "en",
    title: "Adopted form",
    explains: "Each place is marked, with its number and the key of its question. Mend what is wrong in form.toml.",
    questions: "Places",
    head: ["No.", "Status", "Question", "Key", "Kind", "Address"],
};

const SWEDISH: PageWords = PageWords {
    tag: "sv",
    title: "Importerat formulär",
    explains: "Varje plats är markerad, med sitt nummer och frågans nyckel. Rätta det som är fel i form.toml.",
    questions: "Platser",
    head: ["Nr", "Läge", "Fråga", "Nyckel", "Slag", "Adress"],
};

/// What the page says of itself, so that it is known for one and can be written anew.
const GENERATOR: &str = "blankett import --report";

impl Blankett {
    /// Whether a file is a page of [`Blankett::adoption_page`].
    pub fn is_adoption_page(bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(1 << 12)];
        let head = String::from_utf8_lossy(head);
        head.contains(&format!("<meta name=\"generator\" content=\"{GENERATOR}\">"))
    }

    /// The page that shows what became of each place of the authority's own Word file; `None` where there is no
    /// such file.
    pub fn adoption_page(&self, language: Language) -> Option<String> {
        let original = self.original()?;
        let words = match language {
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        };
        let places = self.places();
        let blocks = view(original, &places);
        let body = html! {
            main { (LINE)
                h1 { (self.form.title) } (LINE)
                p { (words.explains) } (LINE)
                @for block in &blocks { (self.block(block, &places)) }
                h2 { (words.questions) } (LINE)
                div.scroll role="group" tabindex="0" aria-label=(words.questions) { table { (LINE)
                    thead { tr { @for name in words.head { th scope="col" { (name) } } } } (LINE)
                    tbody { (LINE)
                        @for (at, place) in places.iter().enumerate() { (self.row(at, place, language)) (LINE) }
                    } (LINE)
                } } (LINE)
            } (LINE)
        };
        let page = Page {
            language: words.tag.to_owned(),
            title: format!("{}: {}", words.title, self.form.title),
            about: vec![("generator", GENERATOR.to_owned())],
            body,
            is_wide: true,
            ..Page::default()
        };
        Some(page.to_html())
    }

    fn row(&self, at: usize, place: &FoundPlace, language: Language) -> Markup {
        let field = match place.verdict {
            Verdict::Asked(field, _) => self.form.fields.get(field),
            _ => None,
        };
        let status = place.verdict.said(language);
        let is_open = matches!(place.verdict, Verdict::Open(_));
        html! {
            tr id={ "q" (at + 1) } {
                th scope="row" { a href={ "#p" (at + 1) } { (at + 1) } }
                td { @if is_open { strong.bad { (status) } } @else { (status) } }
                td { (field.map_or(place.words.as_str(), |field| field.label.as_str())) }
                td { @if let Some(field) = field { code { (field.key) } } }
                td { @if let Some(field) = field { code { (field.kind.name()) } } }
                td { code { (place.address) } }
            }
        }
    }

    fn block(&self, block: &ViewBlock, places: &[FoundPlace]) -> Markup {
        match block {
            ViewBlock::Line(parts, is_heading) => {
                let is_empty = parts.iter().all(|part| match part {
                    ViewPart::Text(text, _) => text.trim().is_empty(),
                    ViewPart::Break => true,
                    ViewPart::Place(..) => false,
                });
                html! {
                    @if !is_empty {
                        @if *is_heading { p { strong { (self.parts(parts, places)) } } }
                        @else { p { (self.parts(parts, places)) } }
                        (LINE)
                    }
                }
            }
            ViewBlock::Table(rows) => html! {
                div.scroll role="group" tabindex="0" { table { (LINE)
                    @for row in rows {
                        tr {
                            @for cell in row {
                                td rowspan=[(cell.rows > 1).then_some(cell.rows)]
                                    colspan=[(cell.columns > 1).then_some(cell.columns)] {
                                    @for block in &cell.blocks { (self.block(block, places)) }
                                }
                            }
                        } (LINE)
                    }
                } } (LINE)
            },
        }
    }

    fn parts(&self, parts: &[ViewPart], places: &[FoundPlace]) -> Markup {
        html! {
            @for part in parts {
                @match part {
                    ViewPart::Text(text, true) => { strong { (text) } }
                    ViewPart::Text(text, false) => { (text) }
                    ViewPart::Break => { br; }
                    ViewPart::Place(at, words) => { (self.place(*at, words, places)) }
                }
            }
        }
    }

    fn place(&self, at: usize, words: &str, places: &[FoundPlace]) -> Markup {
        let key = match places[at].verdict {
            Verdict::Asked(field, _) => self.form.fields.get(field).map(|field| field.key.as_str()),
            Verdict::PassedOver(_) => return html! { (words) },
            Verdict::Open(_) => None,
        };
        html! {
            mark id={ "p" (at + 1) } {
                (words) " "
                a href={ "#q" (at + 1) } { (at + 1) @if let Some(key) = key { " " code { (key) } } @else { " ?" } }
            }
        }
    }
}
