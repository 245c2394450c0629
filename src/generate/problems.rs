//! What can be wrong when a document is made.

use crate::diagnostic::declare_problems;

declare_problems! {
    /// An address that needs a Word file of the form, which is not there.
    NoOriginal("no-original") {
        /// The address.
        name: String,
    } => {
        en: "`{name}` is an address in `original.docx`, which is not there",
        sv: "`{name}` är en adress i `original.docx`, som inte finns",
        help: {
            en: "put the Word file beside `form.toml`, or give the bookmark a name",
            sv: "lägg Wordfilen bredvid `form.toml`, eller ge bokmärket ett namn",
        },
        meaning: {
            en: "A `bookmark` in the form points out a field in the authority's own Word file, for example by its number or the text before it, but the form's folder has no `original.docx`. Put the Word file there, or give the bookmark an ordinary name.",
            sv: "Ett `bookmark` i formuläret pekar ut ett fält i myndighetens egen Wordfil, till exempel genom dess nummer eller texten före, men i formulärets mapp finns ingen `original.docx`. Lägg dit Wordfilen, eller ge bokmärket ett vanligt namn.",
        },
    }

    /// A document that needs a date and has none.
    NoDate("no-date") => {
        en: "this needs a date, and neither case nor form gives one",
        sv: "här behövs ett datum, och varken ärende eller formulär ger något",
        help: {
            en: "give the day with `--date YYYY-MM-DD`; or answer what `created` in the form's style.toml prints",
            sv: "ange dagen med `--date ÅÅÅÅ-MM-DD`; eller svara på det som `created` i formulärets style.toml skriver ut",
        },
        meaning: {
            en: "An archival copy must have a date, and none is to be found: the case does not answer the question that `created` in `style.toml` prints, and no date is given in another way. The program never uses today's date, since two runs would then differ. Answer that question, or give the day with `--date`.",
            sv: "Ett arkivexemplar måste ha ett datum, och inget finns att hämta: ärendet besvarar inte frågan som `created` i `style.toml` skriver ut, och datumet är inte heller angivet på annat sätt. Programmet tar aldrig dagens datum, eftersom två körningar då skulle bli olika. Besvara frågan, eller ange dagen med `--date`.",
        },
    }

    /// Pages that could not be set.
    NotTypeset("not-typeset") {
        /// The typesetter's words, in English.
        words: String,
    } => {
        en: "the pages could not be set: {words}",
        sv: "sidorna kunde inte sättas: {words}",
        meaning: {
            en: "The typesetter inside the program could not make PDF pages of the document. It should not happen, so it may be a fault in the program. Try `--format docx` to get the document meanwhile, and report the message to whoever maintains the program.",
            sv: "Programmet kunde inte sätta dokumentets sidor som PDF. Det ska inte hända, så det kan vara ett fel i programmet. Använd `--format docx` så länge för att få dokumentet, och rapportera meddelandet till den som förvaltar programmet.",
        },
    }
}
