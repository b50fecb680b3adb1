//! Core's words as the webview's.

use monitor_core::account::Health;
use monitor_core::operation_type::OperationType;
use monitor_core::run::{Freshness, Outcome, Progress, Status};
use monitor_core::view::{Refresh, Worst};
use monitor_core::{Distrust, Fault, Skew, Timestamp, View};

use crate::slice::{
    ClockOffSlice, FaultWord, FreshnessWord, OutcomeWord, ProgressSlice, RefreshSlice, Standing,
    StatusWord, TypeName,
};

pub(crate) const fn fault_word(fault: Fault) -> FaultWord {
    match fault {
        Fault::Forbidden => FaultWord::Forbidden,
        Fault::Gone => FaultWord::Gone,
        Fault::Offline => FaultWord::Offline,
        Fault::Proxy {
            authentication: false,
        } => FaultWord::Proxy,
        Fault::Proxy {
            authentication: true,
        } => FaultWord::ProxyAuthentication,
        Fault::Server { .. } => FaultWord::Server,
        Fault::SignedOut => FaultWord::SignedOut,
        Fault::Throttled { .. } => FaultWord::Throttled,
        Fault::Unreached => FaultWord::Unreached,
        Fault::Unreadable => FaultWord::Unreadable,
        Fault::Untrusted(Distrust::Authority) => FaultWord::Untrusted,
        Fault::Untrusted(Distrust::Expired) => FaultWord::CertificateExpired,
        Fault::Untrusted(Distrust::Name) => FaultWord::CertificateName,
        Fault::Untrusted(Distrust::NotYetValid) => FaultWord::CertificateNotYetValid,
    }
}

/// How an account is, of which this is known.
pub(crate) const fn standing(view: &View) -> Standing {
    match (view.health, view.summary.worst) {
        (Health::Blind(Fault::Offline), _) => Standing::NoNetwork,
        (Health::Blind(Fault::SignedOut), _) => Standing::SignedOut,
        (Health::Blind(_), _) => Standing::NotAnswering,
        (Health::Connecting, _) => Standing::Connecting,
        (Health::Ok, Worst::Attention) => Standing::Attention,
        (Health::Ok, Worst::Active | Worst::Blind | Worst::Idle) => Standing::Connected,
    }
}

pub(super) fn clock_off(skew: Skew) -> ClockOffSlice {
    ClockOffSlice {
        ahead: skew.ahead,
        minutes: u32::try_from(skew.by.as_secs() / 60).unwrap_or(u32::MAX),
    }
}

pub(super) fn type_name(kind: Option<&OperationType>, label: Option<&str>) -> TypeName {
    let ours = kind.and_then(|kind| kind.message_id());
    match (label, ours, kind) {
        (Some(text), _, _) => TypeName::Label {
            text: text.to_owned(),
        },
        (None, Some(id), _) => TypeName::Catalogue { id },
        (None, None, Some(kind)) => TypeName::Unknown {
            raw: kind.raw().to_owned(),
        },
        (None, None, None) => TypeName::Pending,
    }
}

pub(super) const fn status(status: &Status) -> StatusWord {
    match status {
        // A legacy row that says `failed` has ended; its outcome says the rest.
        Status::Completed | Status::LegacyFailed => StatusWord::Completed,
        Status::Other(_) => StatusWord::Unknown,
        Status::Queued => StatusWord::Queued,
        Status::Running => StatusWord::Running,
    }
}

pub(super) const fn outcome(outcome: &Outcome) -> OutcomeWord {
    match outcome {
        Outcome::Blocked => OutcomeWord::Blocked,
        Outcome::Cancelled => OutcomeWord::Cancelled,
        Outcome::Failed => OutcomeWord::Failed,
        Outcome::Other(_) => OutcomeWord::Unknown,
        Outcome::PartiallySucceeded => OutcomeWord::PartiallySucceeded,
        Outcome::Pending => OutcomeWord::Pending,
        Outcome::Succeeded => OutcomeWord::Succeeded,
    }
}

pub(super) const fn freshness(freshness: Freshness) -> FreshnessWord {
    match freshness {
        Freshness::FreshActive => FreshnessWord::FreshActive,
        Freshness::LikelyStale => FreshnessWord::LikelyStale,
        Freshness::ReconciledFailed => FreshnessWord::ReconciledFailed,
        Freshness::TerminalNormal => FreshnessWord::TerminalNormal,
        Freshness::Unknown => FreshnessWord::Unknown,
    }
}

pub(super) fn progress(progress: &Progress) -> ProgressSlice {
    match progress {
        Progress::Activity => ProgressSlice::Activity,
        Progress::Counted { processed, total } => ProgressSlice::Counted {
            processed: *processed,
            total: *total,
        },
        Progress::None => ProgressSlice::None,
        Progress::Phased { label } => ProgressSlice::Phased {
            label: label.clone(),
        },
    }
}

pub(super) fn refresh(refresh: Refresh) -> RefreshSlice {
    match refresh {
        Refresh::AsFound => RefreshSlice::AsFound,
        Refresh::AsOf { at, fault } => RefreshSlice::AsOf {
            at_ms: at.map(Timestamp::millis),
            fault: fault_word(fault),
        },
        Refresh::Asking => RefreshSlice::Asking,
        Refresh::Every(interval) => RefreshSlice::Every {
            seconds: u32::try_from(interval.as_secs()).unwrap_or(u32::MAX),
        },
        Refresh::PausedHidden => RefreshSlice::PausedHidden,
        Refresh::PausedModal => RefreshSlice::PausedModal,
        Refresh::Quiet => RefreshSlice::Quiet,
        Refresh::Settled => RefreshSlice::Settled,
    }
}

#[cfg(test)]
mod tests {
    use monitor_core::view::Summary;

    use super::*;
    use crate::shell::menu::tests::view;

    #[test]
    fn an_account_is_as_its_health_and_its_pins_are() {
        let summary = |worst| Summary {
            worst,
            watched: 1,
            attention: 1,
        };
        for (health, worst, expected) in [
            (Health::Ok, Worst::Attention, Standing::Attention),
            (Health::Ok, Worst::Active, Standing::Connected),
            (Health::Connecting, Worst::Attention, Standing::Connecting),
            (
                Health::Blind(Fault::Offline),
                Worst::Blind,
                Standing::NoNetwork,
            ),
            (
                Health::Blind(Fault::Unreached),
                Worst::Blind,
                Standing::NotAnswering,
            ),
            (
                Health::Blind(Fault::SignedOut),
                Worst::Blind,
                Standing::SignedOut,
            ),
        ] {
            let view = view(Vec::new(), summary(worst), health);
            assert_eq!(standing(&view), expected);
        }
    }
}
