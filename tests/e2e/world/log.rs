//! The gateway's access log: what really reached the server, whatever the app believes.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::Deserialize;

/// One answered request. A held watch is written when it ends; 499 is one whose client went away.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Entry {
    /// When it arrived.
    pub(crate) time: Timestamp,
    pub(crate) lane: Option<String>,
    /// As in `operation:421` and `review_pack:3`.
    pub(crate) target_ids: Vec<String>,
    pub(crate) status: u16,
    ms: u64,
}

impl Entry {
    pub(crate) fn is_on(&self, lane: &str) -> bool {
        self.lane.as_deref() == Some(lane)
    }

    /// From its arrival to its answer's last byte, or until its client went away.
    pub(crate) fn took(&self) -> Duration {
        Duration::from_millis(self.ms)
    }

    pub(crate) fn ended(&self) -> Timestamp {
        self.time + self.took()
    }

    pub(crate) fn names(&self, target: &str) -> bool {
        self.target_ids.iter().any(|id| id == target)
    }
}

/// Of a line that is being written, a part may be there already: it is left for later.
pub(crate) fn read(file: &Path) -> Result<Vec<Entry>> {
    let text = std::fs::read(file).context("Failed to read the access log")?;
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let whole = lines.filter(|line| line.ends_with(b"\n"));
    let entries = whole.map(serde_json::from_slice);
    entries
        .collect::<Result<_, _>>()
        .context("Failed to understand the access log")
}

pub(crate) fn operation(id: i64) -> String {
    format!("operation:{id}")
}

pub(crate) fn review_pack(environment: i64) -> String {
    format!("review_pack:{environment}")
}
