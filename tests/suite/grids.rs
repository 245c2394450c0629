//! Tables in which cells are one, as every format shows them.

use std::collections::BTreeSet;

use blankett::diagnostic::{Report, Source};
use blankett::generate::{Blankett, FormFiles};
use blankett::write::{Format, Profile};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};

use crate::support::{blank, word, write};

const DEFINITION: &str = "title = \"Rutor\"\nlanguage = \"sv\"\n\n[[field]]\nkey = \"namn\"\n\
                          label = \"Namn\"\nkind = \"line\"\nbookmark = \"Namn\"\n";

/// A cell: its first row and column, how many of each it takes, and what it says.
type Cell = (usize, usize, usize, usize, String);

fn form(table: &str, report: &mut Report) -> Option<Blankett> {
    let template = format!("# Rutor\n\n{{{{ field.namn }}}}\n\n{table}\n");
    let files = [Source::new("form.toml", DEFINITION), Source::new("document.md", template)];
    Blankett::load("rutor", "1", FormFiles::of(&files), report)
}

/// A grid that is cut into rectangles, by the size that each would have if it had room.
fn grid(width: usize, wishes: &[(usize, usize)]) -> Vec<Cell> {
    let height = wishes.len() / width;
    let mut taken = vec![vec![false; width]; height];
    let mut cells = Vec::new();
    for (at, (rows, columns)) in wishes.iter().enumerate().take(width * height) {
        let (row, column) = (at / width, at % width);
        if taken[row][column] {
            continue;
        }
        let free = taken[row][column..].iter().take_while(|taken| !**taken).count();
        let (rows, columns) = ((*rows).min(height - row), (*columns).min(free));
        for cells in &mut taken[row..row + rows] {
            cells[column..column + columns].fill(true);
        }
        cells.push((row, column, rows, columns, format!("c{at}")));
    }
    cells
}

/// The grid as `document.md` has it; with or without a header, which no cell leaves.
fn source(width: usize, cells: &[Cell], has_header: bool) -> String {
    let height = cells.iter().map(|(row, _, rows, ..)| row + rows).max().unwrap_or_default();
    let mut rows = vec![vec![String::new(); width]; height];
    for (row, column, high, wide, text) in cells {
        for (nth, cells) in rows[*row..row + high].iter_mut().enumerate() {
            cells[*column..column + wide].fill("<".into());
            cells[*column] = if nth == 0 { text.clone() } else { "^".into() };
        }
    }
    let mut lines: Vec<String> =
        rows.iter().map(|cells| format!("| {} |", cells.join(" | "))).collect();
    let rule = format!("|{}", "---|".repeat(width));
    lines.insert(usize::from(has_header), rule);
    if !has_header {
        lines.insert(0, format!("|{}", "  |".repeat(width)));
    }
    lines.join("\n")
}

/// The cells of a page's table, as a browser lays them out (HTML, 4.9.12).
fn of_page(page: &str) -> Vec<Cell> {
    let page = Html::parse_document(page);
    let [rows, cells] = ["tr", "td, th"].map(|of| Selector::parse(of).unwrap());
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for (row, element) in page.select(&rows).enumerate() {
        let mut column = 0;
        for cell in element.select(&cells) {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let span = |name: &str| cell.value().attr(name).map_or(1, |n| n.parse().unwrap());
            let (high, wide) = (span("rowspan"), span("colspan"));
            for row in row..row + high {
                for column in column..column + wide {
                    assert!(taken.insert((row, column)), "no cell is over another");
                }
            }
            found.push((row, column, high, wide, text(cell)));
        }
    }
    found
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The cells of a Word file's table (ISO/IEC 29500-1, 17.4.17 and 17.4.84).
fn of_word(file: &[u8]) -> Vec<Cell> {
    let mut found: Vec<Cell> = Vec::new();
    let (mut row, mut column, mut wide) = (0, 0, 1);
    let (mut goes_on, mut in_cell, mut said) = (false, false, String::new());
    for token in word::tokens(&word::part(file, "word/document.xml")) {
        match token {
            word::Token::Start(name, attributes) => match name.as_str() {
                "w:tr" => column = 0,
                "w:tc" => (wide, goes_on, in_cell, said) = (1, false, true, String::new()),
                "w:gridSpan" => wide = attributes["w:val"].parse().unwrap(),
                "w:vMerge" => goes_on = attributes["w:val"] == "continue",
                _ => {}
            },
            word::Token::Text(text) if in_cell => said.push_str(&text),
            word::Token::End(name) if name == "w:tc" => {
                if goes_on {
                    let above = found.iter_mut().rfind(|cell| cell.1 == column).unwrap();
                    assert_eq!((above.0 + above.2, above.3), (row, wide));
                    assert_eq!(said, "");
                    above.2 += 1;
                } else {
                    found.push((row, column, 1, wide, said.clone()));
                }
                column += wide;
                in_cell = false;
            }
            word::Token::End(name) if name == "w:tr" => row += 1,
            _ => {}
        }
    }
    found
}

/// The tables that a forge makes of Markdown.
fn rendered(markdown: &str) -> String {
    let mut page = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => page.push_str("<table>"),
            Event::Start(Tag::TableHead | Tag::TableRow) => page.push_str("<tr>"),
            Event::Start(Tag::TableCell) => page.push_str("<td>"),
            Event::End(TagEnd::Table) => page.push_str("</table>"),
            Event::Html(text) | Event::Text(text) => page.push_str(&text),
            _ => {}
        }
    }
    page
}

proptest! {
    #[test]
    fn every_format_shows_the_same_grid(
        width in 1_usize..5,
        wishes in proptest::collection::vec((1_usize..4, 1_usize..4), 1..20),
        has_header in any::<bool>(),
    ) {
        let cells = grid(width, &wishes);
        prop_assume!(!cells.is_empty());
        let table = source(width, &cells, has_header);
        let mut report = Report::new();
        let form = form(&table, &mut report);
        let form = form.unwrap_or_else(|| panic!("{:#?}\n{table}", report.diagnostics()));
        let (document, filling) = blank(&form);
        let written = |format| write(format, &document, &filling);
        let page = String::from_utf8(written(Format::Html)).unwrap();
        prop_assert_eq!(of_page(&page), cells.clone(), "{}", table);
        prop_assert_eq!(of_word(&written(Format::Docx)), cells.clone(), "{}", table);
        let markdown = String::from_utf8(written(Format::Markdown)).unwrap();
        let mut shown = of_page(&rendered(&markdown));
        if !markdown.contains("<table>") && !has_header {
            // Markdown's own tables have a header, be it empty.
            shown.retain(|cell| cell.0 > 0);
            for cell in &mut shown {
                cell.0 -= 1;
            }
        }
        prop_assert_eq!(shown, cells, "{}", markdown);
    }
}

#[test]
fn cells_that_are_no_rectangle_are_refused() {
    for table in [
        "| < | b |\n|---|---|\n| c | d |",
        "| ^ | b |\n|---|---|\n| c | d |",
        "| a | < |\n|---|---|\n| ^ | d |",
        "| a | b |\n|---|---|\n| ^ | < |",
        "| a | < | c |\n|---|---|---|\n| d | ^ | < |",
        // Nothing is above that could be one with it.
        "|  |  |\n|---|---|\n| ^ | d |\n| a | b |",
        "| a | b | c |\n|---|---|---|\n| d | < | ^ |\n| ^ | < | < |",
    ] {
        let mut report = Report::new();
        if let Some(form) = form(table, &mut report) {
            form.prove(&mut report);
        }
        let codes: Vec<_> = report.diagnostics().iter().map(|fault| fault.problem.code()).collect();
        assert_eq!(codes, ["joined-cells"], "{table}");
    }
    // The signs themselves.
    let form = form("| \\< | \\^ |\n|---|---|\n| a < | ^b |", &mut Report::new()).unwrap();
    let (document, filling) = blank(&form);
    let page = String::from_utf8(write(Format::Html, &document, &filling)).unwrap();
    let texts: Vec<String> = of_page(&page).into_iter().map(|cell| cell.4).collect();
    assert_eq!(texts, ["<", "^", "a <", "^b"]);
}

#[test]
fn a_table_of_nothing_is_written_in_every_format() {
    for table in ["|  |\n|---|", "|  |  |\n|---|---|\n|  | < |", "|  |\n|---|\n|  |"] {
        let mut report = Report::new();
        let form = form(table, &mut report).unwrap();
        form.prove(&mut report);
        assert!(!report.has_errors(), "{:#?}", report.diagnostics());
        let (document, mut filling) = blank(&form);
        filling.date = Some("2026-01-02".into());
        for format in [Format::Docx, Format::Html, Format::Markdown, Format::Pdf(Profile::A2a)] {
            assert!(!write(format, &document, &filling).is_empty(), "{table}");
        }
    }
}
