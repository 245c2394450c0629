//! Regular expressions, as rules have them. The only user of `regex`, whose matching takes time
//! in proportion to the text, whatever the expression.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};

use crate::diagnostic::Report;
use crate::form::problems::InvalidExpression;
use crate::table::Value;

/// How large the program of an expression may grow, in bytes: `(a{1000}){1000}` is refused.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Expression {
    regex: Regex,
    /// Its alternatives without boundaries of words, and those with, where it has both. The library
    /// takes several times as long for the latter in a text that is not ASCII alone.
    alternatives: Option<(Regex, Regex)>,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in the English words of the library.
    pub fn parse(written: &str) -> Result<Expression, String> {
        match RegexBuilder::new(written).size_limit(SIZE_LIMIT).build() {
            Ok(regex) => Ok(Expression { regex, alternatives: alternatives(written) }),
            // Its last line says what; those before draw where.
            Err(error) => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default();
                Err(last.trim_start_matches("error: ").to_owned())
            }
        }
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    /// Whether a text has it anywhere, as JSON Schema's `pattern` means it.
    pub fn is_in(&self, text: &str) -> bool {
        match &self.alternatives {
            Some((quick, slow)) => quick.is_match(text) || slow.is_match(text),
            None => self.regex.is_match(text),
        }
    }
}

/// The alternatives of an expression, apart: those without boundaries of words, and those with.
fn alternatives(written: &str) -> Option<(Regex, Regex)> {
    let HirKind::Alternation(all) = regex_syntax::parse(written).ok()?.into_kind() else {
        return None;
    };
    let has_boundary = |one: &Hir| one.properties().look_set().contains_word();
    let (slow, quick): (Vec<Hir>, Vec<Hir>) = all.into_iter().partition(has_boundary);
    if slow.is_empty() || quick.is_empty() {
        return None;
    }
    let regex = |all: Vec<Hir>| {
        let written = Hir::alternation(all).to_string();
        RegexBuilder::new(&written).size_limit(SIZE_LIMIT).build().ok()
    };
    Some((regex(quick)?, regex(slow)?))
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.as_str() == other.as_str()
    }
}

/// Reads a regular expression.
pub(super) fn expression(value: &Value, report: &mut Report) -> Option<Expression> {
    let written = value.text(report)?;
    match Expression::parse(written) {
        Ok(expression) => Some(expression),
        Err(description) => {
            report.error(InvalidExpression { description }, value.place.clone());
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Expression;

    proptest! {
        /// Alternatives that are looked for apart find what the whole expression finds.
        #[test]
        fn alternatives_are_the_expression(text in "[nN]?[äÄ]r|[a-då ÄärRnN.]{0,12}|.{0,12}") {
            for written in [r"(?i)dag|år|\bnär\b", r"a|\Bb|^c$", r"(?i:A)|\b[^a]d\b|(b|c)å"] {
                let expression = Expression::parse(written).unwrap();
                prop_assert_eq!(expression.is_in(&text), expression.regex.is_match(&text));
            }
            prop_assert!(Expression::parse(r"dag|\bnär\b").unwrap().alternatives.is_some());
        }
    }
}
