//! Reads Markdown with a renderer's parser: what stands in quotations, and what stands outside.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A document taken apart: the answers, and everything else.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    /// What stands in each quotation: one text a paragraph, list item or cell, with line breaks.
    pub(crate) quotations: Vec<Vec<String>>,
    /// What each quotation is made of.
    pub(crate) shapes: Vec<Vec<String>>,
    /// The events outside of quotations.
    pub(crate) outside: Vec<String>,
}

/// Takes a document apart.
pub(crate) fn apart(markdown: &str) -> Apart {
    let mut apart = Apart::default();
    let mut depth = 0;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match &event {
            Event::Start(Tag::BlockQuote(_)) => {
                depth += 1;
                assert_eq!(depth, 1, "no answer opens a quotation");
                apart.quotations.push(Vec::new());
                apart.shapes.push(Vec::new());
                apart.outside.push("quotation".into());
                continue;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                depth -= 1;
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            apart.outside.push(format!("{event:?}"));
            continue;
        }
        let (texts, shape) =
            (apart.quotations.last_mut().unwrap(), apart.shapes.last_mut().unwrap());
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Paragraph | Tag::Item | Tag::TableCell) {
                    texts.push(String::new());
                }
                shape.push(format!("{tag:?}"));
            }
            Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
            Event::HardBreak => texts.last_mut().unwrap().push('\n'),
            Event::End(_) => {}
            other => panic!("an answer became {other:?}"),
        }
    }
    apart
}
