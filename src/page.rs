//! An HTML page in one file, for every browser and for paper, in which nothing runs but what the
//! program itself put there.
//!
//! Its content security policy (CSP Level 3) names the one style sheet, and the one script if there is
//! one, by their digests: whatever else got into the page would be dead.

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
    /// What the page is made of: HTML.
    pub body: String,
    /// The script that may run; none may if it is empty.
    pub script: &'static str,
    /// Whether it takes more than the width of a book's page.
    pub is_wide: bool,
}

impl Page {
    /// The page as HTML.
    pub fn to_html(&self) -> String {
        let script = match self.script {
            "" => "'none'".to_owned(),
            script => format!("'sha256-{}'", sha256_base64(script.as_bytes())),
        };
        let style = sha256_base64(STYLE.as_bytes());
        let about = self.about.iter().filter(|(_, content)| !content.is_empty());
        let about: String = about
            .map(|(name, content)| {
                format!("<meta name=\"{name}\" content=\"{}\">\n", escaped(content))
            })
            .collect();
        let run = match self.script {
            "" => String::new(),
            script => format!("<script>{script}</script>\n"),
        };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
             'sha256-{style}'; script-src {script}; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n{about}\
             <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body{}>\n{}{run}</body>\n</html>\n",
            escaped(&self.language),
            escaped(&self.title),
            if self.is_wide { " class=\"wide\"" } else { "" },
            self.body
        )
    }
}

/// Text that is nothing but text, within elements and within quoted attributes alike.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            // What is no character of HTML, or would be read as a line break of the file
            // (HTML Standard, 13.2.3.5).
            '\r' => html.push_str("&#13;"),
            c => html.push(c),
        }
    }
    html
}
