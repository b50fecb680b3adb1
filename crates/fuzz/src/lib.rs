//! What every reader of a stranger's bytes claims: answers, headers, requests, addresses, links, names, files. A target
//! takes any bytes, and panics where a claim about them breaks.
//!
//! The tests of this crate replay what is kept in `corpus/` and mutations of it; `fuzz/` gives the same functions to
//! cargo-fuzz. Nothing ships with it, and no target asks a network.

mod addresses;
mod answers;
mod app;
mod files;
mod headers;
mod names;
mod replay;
mod requests;
mod settings;

pub use replay::replay;

/// One reader, with all that is claimed of it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Of its folder in `corpus/`, and of its program in `fuzz/`.
    pub name: &'static str,
    pub feed: fn(&[u8]),
    /// How many mutations a test tries; few where each makes a file.
    pub mutations: u32,
}

impl Target {
    const fn cheap(name: &'static str, feed: fn(&[u8])) -> Self {
        Self {
            name,
            feed,
            mutations: 4_000,
        }
    }

    const fn dear(name: &'static str, feed: fn(&[u8])) -> Self {
        Self {
            name,
            feed,
            mutations: 200,
        }
    }
}

pub const TARGETS: [Target; 18] = [
    Target::cheap("account", answers::account),
    Target::dear("check", app::check),
    Target::cheap("csv_cell", names::csv_cell),
    Target::cheap("deep_link", app::deep_link),
    Target::cheap("details", answers::details),
    Target::cheap("etag", headers::etag),
    Target::dear("ledger", files::ledger),
    Target::cheap("list_query", requests::list_query),
    Target::cheap("log_line", app::log_line),
    Target::dear("managed", files::managed),
    Target::cheap("markup", app::markup),
    Target::cheap("name", names::name),
    Target::cheap("operations", answers::operations),
    Target::cheap("retry_after", headers::retry_after),
    Target::cheap("server_address", addresses::server_address),
    Target::cheap("settings", settings::settings),
    Target::cheap("watch", answers::watch),
    Target::cheap("watch_request", requests::watch_request),
];

/// For programs that know a target by its name.
///
/// # Panics
/// Where a claim breaks, and where there is no such target.
pub fn feed(name: &str, input: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.expect("it is a target").feed)(input);
}

/// Text as whoever reads bytes as text would have it.
fn text(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}
