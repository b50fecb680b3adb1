//! Where a session's pins and notices are kept, and what is done where that cannot be had.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use monitor_core::monitor::Legacy;
use monitor_core::ports::{Record, Store};
use monitor_core::{AccountId, OperationId, Target};
use monitor_driver::{Clock, SystemClock};
use monitor_ledger::Ledger;
use monitor_setup::{LEDGER_FILE, make_private_folder};

use super::Controller;
use crate::slice::Warning;

/// Where a session's pins and notices are kept.
pub(super) enum Shelf {
    /// The demo's: with these operations pinned, and gone with it.
    Demo {
        file: PathBuf,
        pinned: Vec<OperationId>,
    },
    File(PathBuf),
}

/// A ledger, and what it kept.
pub(super) struct Kept {
    pub(super) ledger: Ledger,
    /// Its file; none where it is in memory.
    pub(super) file: Option<PathBuf>,
    pub(super) legacy: Legacy,
}

impl Controller {
    /// The file where it can be had; else one in memory, and what its windows are told of it.
    pub(super) fn open_ledger(
        &self,
        account: &AccountId,
        shelf: Shelf,
    ) -> Result<(Kept, Option<Warning>)> {
        let opened = match shelf {
            Shelf::Demo { file, pinned } => open_demo(file, account, &pinned),
            Shelf::File(file) => open_file(&self.folder, file, account),
        };
        or_in_memory(opened, account)
    }

    /// At the start, for every account that the file has. Of those that were signed out of it loses the names, also where
    /// the command line did that, or the app ended over it.
    pub(super) fn tend_ledger(&self) {
        let file = self.folder.join(LEDGER_FILE);
        let accounts = self.settings.account.iter();
        let accounts = accounts.chain(&self.settings.other_accounts);
        let signed_in = accounts.map(|account| account.id.clone()).collect();
        let now = SystemClock::new().now().wall;
        if let Err(error) = Ledger::tend(&file, &signed_in, now) {
            tracing::error!(%error, "what is old stays in the ledger");
        }
        for id in &self.settings.to_forget {
            self.erase_names(id);
        }
    }

    /// Nobody is signed in to this account any more. Of what its session may be storing yet, that session erases the names
    /// itself, as its last (`Seat::forget`).
    pub(super) fn erase_names(&self, id: &str) {
        let Some(account) = AccountId::parse(id) else {
            return;
        };
        if let Err(error) = Ledger::forget(&self.folder.join(LEDGER_FILE), &account) {
            tracing::error!(%error, "names of an account that was signed out of stay in the ledger");
        }
    }

    /// Why the ledger does not keep what it is given, if it does not. Of one in memory it was said before why it is there.
    pub(super) fn handle_store_health(&mut self, session: u64, warning: Option<Warning>) {
        let seat = self.seat_in(session);
        if let Some(session) = seat.and_then(|seat| seat.session.as_mut())
            && session.ledger.is_some()
        {
            session.ledger_warning = warning;
        }
    }
}

fn open_file(folder: &Path, file: PathBuf, account: &AccountId) -> Result<Kept> {
    make_private_folder(folder).context("Failed to make the data folder")?;
    Kept::read(Ledger::open(&file, account.clone())?, Some(file))
}

/// A file that cannot be had stays as it is, and why is said.
fn or_in_memory(opened: Result<Kept>, account: &AccountId) -> Result<(Kept, Option<Warning>)> {
    let error = match opened {
        Ok(kept) => return Ok((kept, None)),
        Err(error) => error,
    };
    tracing::error!(
        error = format!("{error:#}"),
        "going on without the ledger's file"
    );
    let kept = Kept::read(Ledger::in_memory(account.clone())?, None)?;
    Ok((kept, Some(warning(&error))))
}

fn warning(error: &anyhow::Error) -> Warning {
    let error = error.downcast_ref::<monitor_ledger::Error>();
    error.map_or(Warning::LedgerUnavailable, warning_of)
}

/// Each has another next step.
pub(super) fn warning_of(error: &monitor_ledger::Error) -> Warning {
    if error.is_damage() {
        return Warning::LedgerDamaged;
    }
    match error {
        monitor_ledger::Error::Newer { .. } => Warning::LedgerNewer,
        monitor_ledger::Error::Older { .. } | monitor_ledger::Error::Sqlite(_) => {
            Warning::LedgerUnavailable
        }
    }
}

fn open_demo(file: PathBuf, account: &AccountId, pinned: &[OperationId]) -> Result<Kept> {
    let mut ledger = Ledger::open(&file, account.clone())?;
    for id in pinned {
        ledger.record(&Record::Pinned(Target::Operation(*id)))?;
    }
    Kept::read(ledger, Some(file))
}

impl Kept {
    fn read(ledger: Ledger, file: Option<PathBuf>) -> Result<Self> {
        let pins = ledger.pins().context("Failed to read the pins")?;
        let untold = ledger.untold().context("Failed to read the untold ends")?;
        let withheld = ledger
            .withheld()
            .context("Failed to read the ends that waited")?;
        let muted_environments = ledger
            .muted_environments()
            .context("Failed to read the muted environments")?;
        let snoozes = ledger.snoozes().context("Failed to read the snoozes")?;
        Ok(Self {
            ledger,
            file,
            legacy: Legacy {
                pins,
                untold,
                withheld,
                muted_environments,
                snoozes,
                quiet_hours: Vec::new(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Where SQLite's header has the schema's version (https://www.sqlite.org/fileformat.html#the_database_header).
    const VERSION: usize = 60;

    /// Opens this file, on which the app goes on in memory; what is said of it, and that it is as it was.
    fn refused(file: &Path) -> Result<Warning> {
        let account = AccountId::parse("a1").context("an account")?;
        let folder = file.parent().context("a folder")?;
        let before = fs::read(file).ok();
        let opened = open_file(folder, file.to_owned(), &account);
        let (mut kept, warning) = or_in_memory(opened, &account)?;
        assert_eq!((kept.file, fs::read(file).ok()), (None, before));
        let operation = OperationId::new(421).context("an id")?;
        let pinned = Record::Pinned(Target::Operation(operation));
        kept.ledger.record(&pinned)?;
        assert_eq!(kept.ledger.pins()?.len(), 1);
        warning.context("it is refused")
    }

    /// A ledger's file, closed, with these bytes changed.
    fn changed(file: &Path, change: fn(&mut [u8])) -> Result<()> {
        let account = AccountId::parse("a1").context("an account")?;
        drop(Ledger::open(file, account)?);
        let mut bytes = fs::read(file)?;
        change(&mut bytes);
        fs::write(file, bytes)?;
        Ok(())
    }

    #[test]
    fn a_newer_ledger_stays_as_it_is_and_asks_for_an_update() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        changed(&file, |bytes| {
            bytes[VERSION..VERSION + 4].copy_from_slice(&99_u32.to_be_bytes());
        })?;
        assert_eq!(refused(&file)?, Warning::LedgerNewer);
        Ok(())
    }

    #[test]
    fn a_damaged_ledger_stays_as_it_is_and_says_that_it_is_damaged() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        let damages: [fn(&mut [u8]); 2] = [
            // The first page has no header, and no page makes sense.
            |bytes| bytes.fill(b'x'),
            |bytes| bytes[100..].fill(0xff),
        ];
        for damage in damages {
            changed(&file, damage)?;
            assert_eq!(refused(&file)?, Warning::LedgerDamaged);
            fs::remove_file(&file)?;
        }
        Ok(())
    }

    #[test]
    fn a_ledger_that_cannot_be_opened_asks_for_space_and_rights() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        fs::create_dir(&file)?;
        assert_eq!(refused(&file)?, Warning::LedgerUnavailable);
        Ok(())
    }

    #[test]
    fn a_ledger_that_can_be_had_says_nothing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        let account = AccountId::parse("a1").context("an account")?;
        let opened = open_file(folder.path(), file.clone(), &account);
        let (kept, warning) = or_in_memory(opened, &account)?;
        assert_eq!((kept.file, warning), (Some(file), None));
        Ok(())
    }
}
