//! What can be wrong with a case that is to be archived.

use crate::diagnostic::{declare_problems, list_of};

declare_problems! {
    /// A delivery without its day.
    NoDeliveryDate("no-delivery-date") => {
        en: "nobody says on which day it was delivered",
        sv: "ingen säger vilken dag det levererades",
        help: {
            en: "add `--date YYYY-MM-DD`",
            sv: "lägg till `--date ÅÅÅÅ-MM-DD`",
        },
        meaning: {
            en: "`archive --delivered` writes down which packages an archive has got, and on which day. The program looks at no clock for that, since packages are often delivered on one day and written down on another. Give the day with `--date`.",
            sv: "`archive --delivered` skriver upp vilka paket ett arkiv har fått, och vilken dag. Programmet tittar inte på klockan för det, eftersom paket ofta levereras en dag och skrivs upp en annan. Ange dagen med `--date`.",
        },
    }

    /// A case that its package cannot prove the commit of.
    NotCommitted("not-committed") => {
        en: "the case is not as in a commit, which its package is to prove",
        sv: "ärendet är inte som i en commit, vilket paketet ska bevisa",
        help: {
            en: "commit the case, its form and `blankett.toml`, or write `commit = \"id\"` under `[archive]`",
            sv: "committa ärendet, formuläret och `blankett.toml`, eller skriv `commit = \"id\"` under `[archive]`",
        },
        meaning: {
            en: "`commit = \"proof\"` in `blankett.toml` puts the commit and its trees into each package, by which anybody sees that the case is of that commit. This case is not in git, or it, its form or `blankett.toml` was changed since. Commit them, or leave it at the name of the commit.",
            sv: "`commit = \"proof\"` i `blankett.toml` lägger committen och dess träd i varje paket, så att vem som helst ser att ärendet hör till den. Det här ärendet finns inte i git, eller så har det, formuläret eller `blankett.toml` ändrats sedan dess. Committa dem, eller nöj dig med committens namn.",
        },
    }

    /// A form with a Word file of the authority's own, whose pages the program does not make.
    NeedsPages("needs-pages") => {
        en: "the form has a Word file of its own, and the program cannot make its pages",
        sv: "formuläret har en egen Wordfil, och programmet kan inte göra dess sidor",
        help: {
            en: "save the decided document as PDF/A and give it with `--pages FILE.pdf` or `pages = \"FILE.pdf\"` in the case; or say with `--own-pages` that the program's own pages will do",
            sv: "spara det beslutade dokumentet som PDF/A och ge det med `--pages FIL.pdf` eller `pages = \"FIL.pdf\"` i ärendet; eller säg med `--own-pages` att programmets egna sidor räcker",
        },
        meaning: {
            en: "The pages that were decided are those of the authority's Word file. The program can fill it in, but not set its pages: its own are made of the form's text, and look otherwise. So an archive would keep something else than what was decided. Save the document as PDF/A in Word or LibreOffice, or take what the signing service gave, and say where it is; its words are held against the case.",
            sv: "De sidor som beslutades är de som myndighetens Wordfil ger. Programmet kan fylla i den, men inte sätta dess sidor: de egna görs av formulärets text och ser annorlunda ut. Då skulle arkivet bevara något annat än det som beslutades. Spara dokumentet som PDF/A i Word eller LibreOffice, eller ta det som signeringstjänsten gav, och säg var det ligger; orden i det jämförs med ärendet.",
        },
    }

    /// Pages that cannot stand for a case.
    PagesUnfit("pages-unfit") {
        /// Their file.
        path: String,
        /// Why.
        fault: PagesFault,
    } => {
        en: { format!("`{path}` cannot be the pages of this case: {}", fault.en()) },
        sv: { format!("`{path}` kan inte vara ärendets sidor: {}", fault.sv()) },
        help: {
            en: { fault.help_en().to_owned() },
            sv: { fault.help_sv().to_owned() },
        },
        meaning: {
            en: "`--pages` gives the PDF that was decided, which the package then has instead of the program's own pages. It must say that it is PDF/A, be readable, and have every word of every answer; and with `--signed` it must begin with the very bytes that the program makes. What it lacks may have been changed in the case after the document was made, or in the document.",
            sv: "`--pages` ger den PDF som beslutades, och paketet får den i stället för programmets egna sidor. Den måste säga att den är PDF/A, gå att läsa och ha varje ord i varje svar; och med `--signed` måste den börja med just de byte som programmet gör. Det den saknar kan ha ändrats i ärendet efter att dokumentet gjordes, eller i dokumentet.",
        },
    }

    /// A name that not every system keeps.
    NotPlainName("not-plain-name") {
        /// The path that it would have in the package.
        path: String,
    } => {
        en: "the name `{path}` cannot stand in a package",
        sv: "namnet `{path}` kan inte stå i ett paket",
        help: {
            en: "rename the form's folder or the file: a to z, 0 to 9, `-`, `_` and `.`",
            sv: "byt namn på formulärets mapp eller filen: a till z, 0 till 9, `-`, `_` och `.`",
        },
        meaning: {
            en: "Names in a package are of plain letters, so that every system keeps them, now and in thirty years: å, ä and ö are written in several ways, and blanks are lost on the way. Cases get such names by themselves; a form's folder and its files have the names that you gave them. Rename them, and where a form names the file, there too.",
            sv: "Namn i ett paket har bara enkla bokstäver, så att varje system behåller dem, nu och om trettio år: å, ä och ö skrivs på flera sätt, och blanksteg går förlorade på vägen. Ärenden får sådana namn av sig själva; ett formulärs mapp och filer har de namn du gav dem. Byt namn på dem, och där formuläret anger filen, även där.",
        },
    }

    /// A case that names its pages, where the program's own are to be taken.
    OwnAndGiven("own-and-given") => {
        en: "the case names its pages, and `--own-pages` wants the program's own",
        sv: "ärendet anger sina sidor, och `--own-pages` vill ha programmets egna",
        help: {
            en: "leave the option out, or `pages` out of the case",
            sv: "utelämna flaggan, eller `pages` i ärendet",
        },
        meaning: {
            en: "`pages` in a case is the PDF that was decided, and `--own-pages` says that the pages which the program makes will do instead. Only one can be true of a case. Leave the other out.",
            sv: "`pages` i ett ärende är den PDF som beslutades, och `--own-pages` säger att de sidor som programmet gör räcker i stället. Bara ett av dem kan gälla för ett ärende. Utelämna det andra.",
        },
    }

    /// Something said of pages that nobody gives.
    NoPages("no-pages") => {
        en: "`--signed` and `--pages-unread` say something of pages, but nobody gives any",
        sv: "`--signed` och `--pages-unread` säger något om sidor, men ingen ger några",
        help: {
            en: "give them with `--pages FILE.pdf`, or with `pages = \"FILE.pdf\"` beside `form` in the case",
            sv: "ge dem med `--pages FIL.pdf`, eller med `pages = \"FIL.pdf\"` bredvid `form` i ärendet",
        },
        meaning: {
            en: "These options are about a PDF that was decided, and this case has none: neither does the command name one, nor the case. Without it, the package would have the program's own pages, and the option no effect.",
            sv: "De här flaggorna handlar om en PDF som har beslutats, och ärendet har ingen: varken kommandot eller ärendet anger någon. Då skulle paketet få programmets egna sidor, och flaggan inte betyda något.",
        },
    }

    /// One PDF for several cases.
    PagesOfOne("pages-of-one") => {
        en: "`--pages` is of one case, and here are several",
        sv: "`--pages` gäller ett ärende, och här är flera",
        help: {
            en: "name the case, or write `pages = \"FILE.pdf\"` beside `form` in each",
            sv: "ange ärendet, eller skriv `pages = \"FIL.pdf\"` bredvid `form` i vart och ett",
        },
        meaning: {
            en: "A PDF is the decided document of one case. For several cases at once, each names its own: `pages = \"FILE.pdf\"` beside `form` and `version`, with the path from the case's folder.",
            sv: "En PDF är det beslutade dokumentet i ett ärende. För flera ärenden på en gång anger vart och ett sin egen: `pages = \"FIL.pdf\"` bredvid `form` och `version`, med sökvägen från ärendets mapp.",
        },
    }

    /// A package with decided pages, which would be made without them.
    PagesLeft("pages-left") {
        /// The package.
        path: String,
    } => {
        en: "`{path}` has the pages that were decided, and would be made without any",
        sv: "`{path}` har de sidor som beslutades, och skulle göras utan några sådana",
        help: {
            en: "give those of the case as it is now with `--pages FILE.pdf`, or with `pages` in the case; `--own-pages` takes the program's",
            sv: "ge dem som gäller för ärendet som det nu är med `--pages FIL.pdf`, eller med `pages` i ärendet; `--own-pages` tar programmets",
        },
        path: path,
        meaning: {
            en: "The package of this case holds a PDF that was decided, and the case, its form or the settings have changed since. Made anew, it would hold the program's own pages instead, without anybody having said so. Give the pages that count now, or say that the program's will do.",
            sv: "Ärendets paket har en PDF som beslutades, och ärendet, formuläret eller inställningarna har ändrats sedan dess. Om det görs om skulle det få programmets egna sidor i stället, utan att någon har sagt det. Ge de sidor som gäller nu, eller säg att programmets räcker.",
        },
    }

    /// Another packing of a package, which stays as it was.
    OtherPacking("other-packing") {
        /// Where it is.
        path: String,
    } => {
        en: "`{path}` is of the same package, and stays as it was",
        sv: "`{path}` är av samma paket, och står kvar som det var",
        help: {
            en: "remove it, unless it was delivered",
            sv: "ta bort det, om det inte är levererat",
        },
        path: path,
        meaning: {
            en: "A package may be a folder, a bag or a zip, and one of another kind with this name lies there. The one that is written now has what the case says now, and the other what it said when that was made: deliver one of them alone.",
            sv: "Ett paket kan vara en mapp, en väska (BagIt) eller en zip, och ett av annat slag med samma namn ligger där. Det som skrivs nu har vad ärendet säger nu, och det andra vad det sade när det gjordes: leverera bara ett av dem.",
        },
    }

    /// A package that has a seal of that kind.
    AlreadySealed("already-sealed") {
        /// The seal.
        path: String,
    } => {
        en: "`{path}` is there already, and is another",
        sv: "`{path}` finns redan, och är en annan",
        help: {
            en: "keep the older one: it proves more; move it away if the new one is to stand there",
            sv: "behåll den äldre: den visar mer; flytta undan den om den nya ska stå där",
        },
        path: path,
        meaning: {
            en: "A package has room for one time stamp and one signature beside it, and one of this kind is there. An older time stamp proves that the package is at least as old, so it is never replaced. Move it away, under a name of your own, if you want the new one.",
            sv: "Bredvid ett paket finns plats för en tidsstämpel och en signatur, och en sådan finns redan. En äldre tidsstämpel visar att paketet är minst så gammalt, så den ersätts aldrig. Flytta undan den, under ett eget namn, om du vill ha den nya.",
        },
    }

    /// A sealed package whose case has changed.
    PackageSealed("package-sealed") {
        /// The package.
        path: String,
    } => {
        en: "`{path}` has a seal, and would be made anew",
        sv: "`{path}` har en försegling, och skulle göras om",
        help: {
            en: "write it down with `blankett archive --delivered`, so that a new version is made; or move it and its seal away",
            sv: "skriv upp det med `blankett archive --delivered`, så görs en ny version; eller flytta undan det med sin försegling",
        },
        path: path,
        meaning: {
            en: "A time stamp or a signature lies beside the package, and is of it as it is. The case, the form or the settings have changed since, so the package would be made anew, and the seal would be of nothing. What is sealed is meant to last: write down that it was delivered, after which the change gets a version of its own, or move both away.",
            sv: "En tidsstämpel eller signatur ligger bredvid paketet och är av det som det är. Ärendet, formuläret eller inställningarna har ändrats sedan dess, så paketet skulle göras om och förseglingen bli av ingenting. Det som är förseglat är tänkt att bestå: skriv upp att det är levererat, så får ändringen en egen version, eller flytta undan båda.",
        },
    }

    /// A seal that is not of a package.
    NotASeal("not-a-seal") {
        /// Its file.
        path: String,
    } => {
        en: "`{path}` is no time stamp or signature of the package's digest",
        sv: "`{path}` är ingen tidsstämpel eller signatur av paketets kontrollsumma",
        help: {
            en: "`blankett seal PACKAGE` says what is to be stamped or signed; give the answer as DER (`.tsr`, `.p7s`), with SHA-256 and, if it is a signature, with signed attributes",
            sv: "`blankett seal PAKET` säger vad som ska stämplas eller signeras; ge svaret som DER (`.tsr`, `.p7s`), med SHA-256 och, om det är en signatur, med signerade attribut",
        },
        path: path,
        meaning: {
            en: "`seal --token` keeps a time stamp (RFC 3161) or a detached signature (CMS) beside a package, if it is of the package's digest. This file is of something else, or is no such file: it may be PEM, or of a package that was made anew since. Ask for it again with the digest that `blankett seal` prints.",
            sv: "`seal --token` lägger en tidsstämpel (RFC 3161) eller en fristående signatur (CMS) bredvid ett paket, om den är av paketets kontrollsumma. Den här filen är av något annat, eller är ingen sådan fil: den kan vara PEM, eller av ett paket som har gjorts om sedan dess. Be om den på nytt med den kontrollsumma som `blankett seal` skriver ut.",
        },
    }

    /// A package that is written down already, otherwise.
    AlreadyDelivered("already-delivered") {
        /// What it calls itself.
        package: String,
        /// The day that is written down.
        date: String,
        /// What the archive answered, as it is written down.
        receipt: Option<String>,
    } => {
        en: {
            let receipt = receipt.as_ref().map(|receipt| format!(", with the receipt `{receipt}`"));
            format!("`{package}` is written down already as delivered on {date}{}", receipt.unwrap_or_default())
        },
        sv: {
            let receipt = receipt.as_ref().map(|receipt| format!(", med kvittot `{receipt}`"));
            format!("`{package}` är redan uppskrivet som levererat {date}{}", receipt.unwrap_or_default())
        },
        help: {
            en: "a receipt is added without `--date`; correct in `deliveries.toml` what is wrong there",
            sv: "ett kvitto läggs till utan `--date`; rätta i `deliveries.toml` det som är fel där",
        },
        meaning: {
            en: "`deliveries.toml` says when a package was delivered and what the archive answered, and nothing of that is changed by a command: it is what others go by. Add the receipt of one package at a time, without a day. If what stands there is wrong, correct the file, which is kept in git.",
            sv: "`deliveries.toml` säger när ett paket levererades och vad arkivet svarade, och inget av det ändras av ett kommando: det är vad andra går efter. Lägg till kvittot för ett paket i taget, utan dag. Är det som står där fel, så rätta filen, som hålls i git.",
        },
    }

    /// A package of which another was delivered under the same name.
    OtherDelivered("other-delivered") {
        /// What it calls itself.
        package: String,
    } => {
        en: "`{package}` is written down as delivered with another digest",
        sv: "`{package}` är uppskrivet som levererat med en annan kontrollsumma",
        help: {
            en: "name the folder, the bag or the zip that was sent; a case that changed gets a new version",
            sv: "ange den mapp, väska eller zip som skickades; ett ärende som har ändrats får en ny version",
        },
        meaning: {
            en: "`deliveries.toml` has a package of this name with another digest, so what the archive has is not what lies here, or lies here in another packing. Whatever replaces a delivered package has a name of its own, with its version, and says what it replaces: `blankett archive` makes it when the case has changed. If the line in `deliveries.toml` is wrong, correct it.",
            sv: "`deliveries.toml` har ett paket med samma namn men en annan kontrollsumma, så det arkivet har är inte det som ligger här, eller ligger här i en annan förpackning. Det som ersätter ett levererat paket har ett eget namn, med sin version, och säger vad det ersätter: `blankett archive` gör det när ärendet har ändrats. Är raden i `deliveries.toml` fel, så rätta den.",
        },
    }

    /// A case that is not decided.
    NotDecided("not-decided") {
        /// Its status.
        status: Option<String>,
        /// The statuses in which cases are decided; none where the form does not say.
        decided: Vec<String>,
    } => {
        en: {
            match status {
                None => "the case has no status".to_owned(),
                Some(status) => format!("the case is not decided: its status is `{status}`"),
            }
        },
        sv: {
            match status {
                None => "ärendet har ingen status".to_owned(),
                Some(status) => format!("ärendet är inte beslutat: dess status är `{status}`"),
            }
        },
        help: {
            en: { if decided.is_empty() { {
                        "the form names no status as decided (`decided_from` under `[status]`); `--force` archives all the same, and says so in the package"
                            .into()
                } } else { format!(
                        "only a case that is {} is archived; `--force` archives all the same, and says so in the package",
                        list_of(decided, "or")
            ) } },
            sv: { if decided.is_empty() { {
                        "formuläret säger inte från vilken status ett ärende är beslutat (`decided_from` under `[status]`); `--force` arkiverar ändå, och säger det i paketet"
                            .into()
                } } else { format!(
                        "bara ett ärende som är {} arkiveras; `--force` arkiverar ändå, och säger det i paketet",
                        list_of(decided, "eller")
            ) } },
        },
        meaning: {
            en: "Only decided cases are archived, so that no draft ends up in the archive, and this case has not come that far. Change its status when the decision is made. `--force` archives it all the same, and that is recorded in the package.",
            sv: "Bara beslutade ärenden arkiveras, så att inget utkast hamnar i arkivet, och det här ärendet har inte kommit så långt. Ändra dess status när beslutet är fattat. `--force` arkiverar ändå, och det antecknas i paketet.",
        },
    }
}

/// Why some pages cannot be those of a case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PagesFault {
    /// They do not say that they are PDF/A.
    NotPdfA,
    /// They cannot be read.
    Damaged,
    /// So many pages have no text.
    Unread(usize),
    /// Words of answers are not in them.
    Lack(Vec<String>),
    /// They do not begin with the bytes that the program makes.
    NotOurs,
}

/// How many words are told.
const MOST_WORDS: usize = 8;

impl PagesFault {
    fn en(&self) -> String {
        match self {
            PagesFault::NotPdfA => "it does not say that it is PDF/A".to_owned(),
            PagesFault::Damaged => {
                "it cannot be read as a PDF, or unpacks to more than one has".to_owned()
            }
            PagesFault::Unread(1) => "a page of it has no text".to_owned(),
            PagesFault::Unread(pages) => format!("{pages} pages of it have no text"),
            PagesFault::Lack(words) => format!("it lacks {}", told(words)),
            PagesFault::NotOurs => {
                "it does not begin with the bytes that the program makes".to_owned()
            }
        }
    }

    fn help_en(&self) -> &'static str {
        match self {
            PagesFault::NotPdfA | PagesFault::Damaged => {
                "save the decided document as PDF/A again, PDF/A-2b for example"
            }
            PagesFault::Unread(_) => {
                "say why with `--pages-unread WHY`, or let the scanner recognise the text"
            }
            PagesFault::Lack(_) => "see that it is the PDF of this case, as the case is now",
            PagesFault::NotOurs => {
                "leave `--signed` out, unless the PDF that was signed is the one in the package"
            }
        }
    }

    fn help_sv(&self) -> &'static str {
        match self {
            PagesFault::NotPdfA | PagesFault::Damaged => {
                "spara det beslutade dokumentet som PDF/A igen, till exempel PDF/A-2b"
            }
            PagesFault::Unread(_) => {
                "säg varför med `--pages-unread VARFÖR`, eller låt skannern tolka texten"
            }
            PagesFault::Lack(_) => {
                "se efter att det är PDF:en för det här ärendet, som ärendet är nu"
            }
            PagesFault::NotOurs => {
                "utelämna `--signed`, om inte den PDF som signerades är paketets"
            }
        }
    }

    fn sv(&self) -> String {
        match self {
            PagesFault::NotPdfA => "den säger inte att den är PDF/A".to_owned(),
            PagesFault::Damaged => {
                "den går inte att läsa som PDF, eller packas upp till mer än en sådan har"
                    .to_owned()
            }
            PagesFault::Unread(1) => "en sida i den har ingen text".to_owned(),
            PagesFault::Unread(pages) => format!("{pages} sidor i den har ingen text"),
            PagesFault::Lack(words) => format!("den saknar {}", told(words)),
            PagesFault::NotOurs => "den börjar inte med de byte som programmet gör".to_owned(),
        }
    }
}

fn told(words: &[String]) -> String {
    let shown: Vec<String> =
        words.iter().take(MOST_WORDS).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > MOST_WORDS { " …" } else { "" };
    shown.join(", ") + more
}
