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

    /// Drafts that are to be protected and cannot be.
    NotProtected("not-protected") {
        /// Whether that is because the form has a Word file of its own.
        has_original: bool,
    } => {
        en: {
            if *has_original {
                "`original.docx` stays as it is: drafts are protected only if it is".to_owned()
            } else {
                "drafts are not protected: an answer of several paragraphs has no paragraph before it".to_owned()
            }
        },
        sv: {
            if *has_original {
                "`original.docx` lämnas som den är: utkast skyddas bara om den är skyddad".to_owned()
            } else {
                "utkast skyddas inte: ett svar med flera stycken har inget stycke före sig".to_owned()
            }
        },
        help: {
            en: {
                if *has_original {
                    "leave `protect` out, and protect the original in Word".to_owned()
                } else {
                    "put a line of text before each such answer in `document.md`".to_owned()
                }
            },
            sv: {
                if *has_original {
                    "ta bort `protect`, och skydda originalet i Word".to_owned()
                } else {
                    "skriv en rad text före varje sådant svar i `document.md`".to_owned()
                }
            },
        },
        meaning: {
            en: "`protect = \"until-decided\"` protects drafts for filling in, while answers of several paragraphs stay free to edit. That takes a section of its own for each, which begins after the paragraph before it, and changes nothing of the pages. In this form that is not possible, so its drafts are built without protection.",
            sv: "`protect = \"until-decided\"` skyddar utkast för ifyllning, medan svar med flera stycken går att redigera fritt. Det kräver ett eget avsnitt för varje sådant svar, som börjar efter stycket före och inte ändrar något på sidorna. I det här formuläret går det inte, så dess utkast byggs utan skydd.",
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

    /// Pages of a form that has pages of its own, in Word.
    NotOwnPages("not-own-pages") => {
        en: "these pages are set from the form's text; the form has pages of its own in `original.docx`",
        sv: "de här sidorna sätts av formulärets text; formuläret har egna sidor i `original.docx`",
        help: {
            en: "where the form's own pages are wanted, build Word, and let Word or LibreOffice save it as PDF/A",
            sv: "där formulärets egna sidor ska finnas, bygg Word, och låt Word eller LibreOffice spara det som PDF/A",
        },
        meaning: {
            en: "The form has the authority's own Word file, which Word documents are filled into. PDF is made of the form's text instead (`document.md`): all questions and answers are there, but not the look of the Word file, its logo, its header or its boxes. The copy is complete, and whoever compares it with the Word document must know that it does not look the same.",
            sv: "Formuläret har myndighetens egen Wordfil, som Worddokument fylls i. PDF görs i stället av formulärets text (`document.md`): alla frågor och svar finns där, men inte Wordfilens utseende, dess logotyp, sidhuvud eller rutor. Kopian är fullständig, och den som jämför den med Worddokumentet behöver veta att den inte ser likadan ut.",
        },
    }

    /// A mark of drafts in a form that knows no decisions.
    NeverDecided("never-decided") => {
        en: "drafts have a mark here, but the form does not say when a case is decided",
        sv: "här finns en märkning av utkast, men formuläret säger inte när ett ärende är beslutat",
        help: {
            en: "write `decided_from` under `[status]` in `form.toml`, or leave `[draft]` out",
            sv: "skriv `decided_from` under `[status]` i `form.toml`, eller utelämna `[draft]`",
        },
        meaning: {
            en: "`[draft]` in `style.toml` puts a mark on the documents of cases that are not decided yet, and which those are, `decided_from` in `form.toml` says. Without it, every document would be a draft for ever. Add it, with the statuses of a case, or remove `[draft]`.",
            sv: "`[draft]` i `style.toml` sätter en märkning på dokumenten i ärenden som inte är beslutade, och vilka de är säger `decided_from` i `form.toml`. Utan den skulle varje dokument förbli ett utkast. Lägg till den, tillsammans med ärendenas status, eller ta bort `[draft]`.",
        },
    }

    /// A file that is no typeface.
    NotATypeface("not-a-typeface") {
        /// The file's name.
        name: String,
    } => {
        en: "`{name}` is no typeface that pages can be set in",
        sv: "`{name}` är inget typsnitt som sidor kan sättas i",
        help: {
            en: "put a TrueType or OpenType file (`.ttf`, `.otf`) there that may be embedded",
            sv: "lägg dit en TrueType- eller OpenType-fil (`.ttf`, `.otf`) som får bäddas in",
        },
        meaning: {
            en: "`files` under `[fonts]` names typefaces for what the program's own cannot print, and this file is none, is damaged, or says of itself that it may not be embedded: all of its characters are written into a file to see that. Web fonts (`.woff`) and collections must be saved as single TrueType or OpenType files first. See to it that its licence lets it be embedded as a part.",
            sv: "`files` under `[fonts]` nämner typsnitt för det som programmets egna inte kan skriva ut, och den här filen är inget typsnitt, är skadad eller säger själv att den inte får bäddas in: alla dess tecken skrivs till en fil för att se det. Webbtypsnitt (`.woff`) och samlingar måste först sparas som enskilda TrueType- eller OpenType-filer. Se till att licensen låter det bäddas in i delar.",
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
