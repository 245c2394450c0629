//! The law of the round trip: case → Word → the same case, whatever was answered.

use blankett::answers::Answers;
use blankett::diagnostic::{Diagnostic, Report};
use proptest::prelude::*;

use crate::laws;
use crate::support::{
    answers_of, assert_comes_back, cases, form_in, metadata_answers, root, teknik,
};

#[test]
fn shipped_and_hostile_cases_come_back() {
    let form = teknik();
    for (name, toml) in cases() {
        let answers = answers_of(&form, &toml, &mut Report::new());
        assert_comes_back(&form, &answers.unwrap_or_else(|| panic!("{name}")));
    }
    let form = form_in(root(), "teknisk-metadata", "1");
    for answers in metadata_answers(&form) {
        assert_comes_back(&form, &answers);
    }
}

#[test]
fn an_empty_form_comes_back_empty() {
    for (id, version) in [("teknik", "2017"), ("teknisk-metadata", "1")] {
        let form = form_in(root(), id, version);
        assert_comes_back(&form, &Answers::blank(&form.form));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_up_cases_come_back(toml in laws::case()) {
        let form = teknik();
        if let Some(answers) = answers_of(&form, &toml, &mut Report::new()) {
            assert_comes_back(&form, &answers);
        }
    }
}

/// Word shows an empty field as blanks: an answer of nothing else could not be told from it.
#[test]
fn a_list_of_blanks_is_no_answer() {
    let form = teknik();
    for typed in ["- \\u2002", "- \\u2002\\n- \\u00A0", "1. \\u2002\\n\\n- \\u2003"] {
        let toml = format!("form = 'teknik'\nversion = '2017'\n[answers]\nformat = \"{typed}\"\n");
        let mut report = Report::new();
        let answers = answers_of(&form, &toml, &mut report).expect("a draft may lack answers");
        assert!(answers.is_unanswered(), "{typed}");
        let is_missing = |fault: &Diagnostic| {
            fault.problem.code() == "unanswered"
                && fault.question.as_ref().is_some_and(|question| question.key == "format")
        };
        assert!(report.diagnostics().iter().any(is_missing), "{typed}");
    }
}
