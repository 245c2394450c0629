//! The templates of a form as files: their texts, tags and places, and what Tera says of them as
//! problems there.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tera::{ErrorKind, ReportError};

use crate::diagnostic::{AnyProblem, Place, Position, Report, Source};
use crate::table;
use crate::table::problems::ForbiddenCharacter;
use crate::template::problems::{MissingFile, TemplateFails, TemplateTooLong};
use crate::text::is_forbidden;

use super::bounds::{self, Counted};
use crate::reference::known;

use super::engine::engine;
use super::names;
use super::scan::{self, Tag};

/// The template that holds the form's text.
pub(super) const DOCUMENT: &str = "document.md";
/// The file that holds the header, the footer and the properties.
const STYLE: &str = "style.toml";

/// The templates of a form, read but not held against it.
#[derive(Debug)]
pub struct TemplateFiles {
    /// The files, the form's text first and `style.toml` last.
    pub(super) sources: Vec<Arc<Source>>,
    /// The templates by the names that Tera has for them.
    pub(super) texts: BTreeMap<String, TemplateText>,
}

/// A template.
#[derive(Debug)]
pub(super) struct TemplateText {
    /// What it was read from.
    origin: Place,
    /// Its tags.
    pub(super) tags: Vec<Tag>,
    /// What Tera reads: the text with counted loops.
    pub(super) counted: Counted,
    /// Whether Tera can read it.
    is_readable: bool,
}

impl TemplateText {
    fn new(text: &str, origin: Place) -> TemplateText {
        let tags = scan::tags(text);
        let counted = Counted::new(text, &tags);
        TemplateText { origin, tags, counted, is_readable: true }
    }

    /// The place of a stretch of the template. Of a value of `style.toml`, whose quotes and escapes
    /// are gone, the whole.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let source = self.origin.source();
        if self.origin.span() == (0..source.text().len()) {
            Place::new(source, span.clone())
        } else {
            self.origin.clone()
        }
    }

    /// The place of a stretch of what Tera reads.
    fn place_of_read(&self, span: &Range<usize>) -> Place {
        let offset = |at| self.counted.offset_in_file(at);
        self.place(&(offset(span.start)..offset(span.end)))
    }
}

impl TemplateFiles {
    /// Reads a form's templates: `document.md`, the parts that it includes (every other file of the
    /// form that ends in `.md`) and those in `style.toml`.
    ///
    /// # Errors
    ///
    /// Problems that are so whatever the form asks go to `report`; what could be read is returned all
    /// the same, unless there is no `document.md`.
    pub fn read(files: &[Arc<Source>], report: &mut Report) -> Option<TemplateFiles> {
        let mut texts = BTreeMap::new();
        let mut sources: Vec<Arc<Source>> = Vec::new();
        for file in files {
            let name = file.name().rsplit('/').next().unwrap_or_default();
            let is_text = Path::new(name).extension().is_some_and(|extension| extension == "md");
            if name == DOCUMENT {
                sources.insert(0, Arc::clone(file));
            } else if is_text || name == STYLE {
                sources.push(Arc::clone(file));
            }
            if is_text {
                let origin = Place::new(file, 0..file.text().len());
                texts.insert(name.to_owned(), TemplateText::new(file.text(), origin));
            }
            if name == STYLE {
                for (name, text, place) in style_templates(file, report) {
                    texts.insert(name, TemplateText::new(&text, place));
                }
            }
        }
        if !sources.first().is_some_and(|first| first.name().ends_with(DOCUMENT)) {
            // A file that could not be read is a problem already.
            if !report.has_errors() {
                let problem = MissingFile { name: DOCUMENT.into() };
                match files.iter().find(|file| file.name().ends_with("form.toml")) {
                    Some(file) => report.error(problem, Place::new(file, 0..0)),
                    None => report.error_nowhere(problem),
                };
            }
            return None;
        }
        // Problems in the header, the footer and the properties are looked for in the last file.
        sources.sort_by_key(|source| source.name().ends_with(STYLE));
        let mut files = TemplateFiles { sources, texts };
        files.refuse_unreadable(report);
        Some(files)
    }

    /// Reports what no form can have in a template.
    fn refuse_unreadable(&mut self, report: &mut Report) {
        let mut unreadable = Vec::new();
        for (name, text) in &self.texts {
            let read = text.counted.text.text();
            if let Some(at) = read.find(is_forbidden) {
                let character = read[at..].chars().next().unwrap_or_default();
                let place = text.place_of_read(&(at..at + character.len_utf8()));
                report.error(ForbiddenCharacter { character }, place);
            }
            let faults_before = report.errors();
            names::refuse_tags(&text.tags, &|span| text.place(span), report);
            if report.errors() > faults_before {
                unreadable.push(name.clone());
                continue;
            }
            // Tera stops at the first problem of a set, so each is read alone.
            if let Err(error) = engine("").add_raw_template(name, read)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                self.report(&error, report);
                unreadable.push(name.clone());
            }
        }
        for name in unreadable {
            if let Some(text) = self.texts.get_mut(&name) {
                text.is_readable = false;
            }
        }
    }

    /// Whether Tera can read all of them.
    pub(super) fn are_readable(&self) -> bool {
        self.texts.values().all(|text| text.is_readable)
    }

    /// What Tera reads, with the names that it is known by.
    pub(super) fn read_texts(&self) -> Vec<(&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.counted.text.text())).collect()
    }

    fn beginning(&self) -> Place {
        Place::new(&self.sources[0], 0..0)
    }

    /// The beginning of a template, or the value of `style.toml` that it is.
    pub(super) fn start_of(&self, name: &str) -> Place {
        self.texts.get(name).map_or_else(|| self.beginning(), |text| text.place(&(0..0)))
    }

    /// Turns an error of Tera's into problems at their places.
    pub(super) fn report(&self, error: &tera::Error, report: &mut Report) {
        match error.kind() {
            ErrorKind::SyntaxError(error) | ErrorKind::RenderingError(error) => {
                let description = error.message().to_owned();
                let problem: AnyProblem = if bounds::is_too_many_steps(&description) {
                    TemplateTooLong { limit: bounds::MOST_STEPS, in_bytes: false }.into()
                } else {
                    TemplateFails { description }.into()
                };
                report.error(problem, self.place(error));
            }
            other => {
                let text = other.to_string();
                let faults: Vec<_> =
                    text.split("error: ").filter_map(|fault| self.read_report(fault)).collect();
                if faults.is_empty() {
                    report.error(TemplateFails { description: text }, self.beginning());
                }
                for (description, place) in faults {
                    report.error(TemplateFails { description }, place);
                }
            }
        }
    }

    /// Unknown filters and functions come as text alone, all in one: a phrase, and on the next
    /// line `--> file:line:column`.
    fn read_report(&self, fault: &str) -> Option<(String, Place)> {
        let (description, rest) = fault.split_once('\n')?;
        let place = rest.lines().next()?.trim().strip_prefix("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
        let position = Position { line: line.parse().ok()?, column: column.parse().ok()? };
        let text = self.texts.get(file)?;
        let start = text.counted.text.offset(position);
        Some((description.to_owned(), text.place_of_read(&(start..start))))
    }

    fn place(&self, error: &ReportError) -> Place {
        let Some(text) = self.texts.get(error.filename()) else { return self.beginning() };
        let span = error.span();
        let offset = |line, column| text.counted.text.offset(Position { line, column: column + 1 });
        let start = offset(span.start_line, span.start_col);
        let end = offset(span.end_line, span.end_col).max(start);
        text.place_of_read(&(start..end))
    }
}

/// The sides of a header or a footer.
const SIDES: [&str; 2] = ["left", "right"];

/// The name that Tera has for a template in `style.toml`.
pub(super) fn style_template(table: &str, key: &str) -> String {
    format!("{STYLE}: {table}.{key}")
}

/// The templates in `style.toml`, with their names and places.
fn style_templates(file: &Arc<Source>, report: &mut Report) -> Vec<(String, String, Place)> {
    // Problems of syntax are reported where the look is read.
    let root = table::parse(file, &mut Report::new());
    let mut templates = Vec::new();
    for name in ["header", "footer", "properties"] {
        let Some(table) = root.table(name, report) else { continue };
        let known = known(&format!("style.{name}"));
        table.refuse_unknown(&known, report);
        // Of the header, what stands at its sides; the rest is no template.
        for key in known.into_iter().filter(|key| name != "header" || SIDES.contains(key)) {
            if let Some((text, place)) = table.text(key, report) {
                templates.push((style_template(name, key), text.to_owned(), place.clone()));
            }
        }
    }
    templates
}
