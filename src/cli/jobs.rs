//! Work on several threads, taken up in its order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Whether somebody wants the program to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// From now on, Ctrl-C stops between two pieces of work rather than within one.
pub(super) fn stop_between() {
    // Where there are no signals, Ctrl-C ends the program at once; files are whole all the same.
    let _ = ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed));
}

/// Whether Ctrl-C was pressed.
pub(super) fn is_stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Does `work` for each number below `count` on some threads, and `each` on this one with what
/// became of it, in the order of the numbers. Returns how many were done before it was stopped.
pub(super) fn in_order<T: Send>(
    count: usize,
    jobs: Option<NonZero<usize>>,
    work: impl Fn(usize) -> T + Sync,
    mut each: impl FnMut(usize, T),
) -> usize {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let jobs = jobs.min(count);
    if jobs <= 1 {
        let numbers = (0..count).take_while(|_| !is_stopped());
        return numbers.map(|number| each(number, work(number))).count();
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while !is_stopped() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count || sender.send((number, work(number))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // What was done before its turn.
        let mut early = BTreeMap::new();
        let mut turn = 0;
        for (number, became) in receiver {
            early.insert(number, became);
            while let Some(became) = early.remove(&turn) {
                each(turn, became);
                turn += 1;
            }
        }
        // Numbers are taken in their order, so that nothing is left over.
        turn
    })
}
