//! The help, the manual pages and the errors of the command line in Swedish. clap writes English, so what it writes is
//! put into Swedish here, from `help.sv.toml`: only when somebody is to read it.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::ffi::OsString;
use std::fmt::Write;

use blankett::diagnostic::{Report, Source};
use blankett::table::{self, Data};
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use super::args::{english, paragraphs};

const TEMPLATE: &str = "{about-with-newline}\nAnvändning: {usage}\n\n{all-args}{after-help}";
const ARGUMENTS: &str = "Argument";
const OPTIONS: &str = "Flaggor";
/// See [`super::args::EVERYWHERE`].
const EVERYWHERE: &str = "Flaggor för alla kommandon";

/// The texts by their keys.
struct Texts(BTreeMap<String, String>);

impl Texts {
    fn read() -> Texts {
        let source = Source::new("help.sv.toml", include_str!("help.sv.toml"));
        let table = table::parse(&source, &mut Report::new());
        let texts = table.entries().iter().filter_map(|entry| match &entry.value.data {
            Data::Text(text) => Some((entry.key.clone(), text.trim().to_owned())),
            _ => None,
        });
        Texts(texts.collect())
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }
}

/// The program's commands with all that is said of them in Swedish.
pub(super) fn command() -> Command {
    let texts = Texts::read();
    let command = translated(english(), "", &texts);
    let mut whole = command.clone();
    whole.build();
    with_usage(command, &whole)
}

fn translated(mut command: Command, path: &str, texts: &Texts) -> Command {
    if let Some(about) = texts.get(path) {
        command = command.about(about.clone()).long_about(about);
    }
    if let Some(after) = texts.get(&format!("{path}/after")) {
        command = command.after_help(paragraphs(&after));
    }
    command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Kommandon")
        .subcommand_value_name("KOMMANDO")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true);
    let is_program = path.is_empty();
    let names: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for (nth, name) in names.iter().enumerate() {
        let key = format!("{path}/{name}");
        command = command.mut_arg(name, |arg| argument(arg, &key, texts).display_order(nth));
    }
    let flag = |name: &'static str, letter, action| {
        let help = texts.get(&format!("/{name}")).unwrap_or_default();
        let flag = Arg::new(name).short(letter).long(name).action(action);
        flag.help(help).help_heading(EVERYWHERE)
    };
    command = command.arg(flag("help", 'h', ArgAction::Help)).arg(flag(
        "version",
        'V',
        ArgAction::Version,
    ));
    let inner: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in &inner {
        let below = if is_program { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |inner| translated(inner, &below, texts));
    }
    if !inner.is_empty() {
        let about = texts.get("help").unwrap_or_default();
        command = command.subcommand(Command::new("help").about(about));
    }
    command
}

fn argument(arg: Arg, key: &str, texts: &Texts) -> Arg {
    let heading = match arg.is_positional() {
        true => ARGUMENTS,
        false if arg.is_global_set() => EVERYWHERE,
        false => OPTIONS,
    };
    let mut help = texts.get(key).unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes_value && !defaults.is_empty() && !arg.is_hide_default_value_set() {
        let _ = write!(help, " [förval: {}]", defaults.join(","));
    }
    if let Some(variable) = arg.get_env() {
        let _ = write!(help, " [miljövariabel: {}]", variable.to_string_lossy());
    }
    let values = if takes_value { arg.get_possible_values() } else { Vec::new() };
    let mut long = help.clone();
    let mut translated = Vec::new();
    for value in &values {
        let name = value.get_name().to_owned();
        let about = texts.get(&format!("{key}/{name}"));
        let said = about.as_ref().map(|about| format!(": {about}")).unwrap_or_default();
        long += if translated.is_empty() { "\n\nMöjliga värden:" } else { "" };
        let _ = write!(long, "\n- {name}{said}");
        let aliases = value.get_name_and_aliases().skip(1).map(str::to_owned);
        let value = PossibleValue::new(name).aliases(aliases);
        translated.push(match about {
            Some(about) => value.help(about),
            None => value,
        });
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let _ = write!(help, " [möjliga värden: {}]", names.join(", "));
    }
    let named = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string);
    let mut named: Vec<String> = named.collect();
    if named.is_empty() && takes_value {
        named.push(arg.get_id().as_str().to_uppercase());
    }
    let named = named
        .into_iter()
        .map(|name| texts.get(&format!("<{name}>")).unwrap_or(name))
        .collect::<Vec<_>>();
    let mut arg = arg.help(help).long_help(long).help_heading(heading);
    if !takes_value {
        return arg;
    }
    if !translated.is_empty() {
        arg = arg.value_parser(PossibleValuesParser::new(translated));
    }
    arg.value_names(named).hide_default_value(true).hide_possible_values(true).hide_env(true)
}

/// The commands with usage lines, which clap writes for the whole only.
fn with_usage(command: Command, whole: &Command) -> Command {
    let usage = whole.clone().render_usage().to_string();
    let usage = usage.replace("Usage: ", "").replace("[OPTIONS]", "[FLAGGOR]");
    let usage = usage.trim().replace("\n       ", "\n            ");
    let names: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = command.override_usage(usage);
    for name in names {
        let Some(inner) = whole.find_subcommand(&name) else { continue };
        command = command.mut_subcommand(&name, |command| with_usage(command, inner));
    }
    command
}

/// What the program says of arguments that it cannot follow, or the help that was asked for: the text, and whether it
/// is an answer rather than a fault.
pub(super) fn said(arguments: &[OsString]) -> Option<(String, bool)> {
    let mut arguments = arguments.to_vec();
    // `help build` is `build --help`.
    if let Some(at) = arguments.iter().position(|argument| argument == "help") {
        arguments.remove(at);
        arguments.push("--help".into());
    }
    let texts = Texts::read();
    let error = command().try_get_matches_from(arguments).err()?;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            Some((error.render().ansi().to_string(), true))
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Some((error.render().ansi().to_string(), false))
        }
        _ => Some((fault(&error, &texts), false)),
    }
}

fn fault(error: &Error, texts: &Texts) -> String {
    let get = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("`, `"),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (argument, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    let words = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("flaggan `{argument}` finns inte")
        }
        ErrorKind::UnknownArgument => format!("`{argument}` är ett argument för mycket"),
        ErrorKind::InvalidSubcommand => {
            format!("kommandot `{}` finns inte", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` behöver ett värde"),
        ErrorKind::InvalidValue => format!("`{value}` går inte som värde för `{argument}`"),
        ErrorKind::ValueValidation => {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            let cause = match cause.strip_prefix("the kinds are ") {
                Some(kinds) => format!("slagen är {kinds}"),
                None => texts.get(&format!("!{cause}")).unwrap_or(cause),
            };
            format!("`{value}` går inte som värde för `{argument}`: {cause}")
        }
        ErrorKind::MissingRequiredArgument => format!("det här saknas: `{argument}`"),
        ErrorKind::ArgumentConflict if get(ContextKind::PriorArg) == argument => {
            format!("`{argument}` står två gånger")
        }
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` går inte tillsammans med `{}`", get(ContextKind::PriorArg))
        }
        ErrorKind::MissingSubcommand => "det saknas ett kommando".to_owned(),
        _ => format!("`{argument}` har fel antal värden"),
    };
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggested = suggested.map(get).into_iter().find(|text| !text.is_empty());
    let valid = get(ContextKind::ValidValue);
    let mut text = format!("fel: {words}\n");
    if let Some(suggested) = suggested {
        let _ = write!(text, "\n  tips: menade du `{suggested}`?\n");
    }
    if !valid.is_empty() {
        let _ = write!(text, "\n  möjliga värden: `{valid}`\n");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = plain(usage).replace("Usage: ", "").replace("[OPTIONS]", "[FLAGGOR]");
        let _ = write!(text, "\nAnvändning: {}\n", usage.trim());
    }
    text + "\n`--help` visar mer.\n"
}

fn plain(text: &StyledStr) -> String {
    text.to_string()
}

/// A manual page whose headings are in Swedish.
pub(super) fn page(page: &[u8]) -> Vec<u8> {
    const HEADINGS: [(&str, &str); 6] = [
        (".SH NAME\n", ".SH NAMN\n"),
        (".SH SYNOPSIS\n", ".SH SYNTAX\n"),
        (".SH DESCRIPTION\n", ".SH BESKRIVNING\n"),
        (".SH SUBCOMMANDS\n", ".SH KOMMANDON\n"),
        (".SH EXTRA\n", ".SH MER\n"),
        (".SH OPTIONS\n", ".SH FLAGGOR\n"),
    ];
    let text = String::from_utf8_lossy(page);
    let headings = HEADINGS.iter();
    headings.fold(text.into_owned(), |page, (en, sv)| page.replace(en, sv)).into_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(command: &Command, path: &str, keys: &mut BTreeSet<String>) {
        keys.insert(path.to_owned());
        if command.get_after_help().is_some() {
            keys.insert(format!("{path}/after"));
        }
        for arg in command.get_arguments() {
            let key = format!("{path}/{}", arg.get_id());
            let values = if arg.get_action().takes_values() {
                arg.get_possible_values()
            } else {
                Vec::new()
            };
            let explained = values.iter().filter(|value| value.get_help().is_some());
            keys.extend(explained.map(|value| format!("{key}/{}", value.get_name())));
            let names = arg.get_value_names().filter(|_| arg.get_action().takes_values());
            keys.extend(names.unwrap_or_default().iter().map(|name| format!("<{name}>")));
            keys.insert(key);
        }
        for inner in command.get_subcommands() {
            let name = inner.get_name();
            let below = if path.is_empty() { name.to_owned() } else { format!("{path} {name}") };
            self::keys(inner, &below, keys);
        }
    }

    #[test]
    fn everything_is_said_in_swedish_and_nothing_else() {
        let mut wanted = BTreeSet::new();
        keys(&english(), "", &mut wanted);
        wanted.extend(["help", "/help", "/version"].map(str::to_owned));
        let Texts(texts) = Texts::read();
        let known = texts.keys().filter(|key| !key.starts_with('!')).cloned();
        let known: BTreeSet<String> = known.collect();
        assert_eq!(wanted.difference(&known).collect::<Vec<_>>(), [""; 0], "not said");
        assert_eq!(known.difference(&wanted).collect::<Vec<_>>(), [""; 0], "of nothing");
        command().debug_assert();
    }
}
