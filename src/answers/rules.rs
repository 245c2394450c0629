//! What a form's rules say of answers that are of their kinds.

use std::collections::BTreeSet;

use crate::answers::problems::{Order, PartMissing, Requirement, RuleBroken, Unanswered};
use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::form::{
    CaseTable, Check, Condition, Expected, Field, FieldId, Form, Operand, Part, Required, Rule,
    Rules, Subject, Test,
};
use crate::scalar::Scalar;
use crate::table::{Data, Value};

use super::Answer;
use super::given::Given;
use super::state::{Missing, State};

/// A case whose answers have been read.
pub(super) struct Judged<'a> {
    pub(super) given: &'a Given<'a>,
    pub(super) form: &'a Form,
    pub(super) facts: &'a [State<'a>],
    pub(super) answers: &'a [State<'a>],
    /// Whether all of the case could be read: else nothing is said of what is missing.
    pub(super) is_whole: bool,
}

/// A row of a record that rules of its parts look at.
struct RecordRow<'a> {
    parts: &'a [Part],
    values: &'a [Option<Scalar>],
    /// The row in the file.
    value: &'a Value,
}

/// Holds answers against all rules of their form; what is missing, in the order of the form.
pub(super) fn judge(judged: &Judged<'_>, report: &mut Report) -> Vec<Missing> {
    let mut missing = Vec::new();
    for table in CaseTable::ALL {
        for (at, field) in judged.form.fields_of(table).iter().enumerate() {
            let mut faults = Report::new();
            missing.extend(judged.field(FieldId { table, at }, field, &mut faults));
            for fault in faults.diagnostics_mut() {
                fault.question = Some(field.question());
            }
            report.append(faults);
        }
    }
    for rule in &judged.form.rules {
        judged.rule(rule, &mut missing, report);
    }
    missing.sort_by_key(|missing| missing.field);
    missing
}

impl Judged<'_> {
    fn state(&self, field: FieldId) -> &State<'_> {
        &field.table.choose(&self.facts, &self.answers)[field.at]
    }

    /// The values of an answer, for conditions.
    fn values(&self, subject: &Subject) -> Vec<Scalar> {
        match (self.state(subject.field), subject.part) {
            (State::Answered(Answer::Record(record), _), Some(part)) => {
                record[part].iter().cloned().collect()
            }
            (State::Answered(answer, _), None) => answer.values(),
            _ => Vec::new(),
        }
    }

    fn is_broken(&self, condition: &Condition) -> bool {
        condition
            .comparisons()
            .iter()
            .any(|(subject, _)| matches!(self.state(subject.field), State::Broken(_)))
    }

    /// How severe it is that an answer is missing.
    pub(super) fn severity_of_missing(&self) -> Severity {
        let status = self.form.status_field().map(|field| self.state(field));
        match status {
            Some(State::Answered(Answer::One(Scalar::Text(status)), _)) => {
                self.form.severity_of_missing(Some(status))
            }
            _ => self.form.severity_of_missing(None),
        }
    }

    /// Holds a field against its own rules; whether it is missing.
    fn field(&self, id: FieldId, field: &Field, report: &mut Report) -> Option<Missing> {
        let (answer, value) = match self.state(id) {
            State::Broken(_) => return None,
            State::Absent | State::Blank(_) => {
                let value = |subject: &Subject| self.values(subject);
                let required = first_required(&field.rules, &value)?;
                if required.when.as_ref().is_some_and(|when| self.is_broken(when)) {
                    return None;
                }
                let because = required.when.as_ref().map(|when| self.because(when));
                let (severity, message) = (required.severity, required.message.as_deref());
                return self.missing(id, severity, because, message, report);
            }
            State::Answered(answer, value) => (answer, *value),
        };
        if let Answer::Word(_) = answer {
            return None;
        }
        for check in &field.rules.checks {
            held_against(check, answer, value, report);
        }
        let parts = field.kind.record_parts();
        match (answer, &value.data) {
            (Answer::Record(values), _) => {
                self.row(&RecordRow { parts, values, value }, report);
            }
            (Answer::Records(records), Data::List(items)) => {
                for (values, value) in records.iter().zip(items) {
                    self.row(&RecordRow { parts, values, value }, report);
                }
            }
            _ => {}
        }
        None
    }

    fn row(&self, row: &RecordRow<'_>, report: &mut Report) {
        let Data::Table(table) = &row.value.data else { return };
        let of_part = |subject: &Subject| -> Vec<Scalar> {
            subject.part.and_then(|part| row.values[part].clone()).into_iter().collect()
        };
        for (part, value) in row.parts.iter().zip(row.values) {
            match (value, table.get(&part.key)) {
                (Some(value), Some(entry)) => {
                    let answer = Answer::One(value.clone());
                    for check in &part.rules.checks {
                        held_against(check, &answer, &entry.value, report);
                    }
                }
                _ => {
                    if let Some(Required { severity, message, .. }) =
                        first_required(&part.rules, &of_part)
                    {
                        let key = part.key.clone();
                        let problem = PartMissing { key, message: message.clone() };
                        let severity = severity.unwrap_or_else(|| self.severity_of_missing());
                        report.add(problem, severity, row.value.place.clone());
                    }
                }
            }
        }
    }

    /// Reports that an answer is missing, unless nothing is to be said of that.
    fn missing(
        &self,
        id: FieldId,
        severity: Option<Severity>,
        because: Option<String>,
        message: Option<&str>,
        report: &mut Report,
    ) -> Option<Missing> {
        if !self.is_whole {
            return None;
        }
        let field = self.form.field_at(id);
        let problem = Unanswered {
            key: field.key.clone(),
            table: id.table.name(),
            example: field.kind.example(),
            because,
            message: message.map(str::to_owned),
        };
        let severity = severity.unwrap_or_else(|| self.severity_of_missing());
        let place = match self.state(id) {
            State::Blank(value) => value.place.clone(),
            _ => self.given.place_of_missing(id.table),
        };
        report.add(problem, severity, place).question = Some(field.question());
        Some(Missing { field: id, severity })
    }

    /// What made a rule apply: the answers that its condition speaks of, as TOML has them.
    fn because(&self, when: &Condition) -> String {
        let mut said: Vec<String> = Vec::new();
        for (subject, _) in when.comparisons() {
            let values = self.values(subject);
            let name = self.name(subject);
            let shown = match values.as_slice() {
                [] => continue,
                [Scalar::Text(text)] => format!("{name} = \"{}\"", shortened(text)),
                [value] => format!("{name} = {value}"),
                values => {
                    let texts: Vec<String> =
                        values.iter().map(|value| format!("\"{value}\"")).collect();
                    format!("{name} = [{}]", texts.join(", "))
                }
            };
            if !said.contains(&shown) {
                said.push(shown);
            }
        }
        said.join(", ")
    }

    /// What cases call the subject of a condition.
    fn name(&self, subject: &Subject) -> String {
        let (field, part) = self.form.subject(subject);
        match part {
            Some(part) => format!("{}.{}", field.key, part.key),
            None => field.key.clone(),
        }
    }

    /// Where the value of a subject stands.
    fn place(&self, subject: &Subject) -> Option<Place> {
        let (_, part) = self.form.subject(subject);
        let value = self.state(subject.field).value()?;
        match (part, &value.data) {
            (Some(part), Data::Table(table)) => {
                Some(table.get(&part.key).map_or(&value.place, |entry| &entry.value.place).clone())
            }
            _ => Some(value.place.clone()),
        }
    }

    fn rule(&self, rule: &Rule, missing: &mut Vec<Missing>, report: &mut Report) {
        let value = |subject: &Subject| self.values(subject);
        if let Some(when) = &rule.when
            && (self.is_broken(when) || when.holds(&value) != Some(true))
        {
            return;
        }
        let because = rule.when.as_ref().map(|when| self.because(when)).filter(|b| !b.is_empty());
        for condition in &rule.require {
            if self.is_broken(condition) || condition.holds(&value) != Some(false) {
                continue;
            }
            let comparisons = condition.comparisons();
            let Some((subject, _)) = comparisons.first() else { continue };
            let (field, part) = self.form.subject(subject);
            if let (Condition::Compare(subject, Expected::Present(true)), None) = (condition, part)
            {
                // A question is missed once, however many rules want it.
                let id = subject.field;
                if !missing.iter().any(|missing| missing.field == id) {
                    let (severity, because) = (rule.severity, because.clone());
                    let message = rule.message.as_deref();
                    missing.extend(self.missing(id, severity, because, message, report));
                }
                continue;
            }
            let is_presence = matches!(condition, Condition::Compare(_, Expected::Present(true)));
            if is_presence && !self.is_whole {
                continue;
            }
            let requirement = match condition {
                Condition::Compare(_, expected) => self.requirement(expected),
                Condition::All(_) | Condition::Not(_) => Requirement::Other,
            };
            let problem = RuleBroken {
                name: self.name(subject),
                requirement,
                because: because.clone(),
                message: rule.message.clone(),
            };
            // A part that is missing is as bad as an answer.
            let default = if is_presence { self.severity_of_missing() } else { Severity::Error };
            let severity = rule.severity.unwrap_or(default);
            let when = rule.when.iter().flat_map(Condition::comparisons);
            let others: Vec<Place> = comparisons
                .iter()
                .copied()
                .chain(when)
                .flat_map(|(subject, expected)| {
                    let other = match expected {
                        Expected::AtLeast(Operand::Other(other))
                        | Expected::AtMost(Operand::Other(other))
                        | Expected::After(Operand::Other(other))
                        | Expected::Before(Operand::Other(other)) => Some(other),
                        _ => None,
                    };
                    [Some(subject), other]
                })
                .flatten()
                .filter_map(|subject| self.place(subject))
                .collect();
            let mut places = others.into_iter();
            let place =
                places.next().unwrap_or_else(|| self.given.place_of_missing(CaseTable::Answers));
            let secondary = places.find(|other| *other != place);
            let diagnostic: &mut Diagnostic = report.add(problem, severity, place);
            diagnostic.secondary = secondary;
            diagnostic.question = Some(field.question());
        }
    }

    fn requirement(&self, expected: &Expected) -> Requirement {
        let words = |values: &[Scalar]| values.iter().map(ToString::to_string).collect();
        let order = |order: Order, operand: &Operand| match operand {
            Operand::Value(value) => self::order(order, value),
            Operand::Other(subject) => {
                let value = self.values(subject).into_iter().next();
                let of_dates = matches!(value, Some(Scalar::Date(_)));
                let value = value.map(|value| value.to_string()).unwrap_or_default();
                let limit = format!("`{}` ({value})", self.name(subject));
                Requirement::Order { order, limit, of_dates }
            }
        };
        match expected {
            Expected::Present(true) => Requirement::Present,
            Expected::Present(false) => Requirement::Absent,
            Expected::OneOf(values) => Requirement::OneOf(words(values)),
            Expected::NoneOf(values) => Requirement::NoneOf(words(values)),
            Expected::AtLeast(other) => order(Order::AtLeast, other),
            Expected::AtMost(other) => order(Order::AtMost, other),
            Expected::After(other) => order(Order::After, other),
            Expected::Before(other) => order(Order::Before, other),
            Expected::Pattern(expression) => Requirement::Pattern(expression.as_str().to_owned()),
        }
    }
}

fn order(order: Order, limit: &Scalar) -> Requirement {
    let of_dates = matches!(limit, Scalar::Date(_));
    Requirement::Order { order, limit: limit.to_string(), of_dates }
}

/// The first rule by which something must be there.
fn first_required<'a>(
    rules: &'a Rules,
    value: &impl Fn(&Subject) -> Vec<Scalar>,
) -> Option<&'a Required> {
    rules
        .required
        .iter()
        .find(|required| required.when.as_ref().is_none_or(|when| when.holds(value) == Some(true)))
}

/// Holds an answer against a check. `value` is where it stands.
fn held_against(check: &Check, answer: &Answer, value: &Value, report: &mut Report) {
    for (requirement, place) in broken(&check.test, answer, value) {
        let problem = RuleBroken {
            name: String::new(),
            requirement,
            because: None,
            message: check.message.clone(),
        };
        report.add(problem, check.severity, place);
    }
}

/// What of a test is not kept, each with its place.
fn broken(test: &Test, answer: &Answer, value: &Value) -> Vec<(Requirement, Place)> {
    let whole = |requirement: Requirement| vec![(requirement, value.place.clone())];
    let items = || match &value.data {
        Data::List(items) => items.iter().map(|item| item.place.clone()).collect(),
        _ => vec![value.place.clone()],
    };
    // Each text of the answer for itself: a list is held against a pattern line by line.
    let texts = |is_kept: &dyn Fn(&str) -> bool, requirement: &dyn Fn(&str) -> Requirement| {
        let texts: Vec<String> = answer.values().iter().map(ToString::to_string).collect();
        let places: Vec<Place> = if texts.len() == 1 && !matches!(answer, Answer::Lines(_)) {
            vec![value.place.clone()]
        } else {
            items()
        };
        texts
            .iter()
            .zip(places)
            .filter(|(text, _)| !is_kept(text))
            .map(|(text, place)| (requirement(text), place))
            .collect()
    };
    let length = |text: &str| text.chars().count();
    let count = match answer {
        Answer::Lines(lines) => lines.len(),
        Answer::Words(words) => words.len(),
        Answer::Records(records) => records.len(),
        _ => 1,
    };
    let ordered = |order: Order, limit: Scalar| {
        let fits = match order {
            Order::AtLeast => std::cmp::Ordering::is_ge,
            _ => std::cmp::Ordering::is_le,
        };
        let is_kept = match answer {
            Answer::One(value) => value.compare(&limit).is_none_or(fits),
            _ => true,
        };
        if is_kept { Vec::new() } else { whole(self::order(order, &limit)) }
    };
    match test {
        Test::Pattern(expression) => texts(&|text| expression.is_in(text), &|_| {
            Requirement::Pattern(expression.as_str().to_owned())
        }),
        Test::NotPattern(expression) => texts(&|text| !expression.is_in(text), &|_| {
            Requirement::NotPattern(expression.as_str().to_owned())
        }),
        Test::OneOf(words) => texts(&|text| words.iter().any(|word| word == text), &|_| {
            Requirement::OneOf(words.clone())
        }),
        Test::MinLength(least) => texts(&|text| length(text) >= *least, &|text| {
            Requirement::MinLength { least: *least, length: length(text) }
        }),
        Test::MaxLength(most) => texts(&|text| length(text) <= *most, &|text| {
            Requirement::MaxLength { most: *most, length: length(text) }
        }),
        Test::MinItems(least) if count < *least => {
            whole(Requirement::MinItems { least: *least, count })
        }
        Test::MaxItems(most) if count > *most => {
            whole(Requirement::MaxItems { most: *most, count })
        }
        Test::Min(least) => ordered(Order::AtLeast, Scalar::Number(least.clone())),
        Test::Max(most) => ordered(Order::AtMost, Scalar::Number(most.clone())),
        Test::Earliest(date) => ordered(Order::AtLeast, Scalar::Date(*date)),
        Test::Latest(date) => ordered(Order::AtMost, Scalar::Date(*date)),
        Test::MinItems(_) | Test::MaxItems(_) => Vec::new(),
        Test::Unique(part) => {
            let keys: Vec<Option<String>> = match (answer, part) {
                (Answer::Records(records), Some(part)) => records
                    .iter()
                    .map(|record| record[*part].as_ref().map(ToString::to_string))
                    .collect(),
                (Answer::Lines(lines), _) => lines.iter().cloned().map(Some).collect(),
                _ => Vec::new(),
            };
            let mut seen = BTreeSet::new();
            keys.into_iter()
                .zip(items())
                .filter_map(|(key, place)| Some((key?, place)))
                .filter(|(key, _)| !seen.insert(key.clone()))
                .map(|(key, place)| (Requirement::Unique(key), place))
                .collect()
        }
    }
}

/// The beginning of a text, to name it by.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line == text {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(LONGEST).collect::<String>().trim_end())
}
