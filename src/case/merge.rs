//! Changes to a case file that leave everything else in it as it was written. The only user of
//! `toml_edit`.

use toml_edit::{DocumentMut, Item, Key, KeyMut, Table, TableLike};

use super::Written;

/// Changes answers in the text of a case: a value takes the place of the one there or is put in,
/// in the order of `keys`; none takes the key out. Comments, order and quoting of all else stay.
///
/// `None` where the text is no TOML.
pub fn merge(text: &str, keys: &[&str], changes: &[(String, Option<Written>)]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    if document.get("answers").is_none() {
        document.insert("answers", Item::Table(Table::new()));
    }
    let answers = document.get_mut("answers")?.as_table_like_mut()?;
    for (key, value) in changes {
        match value {
            None => {
                answers.remove(key);
            }
            Some(value) => set(answers, keys, key, value)?,
        }
    }
    Some(document.to_string())
}

fn set(answers: &mut dyn TableLike, keys: &[&str], key: &str, value: &Written) -> Option<()> {
    let mut fresh = Item::Value(value.to_toml().parse().ok()?);
    if let Some(old) = answers.get_mut(key) {
        // What stands around the old value stays: a comment behind it, say.
        if let (Some(new), Some(old)) = (fresh.as_value_mut(), old.as_value()) {
            *new.decor_mut() = old.decor().clone();
        }
        *old = fresh;
        return Some(());
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
    Some(())
}

/// Gives a key back the comments and blanks that stood before it.
fn copy_decor(place: &mut KeyMut<'_>, key: &Key) {
    *place.leaf_decor_mut() = key.leaf_decor().clone();
    *place.dotted_decor_mut() = key.dotted_decor().clone();
}
