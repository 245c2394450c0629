//! What a package is made from beside the case and its form: stated in the package, and so enough to make
//! the same package again.

use crate::scalar::Date;
use crate::workspace::CommitObjects;
use crate::write::Profile;

use super::File;

/// What the provenance calls what a package is made from.
pub(super) mod named {
    pub(crate) const PROGRAM: &str = "program";
    pub(crate) const COMMIT_OF_PROGRAM: &str = "program-commit";
    pub(crate) const SOURCES_OF_PROGRAM: &str = "program-sources-sha256";
    pub(crate) const LOCK_OF_PROGRAM: &str = "program-lock-sha256";
    pub(crate) const FORM: &str = "form";
    pub(crate) const FORM_DIGEST: &str = "form-sha256";
    pub(crate) const CASE: &str = "case";
    pub(crate) const ANSWERS_DIGEST: &str = "answers-sha256";
    /// What the case says and what its form is.
    pub(crate) const CONTENT_DIGEST: &str = "content-sha256";
    pub(crate) const TYPEFACE: &str = "typeface";
    pub(crate) const FORCED: &str = "forced";
    pub(crate) const COMMIT: &str = "git-commit";
    pub(crate) const STATE: &str = "working-tree";
    pub(crate) const AUTHOR: &str = "git-author";
    pub(crate) const COMMITTER: &str = "git-committer";
    /// The case's path in the repository, where the package proves its commit.
    pub(crate) const PATH: &str = "git-path";
    pub(crate) const PDF: &str = "pdf";
    pub(crate) const PAGES: &str = "pages";
    pub(crate) const OWN: &str = "made by the program";
    pub(crate) const GIVEN: &str = "made by another program";
    pub(crate) const SIGNED: &str = "made by the program, and signed";
    pub(crate) const PAGES_DIGEST: &str = "pages-sha256";
    pub(crate) const PRODUCER: &str = "pages-producer";
    pub(crate) const UNREAD: &str = "pages-unread";
    pub(crate) const AFTER: &str = "pages-bytes-after";
    pub(crate) const REPLACES: &str = "replaces";
    pub(crate) const REPLACED_DIGEST: &str = "replaces-sha256";
    /// The characters that the pages show as codes.
    pub(crate) const CODES: &str = "shown-as-codes";
}

/// What a package is made from beside the case and its form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Inputs {
    /// The day that the package is dated: `YYYY-MM-DD`.
    pub day: String,
    /// The profile of the PDF.
    pub profile: Profile,
    /// Whose pages it has.
    pub pages: PagesOf,
    /// Whether the case is archived although it is not decided.
    pub is_forced: bool,
    /// The program that made it.
    pub program: Program,
    /// Which commit it is of.
    pub commit: CommitStated,
    /// What proves that commit, where it is there.
    pub objects: Option<CommitObjects>,
    /// The delivered package that it takes the place of.
    pub replaces: Option<Replaced>,
}

/// Whose pages a package has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PagesOf {
    /// Those that the program makes of the form's text. Where the form has a Word file of the authority's own, somebody
    /// said that they will do.
    Program,
    /// A PDF that another program made.
    Given {
        /// Why pages are taken that have no text to read.
        unread: Option<String>,
        /// Whether it begins with the very bytes that the program makes: somebody signed them.
        is_signed: bool,
    },
}

/// A program that makes packages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Program {
    /// Its version.
    pub version: String,
    /// The commit that it was built of, where whoever built it said so.
    pub commit: Option<String>,
    /// The digest of its sources, its forms and its lock file (SHA-256).
    pub sources: String,
    /// The digest of its lock file (SHA-256), which names all that it is built of.
    pub lock: String,
}

impl Program {
    /// This one.
    pub fn this() -> Program {
        Program {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: option_env!("BLANKETT_COMMIT").map(str::to_owned),
            sources: env!("BLANKETT_SOURCES").to_owned(),
            lock: env!("BLANKETT_LOCK").to_owned(),
        }
    }
}

/// What is said of the commit that a package is of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CommitStated {
    /// Its name, or why there is none.
    pub id: String,
    /// Whether the files are as in it.
    pub state: Option<String>,
    /// Who wrote what it holds, and who put it there: name and address.
    pub people: Option<(String, String)>,
}

impl CommitStated {
    /// Why there is none.
    pub(super) fn none(why: &str) -> CommitStated {
        CommitStated { id: why.to_owned(), state: None, people: None }
    }
}

/// A delivered package that another takes the place of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Replaced {
    /// What it is called.
    pub id: String,
    /// Its digest, as `deliveries.toml` has it.
    pub digest: String,
}

impl Replaced {
    /// What the package is called that takes the place of one: its own name, with the next version.
    pub(super) fn next(id: &str, replaced: &str) -> String {
        let version = Replaced::version(id, replaced).unwrap_or(1);
        format!("{id}{VERSION}{}", u64::from(version) + 1)
    }

    /// Which version of a package a name is of; `None` where it is another's.
    pub fn version(id: &str, name: &str) -> Option<u32> {
        match name.strip_prefix(id)? {
            "" => Some(1),
            version => {
                let digits = version.strip_prefix(VERSION)?;
                let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
                digits.parse().ok().filter(|_| is_number)
            }
        }
    }
}

/// What stands before the number of a version in the name of a package.
const VERSION: &str = "_v";

/// What PDF/A calls itself (part and level, ISO 19005, `pdfaid`), what that is called, and its key in PRONOM.
const PROFILES: [(&str, &str, &str); 8] = [
    ("1A", "PDF/A-1a", "fmt/95"),
    ("1B", "PDF/A-1b", "fmt/354"),
    ("2A", "PDF/A-2a", "fmt/476"),
    ("2B", "PDF/A-2b", "fmt/477"),
    ("2U", "PDF/A-2u", "fmt/478"),
    ("3A", "PDF/A-3a", "fmt/479"),
    ("3B", "PDF/A-3b", "fmt/480"),
    ("3U", "PDF/A-3u", "fmt/481"),
];

/// What a profile is called, and its key in PRONOM, by what a file calls itself.
pub(super) fn profile_of(claimed: &str) -> Option<(&'static str, &'static str)> {
    let found = PROFILES.iter().find(|(claim, ..)| claim.eq_ignore_ascii_case(claimed));
    found.map(|(_, name, key)| (*name, *key))
}

/// What a profile of ours is called, and its key in PRONOM.
pub(super) fn profile(profile: Profile) -> (&'static str, &'static str) {
    let claim = match profile {
        Profile::A1a => "1A",
        Profile::A2a => "2A",
        Profile::A3a => "3A",
    };
    profile_of(claim).expect("the table has every profile of ours")
}

/// The profiles that a PDF of ours follows, as the provenance says it.
pub(super) fn profiles(of: Profile) -> String {
    match of {
        Profile::A1a => profile(of).0.to_owned(),
        Profile::A2a | Profile::A3a => format!("{}, PDF/UA-1", profile(of).0),
    }
}

/// What is said of files that are as in their commit.
pub(super) const CLEAN: &str = "clean";
/// Why there is no commit.
pub(super) const NOT_IN_GIT: &str = "none: the case is not in git";
pub(super) const NO_GIT: &str = "unknown: there was no git to ask";

/// What provenance says under a name.
pub(super) fn said<'a>(provenance: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let entry = provenance.iter().find(|(other, _)| other == name);
    entry.map(|(_, value)| value.as_str())
}

/// Where the objects of git stand in a package.
pub(super) const OBJECTS: &str = "metadata/preservation/git/";

/// The objects of git as files of a package: a commit and its trees, as git hashes them.
pub(super) fn files_of(objects: &CommitObjects) -> Vec<File> {
    let commit = (format!("{OBJECTS}commit"), objects.commit.clone());
    let trees = objects.trees.iter().enumerate();
    let trees = trees.map(|(nth, tree)| (format!("{OBJECTS}tree-{}", nth + 1), tree.clone()));
    std::iter::once(commit).chain(trees).collect()
}

/// The objects of git that a package has, if it has any.
pub(super) fn objects_in(files: &[File], path: Option<&str>) -> Option<CommitObjects> {
    let named = |name: String| {
        let file = files.iter().find(|(path, _)| *path == name);
        file.map(|(_, bytes)| bytes.clone())
    };
    let commit = named(format!("{OBJECTS}commit"))?;
    let trees = (1..).map_while(|nth| named(format!("{OBJECTS}tree-{nth}"))).collect();
    Some(CommitObjects { path: path.unwrap_or_default().to_owned(), commit, trees })
}

impl Inputs {
    /// What a package states: the day of the event that made it, and its details. `None` where it does
    /// not state all that another program of this kind needs.
    pub(super) fn stated(day: &str, details: &[(String, String)]) -> Option<Inputs> {
        let value = |name: &str| said(details, name).map(str::to_owned);
        let pdf = value(named::PDF)?;
        let all = [Profile::A1a, Profile::A2a, Profile::A3a];
        let pages = match value(named::PAGES)?.as_str() {
            named::OWN => PagesOf::Program,
            kind => {
                let unread = value(named::UNREAD);
                PagesOf::Given { unread, is_signed: kind == named::SIGNED }
            }
        };
        let profile = all.into_iter().find(|profile| profiles(*profile) == pdf);
        let program = value(named::PROGRAM)?;
        let id = value(named::REPLACES);
        Some(Inputs {
            day: Date::parse(day).map(|_| day.to_owned())?,
            profile: profile.or((pages != PagesOf::Program).then_some(Profile::A2a))?,
            pages,
            is_forced: value(named::FORCED).is_some(),
            program: Program {
                version: program.strip_prefix("blankett ")?.to_owned(),
                commit: value(named::COMMIT_OF_PROGRAM),
                sources: value(named::SOURCES_OF_PROGRAM)?,
                lock: value(named::LOCK_OF_PROGRAM)?,
            },
            commit: CommitStated {
                id: value(named::COMMIT)?,
                state: value(named::STATE),
                people: value(named::AUTHOR).zip(value(named::COMMITTER)),
            },
            objects: None,
            replaces: id
                .zip(value(named::REPLACED_DIGEST))
                .map(|(id, digest)| Replaced { id, digest }),
        })
    }

    /// What of it nobody can prove from the package alone.
    pub fn unproved(&self) -> Vec<Stated> {
        let mut stated = vec![Stated::Day(self.day.clone())];
        let is_none = [NOT_IN_GIT, NO_GIT].contains(&self.commit.id.as_str());
        let id = Some(self.commit.id.clone()).filter(|_| !is_none);
        stated.push(match (id, &self.objects) {
            (Some(id), Some(_)) => Stated::CommitOfForm(id),
            (id, _) => Stated::Commit(id),
        });
        if let PagesOf::Given { unread, is_signed } = &self.pages {
            stated.push(Stated::Pages { is_signed: *is_signed, unread: unread.clone() });
        }
        stated.extend(self.replaces.as_ref().map(|replaced| Stated::Replaces(replaced.id.clone())));
        if self.program.sources != Program::this().sources {
            stated.push(Stated::Program(format!("blankett {}", self.program.version)));
        }
        stated
    }
}

/// Something that a package says and that nothing in it proves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Stated {
    /// The day that it was made.
    Day(String),
    /// The commit that its files are of, or that they are of none.
    Commit(Option<String>),
    /// That its form, its shared files and its settings are of the commit that its case is of.
    CommitOfForm(String),
    /// The program that made it, which is not this one.
    Program(String),
    /// What somebody else's pages say beside the words of the answers, or all of it where they have no text.
    Pages {
        /// Whether they begin with the program's own.
        is_signed: bool,
        /// Why pages without text were taken.
        unread: Option<String>,
    },
    /// What a bag says of itself.
    Bag,
    /// The package that it takes the place of.
    Replaces(String),
    /// Whose it is.
    Organisation(String),
}
