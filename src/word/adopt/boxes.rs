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

    /// The words of a box: those before or after it, in the cell beside it, or at the head of its column.
    pub(super) fn option(&self, place: usize, group: &[usize]) -> String {
        let about = &self.places[place];
        let found = if self.is_named_before(place) {
            option(self.own_words_before(place))
        } else {
            option(&about.after)
        };
        let in_row = || {
            let cell = about.cell.filter(|cell| self.is_room(*cell))?;
            let head = self.head(cell).map(|(head, _)| head);
            let words = match self.side_in_row(place, group) {
                Some(true) => self.page.left_of(cell).first().copied(),
                Some(false) => self.page.right_of(cell),
                None => None,
            };
            let words = words.and_then(|cell| self.cell_words(cell));
            words.filter(|words| option(words).is_some()).or(head)
        };
        let found = found.or_else(|| in_row().as_deref().and_then(option));
        found.or_else(|| option(&about.before)).unwrap_or_else(|| "x".to_owned())
    }

    /// Whether the words of boxes that stand alone in the cells of a row stand to their left (or else to their
    /// right); `None` where only the heads of their columns tell.
    fn side_in_row(&self, place: usize, group: &[usize]) -> Option<bool> {
        let row = self.row_of(place);
        let cells = group.iter().filter(|other| self.row_of(**other) == row);
        let cells: Vec<usize> = cells.filter_map(|other| self.places[*other].cell).collect();
        let has_words = |cell: Option<usize>| {
            cell.and_then(|cell| self.cell_words(cell))
                .is_some_and(|words| option(&words).is_some())
        };
        let lefts = cells.iter().all(|cell| has_words(self.page.left_of(*cell).first().copied()));
        let rights = cells.iter().all(|cell| has_words(self.page.right_of(*cell)));
        match (lefts, rights) {
            (_, true) => Some(false),
            (true, false) => Some(true),
            (false, false) => None,
        }
    }

    /// The boxes of the line of a place.
    fn boxes_of_line(&self, place: usize) -> Vec<usize> {
        let line = self.places[place].line;
        (0..self.places.len())
            .filter(|at| self.places[*at].is_box && self.places[*at].line == line)
            .collect()
    }

    /// Whether the boxes of a line have their words before them: where words stand before the first that are no
    /// question, and none behind the last that are an option.
    pub(super) fn is_named_before(&self, place: usize) -> bool {
        let boxes = self.boxes_of_line(place);
        let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return false };
        let before = self.places[*first].before.trim();
        if !has_word(before)
            || !boxes.iter().skip(1).all(|at| option(&self.places[*at].before).is_some())
        {
            return false;
        }
        let after = self.places[*last].after.trim();
        if before.ends_with([':', '?']) {
            let is_answer = last_answer_word(before).is_some();
            return option(after).is_none() && (boxes.len() > 1 || is_answer);
        }
        // Words that lead to what is written behind them are no option.
        let leads = self.places.get(last + 1).is_some_and(|next| {
            next.line == self.places[*last].line && self.places[*last].after.ends_with([':', '\t'])
        });
        let is_option = !leads
            && option(after).is_some()
            && !after.ends_with(':')
            && !after.starts_with([',', '(']);
        !is_option
    }

    /// The words before a box that are its own: what a question is on the same line is not.
    fn own_words_before(&self, place: usize) -> &str {
        let words = self.places[place].before.trim().trim_end_matches(':');
        words.rsplit([':', '?', '\t']).find(|part| has_word(part)).unwrap_or(words).trim()
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
        let before = if self.is_named_before(place) {
            let text = first.before.trim().trim_end_matches(':');
            let question = text.strip_suffix(self.own_words_before(place)).map(str::trim);
            question.filter(|question| has_word(question)).map(str::to_owned)
        } else if last_answer_word(&first.before).is_some() {
            // The question may stand on the line, before the word of the first box.
            let cut = first.before.trim().trim_end_matches(|c: char| !c.is_whitespace()).trim();
            has_word(cut).then(|| cut.to_owned())
        } else {
            // What answered before the question is none of its words.
            let before = self.before(place);
            before.map(|text| match text.split_once(' ') {
                Some((word, rest)) if !first.is_first && answer_word(word).is_some() => {
                    rest.to_owned()
                }
                _ => text,
            })
        };
        if let Some(own) = before.as_deref().and_then(label) {
            return Some(own);
        }
        let is_room = first.cell.is_some_and(|cell| self.is_room(cell));
        let rows: BTreeSet<_> = group.iter().map(|place| self.row_of(*place)).collect();
        if let Some(cell) = first.cell {
            // A row of boxes below their options.
            if is_room && rows.len() == 1 && group.len() > 1 {
                let option = self.page.left_of(cell).first().copied();
                let option = option.filter(|_| self.side_in_row(place, group) == Some(true));
                let beside = self.at_left(option.unwrap_or(cell)).0;
                // The question may stand behind its boxes.
                let last = group.last().and_then(|last| self.places[*last].cell);
                let behind = last.filter(|_| self.side_in_row(place, group).is_none());
                let behind = behind.and_then(|last| self.cell_label(self.page.right_of(last)?));
                let found = beside.or(behind).or_else(|| self.section(place));
                return found.or_else(|| self.beside(place, false));
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
        let words = other.before.trim();
        if one.line == other.line {
            // Words with a colon ask again; a pair is whole, unless what follows is a third answer.
            let is_before = self.is_named_before(place);
            let is_only_answer =
                words.split_whitespace().filter(|word| has_word(word)).count() == 1;
            let is_third = if is_before {
                last_answer_word(words).is_none()
            } else {
                is_only_answer && last_answer_word(words).is_some()
            };
            return if self.is_pair(group) { is_third } else { is_before || !words.ends_with(':') };
        }
        let next = self.boxes_of_line(place);
        if self.is_pair(group) || (next.len() == 2 && self.is_pair(Some(&next))) {
            return false;
        }
        if one.cell == other.cell && (self.is_named_before(before) || option(&one.after).is_none())
        {
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
                    let is_filled = !are_room && option(&one.after).is_some();
                    let is_bare = |cell: usize| self.cell_label(cell).is_none();
                    return are_room || (is_filled && words.is_empty() && (a + 1..b).all(is_bare));
                }
                let is_next = second.rows.start == first.rows.end;
                // Boxes with their words, cell after cell and row after row.
                let is_bare = |cell: usize| self.cell_label(cell).is_none();
                let is_filled =
                    !self.is_room(a) && !self.is_room(b) && option(&one.after).is_some();
                if is_next && is_filled && words.is_empty() && (a + 1..b).all(is_bare) {
                    return true;
                }
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
