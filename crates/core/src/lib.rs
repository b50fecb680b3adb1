//! The monitor's rules, pure: what to ask when, what an answer means, what is news, what may be shown.
//!
//! Deliberately absent: serde, tokio, Tauri, a clock, the network, randomness. Time and seeds come in as arguments, so
//! a week of polling is tested in milliseconds. Machines share one grammar: `handle_*` takes what happened, `poll_*`
//! gives what to do, `poll_timeout` names the next deadline and why; `None` is "no deadline"; extra calls are harmless.

pub mod account;
pub mod alert;
pub mod attention;
pub mod cadence;
pub mod digest;
pub mod fault;
pub mod filter;
pub mod holding;
pub mod id;
pub mod inspection;
pub mod monitor;
pub mod notice;
pub mod operation_type;
pub mod pack;
#[doc(hidden)]
pub mod planted;
pub mod poller;
pub mod ports;
pub mod quiet;
pub mod rules;
pub mod run;
mod seen;
pub mod skew;
mod store;
pub mod target;
pub mod term;
pub mod time;
mod trace;
pub mod view;
pub mod watch;

pub use alert::{Alert, Dropped, Topic, Warning};
pub use attention::{Attention, Suspension};
pub use fault::{Distrust, Fault};
pub use filter::{ListFilter, Narrowing};
pub use id::{AccountId, EnvironmentId, OperationId, PackId, Version, WorkspaceId};
pub use inspection::Inspection;
pub use monitor::{Input, Monitor, Settings};
pub use notice::{Away, Ended, Notice, Silence};
pub use pack::{LatestPack, Pack, PackStatus};
pub use poller::{Cause, Poller};
pub use quiet::{QuietSpan, Reach, Wait};
pub use rules::Rules;
pub use run::{Ending, Run};
pub use skew::Skew;
pub use target::Target;
pub use term::Term;
pub use time::{Moment, Now, Timestamp};
pub use view::View;
