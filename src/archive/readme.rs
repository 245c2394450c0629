//! What a person reads who opens a package in thirty years.

use super::{CODES, Contents, PAGES, SOURCES, premis};

/// The text, in the form's language as far as there is one here.
pub(super) fn readme(contents: &Contents) -> String {
    let Contents { title, identifier, settings, profile, provenance, .. } = contents;
    let organisation = &settings.organisation;
    let value = |of: &str| provenance.iter().find(|(name, _)| name == of).map(|(_, value)| value);
    let (forced, codes) = (value("forced"), value(CODES));
    let told: String =
        provenance.iter().map(|(name, value)| format!("  {name}{}{value}\n", premis::IS)).collect();
    let pages = &contents.pages.0;
    let heading =
        format!("{title}\n{identifier}\n{}, {}\n", organisation.name, organisation.identity);
    let (warning, lacks, parts, how) = if contents.language.starts_with("sv") {
        (
            forced.map(|status| format!("OBS: ärendet var inte beslutat: {status}\n")),
            codes.map(|codes| {
                format!("OBS: dokumentet visar dessa tecken som koder, för inget typsnitt har dem: {codes}\n     Word-filen och Markdown har tecknen själva.\n")
            }),
            format!(
                "representations/{PAGES}/data/{pages}\n  Dokumentet som det ska läsas: {}, med typsnitten i filen.\n\n\
                 representations/{SOURCES}/data/\n  Allt som dokumentet är gjort av: svaren (cases, TOML), formuläret (templates), och\n  \
                 samma dokument som Word och Markdown (output). Med programmet blankett byggs det om där\n  \
                 med `blankett build`, och blir detsamma.\n\n\
                 schemas/\n  Vad Dublin Core-filen i metadata/ följer.\n\n\
                 metadata/, METS.xml\n  Vad paketet innehåller (METS, Dublin Core, PREMIS), med storlek och SHA-256 för varje fil.\n  \
                 `blankett verify` kontrollerar allt.\n",
                profile.0
            ),
            "Så kom paketet till:\n\n",
        )
    } else {
        (
            forced.map(|status| format!("NB: the case was not decided: {status}\n")),
            codes.map(|codes| {
                format!("NB: the document shows these characters as codes, as no typeface has them: {codes}\n    The Word file and the Markdown have the characters themselves.\n")
            }),
            format!(
                "representations/{PAGES}/data/{pages}\n  The document as it is to be read: {}, with its typefaces in the file.\n\n\
                 representations/{SOURCES}/data/\n  All that the document was made from: the answers (cases, TOML), the form (templates), and\n  \
                 the same document as Word and Markdown (output). With the program blankett it is built again\n  \
                 there with `blankett build`, and comes out the same.\n\n\
                 schemas/\n  What the Dublin Core file in metadata/ follows.\n\n\
                 metadata/, METS.xml\n  What the package holds (METS, Dublin Core, PREMIS), with size and SHA-256 of every file.\n  \
                 `blankett verify` checks it all.\n",
                profile.0
            ),
            "How the package came to be:\n\n",
        )
    };
    let (warning, lacks) = (warning.unwrap_or_default(), lacks.unwrap_or_default());
    format!("{heading}{warning}{lacks}\n{parts}\n{how}{told}")
}
