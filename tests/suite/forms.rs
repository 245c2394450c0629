//! Made-up forms: one that is proved renders every case that it accepts.

use std::fmt::Write as _;

use blankett::answers;
use blankett::case;
use blankett::diagnostic::{Report, Source};
use blankett::form::{Earlier, Kind, Meaning, NumberKind, Part, Pattern, Personal, Record, Rules};
use blankett::generate::{Blankett, FormFiles, Rendered};
use blankett::table;
use blankett::write::Format;
use proptest::prelude::*;

use crate::laws::{assert_markdown_holds, assert_word_holds, quoted};
use crate::support::{assert_comes_back, document, write};

/// Draws what a form or a case is made of from numbers, so that a failing one is made smaller.
struct Dice<'a> {
    numbers: &'a [u16],
    at: usize,
}

impl Dice<'_> {
    /// A number below `sides`; 0 when the numbers are used up.
    fn roll(&mut self, sides: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(number) % sides
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.roll(texts.len())]
    }
}

/// The kinds that a made-up field has, with all that they can be made of.
const KINDS: [&str; 12] = [
    "line", "text", "date", "number", "yes_no", "choice", "choices", "record", "apart", "list",
    "records", "table",
];
/// Words that conditions compare with and cases answer.
const WORDS: [&str; 6] = ["ett", "två", "x & <y>", "Nej", "1", "- a"];
const PARTS: &str = r#"[{ key = "a", label = "A" }, { key = "b", label = "B", kind = "number" }]"#;

/// A field's number and the index of its kind.
type Field = (usize, usize);

fn fields(dice: &mut Dice<'_>) -> Vec<Field> {
    let count = 1 + dice.roll(5);
    (0..count).map(|number| (number, dice.roll(KINDS.len()))).collect()
}

fn definition(fields: &[Field], dice: &mut Dice<'_>) -> String {
    let mut toml = String::from("title = \"Påhittat\"\nlanguage = \"sv-SE\"\n");
    for (number, kind) in fields {
        writeln!(toml, "[[field]]\nkey = \"f{number}\"\nlabel = \"F{number}:\"").unwrap();
        let (kind, more) = match KINDS[*kind] {
            "choice" => ("choice", "options = [\"ett\", \"två\"]".to_owned()),
            "choices" => ("choices", "options = [\"ett\", \"två\"]".to_owned()),
            "record" => ("record", format!("parts = {PARTS}\nprint = \"{{a}}; {{b}}\"")),
            "apart" => ("record", format!("parts = {PARTS}")),
            "records" => ("list", format!("parts = {PARTS}\nprint = \"{{a}}; {{b}}\"")),
            "table" => ("table", format!("columns = {PARTS}")),
            kind => (kind, String::new()),
        };
        let bookmark = match (kind, KINDS[fields[*number].1]) {
            ("yes_no", _) => format!("{{ yes = \"J{number}\", no = \"N{number}\" }}"),
            ("choices", _) => format!("{{ ett = \"E{number}\", \"två\" = \"T{number}\" }}"),
            (_, "apart") => format!("{{ a = \"A{number}\", b = \"B{number}\" }}"),
            _ => format!("\"B{number}\""),
        };
        writeln!(toml, "kind = \"{kind}\"\n{more}\nbookmark = {bookmark}").unwrap();
        let rule = match kind {
            "line" | "text" => dice.pick(&[
                "",
                "accepts = [\"Nej\"]",
                "max_length = { value = 3, severity = \"warning\" }",
            ]),
            "date" | "number" | "list" | "table" => dice.pick(&["", "accepts = [\"Nej\"]"]),
            _ => "",
        };
        writeln!(toml, "{rule}").unwrap();
        if dice.one_in(4) {
            writeln!(toml, "required = {{ severity = \"warning\" }}").unwrap();
        }
    }
    toml
}

/// The places of a field.
fn places(&(number, kind): &Field) -> String {
    match KINDS[kind] {
        "yes_no" => format!("Ja {{{{ part.f{number}.yes }}}} Nej {{{{ part.f{number}.no }}}}"),
        "choices" => {
            format!("- {{{{ part.f{number}.ett }}}} ett\n- {{{{ part.f{number}[\"två\"] }}}} två")
        }
        "apart" => format!("{{{{ part.f{number}.a }}}} och {{{{ part.f{number}.b }}}}"),
        _ => format!("{{{{ field.f{number} }}}}"),
    }
}

/// A condition, which may fail for some answers.
fn condition(fields: &[Field], dice: &mut Dice<'_>) -> String {
    let (number, kind) = fields[dice.roll(fields.len())];
    let name = format!("answers.f{number}");
    let simple = match (KINDS[kind], dice.roll(4)) {
        ("number", 0) => format!("{name} and {name} > 5"),
        ("number", 1) => format!("{name} > 5"),
        ("line" | "choice" | "text", 0 | 1) => format!("{name} == \"{}\"", dice.pick(&WORDS)),
        ("date", 0) => format!("{name} == \"2026-03-03\""),
        ("list" | "records" | "table" | "choices", 0 | 1) => format!("{name} | length > 1"),
        ("record", 0) => format!("{name} and {name}.b"),
        ("record", 1) => format!("{name}.b"),
        _ => name,
    };
    match dice.roll(4) {
        0 => format!("not ({simple})"),
        1 => {
            let (other, _) = fields[dice.roll(fields.len())];
            format!("({simple}) and answers.f{other}")
        }
        _ => simple,
    }
}

fn template(fields: &[Field], dice: &mut Dice<'_>) -> String {
    let mut text = String::from("# Påhittat\n\n## {{ bookmark(name=\"forst\") }}Först\n\n");
    for field in fields {
        let (number, kind) = *field;
        let place = places(field);
        let paragraph = match dice.roll(12) {
            0 => format!(
                "{{% if {} %}}\n{place}\n{{% else %}}\n\nAnnars:\n\n{place}\n{{% endif %}}",
                condition(fields, dice)
            ),
            1 if dice.one_in(2) => {
                format!("{{% if {} %}}{place}{{% endif %}}", condition(fields, dice))
            }
            _ => place,
        };
        text += &format!("**F{number}:**\n\n{paragraph}\n\n");
        if dice.one_in(3) {
            text += &match (KINDS[kind], dice.roll(5)) {
                ("list" | "choices", 0) => {
                    format!("{{% for x in answers.f{number} -%}}\n- {{{{ x }}}}\n{{% endfor %}}")
                }
                ("records" | "table", 0) => {
                    format!(
                        "{{% for x in answers.f{number} -%}}\n- {{{{ x.a }}}} {{{{ x.b | number }}}}\n{{% endfor %}}"
                    )
                }
                ("list", 1) => format!("{{{{ answers.f{number}[0] }}}}"),
                ("date", 0) => format!("Den {{{{ answers.f{number} | date }}}}."),
                ("line", 0) => format!("{{{{ answers.f{number} | upper }}}}"),
                ("line" | "choice", 1) => {
                    format!(
                        "{{% if answers.f{number} %}}{{{{ answers.f{number} | upper }}}}{{% endif %}}"
                    )
                }
                _ => format!("{{{{ answers.f{number} }}}}"),
            };
            text += "\n\n";
        }
        if dice.one_in(3) {
            let inner = dice.pick(&[
                "Bara då.",
                "## {{ bookmark(name=\"sedan\") }}Sedan",
                "Se punkt {{ reference(name=\"forst\") }}.",
                "Se punkt {{ reference(name=\"sedan\") }}.",
                "<b>fel</b>",
                "{{ case.dnr }}",
            ]);
            text += &format!("{{% if {} %}}\n{inner}\n{{% endif %}}\n\n", condition(fields, dice));
        }
    }
    text
}

fn answer(kind: &str, dice: &mut Dice<'_>) -> String {
    let record = |dice: &mut Dice<'_>| match dice.roll(3) {
        0 => "{ a = \"ett\" }".to_owned(),
        1 => format!("{{ a = {}, b = 12.50 }}", quoted(dice.pick(&WORDS))),
        _ => "{ b = -3 }".to_owned(),
    };
    match kind {
        "text" => quoted(&format!("{}\n\n- a\n- b\n\n| a |\n|---|\n| b |", dice.pick(&WORDS))),
        "date" => dice.pick(&["2026-03-03", "1999-12-31", "2030-01-01"]).to_owned(),
        "number" => dice.pick(&["0", "5", "6", "-1.50", "1234567"]).to_owned(),
        "yes_no" => dice.pick(&["true", "false"]).to_owned(),
        "choice" => dice.pick(&["\"ett\"", "\"två\""]).to_owned(),
        "choices" => dice.pick(&["[\"ett\"]", "[\"två\"]", "[\"två\", \"ett\"]"]).to_owned(),
        "record" | "apart" => record(dice),
        "list" => {
            let count = 1 + dice.roll(3);
            let lines: Vec<String> = (0..count).map(|_| quoted(dice.pick(&WORDS))).collect();
            format!("[{}]", lines.join(", "))
        }
        "records" | "table" => {
            let count = 1 + dice.roll(3);
            let records: Vec<String> = (0..count).map(|_| record(dice)).collect();
            format!("[{}]", records.join(", "))
        }
        _ => quoted(dice.pick(&WORDS)),
    }
}

fn made_case(fields: &[Field], dice: &mut Dice<'_>) -> String {
    let mut toml = String::from("form = \"pahittat\"\nversion = \"1\"\n\n[case]\n");
    if dice.one_in(2) {
        toml += "dnr = \"1 & 2\"\n";
    }
    toml += "\n[answers]\n";
    for (number, kind) in fields {
        if !dice.one_in(3) {
            writeln!(toml, "f{number} = {}", answer(KINDS[*kind], dice)).unwrap();
        }
    }
    toml
}

/// What became of a made-up form.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    /// Whether it could be loaded at all.
    is_loaded: bool,
    /// Whether it was proved.
    is_proved: bool,
    /// How many of its cases it accepted.
    accepted: usize,
}

/// Makes a form and cases, and holds the law against them.
fn try_form(numbers: &[u16]) -> Outcome {
    let mut dice = Dice { numbers, at: 0 };
    let fields = fields(&mut dice);
    let mut definition = definition(&fields, &mut dice);
    definition += "[[case.field]]\nkey = \"dnr\"\nlabel = \"Dnr\"\nkind = \"line\"\n";
    let template = template(&fields, &mut dice);
    let files = [
        Source::new("form.toml", definition.clone()),
        Source::new("document.md", template.clone()),
    ];
    let mut outcome = Outcome::default();
    let mut report = Report::new();
    let Some(form) = Blankett::load("pahittat", "1", FormFiles::of(&files), &mut report) else {
        assert!(report.has_errors());
        return outcome;
    };
    outcome.is_loaded = true;
    form.prove(&mut report);
    if report.has_errors() {
        return outcome;
    }
    outcome.is_proved = true;
    for _ in 0..4 {
        let toml = made_case(&fields, &mut dice);
        let mut report = Report::new();
        let case = case::parse(&Source::new("case.toml", toml.clone()), &mut report);
        let case = case.unwrap_or_else(|| panic!("{:#?}\n{toml}", report.diagnostics()));
        let Some(answers) = answers::read(&form.form, &case, &[], &mut report).accepted() else {
            continue;
        };
        outcome.accepted += 1;
        let made = form.render(&answers, &mut report);
        let Rendered { shape, filling, .. } = made.unwrap_or_else(|| {
            panic!("{:#?}\n{definition}\n{template}\n{toml}", report.diagnostics())
        });
        assert_word_holds(&shape, &filling);
        assert_markdown_holds(&shape, &filling);
        assert_comes_back(&form, &answers);
    }
    outcome
}

/// The law says nothing if no form is proved, and little if every form is.
#[test]
fn made_up_forms_are_proved_and_refused() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let outcomes: Vec<Outcome> =
        (0..200).map(|_| try_form(&numbers().new_tree(&mut runner).unwrap().current())).collect();
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
    let (proved, refused) = (
        count(|outcome| outcome.is_proved),
        count(|outcome| outcome.is_loaded && !outcome.is_proved),
    );
    let accepted: usize = outcomes.iter().map(|outcome| outcome.accepted).sum();
    assert!(proved > 50 && refused > 40 && accepted > 2 * proved, "{proved} {refused} {accepted}");
}

fn numbers() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 40..160)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_proved_form_renders_every_case_that_it_accepts(numbers in numbers()) {
        try_form(&numbers);
    }
}

/// A blank is no answer, for conditions too, and what a shared file says does not count where one stands.
#[test]
fn a_blank_is_no_answer_and_hides_a_shared_one() {
    use blankett::answers::State;
    use blankett::form::{CaseTable, FieldId};
    let form = crate::support::teknik();
    let at = |key: &str| form.form.find(CaseTable::Answers, key).unwrap();
    let shared = "[answers]\nfinns_i = 'Diariet'\nformat = 'csv'\n";
    let shared = case::parse_shared(&Source::new("shared.toml", shared), &mut Report::new());
    for blank in ["''", "\"\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}\"", "\"\u{200B}\u{A0}\""] {
        let toml = format!(
            "form = 'teknik'\nversion = '2017'\n[answers]\nfinns_i = {blank}\n\
             standard_finns = true\nstandard_vilka = {blank}\n"
        );
        let mut report = Report::new();
        let case = case::parse(&Source::new("a.toml", toml), &mut report).unwrap();
        let shared = [&shared];
        let reading = answers::read(&form.form, &case, &shared, &mut report);
        assert!(matches!(reading.state(at("finns_i")), State::Blank(_)), "{blank}");
        assert!(matches!(reading.state(at("format")), State::Answered(..)), "{blank}");
        assert!(matches!(reading.state(at("datum")), State::Absent), "{blank}");
        let missing: Vec<FieldId> = reading.missing().iter().map(|missing| missing.field).collect();
        // The rule that wants it when a standard is followed sees none.
        for key in ["finns_i", "standard_vilka", "datum"] {
            assert!(missing.contains(&at(key)), "{blank} {key}");
        }
        // A draft may lack answers.
        let answers = reading.accepted().expect("a draft is built");
        assert!(answers.answers(&form.form).nth(at("finns_i").at).unwrap().1.is_none());
    }
}

/// What a template prints is text, wherever it stands: its digits begin no list, its signs end no
/// heading.
#[test]
fn what_is_printed_is_no_markup() {
    let files = [
        Source::new(
            "form.toml",
            "title = \"T\"\nlanguage = \"sv-SE\"\nunanswered = \"–\"\n[[field]]\nkey = \"namn\"\n\
             label = \"Namn\"\nkind = \"line\"\nbookmark = \"Namn\"\n",
        ),
        Source::new(
            "document.md",
            "# T\n\n{{ field.namn }}\n\n## {{ answers.namn }}\n\n{{ answers.namn }}. Resten\n\n\
             - {{ answers.namn }}) resten\n",
        ),
    ];
    let mut report = Report::new();
    let form = Blankett::load("x", "1", FormFiles::of(&files), &mut report);
    let form = form.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    for (namn, parts) in [
        ("5", ["\n## 1. 5\n", "\n5\\. Resten\n", "\n- 5\\) resten\n"]),
        ("a #", ["\n## 1. a \\#\n", "\na #. Resten\n", "\n- a #) resten\n"]),
    ] {
        let toml = format!("form = 'x'\nversion = '1'\n[answers]\nnamn = '{namn}'\n");
        let (shape, filling) = document(&form, &toml);
        let markdown = String::from_utf8(write(Format::Markdown, &shape, &filling)).unwrap();
        for part in parts {
            assert!(markdown.contains(part), "{part:?}\n{markdown}");
        }
    }
}

fn part(key: &str, kind: Kind) -> Part {
    let (label, absent) = (key.to_owned(), None);
    let (rules, personal) = (Rules::default(), Personal::No);
    let earlier = Earlier::default();
    let meaning = Meaning::default();
    Part { key: key.to_owned(), label, absent, kind, rules, personal, earlier, meaning }
}

/// What people are told to write can be written, whatever a form's options are.
#[test]
fn an_example_of_an_answer_is_toml() {
    let options = || vec!["ja \"helt\" \\ delvis".to_owned(), "nej".to_owned()];
    let columns = || vec![part("grad", Kind::Choice(options())), part("dag", Kind::Date)];
    let record = || Record { parts: columns(), print: None };
    for kind in [
        Kind::Line,
        Kind::Text,
        Kind::Date,
        Kind::Number(NumberKind::default()),
        Kind::YesNo,
        Kind::Choice(options()),
        Kind::Choices(options()),
        Kind::Record(record()),
        Kind::List(None),
        Kind::List(Some(record())),
        Kind::Table(columns()),
    ] {
        let mut report = Report::new();
        let toml = format!("k = {}", kind.example());
        assert!(table::parse(&Source::new("", toml.as_str()), &mut report).get("k").is_some());
        assert!(!report.has_errors(), "{toml}");
    }
}

/// A column that lost an option takes fewer answers than it did.
#[test]
fn kinds_are_alike_down_to_the_options_of_their_parts() {
    let table = |options: &[&str]| {
        let options = options.iter().map(|&option| option.to_owned()).collect();
        Kind::Table(vec![part("grad", Kind::Choice(options)), part("dag", Kind::Date)])
    };
    assert!(table(&["a", "b"]).is_like(&table(&["b", "a", "c"])));
    assert!(!table(&["a", "b"]).is_like(&table(&["a"])));
    assert!(
        !table(&["a"]).is_like(&Kind::Table(vec![part("grad", Kind::Choice(vec!["a".into()]))]))
    );
}

/// A date in words is one in a record's line too.
#[test]
fn people_write_dates_in_words_within_records() {
    let parts = [part("dag", Kind::Date), part("namn", Kind::Line)];
    let pattern = Pattern::parse("{dag}, {namn}", &parts).unwrap();
    let read = |line: &str| pattern.read(&parts, line, "sv-SE");
    assert_eq!(read("den 3 mars 2026, Eva"), read("2026-03-03, Eva"));
    assert!(read("någon dag, Eva").is_none());
}
