//! For programs: one JSON object a line for each case that was built.

use std::path::PathBuf;

use blankett::workspace::BuiltCase;
use serde::Serialize;

#[derive(Serialize)]
struct BuiltObject<'a> {
    case: &'a str,
    status: &'a str,
    written: Vec<String>,
    unchanged: Vec<String>,
    /// Of public copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    let_through: Option<&'a [String]>,
}

/// The object of a case, with its line end: what was written of it, and what was there already; of
/// public copies, what was replaced in them and what was let through.
pub(super) fn case(case: &str, is_failed: bool, is_public: bool, built: &BuiltCase) -> String {
    let BuiltCase { written, unchanged, replaced, let_through, .. } = built;
    let shown = |paths: &[PathBuf]| {
        paths.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    };
    let status = match written.as_slice() {
        _ if is_failed => "failed",
        [] => "unchanged",
        _ => "written",
    };
    let object = BuiltObject {
        case,
        status,
        written: shown(written),
        unchanged: shown(unchanged),
        replaced: is_public.then_some(replaced),
        let_through: is_public.then_some(let_through),
    };
    let mut json = serde_json::to_string(&object).expect("strings have JSON");
    json.push('\n');
    json
}
