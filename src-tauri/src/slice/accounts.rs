//! The accounts beside the one that the overview shows.

use serde::Serialize;
use ts_rs::TS;

use super::overview::Warning;
use super::sign_in::Parting;

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
    /// Of its token and of its pins. What concerns every account is the overview's to say.
    pub(crate) warnings: Vec<Warning>,
}

/// An account that was signed out of, while the overview shows another one.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct PartedSlice {
    /// None where the server never answered.
    pub(crate) user: Option<String>,
    /// The server's host.
    pub(crate) server: String,
    /// What becomes of its token.
    pub(crate) parting: Parting,
}

/// How an account is; the message id is `standing-<word>`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Standing {
    Attention,
    Connected,
    Connecting,
    /// This computer has no network.
    NoNetwork,
    NotAnswering,
    SignedOut,
}
