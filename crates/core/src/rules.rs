//! Which endings raise a notification, and what else does, as the user set it. What is switched off is stored and shown as
//! ever.
//!
//! Deliberately absent: what no switch names. An end of unknown outcome is always told.

use crate::alert::Reason;
use crate::notice::Ended;
use crate::run::Ending;
use crate::target::Target;

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Rules {
    pub operations: OperationRules,
    pub packs: PackRules,
    pub alerts: AlertRules,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OperationRules {
    pub succeeded: bool,
    pub partially_succeeded: bool,
    pub blocked: bool,
    pub failed: bool,
    pub cancelled: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PackRules {
    pub ready: bool,
    pub failed: bool,
    /// Had expired before anyone saw it ready; that a ready one is about to is an alert.
    pub expired: bool,
}

/// What is worth knowing besides ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AlertRules {
    /// Nothing is known of the server any more; and that this computer's clock is off the server's.
    pub blind: bool,
    pub likely_stale: bool,
    pub longer_than_usual: bool,
    pub progress_stuck: bool,
    pub pack_expires: bool,
}

impl Rules {
    #[must_use]
    pub const fn allow(&self, ended: &Ended) -> bool {
        match ended.target {
            Target::Operation(_) => self.operations.allow(ended.ending),
            Target::ReviewPack(_) if ended.expired => self.packs.expired,
            Target::ReviewPack(_) => self.packs.allow(ended.ending),
        }
    }
}

impl OperationRules {
    const fn allow(self, ending: Ending) -> bool {
        match ending {
            Ending::Blocked => self.blocked,
            Ending::Cancelled => self.cancelled,
            Ending::Failed => self.failed,
            Ending::Partial => self.partially_succeeded,
            Ending::Succeeded => self.succeeded,
            Ending::Unknown => true,
        }
    }
}

impl PackRules {
    const fn allow(self, ending: Ending) -> bool {
        match ending {
            Ending::Failed => self.failed,
            Ending::Succeeded => self.ready,
            // Ends of operations alone.
            Ending::Blocked | Ending::Cancelled | Ending::Partial | Ending::Unknown => true,
        }
    }
}

impl AlertRules {
    #[must_use]
    pub const fn allow(self, reason: Reason) -> bool {
        match reason {
            Reason::LikelyStale => self.likely_stale,
            Reason::LongerThanUsual { .. } => self.longer_than_usual,
            Reason::PackExpires { .. } => self.pack_expires,
            Reason::ProgressStuck { .. } => self.progress_stuck,
        }
    }
}

impl Default for AlertRules {
    fn default() -> Self {
        Self {
            blind: true,
            likely_stale: true,
            longer_than_usual: true,
            progress_stuck: true,
            pack_expires: true,
        }
    }
}

impl Default for OperationRules {
    fn default() -> Self {
        Self {
            succeeded: true,
            partially_succeeded: true,
            blocked: true,
            failed: true,
            cancelled: true,
        }
    }
}

impl Default for PackRules {
    fn default() -> Self {
        Self {
            ready: true,
            failed: true,
            expired: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{EnvironmentId, OperationId, WorkspaceId};

    const OFF: Rules = Rules {
        operations: OperationRules {
            succeeded: false,
            partially_succeeded: false,
            blocked: false,
            failed: false,
            cancelled: false,
        },
        packs: PackRules {
            ready: false,
            failed: false,
            expired: false,
        },
        alerts: AlertRules {
            blind: false,
            likely_stale: false,
            longer_than_usual: false,
            progress_stuck: false,
            pack_expires: false,
        },
    };

    fn ended(target: Target, ending: Ending, expired: bool) -> Ended {
        Ended {
            target,
            subject: 1,
            ending,
            expired,
            kind: None,
            label: None,
            environment: None,
            workspace: (WorkspaceId::new(1).expect("positive"), String::new()),
            ended_at: None,
            reason: None,
        }
    }

    fn operation(ending: Ending) -> Ended {
        let id = OperationId::new(1).expect("positive");
        ended(Target::Operation(id), ending, false)
    }

    fn pack(ending: Ending, expired: bool) -> Ended {
        let id = EnvironmentId::new(1).expect("positive");
        ended(Target::ReviewPack(id), ending, expired)
    }

    #[test]
    fn everything_is_told_until_it_is_switched_off_and_the_unknown_even_then() {
        for ending in Ending::ALL {
            assert!(Rules::default().allow(&operation(ending)), "{ending:?}");
            assert_eq!(
                OFF.allow(&operation(ending)),
                ending == Ending::Unknown,
                "{ending:?}"
            );
        }
    }

    #[test]
    fn each_switch_rules_over_its_own_ending_alone() {
        let of_operations = |operations| Rules { operations, ..OFF };
        let told = |rules: Rules| Ending::ALL.map(|ending| rules.allow(&operation(ending)));
        let off = OFF.operations;
        let only = |ending: Ending| Ending::ALL.map(|it| it == ending || it == Ending::Unknown);
        for (switched, ending) in [
            (
                OperationRules {
                    succeeded: true,
                    ..off
                },
                Ending::Succeeded,
            ),
            (
                OperationRules {
                    partially_succeeded: true,
                    ..off
                },
                Ending::Partial,
            ),
            (
                OperationRules {
                    blocked: true,
                    ..off
                },
                Ending::Blocked,
            ),
            (
                OperationRules {
                    failed: true,
                    ..off
                },
                Ending::Failed,
            ),
            (
                OperationRules {
                    cancelled: true,
                    ..off
                },
                Ending::Cancelled,
            ),
        ] {
            assert_eq!(told(of_operations(switched)), only(ending), "{ending:?}");
        }
    }

    #[test]
    fn a_pack_that_had_expired_has_a_switch_of_its_own() {
        let packs = [
            pack(Ending::Succeeded, false),
            pack(Ending::Failed, false),
            pack(Ending::Succeeded, true),
        ];
        let told = |packs_told| {
            let rules = Rules {
                packs: packs_told,
                ..OFF
            };
            packs.each_ref().map(|pack| rules.allow(pack))
        };
        let off = OFF.packs;
        assert_eq!(told(PackRules { ready: true, ..off }), [true, false, false]);
        assert_eq!(
            told(PackRules {
                failed: true,
                ..off
            }),
            [false, true, false]
        );
        assert_eq!(
            told(PackRules {
                expired: true,
                ..off
            }),
            [false, false, true]
        );
    }
}
