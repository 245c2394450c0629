//! What a register has to tell beside what each case tells of itself.

use crate::diagnostic::declare_problems;

declare_problems! {
    /// A number that several cases of a form have.
    SameNumber("same-number") {
        /// The number.
        number: String,
        /// The cases.
        cases: Vec<String>,
    } => {
        en: { format!("{} cases of one form have the number `{number}`: {}", cases.len(), cases.join(", ")) },
        sv: { format!("{} ärenden med samma formulär har numret `{number}`: {}", cases.len(), cases.join(", ")) },
        help: {
            en: "give each its own, unless they belong together",
            sv: "ge varje ärende sitt eget, om de inte hör ihop",
        },
        meaning: {
            en: "The authority files each matter under a number of its own, and several cases of the same form have this one. Most often a case was copied and the number left as it was. Correct it where it is wrong; cases of different forms may well be of one matter.",
            sv: "Myndigheten för varje ärende under ett eget nummer, och flera ärenden med samma formulär har det här. Oftast har ett ärende kopierats och numret blivit kvar. Rätta där det är fel; ärenden med olika formulär kan höra till samma sak.",
        },
    }
}
