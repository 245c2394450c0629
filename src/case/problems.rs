//! What can be wrong with the shape of a case file.

use crate::diagnostic::declare_problems;

declare_problems! {
    /// A case file with nothing in it.
    EmptyCase("empty-case") => {
        en: "the case is empty",
        sv: "ärendet är tomt",
        help: {
            en: "begin with the form and its version: `form = \"teknik\"` and `version = \"2017\"`",
            sv: "börja med formuläret och dess version: `form = \"teknik\"` och `version = \"2017\"`",
        },
        meaning: {
            en: "The case file has no content, so the program cannot know which form it answers. Write at least `form` and `version`, or begin the case again with `blankett new`.",
            sv: "Ärendets fil saknar innehåll, så det framgår inte vilket formulär ärendet svarar på. Skriv åtminstone `form` och `version`, eller börja om med `blankett new`.",
        },
    }

    /// A key of `[answers]` or `[case]` outside of its table.
    OutsideTable("outside-table") {
        /// The key.
        key: String,
    } => {
        en: "`{key}` stands outside of `[answers]` and `[case]`",
        sv: "`{key}` står utanför `[answers]` och `[case]`",
        help: {
            en: "write `[answers]` (or `[case]`) on a line of its own before the first of its keys",
            sv: "skriv `[answers]` (eller `[case]`) på en egen rad före den första av dess nycklar",
        },
        meaning: {
            en: "The key is written before the heading that it belongs under, so it does not count as an answer or as information about the case. Put `[answers]` or `[case]` on a line of its own above it.",
            sv: "Nyckeln står före den rubrik den hör till och räknas därför varken som svar eller som uppgift om ärendet. Skriv `[answers]` eller `[case]` på en egen rad ovanför den.",
        },
    }
}
