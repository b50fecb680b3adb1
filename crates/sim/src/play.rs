//! Plays a story in two worlds, one for each account of a computer, and brings it to an end at which everything has to
//! have been told.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use monitor_driver::GoesOn;

use crate::plan::{ENVIRONMENTS, Story};
use crate::step::{Act, Event, Step};
use crate::tally::Tally;
use crate::world::{Claim, Key, Weather, World, key, secs};

/// Plays it, and counts what it saw where nothing was wrong.
///
/// # Errors
/// The claim that does not hold, and why.
pub fn play(seed: u64, story: &Story, tally: &mut Tally) -> Result<(), String> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let mut worlds = through(seed, story, &[0, 1]);
        if seed.is_multiple_of(APART) {
            stand_apart(seed, story, &mut worlds);
        }
        worlds
    }));
    let worlds = played.map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let word = || panic.downcast_ref::<&str>().map(ToString::to_string);
        text.or_else(word).unwrap_or_else(|| "a panic".to_owned())
    })?;
    tally.add(story, &worlds);
    Ok(())
}

/// With the steps of these accounts alone. At those of others time passes.
fn through(seed: u64, story: &Story, accounts: &[usize]) -> Vec<World> {
    let worlds = accounts.iter().map(|who| world(seed, *who));
    let mut worlds: Vec<_> = worlds.collect();
    let start = worlds.first().map_or(Duration::ZERO, |world| world.time);
    for (at, step) in story {
        for world in &mut worlds {
            pass_to(world, start + *at);
        }
        if worlds.iter().any(World::is_dead) {
            worlds.iter_mut().for_each(World::restart);
        }
        match step {
            Step::Computer(event) => happen(event, &mut worlds),
            Step::Of(who, act) => {
                let index = accounts.iter().position(|account| account == who);
                if let Some(world) = index.and_then(|index| worlds.get_mut(index)) {
                    act_on(world, act);
                }
            }
        }
    }
    for (world, who) in worlds.iter_mut().zip(accounts) {
        close(world, if *who == 0 { seed } else { seed / 2 });
    }
    worlds
}

/// Played again without the other's steps, each account asks and tells the same. A process that dies takes both with it,
/// and so none does here.
fn stand_apart(seed: u64, story: &Story, worlds: &mut [World]) {
    let mut story = story.clone();
    story.retain(|(_, step)| {
        let dies = |event: &Event| matches!(event, Event::Crash(_) | Event::CrashBefore(_));
        !matches!(step, Step::Computer(event) if dies(event))
    });
    let together = through(seed, &story, &[0, 1]);
    for (who, (world, other)) in worlds.iter_mut().zip(&together).enumerate() {
        for alone in through(seed, &story, &[who]) {
            let same = alone.sent == other.sent
                && alone.told == other.told
                && alone.alerted == other.alerted;
            world.claim(Claim::Apart, same, |_| {
                let mut pairs = alone.sent.iter().zip(&other.sent);
                let first = pairs.find(|(one, another)| one != another);
                format!("account {who} alone and with the other: {first:?}")
            });
        }
    }
}

/// Of an account of this seed's computer.
fn world(seed: u64, who: usize) -> World {
    let goes_on = if seed.is_multiple_of(4) {
        GoesOn::WallAlone
    } else {
        GoesOn::Monotonic
    };
    let seed = 2 * seed + u64::from(who > 0);
    let mut world = World::on(goes_on, seed);
    world.judge.is_on = true;
    world.way.seed = seed;
    world.server.environments = (1..=ENVIRONMENTS).collect();
    world.server.page = PAGE;
    world
}

/// Both sleep, and both processes are one.
fn happen(event: &Event, worlds: &mut [World]) {
    for world in worlds {
        event.happen(world);
        world.judge_view();
    }
}

fn act_on(world: &mut World, act: &Act) {
    // What comes of a sleep that only the clocks tell of comes before what is done then.
    world.look_at_clocks();
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
    world.ledger_mut().fill(false);
    world.daemon_gone = false;
    world.daemon_silent = false;
    world.network_gone = false;
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
    // Of what is not pinned any more only the ledger knows that its place was lost.
    let is_owed =
        |end: &&Key| world.oracle.pinned().contains(&end.0) || !world.ledger().is_dropped(end);
    let mut expected = world.oracle.expected.difference(&settled);
    let untold = expected.find(is_owed).copied();
    world.claim(Claim::ToldAtLeastOnce, untold.is_none(), |_| {
        format!("{untold:?} was seen")
    });
    if world.ledger().misses > 0 {
        // What a full disk did not let go of is told by the next process.
        return;
    }
    let pending = world.ledger().untold();
    let pending = pending.iter().map(key).find(|end| !settled.contains(end));
    world.claim(Claim::ToldAtLeastOnce, pending.is_none(), |_| {
        format!("{pending:?} is still pending")
    });
    let mut early = settled.difference(&world.oracle.expected);
    let early = early
        .find(|end| !world.oracle.doubtful.contains(end))
        .copied();
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

/// Lists have more than that now and then, so that filters are asked of the server.
const PAGE: usize = 8;
/// How long it takes a user to sign in again.
const PATIENCE: Duration = Duration::from_secs(300);
/// One in so many seeds is played again for each account alone, which takes as long as two.
const APART: u64 = 16;
