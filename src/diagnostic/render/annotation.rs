//! What both kinds of annotations in a pull request need: a file's path from the repository, and one text.

use std::path::{Component, Path};

use crate::diagnostic::{Diagnostic, Language, Words};
use crate::text::visible;

use super::short::{help, message};

/// How a problem's file is called from the repository: the project may be a folder of it.
pub(super) fn file(diagnostic: &Diagnostic, project: &Path) -> Option<String> {
    let name = match &diagnostic.primary {
        // A form that is part of the program is in no repository.
        Some(place) if place.source().name().starts_with("built-in/") => return None,
        Some(place) => place.source().name(),
        None => diagnostic.problem.path()?,
    };
    let mut parts: Vec<String> = Vec::new();
    for part in project.join(name).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::RootDir => parts.push(String::new()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    Some(parts.join("/"))
}

/// What is wrong, which question it breaks, and what to do.
pub(super) fn words(diagnostic: &Diagnostic, language: Language) -> String {
    let words = Words::of(language);
    let question = diagnostic.question.as_ref();
    let question =
        question.map(|question| format!("{}: {}", words.question, visible(&question.label)));
    let help = help(diagnostic, language).map(|help| format!("{}: {help}", words.help));
    let message = message(diagnostic, language);
    std::iter::once(message).chain(question).chain(help).collect::<Vec<_>>().join("\n")
}
