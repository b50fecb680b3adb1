//! Whether a downloaded file is a review pack, by its SHA-256. Knows no dialog and no window.

mod reading;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use monitor_core::EnvironmentId;
use monitor_core::pack::PackStatus;
use monitor_core::view::{PackCard, PackState};

use crate::slice::CheckProblem;

pub(crate) use reading::Reading;

/// A file beside the latest review pack of an environment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FileCheck {
    pub(crate) environment: EnvironmentId,
    /// Without its folder, which is nobody's business.
    pub(crate) file: String,
    pub(crate) stage: Stage,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    Failed(CheckProblem),
    /// To the end. Whether it is the pack is decided where the pack is known: a newer one may come.
    Read {
        sha256: String,
    },
    Reading(Reading),
}

/// What a file has to have: there is something to compare with on the card of a ready pack alone.
pub(crate) fn wanted(card: &PackCard) -> Option<&str> {
    match &card.state {
        PackState::Known(pack) if pack.status == PackStatus::Ready => pack.sha256.as_deref(),
        PackState::Expired(_)
        | PackState::Forbidden
        | PackState::Gone
        | PackState::Known(_)
        | PackState::None
        | PackState::Unseen => None,
    }
}

/// Reads a file to its end; `told` hears once of each percent. None where it was cancelled.
pub(crate) fn read(
    path: &Path,
    cancelled: &AtomicBool,
    told: impl FnMut(Reading),
) -> Option<Stage> {
    match reading::sha256(path, cancelled, told) {
        Ok(digest) => digest.map(|sha256| Stage::Read { sha256 }),
        Err(error) => {
            tracing::info!(%error, "a file could not be checked");
            Some(Stage::Failed(problem(&error)))
        }
    }
}

fn problem(error: &io::Error) -> CheckProblem {
    let kind = error.kind();
    if kind == ErrorKind::NotFound {
        CheckProblem::Missing
    } else if kind == ErrorKind::PermissionDenied {
        CheckProblem::Denied
    } else {
        CheckProblem::Unreadable
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::Ordering;

    use anyhow::Result;
    use monitor_core::pack::Pack;
    use monitor_core::view::Refresh;
    use monitor_core::{PackId, Timestamp};
    use tempfile::TempDir;

    use super::reading::CHUNK;
    use super::*;

    #[test]
    fn a_file_has_the_digest_that_the_standard_gives_it() -> Result<()> {
        assert_eq!(checked(b"abc")?.0, read_as(ABC));
        Ok(())
    }

    #[test]
    fn another_file_has_another_digest() -> Result<()> {
        assert_ne!(checked(b"abd")?.0, read_as(ABC));
        Ok(())
    }

    #[test]
    fn an_empty_file_is_read_at_once() -> Result<()> {
        assert_eq!(checked(b"")?, (read_as(EMPTY), vec![Reading::default()]));
        Ok(())
    }

    #[test]
    fn a_file_larger_than_a_chunk_is_read_to_its_end_and_told_of_by_bytes() -> Result<()> {
        let bytes = vec![b'a'; 1_000_000];
        let ends = (0..=15).map(|chunks| chunks * 65_536).chain([1_000_000]);
        let total = 1_000_000;
        let told = ends.map(|read| Reading { read, total }).collect();
        assert_eq!(checked(&bytes)?, (read_as(MILLION), told));
        Ok(())
    }

    #[test]
    fn a_percent_is_told_once() -> Result<()> {
        let (_, told) = checked(&vec![7_u8; 120 * CHUNK])?;
        let percents: Vec<_> = told.iter().map(|reading| reading.percent()).collect();
        assert_eq!(percents, (0..=100).collect::<Vec<_>>());
        Ok(())
    }

    #[test]
    fn a_file_that_is_not_there_is_missing() -> Result<()> {
        let folder = TempDir::new()?;
        let (stage, told) = check(&folder.path().join("pack.zip"));
        assert_eq!(stage, Some(Stage::Failed(CheckProblem::Missing)));
        assert_eq!(told, []);
        Ok(())
    }

    #[test]
    fn what_is_no_file_cannot_be_read() -> Result<()> {
        let folder = TempDir::new()?;
        let (stage, told) = check(folder.path());
        assert_eq!(stage, Some(Stage::Failed(CheckProblem::Unreadable)));
        assert_eq!(told, []);
        Ok(())
    }

    #[test]
    fn a_refused_file_is_told_from_an_unreadable_one() {
        let denied = io::Error::from(ErrorKind::PermissionDenied);
        let broken = io::Error::from(ErrorKind::UnexpectedEof);
        assert_eq!(
            [problem(&denied), problem(&broken)],
            [CheckProblem::Denied, CheckProblem::Unreadable]
        );
    }

    #[test]
    fn a_cancelled_check_ends_with_the_next_chunk_and_finds_nothing() -> Result<()> {
        let folder = TempDir::new()?;
        let path = folder.path().join("pack.zip");
        fs::write(&path, vec![0_u8; 4 * CHUNK])?;
        let cancelled = AtomicBool::new(false);
        let mut told = Vec::new();
        let stage = read(&path, &cancelled, |reading| {
            told.push(reading.percent());
            cancelled.store(reading.percent() >= 25, Ordering::Relaxed);
        });
        assert_eq!((stage, told), (None, vec![0, 25]));
        Ok(())
    }

    #[test]
    fn only_a_ready_pack_has_something_to_compare_with() -> Result<()> {
        let ready = pack(PackStatus::Ready)?;
        let states = [
            PackState::Known(ready.clone()),
            PackState::Known(pack(PackStatus::Generating)?),
            PackState::Expired(ready),
            PackState::None,
        ];
        let wanted_of = |state| -> Result<Option<String>> {
            let card = card(state)?;
            Ok(wanted(&card).map(str::to_owned))
        };
        let found: Result<Vec<_>> = states.into_iter().map(wanted_of).collect();
        assert_eq!(found?, [Some(ABC.to_owned()), None, None, None]);
        Ok(())
    }

    fn checked(bytes: &[u8]) -> Result<(Option<Stage>, Vec<Reading>)> {
        let folder = TempDir::new()?;
        let path = folder.path().join("pack.zip");
        fs::write(&path, bytes)?;
        Ok(check(&path))
    }

    fn check(path: &Path) -> (Option<Stage>, Vec<Reading>) {
        let mut told = Vec::new();
        let stage = read(path, &AtomicBool::new(false), |reading| told.push(reading));
        (stage, told)
    }

    fn read_as(sha256: &str) -> Option<Stage> {
        Some(Stage::Read {
            sha256: sha256.to_owned(),
        })
    }

    fn card(state: PackState) -> Result<PackCard> {
        Ok(PackCard {
            environment: EnvironmentId::new(3).ok_or_else(|| anyhow::anyhow!("no id"))?,
            environment_name: "Contoso Production".to_owned(),
            workspace_name: "Northwind IT".to_owned(),
            pinned: false,
            muted: false,
            state,
            refresh: Refresh::default(),
        })
    }

    fn pack(status: PackStatus) -> Result<Pack> {
        Ok(Pack {
            id: PackId::new(5).ok_or_else(|| anyhow::anyhow!("no id"))?,
            status,
            size: None,
            sha256: Some(ABC.to_owned()),
            failure: None,
            web_url: None,
            created_at: Timestamp::from_millis(0),
            generated_at: None,
            expires_at: None,
        })
    }

    // From FIPS 180-4's examples, and of nothing.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const MILLION: &str = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
}
