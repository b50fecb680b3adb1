//! The English words of states, as the app has them: they are read from the same file. Every other sentence of this
//! program is where it is said.

use monitor_core::operation_type::OperationType;
use monitor_core::run::{Freshness, Progress, Status};
use monitor_core::{Distrust, Ending, Fault, PackStatus, Target};

/// A term that takes no arguments; its id where there is none, which the tests rule out.
pub(crate) fn term(id: &str) -> &str {
    let found = TERMS
        .lines()
        .find_map(|line| line.strip_prefix(id)?.strip_prefix(" = "));
    found.unwrap_or(id)
}

/// "Operation #421", or what is watched of an environment.
pub(crate) fn name(target: Target) -> String {
    match target {
        Target::Operation(id) => format!("Operation #{id}"),
        Target::ReviewPack(id) => format!("Review pack of environment #{id}"),
    }
}

/// The server's label for the type, ours, or "Unknown operation".
pub(crate) fn operation_type(kind: Option<&OperationType>, label: Option<&str>) -> String {
    let ours = || {
        let id = kind.and_then(OperationType::message_id)?;
        Some(term(&id).to_owned())
    };
    label
        .map(str::to_owned)
        .or_else(ours)
        .unwrap_or_else(|| term("type-unknown").to_owned())
}

/// How far an operation is; a word that nobody knows is told beside the term for it.
pub(crate) fn status(status: &Status) -> String {
    match status {
        Status::Completed | Status::LegacyFailed => term("status-completed").to_owned(),
        Status::Other(word) => format!("{} ({word})", term("status-unknown")),
        Status::Queued => term("status-queued").to_owned(),
        Status::Running => term("status-running").to_owned(),
    }
}

pub(crate) fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Blocked => term("outcome-blocked"),
        Ending::Cancelled => term("outcome-cancelled"),
        Ending::Failed => term("outcome-failed"),
        Ending::Partial => term("outcome-partially-succeeded"),
        Ending::Succeeded => term("outcome-succeeded"),
        Ending::Unknown => term("outcome-unknown"),
    }
}

pub(crate) fn freshness(freshness: Freshness) -> Option<&'static str> {
    match freshness {
        Freshness::LikelyStale => Some(term("freshness-likely-stale")),
        Freshness::ReconciledFailed => Some(term("freshness-reconciled-failed")),
        Freshness::FreshActive | Freshness::TerminalNormal | Freshness::Unknown => None,
    }
}

pub(crate) fn progress(progress: &Progress) -> Option<String> {
    match progress {
        Progress::Activity | Progress::None => None,
        Progress::Counted { processed, total } => Some(format!("{processed} of {total}")),
        Progress::Phased { label } => Some(label.clone()),
    }
}

pub(crate) fn pack(status: &PackStatus) -> String {
    match status {
        PackStatus::Expired => term("pack-expired").to_owned(),
        PackStatus::Failed => term("pack-failed").to_owned(),
        PackStatus::Generating => term("pack-generating").to_owned(),
        PackStatus::Other(word) => format!("{} ({word})", term("pack-unknown")),
        PackStatus::Queued => term("pack-queued").to_owned(),
        PackStatus::Ready => term("pack-ready").to_owned(),
    }
}

/// A sentence: what is wrong, and what to do where something can be done.
pub(crate) fn trouble(fault: Fault) -> String {
    let next = match fault {
        Fault::Gone => ". Is this the gateway's address?",
        Fault::Offline => ". Connect this computer to one.",
        Fault::Proxy {
            authentication: false,
        } => {
            ". Check the proxy in TenantAtlas Monitor's settings, under Network, or in HTTPS_PROXY."
        }
        Fault::Proxy {
            authentication: true,
        } => {
            ". Give user and password in TenantAtlas Monitor's settings, under Network; the password also with TENANTATLAS_PROXY_PASSWORD."
        }
        Fault::SignedOut => ". The server does not take this token: sign in again.",
        Fault::Untrusted(Distrust::Expired | Distrust::NotYetValid) => {
            ". Check this computer's clock and date. If they are right, tell the server's administrator."
        }
        Fault::Untrusted(Distrust::Name) => {
            ". Check the address; otherwise tell the server's administrator."
        }
        Fault::Untrusted(Distrust::Authority) => {
            ". Is it your organisation's own? Then add its CA file in TenantAtlas Monitor's settings, under Network, or as network.ca_file in settings.json. Otherwise ask the server's administrator."
        }
        Fault::Forbidden
        | Fault::Server { .. }
        | Fault::Throttled { .. }
        | Fault::Unreached
        | Fault::Unreadable => "",
    };
    let id = format!("fault-{}", fault.code());
    format!("Not connected: {}{next}", term(&id))
}

const TERMS: &str = include_str!("../../../ui/locales/en/terms.ftl");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_a_term_of_the_apps() {
        let sources = [
            include_str!("words.rs"),
            include_str!("lines.rs"),
            include_str!("show.rs"),
            include_str!("watch/end.rs"),
            include_str!("watch/screen.rs"),
        ];
        let mut ids: Vec<_> = sources
            .iter()
            .flat_map(|source| source.split("term(\"").skip(1))
            .filter_map(|rest| Some(rest.split_once('"')?.0))
            .collect();
        let faults = FAULTS.map(|fault| format!("fault-{}", fault.code()));
        ids.extend(faults.iter().map(String::as_str));
        assert!(ids.len() > 20);
        for id in ids {
            assert_ne!(term(id), id);
        }
    }

    const FAULTS: [Fault; 14] = [
        Fault::Forbidden,
        Fault::Gone,
        Fault::Offline,
        Fault::Proxy {
            authentication: false,
        },
        Fault::Proxy {
            authentication: true,
        },
        Fault::Server { retry_after: None },
        Fault::SignedOut,
        Fault::Throttled { retry_after: None },
        Fault::Unreached,
        Fault::Unreadable,
        Fault::Untrusted(Distrust::Authority),
        Fault::Untrusted(Distrust::Expired),
        Fault::Untrusted(Distrust::Name),
        Fault::Untrusted(Distrust::NotYetValid),
    ];

    #[test]
    fn an_unknown_word_is_told_as_it_came_and_borrows_no_other() {
        assert_eq!(
            status(&Status::Other("paused".into())),
            "Unknown status (paused)"
        );
        let unknown = OperationType::parse("tenant.quota.rebalance");
        assert_eq!(operation_type(Some(&unknown), None), "Unknown operation");
        let known = OperationType::parse("policy.sync");
        assert_eq!(operation_type(Some(&known), None), "Policy sync");
        assert_eq!(operation_type(Some(&known), Some("Nightly")), "Nightly");
    }
}
