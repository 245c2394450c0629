//! The pages of the editor: whole without any script.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::answers::State;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::exchange::{ChangedLine, Edited};
use crate::form::{Field, FieldId, Kind, Part, Personal};
use crate::register::Row;
use crate::table::Value;

use super::controls::Sent;
use super::words::EditWords;

/// The most options that are shown as radio buttons; more are a drop-down list.
const MOST_RADIOS: usize = 7;

/// A page with its heading and its main part.
pub(super) fn page(words: &EditWords, title: &str, head: &Markup, main: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(words.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – blankett" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/style.css";
            }
            body {
                a.skip href="#main" { (words.skip) }
                header { (head) }
                (main)
            }
        }
    };
    page.into_string()
}

/// A case in the list, with its id in addresses.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) row: Row,
    pub(super) to_do: String,
}

/// What the list shows beside the cases.
pub(super) struct List<'a> {
    pub(super) search: &'a str,
    /// The forms that a case can be made of.
    pub(super) forms: &'a [(String, String)],
    /// The name and the form of a new case as they were sent, and what is wrong with it.
    pub(super) refused: Option<(&'a str, &'a str, String)>,
    pub(super) project: &'a str,
}

/// The cases, and how to make another.
pub(super) fn list(words: &EditWords, cases: &[Listed], list: &List<'_>) -> String {
    let head = html! { h1 { (words.cases) } p { (list.project) } };
    let main = html! {
        main id="main" {
            @if let Some((_, _, message)) = &list.refused {
                div.summary role="alert" {
                    h2 { (words.faults) }
                    ul { li { a href="#name" { (message) } } }
                }
            }
            form method="get" action="/" role="search" {
                div.question {
                    label for="search" { (words.search) }
                    input id="search" type="search" name="q" value=(list.search);
                }
                button { (words.find) }
            }
            @if cases.is_empty() { p { (words.none_found) } }
            @else {
                div.scroll role="group" tabindex="0" aria-label=(words.cases) {
                    table {
                        thead { tr {
                            @for name in [words.case, words.title, words.status, words.answers, words.to_do] {
                                th scope="col" { (name) }
                            }
                        } }
                        tbody { @for Listed { id, row, to_do } in cases { tr {
                            th scope="row" { a href={ "/case/" (id) } { (row.case) } }
                            td { (row.title) }
                            td { (row.status) }
                            td { (row.answered) "/" (row.asked) }
                            td { (to_do) }
                        } } }
                    }
                }
            }
            @if !list.forms.is_empty() { h2 { (words.new_case) } }
            @if !list.forms.is_empty() { form method="post" action="/new" {
                div.question {
                    label for="form" { (words.form) }
                    select id="form" name="form" {
                        @for (name, title) in list.forms { option value=(name) selected[list.refused.as_ref().is_some_and(|(_, form, _)| form == name)] { (title) } }
                    }
                }
                div.question {
                    label for="name" { (words.name) }
                    p.hint id="name-hint" { (words.name_help) }
                    input id="name" type="text" name="name" aria-describedby="name-hint" autocomplete="off"
                        value=[list.refused.as_ref().map(|(name, _, _)| *name)];
                }
                button { (words.make) }
            } }
        }
    };
    let title = match &list.refused {
        Some(_) => format!("{}: {}", words.fault, words.cases),
        None => words.cases.to_owned(),
    };
    page(words, &title, &head, &main)
}

/// A question with what is to be shown of it.
pub(super) struct Asked<'a> {
    /// What its controls are called: `q3`.
    pub(super) name: String,
    pub(super) id: FieldId,
    pub(super) field: &'a Field,
    pub(super) heading: Option<String>,
    pub(super) state: &'a State<'a>,
    /// Whether the case itself has a word of it.
    pub(super) is_own: bool,
    /// Whether its controls can show what the case has.
    pub(super) is_shown: bool,
    pub(super) is_required: bool,
    /// The digest of what the page was made from.
    pub(super) base: String,
    /// What tells whether somebody touched it since.
    pub(super) touch: String,
    pub(super) told: Vec<&'a Diagnostic>,
}

/// What became of what was sent.
pub(super) enum News {
    /// Nothing was.
    None,
    /// It was saved.
    Saved(Edited),
    /// It was not, and this is why.
    Refused(Vec<Diagnostic>),
    /// It was not, since the form is another; this was typed.
    OldPage(Vec<String>),
}

impl News {
    /// The status of the page (RFC 9110, 15): what was changed on both sides is a conflict.
    pub(super) fn status(&self) -> u16 {
        match self {
            News::Refused(_) | News::OldPage(_) => 409,
            News::None | News::Saved(_) => 200,
        }
    }

    /// Whether a question is among what was refused.
    pub(super) fn is_about(&self, field: &Field) -> bool {
        let is_it = |one: &Diagnostic| one.question.as_ref() == Some(&field.question());
        matches!(self, News::Refused(told) if told.iter().any(is_it))
    }
}

/// What the page of a case shows.
pub(super) struct CasePage<'a> {
    pub(super) words: &'a EditWords,
    pub(super) language: Language,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) form_title: &'a str,
    pub(super) form_language: &'a str,
    pub(super) form_digest: &'a str,
    pub(super) asked: Vec<Asked<'a>>,
    pub(super) sent: &'a Sent,
    /// What is told of the case as a whole.
    pub(super) others: Vec<&'a Diagnostic>,
    pub(super) news: News,
    pub(super) has_document: bool,
}

impl CasePage<'_> {
    /// The page.
    pub(super) fn write(&self) -> String {
        let words = self.words;
        let head = html! {
            h1 { (if self.title.is_empty() { self.name } else { self.title }) }
            p { (self.name) " · " (self.form_title) }
            p { a href="/" { (words.all_cases) } }
            button.first form="case" name="do" value="save" { (words.save) }
        };
        let mut last: Option<&str> = None;
        let main = html! {
            main.beside id="main" {
                div {
                    (self.news())
                    (self.summary())
                    form id="case" method="post" action={ "/case/" (self.id) } autocomplete="off" {
                        input type="hidden" name="form" value=(self.form_digest);
                        @for asked in &self.asked {
                            @let heading = asked.heading.as_deref();
                            @if heading != last && heading.is_some() { h2 { (heading.unwrap_or_default()) } }
                            ({ last = heading; PreEscaped("") })
                            (self.question(asked))
                        }
                        p.save { button.first name="do" value="save" { (words.save) } }
                    }
                }
                div.document {
                    h2 id="document" { (words.document) }
                    @if self.has_document {
                        p {
                            @for (ending, name) in super::DOCUMENTS {
                                a href={ "/case/" (self.id) "/" (ending) } { (name) } " "
                            }
                        }
                        iframe src={ "/case/" (self.id) "/html" } title=(words.document) sandbox="" {}
                    } @else {
                        p { (words.no_document) }
                    }
                }
            }
        };
        let is_faulty = !matches!(self.news, News::None | News::Saved(_))
            || self.told().any(|one| one.severity == Severity::Error);
        let title = if self.title.is_empty() { self.name } else { self.title };
        let title = if is_faulty { format!("{}: {title}", words.fault) } else { title.to_owned() };
        page(words, &title, &head, &main)
    }

    fn told(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_questions = self.asked.iter().flat_map(|asked| asked.told.iter().copied());
        self.others.iter().copied().chain(of_questions)
    }

    /// What became of what was sent.
    fn news(&self) -> Markup {
        let words = self.words;
        match &self.news {
            News::None => html! {},
            News::Saved(edited) if edited.before == edited.after => html! {
                div.summary.good role="status" { h2 { (words.nothing_changed) } }
            },
            News::Saved(edited) => html! {
                div.summary.good role="status" {
                    h2 { (words.saved) }
                    details open {
                        summary { (words.changes) }
                        pre {
                            @for line in edited.lines() {
                                @match line {
                                    ChangedLine::Gone(line) => { del { "- " (line) } "\n" }
                                    ChangedLine::New(line) => { ins { "+ " (line) } "\n" }
                                }
                            }
                        }
                    }
                    p { (words.commit) }
                    pre {
                        "git add -- \"" (self.name) "\"\n"
                        "git commit -m " (quoted(self.title, self.name)) " -- \"" (self.name) "\""
                    }
                }
            },
            News::Refused(told) => html! {
                div.summary role="alert" {
                    h2 { (words.not_saved) }
                    ul { @for one in told { li {
                        (self.link(one))
                        @if let Some(help) = one.problem.help(self.language) { "; " (help) }
                    } } }
                }
            },
            News::OldPage(typed) => html! {
                div.summary role="alert" {
                    h2 { (words.not_saved) } p { (words.old_page) }
                    @for text in typed { pre { (text) } }
                }
            },
        }
    }

    /// All that is wrong, with the way to each question (GOV.UK Design System, error summary).
    fn summary(&self) -> Markup {
        let words = self.words;
        let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
        if !self.told().any(|one| is_error(&one)) {
            return html! {};
        }
        html! {
            div.summary role="alert" {
                h2 { (words.faults) }
                ul {
                    @for one in self.others.iter().copied().filter(is_error) {
                        li { (self.message(one)) }
                    }
                    @for asked in &self.asked {
                        @for one in asked.told.iter().copied().filter(is_error) { li { (self.link(one)) } }
                    }
                }
            }
        }
    }

    /// What is told, with the way to its question.
    fn link(&self, one: &Diagnostic) -> Markup {
        let asked =
            self.asked.iter().find(|asked| one.question.as_ref() == Some(&asked.field.question()));
        html! {
            @if let Some(asked) = asked {
                a href={ "#" (asked.name) } {
                    (asked.field.label.trim_end_matches([':', ' '])) ": " (self.message(one))
                }
            } @else { (self.message(one)) }
        }
    }

    fn message(&self, one: &Diagnostic) -> String {
        one.problem.message(self.language)
    }

    fn question(&self, asked: &Asked<'_>) -> Markup {
        let (words, name, field) = (self.words, asked.name.as_str(), asked.field);
        let is_faulty = asked.told.iter().any(|one| one.severity == Severity::Error);
        let label = html! {
            span lang=(self.form_language) { (field.label) }
            @if asked.is_required { span.mark { " (" (words.required) ")" } }
            @if field.personal != Personal::No { span.mark { " (" (words.personal) ")" } }
        };
        let default = field.default.as_ref().map(|entry| &entry.value.place);
        let is_default =
            default.is_some() && asked.state.value().map(|value| &value.place) == default;
        let about = html! {
            @if let Some(help) = &field.help { p.hint id={ (name) "-hint" } lang=(self.form_language) { (help) } }
            @if field.kind == Kind::Text { p.hint id={ (name) "-text" } { (words.text_help) } }
            @if let (State::Answered(answer, _), false) = (asked.state, asked.is_own) {
                p.given id={ (name) "-given" } {
                    (if is_default { words.by_default } else { words.shared }) " "
                    (field.kind.lines(answer, self.form_language).join("; "))
                }
            }
            @for (nth, one) in asked.told.iter().enumerate() {
                @let is_error = one.severity == Severity::Error;
                p.error[is_error].warning[!is_error] id={ (name) "-told" (nth) } {
                    span.hidden { (if is_error { words.fault } else { words.warning }) ": " }
                    (self.message(one))
                }
            }
        };
        let mut described: Vec<String> = Vec::new();
        if field.help.is_some() {
            described.push(format!("{name}-hint"));
        }
        if field.kind == Kind::Text {
            described.push(format!("{name}-text"));
        }
        if matches!(asked.state, State::Answered(..)) && !asked.is_own {
            described.push(format!("{name}-given"));
        }
        described.extend((0..asked.told.len()).map(|nth| format!("{name}-told{nth}")));
        let described = described.join(" ");
        let base = html! {
            input type="hidden" name={ "b." (name) } value=(asked.base);
            input type="hidden" name={ "t." (name) } value=(asked.touch);
        };
        if !asked.is_shown {
            let written = asked.state.value().map(Value::written).unwrap_or_default();
            return html! {
                div.question.faulty[is_faulty] id=(name) tabindex="-1" {
                    strong { (label) } (about) p { (words.not_here) } pre { (written) }
                    @for text in self.sent.under(name) { pre { (text) } }
                }
            };
        }
        let is_group =
            !matches!(field.kind, Kind::Line | Kind::Text | Kind::Date | Kind::Number(_))
                && !matches!(&field.kind, Kind::Choice(options) if options.len() > MOST_RADIOS);
        if is_group {
            return html! {
                fieldset.faulty[is_faulty] id=(name) tabindex="-1"
                    aria-describedby=[(!described.is_empty()).then_some(&described)] {
                    legend { (label) } (about) (base) (self.group(asked))
                }
            };
        }
        html! {
            div.question.faulty[is_faulty] {
                label for=(name) { (label) } (about) (base)
                (self.line(name, &field.kind, &field.rules.accepts, &described, is_faulty))
            }
        }
    }

    /// The control of a single value.
    fn line(
        &self,
        name: &str,
        kind: &Kind,
        accepts: &[String],
        described: &str,
        is_faulty: bool,
    ) -> Markup {
        let value = self.sent.one(name).unwrap_or_default();
        let described = (!described.is_empty()).then_some(described);
        let invalid = is_faulty.then_some("true");
        let list = format!("{name}-words");
        match kind {
            Kind::Text => html! {
                textarea id=(name) name=(name) rows="6" aria-describedby=[described] aria-invalid=[invalid] { "\n" (value) }
            },
            Kind::Choice(options) => html! {
                select id=(name) name=(name) aria-describedby=[described] aria-invalid=[invalid] {
                    option value="" { "– " (self.words.unanswered) " –" }
                    @for option in options {
                        option value=(option) selected[option == value] { (option) }
                    }
                    @if !value.is_empty() && !options.iter().any(|one| one == value) {
                        option value=(value) selected { (value) " (" (self.words.not_an_option) ")" }
                    }
                }
            },
            kind => html! {
                input.short[matches!(kind, Kind::Date | Kind::Number(_))] id=(name) name=(name) type="text"
                    inputmode=[matches!(kind, Kind::Number(_)).then_some("decimal")]
                    placeholder=[(*kind == Kind::Date).then_some(self.words.a_day)]
                    list=[(!accepts.is_empty()).then_some(&list)] autocomplete="off"
                    aria-describedby=[described] aria-invalid=[invalid] value=(value);
                @if !accepts.is_empty() {
                    datalist id=(list) { @for word in accepts { option value=(word) {} } }
                }
            },
        }
    }

    /// The controls of a question that has several.
    fn group(&self, asked: &Asked<'_>) -> Markup {
        let (name, words) = (asked.name.as_str(), self.words);
        let accepts = &asked.field.rules.accepts;
        let parts = asked.field.kind.record_parts();
        match &asked.field.kind {
            Kind::YesNo => {
                let words = ["true", "false"].into_iter().zip(words.yes_no.map(str::to_owned));
                self.radios(name, words.collect())
            }
            Kind::Choice(options) => self.radios(name, as_options(options).collect()),
            Kind::Choices(options) => {
                let chosen = self.sent.all(name);
                let others = chosen.iter().filter(|one| !options.contains(one) && !one.is_empty());
                html! {
                    @for (nth, option) in options.iter().chain(others).enumerate() {
                        div.choice {
                            input type="checkbox" id={ (name) "-" (nth) } name=(name) value=(option)
                                checked[chosen.contains(option)];
                            label for={ (name) "-" (nth) } {
                                (option) @if !options.contains(option) { " (" (words.not_an_option) ")" }
                            }
                        }
                    }
                }
            }
            Kind::Record(_) => html! {
                (self.parts(name, &asked.field.label, parts)) (self.word(name, accepts))
            },
            _ => {
                let rows = self.sent.rows(name).max(1);
                html! {
                    ol.rows {
                        @for row in 0..rows {
                            @let row_name = format!("{name}.r{row}");
                            @let row_label = format!("{} {}", words.row, row + 1);
                            li {
                                @if parts.is_empty() {
                                    label.hidden for=(row_name) { (row_label) }
                                    input type="text" id=(row_name) name=(row_name) autocomplete="off"
                                        value=(self.sent.one(&row_name).unwrap_or_default());
                                } @else { (self.parts(&row_name, &row_label, parts)) }
                                div.tools {
                                    @if row > 0 { (Self::tool("up", name, row, words.up, &row_label)) }
                                    @if row + 1 < rows { (Self::tool("down", name, row, words.down, &row_label)) }
                                    (Self::tool("remove", name, row, words.remove, &row_label))
                                }
                            }
                        }
                    }
                    button name="do" value={ "add " (name) " " (rows) } { (words.add_row) }
                    (self.word(name, accepts))
                }
            }
        }
    }

    /// A button that does something with a row.
    fn tool(does: &str, name: &str, row: usize, word: &str, of: &str) -> Markup {
        html! {
            button name="do" value={ (does) " " (name) " " (row) } { (word) span.hidden { ", " (of) } }
        }
    }

    /// One of several options, each with its words; none of them is one too.
    fn radios<'a>(&'a self, name: &str, mut options: Vec<(&'a str, String)>) -> Markup {
        let value = self.sent.one(name).unwrap_or_default();
        if !value.is_empty() && !options.iter().any(|(one, _)| *one == value) {
            options.push((value, format!("{value} ({})", self.words.not_an_option)));
        }
        options.push(("", self.words.unanswered.to_owned()));
        html! {
            @for (nth, (option, label)) in options.iter().enumerate() {
                div.choice {
                    input type="radio" id={ (name) "-" (nth) } name=(name) value=(option) checked[*option == value];
                    label for={ (name) "-" (nth) } { (label) }
                }
            }
        }
    }

    fn parts(&self, name: &str, label: &str, parts: &[Part]) -> Markup {
        html! {
            div.parts role="group" aria-label=(label) {
                @for (at, part) in parts.iter().enumerate() {
                    @let part_name = format!("{name}.p{at}");
                    div {
                        label for=(part_name) {
                            span lang=(self.form_language) { (part.label) }
                            @if part.personal != Personal::No { span.mark { " (" (self.words.personal) ")" } }
                        }
                        @match &part.kind {
                            Kind::YesNo => {
                                @let value = self.sent.one(&part_name).unwrap_or_default();
                                @let [yes, no] = self.words.yes_no;
                                select id=(part_name) name=(part_name) {
                                    option value="" { "– " (self.words.unanswered) " –" }
                                    option value="true" selected[value == "true"] { (yes) }
                                    option value="false" selected[value == "false"] { (no) }
                                    @if !["", "true", "false"].contains(&value) {
                                        option value=(value) selected { (value) }
                                    }
                                }
                            }
                            kind => (self.line(&part_name, kind, &part.rules.accepts, "", false)),
                        }
                    }
                }
            }
        }
    }

    /// Words that are an answer although they are not of the kind.
    fn word(&self, name: &str, accepts: &[String]) -> Markup {
        let word_name = format!("{name}.w");
        let value = self.sent.one(&word_name).unwrap_or_default();
        if accepts.is_empty() && value.is_empty() {
            return html! {};
        }
        let is_other = !value.is_empty() && !accepts.iter().any(|one| one == value);
        html! {
            div {
                input type="hidden" name={ (name) ".o" } value=(self.sent.one(&format!("{name}.o")).unwrap_or(value));
                label for=(word_name) { (self.words.instead) }
                select id=(word_name) name=(word_name) {
                    option value="" { "–" }
                    @for word in accepts { option value=(word) selected[word == value] { (word) } }
                    @if is_other { option value=(value) selected { (value) " (" (self.words.not_an_option) ")" } }
                }
            }
        }
    }
}

/// Words as options that are called as they are.
fn as_options(words: &[String]) -> impl Iterator<Item = (&str, String)> {
    words.iter().map(|word| (word.as_str(), word.clone()))
}

/// A message for git, within quotation marks that every shell has.
fn quoted(title: &str, name: &str) -> String {
    let plain = |text: &str| -> String {
        let is_kept = |c: &char| c.is_alphanumeric() || " .,-_/".contains(*c);
        text.chars().filter(is_kept).collect()
    };
    let title = plain(title);
    format!("\"{}\"", if title.is_empty() { plain(name) } else { title })
}

/// A page that says why there is none.
pub(super) fn refusal(words: &EditWords, title: &str, text: &str, typed: &[String]) -> String {
    let head = html! { h1 { "blankett" } };
    let main = html! {
        main id="main" {
            h2 { (title) }
            @if !text.is_empty() { p { (text) } }
            @for text in typed { pre { (text) } }
            p { a href="/" { (words.all_cases) } }
        }
    };
    page(words, title, &head, &main)
}
