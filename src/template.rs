//! How a form reads: answers through Tera to CommonMark with markers. The only user of Tera.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, Map, ReportError, State, Tera, Value};

use crate::answers::{Answer, Answers};
use crate::diagnostic::{Place, Position, Problem, Report, Source};
use crate::document::{Call, Marker, Markup, Properties};
use crate::form::{Address, Field, Form, Kind, Record};
use crate::table;
use crate::text::is_forbidden;

/// The templates of a form: its text, its header and footer, its properties.
#[derive(Debug)]
pub struct Template {
    tera: Tera,
    /// What each template of Tera's was read from.
    origins: BTreeMap<String, Place>,
    /// The files, the form's text first and `style.toml` last.
    sources: Vec<Arc<Source>>,
    /// Markers and names that are the same for every case.
    fixed: Context,
}

/// A rendered template.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// The text with markers. Cases with the same markup have the same shape.
    pub markup: Markup,
    /// The values that the template prints, by the numbers of their markers.
    pub printed: Vec<String>,
}

/// The template that holds the form's text.
const DOCUMENT: &str = "document.md";
/// The file that holds the header, the footer and the properties.
const STYLE: &str = "style.toml";
/// The templates in `style.toml`: a table and a key each.
const STYLE_TEMPLATES: [(&str, &str); 9] = [
    ("header", "left"),
    ("header", "right"),
    ("footer", "left"),
    ("footer", "right"),
    ("properties", "title"),
    ("properties", "author"),
    ("properties", "subject"),
    ("properties", "keywords"),
    ("properties", "created"),
];
/// Filters that would let what a person typed be read as markup.
const FORBIDDEN_FILTERS: [&str; 4] = ["safe", "escape_html", "escape_xml", "newlines_to_br"];

impl Template {
    /// Reads a form's templates: `document.md`, the parts that it includes (every other file of
    /// the form that ends in `.md`) and those in `style.toml`.
    ///
    /// # Errors
    ///
    /// All faults go to `report`; there is a template only if there were none.
    pub fn load(form: &Form, files: &[Arc<Source>], report: &mut Report) -> Option<Template> {
        let faults_before = report.errors();
        let mut texts: Vec<(String, String)> = Vec::new();
        let mut origins = BTreeMap::new();
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
                texts.push((name.to_owned(), file.text().to_owned()));
                origins.insert(name.to_owned(), Place::new(file, 0..file.text().len()));
            }
            if name == STYLE {
                for (name, text, place) in style_templates(file, report) {
                    texts.push((name.clone(), text));
                    origins.insert(name, place);
                }
            }
        }
        if !sources.first().is_some_and(|first| first.name().ends_with(DOCUMENT)) {
            // A file that could not be read is a fault already.
            if report.has_errors() {
                return None;
            }
            report.error(Problem::MissingFile { name: DOCUMENT.into() }, form.place.clone());
            return None;
        }
        for (name, text) in &texts {
            if let Some(at) = text.find(is_forbidden) {
                let character = text[at..].chars().next().unwrap_or_default();
                let origin = &origins[name];
                let place = if is_whole_file(origin) {
                    Place::new(&origin.source, at..at + character.len_utf8())
                } else {
                    // The value's quotes and escapes are gone, so the whole of it is shown.
                    origin.clone()
                };
                report.error(Problem::ForbiddenCharacter { character }, place);
            }
        }
        // Faults in the header, the footer and the properties are looked for in the last file.
        sources.sort_by_key(|source| source.name().ends_with(STYLE));
        let mut template =
            Template { tera: engine(), origins, sources, fixed: fixed_context(form) };
        // Tera stops at the first fault of a set, so each is read alone first.
        for (name, text) in &texts {
            if let Err(error) = engine().add_raw_template(name, text)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                template.report(&error, report);
            }
        }
        if report.errors() == faults_before
            && let Err(error) = template.tera.add_raw_templates(texts)
        {
            template.report(&error, report);
        }
        (report.errors() == faults_before).then_some(template)
    }

    /// The files that the templates stand in, the form's text first and `style.toml` last.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.sources
    }

    /// Where `style.toml` says what a property is.
    pub(crate) fn place_of_property(&self, key: &str) -> Place {
        let place = self.origins.get(&style_template("properties", key));
        place.cloned().unwrap_or_else(|| self.beginning())
    }

    fn beginning(&self) -> Place {
        Place::new(&self.sources[0], 0..0)
    }

    /// Renders the templates for a case.
    ///
    /// # Errors
    ///
    /// A template that fails is a fault in `report`, at its place in the template.
    pub fn render(&self, form: &Form, answers: &Answers, report: &mut Report) -> Option<Rendered> {
        let faults_before = report.errors();
        let mut context = self.fixed.clone();
        context.insert_value("answers", values(answers.answers(form)));
        context.insert_value("case", values(answers.facts(form)));
        let mut markers = Markers::default();
        let mut render = |name: &str| {
            if !self.origins.contains_key(name) {
                return String::new();
            }
            match self.tera.render(name, &context) {
                Ok(text) => markers.cut(&text),
                Err(error) => {
                    self.report(&error, report);
                    String::new()
                }
            }
        };
        let body = render(DOCUMENT);
        let mut style = |table: &str, key: &str| render(&style_template(table, key));
        let header = (style("header", "left"), style("header", "right"));
        let footer = (style("footer", "left"), style("footer", "right"));
        let properties = Properties {
            title: style("properties", "title"),
            author: style("properties", "author"),
            subject: style("properties", "subject"),
            keywords: style("properties", "keywords"),
            created: style("properties", "created"),
        };
        let Markers { printed, calls } = markers;
        let markup = Markup { body, header, footer, properties, calls };
        (report.errors() == faults_before).then_some(Rendered { markup, printed })
    }

    /// Turns an error of Tera's into faults at their places.
    fn report(&self, error: &tera::Error, report: &mut Report) {
        match error.kind() {
            ErrorKind::SyntaxError(error) | ErrorKind::RenderingError(error) => {
                let description = error.message().to_owned();
                report.error(Problem::Template { description }, self.place(error));
            }
            other => {
                let text = other.to_string();
                let faults: Vec<_> =
                    text.split("error: ").filter_map(|fault| self.read_report(fault)).collect();
                if faults.is_empty() {
                    report.error(Problem::Template { description: text }, self.beginning());
                }
                for (description, place) in faults {
                    report.error(Problem::Template { description }, place);
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
        let origin = self.origins.get(file)?;
        let position = Position { line: line.parse().ok()?, column: column.parse().ok()? };
        let place = if is_whole_file(origin) {
            let start = origin.source.offset(position);
            Place::new(&origin.source, start..start)
        } else {
            origin.clone()
        };
        Some((description.to_owned(), place))
    }

    fn place(&self, error: &ReportError) -> Place {
        let Some(origin) = self.origins.get(error.filename()) else {
            return self.beginning();
        };
        if !is_whole_file(origin) {
            // A value of `style.toml`: its escapes are gone, so the whole of it is shown.
            return origin.clone();
        }
        let span = error.span();
        let offset = |line, column| origin.source.offset(Position { line, column: column + 1 });
        let start = offset(span.start_line, span.start_col);
        let end = offset(span.end_line, span.end_col);
        Place::new(&origin.source, start..end.max(start))
    }
}

fn is_whole_file(origin: &Place) -> bool {
    origin.span == (0..origin.source.text().len())
}

fn style_template(table: &str, key: &str) -> String {
    format!("{STYLE}: {table}.{key}")
}

/// The templates in `style.toml`, with their names and places.
fn style_templates(file: &Arc<Source>, report: &mut Report) -> Vec<(String, String, Place)> {
    // Faults of syntax are reported where the look is read.
    let root = table::parse(file, &mut Report::new());
    let mut templates = Vec::new();
    for name in ["header", "footer", "properties"] {
        let Some(table) = root.table(name, report) else { continue };
        let known: Vec<&str> = STYLE_TEMPLATES
            .iter()
            .filter(|(table, _)| *table == name)
            .map(|(_, key)| *key)
            .collect();
        table.refuse_unknown(&known, report);
        for key in known {
            if let Some((text, place)) = table.text(key, report) {
                templates.push((style_template(name, key), text.to_owned(), place.clone()));
            }
        }
    }
    templates
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    // Every template is escaped, whatever its name ends in.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    for name in FORBIDDEN_FILTERS {
        tera.register_filter(
            name,
            move |_: &Value, _: Kwargs, _: &State<'_>| -> Result<Value, tera::Error> {
                Err(tera::Error::message(format!(
                    "the filter `{name}` is not for forms: answers are never markup"
                )))
            },
        );
    }
    let named = |name: &'static str| {
        move |arguments: Kwargs, _: &State<'_>| -> Result<Value, tera::Error> {
            Ok(Value::from(call(name, arguments.must_get::<&str>("name")?)))
        }
    };
    tera.register_function("bookmark", named("bookmark"));
    tera.register_function("reference", named("reference"));
    for name in ["contents", "page_break", "signature_line", "page", "pages"] {
        tera.register_function(name, move |_: Kwargs, _: &State<'_>| Value::from(call(name, "")));
    }
    tera
}

fn call(function: &str, argument: &str) -> String {
    let (open, close) = Marker::Call.marks();
    format!("{open}{function} {argument}{close}")
}

/// Puts marks around everything that a template prints but for markers themselves.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, end) = match Marker::first_in(rest) {
            Some((at, marker)) => {
                let close = marker.marks().1;
                let end =
                    rest[at..].find(close).map_or(rest.len(), |end| at + end + close.len_utf8());
                (at, end)
            }
            None => (rest.len(), rest.len()),
        };
        if plain > 0 {
            let (open, close) = Marker::Printed.marks();
            write!(out, "{open}{}{close}", &rest[..plain])?;
        }
        out.write_all(&rest.as_bytes()[plain..end])?;
        rest = &rest[end..];
    }
    Ok(())
}

/// What stood between marks, cut out of rendered text.
#[derive(Default)]
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

/// What is the same for every case: the markers of the slots, in the order of
/// [`slots`], and the form's own names.
fn fixed_context(form: &Form) -> Context {
    let (open, close) = Marker::Slot.marks();
    let mut number = 0;
    let mut marker = || {
        number += 1;
        Value::from(format!("{open}{}{close}", number - 1))
    };
    let (mut field, mut part) = (Map::new(), Map::new());
    for definition in &form.fields {
        match &definition.address {
            Some(Address::One(_)) => {
                field.insert(definition.key.clone().into(), marker());
            }
            Some(Address::YesNo { .. }) => {
                let boxes: Map =
                    [("yes".into(), marker()), ("no".into(), marker())].into_iter().collect();
                part.insert(definition.key.clone().into(), boxes.into());
            }
            None => {}
        }
    }
    let names = [("id", &form.id), ("version", &form.version), ("title", &form.title)];
    let names: Map =
        names.into_iter().map(|(key, name)| (key.into(), Value::from(name.clone()))).collect();
    let mut context = Context::new();
    context.insert_value("field", field.into());
    context.insert_value("part", part.into());
    context.insert_value("form", names.into());
    context
}

/// A place for an answer in a form's templates.
pub(crate) struct TemplateSlot<'a> {
    /// The question.
    pub(crate) field: &'a Field,
    /// The name of the bookmark.
    pub(crate) bookmark: &'a str,
    /// What templates call it.
    pub(crate) place: String,
    /// Whether it is a tick box.
    pub(crate) is_tick: bool,
}

/// The slots of a form, in the order of their markers.
pub(crate) fn slots(form: &Form) -> impl Iterator<Item = TemplateSlot<'_>> {
    form.fields.iter().flat_map(|field| {
        let slot = |bookmark, place, is_tick| TemplateSlot { field, bookmark, place, is_tick };
        let key = &field.key;
        match &field.address {
            Some(Address::One(name)) => vec![slot(name, format!("field.{key}"), false)],
            Some(Address::YesNo { yes, no }) => vec![
                slot(yes, format!("part.{key}.yes"), true),
                slot(no, format!("part.{key}.no"), true),
            ],
            None => Vec::new(),
        }
    })
}

/// Answers as typed values, for conditions and for printing. Absent ones are null.
fn values<'a>(answers: impl Iterator<Item = (&'a Field, Option<&'a Answer>)>) -> Value {
    let map: Map =
        answers.map(|(field, answer)| (field.key.clone().into(), value(field, answer))).collect();
    map.into()
}

fn value(field: &Field, answer: Option<&Answer>) -> Value {
    let record = |definition: &Record, parts: &[Option<String>]| -> Value {
        let map: Map = definition
            .parts
            .iter()
            .zip(parts)
            .map(|(part, value)| {
                (part.key.clone().into(), value.clone().map_or(Value::none(), Value::from))
            })
            .collect();
        map.into()
    };
    match (answer, &field.kind) {
        (None, Kind::List(_)) => Value::from(Vec::<Value>::new()),
        (Some(Answer::Line(line)), _) => Value::from(line.as_str()),
        (Some(Answer::Text(text)), _) => Value::from(text.to_string()),
        (Some(Answer::Date(date)), _) => Value::from(date.to_string()),
        (Some(Answer::YesNo(yes)), _) => Value::from(*yes),
        (Some(Answer::Lines(lines)), _) => {
            Value::from(lines.iter().map(|line| Value::from(line.as_str())).collect::<Vec<_>>())
        }
        (Some(Answer::Record(parts)), Kind::Record(definition)) => record(definition, parts),
        (Some(Answer::Records(records)), Kind::List(Some(definition))) => {
            Value::from(records.iter().map(|parts| record(definition, parts)).collect::<Vec<_>>())
        }
        // Absent; `answers::check` makes every answer of its field's kind.
        (None | Some(Answer::Record(_) | Answer::Records(_)), _) => Value::none(),
    }
}
