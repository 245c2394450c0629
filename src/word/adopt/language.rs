//! The language that a text is written in, by its commonest words: what a file says by itself is the language of
//! the program that made it.

/// Of each language its tag and the words that stand in nearly every text of it, and in few of others.
const LANGUAGES: [(&str, &str); 13] = [
    (
        "sv-SE",
        "och att som är för på med av den till inte om ett har från ska eller vid samt kan ort datum namn uppgifter",
    ),
    (
        "en-US",
        "the of and to in for is on that with by this be or your you are from date name please",
    ),
    (
        "de-DE",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine oder datum name bitte",
    ),
    (
        "nb-NO",
        "og at som er for på med av den til ikke om et har fra skal eller ved samt kan navn dato opplysninger",
    ),
    (
        "da-DK",
        "og at som er for på med af den til ikke om et har fra skal eller ved samt kan navn dato oplysninger",
    ),
    (
        "fr-FR",
        "le la les de des et à un une du en pour que est dans par sur au nom date avec ne pas",
    ),
    ("es-ES", "el la los las de y a un una en para que es por con del se al nombre fecha no su"),
    ("it-IT", "il la di e a un una in per che è con del della dei si al nome data non le"),
    ("nl-NL", "de het een en van in is dat op te voor met zijn niet aan door naam datum bij of"),
    ("fi-FI", "ja on ei että se tai nimi päivämäärä jos ovat kuin myös sekä mukaan tämä osoite"),
    ("pl-PL", "i w na z do się nie jest o że oraz dla przez imię nazwisko data lub po od"),
    ("cs-CZ", "a v na se že je z o do s k pro jméno datum nebo podle by od ve dne"),
    ("ru-RU", "и в на не с по для от из о при или дата фамилия имя что как"),
];

/// The fewest words that tell.
const FEWEST: usize = 3;

/// The language of a text; `None` where too little tells.
pub(in crate::word) fn language_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let mut counts: Vec<(usize, &str)> = LANGUAGES
        .iter()
        .map(|(tag, common)| {
            let common: Vec<&str> = common.split(' ').collect();
            (words.iter().filter(|word| common.contains(*word)).count(), *tag)
        })
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (first, second) = (counts[0], counts[1]);
    (first.0 >= FEWEST && first.0 > second.0).then_some(first.1)
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn a_text_tells_its_language() {
        let texts = [
            ("sv-SE", "Uppgifter om den som ansöker och om det barn som ansökan avser"),
            ("en-US", "Please fill in the name of the applicant and the date"),
            (
                "de-DE",
                "Angaben zu der Person und dem Antrag, bitte in Druckschrift ausfüllen für das Amt",
            ),
            ("fr-FR", "Le nom et la date de la demande pour les services de la commune"),
        ];
        for (tag, text) in texts {
            assert_eq!(language_of(text), Some(tag), "{text}");
        }
        assert_eq!(language_of("Namn Adress"), None);
    }
}
