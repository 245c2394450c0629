//! The only door to standard output and standard error.
//!
//! Standard output carries data, standard error everything else.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::AutoStream;
use blankett::answers::problems::Unanswered;
use blankett::archive::Verified;
use blankett::archive::seal::Seal;
use blankett::diagnostic::{Diagnostic, Language, Report, Severity, render};
use blankett::exchange::inbox::Arrived;
use blankett::exchange::{Became, Merged, RowOutcome, SheetRead};
use blankett::generate::Blankett;
use blankett::register::{Row, followed_up};
use blankett::scalar::Date;
use blankett::text::{visible, visible_lines, with_codes};
use blankett::word::{FilledFile, Verdict};
use blankett::workspace::BuiltCase;
use blankett::workspace::problems::{
    BadEpoch, CannotRead, CannotWrite, FileTooLarge, NoGlyph, ToTerminal,
};
use terminal_size::terminal_size_of;

use super::args::{Args, Color, MessageFormat, Pdf};
use super::json;
use super::progress::Progress;
use super::words::{self, CliWords, Packages, RowCount};

/// The columns of a line where there is no terminal.
pub(super) const NO_TERMINAL: usize = 120;
/// A terminal that is narrower is written to as if it were so wide.
const NARROWEST: usize = 40;
/// The most problems that are shown with their lines; more are listed.
const MOST_WITH_LINES: usize = 12;
/// The most problems that are listed; more are counted.
const MOST_IN_LISTS: usize = 200;
/// The most that is read of standard input, in bytes.
const LARGEST_INPUT: u64 = 64 << 20;
/// The exit code of what Ctrl-C stopped: 128 and the number of the signal, as shells have it.
const STOPPED: u8 = 130;

/// Prints, in one language and one format, and remembers how bad it was.
pub(super) struct Printer {
    language: Language,
    format: MessageFormat,
    color: anstream::ColorChoice,
    quiet: bool,
    verbose: bool,
    code: u8,
    /// How many columns a line has.
    width: usize,
    /// How many problems were shown with their lines, and how many in lists.
    shown: (usize, usize),
    errors: usize,
    warnings: usize,
    /// Drafts of which only one line was told.
    drafts: usize,
    /// The codes of problems that were only counted, and how often.
    hidden: BTreeMap<&'static str, usize>,
    progress: Option<Progress>,
    /// `SOURCE_DATE_EPOCH`, where it is set.
    epoch: Option<String>,
    /// Problems told so far, on one line each: a template's would be told for every case.
    told: BTreeSet<String>,
    /// The project's folder, as it was given.
    project: PathBuf,
    /// What is told of as one log at the end.
    log: render::Log,
    /// Whether standard output is for what a command gives alone.
    is_data_alone: bool,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// How many cases there were.
    pub(super) cases: usize,
    /// How many of them have errors.
    pub(super) failed: usize,
    /// How many files were written.
    pub(super) files: usize,
    /// How many were there already.
    pub(super) unchanged: usize,
    /// How many cases were left when the program was stopped.
    pub(super) not_begun: usize,
    /// What became of packages, where they are what is made.
    pub(super) packages: Option<Packages>,
    /// Where; `None` where nothing was to be written.
    pub(super) folder: Option<String>,
}

/// What was done to public copies.
#[derive(Debug, Default)]
pub(super) struct Published {
    /// How many cases have copies.
    pub(super) cases: usize,
    /// How many values were replaced or left out.
    pub(super) replaced: usize,
    /// What was let through as public.
    pub(super) let_through: BTreeSet<String>,
}

impl Printer {
    pub(super) fn new(
        args: &Args,
        project: PathBuf,
        language: Language,
        epoch: Option<String>,
    ) -> Printer {
        let color = match args.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Printer {
            language,
            format: args.message_format,
            color,
            quiet: args.quiet,
            verbose: args.verbose,
            code: 0,
            width: terminal_size_of(io::stderr())
                .map_or(NO_TERMINAL, |(width, _)| usize::from(width.0).max(NARROWEST)),
            shown: (0, 0),
            errors: 0,
            warnings: 0,
            drafts: 0,
            hidden: BTreeMap::new(),
            progress: None,
            epoch,
            told: BTreeSet::new(),
            project,
            log: render::Log::default(),
            is_data_alone: false,
        }
    }

    /// Standard output is for what the command gives, so that problems go elsewhere, whatever their format.
    pub(super) fn gives_data(&mut self) {
        self.is_data_alone = true;
    }

    /// The language of messages.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// How many columns a line has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Whether problems are told at their lines, and standard output is for them alone.
    pub(super) fn is_for_reviewers(&self) -> bool {
        matches!(self.format, MessageFormat::Github | MessageFormat::Sarif)
    }

    /// Tells how many forms were proved.
    pub(super) fn forms_proved(&self, forms: usize, failed: usize) {
        self.note(&words::forms_proved(self.language, forms, failed));
    }

    /// Tells all problems of a case; of a draft, to people, how many questions are left.
    pub(super) fn case_report(&mut self, case: &str, report: &Report) {
        let is_open = |one: &&Diagnostic| {
            one.severity == Severity::Warning && one.problem.downcast::<Unanswered>().is_some()
        };
        let open = report.diagnostics().iter().filter(is_open).count();
        let is_for_people = matches!(self.format, MessageFormat::Human | MessageFormat::Short);
        if open == 0 || self.verbose || self.quiet || !is_for_people {
            return self.report(report);
        }
        // What a document does not show of an answer is told whatever the case's state.
        let is_told = |one: &&Diagnostic| {
            one.severity == Severity::Error || one.problem.downcast::<NoGlyph>().is_some()
        };
        let mut told = Report::new();
        for one in report.diagnostics().iter().filter(is_told) {
            told.add_diagnostic(one.clone());
        }
        self.report(&told);
        let others = report.warnings() - open - told.warnings();
        let line = words::draft(self.language, case, open, others);
        if self.told.insert(line.clone()) {
            self.warnings += open + others;
            self.drafts += 1;
            self.to_stderr(&format!("{line}\n"));
        }
    }

    /// Tells all problems of a report, each once.
    pub(super) fn report(&mut self, report: &Report) {
        let mut news: Vec<&Diagnostic> = Vec::new();
        for diagnostic in report.diagnostics() {
            if self.quiet && diagnostic.severity == Severity::Warning {
                continue;
            }
            if diagnostic.severity == Severity::Error {
                self.code = self.code.max(if diagnostic.problem.is_operational() { 2 } else { 1 });
            }
            let short = render::short(diagnostic, self.language);
            if !self.told.insert(short.clone()) {
                continue;
            }
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
            }
            match self.format {
                MessageFormat::Human => news.push(diagnostic),
                MessageFormat::Short => self.to_stderr(&short),
                MessageFormat::Json => {
                    self.json(&render::json(diagnostic, self.language));
                }
                MessageFormat::Github => {
                    let line = render::github(diagnostic, self.language, &self.project);
                    self.for_programs(&line);
                }
                MessageFormat::Sarif => self.log.add(diagnostic, self.language, &self.project),
            }
        }
        self.show(&news);
    }

    /// Shows problems to people: a few with their lines, many as a list, and thousands not at all.
    fn show(&mut self, diagnostics: &[&Diagnostic]) {
        let is_plain = |diagnostic: &&Diagnostic| {
            diagnostic.problem.downcast().is_some_and(Unanswered::is_plain)
        };
        let (unanswered, others): (Vec<_>, Vec<_>) =
            diagnostics.iter().copied().partition(|d| is_plain(d));
        if self.shown.0 + others.len() > MOST_WITH_LINES || self.shown.1 > 0 {
            let room = MOST_IN_LISTS.saturating_sub(self.shown.1);
            let listed = &diagnostics[..diagnostics.len().min(room)];
            if !listed.is_empty() {
                self.to_stderr(&render::list(listed, self.language, self.width));
            }
            for diagnostic in &diagnostics[listed.len()..] {
                *self.hidden.entry(diagnostic.problem.code()).or_default() += 1;
            }
            self.shown.1 += diagnostics.len();
            return;
        }
        self.shown.0 += others.len();
        for diagnostic in others {
            self.to_stderr(&render::full(diagnostic, self.language, self.width));
        }
        match unanswered.as_slice() {
            [] => {}
            [one] => self.to_stderr(&render::full(one, self.language, self.width)),
            several => self.to_stderr(&render::unanswered(several, self.language, self.width)),
        }
    }

    /// The day that was given for what has no date of its own, on the command line or in the
    /// environment.
    ///
    /// # Errors
    ///
    /// What the environment has is no day; that is told.
    pub(super) fn day(&mut self, pdf: Pdf) -> Result<Option<Date>, ()> {
        let Some(text) = self.epoch.clone().filter(|_| pdf.date.is_none()) else {
            return Ok(pdf.date);
        };
        let day = day_of_epoch(&text);
        if day.is_none() {
            let mut report = Report::new();
            report.error_nowhere(BadEpoch { text });
            self.report(&report);
        }
        day.map(Some).ok_or(())
    }

    /// Names a file that was written.
    pub(super) fn written(&self, path: &Path) {
        if self.verbose {
            self.to_stderr(&format!("{}\n", shown(path)));
        }
    }

    /// Names a new file that was written.
    pub(super) fn file_written(&self, path: &Path) {
        self.note(&words::wrote(self.language, &shown(path)));
    }

    /// Tells that another program writes in a folder.
    pub(super) fn waits(&self, folder: &Path) {
        self.note(&words::waits(self.language, &shown(folder)));
    }

    /// Tells that the settings of a project stay as they are.
    pub(super) fn settings_stay(&self) {
        self.note(words::settings_stay(self.language));
    }

    /// Tells what to do in a new project.
    pub(super) fn initialised(&self, folder: Option<&Path>, is_in_git: bool, is_dated: bool) {
        let folder = folder.map(shown);
        let folder = folder.as_deref();
        self.note(&words::initialised(self.language, folder, is_in_git, is_dated));
    }

    /// The day that it is: that of `SOURCE_DATE_EPOCH`, if it gives one.
    pub(super) fn today(&self) -> Option<Date> {
        let epoch = self.epoch.as_deref().and_then(day_of_epoch);
        epoch.or_else(Date::today)
    }

    /// Tells how a package is time-stamped or signed.
    pub(super) fn to_be_sealed(&self, digest: &str, package: &Path, holder: &Path) {
        self.note(&words::to_be_sealed(self.language, digest, &shown(package), &shown(holder)));
    }

    /// Tells what a seal is of, and how the rest of it is checked.
    pub(super) fn sealed(&self, seal: Seal, file: &Path, holder: &Path) {
        self.note(&words::sealed(self.language, seal, &shown(file), &shown(holder)));
    }

    /// Tells that a package is what it says.
    pub(super) fn verified(&self, verified: &Verified) {
        self.note(&visible(&words::verified(self.language, verified)));
    }

    /// Tells that a form was made of a Word file.
    pub(super) fn imported(&self, folder: &Path, fields: usize) {
        let folder = shown(folder);
        self.note(&words::imported(self.language, &folder, fields));
    }

    /// Tells which answers were taken over into a case, from what to what.
    pub(super) fn taken_over(&self, merged: &Merged, is_dry: bool) {
        let case = visible(&merged.case);
        let text = words::taken_over(self.language, merged, &case, is_dry);
        self.changes(text, merged);
    }

    /// Tells what a patch changes.
    pub(super) fn patched(&self, merged: &[Merged], has_errors: bool, is_dry: bool) {
        for one in merged {
            self.changes(visible(&one.case).into_owned(), one);
        }
        self.note(&words::patched(self.language, merged, has_errors, is_dry));
    }

    /// Tells what a workbook or a list changes, row by row.
    pub(super) fn sheet_read(&mut self, read: &SheetRead, is_dry: bool) {
        let words = CliWords::of(self.language);
        if !read.matched.is_empty() {
            let mut lines: Vec<Vec<String>> = vec![words.columns.map(str::to_owned).to_vec()];
            lines.extend(read.matched.iter().map(|one| {
                let question = one.question.as_deref().unwrap_or(words.left_out);
                vec![visible(&one.head).into_owned(), visible(question).into_owned()]
            }));
            self.note(&in_columns(&lines, 2));
        }
        let mut count = RowCount::default();
        for RowOutcome { report, became } in &read.rows {
            match became {
                Became::New(merged) => self.case_report(&merged.case, report),
                _ => self.report(report),
            }
            match became {
                Became::New(merged) => {
                    count.new += 1;
                    let case = visible(&merged.case);
                    self.note(&words::new_case(self.language, &case, merged.taken.len()));
                }
                Became::Changed(merged) => {
                    count.declined += merged.declined;
                    if !merged.taken.is_empty() {
                        count.changed += 1;
                        self.changes(visible(&merged.case).into_owned(), merged);
                    }
                }
                Became::There => count.there += 1,
                Became::Held { case, others } => {
                    count.skipped += 1;
                    if *others > 0 {
                        self.note(&words::held(self.language, &visible(case), *others));
                    }
                }
                Became::Nothing => count.skipped += usize::from(report.has_errors()),
            }
        }
        if let Some(schema) = &read.schema {
            self.file_written(schema);
        }
        // What is wrong with the workbook as a whole is told already.
        if self.errors == 0 || count != RowCount::default() {
            self.note(&words::sheet_read(self.language, &count, is_dry));
        }
    }

    /// A line, and what each answer is changed from and to.
    fn changes(&self, mut text: String, merged: &Merged) {
        for taken in &merged.taken {
            let width = self.width.saturating_sub(4) / 2;
            let (from, to) = beside(&taken.from, &taken.to, width);
            text += &format!("\n  {}\n    {from} → {to}", visible(&taken.question.label));
        }
        self.note(&text);
    }

    /// The files of a folder, with what became of each.
    pub(super) fn inbox(&self, rows: &[Arrived]) {
        let words = CliWords::of(self.language);
        let mut lines: Vec<Vec<String>> = vec![words.inbox.map(str::to_owned).to_vec()];
        lines.extend(rows.iter().map(|row| {
            let numbers = [row.taken, row.conflicts, row.left].map(|number| number.to_string());
            let case = row.case.as_deref().map_or("–".into(), |case| visible(case).into_owned());
            let [taken, conflicts, left] = numbers;
            vec![visible(&row.file).into_owned(), case, taken, conflicts, left]
        }));
        self.note(&in_columns(&lines, 2));
    }

    /// Tells what became of each place of a Word form.
    pub(super) fn places(&self, form: &Blankett) {
        let places = form.places();
        if places.is_empty() {
            return;
        }
        self.note(&visible(&format!("{}/{}", form.form.id, form.form.version)));
        let words = CliWords::of(self.language);
        let mut lines: Vec<Vec<String>> = vec![words.places.map(str::to_owned).to_vec()];
        lines.extend(places.iter().map(|place| {
            let (key, asks) = match &place.verdict {
                Verdict::Asked(field, _) => {
                    let field = &form.form.fields[*field];
                    (field.key.as_str(), &field.label)
                }
                _ => ("–", &place.words),
            };
            let verdict = place.verdict.said(self.language);
            [&place.address, key, &verdict, asks].map(|cell| visible(cell).into_owned()).to_vec()
        }));
        // Where there is little room the key goes first: the words are what a place is known by.
        let width = self.width();
        if (0..3).map(of_column(&lines)).sum::<usize>() + ROOM > width {
            for line in &mut lines {
                line.remove(1);
            }
        }
        let columns = lines[0].len();
        let used: usize = (0..columns - 1).map(of_column(&lines)).sum();
        let room = width.saturating_sub(used).max(ROOM);
        for line in &mut lines {
            let words = &mut line[columns - 1];
            if words.chars().count() > room {
                let head: String = words.chars().take(room - 1).collect();
                *words = format!("{}…", head.trim_end());
            }
        }
        self.note(&in_columns(&lines, columns));
    }

    /// Tells, part by part, what was changed in the authority's own Word file.
    pub(super) fn proof(&mut self, path: &Path, filled: &FilledFile) {
        let words = CliWords::of(self.language);
        let mut text = format!("{}\n", shown(path));
        let mut same = filled.parts;
        for (part, edits) in &filled.edits {
            same -= 1;
            text += &format!("  {part}  {}\n", words.changed);
            for edit in edits {
                let (gone, new) = (edit.range.len(), edit.text.len());
                text += &format!("    {}  {}: {gone} → {new}\n", edit.range.start, edit.name);
            }
        }
        for part in &filled.added {
            text += &format!("  {part}  {}\n", words.added);
        }
        text += &format!("  {}\n", words::same_parts(self.language, same));
        self.text(&text);
    }

    /// A batch of so many cases begins.
    pub(super) fn begin(&mut self, cases: usize) {
        let is_seen = !self.quiet && io::stderr().is_terminal();
        self.progress = Some(Progress::begin(cases, is_seen, self.width));
    }

    /// One more case is done.
    pub(super) fn advance(&self) {
        if let Some(progress) = &self.progress {
            progress.advance();
        }
    }

    /// Forgets what was told: what is still wrong is told again.
    pub(super) fn begin_anew(&mut self) {
        self.code = 0;
        self.shown = (0, 0);
        self.errors = 0;
        self.warnings = 0;
        self.drafts = 0;
        self.hidden.clear();
        self.told.clear();
        self.log.clear();
    }

    /// Tells that the program waits for files to be saved.
    pub(super) fn watching(&self) {
        self.note(words::watching(self.language));
    }

    /// Tells programs what became of a case.
    pub(super) fn case_built(
        &mut self,
        case: &str,
        is_failed: bool,
        is_public: bool,
        built: &BuiltCase,
    ) {
        if self.format == MessageFormat::Json && !self.quiet {
            self.json(&json::case(case, is_failed, is_public, built));
        }
    }

    /// Tells what was removed.
    pub(super) fn removed(&self, folder: &Path, names: &[String]) {
        if self.verbose {
            for name in names {
                self.to_stderr(&format!("- {}\n", shown(&folder.join(name))));
            }
        }
        if !self.quiet && !names.is_empty() {
            self.to_stderr(&format!("{}\n", words::removed(self.language, names.len())));
        }
    }

    /// Tells what was done to public copies: how much was replaced, and what was let through.
    pub(super) fn published(&self, published: &Published) {
        let Published { cases, replaced, let_through } = published;
        let let_through: Vec<_> = let_through.iter().map(|text| visible(text)).collect();
        self.note(&words::published(self.language, *replaced, *cases, &let_through.join(", ")));
    }

    /// Tells how many cases of a register need something.
    pub(super) fn followed_up(&mut self, rows: &[Row]) {
        if let Some(progress) = self.progress.take() {
            progress.end();
        }
        if rows.iter().any(Row::is_urgent) {
            self.code = self.code.max(1);
        }
        if !rows.is_empty() {
            self.note(&followed_up(self.language, rows));
        }
    }

    /// Tells what became of a batch.
    pub(super) fn summary(&mut self, summary: &Summary) {
        let Summary { cases, failed, files, unchanged, not_begun, folder, packages } = summary;
        let seconds = self.progress.take().map(|progress| progress.end());
        if *not_begun > 0 {
            self.code = STOPPED;
            self.to_stderr(&format!("{}\n", words::not_begun(self.language, *not_begun)));
        }
        // Without cases there was a problem, which says more.
        if self.quiet || *cases == 0 {
            return;
        }
        let line =
            words::summary(self.language, *cases - not_begun, *failed, self.errors, self.warnings);
        let line = if self.drafts > 0 { line + words::more_of_drafts(self.language) } else { line };
        let line = match (packages, folder, seconds) {
            (Some(packages), ..) => line + &words::packages(self.language, packages),
            (None, Some(folder), Some(seconds)) => {
                let files = words::files_written(self.language, *files, *unchanged, folder);
                line + &files + &words::seconds(self.language, seconds)
            }
            _ => line,
        };
        let hidden: usize = self.hidden.values().sum();
        if hidden > 0 {
            let codes = self.hidden.iter().map(|(code, count)| format!("{count} {code}"));
            let codes = codes.collect::<Vec<_>>().join(", ");
            self.to_stderr(&format!("{}\n", words::more_problems(self.language, hidden, &codes)));
        }
        self.to_stderr(&format!("{line}\n"));
    }

    /// Tells what became of a batch that was not built, in these words.
    pub(super) fn summed_up(&mut self, summary: &Summary, line: &str) {
        self.ended(summary);
        if summary.cases > 0 {
            self.note(line);
        }
    }

    /// Tells how much was put right where no case was looked at.
    pub(super) fn fixed(&self, line: &str) {
        self.note(line);
    }

    /// Ends a batch of which nothing is to be told but that it was stopped.
    pub(super) fn ended(&mut self, summary: &Summary) {
        if let Some(progress) = self.progress.take() {
            progress.end();
        }
        if summary.not_begun > 0 {
            self.code = STOPPED;
            self.to_stderr(&format!("{}\n", words::not_begun(self.language, summary.not_begun)));
        }
    }

    /// Writes a line for people to standard output, unless nothing but errors is wanted.
    pub(super) fn line(&mut self, line: &str) {
        if !self.quiet {
            self.text(&format!("{line}\n"));
        }
    }

    /// Whether an error was told.
    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Something is to be done: the exit code says so.
    pub(super) fn is_lacking(&mut self) {
        self.code = self.code.max(1);
    }

    /// Writes text with the codes of terminals to standard output, without them where there is none. Whoever made it has
    /// seen to it that no value has any.
    pub(super) fn styled(&mut self, text: &str) {
        let choice = match self.color {
            anstream::ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            choice => choice,
        };
        let text = match choice {
            anstream::ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
            _ => text.to_owned(),
        };
        self.data(text.as_bytes());
    }

    /// Writes text for people to standard output, whatever names and values stand in it.
    pub(super) fn text(&mut self, text: &str) {
        let text = visible_lines(text);
        let text = self.without_commands(&text).into_owned();
        self.data(text.as_bytes());
    }

    /// A text in which no line is a command to GitHub, which reads all that a step prints.
    fn without_commands<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
        if self.format != MessageFormat::Github || !text.lines().any(is_command) {
            return text.into();
        }
        let lines = text.split_inclusive('\n').map(|line| {
            if is_command(line) {
                line.replacen("::", "\\u{3A}:", 1).replace("##[", "#\\u{23}[")
            } else {
                line.to_owned()
            }
        });
        lines.collect::<String>().into()
    }

    /// Writes JSON, in which no character stands that a terminal obeys.
    fn json(&mut self, json: &str) {
        self.for_programs(&with_codes(json));
    }

    /// Writes what programs read of problems.
    fn for_programs(&mut self, text: &str) {
        if self.is_data_alone {
            self.raw_to_stderr(text);
        } else {
            self.data(text.as_bytes());
        }
    }

    /// Writes a workbook to standard output.
    ///
    /// # Errors
    ///
    /// Not to a terminal, which is a problem that is reported.
    pub(super) fn workbook(&mut self, bytes: &[u8]) {
        if io::stdout().is_terminal() {
            let mut report = Report::new();
            report.error_nowhere(ToTerminal);
            self.report(&report);
            return;
        }
        self.data(bytes);
    }

    /// Writes data to standard output.
    pub(super) fn data(&mut self, bytes: &[u8]) {
        let mut out = io::stdout().lock();
        let mut write = || out.write_all(bytes).and_then(|()| out.flush());
        let written = match &self.progress {
            Some(progress) => progress.aside(write),
            None => write(),
        };
        drop(out);
        // Whoever closes the pipe has seen enough.
        if let Err(error) = written
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            let mut report = Report::new();
            let (cause, words) = (error.kind(), error.to_string());
            report.error_nowhere(CannotWrite { path: "-".into(), cause, words });
            let format = std::mem::replace(&mut self.format, MessageFormat::Human); // to stderr
            self.report(&report);
            self.format = format;
        }
    }

    /// Tells that the editor runs.
    pub(super) fn editing(&self) {
        self.note(words::editing(self.language));
    }

    /// Tells which project is meant, where that begins above the folder that one stands in.
    pub(super) fn project_above(&self, folder: &Path) {
        self.note(&words::project(self.language, &shown(folder)));
    }

    /// Tells that there is no command of a name.
    pub(super) fn no_command(&mut self, name: &str) {
        usage(&words::no_command(self.language, name));
        self.code = 2;
    }

    /// A line beside the problems, unless nothing but those is wanted.
    fn note(&self, line: &str) {
        if !self.quiet {
            self.to_stderr(&format!("{line}\n"));
        }
    }

    fn to_stderr(&self, text: &str) {
        self.raw_to_stderr(&self.without_commands(text));
    }

    fn raw_to_stderr(&self, text: &str) {
        // There is nowhere left to tell that standard error is gone.
        let write = || AutoStream::new(io::stderr(), self.color).write_all(text.as_bytes());
        let _ = match &self.progress {
            Some(progress) => progress.aside(write),
            None => write(),
        };
    }

    /// Tells what is told at the end, and how bad it was: 0 all is well, 1 the files have problems, 2 it
    /// could not run.
    pub(super) fn finish(&mut self) -> ExitCode {
        if self.format == MessageFormat::Sarif {
            self.json(&self.log.to_json(self.language));
        }
        ExitCode::from(self.code)
    }
}

/// A path as it may go to a terminal.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Two answers on a line each of so many columns, from a little before where they begin to differ; a dash
/// where there is none.
fn beside(from: &[String], to: &[String], width: usize) -> (String, String) {
    /// How many characters are shown before that.
    const BEFORE: usize = 12;
    let one_line = |lines: &[String]| -> Vec<char> {
        let words: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
        visible(&words.join(" ")).chars().collect()
    };
    let (from, to) = (one_line(from), one_line(to));
    let alike = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let start = alike.saturating_sub(BEFORE);
    let cut = |text: &[char]| {
        let is_long = text.len() > width && start > 0;
        let rest = if is_long { &text[start..] } else { text };
        let mut shown = if is_long { "…".to_owned() } else { String::new() };
        shown.extend(rest.iter().take(width.saturating_sub(2)));
        if rest.len() > width.saturating_sub(2) {
            shown.push('…');
        }
        if shown.is_empty() { "–".to_owned() } else { shown }
    };
    (cut(&from), cut(&to))
}

/// The room that the words of a place have at least.
const ROOM: usize = 20;

/// The room that a column takes, with what parts it from the next.
fn of_column(lines: &[Vec<String>]) -> impl Fn(usize) -> usize {
    |column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default() + 2
}

/// Lines of cells below one another, the first so many on the left of their column.
fn in_columns(lines: &[Vec<String>], at_left: usize) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| {
        lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let row = |line: &Vec<String>| {
        let cells = line.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            if at < at_left { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// The day of a number of seconds since 1970, if it is one.
fn day_of_epoch(seconds: &str) -> Option<Date> {
    seconds.parse().ok().and_then(Date::of_moment)
}

/// Whether somebody sits at the terminal who can be asked.
pub(super) fn is_conversation() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// All of standard input.
pub(super) fn input(report: &mut Report) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match io::stdin().lock().take(LARGEST_INPUT + 1).read_to_end(&mut bytes) {
        Ok(size) if size as u64 <= LARGEST_INPUT => return Some(bytes),
        Ok(size) => {
            let (path, size) = ("-".to_owned(), size as u64);
            report.error_nowhere(FileTooLarge { path, size, most: LARGEST_INPUT });
        }
        Err(error) => {
            let (cause, words) = (error.kind(), error.to_string());
            report.error_nowhere(CannotRead { path: "-".into(), cause, words });
        }
    }
    None
}

/// Prints the help that was asked for.
pub(super) fn help(text: &str) {
    // Whoever closes the pipe has seen enough.
    let _ = AutoStream::auto(io::stdout()).write_all(text.as_bytes());
}

/// Asks a question on the line that is answered.
pub(super) fn prompt(question: &str) {
    usage(question);
}

/// Prints why the arguments are none.
pub(super) fn usage(text: &str) {
    let _ = AutoStream::auto(io::stderr()).write_all(text.as_bytes());
}
