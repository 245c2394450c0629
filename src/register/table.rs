//! The register on a terminal.

use crate::diagnostic::Language;
use crate::text::visible;

use super::Row;
use super::words::RegisterWords;

/// The longest title that is shown whole.
const LONGEST_TITLE: usize = 40;

/// Writes the register as columns, each as wide as what stands in it.
pub(super) fn write(rows: &[Row], language: Language) -> String {
    let words = RegisterWords::of(language);
    let head = [
        words.number,
        words.title,
        words.status,
        words.answers,
        words.review,
        words.case,
        words.to_do,
    ];
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(rows.iter().map(|row| {
        let review = row.review.map(|day| day.to_string()).unwrap_or_default();
        [
            row.number.clone(),
            shortened(&row.title),
            row.status.clone(),
            row.progress(),
            if row.is_overdue { format!("{review} !") } else { review },
            visible(&row.case).into_owned(),
            row.to_do(language),
        ]
    }));
    let mut widths = [0; 7];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    lines
        .iter()
        .map(|line| {
            let cells = line.iter().zip(widths);
            let cells: Vec<String> = cells.map(|(cell, width)| format!("{cell:width$}")).collect();
            format!("{}\n", cells.join("  ").trim_end())
        })
        .collect()
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LONGEST_TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}
