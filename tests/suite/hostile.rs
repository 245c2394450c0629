//! Projects from strangers: nothing in a folder is obeyed.

use std::path::{Path, PathBuf};
use std::process::Command;

use blankett::diagnostic::{Report, Source};
use blankett::workspace::{Commit, Project};

use crate::support::{blankett, copy_cases, files, project_of_cases, root, temporary};

const HOOK: &str = "#!/bin/sh\necho what the hook has always done\n";

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[cfg(unix)]
fn link(target: impl AsRef<Path>, path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(unix)]
fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A link in the place of the record leads to a file that git runs; a build writes what cases are
/// called into its record.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_the_lock_of_a_folder() {
    let hook = |project: &Path| project.join(".git/hooks/pre-commit");
    for (folder, arguments) in [("output", &[][..]), ("public", &["--without-personal"])] {
        let project = project_of_cases();
        let path = project.path();
        std::fs::create_dir_all(hook(path).parent().unwrap()).unwrap();
        std::fs::write(hook(path), HOOK).unwrap();
        let case = path.join("cases/kontor-oppettider.toml");
        std::fs::rename(case, path.join("cases/$(touch PWNED).toml")).unwrap();
        let record = path.join(folder).join(".blankett.lock");
        link("../.git/hooks/pre-commit", &record);
        let output = blankett(path, &[&["build"], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("error[not-a-file]"), "{}", said(&output));
        assert_eq!(std::fs::read_to_string(hook(path)).unwrap(), HOOK);
        assert!(record.is_symlink());
        // Nothing else is there that would have to be known of.
        assert_eq!(path.join(folder).read_dir().unwrap().count(), 1);
        // One that leads nowhere yet is followed no more.
        std::fs::remove_file(hook(path)).unwrap();
        assert_eq!(blankett(path, &[&["build"], arguments].concat()).status.code(), Some(1));
        assert!(!hook(path).exists());
    }
}

/// A pipe gives no byte until somebody writes into it, and takes none until somebody reads.
#[cfg(unix)]
#[test]
fn a_pipe_stops_nothing_for_ever() {
    use std::os::unix::fs::FileTypeExt;
    let project = project_of_cases();
    let path = project.path();
    pipe(&path.join("output/.blankett.lock"));
    pipe(&path.join("pipe.html"));
    pipe(&path.join("pipe.docx"));
    for arguments in [
        &["build"][..],
        &["build", "--check"],
        &["status", "--format", "html", "--out", "pipe.html"],
        &["blank", "teknik", "--out", "pipe.docx"],
    ] {
        let output = blankett(path, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {}", said(&output));
        let writes = !arguments.contains(&"--check");
        assert_eq!(said(&output).contains("not-a-file"), writes, "{arguments:?} {}", said(&output));
    }
    for name in ["output/.blankett.lock", "pipe.html", "pipe.docx"] {
        assert!(path.join(name).symlink_metadata().unwrap().file_type().is_fifo(), "{name}");
    }
}

/// What lies in the place of a record is not waited for, and a folder in the place of a lock is named.
#[cfg(unix)]
#[test]
fn nothing_in_the_place_of_a_record_or_a_lock_stops_a_build() {
    let project = project_of_cases();
    let (path, state) = (project.path(), tempfile::tempdir().unwrap());
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_blankett"));
        command.args(["build", "--format", "md"]).current_dir(path);
        command.env("XDG_STATE_HOME", state.path()).output().unwrap()
    };
    let record = || {
        state.path().join("blankett/records").read_dir().unwrap().next().unwrap().unwrap().path()
    };
    let document = path.join("output/kontor-oppettider.md");
    assert_eq!(build().status.code(), Some(0));
    let record = record();
    for put in [pipe as fn(&Path), |path| std::fs::create_dir(path).unwrap()] {
        std::fs::remove_file(&record).unwrap();
        put(&record);
        std::fs::remove_file(&document).unwrap();
        let output = build();
        assert!(document.is_file(), "{}", said(&output));
        if record.is_dir() {
            std::fs::remove_dir(&record).unwrap();
            std::fs::write(&record, "").unwrap();
        }
    }
    let lock = path.join("output/.blankett.lock");
    std::fs::remove_file(&lock).unwrap();
    std::fs::create_dir(&lock).unwrap();
    let output = build();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains(".blankett.lock` is a folder"), "{}", said(&output));
}

/// As root, a device can be replaced by a file; nothing works afterwards that needs it.
#[cfg(unix)]
#[test]
fn a_device_stays() {
    use std::os::unix::fs::FileTypeExt;
    let project = project_of_cases();
    let path = project.path();
    assert!(blankett(path, &["blank", "teknik", "--out", "b.docx"]).status.success());
    let register = &["status", "--format", "csv", "--out"];
    // Where a register is to go is what somebody said.
    let output = blankett(path, &[&register[..], &["/dev/null"]].concat());
    assert!(!said(&output).contains("error["), "{}", said(&output));
    for name in ["nothing", "cases/ny.toml", "templates/q/1/form.toml"] {
        link("/dev/null", &path.join(name));
    }
    for arguments in [
        &[&register[..], &["nothing"]].concat()[..],
        &["blank", "teknik", "--out", "/dev/null"],
        &["blank", "teknik", "--out", "nothing"],
        &["new", "teknik", "ny"],
        &["import", "b.docx", "--id", "q"],
    ] {
        let output = blankett(path, arguments);
        assert!(!output.status.success(), "{arguments:?} {}", said(&output));
        let code = if arguments[0] == "new" { "case-exists" } else { "not-a-file" };
        let code = format!("error[{code}]");
        assert!(said(&output).contains(&code), "{arguments:?} {}", said(&output));
    }
    assert!(Path::new("/dev/null").symlink_metadata().unwrap().file_type().is_char_device());
    for name in ["nothing", "cases/ny.toml", "templates/q/1/form.toml"] {
        assert!(path.join(name).is_symlink(), "{name}");
    }
}

/// What a link leads to is neither copied into the folder of documents nor written to.
#[cfg(unix)]
#[test]
fn a_document_is_no_link() {
    let project = project_of_cases();
    let path = project.path();
    std::fs::write(path.join("secret"), "secret").unwrap();
    link("../secret", &path.join("output/kontor-oppettider.md"));
    let output = blankett(path, &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error[not-a-file]"), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(path.join("secret")).unwrap(), "secret");
    assert!(!path.join("output/kontor-oppettider.changed.md").exists());
    // The others are built.
    assert!(path.join("output/leverantorsreskontra.docx").is_file());
}

/// Whatever is a link, and wherever it leads out to: nothing of it is read, shown or written, and the rest
/// is built.
#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside() {
    const SECRET: &str = "hunter2 hemligt";
    let outside = temporary();
    let outside = outside.path();
    std::fs::create_dir(outside.join("folder")).unwrap();
    std::fs::write(outside.join("secret"), SECRET).unwrap();
    std::fs::write(outside.join("folder/a.toml"), SECRET).unwrap();
    std::fs::write(outside.join("folder/k.md"), SECRET).unwrap();
    let before = files(outside);
    let places = [
        ("cases/x.toml", "secret"),
        ("cases/x", "folder"),
        ("cases/shared.toml", "secret"),
        ("templates", "folder"),
        ("templates/teknik/2017/form.toml", "secret"),
        ("templates/egen/1/k.md", "secret"),
        ("blankett.toml", "secret"),
        ("output", "folder"),
        ("output/kontor-oppettider.md", "secret"),
        ("output/metadata", "folder"),
        ("output/.blankett.lock", "new"),
        ("archive", "folder"),
        ("schemas", "folder"),
    ];
    for (place, target) in places {
        let project = project_of_cases();
        let path = project.path();
        crate::support::copy(&root().join("templates/teknik/2017"), &path.join("templates/egen/1"));
        let place = path.join(place);
        if place.exists() {
            std::fs::remove_file(&place).ok();
            std::fs::remove_dir_all(&place).ok();
        }
        link(outside.join(target), &place);
        for arguments in [
            &["build"][..],
            &["build", "--prune", "--force"],
            &["build", "--check"],
            &["check"],
            &["status"],
            &["form", "check"],
            &["new", "teknik", "ny"],
            &["schema", "egen"],
            &["build", "-v", "--message-format", "json"],
        ] {
            let output = blankett(path, arguments);
            let all = [output.stdout.clone(), output.stderr.clone()].concat();
            let all = String::from_utf8_lossy(&all).into_owned();
            assert!(output.status.code().is_some_and(|code| code < 3), "{arguments:?} {all}");
            assert!(!all.contains("hunter2"), "{place:?} {arguments:?} {all}");
        }
        for file in files(path) {
            let bytes = std::fs::read(path.join(&file)).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("hunter2"), "{place:?} {file}");
        }
        assert_eq!(files(outside), before, "{place:?}");
        assert_eq!(std::fs::read_to_string(outside.join("secret")).unwrap(), SECRET);
        assert!(place.is_symlink());
    }
}

/// Only whoever runs the program can let links lead out, and then a link still is not written through.
#[cfg(unix)]
#[test]
fn whoever_runs_the_program_can_allow_links() {
    let outside = temporary();
    let case = root().join("cases/kontor-oppettider.toml");
    std::fs::copy(case, outside.path().join("kontor.toml")).unwrap();
    let project = temporary();
    link(outside.path(), &project.path().join("cases"));
    assert_eq!(blankett(project.path(), &["build"]).status.code(), Some(1));
    assert!(!project.path().join("output/kontor.docx").exists());
    let output = blankett(project.path(), &["build", "--follow-links"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let document = project.path().join("output/kontor.md");
    std::fs::remove_file(&document).unwrap();
    link(outside.path().join("new.md"), &document);
    let output = blankett(project.path(), &["build", "--follow-links"]);
    assert!(said(&output).contains("not-a-file"), "{}", said(&output));
    assert!(!outside.path().join("new.md").exists());
    // What is named needs no leave: it is not the project that says where it lies.
    let named = outside.path().to_string_lossy().into_owned();
    let out = outside.path().join("out").to_string_lossy().into_owned();
    let output = blankett(project.path(), &["build", &named, "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(outside.path().join("out/kontor.docx").is_file());
    // By whatever way it is named, a folder or a file, there already or not.
    let name = project.path().file_name().unwrap().to_string_lossy().into_owned() + "-beside";
    let beside = project.path().with_file_name(&name);
    let way = |within: &str| format!("../{name}/{within}");
    for arguments in [
        &["build", &named, "--out", &way("a/b")][..],
        &["blank", "teknik", "--out", &way("c.docx")],
        &["blank", "teknik", "--out", &beside.join("d/e.docx").to_string_lossy()],
        &["status", &named, "--format", "csv", "--out", &way("f.csv")],
        &["extract", &way("a/b/kontor.docx"), "--out", &way("g")],
    ] {
        let output = blankett(project.path(), arguments);
        assert!(!said(&output).contains("error["), "{arguments:?} {}", said(&output));
    }
    // A case outside that was built there once, and that nobody names now, stands in nobody's way.
    let own = project.path().join("kontor.toml");
    std::fs::copy(root().join("cases/kontor-oppettider.toml"), &own).unwrap();
    let output = blankett(project.path(), &["build", "kontor.toml", "--out", &way("a/b")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let made = files(&beside);
    std::fs::remove_dir_all(&beside).unwrap();
    assert_eq!(
        made,
        ["a/b/kontor.docx", "a/b/kontor.md", "c.docx", "d/e.docx", "f.csv", "g/kontor.toml"]
    );
}

/// What was saved between reading and writing stands, whoever saved it.
#[test]
fn a_save_in_the_moment_of_writing_is_not_lost() {
    let folder = temporary();
    let path = folder.path().join("a.md");
    let project = Project::new(folder.path());
    let write = |read: Option<&[u8]>| {
        let mut report = Report::new();
        let is_written = project.write("a.md".as_ref(), b"ours", read, &mut report);
        let codes: Vec<_> = report.diagnostics().iter().map(|told| told.problem.code()).collect();
        (is_written, codes)
    };
    assert_eq!(write(None), (true, vec![]));
    std::fs::write(&path, "theirs").unwrap();
    for read in [None, Some(&b"what was there before"[..]), Some(b"")] {
        assert_eq!(write(read), (false, vec!["changed-meanwhile"]));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
    }
    assert_eq!(write(Some(b"theirs")), (true, vec![]));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "ours");
    // One that is gone is written.
    std::fs::remove_file(&path).unwrap();
    assert_eq!(write(Some(b"ours")), (true, vec![]));
    assert_eq!(files(folder.path()), ["a.md"], "nothing is left beside it");
}

/// Whatever files are called and hold, nothing that a terminal or GitHub obeys reaches them.
#[cfg(unix)]
#[test]
fn nothing_shown_is_obeyed() {
    const NAMES: [&str; 7] = [
        "\u{1B}]0;title\u{7}.toml",
        "a\n::error::injected.toml",
        "a\n ::add-mask::secret.toml",
        "b##[add-mask]x.toml",
        "\u{202E}lmot.toml",
        "\u{9B}31m.toml",
        "c\r.toml",
    ];
    let project = project_of_cases();
    let path = project.path();
    let case = std::fs::read_to_string(root().join("cases/kontor-oppettider.toml")).unwrap();
    for (nth, name) in NAMES.iter().enumerate() {
        let text = match nth % 3 {
            0 => case.clone(),
            1 => case.replace("status", "st\u{202E}atus"),
            _ => format!("{case}\nx = \"\\u001B[31m\u{9B}31m ::stop-commands::a\"\n"),
        };
        std::fs::write(path.join("cases").join(name), text).unwrap();
    }
    let form = path.join("templates/\u{1B}[31m/1");
    std::fs::create_dir_all(&form).unwrap();
    std::fs::write(form.join("form.toml"), "title = \"::x\u{1B}\"").unwrap();
    let formats = ["human", "short", "json", "github", "sarif"];
    for format in formats {
        for arguments in [
            &["build", "-v", "--force"][..],
            &["build", "-v", "--prune"],
            &["check"],
            &["status"],
            &["status", "--format", "md"],
            &["form", "list"],
            &["form", "check"],
        ] {
            let output = blankett(path, &[arguments, &["--message-format", format]].concat());
            let is_json = ["json", "sarif"].contains(&format);
            for text in [&output.stdout, &output.stderr] {
                let text = String::from_utf8_lossy(text);
                let is_bad = |c: &char| blankett::text::is_unsafe(*c) && !matches!(c, '\n' | '\t');
                // JSON writes what is no control character as it is; programs read it.
                let bad = text.chars().find(|c| is_bad(c) && (c.is_ascii_control() || !is_json));
                assert_eq!(bad, None, "{format} {arguments:?} {text}");
                for line in text.lines().filter(|_| format == "github") {
                    let is_annotation =
                        ["::error ", "::warning "].iter().any(|begin| line.starts_with(begin));
                    assert!(is_annotation || !line.trim_start().starts_with("::"), "{line}");
                    assert!(!line.contains("##["), "{line}");
                }
                let injected = text.lines().any(|line| line.starts_with("::error::injected"));
                assert!(!injected, "{format} {arguments:?} {text}");
            }
        }
    }
}

/// What is larger than anything that people make is refused before it takes memory and time.
#[test]
fn what_is_too_large_is_told_so() {
    let project = temporary();
    let path = project.path();
    let body = |inner: &str, times: usize| {
        let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        format!(
            "<w:document xmlns:w=\"{main}\"><w:body>{}</w:body></w:document>",
            inner.repeat(times)
        )
    };
    let attributes: String = (0..400).map(|nth| format!(" w:a{nth}=\"\"")).collect();
    for (name, document) in [
        ("elements.docx", body("<w:p/>", 2_000_000)),
        ("attributes.docx", body(&format!("<w:p{attributes}/>"), 3000)),
        ("text.docx", body("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 400_000)),
    ] {
        std::fs::write(path.join(name), package(&[("word/document.xml", document.as_bytes())]))
            .unwrap();
        let output = blankett(path, &["text", name]);
        assert_eq!(output.status.code(), Some(1), "{name} {}", said(&output));
        assert!(said(&output).contains("more than is reasonable"), "{name} {}", said(&output));
    }
    // Thousands of problems are counted, and told as what they are.
    std::fs::create_dir(path.join("cases")).unwrap();
    let keys: String = (0..40_000).map(|nth| format!("nyckel_{nth} = \"x\"\n")).collect();
    let case = format!("form = \"teknik\"\nversion = \"2017\"\n\n[answers]\n{keys}");
    std::fs::write(path.join("cases/a.toml"), case).unwrap();
    let output = blankett(path, &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains(" unknown-key"), "{}", said(&output));
}

/// Of two entries of one name, readers take different ones.
#[test]
fn entries_that_stand_twice_are_refused() {
    let project = temporary();
    let path = project.path();
    let document =
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
    let document = document.as_bytes();
    let once = package(&[("word/document.xml", document)]);
    // The name of another is made the same in its header and in the directory.
    let mut twice = package(&[("word/document.xml", document), ("word/document.xmk", document)]);
    let name = b"word/document.xmk";
    while let Some(at) = twice.windows(name.len()).position(|window| window == name) {
        twice[at..at + name.len()].copy_from_slice(b"word/document.xml");
    }
    let capitals = package(&[("word/document.xml", document), ("Word/Document.xml", document)]);
    let empty_part = package(&[("word/document.xml", document), ("word//x.xml", document)]);
    let text = |bytes: Vec<u8>| {
        std::fs::write(path.join("a.docx"), bytes).unwrap();
        let output = blankett(path, &["text", "a.docx"]);
        (output.status.code(), said(&output))
    };
    assert_eq!(text(once).0, Some(0));
    for bytes in [twice, capitals, empty_part] {
        let (code, said) = text(bytes);
        assert!(code == Some(1) && said.contains("which none can have"), "{said}");
    }
}

/// A package with a document.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    for (name, bytes) in std::iter::once(&("_rels/.rels", relationships.as_bytes())).chain(parts) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file that came by mail may be called anything; the case that it becomes lies in its folder, and is no
/// shared file.
#[test]
fn names_from_outside_stay_in_their_folder() {
    let project = project_of_cases();
    let path = project.path();
    assert!(blankett(path, &["build", "--quiet"]).status.success());
    let document = std::fs::read(path.join("output/kontor-oppettider.docx")).unwrap();
    let names = [
        "shared",
        "..",
        "...",
        "Shared",
        "a\nb",
        "\u{202E}fdp",
        "O\u{308}ppet",
        "con",
        " x ",
        "å:b",
    ];
    let inbox = path.join("inkorg");
    std::fs::create_dir(&inbox).unwrap();
    let files_before = files(path);
    for name in names {
        std::fs::write(inbox.join(format!("{name}.docx")), &document).unwrap();
        let file = format!("inkorg/{name}.docx");
        let output = blankett(path, &["extract", &file, "--out", "nya"]);
        let text = said(&output);
        assert!(output.status.code().is_some_and(|code| code < 2), "{name:?} {text}");
        let is_taken = ["shared", "con"].contains(&name.to_lowercase().as_str());
        assert_eq!(
            text.contains("bad-case-name"),
            is_taken || name.starts_with(".."),
            "{name:?} {text}"
        );
    }
    let made = files(path).into_iter().filter(|file| !file.starts_with("inkorg/"));
    let made: Vec<String> = made.filter(|file| !files_before.contains(file)).collect();
    assert_eq!(
        made,
        ["nya/a-b.toml", "nya/fdp.toml", "nya/x.toml", "nya/Öppet.toml", "nya/å-b.toml"]
    );
    // One name in two spellings is one document.
    let case = std::fs::read(path.join("cases/kontor-oppettider.toml")).unwrap();
    std::fs::write(path.join("cases/\u{F6}.toml"), &case).unwrap();
    std::fs::write(path.join("cases/o\u{308}.toml"), &case).unwrap();
    assert!(said(&blankett(path, &["check"])).contains("same-output"));
}

/// Each test that the page on security names is there.
#[test]
fn each_promise_has_its_test() {
    let page = std::fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let mut named = 0;
    for name in page.split('`').filter(|name| name.contains("::")) {
        let (file, test) = name.split_once("::").unwrap();
        let source = root().join("tests/suite").join(file).with_extension("rs");
        let source = std::fs::read_to_string(&source).unwrap_or_else(|_| panic!("{name}"));
        assert!(source.contains(&format!("fn {test}()")), "{name} is no test");
        named += 1;
    }
    assert!(named > 15, "{named}");
}

/// A file keeps its mode; what somebody protected is left alone.
#[cfg(unix)]
#[test]
fn marks_of_a_file_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = temporary();
    let path = folder.path().join("a.toml");
    let project = Project::new(folder.path());
    let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    for (old, is_written) in [(0o600, true), (0o640, true), (0o755, true), (0o444, false)] {
        std::fs::write(&path, "a\r\nb\nc\r\n").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(old)).unwrap();
        let mut report = Report::new();
        let read = project.read("a.toml".as_ref(), &mut report);
        let read = read.unwrap_or_else(|| project.read(&path, &mut report).unwrap());
        let is_done = project.rewrite(&path, &read, "a\nB\nc\nny\n", &mut report);
        assert_eq!((is_done, mode()), (is_written, old), "{report:?}");
        let text = std::fs::read_to_string(&path).unwrap();
        // Each line has its own end, and a new one that of the line before it.
        let new = if is_written { "a\r\nB\nc\r\nny\r\n" } else { "a\r\nb\nc\r\n" };
        assert_eq!(text, new);
        std::fs::remove_file(&path).unwrap();
    }
}

/// Two who write into one folder take turns, and the second says that it waits.
#[test]
fn whoever_comes_second_waits() {
    let project = project_of_cases();
    let path = project.path();
    let mut report = Report::new();
    let ours = Project::new(path);
    let lock =
        ours.lock("output".as_ref(), || panic!("it is free"), || false, &mut report).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_blankett"));
    command.current_dir(path).args(["build"]).env_clear();
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    assert_eq!(line, "waiting for another program that writes in `output`\n");
    assert!(!path.join("output/kontor-oppettider.docx").exists());
    drop(lock);
    assert!(child.wait().unwrap().success());
    assert!(path.join("output/kontor-oppettider.docx").exists());
    // Whoever only compares waits for nobody.
    let _lock = ours.lock("output".as_ref(), || panic!("it is free"), || false, &mut report);
    assert_eq!(blankett(path, &["build", "--check"]).status.code(), Some(0));
}

/// A record that came with the checkout proves nothing, and documents that git has are not kept twice.
#[test]
fn what_came_with_a_checkout_proves_nothing() {
    let repository = Repository::new();
    let path = repository.path();
    let build = |arguments: &[&str]| {
        let output = blankett(path, &[&["build", "--format", "md"], arguments].concat());
        (output.status.code(), said(&output))
    };
    assert_eq!(build(&[]).0, Some(0));
    repository.git(&["add", "-f", "output"]);
    repository.git(&["commit", "--quiet", "-m", "documents"]);
    // As another coordinator has it: the case and the document of the commit, and no record.
    std::fs::remove_file(crate::support::record(&path.join("output"))).unwrap();
    assert_eq!(build(&["--check"]).0, Some(0));
    let case = std::fs::read_to_string(repository.case()).unwrap();
    std::fs::write(repository.case(), case.replace("EXM", "ABC")).unwrap();
    let (code, said) = build(&[]);
    assert!(code == Some(0) && !said.contains("output-changed"), "{said}");
    // What nobody has is kept.
    let document = path.join("output").join(&files(&path.join("output"))[0]);
    std::fs::write(&document, "forged").unwrap();
    std::fs::write(path.join("output/.blankett"), "\"blankett 2\"\n").unwrap();
    std::fs::remove_file(crate::support::record(&path.join("output"))).unwrap();
    assert_eq!(build(&["--check"]).0, Some(1));
    assert!(build(&[]).1.contains("output-changed"));
    assert_ne!(std::fs::read_to_string(&document).unwrap(), "forged");
    // Documents without a case are told of by whoever compares, record or none.
    std::fs::rename(repository.case(), path.join("cases/annat.toml")).unwrap();
    std::fs::remove_file(crate::support::record(&path.join("output"))).unwrap();
    let (code, said) = build(&["--check"]);
    assert!(code == Some(1) && said.contains("orphan-output"), "{said}");
}

/// A repository in a folder, whose commands leave a file when they run.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// With one case, committed.
    fn new() -> Repository {
        let repository = Repository { folder: temporary() };
        let path = repository.path();
        std::fs::create_dir(path.join("cases")).unwrap();
        std::fs::copy(root().join("cases/kontor-oppettider.toml"), repository.case()).unwrap();
        repository.git(&["init", "--quiet", "."]);
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "--message", "one"]);
        repository
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn case(&self) -> PathBuf {
        self.path().join("cases/kontor-oppettider.toml")
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.path())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.se"])
            .args(arguments)
            .output()
            .expect("git is there");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn commit(&self) -> Option<Commit> {
        let project = Project::new(self.path());
        project.commit(&project.history(&mut Report::new())?, &[self.case()]).unwrap()
    }

    /// A command that leaves a file of a name.
    fn trap(&self, name: &str) -> String {
        let trap = self.path().join(format!(".git/{name}.sh"));
        let mark = self.mark(name);
        std::fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\n", mark.display())).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&trap, std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .unwrap();
        trap.to_string_lossy().into_owned()
    }

    fn mark(&self, name: &str) -> PathBuf {
        self.path().join(".git").join(name)
    }
}

#[test]
fn a_case_is_as_in_its_commit_or_not() {
    let repository = Repository::new();
    let text = std::fs::read_to_string(repository.case()).unwrap();
    let is_clean = || repository.commit().unwrap().is_clean;
    assert_eq!(repository.commit().unwrap().id, repository.git(&["rev-parse", "HEAD"]));
    assert!(is_clean());
    // Whatever the index says.
    repository.git(&["update-index", "--assume-unchanged", "cases/kontor-oppettider.toml"]);
    std::fs::write(repository.case(), text.replace("dnr = \"", "dnr = \"1 ")).unwrap();
    assert!(!is_clean());
    // A checkout on Windows has other line ends.
    let with_crlf = text.replace('\n', "\r\n");
    std::fs::write(repository.case(), &with_crlf).unwrap();
    assert!(is_clean());
    // A package holds what the commit has, and not the checkout's ends of lines.
    let commit = repository.commit().unwrap();
    let packed = |bytes: &str| commit.bytes(&repository.case(), bytes.as_bytes().to_vec());
    assert_eq!(packed(&with_crlf), text.as_bytes());
    assert_eq!(packed("other\r\n"), b"other\r\n");
    std::fs::remove_file(repository.case()).unwrap();
    assert!(!is_clean());
    // A name is a name, and no pattern.
    let pattern = repository.path().join("cases/[a-z]*.toml");
    std::fs::write(&pattern, &text).unwrap();
    let project = Project::new(repository.path());
    assert_eq!(
        project.commit(&project.history(&mut Report::new()).unwrap(), &[pattern]).unwrap(),
        None
    );
}

/// Each trap is live: what git does by itself springs it.
#[cfg(unix)]
#[test]
fn git_starts_nothing_that_a_repository_names() {
    let repository = Repository::new();
    let set = |name: &str, value: &str| repository.git(&["config", name, value]);
    set("core.fsmonitor", &repository.trap("monitor"));
    set("filter.trap.clean", &repository.trap("filter"));
    std::fs::write(repository.path().join(".gitattributes"), "*.toml filter=trap\n").unwrap();
    set("log.showSignature", "true");
    set("gpg.program", &repository.trap("signature"));
    let commit = repository.git(&["cat-file", "commit", "HEAD"]);
    let signed = commit.replacen(
        "\n\n",
        "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n",
        1,
    );
    std::fs::write(repository.mark("signed"), signed + "\n").unwrap();
    let signed = repository.git(&["hash-object", "-t", "commit", "-w", ".git/signed"]);
    repository.git(&["update-ref", "HEAD", &signed]);
    // As long as before, so that only its bytes tell.
    let text = std::fs::read_to_string(repository.case()).unwrap();
    std::fs::write(repository.case(), text.replacen('e', "a", 1)).unwrap();
    let commit = repository.commit().unwrap();
    assert_eq!((commit.id, commit.is_clean), (signed, false));
    for name in ["monitor", "filter", "signature"] {
        assert!(!repository.mark(name).exists(), "{name} ran");
    }
    repository.git(&["status", "--porcelain"]);
    repository.git(&["-c", "core.fsmonitor=false", "status", "--porcelain"]);
    repository.git(&["log", "-1"]);
    for name in ["monitor", "filter", "signature"] {
        assert!(repository.mark(name).exists(), "{name} is live");
    }
}

/// Of a partial clone, what is missing is not asked for.
#[cfg(unix)]
#[test]
fn git_asks_nobody_for_what_is_missing() {
    let repository = Repository::new();
    let blob = repository.git(&["rev-parse", "HEAD:cases"]);
    let (first, rest) = blob.split_at(2);
    std::fs::remove_file(repository.path().join(".git/objects").join(first).join(rest)).unwrap();
    let url = format!("ext::{} %S", repository.trap("fetch"));
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &url),
        ("protocol.ext.allow", "always"),
    ] {
        repository.git(&["config", name, value]);
    }
    assert_eq!(repository.commit(), None);
    assert!(!repository.mark("fetch").exists());
    repository.git(&["ls-tree", "-r", "HEAD"]);
    assert!(repository.mark("fetch").exists(), "it is live");
}

/// A folder that is a repository by itself, as one can come with a pull request.
#[cfg(unix)]
#[test]
fn an_embedded_repository_is_none() {
    let repository = Repository::new();
    let within = repository.path().join("within");
    std::fs::create_dir_all(within.join("cases")).unwrap();
    for folder in ["objects", "refs"] {
        std::fs::create_dir(within.join(folder)).unwrap();
    }
    std::fs::write(within.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    let trap = repository.trap("embedded");
    let config = format!(
        "[core]\n repositoryformatversion = 0\n bare = false\n worktree = {}\n fsmonitor = {trap}\n",
        within.display()
    );
    std::fs::write(within.join("config"), config).unwrap();
    let case = within.join("cases/a.toml");
    std::fs::copy(repository.case(), &case).unwrap();
    let project = Project::new(&within);
    let commit = project.commit(&project.history(&mut Report::new()).unwrap(), &[case]);
    assert!(!repository.mark("embedded").exists());
    assert_eq!(commit.unwrap(), None);
    repository.git(&["-C", "within", "status", "--porcelain"]);
    assert!(repository.mark("embedded").exists(), "it is live");
}

/// A project that a package holds is read, and nothing of it reaches the disk.
#[test]
fn a_project_in_memory_leaves_the_disk_alone() {
    let folder = temporary();
    let file = folder.path().join("file.txt");
    std::fs::write(&file, "mine").unwrap();
    let from_root = |path: &Path| path.strip_prefix("/").unwrap_or(path).to_owned();
    let (there, new) = (from_root(&file), from_root(&folder.path().join("new")));
    let project = Project::in_memory([("cases/a.toml".to_owned(), b"form = 'x'".to_vec())]);
    let mut report = Report::new();
    assert!(!project.write(&new, b"theirs", None, &mut report));
    assert!(!project.write(&there, b"theirs", Some(b"mine"), &mut report));
    assert!(!project.write_named(&there, b"theirs", |_| true, &mut report));
    assert!(!project.rewrite(&there, &Source::new("file.txt", "mine"), "theirs", &mut report));
    assert!(!project.remove(&there, &mut report));
    assert!(!project.write_package(&new, &[("a".into(), Vec::new())], None, &mut report));
    assert_eq!(report.errors(), 6, "{:#?}", report.diagnostics());
    assert_eq!(project.bytes_of(&there), None);
    assert!(project.read_package(&there, &mut report).is_none());
    assert!(
        project
            .commit(&project.history(&mut Report::new()).unwrap(), std::slice::from_ref(&file))
            .unwrap()
            .is_none()
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert!(!folder.path().join("new").exists());
    assert_eq!(project.cases(&[], &mut Report::new()).len(), 1);
}

/// Answers are taken over into the case that was named, and into no other.
#[test]
fn answers_go_into_one_case_alone() {
    let project = project_of_cases();
    let case = "cases/kontor-oppettider.toml";
    assert!(blankett(project.path(), &["-q", "build", "--format", "docx", case]).status.success());
    let before = files(project.path());
    let output =
        blankett(project.path(), &["extract", "output/kontor-oppettider.docx", "--into", "cases"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("folder-as-case") && said.contains("name the file of one case"),
        "{said}"
    );
    assert_eq!(files(project.path()), before);
}

/// What is wrong with a file that is there does not keep a project from being made ready.
#[test]
fn a_project_is_made_ready_beside_faulty_files() {
    let project = temporary();
    std::fs::create_dir_all(project.path().join("cases")).unwrap();
    std::fs::write(project.path().join("cases/shared.toml"), "[case]\nnobody = 1\n").unwrap();
    std::fs::create_dir_all(project.path().join("templates/zz/1")).unwrap();
    std::fs::write(project.path().join("templates/zz/1/form.toml"), "title = 1\n").unwrap();
    let output = blankett(project.path(), &["init"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the project is ready") && said.contains("schemas/case.json"), "{said}");
    assert!(said.contains("unknown-key") && said.contains("missing-key"), "{said}");
}

/// Whoever spells a setting wrongly is told when they build, and not when they archive.
#[test]
fn settings_are_looked_at_in_every_build() {
    let project = project_of_cases();
    let settings = project.path().join("blankett.toml");
    std::fs::write(&settings, "publik = [\"Bo Ek\"]\n").unwrap();
    let output = blankett(project.path(), &["build"]);
    assert!(!output.status.success());
    assert!(said(&output).contains("there is no `publik` here"), "{}", said(&output));
    // Whatever it says to an archive is looked at too.
    for (wrong, code) in [
        ("organisation = 1\n", "wrong-type"),
        ("[organisation]\nnamn = \"Kommunen\"\n", "unknown-key"),
        ("[archive]\nagreement = \" \"\n", "blank-text"),
    ] {
        std::fs::write(&settings, wrong).unwrap();
        let output = blankett(project.path(), &["build", "--check"]);
        assert!(said(&output).contains(&format!("[{code}]")), "{wrong} {}", said(&output));
    }
    std::fs::remove_file(&settings).unwrap();
    std::fs::create_dir(&settings).unwrap();
    let output = blankett(project.path(), &["build"]);
    assert!(said(&output).contains("cannot read `blankett.toml`"), "{}", said(&output));
    assert!(!project.path().join("output/kontor-oppettider.docx").exists());
}

/// A folder that was moved away while the program watches it is not made anew where it was.
#[test]
fn a_project_that_is_gone_is_not_begun_again() {
    let home = project_of_cases();
    let (here, there) = (home.path().join("here"), home.path().join("there"));
    std::fs::create_dir(&here).unwrap();
    copy_cases(&here.join("cases"));
    let project = Project::new(&here);
    let cases = project.cases(&[], &mut Report::new());
    assert!(project.settings(&mut Report::new()).is_none() && !cases.is_empty());
    std::fs::rename(&here, there).unwrap();
    let mut report = Report::new();
    assert!(!project.reopened().write(Path::new("output/x.md"), b"x", None, &mut report));
    assert_eq!(report.errors(), 1);
    assert!(!here.exists());
}

/// What cannot be printed is told where people look, in every form that reports have.
#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_told() {
    let project = project_of_cases();
    for format in ["json", "github", "sarif"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_blankett"))
            .arg("-C")
            .arg(project.path())
            .args(["check", "--message-format", format])
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(said(&output).contains("the disk is full"), "{format}: {}", said(&output));
    }
}
