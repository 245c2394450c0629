//! Where in a form's templates something stands that was found in what they render to.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Place, Source};

/// Finds places in the templates by what stands there: rendering keeps no other trace.
#[derive(Clone, Copy)]
pub(super) struct Locator<'a> {
    templates: &'a [Arc<Source>],
}

impl<'a> Locator<'a> {
    /// Finds places in templates, of which there is one at least; the first is where a problem is
    /// shown whose place cannot be told.
    pub(super) fn new(templates: &'a [Arc<Source>]) -> Locator<'a> {
        Locator { templates }
    }

    fn beginning(self) -> Place {
        Place::new(&self.templates[0], 0..0)
    }

    /// Where the templates say something; the beginning where that cannot be told.
    pub(super) fn snippet(self, snippet: &str) -> Place {
        let mut found = self.templates.iter().filter_map(|template| {
            let at = template.text().find(snippet)?;
            Some(Place::new(template, at..at + snippet.len()))
        });
        found.next().unwrap_or_else(|| self.beginning())
    }

    /// Where the templates name a bookmark.
    pub(super) fn name(self, name: &str) -> Place {
        let quoted = self.snippet(&format!("\"{name}\""));
        if quoted.span().is_empty() { self.snippet(name) } else { quoted }
    }

    /// Where the templates place an answer; `place` is what they call it.
    pub(super) fn place(self, place: &str) -> Place {
        // `field.a` is no part of `field.ab`.
        let goes_on = |rest: &str| rest.starts_with(|c: char| c == '_' || c.is_alphanumeric());
        let found = self.templates.iter().find_map(|template| {
            let mut found = template.text().match_indices(place);
            let (at, _) = found.find(|(at, _)| !goes_on(&template.text()[at + place.len()..]))?;
            Some(Place::new(template, at..at + place.len()))
        });
        found.unwrap_or_else(|| self.beginning())
    }

    /// Finds places in the last file alone: the header, the footer and the properties stand there.
    pub(super) fn in_last(self) -> Locator<'a> {
        Locator { templates: &self.templates[self.templates.len() - 1..] }
    }

    /// The line of a template that a line of the rendered text came from: the one with the same
    /// characters up to the first marker, counted among those alike.
    pub(super) fn line(self, rendered: &str, range: &Range<usize>) -> Place {
        let fixed = |line: &str| -> String {
            line.split(['&', '{']).next().unwrap_or_default().trim().to_owned()
        };
        let start = rendered[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let wanted = fixed(rendered[start..].lines().next().unwrap_or_default());
        let before = rendered[..start].lines();
        let nth = before.filter(|line| fixed(line) == wanted).count();
        let mut alike = 0;
        for template in self.templates {
            let mut start = 0;
            for line in template.text().split_inclusive('\n') {
                if fixed(line) == wanted {
                    if alike == nth {
                        return Place::new(template, start..start + line.trim_end().len());
                    }
                    alike += 1;
                }
                start += line.len();
            }
        }
        self.beginning()
    }
}
