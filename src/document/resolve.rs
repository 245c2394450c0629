//! What can only be said of a form's text as a whole: the numbers that references have, the
//! entries of contents lists, names that stand twice, and what no page may tear apart.

use std::collections::BTreeMap;

use crate::diagnostic::{Report, nearest};
use crate::document::problems::{InvalidBookmark, UnknownReference};
use crate::table::problems::Duplicate;

use super::locate::Locator;
use super::{Block, ContentsEntry, Heading, Inline, List, Paragraph, Role, Slot, Table};

/// The longest name of a bookmark in Word.
const LONGEST_BOOKMARK: usize = 40;

/// The numbers of headings by the bookmarks on them.
pub(super) type Numbers = BTreeMap<String, String>;

/// Gives headings that a contents list names a bookmark to link to.
pub(super) fn mark_headings(blocks: &mut [Block]) {
    if !blocks.iter().any(|block| matches!(block, Block::Contents(_))) {
        return;
    }
    for block in blocks {
        if let Block::Heading(heading) = block
            && heading.bookmarks.is_empty()
        {
            // Word hides bookmarks that begin so.
            heading.bookmarks.push(format!("_Heading_{}", heading.number.replace('.', "_")));
        }
    }
}

/// Reports bookmarks that Word would not take.
pub(super) fn refuse_bookmarks(
    blocks: &[Block],
    slots: &[Slot],
    locator: Locator<'_>,
    report: &mut Report,
) {
    let mut taken: Vec<String> = slots.iter().map(|slot| slot.name.to_lowercase()).collect();
    for name in blocks.iter().flat_map(bookmarks) {
        let place = locator.name(name);
        let fits = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && name.encode_utf16().count() <= LONGEST_BOOKMARK;
        if !fits {
            let problem = InvalidBookmark { name: name.clone(), limit: LONGEST_BOOKMARK };
            report.error(problem, place.clone());
        }
        // Word does not tell capitals from small letters here.
        let folded = name.to_lowercase();
        if taken.contains(&folded) {
            report.error(Duplicate { name: name.clone() }, place);
        }
        taken.push(folded);
    }
}

fn bookmarks(block: &Block) -> &[String] {
    match block {
        Block::Title(Paragraph { bookmarks, .. })
        | Block::Heading(Heading { bookmarks, .. })
        | Block::Paragraph(Paragraph { bookmarks, .. }) => bookmarks,
        _ => &[],
    }
}

/// The numbers that references can have.
pub(super) fn numbers(blocks: &[Block]) -> Numbers {
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    });
    headings
        .flat_map(|heading| {
            heading.bookmarks.iter().map(|name| (name.clone(), heading.number.clone()))
        })
        .collect()
}

/// Gives the references and contents lists of a text what they show.
pub(super) fn resolve(
    blocks: &mut [Block],
    numbers: &Numbers,
    locator: Locator<'_>,
    report: &mut Report,
) {
    let entries: Vec<ContentsEntry> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(ContentsEntry {
                level: heading.level,
                number: heading.number.clone(),
                content: heading.content.clone(),
                bookmark: heading.bookmarks.first()?.clone(),
            }),
            _ => None,
        })
        .collect();
    let mut resolve = |pieces: &mut [Inline]| number_references(pieces, numbers, locator, report);
    for block in blocks {
        match block {
            Block::Contents(contents) => contents.clone_from(&entries),
            Block::Heading(Heading { content, .. })
            | Block::Title(Paragraph { content, .. })
            | Block::Paragraph(Paragraph { content, .. }) => resolve(content),
            Block::List(list) => each_item(list, &mut resolve),
            Block::Table(Table { header, rows, .. }) => {
                for cell in header.iter_mut().chain(rows.iter_mut().flatten()) {
                    resolve(cell);
                }
            }
            Block::Slot(_) | Block::PageBreak => {}
        }
    }
}

fn each_item(list: &mut List, each: &mut dyn FnMut(&mut [Inline])) {
    for item in &mut list.items {
        each(&mut item.content);
        item.lists.iter_mut().for_each(|list| each_item(list, each));
    }
}

/// Gives the references among some pieces their numbers.
pub(super) fn number_references(
    pieces: &mut [Inline],
    numbers: &Numbers,
    locator: Locator<'_>,
    report: &mut Report,
) {
    for piece in pieces {
        match piece {
            Inline::Reference { bookmark, number } => {
                if let Some(found) = numbers.get(bookmark) {
                    number.clone_from(found);
                } else {
                    let suggestion = nearest(bookmark, numbers.keys().map(String::as_str));
                    let problem = UnknownReference { name: bookmark.clone(), suggestion };
                    report.error(problem, locator.name(bookmark));
                }
            }
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                number_references(content, numbers, locator, report);
            }
            _ => {}
        }
    }
}

/// Marks the paragraphs that no page may end after: a question, what explains it, and the line
/// that leads over to an answer.
pub(super) fn keep_together(blocks: &mut [Block]) {
    let mut after_question = false;
    for at in 0..blocks.len() {
        let next_is_answer = matches!(
            blocks.get(at + 1),
            Some(Block::Slot(_) | Block::Paragraph(Paragraph { role: Role::Answer, .. }))
        );
        let next_is_list = matches!(blocks.get(at + 1), Some(Block::List(_) | Block::Table(_)));
        let next_is_signature = matches!(
            blocks.get(at + 1),
            Some(Block::Paragraph(Paragraph { role: Role::Signature, .. }))
        );
        match &mut blocks[at] {
            Block::Paragraph(paragraph) => {
                after_question |= paragraph.role == Role::Question;
                let only_slot = matches!(paragraph.content.as_slice(), [Inline::Slot(_)]);
                let answered = paragraph.role == Role::Answer && !next_is_answer;
                paragraph.with_next = (after_question && !answered && !only_slot)
                    || (next_is_answer && !only_slot)
                    || next_is_list
                    || next_is_signature;
                after_question &= paragraph.with_next;
            }
            _ => after_question = false,
        }
    }
}
