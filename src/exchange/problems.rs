//! What can be wrong when answers come back from Word.

use crate::diagnostic::{Language, declare_problems, list_of};
use crate::form::{Kind, Part};

declare_problems! {
    /// A case among the Word files that are to be read.
    CaseAsWord("case-as-word") {
        /// The case as it was named.
        name: String,
    } => {
        en: "`{name}` is a case, and no Word file",
        sv: "`{name}` är ett ärende och ingen Wordfil",
        help: {
            en: "to take answers over into it, write `--into {name}`",
            sv: "skriv `--into {name}` för att föra in svaren i det",
        },
        operational: true,
        meaning: {
            en: "`blankett extract` takes Word files, and what was named here is a case. The case that answers are to be taken over into is named with `--into`; without it, a new case is made of each Word file.",
            sv: "`blankett extract` tar Wordfiler, men det som angavs här är ett ärende. Ärendet som svaren ska föras in i anges med `--into`; utan det görs ett nytt ärende av varje Wordfil.",
        },
    }

    /// An answer that has no place in the form that its case was moved to.
    LeftAsComment("left-as-comment") {
        /// Its key.
        key: String,
        /// The form.
        form: String,
    } => {
        en: "`{key}` has no place in {form}, and became a comment",
        sv: "`{key}` har ingen plats i {form} och blev en kommentar",
        help: {
            en: "answer the new form's question instead, then take the comment out",
            sv: "svara på det nya formulärets fråga i stället, och ta sedan bort kommentaren",
        },
        meaning: {
            en: "A case was moved to another form, and one of its answers is none there: the question is gone, or is of another kind, or takes other words. Nothing is thrown away, so it stands in the case as a comment. Write what is left of it where it belongs, and remove the comment.",
            sv: "Ett ärende flyttades till ett annat formulär, och ett av svaren passar inte där: frågan är borta, är av ett annat slag eller tar andra ord. Inget kastas bort, så svaret står kvar i ärendet som en kommentar. Skriv det som fortfarande gäller där det hör hemma, och ta bort kommentaren.",
        },
    }

    /// What a shared file answers under a name that the form of a moved case does not have for it.
    SharedNotMoved("shared-not-moved") {
        /// Its key.
        key: String,
        /// What it is called now, if it is there.
        now: Option<String>,
        /// The form.
        form: String,
    } => {
        en: {
            match now {
                Some(now) => format!("`{key}` is called `{now}` in {form}, and this shared file serves a case that was moved there"),
                None => format!("`{key}` is nothing in {form}, and this shared file serves a case that was moved there"),
            }
        },
        sv: {
            match now {
                Some(now) => format!("`{key}` heter `{now}` i {form}, och den här gemensamma filen används av ett ärende som flyttades dit"),
                None => format!("`{key}` finns inte i {form}, och den här gemensamma filen används av ett ärende som flyttades dit"),
            }
        },
        help: {
            en: "write it under its new name too, as long as cases of both forms are served",
            sv: "skriv svaret under det nya namnet också, så länge filen används av ärenden med båda formulären",
        },
        meaning: {
            en: "A case was moved to another form, and a shared file answers a question for it under the old form's name. Shared files may serve cases of both forms, so they are not changed: without the new name the answer would be missing from the moved case, or answer another question. Add it under its new name.",
            sv: "Ett ärende flyttades till ett annat formulär, och en gemensam fil svarar på en av dess frågor under det gamla formulärets namn. Gemensamma filer kan användas av ärenden med båda formulären, så de ändras inte: utan det nya namnet skulle svaret saknas i det flyttade ärendet, eller besvara en annan fråga. Lägg till svaret under det nya namnet.",
        },
    }

    /// A case that cannot be moved to another form by itself.
    NotMigrated("not-migrated") => {
        en: "this case is laid out in a way that cannot be moved by itself",
        sv: "det här ärendet är skrivet så att det inte går att flytta automatiskt",
        help: {
            en: "write each answer on lines of its own under `[answers]`, and try again",
            sv: "skriv varje svar på egna rader under `[answers]`, och försök igen",
        },
        meaning: {
            en: "To move a case to another form, keys are renamed in its file as it stands. In this one an answer would have been lost on the way, for example since it stands in braces with others, so nothing was changed. Lay the answers out on lines of their own under `[answers]`, or move the case by hand.",
            sv: "När ett ärende flyttas till ett annat formulär byts nycklar i filen som den är skriven. Här hade ett svar gått förlorat, till exempel för att det står inom klamrar tillsammans med andra, så inget ändrades. Skriv svaren på egna rader under `[answers]`, eller flytta ärendet för hand.",
        },
    }

    /// Answers that cannot be put into a case so that all else in it stays.
    NotMerged("not-merged") => {
        en: "the answers cannot be put into this case without a change to something else in it",
        sv: "svaren går inte att lägga in i det här ärendet utan att något annat i det ändras",
        help: {
            en: "nothing was changed; write the answers into the case by hand",
            sv: "inget ändrades; skriv in svaren i ärendet för hand",
        },
        meaning: {
            en: "Answers from Word are put into the case so that everything else in it stays as its owner wrote it, and the result is read again and compared before it is saved. Here the comparison failed, most likely because the case is laid out in an unusual way. Write the changed answers into the case by hand, and please report the case's layout as an error of the program.",
            sv: "Svar från Word läggs in i ärendet så att allt annat i det står kvar som ägaren skrev det, och resultatet läses om och jämförs innan det sparas. Här stämde jämförelsen inte, troligen för att ärendet är uppställt på ett ovanligt sätt. Skriv in de ändrade svaren i ärendet för hand, och rapportera gärna ärendets uppställning som ett fel i programmet.",
        },
    }

    /// An answer that is gone or shorter, beside text outside of the fields that may be what is missing.
    AnswerKept("answer-kept") => {
        en: "the answer is gone or shorter, and something outside of the fields may be what is missing",
        sv: "svaret saknas helt eller delvis, och det som fattas kan finnas utanför fälten",
        help: {
            en: "the case keeps its answer: put the text into the field in Word, or delete the answer in the case",
            sv: "ärendets svar är kvar: flytta in texten i fältet i Word, eller ta bort svaret i ärendet",
        },
        meaning: {
            en: "An answer is missing or shorter in the Word file, and there is something outside the fields that may be the missing content. So that nothing is lost, the case keeps its answer. Move it into the field in Word, or delete the answer in the case if it was meant to go.",
            sv: "Ett svar saknas eller är kortare i Wordfilen, och utanför fälten finns något som kan vara det som fattas. För att inget ska gå förlorat behåller ärendet sitt svar. Flytta in det i fältet i Word, eller ta bort svaret i ärendet om det var meningen.",
        },
    }

    /// Nothing tells which form a file was made from.
    FormNotTold("form-not-told") {
        /// All forms there are.
        known: Vec<String>,
    } => {
        en: "nothing tells which form this file was made from",
        sv: "ingenting säger vilket formulär filen är gjord av",
        help: {
            en: {
                format!("name it with `--form`: {}", list_of(known, "or"))
            },
            sv: {
                format!("ange det med `--form`: {}", list_of(known, "eller"))
            },
        },
        meaning: {
            en: "The Word file was not built by this program, and its fields do not fit any known form, or fit several. The answers could end up under the wrong questions. Say which form it is with `--form`.",
            sv: "Wordfilen är inte byggd av det här programmet, och dess fält stämmer inte med något känt formulär, eller med flera. Svaren kunde hamna under fel frågor. Ange formuläret med `--form`.",
        },
    }

    /// An answer in Word that is none to its question.
    NotTaken("not-taken") {
        /// What stands there.
        text: String,
        /// What the question asks for.
        wanted: Wanted,
    } => {
        en: "not taken: `{text}`",
        sv: "togs inte med: `{text}`",
        help: {
            en: { wanted.en() },
            sv: { wanted.sv() },
        },
        meaning: {
            en: "What stands in the field in Word is no answer to its question: no date where a date is asked for, say, or none of the options. It is shown with its words, and the case keeps the answer that it had; all other answers are taken. Write it in Word as the help says and read the file again, or write it in the case.",
            sv: "Det som står i fältet i Word är inget svar på frågan: inget datum där ett datum ska stå, till exempel, eller inget av alternativen. Det visas ordagrant, och ärendet behåller det svar det hade; alla andra svar tas med. Skriv om det i Word enligt hjälpen och läs in filen igen, eller skriv det i ärendet.",
        },
    }

    /// An answer whose words are the case's, without their layout.
    LayoutDropped("layout-dropped") => {
        en: "the words are the case's, but a program dropped their paragraphs, list or table",
        sv: "orden är ärendets, men ett program har tagit bort deras stycken, lista eller tabell",
        help: {
            en: "the case keeps its answer",
            sv: "ärendet behåller sitt svar",
        },
        meaning: {
            en: "Some programs run the paragraphs of a form field together when they save it, or make plain text of a list or a table. All words are as the case has them, so the case keeps its answer with its layout.",
            sv: "Vissa program skriver ihop ett formulärfälts stycken när de sparar, eller gör vanlig text av en lista eller tabell. Alla ord är som i ärendet, så ärendet behåller sitt svar med dess uppställning.",
        },
    }

    /// An answer was changed in the Word file and in the case, in two ways.
    Conflict("conflict") {
        /// What the case says.
        ours: String,
        /// What the file says.
        theirs: String,
    } => {
        en: "changed in two ways: the case has `{ours}`, the Word file `{theirs}`",
        sv: "ändrat på två sätt: ärendet har `{ours}`, Wordfilen `{theirs}`",
        help: {
            en: "the case keeps its answer: write in it what is to stand, or run again with `--take word`",
            sv: "ärendet behåller sitt svar: skriv där vad som ska gälla, eller kör om med `--take word`",
        },
        meaning: {
            en: "The same answer has been changed both in the case and in the Word file since the document was built, in different ways. The program does not choose: the case keeps its answer, and all other answers are taken. Decide which one is to apply and write it in the case, or run the command again with `--take word` to take all of Word's answers to such questions, or `--take case` to keep the case's.",
            sv: "Samma svar har ändrats både i ärendet och i Wordfilen sedan dokumentet byggdes, på olika sätt. Programmet väljer inte: ärendet behåller sitt svar, och alla andra svar tas med. Bestäm vilket som ska gälla och skriv det i ärendet, eller kör om med `--take word` för att ta Words svar på alla sådana frågor, eller `--take case` för att behålla ärendets.",
        },
    }

    /// A Word file that says nothing of what it was built from.
    NoBase("no-base") => {
        en: "the file does not say what it was built from: where it differs from the case, nothing tells which is newer",
        sv: "filen säger inte vad den är byggd av: där den skiljer sig från ärendet går det inte att se vilket som är nyast",
        help: {
            en: "Word removes this with the personal information; choose with `--take word` or `--take case`",
            sv: "Word tar bort det med personuppgifterna; välj med `--take word` eller `--take case`",
        },
        meaning: {
            en: "A built document carries in its properties what it was built from, so that the program sees what was changed in Word since then. In this file they are gone: Word removes them if one lets it remove personal information, and so do some programs. Questions that the case has not answered are answered; where both have an answer and those differ, each is a conflict. With `--take word` the file's answers are taken, with `--take case` the case's stay.",
            sv: "Ett byggt dokument har i sina egenskaper vad det är byggt av, så att programmet ser vad som har ändrats i Word sedan dess. I den här filen är de borta: Word tar bort dem om man låter Word ta bort personuppgifter, och det gör även vissa andra program. Frågor som ärendet inte har svar på besvaras; där båda har svar och de skiljer sig åt är det en konflikt. Med `--take word` tas filens svar, med `--take case` står ärendets kvar.",
        },
    }

    /// A file that came back and that no case, or more than one, can be told for.
    CaseNotTold("case-not-told") {
        /// The cases that it may belong to.
        known: Vec<String>,
    } => {
        en: {
            if known.is_empty() {
                "no case is known that this file belongs to".to_owned()
            } else {
                format!("this file may belong to {}", list_of(known, "or"))
            }
        },
        sv: {
            if known.is_empty() {
                "det finns inget ärende som filen hör till".to_owned()
            } else {
                format!("filen kan höra till {}", list_of(known, "eller"))
            }
        },
        help: {
            en: "name the case with `--into`, or make a new one with `--out cases`",
            sv: "ange ärendet med `--into`, eller gör ett nytt med `--out cases`",
        },
        meaning: {
            en: "In a folder of files that came back, each file goes to its case by itself: by what it was built from, by the case's number, or by its name. Here that leads to no case, or to more than one. Read the file by itself and name the case with `--into`; a file of a new case becomes one with `--out`.",
            sv: "I en mapp med filer som kommit tillbaka förs varje fil till sitt ärende av sig själv: efter vad den är byggd av, ärendets nummer eller filens namn. Här leder det inte till något ärende, eller till flera. Läs in filen för sig och ange ärendet med `--into`; en fil som är ett nytt ärende blir det med `--out`.",
        },
    }

    /// Word's note that a file is open.
    OpenInWord("open-in-word") {
        /// The file's name, as far as the note has it.
        name: String,
    } => {
        en: "`{name}` is open in Word; the note of that (`~$…`) was passed over",
        sv: "`{name}` är öppen i Word; Words anteckning om det (`~$…`) hoppades över",
        help: {
            en: "what is not saved yet is not in the file: close it in Word, and run again",
            sv: "det som inte är sparat finns inte i filen: stäng den i Word och kör om",
        },
        meaning: {
            en: "While somebody has a file open, Word keeps a small hidden file beside it whose name begins with `~$`. It has no answers and is passed over. But what that person has not saved yet is not in the file either. If nobody has it open, Word was interrupted, and the small file can be deleted.",
            sv: "Medan någon har en fil öppen har Word en liten dold fil bredvid den, vars namn börjar med `~$`. Den har inga svar och hoppas över. Men det som personen inte har sparat finns inte heller i filen. Har ingen den öppen så avbröts Word, och den lilla filen kan tas bort.",
        },
    }

    /// A file of another program.
    OtherFormat("other-format") {
        /// Its name.
        name: String,
        /// How its name ends.
        extension: String,
    } => {
        en: "`{name}` is no Word file",
        sv: "`{name}` är ingen Wordfil",
        help: {
            en: { other_help(extension, Language::English).to_owned() },
            sv: { other_help(extension, Language::Swedish).to_owned() },
        },
        meaning: {
            en: "Answers are read out of Word files (.docx). Files of other kinds are not read, so that nothing is taken wrongly; they stay where they are. LibreOffice and Word can save most of them as .docx; a PDF has no fields any more, so its sender is asked for the Word file.",
            sv: "Svar läses ur Wordfiler (.docx). Filer av andra slag läses inte, så att inget tas fel; de ligger kvar. LibreOffice och Word kan spara de flesta av dem som .docx; en pdf har inga fält längre, så be avsändaren om Wordfilen.",
        },
    }

    /// A folder that nothing came to.
    EmptyInbox("empty-inbox") {
        /// The folder.
        path: String,
    } => {
        en: "there are no files in `{path}`",
        sv: "det finns inga filer i `{path}`",
        meaning: {
            en: "A folder was named to read answers from, and there is no file in it, but for those that were taken before and lie in its folder `DONE`. Put the Word files there that came back.",
            sv: "En mapp angavs att läsa svar ur, och det finns ingen fil i den, utöver dem som togs förut och ligger i dess mapp `DONE`. Lägg de Wordfiler där som kommit tillbaka.",
        },
    }

    /// A Word file of another case.
    OtherCase("other-case") {
        /// What the case is filed under that the file was built from.
        file: String,
        /// What the case is filed under that it was to go into.
        case: String,
    } => {
        en: "the Word file was built from the case `{file}`, this is `{case}`",
        sv: "Wordfilen byggdes från ärendet `{file}`, det här är `{case}`",
        help: {
            en: "name the right case after `--into`; if it is the number of the case that was changed since, add `--take word` or `--take case`",
            sv: "ange rätt ärende efter `--into`; är det ärendets nummer som har ändrats sedan dess, lägg till `--take word` eller `--take case`",
        },
        meaning: {
            en: "The Word file says what the case was filed under that it was built from, and that is not the number of the case it was to be taken over into. Nothing was taken over, since answers of one case would have come into another. Name the right case. Where only the number has been changed since the file was built, say with `--take` whose answer stands where both were changed.",
            sv: "Wordfilen säger vilket nummer ärendet hade som den byggdes från, och det är inte numret på det ärende som den skulle tas in i. Inget togs in, eftersom ett ärendes svar skulle ha hamnat i ett annat. Ange rätt ärende. Om det bara är numret som har ändrats sedan filen byggdes, ange med `--take` vems svar som gäller där båda har ändrats.",
        },
    }

    /// The case that answers are to go into answers another form.
    OtherForm("other-form") {
        /// The form and version of the Word file.
        file: String,
        /// The form and version of the case.
        case: String,
    } => {
        en: "the Word file answers `{file}`, the case `{case}`",
        sv: "Wordfilen svarar på `{file}`, ärendet på `{case}`",
        meaning: {
            en: "The Word file belongs to another form, or another version of it, than the case, so the answers would not fit the questions. Check that you named the right file and the right case; otherwise make a new case of the Word file.",
            sv: "Wordfilen hör till ett annat formulär, eller en annan version av det, än ärendet, så svaren skulle inte passa frågorna. Kontrollera att du angav rätt fil och rätt ärende; gör annars ett nytt ärende av Wordfilen.",
        },
    }

    /// An answer was taken away in the Word file that the case has from a shared file.
    SharedAnswerGone("shared-answer-gone") => {
        en: "the answer was taken away in Word, but a shared file gives it",
        sv: "svaret är borttaget i Word, men en gemensam fil ger det",
        help: {
            en: "write the case's own answer, or change the shared file",
            sv: "skriv ett eget svar i ärendet, eller ändra den gemensamma filen",
        },
        meaning: {
            en: "Somebody has cleared a field in the Word file whose answer comes from a `shared.toml`. If the program removed it there, all other cases in the folder would lose it too, so nothing is written. Give the case an answer of its own, or change the shared file on purpose.",
            sv: "Någon har tömt ett fält i Wordfilen vars svar kommer från en `shared.toml`. Togs det bort där skulle alla andra ärenden i mappen också förlora det, så inget skrivs. Ge ärendet ett eget svar, eller ändra den gemensamma filen medvetet.",
        },
    }
}

/// What to do with a file of another program.
fn other_help(extension: &str, language: Language) -> &'static str {
    match extension {
        "pdf" => language.choose(
            "ask its sender for the Word file that it was made of",
            "be avsändaren om Wordfilen som den är gjord av",
        ),
        "odt" | "ott" | "fodt" | "rtf" | "htm" | "html" | "txt" => language.choose(
            "open it in LibreOffice or Word, save it as .docx, and read that",
            "öppna den i LibreOffice eller Word, spara den som .docx och läs in den",
        ),
        "pages" => language.choose(
            "ask its sender to export it as Word from Pages",
            "be avsändaren exportera den som Word från Pages",
        ),
        "msg" => language.choose(
            "save the attached Word file from the message",
            "spara den bifogade Wordfilen från meddelandet",
        ),
        _ => language.choose("ask its sender for the Word file", "be avsändaren om Wordfilen"),
    }
}

/// What a question asks for, as somebody writes it in Word.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// A date.
    Date,
    /// A number, with its unit.
    Number(Option<String>),
    /// One of these words.
    OneOf(Vec<String>),
    /// Parts in one line, by their names.
    Parts(Vec<String>),
    /// The same, a line for each.
    Lines(Vec<String>),
    /// Rows of a table, by the names of its columns.
    Rows(Vec<String>),
}

impl Wanted {
    /// What a kind takes; `None` where whatever one writes is an answer.
    pub(super) fn of(kind: &Kind) -> Option<Wanted> {
        let labels = |parts: &[Part]| parts.iter().map(|part| part.label.clone()).collect();
        Some(match kind {
            Kind::Date => Wanted::Date,
            Kind::Number(kind) => Wanted::Number(kind.unit.clone()),
            Kind::Choice(options) => Wanted::OneOf(options.clone()),
            Kind::Record(record) => Wanted::Parts(labels(&record.parts)),
            Kind::List(Some(record)) => Wanted::Lines(labels(&record.parts)),
            Kind::Table(columns) => Wanted::Rows(labels(columns)),
            Kind::Line | Kind::Text | Kind::YesNo | Kind::Choices(_) | Kind::List(None) => {
                return None;
            }
        })
    }

    fn en(&self) -> String {
        match self {
            Wanted::Date => "write one date, for example 2026-03-03".into(),
            Wanted::Number(None) => "write one number, for example 12.5".into(),
            Wanted::Number(Some(unit)) => format!("write one number, in {unit}"),
            Wanted::OneOf(options) => format!("write {}", list_of(options, "or")),
            Wanted::Parts(names) => format!("write on one line, with commas: {}", names.join(", ")),
            Wanted::Lines(names) => {
                format!("write a line for each, with commas: {}", names.join(", "))
            }
            Wanted::Rows(names) => {
                format!("write a table with these columns: {}", names.join(", "))
            }
        }
    }

    fn sv(&self) -> String {
        match self {
            Wanted::Date => "skriv ett datum, till exempel 2026-03-03".into(),
            Wanted::Number(None) => "skriv ett tal, till exempel 12,5".into(),
            Wanted::Number(Some(unit)) => format!("skriv ett tal, i {unit}"),
            Wanted::OneOf(options) => format!("skriv {}", list_of(options, "eller")),
            Wanted::Parts(names) => format!("skriv på en rad, med komma: {}", names.join(", ")),
            Wanted::Lines(names) => {
                format!("skriv en rad för var och en, med komma: {}", names.join(", "))
            }
            Wanted::Rows(names) => {
                format!("skriv en tabell med kolumnerna {}", names.join(", "))
            }
        }
    }
}
