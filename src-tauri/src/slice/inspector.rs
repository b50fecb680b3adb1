//! The connection inspector: every poller, both watch lanes and what the server asked for. Made only while it is open.

use serde::Serialize;
use ts_rs::TS;

use super::health::FaultWord;
use super::row::TypeName;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct InspectorSlice {
    pub(crate) gate: GateSlice,
    /// With its last good answer the server asked not to be asked sooner than this.
    pub(crate) poll_after_seconds: Option<u32>,
    /// How long the server is willing to hold a watch; none until it said so.
    pub(crate) max_wait_seconds: Option<u32>,
    pub(crate) foreground: LaneSlice,
    pub(crate) quiet: LaneSlice,
    /// The account, the lists, then operations and environments by their ids.
    pub(crate) pollers: Vec<PollerSlice>,
    /// Everything that left in the last hour.
    pub(crate) requests: u32,
}

/// Whether requests may leave.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum GateSlice {
    /// Until the user signs in again.
    Closed,
    /// After a fault: until then nothing, and from then on one request at a time until an answer is good.
    ClosedUntil {
        at_ms: i64,
        /// The pause that the server itself asked for.
        asked_ms: Option<i64>,
    },
    Open,
}

/// One lane of watches.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct LaneSlice {
    pub(crate) flight: FlightSlice,
    /// How many targets the request under way carries, or else are to be asked for.
    pub(crate) targets: u32,
    /// The interval where the server does not hold.
    pub(crate) every_seconds: Option<u32>,
    pub(crate) next: Option<NextSlice>,
    /// In the last hour.
    pub(crate) requests: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FlightSlice {
    /// The server may wait with its answer until then.
    Held {
        since_ms: i64,
        until_ms: i64,
    },
    InFlight {
        since_ms: i64,
    },
    /// The user wants no quiet watch.
    Off,
    /// Nothing is under way.
    Resting,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct PollerSlice {
    pub(crate) subject: SubjectSlice,
    pub(crate) state: PollerWord,
    /// It is the quiet watch's, whatever its own state.
    pub(crate) quiet: bool,
    pub(crate) every_seconds: Option<u32>,
    /// When it was last answered in this start of the app.
    pub(crate) as_of_ms: Option<i64>,
    pub(crate) heard: HeardSlice,
    /// No later than this; others that are due may take it along.
    pub(crate) next: Option<NextSlice>,
    /// In the last hour, those it shared with others included.
    pub(crate) requests: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum SubjectSlice {
    Account,
    List {
        list: ListWord,
    },
    Operation {
        id: i64,
        type_name: TypeName,
        /// None: workspace-wide, or unknown together with the type.
        environment: Option<String>,
    },
    ReviewPack {
        environment_id: i64,
        /// Empty where it may not be named.
        environment: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ListWord {
    Active,
    Attention,
    Recent,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PollerWord {
    Due,
    /// Its watch is with the server, which waits for a change.
    Held,
    /// Nobody has asked for it.
    Idle,
    InFlight,
    Settled,
    SuspendedHidden,
    SuspendedModal,
    Waiting,
}

/// What its last request brought.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum HeardSlice {
    Answered,
    Changed,
    Failed {
        fault: FaultWord,
    },
    Forbidden,
    Gone,
    /// Nothing came yet.
    Nothing,
    Unchanged,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum NextSlice {
    At {
        at_ms: i64,
    },
    /// As soon as its lane is free.
    Now,
}
