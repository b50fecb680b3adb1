//! The gateway's JSON contract, version 1: what travels under `/api/v1`, one file per endpoint.
//!
//! Times are RFC 3339 in UTC. Versions are opaque. Words of TenantAtlas (types, statuses, outcomes) travel as the
//! product stores them; a reader keeps the ones it does not know. No behaviour lives here.

pub mod health;
pub mod me;
pub mod operation;
pub mod operations;
pub mod problem;
pub mod review_pack;
pub mod watch;

pub use health::Health;
pub use me::{Environment, Limits, Me, User, Workspace};
pub use operation::{Expected, Failure, Initiator, Operation, Place, Progress};
pub use operations::{OperationList, OperationQuery};
pub use problem::Problem;
pub use review_pack::{LatestReviewPack, ReviewPack};
pub use watch::{Change, Target, WatchAnswer, WatchRequest, WatchTarget};

/// Every call of this contract starts with this path.
pub const BASE: &str = "/api/v1";

/// The header in which a client names the lane a request serves: `account`, `details`, `foreground`, `list`, `quiet`
/// or `search`. For the access log only; it changes no answer.
pub const LANE_HEADER: &str = "x-monitor-lane";
