//! What leads to the fields and controls of a Word form: the names that they have, else their places.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::is_address_in_original;
use crate::text::{is_forbidden, is_unsafe};
use crate::word::WordFile;
use crate::word::spot::{Spot, ordinal, spot};

/// The longest tag and title of a control.
const LONGEST_TAG: usize = 64;

/// Names that lead to each form field: its own where nothing else has it, with a number where
/// several have it, its place where it has none.
pub(super) fn addresses(file: &WordFile) -> BTreeMap<usize, String> {
    let fields = &file.atoms.fields;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for data in fields.iter().filter_map(|field| field.data.as_ref()) {
        *counts.entry(data.name.as_str()).or_default() += 1;
    }
    let (mut seen, mut ordinal) = (BTreeMap::<&str, usize>::new(), 0);
    let mut addresses = BTreeMap::new();
    for (at, field) in fields.iter().enumerate() {
        let Some(data) = &field.data else { continue };
        ordinal += 1;
        let nth = seen.entry(data.name.as_str()).or_default();
        *nth += 1;
        let is_name = data.name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && data.name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && data.name.encode_utf16().count() <= 20;
        let address = match counts.get(data.name.as_str()) {
            Some(1) if is_name => data.name.clone(),
            Some(count) if *count > 1 && is_name => format!("{}#{nth}", data.name),
            _ => format!("#{ordinal}"),
        };
        addresses.insert(at, address);
    }
    addresses
}

/// What leads to a control: its tag or title, with a number where several have it, else its place; `None`
/// where that leads to another.
pub(super) fn address_of_control(
    file: &WordFile,
    control: usize,
    taken: &BTreeSet<String>,
) -> Option<String> {
    let about = &file.atoms.controls[control];
    let is_name = |name: &&String| {
        let is_address = is_address_in_original(name);
        let is_bad = |c: char| is_forbidden(c) || is_unsafe(c);
        !name.trim().is_empty()
            && !is_address
            && !name.contains(is_bad)
            && name.encode_utf16().count() <= LONGEST_TAG
    };
    let names = [&about.tag, &about.alias].into_iter().flatten().filter(is_name);
    let numbered = names.flat_map(|name| {
        std::iter::once(name.clone()).chain((1..100).map(move |nth| format!("{name}#{nth}")))
    });
    let by_place = ordinal(file, control).map(|nth| format!("control#{nth}"));
    let mut addresses = numbered.chain(by_place);
    // A form does not tell capitals from small letters in names, as Word does not in those of fields.
    let is_free = |address: &String| !taken.contains(&address.to_lowercase());
    addresses
        .find(|address| is_free(address) && spot(file, address) == Some(Spot::Control(control)))
}
