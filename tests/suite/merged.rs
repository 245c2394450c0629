//! Answers put into a case that somebody wrote: what changed is changed, and no comment is lost.

use blankett::case::{self, Changes, Written};
use proptest::prelude::*;

/// Texts that a list may have.
fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(vec!["a", "b", "c # d", "e"]), 0..6)
        .prop_map(|words| words.into_iter().map(str::to_owned).collect())
}

/// Records of a list: a name and perhaps a role.
fn records() -> impl Strategy<Value = Vec<(String, Option<String>)>> {
    let word = || prop::sample::select(vec!["Anna", "Bo", "Cy"]).prop_map(str::to_owned);
    prop::collection::vec((word(), prop::option::of(word())), 1..5)
}

fn record((name, role): &(String, Option<String>)) -> Written {
    let role = role.iter().map(|role| ("roll".to_owned(), Written::Text(role.clone())));
    let name = std::iter::once(("namn".to_owned(), Written::Text(name.clone())));
    Written::Record(name.chain(role).collect())
}

/// How a list of words is written: a line each, or all on one below a comment.
fn list(words: &[String], has_lines: bool) -> String {
    if !has_lines {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        return format!("[\n  # över\n  {}\n]", words.join(", "));
    }
    let entry = |(nth, word)| format!("  # över {nth}\n  \"{word}\", # vid {nth}\n");
    let entries: String = words.iter().enumerate().map(entry).collect();
    format!("[ # börjar\n{entries}  # slutar\n]")
}

/// How a list of records is written: lines between brackets, or a table each.
fn written(records: &[(String, Option<String>)], has_tables: bool) -> String {
    let mut toml = String::new();
    for (nth, (name, role)) in records.iter().enumerate() {
        let role = role.as_ref().map(|role| format!("\"{role}\""));
        if has_tables {
            toml += &format!("# före {nth}\n[[answers.personer]] # vid {nth}\n");
            toml += &format!("# i {nth}\nnamn = \"{name}\" # namn {nth}\n");
            toml += &role.map(|role| format!("roll = {role} # roll {nth}\n")).unwrap_or_default();
        } else {
            let role = role.map(|role| format!(", roll = {role}")).unwrap_or_default();
            toml +=
                &format!("    # före {nth}\n    {{ namn = \"{name}\"{role} }}, # efter {nth}\n");
        }
    }
    if has_tables { toml } else { format!("personer = [ # börjar\n{toml}    # slutar\n]\n") }
}

fn comments(toml: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = toml
        .lines()
        .filter_map(|line| line.rsplit_once("# ").map(|(_, comment)| comment))
        .filter(|comment| !comment.starts_with("d\""))
        .collect();
    comments.sort_unstable();
    comments
}

fn answers(toml: &str) -> toml::Table {
    let table: toml::Table = toml.parse().unwrap_or_else(|error| panic!("{error}\n{toml}"));
    table["answers"].as_table().unwrap().clone()
}

fn merge(before: &str, keys: &[&str], values: &[(String, Option<Written>)]) -> Option<String> {
    case::merge(before, &[Changes { table: "answers", keys, values }])
}

/// Merges one change into a case, and holds the laws; returns the case.
fn merged(before: &str, key: &str, change: Option<Written>) -> String {
    let keys = ["ett", "ord", "person", "personer", "tre"];
    let changes = [(key.to_owned(), change.clone())];
    let after = merge(before, &keys, &changes).unwrap();
    assert_eq!(comments(&after), comments(before), "{before}\n->\n{after}");
    let (mut old, mut new) = (answers(before), answers(&after));
    let (_, new) = (old.remove(key), new.remove(key).map(|value| (value, new)));
    match (change, new) {
        (Some(wanted), Some((value, others))) => {
            let wanted = answers(&format!("[answers]\nx = {}\n", wanted.to_toml()));
            assert_eq!((&value, &others), (&wanted["x"], &old), "{before}\n->\n{after}");
        }
        (None, None) => {}
        _ => panic!("{before}\n->\n{after}"),
    }
    after
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_comment_of_a_list_is_lost(old in words(), new in words(), has_lines in any::<bool>()) {
        let list = list(&old, has_lines);
        let before = format!("[answers]\nett = 1 # ett\n# om orden\nord = {list} # efter\ntre = 3\n# sist\n");
        let new = Written::List(new.into_iter().map(Written::Text).collect());
        merged(&before, "ord", Some(new));
        merged(&before, "ord", None);
    }

    #[test]
    fn no_comment_of_records_is_lost(old in records(), new in records(), has_tables in any::<bool>()) {
        let before = format!("[answers]\nett = 1 # ett\n# om dem\n{}\n[slut]\nx = 1 # x\n", written(&old, has_tables));
        let list = Written::List(new.iter().map(record).collect());
        merged(&before, "personer", Some(list));
        merged(&before, "personer", None);
        merged(&before, "ett", None);
        merged(&before, "personer", Some(Written::List(Vec::new())));
        let one = written(&old[..1], true).replace("[[answers.personer]]", "[answers.person]");
        let before = format!("[answers]\n# om ett\nett = 1\n\n{one}");
        merged(&before, "person", Some(record(&new[0])));
        merged(&before, "person", Some(Written::Text("Anna".into())));
        merged(&before, "person", None);
        merged(&before, "ett", None);
        let dotted = "[answers]\n# om ett\nett = 1\n# om person\nperson.namn = \"Bo\" # namn\ntre = 3\n";
        merged(dotted, "ett", None);
        merged(dotted, "person", None);
        merged(dotted, "person", Some(record(&new[0])));
    }
}

/// A comment that stands in one place goes to what stood beside it, not to the end of the file.
#[test]
fn comments_stay_where_they_were_written() {
    let rows = |rows: &[(&str, &str)]| {
        let rows = rows.iter().map(|(name, role)| record(&((*name).into(), Some((*role).into()))));
        Some(Written::List(rows.collect()))
    };
    let table = |name: &str, role: &str| {
        format!(
            "# om {name}\n[[answers.personer]]\nnamn = \"{name}\" # {role}\nroll = \"{role}\"\n"
        )
    };
    let (anna, bo) = (table("Anna", "ledare"), table("Bo", "skribent"));
    let before = format!("[answers]\nett = 1\n\n{anna}\n{bo}\n[slut]\nx = 1\n");
    // Rows that change places take their comments along.
    assert_eq!(
        merged(&before, "personer", rows(&[("Bo", "skribent"), ("Anna", "ledare")])),
        format!("[answers]\nett = 1\n\n{bo}\n{anna}\n[slut]\nx = 1\n")
    );
    // Those of a row that is gone stand above the next row's own.
    assert_eq!(
        merged(&before, "personer", rows(&[("Bo", "skribent")])),
        format!("[answers]\nett = 1\n\n# om Anna\n# ledare\n{bo}\n[slut]\nx = 1\n")
    );
    // Those of a table that is gone, and was the last answer, stand behind what is last now.
    assert_eq!(
        merged(&before, "personer", None),
        "[answers]\nett = 1\n# om Anna\n# ledare\n# om Bo\n# skribent\n\n[slut]\nx = 1\n"
    );
    let lines = [" \"a\", # om a", " \"b\", # om b"].map(|line| format!("  {line}\n"));
    let list = |a: usize, b: usize| format!("[answers]\nord = [\n{}{}]\n", lines[a], lines[b]);
    let texts =
        |words: [&str; 2]| Written::List(words.map(|word| Written::Text(word.into())).into());
    assert_eq!(merged(&list(0, 1), "ord", Some(texts(["b", "a"]))), list(1, 0));
}

/// Whoever changes one record leaves the lines of the others alone.
#[test]
fn lines_that_nobody_changed_stay_as_they_are() {
    let before = "[answers]\npersoner = [ # de som var med\n    { namn = 'Anna', roll = \"a\" }, # ordförande\n    # på länk:\n    { namn = \"Bo\",   roll = \"b\" }, # protokoll 4\n]\n";
    let new = [("Anna", "c"), ("Bo", "b"), ("Cy", "d")];
    let new = new.map(|(name, role)| record(&(name.to_owned(), Some(role.to_owned()))));
    let after = merged(before, "personer", Some(Written::List(new.to_vec())));
    assert_eq!(
        after,
        "[answers]\npersoner = [ # de som var med\n    { namn = 'Anna', roll = \"c\" }, # ordförande\n    # på länk:\n    { namn = \"Bo\",   roll = \"b\" }, # protokoll 4\n    { namn = \"Cy\", roll = \"d\" },\n]\n"
    );
    // A case without a last line end has none afterwards.
    assert_eq!(
        merged("[answers]\nett = 1", "ett", Some(Written::Literal("2".into()))),
        "[answers]\nett = 2"
    );
}

/// What is kept about a case is changed with its answers; where it was nowhere, it stands before them.
#[test]
fn both_tables_are_changed_at_once() {
    let text = |text: &str| Some(Written::Text(text.to_owned()));
    let (facts, answers) = ([("b".to_owned(), text("ny"))], [("a".to_owned(), text("två"))]);
    let changes = [
        Changes { table: "case", keys: &["b", "c"], values: &facts },
        Changes { table: "answers", keys: &["a"], values: &answers },
    ];
    for (before, after) in [
        (
            "form = 'x'\n\n# om ärendet\n[case]\nc = 1 # ett\n\n# svar\n[answers]\na = 'ett' # vid a\n",
            "form = 'x'\n\n# om ärendet\n[case]\nb = \"ny\"\nc = 1 # ett\n\n# svar\n[answers]\na = \"två\" # vid a\n",
        ),
        (
            "form = 'x'\n\n# svar\n[answers]\na = 'ett'\n",
            "form = 'x'\n\n[case]\nb = \"ny\"\n\n# svar\n[answers]\na = \"två\"\n",
        ),
        (
            "form = 'x'\nanswers.a = 'ett'\n",
            "form = 'x'\nanswers.a = \"två\"\n\n[case]\nb = \"ny\"\n",
        ),
    ] {
        assert_eq!(case::merge(before, &changes).as_deref(), Some(after));
    }
}

/// Dotted answers that are all gone leave their comments in the file.
#[test]
fn comments_of_the_last_dotted_answer_stay() {
    let toml = "form = 'a'\nversion = '1'\n# över\nanswers.a = 'x' # vid\n";
    let merged = merge(toml, &["a"], &[("a".to_owned(), None)]).unwrap();
    assert!(merged.contains("# över") && merged.contains("# vid"), "{merged}");
    assert!(!merged.contains("answers.a"), "{merged}");
}
