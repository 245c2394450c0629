//! `form.toml` → [`Form`]: every problem at once, with its place.

use std::sync::Arc;

use crate::diagnostic::{Language, Place, Report, Source, record_of};
use crate::document::problems::InvalidBookmark;
use crate::form::problems::{
    DefaultAndEmptied, InvalidPrint, KeyOfOtherKind, NotALanguage, TooManyColumns,
    UnplacedWithBookmark,
};
use crate::reference::known;
use crate::table::problems::{Duplicate, MissingKey, WantedType};
use crate::table::{self, Data, Entry, Table};
use crate::text::MOST_COLUMNS;

use super::condition::Names;
use super::entries::{self, Taken, refuse_lines, refuse_long, required_line};
use super::kinds::{is_of_some, options, renamed_options};
use super::meaning::{self, Meaning};
use super::rules;
use super::{
    Address, ArchiveFacts, CaseTable, Earlier, Field, FieldId, Form, Kind, NumberKind, Part,
    Pattern, Personal, Protect, Record, Register, Rules, Status, Subject,
};

/// The longest name of a bookmark that is a form field's too. Word takes 40 characters for a
/// bookmark and 20 for a form field (its dialogue cuts there).
const LONGEST_FIELD_NAME: usize = 20;
/// The longest tag and title of a content control (ISO/IEC 29500-1, 17.5.2.1 and 17.5.2.42).
const LONGEST_TAG: usize = 64;
/// The longest help text of a form field (`w:helpText`, [MS-OI29500] 2.1.518).
const LONGEST_HELP: usize = 255;

/// Reads a form's definition.
///
/// # Errors
///
/// All problems go to `report`; there is a form only if there were none.
pub fn parse(
    id: &str,
    version: &str,
    source: &Arc<Source>,
    has_original: bool,
    report: &mut Report,
) -> Option<Form> {
    let mut faults = Report::new();
    let form = form(id, version, source, has_original, &mut faults);
    let is_good = !faults.has_errors();
    table::settle(&mut faults, source);
    report.append(faults);
    form.filter(|_| is_good)
}

/// The addresses of a form.
struct Addresses {
    taken: Taken,
    has_original: bool,
}

fn form(
    id: &str,
    version: &str,
    source: &Arc<Source>,
    has_original: bool,
    report: &mut Report,
) -> Option<Form> {
    let root = table::parse(source, report);
    root.refuse_unknown(&known("form"), report);
    let title = root.required_text("title", report).map(|(text, _)| text.to_owned());
    let language = language(&root, report);
    let ways = ["blank", "until-decided", "always", "never"];
    let protect = match root.choice("protect", &ways, report) {
        Some("until-decided") => Protect::UntilDecided,
        Some("always") => Protect::Always,
        Some("never") => Protect::Never,
        _ => Protect::Blank,
    };
    let unanswered = match root.get("unanswered") {
        Some(_) => required_line(&root, "unanswered", report).unwrap_or_default(),
        None => "–".to_owned(),
    };

    let public = root.texts("public", report).into_iter().map(|(text, _)| text.trim().to_owned());
    let public: Vec<String> = public.filter(|text| !text.is_empty()).collect();
    let public_notice = match root.get("public_notice") {
        Some(_) => required_line(&root, "public_notice", report),
        None => language
            .as_deref()
            .map(|tag| super::words::public_notice(Language::of_tag(tag)).to_owned()),
    };

    let (mut keys, mut bookmarks) = (Taken::new(), Addresses { taken: Taken::new(), has_original });
    let tables = root.tables("field", report);
    let mut fields = fields(&tables, Some(&mut bookmarks), &mut keys, report);
    let case_tables = match root.table("case", report) {
        Some(case) => {
            case.refuse_unknown(&["field"], report);
            case.tables("field", report)
        }
        None => Vec::new(),
    };
    // What is about the case is named apart from its answers, and stands in no field.
    let mut case_fields = self::fields(&case_tables, None, &mut Taken::new(), report);
    let broken = broken_keys(&tables, &fields);
    let broken_facts = broken_keys(&case_tables, &case_fields);
    let broken: Vec<&str> = broken.into_iter().chain(broken_facts).collect();
    read_rules(&tables, &mut fields, &mut case_fields, &broken, CaseTable::Answers, report);
    read_rules(&case_tables, &mut fields, &mut case_fields, &broken, CaseTable::Case, report);
    let means = meaning::of_form(&root, report);
    meaning::read(means, &tables, &mut fields, report);
    meaning::read(means, &case_tables, &mut case_fields, report);
    let names = Names::Form { fields: &fields, case_fields: &case_fields, broken: &broken };
    let rules = root.tables("rule", report);
    let rules = rules.into_iter().filter_map(|rule| rules::rule(rule, names, report)).collect();
    let status = root.table("status", report).and_then(|table| status(table, &case_fields, report));
    let fields_of = |table| Named { table, fields: &fields, case_fields: &case_fields };
    let archive = root.table("archive", report).map(|table| archive(&fields_of(table), report));
    let register = root
        .table("register", report)
        .map(|table| register(&fields_of(table), report))
        .unwrap_or_default();
    let passed_over = root.texts("passed_over", report);
    let passed_over = passed_over
        .into_iter()
        .map(|(address, place)| (address.to_owned(), place.clone()))
        .collect();
    let added_bookmarks = root
        .texts("added_bookmarks", report)
        .into_iter()
        .map(|(name, place)| {
            if !bookmarks.taken.contains_key(name) {
                let known = bookmarks.taken.keys().map(String::as_str);
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
        status,
        register,
        passed_over,
        archive: archive.unwrap_or_default(),
        rules,
        public,
        public_notice: public_notice.unwrap_or_default(),
        added_bookmarks,
        allowed: table::allowed(&root, report),
        means,
        place: Place::new(source, 0..0),
    })
}

/// The language of a form: a BCP 47 tag, by its shape.
fn language(root: &Table, report: &mut Report) -> Option<String> {
    let (tag, place) = root.required_text("language", report)?;
    if !is_language(tag) {
        report.error(NotALanguage { text: tag.to_owned() }, place.clone());
    }
    Some(tag.to_owned())
}

/// Whether a tag is one of a language, by its shape (BCP 47).
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
    let is_other = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(is_first) && parts.all(is_other)
}

/// The fields that could be read, without their rules: those can speak of all fields.
fn fields(
    tables: &[&Table],
    mut bookmarks: Option<&mut Addresses>,
    keys: &mut Taken,
    report: &mut Report,
) -> Vec<Field> {
    refuse_same_names(tables, report);
    tables.iter().filter_map(|table| field(table, bookmarks.as_deref_mut(), keys, report)).collect()
}

/// Reports what two fields or parts say that they were called: an answer can go to one of them alone.
fn refuse_same_names(tables: &[&Table], report: &mut Report) {
    let mut earlier: Vec<(&str, &Place)> = Vec::new();
    for table in tables {
        let Some((name, place)) = table.text("renamed_from", &mut Report::new()) else { continue };
        if let Some((_, first)) = earlier.iter().find(|(other, _)| *other == name) {
            let problem = Duplicate { name: name.to_owned() };
            report.error(problem, place.clone()).secondary = Some((*first).clone());
        }
        earlier.push((name, place));
    }
}

fn field(
    table: &Table,
    bookmarks: Option<&mut Addresses>,
    keys: &mut Taken,
    report: &mut Report,
) -> Option<Field> {
    let mut names = [known("form.field"), known("form.rules")].concat();
    if bookmarks.is_some() {
        names.extend(known("form.placed"));
    }
    table.refuse_unknown(&names, report);
    let key = entries::key(table, keys, report);
    let label = required_line(table, "label", report);
    let help = table.text("help", report).map(|(text, place)| {
        refuse_long(text, LONGEST_HELP, place, report);
        text.to_owned()
    });
    let kind = kind(table, bookmarks.is_some(), report);
    let is_unplaced = table.boolean("unplaced", report) == Some(true);
    let address = match bookmarks {
        Some(_) if is_unplaced => {
            if let Some(entry) = table.get("bookmark") {
                let problem = UnplacedWithBookmark;
                report.error(problem, entry.key_place.clone());
            }
            None
        }
        Some(bookmarks) => Some(address(table, kind.as_ref(), bookmarks, report)?),
        None => None,
    };
    let placeholder = table.text("placeholder", report).map(|(text, place)| {
        // The text stands in the field's `w:default` too ([MS-OI29500] 2.1.515).
        refuse_long(text, LONGEST_HELP, place, report);
        refuse_lines(text, place, report);
        text.to_owned()
    });
    let emptied = table.boolean("emptied", report) == Some(true);
    if let (true, Some(entry)) = (emptied, table.get("default")) {
        report.error(DefaultAndEmptied, entry.key_place.clone());
    }
    let kind = kind?;
    refuse_keys_of_other_kinds(table, &kind, report);
    Some(Field {
        key: key?,
        label: label?,
        help,
        kind,
        rules: Rules::default(),
        address,
        placeholder,
        default: table.get("default").cloned(),
        emptied,
        personal: personal(table, report),
        earlier: earlier(table, report),
        meaning: Meaning::default(),
        place: table.place(),
    })
}

/// Reports keys that only fields of other kinds have; rules are read elsewhere.
fn refuse_keys_of_other_kinds(table: &Table, kind: &Kind, report: &mut Report) {
    let rules = known("form.rules");
    for Entry { key, key_place, .. } in table.entries() {
        if is_of_some(key) && !kind.has_key(key) && !rules.contains(&key.as_str()) {
            let problem = KeyOfOtherKind { key: key.clone(), kind: kind.name() };
            report.error(problem, key_place.clone());
        }
    }
}

/// The keys of fields that could not be read: that nobody knows them is no fault of their own.
fn broken_keys<'a>(tables: &[&'a Table], fields: &[Field]) -> Vec<&'a str> {
    let keys = tables.iter().filter_map(|table| table.text("key", &mut Report::new()));
    let is_broken = |key: &str| !fields.iter().any(|field| field.key == key);
    keys.map(|(key, _)| key).filter(|key| is_broken(key)).collect()
}

/// Gives the fields of `[[field]]` or `[[case.field]]` their rules.
fn read_rules(
    tables: &[&Table],
    fields: &mut [Field],
    case_fields: &mut [Field],
    broken: &[&str],
    of_table: CaseTable,
    report: &mut Report,
) {
    let is_case = of_table == CaseTable::Case;
    for table in tables {
        let of = |fields: &[Field]| fields.iter().position(|field| field.place == table.place());
        let Some(at) = of(if is_case { case_fields } else { fields }) else { continue };
        let field = if is_case { &case_fields[at] } else { &fields[at] };
        let names = Names::Form { fields, case_fields, broken };
        let rules = rules::parse(table, &field.kind, names, report);
        // The rules of parts speak of the parts beside them.
        let key = if matches!(field.kind, Kind::Table(_)) { "columns" } else { "parts" };
        let parts = field.kind.record_parts();
        let names = Names::Parts { parts, field: FieldId { table: of_table, at } };
        let part_tables = table.tables(key, &mut Report::new());
        let part_rules: Vec<Rules> = parts
            .iter()
            .filter_map(|part| {
                let table = part_tables.iter().find(|table| {
                    table.text("key", &mut Report::new()).is_some_and(|(key, _)| key == part.key)
                })?;
                Some(rules::parse(table, &part.kind, names, report))
            })
            .collect();
        let field = if is_case { &mut case_fields[at] } else { &mut fields[at] };
        field.rules = rules;
        let parts = match &mut field.kind {
            Kind::Record(record) | Kind::List(Some(record)) => record.parts.as_mut_slice(),
            Kind::Table(columns) => columns,
            _ => &mut [],
        };
        for (part, rules) in parts.iter_mut().zip(part_rules) {
            part.rules = rules;
        }
    }
}

/// `[status]`: which of the case's fields tells how far it has come.
fn status(table: &Table, case_fields: &[Field], report: &mut Report) -> Option<Status> {
    table.refuse_unknown(&known("form.status"), report);
    let (key, place) = table.required_text("field", report)?;
    let choices = case_fields.iter().filter(|field| matches!(field.kind, Kind::Choice(_)));
    let at = case_fields.iter().position(|field| field.key == key);
    let Some(Kind::Choice(options)) = at.map(|at| &case_fields[at].kind) else {
        let keys: Vec<&str> = choices.map(|field| field.key.as_str()).collect();
        report.error(table::not_a_choice(key, keys.into_iter()), place.clone());
        return None;
    };
    if table.get("required_from").is_none() {
        table.required_text("required_from", report);
    }
    let allowed: Vec<&str> = options.iter().map(String::as_str).collect();
    let from = table.choice("required_from", &allowed, report)?;
    let required_from = options.iter().position(|option| option == from)?;
    let mut from = |key: &str| {
        table.get(key)?;
        let from = table.choice(key, &allowed, report)?;
        options.iter().position(|option| option == from)
    };
    let (decided_from, closed_from) = (from("decided_from"), from("closed_from"));
    Some(Status { field: at?, required_from, decided_from, closed_from })
}

/// The fields that a table of a form calls by their names: answers and, after `case.`, what is kept about the case.
struct Named<'a> {
    table: &'a Table,
    fields: &'a [Field],
    case_fields: &'a [Field],
}

impl Named<'_> {
    /// The field that the text at a key names, which is of a kind that fits there.
    fn field(&self, key: &str, takes: fn(&Kind) -> bool, report: &mut Report) -> Option<FieldId> {
        let (name, place) = self.table.text(key, report)?;
        let fits = |field: &&Field| takes(&field.kind);
        let facts = self.case_fields.iter().filter(fits).map(|field| format!("case.{}", field.key));
        let known: Vec<String> =
            facts.chain(self.fields.iter().filter(fits).map(|field| field.key.clone())).collect();
        if !known.iter().any(|known| known == name) {
            let place = place.clone();
            report.error(table::not_a_choice(name, known.iter().map(String::as_str)), place);
            return None;
        }
        let (table, key) = CaseTable::of_name(name);
        let fields = table.choose(self.case_fields, self.fields);
        let at = fields.iter().position(|field| field.key == key)?;
        Some(FieldId { table, at })
    }
}

fn is_line(kind: &Kind) -> bool {
    matches!(kind, Kind::Line)
}

fn is_date(kind: &Kind) -> bool {
    matches!(kind, Kind::Date)
}

/// `[register]`: what a register says of each case.
fn register(named: &Named<'_>, report: &mut Report) -> Register {
    named.table.refuse_unknown(&known("form.register"), report);
    let mut subject = |key: &str, takes: fn(&Kind) -> bool| {
        named.field(key, takes, report).map(|field| Subject { field, part: None })
    };
    Register {
        number: subject("number", is_line),
        title: subject("title", is_line),
        review: subject("review", is_date),
    }
}

/// `[archive]`: what an archive is told of each case.
fn archive(named: &Named<'_>, report: &mut Report) -> ArchiveFacts {
    named.table.refuse_unknown(&known("form.archive"), report);
    let is_said = |kind: &Kind| matches!(kind, Kind::Line | Kind::Choice(_) | Kind::Text);
    ArchiveFacts {
        classification: named.field("classification", is_said, report),
        decision_date: named.field("decision_date", is_date, report),
        decided_by: named.field("decided_by", is_said, report),
        secrecy: named.field("secrecy", is_said, report),
    }
}

/// The kind of a field. `is_placed`: whether it can have places in Word.
fn kind(table: &Table, is_placed: bool, report: &mut Report) -> Option<Kind> {
    if table.get("kind").is_none() {
        table.required_text("kind", report);
    }
    Some(match table.choice("kind", &known("form.kinds"), report)? {
        "text" => Kind::Text,
        "yes_no" => Kind::YesNo,
        "choices" => Kind::Choices(options(table, report)),
        "record" => Kind::Record(record(table, is_placed, report)?),
        "list" if table.get("parts").is_none() => Kind::List(None),
        "list" => Kind::List(Some(record(table, false, report)?)),
        "table" => Kind::Table(parts(table, "columns", report)),
        name => line_kind(name, table, report),
    })
}

/// What a field or a part was called, and its options.
fn earlier(table: &Table, report: &mut Report) -> Earlier {
    let key = table.text("renamed_from", report).map(|(key, _)| key.to_owned());
    Earlier { key, options: renamed_options(table) }
}

/// The kinds of a single line, which parts and columns can have too.
fn line_kind(name: &str, table: &Table, report: &mut Report) -> Kind {
    match name {
        "date" => Kind::Date,
        "number" => Kind::Number(NumberKind::parse(table, report)),
        "choice" => Kind::Choice(options(table, report)),
        _ => Kind::Line,
    }
}

/// The parts of a record or the columns of a table.
fn parts(table: &Table, key: &str, report: &mut Report) -> Vec<Part> {
    const LINE_KINDS: [&str; 4] = ["line", "date", "number", "choice"];
    if table.get(key).is_none() {
        report.error(MissingKey { key: key.to_owned() }, table.place());
    }
    let tables = table.tables(key, report);
    if key == "columns" && tables.len() > MOST_COLUMNS {
        let problem = TooManyColumns { columns: tables.len(), limit: MOST_COLUMNS };
        report.error(problem, table.place());
    }
    refuse_same_names(&tables, report);
    let mut taken = Taken::new();
    tables
        .into_iter()
        .filter_map(|table| {
            let mut names = [known("form.part"), known("form.rules")].concat();
            if key == "columns" {
                // An absent cell is empty.
                names.retain(|key| *key != "absent");
            }
            table.refuse_unknown(&names, report);
            let key = entries::key(table, &mut taken, report);
            let label = required_line(table, "label", report);
            let absent = table.text("absent", report).map(|(text, _)| text.to_owned());
            let kind = match table.get("kind") {
                Some(_) => table.choice("kind", &LINE_KINDS, report)?,
                None => "line",
            };
            let kind = line_kind(kind, table, report);
            refuse_keys_of_other_kinds(table, &kind, report);
            let (rules, personal) = (Rules::default(), personal(table, report));
            let earlier = earlier(table, report);
            let meaning = Meaning::default();
            Some(Part { key: key?, label: label?, absent, kind, rules, personal, earlier, meaning })
        })
        .collect()
}

/// `true`, or the words that stand in public copies.
fn personal(table: &Table, report: &mut Report) -> Personal {
    let Some(entry) = table.get("personal") else { return Personal::No };
    match &entry.value.data {
        Data::Boolean(true) => Personal::Yes,
        Data::Boolean(false) => Personal::No,
        Data::Text(_) => {
            let role = required_line(table, "personal", report);
            role.map_or(Personal::Yes, Personal::Role)
        }
        _ => entry.value.wrong_type(WantedType::Boolean, report).unwrap_or_default(),
    }
}

/// A record. `can_be_apart`: whether its parts can have places of their own, and so no pattern.
fn record(table: &Table, can_be_apart: bool, report: &mut Report) -> Option<Record> {
    let parts = parts(table, "parts", report);
    let is_apart = can_be_apart
        && table.get("print").is_none()
        && matches!(table.get("bookmark").map(|entry| &entry.value.data), Some(Data::Table(_)));
    if is_apart {
        return Some(Record { parts, print: None });
    }
    let (written, place) = table.required_text("print", report)?;
    match Pattern::parse(written, &parts) {
        Ok(print) => Some(Record { parts, print: Some(print) }),
        Err(fault) => {
            report.error(InvalidPrint { fault }, place.clone());
            None
        }
    }
}

fn address(
    table: &Table,
    kind: Option<&Kind>,
    taken: &mut Addresses,
    report: &mut Report,
) -> Option<Address> {
    let Some(entry) = table.get("bookmark") else {
        report.error(MissingKey { key: "bookmark".into() }, table.place());
        return None;
    };
    if let Some(kind) = kind.filter(|kind| kind.has_places()) {
        let names = kind.parts();
        let Data::Table(bookmarks) = &entry.value.data else {
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            return entry.value.wrong_type(WantedType::Record(record_of(&names)), report);
        };
        bookmarks.refuse_unknown(&names, report);
        let found: Vec<_> =
            names.iter().map(|name| bookmarks.required_text(name, report)).collect();
        let found = found.into_iter().collect::<Option<Vec<_>>>()?;
        for bookmark in &found {
            refuse_bookmark(*bookmark, taken, report);
        }
        Some(Address::Parts(found.into_iter().map(|(name, _)| name.to_owned()).collect()))
    } else {
        let Entry { value, .. } = entry;
        if let (Data::Text(name), place) = (&value.data, &value.place) {
            refuse_bookmark((name, place), taken, report);
        }
        value.text(report).map(|name| Address::One(name.to_owned()))
    }
}

/// Whether an address is no name but tells where a field stands in a Word file that is there
/// already: `Text16#2` the second of that name, `#5` the fifth field, `control#3` the third control,
/// `@Datum:` the one after that text.
pub fn is_address_in_original(address: &str) -> bool {
    address.starts_with('@') || address.contains('#')
}

/// Whether Word takes an address for the name of a form field and its bookmark.
fn is_field_name(address: &str) -> bool {
    address.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && address.chars().all(|c| c.is_alphanumeric() || c == '_')
        && address.encode_utf16().count() <= LONGEST_FIELD_NAME
}

fn refuse_bookmark(
    (name, place): (&str, &Place),
    Addresses { taken, has_original }: &mut Addresses,
    report: &mut Report,
) {
    let limit = LONGEST_FIELD_NAME;
    // The tags and titles of controls that are there may be any words.
    let is_tag = || {
        let length = name.encode_utf16().count();
        *has_original && (1..=LONGEST_TAG).contains(&length) && !name.contains(char::is_control)
    };
    if !(is_address_in_original(name) || is_field_name(name) || is_tag()) {
        report.error(InvalidBookmark { name: name.to_owned(), limit }, place.clone());
    }
    // Word does not tell capitals from small letters here.
    let folded = name.to_lowercase();
    if let Some((_, first)) = taken.iter().find(|(other, _)| other.to_lowercase() == folded) {
        let first = first.clone();
        report.error(Duplicate { name: name.to_owned() }, place.clone()).secondary = Some(first);
        return;
    }
    taken.insert(name.to_owned(), place.clone());
}
