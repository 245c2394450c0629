//! How far a batch has come: a line on the terminal, and the time that it took. The only user of
//! the clock, which is in nothing that is written.

use std::fmt;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Fewer cases are done before a line could be read.
const FEWEST: usize = 50;

/// The least columns in which a bar finds room beside the numbers.
const WIDE: usize = 70;

/// A batch under way.
pub(super) struct Progress {
    started: Instant,
    bar: ProgressBar,
}

impl Progress {
    /// A batch of so many begins. A line is only shown to somebody who sees it, and fits the width
    /// of the terminal.
    pub(super) fn begin(count: usize, is_seen: bool, width: usize) -> Progress {
        let target = if is_seen && count >= FEWEST {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        let bar_too = "{bar:30} {pos}/{len}  {rate}  {eta}";
        let template = if width < WIDE { "{pos}/{len}  {rate}  {eta}" } else { bar_too };
        let style = ProgressStyle::with_template(template);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
            // There is nobody to tell that the line cannot be written.
            let _ = write!(out, "{:.0}/s", state.per_sec());
        };
        bar.set_style(style.with_key("rate", rate));
        #[expect(clippy::disallowed_methods, reason = "only told, never written")]
        let started = Instant::now();
        Progress { started, bar }
    }

    /// One is done.
    pub(super) fn advance(&self) {
        self.bar.inc(1);
    }

    /// Lets something else be written to the terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the line away; the seconds that it took.
    pub(super) fn end(&self) -> f64 {
        self.bar.finish_and_clear();
        self.started.elapsed().as_secs_f64()
    }
}
