//! Words as labels, options and names.

use crate::text::{decomposed, is_unsafe};

/// The longest label; a question that is longer is asked with the sentence that leads to its place.
pub(super) const LONGEST_LABEL: usize = 160;
/// The longest option.
const LONGEST_OPTION: usize = 200;

/// The words that ask, in a text: without signs around them; of a long one the first sentence.
pub(super) fn label(text: &str) -> Option<String> {
    let line = without_marks(&clean(text));
    let line = line.trim().trim_start_matches([',', ';', '.', ')', '/', '|', '–', '—', '-']);
    let line = line.trim();
    let is_asking = line.chars().any(|c| c.is_alphanumeric() || matches!(c, '№' | '#'));
    if line.chars().count() <= LONGEST_LABEL {
        return is_asking.then(|| line.to_owned());
    }
    let head: String = line.chars().take(LONGEST_LABEL).collect();
    let end = head.rfind(". ").map(|at| at + 1).or_else(|| head.rfind(' ')).unwrap_or(head.len());
    Some(head[..end].trim().to_owned())
}

/// The words that lead to a place on its line: the last sentence, or the end of a long one.
pub(super) fn lead(text: &str) -> Option<String> {
    let line = without_marks(&clean(text));
    let mut line = line.trim();
    let sentence = line.trim_end_matches([' ', ':', '.', '?']).rfind(". ");
    if let Some(at) = sentence
        && (line.chars().count() > LONGEST_LABEL / 2 || line[..at].chars().count() <= 2)
        && line[at + 2..].chars().filter(|c| c.is_alphabetic()).count() > 2
    {
        line = line[at + 2..].trim();
    }
    let length = line.chars().count();
    if length > LONGEST_LABEL {
        let from = line.char_indices().nth(length - LONGEST_LABEL).map_or(0, |(at, _)| at);
        line = line[from..].split_once(' ').map_or("", |(_, rest)| rest);
    }
    label(line)
}

/// Whether a text has words, or the sign of a number.
pub(super) fn has_word(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() || matches!(c, '№' | '#'))
}

/// The words of a box.
pub(super) fn option(text: &str) -> Option<String> {
    let line = clean(text);
    let line =
        line.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '/' | '|'));
    let cut: String = line.chars().take(LONGEST_OPTION).collect();
    let cut = cut.trim();
    cut.chars().any(char::is_alphanumeric).then(|| cut.to_owned())
}

/// Whether words say yes or no.
pub(super) fn answer_word(text: &str) -> Option<bool> {
    let word = text.trim().trim_end_matches([':', '.', ',']).to_lowercase();
    let first = word.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches([':', '.', ',']);
    match first {
        "ja" | "yes" | "oui" | "sí" | "kyllä" | "ano" => Some(true),
        "nej" | "no" | "nein" | "non" | "nei" | "ei" | "ne" => Some(false),
        _ => None,
    }
}

/// Whether the last of some words says yes or no.
pub(super) fn last_answer_word(text: &str) -> Option<bool> {
    answer_word(text.split_whitespace().next_back().unwrap_or_default())
}

/// Text that a form can hold, on one line.
pub(super) fn clean(text: &str) -> String {
    // What does something to the text around it is no part of a name.
    let is_kept = |c: &char| c.is_whitespace() || !(crate::text::is_forbidden(*c) || is_unsafe(*c));
    let plain: String = text.chars().filter(is_kept).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without what only template languages read.
pub(super) fn without_marks(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [("{%", "%}"), ("{#", "#}")] {
        while let Some(start) = text.find(open) {
            let Some(length) = text[start..].find(close) else { break };
            text.replace_range(start..start + length + close.len(), " ");
        }
    }
    text
}

/// A small letter as letters and digits that keys have: without its accents, or as it is written in Latin letters
/// (Cyrillic after ISO/R 9:1968, Greek after ISO 843).
pub(super) fn in_ascii(letter: char) -> String {
    const OTHERS: &str = "а a б b в v г g д d е e ё e ж zh з z и i й j к k л l м m н n о o п p р r с s т t у u \
        ф f х h ц c ч ch ш sh щ shch ы y э e ю ju я ja і i ї i є e ґ g α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l \
        μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ß ss ł l đ d ð d þ th œ oe";
    let mut others = OTHERS.split_whitespace();
    while let (Some(other), Some(latin)) = (others.next(), others.next()) {
        if other.starts_with(letter) {
            return latin.to_owned();
        }
    }
    decomposed(letter).filter(char::is_ascii_alphanumeric).collect()
}

/// Words in brackets right behind a place: `____(date)`.
pub(super) fn in_brackets_after(after: &str) -> Option<String> {
    let inner = after.strip_prefix('(')?.split_once(')')?.0;
    let is_short =
        inner.chars().count() <= 40 && inner.chars().filter(|c| c.is_alphabetic()).count() > 1;
    is_short.then(|| label(inner)).flatten()
}

/// How prompts begin that only say that something is to be written.
const GENERAL: [&str; 22] = [
    "click",
    "tap ",
    "klicka",
    "tryck",
    "pick ",
    "choose",
    "select",
    "enter text",
    "ange text",
    "skriv här",
    "välj",
    "type here",
    "type text",
    "text",
    "klepněte",
    "kliknut",
    "cliquez",
    "klicken",
    "wählen",
    "to get started",
    "fyll i",
    "insert text",
];

/// Whether words that stand in a field tell what to write there, and are nobody's answer.
pub(super) fn is_prompt(words: &str) -> bool {
    let text = words.trim();
    let lower = text.to_lowercase();
    let is_bracketed = ['[', '<', '«', '{', '('].iter().any(|open| text.starts_with(*open));
    let asks =
        ["skriv", "ange", "fyll", "enter", "type", "insert", "write", "välj", "åååå", "yyyy", "xx"];
    let begins = |word: &&str| lower.starts_with(*word);
    !text.is_empty()
        && (is_bracketed
            || text.ends_with('…')
            || GENERAL.iter().any(begins)
            || asks.iter().any(begins))
}

/// What a prompt asks for; one that only says that something is to be written asks for nothing.
pub(super) fn asking(words: &str) -> Option<String> {
    let inner = words.trim().trim_matches(['[', ']', '<', '>', '«', '»']).trim();
    let lower = inner.to_lowercase();
    let is_general = GENERAL.iter().any(|general| lower.starts_with(general)) && lower != "text";
    let has_words = inner.chars().filter(|c| c.is_alphabetic()).count() > 1;
    (has_words && !is_general).then(|| label(inner)).flatten()
}

/// The words of a name that a program knows: `d.patient.fullName`, `court_name`.
pub(super) fn identifier(words: &str) -> Option<String> {
    let inner = words.trim().trim_matches(['{', '}', '$', '«', '»', ' ']);
    // What a function is asked for, and nothing that says how it is printed.
    let inner = inner.split('|').next().unwrap_or_default();
    let inner = match inner.split_once('(') {
        Some((_, rest)) if rest.contains(['\'', '"']) => {
            rest.split(['\'', '"']).nth(1).unwrap_or_default()
        }
        Some((name, _)) => name,
        None => inner,
    };
    let inner = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(inner);
    // An entry of a list by its name, or by what it is held against.
    let entry = inner
        .trim_end_matches(']')
        .rsplit_once(['\'', '"'])
        .and_then(|(rest, _)| rest.rsplit(['\'', '"']).next());
    if let (Some(entry), true) = (entry, inner.ends_with(']')) {
        return named(entry);
    }
    let mut whole = inner.to_owned();
    while let Some((start, length)) =
        whole.find('[').and_then(|start| Some((start, whole[start..].find(']')?)))
    {
        whole.replace_range(start..=start + length, "");
    }
    let inner = whole.as_str();
    let parts: Vec<&str> = inner.split('.').collect();
    let parts = if parts.len() > 2 && parts[0].len() == 1 { &parts[1..] } else { &parts };
    named(&parts.join(" "))
}

/// What programs call fields by themselves, with a number behind it.
const OWN: [&str; 19] = [
    "text",
    "check",
    "kryss",
    "dropdown",
    "listruta",
    "rullgardin",
    "field",
    "fält",
    "bookmark",
    "control",
    "kontrollkästchen",
    "casecocher",
    "texte",
    "goog",
    "kombinationsruta",
    "date",
    "datum",
    "combobox",
    "textbox",
];

/// A name as words, where it is more than what programs call fields by themselves.
pub(super) fn named(name: &str) -> Option<String> {
    let mut words = String::new();
    let mut before = ' ';
    for c in name.chars().filter(|c| !is_unsafe(*c)) {
        let is_joint = matches!(c, '_' | '-' | '.');
        if (c.is_uppercase() && before.is_lowercase()) || is_joint {
            words.push(' ');
        }
        if !is_joint {
            words.push(c);
        }
        before = c;
    }
    let label = label(&words)?;
    let first = label.split([' ']).next().unwrap_or_default().to_lowercase();
    let bare = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_own =
        OWN.contains(&bare) && (first != bare || label.split(' ').count() > 1 && bare == "goog");
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    if is_own || letters < 2 {
        return None;
    }
    let mut characters = label.chars();
    let first = characters.next().map(char::to_uppercase).into_iter().flatten();
    Some(first.chain(characters).collect())
}

/// What stands in a template for a part of an answer.
pub(super) fn part_mark(key: &str, part: &str) -> String {
    let is_name = part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && part.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_name {
        return format!("{{{{ part.{key}.{part} }}}}");
    }
    let part = part.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{{{{ part.{key}[\"{part}\"] }}}}")
}
