//! What can be wrong when answers come back from Word.

use crate::diagnostic::{declare_problems, list_of};

declare_problems! {
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
            en: "nothing was written: decide which is to stand, and write it in the case or in Word",
            sv: "ingenting skrevs: bestäm vad som ska gälla och skriv det i ärendet eller i Word",
        },
        meaning: {
            en: "The same answer has been changed both in the case and in the Word file since the document was built, in different ways. The program does not choose, and writes nothing. Decide which one is to apply, write it in one of the places, and run the command again.",
            sv: "Samma svar har ändrats både i ärendet och i Wordfilen sedan dokumentet byggdes, på olika sätt. Programmet väljer inte, och inget skrivs. Bestäm vilket som ska gälla, skriv in det på det ena stället och kör kommandot igen.",
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
