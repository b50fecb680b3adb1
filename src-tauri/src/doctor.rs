//! The notification check: from what tray, notification daemon, keyring and server answered to what is said of it. Asks
//! nobody itself, and knows no window; who asks is `controller/examining/asking.rs`.

mod announcing;

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_client::{Route, Server, Visit, Way};
use monitor_core::ports::{Answer, Delivery};
use monitor_core::{Fault, Timestamp, View};
use monitor_vault::ProbeError;

use crate::shell::notify::{Attempt, Closing, Daemon, Refusal};
use crate::slice::{DoctorSlice, FindingSlice, StepSlice, StepState, StepWord};
use crate::view::fault_word;
pub(crate) use announcing::Present;
use announcing::announcing;

/// What is found so far; what is not in it is still being asked.
pub(crate) type Findings = BTreeMap<StepWord, FindingSlice>;

/// From the end's own way outwards.
const STEPS: [StepWord; 9] = [
    StepWord::Tray,
    StepWord::Daemon,
    StepWord::Rehearsal,
    StepWord::Click,
    StepWord::Announcing,
    StepWord::Keyring,
    StepWord::Server,
    StepWord::Tls,
    StepWord::Proxy,
];

/// A clock that is wrong by more is worth a word: no answer takes so long.
const CLOCKS_AGREE: Duration = Duration::from_secs(60);

/// `known` needs no asking, and is as it is now.
pub(crate) fn slice(findings: &Findings, known: &Findings) -> DoctorSlice {
    let step = |step: StepWord| {
        let found = known.get(&step).or_else(|| findings.get(&step));
        let finding = found.cloned().unwrap_or(FindingSlice::Asking);
        StepSlice {
            step,
            state: state(&finding),
            finding,
        }
    };
    DoctorSlice {
        steps: STEPS.map(step).into(),
    }
}

/// What the app knows without asking anybody: its tray, and what the user chose.
pub(crate) fn known(tray_shown: bool, tray_ever: bool, view: &View, present: &Present) -> Findings {
    Findings::from([
        (StepWord::Tray, tray(tray_shown, tray_ever)),
        (StepWord::Announcing, announcing(view, present)),
    ])
}

const fn tray(shown: bool, ever: bool) -> FindingSlice {
    match (shown, ever) {
        (true, _) => FindingSlice::TrayShown,
        (false, true) => FindingSlice::TrayGone,
        (false, false) => FindingSlice::TrayAbsent,
    }
}

/// `None` where it took too long; within it, `None` where the system shows notifications itself.
pub(crate) fn daemon(heard: Option<Option<Result<Daemon, Refusal>>>) -> FindingSlice {
    match heard {
        None => FindingSlice::DaemonSilent,
        Some(None) => FindingSlice::DaemonOfSystem,
        Some(Some(Err(Refusal(error)))) => FindingSlice::DaemonMissing { error },
        Some(Some(Ok(daemon))) => FindingSlice::Daemon {
            name: daemon.name,
            version: daemon.version,
            actions: daemon.actions,
            body: daemon.body,
            persistence: daemon.persistence,
        },
    }
}

/// `None` where it took too long.
pub(crate) fn rehearsal(attempt: Option<Attempt>) -> FindingSlice {
    let Some(Attempt { delivery, refusal }) = attempt else {
        return FindingSlice::RehearsalSilent;
    };
    let error = refusal.and_then(|Refusal(error)| error);
    match delivery {
        Delivery::HandedOver => FindingSlice::RehearsalHandedOver,
        Delivery::Refused => FindingSlice::RehearsalRefused { error },
        Delivery::Shown(id) => FindingSlice::RehearsalTaken { id },
        Delivery::Unknown => FindingSlice::RehearsalSilent,
    }
}

/// What is to be said of the click before there is one.
pub(crate) const fn click(daemon: &FindingSlice, rehearsal: &FindingSlice) -> FindingSlice {
    let heard = matches!(daemon, FindingSlice::Daemon { actions: true, .. });
    let shown = matches!(rehearsal, FindingSlice::RehearsalTaken { .. });
    if heard && shown {
        FindingSlice::ClickAwaited
    } else {
        FindingSlice::ClickImpossible
    }
}

pub(crate) const fn unclicked(how: Closing) -> FindingSlice {
    match how {
        Closing::Dismissed => FindingSlice::ClickDismissed,
        Closing::Expired => FindingSlice::ClickExpired,
        Closing::Withdrawn => FindingSlice::ClickWithdrawn,
    }
}

pub(crate) const fn keyring(probed: Result<(), ProbeError>) -> FindingSlice {
    match probed {
        Ok(()) => FindingSlice::KeyringKept,
        Err(ProbeError::Changed) => FindingSlice::KeyringChanged,
        Err(ProbeError::Refused(error)) => match error {
            monitor_vault::Error::Absent => FindingSlice::KeyringAbsent,
            // No probe is longer than an entry may be.
            monitor_vault::Error::Broken => FindingSlice::KeyringChanged,
            monitor_vault::Error::Denied => FindingSlice::KeyringDenied,
            monitor_vault::Error::Locked => FindingSlice::KeyringLocked,
            monitor_vault::Error::Slow => FindingSlice::KeyringSlow,
        },
    }
}

/// `asked_at` is on this computer's clock.
pub(crate) fn server(visit: &Visit, asked_at: Timestamp, took: Duration) -> FindingSlice {
    let observed = match &visit.answer {
        Ok(observed) => observed,
        Err(fault) => return failed(*fault),
    };
    let (Answer::Account(scope), Some(then)) = (&observed.answer, observed.server_time) else {
        return failed(Fault::Unreadable);
    };
    // The server read its clock somewhere in between.
    let here = asked_at.after(took / 2);
    FindingSlice::ServerAnswered {
        user: scope.user.clone(),
        took_ms: i64::try_from(took.as_millis()).unwrap_or(i64::MAX),
        clock_ms: then.millis().saturating_sub(here.millis()),
    }
}

const fn failed(fault: Fault) -> FindingSlice {
    FindingSlice::ServerFailed {
        fault: fault_word(fault),
    }
}

pub(crate) fn tls(server: &Server, way: Way) -> FindingSlice {
    if !server.is_encrypted() {
        // Signing in takes such an address on this computer alone.
        return FindingSlice::TlsLocal;
    }
    match way {
        Way::Answered => FindingSlice::TlsVerified,
        Way::Cut => FindingSlice::TlsCut,
        Way::Untrusted(why) => FindingSlice::TlsUntrusted {
            fault: fault_word(Fault::Untrusted(why)),
        },
    }
}

/// With what the server was not reached for, once that is known.
pub(crate) fn proxy(route: &Route, fault: Option<Fault>) -> FindingSlice {
    let host = match route {
        Route::Direct => return FindingSlice::ProxyNone,
        Route::Local => return FindingSlice::ProxyLocal,
        Route::Proxy(host) => host.clone(),
    };
    match fault {
        Some(fault @ Fault::Proxy { .. }) => FindingSlice::ProxyFailed {
            host,
            fault: fault_word(fault),
        },
        Some(_) | None => FindingSlice::ProxyUsed { host },
    }
}

fn state(finding: &FindingSlice) -> StepState {
    match finding {
        FindingSlice::Asking => StepState::Asking,
        FindingSlice::ClickAwaited => StepState::Waiting,
        FindingSlice::ClickImpossible | FindingSlice::DaemonOfSystem | FindingSlice::ProxyLocal => {
            StepState::NotApplicable
        }
        FindingSlice::Daemon { actions, body, .. } => fine_if(*actions && *body),
        FindingSlice::ServerAnswered { clock_ms, .. } => {
            fine_if(u128::from(clock_ms.unsigned_abs()) <= CLOCKS_AGREE.as_millis())
        }
        FindingSlice::Announced { .. }
        | FindingSlice::ClickCame
        | FindingSlice::KeyringKept
        | FindingSlice::ProxyNone
        | FindingSlice::ProxyUsed { .. }
        | FindingSlice::RehearsalHandedOver
        | FindingSlice::RehearsalTaken { .. }
        | FindingSlice::TlsLocal
        | FindingSlice::TlsVerified
        | FindingSlice::TrayShown => StepState::Fine,
        FindingSlice::ClickDismissed
        | FindingSlice::ClickExpired
        | FindingSlice::ClickLost
        | FindingSlice::ClickWithdrawn
        | FindingSlice::Silenced { .. }
        | FindingSlice::TlsCut
        | FindingSlice::TrayAbsent
        | FindingSlice::TrayGone => StepState::Warning,
        FindingSlice::DaemonMissing { .. }
        | FindingSlice::DaemonSilent
        | FindingSlice::KeyringAbsent
        | FindingSlice::KeyringChanged
        | FindingSlice::KeyringDenied
        | FindingSlice::KeyringLocked
        | FindingSlice::KeyringSlow
        | FindingSlice::ProxyFailed { .. }
        | FindingSlice::RehearsalRefused { .. }
        | FindingSlice::RehearsalSilent
        | FindingSlice::ServerFailed { .. }
        | FindingSlice::TlsUntrusted { .. } => StepState::Broken,
    }
}

const fn fine_if(fine: bool) -> StepState {
    if fine {
        StepState::Fine
    } else {
        StepState::Warning
    }
}

#[cfg(test)]
mod tests;
