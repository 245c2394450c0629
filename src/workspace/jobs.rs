//! Work on several threads, taken up in its order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `work` for each number below `count` on some threads, and `each` on this one with the result,
/// in the order of the numbers. Returns how many were done before `stop` was set.
pub(super) fn in_order<T: Send>(
    count: usize,
    jobs: Option<NonZero<usize>>,
    stop: Option<&AtomicBool>,
    work: impl Fn(usize) -> T + Sync,
    mut each: impl FnMut(usize, T),
) -> usize {
    let is_stopped = || stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
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
            let (sender, next, work, is_stopped) = (sender.clone(), &next, &work, &is_stopped);
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
        for (number, result) in receiver {
            early.insert(number, result);
            while let Some(result) = early.remove(&turn) {
                each(turn, result);
                turn += 1;
            }
        }
        // Numbers are taken in their order, so that nothing is left over.
        turn
    })
}
