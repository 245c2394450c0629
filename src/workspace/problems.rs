//! What can be wrong with the files of a project.

use std::io::ErrorKind;
use std::path::Path;

use crate::diagnostic::{Language, declare_problems, did_you_mean, list_of};
use crate::text::code_point;
use crate::zipped::ZipFault;

declare_problems! {
    /// A catalogue that nothing is said of.
    NoCatalog("no-catalog") {
        /// The keys that are missing.
        missing: Vec<String>,
    } => {
        en: {
            format!("`blankett.toml` does not say what a catalogue needs: {}", list_of(missing, "and"))
        },
        sv: {
            format!("`blankett.toml` säger inte det som en katalog behöver: {}", list_of(missing, "och"))
        },
        help: {
            en: "write them under `[catalog]`: base = \"https://data.example.se/\", title = \"…\", description = \"…\", publisher = \"…\", licence = \"CC0 1.0\"",
            sv: "skriv dem under `[catalog]`: base = \"https://data.example.se/\", title = \"…\", description = \"…\", publisher = \"…\", licence = \"CC0 1.0\"",
        },
        meaning: {
            en: "A catalogue of open data has a title, a description, a publisher and a licence of its own, and all in it has a web address that begins with `base` and must stay. They stand in `blankett.toml` under `[catalog]`. Without them no catalogue is written.",
            sv: "En katalog över öppna data har en egen titel, beskrivning, utgivare och licens, och allt i den har en webbadress som börjar med `base` och måste bestå. De står i `blankett.toml` under `[catalog]`. Utan dem skrivs ingen katalog.",
        },
    }

    /// Something else where a web address belongs.
    NotWebAddress("not-a-web-address") {
        /// What stands there.
        text: String,
    } => {
        en: "`{text}` is no web address",
        sv: "`{text}` är ingen webbadress",
        help: {
            en: "write it whole: https://data.example.se/",
            sv: "skriv den hel: https://data.example.se/",
        },
        meaning: {
            en: "A web address belongs here: it begins with https:// or http:// and has no blanks in it. What all addresses of a catalogue begin with must be one that belongs to the authority and stays.",
            sv: "Här ska en webbadress stå: den börjar med https:// eller http:// och har inga blanksteg. Det som alla adresser i en katalog börjar med måste vara en adress som tillhör myndigheten och består.",
        },
    }

    /// No form of that name.
    UnknownForm("unknown-form") {
        /// The name as written.
        name: String,
        /// The form most like it.
        suggestion: Option<String>,
        /// All forms there are.
        known: Vec<String>,
    } => {
        en: "there is no form `{name}`",
        sv: "det finns inget formulär `{name}`",
        help: {
            en: {
                did_you_mean(suggestion.as_ref(), Language::English).unwrap_or_else(|| format!("known forms: {}", list_of(known, "and")))
            },
            sv: {
                did_you_mean(suggestion.as_ref(), Language::Swedish).unwrap_or_else(|| format!("kända formulär: {}", list_of(known, "och")))
            },
        },
        meaning: {
            en: "The case or the command names a form that is neither in `templates` nor built into the program. Check the spelling against `blankett form list`, or import the form with `blankett import`.",
            sv: "Ärendet eller kommandot anger ett formulär som varken finns i `templates` eller är inbyggt i programmet. Jämför stavningen med `blankett form list`, eller importera formuläret med `blankett import`.",
        },
    }

    /// The form and the name of a new case, the wrong way round.
    FormComesFirst("form-comes-first") {
        /// The form.
        form: String,
        /// What the case is to be called.
        name: String,
    } => {
        en: "the form comes first, then the name of the case",
        sv: "formuläret skrivs först, sedan ärendets namn",
        help: {
            en: "write `blankett new {form} \"{name}\"`",
            sv: "skriv `blankett new {form} \"{name}\"`",
        },
        meaning: {
            en: "`blankett new` takes the form that the case answers, and then what the case is to be called. What stands first is no form, and what stands second is one. Write them the other way round.",
            sv: "`blankett new` tar först formuläret som ärendet svarar på och sedan vad ärendet ska heta. Det som står först är inget formulär, men det som står sist är det. Byt plats på dem.",
        },
    }

    /// The form has no such version.
    UnknownVersion("unknown-version") {
        /// The form.
        form: String,
        /// The version as written.
        version: String,
        /// All its versions.
        known: Vec<String>,
    } => {
        en: "the form `{form}` has no version `{version}`",
        sv: "formuläret `{form}` har ingen version `{version}`",
        help: {
            en: {
                format!("known versions: {}", list_of(known, "and"))
            },
            sv: { format!("kända versioner: {}", list_of(known, "och")) },
        },
        meaning: {
            en: "The form exists, but not in this version. The questions may differ between versions, so the program does not choose another one by itself. Write one of the versions that the help lists, in quotes.",
            sv: "Formuläret finns, men inte i den här versionen. Frågorna kan skilja sig mellan versioner, så programmet väljer inte själv någon annan. Skriv en av versionerna som hjälpen räknar upp, inom citattecken.",
        },
    }

    /// A name of which none can be made for a new case.
    BadCaseName("bad-case-name") {
        /// The name.
        name: String,
    } => {
        en: "`{name}` cannot be the name of a case",
        sv: "`{name}` kan inte vara namn på ett ärende",
        help: {
            en: "write a few words about the case, with a folder if wanted: `2026/offices`; `shared` is taken",
            sv: "skriv några ord om ärendet, gärna med mapp: `2026/kontor`; `shared` är upptaget",
        },
        meaning: {
            en: "No file name can be made of the name given for the new case: it or one of its folders has no letters or digits, or it is a reserved name, such as `shared`. Give a few words about the case, with a folder before them if you like.",
            sv: "Av namnet på det nya ärendet går det inte att göra ett filnamn: namnet eller en av mapparna saknar bokstäver och siffror, eller så är det upptaget, som `shared`. Skriv några ord om ärendet, gärna med en mapp före.",
        },
    }

    /// A new case would take the place of one that is there.
    CaseExists("case-exists") {
        /// The path.
        path: String,
    } => {
        en: "the case `{path}` is there already",
        sv: "ärendet `{path}` finns redan",
        help: {
            en: "open it and write in it, or give the new case another name",
            sv: "öppna det och skriv i det, eller ge det nya ärendet ett annat namn",
        },
        path: path,
        meaning: {
            en: "There is already a case with this file name, and a new one would erase the answers in it. Open the one that exists, or give the new case another name.",
            sv: "Det finns redan ett ärende med det filnamnet, och ett nytt skulle radera svaren i det. Öppna det som finns, eller ge det nya ärendet ett annat namn.",
        },
    }

    /// A file that is too large to be what it is given as.
    FileTooLarge("file-too-large") {
        /// The path.
        path: String,
        /// Its size in bytes.
        size: u64,
        /// The most bytes.
        most: u64,
    } => {
        en: "`{path}` has {size} bytes; a file of text can have {most}",
        sv: "`{path}` har {size} byte; en textfil kan ha högst {most}",
        path: path,
        meaning: {
            en: "The file is far larger than a file of its kind ought to be, so it is probably something else, such as a picture or a log under the wrong name. It is not read, so that it cannot fill the memory. Check which file it is, and move it out of the folder.",
            sv: "Filen är mycket större än en fil av det slaget brukar vara och är troligen något annat, till exempel en bild eller en logg med fel namn. Den läses inte, så att den inte kan fylla minnet. Kontrollera vad det är för fil och flytta den ur mappen.",
        },
    }

    /// A link to a folder that the link stands in.
    LinkLoops("link-loops") {
        /// The link.
        path: String,
    } => {
        en: "the link `{path}` leads back to where it stands",
        sv: "länken `{path}` leder tillbaka dit där den står",
        help: {
            en: "delete the link",
            sv: "ta bort länken",
        },
        path: path,
        meaning: {
            en: "A symbolic link leads to a folder that contains the link itself, so a search for cases would never end. Delete the link.",
            sv: "En symbolisk länk leder till en mapp som själv innehåller länken, så en sökning efter ärenden skulle aldrig ta slut. Ta bort länken.",
        },
    }

    /// A link that leads out of the project.
    LeadsOut("leads-out") {
        /// The link.
        path: String,
    } => {
        en: "the link `{path}` leads out of the project, and is not followed",
        sv: "länken `{path}` leder ut ur projektet och följs inte",
        help: {
            en: "put the file itself there; --follow-links allows all links for this run",
            sv: "lägg själva filen där; --follow-links tillåter alla länkar för den här körningen",
        },
        path: path,
        meaning: {
            en: "A symbolic link in the project leads to a file or folder outside it. A project can come from somebody else, and a link could make the program read or write anything that you may. Put the file itself in its place. Only you can allow links, on the command line: --follow-links.",
            sv: "En symbolisk länk i projektet leder till en fil eller mapp utanför det. Ett projekt kan komma från någon annan, och en länk kunde få programmet att läsa eller skriva allt som du får läsa och skriva. Lägg själva filen på länkens plats. Bara du kan tillåta länkar, på kommandoraden: --follow-links.",
        },
    }

    /// A file that somebody changed while the program was at work on it.
    ChangedMeanwhile("changed-meanwhile") {
        /// The file.
        path: String,
    } => {
        en: "`{path}` was saved by somebody else meanwhile, and stands as they saved it",
        sv: "`{path}` sparades av någon annan under tiden, och står kvar så",
        help: {
            en: "run the command again",
            sv: "kör kommandot igen",
        },
        path: path,
        meaning: {
            en: "Between reading a file and writing it, the program found that somebody else had saved it: an editor, Word, or another run. What they saved stands; nothing of the program's was written there. Run the command again: it then begins from what they saved.",
            sv: "Mellan att filen lästes och att den skulle skrivas hade någon annan sparat den: en editor, Word eller en annan körning. Det som de sparade står kvar, och programmet skrev ingenting där. Kör kommandot igen, så utgår det från det som de sparade.",
        },
    }

    /// A file that somebody saved while it was exchanged, and that could not be given its name back.
    SavedAside("saved-aside") {
        /// The file.
        path: String,
        /// The name that what they saved has now.
        kept: String,
    } => {
        en: "`{path}` was saved by somebody else while it was written; what they saved is `{kept}` now",
        sv: "`{path}` sparades av någon annan medan den skrevs; det som de sparade heter nu `{kept}`",
        help: {
            en: "compare both files, keep what is right, and remove the other",
            sv: "jämför filerna, behåll det som är rätt och ta bort den andra",
        },
        path: path,
        meaning: {
            en: "While the program exchanged a file for the new one, somebody else saved it too, and the disk then refused to give their file its name back. Nothing is lost: what they saved has another name in the same folder, and the program's own file stands under the usual one. Compare both, and remove the one that is not wanted.",
            sv: "Medan programmet bytte ut en fil mot den nya sparade någon annan den också, och disken gick sedan inte med på att ge deras fil namnet tillbaka. Inget är förlorat: det som de sparade har ett annat namn i samma mapp, och programmets egen fil har det vanliga namnet. Jämför filerna, och ta bort den som inte ska finnas kvar.",
        },
    }

    /// A folder whose name is that of a case.
    FolderAsCase("folder-as-case") {
        /// The folder.
        path: String,
    } => {
        en: "`{path}` is a folder, not a case",
        sv: "`{path}` är en mapp, inte ett ärende",
        help: {
            en: { if Path::new(path).extension().is_none() { "name the file of one case".to_owned() } else { "give the folder a name that does not end in `.toml`".to_owned() } },
            sv: { if Path::new(path).extension().is_none() { "ange filen för ett ärende".to_owned() } else { "ge mappen ett namn som inte slutar på `.toml`".to_owned() } },
        },
        path: path,
        meaning: {
            en: "A folder has a name that ends in `.toml`, as only cases should. Somebody may believe that there is a case there, and it would never be built. Rename the folder.",
            sv: "En mapp har ett namn som slutar på `.toml`, som bara ärenden ska ha. Någon kan tro att det finns ett ärende där, och det skulle aldrig byggas. Byt namn på mappen.",
        },
    }

    /// A folder among the forms that holds none.
    StrayFormFolder("stray-form-folder") {
        /// The folder.
        path: String,
    } => {
        en: "the folder `{path}` holds no form",
        sv: "mappen `{path}` innehåller inget formulär",
        help: {
            en: "a form is `templates/FORM/VERSION/form.toml`",
            sv: "ett formulär är `templates/FORMULÄR/VERSION/form.toml`",
        },
        path: path,
        meaning: {
            en: "A folder under `templates` has no form where one is expected: either the level with the version is missing, or `form.toml` is. Move the files so that the path is `templates/FORM/VERSION/form.toml`, or remove the folder.",
            sv: "En mapp under `templates` saknar formulär där ett väntas: antingen fattas nivån med versionen eller `form.toml`. Flytta filerna så att sökvägen blir `templates/FORMULÄR/VERSION/form.toml`, eller ta bort mappen.",
        },
    }

    /// A shared file given as a case.
    SharedAsCase("shared-as-case") {
        /// The file.
        path: String,
    } => {
        en: "`{path}` is no case: it serves those beneath it",
        sv: "`{path}` är inget ärende: den gäller ärendena i mappen",
        help: {
            en: "name its folder to check the cases beneath it",
            sv: "ange dess mapp för att granska ärendena i den",
        },
        path: path,
        meaning: {
            en: "You named a `shared.toml` as if it were a case. It has answers in common for the cases in its folder, but is not a case itself and makes no document. Name the folder, or one of the cases in it.",
            sv: "Du angav en `shared.toml` som om den vore ett ärende. Den har gemensamma svar för ärendena i mappen men är inget eget ärende och blir inget dokument. Ange mappen, eller ett av ärendena i den.",
        },
    }

    /// A folder without cases.
    NoCases("no-cases") {
        /// The folder.
        path: String,
    } => {
        en: "there are no cases in `{path}`",
        sv: "det finns inga ärenden i `{path}`",
        help: {
            en: "a case is a file whose name ends in `.toml`",
            sv: "ett ärende är en fil vars namn slutar på `.toml`",
        },
        path: path,
        meaning: {
            en: "The folder has no case files, so there is nothing to do. Perhaps it is the wrong folder, or the files do not end in `.toml`. Name another folder, or begin a case with `blankett new`.",
            sv: "Mappen innehåller inga ärenden, så det finns inget att göra. Kanske är det fel mapp, eller så slutar filerna inte på `.toml`. Ange en annan mapp, eller börja ett ärende med `blankett new`.",
        },
    }

    /// The editor has no socket.
    CannotServe("cannot-serve") {
        /// The words of the system.
        words: String,
    } => {
        en: "the editor cannot be reached on this machine: {words}",
        sv: "redigeraren går inte att nå på den här datorn: {words}",
        help: {
            en: "see whether a firewall forbids programs to listen on 127.0.0.1",
            sv: "se efter om en brandvägg hindrar program från att lyssna på 127.0.0.1",
        },
        operational: true,
        meaning: {
            en: "`blankett edit` shows cases as pages at an address of this machine alone, 127.0.0.1, on a port that is free. The system did not give it one. Nothing else on the network is asked for, and cases can be edited in any editor of text.",
            sv: "`blankett edit` visar ärenden som sidor på en adress som bara finns på den här datorn, 127.0.0.1, på en ledig port. Systemet gav den ingen. Inget annat på nätet behövs, och ärenden går att redigera i vilken textredigerare som helst.",
        },
    }

    /// Cases that all answer other forms.
    NoneOfForm("none-of-form") {
        /// The form.
        form: String,
        /// What was named.
        path: String,
    } => {
        en: "no case in `{path}` answers the form `{form}`",
        sv: "inget ärende i `{path}` svarar på formuläret `{form}`",
        help: {
            en: "name the form that they answer: `blankett form list` has all",
            sv: "ange formuläret som de svarar på: `blankett form list` visar alla",
        },
        path: path,
        meaning: {
            en: "A workbook has the cases of one form, and those that were named answer others. A case says at its top which form it answers (`form = `). Name that form, or other cases; nothing was written.",
            sv: "En arbetsbok innehåller ärenden med ett visst formulär, och de som angavs svarar på andra. Ett ärende säger överst vilket formulär det svarar på (`form = `). Ange det formuläret, eller andra ärenden; inget skrevs.",
        },
    }

    /// A workbook that would be written to a terminal.
    ToTerminal("to-terminal") => {
        en: "a workbook is no text, and a terminal can show none",
        sv: "en arbetsbok är ingen text, och en terminal kan inte visa den",
        help: {
            en: "say where to write it: `--out FILE.xlsx`",
            sv: "ange var den ska skrivas: `--out FIL.xlsx`",
        },
        meaning: {
            en: "Standard output is a terminal, which would show the bytes of the workbook as signs without meaning. Give a file with `--out`, or lead the output into one or into another program.",
            sv: "Standard ut är en terminal, som skulle visa arbetsbokens byte som meningslösa tecken. Ange en fil med `--out`, eller led utmatningen till en fil eller ett annat program.",
        },
    }

    /// No such file or folder.
    NotFound("not-found") {
        /// The path.
        path: String,
        /// Whether it could be a case, by its name or its number.
        is_case: bool,
        /// What is there and was most likely meant.
        suggestion: Option<String>,
    } => {
        en: {
            match is_case {
                false => format!("there is no file or folder `{path}`"),
                true => format!("there is no file, folder or case `{path}`"),
            }
        },
        sv: {
            match is_case {
                false => format!("det finns ingen fil eller mapp `{path}`"),
                true => format!("det finns ingen fil, ingen mapp och inget ärende `{path}`"),
            }
        },
        help: {
            en: { did_you_mean(suggestion.as_ref(), Language::English) },
            sv: { did_you_mean(suggestion.as_ref(), Language::Swedish) },
        },
        path: path,
        operational: true,
        meaning: {
            en: "The file or folder that you named on the command line does not exist, most often because of a misspelling or because you are in another folder. A case can also be named by its file's name, or by its number, but none is called so. Check what you wrote; a number with a blank in it is put between quotation marks.",
            sv: "Filen eller mappen som du angav på kommandoraden finns inte, oftast på grund av ett skrivfel eller för att du står i en annan mapp. Ett ärende kan också anges med filens namn eller med sitt nummer, men inget heter så. Kontrollera det du skrev; ett nummer med blanksteg sätts inom citattecken.",
        },
    }

    /// A name that several cases have.
    SeveralCases("several-cases") {
        /// What was named.
        named: String,
        /// The cases, some of them.
        cases: Vec<String>,
    } => {
        en: { format!("`{named}` is more than one case: {}", cases.join(", ")) },
        sv: { format!("`{named}` är mer än ett ärende: {}", cases.join(", ")) },
        help: {
            en: "write the path of the one that is meant",
            sv: "skriv sökvägen till det som avses",
        },
        operational: true,
        meaning: {
            en: "A case can be named by its path, by the name of its file, or by its number. What was written is the name or the number of several cases, so that it does not say which is meant. Write the path. Where two cases have the same number, one of them most likely has it by mistake.",
            sv: "Ett ärende kan anges med sökväg, med filens namn eller med ärendets nummer. Det som skrevs är namn eller nummer på flera ärenden, så det framgår inte vilket som avses. Skriv sökvägen. Har två ärenden samma nummer har troligen ett av dem fått det av misstag.",
        },
    }

    /// A project without the folder of cases.
    NoCasesFolder("no-cases-folder") {
        /// The project's folder.
        path: String,
    } => {
        en: "there is no folder `cases` in `{path}`",
        sv: "det finns ingen mapp `cases` i `{path}`",
        help: {
            en: "`blankett init` makes a project; `-C DIR` names the folder of one that is elsewhere",
            sv: "`blankett init` gör ett projekt; `-C MAPP` anger mappen till ett som finns någon annanstans",
        },
        path: path,
        operational: true,
        meaning: {
            en: "The program looks for cases in the folder `cases`, and there is none in the project's folder. Usually you are in the wrong folder. Go to the project's folder or name it with `-C`, or make a new project with `blankett init`.",
            sv: "Programmet letar efter ärenden i mappen `cases`, och någon sådan finns inte i projektets mapp. Oftast står du i fel mapp. Gå till projektets mapp eller ange den med `-C`, eller gör ett nytt projekt med `blankett init`.",
        },
    }

    /// A file or folder that cannot be read.
    CannotRead("cannot-read") {
        /// The path.
        path: String,
        /// What the system says.
        cause: ErrorKind,
        /// What the system says, in its words.
        words: String,
    } => {
        en: {
            format!("cannot read `{path}`: {}", cause_en(*cause, words))
        },
        sv: {
            format!("`{path}` går inte att läsa: {}", cause_sv(*cause, words))
        },
        path: path,
        operational: true,
        meaning: {
            en: "The operating system does not let the program read the file or folder, for the reason given in the message. Often permission is missing, or the file is locked by another program. Put that right, or ask whoever runs the computer, and try again.",
            sv: "Operativsystemet låter inte programmet läsa filen eller mappen, av det skäl som står i meddelandet. Ofta saknas behörighet, eller så är filen låst av ett annat program. Åtgärda det, eller fråga den som sköter datorn, och försök igen.",
        },
    }

    /// A file that cannot be written.
    CannotWrite("cannot-write") {
        /// The path.
        path: String,
        /// What the system says.
        cause: ErrorKind,
        /// What the system says, in its words.
        words: String,
    } => {
        en: {
            format!("cannot write `{path}`: {}", cause_en(*cause, words))
        },
        sv: {
            format!("`{path}` går inte att skriva: {}", cause_sv(*cause, words))
        },
        path: path,
        operational: true,
        meaning: {
            en: "The document or file could not be saved, for the reason given in the message: permission is missing, the disk is full, or something else has that name. Perhaps the Word file is still open in Word. Put that right and run the command again.",
            sv: "Dokumentet eller filen kunde inte sparas, av det skäl som står i meddelandet: behörighet saknas, disken är full eller så har något annat det namnet. Kanske är Wordfilen fortfarande öppen i Word. Åtgärda det och kör kommandot igen.",
        },
    }

    /// A document that another program has open, so that it cannot be written anew.
    OpenElsewhere("open-elsewhere") {
        /// The path.
        path: String,
    } => {
        en: "`{path}` is open in another program, which lets nobody else write to it",
        sv: "`{path}` är öppen i ett annat program, som inte låter någon annan skriva i den",
        help: {
            en: "close it in Word, and run the command again; all other documents are built",
            sv: "stäng den i Word och kör kommandot igen; alla andra dokument är byggda",
        },
        path: path,
        meaning: {
            en: "On Windows, Word keeps a document for itself as long as it is open, so the program cannot write it anew. Only this one is left as it was. Close it, and run the command again.",
            sv: "I Windows håller Word ett dokument för sig självt så länge det är öppet, så programmet kan inte skriva om det. Bara det dokumentet är kvar som det var. Stäng det och kör kommandot igen.",
        },
    }

    /// Something that is no ordinary file, where one would be written.
    NotAFile("not-a-file") {
        /// The path.
        path: String,
        /// What it is.
        kind: Special,
    } => {
        en: {
            format!("`{path}` is {}, and nothing is written there", kind.en())
        },
        sv: {
            format!("`{path}` är {}, så ingenting skrivs där", kind.sv())
        },
        help: {
            en: "remove it, or name another path",
            sv: "ta bort det som ligger där, eller ange en annan sökväg",
        },
        path: path,
        meaning: {
            en: "Where a file would be written there is a link, a pipe, a device or a folder. Writing there could change a file in quite another place, so the program leaves it alone. Remove it, or choose another path.",
            sv: "Där en fil skulle skrivas ligger en länk, ett rör, en enhet eller en mapp. Att skriva dit kunde ändra en fil på ett helt annat ställe, så programmet låter bli. Ta bort det som ligger där, eller välj en annan sökväg.",
        },
    }

    /// Two cases that would be written to the same files.
    SameOutput("same-output") {
        /// The case that is left out.
        path: String,
        /// The case that has the files.
        other: String,
        /// The files' name, without an extension.
        output: String,
    } => {
        en: "`{path}` and `{other}` would both be written to `{output}`",
        sv: "`{path}` och `{other}` skulle båda skrivas till `{output}`",
        help: {
            en: "only `{other}` is built; rename one of them",
            sv: "bara `{other}` byggs; byt namn på ett av dem",
        },
        path: path,
        meaning: {
            en: "Two cases would get documents with the same name, perhaps because their names differ only in capitals. One document would erase the other, so only one of them is built. Rename one of the cases.",
            sv: "Två ärenden skulle få dokument med samma namn, kanske för att namnen bara skiljer sig åt i stora och små bokstäver. Det ena dokumentet skulle radera det andra, så bara ett av dem byggs. Byt namn på ett av ärendena.",
        },
    }

    /// A file that is there and differs.
    WouldOverwrite("would-overwrite") {
        /// The path.
        path: String,
    } => {
        en: "`{path}` is there already, and differs",
        sv: "`{path}` finns redan och är annorlunda",
        help: {
            en: "somebody may have filled it in: move it away, or choose another name (`--out`; for a form `--id NAME/2`)",
            sv: "någon kan ha fyllt i den: flytta undan den, eller välj ett annat namn (`--out`; för ett formulär `--id NAMN/2`)",
        },
        path: path,
        meaning: {
            en: "A file with this name is already there, and it is not the one that the program would write. Somebody may have filled it in, so it is not replaced. Move it away, or write to another place with `--out`.",
            sv: "Det finns redan en fil med det namnet, och den är inte den som programmet skulle skriva. Någon kan ha fyllt i den, så den ersätts inte. Flytta undan den, eller skriv till ett annat ställe med `--out`.",
        },
    }

    /// Characters that no typeface of the program has.
    NoGlyph("no-glyph") {
        /// The characters, each once.
        characters: Vec<char>,
    } => {
        en: {
            format!("no typeface here has {}; PDF shows their codes", glyphs(characters))
        },
        sv: {
            format!("inget typsnitt här har {}; PDF visar koderna", glyphs(characters))
        },
        help: {
            en: "write it another way where the pages must be read, or name a typeface that has it (`files` under `[fonts]` in `style.toml`); Word and Markdown have it as it is",
            sv: "skriv det på ett annat sätt om sidorna ska gå att läsa, eller ange ett typsnitt som har det (`files` under `[fonts]` i `style.toml`); Word och Markdown har det som det är",
        },
        meaning: {
            en: "The text has a character that is in none of the program's typefaces, for example an emoji. In PDF its code is shown instead; Word and Markdown are not affected. Write it in another way if the PDF or the archival copy must be readable.",
            sv: "Texten har ett tecken som inte finns i något av programmets typsnitt, till exempel en emoji. I PDF visas tecknets kod i stället; Word och Markdown påverkas inte. Skriv det på ett annat sätt om PDF-filen eller arkivexemplaret ska gå att läsa.",
        },
    }

    /// What an archive must know of whoever delivers, and `blankett.toml` does not say.
    NoOrganisation("no-organisation") {
        /// The keys.
        missing: Vec<String>,
    } => {
        en: {
            format!(
                "an archive must know whose this is, but nothing gives {}",
                list_of(missing, "and")
            )
        },
        sv: {
            format!(
                "ett arkiv måste få veta vems detta är, men här saknas {}",
                list_of(missing, "och")
            )
        },
        help: {
            en: "write in `blankett.toml`, beside the folder `cases`, `[organisation]` with `name` and `identity` (the organisation number)",
            sv: "skriv i `blankett.toml`, bredvid mappen `cases`, `[organisation]` med `name` och `identity` (organisationsnumret)",
        },
        meaning: {
            en: "An archive must know which authority delivers a package, but `blankett.toml` lacks the name or the organisation number. Write `name` and `identity` under `[organisation]` there; it is done once for each project.",
            sv: "Ett arkiv måste veta vilken myndighet som levererar ett paket, men i `blankett.toml` saknas namnet eller organisationsnumret. Skriv `name` och `identity` under `[organisation]` där; det görs en gång per projekt.",
        },
    }

    /// A repository that git does not answer for.
    GitFailed("git-failed") {
        /// What git says, in English.
        words: String,
    } => {
        en: "git does not answer for this repository: {words}",
        sv: "git svarar inte för det här repot: {words}",
        help: {
            en: "put that right, so that packages say which commit they are of",
            sv: "åtgärda det, så att paketen säger vilken commit de hör till",
        },
        meaning: {
            en: "The project lies in a repository, but git is not there or refuses to read it: the folder may be another user's (`git config --global --add safe.directory …`), or the repository may be damaged. Packages state the commit of their case, and would say that there is none, which is not true.",
            sv: "Projektet ligger i ett repo, men git finns inte eller vägrar läsa det: mappen kan tillhöra en annan användare (`git config --global --add safe.directory …`), eller så är repot skadat. Paket anger ärendets commit, och skulle säga att det inte finns någon, vilket inte stämmer.",
        },
    }

    /// Two cases whose packages would have the same name.
    SamePackage("same-package") {
        /// The other case.
        other: String,
        /// The name.
        name: String,
    } => {
        en: "this case and `{other}` would both be the package `{name}`",
        sv: "det här ärendet och `{other}` skulle båda bli paketet `{name}`",
        help: {
            en: "rename one of the cases",
            sv: "byt namn på ett av ärendena",
        },
        meaning: {
            en: "Two cases would get packages with the same name, since the name is made of the case's number and file name. One would take the other's place and be lost. Rename one of the cases, or correct the number.",
            sv: "Två ärenden skulle få paket med samma namn, eftersom namnet bildas av ärendets nummer och filnamn. Det ena skulle ta det andras plats och gå förlorat. Byt namn på ett av ärendena, eller rätta numret.",
        },
    }

    /// A place where no package may be written: in another, or among cases or forms.
    NoPlaceForPackages("no-place-for-packages") {
        /// The path.
        path: String,
    } => {
        en: "no package can be written to `{path}`: a package, cases or forms stand there",
        sv: "inget paket kan skrivas till `{path}`: där finns ett paket, ärenden eller formulär",
        help: {
            en: "choose a folder for packages alone with `--out`",
            sv: "välj en mapp för bara paket med `--out`",
        },
        path: path,
        meaning: {
            en: "The folder chosen for packages is inside another package, or among the cases or the forms. There the new package would change the old one, or be read as part of the project. Choose a folder for packages only with `--out`.",
            sv: "Mappen som valts för paket ligger inne i ett annat paket, eller bland ärendena eller formulären. Där skulle det nya paketet ändra det gamla, eller läsas som en del av projektet. Välj en mapp för bara paket med `--out`.",
        },
    }

    /// A moment in the environment that is none.
    BadEpoch("bad-epoch") {
        /// What stands there.
        text: String,
    } => {
        en: "`SOURCE_DATE_EPOCH` is `{text}`, which is no number of seconds since 1970",
        sv: "`SOURCE_DATE_EPOCH` är `{text}`, som inte är ett antal sekunder sedan 1970",
        help: {
            en: "set it right or not at all, or use `--date`",
            sv: "sätt den rätt eller inte alls, eller använd `--date`",
        },
        meaning: {
            en: "The environment variable `SOURCE_DATE_EPOCH`, which gives the date of documents, does not contain a number of seconds. Somebody has set it in the terminal or in a workflow. Correct it, remove it, or give the day with `--date`.",
            sv: "Miljövariabeln `SOURCE_DATE_EPOCH`, som ger dokumentens datum, innehåller inte ett antal sekunder. Någon har satt den i terminalen eller i ett schemalagt flöde. Rätta den, ta bort den, eller ange dagen med `--date`.",
        },
    }

    /// A document that is there and is not what a build writes.
    OutputDiffers("output-differs") {
        /// The path.
        path: String,
    } => {
        en: "`{path}` is not what a build writes",
        sv: "`{path}` är inte vad ett bygge skriver",
        help: {
            en: "build it and commit it: `blankett build`",
            sv: "bygg den och checka in den: `blankett build`",
        },
        path: path,
        meaning: {
            en: "The document in the working tree is not the one that a build of the case would write; somebody forgot to build, or changed the document by hand. `build --check` says this so that git never has documents that do not agree with their cases. Run `blankett build` and commit the result.",
            sv: "Dokumentet i arbetskatalogen är inte det som ett bygge av ärendet skulle skriva; någon har glömt att bygga, eller ändrat dokumentet för hand. `build --check` säger till så att git aldrig har dokument som inte stämmer med sina ärenden. Kör `blankett build` och checka in resultatet.",
        },
    }

    /// A document that is not there.
    OutputMissing("output-missing") {
        /// The path.
        path: String,
    } => {
        en: "`{path}` is not there",
        sv: "`{path}` finns inte",
        help: {
            en: "build it and commit it: `blankett build`",
            sv: "bygg den och checka in den: `blankett build`",
        },
        path: path,
        meaning: {
            en: "The case has no document in the working tree, though documents are kept there and checked with `build --check`. As a rule somebody added a case without building. Run `blankett build` and commit the document.",
            sv: "Ärendet har inget dokument i arbetskatalogen, fast dokumenten ska finnas där och kontrolleras med `build --check`. Oftast har någon lagt till ett ärende utan att bygga. Kör `blankett build` och checka in dokumentet.",
        },
    }

    /// A document of an earlier build, whose case has an error now.
    StaleOutput("stale-output") {
        /// The path.
        path: String,
    } => {
        en: "`{path}` is of an earlier build",
        sv: "`{path}` är från ett tidigare bygge",
        help: {
            en: "it stays as it is until that is mended",
            sv: "den ligger kvar som den är tills det är åtgärdat",
        },
        path: path,
        meaning: {
            en: "The case has an error now, so no new document was made, and the one on the disk is from before the error. It may be out of date; do not send it. Correct the case and build again.",
            sv: "Ärendet har nu ett fel, så inget nytt dokument gjordes, och det som ligger på disken är äldre än felet. Det kan vara inaktuellt; skicka det inte. Rätta ärendet och bygg igen.",
        },
    }

    /// A document whose case is gone.
    OrphanOutput("orphan-output") {
        /// The path.
        path: String,
        /// The case.
        case: String,
        /// Whether somebody changed it since it was built.
        is_changed: bool,
    } => {
        en: "`{path}` is of a case that is gone: `{case}`",
        sv: "`{path}` hör till ett ärende som är borta: `{case}`",
        help: {
            en: {
                match is_changed {
                    false => Some("`blankett build --prune` removes it".to_owned()),
                    true => Some("it was changed since it was built, so remove it yourself if nobody needs it".to_owned()),
                }
            },
            sv: {
                match is_changed {
                    false => Some("`blankett build --prune` tar bort den".to_owned()),
                    true => Some("den är ändrad sedan den byggdes, så ta själv bort den om ingen behöver den".to_owned()),
                }
            },
        },
        path: path,
        meaning: {
            en: "The document was made from a case that has been removed or renamed, and nothing will keep it up to date any longer. `blankett build --prune` removes such documents, except those that somebody has changed; those you remove yourself.",
            sv: "Dokumentet är gjort av ett ärende som har tagits bort eller bytt namn, och ingenting håller det aktuellt längre. `blankett build --prune` tar bort sådana dokument, utom dem som någon har ändrat; dem tar du bort själv.",
        },
    }

    /// A document that somebody changed since it was built.
    OutputChanged("output-changed") {
        /// The path.
        path: String,
        /// Where what it held is kept.
        kept: String,
        /// Whether it is a Word file, so that answers can be read out of it.
        is_word: bool,
        /// Whether it is known what was built.
        is_known: bool,
        /// The case.
        case: String,
    } => {
        en: {
            match is_known {
                false => format!("`{path}` is there, and nobody knows of what; it is written anew"),
                _ => format!("`{path}` was changed since it was built, and is written anew"),
            }
        },
        sv: {
            match is_known {
                false => format!("`{path}` finns, och ingen vet av vad den är byggd; den skrivs på nytt"),
                _ => format!("`{path}` är ändrad sedan den byggdes, och skrivs på nytt"),
            }
        },
        help: {
            en: {
                match is_word {
                    true => Some(format!("what it held is kept: `blankett extract {kept} --into {case}` takes it over")),
                    _ => Some(format!("what it held is kept in `{kept}`")),
                }
            },
            sv: {
                match is_word {
                    true => Some(format!("innehållet finns kvar: `blankett extract {kept} --into {case}` tar över det")),
                    _ => Some(format!("innehållet finns kvar i `{kept}`")),
                }
            },
        },
        path: path,
        meaning: {
            en: "Somebody has changed the document since it was built, or it is unknown where it came from. It is written anew from the case, but the changed copy is kept beside it, since there may be answers in it. Take those over with `blankett extract`, and remove the copy afterwards.",
            sv: "Någon har ändrat dokumentet sedan det byggdes, eller så är det okänt var det kommer från. Det skrivs på nytt ur ärendet, men den ändrade kopian sparas bredvid, eftersom det kan finnas svar i den. För över dem med `blankett extract` och ta sedan bort kopian.",
        },
    }

    /// Folders that cannot be watched.
    CannotWatch("cannot-watch") {
        /// The library's words, in English.
        words: String,
    } => {
        en: "folders cannot be watched: {words}",
        sv: "mapparna går inte att bevaka: {words}",
        operational: true,
        meaning: {
            en: "The operating system does not let the program follow changes in the folders, so `--watch` cannot work here. It happens on some network disks, or when too many files are followed already. Run `blankett build` by hand instead.",
            sv: "Operativsystemet låter inte programmet följa ändringar i mapparna, så `--watch` fungerar inte här. Det händer på vissa nätverksdiskar, eller när för många filer redan bevakas. Kör `blankett build` för hand i stället.",
        },
    }

    /// A package that is there and differs.
    PackageDiffers("package-differs") {
        /// The path.
        path: String,
    } => {
        en: "`{path}` is there already, and is not as it states",
        sv: "`{path}` finns redan och är inte som det anger",
        help: {
            en: "look at it with `blankett verify`; move it away, or choose another folder with `--out`",
            sv: "granska det med `blankett verify`; flytta undan det, eller välj en annan mapp med `--out`",
        },
        path: path,
        meaning: {
            en: "Something has the name of the package that is to be written, and it is no package, or one that somebody changed. A package that is as it states, and that was not delivered, is made anew when its case changes; this one is left alone. See what it is, then move it away, or choose another folder with `--out`.",
            sv: "Något har redan det namn som paketet ska få, och det är inget paket eller ett som någon har ändrat. Ett paket som är som det anger, och som inte är levererat, görs om när ärendet ändras; det här får vara i fred. Se vad det är, och flytta sedan undan det, eller välj en annan mapp med `--out`.",
        },
    }

    /// A package that is not what it says.
    BadPackage("bad-package") {
        /// The path.
        path: String,
        /// What is wrong.
        fault: PackageProblem,
    } => {
        en: { format!("`{path}`: {}", fault.en()) },
        sv: { format!("`{path}`: {}", fault.sv()) },
        path: path,
        meaning: {
            en: "Something in the package does not agree with its metadata: a file is missing, changed, added or unreadable, or a document was made from other answers. An archive would refuse it, or keep something that cannot be trusted. Fetch an undamaged copy, or make the package anew with `blankett archive`.",
            sv: "Något i paketet stämmer inte med dess metadata: en fil saknas, är ändrad, har tillkommit eller går inte att läsa, eller ett dokument är gjort av andra svar. Ett arkiv skulle inte ta emot det, eller bevara något som inte går att lita på. Hämta en oskadad kopia, eller gör paketet på nytt med `blankett archive`.",
        },
    }
}

/// What stands on a disk where an ordinary file is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Special {
    /// A symbolic link, whatever it leads to.
    Link,
    /// A pipe or a socket.
    Pipe,
    /// A device.
    Device,
    /// A folder, where a file is to stand.
    Folder,
}

impl Special {
    fn en(self) -> &'static str {
        match self {
            Special::Link => "a link",
            Special::Pipe => "a pipe",
            Special::Device => "a device",
            Special::Folder => "a folder",
        }
    }

    fn sv(self) -> &'static str {
        match self {
            Special::Link => "en länk",
            Special::Pipe => "ett rör",
            Special::Device => "en enhet",
            Special::Folder => "en mapp",
        }
    }
}

fn cause_en(cause: ErrorKind, words: &str) -> &str {
    match cause {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "something on the way is not a folder",
        ErrorKind::AlreadyExists => "part of the path is a file, not a folder",
        ErrorKind::Unsupported => "it is no ordinary file",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        _ => words,
    }
}

fn cause_sv(cause: ErrorKind, words: &str) -> &str {
    match cause {
        ErrorKind::NotFound => "den finns inte",
        ErrorKind::PermissionDenied => "behörighet saknas",
        ErrorKind::IsADirectory => "det är en mapp",
        ErrorKind::NotADirectory => "något på vägen är ingen mapp",
        ErrorKind::AlreadyExists => "en del av sökvägen är en fil, inte en mapp",
        ErrorKind::Unsupported => "det är ingen vanlig fil",
        ErrorKind::StorageFull => "disken är full",
        ErrorKind::ReadOnlyFilesystem => "disken är skrivskyddad",
        _ => words,
    }
}

/// What is wrong with a package.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PackageProblem {
    /// It is a file that is no zip.
    NoZip,
    /// It is a zip that is damaged.
    BrokenZip,
    /// It is a zip in which not everything stands in one folder.
    NoFolder,
    /// It is a zip that not every program reads as this one does.
    StrangeZip(ZipFault),
    /// A file is not what the case and the form in the package make.
    NotRebuilt {
        /// The file.
        file: String,
    },
    /// The digest beside it is another.
    OtherSum,
    /// The objects of git in it do not lead from the commit to the case.
    OtherCommit,
    /// A seal beside it is of something else, or is none.
    OtherSeal {
        /// The seal's file.
        file: String,
    },
    /// It cannot be made again from what is in it.
    CannotRebuild,
    /// Another program made it, and this one makes something else.
    OtherProgram {
        /// The program, as the package has it.
        program: String,
    },
    /// A file is a link: what it leads to need not be there where the package goes.
    Link {
        /// The file.
        file: String,
    },
    /// It has no METS, and so is no package.
    NoMets,
    /// It says that it is a bag in words that are not those of the standard.
    NotABag,
    /// A manifest has a line that is none.
    BadManifest {
        /// The manifest.
        file: String,
    },
    /// A representation that every package has is missing.
    NoRepresentation {
        /// Its name.
        name: String,
    },
    /// It has another name than its folder.
    OtherName {
        /// The name that it gives.
        stated: String,
        /// The folder's.
        folder: String,
    },
    /// A file is no XML.
    NotXml {
        /// The file.
        file: String,
    },
    /// An address leads out of the package.
    LeadsOut {
        /// The address.
        address: String,
    },
    /// A file is not there.
    Missing {
        /// The file.
        file: String,
    },
    /// A file is there that nothing refers to.
    Unlisted {
        /// The file.
        file: String,
    },
    /// A file is referred to twice.
    ListedTwice {
        /// The file.
        file: String,
    },
    /// A file has another size than stated.
    OtherSize {
        /// The file.
        file: String,
        /// The bytes that it should have.
        stated: String,
        /// The bytes that it has.
        found: String,
    },
    /// A file is not as it was.
    Changed {
        /// The file.
        file: String,
    },
    /// A file has no digest that can be checked.
    NoDigest {
        /// The file.
        file: String,
    },
    /// PREMIS has another digest for a file.
    OtherFixity {
        /// The file.
        file: String,
    },
    /// A copy that every package has is missing, by the extension of its name.
    NoCopy {
        /// The extension.
        extension: &'static str,
    },
    /// A file was made from other answers than the case in the package has.
    OtherCase {
        /// The file.
        file: String,
    },
    /// The case in the package cannot be read or has errors.
    BadCase {
        /// The file.
        file: String,
    },
}

impl PackageProblem {
    fn en(&self) -> String {
        match self {
            PackageProblem::NoZip => "neither a folder nor a zip".to_owned(),
            PackageProblem::BrokenZip => "the zip is damaged or cut off".to_owned(),
            PackageProblem::NoFolder => {
                "the zip has not one folder that everything stands in".to_owned()
            }
            PackageProblem::StrangeZip(fault) => zip_en(fault),
            PackageProblem::NotRebuilt { file } => {
                format!("`{file}` is not what the case and the form in the package make")
            }
            PackageProblem::CannotRebuild => {
                "it cannot be made again from the case, the form and `blankett.toml` in it"
                    .to_owned()
            }
            PackageProblem::OtherSum => {
                "`SHA256SUMS` beside it has another digest for it".to_owned()
            }
            PackageProblem::OtherCommit => {
                "the objects of git in it do not lead from the commit to the case".to_owned()
            }
            PackageProblem::OtherSeal { file } => {
                format!("`{file}` is no time stamp or signature in DER of this package's digest")
            }
            PackageProblem::OtherProgram { program } => format!(
                "`{program}` made it, and this program makes other files of the case: nothing but `--no-rebuild` can be proved here"
            ),
            PackageProblem::Link { file } => {
                format!("`{file}` is a link, which leads nowhere where the package goes")
            }
            PackageProblem::NoMets => "there is no METS.xml, so this is no package".to_owned(),
            PackageProblem::NotABag => "`bagit.txt` is not that of BagIt 1.0 or 0.97".to_owned(),
            PackageProblem::BadManifest { file } => {
                format!("`{file}` has a line that is no digest and path")
            }
            PackageProblem::NoRepresentation { name } => {
                format!("the representation `{name}` is not referred to")
            }
            PackageProblem::OtherName { stated, folder } => {
                format!("the package calls itself `{stated}`, but its folder is `{folder}`")
            }
            PackageProblem::NotXml { file } => format!("`{file}` is no XML"),
            PackageProblem::LeadsOut { address } => format!("`{address}` leads out of the package"),
            PackageProblem::Missing { file } => format!("`{file}` is missing"),
            PackageProblem::Unlisted { file } => format!("nothing refers to `{file}`"),
            PackageProblem::ListedTwice { file } => format!("`{file}` is referred to twice"),
            PackageProblem::OtherSize { file, stated, found } => {
                format!("`{file}` should have {stated} bytes and has {found}")
            }
            PackageProblem::Changed { file } => format!("`{file}` is not as it was: other digest"),
            PackageProblem::NoDigest { file } => {
                format!("`{file}` has no SHA-256 or SHA-512 to check it by")
            }
            PackageProblem::OtherFixity { file } => {
                format!("PREMIS has another digest for `{file}`")
            }
            PackageProblem::NoCopy { extension } => format!("there is no .{extension} of the case"),
            PackageProblem::OtherCase { file } => {
                format!("`{file}` was not made from the answers in the package")
            }
            PackageProblem::BadCase { file } => format!("the case `{file}` cannot be read anew"),
        }
    }

    fn sv(&self) -> String {
        match self {
            PackageProblem::NoZip => "varken en mapp eller en zip".to_owned(),
            PackageProblem::BrokenZip => "zip-filen är skadad eller avkortad".to_owned(),
            PackageProblem::NoFolder => {
                "zip-filen har inte en enda mapp som allt ligger i".to_owned()
            }
            PackageProblem::StrangeZip(fault) => zip_sv(fault),
            PackageProblem::NotRebuilt { file } => {
                format!("`{file}` är inte vad ärendet och formuläret i paketet ger")
            }
            PackageProblem::CannotRebuild => {
                "det går inte att göra om av ärendet, formuläret och `blankett.toml` i det"
                    .to_owned()
            }
            PackageProblem::OtherSum => {
                "`SHA256SUMS` bredvid det har en annan kontrollsumma för det".to_owned()
            }
            PackageProblem::OtherCommit => {
                "gits objekt i det leder inte från committen till ärendet".to_owned()
            }
            PackageProblem::OtherSeal { file } => {
                format!(
                    "`{file}` är ingen tidsstämpel eller signatur i DER av paketets kontrollsumma"
                )
            }
            PackageProblem::OtherProgram { program } => format!(
                "`{program}` har gjort det, och det här programmet gör andra filer av ärendet: här går bara `--no-rebuild` att visa"
            ),
            PackageProblem::Link { file } => {
                format!("`{file}` är en länk, som inte leder någonstans dit paketet ska")
            }
            PackageProblem::NoMets => "METS.xml saknas, så detta är inget paket".to_owned(),
            PackageProblem::NotABag => {
                "`bagit.txt` är inte den som BagIt 1.0 eller 0.97 har".to_owned()
            }
            PackageProblem::BadManifest { file } => {
                format!("`{file}` har en rad som inte är en kontrollsumma och en sökväg")
            }
            PackageProblem::NoRepresentation { name } => {
                format!("inget hänvisar till representationen `{name}`")
            }
            PackageProblem::OtherName { stated, folder } => {
                format!("paketet kallar sig `{stated}`, men mappen heter `{folder}`")
            }
            PackageProblem::NotXml { file } => format!("`{file}` är inte XML"),
            PackageProblem::LeadsOut { address } => format!("`{address}` leder ut ur paketet"),
            PackageProblem::Missing { file } => format!("`{file}` saknas"),
            PackageProblem::Unlisted { file } => format!("inget hänvisar till `{file}`"),
            PackageProblem::ListedTwice { file } => format!("två hänvisar till `{file}`"),
            PackageProblem::OtherSize { file, stated, found } => {
                format!("`{file}` ska ha {stated} byte och har {found}")
            }
            PackageProblem::Changed { file } => {
                format!("`{file}` är inte som den var: annan kontrollsumma")
            }
            PackageProblem::NoDigest { file } => {
                format!("`{file}` har ingen SHA-256 eller SHA-512 att kontrollera mot")
            }
            PackageProblem::OtherFixity { file } => {
                format!("PREMIS har en annan kontrollsumma för `{file}`")
            }
            PackageProblem::NoCopy { extension } => format!("ärendet finns inte som .{extension}"),
            PackageProblem::OtherCase { file } => {
                format!("`{file}` är inte gjord av svaren i paketet")
            }
            PackageProblem::BadCase { file } => {
                format!("ärendet `{file}` går inte att läsa på nytt")
            }
        }
    }
}

fn zip_en(fault: &ZipFault) -> String {
    match fault {
        ZipFault::NoDirectory => "the zip is damaged or cut off".to_owned(),
        ZipFault::Hidden => "the zip has bytes that belong to no file".to_owned(),
        ZipFault::Twice(file) => format!("the zip has two files `{file}`"),
        ZipFault::TwoMinds(file) => {
            format!("the zip says two things of `{file}`, and programs differ in what they believe")
        }
        ZipFault::Name(file) => format!("`{file}` is no name that a file in a zip may have"),
        ZipFault::Special(file) => format!("`{file}` is a link or a device"),
        ZipFault::Packing(file) => {
            format!("`{file}` is encrypted, or packed in a way that not all programs know")
        }
        ZipFault::Extra(file) => format!("`{file}` has notes of a kind that is not known here"),
    }
}

fn zip_sv(fault: &ZipFault) -> String {
    match fault {
        ZipFault::NoDirectory => "zip-filen är skadad eller avkortad".to_owned(),
        ZipFault::Hidden => "zip-filen har byte som inte hör till någon fil".to_owned(),
        ZipFault::Twice(file) => format!("zip-filen har två filer `{file}`"),
        ZipFault::TwoMinds(file) => {
            format!("zip-filen säger två saker om `{file}`, och program tror på olika")
        }
        ZipFault::Name(file) => format!("`{file}` är inget namn som en fil i en zip får ha"),
        ZipFault::Special(file) => format!("`{file}` är en länk eller en enhet"),
        ZipFault::Packing(file) => {
            format!("`{file}` är krypterad eller packad på ett sätt som inte alla program kan")
        }
        ZipFault::Extra(file) => {
            format!("`{file}` har anteckningar av ett slag som inte är känt här")
        }
    }
}

/// Characters with their codes, as no terminal need have them either: `日` (U+65E5).
fn glyphs(characters: &[char]) -> String {
    const MOST: usize = 5;
    let shown: Vec<String> = characters
        .iter()
        .take(MOST)
        .map(|&c| {
            let is_seen = !c.is_control() && !('\u{E000}'..='\u{F8FF}').contains(&c);
            let code = code_point(c);
            if is_seen { format!("`{c}` ({code})") } else { code }
        })
        .collect();
    let more = if characters.len() > MOST { " …" } else { "" };
    shown.join(", ") + more
}
