//! Lists out of the paragraphs that a Word file has for their items.

use std::collections::BTreeMap;

use crate::document::{Inline, Item, List};

use super::atoms::ListItem;

/// Counts the items of lists as Word does.
#[derive(Default)]
pub(super) struct Counter {
    /// The number of the next item of each list, by level.
    next: BTreeMap<String, BTreeMap<usize, usize>>,
}

impl Counter {
    /// The number of an item, where its list counts. Lists within the one before it are over.
    pub(super) fn count(&mut self, item: &ListItem) -> usize {
        let levels = self.next.entry(item.id.clone()).or_default();
        levels.split_off(&(item.level + 1));
        let next = levels.entry(item.level).or_insert(item.first.unwrap_or(1));
        let number = *next;
        *next = number.saturating_add(1);
        number
    }
}

/// Puts items together into lists, and lists into the items that they stand under.
#[derive(Default)]
pub(super) struct Lists {
    /// The lists that are open, each within the last item of the one before it.
    open: Vec<(ListItem, List)>,
    counter: Counter,
    /// Whether a list that goes on after other text goes on counting.
    goes_on: bool,
}

impl Lists {
    /// Each list goes on counting where it was, as Word shows it.
    pub(super) fn as_shown() -> Lists {
        Lists { goes_on: true, ..Lists::default() }
    }

    /// Adds an item. Returns the list that it ended, if it is none of that.
    pub(super) fn add(&mut self, about: &ListItem, content: Vec<Inline>) -> Option<List> {
        let is_above = |(open, _): &(ListItem, List)| open.level < about.level;
        let goes_on = |(open, _): &(ListItem, List)| open == about;
        let mut ended = None;
        while self.open.last().is_some_and(|open| !is_above(open) && !goes_on(open)) {
            ended = self.close();
        }
        let number = self.counter.count(about);
        if !self.open.last().is_some_and(goes_on) {
            let first = if self.goes_on { number } else { 1 };
            let list = List { first: about.first.map(|_| first), items: Vec::new() };
            self.open.push((about.clone(), list));
        }
        if let Some((_, list)) = self.open.last_mut() {
            list.items.push(Item { content, lists: Vec::new() });
        }
        ended
    }

    /// Ends the list that is open.
    pub(super) fn end(&mut self) -> Option<List> {
        let mut ended = None;
        while !self.open.is_empty() {
            ended = self.close();
        }
        ended
    }

    /// Puts the innermost list into its item; returns one that stands in none.
    fn close(&mut self) -> Option<List> {
        let (_, list) = self.open.pop()?;
        match self.open.last_mut().and_then(|(_, outer)| outer.items.last_mut()) {
            Some(item) => {
                item.lists.push(list);
                None
            }
            None => Some(list),
        }
    }
}
