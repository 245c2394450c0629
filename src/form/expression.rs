//! Regular expressions, as rules have them. The only user of `regex`, whose matching takes time
//! in proportion to the text, whatever the expression.

use regex::{Regex, RegexBuilder};

use crate::diagnostic::{Problem, Report};
use crate::table::Value;

/// How large the program of an expression may grow, in bytes: `(a{1000}){1000}` is refused.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Expression {
    regex: Regex,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in the English words of the library.
    pub fn parse(written: &str) -> Result<Expression, String> {
        match RegexBuilder::new(written).size_limit(SIZE_LIMIT).build() {
            Ok(regex) => Ok(Expression { regex }),
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
        self.regex.is_match(text)
    }
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
            report.error(Problem::InvalidExpression { description }, value.place.clone());
            None
        }
    }
}
