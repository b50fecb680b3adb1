//! The disk: the ledger that ships, in a file that SQLite keeps in memory. The process can die before each durable step, and
//! for a while nothing may be written. What was written, or would have been, is noted for whoever judges it.

mod look;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use monitor_core::ports::{Delivery, Pin, Record, Store};
use monitor_core::{AccountId, Alert, Dropped, Ended, Silence, Target, Timestamp, Wait};
use monitor_ledger::{Error, Ledger};

use look::Look;

/// The durable steps before which a process can die.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Boundary {
    Begin,
    Mark,
    Record,
    Remember,
    Show,
    Silence,
    Withhold,
}

impl Boundary {
    pub const ALL: [Self; 7] = [
        Self::Begin,
        Self::Mark,
        Self::Record,
        Self::Remember,
        Self::Show,
        Self::Silence,
        Self::Withhold,
    ];
}

/// What the loop gave to the ledger.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Record(Record),
    Remembered(Vec<Ended>),
    Silenced(Vec<Ended>, Silence),
    Withheld(Vec<Ended>, Wait),
}

pub struct Disk {
    file: PathBuf,
    ledger: Ledger,
    look: Look,
    /// The pins as they were read last, until something is written.
    pins: RefCell<Option<Vec<Pin>>>,
    is_full: bool,
    /// Something waits to be written.
    is_behind: bool,
    /// Something was not written since the process began.
    pub(super) missed: bool,
    /// How often that was.
    pub misses: u64,
    /// Before which durable step each process died.
    pub crashed: BTreeMap<Boundary, u64>,
    pub erased: Vec<Target>,
    /// What was or was not told besides ends.
    pub noted: Vec<(Alert, Option<Dropped>)>,
    /// How many durable steps are left before the process is killed.
    lives: Option<usize>,
    /// Before the next durable step of this kind the process is killed.
    doom: Option<Boundary>,
    /// Before which durable step it was.
    died_at: Option<Boundary>,
    /// And whether the process lived to write it.
    given: Vec<(Given, bool)>,
}

/// Each world has a file of its own.
static FILES: AtomicU64 = AtomicU64::new(0);

impl Disk {
    pub(super) fn new() -> Self {
        let number = FILES.fetch_add(1, Ordering::Relaxed);
        let file = PathBuf::from(format!("file:/world-{number}?vfs=memdb"));
        let ledger = open(&file);
        let look = Look::at(&file);
        Self {
            file,
            ledger,
            look,
            pins: RefCell::default(),
            is_full: false,
            is_behind: false,
            missed: false,
            misses: 0,
            crashed: BTreeMap::new(),
            erased: Vec::new(),
            noted: Vec::new(),
            lives: None,
            doom: None,
            died_at: None,
            given: Vec::new(),
        }
    }

    /// As the next process finds it: what could not be written is gone with the one before.
    pub(super) fn reopened(&self) -> Self {
        let ledger = open(&self.file);
        ledger.take_nothing(self.is_full).expect("a pragma");
        Self {
            file: self.file.clone(),
            ledger,
            look: Look::at(&self.file),
            pins: RefCell::default(),
            is_full: self.is_full,
            is_behind: false,
            missed: self.missed,
            misses: self.misses,
            crashed: self.crashed.clone(),
            erased: self.erased.clone(),
            noted: self.noted.clone(),
            lives: None,
            doom: None,
            died_at: None,
            given: Vec::new(),
        }
    }

    pub(super) fn kill_after(&mut self, steps: usize) {
        self.lives = Some(steps);
    }

    pub(super) const fn kill_before(&mut self, boundary: Boundary) {
        self.doom = Some(boundary);
    }

    /// The process does not die after all.
    pub(super) const fn spare(&mut self) {
        self.lives = None;
        self.doom = None;
    }

    pub(super) fn is_dead(&self) -> bool {
        self.lives == Some(0)
    }

    /// Whether the process was killed in the middle of something.
    pub(super) const fn died_midway(&self) -> bool {
        self.died_at.is_some()
    }

    /// Takes one durable step, unless the process was killed before it.
    pub(super) fn survives(&mut self, boundary: Boundary) -> bool {
        if self.doom == Some(boundary) {
            self.lives = Some(0);
        }
        match &mut self.lives {
            None => true,
            Some(0) => {
                if self.died_at.is_none() {
                    self.died_at = Some(boundary);
                    *self.crashed.entry(boundary).or_default() += 1;
                }
                false
            }
            Some(lives) => {
                *lives -= 1;
                true
            }
        }
    }

    /// What was given to the ledger since this was last asked, and whether the process lived to write it.
    pub(super) fn take_given(&mut self) -> Vec<(Given, bool)> {
        std::mem::take(&mut self.given)
    }

    pub(super) const fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether something waits to be written.
    #[must_use]
    pub const fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// The disk is full, or has room again.
    pub fn fill(&mut self, full: bool) {
        self.is_full = full;
        self.ledger.take_nothing(full).expect("a pragma");
    }

    fn write<T>(
        &mut self,
        write: impl FnOnce(&mut Ledger) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.pins.take();
        let written = write(&mut self.ledger);
        self.is_behind = written.is_err();
        if self.is_behind {
            assert!(self.is_full, "there is room, and it is not written");
            self.missed = true;
            self.misses += 1;
        }
        written
    }

    /// Unless the process was killed before it: then it is as if nothing had been asked.
    fn step(
        &mut self,
        boundary: Boundary,
        given: Option<Given>,
        write: impl FnOnce(&mut Ledger) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let lives = self.survives(boundary);
        self.given.extend(given.map(|given| (given, lives)));
        if lives { self.write(write) } else { Ok(()) }
    }
}

impl Store for Disk {
    type Error = Error;

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        if !self.is_dead() {
            if let Record::Erased(target) = record {
                self.erased.push(*target);
            }
            if let Record::Noted(alert, dropped, _) = record {
                self.noted.push((alert.clone(), *dropped));
            }
        }
        let given = Given::Record(record.clone());
        self.step(Boundary::Record, Some(given), |ledger| {
            ledger.record(record)
        })
    }

    fn remember(&mut self, ended: &[Ended], noticed_at: Timestamp) -> Result<Vec<Ended>, Error> {
        let lives = self.survives(Boundary::Remember);
        self.given.push((Given::Remembered(ended.to_vec()), lives));
        if !lives {
            return Ok(Vec::new());
        }
        self.write(|ledger| ledger.remember(ended, noticed_at))
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
        let given = Given::Withheld(ended.to_vec(), wait);
        self.step(Boundary::Withhold, Some(given), |ledger| {
            ledger.withhold(ended, wait, noticed_at)
        })
    }

    fn begin(&mut self, ended: &[Ended], at: Timestamp) -> Result<(), Error> {
        self.step(Boundary::Begin, None, |ledger| ledger.begin(ended, at))
    }

    fn silence(
        &mut self,
        ended: &[Ended],
        why: Silence,
        noticed_at: Timestamp,
    ) -> Result<(), Error> {
        let given = Given::Silenced(ended.to_vec(), why);
        self.step(Boundary::Silence, Some(given), |ledger| {
            ledger.silence(ended, why, noticed_at)
        })
    }

    fn mark_told(
        &mut self,
        ended: &[Ended],
        delivery: Delivery,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.step(Boundary::Mark, None, |ledger| {
            ledger.mark_told(ended, delivery, at)
        })
    }

    /// No story signs out.
    fn erase_names(&mut self) -> Result<(), Error> {
        self.write(Ledger::erase_names)
    }

    fn catch_up(&mut self) -> Result<(), Error> {
        if self.is_dead() {
            return Ok(());
        }
        self.pins.take();
        let written = self.ledger.catch_up();
        self.is_behind = written.is_err();
        written
    }
}

fn open(file: &std::path::Path) -> Ledger {
    let account = AccountId::parse(ACCOUNT).expect("an account");
    Ledger::open(file, account).expect("a file in memory")
}

/// Each world is one account's, with a file of its own.
const ACCOUNT: &str = "a";
