//! The stencil: whatever fills its holes, what is unpacked is the fixed text with that in it.
#![no_main]

use blankett::zipped::{Stencil, join, unpack};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (Vec<String>, Vec<String>, u16)| {
    let (mut pieces, mut holes, times) = texts;
    if pieces.is_empty() {
        pieces.push(String::new());
    }
    holes.resize(pieces.len() - 1, String::new());
    if let Some(first) = holes.first_mut() {
        // Farther than a repetition reaches, where it has something to repeat.
        *first = first.repeat(usize::from(times) / first.len().max(1));
    }
    let mut text = String::new();
    for (nth, piece) in pieces.iter().enumerate() {
        text += piece;
        text += holes.get(nth).map_or("", String::as_str);
    }
    let entry = Stencil::new(&pieces, "").fill(&holes);
    let files = unpack(&join(&[("a.xml", &entry)])).expect("it was just packed");
    assert_eq!(files, [("a.xml".to_owned(), text.into_bytes())]);
});
