//! Which boxes of a form answer one question, and the words of each.

use std::collections::BTreeSet;

use super::questions::{Answer, Question};
use super::sheet::Sheet;
use super::wording::{LONGEST_LABEL, answer_word, has_word, label, last_answer_word, option};

impl Sheet<'_> {
    /// Boxes that answer one question, as one.
    pub(super) fn boxes(&self, group: &[usize]) -> Question {
        let options: Vec<String> = group.iter().map(|place| self.option(*place, group)).collect();
        if let ([first, second], Some(is_yes_first)) = (group, self.pair(group, &options)) {
            let (yes, no) = if is_yes_first { (*first, *second) } else { (*second, *first) };
            return Question {
                label: self.asked_of_boxes(group),
                answer: Answer::YesNo { yes, no },
            };
        }
        let mut label = self.asked_of_boxes(group);
        if label.is_none() {
            label = options.first().cloned().filter(|option| option != "x");
        }
        let mut named: Vec<(String, usize)> = Vec::new();
        for (option, place) in options.into_iter().zip(group) {
            let mut name = option.clone();
            let mut nth = 2;
            while named.iter().any(|(other, _)| *other == name) {
                name = format!("{option} {nth}");
                nth += 1;
            }
            named.push((name, *place));
        }
        Question { label, answer: Answer::Boxes(named) }
    }

    /// Whether two boxes are a yes and a no, and the first of them the yes.
    pub(super) fn pair(&self, group: &[usize], options: &[String]) -> Option<bool> {
        let [first, second] = group else { return None };
        let (one, other) = (&self.places[*first], &self.places[*second]);
        let is_pair = |one: Option<bool>, other: Option<bool>| match (one, other) {
            (Some(one), Some(other)) if one != other => Some(one),
            _ => None,
        };
        is_pair(answer_word(&one.after), answer_word(&other.after))
            .or_else(|| is_pair(last_answer_word(&one.before), last_answer_word(&other.before)))
            .or_else(|| is_pair(answer_word(&options[0]), answer_word(&options[1])))
    }

    /// The words of a box: those after it, in the cell beside it, before it, or around it in the table.
    pub(super) fn option(&self, place: usize, group: &[usize]) -> String {
        let about = &self.places[place];
        let words = |text: &str| option(text);
        if self.are_named_before(group) {
            return words(&about.before).unwrap_or_else(|| "x".to_owned());
        }
        let after = words(&about.after);
        let cell = about.cell.filter(|cell| self.is_room(*cell));
        let row = || {
            let cell = cell?;
            let right = self.page.right_of(cell).and_then(|right| self.cell_words(right));
            let right = right.filter(|words| option(words).is_some());
            let many =
                group.iter().filter(|other| self.row_of(**other) == self.row_of(place)).count();
            let head = self.head(cell).map(|(head, _)| head);
            if many > 1 {
                return head.or(right);
            }
            let left = self.page.left_of(cell).first().and_then(|left| self.cell_words(*left));
            right.or(left).or(head)
        };
        let found = after.or_else(|| row().as_deref().and_then(words));
        found.or_else(|| words(&about.before)).unwrap_or_else(|| "x".to_owned())
    }

    /// Whether the boxes of a line have their words before them.
    pub(super) fn are_named_before(&self, group: &[usize]) -> bool {
        group.iter().all(|place| {
            let about = &self.places[*place];
            option(&about.before).is_some() && !about.before.trim_end().ends_with(':')
        }) && group.last().is_some_and(|last| option(&self.places[*last].after).is_none())
    }

    /// The table and row that a place stands in.
    pub(super) fn row_of(&self, place: usize) -> Option<(usize, usize)> {
        let cell = &self.page.cells[self.places[place].cell?];
        Some((cell.table, cell.rows.start))
    }

    /// What asks for boxes.
    pub(super) fn asked_of_boxes(&self, group: &[usize]) -> Option<String> {
        let first = &self.places[group[0]];
        let place = group[0];
        let before = self.before(place).filter(|_| !self.are_named_before(group));
        // The question may stand on the line, before the word of the first box.
        let before = if last_answer_word(&first.before).is_none() {
            before
        } else {
            let cut = first.before.trim().trim_end_matches(|c: char| !c.is_whitespace()).trim();
            has_word(cut).then(|| cut.to_owned())
        };
        if let Some(own) = before.as_deref().and_then(label) {
            return Some(own);
        }
        let is_room = first.cell.is_some_and(|cell| self.is_room(cell));
        let rows: BTreeSet<_> = group.iter().map(|place| self.row_of(*place)).collect();
        if let Some(cell) = first.cell {
            // A row of boxes below their options.
            if is_room && rows.len() == 1 && group.len() > 1 {
                let beside = self.at_left(cell).0;
                return beside.or_else(|| self.section(place));
            }
            if is_room {
                let head = self.head(cell).map(|(head, _)| head);
                return self.section(place).or(head);
            }
            let own = self.above_in_cell(place);
            let beside = || self.at_left(cell).0;
            let head = || self.head(cell).map(|(head, _)| head);
            let found = own.or_else(beside).or_else(head);
            if found.is_some() {
                return found;
            }
        }
        if let Some(asking) = self.asking_above(place) {
            return Some(asking);
        }
        let asked = self.beside(place, false);
        let follows_text = (0..first.line).rev().find(|line| self.has_words(*line));
        let is_near = follows_text.is_some_and(|line| self.lines[line].1 == 0);
        asked.filter(|_| is_near).or_else(|| self.section(place))
    }

    /// The nearest of the lines above boxes that asks: it is strong, or ends as a question does.
    pub(super) fn asking_above(&self, place: usize) -> Option<String> {
        let about = &self.places[place];
        let cell = self.page.lines[about.line].cell;
        let above = (0..about.line)
            .rev()
            .take_while(|line| self.page.lines[*line].cell == cell && self.lines[*line].1 == 0);
        let mut above = above.filter(|line| self.has_words(*line)).take(4);
        let line = above.find(|line| {
            let text = self.lines[*line].0.trim();
            text.ends_with([':', '?'])
                || (self.is_strong(*line) && text.chars().count() <= LONGEST_LABEL)
        })?;
        label(&self.lines[line].0)
    }

    /// Which boxes answer one question.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let boxes = (0..self.places.len()).filter(|place| self.places[*place].is_box);
        for place in boxes {
            let before = groups.last().and_then(|group| group.last()).copied();
            let goes_on = before.is_some_and(|before| self.goes_on(before, place, groups.last()));
            match groups.last_mut() {
                Some(group) if goes_on => group.push(place),
                _ => groups.push(vec![place]),
            }
        }
        groups
    }

    /// Whether a box answers the same question as the one before it.
    pub(super) fn goes_on(&self, before: usize, place: usize, group: Option<&Vec<usize>>) -> bool {
        let (one, other) = (&self.places[before], &self.places[place]);
        if place != before + 1 {
            return false;
        }
        if one.line == other.line {
            // A pair is whole; words with a colon ask again.
            return !other.before.trim_end().ends_with(':') && !self.is_pair(group);
        }
        if self.is_pair(group) {
            return false;
        }
        match (one.cell, other.cell) {
            (None, None) => {
                self.only_asides_between(one.line, other.line) && other.before.trim().is_empty()
            }
            (Some(a), Some(b)) if a == b => {
                self.only_asides_between(one.line, other.line) && other.before.trim().is_empty()
            }
            (Some(a), Some(b)) => {
                let (first, second) = (&self.page.cells[a], &self.page.cells[b]);
                if first.table != second.table {
                    return false;
                }
                let is_row = first.rows.start == second.rows.start;
                let are_room = self.is_room(a) && self.is_room(b);
                let has_beside = |cell: usize| {
                    self.page.right_of(cell).is_some_and(|right| self.cell_label(right).is_some())
                };
                if is_row {
                    // Boxes below the words of their columns, or cells with a box and its words each.
                    return are_room && (!has_beside(a) || self.at_left(a).0.is_none())
                        || !are_room
                            && other.before.trim().is_empty()
                            && self.at_left(b).1 == (self.at_left(a).1);
                }
                let is_next = second.rows.start == first.rows.end;
                let is_list = first.columns == second.columns
                    && other.before.trim().is_empty()
                    && (!are_room || has_beside(a) || self.at_left(a).0.is_some());
                let group_rows: BTreeSet<_> =
                    group.into_iter().flatten().map(|place| self.row_of(*place)).collect();
                let is_matrix = group.is_some_and(|group| group.len() > group_rows.len());
                is_next && is_list && !is_matrix && (are_room || self.at_left(b).0.is_none())
            }
            _ => false,
        }
    }

    /// Whether a group is a yes and a no.
    pub(super) fn is_pair(&self, group: Option<&Vec<usize>>) -> bool {
        group.is_some_and(|group| self.pair(group, &[String::new(), String::new()]).is_some())
    }

    /// Whether between two lines nothing asks: only room, and words that explain.
    pub(super) fn only_asides_between(&self, first: usize, second: usize) -> bool {
        let mut goes_on = false;
        (first + 1..second).all(|line| {
            let text = self.lines[line].0.trim();
            let continues = std::mem::replace(
                &mut goes_on,
                !text.is_empty() && !text.ends_with(['.', ':', ';', '!', '?', ')']),
            );
            let begins_small = text.chars().next().is_some_and(|c| c.is_lowercase() || c == '(');
            let is_long = text.chars().count() > 60;
            let asks = text.ends_with([':', '?']) || self.is_strong(line);
            !self.has_words(line) || (!asks && (begins_small || is_long || continues))
        })
    }
}
