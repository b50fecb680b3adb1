//! The user's order of what is pinned.

use monitor_core::Target;
use monitor_core::view::Pinned;

use crate::slice::PinSlice;

pub(super) fn order(pinned: &[Pinned]) -> Vec<PinSlice> {
    pinned.iter().map(|pinned| pin(pinned.target())).collect()
}

const fn pin(target: Target) -> PinSlice {
    match target {
        Target::Operation(id) => PinSlice::Operation { id: id.value() },
        Target::ReviewPack(id) => PinSlice::ReviewPack {
            environment_id: id.value(),
        },
    }
}

#[cfg(test)]
mod tests {
    use monitor_core::view::{Context, Known, PackCard, PackState, Refresh, Row};
    use monitor_core::{EnvironmentId, OperationId};

    use super::*;

    fn operation(id: i64) -> Pinned {
        Pinned::Operation(Row {
            id: OperationId::new(id).expect("positive"),
            pinned: true,
            muted: false,
            known: Known::Nothing,
            refresh: Refresh::Asking,
            context: Context::NotAsked,
        })
    }

    fn pack(environment: i64) -> Pinned {
        Pinned::ReviewPack(PackCard {
            environment: EnvironmentId::new(environment).expect("positive"),
            environment_name: "Contoso".to_owned(),
            workspace_name: "Northwind".to_owned(),
            pinned: true,
            muted: false,
            state: PackState::Unseen,
            refresh: Refresh::Asking,
        })
    }

    #[test]
    fn a_pinned_review_pack_has_its_place_among_the_operations() {
        assert_eq!(
            order(&[operation(7), pack(7), operation(3)]),
            [
                PinSlice::Operation { id: 7 },
                PinSlice::ReviewPack { environment_id: 7 },
                PinSlice::Operation { id: 3 },
            ]
        );
    }
}
