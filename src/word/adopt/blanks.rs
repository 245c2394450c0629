//! Places of a Word form that no field stands in: empty cells, lines to write on, boxes that are characters,
//! prompts in brackets, fields of mail merge, `Name:` at the end of a line.
//!
//! Each has an address that is a bookmark's name too: what it is, where it stands, and a digest of the words
//! around it, so that a place which has moved is found, or missed, and never taken for another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::digest::sha256;

use crate::word::WordFile;
use crate::word::atoms::{Atom, Atoms, ControlKind};

use super::page::{Page, PageCell};

/// A place that no field stands in.
#[derive(Clone, Debug)]
pub(super) struct Blank {
    /// What leads to it.
    pub(super) address: String,
    pub(super) kind: BlankKind,
    /// What stands in it, as it is seen.
    pub(super) words: String,
    /// The words of its line.
    pub(super) around: String,
    /// Its line.
    pub(super) line: usize,
    /// Where it begins and ends.
    pub(super) range: (Edge, Edge),
    /// Why nobody fills it in, where that is so.
    pub(super) passed_over: Option<PassedOver>,
    /// Whether it can hardly be anything else.
    pub(super) is_sure: bool,
}

/// A place in a text: an atom, and how many of its characters. Of an atom that is no text, 0 is before it and 1
/// after.
pub(super) type Edge = (usize, usize);

/// A kind of blank.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum BlankKind {
    /// An empty cell, or the empty line below the words of one.
    Cell,
    /// Underscores or points to write on.
    Line,
    /// A box that is a character, or brackets around nothing.
    Box,
    /// Words that say what to write: `[Name]`, `<Name>`.
    Prompt,
    /// The name of something: `{{ name }}`, `${name}`, `«name»`, a merge field.
    Name,
    /// Nothing, after words that end with a colon.
    After,
    /// A bookmark that the form has itself.
    Bookmark,
}

/// Why what looks like a place is none.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum PassedOver {
    /// What follows is what the words lead to.
    Introduction,
    /// Only words, in brackets.
    Brackets,
    /// It begins or ends a part that a program repeats or leaves out.
    Mark,
    /// No words say what it is for.
    NoWords,
    /// The line before goes on.
    GoesOn,
    /// The words are printed as they stand.
    Printed,
    /// It stands in a text box.
    TextBox,
}

/// Stands for a place that has a field.
const PLACE: char = '\u{FFFC}';
/// Stands for a field of mail merge.
const MERGE: char = '\u{FFFB}';
/// The most characters of a prompt, and of words that a colon ends.
const LONGEST_PROMPT: usize = 120;
/// The most characters of words that are asked with rather than told.
const LONGEST_ASKED: usize = 160;
/// The most characters of what is called with a word or two.
const LONGEST_NAME: usize = 40;
/// The most words outside of a table that a colon ends and that nothing need follow.
const MOST_WORDS: usize = 8;
/// The most blanks of a form: more are a table of figures.
const MOST_BLANKS: usize = 10_000;
/// How many letters of the digest an address has.
const DIGEST: usize = 6;

/// A character of a line.
#[derive(Clone, Copy)]
struct Character {
    c: char,
    point: Edge,
    end: Edge,
    /// Whether it is the form's own: no other program works it out.
    is_free: bool,
}

/// The lines of a page with what is known of each.
pub(super) struct Lines<'a> {
    atoms: &'a Atoms,
    pub(super) page: &'a Page,
    characters: Vec<Vec<Character>>,
}

impl<'a> Lines<'a> {
    pub(super) fn read(atoms: &'a Atoms, page: &'a Page) -> Lines<'a> {
        let characters = page.lines.iter().map(|line| characters(atoms, line.atoms.clone()));
        Lines { atoms, page, characters: characters.collect() }
    }

    /// The words of a line; a sign stands for each field.
    fn text(&self, line: usize) -> String {
        self.characters[line].iter().map(|character| character.c).collect()
    }

    fn is_empty(&self, line: usize) -> bool {
        self.characters[line].iter().all(|character| character.c.is_whitespace())
            && !self.atoms.row[self.page.lines[line].atoms.clone()].contains(&Atom::Object)
    }

    /// Whether a line is empty or has but underscores and points.
    fn is_rule(&self, line: usize) -> bool {
        is_rule(&self.text(line))
    }

    fn has_place(&self, line: usize) -> bool {
        self.characters[line].iter().any(|character| matches!(character.c, PLACE | MERGE))
    }

    fn is_heading(&self, line: usize) -> bool {
        self.atoms.paragraphs[self.page.lines[line].paragraph].heading.is_some()
    }

    fn is_item(&self, line: usize) -> bool {
        self.atoms.paragraphs[self.page.lines[line].paragraph].list.is_some()
    }

    fn in_box(&self, line: usize) -> bool {
        self.atoms.paragraphs[self.page.lines[line].paragraph].in_box
    }

    /// The words of a cell.
    pub(super) fn cell_text(&self, cell: usize) -> String {
        let lines = self.page.cells[cell].lines.iter().map(|line| self.text(*line));
        lines.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn is_empty_cell(&self, cell: usize) -> bool {
        let about = &self.page.cells[cell];
        !about.has_table && about.lines.iter().all(|line| self.is_empty(*line))
    }

    /// Whether a cell has words and nothing to fill in.
    fn is_label(&self, cell: usize) -> bool {
        let about = &self.page.cells[cell];
        let text = self.cell_text(cell);
        !about.has_table
            && text.chars().count() <= LONGEST_ASKED
            && text.chars().any(char::is_alphabetic)
            && !text.contains([PLACE, MERGE])
            && found(&text.chars().collect::<Vec<_>>()).iter().all(|(kind, _)| *kind == Sign::After)
    }

    /// The lines after a line in the same cell, or outside of all tables.
    fn following(&self, line: usize) -> impl Iterator<Item = usize> + '_ {
        let cell = self.page.lines[line].cell;
        let lines = line + 1..self.page.lines.len();
        lines.take_while(move |other| self.page.lines[*other].cell == cell)
    }

    fn preceding(&self, line: usize) -> impl Iterator<Item = usize> + '_ {
        let cell = self.page.lines[line].cell;
        (0..line).rev().take_while(move |other| self.page.lines[*other].cell == cell)
    }
}

/// The blanks of a file, in the order of its text.
pub(super) fn blanks(file: &WordFile) -> Vec<Blank> {
    let page = Page::read(&file.atoms);
    let lines = Lines::read(&file.atoms, &page);
    let mut finder = Finder { lines: &lines, blanks: Vec::new(), seen: BTreeMap::new() };
    let around = answers_around(&file.atoms);
    for line in 0..page.lines.len() {
        let start = page.lines[line].atoms.start;
        let is_within = around.iter().any(|range| range.start < start && start < range.end);
        if is_within {
            continue;
        }
        if lines.in_box(line) {
            let before = finder.blanks.len();
            finder.line(line);
            for blank in &mut finder.blanks[before..] {
                blank.passed_over = Some(PassedOver::TextBox);
            }
            continue;
        }
        finder.line(line);
        finder.cell_of(line);
    }
    finder.bookmarks();
    finder.without_parts_of_others();
    finder.blanks.truncate(MOST_BLANKS);
    finder.blanks
}

/// The controls for answers that stand around lines or cells, and the fields that begin in one line and end in
/// another.
fn answers_around(atoms: &Atoms) -> Vec<Range<usize>> {
    let starts = atoms.row.iter().enumerate();
    let ranges = starts.filter_map(|(at, atom)| match atom {
        Atom::ControlStart(control) => Some(at..end_of_answer(atoms, at, *control)?),
        Atom::FieldStart(field) if atoms.fields[*field].data.is_some() => {
            Some(at..atoms.end_of(at, &Atom::FieldEnd(*field))?)
        }
        _ => None,
    });
    ranges.collect()
}

struct Finder<'a> {
    lines: &'a Lines<'a>,
    blanks: Vec<Blank>,
    /// How many have each neighbourhood.
    seen: BTreeMap<String, usize>,
}

impl Finder<'_> {
    fn add(
        &mut self,
        kind: BlankKind,
        line: usize,
        range: (Edge, Edge),
        words: &str,
        passed_over: Option<PassedOver>,
    ) {
        let page = self.lines.page;
        let (place, around) = if let (BlankKind::Cell, Some(cell)) = (kind, page.lines[line].cell) {
            let about = &page.cells[cell];
            let PageCell { table, rows, nth, .. } = about;
            let row = page.row(*table, rows.start);
            let mut around: Vec<String> =
                row.into_iter().map(|other| self.lines.cell_text(other)).collect();
            let above = page.above(cell).into_iter().map(|other| self.lines.cell_text(other));
            around.extend(above.filter(|text| !text.is_empty()).take(1));
            around.push(nth.to_string());
            (format!("cell_{table}_{}_{nth}", rows.start), around.join("\n"))
        } else {
            let before = self.blanks.iter().filter(|blank| blank.line == line).count();
            let own = self.lines.text(line);
            let has_words = own.chars().any(char::is_alphabetic);
            let above = self.lines.preceding(line).find(|other| !self.lines.is_empty(*other));
            let above = above.filter(|_| !has_words).map(|other| self.lines.text(other));
            let place = format!("blank_{}_{}", line + 1, before + 1);
            (place, format!("{own}\n{}\n{before}", above.unwrap_or_default()))
        };
        // A box is the same one ticked and not.
        let around = around.replace(['☒', '☑'], "☐").replace("[x]", "[ ]").replace("[X]", "[ ]");
        let around = around.split_whitespace().collect::<Vec<_>>().join(" ");
        let nth = self.seen.entry(around.clone()).or_default();
        *nth += 1;
        let digest = sha256(format!("{around}\n{nth}").as_bytes());
        let address = format!("{place}_{}", &digest[..DIGEST]);
        let words = words.trim().to_owned();
        let around = self.lines.text(line);
        let is_sure = match kind {
            BlankKind::After | BlankKind::Bookmark => false,
            BlankKind::Cell => page.lines[line].cell.is_some_and(|cell| self.is_asked_for(cell)),
            _ => true,
        };
        let blank = Blank { address, kind, words, around, line, range, passed_over, is_sure };
        self.blanks.push(blank);
    }

    /// What stands in the characters of a line.
    fn line(&mut self, line: usize) {
        let characters = self.lines.characters[line].clone();
        let text: Vec<char> = characters.iter().map(|character| character.c).collect();
        let is_rule = self.lines.is_rule(line);
        for (sign, range) in found(&text) {
            let own = &characters[range.clone()];
            if own.iter().any(|character| !character.is_free) {
                continue;
            }
            let point = if let (Some(first), Some(last)) = (own.first(), own.last()) {
                (first.point, last.end)
            } else {
                // Nothing at the end of a line.
                let Some(before) = range.start.checked_sub(1) else { continue };
                (characters[before].end, characters[before].end)
            };
            let words: String = text[range.clone()].iter().collect();
            let before: String = text[..range.start].iter().collect();
            let after: String = text[range.end..].iter().collect();
            match sign {
                Sign::Rule if is_rule => {
                    let passed_over = self.rule_alone(line);
                    if !self.blanks.iter().any(|blank| blank.line == line) {
                        self.add(BlankKind::Line, line, point, &words, passed_over);
                    }
                }
                Sign::Rule => {
                    // A line below the one to write on.
                    let above = before.rsplit_once('\n').filter(|(_, rest)| rest.trim().is_empty());
                    let is_ruled =
                        above.is_some_and(|(above, _)| above.trim_end().ends_with(['_', '.', '…']));
                    let passed_over = is_ruled.then_some(PassedOver::GoesOn);
                    self.add(BlankKind::Line, line, point, &words, passed_over);
                }
                Sign::Gap => self.add(BlankKind::After, line, point, "", None),
                Sign::Box => self.add(BlankKind::Box, line, point, &words, None),
                Sign::Bracket => {
                    let passed_over = bracketed(&words, &before, text.len());
                    self.add(BlankKind::Prompt, line, point, &words, passed_over);
                }
                Sign::Name | Sign::Mark => {
                    let is_glued = after.starts_with(char::is_alphabetic);
                    let is_mark = sign == Sign::Mark || is_mark(&words) || is_glued;
                    let passed_over = is_mark.then_some(PassedOver::Mark);
                    self.add(BlankKind::Name, line, point, &words, passed_over);
                }
                Sign::Merge => {
                    let words = self.merged(own[0].point.0);
                    let is_glued =
                        after.starts_with(char::is_alphabetic) && before.trim().is_empty();
                    let is_alone = before.trim().is_empty() && after.trim().is_empty();
                    let is_mark =
                        is_mark(&words) || is_glued || (is_alone && self.follows_mark(line));
                    let passed_over = is_mark.then_some(PassedOver::Mark);
                    self.add(BlankKind::Name, line, point, &words, passed_over);
                }
                Sign::After => match self.after_colon(line, &before, &after) {
                    Colon::Place => self.add(BlankKind::After, line, point, "", None),
                    Colon::PassedOver(why) => {
                        self.add(BlankKind::After, line, point, "", Some(why));
                    }
                    Colon::Elsewhere => {}
                },
            }
        }
    }

    /// Whether the line before has nothing but the end of what a program repeats.
    fn follows_mark(&self, line: usize) -> bool {
        let before = self.lines.preceding(line).find(|other| !self.lines.is_empty(*other));
        let blank = before.and_then(|before| self.blanks.iter().find(|blank| blank.line == before));
        let is_bare =
            before.is_some_and(|before| !self.lines.text(before).chars().any(char::is_alphabetic));
        is_bare && blank.is_some_and(|blank| blank.passed_over == Some(PassedOver::Mark))
    }

    /// What a field of mail merge shows.
    fn merged(&self, start: usize) -> String {
        let row = &self.lines.atoms.row;
        let Atom::FieldStart(field) = row[start] else { return String::new() };
        let end = self.lines.atoms.end_of(start, &Atom::FieldEnd(field)).unwrap_or(start);
        let shown: String = row[start..end]
            .iter()
            .filter_map(|atom| match atom {
                Atom::Text(text, _) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        if !shown.trim().is_empty() {
            return shown;
        }
        let instruction = &self.lines.atoms.fields[field].instruction;
        instruction.split_whitespace().nth(1).unwrap_or_default().trim_matches('"').to_owned()
    }

    /// Whether a line that is but a rule is none to write on.
    fn rule_alone(&self, line: usize) -> Option<PassedOver> {
        let lines = self.lines;
        let above = lines.preceding(line).next();
        if above.is_some_and(|above| lines.is_rule(above)) {
            return Some(PassedOver::GoesOn);
        }
        let is_words = |other: usize| {
            let text = lines.text(other);
            text.chars().any(char::is_alphabetic) && text.chars().count() <= LONGEST_ASKED
        };
        let is_asked = |other: usize| is_words(other) && !lines.has_place(other);
        let near = lines.preceding(line).take(2).find(|other| !lines.is_empty(*other));
        let below = lines.following(line).next();
        let is_wanted = near.is_some_and(is_asked)
            || below.is_some_and(|below| is_asked(below) && lines.text(below).trim().len() <= 60)
            || lines.page.lines[line].cell.is_some();
        (!is_wanted).then_some(PassedOver::NoWords)
    }

    /// What follows words that end with a colon: nothing, so that it is to be written there; or something else,
    /// which is the place.
    fn after_colon(&self, line: usize, before: &str, after: &str) -> Colon {
        let lines = self.lines;
        let own = before.rsplit([PLACE, MERGE, '\n']).next().unwrap_or_default().trim();
        let letters = own.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 0 || own.chars().count() > LONGEST_ASKED {
            return Colon::Elsewhere;
        }
        let introduction = Colon::PassedOver(PassedOver::Introduction);
        let is_sentence = own.split_whitespace().count() > MOST_WORDS;
        if lines.is_heading(line) || (is_sentence && lines.page.lines[line].cell.is_none()) {
            return introduction;
        }
        if !after.trim().is_empty() {
            // A line of the same paragraph follows.
            let asks_again = after.trim_start().contains(':');
            return if asks_again { Colon::Place } else { Colon::Elsewhere };
        }
        let is_blank_below = |other: usize| {
            let text: Vec<char> = lines.text(other).chars().collect();
            let place = found(&text).into_iter().find(|(sign, _)| *sign != Sign::After);
            lines.has_place(other)
                || place.is_some_and(|(_, range)| {
                    text[..range.start].iter().all(|c| !c.is_alphabetic())
                })
        };
        if let Some(cell) = lines.page.lines[line].cell {
            let right = lines.page.right_of(cell);
            let takes = |other: usize| {
                let text: Vec<char> = lines.cell_text(other).chars().collect();
                let words = text.iter().position(|c| c.is_alphabetic()).unwrap_or(text.len());
                let place = text.iter().position(|c| matches!(*c, PLACE | MERGE));
                let sign = found(&text).into_iter().find(|(sign, _)| *sign != Sign::After);
                lines.is_empty_cell(other)
                    || place.is_some_and(|place| place < words)
                    || sign.is_some_and(|(_, range)| range.start <= words)
            };
            let is_last = lines.following(line).all(|other| lines.is_empty(other));
            if is_last && right.is_some_and(takes) {
                return Colon::Elsewhere;
            }
            let is_alone = |cell: usize| {
                let table = lines.page.cells[cell].table;
                let row = lines.page.row(table, lines.page.cells[cell].rows.start);
                row.iter().all(|other| lines.is_label(*other))
            };
            let below = lines.page.below(cell);
            let fits =
                |below: usize| lines.page.cells[below].columns == lines.page.cells[cell].columns;
            if is_last && below.is_some_and(|below| fits(below) && takes(below)) && is_alone(cell) {
                return Colon::Elsewhere;
            }
        }
        let mut empty = 0;
        for other in lines.following(line) {
            if lines.is_rule(other) {
                return Colon::Elsewhere;
            }
            if lines.is_empty(other) {
                empty += 1;
                continue;
            }
            if empty > 1 {
                return Colon::Place;
            }
            if is_blank_below(other) {
                return Colon::Elsewhere;
            }
            let text = lines.text(other);
            let is_short =
                text.trim().chars().count() <= LONGEST_NAME && own.chars().count() <= LONGEST_NAME;
            let chars: Vec<char> = text.chars().collect();
            let has_sign = found(&chars).iter().any(|(sign, _)| *sign != Sign::After);
            let is_question =
                has_sign || (text.trim_end().ends_with(':') && is_short) || text.contains(PLACE);
            let is_deeper = lines.is_item(other) && !lines.is_item(line);
            return if is_question && !is_deeper { Colon::Place } else { introduction };
        }
        // A table follows, most likely what the words are about.
        let last = lines.following(line).last().unwrap_or(line);
        let next = lines.page.lines.get(last + 1);
        let is_before_table =
            next.is_some_and(|next| next.cell.is_some() && lines.page.lines[line].cell.is_none());
        if is_before_table && empty < 2 { introduction } else { Colon::Place }
    }

    /// Whether the cell that a line stands in is to be filled in, seen at its first line.
    fn cell_of(&mut self, line: usize) {
        let lines = self.lines;
        let page = lines.page;
        let Some(cell) = page.lines[line].cell else { return };
        let about = &page.cells[cell];
        if about.is_merged || about.has_table || about.lines.first() != Some(&line) {
            return;
        }
        let end_of = |line: usize| (page.lines[line].atoms.end - 1, 0);
        if lines.is_empty_cell(cell) {
            if self.is_wanted(cell) {
                let point = (end_of(line), end_of(line));
                self.add(BlankKind::Cell, line, point, "", None);
            }
            return;
        }
        // Words on top, and room below.
        let empty = about.lines.iter().copied().find(|other| lines.is_empty(*other));
        let Some(empty) = empty.filter(|_| lines.is_label(cell)) else { return };
        let is_below = about.lines.iter().all(|other| lines.is_empty(*other) == (*other >= empty));
        let text = lines.cell_text(cell);
        let is_short = text.chars().count() <= 60;
        let has_right = page.right_of(cell).is_some_and(|right| lines.is_empty_cell(right));
        let has_below = page.below(cell).is_some_and(|below| {
            lines.is_empty_cell(below) && page.cells[below].columns == about.columns
        });
        let has_colon = text.trim_end().ends_with([':', ',']);
        if is_below && is_short && !has_right && !has_below && !has_colon {
            let point = (end_of(empty), end_of(empty));
            self.add(BlankKind::Cell, empty, point, "", None);
        }
    }

    /// Whether words say what an empty cell is for.
    fn is_wanted(&self, cell: usize) -> bool {
        let lines = self.lines;
        let page = lines.page;
        let about = &page.cells[cell];
        let row = page.row(about.table, about.rows.start);
        let is_open = |other: &&usize| lines.is_empty_cell(**other) || !lines.is_label(**other);
        let labels = row.iter().filter(|other| lines.is_label(**other)).count();
        let open = row.iter().filter(is_open).count();
        let left = page.left_of(cell);
        if row.iter().any(|other| self.is_of_marks(*other)) || self.has_corner(&row) {
            return false;
        }
        let is_beside = left.first().is_some_and(|left| {
            let text = lines.cell_text(*left);
            text.trim_end().ends_with(':') || lines.is_label(*left) && !is_statement(&text)
        });
        // The last cell of a row is where the words before it lead.
        let is_last = page.right_of(cell).is_none() && labels == 2;
        if is_beside && (labels <= open || is_last) {
            return true;
        }
        if labels <= 1 && self.header(cell).is_some() {
            return true;
        }
        // Room above the words for what is signed there.
        let below = page.below(cell).filter(|below| lines.is_label(*below));
        let is_above = below.is_some_and(|below| {
            let next = page.below(below);
            page.cells[below].columns == about.columns
                && !next.is_some_and(|next| lines.is_empty_cell(next))
                && row.iter().all(|other| lines.is_empty_cell(*other))
        });
        if is_above && about.rows.start == 1 {
            return true;
        }
        // A box of its own below a question.
        let is_alone = page.cell(about.table, 2, 0).is_none() && row.len() == 1;
        let first = about.lines.first().copied();
        let before = first.and_then(|first| first.checked_sub(1));
        is_alone
            && about.rows.start == 1
            && before.is_some_and(|before| {
                let text = lines.text(before);
                page.lines[before].cell != page.lines[before + 1].cell
                    && text.chars().any(char::is_alphabetic)
                    && text.chars().count() <= LONGEST_ASKED
            })
    }

    /// Whether words stand right beside an empty cell, or head its column among others.
    fn is_asked_for(&self, cell: usize) -> bool {
        let (lines, page) = (self.lines, self.lines.page);
        let is_beside = page.left_of(cell).first().is_some_and(|left| lines.is_label(*left));
        let is_headed = self.header(cell).is_some_and(|head| {
            let row = page.row(page.cells[head].table, page.cells[head].rows.start);
            row.iter().filter(|other| lines.is_label(**other)).count() > 1
        });
        is_beside || is_headed
    }

    /// The cell at the head of a cell's column, with nothing but room between.
    fn header(&self, cell: usize) -> Option<usize> {
        let (lines, page) = (self.lines, self.lines.page);
        let columns = &page.cells[cell].columns;
        let has_words = |other: usize| {
            let text = lines.cell_text(other);
            text.chars().any(char::is_alphanumeric) && text.chars().count() <= LONGEST_ASKED
        };
        let mut above = page.above(cell).into_iter();
        let head =
            above.find(|other| has_words(*other) || page.cells[*other].columns != *columns)?;
        // Words with a place of their own head a column whose rows have words too.
        let is_number = lines.cell_text(head).chars().all(|c| c.is_numeric() || c.is_whitespace());
        let is_head = lines.is_label(head)
            || (is_number && page.left_of(cell).iter().any(|left| lines.is_label(*left)))
            || (has_words(head) && page.left_of(cell).iter().any(|left| lines.is_label(*left)));
        (is_head && page.cells[head].columns == *columns && self.is_head_row(head)).then_some(head)
    }

    /// Whether the row of a cell heads a table: none of its words ask for what stands beside them.
    fn is_head_row(&self, cell: usize) -> bool {
        let (lines, page) = (self.lines, self.lines.page);
        let row = page.row(page.cells[cell].table, page.cells[cell].rows.start);
        let labels = row.iter().filter(|other| lines.is_label(**other)).count();
        if self.has_corner(&row) {
            return true;
        }
        row.windows(2).all(|pair| {
            let is_open = lines.is_empty_cell(pair[1]) && 2 * labels <= row.len();
            !(lines.is_label(pair[0])
                && (is_open || !lines.is_empty_cell(pair[1]) && !lines.is_label(pair[1])))
        })
    }

    /// Whether a row is the first of a table and begins with room, with words below that: then it has the heads of
    /// columns, and gaps between them.
    fn has_corner(&self, row: &[usize]) -> bool {
        let (lines, page) = (self.lines, self.lines.page);
        let corner = row.first().filter(|first| {
            page.cells[**first].rows.start == 1 && page.cells[**first].columns.start == 0
        });
        let below = corner.and_then(|corner| page.below(*corner));
        let has_heads = row.iter().skip(1).any(|other| lines.is_label(*other))
            && row.iter().all(|other| lines.is_label(*other) || lines.is_empty_cell(*other));
        has_heads
            && corner.is_some_and(|corner| lines.is_empty_cell(*corner))
            && below.is_some_and(|below| lines.is_label(below))
    }

    /// Whether what begins or ends a part that a program repeats stands in a cell.
    fn is_of_marks(&self, cell: usize) -> bool {
        let lines = &self.lines.page.cells[cell].lines;
        let is_mark = |blank: &Blank| blank.passed_over == Some(PassedOver::Mark);
        self.blanks.iter().any(|blank| is_mark(blank) && lines.contains(&blank.line))
    }

    /// The bookmarks that a form of bookmarks alone has for its answers.
    fn bookmarks(&mut self) {
        let atoms = self.lines.atoms;
        let has_fields = atoms.fields.iter().any(|field| field.data.is_some())
            || atoms.controls.iter().any(|control| is_answer(&control.kind));
        if has_fields {
            return;
        }
        let mut end = 0;
        for (start, atom) in atoms.row.iter().enumerate() {
            let Atom::BookmarkStart(name) = atom else { continue };
            let is_own = !name.starts_with('_') && !name.starts_with("OLE_LINK");
            let is_own = is_own && !is_blank_address(name);
            let stop = atoms.end_of(start, &Atom::BookmarkEnd(name.clone()));
            let (Some(stop), Some(line), true) = (stop, self.lines.page.line_of(start), is_own)
            else {
                continue;
            };
            let is_one = self.lines.page.line_of(stop) == Some(line);
            if start < end || !is_one || self.lines.in_box(line) {
                continue;
            }
            let part = |range: Range<usize>| -> String {
                let within = self.lines.characters[line].iter();
                within.filter(|c| range.contains(&c.point.0)).map(|c| c.c).collect()
            };
            let own = &self.lines.page.lines[line].atoms;
            let (before, words) = (part(own.start..start), part(start..stop));
            let after = part(stop..own.end);
            let is_label = words.trim_end().ends_with(':')
                || after.trim_start().starts_with(':')
                || (before.trim().is_empty()
                    && !after.trim().is_empty()
                    && !words.trim().is_empty());
            let is_long = words.chars().count() > LONGEST_PROMPT;
            if self.lines.is_heading(line) || is_long {
                continue;
            }
            end = stop;
            let range = ((start, 0), (stop, 1));
            let passed_over = is_label.then_some(PassedOver::Printed);
            self.add(BlankKind::Bookmark, line, range, &words, passed_over);
            if let Some(blank) = self.blanks.last_mut() {
                blank.address.clone_from(name);
            }
        }
    }

    /// What stands within a bookmark of the form's own is that; in the order of the text.
    fn without_parts_of_others(&mut self) {
        let own = self.blanks.iter().filter(|blank| blank.kind == BlankKind::Bookmark);
        let ranges: Vec<(Edge, Edge)> =
            own.filter(|blank| blank.passed_over.is_none()).map(|blank| blank.range).collect();
        self.blanks.retain(|blank| {
            blank.kind == BlankKind::Bookmark
                || !ranges
                    .iter()
                    .any(|(start, end)| *start <= blank.range.0 && blank.range.1 <= *end)
        });
        // A cell that has a bookmark of the form's own is that.
        let page = self.lines.page;
        let own: BTreeSet<usize> = self
            .blanks
            .iter()
            .filter(|blank| blank.kind == BlankKind::Bookmark && blank.passed_over.is_none())
            .filter_map(|blank| page.lines[blank.line].cell)
            .collect();
        self.blanks.retain(|blank| {
            let cell = page.lines[blank.line].cell;
            blank.kind != BlankKind::Cell || !cell.is_some_and(|cell| own.contains(&cell))
        });
        // What is passed over has nothing to say where a place stands in it.
        let taken: Vec<(Edge, Edge)> = self
            .blanks
            .iter()
            .filter(|blank| blank.kind != BlankKind::Bookmark)
            .map(|blank| blank.range)
            .collect();
        self.blanks.retain(|blank| {
            blank.kind != BlankKind::Bookmark
                || blank.passed_over.is_none()
                || !taken
                    .iter()
                    .any(|(start, end)| blank.range.0 <= *start && *end <= blank.range.1)
        });
        self.blanks.sort_by_key(|blank| blank.range);
    }
}

/// What words that a colon ends lead to.
enum Colon {
    /// What is to be written behind it.
    Place,
    PassedOver(PassedOver),
    /// A place of its own.
    Elsewhere,
}

/// Whether a text is a line to write on, and nothing is written there.
pub(in crate::word) fn is_rule(text: &str) -> bool {
    let text = text.trim();
    let is_stroke = |c: char| matches!(c, '_' | '.' | '…');
    text.chars().filter(|c| is_stroke(*c)).count() > 2
        && text.chars().all(|c| is_stroke(c) || matches!(c, ' ' | '-' | '/' | ':' | '[' | ']'))
}

/// Whether words say something: what they name, and what that is.
fn is_statement(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(_, rest)| rest.chars().any(char::is_alphanumeric))
}

/// Whether an address is one that a blank can have.
pub(in crate::word) fn is_blank_address(address: &str) -> bool {
    let mut parts = address.split('_');
    let kind = parts.next();
    let rest: Vec<&str> = parts.collect();
    let Some((digest, numbers)) = rest.split_last() else { return false };
    let are_numbers = numbers.iter().all(|number| number.parse::<usize>().is_ok());
    let is_digest = digest.len() == 6 && digest.bytes().all(|b| b.is_ascii_hexdigit());
    let count = match kind {
        Some("cell") => 3,
        Some("blank") => 2,
        _ => return false,
    };
    is_digest && are_numbers && numbers.len() == count
}

/// Whether an answer can stand in a control.
fn is_answer(kind: &ControlKind) -> bool {
    !matches!(kind, ControlKind::Made | ControlKind::Around)
}

/// The end of a control that is for an answer; one that has other fields in it, or a table, is none.
pub(super) fn end_of_answer(atoms: &Atoms, start: usize, control: usize) -> Option<usize> {
    if !is_answer(&atoms.controls[control].kind) {
        return None;
    }
    let end = atoms.end_of(start, &Atom::ControlEnd(control))?;
    let inner = &atoms.row[start + 1..end];
    let cells = inner.iter().filter(|atom| matches!(atom, Atom::Cell { .. })).count();
    let is_one_place = inner.iter().all(|atom| match atom {
        // A picture would be gone with the answer.
        Atom::Table | Atom::Row | Atom::ControlStart(_) | Atom::Object => false,
        Atom::Paragraph(paragraph) => !atoms.paragraphs[*paragraph].in_box,
        Atom::FieldStart(field) => atoms.fields[*field].data.is_none(),
        _ => true,
    });
    (is_one_place && cells <= 1).then_some(end)
}

/// The characters of a line.
fn characters(atoms: &Atoms, range: Range<usize>) -> Vec<Character> {
    let mut characters = Vec::new();
    // The fields that another program works out, and that are open.
    let mut worked_out: Vec<usize> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut whole = |c: char, end: Option<usize>| {
            let end = end.unwrap_or(at);
            let is_free = worked_out.is_empty();
            characters.push(Character { c, point: (at, 0), end: (end, 1), is_free });
            end
        };
        match &atoms.row[at] {
            Atom::Text(text, _) => {
                let is_free = worked_out.is_empty();
                characters.extend(text.chars().enumerate().map(|(nth, c)| Character {
                    c,
                    point: (at, nth),
                    end: (at, nth + 1),
                    is_free,
                }));
            }
            Atom::Break | Atom::PageBreak => {
                whole('\n', None);
            }
            Atom::FieldStart(field) => {
                let about = &atoms.fields[*field];
                let end = atoms.end_of(at, &Atom::FieldEnd(*field));
                if about.data.is_some() {
                    at = whole(PLACE, end);
                } else if is_merge(&about.instruction) && end.is_some_and(|end| end < range.end) {
                    at = whole(MERGE, end);
                } else if about.link().is_none() {
                    worked_out.push(*field);
                }
            }
            Atom::FieldEnd(field) => worked_out.retain(|other| other != field),
            Atom::ControlStart(control) => {
                if let Some(end) = end_of_answer(atoms, at, *control) {
                    at = whole(PLACE, Some(end));
                }
            }
            _ => {}
        }
        at += 1;
    }
    characters
}

/// Whether a field is one of mail merge, or asks.
fn is_merge(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    ["MERGEFIELD", "MACROBUTTON", "FILLIN"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// What a text has in it that can be a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Sign {
    Rule,
    Box,
    Bracket,
    Name,
    Mark,
    Merge,
    /// Room after a colon, with words behind it.
    Gap,
    /// Nothing after a colon.
    After,
}

/// What can be a place in a text, by its characters.
fn found(text: &[char]) -> Vec<(Sign, Range<usize>)> {
    let mut found: Vec<(Sign, Range<usize>)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let place = sign_at(text, at);
        match place {
            Some((sign, end)) => {
                found.push((sign, at..end));
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    // A colon at the very end.
    if text.last().is_some_and(|c| is_colon(*c)) {
        found.push((Sign::After, text.len()..text.len()));
    }
    found
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// What begins at a character of a text, and where it ends.
#[expect(clippy::too_many_lines, reason = "one table of signs")]
fn sign_at(text: &[char], at: usize) -> Option<(Sign, usize)> {
    let rest = &text[at..];
    let run = |wanted: &dyn Fn(char) -> bool| rest.iter().take_while(|c| wanted(**c)).count();
    let until = |open: usize, close: &str| {
        let close: Vec<char> = close.chars().collect();
        let inner = rest.get(open..rest.len().min(open + LONGEST_PROMPT + 2))?;
        let length = inner.windows(close.len()).position(|window| window == close)?;
        let is_fine = length <= LONGEST_PROMPT && !inner[..length].contains(&PLACE);
        is_fine.then_some((at + open + length + close.len(), inner[..length].to_vec()))
    };
    let has_letters = |inner: &[char]| inner.iter().any(|c| c.is_alphanumeric());
    let starts = |word: &str| {
        word.chars().zip(rest).filter(|(a, b)| a == *b).count() == word.chars().count()
    };
    let c = *rest.first()?;
    if at > 0 && is_colon(text[at - 1]) {
        let blanks = run(&|c| matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '\t' | '\u{2002}'));
        match rest.get(blanks) {
            None if blanks > 0 => return Some((Sign::After, text.len())),
            Some('\n') => return Some((Sign::After, at + blanks)),
            Some(next)
                if !is_sign(*next)
                    && (blanks > 3
                        || rest[..blanks].contains(&'\t')
                            && rest[blanks..].iter().any(|c| is_colon(*c))) =>
            {
                return Some((Sign::Gap, at + blanks - 1));
            }
            _ => {}
        }
    }
    match c {
        MERGE => Some((Sign::Merge, at + 1)),
        '{' if starts("{%") => until(2, "%}").map(|(end, _)| (Sign::Mark, end)),
        '{' if starts("{#") => {
            until(2, "#}").or_else(|| until(2, "}")).map(|(end, _)| (Sign::Mark, end))
        }
        '{' if starts("{{") => {
            let (end, inner) = until(2, "}}")?;
            has_letters(&inner).then_some((Sign::Name, end))
        }
        '$' if starts("${") => {
            let (end, inner) = until(2, "}")?;
            has_letters(&inner).then_some((Sign::Name, end))
        }
        '{' => {
            let (end, inner) = until(1, "}")?;
            has_letters(&inner).then_some((Sign::Name, end))
        }
        '«' => {
            let (end, inner) = until(1, "»")?;
            // Words in quotation marks are no name.
            let is_name = inner.iter().all(|c| c.is_alphanumeric() || "_.-:/#".contains(*c));
            (has_letters(&inner) && is_name).then_some((Sign::Name, end))
        }
        '_' => {
            let length = ruled(rest);
            let strokes = rest[..length].iter().filter(|c| **c == '_').count();
            (strokes > 2).then_some((Sign::Rule, at + length))
        }
        '.' | '…' => {
            let length = run(&|c| matches!(c, '.' | '…' | ' ' | '\u{A0}' | '/'));
            let own = &rest[..length];
            let is_outside = |c: &&char| c.is_whitespace() || **c == '/';
            let trimmed = length - own.iter().rev().take_while(is_outside).count();
            let points = own.iter().map(|c| match c {
                '.' => 1,
                '…' => 3,
                _ => 0,
            });
            let follows: String = rest[length..].iter().collect();
            // The number of a page in a list of contents.
            let is_contents =
                !follows.is_empty() && follows.trim().chars().all(|c| c.is_ascii_digit());
            (points.sum::<usize>() > 4 && !is_contents).then_some((Sign::Rule, at + trimmed))
        }
        '☐' | '☒' | '☑' | '□' | '❏' | '❑' | '❒' | '▢' => Some((Sign::Box, at + 1)),
        '[' => {
            let (end, inner) = until(1, "]")?;
            if inner.contains(&'[') {
                return None;
            }
            let bare: String = inner.iter().collect();
            match bare.trim() {
                "" | "x" | "X" if inner.len() < 7 => Some((Sign::Box, end)),
                // Room to write between brackets.
                rule if rule.chars().all(|c| "_.… ".contains(c)) && !rule.is_empty() => {
                    Some((Sign::Rule, end))
                }
                _ => (inner.len() > 1 && has_letters(&inner)).then_some((Sign::Bracket, end)),
            }
        }
        '(' => {
            let length = rest[1..].iter().take_while(|c| matches!(c, ' ' | '\u{A0}')).count();
            let is_box = (1..7).contains(&length) && rest.get(1 + length) == Some(&')');
            is_box.then_some((Sign::Box, at + length + 2))
        }
        '<' => {
            let (end, inner) = until(1, ">")?;
            let is_words = inner.first().is_some_and(|c| c.is_alphabetic())
                && inner.len() > 1
                && inner.iter().all(|c| c.is_alphanumeric() || " ,.-_/'’".contains(*c));
            is_words.then_some((Sign::Bracket, end))
        }
        _ => None,
    }
}

/// How many characters a line to write on has whose strokes are parted as a date or a number is: `____-__-__`.
fn ruled(text: &[char]) -> usize {
    let strokes = |at: usize| text[at..].iter().take_while(|c| **c == '_').count();
    let mut end = strokes(0);
    let mut before = end;
    loop {
        let Some(sign) = text.get(end) else { return end };
        let next = if end + 1 < text.len() { strokes(end + 1) } else { 0 };
        let is_joint = match sign {
            '-' | '/' | ':' | '.' => next > 0,
            ' ' => (1..3).contains(&next) && before < 3,
            _ => false,
        };
        if !is_joint {
            return end;
        }
        end += 1 + next;
        before = next;
    }
}

/// Whether a place begins with a character.
fn is_sign(c: char) -> bool {
    matches!(c, PLACE | MERGE | '_' | '[' | '<' | '{' | '$' | '«' | '.' | '…')
}

/// Whether words in brackets are none that ask: a number of a reference, or part of a quotation.
fn bracketed(words: &str, before: &str, length: usize) -> Option<PassedOver> {
    let inner = words.trim_matches(['[', ']', '<', '>']).trim();
    let is_number = inner.chars().all(|c| c.is_ascii_digit() || ", -–".contains(c));
    let is_short = length <= 40 && before.chars().any(char::is_alphabetic);
    let is_quoted = before.matches(['"', '“', '”', '„']).count() % 2 == 1;
    let is_sic = inner.eq_ignore_ascii_case("sic") || inner.eq_ignore_ascii_case("sic!");
    ((is_number && !is_short) || is_quoted || is_sic).then_some(PassedOver::Brackets)
}

/// Whether a name begins or ends a part that a program repeats or leaves out.
fn is_mark(words: &str) -> bool {
    let inner = words.trim().trim_matches(['{', '}', '«', '»', '$', ' ']);
    let first = inner.chars().next().unwrap_or_default();
    let lower = inner.to_lowercase();
    let word = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(first, '#' | '/' | '^' | '!' | '>' | '@' | '%' | '*')
        || ["tablestart:", "tableend:", "begingroup:", "endgroup:"]
            .iter()
            .any(|mark| lower.starts_with(mark))
        || (matches!(word, "if" | "else" | "endif" | "end" | "each" | "for" | "endfor" | "foreach")
            && (inner.contains(' ') || inner.len() == word.len()))
        || ["rs_", "rr_", "rb_", "cs_", "es_", "er_", "eb_", "ec_"]
            .iter()
            .any(|mark| lower.starts_with(mark))
}
