//! Which endings raise a notification, and what else does: core's words as the windows', and back.

use monitor_core::rules::{AlertRules, OperationRules, PackRules, Rules};

use crate::slice::{
    AlertRules as AlertWords, OperationRules as OperationWords, PackRules as PackWords, RulesSlice,
};

pub(super) fn rules(rules: Rules) -> RulesSlice {
    let OperationRules {
        succeeded,
        partially_succeeded,
        blocked,
        failed,
        cancelled,
    } = rules.operations;
    let (packs, alerts) = (rules.packs, rules.alerts);
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
        alerts: AlertWords {
            blind: alerts.blind,
            likely_stale: alerts.likely_stale,
            longer_than_usual: alerts.longer_than_usual,
            progress_stuck: alerts.progress_stuck,
            pack_expires: alerts.pack_expires,
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
    let (packs, alerts) = (slice.packs, slice.alerts);
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
        alerts: AlertRules {
            blind: alerts.blind,
            likely_stale: alerts.likely_stale,
            longer_than_usual: alerts.longer_than_usual,
            progress_stuck: alerts.progress_stuck,
            pack_expires: alerts.pack_expires,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_switch_comes_back_as_itself() {
        for bit in 0..13 {
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
                alerts: AlertWords {
                    blind: on(8),
                    likely_stale: on(9),
                    longer_than_usual: on(10),
                    progress_stuck: on(11),
                    pack_expires: on(12),
                },
            };
            assert_eq!(rules(rules_of(slice)), slice);
        }
        assert_eq!(rules_of(RulesSlice::default()), Rules::default());
    }
}
