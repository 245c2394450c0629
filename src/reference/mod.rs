//! What people may write in the files of forms and projects: every key and name, with what it means.
//!
//! Whoever reads those files takes the names that they know from here, so that the reference in
//! `docs/src`, which is made of it, cannot say anything else than the program does.

mod swedish;

use crate::diagnostic::Language;
use swedish::SWEDISH;

/// A part of a file: what it is called here, its heading, and its names with their meanings.
type Section = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const SECTIONS: [Section; 33] = [
    (
        "form",
        "`form.toml`",
        &[
            ("title", "The title as printed."),
            ("language", "The language of the form, as a BCP 47 tag: `sv-SE`."),
            (
                "protect",
                "When Word protects the form for filling in, so that a click ticks a box and Tab goes from field to field: `blank` (only while nothing is answered), `until-decided` (until the case is decided; answers of several paragraphs stay free to edit), `always` or `never`.",
            ),
            ("unanswered", "What stands for an answer that is not there, where no field shows it."),
            (
                "public",
                "What public copies may show though it stands in a personal answer: `[\"oppnadata@example.se\"]`.",
            ),
            ("public_notice", "What a public copy says of itself on its first page."),
            ("added_bookmarks", "The bookmarks that the official form does not have."),
            (
                "passed_over",
                "The addresses of what looks like a place in `original.docx` and is not to be filled in.",
            ),
            ("field", "`[[field]]`: a question."),
            (
                "case",
                "`[[case.field]]`: something kept about a case; as a question, without a place in Word.",
            ),
            ("status", "`[status]`: how far a case can come."),
            ("register", "`[register]`: what `blankett status` shows of each case."),
            ("archive", "`[archive]`: what an archive is told of each case."),
            ("rule", "`[[rule]]`: what answers require of one another."),
            (
                "means",
                "What its cases are in a catalogue of open data (`blankett catalog`): `\"dcat:Dataset\"`.",
            ),
            (
                "allow",
                "`[allow]`: codes of warnings that may stay in each of its cases, each with the reason; in a case, of that one.",
            ),
        ],
    ),
    (
        "form.kinds",
        "Kinds of questions",
        &[
            ("line", "One line."),
            ("text", "Paragraphs, lists and tables."),
            ("date", "A date: `2026-03-03`."),
            ("number", "A decimal number: `1250.50`."),
            ("yes_no", "`true` or `false`; two tick boxes in Word."),
            ("choice", "One of the `options`; a drop-down list in Word."),
            ("choices", "Some of the `options`; a tick box each in Word."),
            ("record", "Named parts: `{ name = \"…\" }`."),
            ("list", "A list of lines, or of records."),
            ("table", "A list of records, printed as a table."),
        ],
    ),
    (
        "form.field",
        "`[[field]]` and `[[case.field]]`",
        &[
            ("key", "The name in cases and templates: a–z, 0–9 and `_`."),
            ("label", "The question as printed."),
            ("help", "Advice on how to answer (255 characters); help text in Word."),
            ("kind", "What kind of answer it takes."),
            ("options", "The words of a `choice` or `choices`."),
            ("parts", "The parts of a `record` or of the records of a `list`."),
            ("columns", "The columns of a `table`."),
            ("print", "How a record is printed and read back: `\"{name}, {role}\"`."),
            ("decimals", "The most decimals of a `number`."),
            ("unit", "What is printed behind a `number`."),
            (
                "personal",
                "The answer belongs to a person: `true`, or the role that stands in public copies instead of the label.",
            ),
            ("renamed_from", "The key that it had in an earlier version of the form."),
            (
                "means",
                "What it is in a catalogue of open data: a property of DCAT-AP-SE (`dcterms:title`).",
            ),
        ],
    ),
    (
        "form.placed",
        "`[[field]]` alone",
        &[
            (
                "bookmark",
                "The name of the bookmark and form field in Word (20 characters), or a table of them: `{ yes = \"…\", no = \"…\" }`.",
            ),
            ("placeholder", "What stands in the field while it is unanswered."),
            ("default", "The answer of every case that gives none, as a case would give it."),
            (
                "emptied",
                "`true`: what stands in its place in `original.docx` is no part of the form, and is in no document.",
            ),
            ("unplaced", "`true`: the answer stands nowhere in the document."),
        ],
    ),
    (
        "form.part",
        "Parts and columns",
        &[
            ("key", "The name in cases and templates."),
            ("label", "The name as people read it; the heading of a column."),
            (
                "absent",
                "What is printed where the part is left out; without it, `–` between other parts and nothing behind them. Not of columns.",
            ),
            ("kind", "`line` (which it is without one), `date`, `number` or `choice`."),
            ("options", "The words of a `choice`."),
            ("decimals", "The most decimals of a `number`."),
            ("unit", "What is printed behind a `number`."),
            (
                "personal",
                "The value belongs to a person: `true`, or the role that stands in public copies.",
            ),
            ("renamed_from", "The key that it had in an earlier version of the form."),
            (
                "means",
                "What it is in a catalogue of open data: a property of DCAT-AP-SE (`dcterms:title`).",
            ),
        ],
    ),
    (
        "form.option",
        "Options that have another name now or a meaning, in `options`",
        &[
            ("name", "The option."),
            ("renamed_from", "What it was called in an earlier version of the form."),
            ("means", "What it is in a catalogue: a web address, or a media type (`text/csv`)."),
        ],
    ),
    (
        "form.rules",
        "Rules of questions, parts and columns",
        &[
            ("required", "`true`, or a table: it must be answered."),
            ("required_when", "A condition: it must be answered where that holds."),
            ("accepts", "Words that are an answer although they are not of the kind."),
            ("pattern", "A regular expression that must match somewhere in the answer."),
            ("not_pattern", "A regular expression that must match nowhere in it."),
            ("one_of", "The words that it may be."),
            ("min_length", "The fewest characters."),
            ("max_length", "The most characters."),
            ("min_items", "The fewest items or rows."),
            ("max_items", "The most items or rows."),
            ("min", "The least number."),
            ("max", "The greatest number."),
            ("earliest", "The first day."),
            ("latest", "The last day."),
            (
                "unique",
                "`true`: no two items are alike; of records, the part that tells them apart.",
            ),
        ],
    ),
    (
        "form.check",
        "A rule as a table",
        &[
            ("value", "What the rule alone would be."),
            ("severity", "`error`, or `warning`."),
            ("message", "The form's own words for it."),
        ],
    ),
    (
        "form.required",
        "`required` as a table",
        &[
            ("when", "A condition."),
            ("severity", "`error`, or `warning`; without it, the status of the case decides."),
            ("message", "The form's own words for it."),
        ],
    ),
    (
        "form.rule",
        "`[[rule]]`",
        &[
            ("when", "The condition under which it applies."),
            ("require", "The conditions that must hold then."),
            ("severity", "`error`, or `warning`."),
            ("message", "The form's own words for it."),
        ],
    ),
    (
        "form.comparisons",
        "Comparisons in conditions",
        &[
            ("present", "`true`: it is answered; `false`: it is not."),
            ("is", "It is this, or one of these; what stands without a table means the same."),
            ("not", "It is neither this nor one of these."),
            (
                "at_least",
                "It is so great, or so late, or more: a value, or the name of another answer.",
            ),
            ("at_most", "It is so great, or so late, or less."),
            ("after", "It is later, or greater."),
            ("before", "It is earlier, or less."),
            ("pattern", "A regular expression matches in it."),
        ],
    ),
    (
        "form.status",
        "`[status]`",
        &[
            (
                "field",
                "The key of the `[[case.field]]` that tells how far a case has come: a `choice` whose options stand in their order.",
            ),
            ("required_from", "The option from which on missing answers are errors, not warnings."),
            (
                "decided_from",
                "The option from which on a case is decided, so that it can be archived.",
            ),
            ("closed_from", "The option from which on nothing is left to be done."),
        ],
    ),
    (
        "form.archive",
        "`[archive]`",
        &[
            (
                "classification",
                "Its class in the authority's records, as an archive is told it: the name of a field, with `case.` before it if it is kept about the case.",
            ),
            ("decision_date", "The day that it was decided: the name of a `date`."),
            ("decided_by", "Who decided it: the name of a field."),
            ("secrecy", "What of it is secret, and why: the name of a field."),
        ],
    ),
    (
        "form.register",
        "`[register]`",
        &[
            (
                "number",
                "What the authority files a case under: the name of a `line`, with `case.` before it if it is kept about the case.",
            ),
            ("title", "What a case is about: the name of a `line`."),
            ("review", "When a case is to be looked through next: the name of a `date`."),
        ],
    ),
    (
        "deliveries",
        "`archive/deliveries.toml`",
        &[("delivery", "`[[delivery]]`: a package that was delivered to an archive.")],
    ),
    (
        "deliveries.delivery",
        "`[[delivery]]`",
        &[
            ("package", "What the package calls itself."),
            ("case", "The case, by its path in the package."),
            (
                "sha256",
                "The digest that holds it: of its METS.xml, of a bag's tag manifest, or of a zip.",
            ),
            ("content", "The digest of what its case says and what its form is."),
            ("pages", "The digest of its pages, where another program made them."),
            ("date", "The day that it was delivered."),
            ("agreement", "The agreement that it follows."),
            ("receipt", "What the archive answered."),
        ],
    ),
    (
        "template.names",
        "`document.md`: names",
        &[
            ("field", "`{{ field.KEY }}` is the place of an answer."),
            (
                "part",
                "`{{ part.KEY.NAME }}` is the place of a part; `.yes` and `.no` of tick boxes, `[\"option\"]` of an option.",
            ),
            (
                "answers",
                "`answers.KEY` is the value of an answer, null or `[]` while it is absent: to print, and for conditions.",
            ),
            ("case", "`case.KEY` is the value of something kept about the case."),
            ("form", "`form.id`, `form.version`, `form.title`."),
        ],
    ),
    (
        "template.tags",
        "`document.md`: tags",
        &[
            ("if", "What follows stands only where a condition holds."),
            ("elif", "Else, where another one holds."),
            ("else", "Else."),
            ("endif", "Ends `if`."),
            ("for", "What follows stands once for each item: `{% for row in answers.rows %}`."),
            ("endfor", "Ends `for`."),
            ("break", "Ends a loop early."),
            ("continue", "Goes on with the next item."),
            ("include", "Another file of the form stands here: `{% include \"part.md\" %}`."),
            ("raw", "What follows is no template."),
            ("endraw", "Ends `raw`."),
        ],
    ),
    (
        "template.functions",
        "`document.md`: functions",
        &[
            (
                "bookmark",
                "`bookmark(name=\"…\")` marks the heading or paragraph that it stands in.",
            ),
            (
                "reference",
                "`reference(name=\"…\")` is the number of a marked heading, as a link to it.",
            ),
            ("contents", "`contents()` is a list of the headings."),
            ("page_break", "`page_break()` begins a new page."),
            ("signature_line", "`signature_line()` is a line to sign on."),
            ("page", "`page()` is the number of the page, in headers and footers."),
            ("pages", "`pages()` is the number of pages, in headers and footers."),
        ],
    ),
    (
        "template.filters",
        "`document.md`: filters beside Tera's",
        &[
            ("date", "`answers.day | date` is a date in words."),
            ("number", "`answers.count | number` is a number as the language has it."),
        ],
    ),
    (
        "style",
        "`style.toml`",
        &[
            ("fonts", "The typefaces."),
            ("colors", "The colours, as `RRGGBB`."),
            ("margins", "The margins of the page, in millimetres."),
            (
                "header",
                "What stands at the top of each page: templates, and whose the document is.",
            ),
            ("footer", "What stands at the foot of each page: templates."),
            ("draft", "What a document says of itself until it is decided."),
            ("properties", "What the file says of itself: templates."),
        ],
    ),
    (
        "style.fonts",
        "`[fonts]`",
        &[
            ("text", "The typeface of running text."),
            ("headings", "That of the title and the headings."),
            ("size", "The size of running text, in points: 6 to 24."),
            (
                "files",
                "Typefaces beside `style.toml` (TrueType, OpenType), for PDF: what the program's own have no picture of is set in these.",
            ),
        ],
    ),
    (
        "style.colors",
        "`[colors]`",
        &[
            ("headings", "Of the title and the headings."),
            ("accent", "Of the bar beside answers and the rules of tables."),
            ("muted", "Of the header, the footer and unanswered fields."),
            ("links", "Of links."),
        ],
    ),
    (
        "style.margins",
        "`[margins]`",
        &[
            ("top", "Above the text: 5 to 80."),
            ("bottom", "Below the text."),
            ("left", "Left of the text."),
            ("right", "Right of the text."),
        ],
    ),
    (
        "style.header",
        "`[header]`",
        &[
            ("left", "What stands at the left margin."),
            ("right", "What stands at the right margin."),
            ("authority", "The authority's name, above that."),
            ("logo", "Its logo, before its name: a PNG or JPEG file beside `style.toml`."),
            ("logo_alt", "What the logo says, for whoever does not see it; needed with `logo`."),
            ("logo_height", "How high the logo is, in millimetres: 5 to 40, else 12."),
        ],
    ),
    (
        "style.footer",
        "`[footer]`",
        &[
            ("left", "What stands at the left margin."),
            ("right", "What stands at the right margin."),
        ],
    ),
    (
        "style.draft",
        "`[draft]`",
        &[(
            "mark",
            "What stands on each page until the status `decided_from` of the form, as `Utkast`.",
        )],
    ),
    (
        "style.properties",
        "`[properties]`",
        &[
            ("title", "The title of the document."),
            ("author", "Who made it."),
            ("subject", "What it is about."),
            ("keywords", "Words to find it by."),
            ("identifier", "What the authority files it under."),
            ("created", "The day that it was made: it must print a date, or nothing."),
        ],
    ),
    (
        "settings",
        "`blankett.toml`",
        &[
            ("organisation", "Whose the records are."),
            ("archive", "What else an archive must know."),
            ("catalog", "`[catalog]`: the catalogue of open data (`blankett catalog`)."),
            ("public", "What public copies may show, as `public` in `form.toml`, of all forms."),
        ],
    ),
    (
        "settings.organisation",
        "`[organisation]`",
        &[
            ("name", "The name of the authority."),
            ("identity", "Its organisation number."),
            ("contact", "`[organisation.contact]`: whom an archive can ask."),
        ],
    ),
    (
        "settings.contact",
        "`[organisation.contact]`",
        &[
            ("name", "The person, or better the function."),
            ("telephone", "Telephone."),
            ("email", "E-mail."),
        ],
    ),
    (
        "settings.catalog",
        "`[catalog]`",
        &[
            ("base", "The web address that the addresses of all in it begin with; it must stay."),
            ("title", "What the catalogue is called."),
            ("description", "What is in it."),
            ("publisher", "Who publishes it."),
            (
                "publisher_type",
                "What kind of publisher that is, as `dcterms:type`: `NationalAuthority`, `RegionalAuthority`, `LocalAuthority` …; without it, as a case says of a publisher of that name.",
            ),
            ("licence", "The licence of the catalogue itself: `CC0 1.0`, or a web address."),
            ("license", "The same, spelt otherwise."),
            ("homepage", "Its page for people."),
            ("language", "The language of its title and description [`sv`]."),
        ],
    ),
    (
        "settings.archive",
        "`[archive]`",
        &[
            ("agreement", "The submission agreement that deliveries follow."),
            (
                "commit",
                "`\"id\"`: packages name the commit that they are of; `\"proof\"`: they have it and its trees too, by which anybody sees that the case is of it. Trees name the files beside the case, so the default is `\"id\"`.",
            ),
        ],
    ),
];

/// The names that a part of a file knows.
///
/// # Panics
///
/// If there is no such part, which is a mistake in the program.
pub(crate) fn known(part: &str) -> Vec<&'static str> {
    let section = SECTIONS.iter().find(|(name, ..)| *name == part);
    let (_, _, names) = section.expect("every part of a file has its section");
    names.iter().map(|(name, _)| *name).collect()
}

/// The reference of all files in a language, as Markdown, below a heading of the first level.
pub fn markdown(language: Language) -> String {
    let mut text = String::new();
    let said = |english: &'static str| language.choose(english, swedish(english));
    for (_, heading, names) in SECTIONS {
        text += &format!("\n## {}\n\n| | |\n| --- | --- |\n", said(heading));
        for (name, meaning) in names {
            text += &format!("| `{name}` | {} |\n", said(meaning).replace('|', "\\|"));
        }
    }
    text
}

/// What is said in English, in Swedish; what is all code is the same.
fn swedish(english: &'static str) -> &'static str {
    SWEDISH.iter().find(|(known, _)| *known == english).map_or(english, |(_, swedish)| swedish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_said_in_swedish_and_nothing_else() {
        let of_section = |(_, heading, names): &(&str, &'static str, &[(&str, &'static str)])| {
            let mut said = vec![*heading];
            said.extend(names.iter().map(|(_, meaning)| *meaning));
            said
        };
        let all: Vec<&str> = SECTIONS.iter().flat_map(of_section).collect();
        // `form.toml` is that in any language.
        let is_code = |text: &str| text.split('`').step_by(2).all(|word| word.trim().is_empty());
        for english in &all {
            let is_said = SWEDISH.iter().any(|(known, _)| known == english);
            assert!(is_said || is_code(english), "{english}");
        }
        for (english, _) in SWEDISH {
            assert!(all.contains(english), "{english}");
        }
    }
}
