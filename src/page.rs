//! An HTML page in one file, for every browser and for paper, in which nothing runs but what the
//! program itself put there.
//!
//! Its content security policy (CSP Level 3) names the one style sheet, and the one script if there is
//! one, by their digests: whatever else got into the page would be dead.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::digest::sha256_base64;

/// The looks that all pages share. Colours keep 4.5:1 and more against their ground (WCAG 2.1, 1.4.3),
/// by day and by night.
const STYLE: &str = include_str!("page.css");

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// The title.
    pub title: String,
    /// What else the page says of itself: names and contents.
    pub about: Vec<(&'static str, String)>,
    /// What the page is made of.
    pub body: Markup,
    /// The script that may run; none may if it is empty.
    pub script: &'static str,
    /// Whether it takes more than the width of a book's page.
    pub is_wide: bool,
}

/// A line break between elements, so that a page is read and compared by lines.
pub(crate) const LINE: PreEscaped<&str> = PreEscaped("\n");

impl Page {
    /// The page as HTML.
    pub fn to_html(&self) -> String {
        let style = sha256_base64(STYLE.as_bytes());
        let script = match self.script {
            "" => "'none'".to_owned(),
            script => format!("'sha256-{}'", sha256_base64(script.as_bytes())),
        };
        let policy = format!(
            "default-src 'none'; img-src data:; style-src 'sha256-{style}'; script-src {script}; base-uri 'none'; \
             form-action 'none'"
        );
        let mut about = vec![
            ("viewport", "width=device-width, initial-scale=1"),
            ("color-scheme", "light dark"),
            ("referrer", "no-referrer"),
        ];
        about.extend(self.about.iter().map(|(name, content)| (*name, content.as_str())));
        about.retain(|(_, content)| !content.is_empty());
        let page = html! {
            (DOCTYPE) (LINE)
            html lang=(self.language) { (LINE)
                head { (LINE)
                    meta charset="utf-8"; (LINE)
                    meta http-equiv="Content-Security-Policy" content=(policy); (LINE)
                    @for (name, content) in about {
                        meta name=(name) content=(content); (LINE)
                    }
                    title { (self.title) } (LINE)
                    style { (PreEscaped(STYLE)) } (LINE)
                } (LINE)
                body class=[self.is_wide.then_some("wide")] { (LINE)
                    (self.body)
                    @if !self.script.is_empty() {
                        script { (PreEscaped(self.script)) } (LINE)
                    }
                } (LINE)
            } (LINE)
        };
        page.into_string()
    }
}
