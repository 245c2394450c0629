//! The register as a page, with links to the documents of each case. It is whole without its script, which sorts rows
//! and filters them by what is typed.

use maud::{Markup, html};

use crate::diagnostic::Language;
use crate::page::{LINE, Page};
use crate::scalar::Date;

use super::words::{self, RegisterWords, followed_up};
use super::{Row, Standing, table};

const SCRIPT: &str = include_str!("filter.js");

/// What is to be done, the most urgent first.
const STANDINGS: [Standing; 6] = [
    Standing::Overdue,
    Standing::Faulty,
    Standing::Incomplete,
    Standing::Complete,
    Standing::Decided,
    Standing::Closed,
];

/// Writes the register.
pub(super) fn write(rows: &[Row], today: Date, authority: &str, language: Language) -> String {
    let words = RegisterWords::of(language);
    let head = [
        words.number,
        words.title,
        words.status,
        words.answers,
        words.review,
        words.to_do,
        words.documents,
    ];
    let register = words.register;
    let body = html! {
        main { (LINE)
            h1 { (register) @if !authority.is_empty() { " – " (authority) } } (LINE)
            p { (words.as_of) " " (day(today)) ". " (followed_up(language, rows)) "." } (LINE)
            (overview(rows, language))
            div.filter hidden { (LINE)
                label for="filter" { (words.filter) } (LINE)
                input id="filter" type="search" autocomplete="off"; (LINE)
                p { output id="shown" for="filter" data-words=(words.shown_of) {} } (LINE)
            } (LINE)
            div.scroll role="group" tabindex="0" aria-label=(register) { (LINE)
                table.register { (LINE)
                    thead { tr { @for name in head { th scope="col" { (name) } } } } (LINE)
                    tbody { (LINE)
                        @for row in rows { (self::row(row, &head, language)) (LINE) }
                    } (LINE)
                } (LINE)
            } (LINE)
        } (LINE)
    };
    Page {
        language: match language {
            Language::Swedish => "sv".into(),
            Language::English => "en".into(),
        },
        title: table::heading(authority, today, language),
        about: Vec::new(),
        body,
        script: SCRIPT,
        is_wide: true,
    }
    .to_html()
}

/// All cases as one bar, a part for each of what is to be done, with the numbers beside it.
fn overview(rows: &[Row], language: Language) -> Markup {
    let counts = STANDINGS
        .map(|standing| (standing, rows.iter().filter(|row| row.standing == standing).count()));
    let mut parts = Vec::new();
    let mut from = 0;
    for (nth, (_, count)) in counts.iter().enumerate().filter(|(_, (_, count))| *count > 0) {
        parts.push((nth, from, *count));
        from += count;
    }
    let view = format!("0 0 {} 1", rows.len().max(1));
    html! {
        svg.overview viewBox=(view) preserveAspectRatio="none" aria-hidden="true" {
            @for (nth, from, count) in &parts {
                rect class={ "part" (nth) } x=(from) y="0" width=(count) height="1" {}
            }
        } (LINE)
        ul.legend { (LINE)
            @for (nth, _, count) in &parts {
                li { span class={ "key part" (nth) } {} (words::standing(language, STANDINGS[*nth])) ": " (count) } (LINE)
            }
        } (LINE)
    }
}

fn row(row: &Row, head: &[&str; 7], language: Language) -> Markup {
    let words = RegisterWords::of(language);
    let name = if row.title.is_empty() { &row.case } else { &row.title };
    let [number, title, status, answers, review, to_do, documents] = head;
    html! {
        tr {
            td.whole data-head=(number) { (row.number) }
            th scope="row" data-head=(title) {
                @if !row.title.is_empty() { (row.title) br; }
                span.small { (row.case) }
            }
            td data-head=(status) { (row.status) }
            td.whole data-head=(answers) data-sort=(share(row)) {
                (row.progress())
                @if row.asked > 0 {
                    svg.bar viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" {
                        rect.rest x="0" y="0" width="100" height="1" {}
                        rect.done x="0" y="0" width=(share(row)) height="1" {}
                    }
                }
            }
            td.whole data-head=(review) {
                @if let Some(review) = row.review { (day(review)) }
                @if row.is_overdue { " " strong.bad { (words.overdue) } }
            }
            td data-head=(to_do) { (row.to_do(language)) }
            td data-head=(documents) {
                @if !row.documents.is_empty() {
                    ul.files {
                        @for (kind, address) in &row.documents {
                            li { a href=(address) { (kind) span.unseen { ": " (name) } } }
                        }
                    }
                }
            }
        }
    }
}

/// How many hundredths of the questions are answered.
fn share(row: &Row) -> usize {
    (100 * row.answered).checked_div(row.asked).unwrap_or_default()
}

fn day(day: Date) -> Markup {
    html! { time datetime=(day) { (day) } }
}
