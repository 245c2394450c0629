//! Holds the rooms of `ARCHITECTURE.md` against the `use` lines and paths of the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::root;

/// Each room with the rooms that it may know.
const MAY_KNOW: [(&str, &[&str]); 29] = [
    (
        "codes",
        &[
            "register",
            "answers",
            "archive",
            "case",
            "catalog",
            "diagnostic",
            "document",
            "exchange",
            "form",
            "generate",
            "scalar",
            "table",
            "template",
            "word",
            "workspace",
        ],
    ),
    ("diagnostic", &["text"]),
    ("digest", &[]),
    ("reference", &["diagnostic"]),
    ("text", &[]),
    ("xml", &[]),
    ("zipped", &[]),
    ("page", &["digest"]),
    ("table", &["diagnostic", "text"]),
    ("scalar", &["diagnostic", "table"]),
    ("guard", &[]),
    ("opc", &["xml"]),
    ("sheet", &["diagnostic", "guard", "opc", "scalar", "xml", "zipped"]),
    ("form", &["diagnostic", "document", "reference", "table", "text", "scalar"]),
    ("case", &["diagnostic", "table"]),
    ("editor", &["diagnostic", "table", "scalar", "form", "case"]),
    (
        "word",
        &[
            "diagnostic",
            "digest",
            "table",
            "text",
            "scalar",
            "form",
            "case",
            "document",
            "opc",
            "xml",
            "zipped",
        ],
    ),
    ("answers", &["diagnostic", "digest", "table", "text", "scalar", "form", "case", "document"]),
    ("document", &["diagnostic", "reference", "table", "text"]),
    (
        "template",
        &["diagnostic", "reference", "table", "text", "scalar", "form", "answers", "document"],
    ),
    ("write", &["document", "guard", "page", "text", "xml", "zipped"]),
    (
        "generate",
        &[
            "diagnostic",
            "digest",
            "text",
            "scalar",
            "table",
            "form",
            "answers",
            "page",
            "document",
            "template",
            "word",
            "write",
        ],
    ),
    (
        "register",
        &["diagnostic", "table", "text", "scalar", "form", "case", "answers", "page", "sheet"],
    ),
    (
        "workspace",
        &[
            "register",
            "scalar",
            "answers",
            "case",
            "diagnostic",
            "digest",
            "document",
            "editor",
            "form",
            "generate",
            "reference",
            "table",
            "text",
            "word",
            "write",
            "zipped",
        ],
    ),
    (
        "exchange",
        &[
            "scalar",
            "sheet",
            "table",
            "answers",
            "case",
            "diagnostic",
            "form",
            "generate",
            "text",
            "word",
            "workspace",
            "write",
        ],
    ),
    (
        "edit",
        &[
            "answers",
            "case",
            "diagnostic",
            "digest",
            "exchange",
            "form",
            "register",
            "scalar",
            "table",
            "text",
            "workspace",
            "write",
        ],
    ),
    (
        "catalog",
        &[
            "answers",
            "case",
            "diagnostic",
            "digest",
            "form",
            "scalar",
            "table",
            "text",
            "workspace",
            "xml",
        ],
    ),
    (
        "archive",
        &[
            "guard",
            "answers",
            "diagnostic",
            "digest",
            "document",
            "form",
            "generate",
            "scalar",
            "text",
            "word",
            "workspace",
            "write",
            "xml",
            "zipped",
            "case",
            "editor",
            "page",
            "reference",
            "table",
        ],
    ),
    (
        "cli",
        &[
            "edit",
            "table",
            "answers",
            "archive",
            "case",
            "catalog",
            "codes",
            "diagnostic",
            "exchange",
            "form",
            "generate",
            "register",
            "scalar",
            "text",
            "word",
            "workspace",
            "write",
        ],
    ),
];

/// Each crate with the one place that may know it.
const OWNERS: [(&str, &str); 83] = [
    ("docx_rs", "write/docx"),
    ("quick_xml", "xml/element"),
    ("roxmltree", "xml/tree"),
    ("zip", "zipped"),
    ("crc32fast", "zipped"),
    // A Word file is changed in place: what is not changed is copied as it was packed.
    ("zip", "word/package"),
    ("toml_edit", "case/merge"),
    ("tera", "template"),
    ("toml", "table"),
    ("serde", "cli/json"),
    ("serde_json", "cli/json"),
    ("serde_json", "workspace/record"),
    ("serde_json", "editor/schema"),
    // What a kind is to editors stands with the kind.
    ("serde_json", "form/kinds"),
    ("png", "document/picture"),
    ("zune_jpeg", "document/picture"),
    ("krilla", "write/pdf"),
    ("parley", "write/pdf"),
    ("mimalloc", "main"),
    ("clap", "cli"),
    ("clap_complete", "cli/manual"),
    ("clap_complete", "cli/args"),
    ("clap_mangen", "cli/manual"),
    // Pages, and what stands on each.
    ("maud", "page"),
    ("maud", "archive/documentation"),
    ("flate2", "archive/pages"),
    ("hayro_syntax", "archive/pages"),
    ("hayro_cmap", "archive/pages"),
    ("maud", "register/html"),
    ("maud", "generate/adoption"),
    ("maud", "write/html"),
    ("walkdir", "workspace/disk"),
    ("cap_fs_ext", "workspace/disk"),
    ("cap_fs_ext", "workspace/folder"),
    ("cap_std", "workspace/disk"),
    ("cap_std", "workspace/folder"),
    // The folder of records is no project's.
    ("cap_std", "workspace/outputs"),
    ("rustix", "workspace/folder"),
    ("pulldown_cmark", "document/parse"),
    ("regex", "form/expression"),
    ("regex_syntax", "form/expression"),
    ("percent_encoding", "text"),
    ("unicode_width", "text"),
    ("similar", "word/compared"),
    ("similar", "workspace/writing"),
    ("sha1", "digest"),
    ("sha2", "digest"),
    ("base64", "digest"),
    ("base64", "text"),
    ("icu_collator", "register"),
    ("icu_properties", "write/language"),
    ("icu_normalizer", "answers/wanted"),
    ("icu_normalizer", "text"),
    ("icu_locale_core", "register"),
    ("csv", "sheet/list"),
    ("encoding_rs", "sheet/list"),
    ("rust_xlsxwriter", "sheet/write"),
    ("calamine", "sheet/read"),
    ("serde", "exchange/answers"),
    ("serde_json", "exchange/answers"),
    ("serde_json", "exchange/problems"),
    ("serde", "exchange/json"),
    ("serde_json", "exchange/json"),
    ("jiff", "scalar"),
    ("hyper", "edit/server"),
    ("hyper_util", "edit/server"),
    ("http_body_util", "edit/server"),
    ("tokio", "edit/server"),
    ("form_urlencoded", "edit"),
    ("getrandom", "cli/edit"),
    ("open", "cli/edit"),
    ("maud", "edit/pages"),
    ("similar", "exchange/typed"),
    ("serde", "register/json"),
    ("serde", "diagnostic/render"),
    ("serde_json", "diagnostic/render"),
    ("serde_json", "register/json"),
    ("strsim", "diagnostic"),
    ("annotate_snippets", "diagnostic/render/human"),
    ("terminal_size", "cli/print"),
    ("indicatif", "cli/progress"),
    ("ctrlc", "cli/batch"),
    ("notify", "cli/watch"),
];

/// The source files: path from `src` without the extension, and text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    walkdir::WalkDir::new(&src)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&src).unwrap().with_extension("");
            (
                path.to_string_lossy().replace('\\', "/"),
                std::fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

fn room(path: &str) -> &str {
    path.split('/').next().unwrap()
}

/// The code of a file without comments.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn rooms_know_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.into_iter().collect();
    let mut seen = BTreeSet::new();
    for (path, text) in sources() {
        let room = room(&path);
        if ["lib", "main"].contains(&room) {
            continue;
        }
        seen.insert(room.to_owned());
        let allowed =
            allowed.get(room).unwrap_or_else(|| panic!("{room} has no line in the table"));
        let text = code(&text);
        for prefix in ["crate::", "blankett::"] {
            for (at, _) in text.match_indices(prefix) {
                let known: String = text[at + prefix.len()..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let is_room = MAY_KNOW.iter().any(|(room, _)| *room == known);
                let line = text[..at].lines().count();
                // `use blankett::{…}` and `crate::{…}` would hide what is known.
                assert!(!known.is_empty(), "{path}:{line} names several rooms at once");
                assert!(
                    !is_room || known == room || allowed.contains(&known.as_str()),
                    "{path}:{line} knows {known}"
                );
            }
        }
    }
    let rooms: BTreeSet<String> = MAY_KNOW.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(seen, rooms, "the table has every room and no other");
}

#[test]
fn writers_do_not_know_each_other() {
    const WRITERS: [&str; 4] = ["docx", "html", "markdown", "pdf"];
    let mut seen = BTreeSet::new();
    for (path, text) in sources() {
        let Some(writer) = path.strip_prefix("write/").map(room) else { continue };
        if WRITERS.contains(&writer) {
            seen.insert(writer.to_owned());
            let text = code(&text);
            for other in WRITERS.iter().filter(|other| **other != writer) {
                assert!(!text.contains(&format!("{other}::")), "{path} knows {other}");
            }
        }
    }
    assert_eq!(seen.len(), WRITERS.len(), "each writer has a file or a folder");
}

/// The files that each file names, by their paths from `src`. A `mod.rs` is what its folder is seen
/// through, and so is no file here.
fn names_of_files() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources();
    let files: BTreeSet<&str> = sources.iter().map(|(path, _)| path.as_str()).collect();
    let named = |path: &str, text: &str| -> BTreeSet<String> {
        let home: Vec<&str> = path.split('/').collect();
        let mut all = BTreeSet::new();
        for (prefix, up) in [("crate::", None), ("super::super::", Some(2)), ("super::", Some(1))] {
            for (at, _) in text.match_indices(prefix) {
                if text[..at].ends_with("::")
                    || text[at..].starts_with("super::super::") && up == Some(1)
                {
                    continue;
                }
                let root = up.map_or(&home[..0], |up| &home[..home.len().saturating_sub(up)]);
                // `a::b`, `a::{b, c::D}`: each first word behind a brace, one level deep.
                let rest = &text[at + prefix.len()..];
                let end = rest
                    .find(';')
                    .unwrap_or(rest.len())
                    .min(rest.find("\n\n").unwrap_or(rest.len()));
                let (plain, braces) = rest[..end].split_once('{').unwrap_or((&rest[..end], ""));
                let word = |text: &str| -> Vec<String> {
                    let text: String = text
                        .trim()
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || "_:".contains(*c))
                        .collect();
                    text.split("::").filter(|word| !word.is_empty()).map(str::to_owned).collect()
                };
                let first = word(plain);
                let inner: Vec<Vec<String>> = if braces.is_empty() {
                    vec![Vec::new()]
                } else {
                    braces.split(',').map(word).collect()
                };
                for inner in inner {
                    let parts = root.iter().map(|part| (*part).to_owned());
                    let parts: Vec<String> = parts.chain(first.clone()).chain(inner).collect();
                    let found = (1..=parts.len()).rev().map(|length| parts[..length].join("/"));
                    all.extend(found.into_iter().find(|path| files.contains(path.as_str())));
                }
            }
        }
        all.remove(path);
        all
    };
    let files = sources.iter().filter(|(path, _)| !path.ends_with("/mod"));
    files.map(|(path, text)| (path.clone(), named(path, &code(text)))).collect()
}

/// Files that lead to one another can only be understood together.
#[test]
fn no_files_stand_in_a_circle() {
    let names = names_of_files();
    let reached = |from: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(path) = open.pop() {
            for next in names.get(&path).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        seen
    };
    let in_circles: Vec<&String> =
        names.keys().filter(|path| reached(path).contains(*path)).collect();
    assert!(names.values().map(BTreeSet::len).sum::<usize>() > 200, "{names:?}");
    assert_eq!(in_circles, [""; 0]);
}

#[test]
fn crates_have_one_owner() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies =
        manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let mut reason = false;
    for line in dependencies.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            reason = true;
            continue;
        }
        let name = line.split(" =").next().unwrap().replace('-', "_");
        assert!(std::mem::take(&mut reason), "{name} has a reason");
        assert!(
            name == "anstream" || OWNERS.iter().any(|(owned, _)| *owned == name),
            "{name} has an owner"
        );
    }
    for (path, text) in sources() {
        let text = code(&text);
        for (name, owner) in OWNERS {
            let used = text.match_indices(&format!("{name}::")).any(|(at, _)| {
                !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            });
            let is_owner =
                OWNERS.iter().any(|(other, place)| *other == name && path.starts_with(place));
            assert!(!used || is_owner, "{path} uses {name}, which belongs to {owner}");
        }
    }
}

#[test]
fn only_its_owner_touches_the_disk_or_the_terminal() {
    for (path, text) in sources() {
        let text = code(&text);
        for (what, owner) in [
            ("std::fs", "workspace"),
            (".exists()", "workspace"),
            (".is_file()", "workspace"),
            (".metadata()", "workspace"),
            ("canonicalize()", "workspace"),
            ("std::env", "cli/mod"),
            ("SystemTime", "nobody"),
            ("Instant", "cli/progress"),
            ("thread_rng", "nobody"),
            ("HashMap", "nobody"),
            ("HashSet", "nobody"),
            ("println!", "nobody"),
            ("io::stderr", "cli/print"),
            ("io::stdout", "cli/print"),
            ("process::exit", "nobody"),
        ] {
            let is_owner = path == owner || path.starts_with(&format!("{owner}/"));
            assert!(!text.contains(what) || is_owner, "{path} uses {what}");
        }
    }
}

#[test]
fn nothing_in_the_code_knows_a_form() {
    for (path, text) in sources() {
        let text = code(&text);
        for word in ["Text1", "Kryss", "informationsmangd", "_Toc", "Utgivare"] {
            assert!(!text.contains(word), "{path} knows {word}");
        }
        // A profile of catalogues has words of its own.
        let is_profile = path.starts_with("catalog/")
            || [
                "form/meaning",
                "form/problems",
                "reference/swedish",
                "workspace/problems",
                "cli/words",
            ]
            .contains(&path.as_str());
        for word in ["öppna data", "distribution"] {
            assert!(is_profile || !text.contains(word), "{path} knows {word}");
        }
        let names_it = text.contains("teknik")
            && !is_profile
            && !["workspace/shipped", "case/problems", "table/problems"].contains(&path.as_str());
        assert!(!names_it, "{path} knows teknik");
    }
}

#[test]
fn architecture_is_short_and_names_every_room() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(text.lines().count() <= 120);
    for (room, _) in MAY_KNOW {
        let exists = root().join("src").join(room).is_dir()
            || Path::new(&root().join("src").join(format!("{room}.rs"))).is_file();
        assert!(exists && text.contains(&format!("`{room}")), "{room}");
    }
}
