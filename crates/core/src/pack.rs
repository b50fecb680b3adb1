//! The latest review pack of an environment (spec 109).

use crate::id::{EnvironmentId, PackId, WorkspaceId};
use crate::run::Ending;
use crate::time::Timestamp;

/// What an environment's card shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LatestPack {
    pub environment: (EnvironmentId, String),
    pub workspace: (WorkspaceId, String),
    pub pack: Option<Pack>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pack {
    pub id: PackId,
    pub status: PackStatus,
    /// Bytes.
    pub size: Option<u64>,
    pub sha256: Option<String>,
    pub failure: Option<String>,
    pub web_url: Option<String>,
    pub created_at: Timestamp,
    pub generated_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
}

impl Pack {
    /// A ready pack past its date is expired, whether or not the server has said so (ARCHITECTURE.md, decision 11).
    #[must_use]
    pub fn is_expired(&self, server_now: Timestamp) -> bool {
        match self.status {
            PackStatus::Expired => true,
            PackStatus::Ready => self.expires_at.is_some_and(|expiry| expiry <= server_now),
            PackStatus::Failed
            | PackStatus::Generating
            | PackStatus::Other(_)
            | PackStatus::Queued => false,
        }
    }

    /// How it ended: `None` while it has not. Only a ready pack expires (spec 109).
    #[must_use]
    pub const fn ending(&self) -> Option<Ending> {
        match self.status {
            PackStatus::Failed => Some(Ending::Failed),
            PackStatus::Expired | PackStatus::Ready => Some(Ending::Succeeded),
            PackStatus::Generating | PackStatus::Other(_) | PackStatus::Queued => None,
        }
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PackStatus {
    Expired,
    Failed,
    Generating,
    /// A word this version does not know: neither active nor an end.
    Other(String),
    Queued,
    Ready,
}

impl PackStatus {
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "expired" => Self::Expired,
            "failed" => Self::Failed,
            "generating" => Self::Generating,
            "queued" => Self::Queued,
            "ready" => Self::Ready,
            other => Self::Other(other.to_owned()),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::Generating => "generating",
            Self::Other(word) => word,
            Self::Queued => "queued",
            Self::Ready => "ready",
        }
    }

    #[must_use]
    pub const fn is_ended(&self) -> bool {
        match self {
            Self::Expired | Self::Failed | Self::Ready => true,
            Self::Generating | Self::Other(_) | Self::Queued => false,
        }
    }

    /// Alone polls (spec 123).
    #[must_use]
    pub const fn is_active(&self) -> bool {
        match self {
            Self::Generating | Self::Queued => true,
            Self::Expired | Self::Failed | Self::Other(_) | Self::Ready => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(status: &str, expires: Option<i64>) -> Pack {
        Pack {
            id: PackId::new(9).expect("positive"),
            status: PackStatus::parse(status),
            size: None,
            sha256: None,
            failure: None,
            web_url: None,
            created_at: Timestamp::from_millis(0),
            generated_at: None,
            expires_at: expires.map(Timestamp::from_millis),
        }
    }

    #[test]
    fn only_queued_and_generating_are_active() {
        let active = |word| PackStatus::parse(word).is_active();
        assert!(active("queued") && active("generating"));
        for word in ["ready", "failed", "expired", "archived", ""] {
            assert!(!active(word), "{word}");
        }
    }

    #[test]
    fn a_ready_pack_expires_by_date() {
        let at = |millis| pack("ready", Some(1_000)).is_expired(Timestamp::from_millis(millis));
        assert!(!at(999));
        assert!(at(1_000));
        assert!(!pack("ready", None).is_expired(Timestamp::from_millis(i64::MAX)));
        assert!(!pack("generating", Some(1)).is_expired(Timestamp::from_millis(2)));
    }

    #[test]
    fn a_pack_that_expired_was_ready_before() {
        assert_eq!(pack("ready", None).ending(), Some(Ending::Succeeded));
        assert_eq!(pack("failed", None).ending(), Some(Ending::Failed));
        assert_eq!(pack("expired", None).ending(), Some(Ending::Succeeded));
        assert_eq!(pack("queued", None).ending(), None);
    }
}
