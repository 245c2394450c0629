//! Pages as a browser reads them.

use scraper::{ElementRef, Html, Selector};

/// All that pages of ours are made of.
const ELEMENTS: [&str; 37] = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "h1",
    "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "a", "strong", "em", "br", "span", "div", "label", "input", "output", "time", "script",
    "img",
];
const ATTRIBUTES: [&str; 26] = [
    "start",
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "id",
    "class",
    "href",
    "scope",
    "dir",
    "role",
    "tabindex",
    "aria-label",
    "aria-hidden",
    "aria-live",
    "hidden",
    "for",
    "type",
    "datetime",
    "src",
    "alt",
    "width",
    "height",
    "colspan",
    "rowspan",
];

/// A page that was read.
pub(crate) struct Page {
    page: Html,
}

impl Page {
    pub(crate) fn parse(file: &str) -> Page {
        let page = Html::parse_document(file);
        assert!(page.errors.is_empty(), "{:?}\n{file}", page.errors);
        Page { page }
    }

    /// Nothing in it runs, loads or leads anywhere that a reader would not expect.
    pub(crate) fn assert_is_dead(&self) {
        let all = Selector::parse("*").unwrap();
        for element in self.page.select(&all) {
            let name = element.value().name();
            assert!(ELEMENTS.contains(&name) && name != "script", "<{name}>");
            for (attribute, value) in element.value().attrs() {
                assert!(ATTRIBUTES.contains(&attribute), "{attribute}");
                let leads = ["https://", "http://", "mailto:", "#"]
                    .iter()
                    .any(|way| value.starts_with(way));
                assert!(attribute != "href" || leads, "{value}");
                assert!(attribute != "src" || value.starts_with("data:image/"), "{value}");
            }
        }
        let policies = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
        let policy = self.page.select(&policies).next().expect("there is a policy");
        let policy = policy.value().attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(policy.contains("script-src 'none';"), "{policy}");
    }

    /// The texts in the element of a name, line by line, item by item, cell by cell.
    pub(crate) fn texts_in(&self, id: &str) -> Vec<String> {
        let all = Selector::parse("[id]").unwrap();
        let mut found =
            self.page.select(&all).filter(|element| element.value().attr("id") == Some(id));
        let element = found.next().unwrap_or_else(|| panic!("{id} is there"));
        assert!(found.next().is_none(), "{id} is there once");
        let mut texts = Vec::new();
        if let Some(rest) = collect(element, &mut texts) {
            texts.push(rest);
        }
        texts
    }
}

/// Adds the texts of an element that are whole; returns one that is not.
fn collect(element: ElementRef<'_>, texts: &mut Vec<String>) -> Option<String> {
    let mut open: Option<String> = None;
    let mut after_break = false;
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            let text: &str = text;
            let text = if after_break { text.strip_prefix('\n').unwrap_or(text) } else { text };
            after_break = false;
            // Between blocks, lines of the file end.
            if !(text == "\n" && open.is_none()) {
                open.get_or_insert_default().push_str(text);
            }
        } else if let Some(inner) = ElementRef::wrap(child) {
            match inner.value().name() {
                "br" => {
                    open.get_or_insert_default().push('\n');
                    after_break = true;
                }
                "p" | "li" | "th" | "td" => {
                    let rest = collect(inner, texts);
                    let has_lists = inner
                        .child_elements()
                        .any(|child| matches!(child.value().name(), "ul" | "ol"));
                    // Its own text stands before the lists in it.
                    if !has_lists {
                        texts.push(rest.unwrap_or_default());
                    }
                }
                "ul" | "ol" if element.value().name() == "li" => {
                    let is_first = inner
                        .prev_siblings()
                        .filter_map(ElementRef::wrap)
                        .all(|before| !matches!(before.value().name(), "ul" | "ol"));
                    let own = open.take().unwrap_or_default();
                    if is_first {
                        texts.push(own.strip_suffix('\n').unwrap_or(&own).to_owned());
                    }
                    collect(inner, texts);
                }
                "div" | "ul" | "ol" | "table" | "thead" | "tbody" | "tr" => {
                    collect(inner, texts);
                }
                _ => {
                    if let Some(rest) = collect(inner, texts) {
                        open.get_or_insert_default().push_str(&rest);
                    }
                }
            }
        }
    }
    open
}
