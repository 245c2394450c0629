//! For programs: one JSON object a line for each case that was built.

use std::path::PathBuf;

use serde::Serialize;

#[derive(Serialize)]
struct BuiltObject<'a> {
    case: &'a str,
    status: &'a str,
    written: Vec<String>,
    unchanged: Vec<String>,
}

/// The object of a case, with its line end: what was written of it, and what was there already.
pub(super) fn case(
    case: &str,
    is_failed: bool,
    written: &[PathBuf],
    unchanged: &[PathBuf],
) -> String {
    let shown = |paths: &[PathBuf]| {
        paths.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    };
    let status = match written {
        _ if is_failed => "failed",
        [] => "unchanged",
        _ => "written",
    };
    let object = BuiltObject { case, status, written: shown(written), unchanged: shown(unchanged) };
    let mut json = serde_json::to_string(&object).expect("strings have JSON");
    json.push('\n');
    json
}
