//! `kill -9` at random moments, again and again: whatever was cut off, every end is told, and none twice without saying
//! that it may have been. After each kill the ledger is held against the daemon's own log (`shown`).
//!
//! The moments follow from a seed as far as one computer is like another. A failure names it: `KILLS` and `KILLS_SEED`
//! play as many kills from the same one.

mod shown;

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use fastrand::Rng;
use jiff::Timestamp;
use serde_json::json;
use tenantatlas_simulator::{NewOperation, Outcome};
use xtask::eventually;

use crate::world::{Conditions, LIMIT, OLD, World};
use shown::{Shown, Start};

#[test]
fn an_app_that_is_killed_again_and_again_tells_every_end_and_repeats_none_unmarked() -> Result<()> {
    let kills = number("KILLS")?.unwrap_or(10);
    let seed = number("KILLS_SEED")?.unwrap_or_else(|| fastrand::u64(1..1_000_000));
    let world = World::start(Conditions::default())?;
    // Those that end teach the server how long others take, and what tells of that is no end.
    world.change_settings(|settings| {
        settings["rules"]["alerts"]["longer_than_usual"] = json!(false);
    })?;
    let mut story = Story {
        world: &world,
        dice: Rng::with_seed(seed),
        active: BTreeMap::new(),
        ended: BTreeMap::new(),
        shown: Shown::of(&world),
    };
    story
        .play(kills)
        .with_context(|| format!("repeat with KILLS={kills} KILLS_SEED={seed}"))
}

/// Each operation has an environment to itself, as one notification of several ends names nothing else.
struct Story<'a> {
    world: &'a World,
    dice: Rng,
    /// The environments' names by the operations' ids.
    active: BTreeMap<i64, String>,
    ended: BTreeMap<i64, String>,
    shown: Shown<'a>,
}

impl Story<'_> {
    fn play(&mut self, kills: u64) -> Result<()> {
        for _ in 0..kills {
            self.pin_enough()?;
            let before = self.before()?;
            let mut app = self.world.launch(&[])?;
            if self.dice.bool() {
                self.world.wait_until_held()?;
                self.end_some()?;
            } else {
                self.let_pass(STARTING);
                self.end_some()?;
            }
            self.let_pass(TELLING);
            app.kill()?;
            self.compare(before)?;
            if self.dice.bool() {
                self.end_some()?;
            }
        }
        let before = self.before()?;
        let _app = self.world.launch(&[])?;
        self.every_end_is_told()?;
        self.compare(before)
    }

    /// The ledger as the next start finds it, and when that is.
    fn before(&self) -> Result<Start> {
        Ok(Start {
            at: Timestamp::now().as_millisecond(),
            left: self.world.tellings()?,
        })
    }

    /// Holds what this start told against what the daemon received.
    fn compare(&mut self, start: Start) -> Result<()> {
        let told = self.shown.since(start)?;
        told.agree(&self.ended)
            .with_context(|| format!("after that start {told:#?}"))
    }

    /// Not while the app runs.
    fn pin_enough(&mut self) -> Result<()> {
        while self.active.len() < ACTIVE {
            let name = format!("Fleet {:04}", self.active.len() + self.ended.len() + 1);
            let atlas = &self.world.atlas;
            let environment = self.world.run(atlas.environment(&name))?;
            let new = NewOperation::new("policy.sync")
                .in_environment(atlas.northwind, environment)
                .by(atlas.ann)
                .created_ago(OLD);
            let operation = self.world.pinned(async {
                let id = atlas.plant.queue(new).await?;
                atlas.plant.start(id).await?;
                Ok(id)
            })?;
            self.active.insert(operation, name);
        }
        Ok(())
    }

    /// Ends one or two that the app has seen, unless it has as many still to tell as one notification names.
    fn end_some(&mut self) -> Result<()> {
        let seen = self.world.seen()?;
        let ends = self.world.ends()?;
        let told = ends.iter().filter(|(_, told)| *told).count();
        let room = NAMED.saturating_sub(self.ended.len() - told);
        let mut news: Vec<_> = self
            .active
            .keys()
            .filter(|id| seen.contains(*id))
            .copied()
            .collect();
        self.dice.shuffle(&mut news);
        news.truncate(self.dice.usize(1..=2).min(room));
        for operation in news {
            let outcome = if self.dice.bool() {
                Outcome::Succeeded
            } else {
                Outcome::Failed
            };
            let plant = &self.world.atlas.plant;
            self.world.run(plant.complete(operation, outcome))?;
            let name = self.active.remove(&operation);
            self.ended.insert(operation, name.context("it was active")?);
        }
        Ok(())
    }

    /// Lets a part of this pass, so that what comes next falls into whatever is going on.
    fn let_pass(&mut self, longest: Duration) {
        thread::sleep(longest.mul_f64(self.dice.f64()));
    }

    /// In the ledger, each of them once, and by the daemon.
    fn every_end_is_told(&self) -> Result<()> {
        let expected: Vec<_> = self.ended.keys().map(|id| (*id, true)).collect();
        let mut ends = Vec::new();
        let told = eventually("every end to be told", LIMIT, || {
            ends = self.world.ends()?;
            Ok((ends == expected).then_some(()))
        });
        told.with_context(|| format!("the ledger has {ends:?} and not {expected:?}"))?;
        eventually("every end at the daemon", LIMIT, || {
            let toasts = self.world.notifications(0)?;
            let is_told = |name: &String| toasts.iter().any(|toast| toast.body.contains(name));
            Ok(self.ended.values().all(is_told).then_some(()))
        })
    }
}

/// What the environment asks for, if it does.
fn number(variable: &str) -> Result<Option<u64>> {
    let asked = std::env::var(variable).ok();
    let number = asked.map(|text| text.parse::<u64>());
    number
        .transpose()
        .with_context(|| format!("{variable} is no number"))
}

/// So many operations are under way at every start.
const ACTIVE: usize = 6;
/// So many ends are named by one notification.
const NAMED: usize = 5;
/// Until a start has asked, been answered and asked again.
const STARTING: Duration = Duration::from_millis(1_500);
/// From an end to its notification and its mark in the ledger.
const TELLING: Duration = Duration::from_millis(300);
