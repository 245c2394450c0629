//! What can be wrong with answers.

use crate::diagnostic::{declare_problems, list_of};
use crate::text::code_point;

declare_problems! {
    /// A key that belongs in the other table of a case.
    OtherTable("other-table") {
        /// The key.
        key: String,
        /// The table that it belongs in.
        table: &'static str,
    } => {
        en: "`{key}` belongs in `[{table}]`",
        sv: "`{key}` hör hemma i `[{table}]`",
        help: {
            en: "move it under `[{table}]`",
            sv: "flytta den till `[{table}]`",
        },
        meaning: {
            en: "The key exists in the form, but it is written under the wrong heading: `[answers]` is for the form's questions, `[case]` for what is kept about the case itself. Move the line to the table that the message names.",
            sv: "Nyckeln finns i formuläret men står under fel rubrik: `[answers]` är för formulärets frågor och `[case]` för uppgifter om själva ärendet. Flytta raden till den tabell som meddelandet anger.",
        },
    }

    /// A question that must be answered is not.
    Unanswered("unanswered") {
        /// The field's key.
        key: String,
        /// The table of the case that it belongs in.
        table: &'static str,
        /// How an answer is written.
        example: String,
        /// The answers that make it required, if some do.
        because: Option<String>,
        /// The form's own words for it.
        message: Option<String>,
    } => {
        en: {
            message.clone().unwrap_or_else(|| {
                let what = match *table {
                    "case" => format!("`{key}` is missing"),
                    _ => "the question is not answered".to_owned(),
                };
                let but = |because: &String| format!(", but `{because}` requires it");
                what + &because.as_ref().map(but).unwrap_or_default()
            })
        },
        sv: {
            message.clone().unwrap_or_else(|| {
                let what = match *table {
                    "case" => format!("`{key}` saknas"),
                    _ => "frågan är inte besvarad".to_owned(),
                };
                let but = |because: &String| format!(", men `{because}` kräver det");
                what + &because.as_ref().map(but).unwrap_or_default()
            })
        },
        help: {
            en: "write `{key} = {example}` under `[{table}]`",
            sv: "skriv `{key} = {example}` under `[{table}]`",
        },
        meaning: {
            en: "The form requires an answer to the question, and the case has none. In a draft this is a warning; from the status that the form names it is an error, so that no case is decided with gaps. Write the answer under `[answers]` or `[case]`, as the help shows.",
            sv: "Formuläret kräver att frågan besvaras, och svaret saknas i ärendet. I ett utkast är det en varning; från den status som formuläret anger är det ett fel, så att inget ärende beslutas med luckor. Skriv svaret under `[answers]` eller `[case]`, så som hjälpen visar.",
        },
    }

    /// A part of a record that must be there is not.
    PartMissing("part-missing") {
        /// The part's key.
        key: String,
        /// The form's own words for it.
        message: Option<String>,
    } => {
        en: {
            match message {
                None => format!("`{key}` is missing"),
                Some(message) => message.clone(),
            }
        },
        sv: {
            match message {
                None => format!("`{key}` saknas"),
                Some(message) => message.clone(),
            }
        },
        meaning: {
            en: "An answer made of several parts, such as a name and a role, lacks a part that the form requires. Add the part to the record, or take the whole record away if it is not to be there.",
            sv: "Ett svar som består av flera delar, till exempel namn och roll, saknar en del som formuläret kräver. Lägg till delen i posten, eller ta bort hela posten om den inte ska vara med.",
        },
    }

    /// An answer that a rule of the form does not allow.
    RuleBroken("rule-broken") {
        /// What cases call it; empty where that is the question itself.
        name: String,
        /// What it must be.
        requirement: Requirement,
        /// The answers that make the rule apply, if some do.
        because: Option<String>,
        /// The form's own words for it.
        message: Option<String>,
    } => {
        en: {
            message.clone().unwrap_or_else(|| {
                let name = if name.is_empty() { "the answer" } else { &format!("`{name}`") };
                requirement.en(name) + &since_en(because.as_ref())
            })
        },
        sv: {
            message.clone().unwrap_or_else(|| {
                let name = if name.is_empty() { "svaret" } else { &format!("`{name}`") };
                requirement.sv(name) + &since_sv(because.as_ref())
            })
        },
        help: {
            en: {
                let name = if name.is_empty() { "the answer" } else { &format!("`{name}`") };
                let is_said = message.is_some() && requirement.has_words();
                is_said.then(|| requirement.en(name) + &since_en(because.as_ref()))
            },
            sv: {
                let name = if name.is_empty() { "svaret" } else { &format!("`{name}`") };
                let is_said = message.is_some() && requirement.has_words();
                is_said.then(|| requirement.sv(name) + &since_sv(because.as_ref()))
            },
        },
        meaning: {
            en: "The answer can be read, but it breaks a rule of the form: it is too short, too late, repeated, or does not fit with another answer, for example. Change the answer as the message says. If the rule itself is wrong, it is changed in the form's `form.toml`.",
            sv: "Svaret går att läsa men bryter mot en regel i formuläret: det är till exempel för kort, för sent, upprepat eller stämmer inte med ett annat svar. Ändra svaret så som meddelandet säger. Är det regeln som är fel ändras den i formulärets `form.toml`.",
        },
    }

    /// A note that something is to be done, or something that stands in for an answer.
    Unfinished("unfinished") {
        /// The note.
        word: String,
        /// Whether it is all of the answer.
        is_all: bool,
    } => {
        en: {
            match is_all {
                true => format!("`{word}` only stands in for an answer"),
                false => format!("`{word}` says that the answer is not finished"),
            }
        },
        sv: {
            match is_all {
                true => format!("`{word}` står bara i stället för ett svar"),
                false => format!("`{word}` säger att svaret inte är färdigt"),
            }
        },
        help: {
            en: {
                match is_all {
                    true => Some("leave the key out while the question is unanswered; a note can stand after `#`".to_owned()),
                    false => Some("finish the answer; a note can stand after `#`, outside of the quotes".to_owned()),
                }
            },
            sv: {
                match is_all {
                    true => Some("utelämna nyckeln så länge frågan är obesvarad; en anteckning kan stå efter `#`".to_owned()),
                    false => Some("skriv klart svaret; en anteckning kan stå efter `#`, utanför citattecknen".to_owned()),
                }
            },
        },
        meaning: {
            en: "The answer has a note such as `TODO`, or something written only to fill the place, such as `...` or text in square brackets. It would be printed in the document as it is. Finish the answer, leave the key out, or put the note after `#` outside the quotes.",
            sv: "I svaret finns en anteckning som `TODO`, eller något som bara fyller ut platsen, som `...` eller text inom hakparentes. Det skulle komma med i dokumentet som det är. Skriv klart svaret, utelämna nyckeln, eller flytta anteckningen till efter `#` utanför citattecknen.",
        },
    }

    /// What Word shows in an empty field, pasted into an answer.
    EmptyFieldPasted("empty-field-pasted") => {
        en: "an empty field of Word's was pasted here",
        sv: "ett tomt fält från Word är inklistrat här",
        help: {
            en: "delete the five blanks (U+2002), or write what they stand for",
            sv: "ta bort de fem blanktecknen (U+2002), eller skriv det som de står för",
        },
        meaning: {
            en: "The answer contains the five wide blanks that Word shows in an empty form field. They came along when text was copied out of Word, and a value is probably missing there. Delete them, or write what should have been in the field.",
            sv: "Svaret innehåller de fem breda blanktecken som Word visar i ett tomt formulärfält. De har följt med när text kopierades ur Word, och troligen saknas en uppgift där. Ta bort dem, eller skriv det som skulle ha stått i fältet.",
        },
    }

    /// Characters that nobody sees, but which programs obey or searches stumble over.
    UnseenCharacters("unseen-characters") {
        /// The characters, each once.
        characters: Vec<char>,
    } => {
        en: {
            format!("the answer has characters that nobody sees: {}", codes(characters))
        },
        sv: {
            format!("svaret har tecken som ingen ser: {}", codes(characters))
        },
        help: {
            en: "delete them: write the words around them anew",
            sv: "ta bort dem: skriv orden runt dem på nytt",
        },
        meaning: {
            en: "The answer has characters that are not seen: soft hyphens and blanks of no width, which a search does not find words across, control characters, or marks that turn the direction of writing, so that a sentence reads otherwise than it is stored. They usually come along from another program; they can also be put there to mislead. Write the words around them anew.",
            sv: "Svaret har tecken som inte syns: mjuka bindestreck och blanktecken utan bredd, som gör att sökningar inte hittar ord, styrtecken, eller tecken som vänder skrivriktningen så att en mening läses på ett annat sätt än den är lagrad. Oftast följer de med från ett annat program, men de kan också ha satts dit för att vilseleda. Skriv orden runt dem på nytt.",
        },
    }

    /// Something that belongs to a person stands in an answer that is not marked as personal.
    PersonalElsewhere("personal-elsewhere") {
        /// The value, name or address.
        text: String,
    } => {
        en: "`{text}` belongs to a person, but stands in an answer that is not marked so",
        sv: "`{text}` hör till en person, men står i ett svar som inte är märkt så",
        help: {
            en: "write the role, or a mailbox of a function, instead",
            sv: "skriv rollen eller en funktionsbrevlåda i stället",
        },
        meaning: {
            en: "A name, an address, a telephone number or another value that the form marks as personal is also written in an answer without that mark. A public copy would show it there, so none is written. Write the role or a shared mailbox instead.",
            sv: "Ett namn, en adress, ett telefonnummer eller något annat som formuläret märker som personuppgift står också i ett svar utan den märkningen. Där skulle det synas i en offentlig kopia, så ingen sådan skrivs. Skriv rollen eller en funktionsbrevlåda i stället.",
        },
    }

    /// A part of a record that seems to name persons whom nothing would replace.
    PersonalRecord("personal-record") {
        /// What stands there.
        text: String,
        /// Whether the part is marked as personal, so that one person may stand there.
        is_marked: bool,
    } => {
        en: {
            if *is_marked {
                format!("`{text}` seems to name several persons, where one is asked for")
            } else {
                format!("`{text}` looks like the name of a person, but stands in a part that is not marked as personal")
            }
        },
        sv: {
            if *is_marked {
                format!("`{text}` verkar nämna flera personer, där en efterfrågas")
            } else {
                format!("`{text}` ser ut som en persons namn, men står i en del som inte är märkt som personuppgift")
            }
        },
        help: {
            en: {
                if *is_marked {
                    Some("write each person as an entry of its own".to_owned())
                } else {
                    Some("write the name in its own part; if it is none: `public = [\"…\"]` in `form.toml` or `blankett.toml`".to_owned())
                }
            },
            sv: {
                if *is_marked {
                    Some("skriv varje person som en egen post".to_owned())
                } else {
                    Some("skriv namnet i sin egen del; är det inget namn: `public = [\"…\"]` i `form.toml` eller `blankett.toml`".to_owned())
                }
            },
        },
        meaning: {
            en: "In public copies each entry of a list of persons becomes a role, and what stands in other parts stays. An entry that names several persons would become one role, and a name in another part would be shown; so no public copy is made of such a case. Write one person in each entry, with the name where the form asks for it. What only looks like a name can be listed as `public` in `form.toml` or `blankett.toml`.",
            sv: "I offentliga kopior blir varje post i en lista över personer en roll, och det som står i andra delar blir kvar. En post som nämner flera personer skulle bli en enda roll, och ett namn i en annan del skulle visas; därför görs ingen offentlig kopia av ett sådant ärende. Skriv en person i varje post, med namnet där formuläret frågar efter det. Det som bara ser ut som ett namn kan räknas upp som `public` i `form.toml` eller `blankett.toml`.",
        },
    }

    /// A public copy, ready to be written, that still has a marked value in it.
    PersonalInCopy("personal-in-copy") {
        /// The value.
        text: String,
        /// The copy.
        path: String,
        /// Whether it stands in the copy's name.
        is_in_name: bool,
    } => {
        en: {
            if *is_in_name {
                format!("`{text}` is personal, and stands in the name of the copy `{path}`")
            } else {
                format!("`{text}` is personal, and would stand in the copy `{path}`: in its text, its properties or the form itself")
            }
        },
        sv: {
            if *is_in_name {
                format!("`{text}` är en personuppgift och står i kopians namn, `{path}`")
            } else {
                format!("`{text}` är en personuppgift och skulle stå i kopian `{path}`: i texten, i filens egenskaper eller i själva formuläret")
            }
        },
        help: {
            en: "take it out there; what may be shown is listed as `public` in `form.toml` or `blankett.toml`",
            sv: "ta bort det där; det som får visas räknas upp som `public` i `form.toml` eller `blankett.toml`",
        },
        meaning: {
            en: "Before a public copy is written, all text in it is searched for the values that the form marks as personal: its pages, its headers, its properties, the form's own words, and its name. One of them is still there, so the copy was not written. Rename the case, or take the value out of the form or of the other answer. If it may be shown, as the name of a head of authority may, list it as `public` in `form.toml` or `blankett.toml`; each run then says that it was let through.",
            sv: "Innan en offentlig kopia skrivs genomsöks all text i den efter de värden som formuläret märker som personuppgifter: sidorna, sidhuvudena, egenskaperna, formulärets egna ord och filens namn. Ett av dem finns kvar, så kopian skrevs inte. Döp om ärendet, eller ta bort värdet ur formuläret eller det andra svaret. Får det visas, som en myndighetschefs namn får, räknas det upp som `public` i `form.toml` eller `blankett.toml`; varje körning säger då att det släpptes igenom.",
        },
    }

    /// A public copy, ready to be written, that cannot be searched.
    CopyNotRead("copy-not-read") {
        /// The copy.
        path: String,
    } => {
        en: "the copy `{path}` cannot be searched for personal data",
        sv: "kopian `{path}` går inte att genomsöka efter personuppgifter",
        help: {
            en: "it was not written; build it in another format",
            sv: "den skrevs inte; bygg den i ett annat format",
        },
        meaning: {
            en: "Before a public copy is written, all text in it is searched for personal data. This one cannot be read, for instance because the authority's own Word file is very large, so it was not written. Build the copy in another format, or make the Word file smaller.",
            sv: "Innan en offentlig kopia skrivs genomsöks all text i den efter personuppgifter. Den här går inte att läsa, till exempel för att myndighetens egen Wordfil är mycket stor, så den skrevs inte. Bygg kopian i ett annat format, eller gör Wordfilen mindre.",
        },
    }

    /// What is personal stands where a public copy would show it.
    PersonalLeft("personal-left") => {
        en: "personal data would be left in the public copy",
        sv: "personuppgifter skulle stå kvar i den offentliga kopian",
        help: {
            en: "write roles instead, where the case's warnings point; nothing was written of it",
            sv: "skriv roller i stället, där varningarna för ärendet pekar; inget skrevs av det",
        },
        meaning: {
            en: "No public copy was written, since it would still show something that belongs to a person. The warnings for the case point to each place. Write roles instead of names there, and run `blankett build --without-personal` again.",
            sv: "Ingen offentlig kopia skrevs, eftersom den fortfarande skulle visa personuppgifter. Varningarna för ärendet pekar ut varje ställe. Skriv roller i stället för namn där, och kör `blankett build --without-personal` igen.",
        },
    }

    /// Something like a personal identity number.
    PersonalNumber("personal-number") {
        /// It.
        text: String,
    } => {
        en: "`{text}` looks like a personal identity number",
        sv: "`{text}` ser ut som ett personnummer",
        help: {
            en: "git keeps it in its history even if it is taken out later: leave it out if it is one",
            sv: "git behåller det i historiken även om det tas bort senare: utelämna det om det är ett",
        },
        meaning: {
            en: "Digits in the answer have the form of a personal identity number, a date of birth and four digits more. Once committed it remains in git's history, even if the line is removed later. Take it out before the commit unless it really has to be there.",
            sv: "Siffror i svaret har formen av ett personnummer, ett födelsedatum och fyra siffror till. När det väl är incheckat finns det kvar i gits historik, även om raden tas bort. Ta bort det före incheckningen om det inte verkligen ska stå där.",
        },
    }

}

impl Unanswered {
    /// Whether nothing is to be said but that a question is not answered, which many can be at once.
    pub fn is_plain(&self) -> bool {
        self.table == "answers" && self.because.is_none() && self.message.is_none()
    }
}

/// What a rule of a form requires of an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Requirement {
    /// It must be there.
    Present,
    /// It must not be there.
    Absent,
    /// Something in it must match an expression.
    Pattern(String),
    /// Nothing in it may match an expression.
    NotPattern(String),
    /// It must be one of these.
    OneOf(Vec<String>),
    /// It must be none of these.
    NoneOf(Vec<String>),
    /// It must have some characters more.
    MinLength {
        /// How many at least.
        least: usize,
        /// How many it has.
        length: usize,
    },
    /// It must have some characters fewer.
    MaxLength {
        /// How many at most.
        most: usize,
        /// How many it has.
        length: usize,
    },
    /// It must have some items more.
    MinItems {
        /// How many at least.
        least: usize,
        /// How many it has.
        count: usize,
    },
    /// It must have some items fewer.
    MaxItems {
        /// How many at most.
        most: usize,
        /// How many it has.
        count: usize,
    },
    /// It must stand in an order to something.
    Order {
        /// In which.
        order: Order,
        /// To what: a value, or another answer with its value.
        limit: String,
        /// Whether they are dates; else numbers.
        of_dates: bool,
    },
    /// It must be there only once.
    Unique(String),
    /// Something that has no words but the form's own.
    Other,
}

impl Requirement {
    /// Whether it says something to those who do not write forms; an expression does not.
    fn has_words(&self) -> bool {
        !matches!(self, Requirement::Other | Requirement::Pattern(_) | Requirement::NotPattern(_))
    }

    fn en(&self, name: &str) -> String {
        match self {
            Requirement::Present => format!("{name} must be there"),
            Requirement::Absent => format!("{name} must not be answered"),
            Requirement::Pattern(pattern) => format!("{name} must match `{pattern}`"),
            Requirement::NotPattern(pattern) => format!("{name} must not match `{pattern}`"),
            Requirement::OneOf(words) => format!("{name} must be {}", list_of(words, "or")),
            Requirement::NoneOf(words) => format!("{name} must not be {}", list_of(words, "or")),
            Requirement::MinLength { least, length } => {
                format!("{name} must have {least} characters at least; it has {length}")
            }
            Requirement::MaxLength { most, length } => {
                format!("{name} must have {most} characters at most; it has {length}")
            }
            Requirement::MinItems { least, count } => {
                format!("{name} must have {least} items at least; it has {count}")
            }
            Requirement::MaxItems { most, count } => {
                format!("{name} must have {most} items at most; it has {count}")
            }
            Requirement::Order { order, limit, of_dates } => {
                let how = match (order, of_dates) {
                    (Order::AtLeast, true) => "no earlier than",
                    (Order::AtLeast, false) => "at least",
                    (Order::AtMost, true) => "no later than",
                    (Order::AtMost, false) => "at most",
                    (Order::After, true) => "later than",
                    (Order::After, false) => "greater than",
                    (Order::Before, true) => "earlier than",
                    (Order::Before, false) => "less than",
                };
                format!("{name} must be {how} {limit}")
            }
            Requirement::Unique(value) => format!("`{value}` is there twice"),
            Requirement::Other => format!("{name} breaks a rule of the form"),
        }
    }

    fn sv(&self, name: &str) -> String {
        match self {
            Requirement::Present => format!("{name} ska finnas"),
            Requirement::Absent => format!("{name} ska inte besvaras"),
            Requirement::Pattern(pattern) => format!("{name} ska passa in på `{pattern}`"),
            Requirement::NotPattern(pattern) => format!("{name} ska inte passa in på `{pattern}`"),
            Requirement::OneOf(words) => format!("{name} ska vara {}", list_of(words, "eller")),
            Requirement::NoneOf(words) => {
                format!("{name} ska inte vara {}", list_of(words, "eller"))
            }
            Requirement::MinLength { least, length } => {
                format!("{name} ska ha minst {least} tecken; det har {length}")
            }
            Requirement::MaxLength { most, length } => {
                format!("{name} ska ha högst {most} tecken; det har {length}")
            }
            Requirement::MinItems { least, count } => {
                format!("{name} ska ha minst {least} poster; det har {count}")
            }
            Requirement::MaxItems { most, count } => {
                format!("{name} ska ha högst {most} poster; det har {count}")
            }
            Requirement::Order { order, limit, of_dates } => {
                let how = match (order, of_dates) {
                    (Order::AtLeast, true) => "tidigast",
                    (Order::AtLeast, false) => "minst",
                    (Order::AtMost, true) => "senast",
                    (Order::AtMost, false) => "högst",
                    (Order::After, true) => "senare än",
                    (Order::After, false) => "större än",
                    (Order::Before, true) => "tidigare än",
                    (Order::Before, false) => "mindre än",
                };
                format!("{name} ska vara {how} {limit}")
            }
            Requirement::Unique(value) => format!("`{value}` finns två gånger"),
            Requirement::Other => format!("{name} bryter mot en regel i formuläret"),
        }
    }
}

/// How two values stand to one another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// Equal, or greater or later.
    AtLeast,
    /// Equal, or less or earlier.
    AtMost,
    /// Greater or later.
    After,
    /// Less or earlier.
    Before,
}

fn since_en(because: Option<&String>) -> String {
    because.map(|because| format!(", since `{because}`")).unwrap_or_default()
}

fn since_sv(because: Option<&String>) -> String {
    because.map(|because| format!(", eftersom `{because}`")).unwrap_or_default()
}

/// Characters by their code points: `U+00AD, U+202E`.
fn codes(characters: &[char]) -> String {
    let codes = characters.iter().map(|&c| code_point(c));
    codes.collect::<Vec<_>>().join(", ")
}
