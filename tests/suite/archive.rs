//! Packages: made twice they are the same, built again they come out the same, and whatever is
//! done to one is found.

use std::path::Path;

use blankett::archive::{self, File, verify};
use blankett::diagnostic::Report;
use proptest::prelude::*;

use crate::support::{blankett, files, project_with_settings, root, temporary};

fn archived(project: &Path, arguments: &[&str]) -> Vec<String> {
    let all = [&["archive", "cases/kontor-oppettider.toml", "cases/metadata"], arguments];
    let output = blankett(project, &all.concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    // One of the shipped cases is a draft.
    assert!(said.contains("1 inte beslutat än") || said.contains("1 not decided yet"), "{said}");
    files(&project.join("archive"))
}

/// A package as a list of files.
fn package(project: &Path) -> (String, Vec<File>) {
    let name = "202100-0000_exm-2025-00871_kontor-oppettider";
    let folder = project.join("archive").join(name);
    let read = |path: String| (path.clone(), std::fs::read(folder.join(path)).unwrap());
    (name.to_owned(), files(&folder).into_iter().map(read).collect())
}

fn faults(name: &str, files: Vec<File>) -> usize {
    let mut report = Report::new();
    verify("paket", name, files, &mut report);
    report.errors()
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (first, second) = (project_with_settings(), project_with_settings());
    for arguments in [&[][..], &["--bag"], &["--zip"], &["--bag", "--zip", "--pdf", "a-3a"]] {
        let names = archived(first.path(), arguments);
        assert_eq!(names, archived(second.path(), arguments));
        for name in &names {
            let read = |project: &Path| std::fs::read(project.join("archive").join(name)).unwrap();
            assert!(read(first.path()) == read(second.path()), "{name}");
        }
        // A package that is there already is the same, and so stays.
        assert_eq!(names, archived(first.path(), arguments));
        for project in [&first, &second] {
            std::fs::remove_dir_all(project.path().join("archive")).unwrap();
        }
    }
}

#[test]
fn a_package_is_built_again_from_itself() {
    let project = project_with_settings();
    archived(project.path(), &[]);
    let archive = project.path().join("archive");
    let lies_there = archive.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let packages: Vec<_> = lies_there.filter(|path| path.is_dir()).collect();
    assert_eq!(packages.len(), 2);
    for package in packages {
        let sources = package.join("representations/original/data");
        let before = files(&sources);
        let built = blankett(&sources, &["-q", "build", "--out", "again"]);
        assert!(built.status.success());
        let again = files(&sources.join("again"));
        assert_eq!(again.len(), 2);
        for name in again {
            let read = |folder: &str| std::fs::read(sources.join(folder).join(&name)).unwrap();
            assert!(read("again") == read("output"), "{name}");
        }
        assert!(before.contains(&"blankett.toml".to_owned()));
    }
}

/// What `verify` says of a package that somebody changed, with every digest mended after.
fn said_of(
    project: &Path,
    edit: impl Fn(&mut Vec<File>),
    arguments: &[&str],
) -> (Option<i32>, String) {
    let (name, mut files) = package(project);
    edit(&mut files);
    mend(&mut files);
    let folder = project.join("forged").join(&name);
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let path = format!("forged/{name}");
    let output =
        blankett(project, &[&["--lang", "en", "verify", path.as_str()], arguments].concat());
    std::fs::remove_dir_all(project.join("forged")).unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Writes into PREMIS and METS what the files are now.
fn mend(files: &mut [File]) {
    let now = |files: &[File], path: &str| {
        let found = files.iter().find(|(other, _)| other == path);
        found.map(|(_, bytes)| (bytes.len().to_string(), blankett::digest::sha256(bytes)))
    };
    let mended = |text: &str, pattern: &str, files: &[File], folder: &str, order: [usize; 3]| {
        let [path, size, digest] = order;
        let pattern = regex::Regex::new(pattern).unwrap();
        let replaced = pattern.replace_all(text, |found: &regex::Captures<'_>| {
            let Some(now) = now(files, &format!("{folder}{}", &found[path])) else {
                return found[0].to_owned();
            };
            found[0].replace(&found[digest], &now.1).replace(
                &found[size],
                &found[size]
                    .replace(|c: char| c.is_ascii_digit(), "")
                    .replacen("\"\"", &format!("\"{}\"", now.0), 1)
                    .replacen("><", &format!(">{}<", now.0), 1),
            )
        });
        replaced.into_owned()
    };
    for representation in ["arkiv", "original"] {
        let folder = format!("representations/{representation}/");
        let pattern = r"(?s)<objectIdentifierValue>([^<]*)</objectIdentifierValue>.*?<messageDigest>(\w+)</messageDigest>.*?(<size>\d+</size>)";
        rewrite(files, &format!("{folder}metadata/preservation/premis.xml"), |text, files| {
            mended(text, pattern, files, &folder, [1, 3, 2])
        });
        rewrite(files, &format!("{folder}METS.xml"), |text, files| {
            let text = mended(text, IN_FILES, files, &folder, [3, 1, 2]);
            mended(&text, IN_METADATA, files, &folder, [1, 2, 3])
        });
    }
    rewrite(files, "METS.xml", |text, files| {
        let text = mended(text, IN_FILES, files, "", [3, 1, 2]);
        mended(&text, IN_METADATA, files, "", [1, 2, 3])
    });
}

const IN_FILES: &str = r#"(?s)<file [^>]*?(SIZE="\d+")[^>]*?CHECKSUM="(\w+)"[^>]*>\s*<FLocat [^>]*?xlink:href="([^"]*)""#;
const IN_METADATA: &str =
    r#"<mdRef [^>]*?xlink:href="([^"]*)"[^>]*?(SIZE="\d+")[^>]*?CHECKSUM="(\w+)""#;

fn rewrite(files: &mut [File], path: &str, edit: impl Fn(&str, &[File]) -> String) {
    let at = files.iter().position(|(other, _)| other == path).unwrap();
    let text = edit(std::str::from_utf8(&files[at].1).unwrap(), files);
    files[at].1 = text.into_bytes();
}

/// What somebody does to the files of a package.
type Forgery = Box<dyn Fn(&mut Vec<File>)>;

/// Replaces text in a file, where it must be.
fn replace(path: &'static str, old: &'static str, new: &'static str) -> Forgery {
    Box::new(move |files| {
        rewrite(files, path, |text, _| {
            assert!(text.contains(old), "{path}: {old}");
            text.replacen(old, new, 1)
        });
    })
}

/// Whoever changes a file and every digest with it is found by what the rest of the package makes.
#[test]
fn forgeries_are_found() {
    let project = project_with_settings();
    archived(project.path(), &[]);
    let (code, said) = said_of(project.path(), |_| {}, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("are what the case and the form in it make; only stated: the day 20"),
        "{said}"
    );
    assert_eq!(said_of(project.path(), |_| {}, &["--no-rebuild"]).0, Some(0));
    let file = |path: &'static str, bytes: fn(&[u8]) -> Vec<u8>| -> Forgery {
        Box::new(move |files| {
            let (_, found) = files.iter_mut().find(|(other, _)| other.ends_with(path)).unwrap();
            *found = bytes(found);
        })
    };
    let blank = ["blank", "teknik", "--out", "blank.docx"];
    assert!(blankett(project.path(), &blank).status.success());
    let blank = std::fs::read(project.path().join("blank.docx")).unwrap();
    let premis = "metadata/preservation/premis.xml";
    let case = "representations/original/data/cases/kontor-oppettider.toml";
    let form = "representations/original/data/templates/teknik/2017/document.md";
    let forgeries: Vec<(&str, Forgery)> = vec![
        (
            "the pages",
            file("arkiv/data/kontor-oppettider.pdf", |bytes| {
                let at =
                    bytes.windows(21).position(|part| part == b"blankett.case.sha256=").unwrap();
                [b"%PDF-1.7 AVSLAG ", &bytes[at..at + 85]].concat()
            }),
        ),
        (
            "the Word file",
            Box::new(move |files: &mut Vec<File>| {
                let (_, found) =
                    files.iter_mut().find(|(path, _)| path.ends_with("oppettider.docx")).unwrap();
                found.clone_from(&blank);
            }),
        ),
        ("Markdown", file("output/kontor-oppettider.md", |_| b"# Avslag\n".to_vec())),
        ("an answer", replace(case, "2025-11-10", "2025-12-10")),
        ("a comment in the case", replace(case, "[answers]", "# med beslut\n[answers]")),
        ("a question", replace(form, "Deltagare", "Frånvarande")),
        (
            "whose it is",
            replace(
                "representations/original/data/blankett.toml",
                "Exempelmyndigheten",
                "Annan myndighet",
            ),
        ),
        ("the form's digest", replace(premis, "form-sha256: ", "form-sha256: 0")),
        ("a typeface", replace(premis, "DejaVuSans.ttf ", "DejaVuSans.ttf 0")),
        ("the day", replace(premis, "T00:00:00Z", "T10:00:00Z")),
        ("what it is found by", replace("metadata/descriptive/dc.xml", "EXM", "XXX")),
        ("the page of answers", replace("documentation/answers.html", "csv", "pdf")),
        ("README", replace("documentation/README.txt", "PREMIS", "premis")),
        (
            "the program",
            replace(
                premis,
                concat!("program: blankett ", env!("CARGO_PKG_VERSION")),
                "program: blankett 0.0.9",
            ),
        ),
        (
            "what the package cannot be made of",
            replace(
                "representations/original/data/blankett.toml",
                "[organisation]",
                "[organization]",
            ),
        ),
        ("METS", replace("METS.xml", "RECORDSTATUS=\"NEW\"", "RECORDSTATUS=\"DELETED\"")),
        (
            "the organisation in METS",
            replace("METS.xml", "202100-0000</note>", "999999-9999</note>"),
        ),
    ];
    for (what, forgery) in forgeries {
        let (code, said) = said_of(project.path(), forgery, &[]);
        assert_eq!(code, Some(1), "{what}: {said}");
        assert!(
            said.contains("is not what the case and the form in the package make")
                || said.contains("it cannot be made again"),
            "{what}: {said}"
        );
    }
}

/// What is said of who made a package proves nothing, and without making it again, its documents are read.
#[test]
fn another_programs_package_is_read_back() {
    let project = project_with_settings();
    archived(project.path(), &[]);
    let premis = "metadata/preservation/premis.xml";
    let case = "representations/original/data/cases/kontor-oppettider.toml";
    let form = "representations/original/data/templates/teknik/2017/document.md";
    // Who says that another program made it proves no more by that.
    let other = |files: &mut Vec<File>| {
        for path in [premis, "documentation/README.txt"] {
            replace(path, "program-sources-sha256: ", "program-sources-sha256: 0")(files);
        }
    };
    let (code, said) = said_of(project.path(), other, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("only stated") && said.contains("program blankett"), "{said}");
    let both = |files: &mut Vec<File>| {
        other(files);
        replace(form, "Deltagare", "Frånvarande")(files);
    };
    let (code, said) = said_of(project.path(), both, &[]);
    assert!(
        code == Some(1) && said.contains("made it, and this program makes other files"),
        "{said}"
    );
    // The package states what its form was.
    assert_eq!(said_of(project.path(), both, &["--no-rebuild"]).0, Some(1));
    // Whoever says that the pages are another program's is believed nothing but that.
    let given = |files: &mut Vec<File>| {
        replace(premis, "pages: made by the program", "pages: made by another program")(files);
    };
    let (code, said) = said_of(project.path(), given, &[]);
    assert_eq!(code, Some(1), "{said}");
    // Read back, the Word file is of other answers than the case.
    let (code, said) =
        said_of(project.path(), replace(case, "2025-11-10", "2025-12-10"), &["--no-rebuild"]);
    assert_eq!(code, Some(1), "{said}");
    for file in ["premis.xml", "kontor-oppettider.docx", "kontor-oppettider.pdf"] {
        assert!(said.contains(&format!("{file}` was not made from the answers")), "{said}");
    }
}

/// A zip says one thing, whoever reads it.
#[test]
fn a_zip_that_can_be_read_in_two_ways_is_refused() {
    let files =
        vec![("p/METS.xml".to_owned(), b"<mets/>".to_vec()), ("p/a.txt".to_owned(), b"a".to_vec())];
    let zip = blankett::zipped::pack(&files);
    assert_eq!(blankett::zipped::faults(&zip), []);
    let with = |edit: &dyn Fn(&mut Vec<u8>)| {
        let mut zip = zip.clone();
        edit(&mut zip);
        blankett::zipped::faults(&zip)
    };
    assert!(!with(&|zip| zip.extend(b"more")).is_empty());
    assert!(!with(&|zip| drop(zip.splice(0..0, *b"before"))).is_empty());
    let at = |zip: &[u8], sign: &[u8]| zip.windows(4).position(|part| part == sign).unwrap();
    // Every byte of the directory, of its end, and of what stands before the first file's bytes; but for which program
    // packed it and may unpack it, and attributes.
    let directory = at(&zip, b"PK\x01\x02");
    let unseen = |places: std::ops::Range<usize>| -> Vec<usize> {
        let start = places.start;
        let is_unseen = |place: &usize| with(&|zip| zip[*place] ^= 0x40).is_empty();
        places.filter(is_unseen).map(|place| place - start).collect()
    };
    assert_eq!(unseen(0..30), [4, 5]);
    assert_eq!(unseen(directory..directory + 56), [4, 5, 6, 7, 36, 37, 38, 39, 40]);
    assert_eq!(unseen(zip.len() - 22..zip.len()), [0; 0]);
    let twice = [files.clone(), vec![("p/A.TXT".to_owned(), b"b".to_vec())]].concat();
    assert!(!blankett::zipped::faults(&blankett::zipped::pack(&twice)).is_empty());
    for name in ["../x", "p//x", "/x", "p/./x", "C:x", "p\\x"] {
        let files = [files.clone(), vec![(name.to_owned(), Vec::new())]].concat();
        assert!(!blankett::zipped::faults(&blankett::zipped::pack(&files)).is_empty(), "{name}");
    }
}

#[test]
fn what_is_done_to_a_package_is_found() {
    let project = project_with_settings();
    archived(project.path(), &[]);
    let (name, whole) = package(project.path());
    assert_eq!(faults(&name, whole.clone()), 0);
    assert_eq!(faults("annat-namn", whole.clone()), 1);
    for at in 0..whole.len() {
        let path = whole[at].0.clone();
        let mut missing = whole.clone();
        missing.remove(at);
        assert!(faults(&name, missing) > 0, "{path} is missing");
        for byte in [0, whole[at].1.len() / 2, whole[at].1.len() - 1] {
            let mut changed = whole.clone();
            changed[at].1[byte] ^= 1;
            // METS itself is held by nothing: what it says is then wrong, or is no XML, or is a
            // blank, which says nothing.
            let is_found = faults(&name, changed) > 0;
            assert!(is_found || path == "METS.xml", "{path}: byte {byte}");
        }
        let mut longer = whole.clone();
        longer[at].1.push(b' ');
        assert!(faults(&name, longer) > 0 || path == "METS.xml", "{path} is longer");
    }
    for stray in ["x", "metadata/x.xml", "representations/arkiv/data/x.pdf"] {
        let mut more = whole.clone();
        more.push((stray.to_owned(), Vec::new()));
        assert_eq!(faults(&name, more), 1, "{stray}");
    }
}

#[test]
fn what_is_done_to_a_bag_is_found() {
    let project = project_with_settings();
    archived(project.path(), &["--bag"]);
    let name = "202100-0000_exm-2025-00871_kontor-oppettider.bag";
    let folder = project.path().join("archive").join(name);
    let read = |path: String| (path.clone(), std::fs::read(folder.join(path)).unwrap());
    let whole: Vec<File> = files(&folder).into_iter().map(read).collect();
    assert_eq!(faults(name, whole.clone()), 0);
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at].1[0] ^= 1;
        assert!(faults(name, changed) > 0, "{}", whole[at].0);
        let mut missing = whole.clone();
        missing.remove(at);
        assert!(faults(name, missing) > 0, "{}", whole[at].0);
    }
    let mut more = whole.clone();
    more.push(("data/x".to_owned(), Vec::new()));
    assert!(faults(name, more) > 0);
    assert!(faults("annat.bag", whole.clone()) > 0);
    // Another program's, with other digests; and one that keeps something else beside the package.
    let manifest = |files: &[File], digest: fn(&[u8]) -> String, is_payload: bool| -> Vec<u8> {
        let listed = files.iter().filter(|(path, _)| {
            path.starts_with("data/") == is_payload && !path.starts_with("tagmanifest")
        });
        let lines = listed.map(|(path, bytes)| format!("{}  {path}\n", digest(bytes)));
        lines.collect::<String>().into_bytes()
    };
    let bagged = |payload: Vec<File>| {
        let mut files = payload;
        files.push((
            "bagit.txt".into(),
            b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n".to_vec(),
        ));
        files
            .push(("manifest-sha256.txt".into(), manifest(&files, blankett::digest::sha256, true)));
        files.push((
            "tagmanifest-sha256.txt".into(),
            manifest(&files, blankett::digest::sha256, false),
        ));
        files
    };
    let payload: Vec<File> =
        whole.iter().filter(|(path, _)| path.starts_with("data/")).cloned().collect();
    assert_eq!(faults(name, bagged(payload.clone())), 0);
    let digest = |files: Vec<File>| {
        let mut report = Report::new();
        let folder = temporary();
        for (path, bytes) in files {
            let path = folder.path().join("x.bag").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let project = blankett::workspace::Project::new(folder.path());
        let package = project.read_package(Path::new("x.bag"), &mut report).unwrap();
        archive::sum("x.bag", &package).unwrap()
    };
    assert!(digest(bagged(payload.clone())).ends_with("  x.bag/tagmanifest-sha256.txt\n"));
    assert!(digest(whole.clone()).ends_with("  x.bag/tagmanifest-sha512.txt\n"));
    let beside = [payload.clone(), vec![("data/zzz/hemligt.txt".into(), Vec::new())]].concat();
    assert!(faults(name, bagged(beside)) > 0);
    let mut contradicting = whole.clone();
    let sha256 = String::from_utf8(manifest(&whole, blankett::digest::sha256, true)).unwrap();
    contradicting.push((
        "manifest-sha256.txt".into(),
        sha256.replace(&sha256[..8], "00000000").into_bytes(),
    ));
    assert!(faults(name, contradicting) > 0);
    let mut fetching = bagged(payload);
    fetching.push(("fetch.txt".into(), b"https://example.se/x - data/x\n".to_vec()));
    assert!(faults(name, fetching) > 0);
}

#[test]
fn an_undecided_case_is_archived_by_force_which_the_package_says() {
    let project = project_with_settings();
    let arguments =
        ["-q", "archive", "cases/metadata/oppettider.toml", "--force", "--date", "2026-03-03"];
    assert_eq!(blankett(project.path(), &arguments).status.code(), Some(0));
    let name = files(&project.path().join("archive"))
        .into_iter()
        .find(|name| name.ends_with("documentation/README.txt"))
        .unwrap();
    let readme = std::fs::read_to_string(project.path().join("archive").join(name)).unwrap();
    assert!(readme.contains("forced: status utkast"), "{readme}");
    assert!(readme.lines().nth(3).unwrap().contains("inte beslutat: status utkast"), "{readme}");
}

/// An undecided case does not pass as decided, whatever its package says.
#[test]
fn nobody_makes_a_draft_a_decision() {
    let project = project_with_settings();
    let path = project.path();
    let case = path.join("cases/kontor-oppettider.toml");
    let toml = std::fs::read_to_string(&case).unwrap();
    std::fs::write(&case, toml.replace("status = \"publicerad\"", "status = \"utkast\"")).unwrap();
    let arguments = ["archive", "cases/kontor-oppettider.toml", "--force", "--date", "2026-03-03"];
    assert!(blankett(path, &arguments).status.success());
    assert_eq!(said_of(path, |_| {}, &[]).0, Some(0));
    let decided = |files: &mut Vec<File>| {
        rewrite(files, "metadata/preservation/premis.xml", |text, _| {
            let forced = regex::Regex::new(r"<eventDetailInformation><eventDetail>forced: [^<]*</eventDetail></eventDetailInformation>").unwrap();
            forced.replace(text, "").into_owned()
        });
        rewrite(files, "documentation/README.txt", |text, _| {
            let kept = text.lines().filter(|line| !line.contains("utkast"));
            kept.map(|line| format!("{line}\n")).collect()
        });
    };
    let (code, said) = said_of(path, decided, &[]);
    assert_eq!(code, Some(1), "{said}");
}

/// A seal is one of the package's digest, to its last byte, and never takes another's place.
#[test]
fn a_seal_is_of_one_package_and_stays() {
    let project = project_with_settings();
    let path = project.path();
    archived(path, &[]);
    let package = "archive/202100-0000_exm-2025-00871_kontor-oppettider";
    let mets = std::fs::read(path.join(package).join("METS.xml")).unwrap();
    let digest = blankett::digest::sha256(&mets);
    let raw: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&digest[2 * at..2 * at + 2], 16).unwrap()).collect();
    let stamp = |digest: &[u8], nonce: u8| {
        let content = [
            &b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04"[..],
            b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
            digest,
            &[2, 1, nonce],
        ]
        .concat();
        [&[0x30, u8::try_from(content.len()).unwrap()], &content[..]].concat()
    };
    let seal = |token: &[u8]| {
        std::fs::write(path.join("token"), token).unwrap();
        let output = blankett(path, &["--lang", "en", "seal", package, "--token", "token"]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let good = stamp(&raw, 1);
    for wrong in [stamp(&[7; 32], 1), good[..good.len() - 1].to_vec(), [&good[..], b"x"].concat()] {
        let (code, said) = seal(&wrong);
        assert!(code == Some(1) && said.contains("not-a-seal"), "{said}");
    }
    assert_eq!(seal(&good).0, Some(0));
    assert_eq!(seal(&good).0, Some(0));
    let (code, said) = seal(&stamp(&raw, 2));
    assert!(code == Some(1) && said.contains("already-sealed"), "{said}");
    assert!(std::fs::read(path.join(format!("{package}.tsr"))).unwrap() == good);
    let output = blankett(path, &["--lang", "en", "verify", package]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("is of this package's digest"), "{said}");
    // What is sealed is not made anew, and its line among the sums is held.
    let case = path.join("cases/kontor-oppettider.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    std::fs::write(&case, text.replace("2025-11-10", "2025-11-11")).unwrap();
    let output = blankett(path, &["archive", "cases/kontor-oppettider.toml"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("package-sealed"));
    let sums = path.join("archive/SHA256SUMS");
    let text = std::fs::read_to_string(&sums).unwrap();
    std::fs::write(&sums, text.replace(&digest[..8], "00000000")).unwrap();
    let output = blankett(path, &["--lang", "en", "verify", package]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`SHA256SUMS` beside it has another digest for it"), "{said}");
}

/// Whoever opens the pages in thirty years is told what they do not show.
#[test]
fn what_the_pages_show_as_codes_the_package_says() {
    let project = project_with_settings();
    let case = project.path().join("cases/kontor-oppettider.toml");
    let toml = std::fs::read_to_string(&case).unwrap();
    let typed = "finns_i = \"日本 🙂\"\n";
    let toml: Vec<&str> = toml.lines().filter(|line| !line.starts_with("finns_i")).collect();
    let toml = toml.join("\n").replace("[answers]\n", &format!("[answers]\n{typed}"));
    std::fs::write(&case, toml).unwrap();
    let arguments = ["-q", "archive", "cases/kontor-oppettider.toml", "--date", "2026-03-03"];
    let output = blankett(project.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = project.path().join("archive");
    let package = files(&folder).into_iter();
    let told: Vec<String> = package
        .filter(|name| name.ends_with("README.txt") || name.ends_with("premis.xml"))
        .filter_map(|name| std::fs::read_to_string(folder.join(name)).ok())
        .filter(|text| text.contains("shown-as-codes: U+65E5 U+672C U+1F642"))
        .collect();
    assert_eq!(told.len(), 2);
    assert!(told.iter().any(|text| text.contains("OBS: dokumentet visar dessa tecken som koder")));
}

#[test]
fn no_package_is_written_into_another() {
    let project = project_with_settings();
    archived(project.path(), &[]);
    let before = files(project.path());
    let inside = "archive/202100-0000_exm-2025-00871_kontor-oppettider/representations";
    let output =
        blankett(project.path(), &["archive", "cases/kontor-oppettider.toml", "--out", inside]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-place-for-packages"));
    assert_eq!(before, files(project.path()));
}

#[test]
fn the_environment_gives_a_day_only_where_one_is_needed() {
    let project = project_with_settings();
    let run = |epoch: &str, arguments: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_blankett"));
        program.current_dir(project.path()).env_clear().env("SOURCE_DATE_EPOCH", epoch);
        let output = program.arg("-q").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let blank = ["blank", "teknik", "--out", "blank.pdf"];
    let (code, said) = run("i går", &blank);
    assert!(code == Some(1) && said.contains("bad-epoch") && said.contains("i går"), "{said}");
    let (code, said) = run("", &blank);
    assert!(code == Some(1) && said.contains("no-date"), "{said}");
    assert_eq!(run("i går", &["blank", "teknik", "--out", "blank.docx"]).0, Some(0));
    assert_eq!(run("1772532000", &blank).0, Some(0));
    let dated = std::fs::read(project.path().join("blank.pdf")).unwrap();
    let day = b"D:20260303000000Z";
    assert!(dated.windows(day.len()).any(|window| window == day), "{said}");
}

/// What somebody changed is left alone; what the program made is made anew when its case changes, and nothing else is.
#[test]
fn only_what_changed_is_made() {
    let project = project_with_settings();
    let before = archived(project.path(), &[]);
    let folder = project.path().join("archive/202100-0000_exm-2025-00871_kontor-oppettider");
    let age = |path: &Path| std::fs::metadata(path.join("METS.xml")).unwrap().modified().unwrap();
    let first = age(&folder);
    let said = |arguments: &[&str]| {
        let output = blankett(project.path(), &[&["--lang", "en", "archive"], arguments].concat());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = said(&["cases/kontor-oppettider.toml"]);
    assert!(
        code == Some(0) && told.contains("0 packages written to archive, 1 unchanged"),
        "{told}"
    );
    assert_eq!((age(&folder), files(&project.path().join("archive"))), (first, before.clone()));
    let case = project.path().join("cases/kontor-oppettider.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    std::fs::write(&case, text.replace("Webba Redaktörsson", "Webba Redaktörsdotter")).unwrap();
    let (code, told) = said(&["cases/kontor-oppettider.toml"]);
    assert!(code == Some(0) && told.contains("1 package written to archive"), "{told}");
    assert_eq!(files(&project.path().join("archive")), before);
    let markdown = "representations/original/data/output/kontor-oppettider.md";
    assert!(std::fs::read_to_string(folder.join(markdown)).unwrap().contains("Redaktörsdotter"));
    let sums = std::fs::read_to_string(project.path().join("archive/SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), 2);
    for line in sums.lines() {
        let (digest, path) = line.split_once("  ").unwrap();
        let bytes = std::fs::read(project.path().join("archive").join(path)).unwrap();
        assert_eq!(digest, blankett::digest::sha256(&bytes), "{path}");
    }
    let readme = folder.join("documentation/README.txt");
    std::fs::write(&readme, "levererat").unwrap();
    let (code, told) = said(&["cases/kontor-oppettider.toml"]);
    assert!(code == Some(1) && told.contains("package-differs"), "{told}");
    assert_eq!(std::fs::read_to_string(&readme).unwrap(), "levererat");
    // A line of the sums stands until its package is made anew, whatever somebody does to it.
    let sums = || std::fs::read_to_string(project.path().join("archive/SHA256SUMS")).unwrap();
    let before = sums();
    let mets = folder.join("METS.xml");
    std::fs::write(&mets, std::fs::read_to_string(&mets).unwrap() + " ").unwrap();
    assert_eq!(said(&["cases/metadata/leverantorsreskontra.toml"]).0, Some(0));
    assert_eq!(sums(), before);
    // In every packing, and in another profile.
    std::fs::write(&case, &text).unwrap();
    for arguments in [&["--zip"][..], &["--bag"], &["--bag", "--zip"], &["--bag", "--pdf", "a-1a"]]
    {
        for (text, made) in
            [(text.clone(), 1), (text.clone(), 0), (text.replace("2025-11-10", "2025-11-11"), 1)]
        {
            std::fs::write(&case, text).unwrap();
            let (code, told) = said(&[&["cases/kontor-oppettider.toml"], arguments].concat());
            let count = if made == 1 { "1 package written" } else { "0 packages written" };
            assert!(code == Some(0) && told.contains(count), "{arguments:?}: {told}");
        }
    }
}

/// What was delivered is never made again: neither another contact nor another program touches it. A case that
/// changed gets a new version, which says what it replaces.
#[test]
fn what_was_delivered_stays() {
    let project = project_with_settings();
    let path = project.path();
    archived(path, &[]);
    let run = |arguments: &[&str]| {
        let output = blankett(path, &[&["--lang", "en", "archive"], arguments].concat());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let name = "202100-0000_exm-2025-00871_kontor-oppettider";
    let package = format!("archive/{name}");
    let (code, told) = run(&["--delivered", &package, "--date", "2026-03-05"]);
    assert_eq!(code, Some(0), "{told}");
    let deliveries = || std::fs::read_to_string(path.join("archive/deliveries.toml")).unwrap();
    let mets = std::fs::read(path.join(&package).join("METS.xml")).unwrap();
    let digest = blankett::digest::sha256(&mets);
    assert!(deliveries().contains(&format!(
        "package = \"{name}\"\ncase = \"cases/kontor-oppettider.toml\"\nsha256 = \"{digest}\"\n"
    )));
    // The receipt comes later; what somebody wrote there stays.
    let noted = deliveries().replace("[[delivery]]", "# ring Anna\n[[delivery]]");
    std::fs::write(path.join("archive/deliveries.toml"), noted).unwrap();
    let receipt = ["--delivered", &package, "--receipt", "Kvitto 7 \"ok\""];
    assert_eq!(run(&receipt).0, Some(0));
    assert!(deliveries().contains("date = \"2026-03-05\""), "{}", deliveries());
    assert!(
        deliveries().contains("receipt = 'Kvitto 7 \"ok\"'")
            || deliveries().contains("receipt = \"Kvitto 7 \\\"ok\\\"\""),
        "{}",
        deliveries()
    );
    assert!(deliveries().contains("# ring Anna\n[[delivery]]"), "{}", deliveries());
    assert_eq!(run(&receipt).0, Some(0));
    let (code, told) = run(&["--delivered", &package, "--receipt", "Annat"]);
    assert!(code == Some(1) && told.contains("already-delivered"), "{told}");
    let settings = std::fs::read_to_string(path.join("blankett.toml")).unwrap();
    let settings = settings + "\n[organisation.contact]\nname = \"Ny Kontakt\"\n";
    std::fs::write(path.join("blankett.toml"), settings).unwrap();
    let (code, told) = run(&["cases/kontor-oppettider.toml"]);
    assert!(
        code == Some(0) && told.contains("0 packages written to archive, 1 delivered before"),
        "{told}"
    );
    assert!(std::fs::read(path.join(&package).join("METS.xml")).unwrap() == mets);
    // It may lie elsewhere by now.
    std::fs::remove_dir_all(path.join(&package)).unwrap();
    let case = path.join("cases/kontor-oppettider.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    std::fs::write(&case, text.replace("Webba Redaktörsson", "Webba Redaktörsdotter")).unwrap();
    let (code, told) = run(&["cases/kontor-oppettider.toml"]);
    assert!(code == Some(0) && told.contains("1 package written"), "{told}");
    let second = format!("archive/{name}_v2");
    let text = std::fs::read_to_string(path.join(&second).join("METS.xml")).unwrap();
    assert!(text.contains("RECORDSTATUS=\"REPLACEMENT\""), "{text}");
    let premis = path.join(&second).join("metadata/preservation/premis.xml");
    let premis = std::fs::read_to_string(premis).unwrap();
    assert!(
        premis.contains(&format!("replaces: {name}<"))
            && premis.contains(&format!("replaces-sha256: {digest}")),
        "{premis}"
    );
    let output = blankett(path, &["--lang", "en", "verify", &second]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && told.contains(&format!("that it replaces {name}")),
        "{told}"
    );
    assert_eq!(run(&["--delivered", &second, "--date", "2026-04-01"]).0, Some(0));
    assert!(run(&["cases/kontor-oppettider.toml"]).1.contains("1 delivered before"));
    // Another package under a delivered name.
    let other = deliveries().replace("sha256 = \"", "sha256 = \"0");
    std::fs::write(path.join("archive/deliveries.toml"), other).unwrap();
    let (code, told) = run(&["--delivered", &second, "--date", "2026-04-01"]);
    assert!(code == Some(1) && told.contains("other-delivered"), "{told}");
}

/// A repository of a folder with all of it in one commit, and what git answers there.
fn committed(folder: &Path) -> impl Fn(&[&str]) -> String {
    let git = move |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.current_dir(folder).args(["-c", "user.name=Anna", "-c", "user.email=a@example.se"]);
        git.env("GIT_COMMITTER_DATE", "2026-03-03T12:00:00Z");
        let output = git.args(arguments).output().expect("git is there");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "x"]);
    git
}

#[test]
fn git_says_which_commit_a_package_is_of() {
    let project = project_with_settings();
    let git = committed(project.path());
    let id = git(&["rev-parse", "HEAD"]);
    let readme = || {
        archived(project.path(), &[]);
        let path = "archive/202100-0000_exm-2025-00871_kontor-oppettider/documentation/README.txt";
        let readme = std::fs::read_to_string(project.path().join(path)).unwrap();
        std::fs::remove_dir_all(project.path().join("archive")).unwrap();
        readme
    };
    let clean = readme();
    assert!(clean.contains(&format!("git-commit: {id}\n  working-tree: clean\n")), "{clean}");
    let case = project.path().join("cases/kontor-oppettider.toml");
    let text = std::fs::read_to_string(&case).unwrap();
    std::fs::write(&case, format!("{text}\n# ändrat\n")).unwrap();
    assert!(readme().contains("working-tree: changed since"));
}

/// With the commit and its trees in it, anybody sees that the case is of that commit.
#[test]
fn a_package_proves_its_commit() {
    let project = project_with_settings();
    let path = project.path();
    let settings = std::fs::read_to_string(path.join("blankett.toml")).unwrap();
    std::fs::write(path.join("blankett.toml"), settings + "\n[archive]\ncommit = \"proof\"\n")
        .unwrap();
    let git = committed(path);
    archived(path, &[]);
    let (_, files) = package(path);
    let objects: Vec<&File> = files.iter().filter(|(path, _)| path.contains("/git/")).collect();
    assert_eq!(objects.len(), 3);
    let digest = |kind: &str, name: &str| {
        let (_, bytes) = objects.iter().find(|(path, _)| path.ends_with(name)).unwrap();
        blankett::digest::git_object(kind, bytes, 40)
    };
    assert_eq!(digest("commit", "/commit"), git(&["rev-parse", "HEAD"]));
    assert_eq!(digest("tree", "/tree-1"), git(&["rev-parse", "HEAD^{tree}"]));
    assert_eq!(digest("tree", "/tree-2"), git(&["rev-parse", "HEAD:cases"]));
    let (code, said) = said_of(path, |_| {}, &[]);
    assert!(
        code == Some(0) && said.contains("that the form and the settings are of the commit"),
        "{said}"
    );
    let premis = "metadata/preservation/premis.xml";
    let other = replace(premis, "git-commit: ", "git-commit: 0");
    let (code, said) = said_of(path, other, &[]);
    assert!(code == Some(1) && said.contains("do not lead from the commit to the case"), "{said}");
    let case = "representations/original/data/cases/kontor-oppettider.toml";
    let (code, said) =
        said_of(path, replace(case, "[answers]", "# x\n[answers]"), &["--no-rebuild"]);
    assert!(code == Some(1) && said.contains("do not lead from the commit to the case"), "{said}");
    let text =
        std::fs::read_to_string(path.join(case.replace("representations/original/data/", "")))
            .unwrap();
    std::fs::write(path.join("cases/kontor-oppettider.toml"), text + "# y\n").unwrap();
    let output = blankett(path, &["archive", "cases/kontor-oppettider.toml"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("not-committed"));
}

/// The decided pages are those of another program, and their words are the case's.
#[test]
fn pages_that_were_decided_take_the_place_of_ours() {
    let project = project_with_settings();
    let path = project.path();
    let run = |arguments: &[&str]| {
        let output = blankett(path, &[&["--lang", "en"], arguments].concat());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let day = ["--date", "2026-03-03"];
    let built = run(&[&["build", "--format", "pdf", "--out", "made"][..], &day].concat());
    assert_eq!(built.0, Some(0), "{}", built.1);
    let case = "cases/kontor-oppettider.toml";
    let name = "archive/202100-0000_exm-2025-00871_kontor-oppettider";
    let archive = |more: &[&str]| run(&[&["archive", case], &day[..], more].concat());
    let told = |of: &str| {
        let premis = format!("{name}/metadata/preservation/premis.xml");
        let premis = std::fs::read_to_string(path.join(premis)).unwrap();
        let at = premis.find(&format!(">{of}: ")).unwrap_or_else(|| panic!("{of}: {premis}"));
        premis[at + of.len() + 3..].split('<').next().unwrap().to_owned()
    };
    assert_eq!(archive(&[]).0, Some(0));
    assert_eq!(told("pages"), "made by the program");
    let pages = format!("{name}/representations/arkiv/data/kontor-oppettider.pdf");
    let own = std::fs::read(path.join(&pages)).unwrap();
    // Another program's are known by nothing but their words.
    let mut other = std::fs::read(path.join("made/kontor-oppettider.pdf")).unwrap();
    other.extend(b"%other\n");
    std::fs::write(path.join("beslut.pdf"), &other).unwrap();
    let (code, said) = archive(&["--pages", "beslut.pdf"]);
    assert!(code == Some(0) && said.contains("1 package written"), "{said}");
    assert_eq!((told("pages"), told("pdf")), ("made by another program".into(), "PDF/A-2a".into()));
    assert!(std::fs::read(path.join(&pages)).unwrap() == other);
    let (code, said) = run(&["verify", name]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(run(&["verify", "--no-rebuild", name]).0, Some(0));
    assert!(archive(&["--pages", "beslut.pdf"]).1.contains("1 unchanged"));
    // Nobody leaves them out by saying nothing; who says so does.
    assert!(archive(&[]).1.contains("1 unchanged"));
    let (code, said) = archive(&["--own-pages"]);
    assert!(code == Some(0) && told("pages") == "made by the program", "{said}");
    assert_eq!(archive(&["--pages", "beslut.pdf"]).0, Some(0));
    // The case names them too, from its folder.
    let toml = std::fs::read_to_string(path.join(case)).unwrap();
    let named = toml.replacen("version = ", "pages = \"../beslut.pdf\"\nversion = ", 1);
    std::fs::write(path.join(case), &named).unwrap();
    assert_eq!(archive(&[]).0, Some(0));
    assert_eq!(told("pages"), "made by another program");
    assert_eq!(run(&["verify", name]).0, Some(0));
    std::fs::write(path.join(case), &toml).unwrap();
    // Signed, they begin as ours do.
    let signed = [&own[..], b"%%signature"].concat();
    std::fs::write(path.join("signerat.pdf"), &signed).unwrap();
    let (code, said) = archive(&["--pages", "signerat.pdf", "--signed"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        (told("pages"), told("pages-bytes-after")),
        ("made by the program, and signed".into(), "11".into())
    );
    assert_eq!(run(&["verify", name]).0, Some(0));
    for (pages, more, fault) in [
        ("made/leverantorsreskontra.pdf", &[][..], "it lacks "),
        ("made/leverantorsreskontra.pdf", &["--signed"], "it does not begin with the bytes"),
        ("blankett.toml", &[], "it does not say that it is PDF/A"),
    ] {
        let (code, said) = archive(&[&["--pages", pages], more].concat());
        assert_eq!(code, Some(1), "{pages}: {said}");
        assert!(said.contains(fault), "{said}");
    }
    let (code, said) = run(&["verify", name]);
    assert!(code == Some(0) && said.contains("what follows the signed pages"), "{said}");
    let text = "<?xpacket?><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>";
    std::fs::write(path.join("trasig.pdf"), format!("%PDF-1.7\n{text}")).unwrap();
    let (code, said) = archive(&["--pages", "trasig.pdf"]);
    assert!(code == Some(1) && said.contains("cannot be read as a PDF"), "{said}");
}

/// What a few bytes unpack to is not unpacked, once or twice packed.
#[test]
fn pages_that_unpack_to_too_much_are_refused() {
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, bytes).unwrap();
        encoder.finish().unwrap()
    };
    let (shape, mut filling) = crate::support::blank(&crate::support::teknik());
    filling.date = Some("2026-03-03".to_owned());
    let profile = blankett::write::Format::Pdf(blankett::write::Profile::A2a);
    let pdf = crate::support::write(profile, &shape, &filling);
    assert!(archive::words_of(&pdf).is_some_and(|words| words.contains("Förutsättningar")));
    let with = |stream: &[u8]| {
        let object = [b"99 0 obj <</Length 1>> stream\n", stream, b"\nendstream endobj\n"].concat();
        [&pdf[..], &object].concat()
    };
    assert!(archive::words_of(&with(&packed(b"q Q"))).is_some());
    let large = packed(&vec![b' '; (64 << 20) + 1]);
    assert!(large.len() < 100_000 && archive::words_of(&with(&large)).is_none());
    for filter in [
        "/Filter [/FlateDecode /FlateDecode]",
        "/Filter /ASCIIHexDecode",
        "/F#69lter[/Fl#61teDecode/Fl]",
        "/Filter 7 0 R",
        "/Filter %x\n/LZWDecode",
        "/Encr#79pt 7 0 R",
    ] {
        let object = format!("99 0 obj <<{filter}>> stream\nx\nendstream endobj\n");
        assert!(archive::words_of(&[&pdf[..], object.as_bytes()].concat()).is_none(), "{filter}");
    }
    for filter in ["/Filter/FlateDecode", "/Filter [ /DCTDecode ]", "/Filter/Adobe.PPKLite"] {
        let object = format!("99 0 obj <<{filter}>> stream\nx\nendstream endobj\n");
        assert!(archive::words_of(&[&pdf[..], object.as_bytes()].concat()).is_some(), "{filter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever somebody gives as pages, there is an error, and nothing breaks.
    #[test]
    fn any_bytes_can_be_given_as_pages(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..9)) {
        let (shape, mut filling) = crate::support::blank(&crate::support::teknik());
        filling.date = Some("2026-03-03".to_owned());
        let mut pdf = crate::support::write(blankett::write::Format::Pdf(blankett::write::Profile::A2a), &shape, &filling);
        let at = at.index(pdf.len());
        let end = pdf.len().min(at + bytes.len());
        pdf[at..end].copy_from_slice(&bytes[..end - at]);
        let _ = archive::words_of(&pdf);
    }
}

/// A package that an older program made, which could not say what it is made from, is read back.
#[test]
fn older_packages_are_still_read() {
    let package = "tests/packages/exm-2025-00871_kontor-oppettider.zip";
    let said = |arguments: &[&str]| {
        let output = blankett(root(), &[&["--lang", "en", "verify", package], arguments].concat());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = said(&["--no-rebuild"]);
    assert!(code == Some(0) && told.contains("all 18 files are as stated"), "{told}");
    let (code, told) = said(&[]);
    assert!(code == Some(1) && told.contains("`blankett 0.1.0` made it"), "{told}");
}

#[test]
fn names_are_such_as_every_system_keeps() {
    assert_eq!(
        archive::name(&["EXM 2026/00117", "Åtgärder för é"]),
        "exm-2026-00117_atgarder-for-e"
    );
    assert_eq!(archive::name(&["", "a/b"]), "a-b");
    assert_eq!(archive::name(&["/", "日"]), "u65e5");
    assert_eq!(archive::name(&["/", "--"]), "package");
    assert_eq!(archive::name(&[&"a".repeat(300)]).len(), 80);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a package holds, there are problems and nothing breaks.
    #[test]
    fn any_files_can_be_verified(files in prop::collection::vec(("(METS.xml|bagit.txt|manifest-sha512.txt|data/a/METS.xml|representations/arkiv/METS.xml|[a-z/.]{0,20})", "[<>/a-zA-Z =\"\\PC]{0,200}"), 0..6)) {
        let files = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        prop_assert!(faults("x", files) > 0);
    }
}
