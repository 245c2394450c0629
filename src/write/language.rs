//! Parts of a text in another language than its document, by the script they are written in: so whoever
//! has it read aloud hears them in a voice that knows their letters (WCAG 2.1, 3.1.2).

use std::borrow::Cow;

use icu_properties::props::{GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, PropertyNamesShort};

/// The scripts that one language alone is written in, nearly.
const ONE_LANGUAGE: [(Script, &str); 8] = [
    (Script::Armenian, "hy"),
    (Script::Georgian, "ka"),
    (Script::Greek, "el"),
    (Script::Hangul, "ko"),
    (Script::Hebrew, "he"),
    (Script::Hiragana, "ja"),
    (Script::Katakana, "ja"),
    (Script::Thai, "th"),
];

/// The scripts that several languages share, with those: a document in one of them is written in it.
const SHARED: [(Script, &[&str]); 4] = [
    (Script::Arabic, &["ar", "ckb", "fa", "prs", "ps", "ur"]),
    (Script::Cyrillic, &["be", "bg", "mk", "ru", "sr", "uk"]),
    (Script::Devanagari, &["hi", "mr", "ne"]),
    (Script::Han, &["ja", "yue", "zh"]),
];

/// Whether a character stands above, below or around another.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && GeneralCategoryGroup::Mark.contains(CodePointMapData::new().get(c))
}

/// A text in parts, each with its language as a BCP 47 tag where that is not the document's. Latin letters
/// are the document's; of a script that many languages share, its name alone is said (`und-Arab`).
pub(super) fn parts<'t>(
    text: &'t str,
    document: &str,
) -> impl Iterator<Item = (Option<Cow<'static, str>>, &'t str)> {
    let of_document = document.split('-').next().unwrap_or_default().to_owned();
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = script(rest.chars().next()?);
        let mut own = first;
        let end = rest.char_indices().find(|(_, c)| match (own, script(*c)) {
            // Signs and blanks go with what they stand behind.
            (_, None) => false,
            (None, found) => {
                own = found;
                false
            }
            (known, found) => known != found,
        });
        let (part, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        let language = own.filter(|script| !is_of(*script, &of_document)).and_then(language);
        Some((language, part))
    })
}

/// The script of a letter; none of what stands in texts of all scripts.
fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::Latin);
    }
    let script = CodePointMapData::<Script>::new().get(c);
    (![Script::Common, Script::Inherited, Script::Unknown].contains(&script)).then_some(script)
}

/// Whether a language is written in a script.
fn is_of(script: Script, language: &str) -> bool {
    ONE_LANGUAGE.contains(&(script, language))
        || SHARED.iter().any(|(other, all)| *other == script && all.contains(&language))
}

fn language(script: Script) -> Option<Cow<'static, str>> {
    if script == Script::Latin {
        return None;
    }
    let one = ONE_LANGUAGE.iter().find(|(other, _)| *other == script);
    one.map(|(_, language)| Cow::Borrowed(*language)).or_else(|| {
        let name = PropertyNamesShort::<Script>::new().get(script)?;
        Some(Cow::Owned(format!("und-{name}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_in_the_language_of_its_script() {
        let said = |text| -> Vec<(String, &str)> {
            let parts = parts(text, "sv-SE");
            parts.map(|(language, part)| (language.unwrap_or_default().into(), part)).collect()
        };
        assert_eq!(said(""), []);
        assert_eq!(said("Räksmörgås – 12 %"), [(String::new(), "Räksmörgås – 12 %")]);
        assert_eq!(
            said("På עברית, «Да» och 12 هذا نص."),
            [
                (String::new(), "På "),
                ("he".into(), "עברית, «"),
                ("und-Cyrl".into(), "Да» "),
                (String::new(), "och 12 "),
                ("und-Arab".into(), "هذا نص."),
            ]
        );
        for (text, language) in [("Ελλάδα", "el-GR"), ("Да", "ru"), ("漢字かな", "ja")]
        {
            assert!(parts(text, language).all(|(language, _)| language.is_none()), "{text}");
        }
    }
}
