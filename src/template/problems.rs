//! What can be wrong with templates.

use crate::diagnostic::{Language, declare_problems, did_you_mean};

declare_problems! {
    /// A form without one of its files.
    MissingFile("missing-file") {
        /// The file's name.
        name: String,
    } => {
        en: "the form has no file `{name}`",
        sv: "formuläret saknar filen `{name}`",
        meaning: {
            en: "The form's folder lacks a file that every form needs: `form.toml` with the questions, or `document.md` with the text. Restore the file from git, or import the form again.",
            sv: "I formulärets mapp saknas en fil som varje formulär behöver: `form.toml` med frågorna eller `document.md` med texten. Hämta tillbaka filen ur git, eller importera formuläret igen.",
        },
    }

    /// Tera cannot read or render a template.
    TemplateFails("template") {
        /// Tera's phrase, in English.
        description: String,
    } => {
        en: "the template fails: {description}",
        sv: "mallen går inte att använda: {description}",
        meaning: {
            en: "The form's template cannot be read or rendered, most often because a tag such as `if` or `for` is not closed. No document can be made with the form until it works. Correct the place in `document.md` or `style.toml`, and run `blankett form check`.",
            sv: "Formulärets mall går inte att läsa eller använda, oftast för att en tagg som `if` eller `for` inte är avslutad. Inga dokument kan göras med formuläret förrän mallen fungerar. Rätta stället i `document.md` eller `style.toml` och kör `blankett form check`.",
        },
    }

    /// A tag of Tera that forms do not have.
    ForbiddenTag("forbidden-tag") {
        /// The tag.
        tag: String,
    } => {
        en: "forms have no `{tag}`",
        sv: "formulär har inget `{tag}`",
        help: {
            en: "a form's text has `if`, `elif`, `else`, `for`, `include` and `raw`",
            sv: "ett formulärs text har `if`, `elif`, `else`, `for`, `include` och `raw`",
        },
        meaning: {
            en: "The template uses a tag that the template language Tera has but forms do not. The program keeps to a small set of tags so that a form can be checked beforehand. Rewrite the passage with the tags that the help lists.",
            sv: "Mallen använder en tagg som finns i mallspråket Tera men inte i formulär. Programmet håller sig till några få taggar, så att ett formulär kan kontrolleras i förväg. Skriv om stället med de taggar som hjälpen räknar upp.",
        },
    }

    /// A name that templates do not know.
    UnknownName("unknown-name") {
        /// The name as written.
        name: String,
        /// The known name most like it.
        suggestion: Option<String>,
    } => {
        en: "templates know no `{name}`",
        sv: "mallar känner inte till `{name}`",
        help: {
            en: {
                did_you_mean(suggestion.as_ref(), Language::English).unwrap_or_else(|| "there are `field.KEY` and `part.KEY.NAME` for places, `answers.KEY`, `case.KEY` and `form.title` for values".to_owned())
            },
            sv: {
                did_you_mean(suggestion.as_ref(), Language::Swedish).unwrap_or_else(|| "det finns `field.NYCKEL` och `part.NYCKEL.NAMN` för platser, `answers.NYCKEL`, `case.NYCKEL` och `form.title` för värden".to_owned())
            },
        },
        meaning: {
            en: "The template mentions a name that does not exist in the form, most often a misspelt key. The answer would be missing in every document. Correct the name, or add the question to `form.toml`.",
            sv: "Mallen nämner ett namn som inte finns i formuläret, oftast en felstavad nyckel. Svaret skulle saknas i varje dokument. Rätta namnet, eller lägg till frågan i `form.toml`.",
        },
    }

    /// A field's place as part of something else.
    FieldInExpression("field-in-expression") {
        /// The name of its place in templates.
        name: String,
    } => {
        en: "`{name}` is used within an expression",
        sv: "`{name}` används inne i ett uttryck",
        help: {
            en: {
                let value = name.split('.').nth(1).unwrap_or_default();
                format!("write `{{{{ {name} }}}}` alone; for its value, write `answers.{value}`")
            },
            sv: {
                let value = name.split('.').nth(1).unwrap_or_default();
                format!("skriv `{{{{ {name} }}}}` för sig; för dess värde, skriv `answers.{value}`")
            },
        },
        meaning: {
            en: "The template uses the place of a field inside a condition or a calculation, but `field` and `part` only mark where an answer is printed. Write the place alone in double braces, and use `answers` when you need the value.",
            sv: "Mallen använder ett fälts plats inne i ett villkor eller en beräkning, men `field` och `part` anger bara var ett svar ska stå. Skriv platsen för sig inom dubbla klamrar, och använd `answers` när du behöver värdet.",
        },
    }

    /// A template that goes on and on.
    TemplateTooLong("template-too-long") {
        /// The most steps of its loops, or the most bytes that it renders to.
        limit: usize,
        /// Which of the two.
        in_bytes: bool,
    } => {
        en: {
            let unit = if *in_bytes { "bytes" } else { "steps of its loops" };
            format!("the template goes on and on: it was stopped after {limit} {unit}")
        },
        sv: {
            let unit = if *in_bytes { "byte" } else { "varv" };
            format!("mallen tar inte slut: den stoppades efter {limit} {unit}")
        },
        help: {
            en: "let it loop over answers alone",
            sv: "låt den upprepa över svar och inget annat",
        },
        meaning: {
            en: "The template was stopped because it ran too long or produced too much text, usually through loops inside loops. Otherwise a faulty form could occupy the computer without end. Let the loops go through answers only.",
            sv: "Mallen stoppades för att den körde för länge eller gav för mycket text, oftast på grund av upprepningar i upprepningar. Annars kunde ett felaktigt formulär uppta datorn utan slut. Låt mallen bara upprepa över svar.",
        },
    }
}
