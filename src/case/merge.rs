//! Changes to a case file that leave everything else in it as it was written. The only user of
//! `toml_edit`.

use std::collections::BTreeMap;

use toml_edit::{
    Array, ArrayOfTables, Decor, DocumentMut, InlineTable, Item, Key, KeyMut, RawString, Table,
    TableLike, Value,
};

use super::Written;

/// The largest comparison of two lists, in entries times entries; larger ones are compared entry by entry.
const LARGEST_COMPARISON: usize = 1_000_000;

/// What changes in a table of a case.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    /// The table: `case` or `answers`.
    pub table: &'a str,
    /// The keys that it may have, in their order.
    pub keys: &'a [&'a str],
    /// What each key becomes; nothing, where it is taken out.
    pub values: &'a [(String, Option<Written>)],
}

/// Changes answers in the text of a case: a value takes the place of the one there or is put in,
/// in the order of the table's keys; none takes the key out. Comments, order and quoting of all else stay.
///
/// `None` where the text is no TOML, or where the answers cannot be put into it so that all else stays
/// as it is: what was made is read again and compared, answer by answer.
pub fn merge(text: &str, changes: &[Changes<'_>]) -> Option<String> {
    let before: DocumentMut = text.parse().ok()?;
    let mut document = before.clone();
    for one in changes.iter().filter(|one| !one.values.is_empty() || one.table == ANSWERS) {
        change(&mut document, one)?;
    }
    let merged = document.to_string();
    // A last line without an end has none afterwards.
    let is_ended = text.ends_with('\n') || !merged.ends_with('\n');
    let merged = if is_ended { merged } else { merged.trim_end_matches('\n').to_owned() };
    is_as_wanted(&before, &merged.parse().ok()?, changes).then_some(merged)
}

/// The table that every case has.
const ANSWERS: &str = "answers";

fn change(document: &mut DocumentMut, Changes { table, keys, values }: &Changes<'_>) -> Option<()> {
    if document.get(table).is_none() {
        put_in(document, table);
    }
    let mut left = String::new();
    let has_lines = document.get(table).is_some_and(Item::is_table);
    let entries = document.get_mut(table)?.as_table_like_mut()?;
    for (key, value) in *values {
        left += &match value {
            None => take_out(entries, key, has_lines),
            Some(value) => set(entries, keys, key, value, has_lines)?,
        };
    }
    // Comments of what was taken out last stand behind what is last now.
    if !left.is_empty() {
        // Dotted answers that are all gone have no line where comments could stand.
        let is_seen = |entries: &Table| !entries.is_empty() || !entries.is_dotted();
        if let Some(Item::Table(entries)) = document.get_mut(table)
            && is_seen(entries)
        {
            add_behind_all(entries, &left);
        } else {
            let trailing = document.trailing().as_str().unwrap_or_default();
            document.set_trailing(format!("{left}{trailing}"));
        }
    }
    Some(())
}

/// Puts an empty table into a case: what is kept about the case stands before its answers, where those have a
/// header.
fn put_in(document: &mut DocumentMut, name: &str) {
    let mut table = Table::new();
    let answers = document.get_mut(ANSWERS).and_then(Item::as_table_mut);
    if let Some(answers) = answers.filter(|answers| name != ANSWERS && !answers.is_dotted())
        && let Some(position) = answers.position()
    {
        // Of two tables at one position, the one that was put in first is printed first.
        table.set_position(Some(position));
        let above = answers.decor().prefix().and_then(RawString::as_str).unwrap_or_default();
        if above.is_empty() {
            answers.decor_mut().set_prefix("\n");
        } else {
            table.decor_mut().set_prefix("\n");
        }
        let kept = document.remove(ANSWERS);
        document.insert(name, Item::Table(table));
        document.insert(ANSWERS, kept.unwrap_or_default());
    } else {
        document.insert(name, Item::Table(table));
    }
}

/// Whether a case has the changes, and all else as it was.
fn is_as_wanted(before: &DocumentMut, after: &DocumentMut, changes: &[Changes<'_>]) -> bool {
    let is_changed = |table: &str| changes.iter().any(|one| one.table == table);
    let outside = |document: &DocumentMut| -> Vec<String> {
        let entries = document.iter().filter(|(key, _)| *key != ANSWERS && !is_changed(key));
        entries.map(|(key, item)| format!("{key} = {}", plain(item))).collect()
    };
    changes.iter().all(|one| has_changes(before, after, one)) && outside(before) == outside(after)
}

/// Whether a table has the changes, and all else as it was.
fn has_changes(before: &DocumentMut, after: &DocumentMut, of: &Changes<'_>) -> bool {
    let entries = |document: &DocumentMut| {
        let entries = document.get(of.table).and_then(Item::as_table_like)?;
        let entries = entries.iter().map(|(key, item)| (key.to_owned(), item.clone()));
        Some(entries.collect::<BTreeMap<String, Item>>())
    };
    let (old, new) = (entries(before).unwrap_or_default(), entries(after).unwrap_or_default());
    // Of several changes of one answer, the last counts.
    let wanted: BTreeMap<&str, &Option<Written>> =
        of.values.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let is_other = |(key, _): &(&String, &Item)| !wanted.contains_key(key.as_str());
    let others = |entries: &BTreeMap<String, Item>| -> Vec<String> {
        entries
            .iter()
            .filter(is_other)
            .map(|(key, item)| format!("{key} = {}", plain(item)))
            .collect()
    };
    let is_there = |(key, value): (&&str, &&Option<Written>)| match (new.get(*key), value) {
        (Some(item), Some(value)) => is_same(item, value),
        (None, None) => true,
        _ => false,
    };
    wanted.iter().all(is_there) && others(&old) == others(&new)
}

/// What an item holds, however it is written and in whatever order its keys stand.
fn plain(item: &Item) -> String {
    let of_table = |table: &dyn TableLike| {
        let entries: BTreeMap<&str, String> =
            table.iter().map(|(key, item)| (key, plain(item))).collect();
        format!("{entries:?}")
    };
    match item {
        Item::None => String::new(),
        Item::Value(Value::InlineTable(table)) => of_table(table),
        Item::Value(Value::Array(array)) => {
            let entries = array.iter().map(|value| plain(&Item::Value(value.clone())));
            format!("{:?}", entries.collect::<Vec<_>>())
        }
        Item::Value(Value::String(text)) => format!("{:?}", text.value()),
        Item::Value(value) => value.clone().decorated("", "").to_string(),
        Item::Table(table) => of_table(table),
        Item::ArrayOfTables(tables) => {
            format!("{:?}", tables.iter().map(|table| of_table(table)).collect::<Vec<_>>())
        }
    }
}

/// Takes a key out; the comments that stood at it are those of the next key where the table has
/// lines of its own, or are left.
fn take_out(answers: &mut dyn TableLike, key: &str, has_lines: bool) -> String {
    let mut comments = String::new();
    let next = answers.iter().map(|(other, _)| other).skip_while(|other| *other != key).nth(1);
    let next = next.map(str::to_owned);
    if let Some(shown) = answers.key(key) {
        comments.push_str(&comments_of(shown.leaf_decor().prefix()));
    }
    if let Some(item) = answers.remove(key) {
        comments.push_str(&comments_in(&item));
    }
    if comments.is_empty() || !has_lines {
        return comments;
    }
    match next {
        Some(next) if add_above(answers, &next, &comments) => String::new(),
        _ => comments,
    }
}

/// Puts lines of comments above what a key has, if there is a place for them.
fn add_above(answers: &mut dyn TableLike, key: &str, comments: &str) -> bool {
    let decor = match answers.get_mut(key) {
        Some(Item::Table(table)) if !table.is_dotted() && !table.is_implicit() => table.decor_mut(),
        Some(Item::ArrayOfTables(tables)) => match tables.iter_mut().next() {
            Some(table) => table.decor_mut(),
            None => return false,
        },
        Some(Item::Value(_)) => {
            let Some(mut place) = answers.key_mut(key) else { return false };
            add_before(place.leaf_decor_mut(), comments);
            return true;
        }
        _ => return false,
    };
    add_before(decor, comments);
    true
}

/// Gives a key its value; comments that have no place any more are left.
fn set(
    answers: &mut dyn TableLike,
    keys: &[&str],
    key: &str,
    value: &Written,
    has_lines: bool,
) -> Option<String> {
    let fresh = Item::Value(value.to_toml().parse().ok()?);
    if answers.contains_key(key) {
        let item = answers.get_mut(key)?;
        let left = update(item, value)?;
        if left.is_empty() || !has_lines {
            return Some(left);
        }
        add_behind(item, &left);
        return Some(String::new());
    }
    let rank = |key: &str| keys.iter().position(|other| *other == key);
    let mine = rank(key);
    // What comes later in the form is taken out and put back behind the new answer.
    let later: Vec<String> = answers
        .iter()
        .map(|(key, _)| key.to_owned())
        .skip_while(|other| rank(other).is_none_or(|other| Some(other) < mine))
        .collect();
    let kept: Vec<(Key, Item)> = later
        .iter()
        .filter_map(|key| {
            let shown = answers.key(key)?.clone();
            Some((shown, answers.remove(key)?))
        })
        .collect();
    answers.insert(key, fresh);
    for (key, item) in kept {
        answers.insert(key.get(), item);
        if let Some(mut place) = answers.key_mut(key.get()) {
            copy_decor(&mut place, &key);
        }
    }
    Some(String::new())
}

/// Gives a key back the comments and blanks that stood before it.
fn copy_decor(place: &mut KeyMut<'_>, key: &Key) {
    *place.leaf_decor_mut() = key.leaf_decor().clone();
    *place.dotted_decor_mut() = key.dotted_decor().clone();
}

/// Makes an item what it is to be, where it stands, with the comments within it: only what changed in it
/// is written anew. Comments that have no place in it any more are returned.
fn update(item: &mut Item, new: &Written) -> Option<String> {
    match (&mut *item, new) {
        (Item::Value(value), new) => update_value(value, new),
        (Item::Table(table), Written::Record(parts)) => update_table(table, parts, true),
        (Item::ArrayOfTables(tables), Written::List(records)) if !records.is_empty() => {
            update_tables(tables, records)
        }
        (item, new) => {
            let left = comments_in(item);
            *item = Item::Value(new.to_toml().parse().ok()?);
            Some(left)
        }
    }
}

fn update_value(value: &mut Value, new: &Written) -> Option<String> {
    match (&mut *value, new) {
        (Value::Array(array), Written::List(items)) if !comments_of_array(array).is_empty() => {
            update_array(array, items)
        }
        (Value::InlineTable(table), Written::Record(parts)) => {
            update_table(table as &mut dyn TableLike, parts, false)
        }
        // Without comments it is laid out anew.
        (value, new) => {
            let mut fresh: Value = new.to_toml().parse().ok()?;
            // What stands around the old value stays: a comment behind it, say.
            *fresh.decor_mut() = value.decor().clone();
            let left = comments_in_value(value);
            *value = fresh;
            Some(left)
        }
    }
}

fn update_table(
    table: &mut dyn TableLike,
    parts: &[(String, Written)],
    has_lines: bool,
) -> Option<String> {
    let is_wanted = |key: &str| parts.iter().any(|(part, _)| part == key);
    let gone: Vec<String> =
        table.iter().map(|(key, _)| key.to_owned()).filter(|key| !is_wanted(key)).collect();
    let mut left: String = gone.iter().map(|key| take_out(table, key, has_lines)).collect();
    for (key, part) in parts {
        match table.get_mut(key) {
            Some(item) if is_same(item, part) => {}
            Some(item) => left.push_str(&update(item, part)?),
            None => drop(table.insert(key, Item::Value(part.to_toml().parse().ok()?))),
        }
    }
    Some(left)
}

/// An entry of a list as it stands there: what is before it, from its own line on, and what is behind it
/// on its last line.
struct Entry {
    before: String,
    value: Value,
    behind: String,
}

/// A list taken apart. TOML has no place for a comment behind an entry: it stands before the next one
/// or before the bracket, and would go with them.
struct Entries {
    /// What is behind the bracket that opens the list, on its line.
    opening: String,
    all: Vec<Entry>,
    /// What is before the bracket that closes it.
    closing: String,
}

impl Entries {
    fn of(array: &Array) -> Entries {
        let mut opening = String::new();
        let mut entries: Vec<Entry> = Vec::new();
        let mut gap = String::new();
        for value in array {
            gap += shown(value.decor().prefix());
            let (behind, before) = line_of(&gap);
            match entries.last_mut() {
                Some(entry) => entry.behind = behind,
                None => opening = behind,
            }
            shown(value.decor().suffix()).clone_into(&mut gap);
            let value = value.clone().decorated("", "");
            entries.push(Entry { before, value, behind: String::new() });
        }
        gap += shown(Some(array.trailing()));
        let (behind, closing) = line_of(&gap);
        match entries.last_mut() {
            Some(entry) => entry.behind = behind,
            None => opening = behind,
        }
        Entries { opening, all: entries, closing }
    }

    /// What a new line within the list begins with.
    fn indent(&self) -> String {
        let lines = self.all.iter().rev().map(|entry| &entry.before);
        let indent = lines.into_iter().find_map(|before| Some(&before[before.rfind('\n')?..]));
        indent.unwrap_or("\n    ").to_owned()
    }

    fn put_into(self, array: &mut Array) {
        array.clear();
        let mut behind = self.opening;
        for entry in self.all {
            let prefix = format!("{behind}{}", entry.before);
            array.push_formatted(entry.value.decorated(prefix, ""));
            behind = entry.behind;
        }
        let has_lines = self.closing.contains('\n');
        array.set_trailing_comma(has_lines && !array.is_empty());
        array.set_trailing(format!("{behind}{}", self.closing));
    }
}

/// Splits what stands between two entries: the rest of the line of the first, and the lines after it.
fn line_of(gap: &str) -> (String, String) {
    let at = gap.find('\n').unwrap_or(0);
    (gap[..at].to_owned(), gap[at..].to_owned())
}

fn update_array(array: &mut Array, items: &[Written]) -> Option<String> {
    let old = Entries::of(array);
    let indent = old.indent();
    let lines =
        |comments: &str| comments.lines().map(|line| indent.clone() + line).collect::<String>();
    let Entries { opening, all: old, closing } = old;
    let mut entries: Vec<Entry> = Vec::new();
    // Comments of what is gone stand before what comes next.
    let mut carried = String::new();
    let values: Vec<&Value> = old.iter().map(|entry| &entry.value).collect();
    for step in aligned(&values, items, |old, new| is_same_value(old, new)) {
        let kept = |at: usize, value| {
            let Entry { before, behind, .. } = &old[at];
            Entry { before: before.clone(), value, behind: behind.clone() }
        };
        let mut entry = match step {
            Step::Gone(at) => {
                let Entry { before, value, behind } = &old[at];
                carried += &comments_among(before);
                carried += &comments_in_value(value);
                carried += &comments_among(behind);
                continue;
            }
            Step::Same(at) => kept(at, old[at].value.clone()),
            Step::Changed(at, new) => {
                let mut value = old[at].value.clone();
                carried += &update_value(&mut value, &items[new])?;
                kept(at, value)
            }
            Step::New(new) => {
                let value = items[new].on_one_line().parse().ok()?;
                Entry { before: indent.clone(), value, behind: String::new() }
            }
        };
        // A comment goes on to the end of its line.
        let is_behind_one = entries.last().map_or(&opening, |last| &last.behind).contains('#');
        if (is_behind_one || !carried.is_empty()) && !entry.before.contains('\n') {
            entry.before.clone_from(&indent);
        }
        entry.before.insert_str(0, &lines(&std::mem::take(&mut carried)));
        entries.push(entry);
    }
    let closing = lines(&carried) + if closing.contains('\n') { &closing } else { "\n" };
    Entries { opening, all: entries, closing }.put_into(array);
    Some(String::new())
}

fn update_tables(tables: &mut ArrayOfTables, records: &[Written]) -> Option<String> {
    let old: Vec<Table> = tables.iter().cloned().collect();
    let mut carried = String::new();
    tables.clear();
    for step in aligned(&old, records, is_same_table) {
        let mut table = match step {
            Step::Gone(at) => {
                carried.push_str(&comments_at(&old[at]));
                continue;
            }
            Step::Same(at) => old[at].clone(),
            Step::Changed(at, new) => {
                let Written::Record(parts) = &records[new] else { return None };
                let mut table = old[at].clone();
                carried.push_str(&update_table(&mut table, parts, true)?);
                table
            }
            Step::New(new) => {
                let Written::Record(parts) = &records[new] else { return None };
                let mut table = Table::new();
                table.decor_mut().set_prefix("\n");
                update_table(&mut table, parts, true)?;
                table
            }
        };
        add_before(table.decor_mut(), &std::mem::take(&mut carried));
        tables.push(table);
    }
    // Where a table stood in the file goes before where it stands in the list.
    if !tables.iter().filter_map(Table::position).is_sorted() {
        let first = tables.iter().filter_map(Table::position).min();
        for (nth, table) in tables.iter_mut().enumerate() {
            forget_position(table);
            table.set_position(first.filter(|_| nth == 0));
        }
    }
    Some(carried)
}

/// Lets a table, with those in it, stand behind what comes before it.
fn forget_position(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => forget_position(inner),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(forget_position),
            Item::None | Item::Value(_) => {}
        }
    }
}

/// What becomes of the entries of a list, in the order of the new one.
enum Step {
    Same(usize),
    Changed(usize, usize),
    Gone(usize),
    New(usize),
}

/// The steps from one list to another: what both have stays, wherever it stands now; of what stands between
/// entries that kept their order, as many as both have are changed.
fn aligned<T>(old: &[T], new: &[Written], is_same: impl Fn(&T, &Written) -> bool) -> Vec<Step> {
    let anchors = in_order(old, new, &is_same);
    let mut sources: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_free = vec![true; old.len()];
    for &(i, j) in &anchors {
        (sources[j], is_free[i]) = (Some(i), false);
    }
    // What was moved, with its comments.
    if old.len().saturating_mul(new.len()) <= LARGEST_COMPARISON {
        for (j, source) in sources.iter_mut().enumerate().filter(|(_, source)| source.is_none()) {
            let moved = (0..old.len()).find(|&i| is_free[i] && is_same(&old[i], &new[j]));
            if let Some(i) = moved {
                (*source, is_free[i]) = (moved, false);
            }
        }
    }
    let mut steps = Vec::new();
    let (mut from_i, mut from_j) = (0, 0);
    for (i, j) in anchors.into_iter().chain([(old.len(), new.len())]) {
        let mut free = (from_i..i).filter(|&i| is_free[i]);
        steps.extend((from_j..j).map(|j| match sources[j] {
            Some(i) => Step::Same(i),
            None => free.next().map_or(Step::New(j), |i| Step::Changed(i, j)),
        }));
        steps.extend(free.map(Step::Gone));
        if j < new.len() {
            steps.push(Step::Same(i));
        }
        (from_i, from_j) = (i + 1, j + 1);
    }
    steps
}

/// The longest row of entries that both lists have in the same order, by their places; of very long lists
/// only what they begin and end with.
fn in_order<T>(
    old: &[T],
    new: &[Written],
    is_same: impl Fn(&T, &Written) -> bool,
) -> Vec<(usize, usize)> {
    let pairs = || old.iter().zip(new);
    let begin = pairs().take_while(|(one, other)| is_same(one, other)).count();
    let rest = old.len().min(new.len()) - begin;
    let ends = old.iter().rev().zip(new.iter().rev()).take(rest);
    let end = ends.take_while(|(one, other)| is_same(one, other)).count();
    let mut row: Vec<(usize, usize)> = (0..begin).map(|nth| (nth, nth)).collect();
    let (rows, columns) = (old.len() - begin - end, new.len() - begin - end);
    if rows.saturating_mul(columns) <= LARGEST_COMPARISON {
        let is_pair = |i: usize, j: usize| is_same(&old[begin + i], &new[begin + j]);
        // How many entries both have from each pair on.
        let mut lengths = vec![vec![0_usize; columns + 1]; rows + 1];
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                lengths[i][j] = if is_pair(i, j) {
                    lengths[i + 1][j + 1] + 1
                } else {
                    lengths[i + 1][j].max(lengths[i][j + 1])
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < rows && j < columns {
            if is_pair(i, j) {
                row.push((begin + i, begin + j));
                (i, j) = (i + 1, j + 1);
            } else if lengths[i + 1][j] >= lengths[i][j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    row.extend((0..end).rev().map(|nth| (old.len() - 1 - nth, new.len() - 1 - nth)));
    row
}

fn is_same(item: &Item, new: &Written) -> bool {
    match (item, new) {
        (Item::Value(value), new) => is_same_value(value, new),
        (Item::Table(table), new) => is_same_table(table, new),
        (Item::ArrayOfTables(tables), Written::List(records)) => {
            tables.len() == records.len()
                && tables.iter().zip(records).all(|(table, record)| is_same_table(table, record))
        }
        _ => false,
    }
}

fn is_same_table(table: &Table, new: &Written) -> bool {
    matches!(new, Written::Record(parts) if has_parts(table, parts))
}

fn has_parts(table: &dyn TableLike, parts: &[(String, Written)]) -> bool {
    let has =
        |(key, part): &(String, Written)| table.get(key).is_some_and(|item| is_same(item, part));
    table.len() == parts.len() && parts.iter().all(has)
}

fn is_same_value(value: &Value, new: &Written) -> bool {
    match (value, new) {
        (Value::String(text), Written::Text(new)) => {
            text.value().trim_matches('\n') == new.trim_matches('\n')
        }
        (Value::Array(array), Written::List(items)) => {
            array.len() == items.len()
                && array.iter().zip(items).all(|(value, new)| is_same_value(value, new))
        }
        (Value::InlineTable(table), Written::Record(parts)) => {
            has_parts(table as &InlineTable, parts)
        }
        (value, Written::Literal(literal)) if !value.is_str() => {
            value.clone().decorated("", "").to_string() == *literal
        }
        _ => false,
    }
}

fn shown(raw: Option<&RawString>) -> &str {
    raw.and_then(RawString::as_str).unwrap_or_default()
}

/// The comments in what stands around something, each on a line.
fn comments_of(decor: Option<&RawString>) -> String {
    comments_among(shown(decor))
}

fn comments_among(gap: &str) -> String {
    let comments = gap.lines().filter_map(|line| Some(&line[line.find('#')?..]));
    comments.map(|comment| format!("{comment}\n")).collect()
}

fn comments_of_array(array: &Array) -> String {
    let within = array.iter().map(|value| {
        comments_of(value.decor().prefix())
            + &comments_of(value.decor().suffix())
            + &comments_in_value(value)
    });
    within.collect::<String>() + &comments_of(Some(array.trailing()))
}

fn comments_in_value(value: &Value) -> String {
    match value {
        Value::Array(array) => comments_of_array(array),
        Value::InlineTable(table) => comments_in_table(table),
        _ => String::new(),
    }
}

fn comments_in_table(table: &dyn TableLike) -> String {
    let of_entry = |(key, item): (&str, &Item)| {
        let before = table.key(key).map(|key| comments_of(key.leaf_decor().prefix()));
        before.unwrap_or_default() + &comments_in(item)
    };
    table.iter().map(of_entry).collect()
}

/// The comments above a table, behind its name, and in it.
fn comments_at(table: &Table) -> String {
    comments_of(table.decor().prefix())
        + &comments_of(table.decor().suffix())
        + &comments_in_table(table)
}

/// All comments in an item, and behind it.
fn comments_in(item: &Item) -> String {
    match item {
        Item::Value(value) => comments_in_value(value) + &comments_of(value.decor().suffix()),
        Item::Table(table) => comments_at(table),
        Item::ArrayOfTables(tables) => tables.iter().map(comments_at).collect(),
        Item::None => String::new(),
    }
}

/// Puts lines of comments before something, above its own.
fn add_before(decor: &mut Decor, comments: &str) {
    let before = shown(decor.prefix());
    let (blank, own) = before.split_at(before.len() - before.trim_start_matches('\n').len());
    decor.set_prefix(format!("{blank}{comments}{own}"));
}

/// Puts lines of comments behind the last line of an item.
fn add_behind(item: &mut Item, comments: &str) {
    let decor = match item {
        Item::Value(value) => value.decor_mut(),
        Item::Table(table) => last_of(table),
        Item::ArrayOfTables(tables) => match tables.iter_mut().last() {
            Some(table) => last_of(table),
            None => return,
        },
        Item::None => return,
    };
    add_lines(decor, comments);
}

/// Puts lines of comments behind the last line of a table, or of its name.
fn add_behind_all(table: &mut Table, comments: &str) {
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    let item = last.and_then(|key| table.get_mut(&key));
    match item {
        Some(item) => add_behind(item, comments),
        None => add_lines(table.decor_mut(), comments),
    }
}

fn add_lines(decor: &mut Decor, comments: &str) {
    let lines: String = comments.lines().map(|line| format!("\n{line}")).collect();
    decor.set_suffix(format!("{}{lines}", shown(decor.suffix())));
}

fn last_of(table: &mut Table) -> &mut Decor {
    // Twice, as a table cannot be lent and returned in one.
    if table.iter().last().is_none_or(|(_, item)| !item.is_value()) {
        return table.decor_mut();
    }
    let (_, item) = table.iter_mut().last().expect("a table that has a last entry");
    item.as_value_mut().expect("a last entry that is a value").decor_mut()
}
