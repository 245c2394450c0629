//! The editor's pages: what is filled in is in the case, what nobody touched stays, and nobody else gets in.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use blankett::diagnostic::Language;
use blankett::edit::{Editor, Keys, LARGEST_REQUEST, Request, Response};
use blankett::scalar::Date;
use blankett::workspace::Project;
use proptest::prelude::*;

use crate::sheets::{answers, json, judged, path_of, plain, project, texts, write_cases};
use crate::support::project_of_cases;

const HOST: &str = "127.0.0.1:4711";

fn editor(folder: &Path) -> Editor {
    let keys = Keys { token: "t".repeat(64), cookie: "c".repeat(64) };
    let about = (Language::English, Date::parse("2026-11-28").unwrap());
    Editor::new(Project::new(folder), Vec::new(), about, HOST.to_owned(), keys)
}

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: headers.collect(),
        body: body.as_bytes().to_vec(),
    }
}

fn cookie() -> String {
    format!("blankett-4711={}", "c".repeat(64))
}

fn get(editor: &Editor, path: &str) -> Response {
    editor.respond(&request("GET", path, &[("host", HOST), ("cookie", &cookie())], ""))
}

fn post(editor: &Editor, path: &str, pairs: &[(String, String)]) -> Response {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let headers = [
        ("host", HOST),
        ("cookie", &cookie()),
        ("origin", "null"),
        ("sec-fetch-site", "same-origin"),
    ];
    editor.respond(&request("POST", path, &headers, &body))
}

fn text(response: &Response) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}

/// The address of the page of a case.
fn page_of(editor: &Editor, case: &str) -> String {
    let list = text(&get(editor, "/"));
    let end = list.find(&format!("\">{case}</a>")).unwrap_or_else(|| panic!("{case}: {list}"));
    list[list[..end].rfind('"').unwrap() + 1..end].to_owned()
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What a browser would send of a page: its controls as they stand, with the button that saves.
fn controls(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescaped(&tag[at..at + tag[at..].find('"')?]))
    };
    let is = |tag: &str, name: &str| {
        tag.ends_with(&format!(" {name}")) || tag.contains(&format!(" {name} "))
    };
    let form = &page[page.find("<form id=\"case\"").unwrap()..];
    let form = &form[..form.find("</form>").unwrap()];
    let mut sent: Vec<(String, String)> = Vec::new();
    // The name of a list that is unfolded, and what is chosen there.
    let mut select: Option<(String, Option<String>)> = None;
    let mut rest = form;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let value = attribute(tag, "value").unwrap_or_default();
        match tag.split(' ').next().unwrap() {
            "input" => {
                let kind = attribute(tag, "type").unwrap();
                if !["radio", "checkbox"].contains(&kind.as_str()) || is(tag, "checked") {
                    // A line has no breaks (WHATWG HTML, value sanitization).
                    let value =
                        if kind == "text" { value.replace(['\n', '\r'], "") } else { value };
                    sent.push((attribute(tag, "name").unwrap(), value));
                }
            }
            "textarea" => {
                let text = &rest[..rest.find("</textarea>").unwrap()];
                // The first line break is none, and all are sent as mail has them.
                let text = unescaped(text.strip_prefix('\n').unwrap_or(text)).replace('\n', "\r\n");
                sent.push((attribute(tag, "name").unwrap(), text));
            }
            "select" => select = Some((attribute(tag, "name").unwrap(), None)),
            "option" => {
                let (_, chosen) = select.as_mut().unwrap_or_else(|| panic!("{tag}"));
                if chosen.is_none() || is(tag, "selected") {
                    *chosen = Some(value);
                }
            }
            "/select" => {
                let (name, chosen) = select.take().unwrap();
                sent.push((name, chosen.unwrap_or_default()));
            }
            // What is offered beside a line.
            "datalist" => rest = &rest[rest.find("</datalist>").unwrap()..],
            _ => {}
        }
    }
    sent.push(("do".to_owned(), "save".to_owned()));
    sent
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// A page that is sent as it came changes no byte.
    #[test]
    fn what_is_saved_untouched_changes_nothing(cases in prop::collection::vec(answers(), 1..3)) {
        let folder = project(&cases);
        let before = texts(folder.path(), cases.len());
        let editor = editor(folder.path());
        for nth in 0..cases.len() {
            let path = page_of(&editor, &path_of(nth));
            let page = get(&editor, &path);
            prop_assert_eq!(page.status, 200);
            let answer = post(&editor, &path, &controls(&text(&page)));
            prop_assert_eq!(answer.status, 303, "{}", text(&answer));
        }
        prop_assert_eq!(&texts(folder.path(), cases.len()), &before);
    }

    /// What is filled in is what the case says afterwards, and `check` judges it as if it had been typed in a file.
    #[test]
    fn what_is_filled_in_is_there(old in answers(), new in answers()) {
        let (there, wanted) = (project(&[old]), project(&[new]));
        let (editor, other) = (editor(there.path()), editor(wanted.path()));
        let path = page_of(&editor, &path_of(0));
        let mut sent = controls(&text(&get(&other, &page_of(&other, &path_of(0)))));
        let bases: BTreeMap<String, String> =
            controls(&text(&get(&editor, &path))).into_iter().filter(|(name, _)| name.starts_with("b.") || name.starts_with("t.")).collect();
        for (name, value) in &mut sent {
            if let Some(base) = bases.get(name) {
                base.clone_into(value);
            }
        }
        let answer = post(&editor, &path, &sent);
        prop_assert_eq!(answer.status, 303, "{}", text(&answer));
        let values = |folder: &Path| -> Vec<serde_json::Value> {
            let lines = json(folder);
            lines.lines().map(|line| plain(&serde_json::from_str::<serde_json::Value>(line).unwrap()["answers"])).collect()
        };
        prop_assert_eq!(values(there.path()), values(wanted.path()));
        prop_assert_eq!(judged(there.path()), judged(wanted.path()));
    }
}

/// What is no answer is kept as it was typed, told as `check` tells it, and holds nothing back.
#[test]
fn a_draft_with_faults_is_saved() {
    let folder = project(&[vec![("rad", "\"a\"".to_owned())]]);
    let editor = editor(folder.path());
    let path = page_of(&editor, &path_of(0));
    let page = text(&get(&editor, &path));
    let name =
        page[..page.find(">Datum").unwrap()].rfind("for=\"").map(|at| &page[at + 5..]).unwrap();
    let name = name[..name.find('"').unwrap()].to_owned();
    let mut sent = controls(&page);
    sent.iter_mut().find(|(one, _)| *one == name).unwrap().1 = "igår".to_owned();
    assert_eq!(post(&editor, &path, &sent).status, 303);
    assert!(texts(folder.path(), 1)[0].contains("datum = \"igår\""));
    let page = text(&get(&editor, &path));
    assert!(page.contains("<title>Error: "), "{page}");
    assert!(page.contains("value=\"igår\""));
    assert_eq!(
        page.matches("`igår` is not a date").count(),
        2,
        "in the summary, and at the question: {page}"
    );
    // Sent again, it changes nothing.
    let before = texts(folder.path(), 1);
    assert_eq!(post(&editor, &path, &controls(&page)).status, 303);
    assert_eq!(texts(folder.path(), 1), before);
}

/// Of what was changed in the file meanwhile, what nobody touched in the page stays; of what both changed, neither
/// is lost.
#[test]
fn what_was_changed_elsewhere_is_merged() {
    let old = || vec![("rad", "\"a\"".to_owned()), ("tal", "1".to_owned())];
    let folder = project(&[old()]);
    let editor = editor(folder.path());
    let path = page_of(&editor, &path_of(0));
    let sent_with = |from: &str, to: &str| {
        let mut sent = controls(&text(&get(&editor, &path)));
        sent.iter_mut().find(|(_, value)| value == from).unwrap().1 = to.to_owned();
        sent
    };
    let sent = sent_with("a", "b");
    write_cases(folder.path(), &[vec![("rad", "\"a\"".to_owned()), ("tal", "2".to_owned())]]);
    assert_eq!(post(&editor, &path, &sent).status, 303);
    let text_now = texts(folder.path(), 1)[0].clone();
    assert!(text_now.contains("rad = \"b\"") && text_now.contains("tal = 2"), "{text_now}");

    let sent = sent_with("b", "c");
    write_cases(folder.path(), &[vec![("rad", "\"d\"".to_owned()), ("tal", "3".to_owned())]]);
    let before = texts(folder.path(), 1);
    let answer = post(&editor, &path, &sent);
    assert_eq!(answer.status, 409);
    assert_eq!(texts(folder.path(), 1), before);
    let page = text(&answer);
    assert!(page.contains("the case has `d`, the page `c`"), "{page}");
    // Whoever has seen both and saves again decides; what was not touched stays as it is now.
    assert_eq!(post(&editor, &path, &controls(&page)).status, 303);
    let text_now = texts(folder.path(), 1)[0].clone();
    assert!(text_now.contains("rad = \"c\"") && text_now.contains("tal = 3"), "{text_now}");
}

/// What is wrong in a file in ways that no control can show stays as it is, and is shown; so do answers of shared
/// files, of the form, and of nobody.
#[test]
fn what_controls_cannot_show_stays() {
    for (key, value) in [
        ("rad", "\"a\\nb\""),
        ("rad", "'igår'"),
        ("rad", "12"),
        ("datum", "'igår'"),
        ("ja", "\"true\""),
        ("flera", "[\"x\", \"d\", \"c\"]"),
        ("flera", "[\"c\", \"c\"]"),
        ("flera", "\"c\""),
        ("val", "\"annat\""),
        ("person", "{ namn = \"Anna\", okand = 1 }"),
        ("person", "\"ingen\""),
        ("person", "3"),
        ("rader", "[\"a\", \"b\\nc\"]"),
        ("tabell", "[{ vad = \"x\", dag = 2026-01-02 }, { vad = \"y\", belopp = \"mycket\" }]"),
    ] {
        let folder = project(&[vec![(key, value.to_owned()), ("text", "\"före\"".to_owned())]]);
        std::fs::write(folder.path().join("cases/shared.toml"), "[answers]\ntal = 5\n").unwrap();
        let editor = editor(folder.path());
        let path = page_of(&editor, &path_of(0));
        let before = texts(folder.path(), 1);
        let page = text(&get(&editor, &path));
        assert_eq!(post(&editor, &path, &controls(&page)).status, 303, "{key} = {value}");
        assert_eq!(texts(folder.path(), 1), before, "{key} = {value}");
        // Somebody else puts it right, and answers what a shared file answered: neither is undone.
        let mended = before[0].replace(&format!("{key} = {value}"), "tal = 6");
        assert_ne!(mended, before[0]);
        std::fs::write(folder.path().join(path_of(0)), &mended).unwrap();
        let mut sent = controls(&page);
        sent.iter_mut().find(|(_, value)| value == "före").unwrap().1 = "efter".to_owned();
        assert_eq!(post(&editor, &path, &sent).status, 303, "{key} = {value}");
        assert_eq!(texts(folder.path(), 1)[0], mended.replace("före", "efter"), "{key} = {value}");
    }
}

/// The list is as the files are at each request: cases, shared files, forms.
#[test]
fn the_list_is_as_the_files_are() {
    let folder = project(&[vec![("rad", "\"ett\"".to_owned())], Vec::new()]);
    let editor = editor(folder.path());
    let list = || text(&get(&editor, "/"));
    assert!(list().contains("<td>ett</td>") && list().contains("<td>ett</td>"));
    write_cases(folder.path(), &[vec![("rad", "\"två\"".to_owned())], Vec::new()]);
    assert!(!list().contains("<td>ett</td>") && list().contains("<td>två</td>"));
    let shared = folder.path().join("cases/shared.toml");
    for title in ["tre", "fyra"] {
        std::fs::write(&shared, format!("[answers]\nrad = \"{title}\"\n")).unwrap();
        assert!(list().contains(&format!("<td>{title}</td>")), "{}", list());
    }
    std::fs::remove_file(&shared).unwrap();
    assert!(!list().contains("<td>fyra</td>"));
    let form = folder.path().join("templates/allt/1/form.toml");
    let text_of_form = std::fs::read_to_string(&form).unwrap();
    std::fs::write(&form, text_of_form.replace("title = \"rad\"", "title = \"text\"")).unwrap();
    assert!(!list().contains("<td>två</td>"));
    std::fs::remove_file(folder.path().join(path_of(1))).unwrap();
    assert!(!list().contains(&path_of(1)));
}

/// Where nothing can be saved, what was typed is given back.
#[test]
fn what_cannot_be_saved_is_shown() {
    let folder = project(&[vec![("rad", "\"a\"".to_owned())]]);
    let editor = editor(folder.path());
    let path = page_of(&editor, &path_of(0));
    let file = folder.path().join(path_of(0));
    let mut sent = controls(&text(&get(&editor, &path)));
    sent.iter_mut().find(|(_, value)| value == "a").unwrap().1 = "det jag skrev".to_owned();
    let case = std::fs::read_to_string(&file).unwrap();
    for text_now in ["= = [".to_owned(), case.replace("\"allt\"", "\"annat\"")] {
        std::fs::write(&file, &text_now).unwrap();
        let answer = post(&editor, &path, &sent);
        assert_eq!(answer.status, 409);
        assert!(text(&answer).contains("det jag skrev"), "{}", text(&answer));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text_now);
    }
    std::fs::remove_file(&file).unwrap();
    let answer = post(&editor, &path, &sent);
    assert_eq!(answer.status, 409);
    assert!(text(&answer).contains("det jag skrev"));
}

/// Rows are added, moved and taken away without a script, and nothing is written before it is saved.
#[test]
fn rows_are_moved_without_a_script() {
    let folder = project(&[vec![("rader", "[\"x\", \"y\"]".to_owned())]]);
    let editor = editor(folder.path());
    let path = page_of(&editor, &path_of(0));
    let before = texts(folder.path(), 1);
    let press = |page: &str, button: &str| {
        let at =
            page.find(&format!("value=\"{button} q")).unwrap_or_else(|| panic!("{button}: {page}"));
        let value = &page[at + 7..];
        let mut sent = controls(page);
        sent.last_mut().unwrap().1 = value[..value.find('"').unwrap()].to_owned();
        text(&post(&editor, &path, &sent))
    };
    let page = get(&editor, &path);
    let page = press(&text(&page), "down");
    let rows = |page: &str| -> Vec<String> {
        let sent = controls(page).into_iter();
        sent.filter(|(name, _)| name.contains(".r") && !name.contains(".p"))
            .map(|(_, value)| value)
            .collect()
    };
    assert_eq!(rows(&page), ["y", "x"]);
    assert_eq!(texts(folder.path(), 1), before);
    assert_eq!(post(&editor, &path, &controls(&page)).status, 303);
    assert!(texts(folder.path(), 1)[0].contains("rader = [\"y\", \"x\"]"));
    let page = press(&text(&get(&editor, &path)), "remove");
    assert_eq!(rows(&page), ["x"]);
}

/// Headers: names and values.
type Headers<'a> = &'a [(&'a str, &'a str)];

/// Nobody gets in who was not given the address, from wherever they ask, and nothing of theirs spends it.
#[test]
fn nobody_else_gets_in() {
    let folder = project_of_cases();
    let editor = editor(folder.path());
    let own = format!("http://{HOST}");
    let cookie = cookie();
    let host = ("host", HOST);
    let known = ("cookie", cookie.as_str());
    let first = format!("/open/{}", "t".repeat(64));
    let path = page_of(&editor, "cases/kontor-oppettider.toml");
    let before =
        std::fs::read_to_string(folder.path().join("cases/kontor-oppettider.toml")).unwrap();
    let refused: &[(&str, &str, Headers<'_>, u16)] = &[
        // Names that lead here (DNS rebinding), and almost this one.
        ("GET", "/", &[("host", "evil.example"), known], 403),
        ("GET", "/", &[("host", "localhost:4711"), known], 403),
        ("GET", "/", &[("host", "127.0.0.1"), known], 403),
        ("GET", "/", &[("host", "127.0.0.1:4711.evil.example"), known], 403),
        ("GET", "/", &[host, host, known], 403),
        ("GET", "/", &[known], 403),
        ("GET", &first, &[("host", "evil.example:4711")], 403),
        // Keys that are missing, wrong, or another's.
        ("GET", "/", &[host], 403),
        ("GET", "/", &[host, ("cookie", "blankett-4711=")], 403),
        ("GET", "/", &[host, ("cookie", "other=1; blankett-4711=cc")], 403),
        ("GET", "/open/", &[host], 403),
        ("GET", "/open/tttt", &[host], 403),
        ("POST", &first, &[host, ("origin", &own), ("sec-fetch-site", "same-origin")], 403),
        ("HEAD", &first, &[host], 403),
        // Other sites: forms, frames, scripts.
        ("POST", &path, &[host, known], 403),
        ("POST", &path, &[host, known, ("origin", "null")], 403),
        ("POST", &path, &[host, known, ("origin", "http://evil.example")], 403),
        (
            "POST",
            &path,
            &[host, known, ("origin", "http://evil.example"), ("sec-fetch-site", "same-origin")],
            403,
        ),
        ("POST", &path, &[host, known, ("origin", &own), ("sec-fetch-site", "cross-site")], 403),
        ("POST", &path, &[host, known, ("sec-fetch-site", "same-site")], 403),
        ("POST", &path, &[host, known, ("sec-fetch-site", "none")], 403),
        ("GET", "/", &[host, known, ("sec-fetch-site", "cross-site")], 403),
        (
            "GET",
            &path,
            &[host, known, ("sec-fetch-site", "same-site"), ("sec-fetch-dest", "iframe")],
            403,
        ),
        ("PUT", &path, &[host, known, ("origin", &own)], 405),
        ("OPTIONS", &path, &[host, known, ("origin", &own)], 405),
        // Paths are no files.
        ("GET", "/../blankett.toml", &[host, known], 404),
        ("GET", "/case/../../blankett.toml", &[host, known], 404),
        ("GET", "/case/cases%2Fkontor-oppettider.toml", &[host, known], 404),
        ("GET", "/case/0000000000000000", &[host, known], 404),
        ("GET", "//evil.example/", &[host, known], 404),
    ];
    for (method, path, headers, status) in refused {
        let answer = editor.respond(&request(method, path, headers, "do=save"));
        assert_eq!(answer.status, *status, "{method} {path} {headers:?}");
        assert!(!text(&answer).contains("Kontor, bes"), "{method} {path} {headers:?}");
        assert!(
            answer
                .headers
                .iter()
                .all(|(name, _)| *name != "set-cookie" && !name.starts_with("access-control"))
        );
    }
    let now = std::fs::read_to_string(folder.path().join("cases/kontor-oppettider.toml")).unwrap();
    assert_eq!(now, before);
    // The address was not spent by any of them, and is good once.
    let opened = editor.respond(&request("GET", &first, &[host], ""));
    assert_eq!(opened.status, 303);
    let set = &opened.headers.iter().find(|(name, _)| *name == "set-cookie").unwrap().1;
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
    assert_eq!(editor.respond(&request("GET", &first, &[host], "")).status, 403);
    // A page that lacks what it was made from saves nothing.
    let page = text(&get(&editor, &path));
    assert!(page.contains("Kontor, bes"), "{page}");
    let answer = post(&editor, &path, &[("q0".to_owned(), "x".to_owned())]);
    assert_eq!(answer.status, 409);
    let mut pairs = controls(&page);
    pairs.retain(|(name, _)| !name.starts_with("b."));
    for (_, value) in pairs.iter_mut().filter(|(name, _)| name.starts_with('q')) {
        value.push('x');
    }
    assert_eq!(post(&editor, &path, &pairs).status, 303);
    let now = std::fs::read_to_string(folder.path().join("cases/kontor-oppettider.toml")).unwrap();
    assert_eq!(now, before);
}

/// Every page says what may be in it and around it, and that it is nobody else's to keep.
#[test]
fn every_answer_is_closed() {
    let folder = project_of_cases();
    let editor = editor(folder.path());
    let path = page_of(&editor, "cases/kontor-oppettider.toml");
    for path in
        ["/", &path, "/nowhere", "/style.css", &format!("{path}/html"), &format!("{path}/docx")]
    {
        let answer = get(&editor, path);
        assert_eq!(answer.status, if path == "/nowhere" { 404 } else { 200 }, "{path}");
        let header = |name: &str| {
            answer.headers.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str())
        };
        assert_eq!(header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
        if header("content-type").unwrap().starts_with("text/html") {
            let policy = header("content-security-policy").unwrap();
            assert!(
                policy.starts_with("default-src 'none'")
                    && (policy.contains("frame-ancestors 'none'")
                        || path.ends_with("/html") && policy.contains("frame-ancestors 'self'")),
                "{policy}"
            );
            assert!(!policy.contains("script"), "{policy}");
            assert!(!text(&answer).contains("<script"), "{path}");
        }
    }
}

/// The documents are the very bytes that `build` writes.
#[test]
fn documents_are_those_of_build() {
    let folder = project_of_cases();
    let built = crate::support::blankett(
        folder.path(),
        &["build", "cases/kontor-oppettider.toml", "--format", "docx,md,html,pdf", "--out", "ut"],
    );
    assert!(built.status.success());
    let editor = editor(folder.path());
    let path = page_of(&editor, "cases/kontor-oppettider.toml");
    for ending in ["docx", "md", "html", "pdf"] {
        let shown = get(&editor, &format!("{path}/{ending}"));
        let file =
            std::fs::read(folder.path().join(format!("ut/kontor-oppettider.{ending}"))).unwrap();
        assert!(shown.body == file, "{ending}");
    }
}

/// Over a socket: the address stands alone on a line, what is too large is refused, and a case is saved.
#[test]
fn it_is_served_on_this_machine() {
    let folder = project_of_cases();
    let mut child = Command::new(env!("CARGO_BIN_EXE_blankett"))
        .args(["edit", "--no-open"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("http://").unwrap();
    let (host, path) = address.split_at(address.find('/').unwrap());
    assert!(host.starts_with("127.0.0.1:"), "{line}");
    let ask = |head: String, body: &[u8]| {
        let mut stream = TcpStream::connect(host).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // What is refused is not read to its end.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    let get = |path: &str, cookie: &str| {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        );
        ask(head, b"")
    };
    assert!(get("/", "").starts_with("HTTP/1.1 403 "));
    let opened = get(path, "");
    assert!(opened.starts_with("HTTP/1.1 303 "), "{opened}");
    let cookie = opened.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let list = get("/", &cookie);
    assert!(list.contains("cases/kontor-oppettider.toml"), "{list}");
    let large = vec![b'x'; LARGEST_REQUEST + 1];
    let head = format!(
        "POST /new HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        large.len()
    );
    let refused = ask(head, &large[..1]);
    assert!(refused.starts_with("HTTP/1.1 413 "), "{refused:.200}");
    let body = "form=teknik%2F2017&name=Ny+sak";
    let head = format!(
        "POST /new HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let made = ask(head, body.as_bytes());
    assert!(made.starts_with("HTTP/1.1 303 "), "{made}");
    assert!(folder.path().join("cases/ny-sak.toml").is_file());
    child.kill().unwrap();
    child.wait().unwrap();
}
