//! The codes of all problems of all rooms, with what they mean.

use crate::diagnostic::{Explanation, Language, Report, declare_problems, did_you_mean, nearest};
use crate::table::Allowed;

/// What each code means, in the order of the codes.
pub fn explanations() -> Vec<Explanation> {
    let rooms = [
        EXPLANATIONS,
        crate::answers::problems::EXPLANATIONS,
        crate::archive::problems::EXPLANATIONS,
        crate::case::problems::EXPLANATIONS,
        crate::catalog::problems::EXPLANATIONS,
        crate::diagnostic::problems::EXPLANATIONS,
        crate::document::problems::EXPLANATIONS,
        crate::exchange::problems::EXPLANATIONS,
        crate::form::problems::EXPLANATIONS,
        crate::generate::problems::EXPLANATIONS,
        crate::register::problems::EXPLANATIONS,
        crate::scalar::problems::EXPLANATIONS,
        crate::table::problems::EXPLANATIONS,
        crate::template::problems::EXPLANATIONS,
        crate::word::problems::EXPLANATIONS,
        crate::workspace::problems::EXPLANATIONS,
    ];
    let mut all: Vec<_> = rooms.into_iter().flatten().copied().collect();
    all.sort_by_key(|explanation| explanation.code);
    all
}

/// Reports what is allowed and is no code.
///
/// # Errors
///
/// Each is an error in `report`.
pub fn refuse_unknown(allowed: &[Allowed], report: &mut Report) {
    let known: Vec<&str> = explanations().iter().map(|explanation| explanation.code).collect();
    for Allowed { code, place, .. } in allowed {
        if !known.contains(&code.as_str()) {
            let suggestion = nearest(code, known.iter().copied());
            report.error(UnknownCode { code: code.clone(), suggestion }, place.clone());
        }
    }
}

declare_problems! {
    /// No problem has that code.
    UnknownCode("unknown-code") {
        /// The code as written.
        code: String,
        /// The code most like it.
        suggestion: Option<String>,
    } => {
        en: "there is no code `{code}`",
        sv: "det finns ingen kod `{code}`",
        help: {
            en: {
                did_you_mean(suggestion.as_ref(), Language::English).unwrap_or_else(|| "run `blankett explain` for a list of all codes".to_owned())
            },
            sv: {
                did_you_mean(suggestion.as_ref(), Language::Swedish).unwrap_or_else(|| "kör `blankett explain` för en lista över alla koder".to_owned())
            },
        },
        meaning: {
            en: "No error or warning of this program has the code that was given to `explain`. Copy it from the square brackets after `error` or `warning`, or run `blankett explain` alone for a list of all codes.",
            sv: "Inget fel och ingen varning i programmet har koden som angavs till `explain`. Kopiera den från hakparentesen efter `fel` eller `varning`, eller kör `blankett explain` utan kod för en lista över alla.",
        },
    }
}
