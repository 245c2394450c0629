//! `form.toml` → [`Form`]: every fault at once, with its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Place, Problem, Report, Source, Wanted};
use crate::table::{self, Data, Entry, Table};

use super::{Address, Field, Form, Kind, Part, Pattern, Protect, Record};

/// The longest name of a bookmark that is a form field's too. Word takes 40 characters for a
/// bookmark and 20 for a form field (its dialogue cuts there).
const LONGEST_FIELD_NAME: usize = 20;
/// The longest help text of a form field (`w:helpText`, [MS-OI29500] 2.1.518).
const LONGEST_HELP: usize = 255;
/// The keys of a field, whatever its kind.
const FIELD_KEYS: [&str; 9] =
    ["key", "label", "help", "kind", "options", "parts", "print", "bookmark", "placeholder"];
/// The keys of a field of `[case]`, which stands nowhere in Word.
const CASE_FIELD_KEYS: [&str; 7] = ["key", "label", "help", "kind", "options", "parts", "print"];

/// Reads a form's definition.
///
/// # Errors
///
/// All faults go to `report`; there is a form only if there were none.
pub fn parse(id: &str, version: &str, source: &Arc<Source>, report: &mut Report) -> Option<Form> {
    let mut faults = Report::new();
    let form = form(id, version, source, &mut faults);
    let is_good = !faults.has_errors();
    faults.settle();
    report.append(faults);
    form.filter(|_| is_good)
}

fn form(id: &str, version: &str, source: &Arc<Source>, report: &mut Report) -> Option<Form> {
    let root = table::parse(source, report);
    root.refuse_unknown(
        &["title", "language", "protect", "unanswered", "added_bookmarks", "case", "field"],
        report,
    );
    let title = root.required_text("title", report).map(|(text, _)| text.to_owned());
    let language = root.required_text("language", report).map(|(text, _)| text.to_owned());
    let protect = match root.choice("protect", &["blank", "always", "never"], report) {
        Some("always") => Protect::Always,
        Some("never") => Protect::Never,
        _ => Protect::Blank,
    };
    let unanswered = root.text("unanswered", report).map_or("–", |(text, _)| text).to_owned();

    let (mut keys, mut bookmarks) = (Taken::new(), Taken::new());
    let fields = fields(&root, Some(&mut bookmarks), &mut keys, report);
    let case_fields = match root.table("case", report) {
        Some(case) => {
            case.refuse_unknown(&["field"], report);
            // What is about the case is named apart from its answers, and stands in no field.
            self::fields(case, None, &mut Taken::new(), report)
        }
        None => Vec::new(),
    };
    let added_bookmarks = root
        .texts("added_bookmarks", report)
        .into_iter()
        .map(|(name, place)| {
            if !bookmarks.contains_key(name) {
                let known = bookmarks.keys().map(String::as_str);
                report.error(table::not_a_choice(name, known), place.clone());
            }
            name.to_owned()
        })
        .collect();

    Some(Form {
        id: id.to_owned(),
        version: version.to_owned(),
        title: title?,
        language: language?,
        protect,
        unanswered,
        fields,
        case_fields,
        added_bookmarks,
        place: Place::new(source, 0..0),
    })
}

/// The names used so far, with the places where they stand.
type Taken = BTreeMap<String, Place>;

fn fields(
    table: &Table,
    mut bookmarks: Option<&mut Taken>,
    keys: &mut Taken,
    report: &mut Report,
) -> Vec<Field> {
    let tables = table.tables("field", report);
    tables
        .into_iter()
        .filter_map(|table| field(table, bookmarks.as_deref_mut(), keys, report))
        .collect()
}

fn field(
    table: &Table,
    bookmarks: Option<&mut Taken>,
    keys: &mut Taken,
    report: &mut Report,
) -> Option<Field> {
    let known = if bookmarks.is_some() { &FIELD_KEYS[..] } else { &CASE_FIELD_KEYS[..] };
    table.refuse_unknown(known, report);
    let key = key(table, keys, report);
    let label = table.required_text("label", report).map(|(text, _)| text.to_owned());
    let help = table.text("help", report).map(|(text, place)| {
        refuse_long(text, LONGEST_HELP, place, report);
        text.to_owned()
    });
    let kind = kind(table, report);
    let address = match bookmarks {
        Some(bookmarks) => Some(address(table, kind.as_ref(), bookmarks, report)?),
        None => None,
    };
    let placeholder = table.text("placeholder", report).map(|(text, place)| {
        // The text stands in the field's `w:default` too ([MS-OI29500] 2.1.515).
        refuse_long(text, LONGEST_HELP, place, report);
        text.to_owned()
    });
    let kind = kind?;
    for (key, fits) in [
        ("options", matches!(kind, Kind::Choice(_))),
        ("parts", matches!(kind, Kind::Record(_) | Kind::List(_))),
        ("print", matches!(kind, Kind::Record(_) | Kind::List(Some(_)))),
        ("placeholder", kind != Kind::YesNo),
    ] {
        if let (Some(entry), false) = (table.get(key), fits) {
            let problem = Problem::KeyOfOtherKind { key: key.to_owned(), kind: kind.name() };
            report.error(problem, entry.key_place.clone());
        }
    }
    Some(Field { key: key?, label: label?, help, kind, address, placeholder, place: table.place() })
}

fn key(table: &Table, taken: &mut Taken, report: &mut Report) -> Option<String> {
    let (key, place) = table.required_text("key", report)?;
    let fits = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !fits {
        report.error(Problem::InvalidKey { key: key.to_owned() }, place.clone());
    }
    refuse_taken(key, place, taken, report);
    Some(key.to_owned())
}

fn refuse_taken(name: &str, place: &Place, taken: &mut Taken, report: &mut Report) {
    if let Some(first) = taken.get(name) {
        report.error(Problem::Duplicate { name: name.to_owned() }, place.clone()).secondary =
            Some(first.clone());
    } else {
        taken.insert(name.to_owned(), place.clone());
    }
}

fn refuse_long(text: &str, limit: usize, place: &Place, report: &mut Report) {
    // Word counts in UTF-16.
    let length = text.encode_utf16().count();
    if length > limit {
        report.error(Problem::TooLong { limit, length }, place.clone());
    }
}

fn kind(table: &Table, report: &mut Report) -> Option<Kind> {
    const KINDS: [&str; 7] = ["line", "text", "date", "yes_no", "choice", "record", "list"];
    if table.get("kind").is_none() {
        table.required_text("kind", report);
    }
    Some(match table.choice("kind", &KINDS, report)? {
        "line" => Kind::Line,
        "text" => Kind::Text,
        "date" => Kind::Date,
        "yes_no" => Kind::YesNo,
        "choice" => {
            if table.get("options").is_none() {
                report.error(Problem::MissingKey { key: "options".into() }, table.place());
            }
            let mut taken = Taken::new();
            let options = table.texts("options", report);
            for (option, place) in &options {
                refuse_taken(option, place, &mut taken, report);
            }
            Kind::Choice(options.into_iter().map(|(option, _)| option.to_owned()).collect())
        }
        "record" => Kind::Record(record(table, report)?),
        "list" if table.get("parts").is_none() => Kind::List(None),
        _ => Kind::List(Some(record(table, report)?)),
    })
}

fn record(table: &Table, report: &mut Report) -> Option<Record> {
    if table.get("parts").is_none() {
        report.error(Problem::MissingKey { key: "parts".into() }, table.place());
    }
    let mut taken = Taken::new();
    let parts: Vec<Part> = table
        .tables("parts", report)
        .into_iter()
        .filter_map(|table| {
            table.refuse_unknown(&["key", "label", "absent"], report);
            let key = key(table, &mut taken, report);
            let label = table.required_text("label", report).map(|(text, _)| text.to_owned());
            let absent = table.text("absent", report).map_or("–", |(text, _)| text).to_owned();
            Some(Part { key: key?, label: label?, absent })
        })
        .collect();
    let (written, place) = table.required_text("print", report)?;
    match Pattern::parse(written, &parts) {
        Ok(print) => Some(Record { parts, print }),
        Err(fault) => {
            report.error(Problem::InvalidPrint(fault), place.clone());
            None
        }
    }
}

fn address(
    table: &Table,
    kind: Option<&Kind>,
    taken: &mut Taken,
    report: &mut Report,
) -> Option<Address> {
    let Some(entry) = table.get("bookmark") else {
        report.error(Problem::MissingKey { key: "bookmark".into() }, table.place());
        return None;
    };
    if matches!(kind, Some(Kind::YesNo)) {
        let Data::Table(boxes) = &entry.value.data else {
            let boxes = vec!["yes".to_owned(), "no".to_owned()];
            return entry.value.wrong_type(Wanted::Record(boxes), report);
        };
        boxes.refuse_unknown(&["yes", "no"], report);
        let yes = boxes.required_text("yes", report);
        let no = boxes.required_text("no", report);
        let (yes, no) = (yes?, no?);
        refuse_bookmark(yes, taken, report);
        refuse_bookmark(no, taken, report);
        Some(Address::YesNo { yes: yes.0.to_owned(), no: no.0.to_owned() })
    } else {
        let Entry { value, .. } = entry;
        if let (Data::Text(name), place) = (&value.data, &value.place) {
            refuse_bookmark((name, place), taken, report);
        }
        value.text(report).map(|name| Address::One(name.to_owned()))
    }
}

fn refuse_bookmark((name, place): (&str, &Place), taken: &mut Taken, report: &mut Report) {
    let limit = LONGEST_FIELD_NAME;
    let fits = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.encode_utf16().count() <= limit;
    if !fits {
        report.error(Problem::InvalidBookmark { name: name.to_owned(), limit }, place.clone());
    }
    refuse_taken(name, place, taken, report);
}
