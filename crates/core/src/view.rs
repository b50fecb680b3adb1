//! Everything any surface may show, as one value. Tray, menu and windows are pure functions of it (ARCHITECTURE.md, decision 8).

mod row;

use std::collections::BTreeMap;
use std::time::Duration;

pub use row::{Context, Known, Row};

use crate::account::Health;
use crate::fault::Fault;
use crate::id::{EnvironmentId, OperationId};
use crate::inspection::Inspection;
use crate::pack::{LatestPack, Pack};
use crate::quiet::Reach;
use crate::rules::Rules;
use crate::run::Ending;
use crate::skew::Skew;
use crate::target::Target;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The user's name, once the server answered.
    pub user: Option<String>,
    pub health: Health,
    /// The server's clock at the last good answer.
    pub as_of: Option<Timestamp>,
    /// Something on the way to the server cuts requests that wait: changes are asked for at plain intervals.
    pub plain_watches: bool,
    /// Milliseconds to add to this computer's clock to get the server's.
    pub clock_offset_millis: i64,
    /// This computer's clock is off by minutes, as two answers in a row have it.
    pub clock_off: Option<Skew>,
    pub summary: Summary,
    /// Pinned operations and review packs, in the user's order: as pinned, or as moved since.
    pub pinned: Vec<Pinned>,
    pub active: ListView,
    pub attention: ListView,
    /// What ended lately, pinned or not.
    pub recent: ListView,
    /// Every environment in scope, by workspace and name.
    pub packs: Vec<PackCard>,
    pub search: Option<SearchView>,
    pub quiet: bool,
    /// In the order of their ids.
    pub muted_environments: Vec<MutedEnvironment>,
    /// Until when ends are kept back, on this computer's clock.
    pub snoozes: BTreeMap<Reach, Timestamp>,
    /// On this computer's clock.
    pub paused_until: Option<Timestamp>,
    pub rules: Rules,
    /// Made only while the connection inspector is open.
    pub inspection: Option<Inspection>,
}

impl View {
    #[must_use]
    pub fn row(&self, id: OperationId) -> Option<&Row> {
        self.pinned.iter().find_map(|pinned| match pinned {
            Pinned::Operation(row) if row.id == id => Some(row),
            Pinned::Operation(_) | Pinned::ReviewPack(_) => None,
        })
    }

    #[must_use]
    pub fn is_environment_muted(&self, id: EnvironmentId) -> bool {
        self.muted_environments.iter().any(|muted| muted.id == id)
    }

    /// Until when its end is kept back, by itself or with all of its environment.
    #[must_use]
    pub fn snoozed_until(
        &self,
        target: Target,
        environment: Option<EnvironmentId>,
    ) -> Option<Timestamp> {
        let own = self.snoozes.get(&Reach::Target(target));
        let all = environment.and_then(|id| self.snoozes.get(&Reach::Environment(id)));
        own.max(all).copied()
    }

    /// Every row on any surface, pinned first.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let pinned = self.pinned.iter().filter_map(|pinned| match pinned {
            Pinned::Operation(row) => Some(row),
            Pinned::ReviewPack(_) => None,
        });
        let found = self.search.iter().flat_map(|search| search.rows.iter());
        let filtered = [&self.active, &self.attention, &self.recent]
            .into_iter()
            .filter_map(|list| list.filtered.as_ref())
            .flat_map(|filtered| filtered.rows.iter());
        pinned
            .chain(&self.active.rows)
            .chain(&self.attention.rows)
            .chain(&self.recent.rows)
            .chain(filtered)
            .chain(found)
    }
}

/// An environment of which no end is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MutedEnvironment {
    pub id: EnvironmentId,
    /// None while it is not in scope: nothing keeps its name.
    pub name: Option<String>,
}

/// The line that tray, tooltip and overview share.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Summary {
    pub worst: Worst,
    /// Pinned and still active.
    pub watched: usize,
    /// Pinned, and ended otherwise than well or likely stale.
    pub attention: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Worst {
    Active,
    Attention,
    Blind,
    /// Nothing is watched, which is not "all is well".
    Idle,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Pinned {
    Operation(Row),
    ReviewPack(PackCard),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListView {
    /// How many there are on the server.
    pub total: u64,
    pub rows: Vec<Row>,
    pub refresh: Refresh,
    /// Whether the server ever answered it.
    pub known: bool,
    /// The server's clock when it last did.
    pub as_of: Option<Timestamp>,
    /// What of it the user chose to see, where the server has more than `rows` and was asked for that too.
    pub filtered: Option<FilteredView>,
}

/// What the server has of a list for a choice of the user. Whoever shows the rows sorts out those that it could not.
#[derive(Clone, Debug, PartialEq)]
pub struct FilteredView {
    /// Of the choice that this is the answer to.
    pub turn: u32,
    /// How many match on the server; none where it cannot tell them apart.
    pub total: Option<u64>,
    /// Whether nothing that matches is missing, but what stands behind the last of these rows.
    pub whole: bool,
    pub rows: Vec<Row>,
}

/// The latest review pack of one environment.
#[derive(Clone, Debug, PartialEq)]
pub struct PackCard {
    pub environment: EnvironmentId,
    pub environment_name: String,
    pub workspace_name: String,
    pub pinned: bool,
    /// Pinned, and its end is not told.
    pub muted: bool,
    pub state: PackState,
    pub refresh: Refresh,
}

impl PackCard {
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        match &self.state {
            PackState::Known(pack) => pack.ending().is_some_and(Ending::needs_attention),
            PackState::Expired(_)
            | PackState::Forbidden
            | PackState::Gone
            | PackState::None
            | PackState::Unseen => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum PackState {
    /// Past its date, whether or not the server has said so.
    Expired(Pack),
    Forbidden,
    Gone,
    Known(Pack),
    /// The environment has none.
    None,
    Unseen,
}

/// How a surface refreshes, honestly.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Refresh {
    /// A search hit: as it was when found, and not followed.
    AsFound,
    /// What is shown is as of then, on the server's clock: the last request failed.
    AsOf {
        at: Option<Timestamp>,
        fault: Fault,
    },
    /// Not answered yet.
    #[default]
    Asking,
    Every(Duration),
    PausedHidden,
    PausedModal,
    /// Hidden, but part of the quiet watch.
    Quiet,
    Settled,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SearchView {
    pub text: String,
    pub phase: SearchPhase,
    pub rows: Vec<Row>,
    /// How many match on the server; zero until it answered.
    pub total: u64,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SearchPhase {
    Asking,
    Failed,
    Found,
}

impl Pinned {
    /// A pinned target's identity, for menus.
    #[must_use]
    pub const fn target(&self) -> Target {
        match self {
            Self::Operation(row) => Target::Operation(row.id),
            Self::ReviewPack(card) => Target::ReviewPack(card.environment),
        }
    }

    /// Whether it needs someone, as the summary counts it.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        match self {
            Self::Operation(row) => row.needs_attention(),
            Self::ReviewPack(card) => card.needs_attention(),
        }
    }
}

/// What a card says of the latest pack at this time of the server.
#[must_use]
pub(crate) fn pack_state(latest: &LatestPack, server_now: Timestamp) -> PackState {
    match &latest.pack {
        None => PackState::None,
        Some(pack) if pack.is_expired(server_now) => PackState::Expired(pack.clone()),
        Some(pack) => PackState::Known(pack.clone()),
    }
}
