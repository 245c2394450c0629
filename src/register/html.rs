//! The register as a page, with links to the documents of each case. It is whole without its
//! script, which filters rows by what is typed.

use crate::diagnostic::Language;
use crate::page::{Page, escaped};
use crate::scalar::Date;

use super::Row;
use super::words::{RegisterWords, followed_up};

const SCRIPT: &str = include_str!("filter.js");

/// Writes the register.
pub(super) fn write(rows: &[Row], today: Date, language: Language) -> String {
    let words = RegisterWords::of(language);
    let summary = followed_up(language, rows);
    let head: String = [
        words.number,
        words.title,
        words.status,
        words.answers,
        words.review,
        words.to_do,
        words.documents,
    ]
    .iter()
    .map(|name| format!("<th scope=\"col\">{name}</th>"))
    .collect();
    let rows: String = rows.iter().map(|row| self::row(row, language)).collect();
    let (register, filter, count) = (words.register, words.filter, words.shown_of);
    let body = format!(
        "<main>\n<h1>{register}</h1>\n<p>{} <time datetime=\"{today}\">{today}</time>. {summary}.</p>\n\
         <div class=\"filter\" hidden>\n<label for=\"filter\">{filter}</label>\n\
         <input id=\"filter\" type=\"search\" autocomplete=\"off\">\n\
         <p><output id=\"shown\" for=\"filter\" data-words=\"{count}\"></output></p>\n</div>\n\
         <div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{register}\">\n<table>\n\
         <thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</main>\n",
        words.as_of
    );
    let language = match language {
        Language::Swedish => "sv",
        Language::English => "en",
    };
    Page {
        language: language.into(),
        title: format!("{register} {today}"),
        about: Vec::new(),
        body,
        script: SCRIPT,
        is_wide: true,
    }
    .to_html()
}

fn row(row: &Row, language: Language) -> String {
    let words = RegisterWords::of(language);
    let name = if row.title.is_empty() { &row.case } else { &row.title };
    let documents: String = row
        .documents
        .iter()
        .map(|(kind, address)| {
            let (address, about) = (escaped(address), escaped(name));
            format!(
                "<li><a href=\"{address}\">{kind}<span class=\"unseen\">: {about}</span></a></li>"
            )
        })
        .collect();
    let documents = match documents.as_str() {
        "" => String::new(),
        documents => format!("<ul class=\"files\">{documents}</ul>"),
    };
    let review = row.review.map(|day| format!("<time datetime=\"{day}\">{day}</time>"));
    let mut review = review.unwrap_or_default();
    if row.is_overdue {
        review += &format!(" <strong class=\"bad\">{}</strong>", words.overdue);
    }
    let answers = row.progress();
    format!(
        "<tr><td>{}</td><th scope=\"row\">{}<span class=\"small\">{}</span></th><td>{}</td>\
         <td>{answers}</td><td>{review}</td><td>{}</td><td>{documents}</td></tr>\n",
        escaped(&row.number),
        if row.title.is_empty() { String::new() } else { format!("{}<br>", escaped(&row.title)) },
        escaped(&row.case),
        escaped(&row.status),
        escaped(&row.to_do(language)),
    )
}
