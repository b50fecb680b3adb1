//! What is muted besides the targets themselves, and what is snoozed.

use monitor_core::view::View;
use monitor_core::{EnvironmentId, Reach, Target, Timestamp};

use crate::slice::{MutedEnvironment, SnoozedEnvironment};

pub(super) fn muted_environments(view: &View) -> Vec<MutedEnvironment> {
    let muted = view.muted_environments.iter();
    muted
        .map(|muted| MutedEnvironment {
            id: muted.id.value(),
            name: muted.name.clone(),
        })
        .collect()
}

pub(super) fn snoozed_environments(view: &View) -> Vec<SnoozedEnvironment> {
    let snoozed = view
        .snoozes
        .iter()
        .filter_map(|(reach, until)| match reach {
            Reach::Environment(id) => Some(SnoozedEnvironment {
                id: id.value(),
                name: name_of(view, *id),
                until_ms: until.millis(),
            }),
            Reach::Target(_) => None,
        });
    snoozed.collect()
}

pub(super) fn snoozed_until(
    view: &View,
    target: Target,
    environment: Option<EnvironmentId>,
) -> Option<i64> {
    view.snoozed_until(target, environment)
        .map(Timestamp::millis)
}

/// As its card has it; none where there is none, or none any more.
fn name_of(view: &View, id: EnvironmentId) -> Option<String> {
    let card = view.packs.iter().find(|card| card.environment == id)?;
    (!card.environment_name.is_empty()).then(|| card.environment_name.clone())
}
