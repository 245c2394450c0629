//! What a problem is, in no room in particular.

use std::any::Any;
use std::fmt::Debug;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::Language;

/// Something that is wrong, with the values that its sentences need.
///
/// Each is declared with `declare_problems!` in the room that it is about, with everything that there is to
/// say of it: a sentence that is missing in one of the languages does not compile.
pub trait Problem: Any + Debug + Send + Sync {
    /// The stable code, which scripts may rely on, and what it means.
    fn explanation(&self) -> Explanation;

    /// The stable code: scripts may rely on it.
    fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// The phrase that says what is wrong, without a full stop, with literals in grave accents.
    fn message(&self, language: Language) -> String;

    /// What to do about it, where that can be said.
    fn help(&self, language: Language) -> Option<String>;

    /// The file or folder, where the problem is with that rather than in a text.
    fn path(&self) -> Option<&str> {
        None
    }

    /// What puts it right in a text, where it stands at `span`: only where that is beyond doubt.
    fn mend(&self, _text: &str, _span: Range<usize>) -> Option<Mend> {
        None
    }

    /// Whether the disk or the command line is at fault rather than what the user's files say.
    fn is_operational(&self) -> bool {
        false
    }
}

/// A change to a text that puts something right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mend {
    /// The bytes that it takes the place of.
    pub span: Range<usize>,
    /// What stands there then.
    pub text: String,
}

/// Any problem, of whichever room.
#[derive(Clone, Debug)]
pub struct AnyProblem(Arc<dyn Problem>);

impl AnyProblem {
    /// The problem as one of a kind, if it is of that.
    pub fn downcast<P: Problem>(&self) -> Option<&P> {
        let problem: &dyn Any = &*self.0;
        problem.downcast_ref()
    }
}

impl<P: Problem> From<P> for AnyProblem {
    fn from(problem: P) -> AnyProblem {
        AnyProblem(Arc::new(problem))
    }
}

impl Deref for AnyProblem {
    type Target = dyn Problem;

    fn deref(&self) -> &dyn Problem {
        &*self.0
    }
}

impl PartialEq for AnyProblem {
    /// Two problems are the same if the same is said of them.
    fn eq(&self, other: &AnyProblem) -> bool {
        let said = |problem: &AnyProblem| {
            (problem.message(Language::English), problem.help(Language::English))
        };
        self.code() == other.code() && said(self) == said(other)
    }
}

/// What a code means, why the program says it and how it is usually put right.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The code: `unknown-key`.
    pub code: &'static str,
    /// In English: a few sentences, with literals in grave accents.
    pub english: &'static str,
    /// In Swedish.
    pub swedish: &'static str,
}

impl Explanation {
    /// Its text in a language.
    pub fn text(&self, language: Language) -> &'static str {
        language.choose(self.english, self.swedish)
    }
}

/// Declares the problems of a room, and `EXPLANATIONS` of their codes.
///
/// ```text
/// /// What it is, for whoever reads the code.
/// Name("its-code") {
///     /// A value of it.
///     key: String,
/// } => {
///     en: "no `{key}` here",
///     sv: "ingen `{key}` här",
///     help: { en: "…", sv: "…" },     // optional
///     path: path,                      // optional: the value that is a path
///     operational: true,               // optional: not the fault of what the user's files say
///     mend: Name::mended,              // optional: see [`Problem::mend`]
///     meaning: { en: "…", sv: "…" },
/// }
/// ```
///
/// A sentence is a format string over the values, or a block that makes one of them; a block of help
/// may be `None`.
macro_rules! declare_problems {
    ($(
        $(#[$doc:meta])*
        $name:ident($code:literal) $({ $($(#[$about:meta])* $value:ident: $type:ty,)* })? => {
            en: $en:tt,
            sv: $sv:tt,
            $(help: { en: $help_en:tt, sv: $help_sv:tt, },)?
            $(path: $path:ident,)?
            $(operational: $operational:literal,)?
            $(mend: $mend:expr,)?
            meaning: { en: $meaning_en:literal, sv: $meaning_sv:literal, },
        }
    )*) => {
        $(
            declare_problems! { @struct $(#[$doc])* $name $({ $($(#[$about])* $value: $type,)* })? }

            impl $name {
                const EXPLANATION: $crate::diagnostic::Explanation =
                    $crate::diagnostic::Explanation {
                        code: $code,
                        english: $meaning_en,
                        swedish: $meaning_sv,
                    };
            }

            #[allow(unused_variables, reason = "a sentence need not name each value")]
            impl $crate::diagnostic::Problem for $name {
                fn explanation(&self) -> $crate::diagnostic::Explanation {
                    $name::EXPLANATION
                }

                fn message(&self, language: $crate::diagnostic::Language) -> String {
                    let $name { $($($value),*)? } = self;
                    match language {
                        $crate::diagnostic::Language::English => declare_problems!(@say $en),
                        $crate::diagnostic::Language::Swedish => declare_problems!(@say $sv),
                    }
                }

                fn help(&self, language: $crate::diagnostic::Language) -> Option<String> {
                    let $name { $($($value),*)? } = self;
                    $(return match language {
                        $crate::diagnostic::Language::English => declare_problems!(@help $help_en),
                        $crate::diagnostic::Language::Swedish => declare_problems!(@help $help_sv),
                    };)?
                    #[allow(unreachable_code, reason = "where there is help, it was returned")]
                    None
                }

                $(fn path(&self) -> Option<&str> {
                    Some(&self.$path)
                })?

                $(fn is_operational(&self) -> bool {
                    $operational
                })?

                $(fn mend(
                    &self,
                    text: &str,
                    span: std::ops::Range<usize>,
                ) -> Option<$crate::diagnostic::Mend> {
                    $mend(self, text, span)
                })?
            }
        )*

        /// What each code of this room means.
        pub(crate) static EXPLANATIONS: &[$crate::diagnostic::Explanation] = &[
            $($name::EXPLANATION,)*
        ];
    };
    (@struct $(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name;
    };
    (@struct $(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $value:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[$about])* pub $value: $type,)*
        }
    };
    (@say $text:literal) => { format!($text) };
    (@say $text:block) => { String::from($text) };
    (@help $text:literal) => { Some(format!($text)) };
    (@help $text:block) => { Option::<String>::from($text) };
}

pub(crate) use declare_problems;
