//! A session's ledger, and how it is: whether it keeps what it is given and, where not, why. The loop knows only whether.

use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{Ended, Silence, Timestamp, Wait};
use monitor_ledger::{Error, Ledger};

use super::{Request, Requests, shelf};
use crate::slice::Warning;

/// Says what its windows are to be told of it, whenever that is something else.
pub(super) struct Storing {
    ledger: Ledger,
    session: u64,
    requests: Requests,
    /// What was said last.
    warning: Option<Warning>,
}

impl Storing {
    pub(super) fn new(ledger: Ledger, session: u64, requests: Requests) -> Self {
        Self {
            ledger,
            session,
            requests,
            warning: None,
        }
    }

    fn heed<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        let warning = result.as_ref().err().map(shelf::warning_of);
        if self.warning != warning {
            self.warning = warning;
            self.requests.send(Request::StoreHealth {
                session: self.session,
                warning,
            });
        }
        result
    }
}

impl Store for Storing {
    type Error = Error;

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        let stored = self.ledger.record(record);
        self.heed(stored)
    }

    fn remember(&mut self, ended: &[Ended], noticed_at: Timestamp) -> Result<Vec<Ended>, Error> {
        let stored = self.ledger.remember(ended, noticed_at);
        self.heed(stored)
    }

    fn news(&self, ended: &[Ended]) -> Vec<Ended> {
        self.ledger.news(ended)
    }

    fn withhold(
        &mut self,
        ended: &[Ended],
        wait: Wait,
        noticed_at: Timestamp,
    ) -> Result<(), Error> {
        let stored = self.ledger.withhold(ended, wait, noticed_at);
        self.heed(stored)
    }

    fn begin(&mut self, ended: &[Ended], at: Timestamp) -> Result<(), Error> {
        let stored = self.ledger.begin(ended, at);
        self.heed(stored)
    }

    fn silence(
        &mut self,
        ended: &[Ended],
        why: Silence,
        noticed_at: Timestamp,
    ) -> Result<(), Error> {
        let stored = self.ledger.silence(ended, why, noticed_at);
        self.heed(stored)
    }

    fn mark_told(
        &mut self,
        ended: &[Ended],
        delivery: Delivery,
        at: Timestamp,
    ) -> Result<(), Error> {
        let stored = self.ledger.mark_told(ended, delivery, at);
        self.heed(stored)
    }

    fn erase_names(&mut self) -> Result<(), Error> {
        let erased = self.ledger.erase_names();
        self.heed(erased)
    }

    fn catch_up(&mut self) -> Result<(), Error> {
        let stored = self.ledger.catch_up();
        self.heed(stored)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use anyhow::{Context, Result};
    use monitor_core::{AccountId, OperationId, Target};
    use tokio::sync::mpsc::UnboundedReceiver;

    use super::*;

    fn open(file: &Path) -> Result<(Storing, UnboundedReceiver<Request>)> {
        let account = AccountId::parse("a1").context("an account")?;
        let (requests, inbox) = Requests::channel();
        Ok((
            Storing::new(Ledger::open(file, account)?, 7, requests),
            inbox,
        ))
    }

    /// What was said since the last time, and of which session.
    fn said(inbox: &mut UnboundedReceiver<Request>) -> Vec<(u64, Option<Warning>)> {
        let mut said = Vec::new();
        while let Ok(request) = inbox.try_recv() {
            if let Request::StoreHealth { session, warning } = request {
                said.push((session, warning));
            }
        }
        said
    }

    #[test]
    fn a_file_that_is_damaged_under_the_app_is_called_damaged_and_not_full() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        drop(open(&file)?);
        let (mut ledger, mut inbox) = open(&file)?;
        let mut bytes = fs::read(&file)?;
        // What is not in memory yet is read from there.
        bytes[100..].fill(0xff);
        fs::write(&file, bytes)?;

        let operation = Target::Operation(OperationId::new(421).context("an id")?);
        for _ in 0..2 {
            assert!(ledger.record(&Record::Pinned(operation)).is_err());
        }
        let damaged = (7, Some(Warning::LedgerDamaged));
        assert_eq!(said(&mut inbox), [damaged]);
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_said_once_and_its_end_too() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (mut ledger, mut inbox) = open(&folder.path().join("ledger.sqlite"))?;
        ledger.heed(Ok(()))?;
        assert_eq!(said(&mut inbox), []);
        for _ in 0..2 {
            let failed = ledger.heed::<()>(Err(Error::Older { found: 1 }));
            assert!(failed.is_err());
        }
        assert_eq!(said(&mut inbox), [(7, Some(Warning::LedgerUnavailable))]);
        ledger.catch_up()?;
        ledger.catch_up()?;
        assert_eq!(said(&mut inbox), [(7, None)]);
        Ok(())
    }
}
