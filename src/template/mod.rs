//! How a form reads: answers through Tera to CommonMark with markers. The only user of Tera.

mod bounds;
mod engine;
mod files;
mod names;
mod places;
pub mod problems;
mod scan;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::answers::Answers;
use crate::diagnostic::{Place, Report, Source};
use crate::document::{Call, Marker, Markup, Properties};
use crate::form::{CaseTable, FieldId, Form};
use crate::template::problems::TemplateTooLong;

use bounds::Bounded;
use engine::engine;
use files::{DOCUMENT, TemplateText, style_template};
use values::{fixed_context, values};

pub use files::TemplateFiles;
pub(crate) use places::{TemplateSlot, slots};

/// The templates of a form: its text, its header and footer, its properties.
#[derive(Debug)]
pub struct Template {
    tera: Tera,
    files: TemplateFiles,
    /// Markers and names that are the same for every case.
    fixed: Context,
    /// The fields whose values they speak of.
    mentions: Vec<FieldId>,
    /// The strings and numbers in them.
    words: Vec<String>,
    /// Whether one of them may read any value: it speaks of all answers at once.
    reads_all: bool,
    /// What those render to that read no value.
    constants: BTreeMap<String, String>,
    /// The form's text, cut at its markers, where it is one of them: it is the first to be cut.
    body: Option<(String, Markers)>,
}

/// A rendered template.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedMarkup {
    /// The text with markers. Cases with the same markup have the same shape.
    pub markup: Markup,
    /// The values that the template prints, by the numbers of their markers.
    pub printed: Vec<String>,
}

impl Template {
    /// Holds templates against their form.
    ///
    /// # Errors
    ///
    /// All problems go to `report`; there is a template only if there were none.
    pub fn load(form: &Form, files: TemplateFiles, report: &mut Report) -> Option<Template> {
        let faults_before = report.errors();
        let mut tera = engine(&form.language);
        let (mut mentions, mut words) = (Vec::new(), Vec::new());
        for text in files.texts.values() {
            names::refuse_unknown(form, &text.tags, &|span| text.place(span), report);
            mentions.extend(names::mentions(form, &text.tags));
            words.extend(text.tags.iter().flat_map(|tag| tag.words.iter().cloned()));
        }
        words.sort_unstable();
        words.dedup();
        mentions.sort_unstable();
        mentions.dedup();
        if files.are_readable() {
            match tera.add_raw_templates(files.read_texts()) {
                Ok(()) => {
                    for (name, text) in &files.texts {
                        let variables = tera.get_template_variables(name);
                        let variables = variables.iter().flatten().copied();
                        let place = |span: &_| text.place(span);
                        names::refuse_variables(variables, &text.tags, &place, report);
                    }
                }
                Err(error) => files.report(&error, report),
            }
        }
        if report.errors() > faults_before || !files.are_readable() {
            return None;
        }
        let fixed = fixed_context(form);
        let all = || files.texts.values().flat_map(|text| &text.tags);
        let reads_all = all().any(names::reads_all);
        let reads_nothing = |text: &&TemplateText| {
            // What is included may read anything.
            !text.tags.iter().any(|tag| names::reads_any(tag) || names::includes(tag))
        };
        let constants = files.texts.iter().filter(|(_, text)| reads_nothing(text));
        // One that fails does so when it is rendered for a case.
        let constants = constants.filter_map(|(name, _)| {
            let mut rendered = Bounded { bytes: Vec::new(), is_full: false };
            Some((name.clone(), render(&tera, name, &fixed, &mut rendered).ok()?))
        });
        let constants: BTreeMap<String, String> = constants.collect();
        let body = constants.get(DOCUMENT).map(|body| {
            let mut markers = Markers::default();
            (markers.cut(body), markers)
        });
        Some(Template { tera, files, fixed, mentions, words, reads_all, constants, body })
    }

    /// The files that the templates stand in, the form's text first and `style.toml` last.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.files.sources
    }

    /// The fields whose values the templates speak of.
    pub(crate) fn mentions(&self) -> &[FieldId] {
        &self.mentions
    }

    /// The strings and numbers in the templates: what they may compare values with.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// Where `style.toml` says what a property is.
    pub(crate) fn place_of_property(&self, key: &str) -> Place {
        self.files.start_of(&style_template("properties", key))
    }

    /// Renders the templates for a case.
    ///
    /// # Errors
    ///
    /// A template that fails is a problem in `report`, at its place in the template.
    pub fn render(
        &self,
        form: &Form,
        answers: &Answers,
        report: &mut Report,
    ) -> Option<RenderedMarkup> {
        let faults_before = report.errors();
        let mut context = self.fixed.clone();
        // The others are not worth the time.
        let is_read = |table, at| self.reads_all || self.mentions.contains(&FieldId { table, at });
        let read =
            answers.answers(form).enumerate().filter(|(at, _)| is_read(CaseTable::Answers, *at));
        context.insert_value("answers", values(read.map(|(_, answer)| answer)));
        let read = answers.facts(form).enumerate().filter(|(at, _)| is_read(CaseTable::Case, *at));
        context.insert_value("case", values(read.map(|(_, fact)| fact)));
        let (body, mut markers) = match self.body.clone() {
            Some((body, markers)) => (Some(body), markers),
            None => (None, Markers::default()),
        };
        let mut rendered = |name: &str| {
            if !self.files.texts.contains_key(name) {
                return String::new();
            }
            if let Some(constant) = self.constants.get(name) {
                return markers.cut(constant);
            }
            let mut rendered = Bounded { bytes: Vec::new(), is_full: false };
            match render(&self.tera, name, &context, &mut rendered) {
                Ok(text) => markers.cut(&text),
                Err(_) if rendered.is_full => {
                    let problem = TemplateTooLong { limit: bounds::MOST_BYTES, in_bytes: true };
                    report.error(problem, self.files.start_of(name));
                    String::new()
                }
                Err(error) => {
                    self.files.report(&error, report);
                    String::new()
                }
            }
        };
        let body = body.unwrap_or_else(|| rendered(DOCUMENT));
        let mut style = |table: &str, key: &str| rendered(&style_template(table, key));
        let header = (style("header", "left"), style("header", "right"));
        let footer = (style("footer", "left"), style("footer", "right"));
        let properties = Properties {
            title: style("properties", "title"),
            author: style("properties", "author"),
            subject: style("properties", "subject"),
            keywords: style("properties", "keywords"),
            identifier: style("properties", "identifier"),
            created: style("properties", "created"),
        };
        let Markers { printed, calls } = markers;
        let markup = Markup { body, header, footer, properties, calls };
        (report.errors() == faults_before).then_some(RenderedMarkup { markup, printed })
    }
}

fn render(
    tera: &Tera,
    name: &str,
    context: &Context,
    rendered: &mut Bounded,
) -> Result<String, tera::Error> {
    bounds::begin();
    tera.render_to(name, context, &mut *rendered)?;
    Ok(String::from_utf8_lossy(&rendered.bytes).into_owned())
}

/// What stood between marks, cut out of rendered text.
#[derive(Clone, Debug, Default)]
struct Markers {
    printed: Vec<String>,
    calls: Vec<Call>,
}

impl Markers {
    /// Puts a numbered marker in the place of everything between marks.
    fn cut(&mut self, rendered: &str) -> String {
        let mut markup = String::with_capacity(rendered.len());
        let mut rest = rendered;
        while let Some((at, marker)) = Marker::first_in(rest) {
            let (open, close) = marker.marks();
            markup.push_str(&rest[..at]);
            let inner = &rest[at + open.len_utf8()..];
            let (inner, after) = inner.split_once(close).unwrap_or((inner, ""));
            match marker {
                Marker::Slot => {
                    if let Ok(number) = inner.parse() {
                        markup.push_str(&marker.write(number));
                    }
                }
                Marker::Printed => {
                    markup.push_str(&marker.write(self.printed.len()));
                    self.printed.push(inner.to_owned());
                }
                Marker::Call => {
                    if let Some(call) = read_call(inner) {
                        markup.push_str(&marker.write(self.calls.len()));
                        self.calls.push(call);
                    }
                }
            }
            rest = after;
        }
        markup.push_str(rest);
        markup
    }
}

fn read_call(written: &str) -> Option<Call> {
    let (function, argument) = written.split_once(' ')?;
    Some(match function {
        "bookmark" => Call::Bookmark(argument.to_owned()),
        "reference" => Call::Reference(argument.to_owned()),
        "contents" => Call::Contents,
        "page_break" => Call::PageBreak,
        "signature_line" => Call::SignatureLine,
        "page" => Call::PageNumber,
        "pages" => Call::PageCount,
        _ => return None,
    })
}
