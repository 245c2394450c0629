//! The editor: cases as pages on this machine alone, for a meeting that fills in a form together.
//!
//! A page is made of the case's file each time, and what is sent of it is put into the file as a careful person would
//! have put it there: by [`Workspace::edit`], three ways, so that what somebody else changed meanwhile stays. Nothing
//! is kept here that a file does not have. Pages are whole without any script.

mod controls;
mod gate;
mod http;
mod pages;
mod server;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::answers::{self, State};
use crate::case::Entries;
use crate::diagnostic::{Diagnostic, Language, Report, Severity};
use crate::digest::sha256;
use crate::exchange::{Edited, Merging, Typed};
use crate::form::{CaseTable, FieldId, Form};
use crate::register::{self, Row};
use crate::scalar::Date;
use crate::workspace::problems::BadCaseName;
use crate::workspace::{CaseFile, CaseReport, NewCase, Project, Workspace};
use crate::write::{Format, Profile};

use controls::Sent;
use gate::{Gate, Refused};
use pages::{Asked, CasePage, List, Listed, News};
use words::EditWords;

pub use gate::Keys;
pub use http::{Request, Response};
pub use server::serve;

/// The most bytes that a request may have.
pub const LARGEST_REQUEST: usize = 8 << 20;
/// How many characters of a digest name a case in addresses.
const ID: usize = 16;
/// How many of the last changes are kept to be shown once.
const MOST_KEPT: usize = 8;
/// The documents of a case: the endings of their addresses, and what they are called.
const DOCUMENTS: [(&str, &str); 3] = [("docx", "Word"), ("pdf", "PDF"), ("md", "Markdown")];

/// A project that is edited.
#[derive(Debug)]
pub struct Editor {
    project: Project,
    /// The cases that are shown; all, where none were named.
    chosen: Vec<std::path::PathBuf>,
    language: Language,
    today: Date,
    gate: Gate,
    /// What is mixed into the names of cases, so that nobody else can say them.
    salt: String,
    saved: Mutex<BTreeMap<u64, Edited>>,
    /// What the list says of cases, with the digest of all that it is made of.
    rows: Mutex<BTreeMap<String, (String, Row)>>,
}

impl Editor {
    /// An editor at a host (an address with its port), for whoever has the keys.
    pub fn new(
        project: Project,
        chosen: Vec<std::path::PathBuf>,
        (language, today): (Language, Date),
        host: String,
        keys: Keys,
    ) -> Editor {
        let salt = sha256(format!("case {}", keys.cookie).as_bytes());
        let gate = Gate::new(host, keys);
        let (saved, rows) = (Mutex::default(), Mutex::default());
        Editor { project, chosen, language, today, gate, salt, saved, rows }
    }

    /// The address to begin at; it is good once.
    pub fn first_address(&self) -> String {
        self.gate.first_address()
    }

    /// What somebody hears who does not get in; what was sent is not needed for that.
    pub(crate) fn refuse(&self, request: &Request) -> Option<Response> {
        let words = EditWords::of(self.language);
        let why = self.gate.admit(request).err()?;
        let status = if why == Refused::Method { 405 } else { 403 };
        Some(Response::page(status, pages::refusal(words, words.not_in, words.not_in_help, &[])))
    }

    /// Answers a request.
    pub fn respond(&self, request: &Request) -> Response {
        let words = EditWords::of(self.language);
        if let Some(refused) = self.refuse(request) {
            return refused;
        }
        self.gate.open(request).or_else(|| self.routed(request)).unwrap_or_else(|| {
            Response::page(404, pages::refusal(words, words.no_such_page, "", &[]))
        })
    }

    fn routed(&self, request: &Request) -> Option<Response> {
        let steps: Vec<&str> = request.path.split('/').skip(1).collect();
        let is_post = request.method == "POST";
        match (steps.as_slice(), is_post) {
            ([""], false) => Some(self.list(&search(&request.query), None)),
            (["style.css"], false) => {
                let style = include_bytes!("edit.css").to_vec();
                Some(Response::of(200, "text/css; charset=utf-8", style))
            }
            // A case that is made is none of those that were named.
            (["new"], true) if self.chosen.is_empty() => Some(self.new_case(&sent(&request.body))),
            (["case", id], false) => {
                let (workspace, file) = self.case(id)?;
                let saved = request.query.strip_prefix("saved=").and_then(|key| key.parse().ok());
                let saved = saved.and_then(|key: u64| self.saved().remove(&key));
                Some(self.page(&workspace, &file, None, saved.map_or(News::None, News::Saved)))
            }
            (["case", id], true) => {
                let sent = sent(&request.body);
                let Some((workspace, file)) = self.case(id) else {
                    let words = EditWords::of(self.language);
                    return Some(self.not_saved(words.no_such_page, words.gone, &sent));
                };
                Some(self.change(&workspace, &file, sent))
            }
            (["case", id, ending], false) => {
                let (workspace, file) = self.case(id)?;
                Editor::document(&workspace, &file, ending)
            }
            _ => None,
        }
    }

    fn saved(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Edited>> {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The project as it is now.
    fn workspace(&self) -> Workspace {
        Workspace::open(self.project.reopened())
    }

    /// What a case is called in addresses.
    fn id(&self, file: &CaseFile) -> String {
        sha256(format!("{}\n{}", self.salt, file.name).as_bytes())[..ID].to_owned()
    }

    /// The case of an id: one of those that are shown, and no other file.
    fn case(&self, id: &str) -> Option<(Workspace, CaseFile)> {
        let workspace = self.workspace();
        let mut files = workspace.project.cases(&self.chosen, &mut Report::new()).into_iter();
        let file = files.find(|file| self.id(file) == id)?;
        Some((workspace, file))
    }

    /// The cases, what is to be done first at the top.
    fn list(&self, search: &str, refused: Option<(&str, &str, String)>) -> Response {
        let words = EditWords::of(self.language);
        let workspace = self.workspace();
        let files = workspace.project.cases(&self.chosen, &mut Report::new());
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for file in &files {
            ids.insert(file.name.clone(), self.id(file));
        }
        let mut rows = self.rows(&workspace, &files);
        register::sort(&mut rows);
        let wanted: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        let has = |row: &Row| {
            let text = format!("{} {} {} {}", row.case, row.title, row.number, row.status);
            let text = text.to_lowercase();
            wanted.iter().all(|word| text.contains(word))
        };
        let cases = rows.into_iter().filter(has).filter_map(|row| {
            let id = ids.get(&row.case)?.clone();
            let to_do = row.to_do(self.language);
            Some(Listed { id, row, to_do })
        });
        let cases: Vec<Listed> = cases.collect();
        let forms = if self.chosen.is_empty() { workspace.all_forms() } else { Vec::new() };
        let forms = forms.iter().map(|form| {
            let form = &form.form;
            (format!("{}/{}", form.id, form.version), format!("{} ({})", form.title, form.version))
        });
        let (forms, status) =
            (forms.collect::<Vec<_>>(), if refused.is_some() { 422 } else { 200 });
        let project = self.project.full(Path::new("")).to_string_lossy().into_owned();
        let list = List { search, forms: &forms, refused, project: &project };
        Response::page(status, pages::list(words, &cases, &list))
    }

    /// What is told, in one text.
    fn told(&self, report: &Report) -> String {
        let told = report.diagnostics().iter().map(|one| one.problem.message(self.language));
        told.collect::<Vec<_>>().join("; ")
    }

    /// A page that says why nothing was saved, with what was typed.
    fn not_saved(&self, title: &str, why: &str, sent: &Sent) -> Response {
        let words = EditWords::of(self.language);
        let text = format!("{}: {why}", words.not_saved);
        Response::page(409, pages::refusal(words, title, &text, &sent.values()))
    }

    /// What a register says of cases. A row is made anew where the text of its case, or anything that serves cases,
    /// is another than when it was made.
    fn rows(&self, workspace: &Workspace, files: &[CaseFile]) -> Vec<Row> {
        let mut unheard = Report::new();
        let mut serves = String::new();
        for form in workspace.all_forms() {
            serves += &form.digest();
        }
        for path in workspace.project.shared_files() {
            let source = workspace.project.read(&path, &mut unheard);
            serves += &format!("\n{}\n", path.display());
            serves += source.as_ref().map_or("", |source| source.text());
        }
        let serves = sha256(serves.as_bytes());
        let mut kept = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = std::mem::take(&mut *kept);
        let rows = files.iter().map(|file| {
            let source = workspace.project.read(&file.path, &mut unheard);
            let text = source.as_ref().map_or("", |source| source.text());
            let digest = sha256(format!("{serves}{text}").as_bytes());
            let row = match known.remove(&file.name) {
                Some((made_of, row)) if made_of == digest && source.is_some() => row,
                _ => workspace.row(file, self.today, &mut CaseReport::default()),
            };
            kept.insert(file.name.clone(), (digest, row.clone()));
            row
        });
        rows.collect()
    }

    /// Makes a case, and leads to it.
    fn new_case(&self, sent: &Sent) -> Response {
        let workspace = self.workspace();
        let name = sent.one("name").unwrap_or_default();
        let mut report = Report::new();
        let made =
            workspace.form(sent.one("form").unwrap_or_default(), &mut report).and_then(|form| {
                let Some(path) = NewCase::path(name) else {
                    report.error_nowhere(BadCaseName { name: name.to_owned() });
                    return None;
                };
                let (facts, answers) = (Entries::new(), Entries::new());
                let new = NewCase { form: &form, facts, answers };
                new.write(&workspace, &path, &mut Report::new(), &mut report)?;
                Some(self.id(&workspace.project.new_case(&path)))
            });
        if let Some(id) = made {
            return Response::elsewhere(&format!("/case/{id}"));
        }
        let form = sent.one("form").unwrap_or_default();
        self.list("", Some((name, form, self.told(&report))))
    }

    /// Puts what was sent into a case, or does with its rows what a button says.
    fn change(&self, workspace: &Workspace, file: &CaseFile, mut sent: Sent) -> Response {
        let mut unheard = CaseReport::default();
        let source = workspace.project.read(&file.path, &mut unheard.own);
        let prepared = source.and_then(|source| workspace.prepare(file, &source, &mut unheard));
        let Some(prepared) = prepared else {
            let told = unheard.into_whole();
            return self.not_saved(&file.name, &self.told(&told), &sent);
        };
        let form = &prepared.form;
        if sent.one("form") != Some(form.digest().as_str()) {
            return self.page(workspace, file, None, News::OldPage(sent.values()));
        }
        let does = sent.one("do").unwrap_or("save").to_owned();
        if let Some(order) = order_of(&does, &sent) {
            let (name, rows) = order;
            sent.reorder(&name, &rows);
            return self.page(workspace, file, Some(&sent), News::None);
        }
        if let Some((name, row)) = added(&does).filter(|(_, row)| *row < controls::MOST_ROWS) {
            sent.extend(Sent::of(std::iter::once((format!("{name}.r{row}"), String::new()))));
            return self.page(workspace, file, Some(&sent), News::None);
        }
        let mut typed = Vec::new();
        for (name, id) in names(&form.form) {
            let Some(base) = sent.one(&format!("b.{name}")) else { continue };
            let field = form.form.field_at(id);
            // What nobody touched says nothing, whatever the case has by now.
            let touch = controls::touch(&name, field, &form.form.language, &sent);
            if sent.one(&format!("t.{name}")) == Some(touch.as_str()) {
                continue;
            }
            let answer = controls::typed(&name, field, &form.form.language, &sent);
            let base = (!base.is_empty()).then(|| base.to_owned());
            typed.push(Typed { field: id, answer, base });
        }
        let mut report = Report::new();
        let Some(edited) = workspace.edit(file, typed, Merging::default(), &mut report) else {
            let told = report.diagnostics().to_vec();
            return self.page(workspace, file, Some(&sent), News::Refused(told));
        };
        let mut saved = self.saved();
        let key = saved.keys().next_back().map_or(1, |last| last + 1);
        saved.insert(key, edited);
        while saved.len() > MOST_KEPT {
            saved.pop_first();
        }
        Response::elsewhere(&format!("/case/{}?saved={key}", self.id(file)))
    }

    /// The page of a case, with what was sent in its controls, else what the case has.
    fn page(
        &self,
        workspace: &Workspace,
        file: &CaseFile,
        sent: Option<&Sent>,
        news: News,
    ) -> Response {
        let words = EditWords::of(self.language);
        let mut report = CaseReport::default();
        let source = workspace.project.read(&file.path, &mut report.own);
        let prepared =
            source.clone().and_then(|source| workspace.prepare(file, &source, &mut report));
        let Some(prepared) = prepared else {
            let told = self.told(&report.into_whole());
            return Response::page(200, pages::refusal(words, &file.name, &told, &[]));
        };
        let (form, case) = (&prepared.form.form, &prepared.case);
        let serving = prepared.serving();
        let mut own = Report::new();
        let reading = answers::read(form, case, &serving, &mut own);
        report.own.append(own);
        prepared.allow(&mut report.own);
        let needed = report.needed.iter().flat_map(|needed| needed.diagnostics());
        let told: Vec<Diagnostic> =
            report.own.diagnostics().iter().chain(needed).cloned().collect();
        let mut shown = Sent::default();
        let outline = prepared.form.outline();
        let mut asked: Vec<Asked<'_>> = Vec::new();
        for (name, id) in names(form) {
            let (field, state) = (form.field_at(id), reading.state(id));
            let is_own = id.table.choose(&case.facts, &case.answers).get(&field.key).is_some();
            let of_case = if is_own {
                controls::shown(&name, field, state.value())
                    .filter(|shown| !is_hidden_fault(form, id, state, &name, shown))
            } else {
                Some(Sent::default())
            };
            let is_shown = of_case.is_some();
            let of_case = of_case.unwrap_or_default();
            // What was not on the page that was sent is as the case has it now.
            let of_page = sent.filter(|sent| sent.one(&format!("b.{name}")).is_some());
            let touch_now = controls::touch(&name, field, &form.language, &of_case);
            if of_page.is_none() {
                shown.extend(of_case);
            }
            let in_outline = outline.iter().find(|(_, other)| other.key == field.key);
            let heading = match (id.table == CaseTable::Case, in_outline) {
                (true, _) => Some(words.about_the_case.to_owned()),
                (false, Some((heading, _))) => heading.clone(),
                (false, None) => Some(words.other_questions.to_owned()),
            };
            let is_it = |one: &&Diagnostic| {
                one.question.as_ref().is_some_and(|question| {
                    question.key == field.key && question.label == field.label
                })
            };
            // What a page was made from stays, but for what somebody has seen in two ways.
            let of_page = of_page.filter(|_| !news.is_about(field));
            let kept = |kind: char| of_page.and_then(|page| page.one(&format!("{kind}.{name}")));
            let base = kept('b').map_or_else(|| state.digest().unwrap_or_default(), str::to_owned);
            let touch = kept('t').map_or(touch_now, str::to_owned);
            let is_required = reading.missing().iter().any(|missing| missing.field == id);
            let told = told.iter().filter(is_it).collect();
            asked.push(Asked {
                name,
                id,
                field,
                heading,
                state,
                is_own,
                is_shown,
                is_required,
                base,
                touch,
                told,
            });
        }
        if let Some(sent) = sent {
            shown.extend(sent.clone());
        }
        // As the document has them; what no document shows stands last.
        let place = |asked: &Asked<'_>| {
            let at = outline.iter().position(|(_, other)| other.key == asked.field.key);
            (asked.id.table != CaseTable::Case, at.is_none(), at)
        };
        asked.sort_by_key(place);
        let is_of_none = |one: &&Diagnostic| !asked.iter().any(|asked| asked.told.contains(one));
        let others = told.iter().filter(is_of_none).collect();
        let has_document = !told.iter().any(|one| one.severity == Severity::Error);
        let row = Row::new(&file.name, &reading, &report.own, self.today);
        let status = news.status();
        let page = CasePage {
            words,
            language: self.language,
            id: &self.id(file),
            name: &file.name,
            title: &row.title,
            form_title: &form.title,
            form_language: &form.language,
            form_digest: &prepared.form.digest(),
            asked,
            sent: &shown,
            others,
            news,
            has_document,
        };
        Response::page(status, page.write())
    }

    /// A document of a case: the very bytes that `build` writes.
    fn document(workspace: &Workspace, file: &CaseFile, ending: &str) -> Option<Response> {
        let (format, media_type) = match ending {
            "html" => (Format::Html, "text/html; charset=utf-8"),
            "md" => (Format::Markdown, "text/markdown; charset=utf-8"),
            "pdf" => (Format::Pdf(Profile::A2a), "application/pdf"),
            "docx" => (
                Format::Docx,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            _ => return None,
        };
        let mut report = CaseReport::default();
        let checked = workspace.checked(file, &mut report)?;
        let rendered = checked.render(&mut report.own)?;
        let output = checked.write(format, &rendered, &mut report.own)?;
        let response = Response::of(200, media_type, output.written.bytes);
        let name = Path::new(&file.output).file_name()?.to_string_lossy().into_owned();
        let name = crate::text::file_name(&name);
        Some(match format {
            // It stands in a page of the editor's, and does nothing there.
            Format::Html => response.with(
                "content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox",
            ),
            _ => response.with("content-disposition", &format!("attachment; filename=\"{name}.{ending}\"")),
        })
    }
}

/// Whether controls would show what is no answer as one: `"true"` in quotation marks as a yes.
fn is_hidden_fault(form: &Form, id: FieldId, state: &State<'_>, name: &str, shown: &Sent) -> bool {
    let (State::Broken(Some(value)), field) = (state, form.field_at(id)) else { return false };
    let typed = controls::typed(name, field, &form.language, shown);
    typed.is_some_and(|typed| {
        let typed = typed.to_value(&value.place);
        answers::read_value(form, field, &typed, &mut Report::new()).is_some()
    })
}

/// The questions of a form, by what their controls are called.
fn names(form: &Form) -> impl Iterator<Item = (String, FieldId)> {
    let ids = CaseTable::ALL.into_iter().flat_map(move |table| {
        (0..form.fields_of(table).len()).map(move |at| FieldId { table, at })
    });
    ids.enumerate().map(|(nth, id)| (format!("q{nth}"), id))
}

/// The pairs of a form as browsers send it (WHATWG URL, application/x-www-form-urlencoded).
fn sent(body: &[u8]) -> Sent {
    Sent::of(form_urlencoded::parse(body).into_owned())
}

/// What is searched for.
fn search(query: &str) -> String {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == "q").map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// The row that a button adds: the question, and its number.
fn added(does: &str) -> Option<(String, usize)> {
    let mut words = does.strip_prefix("add ")?.split(' ');
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

/// The rows of a question as a button orders them.
fn order_of(does: &str, sent: &Sent) -> Option<(String, Vec<usize>)> {
    let mut words = does.split(' ');
    let (what, name, row) = (words.next()?, words.next()?, words.next()?.parse::<usize>().ok()?);
    let mut order: Vec<usize> = (0..sent.rows(name)).collect();
    match what {
        "up" if row > 0 && row < order.len() => order.swap(row - 1, row),
        "down" if row < order.len().saturating_sub(1) => order.swap(row, row + 1),
        "remove" if row < order.len() => drop(order.remove(row)),
        _ => return None,
    }
    Some((name.to_owned(), order))
}
