//! What the program says beside its reports, in each language.

use blankett::archive::seal::Seal;
use blankett::archive::{Proof, Stated, Verified};
use blankett::diagnostic::Language;
use blankett::exchange::Merged;
use blankett::table::quoted;

/// Fixed words of what is printed.
#[derive(Debug)]
pub(super) struct CliWords {
    /// Where a form comes from that is part of the program.
    pub(super) built_in: &'static str,
    /// Stands for the title of a form with problems.
    pub(super) faulty_form: &'static str,
    /// Heads the fields that stand before any heading.
    pub(super) before_headings: &'static str,
    /// Heads the fields that stand nowhere in the document.
    pub(super) unplaced: &'static str,
    /// Says from which status on missing answers are errors.
    pub(super) required_from: &'static str,
    /// Says from which status on a case is decided.
    pub(super) decided_from: &'static str,
    /// Says of a part that it was changed: what is listed, and nothing else.
    pub(super) changed: &'static str,
    /// Heads the columns of what came in a folder.
    pub(super) inbox: [&'static str; 5],
    pub(super) places: [&'static str; 4],
    /// Heads the columns of a list and what they were matched to.
    pub(super) columns: [&'static str; 2],
    /// Says of a column that it is not read.
    pub(super) left_out: &'static str,
    /// Heads the lines of a form's text that changed.
    pub(super) text_changed: &'static str,
    /// Heads the cases that a changed form touches.
    pub(super) cases_touched: &'static str,
    /// Says that two forms are alike.
    pub(super) no_difference: &'static str,
    /// Says of a field that it must be answered now.
    pub(super) now_required: &'static str,
    /// Says of a part that it was added.
    pub(super) added: &'static str,
    /// Heads a rule.
    pub(super) rule: &'static str,
}

impl CliWords {
    /// Those of a language.
    pub(super) fn of(language: Language) -> &'static CliWords {
        language.choose(&ENGLISH, &SWEDISH)
    }
}

static ENGLISH: CliWords = CliWords {
    built_in: "built in",
    faulty_form: "(has errors)",
    before_headings: "Before the first heading",
    unplaced: "Not in the document",
    required_from: "Missing answers are errors from",
    decided_from: "Decided from",
    changed: "only this was changed (byte, field: bytes gone → bytes new)",
    inbox: ["File", "Case", "Taken", "Conflicts", "Not taken"],
    places: ["Place", "Key", "Status", "Words on the page"],
    columns: ["Column", "Question"],
    left_out: "– (not read)",
    text_changed: "Text",
    cases_touched: "Cases",
    no_difference: "no difference",
    now_required: "must be answered now",
    added: "added",
    rule: "Rule",
};

static SWEDISH: CliWords = CliWords {
    built_in: "inbyggt",
    faulty_form: "(har fel)",
    before_headings: "Före första rubriken",
    unplaced: "Inte i dokumentet",
    required_from: "Svar som saknas är fel från och med",
    decided_from: "Beslutat från och med",
    changed: "bara detta är ändrat (byte, fält: byte borta → byte nya)",
    inbox: ["Fil", "Ärende", "Taget", "Konflikter", "Ej taget"],
    places: ["Plats", "Nyckel", "Läge", "Ord på sidan"],
    columns: ["Kolumn", "Fråga"],
    left_out: "– (läses inte)",
    text_changed: "Text",
    cases_touched: "Ärenden",
    no_difference: "ingen skillnad",
    now_required: "ska besvaras nu",
    added: "tillagd",
    rule: "Regel",
};

/// So many of something.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What became of a batch of cases: how many have errors, and how many errors and warnings were
/// told in all.
pub(super) fn summary(
    language: Language,
    cases: usize,
    failed: usize,
    errors: usize,
    warnings: usize,
) -> String {
    match language {
        Language::English => {
            let mut line = counted(cases, "case", "cases");
            match failed {
                0 if errors == 0 => line += ", no errors",
                // They belong to no case: of the disk, say.
                0 => line += &format!(", {}", counted(errors, "error", "errors")),
                _ => line += &format!(", {failed} with errors"),
            }
            if warnings > 0 {
                line += &format!(", {}", counted(warnings, "warning", "warnings"));
            }
            line
        }
        Language::Swedish => {
            let mut line = counted(cases, "ärende", "ärenden");
            match failed {
                0 if errors == 0 => line += ", inga fel",
                // They belong to no case: of the disk, say.
                0 => line += &format!(", {}", counted(errors, "fel", "fel")),
                _ => line += &format!(", {failed} med fel"),
            }
            if warnings > 0 {
                line += &format!(", {}", counted(warnings, "varning", "varningar"));
            }
            line
        }
    }
}

/// How many forms were proved, and how many of them have errors.
pub(super) fn forms_proved(language: Language, forms: usize, failed: usize) -> String {
    match language {
        Language::English => {
            let forms = counted(forms, "form", "forms");
            match failed {
                0 => forms + ", no errors",
                _ => format!("{forms}, {failed} with errors"),
            }
        }
        Language::Swedish => match failed {
            0 => format!("{forms} formulär, inga fel"),
            _ => format!("{forms} formulär, {failed} med fel"),
        },
    }
}

/// How many files were written where, and how many were there already; goes on after
/// [`summary`].
pub(super) fn files_written(
    language: Language,
    files: usize,
    unchanged: usize,
    folder: &str,
) -> String {
    match language {
        Language::English => {
            let noun = if files == 1 { "file" } else { "files" };
            let line = format!("; {files} {noun} written to {folder}");
            if unchanged == 0 { line } else { format!("{line}, {unchanged} unchanged") }
        }
        Language::Swedish => {
            let noun = if files == 1 { "fil skriven" } else { "filer skrivna" };
            let line = format!("; {files} {noun} i {folder}");
            let noun = if unchanged == 1 { "oförändrad" } else { "oförändrade" };
            if unchanged == 0 { line } else { format!("{line}, {unchanged} {noun}") }
        }
    }
}

/// How long it took; goes on after [`files_written`].
pub(super) fn seconds(language: Language, seconds: f64) -> String {
    match language {
        Language::English => format!(" in {seconds:.1} s"),
        Language::Swedish => format!(" på {seconds:.1} s").replace('.', ","),
    }
}

/// How many cases were left when somebody stopped the program.
pub(super) fn not_begun(language: Language, count: usize) -> String {
    match language {
        Language::English => {
            format!("stopped: {} not begun", counted(count, "case was", "cases were"))
        }
        Language::Swedish => {
            let cases = counted(count, "ärende inte påbörjat", "ärenden inte påbörjade");
            format!("avbrutet: {cases}")
        }
    }
}

/// How many documents were removed because their cases are gone.
pub(super) fn removed(language: Language, count: usize) -> String {
    match language {
        Language::English => {
            counted(count, "document", "documents") + " removed, whose cases are gone"
        }
        Language::Swedish => {
            counted(count, "dokument borttaget", "dokument borttagna") + ", vars ärenden är borta"
        }
    }
}

/// That the program waits for files to be saved.
pub(super) fn watching(language: Language) -> &'static str {
    match language {
        Language::English => "waiting for cases and forms to be saved; Ctrl-C ends it",
        Language::Swedish => "väntar på att ärenden och formulär sparas; Ctrl-C avslutar",
    }
}

/// What became of packages.
#[derive(Debug, Default)]
pub(super) struct Packages {
    /// How many were written.
    pub(super) written: usize,
    /// How many were there as they would be made.
    pub(super) unchanged: usize,
    /// How many cases were delivered as they are.
    pub(super) delivered: usize,
    /// How many cases are not decided yet.
    pub(super) not_decided: usize,
    /// Where they are.
    pub(super) folder: String,
}

/// What became of packages; goes on after [`summary`].
pub(super) fn packages(language: Language, packages: &Packages) -> String {
    let Packages { written, unchanged, delivered, not_decided, folder } = packages;
    let mut line = match language {
        Language::English => {
            format!("; {} written to {folder}", counted(*written, "package", "packages"))
        }
        Language::Swedish => {
            let written = counted(*written, "paket skrivet", "paket skrivna");
            format!("; {written} i {folder}")
        }
    };
    let mut more = |count: usize, one: &str, several: &str| {
        if count > 0 {
            line += &format!(", {}", counted(count, one, several));
        }
    };
    match language {
        Language::English => {
            more(*unchanged, "unchanged", "unchanged");
            more(*delivered, "delivered before", "delivered before");
            more(*not_decided, "not decided yet", "not decided yet");
        }
        Language::Swedish => {
            more(*unchanged, "oförändrat", "oförändrade");
            more(*delivered, "levererat förut", "levererade förut");
            more(*not_decided, "inte beslutat än", "inte beslutade än");
        }
    }
    line
}

/// How many problems were not printed.
pub(super) fn more_problems(language: Language, count: usize, codes: &str) -> String {
    match language {
        Language::English => {
            format!("… and {count} more: {codes}; `--message-format short` tells them all")
        }
        Language::Swedish => {
            format!("… och {count} till: {codes}; `--message-format short` visar alla")
        }
    }
}

/// How many answers of a Word file were taken over into a case.
pub(super) fn taken_over(language: Language, merged: &Merged, path: &str, is_dry: bool) -> String {
    let others = merged.left + merged.conflicts;
    let taken = merged.taken.len();
    match language {
        Language::English => {
            let answers = if taken == 1 { "1 answer" } else { &format!("{taken} answers") };
            let mut text = match (taken, others + merged.declined) {
                (0, 0) => format!("no answer was changed in Word; {path} stays as it is"),
                (0, _) => format!("no answer was taken over; {path} stays as it is"),
                _ if is_dry => format!("{answers} would be taken over into {path}"),
                _ => format!("{answers} taken over into {path}"),
            };
            if others > 0 {
                text += &format!("; {others} not taken, see above");
            }
            text
        }
        Language::Swedish => {
            let mut text = match (taken, others + merged.declined) {
                (0, 0) => format!("inget svar är ändrat i Word; {path} är som det var"),
                (0, _) => format!("inget svar togs med; {path} är som det var"),
                _ if is_dry => format!("{taken} svar skulle tas med till {path}"),
                _ => format!("{taken} svar togs med till {path}"),
            };
            if others > 0 {
                text += &format!("; {others} togs inte med, se ovan");
            }
            text
        }
    }
}

/// That a row became a case.
pub(super) fn new_case(language: Language, case: &str, answers: usize) -> String {
    match language {
        Language::English => format!("{case}: new, {}", counted(answers, "answer", "answers")),
        Language::Swedish => format!("{case}: nytt, {answers} svar"),
    }
}

/// What became of the rows of a workbook.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct RowCount {
    pub(super) changed: usize,
    pub(super) new: usize,
    /// Whose new case is there already.
    pub(super) there: usize,
    pub(super) skipped: usize,
    /// Answers that stay as the case has them, as was asked.
    pub(super) declined: usize,
}

/// What became of a workbook.
pub(super) fn sheet_read(language: Language, count: &RowCount, is_dry: bool) -> String {
    let RowCount { changed, new, there, skipped, declined } = *count;
    let (cases, would) = match language {
        Language::English => (["case", "cases"], [["", " would be"], ["", " would be"]]),
        Language::Swedish => {
            (["ärende", "ärenden"], [["ändrades", "skulle ändras"], ["skapades", "skulle skapas"]])
        }
    };
    let case = |count| counted(count, cases[0], cases[1]);
    let [change, make] = would.map(|would| would[usize::from(is_dry)]);
    let all = match language {
        Language::English => [
            (changed, format!("{}{change} changed", case(changed))),
            (new, format!("{}{make} made", counted(new, "new case", "new cases"))),
            (there, format!("{} there already with the same answers", case(there))),
            (
                declined,
                format!("{} kept as the case has it", counted(declined, "answer", "answers")),
            ),
            (skipped, format!("{} skipped, see above", counted(skipped, "row", "rows"))),
        ],
        Language::Swedish => [
            (changed, format!("{} {change}", case(changed))),
            (new, format!("{} {make}", counted(new, "nytt ärende", "nya ärenden"))),
            (there, format!("{} fanns redan med samma svar", case(there))),
            (declined, format!("{declined} svar behölls så som ärendet har det")),
            (skipped, format!("{} hoppades över, se ovan", counted(skipped, "rad", "rader"))),
        ],
    };
    let nothing = language.choose("nothing to change", "inget att ändra").to_owned();
    let is_nothing = changed + new + skipped == 0;
    let said = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said);
    is_nothing.then_some(nothing).into_iter().chain(said).collect::<Vec<_>>().join(", ")
}

/// That a case stays as it is, since something in its row is wrong.
pub(super) fn held(language: Language, case: &str, others: usize) -> String {
    match language {
        Language::English => {
            let changes = counted(others, "other change waits", "other changes wait");
            format!("{case}: {changes} until the row is corrected")
        }
        Language::Swedish => {
            let changes = counted(others, "annan ändring", "andra ändringar");
            format!("{case}: {changes} väntar tills raden är rättad")
        }
    }
}

/// How much a patch changes.
pub(super) fn patched(
    language: Language,
    merged: &[Merged],
    has_errors: bool,
    is_dry: bool,
) -> String {
    let answers: usize = merged.iter().map(|one| one.taken.len()).sum();
    match language {
        Language::English => {
            let (answers, cases) =
                (counted(answers, "answer", "answers"), counted(merged.len(), "case", "cases"));
            match (merged.is_empty(), has_errors, is_dry) {
                (true, true, _) => "nothing was changed".to_owned(),
                (true, false, _) => "nothing to change".to_owned(),
                (false, _, true) => format!("{answers} of {cases} would be changed"),
                (false, _, false) => format!("{answers} of {cases} changed"),
            }
        }
        Language::Swedish => {
            let cases = counted(merged.len(), "ärende", "ärenden");
            match (merged.is_empty(), has_errors, is_dry) {
                (true, true, _) => "inget ändrades".to_owned(),
                (true, false, _) => "inget att ändra".to_owned(),
                (false, _, true) => format!("{answers} svar i {cases} skulle ändras"),
                (false, _, false) => format!("{answers} svar i {cases} ändrades"),
            }
        }
    }
}

/// How many parts of a Word file are as they were.
pub(super) fn same_parts(language: Language, count: usize) -> String {
    match language {
        Language::English => format!("{count} other parts are the same, byte for byte"),
        Language::Swedish => format!("{count} andra delar är desamma, byte för byte"),
    }
}

/// That a form was made of a Word file.
pub(super) fn imported(language: Language, folder: &str, fields: usize) -> String {
    match language {
        Language::English => {
            format!("{}; wrote {folder}", counted(fields, "field", "fields"))
        }
        Language::Swedish => format!("{fields} fält; skrev {folder}"),
    }
}

/// A path as shells take it, whatever stands in it.
fn for_shell(path: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// How a package is time-stamped or signed.
pub(super) fn to_be_sealed(
    language: Language,
    digest: &str,
    package: &str,
    holder: &str,
) -> String {
    let query = for_shell(&format!("{package}.tsq"));
    let signature = for_shell(&format!("{package}.p7s"));
    let (package, holder) = (for_shell(package), for_shell(holder));
    match language {
        Language::English => format!(
            "to have it time-stamped: openssl ts -query -sha256 -digest {digest} -cert -out {query}\n  send that to the authority, then: blankett seal {package} --token ANSWER.tsr\nto sign it: openssl cms -sign -binary -md sha256 -in {holder} -signer CERT.pem -inkey KEY.pem -outform DER -out {signature}\n  then: blankett seal {package} --token {signature}"
        ),
        Language::Swedish => format!(
            "för att tidsstämpla: openssl ts -query -sha256 -digest {digest} -cert -out {query}\n  skicka den till tidsstämpeltjänsten, sedan: blankett seal {package} --token SVAR.tsr\nför att signera: openssl cms -sign -binary -md sha256 -in {holder} -signer CERT.pem -inkey NYCKEL.pem -outform DER -out {signature}\n  sedan: blankett seal {package} --token {signature}"
        ),
    }
}

/// What a seal is of, and the command that checks who made it, and when.
pub(super) fn sealed(language: Language, seal: Seal, file: &str, holder: &str) -> String {
    let shown = file;
    let (file, holder) = (for_shell(file), for_shell(holder));
    let command = match seal {
        Seal::TimeStamp => format!("openssl ts -verify -in {file} -data {holder} -CAfile CA.pem"),
        Seal::Signature => format!(
            "openssl cms -verify -binary -inform DER -in {file} -content {holder} -CAfile CA.pem -purpose any -out /dev/null"
        ),
    };
    match language {
        Language::English => {
            format!("{shown} is of this package's digest; who made it, and when: {command}")
        }
        Language::Swedish => {
            format!("{shown} är av paketets kontrollsumma; vem som gjorde den, och när: {command}")
        }
    }
}

/// That a package is what it says, and what of it is only stated.
pub(super) fn verified(language: Language, verified: &Verified) -> String {
    let Verified { name, files, proof, .. } = verified;
    let stated = |inputs: &[Stated]| -> String {
        let told: Vec<String> = inputs.iter().map(|input| stated(language, input)).collect();
        told.join(", ")
    };
    let but = |inputs: &[Stated]| {
        let only = if language == Language::English { "only stated" } else { "bara angivet" };
        if inputs.is_empty() { String::new() } else { format!("; {only}: {}", stated(inputs)) }
    };
    match (language, proof) {
        (Language::English, Proof::Rebuilt(inputs)) => format!(
            "{name}: all {files} files are as stated, and are what the case and the form in it make; only stated: {}",
            stated(inputs)
        ),
        (Language::Swedish, Proof::Rebuilt(inputs)) => format!(
            "{name}: alla {files} filer är som angivet, och är vad ärendet och formuläret i det ger; bara angivet: {}",
            stated(inputs)
        ),
        (Language::English, Proof::ReadBack(inputs)) => format!(
            "{name}: all {files} files are as stated, and its Word file and its pages are of the answers in it; nothing else of it was proved{}",
            but(inputs)
        ),
        (Language::Swedish, Proof::ReadBack(inputs)) => format!(
            "{name}: alla {files} filer är som angivet, och dess Wordfil och sidor är av svaren i det; inget annat i det är visat{}",
            but(inputs)
        ),
    }
}

fn why(unread: Option<&str>) -> String {
    unread.map(|why| format!(" ({why})")).unwrap_or_default()
}

fn stated(language: Language, stated: &Stated) -> String {
    match (language, stated) {
        (Language::English, Stated::Day(day)) => format!("the day {day}"),
        (Language::Swedish, Stated::Day(day)) => format!("dagen {day}"),
        (Language::English, Stated::Commit(Some(id))) => format!("the commit {id}"),
        (Language::Swedish, Stated::Commit(Some(id))) => format!("commit {id}"),
        (Language::English, Stated::Commit(None)) => "that there is no commit".to_owned(),
        (Language::Swedish, Stated::Commit(None)) => "att det inte finns någon commit".to_owned(),
        (Language::English, Stated::CommitOfForm(id)) => {
            format!("that the form and the settings are of the commit {id} too")
        }
        (Language::Swedish, Stated::CommitOfForm(id)) => {
            format!("att formuläret och inställningarna också hör till commit {id}")
        }
        (Language::English, Stated::Program(program)) => format!("the program {program}"),
        (Language::Swedish, Stated::Program(program)) => format!("programmet {program}"),
        (Language::English, Stated::Pages { is_signed, unread }) => {
            let pages = if *is_signed {
                "what follows the signed pages"
            } else {
                "pages of another program"
            };
            format!("{pages}{}", why(unread.as_deref()))
        }
        (Language::Swedish, Stated::Pages { is_signed, unread }) => {
            let pages = if *is_signed {
                "det som följer på de signerade sidorna"
            } else {
                "ett annat programs sidor"
            };
            format!("{pages}{}", why(unread.as_deref()))
        }
        (Language::English, Stated::Bag) => "what the bag says of itself".to_owned(),
        (Language::Swedish, Stated::Bag) => "det som väskan (BagIt) säger om sig själv".to_owned(),
        (Language::English, Stated::Replaces(package)) => format!("that it replaces {package}"),
        (Language::Swedish, Stated::Replaces(package)) => format!("att det ersätter {package}"),
        (Language::English, Stated::Organisation(name)) => format!("that it is of {name}"),
        (Language::Swedish, Stated::Organisation(name)) => format!("att det kommer från {name}"),
    }
}

/// What was done to public copies; `let_through` is a list.
pub(super) fn published(
    language: Language,
    replaced: usize,
    copies: usize,
    let_through: &str,
) -> String {
    let (mut line, end) = match language {
        Language::English => (
            format!(
                "{} replaced by roles or left out in {}",
                counted(replaced, "personal value", "personal values"),
                counted(copies, "case", "cases")
            ),
            "; let through as public: ",
        ),
        Language::Swedish => (
            format!(
                "{} i {} ersattes av roller eller utelämnades",
                counted(replaced, "personuppgift", "personuppgifter"),
                counted(copies, "ärende", "ärenden")
            ),
            "; släpptes igenom som offentligt: ",
        ),
    };
    if !let_through.is_empty() {
        line += end;
        line += let_through;
    }
    line
}

/// That somebody else has the lock of a folder.
pub(super) fn waits(language: Language, folder: &str) -> String {
    match language {
        Language::English => format!("waiting for another program that writes in `{folder}`"),
        Language::Swedish => format!("väntar på ett annat program som skriver i `{folder}`"),
    }
}

/// What to do in a new project, which lies in a folder if one is given.
pub(super) fn initialised(
    language: Language,
    folder: Option<&str>,
    is_in_git: bool,
    is_dated: bool,
) -> String {
    let pdf = if is_dated { "docx,md,html,pdf" } else { "docx,md,html" };
    let steps: [(Option<String>, &str, &str); 7] = [
        (folder.map(|folder| format!("cd {folder}")), "the project's folder", "projektets mapp"),
        (
            Some("blankett edit".to_owned()),
            "fill in cases in the browser",
            "fyll i ärenden i webbläsaren",
        ),
        (Some(format!("blankett build --format {pdf}")), "make the documents", "gör dokumenten"),
        (Some("blankett new FORM \"…\"".to_owned()), "begin another case", "börja ett nytt ärende"),
        (
            (!is_in_git).then(|| "git init".to_owned()),
            "keep every change, with its date and reason",
            "spara varje ändring, med datum och orsak",
        ),
        (
            Some("pre-commit install".to_owned()),
            "check cases before each commit",
            "kontrollera ärenden före varje commit",
        ),
        (
            Some("git config diff.blankett.textconv \"blankett text\"".to_owned()),
            "show in git what changed in Word files",
            "visa i git vad som ändrats i Wordfiler",
        ),
    ];
    let mut text = language
        .choose("the project is ready; what to do next:", "projektet är klart; gör så här härnäst:")
        .to_owned();
    for (command, english, swedish) in steps {
        let Some(command) = command else { continue };
        let command = language.choose(command.clone(), command.replace("FORM", "FORMULÄR"));
        text += &format!("\n  {command}\n      {}", language.choose(english, swedish));
    }
    text
}

/// What `init` asks: which form, and whose project it is.
pub(super) fn questions_of_init(language: Language) -> [&'static str; 2] {
    language.choose(
        [
            "A Word form of yours to begin with, by its path (empty: the one that comes with the program): ",
            "The authority's name (empty: fill in later): ",
        ],
        [
            "En egen Wordblankett att börja med, med sökväg (tomt: den som följer med programmet): ",
            "Myndighetens namn (tomt: fylls i senare): ",
        ],
    )
}

/// What a new project says of itself.
pub(super) fn settings(language: Language, organisation: Option<&str>) -> String {
    let about = language.choose(
        "# What an archive must know of those who deliver to it (`blankett archive`). Take away the # and fill in.",
        "# Det som ett arkiv måste veta om den som levererar (`blankett archive`). Ta bort # och fyll i.",
    );
    match organisation {
        Some(name) => {
            format!("{about}\n\n[organisation]\nname = {}\n#identity = \"\"\n", quoted(name))
        }
        None => format!("{about}\n\n#[organisation]\n#name = \"\"\n#identity = \"\"\n"),
    }
}

/// That the settings of a project stay.
pub(super) fn settings_stay(language: Language) -> &'static str {
    language.choose(
        "blankett.toml is there already and stays as it is: write the authority and the catalogue in it yourself",
        "blankett.toml finns redan och står kvar som den är: skriv in myndigheten och katalogen i den själv",
    )
}

/// What stands in the settings of a project that publishes a catalogue.
pub(super) fn catalog_settings(language: Language) -> &'static str {
    language.choose(
        "\n# What the catalogue of open data says of itself (`blankett catalog`). All addresses begin with `base`, which must \
         stay.\n\n#[catalog]\n#base = \"https://\"\n#title = \"\"\n#description = \"\"\n#publisher = \"\"\n#licence = \"CC0 1.0\"\n",
        "\n# Vad katalogen över öppna data säger om sig själv (`blankett catalog`). Alla adresser börjar med `base`, som måste \
         bestå.\n\n#[catalog]\n#base = \"https://\"\n#title = \"\"\n#description = \"\"\n#publisher = \"\"\n#licence = \"CC0 1.0\"\n",
    )
}

/// That a file was written.
pub(super) fn wrote(language: Language, path: &str) -> String {
    match language {
        Language::English => format!("wrote {path}"),
        Language::Swedish => format!("skrev {path}"),
    }
}

/// There is no command of a name.
pub(super) fn no_command(language: Language, name: &str) -> String {
    match language {
        Language::English => format!("error: there is no command `{name}`\n"),
        Language::Swedish => format!("fel: kommandot `{name}` finns inte\n"),
    }
}

/// How much was put right in how many of how many cases.
pub(super) fn fixed(
    language: Language,
    (all, cases): (usize, usize),
    (changes, left): (usize, usize),
    is_dry: bool,
) -> String {
    let line = put_right(language, (all, cases), changes, is_dry);
    match (left, language) {
        (0, _) => line,
        (_, Language::English) => {
            format!("{line}; {}: blankett check", counted(left, "error is left", "errors are left"))
        }
        (_, Language::Swedish) => format!("{line}; {left} fel är kvar: blankett check"),
    }
}

fn put_right(
    language: Language,
    (all, cases): (usize, usize),
    changes: usize,
    is_dry: bool,
) -> String {
    match language {
        Language::English => {
            let what = if is_dry { "to put right" } else { "put right" };
            let changes = counted(changes, "fault", "faults");
            format!("{changes} {what} in {cases} of {}", counted(all, "case", "cases"))
        }
        Language::Swedish => {
            let what = if is_dry { "att rätta" } else { "rättade" };
            let what = if changes == 1 && !is_dry { "rättat" } else { what };
            let changes = counted(changes, "fel", "fel");
            format!("{changes} {what} i {cases} av {}", counted(all, "ärende", "ärenden"))
        }
    }
}

/// How many cases were moved to a form.
pub(super) fn migrated(
    language: Language,
    cases: usize,
    id: &str,
    version: &str,
    is_dry: bool,
) -> String {
    match language {
        Language::English => {
            let what = if is_dry { "would be moved" } else { "moved" };
            format!("{} {what} to {id}/{version}", counted(cases, "case", "cases"))
        }
        Language::Swedish => {
            let cases_said = counted(cases, "ärende", "ärenden");
            let what = match (is_dry, cases) {
                (true, _) => "skulle flyttas",
                (false, 1) => "flyttat",
                (false, _) => "flyttade",
            };
            format!("{cases_said} {what} till {id}/{version}")
        }
    }
}

/// How far a draft has come.
pub(super) fn draft(language: Language, case: &str, open: usize, warnings: usize) -> String {
    match language {
        Language::English => {
            let mut line =
                format!("{case}: draft, {} left", counted(open, "question", "questions"));
            if warnings > 0 {
                line += &format!(", {}", counted(warnings, "other warning", "other warnings"));
            }
            line
        }
        Language::Swedish => {
            let mut line = format!("{case}: utkast, {} kvar", counted(open, "fråga", "frågor"));
            if warnings > 0 {
                line += &format!(", {} till", counted(warnings, "varning", "varningar"));
            }
            line
        }
    }
}

/// How to see what is left to answer.
pub(super) fn more_of_drafts(language: Language) -> &'static str {
    language.choose(" (-v shows the questions)", " (-v visar frågorna)")
}

/// That the editor runs, and how it ends.
pub(super) fn editing(language: Language) -> &'static str {
    language.choose(
        "open the address in a browser on this machine; Ctrl-C ends the editor",
        "öppna adressen i en webbläsare på den här datorn; Ctrl-C avslutar",
    )
}

/// Which project is meant.
pub(super) fn project(language: Language, folder: &str) -> String {
    match language {
        Language::English => format!("project: {folder}"),
        Language::Swedish => format!("projekt: {folder}"),
    }
}
