//! The edges of core: what it asks of a server, a desktop and a store, and what they answer.

use std::future::Future;
use std::time::Duration;

use crate::alert::{Alert, Dropped, Warning};
use crate::cadence::Wish;
use crate::fault::Fault;
use crate::filter::Narrowing;
use crate::id::{EnvironmentId, OperationId, Version, WorkspaceId};
use crate::notice::{Ended, Notice, Silence};
use crate::pack::LatestPack;
use crate::poller::Cause;
use crate::quiet::{Reach, Wait};
use crate::run::Run;
use crate::target::Target;
use crate::term::Term;
use crate::time::Timestamp;
use crate::view::View;

pub use crate::seen::Seen;
pub use crate::store::Store;

/// A request to make, named so that its answer finds back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    pub id: RequestId,
    pub cause: Cause,
    pub ask: Ask,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RequestId(pub u64);

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Ask {
    /// `GET /me`
    Account,
    /// `GET /operations/{id}`
    Details(OperationId),
    /// `GET /operations` with the list's filter and what the user chose of it
    Filtered(ListKind, Narrowing),
    /// `GET /operations` with the list's filter
    List(ListKind),
    /// `GET /operations?search=`
    Search(String),
    /// `POST /watch`
    Watch {
        lane: WatchLane,
        targets: Vec<(Target, Option<Version>)>,
        wait: Duration,
    },
}

impl Ask {
    /// The lane's name as the gateway's log shows it.
    #[must_use]
    pub const fn lane(&self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Details(_) => "details",
            Self::Filtered(..) | Self::List(_) => "list",
            Self::Search(_) => "search",
            Self::Watch {
                lane: WatchLane::Foreground,
                ..
            } => "foreground",
            Self::Watch {
                lane: WatchLane::Quiet,
                ..
            } => "quiet",
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ListKind {
    Active,
    Attention,
    /// Recently ended.
    Recent,
}

impl ListKind {
    pub const ALL: [Self; 3] = [Self::Active, Self::Attention, Self::Recent];
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum WatchLane {
    Foreground,
    Quiet,
}

/// A good answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The server's clock when it answered; absent where the call does not carry it.
    pub server_time: Option<Timestamp>,
    pub wish: Wish,
    pub answer: Answer,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Account(Scope),
    /// The technical context as pretty-printed JSON, where there is one.
    Details {
        context: Option<String>,
    },
    /// What a list or a search asked for: the newest of them, and how many there are.
    Operations {
        runs: Vec<Run>,
        total: u64,
    },
    Watch(Vec<Change>),
}

/// Who is signed in and what they may see.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scope {
    pub user_id: i64,
    pub user: String,
    pub workspaces: Vec<WorkspaceId>,
    pub environments: Vec<ScopedEnvironment>,
    pub max_targets: usize,
    pub max_wait: Duration,
}

impl Scope {
    /// Whether the user may see a place: an environment, or where there is none the workspace itself.
    #[must_use]
    pub fn lists(
        &self,
        workspace: &(WorkspaceId, String),
        environment: Option<&(EnvironmentId, String)>,
    ) -> bool {
        match environment {
            Some((id, _)) => self.environments.iter().any(|listed| listed.id == *id),
            None => self.workspaces.contains(&workspace.0),
        }
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ScopedEnvironment {
    pub id: EnvironmentId,
    pub name: String,
    pub workspace: WorkspaceId,
    pub workspace_name: String,
}

/// What a watch says about one target. A target that is not named did not change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Forbidden(Target),
    NotFound(Target),
    Operation {
        version: Version,
        run: Box<Run>,
    },
    ReviewPack {
        version: Version,
        latest: Box<LatestPack>,
    },
}

impl Change {
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::Forbidden(target) | Self::NotFound(target) => *target,
            Self::Operation { run, .. } => Target::Operation(run.id),
            Self::ReviewPack { latest, .. } => Target::ReviewPack(latest.environment.0),
        }
    }
}

/// Something to be done outside; each is done once, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tell these together. What became of it comes back as [`Input::AlertsSent`](crate::Input::AlertsSent).
    Alert(Vec<Alert>),
    /// Store these ends durably, then tell them.
    Announce(Notice),
    /// Drop the request; its answer is not wanted.
    Cancel(RequestId),
    Fetch(Request),
    /// Store these ends durably, and as never to be told.
    Silence(Vec<Ended>, Silence),
    /// Write to the ledger.
    Store(Record),
    /// Store these ends durably, to be told later, and for what they wait.
    Withhold(Vec<Ended>, Wait),
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Record {
    /// A pinned target was warned of, or was not to be: it is not again. The subject is the operation's id, or the pack's.
    Alerted {
        target: Target,
        subject: i64,
        warning: Warning,
    },
    /// What became of an alert that was sent, and when that is known. One that nobody took was not given.
    AlertSent(Alert, Delivery, Timestamp),
    /// Had ended before it was first seen: no news (ARCHITECTURE.md, decision 6), and since when that is known.
    Baseline(Vec<Ended>, Timestamp),
    /// Access to it was lost: keep the id, erase every name.
    Erased(Target),
    /// The only places the user may see: what ended anywhere else keeps its ids and loses its names.
    Listed {
        workspaces: Vec<WorkspaceId>,
        environments: Vec<EnvironmentId>,
    },
    /// A pinned target takes its place in front of another pinned one, or behind all of them.
    Moved {
        target: Target,
        before: Option<Target>,
    },
    /// The end of a pinned target is told, or not.
    Muted {
        target: Target,
        on: bool,
    },
    /// Ends of an environment's operations and review packs are told, or not.
    MutedEnvironment {
        environment: EnvironmentId,
        on: bool,
    },
    /// An alert that was sent or, for this reason, was not, and when; for the history alone.
    Noted(Alert, Option<Dropped>, Timestamp),
    /// The user opened what ended, and when.
    Opened(Target, Timestamp),
    Pinned(Target),
    /// The last known state of a pinned target.
    Seen(Target, Seen),
    /// Ends are told again when that is over; `None` where they are again.
    Snoozed(Reach, Option<Term>),
    Unpinned(Target),
}

/// A pin as the ledger kept it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pin {
    pub target: Target,
    pub muted: bool,
    /// What it was warned of, by subject.
    pub alerted: Vec<(i64, Warning)>,
    pub seen: Option<Seen>,
}

/// The server. Never fails otherwise than with a [`Fault`], and always ends.
pub trait Api: Clone + Send + Sync + 'static {
    fn call(&self, request: Request) -> impl Future<Output = Result<Observation, Fault>> + Send;
}

/// The desktop: every effect the monitor may have on it.
pub trait Desktop: Send + 'static {
    /// Shows the view on every surface. Called only when it changed.
    fn show(&mut self, view: &View);

    /// Tells a notice natively and answers how that went.
    fn notify(&mut self, notice: &Notice) -> impl Future<Output = Delivery> + Send + 'static;

    /// Tells alerts natively. What became of them is an input; without one, nothing is known of it.
    fn alert(&mut self, alerts: &[Alert]);

    /// Says what became of a notice.
    fn report_delivery(&mut self, delivery: Delivery);

    /// Says that this computer's wall clock was set, for whoever has worked something out from it.
    fn report_clock(&mut self) {}
}

/// What became of a notice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Delivery {
    /// The platform took it and says no more.
    HandedOver,
    /// Nobody took it.
    Refused,
    /// The notification daemon answered with this id.
    Shown(u32),
    /// It was sent, and no answer came: it may be on the screen or not.
    Unknown,
}

impl Delivery {
    /// Whether somebody said that they took it.
    #[must_use]
    pub const fn is_taken(self) -> bool {
        match self {
            Self::HandedOver | Self::Shown(_) => true,
            Self::Refused | Self::Unknown => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_somebody_said_that_they_took_is_taken() {
        let taken = [Delivery::HandedOver, Delivery::Shown(7)];
        assert!(taken.into_iter().all(Delivery::is_taken));
        let untaken = [Delivery::Refused, Delivery::Unknown];
        assert!(!untaken.into_iter().any(Delivery::is_taken));
    }
}
