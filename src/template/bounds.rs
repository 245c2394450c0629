//! Bounds for templates: one that loops for ever or grows without end is stopped, after the same
//! number of steps each time.

use std::cell::Cell;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use tera::{Kwargs, State, Tera, Value};

use crate::diagnostic::Source;

use super::scan::Tag;

/// The most steps of all loops of a template.
pub(super) const MOST_STEPS: usize = 100_000;
/// The most bytes that a template renders to: a few thousand pages.
pub(super) const MOST_BYTES: usize = 8 << 20;
/// The function that counts a step.
const STEP: &str = "__step";
/// What it says after the last.
const TOO_MANY_STEPS: &str = "too many steps";

thread_local! {
    /// The steps of the template that this thread renders.
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Teaches an engine to count.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(STEP, |_: Kwargs, _: &State<'_>| -> Result<Value, tera::Error> {
        let steps = STEPS.get() + 1;
        STEPS.set(steps);
        if steps > MOST_STEPS {
            return Err(tera::Error::message(TOO_MANY_STEPS));
        }
        Ok(Value::from(""))
    });
}

/// Begins to count anew.
pub(super) fn begin() {
    STEPS.set(0);
}

/// Whether an error of Tera's is that the steps were too many.
pub(super) fn is_too_many_steps(message: &str) -> bool {
    message.contains(TOO_MANY_STEPS)
}

/// A template whose loops count their steps.
#[derive(Debug)]
pub(super) struct Counted {
    /// The text that Tera reads.
    pub(super) text: Arc<Source>,
    /// Where something stands in it that the file does not have, and how long that is.
    added: Vec<Range<usize>>,
}

impl Counted {
    /// Puts a step at the beginning of each loop.
    pub(super) fn new(text: &str, tags: &[Tag]) -> Counted {
        let (mut counted, mut added, mut done) = (String::new(), Vec::new(), 0);
        for tag in
            tags.iter().filter(|tag| tag.word.as_ref().is_some_and(|(word, _)| word == "for"))
        {
            counted.push_str(&text[done..tag.span.end]);
            done = tag.span.end;
            let start = counted.len();
            // Blanks that the tag trims are trimmed still.
            let trim = if text[tag.span.clone()].ends_with("-%}") { "-" } else { "" };
            counted.push_str(&format!("{{{{ {STEP}() {trim}}}}}"));
            added.push(start..counted.len());
        }
        counted.push_str(&text[done..]);
        Counted { text: Source::new("", counted), added }
    }

    /// The offset in the file of an offset in the text that Tera reads.
    pub(super) fn offset_in_file(&self, offset: usize) -> usize {
        let before =
            self.added.iter().map(|added| added.end.min(offset).saturating_sub(added.start));
        offset - before.sum::<usize>()
    }
}

/// Takes so many bytes and no more.
pub(super) struct Bounded {
    pub(super) bytes: Vec<u8>,
    pub(super) is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MOST_BYTES {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
