//! The words that ask for a place, as somebody reads them off the page: on its line, beside and above it in a
//! table, in the lines before; else what the place itself is called.

use super::blanks::BlankKind;
use super::page::PageCell;
use super::sheet::{PlaceKind, Sheet};
use super::wording::{
    asking, has_word, identifier, in_brackets_after, label, lead, named, without_marks,
};

/// How many words before a place on its line call it, if no colon ends them.
const FEW_WORDS: usize = 6;

impl Sheet<'_> {
    /// What asks for a place that is no box.
    pub(super) fn asked(&self, place: usize) -> Option<String> {
        let about = &self.places[place];
        let before = self.before(place);
        let ends_with_colon = before.as_deref().is_some_and(|text| text.trim_end().ends_with(':'));
        let own = before.as_deref().and_then(lead);
        if let Some(words) = in_brackets_after(&about.after) {
            return Some(words);
        }
        if ends_with_colon && own.is_some() {
            return own;
        }
        let said = self.said(place);
        let is_few =
            about.is_first && own.as_deref().is_some_and(|own| own.split(' ').count() <= FEW_WORDS);
        let is_name =
            matches!(&about.kind, PlaceKind::Blank(blank) if blank.kind == BlankKind::Name);
        match &about.kind {
            _ if is_name && is_few => return own,
            _ if is_name => {}
            PlaceKind::Field(_) if own.is_some() => return own,
            PlaceKind::Blank(blank)
                if !matches!(blank.kind, BlankKind::Prompt | BlankKind::Bookmark)
                    && own.is_some() =>
            {
                return own;
            }
            // What stands on the page, before what only Word shows.
            PlaceKind::Control(_) if self.beside_in_table(place).is_some() => {
                return self.beside_in_table(place);
            }
            _ if said.is_some() => return said,
            _ if own.is_some() => return own,
            _ => {}
        }
        if is_name {
            return self.in_table(place).or(said).or_else(|| self.beside(place, true)).or(own);
        }
        let around = self.in_table(place).or_else(|| self.before_first(place));
        let around = around.or_else(|| self.beside(place, false));
        around.or(said).or_else(|| self.name(place)).or(own)
    }

    /// The words before the first of several places on a line, which asks for all.
    pub(super) fn before_first(&self, place: usize) -> Option<String> {
        let line = self.places[place].line;
        let first =
            self.places[..place].iter().rposition(|other| other.line == line && other.is_first)?;
        self.before(first).as_deref().and_then(lead)
    }

    /// The words before a place on its line, where they are more than what joins two.
    pub(super) fn before(&self, place: usize) -> Option<String> {
        let text = without_marks(&self.places[place].before);
        // What is set apart on the line asks for something else.
        let parts = text.split('\t').flat_map(|part| part.split("    "));
        let part = parts.filter(|part| has_word(part)).last();
        let text = part.unwrap_or(&text).trim();
        let bare = text
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '№' | '#'));
        let is_joint =
            ["c/o", "and", "och", "or", "eller", "und", "oder", "et", "ou", "to", "by", "at"]
                .contains(&bare.to_lowercase().as_str());
        let has_words = has_word(bare);
        let is_aside = text.starts_with('(') && text.trim_end_matches([':', ' ']).ends_with(')');
        (has_words && (!is_joint || text.ends_with(':')) && !is_aside).then(|| text.to_owned())
    }

    /// What a place says itself: a prompt, the name of what belongs there, what its control is called.
    pub(super) fn said(&self, place: usize) -> Option<String> {
        match &self.places[place].kind {
            PlaceKind::Blank(blank) => match blank.kind {
                BlankKind::Prompt | BlankKind::Bookmark => asking(&blank.words),
                BlankKind::Name => identifier(&blank.words),
                _ => None,
            },
            PlaceKind::Control(control) => {
                let about = &self.atoms().controls[*control];
                let named = about.alias.as_deref().and_then(named);
                named.or_else(|| {
                    let shown = self.shown(place);
                    about.is_empty.then(|| asking(&shown)).flatten()
                })
            }
            PlaceKind::Field(_) => None,
        }
    }

    /// What a field's author called it, where that are words.
    pub(super) fn name(&self, place: usize) -> Option<String> {
        match &self.places[place].kind {
            PlaceKind::Field(field) => {
                let data = self.atoms().fields[*field].data.as_ref()?;
                let help = data.help.as_deref().and_then(label);
                help.filter(|help| help.chars().count() <= 60).or_else(|| named(&data.name))
            }
            PlaceKind::Control(control) => {
                let about = &self.atoms().controls[*control];
                about.tag.as_deref().and_then(named)
            }
            PlaceKind::Blank(blank) if blank.kind == BlankKind::Bookmark => named(&blank.address),
            PlaceKind::Blank(_) => None,
        }
    }

    /// The words right beside the cell of a place, which stands there alone.
    pub(super) fn beside_in_table(&self, place: usize) -> Option<String> {
        let about = &self.places[place];
        let (beside, is_next) = self.at_left(about.cell?);
        beside.filter(|_| is_next && about.is_alone)
    }

    /// What asks in a table: words above in the same cell, beside, at the head of the column.
    pub(super) fn in_table(&self, place: usize) -> Option<String> {
        let cell = self.places[place].cell?;
        let own = self.above_in_cell(place);
        if own.is_some() {
            return own;
        }
        let (beside, is_next) = self.at_left(cell);
        let head = self.head(cell);
        match (beside, head) {
            (Some(beside), Some((head, true))) if self.is_headed(cell) => {
                label(&format!("{}: {head}", beside.trim_end_matches(':')))
            }
            (Some(beside), Some((head, _))) if self.shares_words(cell) => {
                label(&format!("{}: {head}", beside.trim_end_matches(':')))
            }
            (Some(beside), _) if is_next => Some(beside),
            (_, Some((head, _))) => Some(head),
            (None, None) => {
                // What is signed above.
                let below = self.page.below(cell).filter(|_| self.page.cells[cell].rows.start == 1);
                below.and_then(|below| self.cell_label(below))
            }
            (beside, None) => beside,
        }
    }

    /// Whether a row has one cell of words and several places, so that only the heads of their columns tell which
    /// is which.
    pub(super) fn shares_words(&self, cell: usize) -> bool {
        let about = &self.page.cells[cell];
        let row = self.page.row(about.table, about.rows.start);
        let labels = row
            .iter()
            .filter(|other| self.cell_label(**other).is_some_and(|label| has_word(&label)));
        let places =
            row.iter().filter(|other| self.is_room(**other) && self.cell_places(**other) > 0);
        labels.count() == 1 && places.count() > 1
    }

    /// The words above a place in its own cell.
    pub(super) fn above_in_cell(&self, place: usize) -> Option<String> {
        let about = &self.places[place];
        let cell = self.page.lines[about.line].cell?;
        let lines = &self.page.cells[cell].lines;
        let mut above = lines.iter().copied().filter(|line| *line < about.line).rev();
        let mut asides = Vec::new();
        loop {
            let line = above.next()?;
            if self.lines[line].1 > 0 {
                let tail = &self.tails[line];
                return label(tail).filter(|_| tail.trim_end().ends_with(':'));
            }
            if !self.has_words(line) {
                continue;
            }
            let text = self.lines[line].0.trim();
            if text.starts_with('(') && text.ends_with(')') && asides.is_empty() {
                asides.push(line);
                continue;
            }
            return label(text);
        }
    }

    /// The words to the left of a cell, and whether they stand right beside it.
    pub(super) fn at_left(&self, cell: usize) -> (Option<String>, bool) {
        for (nth, left) in self.page.left_of(cell).into_iter().enumerate() {
            if let Some(label) = self.cell_label(left).filter(|label| has_word(label)) {
                return (Some(label), nth == 0);
            }
            let last = self.page.cells[left].lines.iter().rev().find(|line| self.has_words(**line));
            let Some(last) = last else { continue };
            let tail =
                if self.lines[*last].1 > 0 { &self.tails[*last] } else { &self.lines[*last].0 };
            if has_word(tail) {
                return (label(tail), nth == 0);
            }
        }
        (None, false)
    }

    /// The words at the head of a cell's column, and whether only room and places stand between.
    pub(super) fn head(&self, cell: usize) -> Option<(String, bool)> {
        let columns = &self.page.cells[cell].columns;
        // A number heads a column where no words do.
        let mut number = None;
        for above in self.page.above(cell) {
            let about: &PageCell = &self.page.cells[above];
            if let Some(label) = self.cell_label(above) {
                if about.columns != *columns {
                    // A row of one cell parts a table.
                    if self.page.row(about.table, about.rows.start).len() == 1 {
                        continue;
                    }
                    break;
                }
                if has_word(&label) {
                    return Some((label, true));
                }
                number.get_or_insert(label);
                continue;
            }
            // Words before a place of their own.
            let words = about.lines.iter().map(|line| &self.lines[*line].0);
            let words = words.into_iter().find(|text| has_word(text));
            if let Some(words) = words.filter(|_| about.columns == *columns) {
                return label(words).map(|label| (label, false));
            }
            if !self.is_room(above) && about.columns != *columns {
                break;
            }
        }
        number.map(|number| (number, true))
    }

    /// Whether the row at the head of a cell's column has words alone, so that it is the head of a table.
    pub(super) fn is_headed(&self, cell: usize) -> bool {
        let table = self.page.cells[cell].table;
        let head =
            self.page.above(cell).into_iter().find(|above| self.cell_label(*above).is_some());
        let Some(head) = head else { return false };
        let row = self.page.row(table, self.page.cells[head].rows.start);
        let labels = row.iter().filter(|other| self.cell_label(**other).is_some()).count();
        let others_are_room = row.iter().all(|other| {
            self.cell_label(*other).is_some()
                || self.is_room(*other) && self.cell_places(*other) == 0
        });
        labels > 1 && others_are_room
    }

    /// What asks outside of tables: the line before, or the one below a line to sign on.
    pub(super) fn beside(&self, place: usize, with_colon: bool) -> Option<String> {
        let about = &self.places[place];
        let same = |line: &usize| self.page.lines[*line].cell == self.page.lines[about.line].cell;
        let is_rule =
            matches!(&about.kind, PlaceKind::Blank(blank) if blank.kind == BlankKind::Line);
        if is_rule && !self.has_words(about.line) {
            let captions = self.captions(place);
            if captions.is_some() {
                return captions;
            }
        }
        if is_rule && about.is_alone {
            let below = Some(about.line + 1).filter(|line| *line < self.lines.len()).filter(same);
            let below = below.filter(|line| self.is_label_line(*line));
            let below = below.map(|line| self.lines[line].0.trim());
            let below = below.filter(|text| text.chars().count() <= 60 && !text.ends_with(':'));
            if let Some(below) = below {
                return label(below.trim_matches(['(', ')']));
            }
        }
        let start = about.line;
        for line in (0..start).rev() {
            let cell = self.page.lines[line].cell;
            if cell.is_some() && cell != self.page.lines[start].cell && about.cell.is_none() {
                // What a table above asks is answered there.
                return None;
            }
            if self.lines[line].1 > 0 {
                let tail = &self.tails[line];
                return label(tail).filter(|_| tail.trim_end().ends_with(':'));
            }
            if self.has_words(line) {
                let text = self.lines[line].0.trim();
                let asking = self.explained(line);
                return asking
                    .or_else(|| label(text))
                    .filter(|_| !with_colon || text.ends_with(':'));
            }
        }
        None
    }

    /// The words below or above one of several lines to write on, in as many parts as there are lines.
    fn captions(&self, place: usize) -> Option<String> {
        let line = self.places[place].line;
        let first = self.places.iter().position(|other| other.line == line)?;
        let count = self.lines[line].1;
        let same = |other: &usize| self.page.lines[*other].cell == self.page.lines[line].cell;
        let near = [line.checked_add(1), line.checked_sub(1)].into_iter().flatten();
        let near = near.filter(|other| *other < self.lines.len()).filter(same);
        let mut near = near.filter(|other| count > 1 && self.is_label_line(*other));
        near.find_map(|other| {
            let text = self.lines[other].0.replace("   ", "\t");
            let parts: Vec<&str> =
                text.split('\t').map(str::trim).filter(|part| has_word(part)).collect();
            if parts.len() != count {
                return None;
            }
            label(parts[place - first].trim_matches(['(', ')']))
        })
    }

    /// The question that a line explains, which does not ask itself: strong words right above it, or a question.
    pub(super) fn explained(&self, line: usize) -> Option<String> {
        let asks = |line: usize| {
            let text = self.lines[line].0.trim();
            let paragraph = &self.atoms().paragraphs[self.page.lines[line].paragraph];
            text.ends_with([':', '?']) || (paragraph.heading.is_none() && self.is_strong(line))
        };
        let cell = self.page.lines[line].cell;
        let above = (0..line)
            .rev()
            .take_while(|above| self.page.lines[*above].cell == cell && self.lines[*above].1 == 0);
        let above = above.filter(|above| self.has_words(*above)).take(2).find(|above| asks(*above));
        above.filter(|_| !asks(line)).and_then(|above| label(&self.lines[above].0))
    }

    /// What a part of the form is headed with in which a place stands: words in a row of their own, a heading, or
    /// a line that a colon ends.
    pub(super) fn section(&self, place: usize) -> Option<String> {
        let about = &self.places[place];
        // What the form is called heads all of it.
        let title = (0..about.line).find(|line| self.has_words(*line));
        for line in (0..about.line).rev() {
            if !self.is_label_line(line) || Some(line) == title {
                continue;
            }
            // What a line to sign on is for stands right below it.
            let is_caption = line > 0 && self.lines[line - 1].1 > 0;
            let text = self.lines[line].0.trim();
            let is_head = match self.page.lines[line].cell {
                Some(cell) => {
                    let own = &self.page.cells[cell];
                    self.page.row(own.table, own.rows.start).len() == 1
                        || (Some(cell) == about.cell && text.ends_with(':'))
                }
                None => text.ends_with(':') || (self.is_strong(line) && !is_caption),
            };
            if is_head {
                return label(text);
            }
        }
        None
    }
}
