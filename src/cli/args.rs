//! The command line.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use blankett::archive::seal::Seal;
use blankett::scalar::Date;
use blankett::word::ActiveKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

/// The name of standard output.
pub(super) const STDOUT: &str = "-";

/// What stands above the options that all commands have.
const EVERYWHERE: &str = "Options of every command";

/// Official forms kept as data: TOML cases in, filled-in Word and Markdown documents out.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "\
To begin: `blankett init` makes a project with a first case, `blankett build` its documents. Then
`blankett new FORM \"Öppettider\"` begins another case, `blankett check` says what is wrong or missing,
`blankett status` how far all cases have come. Messages are in Swedish with --lang sv.

Exit codes: 0 all is well, 1 the files have faults, 2 it could not run, 130 stopped by Ctrl-C."
)]
pub(super) struct Args {
    /// The project's folder, with `cases` and, if it has forms of its own, `templates` [default: the nearest
    /// that this folder is in]; paths are from there
    #[arg(short = 'C', value_name = "DIR", global = true, help_heading = EVERYWHERE)]
    pub(super) directory: Option<PathBuf>,
    /// The language of messages [default: that of `LC_ALL`, `LC_MESSAGES` or LANG, else English]
    #[arg(long, value_name = "LANG", global = true, help_heading = EVERYWHERE)]
    pub(super) lang: Option<Lang>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true, help_heading = EVERYWHERE)]
    pub(super) color: Color,
    /// How errors and warnings are written; where standard output is for data, on standard error
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true, help_heading = EVERYWHERE)]
    pub(super) message_format: MessageFormat,
    /// Follow links that lead out of the project, for this run
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(super) follow_links: bool,
    /// What Word forms may hold that does something by itself: macros, dde, includes, chunks, objects, links,
    /// template, controls, unread
    #[arg(
        long,
        value_name = "KINDS",
        value_delimiter = ',',
        global = true, help_heading = EVERYWHERE,
        env = "BLANKETT_ACTIVE_CONTENT",
        hide_env_values = true,
        value_parser = active_kind
    )]
    pub(super) active_content: Vec<ActiveKind>,
    /// Say nothing but errors
    #[arg(short, long, global = true, help_heading = EVERYWHERE, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Name every file written, and every question that is left in a draft
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub(super) verbose: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check cases and write their documents
    #[command(after_help = "\
A case at cases/a/b.toml becomes output/a/b.docx and output/a/b.md.
A fault in one case never stops the others. Only what changed is built: digests of case, shared
files, form and program decide, kept outside the project.")]
    Build(BuildArgs),
    /// Check cases without writing anything
    Check(CheckArgs),
    /// Put right what is sure: `ja` to `true`, `12 oktober 2026` to `2026-10-12`, curly quotes, keys with a new name
    #[command(after_help = "\
Everything else in a file stays as it is. --dry-run says what would be changed; its exit code is 1 where there
is something to mend.")]
    Fix(FixArgs),
    /// Make a project: folders, a first case, settings for git and editors, checks for every change
    #[command(after_help = "\
What is there already stays as it is. The first thing to do then: blankett build")]
    Init(InitArgs),
    /// Begin a case: every question with its help, in the form's order, ready to be answered
    #[command(after_help = "\
NAME becomes the file: `Öppettider för kontor` is cases/oppettider-for-kontor.toml, and 2026/kontor is in
a folder. What shared.toml says already is left out. A case that is there is never replaced.")]
    New(NewArgs),
    /// Fill in cases in the browser, on this machine alone
    #[command(after_help = "\
The address that is printed is good once, in one browser on this machine. What is saved is put into the case's file
as a careful person would have typed it; what was changed elsewhere meanwhile stays. Ctrl-C ends it.")]
    Edit(EditArgs),
    /// Print a JSON Schema of cases, for editors: it explains, completes and checks
    #[command(after_help = "\
`blankett new` writes the schema to schemas/ and names it in the case; editors that know Taplo (VS Code with
Even Better TOML, for one) use it from there.")]
    Schema(SchemaArgs),
    /// Tell how far each case has come: what is missing, what is due
    #[command(after_help = "\
What is most urgent stands first: reviews that are overdue, then errors, then missing answers. What the register
shows of a case, its form says under [register]. With --format csv for a spreadsheet (Excel opens it with a
click), html for a page with links to the documents. The exit code is 1 if a review is overdue or a case has
errors, so that cron or a scheduled workflow can tell somebody.")]
    Status(StatusArgs),
    /// Give the answers of all cases as data
    #[command(after_help = "\
With --format json an object a line for each case: its form, its answers as typed values, the digest of each (by
which a patch is merged) and what became of each question. With csv a row a case for a spreadsheet.")]
    Answers(AnswersArgs),
    /// Change answers of cases as another program says, all of them or none
    #[command(after_help = "\
A patch is a list in JSON: [{\"case\": \"cases/x.toml\", \"answers\": {\"key\": \"value\"}, \"base\": {…}}]. null takes an
answer out; `case.key` is what is kept about a case. With `base`, as `answers --format json` gives it, an answer that
was changed meanwhile is a conflict. Nothing is written where anything is wrong with the patch; what only breaks a
rule of the form is written, and reported.")]
    Patch(PatchArgs),
    /// Send answers round in a workbook, and take them back
    #[command(subcommand, arg_required_else_help = true)]
    Sheet(SheetArgs),
    /// Write the decided cases as a catalogue of open data (DCAT-AP-SE)
    #[command(after_help = "\
Forms that say `means = \"dcat:Dataset\"` describe data sets, and their questions properties of them. What the catalogue
says of itself stands under [catalog] in blankett.toml. What is mandatory and missing is an error, and no file is written
then; what is recommended and missing is a warning. Nothing that is marked as personal is ever in it.")]
    Catalog(CatalogArgs),
    /// Print the manual page of the program or of a command, or write all of them
    #[command(after_help = "\
To read one: blankett man build | man -l -")]
    Man(ManualArgs),
    /// Print what a shell completes commands by
    #[command(after_help = "\
For bash: blankett completions bash > ~/.local/share/bash-completion/completions/blankett

For zsh, fish, elvish and powershell alike, into the folder that the shell reads.")]
    Completions(CompletionsArgs),
    /// Write the empty form
    #[command(after_help = "\
An existing file is never replaced: somebody may have filled it in.")]
    Blank(BlankArgs),
    /// Read the answers out of Word files that somebody filled in or changed
    #[command(after_help = "\
The form is known from the file itself, or from the fields it has; --form names it otherwise. With --into,
only answers that were changed in Word are taken over, each by itself; one that was changed in the case too
is a conflict, which --take decides. What cannot be taken is told about, with its words and its question.")]
    Extract(ExtractArgs),
    /// Make a form of a Word file that is one
    #[command(after_help = "\
The form is templates/ID/VERSION: form.toml, document.md, and the file itself as original.docx, which is
filled from then on. Read form.toml through: labels and kinds are read off the text, and rules are yours.")]
    Import(ImportArgs),
    /// Print a Word file as text, for `git diff`
    Text(TextArgs),
    /// Make a package of each case for an archive: PDF/A, and all that it was made from
    #[command(after_help = "\
A package is a folder after E-ARK SIP 2.1.0 (FGS Paketstruktur 2.0). Its date is that
of --date, else of the last commit of the case, else the case's own. What the archive
must know of you stands in blankett.toml. Packages whose cases have not changed stay, and
cases that are not decided are passed over.

What was delivered is written down with --delivered, and never made again: a case that
changes after that gets a new package, which says what it replaces.")]
    Archive(ArchiveArgs),
    /// Check that packages are whole, and that the case and the form in them make all the rest
    #[command(after_help = "\
A package is made again from the case and the form in it, and compared byte by byte. What
is not made of them (the day, the commit, whose it is) is only stated, and named as that.
Exit code 0: nothing else is left; 1: something is contradicted, or another program made
the package and this one cannot make it again. --no-rebuild then reads its documents back.")]
    Verify(VerifyArgs),
    /// Say what is to be time-stamped or signed of a package, and keep the answer beside it
    Seal(SealArgs),
    /// Explain an error or a warning by its code: what it means, and how to put it right
    Explain(ExplainArgs),
    /// List forms, show what one asks, or prove that it holds
    #[command(subcommand, arg_required_else_help = true)]
    Form(FormArgs),
}

/// The program's commands in English, with what is said below their help as paragraphs: each terminal has lines of its own length.
pub(super) fn english() -> clap::Command {
    fn with_paragraphs(mut command: clap::Command) -> clap::Command {
        if let Some(text) = command.get_after_help().map(ToString::to_string) {
            command = command.after_help(paragraphs(&text));
        }
        command.mut_subcommands(with_paragraphs)
    }
    with_paragraphs(Args::command())
}

/// A text whose lines end where paragraphs do.
pub(super) fn paragraphs(text: &str) -> String {
    let of_one = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    text.trim().split("\n\n").map(of_one).collect::<Vec<_>>().join("\n\n")
}

/// An argument that names where something is written, and the path.
type Written<'a> = (&'static str, &'a mut PathBuf);

/// A path that was named.
pub(super) struct NamedPath<'a> {
    pub(super) path: &'a mut PathBuf,
    /// The argument that named it, where something is written there.
    pub(super) written: Option<&'static str>,
}

impl Command {
    /// The paths that were named, and the folders that are written to.
    pub(super) fn paths(&mut self) -> Vec<NamedPath<'_>> {
        let (read, written): (Vec<&mut PathBuf>, Vec<Written<'_>>) = match self {
            Command::Build(of) => (of.cases.iter_mut().collect(), vec![("out", &mut of.out)]),
            Command::Check(of) => (of.cases.iter_mut().collect(), Vec::new()),
            Command::Fix(of) => (of.cases.iter_mut().collect(), Vec::new()),
            Command::Form(FormArgs::Migrate { cases, .. }) => {
                (cases.iter_mut().collect(), Vec::new())
            }
            Command::Init(of) => {
                let file = of.form.iter_mut().filter(|form| form.extension().is_some());
                (file.collect(), of.folder.iter_mut().map(|path| ("folder", path)).collect())
            }
            Command::New(of) => (of.from.iter_mut().collect(), Vec::new()),
            Command::Man(of) => (Vec::new(), of.out.iter_mut().map(|path| ("out", path)).collect()),
            Command::Status(of) => {
                let written = of.out.iter_mut().map(|path| ("out", path));
                let written = written.chain(std::iter::once(("documents", &mut of.documents)));
                (of.cases.iter_mut().collect(), written.collect())
            }
            Command::Answers(of) => (
                of.cases.iter_mut().collect(),
                of.out.iter_mut().map(|path| ("out", path)).collect(),
            ),
            Command::Patch(of) => {
                let files = of.files.iter_mut().filter(|file| file.as_os_str() != STDOUT);
                (files.collect(), Vec::new())
            }
            Command::Catalog(of) => (
                of.cases.iter_mut().collect(),
                of.out.iter_mut().map(|path| ("out", path)).collect(),
            ),
            Command::Sheet(SheetArgs::Out { out, cases, .. }) => {
                (cases.iter_mut().collect(), vec![("out", out)])
            }
            Command::Sheet(SheetArgs::In { file, map, .. }) => {
                (std::iter::once(file).chain(map).collect(), Vec::new())
            }
            Command::Edit(of) => (of.cases.iter_mut().collect(), Vec::new()),
            Command::Blank(of) => {
                (Vec::new(), of.out.iter_mut().map(|path| ("out", path)).collect())
            }
            Command::Extract(of) => {
                let read = of.files.iter_mut().chain(&mut of.into);
                let out = of.out.iter_mut().map(|path| ("out", path));
                let reply = of.reply.iter_mut().map(|path| ("reply", path));
                (read.collect(), out.chain(reply).collect())
            }
            Command::Import(of) => {
                (vec![&mut of.file], of.report.iter_mut().map(|path| ("report", path)).collect())
            }
            Command::Text(of) => (vec![&mut of.file], Vec::new()),
            Command::Archive(of) => {
                let read = of.cases.iter_mut().chain(&mut of.pages).chain(&mut of.delivered);
                (read.collect(), vec![("out", &mut of.out)])
            }
            Command::Verify(of) => (of.packages.iter_mut().collect(), Vec::new()),
            Command::Seal(of) => {
                let read = std::iter::once(&mut of.package).chain(&mut of.token);
                (read.collect(), Vec::new())
            }
            Command::Form(FormArgs::Diff { a, b }) => {
                let files = [a, b].into_iter().filter(|named| named.extension().is_some());
                (files.collect(), Vec::new())
            }
            Command::Schema(_)
            | Command::Completions(_)
            | Command::Explain(_)
            | Command::Form(_) => (Vec::new(), Vec::new()),
        };
        let read = read.into_iter().map(|path| NamedPath { path, written: None });
        let written = written.into_iter();
        let written = written.map(|(name, path)| NamedPath { path, written: Some(name) });
        read.chain(written).collect()
    }

    /// Of all that lies outside the project, only these are reached: what was named, and the seals of a package.
    pub(super) fn reached(&mut self) -> Vec<PathBuf> {
        let has_seals = matches!(self, Command::Verify(_) | Command::Seal(_));
        let named = self.paths().into_iter().map(|named| named.path.clone());
        if has_seals { named.flat_map(|path| with_seals(&path)).collect() } else { named.collect() }
    }
}

/// A package, and where its seals lie.
fn with_seals(package: &Path) -> Vec<PathBuf> {
    let seals = Seal::ALL.map(|seal| seal.path(package));
    std::iter::once(package.to_owned()).chain(seals).collect()
}

#[derive(Debug, Subcommand)]
pub(super) enum SheetArgs {
    /// Write the cases of a form as a workbook: a row a case, a column a question
    #[command(after_help = "\
Choices and yes or no are lists to choose from, and lists, records and tables stand on sheets of their own. What the
workbook remembers makes `sheet in` take over what was changed, and nothing else. New cases are new rows. Where cases
answer several versions of the form, there is a workbook for each: FILE-VERSION.xlsx. A file that is there is never
replaced: somebody may have typed in it.")]
    Out {
        /// The form: its name, or name/version
        form: String,
        /// Where to write
        #[arg(long, value_name = "FILE.xlsx", value_parser = workbook)]
        out: PathBuf,
        /// Cases, and folders of cases [default: cases]
        #[arg(value_name = "CASE|DIR")]
        cases: Vec<PathBuf>,
    },
    /// Take a workbook back into its cases, or make cases of a list that somebody else made
    #[command(after_help = "\
Of a workbook that `sheet out` wrote, what was changed is merged into each case; where the case was changed too, that
is a conflict, both are shown, and the case is left. With --form, each row of any workbook or list (.csv) becomes a new
case: its columns are matched to questions by their words, and --map says of a column what it holds:
\"Head\" = \"key\", or \"\" to leave it out.")]
    In {
        /// The workbook, or the list
        #[arg(value_name = "FILE.xlsx|FILE.csv")]
        file: PathBuf,
        /// The form of the cases that a list becomes: its name (for the newest version), or name/version
        #[arg(long)]
        form: Option<String>,
        /// What the columns of a list hold, in TOML
        #[arg(long, value_name = "FILE.toml", requires = "form")]
        map: Option<PathBuf>,
        /// Where an answer was changed in the workbook and in the case: whose is to stand [default: neither, and it is
        /// an error]
        #[arg(long, value_enum, value_name = "WHOSE")]
        take: Option<WhoseSheet>,
        /// Say what would be changed, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// Whose answer stands where two differ.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(super) enum WhoseSheet {
    /// The workbook's
    Sheet,
    /// The case's
    Case,
}

#[derive(Debug, Subcommand)]
pub(super) enum FormArgs {
    /// Name all forms and versions, and where they come from
    List,
    /// Print what a form asks: fields, kinds, rules, addresses in Word
    Show {
        /// The form: its name (for the newest version), or name/version
        form: String,
    },
    /// Tell what changed from one form to another, and which cases it touches
    #[command(after_help = "\
A and B are forms (name, for the newest version, or name/version) or Word files.")]
    Diff {
        /// The old form
        a: PathBuf,
        /// The new form
        b: PathBuf,
    },
    /// Move cases from one version of a form to another
    #[command(after_help = "\
Keys are renamed where the new form says `renamed_from`, or where its question reads the same; parts and options
where it says so. What has no place in the new form stays in the case as a comment, and is reported.")]
    Migrate {
        /// The old form: name/version
        from: String,
        /// The new form: name/version
        to: String,
        /// Cases, and folders of cases [default: cases]
        #[arg(value_name = "CASE|DIR")]
        cases: Vec<PathBuf>,
        /// Say what would be changed, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Prove that a form holds, whatever is answered
    #[command(after_help = "\
Every field is placed once, every name and reference leads somewhere, Word takes every bookmark, and
there is a document whichever way answers take through the conditions of document.md.")]
    Check {
        /// The form: its name (for all versions), or name/version [default: all forms]
        form: Option<String>,
    },
}

#[expect(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// What to write
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "docx,md")]
    pub(super) format: Vec<OutputFormat>,
    #[command(flatten)]
    pub(super) pdf: Pdf,
    /// Where to write; with --without-personal `public`, if nothing is given
    #[arg(
        long,
        value_name = "DIR",
        default_value = "output",
        default_value_if("without_personal", "true", "public")
    )]
    pub(super) out: PathBuf,
    /// Write public copies: what the form marks as personal is replaced by roles, everywhere in them
    #[arg(long)]
    pub(super) without_personal: bool,
    /// Tell, part by part, what was changed in the authority's own Word file, and that nothing else was
    #[arg(long)]
    pub(super) proof: bool,
    /// Write Word files that are free to edit, whatever the form says of their protection
    #[arg(long)]
    pub(super) unprotected: bool,
    /// Write nothing, and fail where a build would write something else than is there
    #[arg(long, conflicts_with_all = ["watch", "prune", "force"])]
    pub(super) check: bool,
    /// Build everything, changed or not
    #[arg(long)]
    pub(super) force: bool,
    /// Remove documents whose case is gone, and what an interrupted build left
    #[arg(long)]
    pub(super) prune: bool,
    /// Build again whenever a case or a form is saved, until Ctrl-C
    #[arg(long, conflicts_with = "shard")]
    pub(super) watch: bool,
    /// How many cases to build at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZero<usize>>,
    /// Build only part K of N: parts are of equal size, and together they are everything
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub(super) shard: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Pdf {
    /// Which PDF/A
    #[arg(long = "pdf", value_name = "PROFILE", default_value = "a-2a")]
    pub(super) profile: PdfProfile,
    /// The day of what has no date of its own, YYYY-MM-DD [default: that of `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) date: Option<Date>,
}

fn active_kind(name: &str) -> Result<ActiveKind, String> {
    let names = || ActiveKind::ALL.map(ActiveKind::name).join(", ");
    ActiveKind::of_name(name).ok_or_else(|| format!("the kinds are {}", names()))
}

/// Which part of how many, from 1.
fn shard(text: &str) -> Result<(usize, usize), &'static str> {
    let parts = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    let is_one = |(k, n): &(usize, usize)| (1..=*n).contains(k);
    parts.filter(is_one).ok_or("K is from 1 to N, as in 2/4")
}

/// The path of a workbook: programs know one by the ending of its name.
fn workbook(path: &str) -> Result<PathBuf, &'static str> {
    let path = PathBuf::from(path);
    let is_one = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    is_one.then_some(path).ok_or("the name of a workbook ends in .xlsx")
}

/// A day since 1970, before which there were no such documents.
fn day(text: &str) -> Result<Date, &'static str> {
    let date = Date::parse(text).filter(|date| date.year >= 1970);
    date.ok_or("no day of the calendar, written YYYY-MM-DD")
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// How many cases to check at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZero<usize>>,
    /// Check only part K of N: parts are of equal size, and together they are everything
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub(super) shard: Option<(usize, usize)>,
}

#[derive(Debug, clap::Args)]
pub(super) struct FixArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// Say what would be changed, and write nothing; exit code 1 if there is something to mend
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder, from the project's folder [default: the project's folder itself]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// The form of the first case: its name (for the newest version), name/version, or a Word file that becomes a
    /// form [default: the first that `form list` names]
    #[arg(long)]
    pub(super) form: Option<PathBuf>,
    /// The authority's name, for blankett.toml
    #[arg(long, value_name = "NAME")]
    pub(super) organisation: Option<String>,
    /// With a workflow that publishes the catalogue of open data at every change
    #[arg(long)]
    pub(super) catalog: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// The form: its name (for the newest version), or name/version
    pub(super) form: String,
    /// What the case is to be called, in words
    pub(super) name: String,
    /// A Word file that somebody filled in, to begin with its answers
    #[arg(long, value_name = "FILE.docx")]
    pub(super) from: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// The form: its name (for the newest version), or name/version [default: all forms, as each case says]
    pub(super) form: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManualArgs {
    /// The command: `build`, or `form check` [default: the program]
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub(super) of: Vec<String>,
    /// Where to write all pages
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct StatusArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// What to write [default: by the ending of the file's name, else table]
    #[arg(long, value_name = "FORMAT")]
    format: Option<StatusFormat>,
    /// The day that decides what is overdue, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
    /// Where to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Where the documents are that a page links to
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) documents: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct EditArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// Do not open the browser
    #[arg(long)]
    pub(super) no_open: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct AnswersArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// What to write [default: by the ending of the file's name, else json]
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswersFormat>,
    /// Cases of this form alone: its name, or name/version
    #[arg(long)]
    pub(super) form: Option<String>,
    /// Cases of this status alone
    #[arg(long)]
    pub(super) status: Option<String>,
    /// This question alone, by its key (`case.key` for what is kept about a case); may be given several times
    #[arg(long, value_name = "KEY")]
    pub(super) question: Vec<String>,
    /// Where to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// What is written: what somebody asked for, else what the ending of a file's name says, else the first of all.
fn format_of<F: ValueEnum + Clone>(
    asked: Option<&F>,
    out: Option<&PathBuf>,
    endings: &[(&str, F)],
) -> F {
    let ending = out.and_then(|out| out.extension()).unwrap_or_default().to_string_lossy();
    let said = endings.iter().find(|(one, _)| ending.eq_ignore_ascii_case(one));
    asked.or(said.map(|(_, format)| format)).unwrap_or(&F::value_variants()[0]).clone()
}

impl StatusArgs {
    /// What to write.
    pub(super) fn format(&self) -> StatusFormat {
        use StatusFormat::{Csv, Html, Json, Md, Xlsx};
        let endings = [
            ("md", Md),
            ("csv", Csv),
            ("xlsx", Xlsx),
            ("json", Json),
            ("jsonl", Json),
            ("html", Html),
            ("htm", Html),
        ];
        format_of(self.format.as_ref(), self.out.as_ref(), &endings)
    }
}

impl AnswersArgs {
    /// What to write.
    pub(super) fn format(&self) -> AnswersFormat {
        let endings = [("csv", AnswersFormat::Csv), ("xlsx", AnswersFormat::Xlsx)];
        format_of(self.format.as_ref(), self.out.as_ref(), &endings)
    }
}

impl CatalogArgs {
    /// What to write.
    pub(super) fn format(&self) -> RdfFormat {
        let endings = [("rdf", RdfFormat::Rdf), ("xml", RdfFormat::Rdf)];
        format_of(self.format.as_ref(), self.out.as_ref(), &endings)
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum AnswersFormat {
    /// One JSON object a line for each case
    Json,
    /// A row a case, for spreadsheets: semicolons, and a byte order mark
    Csv,
    /// A workbook: a row a case, lists and tables on sheets of their own
    Xlsx,
}

#[derive(Debug, clap::Args)]
pub(super) struct CatalogArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// What to write [default: by the ending of the file's name, else turtle]
    #[arg(long, value_name = "FORMAT")]
    format: Option<RdfFormat>,
    /// Where to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum RdfFormat {
    /// Turtle
    Turtle,
    /// RDF/XML, which dataportal.se harvests
    Rdf,
}

#[derive(Debug, clap::Args)]
pub(super) struct PatchArgs {
    /// Patches in JSON; `-` for standard input
    #[arg(value_name = "FILE.json", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Say what would be changed, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum StatusFormat {
    /// A table for the terminal
    Table,
    /// A table in Markdown
    Md,
    /// For spreadsheets: semicolons, and a byte order mark
    Csv,
    /// A workbook
    Xlsx,
    /// One JSON object a line for each case
    Json,
    /// A page with links to the documents, that can be searched
    Html,
}

#[derive(Debug, clap::Args)]
pub(super) struct BlankArgs {
    /// The form: its name (for the newest version), or name/version
    pub(super) form: String,
    /// What to write [default: as the name of the file ends, else docx]
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<OutputFormat>,
    #[command(flatten)]
    pub(super) pdf: Pdf,
    /// Where to write; `-` for standard output [default: FORM-VERSION.docx]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExtractArgs {
    /// Word files, and folders that they came to: those go to their cases by themselves
    #[arg(value_name = "FILE.docx|DIR", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The form: its name (for the newest version), or name/version [default: as the file tells]
    #[arg(long)]
    pub(super) form: Option<String>,
    /// The case to change
    #[arg(long, value_name = "CASE", conflicts_with = "out")]
    pub(super) into: Option<PathBuf>,
    /// Where an answer was changed in Word and in the case: whose is to stand [default: neither, and it is an
    /// error]
    #[arg(long, value_enum, value_name = "WHOSE")]
    pub(super) take: Option<Whose>,
    /// Say what would be taken over, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Where to write files back with Word comments at what could not be taken, for whoever sent them
    #[arg(long, value_name = "DIR")]
    pub(super) reply: Option<PathBuf>,
    /// Move the files of a folder of which everything was taken to its folder DONE
    #[arg(long)]
    pub(super) move_done: bool,
    /// Where to write new cases [default: standard output for one file, `cases` for several]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

/// Whose answer stands where two differ.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(super) enum Whose {
    /// The Word file's
    Word,
    /// The case's
    Case,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The Word file
    #[arg(value_name = "FILE.docx")]
    pub(super) file: PathBuf,
    /// What the form is to be called: a name (version 1), or name/version
    #[arg(long)]
    pub(super) id: String,
    /// Write a page that shows the form with each place named in it
    #[arg(long, value_name = "FILE.html")]
    pub(super) report: Option<PathBuf>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
#[derive(Debug, clap::Args)]
pub(super) struct ArchiveArgs {
    /// Cases, and folders of cases [default: cases]
    #[arg(value_name = "CASE|DIR")]
    pub(super) cases: Vec<PathBuf>,
    /// Where to write the packages
    #[arg(long, value_name = "DIR", default_value = "archive")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) pdf: Pdf,
    /// Put a BagIt bag around each package
    #[arg(long)]
    pub(super) bag: bool,
    /// Make one file of each package
    #[arg(long)]
    pub(super) zip: bool,
    /// Archive cases that are not decided too, and say so in the package
    #[arg(long)]
    pub(super) force: bool,
    /// The decided pages of the one case that is named: a PDF/A that Word or a signing service made
    #[arg(long, value_name = "FILE.pdf")]
    pub(super) pages: Option<PathBuf>,
    /// Why pages are taken that have no text to read, as scanned ones
    #[arg(long, value_name = "WHY", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) pages_unread: Option<String>,
    /// The pages are the program's own PDF, which somebody signed: it begins with the very bytes
    #[arg(long)]
    pub(super) signed: bool,
    /// The program's own pages will do, although the form has a Word file of its own
    #[arg(long, conflicts_with = "pages")]
    pub(super) own_pages: bool,
    /// Write down that these packages were delivered: they are never made again
    #[arg(long, value_name = "PACKAGE", num_args = 1.., conflicts_with_all = ["cases", "bag", "zip", "force", "pages", "pages_unread", "signed", "own_pages", "jobs"])]
    pub(super) delivered: Vec<PathBuf>,
    /// What the archive answered
    #[arg(long, value_name = "TEXT", requires = "delivered", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) receipt: Option<String>,
    /// How many cases at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZero<usize>>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// The code that stands in brackets: unknown-key; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct VerifyArgs {
    /// Packages, or folders of packages: folders, bags, zips
    #[arg(value_name = "PACKAGE", required = true)]
    pub(super) packages: Vec<PathBuf>,
    /// Do not make packages again from what is in them: only see that files are as stated, and read back
    #[arg(long)]
    pub(super) no_rebuild: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct SealArgs {
    /// The package: a folder, a bag or a zip
    #[arg(value_name = "PACKAGE")]
    pub(super) package: PathBuf,
    /// The time stamp (RFC 3161) or the signature (CMS) that another program made, in DER
    #[arg(long, value_name = "FILE")]
    pub(super) token: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct TextArgs {
    /// The Word file
    #[arg(value_name = "FILE.docx")]
    pub(super) file: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    /// Svenska
    #[value(alias = "svenska", alias = "swedish")]
    Sv,
    /// English
    #[value(alias = "engelska", alias = "english")]
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// On a terminal that takes it, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the lines at fault
    Human,
    /// One line for each
    Short,
    /// One JSON object for each, on standard output
    Json,
    /// GitHub's annotations, on standard output: they show at their lines in a pull request
    Github,
    /// One SARIF 2.1.0 log, on standard output, for code scanning and editors
    Sarif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum OutputFormat {
    /// Word
    Docx,
    /// Markdown
    Md,
    /// One page for the browser, in one file
    Html,
    /// PDF/A, as --pdf says
    Pdf,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum PdfProfile {
    /// PDF/A-2a and PDF/UA-1
    #[default]
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-1a: for archives that take nothing newer
    #[value(name = "a-1a")]
    A1a,
    /// PDF/A-3a and PDF/UA-1, with the case and the Word file attached
    #[value(name = "a-3a")]
    A3a,
}
