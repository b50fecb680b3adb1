//! The desktops: each keeps one connection and holds one watch of its own targets, again and again, as the app does.
//!
//! A watch leaves as soon as the one before is answered, but no sooner than a second after that one left: the app's
//! shortest interval. The first waits are of every length, so that the returns are spread over time from the start.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use fastrand::Rng;
use monitor_wire::{Change, WatchAnswer};
use tokio::task::JoinSet;
use tokio::time::{interval, sleep, sleep_until};

use crate::http::{Line, watch};
use crate::operations::{Phase, request};

/// Dropped, they all hang up.
pub(crate) struct Desks {
    _crowd: JoinSet<()>,
    /// Of each desk.
    pub(crate) targets: Vec<Vec<i64>>,
    pub(crate) heard: Arc<Heard>,
}

/// What the desks were told together.
#[derive(Default)]
pub(crate) struct Heard {
    told: Mutex<Vec<Told>>,
    answers: AtomicU64,
    faults: Mutex<Vec<String>>,
}

/// A desk was told of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    pub(crate) desk: usize,
    pub(crate) operation: i64,
    pub(crate) phase: Phase,
    pub(crate) at: Instant,
}

struct Desk {
    number: usize,
    address: SocketAddr,
    token: Arc<str>,
    versions: BTreeMap<i64, String>,
}

impl Desks {
    /// Lets them come, some hundreds a second. Every one knows the versions of its targets already.
    pub(crate) async fn come(
        address: SocketAddr,
        tokens: &[String],
        versions: &BTreeMap<i64, String>,
        many: usize,
    ) -> Self {
        let heard = Arc::new(Heard::default());
        let mut crowd = JoinSet::new();
        let mut targets = Vec::with_capacity(many);
        let tokens: Vec<Arc<str>> = tokens.iter().map(|token| token.as_str().into()).collect();
        let mut beat = interval(BEAT);
        for (number, token) in tokens.iter().cycle().take(many).enumerate() {
            if number.is_multiple_of(COME_IN_A_BEAT) {
                beat.tick().await;
            }
            let mut random = Rng::with_seed(number as u64);
            let own = random.choose_multiple(versions.iter(), TARGETS);
            let desk = Desk {
                number,
                address,
                token: Arc::clone(token),
                versions: own
                    .into_iter()
                    .map(|(id, version)| (*id, version.clone()))
                    .collect(),
            };
            targets.push(desk.versions.keys().copied().collect());
            let first_wait = random.u32(FIRST_WAIT);
            crowd.spawn(desk.sit(first_wait, Arc::clone(&heard)));
        }
        Self {
            _crowd: crowd,
            targets,
            heard,
        }
    }
}

impl Heard {
    pub(crate) fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }

    pub(crate) fn told(&self) -> Vec<Told> {
        self.told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What went wrong, in the words of each.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.faults
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn note(&self, told: Vec<Told>) {
        self.answers.fetch_add(1, Ordering::Relaxed);
        if !told.is_empty() {
            let mut all = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(told);
        }
    }

    fn note_fault(&self, fault: String) {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        faults.push(fault);
    }
}

impl Desk {
    async fn sit(mut self, first_wait: u32, heard: Arc<Heard>) {
        let mut wait = first_wait;
        loop {
            if let Err(fault) = self.stay_connected(wait, &heard).await {
                heard.note_fault(format!("{fault:#}"));
            }
            wait = WAIT;
            sleep(SHORTEST).await;
        }
    }

    /// Ends with what went wrong.
    async fn stay_connected(&mut self, first_wait: u32, heard: &Heard) -> Result<()> {
        let mut line = Line::open(self.address).await?;
        let mut wait = first_wait;
        loop {
            let sent = Instant::now();
            let told = self.ask(&mut line, wait).await?;
            heard.note(told);
            wait = WAIT;
            sleep_until((sent + SHORTEST).into()).await;
        }
    }

    async fn ask(&mut self, line: &mut Line, wait: u32) -> Result<Vec<Told>> {
        let targets = self.versions.iter();
        let request = request(
            targets.map(|(id, version)| (*id, Some(version.as_str()))),
            wait,
        );
        let answer = line.ask(watch(&self.token, &request)?).await?;
        let at = answer.arrived;
        let answer: WatchAnswer = answer.json()?;
        if let Some(seconds) = answer.poll_after_seconds {
            anyhow::bail!("the gateway held nothing and asked for {seconds} seconds");
        }
        let mut told = Vec::new();
        for change in answer.changes {
            let Change::Operation { operation } = change else {
                anyhow::bail!("a target is gone");
            };
            if let Some(phase) = Phase::of(&operation.status) {
                told.push(Told {
                    desk: self.number,
                    operation: operation.id,
                    phase,
                    at,
                });
            }
            self.versions.insert(operation.id, operation.version);
        }
        Ok(told)
    }
}

pub(crate) const TARGETS: usize = 20;
/// As the app's quiet lane asks.
const WAIT: u32 = 50;
const FIRST_WAIT: std::ops::RangeInclusive<u32> = 5..=50;
const SHORTEST: Duration = Duration::from_secs(1);
/// Five hundred a second.
const COME_IN_A_BEAT: usize = 50;
const BEAT: Duration = Duration::from_millis(100);
