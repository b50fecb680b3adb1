//! Every way in which a poll can fail, in one list: core's table plays each with every state of what is polled, and the
//! client's tests lead every end of a call to one of them.

use std::time::Duration;

use monitor_core::{Distrust, Fault};

pub(crate) const FAULTS: [Fault; 21] = [
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
    later(Duration::ZERO),
    later(Duration::from_secs(90)),
    later(Duration::MAX),
    Fault::SignedOut,
    Fault::Throttled { retry_after: None },
    throttled(Duration::ZERO),
    throttled(Duration::from_secs(1)),
    throttled(Duration::from_secs(90)),
    throttled(Duration::MAX),
    Fault::Unreached,
    Fault::Unreadable,
    Fault::Untrusted(Distrust::Authority),
    Fault::Untrusted(Distrust::Expired),
    Fault::Untrusted(Distrust::Name),
    Fault::Untrusted(Distrust::NotYetValid),
];

const fn later(pause: Duration) -> Fault {
    Fault::Server {
        retry_after: Some(pause),
    }
}

const fn throttled(pause: Duration) -> Fault {
    Fault::Throttled {
        retry_after: Some(pause),
    }
}

/// The kind after this one: the compiler asks for a place for each.
pub(crate) const fn next_kind(fault: Fault) -> Option<Fault> {
    match fault {
        Fault::Forbidden => Some(Fault::Gone),
        Fault::Gone => Some(Fault::Offline),
        Fault::Offline => Some(Fault::Proxy {
            authentication: false,
        }),
        Fault::Proxy {
            authentication: false,
        } => Some(Fault::Proxy {
            authentication: true,
        }),
        Fault::Proxy {
            authentication: true,
        } => Some(Fault::Server { retry_after: None }),
        Fault::Server { .. } => Some(Fault::SignedOut),
        Fault::SignedOut => Some(Fault::Throttled { retry_after: None }),
        Fault::Throttled { .. } => Some(Fault::Unreached),
        Fault::Unreached => Some(Fault::Unreadable),
        Fault::Unreadable => Some(Fault::Untrusted(Distrust::Authority)),
        Fault::Untrusted(Distrust::Authority) => Some(Fault::Untrusted(Distrust::Expired)),
        Fault::Untrusted(Distrust::Expired) => Some(Fault::Untrusted(Distrust::Name)),
        Fault::Untrusted(Distrust::Name) => Some(Fault::Untrusted(Distrust::NotYetValid)),
        Fault::Untrusted(Distrust::NotYetValid) => None,
    }
}
