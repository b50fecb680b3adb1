//! Where a session's pins and notices are kept, and what is done where that cannot be had.

use std::path::PathBuf;

use anyhow::{Context, Result};
use monitor_core::monitor::Legacy;
use monitor_core::ports::{Record, Store};
use monitor_core::{AccountId, OperationId, Target};
use monitor_ledger::Ledger;
use monitor_setup::make_private_folder;

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
    /// The file where it can be had; else one in memory, and a warning in every window.
    pub(super) fn open_ledger(&mut self, account: &AccountId, shelf: Shelf) -> Result<Kept> {
        let opened = match shelf {
            Shelf::Demo { file, pinned } => open_demo(file, account, &pinned),
            Shelf::File(file) => self.open_file(file, account),
        };
        self.warn_unless(opened.is_ok(), "ledger", Warning::LedgerUnavailable);
        opened.or_else(|error| {
            tracing::error!(
                error = format!("{error:#}"),
                "going on without the ledger's file"
            );
            Kept::read(Ledger::in_memory(account.clone())?, None)
        })
    }

    /// Whether the ledger keeps what it is given, and for longer than the app.
    pub(super) fn handle_store_health(&mut self, healthy: bool) {
        let session = self.session.as_ref();
        let on_disk = session.is_some_and(|session| session.ledger.is_some());
        self.warn_unless(healthy && on_disk, "ledger", Warning::LedgerUnavailable);
    }

    fn open_file(&self, file: PathBuf, account: &AccountId) -> Result<Kept> {
        make_private_folder(&self.folder).context("Failed to make the data folder")?;
        Kept::read(Ledger::open(&file, account.clone())?, Some(file))
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
