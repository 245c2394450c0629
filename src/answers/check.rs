//! Form + case → [`Answers`]: every fault at once, with the question that it breaks.

use std::collections::BTreeSet;

use crate::case::{Case, Shared};
use crate::diagnostic::{Diagnostic, FoundType, Problem, Question, Report, Wanted, nearest};
use crate::form::{Field, Form, Kind, NumberKind, Part, Pattern, Record};
use crate::scalar::{Date, Number, Scalar};
use crate::table::{self, Data, Table, Value};
use crate::text::{Block, MOST_COLUMNS, Text, normal_characters};

use super::given::Given;
use super::{Answer, Answers, hints, personal, rules};

/// The longest answer, in characters: some three hundred pages. What is longer is no answer to a
/// question in a form but an enclosure, and Word becomes slow with it.
const LONGEST_ANSWER: usize = 1_000_000;
/// The most items of a list and rows of a table.
const MOST_ITEMS: usize = 10_000;

/// Checks a case, with the shared files that serve it (the nearest first), against the form that
/// it answers.
///
/// # Errors
///
/// All faults go to `report`; there are answers only if `report` has no error.
pub fn check(form: &Form, case: &Case, shared: &[&Shared], report: &mut Report) -> Option<Answers> {
    // After a fault of syntax, answers may be there that could not be read.
    let is_whole = !report.has_errors();
    check_given(form, case, shared, is_whole, report)
}

/// As [`check()`], for a case that somebody still works on: nothing is said of what is missing.
///
/// # Errors
///
/// As for [`check()`].
pub fn check_unfinished(
    form: &Form,
    case: &Case,
    shared: &[&Shared],
    report: &mut Report,
) -> Option<Answers> {
    check_given(form, case, shared, false, report)
}

fn check_given(
    form: &Form,
    case: &Case,
    shared: &[&Shared],
    is_whole: bool,
    report: &mut Report,
) -> Option<Answers> {
    let given = Given::new(form, case, shared);
    let facts = check_table(&given, true, report);
    let answers = check_table(&given, false, report);
    name_questions(form, case, report);
    personal::look(&given, report);
    let judged = rules::Judged { given: &given, form, facts: &facts, answers: &answers, is_whole };
    rules::judge(&judged, report);
    report.settle(case.answers.source());
    let accepted = |states: Vec<State>| states.into_iter().map(State::answer).collect();
    (!report.has_errors()).then(|| Answers { answers: accepted(answers), facts: accepted(facts) })
}

/// Checks what a shared file can be checked for by itself: that its keys are those of some form.
///
/// # Errors
///
/// All faults go to `report`.
pub fn check_shared(shared: &Shared, forms: &[&Form], report: &mut Report) {
    for (table, is_fact) in [(&shared.facts, true), (&shared.answers, false)] {
        let fields =
            forms.iter().flat_map(|form| if is_fact { &form.case_fields } else { &form.fields });
        let known: BTreeSet<&str> = fields.map(|field| field.key.as_str()).collect();
        table.refuse_unknown(&known.into_iter().collect::<Vec<_>>(), report);
    }
    report.settle(shared.answers.source());
}

/// What became of a question.
pub(super) enum State {
    /// It is not answered.
    Absent,
    /// Its answer has a fault.
    Broken,
    /// It is answered.
    Answered(Answer),
}

impl State {
    pub(super) fn answer(self) -> Option<Answer> {
        match self {
            State::Answered(answer) => Some(answer),
            State::Absent | State::Broken => None,
        }
    }
}

/// Faults of syntax know no question; the value that they stand in does, and with it what a word
/// without quotes was meant for.
fn name_questions(form: &Form, case: &Case, report: &mut Report) {
    for diagnostic in report.diagnostics_mut() {
        let Some(place) = diagnostic.primary.as_ref().filter(|_| diagnostic.question.is_none())
        else {
            continue;
        };
        let find = |fields: &'_ [Field], table: &Table| {
            let entry = table.entries().iter().find(|entry| entry.contains(place))?;
            fields.iter().position(|field| field.key == entry.key)
        };
        let fact = find(&form.case_fields, &case.facts).map(|at| &form.case_fields[at]);
        let Some(field) =
            fact.or_else(|| find(&form.fields, &case.answers).map(|at| &form.fields[at]))
        else {
            continue;
        };
        diagnostic.question = Some(question(field));
        let word = match &diagnostic.problem {
            Problem::BareWord { word } | Problem::NotADate { text: word, .. } => word.clone(),
            _ => continue,
        };
        match field.kind {
            Kind::Date => diagnostic.problem = Date::fault(&word),
            Kind::Number(_) => diagnostic.problem = Number::fault(&word),
            Kind::YesNo => {
                let (wanted, found) = (Wanted::Boolean, FoundType::Text);
                diagnostic.problem = Problem::WrongType { wanted, found, text: Some(word) };
            }
            _ => diagnostic.problem = Problem::BareWord { word },
        }
    }
}

pub(super) fn question(field: &Field) -> Question {
    Question { key: field.key.clone(), label: field.label.clone() }
}

fn check_table(given: &Given<'_>, is_fact: bool, report: &mut Report) -> Vec<State> {
    let (fields, others) = (given.fields(is_fact), given.fields(!is_fact));
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let mut unknown = Report::new();
    given.own(is_fact).refuse_unknown(&keys, &mut unknown);
    for fault in unknown.diagnostics_mut() {
        if let Problem::UnknownKey { key, suggestion, .. } = &mut fault.problem {
            // People take the question for the key.
            let labelled = |field: &&Field| field.label.trim_end_matches([':', '?']) == key;
            if let Some(field) = fields.iter().find(labelled) {
                *suggestion = Some(field.key.clone());
            } else if others.iter().any(|field| field.key == *key) {
                let table = Given::name(!is_fact);
                fault.problem = Problem::OtherTable { key: key.clone(), table };
            }
        }
    }
    report.append(unknown);
    let misspelt = |key: &str| {
        let own = given.own(is_fact).entries().iter();
        own.filter(|entry| !keys.contains(&entry.key.as_str()))
            .any(|entry| nearest(&entry.key, keys.iter().copied()).as_deref() == Some(key))
    };
    fields
        .iter()
        .map(|field| {
            let Some(entry) = given.entry(is_fact, field) else {
                return if misspelt(&field.key) { State::Broken } else { State::Absent };
            };
            let mut faults = Report::new();
            let answer = Reader { field, language: &given.form().language }
                .answer(&entry.value, &mut faults);
            let is_placeholder =
                |d: &Diagnostic| matches!(d.problem, Problem::PlaceholderLeft { .. });
            if !faults.diagnostics().iter().any(is_placeholder) {
                hints::look(&entry.value, &mut faults);
            }
            for fault in faults.diagnostics_mut() {
                fault.question = Some(question(field));
            }
            report.append(faults);
            answer.map_or(State::Broken, State::Answered)
        })
        .collect()
}

/// Reads the value of a field.
struct Reader<'a> {
    field: &'a Field,
    language: &'a str,
}

impl Reader<'_> {
    fn answer(&self, value: &Value, report: &mut Report) -> Option<Answer> {
        if let Data::Text(text) = &value.data {
            let word = normal_characters(text);
            let is_public = || personal::stand_in(self.field).is_some_and(|role| role == word);
            if self.field.rules.accepts.contains(&word) || is_public() {
                return Some(Answer::Word(word));
            }
            // Nearly one of the accepted words, where no text can stand.
            let accepts = || self.field.rules.accepts.iter().map(String::as_str);
            let takes_text = matches!(self.field.kind, Kind::Line | Kind::Text);
            if !takes_text && nearest(&word, accepts()).is_some() {
                report.error(table::not_a_choice(&word, accepts()), value.place.clone());
                return None;
            }
            if self.field.placeholder.as_ref() == Some(&word) {
                report.error(Problem::PlaceholderLeft { text: word }, value.place.clone());
                return None;
            }
        }
        let answer = match &self.field.kind {
            Kind::Text => {
                let typed = characters(value, report)?;
                let text = Text::parse(typed);
                // In Word, a list of blanks is an empty field.
                if text.blocks.iter().all(is_list_of_blanks) {
                    report.error(Problem::BlankAnswer, value.place.clone());
                    return None;
                }
                let tables = text.blocks.iter().filter_map(|block| match block {
                    Block::Table(table) => Some(table),
                    _ => None,
                });
                let columns =
                    tables.clone().map(|table| table.header.len()).max().unwrap_or_default();
                if columns > MOST_COLUMNS {
                    let problem = Problem::TooManyColumns { columns, limit: MOST_COLUMNS };
                    report.error(problem, value.place.clone());
                    return None;
                }
                let count = tables.map(|table| table.rows.len()).max().unwrap_or_default();
                if count > MOST_ITEMS {
                    let problem = Problem::TooManyItems { count, most: MOST_ITEMS };
                    report.error(problem, value.place.clone());
                    return None;
                }
                Answer::Text(text)
            }
            Kind::YesNo => match value.data {
                Data::Boolean(yes) => Answer::One(Scalar::Boolean(yes)),
                _ => return value.wrong_type(Wanted::Boolean, report),
            },
            Kind::Choices(options) => Answer::Words(words(options, value, report)?),
            Kind::Record(Record { parts, print }) => {
                let record = self.record(parts, print.as_ref(), value, report)?;
                // A record that is printed as an accepted word is read back as that.
                match print.as_ref().map(|print| print.print(parts, &record, self.language)) {
                    Some(line) if self.field.rules.accepts.contains(&line) => Answer::Word(line),
                    _ => Answer::Record(record),
                }
            }
            Kind::List(None) => {
                let items = list(value, Wanted::TextList, report)?;
                let lines: Vec<_> = items.iter().map(|item| line(item, report)).collect();
                Answer::Lines(lines.into_iter().collect::<Option<_>>()?)
            }
            Kind::List(Some(Record { parts, print })) => {
                Answer::Records(self.records(parts, print.as_ref(), value, report)?)
            }
            Kind::Table(columns) => Answer::Records(self.records(columns, None, value, report)?),
            kind => Answer::One(scalar(kind, value, report)?),
        };
        Some(answer)
    }

    fn records(
        &self,
        parts: &[Part],
        print: Option<&Pattern>,
        value: &Value,
        report: &mut Report,
    ) -> Option<Vec<Vec<Option<Scalar>>>> {
        let items = list(value, Wanted::RecordList(rules::example_of(parts)), report)?;
        let records: Vec<_> =
            items.iter().map(|item| self.record(parts, print, item, report)).collect();
        records.into_iter().collect()
    }

    fn record(
        &self,
        parts: &[Part],
        print: Option<&Pattern>,
        value: &Value,
        report: &mut Report,
    ) -> Option<Vec<Option<Scalar>>> {
        let faults_before = report.errors();
        let Data::Table(table) = &value.data else {
            return value.wrong_type(Wanted::Record(rules::example_of(parts)), report);
        };
        let keys: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
        table.refuse_unknown(&keys, report);
        let mut record = Vec::new();
        for part in parts {
            let entry = table.get(&part.key);
            record.push(entry.and_then(|entry| scalar(&part.kind, &entry.value, report)));
            if let (Some(Some(Scalar::Text(text))), Some(entry)) = (record.last(), entry)
                && self.field.placeholder.as_ref() == Some(text)
            {
                let problem = Problem::PlaceholderLeft { text: text.clone() };
                report.error(problem, entry.value.place.clone());
            }
        }
        let is_broken = table.entries().iter().any(|e| matches!(e.value.data, Data::Broken));
        if report.errors() > faults_before || is_broken {
            return None;
        }
        if record.iter().all(Option::is_none) {
            report.error(Problem::BlankAnswer, value.place.clone());
            return None;
        }
        // What follows is about printing on one line; cells and parts apart are just what they are.
        let Some(pattern) = print else { return Some(record) };
        for (part, value) in parts.iter().zip(&record) {
            if let (Some(value), Some(entry)) = (value, table.get(&part.key))
                && value.to_string() == part.absent
            {
                let (part, text) = (part.key.clone(), part.absent.clone());
                report.error(Problem::SaysAbsent { part, text }, entry.value.place.clone());
                return None;
            }
        }
        let printed = pattern.print(parts, &record, self.language);
        if pattern.read(parts, &printed, self.language).as_ref() != Some(&record) {
            let pattern = pattern.as_str().to_owned();
            report.error(Problem::Ambiguous { printed, pattern }, value.place.clone());
            return None;
        }
        Some(record)
    }
}

fn is_list_of_blanks(block: &Block) -> bool {
    match block {
        Block::List(list) => list.items.iter().flatten().all(|line| line.trim().is_empty()),
        _ => false,
    }
}

/// A value of one of the kinds of a single line.
fn scalar(kind: &Kind, value: &Value, report: &mut Report) -> Option<Scalar> {
    match kind {
        Kind::Date => Date::check(value, report).map(Scalar::Date),
        Kind::Number(NumberKind { decimals, .. }) => {
            let number = Number::check(value, report)?;
            if let Some(most) = decimals.filter(|most| number.count_decimals() > *most) {
                let count = number.count_decimals();
                report.error(Problem::TooManyDecimals { count, most }, value.place.clone());
                return None;
            }
            Some(Scalar::Number(number))
        }
        Kind::Choice(options) => one_of(options, value, report).map(Scalar::Text),
        _ => line(value, report).map(Scalar::Text),
    }
}

fn one_of(options: &[String], value: &Value, report: &mut Report) -> Option<String> {
    let word = line(value, report)?;
    if !options.contains(&word) {
        let allowed = options.iter().map(String::as_str);
        report.error(table::not_a_choice(&word, allowed), value.place.clone());
        return None;
    }
    Some(word)
}

/// Some of the options, each once.
fn words(options: &[String], value: &Value, report: &mut Report) -> Option<Vec<String>> {
    let faults_before = report.errors();
    let items = list(value, Wanted::TextList, report)?;
    let mut chosen: Vec<String> = Vec::new();
    for item in items {
        let Some(word) = one_of(options, item, report) else { continue };
        if chosen.contains(&word) {
            report.error(Problem::Duplicate { name: word.clone() }, item.place.clone());
        }
        chosen.push(word);
    }
    chosen.sort_by_key(|word| options.iter().position(|option| option == word));
    (report.errors() == faults_before).then_some(chosen)
}

fn list<'a>(value: &'a Value, wanted: Wanted, report: &mut Report) -> Option<&'a [Value]> {
    match &value.data {
        Data::List(items) if items.is_empty() => {
            report.error(Problem::BlankAnswer, value.place.clone());
            None
        }
        Data::List(items) if items.len() > MOST_ITEMS => {
            let problem = Problem::TooManyItems { count: items.len(), most: MOST_ITEMS };
            report.error(problem, value.place.clone());
            None
        }
        Data::List(items) => Some(items),
        _ => value.wrong_type(wanted, report),
    }
}

fn line(value: &Value, report: &mut Report) -> Option<String> {
    let line = normal_characters(characters(value, report)?);
    match line.find('\n') {
        Some(_) => {
            report.error(Problem::LineBreak, value.place.clone());
            None
        }
        None => Some(line),
    }
}

/// Text that is not blank, and not too long.
fn characters<'a>(value: &'a Value, report: &mut Report) -> Option<&'a str> {
    let text = value.text(report)?;
    if text.trim().is_empty() {
        report.error(Problem::BlankAnswer, value.place.clone());
        return None;
    }
    // Bytes are counted first: most answers have fewer than the characters that they may have.
    if text.len() > LONGEST_ANSWER {
        let length = text.chars().count();
        if length > LONGEST_ANSWER {
            let problem = Problem::AnswerTooLong { length, most: LONGEST_ANSWER };
            report.error(problem, value.place.clone());
            return None;
        }
    }
    Some(text)
}
