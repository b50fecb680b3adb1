//! What can happen, in any order.

use std::time::Duration;

use monitor_core::Fault;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Event {
    Answer,
    Fault(Fault),
    Hide,
    Modal(bool),
    /// A token, after a sign-out or in the place of another: a new monitor on what the ledger has.
    NewSession,
    Pin,
    Show,
    Terminal,
    /// The next deadline, or a minute.
    Tick,
    Unpin,
}

pub(crate) const EVENTS: [Event; 13] = [
    Event::Answer,
    Event::Fault(Fault::Unreached),
    Event::Fault(Fault::SignedOut),
    Event::Fault(Fault::Throttled {
        retry_after: Some(Duration::from_secs(5)),
    }),
    Event::Hide,
    Event::Modal(true),
    Event::Modal(false),
    Event::NewSession,
    Event::Pin,
    Event::Show,
    Event::Terminal,
    Event::Tick,
    Event::Unpin,
];
