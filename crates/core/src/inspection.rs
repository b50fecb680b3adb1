//! What the connection inspector shows: every poller, both watch lanes and what the server asked for, at one moment.
//!
//! It is made only while somebody looks, asks nothing and moves no deadline. Targets have their ids here and no names.

use std::time::Duration;

use crate::attention::Suspension;
use crate::fault::Fault;
use crate::ports::ListKind;
use crate::target::Target;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    pub gate: Gate,
    /// With its last good answer the server asked not to be asked sooner than this.
    pub poll_after: Option<Duration>,
    /// How long the server is willing to hold a watch; `None` until it said so.
    pub max_wait: Option<Duration>,
    pub foreground: LaneView,
    pub quiet: LaneView,
    /// The account, the lists, then every target by its id.
    pub pollers: Vec<Inspected>,
    /// Everything that left in the last hour, on every lane.
    pub requests: u32,
}

/// Whether the account lets requests leave. Times are the server's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gate {
    /// Until the user signs in again.
    Closed,
    /// After a fault: until then nothing, and from then on one request at a time until an answer is good.
    ClosedUntil {
        at: Timestamp,
        /// The pause the server itself asked for.
        asked: Option<Timestamp>,
    },
    Open,
}

/// One lane of watches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LaneView {
    pub state: LaneState,
    /// How many targets the request under way carries, or else are to be asked for.
    pub targets: usize,
    /// The interval where the server does not hold; only the quiet watch has one of its own.
    pub every: Option<Duration>,
    pub next: Option<Next>,
    /// In the last hour.
    pub requests: u32,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LaneState {
    /// The server may wait with its answer until then.
    Held {
        since: Timestamp,
        until: Timestamp,
    },
    InFlight {
        since: Timestamp,
    },
    /// The user wants no quiet watch.
    Off,
    /// Nothing is under way.
    Resting,
}

/// One poller.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Inspected {
    pub subject: Subject,
    pub state: State,
    /// It is the quiet watch's, whatever its own state.
    pub quiet: bool,
    /// Its interval in the foreground, once it was answered and while it has one.
    pub every: Option<Duration>,
    /// The server's clock at its last good answer in this start of the app.
    pub as_of: Option<Timestamp>,
    pub heard: Heard,
    /// No later than this; others that are due may take it along.
    pub next: Option<Next>,
    /// In the last hour, those it shared with others included.
    pub requests: u32,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Subject {
    Account,
    List(ListKind),
    Target(Target),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    Due,
    /// Its watch is with the server, which waits for a change.
    Held,
    /// Nobody has asked for it.
    Idle,
    InFlight,
    Settled,
    Suspended(Suspension),
    Waiting,
}

/// What the last request for a subject brought.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Heard {
    /// An answer that is taken whole: the account's or a list's.
    Answered,
    Changed,
    Failed(Fault),
    Forbidden,
    Gone,
    /// Nothing came yet.
    #[default]
    Nothing,
    Unchanged,
}

/// When something is to leave.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Next {
    /// On the server's clock.
    At(Timestamp),
    /// As soon as its lane is free.
    Now,
}
