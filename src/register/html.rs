//! The register as a page, with links to the documents of each case. It is whole without its
//! script, which filters rows by what is typed.

use maud::{Markup, html};

use crate::diagnostic::Language;
use crate::page::{LINE, Page};
use crate::scalar::Date;

use super::Row;
use super::words::{RegisterWords, followed_up};

const SCRIPT: &str = include_str!("filter.js");

/// Writes the register.
pub(super) fn write(rows: &[Row], today: Date, language: Language) -> String {
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
            h1 { (register) } (LINE)
            p { (words.as_of) " " (day(today)) ". " (followed_up(language, rows)) "." } (LINE)
            div.filter hidden { (LINE)
                label for="filter" { (words.filter) } (LINE)
                input id="filter" type="search" autocomplete="off"; (LINE)
                p { output id="shown" for="filter" data-words=(words.shown_of) {} } (LINE)
            } (LINE)
            div.scroll role="group" tabindex="0" aria-label=(register) { (LINE)
                table { (LINE)
                    thead { tr { @for name in head { th scope="col" { (name) } } } } (LINE)
                    tbody { (LINE)
                        @for row in rows { (self::row(row, language)) (LINE) }
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
        title: format!("{register} {today}"),
        about: Vec::new(),
        body,
        script: SCRIPT,
        is_wide: true,
    }
    .to_html()
}

fn row(row: &Row, language: Language) -> Markup {
    let words = RegisterWords::of(language);
    let name = if row.title.is_empty() { &row.case } else { &row.title };
    html! {
        tr {
            td { (row.number) }
            th scope="row" {
                @if !row.title.is_empty() { (row.title) br; }
                span.small { (row.case) }
            }
            td { (row.status) }
            td { (row.progress()) }
            td {
                @if let Some(review) = row.review { (day(review)) }
                @if row.is_overdue { " " strong.bad { (words.overdue) } }
            }
            td { (row.to_do(language)) }
            td {
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

fn day(day: Date) -> Markup {
    html! { time datetime=(day) { (day) } }
}
