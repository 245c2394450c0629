//! What a person reads who opens a package in thirty years.

use maud::html;

use crate::page::{LINE, Page};

use super::inputs::{PagesOf, named, said};
use super::{Contents, File, PAGES, SOURCES, Told, premis};

/// The page with all questions and answers.
const ANSWERS: &str = "documentation/answers.html";
/// The JSON Schema of the form's cases.
const SCHEMA: &str = "schemas/form.schema.json";

/// The files, by their paths in the package.
pub(super) fn files(contents: &Contents) -> [File; 3] {
    let texts = [
        ("documentation/README.txt", readme(contents)),
        (ANSWERS, answers(contents)),
        (SCHEMA, contents.schema.clone()),
    ];
    texts.map(|(path, text)| (path.to_owned(), text.into_bytes()))
}

/// How answers and questions belong together.
fn answers(contents: &Contents) -> String {
    let is_swedish = contents.language.starts_with("sv");
    let heads =
        if is_swedish { ["Nyckel", "Fråga", "Svar"] } else { ["Key", "Question", "Answer"] };
    let body = html! {
        main { (LINE)
            h1 { (contents.title) } (LINE)
            p { (contents.told.number) } (LINE)
            div.scroll { (LINE) table { (LINE)
                thead { tr { @for head in heads { th scope="col" { (head) } } } } (LINE)
                tbody { (LINE)
                    @for [key, question, answer] in &contents.questions {
                        tr { td { code { (key) } } td { (question) } td.keep { (answer) } } (LINE)
                    }
                } (LINE)
            } (LINE) } (LINE)
        } (LINE)
    };
    let (language, title) = (contents.language.clone(), contents.title.clone());
    Page { language, title, body, is_wide: true, ..Page::default() }.to_html()
}

/// The text, in the form's language as far as there is one here.
fn readme(contents: &Contents) -> String {
    let Contents { title, told: Told { number, .. }, settings, profile, provenance, .. } = contents;
    let organisation = &settings.organisation;
    let value = |of: &str| said(provenance, of);
    let (forced, codes) = (value(named::FORCED), value(named::CODES));
    let told: String =
        provenance.iter().map(|(name, value)| format!("  {name}{}{value}\n", premis::IS)).collect();
    let pages = &contents.pages.0;
    let (is_ours, profile) = (contents.inputs.pages == PagesOf::Program, profile.0);
    let heading = format!("{title}\n{number}\n{}, {}\n", organisation.name, organisation.identity);
    let (warning, lacks, parts, how) = if contents.language.starts_with("sv") {
        (
            forced.map(|status| format!("OBS: ärendet var inte beslutat: {status}\n")),
            codes.map(|codes| {
                format!("OBS: dokumentet visar dessa tecken som koder, för inget typsnitt har dem: {codes}\n     Word-filen och Markdown har tecknen själva.\n")
            }),
            format!(
                "representations/{PAGES}/data/{pages}\n  Dokumentet som det ska läsas: {profile}{}\n\n\
                 representations/{SOURCES}/data/\n  Svaren (cases, TOML), formuläret (templates), och dokumentet av dem som Word och Markdown\n  \
                 (output). Med programmet blankett byggs de om i en kopia av mappen med `blankett build`,\n  \
                 och blir desamma.\n\n\
                 {ANSWERS}\n  Varje fråga med sitt svar, och med den nyckel som svaret har i TOML-filen.\n\n\
                 {SCHEMA}\n  Vad formuläret frågar efter, för program (JSON Schema).\n\n\
                 metadata/, METS.xml\n  Vad paketet innehåller (METS, Dublin Core, PREMIS), med storlek och SHA-256 för varje fil.\n  \
                 `blankett verify` kontrollerar allt. metadata/preservation/git/ har, om den finns, den commit i git\n  \
                 som svaren hör till, och dess träd.\n",
                if is_ours { ", gjort av svaren och formuläret, med typsnitten i filen." } else { ", gjort eller signerat med ett annat program; varje svars ord finns i det om det har text." }
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
                "representations/{PAGES}/data/{pages}\n  The document as it is to be read: {profile}{}\n\n\
                 representations/{SOURCES}/data/\n  The answers (cases, TOML), the form (templates), and the document of them as Word and Markdown\n  \
                 (output). With the program blankett they are built again in a copy of the folder with\n  \
                 `blankett build`, and come out the same.\n\n\
                 {ANSWERS}\n  Each question with its answer, and with the key that the answer has in the TOML file.\n\n\
                 {SCHEMA}\n  What the form asks, for programs (JSON Schema).\n\n\
                 metadata/, METS.xml\n  What the package holds (METS, Dublin Core, PREMIS), with size and SHA-256 of every file.\n  \
                 `blankett verify` checks it all. metadata/preservation/git/ has, if it is there, the commit in git that\n  \
                 the answers are of, and its trees.\n",
                if is_ours { ", made of the answers and the form, with its typefaces in the file." } else { ", made or signed with another program; it has the words of each answer, if it has text." }
            ),
            "How the package came to be:\n\n",
        )
    };
    let (warning, lacks) = (warning.unwrap_or_default(), lacks.unwrap_or_default());
    format!("{heading}{warning}{lacks}\n{parts}\n{how}{told}")
}
