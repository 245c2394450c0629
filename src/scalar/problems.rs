//! What can be wrong with a number.

use crate::diagnostic::declare_problems;

declare_problems! {
    /// Text or a number of TOML that is no decimal number.
    NotANumber("not-a-number") {
        /// What was written.
        text: String,
        /// The number that it meant, if that is beyond doubt.
        meant: Option<String>,
    } => {
        en: "`{text}` is not a decimal number",
        sv: "`{text}` är inget decimaltal",
        help: {
            en: {
                match meant {
                    Some(meant) => Some(format!("did you mean `{meant}`? write it so, without quotes")),
                    None => Some("write digits, with a point before decimals, without quotes: `1250.50`".to_owned()),
                }
            },
            sv: {
                match meant {
                    Some(meant) => Some(format!("menade du `{meant}`? skriv så, utan citattecken")),
                    None => Some("skriv siffror, med punkt före decimaler, utan citattecken: `1250.50`".to_owned()),
                }
            },
        },
        meaning: {
            en: "The question takes a number, and this cannot be read as one, often because of quotes, a decimal comma, spaces or a unit. Write digits only, with a point before the decimals, for example `1250.50`.",
            sv: "Frågan tar ett tal, och det som står går inte att läsa som ett. Ofta beror det på citattecken, decimalkomma, mellanslag eller en enhet. Skriv bara siffror, med punkt före decimalerna, till exempel `1250.50`.",
        },
    }
}
