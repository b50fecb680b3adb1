//! What is muted besides the targets themselves.

use monitor_core::view::View;

use crate::slice::MutedEnvironment;

pub(super) fn muted_environments(view: &View) -> Vec<MutedEnvironment> {
    let muted = view.muted_environments.iter();
    muted
        .map(|muted| MutedEnvironment {
            id: muted.id.value(),
            name: muted.name.clone(),
        })
        .collect()
}
