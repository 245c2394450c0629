//! From answers to a document: what the form says, with the answers in its slots.

use std::sync::Arc;

use crate::answers::{Answer, Answers, in_calendar};
use crate::diagnostic::{Problem, Report, Source};
use crate::digest::sha256;
use crate::document::{self, Content, Document, Filling, Slot, SlotKind, Style};
use crate::form::{self, Form, Kind, Protect};
use crate::template::{self, Template};
use crate::text::{Block, List, Text};

/// A form that is ready to make documents: definition, template and look.
#[derive(Debug)]
pub struct Blankett {
    /// What the form asks.
    pub form: Form,
    template: Template,
    style: Style,
    digest: String,
}

impl Blankett {
    /// Reads a form out of the files of its folder: `form.toml`, `document.md`, and if they are
    /// there `style.toml` and parts that `document.md` includes.
    ///
    /// # Errors
    ///
    /// All faults go to `report`; there is a form only if there were none.
    pub fn load(
        id: &str,
        version: &str,
        files: &[Arc<Source>],
        report: &mut Report,
    ) -> Option<Blankett> {
        let named =
            |name: &str| files.iter().find(|file| file.name().rsplit('/').next() == Some(name));
        let style =
            named("style.toml").map_or_else(Style::default, |file| Style::parse(file, report));
        let Some(definition) = named("form.toml") else {
            report.error_nowhere(Problem::MissingFile { name: "form.toml".into() });
            return None;
        };
        let form = form::parse(id, version, definition, report)?;
        let template = Template::load(&form, files, report)?;
        if report.has_errors() {
            return None;
        }
        Some(Blankett { form, template, style, digest: digest(files) })
    }

    /// Makes the document of a case.
    ///
    /// # Errors
    ///
    /// Faults of the template go to `report`; there is a document only if there were none.
    pub fn document(&self, answers: &Answers, report: &mut Report) -> Option<(Document, Filling)> {
        let form = &self.form;
        let rendered = self.template.render(form, answers, report)?;
        let document = document::parse(
            &rendered.markup,
            template::slots(form)
                .map(|slot| Slot {
                    name: slot.bookmark.to_owned(),
                    kind: if slot.is_tick {
                        SlotKind::Tick
                    } else if slot.field.kind.is_block() {
                        SlotKind::Block
                    } else {
                        SlotKind::Line
                    },
                    place: slot.place,
                    label: slot.field.label.clone(),
                    help: slot.field.help.clone(),
                    placeholder: slot.field.placeholder.clone(),
                })
                .collect(),
            self.style.clone(),
            &form.language,
            &form.unanswered,
            self.template.sources(),
            report,
        )?;
        let filling = Filling {
            slots: self.contents(answers),
            printed: rendered.printed,
            provenance: self.provenance(answers),
            protected: match form.protect {
                Protect::Always => true,
                Protect::Blank => answers.is_unanswered(),
                Protect::Never => false,
            },
        };
        // It stands in the file as a date, or the file is damaged.
        let created = filling.plain(&document.properties.created);
        if !created.is_empty() && in_calendar(&created).is_none() {
            let place = self.template.place_of_property("created");
            report.error(Problem::NotADate { text: created, meant: None }, place);
            return None;
        }
        Some((document, filling))
    }

    /// What stands in each slot, in the order of [`template::slots`].
    fn contents(&self, answers: &Answers) -> Vec<Option<Content>> {
        let mut contents = Vec::new();
        for (field, answer) in answers.answers(&self.form) {
            match (&field.kind, answer) {
                (Kind::YesNo, Some(Answer::YesNo(yes))) => {
                    contents.extend([Some(Content::Tick(*yes)), Some(Content::Tick(!yes))]);
                }
                (Kind::YesNo, _) => contents.extend([None, None]),
                (_, None) => contents.push(None),
                (kind, Some(answer)) => contents.push(Some(content(kind, answer))),
            }
        }
        contents
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
        if answers.is_blank() {
            return entries;
        }
        entries.push(("blankett.case.sha256".to_owned(), answers.digest(form)));
        for (field, fact) in answers.facts(form) {
            if let Some(fact) = fact {
                entries.push((format!("case.{}", field.key), as_line(&field.kind, fact)));
            }
        }
        for (field, answer) in answers.answers(form) {
            if let Some(answer) = answer {
                entries.push((format!("answer.{}.sha256", field.key), answer.digest()));
            }
        }
        entries
    }
}

/// The digest of a form: SHA-256 over the names and contents of its files.
fn digest(files: &[Arc<Source>]) -> String {
    let mut files: Vec<(&str, &str)> = files
        .iter()
        .map(|file| (file.name().rsplit('/').next().unwrap_or_default(), file.text()))
        .collect();
    files.sort_unstable();
    let lines: String =
        files.iter().map(|(name, text)| format!("{} {name}\n", sha256(text.as_bytes()))).collect();
    sha256(lines.as_bytes())
}

fn content(kind: &Kind, answer: &Answer) -> Content {
    let list = |items: Vec<Vec<String>>| {
        Content::Text(Text { blocks: vec![Block::List(List { ordered: false, items })] })
    };
    match (answer, kind) {
        (Answer::Text(text), _) => Content::Text(text.clone()),
        (Answer::Lines(lines), _) => list(lines.iter().map(|line| vec![line.clone()]).collect()),
        (Answer::Records(records), Kind::List(Some(record))) => list(
            records.iter().map(|parts| vec![record.print.print(&record.parts, parts)]).collect(),
        ),
        _ => Content::Line(as_line(kind, answer)),
    }
}

/// An answer on one line.
fn as_line(kind: &Kind, answer: &Answer) -> String {
    match (answer, kind) {
        (Answer::Record(parts), Kind::Record(record)) => record.print.print(&record.parts, parts),
        (Answer::Line(line), _) => line.clone(),
        (Answer::Date(date), _) => date.to_string(),
        (Answer::YesNo(yes), _) => yes.to_string(),
        (Answer::Text(text), _) => text.to_string(),
        (Answer::Lines(lines), _) => lines.join("\n"),
        (Answer::Records(records), Kind::List(Some(record))) => {
            let lines: Vec<String> =
                records.iter().map(|parts| record.print.print(&record.parts, parts)).collect();
            lines.join("\n")
        }
        // `answers::check` makes an answer of its field's kind.
        (Answer::Record(_) | Answer::Records(_), _) => String::new(),
    }
}
