//! Merging: answers put into any case leave a case that can be read, and all else in it as it was.
#![no_main]

use std::collections::BTreeMap;

use blankett::case::{self, Changes, Written};
use libfuzzer_sys::fuzz_target;

const KEYS: [&str; 4] = ["first", "second", "third", "fourth"];

fn merge(before: &str, keys: &[&str], values: &[(String, Option<Written>)]) -> Option<String> {
    case::merge(before, &[Changes { table: "answers", keys, values }])
}

fuzz_target!(|input: (String, Vec<(u8, u8, Vec<String>)>)| {
    let (before, changes) = input;
    let change = |(key, kind, texts): (u8, u8, Vec<String>)| {
        let texts = texts.into_iter().map(Written::Text);
        let value = match kind % 5 {
            0 => None,
            1 => Some(Written::Literal("1".to_owned())),
            2 => Some(Written::Text("a # b".to_owned())),
            3 => Some(Written::List(texts.collect())),
            _ => {
                Some(Written::Record(KEYS.iter().map(|key| (*key).to_owned()).zip(texts).collect()))
            }
        };
        (KEYS[usize::from(key) % KEYS.len()].to_owned(), value)
    };
    // One for each key.
    let changes: BTreeMap<_, _> = changes.into_iter().map(change).collect();
    let changes: Vec<_> = changes.into_iter().collect();
    // A case that can be read takes answers, whatever its layout; merging compares all else itself.
    if merge(&before, &KEYS, &[]).is_none() {
        return;
    }
    let after = merge(&before, &KEYS, &changes).expect("a case that can be read takes answers");
    // It is read again, and nothing is changed where nothing is to be.
    assert_eq!(merge(&after, &KEYS, &[]).as_deref(), Some(&*after));
    // The same changes once more change nothing.
    assert_eq!(merge(&after, &KEYS, &changes).as_deref(), Some(&*after));
});
