//! Plays a story in two worlds, one for each account of a computer, and brings it to an end at which everything has to
//! have been told.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::plan::{ENVIRONMENTS, Story};
use crate::step::{Act, Event, Step};
use crate::tally::Tally;
use crate::world::{Claim, Weather, World, key, secs};

/// Plays it, and counts what it saw where nothing was wrong.
///
/// # Errors
/// The claim that does not hold, and why.
pub fn play(seed: u64, story: &Story, tally: &mut Tally) -> Result<(), String> {
    let played = catch_unwind(AssertUnwindSafe(|| through(seed, story)));
    let worlds = played.map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let word = || panic.downcast_ref::<&str>().map(ToString::to_string);
        text.or_else(word).unwrap_or_else(|| "a panic".to_owned())
    })?;
    tally.add(story, &worlds);
    Ok(())
}

fn through(seed: u64, story: &Story) -> [World; 2] {
    let mut worlds = [0, 1].map(|who| world(2 * seed + who));
    let start = worlds[0].time;
    for (at, step) in story {
        for world in &mut worlds {
            pass_to(world, start + *at);
        }
        if worlds.iter().any(World::is_dead) {
            worlds.iter_mut().for_each(World::restart);
        }
        match step {
            Step::Computer(event) => happen(event, &mut worlds),
            Step::Of(who, act) => act_on(&mut worlds[*who], act),
        }
    }
    for (world, seed) in worlds.iter_mut().zip([seed, seed / 2]) {
        close(world, seed);
    }
    worlds
}

fn world(seed: u64) -> World {
    let mut world = World::seeded(seed);
    world.judge.is_on = true;
    world.way.seed = seed;
    world.server.environments = (1..=ENVIRONMENTS).collect();
    world
}

/// Both sleep, and both processes are one.
fn happen(event: &Event, worlds: &mut [World; 2]) {
    for world in worlds.iter_mut() {
        event.happen(world);
        world.judge_view();
    }
}

fn act_on(world: &mut World, act: &Act) {
    act.happen(world);
    world.judge_view();
}

fn pass_to(world: &mut World, at: Duration) {
    let left = at.saturating_sub(world.time);
    // After a sleep that nobody noticed, what a user does may come before everything that fell due.
    if !(left.is_zero() && world.is_unnoticed) {
        world.pass_exactly(left);
    }
    if !world.is_dead() {
        world.judge_wakes();
        sign_in(world, PATIENCE);
    }
}

/// A user who is asked to sign in does so in the end, which begins another session.
fn sign_in(world: &mut World, patience: Duration) {
    let since = world.judge.signed_out;
    if since.is_some_and(|since| world.time.saturating_sub(since) >= patience) {
        world.restart();
    }
}

/// Every fault ends, nobody looks any more, and there is time for everything that waits.
fn close(world: &mut World, seed: u64) {
    if world.is_dead() {
        world.restart();
    }
    world.spare();
    sign_in(world, Duration::ZERO);
    world.way.weather = Weather::default();
    world.server.recover();
    world.server.wish = monitor_core::cadence::Wish::Nothing;
    world.server.max_wait = secs(50);
    world.ledger.full = false;
    world.daemon_gone = false;
    world.daemon_silent = false;
    world.close_all();
    world.quietly(true);
    world.quiet_every(30);
    world.keep_nothing_back();
    world.pass(4_000);
    sign_in(world, Duration::ZERO);
    world.keep_nothing_back();
    world.pass(400);
    told(world);
    if seed.is_multiple_of(2) {
        world.server.finish(world.time);
        world.pass(400);
        told(world);
    } else {
        world.suspend_completely();
        world.pass(400);
    }
    rests(world);
}

fn told(world: &mut World) {
    world.pass_grouping();
    let then = world.time.saturating_sub(secs(150));
    let server = &world.server;
    let mut active = world.oracle.active().iter().copied();
    let missed = active.find(|target| server.has_ended(*target, then));
    world.claim(Claim::ToldAtLeastOnce, missed.is_none(), |_| {
        format!("{missed:?} ended, and nobody looked")
    });
    let settled = world.settled();
    let untold = world.oracle.expected.difference(&settled).next().copied();
    world.claim(Claim::ToldAtLeastOnce, untold.is_none(), |_| {
        format!("{untold:?} was seen")
    });
    if world.ledger.misses > 0 {
        // What a full disk did not let go of is told by the next process.
        return;
    }
    let pending = world.ledger.untold();
    let pending = pending.iter().map(key).find(|end| !settled.contains(end));
    world.claim(Claim::ToldAtLeastOnce, pending.is_none(), |_| {
        format!("{pending:?} is still pending")
    });
    let early = settled.difference(&world.oracle.expected).next().copied();
    world.claim(Claim::ToldWhatHappened, early.is_none(), |_| {
        format!("{early:?} was never seen to end")
    });
}

fn rests(world: &mut World) {
    let (deadline, sent) = (world.next_deadline(), world.mark());
    let rests = deadline.is_none() || world.awaits_expiry();
    world.pass(6 * 3_600);
    let asked = world.mark() - sent;
    world.claim(Claim::ComesToRest, rests && asked == 0, |_| {
        format!("a deadline at {deadline:?}, and {asked} requests")
    });
}

/// How long it takes a user to sign in again.
const PATIENCE: Duration = Duration::from_secs(300);
