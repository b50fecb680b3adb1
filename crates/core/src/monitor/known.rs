//! What is known of a target, a list and a search, beside the poller that asks for it.

use std::sync::Arc;
use std::time::Duration;

use super::filtering::Filtered;
use crate::cadence::Kind;
use crate::id::Version;
use crate::pack::LatestPack;
use crate::poller::Poller;
use crate::ports::Seen;
use crate::run::Run;
use crate::time::{Moment, Timestamp};
use crate::trace::Trace;
use crate::view::{Context, SearchPhase};

#[derive(Clone, Debug)]
pub(super) struct Watched {
    pub(super) poller: Poller,
    pub(super) knowledge: Knowledge,
    pub(super) version: Option<Version>,
    /// The server's clock when it was last answered.
    pub(super) as_of: Option<Timestamp>,
    pub(super) answered: Option<Moment>,
    /// When it was pinned, as long as it was not seen since.
    pub(super) pinned: Option<Moment>,
    /// How old its operation was when it was first answered: a server whose clock is set back makes it no younger.
    pub(super) first_age: Option<(Moment, Duration)>,
    pub(super) context: Context,
    /// What it was called before it was gone, until it is known whether those names may be kept.
    pub(super) gone_names: Option<Seen>,
    /// What the server counted last of an operation at work, and since when by its clock.
    pub(super) counted: Option<(i64, Timestamp)>,
    pub(super) trace: Trace,
}

#[derive(Clone, Debug)]
pub(super) enum Knowledge {
    Forbidden,
    Gone,
    Nothing,
    Pack(Arc<LatestPack>),
    Run(Arc<Run>),
    Seen(Seen),
}

#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) poller: Poller,
    pub(super) runs: Vec<Arc<Run>>,
    pub(super) total: u64,
    pub(super) known: bool,
    pub(super) filtered: Filtered,
    pub(super) trace: Trace,
}

#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) text: String,
    pub(super) phase: SearchPhase,
    pub(super) wanted: bool,
    pub(super) runs: Vec<Arc<Run>>,
    pub(super) total: u64,
}

impl Watched {
    pub(super) const fn new(kind: Kind) -> Self {
        Self {
            poller: Poller::new(kind),
            knowledge: Knowledge::Nothing,
            version: None,
            as_of: None,
            answered: None,
            first_age: None,
            context: Context::NotAsked,
            gone_names: None,
            pinned: None,
            counted: None,
            trace: Trace::new(),
        }
    }

    /// Settled before this start of the app: asked once when first shown, so that its row has more than the ledger's.
    pub(super) const fn is_stored_only(&self) -> bool {
        matches!(self.knowledge, Knowledge::Seen(_))
    }
}

impl List {
    pub(super) const fn new() -> Self {
        Self {
            poller: Poller::new(Kind::List),
            runs: Vec::new(),
            total: 0,
            known: false,
            filtered: Filtered::new(),
            trace: Trace::new(),
        }
    }
}

pub(super) fn seen_ended(seen: &Seen) -> bool {
    crate::run::ending(&seen.run_status(), &seen.run_outcome()).is_some()
}
