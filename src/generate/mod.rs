//! From answers to a document: what the form says, with the answers in its slots.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

mod adoption;
pub mod problems;
mod proof;
mod rendered;

use crate::answers::{self, Answer, Answers};
use crate::diagnostic::{Place, Report, Source};
use crate::digest::sha256;
use crate::document::{
    self, Asset, Content, Document, Filling, Markup, Slot, SlotKind, Style, Typeface,
};
use crate::form::{self, Field, Form, Kind, Protect, Rules};
use crate::generate::problems::{NeverDecided, NoOriginal, NotATypeface, NotProtected};
use crate::scalar::{Date, Scalar};
use crate::table::problems::NotADate;
use crate::template::problems::MissingFile;
use crate::template::{self, Template, TemplateSlot};
use crate::word::{self, ActiveKind, Extracted, FoundPlace, PrefilledPlace, WordFile};
use crate::write::{self, Format, Shape};

pub use rendered::{Output, Rendered};

/// A form that is ready to make documents: definition, template, look, and the authority's own Word
/// file where it has one.
#[derive(Debug)]
pub struct Blankett {
    /// What the form asks.
    pub form: Form,
    template: Template,
    style: Style,
    digest: String,
    original: Option<Original>,
    /// Of each slot the field, by its index, and which part of it stands there.
    places: Vec<(usize, Option<usize>)>,
    /// The shapes seen so far.
    shapes: Mutex<BTreeMap<(Markup, Marks), Arc<Shape>>>,
}

/// The files of a form.
#[derive(Clone, Copy)]
pub struct FormFiles<'a> {
    /// `form.toml`, `document.md`, and if they are there `style.toml` and parts that `document.md` includes.
    pub texts: &'a [Arc<Source>],
    /// The authority's own Word file, where there is one: its name as shown to people and its bytes.
    pub original: Option<(&'a str, &'a [u8])>,
    /// The bytes of any other file beside them.
    pub asset: Asset<'a>,
}

impl<'a> FormFiles<'a> {
    /// A form of texts alone.
    pub fn of(texts: &'a [Arc<Source>]) -> FormFiles<'a> {
        FormFiles { texts, original: None, asset: &|_, _| None }
    }

    /// The same with a Word file of the authority's own.
    #[must_use]
    pub fn with_original(self, original: Option<(&'a str, &'a [u8])>) -> FormFiles<'a> {
        FormFiles { original, ..self }
    }
}

/// The authority's own Word file, which documents are filled into, and its digest.
#[derive(Debug)]
struct Original {
    /// With bookmarks around the blanks that the form asks for, and nothing in its places.
    file: WordFile,
    /// That of the file as it was received.
    digest: String,
    /// What stood in its places.
    prefilled: Vec<PrefilledPlace>,
}

/// What a document says of itself besides what its form says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Marks {
    is_public: bool,
    is_draft: bool,
}

/// The most shapes that are kept: a template that loops may have another for every case.
const MOST_SHAPES: usize = 64;

impl Blankett {
    /// Reads a form out of the files of its folder.
    ///
    /// # Errors
    ///
    /// All errors go to `report`; there is a form only if there were none.
    pub fn load(
        id: &str,
        version: &str,
        files: FormFiles<'_>,
        report: &mut Report,
    ) -> Option<Blankett> {
        let before = report.errors();
        let form = Blankett::load_text(id, version, files, report);
        let file = files.original.map(|(name, bytes)| (WordFile::read(name, bytes, report), bytes));
        let mut form = form.filter(|_| report.errors() == before)?;
        if let Some((file, bytes)) = file {
            let file = file?;
            let names: Vec<&str> =
                form.form.fields.iter().flat_map(Field::names).map(String::as_str).collect();
            // A blank that the form asks for is a place from here on.
            let file = file.with_places(&names).unwrap_or(file);
            let prefilled = word::prefilled(&file, &form.form);
            let filled = prefilled.iter().filter_map(|place| form.form.field(&place.key));
            let filled: Vec<&str> = filled.flat_map(Field::names).map(String::as_str).collect();
            let emptied = if filled.is_empty() { None } else { file.emptied(&filled) };
            let file = emptied.unwrap_or(file);
            form.original = Some(Original { file, digest: sha256(bytes), prefilled });
        }
        form.warn_unprotected(report);
        Some(form)
    }

    /// Warns where drafts are to be protected and cannot be.
    fn warn_unprotected(&self, report: &mut Report) {
        if self.form.protect != Protect::UntilDecided {
            return;
        }
        let blank = Answers::blank(&self.form);
        let has_original = self.original.is_some();
        let is_possible = || {
            let rendered = self.render_unsigned(&blank, false, &mut Report::new());
            rendered.is_none_or(|rendered| rendered.filling.protected)
        };
        if has_original || !is_possible() {
            report.warning(NotProtected { has_original }, self.form.place.clone());
        }
    }

    /// Reports what in the authority's own Word file does something by itself, but for what is allowed.
    ///
    /// # Errors
    ///
    /// One error in `report` for each.
    pub fn refuse_active(&self, allowed: &[ActiveKind], report: &mut Report) {
        if let Some(original) = &self.original {
            original.file.report_active(allowed, true, report);
        }
    }

    fn load_text(
        id: &str,
        version: &str,
        FormFiles { texts, original, asset }: FormFiles<'_>,
        report: &mut Report,
    ) -> Option<Blankett> {
        let named =
            |name: &str| texts.iter().find(|file| file.name().rsplit('/').next() == Some(name));
        let style = named("style.toml")
            .map_or_else(Style::default, |file| Style::parse(file, asset, report));
        let Some(definition) = named("form.toml") else {
            report.error_nowhere(MissingFile { name: "form.toml".into() });
            return None;
        };
        let form = form::parse(id, version, definition, original.is_some(), report);
        if let (Some(form), None) = (&form, original) {
            refuse_addresses(form, report);
        }
        if let (Some(form), Some((_, place))) = (&form, &style.draft_mark)
            && form.decided().is_none_or(<[String]>::is_empty)
        {
            report.error(NeverDecided, place.clone());
        }
        for typeface in style.fonts.files.iter().filter(|file| !write::is_typeface(file)) {
            let problem = NotATypeface { name: typeface.name.clone() };
            report.error(problem, typeface.place.clone());
        }
        let templates = template::TemplateFiles::read(texts, report);
        let (form, templates) = (form?, templates?);
        let template = Template::load(&form, templates, report)?;
        let digest = digest(texts, &style);
        let place = |slot: TemplateSlot<'_>| {
            let field = form.fields.iter().position(|field| field.key == slot.field.key)?;
            Some((field, slot.part))
        };
        let places = template::slots(&form).into_iter().map(place).collect::<Option<_>>()?;
        let shapes = Mutex::default();
        Some(Blankett { form, template, style, digest, original: None, places, shapes })
    }

    /// Renders the document of a case.
    ///
    /// # Errors
    ///
    /// Problems of the template go to `report`; there is a document only if there were none.
    pub fn render(&self, answers: &Answers, report: &mut Report) -> Option<Rendered<'_>> {
        self.render_signed(answers, false, report)
    }

    /// As [`Blankett::render`], for a public copy, whose first page says that it is one. The answers are
    /// those of [`Answers::without_personal`].
    ///
    /// # Errors
    ///
    /// As for [`Blankett::render`].
    pub fn render_public(&self, answers: &Answers, report: &mut Report) -> Option<Rendered<'_>> {
        self.render_signed(answers, true, report)
    }

    fn render_signed(
        &self,
        answers: &Answers,
        is_public: bool,
        report: &mut Report,
    ) -> Option<Rendered<'_>> {
        let mut rendered = self.render_unsigned(answers, is_public, report)?;
        rendered.filling.provenance = self.provenance(answers);
        Some(rendered)
    }

    /// Renders the document of a case without its provenance, which is not needed to see whether it
    /// can be rendered.
    pub(crate) fn render_unsigned(
        &self,
        answers: &Answers,
        is_public: bool,
        report: &mut Report,
    ) -> Option<Rendered<'_>> {
        let form = &self.form;
        let rendered = self.template.render(form, answers, report)?;
        let is_draft = !answers.is_blank() && !answers.is_decided(form);
        let is_draft = is_draft && self.style.draft_mark.is_some();
        let document = self.shape(rendered.markup, Marks { is_public, is_draft }, report)?;
        let filling = Filling {
            slots: self.contents(answers),
            printed: rendered.printed,
            protected: match form.protect {
                Protect::Always => true,
                Protect::Blank => answers.is_unanswered(),
                Protect::Never => false,
                Protect::UntilDecided => {
                    let is_open = answers.is_unanswered() || !answers.is_decided(form);
                    is_open && document.has_free_answers
                }
            },
            ..Filling::default()
        };
        // It stands in the file as a date, or the file is damaged.
        let created = filling.plain(&document.properties.created);
        if !created.is_empty() && Date::parse(&created).is_none() {
            let place = self.template.place_of_property("created");
            report.error(NotADate { text: created, meant: None }, place);
            return None;
        }
        Some(Rendered::new(self, document, filling))
    }

    /// The authority's own Word file.
    pub fn original(&self) -> Option<&WordFile> {
        self.original.as_ref().map(|original| &original.file)
    }

    /// Whether the form is made of a Word file with these bytes.
    pub fn is_made_of(&self, bytes: &[u8]) -> bool {
        self.original.as_ref().is_some_and(|original| original.digest == sha256(bytes))
    }

    /// The places of the authority's own Word file, and what became of each; none where there is no such file.
    pub fn places(&self) -> Vec<FoundPlace> {
        self.original().map(|file| word::survey(file, &self.form)).unwrap_or_default()
    }

    /// Renders the empty form: with the form's defaults, and with nothing that says that a case was made of it.
    ///
    /// # Errors
    ///
    /// As for [`Blankett::render`].
    pub fn render_empty(&self, report: &mut Report) -> Option<Rendered<'_>> {
        let blank = Answers::blank(&self.form);
        let mut rendered =
            self.render_unsigned(&answers::defaults(&self.form, report), false, report)?;
        rendered.filling.provenance = self.provenance(&blank);
        Some(rendered)
    }

    /// The empty form as a Word file: what a file that came back is compared with.
    pub fn layout(&self) -> Option<WordFile> {
        let mut report = Report::new();
        let rendered = self.render(&Answers::blank(&self.form), &mut report)?;
        let output = rendered.write(Format::Docx, &self.form.place, &mut report)?;
        WordFile::read("", &output.written.bytes, &mut report)
    }

    /// Reads the answers out of a Word file of the form. What stands there as the program printed it for the
    /// answers that the file says it was built with is those: somebody who typed the same would mean something
    /// else, three people say by three names.
    ///
    /// # Errors
    ///
    /// As for [`word::extract`].
    pub fn extract(&self, file: &WordFile, report: &mut Report) -> Extracted {
        let form = &self.form;
        let mut extracted = word::extract(file, self.original(), || self.layout(), form, report);
        if extracted.lines.is_empty() {
            return extracted;
        }
        let mut printed = extracted.clone();
        printed.take_printed(|_, _| true);
        let case = printed.case(form, file);
        let read = answers::read_document(form, &case, &mut Report::new()).readable();
        let digests = read.answers(form);
        let digests = digests.filter_map(|(field, answer)| Some((&field.key, answer?.digest())));
        let digests: BTreeMap<&String, String> = digests.collect();
        let built = extracted.built.clone();
        extracted.take_printed(|key, _| {
            built.get_key_value(key).is_some_and(|(key, digest)| digests.get(key) == Some(digest))
        });
        extracted
    }

    /// The files of the form that are no text and that its look needs: their names and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.style.assets()
    }

    /// The typefaces that the form brings.
    pub fn typefaces(&self) -> &[Typeface] {
        &self.style.fonts.files
    }

    /// The digest of all files of the form.
    pub fn digest(&self) -> String {
        match &self.original {
            Some(original) => format!("{} {}", self.digest, original.digest),
            None => self.digest.clone(),
        }
    }

    /// Where a character stands in the form's own files.
    pub fn place_of_character(&self, character: char) -> Option<Place> {
        let template = self.template.sources().iter();
        let mut sources = template.chain(std::iter::once(self.form.place.source()));
        sources.find_map(|source| {
            let at = source.text().find(character)?;
            Some(Place::new(source, at..at + character.len_utf8()))
        })
    }

    /// The fields in the order of the empty form, each with the heading that it stands under;
    /// a field with several places where its first is.
    pub fn outline(&self) -> Vec<(Option<String>, &Field)> {
        let mut report = Report::new();
        let Some(rendered) = self.render(&Answers::blank(&self.form), &mut report) else {
            return Vec::new();
        };
        let slots = template::slots(&self.form);
        let mut outline: Vec<(Option<String>, &Field)> = Vec::new();
        for (heading, slot) in rendered.shape.slots_by_heading() {
            let field = slots[slot].field;
            if !outline.iter().any(|(_, other)| other.key == field.key) {
                let heading = heading.map(|heading| {
                    format!("{} {}", heading.number, rendered.filling.plain(&heading.content))
                });
                outline.push((heading, field));
            }
        }
        outline
    }

    /// The tree of a rendered template, and what is made of it once: cases with the same markup
    /// share it.
    fn shape(&self, markup: Markup, marks: Marks, report: &mut Report) -> Option<Arc<Shape>> {
        let shapes = || self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (markup, marks);
        if let Some(shape) = shapes().get(&key) {
            return Some(Arc::clone(shape));
        }
        let mut document = self.parse(&key.0, report)?;
        if marks.is_public {
            document = document.with_notice(&self.form.public_notice);
        }
        if marks.is_draft {
            document.draft_mark = self.style.draft_mark.as_ref().map(|(mark, _)| mark.clone());
        }
        document.has_free_answers =
            self.form.protect == Protect::UntilDecided && document.can_have_free_answers();
        let shape = Arc::new(Shape::new(document));
        let mut shapes = shapes();
        if shapes.len() >= MOST_SHAPES {
            shapes.clear();
        }
        Some(Arc::clone(shapes.entry(key).or_insert(shape)))
    }

    fn parse(&self, markup: &Markup, report: &mut Report) -> Option<Document> {
        document::parse(
            markup,
            template::slots(&self.form).into_iter().map(slot).collect(),
            self.style.clone(),
            &self.form.language,
            &self.form.unanswered,
            self.template.sources(),
            report,
        )
    }

    /// What stands in each slot, in the order of [`template::slots`].
    fn contents(&self, answers: &Answers) -> Vec<Option<Content>> {
        let language = &self.form.language;
        let answers: Vec<_> = answers.answers(&self.form).collect();
        self.places
            .iter()
            .map(|&(field, part)| {
                let (field, answer) = answers[field];
                match (part, answer?) {
                    (None, answer) => Some(field.kind.content(answer, language)),
                    (Some(part), Answer::One(Scalar::Boolean(yes))) => {
                        Some(Content::Tick(*yes == (part == 0)))
                    }
                    (Some(part), Answer::Words(words)) => {
                        let option = field.kind.parts()[part];
                        Some(Content::Tick(words.iter().any(|word| word == option)))
                    }
                    (Some(part), Answer::Record(values)) => {
                        let kind = &field.kind.record_parts()[part].kind;
                        let value = values[part].as_ref()?;
                        Some(Content::Line(kind.print(value, language)))
                    }
                    // No other answer has parts with places.
                    _ => None,
                }
            })
            .collect()
    }

    /// Where a document comes from: the form, the case, and each answer as built, so that reading
    /// a document back can tell which answers a person changed since. Not the tool's version: an
    /// upgrade that changes nothing must change no byte.
    fn provenance(&self, answers: &Answers) -> Vec<(String, String)> {
        let form = &self.form;
        let mut entries = vec![
            ("blankett.form".to_owned(), form.id.clone()),
            ("blankett.version".to_owned(), form.version.clone()),
            ("blankett.form.sha256".to_owned(), self.digest.clone()),
        ];
        if let Some(original) = &self.original {
            entries.push(("blankett.original.sha256".to_owned(), original.digest.clone()));
        }
        if answers.is_blank() {
            return entries;
        }
        let (digest, digests) = answers.digests(form);
        entries.push(("blankett.case.sha256".to_owned(), digest));
        for (field, fact) in answers.facts(form) {
            if let Some(fact) = fact {
                entries.push((format!("case.{}", field.key), fact.stored(&field.kind)));
            }
        }
        for ((field, answer), digest) in answers.answers(form).zip(digests) {
            match answer {
                // What stands nowhere in the document is kept here, or it could not be read back.
                Some(answer) if field.address.is_none() => {
                    entries.push((format!("answer.{}", field.key), answer.stored(&field.kind)));
                }
                _ => {
                    let name = |digest| (format!("answer.{}.sha256", field.key), digest);
                    entries.extend(digest.map(name));
                }
            }
        }
        entries
    }
}

/// Reports addresses that only a Word file can have that is there already: Word takes no such names.
fn refuse_addresses(form: &Form, report: &mut Report) {
    for field in &form.fields {
        for name in field.names().iter().filter(|name| form::is_address_in_original(name)) {
            let problem = NoOriginal { name: name.clone() };
            report.error(problem, field.place.clone());
        }
    }
}

/// The digest of a form: SHA-256 over the names and contents of its files.
fn digest(texts: &[Arc<Source>], style: &Style) -> String {
    let texts = texts
        .iter()
        .map(|file| (file.name().rsplit('/').next().unwrap_or_default(), file.text().as_bytes()));
    let mut files: Vec<(&str, &[u8])> = texts.chain(style.assets()).collect();
    files.sort_unstable();
    files.dedup();
    let lines: String =
        files.iter().map(|(name, bytes)| format!("{} {name}\n", sha256(bytes))).collect();
    sha256(lines.as_bytes())
}

/// A slot of the document for a place of the templates.
fn slot(slot: TemplateSlot<'_>) -> Slot {
    let TemplateSlot { field, part, bookmark, place } = slot;
    let one_line = |kind: &Kind, rules: &Rules| match kind {
        // A field that Word holds to dates takes no other words.
        Kind::Date if rules.accepts.is_empty() => SlotKind::Date,
        Kind::Choice(options) => SlotKind::Choice(options.clone()),
        _ => SlotKind::Line,
    };
    let record_part = part.and_then(|part| field.kind.record_parts().get(part));
    let (kind, longest) = match record_part {
        Some(part) => (one_line(&part.kind, &part.rules), part.rules.longest()),
        None if part.is_some() => (SlotKind::Tick, None),
        None if field.kind.is_block() => (SlotKind::Block, None),
        None => (one_line(&field.kind, &field.rules), field.rules.longest()),
    };
    let label = match (record_part, &field.kind, part) {
        (Some(part), ..) => format!("{} {}", field.label, part.label),
        (None, Kind::Choices(options), Some(part)) => format!("{} {}", field.label, options[part]),
        _ => field.label.clone(),
    };
    Slot {
        place,
        name: bookmark.to_owned(),
        kind,
        label,
        help: field.help.clone(),
        placeholder: field.placeholder.clone(),
        longest,
    }
}
