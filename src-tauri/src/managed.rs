//! What an administrator set, laid over what the user chose. The user's own choices stay in their file as they are, so
//! that they hold again where the administrator's goes.

use monitor_setup::{Expected, Managed, Problem};

use crate::settings::Settings;
use crate::slice::{
    AlertRules, LockedSetting, ManagedExpected, ManagedProblem, ManagedSlice, OperationRules,
    PackRules, RulesSlice,
};

/// The settings that hold.
pub(crate) fn over(managed: &Managed, chosen: &Settings) -> Settings {
    Settings {
        watch_quietly: managed.watch_quietly.unwrap_or(chosen.watch_quietly),
        quiet_seconds: managed.quiet_seconds.unwrap_or(chosen.quiet_seconds),
        rules: ruled(managed, chosen.rules),
        ..chosen.clone()
    }
}

/// The rules that hold.
fn ruled(managed: &Managed, chosen: RulesSlice) -> RulesSlice {
    let (operations, packs, alerts) = (managed.operations, managed.packs, managed.alerts);
    RulesSlice {
        operations: OperationRules {
            succeeded: operations.succeeded.unwrap_or(chosen.operations.succeeded),
            partially_succeeded: operations
                .partially_succeeded
                .unwrap_or(chosen.operations.partially_succeeded),
            blocked: operations.blocked.unwrap_or(chosen.operations.blocked),
            failed: operations.failed.unwrap_or(chosen.operations.failed),
            cancelled: operations.cancelled.unwrap_or(chosen.operations.cancelled),
        },
        packs: PackRules {
            ready: packs.ready.unwrap_or(chosen.packs.ready),
            failed: packs.failed.unwrap_or(chosen.packs.failed),
            expired: packs.expired.unwrap_or(chosen.packs.expired),
        },
        alerts: AlertRules {
            blind: alerts.blind.unwrap_or(chosen.alerts.blind),
            likely_stale: alerts.likely_stale.unwrap_or(chosen.alerts.likely_stale),
            longer_than_usual: alerts
                .longer_than_usual
                .unwrap_or(chosen.alerts.longer_than_usual),
            progress_stuck: alerts
                .progress_stuck
                .unwrap_or(chosen.alerts.progress_stuck),
            pack_expires: alerts.pack_expires.unwrap_or(chosen.alerts.pack_expires),
        },
    }
}

/// What the user has chosen from now on: of what is locked, what they had chosen before.
pub(crate) fn chosen_rules(managed: &Managed, asked: RulesSlice, before: RulesSlice) -> RulesSlice {
    let (operations, packs) = (managed.operations, managed.packs);
    let (of_operations, of_packs) = (before.operations, before.packs);
    RulesSlice {
        operations: OperationRules {
            succeeded: free(
                operations.succeeded,
                asked.operations.succeeded,
                of_operations.succeeded,
            ),
            partially_succeeded: free(
                operations.partially_succeeded,
                asked.operations.partially_succeeded,
                of_operations.partially_succeeded,
            ),
            blocked: free(
                operations.blocked,
                asked.operations.blocked,
                of_operations.blocked,
            ),
            failed: free(
                operations.failed,
                asked.operations.failed,
                of_operations.failed,
            ),
            cancelled: free(
                operations.cancelled,
                asked.operations.cancelled,
                of_operations.cancelled,
            ),
        },
        packs: PackRules {
            ready: free(packs.ready, asked.packs.ready, of_packs.ready),
            failed: free(packs.failed, asked.packs.failed, of_packs.failed),
            expired: free(packs.expired, asked.packs.expired, of_packs.expired),
        },
        alerts: chosen_alerts(managed, asked.alerts, before.alerts),
    }
}

fn chosen_alerts(managed: &Managed, asked: AlertRules, before: AlertRules) -> AlertRules {
    let alerts = managed.alerts;
    AlertRules {
        blind: free(alerts.blind, asked.blind, before.blind),
        likely_stale: free(alerts.likely_stale, asked.likely_stale, before.likely_stale),
        longer_than_usual: free(
            alerts.longer_than_usual,
            asked.longer_than_usual,
            before.longer_than_usual,
        ),
        progress_stuck: free(
            alerts.progress_stuck,
            asked.progress_stuck,
            before.progress_stuck,
        ),
        pack_expires: free(alerts.pack_expires, asked.pack_expires, before.pack_expires),
    }
}

/// What is locked stays as it had been chosen.
const fn free(locked: Option<bool>, asked: bool, before: bool) -> bool {
    match locked {
        Some(_) => before,
        None => asked,
    }
}

pub(crate) fn slice(managed: &Managed) -> ManagedSlice {
    let file = managed.file.as_deref();
    ManagedSlice {
        file: file.map(|file| file.display().to_string()),
        locked: locked(managed),
        problems: managed.problems.iter().map(problem).collect(),
    }
}

fn locked(managed: &Managed) -> Vec<LockedSetting> {
    let (operations, packs, alerts) = (managed.operations, managed.packs, managed.alerts);
    let all = [
        (LockedSetting::AlertBlind, alerts.blind.is_some()),
        (
            LockedSetting::AlertLikelyStale,
            alerts.likely_stale.is_some(),
        ),
        (
            LockedSetting::AlertLongerThanUsual,
            alerts.longer_than_usual.is_some(),
        ),
        (
            LockedSetting::AlertPackExpires,
            alerts.pack_expires.is_some(),
        ),
        (
            LockedSetting::AlertProgressStuck,
            alerts.progress_stuck.is_some(),
        ),
        (LockedSetting::CaFile, managed.ca_file.is_some()),
        (
            LockedSetting::OperationBlocked,
            operations.blocked.is_some(),
        ),
        (
            LockedSetting::OperationCancelled,
            operations.cancelled.is_some(),
        ),
        (LockedSetting::OperationFailed, operations.failed.is_some()),
        (
            LockedSetting::OperationPartiallySucceeded,
            operations.partially_succeeded.is_some(),
        ),
        (
            LockedSetting::OperationSucceeded,
            operations.succeeded.is_some(),
        ),
        (LockedSetting::PackExpired, packs.expired.is_some()),
        (LockedSetting::PackFailed, packs.failed.is_some()),
        (LockedSetting::PackReady, packs.ready.is_some()),
        (LockedSetting::Proxy, managed.proxy.is_some()),
        (LockedSetting::QuietSeconds, managed.quiet_seconds.is_some()),
        (LockedSetting::Server, managed.server.is_some()),
        (LockedSetting::WhileHidden, managed.watch_quietly.is_some()),
    ];
    all.into_iter()
        .filter_map(|(setting, is_locked)| is_locked.then_some(setting))
        .collect()
}

fn problem(problem: &Problem) -> ManagedProblem {
    ManagedProblem {
        line: problem.line.and_then(|line| u32::try_from(line).ok()),
        key: problem.key.clone(),
        expected: match problem.expected {
            Expected::Address => ManagedExpected::Address,
            Expected::File => ManagedExpected::File,
            Expected::Nothing => ManagedExpected::Nothing,
            Expected::ProxyAddress => ManagedExpected::ProxyAddress,
            Expected::ProxyMode => ManagedExpected::ProxyMode,
            Expected::Readable => ManagedExpected::Readable,
            Expected::Seconds => ManagedExpected::Seconds,
            Expected::Switch => ManagedExpected::Switch,
            Expected::Table => ManagedExpected::Table,
            Expected::Toml => ManagedExpected::Toml,
            Expected::WhileHidden => ManagedExpected::WhileHidden,
        },
    }
}

#[cfg(test)]
mod tests {
    use monitor_setup::{ManagedAlerts, ManagedOperations, ManagedPacks};

    use super::*;

    fn managed() -> Managed {
        Managed {
            file: Some("/etc/tenantatlas-monitor/managed.toml".into()),
            quiet_seconds: Some(60),
            operations: ManagedOperations {
                failed: Some(true),
                ..ManagedOperations::default()
            },
            packs: ManagedPacks {
                ready: Some(false),
                ..ManagedPacks::default()
            },
            alerts: ManagedAlerts {
                pack_expires: Some(true),
                ..ManagedAlerts::default()
            },
            problems: vec![Problem {
                line: Some(3),
                key: "colour".to_owned(),
                expected: Expected::Nothing,
            }],
            ..Managed::default()
        }
    }

    fn silent() -> RulesSlice {
        let mut rules = RulesSlice::default();
        rules.operations.failed = false;
        rules.operations.blocked = false;
        rules.alerts.pack_expires = false;
        rules
    }

    #[test]
    fn what_an_administrator_set_holds_and_all_else_is_the_users() {
        let chosen = Settings {
            watch_quietly: false,
            quiet_seconds: 300,
            rules: silent(),
            ..Settings::default()
        };
        let mut expected = Settings {
            quiet_seconds: 60,
            ..chosen.clone()
        };
        expected.rules.operations.failed = true;
        expected.rules.packs.ready = false;
        expected.rules.alerts.pack_expires = true;
        assert_eq!(over(&managed(), &chosen), expected);
        assert_eq!(over(&Managed::default(), &chosen), chosen);
    }

    #[test]
    fn a_locked_rule_stays_as_the_user_had_chosen_it_and_the_others_change() {
        let asked = RulesSlice::default();
        let mut expected = RulesSlice::default();
        expected.operations.failed = false;
        expected.alerts.pack_expires = false;
        assert_eq!(chosen_rules(&managed(), asked, silent()), expected);
        assert_eq!(chosen_rules(&Managed::default(), asked, silent()), asked);
    }

    #[test]
    fn a_window_is_told_what_is_locked_and_which_line_is_wrong() {
        let told = ManagedSlice {
            file: Some("/etc/tenantatlas-monitor/managed.toml".to_owned()),
            locked: vec![
                LockedSetting::AlertPackExpires,
                LockedSetting::OperationFailed,
                LockedSetting::PackReady,
                LockedSetting::QuietSeconds,
            ],
            problems: vec![ManagedProblem {
                line: Some(3),
                key: "colour".to_owned(),
                expected: ManagedExpected::Nothing,
            }],
        };
        assert_eq!(slice(&managed()), told);
        assert_eq!(slice(&Managed::default()), ManagedSlice::default());
    }
}
