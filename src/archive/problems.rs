//! What can be wrong with a case that is to be archived.

use crate::diagnostic::{declare_problems, list_of};

declare_problems! {
    /// A case that is not decided.
    NotDecided("not-decided") {
        /// Its status.
        status: Option<String>,
        /// The statuses in which cases are decided; none where the form does not say.
        decided: Vec<String>,
    } => {
        en: {
            match status {
                None => "the case has no status".to_owned(),
                Some(status) => format!("the case is not decided: its status is `{status}`"),
            }
        },
        sv: {
            match status {
                None => "ärendet har ingen status".to_owned(),
                Some(status) => format!("ärendet är inte beslutat: dess status är `{status}`"),
            }
        },
        help: {
            en: { if decided.is_empty() { {
                        "the form names no status as decided (`decided_from` under `[status]`); `--force` archives all the same, and says so in the package"
                            .into()
                } } else { format!(
                        "only a case that is {} is archived; `--force` archives all the same, and says so in the package",
                        list_of(decided, "or")
            ) } },
            sv: { if decided.is_empty() { {
                        "formuläret säger inte från vilken status ett ärende är beslutat (`decided_from` under `[status]`); `--force` arkiverar ändå, och säger det i paketet"
                            .into()
                } } else { format!(
                        "bara ett ärende som är {} arkiveras; `--force` arkiverar ändå, och säger det i paketet",
                        list_of(decided, "eller")
            ) } },
        },
        meaning: {
            en: "Only decided cases are archived, so that no draft ends up in the archive, and this case has not come that far. Change its status when the decision is made. `--force` archives it all the same, and that is recorded in the package.",
            sv: "Bara beslutade ärenden arkiveras, så att inget utkast hamnar i arkivet, och det här ärendet har inte kommit så långt. Ändra dess status när beslutet är fattat. `--force` arkiverar ändå, och det antecknas i paketet.",
        },
    }
}
