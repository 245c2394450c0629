//! What can be wrong with a file before anything in it is read.

use crate::diagnostic::declare_problems;

declare_problems! {
    /// Bytes that are not UTF-8.
    NotUtf8("not-utf8") {
        /// What the file most likely is.
        encoding: Encoding,
    } => {
        en: {
            match encoding {
                Encoding::Utf16 => "the file is UTF-16, not UTF-8".to_owned(),
                Encoding::Binary => "the file is no text".to_owned(),
                Encoding::Windows1252 => "the file is not UTF-8".to_owned(),
            }
        },
        sv: {
            match encoding {
                Encoding::Utf16 => "filen är UTF-16, inte UTF-8".to_owned(),
                Encoding::Binary => "filen är ingen text".to_owned(),
                Encoding::Windows1252 => "filen är inte UTF-8".to_owned(),
            }
        },
        help: {
            en: {
                match encoding {
                    Encoding::Utf16 => Some("save it as UTF-8 (not as Notepad's “Unicode”)".to_owned()),
                    Encoding::Windows1252 => Some("it looks like Windows-1252 (“ANSI”); save it as UTF-8".to_owned()),
                    Encoding::Binary => None,
                }
            },
            sv: {
                match encoding {
                    Encoding::Utf16 => Some("spara den som UTF-8 (inte som ”Unicode” i Anteckningar)".to_owned()),
                    Encoding::Windows1252 => Some("den ser ut att vara Windows-1252 (”ANSI”); spara den som UTF-8".to_owned()),
                    Encoding::Binary => None,
                }
            },
        },
        meaning: {
            en: "The file is not saved as UTF-8, or it is not text at all. The program does not guess the encoding, since a wrong guess would spoil å, ä and ö in the documents. Save the file again as UTF-8 in your editor.",
            sv: "Filen är inte sparad som UTF-8, eller så är den ingen textfil. Programmet gissar inte teckenkodningen, eftersom å, ä och ö då kan bli fel i dokumenten. Spara om filen som UTF-8 i redigeraren.",
        },
    }
}

/// What a file that is not UTF-8 most likely is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// UTF-16, Notepad's "Unicode".
    Utf16,
    /// Windows-1252, "ANSI".
    Windows1252,
    /// No text at all.
    Binary,
}
