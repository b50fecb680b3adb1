//! Which endings raise a notification: core's words as the windows', and back.

use monitor_core::rules::{OperationRules, PackRules, Rules};

use crate::slice::{OperationRules as OperationWords, PackRules as PackWords, RulesSlice};

pub(super) fn rules(rules: Rules) -> RulesSlice {
    let OperationRules {
        succeeded,
        partially_succeeded,
        blocked,
        failed,
        cancelled,
    } = rules.operations;
    let packs = rules.packs;
    RulesSlice {
        operations: OperationWords {
            succeeded,
            partially_succeeded,
            blocked,
            failed,
            cancelled,
        },
        packs: PackWords {
            ready: packs.ready,
            failed: packs.failed,
            expired: packs.expired,
        },
    }
}

pub(crate) fn rules_of(slice: RulesSlice) -> Rules {
    let OperationWords {
        succeeded,
        partially_succeeded,
        blocked,
        failed,
        cancelled,
    } = slice.operations;
    let packs = slice.packs;
    Rules {
        operations: OperationRules {
            succeeded,
            partially_succeeded,
            blocked,
            failed,
            cancelled,
        },
        packs: PackRules {
            ready: packs.ready,
            failed: packs.failed,
            expired: packs.expired,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_switch_comes_back_as_itself() {
        for bit in 0..8 {
            let on = |index: u32| bit == index;
            let slice = RulesSlice {
                operations: OperationWords {
                    succeeded: on(0),
                    partially_succeeded: on(1),
                    blocked: on(2),
                    failed: on(3),
                    cancelled: on(4),
                },
                packs: PackWords {
                    ready: on(5),
                    failed: on(6),
                    expired: on(7),
                },
            };
            assert_eq!(rules(rules_of(slice)), slice);
        }
        assert_eq!(rules_of(RulesSlice::default()), Rules::default());
    }
}
