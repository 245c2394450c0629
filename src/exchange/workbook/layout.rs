//! How the answers to a form lie in a workbook: a column a question on the first sheet, lists, records and tables on
//! sheets of their own.

use std::collections::BTreeSet;

use crate::diagnostic::Language;
use crate::exchange::answers::name_of;
use crate::form::{AnswerWords, CaseTable, Field, FieldId, Form, Kind};
use crate::sheet::{Column, Format};
use crate::table::quoted;

/// The most characters of a sheet's name (Excel specifications and limits).
const LONGEST_NAME: usize = 31;

/// Words of a language that stand in workbooks.
#[derive(Debug)]
pub(super) struct SheetWords {
    /// Heads the names of cases.
    pub(super) case: &'static str,
    /// Says how a new case comes to be.
    pub(super) case_note: &'static str,
    /// Heads the numbers of items.
    pub(super) number: &'static str,
    /// Says what the numbers of items are for.
    pub(super) number_note: &'static str,
    /// Heads items that are a line each.
    pub(super) line: &'static str,
    /// Yes and no.
    pub(super) yes_no: [&'static str; 2],
    /// Stands for an answer that no cell can show.
    pub(super) notice: &'static str,
    /// Heads the forms and versions of cases.
    pub(super) form: &'static str,
    pub(super) version: &'static str,
}

impl SheetWords {
    /// Those of a language.
    pub(super) fn of(language: Language) -> &'static SheetWords {
        language.choose(&ENGLISH, &SWEDISH)
    }
}

static ENGLISH: SheetWords = SheetWords {
    case: "Case",
    case_note: "The case's name. For a new case, write on a new row; its name may be left empty, and is made of its title then.",
    number: "No.",
    number_note: "The order of the rows of a case. A new row may go without.",
    line: "Answer",
    yes_no: ["Yes", "No"],
    notice: "(not shown here: see the case)",
    form: "Form",
    version: "Version",
};

static SWEDISH: SheetWords = SheetWords {
    case: "Ärende",
    case_note: "Ärendets namn. Skriv ett nytt ärende på en ny rad; namnet får lämnas tomt, då görs det av titeln.",
    number: "Nr",
    number_note: "Radernas ordning inom ärendet. En ny rad får vara utan nummer.",
    line: "Svar",
    yes_no: ["Ja", "Nej"],
    notice: "(visas inte här: se ärendet)",
    form: "Formulär",
    version: "Version",
};

/// Where answers lie.
#[derive(Debug)]
pub(super) struct Layout {
    /// The sheet with a row a case.
    pub(super) sheet: String,
    /// Its columns, behind that of the case's name.
    pub(super) columns: Vec<AnswerColumn>,
    /// The sheets with a row an item.
    pub(super) lists: Vec<ListSheet>,
}

/// A column of the first sheet.
#[derive(Debug)]
pub(super) struct AnswerColumn {
    pub(super) field: FieldId,
    pub(super) part: ColumnPart,
    pub(super) head: String,
}

/// What of an answer stands in a column.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ColumnPart {
    /// All of it.
    Whole,
    /// Whether an option is chosen, by its index.
    Option(usize),
    /// A word that is an answer although it is not of the kind.
    Word,
}

/// A sheet with a row an item of a list, a record or a row of a table.
#[derive(Debug)]
pub(super) struct ListSheet {
    pub(super) field: FieldId,
    pub(super) sheet: String,
    /// What stands above the items' values: a line, or a record's parts.
    pub(super) heads: Vec<String>,
}

impl Layout {
    /// How the answers to the questions of a form lie that `has` wants by their names, on sheets of other names than
    /// those that are taken.
    pub(super) fn of(
        form: &Form,
        has: &dyn Fn(&str) -> bool,
        sheets: &mut BTreeSet<String>,
    ) -> Layout {
        let words = SheetWords::of(Language::of_tag(&form.language));
        let sheet = sheet_name(&form.title, words.line, sheets);
        let mut heads = BTreeSet::from([folded(words.case)]);
        let (mut columns, mut lists) = (Vec::new(), Vec::new());
        for (field, of) in fields(form) {
            let name = name_of(field.table, of);
            if !has(&name) {
                continue;
            }
            let mut head = |text: String| one_of_its_kind(text, &name, &mut heads);
            let label = label(&of.label);
            let is_list = !of.kind.record_parts().is_empty() || matches!(of.kind, Kind::List(_));
            if let Kind::Choices(options) = &of.kind {
                for (at, option) in options.iter().enumerate() {
                    let head = head(format!("{label}: {option}"));
                    columns.push(AnswerColumn { field, part: ColumnPart::Option(at), head });
                }
            } else if is_list {
                let parts = of.kind.record_parts().iter();
                let mut taken = BTreeSet::from([folded(words.case), folded(words.number)]);
                let mut list_heads: Vec<String> = parts
                    .map(|part| one_of_its_kind(self::label(&part.label), &part.key, &mut taken))
                    .collect();
                if list_heads.is_empty() {
                    list_heads.push(words.line.to_owned());
                }
                let sheet = sheet_name(&label, words.line, sheets);
                lists.push(ListSheet { field, sheet, heads: list_heads });
            } else {
                let head = head(label.clone());
                columns.push(AnswerColumn { field, part: ColumnPart::Whole, head });
            }
            let has_words = !of.rules.accepts.is_empty() || of.stand_in().is_some();
            if has_words && (is_list || matches!(of.kind, Kind::Choices(_))) {
                let head = head(label);
                columns.push(AnswerColumn { field, part: ColumnPart::Word, head });
            }
        }
        Layout { sheet, columns, lists }
    }
}

impl Layout {
    /// What is told at the heads of columns.
    pub(super) fn notes(&self, form: &Form, words: &SheetWords) -> Vec<String> {
        let columns = self.columns.iter().map(|column| column.shown(form, words));
        let lists = self.lists.iter().flat_map(|list| list.shown(form, words));
        let notes = columns.chain(lists).map(|column| column.note);
        notes.chain([words.case_note.to_owned()]).collect()
    }
}

impl AnswerColumn {
    /// How the column looks.
    pub(super) fn shown(&self, form: &Form, words: &SheetWords) -> Column {
        let field = form.field_at(self.field);
        let accepts = &field.rules.accepts;
        let (width, format, choices) = match (self.part, &field.kind) {
            (ColumnPart::Word, _) => (20, Format::Text, accepts.clone()),
            (ColumnPart::Option(_), _) => (12, Format::Text, vec![words.yes_no[0].to_owned()]),
            (ColumnPart::Whole, kind) => {
                let (width, format, mut choices) = of_kind(kind, words);
                if !choices.is_empty() {
                    choices.extend(accepts.iter().cloned());
                }
                (width, format, choices)
            }
        };
        let is_strict = !choices.is_empty() && self.part != ColumnPart::Word;
        Column {
            head: self.head.clone(),
            note: note(field, form),
            width,
            format,
            choices,
            is_strict,
        }
    }
}

impl ListSheet {
    /// Whether items have an order, and so a number each.
    pub(super) fn has_numbers(&self, form: &Form) -> bool {
        form.field_at(self.field).kind.is_several()
    }

    /// How its columns look, with those of the case's name and of the items' numbers.
    pub(super) fn shown(&self, form: &Form, words: &SheetWords) -> Vec<Column> {
        let field = form.field_at(self.field);
        let mut columns =
            vec![Column { head: words.case.to_owned(), width: 32, ..Column::default() }];
        if self.has_numbers(form) {
            columns.push(Column {
                head: words.number.to_owned(),
                note: words.number_note.to_owned(),
                width: 8,
                format: Format::Number,
                ..Column::default()
            });
        }
        let first_note = note(field, form);
        for (at, head) in self.heads.iter().enumerate() {
            let line = Kind::Line;
            let kind = field.kind.record_parts().get(at).map_or(&line, |part| &part.kind);
            let (width, format, choices) = of_kind(kind, words);
            let note = if at == 0 { first_note.clone() } else { String::new() };
            let is_strict = !choices.is_empty();
            columns.push(Column { head: head.clone(), note, width, format, choices, is_strict });
        }
        columns
    }
}

/// How wide a column of a kind is, how what is typed there is taken, and what can be chosen.
fn of_kind(kind: &Kind, words: &SheetWords) -> (u16, Format, Vec<String>) {
    match kind {
        Kind::Date => (13, Format::Date, Vec::new()),
        Kind::Number(_) => (14, Format::Number, Vec::new()),
        Kind::YesNo => (10, Format::Text, words.yes_no.map(str::to_owned).to_vec()),
        Kind::Choice(options) => (24, Format::Text, options.clone()),
        Kind::Text => (60, Format::Text, Vec::new()),
        _ => (34, Format::Text, Vec::new()),
    }
}

/// What is told of a question at the head of its column.
fn note(field: &Field, form: &Form) -> String {
    let words = AnswerWords::of(Language::of_tag(&form.language));
    let label = label(&field.label);
    let mut lines = vec![label];
    lines.extend(field.help.clone());
    let expected = match &field.kind {
        // What can be chosen, the cell offers.
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => String::new(),
        // A cell has no decimal point of TOML's.
        Kind::Number(number) => number.unit.clone().unwrap_or_default(),
        kind => kind.expected(words),
    };
    let accepts: Vec<String> = field.rules.accepts.iter().map(|word| quoted(word)).collect();
    let mut said: Vec<String> =
        Some(expected).filter(|text| !text.is_empty()).into_iter().collect();
    if !accepts.is_empty() {
        said.push(format!("{} {}", words.or_else, accepts.join(", ")));
    }
    if field.rules.required.iter().any(|required| required.when.is_none()) {
        said.push(words.required.to_owned());
    }
    if !said.is_empty() {
        lines.push(format!("({})", said.join("; ")));
    }
    lines.join("\n")
}

/// All fields of a form, those of cases first.
pub(super) fn fields(form: &Form) -> impl Iterator<Item = (FieldId, &Field)> {
    CaseTable::ALL.into_iter().flat_map(move |table| {
        let fields = form.fields_of(table).iter().enumerate();
        fields.map(move |(at, field)| (FieldId { table, at }, field))
    })
}

/// A question as it stands above a column.
fn label(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', ' ']).to_owned()
}

/// Words as they are compared.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn one_of_its_kind(text: String, key: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(folded(&text)) {
        return text;
    }
    let text = format!("{text} ({key})");
    taken.insert(folded(&text));
    text
}

/// A name that a sheet can have and no other has, of a text, or of another where that has no letters.
fn sheet_name(text: &str, otherwise: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = text
        .chars()
        .map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let plain = words.join(" ").trim_matches(['\'', '~', ' ']).to_owned();
    let plain = if plain.is_empty() { otherwise.to_owned() } else { plain };
    let short = |room: usize| {
        let mut name = String::new();
        for c in plain.chars() {
            if name.encode_utf16().count() + c.len_utf16() > room {
                break;
            }
            name.push(c);
        }
        // Not within a word, where there is another.
        let is_cut = name.len() < plain.len() && !plain[name.len()..].starts_with(' ');
        let words = name.rfind(' ').filter(|at| is_cut && name[..*at].chars().count() > 8);
        name.truncate(words.unwrap_or(name.len()));
        name.trim_end_matches([' ', '\'']).to_owned()
    };
    let first = short(LONGEST_NAME);
    // Excel keeps `History` for itself.
    let is_free = |name: &str, taken: &BTreeSet<String>| {
        !taken.contains(&name.to_lowercase()) && !name.eq_ignore_ascii_case("history")
    };
    let mut name = first.clone();
    let mut nth = 2;
    while !is_free(&name, taken) {
        let behind = format!(" {nth}");
        name = short(LONGEST_NAME - behind.len()) + &behind;
        nth += 1;
    }
    taken.insert(name.to_lowercase());
    name
}
