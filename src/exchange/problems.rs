//! What can be wrong when answers come: from Word, workbooks, lists and patches.

use crate::diagnostic::{Language, declare_problems, list_of};
use crate::form::{Kind, Part};
use crate::sheet::SheetFault;

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
            en: "What stands in the field in Word, in the cell of a workbook or list, or in a patch is no answer to its question: no date where a date is asked for, say, or none of the options. It is shown with its words, and the case keeps the answer that it had. All other answers of a Word file are taken; a row of a workbook is left, and of a patch nothing is taken. Write it as the help says and read the file again, or write it in the case.",
            sv: "Det som står i fältet i Word, i en cell i en arbetsbok eller lista, eller i en ändringsfil är inget svar på frågan: inget datum där ett datum ska stå, till exempel, eller inget av alternativen. Det visas ordagrant, och ärendet behåller det svar det hade. Alla andra svar i en Wordfil tas med; en rad i en arbetsbok hoppas över, och ur en ändringsfil tas inget. Skriv om det enligt hjälpen och läs in filen igen, eller skriv det i ärendet.",
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
        /// What was brought.
        theirs: String,
        /// What that stands in.
        source: Brought,
    } => {
        en: {
            let source = source.choose("the Word file", "the workbook", "the patch", "the page");
            format!("changed in two ways: the case has `{ours}`, {source} `{theirs}`")
        },
        sv: {
            let source = source.choose("Wordfilen", "arbetsboken", "ändringsfilen", "sidan");
            format!("ändrat på två sätt: ärendet har `{ours}`, {source} `{theirs}`")
        },
        help: {
            en: {
                let help = source.choose(
                    "the case keeps its answer: write in it what is to stand, or run again with `--take word`",
                    "the case keeps its answer: write in it what is to stand, or run again with `--take sheet`",
                    "nothing is changed: get the answers anew with `blankett answers`, and make the patch of those",
                    "the case keeps its answer: write in the page what is to stand, and save again",
                );
                help.to_owned()
            },
            sv: {
                let help = source.choose(
                    "ärendet behåller sitt svar: skriv där vad som ska gälla, eller kör om med `--take word`",
                    "ärendet behåller sitt svar: skriv där vad som ska gälla, eller kör om med `--take sheet`",
                    "inget ändras: hämta svaren på nytt med `blankett answers` och gör om ändringsfilen",
                    "ärendet behåller sitt svar: skriv på sidan vad som ska gälla, och spara igen",
                );
                help.to_owned()
            },
        },
        meaning: {
            en: "The same answer has been changed both in the case and in the Word file, workbook or patch since that was made, in different ways. The program does not choose: the case keeps its answer. All other answers of a Word file are taken; a case with a conflict in a workbook is left as it is, and with one in a patch nothing is changed. Decide which one is to apply and write it in the case, or run the command again with `--take word` or `--take sheet` to take all of the others' answers to such questions, or `--take case` to keep the case's.",
            sv: "Samma svar har ändrats både i ärendet och i Wordfilen, arbetsboken eller ändringsfilen sedan den gjordes, på olika sätt. Programmet väljer inte: ärendet behåller sitt svar. Alla andra svar i en Wordfil tas med; ett ärende med en konflikt i en arbetsbok lämnas som det är, och med en i en ändringsfil ändras inget. Bestäm vilket som ska gälla och skriv det i ärendet, eller kör om med `--take word` eller `--take sheet` för att ta de andras svar på alla sådana frågor, eller `--take case` för att behålla ärendets.",
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
        en: "the file answers `{file}`, the case `{case}`",
        sv: "filen svarar på `{file}`, ärendet på `{case}`",
        meaning: {
            en: "The Word file, workbook or patch belongs to another form, or another version of it, than the case, so the answers would not fit the questions. Check that you named the right file and the right case; otherwise make a new case of the Word file.",
            sv: "Wordfilen, arbetsboken eller ändringsfilen hör till ett annat formulär, eller en annan version av det, än ärendet, så svaren skulle inte passa frågorna. Kontrollera att du angav rätt fil och rätt ärende; gör annars ett nytt ärende av Wordfilen.",
        },
    }

    /// An answer was taken away that the case has from a shared file.
    SharedAnswerGone("shared-answer-gone") => {
        en: "the answer was taken away, but a shared file gives it",
        sv: "svaret är borttaget, men en gemensam fil ger det",
        help: {
            en: "write the case's own answer, or change the shared file",
            sv: "skriv ett eget svar i ärendet, eller ändra den gemensamma filen",
        },
        meaning: {
            en: "Somebody has cleared a field in Word, a cell of a workbook or a value of a patch whose answer comes from a `shared.toml`. If the program removed it there, all other cases in the folder would lose it too, so nothing is written. Give the case an answer of its own, or change the shared file on purpose.",
            sv: "Någon har tömt ett fält i Word, en cell i en arbetsbok eller ett värde i en ändringsfil vars svar kommer från en `shared.toml`. Togs det bort där skulle alla andra ärenden i mappen också förlora det, så inget skrivs. Ge ärendet ett eget svar, eller ändra den gemensamma filen medvetet.",
        },
    }

    /// A text that is no JSON.
    NotJson("not-json") {
        /// What is wrong with it.
        fault: JsonFault,
    } => {
        en: {
            match fault {
                JsonFault::NoJson => "this is not valid JSON: a text, a date or a key stands within \", and numbers without",
                JsonFault::Comma => "in JSON no comma stands behind the last value",
                JsonFault::Key => "in JSON each key stands within \"",
                JsonFault::LineBreak => "in JSON a line break within a text is written \\n",
                JsonFault::Cut => "this JSON ends before it is complete",
                JsonFault::Empty => "there is nothing here, not even an empty list `[]`",
                JsonFault::TooDeep => "values stand too deep in one another here",
                JsonFault::Twice => "this key stands twice in its object",
            }
        },
        sv: {
            match fault {
                JsonFault::NoJson => "det här är inte giltig JSON: en text, ett datum eller en nyckel står inom \", och tal utan",
                JsonFault::Comma => "i JSON står inget komma efter det sista värdet",
                JsonFault::Key => "i JSON står varje nyckel inom \"",
                JsonFault::LineBreak => "i JSON skrivs en radbrytning i en text \\n",
                JsonFault::Cut => "den här JSON-texten slutar innan den är hel",
                JsonFault::Empty => "här finns inget, inte ens en tom lista `[]`",
                JsonFault::TooDeep => "värden ligger för djupt i varandra här",
                JsonFault::Twice => "den här nyckeln står två gånger i sitt objekt",
            }
        },
        help: {
            en: "a patch is a list of objects: [{{\"case\": \"cases/x.toml\", \"answers\": {{\"key\": \"value\"}}}}]",
            sv: "en ändringsfil är en lista med objekt: [{{\"case\": \"cases/x.toml\", \"answers\": {{\"nyckel\": \"värde\"}}}}]",
        },
        meaning: {
            en: "`blankett patch` takes JSON: a list of objects, each with the case that it is for, the answers that change (null takes one out) and, if the change is to be merged, the digests that `blankett answers --format json` gave. The text could not be read as JSON from the place that is shown on, so nothing was changed.",
            sv: "`blankett patch` tar JSON: en lista med objekt, vart och ett med ärendet som det gäller, svaren som ändras (null tar bort ett) och, om ändringen ska vägas samman, kontrollsummorna som `blankett answers --format json` gav. Texten gick inte att läsa som JSON från det ställe som visas, så inget ändrades.",
        },
    }

    /// Something in a patch that is none of what a patch has.
    BadPatch("bad-patch") {
        /// What should stand there.
        wanted: WantedInPatch,
    } => {
        en: {
            match wanted {
                WantedInPatch::Object => "a patch is a list of objects, and this is none",
                WantedInPatch::Case => "`case` is missing: the case's path from the project",
                WantedInPatch::Answers => "`answers` must be there: an object with the answers that change",
                WantedInPatch::Base => "`base` has a digest or null for each question, as `blankett answers` gives them",
                WantedInPatch::OtherKey => "an object of a patch has the keys `case`, `answers` and `base`, and this is another",
                WantedInPatch::OneOfACase => "this case stands in the patch more than once",
                WantedInPatch::Text => "this must be a text",
            }
        },
        sv: {
            match wanted {
                WantedInPatch::Object => "en ändringsfil är en lista med objekt, och det här är inget sådant",
                WantedInPatch::Case => "`case` saknas: ärendets sökväg från projektet",
                WantedInPatch::Answers => "`answers` ska finnas: ett objekt med svaren som ändras",
                WantedInPatch::Base => "`base` har en kontrollsumma eller null för varje fråga, så som `blankett answers` ger dem",
                WantedInPatch::OtherKey => "ett objekt i en ändringsfil har nycklarna `case`, `answers` och `base`, och det här är en annan",
                WantedInPatch::OneOfACase => "det här ärendet står mer än en gång i ändringsfilen",
                WantedInPatch::Text => "det här ska vara en text",
            }
        },
        help: {
            en: "write {{\"case\": \"cases/x.toml\", \"answers\": {{\"key\": \"value\"}}}}",
            sv: "skriv {{\"case\": \"cases/x.toml\", \"answers\": {{\"nyckel\": \"värde\"}}}}",
        },
        meaning: {
            en: "A patch is a list of objects, one for each case. `case` is its path from the project, `answers` has the questions that change by their keys (`case.key` for what is kept about the case) with values as JSON has them, and null takes an answer out. `base` may have the digests that `blankett answers --format json` gave, question by question; `form`, `version` and `states` may stand there as that wrote them. Nothing was changed.",
            sv: "En ändringsfil är en lista med objekt, ett för varje ärende. `case` är ärendets sökväg från projektet, `answers` har frågorna som ändras efter nyckel (`case.nyckel` för uppgifter om ärendet) med värden som JSON har dem, och null tar bort ett svar. `base` kan ha de kontrollsummor som `blankett answers --format json` gav, fråga för fråga; `form`, `version` och `states` får stå där som det kommandot skrev dem. Inget ändrades.",
        },
    }

    /// A case that is not there, or that lies outside of the folder of cases.
    UnknownCase("unknown-case") {
        /// What was named.
        name: String,
        /// The case that may have been meant.
        suggestion: Option<String>,
    } => {
        en: "there is no case `{name}`",
        sv: "det finns inget ärende `{name}`",
        help: {
            en: {
                match suggestion {
                    Some(case) => format!("is it `{case}`?"),
                    None => "a case is named by its path from the project: `cases/x.toml`".to_owned(),
                }
            },
            sv: {
                match suggestion {
                    Some(case) => format!("är det `{case}`?"),
                    None => "ett ärende anges med sin sökväg från projektet: `cases/x.toml`".to_owned(),
                }
            },
        },
        meaning: {
            en: "A patch or a workbook names a case that is not there. Cases are named by their path from the project, under `cases/`, with `/` between folders, and nothing outside that folder is ever changed. It may have been renamed or removed since the answers were written out; nothing is made or changed for it.",
            sv: "En ändringsfil eller arbetsbok nämner ett ärende som inte finns. Ärenden anges med sin sökväg från projektet, under `cases/` och med `/` mellan mappar, och inget utanför den mappen ändras någonsin. Ärendet kan ha bytt namn eller tagits bort sedan svaren skrevs ut; inget skapas eller ändras för det.",
        },
    }

    /// A file that is no workbook, or none that can be read.
    NotAWorkbook("not-a-workbook") {
        /// Why not.
        fault: SheetFault,
    } => {
        en: {
            match fault {
                SheetFault::NotOne => "this is no workbook",
                SheetFault::OtherKind => "this workbook is of another kind than .xlsx",
                SheetFault::Encrypted => "this workbook is protected by a password",
                SheetFault::Damaged => "this workbook is damaged",
                SheetFault::TooLarge => "this workbook unpacks to more than is read",
            }
        },
        sv: {
            match fault {
                SheetFault::NotOne => "det här är ingen arbetsbok",
                SheetFault::OtherKind => "den här arbetsboken är av ett annat slag än .xlsx",
                SheetFault::Encrypted => "den här arbetsboken är skyddad med lösenord",
                SheetFault::Damaged => "den här arbetsboken är skadad",
                SheetFault::TooLarge => "den här arbetsboken packas upp till mer än vad som läses",
            }
        },
        help: {
            en: "open it in Excel or LibreOffice and save it as .xlsx without a password, or the list as .csv",
            sv: "öppna den i Excel eller LibreOffice och spara den som .xlsx utan lösenord, eller listan som .csv",
        },
        meaning: {
            en: "`blankett sheet in` reads workbooks of the kind .xlsx, and lists as .csv, .tsv or .txt. The file is neither, or cannot be read: older workbooks (.xls), those of other programs (.ods) and those with a password for opening must be saved anew. Nothing was changed.",
            sv: "`blankett sheet in` läser arbetsböcker av slaget .xlsx, och listor som .csv, .tsv eller .txt. Filen är ingetdera, eller går inte att läsa: äldre arbetsböcker (.xls), andra programs (.ods) och sådana med lösenord måste sparas om. Inget ändrades.",
        },
    }

    /// A cell whose value is not what was typed, or no value at all.
    SpoiltCell("spoilt-cell") {
        /// What is wrong with it.
        what: Spoilt,
        /// What it holds.
        text: String,
    } => {
        en: {
            match what {
                Spoilt::Formula => format!("`{text}` is a formula, and an answer belongs here"),
                Spoilt::Error => format!("`{text}` is an error of a formula"),
                Spoilt::Rounded => format!("`{text}` has more digits than a spreadsheet keeps: the last may be others than were typed"),
                Spoilt::NumberForDate => format!("`{text}` is a number, and a date belongs here"),
                Spoilt::DateForNumber => format!("`{text}` is a date, and a number belongs here"),
                Spoilt::DateForText => format!("`{text}` is a date, and text belongs here: spreadsheets make a date of 1-2"),
                Spoilt::BooleanForText => format!("`{text}` is a truth value, and text belongs here"),
                Spoilt::NoDay => format!("`{text}` is no day that a spreadsheet can have"),
                Spoilt::Merged => "this cell is merged with others, and only the first of them holds an answer".to_owned(),
            }
        },
        sv: {
            match what {
                Spoilt::Formula => format!("`{text}` är en formel, och här ska ett svar stå"),
                Spoilt::Error => format!("`{text}` är ett fel från en formel"),
                Spoilt::Rounded => format!("`{text}` har fler siffror än ett kalkylprogram behåller: de sista kan vara andra än de som skrevs"),
                Spoilt::NumberForDate => format!("`{text}` är ett tal, och här ska ett datum stå"),
                Spoilt::DateForNumber => format!("`{text}` är ett datum, och här ska ett tal stå"),
                Spoilt::DateForText => format!("`{text}` är ett datum, och här ska text stå: kalkylprogram gör ett datum av 1-2"),
                Spoilt::BooleanForText => format!("`{text}` är ett sanningsvärde, och här ska text stå"),
                Spoilt::NoDay => format!("`{text}` är ingen dag som ett kalkylprogram kan ha"),
                Spoilt::Merged => "den här cellen är sammanfogad med andra, och bara den första av dem har ett svar".to_owned(),
            }
        },
        help: {
            en: {
                match what {
                    Spoilt::NumberForDate | Spoilt::NoDay => "write the date as YYYY-MM-DD".to_owned(),
                    Spoilt::Formula | Spoilt::Error => "write the answer itself in the cell".to_owned(),
                    Spoilt::Merged => "split the merged cells, and write the answer of each".to_owned(),
                    _ => "format the cell as text and write the answer again".to_owned(),
                }
            },
            sv: {
                match what {
                    Spoilt::NumberForDate | Spoilt::NoDay => "skriv datumet som ÅÅÅÅ-MM-DD".to_owned(),
                    Spoilt::Formula | Spoilt::Error => "skriv själva svaret i cellen".to_owned(),
                    Spoilt::Merged => "dela de sammanfogade cellerna och skriv svaret i var och en".to_owned(),
                    _ => "formatera cellen som text och skriv svaret igen".to_owned(),
                }
            },
        },
        meaning: {
            en: "Spreadsheets change what is typed: 1-2 becomes a date, a long number loses its last digits, a date becomes the number of its day, and a formula shows what it came to on somebody's machine. Cells that are merged keep what the first of them held and lose the rest. What the cell holds may not be what was meant, so it is not taken over, and the row is left. Correct the cell and read the workbook again.",
            sv: "Kalkylprogram ändrar det som skrivs: 1-2 blir ett datum, ett långt tal tappar sina sista siffror, ett datum blir numret på sin dag, och en formel visar vad den gav på någons dator. Celler som sammanfogas behåller det som stod i den första och tappar resten. Det som står i cellen är kanske inte det som menades, så det tas inte med, och raden lämnas. Rätta cellen och läs in arbetsboken igen.",
        },
    }

    /// A number where text belongs.
    NumberForText("number-for-text") {
        /// The number.
        text: String,
    } => {
        en: "`{text}` is a number in the spreadsheet, and text here: zeros before it would be lost",
        sv: "`{text}` är ett tal i kalkylprogrammet, och text här: nollor före det skulle vara borta",
        help: {
            en: "if something is missing, format the column as text and write it again",
            sv: "om något saknas: formatera kolumnen som text och skriv det igen",
        },
        meaning: {
            en: "The question takes text, and the cell holds a number: a spreadsheet makes 12 of 0012 when a cell is not formatted as text. The digits are taken over as they stand. Look whether zeros are missing; workbooks that the program writes have such columns as text.",
            sv: "Frågan tar text, och cellen har ett tal: ett kalkylprogram gör 12 av 0012 när en cell inte är formaterad som text. Siffrorna tas med som de står. Se efter om nollor saknas; arbetsböcker som programmet skriver har sådana kolumner som text.",
        },
    }

    /// Links to other workbooks.
    WorkbookLinks("workbook-links") => {
        en: "this workbook has links to others, which are not followed",
        sv: "den här arbetsboken har länkar till andra, och de följs inte",
        help: {
            en: "where an answer comes from another workbook, write the answer itself",
            sv: "skriv själva svaret där det kommer från en annan arbetsbok",
        },
        meaning: {
            en: "Formulas in the workbook ask other workbooks, which may be anywhere. The program opens none of them, and takes no formula for an answer.",
            sv: "Formler i arbetsboken frågar andra arbetsböcker, som kan ligga var som helst. Programmet öppnar ingen av dem, och tar ingen formel för ett svar.",
        },
    }

    /// Columns that are no question's, and questions without a column.
    UnmatchedColumns("unmatched-columns") {
        /// The heads of the columns.
        unknown: Vec<String>,
        /// The sheets that no question has.
        sheets: Vec<String>,
        /// The columns and sheets that are gone.
        missing: Vec<String>,
    } => {
        en: {
            let mut said = Vec::new();
            if !unknown.is_empty() {
                said.push(format!("no question has the column {}", list_of(unknown, "or")));
            }
            if !sheets.is_empty() {
                said.push(format!("the sheet {} is not read", list_of(sheets, "and")));
            }
            if !missing.is_empty() {
                said.push(format!("{} is not there any more: its answers stay", list_of(missing, "and")));
            }
            said.join("; ")
        },
        sv: {
            let mut said = Vec::new();
            if !unknown.is_empty() {
                said.push(format!("ingen fråga har kolumnen {}", list_of(unknown, "eller")));
            }
            if !sheets.is_empty() {
                said.push(format!("bladet {} läses inte", list_of(sheets, "och")));
            }
            if !missing.is_empty() {
                said.push(format!("{} finns inte längre: svaren där står kvar", list_of(missing, "och")));
            }
            said.join("; ")
        },
        meaning: {
            en: "Columns are known by the words above them. Those that somebody added belong to no question and are not read; where a column or a sheet was taken away or called otherwise, nothing of its question is changed. Give the column its head again if it should be read. Of a list one sheet is read, the one whose heads are most like the questions: save the others as files of their own.",
            sv: "Kolumner känns igen på orden ovanför dem. De som någon har lagt till hör inte till någon fråga och läses inte; där en kolumn eller ett blad har tagits bort eller bytt namn ändras inget i dess fråga. Ge kolumnen dess rubrik tillbaka om den ska läsas. Av en lista läses ett blad, det vars rubriker mest liknar frågorna: spara de andra som egna filer.",
        },
    }

    /// A workbook none of whose cases are there.
    CasesElsewhere("cases-elsewhere") {
        /// How many there are.
        count: usize,
        /// One of them.
        case: String,
    } => {
        en: {
            match count {
                1 => format!("the case of this workbook, `{case}`, is not in this project"),
                _ => format!("none of the {count} cases of this workbook is in this project, `{case}` for one"),
            }
        },
        sv: {
            match count {
                1 => format!("arbetsbokens ärende `{case}` finns inte i det här projektet"),
                _ => format!("inget av arbetsbokens {count} ärenden finns i det här projektet, till exempel `{case}`"),
            }
        },
        help: {
            en: "read it in the project that it was sent from: `blankett -C FOLDER sheet in FILE`",
            sv: "läs in den i det projekt som den skickades från: `blankett -C MAPP sheet in FIL`",
        },
        meaning: {
            en: "A workbook that `blankett sheet out` writes names the cases that it has, and this project has none of them. Either it is another project's, or the cases were renamed or moved after it was sent. Nothing was changed.",
            sv: "En arbetsbok som `blankett sheet out` skriver namnger ärendena i den, och det här projektet har inget av dem. Antingen är den ett annat projekts, eller så har ärendena bytt namn eller flyttats sedan den skickades. Inget ändrades.",
        },
    }

    /// A list with a quotation mark that nothing closes.
    OpenQuote("open-quote") => {
        en: "a quotation mark opens here and none closes it, so all that follows would be one value",
        sv: "ett citattecken öppnas här och inget stänger det, så allt som följer skulle bli ett enda värde",
        help: {
            en: "close it, or write it twice within quotation marks: \"5\"\" pipe\"",
            sv: "stäng det, eller skriv det dubbelt inom citattecken: \"5\"\" rör\"",
        },
        meaning: {
            en: "In a list as text (RFC 4180) a value that begins with a quotation mark ends with one, and may have several lines. Here the last that opens is never closed: the rows behind it would be lost in one value, so nothing was read.",
            sv: "I en lista som text (RFC 4180) slutar ett värde som börjar med ett citattecken med ett sådant, och kan ha flera rader. Här stängs det sista som öppnas aldrig: raderna efter det skulle försvinna in i ett enda värde, så inget lästes.",
        },
    }

    /// A case that was sent and has no row any more.
    RowRemoved("row-removed") {
        /// The case.
        case: String,
    } => {
        en: "`{case}` has no row any more, and stays as it is",
        sv: "`{case}` har ingen rad längre, och står kvar som det är",
        help: {
            en: "to remove a case, remove its file",
            sv: "ta bort ärendets fil om ärendet ska tas bort",
        },
        meaning: {
            en: "The workbook was sent with this case, and came back without its row. A case is never removed by a workbook: a row may have been filtered away or deleted by mistake. Remove the file of the case if that was meant.",
            sv: "Arbetsboken skickades med det här ärendet och kom tillbaka utan dess rad. Ett ärende tas aldrig bort av en arbetsbok: en rad kan ha tagits bort av misstag. Ta bort ärendets fil om det var meningen.",
        },
    }

    /// A row that cannot be read.
    BadRow("bad-row") {
        /// Why not.
        fault: RowFault,
    } => {
        en: {
            match fault {
                RowFault::Twice => "this case has several rows",
                RowFault::OfNoCase => "this row belongs to no case on the first sheet, so its question stays as it is in all cases",
                RowFault::WithoutName => "no file can be called by this case's name, or by its title where it has no name",
                RowFault::Notice => "this answer cannot be shown in a workbook, and the note in its place was copied here",
                RowFault::TwoAnswers => "this question is answered in two places of the file",
                RowFault::HeadTwice => "two columns have this head, so neither is read",
                RowFault::SecondRecord => "this question takes one row, and this is another",
                RowFault::NotYes => "this is neither yes nor no",
                RowFault::NoNames => "the column with the names of cases is gone, so no row belongs to a case",
            }
        },
        sv: {
            match fault {
                RowFault::Twice => "det här ärendet har flera rader",
                RowFault::OfNoCase => "den här raden hör inte till något ärende på det första bladet, så frågan är som den var i alla ärenden",
                RowFault::WithoutName => "ingen fil kan heta som ärendets namn, eller som titeln där namn saknas",
                RowFault::Notice => "det här svaret kan inte visas i en arbetsbok, och noteringen i dess ställe har kopierats hit",
                RowFault::TwoAnswers => "den här frågan är besvarad på två ställen i filen",
                RowFault::HeadTwice => "två kolumner har den här rubriken, så ingen av dem läses",
                RowFault::SecondRecord => "den här frågan tar en rad, och det här är en till",
                RowFault::NotYes => "det här är varken ja eller nej",
                RowFault::NoNames => "kolumnen med ärendenas namn är borta, så ingen rad hör till ett ärende",
            }
        },
        help: {
            en: { fault.help(Language::English).to_owned() },
            sv: { fault.help(Language::Swedish).to_owned() },
        },
        meaning: {
            en: "A workbook has one row a case on its first sheet, and on the others a row an item, each with the name of its case. A new case may go without a name if it has a title, from which its name is made. A row that does not keep to this is skipped and all others are read; rows that belong to no case may be some case's, so their question is then left alone in all. Correct it and read the file again: what was taken over already changes nothing then.",
            sv: "En arbetsbok har en rad per ärende på första bladet, och på de andra en rad per post, var och en med ärendets namn. Ett nytt ärende får vara utan namn om det har en titel, som namnet görs av. En rad som inte följer detta hoppas över, och alla andra läses; rader som inte hör till något ärende kan vara något ärendes, så deras fråga ändras då inte i något. Rätta den och läs in filen igen: det som redan har tagits med ändrar inget då.",
        },
    }

    /// A workbook or a list without any column of the form.
    NoColumns("no-columns") => {
        en: "no head of a column here is like a question",
        sv: "ingen rubrik här liknar en fråga",
        help: {
            en: "name the columns with `--map FILE.toml`: \"Head\" = \"key\"",
            sv: "ange kolumnerna med `--map FIL.toml`: \"Rubrik\" = \"nyckel\"",
        },
        meaning: {
            en: "The columns of a list are matched to the form's questions by the words above them, and here none was found among the first rows of any sheet. Check that it is the right file and the right form; otherwise say in a file what each column holds, and name it with `--map`.",
            sv: "Kolumnerna i en lista känns igen på sina rubriker, som är formulärets frågor, och här hittades ingen bland de första raderna på något blad. Kontrollera att det är rätt fil och rätt formulär; ange annars i en fil vad varje kolumn innehåller, och ange den med `--map`.",
        },
    }

    /// A list that somebody else made, without the form that it is for.
    ListNeedsForm("list-needs-form") => {
        en: "this workbook or list was not made by `blankett sheet out`",
        sv: "den här arbetsboken eller listan är inte gjord med `blankett sheet out`",
        help: {
            en: "to make new cases of its rows, name the form: `--form FORM`",
            sv: "ange formuläret för att göra nya ärenden av raderna: `--form FORMULÄR`",
        },
        meaning: {
            en: "A workbook that `blankett sheet out` writes remembers its form and what was sent, so that it can be merged into the cases. This one does not: it was made otherwise, or a program threw that away. With `--form` each of its rows becomes a new case.",
            sv: "En arbetsbok som `blankett sheet out` skriver minns sitt formulär och vad som skickades, så att den kan vägas samman med ärendena. Den här gör inte det: den är gjord på annat sätt, eller så har ett program kastat bort det. Med `--form` blir var och en av dess rader ett nytt ärende.",
        },
    }

    /// More than a sheet of a workbook has room for.
    BeyondSheet("beyond-sheet") {
        /// What there is too much of.
        what: Beyond,
    } => {
        en: { what.said(Language::English) },
        sv: { what.said(Language::Swedish) },
        help: {
            en: { what.help(Language::English).to_owned() },
            sv: { what.help(Language::Swedish).to_owned() },
        },
        meaning: {
            en: "A sheet of a workbook has room for 1,048,576 rows and 16,384 columns, and a cell for 32,767 characters. The cases, the rows of one of their tables, or the questions and options of the form are more. Write several workbooks, each of some of the cases, or shorten what the form says.",
            sv: "Ett blad i en arbetsbok rymmer 1 048 576 rader och 16 384 kolumner, och en cell 32 767 tecken. Ärendena, raderna i en av deras tabeller, eller formulärets frågor och alternativ är fler. Skriv flera arbetsböcker, var och en med några av ärendena, eller korta det som står i formuläret.",
        },
    }
}

/// What a sheet has no room for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Beyond {
    /// So many rows.
    Rows(usize),
    /// So many columns.
    Columns(usize),
    /// A question, an option or a name of the form.
    Text,
}

impl Beyond {
    fn said(self, language: Language) -> String {
        match (self, language) {
            (Beyond::Rows(count), Language::English) => {
                format!("{count} rows are more than a sheet has (1,048,575 beneath the heads)")
            }
            (Beyond::Rows(count), Language::Swedish) => {
                format!("{count} rader är fler än ett blad har (1 048 575 under rubrikerna)")
            }
            (Beyond::Columns(count), Language::English) => {
                format!("{count} columns are more than a sheet has (16,384)")
            }
            (Beyond::Columns(count), Language::Swedish) => {
                format!("{count} kolumner är fler än ett blad har (16 384)")
            }
            (Beyond::Text, Language::English) => {
                "a question or an option of the form is longer than a cell may be".to_owned()
            }
            (Beyond::Text, Language::Swedish) => {
                "en fråga eller ett alternativ i formuläret är längre än en cell får vara"
                    .to_owned()
            }
        }
    }

    fn help(self, language: Language) -> &'static str {
        match self {
            Beyond::Rows(_) => language.choose(
                "name some of the cases: `blankett sheet out FORM --out FILE.xlsx cases/2026`",
                "ange några av ärendena: `blankett sheet out FORMULÄR --out FIL.xlsx cases/2026`",
            ),
            Beyond::Columns(_) | Beyond::Text => language.choose(
                "take the answers as JSON: `blankett answers --form FORM`",
                "ta svaren som JSON: `blankett answers --form FORMULÄR`",
            ),
        }
    }
}

impl UnmatchedColumns {
    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.unknown.is_empty() && self.sheets.is_empty() && self.missing.is_empty()
    }
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spoilt {
    /// A formula.
    Formula,
    /// An error of a formula.
    Error,
    /// A number of too many digits.
    Rounded,
    /// A number for a date.
    NumberForDate,
    /// A date for a number.
    DateForNumber,
    /// A date for text.
    DateForText,
    /// `TRUE` or `FALSE` for text.
    BooleanForText,
    /// A number that is laid out as a day and is none.
    NoDay,
    /// A part of a merged cell.
    Merged,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowFault {
    /// Its case has another.
    Twice,
    /// It has none.
    OfNoCase,
    /// A new case can be called nothing.
    WithoutName,
    /// A note that stands for an answer stands where none was sent.
    Notice,
    /// A question is answered in two places.
    TwoAnswers,
    /// A record has a second row.
    SecondRecord,
    /// Neither yes nor no.
    NotYes,
    /// The column of names is gone.
    NoNames,
    /// A column has the head of another.
    HeadTwice,
}

impl RowFault {
    fn help(self, language: Language) -> &'static str {
        match self {
            RowFault::HeadTwice => language.choose(
                "give the one that is not to be read another head, and read the file again",
                "ge den som inte ska läsas en annan rubrik, och läs in filen igen",
            ),
            RowFault::NoNames => language.choose(
                "write its head above it again, and read the file again",
                "skriv dess rubrik ovanför den igen, och läs in filen igen",
            ),
            _ => language.choose(
                "the row is skipped; correct it and read the file again",
                "raden hoppas över; rätta den och läs in filen igen",
            ),
        }
    }
}

/// What answers stand in that are brought for a case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Brought {
    /// A Word file.
    Word,
    /// A workbook.
    Workbook,
    /// A patch.
    Patch,
    /// A page of the editor.
    Page,
}

impl Brought {
    fn choose<T>(self, word: T, workbook: T, patch: T, page: T) -> T {
        match self {
            Brought::Word => word,
            Brought::Workbook => workbook,
            Brought::Patch => patch,
            Brought::Page => page,
        }
    }
}

/// What is wrong with JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JsonFault {
    /// It is none.
    NoJson,
    /// A comma behind the last value.
    Comma,
    /// A key without quotation marks.
    Key,
    /// A line break, or another control character, within a text.
    LineBreak,
    /// It ends too early.
    Cut,
    /// There is nothing.
    Empty,
    /// Its values stand too deep in one another.
    TooDeep,
    /// A key stands twice in an object.
    Twice,
}

/// What should stand at a place of a patch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WantedInPatch {
    /// An object.
    Object,
    /// Its case.
    Case,
    /// Its answers.
    Answers,
    /// Digests.
    Base,
    /// One of the keys that there are.
    OtherKey,
    /// Each case once.
    OneOfACase,
    /// A text.
    Text,
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
    /// Yes or no.
    YesNo,
    /// Some of these options.
    SomeOf(Vec<String>),
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
    /// JSON like this.
    Json(String),
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

    /// What a kind takes in a cell of a spreadsheet.
    pub(super) fn in_cell(kind: &Kind) -> Option<Wanted> {
        match kind {
            Kind::YesNo => Some(Wanted::YesNo),
            Kind::Choices(options) => Some(Wanted::SomeOf(options.clone())),
            kind => Wanted::of(kind),
        }
    }

    /// What a kind takes in a patch: an example, with all options and parts.
    pub(super) fn in_json(kind: &Kind) -> Wanted {
        fn example(kind: &Kind) -> String {
            let text = |text: &str| serde_json::Value::from(text).to_string();
            let object = |parts: &[Part]| {
                let parts = parts.iter();
                let parts =
                    parts.map(|part| format!("{}: {}", text(&part.key), example(&part.kind)));
                format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
            };
            let options = |options: &[String], between: &str| -> String {
                let options: Vec<String> = options.iter().map(|option| text(option)).collect();
                options.join(between)
            };
            match kind {
                Kind::Date => text("2026-03-03"),
                Kind::Number(_) => "12".to_owned(),
                Kind::YesNo => "true".to_owned(),
                Kind::Choice(all) => options(all, " | "),
                Kind::Choices(all) => format!("[{}]", options(all, ", ")),
                Kind::Record(record) => object(&record.parts),
                Kind::List(Some(record)) => format!("[{}]", object(&record.parts)),
                Kind::Table(columns) => format!("[{}]", object(columns)),
                Kind::List(None) => format!("[{}]", text("…")),
                Kind::Line | Kind::Text => text("…"),
            }
        }
        Wanted::Json(example(kind))
    }

    fn en(&self) -> String {
        match self {
            Wanted::Json(example) => format!("write as in JSON: {example}"),
            Wanted::YesNo => "write yes or no".into(),
            Wanted::SomeOf(options) => {
                format!("write one or more of {}, with semicolons", list_of(options, "and"))
            }
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
            Wanted::Json(example) => format!("skriv som i JSON: {example}"),
            Wanted::YesNo => "skriv ja eller nej".into(),
            Wanted::SomeOf(options) => {
                format!("skriv ett eller flera av {}, med semikolon", list_of(options, "och"))
            }
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
