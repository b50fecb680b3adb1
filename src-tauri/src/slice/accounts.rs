//! The accounts beside the one that the overview shows.

use serde::Serialize;
use ts_rs::TS;

/// An account that is signed in to beside the one that the overview shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct OtherAccountSlice {
    pub(crate) id: String,
    /// None until the server answered once.
    pub(crate) user: Option<String>,
    /// The server's host.
    pub(crate) server: String,
    pub(crate) standing: Standing,
}

/// How an account is; the message id is `standing-<word>`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Standing {
    Attention,
    Connected,
    Connecting,
    NotAnswering,
    SignedOut,
}
