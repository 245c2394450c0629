//! What can be wrong with a catalogue.

use crate::diagnostic::declare_problems;

declare_problems! {
    /// An address that none is.
    NotAnAddress("not-an-address") {
        /// The property.
        property: &'static str,
        /// What stands there.
        value: String,
    } => {
        en: "`{value}` is no address, which `{property}` must be",
        sv: "`{value}` är ingen adress, och det ska `{property}` vara",
        help: {
            en: "write it whole: https://data.example.se/x.csv, or a mailbox",
            sv: "skriv den hel: https://data.example.se/x.csv, eller en brevlåda",
        },
        meaning: {
            en: "A property of the catalogue takes a web address or an address of e-mail, and the answer is neither. A web address begins with https:// or http:// and has no blanks in it. No catalogue is written until it is corrected.",
            sv: "En egenskap i katalogen tar en webbadress eller en e-postadress, och svaret är ingetdera. En webbadress börjar med https:// eller http:// och har inga blanksteg. Ingen katalog skrivs förrän det är rättat.",
        },
    }

    /// An answer that is no term of the vocabulary.
    NoTerm("no-term") {
        /// The property.
        property: &'static str,
        /// What stands there.
        value: String,
        /// The terms that the settings may have; none where an answer is one.
        terms: Vec<&'static str>,
    } => {
        en: "`{value}` is no term of the vocabulary of `{property}`",
        sv: "`{value}` är ingen term i vokabulären för `{property}`",
        help: {
            en: {
                match &terms[..] {
                    [] => "say what the option means in `form.toml`: { name = \"…\", means = \"…\" }, or answer with a term".to_owned(),
                    terms => format!("write one of these: {}", terms.join(", ")),
                }
            },
            sv: {
                match &terms[..] {
                    [] => "ange vad valet betyder i `form.toml`: { name = \"…\", means = \"…\" }, eller svara med en term".to_owned(),
                    terms => format!("skriv en av dessa: {}", terms.join(", ")),
                }
            },
        },
        meaning: {
            en: "Themes, access, frequencies, licences, formats and kinds of publishers are terms of vocabularies that all catalogues share. The answer is none of them by its name, and the form does not say what it means. Where the property is mandatory, no catalogue is written; else it stands there without it.",
            sv: "Teman, åtkomst, frekvenser, licenser, format och slag av utgivare är termer i vokabulärer som alla kataloger delar. Svaret är ingen av dem till namnet, och formuläret säger inte vad det betyder. Är egenskapen obligatorisk skrivs ingen katalog; annars står den där utan.",
        },
    }

    /// A mandatory property that is not said.
    PropertyMissing("property-missing") {
        /// The property.
        property: &'static str,
        /// What it is missing from.
        class: &'static str,
    } => {
        en: "`{class}` must have `{property}`, and no answer gives it",
        sv: "`{class}` ska ha `{property}`, och inget svar ger det",
        help: {
            en: "answer the question; where none asks for it, give one of the form that meaning",
            sv: "besvara frågan; om ingen frågar efter det, ge en fråga i formuläret den betydelsen",
        },
        meaning: {
            en: "The profile DCAT-AP-SE makes the property mandatory, and a decided case does not have it. A catalogue without it would be refused where it is read, so none is written. Answer the question that is named, or add one with that meaning to the form.",
            sv: "Profilen DCAT-AP-SE gör egenskapen obligatorisk, och ett beslutat ärende saknar den. En katalog utan den skulle avvisas där den läses, så ingen skrivs. Besvara frågan som nämns, eller lägg till en med den betydelsen i formuläret.",
        },
    }

    /// A recommended property that is not said.
    Recommended("property-recommended") {
        /// The property.
        property: &'static str,
        /// Whether `blankett.toml` gives it, and no answer.
        is_setting: bool,
    } => {
        en: {
            match is_setting {
                true => format!("`{property}` is recommended, and `[catalog]` does not give it"),
                false => format!("`{property}` is recommended, and no answer gives it"),
            }
        },
        sv: {
            match is_setting {
                true => format!("`{property}` rekommenderas, och `[catalog]` anger det inte"),
                false => format!("`{property}` rekommenderas, och inget svar ger det"),
            }
        },
        help: {
            en: {
                match is_setting {
                    true => "add `publisher_type` to `[catalog]` in `blankett.toml`".to_owned(),
                    false => "answer the question".to_owned(),
                }
            },
            sv: {
                match is_setting {
                    true => "lägg till `publisher_type` under `[catalog]` i `blankett.toml`".to_owned(),
                    false => "besvara frågan".to_owned(),
                }
            },
        },
        meaning: {
            en: "The profile DCAT-AP-SE recommends the property, and the form asks for it, but the case does not answer. The catalogue is written without it; data sets with it are easier to find and to use.",
            sv: "Profilen DCAT-AP-SE rekommenderar egenskapen, och formuläret frågar efter den, men ärendet svarar inte. Katalogen skrivs utan den; datamängder som har den är lättare att hitta och använda.",
        },
    }

    /// What can be said once, said twice in different ways.
    Contradiction("catalog-contradiction") {
        /// The property.
        property: &'static str,
        /// The address of what it is said of.
        thing: String,
        /// What is said before, and here.
        values: [String; 2],
    } => {
        en: { format!("`{property}` of <{thing}> is said to be `{}` here and `{}` before", values[1], values[0]) },
        sv: { format!("`{property}` för <{thing}> anges som `{}` här och som `{}` tidigare", values[1], values[0]) },
        help: {
            en: "answer alike in all cases that name it, or let `shared.toml` answer once",
            sv: "svara lika i alla ärenden som nämner den, eller låt `shared.toml` svara en gång",
        },
        meaning: {
            en: "Cases that name one publisher describe one thing, and a catalogue says of it once what it is. Here two say it differently, and nobody knows which is right. `[catalog]` in `blankett.toml` counts too. No catalogue is written until they agree.",
            sv: "Ärenden som nämner samma utgivare beskriver en och samma sak, och katalogen säger en gång vad den är. Här säger två olika, och ingen vet vilket som är rätt. `[catalog]` i `blankett.toml` räknas också. Ingen katalog skrivs förrän de är överens.",
        },
    }

    /// A catalogue without data sets.
    NoDatasets("no-datasets") => {
        en: "no decided case is a data set, so there is nothing for a catalogue",
        sv: "inget beslutat ärende är en datamängd, så det finns inget till en katalog",
        help: {
            en: "decide a case of a form with `means = \"dcat:Dataset\"`",
            sv: "besluta ett ärende med ett formulär som har `means = \"dcat:Dataset\"`",
        },
        meaning: {
            en: "A catalogue describes the decided cases of forms that say `means = \"dcat:Dataset\"`, and there are none among the cases that were named. Drafts are never published. No file is written, so that one that is there stays.",
            sv: "En katalog beskriver de beslutade ärendena med formulär som säger `means = \"dcat:Dataset\"`, och det finns inga bland ärendena som angavs. Utkast publiceras aldrig. Ingen fil skrivs, så en som redan finns står kvar.",
        },
    }
}
